-- What a unit corrected in the columns of its lists, known again next time. A heading may hold anything: only a keyed hash of it is kept.
create table cases.import_mapping (
  site_id uuid not null,
  unit_id uuid not null,
  heading_hash bytea not null check (length(heading_hash) = 32),
  -- null: not to be taken over
  field text check (length(field) between 1 and 40),
  service text check (length(service) between 1 and 60),
  event text check (event in ('entitled', 'registered', 'started', 'finished')),
  changed_at timestamptz not null default platform.moment(),
  primary key (site_id, unit_id, heading_hash),
  foreign key (site_id, unit_id) references network.unit (site_id, id)
);

alter table cases.import_mapping enable row level security;
alter table cases.import_mapping force row level security;
