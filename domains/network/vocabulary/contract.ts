import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, line, paperLanguage, spreadsheetType, version } from "../../../platform/contract/values.ts";

export const vocabularyName = z.string().regex(/^[a-z][a-z_]{1,39}$/, { error: "unknown_code" });

export const word = z.object({
  code: z.string(),
  de: z.string(),
  en: z.string(),
  /** Rules depend on it: it is relabelled and never ended. */
  builtIn: z.boolean(),
  validUntilOn: day.nullable(),
  /** In how many responsibilities it stands. */
  responsibilities: z.int(),
  version,
});
export type Word = z.infer<typeof word>;

export const vocabularyView = z.object({
  vocabulary: z.string(),
  /** Rules depend on its codes: nothing is put beside them. */
  isClosed: z.boolean(),
  words: z.array(word),
});
export type VocabularyView = z.infer<typeof vocabularyView>;

export const wordLists = z.object({ vocabularies: z.array(vocabularyView) });

export const listWords = endpoint({ method: "GET", path: "/api/network/words", answer: wordLists });

/** All lists below each other. */
export const makeWordsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/network/words/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

const ofWord = z.object({ vocabulary: vocabularyName, code });

/** Adds a word (without a version) or relabels one. Sent twice, a new word is answered as the first. */
export const saveWord = endpoint({
  method: "PUT",
  path: "/api/network/words/:vocabulary/:code",
  params: ofWord,
  body: z.object({ de: line(200), en: line(200), version: version.nullable() }),
  answer: wordLists,
});

/** Gives a word its last day, or takes that back. It stays where it was chosen. */
export const endWord = endpoint({
  method: "POST",
  path: "/api/network/words/:vocabulary/:code/end",
  params: ofWord,
  body: z.object({ validUntilOn: day.nullable(), version }),
  answer: wordLists,
});

/**
 * All codes of a vocabulary in the order in which people choose from them. `known`: the order that was seen before; if it is another one by now, nothing changes
 * (conflict `changed_meanwhile`).
 */
export const orderWords = endpoint({
  method: "PUT",
  path: "/api/network/words/:vocabulary/order",
  params: z.object({ vocabulary: vocabularyName }),
  body: z.object({ codes: z.array(code).min(1).max(300), known: z.array(code).min(1).max(300).optional() }),
  answer: wordLists,
});
