import type { AgendaItemView, ItemKind, MeetingState, Outcome, PaperFields, PaperPart, Reached, ReportState, Votes } from "./contract.ts";

/** Where a meeting may go from where it stands. Reopening has rules of its own. */
const ways: Record<MeetingState, readonly MeetingState[]> = {
  planned: ["invited"],
  invited: ["planned", "in_session"],
  in_session: ["closed"],
  closed: ["in_session"],
};

export type Move = {
  readonly from: MeetingState;
  readonly to: MeetingState;
  readonly itemCount: number;
  /** The day of Europe/Berlin on which the meeting was closed. */
  readonly closedOn: string | null;
  readonly today: string;
  readonly reason: string | null;
};

export type MoveRefusal = "no_such_move" | "agenda_is_empty" | "not_the_same_day" | "reason_missing" | undefined;

/** Why a meeting may not move, or undefined if it may. */
export function refusalOfMove(move: Move): MoveRefusal {
  if (!ways[move.from].includes(move.to)) return "no_such_move";
  if (move.to === "invited" && move.itemCount === 0) return "agenda_is_empty";
  if (move.from === "closed") {
    if (move.closedOn !== move.today) return "not_the_same_day";
    if (!move.reason) return "reason_missing";
  }
  return undefined;
}

/** The states that a page may offer; the reason for reopening is asked when it is chosen. */
export function nextStates(from: MeetingState, closedOn: string | null, today: string): MeetingState[] {
  return ways[from].filter((to) => from !== "closed" || (to === "in_session" && closedOn === today));
}

/** Agenda and papers are prepared until the meeting is closed: people add an item while they sit together. */
export function mayChangeAgenda(state: MeetingState): boolean {
  return state !== "closed";
}

/** Minutes and decisions are written while the meeting is in session. */
export function mayKeepMinutes(state: MeetingState): boolean {
  return state === "in_session";
}

/** A meeting that has begun stays: what was said and decided in it is a record. */
export function mayRemoveMeeting(state: MeetingState): boolean {
  return state === "planned" || state === "invited";
}

/** What a paper lacks before it can go out. Only themes are decided, so only they need one. */
export function missingOfPaper(kind: ItemKind, paper: Pick<PaperFields, "question" | "proposal">): PaperPart[] {
  if (kind !== "theme") return [];
  return (["question", "proposal"] as const).filter((part) => paper[part].trim() === "");
}

export function minutesOfItems(items: readonly Pick<AgendaItemView, "minutesPlanned">[]): number {
  return items.reduce((sum, item) => sum + item.minutesPlanned, 0);
}

/** Whether `order` names exactly the items there are: none lost, none twice, none made up. */
export function isSameSet(there: readonly string[], order: readonly string[]): boolean {
  return there.length === order.length && new Set(order).size === order.length && order.every((id) => there.includes(id));
}

export type DecisionDraft = {
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly ownerUnitId: string | null;
  readonly ownerMembershipId: string | null;
  readonly dueOn: string | null;
  readonly postponedUntilOn: string | null;
  readonly hasMeasure: boolean;
  readonly isAboutTheme: boolean;
  readonly reached: Reached | null;
  readonly votes: Votes | null;
  readonly dissents: readonly { readonly membershipId: string }[];
};

type Fault = { readonly field: keyof DecisionDraft | "measure"; readonly code: string };

/** A vote has its numbers, and numbers stand beside a vote only; dissent has at least one opinion; consensus has none. */
function faultsOfReaching(draft: DecisionDraft): Fault[] {
  const faults: Fault[] = [];
  if (draft.reached === "vote" && !draft.votes) faults.push({ field: "votes", code: "required" });
  if (draft.reached !== "vote" && draft.votes) faults.push({ field: "votes", code: "only_for_vote" });
  if (draft.votes && draft.votes.for + draft.votes.against + draft.votes.abstained === 0)
    faults.push({ field: "votes", code: "nobody_voted" });
  if (draft.reached === "dissent" && draft.dissents.length === 0) faults.push({ field: "dissents", code: "required" });
  if (draft.dissents.length > 0 && draft.reached !== "dissent" && draft.reached !== "vote")
    faults.push({ field: "dissents", code: "not_by_consensus" });
  const named = draft.dissents.map((one) => one.membershipId);
  if (new Set(named).size !== named.length) faults.push({ field: "dissents", code: "named_twice" });
  return faults;
}

/** Everything that a decision still lacks, each with its field. */
export function faultsOfDecision(draft: DecisionDraft, today: string): Fault[] {
  const faults: Fault[] = faultsOfReaching(draft);
  if (draft.outcome === "agreed") {
    if (!draft.ownerUnitId && !draft.ownerMembershipId) faults.push({ field: "ownerUnitId", code: "owner_missing" });
    if (!draft.dueOn) faults.push({ field: "dueOn", code: "required" });
    else if (draft.dueOn < today) faults.push({ field: "dueOn", code: "in_the_past" });
  }
  if (draft.outcome === "postponed") {
    if (!draft.postponedUntilOn) faults.push({ field: "postponedUntilOn", code: "required" });
    else if (draft.postponedUntilOn <= today) faults.push({ field: "postponedUntilOn", code: "in_the_past" });
  }
  if ((draft.outcome === "declined" || draft.outcome === "escalated") && !draft.reason) faults.push({ field: "reason", code: "required" });
  if (draft.hasMeasure && draft.outcome !== "agreed") faults.push({ field: "measure", code: "only_agreed" });
  if (draft.hasMeasure && !draft.isAboutTheme) faults.push({ field: "measure", code: "only_for_theme" });
  return faults;
}

const dayLength = 86_400_000;
/** Days from one day to another; negative when the other lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength);
}

export type Standing = {
  readonly outcome: Outcome;
  readonly dueOn: string | null;
  readonly reportState: ReportState;
  readonly reportedOn: string | null;
};

/** Past its due day and not done. */
export function daysLate(decision: Standing, today: string): number {
  if (decision.outcome !== "agreed" || !decision.dueOn || decision.reportState === "done") return 0;
  return Math.max(0, daysBetween(decision.dueOn, today));
}

/** Due, and nobody has said since then how it stands. */
export function daysWithoutReport(decision: Standing, today: string): number {
  if (decision.reportedOn && decision.dueOn && decision.reportedOn >= decision.dueOn) return 0;
  return daysLate(decision, today);
}

/** A member who has left is not noted as present; a guest is somebody who has no seat. */
export function refusalOfAttendance(state: "present" | "excused" | "guest", isMember: boolean): "member_left" | "is_a_member" | undefined {
  if (state === "guest") return isMember ? "is_a_member" : undefined;
  return isMember ? undefined : "member_left";
}

export const statementDays = 14;
/** "Tag 9 von 14" of a statement that is due on a day: day 1 is the day of the request, never above the last. */
export function dayOfStatement(dueOn: string, today: string): number {
  return Math.min(statementDays, Math.max(1, statementDays + 1 - daysBetween(today, dueOn)));
}

/** The order with one item moved by one place; undefined where it stands at that end already. */
export function moved(order: readonly string[], id: string, by: -1 | 1): string[] | undefined {
  const from = order.indexOf(id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= order.length) return undefined;
  const next = [...order];
  next.splice(from, 1);
  next.splice(to, 0, id);
  return next;
}

/** What people type for an hour ("14", "14.30", "9:05", with or without their word for it) as HH:MM; what is no time stays as it was typed, and the server says so. */
export function readTime(typed: string): string {
  const found = /^\s*(\d{1,2})(?:\s*[:.]\s*(\d{2}))?\s*(?:uhr|h)?\s*$/i.exec(typed);
  if (!found) return typed.trim();
  return `${found[1]!.padStart(2, "0")}:${found[2] ?? "00"}`;
}

const longestLinkDays = 60;

/** A link in an invitation opens until the day after the meeting, however early the invitation was; never longer than 60 days. */
export function linkLastsUntil(usual: Date, startsAt: Date, usualDays = 21): Date {
  const dayAfter = startsAt.getTime() + 86_400_000;
  const latest = usual.getTime() + (longestLinkDays - usualDays) * 86_400_000;
  return new Date(Math.max(usual.getTime(), Math.min(dayAfter, latest)));
}
