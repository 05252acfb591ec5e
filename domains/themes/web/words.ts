import type { TextKey, Translate } from "../../../platform/web/texts.ts";
import type { StairStep } from "../../../platform/web/page/stair.tsx";
import type { AnswerView } from "../contract.ts";

/** The coordinator's own sentence, else the house's for this step. */
export function sentenceOf(t: Translate, answer: Pick<AnswerView, "sentence" | "code">): string {
  return answer.sentence ?? t(`themes.answer.${answer.code}` satisfies TextKey);
}

export function stairStep(reached: number): StairStep {
  return Math.min(7, Math.max(1, reached)) as StairStep;
}

/** A title that is only the beginning of the text gives way to the text itself. */
export function headlineOf(report: { readonly title: string; readonly excerpt: string }): string {
  return report.title.endsWith("…") && report.excerpt.startsWith(report.title.slice(0, -1)) ? report.excerpt : report.title;
}

const mostAround = 40;

/** What stands before and after a place in a text: whole words, and an ellipsis only where something was left out. */
export function wordsAround(whole: string, place: { readonly start: number; readonly end: number }): { before: string; after: string } {
  const before = whole.slice(0, place.start);
  const after = whole.slice(place.end);
  return {
    before: before.length > mostAround ? `… ${before.slice(-mostAround).replace(/^\S*\s+/, "")}` : before,
    after: after.length > mostAround ? `${after.slice(0, mostAround).replace(/\s+\S*$/, "")} …` : after,
  };
}
