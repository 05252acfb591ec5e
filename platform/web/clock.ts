/** The only clock of the browser. It follows the server, since clocks on desks are often wrong; tests freeze it. */
let aheadBy = 0;

export function now(): Date {
  return new Date(Date.now() + aheadBy);
}

const berlin = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin", year: "numeric", month: "2-digit", day: "2-digit" });

/** The calendar day of Europe/Berlin at an instant, as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return berlin.format(instant);
}

export function today(): string {
  return dayOf(now());
}

/** Takes over the server's time if the own clock is more than a minute off. */
export function followServer(date: string | null): void {
  const theirs = date === null ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return;
  const difference = theirs - Date.now();
  aheadBy = Math.abs(difference) > 60_000 ? difference : 0;
}
