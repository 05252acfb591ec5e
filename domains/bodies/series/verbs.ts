import { now, today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from "../../../platform/server/problem.ts";
import { recordAccess } from "../../accounts/index.ts";
import { fillAgenda } from "../agenda/verbs.ts";
import { findBody } from "../queries.ts";
import { changeMeeting, planMeeting, removeMeeting } from "../verbs.ts";
import type { Rhythm, SeriesView } from "./contract.ts";
import * as queries from "./queries.ts";
import { daysOfSeries } from "./rules.ts";

const viewOf = (row: queries.SeriesRow): SeriesView => ({
  id: row.id,
  bodyId: row.body_id,
  rhythm: row.rhythm,
  step: row.step,
  firstOn: row.first_on,
  begins: row.begins,
  minutesPlanned: row.minutes_planned,
  place: row.place,
  onlineLink: row.online_link,
  isEnded: row.ended_at !== null,
  meetings: row.meetings.map(({ id, heldOn, state }) => ({ id, heldOn, state })),
  version: row.version,
});

async function requireWriterOf(call: Call, bodyId: string): Promise<void> {
  const body = await findBody(call.tx, call.actor.siteId, bodyId);
  if (!body) throw notFound();
  if (!body.may_write) throw forbidden();
}

export async function listSeries(call: Call, bodyId: string): Promise<SeriesView[]> {
  await requireWriterOf(call, bodyId);
  return (await queries.listSeries(call.tx, call.actor.siteId, bodyId)).map(viewOf);
}

type SeriesFields = { begins: string; minutesPlanned: number; place: string | null; onlineLink: string | null };
export type NewSeries = SeriesFields & {
  id: string;
  rhythm: Rhythm;
  step: number;
  firstOn: string;
  count: number;
  without: readonly string[];
  patternId: string | null;
};

const columnsOf = (fields: SeriesFields) => ({
  begins: fields.begins,
  minutes_planned: fields.minutesPlanned,
  place: fields.place,
  online_link: fields.onlineLink,
});

function refuseAsTaken(): never {
  throw conflict("already_there");
}

/** The series as it was planned with the same id before, by the same person for the same body. */
async function findAgain(call: Call, bodyId: string, seriesId: string): Promise<SeriesView | undefined> {
  const again = await queries.findSeries(call.tx, call.actor.siteId, seriesId);
  if (!again) return undefined;
  if (again.body_id !== bodyId || again.created_by !== call.actor.membershipId) return refuseAsTaken();
  return viewOf(again);
}

export async function planSeries(call: Call, bodyId: string, plan: NewSeries): Promise<SeriesView> {
  await requireWriterOf(call, bodyId);
  const { tx, actor } = call;
  const again = await findAgain(call, bodyId, plan.id);
  if (again) return again;
  if (plan.firstOn < today()) throw invalid([{ path: "body.firstOn", code: "in_the_past" }]);
  const days = daysOfSeries(plan);
  if (days.length === 0) throw invalid([{ path: "body.without", code: "nothing_left" }]);
  const row = { site_id: actor.siteId, id: plan.id, body_id: bodyId, rhythm: plan.rhythm, step: plan.step, first_on: plan.firstOn };
  if (!(await queries.insertSeries(tx, { ...row, ...columnsOf(plan), created_by: actor.membershipId }))) {
    // somebody pressed twice, and the other request was the first
    return (await findAgain(call, bodyId, plan.id)) ?? refuseAsTaken();
  }
  for (const heldOn of days) {
    const { begins, minutesPlanned, place, onlineLink } = plan;
    const id = newId();
    await planMeeting(call, bodyId, { id, heldOn, begins, minutesPlanned, place, onlineLink, papersDueOn: null }, plan.id);
    if (plan.patternId) await fillAgenda(call, id, plan.patternId);
  }
  await recordAccess(call, { action: "bodies.plan_series", basis: "structure" });
  return viewOf((await queries.findSeries(tx, actor.siteId, plan.id))!);
}

async function findToWrite(call: Call, seriesId: string): Promise<queries.SeriesRow> {
  const series = await queries.findSeries(call.tx, call.actor.siteId, seriesId);
  if (!series) throw notFound();
  if (!series.may_write) throw forbidden();
  return series;
}

export async function changeSeries(call: Call, seriesId: string, change: SeriesFields & { version: number }): Promise<SeriesView> {
  const series = await findToWrite(call, seriesId);
  if (series.ended_at !== null) throw conflict("series_ended");
  if (!(await queries.updateSeries(call.tx, call.actor.siteId, seriesId, change.version, columnsOf(change))))
    throw changedMeanwhile(viewOf(series));
  for (const meeting of series.meetings.filter((one) => one.state === "planned")) {
    const { begins, minutesPlanned, place, onlineLink } = change;
    const fields = { heldOn: meeting.heldOn, begins, minutesPlanned, place, onlineLink, papersDueOn: meeting.papersDueOn };
    await changeMeeting(call, meeting.id, { ...fields, version: meeting.version });
  }
  await recordAccess(call, { action: "bodies.change_series", basis: "structure" });
  return viewOf(await findToWrite(call, seriesId));
}

export async function endSeries(call: Call, seriesId: string, version: number): Promise<SeriesView> {
  const series = await findToWrite(call, seriesId);
  if (series.ended_at !== null) return viewOf(series);
  if (!(await queries.updateSeries(call.tx, call.actor.siteId, seriesId, version, { ended_at: now() })))
    throw changedMeanwhile(viewOf(series));
  for (const meeting of series.meetings.filter((one) => one.state === "planned")) await removeMeeting(call, meeting.id);
  await recordAccess(call, { action: "bodies.end_series", basis: "structure" });
  return viewOf(await findToWrite(call, seriesId));
}
