-- What the caseload shows of a case beside the case itself: the next deadline, the next step, the last contact. Looked up among all rows of 50 cases it took most of
-- the time of the most opened page, so it is kept. A copy of what is sealed stays bound to the row that it comes from. Only for who works with the case: others
-- may read one category and not the next, and are answered from the rows themselves.
create table cases.case_outlook (
  site_id uuid not null,
  case_id uuid not null,
  client_id uuid not null,
  deadline_id uuid,
  deadline_due_on date,
  deadline_content bytea,
  step_id uuid,
  step_text bytea,
  step_due_on date,
  step_doer text,
  step_doer_unit_id uuid,
  last_contact_on date,
  primary key (site_id, case_id),
  -- nothing of its own: who counts what is kept of a person finds the rows that it copies
  foreign key (site_id, case_id) references cases.case_file (site_id, id) on delete cascade
);
create index case_outlook_of_client on cases.case_outlook (site_id, client_id);
create statistics cases.case_outlook_of_site (dependencies) on site_id, client_id from cases.case_outlook;

alter table cases.case_outlook enable row level security;
alter table cases.case_outlook force row level security;

-- most people have their legal basis recorded: for a caseload it is asked for whom it is not
create index client_unchecked on people.client (site_id, id) where legal_basis = 'unchecked';

create function cases.begin_outlook() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  insert into cases.case_outlook (site_id, case_id, client_id) select a.site_id, a.id, a.client_id from added a;
  return null;
end
$$;
create trigger outlook_begins after insert on cases.case_file referencing new table as added
  for each statement execute function cases.begin_outlook();

-- Two who write to one case at a time wait for each other here; whoever comes second looks at what the first has left.
create function cases.keep_outlook() returns trigger
  language plpgsql security definer set search_path = ''
as $$
begin
  perform from cases.case_outlook o
  where (o.site_id, o.case_id) in (select t.site_id, t.case_id from touched t) order by o.site_id, o.case_id for update;
  if tg_table_name = 'deadline' then
    update cases.case_outlook o set deadline_id = d.id, deadline_due_on = d.due_on, deadline_content = d.content
    from (select distinct t.site_id, t.case_id, t.client_id from touched t) t
    left join lateral (
      select d.id, d.due_on, d.content from cases.deadline d
      where d.site_id = t.site_id and d.client_id = t.client_id and d.case_id = t.case_id and d.done_on is null
      order by d.due_on, d.id limit 1) d on true
    where o.site_id = t.site_id and o.case_id = t.case_id;
  elsif tg_table_name = 'step' then
    update cases.case_outlook o
    set step_id = s.id, step_text = s.text, step_due_on = s.due_on, step_doer = s.doer, step_doer_unit_id = s.doer_unit_id
    from (select distinct t.site_id, t.case_id, t.client_id from touched t) t
    left join lateral (
      select s.id, s.text, s.due_on, s.doer, s.doer_unit_id from cases.step s
      where s.site_id = t.site_id and s.client_id = t.client_id and s.case_id = t.case_id and s.done_on is null and s.dropped_on is null
      order by s.due_on nulls last, s.since_on, s.id limit 1) s on true
    where o.site_id = t.site_id and o.case_id = t.case_id;
  else
    update cases.case_outlook o
    set last_contact_on = (
      select max(k.happened_on) from cases.contact k where k.site_id = t.site_id and k.client_id = t.client_id and k.case_id = t.case_id)
    from (select distinct t.site_id, t.case_id, t.client_id from touched t) t
    where o.site_id = t.site_id and o.case_id = t.case_id;
  end if;
  return null;
end
$$;

do $$
declare
  detail text;
begin
  foreach detail in array array['deadline', 'step', 'contact'] loop
    execute format('create trigger outlook_after_insert after insert on cases.%I referencing new table as touched
      for each statement execute function cases.keep_outlook()', detail);
    execute format('create trigger outlook_after_update after update on cases.%I referencing new table as touched
      for each statement execute function cases.keep_outlook()', detail);
    execute format('create trigger outlook_after_delete after delete on cases.%I referencing old table as touched
      for each statement execute function cases.keep_outlook()', detail);
  end loop;
end
$$;

-- the owner of the tables is held by their policies too, but while it fills this one
alter table cases.case_file no force row level security;
alter table cases.deadline no force row level security;
alter table cases.step no force row level security;
alter table cases.contact no force row level security;
alter table cases.case_outlook no force row level security;
insert into cases.case_outlook (site_id, case_id, client_id, deadline_id, deadline_due_on, deadline_content, step_id, step_text, step_due_on, step_doer,
                                step_doer_unit_id, last_contact_on)
select c.site_id, c.id, c.client_id, d.id, d.due_on, d.content, s.id, s.text, s.due_on, s.doer, s.doer_unit_id, k.happened_on
from cases.case_file c
left join lateral (
  select d.id, d.due_on, d.content from cases.deadline d
  where d.site_id = c.site_id and d.client_id = c.client_id and d.case_id = c.id and d.done_on is null order by d.due_on, d.id limit 1) d on true
left join lateral (
  select s.id, s.text, s.due_on, s.doer, s.doer_unit_id from cases.step s
  where s.site_id = c.site_id and s.client_id = c.client_id and s.case_id = c.id and s.done_on is null and s.dropped_on is null
  order by s.due_on nulls last, s.since_on, s.id limit 1) s on true
left join lateral (
  select max(k.happened_on) as happened_on from cases.contact k where k.site_id = c.site_id and k.client_id = c.client_id and k.case_id = c.id) k on true;
alter table cases.case_file force row level security;
alter table cases.deadline force row level security;
alter table cases.step force row level security;
alter table cases.contact force row level security;
alter table cases.case_outlook force row level security;
