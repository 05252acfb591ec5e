-- chains: how a service passes from unit to unit, as it is and as it shall be. Nothing here is about a person.
create schema chains;

create table chains.service_chain (
  site_id uuid not null references network.site (id),
  id uuid not null,
  title text not null check (length(title) between 1 and 160),
  aim text not null default '' check (length(aim) <= 600),
  theme_id uuid,
  -- from this day on the accompaniment reads its agreed versions
  released_on date,
  released_by uuid,
  created_by uuid not null,
  created_at timestamptz not null default platform.moment(),
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id),
  foreign key (site_id, created_by) references network.membership (site_id, id),
  foreign key (site_id, released_by) references network.membership (site_id, id),
  check ((released_on is null) = (released_by is null))
);

-- Steps and interfaces are one document: it is edited, agreed, copied and compared as a whole, never row by row.
create table chains.chain_version (
  site_id uuid not null,
  id uuid not null,
  chain_id uuid not null,
  kind text not null check (kind in ('as_is', 'to_be')),
  number integer not null check (number between 1 and 500),
  state text not null default 'draft' check (state in ('draft', 'agreed')),
  document jsonb not null check (length(document::text) <= 400000),
  based_on_id uuid,
  agreed_on date,
  agreed_by uuid,
  -- where it is written down: an agreement, minutes of a body
  agreed_in text not null default '' check (length(agreed_in) <= 300),
  review_on date,
  version integer not null default 1,
  changed_at timestamptz not null default platform.moment(),
  changed_by uuid not null,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, chain_id) references chains.service_chain (site_id, id) on delete cascade,
  foreign key (site_id, based_on_id) references chains.chain_version (site_id, id),
  foreign key (site_id, agreed_by) references network.membership (site_id, id),
  foreign key (site_id, changed_by) references network.membership (site_id, id),
  check ((state = 'agreed') = (agreed_on is not null) and (agreed_on is null) = (agreed_by is null)),
  check (removed_at is null or state = 'draft')
);
create index chain_version_of_chain on chains.chain_version (site_id, chain_id, number);

alter table chains.service_chain enable row level security;
alter table chains.service_chain force row level security;
alter table chains.chain_version enable row level security;
alter table chains.chain_version force row level security;
