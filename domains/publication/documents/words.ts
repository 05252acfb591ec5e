import type { Language } from "../../../platform/server/paper/days.ts";
import type { ReportKind } from "../contract.ts";

type Words = {
  readonly kinds: Readonly<Record<ReportKind, string>>;
  readonly files: Readonly<Record<ReportKind, string>>;
  readonly draft: string;
  readonly period: string;
  readonly span: (from: string, until: string) => string;
  readonly addressee: string;
  readonly issued: string;
  readonly issuedBy: (on: string, by: string) => string;
  readonly number: string;
  readonly replaces: string;
  readonly replaced: (title: string, number: number, on: string) => string;
  readonly digest: string;
  readonly header: readonly string[];
  readonly figures: string;
  readonly notes: string;
  readonly held: string;
  readonly counted: (n: string) => string;
  readonly asOf: (on: string) => string;
  readonly onDay: (on: string) => string;
  readonly sourceOf: (source: string) => string;
};

export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    kinds: { status_report: "Sachstandsbericht", narrative_report: "Sachbericht zum Verwendungsnachweis" },
    files: { status_report: "Sachstandsbericht", narrative_report: "Sachbericht" },
    draft: "Entwurf, noch nicht herausgegeben",
    period: "Zeitraum",
    span: (from, until) => `${from} bis ${until}`,
    addressee: "An",
    issued: "Herausgegeben",
    issuedBy: (on, by) => `am ${on} von ${by}`,
    number: "Bericht Nummer",
    replaces: "Ersetzt",
    replaced: (title, number, on) => `Bericht Nummer ${number} vom ${on}: ${title}`,
    digest: "Prüfsumme (SHA-256)",
    header: ["Zahl", "Wert", "Zeitraum und Stand"],
    figures: "Zahlen",
    notes: "Woher die Zahlen kommen und was sie bedeuten",
    held: "nicht gezeigt",
    counted: (n) => `aus ${n}`,
    asOf: (on) => `Stand ${on}`,
    onDay: (on) => `am ${on}`,
    sourceOf: (source) => `Quelle: ${source}.`,
  },
  en: {
    kinds: { status_report: "Status report", narrative_report: "Narrative report on the use of the grant" },
    files: { status_report: "Status-report", narrative_report: "Narrative-report" },
    draft: "Draft, not issued yet",
    period: "Period",
    span: (from, until) => `${from} to ${until}`,
    addressee: "To",
    issued: "Issued",
    issuedBy: (on, by) => `on ${on} by ${by}`,
    number: "Report number",
    replaces: "Replaces",
    replaced: (title, number, on) => `Report number ${number} of ${on}: ${title}`,
    digest: "Digest (SHA-256)",
    header: ["Figure", "Value", "Period and as of"],
    figures: "Figures",
    notes: "Where the figures come from and what they mean",
    held: "not shown",
    counted: (n) => `from ${n}`,
    asOf: (on) => `as of ${on}`,
    onDay: (on) => `on ${on}`,
    sourceOf: (source) => `Source: ${source}.`,
  },
};

/** The pages that everybody reads. */
export const publicWordsOf = {
  de: {
    title: (site: string) => `${site}: Berichte`,
    lead: "Was der Standort über seine Arbeit berichtet hat. Auf diesen Seiten steht kein Name einer Person.",
    about: (kind: string, from: string, until: string, on: string) => `${kind}, ${from} bis ${until}, herausgegeben am ${on}`,
    nothing: "Noch ist kein Bericht veröffentlicht.",
    all: "Alle Berichte",
    way: "Berichte des Standorts",
    missingLead: "Vielleicht ist die Adresse falsch geschrieben, oder der Bericht ist nicht mehr öffentlich.",
  },
  en: {
    title: (site: string) => `${site}: reports`,
    lead: "What the site has reported about its work. No person is named on these pages.",
    about: (kind: string, from: string, until: string, on: string) => `${kind}, ${from} to ${until}, issued on ${on}`,
    nothing: "No report has been published yet.",
    all: "All reports",
    way: "Reports of the site",
    missingLead: "The address may be mistyped, or the report is not public any more.",
  },
} as const satisfies Record<Language, object>;
