import type { ActingRole, Notice, ReconstructionBreak, ReconstructionContent, ReconstructionStep, Worksheet } from "./contract.ts";
import { notRare, rareWord } from "./rules-rare-words.ts";

// A reconstruction tells a case in weeks and roles. What could still betray somebody is found here as far as rules can find it.

export const emptyWorksheet: Worksheet = { breaks: [], potentials: "", lesson: "" };

/** Whole weeks since the first day: a day that is a date in one case alone becomes a number that stands in many. */
export function weekOf(startOn: string, on: string): number {
  return Math.max(0, Math.floor((Date.parse(`${on}T00:00:00Z`) - Date.parse(`${startOn}T00:00:00Z`)) / 604_800_000));
}

/** Kinds of offices that a site has few of, or that say much about a person, are told as something wider. */
const roleOfKind: Readonly<Record<string, ActingRole>> = {
  case_management: "case_management",
  counselling: "counselling",
  addiction_counselling: "counselling",
  auslaenderbehoerde: "auslaenderbehoerde",
  einbuergerungsbehoerde: "einbuergerungsbehoerde",
  jobcenter: "jobcenter",
  social_office: "social_office",
  youth_office: "youth_office",
  health_office: "health_office",
  employment_agency: "employment_agency",
  school: "school",
  course_provider: "course_provider",
  child_care: "child_care",
  chamber: "chamber",
};
export const roleOfUnit = (kind: string | undefined): ActingRole => (kind === undefined ? "other" : (roleOfKind[kind] ?? "other"));

/** By week; what happened in the same week stays in the order in which it was told. */
export function inOrder<Step extends Pick<ReconstructionStep, "week">>(steps: readonly Step[]): Step[] {
  return steps.toSorted((a, b) => a.week - b.week);
}

export function weeksOf(content: Pick<ReconstructionContent, "steps">): number {
  const weeks = content.steps.map((step) => step.week);
  return weeks.length === 0 ? 0 : Math.max(...weeks) - Math.min(...weeks);
}

export const isTold = (one: ReconstructionBreak): boolean => one.broke !== "" || one.why !== "" || one.needed !== "";

/** Begins at week 0, and breaks stand only at steps that are there: as it is kept. */
export function tidied(content: ReconstructionContent, sheet: Worksheet): { content: ReconstructionContent; worksheet: Worksheet } {
  const first = content.steps.length === 0 ? 0 : Math.min(...content.steps.map((step) => step.week));
  const ids = new Set(content.steps.map((step) => step.id));
  return {
    content: { ...content, steps: inOrder(content.steps).map((step) => ({ ...step, week: step.week - first })) },
    worksheet: { ...sheet, breaks: sheet.breaks.filter((one) => ids.has(one.stepId)) },
  };
}

/** All free text with the name of its place, in the order in which people read it. */
export function wordsOf(content: ReconstructionContent, sheet: Worksheet): { field: string; text: string }[] {
  const told: { field: string; text: string }[] = [
    { field: "title", text: content.title },
    { field: "situation", text: content.situation },
  ];
  for (const step of inOrder(content.steps)) {
    told.push({ field: `what:${step.id}`, text: step.what });
    const one = sheet.breaks.find((it) => it.stepId === step.id);
    if (one) for (const part of ["broke", "why", "needed"] as const) told.push({ field: `${part}:${step.id}`, text: one[part] });
  }
  told.push({ field: "potentials", text: sheet.potentials }, { field: "lesson", text: sheet.lesson });
  return told.filter((one) => one.text !== "");
}

export function rareWordsOf(texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(rareWord)].map((match) => match[0]));
  return [...new Set(found.filter((word) => !notRare.test(word)))].slice(0, 20);
}

/** Below this many weeks between two things that happened, somebody who knows one of them knows the other. */
const closeWeeks = 2;
const manySteps = 20;

/** What a second person looks at before the release, as far as it can be counted. The first always stands there. */
export function noticesOf(content: ReconstructionContent, sheet: Worksheet): Notice[] {
  const notices: Notice[] = [{ code: "read_as_stranger", count: 0, words: [] }];
  const steps = inOrder(content.steps);
  const close = steps.filter(
    (step, at) => at > 0 && step.week !== steps[at - 1]!.week && step.week - steps[at - 1]!.week < closeWeeks,
  ).length;
  // in steps of four weeks nothing is close
  const isFine = steps.some((step) => step.week % coarse !== 0);
  if (isFine && close > 0) notices.push({ code: "close_weeks", count: close, words: [] });
  const named = new Set(steps.flatMap((step) => step.unitId ?? [])).size;
  if (named > 0) notices.push({ code: "named_units", count: named, words: [] });
  const rare = rareWordsOf(wordsOf(content, sheet).map((one) => one.text));
  if (rare.length > 0) notices.push({ code: "rare_words", count: rare.length, words: rare });
  if (steps.length > manySteps) notices.push({ code: "many_steps", count: steps.length, words: [] });
  if (!sheet.breaks.some(isTold)) notices.push({ code: "little_told", count: 0, words: [] });
  return notices;
}

/** Weeks of one month are told alike: the order stays, the fingerprint goes. */
const coarse = 4;
export function inCoarseWeeks(content: ReconstructionContent): ReconstructionContent {
  return { ...content, steps: content.steps.map((step) => ({ ...step, week: Math.round(step.week / coarse) * coarse })) };
}

/** What is missing before somebody else can read it. */
export function faultsOf(content: ReconstructionContent): { field: string; code: string }[] {
  const faults: { field: string; code: string }[] = [];
  if (content.title === "") faults.push({ field: "title", code: "required" });
  if (content.steps.length < 2) faults.push({ field: "steps", code: "two_steps" });
  for (const step of content.steps) if (step.what === "") faults.push({ field: `what:${step.id}`, code: "required" });
  return faults;
}
