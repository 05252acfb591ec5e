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
  returns table (id uuid, client_id uuid, unit_id uuid, case_manager_id uuid, number text, town_id uuid, phase text, opened_on date, closed_on date,
                 closing_outcome text, closing_note bytea, file_number bytea, earlier_contact_on date, version integer,
                 basis text, categories text[], holds boolean, leads boolean, unchecked boolean, organisation_id uuid, epoch integer, wrapped bytea)
  language sql volatile security definer set search_path = '' rows 1
begin atomic
  select c.id, c.client_id, c.unit_id, c.case_manager_id, c.number, c.town_id, c.phase, c.opened_on, c.closed_on, c.closing_outcome, c.closing_note,
    c.file_number, c.earlier_contact_on, c.version, a.basis, a.categories, a.holds, a.leads, a.unchecked, a.organisation_id, a.epoch, a.wrapped
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
create policy definer_keeps on cases.case_outlook for all to verbund_definer using (true) with check (true);
create policy definer_works on cases.take_over for all to verbund_definer using (true) with check (true);
grant update (lead_acknowledged_at, lead_acknowledged_by_id) on cases.take_over to verbund_definer;
create policy definer_counts on cases.import_row for select to verbund_definer using (true);
grant select, update (phase, town_id, earlier_contact_on, closed_on, closing_outcome, version) on cases.case_file to verbund_definer;
grant select, insert, update on cases.step to verbund_definer;
grant select on cases.contact, cases.activity to verbund_definer;
grant select, delete on cases.personal_note to verbund_definer;
grant select, insert, update, delete on cases.milestone to verbund_definer;

grant select, insert, update on cases.case_outlook to verbund_definer;
grant select on cases.legal_domain_period, cases.goal, cases.appointment, cases.note, cases.deadline, cases.take_over, cases.import_row to verbund_definer;

create policy reader_reads on cases.case_file for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[]));
create policy case_manager_reads on cases.case_outlook for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));
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
    -- counted before a person is deleted
    if detail not in ('contact', 'step') then
      execute format('create policy definer_counts on cases.%I for select to verbund_definer using (true)', detail);
    end if;
    execute format($policy$create policy case_manager_adds on cases.%I for insert to verbund_actor
      with check (site_id = (select network.actor_site()) and (client_id = any((select people.held_ids())::uuid[]) or people.may_add_to(client_id)))$policy$, detail);
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
create function cases.purge_personal_notes(of_case uuid) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  delete from cases.personal_note n where n.site_id = network.actor_site() and n.case_id = of_case and people.leads(n.client_id);
end;

-- All that the page of a case shows of its own tables, in one look. The rights are those of the policies above, asked once and not by each table: whoever works with
-- the case reads all of it, everybody else the categories that were opened; a personal note is read by who wrote it and still works with the case.
create function cases.read_page(of_case uuid, of_client uuid, day date, newest integer) returns json
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  site constant uuid := network.actor_site();
  author constant uuid := network.actor_id();
  works constant boolean := coalesce(of_client = any(people.held_ids()), false);
  reads_all boolean := works;
  opened text[];
begin
  if (of_client = any(people.readable_ids())) is not true then
    return null;
  end if;
  if not works then
    select a.categories is null, a.categories into reads_all, opened from people.my_access(array[of_client]) a;
  end if;
  return json_build_object(
    'periods', (select json_agg(x) from (select d.id, d.category, d.legal_domain, d.from_on, d.until_on, d.note, d.version, d.created_at from cases.legal_domain_period d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) order by d.created_at, d.id limit 500) x),
    'goals', (select json_agg(x) from (select d.id, d.category, d.text, d.state, d.rated_by_person, d.rated_by_case_manager, d.version from cases.goal d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) order by d.created_at, d.id limit 500) x),
    'steps', (select json_agg(x) from (select d.id, d.category, d.goal_id, d.text, d.doer, d.doer_unit_id, d.since_on, d.due_on, d.done_on, d.dropped_on,
        d.done_contact_id, d.service, d.entitled_on, d.registered_on, d.started_on, d.finished_on, d.offer_id, d.version, d.created_at from cases.step d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) order by d.created_at, d.id limit 500) x),
    'contacts', (select json_agg(x) from (select d.id, d.category, d.happened_on, d.kind, d.minutes, d.sentence, d.author_id, d.version, d.created_at from cases.contact d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) order by d.happened_on desc, d.created_at desc, d.id limit newest) x),
    'notes', (select json_agg(x) from (select d.id, d.category, d.written_on, d.text, d.author_id, d.version, d.created_at from cases.note d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) order by d.written_on desc, d.created_at desc, d.id limit newest) x),
    'deadlines', (select json_agg(x) from (select d.id, d.category, d.due_on, d.content, d.legal_domain, d.done_on, d.version from cases.deadline d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) and d.done_on is null order by d.due_on, d.id limit 200) x),
    'appointments', (select json_agg(x) from (select d.id, d.category, d.takes_place_on, d.clock_time, d.minutes, d.content, d.cancelled, d.version from cases.appointment d
      where d.site_id = site and d.client_id = of_client and d.case_id = of_case and (reads_all or d.category = any(opened)) and d.takes_place_on >= day
      order by d.takes_place_on, d.clock_time nulls last, d.id limit 200) x),
    'personal', case when works then (select json_build_object('text', n.text, 'version', n.version) from cases.personal_note n
      where n.site_id = site and n.case_id = of_case and n.client_id = of_client and n.author_id = author) end,
    'personalNotes', case when works then (select count(*) from cases.personal_note n where n.site_id = site and n.case_id = of_case and n.client_id = of_client) end);
end
$$;

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

-- What an import says about many cases at once: of people that this transaction added, or that the actor may import again. What is there already stays as it is.
create function cases.add_imported(run uuid, new_cases json, goals json, notes json, appointments json, periods json, steps json, recognised json) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  site uuid := network.actor_site();
  unit uuid := network.actor_unit();
begin
  if network.actor_role() is null or network.actor_role() not in ('case_manager', 'system')
     or not exists (select from cases.import_run r where r.site_id = site and r.id = run and r.unit_id = unit and r.imported_by_id = network.actor_id()
                    and r.xmin = pg_current_xact_id()::xid)
     or exists (
       select from (
         select client_id from json_to_recordset(new_cases) c (client_id uuid) union select client_id from json_to_recordset(goals) d (client_id uuid)
         union select client_id from json_to_recordset(notes) d (client_id uuid) union select client_id from json_to_recordset(appointments) d (client_id uuid)
         union select client_id from json_to_recordset(periods) d (client_id uuid) union select client_id from json_to_recordset(steps) d (client_id uuid)
         union select client_id from json_to_recordset(recognised) d (client_id uuid)
       ) of_client
       where case when exists (select from people.client p where p.site_id = site and p.id = of_client.client_id and p.unit_id = unit
                                 and p.xmin = pg_current_xact_id()::xid)
             then false else not people.may_import(of_client.client_id) end) then
    raise exception 'not allowed to import' using errcode = 'insufficient_privilege';
  end if;
  insert into cases.case_file (site_id, id, client_id, unit_id, case_manager_id, number, town_id, phase, opened_on, closed_on, closing_outcome, file_number, earlier_contact_on)
  select site, c.id, c.client_id, unit, c.case_manager_id, c.number, c.town_id, c.phase, c.opened_on, c.closed_on, c.closing_outcome,
    decode(c.file_number, 'base64'), c.earlier_contact_on
  from json_to_recordset(new_cases) c (id uuid, client_id uuid, case_manager_id uuid, number text, town_id uuid, phase text, opened_on date, closed_on date,
                                       closing_outcome text, file_number text, earlier_contact_on date);
  insert into cases.goal (site_id, id, case_id, client_id, category, text)
  select site, d.id, d.case_id, d.client_id, 'plan', decode(d.sealed, 'base64') from json_to_recordset(goals) d (id uuid, earlier_id uuid, case_id uuid, client_id uuid, sealed text)
  where not exists (select from cases.goal e where e.site_id = site and e.id = d.earlier_id)
  on conflict do nothing;
  insert into cases.note (site_id, id, case_id, client_id, category, written_on, text, author_id)
  select site, d.id, d.case_id, d.client_id, d.category, d.written_on, decode(d.sealed, 'base64'), d.author_id
  from json_to_recordset(notes) d (id uuid, earlier_id uuid, case_id uuid, client_id uuid, category text, written_on date, sealed text, author_id uuid)
  where not exists (select from cases.note e where e.site_id = site and e.id = d.earlier_id)
  on conflict do nothing;
  insert into cases.appointment (site_id, id, case_id, client_id, category, takes_place_on, clock_time, content)
  select site, d.id, d.case_id, d.client_id, 'plan', d.takes_place_on, d.clock_time, decode(d.sealed, 'base64')
  from json_to_recordset(appointments) d (id uuid, earlier_id uuid, case_id uuid, client_id uuid, takes_place_on date, clock_time text, sealed text)
  where not exists (select from cases.appointment e where e.site_id = site and e.id = d.earlier_id)
  on conflict do nothing;
  insert into cases.legal_domain_period (site_id, id, case_id, client_id, category, legal_domain, from_on)
  select site, d.id, d.case_id, d.client_id, d.category, d.legal_domain, d.from_on
  from json_to_recordset(periods) d (id uuid, earlier_id uuid, case_id uuid, client_id uuid, category text, legal_domain text, from_on date)
  where not exists (select from cases.legal_domain_period e where e.site_id = site and e.id = d.earlier_id)
  on conflict do nothing;
  insert into cases.step as s (site_id, id, case_id, client_id, category, text, service, due_on, done_on, entitled_on, registered_on, started_on, finished_on)
  select site, coalesce((select e.id from cases.step e where e.site_id = site and e.id = d.earlier_id), d.id), d.case_id, d.client_id, 'plan',
    decode(d.sealed, 'base64'), d.service, d.due_on, d.done_on, d.entitled_on, d.registered_on, d.started_on, d.finished_on
  from json_to_recordset(steps) d (id uuid, earlier_id uuid, case_id uuid, client_id uuid, sealed text, service text, due_on date, done_on date, entitled_on date,
                                   registered_on date, started_on date, finished_on date)
  on conflict (site_id, id) do update
    set due_on = coalesce(excluded.due_on, s.due_on), done_on = coalesce(s.done_on, excluded.done_on),
        entitled_on = coalesce(excluded.entitled_on, s.entitled_on), registered_on = coalesce(excluded.registered_on, s.registered_on),
        started_on = coalesce(excluded.started_on, s.started_on), finished_on = coalesce(excluded.finished_on, s.finished_on), version = s.version + 1
    where s.client_id = excluded.client_id and s.service = excluded.service;
  insert into cases.milestone as m (site_id, source_id, event, case_ref, client_id, service, happened_on, town_id, source)
  select s.site_id, s.id, e.event, decode(d.case_ref, 'base64'), s.client_id, s.service, e.happened_on, c.town_id, 'step'
  from json_to_recordset(steps) d (id uuid, earlier_id uuid, client_id uuid, case_ref text)
  join cases.step s on s.site_id = site and s.id in (d.id, d.earlier_id) and s.client_id = d.client_id
  join cases.case_file c on c.site_id = s.site_id and c.id = s.case_id
  cross join lateral (values ('entitled', s.entitled_on), ('registered', s.registered_on), ('started', s.started_on), ('finished', s.finished_on)) e (event, happened_on)
  where e.happened_on is not null
  on conflict (site_id, source_id, event) do update set happened_on = excluded.happened_on;
  insert into cases.import_row (site_id, unit_id, import_id, epoch, key_hash, content_hash, case_id, client_id)
  select site, unit, run, d.epoch, decode(d.key_hash, 'base64'), decode(d.content_hash, 'base64'), d.case_id, d.client_id
  from json_to_recordset(recognised) d (epoch integer, key_hash text, content_hash text, case_id uuid, client_id uuid);
  insert into cases.import_case (site_id, case_id, client_id, import_id, detail_ids, record_count)
  select site, c.id, c.client_id, run, array(select json_array_elements_text(c.detail_ids))::uuid[],
    (select count(*) from people.sealed_record r where r.site_id = site and r.client_id = c.client_id)
  from json_to_recordset(new_cases) c (id uuid, client_id uuid, detail_ids json);
end
$$;

-- Cases of the unit that came by hand: a row of a list may be one of these people. A case manager is told of those they work with.
create function cases.list_without_list() returns table (case_id uuid, client_id uuid, number text)
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select c.id, c.client_id, c.number from cases.case_file c
  where network.actor_role() in ('case_manager', 'system') and c.site_id = network.actor_site() and c.unit_id = network.actor_unit()
    and (network.actor_role() = 'system' or c.client_id = any((select people.held_ids())::uuid[]))
    and not exists (select from cases.import_row r where r.site_id = c.site_id and r.case_id = c.id)
  order by c.closed_on nulls first, c.id limit 20000;
end;
grant execute on function cases.list_without_list() to verbund_actor;

-- Numbers among these that a case of the site has.
create function cases.taken_numbers(numbers text[]) returns setof text
  language sql stable security definer set search_path = '' rows 10
begin atomic
  -- one look into the index for each number, however many cases there are
  select n.number from unnest(numbers) n (number)
  cross join lateral (select from cases.case_file c where c.site_id = (select network.actor_site()) and c.number = n.number limit 1) taken;
end;

create policy definer_adds on cases.case_file for insert to verbund_definer with check (true);
create policy definer_adds on cases.goal for insert to verbund_definer with check (true);
create policy definer_adds on cases.note for insert to verbund_definer with check (true);
create policy definer_adds on cases.appointment for insert to verbund_definer with check (true);
create policy definer_adds on cases.legal_domain_period for insert to verbund_definer with check (true);
create policy definer_adds on cases.import_row for insert to verbund_definer with check (true);
grant insert on cases.case_file, cases.goal, cases.note, cases.appointment, cases.legal_domain_period, cases.import_row, cases.import_case to verbund_definer;
grant execute on function cases.add_imported(uuid, json, json, json, json, json, json, json), cases.taken_numbers(text[]) to verbund_actor;

-- What rows of lists are known by lies under an epoch of keys: the job moves it to the next as the system of the site, which learns nothing from it.
create policy definer_moves on cases.import_row for update to verbund_definer using (true) with check (true);
grant update (epoch, key_hash, content_hash) on cases.import_row to verbund_definer;
create function cases.list_rows_to_move(below integer, after_unit uuid, after_key bytea, most integer)
  returns table (unit_id uuid, epoch integer, key_hash text, content_hash text)
  language sql stable security definer set search_path = ''
begin atomic
  select r.unit_id, r.epoch, encode(r.key_hash, 'base64'), encode(r.content_hash, 'base64') from cases.import_row r
  where network.actor_role() = 'system' and r.site_id = network.actor_site() and r.epoch < below
    and (after_unit is null or (r.unit_id, r.key_hash) > (after_unit, after_key))
  order by r.unit_id, r.key_hash limit most;
end;

-- A row that says something else meanwhile stays until the next round.
create function cases.move_rows(of_unit uuid, new_epoch integer, old_keys text[], old_contents text[], new_keys text[], new_contents text[]) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update cases.import_row r set epoch = new_epoch, key_hash = decode(n.new_key, 'base64'), content_hash = decode(n.new_content, 'base64')
  from unnest(old_keys, old_contents, new_keys, new_contents) n (old_key, old_content, new_key, new_content)
  where network.actor_role() = 'system' and r.site_id = network.actor_site() and r.unit_id = of_unit and r.epoch < new_epoch
    and r.key_hash = decode(n.old_key, 'base64') and r.content_hash = decode(n.old_content, 'base64');
end;
grant execute on function cases.list_rows_to_move(integer, uuid, bytea, integer), cases.move_rows(uuid, integer, text[], text[], text[], text[]) to verbund_actor;

-- Taking an import back.

create policy definer_works on cases.import_run for all to verbund_definer using (true) with check (true);
create policy definer_works on cases.import_case for all to verbund_definer using (true) with check (true);
grant select, update on cases.import_run, cases.import_case to verbund_definer;
grant select on cases.import_row, cases.goal, cases.note, cases.appointment, cases.legal_domain_period, cases.deadline to verbund_definer;

-- Something above cases refers to this case from now on: its import is not taken back over it.
create function cases.keep_imported(of_case uuid) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update cases.import_case i set is_referred_to = true
  where i.site_id = network.actor_site() and i.case_id = of_case and i.client_id = any((select people.readable_ids())::uuid[]);
end;

-- Who brought the list may take it back, or the system of the unit.
create function cases.may_undo_import(run uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from cases.import_run r
    where r.site_id = network.actor_site() and r.id = run and r.unit_id = network.actor_unit() and r.kind = 'cases'
      and (network.actor_role() = 'system' or network.actor_role() = 'case_manager' and r.imported_by_id = network.actor_id()));
end;

-- The cases that an import created, and what was built on each since; null: nothing. The number names the case to a colleague, never the person.
create function cases.list_imported_cases(run uuid) returns table (case_id uuid, client_id uuid, number text, built text)
  language sql stable security definer set search_path = ''
begin atomic
  select c.id, c.client_id, c.number, case
    when exists (select from people.merge g where g.site_id = c.site_id and c.client_id in (g.kept_id, g.merged_id)) then 'merged'
    when exists (select from consent.share s where s.site_id = c.site_id and s.client_id = c.client_id)
      or exists (select from consent.consent s where s.site_id = c.site_id and s.client_id = c.client_id) then 'shared'
    when exists (select from people.reader r where r.site_id = c.site_id and r.client_id = c.client_id
                 and (r.basis <> 'holder' or r.ended_at is not null or r.membership_id is distinct from c.case_manager_id)) then 'other_reader'
    when i.is_referred_to then 'referred_to'
    when exists (select from cases.contact k where k.site_id = c.site_id and k.client_id = c.client_id) then 'contact'
    when exists (select from cases.import_row w where w.site_id = c.site_id and w.case_id = c.id and w.import_id <> run) then 'later_list'
    when c.version > 1 or p.version > 1 or p.legal_basis <> 'unchecked'
      or exists (select from cases.case_file f where f.site_id = c.site_id and f.client_id = c.client_id and f.id <> c.id)
      or (select count(*) <> i.record_count or max(s.version) > 1 from people.sealed_record s where s.site_id = c.site_id and s.client_id = c.client_id)
      or exists (select from cases.personal_note n where n.site_id = c.site_id and n.client_id = c.client_id)
      or exists (select from cases.deadline d where d.site_id = c.site_id and d.client_id = c.client_id)
      or exists (select from cases.goal d where d.site_id = c.site_id and d.client_id = c.client_id and (d.version > 1 or d.id <> all(i.detail_ids)))
      or exists (select from cases.note d where d.site_id = c.site_id and d.client_id = c.client_id and (d.version > 1 or d.id <> all(i.detail_ids)))
      or exists (select from cases.step d where d.site_id = c.site_id and d.client_id = c.client_id and (d.version > 1 or d.id <> all(i.detail_ids)))
      or exists (select from cases.appointment d where d.site_id = c.site_id and d.client_id = c.client_id and (d.version > 1 or d.id <> all(i.detail_ids)))
      or exists (select from cases.legal_domain_period d where d.site_id = c.site_id and d.client_id = c.client_id and (d.version > 1 or d.id <> all(i.detail_ids)))
      then 'edited'
    end
  from cases.import_case i
  join cases.case_file c on c.site_id = i.site_id and c.id = i.case_id
  join people.client p on p.site_id = c.site_id and p.id = c.client_id
  where i.site_id = network.actor_site() and i.import_id = run and cases.may_undo_import(run);
end;

-- Removes the people of an import with all that is kept of them. Nothing where something was built on one of them, unless the rest is to go all the same.
create function cases.undo_import(run uuid, rest boolean) returns table (client_id uuid)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  free uuid[];
  built bigint;
begin
  if not cases.may_undo_import(run) then
    raise exception 'not allowed to take back an import' using errcode = 'insufficient_privilege';
  end if;
  perform from cases.import_run r where r.site_id = network.actor_site() and r.id = run and r.undone_at is null for update;
  if not found then
    return;
  end if;
  -- whoever is adding something to one of them now is waited for, and seen by the next statement
  perform from people.client p where p.site_id = network.actor_site()
    and p.id in (select i.client_id from cases.import_case i where i.site_id = network.actor_site() and i.import_id = run) order by p.id for update;
  perform from cases.case_file c where c.site_id = network.actor_site()
    and c.id in (select i.case_id from cases.import_case i where i.site_id = network.actor_site() and i.import_id = run) order by c.id for update;
  select coalesce(array_agg(l.client_id) filter (where l.built is null), '{}'), count(l.built) into free, built from cases.list_imported_cases(run) l;
  if cardinality(free) = 0 or built > 0 and not rest then
    return;
  end if;
  -- a person who is deleted leaves figures; a list that was taken back leaves none
  delete from cases.milestone m where m.site_id = network.actor_site() and m.client_id = any(free);
  perform people.delete_clients(free);
  update cases.import_run r set undone_at = platform.moment(), undone_by_id = network.actor_id(), undone = cardinality(free)
  where r.site_id = network.actor_site() and r.id = run;
  return query select unnest(free);
end
$$;

-- How far a list is: for who brought it.
create policy own_reads on cases.import_progress for select to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));
create policy own_adds on cases.import_progress for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id())
              and (select network.actor_role()) in ('case_manager', 'system'));
create policy own_edits on cases.import_progress for update to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()))
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));
create policy own_removes on cases.import_progress for delete to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));

grant select, insert, delete on cases.import_progress to verbund_actor;
grant update (stage, done, total, cancelled_at, changed_at) on cases.import_progress to verbund_actor;
grant execute on function cases.keep_imported(uuid), cases.may_undo_import(uuid), cases.list_imported_cases(uuid), cases.undo_import(uuid, boolean)
  to verbund_actor;

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

-- Whoever took a case over within the last 24 hours does not do it again before somebody has taken note: who leads the case, or the team lead.
create function cases.awaits_note(of_case uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from cases.take_over t
    join network.membership m on m.site_id = t.site_id and m.id = t.taken_by_id and m.account_id = (select accounts.actor_account())
    where t.site_id = network.actor_site() and t.case_id = of_case and t.from_at > platform.moment() - interval '24 hours'
      and t.acknowledged_at is null and t.lead_acknowledged_at is null);
end;

create function cases.take_over_case(of_case uuid, source uuid, reader_ids uuid[]) returns timestamptz
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  client uuid;
begin
  select c.client_id into client from cases.case_file c
  where c.site_id = network.actor_site() and c.id = of_case and c.unit_id = network.actor_unit() and c.closed_on is null for update;
  if client is null or cases.awaits_note(of_case) then
    raise exception 'not allowed to take over' using errcode = 'insufficient_privilege';
  end if;
  return people.take_over(client, source, reader_ids);
end
$$;

-- For the team lead of the unit: who took over which number, and when. Neither the person nor the reason.
create function cases.list_take_overs_of_unit()
  returns table (id uuid, number text, taken_by_id uuid, from_at timestamptz, until_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select t.id, c.number, t.taken_by_id, t.from_at, t.until_at
  from cases.take_over t join cases.case_file c on c.site_id = t.site_id and c.id = t.case_id
  where network.actor_role() = 'team_lead' and t.site_id = network.actor_site() and c.unit_id = network.actor_unit() and t.lead_acknowledged_at is null
    and t.from_at > platform.moment() - interval '30 days'
  order by t.from_at desc, t.id limit 50;
end;

create function cases.take_note_of(of_take_over uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is distinct from 'team_lead' then
    raise exception 'not allowed to take note' using errcode = 'insufficient_privilege';
  end if;
  update cases.take_over t
  set lead_acknowledged_at = coalesce(t.lead_acknowledged_at, platform.moment()), lead_acknowledged_by_id = coalesce(t.lead_acknowledged_by_id, network.actor_id())
  from cases.case_file c
  where t.site_id = network.actor_site() and t.id = of_take_over and c.site_id = t.site_id and c.id = t.case_id and c.unit_id = network.actor_unit()
    -- nobody takes note of their own
    and not exists (select from network.membership m where m.site_id = t.site_id and m.id = t.taken_by_id and m.account_id = accounts.actor_account());
  return found;
end
$$;

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
    coalesce(c.closed_on, s.closed_on)
  from (
    select distinct on (m.case_ref) m.case_ref, m.town_id, m.group_code, m.happened_on as start_on, m.site_id, m.source_id, m.source, m.closed_on
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
grant select on cases.case_outlook to verbund_actor;
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
  cases.purge_personal_notes(uuid),
  cases.change_imported(uuid, text, uuid, date, date),
  cases.first_free_number(text[]),
  cases.find_in_unit(text),
  cases.awaits_note(uuid),
  cases.take_over_case(uuid, uuid, uuid[]),
  cases.list_take_overs_of_unit(),
  cases.take_note_of(uuid),
  cases.count_caseload(date),
  cases.list_milestone_pairs(text, text, text, date, date, uuid),
  cases.add_milestone_events(uuid, uuid[], bytea[], text[], text[], date[], uuid[], text[])
  to verbund_actor;
grant execute on function cases.readable_case() to verbund_actor, verbund_definer;
grant execute on function cases.attend(uuid), cases.read_page(uuid, uuid, date, integer) to verbund_actor;

-- --- consultations -----------------------------------------------------------------------------------------------------------------------
-- Nobody is behind a consultation. Its unit reads and corrects it; who steers sees figures, which pass the gate of disclosure.
create function cases.may_count() returns boolean language sql stable parallel safe
  return network.actor_role() in ('case_manager', 'partner');

create policy unit_reads on cases.consultation for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
         and ((select cases.may_count()) or (select network.actor_role()) = 'team_lead'));
create policy unit_counts on cases.consultation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and counted_by_id = (select network.actor_id())
              and (select cases.may_count()));
create policy unit_corrects on cases.consultation for update to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select cases.may_count()))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));
create policy unit_takes_back on cases.consultation for delete to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select cases.may_count()));

create policy unit_reads on cases.consultation_month for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
         and ((select cases.may_count()) or (select network.actor_role()) in ('team_lead', 'system')));
create policy unit_imports on cases.consultation_month for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and imported_by_id = (select network.actor_id())
              and (select network.actor_role()) = 'system');
create policy unit_imports_again on cases.consultation_month for update to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) = 'system')
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));

create policy definer_reads on cases.consultation for select to verbund_definer using (true);
create policy definer_reads on cases.consultation_month for select to verbund_definer using (true);
grant select on cases.consultation, cases.consultation_month to verbund_definer;

-- In these months the unit has counted one by one, too: said beside a file of monthly figures, which come on top.
create function cases.list_months_counted(from_on date, until_on date) returns table (month_on date, talks integer)
  language sql stable security definer set search_path = ''
begin atomic
  select make_date(extract(year from c.talked_on)::integer, extract(month from c.talked_on)::integer, 1), count(*)::integer
  from cases.consultation c
  where c.site_id = network.actor_site() and c.unit_id = network.actor_unit() and network.actor_role() in ('system', 'case_manager', 'partner')
    and c.talked_on between from_on and until_on
  group by 1;
end;

-- Prepared for figures of domains above (platform/testing/house/domains.ts names it): the true counts of a site, each consultation once by month, field, town, language,
-- sex and group of status, as equal chances names them; months until then that had none, too. For definer functions alone, and for the gate.
create function cases.count_talks(from_on date, until_on date) returns table (dimension text, code text, talks integer)
  language sql stable security definer set search_path = ''
begin atomic
  with talk as (
    select make_date(extract(year from c.talked_on)::integer, extract(month from c.talked_on)::integer, 1) as month_on,
      c.fields[1] as field, c.town_id, c.language, c.sex,
      case c.status_group when 'asylum_procedure' then 'asylum' when 'duldung' then 'tolerated' when 'protection' then 'protected' when 'section_24' then 'protected'
        when 'other_title' then 'third_country' else c.status_group end as status_group, 1 as talks
    from cases.consultation c
    where c.site_id = network.actor_site() and c.talked_on between count_talks.from_on and count_talks.until_on
    union all
    select m.month_on, m.field_of_action, m.town_id, m.language, null, null, m.talks
    from cases.consultation_month m
    where m.site_id = network.actor_site() and m.month_on between count_talks.from_on and count_talks.until_on
  )
  select case when grouping(t.month_on) = 0 then 'month' when grouping(t.field) = 0 then 'field' when grouping(t.town_id) = 0 then 'town'
      when grouping(t.language) = 0 then 'language' when grouping(t.sex) = 0 then 'sex' else 'status_group' end,
    case when grouping(t.month_on) = 0 then to_char(t.month_on, 'YYYY-MM') when grouping(t.field) = 0 then t.field
      when grouping(t.town_id) = 0 then coalesce(t.town_id::text, '') when grouping(t.language) = 0 then coalesce(t.language, '')
      when grouping(t.sex) = 0 then coalesce(t.sex, '') else coalesce(t.status_group, '') end,
    sum(t.talks)::integer
  from talk t
  group by grouping sets ((t.month_on), (t.field), (t.town_id), (t.language), (t.sex), (t.status_group))
  union all
  select 'month', to_char(m.month_on, 'YYYY-MM'), 0
  from generate_series(date_trunc('month', count_talks.from_on::timestamp), count_talks.until_on::timestamp, interval '1 month') m (month_on)
  where not exists (select from talk t where t.month_on = m.month_on::date);
end;

-- The same for who steers.
create function cases.count_consultations(from_on date, until_on date) returns table (dimension text, code text, talks integer)
  language sql stable security definer set search_path = ''
begin atomic
  select t.dimension, t.code, t.talks from cases.count_talks(from_on, until_on) t where network.actor_role() = 'coordinator';
end;

-- From when until when anything was counted at the site.
create function cases.consultation_span() returns table (first_on date, last_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select min(d.first_on), max(d.last_on)
  from (
    select (select min(c.talked_on) from cases.consultation c where c.site_id = network.actor_site()) as first_on,
      (select max(c.talked_on) from cases.consultation c where c.site_id = network.actor_site()) as last_on
    union all
    select (select min(m.month_on) from cases.consultation_month m where m.site_id = network.actor_site()),
      (select max(m.month_on) from cases.consultation_month m where m.site_id = network.actor_site())
  ) d
  where network.actor_role() = 'coordinator';
end;

grant select, insert, delete on cases.consultation to verbund_actor;
grant update (talked_on, town_id, fields, concern, language, needs_interpreter, age_band, sex, status_group, minutes, outcome, referred_unit_id, offer_id, version)
  on cases.consultation to verbund_actor;
grant select, insert on cases.consultation_month to verbund_actor;
grant update (talks) on cases.consultation_month to verbund_actor;
grant execute on function cases.may_count(), cases.list_months_counted(date, date), cases.count_consultations(date, date), cases.consultation_span() to verbund_actor;

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
    left join cases.step p on m.source = 'step' and p.site_id = m.site_id and p.id = m.source_id
    left join cases.case_file f on f.site_id = p.site_id and f.id = p.case_id
    where m.site_id = network.actor_site() and m.event = 'registered' and m.happened_on <= until_on
      -- whose case was closed, or who was deleted, waits no longer
      and coalesce(m.closed_on, f.closed_on) > until_on is not false
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
grant execute on function cases.count_handed_on(date, date), cases.count_access(date, date), cases.count_talks(date, date) to verbund_definer;

-- Cases of the site quarter by quarter, for the reports of whoever steers: how many were open before its first day, were begun in it, were closed in it. Raw, for the
-- server alone, which passes them through the gate.
create function cases.count_course(from_on date, until_on date) returns table (quarter text, open_before integer, begun integer, closed integer)
  language sql stable security definer set search_path = ''
begin atomic
  select to_char(q.first_on, 'YYYY-Q'),
    count(*) filter (where c.opened_on < q.first_on and coalesce(c.closed_on >= q.first_on, true))::integer,
    count(*) filter (where c.opened_on between q.first_on and q.last_on)::integer,
    count(*) filter (where c.closed_on between q.first_on and q.last_on)::integer
  from (select g.on_day::date as first_on, (g.on_day + interval '3 months' - interval '1 day')::date as last_on
        from generate_series(date_trunc('quarter', count_course.from_on::timestamp), count_course.until_on::timestamp, interval '3 months') g (on_day)) q
  left join cases.case_file c on c.site_id = network.actor_site() and c.opened_on <= q.last_on and coalesce(c.closed_on >= q.first_on, true)
  where network.actor_role() = 'coordinator'
  group by q.first_on order by q.first_on;
end;
grant execute on function cases.count_course(date, date) to verbund_actor;

-- --- how long data stays -------------------------------------------------------------------------------------------------------------------
-- People whose period is over, by the periods their units set: since the last case was closed, or since they were entered and no case was ever begun, or as long as
-- nobody has said on which ground their data is kept. All rows of one human count together, and the kept one stands for them. For the job alone.
create function cases.list_over() returns table (client_id uuid, kind text, began_on date, due_on date)
  language sql stable security definer set search_path = ''
begin atomic
  with known as (
    select c.id, c.unit_id, c.legal_basis, (c.created_at at time zone 'Europe/Berlin')::date as entered_on, f.cases, f.open_cases, f.closed_on
    from people.client c
    left join lateral (
      select count(*) as cases, count(*) filter (where x.closed_on is null) as open_cases, max(x.closed_on) as closed_on
      from cases.case_file x
      where x.site_id = c.site_id
        and x.client_id = any(case when exists (select from people.merge g where g.site_id = c.site_id and g.kept_id = c.id and g.undone_at is null)
                                   then array(select people.rows_of_person(c.id)) else array[c.id] end)) f on true
    where network.actor_role() = 'system' and c.site_id = network.actor_site()
      and not exists (select from people.merge g where g.site_id = c.site_id and g.merged_id = c.id and g.undone_at is null)
  ), begun as (
    select k.id, k.unit_id, 'closed_case' as kind, k.closed_on as began_on from known k where k.cases > 0 and k.open_cases = 0
    union all
    select k.id, k.unit_id, 'without_case', k.entered_on from known k where k.cases = 0
    union all
    select k.id, k.unit_id, 'unchecked', k.entered_on from known k where k.legal_basis = 'unchecked'
  )
  select distinct on (b.id) b.id, b.kind, b.began_on, (b.began_on + make_interval(months => p.months))::date as due_on
  from begun b join consent.list_periods() p on p.unit_id = b.unit_id and p.kind = b.kind
  where (b.began_on + make_interval(months => p.months))::date <= platform.today()
  order by b.id, due_on, b.kind;
end;
grant execute on function cases.list_over() to verbund_actor;
