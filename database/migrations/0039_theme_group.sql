-- Which project group works on which theme. Of a theme the newest row counts, as long as the theme says that it is with a group.
create table bodies.theme_group (
  site_id uuid not null,
  id uuid not null,
  body_id uuid not null,
  theme_id uuid not null,
  given_on date not null default platform.today(),
  given_by uuid not null,
  position bigint generated always as identity,
  primary key (site_id, id),
  foreign key (site_id, body_id) references bodies.body (site_id, id),
  foreign key (site_id, theme_id) references themes.theme (site_id, id) on delete cascade,
  foreign key (site_id, given_by) references network.membership (site_id, id)
);
create index theme_group_of_theme on bodies.theme_group (site_id, theme_id, position);
create index theme_group_of_body on bodies.theme_group (site_id, body_id, position);

alter table bodies.theme_group enable row level security;
alter table bodies.theme_group force row level security;

-- Until now a theme kept the name of its group alone: where one project group of the site bears it, that is the one.
alter table themes.theme no force row level security;
alter table bodies.body no force row level security;
alter table bodies.theme_group no force row level security;
insert into bodies.theme_group (site_id, id, body_id, theme_id, given_on, given_by)
select t.site_id, gen_random_uuid(), b.id, t.id, t.group_since_on, b.created_by
from themes.theme t
join bodies.body b on b.site_id = t.site_id and b.name = t.group_name and b.kind = 'project_group' and b.removed_at is null
where t.group_since_on is not null
  and not exists (select from bodies.body o where o.site_id = b.site_id and o.name = b.name and o.kind = 'project_group' and o.removed_at is null and o.id <> b.id);
alter table themes.theme force row level security;
alter table bodies.body force row level security;
alter table bodies.theme_group force row level security;
