import { dateAgreement, dateAgreements, readWrittenDate } from "./dates.ts";
import { latinOf } from "./letters.ts";
import { agreementOf, type NamePart, namePartsOf, type PartAgreement } from "./names.ts";
import { jaroWinkler, longestText, typingErrors } from "./similarity.ts";

/** What is compared, and in which way. */
export type FieldKind = "name" | "date" | "text" | "code" | "category";

/**
 * How often the same person agrees to each degree, before any data was seen; the last degree is "different". From what the trade reports of registers: seven
 * names in ten are written alike, most others are another spelling; nine dates in ten are the same; places change because people move.
 */
export const assumedAgreement: Record<FieldKind, readonly number[]> = {
  name: [0.7, 0.14, 0.1, 0.04, 0.02],
  date: [0.91, 0.05, 0.02, 0.02],
  text: [0.72, 0.14, 0.05, 0.09],
  code: [0.86, 0.08, 0.06],
  category: [0.94, 0.06],
};
/** The same of two different people, where no data say it: names of one language, years of birth within sixty years. */
export const assumedChance: Record<FieldKind, readonly number[]> = {
  name: [0.002, 0.002, 0.006, 0.014, 0.976],
  date: [0.000_05, 0.001, 0.02, 0.978_95],
  text: [0.001, 0.002, 0.01, 0.987],
  code: [0.001, 0.004, 0.995],
  category: [0.3, 0.7],
};

const nameDegrees: Record<PartAgreement, number> = {
  same: 0,
  other_script: 1,
  same_sound: 1,
  similar_sound: 2,
  typing_error: 2,
  initial: 2,
  beginning: 2,
  faint: 3,
  none: 4,
};
const noName = 4;

/** A name in the form it is compared in. */
export type PreparedName = {
  /** Everything that was written, particles too, in one word. */
  readonly whole: string;
  readonly joined: string;
  readonly parts: readonly NamePart[];
  /** Several parts read as one: "Mohammad Hossein" is one word in Persian. */
  readonly asOne: NamePart | undefined;
};

export function prepareName(text: string): PreparedName {
  const parts = namePartsOf(text).slice(0, 8);
  const joined = parts.map((part) => part.plain).join("");
  const asOne = parts.length > 1 && parts.length <= 3 ? namePartsOf(parts.map((part) => part.text).join(""))[0] : parts[0];
  return { whole: compact(text), joined, parts, asOne: asOne && { ...asOne, script: parts[0]!.script } };
}

/** Each part finds its best partner, in any order; parts that one office leaves out cost a degree, not the match. */
export function nameDegree(a: PreparedName, b: PreparedName): number {
  if (a.joined === b.joined || a.whole === b.whole) return 0;
  const [short, long] = a.parts.length <= b.parts.length ? [a.parts, b.parts] : [b.parts, a.parts];
  if (short.length === 0) return noName;
  if (long.length === 1) {
    const degree = degreeOf(short[0]!, long[0]!);
    return degree > 2 && a.whole.length >= 4 && isTypingError(a.whole, b.whole) ? 2 : degree;
  }
  if (short.length === 1 && a.asOne && b.asOne) {
    const degree = degreeOf(a.asOne, b.asOne);
    if (degree <= 1) return 1;
  }
  const free = new Set(long);
  let total = 0;
  let hits = 0;
  let worst = 0;
  for (const part of short) {
    let best = noName;
    let partner: NamePart | undefined;
    for (const other of free) {
      const degree = degreeOf(part, other);
      if (degree < best) [best, partner] = [degree, other];
      if (best === 0) break;
    }
    if (partner) {
      free.delete(partner);
      hits += 1;
    }
    total += best;
    worst = Math.max(worst, best);
  }
  // a space in the middle of a name, or one forgotten between two
  if (worst > 1 && a.whole.length >= 4 && isTypingError(a.whole, b.whole)) return 2;
  const left = long.length - short.length;
  if (left === 0 && worst <= 1) return worst === 0 ? 0 : 1;
  const mean = total / short.length;
  if (hits === short.length && mean <= 1) return left === 0 ? Math.max(1, Math.round(mean)) : 2;
  return Math.min(noName, Math.max(2, Math.round(mean)));
}
const degreeOf = (a: NamePart, b: NamePart) => nameDegrees[agreementOf(a, b)];

function isTypingError(a: string, b: string): boolean {
  const most = Math.min(a.length, b.length) >= 8 ? 2 : 1;
  return typingErrors(a, b, most) <= most;
}

function textDegree(a: string, b: string): number {
  if (a === b) return 0;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 4) {
    const most = Math.max(1, Math.floor(long.length / 5));
    if (typingErrors(a, b, most) <= most) return 1;
    if (jaroWinkler(a, b) >= 0.93) return 1;
    if ((short.length >= 5 && long.includes(short)) || jaroWinkler(a, b) >= 0.86) return 2;
  }
  return 3;
}

function codeDegree(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length < 3 || b.length < 3) {
    // house numbers: digits changed places, or one was added or lost
    const [short, long] = a.length <= b.length ? [a, b] : [b, a];
    const isNear =
      short.length === long.length ? short === [...long].reverse().join("") : long.startsWith(short) && long.length <= short.length + 1;
    return isNear ? 1 : 2;
  }
  const most = Math.min(a.length, b.length) >= 8 ? 2 : 1;
  return typingErrors(a, b, most) <= most ? 1 : 2;
}

const compact = (text: string) =>
  latinOf(text)
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .slice(0, longestText);

/** One value as it is compared; undefined for a cell that says nothing. */
export type Prepared = { readonly text: string; readonly name: PreparedName | undefined };

export function prepare(kind: FieldKind, cell: string): Prepared | undefined {
  if (kind === "name") {
    const name = prepareName(cell);
    return name.joined === "" ? undefined : { text: name.joined, name };
  }
  if (kind === "date") {
    const date = readWrittenDate(latinDigits(cell));
    const text = date?.digits ?? compact(cell);
    return text === "" ? undefined : { text, name: undefined };
  }
  const text = compact(cell);
  return text === "" ? undefined : { text, name: undefined };
}

/** Arabic and Persian digits as ours. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** The degree to which two values agree: 0 the same, the last of the kind different. */
export function degree(kind: FieldKind, a: Prepared, b: Prepared): number {
  switch (kind) {
    case "name":
      return nameDegree(a.name!, b.name!);
    case "date":
      return dateAgreements.indexOf(dateAgreement(a.text, b.text));
    case "text":
      return textDegree(a.text, b.text);
    case "code":
      return codeDegree(a.text, b.text);
    default:
      return a.text === b.text ? 0 : 1;
  }
}
export const degreesOf = (kind: FieldKind): number => assumedAgreement[kind].length;
