-- publication: the coordinator of the site writes; once a report is issued the site says for each who reads it.
grant usage on schema publication to verbund_actor, verbund_definer, verbund_door;

create function publication.may_write() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';
-- Whom reports concern at all; for everybody else there are none.
create function publication.takes_part() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'body_member', 'accompaniment', 'evaluator', 'programme_lead');
-- Which releases are meant for the actor.
create function publication.own_audience() returns text language sql stable parallel safe
  return case current_setting('app.role', true)
    when 'body_member' then 'bodies'
    when 'programme_lead' then 'programme'
    when 'accompaniment' then 'accompaniment'
    when 'evaluator' then 'accompaniment' end;
grant execute on function publication.may_write(), publication.takes_part(), publication.own_audience() to verbund_actor, verbund_definer;

create policy definer_works on publication.report for all to verbund_definer using (true) with check (true);
create policy definer_works on publication.section for all to verbund_definer using (true) with check (true);
create policy definer_works on publication.figure for all to verbund_definer using (true) with check (true);
create policy definer_reads on publication.issue for select to verbund_definer using (true);
create policy definer_reads on publication.release for select to verbund_definer using (true);
grant select, update, delete on publication.report, publication.section, publication.figure to verbund_definer;
grant select on publication.issue, publication.release to verbund_definer;

-- Issued reports of the own site that were given to its bodies.
create function publication.given_to_bodies() returns setof uuid
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select r.report_id from publication.release r
  where publication.own_audience() = 'bodies' and r.site_id = network.actor_site() and r.audience = 'bodies' and r.released_on is not null;
end;
grant execute on function publication.given_to_bodies() to verbund_actor;

create policy coordinator_reads on publication.report for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select publication.may_write()));
create policy member_reads on publication.report for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and state = 'issued'
         and id = any(array(select publication.given_to_bodies())));
create policy coordinator_begins on publication.report for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select publication.may_write()) and created_by = (select network.actor_id()));
create policy coordinator_edits on publication.report for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select publication.may_write())) with check (site_id = (select network.actor_site()));

create policy coordinator_reads on publication.section for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select publication.may_write()));
create policy coordinator_adds on publication.section for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select publication.may_write()));
create policy coordinator_edits on publication.section for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select publication.may_write())) with check (site_id = (select network.actor_site()));

create policy coordinator_reads on publication.figure for select to verbund_actor
  using (site_id = (select network.actor_site()) and removed_at is null and (select publication.may_write()));
create policy coordinator_adds on publication.figure for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select publication.may_write()));
create policy coordinator_edits on publication.figure for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select publication.may_write())) with check (site_id = (select network.actor_site()));

create policy coordinator_reads on publication.issue for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select publication.may_write()));
create policy member_reads on publication.issue for select to verbund_actor
  using (site_id = (select network.actor_site()) and report_id = any(array(select publication.given_to_bodies())));
create policy coordinator_issues on publication.issue for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select publication.may_write()) and issued_by = (select network.actor_id()));

create policy coordinator_reads on publication.release for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select publication.may_write()));
create policy coordinator_releases on publication.release for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select publication.may_write()) and released_by = (select network.actor_id()));
create policy coordinator_edits on publication.release for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select publication.may_write()))
  with check (site_id = (select network.actor_site()) and released_by = (select network.actor_id()));

-- ---- what the programme and the public read ------------------------------------------------------------------------------------------------

-- Issued reports that sites of the programme gave to whoever asks.
create function publication.list_given()
  returns table (site_id uuid, site_name text, report_id uuid, kind text, language text, title text, from_on date, until_on date, number integer, document text,
                 digest bytea, issued_at timestamptz, released_on date, replaced_by_id uuid, replaced_by_title text)
  language sql stable security definer set search_path = '' rows 50
begin atomic
  select s.id, s.name, r.id, r.kind, r.language, r.title, r.from_on, r.until_on, i.number, i.document, i.digest, i.issued_at, g.released_on, n.id, n.title
  from network.site s
  join publication.release g on g.site_id = s.id and g.released_on is not null and g.audience = publication.own_audience()
  join publication.issue i on i.site_id = g.site_id and i.report_id = g.report_id
  join publication.report r on r.site_id = g.site_id and r.id = g.report_id
  -- a correction is named only where it was given to the same readers
  left join lateral (
    select c.id, c.title from publication.report c
    join publication.release h on h.site_id = c.site_id and h.report_id = c.id and h.audience = g.audience and h.released_on is not null
    where c.site_id = r.site_id and c.replaces_id = r.id and c.state = 'issued'
    order by c.id desc limit 1) n on true
  where publication.own_audience() in ('programme', 'accompaniment') and s.programme_id = network.actor_programme()
  order by i.issued_at desc, r.id;
end;

-- What a site shows everybody, by the public name of the site.
create function publication.list_public(of_slug text) returns table (report_id uuid, document text, digest bytea)
  language sql stable security definer set search_path = '' rows 20
begin atomic
  select r.id, i.document, i.digest
  from network.site s
  join publication.release g on g.site_id = s.id and g.audience = 'public' and g.released_on is not null
  join publication.issue i on i.site_id = g.site_id and i.report_id = g.report_id
  join publication.report r on r.site_id = g.site_id and r.id = g.report_id
  where s.slug = of_slug
    -- where a correction is public the report it replaces is not shown any more
    and not exists (select from publication.report c
                    join publication.release h on h.site_id = c.site_id and h.report_id = c.id and h.audience = 'public' and h.released_on is not null
                    where c.site_id = r.site_id and c.replaces_id = r.id and c.state = 'issued')
  order by i.issued_at desc, r.id;
end;
create function publication.find_public_site(of_slug text) returns text
  language sql stable security definer set search_path = ''
begin atomic
  select s.name from network.site s where s.slug = of_slug and s.kind <> 'programme_office';
end;
grant execute on function publication.list_public(text), publication.find_public_site(text) to verbund_door;

-- ---- removal -------------------------------------------------------------------------------------------------------------------------------

-- Removal and its undo, of drafts and what stands in them. A removed row is hidden from everyone, so a plain update could neither hide it nor find it again.
create function publication.set_removed(what text, row_id uuid, is_removed boolean) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  moment timestamptz := case when is_removed then platform.moment() end;
begin
  if not coalesce(publication.may_write(), false) then
    raise exception 'not allowed to remove' using errcode = 'insufficient_privilege';
  end if;
  case what
    when 'report' then
      update publication.report r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and r.state = 'draft' and (r.removed_at is null) = is_removed;
    when 'section' then
      update publication.section r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed
        and exists (select from publication.report d where d.site_id = r.site_id and d.id = r.report_id and d.state = 'draft' and d.removed_at is null);
    when 'figure' then
      update publication.figure r set removed_at = moment
      where r.site_id = network.actor_site() and r.id = row_id and (r.removed_at is null) = is_removed
        and exists (select from publication.report d where d.site_id = r.site_id and d.id = r.report_id and d.state = 'draft' and d.removed_at is null);
  end case;
  return found;
end
$$;

-- Which report a removed part belongs to, for whoever takes the removal back.
create function publication.find_removed(what text, row_id uuid) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select p.report_id from (
    select 'section', s.site_id, s.id, s.report_id from publication.section s where s.removed_at is not null
    union all
    select 'figure', f.site_id, f.id, f.report_id from publication.figure f where f.removed_at is not null
  ) p (kind, site_id, id, report_id)
  where publication.may_write() and p.kind = what and p.site_id = network.actor_site() and p.id = row_id;
end;

-- What a job reminds of: drafts that are due within two weeks or were due in the last two, with those who write them.
create function publication.list_due() returns table (report_id uuid, due_on date, membership_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select r.id, r.due_on, m.id
  from publication.report r
  join network.membership m on m.site_id = r.site_id and m.role = 'coordinator' and m.valid_from_on <= platform.today()
    and (m.valid_until_on is null or m.valid_until_on >= platform.today())
  where network.actor_role() = 'system' and r.site_id = network.actor_site() and r.state = 'draft' and r.removed_at is null
    and r.due_on between platform.today() - 14 and platform.today() + 14;
end;

-- ---- rights --------------------------------------------------------------------------------------------------------------------------------

grant select on publication.report, publication.section, publication.figure, publication.issue, publication.release to verbund_actor;
grant insert (site_id, id, kind, language, title, addressee, from_on, until_on, due_on, replaces_id, created_by) on publication.report to verbund_actor;
grant update (title, addressee, from_on, until_on, due_on, state, version) on publication.report to verbund_actor;
grant insert (site_id, id, report_id, code, position, title, text, drafted_text, confirmed_by, confirmed_at) on publication.section to verbund_actor;
grant update (position, title, text, drafted_text, confirmed_by, confirmed_at, version) on publication.section to verbund_actor;
grant insert (site_id, id, report_id, section_id, position, key, label, unit, definition, source, value, counted, hint, from_on, until_on, as_of_on)
  on publication.figure to verbund_actor;
grant update (section_id, position, label, unit, definition, source, value, counted, hint, from_on, until_on, as_of_on, version) on publication.figure to verbund_actor;
grant insert (site_id, report_id, number, document, digest, issued_by) on publication.issue to verbund_actor;
grant insert (site_id, report_id, audience, released_on, released_by) on publication.release to verbund_actor;
grant update (released_on, released_by, version) on publication.release to verbund_actor;

grant execute on function
  publication.list_given(),
  publication.list_due(),
  publication.set_removed(text, uuid, boolean),
  publication.find_removed(text, uuid)
  to verbund_actor;

-- Drafts that were removed 30 days ago go for good, and parts removed from drafts; an issued report never does. For the job alone.
create function publication.purge_removed() returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  gone integer := 0;
  more integer;
begin
  if network.actor_role() is distinct from 'system' then
    raise exception 'not allowed to purge' using errcode = 'insufficient_privilege';
  end if;
  delete from publication.report r
  where r.site_id = network.actor_site() and r.state = 'draft' and r.removed_at < platform.moment() - interval '30 days';
  get diagnostics gone = row_count;
  delete from publication.section s
  where s.site_id = network.actor_site() and s.removed_at < platform.moment() - interval '30 days'
    and exists (select from publication.report r where r.site_id = s.site_id and r.id = s.report_id and r.state = 'draft');
  get diagnostics more = row_count;
  gone := gone + more;
  delete from publication.figure f
  where f.site_id = network.actor_site() and f.removed_at < platform.moment() - interval '30 days'
    and exists (select from publication.report r where r.site_id = f.site_id and r.id = f.report_id and r.state = 'draft');
  get diagnostics more = row_count;
  return gone + more;
end
$$;
grant execute on function publication.purge_removed() to verbund_actor;
