import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, page, paperLanguage, spreadsheetType } from "../../../platform/contract/values.ts";

/** Why a person is deleted: they asked for it, the period for which the unit keeps data is over, or the data should never have been kept. */
export const erasureReasons = ["right_to_erasure", "retention_ended", "kept_wrongly"] as const;
export const erasureReason = z.enum(erasureReasons);
export type ErasureReason = z.infer<typeof erasureReason>;

/** Public bodies offer their records to the archive before they delete them (§ 4 ArchivG NRW). */
export const archiveAnswers = ["not_bound", "declined", "taken"] as const;
export const archiveAnswer = z.enum(archiveAnswers);
export type ArchiveAnswer = z.infer<typeof archiveAnswer>;

export const erasureStates = ["asked", "done", "refused", "withdrawn"] as const;

/** How many rows go and how many stay as figures without the person, in one domain. */
export const erasureCount = z.object({ domain: z.string(), goes: z.int(), stays: z.int() });
export type ErasureCount = z.infer<typeof erasureCount>;

export const erasure = z.object({
  id,
  /** By which two people speak of it without a name. */
  mark: z.string(),
  unitId: id,
  reason: erasureReason,
  archive: archiveAnswer,
  archiveOfferedOn: day.nullable(),
  state: z.enum(erasureStates),
  askedById: id,
  askedAt: instant,
  answeredById: id.nullable(),
  answeredAt: instant.nullable(),
  /** The protocol; empty as long as nothing was deleted. */
  records: z.int().nullable(),
  gone: z.int().nullable(),
  stayed: z.int().nullable(),
  /** From this day on no backup can be read any more. */
  unreadableOn: day.nullable(),
  abilities: z.object({ confirm: z.boolean(), refuse: z.boolean(), withdraw: z.boolean() }),
});
export type Erasure = z.infer<typeof erasure>;

const ofErasure = z.object({ erasureId: id });

/** What would go with a person and what would stay, for who works with the case; with the request that waits for a second person. */
export const previewErasure = endpoint({
  method: "GET",
  path: "/api/consent/clients/:clientId/erasure",
  params: z.object({ clientId: id }),
  answer: z.object({
    counts: z.array(erasureCount),
    /** Units that got something of this person and must be told (Art. 19 DSGVO). */
    recipientIds: z.array(id),
    /** From when on no backup could be read any more, if it were deleted today. */
    unreadableOn: day,
    waiting: erasure.nullable(),
    /** The unit belongs to a public body, which offers its records to the archive. */
    archiveBound: z.boolean(),
    abilities: z.object({ ask: z.boolean() }),
  }),
});

/** Case manager or deputy ask; nothing is deleted yet. Conflict `asked_already`. */
export const askErasure = endpoint({
  method: "POST",
  path: "/api/consent/clients/:clientId/erasures",
  params: z.object({ clientId: id }),
  body: z.object({ id, reason: erasureReason, archive: archiveAnswer, archiveOfferedOn: day.nullable().default(null) }),
  answer: erasure,
});

export const withdrawErasure = endpoint({
  method: "POST",
  path: "/api/consent/erasures/:erasureId/withdraw",
  params: ofErasure,
  answer: erasure,
});

/** What the second person looks at before they decide. */
export const lookAtErasure = endpoint({
  method: "GET",
  path: "/api/consent/erasures/:erasureId",
  params: ofErasure,
  answer: z.object({ erasure, counts: z.array(erasureCount), unreadableOn: day }),
});

/** Deletes for good. A second person of the unit or its team lead, never who asked. A repeat answers as the first. Conflict `answered_already`. */
export const confirmErasure = endpoint({
  method: "POST",
  path: "/api/consent/erasures/:erasureId/confirm",
  params: ofErasure,
  answer: erasure,
});

export const refuseErasure = endpoint({
  method: "POST",
  path: "/api/consent/erasures/:erasureId/refuse",
  params: ofErasure,
  answer: erasure,
});

/** What waits for a second person, and the protocol of what was deleted: of the own unit, or of the whole site for the data protection officer. */
export const listErasures = endpoint({
  method: "GET",
  path: "/api/consent/erasures",
  query: z.object({ page }),
  answer: z.object({ waiting: z.array(erasure), past: z.array(erasure), pages: z.int() }),
});

export const makeErasuresSpreadsheet = endpoint({
  method: "GET",
  path: "/api/consent/erasures/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
