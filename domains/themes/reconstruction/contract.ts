import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import {
  code,
  day,
  id,
  optionalText,
  paperLanguage,
  spreadsheetType,
  text,
  unlinkableId,
  version,
} from "../../../platform/contract/values.ts";
import { milestoneEvent } from "../../cases/contract.ts";
import { legalDomain } from "../../network/contract.ts";
import { gapMark } from "../report/contract.ts";

/** Who did a step, told as a role: offices by their kind, people by what they are in the case. */
export const actingRoles = [
  "person",
  "family",
  "volunteer",
  "case_management",
  "counselling",
  "jobcenter",
  "employment_agency",
  "social_office",
  "auslaenderbehoerde",
  "einbuergerungsbehoerde",
  "youth_office",
  "health_office",
  "course_provider",
  "school",
  "child_care",
  "health_care",
  "housing",
  "employer",
  "chamber",
  "court",
  "other",
] as const;
export const actingRole = z.enum(actingRoles);
export type ActingRole = z.infer<typeof actingRole>;

export const mostWeeks = 1_040;
export const mostSteps = 60;

/** One thing that happened, in whole weeks since the start. */
export const reconstructionStep = z.object({
  /** Made where the step is added. */
  id,
  week: z.int().min(0, { error: "too_small" }).max(mostWeeks, { error: "too_large" }),
  role: actingRole,
  /** An office by its name: only where that tells nothing about the person. */
  unitId: id.nullable().default(null),
  legalDomain: legalDomain.nullable().default(null),
  what: optionalText(500),
});
export type ReconstructionStep = z.infer<typeof reconstructionStep>;

/** What happened. Fixed once it is released. */
export const reconstructionContent = z
  .object({
    title: optionalText(120),
    /** Who it is about, in roles. */
    situation: optionalText(1200),
    fieldOfAction: code.nullable().default(null),
    steps: z.array(reconstructionStep).max(mostSteps, { error: "too_large" }),
  })
  .superRefine((content, context) => {
    const seen = new Set<string>();
    content.steps.forEach((step, at) => {
      if (seen.has(step.id)) context.addIssue({ code: "custom", message: "same_id", path: ["steps", at, "id"] });
      seen.add(step.id);
    });
  });
export type ReconstructionContent = z.infer<typeof reconstructionContent>;

/** A place where it broke, at one of the steps. */
export const reconstructionBreak = z.object({ stepId: id, broke: optionalText(600), why: optionalText(600), needed: optionalText(600) });
export type ReconstructionBreak = z.infer<typeof reconstructionBreak>;

/** What the joint hour finds out. Coordinators write on it after the release. */
export const worksheet = z
  .object({
    breaks: z.array(reconstructionBreak).max(mostSteps, { error: "too_large" }),
    /** What the person and those around them brought, and nobody used. */
    potentials: optionalText(2000),
    lesson: optionalText(2000),
  })
  .superRefine((sheet, context) => {
    const seen = new Set<string>();
    sheet.breaks.forEach((one, at) => {
      if (seen.has(one.stepId)) context.addIssue({ code: "custom", message: "same_id", path: ["breaks", at, "stepId"] });
      seen.add(one.stepId);
    });
  });
export type Worksheet = z.infer<typeof worksheet>;

export const reconstructionStates = ["draft", "in_check", "released"] as const;
export const reconstructionState = z.enum(reconstructionStates);
export type ReconstructionState = z.infer<typeof reconstructionState>;

/** Where free text stands: `title`, `situation`, `what:<step>`, `broke:<step>`, `why:<step>`, `needed:<step>`, `potentials`, `lesson`. */
export const wordsField = z
  .string()
  .regex(/^(title|situation|potentials|lesson|remark|(what|broke|why|needed):[0-9a-f-]{36})$/, { error: "unknown_code" });
export const reconstructionMark = gapMark.omit({ field: true }).extend({ field: wordsField });
export type ReconstructionMark = z.infer<typeof reconstructionMark>;
const keptMarks = z
  .array(z.object({ field: wordsField, words: z.string().min(1).max(200), keepMarked: z.literal(true) }))
  .max(200)
  .default([]);

/** What no list of names finds: each is looked at by the second person and said to be all right. */
export const noticeCodes = ["read_as_stranger", "close_weeks", "named_units", "rare_words", "many_steps", "little_told"] as const;
export const noticeCode = z.enum(noticeCodes);
export const notice = z.object({ code: noticeCode, count: z.int(), words: z.array(z.string()) });
export type Notice = z.infer<typeof notice>;
export type NoticeCode = z.infer<typeof noticeCode>;

export const reconstructionRow = z.object({
  id,
  title: z.string(),
  state: reconstructionState,
  fieldOfAction: z.string().nullable(),
  steps: z.int(),
  breaks: z.int(),
  /** From the first to the last step. */
  weeks: z.int(),
  releasedOn: day.nullable(),
  sharedOn: day.nullable(),
  /** The actor wrote on it. */
  isMine: z.boolean(),
  /** The actor may be its second person. */
  awaitsMe: z.boolean(),
});
export type ReconstructionRow = z.infer<typeof reconstructionRow>;

export const reconstructionView = z.object({
  id,
  state: reconstructionState,
  content: reconstructionContent,
  worksheet,
  /** What the second person asked when they gave it back. */
  remark: z.string().nullable(),
  notices: z.array(notice),
  /** Until the release, for those who read the case anyway. */
  caseId: id.nullable(),
  /** Whom to ask: never for bodies, team leads elsewhere or the team. */
  origin: z
    .object({ unitName: z.string(), makers: z.array(z.object({ membershipId: id, name: z.string() })), releasedBy: z.string().nullable() })
    .nullable(),
  releasedOn: day.nullable(),
  sharedOn: day.nullable(),
  version,
  abilities: z.object({
    edit: z.boolean(),
    handIn: z.boolean(),
    giveBack: z.boolean(),
    release: z.boolean(),
    takeBack: z.boolean(),
    editWorksheet: z.boolean(),
    share: z.boolean(),
    remove: z.boolean(),
    report: z.boolean(),
  }),
});
export type ReconstructionView = z.infer<typeof reconstructionView>;

const ofOne = z.object({ reconstructionId: id });
const path = "/api/themes/reconstructions/:reconstructionId";
/** A long timeline with all its texts, and both when two have written it. */
const bodyLimit = 600_000;

export const listReconstructions = endpoint({
  method: "GET",
  path: "/api/themes/reconstructions",
  answer: z.object({ reconstructions: z.array(reconstructionRow), abilities: z.object({ begin: z.boolean() }) }),
});
/** Those that are released: a draft stays in its unit. */
export const makeReconstructionsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/reconstructions/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const openReconstruction = endpoint({ method: "GET", path, params: ofOne, answer: reconstructionView });

/** What happened in a case, for those who read it: weeks and roles already, the own words only to read beside. */
export const caseEvent = z.object({
  /** Of the step that it would become. */
  id,
  kind: z.enum(["opened", "legal_domain", "step", "milestone", "contact", "closed"]),
  week: z.int(),
  role: actingRole,
  unitId: id.nullable(),
  legalDomain: legalDomain.nullable(),
  service: code.nullable(),
  event: milestoneEvent.nullable(),
  contactKind: code.nullable(),
  /** As it stands in the case. Never taken over. */
  source: z.string().nullable(),
});
export type CaseEvent = z.infer<typeof caseEvent>;
export const proposeReconstruction = endpoint({
  method: "GET",
  path: "/api/themes/cases/:caseId/reconstruction-proposal",
  params: z.object({ caseId: id }),
  answer: z.object({ events: z.array(caseEvent), fieldOfAction: z.string().nullable() }),
});
/** What was begun from a case and is not released yet: afterwards nothing leads back to it. */
export const listReconstructionsOfCase = endpoint({
  method: "GET",
  path: "/api/themes/cases/:caseId/reconstructions",
  params: z.object({ caseId: id }),
  answer: z.object({ reconstructions: z.array(reconstructionRow), abilities: z.object({ begin: z.boolean() }) }),
});

/** From a case or from nothing. The id is a random UUID (version 4): it tells no moment. */
export const beginReconstruction = endpoint({
  method: "POST",
  path: "/api/themes/reconstructions",
  body: z.object({ id: unlinkableId, caseId: id.nullable().default(null), content: reconstructionContent }),
  answer: reconstructionView,
  bodyLimit,
});
/** As long as it is a draft. What is marked may be saved; it stops only the handing in. */
export const saveReconstruction = endpoint({
  method: "PUT",
  path,
  params: ofOne,
  body: z.object({ content: reconstructionContent, worksheet, version }),
  answer: reconstructionView,
  bodyLimit,
});
/** Marks what could make somebody recognisable. Reads only, answers alike for a stranger and for another unit's client. */
export const checkReconstruction = endpoint({
  method: "POST",
  path: "/api/themes/reconstruction-check",
  reads: true,
  body: z.object({ content: reconstructionContent, worksheet }),
  answer: z.object({ marks: z.array(reconstructionMark), notices: z.array(notice) }),
  bodyLimit,
});
export const addReconstructionMaker = endpoint({
  method: "POST",
  path: `${path}/makers`,
  params: ofOne,
  body: z.object({ membershipId: id }),
  answer: reconstructionView,
});
/** To the second person. Marks neither changed nor kept are refused: `invalid` with code `marked`. */
export const handInReconstruction = endpoint({
  method: "POST",
  path: `${path}/hand-in`,
  params: ofOne,
  body: z.object({ keptMarks, version }),
  answer: reconstructionView,
});
/** Back to those who wrote it, by themselves or by the second person with a question. */
export const giveBackReconstruction = endpoint({
  method: "POST",
  path: `${path}/give-back`,
  params: ofOne,
  body: z.object({ remark: text(600).nullable().default(null), version }),
  answer: reconstructionView,
});
/** By a second person: every mark decided on again, every notice looked at. The connection with the case goes for good. */
export const releaseReconstruction = endpoint({
  method: "POST",
  path: `${path}/release`,
  params: ofOne,
  body: z.object({ keptMarks, seen: z.array(noticeCode).max(20), version }),
  answer: reconstructionView,
});
export const takeBackReconstruction = endpoint({
  method: "POST",
  path: `${path}/take-back`,
  params: ofOne,
  body: z.object({ version }),
  answer: z.object({ id }),
});
export const saveWorksheet = endpoint({
  method: "PUT",
  path: `${path}/worksheet`,
  params: ofOne,
  body: z.object({ worksheet, keptMarks, version }),
  answer: reconstructionView,
  bodyLimit,
});
/** From now on the accompaniment reads it, or no longer. */
export const shareReconstruction = endpoint({
  method: "POST",
  path: `${path}/share`,
  params: ofOne,
  body: z.object({ isShared: z.boolean(), version }),
  answer: reconstructionView,
});
export const removeReconstruction = endpoint({ method: "DELETE", path, params: ofOne, answer: z.object({ id }) });
export const restoreReconstruction = endpoint({ method: "POST", path: `${path}/restore`, params: ofOne, answer: z.object({ id }) });
export const printReconstruction = endpoint({
  method: "GET",
  path: `${path}/pdf`,
  params: ofOne,
  query: z.object({ language: paperLanguage }),
  file: ["application/pdf"],
});

/** What sites showed the accompaniment. */
export const sharedReconstruction = z.object({
  id,
  siteName: z.string(),
  content: reconstructionContent,
  worksheet,
  units: z.array(z.object({ id, name: z.string() })),
  sharedOn: day,
});
export const listSharedReconstructions = endpoint({
  method: "GET",
  path: "/api/themes/shared-reconstructions",
  answer: z.object({
    reconstructions: z.array(
      z.object({ id, siteName: z.string(), title: z.string(), steps: z.int(), breaks: z.int(), weeks: z.int(), sharedOn: day }),
    ),
  }),
});
export const makeSharedReconstructionsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/shared-reconstructions/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const openSharedReconstruction = endpoint({
  method: "GET",
  path: "/api/themes/shared-reconstructions/:reconstructionId",
  params: ofOne,
  answer: sharedReconstruction,
});
