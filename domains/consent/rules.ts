import { longestShareYears, type ShareState } from "./contract.ts";

const berlinHour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", hourCycle: "h23" });

/** The instant at which a day begins in Europe/Berlin: one or two hours before midnight of UTC. */
export function startOfDay(day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const inSummer = new Date(midnight - 2 * 3_600_000);
  return berlinHour.format(inSummer) === "00" ? inSummer : new Date(midnight - 3_600_000);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The last day a share that begins then may have. */
export function latestEnd(fromOn: string): string {
  const [year, rest] = [Number(fromOn.slice(0, 4)) + longestShareYears, fromOn.slice(4)];
  const sameDay = rest === "-02-29" ? `${year}-03-01` : `${year}${rest}`;
  return new Date(Date.parse(`${sameDay}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
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
