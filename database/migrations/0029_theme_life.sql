-- Themes over their whole life: project groups, priorities, merging and splitting, what the Land replied, themes that many sites share, patterns for other sites.

alter table themes.theme drop constraint theme_state_check;
alter table themes.theme add constraint theme_state_check check (state in (
  'collected', 'named', 'on_agenda', 'in_project_group', 'measure_agreed', 'running', 'looked_at', 'closed', 'declined', 'escalated'));
-- the project group that works on it
alter table themes.theme add column group_name text check (length(group_name) between 1 and 200);
alter table themes.theme add column group_since_on date;
alter table themes.theme add constraint theme_group_check check ((group_name is null) = (group_since_on is null));
-- its reports are part of another theme now
alter table themes.theme add column merged_into_id uuid;
alter table themes.theme add foreign key (site_id, merged_into_id) references themes.theme (site_id, id);
alter table themes.theme add constraint theme_merged_check check (merged_into_id <> id);

alter table themes.theme_event drop constraint theme_event_kind_check;
alter table themes.theme_event add constraint theme_event_kind_check check (kind in (
  'created', 'named', 'on_agenda', 'off_agenda', 'agreed', 'postponed', 'declined', 'escalated', 'measure_planned', 'measure_started', 'measure_done',
  'measure_stopped', 'measure_closed', 'looked_at', 'closed', 'group_given', 'group_ended', 'merged_in', 'merged_into', 'split_off', 'split_from',
  'move_undone', 'prioritised', 'edited', 'land_replied', 'linked', 'unlinked', 'offered', 'withdrawn', 'copied'));

alter table themes.answer drop constraint answer_code_check;
alter table themes.answer add constraint answer_code_check check (code in (
  'read', 'returned', 'replied', 'joined', 'taken_out', 'on_agenda', 'off_agenda', 'agreed', 'postponed', 'declined', 'escalated', 'measure_started',
  'measure_done', 'measure_stopped', 'measure_closed', 'looked_at', 'closed', 'group_given', 'merged', 'split_off', 'moved_back', 'land_replied'));

-- What comes first, by three criteria that everybody sees, each with its reason. The latest counts.
create table themes.priority (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  reach integer not null check (reach between 1 and 3),
  severity integer not null check (severity between 1 and 3),
  solvable integer not null check (solvable between 1 and 3),
  reach_reason text not null check (length(reach_reason) between 1 and 500),
  severity_reason text not null check (length(severity_reason) between 1 and 500),
  solvable_reason text not null check (length(solvable_reason) between 1 and 500),
  set_on date not null default platform.today(),
  set_by uuid not null,
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, set_by) references network.membership (site_id, id)
);
create index priority_of_theme on themes.priority (site_id, theme_id, position);

-- Reports that changed over together: a theme became part of another, or one was split off. Kept so that it can be undone.
create table themes.theme_move (
  site_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('merge', 'split')),
  from_theme_id uuid not null,
  into_theme_id uuid not null,
  moved_on date not null default platform.today(),
  moved_by uuid not null,
  undone_on date,
  undone_by uuid,
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, from_theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, into_theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, moved_by) references network.membership (site_id, id),
  foreign key (site_id, undone_by) references network.membership (site_id, id),
  check (from_theme_id <> into_theme_id),
  check ((undone_on is null) = (undone_by is null))
);
create index theme_move_from on themes.theme_move (site_id, from_theme_id);
create index theme_move_into on themes.theme_move (site_id, into_theme_id);

create table themes.moved_report (
  site_id uuid not null,
  move_id uuid not null,
  report_id uuid not null,
  primary key (site_id, move_id, report_id),
  foreign key (site_id, move_id) references themes.theme_move (site_id, id) on delete cascade,
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade
);

create table themes.moved_statement (
  site_id uuid not null,
  move_id uuid not null,
  statement_id uuid not null,
  primary key (site_id, move_id, statement_id),
  foreign key (site_id, move_id) references themes.theme_move (site_id, id) on delete cascade,
  foreign key (site_id, statement_id) references themes.statement (site_id, id) on delete cascade
);

-- A coordinator said that these do not belong together: they are not proposed again.
create table themes.not_alike (
  site_id uuid not null references network.site (id),
  report_id uuid not null,
  -- a report, or a theme
  other_id uuid not null,
  said_on date not null default platform.today(),
  said_by uuid not null,
  primary key (site_id, report_id, other_id),
  foreign key (site_id, report_id) references themes.gap_report (site_id, id) on delete cascade,
  foreign key (site_id, said_by) references network.membership (site_id, id)
);

-- What the Land should know of a theme that the site cannot solve.
create table themes.escalation (
  site_id uuid not null,
  theme_id uuid not null,
  tried text not null check (length(tried) between 1 and 2000),
  asked text not null check (length(asked) between 1 and 1000),
  written_on date not null default platform.today(),
  written_by uuid not null,
  version integer not null default 1,
  primary key (site_id, theme_id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, written_by) references network.membership (site_id, id)
);

-- What the Land says to it; the sentence goes to everyone who reported.
create table themes.land_reply (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  kind text not null check (kind in ('taken_on', 'solved', 'possible_here', 'not_possible')),
  sentence text not null check (length(sentence) between 1 and 600),
  reasons text check (length(reasons) between 1 and 2000),
  replied_on date not null default platform.today(),
  office_id uuid not null,
  replied_by uuid not null,
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (office_id, replied_by) references network.membership (site_id, id)
);
create index land_reply_of_theme on themes.land_reply (site_id, theme_id, position);

-- One theme that many sites have, kept by the office of the programme.
create table themes.programme_theme (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  sentence text check (length(sentence) between 1 and 300),
  made_on date not null default platform.today(),
  made_by uuid not null,
  ended_on date,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, made_by) references network.membership (site_id, id)
);

create table themes.programme_link (
  site_id uuid not null,
  theme_id uuid not null,
  office_id uuid not null,
  programme_theme_id uuid not null,
  linked_on date not null default platform.today(),
  linked_by_site_id uuid not null,
  linked_by uuid not null,
  primary key (site_id, theme_id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (office_id, programme_theme_id) references themes.programme_theme (site_id, id) on delete cascade,
  foreign key (linked_by_site_id, linked_by) references network.membership (site_id, id)
);
create index programme_link_of on themes.programme_link (office_id, programme_theme_id);

-- A theme with its measure, its cost and what failed, told so that another site can do it too.
create table themes.pattern (
  site_id uuid not null,
  id uuid not null,
  theme_id uuid not null,
  title text not null check (length(title) between 1 and 160),
  field_of_action text check (field_of_action ~ '^[a-z][a-z0-9_]{0,59}$'),
  problem text not null check (length(problem) between 1 and 2000),
  done text not null check (length(done) between 1 and 3000),
  failed text not null check (length(failed) between 1 and 2000),
  advice text check (length(advice) between 1 and 2000),
  cost_once_cents bigint check (cost_once_cents between 0 and 100000000000),
  cost_year_cents bigint check (cost_year_cents between 0 and 100000000000),
  cost_note text check (length(cost_note) between 1 and 500),
  -- what a look at later cases showed, as it was shown at the site
  finding jsonb,
  offered_on date not null default platform.today(),
  offered_by uuid not null,
  withdrawn_on date,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, offered_by) references network.membership (site_id, id)
);
create index pattern_of_theme on themes.pattern (site_id, theme_id);

-- Where a theme was copied from, with the words as they were on that day: the other site may change or withdraw its own.
create table themes.theme_source (
  site_id uuid not null,
  theme_id uuid not null,
  pattern_id uuid not null,
  origin_name text not null check (length(origin_name) between 1 and 200),
  content jsonb not null,
  copied_on date not null default platform.today(),
  copied_by uuid not null,
  primary key (site_id, theme_id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, copied_by) references network.membership (site_id, id)
);
create index theme_source_of_pattern on themes.theme_source (site_id, pattern_id);

alter table themes.priority enable row level security;
alter table themes.priority force row level security;
alter table themes.theme_move enable row level security;
alter table themes.theme_move force row level security;
alter table themes.moved_report enable row level security;
alter table themes.moved_report force row level security;
alter table themes.moved_statement enable row level security;
alter table themes.moved_statement force row level security;
alter table themes.not_alike enable row level security;
alter table themes.not_alike force row level security;
alter table themes.escalation enable row level security;
alter table themes.escalation force row level security;
alter table themes.land_reply enable row level security;
alter table themes.land_reply force row level security;
alter table themes.programme_theme enable row level security;
alter table themes.programme_theme force row level security;
alter table themes.programme_link enable row level security;
alter table themes.programme_link force row level security;
alter table themes.pattern enable row level security;
alter table themes.pattern force row level security;
alter table themes.theme_source enable row level security;
alter table themes.theme_source force row level security;
