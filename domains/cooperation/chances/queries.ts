import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Dimension, Measure } from "./contract.ts";

export type ListRow = { id: string; measure: Measure; source: string; as_of_on: string; brought_on: string; figures: number };
export async function listLists(tx: Db, siteId: string): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`
    select l.id, l.measure, l.source, l.as_of_on, l.brought_on,
      (select count(*) from cooperation.figure f where f.site_id = l.site_id and f.list_id = l.id)::integer as figures
    from cooperation.figure_list l where l.site_id = ${siteId} order by l.as_of_on desc, l.brought_on desc, l.id desc limit 200`.execute(
    tx,
  );
  return rows;
}

export async function listFigures(
  tx: Db,
  siteId: string,
  listId: string,
): Promise<{ dimension: Dimension; value: string; people: number }[]> {
  const { rows } = await sql<{ dimension: Dimension; value: string; people: number }>`
    select f.dimension, f.value, f.count as people from cooperation.figure f
    where f.site_id = ${siteId} and f.list_id = ${listId} order by f.dimension, f.value`.execute(tx);
  return rows;
}

export async function listAccess(
  tx: Db,
  fromOn: string,
  untilOn: string,
): Promise<{ measure: Measure; dimension: Dimension; value: string; people: number }[]> {
  const { rows } = await sql<{ measure: Measure; dimension: Dimension; value: string; people: number }>`
    select * from cooperation.list_access(${fromOn}, ${untilOn})`.execute(tx);
  return rows;
}

/** Short consultations of a year by dimension, in the order in which cases counts them too. */
export async function listTalks(tx: Db, fromOn: string, untilOn: string): Promise<{ dimension: string; code: string; talks: number }[]> {
  const { rows } = await sql<{ dimension: string; code: string; talks: number }>`
    select dimension, code, talks from cooperation.list_talks(${fromOn}::date, ${untilOn}::date) order by dimension, code`.execute(tx);
  return rows;
}

export async function listTowns(tx: Db, siteId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select t.id, t.name from network.town t where t.site_id = ${siteId} order by t.name, t.id limit 500`.execute(tx);
  return rows;
}

export async function isKnownFile(tx: Db, siteId: string, measure: Measure, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    select 1 from cooperation.figure_list l where l.site_id = ${siteId} and l.measure = ${measure} and l.file_hash = ${hash}`.execute(tx);
  return rows.length > 0;
}

export async function insertList(
  tx: Db,
  row: { site_id: string; id: string; measure: Measure; source: string; as_of_on: string; file_hash: Buffer; brought_by: string },
  figures: readonly { dimension: Dimension; value: string; count: number }[],
): Promise<void> {
  await tx.insertInto("cooperation.figure_list").values(row).execute();
  for (let from = 0; from < figures.length; from += 500)
    await tx
      .insertInto("cooperation.figure")
      .values(figures.slice(from, from + 500).map((one) => ({ site_id: row.site_id, list_id: row.id, ...one })))
      .execute();
}
