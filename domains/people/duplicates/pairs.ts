import type { ContactDetails, Identity, ResidenceDetails } from "../contract.ts";
import { assumedAgreement, assumedChance, degree, type FieldKind, prepare } from "../linkage/fields.ts";
import type { Agreement, Choices, ComparedField, MergeField } from "./contract.ts";

export type PersonData = {
  readonly identity: Identity;
  readonly contact: ContactDetails | null;
  readonly residence: ResidenceDetails | null;
};

const kinds: Record<ComparedField, FieldKind> = {
  familyName: "name",
  givenNames: "name",
  birth: "date",
  sex: "category",
  nationality: "category",
  phone: "code",
  email: "text",
  street: "text",
  postcode: "code",
  townName: "text",
};
/** What a household shares, and together no more worth than that: see linkage/model.ts. */
const household = new Set<ComparedField>(["familyName", "phone", "street", "postcode", "townName"]);
const mostHousehold = 9;
/** With the same birthday: twins are rarer, but a unit that accompanies families has some. */
const mostOfTwins = mostHousehold + 6;

const words: Record<FieldKind, readonly Agreement[]> = {
  name: ["same", "sounds_same", "similar", "faint", "different"],
  date: ["same", "similar", "faint", "different"],
  text: ["same", "similar", "faint", "different"],
  code: ["same", "similar", "different"],
  category: ["same", "different"],
};

/** A unit knows some thousand people at most, and one in ten has a second row: logarithm of the odds before anything is compared. */
const prior = -10;
/** Below this nobody needs to look. */
export const shownFrom = 0.5;

function cellOf({ identity, contact }: PersonData, field: ComparedField): string {
  switch (field) {
    case "familyName":
    case "givenNames":
    case "nationality":
      return identity[field] ?? "";
    case "sex":
      return identity.sex === "unknown" ? "" : (identity.sex ?? "");
    case "birth":
      return identity.birthDate ?? (identity.birthYear === null ? "" : String(identity.birthYear));
    default:
      return contact?.[field] ?? "";
  }
}

type Compared = { readonly field: ComparedField; readonly agreement: Agreement; readonly bits: number };

export type Comparison = { readonly fields: readonly Compared[]; readonly probability: number; readonly mayBeRelatives: boolean };

const bitsOf = (kind: FieldKind, found: number) => Math.log2(assumedAgreement[kind][found]! / assumedChance[kind][found]!);

/** The same degrees and weights as two lists are linked with; how frequent a value is, is not known here. */
export function compare(a: PersonData, b: PersonData): Comparison {
  const fields: Compared[] = [];
  const straight = namesOf(a, b, false);
  const crossed = namesOf(a, b, true);
  const sum = (compared: readonly Compared[]) => compared.reduce((bits, one) => bits + one.bits, 0);
  // family and given name in each other's place: five bits against it, because it is rare
  fields.push(...(sum(crossed) - 5 > sum(straight) ? crossed : straight));
  for (const field of Object.keys(kinds) as ComparedField[]) {
    if (field === "familyName" || field === "givenNames") continue;
    const compared = compareCells(field, cellOf(a, field), cellOf(b, field));
    if (compared) fields.push(compared);
  }
  const shared = Math.min(mostHousehold, sum(fields.filter((one) => household.has(one.field))));
  const birth = sum(fields.filter((one) => one.field === "birth"));
  const own = sum(fields.filter((one) => !household.has(one.field) && one.field !== "birth"));
  const bits = prior + Math.min(shared + birth, mostOfTwins) + own;
  const given = fields.find((one) => one.field === "givenNames");
  const isShared = fields.some((one) => household.has(one.field) && one.agreement === "same");
  return {
    fields,
    probability: 1 / (1 + 2 ** -bits),
    mayBeRelatives: (given?.agreement === "different" || given?.agreement === "faint") && isShared,
  };
}

function compareCells(field: ComparedField, cellA: string, cellB: string): Compared | undefined {
  const kind = kinds[field];
  const [x, y] = [prepare(kind, cellA), prepare(kind, cellB)];
  if (!x || !y) return undefined;
  const found = degree(kind, x, y);
  return { field, agreement: words[kind][found]!, bits: bitsOf(kind, found) };
}

function namesOf(a: PersonData, b: PersonData, isCrossed: boolean): Compared[] {
  const other = (field: "familyName" | "givenNames") => (isCrossed ? (field === "familyName" ? "givenNames" : "familyName") : field);
  return (["familyName", "givenNames"] as const).flatMap((field) => compareCells(field, cellOf(a, field), cellOf(b, other(field))) ?? []);
}

export function weightOf(bits: number): "strongly_for" | "for" | "little" | "against" | "strongly_against" {
  if (bits >= 6) return "strongly_for";
  if (bits >= 1.5) return "for";
  if (bits > -1.5) return "little";
  return bits > -4 ? "against" : "strongly_against";
}

/** A pair is always named in the same order. */
export function inOrder(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** Pairs that are likely enough to be shown, the likeliest first. */
export function likelyPairs<T extends PersonData & { readonly clientId: string }>(
  people: readonly T[],
): { a: T; b: T; comparison: Comparison }[] {
  const found: { a: T; b: T; comparison: Comparison }[] = [];
  for (let i = 0; i < people.length; i += 1)
    for (let j = i + 1; j < people.length; j += 1) {
      const comparison = compare(people[i]!, people[j]!);
      if (comparison.probability >= shownFrom) found.push({ a: people[i]!, b: people[j]!, comparison });
    }
  return found.sort((one, other) => other.comparison.probability - one.comparison.probability);
}

const noContact: ContactDetails = { phone: null, email: null, street: null, postcode: null, townName: null, note: null };
const noResidence: ResidenceDetails = { status: null, validUntilOn: null, note: null };

/** What both rows say after the merge. Where nothing was chosen the kept row counts, or whatever only the other one knows. */
export function mergedData(
  kept: PersonData,
  merged: PersonData,
  choices: Choices,
): { identity: Identity; contact: ContactDetails; residence: ResidenceDetails } {
  const side = (field: MergeField, isKnown: (of: PersonData) => boolean): PersonData => {
    const chosen = choices[field];
    if (chosen !== undefined) return chosen === "kept" ? kept : merged;
    return isKnown(kept) || !isKnown(merged) ? kept : merged;
  };
  const identityOf = <K extends "familyName" | "givenNames" | "sex" | "nationality">(field: K): Identity[K] =>
    side(field, (of) => of.identity[field] !== null).identity[field];
  const birth = side("birth", (of) => of.identity.birthDate !== null || of.identity.birthYear !== null).identity;
  const contactOf = (of: PersonData) => of.contact ?? noContact;
  const address = contactOf(side("address", (of) => contactOf(of).street !== null || contactOf(of).townName !== null));
  return {
    identity: {
      familyName: identityOf("familyName"),
      givenNames: identityOf("givenNames"),
      birthDate: birth.birthDate,
      birthYear: birth.birthYear,
      sex: identityOf("sex"),
      nationality: identityOf("nationality"),
      languages: side("languages", (of) => of.identity.languages.length > 0).identity.languages,
      isPseudonym: side("isPseudonym", () => true).identity.isPseudonym,
    },
    contact: {
      phone: contactOf(side("phone", (of) => contactOf(of).phone !== null)).phone,
      email: contactOf(side("email", (of) => contactOf(of).email !== null)).email,
      street: address.street,
      postcode: address.postcode,
      townName: address.townName,
      note: contactOf(side("reachNote", (of) => contactOf(of).note !== null)).note,
    },
    residence: side("residence", (of) => of.residence?.status != null).residence ?? noResidence,
  };
}
