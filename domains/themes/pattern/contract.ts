import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";
import { gapMark, keptMark } from "../report/contract.ts";
import { shownCount, verdict } from "../theme/contract.ts";

/** The fields of a pattern that hold free words: they leave the site, so all of them pass the gap check. */
export const patternFields = ["title", "problem", "done", "failed", "advice", "costNote"] as const;
export const patternField = z.enum(patternFields);
export type PatternField = z.infer<typeof patternField>;

const cents = z.int().min(0, { error: "too_small" }).max(100_000_000_000, { error: "too_large" });

const patternWords = z.object({
  title: line(160),
  problem: text(2000),
  done: text(3000),
  /** What did not work is asked for: others learn most from it. */
  failed: text(2000),
  advice: text(2000).nullable().default(null),
  costOnceCents: cents.nullable().default(null),
  costYearCents: cents.nullable().default(null),
  costNote: text(500).nullable().default(null),
});

/** What a look at later cases showed at the site, through the gate there. */
export const patternFinding = z.object({
  measureTitle: z.string(),
  verdict,
  beforeWeeks: z.int().nullable(),
  afterWeeks: z.int().nullable(),
  lookedOn: day,
});
export type PatternFinding = z.infer<typeof patternFinding>;

export const patternView = z.object({
  id,
  siteName: z.string(),
  siteKind: z.string(),
  population: z.int().nullable(),
  title: z.string(),
  fieldOfAction: z.string().nullable(),
  problem: z.string(),
  done: z.string(),
  failed: z.string(),
  advice: z.string().nullable(),
  costOnceCents: z.int().nullable(),
  costYearCents: z.int().nullable(),
  costNote: z.string().nullable(),
  finding: patternFinding.nullable(),
  offeredOn: day,
  isOwn: z.boolean(),
});
export type PatternView = z.infer<typeof patternView>;

export const checkPattern = endpoint({
  method: "POST",
  path: "/api/themes/pattern-check",
  reads: true,
  body: z.object({ words: z.partialRecord(patternField, z.string().max(4000, { error: "too_long" })) }),
  answer: z.object({ marks: z.array(gapMark.extend({ field: z.string() })) }),
});

/** Offers a theme to the other sites, or says it anew. `invalid` with `marked` for each mark neither replaced nor kept. */
export const offerPattern = endpoint({
  method: "PUT",
  path: "/api/themes/themes/:themeId/pattern",
  params: z.object({ themeId: id }),
  body: patternWords.extend({
    id,
    /** 0 for a new one. */
    version: z.int().min(0),
    keptMarks: z
      .array(keptMark.extend({ field: patternField }))
      .max(100)
      .default([]),
  }),
  answer: z.object({ id, version }),
});

const patternParams = z.object({ patternId: id });
export const withdrawPattern = endpoint({
  method: "POST",
  path: "/api/themes/patterns/:patternId/withdraw",
  params: patternParams,
  body: z.object({ version }),
  answer: z.object({ id }),
});

/** What the sites of the programme offer each other; the newest first. */
export const listPatterns = endpoint({
  method: "GET",
  path: "/api/themes/patterns",
  answer: z.object({ patterns: z.array(patternView), abilities: z.object({ copy: z.boolean() }) }),
});

export const makePatternsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/patterns/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const openPattern = endpoint({
  method: "GET",
  path: "/api/themes/patterns/:patternId",
  params: patternParams,
  answer: patternView.extend({
    /** Of the own site only. */
    themeId: id.nullable(),
    copies: shownCount.nullable(),
    version,
    abilities: z.object({ copy: z.boolean(), change: z.boolean() }),
  }),
});

/** A theme of the own site begins with it, its source named. */
export const copyPattern = endpoint({
  method: "POST",
  path: "/api/themes/patterns/:patternId/copy",
  params: patternParams,
  body: z.object({ id, title: line(160), sentence: line(300).nullable().default(null) }),
  answer: z.object({ id }),
});
