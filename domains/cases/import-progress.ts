import { now } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import type { Begin } from "../../platform/server/http/routes.ts";
import { conflict, forbidden } from "../../platform/server/problem.ts";
import type { ImportStage } from "./contract.ts";
import * as queries from "./queries-import.ts";

/** Told how far a list is; throws once somebody wants it to stop. Whoever reads or writes the list lets the error through, so that nothing is written. */
export type Watch = { readonly tell: (stage: ImportStage, done: number, total: number | null) => void };

export const importCancelled = () => conflict("import_cancelled");

const betweenWrites = 500;
const forgottenAfter = 3_600_000;
/** A server that was killed says nothing any more. */
const silentAfter = 120_000;

/**
 * Keeps how far a list is where the page finds it, in short transactions of its own: none is waited for, so that nothing waits for a connection while it holds
 * another. Without an id nobody looks.
 */
export async function watched<T>(begin: Begin, importId: string | undefined, work: (watch: Watch | undefined) => Promise<T>): Promise<T> {
  if (importId === undefined) return await work(undefined);
  const of = await begin(async (call) => {
    const { siteId, membershipId } = call.actor;
    const at = now();
    await queries.startProgress(call.tx, { siteId, id: importId, membershipId, at, oldBefore: new Date(at.getTime() - forgottenAfter) });
    return { siteId, id: importId };
  });
  let isStopped = false;
  let waiting: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const watch: Watch = {
    tell: (stage, done, total) => {
      if (isStopped) throw importCancelled();
      if (waiting !== undefined || timer !== undefined) return;
      waiting = begin(async (call) => await queries.saveProgress(call.tx, { ...of, at: now() }, { stage, done, total }))
        .then((stop) => {
          isStopped = stop;
          timer = setTimeout(() => (timer = undefined), betweenWrites);
        })
        // who cannot be told how far it is waits all the same
        .catch(() => {})
        .finally(() => (waiting = undefined));
    },
  };
  try {
    return await work(watch);
  } finally {
    await waiting;
    clearTimeout(timer);
    await begin(async (call) => await queries.endProgress(call.tx, of.siteId, of.id)).catch(() => {});
  }
}

function mustBringLists(call: Call): void {
  if (call.actor.role !== "case_manager" && call.actor.role !== "system") throw forbidden();
}

/** How far the actor's own list is, or how it ended. */
export async function getProgress(call: Call, importId: string) {
  mustBringLists(call);
  const { tx, actor } = call;
  const nothing = { stage: null, done: 0, total: null, result: null } as const;
  const run = await queries.findImportRun(tx, actor.siteId, importId);
  if (run) {
    const { read, created, changed, unchanged, left_out } = run;
    return { ...nothing, state: "done" as const, result: { read, created, changed, unchanged, leftOut: left_out } };
  }
  const row = await queries.findProgress(tx, actor.siteId, importId);
  if (!row || now().getTime() - row.changed_at.getTime() > silentAfter) return { ...nothing, state: "none" as const };
  const stage = row.stage as ImportStage;
  return { ...nothing, state: row.cancelled_at ? ("stopping" as const) : ("running" as const), stage, done: row.done, total: row.total };
}

/** Stops the actor's own list at the next row. Too late once it is written: then it can be taken back. */
export async function cancelImport(call: Call, importId: string): Promise<{ cancelled: boolean }> {
  mustBringLists(call);
  return { cancelled: await queries.cancelProgress(call.tx, call.actor.siteId, importId, now()) };
}
