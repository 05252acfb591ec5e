import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { PreparedResult } from "./contract.ts";

export async function listPerceived(tx: Db, waveId: string) {
  return (
    await sql<{ one_id: string; other_id: string; low: number; high: number }>`select * from cooperation.list_perceived(${waveId})`.execute(
      tx,
    )
  ).rows;
}
export async function countNamed(tx: Db, waveId: string) {
  return (await sql<{ organisation_id: string; named: number }>`select * from cooperation.count_named(${waveId})`.execute(tx)).rows;
}
export async function countJudgements(tx: Db, waveId: string) {
  return (
    await sql<{
      question: "quality" | "importance";
      value: number;
      answers: number;
    }>`select * from cooperation.count_judgements(${waveId})`.execute(tx)
  ).rows;
}
export async function listLived(tx: Db, fromOn: string, untilOn: string) {
  return (
    await sql<{ kind: "referral" | "share"; from_id: string; to_id: string; people: number }>`
      select * from cooperation.list_lived(${fromOn}, ${untilOn})`.execute(tx)
  ).rows;
}
export async function listCommonBodies(tx: Db, on: string) {
  return (await sql<{ one_id: string; other_id: string; bodies: number }>`select * from cooperation.list_common_bodies(${on})`.execute(tx))
    .rows;
}

export async function insertResult(tx: Db, siteId: string, waveId: string, madeOn: string, prepared: PreparedResult): Promise<void> {
  await sql`
    insert into cooperation.wave_result (site_id, wave_id, made_on, prepared)
    values (${siteId}, ${waveId}, ${madeOn}, ${JSON.stringify(prepared)}::jsonb) on conflict do nothing`.execute(tx);
}

export type ResultRow = {
  site_id: string;
  wave_id: string;
  site_name: string;
  prepared: PreparedResult;
  shown_to_bodies_on: string | null;
  released_to_team_on: string | null;
  version: number;
};
/** What the actor may read: all of the own site, what was shown to bodies, what was released to the team. */
export async function findResult(tx: Db, waveId: string): Promise<ResultRow | undefined> {
  const { rows } = await sql<ResultRow>`
    select r.site_id, r.wave_id, s.name as site_name, r.prepared, r.shown_to_bodies_on, r.released_to_team_on, r.version
    from cooperation.wave_result r join network.site s on s.id = r.site_id where r.wave_id = ${waveId}`.execute(tx);
  return rows[0];
}

export async function listResults(tx: Db) {
  const { rows } = await sql<{
    site_id: string;
    wave_id: string;
    site_name: string;
    title: string;
    closed_on: string;
    asked: number;
    answered: number;
  }>`
    select r.site_id, r.wave_id, s.name as site_name, r.prepared->>'title' as title, r.prepared->>'closedOn' as closed_on, (r.prepared->>'asked')::integer as asked,
      (r.prepared->>'answered')::integer as answered
    from cooperation.wave_result r join network.site s on s.id = r.site_id
    order by s.name, r.prepared->>'closedOn' desc, r.wave_id limit 200`.execute(tx);
  return rows;
}

export async function updateReaders(
  tx: Db,
  siteId: string,
  waveId: string,
  version: number,
  to: { shown_to_bodies_on: string | null; released_to_team_on: string | null },
): Promise<boolean> {
  const result = await tx
    .updateTable("cooperation.wave_result")
    .set({ ...to, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("wave_id", "=", waveId)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
