import type { DraftWords } from "./rules.ts";

/** The words of a first draft, in the language of the paper. */
export const draftWords: Readonly<Record<"de" | "en", DraftWords>> = {
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
