-- What was last shown of figures, and on which true counts: so that one contribution more or less never shows by itself.
create schema disclosure;

create table disclosure.shown_table (
  site_id uuid not null references network.site (id) on delete cascade,
  -- whose figures, named by the domain that asks: the reports of one theme
  subject text not null check (subject ~ '^[a-z_]{1,40}\.[a-z0-9_:]{1,200}$'),
  subject_id uuid not null,
  shown_on date not null default platform.today(),
  parts text[] not null check (cardinality(parts) between 1 and 400),
  -- what readers see of each part; null where it is held back
  shown integer[] not null,
  -- what stands beside it, already as readers see it
  beside jsonb not null default '{}' check (length(beside::text) <= 20000),
  -- the true counts of that day, and of the smallest pieces of which figures over other towns and periods are made: for the gate alone
  basis integer[] not null,
  pieces jsonb not null default '{}' check (length(pieces::text) <= 1000000),
  -- figures over other towns and periods that were shown, in their order
  scopes text[] not null default '{}' check (cardinality(scopes) <= 8),
  primary key (site_id, subject, subject_id),
  check (cardinality(shown) = cardinality(parts) and cardinality(basis) = cardinality(parts))
);

alter table disclosure.shown_table enable row level security;
alter table disclosure.shown_table force row level security;
