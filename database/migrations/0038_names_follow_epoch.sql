-- Hashes of names lie under the key of an epoch from here on. Those made before lie under the permanent key: the next round of the job that wraps keys
-- anew moves them.
alter table people.data_key add column names_moved boolean not null default false;
alter table people.data_key alter column names_moved set default true;
