-- strategy: the coordinator of the site writes; members of its bodies read; the programme reads what the site released, by prepared views.
grant usage on schema strategy to verbund_actor, verbund_definer;

create function strategy.may_write() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';
-- Whom the strategy concerns at all; for everybody else there is none.
create function strategy.takes_part() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'body_member');
create function strategy.may_read_released() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator', 'programme_lead');
grant execute on function strategy.may_write(), strategy.takes_part(), strategy.may_read_released() to verbund_actor, verbund_definer;

create policy definer_reads on strategy.framework for select to verbund_definer using (true);
create policy definer_works on strategy.framework_goal for all to verbund_definer using (true) with check (true);
create policy definer_works on strategy.sub_goal for all to verbund_definer using (true) with check (true);
create policy definer_works on strategy.framework_version for all to verbund_definer using (true) with check (true);
create policy definer_works on strategy.target_agreement for all to verbund_definer using (true) with check (true);
create policy definer_reads on strategy.phase for select to verbund_definer using (true);
create policy definer_works on strategy.milestone for all to verbund_definer using (true) with check (true);
create policy definer_works on strategy.anchor_look for all to verbund_definer using (true) with check (true);
create policy definer_reads on strategy.entry for select to verbund_definer using (true);
create policy definer_reads on strategy.release for select to verbund_definer using (true);
grant select on strategy.framework, strategy.framework_goal, strategy.sub_goal, strategy.framework_version, strategy.target_agreement, strategy.phase,
  strategy.milestone, strategy.anchor_look, strategy.entry, strategy.release to verbund_definer;
grant update (removed_at), delete on strategy.framework_goal, strategy.sub_goal, strategy.framework_version, strategy.target_agreement, strategy.milestone,
  strategy.anchor_look to verbund_definer;

-- ---- framework ----------------------------------------------------------------------------------------------------------------------------

create policy planner_reads on strategy.framework for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_adds on strategy.framework for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and changed_by = (select network.actor_id()));
create policy coordinator_edits on strategy.framework for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write()))
  with check (site_id = (select network.actor_site()) and changed_by = (select network.actor_id()));

create policy planner_reads on strategy.framework_goal for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select strategy.takes_part()));
create policy coordinator_adds on strategy.framework_goal for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on strategy.framework_goal for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));

create policy planner_reads on strategy.sub_goal for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select strategy.takes_part()));
create policy coordinator_adds on strategy.sub_goal for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on strategy.sub_goal for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));

create policy planner_reads on strategy.sub_goal_measure for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_links on strategy.sub_goal_measure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()));
create policy coordinator_unlinks on strategy.sub_goal_measure for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write()));
create policy planner_reads on strategy.sub_goal_theme for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_links on strategy.sub_goal_theme for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()));
create policy coordinator_unlinks on strategy.sub_goal_theme for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write()));

create policy planner_reads on strategy.framework_version for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select strategy.takes_part()));
create policy coordinator_freezes on strategy.framework_version for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and created_by = (select network.actor_id()));

-- ---- target agreements --------------------------------------------------------------------------------------------------------------------

create policy planner_reads on strategy.target_agreement for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select strategy.takes_part()));
create policy coordinator_adds on strategy.target_agreement for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on strategy.target_agreement for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));

create policy planner_reads on strategy.commitment for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_adds on strategy.commitment for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()));
create policy coordinator_edits on strategy.commitment for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));
create policy coordinator_takes_out on strategy.commitment for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write()));

create policy planner_reads on strategy.signature for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_adds on strategy.signature for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()));
create policy coordinator_edits on strategy.signature for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));
create policy coordinator_takes_out on strategy.signature for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write()));

-- ---- phases, milestones, anchored measures ------------------------------------------------------------------------------------------------

create policy planner_reads on strategy.phase for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_adds on strategy.phase for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()));
create policy coordinator_edits on strategy.phase for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));

create policy planner_reads on strategy.milestone for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select strategy.takes_part()));
create policy coordinator_adds on strategy.milestone for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on strategy.milestone for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write())) with check (site_id = (select network.actor_site()));

create policy planner_reads on strategy.anchor_look for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select strategy.takes_part()));
create policy coordinator_looks on strategy.anchor_look for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and looked_by = (select network.actor_id()));

create policy planner_reads on strategy.entry for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_enters on strategy.entry for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and entered_by = (select network.actor_id()));

create policy planner_reads on strategy.release for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.takes_part()));
create policy coordinator_releases on strategy.release for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select strategy.may_write()) and released_by = (select network.actor_id()));
create policy coordinator_edits on strategy.release for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select strategy.may_write()))
  with check (site_id = (select network.actor_site()) and released_by = (select network.actor_id()));

-- ---- what the programme reads -------------------------------------------------------------------------------------------------------------

-- The sites of the programme, with the phase that is part of their frame data, and whether they released more.
create function strategy.list_programme_sites()
  returns table (site_id uuid, name text, phase integer, phase_since_on date, roadmap_released_on date, framework_released_on date)
  language sql stable security definer set search_path = '' rows 12
begin atomic
  select s.id, s.name, s.phase, s.phase_since_on, r.released_on, f.released_on
  from network.site s
  left join strategy.release r on r.site_id = s.id and r.what = 'roadmap'
  left join strategy.release f on f.site_id = s.id and f.what = 'framework'
  where strategy.may_read_released() and s.programme_id = network.actor_programme() and s.kind <> 'programme_office'
  order by s.name, s.id;
end;

create function strategy.list_released_phases()
  returns table (site_id uuid, number integer, title text, from_on date, until_on date, begun_on date, ended_on date)
  language sql stable security definer set search_path = '' rows 84
begin atomic
  select p.site_id, p.number, p.title, p.from_on, p.until_on, p.begun_on, p.ended_on
  from strategy.phase p
  where p.site_id in (select s.site_id from strategy.list_programme_sites() s where s.roadmap_released_on is not null)
  order by p.site_id, p.number;
end;

-- Reasons stay at the site; how often a milestone was moved does not.
create function strategy.list_released_milestones()
  returns table (site_id uuid, id uuid, phase_number integer, code text, title text, due_on date, reached_on date, moved integer)
  language sql stable security definer set search_path = '' rows 200
begin atomic
  select m.site_id, m.id, m.phase_number, m.code, m.title, m.due_on, m.reached_on,
    (select count(*)::integer from strategy.entry e where e.site_id = m.site_id and e.subject = 'milestone' and e.subject_id = m.id and e.kind = 'moved')
  from strategy.milestone m
  where m.removed_at is null
    and m.site_id in (select s.site_id from strategy.list_programme_sites() s where s.roadmap_released_on is not null)
  order by m.site_id, m.phase_number, m.position, m.id;
end;

-- The framework of a site as it was decided last.
create function strategy.find_released_framework(of_site uuid)
  returns table (site_id uuid, site_name text, number integer, decided_on date, body_name text, document jsonb)
  language sql stable security definer set search_path = '' rows 1
begin atomic
  select v.site_id, s.name, v.number, v.decided_on, v.body_name, v.document
  from strategy.list_programme_sites() s
  join strategy.framework_version v on v.site_id = s.site_id and v.removed_at is null
  where s.framework_released_on is not null and s.site_id = of_site
  order by v.number desc limit 1;
end;

-- ---- removal, reminders -------------------------------------------------------------------------------------------------------------------

-- Removal and its undo. A removed row is hidden from everyone, so a plain update could neither hide it nor find it again.
create function strategy.set_removed(what text, row_id uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moment timestamptz := case when is_removed then platform.moment() end;
begin
  if not coalesce(strategy.may_write(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  case what
    when 'goal' then
      update strategy.framework_goal r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'sub_goal' then
      update strategy.sub_goal r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'version' then
      update strategy.framework_version r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'agreement' then
      update strategy.target_agreement r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'milestone' then
      update strategy.milestone r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'look' then
      update strategy.anchor_look r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
  end case;
  return found;
end
$$;

-- The number of the next version, counting removed ones: a number is given once.
create function strategy.next_version_number() returns integer
  language sql stable security definer set search_path = ''
begin atomic
  select coalesce(max(v.number), 0) + 1 from strategy.framework_version v where strategy.may_write() and v.site_id = network.actor_site();
end;

-- What a job reminds of: agreements that run out within the days that were set, milestones that are due within a week, and what was anchored and is to be
-- looked at again; with those to tell.
create function strategy.list_reminders() returns table (what text, subject_id uuid, due_on date, membership_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select e.what, e.subject_id, e.due_on, m.id
  from (
    select 'agreement', a.id, a.until_on from strategy.target_agreement a
    where a.site_id = network.actor_site() and a.removed_at is null and a.ended_on is null
      and a.until_on between platform.today() and platform.today() + a.remind_days
      and not exists (select from strategy.target_agreement n where n.site_id = a.site_id and n.renewed_from_id = a.id and n.removed_at is null)
    union all
    select 'milestone', s.id, s.due_on from strategy.milestone s
    where s.site_id = network.actor_site() and s.removed_at is null and s.reached_on is null
      and s.due_on between platform.today() - 7 and platform.today() + 7
    union all
    select 'anchored', x.id, coalesce(l.look_again_on, x.look_again_on)
    from themes.measure x
    join themes.theme t on t.site_id = x.site_id and t.id = x.theme_id and t.removed_at is null
    left join lateral (select a.look_again_on from strategy.anchor_look a where a.site_id = x.site_id and a.measure_id = x.id and a.removed_at is null
                       order by a.looked_on desc, a.id desc limit 1) l on true
    where x.site_id = network.actor_site() and x.closing = 'anchored' and coalesce(l.look_again_on, x.look_again_on) <= platform.today()
      and (l.look_again_on is not null or not exists (select from strategy.anchor_look a where a.site_id = x.site_id and a.measure_id = x.id and a.removed_at is null))
  ) e (what, subject_id, due_on)
  join network.membership m on m.site_id = network.actor_site() and m.role = 'coordinator' and m.valid_from_on <= platform.today()
    and (m.valid_until_on is null or m.valid_until_on >= platform.today())
  where network.actor_role() = 'system';
end;

-- ---- rights -------------------------------------------------------------------------------------------------------------------------------

grant select on strategy.framework, strategy.framework_goal, strategy.sub_goal, strategy.sub_goal_measure, strategy.sub_goal_theme, strategy.framework_version,
  strategy.target_agreement, strategy.commitment, strategy.signature, strategy.phase, strategy.milestone, strategy.anchor_look, strategy.entry,
  strategy.release to verbund_actor;
grant insert (site_id, title, vision, from_on, until_on, changed_by, changed_at) on strategy.framework to verbund_actor;
grant update (title, vision, from_on, until_on, version, changed_by, changed_at) on strategy.framework to verbund_actor;
grant insert (site_id, id, title, text, position, created_by) on strategy.framework_goal to verbund_actor;
grant update (title, text, position, version) on strategy.framework_goal to verbund_actor;
grant insert (site_id, id, goal_id, field_of_action, title, sign, due_on, position, created_by) on strategy.sub_goal to verbund_actor;
grant update (goal_id, field_of_action, title, sign, due_on, reached_on, position, version) on strategy.sub_goal to verbund_actor;
grant insert (site_id, sub_goal_id, measure_id), delete on strategy.sub_goal_measure to verbund_actor;
grant insert (site_id, sub_goal_id, theme_id), delete on strategy.sub_goal_theme to verbund_actor;
grant insert (site_id, id, number, decided_on, body_id, body_name, decision_id, note, document, created_by) on strategy.framework_version to verbund_actor;
grant insert (site_id, id, title, content, sub_goal_id, from_on, until_on, remind_days, renewed_from_id, created_by) on strategy.target_agreement to verbund_actor;
grant update (title, content, sub_goal_id, from_on, until_on, remind_days, ended_on, end_reason, version) on strategy.target_agreement to verbund_actor;
grant insert (site_id, id, agreement_id, organisation_id, text, due_on, position), delete on strategy.commitment to verbund_actor;
grant update (organisation_id, text, due_on, kept_on, position) on strategy.commitment to verbund_actor;
grant insert (site_id, agreement_id, organisation_id), delete on strategy.signature to verbund_actor;
grant update (signed_by, signed_on) on strategy.signature to verbund_actor;
grant insert (site_id, number) on strategy.phase to verbund_actor;
grant update (title, aim, from_on, until_on, begun_on, ended_on, version) on strategy.phase to verbund_actor;
grant insert (site_id, id, phase_number, code, title, due_on, position, created_by) on strategy.milestone to verbund_actor;
grant update (phase_number, title, due_on, reached_on, position, version) on strategy.milestone to verbund_actor;
grant insert (site_id, id, measure_id, looked_on, finding, reasons, look_again_on, looked_by) on strategy.anchor_look to verbund_actor;
grant insert (site_id, id, subject, subject_id, number, kind, label, text, from_on, to_on, entered_by) on strategy.entry to verbund_actor;
grant insert (site_id, what, released_on, released_by) on strategy.release to verbund_actor;
grant update (released_on, released_by, version) on strategy.release to verbund_actor;

grant execute on function
  strategy.list_programme_sites(),
  strategy.list_released_phases(),
  strategy.list_released_milestones(),
  strategy.find_released_framework(uuid),
  strategy.set_removed(text, uuid, boolean),
  strategy.next_version_number(),
  strategy.list_reminders()
  to verbund_actor;

-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function strategy.purge_removed() returns integer
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
  foreach place in array array['sub_goal', 'framework_goal', 'framework_version', 'target_agreement', 'milestone', 'anchor_look'] loop
    for row_id in execute format('select id from strategy.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from strategy.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  return gone;
end
$$;
grant execute on function strategy.purge_removed() to verbund_actor;
