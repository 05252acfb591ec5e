import { z } from "zod";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { code, day, id, line, optionalText } from "../../platform/contract/values.ts";

/** Letters of any script with the marks of DIN 91379; digits and signs are typing errors. */
export const personName = (max = 200) =>
  line(max).pipe(z.string().regex(/^[\p{L}\p{M}][\p{L}\p{M}'’ʼ`´.\-‐‑, ()/]*$/u, { error: "not_a_name" }));

export const sexes = ["female", "male", "diverse", "unknown"] as const;

/** Who somebody is. Nothing is required but one name: some people have only one, some come under a pseudonym. */
export const identity = z.object({
  familyName: personName().nullable(),
  givenNames: personName().nullable(),
  birthDate: day.nullable(),
  /** Where only the year is known. */
  birthYear: z.int().min(1890).max(2100).nullable(),
  sex: z.enum(sexes).nullable(),
  nationality: line(80).nullable(),
  languages: z.array(line(60)).max(12),
  isPseudonym: z.boolean(),
});
export type Identity = z.infer<typeof identity>;

export const namedIdentity = identity.refine((value) => value.familyName !== null || value.givenNames !== null, {
  error: "required",
  path: ["familyName"],
});

export const contactDetails = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^[+0-9][0-9 ()/.-]{3,39}$/, { error: "no_such_phone" })
    .nullable(),
  email: z.email({ error: "no_such_address" }).max(254).nullable(),
  street: line(120).nullable(),
  postcode: z
    .string()
    .regex(/^\d{5}$/, { error: "no_such_postcode" })
    .nullable(),
  townName: line(120).nullable(),
  note: optionalText(500).nullable(),
});
export type ContactDetails = z.infer<typeof contactDetails>;

/** Residence status is optional: nothing depends on it being there, and there is no value for people without papers. */
export const residenceDetails = z.object({
  /** Code of the vocabulary `residence_status`. */
  status: code.nullable(),
  validUntilOn: day.nullable(),
  note: optionalText(500).nullable(),
});
export type ResidenceDetails = z.infer<typeof residenceDetails>;

/** A client in a list. Without the category identity there is no name. */
export const clientSummary = z.object({
  id,
  identity: identity.nullable(),
});
export type ClientSummary = z.infer<typeof clientSummary>;

/** What a name looks like in a list: "Rahimi, Nadia". */
export function listName(of: Pick<Identity, "familyName" | "givenNames">): string {
  return [of.familyName, of.givenNames].filter((part) => part !== null && part !== "").join(", ");
}

/** What a name looks like in a sentence: "Nadia Rahimi". */
export function fullName(of: Pick<Identity, "familyName" | "givenNames">): string {
  return [of.givenNames, of.familyName].filter((part) => part !== null && part !== "").join(" ");
}

/** Why somebody was found, in words only on the screen. */
export const whyFound = [
  "same_name",
  "other_script",
  "same_sound",
  "similar_sound",
  "typing_error",
  "beginning",
  "initial",
  "same_birth_date",
  "same_birth_year",
  "similar_birth_date",
] as const;
export type WhyFound = (typeof whyFound)[number];

/** A search never stands in a URL, so it is a POST. Finds only people whose identity the actor may read anyway. */
export const findPeople = endpoint({
  method: "POST",
  path: "/api/people/find",
  reads: true,
  body: z.object({ text: z.string().trim().min(2, { error: "too_short" }).max(420, { error: "too_long" }) }),
  answer: z.object({
    found: z.array(
      z.object({
        clientId: id,
        identity,
        /** Same name, or a similar spelling. */ match: z.enum(["exact", "similar"]),
        why: z.array(z.enum(whyFound)),
      }),
    ),
    /** A day was typed that no calendar has, such as 30.02. */
    isNoDay: z.boolean(),
  }),
});
