import type { FeedbackView } from "../contract.ts";

/** What the site owes: checks first, as they have an end; then what followed from what was given. */
export function waitsForSite(feedback: readonly FeedbackView[]): FeedbackView[] {
  return [
    ...feedback.filter((one) => one.abilities.check).sort((a, b) => ((a.dueOn ?? "") < (b.dueOn ?? "") ? -1 : 1)),
    ...feedback.filter((one) => one.abilities.recordConsequence && one.consequences.length === 0),
  ];
}
