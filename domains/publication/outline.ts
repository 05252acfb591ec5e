import type { Language } from "../../platform/server/paper/days.ts";
import type { Passage, PassageSubject } from "../../platform/server/report-source.ts";
import type { ReportKind } from "./contract.ts";
import { outlineWordsOf as wordsOf } from "./outline-words.ts";
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
