import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { deployLock } from "./actor.ts";

export type SqlFile = { readonly name: string; readonly sql: string; readonly hash: string };

const root = new URL("../../../", import.meta.url).pathname;

function sqlFile(name: string, path: string): SqlFile {
  const sql = readFileSync(path, "utf8");
  return { name, sql, hash: createHash("sha256").update(sql).digest("hex") };
}

export function listMigrations(): SqlFile[] {
  const folder = join(root, "database/migrations");
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => sqlFile(name.replace(/\.sql$/, ""), join(folder, name)));
}

export function listPolicies(domains: readonly string[]): SqlFile[] {
  return domains.map((domain) => sqlFile(domain, join(root, "domains", domain, "policies.sql")));
}

/** Runs as verbund_owner. Each migration in a transaction of its own; a crash in between leaves the earlier ones applied and the rest untouched. */
export async function applyMigrations(client: pg.Client, migrations: SqlFile[], applied: ReadonlySet<string>): Promise<number> {
  let count = 0;
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue;
    await client.query("begin");
    try {
      await client.query(`select pg_advisory_xact_lock(${deployLock})`);
      await client.query(migration.sql);
      await client.query("insert into platform.migration (name, hash) values ($1, $2)", [migration.name, migration.hash]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
    }
    count += 1;
  }
  return count;
}

const madeObjects = `
  select 'function' as kind, p.oid::regprocedure::text as identity
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1) and p.prokind = 'f'
  union all
  select 'view', format('%I.%I', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any($1) and c.relkind = 'v'`;

/** Drops all policies, grants, functions and views of the last deploy and applies today's, in one transaction under the deploy lock. Answers whether it had to. */
export async function applyPolicies(client: pg.Client, policies: SqlFile[]): Promise<boolean> {
  const hash = createHash("sha256")
    .update(policies.map((file) => `${file.name}:${file.hash}`).join("\n"))
    .digest("hex");
  const schemas = policies.map((file) => file.name);
  const early = policies.find((file) => /owner\s+to\s+verbund_definer/.test(file.sql));
  if (early)
    throw new Error(
      `domains/${early.name}/policies.sql must not hand functions over: grant execute, the deploy gives definer functions away after that`,
    );
  const isApplied = async () => (await client.query("select from platform.policy_state where hash = $1", [hash])).rowCount === 1;
  if (await isApplied()) return false;
  await client.query("begin");
  try {
    await client.query(`select pg_advisory_xact_lock(${deployLock})`);
    await client.query("set local search_path = ''");
    const { rows: tables } = await client.query<{ schema: string; name: string }>(
      "select schemaname as schema, tablename as name from pg_tables where schemaname = any($1)",
      [schemas],
    );
    const { rows: old } = await client.query<{ schema: string; table: string; name: string }>(
      "select schemaname as schema, tablename as table, policyname as name from pg_policies where schemaname = any($1)",
      [schemas],
    );
    const clearing = [
      ...old.map((policy) => `drop policy "${policy.name}" on "${policy.schema}"."${policy.table}"`),
      ...tables.map((table) => `revoke all on "${table.schema}"."${table.name}" from verbund_actor, verbund_definer, verbund_door`),
      ...schemas.map((schema) => `revoke all on schema "${schema}" from public, verbund_actor, verbund_definer, verbund_door`),
    ];
    const { rows: made } = await client.query<{ kind: string; identity: string }>("select kind, identity from platform.policy_object");
    const functions = made.filter((object) => object.kind === "function").map((object) => object.identity);
    const views = made.filter((object) => object.kind === "view").map((object) => object.identity);
    if (functions.length + views.length > 0) {
      // views and functions may use each other; the database refuses if anything of a migration depends on them
      if (views.length > 0) clearing.push(`drop view ${views.join(", ")} cascade`);
      // dropped as their owner: the definer's first
      if (functions.length > 0) clearing.push(`drop function if exists ${functions.join(", ")}`);
    }
    clearing.push("delete from platform.policy_object");
    if (clearing.length > 0) await client.query(clearing.join(";\n"));
    const { rows: before } = await client.query<{ kind: string; identity: string }>(madeObjects, [schemas]);
    const kept = new Set(before.map((object) => `${object.kind} ${object.identity}`));
    // a function can be given to verbund_definer only if that role may create in the schema; taken back below
    await client.query(schemas.map((schema) => `grant usage, create on schema "${schema}" to verbund_definer`).join(";\n"));
    for (const file of policies) {
      try {
        await client.query(file.sql);
      } catch (error) {
        throw new Error(`domains/${file.name}/policies.sql failed: ${describeAt(file.sql, error as pg.DatabaseError)}`, { cause: error });
      }
    }
    const { rows: after } = await client.query<{ kind: string; identity: string }>(madeObjects, [schemas]);
    const fresh = after.filter((object) => !kept.has(`${object.kind} ${object.identity}`));
    for (const object of fresh) {
      await client.query("insert into platform.policy_object (kind, identity) values ($1, $2)", [object.kind, object.identity]);
    }
    // after the grants, which only the owner of a function can make: definer functions go to the role that owns nothing else
    const { rows: definers } = await client.query<{ identity: string }>(
      `select p.oid::regprocedure::text as identity from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = any($1) and p.prosecdef and p.proowner = current_user::regrole`,
      [schemas],
    );
    await client.query(definers.map(({ identity }) => `alter function ${identity} owner to verbund_definer`).join(";\n"));
    await client.query(schemas.map((schema) => `revoke create on schema "${schema}" from verbund_definer`).join(";\n"));
    await client.query(
      `insert into platform.policy_state (hash, applied_at) values ($1, now())
       on conflict (only_row) do update set hash = excluded.hash, applied_at = excluded.applied_at`,
      [hash],
    );
    await client.query("commit");
    return true;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

function describeAt(sql: string, error: pg.DatabaseError): string {
  const position = Number(error.position);
  const at = Number.isFinite(position) && position > 0 ? ` (line ${sql.slice(0, position).split("\n").length})` : "";
  return `${error.message}${at}`;
}
