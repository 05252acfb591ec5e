import { IntlMessageFormat } from "intl-messageformat";
import type { MailLanguage } from "./message.ts";

export type MailTexts<Key extends string> = Readonly<Record<MailLanguage, Readonly<Record<Key, string>>>>;

/** The words of mails in one language, from the same kind of files that pages have. */
export function mailWords<Key extends string>(texts: MailTexts<Key>, language: MailLanguage) {
  return (key: Key, values?: Readonly<Record<string, string | number>>): string =>
    String(new IntlMessageFormat(texts[language][key], language === "en" ? "en-GB" : language).format(values));
}

/** "Donnerstag, 3. Dezember 2026, 14:00 Uhr" without the last word, which languages do not share. */
export function mailMoment(language: MailLanguage, at: Date): { day: string; time: string } {
  const locale = language === "en" ? "en-GB" : "de";
  return {
    day: new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "Europe/Berlin" }).format(at),
    time: new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "Europe/Berlin" }).format(at),
  };
}

/** A day of Europe/Berlin in words. */
export function mailDay(language: MailLanguage, day: string): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "de", { dateStyle: "full", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
