import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound, Problem } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { discardDraft, enqueueMail, withdrawMail } from "../../network/index.ts";
import {
  findColleague,
  findItem,
  findMeeting,
  type ItemRow,
  listItems,
  listMembers,
  lockMeeting,
  type MeetingRow,
  updateMinutes,
} from "../queries.ts";
import { mayKeepMinutes } from "../rules.ts";
import type { WritingView } from "./contract.ts";
import * as queries from "./queries.ts";
import * as rules from "./rules.ts";

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

async function note(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

async function view(call: Call, meeting: MeetingRow): Promise<WritingView> {
  const { tx, actor } = call;
  const items = await listItems(tx, actor.siteId, meeting.id);
  const adoption = await queries.findAdoption(tx, actor.siteId, meeting.id);
  const state = rules.adoptionOf(adoption);
  const at = now();
  return {
    meetingId: meeting.id,
    state: meeting.state,
    items: items.map((item) => ({
      itemId: item.id,
      minutes: item.minutes,
      minutesVersion: item.minutes_version,
      savedBy: item.minutes_saved_by,
      savedAt: iso(item.minutes_saved_at),
    })),
    pens: (await queries.listPens(tx, actor.siteId, meeting.id)).map((pen) => ({
      itemId: pen.agenda_item_id,
      holderId: pen.held_by,
      holderName: pen.holder,
      seenAt: pen.seen_at.toISOString(),
      isResting: rules.isResting(pen, at),
      askedById: pen.asked_by,
      askedByName: pen.asker,
    })),
    comments: (await queries.listComments(tx, actor.siteId, meeting.id)).map((row) => ({
      id: row.id,
      itemId: row.agenda_item_id,
      comment: row.comment,
      by: row.by,
      unitName: row.unit_name,
      at: row.made_at.toISOString(),
      settled: row.settled,
      settledBecause: row.settled_because,
      settledBy: row.settler,
    })),
    earlier: (await queries.listEarlier(tx, actor.siteId, meeting.id)).map(({ agenda_item_id, ...row }) => ({
      ...row,
      itemId: agenda_item_id,
      at: row.at.toISOString(),
    })),
    adoption: {
      state,
      sentAt: iso(adoption?.sent_at),
      commentsUntilOn: adoption?.comments_until_on ?? null,
      adoptedAt: iso(adoption?.adopted_at),
      adoptedBy: adoption?.adopter ?? null,
      way: adoption?.way ?? null,
      adoptedInOn: adoption?.adopted_in_on ?? null,
      version: adoption?.version ?? 0,
    },
    addenda: (await queries.listAddenda(tx, actor.siteId, meeting.id)).map((row) => ({
      id: row.id,
      itemId: row.agenda_item_id,
      words: row.words,
      by: row.by,
      at: row.at.toISOString(),
    })),
    abilities: {
      write: meeting.may_write && mayKeepMinutes(meeting.state),
      comment: state !== "adopted" && (meeting.state === "in_session" || meeting.state === "closed"),
      correct: meeting.may_write && rules.refusalOfCorrection(meeting.state, state) === undefined,
      send: meeting.may_write && rules.refusalOfSending(meeting.state, state) === undefined,
      adopt: meeting.may_write && state === "sent",
      add: meeting.may_write && state === "adopted",
    },
  };
}

async function findSeen(call: Call, meetingId: string): Promise<MeetingRow> {
  const meeting = await findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting) throw notFound();
  return meeting;
}

export async function getWriting(call: Call, meetingId: string): Promise<WritingView> {
  return await view(call, await findSeen(call, meetingId));
}

async function lockToWrite(call: Call, meetingId: string): Promise<MeetingRow> {
  if (!(await findSeen(call, meetingId)).may_write) throw forbidden();
  return (await lockMeeting(call.tx, call.actor.siteId, meetingId)) ?? (await findSeen(call, meetingId));
}

async function lockItem(call: Call, itemId: string): Promise<{ item: ItemRow; meeting: MeetingRow }> {
  const seen = await findItem(call.tx, call.actor.siteId, itemId);
  if (!seen) throw notFound();
  const meeting = await lockToWrite(call, seen.meeting_id);
  const item = await findItem(call.tx, call.actor.siteId, itemId);
  if (!item) throw notFound();
  return { item, meeting };
}

function refuseOutsideSession(meeting: MeetingRow): void {
  if (meeting.state === "closed") throw conflict("meeting_closed");
  if (!mayKeepMinutes(meeting.state)) throw conflict("meeting_not_open");
}

// ---- the pen --------------------------------------------------------------------------------------------------------------------------------

/** Refuses with who writes there, or lays the pen into the hand of whoever acts. */
export async function holdPen(call: Call, item: ItemRow): Promise<void> {
  const { tx, actor } = call;
  const pen = await queries.findPen(tx, actor.siteId, item.id);
  if (!rules.mayTakePen(pen, actor.membershipId, now()))
    throw new Problem("conflict", { reason: "somebody_else_writes", current: { by: pen?.holder ?? "" } });
  await queries.givePen(tx, {
    site_id: actor.siteId,
    agenda_item_id: item.id,
    meeting_id: item.meeting_id,
    body_id: item.body_id,
    held_by: actor.membershipId,
    seen_at: now(),
  });
}

export async function takePen(call: Call, itemId: string): Promise<WritingView> {
  const { item, meeting } = await lockItem(call, itemId);
  refuseOutsideSession(meeting);
  await holdPen(call, item);
  return await view(call, meeting);
}

export async function askForPen(call: Call, itemId: string): Promise<WritingView> {
  const { item, meeting } = await lockItem(call, itemId);
  refuseOutsideSession(meeting);
  const { tx, actor } = call;
  const pen = await queries.findPen(tx, actor.siteId, itemId);
  if (rules.mayTakePen(pen, actor.membershipId, now())) await holdPen(call, item);
  else await queries.askForPen(tx, actor.siteId, itemId, actor.membershipId, now());
  return await view(call, meeting);
}

export async function passPen(
  call: Call,
  itemId: string,
  given: { minutes: string; version: number; to: string | null },
): Promise<WritingView> {
  const { item, meeting } = await lockItem(call, itemId);
  refuseOutsideSession(meeting);
  const { tx, actor } = call;
  await holdPen(call, item);
  if (given.to !== null) {
    const colleague = await findColleague(tx, actor.siteId, given.to);
    if (!colleague?.is_now || colleague.role !== "coordinator") throw invalid([{ path: "body.to", code: "may_not_write" }]);
  }
  if (given.minutes !== item.minutes || given.version !== item.minutes_version) {
    const minutes = { text: given.minutes, at: now(), by: actor.membershipId };
    if (!(await updateMinutes(tx, actor.siteId, itemId, given.version, minutes)))
      throw changedMeanwhile({
        minutes: item.minutes,
        version: item.minutes_version,
        savedAt: iso(item.minutes_saved_at),
        savedBy: item.minutes_saved_by,
      });
    await discardDraft(call, `minutes:${itemId}`);
    await note(call, "save_minutes");
  }
  if (given.to === null) await queries.putPenDown(tx, actor.siteId, itemId);
  else await queries.passPen(tx, actor.siteId, itemId, given.to, now());
  return await view(call, meeting);
}

// ---- comments and corrections ---------------------------------------------------------------------------------------------------------------

export async function commentMinutes(call: Call, itemId: string, given: { id: string; comment: string }): Promise<WritingView> {
  const { tx, actor } = call;
  const item = await findItem(tx, actor.siteId, itemId);
  if (!item) throw notFound();
  const meeting = await findSeen(call, item.meeting_id);
  const isThere = async () => {
    const again = await queries.findComment(tx, actor.siteId, given.id);
    if (again && (again.agenda_item_id !== itemId || again.made_by !== actor.membershipId)) throw conflict("already_there");
    return again !== undefined;
  };
  if (await isThere()) return await view(call, meeting);
  if (!(await queries.holdToComment(tx, meeting.id))) {
    // whoever was taken out of the body in this moment finds it gone, as from then on
    const { state } = await findSeen(call, meeting.id);
    throw conflict(state === "closed" ? "minutes_adopted" : "meeting_not_open");
  }
  const row = { site_id: actor.siteId, id: given.id, agenda_item_id: itemId, meeting_id: meeting.id, body_id: meeting.body_id };
  const isNew = await queries.insertComment(tx, { ...row, comment: given.comment, made_by: actor.membershipId, made_at: now() });
  if (isNew) await note(call, "comment_minutes");
  else if (!(await isThere())) throw conflict("already_there");
  return await view(call, meeting);
}

export async function settleComment(
  call: Call,
  commentId: string,
  given: { settled: "taken_in" | "not_taken_in"; because: string | null },
): Promise<WritingView> {
  const { tx, actor } = call;
  const comment = await queries.findComment(tx, actor.siteId, commentId);
  if (!comment) throw notFound();
  const meeting = await lockToWrite(call, comment.meeting_id);
  if (given.settled === "not_taken_in" && given.because === null) throw invalid([{ path: "body.because", code: "required" }]);
  if (rules.adoptionOf(await queries.findAdoption(tx, actor.siteId, meeting.id)) === "adopted") throw conflict("minutes_adopted");
  await queries.settleComment(tx, actor.siteId, commentId, {
    settled: given.settled,
    settled_because: given.because,
    settled_by: actor.membershipId,
    settled_at: now(),
  });
  await note(call, "settle_comment");
  return await view(call, meeting);
}

export async function correctMinutes(
  call: Call,
  itemId: string,
  given: { minutes: string; because: string; version: number },
): Promise<WritingView> {
  const { item, meeting } = await lockItem(call, itemId);
  const { tx, actor } = call;
  const adoption = rules.adoptionOf(await queries.findAdoption(tx, actor.siteId, meeting.id));
  const refusal = rules.refusalOfCorrection(meeting.state, adoption);
  if (refusal) throw conflict(refusal);
  const minutes = { text: given.minutes, at: now(), by: actor.membershipId };
  if (!(await updateMinutes(tx, actor.siteId, itemId, given.version, minutes)))
    throw changedMeanwhile({
      minutes: item.minutes,
      version: item.minutes_version,
      savedAt: iso(item.minutes_saved_at),
      savedBy: item.minutes_saved_by,
    });
  await queries.keepEarlier(tx, {
    site_id: actor.siteId,
    agenda_item_id: itemId,
    version: item.minutes_version,
    meeting_id: meeting.id,
    body_id: meeting.body_id,
    minutes: item.minutes,
    because: given.because,
    corrected_by: actor.membershipId,
    corrected_at: now(),
  });
  await discardDraft(call, `correction:${itemId}`);
  await note(call, "correct_minutes");
  return await view(call, meeting);
}

// ---- adoption -------------------------------------------------------------------------------------------------------------------------------

async function listToTell(call: Call, bodyId: string): Promise<string[]> {
  const members = await listMembers(call.tx, call.actor.siteId, bodyId);
  return members.map((one) => one.membership_id).filter((id) => id !== call.actor.membershipId);
}

export async function sendMinutes(call: Call, meetingId: string, commentsUntilOn: string): Promise<WritingView> {
  const meeting = await lockToWrite(call, meetingId);
  const { tx, actor } = call;
  const before = await queries.findAdoption(tx, actor.siteId, meetingId);
  const refusal = rules.refusalOfSending(meeting.state, rules.adoptionOf(before));
  if (refusal) throw conflict(refusal);
  if (commentsUntilOn < today()) throw invalid([{ path: "body.commentsUntilOn", code: "in_the_past" }]);
  await queries.upsertSending(tx, {
    site_id: actor.siteId,
    meeting_id: meetingId,
    body_id: meeting.body_id,
    sent_at: now(),
    sent_by: actor.membershipId,
    comments_until_on: commentsUntilOn,
  });
  const version = (before?.version ?? 0) + 1;
  await withdrawMail(call, { kind: "bodies.minutes_sent", subjectId: meetingId });
  await enqueueMail(call, {
    to: await listToTell(call, meeting.body_id),
    kind: "bodies.minutes_sent",
    group: "meetings",
    subjectId: meetingId,
    version,
  });
  await note(call, "send_minutes");
  return await view(call, meeting);
}

export async function adoptMinutes(
  call: Call,
  meetingId: string,
  given: { way: "in_meeting" | "by_silence"; inMeetingId: string | null; version: number },
): Promise<WritingView> {
  const meeting = await lockToWrite(call, meetingId);
  const { tx, actor } = call;
  const adoption = await queries.findAdoption(tx, actor.siteId, meetingId);
  // a second click answers as the first
  if (adoption?.adopted_by === actor.membershipId && adoption.way === given.way && adoption.version === given.version + 1)
    return await view(call, meeting);
  const openComments = (await queries.listComments(tx, actor.siteId, meetingId)).filter((one) => one.settled === null).length;
  const refusal = rules.refusalOfAdoption({
    adoption: rules.adoptionOf(adoption),
    way: given.way,
    commentsUntilOn: adoption?.comments_until_on ?? null,
    openComments,
    today: today(),
  });
  if (refusal) throw conflict(refusal);
  if (given.way === "in_meeting") {
    const later = given.inMeetingId === null ? undefined : await findMeeting(tx, actor.siteId, given.inMeetingId);
    if (!later) throw invalid([{ path: "body.inMeetingId", code: given.inMeetingId === null ? "required" : "unknown" }]);
    if (later.body_id !== meeting.body_id || later.id === meetingId) throw invalid([{ path: "body.inMeetingId", code: "other_body" }]);
    if (later.state === "planned" || later.state === "invited" || later.starts_at < meeting.starts_at)
      throw invalid([{ path: "body.inMeetingId", code: "not_held_yet" }]);
  }
  const row = {
    adopted_at: now(),
    adopted_by: actor.membershipId,
    way: given.way,
    adopted_in_id: given.way === "in_meeting" ? given.inMeetingId : null,
  };
  if (!(await queries.updateAdoption(tx, actor.siteId, meetingId, given.version, row))) throw changedMeanwhile(await view(call, meeting));
  await note(call, "adopt_minutes");
  return await view(call, meeting);
}

export async function addAddendum(
  call: Call,
  meetingId: string,
  given: { id: string; itemId: string | null; words: string },
): Promise<WritingView> {
  const meeting = await lockToWrite(call, meetingId);
  const { tx, actor } = call;
  const again = (await queries.listAddenda(tx, actor.siteId, meetingId)).find((one) => one.id === given.id);
  if (again) {
    if (again.made_by !== actor.membershipId) throw conflict("already_there");
    return await view(call, meeting);
  }
  if (rules.adoptionOf(await queries.findAdoption(tx, actor.siteId, meetingId)) !== "adopted") throw conflict("minutes_not_adopted");
  if (given.itemId !== null && (await findItem(tx, actor.siteId, given.itemId))?.meeting_id !== meetingId)
    throw invalid([{ path: "body.itemId", code: "unknown" }]);
  const row = { site_id: actor.siteId, id: given.id, meeting_id: meetingId, agenda_item_id: given.itemId, body_id: meeting.body_id };
  if (!(await queries.insertAddendum(tx, { ...row, words: given.words, made_by: actor.membershipId, made_at: now() })))
    throw conflict("already_there");
  await note(call, "add_addendum");
  return await view(call, meeting);
}
