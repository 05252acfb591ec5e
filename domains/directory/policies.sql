-- directory: everybody of a site reads it; coordination and administration bring files in, coordination keeps offers by hand. No row is about a client.
grant usage on schema directory to verbund_actor, verbund_definer;

create function directory.may_import() returns boolean language sql stable parallel safe
  return coalesce(network.actor_role() in ('coordinator', 'site_admin', 'system'), false);
create function directory.may_keep_offer() returns boolean language sql stable parallel safe
  return coalesce(network.actor_role() in ('coordinator', 'system'), false);

create policy member_reads on directory.source for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.source for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select directory.may_import()));
create policy importer_edits on directory.source for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select directory.may_import())) with check (site_id = (select network.actor_site()));

create policy member_reads on directory.page for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.page for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select directory.may_import()));
create policy importer_edits on directory.page for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select directory.may_import())) with check (site_id = (select network.actor_site()));

create policy member_reads on directory.page_text for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.page_text for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select directory.may_import()));
create policy importer_edits on directory.page_text for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select directory.may_import())) with check (site_id = (select network.actor_site()));

create policy member_reads on directory.contact for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.contact for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select directory.may_import()));
create policy importer_replaces on directory.contact for delete to verbund_actor
  using (site_id = (select network.actor_site()) and (select directory.may_import()));

create policy member_reads on directory.location for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.location for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select directory.may_import()));
create policy importer_edits on directory.location for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select directory.may_import())) with check (site_id = (select network.actor_site()));

create policy member_reads on directory.import_run for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.import_run for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and imported_by = (select network.actor_id()) and (select directory.may_import()));

create policy member_reads on directory.word for select to verbund_actor using (site_id = (select network.actor_site()));
create policy importer_adds on directory.word for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select directory.may_import()));

grant select on directory.source, directory.page, directory.page_text, directory.contact, directory.location, directory.import_run, directory.word to verbund_actor;
grant insert on directory.source, directory.page, directory.page_text, directory.contact, directory.location, directory.import_run, directory.word to verbund_actor;
grant update (licence, attribution, base_url) on directory.source to verbund_actor;
grant update (parent_id, position, tree_language, audience, valid_until_on, version) on directory.page to verbund_actor;
grant update (external_id, path, url, title, excerpt, body_html, body_text, is_title_only, content_hash, changed_at, imported_at, gone_at, words)
  on directory.page_text to verbund_actor;
grant update (name, address, postcode, place, latitude, longitude, opening_hours, is_closed, is_barrier_free) on directory.location to verbund_actor;
grant delete on directory.contact to verbund_actor;

-- Only leakproof operators reach an index under row-level security, and those of the text search are not: with 20,000 pages one language took 110 to 140 ms
-- past this function and 1 to 6 ms through it, which asks for the site itself.
create policy definer_reads on directory.page for select to verbund_definer using (true);
create policy definer_reads on directory.page_text for select to verbund_definer using (true);
create policy definer_reads on directory.word for select to verbund_definer using (true);
grant select on directory.page, directory.page_text, directory.word to verbund_definer;

-- The pages of the actor's site that have the words, best first: each once, in the preferred language if it has them there. `wide` has more ways to write a word than `exact`.
create function directory.search(languages text[], rules text[], exact text[], wide text[], inside uuid, preferred text, most integer, passed integer)
  returns table (page_id uuid, language text, total bigint)
  language sql stable security definer set search_path = ''
begin atomic
  with recursive below as (
    select p.id from directory.page p where p.site_id = network.actor_site() and p.id = inside
    union
    select p.id from below b join directory.page p on p.site_id = network.actor_site() and p.parent_id = b.id
  ), asked as materialized (
    select a.language, to_tsquery(a.rule::regconfig, a.exact) as exact, to_tsquery(a.rule::regconfig, a.wide) as wide
    from unnest(languages, rules, exact, wide) a (language, rule, exact, wide)
  ), found as (
    select distinct on (t.page_id) t.page_id, t.language,
      4 * ts_rank(t.words, a.exact, 1) + ts_rank(t.words, a.wide, 1)
        - case when t.is_title_only or t.gone_at is not null then 0.5 else 0 end as rank
    from asked a join directory.page_text t on t.site_id = network.actor_site() and t.language = a.language and t.words @@ a.wide
    where inside is null or t.page_id in (select b.id from below b)
    order by t.page_id, t.language <> preferred, rank desc, t.language
  )
  select f.page_id, f.language, count(*) over () from found f order by f.rank desc, f.page_id limit most offset passed;
end;

-- Words of the site that hold a word, the shortest first; or that are written alike, the most similar first. Folded.
create function directory.list_words_holding(typed text[]) returns table (asked text, folded text, shown text)
  language sql stable security definer set search_path = ''
begin atomic
  select t.word, w.folded, w.shown
  from unnest(typed) t (word) cross join lateral (
    select p.folded, p.shown from directory.word p
    where p.site_id = network.actor_site() and length(t.word) >= 4 and p.folded like '%' || t.word || '%'
    order by length(p.folded), p.folded limit 40
  ) w;
end;
create function directory.list_words_alike(typed text[]) returns table (asked text, folded text, shown text)
  language sql stable security definer set search_path = ''
begin atomic
  select t.word, w.folded, w.shown
  from unnest(typed) t (word) cross join lateral (
    select s.folded, s.shown from directory.word s
    where s.site_id = network.actor_site() and length(t.word) >= 4 and s.folded operator(extension.%) t.word
    order by extension.similarity(s.folded, t.word) desc, s.folded limit 25
  ) w;
end;

grant execute on function directory.may_import(), directory.may_keep_offer() to verbund_actor, verbund_definer;
grant execute on function
  directory.search(text[], text[], text[], text[], uuid, text, integer, integer),
  directory.list_words_holding(text[]),
  directory.list_words_alike(text[])
  to verbund_actor;
