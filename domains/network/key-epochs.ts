import { now } from "../../platform/server/clock.ts";
import { asActor, atDoor, type Call } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import type { Job } from "../../platform/server/jobs.ts";
import { addEpochKey, destroyEpochKey, fingerprintOf, refreshKeys } from "../../platform/server/keys.ts";
import { SealBroken } from "../../platform/server/vault.ts";
import { forgetOrganisationKeys, newOrganisationKey, resealForOrganisation, rewrapSubjectKey } from "./keyring.ts";
import * as queries from "./queries-key-epochs.ts";
import { insertOrganisationKey, listSystemMemberships } from "./queries.ts";

/** A table of wrapped keys; its schema has the two functions list_keys_to_rewrap and rewrap_keys. */
export type WrappedKeys = {
  readonly schema: string;
  readonly table: string;
  /** What lies under an epoch beside the key of a subject, and moves with it: in the same transaction, after the keys. */
  readonly carry?: (call: Call, subjectIds: readonly string[]) => Promise<void>;
};

/** Hashes under an epoch that belong to no key of a subject. */
export type HashesUnderEpochs = {
  readonly schema: string;
  readonly table: string;
  /** Which functions of its schema list and move them. */
  readonly functions: readonly string[];
  /** Moves those of a site that lie under an epoch before this one, in as many transactions as it takes. */
  readonly move: (asSystem: <T>(work: (call: Call) => Promise<T>) => Promise<T>, epoch: number) => Promise<Moved>;
};
/** The epochs from which something was moved, and how much could not be. */
export type Moved = { readonly moved: readonly number[]; readonly broken: number };

/** What each new epoch takes along. */
export type UnderEpochs = { readonly wrappedKeys: readonly WrappedKeys[]; readonly hashes: readonly HashesUnderEpochs[] };

const day = 86_400_000;
/** Together 65 days; with the pauses of the job a deleted person is unreadable in every backup after at most 66. */
const epochDays = 30;
const unusedDays = 35;
export const longestReadableDays = epochDays + unusedDays + 1;
const epochLasts = epochDays * day;
const keptUnused = unusedDays * day;
const atOnce = 500;

/**
 * Begins an epoch when the newest is a month old, wraps what lies under older ones anew, and destroys the key of an epoch 35 days after nothing lay
 * under it any more. Cut off anywhere, the next round goes on: a key is on the disk before the database knows it, and the database has given it up before it goes.
 */
export async function rotateKeys(database: Database, { wrappedKeys, hashes }: UnderEpochs): Promise<void> {
  const { keys } = database;
  if (keys.folder === undefined) return;
  refreshKeys(keys);
  const current = await beginEpoch(database);
  const used = new Set<number>();
  let broken = 0;
  for (const site of await atDoor(database, (call) => listSystemMemberships(call.tx))) {
    const asSystem = <T>(work: (call: Call) => Promise<T>) => asActor(database, { membership: site.membership_id }, work);
    await asSystem((call) => addOrganisationKeys(call, current));
    for (const kind of wrappedKeys) {
      let after: string | undefined;
      do {
        const from: string | undefined = after;
        const done = await asSystem((call) => rewrapSome(call, kind, current, from));
        after = done.last;
        for (const epoch of done.moved) used.add(epoch);
        broken += done.broken;
      } while (after !== undefined);
    }
    for (const kind of hashes) {
      const done = await kind.move(asSystem, current);
      for (const epoch of done.moved) used.add(epoch);
      broken += done.broken;
    }
    let done: Moved;
    do {
      done = await asSystem((call) => resealSome(call, current));
      for (const epoch of done.moved) used.add(epoch);
    } while (done.moved.length > 0);
    broken += done.broken;
  }
  await atDoor(database, (call) => queries.noteEpochsUnused(call.tx, current, now(), [...used]));
  await endEpochs(database, current);
  // nobody can open these, so they hold no epoch back
  if (broken > 0) throw new Error(`${broken} wrapped keys, drafts or rows of lists do not open and stay under an old epoch of keys`);
}

async function beginEpoch(database: Database): Promise<number> {
  const { keys } = database;
  const known = await atDoor(database, (call) => queries.listKeyEpochs(call.tx));
  const newest = known.at(-1);
  if (!newest) throw new Error("the database knows no epoch of keys");
  // a key without a row: the round that made it was cut off
  const isDue = now().getTime() - newest.created_at.getTime() >= epochLasts;
  if (keys.currentEpoch <= newest.number && isDue) addEpochKey(keys, newest.number + 1);
  if (keys.currentEpoch > newest.number) {
    const fingerprint = fingerprintOf(keys.epochs.get(keys.currentEpoch)!);
    await atDoor(database, (call) => queries.beginKeyEpoch(call.tx, keys.currentEpoch, fingerprint, now()));
    return keys.currentEpoch;
  }
  const held = keys.epochs.get(newest.number);
  if (!held || fingerprintOf(held) !== newest.fingerprint)
    throw new Error(
      `the keys folder lacks the key of epoch ${newest.number}, which another server has begun: all servers need the same folder`,
    );
  return newest.number;
}

async function addOrganisationKeys(call: Call, epoch: number): Promise<void> {
  const { siteId } = call.actor;
  for (const id of await queries.listOrganisationsWithoutKey(call.tx, siteId, epoch)) {
    await insertOrganisationKey(call.tx, { site_id: siteId, organisation_id: id, ...newOrganisationKey(call.keys, siteId, id) });
  }
}

async function unlessBroken(work: () => Promise<Buffer>): Promise<Buffer | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

async function rewrapSome(
  call: Call,
  { schema, table, carry }: WrappedKeys,
  epoch: number,
  after: string | undefined,
): Promise<Moved & { last: string | undefined }> {
  const rows = await queries.listKeysToRewrap(call.tx, schema, epoch, after ?? null, atOnce);
  const moved: { subjectId: string; old: Buffer; fresh: Buffer; from: number }[] = [];
  for (const row of rows) {
    const wrapped = { organisationId: row.organisation_id, epoch: row.epoch, wrapped: row.wrapped };
    const fresh = await unlessBroken(() => rewrapSubjectKey(call, table, row.subject_id, wrapped, epoch));
    if (fresh) moved.push({ subjectId: row.subject_id, old: row.wrapped, fresh, from: row.epoch });
  }
  if (moved.length > 0) {
    await queries.updateWrappedKeys(call.tx, schema, epoch, moved);
    await carry?.(
      call,
      moved.map((row) => row.subjectId),
    );
  }
  return { moved: moved.map((row) => row.from), broken: rows.length - moved.length, last: rows.at(-1)?.subject_id };
}

async function resealSome(call: Call, epoch: number): Promise<Moved> {
  const rows = await queries.listDraftsToReseal(call.tx, epoch, atOnce);
  const moved: number[] = [];
  for (const row of rows) {
    const context = { subjectId: row.membership_id, table: "network.draft", column: row.key };
    const fresh = await unlessBroken(() => resealForOrganisation(call, row.organisation_id, context, row, epoch));
    if (!fresh) continue;
    await queries.updateDraftSeal(call.tx, row, epoch, fresh);
    moved.push(row.epoch);
  }
  return { moved, broken: rows.length - moved.length };
}

async function endEpochs(database: Database, current: number): Promise<void> {
  const { keys } = database;
  for (const epoch of await atDoor(database, (call) => queries.listKeyEpochs(call.tx))) {
    if (epoch.number >= current) continue;
    // in a database of an older backup an epoch may live on whose key is gone already
    const isDue = !keys.epochs.has(epoch.number) || (epoch.unused_at && now().getTime() - epoch.unused_at.getTime() >= keptUnused);
    const isEnded =
      epoch.destroyed_at !== null || (isDue && (await atDoor(database, (call) => queries.endKeyEpoch(call.tx, epoch.number, now()))));
    if (isEnded && destroyEpochKey(keys, epoch.number, epoch.fingerprint)) forgetOrganisationKeys();
  }
}

/** Six hours, so that an epoch begins and ends on its day however often a server starts. */
export function rotateKeysJob(under: UnderEpochs): Job {
  return { name: "network.rotate_keys", everySeconds: 21_600, run: ({ database }) => rotateKeys(database, under) };
}
