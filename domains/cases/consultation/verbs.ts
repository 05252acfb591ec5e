import type { AnswerOf, BodyOf } from "../../../platform/contract/endpoint.ts";
import { addDays } from "../../../platform/contract/days.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { isOffer } from "../../directory/index.ts";
import { getSiteView } from "../../network/index.ts";
import type * as contract from "./contract.ts";
import { furthestDays } from "./contract.ts";
import * as queries from "./queries.ts";
import { faultsOf, type KnownOfSite, mostPatterns } from "./rules.ts";

const counting = ["case_manager", "partner"];
const reading = [...counting, "team_lead"];
const patternDays = 100;

const viewOf = (row: queries.ConsultationRow): contract.ConsultationView => ({
  id: row.id,
  talkedOn: row.talked_on,
  ...patternOf(row),
  ageBand: row.age_band as contract.ConsultationView["ageBand"],
  sex: row.sex as contract.ConsultationView["sex"],
  statusGroup: row.status_group as contract.ConsultationView["statusGroup"],
  minutes: row.minutes,
  version: row.version,
});

const patternOf = (row: queries.PatternRow): contract.ConsultationPattern => ({
  townId: row.town_id,
  fields: row.fields,
  concern: row.concern,
  language: row.language,
  needsInterpreter: row.needs_interpreter,
  outcome: row.outcome as contract.ConsultationOutcome,
  referredUnitId: row.referred_unit_id,
  offerId: row.offer_id,
});

const valuesOf = (talk: contract.ConsultationFacts): queries.ConsultationValues => ({
  talked_on: talk.talkedOn,
  town_id: talk.townId,
  fields: talk.fields,
  concern: talk.concern,
  language: talk.language,
  needs_interpreter: talk.needsInterpreter,
  age_band: talk.ageBand,
  sex: talk.sex,
  status_group: talk.statusGroup,
  minutes: talk.minutes,
  outcome: talk.outcome,
  referred_unit_id: talk.referredUnitId,
  offer_id: talk.offerId,
});

async function knownOf(call: Call): Promise<KnownOfSite> {
  const site = await getSiteView(call);
  const codes = (vocabulary: string) => new Set((site.vocabularies[vocabulary] ?? []).map((word) => word.code));
  return {
    towns: new Set(site.towns.map((town) => town.id)),
    units: new Set(site.units.map((unit) => unit.id)),
    fields: codes("field_of_action"),
    concerns: codes("concern"),
  };
}

const days = () => ({ today: today(), earliest: addDays(today(), -furthestDays) });

async function refuseUnknownOffers(
  call: Call,
  offers: readonly { readonly path: string; readonly offerId: string | null }[],
): Promise<void> {
  const seen = new Map<string, boolean>();
  for (const { path, offerId } of offers) {
    if (offerId === null) continue;
    if (!seen.has(offerId)) seen.set(offerId, await isOffer(call, offerId));
    if (seen.get(offerId) !== true) throw invalid([{ path, code: "unknown_offer" }]);
  }
}

export async function getTally(call: Call): Promise<AnswerOf<typeof contract.getTally>> {
  const { siteId, unitId, membershipId, role } = call.actor;
  if (!counting.includes(role)) throw forbidden();
  const on = today();
  const since = addDays(on, -patternDays);
  return {
    today: await queries.countOfDay(call.tx, { siteId, unitId }, on),
    patterns: (await queries.listPatterns(call.tx, { siteId, unitId, membershipId }, { today: on, since }, mostPatterns)).map(patternOf),
  };
}

/** Counts as many talks as are given, in one go: one at a counter, hundreds by a job. */
export async function countConsultations(call: Call, body: BodyOf<typeof contract.countConsultations>) {
  const { siteId, unitId, membershipId, role } = call.actor;
  if (!counting.includes(role)) throw forbidden();
  const known = await knownOf(call);
  const on = days();
  const faults = body.consultations.flatMap((talk, at) =>
    faultsOf(talk, known, on).map(({ path, code }) => ({ path: `body.consultations.${at}.${path}`, code })),
  );
  if (faults.length > 0) throw invalid(faults.slice(0, 50));
  await refuseUnknownOffers(
    call,
    body.consultations.map((talk, at) => ({ path: `body.consultations.${at}.offerId`, offerId: talk.offerId })),
  );
  await queries.insertConsultations(
    call.tx,
    { siteId, unitId, countedById: membershipId },
    body.consultations.map((talk) => ({ id: talk.id, ...valuesOf(talk) })),
  );
  return await getTally(call);
}

export async function takeBackConsultations(call: Call, ids: readonly string[]) {
  const { siteId, unitId, role } = call.actor;
  const removed = await queries.deleteConsultations(call.tx, { siteId, unitId }, ids);
  if (removed === 0) {
    // whoever reads the row but may not count sees that it is there
    const isSeen = !counting.includes(role) && (await queries.findConsultation(call.tx, { siteId, unitId }, ids[0]!)) !== undefined;
    throw isSeen ? forbidden() : notFound();
  }
  return await getTally(call);
}

export async function changeConsultation(
  call: Call,
  id: string,
  { version, ...talk }: BodyOf<typeof contract.changeConsultation>,
): Promise<contract.ConsultationView> {
  const { siteId, unitId, role } = call.actor;
  const row = await queries.findConsultation(call.tx, { siteId, unitId }, id);
  if (!row) throw notFound();
  if (!counting.includes(role)) throw forbidden();
  const faults = faultsOf(talk, await knownOf(call), days(), viewOf(row));
  if (faults.length > 0) throw invalid(faults.map(({ path, code }) => ({ path: `body.${path}`, code })));
  if (talk.offerId !== row.offer_id) await refuseUnknownOffers(call, [{ path: "body.offerId", offerId: talk.offerId }]);
  if (!(await queries.updateConsultation(call.tx, { siteId, unitId, id, version }, valuesOf(talk)))) throw changedMeanwhile(viewOf(row));
  await recordAccess(call, { action: "cases.change_consultation", basis: "structure" });
  return viewOf((await queries.findConsultation(call.tx, { siteId, unitId }, id))!);
}

export async function listConsultations(call: Call, asked: string | undefined): Promise<AnswerOf<typeof contract.listConsultations>> {
  const { siteId, unitId, role } = call.actor;
  if (!reading.includes(role)) throw forbidden();
  const day = asked ?? today();
  const of = { siteId, unitId };
  const neighbours = await queries.findNeighbours(call.tx, of, day);
  return {
    day,
    consultations: (await queries.listConsultationsOf(call.tx, of, day)).map(viewOf),
    before: neighbours.before,
    after: neighbours.after,
    fromFiles: (await queries.listMonthRows(call.tx, of, [`${day.slice(0, 7)}-01`])).map((row) => ({
      townId: row.town_id,
      fieldOfAction: row.field_of_action,
      language: row.language,
      talks: row.talks,
    })),
    abilities: { count: counting.includes(role) },
  };
}
