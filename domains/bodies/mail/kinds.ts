import { now } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { MailKind, MailSubject } from "../../../platform/server/mail/kind.ts";
import { mailDay, mailMoment, mailWords } from "../../../platform/server/mail/words.ts";
import type { MailAttachment } from "../../../platform/server/mail/message.ts";
import { findOpenLink, newMailedLink } from "../../accounts/index.ts";
import { findOwnOffer, listCalls } from "../conference/queries.ts";
import { makeOwnCalendar } from "../calendar.ts";
import { findAdoption } from "../minutes/queries.ts";
import type { MeetingRow } from "../queries.ts";
import * as queries from "../queries.ts";
import { de } from "./texts.de.ts";
import { en } from "./texts.en.ts";

const words = { de, en };

/** Only what every calendar shows: which kind of body, when. Its name, place and agenda stay in Verbund. */
function valuesOf(language: MailSubject["language"], meeting: { body_kind: string; starts_at: Date }) {
  const t = mailWords(words, language);
  return { kind: t(`bodies.mail.kind.${meeting.body_kind as "steering_group"}`), ...mailMoment(language, meeting.starts_at) };
}

/** The meeting as calendars take it, called off where it was. It says what the invitation in any calendar says, and no more: no agenda, no paper. */
async function calendarOf(call: Call, meetingId: string, language: MailSubject["language"]): Promise<{ attachments: MailAttachment[] }> {
  const { text, method } = await makeOwnCalendar(call, meetingId, language);
  const type = `text/calendar; charset=utf-8; method=${method}`;
  return { attachments: [{ name: mailWords(words, language)("bodies.mail.calendar_file"), type, content: Buffer.from(text, "utf8") }] };
}

/** A meeting that is still to come and to which the recipient is invited. */
async function findAhead(call: Call, meetingId: string): Promise<MeetingRow | undefined> {
  const meeting = await queries.findMeeting(call.tx, call.actor.siteId, meetingId);
  return meeting && meeting.state !== "planned" && meeting.state !== "closed" && meeting.starts_at > now() ? meeting : undefined;
}

const invited: MailKind = {
  name: "bodies.invited",
  write: async (call, mail) => {
    const meeting = await findAhead(call, mail.subjectId);
    if (!meeting) return undefined;
    const t = mailWords(words, mail.language);
    const values = valuesOf(mail.language, meeting);
    const subject = t("bodies.mail.invited.subject", values);
    const [linkId] = mail.ids;
    const label = t("bodies.mail.invited.way");
    if (linkId === undefined) {
      const path = `/bodies/meetings/${meeting.id}`;
      return {
        subject,
        lines: [t("bodies.mail.invited.line", values)],
        way: { label, path },
        ...(await calendarOf(call, meeting.id, mail.language)),
      };
    }
    const link = newMailedLink(call.keys, linkId);
    // ended by the coordinator before it was sent
    const opensUntil = await findOpenLink(call.tx, link.hash);
    if (!opensUntil) return undefined;
    const until = mailMoment(mail.language, opensUntil).day;
    const lines = [t("bodies.mail.invited.line", values), t("bodies.mail.invited.link", { until })];
    const way = { label, path: `/papers?meeting=${meeting.id}#${link.token}` };
    return { subject, lines, way, ...(await calendarOf(call, meeting.id, mail.language)) };
  },
};

const meetingChanged: MailKind = {
  name: "bodies.meeting_changed",
  write: async (call, mail) => {
    const meeting = await findAhead(call, mail.subjectId);
    if (!meeting) return undefined;
    const t = mailWords(words, mail.language);
    const lines = [t("bodies.mail.changed.line", valuesOf(mail.language, meeting))];
    return { subject: t("bodies.mail.changed.subject"), lines, ...(await calendarOf(call, meeting.id, mail.language)) };
  },
};

const meetingCancelled: MailKind = {
  name: "bodies.meeting_cancelled",
  write: async (call, mail) => {
    const meeting = await queries.findCancelledMeeting(call.tx, mail.subjectId);
    if (!meeting || meeting.starts_at <= now()) return undefined;
    const t = mailWords(words, mail.language);
    const lines = [t("bodies.mail.cancelled.line", valuesOf(mail.language, meeting))];
    return { subject: t("bodies.mail.cancelled.subject"), lines, ...(await calendarOf(call, mail.subjectId, mail.language)) };
  },
};

/** The agenda is not what was sent any more. What has changed stands in Verbund, not in the mail. */
const agendaChanged: MailKind = {
  name: "bodies.agenda_changed",
  write: async (call, mail) => {
    const meeting = await findAhead(call, mail.subjectId);
    if (!meeting) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("bodies.mail.agenda_changed.subject"),
      lines: [t("bodies.mail.agenda_changed.line", valuesOf(mail.language, meeting))],
      way: { label: t("bodies.mail.invited.way"), path: `/bodies/meetings/${meeting.id}` },
    };
  },
};

/** Somebody for whom the recipient stands in does not come. */
const deputyAsked: MailKind = {
  name: "bodies.deputy_asked",
  write: async (call, mail) => {
    const meeting = await findAhead(call, mail.subjectId);
    if (!meeting) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("bodies.mail.deputy_asked.subject"),
      lines: [t("bodies.mail.deputy_asked.line", valuesOf(mail.language, meeting))],
      way: { label: t("bodies.mail.invited.way"), path: `/bodies/meetings/${meeting.id}` },
      ...(await calendarOf(call, meeting.id, mail.language)),
    };
  },
};

/** Minutes to be read, with the day until which anything may be said about them. */
const minutesSent: MailKind = {
  name: "bodies.minutes_sent",
  write: async (call, mail) => {
    const meeting = await queries.findMeeting(call.tx, call.actor.siteId, mail.subjectId);
    const adoption = await findAdoption(call.tx, call.actor.siteId, mail.subjectId);
    if (!meeting || !adoption || adoption.adopted_at !== null) return undefined;
    const t = mailWords(words, mail.language);
    const until = mailDay(mail.language, adoption.comments_until_on);
    return {
      subject: t("bodies.mail.minutes_sent.subject"),
      lines: [t("bodies.mail.minutes_sent.line", { ...valuesOf(mail.language, meeting), until })],
      way: { label: t("bodies.mail.minutes_sent.way"), path: `/bodies/meetings/${meeting.id}` },
    };
  },
};

const decisionDue: MailKind = {
  name: "bodies.decision_due",
  write: async (call, mail) => {
    const decision = await queries.findDecision(call.tx, call.actor.siteId, mail.subjectId);
    if (!decision?.due_on) return undefined;
    const t = mailWords(words, mail.language);
    const stage = mail.version % 2 === 0 ? "overdue" : "due";
    return {
      subject: t(`bodies.mail.${stage}.subject`),
      lines: [t(`bodies.mail.${stage}.line`, { day: mailDay(mail.language, decision.due_on) })],
      way: { label: t("bodies.mail.due.way"), path: "/bodies/decisions" },
    };
  },
};

/** A conference looks for cases. Which question it asks stands in Verbund. */
const casesCalled: MailKind = {
  name: "bodies.cases_called",
  write: async (call, mail) => {
    const asked = (await listCalls(call.tx)).find((row) => row.meeting_id === mail.subjectId);
    if (!asked?.is_open) return undefined;
    const t = mailWords(words, mail.language);
    const values = { day: mailMoment(mail.language, asked.starts_at).day, until: mailDay(mail.language, asked.call_until_on) };
    return {
      subject: t("bodies.mail.cases_called.subject"),
      lines: [t("bodies.mail.cases_called.line", values)],
      way: { label: t("bodies.mail.cases_called.way"), path: "/bodies/calls" },
    };
  },
};

/** Something came back to whoever presented a case: neither what, nor which case. */
const resultSent: MailKind = {
  name: "bodies.result_sent",
  write: async (call, mail) => {
    const offer = await findOwnOffer(call.tx, mail.subjectId);
    if (!offer?.result || offer.result_seen_on !== null) return undefined;
    const t = mailWords(words, mail.language);
    return {
      subject: t("bodies.mail.result_sent.subject"),
      lines: [t("bodies.mail.result_sent.line", { day: mailMoment(mail.language, offer.starts_at).day })],
      way: { label: t("bodies.mail.result_sent.way"), path: "/bodies/calls" },
    };
  },
};

export const mailKinds: readonly MailKind[] = [
  invited,
  meetingChanged,
  agendaChanged,
  meetingCancelled,
  deputyAsked,
  minutesSent,
  casesCalled,
  resultSent,
  decisionDue,
];
