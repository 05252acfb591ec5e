import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { getSiteView } from "../../network/index.ts";
import { refuseUnresolvedMarks } from "../report/verbs.ts";
import { insistOnReadingThemes } from "../theme/verbs.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";

const viewOf = (row: queries.CircumstanceRow): contract.Circumstance => ({
  id: row.id,
  kind: row.kind as contract.Circumstance["kind"],
  fromOn: row.from_on,
  untilOn: row.until_on,
  text: row.sentence,
  townIds: row.town_ids,
  notedBy: row.noted_by_name,
  notedOn: row.noted_on,
  version: row.version,
});

export async function listCircumstances(call: Call) {
  await insistOnReadingThemes(call);
  const rows = await queries.listCircumstances(call.tx, call.actor.siteId);
  return { circumstances: rows.map(viewOf), abilities: { note: call.actor.role === "coordinator" } };
}

/** What happened in a time, a lasting thing included. */
export async function listCircumstancesOf(call: Call, period: { fromOn: string; untilOn: string }): Promise<contract.Circumstance[]> {
  const rows = await queries.listCircumstances(call.tx, call.actor.siteId);
  return rows.map(viewOf).filter((one) => one.fromOn <= period.untilOn && (one.untilOn ?? one.fromOn) >= period.fromOn);
}

async function getCircumstance(call: Call, id: string): Promise<queries.CircumstanceRow> {
  const row = await queries.findCircumstance(call.tx, call.actor.siteId, id);
  if (!row) throw notFound();
  return row;
}

async function refuseUnknownTowns(call: Call, townIds: readonly string[]): Promise<void> {
  if (townIds.length === 0) return;
  const { towns } = await getSiteView(call);
  if (townIds.some((id) => !towns.some((town) => town.id === id))) throw invalid([{ path: "body.townIds", code: "unknown_code" }]);
}

export async function noteCircumstance(call: Call, body: BodyOf<typeof contract.noteCircumstance>): Promise<contract.Circumstance> {
  if (call.actor.role !== "coordinator") throw forbidden();
  await refuseUnknownTowns(call, body.townIds);
  await refuseUnresolvedMarks(call, { text: body.text }, body.keptMarks);
  await queries.insertCircumstance(call.tx, { ...body, siteId: call.actor.siteId, by: call.actor.membershipId, on: today() });
  await recordAccess(call, { action: "themes.note_circumstance", basis: "structure" });
  return viewOf(await getCircumstance(call, body.id));
}

export async function changeCircumstance(
  call: Call,
  id: string,
  body: BodyOf<typeof contract.changeCircumstance>,
): Promise<contract.Circumstance> {
  const row = await getCircumstance(call, id);
  if (!row.may_coordinate) throw forbidden();
  await refuseUnknownTowns(call, body.townIds);
  await refuseUnresolvedMarks(call, { text: body.text }, body.keptMarks);
  if (!(await queries.updateCircumstance(call.tx, { ...body, siteId: call.actor.siteId, id }))) throw changedMeanwhile(viewOf(row));
  await recordAccess(call, { action: "themes.change_circumstance", basis: "structure" });
  return viewOf(await getCircumstance(call, id));
}

export async function removeCircumstance(call: Call, id: string): Promise<{ id: string }> {
  const row = await getCircumstance(call, id);
  if (!row.may_coordinate) throw forbidden();
  await queries.removeCircumstance(call.tx, id);
  await recordAccess(call, { action: "themes.remove_circumstance", basis: "structure" });
  return { id };
}
