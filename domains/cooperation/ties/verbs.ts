import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import { changedMeanwhile, forbidden, notFound } from "../../../platform/server/problem.ts";
import { getStanding } from "../queries.ts";
import { recordWrite } from "../standing.ts";
import type { NetworkResult } from "./contract.ts";
import * as queries from "./queries.ts";
import { changeBetween } from "./rules.ts";

async function requireReader(call: Call): Promise<{ mayWrite: boolean }> {
  const standing = await getStanding(call.tx);
  if (!standing.takes_part && !standing.is_team) throw notFound();
  return { mayWrite: standing.may_write };
}

export async function listResults(call: Call) {
  await requireReader(call);
  const rows = await queries.listResults(call.tx);
  return {
    results: rows.map((row) => ({
      waveId: row.wave_id,
      siteName: row.site_name,
      title: row.title,
      closedOn: row.closed_on,
      asked: row.asked,
      answered: row.answered,
    })),
  };
}

export async function getResult(call: Call, waveId: string): Promise<NetworkResult> {
  const { mayWrite } = await requireReader(call);
  const row = await queries.findResult(call.tx, waveId);
  if (!row) throw notFound();
  // the wave before, as far as the reader may see it
  const before = (await queries.listResults(call.tx))
    .filter((one) => one.site_id === row.site_id && one.closed_on < row.prepared.closedOn)
    .toSorted((a, b) => b.closed_on.localeCompare(a.closed_on))[0];
  const earlier = before && (await queries.findResult(call.tx, before.wave_id));
  return {
    ...row.prepared,
    waveId,
    siteName: row.site_name,
    shownToBodiesOn: row.shown_to_bodies_on,
    releasedToTeamOn: row.released_to_team_on,
    change: earlier ? { since: earlier.prepared.closedOn, ...changeBetween(earlier.prepared, row.prepared) } : null,
    version: row.version,
    abilities: { show: mayWrite },
  };
}

/** Who else reads the prepared result. Taken back, it is gone for them at once. */
export async function showResult(
  call: Call,
  waveId: string,
  wanted: { bodies: boolean; team: boolean; version: number },
): Promise<NetworkResult> {
  const current = await getResult(call, waveId);
  if (!current.abilities.show) throw forbidden();
  const done = await queries.updateReaders(call.tx, call.actor.siteId, waveId, wanted.version, {
    shown_to_bodies_on: wanted.bodies ? (current.shownToBodiesOn ?? today()) : null,
    released_to_team_on: wanted.team ? (current.releasedToTeamOn ?? today()) : null,
  });
  if (!done) throw changedMeanwhile(current);
  await recordWrite(call, "show_result");
  return await getResult(call, waveId);
}
