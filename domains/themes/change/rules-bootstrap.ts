import type { Duration } from "./rules.ts";

/** Days; an end that lies beyond what was observed is null. */
export type Interval = { readonly lower: number | null; readonly upper: number | null };

type Sorted = { readonly days: Float64Array; readonly ended: Uint8Array };
const sorted = (cases: readonly Duration[]): Sorted => {
  const rows = cases.toSorted((a, b) => a.days - b.days);
  return { days: Float64Array.from(rows, (one) => one.days), ended: Uint8Array.from(rows, (one) => (one.isWaiting ? 0 : 1)) };
};

/** The median of the product-limit curve where each case counts as often as it was drawn; infinite where fewer than half have ended. */
function medianOfDrawn({ days, ended }: Sorted, drawn: Uint16Array, cases: number): number {
  let atRisk = cases;
  let share = 1;
  let half: number | null = null;
  for (let at = 0; at < days.length;) {
    const day = days[at]!;
    let [ends, left] = [0, 0];
    for (; at < days.length && days[at] === day; at += 1) {
      left += drawn[at]!;
      if (ended[at] === 1) ends += drawn[at]!;
    }
    if (ends > 0) {
      // exactly half for a stretch of days: the middle of it, as in `quantileDays`
      if (half !== null) return (half + day) / 2;
      share *= 1 - ends / atRisk;
      if (share < 0.5 - 1e-9) return day;
      if (share <= 0.5 + 1e-9) half = day;
    }
    atRisk -= left;
  }
  return half ?? Infinity;
}

/**
 * Medians of samples drawn with replacement from each group, cases together with whether they still wait (Efron, J. Am. Stat. Assoc. 76, 1981): one row
 * for each group, so that a difference is taken draw by draw.
 */
export function drawMedians(groups: readonly (readonly Duration[])[], chance: () => number, draws: number): Float64Array[] {
  return groups.map((cases) => {
    const group = sorted(cases);
    const drawn = new Uint16Array(cases.length);
    return Float64Array.from({ length: cases.length === 0 ? 0 : draws }, () => {
      drawn.fill(0);
      for (let at = 0; at < cases.length; at += 1) drawn[Math.floor(chance() * cases.length)]! += 1;
      return medianOfDrawn(group, drawn, cases.length);
    });
  });
}

/** The middle 95 % of what was drawn (percentile interval). Null where more of it than the tails can hold is unknown. */
export function percentileInterval(drawn: Float64Array): Interval | null {
  const known = drawn.filter((one) => !Number.isNaN(one)).sort();
  if (known.length === 0 || known.length < 0.95 * drawn.length) return null;
  const at = (share: number) => known[Math.min(known.length - 1, Math.max(0, Math.round(share * (known.length - 1))))]!;
  const days = (value: number) => (Number.isFinite(value) ? value : null);
  return { lower: days(at(0.025)), upper: days(at(0.975)) };
}

/** Draw by draw: the second less the first. */
export const less = (one: Float64Array, two: Float64Array): Float64Array => one.map((value, at) => value - two[at]!);
