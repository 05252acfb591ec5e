import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, forbidden } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import type { MilestoneEvent } from "./contract.ts";
import { caseRefOf, eventSourceOf } from "./pseudonyms.ts";
import * as queries from "./queries.ts";
import { lockLists } from "./queries-import.ts";

export type MilestonePair = {
  /** The same for the same case, and no way back to it. */
  readonly caseRef: string;
  readonly townId: string | null;
  readonly groupCode: string | null;
  readonly startOn: string;
  /** Null while the case still waits. */
  readonly endOn: string | null;
  /** When the case was closed: later than that nobody knows whether it still waits. */
  readonly closedOn: string | null;
};

/**
 * One pair per case of the own site whose first start event of the service lies between both days, with the first end event from then on.
 * Nothing for anyone but coordination and the system. Raw: no figure made of it leaves without `disclosure`.
 */
export async function listMilestonePairs(
  call: Call,
  of: { service: string; startEvent: MilestoneEvent; endEvent: MilestoneEvent; fromOn: string; untilOn: string; townId?: string | null },
): Promise<MilestonePair[]> {
  const rows = await queries.listMilestonePairs(call.tx, { ...of, townId: of.townId ?? null });
  return rows.map((row) => ({
    caseRef: row.case_ref.toString("hex"),
    townId: row.town_id,
    groupCode: row.group_code,
    startOn: row.start_on,
    endOn: row.end_on,
    closedOn: row.closed_on,
  }));
}

export type NewMilestoneEvent = {
  /** What the other system calls the case. Only a keyed hash of it is stored. */
  readonly caseKey: string;
  readonly service: string;
  readonly event: MilestoneEvent;
  readonly onDay: string;
  readonly townId?: string | null;
  readonly groupCode?: string | null;
};

/** Events of a site that keeps its cases elsewhere; all or nothing. The same event again changes nothing, another day for it replaces the first. */
export async function addMilestoneEvents(
  call: Call,
  events: readonly NewMilestoneEvent[],
): Promise<{ created: number; changed: number; unchanged: number }> {
  if (call.actor.role !== "coordinator" && call.actor.role !== "system") throw forbidden();
  if (!(await queries.keepsCasesElsewhere(call.tx, call.actor.siteId))) throw conflict("site_keeps_cases");
  await lockLists(call.tx, call.actor.siteId, call.actor.unitId);
  // the last line about an event counts, as if the list had been read line by line
  const rows = new Map<string, queries.MilestoneEventRow>();
  for (const event of events) {
    const sourceId = eventSourceOf(call, event.caseKey, event.service, event.event);
    rows.set(sourceId, {
      source_id: sourceId,
      case_ref: caseRefOf(call, "import", event.caseKey),
      service: event.service,
      event: event.event,
      happened_on: event.onDay,
      town_id: event.townId ?? null,
      group_code: event.groupCode ?? null,
    });
  }
  const importId = newId();
  const counts = await queries.addMilestoneEvents(call.tx, importId, [...rows.values()]);
  await queries.insertImportRun(call.tx, {
    site_id: call.actor.siteId,
    id: importId,
    unit_id: call.actor.unitId,
    kind: "milestones",
    imported_by_id: call.actor.membershipId,
    rows_read: events.length,
    created: counts.created,
    changed: counts.changed,
    unchanged: events.length - counts.created - counts.changed,
  });
  await recordAccess(call, { action: "cases.import_milestones", basis: "structure" });
  return { created: counts.created, changed: counts.changed, unchanged: events.length - counts.created - counts.changed };
}
