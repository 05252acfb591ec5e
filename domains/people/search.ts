import type { Identity, WhyFound } from "./contract.ts";
import { type DateReason, dateReason, readWrittenDate } from "./linkage/dates.ts";
import { latinDigits } from "./linkage/fields.ts";
import { agreementOf, isBetter, type NamePart, namePartsOf, type PartAgreement } from "./linkage/names.ts";

const mostKeys = 8;

function skeletonsOf(parts: readonly NamePart[]): { first: string[]; others: string[] } {
  const first = [...new Set(parts.map((part) => part.skeleton))].filter((skeleton) => skeleton !== "");
  const others = [...new Set(parts.flatMap((part) => part.others.map((other) => other.skeleton)))];
  return { first, others: others.filter((skeleton) => skeleton !== "" && !first.includes(skeleton)) };
}

type Named = Pick<Identity, "familyName" | "givenNames" | "birthDate" | "birthYear">;

const yearOf = (of: Named) => of.birthDate?.slice(0, 4) ?? (of.birthYear === null ? undefined : String(of.birthYear));

/**
 * The texts whose keyed hashes find a person again: each name part's skeleton, alone and with the year of birth; where there is room also without an article
 * that may be joined on. At most eight.
 */
export function nameKeyTexts(of: Named): string[] {
  const { first, others } = skeletonsOf([...namePartsOf(of.familyName), ...namePartsOf(of.givenNames)]);
  const year = yearOf(of);
  const alone = first.slice(0, 4).map((skeleton) => `n:${skeleton}`);
  const dated = year === undefined ? [] : first.slice(0, 4).map((skeleton) => `y:${year}:${skeleton}`);
  return [...alone, ...dated, ...others.map((skeleton) => `n:${skeleton}`)].slice(0, mostKeys);
}

export type SearchQuery = {
  readonly parts: readonly NamePart[];
  /** Eight digits, `0000` behind a year. */
  readonly birth: string | undefined;
  /** A day was meant that no calendar has, such as 30.02. */
  readonly isNoDay: boolean;
  readonly keyTexts: readonly string[];
};

/** What somebody typed into the search line: names in any order and script, perhaps a year or a date of birth. */
export function readSearch(text: string): SearchQuery {
  const typed = latinDigits(text);
  const written = /\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\s?\d{1,2}[./]\s?(?:\d{4}|\d{2})?|(?:18|19|20)\d{2}(?!\d)/.exec(typed)?.[0];
  const date = written === undefined ? undefined : readWrittenDate(written);
  // a day without a year finds nobody by itself, but one that does not exist can be told
  const isShort = written !== undefined && date === undefined;
  const isNoDay = date?.exists === false || (isShort && readWrittenDate(`${written.replace(/[./]?\s*$/, "")}.2000`)?.exists === false);
  const parts = namePartsOf(typed.replaceAll(/[\d.]*\d[\d./-]*/g, " ")).slice(0, 6);
  const { first, others } = skeletonsOf(parts);
  const birth = date?.exists ? date.digits : undefined;
  const dated = birth === undefined ? [] : first.map((skeleton) => `y:${birth.slice(0, 4)}:${skeleton}`);
  // the year may be the wrong one: with it those of that year come first, without it nobody is missed
  return {
    parts,
    birth,
    isNoDay,
    keyTexts: [...first.map((skeleton) => `n:${skeleton}`), ...dated, ...others.map((skeleton) => `n:${skeleton}`)],
  };
}

export type Match = { readonly kind: "exact" | "similar"; readonly score: number; readonly why: WhyFound[] };

const words: Record<PartAgreement, { readonly points: number; readonly why: WhyFound | undefined }> = {
  same: { points: 10, why: "same_name" },
  other_script: { points: 9, why: "other_script" },
  same_sound: { points: 7, why: "same_sound" },
  beginning: { points: 6, why: "beginning" },
  similar_sound: { points: 4, why: "similar_sound" },
  typing_error: { points: 4, why: "typing_error" },
  initial: { points: 2, why: "initial" },
  faint: { points: 0, why: undefined },
  none: { points: 0, why: undefined },
};
const dates: Record<DateReason, { readonly points: number; readonly why: WhyFound | undefined }> = {
  same: { points: 8, why: "same_birth_date" },
  year_known: { points: 5, why: "same_birth_year" },
  typing_error: { points: 3, why: "similar_birth_date" },
  day_month_swapped: { points: 3, why: "similar_birth_date" },
  two_parts: { points: 1, why: "similar_birth_date" },
  none: { points: 0, why: undefined },
};

const digitsOf = (of: Named) => of.birthDate?.replaceAll("-", "") ?? (of.birthYear === null ? undefined : `${of.birthYear}0000`);

/** The beginning of a name that somebody is still typing. */
function typedSoFar(word: NamePart, name: NamePart): PartAgreement {
  const found = agreementOf(word, name);
  return isBetter("beginning", found) && word.text.length >= 2 && name.text.startsWith(word.text) ? "beginning" : found;
}

export const namesOf = (of: Named): readonly NamePart[] => [...namePartsOf(of.familyName), ...namePartsOf(of.givenNames)];

/** How well a person whose identity is open fits the search, and why; undefined if a word fits nowhere. */
export function matchOf(search: SearchQuery, of: Named, parts: readonly NamePart[] = namesOf(of)): Match | undefined {
  const names = new Set(parts);
  const why = new Set<WhyFound>();
  let score = 0;
  let exact = true;
  for (const word of search.parts) {
    let best: PartAgreement = "none";
    let partner: NamePart | undefined;
    for (const name of names) {
      const found = typedSoFar(word, name);
      if (isBetter(found, best)) [best, partner] = [found, name];
    }
    const { points, why: reason } = words[best];
    if (reason === undefined || partner === undefined) return undefined;
    names.delete(partner);
    why.add(reason);
    score += points;
    if (best !== "same" && best !== "beginning") exact = false;
  }
  if (search.birth !== undefined) {
    const own = digitsOf(of);
    const { points, why: reason } = own === undefined ? dates.none : dates[dateReason(search.birth, own)];
    if (reason === undefined && own !== undefined) return undefined;
    if (reason) why.add(reason);
    if (search.parts.length === 0 && reason !== "same_birth_date" && reason !== "same_birth_year") return undefined;
    score += points;
  }
  if (search.parts.length === 0 && search.birth === undefined) return undefined;
  // the same name comes before one of which it is only a part
  return { kind: exact ? "exact" : "similar", score: score - names.size / 10, why: [...why] };
}
