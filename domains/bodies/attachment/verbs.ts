import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { FileAnswer } from "../../../platform/server/http/routes.ts";
import { conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { findItem, findMeeting, getStanding, lockMeeting, setRemoved } from "../queries.ts";
import { mayChangeAgenda } from "../rules.ts";
import { type AttachmentView, attachmentTypes } from "./contract.ts";
import * as queries from "./queries.ts";
import { kindOfFile } from "./rules.ts";

/** So many a meeting: more than that nobody reads beforehand. */
const mostOfMeeting = 60;

const viewOf = (row: queries.AttachmentRow): AttachmentView => ({
  id: row.id,
  itemId: row.agenda_item_id,
  fileName: row.file_name,
  mediaType: row.media_type,
  byteCount: row.byte_count,
  addedBy: row.adder,
  addedAt: row.added_at.toISOString(),
});

async function note(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

export async function listAttachments(call: Call, meetingId: string) {
  const meeting = await findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting) throw notFound();
  return {
    attachments: (await queries.listAttachments(call.tx, call.actor.siteId, meetingId)).map(viewOf),
    abilities: { add: meeting.may_write && mayChangeAgenda(meeting.state) },
  };
}

export async function addAttachment(
  call: Call,
  itemId: string,
  file: { id: string; fileName: string; bytes: Buffer },
): Promise<AttachmentView> {
  const { tx, actor } = call;
  const item = await findItem(tx, actor.siteId, itemId);
  if (!item) throw notFound();
  if (!item.may_write) throw forbidden();
  const meeting = (await lockMeeting(tx, actor.siteId, item.meeting_id))!;
  if (!mayChangeAgenda(meeting.state)) throw conflict("meeting_closed");
  const again = await queries.findAttachment(tx, actor.siteId, file.id);
  if (again) {
    if (again.agenda_item_id !== itemId || again.added_by !== actor.membershipId) throw conflict("already_there");
    return viewOf(again);
  }
  const kind = kindOfFile(file.fileName, file.bytes);
  if ("fault" in kind) throw invalid([{ path: kind.fault.startsWith("file_name") ? "header.x-file-name" : "body", code: kind.fault }]);
  if ((await queries.listAttachments(tx, actor.siteId, meeting.id)).length >= mostOfMeeting) throw conflict("too_many_files");
  const isNew = await queries.insertAttachment(tx, {
    site_id: actor.siteId,
    id: file.id,
    agenda_item_id: itemId,
    meeting_id: meeting.id,
    body_id: meeting.body_id,
    file_name: kind.name,
    media_type: attachmentTypes[kind.ending],
    content: file.bytes,
    byte_count: file.bytes.length,
    added_by: actor.membershipId,
    added_at: now(),
  });
  if (!isNew) throw conflict("already_there");
  await note(call, "add_attachment");
  return viewOf((await queries.findAttachment(tx, actor.siteId, file.id))!);
}

export async function getAttachment(call: Call, attachmentId: string): Promise<FileAnswer> {
  const found = await queries.findAttachment(call.tx, call.actor.siteId, attachmentId);
  const content = await queries.findContent(call.tx, call.actor.siteId, attachmentId);
  if (!found || !content) throw notFound();
  return new FileAnswer(content, found.media_type, found.file_name);
}

export async function removeAttachment(call: Call, attachmentId: string): Promise<{ removed: boolean }> {
  const { tx, actor } = call;
  const found = await queries.findAttachment(tx, actor.siteId, attachmentId);
  if (!found) throw notFound();
  const item = await findItem(tx, actor.siteId, found.agenda_item_id);
  if (!item?.may_write) throw forbidden();
  // what was on the table when a meeting ended belongs to its record
  if ((await findMeeting(tx, actor.siteId, item.meeting_id))?.state === "closed") throw conflict("meeting_closed");
  await setRemoved(tx, "attachment", attachmentId, true);
  await note(call, "remove_attachment");
  return { removed: true };
}

export async function restoreAttachment(call: Call, attachmentId: string): Promise<AttachmentView> {
  const standing = await getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  if (!standing.may_write) throw forbidden();
  if (await setRemoved(call.tx, "attachment", attachmentId, false)) await note(call, "restore_attachment");
  const found = await queries.findAttachment(call.tx, call.actor.siteId, attachmentId);
  if (!found) throw notFound();
  return viewOf(found);
}
