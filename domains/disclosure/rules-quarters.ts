import type { Figure, FigureTable, Sum } from "./rules-suppression.ts";

export const keyOfQuarter = (series: string, period: string): string => `${series} ${period}`;

/** Counts of one thing by quarter ("2026-1"), with the half years ("2026-h1") and years ("2026") that are full of them. */
export function seriesOfQuarters(series: string, quarters: readonly string[], count: (quarter: string) => number): FigureTable {
  const there = new Set(quarters);
  const sum = (of: readonly string[]) => of.reduce((all, quarter) => all + count(quarter), 0);
  const figures: Figure[] = quarters.map((quarter) => ({ key: keyOfQuarter(series, quarter), count: count(quarter) }));
  const sums: Sum[] = [];
  for (const year of new Set(quarters.map((quarter) => quarter.slice(0, 4)))) {
    for (const half of [1, 2]) {
      const parts = [`${year}-${half * 2 - 1}`, `${year}-${half * 2}`];
      if (!parts.every((one) => there.has(one))) continue;
      const total = keyOfQuarter(series, `${year}-h${half}`);
      figures.push({ key: total, count: sum(parts) });
      sums.push({ total, parts: parts.map((one) => keyOfQuarter(series, one)) });
    }
    const all = [1, 2, 3, 4].map((one) => `${year}-${one}`);
    if (!all.every((one) => there.has(one))) continue;
    const total = keyOfQuarter(series, year);
    figures.push({ key: total, count: sum(all) });
    sums.push({ total, parts: [`${year}-h1`, `${year}-h2`].map((one) => keyOfQuarter(series, one)) });
  }
  return { figures, sums };
}

/**
 * A period put together out of what is shown, so that no other figure than those of the table ever leaves the gate: two reports over periods that overlap give nothing
 * away that the table does not say. Null where a piece of it is held back.
 */
export function countOfQuarters(shown: ReadonlyMap<string, number | null>, series: string, quarters: readonly string[]): number | null {
  const wanted = new Set(quarters);
  const one = (period: string) => shown.get(keyOfQuarter(series, period)) ?? null;
  const added = (parts: readonly (number | null)[]) =>
    parts.some((it) => it === null) ? null : parts.reduce<number>((all, it) => all + (it ?? 0), 0);
  const years = [...new Set(quarters.map((quarter) => quarter.slice(0, 4)))].map((year) => {
    const halves = [1, 2].map((half) => {
      const parts = [`${year}-${half * 2 - 1}`, `${year}-${half * 2}`].filter((quarter) => wanted.has(quarter));
      if (parts.length === 0) return { isWhole: false, count: 0 };
      const whole = parts.length === 2 ? one(`${year}-h${half}`) : null;
      return { isWhole: parts.length === 2, count: whole ?? added(parts.map(one)) };
    });
    const whole = halves.every((half) => half.isWhole) ? one(year) : null;
    return whole ?? added(halves.map((half) => half.count));
  });
  return added(years);
}
