import { addDays, daysBetween } from "../../../platform/contract/days.ts";
import type { AgreementState } from "./contract.ts";

type Term = { readonly fromOn: string; readonly untilOn: string | null; readonly endedOn: string | null; readonly remindDays: number };

export function stateOf(of: Term, today: string): AgreementState {
  if (of.endedOn !== null && of.endedOn <= today) return "ended";
  if (of.fromOn > today) return "coming";
  if (of.untilOn === null) return "running";
  if (of.untilOn < today) return "expired";
  return of.untilOn <= addDays(today, of.remindDays) ? "ending" : "running";
}

export function daysLeft(of: Term, today: string): number | null {
  const state = stateOf(of, today);
  return of.untilOn !== null && (state === "running" || state === "ending") ? daysBetween(today, of.untilOn) : null;
}

/** What runs out first stands first; what is over comes last. */
export function byUrgency<T extends { readonly state: AgreementState; readonly untilOn: string | null; readonly title: string }>(
  agreements: readonly T[],
): T[] {
  const rank: Record<AgreementState, number> = { ending: 0, expired: 1, running: 2, coming: 3, ended: 4 };
  return agreements.toSorted(
    (a, b) =>
      rank[a.state] - rank[b.state] || (a.untilOn ?? "9999").localeCompare(b.untilOn ?? "9999") || a.title.localeCompare(b.title, "de"),
  );
}
