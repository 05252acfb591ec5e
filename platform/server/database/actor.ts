import type { CompiledQuery } from "kysely";
import type pg from "pg";
import { now } from "../clock.ts";
import { newId } from "../ids.ts";
import type { InstallationKeys } from "../keys.ts";
import { Problem, signedOut } from "../problem.ts";
import { type Database, type Db, kyselyOn } from "./pool.ts";
import { type Answer, send } from "./statements.ts";

/** Everyone who acts holds this lock shared (network.become takes it); applying policies takes it alone. */
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
  /**
   * Writes this last, on the way to the commit: without a wait of its own. If it fails, nothing is committed. If the row is there already,
   * the work is done once more in a new transaction, which says so in `again`.
   */
  readonly writeLast: (query: CompiledQuery) => void;
  readonly again: boolean;
  /** What was read together with the opening of the transaction, if the route asked for it. */
  readonly ahead: { readonly query: CompiledQuery; readonly rows: readonly unknown[] } | undefined;
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

/** What every transaction begins with, sent together. */
function opening(client: pg.PoolClient, role: "verbund_actor" | "verbund_door", readOnly = false): Promise<Answer>[] {
  return [
    send(client, readOnly ? "begin read only" : "begin"),
    send(client, `set local role ${role}`),
    ...(clockIsFrozen ? [send(client, "select set_config('app.moment', $1, true)", [now().toISOString()])] : []),
  ];
}

const becomeText = "select * from network.become($1, $2, $3)";

/** Who acts, as `network.become` takes it. */
function becoming(who: Who, reads: boolean): unknown[] {
  if ("membership" in who) {
    if (!uuid.test(who.membership)) throw signedOut();
    return [null, who.membership, reads];
  }
  if (!hex64.test(who.sessionHash)) throw signedOut();
  return [Buffer.from(who.sessionHash, "hex"), null, reads];
}

/** What is known of an actor before the database was asked: at which site it was the last time. */
export type Known = { readonly siteId: string; readonly keys: InstallationKeys };
/** A read to go out with the opening; one that depends on the site goes out from the actor's second transaction on. */
export type Ahead = CompiledQuery | ((known: Known) => CompiledQuery | undefined);

/** Only spares a wait: what was read ahead for another site is not taken (`readAhead`), and the database finds out by itself who acts. */
const lastSites = new Map<string, string>();
const mostSites = 10_000;

function rememberSite(name: string, siteId: string): void {
  if (lastSites.get(name) === siteId) return;
  if (lastSites.size >= mostSites) lastSites.clear();
  lastSites.set(name, siteId);
}

export type TransactionOptions = {
  /** A read's log row may be lost with the server's power; a write's never. */
  readonly reads?: boolean;
  readonly requestId?: string;
  /** A read that needs nothing of the actor but that the database knows it: it goes out together with the opening of the transaction. */
  readonly ahead?: Ahead | undefined;
  /** The database itself refuses every write: for looking at something with the rights of somebody who is not there. */
  readonly readOnly?: boolean;
};

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await send(client, "rollback");
    return true;
  } catch {
    return false;
  }
}

/** What was left to the end and found its row there already. */
class Taken extends Error {}

/** Two waited for each other, and the database gave this one up: nothing of it was kept, and the other goes on. */
const isGivenUp = (error: unknown) => (error as { code?: unknown } | null)?.code === "40P01";
const mostRounds = 3;

const isTaken = (error: unknown) => (error as { code?: unknown } | null)?.code === "23505";

async function inTransaction<T>(
  database: Database,
  open: (client: pg.PoolClient) => Promise<Answer[]>,
  work: (client: pg.PoolClient, opened: Answer[]) => Promise<T>,
  last: readonly CompiledQuery[] = [],
) {
  const client = await database.pool.connect();
  let healthy = false;
  try {
    const answer = await work(client, await open(client));
    // sent together and answered in order: after a failed write the commit only ends the transaction
    const writes = last.map((query) => send(client, query.sql, [...query.parameters]));
    await Promise.all([...writes, send(client, "commit")]).catch((error: unknown) => {
      throw isTaken(error) ? new Taken("a row is there already", { cause: error }) : error;
    });
    healthy = true;
    return answer;
  } catch (error) {
    healthy = await rollBack(client);
    throw error;
  } finally {
    client.release(!healthy);
  }
}

function actorOf(row: Record<string, unknown>): Actor {
  return {
    membershipId: row.membership_id as string,
    accountId: row.account_id as string,
    siteId: row.site_id as string,
    programmeId: row.programme_id as string,
    unitId: row.unit_id as string,
    organisationId: row.organisation_id as string,
    role: row.role as string,
    isLink: row.is_link === true,
  };
}

const records = new WeakMap<Problem, (call: Call) => Promise<void>>();

/** What must be written down before a problem is told: in a transaction of its own, since the one it comes from is rolled back. */
export function recordWhenTold(problem: Problem, record: (call: Call) => Promise<void>): Problem {
  records.set(problem, record);
  return problem;
}

/**
 * One transaction as one membership: role, deploy lock shared, actor for this transaction only. Throws `signed_out` if there is no such actor. The work is done
 * anew where the database gave it up for somebody else's, so it does nothing but write and answer.
 */
export async function asActor<T>(
  database: Database,
  who: Who,
  work: (call: Call) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const become = becoming(who, options.reads === true);
  const name = "membership" in who ? who.membership : who.sessionHash;
  const siteId = lastSites.get(name);
  const ahead =
    typeof options.ahead !== "function" ? options.ahead : siteId === undefined ? undefined : options.ahead({ siteId, keys: database.keys });
  const requestId = options.requestId ?? newId();
  const once = async (again: boolean) => {
    const last: CompiledQuery[] = [];
    const open = (client: pg.PoolClient) => {
      const opened = opening(client, "verbund_actor", options.readOnly);
      const became = send(client, becomeText, become);
      return Promise.all([became, ...(ahead ? [send(client, ahead.sql, [...ahead.parameters])] : []), ...opened]);
    };
    const inRole = async (client: pg.PoolClient, [became, found]: Answer[]) => {
      const row = became!.rows[0];
      if (!row) throw signedOut();
      rememberSite(name, row.site_id as string);
      const read = ahead && found ? { query: ahead, rows: found.rows } : undefined;
      return await work({
        tx: kyselyOn(client),
        actor: actorOf(row),
        keys: database.keys,
        requestId,
        again,
        ahead: read,
        writeLast: (query) => void last.push(query),
      });
    };
    return await inTransaction(database, open, inRole, last);
  };
  try {
    let again = false;
    for (let round = 1; ; round += 1) {
      try {
        return await once(again);
      } catch (error) {
        const mayGoOn = error instanceof Taken ? !again : isGivenUp(error) && round < mostRounds;
        if (!mayGoOn) throw error;
        again ||= error instanceof Taken;
      }
    }
  } catch (error) {
    const record = error instanceof Problem ? records.get(error) : undefined;
    if (record) await asActor(database, who, record, { requestId });
    throw error instanceof Taken ? error.cause : error;
  }
}

/** The rows of a query that the route may have sent ahead. */
export async function readAhead<Row>(call: Call, query: CompiledQuery<Row>): Promise<Row[]> {
  const { ahead } = call;
  const isSame = ahead?.query.sql === query.sql && ahead.query.parameters.every((value, at) => value === query.parameters[at]);
  return isSame ? ([...ahead.rows] as Row[]) : (await call.tx.executeQuery(query)).rows;
}

/** One transaction before anybody is signed in: only what `verbund_door` was granted. */
export async function atDoor<T>(database: Database, work: (call: DoorCall) => Promise<T>): Promise<T> {
  const open = (client: pg.PoolClient) =>
    Promise.all([...opening(client, "verbund_door"), send(client, `select pg_advisory_xact_lock_shared(${deployLock})`)]);
  return await inTransaction(database, open, async (client) => await work({ tx: kyselyOn(client), keys: database.keys }));
}
