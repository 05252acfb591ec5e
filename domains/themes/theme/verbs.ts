import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { enqueueMail, getSiteView } from "../../network/index.ts";
import { findLatestReplies, listLatestPriorities } from "../life/queries.ts";
import { levelOf } from "../life/rules.ts";
import { answerReports } from "../report/verbs.ts";
import type * as contract from "./contract.ts";
import {
  countOf,
  type EvidenceScope,
  findCountShown,
  gatherEvidence,
  gatherEvidenceOver,
  type ReportFigures,
  showReports,
  solvedOf,
  townCountOf,
  townsOf,
} from "./evidence.ts";
import * as queries from "./queries.ts";
import {
  type AnsweredEvent,
  dayNumberOf,
  dueOnOf,
  isAnswered,
  isAwaited,
  isOfTheStory,
  mayBeDecided,
  presentEvent,
  speaksForOrganisation,
  shownStateOf,
  stateOf,
  type StoredState,
} from "./rules.ts";

const awaitedOf = (row: queries.StatementRecord) => ({ dueOn: row.due_on, givenOn: row.given_on });

export async function getTheme(call: Call, themeId: string): Promise<queries.ThemeRecord> {
  const row = await queries.findTheme(call.tx, call.actor.siteId, themeId);
  if (!row) throw notFound();
  return row;
}

/** The theme for somebody who works on it, held until the end of the transaction. One that became part of another is worked on there. */
export async function getThemeToWorkOn(call: Call, themeId: string): Promise<queries.ThemeRecord> {
  const row = await getTheme(call, themeId);
  if (!row.may_coordinate) throw forbidden();
  await queries.lockTheme(call.tx, call.actor.siteId, themeId);
  const held = await getTheme(call, themeId);
  if (held.merged_into_id !== null) throw conflict("merged");
  return held;
}

/** Works out anew where a theme stands. */
export async function settleTheme(call: Call, themeId: string): Promise<void> {
  const row = await getTheme(call, themeId);
  const measures = await queries.listMeasureFacts(call.tx, call.actor.siteId, themeId);
  const state = stateOf({
    namedOn: row.named_on,
    meetingOn: row.meeting_on,
    groupSinceOn: row.group_since_on,
    decision: row.decision,
    closedOn: row.closed_on,
    measures: measures.map((one) => ({
      state: one.state,
      isLookedAt: one.is_looked_at,
      awaitsLook: one.awaits_look && one.state !== "planned",
    })),
  });
  await queries.updateState(call.tx, call.actor.siteId, themeId, state, today());
}

export type ThemeHappening = {
  readonly kind: Exclude<
    (typeof contract.themeEventKinds)[number],
    "statement_requested" | "statement_given" | "land_replied" | "linked" | "unlinked"
  >;
  readonly sentence?: string | null;
  readonly reason?: string | null;
  readonly bodyName?: string | null;
  readonly measureId?: string | null;
  readonly params?: Record<string, string | number>;
};

/** Notes what happened to a theme, and tells each of those who reported. */
export async function tellTheme(call: Call, theme: { id: string; title: string }, happening: ThemeHappening): Promise<void> {
  const { kind, sentence = null, reason = null, bodyName = null, measureId = null } = happening;
  const params = {
    theme: theme.title,
    ...(bodyName === null ? {} : { body: bodyName }),
    ...(reason === null ? {} : { reason }),
    ...happening.params,
  };
  await queries.insertEvent(call.tx, {
    siteId: call.actor.siteId,
    id: newId(),
    themeId: theme.id,
    kind,
    sentence,
    reason,
    bodyName,
    measureId,
    params,
    speakerId: call.actor.membershipId,
  });
  if (isAnswered(kind)) await answerReports(call, { themeId: theme.id, reportIds: null }, kind, { sentence, params });
}

function metricOf(row: queries.ThemeRecord): contract.Metric | null {
  const { metric_service: service, metric_from_event: fromEvent, metric_to_event: toEvent } = row;
  return service === null || fromEvent === null || toEvent === null ? null : { service, fromEvent, toEvent };
}

async function themeRowsOf(
  call: Call,
  rows: readonly queries.ThemeRecord[],
  figures: ReadonlyMap<string, ReportFigures>,
): Promise<contract.ThemeRow[]> {
  const ids = rows.map((row) => row.id);
  const statements = await queries.listStatements(call.tx, call.actor.siteId, ids);
  const priorities = new Map((await listLatestPriorities(call.tx, call.actor.siteId, ids)).map((one) => [one.theme_id, one]));
  const replies = new Map((await findLatestReplies(call.tx, call.actor.siteId, ids)).map((one) => [one.theme_id, one]));
  return rows.map((row) => {
    const graded = priorities.get(row.id);
    const reply = replies.get(row.id);
    const own = statements.filter((one) => one.theme_id === row.id).map(awaitedOf);
    return {
      id: row.id,
      title: row.title,
      sentence: row.sentence,
      fieldOfAction: row.field_of_action,
      state: shownStateOf(row.state as StoredState, own, today()),
      reports: countOf(figures.get(row.id)),
      stateSinceOn: row.state_since_on,
      meetingOn: row.meeting_on,
      bodyName: row.body_name,
      groupName: row.group_name,
      groupSinceOn: row.group_since_on,
      priority: graded ? { level: levelOf(graded), reach: graded.reach, severity: graded.severity, solvable: graded.solvable } : null,
      townCount: townCountOf(figures.get(row.id)),
      towns: townsOf(figures.get(row.id)),
      landReply: reply ? { kind: reply.kind as (typeof contract.landReplyKinds)[number], on: reply.replied_on } : null,
      version: row.version,
    };
  });
}

export async function insistOnReadingThemes(call: Call): Promise<void> {
  if (!(await queries.mayReadThemes(call.tx))) throw forbidden();
}

export async function listThemes(call: Call) {
  await insistOnReadingThemes(call);
  const rows = await queries.listThemes(call.tx, call.actor.siteId);
  return { themes: await themeRowsOf(call, rows, await showReports(call, rows)), abilities: { create: call.actor.role === "coordinator" } };
}

/** Themes that the actor began and that are not closed. */
export async function listOwnThemes(call: Call): Promise<contract.ThemeRow[]> {
  const rows = (await queries.listThemes(call.tx, call.actor.siteId)).filter(
    (row) => row.created_by === call.actor.membershipId && row.closed_on === null,
  );
  return await themeRowsOf(call, rows, await showReports(call, rows));
}

async function refuseUnknownWords(
  call: Call,
  content: BodyOf<typeof contract.changeTheme> | BodyOf<typeof contract.createTheme>,
): Promise<void> {
  const site = await getSiteView(call);
  const knows = (vocabulary: string, code: string) => (site.vocabularies[vocabulary] ?? []).some((entry) => entry.code === code);
  const problems = [];
  if (content.fieldOfAction !== null && !knows("field_of_action", content.fieldOfAction))
    problems.push({ path: "body.fieldOfAction", code: "unknown_code" });
  if (content.metric && !knows("service", content.metric.service)) problems.push({ path: "body.metric.service", code: "unknown_code" });
  for (const end of ["fromEvent", "toEvent"] as const) {
    if (content.metric && !knows("milestone_event", content.metric[end]))
      problems.push({ path: `body.metric.${end}`, code: "unknown_code" });
  }
  for (const [index, id] of content.organisationIds.entries()) {
    if (!site.organisations.some((row) => row.id === id)) problems.push({ path: `body.organisationIds.${index}`, code: "unknown_code" });
  }
  if (problems.length > 0) throw invalid(problems);
}

export async function createTheme(call: Call, body: BodyOf<typeof contract.createTheme>): Promise<{ id: string }> {
  if (call.actor.role !== "coordinator") throw forbidden();
  if (await queries.findTheme(call.tx, call.actor.siteId, body.id)) return { id: body.id };
  await refuseUnknownWords(call, body);
  await queries.insertTheme(call.tx, call.actor.siteId, body.id, call.actor.membershipId, body);
  await queries.replaceOrganisations(call.tx, call.actor.siteId, body.id, [...new Set(body.organisationIds)]);
  await tellTheme(call, body, { kind: "created" });
  if (body.reportIds.length > 0) await joinReports(call, body.id, { reportIds: body.reportIds, answer: body.answer });
  await recordAccess(call, { action: "themes.create_theme", basis: "structure" });
  return { id: body.id };
}

export async function changeTheme(
  call: Call,
  themeId: string,
  body: BodyOf<typeof contract.changeTheme>,
): Promise<{ id: string; version: number }> {
  const row = await getThemeToWorkOn(call, themeId);
  await refuseUnknownWords(call, body);
  const isReworded = row.title !== body.title || row.sentence !== body.sentence;
  if (!(await queries.updateTheme(call.tx, call.actor.siteId, themeId, body.version, body))) {
    throw changedMeanwhile({ title: row.title, sentence: row.sentence, version: row.version });
  }
  await queries.replaceOrganisations(call.tx, call.actor.siteId, themeId, [...new Set(body.organisationIds)]);
  if (isReworded) await tellTheme(call, { id: themeId, title: body.title }, { kind: "edited", params: { before: row.title } });
  await recordAccess(call, { action: "themes.change_theme", basis: "structure" });
  return { id: themeId, version: body.version + 1 };
}

export function insistOnVersion(row: queries.ThemeRecord, version: number): void {
  if (row.version !== version) throw changedMeanwhile({ title: row.title, sentence: row.sentence, version: row.version });
}

/** Shows a collected theme to everyone who works at the site. */
export async function nameTheme(call: Call, themeId: string, version: number): Promise<{ id: string; version: number }> {
  const row = await getThemeToWorkOn(call, themeId);
  if (row.named_on !== null) return { id: themeId, version: row.version };
  insistOnVersion(row, version);
  if (row.sentence === null) throw conflict("sentence_missing");
  await queries.updateCourse(call.tx, call.actor.siteId, themeId, { namedOn: today() });
  await settleTheme(call, themeId);
  await tellTheme(call, row, { kind: "named" });
  await recordAccess(call, { action: "themes.name_theme", basis: "structure" });
  return { id: themeId, version: row.version + 1 };
}

/** Joins released reports. Each is told that it is part of the theme, and where the theme stands by now. */
export async function joinReports(
  call: Call,
  themeId: string,
  body: { reportIds: readonly string[]; answer: string | null },
): Promise<{ joined: number }> {
  const theme = await getThemeToWorkOn(call, themeId);
  const wanted = [...new Set(body.reportIds)];
  const reports = await queries.lockReports(call.tx, call.actor.siteId, wanted);
  if (reports.length !== wanted.length) throw notFound();
  if (reports.some((report) => report.state !== "released")) throw conflict("not_released");
  const fresh = reports.filter((report) => report.theme_id !== themeId).map((report) => report.id);
  if (fresh.length === 0) return { joined: 0 };
  await changeOver(call, fresh, themeId);
  const to = { themeId, reportIds: fresh };
  const moved = reports.filter((report) => report.theme_id !== null && report.theme_id !== themeId).map((report) => report.id);
  if (moved.length > 0) await answerReports(call, { themeId, reportIds: moved }, "taken_out", { sentence: null });
  const count = await findCountShown(call, themeId);
  await answerReports(call, to, "joined", {
    sentence: body.answer,
    params: { theme: theme.title, ...(count === null ? {} : { reports: count }) },
  });
  await tellWhereItStands(call, themeId, fresh);
  await recordAccess(call, { action: "themes.join_reports", basis: "structure" });
  return { joined: fresh.length };
}

/** From whichever theme they were in. */
export async function changeOver(call: Call, reportIds: readonly string[], themeId: string): Promise<void> {
  await queries.leaveThemes(call.tx, call.actor.siteId, reportIds, today(), call.actor.membershipId);
  await queries.insertJoined(
    call.tx,
    call.actor.siteId,
    themeId,
    reportIds.map((reportId) => ({ id: newId(), reportId })),
    call.actor.membershipId,
  );
  await queries.setThemeOfReports(call.tx, call.actor.siteId, reportIds, themeId);
}

/** To reports that came later than what became of the theme. */
export async function tellWhereItStands(call: Call, themeId: string, reportIds: readonly string[]): Promise<void> {
  const present = presentEvent(await queries.listEvents(call.tx, call.actor.siteId, themeId));
  if (!present) return;
  const { sentence, params } = present;
  await answerReports(call, { themeId, reportIds }, present.kind as AnsweredEvent, { sentence, params });
}

export async function takeOutReport(call: Call, themeId: string, reportId: string, answer: string | null): Promise<{ takenOut: boolean }> {
  const theme = await getThemeToWorkOn(call, themeId);
  const [report] = await queries.lockReports(call.tx, call.actor.siteId, [reportId]);
  if (!report) throw notFound();
  if (report.theme_id !== themeId) return { takenOut: false };
  await queries.leaveThemes(call.tx, call.actor.siteId, [reportId], today(), call.actor.membershipId);
  await queries.setThemeOfReports(call.tx, call.actor.siteId, [reportId], null);
  await answerReports(call, { themeId, reportIds: [reportId] }, "taken_out", { sentence: answer, params: { theme: theme.title } });
  await recordAccess(call, { action: "themes.take_out_report", basis: "structure" });
  return { takenOut: true };
}

export function statementViewOf(row: queries.StatementRecord): contract.StatementView {
  return {
    id: row.id,
    themeId: row.theme_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    unitId: row.unit_id,
    unitName: row.unit_name,
    question: row.question,
    requestedOn: row.requested_on,
    dueOn: row.due_on,
    dayNumber: dayNumberOf({ requestedOn: row.requested_on }, row.given_on ?? today()),
    isOverdue: row.given_on === null && row.due_on < today(),
    givenOn: row.given_on,
    givenBy: row.given_by_name,
    text: row.text,
  };
}

function eventsOf(events: readonly queries.EventRecord[], statements: readonly queries.StatementRecord[]): contract.ThemeEvent[] {
  const shown: contract.ThemeEvent[] = events
    .filter((event) => isOfTheStory(event.kind))
    .map((event) => ({
      kind: event.kind as contract.ThemeEvent["kind"],
      on: event.happened_on,
      sentence: event.sentence,
      reason: event.reason,
      bodyName: event.body_name,
      measureId: event.measure_id,
      params: event.params,
    }));
  for (const row of statements) {
    const params = { organisation: row.unit_name ?? row.organisation_name, dueOn: row.due_on };
    const nothing = { sentence: null, reason: null, bodyName: null, measureId: null };
    shown.push({ kind: "statement_requested", on: row.requested_on, ...nothing, params });
    if (row.given_on !== null) shown.push({ kind: "statement_given", on: row.given_on, ...nothing, params });
  }
  // what was said beforehand stands before what was done with it on the same day
  const first = ["created", "split_from", "copied", "named", "statement_requested", "on_agenda", "statement_given"];
  const rank = (event: contract.ThemeEvent) => (first.includes(event.kind) ? first.indexOf(event.kind) : first.length);
  return shown.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : rank(a) - rank(b)));
}

/** Released words: all for the coordinator, for others as many as they are told of, so that nobody counts what the figure holds back. */
async function voicesOf(call: Call, theme: queries.ThemeRecord, figures: ReportFigures) {
  if (theme.may_coordinate) return await queries.listVoices(call.tx, theme.id, today());
  const { count } = countOf(figures);
  return count === null ? [] : (await queries.listVoices(call.tx, theme.id, figures.shownOn)).slice(0, count);
}

/** The theme with its evidence; measures are added by the route. */
export async function openTheme(call: Call, themeId: string) {
  const theme = await getTheme(call, themeId);
  const statements = await queries.listStatements(call.tx, call.actor.siteId, [themeId]);
  const shown = await showReports(call, [theme]);
  const figures = shown.get(themeId)!;
  const [row] = await themeRowsOf(call, [theme], shown);
  const evidence = await gatherEvidence(call, { ...theme, metric: metricOf(theme) }, figures);
  const isCoordinator = theme.may_coordinate;
  const voices = await voicesOf(call, theme, figures);
  const isWorkedOn = theme.merged_into_id === null;
  const isOpen = theme.closed_on === null && isWorkedOn;
  await recordAccess(call, { action: "themes.open_theme", basis: "structure" });
  return {
    ...row!,
    organisations: await queries.listOrganisations(call.tx, call.actor.siteId, themeId),
    metric: metricOf(theme),
    evidence,
    voices: voices.map((voice) => ({
      reportId: isCoordinator ? voice.report_id : null,
      title: voice.title,
      text: voice.words,
      reporter: voice.reporter,
    })),
    statements: statements.map(statementViewOf),
    events: eventsOf(await queries.listEvents(call.tx, call.actor.siteId, themeId), statements),
    solved: solvedOf(figures),
    everyoneAnswered: await queries.isEveryoneAnswered(call.tx, themeId),
    mayBeDecided: mayBeDecided({ state: theme.state, statements: statements.map(awaitedOf) }, today()),
    mergedInto: theme.merged_into_id === null ? null : { id: theme.merged_into_id, title: theme.merged_into_title ?? "" },
    abilities: {
      edit: isCoordinator && isWorkedOn,
      lead: isCoordinator && isWorkedOn,
      joinReports: isCoordinator && isOpen,
      requestStatement: isCoordinator && isOpen,
      close: isCoordinator && isOpen,
      giveStatement: statements.some((one) => one.given_on === null && one.is_asked),
    },
  };
}

export async function getThemeEvidence(call: Call, themeId: string, scope: EvidenceScope): Promise<contract.Evidence> {
  const theme = await getTheme(call, themeId);
  if (scope.fromOn !== null && scope.untilOn !== null && scope.fromOn > scope.untilOn)
    throw invalid([{ path: "query.untilOn", code: "before_start" }]);
  const figures = (await showReports(call, [theme])).get(themeId)!;
  return await gatherEvidenceOver(call, { ...theme, metric: metricOf(theme) }, figures, scope);
}

export async function closeTheme(
  call: Call,
  themeId: string,
  body: BodyOf<typeof contract.closeTheme>,
): Promise<{ id: string; version: number }> {
  const row = await getThemeToWorkOn(call, themeId);
  if (row.closed_on !== null) return { id: themeId, version: row.version };
  insistOnVersion(row, body.version);
  await queries.updateCourse(call.tx, call.actor.siteId, themeId, { closedOn: today(), meetingOn: null });
  await settleTheme(call, themeId);
  await tellTheme(call, row, { kind: "closed", sentence: body.sentence, reason: body.reason });
  await recordAccess(call, { action: "themes.close_theme", basis: "structure" });
  return { id: themeId, version: row.version + 1 };
}

export async function requestStatement(
  call: Call,
  themeId: string,
  body: BodyOf<typeof contract.requestStatement>,
): Promise<{ id: string; dueOn: string }> {
  const theme = await getThemeToWorkOn(call, themeId);
  const known = await queries.findStatement(call.tx, call.actor.siteId, body.id);
  if (known) return { id: body.id, dueOn: known.due_on };
  if (theme.named_on === null) throw conflict("not_named");
  if (theme.closed_on !== null) throw conflict("closed");
  const site = await getSiteView(call);
  if (!site.organisations.some((row) => row.id === body.organisationId))
    throw invalid([{ path: "body.organisationId", code: "unknown_code" }]);
  if (body.unitId !== null && !site.units.some((row) => row.id === body.unitId && row.organisationId === body.organisationId)) {
    throw invalid([{ path: "body.unitId", code: "unknown_code" }]);
  }
  const dueOn = dueOnOf(today());
  await queries.insertStatement(call.tx, {
    siteId: call.actor.siteId,
    id: body.id,
    themeId,
    organisationId: body.organisationId,
    unitId: body.unitId,
    question: body.question,
    requestedOn: today(),
    dueOn,
    by: call.actor.membershipId,
  });
  await recordAccess(call, { action: "themes.request_statement", basis: "structure" });
  const asked = site.members.filter((one) => {
    const unit = site.units.find((row) => row.id === one.unitId);
    return (
      speaksForOrganisation(one.role) && unit?.organisationId === body.organisationId && (body.unitId === null || unit.id === body.unitId)
    );
  });
  const to = asked.map((one) => one.id).filter((id) => id !== call.actor.membershipId);
  await enqueueMail(call, { to, kind: "themes.statement_asked", group: "tasks", subjectId: body.id });
  return { id: body.id, dueOn };
}

export async function listStatementsOfOrganisation(call: Call) {
  const rows = await queries.listStatementsOfOrganisation(call.tx, call.actor.siteId, call.actor.organisationId);
  return { statements: rows.map((row) => ({ ...statementViewOf(row), themeTitle: row.theme_title })) };
}

/** Of all organisations, for the coordinator. */
export async function listAwaitedStatements(call: Call) {
  const rows = await queries.listAwaitedStatements(call.tx, call.actor.siteId);
  return rows.map((row) => ({ ...statementViewOf(row), themeTitle: row.theme_title }));
}

async function getStatement(call: Call, statementId: string): Promise<queries.StatementRecord> {
  const row = await queries.findStatement(call.tx, call.actor.siteId, statementId);
  if (!row) throw notFound();
  return row;
}

export async function openStatement(call: Call, statementId: string) {
  const row = await getStatement(call, statementId);
  return {
    ...statementViewOf(row),
    themeTitle: row.theme_title,
    themeSentence: row.theme_sentence,
    abilities: { give: row.is_asked && row.given_on === null },
  };
}

/** Also after the 14 days, as long as nobody else of the organisation has given it. */
export async function giveStatement(call: Call, statementId: string, text: string): Promise<{ id: string; givenOn: string }> {
  const row = await getStatement(call, statementId);
  if (!row.is_asked) throw forbidden();
  if (row.given_on !== null) {
    if (row.text === text) return { id: statementId, givenOn: row.given_on };
    throw conflict("already_given");
  }
  if (!(await queries.updateStatement(call.tx, call.actor.siteId, statementId, { text, on: today(), by: call.actor.membershipId })))
    throw conflict("already_given");
  await recordAccess(call, { action: "themes.give_statement", basis: "structure" });
  return { id: statementId, givenOn: today() };
}

// --- what bodies do with a theme -----------------------------------------------------------------------------------------------------------

export type AgendaTheme = {
  readonly id: string;
  readonly title: string;
  readonly sentence: string | null;
  readonly fieldOfAction: string | null;
  readonly state: contract.ThemeState;
  /** Until when somebody asked may comment; null when nothing is awaited. */
  readonly statementDueOn: string | null;
  readonly statement: { readonly organisationName: string; readonly text: string } | null;
  readonly mayBeDecided: boolean;
};

function agendaThemeOf(row: queries.ThemeRecord, statements: readonly queries.StatementRecord[]): AgendaTheme {
  const awaited = statements.filter((one) => isAwaited(awaitedOf(one), today())).map((one) => one.due_on);
  const given = statements.findLast((one) => one.given_on !== null);
  return {
    id: row.id,
    title: row.title,
    sentence: row.sentence,
    fieldOfAction: row.field_of_action,
    state: shownStateOf(row.state as StoredState, statements.map(awaitedOf), today()),
    statementDueOn: awaited.sort().at(-1) ?? null,
    statement: given ? { organisationName: given.unit_name ?? given.organisation_name, text: given.text ?? "" } : null,
    mayBeDecided: mayBeDecided({ state: row.state, statements: statements.map(awaitedOf) }, today()),
  };
}

/** Named themes that are not closed: what an agenda may take up. */
export async function listThemesForAgenda(call: Call): Promise<AgendaTheme[]> {
  const rows = (await queries.listThemes(call.tx, call.actor.siteId)).filter(
    (row) => row.named_on !== null && row.closed_on === null && row.merged_into_id === null,
  );
  const statements = await queries.listStatements(
    call.tx,
    call.actor.siteId,
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    agendaThemeOf(
      row,
      statements.filter((one) => one.theme_id === row.id),
    ),
  );
}

/** Where those of these themes stand that the actor sees, and since when a group works on each; what became part of another theme is left out. */
export async function listThemesById(
  call: Call,
  themeIds: readonly string[],
): Promise<(Pick<AgendaTheme, "id" | "title" | "sentence" | "state"> & { readonly groupSinceOn: string | null })[]> {
  if (themeIds.length === 0) return [];
  const rows = (await queries.listThemes(call.tx, call.actor.siteId)).filter((row) => themeIds.includes(row.id));
  const statements = await queries.listStatements(
    call.tx,
    call.actor.siteId,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    sentence: row.sentence,
    state: shownStateOf(row.state as StoredState, statements.filter((one) => one.theme_id === row.id).map(awaitedOf), today()),
    groupSinceOn: row.group_since_on,
  }));
}

/** Throws `not_found` where the actor does not see the theme. */
export async function getThemeForAgenda(call: Call, themeId: string): Promise<AgendaTheme> {
  const row = await getTheme(call, themeId);
  return agendaThemeOf(row, await queries.listStatements(call.tx, call.actor.siteId, [themeId]));
}

/** The theme will be spoken of. A later meeting replaces an earlier one. */
export async function putOnAgenda(
  call: Call,
  themeId: string,
  meeting: { readonly meetingOn: string; readonly bodyName: string; readonly sentence?: string | null },
): Promise<void> {
  const row = await getThemeToWorkOn(call, themeId);
  if (row.named_on === null) throw conflict("not_named");
  if (row.closed_on !== null) throw conflict("closed");
  if (row.meeting_on === meeting.meetingOn && row.body_name === meeting.bodyName) return;
  await queries.updateCourse(call.tx, call.actor.siteId, themeId, { meetingOn: meeting.meetingOn, bodyName: meeting.bodyName });
  await settleTheme(call, themeId);
  await tellTheme(call, row, {
    kind: "on_agenda",
    sentence: meeting.sentence ?? null,
    bodyName: meeting.bodyName,
    params: { meetingOn: meeting.meetingOn },
  });
}

export async function takeOffAgenda(call: Call, themeId: string, why: { readonly sentence?: string | null } = {}): Promise<void> {
  const row = await getThemeToWorkOn(call, themeId);
  if (row.meeting_on === null) return;
  await queries.updateCourse(call.tx, call.actor.siteId, themeId, { meetingOn: null, bodyName: null });
  await settleTheme(call, themeId);
  await tellTheme(call, row, { kind: "off_agenda", sentence: why.sentence ?? null, bodyName: row.body_name });
}

export type ThemeDecision = {
  readonly outcome: "agreed" | "postponed" | "declined" | "escalated";
  /** What everyone who reported reads. */
  readonly sentence: string | null;
  /** Asked for where it is postponed or declined. */
  readonly reason: string | null;
  readonly decidedOn: string;
  readonly bodyName: string;
};

/** Throws conflict `statement_awaited` before the statement is given or its 14 days are over. */
export async function decideTheme(call: Call, themeId: string, decision: ThemeDecision): Promise<void> {
  const row = await getThemeToWorkOn(call, themeId);
  const statements = await queries.listStatements(call.tx, call.actor.siteId, [themeId]);
  if (row.state === "collected") throw conflict("not_named");
  if (row.closed_on !== null) throw conflict("closed");
  if (!mayBeDecided({ state: row.state, statements: statements.map(awaitedOf) }, today())) throw conflict("statement_awaited");
  if (decision.outcome === "declined" && decision.reason === null) throw conflict("reason_missing");
  await queries.updateCourse(call.tx, call.actor.siteId, themeId, {
    meetingOn: null,
    bodyName: decision.bodyName,
    ...(decision.outcome === "postponed"
      ? {}
      : { decision: decision.outcome, decidedOn: decision.decidedOn, groupName: null, groupSinceOn: null }),
  });
  await settleTheme(call, themeId);
  await tellTheme(call, row, {
    kind: decision.outcome,
    sentence: decision.sentence,
    reason: decision.reason,
    bodyName: decision.bodyName,
    params: { decidedOn: decision.decidedOn },
  });
}
