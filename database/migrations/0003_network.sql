-- Who there is: programmes, sites, towns, organisations with their units, memberships, words.
create schema network;

create table network.programme (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default platform.moment()
);

create table network.site (
  id uuid primary key,
  programme_id uuid not null references network.programme (id),
  slug text not null check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null check (length(name) between 1 and 200),
  -- programme_office is no municipality: it holds the memberships of the Land and of the scientific team
  kind text not null check (kind in ('kreis', 'city', 'town_with_abh', 'programme_office')),
  -- the structure level alone: cases are kept elsewhere
  structure_only boolean not null default false,
  population integer check (population > 0),
  phase integer not null default 0 check (phase between 0 and 6),
  phase_since_on date,
  created_at timestamptz not null default platform.moment(),
  unique (slug)
);
create index site_by_programme on network.site (programme_id);

create table network.town (
  site_id uuid not null references network.site (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  population integer check (population > 0),
  has_abh boolean not null default false,
  primary key (site_id, id)
);

create table network.organisation (
  site_id uuid not null references network.site (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  short_name text check (length(short_name) between 1 and 40),
  kind text not null check (kind in (
    'kreis_administration', 'city_administration', 'town_administration', 'jobcenter', 'employment_agency', 'welfare_organisation', 'education_provider',
    'school', 'migrant_organisation', 'health', 'chamber', 'university', 'land', 'police', 'shelter', 'other')),
  data_protection_regime text not null check (data_protection_regime in ('dsgvo_dsg_nrw', 'sgb_x', 'kdg', 'dsg_ekd')),
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id)
);

create table network.unit (
  site_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  town_id uuid,
  slug text not null check (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
  name text not null check (length(name) between 1 and 200),
  -- what the protection rules depend on: an Ausländerbehörde is never a default recipient, some kinds are never matched
  kind text not null check (kind in (
    'case_management', 'coordination', 'auslaenderbehoerde', 'einbuergerungsbehoerde', 'jobcenter', 'social_office', 'youth_office', 'health_office',
    'employment_agency', 'counselling', 'addiction_counselling', 'shelter', 'police', 'school', 'course_provider', 'child_care', 'chamber', 'accompaniment',
    'overall_steering', 'other')),
  legal_domains text[] not null default '{}',
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, town_id) references network.town (site_id, id),
  unique (site_id, slug)
);
create index unit_by_organisation on network.unit (site_id, organisation_id);

create table network.membership (
  site_id uuid not null,
  id uuid not null,
  account_id uuid not null references accounts.account (id),
  unit_id uuid not null,
  role text not null check (role in (
    'case_manager', 'team_lead', 'partner', 'coordinator', 'body_member', 'accompaniment', 'evaluator', 'programme_lead', 'data_protection_officer',
    'site_admin', 'system')),
  -- the name colleagues see, kept here so that nobody needs to read accounts
  display_name text not null check (length(display_name) between 1 and 200),
  title text check (length(title) between 1 and 120),
  deputy_id uuid,
  valid_from_on date not null default platform.today(),
  valid_until_on date,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, deputy_id) references network.membership (site_id, id),
  check (valid_until_on is null or valid_until_on >= valid_from_on)
);
-- an actor is found by the id alone, before the site is known
create unique index membership_by_id on network.membership (id);
create index membership_by_account on network.membership (account_id);
create index membership_by_unit on network.membership (site_id, unit_id);

-- The key of an organisation in one epoch, wrapped by the installation's key of that epoch.
create table network.organisation_key (
  site_id uuid not null,
  organisation_id uuid not null,
  epoch integer not null references platform.key_epoch (number),
  wrapped bytea not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, organisation_id, epoch),
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);

-- The words a site chooses from. Codes that logic uses are built in and only relabelled; nothing is ever deleted.
create table network.vocabulary_entry (
  site_id uuid not null references network.site (id),
  vocabulary text not null check (vocabulary ~ '^[a-z][a-z_]{1,39}$'),
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,59}$'),
  label_de text not null check (length(label_de) between 1 and 200),
  label_en text not null check (length(label_en) between 1 and 200),
  position integer not null default 0,
  built_in boolean not null default false,
  valid_from_on date not null default platform.today(),
  valid_until_on date,
  primary key (site_id, vocabulary, code)
);

-- What somebody typed and has not saved yet, sealed under the key of the organisation.
create table network.draft (
  site_id uuid not null,
  membership_id uuid not null,
  key text not null check (length(key) between 1 and 120),
  epoch integer not null,
  sealed bytea not null check (length(sealed) <= 400000),
  saved_at timestamptz not null,
  primary key (site_id, membership_id, key)
);

alter table network.programme enable row level security;
alter table network.programme force row level security;
alter table network.site enable row level security;
alter table network.site force row level security;
alter table network.town enable row level security;
alter table network.town force row level security;
alter table network.organisation enable row level security;
alter table network.organisation force row level security;
alter table network.unit enable row level security;
alter table network.unit force row level security;
alter table network.membership enable row level security;
alter table network.membership force row level security;
alter table network.organisation_key enable row level security;
alter table network.organisation_key force row level security;
alter table network.vocabulary_entry enable row level security;
alter table network.vocabulary_entry force row level security;
alter table network.draft enable row level security;
alter table network.draft force row level security;
