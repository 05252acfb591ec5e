import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { DB } from "../../../database/schema.ts";
import type { InstallationKeys } from "../keys.ts";

// days stay text (a Date would move them across midnight), counts are numbers
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === 1082) return (value: string) => value;
    if (oid === 20) return (value: string) => Number(value);
    if (oid === 1182) return (value: string) => (value === "{}" ? [] : value.slice(1, -1).split(","));
    return pg.types.getTypeParser(oid, format);
  }) as pg.CustomTypesConfig["getTypeParser"],
};

export type Db = Kysely<DB>;

/** The database of one installation together with the keys that the database never holds. */
export type Database = {
  readonly pool: pg.Pool;
  readonly keys: InstallationKeys;
  close(): Promise<void>;
};

export function connectionOf(url: string): pg.ClientConfig {
  return { connectionString: url, types };
}

/** The pool that requests use, as the login role that may do nothing by itself. */
export function openDatabase(
  url: string,
  keys: InstallationKeys,
  options: { max?: number; onError?: (error: Error) => void } = {},
): Database {
  const pool = new pg.Pool({
    ...connectionOf(url),
    // statements that do not wait for one another go out together
    pipeline: true,
    max: options.max ?? 20,
    idleTimeoutMillis: 30_000,
  });
  // an idle connection that breaks must not end the process
  pool.on("error", (error) => options.onError?.(error));
  // nor one that breaks in the middle of a request: the query fails, and that is enough
  pool.on("connect", (client) => {
    client.on("error", () => {});
    // policies make a plan dearer than the statement it is for: planned once a connection, never again for its values
    client.query("set plan_cache_mode = force_generic_plan; set jit = off").catch(() => {});
  });
  return { pool, keys, close: () => pool.end() };
}

const statementNames = new Map<string, string>();
/** Most texts are fixed; those that vary beyond this stay unnamed and are planned each time. */
const mostStatements = 1_000;

function nameOf(text: string): string | undefined {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= mostStatements) return undefined;
  const name = createHash("sha256").update(text).digest("base64url").slice(0, 24);
  statementNames.set(text, name);
  return name;
}

/** Whatever is sent before the code waits for something goes out in one write: calls of the kernel are the dearest part of a short statement. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** Sends a fixed text at once, prepared under its name. */
export function sendPrepared(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
  gather(client);
  const name = nameOf(text);
  return name ? client.query({ name, text, values }) : client.query(text, values);
}

const wrapped = new WeakMap<pg.PoolClient, Db>();

/** Kysely on one connection whose transaction we hold. Statements are prepared under the hash of their text: planned once a connection. */
export function kyselyOn(client: pg.PoolClient): Db {
  let db = wrapped.get(client);
  if (!db) {
    const held = {
      query: (text: string, values: unknown[]) => sendPrepared(client, text, values),
      release: () => {},
    };
    db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: async () => held as never, end: async () => {} } as never }) });
    wrapped.set(client, db);
  }
  return db;
}
