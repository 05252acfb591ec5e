-- themes: who may report and read gap reports, themes, statements, measures, changes and answers. No one here ever sees a person.
grant usage on schema themes to verbund_actor, verbund_definer;

-- Everyone who works at a site may say where it sticks; the programme works at no site.
create function themes.may_report() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in (
    'case_manager', 'team_lead', 'partner', 'coordinator', 'body_member', 'data_protection_officer', 'site_admin');
-- A coordinator reads reports and works on themes.
create function themes.may_coordinate() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';
-- Jobs look at changes and write what follows from it, but read no report.
create function themes.may_write() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'system');
create function themes.may_read_themes() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'team_lead', 'partner', 'coordinator', 'body_member', 'system');
-- Who speaks for an organisation that a theme concerns.
create function themes.may_speak_for_organisation() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('team_lead', 'partner', 'body_member', 'coordinator');
grant execute on function themes.may_report(), themes.may_coordinate(), themes.may_write(), themes.may_read_themes(), themes.may_speak_for_organisation()
  to verbund_actor, verbund_definer;

create policy definer_works on themes.theme for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.gap_report for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.report_key for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.reporter for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.report_case for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.answer for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.report_solved for all to verbund_definer using (true) with check (true);
create policy definer_reads on themes.theme_report for select to verbund_definer using (true);
create policy definer_reads on themes.statement for select to verbund_definer using (true);
create policy definer_reads on themes.measure for select to verbund_definer using (true);
create policy definer_reads on themes.theme_event for select to verbund_definer using (true);
create policy definer_reads on themes.escalation for select to verbund_definer using (true);
create policy definer_works on themes.land_reply for all to verbund_definer using (true) with check (true);
create policy definer_reads on themes.programme_theme for select to verbund_definer using (true);
create policy definer_works on themes.programme_link for all to verbund_definer using (true) with check (true);
create policy definer_reads on themes.pattern for select to verbund_definer using (true);
create policy definer_reads on themes.theme_source for select to verbund_definer using (true);
create policy definer_moves on themes.statement for update to verbund_definer using (true) with check (true);
create policy definer_tells on themes.theme_event for insert to verbund_definer with check (true);
grant select on themes.escalation, themes.land_reply, themes.programme_theme, themes.programme_link, themes.pattern, themes.theme_source to verbund_definer;
grant insert on themes.land_reply, themes.theme_event, themes.programme_link to verbund_definer;
grant update on themes.programme_link to verbund_definer;
grant delete on themes.programme_link to verbund_definer;
grant update (theme_id) on themes.statement to verbund_definer;
-- to hold a theme while the Land replies to it
grant update (version) on themes.theme to verbund_definer;
grant select on themes.theme, themes.gap_report, themes.report_key, themes.reporter, themes.report_case, themes.theme_report, themes.statement, themes.measure,
  themes.theme_event, themes.answer, themes.report_solved to verbund_definer;
grant insert on themes.gap_report, themes.report_key, themes.reporter, themes.report_case, themes.answer, themes.report_solved to verbund_definer;
grant update on themes.gap_report, themes.report_solved to verbund_definer;
grant delete on themes.report_case to verbund_definer;

-- The actor's own reports. An unnamed one is found by the tag that the server computes for this request alone.
create function themes.own_reports() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select r.report_id from themes.reporter r where r.site_id = network.actor_site() and r.membership_id = network.actor_id()
  union all
  select r.report_id from themes.reporter r
  where r.site_id = network.actor_site() and r.tag = decode(nullif(current_setting('app.reporter_tag', true), ''), 'hex');
end;

create function themes.readable_themes() returns setof uuid
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select t.id from themes.theme t
  where t.site_id = network.actor_site() and t.removed_at is null and themes.may_read_themes() and (themes.may_write() or t.state <> 'collected');
end;

-- Measures that the actor's organisation, unit or the actor owns: they report on them.
create function themes.own_measures() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select m.id from themes.measure m
  where m.site_id = network.actor_site() and themes.may_speak_for_organisation()
    and case
      when m.owner_membership_id is not null then m.owner_membership_id = network.actor_id() or m.owner_unit_id = network.actor_unit()
      when m.owner_unit_id is not null then m.owner_unit_id = network.actor_unit()
      else m.owner_organisation_id = network.actor_organisation()
    end;
end;

create function themes.planned_measures() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select m.id from themes.measure m where m.site_id = network.actor_site() and m.state = 'planned';
end;

create function themes.is_at_site(measure uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (select from themes.measure m where m.site_id = network.actor_site() and m.id = measure);
end;
grant execute on function themes.own_reports(), themes.readable_themes(), themes.own_measures(), themes.planned_measures(), themes.is_at_site(uuid)
  to verbund_actor;

-- A report in one step: its row, its key, whose it is, and the case it came from. Everyone at the site may; the case only by those who read it,
-- and never beside an unnamed report. Answers false if this id was there already and is the actor's own.
create function themes.submit_report(report uuid, how_visible text, kind text, from_organisation uuid, from_unit uuid, to_organisation uuid, to_unit uuid,
                                     lost integer, field text, town uuid, words bytea, key_organisation uuid, key_epoch integer, wrapped_key bytea, of_case uuid)
  returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  own_tag bytea := decode(nullif(current_setting('app.reporter_tag', true), ''), 'hex');
begin
  if not coalesce(themes.may_report(), false) or network.actor_site() is null then
    raise exception 'not allowed to report' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from themes.gap_report g where g.site_id = network.actor_site() and g.id = report) then
    if report in (select themes.own_reports()) then
      return false;
    end if;
    raise exception 'not allowed to report under this id' using errcode = 'insufficient_privilege';
  end if;
  insert into themes.gap_report (site_id, id, visibility, gap_kind, from_organisation_id, from_unit_id, to_organisation_id, to_unit_id, days_lost,
                                 field_of_action, town_id, sealed)
  values (network.actor_site(), report, how_visible, kind, from_organisation, from_unit, to_organisation, to_unit, lost, field, town, words);
  insert into themes.report_key (site_id, report_id, organisation_id, epoch, wrapped)
  values (network.actor_site(), report, key_organisation, key_epoch, wrapped_key);
  if how_visible = 'unnamed' then
    if own_tag is null then
      raise exception 'an unnamed report needs a tag' using errcode = 'insufficient_privilege';
    end if;
    insert into themes.reporter (site_id, report_id, tag) values (network.actor_site(), report, own_tag);
  else
    insert into themes.reporter (site_id, report_id, membership_id) values (network.actor_site(), report, network.actor_id());
    if of_case is not null then
      if not exists (select from cases.readable_case() c (id) where c.id = of_case) then
        raise exception 'not allowed to report from this case' using errcode = 'insufficient_privilege';
      end if;
      insert into themes.report_case (site_id, report_id, case_id) values (network.actor_site(), report, of_case);
      perform cases.keep_imported(of_case);
    end if;
  end if;
  return true;
end
$$;

-- One's own report, as long as it is in no theme; released words are taken back, others read them again only after a new release.
create function themes.change_own_report(report uuid, at_version integer, kind text, from_organisation uuid, from_unit uuid, to_organisation uuid, to_unit uuid,
                                         lost integer, field text, town uuid, words bytea)
  returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.gap_report g
  set gap_kind = kind, from_organisation_id = from_organisation, from_unit_id = from_unit, to_organisation_id = to_organisation, to_unit_id = to_unit,
      days_lost = lost, field_of_action = field, town_id = town, sealed = words,
      state = 'submitted', released_title = null, released_text = null, released_on = null, version = g.version + 1
  where g.site_id = network.actor_site() and g.id = report and g.version = at_version and g.theme_id is null and g.state <> 'withdrawn'
    and g.id in (select themes.own_reports());
  return found;
end
$$;

create function themes.withdraw_own_report(report uuid, at_version integer) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  withdrawn boolean;
begin
  update themes.gap_report g
  set state = 'withdrawn', released_title = null, released_text = null, released_on = null, version = g.version + 1
  where g.site_id = network.actor_site() and g.id = report and g.version = at_version and g.theme_id is null and g.state <> 'withdrawn'
    and g.id in (select themes.own_reports());
  withdrawn := found;
  if withdrawn then
    delete from themes.report_case c where c.site_id = network.actor_site() and c.report_id = report;
  end if;
  return withdrawn;
end
$$;

create function themes.say_whether_solved(report uuid, says text, words bytea) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if report not in (select themes.own_reports()) then
    return false;
  end if;
  insert into themes.report_solved (site_id, report_id, answer, sealed) values (network.actor_site(), report, says, words)
  on conflict (site_id, report_id) do update set answer = excluded.answer, sealed = excluded.sealed, said_on = platform.today();
  return true;
end
$$;

-- The same answer to every report of a theme, or to those named (`single` is its id where there is one). Answers how many.
create function themes.answer_reports(of_theme uuid, reports uuid[], with_code text, words text, more jsonb, speaker uuid, single uuid) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  given integer;
begin
  if not coalesce(themes.may_write(), false) then
    raise exception 'not allowed to answer' using errcode = 'insufficient_privilege';
  end if;
  insert into themes.answer (site_id, id, report_id, theme_id, number, code, sentence, params, spoken_by)
  select g.site_id, coalesce(single, gen_random_uuid()), g.id, of_theme,
         coalesce((select max(a.number) from themes.answer a where a.site_id = g.site_id and a.report_id = g.id), 0) + 1, with_code, words, more, speaker
  from themes.gap_report g
  where g.site_id = network.actor_site() and g.state <> 'withdrawn'
    and case when reports is null then g.theme_id = of_theme else g.id = any(reports) end
  on conflict (site_id, id) do nothing;
  get diagnostics given = row_count;
  return given;
end
$$;

-- Who hears by mail that there is an answer. Of an unnamed report nobody knows, so nobody is written to.
create function themes.list_reporters_to_tell(of_theme uuid, reports uuid[]) returns table (membership_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select distinct r.membership_id
  from themes.gap_report g join themes.reporter r on r.site_id = g.site_id and r.report_id = g.id and r.membership_id is not null
  where themes.may_write() and g.site_id = network.actor_site() and g.state <> 'withdrawn' and g.visibility in ('named', 'coordinator')
    and case when reports is null then g.theme_id = of_theme else g.id = any(reports) end;
end;
grant execute on function themes.list_reporters_to_tell(uuid, uuid[]) to verbund_actor;

-- What was reported from a case: for those who read the case, without text and without reporter. Few work with a case, so that there is a report says who wrote it:
-- only what was reported under a name is shown to others than its writer.
create function themes.reports_of_case(of_case uuid) returns setof uuid
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select c.report_id
  from themes.report_case c join themes.gap_report g on g.site_id = c.site_id and g.id = c.report_id
  where c.site_id = network.actor_site() and c.case_id = of_case and c.case_id in (select cases.readable_case())
    and (g.visibility = 'named' or g.id in (select themes.own_reports()));
end;

create function themes.list_reports_of_case(of_case uuid)
  returns table (report_id uuid, reported_on date, state text, gap_kind text, theme_title text, is_mine boolean)
  language sql stable security definer set search_path = ''
begin atomic
  select g.id, g.reported_on, g.state, g.gap_kind, t.title, g.id in (select themes.own_reports())
  from themes.report_case c
  join themes.gap_report g on g.site_id = c.site_id and g.id = c.report_id
  left join themes.theme t on t.site_id = g.site_id and t.id = g.theme_id
  where c.site_id = network.actor_site() and c.case_id = of_case and c.report_id in (select themes.reports_of_case(of_case))
  order by g.reported_on desc, g.id;
end;

create function themes.list_answer_codes(of_case uuid) returns table (report_id uuid, code text, answered_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select a.report_id, a.code, a.answered_on
  from themes.report_case c join themes.answer a on a.site_id = c.site_id and a.report_id = c.report_id
  where c.site_id = network.actor_site() and c.case_id = of_case and c.report_id in (select themes.reports_of_case(of_case))
  order by a.report_id, a.number;
end;

-- The theme of one's own report, even where the theme is not shown yet: its title is part of the answer.
create function themes.list_themes_of_own_reports() returns table (report_id uuid, theme_id uuid, title text, is_visible boolean)
  language sql stable security definer set search_path = ''
begin atomic
  select g.id, t.id, t.title, coalesce(themes.may_read_themes() and (themes.may_write() or t.state <> 'collected') and t.removed_at is null, false)
  from themes.gap_report g join themes.theme t on t.site_id = g.site_id and t.id = g.theme_id
  where g.site_id = network.actor_site() and g.id in (select themes.own_reports());
end;

-- Evidence of themes: counts for the gate, never rows.
create function themes.count_reports(of_themes uuid[]) returns table (theme_id uuid, town_id uuid, reports integer, solved integer)
  language sql stable security definer set search_path = ''
begin atomic
  select g.theme_id, g.town_id, count(*)::integer, count(s.report_id) filter (where s.answer = 'solved')::integer
  from themes.gap_report g
  left join themes.report_solved s on s.site_id = g.site_id and s.report_id = g.id
  where g.site_id = network.actor_site() and g.theme_id = any(of_themes) and g.theme_id = any(array(select themes.readable_themes()))
  group by g.theme_id, g.town_id;
end;

-- The smallest pieces of which figures over other towns and periods are made.
create function themes.count_pieces(of_theme uuid) returns table (town_id uuid, quarter_on date, reports integer)
  language sql stable security definer set search_path = ''
begin atomic
  select g.town_id, date_trunc('quarter', g.reported_on::timestamp)::date, count(*)::integer
  from themes.gap_report g
  where g.site_id = network.actor_site() and g.theme_id = of_theme and of_theme in (select themes.readable_themes())
  group by 1, 2 order by 1, 2;
end;

create function themes.count_evidence_across(of_theme uuid)
  returns table (organisations integer, cases integer, first_on date, last_on date)
  language sql stable security definer set search_path = ''
begin atomic
  with report as (
    select g.site_id, g.id, g.from_organisation_id, g.to_organisation_id, g.reported_on from themes.gap_report g
    where g.site_id = network.actor_site() and g.theme_id = of_theme and of_theme in (select themes.readable_themes())
  )
  select
    (select count(distinct o.id)::integer from (select r.from_organisation_id as id from report r union all select r.to_organisation_id from report r) o
     where o.id is not null),
    (select count(distinct c.case_id)::integer from report r join themes.report_case c on c.site_id = r.site_id and c.report_id = r.id),
    (select min(r.reported_on) from report r),
    (select max(r.reported_on) from report r);
end;

create function themes.everyone_answered(of_theme uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select not exists (
    select from themes.gap_report g
    where g.site_id = network.actor_site() and g.theme_id = of_theme and of_theme in (select themes.readable_themes())
      and not exists (select from themes.answer a where a.site_id = g.site_id and a.report_id = g.id));
end;

-- Durations of the one service that the theme is about, case by case and without the person; the server shows medians only, through the gate.
-- A case that was closed without the end was last seen waiting on that day.
create function themes.list_waiting(of_theme uuid, from_on date, until_on date)
  returns table (case_ref bytea, town_id uuid, group_code text, start_on date, end_on date, closed_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select s.case_ref, s.town_id, s.group_code, s.start_on,
    (select min(e.happened_on) from cases.milestone e
     where e.site_id = network.actor_site() and e.service = s.service and e.event = s.to_event and e.case_ref = s.case_ref and e.happened_on >= s.start_on),
    coalesce(c.closed_on, s.closed_on)
  from (
    select distinct on (m.case_ref) m.case_ref, m.town_id, m.group_code, m.service, t.metric_to_event as to_event, m.happened_on as start_on,
      m.site_id, m.source_id, m.source, m.closed_on
    from themes.theme t
    join cases.milestone m on m.site_id = t.site_id and m.service = t.metric_service and m.event = t.metric_from_event
    where t.site_id = network.actor_site() and t.id = of_theme and of_theme in (select themes.readable_themes())
    order by m.case_ref, m.happened_on, m.source_id
  ) s
  left join cases.step p on s.source = 'step' and p.site_id = s.site_id and p.id = s.source_id
  left join cases.case_file c on c.site_id = p.site_id and c.id = p.case_id
  where s.start_on between from_on and until_on
  order by s.start_on, s.case_ref;
end;

-- The same, counted: one row for so many cases that took or have waited so many days, and one (`days` null) for those of which nobody knows, because they were
-- closed before they began. Beside them, with `quarter_on`, how many began in which town and quarter since the furthest day: the pieces of other figures. The
-- ends are joined as a whole, and the beginnings walked through once: looked up one by one they took ten times as long on 100,000 cases.
create function themes.count_waiting(of_theme uuid, furthest_on date, from_on date, until_on date)
  returns table (group_code text, days integer, is_waiting boolean, town_id uuid, quarter_on date, cases integer)
  language sql stable security definer set search_path = ''
begin atomic
  with start as materialized (
    select distinct on (m.case_ref) m.case_ref, m.town_id, m.group_code, m.happened_on as start_on, m.source_id, m.source, m.closed_on
    from cases.milestone m
    where m.site_id = network.actor_site() and of_theme in (select themes.readable_themes())
      and m.service = (select t.metric_service from themes.theme t where t.site_id = network.actor_site() and t.id = of_theme)
      and m.event = (select t.metric_from_event from themes.theme t where t.site_id = network.actor_site() and t.id = of_theme)
    order by m.case_ref, m.happened_on, m.source_id
  ), seen as (
    select s.group_code, s.start_on, s.source_id, s.source, s.closed_on, min(e.happened_on) filter (where e.happened_on >= s.start_on and e.happened_on <= until_on) as end_on
    from start s
    left join (
      select m.case_ref, m.happened_on from cases.milestone m
      where m.site_id = network.actor_site()
        and m.service = (select t.metric_service from themes.theme t where t.site_id = network.actor_site() and t.id = of_theme)
        and m.event = (select t.metric_to_event from themes.theme t where t.site_id = network.actor_site() and t.id = of_theme)
    ) e on e.case_ref = s.case_ref
    where s.start_on between from_on and until_on
    group by s.case_ref, s.group_code, s.start_on, s.source_id, s.source, s.closed_on
  ), known as materialized (
    select s.group_code, s.end_on is null as is_waiting,
      case when s.end_on is not null then s.end_on else least(until_on, s.closed_on, (
        select c.closed_on from cases.step p join cases.case_file c on c.site_id = p.site_id and c.id = p.case_id
        where s.source = 'step' and p.site_id = network.actor_site() and p.id = s.source_id)) end - s.start_on as days
    from seen s
  )
  select k.group_code, case when k.days >= 0 then k.days end, k.is_waiting, null::uuid, null::date, count(*)::integer from known k group by 1, 2, 3
  union all
  select null, null, null, s.town_id, date_trunc('quarter', s.start_on::timestamp)::date, count(*)::integer
  from start s where s.start_on between furthest_on and until_on group by 4, 5;
end;

-- What looks at later cases showed of cases that began in one way at the site, also of measures that nobody reads any more: whatever is
-- shown next of it is weighed against all of them. Which figures, never what they say.
create policy definer_reads on themes.expectation for select to verbund_definer using (true);
create policy definer_reads on themes.comparison_town for select to verbund_definer using (true);
create policy definer_reads on themes.change for select to verbund_definer using (true);
grant select on themes.expectation, themes.comparison_town, themes.change to verbund_definer;
create function themes.list_looks(of_service text, of_from_event text)
  returns table (looked_on date, nth integer, started_on date, baseline_from_on date, baseline_until_on date, follow_up_weeks integer, intake_weeks integer,
                 comparison_town_ids uuid[], shows text[])
  language sql stable security definer set search_path = ''
begin atomic
  select c.looked_on, (row_number() over (partition by c.measure_id order by c.looked_on))::integer, m.started_on, e.baseline_from_on, e.baseline_until_on,
    e.follow_up_weeks, e.intake_weeks,
    array(select t.town_id from themes.comparison_town t where t.site_id = e.site_id and t.measure_id = e.measure_id order by t.town_id),
    array_remove(array[
      case when c.finding #>> '{before,cases}' is not null then 'before' end,
      case when c.finding #>> '{after,cases}' is not null then 'after' end,
      case when c.finding #>> '{analysis,earlier,median,cases}' is not null then 'earlier' end,
      case when c.finding #>> '{analysis,comparison,before,cases}' is not null then 'before_elsewhere' end,
      case when c.finding #>> '{analysis,comparison,after,cases}' is not null then 'after_elsewhere' end], null)
  from themes.change c
  join themes.measure m on m.site_id = c.site_id and m.id = c.measure_id
  join themes.expectation e on e.site_id = c.site_id and e.measure_id = c.measure_id
  where c.site_id = network.actor_site() and themes.may_read_themes()
    and e.service = of_service and e.from_event = of_from_event
  order by c.looked_on, c.measure_id;
end;
-- How many cases began where and when: the pieces of every figure that counts them.
create function themes.count_starts(of_service text, of_event text, from_on date, until_on date) returns table (town_id uuid, started_on date, cases integer)
  language sql stable security definer set search_path = ''
begin atomic
  select s.town_id, s.started_on, count(*)::integer
  from (
    select distinct on (m.case_ref) m.town_id, m.happened_on as started_on
    from cases.milestone m
    where m.site_id = network.actor_site() and themes.may_read_themes() and m.service = of_service and m.event = of_event
    order by m.case_ref, m.happened_on, m.source_id
  ) s
  where s.started_on between from_on and until_on
  group by 1, 2;
end;
grant execute on function themes.list_looks(text, text), themes.count_starts(text, text, date, date) to verbund_actor;

-- What others read of the reports of a theme: released words, and a name only from those who gave it. No later ones than its figures tell of.
create function themes.list_voices(of_theme uuid, joined_until date) returns table (report_id uuid, title text, words text, reporter text)
  language sql stable security definer set search_path = ''
begin atomic
  select g.id, g.released_title, g.released_text, m.display_name
  from themes.gap_report g
  left join themes.reporter r on r.site_id = g.site_id and r.report_id = g.id and g.visibility = 'named'
  left join network.membership m on m.site_id = r.site_id and m.id = r.membership_id
  where g.site_id = network.actor_site() and g.theme_id = of_theme and of_theme in (select themes.readable_themes())
    and exists (select from themes.theme_report j
                where j.site_id = g.site_id and j.report_id = g.id and j.theme_id = of_theme and j.left_on is null and j.joined_on <= joined_until)
  -- in no order of time
  order by g.released_title, g.id limit 200;
end;

-- A look at a change belongs to the answer of everyone who reported, also where the measure itself is not shown.
create function themes.list_changes_of_own_reports() returns table (report_id uuid, measure_id uuid, measure_title text)
  language sql stable security definer set search_path = ''
begin atomic
  select g.id, m.id, m.title
  from themes.gap_report g join themes.measure m on m.site_id = g.site_id and m.theme_id = g.theme_id
  where g.site_id = network.actor_site() and g.id in (select themes.own_reports());
end;

-- What is no sign of life of a site: what the Land itself did, what is kept for the history alone, and which site has a theme that others have too.
create function themes.kinds_kept_inside() returns text[] language sql immutable parallel safe
  return array['land_replied', 'linked', 'unlinked', 'edited', 'prioritised', 'move_undone'];
grant execute on function themes.kinds_kept_inside() to verbund_definer;

-- What the programme sees of its sites: counts for the gate, days and kinds of what happened. No title, no text, no name.
create function themes.list_programme_sites()
  returns table (site_id uuid, name text, kind text, structure_only boolean, phase integer, phase_since_on date, measures_late integer,
                 reports_without_answer integer, statements_overdue integer, last_active_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select s.id, s.name, s.kind, s.structure_only, s.phase, s.phase_since_on,
    (select count(*)::integer from themes.measure m where m.site_id = s.id and m.state in ('planned', 'running') and m.due_on < platform.today()),
    (select count(*)::integer from themes.gap_report g
     where g.site_id = s.id and g.state in ('submitted', 'released') and g.reported_on <= platform.today() - 56
       and not exists (select from themes.answer a where a.site_id = g.site_id and a.report_id = g.id)),
    (select count(*)::integer from themes.statement t where t.site_id = s.id and t.given_on is null and t.due_on < platform.today()),
    greatest((select max(e.happened_on) from themes.theme_event e where e.site_id = s.id and e.kind <> all(themes.kinds_kept_inside())), (select max(t.given_on) from themes.statement t where t.site_id = s.id))
  from network.site s
  where network.acts_for_programme() and s.programme_id = network.actor_programme() and s.kind <> 'programme_office'
  order by s.name;
end;

create function themes.count_programme_themes() returns table (site_id uuid, state text, themes integer)
  language sql stable security definer set search_path = ''
begin atomic
  select t.site_id, t.state, count(*)::integer
  from themes.theme t join network.site s on s.id = t.site_id
  where network.acts_for_programme() and s.programme_id = network.actor_programme() and t.removed_at is null and t.merged_into_id is null
  group by t.site_id, t.state;
end;

create function themes.list_programme_events(since date) returns table (site_id uuid, kind text, happened_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select distinct e.site_id, e.kind, e.happened_on
  from themes.theme_event e join network.site s on s.id = e.site_id
  where network.acts_for_programme() and s.programme_id = network.actor_programme() and e.happened_on >= since
    and e.kind <> all(themes.kinds_kept_inside())
  order by e.happened_on, e.site_id, e.kind;
end;

-- What a site handed up, with what it asks, and what it was told: open as long as the Land has said nothing that ends it.
create function themes.list_escalated(single uuid)
  returns table (id uuid, site_id uuid, site_name text, title text, sentence text, field_of_action text, body_name text, reason text, escalated_on date,
                 tried text, asked text, programme_theme_id uuid, is_open boolean)
  language sql stable security definer set search_path = ''
begin atomic
  select t.id, t.site_id, s.name, t.title, t.sentence, t.field_of_action, e.body_name, e.reason, e.happened_on, x.tried, x.asked, l.programme_theme_id,
    t.state = 'escalated' and not exists (
      select from themes.land_reply r where r.site_id = t.site_id and r.theme_id = t.id and r.kind <> 'taken_on' and r.replied_on >= e.happened_on)
  from themes.theme t
  join network.site s on s.id = t.site_id
  join lateral (select e.reason, e.body_name, e.happened_on from themes.theme_event e
                where e.site_id = t.site_id and e.theme_id = t.id and e.kind = 'escalated' order by e.position desc limit 1) e on true
  left join themes.escalation x on x.site_id = t.site_id and x.theme_id = t.id
  left join themes.programme_link l on l.site_id = t.site_id and l.theme_id = t.id
  where network.actor_role() = 'programme_lead' and s.programme_id = network.actor_programme() and t.removed_at is null and t.merged_into_id is null
    and (single is null or t.id = single)
    and (t.state = 'escalated' or exists (select from themes.land_reply r where r.site_id = t.site_id and r.theme_id = t.id))
  order by e.happened_on, t.id limit 500;
end;

create function themes.list_land_replies(of_theme uuid) returns table (id uuid, kind text, sentence text, reasons text, replied_on date, replied_by text)
  language sql stable security definer set search_path = ''
begin atomic
  select r.id, r.kind, r.sentence, r.reasons, r.replied_on, m.display_name
  from themes.land_reply r
  join network.membership m on m.site_id = r.office_id and m.id = r.replied_by
  where r.theme_id = of_theme and r.office_id = network.actor_site() and network.actor_role() = 'programme_lead'
  order by r.position;
end;

-- The Land replies, and everyone who reported hears it: the one write of the programme at a site, and only to what the site handed up. Says why not, else null.
create function themes.reply_to_escalated(of_theme uuid, reply uuid, with_kind text, words text, more text, answer_params jsonb, mail_version integer)
  returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_site uuid;
  stands text;
  teller record;
begin
  if network.actor_role() is distinct from 'programme_lead' then
    raise exception 'not allowed to reply' using errcode = 'insufficient_privilege';
  end if;
  select t.site_id, t.state into of_site, stands
  from themes.theme t join network.site s on s.id = t.site_id
  where t.id = of_theme and s.programme_id = network.actor_programme() and t.removed_at is null and t.merged_into_id is null
    and exists (select from themes.theme_event e where e.site_id = t.site_id and e.theme_id = t.id and e.kind = 'escalated')
  for no key update of t;
  if of_site is null then
    return 'not_found';
  end if;
  if exists (select from themes.land_reply r where r.site_id = of_site and r.id = reply) then
    return null;
  end if;
  if stands <> 'escalated' then
    return 'taken_back';
  end if;
  insert into themes.land_reply (site_id, id, theme_id, kind, sentence, reasons, office_id, replied_by)
  values (of_site, reply, of_theme, with_kind, words, more, network.actor_site(), network.actor_id());
  insert into themes.theme_event (site_id, id, theme_id, kind, sentence, reason, params)
  values (of_site, gen_random_uuid(), of_theme, 'land_replied', words, left(more, 1000), answer_params);
  insert into themes.answer (site_id, id, report_id, theme_id, number, code, sentence, params)
  select g.site_id, gen_random_uuid(), g.id, of_theme,
         coalesce((select max(a.number) from themes.answer a where a.site_id = g.site_id and a.report_id = g.id), 0) + 1, 'land_replied', words, answer_params
  from themes.gap_report g where g.site_id = of_site and g.theme_id = of_theme and g.state <> 'withdrawn';
  -- kept under the membership alone, as every answer is
  for teller in
    select distinct m.id, m.account_id
    from themes.gap_report g
    join themes.reporter r on r.site_id = g.site_id and r.report_id = g.id
    join network.membership m on m.site_id = r.site_id and m.id = r.membership_id
    where g.site_id = of_site and g.theme_id = of_theme and g.state <> 'withdrawn' and g.visibility in ('named', 'coordinator')
      and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today())
  loop
    perform accounts.withdraw_mail(of_site, 'themes.answered', teller.id);
    perform accounts.enqueue_mail(gen_random_uuid(), teller.account_id, of_site, teller.id, 'themes.answered', 'answers', true, teller.id, mail_version,
                                  '{}'::uuid[], platform.moment());
  end loop;
  return null;
end
$$;

-- Themes that many sites have: for the programme as counts over its sites, never which site.
create function themes.list_programme_themes()
  returns table (id uuid, title text, sentence text, made_on date, version integer, sites integer, reports integer, towns integer, with_measure integer,
                 escalated integer)
  language sql stable security definer set search_path = ''
begin atomic
  select p.id, p.title, p.sentence, p.made_on, p.version,
    (select count(distinct l.site_id)::integer from themes.programme_link l join themes.theme t on t.site_id = l.site_id and t.id = l.theme_id
     where l.office_id = p.site_id and l.programme_theme_id = p.id and t.removed_at is null and t.merged_into_id is null),
    (select count(*)::integer from themes.programme_link l join themes.gap_report g on g.site_id = l.site_id and g.theme_id = l.theme_id
     where l.office_id = p.site_id and l.programme_theme_id = p.id),
    (select count(distinct (g.site_id, g.town_id))::integer from themes.programme_link l join themes.gap_report g on g.site_id = l.site_id and g.theme_id = l.theme_id
     where l.office_id = p.site_id and l.programme_theme_id = p.id and g.town_id is not null),
    (select count(distinct l.site_id)::integer from themes.programme_link l join themes.measure m on m.site_id = l.site_id and m.theme_id = l.theme_id
     where l.office_id = p.site_id and l.programme_theme_id = p.id and m.state <> 'stopped'),
    (select count(distinct l.site_id)::integer from themes.programme_link l join themes.theme t on t.site_id = l.site_id and t.id = l.theme_id
     where l.office_id = p.site_id and l.programme_theme_id = p.id and t.state = 'escalated' and t.removed_at is null)
  from themes.programme_theme p join network.site s on s.id = p.site_id
  where (network.acts_for_programme() or themes.may_coordinate()) and s.programme_id = network.actor_programme() and p.ended_on is null
  order by p.made_on, p.id limit 200;
end;

create function themes.count_programme_sites() returns integer
  language sql stable security definer set search_path = ''
begin atomic
  select count(*)::integer from network.site s where s.programme_id = network.actor_programme() and s.kind <> 'programme_office';
end;

-- A coordinator links a named theme of the own site, the Land one that was handed up to it. Says why not, else null.
create function themes.link_to_programme_theme(of_theme uuid, to_theme uuid) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  of_site uuid;
  office uuid;
begin
  if not coalesce(themes.may_coordinate() or network.actor_role() = 'programme_lead', false) then
    raise exception 'not allowed to link' using errcode = 'insufficient_privilege';
  end if;
  select t.site_id into of_site
  from themes.theme t join network.site s on s.id = t.site_id
  where t.id = of_theme and s.programme_id = network.actor_programme() and t.removed_at is null and t.merged_into_id is null and t.state <> 'collected'
    and (themes.may_coordinate() and t.site_id = network.actor_site()
      or network.actor_role() = 'programme_lead'
        and (t.state = 'escalated' or exists (select from themes.land_reply r where r.site_id = t.site_id and r.theme_id = t.id)))
  -- the theme before its link, as whoever works on the theme does
  for no key update of t;
  if of_site is null then
    return 'not_found';
  end if;
  if to_theme is null then
    delete from themes.programme_link l where l.site_id = of_site and l.theme_id = of_theme;
    if found then
      insert into themes.theme_event (site_id, id, theme_id, kind, spoken_by)
      values (of_site, gen_random_uuid(), of_theme, 'unlinked', case when of_site = network.actor_site() then network.actor_id() end);
    end if;
    return null;
  end if;
  select p.site_id into office
  from themes.programme_theme p join network.site s on s.id = p.site_id
  where p.id = to_theme and s.programme_id = network.actor_programme() and p.ended_on is null;
  if office is null then
    return 'unknown_theme';
  end if;
  if exists (select from themes.programme_link l where l.site_id = of_site and l.theme_id = of_theme and l.programme_theme_id = to_theme) then
    return null;
  end if;
  insert into themes.programme_link (site_id, theme_id, office_id, programme_theme_id, linked_by_site_id, linked_by)
  values (of_site, of_theme, office, to_theme, network.actor_site(), network.actor_id())
  on conflict (site_id, theme_id) do update set office_id = excluded.office_id, programme_theme_id = excluded.programme_theme_id,
    linked_on = platform.today(), linked_by_site_id = excluded.linked_by_site_id, linked_by = excluded.linked_by;
  insert into themes.theme_event (site_id, id, theme_id, kind, params, spoken_by)
  select of_site, gen_random_uuid(), of_theme, 'linked', jsonb_build_object('theme', p.title),
         case when of_site = network.actor_site() then network.actor_id() end
  from themes.programme_theme p where p.site_id = office and p.id = to_theme;
  return null;
end
$$;

-- Patterns of all sites of the programme: what a site offers others, without who wrote it.
create function themes.may_read_patterns() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'body_member', 'accompaniment', 'evaluator', 'programme_lead');
grant execute on function themes.may_read_patterns() to verbund_actor, verbund_definer;

create function themes.list_patterns(single uuid)
  returns table (id uuid, site_name text, site_kind text, population integer, is_own boolean, theme_id uuid, title text, field_of_action text, problem text,
                 done text, failed text, advice text, cost_once_cents bigint, cost_year_cents bigint, cost_note text, finding jsonb, offered_on date, version integer)
  language sql stable security definer set search_path = ''
begin atomic
  select p.id, s.name, s.kind, s.population, p.site_id = network.actor_site(), case when p.site_id = network.actor_site() then p.theme_id end, p.title,
    p.field_of_action, p.problem, p.done, p.failed, p.advice, p.cost_once_cents, p.cost_year_cents, p.cost_note, p.finding, p.offered_on, p.version
  from themes.pattern p join network.site s on s.id = p.site_id
  where themes.may_read_patterns() and s.programme_id = network.actor_programme() and p.withdrawn_on is null and (single is null or p.id = single)
  order by p.offered_on desc, p.id limit 500;
end;

-- How many sites took an own pattern over: a count for the gate.
create function themes.count_copies(of_pattern uuid) returns integer
  language sql stable security definer set search_path = ''
begin atomic
  select count(distinct c.site_id)::integer
  from themes.pattern p join themes.theme_source c on c.pattern_id = p.id
  where p.id = of_pattern and p.site_id = network.actor_site() and themes.may_coordinate();
end;

-- Statements go with the reports where a theme becomes part of another. Their words are nobody's to change.
create function themes.move_statements(statements uuid[], into_theme uuid) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moved integer;
begin
  if not coalesce(themes.may_coordinate(), false) or not exists (
    select from themes.theme t where t.site_id = network.actor_site() and t.id = into_theme and t.removed_at is null) then
    raise exception 'not allowed to move' using errcode = 'insufficient_privilege';
  end if;
  update themes.statement s set theme_id = into_theme where s.site_id = network.actor_site() and s.id = any(statements);
  get diagnostics moved = row_count;
  return moved;
end
$$;

grant execute on function themes.reports_of_case(uuid) to verbund_definer;
grant execute on function
  themes.submit_report(uuid, text, text, uuid, uuid, uuid, uuid, integer, text, uuid, bytea, uuid, integer, bytea, uuid),
  themes.change_own_report(uuid, integer, text, uuid, uuid, uuid, uuid, integer, text, uuid, bytea),
  themes.withdraw_own_report(uuid, integer),
  themes.say_whether_solved(uuid, text, bytea),
  themes.answer_reports(uuid, uuid[], text, text, jsonb, uuid, uuid),
  themes.list_reports_of_case(uuid),
  themes.list_answer_codes(uuid),
  themes.list_themes_of_own_reports(),
  themes.count_reports(uuid[]),
  themes.count_pieces(uuid),
  themes.count_evidence_across(uuid),
  themes.everyone_answered(uuid),
  themes.list_waiting(uuid, date, date),
  themes.count_waiting(uuid, date, date, date),
  themes.list_voices(uuid, date),
  themes.list_changes_of_own_reports(),
  themes.list_programme_sites(),
  themes.count_programme_themes(),
  themes.list_programme_events(date),
  themes.list_escalated(uuid),
  themes.list_land_replies(uuid),
  themes.reply_to_escalated(uuid, uuid, text, text, text, jsonb, integer),
  themes.list_programme_themes(),
  themes.count_programme_sites(),
  themes.link_to_programme_theme(uuid, uuid),
  themes.list_patterns(uuid),
  themes.count_copies(uuid),
  themes.move_statements(uuid[], uuid)
  to verbund_actor;

-- Before its release a report is read by the coordinators and by the one who wrote it.
create policy coordinator_reads on themes.gap_report for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and state <> 'withdrawn');
create policy reporter_reads on themes.gap_report for select to verbund_actor
  using (site_id = (select network.actor_site()) and id = any(array(select themes.own_reports())));
create policy coordinator_edits on themes.gap_report for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and state <> 'withdrawn')
  with check (site_id = (select network.actor_site()) and state <> 'withdrawn');

create policy coordinator_reads on themes.report_key for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy reporter_reads on themes.report_key for select to verbund_actor
  using (site_id = (select network.actor_site()) and report_id = any(array(select themes.own_reports())));

-- The tag of an unnamed reporter is granted to nobody.
create policy coordinator_reads on themes.reporter for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and membership_id is not null);
create policy reporter_reads on themes.reporter for select to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));

create policy reporter_reads on themes.report_case for select to verbund_actor
  using (site_id = (select network.actor_site()) and report_id = any(array(select themes.own_reports()))
         and case_id = any(array(select cases.readable_case())));

create policy member_reads on themes.theme for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select themes.may_read_themes())
         and ((select themes.may_write()) or state <> 'collected'));
create policy coordinator_adds on themes.theme for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and created_by = (select network.actor_id()));
create policy coordinator_edits on themes.theme for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_write())) with check (site_id = (select network.actor_site()));

create policy member_reads on themes.theme_organisation for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_adds on themes.theme_organisation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_removes on themes.theme_organisation for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));

create policy coordinator_reads on themes.theme_report for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_joins on themes.theme_report for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and joined_by = (select network.actor_id()));
create policy coordinator_takes_out on themes.theme_report for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and left_on is null)
  with check (site_id = (select network.actor_site()) and left_by = (select network.actor_id()));

-- Everyone who reads a theme sees who is asked until when, and what they said.
create policy member_reads on themes.statement for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_requests on themes.statement for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and requested_by = (select network.actor_id()) and given_on is null);
create policy organisation_gives on themes.statement for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_speak_for_organisation()) and organisation_id = (select network.actor_organisation())
         and (unit_id is null or unit_id = (select network.actor_unit())) and given_on is null)
  with check (site_id = (select network.actor_site()) and given_by = (select network.actor_id()));

create policy member_reads on themes.measure for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_adds on themes.measure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_edits on themes.measure for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate())) with check (site_id = (select network.actor_site()));

create policy member_reads on themes.expectation for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id in (select m.id from themes.measure m where m.site_id = (select network.actor_site())));
create policy coordinator_declares on themes.expectation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and measure_id = any(array(select themes.planned_measures())));
create policy coordinator_edits_before_start on themes.expectation for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and measure_id = any(array(select themes.planned_measures())))
  with check (site_id = (select network.actor_site()));

create policy member_reads on themes.measure_entry for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id in (select m.id from themes.measure m where m.site_id = (select network.actor_site())));
create policy coordinator_adds on themes.measure_entry for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and entered_by = (select network.actor_id())
              and themes.is_at_site(measure_id));
create policy owner_reports on themes.measure_entry for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and kind = 'progress' and entered_by = (select network.actor_id())
              and measure_id = any(array(select themes.own_measures())));

create policy member_reads on themes.change for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id in (select m.id from themes.measure m where m.site_id = (select network.actor_site())));
create policy reporter_reads on themes.change for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id = any(array(select c.measure_id from themes.list_changes_of_own_reports() c)));
create policy coordinator_adds on themes.change for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_write()) and themes.is_at_site(measure_id));

create policy member_reads on themes.contribution for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id in (select m.id from themes.measure m where m.site_id = (select network.actor_site())));
create policy reporter_reads on themes.contribution for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id = any(array(select c.measure_id from themes.list_changes_of_own_reports() c)));
create policy coordinator_adds on themes.contribution for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and entered_by = (select network.actor_id())
              and themes.is_at_site(measure_id));
create policy coordinator_edits on themes.contribution for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()))
  with check (site_id = (select network.actor_site()) and entered_by = (select network.actor_id()));

create policy member_reads on themes.theme_event for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_adds on themes.theme_event for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_write()));

create policy coordinator_reads on themes.answer for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy reporter_reads on themes.answer for select to verbund_actor
  using (site_id = (select network.actor_site()) and report_id = any(array(select themes.own_reports())));

create policy coordinator_reads on themes.report_solved for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy reporter_reads on themes.report_solved for select to verbund_actor
  using (site_id = (select network.actor_site()) and report_id = any(array(select themes.own_reports())));

grant select on themes.theme, themes.theme_organisation, themes.gap_report, themes.report_key, themes.report_case, themes.theme_report, themes.statement,
  themes.measure, themes.expectation, themes.measure_entry, themes.change, themes.contribution, themes.theme_event, themes.answer, themes.report_solved
  to verbund_actor;
grant select (site_id, report_id, membership_id) on themes.reporter to verbund_actor;
grant update (state, released_title, released_text, released_on, theme_id, version) on themes.gap_report to verbund_actor;
grant insert on themes.theme, themes.theme_organisation, themes.theme_report, themes.statement, themes.measure, themes.expectation, themes.measure_entry,
  themes.change, themes.contribution, themes.theme_event to verbund_actor;
grant update (title, sentence, field_of_action, state, state_since_on, named_on, meeting_on, body_name, decision, decided_on, closed_on, group_name,
  group_since_on, merged_into_id, metric_service, metric_from_event, metric_to_event, version, removed_at) on themes.theme to verbund_actor;
grant delete on themes.theme_organisation to verbund_actor;
grant update (left_on, left_by) on themes.theme_report to verbund_actor;
grant update (text, given_on, given_by) on themes.statement to verbund_actor;
grant update (state, due_on, started_on, ended_on, stop_reason, look_on, closing, closed_on, anchor_kind, anchor_text, look_again_on, version)
  on themes.measure to verbund_actor;
grant update (service, from_event, to_event, baseline_from_on, baseline_until_on, target_weeks, follow_up_weeks, intake_weeks, declared_on)
  on themes.expectation to verbund_actor;
grant update (judgement, reasons, judged_by, dissent, judged_on, entered_by) on themes.contribution to verbund_actor;

-- Why a theme comes first is read by everyone who reads the theme.
create policy member_reads on themes.priority for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_sets on themes.priority for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and set_by = (select network.actor_id())
              and theme_id = any(array(select themes.readable_themes())));

create policy coordinator_reads on themes.theme_move for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_moves on themes.theme_move for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and moved_by = (select network.actor_id())
              and from_theme_id = any(array(select themes.readable_themes())) and into_theme_id = any(array(select themes.readable_themes())));
create policy coordinator_undoes on themes.theme_move for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and undone_on is null)
  with check (site_id = (select network.actor_site()) and undone_by = (select network.actor_id()));
create policy coordinator_reads on themes.moved_report for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_moves on themes.moved_report for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_reads on themes.moved_statement for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_moves on themes.moved_statement for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()));

create policy coordinator_reads on themes.not_alike for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));
create policy coordinator_says on themes.not_alike for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and said_by = (select network.actor_id()));
create policy coordinator_takes_back on themes.not_alike for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()));

create policy member_reads on themes.escalation for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_writes on themes.escalation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and written_by = (select network.actor_id())
              and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_edits on themes.escalation for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()))
  with check (site_id = (select network.actor_site()) and written_by = (select network.actor_id()));
create policy member_reads on themes.land_reply for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));

create policy programme_reads on themes.programme_theme for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.acts_for_programme()));
create policy programme_lead_adds on themes.programme_theme for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.actor_role()) = 'programme_lead' and made_by = (select network.actor_id()));
create policy programme_lead_edits on themes.programme_theme for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.actor_role()) = 'programme_lead') with check (site_id = (select network.actor_site()));
create policy member_reads on themes.programme_link for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));

create policy member_reads on themes.pattern for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_offers on themes.pattern for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and offered_by = (select network.actor_id())
              and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_edits on themes.pattern for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate())) with check (site_id = (select network.actor_site()));
create policy member_reads on themes.theme_source for select to verbund_actor
  using (site_id = (select network.actor_site()) and theme_id = any(array(select themes.readable_themes())));
create policy coordinator_copies on themes.theme_source for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and copied_by = (select network.actor_id())
              and theme_id = any(array(select themes.readable_themes())));

grant select on themes.priority, themes.theme_move, themes.moved_report, themes.moved_statement, themes.not_alike, themes.escalation, themes.land_reply,
  themes.programme_theme, themes.programme_link, themes.pattern, themes.theme_source to verbund_actor;
grant insert on themes.priority, themes.theme_move, themes.moved_report, themes.moved_statement, themes.not_alike, themes.escalation, themes.programme_theme,
  themes.pattern, themes.theme_source to verbund_actor;
grant delete on themes.not_alike to verbund_actor;
grant update (undone_on, undone_by) on themes.theme_move to verbund_actor;
grant update (tried, asked, written_on, written_by, version) on themes.escalation to verbund_actor;
grant update (title, sentence, ended_on, version) on themes.programme_theme to verbund_actor;
grant update (title, field_of_action, problem, done, failed, advice, cost_once_cents, cost_year_cents, cost_note, finding, offered_on, offered_by, withdrawn_on,
  version) on themes.pattern to verbund_actor;

-- Named with the expectation, kept with it.
create policy member_reads on themes.comparison_town for select to verbund_actor
  using (site_id = (select network.actor_site()) and measure_id in (select m.id from themes.measure m where m.site_id = (select network.actor_site())));
create policy coordinator_names on themes.comparison_town for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and measure_id = any(array(select themes.planned_measures())));
create policy coordinator_takes_back on themes.comparison_town for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and measure_id = any(array(select themes.planned_measures())));
grant select, insert, delete on themes.comparison_town to verbund_actor;

-- What else happened: everyone who reads themes reads it, coordinators write it.
create policy definer_works on themes.circumstance for all to verbund_definer using (true) with check (true);
grant select, update on themes.circumstance to verbund_definer;

create policy member_reads on themes.circumstance for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select themes.may_read_themes()));
create policy coordinator_notes on themes.circumstance for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and noted_by = (select network.actor_id()));
create policy coordinator_edits on themes.circumstance for update to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select themes.may_coordinate()))
  with check (site_id = (select network.actor_site()));
grant select on themes.circumstance to verbund_actor;
grant insert (site_id, id, kind, from_on, until_on, sentence, noted_by, noted_on) on themes.circumstance to verbund_actor;
grant update (kind, from_on, until_on, sentence, version) on themes.circumstance to verbund_actor;

create function themes.noted_circumstances() returns setof uuid
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select c.id from themes.circumstance c where c.site_id = network.actor_site() and c.removed_at is null and themes.may_read_themes();
end;
-- A removed one is hidden from everyone, so a plain update could not hide it.
create function themes.remove_circumstance(noted uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not coalesce(themes.may_coordinate(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  update themes.circumstance c set removed_at = platform.moment() where c.site_id = network.actor_site() and c.id = noted and c.removed_at is null;
  return found;
end
$$;
grant execute on function themes.noted_circumstances(), themes.remove_circumstance(uuid) to verbund_actor;

create policy member_reads on themes.circumstance_town for select to verbund_actor
  using (site_id = (select network.actor_site()) and circumstance_id = any(array(select themes.noted_circumstances())));
create policy coordinator_notes on themes.circumstance_town for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and circumstance_id = any(array(select themes.noted_circumstances())));
create policy coordinator_removes on themes.circumstance_town for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select themes.may_coordinate()) and circumstance_id = any(array(select themes.noted_circumstances())));
grant select, insert, delete on themes.circumstance_town to verbund_actor;

-- Case reconstructions. Case managers and partners make them; before its release one is read by those who write it, and once handed in by their unit, of which
-- a second person releases it. Afterwards coordinators, bodies and team leads read it, without where it comes from; only coordinators learn whom to ask.
create function themes.may_reconstruct() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'partner');
create function themes.may_read_reconstructions() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'partner', 'team_lead', 'coordinator', 'body_member');
create function themes.may_read_shared_reconstructions() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator');
grant execute on function themes.may_reconstruct(), themes.may_read_reconstructions(), themes.may_read_shared_reconstructions()
  to verbund_actor, verbund_definer;

create policy definer_works on themes.reconstruction for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.reconstruction_origin for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.reconstruction_maker for all to verbund_definer using (true) with check (true);
create policy definer_works on themes.reconstruction_draft for all to verbund_definer using (true) with check (true);
grant select, insert, update, delete on themes.reconstruction, themes.reconstruction_draft to verbund_definer;
grant select, insert, update on themes.reconstruction_origin to verbund_definer;
grant select, insert on themes.reconstruction_maker to verbund_definer;

-- What the actor reads, and as whom: rows and abilities ask here alike. Who has two memberships is still one person, so the release asks for the account.
create function themes.reconstructions() returns table (id uuid, is_maker boolean, may_write boolean, may_check boolean, may_coordinate boolean, knows_origin boolean)
  language sql stable security definer set search_path = '' rows 40
begin atomic
  select r.id, w.is_maker,
    w.is_maker and r.state = 'draft' and themes.may_reconstruct(),
    r.state = 'in_check' and w.is_of_unit and not w.has_made,
    r.state = 'released' and themes.may_coordinate(),
    w.is_maker or w.is_of_unit or themes.may_coordinate()
  from themes.reconstruction r
  join themes.reconstruction_origin o on o.site_id = r.site_id and o.reconstruction_id = r.id
  join network.unit u on u.site_id = o.site_id and u.id = o.unit_id
  left join themes.reconstruction_draft d on d.site_id = r.site_id and d.reconstruction_id = r.id
  cross join lateral (
    select
      exists (select from themes.reconstruction_maker m
              where m.site_id = r.site_id and m.reconstruction_id = r.id and m.membership_id = network.actor_id()) as is_maker,
      exists (select from themes.reconstruction_maker m join network.membership a on a.site_id = m.site_id and a.id = m.membership_id
              where m.site_id = r.site_id and m.reconstruction_id = r.id and a.account_id = accounts.actor_account()) as has_made,
      (themes.may_reconstruct() or network.actor_role() = 'team_lead') and o.unit_id = network.actor_unit()
        or network.actor_role() = 'team_lead' and u.organisation_id = network.actor_organisation() as is_of_unit
  ) w
  where r.site_id = network.actor_site() and r.removed_at is null and themes.may_read_reconstructions()
    -- a share that ended ends what was begun on it
    and (d.case_id is null or network.actor_role() <> 'partner' or d.case_id = any(array(select cases.readable_case())))
    and case r.state
      when 'draft' then w.is_maker and d.reconstruction_id is not null
      when 'in_check' then (w.is_maker or w.is_of_unit) and d.reconstruction_id is not null
      else w.is_maker or w.is_of_unit or network.actor_role() in ('coordinator', 'body_member', 'team_lead')
    end;
end;
grant execute on function themes.reconstructions() to verbund_actor;

create policy reader_reads on themes.reconstruction for select to verbund_actor
  using (site_id = (select network.actor_site()) and id = any(array(select r.id from themes.reconstructions() r)));
create policy coordinator_works_on on themes.reconstruction for update to verbund_actor
  using (site_id = (select network.actor_site()) and id = any(array(select r.id from themes.reconstructions() r where r.may_coordinate)))
  with check (site_id = (select network.actor_site()) and state = 'released');
create policy unit_reads on themes.reconstruction_origin for select to verbund_actor
  using (site_id = (select network.actor_site()) and reconstruction_id = any(array(select r.id from themes.reconstructions() r where r.knows_origin)));
create policy unit_reads on themes.reconstruction_maker for select to verbund_actor
  using (site_id = (select network.actor_site()) and reconstruction_id = any(array(select r.id from themes.reconstructions() r where r.knows_origin)));
create policy unit_reads on themes.reconstruction_draft for select to verbund_actor
  using (site_id = (select network.actor_site()) and reconstruction_id = any(array(select r.id from themes.reconstructions() r)));
grant select on themes.reconstruction, themes.reconstruction_origin, themes.reconstruction_maker, themes.reconstruction_draft to verbund_actor;
grant update (worksheet, shared_on, changed_on, version) on themes.reconstruction to verbund_actor;

create function themes.is_colleague_who_reconstructs(member uuid, of_unit uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from network.membership m
    where m.site_id = network.actor_site() and m.id = member and m.unit_id = of_unit and m.role in ('case_manager', 'partner')
      and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today()));
end;

-- From a case by those who read it, or from nothing. Answers false if it was there already and is the actor's own.
create function themes.begin_reconstruction(reconstruction uuid, of_case uuid, of_client uuid, words bytea, key_name uuid, key_organisation uuid, key_epoch integer, wrapped_key bytea)
  returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not coalesce(themes.may_reconstruct(), false) then
    raise exception 'not allowed to reconstruct' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from themes.reconstruction r where r.site_id = network.actor_site() and r.id = reconstruction) then
    if exists (select from themes.reconstructions() r where r.id = reconstruction and r.is_maker) then
      return false;
    end if;
    raise exception 'not allowed to reconstruct under this id' using errcode = 'insufficient_privilege';
  end if;
  if of_case is not null and not exists (select from cases.readable_case() c (id) where c.id = of_case) then
    raise exception 'not allowed to reconstruct this case' using errcode = 'insufficient_privilege';
  end if;
  insert into themes.reconstruction (site_id, id) values (network.actor_site(), reconstruction);
  insert into themes.reconstruction_origin (site_id, reconstruction_id, unit_id) values (network.actor_site(), reconstruction, network.actor_unit());
  insert into themes.reconstruction_maker (site_id, reconstruction_id, membership_id) values (network.actor_site(), reconstruction, network.actor_id());
  insert into themes.reconstruction_draft (site_id, reconstruction_id, case_id, client_id, sealed, key_id, organisation_id, epoch, wrapped)
  values (network.actor_site(), reconstruction, of_case, of_client, words, key_name, key_organisation, key_epoch, wrapped_key);
  return true;
end
$$;

create function themes.save_reconstruction(reconstruction uuid, at_version integer, words bytea) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r set version = r.version + 1, changed_on = platform.today()
  where r.site_id = network.actor_site() and r.id = reconstruction and r.version = at_version
    and r.id in (select w.id from themes.reconstructions() w where w.may_write);
  if found then
    update themes.reconstruction_draft d set sealed = words where d.site_id = network.actor_site() and d.reconstruction_id = reconstruction;
    return true;
  end if;
  return false;
end
$$;

create function themes.add_reconstruction_maker(reconstruction uuid, colleague uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into themes.reconstruction_maker (site_id, reconstruction_id, membership_id)
  select o.site_id, o.reconstruction_id, colleague
  from themes.reconstruction_origin o
  where o.site_id = network.actor_site() and o.reconstruction_id = reconstruction
    and o.reconstruction_id in (select w.id from themes.reconstructions() w where w.may_write)
    and themes.is_colleague_who_reconstructs(colleague, o.unit_id)
  on conflict do nothing;
  return found;
end
$$;

-- Handed in by who wrote it, and back again: by them, or by the second person with a question in the words.
create function themes.hand_in_reconstruction(reconstruction uuid, at_version integer) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r set state = 'in_check', version = r.version + 1, changed_on = platform.today()
  where r.site_id = network.actor_site() and r.id = reconstruction and r.version = at_version
    and r.id in (select w.id from themes.reconstructions() w where w.may_write);
  if found then
    update themes.reconstruction_origin o set handed_in_by = network.actor_id()
    where o.site_id = network.actor_site() and o.reconstruction_id = reconstruction;
    return true;
  end if;
  return false;
end
$$;

create function themes.give_back_reconstruction(reconstruction uuid, at_version integer, words bytea) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r set state = 'draft', version = r.version + 1, changed_on = platform.today()
  where r.site_id = network.actor_site() and r.id = reconstruction and r.version = at_version and r.state = 'in_check'
    and r.id in (select w.id from themes.reconstructions() w where w.is_maker or w.may_check);
  if found then
    update themes.reconstruction_draft d set sealed = words where d.site_id = network.actor_site() and d.reconstruction_id = reconstruction;
    return true;
  end if;
  return false;
end
$$;

-- By a second person, once. From here on nothing leads back to the case.
create function themes.release_reconstruction(reconstruction uuid, at_version integer, told jsonb, sheet jsonb) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r
  set state = 'released', content = told, worksheet = sheet, released_on = platform.today(), changed_on = platform.today(), version = r.version + 1
  where r.site_id = network.actor_site() and r.id = reconstruction and r.version = at_version
    and r.id in (select w.id from themes.reconstructions() w where w.may_check);
  if not found then
    return false;
  end if;
  update themes.reconstruction_origin o set released_by = network.actor_id() where o.site_id = network.actor_site() and o.reconstruction_id = reconstruction;
  delete from themes.reconstruction_draft d where d.site_id = network.actor_site() and d.reconstruction_id = reconstruction;
  -- what colleagues had begun to write about it, and did not send, knows the case as well
  delete from network.draft d where d.site_id = network.actor_site() and d.key like '%:' || reconstruction;
  return true;
end
$$;

-- By those who made or released it, or by a coordinator who recognises somebody: it is a draft of its unit again, of no case.
create function themes.take_back_reconstruction(reconstruction uuid, at_version integer, words bytea, key_name uuid, key_organisation uuid, key_epoch integer, wrapped_key bytea)
  returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r
  set state = 'draft', content = null, worksheet = null, released_on = null, shared_on = null, changed_on = platform.today(), version = r.version + 1
  where r.site_id = network.actor_site() and r.id = reconstruction and r.version = at_version and r.state = 'released'
    and r.id in (select w.id from themes.reconstructions() w where w.knows_origin);
  if not found then
    return false;
  end if;
  update themes.reconstruction_origin o set released_by = null, handed_in_by = null
  where o.site_id = network.actor_site() and o.reconstruction_id = reconstruction;
  insert into themes.reconstruction_draft (site_id, reconstruction_id, sealed, key_id, organisation_id, epoch, wrapped)
  values (network.actor_site(), reconstruction, words, key_name, key_organisation, key_epoch, wrapped_key);
  return true;
end
$$;

-- A removed row is hidden from everyone, so a plain update could neither hide it nor find it again. Who removed it brings it back.
create function themes.remove_reconstruction(reconstruction uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r set removed_at = platform.moment()
  where r.site_id = network.actor_site() and r.id = reconstruction and r.removed_at is null
    and r.id in (select w.id from themes.reconstructions() w where w.is_maker or w.may_coordinate);
  if found then
    update themes.reconstruction_origin o set removed_by = network.actor_id() where o.site_id = network.actor_site() and o.reconstruction_id = reconstruction;
    return true;
  end if;
  return false;
end
$$;
create function themes.restore_reconstruction(reconstruction uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update themes.reconstruction r set removed_at = null
  where r.site_id = network.actor_site() and r.id = reconstruction and r.removed_at is not null
    and exists (select from themes.reconstruction_origin o
                where o.site_id = r.site_id and o.reconstruction_id = r.id and o.removed_by = network.actor_id());
  return found;
end
$$;

-- What the accompaniment reads of the sites of its programme: what a site showed it, by a prepared view without any origin.
create function themes.list_shared_reconstructions(of_reconstruction uuid)
  returns table (site_id uuid, site_name text, id uuid, content jsonb, worksheet jsonb, shared_on date)
  language sql stable security definer set search_path = '' rows 40
begin atomic
  select r.site_id, s.name, r.id, r.content, r.worksheet, r.shared_on
  from themes.reconstruction r join network.site s on s.id = r.site_id
  where themes.may_read_shared_reconstructions() and s.programme_id = network.actor_programme() and r.removed_at is null and r.state = 'released'
    and r.shared_on <= platform.today() and (of_reconstruction is null or r.id = of_reconstruction)
  order by r.shared_on desc, r.id limit 500;
end;
-- The names of units that stand in one of them.
create function themes.list_shared_reconstruction_units(of_reconstruction uuid) returns table (id uuid, name text)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select u.id, o.name || ', ' || u.name
  from network.unit u join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
  where u.site_id in (select r.site_id from themes.list_shared_reconstructions(of_reconstruction) r);
end;

grant execute on function
  themes.begin_reconstruction(uuid, uuid, uuid, bytea, uuid, uuid, integer, bytea),
  themes.save_reconstruction(uuid, integer, bytea),
  themes.add_reconstruction_maker(uuid, uuid),
  themes.hand_in_reconstruction(uuid, integer),
  themes.give_back_reconstruction(uuid, integer, bytea),
  themes.release_reconstruction(uuid, integer, jsonb, jsonb),
  themes.take_back_reconstruction(uuid, integer, bytea, uuid, uuid, integer, bytea),
  themes.remove_reconstruction(uuid),
  themes.restore_reconstruction(uuid),
  themes.list_shared_reconstructions(uuid),
  themes.list_shared_reconstruction_units(uuid)
  to verbund_actor;

grant update (epoch, wrapped) on themes.report_key to verbund_definer;
-- A new epoch of keys wraps the same keys anew: the job acts as the system of the site, which opens nothing that lies under them.
create function themes.list_keys_to_rewrap(below integer, after uuid, most integer)
  returns table (subject_id uuid, organisation_id uuid, epoch integer, wrapped bytea)
  language sql stable security definer set search_path = ''
begin atomic
  select k.id, k.organisation_id, k.epoch, k.wrapped
  from (
    select r.report_id as id, r.organisation_id, r.epoch, r.wrapped from themes.report_key r where r.site_id = network.actor_site() and r.epoch < below
    union all
    select d.key_id, d.organisation_id, d.epoch, d.wrapped from themes.reconstruction_draft d where d.site_id = network.actor_site() and d.epoch < below
  ) k
  where network.actor_role() = 'system' and (after is null or k.id > after)
  order by k.id limit most;
end;

-- A key that was deleted or wrapped by another organisation meanwhile stays as it is.
create function themes.rewrap_keys(subjects uuid[], old_wrapped bytea[], new_epoch integer, new_wrapped bytea[]) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update themes.report_key k set epoch = new_epoch, wrapped = n.fresh
  from unnest(subjects, old_wrapped, new_wrapped) n (subject, old, fresh)
  where network.actor_role() = 'system' and k.site_id = network.actor_site() and k.report_id = n.subject and k.wrapped = n.old;
  update themes.reconstruction_draft d set epoch = new_epoch, wrapped = n.fresh
  from unnest(subjects, old_wrapped, new_wrapped) n (subject, old, fresh)
  where network.actor_role() = 'system' and d.site_id = network.actor_site() and d.key_id = n.subject and d.wrapped = n.old;
end;
grant execute on function themes.list_keys_to_rewrap(integer, uuid, integer), themes.rewrap_keys(uuid[], bytea[], integer, bytea[]) to verbund_actor;

-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function themes.purge_removed() returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  place text;
  row_id uuid;
  gone integer := 0;
begin
  if network.actor_role() is distinct from 'system' then
    raise exception 'not allowed to purge' using errcode = 'insufficient_privilege';
  end if;
  -- a draft at which nobody wrote for half a year, and what is left of one whose person was deleted
  delete from themes.reconstruction r
  where r.site_id = network.actor_site() and r.state <> 'released'
    and (r.changed_on < platform.today() - 182
         or not exists (select from themes.reconstruction_draft d where d.site_id = r.site_id and d.reconstruction_id = r.id));
  foreach place in array array['circumstance', 'reconstruction', 'theme'] loop
    for row_id in execute format('select id from themes.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from themes.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  return gone;
end
$$;
grant delete on themes.circumstance, themes.theme to verbund_definer;
grant execute on function themes.purge_removed() to verbund_actor;
