import { dayInWords, type Language } from "../../platform/server/paper/days.ts";
import type { Period } from "./rules.ts";

type Words = {
  readonly titles: Readonly<Record<string, string>>;
  /** What is written first in a section, before what the data say. */
  readonly first: (code: string, of: { readonly site: string; readonly period: Period }) => readonly string[];
};

/** Headings of the usual sections, and what stands in some of them whatever the data say. */
export const outlineWordsOf: Readonly<Record<Language, Words>> = {
  de: {
    titles: {
      mandate: "Anlass und Auftrag",
      progress: "Stand der Umsetzung",
      fields: "Handlungsfelder",
      gaps: "Hürden und Themen",
      decisions: "Festlegungen der Gremien",
      measures: "Strukturmaßnahmen und was sich verändert hat",
      outlook: "Ausblick",
      proposal: "Beschlussvorschlag",
      purpose: "Zuwendungszweck",
      goals: "Ziele laut Bescheid",
      results: "Erreichte Ergebnisse im Vergleich zu den Zielen",
      deviations: "Abweichungen und ihre Gründe",
      necessity: "Notwendigkeit und Angemessenheit der geleisteten Arbeit",
      accounts: "Zahlenmäßiger Nachweis",
      sustainability: "Nachhaltigkeit",
    },
    first: (code, { site, period }) => {
      const span = `vom ${dayInWords(period.fromOn, "de")} bis zum ${dayInWords(period.untilOn, "de")}`;
      switch (code) {
        case "mandate":
          return [
            `Dieser Bericht beschreibt den Stand der Zusammenarbeit im Themenfeld Einwanderung am Standort ${site} in der Zeit ${span}.`,
          ];
        case "proposal":
          return ["Der Sachstandsbericht wird zur Kenntnis genommen."];
        case "purpose":
          return [`Dieser Sachbericht ist Teil des Verwendungsnachweises des Standorts ${site} für die Zeit ${span}.`];
        case "accounts":
          return ["Der zahlenmäßige Nachweis mit der Belegliste liegt diesem Bericht als Anlage bei."];
        default:
          return [];
      }
    },
  },
  en: {
    titles: {
      mandate: "Occasion and mandate",
      progress: "Progress",
      fields: "Fields of action",
      gaps: "Gaps and themes",
      decisions: "Decisions of the bodies",
      measures: "Measures and what changed",
      outlook: "Outlook",
      proposal: "Proposal",
      purpose: "Purpose of the grant",
      goals: "Goals of the grant",
      results: "Results beside the goals",
      deviations: "Deviations and their reasons",
      necessity: "Why the work was necessary and appropriate",
      accounts: "Accounts",
      sustainability: "Sustainability",
    },
    first: (code, { site, period }) => {
      const span = `from ${dayInWords(period.fromOn, "en")} to ${dayInWords(period.untilOn, "en")}`;
      switch (code) {
        case "mandate":
          return [`This report describes how the site ${site} worked together on immigration ${span}.`];
        case "proposal":
          return ["The committee takes note of the status report."];
        case "purpose":
          return [`This narrative report is part of the proof of use of the site ${site} ${span}.`];
        case "accounts":
          return ["The accounts with the list of vouchers are attached to this report."];
        default:
          return [];
      }
    },
  },
};
