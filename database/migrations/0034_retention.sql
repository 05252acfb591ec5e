-- How long a unit keeps what, on whose advice; which people are due to be deleted; and what people asked about their own data.

-- What the data protection officer advises, kind by kind. Never changed: the newest one counts, and the earlier ones say what was advised when.
create table consent.retention_advice (
  site_id uuid not null references network.site (id),
  id uuid not null,
  kind text not null check (kind in ('closed_case', 'without_case', 'unchecked')),
  months integer not null check (months between 1 and 360),
  reasons text not null check (length(reasons) between 1 and 1000),
  given_by_id uuid not null,
  given_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, given_by_id) references network.membership (site_id, id)
);
create index retention_advice_by_kind on consent.retention_advice (site_id, kind, given_at desc);

-- What the unit that answers for the data decided after it. Never changed either.
create table consent.retention_period (
  site_id uuid not null references network.site (id),
  id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('closed_case', 'without_case', 'unchecked')),
  months integer not null check (months between 1 and 360),
  -- why it is another one than was advised
  reasons text check (length(reasons) between 1 and 1000),
  advice_id uuid not null,
  set_by_id uuid not null,
  set_at timestamptz not null default platform.moment(),
  primary key (site_id, id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, advice_id) references consent.retention_advice (site_id, id),
  foreign key (site_id, set_by_id) references network.membership (site_id, id)
);
create index retention_period_of_unit on consent.retention_period (site_id, unit_id, kind, set_at desc);

-- A person whose period is over, as the job found it. It only proposes; keeping somebody longer has a reason and an end.
create table consent.retention_due (
  site_id uuid not null,
  client_id uuid not null,
  id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('closed_case', 'without_case', 'unchecked')),
  began_on date not null,
  due_on date not null,
  kept_reason text check (kept_reason in ('legal_claim', 'law_requires', 'person_returns')),
  kept_until_on date,
  kept_by_id uuid,
  version integer not null default 1,
  primary key (site_id, client_id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete cascade,
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, kept_by_id) references network.membership (site_id, id),
  check ((kept_reason is null) = (kept_until_on is null) and (kept_reason is null) = (kept_by_id is null))
);
create index retention_due_by_id on consent.retention_due (site_id, id);
create index retention_due_of_unit on consent.retention_due (site_id, unit_id, due_on);

-- What a person asked about their own data, and by when it must be answered. Of a person who was deleted the days stay, and nothing else.
create table consent.data_request (
  site_id uuid not null references network.site (id),
  id uuid not null,
  client_id uuid,
  unit_id uuid not null,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'right_to_object')),
  received_on date not null,
  due_on date not null,
  extended_reason text check (extended_reason in ('complex', 'many_requests')),
  outcome text check (outcome in ('granted', 'partly', 'refused', 'taken_back')),
  answered_on date,
  recorded_by_id uuid not null,
  version integer not null default 1,
  primary key (site_id, id),
  foreign key (site_id, client_id) references people.client (site_id, id) on delete set null (client_id),
  foreign key (site_id, unit_id) references network.unit (site_id, id),
  foreign key (site_id, recorded_by_id) references network.membership (site_id, id),
  check (due_on > received_on and (outcome is null) = (answered_on is null) and answered_on >= received_on)
);
create index data_request_by_due on consent.data_request (site_id, due_on) where answered_on is null;
create index data_request_of_client on consent.data_request (site_id, client_id);

alter table consent.retention_advice enable row level security;
alter table consent.retention_advice force row level security;
alter table consent.retention_period enable row level security;
alter table consent.retention_period force row level security;
alter table consent.retention_due enable row level security;
alter table consent.retention_due force row level security;
alter table consent.data_request enable row level security;
alter table consent.data_request force row level security;

-- When the record was offered to the archive; a public body says it before anything goes.
alter table consent.erasure add column archive_offered_on date;
