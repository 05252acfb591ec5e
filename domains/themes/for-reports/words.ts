import { dayInWords, type Language } from "../../../platform/server/paper/days.ts";
import { toBeAdded } from "../../../platform/server/report-source.ts";

type FigureWords = { readonly label: string; readonly unit: string; readonly definition: string };
type StateWords = Readonly<Record<string, string>>;

type Words = {
  readonly groups: { readonly reports: string; readonly themes: string; readonly measures: string };
  readonly source: string;
  readonly reports: FigureWords;
  readonly answered: FigureWords;
  readonly answer_weeks: FigureWords;
  readonly themes_named: FigureWords;
  readonly themes_state: (state: string) => FigureWords;
  readonly measures_decided: FigureWords;
  readonly measures_done: FigureWords;
  readonly measures_running: FigureWords;
  readonly measures_late: FigureWords;
  readonly measures_stopped: FigureWords;
  readonly changes: Readonly<Record<"as_expected" | "not_as_expected" | "cannot_say", FigureWords>>;
  readonly lengthen: (minimum: number) => string;
  readonly wait: (minimum: number) => string;
  readonly state: StateWords;
  readonly theme: (of: { title: string; sentence: string | null; state: string; since: string }) => string;
  readonly field: (of: { field: string; themes: readonly string[]; measures: readonly string[] }) => string;
  readonly noField: string;
  readonly measure: (of: { title: string; owner: string; theme: string }) => string;
  readonly done: (on: string) => string;
  readonly running: (due: string) => string;
  readonly planned: (due: string) => string;
  readonly late: (due: string) => string;
  readonly stopped: (reason: string) => string;
  readonly verdict: Readonly<Record<string, (on: string) => string>>;
  readonly awaitsLook: (on: string) => string;
  readonly lateOne: (of: { title: string; owner: string; due: string }) => string;
  readonly stoppedOne: (of: { title: string; reason: string }) => string;
  readonly notAsExpected: (of: { title: string; on: string }) => string;
  readonly anchored: (of: { title: string; anchor: string }) => string;
  readonly next: (of: { title: string; owner: string; due: string }) => string;
  readonly nextLook: (of: { title: string; on: string }) => string;
};

const de = (on: string) => dayInWords(on, "de");
const en = (on: string) => dayInWords(on, "en");

const stateDe: StateWords = {
  named: "benannt",
  on_agenda: "auf der Tagesordnung",
  in_project_group: "in einer Projektgruppe",
  measure_agreed: "Strukturmaßnahme vereinbart",
  running: "Strukturmaßnahme läuft",
  looked_at: "Veränderung angesehen",
  closed: "abgeschlossen",
  declined: "abgelehnt",
  escalated: "an das Land gegeben",
};
const stateEn: StateWords = {
  named: "named",
  on_agenda: "on an agenda",
  in_project_group: "in a project group",
  measure_agreed: "measure agreed",
  running: "measure running",
  looked_at: "change looked at",
  closed: "closed",
  declined: "declined",
  escalated: "handed up to the Land",
};

export const wordsOf: Readonly<Record<Language, Words>> = {
  de: {
    groups: { reports: "Gemeldete Hürden", themes: "Themen", measures: "Strukturmaßnahmen" },
    source: "Verbund, Strukturebene des Standorts",
    reports: {
      label: "Gemeldete Hürden",
      unit: "",
      definition: "Strukturhinweise, die im Zeitraum gemeldet und nicht zurückgezogen wurden.",
    },
    answered: {
      label: "Gemeldete Hürden mit Rückmeldung",
      unit: "",
      definition: "Strukturhinweise aus dem Zeitraum, die bis zum Stand der Zahl mindestens eine Rückmeldung bekommen haben.",
    },
    answer_weeks: {
      label: "Zeit bis zur ersten Rückmeldung, Median",
      unit: "Wochen",
      definition:
        "Mittlere Zeit von der Meldung bis zur ersten Rückmeldung in ganzen Wochen. Was noch ohne Rückmeldung ist, zählt nicht mit. 0 heißt: weniger als eine Woche.",
    },
    themes_named: {
      label: "Neu benannte Themen",
      unit: "",
      definition: "Themen, die im Zeitraum aus Strukturhinweisen gebildet und benannt wurden.",
    },
    themes_state: (state) => ({
      label: `Themen: ${stateDe[state] ?? state}`,
      unit: "",
      definition: "Benannte Themen des Standorts mit diesem Stand am genannten Tag.",
    }),
    measures_decided: {
      label: "Vereinbarte Strukturmaßnahmen",
      unit: "",
      definition: "Strukturmaßnahmen, die im Zeitraum vereinbart wurden.",
    },
    measures_done: {
      label: "Erledigte Strukturmaßnahmen",
      unit: "",
      definition: "Strukturmaßnahmen, die im Zeitraum umgesetzt wurden.",
    },
    measures_running: {
      label: "Laufende Strukturmaßnahmen",
      unit: "",
      definition: "Strukturmaßnahmen, die am genannten Tag begonnen und noch nicht umgesetzt waren, auch überfällige.",
    },
    measures_late: {
      label: "Überfällige Strukturmaßnahmen",
      unit: "",
      definition: "Strukturmaßnahmen, die geplant sind oder laufen und deren Frist am genannten Tag vorbei war.",
    },
    measures_stopped: {
      label: "Abgebrochene Strukturmaßnahmen",
      unit: "",
      definition: "Strukturmaßnahmen, die im Zeitraum ohne Ergebnis beendet wurden.",
    },
    changes: {
      as_expected: {
        label: "Veränderungen: wie erwartet",
        unit: "",
        definition: "Strukturmaßnahmen, deren Veränderung im Zeitraum zuletzt angesehen wurde und so war, wie vorher erklärt.",
      },
      not_as_expected: {
        label: "Veränderungen: nicht wie erwartet",
        unit: "",
        definition: "Strukturmaßnahmen, deren Veränderung im Zeitraum zuletzt angesehen wurde und anders war, als vorher erklärt.",
      },
      cannot_say: {
        label: "Veränderungen: lässt sich nicht sagen",
        unit: "",
        definition: "Strukturmaßnahmen, deren Veränderung im Zeitraum zuletzt angesehen wurde, ohne dass sich etwas sagen ließ.",
      },
    },
    lengthen: (minimum) => `Weniger als ${minimum} oder zum Schutz anderer Zahlen nicht gezeigt. Ein längerer Zeitraum zeigt mehr.`,
    wait: (minimum) =>
      `Weniger als ${minimum} oder zum Schutz anderer Zahlen nicht gezeigt. Mit weiteren Meldungen wird die Zahl sichtbar.`,
    state: stateDe,
    theme: ({ title, sentence, state, since }) =>
      `${title}: ${sentence === null ? "" : `${sentence} `}Stand: ${stateDe[state] ?? state}, seit ${de(since)}.`,
    field: ({ field, themes, measures }) =>
      `${field}: ${[
        ...(themes.length === 0 ? [] : [`${themes.length === 1 ? "Thema" : "Themen"} ${themes.map((one) => `„${one}“`).join(", ")}`]),
        ...(measures.length === 0
          ? []
          : [`${measures.length === 1 ? "Strukturmaßnahme" : "Strukturmaßnahmen"} ${measures.map((one) => `„${one}“`).join(", ")}`]),
      ].join("; ")}.`,
    noField: "Ohne Handlungsfeld",
    measure: ({ title, owner, theme }) => `${title} (${owner}; zum Thema „${theme}“):`,
    done: (on) => `umgesetzt am ${de(on)}.`,
    running: (due) => `läuft, Frist ${de(due)}.`,
    planned: (due) => `geplant, Frist ${de(due)}.`,
    late: (due) => `überfällig seit ${de(due)}.`,
    stopped: (reason) => `abgebrochen: ${reason}`,
    verdict: {
      as_expected: (on) => `Veränderung, angesehen am ${de(on)}: wie erwartet.`,
      not_as_expected: (on) => `Veränderung, angesehen am ${de(on)}: nicht wie erwartet.`,
      cannot_say: (on) => `Veränderung, angesehen am ${de(on)}: Es lässt sich noch nichts sagen.`,
    },
    awaitsLook: (on) => `Die Veränderung wird ab ${de(on)} angesehen.`,
    lateOne: ({ title, owner, due }) =>
      `${title} (${owner}) sollte bis ${de(due)} umgesetzt sein und ist es noch nicht. Grund: ${toBeAdded}`,
    stoppedOne: ({ title, reason }) => `${title} wurde abgebrochen. Grund: ${reason}`,
    notAsExpected: ({ title, on }) => `${title}: Die Veränderung war bei der Ansicht am ${de(on)} nicht wie erwartet. Grund: ${toBeAdded}`,
    anchored: ({ title, anchor }) => `${title} ist verankert: ${anchor}`,
    next: ({ title, owner, due }) => `${title} (${owner}) soll bis ${de(due)} umgesetzt sein.`,
    nextLook: ({ title, on }) => `Ab ${de(on)} wird angesehen, was sich durch „${title}“ verändert hat.`,
  },
  en: {
    groups: { reports: "Gap reports", themes: "Themes", measures: "Measures" },
    source: "Verbund, structure level of the site",
    reports: {
      label: "Gap reports",
      unit: "",
      definition: "Gap reports made within the period and not withdrawn.",
    },
    answered: {
      label: "Gap reports with an answer",
      unit: "",
      definition: "Gap reports of the period that had got at least one answer when the figure was taken.",
    },
    answer_weeks: {
      label: "Time until the first answer, median",
      unit: "weeks",
      definition:
        "Median time from the report to its first answer in whole weeks. What has no answer yet is not counted. 0 means less than a week.",
    },
    themes_named: {
      label: "Themes newly named",
      unit: "",
      definition: "Themes that were made out of gap reports and named within the period.",
    },
    themes_state: (state) => ({
      label: `Themes: ${stateEn[state] ?? state}`,
      unit: "",
      definition: "Named themes of the site in this state on the day given.",
    }),
    measures_decided: {
      label: "Measures agreed",
      unit: "",
      definition: "Measures that were agreed within the period.",
    },
    measures_done: { label: "Measures done", unit: "", definition: "Measures that were put into practice within the period." },
    measures_running: {
      label: "Measures running",
      unit: "",
      definition: "Measures that had begun and were not done on the day given, late ones included.",
    },
    measures_late: {
      label: "Measures late",
      unit: "",
      definition: "Measures planned or running whose deadline was over on the day given.",
    },
    measures_stopped: {
      label: "Measures stopped",
      unit: "",
      definition: "Measures that were ended without a result within the period.",
    },
    changes: {
      as_expected: {
        label: "Changes: as expected",
        unit: "",
        definition: "Measures whose change was last looked at within the period and was as declared beforehand.",
      },
      not_as_expected: {
        label: "Changes: not as expected",
        unit: "",
        definition: "Measures whose change was last looked at within the period and was not as declared beforehand.",
      },
      cannot_say: {
        label: "Changes: cannot say",
        unit: "",
        definition: "Measures whose change was last looked at within the period without anything to be said.",
      },
    },
    lengthen: (minimum) => `Fewer than ${minimum}, or not shown to protect other figures. A longer period shows more.`,
    wait: (minimum) => `Fewer than ${minimum}, or not shown to protect other figures. With more reports the figure will be seen.`,
    state: stateEn,
    theme: ({ title, sentence, state, since }) =>
      `${title}: ${sentence === null ? "" : `${sentence} `}State: ${stateEn[state] ?? state}, since ${en(since)}.`,
    field: ({ field, themes, measures }) =>
      `${field}: ${[
        ...(themes.length === 0 ? [] : [`${themes.length === 1 ? "theme" : "themes"} ${themes.map((one) => `“${one}”`).join(", ")}`]),
        ...(measures.length === 0
          ? []
          : [`${measures.length === 1 ? "measure" : "measures"} ${measures.map((one) => `“${one}”`).join(", ")}`]),
      ].join("; ")}.`,
    noField: "Without a field of action",
    measure: ({ title, owner, theme }) => `${title} (${owner}; theme “${theme}”):`,
    done: (on) => `done on ${en(on)}.`,
    running: (due) => `running, due ${en(due)}.`,
    planned: (due) => `planned, due ${en(due)}.`,
    late: (due) => `late since ${en(due)}.`,
    stopped: (reason) => `stopped: ${reason}`,
    verdict: {
      as_expected: (on) => `Change, looked at on ${en(on)}: as expected.`,
      not_as_expected: (on) => `Change, looked at on ${en(on)}: not as expected.`,
      cannot_say: (on) => `Change, looked at on ${en(on)}: nothing can be said yet.`,
    },
    awaitsLook: (on) => `The change will be looked at from ${en(on)}.`,
    lateOne: ({ title, owner, due }) => `${title} (${owner}) was to be done by ${en(due)} and is not yet. Reason: ${toBeAdded}`,
    stoppedOne: ({ title, reason }) => `${title} was stopped. Reason: ${reason}`,
    notAsExpected: ({ title, on }) => `${title}: the change was not as expected when it was looked at on ${en(on)}. Reason: ${toBeAdded}`,
    anchored: ({ title, anchor }) => `${title} is anchored: ${anchor}`,
    next: ({ title, owner, due }) => `${title} (${owner}) is to be done by ${en(due)}.`,
    nextLook: ({ title, on }) => `From ${en(on)} it will be looked at what changed through “${title}”.`,
  },
};
