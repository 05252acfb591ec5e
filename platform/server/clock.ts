/** The only clock of the server: rules take time as an argument, and tests can set it. */
let frozenAt: Date | undefined;

export function now(): Date {
  return frozenAt ? new Date(frozenAt) : new Date();
}

const berlin = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Berlin", year: "numeric", month: "2-digit", day: "2-digit" });

/** The calendar day of Europe/Berlin at an instant, as YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return berlin.format(instant);
}

export function today(): string {
  return dayOf(now());
}

/** Freezes the clock at an instant, or lets it run again. For tests and the deterministic demo. */
export function freezeClock(instant: Date | undefined): void {
  frozenAt = instant;
}

/** Milliseconds that only grow, to measure how long something took. */
export function elapsed(): number {
  return performance.now();
}
