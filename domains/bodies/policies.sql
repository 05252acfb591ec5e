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
create policy definer_works on bodies.decision for all to verbund_definer using (true) with check (true);
create policy definer_works on bodies.paper_link for all to verbund_definer using (true) with check (true);
grant select, update on bodies.body, bodies.meeting, bodies.agenda_item to verbund_definer;
grant select on bodies.member to verbund_definer;
grant select, update on bodies.decision to verbund_definer;
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

-- The bodies that the actor leads or prepares: it reads what only those read who lead.
create function bodies.led() returns setof uuid
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select b.id from bodies.body b where bodies.may_write() and b.site_id = network.actor_site() and b.removed_at is null
  union
  select m.body_id from bodies.member m
  where m.site_id = network.actor_site() and m.membership_id = network.actor_id() and m.body_role <> 'member'
    and m.body_id = any(array(select s.id from bodies.seated() s (id)))
    and m.removed_at is null and m.from_on <= platform.today() and (m.until_on is null or m.until_on >= platform.today());
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
    and i.body_id = any(array(select s.id from bodies.seated() s (id)))
    and (i.audience <> 'lead' or i.body_id = any(array(select l.id from bodies.led() l (id))));
end;

-- Whether the actor reports on a decision that it reads.
create function bodies.may_report(outcome text, owner_membership uuid, owner_unit uuid) returns boolean language sql stable parallel safe
begin atomic
  select outcome in ('agreed', 'escalated')
    and (bodies.may_write() or owner_membership = network.actor_id() or (owner_membership is null and owner_unit = network.actor_unit()));
end;

-- Decisions on which the actor may report: its own tasks, or all for the coordinator. A task of a unit is reported by those of that unit who sit in the body.
create function bodies.reportable() returns setof uuid
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select d.id from bodies.decision d
  where d.site_id = network.actor_site() and d.outcome in ('agreed', 'escalated')
    and d.body_id = any(array(select r.id from bodies.readable() r (id)))
    and (d.audience <> 'lead' or d.body_id = any(array(select l.id from bodies.led() l (id))))
    and bodies.may_report(d.outcome, d.owner_membership_id, d.owner_unit_id);
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
         and meeting_id = any(array(select bodies.readable_agendas()))
         and (audience <> 'lead' or body_id = any(array(select bodies.led()))));
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
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and (audience <> 'lead' or body_id = any(array(select bodies.led()))));
create policy coordinator_records on bodies.decision for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and meeting_id = any(array(select bodies.readable_agendas())));
create policy coordinator_edits on bodies.decision for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_reads on bodies.decision_report for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and exists (select from bodies.decision d where d.site_id = decision_report.site_id and d.id = decision_report.decision_id));
create policy owner_or_coordinator_reports on bodies.decision_report for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and reported_by = (select network.actor_id())
              and decision_id = any(array(select bodies.reportable())));

create policy reader_reads on bodies.decision_measure for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_links on bodies.decision_measure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));

-- Whoever takes part sees that a theme went on to another group, even to one that it does not sit in: the theme's own page tells everybody.
create policy part_reads on bodies.theme_group for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.takes_part())
         and exists (select from themes.theme t where t.site_id = theme_group.site_id and t.id = theme_group.theme_id));
create policy coordinator_gives on bodies.theme_group for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and given_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
grant select on bodies.theme_group to verbund_actor;
grant insert (site_id, id, body_id, theme_id, given_on, given_by) on bodies.theme_group to verbund_actor;

create policy coordinator_reads on bodies.paper_link for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));

grant select on bodies.body, bodies.member, bodies.meeting, bodies.agenda_item, bodies.attendance, bodies.stance, bodies.decision, bodies.decision_report,
  bodies.decision_measure, bodies.paper_link to verbund_actor;
grant insert (site_id, id, kind, name, mandate, field_of_action, town_id, social_space, target_group, created_by) on bodies.body to verbund_actor;
grant update (name, mandate, field_of_action, town_id, social_space, target_group, term_from_on, term_until_on, superior_id, lead_membership_id, lead_qualification,
  version) on bodies.body to verbund_actor;
grant insert (site_id, id, body_id, membership_id, body_role, from_on) on bodies.member to verbund_actor;
grant update (body_role, until_on, removed_at, stands_in_for, version) on bodies.member to verbund_actor;
grant insert (site_id, id, body_id, starts_at, minutes_planned, place, online_link, papers_due_on, series_id, created_by) on bodies.meeting to verbund_actor;
grant update (state, starts_at, minutes_planned, place, online_link, papers_due_on, invited_at, opened_at, closed_at, closed_by, reopen_reason, agenda_told_at, version)
  on bodies.meeting to verbund_actor;
grant insert (site_id, id, meeting_id, body_id, position, kind, title, theme_id, minutes_planned, question, background, proposal, options, audience, created_by)
  on bodies.agenda_item to verbund_actor;
grant update (position, title, minutes_planned, question, background, proposal, options, begun_at, ended_at, minutes, minutes_version, minutes_saved_at,
  minutes_saved_by, audience, version) on bodies.agenda_item to verbund_actor;
grant insert (site_id, meeting_id, membership_id, body_id, state, noted_by, noted_at) on bodies.attendance to verbund_actor;
grant update (state, noted_by, noted_at) on bodies.attendance to verbund_actor;
grant delete on bodies.attendance to verbund_actor;
grant insert (site_id, agenda_item_id, membership_id, body_id, stance, said_at) on bodies.stance to verbund_actor;
grant update (stance, said_at) on bodies.stance to verbund_actor;
grant insert (site_id, id, body_id, meeting_id, agenda_item_id, theme_id, outcome, wording, reason, reached, votes_for, votes_against, votes_abstained, postponed_until_on, owner_unit_id,
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
    when 'agenda_pattern' then
      update bodies.agenda_pattern a set removed_at = moment where a.site_id = network.actor_site() and a.id = row_id and (a.removed_at is null) = is_removed;
    when 'attachment' then
      update bodies.attachment a set removed_at = moment where a.site_id = network.actor_site() and a.id = row_id and (a.removed_at is null) = is_removed;
    when 'submission' then
      update bodies.submission p set removed_at = moment where p.site_id = network.actor_site() and p.id = row_id and (p.removed_at is null) = is_removed;
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

-- ---- who sits for whom, series, what is prepared beforehand ----------------------------------------------------------------------------------

create policy definer_works on bodies.agenda_pattern for all to verbund_definer using (true) with check (true);
create policy definer_works on bodies.attachment for all to verbund_definer using (true) with check (true);
create policy definer_works on bodies.submission for all to verbund_definer using (true) with check (true);
create policy definer_reads on bodies.public_story for select to verbund_definer using (true);
create policy definer_reads on bodies.minutes_adoption for select to verbund_definer using (true);
grant select, update on bodies.agenda_pattern, bodies.attachment, bodies.submission to verbund_definer;
grant select on bodies.public_story, bodies.minutes_adoption to verbund_definer;

create policy reader_reads on bodies.seat for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_adds on bodies.seat for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.seat for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
create policy coordinator_removes on bodies.seat for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()));
grant select, delete on bodies.seat to verbund_actor;
grant insert (site_id, body_id, organisation_id, seat_count) on bodies.seat to verbund_actor;
grant update (seat_count) on bodies.seat to verbund_actor;

create policy reader_reads on bodies.body_change for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_notes on bodies.body_change for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and changed_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
grant select on bodies.body_change to verbund_actor;
grant insert (site_id, id, body_id, kind, membership_id, former, current, changed_by, changed_at) on bodies.body_change to verbund_actor;

create policy reader_reads on bodies.series for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_plans on bodies.series for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.series for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
grant select on bodies.series to verbund_actor;
grant insert (site_id, id, body_id, rhythm, step, first_on, begins, minutes_planned, place, online_link, created_by) on bodies.series to verbund_actor;
grant update (begins, minutes_planned, place, online_link, ended_at, version) on bodies.series to verbund_actor;

create policy coordinator_reads on bodies.agenda_pattern for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select bodies.may_write()));
create policy coordinator_adds on bodies.agenda_pattern for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on bodies.agenda_pattern for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
grant select on bodies.agenda_pattern to verbund_actor;
grant insert (site_id, id, name, body_kind, items, created_by) on bodies.agenda_pattern to verbund_actor;
grant update (name, body_kind, items, version) on bodies.agenda_pattern to verbund_actor;

-- Whoever sits in a body suggests; the coordinator answers; who suggested may take it back while nobody has answered.
create policy reader_reads on bodies.suggestion for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy reader_suggests on bodies.suggestion for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and suggested_by = (select network.actor_id()) and body_id = any(array(select bodies.readable())));
create policy coordinator_or_author_answers on bodies.suggestion for update to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and ((select bodies.may_write()) or (suggested_by = (select network.actor_id()) and state = 'open')))
  with check (site_id = (select network.actor_site())
              and ((select bodies.may_write()) or (suggested_by = (select network.actor_id()) and state = 'withdrawn')));
grant select on bodies.suggestion to verbund_actor;
grant insert (site_id, id, body_id, title, why, theme_id, minutes_planned, suggested_by, suggested_at) on bodies.suggestion to verbund_actor;
grant update (state, meeting_id, agenda_item_id, answer, answered_by, answered_at, version) on bodies.suggestion to verbund_actor;

-- ---- invitation -----------------------------------------------------------------------------------------------------------------------------

create policy reader_reads on bodies.invited_item for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and meeting_id = any(array(select bodies.readable_agendas()))
         and (audience <> 'lead' or body_id = any(array(select bodies.led()))));
create policy coordinator_keeps on bodies.invited_item for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and meeting_id = any(array(select bodies.readable_agendas())));
grant select on bodies.invited_item to verbund_actor;
grant insert (site_id, meeting_id, invitation, item_id, body_id, position, kind, title, minutes_planned, question, background, proposal, options, audience,
  invited_at) on bodies.invited_item to verbund_actor;

-- Meetings to whose invitation the actor may answer: of bodies in which it sits, until they begin.
create function bodies.answerable() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select t.id from bodies.meeting t
  where t.site_id = network.actor_site() and t.removed_at is null and t.state = 'invited'
    and t.body_id = any(array(select s.id from bodies.seated() s (id)));
end;

create policy own_or_coordinator_reads on bodies.invitation_answer for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and ((select bodies.may_write()) or membership_id = (select network.actor_id()) or deputy_membership_id = (select network.actor_id())));
create policy member_or_coordinator_answers on bodies.invitation_answer for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and answered_by = (select network.actor_id())
              and ((membership_id = (select network.actor_id()) and meeting_id = any(array(select bodies.answerable())))
                   or ((select bodies.may_write()) and meeting_id = any(array(select bodies.readable_agendas())))));
create policy member_or_coordinator_changes on bodies.invitation_answer for update to verbund_actor
  using (site_id = (select network.actor_site())
         and ((membership_id = (select network.actor_id()) and meeting_id = any(array(select bodies.answerable())))
              or ((select bodies.may_write()) and meeting_id = any(array(select bodies.readable_agendas())))))
  with check (site_id = (select network.actor_site()) and answered_by = (select network.actor_id()));
grant select on bodies.invitation_answer to verbund_actor;
grant insert (site_id, meeting_id, membership_id, body_id, answer, deputy_membership_id, note, answered_by, answered_at) on bodies.invitation_answer to verbund_actor;
grant update (answer, deputy_membership_id, note, answered_by, answered_at) on bodies.invitation_answer to verbund_actor;

-- ---- minutes --------------------------------------------------------------------------------------------------------------------------------

create policy reader_reads on bodies.pen for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_takes on bodies.pen for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and held_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_passes on bodies.pen for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
create policy holder_puts_down on bodies.pen for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()));
grant select, delete on bodies.pen to verbund_actor;
grant insert (site_id, agenda_item_id, meeting_id, body_id, held_by, seen_at, asked_by, asked_at) on bodies.pen to verbund_actor;
grant update (held_by, seen_at, asked_by, asked_at) on bodies.pen to verbund_actor;

-- Meetings whose minutes may be commented on: from the beginning until they are approved.
create function bodies.commentable() returns setof uuid
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select t.id from bodies.meeting t
  where t.site_id = network.actor_site() and t.removed_at is null and t.state in ('in_session', 'closed')
    and t.body_id = any(array(select r.id from bodies.readable() r (id)))
    and not exists (select from bodies.minutes_adoption a where a.site_id = t.site_id and a.meeting_id = t.id and a.adopted_at is not null);
end;

-- Whether the actor may comment now; until its transaction ends nobody adopts the minutes, so that no objection comes into them unanswered.
create function bodies.hold_to_comment(of_meeting uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  perform 1 from bodies.meeting t
  where t.site_id = network.actor_site() and t.id = of_meeting and t.id = any(array(select c.id from bodies.commentable() c (id))) for share;
  return of_meeting = any(array(select c.id from bodies.commentable() c (id)));
end
$$;

create policy reader_of_item_reads on bodies.minutes_comment for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and exists (select from bodies.agenda_item i where i.site_id = minutes_comment.site_id and i.id = minutes_comment.agenda_item_id));
create policy reader_comments on bodies.minutes_comment for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and made_by = (select network.actor_id()) and meeting_id = any(array(select bodies.commentable()))
              and exists (select from bodies.agenda_item i
                          where i.site_id = minutes_comment.site_id and i.id = minutes_comment.agenda_item_id and i.meeting_id = minutes_comment.meeting_id));
create policy coordinator_settles on bodies.minutes_comment for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
grant select on bodies.minutes_comment to verbund_actor;
grant insert (site_id, id, agenda_item_id, meeting_id, body_id, comment, made_by, made_at) on bodies.minutes_comment to verbund_actor;
grant update (settled, settled_because, settled_by, settled_at) on bodies.minutes_comment to verbund_actor;

create policy reader_of_item_reads on bodies.minutes_version for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and exists (select from bodies.agenda_item i where i.site_id = minutes_version.site_id and i.id = minutes_version.agenda_item_id));
create policy coordinator_keeps on bodies.minutes_version for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and corrected_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
grant select on bodies.minutes_version to verbund_actor;
grant insert (site_id, agenda_item_id, version, meeting_id, body_id, minutes, because, corrected_by, corrected_at) on bodies.minutes_version to verbund_actor;

create policy reader_reads on bodies.minutes_adoption for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_sends on bodies.minutes_adoption for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and sent_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_records on bodies.minutes_adoption for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write()) and adopted_at is null)
  with check (site_id = (select network.actor_site()));
grant select on bodies.minutes_adoption to verbund_actor;
grant insert (site_id, meeting_id, body_id, sent_at, sent_by, comments_until_on) on bodies.minutes_adoption to verbund_actor;
grant update (sent_at, sent_by, comments_until_on, adopted_at, adopted_by, way, adopted_in_id, version) on bodies.minutes_adoption to verbund_actor;

create policy reader_reads on bodies.addendum for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and (agenda_item_id is null
              or exists (select from bodies.agenda_item i where i.site_id = addendum.site_id and i.id = addendum.agenda_item_id)));
create policy coordinator_adds on bodies.addendum for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and made_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
grant select on bodies.addendum to verbund_actor;
grant insert (site_id, id, meeting_id, agenda_item_id, body_id, words, made_by, made_at) on bodies.addendum to verbund_actor;

create policy reader_of_decision_reads on bodies.dissent for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and exists (select from bodies.decision d where d.site_id = dissent.site_id and d.id = dissent.decision_id));
create policy coordinator_records on bodies.dissent for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and body_id = any(array(select bodies.readable())));
grant select on bodies.dissent to verbund_actor;
grant insert (site_id, decision_id, membership_id, body_id, words) on bodies.dissent to verbund_actor;

create policy reader_of_item_reads on bodies.attachment for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and body_id = any(array(select bodies.readable()))
         and exists (select from bodies.agenda_item i where i.site_id = attachment.site_id and i.id = attachment.agenda_item_id));
create policy coordinator_adds on bodies.attachment for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and added_by = (select network.actor_id())
              and meeting_id = any(array(select bodies.readable_agendas())));
grant select on bodies.attachment to verbund_actor;
grant insert (site_id, id, agenda_item_id, meeting_id, body_id, file_name, media_type, content, byte_count, added_by, added_at) on bodies.attachment to verbund_actor;

create policy coordinator_reads on bodies.submission for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select bodies.may_write()));
create policy coordinator_writes on bodies.submission for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on bodies.submission for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
grant select on bodies.submission to verbund_actor;
grant insert (site_id, id, addressee, number, kind, is_public, meeting_on, subject, proposal, reasons, cost, decision_id, created_by)
  on bodies.submission to verbund_actor;
grant update (addressee, number, kind, is_public, meeting_on, subject, proposal, reasons, cost, state, sent_on, result, result_words, result_on, version)
  on bodies.submission to verbund_actor;

create policy reader_of_item_reads on bodies.public_story for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable()))
         and exists (select from bodies.agenda_item i where i.site_id = public_story.site_id and i.id = public_story.agenda_item_id));
create policy coordinator_publishes on bodies.public_story for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and published_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.public_story for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
grant select on bodies.public_story to verbund_actor;
grant insert (site_id, agenda_item_id, body_id, gap, answer, published_on, published_by) on bodies.public_story to verbund_actor;
grant update (gap, answer, published_on, published_by, withdrawn_at, version) on bodies.public_story to verbund_actor;

-- What anybody may read of a site: only what was published, of items that are public, of meetings that were closed. Names of organisations, no person.
create function bodies.list_public_stories(site_name text)
  returns table (id uuid, body_name text, held_on date, title text, gap text, answer text, published_on date, decision_id uuid, outcome text, wording text, decided_on date,
                 due_on date, report_state text, owner_name text)
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select i.id, b.name, (t.starts_at at time zone 'Europe/Berlin')::date, i.title, s.gap, s.answer, s.published_on, d.id, d.outcome, d.wording, d.decided_on, d.due_on,
         d.report_state, o.name
  from network.site n
  join bodies.public_story s on s.site_id = n.id and s.withdrawn_at is null
  join bodies.agenda_item i on i.site_id = s.site_id and i.id = s.agenda_item_id and i.removed_at is null and i.audience = 'public'
  join bodies.meeting t on t.site_id = i.site_id and t.id = i.meeting_id and t.removed_at is null and t.state = 'closed'
  join bodies.body b on b.site_id = i.site_id and b.id = i.body_id and b.removed_at is null
  left join bodies.decision d on d.site_id = i.site_id and d.agenda_item_id = i.id and d.audience = 'public'
  left join network.unit u on u.site_id = d.site_id and u.id = d.owner_unit_id
  left join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
  where n.slug = site_name
  order by t.starts_at desc, i.position, i.id, d.decided_on, d.id
  limit 400;
end;
create function bodies.find_public_site(site_name text) returns text
  language sql stable security definer set search_path = ''
begin atomic
  select n.name from network.site n where n.slug = site_name;
end;

-- ---- the register of decisions --------------------------------------------------------------------------------------------------------------

-- Decisions that the actor reads, with the same rights as reader_reads on bodies.decision: past the barrier of row-level security no index finds a part of a word.
create function bodies.search_decisions(words text[], of_body uuid, of_outcome text, of_state text, of_unit uuid, due text, misses_report boolean, most integer, after integer)
  returns table (id uuid, total bigint)
  language plpgsql stable security definer set search_path = '' rows 50
as $$
declare
  narrowed text := '';
  counted bigint;
  word text;
  late constant text := ' and d.outcome = ''agreed'' and d.due_on < platform.today() and not d.is_done';
  reads constant text := ' from bodies.decision d where d.site_id = $1 and d.body_id = any($2) and (d.audience <> ''lead'' or d.body_id = any($3))';
  sorted constant text := ' order by d.is_done, d.due_on, d.decided_on desc, d.id limit $4 offset $5';
  my_site constant uuid := network.actor_site();
  mine uuid[];
  leads uuid[];
begin
  mine := array(select r.id from bodies.readable() r (id));
  leads := array(select l.id from bodies.led() l (id));
  foreach word in array words loop
    narrowed := narrowed || format(' and d.search_words like %L', '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  end loop;
  if of_body is not null then narrowed := narrowed || format(' and d.body_id = %L::uuid', of_body); end if;
  if of_outcome is not null then narrowed := narrowed || format(' and d.outcome = %L', of_outcome); end if;
  if of_state is not null then narrowed := narrowed || format(' and d.outcome in (''agreed'', ''escalated'') and d.report_state = %L', of_state); end if;
  if of_unit is not null then narrowed := narrowed || format(' and d.owner_unit_id = %L::uuid', of_unit); end if;
  if due = 'late' or misses_report then narrowed := narrowed || late; end if;
  if due = 'next_30_days' then
    narrowed := narrowed || ' and d.due_on between platform.today() and platform.today() + 30 and not d.is_done';
  end if;
  if due = 'no_date' then narrowed := narrowed || ' and d.due_on is null'; end if;
  if misses_report then
    narrowed := narrowed || ' and (d.reported_at is null or (d.reported_at at time zone ''Europe/Berlin'')::date < d.due_on)';
  end if;
  if narrowed = '' then
    -- all of them are counted in the index, and the page is its beginning
    execute 'select count(*)' || reads into counted using my_site, mine, leads;
    return query execute 'select d.id, $6' || reads || sorted using my_site, mine, leads, most, after, counted;
  else
    return query execute 'select d.id, count(*) over ()' || reads || narrowed || sorted using my_site, mine, leads, most, after;
  end if;
end
$$;

do $$
declare
  made text;
begin
  foreach made in array array['led()', 'answerable()', 'commentable()', 'hold_to_comment(uuid)', 'search_decisions(text[], uuid, text, text, uuid, text, boolean, integer, integer)']
  loop
    execute format('grant execute on function bodies.%s to verbund_actor', made);
  end loop;
end
$$;
grant execute on function bodies.may_report(text, uuid, uuid) to verbund_actor, verbund_definer;
grant usage on schema bodies to verbund_door;
grant execute on function bodies.list_public_stories(text), bodies.find_public_site(text) to verbund_door;

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
  gone := bodies.purge_cards();
  foreach place in array array['attachment', 'agenda_pattern', 'submission', 'agenda_item', 'cluster', 'meeting', 'member', 'document_template', 'body'] loop
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
grant delete on bodies.attachment, bodies.agenda_pattern, bodies.submission, bodies.agenda_item, bodies.meeting, bodies.member, bodies.document_template, bodies.body to verbund_definer;
grant execute on function bodies.purge_removed() to verbund_actor;

-- Planning conferences. The coordinator of the site prepares, moderates and sends back; members of the body see the plan and what is shown on the wall; case managers see
-- an open call, their own offers and what came back to them. Phones come through the door, with the code of the meeting and nothing else.
create policy definer_works on bodies.conference for all to verbund_definer using (true) with check (true);
create policy definer_reads on bodies.presentation for select to verbund_definer using (true);
create policy definer_works on bodies.card for all to verbund_definer using (true) with check (true);
create policy definer_works on bodies.cluster for all to verbund_definer using (true) with check (true);
grant select on bodies.conference, bodies.presentation to verbund_definer;
grant select, insert, delete on bodies.card to verbund_definer;
grant update (device, state, cluster_id, changed_at, version) on bodies.card to verbund_definer;
grant select, delete on bodies.cluster to verbund_definer;
grant update (removed_at, position) on bodies.cluster to verbund_definer;

-- Who may be asked for a case: members of the body, and everybody who manages cases at the site.
create function bodies.may_offer() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'body_member', 'coordinator');

-- Conferences whose call the actor sees: called, not over; case managers of all bodies, members of their own.
create function bodies.called() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select c.meeting_id
  from bodies.conference c
  join bodies.meeting t on t.site_id = c.site_id and t.id = c.meeting_id and t.removed_at is null
  join bodies.body b on b.site_id = c.site_id and b.id = c.body_id and b.removed_at is null
  where bodies.may_offer() and c.site_id = network.actor_site() and c.called_on is not null and t.state <> 'closed'
    and (current_setting('app.role', true) = 'case_manager' or c.body_id = any(array(select r.id from bodies.readable() r (id))));
end;

-- Conferences to which the actor may still offer a case.
create function bodies.offerable() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select c.meeting_id from bodies.conference c
  where c.site_id = network.actor_site() and c.call_until_on >= platform.today() and c.meeting_id = any(array(select o.id from bodies.called() o (id)));
end;

-- The body of a conference that the actor may offer a case to.
create function bodies.find_call(of_meeting uuid) returns table (body_id uuid, is_open boolean)
  language sql stable security definer set search_path = '' rows 1
begin atomic
  select c.body_id, c.call_until_on >= platform.today() from bodies.conference c
  where c.site_id = network.actor_site() and c.meeting_id = of_meeting and c.meeting_id = any(array(select o.id from bodies.called() o (id)));
end;

-- What a call says, to those who may answer it: nothing of agenda, members or minutes.
create function bodies.list_calls() returns table (meeting_id uuid, body_name text, starts_at timestamptz, place text, call_text text, call_until_on date, is_open boolean)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select c.meeting_id, b.name, t.starts_at, t.place, c.call_text, c.call_until_on, c.call_until_on >= platform.today()
  from bodies.conference c
  join bodies.meeting t on t.site_id = c.site_id and t.id = c.meeting_id
  join bodies.body b on b.site_id = c.site_id and b.id = c.body_id
  where c.site_id = network.actor_site() and c.meeting_id = any(array(select o.id from bodies.called() o (id)))
  order by c.call_until_on, c.meeting_id limit 50;
end;

-- Own offers with the conference they belong to, for those who see no meeting.
create function bodies.list_own_offers(of_offer uuid) returns table (id uuid, meeting_id uuid, body_name text, starts_at timestamptz, title text, why text, state text,
                                                       result text, result_by_name text, result_on date, result_seen_on date, version integer, may_change boolean)
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select p.id, p.meeting_id, b.name, t.starts_at, p.title, p.why, p.state, p.result, m.display_name, p.result_on, p.result_seen_on, p.version,
    p.state = 'offered' and p.meeting_id = any(array(select o.id from bodies.offerable() o (id)))
  from bodies.presentation p
  join bodies.meeting t on t.site_id = p.site_id and t.id = p.meeting_id
  join bodies.body b on b.site_id = p.site_id and b.id = p.body_id
  left join network.membership m on m.site_id = p.site_id and m.id = p.result_by
  where bodies.may_offer() and p.site_id = network.actor_site() and p.presenter_id = network.actor_id()
    and (t.removed_at is null or p.result is not null) and (of_offer is null or p.id = of_offer)
  order by p.result_on desc nulls first, t.starts_at desc, p.id limit 100;
end;

create policy reader_reads on bodies.conference for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())));
create policy coordinator_plans on bodies.conference for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.conference for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

create policy reader_or_presenter_reads on bodies.presentation for select to verbund_actor
  using (site_id = (select network.actor_site())
         and ((presenter_id = (select network.actor_id()) and (select bodies.may_offer()))
              or (body_id = any(array(select bodies.readable())) and (state = 'chosen' or (select bodies.may_write())))));
create policy presenter_offers on bodies.presentation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and created_by = (select network.actor_id())
              and ((presenter_id = (select network.actor_id()) and state = 'offered' and meeting_id = any(array(select bodies.offerable())))
                   or ((select bodies.may_write()) and body_id = any(array(select bodies.readable())))));
create policy presenter_or_coordinator_changes on bodies.presentation for update to verbund_actor
  using (site_id = (select network.actor_site())
         and ((select bodies.may_write()) or (presenter_id = (select network.actor_id()) and (select bodies.may_offer()))))
  with check (site_id = (select network.actor_site())
              and ((select bodies.may_write()) or (presenter_id = (select network.actor_id()) and (select bodies.may_offer()))));

-- What waits or was set aside is seen by those who moderate alone.
create policy reader_reads on bodies.card for select to verbund_actor
  using (site_id = (select network.actor_site()) and body_id = any(array(select bodies.readable())) and (state = 'shown' or (select bodies.may_write())));
create policy coordinator_moves on bodies.card for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));
create policy reader_reads on bodies.cluster for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and body_id = any(array(select bodies.readable())));
create policy coordinator_names on bodies.cluster for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select bodies.may_write()) and created_by = (select network.actor_id())
              and body_id = any(array(select bodies.readable())));
create policy coordinator_edits on bodies.cluster for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select bodies.may_write())) with check (site_id = (select network.actor_site()));

grant select on bodies.conference, bodies.presentation, bodies.cluster to verbund_actor;
-- which cards came from one phone is nobody's business: only whole phones are set aside, by the function below
grant select (site_id, id, meeting_id, body_id, words, state, cluster_id, came_at, changed_at, version) on bodies.card to verbund_actor;
grant insert (site_id, meeting_id, body_id, call_text, call_until_on, question, created_by) on bodies.conference to verbund_actor;
grant update (call_text, call_until_on, called_on, question, code, takes_cards, version) on bodies.conference to verbund_actor;
grant insert (site_id, id, meeting_id, body_id, presenter_id, title, why, reconstruction_id, state, created_by) on bodies.presentation to verbund_actor;
grant update (title, why, state, result, result_by, result_on, result_seen_on, version) on bodies.presentation to verbund_actor;
grant update (state, cluster_id, changed_at, version) on bodies.card to verbund_actor;
grant insert (site_id, id, meeting_id, body_id, name, position, created_by) on bodies.cluster to verbund_actor;
grant update (name, position, theme_id, report_id, taken_up_on, version) on bodies.cluster to verbund_actor;

-- A cluster taken from the wall lets go of its cards; brought back, it stands empty.
create function bodies.set_cluster_removed(cluster uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not coalesce(bodies.may_write(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  update bodies.cluster k set removed_at = case when is_removed then platform.moment() end
  where k.site_id = network.actor_site() and k.id = cluster and (k.removed_at is null) = is_removed;
  return found;
end
$$;

-- All cards of the phone that one card came from: set aside, or waiting again.
create function bodies.set_device_aside(of_card uuid, is_aside boolean) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moved integer;
begin
  if not coalesce(bodies.may_write(), false) then
    raise exception 'not allowed to set aside' using errcode = 'insufficient_privilege';
  end if;
  update bodies.card k
  set state = case when is_aside then 'set_aside' else 'waiting' end, cluster_id = null, version = k.version + 1, changed_at = platform.moment()
  from bodies.card one
  where one.site_id = network.actor_site() and one.id = of_card and k.site_id = one.site_id and k.meeting_id = one.meeting_id
    and (k.id = one.id or k.device = one.device) and (k.state = 'set_aside') <> is_aside;
  get diagnostics moved = row_count;
  return moved;
end
$$;

-- At the door: what a phone is shown. A code lives as long as its meeting, and until the evening of its day.
create function bodies.find_wall(short_code text) returns table (state text, body_name text, question text)
  language sql stable security definer set search_path = '' rows 1
begin atomic
  select case when t.state = 'closed' or (t.starts_at at time zone 'Europe/Berlin')::date < platform.today() then 'over'
              when c.takes_cards then 'open' else 'not_yet' end, b.name, c.question
  from bodies.conference c
  join bodies.meeting t on t.site_id = c.site_id and t.id = c.meeting_id and t.removed_at is null
  join bodies.body b on b.site_id = c.site_id and b.id = c.body_id and b.removed_at is null
  where c.code = short_code and (t.starts_at at time zone 'Europe/Berlin')::date >= platform.today() - 7
  order by t.starts_at desc limit 1;
end;

-- Names that everybody may read on a door plate: the check of a card lets them stand.
create function bodies.list_public_names(short_code text) returns setof text
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select n.name
  from (select c.site_id from bodies.conference c where c.code = short_code limit 1) c
  cross join lateral (
    select t.name from network.town t where t.site_id = c.site_id
    union all select o.name from network.organisation o where o.site_id = c.site_id and o.removed_at is null
    union all select o.short_name from network.organisation o where o.site_id = c.site_id and o.removed_at is null and o.short_name is not null
    union all select u.name from network.unit u where u.site_id = c.site_id and u.removed_at is null
    union all select s.name from network.site s where s.id = c.site_id
  ) n limit 1000;
end;

-- One card. The same id again is the same card; a wall and a device hold only so many, and those who sent little still get in when much has come.
create function bodies.hand_in_card(short_code text, card uuid, card_words text, of_device bytea) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  wall record;
  from_device integer;
  on_wall integer;
begin
  select c.site_id, c.meeting_id, c.body_id, c.takes_cards and t.state <> 'closed' and (t.starts_at at time zone 'Europe/Berlin')::date >= platform.today() as is_open,
    (t.state = 'closed' or (t.starts_at at time zone 'Europe/Berlin')::date < platform.today()) as is_over
  into wall
  from bodies.conference c
  join bodies.meeting t on t.site_id = c.site_id and t.id = c.meeting_id and t.removed_at is null
  join bodies.body b on b.site_id = c.site_id and b.id = c.body_id and b.removed_at is null
  where c.code = short_code and (t.starts_at at time zone 'Europe/Berlin')::date >= platform.today() - 7
  order by t.starts_at desc limit 1;
  if not found then
    return 'no_such_code';
  end if;
  if exists (select from bodies.card k where k.site_id = wall.site_id and k.id = card) then
    -- whose card it is was decided when it came
    return case when exists (select from bodies.card k where k.site_id = wall.site_id and k.id = card and k.meeting_id = wall.meeting_id
                               and k.device = of_device and k.words = card_words)
                then 'taken' else 'id_taken' end;
  end if;
  if not wall.is_open then
    return case when wall.is_over then 'over' else 'not_yet' end;
  end if;
  select count(*) into from_device from bodies.card k where k.site_id = wall.site_id and k.meeting_id = wall.meeting_id and k.device = of_device;
  if from_device >= 30 then
    return 'device_full';
  end if;
  select count(*) into on_wall from bodies.card k where k.site_id = wall.site_id and k.meeting_id = wall.meeting_id;
  if on_wall >= 2000 or (on_wall >= 1000 and from_device >= 3) then
    return 'wall_full';
  end if;
  insert into bodies.card (site_id, id, meeting_id, body_id, words, device)
  values (wall.site_id, card, wall.meeting_id, wall.body_id, card_words, of_device)
  on conflict do nothing;
  return 'taken';
end
$$;
grant usage on schema bodies to verbund_door;
grant execute on function bodies.find_wall(text), bodies.list_public_names(text), bodies.hand_in_card(text, uuid, text, bytea) to verbund_door;

-- Where the themes of the site come from: from a report made of a case, or from a conference at which a case was presented. Two counts, which pass the gate above.
create function bodies.count_theme_origins() returns table (themes integer, from_cases integer)
  language sql stable security definer set search_path = '' rows 1
begin atomic
  select count(*)::integer, count(*) filter (where
      exists (select from themes.theme_report r join themes.report_case c on c.site_id = r.site_id and c.report_id = r.report_id
              where r.site_id = t.site_id and r.theme_id = t.id and r.left_on is null)
      or exists (select from bodies.cluster k
                 join bodies.presentation p on p.site_id = k.site_id and p.meeting_id = k.meeting_id and p.state = 'chosen'
                 where k.site_id = t.site_id and k.theme_id = t.id and k.removed_at is null))::integer
  from themes.theme t
  where bodies.takes_part() and t.site_id = network.actor_site() and t.removed_at is null;
end;

-- A code that no other meeting has.
create function bodies.is_code_free(short_code text) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select bodies.may_write() and not exists (select from bodies.conference c where c.code = short_code);
end;

-- A day after a meeting nobody can tell any more which cards came from one phone; what was not shown goes after 30 days. For the job that purges.
create function bodies.purge_cards() returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone integer;
begin
  if network.actor_role() is distinct from 'system' then
    raise exception 'not allowed to purge' using errcode = 'insufficient_privilege';
  end if;
  update bodies.card k set device = null from bodies.meeting t
  where k.site_id = network.actor_site() and k.device is not null and t.site_id = k.site_id and t.id = k.meeting_id
    and (t.state = 'closed' or (t.starts_at at time zone 'Europe/Berlin')::date < platform.today())
    and t.starts_at < platform.moment() - interval '1 day';
  delete from bodies.card k using bodies.meeting t
  where k.site_id = network.actor_site() and k.state <> 'shown' and t.site_id = k.site_id and t.id = k.meeting_id
    and t.starts_at < platform.moment() - interval '30 days';
  get diagnostics gone = row_count;
  return gone;
end
$$;

do $$
declare
  made text;
begin
  foreach made in array array['called()', 'offerable()', 'list_calls()', 'find_call(uuid)', 'list_own_offers(uuid)', 'set_cluster_removed(uuid, boolean)', 'set_device_aside(uuid, boolean)', 'is_code_free(text)', 'count_theme_origins()']
  loop
    execute format('grant execute on function bodies.%s to verbund_actor', made);
  end loop;
end
$$;
grant execute on function bodies.purge_cards() to verbund_definer;
grant execute on function bodies.may_offer() to verbund_actor, verbund_definer;
