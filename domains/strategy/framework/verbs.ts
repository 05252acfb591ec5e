import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, conflict, invalid, notFound } from "../../../platform/server/problem.ts";
import { getSiteView } from "../../network/index.ts";
import { findRelease, listEntries, type Removable, setRemoved } from "../queries.ts";
import { documentOf, isLate, isOverdue, saysTheSame } from "../rules.ts";
import { enter, entryOf, refuseTaken, requirePart, requireWriter } from "../standing.ts";
import type {
  EntrySubject,
  FrameworkFields,
  FrameworkView,
  GoalFields,
  GoalView,
  SubGoalFields,
  SubGoalView,
  VersionRow,
} from "./contract.ts";
import * as queries from "./queries.ts";

const site = (call: Call) => call.actor.siteId;

function subGoalOf(row: queries.SubGoalRow): SubGoalView {
  return {
    id: row.id,
    goalId: row.goal_id,
    fieldOfAction: row.field_of_action,
    title: row.title,
    sign: row.sign,
    dueOn: row.due_on,
    reachedOn: row.reached_on,
    isOverdue: isOverdue({ dueOn: row.due_on, doneOn: row.reached_on }, today()),
    measures: row.measures.map((one) => ({
      id: one.id,
      title: one.title,
      state: one.state,
      dueOn: one.due_on,
      isLate: isLate({ state: one.state, dueOn: one.due_on }, today()),
    })),
    themes: row.themes,
    version: row.version,
  };
}

const goalOf = (row: queries.GoalRow, subGoals: readonly queries.SubGoalRow[]): GoalView => ({
  id: row.id,
  title: row.title,
  text: row.text,
  version: row.version,
  subGoals: subGoals.filter((one) => one.goal_id === row.id).map(subGoalOf),
});

const fieldsOf = (row: queries.FrameworkRow): FrameworkFields => ({
  title: row.title,
  vision: row.vision,
  fromOn: row.from_on,
  untilOn: row.until_on,
});

function versionOf(row: queries.VersionRow): VersionRow {
  const { decision_id: id, meeting_id: meetingId, wording } = row;
  return {
    id: row.id,
    number: row.number,
    decidedOn: row.decided_on,
    bodyId: row.body_id,
    bodyName: row.body_name,
    decision: id === null || meetingId === null || wording === null ? null : { id, meetingId, wording },
    note: row.note,
  };
}

async function readGoals(call: Call): Promise<GoalView[]> {
  const subGoals = await queries.listSubGoals(call.tx, site(call));
  return (await queries.listGoals(call.tx, site(call))).map((row) => goalOf(row, subGoals));
}

export async function getFramework(call: Call): Promise<FrameworkView> {
  const { mayWrite } = await requirePart(call);
  const row = await queries.findFramework(call.tx, site(call));
  const goals = await readGoals(call);
  const versions = await queries.listVersions(call.tx, site(call));
  const release = await findRelease(call.tx, site(call), "framework");
  const newest = versions[0];
  return {
    framework: row ? { ...fieldsOf(row), version: row.version } : null,
    goals,
    versions: versions.map(versionOf),
    hasChanged: row !== undefined && newest !== undefined && !saysTheSame(documentOf(fieldsOf(row), goals), newest.document),
    release: { releasedOn: release?.released_on ?? null, version: release?.version ?? 0 },
    abilities: { edit: mayWrite },
  };
}

export async function saveFramework(call: Call, wanted: FrameworkFields & { version: number }): Promise<FrameworkView> {
  await requireWriter(call);
  if (wanted.untilOn !== null && wanted.untilOn < wanted.fromOn) throw invalid([{ path: "body.untilOn", code: "before_start" }]);
  const by = call.actor.membershipId;
  if (!(await queries.saveFramework(call.tx, site(call), { ...wanted, by, at: now() }))) throw changedMeanwhile(await getFramework(call));
  await enter(call, "framework", wanted.version === 0 ? "made" : "changed", { label: wanted.title });
  return await getFramework(call);
}

// ---- goals and sub-goals ------------------------------------------------------------------------------------------------------------------

async function getGoal(call: Call, goalId: string): Promise<GoalView> {
  const row = await queries.findGoal(call.tx, site(call), goalId);
  if (!row) throw notFound();
  return goalOf(row, await queries.listSubGoalsOf(call.tx, site(call), goalId));
}

async function getSubGoal(call: Call, subGoalId: string): Promise<SubGoalView> {
  const row = await queries.findSubGoal(call.tx, site(call), subGoalId);
  // one whose goal was removed is hidden with it
  if (!row || !(await queries.findGoal(call.tx, site(call), row.goal_id))) throw notFound();
  return subGoalOf(row);
}

export async function addGoal(call: Call, wanted: GoalFields & { id: string }): Promise<GoalView> {
  await requireWriter(call);
  const isNew = await queries.insertGoal(call.tx, site(call), { ...wanted, by: call.actor.membershipId });
  refuseTaken(isNew, (await queries.findGoal(call.tx, site(call), wanted.id))?.created_by, call);
  if (isNew) await enter(call, "goal", "made", { subjectId: wanted.id, label: wanted.title });
  return await getGoal(call, wanted.id);
}

export async function changeGoal(call: Call, goalId: string, wanted: GoalFields & { version: number }): Promise<GoalView> {
  const before = await getGoal(call, goalId);
  await requireWriter(call);
  if (!(await queries.updateGoal(call.tx, site(call), { ...wanted, id: goalId }))) throw changedMeanwhile(await getGoal(call, goalId));
  await enter(call, "goal", "changed", { subjectId: goalId, label: wanted.title, text: before.title });
  return await getGoal(call, goalId);
}

/** The field of action must be one that the site has, or the one that stood here before. */
async function refuseFaultsOfSubGoal(call: Call, wanted: SubGoalFields, before?: SubGoalView): Promise<void> {
  const problems = [];
  if (!(await queries.findGoal(call.tx, site(call), wanted.goalId))) problems.push({ path: "body.goalId", code: "unknown" });
  const known = (await getSiteView(call)).vocabularies["field_of_action"] ?? [];
  if (wanted.fieldOfAction !== before?.fieldOfAction && !known.some((one) => one.code === wanted.fieldOfAction))
    problems.push({ path: "body.fieldOfAction", code: "unknown_code" });
  if (problems.length > 0) throw invalid(problems);
}

export async function addSubGoal(call: Call, wanted: SubGoalFields & { id: string }): Promise<SubGoalView> {
  await requireWriter(call);
  await refuseFaultsOfSubGoal(call, wanted);
  const isNew = await queries.insertSubGoal(call.tx, site(call), { ...wanted, by: call.actor.membershipId });
  refuseTaken(isNew, (await queries.findSubGoal(call.tx, site(call), wanted.id))?.created_by, call);
  if (isNew) await enter(call, "sub_goal", "made", { subjectId: wanted.id, label: wanted.title });
  return await getSubGoal(call, wanted.id);
}

export async function changeSubGoal(call: Call, subGoalId: string, wanted: SubGoalFields & { version: number }): Promise<SubGoalView> {
  const before = await getSubGoal(call, subGoalId);
  await requireWriter(call);
  await refuseFaultsOfSubGoal(call, wanted, before);
  if (!(await queries.updateSubGoal(call.tx, site(call), { ...wanted, id: subGoalId })))
    throw changedMeanwhile(await getSubGoal(call, subGoalId));
  await enter(call, "sub_goal", "changed", { subjectId: subGoalId, label: wanted.title, text: before.title });
  return await getSubGoal(call, subGoalId);
}

export async function reachSubGoal(
  call: Call,
  subGoalId: string,
  wanted: { reachedOn: string | null; version: number },
): Promise<SubGoalView> {
  const before = await getSubGoal(call, subGoalId);
  await requireWriter(call);
  if (wanted.reachedOn !== null && wanted.reachedOn > today()) throw invalid([{ path: "body.reachedOn", code: "in_future" }]);
  if (!(await queries.reachSubGoal(call.tx, site(call), { ...wanted, id: subGoalId })))
    throw changedMeanwhile(await getSubGoal(call, subGoalId));
  await enter(call, "sub_goal", wanted.reachedOn === null ? "reopened" : "reached", {
    subjectId: subGoalId,
    label: before.title,
    toOn: wanted.reachedOn,
  });
  return await getSubGoal(call, subGoalId);
}

export async function linkSubGoal(
  call: Call,
  subGoalId: string,
  wanted: { measureIds: readonly string[]; themeIds: readonly string[]; version: number },
): Promise<SubGoalView> {
  const before = await getSubGoal(call, subGoalId);
  await requireWriter(call);
  const measureIds = [...new Set(wanted.measureIds)];
  const themeIds = [...new Set(wanted.themeIds)];
  const known = await queries.countReadable(call.tx, site(call), measureIds, themeIds);
  const problems = [
    ...(known.measures < measureIds.length ? [{ path: "body.measureIds", code: "unknown" }] : []),
    ...(known.themes < themeIds.length ? [{ path: "body.themeIds", code: "unknown" }] : []),
  ];
  if (problems.length > 0) throw invalid(problems);
  if (!(await queries.raiseSubGoal(call.tx, site(call), subGoalId, wanted.version)))
    throw changedMeanwhile(await getSubGoal(call, subGoalId));
  await queries.saveLinks(call.tx, site(call), subGoalId, measureIds, themeIds);
  await enter(call, "sub_goal", "changed", { subjectId: subGoalId, label: before.title });
  return await getSubGoal(call, subGoalId);
}

/** The ids must be exactly those that stand there: what came or went meanwhile is told, and nothing is lost. */
export async function orderGoals(call: Call, wanted: { goalId: string | null; ids: readonly string[] }): Promise<FrameworkView> {
  await requireWriter(call);
  const rows =
    wanted.goalId === null
      ? await queries.listGoals(call.tx, site(call))
      : await queries.listSubGoalsOf(call.tx, site(call), (await getGoal(call, wanted.goalId)).id);
  const there = new Set(rows.map((row) => row.id));
  if (there.size !== wanted.ids.length || !wanted.ids.every((id) => there.delete(id))) throw changedMeanwhile(await getFramework(call));
  if (wanted.goalId === null) await queries.placeGoals(call.tx, site(call), wanted.ids);
  else await queries.placeSubGoals(call.tx, site(call), wanted.goalId, wanted.ids);
  await enter(call, "framework", "changed");
  return await getFramework(call);
}

async function remove(call: Call, what: Removable & EntrySubject, id: string, label: string): Promise<{ removed: boolean }> {
  await requireWriter(call);
  if (await setRemoved(call.tx, what, id, true)) await enter(call, what, "removed", { subjectId: id, label });
  return { removed: true };
}

export async function removeGoal(call: Call, goalId: string): Promise<{ removed: boolean }> {
  return await remove(call, "goal", goalId, (await getGoal(call, goalId)).title);
}

export async function removeSubGoal(call: Call, subGoalId: string): Promise<{ removed: boolean }> {
  return await remove(call, "sub_goal", subGoalId, (await getSubGoal(call, subGoalId)).title);
}

export async function restoreGoal(call: Call, goalId: string): Promise<GoalView> {
  await requireWriter(call);
  const isBack = await setRemoved(call.tx, "goal", goalId, false);
  const goal = await getGoal(call, goalId);
  if (isBack) await enter(call, "goal", "restored", { subjectId: goalId, label: goal.title });
  return goal;
}

export async function restoreSubGoal(call: Call, subGoalId: string): Promise<SubGoalView> {
  await requireWriter(call);
  const isBack = await setRemoved(call.tx, "sub_goal", subGoalId, false);
  const subGoal = await getSubGoal(call, subGoalId);
  if (isBack) await enter(call, "sub_goal", "restored", { subjectId: subGoalId, label: subGoal.title });
  return subGoal;
}

export async function listLinkable(call: Call) {
  await requireWriter(call);
  const decisions = await queries.listDecisions(call.tx, site(call));
  return {
    measures: (await queries.listLinkableMeasures(call.tx, site(call))).map((row) => ({
      id: row.id,
      title: row.title,
      themeTitle: row.theme_title,
    })),
    themes: await queries.listLinkableThemes(call.tx, site(call)),
    decisions: decisions
      .filter((row) => row.outcome === "agreed")
      .map((row) => ({ id: row.id, bodyId: row.body_id, decidedOn: row.decided_on, wording: row.wording })),
    bodies: await queries.listBodies(call.tx, site(call)),
  };
}

// ---- versions -----------------------------------------------------------------------------------------------------------------------------

async function getVersionRow(call: Call, versionId: string): Promise<queries.VersionRow> {
  const row = await queries.findVersion(call.tx, site(call), versionId);
  if (!row) throw notFound();
  return row;
}

export async function openVersion(call: Call, versionId: string) {
  const { mayWrite } = await requirePart(call);
  const row = await getVersionRow(call, versionId);
  return { ...versionOf(row), document: row.document, abilities: { edit: mayWrite } };
}

/** What stands there today is frozen as the version that this body decided. */
export async function decideFramework(
  call: Call,
  wanted: { id: string; decidedOn: string; bodyId: string; decisionId: string | null; note: string; version: number },
): Promise<VersionRow> {
  await requireWriter(call);
  const known = await queries.findVersion(call.tx, site(call), wanted.id);
  if (known) {
    refuseTaken(false, known.created_by, call);
    return versionOf(known);
  }
  const framework = await queries.findFramework(call.tx, site(call));
  if (!framework) throw conflict("no_framework_yet");
  if (framework.version !== wanted.version) throw changedMeanwhile(await getFramework(call));
  const goals = await readGoals(call);
  if (goals.length === 0) throw conflict("no_goal_yet");
  const body = (await queries.listBodies(call.tx, site(call))).find((one) => one.id === wanted.bodyId);
  const decision = wanted.decisionId === null ? undefined : await queries.findDecision(call.tx, site(call), wanted.decisionId);
  const problems = [
    ...(body ? [] : [{ path: "body.bodyId", code: "unknown" }]),
    ...(wanted.decisionId === null || decision?.body_id === wanted.bodyId ? [] : [{ path: "body.decisionId", code: "unknown" }]),
    ...(wanted.decidedOn > today() ? [{ path: "body.decidedOn", code: "in_future" }] : []),
  ];
  if (problems.length > 0 || !body) throw invalid(problems);
  const isNew = await queries.insertVersion(call.tx, site(call), {
    ...wanted,
    bodyName: body.name,
    document: documentOf(fieldsOf(framework), goals),
    by: call.actor.membershipId,
  });
  if (!isNew) throw conflict("already_there");
  const row = await getVersionRow(call, wanted.id);
  await enter(call, "framework", "decided", { subjectId: wanted.id, number: row.number, label: body.name, toOn: wanted.decidedOn });
  return versionOf(row);
}

export async function removeVersion(call: Call, versionId: string): Promise<{ removed: boolean }> {
  const row = await getVersionRow(call, versionId);
  await requireWriter(call);
  if (await setRemoved(call.tx, "version", versionId, true))
    await enter(call, "framework", "removed", { subjectId: versionId, number: row.number, label: row.body_name });
  return { removed: true };
}

export async function restoreVersion(call: Call, versionId: string): Promise<VersionRow> {
  await requireWriter(call);
  const isBack = await setRemoved(call.tx, "version", versionId, false);
  const row = await getVersionRow(call, versionId);
  if (isBack) await enter(call, "framework", "restored", { subjectId: versionId, number: row.number, label: row.body_name });
  return versionOf(row);
}

const subjectsOf = {
  framework: ["framework", "goal", "sub_goal"],
  agreement: ["agreement"],
  phase: ["phase", "milestone"],
  measure: ["measure"],
} as const satisfies Record<string, readonly EntrySubject[]>;

export async function listHistory(call: Call, subject: keyof typeof subjectsOf) {
  await requirePart(call);
  const rows = await listEntries(call.tx, site(call), { subjects: subjectsOf[subject], subjectId: null });
  return { entries: rows.map(entryOf) };
}
