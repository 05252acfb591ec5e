import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type AttachmentRow = {
  id: string;
  agenda_item_id: string;
  file_name: string;
  media_type: string;
  byte_count: number;
  added_by: string;
  adder: string;
  added_at: Date;
};

async function attachmentsWhere(tx: Db, siteId: string, of: { meetingId: string } | { id: string }): Promise<AttachmentRow[]> {
  const which = "id" in of ? sql`f.id = ${of.id}` : sql`f.meeting_id = ${of.meetingId}`;
  const { rows } = await sql<AttachmentRow>`
    select f.id, f.agenda_item_id, f.file_name, f.media_type, f.byte_count, f.added_by, p.display_name as adder, f.added_at
    from bodies.attachment f join network.membership p on p.site_id = f.site_id and p.id = f.added_by
    where f.site_id = ${siteId} and ${which} order by f.added_at, f.id limit 200`.execute(tx);
  return rows;
}

export async function listAttachments(tx: Db, siteId: string, meetingId: string): Promise<AttachmentRow[]> {
  return await attachmentsWhere(tx, siteId, { meetingId });
}
export async function findAttachment(tx: Db, siteId: string, id: string): Promise<AttachmentRow | undefined> {
  return (await attachmentsWhere(tx, siteId, { id }))[0];
}
export async function findContent(tx: Db, siteId: string, id: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ content: Buffer }>`
    select f.content from bodies.attachment f where f.site_id = ${siteId} and f.id = ${id}`.execute(tx);
  return rows[0]?.content;
}
export async function insertAttachment(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    agenda_item_id: string;
    meeting_id: string;
    body_id: string;
    file_name: string;
    media_type: string;
    content: Buffer;
    byte_count: number;
    added_by: string;
    added_at: Date;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.attachment")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
