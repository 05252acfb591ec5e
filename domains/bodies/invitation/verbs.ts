import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { enqueueMail, withdrawMail } from "../../network/index.ts";
import { findMeeting, isMemberNow, listItems, listMembers, lockMeeting, type MeetingRow } from "../queries.ts";
import { listAnswers as listCalendarAnswers } from "../queries-calendar.ts";
import type { AnswerView, InvitationAnswer, InvitationView } from "./contract.ts";
import * as queries from "./queries.ts";
import * as rules from "./rules.ts";

async function listAnswersOf(call: Call, meeting: MeetingRow): Promise<AnswerView[]> {
  const { tx, actor } = call;
  const members = await listMembers(tx, actor.siteId, meeting.body_id);
  const answers = await queries.listAnswers(tx, actor.siteId, meeting.id);
  // the coordinator alone reads what calendars said
  const calendars = await listCalendarAnswers(tx, actor.siteId, meeting.id);
  const isShown = (membershipId: string) =>
    meeting.may_write ||
    membershipId === actor.membershipId ||
    answers.some((one) => one.membership_id === membershipId && one.deputy_membership_id === actor.membershipId);
  return members
    .filter((member) => isShown(member.membership_id))
    .map((member) => {
      const answer = answers.find((one) => one.membership_id === member.membership_id);
      const calendar = calendars.find((one) => one.membership_id === member.membership_id);
      // the newest counts, by whichever way it came
      const isFromCalendar = calendar !== undefined && (answer === undefined || calendar.answered_at > answer.answered_at);
      const own = isFromCalendar ? undefined : answer;
      return {
        membershipId: member.membership_id,
        name: member.name,
        unitName: member.unit_name,
        answer: isFromCalendar ? rules.answerOfCalendar(calendar.answer) : (answer?.answer ?? null),
        deputyMembershipId: own?.deputy_membership_id ?? null,
        deputyName: own?.deputy_name ?? null,
        note: own?.note ?? null,
        notedBy: own && own.answered_by !== own.membership_id ? own.answered_by_name : null,
        answeredAt: (isFromCalendar ? calendar.answered_at : answer?.answered_at)?.toISOString() ?? null,
        isFromCalendar,
        deputies: members
          .filter((other) => other.stands_in_for === member.id)
          .map((other) => ({ membershipId: other.membership_id, name: other.name })),
      };
    });
}

async function view(call: Call, meeting: MeetingRow): Promise<InvitationView> {
  const { tx, actor } = call;
  const sent = await queries.listInvited(tx, actor.siteId, meeting.id);
  const items = (await listItems(tx, actor.siteId, meeting.id)).map((item, index) => ({ ...item, position: index + 1 }));
  const answers = await listAnswersOf(call, meeting);
  const isInvited = meeting.state !== "planned" && sent.length > 0;
  const shown = isInvited ? sent.map((one) => ({ one, changes: rules.changesOf(one, items, sent) })) : [];
  const added = isInvited ? rules.addedTo(sent, items) : [];
  const isChanged = added.length > 0 || shown.some(({ changes }) => changes.length > 0);
  const countOf = (answer: InvitationAnswer) => answers.filter((one) => one.answer === answer).length;
  return {
    meetingId: meeting.id,
    invitedAt: isInvited ? sent[0]!.invited_at.toISOString() : null,
    invitation: sent[0]?.invitation ?? 0,
    agendaToldAt: meeting.agenda_told_at?.toISOString() ?? null,
    items: shown.map(({ one, changes }) => ({
      itemId: one.item_id,
      position: one.position,
      title: one.title,
      minutesPlanned: one.minutes_planned,
      question: one.question,
      background: one.background,
      proposal: one.proposal,
      options: one.options,
      changes,
    })),
    added: added.map((item) => ({ itemId: item.id, position: item.position, title: item.title, minutesPlanned: item.minutes_planned })),
    isChanged,
    answers,
    counts: meeting.may_write
      ? {
          comes: countOf("comes"),
          unsure: countOf("unsure"),
          does_not_come: countOf("does_not_come"),
          deputy_comes: countOf("deputy_comes"),
        }
      : null,
    version: meeting.version,
    abilities: {
      answer: meeting.may_answer,
      note: meeting.may_write && (meeting.state === "invited" || meeting.state === "in_session"),
      tellChanges: meeting.may_write && meeting.state === "invited" && isChanged,
    },
  };
}

async function findSeen(call: Call, meetingId: string): Promise<MeetingRow> {
  const meeting = await findMeeting(call.tx, call.actor.siteId, meetingId);
  if (!meeting) throw notFound();
  return meeting;
}

export async function getInvitation(call: Call, meetingId: string): Promise<InvitationView> {
  return await view(call, await findSeen(call, meetingId));
}

type Given = { answer: InvitationAnswer; deputyMembershipId: string | null; note: string | null };

async function save(call: Call, meeting: MeetingRow, membershipId: string, given: Given): Promise<InvitationView> {
  const { tx, actor } = call;
  const members = await listMembers(tx, actor.siteId, meeting.body_id);
  const member = members.find((one) => one.membership_id === membershipId);
  const deputies = members.filter((one) => one.stands_in_for !== null && one.stands_in_for === member?.id).map((one) => one.membership_id);
  const fault = rules.faultOfAnswer(given.answer, given.deputyMembershipId, deputies);
  if (fault) throw invalid([{ path: "body.deputyMembershipId", code: fault }]);
  await queries.upsertAnswer(tx, {
    site_id: actor.siteId,
    meeting_id: meeting.id,
    membership_id: membershipId,
    body_id: meeting.body_id,
    answer: given.answer,
    deputy_membership_id: given.deputyMembershipId,
    note: given.note,
    answered_by: actor.membershipId,
    answered_at: now(),
  });
  await recordAccess(call, { action: "bodies.answer_invitation", basis: "structure" });
  if (given.deputyMembershipId !== null && given.deputyMembershipId !== actor.membershipId) {
    // each time anew: whoever was asked, was not needed after all and is asked once more learns of it
    const version = Math.floor(now().getTime() / 1_000);
    await enqueueMail(call, {
      to: [given.deputyMembershipId],
      kind: "bodies.deputy_asked",
      group: "meetings",
      subjectId: meeting.id,
      version,
    });
  }
  return await view(call, await findSeen(call, meeting.id));
}

export async function answerInvitation(call: Call, meetingId: string, given: Given): Promise<InvitationView> {
  const meeting = await findSeen(call, meetingId);
  if (!meeting.may_answer) {
    const isMember = await isMemberNow(call.tx, call.actor.siteId, meeting.body_id, call.actor.membershipId);
    throw isMember ? conflict(meeting.state === "planned" ? "not_invited_yet" : "meeting_has_begun") : forbidden();
  }
  return await save(call, meeting, call.actor.membershipId, given);
}

export async function noteInvitationAnswer(
  call: Call,
  meetingId: string,
  given: Given & { membershipId: string },
): Promise<InvitationView> {
  const meeting = await findSeen(call, meetingId);
  if (!meeting.may_write) throw forbidden();
  if (meeting.state === "planned") throw conflict("not_invited_yet");
  if (meeting.state === "closed") throw conflict("meeting_closed");
  if (!(await isMemberNow(call.tx, call.actor.siteId, meeting.body_id, given.membershipId))) throw conflict("member_left");
  return await save(call, meeting, given.membershipId, given);
}

export async function tellAgendaChanged(call: Call, meetingId: string, version: number): Promise<InvitationView> {
  const { tx, actor } = call;
  if (!(await findSeen(call, meetingId)).may_write) throw forbidden();
  const meeting = (await lockMeeting(tx, actor.siteId, meetingId))!;
  if (meeting.state !== "invited") throw conflict(meeting.state === "planned" ? "not_invited_yet" : "meeting_has_begun");
  const seen = await view(call, meeting);
  if (meeting.version !== version) throw changedMeanwhile(seen);
  if (!seen.isChanged) throw conflict("agenda_unchanged");
  await queries.noteTold(tx, actor.siteId, meetingId, now());
  const members = await listMembers(tx, actor.siteId, meeting.body_id);
  const to = members.map((one) => one.membership_id).filter((one) => one !== actor.membershipId);
  await withdrawMail(call, { kind: "bodies.agenda_changed", subjectId: meetingId });
  await enqueueMail(call, { to, kind: "bodies.agenda_changed", group: "meetings", subjectId: meetingId, version: meeting.version + 1 });
  await recordAccess(call, { action: "bodies.tell_agenda_changed", basis: "structure" });
  return await view(call, await findSeen(call, meetingId));
}
