import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, paperLanguage, spreadsheetType, version } from "../../../platform/contract/values.ts";

export const ageBands = ["under_18", "18_26", "27_39", "40_59", "60_plus"] as const;
export const consultationSexes = ["female", "male", "diverse"] as const;
/** Coarse on purpose, always optional, and none for people without papers: what is not asked for need not be protected. */
export const statusGroups = ["asylum_procedure", "duldung", "protection", "section_24", "other_title", "eu", "german"] as const;
export const consultationOutcomes = ["informed", "referred_on", "became_case", "gap_reported"] as const;
export type ConsultationOutcome = (typeof consultationOutcomes)[number];

/** Spoken by many who come; what a file names by its code may be any other. */
export const talkLanguages = [
  "de",
  "ar",
  "uk",
  "ru",
  "fa",
  "ps",
  "ku",
  "kmr",
  "tr",
  "en",
  "fr",
  "es",
  "ti",
  "so",
  "sq",
  "sr",
  "ro",
  "bg",
  "pl",
  "ur",
  "vi",
] as const;

/** So far back a talk is still entered one by one; what is older comes as figures of months. */
export const furthestDays = 460;

/** So many are counted in one go at most. */
export const mostAtOnce = 500;

const talkLanguage = z.string().regex(/^[a-z]{2,3}$/, { error: "unknown_code" });

/** What two talks may have in common; nothing that describes the person. */
const pattern = z.object({
  townId: id.nullable(),
  /** What it was mainly about, then what else. */
  fields: z.array(code).min(1, { error: "required" }).max(3, { error: "too_many" }),
  concern: code.nullable(),
  language: talkLanguage.nullable(),
  needsInterpreter: z.boolean(),
  outcome: z.enum(consultationOutcomes),
  referredUnitId: id.nullable(),
  offerId: id.nullable(),
});
export type ConsultationPattern = z.infer<typeof pattern>;

const facts = pattern.extend({
  talkedOn: day,
  ageBand: z.enum(ageBands).nullable(),
  sex: z.enum(consultationSexes).nullable(),
  statusGroup: z.enum(statusGroups).nullable(),
  minutes: z.int().min(1, { error: "too_small" }).max(600, { error: "too_large" }).nullable(),
});
export type ConsultationFacts = z.infer<typeof facts>;

export const consultationView = facts.extend({ id, version });
export type ConsultationView = z.infer<typeof consultationView>;

const tally = z.object({
  /** How many the actor's unit has counted today. */
  today: z.int(),
  /** What this membership counts most, the last weeks weighing more. */
  patterns: z.array(pattern),
});
export const getTally = endpoint({ method: "GET", path: "/api/cases/consultations/tally", answer: tally });

/** Counts talks of the own unit. The form makes the ids, at random: the same id again is the same click. */
export const countConsultations = endpoint({
  method: "POST",
  path: "/api/cases/consultations",
  body: z.object({ consultations: z.array(facts.extend({ id })).min(1).max(mostAtOnce) }),
  answer: tally,
});

/** Takes back what was counted by mistake; nothing of it stays. */
export const takeBackConsultations = endpoint({
  method: "POST",
  path: "/api/cases/consultations/take-back",
  body: z.object({ ids: z.array(id).min(1).max(mostAtOnce) }),
  answer: tally,
});

export const changeConsultation = endpoint({
  method: "PUT",
  path: "/api/cases/consultations/:consultationId",
  params: z.object({ consultationId: id }),
  body: facts.extend({ version }),
  answer: consultationView,
});

/** What the own unit counted on a day. */
export const listConsultations = endpoint({
  method: "GET",
  path: "/api/cases/consultations",
  query: z.object({ day: day.optional() }),
  answer: z.object({
    day,
    consultations: z.array(consultationView),
    /** The neighbours on which something was counted. */
    before: day.nullable(),
    after: day.nullable(),
    /** Figures that came by file for the month of this day. */
    fromFiles: z.array(z.object({ townId: id.nullable(), fieldOfAction: z.string(), language: z.string().nullable(), talks: z.int() })),
    abilities: z.object({ count: z.boolean() }),
  }),
});

/** Null where it is held back. */
const shownTalks = z.int().nullable();
const year = z.coerce.number().int().min(1990).max(2200);

export const consultationFigures = z.object({
  year: z.int(),
  /** In which anything was counted, the latest first. */
  years: z.array(z.int()),
  minimum: z.int(),
  /** Since when it looks like this; null where nothing was counted. */
  shownOn: day.nullable(),
  total: shownTalks,
  /** The parts may not even be named: they would tell what is held back. */
  isAlone: z.boolean(),
  months: z.array(z.object({ month: z.string(), talks: shownTalks })),
  fields: z.array(z.object({ field: z.string(), talks: shownTalks })),
  towns: z.array(z.object({ townId: id.nullable(), talks: shownTalks })),
  languages: z.array(z.object({ language: z.string().nullable(), talks: shownTalks })),
});
export type ConsultationFigures = z.infer<typeof consultationFigures>;

/** How many talks there were in a year, through the gate. */
export const getConsultationFigures = endpoint({
  method: "GET",
  path: "/api/cases/consultations/figures",
  query: z.object({ year: year.optional() }),
  answer: consultationFigures,
});

export const makeConsultationSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cases/consultations/figures/spreadsheet",
  query: z.object({ year: year.optional(), language: paperLanguage }),
  file: [spreadsheetType],
});
