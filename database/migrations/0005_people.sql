-- There is no common file: a client row belongs to exactly one unit, the holder. The same human known to two units is two rows.
create schema people;

-- What is known of a person, in eleven parts that are opened one by one. A type of its own: PostgreSQL parses the checks of a table anew for each statement that
-- writes to it (7 µs each), those of a type once a session.
create domain people.data_category as text check (value in (
  'identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan', 'participation'));

create table people.client (
  site_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  organisation_id uuid not null,
  -- on which ground the unit keeps this person's data; an imported list does not say, and nothing is shared until somebody does
  legal_basis text not null default 'public_task' check (legal_basis in ('unchecked', 'public_task', 'social_law', 'consent')),
  legal_basis_on date,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);
create index client_by_unit on people.client (site_id, unit_id);

-- The person's own key, wrapped by the key of the holder's organisation. Deleting this row makes the person unreadable.
create table people.data_key (
  site_id uuid not null,
  client_id uuid not null,
  organisation_id uuid not null,
  epoch integer not null,
  wrapped bytea not null,
  primary key (site_id, client_id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade
);

-- One sealed blob per person and data category.
create table people.sealed_record (
  site_id uuid not null,
  client_id uuid not null,
  category text not null check (category in (
    'identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan', 'participation')),
  sealed bytea not null check (length(sealed) <= 400000),
  version integer not null default 1,
  changed_at timestamptz not null default platform.moment(),
  primary key (site_id, client_id, category),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade
);

-- Keyed hashes of name skeletons, at most 8 a person; what they are made of cannot be read from them.
create table people.name_key (
  site_id uuid not null,
  key bytea not null check (length(key) = 16),
  client_id uuid not null,
  primary key (site_id, key, client_id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade
);
create index name_key_of_client on people.name_key (site_id, client_id);

-- Who may read which data of a person, since when, until when, and why. The only place that says so.
create table people.reader (
  site_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  -- either one membership or a whole unit
  membership_id uuid,
  unit_id uuid,
  category text not null check (category in (
    'identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan', 'participation')),
  basis text not null check (basis in ('holder', 'deputy', 'share', 'statutory', 'supervision', 'emergency')),
  -- the share, deputyship or transfer that this row follows
  source_id uuid,
  from_at timestamptz not null,
  until_at timestamptz,
  ended_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade,
  check ((membership_id is null) <> (unit_id is null)),
  check (basis not in ('holder', 'deputy') or membership_id is not null)
);
-- holds all that is asked, so that finding whom somebody works with reads no row
create index reader_of_membership on people.reader (site_id, membership_id, category, client_id) include (basis, from_at, until_at)
  where ended_at is null and membership_id is not null;
create index reader_beside_holder on people.reader (site_id, membership_id, client_id)
  where ended_at is null and membership_id is not null and basis not in ('holder', 'deputy', 'emergency');
create index reader_of_unit on people.reader (site_id, unit_id, category, client_id) where ended_at is null and unit_id is not null;
create index reader_of_unit_by_client on people.reader (site_id, unit_id, client_id) where ended_at is null and unit_id is not null;
create index reader_of_client on people.reader (site_id, client_id);
create index reader_of_source on people.reader (site_id, source_id);

-- The sets of readable people that a transaction keeps in its settings hold no longer.
create function people.forget_readers() returns trigger language plpgsql set search_path = ''
as $$
begin
  perform set_config('app.readable', '', true), set_config('app.held', '', true);
  return null;
end
$$;
create trigger readers_changed after insert or update or delete on people.reader for each statement execute function people.forget_readers();

-- A client belongs to one site: without knowing this the planner takes a list of clients for a single row and walks through it again and again.
create statistics people.client_of_site (dependencies) on site_id, id from people.client;
create statistics people.data_key_of_site (dependencies) on site_id, client_id from people.data_key;
create statistics people.sealed_record_of_site (dependencies) on site_id, client_id from people.sealed_record;
create statistics people.reader_of_site (dependencies) on site_id, client_id from people.reader;

alter table people.client enable row level security;
alter table people.client force row level security;
alter table people.data_key enable row level security;
alter table people.data_key force row level security;
alter table people.sealed_record enable row level security;
alter table people.sealed_record force row level security;
alter table people.name_key enable row level security;
alter table people.name_key force row level security;
alter table people.reader enable row level security;
alter table people.reader force row level security;
