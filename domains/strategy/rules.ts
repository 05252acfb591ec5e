import { addDays, daysBetween } from "../../platform/contract/days.ts";
import type {
  AgreementState,
  BoardColumn,
  Finding,
  FrameworkDocument,
  FrameworkFields,
  GoalView,
  PhaseNumber,
  PhaseView,
} from "./contract.ts";

type Term = {
  readonly fromOn: string;
  readonly untilOn: string;
  readonly remindDays: number;
  readonly endedOn: string | null;
  readonly isRenewed: boolean;
  readonly isUnsigned: boolean;
};

export function stateOfAgreement(of: Term, today: string): AgreementState {
  if (of.endedOn !== null && of.endedOn <= today) return "ended";
  if (of.untilOn < today) return of.isRenewed ? "renewed" : "expired";
  if (of.isUnsigned) return "unsigned";
  if (of.fromOn > today) return "coming";
  if (of.isRenewed) return "running";
  return of.untilOn <= addDays(today, of.remindDays) ? "ending" : "running";
}

export function daysLeft(of: Term, today: string): number | null {
  const state = stateOfAgreement(of, today);
  return state === "running" || state === "ending" ? daysBetween(today, of.untilOn) : null;
}

/** What runs out first stands first, what is over comes last. */
export function byUrgency<T extends { readonly state: AgreementState; readonly untilOn: string; readonly title: string }>(
  agreements: readonly T[],
): T[] {
  const rank: Record<AgreementState, number> = { ending: 0, expired: 1, unsigned: 2, running: 3, coming: 4, renewed: 5, ended: 6 };
  return agreements.toSorted(
    (a, b) => rank[a.state] - rank[b.state] || a.untilOn.localeCompare(b.untilOn) || a.title.localeCompare(b.title, "de"),
  );
}

type Measure = { readonly state: string; readonly dueOn: string; readonly closing: string | null };

export function isLate(measure: Pick<Measure, "state" | "dueOn">, today: string): boolean {
  return (measure.state === "planned" || measure.state === "running") && measure.dueOn < today;
}

export function daysLate(measure: Pick<Measure, "state" | "dueOn">, today: string): number {
  return isLate(measure, today) ? daysBetween(measure.dueOn, today) : 0;
}

/** Anchored ones stand apart from those that were done: they are looked at again. */
export function columnOf(measure: Measure, today: string): BoardColumn {
  if (isLate(measure, today)) return "late";
  if (measure.closing === "anchored") return "anchored";
  return measure.state === "planned" || measure.state === "running" || measure.state === "stopped" ? measure.state : "done";
}

/** Longest late first, then what is due next; what is over comes last, the latest first. */
export function lateFirst<T extends { readonly daysLate: number; readonly state: string; readonly dueOn: string; readonly title: string }>(
  measures: readonly T[],
): T[] {
  const isOver = (one: T) => one.state === "done" || one.state === "stopped";
  return measures.toSorted(
    (a, b) =>
      b.daysLate - a.daysLate ||
      Number(isOver(a)) - Number(isOver(b)) ||
      (isOver(a) ? b.dueOn.localeCompare(a.dueOn) : a.dueOn.localeCompare(b.dueOn)) ||
      a.title.localeCompare(b.title, "de"),
  );
}

/** The next look: as the last one said, or a year after the closing; none where nothing is left. */
export function nextLookOn(
  of: { readonly lookAgainOn: string | null },
  newest: { readonly finding: Finding; readonly lookAgainOn: string | null } | undefined,
): string | null {
  return newest === undefined ? of.lookAgainOn : newest.finding === "gone" ? null : newest.lookAgainOn;
}

export function standingOf(number: number, current: number): PhaseView["standing"] {
  return number < current ? "over" : number === current ? "now" : "coming";
}

/** What is still open, and was due. */
export function isOverdue(of: { readonly dueOn: string | null; readonly doneOn: string | null }, today: string): boolean {
  return of.dueOn !== null && of.doneOn === null && of.dueOn < today;
}

/** Only a way back needs a reason: that the next phase begins says itself why. */
export function needsReason(from: PhaseNumber, to: PhaseNumber): boolean {
  return to < from;
}

export function documentOf(fields: FrameworkFields, goals: readonly GoalView[]): FrameworkDocument {
  const { title, vision, fromOn, untilOn } = fields;
  return {
    title,
    vision,
    fromOn,
    untilOn,
    goals: goals.map((goal) => ({
      id: goal.id,
      title: goal.title,
      text: goal.text,
      subGoals: goal.subGoals.map((sub) => ({
        id: sub.id,
        fieldOfAction: sub.fieldOfAction,
        title: sub.title,
        sign: sub.sign,
        dueOn: sub.dueOn,
        measures: sub.measures.map(({ id, title: name }) => ({ id, title: name })),
      })),
    })),
  };
}

/** Measures come and go under a goal without anybody deciding the framework anew. */
export function saysTheSame(one: FrameworkDocument, other: FrameworkDocument): boolean {
  const words = (of: FrameworkDocument) =>
    JSON.stringify([
      of.title,
      of.vision,
      of.fromOn,
      of.untilOn,
      of.goals.map((goal) => [goal.title, goal.text, goal.subGoals.map((sub) => [sub.fieldOfAction, sub.title, sub.sign, sub.dueOn])]),
    ]);
  return words(one) === words(other);
}
