import type { Identity } from "./contract.ts";

/** Arabic letters to the Latin consonants that romanisations agree on; vowels are dropped later anyway. */
const arabic: Record<string, string> = {
  ا: "a",
  أ: "a",
  إ: "i",
  آ: "a",
  ى: "a",
  ب: "b",
  ت: "t",
  ث: "th",
  ج: "j",
  ح: "h",
  خ: "kh",
  د: "d",
  ذ: "d",
  ر: "r",
  ز: "z",
  س: "s",
  ش: "sh",
  ص: "s",
  ض: "d",
  ط: "t",
  ظ: "z",
  ع: "",
  غ: "gh",
  ف: "f",
  ق: "q",
  ك: "k",
  ل: "l",
  م: "m",
  ن: "n",
  ه: "h",
  ة: "a",
  و: "w",
  ي: "y",
  ئ: "",
  ء: "",
  ؤ: "w",
  پ: "p",
  چ: "ch",
  ژ: "zh",
  گ: "g",
  ک: "k",
  ی: "y",
};
const cyrillic: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  ґ: "g",
  д: "d",
  е: "e",
  ё: "yo",
  є: "ye",
  ж: "zh",
  з: "z",
  и: "i",
  і: "i",
  ї: "yi",
  й: "y",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
};
const latin: Record<string, string> = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ə: "e" };

/** Articles and particles that one office writes and the next leaves out. */
const particles = new Set([
  "al",
  "el",
  "as",
  "ash",
  "ad",
  "ar",
  "an",
  "at",
  "az",
  "ul",
  "ibn",
  "bin",
  "ben",
  "bint",
  "abu",
  "von",
  "van",
  "de",
  "der",
  "den",
  "da",
  "di",
]);

/** Lower case Latin letters and single spaces. */
export function transliterate(name: string): string {
  const letters = [...name.toLowerCase().normalize("NFKD")]
    .map((letter) => arabic[letter] ?? cyrillic[letter] ?? latin[letter] ?? letter)
    .join("");
  return letters
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/['’ʼ`´.]/g, "")
    .replaceAll(/[^a-z]+/g, " ")
    .trim();
}

/** What all spellings of a name part share: articles gone, sounds that offices write differently joined, vowels and doubling dropped. */
export function skeletonOf(part: string): string {
  const joined = part
    .replaceAll("sch", "s")
    .replaceAll("sh", "s")
    .replaceAll("ch", "k")
    .replaceAll("kh", "k")
    .replaceAll("gh", "g")
    .replaceAll("ph", "f")
    .replaceAll("th", "t")
    .replaceAll("dh", "d")
    .replaceAll("dj", "j")
    .replaceAll("zh", "j")
    .replaceAll("ts", "z")
    .replaceAll("tz", "z")
    .replaceAll("ck", "k")
    .replaceAll("q", "k")
    .replaceAll("c", "k")
    .replaceAll("x", "ks")
    .replaceAll("w", "v");
  const first = joined[0] ?? "";
  const consonants = joined.slice(1).replaceAll(/[aeiouyhv]/g, "");
  const head = /[aeiouy]/.test(first) ? "a" : first;
  return (head + consonants).replaceAll(/(.)\1+/g, "$1");
}

function partsOf(name: string | null): string[] {
  if (!name) return [];
  return transliterate(name)
    .split(" ")
    .filter((part) => part.length > 1 && !particles.has(part));
}

/** The texts whose keyed hashes find a person again: each name part's skeleton, alone and with the year of birth. At most eight. */
export function nameKeyTexts(of: Pick<Identity, "familyName" | "givenNames" | "birthDate" | "birthYear">): string[] {
  const skeletons = [...new Set([...partsOf(of.familyName), ...partsOf(of.givenNames)].map(skeletonOf))].filter((part) => part !== "");
  const year = of.birthDate?.slice(0, 4) ?? (of.birthYear === null ? undefined : String(of.birthYear));
  const alone = skeletons.slice(0, 4).map((skeleton) => `n:${skeleton}`);
  const dated = year === undefined ? [] : skeletons.slice(0, 4).map((skeleton) => `y:${year}:${skeleton}`);
  return [...alone, ...dated].slice(0, 8);
}

export type SearchQuery = {
  readonly words: readonly string[];
  readonly skeletons: readonly string[];
  readonly keyTexts: readonly string[];
};

/** What somebody typed into the search line: names in any order, perhaps a year or a date of birth. */
export function readSearch(text: string): SearchQuery {
  const year = /\b(?:\d{1,2}\.\d{1,2}\.)?((?:19|20)\d{2})\b/.exec(text)?.[1];
  const words = partsOf(text.replaceAll(/[\d.]+/g, " "));
  const skeletons = [...new Set(words.map(skeletonOf))].filter((part) => part !== "").slice(0, 6);
  const keyTexts = year === undefined ? skeletons.map((skeleton) => `n:${skeleton}`) : skeletons.map((skeleton) => `y:${year}:${skeleton}`);
  return { words, skeletons, keyTexts };
}

export type Match = { readonly kind: "exact" | "similar"; readonly score: number };

/** How well a person whose identity is open fits the search; undefined if a word fits nowhere. */
export function matchOf(search: SearchQuery, of: Pick<Identity, "familyName" | "givenNames">): Match | undefined {
  const names = [...partsOf(of.familyName), ...partsOf(of.givenNames)];
  let score = 0;
  let exact = true;
  for (const word of search.words) {
    if (names.includes(word)) score += 3;
    else if (names.some((name) => name.startsWith(word))) score += 2;
    else if (names.some((name) => skeletonOf(name) === skeletonOf(word))) {
      score += 1;
      exact = false;
    } else return undefined;
  }
  return search.words.length === 0 ? undefined : { kind: exact ? "exact" : "similar", score };
}
