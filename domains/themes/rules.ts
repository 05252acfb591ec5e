/** The same day of a later month, or its last one. */
export function addMonths(day: string, months: number): string {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, Number(day.slice(8, 10))];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

/** The first day of the quarter in which a day lies. */
export function quarterOf(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
}

/** Periods of figures are whole quarters: over single days they would tell who came on which. One that reaches the present stays open. */
export function widenToQuarters(
  period: { readonly fromOn: string | null; readonly untilOn: string | null },
  today: string,
): { fromOn: string | null; untilOn: string | null } {
  const last = period.untilOn === null ? null : addMonths(quarterOf(period.untilOn), 3);
  const before = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { fromOn: period.fromOn === null ? null : quarterOf(period.fromOn), untilOn: last === null || last > today ? null : before(last) };
}
