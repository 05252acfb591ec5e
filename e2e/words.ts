import { globSync } from "node:fs";
import { join } from "node:path";
import { type TextKey, type Translate, translator } from "../platform/web/texts.ts";
import type { TextValues } from "../platform/web/texts.ts";

export type Language = "de" | "en";
export type { TextKey, TextValues, Translate };

const root = join(import.meta.dirname, "..");
const read = new Map<Language, Promise<Translate>>();

async function gather(language: Language): Promise<Translate> {
  const files = globSync(
    ["platform/web", "domains/*/web/**"].map((folder) => `${folder}/texts.${language}.ts`),
    { cwd: root },
  );
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<Record<Language, Record<string, string>>>));
  return translator(language, Object.assign({}, ...modules.map((module) => module[language])) as Record<string, string>);
}

/** What the pages say in a language, from the same files as the pages: a changed label does not break a journey. */
export function wordsOf(language: Language): Promise<Translate> {
  const known = read.get(language) ?? gather(language);
  read.set(language, known);
  return known;
}
