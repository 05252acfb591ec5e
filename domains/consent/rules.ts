import { addDays } from "../../platform/contract/days.ts";
import { longestShareYears, type ShareState } from "./contract.ts";

/** The last day a share that begins then may have. */
export function latestEnd(fromOn: string): string {
  const [year, rest] = [Number(fromOn.slice(0, 4)) + longestShareYears, fromOn.slice(4)];
  const sameDay = rest === "-02-29" ? `${year}-03-01` : `${year}${rest}`;
  return addDays(sameDay, -1);
}

export type PeriodProblem = "before_start" | "longer_than_two_years" | "already_over";

/** Both days count. */
export function periodProblem(fromOn: string, untilOn: string, today: string): PeriodProblem | undefined {
  if (untilOn < fromOn) return "before_start";
  if (untilOn > latestEnd(fromOn)) return "longer_than_two_years";
  if (untilOn < today) return "already_over";
  return undefined;
}

/** What a share is on a day: a given one is expired after its last day. */
export function stateOn(share: { readonly state: string; readonly untilOn: string }, today: string): ShareState {
  return share.state === "given" && share.untilOn < today ? "expired" : (share.state as ShareState);
}

/** An Ausländerbehörde is never a recipient by accident. */
export function needsConfirmation(recipientKind: string): boolean {
  return recipientKind === "auslaenderbehoerde";
}
