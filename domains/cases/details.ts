import type { BodyOf } from "../../platform/contract/endpoint.ts";
import type { FieldProblem } from "../../platform/contract/problem.ts";
import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { conflict, invalid, notFound } from "../../platform/server/problem.ts";
import { isOffer } from "../directory/index.ts";
import { discardDraft } from "../network/index.ts";
import { changedInCase, getCaseToEdit, type OpenedCase, recordCaseAccess } from "./access.ts";
import type * as contract from "./contract.ts";
import { activityOf, caseRefOf } from "./pseudonyms.ts";
import * as queries from "./queries.ts";
import { categoryOf, milestoneDays, overlapping, stepProblems } from "./rules.ts";
import type { Sealer } from "./sealing.ts";
import { appointmentView, contactView, deadlineView, goalView, noteView, periodView, stepView } from "./views.ts";

type Saved = { id: string; version: number };
type Body<Name extends keyof typeof contract> = BodyOf<(typeof contract)[Name]>;

const views: { [T in queries.DetailTable]: (row: queries.DetailRows[T], sealer: Sealer) => { version: number } } = {
  legal_domain_period: periodView,
  goal: goalView,
  step: stepView,
  contact: (row, sealer) => contactView(row, sealer, [], true),
  appointment: appointmentView,
  note: (row, sealer) => noteView(row, sealer, true),
  deadline: deadlineView,
};

/** What a row says, without who changed it how often. */
function contentOf<T extends queries.DetailTable>(name: T, row: queries.DetailRows[T], sealer: Sealer): string {
  return JSON.stringify({ ...views[name](row, sealer), version: 0, sinceOn: null });
}

/** Nothing in the same request looks at a row of these that it made itself. */
const standAlone: ReadonlySet<queries.DetailTable> = new Set(["legal_domain_period", "goal", "appointment", "note", "deadline"]);

type Written = Saved & { readonly isNew: boolean; readonly isRepeat: boolean };

/**
 * A new row (version null) or a change of one. The same new row again answers as the first; another content under a known id, or a stale version,
 * is `changed_meanwhile` with the row as it stands.
 */
async function write<T extends queries.DetailTable>(
  call: Call,
  opened: OpenedCase,
  name: T,
  id: string,
  version: number | null,
  content: Partial<Omit<queries.DetailRows[T], "id" | "case_id" | "client_id" | "version">>,
  /** What a row is born with and keeps. */
  onlyNew: { author_id?: string } = {},
): Promise<Written> {
  const { file, sealer } = opened;
  const { siteId } = call.actor;
  const find = () => queries.findDetail(call.tx, siteId, name, file.id, id);
  if (version === null) {
    const row = { ...content, ...onlyNew, id, case_id: file.id, client_id: file.client_id, version: 1 } as unknown as queries.DetailRows[T];
    // a request of its own: nothing else is done in this transaction
    if (call.ahead && !call.again && standAlone.has(name)) {
      call.writeLast(queries.insertDetailLast(siteId, name, row));
      return { id, version: 1, isNew: true, isRepeat: false };
    }
    if (await queries.insertDetail(call.tx, siteId, name, row)) return { id, version: 1, isNew: true, isRepeat: false };
    const known = await find();
    if (!known) throw conflict("id_taken");
    if (contentOf(name, known, sealer) !== contentOf(name, row, sealer)) throw changedInCase(opened, views[name](known, sealer));
    return { id, version: known.version, isNew: false, isRepeat: true };
  }
  const known = await find();
  if (!known) throw notFound();
  if (
    known.version !== version ||
    !(await queries.updateDetail(call.tx, siteId, name, { id, version }, content as Partial<queries.DetailRows[T]>))
  )
    throw changedInCase(opened, views[name]((await find()) ?? known, sealer));
  return { id, version: version + 1, isNew: false, isRepeat: false };
}

const saved = ({ id, version }: Saved): Saved => ({ id, version });

export async function savePeriod(call: Call, caseId: string, body: Body<"savePeriod">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  if (body.untilOn !== null && body.untilOn < body.fromOn) throw invalid([{ path: "body.untilOn", code: "before_start" }]);
  // two periods saved at once could each miss the other
  await queries.lockCase(call.tx, call.actor.siteId, caseId);
  const others = (await queries.listDetails(call.tx, call.actor.siteId, "legal_domain_period", opened.file)).map((row) =>
    periodView(row, opened.sealer),
  );
  const other = overlapping(body, others);
  if (other) throw invalid([{ path: "body.fromOn", code: "overlaps", params: { legalDomain: other.legalDomain, fromOn: other.fromOn } }]);
  const written = await write(call, opened, "legal_domain_period", body.id, body.version, {
    category: categoryOf(body.legalDomain),
    legal_domain: body.legalDomain,
    from_on: body.fromOn,
    until_on: body.untilOn,
    note: body.note ? opened.sealer.seal({ table: "legal_domain_period", column: "note", id: body.id }, body.note) : null,
  });
  await recordCaseAccess(call, opened, "cases.save_period");
  return saved(written);
}

export async function saveGoal(call: Call, caseId: string, body: Body<"saveGoal">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  const written = await write(call, opened, "goal", body.id, body.version, {
    category: body.category,
    text: opened.sealer.seal({ table: "goal", column: "text", id: body.id }, body.text),
    state: body.state,
    rated_by_person: body.ratedByPerson,
    rated_by_case_manager: body.ratedByCaseManager,
  });
  await recordCaseAccess(call, opened, "cases.save_goal");
  return saved(written);
}

type StepContent = Omit<Body<"saveStep">, "id" | "version" | "dropped">;

async function refuseBadStep(call: Call, opened: OpenedCase, step: StepContent, under: string): Promise<void> {
  const { siteId } = call.actor;
  const problems: FieldProblem[] = stepProblems(step, today()).map(({ field, code }) => ({ path: `${under}.${field}`, code }));
  if (step.service !== null && !(await queries.isWord(call.tx, siteId, "service", step.service)))
    problems.push({ path: `${under}.service`, code: "unknown_code" });
  if (step.doer.kind === "unit" && !(await queries.isUnit(call.tx, siteId, step.doer.unitId)))
    problems.push({ path: `${under}.doer.unitId`, code: "unknown_unit" });
  if (step.goalId !== null && !(await queries.findDetail(call.tx, siteId, "goal", opened.file.id, step.goalId)))
    problems.push({ path: `${under}.goalId`, code: "unknown_goal" });
  if (step.offerId !== null && !(await isOffer(call, step.offerId))) problems.push({ path: `${under}.offerId`, code: "unknown_offer" });
  if (problems.length > 0) throw invalid(problems);
}

function stepColumns(opened: OpenedCase, id: string, step: StepContent, droppedOn: string | null) {
  return {
    category: step.category,
    goal_id: step.goalId,
    text: opened.sealer.seal({ table: "step", column: "text", id }, step.text),
    doer: step.doer.kind,
    doer_unit_id: step.doer.kind === "unit" ? step.doer.unitId : null,
    due_on: step.dueOn,
    dropped_on: droppedOn,
    service: step.service,
    entitled_on: step.entitledOn,
    registered_on: step.registeredOn,
    started_on: step.startedOn,
    finished_on: step.finishedOn,
    offer_id: step.offerId,
  };
}

/** Milestones are the days of a step, nothing else: one more, one changed, one gone. */
async function followStep(call: Call, file: queries.CaseFile, stepId: string, step: StepContent): Promise<void> {
  const { siteId } = call.actor;
  for (const [event, day] of milestoneDays(step)) {
    if (day === null || step.service === null) await queries.removeMilestone(call.tx, siteId, stepId, event);
    else
      await queries.saveMilestone(call.tx, {
        site_id: siteId,
        source_id: stepId,
        event,
        case_ref: caseRefOf(call, "case", file.id),
        client_id: file.client_id,
        service: step.service,
        happened_on: day,
        town_id: file.town_id,
      });
  }
}

export async function saveStep(call: Call, caseId: string, body: Body<"saveStep">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  await refuseBadStep(call, opened, body, "body");
  const known = body.version === null ? undefined : await queries.findDetail(call.tx, call.actor.siteId, "step", caseId, body.id);
  // whoever is waited for since when begins anew when somebody else takes over
  const isHandedOn =
    known !== undefined && (known.doer !== body.doer.kind || known.doer_unit_id !== (body.doer.kind === "unit" ? body.doer.unitId : null));
  const written = await write(call, opened, "step", body.id, body.version, {
    ...stepColumns(opened, body.id, body, body.dropped ? (known?.dropped_on ?? today()) : null),
    since_on: known && !isHandedOn ? known.since_on : today(),
    done_on: known?.done_on ?? null,
    done_contact_id: known?.done_contact_id ?? null,
  });
  if (!written.isRepeat) await followStep(call, opened.file, body.id, body);
  await recordCaseAccess(call, opened, "cases.save_step");
  return saved(written);
}

async function markStep(call: Call, caseId: string, stepId: string, doneOn: string | null): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  if (doneOn !== null && doneOn > today()) throw invalid([{ path: "body.doneOn", code: "in_future" }]);
  const version = await queries.setStepDone(call.tx, call.actor.siteId, caseId, stepId, doneOn, null);
  if (version === undefined) {
    // done already, or open already: as good as done now
    const known = await queries.findDetail(call.tx, call.actor.siteId, "step", caseId, stepId);
    if (!known) throw notFound();
    return { id: stepId, version: known.version };
  }
  await recordCaseAccess(call, opened, doneOn === null ? "cases.reopen_step" : "cases.complete_step");
  return { id: stepId, version };
}

export async function completeStep(call: Call, caseId: string, stepId: string, doneOn: string): Promise<Saved> {
  return await markStep(call, caseId, stepId, doneOn);
}

export async function reopenStep(call: Call, caseId: string, stepId: string): Promise<Saved> {
  return await markStep(call, caseId, stepId, null);
}

type AppointmentBody = Omit<Body<"saveAppointment">, "id" | "version" | "what" | "cancelled"> & { what: string | null };

function appointmentColumns(opened: OpenedCase, id: string, body: AppointmentBody, cancelled: boolean) {
  const content = JSON.stringify({ what: body.what, where: body.where, prepare: body.prepare });
  return {
    category: body.category,
    takes_place_on: body.onDay,
    clock_time: body.time,
    minutes: body.minutes,
    content: opened.sealer.seal({ table: "appointment", column: "content", id }, content),
    cancelled,
  };
}

export async function saveAppointment(call: Call, caseId: string, body: Body<"saveAppointment">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  const written = await write(
    call,
    opened,
    "appointment",
    body.id,
    body.version,
    appointmentColumns(opened, body.id, body, body.cancelled),
  );
  await recordCaseAccess(call, opened, "cases.save_appointment");
  return saved(written);
}

function contactColumns(opened: OpenedCase, id: string, body: Body<"editContact"> | Body<"saveContact">) {
  return {
    category: body.category,
    happened_on: body.happenedOn,
    kind: body.kind,
    minutes: body.minutes,
    sentence: opened.sealer.seal({ table: "contact", column: "sentence", id }, body.sentence),
  };
}

async function noteActivity(call: Call, contactId: string, body: { happenedOn: string; kind: string; minutes: number }): Promise<void> {
  await queries.saveActivity(call.tx, {
    site_id: call.actor.siteId,
    id: activityOf(call, contactId),
    unit_id: call.actor.unitId,
    happened_on: body.happenedOn,
    kind: body.kind,
    minutes: body.minutes,
  });
}

export async function saveContact(call: Call, caseId: string, body: Body<"saveContact">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  const { siteId, membershipId } = call.actor;
  if (body.happenedOn > today()) throw invalid([{ path: "body.happenedOn", code: "in_future" }]);
  const nextStep = body.nextStep && {
    ...body.nextStep,
    service: null,
    entitledOn: null,
    registeredOn: null,
    startedOn: null,
    finishedOn: null,
    offerId: null,
  };
  if (nextStep) await refuseBadStep(call, opened, nextStep, "body.nextStep");
  const written = await write(call, opened, "contact", body.id, null, contactColumns(opened, body.id, body), { author_id: membershipId });
  if (written.isRepeat) return saved(written);
  for (const [at, stepId] of body.doneStepIds.entries()) {
    const version = await queries.setStepDone(call.tx, siteId, caseId, stepId, body.happenedOn, body.id);
    if (version === undefined && !(await queries.findDetail(call.tx, siteId, "step", caseId, stepId)))
      throw invalid([{ path: `body.doneStepIds.${at}`, code: "unknown_step" }]);
  }
  if (body.nextAppointment) {
    const { id } = body.nextAppointment;
    await write(call, opened, "appointment", id, null, appointmentColumns(opened, id, body.nextAppointment, false));
  }
  if (nextStep) {
    await write(call, opened, "step", nextStep.id, null, {
      ...stepColumns(opened, nextStep.id, nextStep, null),
      since_on: today(),
      done_on: null,
      done_contact_id: null,
    });
  }
  await noteActivity(call, body.id, body);
  await discardDraft(call, `contact:${caseId}`);
  await recordCaseAccess(call, opened, "cases.save_contact");
  return saved(written);
}

export async function editContact(call: Call, caseId: string, contactId: string, body: Body<"editContact">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  if (body.happenedOn > today()) throw invalid([{ path: "body.happenedOn", code: "in_future" }]);
  const written = await write(call, opened, "contact", contactId, body.version, contactColumns(opened, contactId, body));
  await noteActivity(call, contactId, body);
  await recordCaseAccess(call, opened, "cases.edit_contact");
  return saved(written);
}

export async function saveNote(call: Call, caseId: string, body: Body<"saveNote">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  if (body.writtenOn > today()) throw invalid([{ path: "body.writtenOn", code: "in_future" }]);
  const content = {
    category: body.category,
    written_on: body.writtenOn,
    text: opened.sealer.seal({ table: "note", column: "text", id: body.id }, body.text),
  };
  const written = await write(call, opened, "note", body.id, body.version, content, { author_id: call.actor.membershipId });
  await recordCaseAccess(call, opened, "cases.save_note");
  return saved(written);
}

export async function saveDeadline(call: Call, caseId: string, body: Body<"saveDeadline">): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  const known = body.version === null ? undefined : await queries.findDetail(call.tx, call.actor.siteId, "deadline", caseId, body.id);
  const content = JSON.stringify({ what: body.what, harm: body.harm });
  const written = await write(call, opened, "deadline", body.id, body.version, {
    category: body.category,
    due_on: body.dueOn,
    content: opened.sealer.seal({ table: "deadline", column: "content", id: body.id }, content),
    legal_domain: body.legalDomain,
    done_on: known?.done_on ?? null,
  });
  await recordCaseAccess(call, opened, "cases.save_deadline");
  return saved(written);
}

async function markDeadline(call: Call, caseId: string, deadlineId: string, doneOn: string | null): Promise<Saved> {
  const opened = await getCaseToEdit(call, caseId);
  if (doneOn !== null && doneOn > today()) throw invalid([{ path: "body.doneOn", code: "in_future" }]);
  const version = await queries.setDeadlineDone(call.tx, call.actor.siteId, caseId, deadlineId, doneOn);
  if (version === undefined) {
    const known = await queries.findDetail(call.tx, call.actor.siteId, "deadline", caseId, deadlineId);
    if (!known) throw notFound();
    return { id: deadlineId, version: known.version };
  }
  await recordCaseAccess(call, opened, doneOn === null ? "cases.reopen_deadline" : "cases.complete_deadline");
  return { id: deadlineId, version };
}

export async function completeDeadline(call: Call, caseId: string, deadlineId: string, doneOn: string): Promise<Saved> {
  return await markDeadline(call, caseId, deadlineId, doneOn);
}

export async function reopenDeadline(call: Call, caseId: string, deadlineId: string): Promise<Saved> {
  return await markDeadline(call, caseId, deadlineId, null);
}

/** The author's own text; nobody else can tell that it exists. */
export async function savePersonalNote(call: Call, caseId: string, body: Body<"savePersonalNote">): Promise<{ version: number | null }> {
  const opened = await getCaseToEdit(call, caseId);
  const { siteId, membershipId } = call.actor;
  const place = { table: "personal_note", column: `text ${membershipId}`, id: caseId };
  const find = () => queries.findPersonalNote(call.tx, siteId, caseId, membershipId);
  const refuse = async () => {
    const known = await find();
    throw changedInCase(opened, { text: known ? opened.sealer.open(place, known.text) : "", version: known?.version ?? null });
  };
  await recordCaseAccess(call, opened, "cases.save_personal_note");
  const text = opened.sealer.seal(place, body.text);
  const known = await find();
  if (known && opened.sealer.open(place, known.text) === body.text) return { version: known.version };
  if ((known?.version ?? null) !== body.version) await refuse();
  if (body.text === "") {
    await queries.deletePersonalNote(call.tx, siteId, caseId, membershipId);
    return { version: null };
  }
  if (body.version === null) {
    const row = { site_id: siteId, case_id: caseId, author_id: membershipId, client_id: opened.file.client_id, text };
    if (!(await queries.insertPersonalNote(call.tx, row))) await refuse();
    return { version: 1 };
  }
  if (!(await queries.updatePersonalNote(call.tx, siteId, caseId, membershipId, body.version, text, now()))) await refuse();
  return { version: body.version + 1 };
}
