import type { AnswerOf } from "../../platform/contract/endpoint.ts";
import { now } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { FileAnswer } from "../../platform/server/http/routes.ts";
import { type CalendarEvent, calendarText, calendarType, type Party, readReply } from "../../platform/server/paper/calendar.ts";
import { dayInWords, type Language } from "../../platform/server/paper/days.ts";
import { forbidden, notFound } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import type * as contract from "./contract.ts";
import { fileNames, wordsOf } from "./documents/words.ts";
import { findBody, findMeeting } from "./queries.ts";
import * as queries from "./queries-calendar.ts";

/** The same for every version of a meeting, at every site. */
const uidOf = (meetingId: string) => `${meetingId}@verbund`;

export type CalendarParties = {
  /** Whose calendar it is for. */
  readonly attendees: readonly Party[];
  /** Where answers go to; without it they go nowhere. */
  readonly organiserEmail: string | null;
};

export type CalendarOfMeeting = {
  readonly text: string;
  readonly method: "REQUEST" | "CANCEL";
  readonly sequence: number;
  readonly heldOn: string;
};

/**
 * A meeting for somebody's calendar: an invitation, or the cancellation of one that was removed after people were invited. The body itself stands
 * as its organiser, so that whoever works on the meeting, calendars know it for the same.
 */
export async function makeCalendar(
  call: Call,
  meetingId: string,
  parties: CalendarParties,
  language: Language,
): Promise<CalendarOfMeeting> {
  const { tx, actor } = call;
  const words = wordsOf[language];
  const meeting = await findMeeting(tx, actor.siteId, meetingId);
  const cancelled = meeting ? undefined : await queries.findCancelled(tx, meetingId);
  const row = meeting ?? cancelled;
  if (!row) throw notFound();
  const title = words.of(row.body_name, dayInWords(row.held_on, language)).replaceAll("\u00A0", " ");
  const event: CalendarEvent = {
    uid: uidOf(meetingId),
    sequence: row.calendar_sequence,
    method: meeting ? "REQUEST" : "CANCEL",
    state: meeting ? (meeting.state === "planned" ? "TENTATIVE" : "CONFIRMED") : "CANCELLED",
    stampedAt: now(),
    startsAt: row.starts_at,
    minutes: row.minutes_planned,
    title: meeting ? row.body_name : words.cancelled(title),
    description: meeting && meeting.state !== "planned" ? words.calendarNote(meeting.item_count) : "",
    place: row.place,
    link: row.online_link,
    organiser: { name: row.body_name, email: parties.organiserEmail, id: row.body_id },
    attendees: parties.attendees,
  };
  return { text: calendarText(event), method: event.method, sequence: event.sequence, heldOn: row.held_on };
}

/** The meeting for the calendar of whoever acts. */
export async function makeOwnCalendar(call: Call, meetingId: string, language: Language): Promise<CalendarOfMeeting> {
  const own = await queries.findOwnAddress(call.tx);
  const attendees: Party[] = own ? [{ name: own.name, email: own.email, id: call.actor.membershipId }] : [];
  return await makeCalendar(call, meetingId, { attendees, organiserEmail: null }, language);
}

export async function getCalendarFile(call: Call, meetingId: string, language: Language): Promise<FileAnswer> {
  const made = await makeOwnCalendar(call, meetingId, language);
  return new FileAnswer(Buffer.from(made.text, "utf8"), calendarType, `${fileNames[language].meeting}-${made.heldOn}.ics`);
}

export async function listCancelledMeetings(
  call: Call,
  bodyId: string,
): Promise<AnswerOf<typeof contract.listCancelledMeetings>["meetings"]> {
  if (!(await findBody(call.tx, call.actor.siteId, bodyId))) throw notFound();
  return (await queries.listCancelled(call.tx, bodyId)).map((row) => ({
    id: row.id,
    bodyName: row.body_name,
    startsAt: row.starts_at.toISOString(),
    heldOn: row.held_on,
    begins: row.begins,
    cancelledOn: row.cancelled_on,
    place: row.place,
  }));
}

async function getMeetingToWrite(call: Call, meetingId: string) {
  const meeting = await findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting) throw notFound();
  if (!meeting.may_write) throw forbidden();
  return meeting;
}

export async function listCalendarAnswers(
  call: Call,
  meetingId: string,
): Promise<AnswerOf<typeof contract.listCalendarAnswers>["answers"]> {
  await getMeetingToWrite(call, meetingId);
  return (await queries.listAnswers(call.tx, call.actor.siteId, meetingId)).map((row) => ({
    membershipId: row.membership_id,
    name: row.name,
    unitName: row.unit_name,
    answer: row.answer,
    answeredAt: row.answered_at.toISOString(),
  }));
}

type Noted = AnswerOf<typeof contract.noteCalendarAnswer>;

/** Whoever does not sit in the body is told by the name in the file and not noted; what was noted before stays. */
export async function noteCalendarAnswer(call: Call, meetingId: string, bytes: Buffer): Promise<Noted> {
  const meeting = await getMeetingToWrite(call, meetingId);
  const { tx, actor } = call;
  const reply = readReply(bytes.toString("utf8"));
  if (typeof reply === "string") return { noted: false, fault: reply, from: null, answer: null };
  const from = reply.name ? `${reply.name} (${reply.address})` : reply.address;
  const refused = (fault: Noted["fault"]): Noted => ({ noted: false, fault, from, answer: reply.answer });
  if (reply.uid !== uidOf(meetingId)) return refused("other_meeting");
  const membershipId = await queries.findAnsweringMember(tx, meetingId, reply.address);
  if (!membershipId) return refused("stranger");
  if (reply.sequence < meeting.calendar_sequence) return refused("outdated");
  // a file may say any moment; nobody answers in the future
  const at = reply.at && reply.at < now() ? reply.at : now();
  const before = (await queries.listAnswers(tx, actor.siteId, meetingId)).find((one) => one.membership_id === membershipId);
  if (before && before.answered_at > at) return refused("older_answer");
  await queries.upsertAnswer(tx, {
    site_id: actor.siteId,
    meeting_id: meetingId,
    membership_id: membershipId,
    body_id: meeting.body_id,
    answer: reply.answer,
    answered_at: at,
    sequence: Math.min(reply.sequence, meeting.calendar_sequence),
    noted_by: actor.membershipId,
  });
  await recordAccess(call, { action: "bodies.note_calendar_answer", basis: "structure" });
  return { noted: true, fault: null, from, answer: reply.answer };
}
