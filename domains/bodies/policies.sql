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

-- A meeting that was taken off, for those who had been invited to it: that it does not take place is said by mail.
create function bodies.find_cancelled_meeting(row_id uuid) returns table (starts_at timestamptz, body_kind text)
  language sql stable security definer set search_path = ''
begin atomic
  select t.starts_at, b.kind from bodies.meeting t join bodies.body b on b.site_id = t.site_id and b.id = t.body_id
  where t.site_id = network.actor_site() and t.id = row_id and t.removed_at is not null and t.state = 'invited'
    and t.body_id = any(array(select s.id from bodies.seated() s (id)));
end;

-- Decisions to be reminded of, with those who answer for them: a week before, and once the day has passed. For jobs alone.
create function bodies.list_decisions_due() returns table (decision_id uuid, membership_id uuid, due_on date, is_over boolean)
  language sql stable security definer set search_path = ''
begin atomic
  select d.id, p.id, d.due_on, d.due_on < platform.today()
  from bodies.decision d
  join bodies.body b on b.site_id = d.site_id and b.id = d.body_id and b.removed_at is null
  join bodies.member m on m.site_id = d.site_id and m.body_id = d.body_id and m.removed_at is null and m.from_on <= platform.today()
    and (m.until_on is null or m.until_on >= platform.today())
  join network.membership p on p.site_id = m.site_id and p.id = m.membership_id
  where current_setting('app.role', true) = 'system' and d.site_id = network.actor_site() and d.outcome in ('agreed', 'escalated')
    and d.due_on between platform.today() - 14 and platform.today() + 7
    and (p.id = d.owner_membership_id or (d.owner_membership_id is null and p.unit_id = d.owner_unit_id))
    and coalesce((select r.state from bodies.decision_report r where r.site_id = d.site_id and r.decision_id = d.id order by r.reported_at desc, r.id desc limit 1), 'open') <> 'done';
end;
create policy definer_reads on bodies.decision_report for select to verbund_definer using (true);
grant select on bodies.decision_report to verbund_definer;

-- A meeting that was called off after people were invited: no longer readable, but calendars must be told. For the coordinator and those who sit in the body.
create function bodies.find_cancelled_meetings(of_body uuid, of_meeting uuid)
  returns table (id uuid, body_id uuid, body_name text, starts_at timestamptz, minutes_planned integer, place text, online_link text,
                 calendar_sequence integer, removed_at timestamptz)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select t.id, t.body_id, b.name, t.starts_at, t.minutes_planned, t.place, t.online_link, t.calendar_sequence, t.removed_at
  from bodies.meeting t
  join bodies.body b on b.site_id = t.site_id and b.id = t.body_id
  where t.site_id = network.actor_site() and t.removed_at is not null and t.invited_at is not null
    and (of_body is null or t.body_id = of_body) and (of_meeting is null or t.id = of_meeting)
    and t.body_id = any(array(select r.id from bodies.readable() r (id)))
  order by t.removed_at desc, t.id limit 20;
end;

-- Whose answer it is: a member of the body of this meeting, by the mail address of the account or the number of the membership. Nobody else is found.
create function bodies.find_answering_member(of_meeting uuid, address text) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select m.membership_id
  from bodies.meeting t
  join bodies.member m on m.site_id = t.site_id and m.body_id = t.body_id and m.removed_at is null
    and (m.until_on is null or m.until_on >= platform.today())
  join network.membership p on p.site_id = m.site_id and p.id = m.membership_id
  join accounts.account a on a.id = p.account_id
  where bodies.may_write() and t.site_id = network.actor_site() and t.id = of_meeting and t.removed_at is null
    and (a.email = lower(address) or lower(address) = 'urn:uuid:' || p.id::text)
  limit 1;
end;

create policy reader_reads on bodies.calendar_answer for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));
create policy coordinator_notes on bodies.calendar_answer for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and noted_by = (select network.actor_id())
              and meeting_id = any(array(select bodies.readable_agendas())));
create policy coordinator_edits on bodies.calendar_answer for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()))
  with check (site_id = (select network.actor_site()) and noted_by = (select network.actor_id()));
grant select on bodies.calendar_answer to verbund_actor;
grant insert (site_id, meeting_id, membership_id, body_id, answer, answered_at, sequence, noted_by) on bodies.calendar_answer to verbund_actor;
grant update (answer, answered_at, sequence, noted_by) on bodies.calendar_answer to verbund_actor;

-- Word templates: site administration and the coordinator keep them; members get documents made with the one in use.
create function bodies.keeps_templates() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'site_admin');

create policy keeper_reads on bodies.document_template for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null
         and ((select bodies.keeps_templates()) or (in_use and (select bodies.takes_part()))));
create policy keeper_adds on bodies.document_template for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.keeps_templates()) and uploaded_by = (select network.actor_id()));
create policy keeper_edits on bodies.document_template for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.keeps_templates())) with check (site_id = (select network.actor_site()));
create policy definer_works on bodies.document_template for all to verbund_definer using (true) with check (true);
grant select on bodies.document_template to verbund_actor;
grant select, update on bodies.document_template to verbund_definer;
grant insert (site_id, id, kind, file_name, content, fields, missing, unknown, in_use, uploaded_by, uploaded_at) on bodies.document_template to verbund_actor;
grant update (in_use, version) on bodies.document_template to verbund_actor;

-- Removal and its undo, as for bodies: a hidden row is neither hidden nor found by a plain update. A template that comes back is not in use.
create function bodies.set_template_removed(template uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not coalesce(bodies.keeps_templates(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  update bodies.document_template d set removed_at = case when is_removed then platform.moment() end, in_use = false
  where d.site_id = network.actor_site() and d.id = template and (d.removed_at is null) = is_removed;
  return found;
end
$$;
grant execute on function bodies.keeps_templates() to verbund_actor, verbund_definer;

do $$
declare
  made text;
begin
  foreach made in array array['seated()', 'readable()', 'readable_agendas()', 'askable()', 'reportable()', 'set_removed(text, uuid, boolean)',
    'find_removed_item(uuid)', 'find_cancelled_meeting(uuid)', 'find_cancelled_meetings(uuid, uuid)', 'find_answering_member(uuid, text)', 'set_template_removed(uuid, boolean)', 'list_decisions_due()', 'add_link(uuid, bytea, uuid, uuid, timestamptz)']
  loop
    execute format('grant execute on function bodies.%s to verbund_actor', made);
  end loop;
end
$$;
grant execute on function bodies.may_write(), bodies.takes_part() to verbund_actor, verbund_definer;

create policy definer_deletes on bodies.member for delete to verbund_definer using (true);
-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function bodies.purge_removed() returns integer
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
  foreach place in array array['agenda_item', 'meeting', 'member', 'document_template', 'body'] loop
    for row_id in execute format('select id from bodies.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from bodies.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  return gone;
end
$$;
grant delete on bodies.agenda_item, bodies.meeting, bodies.member, bodies.document_template, bodies.body to verbund_definer;
grant execute on function bodies.purge_removed() to verbund_actor;
