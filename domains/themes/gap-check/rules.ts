import { arabicDates, arabicNames, isArabicSpeech, withOurDigits } from "./rules-arabic.ts";
import { ambiguousNames, nameWords } from "./rules-name-words.ts";
import {
  academicTitles,
  determiners,
  familySalutations,
  joints,
  kinship,
  manSalutations,
  monthNames,
  nameParticles,
  namingWords,
  numberLabels,
  offices,
  ordinaryEndings,
  ordinaryNouns,
  personPrepositions,
  salutations,
  smallWords,
  streetEndings,
  streetStarts,
  womanSalutations,
} from "./rules-ordinary-words.ts";

export const markKinds = ["name", "date", "birth_date", "phone", "email", "account", "number", "address"] as const;
export type MarkKind = (typeof markKinds)[number];

/** What the form offers to write instead: "eine Frau", "Mai 2026", nothing at all. */
export const suggestionCodes = ["client", "woman", "man", "family", "month", "place", "leave_out"] as const;
export type Suggestion = { code: (typeof suggestionCodes)[number]; params?: Record<string, number> };

/** Place in the text (UTF-16, end exclusive) that could make somebody recognisable. */
export type Mark = { start: number; end: number; kind: MarkKind; suggestion: Suggestion };

/**
 * What the check knows besides the text. `allowed`: towns and organisations of the site, which are public. `readableNames`: names of clients whom
 * this reporter may read anyway. Nothing else about the site's people may ever come in here: the answer for a stranger and for another
 * unit's client is the same because the check cannot tell them apart.
 */
export type Surroundings = { allowed?: Iterable<string>; readableNames?: Iterable<string> };

const specialLetters: Record<string, string> = { ß: "ss", ı: "i", ł: "l", đ: "d", ø: "o", æ: "ae", œ: "oe", ə: "a", ð: "d", þ: "th" };

/** Lower case without accents and apostrophes: how words are compared. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z]*$/.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/[\p{M}'’ʼ`´]/gu, "")
    .replace(/[ßıłđøæœəðþ]/g, (letter) => specialLetters[letter]!);
}

/**
 * Marks what could make somebody recognisable: dates, phone and file numbers, accounts, addresses, mail, and words that are or look like names.
 * Marks lie in order and do not overlap. Finds much, not everything: the writer reads the text once more.
 *
 * Names are found by four signs: what stands before ("Frau", "ihr Sohn", "namens"), hand-made lists of names of many origins, the letters of
 * unknown capitalised words (three-letter pieces compared with the lists), and neighbours that are names. Time grows with the length of the text.
 */
export function findMarks(text: string, around: Surroundings = {}): Mark[] {
  const marks: Mark[] = [];
  text = withOurDigits(text);
  let rest = text;
  const take = (found: Mark[]) => {
    for (const mark of found) {
      marks.push(mark);
      rest = rest.slice(0, mark.start) + "\u0000".repeat(mark.end - mark.start) + rest.slice(mark.end);
    }
  };
  take(mails(rest));
  take(accounts(rest));
  const tokens = tokensOf(text);
  take(addresses(rest, tokens));
  take(dates(rest));
  take(
    arabicDates(rest).map(({ start, end, month, year }): Mark => {
      const params: Record<string, number> = year === null ? { month } : { month, year };
      return { start, end, kind: "date", suggestion: { code: "month", params } };
    }),
  );
  take(labelledNumbers(rest, tokens));
  take(phones(rest));
  take(numbers(rest));
  take(names(rest, tokensOf(rest), around));
  return marks.sort((a, b) => a.start - b.start);
}

const leaveOut: Suggestion = { code: "leave_out" };
const digitsOf = (text: string) => text.replace(/\D/g, "").length;

function mails(text: string): Mark[] {
  return [...text.matchAll(/[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,190}\p{L}/gu)].map((it) => mark(it, "email", leaveOut));
}

function mark(match: RegExpExecArray, kind: MarkKind, suggestion: Suggestion): Mark {
  return { start: match.index, end: match.index + match[0].length, kind, suggestion };
}

function accounts(text: string): Mark[] {
  return [...text.matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g)]
    .filter((it) => digitsOf(it[0]) >= 10)
    .map((it) => mark(it, "account", leaveOut));
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// Dates and numbers

const monthOf = new Map(monthNames.flatMap((words, i) => words.map((word) => [word, i + 1] as const)));
const isDayOfMonth = (day: number) => day >= 1 && day <= 31;

function dates(text: string): Mark[] {
  const found: Mark[] = [];
  const add = (match: RegExpExecArray, day: number, month: number | undefined, year: string | undefined) => {
    if (!isDayOfMonth(day) || month === undefined || month < 1 || month > 12) return;
    if (found.some((it) => match.index < it.end && it.start < match.index + match[0].length)) return;
    const before = text.slice(Math.max(0, match.index - 24), match.index).toLowerCase();
    if (/\b(?:geb|geburtsdatum|born|birth)/.test(before)) {
      found.push(mark(match, "birth_date", leaveOut));
      return;
    }
    const number = year === undefined ? undefined : Number(year) + (year.length === 2 ? 2000 : 0);
    found.push(mark(match, "date", { code: "month", params: number === undefined ? { month } : { month, year: number } }));
  };
  for (const it of text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)) add(it, Number(it[3]), Number(it[2]), it[1]);
  for (const it of text.matchAll(/(?<![\d.,])(\d{1,2})\. ?(\d{1,2})\.(?: ?((?:19|20)\d{2}|\d{2})(?!\d|\.\d))?(?!\d|,\d)/g))
    add(it, Number(it[1]), Number(it[2]), it[3]);
  for (const it of text.matchAll(/(?<![\d/.])(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?![\d/])/g)) {
    const swapped = Number(it[2]) > 12;
    add(it, Number(swapped ? it[2] : it[1]), Number(swapped ? it[1] : it[2]), it[3]);
  }
  for (const it of text.matchAll(/(?<![\d.,])(\d{1,2})(?:\.|st|nd|rd|th)?\s{0,2}(?:of )?(\p{L}{3,9})\b\.?(?:,? ((?:19|20)\d{2})(?!\d))?/gu))
    add(it, Number(it[1]), monthOf.get(fold(it[2]!)), it[3]);
  for (const it of text.matchAll(/\b(\p{L}{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?!\d|\. ?\d|\.? ?\p{L})(?:,? ((?:19|20)\d{2})(?!\d))?/gu))
    if (it[1]!.length > 3 || it[3] !== undefined) add(it, Number(it[2]), monthOf.get(fold(it[1]!)), it[3]);
  return found;
}

const labels = new Set(numberLabels);

function labelledNumbers(text: string, tokens: readonly Token[]): Mark[] {
  const found: Mark[] = [];
  const number =
    /[\s:.#]{0,4}(?:(?:[Nn]r|[Nn]ummer|[Nn]o)\b\.?[\s:]{0,3})?(?:(?:lautet|ist|is) )?([\p{L}\d][\p{L}\d./_-]{0,30}(?: \d[\d./-]{0,20}){0,3})/uy;
  for (const token of tokens) {
    if (!labels.has(token.folded)) continue;
    number.lastIndex = token.end;
    const match = number.exec(text);
    if (!match || digitsOf(match[1]!) < 2) continue;
    const end = match.index + match[0].length;
    const trailing = /[./_-]*$/.exec(match[1]!)![0].length;
    const start = end - match[1]!.length;
    if (found.every((it) => it.end <= start)) found.push({ start, end: end - trailing, kind: "number", suggestion: leaveOut });
  }
  return found;
}

function phones(text: string): Mark[] {
  return [...text.matchAll(/(?<![\d\p{L}.,])(?:\+|\()?\d[\d ()/.-]{4,24}\d/gu)]
    .filter((it) => /^(?:\+|\(?0)/.test(it[0]) && digitsOf(it[0]) >= 7 && digitsOf(it[0]) <= 15)
    .map((it) => mark(it, "phone", leaveOut));
}

const numberForms: readonly RegExp[] = [
  /\b(?:[A-Z] )?\d{1,3} [A-Z]{1,3} \d{1,5}\/\d{2}\b/g, // courts: 12 K 3456/23, S 7 AS 123/21
  /\b\d{5}\/{0,2}(?:BG)?\/{0,2}\d{6,8}\b/g, // community of need: 35502BG0012345, 35502//0012345
  /\b\d{7}\s?-\s?\d{3}\b/g, // asylum: 7654321-475
  /\b\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}\b/g, // pension insurance: 12 345678 A 123
  /\b\d[\d.-]{2,20}\/\d{2,4}\b/g, // offices: 33.2-1234/2024
  /\b[A-Z\d]{8,12}\b/g, // passports, health insurance, customer numbers
  /\b\d(?: ?\d){6,13}\b/g, // any longer number
];

function numbers(text: string): Mark[] {
  const found: Mark[] = [];
  for (const form of numberForms)
    for (const it of text.matchAll(form)) {
      const overlaps = found.some((other) => it.index < other.end && other.start < it.index + it[0].length);
      const isYears = /^(?:19|20)\d{2}\/(?:\d{2}|(?:19|20)\d{2})$/.test(it[0]);
      const isAmount = /^\s?(?:€|euro|eur\b|personen|people)/i.test(text.slice(it.index + it[0].length));
      if (!overlaps && !isYears && !isAmount && digitsOf(it[0]) >= 5) found.push(mark(it, "number", leaveOut));
    }
  return found;
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// Words

type Token = { start: number; end: number; word: string; folded: string; isCapital: boolean };

function tokensOf(text: string): Token[] {
  return [...text.matchAll(/\p{L}(?:[\p{L}\p{M}]|['’ʼ-](?=\p{L})){0,39}/gu)].map((it) => {
    const word = it[0];
    return { start: it.index, end: it.index + word.length, word, folded: fold(word), isCapital: /^\p{Lu}/u.test(word) };
  });
}

const wordEndings = ["e", "en", "n", "s", "es", "er", "ern", "em", "in", "innen", "nen"];

/** Without an ending of number or case, if that is an ordinary word. */
function isOrdinaryForm(folded: string): boolean {
  if (ordinaryNouns.has(folded) || smallWords.has(folded)) return true;
  return wordEndings.some(
    (ending) => folded.length - ending.length >= 3 && folded.endsWith(ending) && ordinaryNouns.has(folded.slice(0, -ending.length)),
  );
}

const endingsByLength = Map.groupBy(ordinaryEndings, (it) => it.length);

function hasOrdinaryEnding(folded: string): boolean {
  for (const [length, endings] of endingsByLength) {
    if (folded.length < length + (length <= 3 ? 4 : 3)) continue;
    const own = folded.slice(-length);
    if (endings.includes(own)) return true;
  }
  return false;
}

/** Put together from ordinary words: "Kursplatzvergabe", "Schulweg". */
function isCompound(folded: string, depth = 2): boolean {
  for (let at = 3; at <= folded.length - 4; at++) {
    if (!isOrdinaryForm(folded.slice(at))) continue;
    const first = folded.slice(0, at);
    for (const joint of joints) {
      if (!first.endsWith(joint)) continue;
      const stem = first.slice(0, first.length - joint.length);
      if (stem.length >= 3 && (ordinaryNouns.has(stem) || smallWords.has(stem) || (depth > 0 && isCompound(stem, depth - 1)))) return true;
    }
  }
  return false;
}

function isOrdinary(folded: string): boolean {
  if (folded.includes("-")) {
    const parts = folded.split("-");
    return ordinaryNouns.has(folded) || (isOrdinary(parts.at(-1)!) && parts.every((part) => part.length <= 4 || !isClearName(part)));
  }
  return isOrdinaryForm(folded) || hasOrdinaryEnding(folded) || isCompound(folded);
}

/** In the lists and not a word of its own. */
function isClearName(folded: string): boolean {
  if (folded.includes("-")) return folded.split("-").some((part) => part.length >= 3 && isClearName(part));
  return nameWords.has(folded) && !ambiguousNames.has(folded) && !ordinaryNouns.has(folded) && !smallWords.has(folded);
}

const mayBeName = (folded: string) => nameWords.has(folded) || ambiguousNames.has(folded);

/** "KfW", "INa", "CDs": capitals inside a short word. */
const isAcronym = (word: string) => word.length <= 6 && (word.match(/\p{Lu}/gu)?.length ?? 0) >= 2 && !word.includes("-");

/** "Fatimas Antrag", "Ali's": the name without its genitive. */
function genitiveOf(folded: string): string | undefined {
  return folded.length >= 4 && folded.endsWith("s") ? folded.slice(0, -1) : undefined;
}

const pieces = (folded: string): string[] => {
  const framed = `^${folded}$`;
  return Array.from({ length: Math.max(0, framed.length - 2) }, (_, i) => framed.slice(i, i + 3));
};

/** How much likelier each three-letter piece is in names than in ordinary words, as a logarithm. */
const pieceWeights: ReadonlyMap<string, number> = (() => {
  const count = (words: Iterable<string>) => {
    const counts = new Map<string, number>();
    let all = 0;
    for (const word of words)
      for (const piece of pieces(word)) {
        counts.set(piece, (counts.get(piece) ?? 0) + 1);
        all++;
      }
    return { counts, all };
  };
  const ofNames = count([...nameWords].filter((it) => !ambiguousNames.has(it)));
  const ofWords = count([...ordinaryNouns, ...ordinaryEndings]);
  const kinds = new Set([...ofNames.counts.keys(), ...ofWords.counts.keys()]);
  const share = (side: typeof ofNames, piece: string) => ((side.counts.get(piece) ?? 0) + 0.4) / (side.all + 0.4 * kinds.size);
  return new Map([...kinds].map((piece) => [piece, Math.log(share(ofNames, piece) / share(ofWords, piece))]));
})();

/** Above zero: its letters look more like those of names than of German nouns. A piece that neither knows speaks for a name. */
export function nameLikeness(folded: string): number {
  const own = pieces(folded);
  return own.reduce((sum, piece) => sum + (pieceWeights.get(piece) ?? 0.7), 0) / Math.sqrt(Math.max(1, own.length));
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// Addresses

const wholeStreets = new Set(["strasse", "str", "allee", "weg", "platz", "ring", "damm", "ufer", "gasse", "chaussee"]);
const surestreets = ["strasse", "str", "allee", "gasse", "chaussee", "ufer", "promenade"];
const notTowns = new Set(["euro", "eur", "personen", "menschen", "einwohner", "leute", "kinder", "familien", "people", "falle", "mal"]);

function addresses(text: string, tokens: readonly Token[]): Mark[] {
  const found: Mark[] = [];
  const houseNumber = /\.?\s{1,2}\d{1,4}(?:\s?[a-zA-Z]\b)?(?![\d\p{L}]|[.,:]\d|\s?(?:%|€|Uhr|Euro|[a-z]{4,}))/uy;
  const town = /,?\s{1,2}\d{5}(?:\s{1,2}\p{Lu}[\p{L}-]{1,30})?/uy;
  const add = (start: number, end: number) => {
    town.lastIndex = end;
    const withTown = town.exec(text);
    const until = withTown ? end + withTown[0].length : end;
    if (found.every((it) => until <= it.start || it.end <= start))
      found.push({ start, end: until, kind: "address", suggestion: { code: "place" } });
  };
  tokens.forEach((token, i) => {
    if (!token.isCapital && !wholeStreets.has(token.folded)) return;
    houseNumber.lastIndex = token.end;
    const number = houseNumber.exec(text);
    const before = tokens[i - 1];
    const followsBefore = before !== undefined && /^[ -]$/.test(text.slice(before.end, token.start));
    if (wholeStreets.has(token.folded)) {
      // "Lange Str. 4", "Konrad-Adenauer Platz 1"
      if (number && followsBefore && before.isCapital && !salutations.has(before.folded)) add(before.start, token.end + number[0].length);
      return;
    }
    const street = streetEndings.find((it) => token.folded.endsWith(it) && token.folded.length >= it.length + 3);
    const isSure = surestreets.some((it) => token.folded.endsWith(it) && token.folded.length >= it.length + 3);
    const lives = /(?:wohn|adresse|anschrift|gemeldet|lebt|lives? |address)[^.!?]{0,30}$/i.test(
      text.slice(Math.max(0, token.start - 45), token.start),
    );
    if (isSure && (number || (token.folded.endsWith("strasse") && (lives || !isCompound(token.folded))))) {
      add(token.start, token.end + (number?.[0].length ?? 0));
      return;
    }
    if (!number) return;
    const end = token.end + number[0].length;
    town.lastIndex = end;
    const hasTown = town.test(text);
    if (
      street !== undefined &&
      (hasTown || lives || (before !== undefined && streetStarts.has(before.folded)) || !isOrdinary(token.folded))
    ) {
      add(token.start, end);
      return;
    }
    // "Am Markt 5", "An der Kirche 12"
    const article = followsBefore && ["der", "den", "dem"].includes(before.folded) ? tokens[i - 2] : undefined;
    const first = article ?? before;
    if (followsBefore && first && first.isCapital && streetStarts.has(first.folded) && (hasTown || lives)) add(first.start, end);
  });
  for (const it of text.matchAll(/(?<![\d\p{L}§])\d{5}\s{1,2}(\p{Lu}[\p{L}-]{2,30})/gu))
    if (!notTowns.has(fold(it[1]!))) {
      const end = it.index + it[0].length;
      if (found.every((other) => end <= other.start || other.end <= it.index))
        found.push({ start: it.index, end, kind: "address", suggestion: { code: "place" } });
    }
  return found;
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// Names

/** Runs of letters of scripts other than Latin: Arabic, Cyrillic, Ethiopic and so on, spaces between them included. */
const otherScripts = /(?:(?!\p{Script=Latin})[\p{L}\p{M}]){2,40}(?: {1,2}(?:(?!\p{Script=Latin})[\p{L}\p{M}]){1,40}){0,8}/gu;

function wordsOf(phrase: string): string[] {
  return tokensOf(phrase).flatMap(({ folded }) => [folded, ...(folded.includes("-") ? folded.split("-") : [])]);
}

/** Words of public phrases. A person's name inside a longer one ("Kanzlei Kaya") stays a name when it stands alone. */
function allowedWords(phrases: Iterable<string>): Set<string> {
  return new Set(
    [...phrases].flatMap((phrase) => {
      const words = wordsOf(phrase);
      return words.length > 1 ? words.filter((it) => !isClearName(it)) : words;
    }),
  );
}

function names(text: string, tokens: readonly Token[], around: Surroundings): Mark[] {
  const allowed = allowedWords(around.allowed ?? []);
  const readable = new Set([...(around.readableNames ?? [])].flatMap(wordsOf));
  const isReadable = (folded: string) =>
    folded.length >= 2 && (readable.has(folded) || folded.split("-").some((part) => part.length >= 3 && readable.has(part)));
  const isAllowed = (folded: string) =>
    allowed.has(folded) || (folded.includes("-") && folded.split("-").every((part) => allowed.has(part) || isOrdinaryForm(part)));

  const between = (i: number) => text.slice(tokens[i - 1]?.end ?? 0, tokens[i]?.start ?? text.length);
  const startsSentence = (i: number) => i === 0 || /[.!?:;\n\u0000"„“»«•*]/.test(between(i)) || /\n|^\s*[-–]\s*$/.test(between(i));
  const isJoined = (i: number) => /^\.?[ \u00A0]{1,2}$/.test(between(i)) || between(i) === "-";
  const suggestions: (Suggestion | undefined)[] = [];
  const starts: number[] = tokens.map((it) => it.start);
  const isMarked = (i: number) => suggestions[i] !== undefined;
  const markAt = (i: number, suggestion: Suggestion) => (suggestions[i] ??= suggestion);
  const client: Suggestion = { code: "client" };

  /** A capitalised word that no list explains. */
  const isUnknown = ({ folded, isCapital, word }: Token) =>
    isCapital &&
    word.length > 1 &&
    !isAllowed(folded) &&
    !isOrdinary(folded) &&
    !(word.length <= 5 && word === word.toUpperCase()) &&
    !isAcronym(word);
  const isTitle = (token: Token) => academicTitles.has(token.folded);

  tokens.forEach((token, i) => {
    const { folded, word } = token;
    if (isMarked(i)) return;
    // "Frau Rahimi", "Herr Dr. K.", "Familie Al-Hassan"; in small letters only with words from the lists
    if (salutations.has(folded) && !isTitle(token)) {
      let next = i + 1;
      while (tokens[next] && isJoined(next) && isTitle(tokens[next]!)) next++;
      // "Frau de la Cruz", "Herr van den Berg"
      const bare = next;
      if (!determiners.has(tokens[next]?.folded ?? ""))
        while (next < bare + 3 && tokens[next + 1] && isJoined(next + 1) && nameParticles.has(tokens[next]!.folded) && isJoined(next))
          next++;
      if (!tokens[next]?.isCapital) next = bare;
      const after = tokens[next];
      if (!after || !isJoined(next)) return;
      const before = tokens[i - 1];
      const isOneOfMany = before !== undefined && determiners.has(before.folded) && !/[.!?\n]/.test(between(i));
      const isInitial = after.word.length === 1 && after.isCapital;
      const isName = after.isCapital
        ? isInitial ||
          isReadable(after.folded) ||
          mayBeName(after.folded) ||
          isUnknown(after) ||
          (!isOneOfMany && token.isCapital && !offices.has(after.folded) && !smallWords.has(after.folded) && !familySalutations.has(folded))
        : !isOneOfMany && (isClearName(after.folded) || isReadable(after.folded)) && after.folded.length >= 3;
      if (!isName || (isOneOfMany && !isInitial && !isReadable(after.folded) && !isClearName(after.folded) && !isUnknown(after))) return;
      const code = womanSalutations.has(folded)
        ? "woman"
        : manSalutations.has(folded)
          ? "man"
          : familySalutations.has(folded)
            ? "family"
            : "client";
      for (let at = i; at <= next; at++) markAt(at, { code });
      return;
    }
    if (isReadable(folded) || isReadable(genitiveOf(folded) ?? "")) {
      // a name that is also a word counts only with a capital
      if (token.isCapital || (folded.length >= 4 && !isOrdinaryForm(folded))) markAt(i, client);
      return;
    }
    if (isAllowed(folded)) return;
    const before = tokens[i - 1];
    const joined = before !== undefined && /^[ \u00A0]?[„"'(:,]?[ \u00A0]?$/.test(between(i));
    if (token.isCapital && before && joined && word.length > 1) {
      const isNamed =
        namingWords.has(before.folded) && (isUnknown(token) || (mayBeName(folded) && !smallWords.has(folded) && !kinship.has(folded)));
      const isRelative = kinship.has(before.folded) && !between(i).includes(",") && (isUnknown(token) || isClearName(folded));
      if (isNamed || isRelative) {
        markAt(i, isRelative ? leaveOut : client);
        return;
      }
    }
    const plain = genitiveOf(folded);
    if (isClearName(folded) || (plain !== undefined && plain.length >= 3 && isClearName(plain) && !isOrdinary(folded))) {
      const isShouted = word.length <= 3 && word === word.toUpperCase();
      if (token.isCapital ? !isShouted : folded.length >= 5 && !isOrdinary(folded) && nameLikeness(folded) > 1) markAt(i, client);
      return;
    }
    if (!isUnknown(token) || word.length < 3) return;
    if (nameLikeness(folded) > threshold(i)) markAt(i, client);
  });

  function threshold(i: number): number {
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    let limit = startsSentence(i) ? 0.6 : 0.2;
    if (before && !startsSentence(i)) {
      if (determiners.has(before.folded)) limit += 1.6;
      else if (["in", "nach", "aus"].includes(before.folded)) limit += 1.6;
      else if (personPrepositions.has(before.folded)) limit -= 0.8;
      else if (!before.isCapital && /(?:e[nrsm]?|ig|lich|isch)$/.test(before.folded) && !smallWords.has(before.folded)) limit += 0.8;
    }
    if (after?.isCapital && isJoined(i + 1) && isUnknown(after)) limit -= 1.2;
    return limit;
  }

  // beside a name another one is likely: "Ali Sommer", "Amira, Rosa und Jonas"
  const spread = (from: number, to: number, link: string) => {
    const token = tokens[to];
    if (!token || !isMarked(from) || isMarked(to) || !token.isCapital || isAllowed(token.folded)) return;
    const isInitial = token.word.length === 1;
    if (isInitial && link.trim() === "") {
      if (to > from ? text[token.end] === "." : between(from).startsWith(".")) suggestions[to] = suggestions[from];
      return;
    }
    if (
      token.word.length < 2 ||
      smallWords.has(token.folded) ||
      salutations.has(token.folded) ||
      kinship.has(token.folded) ||
      offices.has(token.folded)
    )
      return;
    const isNear = link === " " || link === "-" || link === "\u00A0";
    const isLikely = isNear
      ? isClearName(token.folded) || isUnknown(token) || (to > from && ambiguousNames.has(token.folded))
      : isClearName(token.folded) ||
        (ambiguousNames.has(token.folded) && !ordinaryNouns.has(token.folded)) ||
        (isUnknown(token) && nameLikeness(token.folded) > 0);
    if (isLikely) suggestions[to] = isNear ? suggestions[from] : client;
  };
  for (let i = 1; i < tokens.length; i++) {
    if (isJoined(i)) spread(i - 1, i, between(i));
    if (i >= 2 && ["und", "and", "u", "oder", "or"].includes(tokens[i - 1]!.folded)) spread(i - 2, i, "und");
    else if (between(i).trim() === ",") spread(i - 1, i, ",");
  }
  for (let i = tokens.length - 2; i >= 0; i--) if (isJoined(i + 1)) spread(i + 1, i, between(i + 1).replace(".", ""));

  // two initials of a person: "K. R. wartet"
  for (const it of text.matchAll(/(?<![\p{L}.])(\p{Lu})\. ?(\p{Lu})\.(?! ?\p{Lu}\.)/gu)) {
    const i = starts.indexOf(it.index);
    if (i >= 0 && !["BA", "MA", "ZB", "UA"].includes(it[1]! + it[2]!)) for (const at of [i, i + 1]) markAt(at, client);
  }

  const marks: Mark[] = [];
  tokens.forEach((token, i) => {
    const suggestion = suggestions[i];
    if (!suggestion) return;
    const last = marks.at(-1);
    const end = token.word.length === 1 && text[token.end] === "." ? token.end + 1 : token.end;
    if (last && isMarked(i - 1) && isJoined(i) && sameSort(last.suggestion, suggestion)) last.end = end;
    else marks.push({ start: token.start, end, kind: "name", suggestion });
  });
  // in Arabic sentences a row of words is no name by itself
  const isSpeech = isArabicSpeech(text);
  if (isSpeech)
    for (const { start, end, whom } of arabicNames(text, around.readableNames ?? []))
      if (!marks.some((other) => start < other.end && other.start < end))
        marks.push({ start, end, kind: "name", suggestion: { code: whom } });
  for (const it of text.matchAll(otherScripts)) {
    if (isSpeech && /^[\p{Script=Arabic}\p{M}\s]+$/u.test(it[0])) continue;
    const end = it.index + it[0].length;
    const inside = marks.findIndex((other) => it.index < other.end && other.start < end);
    if (inside === -1) marks.push(mark(it, "name", client));
    else {
      const overlapping = marks.filter((other) => it.index < other.end && other.start < end);
      const start = Math.min(it.index, ...overlapping.map((other) => other.start));
      const until = Math.max(end, ...overlapping.map((other) => other.end));
      marks.splice(inside, overlapping.length, { start, end: until, kind: "name", suggestion: overlapping[0]!.suggestion });
    }
  }
  return marks;
}

/** "ihr Sohn Ali": both words of one name; "Frau Rahimi Herr Kaya": two. */
function sameSort(one: Suggestion, two: Suggestion): boolean {
  return one === two || one.code === two.code || two.code === "client" || two.code === "leave_out";
}
