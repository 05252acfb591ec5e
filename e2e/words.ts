import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type TextKey, type Translate, translator } from "../platform/web/texts.ts";
import type { TextValues } from "../platform/web/texts.ts";

export type Language = "de" | "en";
export type { TextKey, TextValues, Translate };

const root = join(import.meta.dirname, "..");
const read = new Map<Language, Promise<Translate>>();

async function textsIn(folder: string, language: Language): Promise<Record<string, string>> {
  const module = (await import(join(folder, `texts.${language}.ts`))) as Record<Language, Record<string, string>>;
  return module[language];
}

async function gather(language: Language): Promise<Translate> {
  const domains = readdirSync(join(root, "domains"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, "domains", entry.name, "web"))
    .filter((folder) => hasTexts(folder, language));
  const texts = await Promise.all([join(root, "platform", "web"), ...domains].map((folder) => textsIn(folder, language)));
  return translator(language, Object.assign({}, ...texts) as Record<string, string>);
}

function hasTexts(folder: string, language: Language): boolean {
  try {
    return readdirSync(folder).includes(`texts.${language}.ts`);
  } catch {
    return false;
  }
}

/** What the pages say in a language, from the same files as the pages: a changed label does not break a journey. */
export function wordsOf(language: Language): Promise<Translate> {
  const known = read.get(language) ?? gather(language);
  read.set(language, known);
  return known;
}
