import type { FieldProblem } from "../../../platform/contract/problem.ts";
import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import * as site from "../queries.ts";
import { mayEditWords } from "../vocabulary/queries.ts";
import type { Match, Question, ResponsibilityForm, ResponsibilityView } from "./contract.ts";
import * as queries from "./queries.ts";
import { findHoles, findOverlaps, isValidOn, whoIsResponsible } from "./rules.ts";

function viewOf(row: queries.ResponsibilityRow): ResponsibilityView {
  const days = { validFromOn: row.valid_from_on, validUntilOn: row.valid_until_on };
  return {
    id: row.id,
    unitId: row.unit_id,
    deputyUnitId: row.deputy_unit_id,
    townIds: row.town_ids,
    ageFrom: row.age_from,
    ageTo: row.age_to,
    residenceStatuses: row.residence_statuses,
    letterFrom: row.letter_from,
    letterTo: row.letter_to,
    languages: row.languages,
    legalDomains: row.legal_domains,
    matters: row.matters,
    phone: row.phone,
    handling: row.handling,
    ...days,
    version: row.version,
    isValid: isValidOn(days, today()),
  };
}

async function listValid(call: Call): Promise<ResponsibilityView[]> {
  return (await queries.listResponsibilities(call.tx, call.actor.siteId)).map(viewOf).filter((one) => one.isValid);
}

export async function listResponsibilities(call: Call) {
  const rows = await queries.listResponsibilities(call.tx, call.actor.siteId);
  return { responsibilities: rows.map(viewOf), abilities: { edit: await mayEditWords(call.tx) } };
}

/** Somebody is asked about without a name, and nothing of it is written anywhere: no row, no log. */
export async function askWhoIsResponsible(call: Call, asked: Question): Promise<{ matches: Match[] }> {
  return { matches: whoIsResponsible(asked, await listValid(call)).slice(0, 50) };
}

export async function checkResponsibilities(call: Call) {
  if (!(await mayEditWords(call.tx))) throw forbidden();
  const { siteId } = call.actor;
  const rules = await listValid(call);
  const towns = await site.listTowns(call.tx, siteId);
  const words = await site.listVocabulary(call.tx, siteId);
  const statuses = words.filter((one) => one.vocabulary === "residence_status" && one.valid_until_on === null);
  const { holes, hasMore } = findHoles(rules, {
    townIds: towns.map((town) => town.id),
    residenceStatuses: statuses.map((one) => one.code).filter((one) => one !== "unbekannt" && one !== "deutsche_staatsangehoerigkeit"),
  });
  return { overlaps: findOverlaps(rules).map((ids) => ({ ids })), holes, hasMoreHoles: hasMore };
}

/** Every unit, town and word must be one of this site. */
async function refuseUnknown(call: Call, form: ResponsibilityForm): Promise<void> {
  const { tx, actor } = call;
  const problems: FieldProblem[] = [];
  const units = (await site.listUnits(tx, actor.siteId)).map((unit) => unit.id);
  const towns = (await site.listTowns(tx, actor.siteId)).map((town) => town.id);
  const words = await site.listVocabulary(tx, actor.siteId);
  const knows = (vocabulary: string, code: string) => words.some((one) => one.vocabulary === vocabulary && one.code === code);
  if (!units.includes(form.unitId)) problems.push({ path: "body.unitId", code: "unknown_code" });
  if (form.deputyUnitId !== null && (!units.includes(form.deputyUnitId) || form.deputyUnitId === form.unitId))
    problems.push({ path: "body.deputyUnitId", code: form.deputyUnitId === form.unitId ? "same_unit" : "unknown_code" });
  if (!form.townIds.every((id) => towns.includes(id))) problems.push({ path: "body.townIds", code: "unknown_code" });
  if (!form.residenceStatuses.every((one) => knows("residence_status", one)))
    problems.push({ path: "body.residenceStatuses", code: "unknown_code" });
  if (!form.legalDomains.every((one) => knows("legal_domain", one))) problems.push({ path: "body.legalDomains", code: "unknown_code" });
  if (!form.matters.every((one) => knows("matter", one))) problems.push({ path: "body.matters", code: "unknown_code" });
  if (form.ageFrom !== null && form.ageTo !== null && form.ageFrom > form.ageTo)
    problems.push({ path: "body.ageTo", code: "before_begin" });
  if ((form.letterFrom === null) !== (form.letterTo === null) || (form.letterFrom ?? "A") > (form.letterTo ?? "Z"))
    problems.push({ path: "body.letterTo", code: "before_begin" });
  if (form.validUntilOn !== null && form.validUntilOn < form.validFromOn)
    problems.push({ path: "body.validUntilOn", code: "before_begin" });
  if (problems.length > 0) throw invalid(problems);
}

export async function saveResponsibility(call: Call, id: string, { version, ...form }: ResponsibilityForm & { version: number | null }) {
  if (!(await mayEditWords(call.tx))) throw forbidden();
  const { siteId, membershipId } = call.actor;
  if (version !== null && !(await queries.findResponsibility(call.tx, siteId, id))) throw notFound();
  await refuseUnknown(call, form);
  if (version === null) {
    const isNew = await queries.insertResponsibility(call.tx, { siteId, id, createdBy: membershipId, form });
    if (!isNew && !(await queries.findResponsibility(call.tx, siteId, id))) throw conflict("already_there");
  } else {
    const current = await queries.findResponsibility(call.tx, siteId, id);
    if (!current) throw notFound();
    if (!(await queries.updateResponsibility(call.tx, { siteId, id, version, form }))) throw changedMeanwhile(viewOf(current));
  }
  await recordAccess(call, { action: "network.save_responsibility", basis: "administration" });
  return await listResponsibilities(call);
}

export async function setRemoved(call: Call, id: string, isRemoved: boolean) {
  if (!(await mayEditWords(call.tx))) throw forbidden();
  if (!(await queries.findResponsibility(call.tx, call.actor.siteId, id))) throw notFound();
  await queries.updateRemoved(call.tx, call.actor.siteId, id, isRemoved ? now() : null);
  await recordAccess(call, { action: "network.remove_responsibility", basis: "administration" });
  return await listResponsibilities(call);
}
