-- Two rows of one person inside a unit. A merge changes no row of the case: the rows stay apart, show what was chosen, and have the readers of both, so that it can be undone.
create table people.merge (
  site_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  merged_id uuid not null,
  -- under the key of the kept person: what both records said before, and at which version they stand since
  sealed bytea not null check (length(sealed) <= 400000),
  -- readers that the merge gave to the other row
  reader_ids uuid[] not null check (cardinality(reader_ids) <= 2000),
  made_by_id uuid not null,
  made_at timestamptz not null default platform.moment(),
  undone_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, kept_id) references people.client (site_id, id) on delete cascade,
  foreign key (site_id, merged_id) references people.client (site_id, id) on delete cascade,
  check (kept_id <> merged_id)
);
create index merge_of_kept on people.merge (site_id, kept_id);
create index merge_of_merged on people.merge (site_id, merged_id);

-- Somebody looked, and they are two people. The smaller id first. One of the two may be a colleague's whom the writer does not see: a foreign key would tell
-- whether there is such a person.
create table people.not_same (
  site_id uuid not null,
  a_id uuid not null,
  b_id uuid not null,
  said_by_id uuid not null,
  said_at timestamptz not null default platform.moment(),
  primary key (site_id, a_id, b_id),
  check (a_id < b_id)
);
create index not_same_by_second on people.not_same (site_id, b_id);

alter table people.merge enable row level security;
alter table people.merge force row level security;
alter table people.not_same enable row level security;
alter table people.not_same force row level security;
