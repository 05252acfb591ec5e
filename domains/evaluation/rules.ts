import type { DiscussionStatus, FeedbackState } from "./contract.ts";

/** How long a site may check a feedback before it is given. policies.sql counts the same. */
export const checkDays = 14;

const dayMilliseconds = 86_400_000;
const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`);

function daysBetween(from: string, until: string): number {
  return Math.round((instantOf(until) - instantOf(from)) / dayMilliseconds);
}

/** The last day of the check. */
export function checkDueOn(sentOn: string): string {
  return new Date(instantOf(sentOn) + checkDays * dayMilliseconds).toISOString().slice(0, 10);
}

/** 1 on the day on which it was sent. */
export function dayOfCheck(sentOn: string, today: string): number {
  return Math.max(1, daysBetween(sentOn, today) + 1);
}

/** Given after the site has answered, or when its days are over without an answer. */
export function mayBeGiven(it: { state: FeedbackState; sentOn: string | null; isAnswered: boolean }, today: string): boolean {
  return it.state === "at_site" && it.sentOn !== null && (it.isAnswered || daysBetween(it.sentOn, today) > checkDays);
}

/** What was said last counts; before anybody spoke it is open. */
export function statusOf(discussions: readonly { readonly status: DiscussionStatus }[]): DiscussionStatus {
  return discussions.at(-1)?.status ?? "open";
}

export function quietWeeks(lastOn: string | null, today: string): number | null {
  return lastOn === null ? null : Math.max(0, Math.floor(daysBetween(lastOn, today) / 7));
}

/** The quietest first, those of which nothing was noted before all others, then by name. Nobody is ranked by it. */
export function quietFirst<S extends { readonly lastOn: string | null; readonly name: string }>(sites: readonly S[]): S[] {
  return [...sites].sort((a, b) => {
    if (a.lastOn !== b.lastOn) return (a.lastOn ?? "") < (b.lastOn ?? "") ? -1 : 1;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  });
}

type Mark = { readonly field: string; readonly words: string };

/** Marked places that were neither replaced nor kept. */
export function unresolvedMarks<M extends Mark>(marks: readonly M[], kept: readonly Mark[]): M[] {
  return marks.filter((mark) => !kept.some((one) => one.field === mark.field && one.words === mark.words));
}
