import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Begin } from "../../../platform/server/http/routes.ts";
import { deriveKey, hmac } from "../../../platform/server/keys.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { type Key, openText, type SealContext, sealText } from "../../../platform/server/vault.ts";
import { recordAccess } from "../../accounts/index.ts";
import { discardDraft, enqueueMail, getSiteView, newSubjectKey, openSubjectKey, withdrawMail } from "../../network/index.ts";
import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import type { FieldProblem } from "../../../platform/contract/problem.ts";
import { addDays, daysBetween } from "../change/rules.ts";
import { findCase, findPrefill, listOwnNames } from "../../cases/index.ts";
import { findMarks } from "../gap-check/rules.ts";
import type * as contract from "./contract.ts";
import type { Verdict } from "../theme/contract.ts";
import * as queries from "./queries.ts";
import {
  daysUntilUnanswered,
  fieldOfService,
  mayBeAskedWhetherSolved,
  roughDays,
  shorten,
  stairOf,
  stepOfCode,
  titleOf,
  unresolvedMarks,
} from "./rules.ts";

const keyTable = "themes.report_key";
const pageSize = 50;

/** What a report says in free words; sealed as one. */
type Words = { title: string | null; text: string; idea: string | null; howOften: (typeof contract.frequencies)[number] | null };

const wordsContext = (call: Call, reportId: string): SealContext => ({
  siteId: call.actor.siteId,
  subjectId: reportId,
  table: "themes.gap_report",
  column: "sealed",
});
const missingContext = (call: Call, reportId: string): SealContext => ({ ...wordsContext(call, reportId), table: "themes.report_solved" });

/**
 * Tells this transaction which unnamed reports are the actor's own: a keyed hash over site and membership, which neither the database nor a dump of it
 * can compute. Called before anything about own reports.
 */
async function recogniseReporter(call: Call): Promise<void> {
  await queries.setReporterTag(call.tx, hmac(deriveKey(call.keys, "reporter tags"), call.actor.siteId, call.actor.membershipId));
}

async function keyOf(call: Call, row: queries.ReportRecord): Promise<Key> {
  return await openSubjectKey(
    call,
    { id: row.id, table: keyTable },
    { organisationId: row.key_organisation_id, epoch: row.key_epoch, wrapped: row.key_wrapped },
  );
}

async function openWords(call: Call, row: queries.ReportRecord): Promise<Words> {
  return JSON.parse(openText(await keyOf(call, row), wordsContext(call, row.id), row.sealed)) as Words;
}

const sealWords = (call: Call, key: Key, reportId: string, words: Words) =>
  sealText(key, wordsContext(call, reportId), JSON.stringify(words));

const sideOf = (organisationId: string | null, unitId: string | null) => (organisationId === null ? null : { organisationId, unitId });

type CheckedFields = Partial<Record<contract.CheckedField, string | null | undefined>>;

/**
 * Marks of all fields. Beside the text it knows only what the actor may read anyway, the names of the own clients, and what is public at the site:
 * so it answers alike for a stranger and for another unit's client.
 */
export async function checkGapText(call: Call, fields: CheckedFields): Promise<contract.GapMark[]> {
  return await checkWords(call, { text: fields.text, title: fields.title, idea: fields.idea });
}

/** The same for the fields of any form. `moreNames`: whom else it should know, such as colleagues where words leave the site. */
export async function checkWords<Field extends string>(
  call: Call,
  fields: Readonly<Partial<Record<Field, string | null | undefined>>>,
  moreNames: readonly string[] = [],
): Promise<(Omit<contract.GapMark, "field"> & { field: Field })[]> {
  const site = await getSiteView(call);
  const around = {
    readableNames: [...(await listOwnNames(call)), ...moreNames],
    allowed: [site.site, ...site.towns, ...site.organisations, ...site.units].map((one) => one.name),
  };
  return (Object.entries(fields) as [Field, string | null | undefined][]).flatMap(([field, text]) =>
    text
      ? findMarks(text, around).map(({ start, end, kind, suggestion }) => {
          return { field, start, end, words: text.slice(start, end), kind, replacement: suggestion };
        })
      : [],
  );
}

/** The same, asked by a form. */
export async function checkWhileWriting(call: Call, fields: CheckedFields): Promise<contract.GapMark[]> {
  if (!(await queries.mayReport(call.tx))) throw forbidden();
  return await checkGapText(call, fields);
}

/** What could make somebody recognisable must be changed, or kept on purpose, before it is saved. */
export async function refuseUnresolvedMarks(call: Call, fields: CheckedFields, kept: readonly contract.KeptMark[]): Promise<void> {
  refuseMarks(await checkGapText(call, fields), kept);
}

/** Words that leave the site: nobody of it is named either. */
export async function refuseMarksBeyondSite<Field extends string>(
  call: Call,
  fields: Readonly<Partial<Record<Field, string | null | undefined>>>,
  kept: readonly { readonly field: string; readonly words: string }[],
): Promise<void> {
  refuseMarks(await checkBeyondSite(call, fields), kept);
}

export async function checkBeyondSite<Field extends string>(
  call: Call,
  fields: Readonly<Partial<Record<Field, string | null | undefined>>>,
) {
  const site = await getSiteView(call);
  return await checkWords(
    call,
    fields,
    site.members.map((one) => one.name),
  );
}

function refuseMarks(
  marks: readonly { field: string; start: number; end: number; words: string; kind: string }[],
  kept: readonly { readonly field: string; readonly words: string }[],
): void {
  const left = unresolvedMarks(marks, kept);
  if (left.length > 0) {
    throw invalid(
      left.map((mark): FieldProblem => ({
        path: `body.${mark.field}`,
        code: "marked",
        params: { kind: mark.kind, start: mark.start, end: mark.end },
      })),
    );
  }
}

/** Codes of the site's words, units that belong to their organisation, towns of this site. All wrong fields at once. */
async function refuseUnknownPlaces(call: Call, place: queries.ReportPlace): Promise<void> {
  const site = await getSiteView(call);
  const problems: FieldProblem[] = [];
  const knows = (vocabulary: string, code: string | null) =>
    code === null || (site.vocabularies[vocabulary] ?? []).some((entry) => entry.code === code);
  if (!knows("gap_kind", place.gapKind)) problems.push({ path: "body.gapKind", code: "unknown_code" });
  if (!knows("field_of_action", place.fieldOfAction)) problems.push({ path: "body.fieldOfAction", code: "unknown_code" });
  if (place.townId !== null && !site.towns.some((town) => town.id === place.townId))
    problems.push({ path: "body.townId", code: "unknown_code" });
  for (const name of ["from", "to"] as const) {
    const side = place[name];
    if (!side) continue;
    if (!site.organisations.some((row) => row.id === side.organisationId))
      problems.push({ path: `body.${name}.organisationId`, code: "unknown_code" });
    else if (side.unitId !== null && !site.units.some((row) => row.id === side.unitId && row.organisationId === side.organisationId)) {
      problems.push({ path: `body.${name}.unitId`, code: "unknown_code" });
    }
  }
  if (problems.length > 0) throw invalid(problems);
}

const checked = (body: { text: string; title: string | null; idea: string | null }) => ({
  text: body.text,
  title: body.title,
  idea: body.idea,
});

/**
 * Rows that are written in one transaction carry its number, so an unnamed report shares its own with nothing that belongs to the reporter: not with the session,
 * which notes that it is used (at most once a minute, hence before), and not with the draft.
 */
export async function keepApart<T>(begin: Begin, work: (call: Call) => Promise<T>): Promise<T> {
  await begin(async () => {});
  return await begin(work);
}

/** One request, and one transaction for what is kept of the report. */
export async function takeReport(begin: Begin, body: BodyOf<typeof contract.submitReport>): Promise<{ id: string }> {
  const taken = await keepApart(begin, (call) => submitReport(call, body));
  if (body.visibility === "unnamed") await begin((call) => discardDrafts(call, body.caseId));
  return taken;
}

async function discardDrafts(call: Call, caseId: string | null): Promise<void> {
  await discardDraft(call, "gap-report");
  if (caseId !== null) await discardDraft(call, `gap-report:${caseId}`);
}

/** The words are checked again and sealed, and the draft goes. Of an unnamed report nothing says who wrote it, the access log neither. */
export async function submitReport(call: Call, body: BodyOf<typeof contract.submitReport>): Promise<{ id: string }> {
  if (!(await queries.mayReport(call.tx))) throw forbidden();
  await recogniseReporter(call);
  if (await queries.findOwnReport(call.tx, call.actor.siteId, body.id)) return { id: body.id };
  await refuseUnknownPlaces(call, body);
  await refuseUnresolvedMarks(call, checked(body), body.keptMarks);
  if (body.caseId !== null && !(await findCase(call, body.caseId))) throw notFound();
  const organisationId = (await queries.findCoordinatingOrganisation(call.tx, call.actor.siteId)) ?? call.actor.organisationId;
  const { key, ...wrapped } = await newSubjectKey(call, organisationId, { id: body.id, table: keyTable });
  const words: Words = { title: body.title, text: body.text, idea: body.idea, howOften: body.howOften };
  await queries.insertReport(call.tx, {
    id: body.id,
    visibility: body.visibility,
    gapKind: body.gapKind,
    from: body.from,
    to: body.to,
    daysLost: body.visibility === "unnamed" ? roughDays(body.daysLost) : body.daysLost,
    fieldOfAction: body.fieldOfAction,
    townId: body.townId,
    sealed: sealWords(call, key, body.id, words),
    key: wrapped,
    caseId: body.visibility === "unnamed" ? null : body.caseId,
  });
  if (body.visibility !== "unnamed") {
    await discardDrafts(call, body.caseId);
    await recordAccess(call, { action: "themes.submit_report", basis: "own_report" });
  }
  return { id: body.id };
}

/**
 * What the case already knows: nothing that the actor could not read on the case itself. No access is logged: a row about this case a moment before an unnamed report
 * would say who wrote it.
 */
export async function prefillReport(call: Call, caseId: string) {
  const [file, known] = [await findCase(call, caseId), await findPrefill(call, caseId)];
  if (!file || !known) throw notFound();
  const entitled = await queries.findWaitingStep(call.tx, call.actor.siteId, file.clientId, caseId);
  const service = entitled?.service ?? known.service;
  const unitId = entitled?.doer_unit_id ?? known.unitId;
  const unit = unitId === null ? undefined : (await getSiteView(call)).units.find((row) => row.id === unitId);
  const sinceOn = entitled?.entitled_on ?? known.sinceOn;
  return {
    townId: known.townId,
    fieldOfAction: service === null ? null : (fieldOfService[service] ?? null),
    to: unit ? { organisationId: unit.organisationId, unitId: unit.id } : null,
    daysLost: sinceOn === null ? null : Math.min(3650, Math.max(0, daysBetween(sinceOn, today()))),
    service,
  };
}

async function getOwnReport(call: Call, reportId: string): Promise<queries.ReportRecord> {
  await recogniseReporter(call);
  const row = await queries.findOwnReport(call.tx, call.actor.siteId, reportId);
  if (row) return row;
  // a coordinator reads reports of others, but they are not the coordinator's own
  throw (await queries.findReport(call.tx, call.actor.siteId, reportId)) ? forbidden() : notFound();
}

async function recordOwn(call: Call, action: string, row: queries.ReportRecord): Promise<void> {
  if (row.visibility !== "unnamed") await recordAccess(call, { action, basis: "own_report" });
}

export async function changeReport(
  call: Call,
  reportId: string,
  body: BodyOf<typeof contract.changeReport>,
): Promise<{ id: string; version: number }> {
  const row = await getOwnReport(call, reportId);
  if (row.theme_id !== null) throw conflict("already_joined");
  if (row.state === "withdrawn") throw conflict("withdrawn");
  if (row.version !== body.version) throw changedMeanwhile({ version: row.version });
  await refuseUnknownPlaces(call, body);
  await refuseUnresolvedMarks(call, checked(body), body.keptMarks);
  const words: Words = { title: body.title, text: body.text, idea: body.idea, howOften: body.howOften };
  const sealed = sealWords(call, await keyOf(call, row), reportId, words);
  const daysLost = row.visibility === "unnamed" ? roughDays(body.daysLost) : body.daysLost;
  if (!(await queries.updateOwnReport(call.tx, reportId, body.version, { ...body, daysLost, sealed })))
    throw changedMeanwhile({ version: row.version });
  await recordOwn(call, "themes.change_report", row);
  return { id: reportId, version: body.version + 1 };
}

export async function withdrawReport(call: Call, reportId: string, version: number): Promise<{ id: string }> {
  const row = await getOwnReport(call, reportId);
  if (row.state === "withdrawn") return { id: reportId };
  if (row.theme_id !== null) throw conflict("already_joined");
  if (!(await queries.withdrawOwnReport(call.tx, reportId, version))) throw changedMeanwhile({ version: row.version });
  await recordOwn(call, "themes.withdraw_report", row);
  return { id: reportId };
}

function answerOf(row: queries.AnswerRecord): contract.AnswerView {
  const code = row.code as contract.AnswerCode;
  const body = row.params.body;
  // the system looks at changes by itself
  const speaker = row.speaker_role === "system" ? null : row.speaker_name;
  return {
    id: row.id,
    code,
    step: stepOfCode[code] ?? null,
    on: row.answered_on,
    sentence: row.sentence,
    params: row.params,
    by: typeof body === "string" && ["agreed", "postponed", "declined", "escalated", "land_replied"].includes(code) ? body : speaker,
  };
}

/** The first answer is that it arrived: nobody needs to write it. */
const received = (row: queries.ReportRecord): contract.AnswerView => ({
  id: row.id,
  code: "received",
  step: "reported",
  on: row.reported_on,
  sentence: null,
  params: {},
  by: null,
});

async function answersByReport(call: Call, rows: readonly queries.ReportRecord[]): Promise<Map<string, contract.AnswerView[]>> {
  const byReport = new Map<string, contract.AnswerView[]>(rows.map((row) => [row.id, [received(row)]]));
  const given = await queries.listAnswers(
    call.tx,
    call.actor.siteId,
    rows.map((row) => row.id),
  );
  for (const row of given) byReport.get(row.report_id)!.push(answerOf(row));
  return byReport;
}

const stairOfRow = (row: queries.ReportRecord, answers: readonly contract.AnswerView[]) =>
  stairOf({ reportedOn: row.reported_on, state: row.state }, answers);

export async function listMyReports(call: Call) {
  await recogniseReporter(call);
  const rows = await queries.listOwnReports(call.tx, call.actor.siteId);
  const answers = await answersByReport(call, rows);
  const solved = new Map(
    (
      await queries.listSolved(
        call.tx,
        call.actor.siteId,
        rows.map((row) => row.id),
      )
    ).map((row) => [row.report_id, row.answer as (typeof contract.solvedAnswers)[number]]),
  );
  const reports = [];
  for (const row of rows) {
    const given = answers.get(row.id)!;
    const { reached, ended } = stairOfRow(row, given);
    const said = solved.get(row.id) ?? null;
    reports.push({
      id: row.id,
      title: row.released_title ?? titleOf(await openWords(call, row)),
      reportedOn: row.reported_on,
      state: row.state as contract.ReportState,
      stair: { reached, ended },
      latestAnswer: given.at(-1) ?? null,
      asksWhetherSolved: said === null && mayBeAskedWhetherSolved({ reached, ended, steps: [] }),
      solved: said,
    });
  }
  return { reports };
}

type Amount = { weeks: number | null; days: number | null };
type Finding = { before?: Amount; after?: Amount };

async function openSolved(call: Call, row: queries.ReportRecord) {
  const [said] = await queries.listSolved(call.tx, call.actor.siteId, [row.id]);
  if (!said) return null;
  const missing = said.sealed === null ? null : openText(await keyOf(call, row), missingContext(call, row.id), said.sealed);
  return { answer: said.answer as (typeof contract.solvedAnswers)[number], missing, on: said.said_on };
}

export async function openMyReport(call: Call, reportId: string) {
  const row = await getOwnReport(call, reportId);
  const words = await openWords(call, row);
  const answers = (await answersByReport(call, [row])).get(row.id)!;
  const stair = stairOfRow(row, answers);
  const theme = (await queries.listThemesOfOwnReports(call.tx)).find((one) => one.report_id === row.id);
  const change = await queries.listChangesOfOwnReports(call.tx, call.actor.siteId, row.id);
  const finding = change?.finding as Finding | undefined;
  const isOpen = row.theme_id === null && row.state !== "withdrawn";
  await recordOwn(call, "themes.open_own_report", row);
  return {
    id: row.id,
    title: row.released_title ?? titleOf(words),
    text: words.text,
    idea: words.idea,
    howOften: words.howOften,
    gapKind: row.gap_kind,
    from: sideOf(row.from_organisation_id, row.from_unit_id),
    to: sideOf(row.to_organisation_id, row.to_unit_id),
    daysLost: row.days_lost,
    fieldOfAction: row.field_of_action,
    townId: row.town_id,
    visibility: row.visibility as contract.Visibility,
    reportedOn: row.reported_on,
    state: row.state as contract.ReportState,
    releasedText: row.released_text,
    theme: theme ? { id: theme.theme_id, title: theme.title, isVisible: theme.is_visible } : null,
    steps: [...stair.steps],
    stair: { reached: stair.reached, ended: stair.ended },
    answers,
    change: change
      ? {
          measureId: change.measure_id,
          measureTitle: change.measure_title,
          lookedOn: change.looked_on,
          verdict: change.verdict as Verdict,
          beforeWeeks: finding?.before?.weeks ?? null,
          beforeDays: finding?.before?.days ?? null,
          afterWeeks: finding?.after?.weeks ?? null,
          afterDays: finding?.after?.days ?? null,
          judgement: change.judgement,
        }
      : null,
    solved: await openSolved(call, row),
    version: row.version,
    abilities: { edit: isOpen, withdraw: isOpen, sayWhetherSolved: mayBeAskedWhetherSolved(stair) },
  };
}

export async function sayWhetherSolved(call: Call, reportId: string, body: BodyOf<typeof contract.sayWhetherSolved>) {
  const row = await getOwnReport(call, reportId);
  const stair = stairOfRow(row, (await answersByReport(call, [row])).get(row.id)!);
  if (!mayBeAskedWhetherSolved(stair)) throw conflict("not_decided_yet");
  const sealed = body.missing === null ? null : sealText(await keyOf(call, row), missingContext(call, row.id), body.missing);
  if (!(await queries.saveSolved(call.tx, reportId, body.answer, sealed))) throw notFound();
  await recordOwn(call, "themes.say_whether_solved", row);
  return { answer: body.answer, on: today() };
}

export async function listReportsOfCase(call: Call, caseId: string) {
  const file = await findCase(call, caseId);
  if (!file) throw notFound();
  await recogniseReporter(call);
  const rows = await queries.listReportsOfCase(call.tx, caseId);
  const codes = await queries.listAnswerCodesOfCase(call.tx, caseId);
  await recordAccess(call, {
    action: "themes.list_reports_of_case",
    clientIds: [file.clientId],
    basis: call.actor.role === "case_manager" ? "holder" : "share",
  });
  return {
    reports: rows.map((row) => {
      const given = codes
        .filter((one) => one.report_id === row.report_id)
        .map((one) => ({ code: one.code as contract.AnswerCode, on: one.answered_on }));
      const { reached, ended } = stairOf({ reportedOn: row.reported_on, state: row.state }, given);
      return {
        id: row.report_id,
        reportedOn: row.reported_on,
        gapKind: row.gap_kind,
        stair: { reached, ended },
        themeTitle: row.theme_title,
        isMine: row.is_mine,
      };
    }),
  };
}

async function reportRowOf(call: Call, row: queries.CoordinatedRecord): Promise<contract.ReportRow> {
  const words = await openWords(call, row);
  return {
    id: row.id,
    title: row.released_title ?? titleOf(words),
    excerpt: shorten(row.released_text ?? words.text, 200),
    reportedOn: row.reported_on,
    state: row.state as contract.ReportState,
    visibility: row.visibility as contract.Visibility,
    reporter: row.reporter_name === null ? null : { name: row.reporter_name, unitName: row.reporter_unit ?? "" },
    gapKind: row.gap_kind,
    from: sideOf(row.from_organisation_id, row.from_unit_id),
    to: sideOf(row.to_organisation_id, row.to_unit_id),
    townId: row.town_id,
    fieldOfAction: row.field_of_action,
    daysLost: row.days_lost,
    theme: row.theme_id === null ? null : { id: row.theme_id, title: row.theme_title ?? "" },
    lastAnsweredOn: row.last_answered_on,
    version: row.version,
  };
}

async function insistOnCoordinator(call: Call): Promise<void> {
  if (!(await queries.mayCoordinate(call.tx))) throw forbidden();
}

export async function listReports(call: Call, show: "to_read" | "open" | "joined" | "all", page: number, size = pageSize) {
  await insistOnCoordinator(call);
  const rows = await queries.listReports(call.tx, call.actor.siteId, show, size, (page - 1) * size);
  const reports = [];
  for (const row of rows) reports.push(await reportRowOf(call, row));
  await recordAccess(call, { action: "themes.list_reports", basis: "structure" });
  return { reports, total: await queries.countReports(call.tx, call.actor.siteId, show), pageSize: size };
}

/** The report as a coordinator works with it; its own writer sees it elsewhere and may not do this. */
async function getReportToWorkOn(call: Call, reportId: string): Promise<queries.CoordinatedRecord> {
  await recogniseReporter(call);
  const row = await queries.findReport(call.tx, call.actor.siteId, reportId);
  if (!row) throw notFound();
  if (!row.may_coordinate) throw forbidden();
  return row;
}

export async function openReport(call: Call, reportId: string) {
  const row = await getReportToWorkOn(call, reportId);
  const words = await openWords(call, row);
  const { excerpt: _, ...shown } = await reportRowOf(call, row);
  const answers = (await answersByReport(call, [row])).get(row.id)!;
  await recordAccess(call, { action: "themes.open_report", basis: "structure" });
  return {
    ...shown,
    text: words.text,
    idea: words.idea,
    howOften: words.howOften,
    marks: await checkGapText(call, checked(words)),
    releasedTitle: row.released_title,
    releasedText: row.released_text,
    releasedOn: row.released_on,
    answers,
    solved: await openSolved(call, row),
    abilities: {
      release: row.state !== "withdrawn",
      return: row.theme_id === null && row.state !== "withdrawn",
      answer: row.state !== "withdrawn",
    },
  };
}

export type GivenWords = { readonly sentence: string | null; readonly params?: Record<string, string | number>; readonly id?: string };

/** One answer to each of these reports, or to every report of a theme. */
export async function answerReports(
  call: Call,
  to: { readonly themeId: string | null; readonly reportIds: readonly string[] | null },
  code: contract.AnswerCode,
  words: GivenWords,
): Promise<number> {
  await tellReporters(call, to);
  return await queries.insertAnswers(call.tx, {
    themeId: to.themeId,
    reportIds: to.reportIds,
    code,
    sentence: words.sentence,
    params: words.params ?? {},
    speakerId: call.actor.membershipId,
    ...(words.id === undefined ? {} : { id: words.id }),
  });
}

/**
 * A mail says that there is something new and nothing else, once a day and person. It is kept under the membership alone: no row of the
 * queue ties anybody to a report.
 */
async function tellReporters(
  call: Call,
  to: { readonly themeId: string | null; readonly reportIds: readonly string[] | null },
): Promise<void> {
  const version = Number(today().replaceAll("-", ""));
  for (const membershipId of await queries.listReportersToTell(call.tx, to.themeId, to.reportIds)) {
    if (membershipId === call.actor.membershipId) continue;
    // what still waits from another day says the same
    await withdrawMail(call, { kind: "themes.answered", subjectId: membershipId });
    await enqueueMail(call, {
      to: [membershipId],
      kind: "themes.answered",
      group: "answers",
      isPrivate: true,
      subjectId: membershipId,
      version,
    });
  }
}

export async function releaseReport(
  call: Call,
  reportId: string,
  body: BodyOf<typeof contract.releaseReport>,
): Promise<{ id: string; version: number }> {
  const row = await getReportToWorkOn(call, reportId);
  if (row.version !== body.version) throw changedMeanwhile({ version: row.version, state: row.state });
  await refuseUnresolvedMarks(call, { title: body.title, text: body.text }, body.keptMarks);
  if (
    !(await queries.updateReleased(call.tx, call.actor.siteId, reportId, body.version, { title: body.title, text: body.text, on: today() }))
  ) {
    throw changedMeanwhile({ version: row.version });
  }
  // words that are only corrected later need no second answer
  if (row.state !== "released" || body.sentence !== null) {
    const code = row.state === "released" ? "replied" : "read";
    await answerReports(call, { themeId: row.theme_id, reportIds: [reportId] }, code, { sentence: body.sentence });
  }
  await recordAccess(call, { action: "themes.release_report", basis: "structure" });
  return { id: reportId, version: body.version + 1 };
}

export async function returnReport(
  call: Call,
  reportId: string,
  body: { sentence: string; version: number },
): Promise<{ id: string; version: number }> {
  const row = await getReportToWorkOn(call, reportId);
  if (row.theme_id !== null) throw conflict("already_joined");
  if (!(await queries.updateReturned(call.tx, call.actor.siteId, reportId, body.version)))
    throw changedMeanwhile({ version: row.version, state: row.state });
  await answerReports(call, { themeId: null, reportIds: [reportId] }, "returned", { sentence: body.sentence });
  await recordAccess(call, { action: "themes.return_report", basis: "structure" });
  return { id: reportId, version: body.version + 1 };
}

export async function answerReport(call: Call, reportId: string, { id, sentence }: { id: string; sentence: string }): Promise<void> {
  const row = await getReportToWorkOn(call, reportId);
  await answerReports(call, { themeId: row.theme_id, reportIds: [reportId] }, "replied", { id, sentence });
  await recordAccess(call, { action: "themes.answer_report", basis: "structure" });
}

export async function listUnanswered(call: Call) {
  await insistOnCoordinator(call);
  const reports = [];
  for (const row of await queries.listUnanswered(call.tx, call.actor.siteId, addDays(today(), -daysUntilUnanswered), 200)) {
    reports.push({ ...(await reportRowOf(call, row)), daysWithoutAnswer: daysBetween(row.reported_on, today()) });
  }
  await recordAccess(call, { action: "themes.list_unanswered", basis: "structure" });
  return { reports };
}

export async function countAnsweredSince(call: Call, since: string): Promise<{ answered: number; of: number }> {
  const { answered, total } = await queries.countAnsweredSince(call.tx, call.actor.siteId, since);
  return { answered, of: total };
}
