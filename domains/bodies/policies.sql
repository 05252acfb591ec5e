-- bodies: the coordinator of the site writes; members read the bodies they sit in, say what they think beforehand and report on their own tasks.
grant usage on schema bodies to verbund_actor, verbund_definer;

create function bodies.may_write() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';

-- Whom bodies concern at all; for everybody else there are none.
create function bodies.takes_part() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'body_member');

create policy definer_works on bodies.body for all to verbund_definer using (true) with check (true);
create policy definer_reads on bodies.member for select to verbund_definer using (true);
create policy definer_works on bodies.meeting for all to verbund_definer using (true) with check (true);
create policy definer_works on bodies.agenda_item for all to verbund_definer using (true) with check (true);
create policy definer_reads on bodies.decision for select to verbund_definer using (true);
create policy definer_works on bodies.paper_link for all to verbund_definer using (true) with check (true);
grant select, update on bodies.body, bodies.meeting, bodies.agenda_item to verbund_definer;
grant select on bodies.member, bodies.decision to verbund_definer;
grant select, insert on bodies.paper_link to verbund_definer;
grant insert on bodies.agenda_item to verbund_definer;

-- The bodies in which the actor sits today. Rights of case roles never add up with it: somebody of a Jobcenter sits here with a membership of its own.
create function bodies.seated() returns setof uuid
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select m.body_id
  from bodies.member m
  join bodies.body b on b.site_id = m.site_id and b.id = m.body_id
  where bodies.takes_part() and m.site_id = network.actor_site() and m.membership_id = network.actor_id() and m.removed_at is null
    and m.from_on <= platform.today() and (m.until_on is null or m.until_on >= platform.today()) and b.removed_at is null;
end;

-- The bodies whose rows the actor reads.
create function bodies.readable() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select b.id from bodies.body b where bodies.may_write() and b.site_id = network.actor_site() and b.removed_at is null
  union
  select s.id from bodies.seated() s (id);
end;

-- Members see an agenda once they are invited to it; the coordinator always.
create function bodies.readable_agendas() returns setof uuid
  language sql stable security definer set search_path = '' rows 200
begin atomic
  select t.id from bodies.meeting t
  where t.site_id = network.actor_site() and t.removed_at is null and (bodies.may_write() or t.state <> 'planned')
    and t.body_id = any(array(select r.id from bodies.readable() r (id)));
end;

-- Items on which the actor may say what it thinks: of meetings it is invited to and that have not begun.
create function bodies.askable() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select i.id
  from bodies.agenda_item i
  join bodies.meeting t on t.site_id = i.site_id and t.id = i.meeting_id
  where i.site_id = network.actor_site() and i.removed_at is null and t.removed_at is null and t.state = 'invited'
    and i.body_id = any(array(select s.id from bodies.seated() s (id)));
end;

-- Decisions on which the actor may report: its own tasks, or all for the coordinator. A task of a unit is reported by those of that unit who sit in the body.
create function bodies.reportable() returns setof uuid
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select d.id from bodies.decision d
  where d.site_id = network.actor_site() and d.outcome in ('agreed', 'escalated')
    and d.body_id = any(array(select r.id from bodies.readable() r (id)))
    and (bodies.may_write() or d.owner_membership_id = network.actor_id()
         or (d.owner_membership_id is null and d.owner_unit_id = network.actor_unit()));
end;

create policy reader_reads on bodies.body for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and id = any(array(select bodies.readable())));
create policy coordinator_founds on bodies.body for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and created_by = (select network.actor_id()) and (select bodies.may_write()));
create policy coordinator_edits on bodies.body for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_reads on bodies.member for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_adds on bodies.member for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.member for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_reads on bodies.meeting for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and body_id = any(array(select bodies.readable())));
create policy coordinator_plans on bodies.meeting for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.meeting for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_reads on bodies.agenda_item for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and body_id = any(array(select bodies.readable()))
         and meeting_id = any(array(select bodies.readable_agendas())));
create policy coordinator_adds on bodies.agenda_item for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and meeting_id = any(array(select bodies.readable_agendas())));
create policy coordinator_edits on bodies.agenda_item for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_reads on bodies.attendance for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_notes on bodies.attendance for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and noted_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.attendance for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()))
  with check (site_id = (select network.actor_site()) and noted_by = (select network.actor_id()));
create policy coordinator_removes on bodies.attendance for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()));

create policy author_or_coordinator_reads on bodies.stance for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and (membership_id = (select network.actor_id()) or (select bodies.may_write())));
create policy member_says on bodies.stance for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id())
              and agenda_item_id = any(array(select bodies.askable())));
create policy member_changes on bodies.stance for update to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id())
         and agenda_item_id = any(array(select bodies.askable())))
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));

create policy reader_reads on bodies.decision for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_records on bodies.decision for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and meeting_id = any(array(select bodies.readable_agendas())));
create policy coordinator_edits on bodies.decision for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_reads on bodies.decision_report for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy owner_or_coordinator_reports on bodies.decision_report for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and reported_by = (select network.actor_id())
              and decision_id = any(array(select bodies.reportable())));

create policy reader_reads on bodies.decision_measure for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_links on bodies.decision_measure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));

create policy coordinator_reads on bodies.paper_link for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));

grant select on bodies.body, bodies.member, bodies.meeting, bodies.agenda_item, bodies.attendance, bodies.stance, bodies.decision, bodies.decision_report,
  bodies.decision_measure, bodies.paper_link to verbund_actor;
grant insert (site_id, id, kind, name, mandate, field_of_action, town_id, social_space, target_group, created_by) on bodies.body to verbund_actor;
grant update (name, mandate, field_of_action, town_id, social_space, target_group, version) on bodies.body to verbund_actor;
grant insert (site_id, id, body_id, membership_id, body_role, from_on) on bodies.member to verbund_actor;
grant update (body_role, until_on, removed_at, version) on bodies.member to verbund_actor;
grant insert (site_id, id, body_id, starts_at, minutes_planned, place, online_link, papers_due_on, created_by) on bodies.meeting to verbund_actor;
grant update (state, starts_at, minutes_planned, place, online_link, papers_due_on, invited_at, opened_at, closed_at, closed_by, reopen_reason, version)
  on bodies.meeting to verbund_actor;
grant insert (site_id, id, meeting_id, body_id, position, kind, title, theme_id, minutes_planned, question, background, proposal, options, created_by)
  on bodies.agenda_item to verbund_actor;
grant update (position, title, minutes_planned, question, background, proposal, options, begun_at, ended_at, minutes, minutes_version, minutes_saved_at,
  minutes_saved_by, version) on bodies.agenda_item to verbund_actor;
grant insert (site_id, meeting_id, membership_id, body_id, state, noted_by, noted_at) on bodies.attendance to verbund_actor;
grant update (state, noted_by, noted_at) on bodies.attendance to verbund_actor;
grant delete on bodies.attendance to verbund_actor;
grant insert (site_id, agenda_item_id, membership_id, body_id, stance, said_at) on bodies.stance to verbund_actor;
grant update (stance, said_at) on bodies.stance to verbund_actor;
grant insert (site_id, id, body_id, meeting_id, agenda_item_id, theme_id, outcome, wording, reason, unanimous, postponed_until_on, owner_unit_id,
  owner_membership_id, due_on, decided_on, created_by) on bodies.decision to verbund_actor;
grant update (owner_unit_id, owner_membership_id, due_on, version) on bodies.decision to verbund_actor;
grant insert (site_id, id, decision_id, body_id, state, report, reported_by, reported_at) on bodies.decision_report to verbund_actor;
grant insert (site_id, decision_id, measure_id, body_id) on bodies.decision_measure to verbund_actor;

-- Removal and its undo. A removed row is hidden from everyone, so a plain update could neither hide it nor find it again.
create function bodies.set_removed(what text, row_id uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moment timestamptz := case when is_removed then platform.moment() end;
begin
  if not coalesce(bodies.may_write(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  case what
    when 'body' then
      update bodies.body b set removed_at = moment where b.site_id = network.actor_site() and b.id = row_id and (b.removed_at is null) = is_removed;
    when 'meeting' then
      update bodies.meeting t set removed_at = moment where t.site_id = network.actor_site() and t.id = row_id and (t.removed_at is null) = is_removed;
    when 'agenda_item' then
      update bodies.agenda_item i set removed_at = moment where i.site_id = network.actor_site() and i.id = row_id and (i.removed_at is null) = is_removed;
  end case;
  return found;
end
$$;

-- A removed item as it stood, so that taking the removal back can put its theme on the agenda again.
create function bodies.find_removed_item(row_id uuid) returns table (meeting_id uuid, theme_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select i.meeting_id, i.theme_id from bodies.agenda_item i
  where bodies.may_write() and i.site_id = network.actor_site() and i.id = row_id and i.removed_at is not null;
end;

-- An input of the scientific team. Only definer functions of domains above call it: they say on whose invitation.
create function bodies.add_input(of_site uuid, of_meeting uuid, item uuid, item_title text, paper text, invited_by uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform 1 from bodies.meeting t where t.site_id = of_site and t.id = of_meeting and t.removed_at is null and t.state <> 'closed' for update;
  if not found then
    return false;
  end if;
  insert into bodies.agenda_item (site_id, id, meeting_id, body_id, position, kind, title, minutes_planned, background, created_by)
  select t.site_id, item, t.id, t.body_id,
         (select coalesce(max(i.position), 0) + 1 from bodies.agenda_item i where i.site_id = of_site and i.meeting_id = of_meeting),
         'input', item_title, 10, paper, invited_by
  from bodies.meeting t where t.site_id = of_site and t.id = of_meeting
  on conflict do nothing;
  return found;
end
$$;

-- A personal link for a member of the body whose meeting it is. Only such a membership gets one, whatever a caller writes.
create function bodies.add_link(link uuid, link_hash bytea, member uuid, of_meeting uuid, ends_at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid;
  body uuid;
begin
  if not coalesce(bodies.may_write(), false) then
    raise exception 'not allowed to make a link' using errcode = 'insufficient_privilege';
  end if;
  select p.account_id, t.body_id into account, body
  from bodies.meeting t
  join bodies.member m on m.site_id = t.site_id and m.body_id = t.body_id and m.membership_id = member and m.removed_at is null
    and (m.until_on is null or m.until_on >= platform.today())
  join network.membership p on p.site_id = m.site_id and p.id = m.membership_id and p.role = 'body_member'
    and p.valid_from_on <= platform.today() and (p.valid_until_on is null or p.valid_until_on >= platform.today())
  where t.site_id = network.actor_site() and t.id = of_meeting and t.removed_at is null;
  if not found then
    return false;
  end if;
  perform accounts.create_link(link_hash, member, account, ends_at);
  insert into bodies.paper_link (site_id, id, body_id, meeting_id, membership_id, token_hash, created_by)
  values (network.actor_site(), link, body, of_meeting, member, link_hash, network.actor_id());
  return true;
end
$$;

do $$
declare
  made text;
begin
  foreach made in array array['seated()', 'readable()', 'readable_agendas()', 'askable()', 'reportable()', 'set_removed(text, uuid, boolean)',
    'find_removed_item(uuid)', 'add_link(uuid, bytea, uuid, uuid, timestamptz)']
  loop
    execute format('grant execute on function bodies.%s to verbund_actor', made);
  end loop;
end
$$;
grant execute on function bodies.may_write(), bodies.takes_part() to verbund_actor, verbund_definer;
