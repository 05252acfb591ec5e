-- people: one table says who may read whom. Policies of people, consent, cases and later assessment ask these functions and nothing else.
grant usage on schema people to verbund_actor, verbund_definer;

-- Structure roles never open a person, whatever a row in people.reader says.
create function people.acts_on_cases() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'partner', 'team_lead');

create function people.readable(of_category text) returns setof uuid
  language sql stable security definer set search_path = '' rows 60
begin atomic
  select r.client_id from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.membership_id = network.actor_id() and r.category = of_category
    and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
  union
  select r.client_id from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.unit_id = network.actor_unit() and r.category = of_category
    and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment());
end;

create function people.readable_any() returns setof uuid
  language sql stable security definer set search_path = '' rows 60
begin atomic
  select r.client_id from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.membership_id = network.actor_id()
    and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
  union
  select r.client_id from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.unit_id = network.actor_unit()
    and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment());
end;

-- Those the actor works with as their case manager or deputy: the only ones who change a case and grant shares.
create function people.held() returns setof uuid
  language sql stable security definer set search_path = '' rows 60
begin atomic
  select distinct r.client_id from people.reader r
  where current_setting('app.role', true) = 'case_manager' and r.site_id = network.actor_site() and r.membership_id = network.actor_id()
    and r.basis in ('holder', 'deputy', 'emergency')
    and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment());
end;

create function people.holds(client uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from people.reader r
    where current_setting('app.role', true) = 'case_manager' and r.site_id = network.actor_site() and r.client_id = client and r.membership_id = network.actor_id()
      and r.basis in ('holder', 'deputy', 'emergency')
      and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment()));
end;

-- On which ground the actor reads a client; null if it does not.
create function people.my_basis(client uuid) returns text
  language sql stable security definer set search_path = ''
begin atomic
  select r.basis from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.client_id = client
    and (r.membership_id = network.actor_id() or r.unit_id = network.actor_unit())
    and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
  order by array_position(array['holder', 'deputy', 'emergency', 'share', 'statutory', 'supervision'], r.basis) limit 1;
end;

-- A new client, in one step: the row, its key, its sealed records, its name keys, and the one who holds it as the first reader.
-- A case manager adds for the own unit; an import runs as the system membership of that unit. Nobody reads the person by adding it.
create function people.add_client(client uuid, holder uuid, key_epoch integer, wrapped_key bytea, categories text[], records bytea[], name_keys bytea[], reader_ids uuid[])
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is null or network.actor_role() not in ('case_manager', 'system')
     or not exists (select from network.membership m
                    where m.site_id = network.actor_site() and m.id = holder and m.unit_id = network.actor_unit() and m.role = 'case_manager') then
    raise exception 'not allowed to add a client' using errcode = 'insufficient_privilege';
  end if;
  insert into people.client (site_id, id, unit_id, organisation_id)
  values (network.actor_site(), client, network.actor_unit(), network.actor_organisation());
  insert into people.data_key (site_id, client_id, organisation_id, epoch, wrapped)
  values (network.actor_site(), client, network.actor_organisation(), key_epoch, wrapped_key);
  insert into people.sealed_record (site_id, client_id, category, sealed)
  select network.actor_site(), client, r.category, r.sealed from unnest(categories, records) r (category, sealed);
  insert into people.name_key (site_id, key, client_id) select distinct network.actor_site(), k, client from unnest(name_keys) k;
  insert into people.reader (site_id, id, client_id, membership_id, category, basis, from_at)
  select network.actor_site(), r.id, client, holder, r.category, 'holder', platform.moment()
  from unnest(reader_ids, array['identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan',
                                'participation']) r (id, category);
end
$$;

create policy definer_reads on people.client for select to verbund_definer using (true);
create policy definer_adds on people.client for insert to verbund_definer with check (true);
create policy definer_reads on people.reader for select to verbund_definer using (true);
create policy definer_adds on people.reader for insert to verbund_definer with check (true);
create policy definer_adds on people.data_key for insert to verbund_definer with check (true);
create policy definer_adds on people.sealed_record for insert to verbund_definer with check (true);
create policy definer_adds on people.name_key for insert to verbund_definer with check (true);
grant select, insert on people.client, people.reader to verbund_definer;
grant insert on people.data_key, people.sealed_record, people.name_key to verbund_definer;

create policy reader_reads on people.client for select to verbund_actor
  using (site_id = (select network.actor_site()) and id = any(array(select people.readable_any())));
create policy holder_edits on people.client for update to verbund_actor
  using (site_id = (select network.actor_site()) and id = any(array(select people.held())))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));

create policy reader_reads on people.data_key for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.readable_any())));
create policy category_reader_reads on people.sealed_record for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.readable_any())) and case category
    when 'identity' then client_id = any(array(select people.readable('identity')))
    when 'contact' then client_id = any(array(select people.readable('contact')))
    when 'residence' then client_id = any(array(select people.readable('residence')))
    when 'livelihood' then client_id = any(array(select people.readable('livelihood')))
    when 'work' then client_id = any(array(select people.readable('work')))
    when 'language_education' then client_id = any(array(select people.readable('language_education')))
    when 'housing' then client_id = any(array(select people.readable('housing')))
    when 'family' then client_id = any(array(select people.readable('family')))
    when 'health' then client_id = any(array(select people.readable('health')))
    when 'plan' then client_id = any(array(select people.readable('plan')))
    when 'participation' then client_id = any(array(select people.readable('participation')))
    else false end);
create policy holder_adds on people.sealed_record for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.holds(client_id));
create policy holder_edits on people.sealed_record for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.held())))
  with check (site_id = (select network.actor_site()));

create policy identity_reader_reads on people.name_key for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.readable('identity'))));
create policy holder_adds on people.name_key for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.holds(client_id));
create policy holder_removes on people.name_key for delete to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.held())));

-- Who knows what until when is open to all who know anything.
create policy reader_reads on people.reader for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.readable_any())));
create policy holder_grants on people.reader for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.holds(client_id) and basis in ('deputy', 'share'));
create policy holder_ends on people.reader for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any(array(select people.held())))
  with check (site_id = (select network.actor_site()));

grant select on people.client, people.data_key, people.sealed_record, people.name_key, people.reader to verbund_actor;
grant insert on people.sealed_record, people.name_key, people.reader to verbund_actor;
grant update (version) on people.client to verbund_actor;
grant update (sealed, version, changed_at) on people.sealed_record to verbund_actor;
grant delete on people.name_key to verbund_actor;
grant update (ended_at, until_at) on people.reader to verbund_actor;

grant execute on function
  people.readable(text),
  people.readable_any(),
  people.held(),
  people.holds(uuid),
  people.my_basis(uuid),
  people.add_client(uuid, uuid, integer, bytea, text[], bytea[], bytea[], uuid[])
  to verbund_actor;
grant execute on function people.acts_on_cases() to verbund_actor, verbund_definer;
