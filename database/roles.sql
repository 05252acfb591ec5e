-- The roles of one PostgreSQL cluster. Applied at every start by a role that may create roles.
-- verbund_owner    owns the schemas and tables; migrations run as it; RLS is forced, so it sees no row of a domain by itself
-- verbund_definer  owns the definer functions and nothing else
-- verbund_actor    what every request, job and command runs as once its actor is set
-- verbund_door     what runs before anybody is signed in: sign-in and personal links, nothing else
-- The login role is one per database (see platform/server/database/prepare.ts) and may do nothing by itself.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['verbund_owner', 'verbund_definer', 'verbund_actor', 'verbund_door'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit', role_name);
    end if;
    -- the one who applies this may be no superuser: it must be able to act as the owner
    if not pg_has_role(current_user, role_name, 'set') then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
  -- the owner hands its definer functions over
  if not pg_has_role('verbund_owner', 'verbund_definer', 'member') then
    grant verbund_definer to verbund_owner;
  end if;
end
$$;
