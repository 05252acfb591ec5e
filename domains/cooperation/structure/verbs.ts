import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { addDays } from "../../../platform/contract/days.ts";
import { setRemoved } from "../queries.ts";
import { findStructuresReleasedOn } from "../released/queries.ts";
import { recordWrite, refuseTaken, requirePart, requireWriter } from "../standing.ts";
import type { StructureFields, StructureView, TargetGroup } from "./contract.ts";
import * as queries from "./queries.ts";
import { coverage, doubles, fundingAhead, fundingState, type Site, whiteSpots } from "./rules.ts";

export function viewOf(row: Omit<queries.StructureRow, "created_by">): StructureView {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    hasLeft: row.has_left,
    kind: row.kind,
    name: row.name,
    fields: row.fields,
    townIds: row.town_ids,
    targetGroups: row.target_groups,
    placesAYear: row.places_a_year,
    hoursAWeek: row.minutes_a_week === null ? null : row.minutes_a_week / 60,
    openingHours: row.opening_hours,
    fundedBy: row.funded_by,
    fundedUntilOn: row.funded_until_on,
    fundingState: fundingState(row.funded_until_on, today(), addDays(today(), fundingAhead)),
    version: row.version,
  };
}

async function columnsOf(call: Call, fields: StructureFields, before?: queries.StructureRow): Promise<queries.StructureColumns> {
  const site = await queries.readSite(call.tx, call.actor.siteId);
  const present = await queries.listPresent(call.tx, call.actor.siteId, [fields.organisationId]);
  // one that has left may keep what it had
  if (!present.includes(fields.organisationId) && before?.organisation_id !== fields.organisationId)
    throw invalid([{ path: "body.organisationId", code: "unknown" }]);
  if (fields.townIds.some((townId) => !site.towns.some((town) => town.id === townId)))
    throw invalid([{ path: "body.townIds", code: "unknown" }]);
  const known = (code: string) => site.fields.some((field) => field.code === code) || before?.fields.includes(code);
  if (!fields.fields.every(known)) throw invalid([{ path: "body.fields", code: "unknown_code" }]);
  return {
    organisation_id: fields.organisationId,
    kind: fields.kind,
    name: fields.name,
    fields: [...new Set(fields.fields)],
    town_ids: [...new Set(fields.townIds)],
    target_groups: [...new Set(fields.targetGroups)],
    places_a_year: fields.placesAYear,
    minutes_a_week: fields.hoursAWeek === null ? null : Math.round(fields.hoursAWeek * 60),
    opening_hours: fields.openingHours,
    funded_by: fields.fundedBy,
    funded_until_on: fields.fundedUntilOn,
  };
}

async function getStructure(call: Call, structureId: string): Promise<StructureView> {
  const row = await queries.findStructure(call.tx, call.actor.siteId, structureId);
  if (!row) throw notFound();
  return viewOf(row);
}

async function findToWrite(call: Call, structureId: string): Promise<queries.StructureRow> {
  const row = await queries.findStructure(call.tx, call.actor.siteId, structureId);
  if (!row) throw notFound();
  await requireWriter(call);
  return row;
}

/** What there is where for whom, twice and not at all. */
export function coverOf(structures: readonly StructureView[], site: Site, targetGroup?: TargetGroup) {
  // what is no longer paid for, or whose organisation has left, counsels nobody
  const counted = structures.filter((one) => one.fundingState !== "over" && !one.hasLeft);
  return {
    cells: coverage(counted, site, targetGroup),
    doubles: doubles(counted, site, targetGroup),
    whiteSpots: counted.length === 0 ? [] : whiteSpots(counted, site, targetGroup),
  };
}

export async function listStructures(call: Call, targetGroup?: TargetGroup) {
  const { mayWrite } = await requirePart(call);
  const structures = (await queries.listStructures(call.tx, call.actor.siteId)).map(viewOf);
  const words = await queries.readSite(call.tx, call.actor.siteId);
  const site = { fields: words.fields.map((field) => field.code), townIds: words.towns.map((town) => town.id) };
  return {
    structures,
    ...coverOf(structures, site, targetGroup),
    releasedOn: await findStructuresReleasedOn(call.tx, call.actor.siteId),
    abilities: { edit: mayWrite },
  };
}

export async function addStructure(call: Call, wanted: StructureFields & { id: string }): Promise<StructureView> {
  await requireWriter(call);
  const { siteId, membershipId } = call.actor;
  const columns = await columnsOf(call, wanted);
  const isNew = await queries.insertStructure(call.tx, { site_id: siteId, id: wanted.id, created_by: membershipId, ...columns });
  refuseTaken(isNew, (await queries.findStructure(call.tx, siteId, wanted.id))?.created_by, call);
  if (isNew) await recordWrite(call, "add_structure");
  return await getStructure(call, wanted.id);
}

export async function changeStructure(
  call: Call,
  structureId: string,
  wanted: StructureFields & { version: number },
): Promise<StructureView> {
  const before = await findToWrite(call, structureId);
  const columns = await columnsOf(call, wanted, before);
  if (!(await queries.updateStructure(call.tx, call.actor.siteId, structureId, wanted.version, columns)))
    throw changedMeanwhile(await getStructure(call, structureId));
  await recordWrite(call, "change_structure");
  return await getStructure(call, structureId);
}

export async function removeStructure(call: Call, structureId: string): Promise<{ removed: boolean }> {
  await findToWrite(call, structureId);
  await setRemoved(call.tx, "structure", structureId, true);
  await recordWrite(call, "remove_structure");
  return { removed: true };
}

export async function restoreStructure(call: Call, structureId: string): Promise<StructureView> {
  const { mayWrite } = await requirePart(call);
  if (!mayWrite) throw forbidden();
  if (await setRemoved(call.tx, "structure", structureId, false)) await recordWrite(call, "restore_structure");
  return await getStructure(call, structureId);
}
