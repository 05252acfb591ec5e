import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import pg from "pg";
import { deriveKey, fingerprintOf, type InstallationKeys, KeyError, newKeys, readKeys, writeKeys } from "../keys.ts";
import { applyMigrations, applyPolicies, listMigrations, listPolicies } from "./migrate.ts";
import { connectionOf } from "./pool.ts";

/** A start that cannot go on; the message is one clear sentence, and nothing was written. */
export class StartError extends Error {}

export type Prepared = {
  /** For requests: the login role that may do nothing by itself. */
  readonly appUrl: string;
  readonly keys: InstallationKeys;
  readonly migrationsApplied: number;
  readonly policiesApplied: boolean;
  /** A demo that nobody has filled yet, or whose filling was cut off: it is empty again now. */
  readonly demoToFill: boolean;
};

export type PrepareOptions = {
  readonly adminUrl: string;
  readonly keysFolder: string;
  /** In the order in which their policies.sql build on each other. */
  readonly domains: readonly string[];
  /** Refuses a database that is no installation yet: for commands that only read. */
  readonly mustBeThere?: boolean;
  /** Makes an empty database an installation of the demo; one that holds something stays what it is. */
  readonly demoWhenEmpty?: boolean;
  /** Keys given in memory instead of the folder; tests only. */
  readonly keys?: InstallationKeys;
};

type State = {
  applied: Set<string>;
  permanentFingerprint: string | undefined;
  epochs: { number: number; fingerprint: string; isUnused: boolean }[];
  demo: boolean;
  demoFilled: boolean;
};

async function connect(adminUrl: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({ ...connectionOf(adminUrl), connectionTimeoutMillis: 10_000 });
    await client.connect();
    return client;
  } catch (error) {
    const { code } = error as { code?: string };
    const reason =
      code === "28P01" || code === "28000"
        ? "the user name or password is refused"
        : code === "3D000"
          ? "there is no such database"
          : code === "ECONNREFUSED" || code === "ENOENT"
            ? "no PostgreSQL answers at this address"
            : code === "ENOTFOUND" || code === "EAI_AGAIN"
              ? "there is no such host"
              : code === "ERR_INVALID_URL"
                ? "it is not a valid URL (postgres://user:password@host:5432/database)"
                : (error as Error).message;
    throw new StartError(`DATABASE_URL does not work: ${reason}.`);
  }
}

async function readState(client: pg.Client): Promise<State> {
  const { rows } = await client.query("select to_regclass('platform.migration') is not null as there");
  if (!rows[0].there) {
    const foreign = await client.query(
      "select nspname from pg_namespace where nspname = any(array['accounts', 'network', 'people', 'cases', 'themes']) limit 1",
    );
    if (foreign.rowCount) throw new StartError("The database holds schemas that are not Verbund's; give it an empty database.");
    return { applied: new Set(), permanentFingerprint: undefined, epochs: [], demo: false, demoFilled: false };
  }
  const migrations = await client.query<{ name: string }>("select name from platform.migration");
  const installation = await client.query(
    "select permanent_key_fingerprint, demo, demo_filled_at is not null as demo_filled from platform.installation",
  );
  // a migration that is still to come adds the column
  const epochs = await client.query(
    `select number, fingerprint, to_jsonb(e) ->> 'unused_at' is not null as "isUnused"
     from platform.key_epoch e where destroyed_at is null order by number`,
  );
  return {
    applied: new Set(migrations.rows.map((row) => row.name)),
    permanentFingerprint: installation.rows[0]?.permanent_key_fingerprint,
    epochs: epochs.rows,
    demo: installation.rows[0]?.demo ?? false,
    demoFilled: installation.rows[0]?.demo_filled ?? false,
  };
}

function checkKeys(keys: InstallationKeys | undefined, state: State, folder: string): void {
  if (state.permanentFingerprint === undefined) return;
  if (!keys)
    throw new StartError(`The installation key of this database is missing: put its key files into ${folder}, or set VERBUND_KEYS.`);
  const wrongEpoch = state.epochs.find(({ number, fingerprint, isUnused }) => {
    const key = keys.epochs.get(number);
    // a backup may be older than the end of an epoch under which nothing lay any more
    return key ? fingerprintOf(key) !== fingerprint : !isUnused;
  });
  if (fingerprintOf(keys.permanent) !== state.permanentFingerprint || wrongEpoch) {
    throw new StartError(`The installation key in ${folder} is not the one of this database.`);
  }
}

/** The name of the login role: one per database, because roles belong to the whole cluster. */
function loginRole(database: string): string {
  const name = `verbund_login_${database}`;
  return name.length <= 63 ? name : `verbund_login_${createHash("sha256").update(database).digest("hex").slice(0, 32)}`;
}

async function prepareRoles(client: pg.Client, keys: InstallationKeys): Promise<{ database: string; login: string; password: string }> {
  const { rows } = await client.query<{ database: string }>("select current_database() as database");
  const database = rows[0]!.database;
  const login = loginRole(database);
  const password = deriveKey(keys, `login ${database}`).toString("hex");
  await client.query("begin");
  try {
    // two starts on one cluster must not create the same role at once
    await client.query("select pg_advisory_xact_lock(7101002)");
    await client.query(readFileSync(new URL("../../../database/roles.sql", import.meta.url), "utf8"));
    const quotedLogin = pg.escapeIdentifier(login);
    const quotedDatabase = pg.escapeIdentifier(database);
    const exists = await client.query("select from pg_roles where rolname = $1", [login]);
    const attributes = `login noinherit password ${pg.escapeLiteral(password)}`;
    await client.query(`${exists.rowCount ? "alter" : "create"} role ${quotedLogin} ${attributes}`);
    await client.query(`grant verbund_actor, verbund_door to ${quotedLogin}`);
    await client.query(`grant connect, create on database ${quotedDatabase} to verbund_owner`);
    await client.query(`revoke all on database ${quotedDatabase} from public`);
    await client.query(`grant connect on database ${quotedDatabase} to ${quotedLogin}`);
    await client.query("revoke all on schema public from public");
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    if ((error as pg.DatabaseError).code === "42501") {
      throw new StartError(
        "The user of DATABASE_URL may not prepare this database: it must own it and be allowed to create roles (CREATEROLE).",
      );
    }
    throw error;
  }
  return { database, login, password };
}

/** Checks first and writes after: version, rights, code at least as new as the database, keys; then roles, migrations, policies. */
export async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const client = await connect(options.adminUrl);
  try {
    const { rows } = await client.query<{ version: string; may_create_roles: boolean; server_version: string }>(
      `select current_setting('server_version_num') as version, current_setting('server_version') as server_version,
              (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as may_create_roles`,
    );
    const server = rows[0]!;
    if (Number(server.version) < 170_000)
      throw new StartError(`PostgreSQL ${server.server_version} is too old: Verbund needs 17 or newer.`);
    if (!server.may_create_roles)
      throw new StartError("The user of DATABASE_URL may not create roles; grant it CREATEROLE and CREATE on the database.");
    const migrations = listMigrations();
    const state = await readState(client);
    if (options.mustBeThere && state.permanentFingerprint === undefined)
      throw new StartError("There is no installation of Verbund in this database; start Verbund with it first.");
    const names = new Set(migrations.map((migration) => migration.name));
    const newer = [...state.applied].find((name) => !names.has(name));
    if (newer)
      throw new StartError(`The database is newer than this code: it knows the migration ${newer}. Update Verbund and start again.`);
    let keys: InstallationKeys | undefined;
    try {
      keys = options.keys ?? readKeys(options.keysFolder);
    } catch (error) {
      if (error instanceof KeyError) throw new StartError(error.message);
      throw error;
    }
    checkKeys(keys, state, options.keysFolder);
    const isFirst = keys === undefined;
    keys ??= newKeys();
    const { login, password } = await prepareRoles(client, keys);
    // only now: whatever refuses before has written nothing
    if (isFirst) writeKeys(options.keysFolder, keys);
    await client.query("set role verbund_owner");
    const migrationsApplied = await applyMigrations(client, migrations, state.applied);
    const isNew = state.permanentFingerprint === undefined;
    const demo = isNew ? (options.demoWhenEmpty ?? false) : state.demo;
    await client.query("insert into platform.installation (permanent_key_fingerprint, demo) values ($1, $2) on conflict do nothing", [
      fingerprintOf(keys.permanent),
      demo,
    ]);
    for (const [number, key] of keys.epochs) {
      await client.query("insert into platform.key_epoch (number, fingerprint) values ($1, $2) on conflict do nothing", [
        number,
        fingerprintOf(key),
      ]);
    }
    const policiesApplied = await applyPolicies(client, listPolicies(options.domains));
    const demoToFill = demo && !state.demoFilled;
    // cut off while it was filled, before anybody could use it: begin again
    if (demoToFill && !isNew) await emptyDomains(client, options.domains);
    return { appUrl: urlAs(options.adminUrl, login, password), keys, migrationsApplied, policiesApplied, demoToFill };
  } finally {
    await client.end();
  }
}

async function emptyDomains(client: pg.Client, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1)",
    [schemas],
  );
  await client.query(`truncate ${rows.map((row) => row.name).join(", ")}`);
}

/** The demo is complete: the next start leaves it alone. */
export async function markDemoFilled(adminUrl: string): Promise<void> {
  const client = await connect(adminUrl);
  try {
    await client.query("set role verbund_owner");
    await client.query("update platform.installation set demo_filled_at = now() where demo");
  } finally {
    await client.end();
  }
}

/** The same server and database, as another role. */
export function urlAs(url: string, user: string, password: string): string {
  const parts = /^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?(.*)$/.exec(url);
  if (!parts) throw new StartError("DATABASE_URL does not work: it is not a valid URL (postgres://user:password@host:5432/database).");
  return `${parts[1]}${encodeURIComponent(user)}:${encodeURIComponent(password)}@${parts[2]}`;
}
