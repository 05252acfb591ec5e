import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { conflict, forbidden, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { giveToGroup, listThemesById, renameGroup } from "../../themes/index.ts";
import { findBody, getStanding, listUpcoming } from "../queries.ts";
import type { GroupTheme } from "./contract.ts";
import * as queries from "./queries.ts";

/** What the group works on: the newest row of a theme, as long as the theme is with a group. */
export async function listThemesOfGroup(call: Call, bodyId: string): Promise<GroupTheme[]> {
  if (!(await findBody(call.tx, call.actor.siteId, bodyId))) throw notFound();
  const rows = await queries.listOfBody(call.tx, call.actor.siteId, bodyId);
  const themes = await listThemesById(
    call,
    rows.map((row) => row.theme_id),
  );
  return rows.flatMap((row) => {
    const theme = themes.find((one) => one.id === row.theme_id);
    if (!theme) return [];
    const { groupSinceOn, ...shown } = theme;
    return [{ ...shown, givenOn: row.given_on, isCurrent: row.is_newest && groupSinceOn !== null }];
  });
}

export async function findGroupOfTheme(call: Call, themeId: string) {
  if (!(await getStanding(call.tx)).takes_part) throw notFound();
  const [theme] = await listThemesById(call, [themeId]);
  if (!theme) throw notFound();
  const row = theme.groupSinceOn === null ? undefined : await queries.findNewestOfTheme(call.tx, call.actor.siteId, themeId);
  if (!row || row.body_name === null) return { group: null };
  const next = (await listUpcoming(call.tx, call.actor.siteId)).find((meeting) => meeting.body_id === row.body_id);
  return {
    group: {
      bodyId: row.body_id,
      name: row.body_name,
      givenOn: row.given_on,
      nextMeeting: next ? { id: next.id, heldOn: next.held_on } : null,
    },
  };
}

export type ThemeToGive = { readonly id: string; readonly themeId: string; readonly sentence: string | null; readonly version: number };

/** The same id again is the same click. Of two who give the same theme at once, the second is told that it changed. */
export async function giveThemeToGroup(call: Call, bodyId: string, wanted: ThemeToGive) {
  const { tx, actor } = call;
  const body = await findBody(tx, actor.siteId, bodyId);
  if (!body) throw notFound();
  if (!body.may_write) throw forbidden();
  if (body.kind !== "project_group") throw conflict("no_project_group");
  const before = await queries.findGiven(tx, actor.siteId, wanted.id);
  if (before && (before.body_id !== bodyId || before.theme_id !== wanted.themeId)) throw conflict("already_there");
  if (before) return { themeId: wanted.themeId, bodyId, version: wanted.version + 1 };
  const { version } = await giveToGroup(call, wanted.themeId, { groupName: body.name, sentence: wanted.sentence, version: wanted.version });
  await queries.insertGiven(tx, {
    site_id: actor.siteId,
    id: wanted.id,
    body_id: bodyId,
    theme_id: wanted.themeId,
    given_on: today(),
    given_by: actor.membershipId,
  });
  await recordAccess(call, { action: "bodies.give_theme_to_group", basis: "structure" });
  return { themeId: wanted.themeId, bodyId, version };
}

/** A group with a new name: its themes say the new one. */
export async function renameInThemes(call: Call, bodyId: string, name: string): Promise<void> {
  for (const theme of await listThemesOfGroup(call, bodyId)) if (theme.isCurrent) await renameGroup(call, theme.id, name);
}

export async function hasThemes(call: Call, bodyId: string): Promise<boolean> {
  return (await listThemesOfGroup(call, bodyId)).some((theme) => theme.isCurrent);
}
