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
grant insert (site_id, id, client_id, unit_id, reason, archive, asked_by_id, asked_at) on consent.erasure to verbund_actor;
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
