import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, paperLanguage, text } from "../../../platform/contract/values.ts";

export const storyView = z.object({
  itemId: id,
  /** What did not work, and what became of it: in words for everybody. */
  gap: z.string(),
  answer: z.string(),
  isPublished: z.boolean(),
  publishedOn: day.nullable(),
  version: z.int(),
});
export type StoryView = z.infer<typeof storyView>;

const ofItem = z.object({ itemId: id });
/** What is written for the public about an item, or an empty one where nothing is. */
export const getStory = endpoint({
  method: "GET",
  path: "/api/bodies/agenda/:itemId/story",
  params: ofItem,
  answer: storyView.extend({ path: z.string() }),
});
/** Only for an item that is public, of a meeting that is closed; version 0 writes it for the first time. */
export const publishStory = endpoint({
  method: "PUT",
  path: "/api/bodies/agenda/:itemId/story",
  params: ofItem,
  body: z.object({ gap: text(600), answer: text(600), version: z.int().min(0) }),
  answer: storyView,
});
export const withdrawStory = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/story/withdraw",
  params: ofItem,
  answer: storyView,
});

/** The public items of a meeting with what was decided, as a file that anybody may be given: no names of people. */
export const printExtract = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/extract",
  params: z.object({ meetingId: id }),
  query: z.object({ language: paperLanguage }),
  file: ["application/pdf"],
});

/** From the gap to the answer, for everybody: a page without a script. */
export const readPublicStories = endpoint({
  method: "GET",
  open: true,
  path: "/api/bodies/public/:siteSlug",
  page: true,
  params: z.object({ siteSlug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, { error: "unknown_code" }) }),
  query: z.object({ language: paperLanguage }),
  file: ["text/html"],
});
