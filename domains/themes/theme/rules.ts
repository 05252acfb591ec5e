import { addDays, daysBetween } from "../change/rules.ts";
import type { ThemeState } from "./contract.ts";

/** An organisation has so many days to comment before a theme that concerns it is decided. */
export const statementDays = 14;

/** Who comments for their organisation, as themes.may_speak_for_organisation says. */
export function speaksForOrganisation(role: string): boolean {
  return ["team_lead", "partner", "body_member", "coordinator"].includes(role);
}

export type Awaited = { readonly dueOn: string; readonly givenOn: string | null };

export function dueOnOf(requestedOn: string): string {
  return addDays(requestedOn, statementDays);
}

/** Day 1 is the day of the request. */
export function dayNumberOf(statement: { readonly requestedOn: string }, today: string): number {
  return Math.max(1, daysBetween(statement.requestedOn, today) + 1);
}

/** Not given, and still in time. */
export function isAwaited(statement: Awaited, today: string): boolean {
  return statement.givenOn === null && statement.dueOn >= today;
}

/** Decided only once everyone asked has commented or has had the 14 days. */
export function mayBeDecided(theme: { readonly state: string; readonly statements: readonly Awaited[] }, today: string): boolean {
  return theme.state !== "collected" && theme.state !== "closed" && !theme.statements.some((statement) => isAwaited(statement, today));
}

export type ThemeFacts = {
  readonly namedOn: string | null;
  readonly meetingOn: string | null;
  readonly groupSinceOn?: string | null;
  readonly decision: string | null;
  readonly closedOn: string | null;
  readonly measures: readonly { readonly state: string; readonly isLookedAt: boolean; readonly awaitsLook: boolean }[];
};
export type StoredState = Exclude<ThemeState, "statement_awaited">;

/** Where a theme stands, from what happened to it; the nearest matter first. */
export function stateOf(facts: ThemeFacts): StoredState {
  if (facts.closedOn !== null) return "closed";
  if (facts.meetingOn !== null) return "on_agenda";
  // a group is given what was decided before: with the decision that follows, its work is done
  if (facts.groupSinceOn && (facts.decision === "declined" || facts.decision === "escalated")) return "in_project_group";
  if (facts.decision === "declined") return "declined";
  if (facts.decision === "escalated") return "escalated";
  const measures = facts.measures;
  if (measures.some((measure) => measure.isLookedAt) && !measures.some((measure) => measure.state === "running" && !measure.isLookedAt))
    return "looked_at";
  if (measures.some((measure) => measure.state === "running" || measure.awaitsLook || (measure.state === "done" && !measure.isLookedAt)))
    return "running";
  if (facts.groupSinceOn) return "in_project_group";
  if (facts.decision === "agreed") return "measure_agreed";
  return facts.namedOn === null ? "collected" : "named";
}

/** What is shown: a named theme whose statement is still in time awaits it. */
export function shownStateOf(stored: StoredState, statements: readonly Awaited[], today: string): ThemeState {
  return stored === "named" && statements.some((statement) => isAwaited(statement, today)) ? "statement_awaited" : stored;
}

/** Events that reach everyone who reported, and what a report joined later is told. */
export const answeredEvents = [
  "on_agenda",
  "off_agenda",
  "agreed",
  "postponed",
  "declined",
  "escalated",
  "measure_started",
  "measure_done",
  "measure_stopped",
  "measure_closed",
  "looked_at",
  "closed",
  "group_given",
  "land_replied",
] as const;
export type AnsweredEvent = (typeof answeredEvents)[number];

export function isAnswered(kind: string): kind is AnsweredEvent {
  return (answeredEvents as readonly string[]).includes(kind);
}

/** What is noted for the history alone: nothing has become of the theme by it. */
const internalEvents = ["edited", "prioritised", "linked", "unlinked", "offered", "withdrawn"];
export function isOfTheStory(kind: string): boolean {
  return !internalEvents.includes(kind);
}

/** The last event that still says where the theme stands; nothing if it only was collected and named. */
export function presentEvent<E extends { readonly kind: string }>(events: readonly E[]): E | undefined {
  const isWithGroup = events.findLast((event) => event.kind.startsWith("group_"))?.kind === "group_given";
  const last = events.findLast((event) => isAnswered(event.kind) && (event.kind !== "group_given" || isWithGroup));
  return last?.kind === "off_agenda" ? undefined : last;
}
