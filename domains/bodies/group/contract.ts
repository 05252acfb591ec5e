import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, text, version } from "../../../platform/contract/values.ts";
import { themeState } from "../../themes/contract.ts";

/** A theme that this project group works on, or once worked on. */
export const groupTheme = z.object({
  id,
  title: z.string(),
  sentence: z.string().nullable(),
  state: themeState,
  givenOn: day,
  isCurrent: z.boolean(),
});
export type GroupTheme = z.infer<typeof groupTheme>;

const ofBody = z.object({ bodyId: id });
export const listThemesOfGroup = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/bodies/:bodyId/themes",
  params: ofBody,
  /** The newest first, at most 200. */
  answer: z.object({ themes: z.array(groupTheme) }),
});
/** The project group works on it from now on; everyone who reported hears it. `version` is the theme's. */
export const giveThemeToGroup = endpoint({
  method: "POST",
  path: "/api/bodies/bodies/:bodyId/themes",
  params: ofBody,
  body: z.object({ id, themeId: id, sentence: text(600).nullable().default(null), version }),
  answer: z.object({ themeId: id, bodyId: id, version }),
});
/** The project group that works on a theme; null where none does, or one that the reader does not sit in. */
export const findGroupOfTheme = endpoint({
  method: "GET",
  path: "/api/bodies/themes/:themeId/group",
  params: z.object({ themeId: id }),
  answer: z.object({
    group: z.object({ bodyId: id, name: z.string(), givenOn: day, nextMeeting: z.object({ id, heldOn: day }).nullable() }).nullable(),
  }),
});
