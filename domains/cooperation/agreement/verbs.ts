import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { enqueueMail } from "../../network/index.ts";
import * as shared from "../queries.ts";
import { recordWrite, refuseTaken, requirePart, requireWriter } from "../standing.ts";
import { listPresent } from "../structure/queries.ts";
import { listStructures } from "../structure/verbs.ts";
import { listOpenWaves } from "../wave/queries.ts";
import type { AgreementFields, AgreementView } from "./contract.ts";
import * as queries from "./queries.ts";
import { byUrgency, daysLeft, stateOf } from "./rules.ts";

function viewOf(row: queries.AgreementRow): AgreementView {
  const term = { fromOn: row.from_on, untilOn: row.until_on, endedOn: row.ended_on, remindDays: row.remind_days };
  return {
    id: row.id,
    title: row.title,
    content: row.content,
    ...term,
    state: stateOf(term, today()),
    daysLeft: daysLeft(term, today()),
    parties: row.parties.map((party) => ({
      organisationId: party.organisation_id,
      name: party.name,
      signedOn: party.signed_on,
      hasLeft: party.has_left,
    })),
    version: row.version,
  };
}

async function getAgreement(call: Call, agreementId: string): Promise<AgreementView> {
  const row = await queries.findAgreement(call.tx, call.actor.siteId, agreementId);
  if (!row) throw notFound();
  return viewOf(row);
}

async function findToWrite(call: Call, agreementId: string): Promise<queries.AgreementRow> {
  const row = await queries.findAgreement(call.tx, call.actor.siteId, agreementId);
  if (!row) throw notFound();
  await requireWriter(call);
  return row;
}

async function refuseFaults(call: Call, fields: AgreementFields, before?: queries.AgreementRow): Promise<void> {
  if (fields.untilOn !== null && fields.untilOn < fields.fromOn) throw invalid([{ path: "body.untilOn", code: "before_start" }]);
  const ids = fields.parties.map((party) => party.organisationId);
  if (new Set(ids).size < ids.length) throw invalid([{ path: "body.parties", code: "twice" }]);
  const present = await listPresent(call.tx, call.actor.siteId, ids);
  const known = (id: string) => present.includes(id) || before?.parties.some((party) => party.organisation_id === id);
  if (!ids.every(known)) throw invalid([{ path: "body.parties", code: "unknown" }]);
}

const columnsOf = (fields: AgreementFields): queries.AgreementColumns => ({
  title: fields.title,
  content: fields.content,
  from_on: fields.fromOn,
  until_on: fields.untilOn,
  remind_days: fields.remindDays,
});

export async function listAgreements(call: Call) {
  const { mayWrite } = await requirePart(call);
  const rows = await queries.listAgreements(call.tx, call.actor.siteId);
  return { agreements: byUrgency(rows.map(viewOf)), abilities: { edit: mayWrite } };
}

export async function makeAgreement(call: Call, wanted: AgreementFields & { id: string }): Promise<AgreementView> {
  await requireWriter(call);
  await refuseFaults(call, wanted);
  const { siteId, membershipId } = call.actor;
  const isNew = await queries.insertAgreement(call.tx, { site_id: siteId, id: wanted.id, created_by: membershipId, ...columnsOf(wanted) });
  refuseTaken(isNew, (await queries.findAgreement(call.tx, siteId, wanted.id))?.created_by, call);
  if (isNew) {
    await queries.saveParties(call.tx, siteId, wanted.id, wanted.parties);
    await recordWrite(call, "make_agreement");
  }
  return await getAgreement(call, wanted.id);
}

export async function changeAgreement(
  call: Call,
  agreementId: string,
  wanted: AgreementFields & { version: number },
): Promise<AgreementView> {
  const before = await findToWrite(call, agreementId);
  await refuseFaults(call, wanted, before);
  if (!(await queries.updateAgreement(call.tx, call.actor.siteId, agreementId, wanted.version, columnsOf(wanted))))
    throw changedMeanwhile(await getAgreement(call, agreementId));
  await queries.saveParties(call.tx, call.actor.siteId, agreementId, wanted.parties);
  await recordWrite(call, "change_agreement");
  return await getAgreement(call, agreementId);
}

export async function endAgreement(
  call: Call,
  agreementId: string,
  wanted: { endedOn: string | null; version: number },
): Promise<AgreementView> {
  const before = await findToWrite(call, agreementId);
  if (wanted.endedOn !== null && wanted.endedOn < before.from_on) throw invalid([{ path: "body.endedOn", code: "before_start" }]);
  if (!(await queries.updateAgreement(call.tx, call.actor.siteId, agreementId, wanted.version, { ended_on: wanted.endedOn })))
    throw changedMeanwhile(await getAgreement(call, agreementId));
  await recordWrite(call, "end_agreement");
  return await getAgreement(call, agreementId);
}

export async function removeAgreement(call: Call, agreementId: string): Promise<{ removed: boolean }> {
  await findToWrite(call, agreementId);
  await shared.setRemoved(call.tx, "agreement", agreementId, true);
  await recordWrite(call, "remove_agreement");
  return { removed: true };
}

export async function restoreAgreement(call: Call, agreementId: string): Promise<AgreementView> {
  const { mayWrite } = await requirePart(call);
  if (!mayWrite) throw forbidden();
  if (await shared.setRemoved(call.tx, "agreement", agreementId, false)) await recordWrite(call, "restore_agreement");
  return await getAgreement(call, agreementId);
}

/** What the coordinator has to think of: agreements and funding that run out, waves whose last day has come near or passed. */
export async function listEndings(call: Call) {
  await requireWriter(call);
  const { agreements } = await listAgreements(call);
  const { structures } = await listStructures(call);
  const waves = await listOpenWaves(call.tx, call.actor.siteId);
  return {
    endings: [
      ...agreements.flatMap((one) =>
        one.state === "ending" && one.untilOn !== null
          ? [{ what: "agreement" as const, id: one.id, title: one.title, endsOn: one.untilOn }]
          : [],
      ),
      ...structures.flatMap((one) =>
        one.fundingState === "ending" && one.fundedUntilOn !== null
          ? [{ what: "funding" as const, id: one.id, title: one.name, endsOn: one.fundedUntilOn }]
          : [],
      ),
      ...waves.map((one) => ({ what: "wave" as const, id: one.id, title: one.title, endsOn: one.until_on })),
    ].toSorted((a, b) => a.endsOn.localeCompare(b.endsOn)),
  };
}

/** Once for each day on which something ends: moved to another day it is told anew. */
export async function remindOfEndings(call: Call): Promise<void> {
  for (const one of await shared.listEndings(call.tx)) {
    const version = Number(one.ends_on.replaceAll("-", ""));
    const kind = one.what === "agreement" ? "cooperation.agreement_ends" : "cooperation.funding_ends";
    await enqueueMail(call, { to: [one.membership_id], kind, group: "tasks", subjectId: one.subject_id, version });
  }
}
