-- Case reconstructions: how a case went and where it broke, told without the person.

-- What others work with once a second person has released it. Until then its words lie sealed beside it, and nothing of them here. Weeks, never days.
create table themes.reconstruction (
  site_id uuid not null references network.site (id),
  id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'in_check', 'released')),
  content jsonb check (length(content::text) <= 120000),
  -- where it broke, why, what would have been needed: written on in the joint hour
  worksheet jsonb check (length(worksheet::text) <= 240000),
  changed_on date not null default platform.today(),
  released_on date,
  -- from this day on the accompaniment reads it
  shared_on date,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  check ((state = 'released') = (content is not null) and (state = 'released') = (worksheet is not null) and (state = 'released') = (released_on is not null)),
  check (shared_on is null or state = 'released')
);

-- Where it comes from: few work there, so bodies and the team never read it.
create table themes.reconstruction_origin (
  site_id uuid not null,
  reconstruction_id uuid not null,
  unit_id uuid not null,
  handed_in_by uuid,
  released_by uuid,
  removed_by uuid,
  primary key (site_id, reconstruction_id),
  foreign key (site_id, reconstruction_id) references themes.reconstruction (site_id, id) on delete cascade,
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, handed_in_by) references network.membership (site_id, id),
  foreign key (site_id, released_by) references network.membership (site_id, id),
  foreign key (site_id, removed_by) references network.membership (site_id, id)
);

-- Who wrote on it; none of them releases it.
create table themes.reconstruction_maker (
  site_id uuid not null,
  reconstruction_id uuid not null,
  membership_id uuid not null,
  primary key (site_id, reconstruction_id, membership_id),
  foreign key (site_id, reconstruction_id) references themes.reconstruction (site_id, id) on delete cascade,
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);

-- Words not yet released, under a key of their own, and the case that they came from. The release deletes this row: afterwards nothing leads back to the case. It goes with
-- the person too.
create table themes.reconstruction_draft (
  site_id uuid not null,
  reconstruction_id uuid not null,
  case_id uuid,
  client_id uuid,
  sealed bytea not null check (length(sealed) <= 1000000),
  -- whose key it is: another one each time it becomes a draft, for unwrapped keys are kept by this name
  key_id uuid not null,
  organisation_id uuid not null,
  epoch integer not null,
  wrapped bytea not null,
  primary key (site_id, reconstruction_id),
  foreign key (site_id, reconstruction_id) references themes.reconstruction (site_id, id) on delete cascade,
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade,
  check ((case_id is null) = (client_id is null))
);
create index reconstruction_by_case on themes.reconstruction_draft (site_id, case_id) where case_id is not null;
create index reconstruction_epoch on themes.reconstruction_draft (site_id, epoch);

-- What somebody typed on the page and has not saved lies under the key of the organisation: it goes with the words themselves.
create function themes.leave_no_draft() returns trigger language plpgsql set search_path = ''
as $$
begin
  delete from network.draft d where d.site_id = old.site_id and d.key = 'reconstruction:' || old.reconstruction_id;
  return old;
end
$$;
create trigger leave_no_draft before delete on themes.reconstruction_draft for each row execute function themes.leave_no_draft();

alter table themes.reconstruction enable row level security;
alter table themes.reconstruction force row level security;
alter table themes.reconstruction_origin enable row level security;
alter table themes.reconstruction_origin force row level security;
alter table themes.reconstruction_maker enable row level security;
alter table themes.reconstruction_maker force row level security;
alter table themes.reconstruction_draft enable row level security;
alter table themes.reconstruction_draft force row level security;
