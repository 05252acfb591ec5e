import { domains, isDomain, isPreparedFor, mayUse } from "./domains.ts";
import { foreignSchemas } from "./sql.ts";
import { keysWithoutSite, uniqueKeys, wrappedByEpochs, keptThoughRemoved } from "./sql-exceptions.ts";

export type CatalogueRule =
  | "rows not secured"
  | "owner differs"
  | "granted to everybody"
  | "granted to a stranger"
  | "right too wide"
  | "policy for everybody"
  | "definer without search path"
  | "definer owned by another"
  | "definer owns more than functions"
  | "view with its owner's rights"
  | "role too strong"
  | "schema not in the row"
  | "policy function in a table"
  | "unique key"
  | "key not wrapped anew"
  | "removed and never purged"
  | "key without the site"
  | "enum type"
  | "time without zone";

export type CatalogueViolation = { rule: CatalogueRule; object: string; says: string };

/** Runs one statement as a role that sees the whole catalogue. */
export type Ask = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;

const ours = [...Object.keys(domains), "platform"];
const grantees = ["verbund_owner", "verbund_actor", "verbund_definer", "verbund_door"];

/** Where the job that begins an epoch of keys looks for keys: what the list of domains says. */
export type KeyTable = {
  readonly schema: string;
  readonly table: string;
  /** Which functions of its schema read and write it then; those of wrapped keys unless said. */
  readonly functions?: readonly string[];
};
const functionsOfKeys = ["list_keys_to_rewrap", "rewrap_keys"];

/** What the live database says, whatever the files say: rights, row-level security, owners, references between schemas. */
export async function catalogueViolations(ask: Ask, keyTables: readonly KeyTable[]): Promise<CatalogueViolation[]> {
  const found: CatalogueViolation[] = [];
  for (const check of [tables, grants, policies, functions, roles, references, policyFunctions, keys, removals, types])
    found.push(...(await check(ask)));
  return [...found, ...(await epochs(ask, keyTables))];
}

/** A key that no new epoch wraps anew dies with its epoch, 66 days later, and with it all that it opens. */
async function epochs(ask: Ask, keyTables: readonly KeyTable[]): Promise<CatalogueViolation[]> {
  const bearing = await ask<{ table: string }>(
    `select distinct c.oid::regclass::text as table from pg_attribute a
     join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not a.attisdropped and a.attname ~ '(^|_)(wrapped|epoch)(_|$)'`,
    [ours],
  );
  const working = await ask<{ schema: string; name: string; source: string }>(
    `select n.nspname as schema, p.proname as name, coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) as source from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any($1)`,
    [ours],
  );
  const named = new Set(keyTables.map(({ table }) => table));
  const forgotten = bearing.filter(({ table }) => !named.has(table) && !Object.hasOwn(wrappedByEpochs, table));
  const idle = keyTables.filter(({ schema, table, functions = functionsOfKeys }) =>
    functions.some(
      (name) =>
        !working.some((it) => it.schema === schema && it.name === name && new RegExp(`\\b${table.replace(".", "\\.")}\\b`).test(it.source)),
    ),
  );
  return [
    ...forgotten.map(({ table }): CatalogueViolation => ({
      rule: "key not wrapped anew",
      object: table,
      says: "it bears an epoch or a wrapped key: its domain says so with wrappedKeys or hashes in platform/server/app.ts",
    })),
    ...idle.map(({ schema, table, functions = functionsOfKeys }): CatalogueViolation => ({
      rule: "key not wrapped anew",
      object: table,
      says: `${functions.map((name) => `${schema}.${name}`).join(" and ")} read and write it`,
    })),
  ];
}

async function tables(ask: Ask): Promise<CatalogueViolation[]> {
  const rows = await ask<{ object: string; kind: string; domain: string; secured: boolean; owner: string; invoker: boolean }>(
    `select format('%s.%s', n.nspname, c.relname) as object, c.relkind::text as kind, n.nspname as domain, c.relrowsecurity and c.relforcerowsecurity as secured,
            pg_get_userbyid(c.relowner) as owner, coalesce('security_invoker=true' = any(c.reloptions), false) as invoker
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')`,
    [ours],
  );
  return rows.flatMap((it) => {
    const found: CatalogueViolation[] = [];
    const isTable = it.kind === "r" || it.kind === "p";
    if (isTable && isDomain(it.domain) && !it.secured)
      found.push({
        rule: "rows not secured",
        object: it.object,
        says: "row-level security is enabled and forced on every table of a domain",
      });
    if (it.kind === "v" && !it.invoker)
      found.push({ rule: "view with its owner's rights", object: it.object, says: "with (security_invoker = true)" });
    if (it.kind === "m" || it.kind === "f")
      found.push({ rule: "rows not secured", object: it.object, says: "materialised views and foreign tables have no row-level security" });
    if (it.owner !== "verbund_owner" && it.owner !== "verbund_definer")
      found.push({ rule: "owner differs", object: it.object, says: `owned by ${it.owner}` });
    return found;
  });
}

async function grants(ask: Ask): Promise<CatalogueViolation[]> {
  const rows = await ask<{ object: string; kind: string; grantee: string; privilege: string; own: boolean }>(
    `with acls as (
       select 'table' as kind, format('%s.%s', n.nspname, c.relname) as object, c.relowner as owner,
              coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)) as acl
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       union all
       select 'column', format('%s.%s.%s', n.nspname, c.relname, a.attname), c.relowner, a.attacl
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = any($1) and a.attacl is not null and not a.attisdropped
       union all
       select 'function', p.oid::regprocedure::text, p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1)
       union all
       select 'schema', n.nspname, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner)) from pg_namespace n where n.nspname = any($1 || array['public'])
       union all
       select 'database', d.datname, d.datdba, coalesce(d.datacl, acldefault('d', d.datdba)) from pg_database d where d.datname = current_database()
       union all
       select 'default', format('default of %s for %s', d.defaclrole::regrole, d.defaclobjtype), d.defaclrole, d.defaclacl from pg_default_acl d
     )
     select kind, object, case a.grantee when 0 then 'PUBLIC' else pg_get_userbyid(a.grantee) end as grantee, a.privilege_type as privilege, a.grantee = owner as own
     from acls, aclexplode(acl) a`,
    [ours],
  );
  return rows.flatMap((it): CatalogueViolation[] => {
    if (it.own) return [];
    const what = `${it.privilege} on ${it.kind} ${it.object}`;
    if (it.grantee === "PUBLIC") return [{ rule: "granted to everybody", object: it.object, says: what }];
    if (it.kind === "database" || it.object === "public") return []; // the login role connects; nothing of ours lives in public
    if (!grantees.includes(it.grantee)) return [{ rule: "granted to a stranger", object: it.object, says: `${what} to ${it.grantee}` }];
    if (["TRUNCATE", "TRIGGER", "REFERENCES", "MAINTAIN", "CREATE"].includes(it.privilege))
      return [{ rule: "right too wide", object: it.object, says: `${what} to ${it.grantee}` }];
    return [];
  });
}

async function policies(ask: Ask): Promise<CatalogueViolation[]> {
  const rows = await ask<{ object: string }>(
    `select format('%s on %s', p.polname, p.polrelid::regclass) as object from pg_policy p
     join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and 0 = any(p.polroles)`,
    [ours],
  );
  return rows.map(({ object }) => ({ rule: "policy for everybody", object, says: "a policy names the roles that it is for" }));
}

async function functions(ask: Ask): Promise<CatalogueViolation[]> {
  const found: CatalogueViolation[] = [];
  const definers = await ask<{ object: string; owner: string; path: string | null }>(
    `select p.oid::regprocedure::text as object, pg_get_userbyid(p.proowner) as owner,
            (select substr(it, 13) from unnest(p.proconfig) it where it like 'search_path=%') as path
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  for (const { object, owner, path } of definers) {
    if (path === null || /\bpublic\b|\$user/.test(path))
      found.push({ rule: "definer without search path", object, says: path === null ? "set search_path = ''" : `search_path is ${path}` });
    if (owner !== "verbund_definer")
      found.push({ rule: "definer owned by another", object, says: `owned by ${owner}, not by verbund_definer` });
  }
  const owned = await ask<{ object: string }>(
    `select c.oid::regclass::text as object from pg_class c where c.relowner = 'verbund_definer'::regrole
     union all select n.nspname from pg_namespace n where n.nspowner = 'verbund_definer'::regrole
     union all select t.oid::regtype::text from pg_type t where t.typowner = 'verbund_definer'::regrole
     union all select p.oid::regprocedure::text from pg_proc p where p.proowner = 'verbund_definer'::regrole and not p.prosecdef`,
  );
  for (const { object } of owned)
    found.push({ rule: "definer owns more than functions", object, says: "verbund_definer owns definer functions and nothing else" });
  return found;
}

async function roles(ask: Ask): Promise<CatalogueViolation[]> {
  // every role that reaches one of ours, except superusers (the installation's own account of an embedded server)
  const rows = await ask<{ role: string; strong: string[]; login: boolean; inherits: boolean; member_of: string[] }>(
    `select r.rolname as role, r.rolcanlogin as login, r.rolinherit as inherits,
            array_remove(array[case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypassrls' end, case when r.rolcreaterole then 'createrole' end,
                               case when r.rolcreatedb then 'createdb' end, case when r.rolreplication then 'replication' end], null) as strong,
            array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as member_of
     from pg_roles r
     where r.rolname = any($1) or (r.rolname like 'verbund\\_login\\_%' and has_database_privilege(r.oid, current_database(), 'connect'))`,
    [grantees],
  );
  return rows.flatMap((it): CatalogueViolation[] => {
    const says: string[] = it.strong.map((attribute) => `has ${attribute}`);
    const isLogin = it.role.startsWith("verbund_login_");
    if (it.login !== isLogin) says.push(it.login ? "can log in" : "cannot log in");
    // with inherit the login role would have the rights of its groups without taking their part
    if (isLogin && it.inherits) says.push("inherits the rights of its groups");
    const allowed = isLogin ? ["verbund_actor", "verbund_door"] : it.role === "verbund_owner" ? ["verbund_definer"] : [];
    for (const group of it.member_of) if (!allowed.includes(group)) says.push(`is a member of ${group}`);
    return says.map((it2) => ({ rule: "role too strong", object: it.role, says: it2 }));
  });
}

async function references(ask: Ask): Promise<CatalogueViolation[]> {
  const schemaOf = (classid: string, objid: string) => `(case ${classid}
      when 'pg_class'::regclass then (select c.relnamespace from pg_class c where c.oid = ${objid})
      when 'pg_type'::regclass then (select t.typnamespace from pg_type t where t.oid = ${objid})
      when 'pg_proc'::regclass then (select p.pronamespace from pg_proc p where p.oid = ${objid})
      when 'pg_constraint'::regclass then (select k.connamespace from pg_constraint k where k.oid = ${objid})
      when 'pg_rewrite'::regclass then (select c.relnamespace from pg_rewrite w join pg_class c on c.oid = w.ev_class where w.oid = ${objid})
      when 'pg_policy'::regclass then (select c.relnamespace from pg_policy p join pg_class c on c.oid = p.polrelid where p.oid = ${objid})
      when 'pg_attrdef'::regclass then (select c.relnamespace from pg_attrdef a join pg_class c on c.oid = a.adrelid where a.oid = ${objid})
      when 'pg_trigger'::regclass then (select c.relnamespace from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.oid = ${objid})
      when 'pg_namespace'::regclass then ${objid}
    end)`;
  const rows = await ask<{ source: string; target: string; object: string; refers: string }>(
    `select s.nspname as source, t.nspname as target, pg_describe_object(d.classid, d.objid, 0) as object, pg_describe_object(d.refclassid, d.refobjid, 0) as refers
     from pg_depend d
     join pg_namespace s on s.oid = ${schemaOf("d.classid", "d.objid")}
     join pg_namespace t on t.oid = ${schemaOf("d.refclassid", "d.refobjid")}
     where s.nspname = any($1) and t.nspname = any($1) and s.nspname <> t.nspname
       -- the triggers behind a foreign key stand on both tables; the key itself is looked at below
       and not exists (select from pg_trigger g where d.classid = 'pg_trigger'::regclass and g.oid = d.objid and g.tgisinternal)
     union
     select s.nspname, t.nspname, format('foreign key %s', k.conname), k.confrelid::regclass::text
     from pg_constraint k join pg_namespace s on s.oid = k.connamespace
     join pg_class c on c.oid = k.confrelid join pg_namespace t on t.oid = c.relnamespace
     where s.nspname = any($1) and s.nspname <> t.nspname`,
    [ours],
  );
  const found = rows.flatMap((it): CatalogueViolation[] => {
    const prepared = /^function (\w+\.\w+)\(/.exec(it.refers)?.[1];
    const allowed = isDomain(it.source)
      ? it.target === "platform" || mayUse(it.source, it.target) || (prepared !== undefined && isPreparedFor(it.source, prepared))
      : !isDomain(it.target);
    return allowed ? [] : [{ rule: "schema not in the row", object: it.object, says: `${it.source} may not use ${it.refers}` }];
  });
  // bodies kept as text leave no trace in pg_depend
  const bodies = await ask<{ domain: string; object: string; body: string }>(
    `select n.nspname as domain, p.oid::regprocedure::text as object, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any($1) and p.prosqlbody is null`,
    [ours],
  );
  for (const { domain, object, body } of bodies)
    for (const it of isDomain(domain) ? foreignSchemas(domain, body) : [])
      found.push({ rule: "schema not in the row", object, says: `${domain} may not use ${it}` });
  return found;
}

async function policyFunctions(ask: Ask): Promise<CatalogueViolation[]> {
  const rows = await ask<{ object: string; made: string }>(
    `select pg_describe_object(d.classid, d.objid, 0) as object, p.oid::regprocedure::text as made
     from platform.policy_object o
     join pg_proc p on o.kind = 'function' and p.oid = to_regprocedure(o.identity)
     join pg_depend d on d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid
     left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid
     where d.classid in ('pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_trigger'::regclass) or c.relkind in ('i', 'I')`,
  );
  return rows.map(({ object, made }) => ({
    rule: "policy function in a table",
    object,
    says: `${made} is made by policies.sql and dropped at each deploy`,
  }));
}

async function keys(ask: Ask): Promise<CatalogueViolation[]> {
  const rows = await ask<{ table: string; domain: string; primary: boolean; columns: (string | null)[] }>(
    `select i.indrelid::regclass::text as table, n.nspname as domain, i.indisprimary as primary,
            array(select case k.attnum when 0 then null else (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = k.attnum) end
                  from unnest(i.indkey::int2[]) with ordinality k (attnum, n) where k.n <= i.indnkeyatts order by k.n)::text[] as columns
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and i.indisunique`,
    [Object.keys(domains)],
  );
  const found = rows.flatMap((it): CatalogueViolation[] => {
    const key = `${it.table} (${it.columns.map((column) => column ?? "expression").join(", ")})`;
    if (!it.primary)
      return Object.hasOwn(uniqueKeys, key)
        ? []
        : [{ rule: "unique key", object: key, says: "the allowed ones stand in sql-exceptions.ts with their reason" }];
    return it.columns[0] === "site_id" || Object.hasOwn(keysWithoutSite, it.table)
      ? []
      : [{ rule: "key without the site", object: key, says: "a primary key starts with site_id" }];
  });
  const without = await ask<{ table: string }>(
    `select c.oid::regclass::text as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    [Object.keys(domains)],
  );
  for (const { table } of without) found.push({ rule: "key without the site", object: table, says: "there is no primary key" });
  return found;
}

async function removals(ask: Ask): Promise<CatalogueViolation[]> {
  const rows = await ask<{ schema: string; table: string; source: string | null }>(
    `select n.nspname as schema, c.relname as table, (select p.prosrc from pg_proc p where p.pronamespace = n.oid and p.proname = 'purge_removed') as source
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not a.attisdropped and a.attname = 'removed_at'`,
    [ours],
  );
  return rows
    .filter(
      ({ schema, table, source }) =>
        !new RegExp(`'${table}'|\\b${schema}\\.${table}\\b`).test(source ?? "") && !Object.hasOwn(keptThoughRemoved, `${schema}.${table}`),
    )
    .map(({ schema, table }) => ({
      rule: "removed and never purged",
      object: `${schema}.${table}`,
      says: `${schema}.purge_removed names it; what is kept all the same stands in sql-exceptions.ts with its reason`,
    }));
}

async function types(ask: Ask): Promise<CatalogueViolation[]> {
  const enums = await ask<{ object: string }>(
    `select t.oid::regtype::text as object from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname = any($1) and t.typtype = 'e'`,
    [ours],
  );
  const times = await ask<{ object: string }>(
    `select format('%s.%s', a.attrelid::regclass, a.attname) as object from pg_attribute a
     join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p', 'v') and not a.attisdropped and a.atttypid = 'timestamp'::regtype`,
    [ours],
  );
  return [
    ...enums.map(({ object }): CatalogueViolation => ({
      rule: "enum type",
      object,
      says: "text with a check: enum equality reaches no index under row-level security",
    })),
    ...times.map(({ object }): CatalogueViolation => ({ rule: "time without zone", object, says: "an instant is timestamptz" })),
  ];
}
