-- cooperation: the coordinator of the site plans; members of bodies read; whoever answers a survey sees the own answer and nobody else's.
grant usage on schema cooperation to verbund_actor, verbund_definer;

create function cooperation.may_write() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';
-- Whom planning concerns at all; for everybody else there is none.
create function cooperation.takes_part() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'body_member');
-- Figures are also brought by a command.
create function cooperation.may_bring() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'system');
-- The scientific team reads prepared results that were released to it.
create function cooperation.is_team() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator');
grant execute on function cooperation.may_write(), cooperation.takes_part(), cooperation.may_bring(), cooperation.is_team() to verbund_actor, verbund_definer;

create policy definer_works on cooperation.counselling_structure for all to verbund_definer using (true) with check (true);
create policy definer_works on cooperation.agreement for all to verbund_definer using (true) with check (true);
create policy definer_works on cooperation.wave for all to verbund_definer using (true) with check (true);
create policy definer_works on cooperation.wave_organisation for all to verbund_definer using (true) with check (true);
create policy definer_works on cooperation.answer for all to verbund_definer using (true) with check (true);
create policy definer_reads on cooperation.rating for select to verbund_definer using (true);
create policy definer_works on cooperation.answer_link for all to verbund_definer using (true) with check (true);
create policy definer_reads on cooperation.wave_result for select to verbund_definer using (true);
create policy definer_works on cooperation.figure_list for all to verbund_definer using (true) with check (true);
grant select, update on cooperation.counselling_structure, cooperation.agreement, cooperation.wave, cooperation.wave_organisation, cooperation.answer,
  cooperation.figure_list to verbund_definer;
grant delete on cooperation.answer to verbund_definer;
grant select on cooperation.rating, cooperation.wave_result to verbund_definer;
grant select, insert on cooperation.answer_link to verbund_definer;

-- ---- counselling structures and agreements ----------------------------------------------------------------------------------------------

create policy planner_reads on cooperation.counselling_structure for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select cooperation.takes_part()));
create policy coordinator_adds on cooperation.counselling_structure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on cooperation.counselling_structure for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write())) with check (site_id = (select network.actor_site()));

create policy planner_reads on cooperation.agreement for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select cooperation.takes_part()));
create policy coordinator_adds on cooperation.agreement for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on cooperation.agreement for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write())) with check (site_id = (select network.actor_site()));
create policy planner_reads on cooperation.agreement_party for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.takes_part()));
create policy coordinator_adds on cooperation.agreement_party for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()));
create policy coordinator_edits on cooperation.agreement_party for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write())) with check (site_id = (select network.actor_site()));
create policy coordinator_removes on cooperation.agreement_party for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));

-- ---- waves --------------------------------------------------------------------------------------------------------------------------------

-- The waves in which the actor answers for its organisation, from the opening on.
create function cooperation.asked() returns setof uuid
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select o.wave_id from cooperation.wave_organisation o join cooperation.wave w on w.site_id = o.site_id and w.id = o.wave_id
  where o.site_id = network.actor_site() and o.membership_id = network.actor_id() and w.state <> 'planned' and w.removed_at is null
  union
  select a.wave_id from cooperation.answer a join cooperation.wave w on w.site_id = a.site_id and w.id = a.wave_id
  where a.site_id = network.actor_site() and a.membership_id = network.actor_id() and w.removed_at is null;
end;

-- The same as long as an answer is taken: the wave is open, its last day has not passed, the organisation has not left.
create function cooperation.answerable() returns table (wave_id uuid, organisation_id uuid)
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select o.wave_id, o.organisation_id
  from cooperation.wave_organisation o
  join cooperation.wave w on w.site_id = o.site_id and w.id = o.wave_id and w.state = 'open' and w.removed_at is null and w.until_on >= platform.today()
  join network.organisation n on n.site_id = o.site_id and n.id = o.organisation_id and n.removed_at is null
  where o.site_id = network.actor_site() and o.membership_id = network.actor_id();
end;

create policy coordinator_reads on cooperation.wave for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select cooperation.may_write()));
create policy asked_reads on cooperation.wave for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and id = any(array(select cooperation.asked())));
create policy coordinator_plans on cooperation.wave for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()) and created_by = (select network.actor_id()) and state = 'planned');
create policy coordinator_edits on cooperation.wave for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write())) with check (site_id = (select network.actor_site()));

-- Only somebody who works for an organisation answers for it.
create function cooperation.works_for(membership uuid, organisation uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (
    select from network.membership m join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
    where m.site_id = network.actor_site() and m.id = membership and m.role <> 'system' and u.organisation_id = organisation
      and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today()));
end;

create policy coordinator_reads on cooperation.wave_organisation for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));
create policy asked_reads on cooperation.wave_organisation for select to verbund_actor
  using (site_id = (select network.actor_site()) and wave_id = any(array(select cooperation.asked())));
create policy coordinator_asks on cooperation.wave_organisation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write())
              and (membership_id is null or cooperation.works_for(membership_id, organisation_id)));
create policy coordinator_edits on cooperation.wave_organisation for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()))
  with check (site_id = (select network.actor_site()) and (membership_id is null or cooperation.works_for(membership_id, organisation_id)));

create policy rater_reads on cooperation.answer for select to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));
-- Through a link an answer is begun and changed by the session alone that began it, and only until it is handed in: whoever made or found the link must not open,
-- and not overwrite, what the rater said.
create policy rater_begins on cooperation.answer for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id())
              and written_through is not distinct from (select network.actor_link())
              and (wave_id, organisation_id) in (select a.wave_id, a.organisation_id from cooperation.answerable() a));
create policy rater_edits on cooperation.answer for update to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id())
         and ((select network.actor_link()) is null or state = 'draft' and written_through = (select network.actor_link()))
         and wave_id = any(array(select a.wave_id from cooperation.answerable() a)))
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id())
              and written_through is not distinct from (select network.actor_link()));

-- The answers whose ratings the actor reads, and those that it may still change.
create function cooperation.own_answers() returns setof uuid
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select a.id from cooperation.answer a
  where a.site_id = network.actor_site() and a.membership_id = network.actor_id()
    and (network.actor_link() is null or a.state = 'draft' and a.written_through = network.actor_link());
end;
create function cooperation.own_open_answers() returns setof uuid
  language sql stable security definer set search_path = '' rows 5
begin atomic
  select a.id from cooperation.answer a
  where a.site_id = network.actor_site() and a.membership_id = network.actor_id()
    and (network.actor_link() is null or a.state = 'draft' and a.written_through = network.actor_link())
    and a.wave_id = any(array(select x.wave_id from cooperation.answerable() x));
end;

create policy rater_reads on cooperation.rating for select to verbund_actor
  using (site_id = (select network.actor_site()) and answer_id = any(array(select cooperation.own_answers())));
create policy rater_rates on cooperation.rating for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and answer_id = any(array(select cooperation.own_open_answers())));
create policy rater_removes on cooperation.rating for delete to verbund_actor
  using (site_id = (select network.actor_site()) and answer_id = any(array(select cooperation.own_open_answers())));

-- Hands the own answer in, in place of whatever the same person has handed in or begun before. Whoever comes second for the same organisation is told so, and
-- loses nothing.
create function cooperation.hand_in(of_answer uuid, of_version integer) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  found_answer cooperation.answer;
begin
  select * into found_answer from cooperation.answer a
  where a.site_id = network.actor_site() and a.id = of_answer and a.membership_id = network.actor_id()
    and (network.actor_link() is null or a.state = 'draft' and a.written_through = network.actor_link());
  if not found then
    return 'unknown';
  end if;
  if not exists (select from cooperation.answerable() x where x.wave_id = found_answer.wave_id and x.organisation_id = found_answer.organisation_id) then
    return 'closed';
  end if;
  perform 1 from cooperation.wave_organisation o
  where o.site_id = found_answer.site_id and o.wave_id = found_answer.wave_id and o.organisation_id = found_answer.organisation_id for update;
  update cooperation.answer a
  set handed_in_on = platform.today(), version = a.version + 1, written_through = null,
      state = case when exists (select from cooperation.answer b where b.site_id = a.site_id and b.wave_id = a.wave_id
                                and b.organisation_id = a.organisation_id and b.membership_id <> a.membership_id and b.state = 'handed_in')
                then 'second' else 'handed_in' end
  where a.site_id = found_answer.site_id and a.id = of_answer and a.version = of_version
  returning a.* into found_answer;
  if not found then
    return 'changed';
  end if;
  delete from cooperation.answer b
  where b.site_id = found_answer.site_id and b.wave_id = found_answer.wave_id and b.organisation_id = found_answer.organisation_id
    and b.membership_id = found_answer.membership_id and b.id <> found_answer.id;
  return found_answer.state;
end
$$;

-- Of two answers for one organisation the coordinator says which counts, without seeing either.
create function cooperation.count_other_answer(of_wave uuid, of_organisation uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not coalesce(cooperation.may_write(), false) then
    raise exception 'not allowed to choose an answer' using errcode = 'insufficient_privilege';
  end if;
  update cooperation.answer a set state = case a.state when 'handed_in' then 'second' else 'handed_in' end, version = a.version + 1
  from cooperation.wave w
  where w.site_id = a.site_id and w.id = a.wave_id and w.state = 'open' and w.removed_at is null and a.site_id = network.actor_site()
    and a.wave_id = of_wave and a.organisation_id = of_organisation
    and (a.state = 'handed_in' and exists (select from cooperation.answer b where b.site_id = a.site_id and b.wave_id = a.wave_id
                                           and b.organisation_id = a.organisation_id and b.state = 'second')
         or a.id = (select b.id from cooperation.answer b where b.site_id = a.site_id and b.wave_id = a.wave_id and b.organisation_id = a.organisation_id
                    and b.state = 'second' order by b.handed_in_on desc, b.id limit 1));
  return found;
end
$$;

-- Who was asked and whether they answered: a day, and nothing of what they said.
create function cooperation.list_asked(of_wave uuid)
  returns table (organisation_id uuid, name text, membership_id uuid, member_name text, member_role text, has_left boolean, member_left boolean,
                 answered_on date, second_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select o.organisation_id, o.name, o.membership_id, m.display_name, m.role, n.removed_at is not null,
         coalesce(m.valid_until_on < platform.today(), false),
         (select a.handed_in_on from cooperation.answer a where a.site_id = o.site_id and a.wave_id = o.wave_id and a.organisation_id = o.organisation_id
            and a.state = 'handed_in' limit 1),
         (select max(a.handed_in_on) from cooperation.answer a where a.site_id = o.site_id and a.wave_id = o.wave_id and a.organisation_id = o.organisation_id
            and a.state = 'second')
  from cooperation.wave_organisation o
  join network.organisation n on n.site_id = o.site_id and n.id = o.organisation_id
  left join network.membership m on m.site_id = o.site_id and m.id = o.membership_id
  where cooperation.may_write() and o.site_id = network.actor_site() and o.wave_id = of_wave
  order by o.name, o.organisation_id;
end;

-- How many answers a wave of the actor's site has; nothing but the number.
create function cooperation.count_answers() returns table (wave_id uuid, asked integer, answered integer)
  language sql stable security definer set search_path = ''
begin atomic
  select o.wave_id, count(*)::integer,
         count(*) filter (where exists (select from cooperation.answer a where a.site_id = o.site_id and a.wave_id = o.wave_id
                                        and a.organisation_id = o.organisation_id and a.state = 'handed_in'))::integer
  from cooperation.wave_organisation o
  where cooperation.may_write() and o.site_id = network.actor_site()
  group by o.wave_id;
end;

-- Closed waves with enough answers, of which figures may be made. Five is the minimum count of the house.
create function cooperation.countable(of_wave uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select cooperation.may_write() and exists (select from cooperation.wave w where w.site_id = network.actor_site() and w.id = of_wave and w.state = 'closed')
    and (select count(*) from cooperation.answer a where a.site_id = network.actor_site() and a.wave_id = of_wave and a.state = 'handed_in') >= 5;
end;

-- How often two organisations work together, as both of them said: the lower and the higher of the two answers, never whose is which. Pairs of which only one
-- answered are not here, since then there would be no doubt who said it.
create function cooperation.list_perceived(of_wave uuid)
  returns table (one_id uuid, other_id uuid, low integer, high integer)
  language sql stable security definer set search_path = ''
begin atomic
  select a.organisation_id, b.organisation_id, least(r.frequency, s.frequency), greatest(r.frequency, s.frequency)
  from cooperation.answer a
  join cooperation.answer b on b.site_id = a.site_id and b.wave_id = a.wave_id and b.organisation_id > a.organisation_id and b.state = 'handed_in'
  join cooperation.rating r on r.site_id = a.site_id and r.answer_id = a.id and r.organisation_id = b.organisation_id
  join cooperation.rating s on s.site_id = b.site_id and s.answer_id = b.id and s.organisation_id = a.organisation_id
  where cooperation.countable(of_wave) and a.site_id = network.actor_site() and a.wave_id = of_wave and a.state = 'handed_in';
end;

-- By how many others an organisation was named as one they work with at least every few months.
create function cooperation.count_named(of_wave uuid) returns table (organisation_id uuid, named integer)
  language sql stable security definer set search_path = ''
begin atomic
  select r.organisation_id, count(*) filter (where r.frequency >= 2)::integer
  from cooperation.answer a
  join cooperation.rating r on r.site_id = a.site_id and r.answer_id = a.id
  where cooperation.countable(of_wave) and a.site_id = network.actor_site() and a.wave_id = of_wave and a.state = 'handed_in'
  group by r.organisation_id;
end;

-- How well it goes and how important it is, over the whole site and without any organisation.
create function cooperation.count_judgements(of_wave uuid) returns table (question text, value integer, answers integer)
  language sql stable security definer set search_path = ''
begin atomic
  select q.question, q.value, count(*)::integer
  from cooperation.answer a
  join cooperation.rating r on r.site_id = a.site_id and r.answer_id = a.id
  cross join lateral (values ('quality', r.quality), ('importance', r.importance)) q (question, value)
  where cooperation.countable(of_wave) and a.site_id = network.actor_site() and a.wave_id = of_wave and a.state = 'handed_in' and q.value is not null
  group by q.question, q.value;
end;

-- Real ties: how many cases one organisation handed a step of to another, and to how many people it opened a share. Raw; no figure of it leaves without disclosure.
create function cooperation.list_lived(from_on date, until_on date) returns table (kind text, from_id uuid, to_id uuid, people integer)
  language sql stable security definer set search_path = ''
begin atomic
  select 'referral', r.from_id, r.to_id, r.people from cases.count_handed_on(from_on, until_on) r where cooperation.may_write()
  union all
  select 'share', s.from_id, s.to_id, s.people from consent.count_shared(from_on, until_on) s where cooperation.may_write();
end;

-- In how many bodies two organisations sit together on a day.
create function cooperation.list_common_bodies(on_day date) returns table (one_id uuid, other_id uuid, bodies integer)
  language sql stable security definer set search_path = ''
begin atomic
  with seated as (
    select distinct m.body_id, u.organisation_id
    from bodies.member m
    join bodies.body b on b.site_id = m.site_id and b.id = m.body_id and b.removed_at is null
    join network.membership p on p.site_id = m.site_id and p.id = m.membership_id
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    where cooperation.may_write() and m.site_id = network.actor_site() and m.removed_at is null and m.from_on <= on_day
      and (m.until_on is null or m.until_on >= on_day)
  )
  select a.organisation_id, b.organisation_id, count(*)::integer
  from seated a join seated b on b.body_id = a.body_id and b.organisation_id > a.organisation_id
  group by a.organisation_id, b.organisation_id;
end;

-- A link for one who answers. Only members of bodies have one: rights of another role are never opened by a link.
create function cooperation.add_link(link uuid, link_hash bytea, of_wave uuid, of_organisation uuid, ends_at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid;
  member uuid;
begin
  if not coalesce(cooperation.may_write(), false) then
    raise exception 'not allowed to make a link' using errcode = 'insufficient_privilege';
  end if;
  select p.account_id, p.id into account, member
  from cooperation.wave_organisation o
  join cooperation.wave w on w.site_id = o.site_id and w.id = o.wave_id and w.state = 'open' and w.removed_at is null
  join network.membership p on p.site_id = o.site_id and p.id = o.membership_id and p.role = 'body_member'
    and p.valid_from_on <= platform.today() and (p.valid_until_on is null or p.valid_until_on >= platform.today())
  where o.site_id = network.actor_site() and o.wave_id = of_wave and o.organisation_id = of_organisation;
  if not found then
    return false;
  end if;
  perform accounts.create_link(link_hash, member, account, ends_at);
  insert into cooperation.answer_link (site_id, id, wave_id, membership_id, token_hash, created_by)
  values (network.actor_site(), link, of_wave, member, link_hash, network.actor_id());
  return true;
end
$$;
create policy coordinator_reads on cooperation.answer_link for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));

-- ---- prepared results ---------------------------------------------------------------------------------------------------------------------

create function cooperation.sites_of_programme() returns setof uuid
  language sql stable security definer set search_path = '' rows 12
begin atomic
  select s.id from network.site s where cooperation.is_team() and s.programme_id = network.actor_programme() and s.kind <> 'programme_office';
end;

create policy coordinator_reads on cooperation.wave_result for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));
create policy body_member_reads_shown on cooperation.wave_result for select to verbund_actor
  using (site_id = (select network.actor_site()) and shown_to_bodies_on is not null and (select network.actor_role()) = 'body_member');
create policy team_reads_released on cooperation.wave_result for select to verbund_actor
  using (released_to_team_on is not null and site_id = any(array(select cooperation.sites_of_programme())));
create policy coordinator_prepares on cooperation.wave_result for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()) and cooperation.countable(wave_id));
create policy coordinator_shows on cooperation.wave_result for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write())) with check (site_id = (select network.actor_site()));

-- ---- equal chances ------------------------------------------------------------------------------------------------------------------------

create policy planner_or_bringer_reads on cooperation.figure_list for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and ((select cooperation.takes_part()) or (select cooperation.may_bring())));
create policy bringer_adds on cooperation.figure_list for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_bring()) and brought_by = (select network.actor_id()));
create policy planner_or_bringer_reads on cooperation.figure for select to verbund_actor
  using (site_id = (select network.actor_site()) and ((select cooperation.takes_part()) or (select cooperation.may_bring()))
         and list_id in (select l.id from cooperation.figure_list l where l.site_id = (select network.actor_site()) and l.removed_at is null));
create policy bringer_adds on cooperation.figure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_bring()));

-- Short consultations of a year, raw. They are shown to coordinators on a page of their own, too: both pages pass the same table through the gate under the same
-- name (disclosure: rules-dimensions.ts), so that no two figures of one count can be put beside each other.
create function cooperation.list_talks(from_on date, until_on date) returns table (dimension text, code text, talks integer)
  language sql stable security definer set search_path = ''
begin atomic
  select t.dimension, t.code, t.talks from cases.count_talks(from_on, until_on) t where cooperation.takes_part();
end;

-- Who got in, out of the cases kept here, by what they hold without being opened. Raw; no figure of it leaves without disclosure.
create function cooperation.list_access(from_on date, until_on date) returns table (measure text, dimension text, value text, people integer)
  language sql stable security definer set search_path = ''
begin atomic
  select c.measure, c.dimension, c.value, c.people from cases.count_access(from_on, until_on) c where cooperation.takes_part();
end;

-- ---- what a site released to the scientific team ------------------------------------------------------------------------------------------

create policy definer_reads on cooperation.structure_release for select to verbund_definer using (true);
create policy definer_reads on cooperation.chances_release for select to verbund_definer using (true);
grant select on cooperation.structure_release, cooperation.chances_release to verbund_definer;

create policy coordinator_reads on cooperation.structure_release for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));
create policy coordinator_releases on cooperation.structure_release for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()) and released_by = (select network.actor_id()));
create policy coordinator_takes_back on cooperation.structure_release for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));

create policy coordinator_reads on cooperation.chances_release for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));
create policy coordinator_shows on cooperation.chances_release for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select cooperation.may_write()) and shown_by = (select network.actor_id()));
create policy coordinator_takes_back on cooperation.chances_release for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select cooperation.may_write()));

-- Which sites of its programme the team reads something of, one row for each year.
create function cooperation.list_released()
  returns table (site_id uuid, site_name text, structures_on date, year integer, shown_on date)
  language sql stable security definer set search_path = '' rows 40
begin atomic
  select s.id, s.name, r.released_on, c.year, c.shown_on
  from network.site s
  left join cooperation.structure_release r on r.site_id = s.id
  left join cooperation.chances_release c on c.site_id = s.id
  where s.id = any(array(select cooperation.sites_of_programme())) and (r.site_id is not null or c.site_id is not null)
  order by s.name, s.id, c.year desc;
end;

-- The counselling structures of a site that released them, as they stand now; who entered them stays there.
create function cooperation.list_released_structures(of_site uuid)
  returns table (id uuid, organisation_id uuid, organisation_name text, has_left boolean, kind text, name text, fields text[], town_ids uuid[],
                 target_groups text[], places_a_year integer, minutes_a_week integer, opening_hours text, funded_by text, funded_until_on date, version integer)
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select s.id, s.organisation_id, coalesce(o.short_name, o.name), o.removed_at is not null, s.kind, s.name, s.fields, s.town_ids,
    s.target_groups, s.places_a_year, s.minutes_a_week, s.opening_hours, s.funded_by, s.funded_until_on, s.version
  from cooperation.structure_release r
  join cooperation.counselling_structure s on s.site_id = r.site_id and s.removed_at is null
  join network.organisation o on o.site_id = s.site_id and o.id = s.organisation_id
  where r.site_id = of_site and of_site = any(array(select cooperation.sites_of_programme()))
  order by 3, s.name, s.id;
end;

-- Who gets in, as the site showed it.
create function cooperation.list_released_chances(of_site uuid, of_year integer) returns table (figures jsonb, shown_on date)
  language sql stable security definer set search_path = '' rows 1
begin atomic
  select c.figures, c.shown_on from cooperation.chances_release c
  where c.site_id = of_site and c.year = of_year and of_site = any(array(select cooperation.sites_of_programme()));
end;

-- Towns, and the words that the site has for the codes in what it released.
create function cooperation.list_released_words(of_site uuid) returns table (kind text, code text, de text, en text, is_over boolean)
  language sql stable security definer set search_path = '' rows 100
begin atomic
  select w.kind, w.code, w.de, w.en, w.is_over
  from (
    select 'town', t.id::text, t.name, t.name, false, 0 from network.town t where t.site_id = of_site
    union all
    select v.vocabulary, v.code, v.label_de, v.label_en, coalesce(v.valid_until_on < platform.today(), false), v.position
    from network.vocabulary_entry v where v.site_id = of_site and v.vocabulary in ('field_of_action', 'legal_domain')
  ) w (kind, code, de, en, is_over, place)
  where exists (select from cooperation.list_released() r where r.site_id = of_site)
  order by w.kind, w.place, w.de, w.code;
end;

-- ---- removal, reminders -------------------------------------------------------------------------------------------------------------------

-- Removal and its undo. A removed row is hidden from everyone, so a plain update could neither hide it nor find it again.
create function cooperation.set_removed(what text, row_id uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moment timestamptz := case when is_removed then platform.moment() end;
begin
  if not coalesce(cooperation.may_write(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  case what
    when 'structure' then
      update cooperation.counselling_structure r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'agreement' then
      update cooperation.agreement r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
    when 'wave' then
      update cooperation.wave r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed
        and not exists (select from cooperation.wave_result x where x.site_id = r.site_id and x.wave_id = r.id);
    when 'figures' then
      update cooperation.figure_list r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed;
  end case;
  return found;
end
$$;

-- Agreements that run out within the days their coordinator set, and counselling whose funding does within 90: for the job, with those to tell.
create function cooperation.list_endings() returns table (what text, subject_id uuid, ends_on date, membership_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select e.what, e.subject_id, e.ends_on, m.id
  from (
    select 'agreement', a.id, a.until_on from cooperation.agreement a
    where a.site_id = network.actor_site() and a.removed_at is null and a.ended_on is null
      and a.until_on between platform.today() and platform.today() + a.remind_days
    union all
    select 'funding', s.id, s.funded_until_on from cooperation.counselling_structure s
    where s.site_id = network.actor_site() and s.removed_at is null and s.funded_until_on between platform.today() and platform.today() + 90
  ) e (what, subject_id, ends_on)
  join network.membership m on m.site_id = network.actor_site() and m.role = 'coordinator' and m.valid_from_on <= platform.today()
    and (m.valid_until_on is null or m.valid_until_on >= platform.today())
  where network.actor_role() = 'system';
end;

-- ---- rights -------------------------------------------------------------------------------------------------------------------------------

grant select on cooperation.counselling_structure, cooperation.agreement, cooperation.agreement_party, cooperation.wave, cooperation.wave_organisation,
  cooperation.answer, cooperation.rating, cooperation.answer_link, cooperation.wave_result, cooperation.figure_list, cooperation.figure to verbund_actor;
grant insert (site_id, id, organisation_id, kind, name, fields, town_ids, target_groups, places_a_year, minutes_a_week, opening_hours, funded_by,
  funded_until_on, created_by) on cooperation.counselling_structure to verbund_actor;
grant update (organisation_id, kind, name, fields, town_ids, target_groups, places_a_year, minutes_a_week, opening_hours, funded_by, funded_until_on, version)
  on cooperation.counselling_structure to verbund_actor;
grant insert (site_id, id, title, content, from_on, until_on, remind_days, created_by) on cooperation.agreement to verbund_actor;
grant update (title, content, from_on, until_on, remind_days, ended_on, version) on cooperation.agreement to verbund_actor;
grant insert (site_id, agreement_id, organisation_id, signed_on) on cooperation.agreement_party to verbund_actor;
grant update (signed_on) on cooperation.agreement_party to verbund_actor;
grant delete on cooperation.agreement_party to verbund_actor;
grant insert (site_id, id, title, until_on, ties_from_on, created_by) on cooperation.wave to verbund_actor;
grant update (title, until_on, state, opened_on, closed_on, version) on cooperation.wave to verbund_actor;
grant insert (site_id, wave_id, organisation_id, name, membership_id) on cooperation.wave_organisation to verbund_actor;
grant update (membership_id) on cooperation.wave_organisation to verbund_actor;
grant insert (site_id, id, wave_id, organisation_id, membership_id, saved_on, written_through) on cooperation.answer to verbund_actor;
grant update (saved_on, version, written_through) on cooperation.answer to verbund_actor;
grant insert (site_id, answer_id, organisation_id, frequency, quality, importance) on cooperation.rating to verbund_actor;
grant delete on cooperation.rating to verbund_actor;
grant insert (site_id, wave_id, made_on, prepared) on cooperation.wave_result to verbund_actor;
grant update (shown_to_bodies_on, released_to_team_on, version) on cooperation.wave_result to verbund_actor;
grant insert (site_id, id, measure, source, as_of_on, file_hash, brought_by) on cooperation.figure_list to verbund_actor;
grant insert (site_id, list_id, dimension, value, count) on cooperation.figure to verbund_actor;

grant select, delete on cooperation.structure_release, cooperation.chances_release to verbund_actor;
grant insert (site_id, released_on, released_by) on cooperation.structure_release to verbund_actor;
grant insert (site_id, year, figures, shown_on, shown_by) on cooperation.chances_release to verbund_actor;

grant execute on function
  cooperation.list_released(),
  cooperation.list_released_structures(uuid),
  cooperation.list_released_chances(uuid, integer),
  cooperation.list_released_words(uuid),
  cooperation.works_for(uuid, uuid),
  cooperation.asked(),
  cooperation.answerable(),
  cooperation.own_answers(),
  cooperation.own_open_answers(),
  cooperation.hand_in(uuid, integer),
  cooperation.count_other_answer(uuid, uuid),
  cooperation.list_asked(uuid),
  cooperation.count_answers(),
  cooperation.countable(uuid),
  cooperation.list_perceived(uuid),
  cooperation.count_named(uuid),
  cooperation.count_judgements(uuid),
  cooperation.list_lived(date, date),
  cooperation.list_common_bodies(date),
  cooperation.add_link(uuid, bytea, uuid, uuid, timestamptz),
  cooperation.sites_of_programme(),
  cooperation.list_access(date, date),
  cooperation.list_talks(date, date),
  cooperation.set_removed(text, uuid, boolean),
  cooperation.list_endings()
  to verbund_actor;

-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function cooperation.purge_removed() returns integer
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
  foreach place in array array['counselling_structure', 'agreement', 'wave', 'figure_list'] loop
    for row_id in execute format('select id from cooperation.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from cooperation.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  return gone;
end
$$;
grant delete on cooperation.counselling_structure, cooperation.agreement, cooperation.wave, cooperation.figure_list to verbund_definer;
grant execute on function cooperation.purge_removed() to verbund_actor;
