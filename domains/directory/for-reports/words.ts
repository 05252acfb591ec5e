import type { Language } from "../../../platform/server/paper/days.ts";

type FigureWords = { readonly label: string; readonly unit: string; readonly definition: string };

export const wordsOf: Readonly<
  Record<Language, { readonly group: string; readonly source: string; readonly offers: FigureWords; readonly languages: FigureWords }>
> = {
  de: {
    group: "Verzeichnis",
    source: "Verbund, Verzeichnis der Angebote",
    offers: {
      label: "Angebote im Verzeichnis",
      unit: "",
      definition: "Seiten des Verzeichnisses mit Text, die am genannten Tag zu finden waren.",
    },
    languages: {
      label: "Sprachen im Verzeichnis",
      unit: "",
      definition: "Sprachen, in denen mindestens eine Seite des Verzeichnisses am genannten Tag zu lesen war.",
    },
  },
  en: {
    group: "Directory",
    source: "Verbund, directory of offers",
    offers: {
      label: "Offers in the directory",
      unit: "",
      definition: "Pages of the directory with a text that could be found on the day given.",
    },
    languages: {
      label: "Languages of the directory",
      unit: "",
      definition: "Languages in which at least one page of the directory could be read on the day given.",
    },
  },
};
