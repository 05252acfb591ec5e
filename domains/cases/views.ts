import type { infer as Infer } from "zod";
import type * as contract from "./contract.ts";
import type { AppointmentRow, ContactRow, DeadlineRow, GoalRow, NoteRow, OfCase, PeriodRow, StepRow } from "./queries.ts";
import type { Sealer } from "./sealing.ts";

export type PeriodView = Infer<typeof contract.legalDomainPeriod>;
export type GoalView = Infer<typeof contract.goal>;
export type StepView = contract.StepView;
export type DeadlineView = Infer<typeof contract.deadline>;
export type AppointmentView = Infer<typeof contract.appointment>;
export type ContactView = Infer<typeof contract.contact>;
export type NoteView = Infer<typeof contract.note>;

/** What is sealed in an appointment and in a deadline, each in one piece. */
export type AppointmentContent = { what: string | null; where: string | null; prepare: string | null };
export type DeadlineContent = { what: string; harm: string };

export function periodView(row: OfCase<PeriodRow>, sealer: Sealer): PeriodView {
  return {
    id: row.id,
    legalDomain: row.legal_domain as PeriodView["legalDomain"],
    category: row.category as PeriodView["category"],
    fromOn: row.from_on,
    untilOn: row.until_on,
    note: row.note ? sealer.open({ table: "legal_domain_period", column: "note", id: row.id }, row.note) : null,
    version: row.version,
  };
}

export function goalView(row: OfCase<GoalRow>, sealer: Sealer): GoalView {
  return {
    id: row.id,
    category: row.category as GoalView["category"],
    text: sealer.open({ table: "goal", column: "text", id: row.id }, row.text),
    state: row.state as GoalView["state"],
    ratedByPerson: row.rated_by_person as GoalView["ratedByPerson"],
    ratedByCaseManager: row.rated_by_case_manager as GoalView["ratedByCaseManager"],
    version: row.version,
  };
}

export function doerOf(row: { doer: string; doer_unit_id: string | null }): contract.Doer {
  if (row.doer === "unit" && row.doer_unit_id) return { kind: "unit", unitId: row.doer_unit_id };
  return { kind: row.doer === "person" ? "person" : "us" };
}

export function stepText(row: { id: string; text: Buffer }, sealer: Sealer): string {
  return sealer.open({ table: "step", column: "text", id: row.id }, row.text);
}

export function stepView(row: OfCase<StepRow>, sealer: Sealer): StepView {
  return {
    id: row.id,
    goalId: row.goal_id,
    category: row.category as StepView["category"],
    text: stepText(row, sealer),
    doer: doerOf(row),
    dueOn: row.due_on,
    doneOn: row.done_on,
    droppedOn: row.dropped_on,
    service: row.service,
    entitledOn: row.entitled_on,
    registeredOn: row.registered_on,
    startedOn: row.started_on,
    finishedOn: row.finished_on,
    offerId: row.offer_id,
    sinceOn: row.since_on,
    version: row.version,
  };
}

export function deadlineContent(row: { id: string; content: Buffer }, sealer: Sealer): DeadlineContent {
  return JSON.parse(sealer.open({ table: "deadline", column: "content", id: row.id }, row.content)) as DeadlineContent;
}

export function deadlineView(row: OfCase<DeadlineRow>, sealer: Sealer): DeadlineView {
  return {
    id: row.id,
    category: row.category as DeadlineView["category"],
    dueOn: row.due_on,
    ...deadlineContent(row, sealer),
    legalDomain: row.legal_domain as DeadlineView["legalDomain"],
    doneOn: row.done_on,
    version: row.version,
  };
}

export function appointmentView(row: OfCase<AppointmentRow>, sealer: Sealer): AppointmentView {
  const content = JSON.parse(sealer.open({ table: "appointment", column: "content", id: row.id }, row.content)) as AppointmentContent;
  return {
    id: row.id,
    category: row.category as AppointmentView["category"],
    onDay: row.takes_place_on,
    time: row.clock_time,
    minutes: row.minutes,
    ...content,
    cancelled: row.cancelled,
    version: row.version,
  };
}

export function contactView(row: OfCase<ContactRow>, sealer: Sealer, doneSteps: readonly OfCase<StepRow>[], mayEdit: boolean): ContactView {
  return {
    id: row.id,
    category: row.category as ContactView["category"],
    happenedOn: row.happened_on,
    kind: row.kind as ContactView["kind"],
    minutes: row.minutes,
    sentence: sealer.open({ table: "contact", column: "sentence", id: row.id }, row.sentence),
    authorId: row.author_id,
    doneSteps: doneSteps.filter((step) => step.done_contact_id === row.id).map((step) => ({ id: step.id, text: stepText(step, sealer) })),
    version: row.version,
    abilities: { edit: mayEdit },
  };
}

export function noteView(row: OfCase<NoteRow>, sealer: Sealer, mayEdit: boolean): NoteView {
  return {
    id: row.id,
    category: row.category as NoteView["category"],
    writtenOn: row.written_on,
    text: sealer.open({ table: "note", column: "text", id: row.id }, row.text),
    authorId: row.author_id,
    version: row.version,
    abilities: { edit: mayEdit },
  };
}
