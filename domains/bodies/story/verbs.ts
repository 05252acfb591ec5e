import { today } from "../../../platform/server/clock.ts";
import { atDoor, type Call } from "../../../platform/server/database/actor.ts";
import type { Database } from "../../../platform/server/database/pool.ts";
import { findWays, type PublicWay } from "../../../platform/server/http/reading-page.ts";
import { type Begin, FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { pdfAnswer } from "../../../platform/server/paper/typeset.ts";
import { changedMeanwhile, conflict, forbidden, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { getSiteName } from "../../network/index.ts";
import { extractName, extractPdf } from "../documents/extract.ts";
import { noSuchSite, storiesPage } from "../documents/public-page.ts";
import { findItem, findMeeting, lockMeeting } from "../queries.ts";
import { getMeeting } from "../verbs.ts";
import type { StoryView } from "./contract.ts";
import * as queries from "./queries.ts";
import { publicWordsOf } from "./words.ts";

async function note(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

function viewOf(itemId: string, row: queries.StoryRow | undefined): StoryView {
  return {
    itemId,
    gap: row?.gap ?? "",
    answer: row?.answer ?? "",
    isPublished: row !== undefined && row.withdrawn_at === null,
    publishedOn: row?.published_on ?? null,
    version: row?.version ?? 0,
  };
}

async function findToWrite(call: Call, itemId: string) {
  const item = await findItem(call.tx, call.actor.siteId, itemId);
  if (!item) throw notFound();
  if (!item.may_write) throw forbidden();
  return item;
}

export async function getStory(call: Call, itemId: string): Promise<StoryView & { path: string }> {
  await findToWrite(call, itemId);
  const slug = await queries.getSiteSlug(call.tx, call.actor.siteId);
  return { ...viewOf(itemId, await queries.findStory(call.tx, call.actor.siteId, itemId)), path: publicPath(slug) };
}

export async function publishStory(
  call: Call,
  itemId: string,
  given: { gap: string; answer: string; version: number },
): Promise<StoryView> {
  const { tx, actor } = call;
  const item = await findToWrite(call, itemId);
  const meeting = await lockMeeting(tx, actor.siteId, item.meeting_id);
  if (item.audience !== "public") throw conflict("item_not_public");
  if (meeting?.state !== "closed") throw conflict("meeting_not_closed");
  const found = await queries.findStory(tx, actor.siteId, itemId);
  const row = { gap: given.gap, answer: given.answer, published_on: today(), published_by: actor.membershipId };
  if (!found) {
    if (given.version !== 0) throw notFound();
    await queries.insertStory(tx, { ...row, site_id: actor.siteId, agenda_item_id: itemId, body_id: item.body_id });
  } else if (!(await queries.updateStory(tx, actor.siteId, itemId, given.version, { ...row, withdrawn_at: null }))) {
    // the form sends the same twice: the second answers as the first
    if (given.version !== 0 || found.gap !== given.gap || found.answer !== given.answer) throw changedMeanwhile(viewOf(itemId, found));
  }
  await note(call, "publish_story");
  return viewOf(itemId, await queries.findStory(tx, actor.siteId, itemId));
}

export async function withdrawStory(call: Call, itemId: string, at: Date): Promise<StoryView> {
  await findToWrite(call, itemId);
  const { tx, actor } = call;
  const found = await queries.findStory(tx, actor.siteId, itemId);
  if (found && found.withdrawn_at === null) {
    await queries.updateStory(tx, actor.siteId, itemId, found.version, { withdrawn_at: at });
    await note(call, "withdraw_story");
  }
  return viewOf(itemId, await queries.findStory(tx, actor.siteId, itemId));
}

/** Whoever reads the meeting may take the extract along: what stands in it is for everybody. */
export async function printExtract(begin: Begin, meetingId: string, language: Language): Promise<FileAnswer> {
  const { meeting, siteName } = await begin(async (call) => {
    const seen = await findMeeting(call.tx, call.actor.siteId, meetingId);
    if (!seen) throw notFound();
    if (seen.state !== "closed") throw conflict("meeting_not_closed");
    return { meeting: await getMeeting(call, meetingId), siteName: await getSiteName(call) };
  });
  return pdfAnswer(await extractPdf(meeting, siteName, language), extractName(meeting, language));
}

const publicPath = (siteSlug: string) => `/bodies/public/${siteSlug}`;

export async function readPublicStories(
  database: Database,
  siteSlug: string,
  language: Language,
  publicWays: readonly PublicWay[],
): Promise<FileAnswer> {
  const found = await atDoor(database, (call) => queries.listPublicStories(call.tx, siteSlug));
  const name = `${siteSlug}.html`;
  const type = "text/html; charset=utf-8";
  if (!found) return new FileAnswer(noSuchSite(language), type, name, 404);
  const ways = await findWays(publicWays, database, siteSlug, language);
  return new FileAnswer(storiesPage(found.siteName, found.rows, { language, path: publicPath(siteSlug), ways }), type, name);
}

/** What a site shows everybody from the gap to the answer. */
export const publicWay: PublicWay = async (database, siteSlug, language) =>
  (await atDoor(database, (call) => queries.hasPublicStories(call.tx, siteSlug)))
    ? { label: publicWordsOf[language].way, path: `${publicPath(siteSlug)}?language=${language}` }
    : undefined;
