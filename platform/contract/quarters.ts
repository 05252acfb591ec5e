/** A quarter is written "2026-1". */
export const quarterOfDay = (day: string): string => `${day.slice(0, 4)}-${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

const yearOf = (quarter: string) => Number(quarter.slice(0, 4));
const numberOf = (quarter: string) => Number(quarter.slice(5));
const place = (quarter: string) => yearOf(quarter) * 4 + numberOf(quarter) - 1;
const at = (index: number) => `${Math.floor(index / 4)}-${(index % 4) + 1}`;

/** The quarters from that of one day to that of another, in their order. */
export function quartersBetween(fromOn: string, untilOn: string): string[] {
  const first = place(quarterOfDay(fromOn));
  const last = place(quarterOfDay(untilOn));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => at(first + i));
}

export function firstDayOf(quarter: string): string {
  return `${yearOf(quarter)}-${String(numberOf(quarter) * 3 - 2).padStart(2, "0")}-01`;
}

export function lastDayOf(quarter: string): string {
  const month = numberOf(quarter) * 3;
  return `${yearOf(quarter)}-${String(month).padStart(2, "0")}-${month === 3 || month === 12 ? 31 : 30}`;
}

export const isWholeQuarters = (period: { readonly fromOn: string; readonly untilOn: string }): boolean =>
  period.fromOn < period.untilOn &&
  period.fromOn === firstDayOf(quarterOfDay(period.fromOn)) &&
  period.untilOn === lastDayOf(quarterOfDay(period.untilOn));
