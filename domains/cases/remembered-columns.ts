import { now } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { forbidden } from "../../platform/server/problem.ts";
import { listFields, milestoneEvents } from "./contract.ts";
import type { ColumnChoice, ColumnMeaning } from "./import/columns.ts";
import { foldWords } from "./import/fold.ts";
import type { Column } from "./import/table.ts";
import { headingHash } from "./pseudonyms.ts";
import { deleteRememberedColumns, listRememberedColumns, rememberColumn } from "./queries-import.ts";

type Key = { readonly index: number; readonly key: string };

/** A heading that stands twice in a list is told apart by what stands over it; one that is empty or still stands twice is not known again. */
function keysOf(columns: readonly Column[]): Key[] {
  const alone = columns.map(({ index, heading }) => ({ index, key: foldWords(heading.slice(0, 300)) }));
  const timesOf = (keys: readonly Key[]) => {
    const times = new Map<string, number>();
    for (const { key } of keys) times.set(key, (times.get(key) ?? 0) + 1);
    return times;
  };
  const once = timesOf(alone);
  const keys = alone.map((it, at) =>
    once.get(it.key) === 1 ? it : { index: it.index, key: `${foldWords((columns[at]!.group ?? "").slice(0, 300))}|${it.key}` },
  );
  const times = timesOf(keys);
  return keys.filter(({ key }, at) => alone[at]!.key !== "" && times.get(key) === 1);
}

export type RememberedColumns = {
  /** What is known of these columns from before. */
  readonly recall: (columns: readonly Column[]) => readonly ColumnChoice[];
  /** Keeps what was chosen for these columns. */
  readonly remember: (call: Call, columns: readonly Column[], choices: readonly ColumnChoice[]) => Promise<void>;
};

/** What the actor's unit corrected before. A service that the site has no longer is not known again. */
export async function readRememberedColumns(call: Call, services: ReadonlySet<string>): Promise<RememberedColumns> {
  const { siteId, unitId } = call.actor;
  const { keys } = call;
  const hashOf = (key: string) => headingHash(keys, siteId, unitId, key);
  const known = new Map<string, ColumnMeaning | null>();
  for (const row of await listRememberedColumns(call.tx, siteId, unitId)) {
    const field = listFields.find((one) => one === row.field);
    const event = milestoneEvents.find((one) => one === row.event);
    if (row.field !== null && field === undefined) continue;
    if (row.service !== null && !services.has(row.service)) continue;
    known.set(
      row.heading_hash.toString("hex"),
      field === undefined ? null : { field, ...(row.service === null ? {} : { service: row.service }), ...(event ? { event } : {}) },
    );
  }
  return {
    recall: (columns) =>
      known.size === 0
        ? []
        : keysOf(columns).flatMap(({ index, key }) => {
            const meaning = known.get(hashOf(key).toString("hex"));
            return meaning === undefined ? [] : [{ index, meaning }];
          }),
    remember: async (one, columns, choices) => {
      const chosen = new Map(choices.map(({ index, meaning }) => [index, meaning]));
      for (const { index, key } of keysOf(columns)) {
        const meaning = chosen.get(index);
        if (meaning === undefined) continue;
        await rememberColumn(
          one.tx,
          { siteId, unitId, at: now() },
          {
            heading_hash: hashOf(key),
            field: meaning?.field ?? null,
            service: meaning?.service ?? null,
            event: meaning?.event ?? null,
          },
        );
      }
    },
  };
}

export async function forgetColumns(call: Call): Promise<{ forgotten: number }> {
  if (call.actor.role !== "case_manager" && call.actor.role !== "system") throw forbidden();
  return { forgotten: await deleteRememberedColumns(call.tx, call.actor.siteId, call.actor.unitId) };
}
