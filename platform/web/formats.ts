import { useMemo } from "react";
import { dayOf, today } from "./clock.ts";
import { dateOf, type Day, daysBetween } from "./day.ts";
import type { Language } from "./preferences.ts";
import { type Translate, useLanguage, useTexts } from "./texts.ts";

export type Urgency = "now" | "due" | undefined;

export type Formats = {
  /** "26. November", with the year where it is another one. */
  readonly day: (day: Day) => string;
  /** "26. November 2026" */
  readonly dayWithYear: (day: Day) => string;
  /** "Donnerstag, 26. November" */
  readonly longDay: (day: Day) => string;
  /** "26.11.2026", for tables. */
  readonly shortDay: (day: Day) => string;
  readonly weekday: (day: Day) => string;
  /** "heute", "morgen", "in 3 Tagen", "vor 12 Tagen" */
  readonly relative: (day: Day) => string;
  /** The left column of a list: what stands big, what small, and how urgent it is (today or past: now; within a week: due). */
  readonly when: (day: Day) => { readonly at: string; readonly note: string; readonly urgency: Urgency };
  /** "26. bis 28. November" */
  readonly period: (from: Day, until: Day | null) => string;
  /** "März 2026" of a day or "2026-03" */
  readonly month: (day: string) => string;
  /** An instant: "9:52 Uhr" */
  readonly time: (instant: string) => string;
  /** An instant: "26. November, 9:52 Uhr" */
  readonly moment: (instant: string) => string;
  readonly number: (value: number, decimals?: number) => string;
  /** Cents: "412 Euro", "412,50 Euro" */
  readonly money: (cents: number) => string;
  /** "1 Stunde 15 Minuten" */
  readonly minutes: (minutes: number) => string;
  readonly days: (days: number) => string;
  /** Whole weeks; below one: "weniger als eine Woche" */
  readonly weeks: (weeks: number) => string;
  /** "118 von 460 (26 %)" */
  readonly share: (part: number, whole: number) => string;
  /** "a, b und c" */
  readonly list: (items: readonly string[]) => string;
  /** Initial capital, for a word that opens a line. */
  readonly capital: (text: string) => string;
};

/** Pure: the same language, texts and day give the same words. Spaces inside dates and before units do not break. */
export function formatsOf(language: Language, t: Translate, today: Day): Formats {
  const locale = language === "de" ? "de-DE" : "en-GB";
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
  const unbroken = (text: string) => text.replaceAll(" ", "\u00a0");
  const dayMonth = dates({ day: "numeric", month: "long" });
  const dayMonthYear = dates({ day: "numeric", month: "long", year: "numeric" });
  const weekdays = dates({ weekday: "long" });
  const short = dates({ day: "2-digit", month: "2-digit", year: "numeric" });
  const months = dates({ month: "long", year: "numeric" });
  const times = new Intl.DateTimeFormat(locale, { timeZone: "Europe/Berlin", hour: "numeric", minute: "2-digit" });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const capital = (text: string) => text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
  const isThisYear = (day: Day) => day.slice(0, 4) === today.slice(0, 4);

  const day = (it: Day) => unbroken((isThisYear(it) ? dayMonth : dayMonthYear).format(dateOf(it)));
  const relative = (it: Day) => unbroken(relatives.format(daysBetween(today, it), "day"));
  const number = (value: number, decimals = 0) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  const time = (instant: string) => unbroken(t("platform.format.time", { time: times.format(new Date(instant)) }));

  return {
    day,
    dayWithYear: (it) => unbroken(dayMonthYear.format(dateOf(it))),
    longDay: (it) => `${weekdays.format(dateOf(it))}, ${day(it)}`,
    shortDay: (it) => short.format(dateOf(it)),
    weekday: (it) => weekdays.format(dateOf(it)),
    relative,
    when(it) {
      const away = daysBetween(today, it);
      const urgency: Urgency = away <= 0 ? "now" : away <= 7 ? "due" : undefined;
      if (away === 0) return { at: capital(relative(it)), note: day(it), urgency };
      return { at: away > 0 && away < 7 ? weekdays.format(dateOf(it)) : day(it), note: relative(it), urgency };
    },
    period(from, until) {
      if (until === null) return t("platform.format.from", { day: day(from) });
      if (from === until) return day(from);
      return (isThisYear(from) && isThisYear(until) ? dayMonth : dayMonthYear).formatRange(dateOf(from), dateOf(until));
    },
    month: (it) => unbroken(months.format(dateOf(`${it.slice(0, 7)}-01`))),
    time,
    moment: (instant) => `${day(dayOf(new Date(instant)))}, ${time(instant)}`,
    number,
    money: (cents) => unbroken(t("platform.format.money", { amount: number(cents / 100, cents % 100 === 0 ? 0 : 2) })),
    minutes(minutes) {
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      const parts = [
        ...(hours > 0 ? [t("platform.format.hours", { n: hours })] : []),
        ...(rest > 0 || hours === 0 ? [t("platform.format.minutes", { n: rest })] : []),
      ];
      return parts.map(unbroken).join(" ");
    },
    days: (days) => unbroken(t("platform.format.days", { n: days })),
    weeks: (weeks) => (weeks < 1 ? t("platform.format.under_a_week") : unbroken(t("platform.format.weeks", { n: weeks }))),
    share: (part, whole) =>
      t("platform.format.share", { part: number(part), whole: number(whole), percent: whole > 0 ? number((100 * part) / whole) : "0" }),
    list: (items) => {
      const and = t("platform.format.and");
      // "Name und Geburtsdatum, Arbeit sowie Sprache und Bildung": where a name has its own "und", another word closes the list
      return items.length > 1 && items.some((one) => one.includes(` ${and} `))
        ? `${items.slice(0, -1).join(", ")} ${t("platform.format.as_well_as")} ${items.at(-1)}`
        : new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
    },
    capital,
  };
}

/** `const f = useFormat(); f.day(meeting.day)` */
export function useFormat(): Formats {
  const language = useLanguage();
  const t = useTexts();
  const day = today();
  return useMemo(() => formatsOf(language, t, day), [language, t, day]);
}
