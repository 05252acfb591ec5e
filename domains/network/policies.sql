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

-- The one place that sets the actor, for this transaction only.
create function network.become(membership uuid)
  returns table (membership_id uuid, account_id uuid, site_id uuid, programme_id uuid, unit_id uuid, organisation_id uuid, role text, is_link boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  select m.id, m.account_id, m.site_id, s.programme_id, m.unit_id, u.organisation_id, m.role, false
  into membership_id, account_id, site_id, programme_id, unit_id, organisation_id, role, is_link
  from network.membership m
  join network.site s on s.id = m.site_id
  join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
  where m.id = membership and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today());
  if found then
    perform set_config('app.actor', membership_id::text, true), set_config('app.account', account_id::text, true),
            set_config('app.site', site_id::text, true), set_config('app.programme', programme_id::text, true),
            set_config('app.unit', unit_id::text, true), set_config('app.organisation', organisation_id::text, true),
            set_config('app.role', role, true), set_config('app.readable', '', true), set_config('app.held', '', true);
    return next;
  end if;
end
$$;

-- Idle for two hours or revoked or past its end: nobody. A personal link opens the papers of a body and nothing else.
create function network.become_by_session(session_hash bytea)
  returns table (membership_id uuid, account_id uuid, site_id uuid, programme_id uuid, unit_id uuid, organisation_id uuid, role text, is_link boolean)
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  chosen uuid;
  used_at timestamptz;
  by_link boolean;
begin
  select s.membership_id, s.last_used_at, s.is_link into chosen, used_at, by_link
  from accounts.session s
  join accounts.account a on a.id = s.account_id and a.disabled_at is null
  join network.membership m on m.id = s.membership_id and m.account_id = s.account_id and (not s.is_link or m.role = 'body_member')
  where s.token_hash = session_hash and s.revoked_at is null and s.expires_at > platform.moment()
    and s.last_used_at > platform.moment() - interval '2 hours';
  if not found then
    return;
  end if;
  if used_at < platform.moment() - interval '1 minute' then
    update accounts.session s set last_used_at = platform.moment() where s.token_hash = session_hash;
  end if;
  select b.membership_id, b.account_id, b.site_id, b.programme_id, b.unit_id, b.organisation_id, b.role, by_link
  into membership_id, account_id, site_id, programme_id, unit_id, organisation_id, role, is_link
  from network.become(chosen) b;
  if found then
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
  where s.token_hash = session_hash and s.revoked_at is null and s.expires_at > platform.moment()
    and s.last_used_at > platform.moment() - interval '2 hours'
  order by t.name, m.created_at, m.id;
end;
create policy definer_reads on network.organisation for select to verbund_definer using (true);
grant select on network.organisation to verbund_definer;

-- The membership a session starts with when it has only one, or the one used last.
create function network.choose_membership(session_hash bytea, membership uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  update accounts.session s set membership_id = membership
  where s.token_hash = session_hash and not s.is_link and s.revoked_at is null
    and exists (select from network.membership m where m.id = membership and m.account_id = s.account_id and m.role <> 'system'
                and m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today()));
  return found;
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

-- A new site begins with its administration; everything else is done by that membership.
create function network.found_site(programme uuid, site uuid, site_slug text, site_name text, site_kind text, only_structure boolean, inhabitants integer,
                                   organisation uuid, organisation_name text, organisation_kind text, regime text, unit uuid, unit_slug text, unit_name text, unit_kind text,
                                   admin_account uuid, admin_membership uuid, admin_name text) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into network.site (id, programme_id, slug, name, kind, structure_only, population)
  values (site, programme, site_slug, site_name, site_kind, only_structure, inhabitants);
  insert into network.organisation (site_id, id, name, kind, data_protection_regime) values (site, organisation, organisation_name, organisation_kind, regime);
  insert into network.unit (site_id, id, organisation_id, slug, name, kind) values (site, unit, organisation, unit_slug, unit_name, unit_kind);
  insert into network.membership (site_id, id, account_id, unit_id, role, display_name) values (site, admin_membership, admin_account, unit, 'system', admin_name);
end;
create policy definer_adds on network.organisation for insert to verbund_definer with check (true);
create policy definer_adds on network.unit for insert to verbund_definer with check (true);
create policy definer_adds on network.programme for insert to verbund_definer with check (true);
grant insert on network.site, network.organisation, network.unit, network.programme to verbund_definer;

create function network.found_programme(programme uuid, programme_name text) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into network.programme (id, name) values (programme, programme_name);
end;

-- A member of the site: with a new account, or with the one of this address that is a member here already. False for an account from elsewhere.
create function network.add_member(membership uuid, fresh_account uuid, address text, name text, hash text, unit uuid, member_role text, member_title text) returns boolean
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
    known := fresh_account;
    insert into accounts.account (id, email, display_name, password_hash) values (known, lower(address), name, hash);
  elsif not exists (select from network.membership m where m.site_id = network.actor_site() and m.account_id = known) then
    -- somebody elsewhere may have made this account and know its password: it gets no rights here unasked
    return false;
  end if;
  insert into network.membership (site_id, id, account_id, unit_id, role, display_name, title)
  values (network.actor_site(), membership, known, unit, member_role, name, member_title);
  return true;
end
$$;
grant execute on function network.add_member(uuid, uuid, text, text, text, uuid, text, text) to verbund_actor;

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
create policy administration_adds on network.membership for insert to verbund_actor
  with check (site_id = (select network.actor_site()) and (select network.may_administrate()) and network.is_given_here(role));
create policy administration_edits on network.membership for update to verbund_actor
  using (site_id = (select network.actor_site()) and (select network.may_administrate())) with check (site_id = (select network.actor_site()));
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
grant insert on network.town, network.organisation, network.unit, network.membership, network.vocabulary_entry, network.organisation_key, network.draft to verbund_actor;
grant update (name, population, has_abh) on network.town to verbund_actor;
grant update (name, short_name, removed_at) on network.organisation to verbund_actor;
grant update (name, legal_domains, removed_at) on network.unit to verbund_actor;
grant update (title, deputy_id, valid_from_on, valid_until_on) on network.membership to verbund_actor;
grant update (epoch, sealed, saved_at) on network.draft to verbund_actor;
grant delete on network.draft to verbund_actor;

grant execute on function
  network.become(uuid),
  network.become_by_session(bytea),
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
  network.acts_for_programme(),
  network.may_administrate(),
  network.may_edit_words(),
  network.is_closed_vocabulary(text),
  network.is_given_here(text)
  to verbund_actor, verbund_definer;
grant execute on function network.become(uuid), network.become_by_session(bytea) to verbund_actor, verbund_definer;

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
