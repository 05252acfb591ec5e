import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, invalid, notFound } from "../../../platform/server/problem.ts";
import { movePhase as movePhaseOfSite } from "../../network/index.ts";
import { type EntryRow, findRelease, listEntries, saveRelease, setRemoved } from "../queries.ts";
import { isOverdue, needsReason, standingOf } from "../rules.ts";
import { enter, refuseTaken, requirePart, requireWriter } from "../standing.ts";
import { type MilestoneView, type PhaseNumber, phaseNumbers, type PhasesView, type Releasable, templateMilestones } from "./contract.ts";
import * as queries from "./queries.ts";

const site = (call: Call) => call.actor.siteId;

function milestoneOf(row: queries.MilestoneRow, moves: readonly EntryRow[]): MilestoneView {
  return {
    id: row.id,
    phaseNumber: row.phase_number,
    code: row.code,
    title: row.title,
    dueOn: row.due_on,
    reachedOn: row.reached_on,
    isOverdue: isOverdue({ dueOn: row.due_on, doneOn: row.reached_on }, today()),
    moves: moves
      .filter((one) => one.subject_id === row.id)
      .map((one) => ({ fromOn: one.from_on, toOn: one.to_on, reason: one.text ?? "", on: one.entered_on, by: one.by_name })),
    version: row.version,
  };
}

async function listMoves(call: Call, milestoneId: string | null): Promise<EntryRow[]> {
  return await listEntries(call.tx, site(call), { subjects: ["milestone"], subjectId: milestoneId, kind: "moved" });
}

/** What the site has; before it took the template over, the template itself. */
export async function listPhases(call: Call): Promise<PhasesView> {
  const { mayWrite } = await requirePart(call);
  const rows = await queries.listPhases(call.tx, site(call));
  const current = await queries.getCurrentPhase(call.tx, site(call));
  const milestones = await queries.listMilestones(call.tx, site(call));
  const moves = await listMoves(call, null);
  const release = await findRelease(call.tx, site(call), "roadmap");
  return {
    phases: phaseNumbers.map((number) => {
      const row = rows.find((one) => one.number === number);
      return {
        number,
        title: row?.title ?? null,
        aim: row?.aim ?? null,
        fromOn: row?.from_on ?? null,
        untilOn: row?.until_on ?? null,
        begunOn: row?.begun_on ?? (number === current.phase ? current.phase_since_on : null),
        endedOn: row?.ended_on ?? null,
        standing: standingOf(number, current.phase),
        milestones: milestones.filter((one) => one.phase_number === number).map((one) => milestoneOf(one, moves)),
        version: row?.version ?? 0,
      };
    }),
    current: { number: current.phase, sinceOn: current.phase_since_on },
    isAdopted: rows.length > 0,
    release: { releasedOn: release?.released_on ?? null, version: release?.version ?? 0 },
    abilities: { edit: mayWrite },
  };
}

/** Twice the same is once: whoever comes second finds what the first took over. */
export async function adoptTemplate(call: Call): Promise<PhasesView> {
  await requireWriter(call);
  if ((await queries.insertPhases(call.tx, site(call), phaseNumbers)) > 0) {
    const by = call.actor.membershipId;
    for (const phaseNumber of phaseNumbers)
      for (const code of templateMilestones[phaseNumber])
        await queries.insertMilestone(call.tx, site(call), { id: newId(), phaseNumber, code, title: null, dueOn: null, by });
    const { phase, phase_since_on: since } = await queries.getCurrentPhase(call.tx, site(call));
    if (since !== null) await queries.enterPhase(call.tx, site(call), phase, since);
    await enter(call, "phase", "made");
  }
  return await listPhases(call);
}

async function requireAdopted(call: Call): Promise<readonly queries.PhaseRow[]> {
  await requireWriter(call);
  const rows = await queries.listPhases(call.tx, site(call));
  if (rows.length === 0) throw conflict("no_phases_yet");
  return rows;
}

export async function changePhase(
  call: Call,
  number: number,
  wanted: { title: string | null; aim: string | null; fromOn: string | null; untilOn: string | null; version: number },
): Promise<PhasesView> {
  await requireAdopted(call);
  if (wanted.fromOn !== null && wanted.untilOn !== null && wanted.untilOn < wanted.fromOn)
    throw invalid([{ path: "body.untilOn", code: "before_start" }]);
  if (!(await queries.updatePhase(call.tx, site(call), { ...wanted, number }))) throw changedMeanwhile(await listPhases(call));
  await enter(call, "phase", "changed", { number, label: wanted.title ?? "", fromOn: wanted.fromOn, toOn: wanted.untilOn });
  return await listPhases(call);
}

/** Written into the frame data of the site too, which the programme reads. */
export async function movePhase(
  call: Call,
  wanted: { from: PhaseNumber; to: PhaseNumber; on: string; reason: string | null },
): Promise<PhasesView> {
  await requireAdopted(call);
  const current = await queries.getCurrentPhase(call.tx, site(call));
  // the same click again
  if (current.phase === wanted.to && current.phase_since_on === wanted.on) return await listPhases(call);
  if (current.phase !== wanted.from) throw changedMeanwhile(await listPhases(call));
  if (wanted.on > today()) throw invalid([{ path: "body.on", code: "in_future" }]);
  if (needsReason(wanted.from, wanted.to) && wanted.reason === null) throw invalid([{ path: "body.reason", code: "required" }]);
  await movePhaseOfSite(call, wanted.to, wanted.on);
  await queries.enterPhase(call.tx, site(call), wanted.to, wanted.on);
  await enter(call, "phase", "entered", { number: wanted.to, toOn: wanted.on, text: wanted.reason });
  return await listPhases(call);
}

// ---- milestones ---------------------------------------------------------------------------------------------------------------------------

async function getMilestone(call: Call, milestoneId: string): Promise<MilestoneView> {
  const row = await queries.findMilestone(call.tx, site(call), milestoneId);
  if (!row) throw notFound();
  return milestoneOf(row, await listMoves(call, milestoneId));
}

async function getToWrite(call: Call, milestoneId: string): Promise<MilestoneView> {
  const view = await getMilestone(call, milestoneId);
  await requireWriter(call);
  return view;
}

const labelOf = (milestone: Pick<MilestoneView, "title" | "code">) => milestone.title ?? milestone.code ?? "";

export async function addMilestone(
  call: Call,
  wanted: { id: string; phaseNumber: PhaseNumber; title: string; dueOn: string | null },
): Promise<MilestoneView> {
  await requireAdopted(call);
  const by = call.actor.membershipId;
  const isNew = await queries.insertMilestone(call.tx, site(call), { ...wanted, code: null, by });
  refuseTaken(isNew, (await queries.findMilestone(call.tx, site(call), wanted.id))?.created_by, call);
  if (isNew)
    await enter(call, "milestone", "made", {
      subjectId: wanted.id,
      number: wanted.phaseNumber,
      label: wanted.title,
      toOn: wanted.dueOn,
    });
  return await getMilestone(call, wanted.id);
}

export async function changeMilestone(
  call: Call,
  milestoneId: string,
  wanted: { phaseNumber: PhaseNumber; title: string | null; dueOn: string | null; reason: string | null; version: number },
): Promise<MilestoneView> {
  const before = await getToWrite(call, milestoneId);
  if (wanted.version !== before.version) throw changedMeanwhile(before);
  const isMoved = before.dueOn !== null && before.dueOn !== wanted.dueOn;
  const problems = [
    ...(wanted.title === null && before.code === null ? [{ path: "body.title", code: "required" }] : []),
    ...(isMoved && wanted.reason === null ? [{ path: "body.reason", code: "required" }] : []),
  ];
  if (problems.length > 0) throw invalid(problems);
  if (!(await queries.updateMilestone(call.tx, site(call), { ...wanted, id: milestoneId })))
    throw changedMeanwhile(await getMilestone(call, milestoneId));
  await enter(call, "milestone", isMoved ? "moved" : "changed", {
    subjectId: milestoneId,
    number: wanted.phaseNumber,
    label: labelOf({ title: wanted.title, code: before.code }),
    text: isMoved ? wanted.reason : null,
    ...(before.dueOn === wanted.dueOn ? {} : { fromOn: before.dueOn, toOn: wanted.dueOn }),
  });
  return await getMilestone(call, milestoneId);
}

export async function reachMilestone(
  call: Call,
  milestoneId: string,
  wanted: { reachedOn: string | null; version: number },
): Promise<MilestoneView> {
  const before = await getToWrite(call, milestoneId);
  if (wanted.reachedOn !== null && wanted.reachedOn > today()) throw invalid([{ path: "body.reachedOn", code: "in_future" }]);
  if (!(await queries.reachMilestone(call.tx, site(call), { ...wanted, id: milestoneId })))
    throw changedMeanwhile(await getMilestone(call, milestoneId));
  await enter(call, "milestone", wanted.reachedOn === null ? "reopened" : "reached", {
    subjectId: milestoneId,
    number: before.phaseNumber,
    label: labelOf(before),
    toOn: wanted.reachedOn,
  });
  return await getMilestone(call, milestoneId);
}

export async function removeMilestone(call: Call, milestoneId: string): Promise<{ removed: boolean }> {
  const before = await getToWrite(call, milestoneId);
  if (await setRemoved(call.tx, "milestone", milestoneId, true))
    await enter(call, "milestone", "removed", { subjectId: milestoneId, number: before.phaseNumber, label: labelOf(before) });
  return { removed: true };
}

export async function restoreMilestone(call: Call, milestoneId: string): Promise<MilestoneView> {
  await requireWriter(call);
  const isBack = await setRemoved(call.tx, "milestone", milestoneId, false);
  const view = await getMilestone(call, milestoneId);
  if (isBack) await enter(call, "milestone", "restored", { subjectId: milestoneId, number: view.phaseNumber, label: labelOf(view) });
  return view;
}

/** From today on, until it is taken back. */
export async function releaseToProgramme(
  call: Call,
  what: Releasable,
  wanted: { isReleased: boolean; version: number },
): Promise<{ releasedOn: string | null; version: number }> {
  await requireWriter(call);
  const view = async () => {
    const row = await findRelease(call.tx, site(call), what);
    return { releasedOn: row?.released_on ?? null, version: row?.version ?? 0 };
  };
  const releasedOn = wanted.isReleased ? today() : null;
  if (!(await saveRelease(call.tx, site(call), { what, releasedOn, by: call.actor.membershipId, version: wanted.version })))
    throw changedMeanwhile(await view());
  await enter(call, what === "framework" ? "framework" : "phase", wanted.isReleased ? "released" : "withdrawn");
  return await view();
}
