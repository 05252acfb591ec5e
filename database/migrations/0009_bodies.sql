-- bodies: steering groups, planning conferences, project groups; meetings, agenda, minutes, decisions.
create schema bodies;

create table bodies.body (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('steering_group', 'planning_conference', 'project_group')),
  name text not null check (length(name) between 1 and 120),
  mandate text not null check (length(mandate) between 1 and 400),
  field_of_action text check (field_of_action ~ '^[a-z][a-z0-9_]{0,59}$'),
  town_id uuid,
  social_space text check (length(social_space) between 1 and 120),
  target_group text check (length(target_group) between 1 and 160),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, town_id) references network.town (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);

-- One row per term: who left and came back has two.
create table bodies.member (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  membership_id uuid not null,
  body_role text not null check (body_role in ('chair', 'deputy', 'coordinator', 'member')),
  from_on date not null default platform.today(),
  until_on date,
  -- set when somebody is taken out: counts at once, while until_on still counts its day
  removed_at timestamptz,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id),
  check (until_on is null or until_on >= from_on)
);
create index member_by_membership on bodies.member (site_id, membership_id);
create index member_by_body on bodies.member (site_id, body_id);

create table bodies.meeting (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  state text not null default 'planned' check (state in ('planned', 'invited', 'in_session', 'closed')),
  starts_at timestamptz not null,
  minutes_planned integer not null check (minutes_planned between 15 and 720),
  place text check (length(place) between 1 and 200),
  online_link text check (length(online_link) between 1 and 500),
  papers_due_on date,
  invited_at timestamptz,
  opened_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  reopen_reason text check (length(reopen_reason) between 1 and 300),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);
create index meeting_by_body on bodies.meeting (site_id, body_id, starts_at);
create index meeting_by_day on bodies.meeting (site_id, starts_at);

create table bodies.agenda_item (
  site_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  position integer not null check (position between 1 and 1000),
  kind text not null check (kind in ('theme', 'report_back', 'other')),
  title text not null check (length(title) between 1 and 200),
  theme_id uuid,
  minutes_planned integer not null check (minutes_planned between 1 and 240),
  question text not null default '' check (length(question) <= 300),
  background text not null default '' check (length(background) <= 2000),
  proposal text not null default '' check (length(proposal) <= 1500),
  options text[] not null default '{}' check (cardinality(options) <= 6),
  begun_at timestamptz,
  ended_at timestamptz,
  minutes text not null default '' check (length(minutes) <= 20000),
  minutes_version integer not null default 1,
  minutes_saved_at timestamptz,
  minutes_saved_by uuid,
  version integer not null default 1,
  created_by uuid not null,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id),
  check ((kind = 'theme') = (theme_id is not null))
);
create index agenda_item_by_meeting on bodies.agenda_item (site_id, meeting_id, position);
create index agenda_item_by_theme on bodies.agenda_item (site_id, theme_id) where theme_id is not null;

create table bodies.attendance (
  site_id uuid not null,
  meeting_id uuid not null,
  membership_id uuid not null,
  body_id uuid not null,
  state text not null check (state in ('present', 'excused', 'guest')),
  noted_by uuid not null,
  noted_at timestamptz not null default platform.moment(),
  primary key (site_id, meeting_id, membership_id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);

-- What a member thinks before the meeting; no vote.
create table bodies.stance (
  site_id uuid not null,
  agenda_item_id uuid not null,
  membership_id uuid not null,
  body_id uuid not null,
  stance text not null check (stance in ('support', 'discuss', 'against')),
  said_at timestamptz not null default platform.moment(),
  primary key (site_id, agenda_item_id, membership_id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);

create table bodies.decision (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  meeting_id uuid not null,
  agenda_item_id uuid not null,
  theme_id uuid,
  outcome text not null check (outcome in ('agreed', 'postponed', 'declined', 'escalated')),
  wording text not null check (length(wording) between 1 and 1500),
  reason text check (length(reason) between 1 and 1000),
  unanimous boolean,
  postponed_until_on date,
  owner_unit_id uuid,
  owner_membership_id uuid,
  due_on date,
  decided_on date not null,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id),
  foreign key (site_id, agenda_item_id) references bodies.agenda_item (site_id, id),
  foreign key (site_id, owner_unit_id) references network.unit (site_id, id),
  foreign key (site_id, owner_membership_id) references network.membership (site_id, id),
  check (outcome <> 'declined' or reason is not null)
);
create index decision_by_item on bodies.decision (site_id, agenda_item_id);
create index decision_by_meeting on bodies.decision (site_id, meeting_id);
create index decision_by_body on bodies.decision (site_id, body_id, decided_on);

-- What became of it: one row per report, none is ever changed; the newest says how it stands.
create table bodies.decision_report (
  site_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  body_id uuid not null,
  state text not null check (state in ('open', 'under_way', 'done')),
  report text not null check (length(report) between 1 and 600),
  reported_by uuid not null,
  reported_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, decision_id) references bodies.decision (site_id, id)
);
create index decision_report_by_decision on bodies.decision_report (site_id, decision_id, reported_at);

-- The upper domain holds the link between a decision and the measure it made.
create table bodies.decision_measure (
  site_id uuid not null,
  decision_id uuid not null,
  measure_id uuid not null,
  body_id uuid not null,
  primary key (site_id, decision_id, measure_id),
  foreign key (site_id, decision_id) references bodies.decision (site_id, id),
  foreign key (site_id, measure_id) references themes.measure (site_id, id)
);

-- Which personal link was made for whose papers; the link itself is kept by accounts.
create table bodies.paper_link (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  meeting_id uuid,
  membership_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, membership_id) references network.membership (site_id, id)
);
create index paper_link_by_body on bodies.paper_link (site_id, body_id);

alter table bodies.body enable row level security;
alter table bodies.body force row level security;
alter table bodies.member enable row level security;
alter table bodies.member force row level security;
alter table bodies.meeting enable row level security;
alter table bodies.meeting force row level security;
alter table bodies.agenda_item enable row level security;
alter table bodies.agenda_item force row level security;
alter table bodies.attendance enable row level security;
alter table bodies.attendance force row level security;
alter table bodies.stance enable row level security;
alter table bodies.stance force row level security;
alter table bodies.decision enable row level security;
alter table bodies.decision force row level security;
alter table bodies.decision_report enable row level security;
alter table bodies.decision_report force row level security;
alter table bodies.decision_measure enable row level security;
alter table bodies.decision_measure force row level security;
alter table bodies.paper_link enable row level security;
alter table bodies.paper_link force row level security;
