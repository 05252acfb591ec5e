import { type AnswerCode, type StairStep, stairSteps } from "./contract.ts";

/** After so many days without any answer a report is shown as unanswered. */
export const daysUntilUnanswered = 56;

/** The step of the stair that an answer stands for; some move nothing. */
export const stepOfCode: Readonly<Partial<Record<AnswerCode, StairStep>>> = {
  received: "reported",
  read: "read",
  joined: "joined",
  merged: "joined",
  split_off: "joined",
  moved_back: "joined",
  on_agenda: "on_agenda",
  agreed: "decided",
  declined: "decided",
  escalated: "decided",
  measure_started: "implemented",
  measure_done: "implemented",
  looked_at: "looked_at",
};

export type GivenAnswer = { readonly code: AnswerCode; readonly on: string };
export type Stair = {
  /** 1 to 7. */
  readonly reached: number;
  readonly ended: "declined" | "closed" | "withdrawn" | null;
  readonly steps: { readonly step: StairStep; readonly reachedOn: string | null }[];
};

/** How far a report has come: each answer in its order climbs, a report taken out of its theme goes back to where it was read, a No ends the stair. */
export function stairOf(report: { readonly reportedOn: string; readonly state: string }, answers: readonly GivenAnswer[]): Stair {
  const reachedOn = new Map<StairStep, string>([["reported", report.reportedOn]]);
  let reached = 1;
  let ended: Stair["ended"] = null;
  const fallTo = (height: number) => {
    reached = Math.min(reached, height);
    for (const step of stairSteps.slice(height)) reachedOn.delete(step);
  };
  for (const answer of answers) {
    const step = stepOfCode[answer.code];
    // the report stands where its theme stands: what follows says how far the other one has come
    if (answer.code === "merged" || answer.code === "split_off" || answer.code === "moved_back") fallTo(3);
    if (step) {
      const height = stairSteps.indexOf(step) + 1;
      if (answer.code === "read" && reached < 2) fallTo(1);
      reached = Math.max(reached, height);
      if (!reachedOn.has(step)) reachedOn.set(step, answer.on);
      ended = answer.code === "declined" ? "declined" : null;
    } else if (answer.code === "taken_out") {
      fallTo(2);
      ended = null;
    } else if (answer.code === "off_agenda" && reached === 4) fallTo(3);
    else if (answer.code === "closed" && reached < 7) ended = "closed";
  }
  if (report.state === "released") reached = Math.max(reached, 2);
  if (report.state === "withdrawn") ended = "withdrawn";
  return { reached, ended, steps: stairSteps.map((step) => ({ step, reachedOn: reachedOn.get(step) ?? null })) };
}

/** Whether the reporter can say what became of it: any time after a decision. */
export function mayBeAskedWhetherSolved(stair: Stair): boolean {
  return stair.ended !== "withdrawn" && (stair.reached >= 5 || stair.ended !== null);
}

/** What a report is called as long as no coordinator gave it a title. */
export function titleOf(words: { readonly title: string | null; readonly text: string }): string {
  return words.title ?? shorten(words.text, 80);
}

/** The beginning of a text, cut between words. */
export function shorten(text: string, length: number): string {
  const flat = text.replaceAll(/\s+/g, " ").trim();
  if (flat.length <= length) return flat;
  const cut = flat.slice(0, length - 1);
  const space = cut.lastIndexOf(" ");
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

export type Mark = { readonly field: string; readonly start: number; readonly end: number; readonly words: string };
export type Kept = { readonly field: string; readonly words: string };

/** Marks that the writer neither replaced nor said to keep. */
export function unresolvedMarks<M extends Mark>(marks: readonly M[], kept: readonly Kept[]): M[] {
  return marks.filter((mark) => !kept.some((one) => one.field === mark.field && one.words === mark.words));
}

/** In which field of action a service stands; for the prefilled form only. */
export const fieldOfService: Readonly<Record<string, string>> = {
  integration_course: "language",
  vocational_language_course: "language",
  placement_test: "language",
  interpreting: "language",
  child_care: "child_care",
  recognition: "work",
  employment: "work",
  training: "education",
  abh_appointment: "residence",
  health_card: "health",
};

const roughSteps = [7, 14, 30, 60, 90, 180, 365];

/**
 * Days lost as an unnamed report keeps them: rounded up to a week, two, a month and so on. The exact number, counted back from the day of the report, is a day that
 * stands in one case alone.
 */
export function roughDays(days: number | null): number | null {
  if (days === null) return null;
  return roughSteps.find((step) => days <= step) ?? Math.min(3_650, Math.ceil(days / 365) * 365);
}
