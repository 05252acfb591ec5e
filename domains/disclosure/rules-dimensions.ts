import type { FigureTable } from "./rules-suppression.ts";

/** A count of a code in one dimension: so many in this town, in this month, in this language. */
export type DimensionCount = { readonly dimension: string; readonly code: string; readonly count: number };

export const totalOfDimensions = "*";
const keyOf = (dimension: string, code: string) => `${dimension} ${code}`;

/**
 * Counts that every dimension adds up to the same total. Two domains that show the same counts make their table here and give it one name, so that they have one
 * memory: two tables of one count, each protected by itself, could be put beside each other.
 */
export function tableOfDimensions(counts: readonly DimensionCount[]): FigureTable {
  const parts = Map.groupBy(counts, (one) => one.dimension);
  const totals = [...parts.values()].map((of) => of.reduce((sum, one) => sum + one.count, 0));
  const total = totals[0] ?? 0;
  if (totals.some((one) => one !== total)) throw new Error("dimensions of one table that do not add up to the same total");
  return {
    figures: [
      { key: totalOfDimensions, count: total },
      ...counts.map((one) => ({ key: keyOf(one.dimension, one.code), count: one.count })),
    ],
    sums: [...parts.values()].map((of) => ({ total: totalOfDimensions, parts: of.map((one) => keyOf(one.dimension, one.code)) })),
  };
}

/** Null for the total. */
export function dimensionOfKey(key: string): string | null {
  return key === totalOfDimensions ? null : key.slice(0, key.indexOf(" "));
}
export const codeOfKey = (key: string): string => key.slice(key.indexOf(" ") + 1);
