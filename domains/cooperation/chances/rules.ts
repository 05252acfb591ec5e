import type { ChanceRow, Dimension } from "./contract.ts";

export type Counted = { readonly dimension: Dimension; readonly value: string; readonly people: number };

/**
 * The figures of one measure so that every dimension adds up to the same total: who is missing in one is unknown there. Otherwise two totals that differ by three
 * people would tell of those three.
 */
export function completed(rows: readonly Counted[]): { total: number; rows: Counted[] } {
  const byDimension = Map.groupBy(rows, (row) => row.dimension);
  const sums = [...byDimension].map(([dimension, of]) => ({ dimension, of, sum: of.reduce((sum, row) => sum + row.people, 0) }));
  const total = Math.max(0, ...sums.map((one) => one.sum));
  return {
    total,
    rows: sums.flatMap(({ dimension, of, sum }) => {
      const unknown = of.filter((row) => row.value === "unknown").reduce((all, row) => all + row.people, 0) + total - sum;
      const known = of.filter((row) => row.value !== "unknown");
      return unknown > 0 ? [...known, { dimension, value: "unknown", people: unknown }] : known;
    }),
  };
}

const inHundred = (part: number, whole: number) => (whole > 0 ? Math.round((part / whole) * 100) : null);

/**
 * Shares beside the population, made of shown figures alone. The greatest lack stands first, what cannot be compared last.
 */
export function beside(
  shown: readonly { value: string; people: number | null }[],
  total: number | null,
  population: ReadonlyMap<string, number>,
): ChanceRow[] {
  const unknown = shown.find((row) => row.value === "unknown");
  const base = total === null || unknown?.people === null ? total : total - (unknown?.people ?? 0);
  const everybody = [...population].filter(([value]) => value !== "unknown").reduce((sum, [, count]) => sum + count, 0);
  const values = [...new Set([...shown.map((row) => row.value), ...population.keys()])];
  const rows = values.map((value): ChanceRow => {
    const row = shown.find((one) => one.value === value);
    // of a group that lives here and that nobody counted, it is known that nobody came
    const people = row ? row.people : 0;
    const living = population.get(value) ?? null;
    const share = value === "unknown" || people === null || base === null ? null : inHundred(people, base);
    const populationShare = living === null || value === "unknown" ? null : inHundred(living, everybody);
    return {
      value,
      people,
      share,
      population: living,
      populationShare,
      gap: share === null || populationShare === null ? null : share - populationShare,
    };
  });
  return rows.toSorted(
    (a, b) =>
      Number(a.value === "unknown") - Number(b.value === "unknown") ||
      (a.gap ?? 1_000) - (b.gap ?? 1_000) ||
      (b.people ?? 0) - (a.people ?? 0) ||
      a.value.localeCompare(b.value),
  );
}

/** Years that can be looked at: this one and the four before. */
export function yearsUntil(today: string): number[] {
  const now = Number(today.slice(0, 4));
  return [0, 1, 2, 3, 4].map((back) => now - back);
}
