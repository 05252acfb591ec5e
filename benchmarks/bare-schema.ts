/** The same people and cases as a team without time would keep them: plain text, no readers, no categories that protect, indexes where they are asked for. */
export const bareSchema = `
drop schema if exists bare cascade;
create schema bare;

create table bare.client (
  id uuid primary key,
  site_id uuid not null,
  unit_id uuid not null,
  legal_basis text not null,
  family_name text,
  given_names text,
  birth_date date,
  birth_year integer,
  sex text,
  nationality text,
  languages text[] not null,
  is_pseudonym boolean not null,
  phone text,
  email text,
  street text,
  postcode text,
  town_name text,
  contact_note text,
  residence_status text,
  residence_until_on date,
  residence_note text,
  held_since timestamptz not null,
  identity_version integer not null default 1,
  contact_version integer not null default 1,
  residence_version integer not null default 1
);

create table bare.deputy (
  client_id uuid not null,
  membership_id uuid not null,
  from_at timestamptz not null,
  until_at timestamptz,
  primary key (client_id, membership_id)
);
create index on bare.deputy (membership_id);

create table bare.share (
  id uuid primary key,
  client_id uuid not null,
  unit_id uuid not null,
  categories text[] not null,
  purpose text not null,
  from_on date not null,
  until_on date not null,
  state text not null,
  asked_on date not null,
  answered_on date,
  given_by text,
  judgement text,
  language text,
  form text,
  text_version text,
  given_on date,
  secrecy_released_on date,
  from_at timestamptz not null,
  until_at timestamptz not null,
  version integer not null default 1
);
create index on bare.share (client_id);

create table bare.case_file (
  id uuid primary key,
  site_id uuid not null,
  client_id uuid not null,
  unit_id uuid not null,
  case_manager_id uuid not null,
  number text not null,
  town_id uuid,
  phase text not null,
  opened_on date not null,
  closed_on date,
  closing_outcome text,
  closing_note text,
  file_number text,
  earlier_contact_on date,
  version integer not null default 1
);
create index on bare.case_file (case_manager_id) where closed_on is null;
create index on bare.case_file (client_id);

create table bare.period (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  legal_domain text not null,
  from_on date not null,
  until_on date,
  note text,
  version integer not null default 1
);
create index on bare.period (case_id);

create table bare.goal (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  text text not null,
  state text not null default 'open',
  rated_by_person text,
  rated_by_case_manager text,
  version integer not null default 1
);
create index on bare.goal (case_id);

create table bare.step (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  goal_id uuid,
  text text not null,
  doer text not null,
  doer_unit_id uuid,
  since_on date not null,
  due_on date,
  done_on date,
  dropped_on date,
  done_contact_id uuid,
  service text,
  entitled_on date,
  registered_on date,
  started_on date,
  finished_on date,
  offer_id uuid,
  version integer not null default 1
);
create index on bare.step (case_id, due_on);

create table bare.contact (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  happened_on date not null,
  kind text not null,
  minutes integer not null,
  sentence text not null,
  author_id uuid not null,
  version integer not null default 1
);
create index on bare.contact (case_id, happened_on desc);

create table bare.appointment (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  takes_place_on date not null,
  clock_time text,
  minutes integer,
  what text,
  place text,
  prepare text,
  cancelled boolean not null default false,
  version integer not null default 1
);
create index on bare.appointment (case_id, takes_place_on);

create table bare.note (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  written_on date not null,
  text text not null,
  author_id uuid not null,
  version integer not null default 1
);
create index on bare.note (case_id, written_on desc);

create table bare.deadline (
  id uuid primary key,
  case_id uuid not null,
  category text not null,
  due_on date not null,
  what text not null,
  harm text not null,
  legal_domain text,
  done_on date,
  version integer not null default 1
);
create index on bare.deadline (case_id, due_on) where done_on is null;

create table bare.personal_note (
  case_id uuid not null,
  author_id uuid not null,
  text text not null,
  version integer not null default 1,
  primary key (case_id, author_id)
);

create table bare.access_log (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_id uuid not null,
  action text not null,
  client_ids uuid[] not null,
  request_id uuid not null
);

do $$
begin
  if not exists (select from pg_roles where rolname = 'bare_login') then
    create role bare_login login bypassrls;
  end if;
  execute format('grant connect on database %I to bare_login', current_database());
end
$$;
grant usage on schema bare, accounts, network to bare_login;
grant select, insert, update on all tables in schema bare to bare_login;
grant select on accounts.session, accounts.account, network.membership, network.site, network.unit to bare_login;
`;
