import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Rhythm } from "./contract.ts";

export type SeriesRow = {
  id: string;
  body_id: string;
  rhythm: Rhythm;
  step: number;
  first_on: string;
  begins: string;
  minutes_planned: number;
  place: string | null;
  online_link: string | null;
  ended_at: Date | null;
  version: number;
  created_by: string;
  may_write: boolean;
  meetings: { id: string; heldOn: string; state: string; papersDueOn: string | null; version: number }[];
};

async function seriesWhere(tx: Db, siteId: string, of: { bodyId: string } | { id: string }): Promise<SeriesRow[]> {
  const which = "id" in of ? sql`s.id = ${of.id}` : sql`s.body_id = ${of.bodyId}`;
  const { rows } = await sql<SeriesRow>`
    select s.id, s.body_id, s.rhythm, s.step, s.first_on, to_char(s.begins, 'HH24:MI') as begins, s.minutes_planned, s.place, s.online_link, s.ended_at, s.version,
      s.created_by, bodies.may_write() as may_write,
      coalesce((select json_agg(json_build_object('id', t.id, 'heldOn', (t.starts_at at time zone 'Europe/Berlin')::date, 'state', t.state,
                  'papersDueOn', t.papers_due_on, 'version', t.version)
                  order by t.starts_at, t.id)
                from bodies.meeting t where t.site_id = s.site_id and t.series_id = s.id), '[]') as meetings
    from bodies.series s where s.site_id = ${siteId} and ${which} order by s.first_on desc, s.id limit 50`.execute(tx);
  return rows;
}

export async function listSeries(tx: Db, siteId: string, bodyId: string): Promise<SeriesRow[]> {
  return await seriesWhere(tx, siteId, { bodyId });
}

export async function findSeries(tx: Db, siteId: string, id: string): Promise<SeriesRow | undefined> {
  return (await seriesWhere(tx, siteId, { id }))[0];
}

type SeriesColumns = { begins: string; minutes_planned: number; place: string | null; online_link: string | null };

export async function insertSeries(
  tx: Db,
  row: SeriesColumns & { site_id: string; id: string; body_id: string; rhythm: string; step: number; first_on: string; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.series")
    .values({ ...row, first_on: row.first_on as never })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateSeries(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: Partial<SeriesColumns> & { ended_at?: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.series")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
