import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type CircumstanceRow = {
  id: string;
  kind: string;
  from_on: string;
  until_on: string | null;
  sentence: string;
  noted_by_name: string | null;
  noted_on: string;
  town_ids: string[];
  version: number;
  may_coordinate: boolean;
};

export async function listCircumstances(tx: Db, siteId: string): Promise<CircumstanceRow[]> {
  return await select(tx, siteId, null);
}

export async function findCircumstance(tx: Db, siteId: string, id: string): Promise<CircumstanceRow | undefined> {
  return (await select(tx, siteId, id))[0];
}

async function select(tx: Db, siteId: string, id: string | null): Promise<CircumstanceRow[]> {
  const { rows } = await sql<CircumstanceRow>`
    select c.id, c.kind, c.from_on, c.until_on, c.sentence, p.display_name as noted_by_name, c.noted_on, c.version,
      (select themes.may_coordinate()) as may_coordinate,
      coalesce((select array_agg(t.town_id::text order by t.town_id) from themes.circumstance_town t where t.site_id = c.site_id and t.circumstance_id = c.id), '{}')
        as town_ids
    from themes.circumstance c left join network.membership p on p.site_id = c.site_id and p.id = c.noted_by
    where c.site_id = ${siteId} and (${id}::uuid is null or c.id = ${id}::uuid) order by c.from_on desc, c.id limit 500`.execute(tx);
  return rows;
}

export type CircumstanceContent = { kind: string; fromOn: string; untilOn: string | null; text: string; townIds: readonly string[] };

/** The same id again is the same click. Says whether it was new. */
export async function insertCircumstance(
  tx: Db,
  row: CircumstanceContent & { siteId: string; id: string; by: string; on: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into themes.circumstance (site_id, id, kind, from_on, until_on, sentence, noted_by, noted_on)
    values (${row.siteId}, ${row.id}, ${row.kind}, ${row.fromOn}::date, ${row.untilOn}::date, ${row.text}, ${row.by}, ${row.on}::date)
    on conflict do nothing`.execute(tx);
  if (numAffectedRows !== 1n) return false;
  await insertTowns(tx, row.siteId, row.id, row.townIds);
  return true;
}

export async function updateCircumstance(
  tx: Db,
  row: CircumstanceContent & { siteId: string; id: string; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.circumstance set kind = ${row.kind}, from_on = ${row.fromOn}::date, until_on = ${row.untilOn}::date, sentence = ${row.text}, version = version + 1
    where site_id = ${row.siteId} and id = ${row.id} and version = ${row.version}`.execute(tx);
  if (numAffectedRows !== 1n) return false;
  await sql`delete from themes.circumstance_town where site_id = ${row.siteId} and circumstance_id = ${row.id}`.execute(tx);
  await insertTowns(tx, row.siteId, row.id, row.townIds);
  return true;
}

async function insertTowns(tx: Db, siteId: string, id: string, townIds: readonly string[]): Promise<void> {
  await sql`insert into themes.circumstance_town (site_id, circumstance_id, town_id)
    select ${siteId}, ${id}, town from unnest(${[...new Set(townIds)]}::uuid[]) town`.execute(tx);
}

export async function removeCircumstance(tx: Db, id: string): Promise<boolean> {
  return (await sql<{ done: boolean }>`select themes.remove_circumstance(${id}) as done`.execute(tx)).rows[0]!.done;
}
