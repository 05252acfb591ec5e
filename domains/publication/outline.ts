import { dayInWords, type Language } from "../../platform/server/paper/days.ts";
import type { Passage, PassageSubject } from "../../platform/server/report-source.ts";
import type { ReportKind } from "./contract.ts";
import type { Period } from "./rules.ts";

/** What a section begins with: sentences of its own, what others tell of these subjects, and these figures. */
type Plan = { readonly code: string; readonly subjects: readonly PassageSubject[]; readonly figures: readonly string[] };

const plans: Readonly<Record<ReportKind, readonly Plan[]>> = {
  status_report: [
    { code: "mandate", subjects: [], figures: [] },
    {
      code: "progress",
      subjects: ["meetings"],
      figures: ["bodies.meetings", "cases.begun", "cases.closed", "cases.open", "cases.talks"],
    },
    { code: "fields", subjects: ["fields"], figures: [] },
    { code: "gaps", subjects: ["themes"], figures: ["themes.reports", "themes.answered", "themes.answer_weeks", "themes.themes_named"] },
    {
      code: "decisions",
      subjects: ["decisions"],
      figures: ["bodies.decisions_agreed", "bodies.decisions_declined", "bodies.decisions_escalated"],
    },
    {
      code: "measures",
      subjects: ["measures"],
      figures: [
        "themes.measures_done",
        "themes.measures_running",
        "themes.measures_late",
        "themes.changes_as_expected",
        "themes.changes_not_as_expected",
      ],
    },
    { code: "outlook", subjects: ["outlook"], figures: [] },
    { code: "proposal", subjects: [], figures: [] },
  ],
  narrative_report: [
    { code: "purpose", subjects: [], figures: [] },
    { code: "goals", subjects: ["goals"], figures: ["strategy.sub_goals"] },
    {
      code: "results",
      subjects: ["results", "decisions"],
      figures: [
        "strategy.sub_goals_reached",
        "themes.measures_done",
        "themes.changes_as_expected",
        "cases.begun",
        "cases.closed",
        "cases.open",
        "cases.talks",
        "themes.reports",
        "themes.answered",
        "bodies.meetings",
        "directory.offers",
      ],
    },
    {
      code: "deviations",
      subjects: ["deviations"],
      figures: ["themes.measures_late", "themes.measures_stopped", "themes.changes_not_as_expected"],
    },
    { code: "necessity", subjects: ["meetings"], figures: [] },
    { code: "accounts", subjects: [], figures: [] },
    { code: "sustainability", subjects: ["sustainability"], figures: ["strategy.agreements"] },
    { code: "outlook", subjects: ["outlook"], figures: [] },
  ],
};

type Words = {
  readonly titles: Readonly<Record<string, string>>;
  /** What is written first in a section, before what the data say. */
  readonly first: (code: string, of: { readonly site: string; readonly period: Period }) => readonly string[];
};

const wordsOf: Readonly<Record<Language, Words>> = {
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

const longestDraft = 20_000;

/** Whole lines only, as many as fit. */
function joined(lines: readonly string[]): string {
  let text = "";
  for (const line of lines) {
    const next = text === "" ? line : `${text}\n${line}`;
    if (next.length > longestDraft) break;
    text = next;
  }
  return text;
}

export type Draft = { readonly code: string; readonly title: string; readonly text: string; readonly figures: readonly string[] };
type Of = { readonly kind: ReportKind; readonly language: Language; readonly site: string; readonly period: Period };

function draftOf(plan: Plan, passages: readonly Passage[], of: Of): Draft {
  const words = wordsOf[of.language];
  const told = plan.subjects.flatMap((subject) => passages.filter((one) => one.subject === subject).flatMap((one) => one.lines));
  return {
    code: plan.code,
    title: words.titles[plan.code] ?? plan.code,
    text: joined([...words.first(plan.code, of), ...told].map((line) => line.replaceAll("\n", " ").trim())),
    figures: plan.figures,
  };
}

/** The usual sections of a kind, each with what the data say. */
export const draftReport = (passages: readonly Passage[], of: Of): Draft[] => plans[of.kind].map((plan) => draftOf(plan, passages, of));

/** The same for one section; of one that somebody added the data say nothing. */
export function draftSection(code: string | null, passages: readonly Passage[], of: Of): string {
  const plan = plans[of.kind].find((one) => one.code === code);
  return plan ? draftOf(plan, passages, of).text : "";
}
