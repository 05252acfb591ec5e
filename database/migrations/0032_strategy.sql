-- strategy: what the site wants and how it gets there: the strategic framework, target agreements, phases with milestones, and looks at what was anchored.
create schema strategy;

-- One framework a site. What was decided of it is frozen in framework_version.
create table strategy.framework (
  site_id uuid primary key references network.site (id),
  title text not null check (length(title) between 1 and 160),
  vision text not null check (length(vision) between 1 and 3000),
  from_on date not null,
  until_on date,
  version integer not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null default platform.moment(),
  foreign key (site_id, changed_by) references network.membership (site_id, id),
  check (until_on is null or until_on >= from_on)
);

create table strategy.framework_goal (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  text text not null default '' check (length(text) <= 2000),
  position integer not null check (position between 1 and 1000),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);
create index framework_goal_by_position on strategy.framework_goal (site_id, position);

create table strategy.sub_goal (
  site_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  field_of_action text not null check (field_of_action ~ '^[a-z][a-z0-9_]{0,59}$'),
  title text not null check (length(title) between 1 and 200),
  -- how everybody will see that it is reached
  sign text not null default '' check (length(sign) <= 600),
  due_on date,
  reached_on date,
  position integer not null check (position between 1 and 1000),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, goal_id) references strategy.framework_goal (site_id, id) on delete cascade,
  foreign key (site_id, created_by) references network.membership (site_id, id)
);
create index sub_goal_of_goal on strategy.sub_goal (site_id, goal_id, position);

-- The upper domain holds the links: which measures and themes a sub-goal gathers.
create table strategy.sub_goal_measure (
  site_id uuid not null,
  sub_goal_id uuid not null,
  measure_id uuid not null,
  primary key (site_id, sub_goal_id, measure_id),
  foreign key (site_id, sub_goal_id) references strategy.sub_goal (site_id, id) on delete cascade,
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade
);
create index sub_goal_measure_of_measure on strategy.sub_goal_measure (site_id, measure_id);

create table strategy.sub_goal_theme (
  site_id uuid not null,
  sub_goal_id uuid not null,
  theme_id uuid not null,
  primary key (site_id, sub_goal_id, theme_id),
  foreign key (site_id, sub_goal_id) references strategy.sub_goal (site_id, id) on delete cascade,
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade
);
create index sub_goal_theme_of_theme on strategy.sub_goal_theme (site_id, theme_id);

-- The framework as a body decided it on a day: never changed.
create table strategy.framework_version (
  site_id uuid not null references network.site (id),
  id uuid not null,
  number integer not null check (number between 1 and 10000),
  decided_on date not null,
  body_id uuid not null,
  body_name text not null check (length(body_name) between 1 and 200),
  decision_id uuid,
  note text not null default '' check (length(note) <= 1000),
  document jsonb not null check (octet_length(document::text) <= 1000000),
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, decision_id) references bodies.decision (site_id, id) on delete set null (decision_id),
  foreign key (site_id, created_by) references network.membership (site_id, id)
);
create index framework_version_by_number on strategy.framework_version (site_id, number);

create table strategy.target_agreement (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  content text not null check (length(content) between 1 and 3000),
  sub_goal_id uuid,
  from_on date not null,
  until_on date not null,
  remind_days integer not null default 60 check (remind_days between 1 and 365),
  -- ended before its day
  ended_on date,
  end_reason text check (length(end_reason) between 1 and 1000),
  renewed_from_id uuid,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, sub_goal_id) references strategy.sub_goal (site_id, id) on delete set null (sub_goal_id),
  foreign key (site_id, renewed_from_id) references strategy.target_agreement (site_id, id) on delete set null (renewed_from_id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (until_on >= from_on),
  check ((ended_on is null) = (end_reason is null))
);
create index target_agreement_by_end on strategy.target_agreement (site_id, until_on);

-- What one organisation promised in it, and when it kept that.
create table strategy.commitment (
  site_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  organisation_id uuid not null,
  text text not null check (length(text) between 1 and 600),
  due_on date,
  kept_on date,
  position integer not null check (position between 1 and 100),
  primary key (site_id, id),
  foreign key (site_id, agreement_id) references strategy.target_agreement (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id)
);
create index commitment_of_agreement on strategy.commitment (site_id, agreement_id, position);

-- Who signs for an organisation. A party that has not signed has neither name nor day.
create table strategy.signature (
  site_id uuid not null,
  agreement_id uuid not null,
  organisation_id uuid not null,
  signed_by text check (length(signed_by) between 1 and 160),
  signed_on date,
  primary key (site_id, agreement_id, organisation_id),
  foreign key (site_id, agreement_id) references strategy.target_agreement (site_id, id) on delete cascade,
  foreign key (site_id, organisation_id) references network.organisation (site_id, id),
  check ((signed_by is null) = (signed_on is null))
);

-- Phases of the programme at the site. Words that are empty are those of the template; which phase the site is in stands in network.site.
create table strategy.phase (
  site_id uuid not null references network.site (id),
  number integer not null check (number between 0 and 6),
  title text check (length(title) between 1 and 120),
  aim text check (length(aim) between 1 and 1000),
  from_on date,
  until_on date,
  begun_on date,
  ended_on date,
  version integer not null default 1,
  primary key (site_id, number),
  check (until_on is null or from_on is null or until_on >= from_on)
);

create table strategy.milestone (
  site_id uuid not null,
  id uuid not null,
  phase_number integer not null,
  -- of the template; its words are used where the site has none of its own
  code text check (code ~ '^[a-z][a-z0-9_]{0,59}$'),
  title text check (length(title) between 1 and 200),
  due_on date,
  reached_on date,
  position integer not null check (position between 1 and 1000),
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, phase_number) references strategy.phase (site_id, number) on delete cascade,
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (code is not null or title is not null)
);
create index milestone_of_phase on strategy.milestone (site_id, phase_number, position);

-- What was anchored is looked at after a year: does it still hold?
create table strategy.anchor_look (
  site_id uuid not null,
  id uuid not null,
  measure_id uuid not null,
  looked_on date not null,
  finding text not null check (finding in ('held', 'partly', 'gone')),
  reasons text not null check (length(reasons) between 1 and 2000),
  look_again_on date,
  looked_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, measure_id) references themes.measure (site_id, id) on delete cascade,
  foreign key (site_id, looked_by) references network.membership (site_id, id),
  check (look_again_on is null or look_again_on > looked_on)
);
create index anchor_look_of_measure on strategy.anchor_look (site_id, measure_id, looked_on);

-- What happened to framework, agreements, phases and milestones: one row each, none is ever changed.
create table strategy.entry (
  site_id uuid not null references network.site (id),
  id uuid not null,
  subject text not null check (subject in ('framework', 'goal', 'sub_goal', 'agreement', 'phase', 'milestone', 'measure')),
  subject_id uuid,
  number integer,
  kind text not null check (kind in ('made', 'changed', 'removed', 'restored', 'decided', 'signed', 'unsigned', 'kept', 'unkept', 'ended', 'resumed', 'renewed',
    'entered', 'moved', 'reached', 'reopened', 'looked', 'released', 'withdrawn')),
  label text not null default '' check (length(label) <= 200),
  text text check (length(text) between 1 and 2000),
  from_on date,
  to_on date,
  entered_on date not null default platform.today(),
  entered_by uuid not null,
  -- in which order they were entered: several may happen on one day
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, entered_by) references network.membership (site_id, id)
);
create index entry_by_position on strategy.entry (site_id, position);
create index entry_of_subject on strategy.entry (site_id, subject_id, position) where subject_id is not null;

-- What the site lets the programme read: its plan of phases, its framework as decided.
create table strategy.release (
  site_id uuid not null references network.site (id),
  what text not null check (what in ('framework', 'roadmap')),
  released_on date,
  released_by uuid not null,
  version integer not null default 1,
  primary key (site_id, what),
  foreign key (site_id, released_by) references network.membership (site_id, id)
);

alter table strategy.framework enable row level security;
alter table strategy.framework force row level security;
alter table strategy.framework_goal enable row level security;
alter table strategy.framework_goal force row level security;
alter table strategy.sub_goal enable row level security;
alter table strategy.sub_goal force row level security;
alter table strategy.sub_goal_measure enable row level security;
alter table strategy.sub_goal_measure force row level security;
alter table strategy.sub_goal_theme enable row level security;
alter table strategy.sub_goal_theme force row level security;
alter table strategy.framework_version enable row level security;
alter table strategy.framework_version force row level security;
alter table strategy.target_agreement enable row level security;
alter table strategy.target_agreement force row level security;
alter table strategy.commitment enable row level security;
alter table strategy.commitment force row level security;
alter table strategy.signature enable row level security;
alter table strategy.signature force row level security;
alter table strategy.phase enable row level security;
alter table strategy.phase force row level security;
alter table strategy.milestone enable row level security;
alter table strategy.milestone force row level security;
alter table strategy.anchor_look enable row level security;
alter table strategy.anchor_look force row level security;
alter table strategy.entry enable row level security;
alter table strategy.entry force row level security;
alter table strategy.release enable row level security;
alter table strategy.release force row level security;
