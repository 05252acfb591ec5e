import { defaultRule, isSmall, joinNeighbours, type CountRule } from "./rules-suppression.ts";

/** How a reader can come to see a figure that is held back. */
export const waysToSeeMore = ["join_towns", "lengthen_period", "wait_for_cases"] as const;
export type WayToSeeMore = (typeof waysToSeeMore)[number];

/** `isAllTowns`, `isWholePeriod`: nothing is left to join or to lengthen. Waiting for more cases is what remains then. */
export function waysToMore(view: { isAllTowns: boolean; isWholePeriod: boolean }): WayToSeeMore[] {
  const ways: WayToSeeMore[] = [];
  if (!view.isAllTowns) ways.push("join_towns");
  if (!view.isWholePeriod) ways.push("lengthen_period");
  return ways.length > 0 ? ways : ["wait_for_cases"];
}

/** A median stands on at least `minimum` cases, those still waiting included. */
export function medianMayBeShown(cases: number, rule: CountRule = defaultRule): boolean {
  return cases >= rule.minimum;
}

/** Quartiles lie nearer to single cases than a median: each half must hold the minimum. */
export function quartilesMayBeShown(cases: number, rule: CountRule = defaultRule): boolean {
  return cases >= 2 * rule.minimum;
}

/**
 * Which quarters are drawn together, dot by dot: groups of positions, or null where only median and number of cases may be shown. `cases` counts
 * the dots of each quarter in order, waiting ones included. A quarter without a case stays an empty place.
 */
export function quartersForDots(cases: readonly number[], rule: CountRule = defaultRule): number[][] | null {
  return joinNeighbours(cases, { ...rule, zeros: "shown" });
}

export type ShownDuration = { unit: "days" | "weeks"; amount: number };

/**
 * A duration as it may be read: whole weeks, rounded half up; 0 reads "less than a week". Inside a site a duration below two weeks on at
 * least twice the minimum of cases may be read in days, because there whole weeks would hide the change ("19 days, afterwards 4").
 */
export function showDuration(days: number, view: { cases: number; isInsideSite: boolean }, rule: CountRule = defaultRule): ShownDuration {
  if (days < 14 && view.isInsideSite && view.cases >= 2 * rule.minimum) return { unit: "days", amount: Math.round(days) };
  return { unit: "weeks", amount: days < 7 ? 0 : Math.round(days / 7) };
}

export type DurationFigures = {
  isProtected: boolean;
  cases: number | null;
  /** Null where held back, or where more than half still wait (`isReached` false). */
  median: ShownDuration | null;
  isReached: boolean;
  lowerQuartile: ShownDuration | null;
  upperQuartile: ShownDuration | null;
};

/** The figures of one group as they leave the gate. Quartiles and median are in days; null where the curve does not reach them. */
export function protectDurations(
  group: { cases: number; medianDays: number | null; lowerQuartileDays: number | null; upperQuartileDays: number | null },
  view: { isInsideSite: boolean },
  rule: CountRule = defaultRule,
): DurationFigures {
  if (!medianMayBeShown(group.cases, rule)) {
    // nobody at all is told as such where zeros tell nothing
    const cases = isSmall(group.cases, rule) ? null : group.cases;
    return { isProtected: cases === null, cases, median: null, isReached: false, lowerQuartile: null, upperQuartile: null };
  }
  const read = (days: number | null) => (days === null ? null : showDuration(days, { cases: group.cases, ...view }, rule));
  const withQuartiles = quartilesMayBeShown(group.cases, rule);
  return {
    isProtected: false,
    cases: group.cases,
    median: read(group.medianDays),
    isReached: group.medianDays !== null,
    lowerQuartile: withQuartiles ? read(group.lowerQuartileDays) : null,
    upperQuartile: withQuartiles ? read(group.upperQuartileDays) : null,
  };
}
