import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, invalid, notFound } from "../../../platform/server/problem.ts";
import { findSubGoal } from "../framework/queries.ts";
import { listEntries, setRemoved } from "../queries.ts";
import { byUrgency, daysLeft, isOverdue, stateOfAgreement } from "../rules.ts";
import { enter, entryOf, refuseTaken, requirePart, requireWriter } from "../standing.ts";
import type { AgreementFields, AgreementView } from "./contract.ts";
import * as queries from "./queries.ts";

function viewOf(row: queries.AgreementRow): AgreementView {
  const term = {
    fromOn: row.from_on,
    untilOn: row.until_on,
    remindDays: row.remind_days,
    endedOn: row.ended_on,
    isRenewed: row.renewed_by_id !== null,
    isUnsigned: row.parties.some((party) => party.signed_on === null),
  };
  const named = (id: string | null, title: string | null) => (id === null || title === null ? null : { id, title });
  return {
    id: row.id,
    title: row.title,
    content: row.content,
    subGoal: named(row.sub_goal_id, row.sub_goal_title),
    fromOn: row.from_on,
    untilOn: row.until_on,
    remindDays: row.remind_days,
    state: stateOfAgreement(term, today()),
    daysLeft: daysLeft(term, today()),
    endedOn: row.ended_on,
    endReason: row.end_reason,
    renewedFrom: named(row.renewed_from_id, row.renewed_from_title),
    renewedBy: named(row.renewed_by_id, row.renewed_by_title),
    parties: row.parties.map((party) => ({
      organisationId: party.organisation_id,
      name: party.name,
      hasLeft: party.has_left,
      signedBy: party.signed_by,
      signedOn: party.signed_on,
    })),
    commitments: row.commitments.map((one) => ({
      id: one.id,
      organisationId: one.organisation_id,
      organisationName: one.organisation_name,
      text: one.text,
      dueOn: one.due_on,
      keptOn: one.kept_on,
      isOverdue: row.ended_on === null && isOverdue({ dueOn: one.due_on, doneOn: one.kept_on }, today()),
    })),
    isSigned: row.parties.some((party) => party.signed_on !== null),
    version: row.version,
  };
}

async function getAgreement(call: Call, agreementId: string): Promise<AgreementView> {
  const row = await queries.findAgreement(call.tx, call.actor.siteId, agreementId);
  if (!row) throw notFound();
  return viewOf(row);
}

async function getToWrite(call: Call, agreementId: string): Promise<AgreementView> {
  const view = await getAgreement(call, agreementId);
  await requireWriter(call);
  return view;
}

async function refuseFaults(call: Call, fields: AgreementFields, agreementId: string, before?: AgreementView): Promise<void> {
  const problems = [];
  const { siteId } = call.actor;
  const { organisationIds, commitments } = fields;
  if (fields.untilOn < fields.fromOn) problems.push({ path: "body.untilOn", code: "before_start" });
  if (new Set(organisationIds).size < organisationIds.length) problems.push({ path: "body.organisationIds", code: "twice" });
  const present = await queries.listPresent(call.tx, siteId, organisationIds);
  const isKnown = (id: string) => present.includes(id) || before?.parties.some((party) => party.organisationId === id);
  if (!organisationIds.every(isKnown)) problems.push({ path: "body.organisationIds", code: "unknown" });
  if (fields.subGoalId !== null && fields.subGoalId !== before?.subGoal?.id && !(await findSubGoal(call.tx, siteId, fields.subGoalId)))
    problems.push({ path: "body.subGoalId", code: "unknown" });
  for (const [at, one] of commitments.entries())
    if (!organisationIds.includes(one.organisationId))
      problems.push({ path: `body.commitments.${at}.organisationId`, code: "not_a_party" });
  const ids = commitments.map((one) => one.id);
  if (new Set(ids).size < ids.length) problems.push({ path: "body.commitments", code: "twice" });
  const strange = await queries.listStrangeCommitments(call.tx, siteId, agreementId, ids);
  for (const [at, one] of commitments.entries())
    if (strange.includes(one.id)) problems.push({ path: `body.commitments.${at}.id`, code: "unknown" });
  if (problems.length > 0) throw invalid(problems);
}

/** What people put their names under: everything but the days at which it reminds and the sub-goal it is listed under. */
function saysTheSame(fields: AgreementFields, before: AgreementView): boolean {
  const words = (
    of: Pick<AgreementFields, "title" | "content" | "fromOn" | "untilOn">,
    organisationIds: readonly string[],
    commitments: AgreementFields["commitments"],
  ) =>
    JSON.stringify([
      of.title,
      of.content,
      of.fromOn,
      of.untilOn,
      organisationIds.toSorted(),
      commitments.map((one) => [one.id, one.organisationId, one.text, one.dueOn]),
    ]);
  return (
    words(fields, fields.organisationIds, fields.commitments) ===
    words(
      before,
      before.parties.map((party) => party.organisationId),
      before.commitments,
    )
  );
}

const columnsOf = (fields: AgreementFields): queries.AgreementColumns => ({
  title: fields.title,
  content: fields.content,
  sub_goal_id: fields.subGoalId,
  from_on: fields.fromOn,
  until_on: fields.untilOn,
  remind_days: fields.remindDays,
});

export async function listAgreements(call: Call) {
  const { mayWrite } = await requirePart(call);
  const rows = await queries.listAgreements(call.tx, call.actor.siteId);
  return { agreements: byUrgency(rows.map(viewOf)), abilities: { edit: mayWrite } };
}

export async function openAgreement(call: Call, agreementId: string) {
  const { mayWrite } = await requirePart(call);
  const view = await getAgreement(call, agreementId);
  const entries = await listEntries(call.tx, call.actor.siteId, { subjects: ["agreement"], subjectId: agreementId });
  return { ...view, entries: entries.map(entryOf), abilities: { edit: mayWrite } };
}

async function insert(
  call: Call,
  fields: AgreementFields & { id: string },
  renewedFromId: string | null,
): Promise<{ view: AgreementView; isNew: boolean }> {
  const { siteId, membershipId } = call.actor;
  const isNew = await queries.insertAgreement(call.tx, {
    site_id: siteId,
    id: fields.id,
    created_by: membershipId,
    renewed_from_id: renewedFromId,
    ...columnsOf(fields),
  });
  refuseTaken(isNew, (await queries.findAgreement(call.tx, siteId, fields.id))?.created_by, call);
  if (isNew) {
    await queries.saveParties(call.tx, siteId, fields.id, fields.organisationIds);
    await queries.saveCommitments(call.tx, siteId, fields.id, fields.commitments);
  }
  return { view: await getAgreement(call, fields.id), isNew };
}

export async function makeAgreement(call: Call, wanted: AgreementFields & { id: string }): Promise<AgreementView> {
  await requireWriter(call);
  await refuseFaults(call, wanted, wanted.id);
  const { view, isNew } = await insert(call, wanted, null);
  if (isNew) await enter(call, "agreement", "made", { subjectId: wanted.id, label: wanted.title });
  return view;
}

export async function changeAgreement(
  call: Call,
  agreementId: string,
  wanted: AgreementFields & { version: number },
): Promise<AgreementView> {
  const before = await getToWrite(call, agreementId);
  if (before.version !== wanted.version) throw changedMeanwhile(before);
  await refuseFaults(call, wanted, agreementId, before);
  if (before.isSigned && !saysTheSame(wanted, before)) throw conflict("signed");
  if (!(await queries.updateAgreement(call.tx, call.actor.siteId, agreementId, wanted.version, columnsOf(wanted))))
    throw changedMeanwhile(await getAgreement(call, agreementId));
  await queries.saveParties(call.tx, call.actor.siteId, agreementId, wanted.organisationIds);
  await queries.saveCommitments(call.tx, call.actor.siteId, agreementId, wanted.commitments);
  await enter(call, "agreement", "changed", {
    subjectId: agreementId,
    label: wanted.title,
    ...(before.title === wanted.title ? {} : { text: before.title }),
    ...(before.untilOn === wanted.untilOn ? {} : { fromOn: before.untilOn, toOn: wanted.untilOn }),
  });
  return await getAgreement(call, agreementId);
}

async function raise(call: Call, agreementId: string, version: number): Promise<void> {
  if (!(await queries.updateAgreement(call.tx, call.actor.siteId, agreementId, version, {})))
    throw changedMeanwhile(await getAgreement(call, agreementId));
}

export async function signAgreement(
  call: Call,
  agreementId: string,
  organisationId: string,
  wanted: { signature: { by: string; on: string } | null; version: number },
): Promise<AgreementView> {
  const before = await getToWrite(call, agreementId);
  const party = before.parties.find((one) => one.organisationId === organisationId);
  if (!party) throw notFound();
  if (before.endedOn !== null) throw conflict("ended");
  const { signature } = wanted;
  if (signature !== null && signature.on > today()) throw invalid([{ path: "body.signature.on", code: "in_future" }]);
  await raise(call, agreementId, wanted.version);
  await queries.sign(call.tx, call.actor.siteId, agreementId, organisationId, signature);
  await enter(call, "agreement", signature === null ? "unsigned" : "signed", {
    subjectId: agreementId,
    label: before.title,
    text: signature === null ? party.name : `${party.name}: ${signature.by}`,
    toOn: signature?.on ?? null,
  });
  return await getAgreement(call, agreementId);
}

export async function keepCommitment(
  call: Call,
  agreementId: string,
  commitmentId: string,
  wanted: { keptOn: string | null; version: number },
): Promise<AgreementView> {
  const before = await getToWrite(call, agreementId);
  const commitment = before.commitments.find((one) => one.id === commitmentId);
  if (!commitment) throw notFound();
  if (wanted.keptOn !== null && wanted.keptOn > today()) throw invalid([{ path: "body.keptOn", code: "in_future" }]);
  await raise(call, agreementId, wanted.version);
  await queries.keepCommitment(call.tx, call.actor.siteId, commitmentId, wanted.keptOn);
  await enter(call, "agreement", wanted.keptOn === null ? "unkept" : "kept", {
    subjectId: agreementId,
    label: before.title,
    text: `${commitment.organisationName}: ${commitment.text}`,
    toOn: wanted.keptOn,
  });
  return await getAgreement(call, agreementId);
}

export async function endAgreement(
  call: Call,
  agreementId: string,
  wanted: { end: { on: string; reason: string } | null; version: number },
): Promise<AgreementView> {
  const before = await getToWrite(call, agreementId);
  const { end } = wanted;
  if (end !== null && end.on < before.fromOn) throw invalid([{ path: "body.end.on", code: "before_start" }]);
  if (end !== null && end.on > before.untilOn) throw invalid([{ path: "body.end.on", code: "after_end" }]);
  const row = { ended_on: end?.on ?? null, end_reason: end?.reason ?? null };
  if (!(await queries.updateAgreement(call.tx, call.actor.siteId, agreementId, wanted.version, row)))
    throw changedMeanwhile(await getAgreement(call, agreementId));
  await enter(call, "agreement", end === null ? "resumed" : "ended", {
    subjectId: agreementId,
    label: before.title,
    text: end?.reason ?? null,
    toOn: end?.on ?? null,
  });
  return await getAgreement(call, agreementId);
}

/** Renewed once; who wants another term still changes the new one, or renews that. */
export async function renewAgreement(
  call: Call,
  agreementId: string,
  wanted: { id: string; fromOn: string; untilOn: string },
): Promise<AgreementView> {
  const before = await getToWrite(call, agreementId);
  if (before.renewedBy !== null && before.renewedBy.id !== wanted.id) throw conflict("renewed_already");
  const problems = [
    ...(wanted.untilOn < wanted.fromOn ? [{ path: "body.untilOn", code: "before_start" }] : []),
    ...(wanted.fromOn <= before.fromOn ? [{ path: "body.fromOn", code: "before_first_term" }] : []),
  ];
  if (problems.length > 0) throw invalid(problems);
  const staying = before.parties.filter((party) => !party.hasLeft).map((party) => party.organisationId);
  if (staying.length < 2) throw conflict("too_few_left");
  // what was kept is done; what is still open is promised anew, without its old day
  const open = before.commitments.filter((one) => one.keptOn === null && staying.includes(one.organisationId));
  const kept = before.commitments.filter((one) => staying.includes(one.organisationId));
  const commitments = (open.length > 0 ? open : kept).map((one) => ({
    id: newId(),
    organisationId: one.organisationId,
    text: one.text,
    dueOn: null,
  }));
  const { view, isNew } = await insert(
    call,
    {
      id: wanted.id,
      title: before.title,
      content: before.content,
      subGoalId: before.subGoal?.id ?? null,
      fromOn: wanted.fromOn,
      untilOn: wanted.untilOn,
      remindDays: before.remindDays,
      organisationIds: staying,
      commitments,
    },
    agreementId,
  );
  if (isNew)
    for (const subjectId of [agreementId, wanted.id])
      await enter(call, "agreement", "renewed", { subjectId, label: before.title, fromOn: wanted.fromOn, toOn: wanted.untilOn });
  return view;
}

export async function removeAgreement(call: Call, agreementId: string): Promise<{ removed: boolean }> {
  const before = await getToWrite(call, agreementId);
  if (await setRemoved(call.tx, "agreement", agreementId, true))
    await enter(call, "agreement", "removed", { subjectId: agreementId, label: before.title });
  return { removed: true };
}

export async function restoreAgreement(call: Call, agreementId: string): Promise<AgreementView> {
  await requireWriter(call);
  const isBack = await setRemoved(call.tx, "agreement", agreementId, false);
  const view = await getAgreement(call, agreementId);
  if (isBack) await enter(call, "agreement", "restored", { subjectId: agreementId, label: view.title });
  return view;
}
