import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, line, text, version } from "../../../platform/contract/values.ts";
import { grades, landReplyKinds, priorityLevels, themeEventKinds } from "../theme/contract.ts";

const themeParams = z.object({ themeId: id });

/** Why a theme comes when it comes: a grade and a reason for each criterion. */
export const priorityView = grades.extend({
  id,
  level: z.enum(priorityLevels),
  reachReason: z.string(),
  severityReason: z.string(),
  solvableReason: z.string(),
  setOn: day,
  setBy: z.string().nullable(),
});
export type PriorityView = z.infer<typeof priorityView>;

/** What happened only to who belongs together; the rest are kinds of events of a theme. */
export const historyKinds = [...themeEventKinds, "reports_joined", "reports_left"] as const;

/** Who did what when. */
export const historyEntry = z.object({
  kind: z.enum(historyKinds),
  on: day,
  /** Nobody for what happens by itself, and for what the Land said. */
  by: z.string().nullable(),
  bodyName: z.string().nullable(),
  sentence: z.string().nullable(),
  reason: z.string().nullable(),
  measureId: id.nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** Reports that changed over together; for coordinators, who read the reports. */
export const themeMove = z.object({
  id,
  kind: z.enum(["merge", "split"]),
  from: z.object({ id, title: z.string() }),
  into: z.object({ id, title: z.string() }),
  reports: z.int(),
  on: day,
  by: z.string().nullable(),
  undoneOn: day.nullable(),
  mayBeUndone: z.boolean(),
});

export const landReply = z.object({
  id,
  kind: z.enum(landReplyKinds),
  sentence: z.string(),
  reasons: z.string().nullable(),
  on: day,
});

/** What was copied, as it was on that day. */
export const sourceContent = z.object({
  title: z.string(),
  problem: z.string(),
  done: z.string(),
  failed: z.string(),
  advice: z.string().nullable(),
  costOnceCents: z.int().nullable(),
  costYearCents: z.int().nullable(),
  costNote: z.string().nullable(),
});
export type SourceContent = z.infer<typeof sourceContent>;

export const openThemeLife = endpoint({
  method: "GET",
  path: "/api/themes/themes/:themeId/life",
  params: themeParams,
  answer: z.object({
    priority: priorityView.nullable(),
    /** Newest first. */
    history: z.array(historyEntry),
    moves: z.array(themeMove),
    escalation: z.object({ tried: z.string(), asked: z.string(), writtenOn: day, version }).nullable(),
    landReplies: z.array(landReply),
    programmeTheme: z.object({ id }).nullable(),
    pattern: z.object({ id, offeredOn: day }).nullable(),
    source: z.object({ siteName: z.string(), copiedOn: day, content: sourceContent }).nullable(),
  }),
});

export const setPriority = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/priority",
  params: themeParams,
  body: grades.extend({ id, reachReason: line(500), severityReason: line(500), solvableReason: line(500) }),
  answer: z.object({ id, level: z.enum(priorityLevels) }),
});

/** The site works on it itself again. Which group gets it is said where groups are kept. */
export const takeFromGroup = endpoint({
  method: "DELETE",
  path: "/api/themes/themes/:themeId/project-group",
  params: themeParams,
  answer: z.object({ id }),
});

/** All reports and statements of this theme become part of another. */
export const mergeTheme = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/merge",
  params: themeParams,
  body: z.object({ id, intoThemeId: id, sentence: text(600).nullable().default(null) }),
  answer: z.object({ id, intoThemeId: id, moved: z.int() }),
});

/** Some of its reports begin a theme of their own. */
export const splitTheme = endpoint({
  method: "POST",
  path: "/api/themes/themes/:themeId/split",
  params: themeParams,
  body: z.object({
    id,
    newThemeId: id,
    title: line(160),
    sentence: line(300).nullable().default(null),
    reportIds: z.array(id).min(1, { error: "required" }).max(500, { error: "too_many" }),
    answer: text(600).nullable().default(null),
  }),
  answer: z.object({ id, newThemeId: id, moved: z.int() }),
});

export const undoMove = endpoint({
  method: "POST",
  path: "/api/themes/moves/:moveId/undo",
  params: z.object({ moveId: id }),
  answer: z.object({ id, moved: z.int() }),
});

/** What two reports have in common, as it is shown. */
export const likeness = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pair"), fromId: id, toId: id }),
  z.object({ kind: z.literal("place"), organisationId: id }),
  z.object({ kind: z.literal("legal_domain"), code }),
  z.object({ kind: z.literal("gap_kind"), code }),
  z.object({ kind: z.literal("words"), words: z.array(z.string()) }),
]);
export type Likeness = z.infer<typeof likeness>;

/** Reports that may belong together, or to a theme: proposed and explained, never joined by itself. */
export const suggestion = z.object({
  /** The one that the others resemble. */
  report: z.object({ id, title: z.string(), reportedOn: day }),
  theme: z.object({ id, title: z.string(), why: z.array(likeness) }).nullable(),
  others: z.array(z.object({ id, title: z.string(), reportedOn: day, why: z.array(likeness) })),
});
export type Suggestion = z.infer<typeof suggestion>;

export const listSuggestions = endpoint({
  method: "GET",
  path: "/api/themes/suggestions",
  answer: z.object({ suggestions: z.array(suggestion) }),
});

/** These do not belong together: not proposed again. The other is a report or a theme. */
export const sayNotAlike = endpoint({
  method: "POST",
  path: "/api/themes/suggestions/not-alike",
  body: z.object({ reportId: id, otherIds: z.array(id).min(1, { error: "required" }).max(50) }),
  answer: z.object({ reportId: id }),
});
export const takeBackNotAlike = endpoint({
  method: "POST",
  path: "/api/themes/suggestions/alike-after-all",
  body: z.object({ reportId: id, otherIds: z.array(id).min(1, { error: "required" }).max(50) }),
  answer: z.object({ reportId: id }),
});
