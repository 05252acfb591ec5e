import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";
import { landReply } from "../life/contract.ts";
import { keptMark } from "../report/contract.ts";
import { landReplyKinds, shownCount } from "../theme/contract.ts";

export const escalationFields = ["tried", "asked"] as const;

export const makeEscalatedSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/escalated/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const escalatedTheme = z.object({
  id,
  siteId: id,
  siteName: z.string(),
  title: z.string(),
  sentence: z.string().nullable(),
  bodyName: z.string().nullable(),
  reason: z.string().nullable(),
  escalatedOn: day,
  /** No reply has ended it yet. */
  isOpen: z.boolean(),
});

/** Themes that a site handed up because it cannot solve them; the longest waiting first. */
export const listEscalatedThemes = endpoint({
  method: "GET",
  path: "/api/themes/escalated",
  answer: z.object({ themes: z.array(escalatedTheme) }),
});

const themeParams = z.object({ themeId: id });
export const openEscalatedTheme = endpoint({
  method: "GET",
  path: "/api/themes/escalated/:themeId",
  params: themeParams,
  answer: escalatedTheme.extend({
    tried: z.string().nullable(),
    asked: z.string().nullable(),
    /** As the readers at the site were last told. */
    reports: shownCount,
    replies: z.array(landReply.extend({ by: z.string() })),
    programmeThemeId: id.nullable(),
    abilities: z.object({ reply: z.boolean() }),
  }),
});

/** The sentence reaches everyone who reported. */
export const replyToEscalated = endpoint({
  method: "POST",
  path: "/api/themes/escalated/:themeId/replies",
  params: themeParams,
  body: z.object({ id, kind: z.enum(landReplyKinds), sentence: text(600), reasons: text(2000).nullable().default(null) }),
  answer: z.object({ id }),
});

/** What the Land should know. It leaves the site, so nobody may be recognisable in it. */
export const writeEscalation = endpoint({
  method: "PUT",
  path: "/api/themes/themes/:themeId/escalation",
  params: themeParams,
  body: z.object({
    tried: text(2000),
    asked: text(1000),
    /** 0 as long as nothing is written. */
    version: z.int().min(0),
    keptMarks: z
      .array(keptMark.extend({ field: z.enum(escalationFields) }))
      .max(50)
      .default([]),
  }),
  answer: z.object({ id, version }),
});

/** The same theme at many sites: counts through the gate, no site is named. */
export const programmeTheme = z.object({
  id,
  title: z.string(),
  sentence: z.string().nullable(),
  madeOn: day,
  sites: shownCount,
  ofSites: z.int(),
  /** For the programme alone. */
  figures: z.object({ reports: shownCount, towns: shownCount, withMeasure: shownCount, escalated: shownCount }).nullable(),
  version,
});
export type ProgrammeTheme = z.infer<typeof programmeTheme>;

/** Those that most sites have first. */
export const listProgrammeThemes = endpoint({
  method: "GET",
  path: "/api/themes/programme-themes",
  answer: z.object({ themes: z.array(programmeTheme), abilities: z.object({ make: z.boolean() }) }),
});
export const makeProgrammeThemesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/themes/programme-themes/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const makeProgrammeTheme = endpoint({
  method: "POST",
  path: "/api/themes/programme-themes",
  body: z.object({ id, title: line(160), sentence: line(300).nullable().default(null) }),
  answer: z.object({ id }),
});
export const changeProgrammeTheme = endpoint({
  method: "PUT",
  path: "/api/themes/programme-themes/:programmeThemeId",
  params: z.object({ programmeThemeId: id }),
  body: z.object({ title: line(160), sentence: line(300).nullable().default(null), isEnded: z.boolean().default(false), version }),
  answer: z.object({ id, version }),
});

/** Says that a theme is one that other sites have too; null takes it back. */
export const linkToProgrammeTheme = endpoint({
  method: "PUT",
  path: "/api/themes/themes/:themeId/programme-theme",
  params: themeParams,
  body: z.object({ programmeThemeId: id.nullable() }),
  answer: z.object({ programmeThemeId: id.nullable() }),
});
