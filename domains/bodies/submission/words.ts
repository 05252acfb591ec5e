import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";

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

export const submissionWordsOf = {
  de: {
    kinds: { for_decision: "Beschlussvorlage", for_information: "Mitteilungsvorlage" },
    number: "Vorlage Nr.",
    addressee: "Gremium der Politik",
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
    addressee: "Political committee",
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
