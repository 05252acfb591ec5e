import type { Language } from "../../../platform/server/paper/days.ts";
import { words } from "../import/fold.ts";

type FigureWords = Readonly<
  Record<
    | "name"
    | "file"
    | "total"
    | "year"
    | "month"
    | "field"
    | "town"
    | "language"
    | "unknown"
    | "by"
    | "what"
    | "talks"
    | "protected"
    | "shownOn",
    string
  >
> & { readonly held: (minimum: number) => string };

/** What the file of figures says. */
export const figureWordsOf: Readonly<Record<Language, FigureWords>> = {
  de: {
    name: "Kurzberatungen",
    file: "Kurzberatungen",
    total: "Alle",
    year: "Jahr",
    month: "Monat",
    field: "Handlungsfeld",
    town: "Ort",
    language: "Sprache",
    unknown: "ohne Angabe",
    by: "Nach",
    what: "Was",
    talks: "Kurzberatungen",
    protected: "geschützt",
    shownOn: "Stand",
    held: (minimum) =>
      `Zahlen unter ${minimum} sind geschützt, und so viele andere, dass niemand sie ausrechnen kann. Mehr zeigt ein ganzes Jahr oder der Kreis als Ganzes.`,
  },
  en: {
    name: "Short consultations",
    file: "Short-consultations",
    total: "All",
    year: "Year",
    month: "Month",
    field: "Field of action",
    town: "Town",
    language: "Language",
    unknown: "not said",
    by: "By",
    what: "What",
    talks: "Short consultations",
    protected: "protected",
    shownOn: "As of",
    held: (minimum) =>
      `Figures below ${minimum} are protected, and as many others as it takes that nobody can work them out. A whole year, or the site as a whole, shows more.`,
  },
};

/** Headings of lists of monthly figures, as units keep them. */
export const monthHeadings = {
  month: words("Monat | Monat/Jahr | Zeitraum | Berichtsmonat | Datum | month | period"),
  town: words("Ort | Wohnort | Kommune | Stadt | Gemeinde | Stadt/Gemeinde | town | city | municipality"),
  field: words("Handlungsfeld | Feld | Thema | Bereich | Themenfeld | field | field of action | topic"),
  count: words(
    "Anzahl | Zahl | Beratungen | Kurzberatungen | Verweisberatungen | Anzahl Beratungen | Anzahl Kurzberatungen | Kontakte | count | number | consultations",
  ),
  language: words("Sprache | Beratungssprache | Sprache des Gesprächs | language"),
} as const;
