import { daysBetween } from "../change/rules.ts";

/** A site of which nothing was heard for so many weeks is called quiet; that may also mean that all is well. */
export const quietAfterWeeks = 5;

export function quietWeeks(lastActiveOn: string | null, today: string): number | null {
  return lastActiveOn === null ? null : Math.max(0, Math.floor(daysBetween(lastActiveOn, today) / 7));
}

export type SiteFacts = {
  readonly lastActiveOn: string | null;
  readonly hasThemes: boolean;
  readonly hasEscalated: boolean;
  readonly hasMeasuresLate: boolean;
  readonly hasReportsWithoutAnswer: boolean;
  readonly hasStatementsOverdue: boolean;
};
export type Stuck = "quiet" | "statement_overdue" | "measures_late" | "reports_unanswered" | "no_theme_yet" | "waits_for_the_land";

/** What keeps a site from going on, most pressing first. */
export function stuckBy(site: SiteFacts, today: string): Stuck[] {
  const weeks = quietWeeks(site.lastActiveOn, today);
  const found: Stuck[] = [];
  if (weeks === null || weeks >= quietAfterWeeks) found.push("quiet");
  if (site.hasEscalated) found.push("waits_for_the_land");
  if (site.hasReportsWithoutAnswer) found.push("reports_unanswered");
  if (site.hasMeasuresLate) found.push("measures_late");
  if (site.hasStatementsOverdue) found.push("statement_overdue");
  if (!site.hasThemes) found.push("no_theme_yet");
  return found;
}

/** The quietest first; those never heard of before all others, then by name. Nobody is ranked by it. */
export function quietFirst<S extends { readonly lastActiveOn: string | null; readonly name: string }>(sites: readonly S[]): S[] {
  return [...sites].sort((a, b) => {
    if (a.lastActiveOn !== b.lastActiveOn) return (a.lastActiveOn ?? "") < (b.lastActiveOn ?? "") ? -1 : 1;
    return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  });
}

type Answered = { readonly latestAnswer: { readonly on: string } | null; readonly asksWhetherSolved: boolean };

/** Reports with an answer: those that ask something back first, then the newest answer first. */
export function newestFirst<R extends Answered>(reports: readonly R[]): R[] {
  return reports
    .filter((report) => report.latestAnswer !== null)
    .toSorted(
      (a, b) =>
        Number(b.asksWhetherSolved) - Number(a.asksWhetherSolved) || (b.latestAnswer?.on ?? "").localeCompare(a.latestAnswer?.on ?? ""),
    );
}
