import type { PaperFields } from "../contract.ts";
import type { SuggestionState } from "./contract.ts";

/** What a dossier gives to a paper. */
export type DossierFacts = {
  readonly title: string;
  readonly sentence: string;
  readonly number: { readonly value: string; readonly unit: string; readonly note: string } | null;
  readonly statements: readonly { readonly by: string; readonly words: string }[];
  readonly organisations: readonly string[];
  /** Until when it may be agreed, in words. */
  readonly until: string;
};

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most - 2);
  return `${part.slice(0, Math.max(part.lastIndexOf(" "), most - 60))} …`;
}

/** The words of a first draft, in the language of the paper. */
export type DraftWords = {
  readonly question: (title: string) => string;
  readonly number: (value: string, unit: string, note: string) => string;
  readonly voice: (by: string, words: string) => string;
  readonly nobody: string;
  readonly proposal: (who: string, title: string, until: string) => string;
  readonly mark: (value: string, unit: string) => string;
  readonly options: readonly string[];
};

/** A paper as the dossier has it: the sentence, the one number, what was said, a wording that can be decided, and other ways. */
export function draftOfPaper(facts: DossierFacts, words: DraftWords): PaperFields {
  const background = [
    facts.sentence,
    ...(facts.number ? [words.number(facts.number.value, facts.number.unit, facts.number.note)] : []),
    ...facts.statements.map((one) => words.voice(one.by, one.words)),
  ].filter((part) => part !== "");
  const who = facts.organisations.length === 0 ? words.nobody : facts.organisations.join(", ");
  const proposal = [
    words.proposal(who, facts.title, facts.until),
    ...(facts.number ? [words.mark(facts.number.value, facts.number.unit)] : []),
  ];
  return {
    question: cut(words.question(facts.title), 300),
    background: cut(background.join("\n"), 2000),
    proposal: cut(proposal.join(" "), 1500),
    options: [...words.options],
  };
}

/** Why a suggestion cannot be answered or taken back any more. */
export function refusalOfAnswer(state: SuggestionState): "already_answered" | "withdrawn" | undefined {
  if (state === "open") return undefined;
  return state === "withdrawn" ? "withdrawn" : "already_answered";
}
