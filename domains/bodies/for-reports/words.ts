import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";

type FigureWords = { readonly label: string; readonly unit: string; readonly definition: string };
type Outcome = "agreed" | "postponed" | "declined" | "escalated";

type Words = {
  readonly groups: { readonly meetings: string; readonly decisions: string };
  readonly source: string;
  readonly kind: Readonly<Record<string, string>>;
  readonly meetings: FigureWords;
  readonly meetingsOf: (kind: string) => FigureWords;
  readonly decisions: FigureWords;
  readonly outcome: Readonly<Record<Outcome, FigureWords>>;
  readonly done: FigureWords;
  readonly met: (of: { body: string; days: readonly string[] }) => string;
  readonly decided: (of: { on: string; body: string; outcome: string; wording: string }) => string;
  readonly owner: (of: { owner: string; due: string | null }) => string;
  readonly until: (due: string) => string;
  readonly reason: (reason: string) => string;
  readonly state: Readonly<Record<string, string>>;
  readonly next: (of: { body: string; on: string }) => string;
};

const list = (parts: readonly string[], language: Language) =>
  new Intl.ListFormat(language === "de" ? "de-DE" : "en-GB", { type: "conjunction" }).format(parts);
const de = (on: string) => dayInWords(on, "de");
const en = (on: string) => dayInWords(on, "en");
const kindsDe: Readonly<Record<string, string>> = {
  steering_group: "Steuerungsgruppe",
  planning_conference: "Planungskonferenzen",
  project_group: "Projektgruppen",
};
const kindsEn: Readonly<Record<string, string>> = {
  steering_group: "steering group",
  planning_conference: "planning conferences",
  project_group: "project groups",
};
const outcomesDe = { agreed: "vereinbart", postponed: "vertagt", declined: "abgelehnt", escalated: "an das Land gegeben" };
const outcomesEn = { agreed: "agreed", postponed: "postponed", declined: "declined", escalated: "handed up to the Land" };
const sentence = (words: string) => (/[.!?]$/.test(words) ? words : `${words}.`);

export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    groups: { meetings: "Sitzungen", decisions: "Festlegungen" },
    source: "Verbund, Gremien des Standorts",
    kind: kindsDe,
    meetings: {
      label: "Sitzungen",
      unit: "",
      definition: "Sitzungen der Gremien, die im Zeitraum stattfanden und geschlossen sind.",
    },
    meetingsOf: (kind) => ({
      label: `Sitzungen: ${kindsDe[kind] ?? kind}`,
      unit: "",
      definition: "Sitzungen dieser Gremien, die im Zeitraum stattfanden und geschlossen sind.",
    }),
    decisions: {
      label: "Festlegungen",
      unit: "",
      definition: "Festlegungen der Gremien im Zeitraum, gleich mit welchem Ergebnis.",
    },
    outcome: {
      agreed: { label: "Festlegungen: vereinbart", unit: "", definition: "Festlegungen im Zeitraum, die etwas vereinbaren." },
      postponed: { label: "Festlegungen: vertagt", unit: "", definition: "Festlegungen im Zeitraum, die eine Frage vertagen." },
      declined: {
        label: "Festlegungen: abgelehnt",
        unit: "",
        definition: "Festlegungen im Zeitraum, die etwas mit Begründung ablehnen.",
      },
      escalated: {
        label: "Festlegungen: an das Land gegeben",
        unit: "",
        definition: "Festlegungen im Zeitraum, die eine Frage an das Land geben.",
      },
    },
    done: {
      label: "Erledigte Festlegungen",
      unit: "",
      definition: "Vereinbarte Festlegungen aus dem Zeitraum, deren Erledigung berichtet ist.",
    },
    met: ({ body, days }) => `${body} tagte am ${list(days.map(de), "de")}.`,
    decided: ({ on, body, outcome, wording }) => `${de(on)}, ${body}, ${outcomesDe[outcome as Outcome]}: ${sentence(wording)}`,
    owner: ({ owner, due }) => `Zuständig: ${owner}${due === null ? "" : `, bis ${de(due)}`}.`,
    until: (due) => `Frist: ${de(due)}.`,
    reason: (reason) => `Grund: ${sentence(reason)}`,
    state: { open: "Noch offen.", under_way: "In Arbeit.", done: "Erledigt." },
    next: ({ body, on }) => `Nächste Sitzung ${body}: ${de(on)}.`,
  },
  en: {
    groups: { meetings: "Meetings", decisions: "Decisions" },
    source: "Verbund, bodies of the site",
    kind: kindsEn,
    meetings: {
      label: "Meetings",
      unit: "",
      definition: "Meetings of the bodies that were held within the period and are closed.",
    },
    meetingsOf: (kind) => ({
      label: `Meetings: ${kindsEn[kind] ?? kind}`,
      unit: "",
      definition: "Meetings of these bodies that were held within the period and are closed.",
    }),
    decisions: { label: "Decisions", unit: "", definition: "Decisions of the bodies within the period, whatever their outcome." },
    outcome: {
      agreed: { label: "Decisions: agreed", unit: "", definition: "Decisions within the period that agree on something." },
      postponed: { label: "Decisions: postponed", unit: "", definition: "Decisions within the period that postpone a question." },
      declined: { label: "Decisions: declined", unit: "", definition: "Decisions within the period that decline with a reason." },
      escalated: {
        label: "Decisions: handed up to the Land",
        unit: "",
        definition: "Decisions within the period that hand a question up to the Land.",
      },
    },
    done: { label: "Decisions done", unit: "", definition: "Decisions of the period that were agreed and are reported as done." },
    met: ({ body, days }) => `${body} met on ${list(days.map(en), "en")}.`,
    decided: ({ on, body, outcome, wording }) => `${en(on)}, ${body}, ${outcomesEn[outcome as Outcome]}: ${sentence(wording)}`,
    owner: ({ owner, due }) => `Responsible: ${owner}${due === null ? "" : `, by ${en(due)}`}.`,
    until: (due) => `Due: ${en(due)}.`,
    reason: (reason) => `Reason: ${sentence(reason)}`,
    state: { open: "Still open.", under_way: "Under way.", done: "Done." },
    next: ({ body, on }) => `Next meeting of ${body}: ${en(on)}.`,
  },
};
