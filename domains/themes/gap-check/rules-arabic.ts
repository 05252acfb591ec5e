import {
  ambiguousArabicNames,
  arabicKinship,
  arabicMonths,
  arabicNameParticles,
  arabicSalutations,
  clearArabicNames,
  smallArabicWords,
} from "./rules-arabic-words.ts";

/** A place in Arabic speech that names somebody, with whom to write instead. */
export type ArabicName = {
  readonly start: number;
  readonly end: number;
  readonly whom: "woman" | "man" | "family" | "client" | "leave_out";
};

/** Without vowels and stretching, one alef. */
function plain(word: string): string {
  return word
    .normalize("NFC")
    .replace(/[\u064B-\u0652\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا");
}

/** One spelling for what is written in several: one final ya and ha, too. */
export function foldArabic(word: string): string {
  return plain(word).replace(/ى/g, "ي").replace(/ة/g, "ه");
}

/** Digits of the Arabic and the Persian row as ours, each in its place: what finds dates and numbers reads them all alike. */
export function withOurDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

const setOf = (words: readonly string[]) => new Set(words.map(foldArabic));
/** By their own last letter: "on" and "Ali" differ in nothing else. */
const small = new Set(smallArabicWords.map((word) => plain(word)));
const clear = setOf(clearArabicNames);
const ambiguous = setOf(ambiguousArabicNames);
const kinship = setOf(arabicKinship);
const particles = setOf(arabicNameParticles);
const salutationOf = new Map(
  (["woman", "man", "family", "client"] as const).flatMap((whom) =>
    arabicSalutations[whom].map((word) => [foldArabic(word), whom] as const),
  ),
);

type Word = { readonly start: number; readonly end: number; readonly folded: string; readonly isSmall: boolean };

/** "and", "so", "to", "with", "like" are written together with the word behind them. */
const joinedBefore = /^[وفلبك](?=.{3,})/u;

function isIn(set: ReadonlySet<string>, folded: string): boolean {
  return set.has(folded) || (joinedBefore.test(folded) && set.has(folded.slice(1)));
}

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{Script=Arabic}\p{M}]{1,40}/gu)]
    .filter((it) => /\p{L}/u.test(it[0]))
    .map((it) => ({ start: it.index, end: it.index + it[0].length, folded: foldArabic(it[0]), isSmall: isIn(small, plain(it[0])) }));

/** Fewer words than these are a name in a text of another language. */
const shortestSpeech = 6;

/** Whether the Arabic words of a text are sentences, and not only somebody's name. */
export function isArabicSpeech(text: string): boolean {
  const words = wordsOf(text);
  const linking = words.filter((word) => word.isSmall).length;
  return words.length >= shortestSpeech && linking >= 2 && linking * 8 >= words.length;
}

/** Day and month in words: "12 أيار 2026". */
export function arabicDates(
  text: string,
): { readonly start: number; readonly end: number; readonly month: number; readonly year: number | null }[] {
  return [
    ...text.matchAll(/(?<!\d)(\d{1,2})\s{1,2}(?:من\s)?([\p{Script=Arabic}]{2,9})(?:\s(?:الأول|الثاني))?(?:\s((?:19|20)\d{2})(?!\d))?/gu),
  ].flatMap((it) => {
    const word = foldArabic(it[2]!);
    const known = arabicMonths.findIndex((names) => names.some((name) => foldArabic(name) === word));
    // two months each share a name: the first and the second Tishrin and Kanun
    const second = it[0].includes("الثاني");
    const month = known >= 0 ? known + 1 : word === "تشرين" ? (second ? 11 : 10) : word === "كانون" ? (second ? 1 : 12) : 0;
    if (month === 0 || Number(it[1]) < 1 || Number(it[1]) > 31) return [];
    return [{ start: it.index, end: it.index + it[0].length, month, year: it[3] === undefined ? null : Number(it[3]) }];
  });
}

/**
 * Names in Arabic sentences. The script has no capitals, so three signs are left: what stands before (السيدة, اسمه, ابنها), names of a hand-made list, and
 * neighbours of a name. It finds less than in German: the writer and the coordination read the text once more. `readable`: names of clients whom the
 * writer may read anyway.
 */
export function arabicNames(text: string, readable: Iterable<string> = []): ArabicName[] {
  const words = wordsOf(text);
  const own = new Set([...readable].flatMap((name) => wordsOf(name).map((word) => word.folded)));
  const whom: (ArabicName["whom"] | undefined)[] = [];
  const isOwn = (folded: string) => folded.length >= 3 && isIn(own, folded);
  // "like Rim" is written as "generous" is: a word of its own goes before
  const isClear = ({ folded, isSmall }: Word) => !isSmall && ((!ambiguous.has(folded) && isIn(clear, folded)) || isOwn(folded));
  const mayBe = (word: Word) => isClear(word) || (!word.isSmall && isIn(ambiguous, word.folded));
  const isNext = (at: number) => words[at] !== undefined && /^ {1,2}$/.test(text.slice(words[at - 1]!.end, words[at]!.start));

  words.forEach((word, at) => {
    const salutation =
      salutationOf.get(word.folded) ?? (joinedBefore.test(word.folded) ? salutationOf.get(word.folded.slice(1)) : undefined);
    const next = words[at + 1];
    if (salutation !== undefined && next && isNext(at + 1) && !next.isSmall) {
      whom[at] = salutation === "client" ? undefined : salutation;
      whom[at + 1] = salutation;
    } else if (isIn(kinship, word.folded) && next && isNext(at + 1) && mayBe(next)) whom[at + 1] ??= "leave_out";
    else if (isClear(word)) whom[at] ??= "client";
  });
  // what stands beside a name belongs to it: a second name, a particle with what follows it
  for (let at = 1; at < words.length; at += 1) {
    const before = whom[at - 1];
    if (before === undefined || whom[at] !== undefined || !isNext(at)) continue;
    const word = words[at]!;
    const { folded } = word;
    const isFamily = folded.startsWith("ال") && folded.endsWith("ي") && folded.length >= 5;
    if (mayBe(word) || isFamily || (particles.has(folded) && isNext(at + 1))) whom[at] = before;
    else if (particles.has(words[at - 1]!.folded) && !word.isSmall) whom[at] = before;
  }
  for (let at = words.length - 2; at >= 0; at -= 1)
    if (
      whom[at + 1] !== undefined &&
      whom[at] === undefined &&
      isNext(at + 1) &&
      ((!words[at]!.isSmall && isIn(ambiguous, words[at]!.folded)) || words[at]!.folded === "عبد")
    )
      whom[at] = whom[at + 1];

  const found: { start: number; end: number; whom: ArabicName["whom"] }[] = [];
  words.forEach((word, at) => {
    const own = whom[at];
    if (own === undefined) return;
    const last = found.at(-1);
    if (last && whom[at - 1] === own && isNext(at)) last.end = word.end;
    else found.push({ start: word.start, end: word.end, whom: own });
  });
  return found;
}
