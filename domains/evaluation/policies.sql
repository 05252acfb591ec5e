-- evaluation: the scientific team writes about the sites of its programme; a site sees what was shared with it, answers beside it, and releases what it wants to.
grant usage on schema evaluation to verbund_actor, verbund_definer;

-- The scientific team: accompaniment and evaluation. The programme lead is not of it and reads only what the team gives to overall steering.
create function evaluation.is_team() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator');
-- Speaks for a site towards the team.
create function evaluation.speaks_for_site() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';
-- Whom the pages of this domain concern at all.
create function evaluation.takes_part() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator', 'programme_lead', 'coordinator', 'body_member');
grant execute on function evaluation.is_team(), evaluation.speaks_for_site(), evaluation.takes_part() to verbund_actor, verbund_definer;

create policy definer_works on evaluation.assignment for all to verbund_definer using (true) with check (true);
create policy definer_works on evaluation.process_entry for all to verbund_definer using (true) with check (true);
create policy definer_works on evaluation.feedback for all to verbund_definer using (true) with check (true);
create policy definer_reads on evaluation.feedback_basis for select to verbund_definer using (true);
create policy definer_reads on evaluation.feedback_check for select to verbund_definer using (true);
create policy definer_reads on evaluation.release for select to verbund_definer using (true);
create policy definer_works on evaluation.invitation for all to verbund_definer using (true) with check (true);
grant select, insert, update on evaluation.assignment to verbund_definer;
grant select, update on evaluation.process_entry, evaluation.feedback, evaluation.invitation to verbund_definer;
grant select on evaluation.feedback_basis, evaluation.feedback_check, evaluation.release to verbund_definer;

-- The sites whose evaluation the actor reads: all of the programme for the team, its own for a coordinator.
create function evaluation.readable_sites() returns setof uuid
  language sql stable security definer set search_path = '' rows 12
begin atomic
  select s.id from network.site s
  where (evaluation.is_team() and s.programme_id = network.actor_programme() and s.kind <> 'programme_office')
     or (evaluation.speaks_for_site() and s.id = network.actor_site());
end;

-- The sites at which the actor has this duty today.
create function evaluation.sites_of_duty(wanted text) returns setof uuid
  language sql stable security definer set search_path = '' rows 12
begin atomic
  select a.site_id from evaluation.assignment a join network.site s on s.id = a.site_id
  where evaluation.is_team() and s.programme_id = network.actor_programme() and a.office_id = network.actor_site() and a.membership_id = network.actor_id()
    and a.duty = wanted and a.from_on <= platform.today() and (a.until_on is null or a.until_on >= platform.today());
end;

-- Advice is for those who advise: the accompaniment, but never who rates or rated that site, and never the evaluation.
create function evaluation.advised_sites() returns setof uuid
  language sql stable security definer set search_path = '' rows 12
begin atomic
  select s.id from network.site s
  where network.actor_role() = 'accompaniment' and s.programme_id = network.actor_programme() and s.kind <> 'programme_office'
    and not exists (select from evaluation.assignment a join network.membership m on m.account_id = a.account_id
                    where a.site_id = s.id and a.duty = 'rater' and m.id = network.actor_id());
end;

-- Feedback that was given to the actor at its level of the programme.
create function evaluation.given_to_actor() returns setof uuid
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select f.id from evaluation.feedback f join network.site s on s.id = f.site_id
  where f.state = 'given' and s.programme_id = network.actor_programme()
    and ((network.actor_role() = 'programme_lead' and f.level = 'overall_steering')
      or (network.actor_role() = 'coordinator' and f.level = 'forum')
      or (network.actor_role() = 'body_member' and f.site_id = network.actor_site() and f.level = any(array(
            select b.kind from bodies.body b where b.site_id = network.actor_site() and b.id = any(array(select x.id from bodies.seated() x (id)))))));
end;

create policy team_or_site_reads on evaluation.assignment for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())));

create policy team_reads on evaluation.process_entry for select to verbund_actor
  using (removed_at is null and (select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites())));
create policy site_reads_shared on evaluation.process_entry for select to verbund_actor
  using (shared_at is not null and site_id = any(array(select evaluation.readable_sites())));
create policy team_or_site_writes on evaluation.process_entry for insert to verbund_actor
  with check (site_id = any(array(select evaluation.readable_sites())) and author_site_id = (select network.actor_site()) and author_id = (select network.actor_id())
              and ((select evaluation.is_team()) or shared_at is not null));
-- What the site has seen stays as it is.
create policy author_edits_note on evaluation.process_entry for update to verbund_actor
  using (removed_at is null and (select evaluation.is_team()) and author_id = (select network.actor_id()) and shared_at is null)
  with check ((select evaluation.is_team()) and author_id = (select network.actor_id()));

create policy team_or_site_reads on evaluation.entry_answer for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())));
create policy team_or_site_answers on evaluation.entry_answer for insert to verbund_actor
  with check (site_id = any(array(select evaluation.readable_sites())) and author_site_id = (select network.actor_site()) and author_id = (select network.actor_id())
              and exists (select from evaluation.process_entry e where e.site_id = entry_answer.site_id and e.id = entry_answer.entry_id and e.shared_at is not null));

create policy team_reads on evaluation.finding for select to verbund_actor
  using ((select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites())));
create policy site_reads_shared on evaluation.finding for select to verbund_actor
  using (shared_at is not null and site_id = any(array(select evaluation.readable_sites())));
create policy rater_records on evaluation.finding for insert to verbund_actor
  with check (site_id = any(array(select evaluation.sites_of_duty('rater'))) and author_site_id = (select network.actor_site())
              and author_id = (select network.actor_id()));
create policy author_shares on evaluation.finding for update to verbund_actor
  using (author_id = (select network.actor_id()) and shared_at is null and site_id = any(array(select evaluation.sites_of_duty('rater'))))
  with check (author_id = (select network.actor_id()));

create policy team_or_site_reads on evaluation.finding_discussion for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())));
create policy site_discusses on evaluation.finding_discussion for insert to verbund_actor
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and recorded_by = (select network.actor_id())
              and exists (select from evaluation.finding f where f.site_id = finding_discussion.site_id and f.id = finding_discussion.finding_id
                          and f.shared_at is not null));

create policy advisers_read on evaluation.advice for select to verbund_actor
  using (site_id = any(array(select evaluation.advised_sites())));
create policy site_reads_next_step on evaluation.advice for select to verbund_actor
  using (site_sees and (select evaluation.speaks_for_site()) and site_id = (select network.actor_site()));
create policy coach_writes on evaluation.advice for insert to verbund_actor
  with check (site_id = any(array(select evaluation.sites_of_duty('coach'))) and site_id = any(array(select evaluation.advised_sites()))
              and author_site_id = (select network.actor_site()) and author_id = (select network.actor_id()));

-- A draft is the team's; from the check on the site sees it; once given, those at its level.
create policy team_reads on evaluation.feedback for select to verbund_actor
  using (removed_at is null and (select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites())));
create policy site_reads_from_check on evaluation.feedback for select to verbund_actor
  using (state <> 'draft' and site_id = any(array(select evaluation.readable_sites())));
create policy level_reads_given on evaluation.feedback for select to verbund_actor
  using (id = any(array(select evaluation.given_to_actor())));
create policy team_drafts on evaluation.feedback for insert to verbund_actor
  with check ((select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites())) and state = 'draft'
              and author_site_id = (select network.actor_site()) and author_id = (select network.actor_id()));
create policy team_edits_draft on evaluation.feedback for update to verbund_actor
  using (removed_at is null and (select evaluation.is_team()) and state = 'draft' and site_id = any(array(select evaluation.readable_sites())))
  with check ((select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites())));

create policy team_or_site_reads on evaluation.feedback_basis for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites()))
         and exists (select from evaluation.feedback f where f.site_id = feedback_basis.site_id and f.id = feedback_basis.feedback_id));
create policy team_adds on evaluation.feedback_basis for insert to verbund_actor
  with check ((select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites()))
              and exists (select from evaluation.feedback f where f.site_id = feedback_basis.site_id and f.id = feedback_basis.feedback_id and f.state = 'draft'));
create policy team_removes on evaluation.feedback_basis for delete to verbund_actor
  using ((select evaluation.is_team()) and site_id = any(array(select evaluation.readable_sites()))
         and exists (select from evaluation.feedback f where f.site_id = feedback_basis.site_id and f.id = feedback_basis.feedback_id and f.state = 'draft'));

create policy reader_of_feedback_reads on evaluation.feedback_check for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())) or feedback_id = any(array(select evaluation.given_to_actor())));
create policy site_answers on evaluation.feedback_check for insert to verbund_actor
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and answered_by = (select network.actor_id())
              and exists (select from evaluation.feedback f where f.site_id = feedback_check.site_id and f.id = feedback_check.feedback_id
                          and f.state = 'at_site' and f.round = feedback_check.round));

create policy reader_of_feedback_reads on evaluation.feedback_consequence for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())) or feedback_id = any(array(select evaluation.given_to_actor())));
create policy site_records on evaluation.feedback_consequence for insert to verbund_actor
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and author_site_id = (select network.actor_site())
              and author_id = (select network.actor_id())
              and exists (select from evaluation.feedback f where f.site_id = feedback_consequence.site_id and f.id = feedback_consequence.feedback_id
                          and f.state = 'given'));
-- Overall steering says what followed from what was given to it.
create policy programme_lead_records on evaluation.feedback_consequence for insert to verbund_actor
  with check ((select network.actor_role()) = 'programme_lead' and author_site_id = (select network.actor_site()) and author_id = (select network.actor_id())
              and feedback_id = any(array(select evaluation.given_to_actor())));

create policy team_or_site_reads on evaluation.release for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())));
create policy site_releases on evaluation.release for insert to verbund_actor
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and released_by = (select network.actor_id()));
create policy site_ends on evaluation.release for update to verbund_actor
  using ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and ended_at is null)
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and ended_by = (select network.actor_id()));

create policy team_or_site_reads on evaluation.invitation for select to verbund_actor
  using (site_id = any(array(select evaluation.readable_sites())));
create policy site_invites on evaluation.invitation for insert to verbund_actor
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and invited_by = (select network.actor_id())
              and exists (select from bodies.meeting t where t.site_id = invitation.site_id and t.id = invitation.meeting_id and t.state <> 'closed'));
create policy site_withdraws on evaluation.invitation for update to verbund_actor
  using ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()) and agenda_item_id is null)
  with check ((select evaluation.speaks_for_site()) and site_id = (select network.actor_site()));

grant select on evaluation.assignment, evaluation.process_entry, evaluation.entry_answer, evaluation.finding, evaluation.finding_discussion, evaluation.advice,
  evaluation.feedback, evaluation.feedback_basis, evaluation.feedback_check, evaluation.feedback_consequence, evaluation.release, evaluation.invitation
  to verbund_actor;
grant insert (site_id, id, happened_on, level, event, interpretation, source_kind, shared_at, author_site_id, author_id) on evaluation.process_entry to verbund_actor;
grant update (happened_on, level, event, interpretation, source_kind, shared_at, version) on evaluation.process_entry to verbund_actor;
grant insert (site_id, id, entry_id, text, author_site_id, author_id) on evaluation.entry_answer to verbund_actor;
grant insert (site_id, id, field, sentence, evidence_kind, sources, shared_at, author_site_id, author_id) on evaluation.finding to verbund_actor;
grant update (shared_at, version) on evaluation.finding to verbund_actor;
grant insert (site_id, id, finding_id, position, status, reason, said_by, said_on, recorded_by) on evaluation.finding_discussion to verbund_actor;
grant insert (site_id, id, given_on, kind, with_whom, subject, next_step, site_sees, author_site_id, author_id) on evaluation.advice to verbund_actor;
grant insert (site_id, id, level, title, text, author_site_id, author_id) on evaluation.feedback to verbund_actor;
grant update (level, title, text, version) on evaluation.feedback to verbund_actor;
grant insert (site_id, id, feedback_id, entry_id, finding_id) on evaluation.feedback_basis to verbund_actor;
grant delete on evaluation.feedback_basis to verbund_actor;
grant insert (site_id, feedback_id, round, answer, comment, answered_by) on evaluation.feedback_check to verbund_actor;
grant insert (site_id, id, feedback_id, kind, text, author_site_id, author_id) on evaluation.feedback_consequence to verbund_actor;
grant insert (site_id, id, kind, item_id, from_on, until_on, released_by) on evaluation.release to verbund_actor;
grant update (ended_at, ended_by) on evaluation.release to verbund_actor;
grant insert (site_id, id, meeting_id, wish, invited_by) on evaluation.invitation to verbund_actor;
grant update (withdrawn_at) on evaluation.invitation to verbund_actor;

-- Who does what where, decided within the team. The key of the table refuses a second duty of the same person; evaluation never coaches.
create function evaluation.assign(of_site uuid, member uuid, wanted text) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid;
  its_role text;
begin
  if network.actor_role() is distinct from 'accompaniment' or not (of_site = any(array(select evaluation.readable_sites()))) then
    raise exception 'not allowed to assign' using errcode = 'insufficient_privilege';
  end if;
  select m.account_id, m.role into account, its_role from network.membership m
  where m.site_id = network.actor_site() and m.id = member and m.role in ('accompaniment', 'evaluator')
    and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today());
  if account is null or (its_role = 'evaluator' and wanted <> 'rater') then
    return false;
  end if;
  insert into evaluation.assignment (site_id, account_id, office_id, membership_id, duty, assigned_by)
  values (of_site, account, network.actor_site(), member, wanted, network.actor_id())
  on conflict (site_id, account_id) do update set until_on = null, membership_id = excluded.membership_id
    where assignment.duty = excluded.duty;
  return found;
end
$$;

create function evaluation.end_assignment(of_site uuid, member uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is distinct from 'accompaniment' or not (of_site = any(array(select evaluation.readable_sites()))) then
    raise exception 'not allowed to assign' using errcode = 'insufficient_privilege';
  end if;
  update evaluation.assignment a set until_on = greatest(a.from_on, platform.today() - 1)
  where a.site_id = of_site and a.office_id = network.actor_site() and a.membership_id = member and a.until_on is null;
  return found;
end
$$;

-- The names of the sites of the own programme, for feedback that a level gets from elsewhere.
create function evaluation.list_site_names() returns table (site_id uuid, name text)
  language sql stable security definer set search_path = '' rows 12
begin atomic
  select s.id, s.name from network.site s where evaluation.takes_part() and s.programme_id = network.actor_programme() and s.kind <> 'programme_office';
end;

-- Who coaches and who rates, with names: a site shall know whom it speaks to.
create function evaluation.list_assignments(of_site uuid)
  returns table (membership_id uuid, name text, role text, duty text, from_on date, until_on date)
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select a.membership_id, m.display_name, m.role, a.duty, a.from_on, a.until_on
  from evaluation.assignment a join network.membership m on m.site_id = a.office_id and m.id = a.membership_id
  where a.site_id = of_site and of_site = any(array(select evaluation.readable_sites()))
  order by a.duty, a.from_on, m.display_name;
end;

-- The way of a feedback: to the site, back for another wording, given. Given only after the site has answered, or when its 14 days are over.
create function evaluation.move_feedback(of_site uuid, feedback uuid, wanted text) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  it evaluation.feedback;
  answered boolean;
begin
  if evaluation.is_team() is not true or not (of_site = any(array(select evaluation.readable_sites()))) then
    raise exception 'not allowed to move feedback' using errcode = 'insufficient_privilege';
  end if;
  select f.* into it from evaluation.feedback f where f.site_id = of_site and f.id = feedback and f.removed_at is null for update;
  if not found then
    return false;
  end if;
  answered := exists (select from evaluation.feedback_check c where c.site_id = of_site and c.feedback_id = feedback and c.round = it.round);
  if wanted = 'at_site' and it.state = 'draft' then
    update evaluation.feedback f set state = 'at_site', round = it.round + 1, sent_on = platform.today(), version = it.version + 1
    where f.site_id = of_site and f.id = feedback;
  elsif wanted = 'draft' and it.state = 'at_site' then
    update evaluation.feedback f set state = 'draft', version = it.version + 1 where f.site_id = of_site and f.id = feedback;
  elsif wanted = 'given' and it.state = 'at_site' and (answered or it.sent_on + 14 < platform.today()) then
    update evaluation.feedback f set state = 'given', given_on = platform.today(), version = it.version + 1 where f.site_id = of_site and f.id = feedback;
  else
    return false;
  end if;
  return true;
end
$$;

-- Removal and its undo, by the author: a field note on which no feedback rests that others have seen; a draft that nobody has seen.
create function evaluation.set_removed(what text, of_site uuid, row_id uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moment timestamptz := case when is_removed then platform.moment() end;
begin
  if evaluation.is_team() is not true or not (of_site = any(array(select evaluation.readable_sites()))) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  case what
    when 'entry' then
      update evaluation.process_entry e set removed_at = moment
      where e.site_id = of_site and e.id = row_id and e.author_id = network.actor_id() and e.shared_at is null and (e.removed_at is null) = is_removed
        and not exists (select from evaluation.feedback_basis b join evaluation.feedback f on f.site_id = b.site_id and f.id = b.feedback_id
                        where b.site_id = of_site and b.entry_id = row_id and f.round > 0);
    when 'feedback' then
      update evaluation.feedback f set removed_at = moment
      where f.site_id = of_site and f.id = row_id and f.author_id = network.actor_id() and f.state = 'draft' and f.round = 0
        and (f.removed_at is null) = is_removed;
  end case;
  if found then
    return true;
  end if;
  if not exists (select from evaluation.process_entry e where e.site_id = of_site and e.id = row_id and e.author_id = network.actor_id())
     and not exists (select from evaluation.feedback f where f.site_id = of_site and f.id = row_id and f.author_id = network.actor_id()) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  return false;
end
$$;

-- Releases in force now.
create function evaluation.released_now(of_site uuid) returns table (kind text, item_id uuid)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select r.kind, r.item_id from evaluation.release r
  where r.site_id = of_site and of_site = any(array(select evaluation.readable_sites())) and r.ended_at is null
    and r.from_on <= platform.today() and (r.until_on is null or r.until_on >= platform.today());
end;

-- What the team reads of a site, and the site sees as the team sees it: no count, no name of a person. A theme that is still being collected is never in a standing release.
create function evaluation.list_released(of_site uuid)
  returns table (kind text, id uuid, title text, text text, state text, body_name text, happened_on date)
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select 'theme', t.id, t.title, t.sentence, t.state, t.body_name, t.state_since_on
  from themes.theme t
  where t.site_id = of_site and t.removed_at is null
    and ((t.state <> 'collected' and exists (select from evaluation.released_now(of_site) r where r.kind = 'theme' and r.item_id is null))
      or exists (select from evaluation.released_now(of_site) r where r.kind = 'theme' and r.item_id = t.id))
  union all
  select 'measure', m.id, m.title, m.anchor_text, m.state, m.body_name, m.due_on
  from themes.measure m join themes.theme t on t.site_id = m.site_id and t.id = m.theme_id and t.removed_at is null
  where m.site_id = of_site and exists (select from evaluation.released_now(of_site) r where r.kind = 'measure' and (r.item_id is null or r.item_id = m.id))
  union all
  select 'decision', d.id, d.wording, d.reason, d.outcome, b.name, d.decided_on
  from bodies.decision d join bodies.body b on b.site_id = d.site_id and b.id = d.body_id and b.removed_at is null
  where d.site_id = of_site and exists (select from evaluation.released_now(of_site) r where r.kind = 'decision' and (r.item_id is null or r.item_id = d.id))
  union all
  select 'minutes', i.id, i.title, i.minutes, 'closed', b.name, (t.starts_at at time zone 'Europe/Berlin')::date
  from bodies.agenda_item i join bodies.meeting t on t.site_id = i.site_id and t.id = i.meeting_id
  join bodies.body b on b.site_id = i.site_id and b.id = i.body_id and b.removed_at is null
  where i.site_id = of_site and i.removed_at is null and t.removed_at is null and t.state = 'closed' and i.minutes <> ''
    and exists (select from evaluation.released_now(of_site) r where r.kind = 'minutes' and r.item_id = i.id)
  order by 7 desc, 1, 2;
end;

-- The meetings to which the team was invited: body and day, no agenda.
create function evaluation.list_invited_meetings(of_site uuid)
  returns table (invitation_id uuid, body_name text, starts_at timestamptz, is_open boolean)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select v.id, b.name, t.starts_at, t.removed_at is null and t.state <> 'closed'
  from evaluation.invitation v
  join bodies.meeting t on t.site_id = v.site_id and t.id = v.meeting_id
  join bodies.body b on b.site_id = t.site_id and b.id = t.body_id
  where v.site_id = of_site and of_site = any(array(select evaluation.readable_sites()));
end;

-- The public names of a site, so that the check of free text does not mark an authority or a town as a person.
create function evaluation.list_public_names(of_site uuid) returns setof text
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select s.name from network.site s where s.id = of_site and of_site = any(array(select evaluation.readable_sites()))
  union all
  select o.name from network.organisation o where o.site_id = of_site and of_site = any(array(select evaluation.readable_sites()))
  union all
  select u.name from network.unit u where u.site_id = of_site and of_site = any(array(select evaluation.readable_sites()))
  union all
  select w.name from network.town w where w.site_id = of_site and of_site = any(array(select evaluation.readable_sites()));
end;

-- The input of the team goes to the agenda through the door of bodies, and only on an invitation that still stands.
create function evaluation.give_input(of_site uuid, invitation uuid, item uuid, item_title text, item_paper text) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  it evaluation.invitation;
begin
  if evaluation.is_team() is not true or not (of_site = any(array(select evaluation.readable_sites()))) then
    raise exception 'not allowed to give an input' using errcode = 'insufficient_privilege';
  end if;
  select v.* into it from evaluation.invitation v where v.site_id = of_site and v.id = invitation for update;
  if not found or it.withdrawn_at is not null then
    raise exception 'not invited' using errcode = 'insufficient_privilege';
  end if;
  if it.agenda_item_id is not null or not bodies.add_input(of_site, it.meeting_id, item, item_title, item_paper, it.invited_by) then
    return false;
  end if;
  update evaluation.invitation v set agenda_item_id = item, given_by = network.actor_id(), given_on = platform.today()
  where v.site_id = of_site and v.id = invitation;
  return true;
end
$$;

do $$
declare
  made text;
begin
  foreach made in array array['readable_sites()', 'sites_of_duty(text)', 'advised_sites()', 'given_to_actor()', 'assign(uuid, uuid, text)', 'list_site_names()', 'list_assignments(uuid)',
    'end_assignment(uuid, uuid)', 'move_feedback(uuid, uuid, text)', 'set_removed(text, uuid, uuid, boolean)', 'released_now(uuid)', 'list_released(uuid)', 'list_invited_meetings(uuid)',
    'list_public_names(uuid)', 'give_input(uuid, uuid, uuid, text, text)']
  loop
    execute format('grant execute on function evaluation.%s to verbund_actor', made);
  end loop;
end
$$;

-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function evaluation.purge_removed() returns integer
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
  foreach place in array array['process_entry', 'feedback'] loop
    for row_id in execute format('select id from evaluation.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from evaluation.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  return gone;
end
$$;
grant delete on evaluation.process_entry, evaluation.feedback to verbund_definer;
grant execute on function evaluation.purge_removed() to verbund_actor;
