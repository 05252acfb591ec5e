import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";

const age = z.int().min(0, { error: "too_small" }).max(120, { error: "too_large" });
/** One letter from A to Z; umlauts stand with their vowel. Never a name. */
const letter = z.string().regex(/^[A-Z]$/, { error: "one_letter" });
/** ISO 639: de, ar, uk, kmr. */
const language = z.string().regex(/^[a-z]{2,3}$/, { error: "unknown_code" });

/** What a rule may depend on, in the order in which people say it. */
export const dimensions = ["town", "age", "residenceStatus", "letter", "language", "legalDomain", "matter"] as const;
export type Dimension = (typeof dimensions)[number];

/** Whom a rule is for: an empty list and a missing bound hold for everybody. */
export const conditions = z.object({
  townIds: z.array(id).max(100),
  ageFrom: age.nullable(),
  ageTo: age.nullable(),
  residenceStatuses: z.array(code).max(30),
  letterFrom: letter.nullable(),
  letterTo: letter.nullable(),
  languages: z.array(language).max(30),
  legalDomains: z.array(code).max(11),
  matters: z.array(code).max(30),
});
export type Conditions = z.infer<typeof conditions>;

export const responsibilityForm = conditions.extend({
  unitId: id,
  deputyUnitId: id.nullable(),
  phone: line(60).nullable(),
  /** How it is handled here. */
  handling: text(1000).nullable(),
  validFromOn: day,
  validUntilOn: day.nullable(),
});
export type ResponsibilityForm = z.infer<typeof responsibilityForm>;

export const responsibilityView = responsibilityForm.extend({ id, version, isValid: z.boolean() });
export type ResponsibilityView = z.infer<typeof responsibilityView>;

/** Somebody without a name: what is not known is left out. It is asked, and kept nowhere. */
export const question = z.object({
  townId: id.nullable(),
  age: age.nullable(),
  residenceStatus: code.nullable(),
  letter: letter.nullable(),
  language: language.nullable(),
  legalDomain: code.nullable(),
  matter: code.nullable(),
});
export type Question = z.infer<typeof question>;

const list = z.object({ responsibilities: z.array(responsibilityView), abilities: z.object({ edit: z.boolean() }) });
export const listResponsibilities = endpoint({ method: "GET", path: "/api/network/responsibilities", answer: list });

/** The same list as a file. */
export const makeResponsibilitiesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/network/responsibilities/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const match = z.object({
  responsibility: responsibilityView,
  /** `possible`: it depends on something that was not said. */
  fit: z.enum(["certain", "possible"]),
  /** What speaks for it. */
  because: z.array(z.enum(dimensions)),
  /** What would have to be known. */
  depends: z.array(z.enum(dimensions)),
});
export type Match = z.infer<typeof match>;

export const askWhoIsResponsible = endpoint({
  method: "POST",
  path: "/api/network/responsibilities/ask",
  reads: true,
  body: question,
  answer: z.object({ matches: z.array(match) }),
});

/** Some for whom nobody is entered: everything in it together. */
export const hole = z.object({
  matter: z.string().nullable(),
  townIds: z.array(id),
  residenceStatuses: z.array(z.string()),
  ageFrom: z.int().nullable(),
  ageTo: z.int().nullable(),
  letterFrom: z.string().nullable(),
  letterTo: z.string().nullable(),
});
export type Hole = z.infer<typeof hole>;

export const checkResponsibilities = endpoint({
  method: "GET",
  path: "/api/network/responsibilities/check",
  answer: z.object({ overlaps: z.array(z.object({ ids: z.tuple([id, id]) })), holes: z.array(hole), hasMoreHoles: z.boolean() }),
});

const ofResponsibility = z.object({ responsibilityId: id });

/** The id comes from the form; without a version it is new, and sent twice it is answered as the first. */
export const saveResponsibility = endpoint({
  method: "PUT",
  path: "/api/network/responsibilities/:responsibilityId",
  params: ofResponsibility,
  body: responsibilityForm.extend({ version: version.nullable() }),
  answer: list,
});
export const removeResponsibility = endpoint({
  method: "DELETE",
  path: "/api/network/responsibilities/:responsibilityId",
  params: ofResponsibility,
  answer: list,
});
export const restoreResponsibility = endpoint({
  method: "POST",
  path: "/api/network/responsibilities/:responsibilityId/restore",
  params: ofResponsibility,
  answer: list,
});
