import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Begin, FileAnswer } from "../../../platform/server/http/routes.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import { pdfAnswer } from "../../../platform/server/paper/typeset.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { getSiteName } from "../../network/index.ts";
import { submissionName, submissionPdf } from "../documents/submission.ts";
import { findDecision, findItem, getStanding, setRemoved } from "../queries.ts";
import type { SubmissionFields, SubmissionView, SubmissionResult } from "./contract.ts";
import * as queries from "./queries.ts";
import { draftWordsOf } from "./words.ts";

async function requireWriter(call: Call): Promise<void> {
  const standing = await getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  if (!standing.may_write) throw forbidden();
}

async function note(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `bodies.${action}`, basis: "structure" });
}

const viewOf = (row: queries.SubmissionRow): SubmissionView => ({
  id: row.id,
  addressee: row.addressee,
  number: row.number,
  kind: row.kind,
  isPublic: row.is_public,
  meetingOn: row.meeting_on,
  subject: row.subject,
  proposal: row.proposal,
  reasons: row.reasons,
  cost: row.cost,
  decisionId: row.decision_id,
  decisionWording: row.decision_wording,
  state: row.state,
  sentOn: row.sent_on,
  result: row.result,
  resultWords: row.result_words,
  resultOn: row.result_on,
  version: row.version,
});

const pageSize = 30;

export async function listSubmissions(call: Call, page: number) {
  await requireWriter(call);
  const { rows, count } = await queries.listSubmissions(call.tx, call.actor.siteId, page, pageSize);
  return { papers: rows.map(viewOf), count, page, pageSize };
}

export async function draftSubmission(call: Call, decisionId: string, language: Language) {
  await requireWriter(call);
  const { tx, actor } = call;
  const decision = await findDecision(tx, actor.siteId, decisionId);
  if (!decision) throw notFound();
  const item = await findItem(tx, actor.siteId, decision.agenda_item_id);
  const words = draftWordsOf[language];
  const owner = [decision.owner_unit_name, decision.owner_name].filter((one) => one !== null).join(", ");
  const reasons = [
    item?.background ?? "",
    words.decided(decision.body_name, decision.decided_on),
    ...(decision.reason === null ? [] : [decision.reason]),
    ...(owner === "" ? [] : [words.owner(owner, decision.due_on)]),
  ].filter((part) => part !== "");
  return {
    kind: decision.outcome === "escalated" ? ("for_decision" as const) : ("for_information" as const),
    subject: (item?.title ?? decision.wording).slice(0, 200),
    proposal: decision.outcome === "escalated" ? decision.wording : words.noted(decision.wording),
    reasons: reasons.join("\n").slice(0, 6000),
    cost: "",
  };
}

async function findToWrite(call: Call, paperId: string): Promise<queries.SubmissionRow> {
  await requireWriter(call);
  const paper = await queries.findSubmission(call.tx, call.actor.siteId, paperId);
  if (!paper) throw notFound();
  return paper;
}

export async function saveSubmission(
  call: Call,
  paperId: string,
  fields: SubmissionFields & { decisionId: string | null; version: number },
): Promise<SubmissionView> {
  await requireWriter(call);
  const { tx, actor } = call;
  const row = {
    addressee: fields.addressee,
    number: fields.number,
    kind: fields.kind,
    is_public: fields.isPublic,
    meeting_on: fields.meetingOn,
    subject: fields.subject,
    proposal: fields.proposal,
    reasons: fields.reasons,
    cost: fields.cost,
  };
  const found = await queries.findSubmission(tx, actor.siteId, paperId);
  if (fields.version === 0) {
    if (fields.decisionId !== null && !(await findDecision(tx, actor.siteId, fields.decisionId)))
      throw invalid([{ path: "body.decisionId", code: "unknown" }]);
    const given = { ...row, site_id: actor.siteId, id: paperId, decision_id: fields.decisionId, created_by: actor.membershipId };
    const isNew = await queries.insertSubmission(tx, given);
    if (!isNew && found?.created_by !== actor.membershipId) throw conflict("already_there");
  } else {
    if (!found) throw notFound();
    if (found.state !== "draft") throw conflict("paper_sent");
    if (!(await queries.updateSubmission(tx, actor.siteId, paperId, fields.version, row))) throw changedMeanwhile(viewOf(found));
  }
  await note(call, "save_submission");
  return viewOf(await findToWrite(call, paperId));
}

export async function sendSubmission(call: Call, paperId: string, version: number): Promise<SubmissionView> {
  const paper = await findToWrite(call, paperId);
  if (paper.state !== "draft") return viewOf(paper);
  const missing = (["proposal", "reasons"] as const).filter((field) => paper[field].trim() === "");
  if (missing.length > 0) throw invalid(missing.map((field) => ({ path: `body.${field}`, code: "required" })));
  const sent = { state: "sent", sent_on: today() };
  if (!(await queries.updateSubmission(call.tx, call.actor.siteId, paperId, version, sent))) throw changedMeanwhile(viewOf(paper));
  await note(call, "send_submission");
  return viewOf(await findToWrite(call, paperId));
}

export async function noteSubmissionResult(
  call: Call,
  paperId: string,
  given: { result: SubmissionResult; words: string | null; on: string; version: number },
): Promise<SubmissionView> {
  const paper = await findToWrite(call, paperId);
  if (paper.state === "draft") throw conflict("paper_not_sent");
  if (given.on > today()) throw invalid([{ path: "body.on", code: "in_the_future" }]);
  if (paper.sent_on !== null && given.on < paper.sent_on) throw invalid([{ path: "body.on", code: "before_start" }]);
  const row = { state: "answered", result: given.result, result_words: given.words, result_on: given.on };
  if (!(await queries.updateSubmission(call.tx, call.actor.siteId, paperId, given.version, row))) throw changedMeanwhile(viewOf(paper));
  await note(call, "note_submission_result");
  return viewOf(await findToWrite(call, paperId));
}

export async function removeSubmission(call: Call, paperId: string): Promise<{ removed: boolean }> {
  const paper = await findToWrite(call, paperId);
  if (paper.state !== "draft") throw conflict("paper_sent");
  await setRemoved(call.tx, "submission", paperId, true);
  await note(call, "remove_submission");
  return { removed: true };
}

export async function restoreSubmission(call: Call, paperId: string): Promise<SubmissionView> {
  await requireWriter(call);
  if (await setRemoved(call.tx, "submission", paperId, false)) await note(call, "restore_submission");
  return viewOf(await findToWrite(call, paperId));
}

export async function printSubmission(begin: Begin, paperId: string, language: Language): Promise<FileAnswer> {
  const { paper, siteName } = await begin(async (call) => ({
    paper: viewOf(await findToWrite(call, paperId)),
    siteName: await getSiteName(call),
  }));
  return pdfAnswer(await submissionPdf(paper, siteName, language), submissionName(paper, language));
}
