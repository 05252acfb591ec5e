import { contactKinds, type ContactKind } from "../contract.ts";

/** Words that say something else than a name, each a list parted by "|", in the language of the reader. */
export type LineWords = {
  readonly kinds: Readonly<Record<ContactKind, string>>;
  readonly minutes: string;
  readonly hours: string;
  /** "mit", "und", "war" …: never part of a name. */
  readonly skipped: string;
  /** "Frau", "Herr", "Familie": a name follows. */
  readonly titles: string;
};

export type ReadLine = {
  /** What to look for among people. */
  readonly name: string;
  /** A date or year of birth beside a name; what happened has its day elsewhere. */
  readonly birth: string | undefined;
  readonly kind: ContactKind | undefined;
  readonly minutes: number | undefined;
  /** More than a name was typed: something happened. */
  readonly isEntry: boolean;
};

const listed = (words: string) => words.split("|").map((word) => word.trim().toLowerCase());

/** What is left for the sentence once name, kind and minutes are taken out; empty if that was all. */
export function sentenceOf(text: string, personName: string, words: LineWords): string {
  const names = personName.toLowerCase().split(/[\s,-]+/u);
  const known = new Set([...contactKinds.flatMap((kind) => listed(words.kinds[kind])), ...listed(words.skipped), ...listed(words.titles)]);
  const isKnown = (token: string) => known.has(token) || names.includes(token);
  const units = new RegExp(`(?<![\\p{L}\\d])\\d{1,3}\\s?(?:${words.minutes}|${words.hours})(?!\\p{L})\\.?`, "giu");
  const parts = text.replace(units, " ").split(/[,;]/u);
  const told = parts
    .map((part) => {
      const tokens = part.split(/\s+/u).filter((token) => /\p{L}/u.test(token));
      if (tokens.every((token) => isKnown(token.toLowerCase()))) return "";
      // "rahimi telefonat kita zugesagt": the sentence begins where the known words end
      const from = tokens.findIndex((token) => !isKnown(token.toLowerCase()));
      const starts = tokens.slice(0, from).some((token) => names.includes(token.toLowerCase())) ? from : 0;
      return tokens.slice(starts).join(" ");
    })
    .filter((part) => part !== "")
    .join(", ");
  return told.slice(0, 1).toLocaleUpperCase() + told.slice(1);
}

/** Reads "rahimi telefonat 10 min" and "Telefonat mit Frau Rahimi, 10 Minuten, Kita hat zugesagt". */
export function readLine(text: string, words: LineWords): ReadLine {
  let rest = text.trim().replaceAll(/\s+/g, " ");
  const take = (units: string, factor: number): number | undefined => {
    const found = new RegExp(`(?<![\\p{L}\\d])(\\d{1,3})\\s?(?:${units})(?!\\p{L})\\.?`, "iu").exec(rest);
    if (!found) return undefined;
    rest = rest.replace(found[0], " ");
    return Number(found[1]) * factor;
  };
  const minutes = take(words.minutes, 1) ?? take(words.hours, 60);
  const tokens = rest.split(/([\s,;:.!?]+)/u);
  const isWord = (token: string | undefined): token is string => token !== undefined && /\p{L}/u.test(token);
  const kind = contactKinds.find((one) => tokens.some((token) => listed(words.kinds[one]).includes(token.toLowerCase())));
  const kindWords = contactKinds.flatMap((one) => listed(words.kinds[one]));
  const [titles, skipped] = [listed(words.titles), listed(words.skipped)];
  const isOther = (token: string) => kindWords.includes(token.toLowerCase()) || skipped.includes(token.toLowerCase());

  // after a title only the name itself: what comes next is a sentence
  const at = tokens.findIndex((token) => titles.includes(token.toLowerCase()));
  if (at !== -1) {
    const name = tokens.slice(at + 1).find(isWord) ?? "";
    return { name, birth: undefined, kind, minutes, isEntry: true };
  }
  const plain = tokens.filter((token) => isWord(token) && !isOther(token));
  const beforeComma = text.includes(",")
    ? rest
        .split(",")[0]!
        .split(" ")
        .filter((token) => isWord(token) && !isOther(token))
    : [];
  const name = (beforeComma.length > 0 ? beforeComma : plain).slice(0, 3).join(" ");
  const isEntry = kind !== undefined || minutes !== undefined;
  const birth = isEntry ? undefined : /(?<!\d)(?:\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})?|(?:19|20)\d{2})(?!\d)/.exec(text)?.[0];
  return { name, birth, kind, minutes, isEntry };
}
