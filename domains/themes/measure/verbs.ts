import type { BodyOf } from "../../../platform/contract/endpoint.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { getSiteView } from "../../network/index.ts";
import { windowEarlier } from "../change/rules-verdict.ts";
import { faultsOfExpectation, lookDueOn, mayStartOn } from "../change/rules.ts";
import { listCircumstancesOf } from "../circumstance/verbs.ts";
import { addMonths } from "../rules.ts";
import { getThemeToWorkOn, insistOnReadingThemes, settleTheme, tellTheme } from "../theme/verbs.ts";
import type * as contract from "./contract.ts";
import { lookAtCases } from "./look.ts";
import * as queries from "./queries.ts";
import { beginOfSecondLook, daysLate, isLate, mayLook, monthsUntilLookingAgain } from "./rules.ts";

/** What was frozen before intervals and comparison towns were looked at has none. */
const changeOf = (finding: unknown): contract.ChangeView => ({ analysis: null, ...(finding as Omit<contract.ChangeView, "analysis">) });

/** The time that a change is about; without an expectation the year before the decision, and everything since. */
function timeOf(expected: contract.Expectation | undefined, row: queries.MeasureRecord): { fromOn: string; untilOn: string } {
  return { fromOn: expected ? windowEarlier(expected).fromOn : addMonths(row.decided_on, -12), untilOn: today() };
}

const stateOf = (row: queries.MeasureRecord) => ({ state: row.state, dueOn: row.due_on });

export function measureRowOf(row: queries.MeasureRecord): contract.MeasureRow {
  return {
    id: row.id,
    themeId: row.theme_id,
    themeTitle: row.theme_title,
    title: row.title,
    state: row.state as contract.MeasureState,
    isLate: isLate(stateOf(row), today()),
    daysLate: daysLate(stateOf(row), today()),
    ownerName: row.owner_name,
    ownerPerson: row.owner_person,
    dueOn: row.due_on,
    startedOn: row.started_on,
    lastReportedOn: row.last_reported_on,
    lookOn: row.look_on,
    verdict: row.verdict as contract.MeasureRow["verdict"],
    closing: row.closing as contract.MeasureRow["closing"],
  };
}

/** Of the site, or of one theme. Nobody who reads no theme sees any. */
export async function listMeasures(call: Call, themeId: string | null = null): Promise<contract.MeasureRow[]> {
  return (await queries.listMeasures(call.tx, call.actor.siteId, themeId)).map(measureRowOf);
}

/** The measures page: for those who read themes. */
export async function listMeasuresOfSite(call: Call): Promise<{ measures: contract.MeasureRow[] }> {
  await insistOnReadingThemes(call);
  return { measures: await listMeasures(call) };
}

/** Windows that have closed and wait for a look. */
export async function listChangesDue(call: Call): Promise<contract.MeasureRow[]> {
  return (await queries.listDueToLook(call.tx, call.actor.siteId, today())).map(measureRowOf);
}

async function getMeasure(call: Call, measureId: string): Promise<queries.MeasureRecord> {
  const row = await queries.findMeasure(call.tx, call.actor.siteId, measureId);
  if (!row) throw notFound();
  return row;
}

/** With its theme held, so that two changes of one theme follow each other. */
async function getMeasureToWorkOn(call: Call, measureId: string): Promise<queries.MeasureRecord> {
  const row = await getMeasure(call, measureId);
  if (!row.may_coordinate) throw forbidden();
  await getThemeToWorkOn(call, row.theme_id);
  return await getMeasure(call, measureId);
}

function insistOnVersion(row: queries.MeasureRecord, version: number): void {
  if (row.version !== version) throw changedMeanwhile({ state: row.state, dueOn: row.due_on, version: row.version });
}

async function update(call: Call, row: queries.MeasureRecord, change: queries.MeasureChange): Promise<{ id: string; version: number }> {
  if (!(await queries.updateMeasure(call.tx, call.actor.siteId, row.id, row.version, change)))
    throw changedMeanwhile({ version: row.version });
  return { id: row.id, version: row.version + 1 };
}

async function enter(
  call: Call,
  measureId: string,
  kind: (typeof contract.measureEntryKinds)[number],
  more: Partial<queries.NewEntry> = {},
): Promise<void> {
  const by = call.actor.membershipId;
  await queries.insertEntry(call.tx, { siteId: call.actor.siteId, id: newId(), measureId, kind, on: today(), text: null, by, ...more });
}

const themeOf = (row: queries.MeasureRecord) => ({ id: row.theme_id, title: row.theme_title });

async function refuseUnknownOwner(call: Call, measure: contract.NewMeasure): Promise<void> {
  const site = await getSiteView(call);
  const { organisationId, unitId, membershipId } = measure.owner;
  const problems = [];
  const unit = site.units.find((row) => row.id === unitId);
  if (!site.organisations.some((row) => row.id === organisationId))
    problems.push({ path: "body.owner.organisationId", code: "unknown_code" });
  if (unitId !== null && unit?.organisationId !== organisationId) problems.push({ path: "body.owner.unitId", code: "unknown_code" });
  if (membershipId !== null && !site.members.some((row) => row.id === membershipId))
    problems.push({ path: "body.owner.membershipId", code: "unknown_code" });
  if (problems.length > 0) throw invalid(problems);
}

/** Made by a decision. The expectation may follow, but only before the measure starts. */
export async function createMeasure(
  call: Call,
  themeId: string,
  measure: contract.NewMeasure,
  decided: { readonly decidedOn: string; readonly bodyName: string | null },
): Promise<string> {
  const theme = await getThemeToWorkOn(call, themeId);
  if (await queries.findMeasure(call.tx, call.actor.siteId, measure.id)) return measure.id;
  await refuseUnknownOwner(call, measure);
  if (measure.expectation) await refuseBadExpectation(call, measure.expectation);
  await queries.insertMeasure(call.tx, {
    siteId: call.actor.siteId,
    id: measure.id,
    themeId,
    title: measure.title,
    owner: measure.owner,
    fieldOfAction: measure.fieldOfAction ?? theme.field_of_action,
    decidedOn: decided.decidedOn,
    bodyName: decided.bodyName,
    dueOn: measure.dueOn,
  });
  if (measure.expectation) await queries.saveExpectation(call.tx, call.actor.siteId, measure.id, measure.expectation, today());
  await settleTheme(call, themeId);
  await tellTheme(call, theme, {
    kind: "measure_planned",
    bodyName: decided.bodyName,
    measureId: measure.id,
    params: { measure: measure.title },
  });
  return measure.id;
}

async function refuseBadExpectation(call: Call, expectation: contract.Expectation): Promise<void> {
  const problems: { path: string; code: string }[] = faultsOfExpectation(expectation, today());
  const towns = new Set((await getSiteView(call)).towns.map((town) => town.id));
  const compared = new Set(expectation.comparisonTownIds);
  if ([...compared].some((id) => !towns.has(id))) problems.push({ path: "comparisonTownIds", code: "unknown_code" });
  // somewhere the measure must run
  else if (compared.size > 0 && compared.size === towns.size) problems.push({ path: "comparisonTownIds", code: "every_town" });
  if (problems.length > 0) throw invalid(problems.map((one) => ({ path: `body.expectation.${one.path}`, code: one.code })));
}

export async function declareExpectation(
  call: Call,
  measureId: string,
  body: BodyOf<typeof contract.declareExpectation>,
): Promise<{ id: string; version: number }> {
  const row = await getMeasureToWorkOn(call, measureId);
  insistOnVersion(row, body.version);
  if (row.state !== "planned") throw conflict("already_started");
  await refuseBadExpectation(call, body.expectation);
  await queries.saveExpectation(call.tx, call.actor.siteId, measureId, body.expectation, today());
  await recordAccess(call, { action: "themes.declare_expectation", basis: "structure" });
  return await update(call, row, {});
}

export async function startMeasure(
  call: Call,
  measureId: string,
  body: BodyOf<typeof contract.startMeasure>,
): Promise<{ id: string; version: number }> {
  const row = await getMeasureToWorkOn(call, measureId);
  insistOnVersion(row, body.version);
  if (row.state !== "planned") throw conflict("already_started");
  if (body.on > today()) throw invalid([{ path: "body.on", code: "in_future" }]);
  const expected = await queries.findExpectation(call.tx, call.actor.siteId, measureId);
  if (!mayStartOn(expected ?? null, body.on)) throw conflict("baseline_not_over");
  const done = await update(call, row, { state: "running", started_on: body.on, look_on: expected ? lookDueOn(expected, body.on) : null });
  await enter(call, measureId, "started", { on: body.on, text: body.sentence });
  await settleTheme(call, row.theme_id);
  await tellTheme(call, themeOf(row), {
    kind: "measure_started",
    sentence: body.sentence,
    measureId,
    params: { measure: row.title, owner: row.owner_name, startedOn: body.on },
  });
  await recordAccess(call, { action: "themes.start_measure", basis: "structure" });
  return done;
}

/** By a coordinator, or by whoever owns the measure. */
export async function reportProgress(call: Call, measureId: string, body: { id: string; text: string }): Promise<{ id: string }> {
  const row = await getMeasure(call, measureId);
  if (!row.may_coordinate && !row.is_own) throw forbidden();
  if (row.closed_on !== null) throw conflict("closed");
  await enter(call, measureId, "progress", { id: body.id, text: body.text });
  await recordAccess(call, { action: "themes.report_progress", basis: "structure" });
  return { id: body.id };
}

export async function moveDueDay(
  call: Call,
  measureId: string,
  body: BodyOf<typeof contract.moveDueDay>,
): Promise<{ id: string; version: number }> {
  const row = await getMeasureToWorkOn(call, measureId);
  insistOnVersion(row, body.version);
  if (row.state !== "planned" && row.state !== "running") throw conflict("not_running");
  const done = await update(call, row, { due_on: body.dueOn });
  await enter(call, measureId, "due_changed", { text: body.reason, fromDueOn: row.due_on, toDueOn: body.dueOn });
  await recordAccess(call, { action: "themes.move_due_day", basis: "structure" });
  return done;
}

export async function finishMeasure(
  call: Call,
  measureId: string,
  body: BodyOf<typeof contract.finishMeasure>,
): Promise<{ id: string; version: number }> {
  const row = await getMeasureToWorkOn(call, measureId);
  insistOnVersion(row, body.version);
  if (row.state !== "running") throw conflict("not_running");
  if (body.on > today()) throw invalid([{ path: "body.on", code: "in_future" }]);
  if (body.on < row.started_on!) throw invalid([{ path: "body.on", code: "before_start" }]);
  const done = await update(call, row, { state: "done", ended_on: body.on });
  await enter(call, measureId, "done", { on: body.on, text: body.sentence });
  await settleTheme(call, row.theme_id);
  await tellTheme(call, themeOf(row), { kind: "measure_done", sentence: body.sentence, measureId, params: { measure: row.title } });
  await recordAccess(call, { action: "themes.finish_measure", basis: "structure" });
  return done;
}

export async function stopMeasure(
  call: Call,
  measureId: string,
  body: BodyOf<typeof contract.stopMeasure>,
): Promise<{ id: string; version: number }> {
  const row = await getMeasureToWorkOn(call, measureId);
  insistOnVersion(row, body.version);
  if (row.state !== "planned" && row.state !== "running") throw conflict("not_running");
  const done = await update(call, row, { state: "stopped", stop_reason: body.reason, ended_on: today(), look_on: null });
  await enter(call, measureId, "stopped", { text: body.reason });
  await settleTheme(call, row.theme_id);
  await tellTheme(call, themeOf(row), {
    kind: "measure_stopped",
    sentence: body.sentence,
    reason: body.reason,
    measureId,
    params: { measure: row.title },
  });
  await recordAccess(call, { action: "themes.stop_measure", basis: "structure" });
  return done;
}

/** Freezes what later cases show, and tells it to everyone who reported. Also called by the job, as the site's system membership. */
export async function lookAtChange(call: Call, measureId: string, sentence: string | null = null): Promise<contract.ChangeView> {
  const row = await getMeasure(call, measureId);
  if (!row.may_write) throw forbidden();
  const expected = await queries.findExpectation(call.tx, call.actor.siteId, measureId);
  if (!expected || row.started_on === null) throw conflict("nothing_expected");
  const known = await queries.findLatestChange(call.tx, call.actor.siteId, measureId);
  if (known && (row.look_on === null || known.looked_on >= row.look_on)) return changeOf(known.finding);
  if (!mayLook({ state: row.state, lookOn: row.look_on }, today())) throw conflict("too_early");
  const begin = known === undefined ? row.started_on : beginOfSecondLook(expected, today());
  const change = await lookAtCases(call, { measureId, themeId: row.theme_id }, expected, begin, today());
  await queries.insertChange(call.tx, { siteId: call.actor.siteId, measureId, on: today(), verdict: change.verdict, finding: change });
  await settleTheme(call, row.theme_id);
  const { before, after } = change;
  await tellTheme(call, themeOf(row), {
    kind: "looked_at",
    sentence,
    measureId,
    params: {
      measure: row.title,
      verdict: change.verdict,
      ...(before.weeks === null ? {} : { before: before.weeks }),
      ...(after.weeks === null ? {} : { after: after.weeks }),
    },
  });
  await recordAccess(call, { action: "themes.look_at_change", basis: "structure" });
  return change;
}

export async function judgeContribution(
  call: Call,
  measureId: string,
  body: BodyOf<typeof contract.judgeContribution>,
): Promise<{ judgedOn: string }> {
  await getMeasureToWorkOn(call, measureId);
  if (!(await queries.findLatestChange(call.tx, call.actor.siteId, measureId))) throw conflict("not_looked_at");
  await queries.saveContribution(call.tx, { siteId: call.actor.siteId, measureId, ...body, on: today(), by: call.actor.membershipId });
  await recordAccess(call, { action: "themes.judge_contribution", basis: "structure" });
  return { judgedOn: today() };
}

/** Anchored: by what, and looked at again after 12 months. */
export async function closeMeasure(call: Call, measureId: string, body: BodyOf<typeof contract.closeMeasure>) {
  const row = await getMeasureToWorkOn(call, measureId);
  insistOnVersion(row, body.version);
  if (row.closed_on !== null) throw conflict("closed");
  if (row.state === "planned" || row.state === "running") throw conflict("not_finished");
  if (body.closing === "anchored" && body.anchor === null) throw invalid([{ path: "body.anchor", code: "required" }]);
  const again = body.closing === "anchored" ? addMonths(today(), monthsUntilLookingAgain) : null;
  const expected = await queries.findExpectation(call.tx, call.actor.siteId, measureId);
  const looked = await queries.findLatestChange(call.tx, call.actor.siteId, measureId);
  if (again !== null && expected && !looked) throw conflict("not_looked_at");
  const done = await update(call, row, {
    closing: body.closing,
    closed_on: today(),
    anchor_kind: body.closing === "anchored" ? body.anchor!.kind : null,
    anchor_text: body.closing === "anchored" ? body.anchor!.which : null,
    look_again_on: again,
    ...(again !== null && expected ? { look_on: again } : {}),
  });
  await enter(call, measureId, "closed", { text: body.sentence ?? body.anchor?.which ?? null });
  await settleTheme(call, row.theme_id);
  await tellTheme(call, themeOf(row), {
    kind: "measure_closed",
    sentence: body.sentence,
    measureId,
    params: { measure: row.title, closing: body.closing },
  });
  await recordAccess(call, { action: "themes.close_measure", basis: "structure" });
  return { ...done, lookAgainOn: again };
}

export async function openMeasure(call: Call, measureId: string) {
  const row = await getMeasure(call, measureId);
  const expected = await queries.findExpectation(call.tx, call.actor.siteId, measureId);
  const change = await queries.findLatestChange(call.tx, call.actor.siteId, measureId);
  const contribution = await queries.findContribution(call.tx, call.actor.siteId, measureId);
  const entries = await queries.listEntries(call.tx, call.actor.siteId, measureId);
  const isOpen = row.may_coordinate && row.closed_on === null;
  const goesOn = row.state === "planned" || row.state === "running";
  const isFresh = change !== undefined && (row.look_on === null || change.looked_on >= row.look_on);
  await recordAccess(call, { action: "themes.open_measure", basis: "structure" });
  return {
    ...measureRowOf(row),
    fieldOfAction: row.field_of_action,
    owner: { organisationId: row.owner_organisation_id, unitId: row.owner_unit_id, membershipId: row.owner_membership_id },
    decidedOn: row.decided_on,
    bodyName: row.body_name,
    expectation: expected ?? null,
    stopReason: row.stop_reason,
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind as (typeof contract.measureEntryKinds)[number],
      on: entry.entered_on,
      text: entry.text,
      by: entry.by_name,
      fromDueOn: entry.from_due_on,
      toDueOn: entry.to_due_on,
    })),
    change: change ? changeOf(change.finding) : null,
    circumstances: await listCircumstancesOf(call, timeOf(expected, row)),
    contribution: contribution
      ? {
          judgement: contribution.judgement as (typeof contract.judgements)[number],
          reasons: contribution.reasons,
          judgedBy: contribution.judged_by,
          judgedOn: contribution.judged_on,
          dissent: contribution.dissent,
        }
      : null,
    anchor: row.anchor_kind === null ? null : { kind: row.anchor_kind as (typeof contract.anchorKinds)[number], which: row.anchor_text! },
    lookAgainOn: row.look_again_on,
    version: row.version,
    abilities: {
      declareExpectation: isOpen && row.state === "planned",
      start: isOpen && row.state === "planned",
      report: (row.may_coordinate || row.is_own) && row.closed_on === null,
      moveDueDay: isOpen && goesOn,
      finish: isOpen && row.state === "running",
      stop: isOpen && goesOn,
      look: row.may_coordinate && !isFresh && mayLook({ state: row.state, lookOn: row.look_on }, today()),
      judge: row.may_coordinate && change !== undefined,
      close: isOpen && !goesOn,
      noteCircumstance: row.may_coordinate,
    },
  };
}
