-- consent: who works with a case sees all its shares; a recipient sees its own while it is open. What was asked or refused is nobody else's business.
grant usage on schema consent to verbund_actor, verbund_definer;

create policy case_manager_reads on consent.share for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));
create policy recipient_reads on consent.share for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and state = 'given'
         and platform.today() between from_on and until_on and client_id = any((select people.readable_ids())::uuid[]));
-- Only case manager or deputy open a person to others, and only once the legal basis of the data was recorded.
create policy lead_asks on consent.share for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.leads(client_id) and state in ('asked', 'given')
              and exists (select from people.client c where c.site_id = share.site_id and c.id = share.client_id and c.legal_basis <> 'unchecked'));
-- Ending is for everyone who works with the case; opening is not.
create policy case_manager_answers on consent.share for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]) and state in ('asked', 'given'))
  with check (site_id = (select network.actor_site()) and (state in ('declined', 'withdrawn', 'invalid') or people.leads(client_id) and exists (
    select from people.client c where c.site_id = share.site_id and c.id = share.client_id and c.legal_basis <> 'unchecked')));

create policy case_manager_reads on consent.consent for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));
create policy lead_records on consent.consent for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.leads(client_id) and withdrawn_on is null and invalid_on is null);
create policy case_manager_ends on consent.consent for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]))
  with check (site_id = (select network.actor_site()) and (withdrawn_on is not null or invalid_on is not null));

grant select, insert on consent.share, consent.consent to verbund_actor;
grant update (state, answered_on, consent_id, version) on consent.share to verbund_actor;
grant update (withdrawn_on, invalid_on, secrecy_withdrawn_on) on consent.consent to verbund_actor;

-- ---- deleting a person

-- A second person of the unit, or its team lead: never the one who asked, under whatever role.
create function consent.may_answer_erasure(of_unit uuid, asked_by uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select network.actor_role() in ('case_manager', 'team_lead') and of_unit = network.actor_unit()
    and not exists (select from network.membership m
                    where m.site_id = network.actor_site() and m.id = asked_by and m.account_id = (select accounts.actor_account()));
end;

create policy unit_reads on consent.erasure for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and (select network.actor_role()) in ('case_manager', 'team_lead'));
create policy officer_reads on consent.erasure for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.actor_role()) = 'data_protection_officer');
create policy lead_asks on consent.erasure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and asked_by_id = (select network.actor_id())
              and state = 'asked' and people.leads(client_id));
create policy second_person_refuses on consent.erasure for update to verbund_actor
  using (site_id = (select network.actor_site()) and state = 'asked' and consent.may_answer_erasure(unit_id, asked_by_id))
  with check (site_id = (select network.actor_site()) and state = 'refused' and answered_by_id = (select network.actor_id())
              and consent.may_answer_erasure(unit_id, asked_by_id));
create policy lead_withdraws on consent.erasure for update to verbund_actor
  using (site_id = (select network.actor_site()) and state = 'asked' and people.leads(client_id))
  with check (site_id = (select network.actor_site()) and state = 'withdrawn' and answered_by_id = (select network.actor_id())
              and people.leads(client_id));

create policy definer_works on consent.erasure for all to verbund_definer using (true) with check (true);
create policy definer_counts on consent.share for select to verbund_definer using (true);
create policy definer_counts on consent.consent for select to verbund_definer using (true);

-- What would go and what would stay: for who may ask, and for who is asked.
create function consent.preview_erasure(client uuid) returns table (domain text, goes integer, stays integer)
  language plpgsql stable security definer set search_path = ''
as $$
begin
  if people.leads(client) or exists (
    select from consent.erasure e where e.site_id = network.actor_site() and e.client_id = client and e.state = 'asked'
      and consent.may_answer_erasure(e.unit_id, e.asked_by_id)) then
    return query
      select r.domain, sum(r.goes)::integer, sum(r.stays)::integer
      from people.count_rows_about(array(select people.rows_of_person(client))) r group by r.domain order by r.domain;
  end if;
end
$$;

-- The only way in which a person is ever deleted whom somebody has worked with (cases takes back a list before that).
create function consent.erase(erasure uuid, backups_unreadable_on date) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  asked consent.erasure;
  clients uuid[];
begin
  select * into asked from consent.erasure e where e.site_id = network.actor_site() and e.id = erasure and e.state = 'asked' for update;
  if asked.id is null or not consent.may_answer_erasure(asked.unit_id, asked.asked_by_id) then
    raise exception 'not allowed to delete a person' using errcode = 'insufficient_privilege';
  end if;
  clients := array(select people.rows_of_person(asked.client_id));
  update consent.erasure e
  set state = 'done', answered_by_id = network.actor_id(), answered_at = platform.moment(), unreadable_on = backups_unreadable_on,
      records = cardinality(clients), gone = t.goes, stayed = t.stays
  from (select coalesce(sum(r.goes), 0)::integer as goes, coalesce(sum(r.stays), 0)::integer as stays from people.count_rows_about(clients) r) t
  where e.site_id = network.actor_site() and e.id = erasure;
  perform people.delete_clients(clients);
end
$$;

grant select on consent.share, consent.consent, consent.erasure to verbund_definer;
grant update on consent.erasure to verbund_definer;
grant select on consent.erasure to verbund_actor;
grant insert (site_id, id, client_id, unit_id, reason, archive, archive_offered_on, asked_by_id, asked_at) on consent.erasure to verbund_actor;
grant update (state, answered_by_id, answered_at) on consent.erasure to verbund_actor;
grant execute on function
  consent.may_answer_erasure(uuid, uuid),
  consent.preview_erasure(uuid),
  consent.erase(uuid, date)
  to verbund_actor;

-- Prepared for figures of domains above (platform/testing/house/domains.ts names it): to how many people of one organisation another was given a share
-- in a period. A count alone, for definer functions alone.
create function consent.count_shared(from_on date, until_on date) returns table (from_id uuid, to_id uuid, people integer)
  language sql stable security definer set search_path = ''
begin atomic
  select c.organisation_id, u.organisation_id, count(distinct s.client_id)::integer
  from consent.share s
  join people.client c on c.site_id = s.site_id and c.id = s.client_id
  join network.unit u on u.site_id = s.site_id and u.id = s.unit_id
  where s.site_id = network.actor_site() and s.consent_id is not null and s.from_on between count_shared.from_on and count_shared.until_on
    and u.organisation_id <> c.organisation_id
  group by c.organisation_id, u.organisation_id;
end;
grant execute on function consent.count_shared(date, date) to verbund_definer;

-- ---- how long data stays

create function consent.reads_retention() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'team_lead', 'data_protection_officer', 'site_admin');
create function consent.advises() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'data_protection_officer';
-- For the unit that answers for the data: its lead, or the administration, which enters what a unit without one decided.
create function consent.sets_period_of(of_unit uuid) returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'site_admin'
    or current_setting('app.role', true) = 'team_lead' and of_unit = nullif(current_setting('app.unit', true), '')::uuid;

create policy controller_reads on consent.retention_advice for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select consent.reads_retention()));
create policy officer_advises on consent.retention_advice for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and given_by_id = (select network.actor_id()) and (select consent.advises()));
create policy controller_reads on consent.retention_period for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select consent.reads_retention()));
-- Only after the advice that counts today.
create policy controller_sets on consent.retention_period for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and set_by_id = (select network.actor_id()) and consent.sets_period_of(unit_id)
              and advice_id = (select a.id from consent.retention_advice a
                               where a.site_id = retention_period.site_id and a.kind = retention_period.kind order by a.given_at desc, a.id desc limit 1));

create policy definer_reads on consent.retention_advice for select to verbund_definer using (true);
create policy definer_reads on consent.retention_period for select to verbund_definer using (true);
create policy definer_works on consent.retention_due for all to verbund_definer using (true) with check (true);
create policy definer_counts on consent.data_request for select to verbund_definer using (true);
grant select on consent.retention_advice, consent.retention_period, consent.data_request to verbund_definer;
grant select, insert, update, delete on consent.retention_due to verbund_definer;

create policy unit_reads on consent.retention_due for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
         and (select network.actor_role()) in ('case_manager', 'team_lead'));
create policy officer_reads on consent.retention_due for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select consent.advises()));
create policy lead_keeps on consent.retention_due for update to verbund_actor
  using (site_id = (select network.actor_site()) and people.leads(client_id))
  with check (site_id = (select network.actor_site()) and kept_by_id = (select network.actor_id()) and people.leads(client_id));

-- Who may ask that somebody be deleted whose period is over: who works with the person, or the lead of the unit, who sees no name; somebody may have left meanwhile.
create function consent.may_ask_when_due(client uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from consent.retention_due d
    where d.site_id = network.actor_site() and d.client_id = client and d.unit_id = network.actor_unit()
      and (d.kept_until_on is null or d.kept_until_on < platform.today())
      and (people.leads(client) or network.actor_role() = 'team_lead'));
end;
create policy team_lead_asks_when_due on consent.erasure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and asked_by_id = (select network.actor_id())
              and state = 'asked' and reason = 'retention_ended' and consent.may_ask_when_due(client_id));

-- The period that counts today for each unit and kind, for the job that looks for people (cases knows when a case was closed).
create function consent.list_periods() returns table (unit_id uuid, kind text, months integer)
  language sql stable security definer set search_path = ''
begin atomic
  select distinct on (p.unit_id, p.kind) p.unit_id, p.kind, p.months from consent.retention_period p
  where p.site_id = network.actor_site() order by p.unit_id, p.kind, p.set_at desc, p.id desc;
end;
grant execute on function consent.list_periods() to verbund_definer;

-- These people are due, and no others: who is not any more leaves the list, and who was kept longer stays kept. For the job alone.
create function consent.set_due(clients uuid[], ids uuid[], kinds text[], begun date[], due date[]) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  known integer;
begin
  if network.actor_role() is distinct from 'system' then
    raise exception 'not allowed to propose deletions' using errcode = 'insufficient_privilege';
  end if;
  delete from consent.retention_due d where d.site_id = network.actor_site() and d.client_id <> all(clients);
  insert into consent.retention_due (site_id, client_id, id, unit_id, kind, began_on, due_on)
  select c.site_id, c.id, n.id, c.unit_id, n.kind, n.began_on, n.due_on
  from unnest(clients, ids, kinds, begun, due) n (client_id, id, kind, began_on, due_on)
  join people.client c on c.site_id = network.actor_site() and c.id = n.client_id
  on conflict (site_id, client_id) do update set kind = excluded.kind, began_on = excluded.began_on, due_on = excluded.due_on
  where (consent.retention_due.kind, consent.retention_due.began_on, consent.retention_due.due_on) is distinct from (excluded.kind, excluded.began_on, excluded.due_on);
  select count(*) into known from consent.retention_due d where d.site_id = network.actor_site();
  return known;
end
$$;

-- How much would go with somebody who is due: for the unit's lead and the officer too, who see the number alone.
create function consent.preview_due(of_due uuid) returns table (domain text, goes integer, stays integer)
  language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
    select r.domain, sum(r.goes)::integer, sum(r.stays)::integer
    from consent.retention_due d
    cross join lateral people.count_rows_about(array(select people.rows_of_person(d.client_id))) r
    where d.site_id = network.actor_site() and d.id = of_due
      and (consent.advises() or d.unit_id = network.actor_unit() and network.actor_role() in ('case_manager', 'team_lead'))
    group by r.domain order by r.domain;
end
$$;

-- ---- what people ask about their own data

create policy unit_reads on consent.data_request for select to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit())
         and (select network.actor_role()) in ('case_manager', 'team_lead'));
create policy officer_reads on consent.data_request for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select consent.advises()));
create policy lead_records on consent.data_request for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and recorded_by_id = (select network.actor_id())
              and people.leads(client_id) and answered_on is null);
-- Whoever of the unit answers; of somebody who was deleted the unit closes what is left.
create policy unit_answers on consent.data_request for update to verbund_actor
  using (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()) and answered_on is null
         and (people.leads(client_id) or client_id is null and (select network.actor_role()) in ('case_manager', 'team_lead')))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));

grant select on consent.retention_advice, consent.retention_period, consent.retention_due, consent.data_request to verbund_actor;
grant insert (site_id, id, kind, months, reasons, given_by_id, given_at) on consent.retention_advice to verbund_actor;
grant insert (site_id, id, unit_id, kind, months, reasons, advice_id, set_by_id, set_at) on consent.retention_period to verbund_actor;
grant update (kept_reason, kept_until_on, kept_by_id, version) on consent.retention_due to verbund_actor;
grant insert (site_id, id, client_id, unit_id, kind, received_on, due_on, recorded_by_id) on consent.data_request to verbund_actor;
grant update (due_on, extended_reason, outcome, answered_on, version) on consent.data_request to verbund_actor;
grant execute on function
  consent.reads_retention(),
  consent.advises(),
  consent.sets_period_of(uuid),
  consent.may_ask_when_due(uuid),
  consent.set_due(uuid[], uuid[], text[], date[], date[]),
  consent.preview_due(uuid)
  to verbund_actor;
grant execute on function consent.advises(), consent.reads_retention() to verbund_definer;
