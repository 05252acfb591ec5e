-- What a person allowed: a share opens named categories to one unit for a purpose and a period, on a declaration.
create schema consent;

create table consent.share (
  site_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  unit_id uuid not null,
  categories text[] not null check (cardinality(categories) between 1 and 11 and categories <@ array[
    'identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan', 'participation']),
  purpose text not null check (purpose ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_on date not null,
  until_on date not null,
  -- expired is given after its last day
  state text not null check (state in ('asked', 'given', 'declined', 'withdrawn', 'invalid')),
  asked_on date not null default platform.today(),
  asked_by_id uuid not null,
  answered_on date,
  consent_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade,
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  check (until_on >= from_on and until_on < from_on + interval '2 years'),
  check ((state = 'asked') = (answered_on is null)),
  check (state <> 'given' or consent_id is not null)
);
create index share_of_client on consent.share (site_id, client_id);
create index share_to_unit on consent.share (site_id, unit_id, until_on) where state = 'given';
create index share_asked on consent.share (site_id, client_id) where state = 'asked';

-- Who declared it, how, and why they were the one to. The release from professional secrecy is a declaration of its own beside the consent.
create table consent.consent (
  site_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  given_by text not null check (given_by in ('person', 'guardian', 'legal_carer')),
  judgement bytea not null check (length(judgement) <= 16000),
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$'),
  form text not null check (form in ('written', 'oral', 'electronic')),
  text_version text not null check (length(text_version) between 1 and 60),
  given_on date not null,
  withdrawn_on date,
  invalid_on date,
  secrecy_released_on date,
  secrecy_withdrawn_on date,
  recorded_by_id uuid not null,
  recorded_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade
);
create index consent_of_client on consent.consent (site_id, client_id);

alter table consent.share enable row level security;
alter table consent.share force row level security;
alter table consent.consent enable row level security;
alter table consent.consent force row level security;
