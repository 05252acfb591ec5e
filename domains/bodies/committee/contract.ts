import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, optionalText, page, paperLanguage, text, version } from "../../../platform/contract/values.ts";

export const paperKinds = ["for_decision", "for_information"] as const;
export const committeeResults = ["approved", "approved_changed", "noted", "referred_back", "rejected"] as const;
export type CommitteeResult = (typeof committeeResults)[number];

/** A paper for a council or one of its committees, in the form that politics reads. */
const paperFields = z.object({
  committeeName: line(160),
  /** As the office of the council counts them. */
  number: line(60).nullable(),
  kind: z.enum(paperKinds),
  isPublic: z.boolean(),
  meetingOn: day.nullable(),
  subject: line(200),
  proposal: optionalText(2000),
  reasons: optionalText(6000),
  cost: optionalText(1000),
});
export type CommitteePaperFields = z.infer<typeof paperFields>;

export const committeePaperView = paperFields.extend({
  id,
  /** The decision that it came from. */
  decisionId: id.nullable(),
  decisionWording: z.string().nullable(),
  state: z.enum(["draft", "sent", "answered"]),
  sentOn: day.nullable(),
  result: z.enum(committeeResults).nullable(),
  resultWords: z.string().nullable(),
  resultOn: day.nullable(),
  version,
});
export type CommitteePaperView = z.infer<typeof committeePaperView>;

const ofPaper = z.object({ paperId: id });
/** Drafts first, then what waits for an answer, then the rest. */
export const listCommitteePapers = endpoint({
  method: "GET",
  path: "/api/bodies/committee-papers",
  query: z.object({ page }),
  answer: z.object({ papers: z.array(committeePaperView), count: z.int(), page: z.int(), pageSize: z.int() }),
});
/** A first draft out of a decision: subject, proposal and reasons as they stand there. Nothing is saved by asking. */
export const draftCommitteePaper = endpoint({
  method: "GET",
  path: "/api/bodies/decisions/:decisionId/committee-paper",
  params: z.object({ decisionId: id }),
  query: z.object({ language: paperLanguage }),
  answer: paperFields.omit({ committeeName: true, number: true, meetingOn: true, isPublic: true }),
});
/** Version 0 makes it; the id comes from the form. What was sent is not changed any more. */
export const saveCommitteePaper = endpoint({
  method: "PUT",
  path: "/api/bodies/committee-papers/:paperId",
  params: ofPaper,
  body: paperFields.extend({ decisionId: id.nullable(), version: z.int().min(0) }),
  answer: committeePaperView,
});
export const sendCommitteePaper = endpoint({
  method: "POST",
  path: "/api/bodies/committee-papers/:paperId/send",
  params: ofPaper,
  body: z.object({ version }),
  answer: committeePaperView,
});
/** What the committee made of it. */
export const noteCommitteeResult = endpoint({
  method: "POST",
  path: "/api/bodies/committee-papers/:paperId/result",
  params: ofPaper,
  body: z.object({ result: z.enum(committeeResults), words: text(1000).nullable(), on: day, version }),
  answer: committeePaperView,
});
export const removeCommitteePaper = endpoint({
  method: "POST",
  path: "/api/bodies/committee-papers/:paperId/remove",
  params: ofPaper,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreCommitteePaper = endpoint({
  method: "POST",
  path: "/api/bodies/committee-papers/:paperId/restore",
  params: ofPaper,
  answer: committeePaperView,
});
export const printCommitteePaper = endpoint({
  method: "GET",
  path: "/api/bodies/committee-papers/:paperId/file",
  params: ofPaper,
  query: z.object({ language: paperLanguage }),
  file: ["application/pdf"],
});
