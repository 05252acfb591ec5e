/** What a language is called by those who speak it, which way it is written, and by which rules of PostgreSQL its words are searched. */
type Written = readonly [name: string, search: string, direction?: "rtl"];

const languages: Readonly<Record<string, Written>> = {
  am: ["አማርኛ", "simple"],
  ar: ["العربية", "arabic", "rtl"],
  az: ["Azərbaycanca", "simple"],
  bg: ["Български", "simple"],
  bs: ["Bosanski", "simple"],
  ckb: ["کوردیی ناوەندی", "simple", "rtl"],
  cs: ["Čeština", "simple"],
  da: ["Dansk", "danish"],
  de: ["Deutsch", "german"],
  "de-si": ["Einfache Sprache", "german"],
  el: ["Ελληνικά", "greek"],
  en: ["English", "english"],
  es: ["Español", "spanish"],
  fa: ["فارسی", "simple", "rtl"],
  fi: ["Suomi", "finnish"],
  fr: ["Français", "french"],
  he: ["עברית", "simple", "rtl"],
  hi: ["हिन्दी", "hindi"],
  hr: ["Hrvatski", "simple"],
  hu: ["Magyar", "hungarian"],
  hy: ["Հայերեն", "armenian"],
  it: ["Italiano", "italian"],
  ja: ["日本語", "simple"],
  ka: ["ქართული", "simple"],
  kmr: ["Kurmancî", "simple"],
  ku: ["Kurmancî", "simple"],
  lt: ["Lietuvių", "lithuanian"],
  lv: ["Latviešu", "simple"],
  mk: ["Македонски", "simple"],
  nl: ["Nederlands", "dutch"],
  pes: ["فارسی", "simple", "rtl"],
  pl: ["Polski", "simple"],
  prs: ["دری", "simple", "rtl"],
  ps: ["پښتو", "simple", "rtl"],
  pt: ["Português", "portuguese"],
  ro: ["Română", "romanian"],
  rom: ["Romani", "simple"],
  ru: ["Русский", "russian"],
  sk: ["Slovenčina", "simple"],
  so: ["Soomaali", "simple"],
  sq: ["Shqip", "simple"],
  sr: ["Српски", "serbian"],
  "sr-latn": ["Srpski", "serbian"],
  "sr-cyrl": ["Српски", "serbian"],
  sv: ["Svenska", "swedish"],
  ta: ["தமிழ்", "tamil"],
  th: ["ไทย", "simple"],
  ti: ["ትግርኛ", "simple"],
  tr: ["Türkçe", "turkish"],
  uk: ["Українська", "simple"],
  ur: ["اردو", "simple", "rtl"],
  vi: ["Tiếng Việt", "simple"],
  yi: ["ייִדיש", "yiddish", "rtl"],
  zh: ["中文", "simple"],
  "zh-cn": ["简体中文", "simple"],
  "zh-hans": ["简体中文", "simple"],
};

export const knownLanguages: readonly string[] = Object.keys(languages);

function writtenAs(code: string): Written | undefined {
  return languages[code] ?? languages[code.split("-")[0] ?? ""];
}

export const languageNameOf = (code: string): string => writtenAs(code)?.[0] ?? code;
export const directionOf = (code: string): "ltr" | "rtl" => writtenAs(code)?.[2] ?? "ltr";
/** A text search configuration that every PostgreSQL brings; words as they are where it knows no stems. */
export const searchRulesOf = (code: string): string => writtenAs(code)?.[1] ?? "simple";
