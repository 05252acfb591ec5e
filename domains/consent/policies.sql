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

-- Prepared for figures of domains above (platform/testing/house/domains.ts names it): to how many people of one organisation another was given a share
-- in a period. A count alone, for definer functions alone.
create policy definer_reads on consent.share for select to verbund_definer using (true);
grant select on consent.share to verbund_definer;
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
