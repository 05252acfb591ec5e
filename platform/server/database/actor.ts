import type { CompiledQuery } from "kysely";
import type pg from "pg";
import { now } from "../clock.ts";
import { newId } from "../ids.ts";
import type { InstallationKeys } from "../keys.ts";
import { signedOut } from "../problem.ts";
import { type Database, type Db, kyselyOn, sendPrepared } from "./pool.ts";

/** Everyone who acts holds this lock shared; applying policies takes it alone. */
export const deployLock = 7_101_001;

/** One membership. Rights of two memberships never add up. */
export type Actor = {
  readonly membershipId: string;
  readonly accountId: string;
  readonly siteId: string;
  readonly programmeId: string;
  readonly unitId: string;
  readonly organisationId: string;
  readonly role: string;
  /** Came by a personal link: only endpoints that say `byLink`. */
  readonly isLink: boolean;
};

export type Who = { readonly membership: string } | { readonly sessionHash: string };

/** What a verb gets: the transaction, who acts in it, the keys, and the request it belongs to. */
export type Call = {
  readonly tx: Db;
  readonly actor: Actor;
  readonly keys: InstallationKeys;
  readonly requestId: string;
  /** Writes this last, on the way to the commit: without a wait of its own. If it fails, nothing is committed. */
  readonly writeLast: (query: CompiledQuery) => void;
};

/** The same before anybody is signed in. */
export type DoorCall = { readonly tx: Db; readonly keys: InstallationKeys };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hex64 = /^[0-9a-f]{64}$/;

let clockIsFrozen = false;
/** Tells the database the frozen moment too; tests and the demo only. */
export function passMomentToDatabase(on: boolean): void {
  clockIsFrozen = on;
}

function momentSql(): string {
  return clockIsFrozen ? `set local app.moment = '${now().toISOString()}';` : "";
}

function becomeSql(who: Who): string {
  // the values are checked to be hexadecimal, so one simple query can carry all four statements in one round trip
  if ("membership" in who) {
    if (!uuid.test(who.membership)) throw signedOut();
    return `select * from network.become('${who.membership}'::uuid)`;
  }
  if (!hex64.test(who.sessionHash)) throw signedOut();
  return `select * from network.become_by_session('\\x${who.sessionHash}'::bytea)`;
}

export type TransactionOptions = {
  /** A read's log row may be lost with the server's power; a write's never. */
  readonly reads?: boolean;
  readonly requestId?: string;
  /** The database itself refuses every write: for looking at something with the rights of somebody who is not there. */
  readonly readOnly?: boolean;
};

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query("rollback");
    return true;
  } catch {
    return false;
  }
}

async function inTransaction<T>(
  database: Database,
  opening: string,
  work: (client: pg.PoolClient, rows: Record<string, unknown>[]) => Promise<T>,
  last: readonly CompiledQuery[] = [],
) {
  const client = await database.pool.connect();
  let healthy = false;
  try {
    const results = (await client.query(opening)) as unknown as pg.QueryResult[];
    const answer = await work(client, results.at(-1)!.rows as Record<string, unknown>[]);
    // sent together and answered in order: after a failed write the commit only ends the transaction
    await Promise.all([...last.map((query) => sendPrepared(client, query.sql, [...query.parameters])), client.query("commit")]);
    healthy = true;
    return answer;
  } catch (error) {
    healthy = await rollBack(client);
    throw error;
  } finally {
    client.release(!healthy);
  }
}

/** One transaction as one membership: deploy lock shared, role, actor for this transaction only. Throws `signed_out` if there is no such actor. */
export async function asActor<T>(
  database: Database,
  who: Who,
  work: (call: Call) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const opening = `begin${options.readOnly ? " read only" : ""}; select pg_advisory_xact_lock_shared(${deployLock}); set local role verbund_actor; ${
    options.reads ? "set local synchronous_commit = off;" : ""
  }${momentSql()}${becomeSql(who)}`;
  const last: CompiledQuery[] = [];
  const inRole = async (client: pg.PoolClient, rows: Record<string, unknown>[]) => {
    const row = rows[0];
    if (!row) throw signedOut();
    const actor: Actor = {
      membershipId: row.membership_id as string,
      accountId: row.account_id as string,
      siteId: row.site_id as string,
      programmeId: row.programme_id as string,
      unitId: row.unit_id as string,
      organisationId: row.organisation_id as string,
      role: row.role as string,
      isLink: row.is_link === true,
    };
    const requestId = options.requestId ?? newId();
    return await work({ tx: kyselyOn(client), actor, keys: database.keys, requestId, writeLast: (query) => void last.push(query) });
  };
  return await inTransaction(database, opening, inRole, last);
}

/** One transaction before anybody is signed in: only what `verbund_door` was granted. */
export async function atDoor<T>(database: Database, work: (call: DoorCall) => Promise<T>): Promise<T> {
  const opening = `begin; select pg_advisory_xact_lock_shared(${deployLock}); set local role verbund_door; ${momentSql()}select 1`;
  return await inTransaction(database, opening, async (client) => await work({ tx: kyselyOn(client), keys: database.keys }));
}
