import { DummyDriver, Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import pg from "pg";
import type { DB } from "../../../database/schema.ts";
import type { InstallationKeys } from "../keys.ts";
import { send } from "./statements.ts";

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

const wrapped = new WeakMap<pg.PoolClient, Db>();

/** Kysely on one connection whose transaction we hold. Statements are prepared under the hash of their text: planned once a connection. */
export function kyselyOn(client: pg.PoolClient): Db {
  let db = wrapped.get(client);
  if (!db) {
    const held = {
      query: (text: string, values: unknown[]) => send(client, text, values),
      release: () => {},
    };
    db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: async () => held as never, end: async () => {} } as never }) });
    wrapped.set(client, db);
  }
  return db;
}

/** Makes texts of statements and sends none: for what is sent ahead of the transaction that the rest belongs to. */
export const textsOnly: Db = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
