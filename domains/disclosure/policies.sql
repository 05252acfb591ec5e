-- disclosure: what was shown of figures. No request reads or writes the table; the gate alone does, through these functions, for figures of the own
-- site and, for the programme, of its sites.
grant usage on schema disclosure to verbund_actor, verbund_definer;

create policy gate_works on disclosure.shown_table for all to verbund_definer using (true) with check (true);
grant select, insert, update on disclosure.shown_table to verbund_definer;

create function disclosure.may_show(of_site uuid) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select coalesce(of_site = network.actor_site(), false)
    or network.acts_for_programme() and exists (select from network.site s where s.id = of_site and s.programme_id = network.actor_programme());
end;

create function disclosure.recall(of_subject text, sites uuid[], ids uuid[])
  returns table (site_id uuid, subject_id uuid, shown_on date, parts text[], shown integer[], beside jsonb, basis integer[], pieces jsonb, scopes text[])
  language sql stable security definer set search_path = ''
begin atomic
  select t.site_id, t.subject_id, t.shown_on, t.parts, t.shown, t.beside, t.basis, t.pieces, t.scopes
  from unnest(sites, ids) w (site, id)
  join disclosure.shown_table t on t.site_id = w.site and t.subject = of_subject and t.subject_id = w.id
  where w.site = any(array(select s.site from unnest(sites) s (site) group by s.site having disclosure.may_show(s.site)));
end;

create function disclosure.remember(of_site uuid, of_subject text, id uuid, on_day date, of_parts text[], now_shown integer[], stands_beside jsonb,
                                    true_counts integer[], of_pieces jsonb) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not disclosure.may_show(of_site) then
    raise exception 'not allowed to show figures of this site' using errcode = 'insufficient_privilege';
  end if;
  insert into disclosure.shown_table as t (site_id, subject, subject_id, shown_on, parts, shown, beside, basis, pieces)
  values (of_site, of_subject, id, on_day, of_parts, now_shown, stands_beside, true_counts, of_pieces)
  on conflict (site_id, subject, subject_id) do update
    set shown_on = excluded.shown_on, parts = excluded.parts, shown = excluded.shown, beside = excluded.beside, basis = excluded.basis, pieces = excluded.pieces;
end
$$;

create function disclosure.remember_scope(of_site uuid, of_subject text, id uuid, scope text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if not disclosure.may_show(of_site) then
    raise exception 'not allowed to show figures of this site' using errcode = 'insufficient_privilege';
  end if;
  update disclosure.shown_table t set scopes = t.scopes || scope
  where t.site_id = of_site and t.subject = of_subject and t.subject_id = id and not scope = any(t.scopes);
end
$$;

grant execute on function
  disclosure.may_show(uuid),
  disclosure.recall(text, uuid[], uuid[]),
  disclosure.remember(uuid, text, uuid, date, text[], integer[], jsonb, integer[], jsonb),
  disclosure.remember_scope(uuid, text, uuid, text)
  to verbund_actor;
