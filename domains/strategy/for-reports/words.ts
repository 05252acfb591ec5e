import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { toBeAdded } from "../../../platform/server/report-source.ts";

type FigureWords = { readonly label: string; readonly unit: string; readonly definition: string };

type Words = {
  readonly group: string;
  readonly source: string;
  readonly subGoals: FigureWords;
  readonly subGoalsReached: FigureWords;
  readonly agreements: FigureWords;
  readonly goal: (of: { title: string; subGoals: readonly { title: string; sign: string; dueOn: string | null }[] }) => readonly string[];
  readonly reached: (of: { title: string; on: string }) => string;
  readonly milestoneReached: (of: { title: string; on: string }) => string;
  readonly moved: (of: { title: string; from: string | null; to: string | null; reason: string }) => string;
  readonly overdue: (of: { title: string; due: string }) => string;
  readonly agreement: (of: { title: string; until: string; parties: readonly string[] }) => string;
  readonly next: (of: { title: string; due: string }) => string;
};

const de = (on: string) => dayInWords(on, "de");
const en = (on: string) => dayInWords(on, "en");

export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    group: "Ziele und Vereinbarungen",
    source: "Verbund, Handlungsrahmen des Standorts",
    subGoals: { label: "Teilziele", unit: "", definition: "Teilziele im Handlungsrahmen des Standorts am genannten Tag." },
    subGoalsReached: {
      label: "Erreichte Teilziele",
      unit: "",
      definition: "Teilziele, die im Zeitraum als erreicht eingetragen wurden.",
    },
    agreements: {
      label: "Laufende Zielvereinbarungen",
      unit: "",
      definition: "Zielvereinbarungen, die am genannten Tag unterschrieben sind und gelten.",
    },
    goal: ({ title, subGoals }) => [
      `Rahmenziel: ${title}`,
      ...subGoals.map(
        (one) =>
          `– ${one.title}${one.dueOn === null ? "" : ` (bis ${de(one.dueOn)})`}${one.sign === "" ? "" : `. Daran merken wir es: ${one.sign}`}`,
      ),
    ],
    reached: ({ title, on }) => `Teilziel erreicht am ${de(on)}: ${title}`,
    milestoneReached: ({ title, on }) => `Meilenstein erreicht am ${de(on)}: ${title}`,
    moved: ({ title, from, to, reason }) =>
      `Meilenstein „${title}“ wurde ${from === null ? "" : `vom ${de(from)} `}${to === null ? "auf unbestimmte Zeit" : `auf den ${de(to)}`} verschoben. Grund: ${reason}`,
    overdue: ({ title, due }) => `Meilenstein „${title}“ war für den ${de(due)} geplant und ist noch nicht erreicht. Grund: ${toBeAdded}`,
    agreement: ({ title, until, parties }) => `Zielvereinbarung „${title}“ mit ${parties.join(", ")}, gültig bis ${de(until)}.`,
    next: ({ title, due }) => `Meilenstein bis ${de(due)}: ${title}`,
  },
  en: {
    group: "Goals and agreements",
    source: "Verbund, strategic framework of the site",
    subGoals: { label: "Sub-goals", unit: "", definition: "Sub-goals in the strategic framework of the site on the day given." },
    subGoalsReached: { label: "Sub-goals reached", unit: "", definition: "Sub-goals entered as reached within the period." },
    agreements: {
      label: "Target agreements running",
      unit: "",
      definition: "Target agreements that are signed and hold on the day given.",
    },
    goal: ({ title, subGoals }) => [
      `Framework goal: ${title}`,
      ...subGoals.map(
        (one) =>
          `– ${one.title}${one.dueOn === null ? "" : ` (by ${en(one.dueOn)})`}${one.sign === "" ? "" : `. How we shall see it: ${one.sign}`}`,
      ),
    ],
    reached: ({ title, on }) => `Sub-goal reached on ${en(on)}: ${title}`,
    milestoneReached: ({ title, on }) => `Milestone reached on ${en(on)}: ${title}`,
    moved: ({ title, from, to, reason }) =>
      `Milestone “${title}” was moved${from === null ? "" : ` from ${en(from)}`}${to === null ? " without a new day" : ` to ${en(to)}`}. Reason: ${reason}`,
    overdue: ({ title, due }) => `Milestone “${title}” was planned for ${en(due)} and is not reached yet. Reason: ${toBeAdded}`,
    agreement: ({ title, until, parties }) => `Target agreement “${title}” with ${parties.join(", ")}, holding until ${en(until)}.`,
    next: ({ title, due }) => `Milestone by ${en(due)}: ${title}`,
  },
};
