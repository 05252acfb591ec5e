-- What the scientific team reads of how a site works together, beside the results of surveys: its counselling structures, since a day and as they stand when it looks;
-- and who gets in, as a coordinator showed it on one day: what had left the gate by then, and nothing behind it.
create table cooperation.structure_release (
  site_id uuid not null references network.site (id),
  released_on date not null default platform.today(),
  released_by uuid not null,
  primary key (site_id),
  foreign key (site_id, released_by) references network.membership (site_id, id)
);
alter table cooperation.structure_release enable row level security;
alter table cooperation.structure_release force row level security;

create table cooperation.chances_release (
  site_id uuid not null references network.site (id),
  year integer not null check (year between 2015 and 2100),
  figures jsonb not null check (length(figures::text) <= 1000000),
  shown_on date not null default platform.today(),
  shown_by uuid not null,
  primary key (site_id, year),
  foreign key (site_id, shown_by) references network.membership (site_id, id)
);
alter table cooperation.chances_release enable row level security;
alter table cooperation.chances_release force row level security;
