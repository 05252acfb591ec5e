-- What rows of lists are known by lies under the key of an epoch from here on. Rows taken over before lie under none (0): the next round of the job that wraps
-- keys anew moves them.
alter table cases.import_row add column epoch integer not null default 0 check (epoch >= 0);
alter table cases.import_row alter column epoch drop default;
