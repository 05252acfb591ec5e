import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Outcome, ReportState } from "../contract.ts";

export type StoryRow = {
  agenda_item_id: string;
  gap: string;
  answer: string;
  published_on: string;
  withdrawn_at: Date | null;
  version: number;
};

export async function findStory(tx: Db, siteId: string, itemId: string): Promise<StoryRow | undefined> {
  const { rows } = await sql<StoryRow>`
    select s.agenda_item_id, s.gap, s.answer, s.published_on, s.withdrawn_at, s.version from bodies.public_story s
    where s.site_id = ${siteId} and s.agenda_item_id = ${itemId}`.execute(tx);
  return rows[0];
}

export async function insertStory(
  tx: Db,
  row: {
    site_id: string;
    agenda_item_id: string;
    body_id: string;
    gap: string;
    answer: string;
    published_on: string;
    published_by: string;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.public_story")
    .values({ ...row, published_on: row.published_on as never })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateStory(
  tx: Db,
  siteId: string,
  itemId: string,
  version: number,
  row: { gap?: string; answer?: string; published_on?: string; published_by?: string; withdrawn_at: Date | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.public_story")
    .set({ ...(row as { withdrawn_at: Date | null }), version: version + 1 })
    .where("site_id", "=", siteId)
    .where("agenda_item_id", "=", itemId)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type PublicRow = {
  id: string;
  body_name: string;
  held_on: string;
  title: string;
  gap: string;
  answer: string;
  published_on: string;
  decision_id: string | null;
  outcome: Outcome | null;
  wording: string | null;
  decided_on: string | null;
  due_on: string | null;
  report_state: ReportState | null;
  owner_name: string | null;
};

/** For nobody in particular: what was published, and whose site it is; undefined where there is no such site. */
export async function listPublicStories(tx: Db, siteSlug: string): Promise<{ siteName: string; rows: PublicRow[] } | undefined> {
  const site = await sql<{ name: string | null }>`select bodies.find_public_site(${siteSlug}) as name`.execute(tx);
  const siteName = site.rows[0]?.name;
  if (!siteName) return undefined;
  const { rows } = await sql<PublicRow>`select * from bodies.list_public_stories(${siteSlug})`.execute(tx);
  return { siteName, rows };
}

/** Whether anything is published of a site at all. */
export async function hasPublicStories(tx: Db, siteSlug: string): Promise<boolean> {
  return (await sql`select 1 from bodies.list_public_stories(${siteSlug}) limit 1`.execute(tx)).rows.length > 0;
}

export async function getSiteSlug(tx: Db, siteId: string): Promise<string> {
  return (await sql<{ slug: string }>`select n.slug from network.site n where n.id = ${siteId}`.execute(tx)).rows[0]?.slug ?? "";
}
