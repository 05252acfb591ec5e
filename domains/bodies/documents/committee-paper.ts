import { today } from "../../../platform/server/clock.ts";
import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { typeset } from "../../../platform/server/paper/typeset.ts";
import type { CommitteePaperView } from "../committee/contract.ts";

/** What a first draft says beside what it takes from the decision. */
export const draftWordsOf: Readonly<
  Record<
    Language,
    {
      readonly decided: (body: string, day: string) => string;
      readonly owner: (who: string, until: string | null) => string;
      readonly noted: (wording: string) => string;
    }
  >
> = {
  de: {
    decided: (body, day) => `${body} hat dies am ${dayInWords(day, "de")} festgelegt.`,
    owner: (who, until) => `Zuständig: ${who}${until === null ? "" : `, bis ${dayInWords(until, "de")}`}.`,
    noted: (wording) => `Der Ausschuss nimmt zur Kenntnis: ${wording}`,
  },
  en: {
    decided: (body, day) => `${body} decided this on ${dayInWords(day, "en")}.`,
    owner: (who, until) => `Responsible: ${who}${until === null ? "" : `, by ${dayInWords(until, "en")}`}.`,
    noted: (wording) => `The committee takes note: ${wording}`,
  },
};

const wordsOf = {
  de: {
    kinds: { for_decision: "Beschlussvorlage", for_information: "Mitteilungsvorlage" },
    number: "Vorlage Nr.",
    committee: "Gremium der Politik",
    meeting: "Sitzung am",
    publicly: "Beratung",
    isPublic: "öffentlich",
    isNotPublic: "nicht öffentlich",
    draft: "Entwurf: noch nicht vorgelegt.",
    proposals: { for_decision: "Beschlussvorschlag", for_information: "Vorschlag" },
    reasons: "Sachverhalt",
    cost: "Finanzielle Auswirkungen",
    noCost: "Keine.",
    result: "Ergebnis der Beratung",
    results: {
      approved: "beschlossen",
      approved_changed: "mit Änderungen beschlossen",
      noted: "zur Kenntnis genommen",
      referred_back: "zurückverwiesen",
      rejected: "abgelehnt",
    },
    file: "Vorlage",
  },
  en: {
    kinds: { for_decision: "Paper for decision", for_information: "Paper for information" },
    number: "Paper no.",
    committee: "Political committee",
    meeting: "Meeting on",
    publicly: "Discussed",
    isPublic: "in public",
    isNotPublic: "not in public",
    draft: "Draft: not submitted yet.",
    proposals: { for_decision: "Proposed decision", for_information: "Proposal" },
    reasons: "Facts",
    cost: "Financial effects",
    noCost: "None.",
    result: "Result",
    results: {
      approved: "approved",
      approved_changed: "approved with changes",
      noted: "noted",
      referred_back: "referred back",
      rejected: "rejected",
    },
    file: "paper",
  },
} as const;

export function committeePaperContent(paper: CommitteePaperView, language: Language) {
  const words = wordsOf[language];
  return {
    facts: [
      ...(paper.number === null ? [] : [{ label: words.number, value: paper.number }]),
      { label: words.committee, value: paper.committeeName },
      ...(paper.meetingOn === null ? [] : [{ label: words.meeting, value: dayInWords(paper.meetingOn, language) }]),
      { label: words.publicly, value: paper.isPublic ? words.isPublic : words.isNotPublic },
    ],
    parts: [
      { label: words.proposals[paper.kind], text: paper.proposal, is_boxed: true },
      { label: words.reasons, text: paper.reasons, is_boxed: false },
      { label: words.cost, text: paper.cost === "" ? words.noCost : paper.cost, is_boxed: false },
      ...(paper.result === null
        ? []
        : [
            {
              label: words.result,
              text: [
                `${words.results[paper.result]}${paper.resultOn === null ? "" : `, ${dayInWords(paper.resultOn, language)}`}`,
                ...(paper.resultWords === null ? [] : [paper.resultWords]),
              ].join("\n"),
              is_boxed: false,
            },
          ]),
    ].filter((part) => part.text !== ""),
  };
}

export async function committeePaperPdf(paper: CommitteePaperView, siteName: string, language: Language): Promise<Buffer> {
  const words = wordsOf[language];
  const sheet = {
    language,
    site: siteName,
    today: today(),
    title: `${words.kinds[paper.kind]}: ${paper.subject}`,
    kind: words.kinds[paper.kind],
    heading: paper.subject,
    notice: paper.state === "draft" ? words.draft : "",
  };
  return await typeset(new URL("./committee-paper.typ", import.meta.url), sheet, committeePaperContent(paper, language));
}

export function committeePaperName(paper: CommitteePaperView, language: Language): string {
  return `${wordsOf[language].file}-${paper.meetingOn ?? today()}`;
}
