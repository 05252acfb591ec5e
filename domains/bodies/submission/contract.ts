import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, optionalText, page, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";

export const paperKinds = ["for_decision", "for_information"] as const;
export const submissionResults = ["approved", "approved_changed", "noted", "referred_back", "rejected"] as const;
export type SubmissionResult = (typeof submissionResults)[number];

/** A paper for a council or one of its submissions, in the form that politics reads. */
const paperFields = z.object({
  addressee: line(160),
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
export type SubmissionFields = z.infer<typeof paperFields>;

export const submissionView = paperFields.extend({
  id,
  /** The decision that it came from. */
  decisionId: id.nullable(),
  decisionWording: z.string().nullable(),
  state: z.enum(["draft", "sent", "answered"]),
  sentOn: day.nullable(),
  result: z.enum(submissionResults).nullable(),
  resultWords: z.string().nullable(),
  resultOn: day.nullable(),
  version,
});
export type SubmissionView = z.infer<typeof submissionView>;

const ofPaper = z.object({ paperId: id });
/** Drafts first, then what waits for an answer, then the rest. */
export const listSubmissions = endpoint({
  method: "GET",
  path: "/api/bodies/submissions",
  query: z.object({ page }),
  answer: z.object({ papers: z.array(submissionView), count: z.int(), page: z.int(), pageSize: z.int() }),
});
export const makeSubmissionsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/bodies/submissions/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
/** A first draft out of a decision: subject, proposal and reasons as they stand there. Nothing is saved by asking. */
export const draftSubmission = endpoint({
  method: "GET",
  path: "/api/bodies/decisions/:decisionId/submission",
  params: z.object({ decisionId: id }),
  query: z.object({ language: paperLanguage }),
  answer: paperFields.omit({ addressee: true, number: true, meetingOn: true, isPublic: true }),
});
/** Version 0 makes it; the id comes from the form. What was sent is not changed any more. */
export const saveSubmission = endpoint({
  method: "PUT",
  path: "/api/bodies/submissions/:paperId",
  params: ofPaper,
  body: paperFields.extend({ decisionId: id.nullable(), version: z.int().min(0) }),
  answer: submissionView,
});
export const sendSubmission = endpoint({
  method: "POST",
  path: "/api/bodies/submissions/:paperId/send",
  params: ofPaper,
  body: z.object({ version }),
  answer: submissionView,
});
/** What the committee made of it. */
export const noteSubmissionResult = endpoint({
  method: "POST",
  path: "/api/bodies/submissions/:paperId/result",
  params: ofPaper,
  body: z.object({ result: z.enum(submissionResults), words: text(1000).nullable(), on: day, version }),
  answer: submissionView,
});
export const removeSubmission = endpoint({
  method: "POST",
  path: "/api/bodies/submissions/:paperId/remove",
  params: ofPaper,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreSubmission = endpoint({
  method: "POST",
  path: "/api/bodies/submissions/:paperId/restore",
  params: ofPaper,
  answer: submissionView,
});
export const printSubmission = endpoint({
  method: "GET",
  path: "/api/bodies/submissions/:paperId/file",
  params: ofPaper,
  query: z.object({ language: paperLanguage }),
  file: ["application/pdf"],
});
