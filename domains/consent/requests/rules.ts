/** The same day of a later month, or that month's last day: a month from 31 January ends on 28 February (§ 188 BGB). */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A request is answered within a month of the day on which it came in; with a reason, within three (Art. 12 Abs. 3 DSGVO). */
export function dueOf(receivedOn: string, isExtended: boolean): string {
  return monthsLater(receivedOn, isExtended ? 3 : 1);
}
