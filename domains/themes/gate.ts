import { type DurationFigures, defaultRule, protectDurations, showCount as showOne } from "../disclosure/index.ts";
import type { ShownInterval } from "./measure/contract.ts";
import type { ShownCount, ShownMedian } from "./theme/contract.ts";

// How what passed the gate of disclosure looks on the wire.
export const minimum = defaultRule.minimum;

export const asShown = (count: number | null): ShownCount => ({ count, isProtected: count === null });

/** Alone, beside no other figure, and shown but once. */
export const showCount = (count: number): ShownCount => asShown(showOne(count));

export type Group = {
  readonly cases: number;
  readonly medianDays: number | null;
  readonly lowerQuartileDays: number | null;
  readonly upperQuartileDays: number | null;
};

/** Where the number of cases is held back the durations are too, whatever held it back. */
export function showMedian(name: string, group: Group, isHeldBack = false): ShownMedian {
  const shown: DurationFigures = protectDurations(isHeldBack ? { ...group, cases: 1 } : group, { isInsideSite: true });
  const weeks = (days: number | null) => (days === null ? null : Math.round(days / 7));
  return {
    group: name,
    isProtected: shown.isProtected,
    weeks: shown.median === null ? null : weeks(group.medianDays),
    days: shown.median?.unit === "days" ? shown.median.amount : null,
    quarterWeeks: shown.lowerQuartile === null ? null : weeks(group.lowerQuartileDays),
    threeQuarterWeeks: shown.upperQuartile === null ? null : weeks(group.upperQuartileDays),
    isReached: shown.isReached,
    cases: shown.cases,
  };
}

/** The ends of an interval lie nearer to single cases than a median, as quartiles do: each half must hold the minimum. */
export const mayShowInterval = (cases: number): boolean => cases >= 2 * minimum;

/** In the unit of its median. Where the median is held back, or few cases are behind it, there is none. */
export function showInterval(
  median: Pick<ShownMedian, "cases" | "days">,
  interval: { readonly lower: number | null; readonly upper: number | null } | null,
): ShownInterval | null {
  if (interval === null || median.cases === null || !mayShowInterval(median.cases)) return null;
  const whole = (days: number | null, unit: number) => (days === null ? null : Math.round(days / unit) + 0);
  const inDays = median.days !== null;
  return {
    lowerWeeks: whole(interval.lower, 7),
    upperWeeks: whole(interval.upper, 7),
    lowerDays: inDays ? whole(interval.lower, 1) : null,
    upperDays: inDays ? whole(interval.upper, 1) : null,
  };
}
