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
    and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment()))
  union
  select r.client_id from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.unit_id = network.actor_unit() and r.category = of_category
    and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment()));
end;

-- The same category by category, for tables that hold several: one set instead of eleven.
create function people.readable_pair() returns table (client_id uuid, category text)
  language sql stable security definer set search_path = '' rows 600
begin atomic
  select r.client_id, r.category from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.membership_id = network.actor_id()
    and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment()))
  union all
  select r.client_id, r.category from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.unit_id = network.actor_unit()
    and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment()));
end;

-- Those the actor works with as their case manager or deputy, or in an emergency: the only ones who change a case.
-- Whoever works with a case reads all of it, so the row for the plan stands for the eleven.
create function people.held() returns setof uuid
  language sql stable security definer set search_path = '' rows 60
begin atomic
  select r.client_id from people.reader r
  where current_setting('app.role', true) = 'case_manager' and r.site_id = network.actor_site() and r.membership_id = network.actor_id() and r.category = 'plan'
    and r.basis in ('holder', 'deputy', 'emergency')
    and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment()));
end;

-- Whom the actor works with as holder, deputy or in an emergency, whom of them only as a deputy or in an emergency, and whom it reads beside.
-- Whoever works with a case has a row for each category; the one for the plan stands for them, so that this reads one row a client and not eleven.
create function people.find_sets(out working uuid[], out deputised uuid[], out taken_over uuid[], out beside uuid[])
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  working := '{}';
  deputised := '{}';
  taken_over := '{}';
  beside := '{}';
  if people.acts_on_cases() then
    select coalesce(array_agg(w.client_id), '{}'), coalesce(array_agg(w.client_id) filter (where w.strongest = 2), '{}'),
      coalesce(array_agg(w.client_id) filter (where w.strongest = 3), '{}')
    into working, deputised, taken_over
    from (
      select r.client_id, min(array_position(array['holder', 'deputy', 'emergency'], r.basis)) as strongest from people.reader r
      where r.site_id = network.actor_site() and r.membership_id = network.actor_id()
        and r.category = 'plan' and r.basis in ('holder', 'deputy', 'emergency')
        and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
      group by r.client_id) w;
    beside := array(
      select b.client_id from (
        select r.client_id from people.reader r
        where r.site_id = network.actor_site() and r.membership_id = network.actor_id() and r.basis not in ('holder', 'deputy', 'emergency')
          and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
        union
        select r.client_id from people.reader r
        where r.site_id = network.actor_site() and r.unit_id = network.actor_unit()
          and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
      ) b where b.client_id <> all(working));
  end if;
end
$$;

-- The sets as policies ask for them, which is once for each table of a statement: made once a transaction and kept in its settings, where the actor is kept too.
-- The trigger of people.reader empties them when somebody is given a person or loses one in the same transaction.
create function people.gather_sets() returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  sets record;
begin
  sets := people.find_sets();
  return set_config('app.deputised', sets.deputised::text, true) || set_config('app.taken_over', sets.taken_over::text, true)
      || set_config('app.readable', (sets.working || sets.beside)::text, true)
      || set_config('app.held', (case when current_setting('app.role', true) = 'case_manager' then sets.working else '{}' end)::text, true) <> '';
end
$$;
-- Not definers themselves, so that the planner writes them out in place: a look at a setting instead of a call. The planner may also look ahead when the setting is
-- still empty, which is no array: hence nullif.
create function people.readable_ids() returns uuid[] language sql volatile
  return case when current_setting('app.readable', true) <> '' or people.gather_sets() then nullif(current_setting('app.readable', true), '')::uuid[] end;
create function people.held_ids() returns uuid[] language sql volatile
  return case when current_setting('app.held', true) <> '' or people.gather_sets() then nullif(current_setting('app.held', true), '')::uuid[] end;

-- Whoever reads nothing but the cases it works with reads all of each: asked once for each table, so that no row is looked for in the sets.
create function people.works_with_all() returns boolean language sql volatile
  return (current_setting('app.readable', true) <> '' or people.gather_sets()) and current_setting('app.readable', true) = current_setting('app.held', true);

-- A request about one person sees no other: both sets hold this one from here on, or nobody. What `my_access` says of the person, from the same rows.
-- With the wrapped key, which who may attend may read.
create function people.attend(client uuid)
  returns table (basis text, categories text[], holds boolean, leads boolean, unchecked boolean, organisation_id uuid, epoch integer, wrapped bytea)
  language plpgsql volatile security definer set search_path = '' rows 1
as $$
declare
  -- once, and not for each row that is looked at
  me constant uuid := network.actor_id();
  site constant uuid := network.actor_site();
  unit constant uuid := network.actor_unit();
  moment constant timestamptz := platform.moment();
  strongest integer;
  works boolean;
begin
  if people.acts_on_cases() then
    select min(array_position(array['holder', 'deputy', 'emergency', 'share', 'statutory', 'supervision'], r.basis)), array_agg(r.category),
      bool_or(r.membership_id = me and r.basis in ('holder', 'deputy', 'emergency'))
    into strongest, categories, works
    from people.reader r
    where r.site_id = site and r.client_id = client
      -- the row for the plan stands for the eleven
      and (r.membership_id = me and (r.category = 'plan' or r.basis not in ('holder', 'deputy', 'emergency')) or r.unit_id = unit)
      and r.ended_at is null and r.from_at <= moment and (r.until_at is null or r.until_at > moment);
  end if;
  holds := works is true and current_setting('app.role', true) = 'case_manager';
  -- as one expression, which costs less than a statement
  if set_config('app.readable', case when strongest is null then '{}' else '{' || client || '}' end, true)
     || set_config('app.held', case when holds then '{' || client || '}' else '{}' end, true)
     || set_config('app.deputised', case strongest when 2 then '{' || client || '}' else '{}' end, true)
     || set_config('app.taken_over', case strongest when 3 then '{' || client || '}' else '{}' end, true) = '' or strongest is null then
    return;
  end if;
  basis := (array['holder', 'deputy', 'emergency', 'share', 'statutory', 'supervision'])[strongest];
  if works then
    categories := null;
  end if;
  leads := holds and strongest <= 2;
  select c.legal_basis = 'unchecked', k.organisation_id, k.epoch, k.wrapped into unchecked, organisation_id, epoch, wrapped
  from people.client c join people.data_key k on k.site_id = c.site_id and k.client_id = c.id
  where c.site_id = site and c.id = client;
  return next;
end
$$;

create function people.holds(client uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from people.reader r
    where current_setting('app.role', true) = 'case_manager' and r.site_id = network.actor_site() and r.client_id = client and r.membership_id = network.actor_id()
      and r.category = 'plan' and r.basis in ('holder', 'deputy', 'emergency')
      and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment())));
end;

-- The case manager and the deputy: who may open a person to others. An emergency is no reason to.
create function people.leads(client uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from people.reader r
    where current_setting('app.role', true) = 'case_manager' and r.site_id = network.actor_site() and r.client_id = client and r.membership_id = network.actor_id()
      and r.category = 'plan' and r.basis in ('holder', 'deputy')
      and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment())));
end;

-- What the actor may see and do with these clients: the strongest ground, the categories (null for all, perhaps twice otherwise), whether it works with the case,
-- and whether the legal basis is unchecked. Others are missing.
create function people.my_access(clients uuid[])
  returns table (client_id uuid, basis text, categories text[], holds boolean, leads boolean, unchecked boolean)
  language plpgsql stable security definer set search_path = '' rows 50
as $$
declare
  found_clients integer;
begin
  if not people.acts_on_cases() then
    return;
  end if;
  -- the row for the plan stands for the eleven
  return query
    select r.client_id, (array['holder', 'deputy', 'emergency'])[min(array_position(array['holder', 'deputy', 'emergency'], r.basis))], null::text[],
      current_setting('app.role', true) = 'case_manager', current_setting('app.role', true) = 'case_manager' and bool_or(r.basis <> 'emergency'),
      min(c.legal_basis) = 'unchecked'
    from people.reader r join people.client c on c.site_id = r.site_id and c.id = r.client_id
    where r.site_id = network.actor_site() and r.membership_id = network.actor_id() and r.category = 'plan' and r.client_id = any(clients)
      and r.basis in ('holder', 'deputy', 'emergency')
      and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
    group by r.client_id;
  get diagnostics found_clients = row_count;
  if found_clients >= cardinality(clients) then
    return;
  end if;
  return query
    select g.client_id, (array['share', 'statutory', 'supervision'])[min(array_position(array['share', 'statutory', 'supervision'], g.basis))],
      array_agg(g.category), false, false, min(c.legal_basis) = 'unchecked'
    from (
      select r.client_id, r.basis, r.category from people.reader r
      where r.site_id = network.actor_site() and r.membership_id = network.actor_id()
        and r.client_id = any(clients) and r.basis not in ('holder', 'deputy', 'emergency')
        and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
      union all
      select r.client_id, r.basis, r.category from people.reader r
      where r.site_id = network.actor_site() and r.unit_id = network.actor_unit() and r.client_id = any(clients)
        and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment())
    ) g join people.client c on c.site_id = network.actor_site() and c.id = g.client_id
    where not exists (
      select from people.reader r
      where r.site_id = network.actor_site() and r.membership_id = network.actor_id() and r.category = 'plan' and r.client_id = g.client_id
        and r.basis in ('holder', 'deputy', 'emergency')
        and r.ended_at is null and r.from_at <= platform.moment() and (r.until_at is null or r.until_at > platform.moment()))
    group by g.client_id;
end
$$;

-- The same for a list, with who they are as far as the actor reads it: one look-up for all. Of a caseload the sets say it already.
create function people.list_listed(clients uuid[])
  returns table (client_id uuid, basis text, categories text[], holds boolean, leads boolean, unchecked boolean, identity bytea)
  language plpgsql stable security definer set search_path = '' rows 50
as $$
declare
  held uuid[];
  deputised uuid[];
  taken_over uuid[];
begin
  if people.works_with_all() then
    held := people.held_ids();
    deputised := current_setting('app.deputised', true)::uuid[];
    taken_over := current_setting('app.taken_over', true)::uuid[];
    return query
      select c.id, case when c.id = any(taken_over) then 'emergency' when c.id = any(deputised) then 'deputy' else 'holder' end, null::text[],
        true, c.id <> all(taken_over), u.id is not null, s.sealed
      from unnest(clients) c (id)
      left join people.sealed_record s on s.site_id = network.actor_site() and s.client_id = c.id and s.category = 'identity'
      left join people.client u on u.site_id = network.actor_site() and u.id = c.id and u.id = any(clients) and u.legal_basis = 'unchecked'
      where c.id = any(held);
  else
    return query
      select a.client_id, a.basis, a.categories, a.holds, a.leads, a.unchecked, s.sealed
      from people.my_access(clients) a
      left join people.sealed_record s on s.site_id = network.actor_site() and s.client_id = a.client_id and s.category = 'identity'
        and (a.categories is null or 'identity' = any(a.categories));
  end if;
end
$$;

-- On which ground the actor reads a client; null if it does not.
create function people.my_basis(client uuid) returns text
  language sql stable security definer set search_path = ''
begin atomic
  select r.basis from people.reader r
  where people.acts_on_cases() and r.site_id = network.actor_site() and r.client_id = client
    and (r.membership_id = network.actor_id() or r.unit_id = network.actor_unit())
    and r.ended_at is null and r.from_at <= (select platform.moment()) and (r.until_at is null or r.until_at > (select platform.moment()))
  order by array_position(array['holder', 'deputy', 'emergency', 'share', 'statutory', 'supervision'], r.basis) limit 1;
end;

-- Many at once, as an import brings them. Records and name keys name their client by its place among them; readers are eleven to each.
create function people.add_clients(clients uuid[], holders uuid[], key_epoch integer, wrapped_keys bytea[], record_of integer[], categories text[], records bytea[],
                                   name_key_of integer[], name_keys bytea[], reader_ids uuid[], ground text)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is null or network.actor_role() not in ('case_manager', 'system')
     or exists (select from unnest(holders) h (id) where not exists (
          select from network.membership m
          where m.site_id = network.actor_site() and m.id = h.id and m.unit_id = network.actor_unit() and m.role = 'case_manager')) then
    raise exception 'not allowed to add a client' using errcode = 'insufficient_privilege';
  end if;
  insert into people.client (site_id, id, unit_id, organisation_id, legal_basis, legal_basis_on)
  select network.actor_site(), c.id, network.actor_unit(), network.actor_organisation(), ground, case when ground = 'unchecked' then null else platform.today() end
  from unnest(clients) c (id);
  insert into people.data_key (site_id, client_id, organisation_id, epoch, wrapped)
  select network.actor_site(), c.id, network.actor_organisation(), key_epoch, c.wrapped from unnest(clients, wrapped_keys) c (id, wrapped);
  insert into people.sealed_record (site_id, client_id, category, sealed)
  select network.actor_site(), clients[r.place], r.category, r.sealed from unnest(record_of, categories, records) r (place, category, sealed);
  insert into people.name_key (site_id, key, client_id)
  select distinct network.actor_site(), k.key, clients[k.place] from unnest(name_key_of, name_keys) k (place, key);
  insert into people.reader (site_id, id, client_id, membership_id, category, basis, from_at)
  select network.actor_site(), r.id, clients[1 + (r.place - 1) / 11], holders[1 + (r.place - 1) / 11],
    (array['identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan',
           'participation'])[1 + (r.place - 1) % 11], 'holder', platform.moment()
  from unnest(reader_ids) with ordinality r (id, place);
end
$$;

-- A new client, in one step: the row, its key, its sealed records, its name keys, and the one who holds it as the first reader.
-- A case manager adds for the own unit; an import runs as the system membership of that unit. Nobody reads the person by adding it.
create function people.add_client(client uuid, holder uuid, key_epoch integer, wrapped_key bytea, categories text[], records bytea[], name_keys bytea[], reader_ids uuid[],
                                  ground text)
  returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is null or network.actor_role() not in ('case_manager', 'system')
     or not exists (select from network.membership m
                    where m.site_id = network.actor_site() and m.id = holder and m.unit_id = network.actor_unit() and m.role = 'case_manager') then
    raise exception 'not allowed to add a client' using errcode = 'insufficient_privilege';
  end if;
  insert into people.client (site_id, id, unit_id, organisation_id, legal_basis, legal_basis_on)
  values (network.actor_site(), client, network.actor_unit(), network.actor_organisation(), ground,
          case when ground = 'unchecked' then null else platform.today() end);
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

-- What an import may change again: clients of its own unit; a case manager only those they work with.
create function people.may_import(client uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (select from people.client c where c.site_id = network.actor_site() and c.id = client and c.unit_id = network.actor_unit())
    and (network.actor_role() = 'system' or people.holds(client));
end;

-- Clients that this very transaction added to the actor's unit: what an import may fill before anybody reads them.
create function people.added_now() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select c.id from people.client c
  where network.actor_role() in ('case_manager', 'system') and c.site_id = network.actor_site() and c.unit_id = network.actor_unit()
    and c.xmin = pg_current_xact_id()::xid;
end;
-- Whom the actor may add rows to without working with the person: one call, asked only of who is not held, instead of two more plans in every policy.
create function people.may_add_to(client uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select people.may_import(client) or exists (select from people.added_now() a (id) where a.id = client);
end;

-- The wrapped key, to seal what a changed row of a list says. What is sealed already stays unreadable to an import.
create function people.key_for_import(client uuid) returns table (organisation_id uuid, epoch integer, wrapped bytea)
  language sql stable security definer set search_path = ''
begin atomic
  select k.organisation_id, k.epoch, k.wrapped from people.data_key k
  where k.site_id = network.actor_site() and k.client_id = client and people.may_import(client);
end;

create function people.replace_imported(client uuid, record_categories text[], records bytea[], name_keys bytea[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not people.may_import(client) then
    raise exception 'not allowed to change a client' using errcode = 'insufficient_privilege';
  end if;
  insert into people.sealed_record (site_id, client_id, category, sealed)
  select network.actor_site(), client, r.category, r.sealed from unnest(record_categories, records) r (category, sealed)
  on conflict (site_id, client_id, category) do update
    set sealed = excluded.sealed, version = people.sealed_record.version + 1, changed_at = platform.moment();
  delete from people.name_key k where k.site_id = network.actor_site() and k.client_id = client;
  insert into people.name_key (site_id, key, client_id) select distinct network.actor_site(), k, client from unnest(name_keys) k;
end
$$;

-- Ends at once whatever a share or deputyship lets anybody read. After a merge it may open several rows of one human: whoever works with one of them ends it for all,
-- also where a colleague alone works with the others.
create function people.end_grants(source uuid) returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  ended integer;
begin
  if not exists (select from people.reader r where r.site_id = network.actor_site() and r.source_id = source and r.basis in ('deputy', 'share')
                 and people.holds(r.client_id)) then
    return 0;
  end if;
  update people.reader r set ended_at = platform.moment()
  where r.site_id = network.actor_site() and r.source_id = source and r.basis in ('deputy', 'share') and r.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end
$$;

-- Emergency: a case manager of the same unit reads and works with the case for three hours. For cases' door alone, which tells the holder and knows of repeats.
create function people.take_over(client uuid, source uuid, reader_ids uuid[]) returns timestamptz
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is distinct from 'case_manager' or not exists (
    select from people.client c where c.site_id = network.actor_site() and c.id = client and c.unit_id = network.actor_unit()) then
    raise exception 'not allowed to take over' using errcode = 'insufficient_privilege';
  end if;
  insert into people.reader (site_id, id, client_id, membership_id, category, basis, source_id, from_at, until_at)
  select network.actor_site(), r.id, client, network.actor_id(), r.category, 'emergency', source, platform.moment(), platform.moment() + interval '3 hours'
  from unnest(reader_ids, array['identity', 'contact', 'residence', 'livelihood', 'work', 'language_education', 'housing', 'family', 'health', 'plan',
                                'participation']) r (id, category);
  return platform.moment() + interval '3 hours';
end
$$;

create policy definer_reads on people.client for select to verbund_definer using (true);
create policy definer_adds on people.client for insert to verbund_definer with check (true);
create policy definer_reads on people.reader for select to verbund_definer using (true);
create policy definer_adds on people.reader for insert to verbund_definer with check (true);
create policy definer_ends on people.reader for update to verbund_definer using (true) with check (true);
create policy definer_reads on people.data_key for select to verbund_definer using (true);
create policy definer_edits on people.sealed_record for all to verbund_definer using (true) with check (true);
create policy definer_removes on people.name_key for all to verbund_definer using (true) with check (true);
create policy definer_adds on people.data_key for insert to verbund_definer with check (true);
-- Taking back an import looks at its people and lets nobody begin to work with them meanwhile.
create policy definer_locks on people.client for update to verbund_definer using (true) with check (true);
grant update (version) on people.client to verbund_definer;
grant select, insert on people.client, people.reader to verbund_definer;
grant update (ended_at) on people.reader to verbund_definer;
grant select, insert on people.data_key to verbund_definer;
grant select, insert, update on people.sealed_record to verbund_definer;
grant select, insert, delete on people.name_key to verbund_definer;

create policy reader_reads on people.client for select to verbund_actor
  using (site_id = (select network.actor_site()) and id = any((select people.readable_ids())::uuid[]));
create policy holder_edits on people.client for update to verbund_actor
  using (site_id = (select network.actor_site()) and id = any((select people.held_ids())::uuid[]))
  with check (site_id = (select network.actor_site()) and unit_id = (select network.actor_unit()));

create policy reader_reads on people.data_key for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[]));
-- Whoever works with the case reads every category, so the pairs are only made for others.
create policy category_reader_reads on people.sealed_record for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[])
         and ((select people.works_with_all()) or client_id = any((select people.held_ids())::uuid[])
              or (client_id, category) in (select p.client_id, p.category from people.readable_pair() p)));
create policy holder_adds on people.sealed_record for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.holds(client_id));
create policy holder_edits on people.sealed_record for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]))
  with check (site_id = (select network.actor_site()));

create policy identity_reader_reads on people.name_key for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[])
         and ((select people.works_with_all()) or client_id = any((select people.held_ids())::uuid[]) or client_id = any(array(select people.readable('identity')))));
create policy holder_adds on people.name_key for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.holds(client_id));
create policy holder_removes on people.name_key for delete to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]));

-- The search for people, with the same rights as identity_reader_reads on people.name_key and category_reader_reads on people.sealed_record: whose identity the actor
-- reads is asked once, and not by each table of each statement. For most searches the first statement is the last.
create function people.search(site uuid, name_keys bytea[]) returns table (client_id uuid, is_few boolean, seal text, basis text)
  language plpgsql stable security definer set search_path = '' rows 20
as $$
declare
  sets record;
  held uuid[];
  taken_over uuid[];
  deputised uuid[];
  known uuid[];
begin
  if site is distinct from network.actor_site() then
    return;
  end if;
  if current_setting('app.readable', true) <> '' then
    held := people.held_ids();
    taken_over := current_setting('app.taken_over', true);
    deputised := current_setting('app.deputised', true);
    known := people.readable_ids();
  else
    -- a search asks once, and settings are dearer than the sets
    sets := people.find_sets();
    held := case when current_setting('app.role', true) = 'case_manager' then sets.working else '{}' end;
    taken_over := sets.taken_over;
    deputised := sets.deputised;
    known := sets.working || sets.beside;
  end if;
  if known <> held then
    known := array(select h.id from unnest(held) h (id) union select i.id from people.readable('identity') i (id) where i.id = any(known));
  end if;
  return query
    select r.client_id, false, encode(substr(r.sealed, 1, 29), 'base64'),
      case when r.client_id = any(taken_over) then 'emergency' when r.client_id = any(deputised) then 'deputy' when r.client_id = any(held) then 'holder' end
    from (select k.client_id from people.name_key k where k.site_id = site and k.key = any(name_keys) and k.client_id = any(known)
          group by k.client_id order by count(*) desc, k.client_id limit 200) candidate
    join people.sealed_record r on r.site_id = site and r.client_id = candidate.client_id and r.category = 'identity';
  if not found and cardinality(known) <= 200 then
    return query
      select r.client_id, true, encode(substr(r.sealed, 1, 29), 'base64'),
        case when r.client_id = any(taken_over) then 'emergency' when r.client_id = any(deputised) then 'deputy' when r.client_id = any(held) then 'holder' end
      from people.sealed_record r
      where r.site_id = site and r.client_id = any(known) and r.category = 'identity'
        and r.client_id <> all(array(
          select g.merged_id from people.merge g
          where g.site_id = site and g.undone_at is null and (g.merged_id = any(held) or g.kept_id = any(held))));
  end if;
end
$$;

-- Who knows what until when is open to who works with the case. Everybody else sees who is responsible and what they got themselves: that a counselling office or a
-- shelter got something would say more about the person than most categories.
create policy reader_reads on people.reader for select to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.readable_ids())::uuid[])
         and (client_id = any((select people.held_ids())::uuid[]) or basis in ('holder', 'deputy')
              or unit_id = (select network.actor_unit()) or membership_id = (select network.actor_id())));
-- A share goes to a unit, a deputyship to a case manager of the own unit. What is ended stays ended.
create policy holder_grants on people.reader for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and people.leads(client_id) and case basis
    when 'share' then unit_id is not null
    when 'deputy' then membership_id = any(array(
      select m.id from network.membership m
      where m.site_id = (select network.actor_site()) and m.unit_id = (select network.actor_unit()) and m.role = 'case_manager'))
    else false end);
-- Nothing is shared until somebody has said on which ground the unit keeps this person's data, whichever way the row comes about.
create policy not_before_the_legal_basis on people.reader as restrictive for insert to verbund_actor
  with check (basis <> 'share' or exists (
    select from people.client c where c.site_id = reader.site_id and c.id = reader.client_id and c.legal_basis <> 'unchecked'));
create policy holder_ends on people.reader for update to verbund_actor
  using (site_id = (select network.actor_site()) and client_id = any((select people.held_ids())::uuid[]) and basis in ('deputy', 'share'))
  with check (site_id = (select network.actor_site()) and ended_at is not null);

grant select on people.client, people.data_key, people.sealed_record, people.name_key, people.reader to verbund_actor;
grant insert on people.sealed_record, people.name_key, people.reader to verbund_actor;
grant update (version, legal_basis, legal_basis_on) on people.client to verbund_actor;
grant update (sealed, version, changed_at) on people.sealed_record to verbund_actor;
grant delete on people.name_key to verbund_actor;
grant update (ended_at) on people.reader to verbund_actor;

grant execute on function
  people.readable(text),
  people.search(uuid, bytea[]),
  people.readable_ids(),
  people.gather_sets(),
  people.attend(uuid),
  people.readable_pair(),
  people.held(),
  people.held_ids(),
  people.holds(uuid),
  people.my_basis(uuid),
  people.leads(uuid),
  people.my_access(uuid[]),
  people.list_listed(uuid[]),
  people.may_import(uuid),
  people.added_now(),
  people.may_add_to(uuid),
  people.key_for_import(uuid),
  people.replace_imported(uuid, text[], bytea[], bytea[]),
  people.end_grants(uuid),
  people.add_client(uuid, uuid, integer, bytea, text[], bytea[], bytea[], uuid[], text),
  people.add_clients(uuid[], uuid[], integer, bytea[], integer[], text[], bytea[], integer[], bytea[], uuid[], text)
  to verbund_actor;
grant execute on function people.acts_on_cases(), people.readable_ids(), people.held_ids(), people.works_with_all() to verbund_actor, verbund_definer;

-- ---- duplicates

-- People of the unit whom a colleague holds and who share at least four name keys with one of the actor's: two parts of a name, each alone and with the year of
-- birth. Says who to talk to, nothing of the person.
create function people.held_by_colleagues() returns table (client_id uuid, other_id uuid, colleague text)
  language sql stable security definer set search_path = '' rows 10
begin atomic
  select mine.client_id, other.client_id, m.display_name
  from unnest(people.held_ids()) as held (client_id)
  join people.name_key mine on mine.site_id = network.actor_site() and mine.client_id = held.client_id
  join people.name_key other on other.site_id = mine.site_id and other.key = mine.key and other.client_id <> mine.client_id
  join people.client c on c.site_id = other.site_id and c.id = other.client_id and c.unit_id = network.actor_unit()
  join people.reader r on r.site_id = c.site_id and r.client_id = c.id and r.basis = 'holder' and r.category = 'plan' and r.ended_at is null
  join network.membership m on m.site_id = r.site_id and m.id = r.membership_id
  where other.client_id <> all((select people.held_ids())::uuid[])
    and not exists (select from people.not_same n where n.site_id = mine.site_id
                    and n.a_id = least(mine.client_id, other.client_id) and n.b_id = greatest(mine.client_id, other.client_id))
    and not exists (select from people.merge g where g.site_id = mine.site_id and g.undone_at is null and g.merged_id in (mine.client_id, other.client_id))
  group by mine.client_id, other.client_id, m.display_name
  having count(*) >= 4;
end;

-- Who of these people of the unit shares so many name keys with a row of a list; a case manager asks about those they work with.
create function people.find_namesakes(places integer[], keys bytea[], needed integer[], among uuid[]) returns table (place integer, client_id uuid)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select k.place, n.client_id
  from (select distinct u.place, u.key from unnest(places, keys) u (place, key)) k
  join people.name_key n on n.site_id = network.actor_site() and n.key = k.key
  join people.client c on c.site_id = n.site_id and c.id = n.client_id and c.unit_id = network.actor_unit()
  where n.client_id = any(among)
    and (network.actor_role() = 'system' or network.actor_role() = 'case_manager' and n.client_id = any((select people.held_ids())::uuid[]))
  group by k.place, n.client_id
  having count(*) >= needed[k.place + 1]
  order by k.place, count(*) desc, n.client_id;
end;
grant execute on function people.find_namesakes(integer[], bytea[], integer[], uuid[]) to verbund_actor;

create policy definer_reads on people.merge for select to verbund_definer using (true);
create policy definer_reads on people.not_same for select to verbund_definer using (true);
create policy definer_removes on people.not_same for delete to verbund_definer using (true);
grant select on people.merge, people.not_same to verbund_definer;
grant delete on people.not_same to verbund_definer;

create policy holder_reads on people.merge for select to verbund_actor
  using (site_id = (select network.actor_site())
         and (kept_id = any((select people.held_ids())::uuid[]) or merged_id = any((select people.held_ids())::uuid[])));
create policy leader_of_both_merges on people.merge for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and made_by_id = (select network.actor_id()) and people.leads(kept_id) and people.leads(merged_id));
create policy leader_of_both_undoes on people.merge for update to verbund_actor
  using (site_id = (select network.actor_site()) and people.leads(kept_id) and people.leads(merged_id))
  with check (site_id = (select network.actor_site()) and undone_at is not null);

create policy holder_reads on people.not_same for select to verbund_actor
  using (site_id = (select network.actor_site())
         and (a_id = any((select people.held_ids())::uuid[]) or b_id = any((select people.held_ids())::uuid[])));
create policy holder_says on people.not_same for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and said_by_id = (select network.actor_id()) and (people.holds(a_id) or people.holds(b_id)));
create policy holder_takes_back on people.not_same for delete to verbund_actor
  using (site_id = (select network.actor_site())
         and (a_id = any((select people.held_ids())::uuid[]) or b_id = any((select people.held_ids())::uuid[])));

grant select, insert on people.merge, people.not_same to verbund_actor;
grant update (undone_at) on people.merge to verbund_actor;
grant delete on people.not_same to verbund_actor;
grant execute on function people.held_by_colleagues() to verbund_actor;

create policy definer_rewraps on people.data_key for update to verbund_definer using (true) with check (true);
grant update (epoch, wrapped, names_moved) on people.data_key to verbund_definer;
-- A new epoch of keys wraps the same keys anew: the job acts as the system of the site, which opens nothing that lies under them.
create function people.list_keys_to_rewrap(below integer, after uuid, most integer)
  returns table (subject_id uuid, organisation_id uuid, epoch integer, wrapped bytea)
  language sql stable security definer set search_path = ''
begin atomic
  select k.client_id, k.organisation_id, k.epoch, k.wrapped from people.data_key k
  where network.actor_role() = 'system' and k.site_id = network.actor_site() and (k.epoch < below or not k.names_moved)
    and (after is null or k.client_id > after)
  order by k.client_id limit most;
end;

-- A key that was deleted or wrapped by another organisation meanwhile stays as it is.
create function people.rewrap_keys(subjects uuid[], old_wrapped bytea[], new_epoch integer, new_wrapped bytea[]) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update people.data_key k set epoch = new_epoch, wrapped = n.fresh, names_moved = true
  from unnest(subjects, old_wrapped, new_wrapped) n (subject, old, fresh)
  where network.actor_role() = 'system' and k.site_id = network.actor_site() and k.client_id = n.subject and k.wrapped = n.old;
end;

-- Whose hashes of names move to the new epoch together with the key: those who are found by name at all. They stay as they are until that is done.
create function people.list_names_to_rekey(clients uuid[])
  returns table (client_id uuid, organisation_id uuid, epoch integer, wrapped bytea, sealed bytea)
  language sql volatile security definer set search_path = ''
begin atomic
  select k.client_id, k.organisation_id, k.epoch, k.wrapped, r.sealed
  from people.data_key k join people.sealed_record r on r.site_id = k.site_id and r.client_id = k.client_id and r.category = 'identity'
  where network.actor_role() = 'system' and k.site_id = network.actor_site() and k.client_id = any(clients)
    and exists (select from people.name_key n where n.site_id = k.site_id and n.client_id = k.client_id)
  order by k.client_id for update of r;
end;

create function people.rekey_names(clients uuid[], key_of uuid[], keys bytea[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is distinct from 'system' then
    raise exception 'not allowed to change names' using errcode = 'insufficient_privilege';
  end if;
  delete from people.name_key k where k.site_id = network.actor_site() and k.client_id = any(clients);
  insert into people.name_key (site_id, key, client_id)
  select distinct network.actor_site(), n.key, n.client from unnest(key_of, keys) n (client, key);
end
$$;
grant execute on function people.list_keys_to_rewrap(integer, uuid, integer), people.rewrap_keys(uuid[], bytea[], integer, bytea[]),
  people.list_names_to_rekey(uuid[]), people.rekey_names(uuid[], uuid[], bytea[]) to verbund_actor;

-- ---- deleting

-- A person's rows: more than one where they were merged.
create function people.rows_of_person(client uuid) returns setof uuid
  language sql stable security definer set search_path = '' rows 2
begin atomic
  with recursive row_of (id) as (
    select client
    union
    select case when m.kept_id = r.id then m.merged_id else m.kept_id end
    from row_of r join people.merge m on m.site_id = network.actor_site() and m.undone_at is null and r.id in (m.kept_id, m.merged_id)
  ) select r.id from row_of r;
end;

-- Other rows of the same person that the actor reads too; of those it does not read it learns nothing, not even that they are there. Looked up by itself, since
-- a request that attends to one person sees no other.
create function people.list_other_rows(client uuid) returns setof uuid
  language sql stable security definer set search_path = '' rows 1
begin atomic
  select r.id from people.rows_of_person(client) r (id)
  where r.id <> client and people.my_basis(client) is not null and people.my_basis(r.id) is not null;
end;
grant execute on function people.list_other_rows(uuid) to verbund_actor;

-- How many rows there are about these clients, domain by domain: those that go with them, and figures that stay without them. Asks the catalogue, so that no table
-- that comes later is forgotten.
create function people.count_rows_about(clients uuid[]) returns table (domain text, goes integer, stays integer)
  language plpgsql stable security definer set search_path = ''
as $$
declare
  place record;
  found_rows integer;
begin
  for place in
    select t.oid::regclass as name, n.nspname::text as of_domain, bool_or(f.confdeltype = 'n') as is_figure
    from pg_constraint f
    join pg_class t on t.oid = f.conrelid
    join pg_namespace n on n.oid = t.relnamespace
    join pg_attribute a on a.attrelid = t.oid and a.attname = 'client_id' and a.attnum = any(f.conkey)
    where f.contype = 'f'
    group by 1, 2 order by 2, 1
  loop
    execute format('select count(*) from %s where site_id = $1 and client_id = any($2)', place.name) into found_rows using network.actor_site(), clients;
    domain := place.of_domain;
    goes := case when place.is_figure then 0 else found_rows end;
    stays := case when place.is_figure then found_rows else 0 end;
    return next;
  end loop;
end
$$;

-- For consent's door, which asks for a second person, and for taking back a list with whose people nobody has worked. With the row go key, records, name keys, readers and whatever else refers to it; every server hears
-- that the unwrapped key must leave its memory.
create function people.delete_clients(clients uuid[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from people.not_same n where n.site_id = network.actor_site() and (n.a_id = any(clients) or n.b_id = any(clients));
  delete from people.client c where c.site_id = network.actor_site() and c.id = any(clients);
  perform pg_notify('verbund_key_gone', network.actor_site() || ' ' || gone.id) from unnest(clients) gone (id);
end
$$;
create policy definer_deletes on people.client for delete to verbund_definer using (true);
create policy definer_deletes on people.not_same for delete to verbund_definer using (true);
grant delete on people.client, people.not_same to verbund_definer;
