import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { StructureRow } from "../structure/queries.ts";
import type { ShownChances } from "./contract.ts";

export type ReleasedRow = {
  site_id: string;
  site_name: string;
  structures_on: string | null;
  year: number | null;
  shown_on: string | null;
};
export async function listReleased(tx: Db): Promise<ReleasedRow[]> {
  return (await sql<ReleasedRow>`select * from cooperation.list_released() limit 1000`.execute(tx)).rows;
}

export async function listReleasedStructures(tx: Db, siteId: string): Promise<Omit<StructureRow, "created_by">[]> {
  return (await sql<Omit<StructureRow, "created_by">>`select * from cooperation.list_released_structures(${siteId}) limit 1000`.execute(tx))
    .rows;
}

export async function findReleasedChances(
  tx: Db,
  siteId: string,
  year: number,
): Promise<{ figures: ShownChances; shown_on: string } | undefined> {
  const { rows } = await sql<{ figures: ShownChances; shown_on: string }>`
    select * from cooperation.list_released_chances(${siteId}, ${year})`.execute(tx);
  return rows[0];
}

export type WordRow = { kind: "town" | "field_of_action" | "legal_domain"; code: string; de: string; en: string; is_over: boolean };
export async function listReleasedWords(tx: Db, siteId: string): Promise<WordRow[]> {
  return (await sql<WordRow>`select * from cooperation.list_released_words(${siteId}) limit 1000`.execute(tx)).rows;
}

// ---- of the own site ----------------------------------------------------------------------------------------------------------------------

export async function findStructuresReleasedOn(tx: Db, siteId: string): Promise<string | null> {
  const row = await tx.selectFrom("cooperation.structure_release").select("released_on").where("site_id", "=", siteId).executeTakeFirst();
  return row?.released_on ?? null;
}

export async function findChancesShownOn(tx: Db, siteId: string, year: number): Promise<string | null> {
  const row = await tx
    .selectFrom("cooperation.chances_release")
    .select("shown_on")
    .where("site_id", "=", siteId)
    .where("year", "=", year)
    .executeTakeFirst();
  return row?.shown_on ?? null;
}

/** Says whether it changed anything. */
export async function insertStructuresRelease(tx: Db, it: { siteId: string; on: string; by: string }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into cooperation.structure_release (site_id, released_on, released_by) values (${it.siteId}, ${it.on}, ${it.by})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function deleteStructuresRelease(tx: Db, siteId: string): Promise<boolean> {
  return (await sql`delete from cooperation.structure_release where site_id = ${siteId}`.execute(tx)).numAffectedRows === 1n;
}

export async function insertChancesRelease(
  tx: Db,
  it: { siteId: string; year: number; figures: ShownChances; on: string; by: string },
): Promise<void> {
  await sql`
    insert into cooperation.chances_release (site_id, year, figures, shown_on, shown_by)
    values (${it.siteId}, ${it.year}, ${JSON.stringify(it.figures)}::jsonb, ${it.on}, ${it.by}) on conflict do nothing`.execute(tx);
}

export async function deleteChancesRelease(tx: Db, siteId: string, year: number): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from cooperation.chances_release where site_id = ${siteId} and year = ${year}`.execute(tx);
  return numAffectedRows === 1n;
}
