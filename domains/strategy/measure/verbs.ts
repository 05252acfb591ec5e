import { addDays } from "../../../platform/contract/days.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { invalid, notFound } from "../../../platform/server/problem.ts";
import { enqueueMail } from "../../network/index.ts";
import { listAgreements } from "../agreement/verbs.ts";
import { listPhases } from "../phase/verbs.ts";
import { listReminders, setRemoved } from "../queries.ts";
import { columnOf, daysLate, lateFirst, nextLookOn } from "../rules.ts";
import { enter, refuseTaken, requirePart, requireWriter } from "../standing.ts";
import type { AnchoredMeasure, BoardMeasure, Finding } from "./contract.ts";
import * as queries from "./queries.ts";

export async function listBoard(call: Call): Promise<{ measures: BoardMeasure[] }> {
  await requirePart(call);
  const rows = await queries.listBoard(call.tx, call.actor.siteId);
  const measures = rows.map((row) => {
    const { state, closing, due_on: dueOn } = row;
    return {
      id: row.id,
      title: row.title,
      themeId: row.theme_id,
      themeTitle: row.theme_title,
      ownerName: row.owner_name,
      fieldOfAction: row.field_of_action,
      state,
      column: columnOf({ state, dueOn, closing }, today()),
      daysLate: daysLate({ state, dueOn }, today()),
      decidedOn: row.decided_on,
      startedOn: row.started_on,
      dueOn,
      endedOn: row.ended_on,
      closing,
      subGoals: row.sub_goals,
    };
  });
  return { measures: lateFirst(measures) };
}

// ---- anchored measures --------------------------------------------------------------------------------------------------------------------

function anchoredOf(row: queries.AnchoredRow): AnchoredMeasure {
  const looks = row.looks.map((look) => ({
    id: look.id,
    lookedOn: look.looked_on,
    finding: look.finding,
    reasons: look.reasons,
    lookAgainOn: look.look_again_on,
    by: look.by_name,
  }));
  const dueOn = nextLookOn({ lookAgainOn: row.look_again_on }, looks[0]);
  return {
    measureId: row.id,
    title: row.title,
    themeTitle: row.theme_title,
    anchorKind: row.anchor_kind,
    anchorText: row.anchor_text,
    closedOn: row.closed_on,
    looks,
    dueOn,
    isDue: dueOn !== null && dueOn <= today(),
  };
}

/** What waits for a look first. */
export async function listAnchored(call: Call): Promise<{ measures: AnchoredMeasure[]; abilities: { edit: boolean } }> {
  const { mayWrite } = await requirePart(call);
  const measures = (await queries.listAnchored(call.tx, call.actor.siteId)).map(anchoredOf);
  return {
    measures: measures.toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || a.title.localeCompare(b.title, "de")),
    abilities: { edit: mayWrite },
  };
}

async function getAnchored(call: Call, measureId: string): Promise<AnchoredMeasure> {
  const row = await queries.findAnchored(call.tx, call.actor.siteId, measureId);
  if (!row) throw notFound();
  return anchoredOf(row);
}

export async function lookAtAnchored(
  call: Call,
  measureId: string,
  wanted: { id: string; lookedOn: string; finding: Finding; reasons: string; lookAgainOn: string | null },
): Promise<AnchoredMeasure> {
  await requirePart(call);
  const before = await getAnchored(call, measureId);
  await requireWriter(call);
  const problems = [
    ...(wanted.lookedOn > today() ? [{ path: "body.lookedOn", code: "in_future" }] : []),
    ...(wanted.lookedOn < before.closedOn ? [{ path: "body.lookedOn", code: "before_closing" }] : []),
    ...(wanted.finding !== "gone" && wanted.lookAgainOn === null ? [{ path: "body.lookAgainOn", code: "required" }] : []),
    ...(wanted.lookAgainOn !== null && wanted.lookAgainOn <= wanted.lookedOn ? [{ path: "body.lookAgainOn", code: "before_look" }] : []),
  ];
  if (problems.length > 0) throw invalid(problems);
  const lookAgainOn = wanted.finding === "gone" ? null : wanted.lookAgainOn;
  const isNew = await queries.insertLook(call.tx, call.actor.siteId, {
    ...wanted,
    lookAgainOn,
    measureId,
    by: call.actor.membershipId,
  });
  refuseTaken(isNew, (await queries.findLook(call.tx, call.actor.siteId, wanted.id))?.looked_by, call);
  if (isNew) await enter(call, "measure", "looked", { subjectId: measureId, label: before.title, text: wanted.reasons, toOn: lookAgainOn });
  return await getAnchored(call, measureId);
}

export async function removeLook(call: Call, lookId: string): Promise<{ removed: boolean }> {
  const look = await queries.findLook(call.tx, call.actor.siteId, lookId);
  if (!look) throw notFound();
  await requireWriter(call);
  const { title } = await getAnchored(call, look.measure_id);
  if (await setRemoved(call.tx, "look", lookId, true))
    await enter(call, "measure", "removed", { subjectId: look.measure_id, label: title });
  return { removed: true };
}

export async function restoreLook(call: Call, lookId: string): Promise<AnchoredMeasure> {
  await requireWriter(call);
  const isBack = await setRemoved(call.tx, "look", lookId, false);
  const look = await queries.findLook(call.tx, call.actor.siteId, lookId);
  if (!look) throw notFound();
  const measure = await getAnchored(call, look.measure_id);
  if (isBack) await enter(call, "measure", "restored", { subjectId: look.measure_id, label: measure.title });
  return measure;
}

// ---- what is next -------------------------------------------------------------------------------------------------------------------------

/** So far ahead a milestone or a missing signature is told of. */
const daysAhead = 14;

export async function listDuties(call: Call) {
  await requireWriter(call);
  const { agreements } = await listAgreements(call);
  const { phases } = await listPhases(call);
  const { measures } = await listAnchored(call);
  return {
    duties: [
      ...agreements.flatMap((one) =>
        one.state === "ending" || one.state === "expired"
          ? [{ what: "agreement" as const, id: one.id, title: one.title, code: null, dueOn: one.untilOn }]
          : [],
      ),
      ...agreements.flatMap((one) =>
        one.state === "unsigned" && one.fromOn <= addDays(today(), daysAhead)
          ? [{ what: "signature" as const, id: one.id, title: one.title, code: null, dueOn: one.fromOn }]
          : [],
      ),
      ...phases.flatMap((phase) =>
        phase.milestones.flatMap(({ id, title, code, dueOn, reachedOn }) =>
          dueOn !== null && reachedOn === null && dueOn <= addDays(today(), daysAhead)
            ? [{ what: "milestone" as const, id, title, code, dueOn }]
            : [],
        ),
      ),
      ...measures.flatMap((one) =>
        one.isDue && one.dueOn !== null
          ? [{ what: "anchored" as const, id: one.measureId, title: one.title, code: null, dueOn: one.dueOn }]
          : [],
      ),
    ].toSorted((a, b) => a.dueOn.localeCompare(b.dueOn)),
  };
}

/** Once for each day on which something is due: moved to another day it is told anew. */
export async function remind(call: Call): Promise<void> {
  for (const one of await listReminders(call.tx)) {
    const version = Number(one.due_on.replaceAll("-", ""));
    const kind = { agreement: "strategy.agreement_ends", milestone: "strategy.milestone_due", anchored: "strategy.anchored_due" }[one.what];
    await enqueueMail(call, { to: [one.membership_id], kind, group: "tasks", subjectId: one.subject_id, version });
  }
}
