/** Days are YYYY-MM-DD of Europe/Berlin. Nothing here asks what day it is. */

const dayMilliseconds = 86_400_000;
const berlinHour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", hourCycle: "h23" });

/** The instant at which a day begins in Berlin: one or two hours before midnight of UTC. */
export function startOfDay(day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const inSummer = new Date(midnight - 2 * 3_600_000);
  return berlinHour.format(inSummer) === "00" ? inSummer : new Date(midnight - 3_600_000);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMilliseconds).toISOString().slice(0, 10);
}

export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMilliseconds);
}
