-- network: who acts, and who may see and change the towns, organisations, units, members and words of a site.
grant usage on schema network to verbund_actor, verbund_door, verbund_definer;

-- The actor of this transaction. Set by network.become alone; empty means nobody.
create function network.actor_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor', true), '')::uuid;
create function network.actor_site() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.site', true), '')::uuid;
create function network.actor_unit() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.unit', true), '')::uuid;
create function network.actor_organisation() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organisation', true), '')::uuid;
create function network.actor_programme() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.programme', true), '')::uuid;
create function network.actor_role() returns text language sql stable parallel safe
  return nullif(current_setting('app.role', true), '');
-- Which session of a personal link acts, as a trace that leads to no token; null for who signed in, and for jobs.
create function network.actor_link() returns text language sql stable parallel safe
  return nullif(current_setting('app.link', true), '');
-- Roles of the structure level of one site; they never see a person.
create function network.acts_for_programme() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('accompaniment', 'evaluator', 'programme_lead');
create function network.may_administrate() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('site_admin', 'system');

-- Words and responsibilities of a site.
create function network.may_edit_words() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'site_admin', 'system');
-- Vocabularies whose codes rules depend on.
create function network.is_closed_vocabulary(name text) returns boolean language sql immutable parallel safe
  return name in ('case_phase', 'data_category', 'legal_domain', 'milestone_event', 'contact_kind');

-- Roles of the programme look at all its sites, so they are given by its office alone.
create function network.is_given_here(member_role text) returns boolean language sql stable
  return member_role not in ('accompaniment', 'evaluator', 'programme_lead')
    or exists (select from network.site s where s.id = network.actor_site() and s.kind = 'programme_office');

create policy definer_reads on network.programme for select to verbund_definer using (true);
create policy definer_works on network.site for all to verbund_definer using (true) with check (true);
create policy definer_reads on network.unit for select to verbund_definer using (true);
create policy definer_works on network.membership for all to verbund_definer using (true) with check (true);
grant select on network.programme, network.site, network.unit, network.membership to verbund_definer;
grant insert on network.membership to verbund_definer;

-- The one place that sets the actor, for this transaction only: the one a session acts as, or a membership for jobs and commands. Everyone who acts holds the deploy
-- lock shared (applying policies takes it alone). A session idle for two hours or revoked or past its end is nobody. A personal link opens the papers of a body and
-- nothing else. `reads` lets the log row of a read reach the disk later. Settings stand in expressions: each statement of its own would cost more than all of them.
create function network.become(session_hash bytea, membership uuid, reads boolean)
  returns table (membership_id uuid, account_id uuid, site_id uuid, programme_id uuid, unit_id uuid, organisation_id uuid, role text, is_link boolean)
  language plpgsql volatile security definer set search_path = '' rows 1
as $$
declare
  used_at timestamptz;
begin
  if pg_advisory_xact_lock_shared(7101001)::text is null then
    return;
  end if;
  if session_hash is not null then
    select m.id, m.account_id, m.site_id, t.programme_id, m.unit_id, u.organisation_id, m.role, s.is_link, s.last_used_at
    into membership_id, account_id, site_id, programme_id, unit_id, organisation_id, role, is_link, used_at
    from accounts.session s
    join accounts.account a on a.id = s.account_id and a.disabled_at is null
    join network.membership m on m.id = s.membership_id and m.account_id = s.account_id and (not s.is_link or m.role = 'body_member')
      and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today())
    join network.site t on t.id = m.site_id
    join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
    where s.token_hash = session_hash and s.revoked_at is null and s.expires_at > platform.moment()
      and s.last_used_at > platform.moment() - interval '2 hours';
    if used_at < platform.moment() - interval '1 minute' then
      update accounts.session s set last_used_at = platform.moment() where s.token_hash = session_hash;
    end if;
  else
    select m.id, m.account_id, m.site_id, t.programme_id, m.unit_id, u.organisation_id, m.role, false
    into membership_id, account_id, site_id, programme_id, unit_id, organisation_id, role, is_link
    from network.membership m
    join network.site t on t.id = m.site_id
    join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
    where m.id = membership and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today());
  end if;
  if membership_id is not null
     and set_config('app.actor', membership_id::text, true) || set_config('app.account', account_id::text, true)
      || set_config('app.site', site_id::text, true) || set_config('app.programme', programme_id::text, true)
      || set_config('app.unit', unit_id::text, true) || set_config('app.organisation', organisation_id::text, true)
      || set_config('app.link', case when is_link then encode(sha256(session_hash), 'hex') else '' end, true)
      || set_config('app.role', role, true) || set_config('app.readable', '', true) || set_config('app.held', '', true)
      || (case when reads then set_config('synchronous_commit', 'off', true) else '' end) <> '' then
    return next;
  end if;
end
$$;

-- What a session may act as, before a membership is chosen.
create function network.list_memberships_of_session(session_hash bytea)
  returns table (account_id uuid, account_name text, language text, is_demo boolean, is_link boolean, chosen uuid, id uuid, role text, title text,
                 unit_name text, organisation_name text, site_id uuid, site_slug text, site_name text, site_kind text, structure_only boolean)
  language sql stable security definer set search_path = ''
begin atomic
  select a.id, a.display_name, a.language, a.is_demo, s.is_link, s.membership_id, m.id, m.role, m.title, u.name, o.name, t.id, t.slug, t.name, t.kind,
         t.structure_only
  from accounts.session s
  join accounts.account a on a.id = s.account_id and a.disabled_at is null
  left join network.membership m on m.account_id = a.id and m.valid_from_on <= platform.today()
    and (m.valid_until_on is null or m.valid_until_on >= platform.today()) and (not s.is_link or m.id = s.membership_id) and m.role <> 'system'
  left join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
  left join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
  left join network.site t on t.id = m.site_id
  where s.token_hash = session_hash and s.revoked_at is null and s.expires_at > platform.moment() and not s.second_factor_due
    and s.last_used_at > platform.moment() - interval '2 hours'
  order by t.name, m.created_at, m.id;
end;
create policy definer_reads on network.organisation for select to verbund_definer using (true);
grant select on network.organisation to verbund_definer;
create policy definer_reads on network.town for select to verbund_definer using (true);
grant select on network.town to verbund_definer;

-- The membership a session starts with when it has only one, or the one used last.
-- No session acts as a role that the site lets act with a second factor alone, unless the account has one: this is the one place where it begins to.
create function network.choose_membership(session_hash bytea, membership uuid) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  lacks boolean;
begin
  select network.lacks_second_factor(m.site_id, m.role, m.account_id) into lacks
  from accounts.session s join network.membership m on m.id = membership and m.account_id = s.account_id
  where s.token_hash = session_hash and not s.is_link and s.revoked_at is null and not s.second_factor_due and m.role <> 'system'
    and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today());
  if not found then
    return 'unknown';
  end if;
  if lacks then
    return 'second_factor_needed';
  end if;
  update accounts.session s set membership_id = membership where s.token_hash = session_hash;
  return 'chosen';
end
$$;

-- Accounts of the demo are shared and have neither password nor second factor.
create function network.lacks_second_factor(site uuid, member_role text, account uuid) returns boolean
  language sql stable set search_path = ''
begin atomic
  select exists (select from network.second_factor_demand d where d.site_id = site and d.role = member_role)
    and not exists (select from accounts.second_factor f where f.account_id = account and f.confirmed_at is not null)
    and not exists (select from accounts.account a where a.id = account and a.is_demo);
end;
create policy definer_works on network.second_factor_demand for all to verbund_definer using (true) with check (true);
grant select, insert, delete on network.second_factor_demand to verbund_definer;

-- What the administration demands of which role, and how many of its people have it already.
create function network.list_second_factor_demands()
  returns table (role text, demanded_at timestamptz, people integer, lacking integer)
  language sql stable security definer set search_path = ''
begin atomic
  select r.role, d.demanded_at, count(distinct m.account_id)::integer,
         count(distinct m.account_id) filter (where a.id is not null and f.account_id is null)::integer
  from unnest(array['case_manager', 'team_lead', 'partner', 'coordinator', 'body_member', 'accompaniment', 'evaluator', 'programme_lead',
                    'data_protection_officer', 'site_admin']) with ordinality r (role, place)
  left join network.second_factor_demand d on d.site_id = network.actor_site() and d.role = r.role
  left join network.membership m on m.site_id = network.actor_site() and m.role = r.role and m.valid_from_on <= platform.today()
    and (m.valid_until_on is null or m.valid_until_on >= platform.today())
  left join accounts.account a on a.id = m.account_id and a.disabled_at is null
  left join accounts.second_factor f on f.account_id = a.id and f.confirmed_at is not null
  where network.may_administrate()
  group by r.role, r.place, d.demanded_at
  order by r.place;
end;

-- From this moment on: who lacks it acts as nobody with the next request.
create function network.demand_second_factor(member_role text, wanted boolean) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.may_administrate() is not true or member_role = 'system' or not network.is_given_here(member_role) then
    raise exception 'not allowed to demand a second factor' using errcode = 'insufficient_privilege';
  end if;
  if not wanted then
    delete from network.second_factor_demand d where d.site_id = network.actor_site() and d.role = member_role;
    return 'done';
  end if;
  if member_role = network.actor_role()
     and not exists (select from accounts.second_factor f where f.account_id = accounts.actor_account() and f.confirmed_at is not null) then
    return 'own_first';
  end if;
  insert into network.second_factor_demand (site_id, role, demanded_by) values (network.actor_site(), member_role, network.actor_id()) on conflict do nothing;
  update accounts.session s set membership_id = null
  from network.membership m
  where m.site_id = network.actor_site() and m.role = member_role and m.id = s.membership_id and not s.is_link and s.revoked_at is null
    and network.lacks_second_factor(m.site_id, m.role, m.account_id);
  return 'done';
end
$$;

-- One click in the demo: the accounts of the fictional programme with what they may act as. Empty in any other installation.
create function network.list_demo_accounts()
  returns table (account_id uuid, membership_id uuid, name text, role text, title text, unit_name text, organisation_name text, site_name text, site_slug text)
  language sql stable security definer set search_path = ''
begin atomic
  select a.id, m.id, a.display_name, m.role, m.title, u.name, o.name, t.name, t.slug
  from accounts.account a
  join network.membership m on m.account_id = a.id and m.role <> 'system'
  join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
  join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
  join network.site t on t.id = m.site_id
  where a.is_demo and a.disabled_at is null and exists (select from platform.installation i where i.demo)
  order by t.created_at, m.created_at, m.id;
end;

create function network.is_demo() returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select exists (select from platform.installation i where i.demo);
end;

-- Commands and jobs act as a named membership of the unit they work for.
create function network.find_system_membership(site text, unit text) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select m.id from network.membership m join network.site t on t.id = m.site_id join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
  where t.slug = site and u.slug = unit and m.role = 'system' order by m.id limit 1;
end;

create function network.list_system_memberships() returns table (site_id uuid, site_slug text, membership_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select distinct on (m.site_id) m.site_id, t.slug, m.id
  from network.membership m join network.site t on t.id = m.site_id where m.role = 'system' order by m.site_id, m.created_at, m.id;
end;

-- A new site begins with its administration; everything else is done by that membership. Beside the fictional programme, where one click signs anybody in, stands no
-- real one.
create function network.found_site(programme uuid, site uuid, site_slug text, site_name text, site_kind text, only_structure boolean, inhabitants integer,
                                   organisation uuid, organisation_name text, organisation_kind text, regime text, unit uuid, unit_slug text, unit_name text, unit_kind text,
                                   admin_account uuid, admin_membership uuid, admin_name text) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if exists (select from platform.installation i where i.demo and i.demo_filled_at is not null) then
    raise exception 'no site is founded beside the fictional programme' using errcode = 'insufficient_privilege';
  end if;
  insert into network.site (id, programme_id, slug, name, kind, structure_only, population)
  values (site, programme, site_slug, site_name, site_kind, only_structure, inhabitants);
  insert into network.organisation (site_id, id, name, kind, data_protection_regime) values (site, organisation, organisation_name, organisation_kind, regime);
  insert into network.unit (site_id, id, organisation_id, slug, name, kind) values (site, unit, organisation, unit_slug, unit_name, unit_kind);
  insert into network.membership (site_id, id, account_id, unit_id, role, display_name) values (site, admin_membership, admin_account, unit, 'system', admin_name);
end
$$;
create policy definer_adds on network.organisation for insert to verbund_definer with check (true);
create policy definer_adds on network.unit for insert to verbund_definer with check (true);
create policy definer_adds on network.programme for insert to verbund_definer with check (true);
grant insert on network.site, network.organisation, network.unit, network.programme to verbund_definer;

create function network.found_programme(programme uuid, programme_name text) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into network.programme (id, name) values (programme, programme_name);
end;

-- Every membership begins here. A new account, and a role that sees people, watches or administrates, stands in the register from the same moment.
create function network.write_membership(membership uuid, account uuid, unit uuid, member_role text, shown_name text, member_title text, entry uuid, entry_kind text) returns void
  language sql volatile set search_path = ''
begin atomic
  insert into network.membership (site_id, id, account_id, unit_id, role, display_name, title)
  values (network.actor_site(), membership, account, unit, member_role, shown_name, member_title);
  insert into network.register_entry (site_id, id, kind, membership_id, given_by)
  select network.actor_site(), entry, entry_kind, membership, network.actor_id()
  where member_role <> 'system'
    and (entry_kind = 'account_created' or member_role in ('case_manager', 'team_lead', 'partner', 'data_protection_officer', 'site_admin'));
end;

-- What the installation itself does: founding, imports, the demo.
create function network.give_membership(membership uuid, account uuid, unit uuid, member_role text, shown_name text, member_title text, entry uuid) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if network.actor_role() is distinct from 'system' or not network.is_given_here(member_role) then
    raise exception 'not allowed to give a membership' using errcode = 'insufficient_privilege';
  end if;
  perform network.write_membership(membership, account, unit, member_role, shown_name, member_title, entry, 'role_given');
end
$$;

-- A member of the site: with a new account, or with the one of this address that is a member here already. Nobody gives themself a role.
create function network.add_member(membership uuid, fresh_account uuid, address text, name text, unit uuid, member_role text, member_title text, entry uuid) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  known uuid;
begin
  if network.may_administrate() is not true or member_role = 'system' or not network.is_given_here(member_role)
     or not exists (select from network.unit u where u.site_id = network.actor_site() and u.id = unit and u.removed_at is null) then
    raise exception 'not allowed to add a member' using errcode = 'insufficient_privilege';
  end if;
  select a.id into known from accounts.account a where a.email = lower(address);
  if known is null then
    insert into accounts.account (id, email, display_name) values (fresh_account, lower(address), name);
    perform network.write_membership(membership, fresh_account, unit, member_role, name, member_title, entry, 'account_created');
    return 'created';
  end if;
  if known = accounts.actor_account() then
    return 'own_account';
  end if;
  if not exists (select from network.membership m where m.site_id = network.actor_site() and m.account_id = known) then
    -- somebody elsewhere may have made this account and hold its first link: it gets no rights here unasked
    return 'known_elsewhere';
  end if;
  perform network.write_membership(membership, known, unit, member_role, name, member_title, entry, 'role_given');
  return 'added';
end
$$;

-- A link with which a member of the site chooses a first password, as long as the account has none. A second one stands in the register.
create function network.create_first_link(membership uuid, link_hash bytea, link uuid, ends_at timestamptz, entry uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid;
begin
  if network.may_administrate() is not true then
    raise exception 'not allowed to make a link' using errcode = 'insufficient_privilege';
  end if;
  select a.id into account
  from network.membership m join accounts.account a on a.id = m.account_id
  where m.site_id = network.actor_site() and m.id = membership and m.role <> 'system'
    and (m.valid_until_on is null or m.valid_until_on >= platform.today())
    and a.password_hash is null and not a.is_demo and a.disabled_at is null
  for update of a;
  if not found then
    return false;
  end if;
  if exists (select from accounts.password_link l where l.account_id = account) then
    insert into network.register_entry (site_id, id, kind, membership_id, given_by)
    values (network.actor_site(), entry, 'link_renewed', membership, network.actor_id());
  end if;
  perform accounts.create_password_link(link_hash, link, account, 'first', ends_at);
  return true;
end
$$;

-- Whether the members of the site can sign in yet. Of an address or a password it says nothing.
create function network.list_member_access()
  returns table (membership_id uuid, is_own boolean, may_sign_in boolean, link_expires_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select m.id, m.account_id = accounts.actor_account(), a.password_hash is not null or a.is_demo,
         (select max(l.expires_at) from accounts.password_link l where l.account_id = a.id and l.used_at is null and l.revoked_at is null)
  from network.membership m join accounts.account a on a.id = m.account_id
  where m.site_id = network.actor_site() and m.role <> 'system' and network.may_administrate();
end;

-- The register: read by the data protection officer of the site, who acknowledges it for themself; changed by nobody.
create function network.watches_register() returns boolean language sql stable parallel safe
  return network.actor_role() = 'data_protection_officer';
create policy officer_reads on network.register_entry for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.watches_register()));
create policy definer_writes on network.register_entry for insert to verbund_definer with check (true);
create policy officer_reads on network.register_acknowledgement for select to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.watches_register()));
create policy officer_acknowledges on network.register_acknowledgement for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()) and (select network.watches_register()));
grant select on network.register_entry, network.register_acknowledgement to verbund_actor;
grant insert (site_id, entry_id, membership_id) on network.register_acknowledgement to verbund_actor;
grant insert on network.register_entry to verbund_definer;

grant execute on function
  network.give_membership(uuid, uuid, uuid, text, text, text, uuid),
  network.add_member(uuid, uuid, text, text, uuid, text, text, uuid),
  network.create_first_link(uuid, bytea, uuid, timestamptz, uuid),
  network.list_member_access(),
  network.list_second_factor_demands(),
  network.demand_second_factor(text, boolean),
  network.watches_register()
  to verbund_actor;
grant execute on function network.write_membership(uuid, uuid, uuid, text, text, text, uuid, text),
  network.lacks_second_factor(uuid, text, uuid) to verbund_definer;

-- Which phase of the programme the site is in is moved by its coordination, together with its milestones; nothing else of the site is.
create function network.move_phase(to_phase integer, since_on date) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if current_setting('app.role', true) is distinct from 'coordinator' then
    raise exception 'not allowed to move the phase' using errcode = 'insufficient_privilege';
  end if;
  update network.site s set phase = to_phase, phase_since_on = since_on
  where s.id = network.actor_site() and (s.phase, s.phase_since_on) is distinct from (to_phase, since_on);
  return found;
end
$$;
grant update (phase, phase_since_on) on network.site to verbund_definer;
grant execute on function network.move_phase(integer, date) to verbund_actor;

-- Everyone who works at a site knows its towns, organisations, units and colleagues; the programme knows its sites.
create policy member_reads on network.programme for select to verbund_actor using (id = (select network.actor_programme()));
create policy member_reads on network.site for select to verbund_actor
  using (id = (select network.actor_site()) or ((select network.acts_for_programme()) and programme_id = (select network.actor_programme())));
create policy administration_edits on network.site for update to verbund_actor
  using (id = (select network.actor_site()) and (select network.may_administrate())) with check (id = (select network.actor_site()));
create policy member_reads on network.town for select to verbund_actor using (site_id = (select network.actor_site()));
create policy administration_adds on network.town for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_administrate()));
create policy administration_edits on network.town for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_administrate())) with check (site_id = (select network.actor_site()));
create policy member_reads on network.organisation for select to verbund_actor using (site_id = (select network.actor_site()));
create policy administration_adds on network.organisation for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_administrate()));
create policy administration_edits on network.organisation for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_administrate())) with check (site_id = (select network.actor_site()));
create policy member_reads on network.unit for select to verbund_actor using (site_id = (select network.actor_site()));
create policy administration_adds on network.unit for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_administrate()));
create policy administration_edits on network.unit for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_administrate())) with check (site_id = (select network.actor_site()));
create policy member_reads on network.membership for select to verbund_actor using (site_id = (select network.actor_site()));
-- not one's own: neither a longer time nor an end, after which nobody might be left who administrates
create policy administration_edits on network.membership for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_administrate()) and account_id <> (select accounts.actor_account()))
  with check (site_id = (select network.actor_site()));
create policy definer_reads on network.vocabulary_entry for select to verbund_definer using (true);
grant select on network.vocabulary_entry to verbund_definer;
create policy member_reads on network.vocabulary_entry for select to verbund_actor using (site_id = (select network.actor_site()));
-- Words are looked after by those who use them to order their work. What rules depend on is built in: it is relabelled, never ended, and nothing is put beside it.
create policy editor_adds on network.vocabulary_entry for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_edit_words())
              and ((select network.may_administrate()) or (not built_in and not network.is_closed_vocabulary(vocabulary))));
create policy editor_edits on network.vocabulary_entry for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_edit_words()))
  with check (site_id = (select network.actor_site()) and (not built_in or valid_until_on is null));

-- Everybody of a site may ask who is responsible; whom they ask about stands nowhere.
create policy member_reads on network.responsibility for select to verbund_actor using (site_id = (select network.actor_site()));
create policy editor_adds on network.responsibility for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_edit_words()) and created_by = (select network.actor_id()));
create policy editor_edits on network.responsibility for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_edit_words())) with check (site_id = (select network.actor_site()));

-- Wrapped keys are of no use without the installation's key; a unit that got a share opens with the holder's organisation key.
create policy member_reads on network.organisation_key for select to verbund_actor using (site_id = (select network.actor_site()));
create policy administration_adds on network.organisation_key for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_administrate()));

create policy author_reads on network.draft for select to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));
create policy author_adds on network.draft for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));
create policy author_edits on network.draft for update to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()))
  with check (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));
create policy author_removes on network.draft for delete to verbund_actor
  using (site_id = (select network.actor_site()) and membership_id = (select network.actor_id()));

grant select on network.programme, network.site, network.town, network.organisation, network.unit, network.membership, network.vocabulary_entry,
  network.organisation_key, network.draft, network.responsibility to verbund_actor;
grant update (label_de, label_en, position, valid_until_on, version) on network.vocabulary_entry to verbund_actor;
grant insert (site_id, id, unit_id, deputy_unit_id, town_ids, age_from, age_to, residence_statuses, letter_from, letter_to, languages, legal_domains, matters, phone, handling,
  valid_from_on, valid_until_on, created_by) on network.responsibility to verbund_actor;
grant update (unit_id, deputy_unit_id, town_ids, age_from, age_to, residence_statuses, letter_from, letter_to, languages, legal_domains, matters, phone, handling, valid_from_on,
  valid_until_on, version, removed_at) on network.responsibility to verbund_actor;
grant update (name, population, phase, phase_since_on) on network.site to verbund_actor;
grant insert on network.town, network.organisation, network.unit, network.vocabulary_entry, network.organisation_key, network.draft to verbund_actor;
grant update (name, population, has_abh) on network.town to verbund_actor;
grant update (name, short_name, removed_at) on network.organisation to verbund_actor;
grant update (name, legal_domains, removed_at) on network.unit to verbund_actor;
grant update (title, deputy_id, valid_from_on, valid_until_on) on network.membership to verbund_actor;
grant update (epoch, sealed, saved_at) on network.draft to verbund_actor;
grant delete on network.draft to verbund_actor;

grant execute on function
  network.become(bytea, uuid, boolean),
  network.list_memberships_of_session(bytea),
  network.choose_membership(bytea, uuid),
  network.list_demo_accounts(),
  network.is_demo(),
  network.find_system_membership(text, text),
  network.list_system_memberships(),
  network.found_programme(uuid, text),
  network.found_site(uuid, uuid, text, text, text, boolean, integer, uuid, text, text, text, uuid, text, text, text, uuid, uuid, text)
  to verbund_door;
grant execute on function
  network.actor_id(),
  network.actor_site(),
  network.actor_unit(),
  network.actor_organisation(),
  network.actor_programme(),
  network.actor_role(),
  network.actor_link(),
  network.acts_for_programme(),
  network.may_administrate(),
  network.may_edit_words(),
  network.is_closed_vocabulary(text),
  network.is_given_here(text)
  to verbund_actor, verbund_definer;
grant execute on function network.become(bytea, uuid, boolean) to verbund_actor, verbund_definer;
-- The door through which every domain sends mail: to memberships of the own site that are valid today. What is said stands nowhere, only what it is about.
create function network.enqueue_mail(members uuid[], mails uuid[], mail_kind text, mail_group text, private boolean, about uuid, about_version integer, more_ids uuid[],
                                     not_before timestamptz) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  select accounts.enqueue_mail(i.mail, m.account_id, m.site_id, m.id, mail_kind, mail_group, private, about, about_version, more_ids, not_before)
  from unnest(members, mails) i (member, mail)
  join network.membership m on m.site_id = network.actor_site() and m.id = i.member and m.role <> 'system' and m.valid_from_on <= platform.today()
    and (m.valid_until_on is null or m.valid_until_on >= platform.today());
end;

create function network.withdraw_mail(mail_kind text, about uuid) returns integer
  language sql volatile security definer set search_path = ''
begin atomic
  select accounts.withdraw_mail(network.actor_site(), mail_kind, about);
end;
grant execute on function network.enqueue_mail(uuid[], uuid[], text, text, boolean, uuid, integer, uuid[], timestamptz), network.withdraw_mail(text, uuid) to verbund_actor;

-- Epochs of keys. The job that begins and ends them runs at the door, and as the system of each site for what lies there.
create policy definer_ends on network.organisation_key for all to verbund_definer using (true) with check (true);
grant select, delete on network.organisation_key to verbund_definer;
create policy definer_reseals on network.draft for all to verbund_definer using (true) with check (true);
grant select, update, delete on network.draft to verbund_definer;

create function network.list_key_epochs() returns table (number integer, fingerprint text, created_at timestamptz, unused_at timestamptz, destroyed_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select e.number, e.fingerprint, e.created_at, e.unused_at, e.destroyed_at from platform.key_epoch e order by e.number;
end;

create function network.begin_key_epoch(epoch integer, of_key text, at timestamptz) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into platform.key_epoch (number, fingerprint, created_at) values (epoch, of_key, at) on conflict do nothing;
  select pg_notify('verbund_key_epoch', epoch::text);
end;

-- `used`: something was still found under these just now, so their time begins anew.
create function network.note_epochs_unused(below integer, at timestamptz, used integer[]) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update platform.key_epoch e set unused_at = at where e.number < below and e.destroyed_at is null and (e.unused_at is null or e.number = any(used));
end;

-- The rows go with the key, never the newest epoch. Answers whether it is at an end.
create function network.end_key_epoch(epoch integer, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update platform.key_epoch e set destroyed_at = at
  where e.number = epoch and e.destroyed_at is null and e.unused_at is not null
    and epoch < (select max(n.number) from platform.key_epoch n);
  if not found then
    return false;
  end if;
  delete from network.organisation_key k where k.epoch = end_key_epoch.epoch;
  return true;
end
$$;
grant execute on function network.list_key_epochs(), network.begin_key_epoch(integer, text, timestamptz),
  network.note_epochs_unused(integer, timestamptz, integer[]), network.end_key_epoch(integer, timestamptz) to verbund_door;

create function network.list_drafts_to_reseal(below integer, most integer)
  returns table (membership_id uuid, key text, organisation_id uuid, epoch integer, sealed bytea)
  language sql stable security definer set search_path = ''
begin atomic
  select d.membership_id, d.key, u.organisation_id, d.epoch, d.sealed
  from network.draft d
  join network.membership m on m.site_id = d.site_id and m.id = d.membership_id
  join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
  where network.actor_role() = 'system' and d.site_id = network.actor_site() and d.epoch < below
  limit most;
end;

-- A draft that was saved or discarded meanwhile stays as it is.
create function network.reseal_draft(of_membership uuid, of_key text, old_sealed bytea, new_epoch integer, new_sealed bytea) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update network.draft d set epoch = new_epoch, sealed = new_sealed
  where network.actor_role() = 'system' and d.site_id = network.actor_site() and d.membership_id = of_membership and d.key = of_key and d.sealed = old_sealed;
end;
grant execute on function network.list_drafts_to_reseal(integer, integer), network.reseal_draft(uuid, text, bytea, integer, bytea) to verbund_actor;

create policy definer_purges on network.responsibility for all to verbund_definer using (true) with check (true);
grant select on network.responsibility to verbund_definer;
-- What was removed 30 days ago goes for good; what others that stay refer to stays hidden with them. For the job alone.
create function network.purge_removed() returns integer
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
  foreach place in array array['responsibility'] loop
    for row_id in execute format('select id from network.%I where site_id = $1 and removed_at < platform.moment() - interval ''30 days'' limit 1000', place)
      using network.actor_site()
    loop
      begin
        execute format('delete from network.%I where site_id = $1 and id = $2', place) using network.actor_site(), row_id;
        gone := gone + 1;
      exception when foreign_key_violation then
      end;
    end loop;
  end loop;
  -- what nobody came back to is no draft any more; personal data that no retention knows must not stay in it
  delete from network.draft d where d.site_id = network.actor_site() and d.saved_at < platform.moment() - interval '90 days';
  return gone;
end
$$;
grant delete on network.responsibility, network.draft to verbund_definer;
grant execute on function network.purge_removed() to verbund_actor;
