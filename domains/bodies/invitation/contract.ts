import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { id, instant, line, version } from "../../../platform/contract/values.ts";

export const invitationAnswers = ["comes", "unsure", "does_not_come", "deputy_comes"] as const;
export const invitationAnswer = z.enum(invitationAnswers);
export type InvitationAnswer = z.infer<typeof invitationAnswer>;

export const agendaChanges = ["added", "removed", "title", "position", "minutes", "paper"] as const;
export type AgendaChange = (typeof agendaChanges)[number];

export const answerView = z.object({
  membershipId: id,
  name: z.string(),
  unitName: z.string(),
  /** Null where nothing has come yet. */
  answer: invitationAnswer.nullable(),
  deputyMembershipId: id.nullable(),
  deputyName: z.string().nullable(),
  note: z.string().nullable(),
  /** Who noted it, where it was not the member. */
  notedBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  /** From the file of a calendar. */
  isFromCalendar: z.boolean(),
  /** Who stands in for this member. */
  deputies: z.array(z.object({ membershipId: id, name: z.string() })),
});
export type AnswerView = z.infer<typeof answerView>;

export const invitationView = z.object({
  meetingId: id,
  /** When the agenda below was sent; null while nobody is invited. */
  invitedAt: instant.nullable(),
  /** How often it was sent anew. */
  invitation: z.int(),
  /** When members were last told that the agenda has changed. */
  agendaToldAt: instant.nullable(),
  /** The agenda as it was sent, in its order. It is never changed. */
  items: z.array(
    z.object({
      itemId: id,
      position: z.int(),
      title: z.string(),
      minutesPlanned: z.int(),
      question: z.string(),
      background: z.string(),
      proposal: z.string(),
      options: z.array(z.string()),
      /** What is different today. */
      changes: z.array(z.enum(agendaChanges)),
    }),
  ),
  /** What came onto the agenda afterwards. */
  added: z.array(z.object({ itemId: id, position: z.int(), title: z.string(), minutesPlanned: z.int() })),
  isChanged: z.boolean(),
  /** For the coordinator all members; for a member its own line and those in whose place it comes. */
  answers: z.array(answerView),
  counts: z.record(invitationAnswer, z.int()).nullable(),
  version,
  abilities: z.object({ answer: z.boolean(), note: z.boolean(), tellChanges: z.boolean() }),
});
export type InvitationView = z.infer<typeof invitationView>;

const ofMeeting = z.object({ meetingId: id });
export const getInvitation = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/invitation",
  params: ofMeeting,
  answer: invitationView,
});
const given = z.object({
  answer: invitationAnswer,
  deputyMembershipId: id.nullable().default(null),
  note: line(300).nullable().default(null),
});
/** The own answer, as often as one likes until the meeting begins; the last one counts. */
export const answerInvitation = endpoint({
  method: "PUT",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/answer",
  params: ofMeeting,
  body: given,
  answer: invitationView,
});
/** What somebody said on the phone. */
export const noteInvitationAnswer = endpoint({
  method: "PUT",
  path: "/api/bodies/meetings/:meetingId/answers",
  params: ofMeeting,
  body: given.extend({ membershipId: id }),
  answer: invitationView,
});
/** Writes to all members that the agenda has changed since it was sent. */
export const tellAgendaChanged = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/tell-changes",
  params: ofMeeting,
  body: z.object({ version }),
  answer: invitationView,
});
