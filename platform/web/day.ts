import type { Language } from "./preferences.ts";

/** Days are strings "YYYY-MM-DD", as on the wire. Everything here is pure. */
export type Day = string;

const pad = (value: number) => String(value).padStart(2, "0");
const dayLength = 86_400_000;

function utc(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  return new Date(utc(day) + days * dayLength).toISOString().slice(0, 10);
}

/** Days from one to the other; negative if the other came before. */
export function daysBetween(from: Day, until: Day): number {
  return Math.round((utc(until) - utc(from)) / dayLength);
}

/** The day as a Date at noon UTC, for Intl with timeZone "UTC". */
export function dateOf(day: Day): Date {
  return new Date(utc(day) + dayLength / 2);
}

export type ReadDay = { readonly day: Day } | { readonly problem: "no_such_day" | "not_a_day"; readonly typed?: string };

/** Where a date without a year belongs. */
export type Direction = "future" | "past" | "near";

function monthOf(word: string): number | undefined {
  const start = word.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().slice(0, 3);
  if (start.length < 3) return undefined;
  for (const language of ["de", "en"])
    for (let month = 0; month < 12; month++) {
      const name = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2020, month, 1)));
      if (name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().slice(0, 3) === start) return month + 1;
    }
  return undefined;
}

function fullYear(text: string, today: Day): number {
  if (text.length > 2) return Number(text);
  const year = 2000 + Number(text);
  return year > Number(today.slice(0, 4)) + 20 ? year - 100 : year;
}

/** "heute", "morgen", "yesterday": the words that Intl has for the days around today. */
function relativeDay(text: string, today: Day, language: Language): Day | undefined {
  for (const tongue of new Set([language, "de", "en"])) {
    const words = new Intl.RelativeTimeFormat(tongue, { numeric: "auto" });
    for (const days of [0, 1, -1, 2, -2]) if (words.format(days, "day").toLowerCase() === text.toLowerCase()) return addDays(today, days);
  }
  return undefined;
}

/** Reads what people type: "26.11.2026", "26.11.", "26/11/26", "26. November", "2026-11-26", "morgen". */
export function readDay(text: string, today: Day, language: Language, direction: Direction = "near"): ReadDay {
  const typed = text.trim().replaceAll(/\s+/g, " ");
  const relative = relativeDay(typed, today, language);
  if (relative) return { day: relative };
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const numbers = /^(\d{1,2}) ?[./ -] ?(\d{1,2})(?: ?[./ -] ?(\d{4}|\d{2})?)?$/.exec(typed);
  const named = /^(\d{1,2})\.? ?(\p{L}{3,})\.?,? ?(\d{4}|\d{2})?$/u.exec(typed);
  const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(typed);
  const parts = numbers ?? digits;
  let year: number | undefined;
  let month: number | undefined;
  let dayOfMonth: number;
  if (iso) [year, month, dayOfMonth] = [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  else if (parts) {
    [dayOfMonth, month] = [Number(parts[1]), Number(parts[2])];
    if (parts[3]) year = fullYear(parts[3], today);
  } else if (named) {
    [dayOfMonth, month] = [Number(named[1]), monthOf(named[2]!)];
    if (named[3]) year = fullYear(named[3], today);
  } else return { problem: "not_a_day" };
  if (month === undefined) return { problem: "not_a_day" };
  const found = year === undefined ? nearest(dayOfMonth, month, today, direction) : realDay(year, month, dayOfMonth);
  return found ? { day: found } : { problem: "no_such_day", typed };
}

function realDay(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1890 || year > 2200) return undefined;
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return undefined;
  return `${year}-${pad(month)}-${pad(dayOfMonth)}`;
}

function nearest(dayOfMonth: number, month: number, today: Day, direction: Direction): Day | undefined {
  const year = Number(today.slice(0, 4));
  const candidates = [year - 1, year, year + 1].flatMap((one) => realDay(one, month, dayOfMonth) ?? []);
  const right = candidates.filter((day) => direction === "near" || (direction === "future" ? day >= today : day <= today));
  const distance = (day: Day) => Math.abs(daysBetween(today, day));
  return (right.length > 0 ? right : candidates).sort((a, b) => distance(a) - distance(b))[0];
}

/** How a day is typed: "26.11.2026", in English "26/11/2026". */
export function typedDay(day: Day, language: Language): string {
  const [year, month, dayOfMonth] = day.split("-");
  return [dayOfMonth, month, year].join(language === "de" ? "." : "/");
}

/** Whole years on a day; somebody born on 29 February grows older on 1 March. */
export function ageOn(birth: Day, day: Day): number {
  return Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
}
