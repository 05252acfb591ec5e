import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { id, version } from "../../../platform/contract/values.ts";
import { contactDetails, identity, residenceDetails } from "../contract.ts";

/** What is chosen one by one when two rows become one person. */
export const mergeFields = [
  "familyName",
  "givenNames",
  "birth",
  "sex",
  "nationality",
  "languages",
  "isPseudonym",
  "phone",
  "email",
  "address",
  "reachNote",
  "residence",
] as const;
export type MergeField = (typeof mergeFields)[number];

/** What is compared, and how it agrees. */
export const comparedFields = [
  "familyName",
  "givenNames",
  "birth",
  "sex",
  "nationality",
  "phone",
  "email",
  "street",
  "postcode",
  "townName",
] as const;
export type ComparedField = (typeof comparedFields)[number];
export const agreements = ["same", "sounds_same", "similar", "faint", "different"] as const;
export type Agreement = (typeof agreements)[number];
/** `for` speaks for one person, `against` for two, `little` says next to nothing. */
export const weights = ["strongly_for", "for", "little", "against", "strongly_against"] as const;

export const comparedField = z.object({ field: z.enum(comparedFields), agreement: z.enum(agreements), weight: z.enum(weights) });

export const duplicateSide = z.object({
  clientId: id,
  identity,
  contact: contactDetails.nullable(),
  residence: residenceDetails.nullable(),
  /** Of the records that a merge may change: whoever merges has seen these. */
  version,
});
export type DuplicateSide = z.infer<typeof duplicateSide>;

export const duplicatePair = z.object({
  a: duplicateSide,
  b: duplicateSide,
  /** How likely they are one person, from 50 to 100. */
  percent: z.int().min(0).max(100),
  fields: z.array(comparedField),
  /** Family, address or birthday agree, the given names do not: perhaps siblings or twins. */
  mayBeRelatives: z.boolean(),
});
export type DuplicatePair = z.infer<typeof duplicatePair>;

export const listDuplicates = endpoint({
  method: "GET",
  path: "/api/people/duplicates",
  answer: z.object({
    pairs: z.array(duplicatePair),
    /** Nothing is said about the colleague's person but whom to ask. */
    withColleagues: z.array(z.object({ clientId: id, identity, otherId: id, colleague: z.string() })),
    merges: z.array(z.object({ id, keptId: id, mergedId: id, identity, madeAt: z.iso.datetime(), canUndo: z.boolean() })),
    /** So many of the actor's people were compared; more are not. */
    compared: z.int(),
  }),
});

const choices = z.partialRecord(z.enum(mergeFields), z.enum(["kept", "merged"]));
export type Choices = z.infer<typeof choices>;

/** Both rows show what was chosen from then on; a field that is not named keeps what the kept row says, or takes what only the other one says. */
export const mergePeople = endpoint({
  method: "POST",
  path: "/api/people/merges",
  body: z.object({ id, keptId: id, mergedId: id, keptVersion: version, mergedVersion: version, choices }),
  answer: z.object({ id, keptId: id }),
});

export const undoMerge = endpoint({
  method: "POST",
  path: "/api/people/merges/:mergeId/undo",
  params: z.object({ mergeId: id }),
  answer: z.object({ keptId: id, mergedId: id }),
});

/** `areTwo` false takes it back. */
export const sayNotSame = endpoint({
  method: "POST",
  path: "/api/people/not-same",
  body: z.object({ clientId: id, otherId: id, areTwo: z.boolean() }),
  answer: z.object({}),
});
