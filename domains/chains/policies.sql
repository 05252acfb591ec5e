-- chains: coordinators describe and agree service chains; whoever works at the site reads what was agreed; the accompaniment what the site released.
grant usage on schema chains to verbund_actor, verbund_definer;

create function chains.may_edit() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';
create function chains.may_read() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('case_manager', 'team_lead', 'partner', 'coordinator', 'body_member');
create function chains.may_read_released() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator');
grant execute on function chains.may_edit(), chains.may_read(), chains.may_read_released() to verbund_actor, verbund_definer;

create policy definer_works on chains.service_chain for all to verbund_definer using (true) with check (true);
create policy definer_works on chains.chain_version for all to verbund_definer using (true) with check (true);
grant select, update on chains.service_chain, chains.chain_version to verbund_definer;

-- Chains of the own site: all for a coordinator, those with an agreed version for the others.
create function chains.readable() returns setof uuid
  language sql stable security definer set search_path = '' rows 40
begin atomic
  select c.id from chains.service_chain c
  where c.site_id = network.actor_site() and c.removed_at is null and chains.may_read()
    and (chains.may_edit()
      or exists (select from chains.chain_version v where v.site_id = c.site_id and v.chain_id = c.id and v.state = 'agreed'));
end;
grant execute on function chains.readable() to verbund_actor;

create policy member_reads on chains.service_chain for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and id = any(array(select chains.readable())));
-- Seen as it is being made, before the list of readable ones knows it.
create policy coordinator_reads on chains.service_chain for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select chains.may_edit()));
create policy coordinator_adds on chains.service_chain for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select chains.may_edit()) and created_by = (select network.actor_id()));
create policy coordinator_edits on chains.service_chain for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select chains.may_edit()) and removed_at is null)
  with check (site_id = (select network.actor_site()) and (released_by is null or released_on is not null));

create policy member_reads_agreed on chains.chain_version for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and chain_id = any(array(select chains.readable()))
         and (state = 'agreed' or (select chains.may_edit())));
create policy coordinator_adds on chains.chain_version for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select chains.may_edit()) and state = 'draft' and changed_by = (select network.actor_id())
              and chain_id = any(array(select chains.readable())));
-- What was agreed stays as it is.
create policy coordinator_edits_draft on chains.chain_version for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select chains.may_edit()) and state = 'draft' and removed_at is null)
  with check (site_id = (select network.actor_site()) and changed_by = (select network.actor_id())
              and (state = 'draft' or agreed_by = (select network.actor_id())));

grant select on chains.service_chain, chains.chain_version to verbund_actor;
grant insert (site_id, id, title, aim, theme_id, created_by) on chains.service_chain to verbund_actor;
grant update (title, aim, theme_id, released_on, released_by, version) on chains.service_chain to verbund_actor;
grant insert (site_id, id, chain_id, kind, number, document, based_on_id, changed_by) on chains.chain_version to verbund_actor;
grant update (state, document, agreed_on, agreed_by, agreed_in, review_on, version, changed_at, changed_by) on chains.chain_version to verbund_actor;

-- Removal and its undo. A removed row is hidden from everyone, so a plain update could neither hide it nor find it again. Only drafts go one by one.
create function chains.set_removed(what text, row_id uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moment timestamptz := case when is_removed then platform.moment() end;
begin
  if chains.may_edit() is not true then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  case what
    when 'chain' then
      update chains.service_chain c set removed_at = moment where c.site_id = network.actor_site() and c.id = row_id and (c.removed_at is null) = is_removed;
    when 'version' then
      update chains.chain_version v set removed_at = moment
      where v.site_id = network.actor_site() and v.id = row_id and v.state = 'draft' and (v.removed_at is null) = is_removed;
  end case;
  return found;
end
$$;

-- What the accompaniment reads of the sites of its programme: agreed versions of released chains, by a prepared view.
create function chains.list_released(of_chain uuid)
  returns table (site_id uuid, site_name text, chain_id uuid, title text, aim text, released_on date,
                 version_id uuid, kind text, number integer, document jsonb, agreed_on date, agreed_in text, review_on date)
  language sql stable security definer set search_path = '' rows 40
begin atomic
  select c.site_id, s.name, c.id, c.title, c.aim, c.released_on, v.id, v.kind, v.number, v.document, v.agreed_on, v.agreed_in, v.review_on
  from chains.service_chain c
  join network.site s on s.id = c.site_id
  join chains.chain_version v on v.site_id = c.site_id and v.chain_id = c.id and v.state = 'agreed'
  where chains.may_read_released() and s.programme_id = network.actor_programme() and c.removed_at is null and c.released_on <= platform.today()
    and (of_chain is null or c.id = of_chain)
  order by s.name, c.title, v.number;
end;

-- Figures that a coordinator showed the team, of agreed versions alone; the team reads them by the view below, and no longer than the chain itself.
create policy definer_reads on chains.released_figure for select to verbund_definer using (true);
create policy coordinator_reads on chains.released_figure for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select chains.may_edit()));
create policy coordinator_shows on chains.released_figure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select chains.may_edit()) and shown_by = (select network.actor_id())
              and exists (select from chains.chain_version v join chains.service_chain c on c.site_id = v.site_id and c.id = v.chain_id
                          where v.site_id = released_figure.site_id and v.id = released_figure.version_id and v.state = 'agreed' and c.released_on is not null));
create policy coordinator_takes_back on chains.released_figure for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select chains.may_edit()));
grant select on chains.released_figure to verbund_definer;
grant select, delete on chains.released_figure to verbund_actor;
grant insert (site_id, version_id, figures, shown_on, shown_by) on chains.released_figure to verbund_actor;

create function chains.list_released_figures(of_chain uuid) returns table (version_id uuid, figures jsonb, shown_on date)
  language sql stable security definer set search_path = '' rows 10
begin atomic
  select f.version_id, f.figures, f.shown_on
  from chains.list_released(of_chain) r join chains.released_figure f on f.site_id = r.site_id and f.version_id = r.version_id
  where of_chain is not null;
end;

-- The names in the lanes of a released chain.
create function chains.list_released_units(of_chain uuid) returns table (id uuid, name text, organisation_name text)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select u.id, u.name, o.name
  from network.unit u join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
  where u.site_id in (select r.site_id from chains.list_released(of_chain) r);
end;

-- How long it took from one milestone to the next in the same case, counted: one row for so many cases that took or have waited so many days. A pair is the
-- first start of a case, if it lies between both days, and the first end from then on; nothing after `as_of` is known. A case that was closed without the end was
-- last seen waiting on that day; closed before it began, nobody knows (`days` null). With `quarter_on` how many began in which quarter since the furthest
-- day: the pieces of figures over other periods. No figure made of it leaves without disclosure.
create function chains.count_passages(from_services text[], from_events text[], to_services text[], to_events text[],
                                      started_from date, started_until date, as_of date, furthest_on date)
  returns table (passage integer, days integer, is_waiting boolean, quarter_on date, cases integer)
  language plpgsql stable security definer set search_path = ''
as $$
declare
  own_site uuid := network.actor_site();
begin
  if chains.may_read() is not true or cardinality(from_services) > 200 then
    return;
  end if;
  for at in 1 .. coalesce(cardinality(from_services), 0) loop
    return query
    with start as materialized (
      select m.case_ref, min(m.happened_on) as start_on
      from cases.milestone m
      where m.site_id = own_site and m.service = from_services[at] and m.event = from_events[at]
      group by m.case_ref
      having min(m.happened_on) between least(started_from, furthest_on) and greatest(started_until, as_of)
    ), seen as (
      select s.case_ref, s.start_on, min(e.happened_on) filter (where e.happened_on >= s.start_on and e.happened_on <= as_of) as end_on
      from start s
      left join cases.milestone e on e.site_id = own_site and e.service = to_services[at] and e.event = to_events[at] and e.case_ref = s.case_ref
      where s.start_on between started_from and started_until
      group by s.case_ref, s.start_on
    ), closed as materialized (
      -- only those still without an end need to be looked for among the closed cases
      -- of a person who was deleted the milestone itself says when
      select w.case_ref, min(coalesce(m.closed_on, c.closed_on)) as closed_on
      from seen w
      join cases.milestone m on m.site_id = own_site and m.service = from_services[at] and m.event = from_events[at] and m.case_ref = w.case_ref
        and m.happened_on = w.start_on and m.source = 'step'
      left join cases.step p on p.site_id = own_site and p.id = m.source_id
      left join cases.case_file c on c.site_id = own_site and c.id = p.case_id
      where w.end_on is null and (m.closed_on is not null or c.closed_on is not null)
      group by w.case_ref
    ), known as (
      select w.end_on is null as waits, coalesce(w.end_on, least(as_of, c.closed_on)) - w.start_on as took
      from seen w left join closed c on c.case_ref = w.case_ref
    )
    select at, case when k.took >= 0 then k.took end, k.waits, null::date, count(*)::integer from known k group by 2, 3
    union all
    select at, null, null, date_trunc('quarter', s.start_on::timestamp)::date, count(*)::integer
    from start s where s.start_on between furthest_on and as_of group by 4;
  end loop;
end
$$;

-- The same in each town where a case began, without the pieces.
create function chains.count_passages_in_towns(from_services text[], from_events text[], to_services text[], to_events text[],
                                               started_from date, started_until date, as_of date)
  returns table (passage integer, town_id uuid, days integer, is_waiting boolean, cases integer)
  language plpgsql stable security definer set search_path = ''
as $$
declare
  own_site uuid := network.actor_site();
begin
  if chains.may_read() is not true or cardinality(from_services) > 200 then
    return;
  end if;
  for at in 1 .. coalesce(cardinality(from_services), 0) loop
    return query
    with start as materialized (
      select distinct on (m.case_ref) m.case_ref, m.town_id, m.happened_on as start_on, m.source_id, m.source, m.closed_on
      from cases.milestone m
      where m.site_id = own_site and m.service = from_services[at] and m.event = from_events[at]
      order by m.case_ref, m.happened_on, m.source_id
    ), seen as (
      select s.town_id, s.start_on, s.source_id, s.source, s.closed_on,
        (select min(e.happened_on) from cases.milestone e
         where e.site_id = own_site and e.service = to_services[at] and e.event = to_events[at] and e.case_ref = s.case_ref
           and e.happened_on >= s.start_on and e.happened_on <= as_of) as end_on
      from start s
      where s.start_on between started_from and started_until
    ), known as (
      select w.town_id, w.end_on is null as waits, coalesce(w.end_on, least(as_of, w.closed_on, c.closed_on)) - w.start_on as took
      from seen w
      left join cases.step p on w.end_on is null and w.source = 'step' and p.site_id = own_site and p.id = w.source_id
      left join cases.case_file c on c.site_id = own_site and c.id = p.case_id
    )
    select at, k.town_id, case when k.took >= 0 then k.took end, k.waits, count(*)::integer from known k group by 2, 3, 4;
  end loop;
end
$$;

-- The ways that cases really took: the first day of each milestone after the first one of the chain, in order of time and, on the same day, of the chain. `days` from
-- the first to the last of them.
create function chains.count_paths(services text[], events text[], started_from date, started_until date, as_of date)
  returns table (path integer[], days integer, cases integer)
  language sql stable security definer set search_path = ''
begin atomic
  with kind as materialized (
    select k.service, k.event, k.at::integer as at from unnest(services, events) with ordinality k (service, event, at) where chains.may_read()
  ), start as materialized (
    select m.case_ref, min(m.happened_on) as start_on
    from cases.milestone m
    where m.site_id = network.actor_site() and chains.may_read() and m.service = services[1] and m.event = events[1]
    group by m.case_ref having min(m.happened_on) between started_from and started_until
  ), passed as (
    select s.case_ref, s.start_on, k.at, min(m.happened_on) as on_day
    from kind k
    join cases.milestone m on m.site_id = network.actor_site() and m.service = k.service and m.event = k.event
    join start s on s.case_ref = m.case_ref and m.happened_on between s.start_on and as_of
    group by s.case_ref, s.start_on, k.at
  ), way as (
    select array_agg(p.at order by p.on_day, p.at) as path, max(p.on_day) - p.start_on as days from passed p group by p.case_ref, p.start_on
  )
  select w.path, w.days, count(*)::integer from way w group by w.path, w.days;
end;

-- The same case by case, without its name: the quarter in which it began and the days from then to each milestone. For the event log, whose rows pass the gate.
create function chains.list_path_events(services text[], events text[], started_from date, started_until date, as_of date)
  returns table (start_on date, path integer[], days integer[])
  language sql stable security definer set search_path = ''
begin atomic
  with kind as materialized (
    select k.service, k.event, k.at::integer as at from unnest(services, events) with ordinality k (service, event, at) where chains.may_edit()
  ), start as materialized (
    select m.case_ref, min(m.happened_on) as start_on
    from cases.milestone m
    where m.site_id = network.actor_site() and chains.may_edit() and m.service = services[1] and m.event = events[1]
    group by m.case_ref having min(m.happened_on) between started_from and started_until
  ), passed as (
    select s.case_ref, s.start_on, k.at, min(m.happened_on) as on_day
    from kind k
    join cases.milestone m on m.site_id = network.actor_site() and m.service = k.service and m.event = k.event
    join start s on s.case_ref = m.case_ref and m.happened_on between s.start_on and as_of
    group by s.case_ref, s.start_on, k.at
  )
  select p.start_on, array_agg(p.at order by p.on_day, p.at), array_agg(p.on_day - p.start_on order by p.on_day, p.at)
  from passed p group by p.case_ref, p.start_on;
end;

-- Released gap reports between two units, in either direction; one that names only the organisation counts for its units. For the gate alone.
create function chains.count_reports_between(one_units uuid[], other_units uuid[]) returns table (pair integer, reports integer)
  language sql stable security definer set search_path = ''
begin atomic
  select w.at::integer, count(g.id)::integer
  from unnest(one_units, other_units) with ordinality w (one, other, at)
  join network.unit a on a.site_id = network.actor_site() and a.id = w.one
  join network.unit b on b.site_id = network.actor_site() and b.id = w.other
  left join themes.gap_report g on chains.may_read() and g.site_id = network.actor_site() and g.state = 'released'
    and ((coalesce(g.from_unit_id = a.id, g.from_organisation_id = a.organisation_id) and coalesce(g.to_unit_id = b.id, g.to_organisation_id = b.organisation_id))
      or (coalesce(g.from_unit_id = b.id, g.from_organisation_id = b.organisation_id) and coalesce(g.to_unit_id = a.id, g.to_organisation_id = a.organisation_id)))
  where chains.may_read() group by w.at;
end;

grant execute on function
  chains.set_removed(text, uuid, boolean),
  chains.list_released(uuid),
  chains.list_released_units(uuid),
  chains.list_released_figures(uuid),
  chains.count_passages(text[], text[], text[], text[], date, date, date, date),
  chains.count_passages_in_towns(text[], text[], text[], text[], date, date, date),
  chains.count_paths(text[], text[], date, date, date),
  chains.list_path_events(text[], text[], date, date, date),
  chains.count_reports_between(uuid[], uuid[])
  to verbund_actor;

-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function chains.purge_removed() returns integer
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
  foreach place in array array['chain_version', 'service_chain'] loop
    for row_id in execute format('select id from chains.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from chains.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  return gone;
end
$$;
grant delete on chains.service_chain, chains.chain_version to verbund_definer;
grant execute on function chains.purge_removed() to verbund_actor;
