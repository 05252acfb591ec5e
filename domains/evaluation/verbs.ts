import type { FieldProblem } from "../../platform/contract/problem.ts";
import { now, today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import { discardDraft } from "../network/index.ts";
import { findMarks } from "../themes/index.ts";
import type {
  AdviceView,
  Author,
  CheckAnswer,
  DiscussionStatus,
  Duty,
  EntryFields,
  EntryView,
  FeedbackFields,
  FeedbackState,
  FeedbackView,
  FindingView,
  InvitationView,
  KeptMark,
  ReleaseKind,
  ReleaseView,
  ReleasedItem,
  SiteRow,
  SiteView,
  TextMark,
} from "./contract.ts";
import * as queries from "./queries.ts";
import * as rules from "./rules.ts";

// ---- who ----------------------------------------------------------------------------------------------------------------------------------

/** The site, for those who read its evaluation; for everybody else it is not there. */
async function getSiteStanding(call: Call, siteId: string): Promise<queries.SiteStanding> {
  const site = await queries.findSite(call.tx, siteId);
  if (!site) throw notFound();
  return site;
}

async function requireTeam(call: Call, siteId: string): Promise<queries.SiteStanding> {
  const site = await getSiteStanding(call, siteId);
  if (!site.is_team) throw forbidden();
  return site;
}

async function requireSite(call: Call, siteId: string): Promise<queries.SiteStanding> {
  const site = await getSiteStanding(call, siteId);
  if (!site.speaks_for_site) throw forbidden();
  return site;
}

const me = (call: Call): queries.Author => ({ siteId: call.actor.siteId, membershipId: call.actor.membershipId });

async function recordWrite(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `evaluation.${action}`, basis: "structure" });
}

function authorOf(call: Call, siteId: string, row: { author_site_id: string; author_id: string; author_name: string | null }): Author {
  return {
    side: row.author_site_id === siteId ? "site" : "team",
    name: row.author_name,
    isMe: row.author_id === call.actor.membershipId,
  };
}

/** The same id again by the same actor is the same click; somebody else's row is told as taken. */
function refuseTaken(isNew: boolean, authorId: string | undefined, call: Call): void {
  if (!isNew && authorId !== call.actor.membershipId) throw conflict("already_there");
}

// ---- the check of free text ---------------------------------------------------------------------------------------------------------------

type Texts = Readonly<Record<string, string>>;

/** Marks what could make somebody recognisable. It knows public names of the site and no client, so it tells nobody who is one. */
async function marksOf(call: Call, siteId: string, texts: Texts): Promise<TextMark[]> {
  const around = { allowed: await queries.listPublicNames(call.tx, siteId) };
  return Object.entries(texts).flatMap(([field, text]) =>
    findMarks(text, around).map(({ start, end, kind, suggestion }) => ({
      field,
      start,
      end,
      words: text.slice(start, end),
      kind,
      replacement: suggestion,
    })),
  );
}

export async function checkText(call: Call, siteId: string, texts: Texts): Promise<{ marks: TextMark[] }> {
  await getSiteStanding(call, siteId);
  return { marks: await marksOf(call, siteId, texts) };
}

async function refuseMarks(call: Call, siteId: string, texts: Texts, kept: readonly KeptMark[]): Promise<void> {
  const left = rules.unresolvedMarks(await marksOf(call, siteId, texts), kept);
  if (left.length === 0) return;
  throw invalid(
    left.map((mark): FieldProblem => ({
      path: `body.${mark.field}`,
      code: "marked",
      params: { kind: mark.kind, start: mark.start, end: mark.end },
    })),
  );
}

function refuseFuture(path: string, day: string): void {
  if (day > today()) throw invalid([{ path, code: "in_the_future" }]);
}

// ---- the sites ----------------------------------------------------------------------------------------------------------------------------

export async function listSites(call: Call): Promise<{ sites: SiteRow[] }> {
  const standing = await queries.getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  if (!standing.is_team) throw forbidden();
  const { tx } = call;
  const sites = await queries.listSites(tx);
  const newest = await queries.listNewestEntries(tx);
  const disputed = await queries.countDisputed(tx);
  const advice = await queries.listLastAdvice(tx);
  const invitations = await queries.listOpenInvitations(tx);
  const feedback = await viewFeedback(call, await queries.listFeedbackUnderWay(tx));
  const rows = sites.map((site) => {
    const last = newest.find((row) => row.site_id === site.id);
    const own = feedback.filter((row) => row.siteId === site.id);
    return {
      siteId: site.id,
      name: site.name,
      duty: dutyOf(site),
      lastEntry: last ? { happenedOn: last.happened_on, event: last.event, isShared: last.is_shared } : null,
      lastOn: last?.happened_on ?? null,
      quietWeeks: rules.quietWeeks(last?.happened_on ?? null, today()),
      atSite: own
        .filter((row) => row.state === "at_site")
        .map((row) => ({
          id: row.id,
          title: row.title,
          dayNumber: row.dayNumber ?? 1,
          isAnswered: row.answers.some((answer) => answer.round === row.round),
        })),
      disputed: disputed.find((row) => row.site_id === site.id)?.disputed ?? 0,
      withoutConsequence: own.filter((row) => row.state === "given" && row.consequences.length === 0).length,
      lastAdviceOn: advice.find((row) => row.site_id === site.id)?.given_on ?? null,
      invitations: invitations.filter((row) => row.site_id === site.id).length,
    };
  });
  return { sites: rules.quietFirst(rows).map(({ lastOn: _lastOn, ...row }) => row) };
}

function dutyOf(site: queries.SiteStanding): Duty | null {
  return site.coaches ? "coach" : site.rates ? "rater" : null;
}

export async function getSite(call: Call, siteId: string): Promise<SiteView> {
  const site = await getSiteStanding(call, siteId);
  const assigns = call.actor.role === "accompaniment";
  const assignments = await queries.listAssignments(call.tx, siteId);
  const team = assigns ? await queries.listTeam(call.tx, call.actor.siteId) : [];
  return {
    siteId: site.id,
    name: site.name,
    assignments: assignments.map((row) => ({
      membershipId: row.membership_id,
      name: row.name,
      role: row.role,
      duty: row.duty,
      fromOn: row.from_on,
      untilOn: row.until_on,
    })),
    team: team.map((row) => ({ membershipId: row.membership_id, name: row.name, role: row.role })),
    abilities: {
      isTeam: site.is_team,
      recordFinding: site.rates,
      readAdvice: site.advises || site.speaks_for_site,
      writeAdvice: site.coaches && site.advises,
      answerForSite: site.speaks_for_site,
      assign: assigns,
    },
  };
}

/** False where the rule says no: evaluation never coaches, and nobody who coached a site rates it. */
export async function assignDuty(call: Call, siteId: string, wanted: { membershipId: string; duty: Duty }): Promise<SiteView> {
  await requireAccompaniment(call, siteId);
  if (!(await queries.assignDuty(call.tx, siteId, wanted.membershipId, wanted.duty))) throw conflict("other_duty");
  await recordWrite(call, "assign_duty");
  return await getSite(call, siteId);
}

export async function endDuty(call: Call, siteId: string, membershipId: string): Promise<SiteView> {
  await requireAccompaniment(call, siteId);
  if (await queries.endDuty(call.tx, siteId, membershipId)) await recordWrite(call, "end_duty");
  return await getSite(call, siteId);
}

async function requireAccompaniment(call: Call, siteId: string): Promise<void> {
  await getSiteStanding(call, siteId);
  if (call.actor.role !== "accompaniment") throw forbidden();
}

// ---- process log --------------------------------------------------------------------------------------------------------------------------

function entryOf(call: Call, siteId: string, row: queries.EntryRow, answers: readonly queries.AnswerRow[], isTeam: boolean): EntryView {
  const author = authorOf(call, siteId, row);
  return {
    id: row.id,
    happenedOn: row.happened_on,
    level: row.level,
    event: row.event,
    interpretation: row.interpretation,
    sourceKind: row.source_kind,
    isShared: row.is_shared,
    author,
    answers: answers
      .filter((answer) => answer.entry_id === row.id)
      .map((answer) => ({ id: answer.id, text: answer.text, author: authorOf(call, siteId, answer), answeredOn: answer.answered_on })),
    version: row.version,
    abilities: { change: isTeam && !row.is_shared && author.isMe, answer: row.is_shared },
  };
}

export async function listEntries(call: Call, siteId: string): Promise<{ entries: EntryView[] }> {
  const site = await getSiteStanding(call, siteId);
  const rows = await queries.listEntries(call.tx, siteId);
  const answers = await queries.listAnswers(call.tx, siteId);
  return { entries: rows.map((row) => entryOf(call, siteId, row, answers, site.is_team)) };
}

async function getEntry(call: Call, siteId: string, entryId: string): Promise<EntryView> {
  const site = await getSiteStanding(call, siteId);
  const row = await queries.findEntry(call.tx, siteId, entryId);
  if (!row) throw notFound();
  return entryOf(call, siteId, row, await queries.listAnswers(call.tx, siteId), site.is_team);
}

type NewEntry = EntryFields & { id: string; isShared: boolean; keptMarks: readonly KeptMark[] };

export async function writeEntry(call: Call, siteId: string, entry: NewEntry): Promise<EntryView> {
  const site = await getSiteStanding(call, siteId);
  // what a site writes is always seen by both
  if (!site.is_team && !entry.isShared) throw invalid([{ path: "body.isShared", code: "required" }]);
  refuseFuture("body.happenedOn", entry.happenedOn);
  await refuseMarks(call, siteId, { event: entry.event, interpretation: entry.interpretation }, entry.keptMarks);
  const isNew = await queries.insertEntry(call.tx, { ...entry, siteId, sharedAt: entry.isShared ? now() : null, by: me(call) });
  refuseTaken(isNew, (await queries.findEntry(call.tx, siteId, entry.id))?.author_id, call);
  if (isNew) {
    await recordWrite(call, "write_entry");
    await discardDraft(call, `entry:${siteId}`);
  }
  return await getEntry(call, siteId, entry.id);
}

export async function changeEntry(
  call: Call,
  siteId: string,
  entryId: string,
  change: EntryFields & { isShared: boolean; version: number; keptMarks: readonly KeptMark[] },
): Promise<EntryView> {
  const entry = await getEntry(call, siteId, entryId);
  if (!entry.abilities.change) throw forbidden(entry.isShared ? "already_shared" : undefined);
  refuseFuture("body.happenedOn", change.happenedOn);
  await refuseMarks(call, siteId, { event: change.event, interpretation: change.interpretation }, change.keptMarks);
  const row = { ...change, siteId, id: entryId, sharedAt: change.isShared ? now() : null };
  if (!(await queries.updateEntry(call.tx, row))) throw changedMeanwhile(await getEntry(call, siteId, entryId));
  await recordWrite(call, change.isShared ? "share_entry" : "change_entry");
  return await getEntry(call, siteId, entryId);
}

type NewAnswer = { id: string; text: string; keptMarks: readonly KeptMark[] };

export async function answerEntry(call: Call, siteId: string, entryId: string, answer: NewAnswer): Promise<EntryView> {
  const entry = await getEntry(call, siteId, entryId);
  if (!entry.abilities.answer) throw conflict("not_shared");
  await refuseMarks(call, siteId, { text: answer.text }, answer.keptMarks);
  const isNew = await queries.insertAnswer(call.tx, { siteId, id: answer.id, entryId, text: answer.text, by: me(call) });
  const after = await getEntry(call, siteId, entryId);
  if (!isNew && !after.answers.some((one) => one.id === answer.id && one.author.isMe)) throw conflict("already_there");
  if (isNew) await recordWrite(call, "answer_entry");
  return after;
}

// ---- findings -----------------------------------------------------------------------------------------------------------------------------

function findingOf(
  call: Call,
  site: queries.SiteStanding,
  row: queries.FindingRow,
  discussions: readonly queries.DiscussionRow[],
): FindingView {
  const said = discussions.filter((one) => one.finding_id === row.id);
  const author = authorOf(call, site.id, row);
  return {
    id: row.id,
    field: row.field,
    sentence: row.sentence,
    evidenceKind: row.evidence_kind,
    sources: row.sources,
    isShared: row.is_shared,
    status: rules.statusOf(said),
    discussions: said.map((one) => ({ id: one.id, status: one.status, reason: one.reason, saidBy: one.said_by, saidOn: one.said_on })),
    author,
    version: row.version,
    abilities: { share: site.rates && !row.is_shared && author.isMe, discuss: site.speaks_for_site && row.is_shared },
  };
}

export async function listFindings(call: Call, siteId: string): Promise<{ findings: FindingView[] }> {
  const site = await getSiteStanding(call, siteId);
  const rows = await queries.listFindings(call.tx, siteId);
  const discussions = await queries.listDiscussions(call.tx, siteId);
  return { findings: rows.map((row) => findingOf(call, site, row, discussions)) };
}

async function getFinding(call: Call, siteId: string, findingId: string): Promise<FindingView> {
  const site = await getSiteStanding(call, siteId);
  const row = await queries.findFinding(call.tx, siteId, findingId);
  if (!row) throw notFound();
  return findingOf(call, site, row, await queries.listDiscussions(call.tx, siteId));
}

type NewFinding = Pick<FindingView, "field" | "sentence" | "evidenceKind" | "sources" | "isShared"> & {
  id: string;
  keptMarks: readonly KeptMark[];
};

export async function recordFinding(call: Call, siteId: string, finding: NewFinding): Promise<FindingView> {
  const site = await getSiteStanding(call, siteId);
  if (!site.rates) throw forbidden("only_raters");
  await refuseMarks(call, siteId, { sentence: finding.sentence, sources: finding.sources }, finding.keptMarks);
  const isNew = await queries.insertFinding(call.tx, { ...finding, siteId, sharedAt: finding.isShared ? now() : null, by: me(call) });
  refuseTaken(isNew, (await queries.findFinding(call.tx, siteId, finding.id))?.author_id, call);
  if (isNew) {
    await recordWrite(call, "record_finding");
    await discardDraft(call, `finding:${siteId}`);
  }
  return await getFinding(call, siteId, finding.id);
}

export async function shareFinding(call: Call, siteId: string, findingId: string, version: number): Promise<FindingView> {
  const finding = await getFinding(call, siteId, findingId);
  if (!finding.abilities.share) throw forbidden(finding.isShared ? "already_shared" : undefined);
  if (!(await queries.shareFinding(call.tx, siteId, findingId, version, now()))) {
    throw changedMeanwhile(await getFinding(call, siteId, findingId));
  }
  await recordWrite(call, "share_finding");
  return await getFinding(call, siteId, findingId);
}

type NewDiscussion = {
  id: string;
  status: DiscussionStatus;
  reason: string;
  saidBy: string;
  saidOn: string;
  keptMarks: readonly KeptMark[];
};

export async function discussFinding(call: Call, siteId: string, findingId: string, said: NewDiscussion): Promise<FindingView> {
  const finding = await getFinding(call, siteId, findingId);
  if (!finding.abilities.discuss) throw forbidden();
  if (said.status === "disputed" && said.reason === "") throw invalid([{ path: "body.reason", code: "required" }]);
  refuseFuture("body.saidOn", said.saidOn);
  await refuseMarks(call, siteId, { reason: said.reason, saidBy: said.saidBy }, said.keptMarks);
  const isNew = await queries.insertDiscussion(call.tx, { ...said, siteId, findingId, by: call.actor.membershipId });
  const all = await queries.listDiscussions(call.tx, siteId);
  refuseTaken(isNew, all.find((one) => one.id === said.id && one.finding_id === findingId)?.recorded_by, call);
  if (isNew) await recordWrite(call, "discuss_finding");
  return await getFinding(call, siteId, findingId);
}

// ---- advice -------------------------------------------------------------------------------------------------------------------------------

function adviceOf(call: Call, siteId: string, row: queries.AdviceRow): AdviceView {
  return {
    id: row.id,
    givenOn: row.given_on,
    kind: row.kind,
    withWhom: row.with_whom,
    subject: row.subject,
    nextStep: row.next_step,
    siteSees: row.site_sees,
    author: authorOf(call, siteId, row),
  };
}

/** For the evaluation and for who rates the site there is no advice log. */
export async function listAdvice(call: Call, siteId: string): Promise<{ advice: AdviceView[] }> {
  const site = await getSiteStanding(call, siteId);
  if (!site.advises && !site.speaks_for_site) throw notFound();
  const rows = await queries.listAdvice(call.tx, siteId);
  return { advice: rows.map((row) => adviceOf(call, siteId, row)) };
}

type NewAdvice = Omit<AdviceView, "author"> & { keptMarks: readonly KeptMark[] };

export async function writeAdvice(call: Call, siteId: string, advice: NewAdvice): Promise<AdviceView> {
  const site = await getSiteStanding(call, siteId);
  if (!site.advises && !site.speaks_for_site) throw notFound();
  if (!site.coaches || !site.advises) throw forbidden("only_coaches");
  refuseFuture("body.givenOn", advice.givenOn);
  await refuseMarks(call, siteId, { withWhom: advice.withWhom, subject: advice.subject, nextStep: advice.nextStep }, advice.keptMarks);
  const isNew = await queries.insertAdvice(call.tx, { ...advice, siteId, by: me(call) });
  const row = await queries.findAdvice(call.tx, siteId, advice.id);
  refuseTaken(isNew, row?.author_id, call);
  if (isNew) {
    await recordWrite(call, "write_advice");
    await discardDraft(call, `advice:${siteId}`);
  }
  return adviceOf(call, siteId, row!);
}

// ---- feedback -----------------------------------------------------------------------------------------------------------------------------

async function viewFeedback(call: Call, rows: readonly queries.FeedbackRow[]): Promise<FeedbackView[]> {
  const ids = rows.map((row) => row.id);
  const checks = await queries.listChecks(call.tx, ids);
  const consequences = await queries.listConsequences(call.tx, ids);
  const basis = await queries.listBasis(call.tx, ids);
  const day = today();
  return rows.map((row) => {
    const answers = checks.filter((one) => one.feedback_id === row.id);
    const rests = basis.filter((one) => one.feedback_id === row.id);
    const isAnswered = answers.some((one) => one.round === row.round);
    const isAtSite = row.state === "at_site";
    return {
      id: row.id,
      siteId: row.site_id,
      siteName: row.site_name,
      level: row.level,
      title: row.title,
      text: row.text,
      state: row.state,
      round: row.round,
      sentOn: row.sent_on,
      dueOn: row.sent_on === null ? null : rules.checkDueOn(row.sent_on),
      dayNumber: isAtSite && row.sent_on !== null ? rules.dayOfCheck(row.sent_on, day) : null,
      givenOn: row.given_on,
      answers: answers.map((one) => ({ round: one.round, answer: one.answer, comment: one.comment, answeredOn: one.answered_on })),
      consequences: consequences
        .filter((one) => one.feedback_id === row.id)
        .map((one) => ({ id: one.id, kind: one.kind, text: one.text, recordedOn: one.recorded_on, bySite: one.by_site })),
      basis: rests.flatMap((one) =>
        one.sentence === null
          ? []
          : [
              {
                id: (one.entry_id ?? one.finding_id)!,
                kind: one.entry_id ? ("entry" as const) : ("finding" as const),
                sentence: one.sentence,
                on: one.on,
              },
            ],
      ),
      hiddenBasis: rests.filter((one) => one.sentence === null).length,
      version: row.version,
      abilities: {
        change: row.is_team && row.state === "draft",
        send: row.is_team && row.state === "draft",
        takeBack: row.is_team && isAtSite,
        give: row.is_team && rules.mayBeGiven({ state: row.state, sentOn: row.sent_on, isAnswered }, day),
        check: row.speaks_here && isAtSite && !isAnswered,
        recordConsequence: (row.speaks_here || row.leads_here) && row.state === "given",
      },
    };
  });
}

export async function listFeedback(call: Call, siteId: string): Promise<{ feedback: FeedbackView[] }> {
  await getSiteStanding(call, siteId);
  return { feedback: await viewFeedback(call, await queries.listFeedback(call.tx, siteId)) };
}

export async function listGivenFeedback(call: Call): Promise<{ feedback: FeedbackView[] }> {
  const standing = await queries.getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  if (standing.is_team) throw forbidden();
  return { feedback: await viewFeedback(call, await queries.listGivenFeedback(call.tx)) };
}

async function getFeedback(call: Call, siteId: string, feedbackId: string): Promise<FeedbackView> {
  const row = await queries.findFeedback(call.tx, siteId, feedbackId);
  if (!row) throw notFound();
  return (await viewFeedback(call, [row]))[0]!;
}

/** What it rests on must be there for the team; it may be a field note. */
async function basisOf(call: Call, siteId: string, fields: Pick<FeedbackFields, "entryIds" | "findingIds">) {
  for (const entryId of fields.entryIds) {
    if (!(await queries.findEntry(call.tx, siteId, entryId))) throw invalid([{ path: "body.entryIds", code: "unknown" }]);
  }
  for (const findingId of fields.findingIds) {
    if (!(await queries.findFinding(call.tx, siteId, findingId))) throw invalid([{ path: "body.findingIds", code: "unknown" }]);
  }
  return [
    ...[...new Set(fields.entryIds)].map((entryId) => ({ id: newId(), entryId, findingId: null })),
    ...[...new Set(fields.findingIds)].map((findingId) => ({ id: newId(), entryId: null, findingId })),
  ];
}

type WrittenFeedback = FeedbackFields & { keptMarks: readonly KeptMark[] };

export async function draftFeedback(call: Call, siteId: string, feedback: WrittenFeedback & { id: string }): Promise<FeedbackView> {
  await requireTeam(call, siteId);
  await refuseMarks(call, siteId, { title: feedback.title, text: feedback.text }, feedback.keptMarks);
  const basis = await basisOf(call, siteId, feedback);
  const isNew = await queries.insertFeedback(call.tx, { ...feedback, siteId, by: me(call) });
  refuseTaken(isNew, (await queries.findFeedback(call.tx, siteId, feedback.id))?.author_id, call);
  if (isNew) {
    await queries.replaceBasis(call.tx, siteId, feedback.id, basis);
    await recordWrite(call, "draft_feedback");
    await discardDraft(call, `feedback:${siteId}`);
  }
  return await getFeedback(call, siteId, feedback.id);
}

export async function changeFeedback(
  call: Call,
  siteId: string,
  feedbackId: string,
  change: WrittenFeedback & { version: number },
): Promise<FeedbackView> {
  const feedback = await getFeedback(call, siteId, feedbackId);
  await requireTeam(call, siteId);
  if (!feedback.abilities.change) throw conflict("not_a_draft");
  await refuseMarks(call, siteId, { title: change.title, text: change.text }, change.keptMarks);
  const basis = await basisOf(call, siteId, change);
  if (!(await queries.updateFeedback(call.tx, { ...change, siteId, id: feedbackId }))) {
    throw changedMeanwhile(await getFeedback(call, siteId, feedbackId));
  }
  await queries.replaceBasis(call.tx, siteId, feedbackId, basis);
  await recordWrite(call, "change_feedback");
  await discardDraft(call, `feedback:${feedbackId}`);
  return await getFeedback(call, siteId, feedbackId);
}

/** The database decides once more: see evaluation.move_feedback. */
export async function moveFeedback(
  call: Call,
  siteId: string,
  feedbackId: string,
  move: { to: FeedbackState; version: number },
): Promise<FeedbackView> {
  const feedback = await getFeedback(call, siteId, feedbackId);
  await requireTeam(call, siteId);
  // a second click finds it there already
  if (feedback.state === move.to) return feedback;
  if (feedback.version !== move.version) throw changedMeanwhile(feedback);
  if (move.to === "given" && !feedback.abilities.give) throw conflict("not_checked_yet");
  if (!(await queries.moveFeedback(call.tx, siteId, feedbackId, move.to))) throw conflict("no_such_move");
  await recordWrite(call, `move_feedback_${move.to}`);
  return await getFeedback(call, siteId, feedbackId);
}

type SiteCheck = { round: number; answer: CheckAnswer; comment: string; keptMarks: readonly KeptMark[] };

export async function checkFeedback(call: Call, siteId: string, feedbackId: string, check: SiteCheck): Promise<FeedbackView> {
  const feedback = await getFeedback(call, siteId, feedbackId);
  await requireSite(call, siteId);
  const before = feedback.answers.find((one) => one.round === check.round);
  if (before && before.answer === check.answer && before.comment === check.comment) return feedback;
  if (!feedback.abilities.check || feedback.round !== check.round) throw conflict("no_longer_asked");
  if (check.answer !== "agreed" && check.comment === "") throw invalid([{ path: "body.comment", code: "required" }]);
  await refuseMarks(call, siteId, { comment: check.comment }, check.keptMarks);
  await queries.insertCheck(call.tx, { ...check, siteId, feedbackId, by: call.actor.membershipId });
  await recordWrite(call, "check_feedback");
  await discardDraft(call, `check:${feedbackId}`);
  return await getFeedback(call, siteId, feedbackId);
}

type NewConsequence = { id: string; kind: "followed" | "nothing"; text: string; keptMarks: readonly KeptMark[] };

export async function recordConsequence(call: Call, siteId: string, feedbackId: string, it: NewConsequence): Promise<FeedbackView> {
  const feedback = await getFeedback(call, siteId, feedbackId);
  if (!feedback.abilities.recordConsequence) {
    if (call.actor.role === "coordinator" && call.actor.siteId === siteId) throw conflict("not_given_yet");
    throw forbidden();
  }
  await refuseMarks(call, siteId, { text: it.text }, it.keptMarks);
  const isNew = await queries.insertConsequence(call.tx, { ...it, siteId, feedbackId, by: me(call) });
  const all = await queries.listConsequences(call.tx, [feedbackId]);
  refuseTaken(isNew, all.find((one) => one.id === it.id)?.author_id, call);
  if (isNew) {
    await recordWrite(call, "record_consequence");
    await discardDraft(call, `consequence:${feedbackId}`);
  }
  return await getFeedback(call, siteId, feedbackId);
}

// ---- releases -----------------------------------------------------------------------------------------------------------------------------

type Releases = { releases: ReleaseView[]; items: ReleasedItem[]; abilities: { release: boolean } };

export async function listReleases(call: Call, siteId: string): Promise<Releases> {
  const site = await getSiteStanding(call, siteId);
  const rows = await queries.listReleases(call.tx, siteId);
  const items = await queries.listReleased(call.tx, siteId);
  // the coordinator knows the titles anyway; the team only of what is released now
  const known = site.speaks_for_site ? await queries.listReleasable(call.tx, siteId) : items;
  return {
    releases: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      itemId: row.item_id,
      itemTitle: row.item_id === null ? null : (known.find((item) => item.id === row.item_id)?.title ?? null),
      fromOn: row.from_on,
      untilOn: row.until_on,
      endedOn: row.ended_on,
      isInForce: row.is_in_force,
      abilities: { end: site.speaks_for_site && row.ended_on === null },
    })),
    items: items.map((row) => ({
      kind: row.kind,
      id: row.id,
      title: row.title,
      text: row.text,
      state: row.state,
      bodyName: row.body_name,
      happenedOn: row.happened_on,
    })),
    abilities: { release: site.speaks_for_site },
  };
}

export async function listItemsToRelease(call: Call, siteId: string) {
  await requireSite(call, siteId);
  return { items: await queries.listReleasable(call.tx, siteId) };
}

type NewRelease = { id: string; kind: ReleaseKind; itemId: string | null; fromOn: string; untilOn: string | null };

export async function releaseToTeam(call: Call, siteId: string, release: NewRelease): Promise<Releases> {
  await requireSite(call, siteId);
  if (release.untilOn !== null && release.untilOn < release.fromOn) throw invalid([{ path: "body.untilOn", code: "before_start" }]);
  if (release.itemId === null) {
    if (release.kind === "minutes") throw invalid([{ path: "body.itemId", code: "required" }]);
  } else {
    const items = await queries.listReleasable(call.tx, siteId);
    if (!items.some((item) => item.kind === release.kind && item.id === release.itemId)) {
      throw invalid([{ path: "body.itemId", code: "unknown" }]);
    }
  }
  const isNew = await queries.insertRelease(call.tx, { ...release, siteId, by: call.actor.membershipId });
  const rows = await queries.listReleases(call.tx, siteId);
  refuseTaken(isNew, rows.find((row) => row.id === release.id)?.released_by, call);
  if (isNew) await recordWrite(call, "release");
  return await listReleases(call, siteId);
}

export async function endRelease(call: Call, siteId: string, releaseId: string): Promise<Releases> {
  await getSiteStanding(call, siteId);
  const rows = await queries.listReleases(call.tx, siteId);
  if (!rows.some((row) => row.id === releaseId)) throw notFound();
  await requireSite(call, siteId);
  if (await queries.endRelease(call.tx, siteId, releaseId, call.actor.membershipId, now())) await recordWrite(call, "end_release");
  return await listReleases(call, siteId);
}

// ---- input by invitation ------------------------------------------------------------------------------------------------------------------

type Invitations = { invitations: InvitationView[]; abilities: { invite: boolean } };

export async function listInvitations(call: Call, siteId: string): Promise<Invitations> {
  const site = await getSiteStanding(call, siteId);
  const rows = await queries.listInvitations(call.tx, siteId);
  return {
    invitations: rows.map((row) => ({
      id: row.id,
      bodyName: row.body_name,
      heldOn: row.held_on,
      begins: row.begins,
      wish: row.wish,
      invitedOn: row.invited_on,
      isWithdrawn: row.is_withdrawn,
      givenOn: row.given_on,
      abilities: { give: site.is_team && row.is_open, withdraw: site.speaks_for_site && row.is_open },
    })),
    abilities: { invite: site.speaks_for_site },
  };
}

export async function inviteTeam(call: Call, siteId: string, it: { id: string; meetingId: string; wish: string }): Promise<Invitations> {
  await requireSite(call, siteId);
  const meeting = await queries.findMeetingAhead(call.tx, siteId, it.meetingId);
  if (!meeting) throw invalid([{ path: "body.meetingId", code: "unknown" }]);
  if (!meeting.is_open) throw conflict("meeting_closed");
  const isNew = await queries.insertInvitation(call.tx, { ...it, siteId, by: call.actor.membershipId });
  refuseTaken(isNew, (await queries.listInvitations(call.tx, siteId)).find((row) => row.id === it.id)?.invited_by, call);
  if (isNew) await recordWrite(call, "invite_team");
  return await listInvitations(call, siteId);
}

async function getInvitation(call: Call, siteId: string, invitationId: string): Promise<queries.InvitationRow> {
  await getSiteStanding(call, siteId);
  const row = (await queries.listInvitations(call.tx, siteId)).find((one) => one.id === invitationId);
  if (!row) throw notFound();
  return row;
}

export async function withdrawInvitation(call: Call, siteId: string, invitationId: string): Promise<Invitations> {
  const invitation = await getInvitation(call, siteId, invitationId);
  await requireSite(call, siteId);
  if (invitation.given_on !== null) throw conflict("input_given");
  if (await queries.withdrawInvitation(call.tx, siteId, invitationId, now())) await recordWrite(call, "withdraw_invitation");
  return await listInvitations(call, siteId);
}

type NewInput = { id: string; title: string; paper: string; keptMarks: readonly KeptMark[] };

export async function giveInput(call: Call, siteId: string, invitationId: string, input: NewInput): Promise<Invitations> {
  const invitation = await getInvitation(call, siteId, invitationId);
  await requireTeam(call, siteId);
  if (invitation.is_withdrawn) throw forbidden("not_invited");
  if (invitation.given_on !== null) throw conflict("input_given");
  await refuseMarks(call, siteId, { title: input.title, paper: input.paper }, input.keptMarks);
  if (!(await queries.giveInput(call.tx, siteId, invitationId, input.id, input.title, input.paper))) throw conflict("meeting_closed");
  await recordWrite(call, "give_input");
  await discardDraft(call, `input:${invitationId}`);
  return await listInvitations(call, siteId);
}
