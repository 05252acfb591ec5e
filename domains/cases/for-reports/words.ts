import type { Language } from "../../../platform/server/paper/days.ts";

type FigureWords = { readonly label: string; readonly unit: string; readonly definition: string };

export const wordsOf: Readonly<
  Record<
    Language,
    {
      readonly group: string;
      readonly talksGroup: string;
      readonly source: string;
      readonly talksSource: string;
      readonly begun: FigureWords;
      readonly closed: FigureWords;
      readonly open: FigureWords;
      readonly talks: FigureWords;
      readonly lengthen: (minimum: number) => string;
      readonly wait: (minimum: number) => string;
      readonly wholeYear: (minimum: number) => string;
    }
  >
> = {
  de: {
    group: "Fälle",
    talksGroup: "Kurzberatungen",
    source: "Verbund, Fallführung des Standorts",
    talksSource: "Verbund, gezählte Kurzberatungen des Standorts",
    begun: {
      label: "Begonnene Fälle",
      unit: "",
      definition: "Fälle, deren Beginn im Zeitraum liegt. Wer später noch einmal begleitet wird, zählt mit jedem Fall.",
    },
    closed: {
      label: "Abgeschlossene Fälle",
      unit: "",
      definition: "Fälle, die im Zeitraum abgeschlossen wurden, gleich wann sie begannen.",
    },
    open: {
      label: "Offene Fälle am Ende des Zeitraums",
      unit: "",
      definition: "Fälle, die am letzten Tag des Zeitraums begonnen und noch nicht abgeschlossen waren.",
    },
    talks: {
      label: "Kurzberatungen",
      unit: "",
      definition: "Gezählte Gespräche ohne Fall, auch ohne Namen. Wer mehrmals kommt, zählt mehrmals.",
    },
    lengthen: (minimum) => `Weniger als ${minimum} oder zum Schutz anderer Zahlen nicht gezeigt. Ein längerer Zeitraum zeigt mehr.`,
    wait: (minimum) => `Weniger als ${minimum} oder zum Schutz anderer Zahlen nicht gezeigt. Mit weiteren Fällen wird die Zahl sichtbar.`,
    wholeYear: (minimum) =>
      `Weniger als ${minimum} oder zum Schutz anderer Zahlen nicht gezeigt. Ein ganzes Kalenderjahr als Zeitraum zeigt mehr.`,
  },
  en: {
    group: "Cases",
    talksGroup: "Short consultations",
    source: "Verbund, case management of the site",
    talksSource: "Verbund, short consultations counted by the site",
    begun: {
      label: "Cases begun",
      unit: "",
      definition: "Cases that began within the period. Somebody accompanied again later counts with each case.",
    },
    closed: {
      label: "Cases closed",
      unit: "",
      definition: "Cases that were closed within the period, whenever they began.",
    },
    open: {
      label: "Cases open at the end of the period",
      unit: "",
      definition: "Cases that had begun and were not yet closed on the last day of the period.",
    },
    talks: {
      label: "Short consultations",
      unit: "",
      definition: "Talks that were counted without a case, also without a name. Somebody who comes several times counts several times.",
    },
    lengthen: (minimum) => `Fewer than ${minimum}, or not shown to protect other figures. A longer period shows more.`,
    wait: (minimum) => `Fewer than ${minimum}, or not shown to protect other figures. With more cases the figure will be seen.`,
    wholeYear: (minimum) => `Fewer than ${minimum}, or not shown to protect other figures. A whole calendar year as the period shows more.`,
  },
};
