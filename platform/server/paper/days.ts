export const paperLanguages = ["de", "en"] as const;
export type Language = (typeof paperLanguages)[number];

const localeOf: Record<Language, string> = { de: "de-DE", en: "en-GB" };
const at = (day: string) => new Date(`${day}T00:00:00Z`);
const unbroken = (text: string) => text.replaceAll(" ", "\u00A0");

/** "3. Dezember 2026" */
export function dayInWords(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  return unbroken(format.format(at(day)));
}

/** "Donnerstag, 3. Dezember 2026" */
export function longDay(day: string, language: Language): string {
  const weekday = new Intl.DateTimeFormat(localeOf[language], { timeZone: "UTC", weekday: "long" });
  return `${weekday.format(at(day))}, ${dayInWords(day, language)}`;
}

/** "03.12.2026" */
export function shortDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], { timeZone: "UTC", day: "2-digit", month: "2-digit", year: "numeric" }).format(
    at(day),
  );
}

/** "14:00" in Europe/Berlin. */
export function clockTime(instant: string | Date, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
  return format.format(new Date(instant));
}
