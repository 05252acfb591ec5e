-- cooperation: ties between organisations, what counselling there is where for whom, agreements, and who gets in.
create schema cooperation;

-- An offer of counselling as planning sees it: for what, where, for whom, how much, and who pays until when. No list of towns or groups means all of them.
create table cooperation.counselling_structure (
  site_id uuid not null references network.site (id),
  id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('mbe', 'jmd', 'integrationsagentur', 'fluechtlingsberatung', 'other')),
  name text not null check (length(name) between 1 and 160),
  fields text[] not null check (cardinality(fields) between 1 and 12),
  town_ids uuid[] not null default '{}' check (cardinality(town_ids) <= 100),
  target_groups text[] not null default '{}' check (target_groups <@ array['adults', 'young_people', 'families', 'women', 'refugees', 'eu_citizens', 'skilled_workers']),
  -- people it can counsel in a year, and what it works a week
  places_a_year integer check (places_a_year between 0 and 100000),
  minutes_a_week integer check (minutes_a_week between 0 and 600000),
  opening_hours text not null default '' check (length(opening_hours) <= 300),
  funded_by text not null default '' check (length(funded_by) <= 200),
  funded_until_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);
create index counselling_structure_by_organisation on cooperation.counselling_structure (site_id, organisation_id);

create table cooperation.agreement (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  content text not null check (length(content) between 1 and 2000),
  from_on date not null,
  -- empty: it has no end
  until_on date,
  remind_days integer not null default 60 check (remind_days between 1 and 365),
  -- ended before its day
  ended_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (until_on is null or until_on >= from_on)
);
create index agreement_by_end on cooperation.agreement (site_id, until_on);

create table cooperation.agreement_party (
  site_id uuid not null,
  agreement_id uuid not null,
  organisation_id uuid not null,
  signed_on date,
  primary key (site_id, agreement_id, organisation_id),
  foreign key (site_id, agreement_id) references cooperation.agreement (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);

-- One round of the survey. What is asked stays the same, so that waves can be compared.
create table cooperation.wave (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 120),
  state text not null default 'planned' check (state in ('planned', 'open', 'closed')),
  until_on date not null,
  -- from where on real ties count: never a day of an earlier wave again
  ties_from_on date not null,
  opened_on date,
  closed_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check ((state = 'planned') = (opened_on is null)),
  check ((state = 'closed') = (closed_on is not null))
);
create index wave_by_day on cooperation.wave (site_id, opened_on);

-- Whom the wave asks, and which membership answers for it. The name stays as it was.
create table cooperation.wave_organisation (
  site_id uuid not null,
  wave_id uuid not null,
  organisation_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  membership_id uuid,
  primary key (site_id, wave_id, organisation_id),
  foreign key (site_id, wave_id) references cooperation.wave (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);
create index wave_organisation_by_membership on cooperation.wave_organisation (site_id, membership_id) where membership_id is not null;

-- What one person answered for one organisation: an id that follows no order, and the day alone. Read by that person only.
create table cooperation.answer (
  site_id uuid not null,
  id uuid not null,
  wave_id uuid not null,
  organisation_id uuid not null,
  membership_id uuid not null,
  -- second: somebody else had answered for the organisation before; kept, and not counted
  state text not null default 'draft' check (state in ('draft', 'handed_in', 'second')),
  saved_on date not null,
  handed_in_on date,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, wave_id, organisation_id) references cooperation.wave_organisation (site_id, wave_id, organisation_id) on delete cascade,
  check ((state = 'draft') = (handed_in_on is null))
);
create index answer_of_wave on cooperation.answer (site_id, wave_id, organisation_id);
create index answer_of_membership on cooperation.answer (site_id, membership_id);

create table cooperation.rating (
  site_id uuid not null,
  answer_id uuid not null,
  organisation_id uuid not null,
  -- never, once a year, every few months, monthly, weekly
  frequency integer not null check (frequency between 0 and 4),
  -- badly, with trouble, well, very well
  quality integer check (quality between 1 and 4),
  importance integer check (importance between 1 and 3),
  primary key (site_id, answer_id, organisation_id),
  foreign key (site_id, answer_id) references cooperation.answer (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);

-- A personal link with which a member of bodies answers without a password; the link itself is kept by accounts.
create table cooperation.answer_link (
  site_id uuid not null,
  id uuid not null,
  wave_id uuid not null,
  membership_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, wave_id) references cooperation.wave (site_id, id) on delete cascade,
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);
create index answer_link_by_wave on cooperation.answer_link (site_id, wave_id);

-- What became of a wave, already as readers see it: made once, when the wave was closed.
create table cooperation.wave_result (
  site_id uuid not null,
  wave_id uuid not null,
  made_on date not null,
  prepared jsonb not null check (length(prepared::text) <= 4000000),
  shown_to_bodies_on date,
  released_to_team_on date,
  version integer not null default 1,
  primary key (site_id, wave_id),
  foreign key (site_id, wave_id) references cooperation.wave (site_id, id) on delete cascade
);

-- Counts that a site brings by file: of the population from official statistics, or of those who were counselled where no case is kept here.
create table cooperation.figure_list (
  site_id uuid not null references network.site (id),
  id uuid not null,
  measure text not null check (measure in ('population', 'consultation', 'case', 'referral', 'waiting')),
  source text not null check (length(source) between 1 and 300),
  as_of_on date not null,
  file_hash bytea not null check (length(file_hash) = 32),
  brought_by uuid not null,
  brought_on date not null default platform.today(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, brought_by) references network.membership (site_id, id)
);
create index figure_list_by_day on cooperation.figure_list (site_id, measure, as_of_on);

create table cooperation.figure (
  site_id uuid not null,
  list_id uuid not null,
  dimension text not null check (dimension in ('sex', 'status_group', 'language', 'town', 'child_care', 'legal_domain')),
  value text not null check (length(value) between 1 and 80),
  count integer not null check (count >= 0),
  primary key (site_id, list_id, dimension, value),
  foreign key (site_id, list_id) references cooperation.figure_list (site_id, id) on delete cascade
);

alter table cooperation.counselling_structure enable row level security;
alter table cooperation.counselling_structure force row level security;
alter table cooperation.agreement enable row level security;
alter table cooperation.agreement force row level security;
alter table cooperation.agreement_party enable row level security;
alter table cooperation.agreement_party force row level security;
alter table cooperation.wave enable row level security;
alter table cooperation.wave force row level security;
alter table cooperation.wave_organisation enable row level security;
alter table cooperation.wave_organisation force row level security;
alter table cooperation.answer enable row level security;
alter table cooperation.answer force row level security;
alter table cooperation.rating enable row level security;
alter table cooperation.rating force row level security;
alter table cooperation.answer_link enable row level security;
alter table cooperation.answer_link force row level security;
alter table cooperation.wave_result enable row level security;
alter table cooperation.wave_result force row level security;
alter table cooperation.figure_list enable row level security;
alter table cooperation.figure_list force row level security;
alter table cooperation.figure enable row level security;
alter table cooperation.figure force row level security;
