import { IntlMessageFormat } from "intl-messageformat";
import { createContext, createElement, Fragment, type ReactNode, useContext } from "react";
import type { Language } from "./preferences.ts";
import type { de } from "./texts.de.ts";

/**
 * The texts of all domains. Each adds its own in its `web/index.ts`:
 * `declare module "../../../platform/web/texts.ts" { interface Texts extends TextsOf<typeof de> {} }`
 */
export interface Texts extends TextsOf<typeof de> {}
export type TextsOf<Messages> = { readonly [Key in keyof Messages]: string };
export type TextKey = Extract<keyof Texts, string>;

type Plain = string | number | boolean | null | undefined;
export type TextValues = Readonly<Record<string, Plain>>;
export type RichValues = Readonly<Record<string, Plain | ReactNode | ((parts: ReactNode) => ReactNode)>>;

export type Translate = {
  (key: TextKey, values?: TextValues): string;
  /** With elements for its placeholders; `<b>` is known, other tags take a function of their content. */
  rich: (key: TextKey, values: RichValues) => ReactNode;
  /** The text if there is one: for codes that a newer server may know and this page does not yet. */
  maybe: (key: string, values?: TextValues) => string | undefined;
};

const strong = (parts: ReactNode) => createElement("strong", null, parts);
const withKeys = (parts: ReactNode): ReactNode => (Array.isArray(parts) ? createElement(Fragment, null, ...(parts as ReactNode[])) : parts);

/** Makes the texts of one language speak. Each message is parsed when it is first needed. */
export function translator(language: Language | "ar", messages: Readonly<Record<string, string>>): Translate {
  const parsed = new Map<string, IntlMessageFormat>();
  const formatOf = (key: string, message: string): IntlMessageFormat => {
    const known = parsed.get(key);
    if (known) return known;
    const made = new IntlMessageFormat(message, language === "en" ? "en-GB" : language);
    parsed.set(key, made);
    return made;
  };
  const maybe = (key: string, values?: TextValues): string | undefined => {
    const message = messages[key];
    if (message === undefined) return undefined;
    return message.includes("{") || message.includes("'") || message.includes("<")
      ? String(formatOf(key, message).format(values))
      : message;
  };
  const speak = (key: TextKey, values?: TextValues): string => maybe(key, values) ?? key;
  const rich = (key: TextKey, values: RichValues): ReactNode => {
    const message = messages[key];
    if (message === undefined) return key;
    const tags: Record<string, unknown> = { b: (parts: ReactNode) => strong(withKeys(parts)) };
    for (const [name, value] of Object.entries(values))
      tags[name] = typeof value === "function" ? (parts: ReactNode) => value(withKeys(parts)) : value;
    return withKeys(formatOf(key, message).format<ReactNode>(tags as never) as ReactNode);
  };
  return Object.assign(speak, { rich, maybe });
}

export type Words = { readonly language: Language; readonly t: Translate };
export const WordsContext = createContext<Words>({ language: "de", t: translator("de", {}) });

/** `const t = useTexts(); t("cases.caseload.title", { n: 3 })` */
export function useTexts(): Translate {
  return useContext(WordsContext).t;
}

export function useLanguage(): Language {
  return useContext(WordsContext).language;
}

/** The label of a code of a site's vocabulary (`getSite` of network gives them); the code itself where none is known. */
export function labelOf(
  entries: readonly { readonly code: string; readonly de: string; readonly en: string }[] | undefined,
  code: string,
  language: Language,
): string {
  return entries?.find((entry) => entry.code === code)?.[language] ?? code;
}

/** `const label = useLabel(site.vocabularies); label("field_of_action", code)` */
export function useLabel(
  vocabularies: Readonly<Record<string, readonly { readonly code: string; readonly de: string; readonly en: string }[]>> | undefined,
): (vocabulary: string, code: string) => string {
  const language = useLanguage();
  return (vocabulary, code) => {
    const words = vocabularies?.[vocabulary];
    // a word that has ended still labels what was chosen before
    return labelOf(words?.some((one) => one.code === code) ? words : (vocabularies?.[`ended:${vocabulary}`] ?? words), code, language);
  };
}
