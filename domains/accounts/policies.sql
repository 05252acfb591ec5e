-- accounts: who may see and change which rows. Everything here is dropped and applied anew when this file changes.
grant usage on schema accounts to verbund_actor, verbund_door, verbund_definer;

-- A request only ever sees the account it acts for.
create function accounts.actor_account() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.account', true), '')::uuid;

create policy own_account_reads on accounts.account for select to verbund_actor using (id = (select accounts.actor_account()));
create policy own_account_edits on accounts.account for update to verbund_actor
  using (id = (select accounts.actor_account())) with check (id = (select accounts.actor_account()));
grant select (id, email, display_name, language, is_demo, created_at) on accounts.account to verbund_actor;
grant update (language) on accounts.account to verbund_actor;

create policy own_session_ends on accounts.session for select to verbund_actor using (account_id = (select accounts.actor_account()));
-- What is ended stays ended.
create policy own_session_edits on accounts.session for update to verbund_actor
  using (account_id = (select accounts.actor_account())) with check (account_id = (select accounts.actor_account()) and revoked_at is not null);
grant select (token_hash, account_id, membership_id, is_link, created_at, last_used_at, expires_at, revoked_at) on accounts.session to verbund_actor;
grant update (revoked_at) on accounts.session to verbund_actor;

-- Definer functions belong to a role that owns nothing else; it reads what they need.
create policy definer_reads on accounts.account for select to verbund_definer using (true);
create policy definer_adds on accounts.account for insert to verbund_definer with check (true);
create policy definer_edits on accounts.account for update to verbund_definer using (true) with check (true);
create policy definer_works on accounts.session for all to verbund_definer using (true) with check (true);
create policy definer_works on accounts.sign_in_failure for all to verbund_definer using (true) with check (true);
create policy definer_works on accounts.personal_link for all to verbund_definer using (true) with check (true);
create policy definer_works on accounts.password_link for all to verbund_definer using (true) with check (true);
create policy definer_works on accounts.second_factor for all to verbund_definer using (true) with check (true);
create policy definer_works on accounts.recovery_code for all to verbund_definer using (true) with check (true);
create policy definer_reads on accounts.access_log for select to verbund_definer using (true);
create policy definer_works on accounts.access_seal for all to verbund_definer using (true) with check (true);
grant select, insert on accounts.account to verbund_definer;
grant update (password_hash, password_changed_at, language) on accounts.account to verbund_definer;
grant select, insert, update, delete on accounts.session, accounts.sign_in_failure, accounts.personal_link to verbund_definer;
grant select, insert, update, delete on accounts.password_link to verbund_definer;
grant select, insert, update, delete on accounts.second_factor, accounts.recovery_code to verbund_definer;
grant select on accounts.access_log to verbund_definer;
grant select, insert on accounts.access_seal to verbund_definer;

-- Sign-in. At the door nobody is anybody: these functions are all that verbund_door may do.
create function accounts.find_credentials(address text)
  returns table (account_id uuid, password_hash text)
  language sql stable security definer set search_path = ''
begin atomic
  select a.id, a.password_hash from accounts.account a where a.email = lower(address) and a.disabled_at is null;
end;

create function accounts.count_failures(keys bytea[], since timestamptz)
  returns table (key bytea, failures integer, last_failed_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select f.key, count(*)::integer, max(f.failed_at)
  from accounts.sign_in_failure f where f.key = any(keys) and f.failed_at > since group by f.key;
end;

create function accounts.record_failure(keys bytea[], ids uuid[]) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into accounts.sign_in_failure (key, failed_at, id)
  select k.key, platform.moment(), i.id from unnest(keys) with ordinality k (key, n) join unnest(ids) with ordinality i (id, n) on i.n = k.n;
end;

-- After the right password: all failures of the e-mail address, and of the network address this one attempt, for many people may share it.
create function accounts.forget_failures(email_key bytea, address_key bytea, attempt uuid) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  delete from accounts.sign_in_failure f where f.key = email_key or (f.key = address_key and f.id = attempt);
end;

-- What has served its time: failures after a day, links and sessions thirty days after they ended. Answers how many rows went.
create function accounts.prune_sign_in() returns integer
  language sql volatile security definer set search_path = ''
begin atomic
  with failures as (
    delete from accounts.sign_in_failure f where f.failed_at < platform.moment() - interval '1 day' returning 1
  ), links as (
    delete from accounts.password_link l
    using accounts.account a
    -- as long as nobody has chosen a password, that there was a link before is what makes the next one stand in the register
    where a.id = l.account_id and a.password_hash is not null
      and least(l.expires_at, l.used_at, l.revoked_at) < platform.moment() - interval '30 days'
    returning 1
  ), sessions as (
    delete from accounts.session s where least(s.expires_at, s.revoked_at) < platform.moment() - interval '30 days' returning 1
  )
  select ((select count(*) from failures) + (select count(*) from links) + (select count(*) from sessions))::integer;
end;

create function accounts.open_session(token_hash bytea, account uuid, membership uuid, link boolean, ends_at timestamptz, by_browser text, on_system text) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  -- who signs in by password and has a second factor acts as nobody until the code; a link opens papers alone
  insert into accounts.session (token_hash, account_id, membership_id, is_link, expires_at, browser, system, second_factor_due)
  values (token_hash, account, membership, link, ends_at, by_browser, on_system,
          membership is null and exists (select from accounts.second_factor f where f.account_id = account and f.confirmed_at is not null));
end;

create function accounts.end_session(session_hash bytea) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update accounts.session s set revoked_at = platform.moment() where s.token_hash = session_hash and s.revoked_at is null;
end;

-- In the demo only: an account of the fictional programme, and only in an installation that was filled as a demo.
create function accounts.find_demo_account(account uuid) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select a.id from accounts.account a
  where a.id = account and a.is_demo and a.disabled_at is null and exists (select from platform.installation i where i.demo);
end;

create function accounts.use_link(link_hash bytea)
  returns table (account_id uuid, membership_id uuid, expires_at timestamptz)
  language sql volatile security definer set search_path = ''
begin atomic
  update accounts.personal_link l set last_used_at = platform.moment()
  where l.token_hash = link_hash and l.revoked_at is null and l.expires_at > platform.moment()
  returning l.account_id, l.membership_id, l.expires_at;
end;

-- Until when a session that a link of this membership opened goes on: whoever follows the link again on the same device finds what they had begun.
create function accounts.find_link_session(session_hash bytea, of_membership uuid) returns timestamptz
  language sql stable security definer set search_path = ''
begin atomic
  select s.expires_at from accounts.session s
  where s.token_hash = session_hash and s.is_link and s.membership_id = of_membership and s.revoked_at is null and s.expires_at > platform.moment()
    and s.last_used_at > platform.moment() - interval '2 hours';
end;

-- A personal link is made by the coordinator of a site. Who may be given one is known to the domain that makes it (which membership, of which body), so no request
-- calls this by itself: only definer functions may, and as anyone else it fails for want of rights on the table.
create function accounts.create_link(link_hash bytea, membership uuid, account uuid, ends_at timestamptz) returns void
  language sql volatile set search_path = ''
begin atomic
  insert into accounts.personal_link (token_hash, membership_id, account_id, site_id, created_by, expires_at)
  select link_hash, membership, account, current_setting('app.site')::uuid, current_setting('app.actor')::uuid, ends_at
  where current_setting('app.role', true) = 'coordinator';
end;

-- When links of the own site were used; the token itself is known to nobody but its holder.
create function accounts.list_links(link_hashes bytea[])
  returns table (token_hash bytea, created_at timestamptz, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select l.token_hash, l.created_at, l.expires_at, l.last_used_at, l.revoked_at from accounts.personal_link l
  where l.token_hash = any(link_hashes) and l.site_id = nullif(current_setting('app.site', true), '')::uuid
    and current_setting('app.role', true) = 'coordinator';
end;

-- Ends a link of the own site and every session that a link of this membership opened. Answers whether it was still open.
create function accounts.revoke_link(link_hash bytea) returns boolean
  language sql volatile security definer set search_path = ''
begin atomic
  with ended as (
    update accounts.personal_link l set revoked_at = platform.moment()
    where l.token_hash = link_hash and l.revoked_at is null and l.site_id = nullif(current_setting('app.site', true), '')::uuid
      and current_setting('app.role', true) = 'coordinator'
    returning l.membership_id
  ), closed as (
    update accounts.session s set revoked_at = platform.moment()
    from ended e where s.membership_id = e.membership_id and s.is_link and s.revoked_at is null
  )
  select exists (select from ended);
end;

-- Whose session this is, as long as it lives. A personal link opens papers, and nothing of the account behind it.
create function accounts.account_of_session(session_hash bytea) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select s.account_id from accounts.session s join accounts.account a on a.id = s.account_id and a.disabled_at is null
  where s.token_hash = session_hash and not s.is_link and not s.second_factor_due and s.revoked_at is null and s.expires_at > platform.moment()
    and s.last_used_at > platform.moment() - interval '2 hours';
end;

-- What concerns the own account needs no membership, only the session: each of these functions asks for it.
create function accounts.find_own_account(session_hash bytea)
  returns table (account_id uuid, email text, display_name text, is_demo boolean, password_hash text, password_changed_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select a.id, a.email, a.display_name, a.is_demo, a.password_hash, a.password_changed_at
  from accounts.account a where a.id = (select accounts.account_of_session(session_hash));
end;

create function accounts.list_own_sessions(session_hash bytea)
  returns table (id uuid, browser text, system text, is_link boolean, is_current boolean, created_at timestamptz, last_used_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select s.id, s.browser, s.system, s.is_link, s.token_hash = session_hash, s.created_at, s.last_used_at
  from accounts.session s
  where s.account_id = (select accounts.account_of_session(session_hash)) and s.revoked_at is null and s.expires_at > platform.moment()
    and s.last_used_at > platform.moment() - interval '2 hours' and not s.second_factor_due
  order by s.token_hash = session_hash desc, s.last_used_at desc, s.id limit 200;
end;

create function accounts.end_own_session(session_hash bytea, session uuid) returns boolean
  language sql volatile security definer set search_path = ''
begin atomic
  with ended as (
    update accounts.session s set revoked_at = platform.moment()
    where s.account_id = (select accounts.account_of_session(session_hash)) and s.id = session and s.revoked_at is null
    returning s.id
  )
  select exists (select from ended);
end;

create function accounts.end_other_sessions(session_hash bytea) returns integer
  language sql volatile security definer set search_path = ''
begin atomic
  with live as (
    update accounts.session s set revoked_at = platform.moment()
    where s.account_id = (select accounts.account_of_session(session_hash)) and s.token_hash <> session_hash and s.revoked_at is null
    returning s.expires_at > platform.moment() and s.last_used_at > platform.moment() - interval '2 hours' as was_alive
  )
  select (count(*) filter (where live.was_alive))::integer from live;
end;

create function accounts.change_own_password(session_hash bytea, hash text) returns boolean
  language sql volatile security definer set search_path = ''
begin atomic
  with changed as (
    update accounts.account a set password_hash = hash, password_changed_at = platform.moment()
    where a.id = (select accounts.account_of_session(session_hash)) and not a.is_demo
    returning a.id
  ), closed as (
    update accounts.password_link l set revoked_at = platform.moment()
    from changed c where l.account_id = c.id and l.used_at is null and l.revoked_at is null
  )
  select exists (select from changed);
end;

-- A link with which a password is chosen. Who may get one is known to who makes it, so only definer functions may call this.
create function accounts.create_password_link(link_hash bytea, link uuid, account uuid, link_kind text, ends_at timestamptz) returns void
  language sql volatile set search_path = ''
begin atomic
  -- the newest first one alone counts; new ones by mail leave all others alone, for anybody may ask for them
  update accounts.password_link l set revoked_at = platform.moment()
  where link_kind = 'first' and l.account_id = account and l.used_at is null and l.revoked_at is null;
  insert into accounts.password_link (token_hash, id, account_id, kind, expires_at) values (link_hash, link, account, link_kind, ends_at);
end;

-- Looking at a link uses nothing up.
create function accounts.find_password_link(link_hash bytea)
  returns table (account_id uuid, kind text, email text, display_name text, expires_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select a.id, l.kind, a.email, a.display_name, l.expires_at
  from accounts.password_link l join accounts.account a on a.id = l.account_id and a.disabled_at is null
  where l.token_hash = link_hash and l.used_at is null and l.revoked_at is null and l.expires_at > platform.moment()
    and (l.kind = 'reset' or a.password_hash is null);
end;

-- Chooses the password and ends every session of the account; somebody new is spoken to from then on as on the page where they chose it. Answers the account, or nothing if the link is not open any more.
create function accounts.use_password_link(link_hash bytea, hash text, spoken text) returns uuid
  language sql volatile security definer set search_path = ''
begin atomic
  with used as (
    update accounts.password_link l set used_at = platform.moment()
    from accounts.account a
    where l.token_hash = link_hash and l.used_at is null and l.revoked_at is null and l.expires_at > platform.moment()
      and a.id = l.account_id and a.disabled_at is null and (l.kind = 'reset' or a.password_hash is null)
    returning l.account_id, l.kind
  ), chosen as (
    update accounts.account a set password_hash = hash, password_changed_at = platform.moment(),
      language = case when u.kind = 'first' then spoken else a.language end
    from used u where a.id = u.account_id
  ), others as (
    update accounts.password_link l set revoked_at = platform.moment()
    from used u where l.account_id = u.account_id and l.token_hash <> link_hash and l.used_at is null and l.revoked_at is null
  ), closed as (
    update accounts.session s set revoked_at = platform.moment() from used u where s.account_id = u.account_id and s.revoked_at is null
  )
  select u.account_id from used u;
end;

-- A link by mail for whoever has forgotten the password. Answers the account for the mail, and nothing for an address that has none: who asked is never told which it was.
create function accounts.create_reset_link(address text, link_hash bytea, link uuid, ends_at timestamptz) returns uuid
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid;
begin
  select a.id into account from accounts.account a
  where a.email = lower(address) and a.disabled_at is null and not a.is_demo
    -- nobody fills the mailbox of another
    and (select count(*) from accounts.password_link l where l.account_id = a.id and l.kind = 'reset' and l.created_at > platform.moment() - interval '1 day') < 8;
  if found then
    perform accounts.create_password_link(link_hash, link, account, 'reset', ends_at);
  end if;
  return account;
end
$$;

-- A session that waits for the code: ten minutes, and for nothing else.
create function accounts.account_of_waiting_session(session_hash bytea) returns uuid
  language sql stable security definer set search_path = ''
begin atomic
  select s.account_id from accounts.session s join accounts.account a on a.id = s.account_id and a.disabled_at is null
  where s.token_hash = session_hash and s.second_factor_due and s.revoked_at is null and s.created_at > platform.moment() - interval '10 minutes';
end;

create function accounts.awaits_code(session_hash bytea) returns boolean
  language sql stable security definer set search_path = ''
begin atomic
  select accounts.account_of_waiting_session(session_hash) is not null;
end;

create function accounts.find_second_factor(session_hash bytea)
  returns table (account_id uuid, email text, is_demo boolean, password_hash text, is_waiting boolean, sealed_secret bytea, confirmed_at timestamptz,
                 last_step bigint, codes_left integer)
  language sql stable security definer set search_path = ''
begin atomic
  with who as (
    select accounts.account_of_session(session_hash) as here, accounts.account_of_waiting_session(session_hash) as waiting
  )
  select a.id, a.email, a.is_demo, a.password_hash, w.waiting is not null, f.sealed_secret, f.confirmed_at, f.last_step,
         (select count(*)::integer from accounts.recovery_code c where c.account_id = a.id and c.used_at is null)
  from who w join accounts.account a on a.id = coalesce(w.here, w.waiting) left join accounts.second_factor f on f.account_id = a.id;
end;

-- One that is confirmed is not written over: it is turned off first.
create function accounts.begin_second_factor(session_hash bytea, sealed bytea) returns boolean
  language sql volatile security definer set search_path = ''
begin atomic
  with begun as (
    insert into accounts.second_factor (account_id, sealed_secret)
    select a.id, sealed from accounts.account a where a.id = (select accounts.account_of_session(session_hash)) and not a.is_demo
    on conflict (account_id) do update set sealed_secret = excluded.sealed_secret, created_at = platform.moment(), last_step = 0
      where accounts.second_factor.confirmed_at is null
    returning account_id
  )
  select exists (select from begun);
end;

create function accounts.write_recovery_codes(account uuid, hashes bytea[]) returns void
  language sql volatile set search_path = ''
begin atomic
  delete from accounts.recovery_code c where c.account_id = account;
  insert into accounts.recovery_code (account_id, code_hash) select account, h.hash from unnest(hashes) h (hash);
end;

-- Confirmed with a first code. Other sessions, which never showed one, end.
create function accounts.confirm_second_factor(session_hash bytea, step bigint, hashes bytea[]) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid := accounts.account_of_session(session_hash);
begin
  update accounts.second_factor f set confirmed_at = platform.moment(), last_step = step
  where f.account_id = account and f.confirmed_at is null and f.last_step < step;
  if not found then
    return false;
  end if;
  perform accounts.write_recovery_codes(account, hashes);
  update accounts.session s set revoked_at = platform.moment()
  where s.account_id = account and s.token_hash <> session_hash and not s.is_link and s.revoked_at is null;
  return true;
end
$$;

-- Uses up one step or one recovery code of an account, whichever is given; each of them once, whoever else tries it at the same moment.
create function accounts.spend_code(account uuid, step bigint, recovery bytea) returns boolean
  language plpgsql volatile set search_path = ''
as $$
begin
  if step is not null then
    update accounts.second_factor f set last_step = step where f.account_id = account and f.confirmed_at is not null and f.last_step < step;
  else
    update accounts.recovery_code c set used_at = platform.moment() where c.account_id = account and c.code_hash = recovery and c.used_at is null;
  end if;
  return found;
end
$$;

create function accounts.pass_second_factor(session_hash bytea, step bigint, recovery bytea) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid := accounts.account_of_waiting_session(session_hash);
begin
  if account is null or not accounts.spend_code(account, step, recovery) then
    return false;
  end if;
  update accounts.session s set second_factor_due = false where s.token_hash = session_hash;
  return true;
end
$$;

create function accounts.renew_recovery_codes(session_hash bytea, step bigint, recovery bytea, hashes bytea[]) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid := accounts.account_of_session(session_hash);
begin
  if account is null or not accounts.spend_code(account, step, recovery) then
    return false;
  end if;
  perform accounts.write_recovery_codes(account, hashes);
  return true;
end
$$;

-- Afterwards the session acts as nobody, until it chooses again what it may act as without a second factor.
create function accounts.turn_off_second_factor(session_hash bytea, step bigint, recovery bytea) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  account uuid := accounts.account_of_session(session_hash);
begin
  if account is null or not accounts.spend_code(account, step, recovery) then
    return false;
  end if;
  delete from accounts.second_factor f where f.account_id = account;
  delete from accounts.recovery_code c where c.account_id = account;
  update accounts.session s set membership_id = null where s.account_id = account and not s.is_link and s.revoked_at is null;
  return true;
end
$$;

-- By whoever runs the installation, for somebody who lost phone and recovery codes. The sessions end, for they were opened with what may be in other hands.
create function accounts.remove_second_factor(account uuid) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  delete from accounts.second_factor f where f.account_id = account;
  delete from accounts.recovery_code c where c.account_id = account;
  update accounts.session s set revoked_at = platform.moment() where s.account_id = account and s.revoked_at is null;
end;

-- The access log: written by the actor in its own name, read by the data protection officer, changed by nobody.
create policy actor_writes_own_name on accounts.access_log for insert to verbund_actor
  with check (site_id = nullif(current_setting('app.site', true), '')::uuid and actor_id = nullif(current_setting('app.actor', true), '')::uuid);
create policy officer_reads on accounts.access_log for select to verbund_actor
  using (site_id = (select nullif(current_setting('app.site', true), '')::uuid)
         and (select current_setting('app.role', true)) = 'data_protection_officer');
grant insert (site_id, id, at, actor_id, action, client_ids, basis, request_id, hmac) on accounts.access_log to verbund_actor;
grant select on accounts.access_log to verbund_actor;

-- The sealer runs at the door: it may ask for what to seal and add a seal. It asks every second, so it looks up one row a site and never walks through the log.
create function accounts.list_sites_to_seal() returns table (site_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  with recursive logged (id) as (
    (select l.site_id from accounts.access_log l order by l.site_id limit 1)
    union all
    select (select l.site_id from accounts.access_log l where l.site_id > logged.id order by l.site_id limit 1) from logged where logged.id is not null
  )
  select logged.id from logged
  where exists (
    select from accounts.access_log l
    where l.site_id = logged.id and l.written_in < pg_snapshot_xmin(pg_current_snapshot())
      and l.written_in >= coalesce((select s.sealed_below from accounts.access_seal s where s.site_id = logged.id order by s.number desc limit 1), '0'::xid8));
end;

create function accounts.list_rows_to_seal(site uuid)
  returns table (id uuid, hmac bytea, sealed_from xid8, sealed_below xid8, next_number integer, previous_seal bytea)
  language sql stable security definer set search_path = ''
begin atomic
  with last as (
    select s.number, s.sealed_below, s.seal from accounts.access_seal s where s.site_id = site order by s.number desc limit 1
  ), span as (
    select coalesce((select l.sealed_below from last l), '0'::xid8) as sealed_from, pg_snapshot_xmin(pg_current_snapshot()) as sealed_below
  )
  select l.id, l.hmac, span.sealed_from, span.sealed_below,
         coalesce((select n.number from last n), 0) + 1, (select p.seal from last p)
  from accounts.access_log l cross join span
  where l.site_id = site and l.written_in >= (select f.sealed_from from span f) and l.written_in < (select b.sealed_below from span b)
  order by l.written_in, l.id;
end;

create function accounts.add_seal(site uuid, seal_number integer, from_transaction xid8, below_transaction xid8, ids uuid[], seal bytea) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into accounts.access_seal (site_id, number, sealed_from, sealed_below, row_count, row_ids, seal, sealed_at)
  values (site, seal_number, from_transaction, below_transaction, cardinality(ids), ids, seal, platform.moment());
end;

-- For `verbund audit verify`, which runs at the door too: every row and every seal of one site.
create function accounts.list_log(site uuid)
  returns table (id uuid, at timestamptz, actor_id uuid, action text, client_ids uuid[], basis text, request_id uuid, hmac bytea, written_in xid8)
  language sql stable security definer set search_path = ''
begin atomic
  select l.id, l.at, l.actor_id, l.action, l.client_ids, l.basis, l.request_id, l.hmac, l.written_in
  from accounts.access_log l where l.site_id = site order by l.written_in, l.id;
end;

create function accounts.list_seals(site uuid)
  returns table (number integer, sealed_from xid8, sealed_below xid8, row_count integer, row_ids uuid[], seal bytea, sealed_at timestamptz)
  language sql stable security definer set search_path = ''
begin atomic
  select s.number, s.sealed_from, s.sealed_below, s.row_count, s.row_ids, s.seal, s.sealed_at
  from accounts.access_seal s where s.site_id = site order by s.number;
end;

create function accounts.list_logged_sites() returns table (site_id uuid)
  language sql stable security definer set search_path = ''
begin atomic
  select l.site_id from accounts.access_log l union select s.site_id from accounts.access_seal s;
end;

-- A new account; network checks who may call this and gives it its membership.
create function accounts.add_account(account uuid, address text, name text, hash text, lang text, demo boolean) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into accounts.account (id, email, display_name, password_hash, language, is_demo)
  values (account, lower(address), name, hash, lang, demo and exists (select from platform.installation i where i.demo));
end;

grant execute on function
  accounts.find_credentials(text),
  accounts.count_failures(bytea[], timestamptz),
  accounts.record_failure(bytea[], uuid[]),
  accounts.forget_failures(bytea, bytea, uuid),
  accounts.prune_sign_in(),
  accounts.open_session(bytea, uuid, uuid, boolean, timestamptz, text, text),
  accounts.end_session(bytea),
  accounts.find_demo_account(uuid),
  accounts.use_link(bytea),
  accounts.find_link_session(bytea, uuid),
  accounts.find_own_account(bytea),
  accounts.list_own_sessions(bytea),
  accounts.end_own_session(bytea, uuid),
  accounts.end_other_sessions(bytea),
  accounts.change_own_password(bytea, text),
  accounts.find_password_link(bytea),
  accounts.use_password_link(bytea, text, text),
  accounts.create_reset_link(text, bytea, uuid, timestamptz),
  accounts.awaits_code(bytea),
  accounts.remove_second_factor(uuid),
  accounts.find_second_factor(bytea),
  accounts.begin_second_factor(bytea, bytea),
  accounts.confirm_second_factor(bytea, bigint, bytea[]),
  accounts.pass_second_factor(bytea, bigint, bytea),
  accounts.renew_recovery_codes(bytea, bigint, bytea, bytea[]),
  accounts.turn_off_second_factor(bytea, bigint, bytea),
  accounts.list_sites_to_seal(),
  accounts.list_rows_to_seal(uuid),
  accounts.add_seal(uuid, integer, xid8, xid8, uuid[], bytea),
  accounts.list_log(uuid),
  accounts.list_seals(uuid),
  accounts.list_logged_sites(),
  accounts.add_account(uuid, text, text, text, text, boolean)
  to verbund_door;
grant execute on function accounts.list_links(bytea[]), accounts.revoke_link(bytea) to verbund_actor;
grant execute on function accounts.create_link(bytea, uuid, uuid, timestamptz), accounts.account_of_session(bytea),
  accounts.create_password_link(bytea, uuid, uuid, text, timestamptz), accounts.account_of_waiting_session(bytea),
  accounts.write_recovery_codes(uuid, bytea[]), accounts.spend_code(uuid, bigint, bytea) to verbund_definer;
grant execute on function accounts.actor_account() to verbund_actor, verbund_definer;

-- Mail. The queue holds ids; everybody sees what went to themselves.
create policy recipient_reads on accounts.mail for select to verbund_actor using (account_id = (select accounts.actor_account()));
create policy definer_works on accounts.mail for all to verbund_definer using (true) with check (true);
create policy own_choice_reads on accounts.mail_choice for select to verbund_actor using (account_id = (select accounts.actor_account()));
create policy definer_works on accounts.mail_choice for all to verbund_definer using (true) with check (true);
create policy definer_works on accounts.mail_server for all to verbund_definer using (true) with check (true);
grant select on accounts.mail, accounts.mail_choice to verbund_actor;
grant select, insert, update, delete on accounts.mail, accounts.mail_choice, accounts.mail_server to verbund_definer;

-- The one place where a mail enters the queue. Who may be written to is known to the domain that knows memberships (network.enqueue_mail), so no request calls this by
-- itself. The same to the same person is one mail, and nobody is told whether it was there already.
create function accounts.enqueue_mail(mail uuid, account uuid, of_site uuid, member uuid, mail_kind text, group_of_kind text, private boolean, about uuid, about_version integer,
                                      more_ids uuid[], not_before timestamptz) returns void
  language sql volatile set search_path = ''
begin atomic
  insert into accounts.mail (id, account_id, site_id, membership_id, kind, mail_group, is_private, subject_id, version, ids, cadence, state, next_try_at)
  select mail, a.id, of_site, member, mail_kind, group_of_kind, private, about, about_version, more_ids, c.cadence,
         case when c.cadence = 'never' then 'unwanted' else 'queued' end, not_before
  from accounts.account a
  cross join lateral (
    select coalesce((select x.cadence from accounts.mail_choice x where x.account_id = a.id and x.mail_group = group_of_kind), 'at_once') as cadence
  ) c
  where a.id = account and a.disabled_at is null and a.email not like '%.invalid'
  -- what was withdrawn was never said, so it may still be
  on conflict (account_id, kind, subject_id, version) do update
    set state = excluded.state, cadence = excluded.cadence, ids = excluded.ids, membership_id = excluded.membership_id, site_id = excluded.site_id,
        next_try_at = excluded.next_try_at, queued_at = excluded.queued_at, tries = 0, last_error = null
    where accounts.mail.state = 'withdrawn';
end;

-- For what concerns an account before anybody is signed in: kinds of accounts itself, and nothing else.
create function accounts.enqueue_mail_at_door(mail uuid, account uuid, mail_kind text, about uuid, about_version integer, more_ids uuid[]) returns void
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  if mail_kind not like 'accounts.%' or mail_kind = 'accounts.digest' then
    raise exception 'not a kind of mail for the door' using errcode = 'insufficient_privilege';
  end if;
  perform accounts.enqueue_mail(mail, account, null, null, mail_kind, null, true, about, about_version, more_ids, platform.moment());
end
$$;

-- What has become untrue before it was sent, such as a cancellation that was taken back. Answers how many were stopped.
create function accounts.withdraw_mail(of_site uuid, mail_kind text, about uuid) returns integer
  language sql volatile set search_path = ''
begin atomic
  with stopped as (
    update accounts.mail m set state = 'withdrawn'
    where m.site_id = of_site and m.kind = mail_kind and m.subject_id = about and m.state in ('queued', 'failed')
    returning 1
  )
  select count(*)::integer from stopped;
end;

-- How often somebody wants to be written to about a group of things. What waits follows the choice.
create function accounts.choose_cadence(wanted_group text, wanted text) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  insert into accounts.mail_choice (account_id, mail_group, cadence)
  select accounts.actor_account(), wanted_group, wanted where accounts.actor_account() is not null
  on conflict (account_id, mail_group) do update set cadence = excluded.cadence, chosen_at = platform.moment();
  update accounts.mail m set cadence = wanted, state = case when wanted = 'never' then 'unwanted' else m.state end
  where m.account_id = accounts.actor_account() and m.mail_group = wanted_group and m.state in ('queued', 'failed');
end;

-- Whoever got this digest gets no more of them. The server has checked the token of the mail; what comes at once still comes.
create function accounts.end_digests(digest uuid) returns boolean
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  recipient uuid;
begin
  select m.account_id into recipient from accounts.mail m where m.id = digest and m.kind = 'accounts.digest';
  if recipient is null then
    return false;
  end if;
  update accounts.mail_choice c set cadence = 'never', chosen_at = platform.moment() where c.account_id = recipient and c.cadence in ('daily', 'weekly');
  update accounts.mail m set cadence = 'never', state = 'unwanted'
  where m.account_id = recipient and m.mail_group is not null and m.cadence in ('daily', 'weekly') and m.state in ('queued', 'failed');
  return true;
end
$$;

create function accounts.may_look_after_mail() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) in ('coordinator', 'site_admin');

-- Private is only what tells somebody that there is an answer to what they reported: coordination alone knows anyway who reported, and looks at the address.
create function accounts.may_look_after_private_mail() returns boolean language sql stable parallel safe
  return current_setting('app.role', true) = 'coordinator';

-- The post of a site. What is private appears only where somebody has to look at the address, and then without what it is about and with the day alone:
-- beside the moment of an answer it would tell who reported something.
create function accounts.list_site_mail(only_trouble boolean, before timestamptz, most integer)
  returns table (id uuid, recipient text, kind text, state text, tries integer, last_error text, queued_at timestamptz, sent_at timestamptz, next_try_at timestamptz,
                 cadence text, is_private boolean)
  language sql stable security definer set search_path = ''
begin atomic
  with shown as (
    select m.id, a.display_name as recipient, case when m.is_private then null else m.kind end as kind, m.state, m.tries, m.last_error,
           case when m.is_private then (m.queued_at at time zone 'Europe/Berlin')::date::timestamp at time zone 'Europe/Berlin' else m.queued_at end as queued_at,
           case when m.is_private then null else m.sent_at end as sent_at, case when m.is_private then null else m.next_try_at end as next_try_at, m.cadence, m.is_private
    from accounts.mail m join accounts.account a on a.id = m.account_id
    where accounts.may_look_after_mail() and m.site_id = nullif(current_setting('app.site', true), '')::uuid
      and (m.state in ('failed', 'given_up', 'uncertain') or not only_trouble)
      and (not m.is_private or (accounts.may_look_after_private_mail() and m.state in ('failed', 'given_up', 'uncertain')))
  )
  select s.id, s.recipient, s.kind, s.state, s.tries, s.last_error, s.queued_at, s.sent_at, s.next_try_at, s.cadence, s.is_private
  from shown s where before is null or s.queued_at < before order by s.queued_at desc, s.id limit most;
end;

create function accounts.get_mail_overview()
  returns table (is_set_up boolean, failing_since_at timestamptz, last_error text, paused_until_at timestamptz, waiting integer, troubled integer)
  language sql stable security definer set search_path = ''
begin atomic
  select coalesce(s.is_set_up, false), s.failing_since_at, s.last_error, s.paused_until_at,
    (select count(*)::integer from accounts.mail m where m.site_id = nullif(current_setting('app.site', true), '')::uuid and m.state in ('queued', 'sending')
       and not m.is_private and accounts.may_look_after_mail()),
    (select count(*)::integer from accounts.mail m where m.site_id = nullif(current_setting('app.site', true), '')::uuid and m.state in ('failed', 'given_up', 'uncertain')
       and accounts.may_look_after_mail() and (not m.is_private or accounts.may_look_after_private_mail()))
  from (select 1) one left join accounts.mail_server s on true;
end;

-- Once more, with the same Message-ID: only what did not go, or of which nobody knows.
create function accounts.retry_mail(mail uuid) returns text
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  found_state text;
begin
  if accounts.may_look_after_mail() is not true then
    raise exception 'not allowed to look after mail' using errcode = 'insufficient_privilege';
  end if;
  select m.state into found_state from accounts.mail m
  where m.id = mail and m.site_id = nullif(current_setting('app.site', true), '')::uuid
    and (not m.is_private or (accounts.may_look_after_private_mail() and m.state in ('failed', 'given_up', 'uncertain'))) for update;
  if found_state in ('failed', 'given_up', 'uncertain') then
    update accounts.mail m set state = 'queued', cadence = 'at_once', digest_id = null, tries = 0, attempt = null, handed_at = null, last_error = null, queued_at = platform.moment(),
      next_try_at = platform.moment() where m.id = mail;
  end if;
  return found_state;
end
$$;

-- What became of mails that carried these links, for the coordinator who made them.
create function accounts.list_mail_of_links(links uuid[])
  returns table (link_id uuid, state text, sent_at timestamptz, last_error text)
  language sql stable security definer set search_path = ''
begin atomic
  select m.ids[1], m.state, m.sent_at, m.last_error from accounts.mail m
  where current_setting('app.role', true) = 'coordinator' and m.site_id = nullif(current_setting('app.site', true), '')::uuid
    and cardinality(m.ids) > 0 and m.ids[1] = any(links);
end;

-- Until when a link of the own account opens, if it still does: a mail with a link that was ended is not sent.
create function accounts.find_open_link(link_hash bytea) returns timestamptz
  language sql stable security definer set search_path = ''
begin atomic
  select l.expires_at from accounts.personal_link l
  where l.token_hash = link_hash and l.account_id = accounts.actor_account() and l.revoked_at is null and l.expires_at > platform.moment();
end;

-- The job that sends runs at the door.
create function accounts.note_mail_server(set_up boolean) returns timestamptz
  language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into accounts.mail_server as s (is_set_up) values (set_up)
  on conflict (only_row) do update set is_set_up = set_up where s.is_set_up <> set_up;
  -- a server that is new begins with what is still news: nobody gets the mail of half a year at once
  if found and set_up then
    update accounts.mail m set state = 'withdrawn', last_error = 'too_old'
    where m.state = 'queued' and m.tries = 0 and m.queued_at < platform.moment() - interval '5 days';
  end if;
  return (select s.paused_until_at from accounts.mail_server s);
end
$$;

create function accounts.note_mail_server_failed(trouble text, until_at timestamptz) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update accounts.mail_server s set failures = s.failures + 1, failing_since_at = coalesce(s.failing_since_at, platform.moment()), last_error = trouble, paused_until_at = until_at;
end;

create function accounts.count_mail_server_failures() returns integer
  language sql stable security definer set search_path = ''
begin atomic
  select coalesce((select s.failures from accounts.mail_server s), 0);
end;

create function accounts.note_mail_server_worked() returns void
  language sql volatile security definer set search_path = ''
begin atomic
  update accounts.mail_server s set failures = 0, failing_since_at = null, last_error = null, paused_until_at = null, worked_at = platform.moment();
end;

-- Only one process sends at a time, so what is still being sent when it begins was cut off. What had not been handed over goes again; what had been stays as it is.
create function accounts.recover_mail() returns integer
  language sql volatile security definer set search_path = ''
begin atomic
  with cut_off as (
    update accounts.mail m set state = case when m.handed_at is null then 'queued' else 'uncertain' end, attempt = null,
      last_error = case when m.handed_at is null then m.last_error else 'no_answer' end
    where m.state = 'sending' returning m.id, m.kind, m.state
  ), entries as (
    update accounts.mail e set state = 'uncertain', last_error = 'no_answer' from cut_off c
    where c.kind = 'accounts.digest' and c.state = 'uncertain' and e.digest_id = c.id and e.state = 'collected'
  )
  select count(*)::integer from cut_off;
end;

create function accounts.take_mail(by_attempt uuid, most integer)
  returns table (id uuid, account_id uuid, site_id uuid, membership_id uuid, kind text, subject_id uuid, version integer, ids uuid[], tries integer, queued_at timestamptz,
                 email text, language text, has_group boolean)
  language sql volatile security definer set search_path = ''
begin atomic
  with due as (
    select m.id from accounts.mail m
    where m.state in ('queued', 'failed') and m.cadence = 'at_once' and m.next_try_at <= platform.moment()
    order by m.next_try_at, m.id limit most for update skip locked
  ), taken as (
    update accounts.mail m set state = 'sending', attempt = by_attempt, handed_at = null from due where m.id = due.id returning m.*
  )
  select t.id, t.account_id, t.site_id, t.membership_id, t.kind, t.subject_id, t.version, t.ids, t.tries, t.queued_at, a.email, a.language, t.mail_group is not null
  from taken t join accounts.account a on a.id = t.account_id order by t.next_try_at, t.id;
end;

-- Asked before the first byte of a mail leaves the house. False if it is no longer this attempt's.
create function accounts.hand_over_mail(mail uuid, by_attempt uuid) returns boolean
  language sql volatile security definer set search_path = ''
begin atomic
  with handed as (
    update accounts.mail m set handed_at = platform.moment() where m.id = mail and m.attempt = by_attempt and m.state = 'sending' and m.handed_at is null returning 1
  )
  select exists (select from handed);
end;

-- What became of an attempt. The entries of a digest share its fate.
create function accounts.settle_mail(mail uuid, by_attempt uuid, new_state text, trouble text, counts boolean, try_at timestamptz) returns void
  language sql volatile security definer set search_path = ''
begin atomic
  with settled as (
    update accounts.mail m set state = new_state, last_error = trouble, tries = m.tries + case when counts then 1 else 0 end, attempt = null,
      next_try_at = coalesce(try_at, m.next_try_at), handed_at = case when new_state in ('queued', 'failed') then null else m.handed_at end,
      sent_at = case when new_state = 'sent' then platform.moment() else m.sent_at end
    where m.id = mail and m.attempt = by_attempt and m.state = 'sending' returning m.id, m.kind
  )
  update accounts.mail e set state = new_state, last_error = trouble, sent_at = case when new_state = 'sent' then platform.moment() else e.sent_at end
  from settled s where s.kind = 'accounts.digest' and new_state in ('sent', 'given_up', 'uncertain', 'withdrawn') and e.digest_id = s.id and e.state = 'collected';
end;

-- Digests are made up in the morning, at seven in Berlin, or later if nobody was awake: one a day and account, because its key holds the day. What came in
-- until then stands in it; what is wanted once a week, if it came in before this week's Monday morning.
create function accounts.collect_digests() returns integer
  language plpgsql volatile security definer set search_path = ''
as $$
declare
  berlin timestamp := platform.moment() at time zone 'Europe/Berlin';
  morning timestamp := date_trunc('day', berlin) + interval '7 hours';
  cutoff timestamptz;
  weekly_cutoff timestamptz;
  recipient uuid;
  digest uuid;
  made integer := 0;
begin
  if berlin < morning then
    morning := morning - interval '1 day';
  end if;
  cutoff := morning at time zone 'Europe/Berlin';
  weekly_cutoff := (date_trunc('week', morning) + interval '7 hours') at time zone 'Europe/Berlin';
  for recipient in
    select distinct m.account_id from accounts.mail m
    where m.state = 'queued' and m.next_try_at <= platform.moment()
      and ((m.cadence = 'daily' and m.queued_at < cutoff) or (m.cadence = 'weekly' and m.queued_at < weekly_cutoff))
      and not exists (select from accounts.mail d where d.account_id = m.account_id and d.kind = 'accounts.digest' and d.version = to_char(morning, 'YYYYMMDD')::integer)
  loop
    -- one that waits for the mail server takes in what is new, so that nobody gets two at once
    select d.id into digest from accounts.mail d where d.account_id = recipient and d.kind = 'accounts.digest' and d.state in ('queued', 'failed') limit 1 for update skip locked;
    if found then
      update accounts.mail m set state = 'collected', digest_id = digest
      where m.account_id = recipient and m.state = 'queued' and m.next_try_at <= platform.moment()
        and ((m.cadence = 'daily' and m.queued_at < cutoff) or (m.cadence = 'weekly' and m.queued_at < weekly_cutoff));
      continue;
    end if;
    digest := gen_random_uuid();
    insert into accounts.mail (id, account_id, kind, is_private, subject_id, version, cadence, state, next_try_at)
    values (digest, recipient, 'accounts.digest', true, recipient, to_char(morning, 'YYYYMMDD')::integer, 'at_once', 'queued', platform.moment())
    on conflict (account_id, kind, subject_id, version) do nothing;
    if found then
      update accounts.mail m set state = 'collected', digest_id = digest
      where m.account_id = recipient and m.state = 'queued' and m.next_try_at <= platform.moment()
        and ((m.cadence = 'daily' and m.queued_at < cutoff) or (m.cadence = 'weekly' and m.queued_at < weekly_cutoff));
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;

create function accounts.list_digest_entries(digest uuid)
  returns table (id uuid, membership_id uuid, kind text, subject_id uuid, version integer, ids uuid[])
  language sql stable security definer set search_path = ''
begin atomic
  select m.id, m.membership_id, m.kind, m.subject_id, m.version, m.ids from accounts.mail m
  where m.digest_id = digest and m.state = 'collected' order by m.queued_at, m.id limit 100;
end;

-- Whom was written about what is personal data of staff: it goes after 90 days.
create function accounts.prune_mail(before timestamptz) returns integer
  language sql volatile security definer set search_path = ''
begin atomic
  with gone as (
    delete from accounts.mail m where m.queued_at < before and m.state in ('sent', 'given_up', 'uncertain', 'withdrawn', 'unwanted') returning 1
  )
  select count(*)::integer from gone;
end;

grant execute on function
  accounts.enqueue_mail_at_door(uuid, uuid, text, uuid, integer, uuid[]),
  accounts.note_mail_server(boolean),
  accounts.note_mail_server_failed(text, timestamptz),
  accounts.count_mail_server_failures(),
  accounts.note_mail_server_worked(),
  accounts.recover_mail(),
  accounts.take_mail(uuid, integer),
  accounts.hand_over_mail(uuid, uuid),
  accounts.settle_mail(uuid, uuid, text, text, boolean, timestamptz),
  accounts.collect_digests(),
  accounts.end_digests(uuid),
  accounts.list_digest_entries(uuid),
  accounts.prune_mail(timestamptz)
  to verbund_door;
grant execute on function
  accounts.choose_cadence(text, text),
  accounts.list_site_mail(boolean, timestamptz, integer),
  accounts.get_mail_overview(),
  accounts.retry_mail(uuid),
  accounts.list_mail_of_links(uuid[]),
  accounts.find_open_link(bytea)
  to verbund_actor;
grant execute on function
  accounts.enqueue_mail(uuid, uuid, uuid, uuid, text, text, boolean, uuid, integer, uuid[], timestamptz),
  accounts.withdraw_mail(uuid, text, uuid)
  to verbund_definer;
grant execute on function accounts.may_look_after_mail(), accounts.may_look_after_private_mail() to verbund_actor, verbund_definer;
