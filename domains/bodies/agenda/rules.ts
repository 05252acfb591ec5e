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

type Words = {
  readonly question: (title: string) => string;
  readonly number: (value: string, unit: string, note: string) => string;
  readonly voice: (by: string, words: string) => string;
  readonly nobody: string;
  readonly proposal: (who: string, title: string, until: string) => string;
  readonly mark: (value: string, unit: string) => string;
  readonly options: readonly string[];
};

/** The words of a first draft, in the language of the paper. */
export const draftWords: Readonly<Record<"de" | "en", Words>> = {
  de: {
    question: (title) => `Was ändern wir, damit es bei „${title}“ besser läuft?`,
    number: (value, unit, note) => `${value} ${unit}${note === "" ? "" : `. ${note}`}`,
    voice: (by, words) => `${by}: „${words}“`,
    nobody: "Die zuständigen Stellen",
    proposal: (who, title, until) => `${who} vereinbaren bis ${until}, wie „${title}“ gelöst wird, und berichten danach in diesem Gremium.`,
    mark: (value, unit) => `Woran wir es merken: heute ${value} ${unit}.`,
    options: [
      "Eine Projektgruppe beauftragen, die bis zur nächsten Sitzung einen Vorschlag macht",
      "Zuerst an einem Ort erproben und nach zwei Quartalen nachsehen",
      "Dem Land vorlegen, weil der Standort es nicht allein lösen kann",
      "Nichts ändern und den Grund allen sagen, die es gemeldet haben",
    ],
  },
  en: {
    question: (title) => `What do we change so that “${title}” goes better?`,
    number: (value, unit, note) => `${value} ${unit}${note === "" ? "" : `. ${note}`}`,
    voice: (by, words) => `${by}: “${words}”`,
    nobody: "The units responsible",
    proposal: (who, title, until) => `${who} agree by ${until} how “${title}” is solved, and report to this body afterwards.`,
    mark: (value, unit) => `How we will notice: today ${value} ${unit}.`,
    options: [
      "Ask a project group for a proposal by the next meeting",
      "Try it in one place first and look at it after two quarters",
      "Put it to the Land, because the site cannot solve it alone",
      "Change nothing, and tell the reason to everybody who reported it",
    ],
  },
};

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most - 2);
  return `${part.slice(0, Math.max(part.lastIndexOf(" "), most - 60))} …`;
}

/** A paper as the dossier has it: the sentence, the one number, what was said, a wording that can be decided, and other ways. */
export function draftOfPaper(facts: DossierFacts, language: "de" | "en"): PaperFields {
  const words = draftWords[language];
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
