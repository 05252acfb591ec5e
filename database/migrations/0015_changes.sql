-- Changes in full: towns to compare with, what else happened, and a verdict for "nothing changed".

alter table themes.change drop constraint change_verdict_check;
alter table themes.change add constraint change_verdict_check check (verdict in ('as_expected', 'not_as_expected', 'unchanged', 'cannot_say'));

-- Where a measure does not run. Named before it starts, like the expectation; policy lets nobody change it afterwards.
create table themes.comparison_town (
  site_id uuid not null,
  measure_id uuid not null,
  town_id uuid not null,
  primary key (site_id, measure_id, town_id),
  foreign key (site_id, measure_id) references themes.expectation (site_id, measure_id) on delete cascade,
  foreign key (site_id, town_id) references network.town (site_id, id)
);

-- What else happened at a site: a law, staff, places. It stands on the time axis of every change.
create table themes.circumstance (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('law', 'staff', 'capacity', 'other')),
  from_on date not null,
  -- the last day of a period; null for a single day, or for what began and lasts
  until_on date check (until_on >= from_on),
  sentence text not null check (length(sentence) between 1 and 500),
  noted_by uuid not null,
  noted_on date not null default platform.today(),
  version integer not null default 1,
  removed_at timestamptz,
  primary key (site_id, id),
  foreign key (site_id, noted_by) references network.membership (site_id, id)
);
create index circumstance_by_day on themes.circumstance (site_id, from_on) where removed_at is null;

-- Only in these towns; none means everywhere.
create table themes.circumstance_town (
  site_id uuid not null,
  circumstance_id uuid not null,
  town_id uuid not null,
  primary key (site_id, circumstance_id, town_id),
  foreign key (site_id, circumstance_id) references themes.circumstance (site_id, id) on delete cascade,
  foreign key (site_id, town_id) references network.town (site_id, id)
);

alter table themes.comparison_town enable row level security;
alter table themes.comparison_town force row level security;
alter table themes.circumstance enable row level security;
alter table themes.circumstance force row level security;
alter table themes.circumstance_town enable row level security;
alter table themes.circumstance_town force row level security;
