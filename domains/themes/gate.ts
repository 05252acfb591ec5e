import type { Call } from "../../platform/server/database/actor.ts";
import type { ShownCount, ShownMedian } from "./theme/contract.ts";

// The calls that the gate of disclosure will answer. Until its door stands: minimum 5 and complementary suppression, without memory of what was shown.
export const minimum = 5;
export function showCount(count: number): ShownCount {
  const isProtected = count > 0 && count < minimum;
  return { count: isProtected ? null : count, isProtected };
}

export async function protectReports(
  _call: Call,
  _themeId: string,
  _scope: unknown,
  rows: readonly { townId: string | null; reports: number }[],
): Promise<{ total: ShownCount; byTown: { townId: string | null; reports: ShownCount }[] }> {
  const total = showCount(rows.reduce((sum, row) => sum + row.reports, 0));
  const hidden = new Set(rows.filter((row) => total.isProtected || showCount(row.reports).isProtected));
  const next = [...rows].filter((row) => !hidden.has(row) && row.reports > 0).sort((a, b) => a.reports - b.reports)[0];
  if (hidden.size === 1 && next) hidden.add(next);
  return {
    total,
    byTown: rows.map((row) => ({
      townId: row.townId,
      reports: hidden.has(row) ? { count: null, isProtected: true } : showCount(row.reports),
    })),
  };
}

export function protectMedian(
  group: string,
  of: { cases: number; medianDays: number | null; lowerQuartileDays: number | null; upperQuartileDays: number | null },
): ShownMedian {
  const isProtected = of.cases > 0 && of.cases < minimum;
  const isShown = of.cases >= minimum;
  const weeks = (days: number | null, least: number) => (isShown && days !== null && of.cases >= least ? Math.round(days / 7) : null);
  return {
    group,
    isProtected,
    weeks: weeks(of.medianDays, minimum),
    days: isShown && of.medianDays !== null && of.medianDays < 14 && of.cases >= 2 * minimum ? Math.round(of.medianDays) : null,
    quarterWeeks: weeks(of.lowerQuartileDays, 2 * minimum),
    threeQuarterWeeks: weeks(of.upperQuartileDays, 2 * minimum),
    isReached: isShown && of.medianDays !== null,
    cases: isProtected ? null : of.cases,
  };
}

export function groupQuarters(counts: readonly number[]): number[][] | null {
  return counts.every((count) => count >= minimum) ? counts.map((_, at) => [at]) : null;
}

export function waysToMore(view: { isAllTowns: boolean; isWholePeriod: boolean }): ("join_towns" | "lengthen_period" | "wait_for_cases")[] {
  const ways = [...(view.isAllTowns ? [] : ["join_towns" as const]), ...(view.isWholePeriod ? [] : ["lengthen_period" as const])];
  return ways.length > 0 ? ways : ["wait_for_cases"];
}
