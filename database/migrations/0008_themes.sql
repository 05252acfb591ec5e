-- The loop: gap reports become themes, themes become measures, later cases show the change, and everyone who reported is answered.
create schema themes;

-- A structural problem that affects many cases.
create table themes.theme (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  sentence text check (length(sentence) between 1 and 300),
  field_of_action text check (field_of_action ~ '^[a-z][a-z0-9_]{0,59}$'),
  -- that a statement is awaited follows from the statements
  state text not null default 'collected' check (state in (
    'collected', 'named', 'on_agenda', 'measure_agreed', 'running', 'looked_at', 'closed', 'declined', 'escalated')),
  state_since_on date not null default platform.today(),
  named_on date,
  -- the next meeting that speaks of it
  meeting_on date,
  body_name text check (length(body_name) between 1 and 200),
  decision text check (decision in ('agreed', 'declined', 'escalated')),
  decided_on date,
  closed_on date,
  -- what the evidence measures: weeks between two events of one service
  metric_service text check (metric_service ~ '^[a-z][a-z0-9_]{0,59}$'),
  metric_from_event text check (metric_from_event ~ '^[a-z][a-z0-9_]{0,59}$'),
  metric_to_event text check (metric_to_event ~ '^[a-z][a-z0-9_]{0,59}$'),
  created_on date not null default platform.today(),
  created_by uuid not null,
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check ((metric_service is null) = (metric_from_event is null) and (metric_service is null) = (metric_to_event is null)),
  check (metric_from_event <> metric_to_event)
);
create index theme_by_state on themes.theme (site_id, state);

create table themes.theme_organisation (
  site_id uuid not null,
  theme_id uuid not null,
  organisation_id uuid not null,
  primary key (site_id, theme_id, organisation_id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);

-- Where the system failed. Only the day is kept, and an id that says nothing about the moment.
create table themes.gap_report (
  site_id uuid not null references network.site (id),
  id uuid not null,
  reported_on date not null default platform.today(),
  visibility text not null check (visibility in ('named', 'coordinator', 'unnamed')),
  state text not null default 'submitted' check (state in ('submitted', 'released', 'returned', 'withdrawn')),
  gap_kind text check (gap_kind ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_organisation_id uuid,
  from_unit_id uuid,
  to_organisation_id uuid,
  to_unit_id uuid,
  days_lost integer check (days_lost between 0 and 3650),
  field_of_action text check (field_of_action ~ '^[a-z][a-z0-9_]{0,59}$'),
  town_id uuid,
  -- the reporter's own words, sealed under the report's own key
  sealed bytea not null check (length(sealed) <= 60000),
  -- what others may read, written by a coordinator
  released_title text check (length(released_title) between 1 and 120),
  released_text text check (length(released_text) between 1 and 4000),
  released_on date,
  theme_id uuid,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, from_organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, from_unit_id) references network.unit (site_id, id),
  foreign key (site_id, to_organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, to_unit_id) references network.unit (site_id, id),
  foreign key (site_id, town_id) references network.town (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id),
  check ((state = 'released') = (released_text is not null) and (released_text is null) = (released_title is null) and (released_text is null) = (released_on is null)),
  check (theme_id is null or state = 'released')
);
create index gap_report_by_day on themes.gap_report (site_id, reported_on);
create index gap_report_by_state on themes.gap_report (site_id, state, reported_on);
create index gap_report_of_theme on themes.gap_report (site_id, theme_id, reported_on) where theme_id is not null;

create table themes.report_key (
  site_id uuid not null,
  report_id uuid not null,
  organisation_id uuid not null,
  epoch integer not null,
  wrapped bytea not null,
  primary key (site_id, report_id),
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade
);

-- Whose report it is: a membership, or for an unnamed one a keyed hash that only the reporter's own requests can compute.
create table themes.reporter (
  site_id uuid not null,
  report_id uuid not null,
  membership_id uuid,
  tag bytea check (length(tag) = 32),
  primary key (site_id, report_id),
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade,
  foreign key (site_id, membership_id) references network.membership (site_id, id),
  check ((membership_id is null) <> (tag is null))
);
create index reporter_by_membership on themes.reporter (site_id, membership_id) where membership_id is not null;
create index reporter_by_tag on themes.reporter (site_id, tag) where tag is not null;

-- The case a report was made from. An unnamed report keeps none: the case would name its case manager.
create table themes.report_case (
  site_id uuid not null,
  report_id uuid not null,
  case_id uuid not null,
  primary key (site_id, report_id),
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade
);
create index report_by_case on themes.report_case (site_id, case_id);

-- Which reports a theme was made of, with those taken out again.
create table themes.theme_report (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  report_id uuid not null,
  joined_on date not null default platform.today(),
  joined_by uuid not null,
  left_on date,
  left_by uuid,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade,
  check ((left_on is null) = (left_by is null))
);
create index theme_report_of_theme on themes.theme_report (site_id, theme_id);
create index theme_report_of_report on themes.theme_report (site_id, report_id) where left_on is null;

-- What an organisation, or one unit of it, says before a theme that concerns it is decided.
create table themes.statement (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  organisation_id uuid not null,
  unit_id uuid,
  question text check (length(question) between 1 and 1000),
  requested_on date not null default platform.today(),
  requested_by uuid not null,
  due_on date not null,
  given_on date,
  given_by uuid,
  text text check (length(text) between 1 and 6000),
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, requested_by) references network.membership (site_id, id),
  foreign key (site_id, given_by) references network.membership (site_id, id),
  check (due_on >= requested_on),
  check ((given_on is null) = (text is null) and (given_on is null) = (given_by is null))
);
create index statement_of_theme on themes.statement (site_id, theme_id);
create index statement_of_organisation on themes.statement (site_id, organisation_id);

-- A concrete change that a decision made: who, until when.
create table themes.measure (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  title text not null check (length(title) between 1 and 160),
  owner_organisation_id uuid not null,
  owner_unit_id uuid,
  owner_membership_id uuid,
  field_of_action text check (field_of_action ~ '^[a-z][a-z0-9_]{0,59}$'),
  state text not null default 'planned' check (state in ('planned', 'running', 'done', 'stopped')),
  decided_on date not null,
  body_name text check (length(body_name) between 1 and 200),
  due_on date not null,
  started_on date,
  ended_on date,
  stop_reason text check (length(stop_reason) between 1 and 1000),
  -- the window of the expectation closes on this day
  look_on date,
  closing text check (closing in ('one_off', 'anchored', 'dropped')),
  closed_on date,
  anchor_kind text check (anchor_kind in ('instruction', 'form', 'post', 'budget', 'agreement')),
  anchor_text text check (length(anchor_text) between 1 and 300),
  look_again_on date,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, owner_organisation_id) references network.organisation (site_id, id),
  foreign key (site_id, owner_unit_id) references network.unit (site_id, id),
  foreign key (site_id, owner_membership_id) references network.membership (site_id, id),
  check (state <> 'running' or started_on is not null),
  check ((state = 'stopped') = (stop_reason is not null)),
  check ((closing is null) = (closed_on is null)),
  check (closing is distinct from 'anchored' or (anchor_kind is not null and anchor_text is not null))
);
create index measure_of_theme on themes.measure (site_id, theme_id);
create index measure_by_look on themes.measure (site_id, look_on) where look_on is not null;

-- Declared before the measure starts; policy lets nobody change it afterwards.
create table themes.expectation (
  site_id uuid not null,
  measure_id uuid not null,
  service text not null check (service ~ '^[a-z][a-z0-9_]{0,59}$'),
  from_event text not null check (from_event ~ '^[a-z][a-z0-9_]{0,59}$'),
  to_event text not null check (to_event ~ '^[a-z][a-z0-9_]{0,59}$'),
  baseline_from_on date not null,
  baseline_until_on date not null,
  target_weeks integer not null check (target_weeks between 1 and 260),
  follow_up_weeks integer not null check (follow_up_weeks between 1 and 260),
  intake_weeks integer not null check (intake_weeks between 1 and 260),
  declared_on date not null default platform.today(),
  primary key (site_id, measure_id),
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade,
  check (from_event <> to_event),
  check (baseline_from_on <= baseline_until_on),
  check (follow_up_weeks >= target_weeks)
);

-- What was reported about a measure, and each of its turns.
create table themes.measure_entry (
  site_id uuid not null,
  id uuid not null,
  measure_id uuid not null,
  kind text not null check (kind in ('progress', 'due_changed', 'started', 'stopped', 'done', 'closed', 'circumstance')),
  entered_on date not null default platform.today(),
  text text check (length(text) between 1 and 3000),
  entered_by uuid not null,
  from_due_on date,
  to_due_on date,
  -- in which order they were entered: several may happen on one day
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade,
  foreign key (site_id, entered_by) references network.membership (site_id, id),
  check ((kind = 'due_changed') = (from_due_on is not null and to_due_on is not null))
);
create index measure_entry_of_measure on themes.measure_entry (site_id, measure_id, position);

-- What later cases showed, frozen on the day of the look.
create table themes.change (
  site_id uuid not null,
  measure_id uuid not null,
  looked_on date not null default platform.today(),
  verdict text not null check (verdict in ('as_expected', 'not_as_expected', 'cannot_say')),
  finding jsonb not null,
  primary key (site_id, measure_id, looked_on),
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade
);

-- Whether the measure contributed: a judgement with reasons, not a computation.
create table themes.contribution (
  site_id uuid not null,
  measure_id uuid not null,
  judgement text not null check (judgement in ('yes_mostly', 'partly', 'no', 'cannot_say')),
  reasons text not null check (length(reasons) between 1 and 3000),
  judged_by text not null check (length(judged_by) between 1 and 200),
  dissent text check (length(dissent) between 1 and 1000),
  judged_on date not null default platform.today(),
  entered_by uuid not null,
  primary key (site_id, measure_id),
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade,
  foreign key (site_id, entered_by) references network.membership (site_id, id)
);

-- What became of a theme, step by step.
create table themes.theme_event (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  kind text not null check (kind in (
    'created', 'named', 'on_agenda', 'off_agenda', 'agreed', 'postponed', 'declined', 'escalated', 'measure_planned', 'measure_started', 'measure_done',
    'measure_stopped', 'measure_closed', 'looked_at', 'closed')),
  happened_on date not null default platform.today(),
  sentence text check (length(sentence) between 1 and 600),
  reason text check (length(reason) between 1 and 1000),
  body_name text check (length(body_name) between 1 and 200),
  measure_id uuid,
  params jsonb not null default '{}',
  spoken_by uuid,
  -- in which order they happened: several may happen on one day
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade,
  foreign key (site_id, spoken_by) references network.membership (site_id, id)
);
create index theme_event_of_theme on themes.theme_event (site_id, theme_id, position);
create index theme_event_by_day on themes.theme_event (site_id, happened_on);

-- One sentence to one report, at every step.
create table themes.answer (
  site_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  theme_id uuid,
  -- in which order they were given, within one report
  number integer not null check (number > 0),
  code text not null check (code in (
    'read', 'returned', 'replied', 'joined', 'taken_out', 'on_agenda', 'off_agenda', 'agreed', 'postponed', 'declined', 'escalated', 'measure_started',
    'measure_done', 'measure_stopped', 'measure_closed', 'looked_at', 'closed')),
  answered_on date not null default platform.today(),
  sentence text check (length(sentence) between 1 and 600),
  params jsonb not null default '{}',
  spoken_by uuid,
  primary key (site_id, id),
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade,
  foreign key (site_id, theme_id) references themes.theme (site_id, id),
  foreign key (site_id, spoken_by) references network.membership (site_id, id)
);
create index answer_of_report on themes.answer (site_id, report_id, number);

-- Whether it is solved for the one who reported.
create table themes.report_solved (
  site_id uuid not null,
  report_id uuid not null,
  answer text not null check (answer in ('solved', 'partly', 'not')),
  -- what is still missing, sealed like the report
  sealed bytea check (length(sealed) <= 20000),
  said_on date not null default platform.today(),
  primary key (site_id, report_id),
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade
);

alter table themes.theme enable row level security;
alter table themes.theme force row level security;
alter table themes.theme_organisation enable row level security;
alter table themes.theme_organisation force row level security;
alter table themes.gap_report enable row level security;
alter table themes.gap_report force row level security;
alter table themes.report_key enable row level security;
alter table themes.report_key force row level security;
alter table themes.reporter enable row level security;
alter table themes.reporter force row level security;
alter table themes.report_case enable row level security;
alter table themes.report_case force row level security;
alter table themes.theme_report enable row level security;
alter table themes.theme_report force row level security;
alter table themes.statement enable row level security;
alter table themes.statement force row level security;
alter table themes.measure enable row level security;
alter table themes.measure force row level security;
alter table themes.expectation enable row level security;
alter table themes.expectation force row level security;
alter table themes.measure_entry enable row level security;
alter table themes.measure_entry force row level security;
alter table themes.change enable row level security;
alter table themes.change force row level security;
alter table themes.contribution enable row level security;
alter table themes.contribution force row level security;
alter table themes.theme_event enable row level security;
alter table themes.theme_event force row level security;
alter table themes.answer enable row level security;
alter table themes.answer force row level security;
alter table themes.report_solved enable row level security;
alter table themes.report_solved force row level security;
