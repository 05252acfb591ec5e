-- cases: everything about a person is read by who may read its category, and changed by who works with the case.
grant usage on schema cases to verbund_actor, verbund_definer;

-- Cases the actor may read anything of. Other domains ask this, never people's readers.
create function cases.readable_case() returns setof uuid
  language sql stable security definer set search_path = '' rows 60
begin atomic
  select c.id from cases.case_file c where c.site_id = network.actor_site() and c.client_id = any((select people.readable_ids())::uuid[]);
end;

-- Opens a case for a request about it: from here on the actor sees this person at most. Nothing where it may read nothing of the case.
create function cases.attend(of_case uuid)
  returns table (site_id uuid, case_id uuid, client_id uuid, basis text, categories text[], holds boolean, leads boolean, unchecked boolean)
  language sql volatile security definer set search_path = '' rows 1
begin atomic
  select c.site_id, c.id, c.client_id, a.basis, a.categories, a.holds, a.leads, a.unchecked
  from cases.case_file c cross join lateral people.attend(c.client_id) a
  where c.site_id = network.actor_site() and c.id = of_case;
end;

create policy definer_reads on cases.case_file for select to verbund_definer using (true);
create policy definer_changes on cases.case_file for update to verbund_definer using (true) with check (true);
create policy definer_works on cases.step for all to verbund_definer using (true) with check (true);
create policy definer_reads on cases.contact for select to verbund_definer using (true);
create policy definer_reads on cases.activity for select to verbund_definer using (true);
create policy definer_works on cases.personal_note for all to verbund_definer using (true) with check (true);
create policy definer_works on cases.milestone for all to verbund_definer using (true) with check (true);
grant select, update (phase, town_id, earlier_contact_on, closed_on, closing_outcome, version) on cases.case_file to verbund_definer;
grant select, insert, update on cases.step to verbund_definer;
grant select on cases.contact, cases.activity to verbund_definer;
grant select, delete on cases.personal_note to verbund_definer;
grant select, insert, update on cases.milestone to verbund_definer;

create policy reader_reads on cases.case_file for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[]));
create policy unit_opens on cases.case_file for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
              and (people.may_import(client_id) or client_id = any(array(select people.added_now()))));
create policy case_manager_edits on cases.case_file for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));

-- The rows of detail. Whoever works with the case reads all of them, everybody else exactly the categories that were opened.
do $$
declare
  detail text;
begin
  foreach detail in array array['legal_domain_period', 'goal', 'contact', 'step', 'appointment', 'note', 'deadline'] loop
    execute format($policy$create policy category_reader_reads on cases.%I for select to verbund_actor
      using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[])
             and ((select people.works_with_all()) or client_id = any((select people.held_ids())::uuid[])
                  or (client_id, category) in (select p.client_id, p.category from people.readable_pair() p)))$policy$, detail);
    execute format($policy$create policy case_manager_adds on cases.%I for insert to verbund_actor
      with check (site_id = (select network.actor_site()) and (client_id = any((select people.held_ids())::uuid[]) or people.may_import(client_id)
             or client_id = any(array(select people.added_now()))))$policy$, detail);
    execute format($policy$create policy case_manager_edits on cases.%I for update to verbund_actor
      using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]))
      with check (site_id = (select network.actor_site()))$policy$, detail);
  end loop;
end
$$;

create policy author_reads on cases.personal_note for select to verbund_actor
  using (site_id = (select network.actor_site()) and author_id = (select network.actor_id()) and client_id = any((select people.held_ids())::uuid[]));
create policy author_adds on cases.personal_note for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and author_id = (select network.actor_id()) and people.holds(client_id));
create policy author_edits on cases.personal_note for update to verbund_actor
  using (site_id = (select network.actor_site()) and author_id = (select network.actor_id()) and client_id = any((select people.held_ids())::uuid[]))
  with check (site_id = (select network.actor_site()) and author_id = (select network.actor_id()));
create policy author_removes on cases.personal_note for delete to verbund_actor
  using (site_id = (select network.actor_site()) and author_id = (select network.actor_id()) and client_id = any((select people.held_ids())::uuid[]));

-- Closing deletes the personal notes of all authors, whom nobody else can read; it is for the case manager and the deputy.
create function cases.count_personal_notes(of_case uuid) returns integer
  language sql stable security definer set search_path = ''
begin atomic
  select count(*)::integer from cases.personal_note n where n.site_id = network.actor_site() and n.case_id = of_case and n.client_id = any((select people.held_ids())::uuid[]);
end;
create function cases.purge_personal_notes(of_case uuid) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  delete from cases.personal_note n where n.site_id = network.actor_site() and n.case_id = of_case and people.leads(n.client_id);
end;

-- The activity sheet of a unit holds nobody.
create policy unit_reads on cases.activity for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
         and (select network.actor_role()) in ('case_manager', 'team_lead'));
create policy unit_adds on cases.activity for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'));
create policy unit_edits on cases.activity for update to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) = 'case_manager')
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));

-- Milestones follow the days of steps; figures read them through list_milestone_pairs alone.
create policy case_manager_reads on cases.milestone for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));
create policy case_manager_adds on cases.milestone for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and source = 'step'
              and (people.may_import(client_id) or client_id = any(array(select people.added_now()))));
create policy case_manager_edits on cases.milestone for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]))
  with check (site_id = (select network.actor_site()) and source = 'step' and people.holds(client_id));
create policy case_manager_removes on cases.milestone for delete to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));

create policy case_manager_reads on cases.take_over for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));
create policy taker_tells on cases.take_over for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and taken_by_id = (select network.actor_id()) and people.holds(client_id) and acknowledged_at is null);
create policy lead_acknowledges on cases.take_over for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]) and people.leads(client_id))
  with check (site_id = (select network.actor_site()) and acknowledged_at is not null);

create policy unit_reads on cases.import_run for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
         and (select network.actor_role()) in ('case_manager', 'system', 'coordinator'));
create policy unit_adds on cases.import_run for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and imported_by_id = (select network.actor_id())
              and (select network.actor_role()) in ('case_manager', 'system', 'coordinator'));
create policy unit_reads on cases.import_row for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'));
create policy unit_adds on cases.import_row for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
              and (people.may_import(client_id) or client_id = any(array(select people.added_now()))));
create policy unit_edits on cases.import_row for update to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and people.may_import(client_id));

-- What the columns of the unit's lists mean: for those who bring them.
create policy unit_reads on cases.import_mapping for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'));
create policy unit_adds on cases.import_mapping for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'));
create policy unit_edits on cases.import_mapping for update to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));
create policy unit_removes on cases.import_mapping for delete to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'system'));

-- What a changed row of a list says about a case that the importer cannot read. Nothing is emptied, and a closed case stays closed.
create function cases.change_imported(of_case uuid, new_phase text, new_town uuid, contact_on date, new_closed_on date) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update cases.case_file c
  set phase = coalesce(new_phase, c.phase), town_id = coalesce(new_town, c.town_id), earlier_contact_on = greatest(contact_on, c.earlier_contact_on),
      closed_on = coalesce(c.closed_on, case when new_closed_on is not null then greatest(new_closed_on, c.opened_on) end),
      closing_outcome = coalesce(c.closing_outcome, case when new_closed_on is not null then 'other' end), version = c.version + 1
  where c.site_id = network.actor_site() and c.id = of_case and people.may_import(c.client_id);
  return found;
end
$$;

-- The days of a service in an imported row: a step made for them, or days more for the one made before. Milestones follow as always.
create function cases.save_imported_step(of_step uuid, of_case uuid, of_client uuid, words bytea, of_service text, due date, done date,
                                         entitled date, registered date, started date, finished date, pseudonym bytea) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not exists (select from cases.case_file c where c.site_id = network.actor_site() and c.id = of_case and c.client_id = of_client)
     or not (people.may_import(of_client) or of_client in (select people.added_now())) then
    raise exception 'not allowed to import a step' using errcode = 'insufficient_privilege';
  end if;
  insert into cases.step as s (site_id, id, case_id, client_id, category, text, service, due_on, done_on, entitled_on, registered_on, started_on, finished_on)
  values (network.actor_site(), of_step, of_case, of_client, 'plan', words, of_service, due, done, entitled, registered, started, finished)
  on conflict (site_id, id) do update
    set due_on = coalesce(excluded.due_on, s.due_on), done_on = coalesce(s.done_on, excluded.done_on),
        entitled_on = coalesce(excluded.entitled_on, s.entitled_on), registered_on = coalesce(excluded.registered_on, s.registered_on),
        started_on = coalesce(excluded.started_on, s.started_on), finished_on = coalesce(excluded.finished_on, s.finished_on), version = s.version + 1
    where s.client_id = of_client and s.service = of_service;
  insert into cases.milestone as m (site_id, source_id, event, case_ref, client_id, service, happened_on, town_id, source)
  select s.site_id, s.id, d.event, pseudonym, s.client_id, s.service, d.happened_on, c.town_id, 'step'
  from cases.step s
  join cases.case_file c on c.site_id = s.site_id and c.id = s.case_id
  cross join lateral (values ('entitled', s.entitled_on), ('registered', s.registered_on), ('started', s.started_on), ('finished', s.finished_on)) d (event, happened_on)
  where s.site_id = network.actor_site() and s.id = of_step and s.client_id = of_client and d.happened_on is not null
  on conflict (site_id, source_id, event) do update set happened_on = excluded.happened_on;
end
$$;

-- A number that no case of the site has yet, of those offered. Numbers follow no order, so none betrays how many came before.
create function cases.first_free_number(numbers text[]) returns text
  language sql stable security definer set search_path = ''
begin atomic
  -- one look into the index for each number, however many cases there are
  select n.number from unnest(numbers) with ordinality n (number, position)
  left join lateral (select true as taken from cases.case_file c where c.site_id = (select network.actor_site()) and c.number = n.number limit 1) t on true
  where t.taken is null
  order by n.position limit 1;
end;

-- An open case of the own unit by its number, for taking over in an emergency. Nothing but the ids.
create function cases.find_in_unit(case_number text) returns table (case_id uuid, client_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select c.id, c.client_id from cases.case_file c
  where network.actor_role() = 'case_manager' and c.site_id = network.actor_site() and c.unit_id = network.actor_unit()
    and c.number = upper(case_number) and c.closed_on is null
  order by c.id limit 1;
end;

-- For the team lead of the unit: how many cases each case manager has, never whose.
create function cases.count_caseload(quiet_before date)
  returns table (membership_id uuid, open_cases integer, quiet_cases integer, unchecked_cases integer)
  language sql stable security definer set search_path = ''
begin atomic
  select c.case_manager_id, count(*)::integer,
    count(*) filter (where c.opened_on < quiet_before and coalesce(c.earlier_contact_on, c.opened_on) < quiet_before and not exists (
      select from cases.contact k where k.site_id = c.site_id and k.client_id = c.client_id and k.case_id = c.id and k.happened_on >= quiet_before))::integer,
    count(*) filter (where p.legal_basis = 'unchecked')::integer
  from cases.case_file c join people.client p on p.site_id = c.site_id and p.id = c.client_id
  where network.actor_role() = 'team_lead' and c.site_id = network.actor_site() and c.unit_id = network.actor_unit() and c.closed_on is null
  group by c.case_manager_id;
end;

-- How long it took from one event to the next, case by case and without the person: the first start, and the first end from then on. A case that was
-- closed without the end was last seen waiting on that day.
create function cases.list_milestone_pairs(of_service text, start_event text, end_event text, started_from date, started_until date, of_town uuid)
  returns table (case_ref bytea, town_id uuid, group_code text, start_on date, end_on date, closed_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select s.case_ref, s.town_id, s.group_code, s.start_on,
    (select min(e.happened_on) from cases.milestone e
     where e.site_id = network.actor_site() and e.service = of_service and e.event = end_event and e.case_ref = s.case_ref and e.happened_on >= s.start_on),
    c.closed_on
  from (
    select distinct on (m.case_ref) m.case_ref, m.town_id, m.group_code, m.happened_on as start_on, m.site_id, m.source_id, m.source
    from cases.milestone m
    where network.actor_role() in ('coordinator', 'system') and m.site_id = network.actor_site() and m.service = of_service and m.event = start_event
    order by m.case_ref, m.happened_on, m.source_id
  ) s
  left join cases.step p on s.source = 'step' and p.site_id = s.site_id and p.id = s.source_id
  left join cases.case_file c on c.site_id = p.site_id and c.id = p.case_id
  where s.start_on between started_from and started_until and (of_town is null or s.town_id = of_town)
  order by s.start_on, s.case_ref;
end;

-- Events of a site that keeps its cases elsewhere. The same event again changes nothing; another day for it replaces the first.
create function cases.add_milestone_events(import uuid, sources uuid[], case_refs bytea[], services text[], events text[], days date[], towns uuid[], groups text[])
  returns table (created integer, changed integer, unchanged integer)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is null or network.actor_role() not in ('coordinator', 'system')
     or not exists (select from network.site s where s.id = network.actor_site() and s.structure_only) then
    raise exception 'not allowed to add milestones' using errcode = 'insufficient_privilege';
  end if;
  return query
  with incoming as (
    select i.source_id, i.case_ref, i.service, i.event, i.happened_on, i.town_id, i.group_code
    from unnest(sources, case_refs, services, events, days, towns, groups) i (source_id, case_ref, service, event, happened_on, town_id, group_code)
  ), known as (
    select i.source_id, i.event, (m.happened_on, m.town_id, m.group_code) is not distinct from (i.happened_on, i.town_id, i.group_code) as is_same
    from incoming i join cases.milestone m on m.site_id = network.actor_site() and m.source_id = i.source_id and m.event = i.event
  ), written as (
    insert into cases.milestone as m (site_id, source_id, event, case_ref, service, happened_on, town_id, group_code, source, import_id)
    select network.actor_site(), i.source_id, i.event, i.case_ref, i.service, i.happened_on, i.town_id, i.group_code, 'import', import from incoming i
    where not exists (select from known k where k.source_id = i.source_id and k.event = i.event and k.is_same)
    on conflict (site_id, source_id, event) do update
      set happened_on = excluded.happened_on, town_id = excluded.town_id, group_code = excluded.group_code, import_id = excluded.import_id
      where m.source = 'import'
    returning 1
  )
  select ((select count(*) from incoming) - (select count(*) from known))::integer, (select count(*) from known k where not k.is_same)::integer,
    (select count(*) from known k where k.is_same)::integer + 0 * (select count(*) from written)::integer;
end
$$;

do $$
declare
  detail text;
begin
  foreach detail in array array['legal_domain_period', 'goal', 'contact', 'step', 'appointment', 'note', 'deadline'] loop
    execute format('grant select, insert on cases.%I to verbund_actor', detail);
  end loop;
end
$$;
grant select, insert on cases.case_file, cases.personal_note, cases.activity, cases.milestone, cases.take_over, cases.import_run, cases.import_row to verbund_actor;
grant update (case_manager_id, town_id, phase, closed_on, closing_outcome, closing_note, version) on cases.case_file to verbund_actor;
grant update (category, legal_domain, from_on, until_on, note, version) on cases.legal_domain_period to verbund_actor;
grant update (category, text, state, rated_by_person, rated_by_case_manager, version) on cases.goal to verbund_actor;
grant update (category, happened_on, kind, minutes, sentence, version) on cases.contact to verbund_actor;
grant update (category, goal_id, text, doer, doer_unit_id, since_on, due_on, done_on, dropped_on, done_contact_id, service, entitled_on, registered_on, started_on, finished_on, offer_id, version)
  on cases.step to verbund_actor;
grant update (category, takes_place_on, clock_time, minutes, content, cancelled, version) on cases.appointment to verbund_actor;
grant update (category, written_on, text, version) on cases.note to verbund_actor;
grant update (category, due_on, content, legal_domain, done_on, version) on cases.deadline to verbund_actor;
grant update (text, version, changed_at) on cases.personal_note to verbund_actor;
grant delete on cases.personal_note, cases.milestone to verbund_actor;
grant update (happened_on, kind, minutes) on cases.activity to verbund_actor;
grant update (service, happened_on, town_id) on cases.milestone to verbund_actor;
grant update (acknowledged_at) on cases.take_over to verbund_actor;
grant update (content_hash, import_id) on cases.import_row to verbund_actor;
grant select, insert, delete on cases.import_mapping to verbund_actor;
grant update (field, service, event, changed_at) on cases.import_mapping to verbund_actor;

grant execute on function
  cases.count_personal_notes(uuid),
  cases.purge_personal_notes(uuid),
  cases.change_imported(uuid, text, uuid, date, date),
  cases.save_imported_step(uuid, uuid, uuid, bytea, text, date, date, date, date, date, date, bytea),
  cases.first_free_number(text[]),
  cases.find_in_unit(text),
  cases.count_caseload(date),
  cases.list_milestone_pairs(text, text, text, date, date, uuid),
  cases.add_milestone_events(uuid, uuid[], bytea[], text[], text[], date[], uuid[], text[])
  to verbund_actor;
grant execute on function cases.readable_case() to verbund_actor, verbund_definer;
grant execute on function cases.attend(uuid) to verbund_actor;

-- ---- prepared for figures of domains above (platform/testing/house/domains.ts names them): counts alone, for definer functions alone. --------

-- To how many cases of one organisation another organisation was given a step, in a period.
create function cases.count_handed_on(from_on date, until_on date) returns table (from_id uuid, to_id uuid, people integer)
  language sql stable security definer set search_path = ''
begin atomic
  select h.organisation_id, d.organisation_id, count(distinct s.client_id)::integer
  from cases.step s
  join cases.case_file c on c.site_id = s.site_id and c.id = s.case_id
  join network.unit h on h.site_id = c.site_id and h.id = c.unit_id
  join network.unit d on d.site_id = s.site_id and d.id = s.doer_unit_id
  where s.site_id = network.actor_site() and s.doer = 'unit' and s.since_on between from_on and until_on and d.organisation_id <> h.organisation_id
  group by h.organisation_id, d.organisation_id;
end;

-- How many people got in, by what a case says without being opened: its town, and the law that held when it was opened. Every person stands once in each
-- dimension of a measure.
create function cases.count_access(from_on date, until_on date) returns table (measure text, dimension text, value text, people integer)
  language sql stable security definer set search_path = ''
begin atomic
  with opened as (
    select distinct on (c.client_id) c.site_id, c.id, c.client_id, c.town_id, c.opened_on
    from cases.case_file c
    where c.site_id = network.actor_site() and c.opened_on between from_on and until_on
    order by c.client_id, c.opened_on
  ), handed_on as (
    select distinct on (s.client_id) s.client_id, c.town_id
    from cases.step s join cases.case_file c on c.site_id = s.site_id and c.id = s.case_id
    where s.site_id = network.actor_site() and s.doer = 'unit' and s.done_on between from_on and until_on
    order by s.client_id, s.done_on
  ), waiting as (
    select distinct on (m.case_ref) m.case_ref, m.town_id
    from cases.milestone m
    where m.site_id = network.actor_site() and m.event = 'registered' and m.happened_on <= until_on
      and not exists (select from cases.milestone e where e.site_id = m.site_id and e.case_ref = m.case_ref and e.service = m.service
                        and e.event in ('started', 'finished') and e.happened_on <= until_on)
    order by m.case_ref, m.happened_on
  )
  select 'case', 'town', coalesce(o.town_id::text, 'unknown'), count(*)::integer from opened o group by o.town_id
  union all
  select 'case', 'legal_domain', coalesce(l.legal_domain, 'unknown'), count(*)::integer
  from opened o
  left join lateral (select p.legal_domain from cases.legal_domain_period p
                     where p.site_id = o.site_id and p.client_id = o.client_id and p.case_id = o.id and p.from_on <= o.opened_on
                       and (p.until_on is null or p.until_on >= o.opened_on)
                     order by p.from_on desc, p.id limit 1) l on true
  group by l.legal_domain
  union all
  select 'referral', 'town', coalesce(h.town_id::text, 'unknown'), count(*)::integer from handed_on h group by h.town_id
  union all
  select 'waiting', 'town', coalesce(w.town_id::text, 'unknown'), count(*)::integer from waiting w group by w.town_id;
end;
create policy definer_reads on cases.legal_domain_period for select to verbund_definer using (true);
grant select on cases.legal_domain_period to verbund_definer;
grant execute on function cases.count_handed_on(date, date), cases.count_access(date, date) to verbund_definer;
