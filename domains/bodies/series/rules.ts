import type { Rhythm } from "./contract.ts";

const dayLength = 86_400_000;
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** The same weekday of the month, so many months on: the fifth becomes the last where a month has only four. */
function monthsOn(first: Date, months: number): string {
  const nth = Math.ceil(first.getUTCDate() / 7);
  const begin = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1));
  const shift = (first.getUTCDay() - begin.getUTCDay() + 7) % 7;
  const daysInMonth = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + 1, 0)).getUTCDate();
  let date = 1 + shift + (nth - 1) * 7;
  if (date > daysInMonth) date -= 7;
  return dayOf(new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth(), date)));
}

/** The days of a series, the first included; what falls out is left out and not made up for. */
export function daysOfSeries(plan: {
  readonly rhythm: Rhythm;
  readonly step: number;
  readonly firstOn: string;
  readonly count: number;
  readonly without?: readonly string[];
}): string[] {
  const first = at(plan.firstOn);
  const days = Array.from({ length: plan.count }, (_, index) =>
    plan.rhythm === "weeks" ? dayOf(new Date(first.getTime() + index * plan.step * 7 * dayLength)) : monthsOn(first, index * plan.step),
  );
  return days.filter((day) => !(plan.without ?? []).includes(day));
}
