-- A case from access to closing. Every row of detail carries a data category and the client it is about; free text is sealed under the key of the person.
create schema cases;

create table cases.case_file (
  site_id uuid not null,
  id uuid not null,
  client_id uuid not null,
  unit_id uuid not null,
  case_manager_id uuid not null,
  number text not null check (length(number) between 3 and 40),
  town_id uuid,
  phase text not null default 'access' check (phase in ('access', 'clarification', 'assessment', 'planning', 'linking', 'monitoring', 'closing')),
  opened_on date not null,
  closed_on date,
  closing_outcome text check (closing_outcome in ('goals_reached', 'goals_partly_reached', 'moved_away', 'person_ended', 'handed_over', 'contact_lost', 'other')),
  closing_note bytea check (length(closing_note) <= 32000),
  -- what a list that was brought in said: the number the case had there, and the last contact before
  file_number bytea check (length(file_number) <= 1000),
  earlier_contact_on date,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  -- holds no more than the primary key; details refer to it, so that none can hang on the case of another client
  unique (site_id, id, client_id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade,
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, case_manager_id) references network.membership (site_id, id),
  foreign key (site_id, town_id) references network.town (site_id, id),
  check ((closed_on is null) = (closing_outcome is null)),
  check (closed_on is null or closed_on >= opened_on)
);
create index case_of_client on cases.case_file (site_id, client_id);
create index case_of_case_manager on cases.case_file (site_id, unit_id, case_manager_id) where closed_on is null;
create index case_by_number on cases.case_file (site_id, number);

-- Under which law somebody is, since when, until when; both days count.
create table cases.legal_domain_period (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  legal_domain text not null check (legal_domain in (
    'sgb_ii', 'sgb_iii', 'sgb_v', 'sgb_viii', 'sgb_ix', 'sgb_xii', 'asylblg', 'asylg', 'aufenthg', 'freizuegg_eu', 'stag')),
  from_on date not null,
  until_on date,
  note bytea check (length(note) <= 16000),
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade,
  check (until_on is null or until_on >= from_on)
);
create index legal_domain_period_of_client on cases.legal_domain_period (site_id, client_id, from_on);

-- Agreed with the person, rated at the end by both.
create table cases.goal (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  text bytea not null check (length(text) <= 16000),
  state text not null default 'open' check (state in ('open', 'reached', 'partly', 'dropped')),
  rated_by_person text check (rated_by_person in ('reached', 'partly', 'not')),
  rated_by_case_manager text check (rated_by_case_manager in ('reached', 'partly', 'not')),
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);
create index goal_of_client on cases.goal (site_id, client_id);

-- What happened when: a sentence and how long it took.
create table cases.contact (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  happened_on date not null,
  kind text not null check (kind in ('visit', 'phone', 'message', 'home_visit', 'accompanied', 'case_conference')),
  minutes integer not null check (minutes between 1 and 1440),
  sentence bytea not null check (length(sentence) <= 64000),
  author_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);
create index contact_of_client on cases.contact (site_id, client_id, happened_on desc) include (case_id, category);

-- Who does what until when. Each of the four days of a named service makes a milestone.
create table cases.step (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  goal_id uuid,
  text bytea not null check (length(text) <= 8000),
  doer text not null default 'us' check (doer in ('us', 'person', 'unit')),
  doer_unit_id uuid,
  since_on date not null default platform.today(),
  due_on date,
  done_on date,
  dropped_on date,
  -- the contact that ticked it off
  done_contact_id uuid,
  service text check (service ~ '^[a-z][a-z0-9_]{0,59}$'),
  entitled_on date,
  registered_on date,
  started_on date,
  finished_on date,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade,
  foreign key (site_id, goal_id) references cases.goal (site_id, id),
  foreign key (site_id, doer_unit_id) references network.unit (site_id, id),
  check ((doer = 'unit') = (doer_unit_id is not null)),
  check (service is not null or (entitled_on is null and registered_on is null and started_on is null and finished_on is null))
);
create index step_of_client on cases.step (site_id, client_id, due_on);
create index step_of_unit on cases.step (site_id, doer_unit_id, client_id) where done_on is null and dropped_on is null and doer_unit_id is not null;

-- What is agreed for a day, and the one thing to prepare.
create table cases.appointment (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  takes_place_on date not null,
  clock_time text check (clock_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  minutes integer check (minutes between 1 and 1440),
  -- what, where and what to prepare
  content bytea not null check (length(content) <= 16000),
  cancelled boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);
create index appointment_of_client on cases.appointment (site_id, client_id, takes_place_on);

-- A note of the record.
create table cases.note (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  written_on date not null,
  text platform.sealed_text not null,
  author_id uuid not null,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);
create index note_of_client on cases.note (site_id, client_id, written_on desc);

-- A day after which harm follows; the harm is named.
create table cases.deadline (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  category people.data_category not null,
  due_on date not null,
  -- what must happen, and what happens otherwise
  content bytea not null check (length(content) <= 16000),
  legal_domain text check (legal_domain in (
    'sgb_ii', 'sgb_iii', 'sgb_v', 'sgb_viii', 'sgb_ix', 'sgb_xii', 'asylblg', 'asylg', 'aufenthg', 'freizuegg_eu', 'stag')),
  done_on date,
  version integer not null default 1,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);
create index deadline_of_client on cases.deadline (site_id, client_id, due_on) where done_on is null;
create index deadline_done_of_client on cases.deadline (site_id, client_id) where done_on is not null;

-- Read by its author only and deleted at closing; still data of the employer.
create table cases.personal_note (
  site_id uuid not null,
  case_id uuid not null,
  author_id uuid not null,
  client_id uuid not null,
  text bytea not null check (length(text) <= 128000),
  version integer not null default 1,
  changed_at timestamptz not null default platform.moment(),
  primary key (site_id, case_id, author_id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);

-- The activity sheet: how much work of which kind, without any person. The id cannot be traced to a contact without a key outside the database.
create table cases.activity (
  site_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  happened_on date not null,
  kind text not null check (kind in ('visit', 'phone', 'message', 'home_visit', 'accompanied', 'case_conference')),
  minutes integer not null check (minutes between 1 and 1440),
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id)
);
create index activity_of_unit on cases.activity (site_id, unit_id, happened_on);

-- What figures are made of: a pseudonym of the case, never asked for by itself. client_id is empty for events of a site that keeps its cases elsewhere.
create table cases.milestone (
  site_id uuid not null,
  -- the step, or for an imported event a keyed hash of case, service and source
  source_id uuid not null,
  event text not null check (event in ('entitled', 'registered', 'started', 'finished')),
  case_ref bytea not null check (length(case_ref) = 16),
  client_id uuid,
  service text not null check (service ~ '^[a-z][a-z0-9_]{0,59}$'),
  happened_on date not null,
  town_id uuid,
  group_code text check (length(group_code) between 1 and 60),
  source text not null check (source in ('step', 'import')),
  import_id uuid,
  primary key (site_id, source_id, event),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade,
  foreign key (site_id, town_id) references network.town (site_id, id),
  check ((source = 'step') = (client_id is not null)),
  check ((source = 'import') = (import_id is not null))
);
create index milestone_of_service on cases.milestone (site_id, service, event, case_ref, happened_on) include (town_id, group_code);
create index milestone_of_client on cases.milestone (site_id, client_id);

-- A colleague opened a case in an emergency: why, and whether the case manager has seen it.
create table cases.take_over (
  site_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  taken_by_id uuid not null,
  reason bytea not null check (length(reason) <= 16000),
  from_at timestamptz not null default platform.moment(),
  until_at timestamptz not null,
  acknowledged_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade
);
create index take_over_of_client on cases.take_over (site_id, client_id) where acknowledged_at is null;

-- One import of a list: how many rows did what. No row of the list itself is kept.
create table cases.import_run (
  site_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('cases', 'milestones')),
  imported_by_id uuid not null,
  imported_at timestamptz not null default platform.moment(),
  rows_read integer not null check (rows_read >= 0),
  created integer not null check (created >= 0),
  changed integer not null check (changed >= 0),
  unchanged integer not null check (unchanged >= 0),
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id)
);

-- So that the same list twice changes nothing: keyed hashes of what a row is about and of what it said last.
create table cases.import_row (
  site_id uuid not null,
  unit_id uuid not null,
  key_hash bytea not null check (length(key_hash) = 32),
  content_hash bytea not null check (length(content_hash) = 32),
  case_id uuid not null,
  client_id uuid not null,
  import_id uuid not null,
  primary key (site_id, unit_id, key_hash),
  foreign key (site_id, case_id, client_id) references cases.case_file (site_id, id, client_id) on delete cascade,
  foreign key (site_id, import_id) references cases.import_run (site_id, id)
);
create index import_row_of_case on cases.import_row (site_id, case_id);

-- What belongs to a client belongs to its site: the planner must know that a list of clients is not a single row.
create statistics cases.case_file_of_site (dependencies) on site_id, client_id from cases.case_file;
create statistics cases.legal_domain_period_of_site (dependencies) on site_id, client_id from cases.legal_domain_period;
create statistics cases.goal_of_site (dependencies) on site_id, client_id from cases.goal;
create statistics cases.contact_of_site (dependencies) on site_id, client_id from cases.contact;
create statistics cases.step_of_site (dependencies) on site_id, client_id from cases.step;
create statistics cases.appointment_of_site (dependencies) on site_id, client_id from cases.appointment;
create statistics cases.note_of_site (dependencies) on site_id, client_id from cases.note;
create statistics cases.deadline_of_site (dependencies) on site_id, client_id from cases.deadline;

alter table cases.case_file enable row level security;
alter table cases.case_file force row level security;
alter table cases.legal_domain_period enable row level security;
alter table cases.legal_domain_period force row level security;
alter table cases.goal enable row level security;
alter table cases.goal force row level security;
alter table cases.contact enable row level security;
alter table cases.contact force row level security;
alter table cases.step enable row level security;
alter table cases.step force row level security;
alter table cases.appointment enable row level security;
alter table cases.appointment force row level security;
alter table cases.note enable row level security;
alter table cases.note force row level security;
alter table cases.deadline enable row level security;
alter table cases.deadline force row level security;
alter table cases.personal_note enable row level security;
alter table cases.personal_note force row level security;
alter table cases.activity enable row level security;
alter table cases.activity force row level security;
alter table cases.milestone enable row level security;
alter table cases.milestone force row level security;
alter table cases.take_over enable row level security;
alter table cases.take_over force row level security;
alter table cases.import_run enable row level security;
alter table cases.import_run force row level security;
alter table cases.import_row enable row level security;
alter table cases.import_row force row level security;
