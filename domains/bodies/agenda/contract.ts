import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, line, optionalText, paperLanguage, text, version } from "../../../platform/contract/values.ts";

/** Who reads an item: those who lead the body, all of its members, or everybody once it has been published. */
export const audiences = ["lead", "members", "public"] as const;
export const audience = z.enum(audiences);
export type Audience = z.infer<typeof audience>;

const ofItem = z.object({ itemId: id });
const done = z.object({ done: z.boolean() });

/** An item that is public may be published; one for those who lead is hidden from all other members, with its paper, minutes, decisions and files. */
export const setAudience = endpoint({
  method: "PUT",
  path: "/api/bodies/agenda/:itemId/audience",
  params: ofItem,
  body: z.object({ audience, version }),
  answer: z.object({ audience, version }),
});

// ---- agendas prepared beforehand ------------------------------------------------------------------------------------------------------------

const patternItem = z.object({
  kind: z.enum(["report_back", "other"]),
  title: line(200),
  minutesPlanned: z.int().min(1, { error: "too_small" }).max(240, { error: "too_large" }),
  audience: audience.default("members"),
});
export type PatternItem = z.infer<typeof patternItem>;

const patternFields = z.object({
  name: line(120),
  bodyKind: z.enum(["steering_group", "planning_conference", "project_group"]).nullable(),
  items: z.array(patternItem).min(1, { error: "too_few" }).max(30, { error: "too_many" }),
});
export const patternView = patternFields.extend({ id, version });
export type PatternView = z.infer<typeof patternView>;

export const listAgendaPatterns = endpoint({
  method: "GET",
  path: "/api/bodies/agenda-patterns",
  answer: z.object({ patterns: z.array(patternView) }),
});
/** Version 0 makes it; the id comes from the form. */
export const saveAgendaPattern = endpoint({
  method: "PUT",
  path: "/api/bodies/agenda-patterns/:patternId",
  params: z.object({ patternId: id }),
  body: patternFields.extend({ version: z.int().min(0) }),
  answer: patternView,
});
export const removeAgendaPattern = endpoint({
  method: "POST",
  path: "/api/bodies/agenda-patterns/:patternId/remove",
  params: z.object({ patternId: id }),
  answer: done,
});
export const restoreAgendaPattern = endpoint({
  method: "POST",
  path: "/api/bodies/agenda-patterns/:patternId/restore",
  params: z.object({ patternId: id }),
  answer: patternView,
});
/** Puts the items of a pattern behind what stands on the agenda; an item with the same title is not added again. */
export const fillAgenda = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/agenda/fill",
  params: z.object({ meetingId: id }),
  body: z.object({ patternId: id }),
  answer: z.object({ added: z.int() }),
});

// ---- what members suggest -------------------------------------------------------------------------------------------------------------------

export const suggestionStates = ["open", "taken", "declined", "withdrawn"] as const;
export const suggestionState = z.enum(suggestionStates);
export type SuggestionState = z.infer<typeof suggestionState>;

export const suggestionView = z.object({
  id,
  bodyId: id,
  title: z.string(),
  why: z.string(),
  themeId: id.nullable(),
  minutesPlanned: z.int(),
  state: suggestionState,
  meetingId: id.nullable(),
  meetingOn: day.nullable(),
  answer: z.string().nullable(),
  by: z.string(),
  unitName: z.string(),
  suggestedAt: instant,
  version,
  abilities: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
});
export type SuggestionView = z.infer<typeof suggestionView>;

const ofBody = z.object({ bodyId: id });
const ofSuggestion = z.object({ suggestionId: id });
/** Open ones first, then what became of the others; at most 100. */
export const listSuggestions = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/bodies/:bodyId/suggestions",
  params: ofBody,
  answer: z.object({ suggestions: z.array(suggestionView) }),
});
export const suggest = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/bodies/:bodyId/suggestions",
  params: ofBody,
  body: z.object({
    id,
    title: line(200),
    why: text(1000),
    minutesPlanned: z.int().min(1, { error: "too_small" }).max(240, { error: "too_large" }),
    themeId: id.nullable().default(null),
  }),
  answer: suggestionView,
});
export const withdrawSuggestion = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/suggestions/:suggestionId/withdraw",
  params: ofSuggestion,
  answer: suggestionView,
});
/** Onto the agenda of a meeting that is not over, or declined with a sentence that whoever suggested it reads. */
export const answerSuggestion = endpoint({
  method: "POST",
  path: "/api/bodies/suggestions/:suggestionId/answer",
  params: ofSuggestion,
  body: z.object({ meetingId: id.nullable(), answer: text(600).nullable(), version }),
  answer: suggestionView,
});

// ---- a paper drafted from the dossier -------------------------------------------------------------------------------------------------------

/** What a dossier says, in the shape of a paper: to be read, changed and then saved like any other. Nothing is saved by asking. */
export const draftPaper = endpoint({
  method: "GET",
  path: "/api/bodies/agenda/:itemId/draft",
  params: ofItem,
  query: z.object({ language: paperLanguage }),
  answer: z.object({
    question: optionalText(300),
    background: optionalText(2000),
    proposal: optionalText(1500),
    options: z.array(line(300)).max(6, { error: "too_many" }),
  }),
});
