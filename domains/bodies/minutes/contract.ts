import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, line, optionalText, text, version } from "../../../platform/contract/values.ts";

/** A pen that nobody has moved for so long lies there for everybody. */
export const penRestsAfterSeconds = 60;

export const penView = z.object({
  itemId: id,
  holderId: id,
  holderName: z.string(),
  seenAt: instant,
  /** Whoever asks may take it: nobody has written for a minute. */
  isResting: z.boolean(),
  askedById: id.nullable(),
  askedByName: z.string().nullable(),
});
export type PenView = z.infer<typeof penView>;

export const commentView = z.object({
  id,
  itemId: id,
  comment: z.string(),
  by: z.string(),
  unitName: z.string(),
  at: instant,
  settled: z.enum(["taken_in", "not_taken_in"]).nullable(),
  settledBecause: z.string().nullable(),
  settledBy: z.string().nullable(),
});
export type CommentView = z.infer<typeof commentView>;

export const adoptionStates = ["none", "sent", "adopted"] as const;
export type AdoptionState = (typeof adoptionStates)[number];

/** What is going on at the minutes of a meeting: asked for every few seconds while it is in session, so it is small. */
export const writingView = z.object({
  meetingId: id,
  state: z.string(),
  /** What stands at each item, so that others see what is being written. */
  items: z.array(
    z.object({ itemId: id, minutes: z.string(), minutesVersion: version, savedBy: z.string().nullable(), savedAt: instant.nullable() }),
  ),
  pens: z.array(penView),
  comments: z.array(commentView),
  /** Earlier wordings, newest first. */
  earlier: z.array(z.object({ itemId: id, version: z.int(), minutes: z.string(), because: z.string(), by: z.string(), at: instant })),
  adoption: z.object({
    state: z.enum(adoptionStates),
    sentAt: instant.nullable(),
    commentsUntilOn: day.nullable(),
    adoptedAt: instant.nullable(),
    adoptedBy: z.string().nullable(),
    way: z.enum(["in_meeting", "by_silence"]).nullable(),
    adoptedInOn: day.nullable(),
    version: z.int(),
  }),
  addenda: z.array(z.object({ id, itemId: id.nullable(), words: z.string(), by: z.string(), at: instant })),
  abilities: z.object({
    write: z.boolean(),
    comment: z.boolean(),
    correct: z.boolean(),
    send: z.boolean(),
    adopt: z.boolean(),
    add: z.boolean(),
  }),
});
export type WritingView = z.infer<typeof writingView>;

const ofMeeting = z.object({ meetingId: id });
const ofItem = z.object({ itemId: id });

export const getWriting = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/meetings/:meetingId/writing",
  params: ofMeeting,
  answer: writingView,
});
/** Takes the pen of an item, or says that it is still held. Somebody else's is taken only while it rests. */
export const takePen = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/pen",
  params: ofItem,
  answer: writingView,
});
/** Asks whoever holds the pen for it. */
export const askForPen = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/pen/ask",
  params: ofItem,
  answer: writingView,
});
/** Saves what has been written and passes the pen on in the same moment, so that no letter is lost between the two. Null puts it down. */
export const passPen = endpoint({
  method: "POST",
  path: "/api/bodies/agenda/:itemId/pen/pass",
  params: ofItem,
  body: z.object({ minutes: optionalText(20_000), version, to: id.nullable() }),
  answer: writingView,
});

export const commentMinutes = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/bodies/agenda/:itemId/comments",
  params: ofItem,
  body: z.object({ id, comment: text(1000) }),
  answer: writingView,
});
export const settleComment = endpoint({
  method: "POST",
  path: "/api/bodies/comments/:commentId/settle",
  params: z.object({ commentId: id }),
  body: z.object({ settled: z.enum(["taken_in", "not_taken_in"]), because: line(300).nullable() }),
  answer: writingView,
});
/** After the meeting, until the minutes are adopted. What stood there before is kept with the reason. */
export const correctMinutes = endpoint({
  method: "PUT",
  path: "/api/bodies/agenda/:itemId/correction",
  params: ofItem,
  body: z.object({ minutes: optionalText(20_000), because: line(300), version }),
  answer: writingView,
});
/** Sends the minutes to the members, with the day until which they may object. */
export const sendMinutes = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/minutes/send",
  params: ofMeeting,
  body: z.object({ commentsUntilOn: day }),
  answer: writingView,
});
/** The body has adopted them: in a later meeting, or by not objecting in time. From then on they stay as they are. */
export const adoptMinutes = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/minutes/adopt",
  params: ofMeeting,
  body: z.object({ way: z.enum(["in_meeting", "by_silence"]), inMeetingId: id.nullable(), version: z.int() }),
  answer: writingView,
});
/** To minutes that were adopted. An addendum is never changed either. */
export const addAddendum = endpoint({
  method: "POST",
  path: "/api/bodies/meetings/:meetingId/addenda",
  params: ofMeeting,
  body: z.object({ id, itemId: id.nullable(), words: text(4000) }),
  answer: writingView,
});
