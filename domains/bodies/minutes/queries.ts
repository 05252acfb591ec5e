import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type PenRow = {
  agenda_item_id: string;
  held_by: string;
  holder: string;
  seen_at: Date;
  asked_by: string | null;
  asker: string | null;
};

async function pensWhere(tx: Db, siteId: string, of: { meetingId: string } | { itemId: string }): Promise<PenRow[]> {
  const which = "itemId" in of ? sql`n.agenda_item_id = ${of.itemId}` : sql`n.meeting_id = ${of.meetingId}`;
  const { rows } = await sql<PenRow>`
    select n.agenda_item_id, n.held_by, p.display_name as holder, n.seen_at, n.asked_by, a.display_name as asker
    from bodies.pen n
    join network.membership p on p.site_id = n.site_id and p.id = n.held_by
    left join network.membership a on a.site_id = n.site_id and a.id = n.asked_by
    where n.site_id = ${siteId} and ${which} limit 200`.execute(tx);
  return rows;
}
export async function listPens(tx: Db, siteId: string, meetingId: string): Promise<PenRow[]> {
  return await pensWhere(tx, siteId, { meetingId });
}
export async function findPen(tx: Db, siteId: string, itemId: string): Promise<PenRow | undefined> {
  return (await pensWhere(tx, siteId, { itemId }))[0];
}

/** Lays the pen into somebody's hand; who had asked for it is no longer waiting. */
export async function givePen(
  tx: Db,
  row: { site_id: string; agenda_item_id: string; meeting_id: string; body_id: string; held_by: string; seen_at: Date },
): Promise<void> {
  const { held_by, seen_at } = row;
  await tx
    .insertInto("bodies.pen")
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(["site_id", "agenda_item_id"]).doUpdateSet({
        held_by,
        seen_at,
        asked_by: sql<string | null>`case when bodies.pen.held_by = ${held_by} then bodies.pen.asked_by end`,
        asked_at: sql<Date | null>`case when bodies.pen.held_by = ${held_by} then bodies.pen.asked_at end`,
      }),
    )
    .execute();
}

export async function passPen(tx: Db, siteId: string, itemId: string, to: string, at: Date): Promise<void> {
  await sql`
    update bodies.pen n set held_by = ${to}, seen_at = ${at}, asked_by = null, asked_at = null where n.site_id = ${siteId} and n.agenda_item_id = ${itemId}`.execute(
    tx,
  );
}
export async function askForPen(tx: Db, siteId: string, itemId: string, by: string, at: Date): Promise<void> {
  await sql`
    update bodies.pen n set asked_by = ${by}, asked_at = ${at} where n.site_id = ${siteId} and n.agenda_item_id = ${itemId}`.execute(tx);
}
export async function putPenDown(tx: Db, siteId: string, itemId: string): Promise<void> {
  await tx.deleteFrom("bodies.pen").where("site_id", "=", siteId).where("agenda_item_id", "=", itemId).execute();
}
/** With the meeting its pens end. */
export async function putPensDown(tx: Db, siteId: string, meetingId: string): Promise<void> {
  await tx.deleteFrom("bodies.pen").where("site_id", "=", siteId).where("meeting_id", "=", meetingId).execute();
}

export type CommentRow = {
  id: string;
  agenda_item_id: string;
  meeting_id: string;
  comment: string;
  made_by: string;
  by: string;
  unit_name: string;
  made_at: Date;
  settled: "taken_in" | "not_taken_in" | null;
  settled_because: string | null;
  settler: string | null;
};
async function commentsWhere(tx: Db, siteId: string, of: { meetingId: string } | { id: string }): Promise<CommentRow[]> {
  const which = "id" in of ? sql`c.id = ${of.id}` : sql`c.meeting_id = ${of.meetingId}`;
  const { rows } = await sql<CommentRow>`
    select c.id, c.agenda_item_id, c.meeting_id, c.comment, c.made_by, p.display_name as by, u.name as unit_name, c.made_at, c.settled, c.settled_because,
      s.display_name as settler
    from bodies.minutes_comment c
    join network.membership p on p.site_id = c.site_id and p.id = c.made_by
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    left join network.membership s on s.site_id = c.site_id and s.id = c.settled_by
    where c.site_id = ${siteId} and ${which} order by c.made_at, c.id limit 500`.execute(tx);
  return rows;
}
export async function listComments(tx: Db, siteId: string, meetingId: string): Promise<CommentRow[]> {
  return await commentsWhere(tx, siteId, { meetingId });
}
export async function findComment(tx: Db, siteId: string, id: string): Promise<CommentRow | undefined> {
  return (await commentsWhere(tx, siteId, { id }))[0];
}
/** Until the transaction ends nobody adopts the minutes meanwhile. */
export async function holdToComment(tx: Db, meetingId: string): Promise<boolean> {
  return (await sql<{ may: boolean }>`select bodies.hold_to_comment(${meetingId}::uuid) as may`.execute(tx)).rows[0]!.may;
}
export async function insertComment(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    agenda_item_id: string;
    meeting_id: string;
    body_id: string;
    comment: string;
    made_by: string;
    made_at: Date;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.minutes_comment")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
export async function settleComment(
  tx: Db,
  siteId: string,
  id: string,
  row: { settled: string; settled_because: string | null; settled_by: string; settled_at: Date },
): Promise<void> {
  await tx.updateTable("bodies.minutes_comment").set(row).where("site_id", "=", siteId).where("id", "=", id).execute();
}

export type EarlierRow = { agenda_item_id: string; version: number; minutes: string; because: string; by: string; at: Date };
export async function listEarlier(tx: Db, siteId: string, meetingId: string): Promise<EarlierRow[]> {
  const { rows } = await sql<EarlierRow>`
    select v.agenda_item_id, v.version, v.minutes, v.because, p.display_name as by, v.corrected_at as at
    from bodies.minutes_version v join network.membership p on p.site_id = v.site_id and p.id = v.corrected_by
    where v.site_id = ${siteId} and v.meeting_id = ${meetingId} order by v.corrected_at desc, v.agenda_item_id, v.version desc limit 200`.execute(
    tx,
  );
  return rows;
}
export async function keepEarlier(
  tx: Db,
  row: {
    site_id: string;
    agenda_item_id: string;
    version: number;
    meeting_id: string;
    body_id: string;
    minutes: string;
    because: string;
    corrected_by: string;
    corrected_at: Date;
  },
): Promise<void> {
  await tx.insertInto("bodies.minutes_version").values(row).execute();
}

export type AdoptionRow = {
  sent_at: Date;
  comments_until_on: string;
  adopted_at: Date | null;
  adopter: string | null;
  adopted_by: string | null;
  way: "in_meeting" | "by_silence" | null;
  adopted_in_id: string | null;
  adopted_in_on: string | null;
  version: number;
};
export async function findAdoption(tx: Db, siteId: string, meetingId: string): Promise<AdoptionRow | undefined> {
  const { rows } = await sql<AdoptionRow>`
    select a.sent_at, a.comments_until_on, a.adopted_at, a.adopted_by, p.display_name as adopter, a.way, a.adopted_in_id,
      (t.starts_at at time zone 'Europe/Berlin')::date as adopted_in_on, a.version
    from bodies.minutes_adoption a
    left join network.membership p on p.site_id = a.site_id and p.id = a.adopted_by
    left join bodies.meeting t on t.site_id = a.site_id and t.id = a.adopted_in_id
    where a.site_id = ${siteId} and a.meeting_id = ${meetingId}`.execute(tx);
  return rows[0];
}
export async function upsertSending(
  tx: Db,
  row: { site_id: string; meeting_id: string; body_id: string; sent_at: Date; sent_by: string; comments_until_on: string },
): Promise<void> {
  const { sent_at, sent_by } = row;
  const comments_until_on = row.comments_until_on as never;
  await tx
    .insertInto("bodies.minutes_adoption")
    .values({ ...row, comments_until_on })
    .onConflict((conflict) =>
      conflict
        .columns(["site_id", "meeting_id"])
        .doUpdateSet({ sent_at, sent_by, comments_until_on, version: sql<number>`bodies.minutes_adoption.version + 1` }),
    )
    .execute();
}
export async function updateAdoption(
  tx: Db,
  siteId: string,
  meetingId: string,
  version: number,
  row: { adopted_at: Date; adopted_by: string; way: string; adopted_in_id: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.minutes_adoption")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("meeting_id", "=", meetingId)
    .where("version", "=", version)
    .where("adopted_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type AddendumRow = {
  id: string;
  meeting_id: string;
  agenda_item_id: string | null;
  words: string;
  made_by: string;
  by: string;
  at: Date;
};
export async function listAddenda(tx: Db, siteId: string, meetingId: string): Promise<AddendumRow[]> {
  const { rows } = await sql<AddendumRow>`
    select a.id, a.meeting_id, a.agenda_item_id, a.words, a.made_by, p.display_name as by, a.made_at as at
    from bodies.addendum a join network.membership p on p.site_id = a.site_id and p.id = a.made_by
    where a.site_id = ${siteId} and a.meeting_id = ${meetingId} order by a.made_at, a.id limit 100`.execute(tx);
  return rows;
}
export async function insertAddendum(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    meeting_id: string;
    agenda_item_id: string | null;
    body_id: string;
    words: string;
    made_by: string;
    made_at: Date;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.addendum")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
