-- A planning conference as it is prepared and held: the call for cases, who presents, cards from phones without an account, clusters on the wall.
create table bodies.conference (
  site_id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  -- what members and case managers are asked for
  call_text text not null default '' check (length(call_text) <= 1000),
  call_until_on date,
  called_on date,
  -- what stands on the wall and on the phones
  question text not null default '' check (length(question) <= 200),
  -- short enough to be typed; null until the phones were first asked
  code text check (code ~ '^[A-HJ-NP-Z2-9]{6}$'),
  takes_cards boolean not null default false,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, meeting_id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade,
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (called_on is null or call_until_on is not null),
  check (not takes_cards or code is not null)
);
-- a phone knows the code and no site
create index conference_by_code on bodies.conference (code) where code is not null;

-- A reconstructed case that somebody offers to present, and what the conference sent back to them.
create table bodies.presentation (
  site_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  presenter_id uuid not null,
  title text not null check (length(title) between 1 and 160),
  why text not null default '' check (length(why) <= 1000),
  reconstruction_id uuid,
  state text not null default 'offered' check (state in ('offered', 'chosen', 'not_chosen', 'withdrawn')),
  result text check (length(result) between 1 and 1000),
  result_by uuid,
  result_on date,
  result_seen_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade,
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, presenter_id) references network.membership (site_id, id),
  foreign key (site_id, reconstruction_id) references themes.reconstruction (site_id, id) on delete set null (reconstruction_id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  foreign key (site_id, result_by) references network.membership (site_id, id),
  check ((result is null) = (result_on is null) and (result is null) = (result_by is null))
);
create index presentation_by_meeting on bodies.presentation (site_id, meeting_id);
create index presentation_by_presenter on bodies.presentation (site_id, presenter_id);

create table bodies.cluster (
  site_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  position integer not null default 0,
  theme_id uuid,
  report_id uuid,
  taken_up_on date,
  version integer not null default 1,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade,
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  check (taken_up_on is null or theme_id is not null or report_id is not null)
);
create index cluster_by_meeting on bodies.cluster (site_id, meeting_id);
create index cluster_by_theme on bodies.cluster (site_id, theme_id) where theme_id is not null;

-- One card of one phone. The device is a keyed hash for this meeting only, and goes with it.
create table bodies.card (
  site_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  body_id uuid not null,
  words text not null check (length(words) between 1 and 200),
  state text not null default 'waiting' check (state in ('waiting', 'shown', 'set_aside')),
  cluster_id uuid,
  device bytea check (length(device) = 16),
  came_at timestamptz not null default platform.moment(),
  changed_at timestamptz not null default platform.moment(),
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, meeting_id) references bodies.meeting (site_id, id) on delete cascade,
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, cluster_id) references bodies.cluster (site_id, id),
  check (cluster_id is null or state = 'shown')
);
create index card_by_meeting on bodies.card (site_id, meeting_id, state);
create index card_by_device on bodies.card (site_id, meeting_id, device) where device is not null;
create index card_by_cluster on bodies.card (site_id, cluster_id) where cluster_id is not null;

alter table bodies.conference enable row level security;
alter table bodies.conference force row level security;
alter table bodies.presentation enable row level security;
alter table bodies.presentation force row level security;
alter table bodies.cluster enable row level security;
alter table bodies.cluster force row level security;
alter table bodies.card enable row level security;
alter table bodies.card force row level security;
