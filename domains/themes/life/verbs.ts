import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { getSiteView } from "../../network/index.ts";
import { answerReports } from "../report/verbs.ts";
import * as themes from "../theme/queries.ts";
import {
  changeOver,
  createTheme,
  getTheme,
  getThemeToWorkOn,
  insistOnVersion,
  settleTheme,
  tellTheme,
  tellWhereItStands,
} from "../theme/verbs.ts";
import type * as contract from "./contract.ts";
import * as queries from "./queries.ts";
import { hindersMerging, levelOf } from "./rules.ts";
import { type Comparable, propose } from "./rules-alike.ts";

// --- how it stands ---------------------------------------------------------------------------------------------------------------------------

function priorityOf(row: queries.PriorityRecord): contract.PriorityView {
  return {
    id: row.id,
    level: levelOf(row),
    reach: row.reach,
    severity: row.severity,
    solvable: row.solvable,
    reachReason: row.reach_reason,
    severityReason: row.severity_reason,
    solvableReason: row.solvable_reason,
    setOn: row.set_on,
    setBy: row.set_by_name,
  };
}

async function historyOf(call: Call, themeId: string, isCoordinator: boolean): Promise<contract.HistoryEntry[]> {
  const nothing = { bodyName: null, sentence: null, reason: null, measureId: null };
  const entries: contract.HistoryEntry[] = (await queries.listHistory(call.tx, call.actor.siteId, themeId)).map((row) => ({
    kind: row.kind as contract.HistoryEntry["kind"],
    on: row.happened_on,
    by: row.by_role === "system" ? null : row.by_name,
    bodyName: row.body_name,
    sentence: row.sentence,
    reason: row.reason,
    measureId: row.measure_id,
    params: row.params,
  }));
  for (const row of await queries.listStatementTurns(call.tx, call.actor.siteId, themeId)) {
    const params = { organisation: row.who, dueOn: row.due_on };
    entries.push({ kind: "statement_requested", on: row.requested_on, by: row.requested_by_name, ...nothing, params });
    if (row.given_on !== null) entries.push({ kind: "statement_given", on: row.given_on, by: row.given_by_name, ...nothing, params });
  }
  // how many came on which day would tell what the figures hold back
  if (isCoordinator) {
    for (const row of await queries.countJoined(call.tx, call.actor.siteId, themeId))
      entries.push({ kind: row.kind, on: row.on_day, by: row.by_name, ...nothing, params: { n: row.reports } });
  }
  return entries.sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0));
}

function mayBeUndone(row: queries.MoveRecord): boolean {
  return row.undone_on === null && row.into_merged_into_id === null && (row.kind === "split" ? row.from_merged_into_id === null : true);
}

export async function openThemeLife(call: Call, themeId: string) {
  const theme = await getTheme(call, themeId);
  const { siteId } = call.actor;
  const [priority] = await queries.listLatestPriorities(call.tx, siteId, [themeId]);
  const moves = theme.may_coordinate ? await queries.listMoves(call.tx, siteId, themeId) : [];
  const escalation = await queries.findEscalation(call.tx, siteId, themeId);
  const programmeThemeId = await queries.findProgrammeLink(call.tx, siteId, themeId);
  const pattern = await queries.findPatternOfTheme(call.tx, siteId, themeId);
  const source = await queries.findSource(call.tx, siteId, themeId);
  return {
    priority: priority ? priorityOf(priority) : null,
    history: await historyOf(call, themeId, theme.may_coordinate),
    moves: moves.map((row) => ({
      id: row.id,
      kind: row.kind,
      from: { id: row.from_theme_id, title: row.from_title },
      into: { id: row.into_theme_id, title: row.into_title },
      reports: row.reports,
      on: row.moved_on,
      by: row.moved_by_name,
      undoneOn: row.undone_on,
      mayBeUndone: mayBeUndone(row),
    })),
    escalation: escalation
      ? { tried: escalation.tried, asked: escalation.asked, writtenOn: escalation.written_on, version: escalation.version }
      : null,
    landReplies: (await queries.listReplies(call.tx, siteId, themeId)).map((row) => ({
      id: row.id,
      kind: row.kind as "taken_on",
      sentence: row.sentence,
      reasons: row.reasons,
      on: row.replied_on,
    })),
    programmeTheme: programmeThemeId === undefined ? null : { id: programmeThemeId },
    pattern: pattern ? { id: pattern.id, offeredOn: pattern.offered_on } : null,
    source: source ? { siteName: source.origin_name, copiedOn: source.copied_on, content: source.content as contract.SourceContent } : null,
  };
}

// --- priority and project group ----------------------------------------------------------------------------------------------------------------

export async function setPriority(call: Call, themeId: string, body: BodyOf<typeof contract.setPriority>) {
  const theme = await getThemeToWorkOn(call, themeId);
  const level = levelOf(body);
  const row = {
    id: body.id,
    theme_id: themeId,
    reach: body.reach,
    severity: body.severity,
    solvable: body.solvable,
    reach_reason: body.reachReason,
    severity_reason: body.severityReason,
    solvable_reason: body.solvableReason,
  };
  if (await queries.insertPriority(call.tx, call.actor.siteId, row, call.actor.membershipId)) {
    await tellTheme(call, theme, { kind: "prioritised", params: { level } });
    await recordAccess(call, { action: "themes.set_priority", basis: "structure" });
  }
  return { id: body.id, level };
}

export type GivenToGroup = { readonly groupName: string; readonly sentence: string | null; readonly version: number };

/** A project group works on it from now on; everyone who reported hears it. Which one is kept by those who keep groups. */
export async function giveToGroup(call: Call, themeId: string, body: GivenToGroup): Promise<{ id: string; version: number }> {
  const theme = await getThemeToWorkOn(call, themeId);
  insistOnVersion(theme, body.version);
  if (theme.named_on === null) throw conflict("not_named");
  if (theme.closed_on !== null) throw conflict("closed");
  await themes.updateCourse(call.tx, call.actor.siteId, themeId, { groupName: body.groupName, groupSinceOn: today() });
  await settleTheme(call, themeId);
  await tellTheme(call, theme, { kind: "group_given", sentence: body.sentence, params: { group: body.groupName } });
  await recordAccess(call, { action: "themes.give_to_group", basis: "structure" });
  return { id: themeId, version: theme.version + 1 };
}

/** The group has another name from now on: nothing happened to the theme, and nobody is told. */
export async function renameGroup(call: Call, themeId: string, groupName: string): Promise<void> {
  const theme = await getThemeToWorkOn(call, themeId);
  if (theme.group_name !== null) await themes.updateCourse(call.tx, call.actor.siteId, themeId, { groupName });
}

export async function takeFromGroup(call: Call, themeId: string) {
  const theme = await getThemeToWorkOn(call, themeId);
  if (theme.group_name === null) return { id: themeId };
  await themes.updateCourse(call.tx, call.actor.siteId, themeId, { groupName: null, groupSinceOn: null });
  await settleTheme(call, themeId);
  await tellTheme(call, theme, { kind: "group_ended", params: { group: theme.group_name } });
  await recordAccess(call, { action: "themes.take_from_group", basis: "structure" });
  return { id: themeId };
}

// --- merging and splitting ---------------------------------------------------------------------------------------------------------------------

/** Always in the same order, so that two who merge the same two the other way round wait for each other and do not lock each other out. */
async function holdBoth(call: Call, one: string, other: string): Promise<void> {
  for (const id of [one, other].sort()) await themes.lockTheme(call.tx, call.actor.siteId, id);
}

export async function mergeTheme(call: Call, themeId: string, body: BodyOf<typeof contract.mergeTheme>) {
  if (themeId === body.intoThemeId) throw invalid([{ path: "body.intoThemeId", code: "same_theme" }]);
  const seen = await getTheme(call, themeId);
  if (!seen.may_coordinate) throw forbidden();
  if (!(await themes.findTheme(call.tx, call.actor.siteId, body.intoThemeId)))
    throw invalid([{ path: "body.intoThemeId", code: "unknown_code" }]);
  await holdBoth(call, themeId, body.intoThemeId);
  const known = await queries.findMove(call.tx, call.actor.siteId, body.id);
  if (known) return { id: body.id, intoThemeId: known.into_theme_id, moved: known.reports };
  const from = await getThemeToWorkOn(call, themeId);
  const into = await getThemeToWorkOn(call, body.intoThemeId);
  if (into.closed_on !== null) throw conflict("closed");
  const measures = await themes.listMeasureFacts(call.tx, call.actor.siteId, themeId);
  const hindrance = hindersMerging({ state: from.state, meetingOn: from.meeting_on, decision: from.decision, measures: measures.length });
  if (hindrance !== null) throw conflict(`merge_${hindrance}`);
  const reportIds = await queries.listReportsOfTheme(call.tx, call.actor.siteId, themeId);
  const statementIds = await queries.listStatementsOfTheme(call.tx, call.actor.siteId, themeId);
  await queries.insertMove(call.tx, call.actor.siteId, {
    id: body.id,
    kind: "merge",
    fromId: themeId,
    intoId: into.id,
    by: call.actor.membershipId,
    reportIds,
    statementIds,
  });
  if (reportIds.length > 0) await changeOver(call, reportIds, into.id);
  await queries.moveStatements(call.tx, statementIds, into.id);
  await themes.updateCourse(call.tx, call.actor.siteId, themeId, { mergedIntoId: into.id, groupName: null, groupSinceOn: null });
  await tellTheme(call, from, { kind: "merged_into", params: { other: into.title } });
  await tellTheme(call, into, { kind: "merged_in", params: { other: from.title } });
  await tellMoved(call, reportIds, into, "merged", body.sentence);
  await recordAccess(call, { action: "themes.merge_theme", basis: "structure" });
  return { id: body.id, intoThemeId: into.id, moved: reportIds.length };
}

/** The stair follows: in which theme the report is now, and where that stands. */
async function tellMoved(
  call: Call,
  reportIds: readonly string[],
  theme: { readonly id: string; readonly title: string },
  code: "merged" | "split_off" | "moved_back",
  sentence: string | null,
): Promise<void> {
  if (reportIds.length === 0) return;
  await answerReports(call, { themeId: theme.id, reportIds }, code, { sentence, params: { theme: theme.title } });
  await tellWhereItStands(call, theme.id, reportIds);
}

export async function splitTheme(call: Call, themeId: string, body: BodyOf<typeof contract.splitTheme>) {
  const from = await getThemeToWorkOn(call, themeId);
  const known = await queries.findMove(call.tx, call.actor.siteId, body.id);
  if (known) return { id: body.id, newThemeId: known.into_theme_id, moved: known.reports };
  if (from.closed_on !== null) throw conflict("closed");
  const inside = await queries.listReportsOfTheme(call.tx, call.actor.siteId, themeId);
  const wanted = [...new Set(body.reportIds)];
  if (wanted.some((id) => !inside.includes(id))) throw conflict("report_not_inside");
  if (wanted.length === inside.length) throw conflict("nothing_left");
  if (await themes.findTheme(call.tx, call.actor.siteId, body.newThemeId)) throw conflict("id_taken");
  const organisations = await themes.listOrganisations(call.tx, call.actor.siteId, themeId);
  await createTheme(call, {
    id: body.newThemeId,
    title: body.title,
    sentence: body.sentence,
    fieldOfAction: from.field_of_action,
    organisationIds: organisations.map((one) => one.id),
    metric: null,
    reportIds: [],
    answer: null,
  });
  await queries.insertMove(call.tx, call.actor.siteId, {
    id: body.id,
    kind: "split",
    fromId: themeId,
    intoId: body.newThemeId,
    by: call.actor.membershipId,
    reportIds: wanted,
    statementIds: [],
  });
  await changeOver(call, wanted, body.newThemeId);
  const fresh = { id: body.newThemeId, title: body.title };
  await tellTheme(call, from, { kind: "split_off", params: { other: body.title } });
  await tellTheme(call, fresh, { kind: "split_from", params: { other: from.title } });
  await tellMoved(call, wanted, fresh, "split_off", body.answer);
  await recordAccess(call, { action: "themes.split_theme", basis: "structure" });
  return { id: body.id, newThemeId: body.newThemeId, moved: wanted.length };
}

/** Whatever was moved and is still there goes back. A theme that was split off becomes part of the other again. */
export async function undoMove(call: Call, moveId: string): Promise<{ id: string; moved: number }> {
  if (call.actor.role !== "coordinator") throw forbidden();
  const seen = await queries.findMove(call.tx, call.actor.siteId, moveId);
  if (!seen) throw notFound();
  await holdBoth(call, seen.from_theme_id, seen.into_theme_id);
  const move = (await queries.findMove(call.tx, call.actor.siteId, moveId))!;
  if (move.undone_on !== null) return { id: moveId, moved: 0 };
  if (!mayBeUndone(move)) throw conflict("moved_on");
  const [from, into] = [await getTheme(call, move.from_theme_id), await getTheme(call, move.into_theme_id)];
  if (move.kind === "split") {
    const measures = await themes.listMeasureFacts(call.tx, call.actor.siteId, into.id);
    const hindrance = hindersMerging({ state: into.state, meetingOn: into.meeting_on, decision: into.decision, measures: measures.length });
    if (hindrance !== null) throw conflict(`merge_${hindrance}`);
  }
  const back = await queries.listMovedStillIn(call.tx, call.actor.siteId, moveId, into.id);
  if (move.kind === "split") {
    const inside = await queries.listReportsOfTheme(call.tx, call.actor.siteId, into.id);
    if (inside.some((id) => !back.reports.includes(id))) throw conflict("others_inside");
  }
  if (!(await queries.markUndone(call.tx, call.actor.siteId, moveId, today(), call.actor.membershipId))) return { id: moveId, moved: 0 };
  if (back.reports.length > 0) await changeOver(call, back.reports, from.id);
  await queries.moveStatements(call.tx, back.statements, from.id);
  const { siteId } = call.actor;
  if (move.kind === "merge") await themes.updateCourse(call.tx, siteId, from.id, { mergedIntoId: null });
  else {
    await queries.moveStatements(call.tx, await queries.listStatementsOfTheme(call.tx, siteId, into.id), from.id);
    await themes.updateCourse(call.tx, siteId, into.id, { mergedIntoId: from.id, groupName: null, groupSinceOn: null });
  }
  await tellTheme(call, from, { kind: "move_undone", params: { other: into.title } });
  await tellTheme(call, into, { kind: "move_undone", params: { other: from.title } });
  await settleTheme(call, from.id);
  await tellMoved(call, back.reports, from, "moved_back", null);
  await recordAccess(call, { action: "themes.undo_move", basis: "structure" });
  return { id: moveId, moved: back.reports.length };
}

// --- what may belong together --------------------------------------------------------------------------------------------------------------------

export async function listSuggestions(call: Call): Promise<{ suggestions: contract.Suggestion[] }> {
  if (call.actor.role !== "coordinator") throw forbidden();
  const { siteId } = call.actor;
  const site = await getSiteView(call);
  const rows = await queries.listComparable(call.tx, siteId);
  const lawsOf = new Map(site.units.map((unit) => [unit.id, unit.legalDomains]));
  const comparable = (row: queries.ComparableRecord): Comparable => ({
    id: row.id,
    fromId: row.from_organisation_id,
    toId: row.to_organisation_id,
    legalDomains: [row.from_unit_id, row.to_unit_id].flatMap((id) => (id === null ? [] : (lawsOf.get(id) ?? []))),
    gapKind: row.gap_kind,
    words: `${row.released_title} ${row.released_text}`,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const inThemes = Map.groupBy(
    rows.filter((row) => row.theme_id !== null),
    (row) => row.theme_id!,
  );
  const refused = new Set(
    (await queries.listNotAlike(call.tx, siteId)).flatMap((row) => [
      `${row.report_id} ${row.other_id}`,
      `${row.other_id} ${row.report_id}`,
    ]),
  );
  const proposals = propose(
    rows.filter((row) => row.theme_id === null).map(comparable),
    [...inThemes].map(([id, own]) => ({ id, reports: own.map(comparable) })),
    (a, b) => refused.has(`${a} ${b}`),
  );
  const shown = (id: string) => ({ id, title: byId.get(id)!.released_title, reportedOn: byId.get(id)!.reported_on });
  await recordAccess(call, { action: "themes.list_suggestions", basis: "structure" });
  return {
    suggestions: proposals.slice(0, 30).map((one) => ({
      report: shown(one.reportId),
      theme: one.theme ? { id: one.theme.id, title: inThemes.get(one.theme.id)![0]!.theme_title ?? "", why: [...one.theme.why] } : null,
      others: one.others.map((other) => ({ ...shown(other.id), why: [...other.why] })),
    })),
  };
}

async function insistOnReport(call: Call, reportId: string): Promise<void> {
  if (call.actor.role !== "coordinator") throw forbidden();
  if ((await themes.lockReports(call.tx, call.actor.siteId, [reportId])).length === 0) throw notFound();
}

export async function sayNotAlike(call: Call, body: BodyOf<typeof contract.sayNotAlike>) {
  await insistOnReport(call, body.reportId);
  await queries.insertNotAlike(call.tx, call.actor.siteId, body.reportId, [...new Set(body.otherIds)], call.actor.membershipId);
  return { reportId: body.reportId };
}

export async function takeBackNotAlike(call: Call, body: BodyOf<typeof contract.takeBackNotAlike>) {
  await insistOnReport(call, body.reportId);
  await queries.deleteNotAlike(call.tx, call.actor.siteId, body.reportId, body.otherIds);
  return { reportId: body.reportId };
}
