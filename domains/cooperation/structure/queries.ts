import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { StructureKind, TargetGroup } from "./contract.ts";

export type StructureRow = {
  id: string;
  organisation_id: string;
  organisation_name: string;
  has_left: boolean;
  kind: StructureKind;
  name: string;
  fields: string[];
  town_ids: string[];
  target_groups: TargetGroup[];
  places_a_year: number | null;
  minutes_a_week: number | null;
  opening_hours: string;
  funded_by: string;
  funded_until_on: string | null;
  created_by: string;
  version: number;
};

function structuresWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<StructureRow>`
    select s.id, s.organisation_id, coalesce(o.short_name, o.name) as organisation_name, o.removed_at is not null as has_left, s.kind, s.name, s.fields, s.town_ids,
      s.target_groups, s.places_a_year, s.minutes_a_week, s.opening_hours, s.funded_by, s.funded_until_on, s.created_by, s.version
    from cooperation.counselling_structure s
    join network.organisation o on o.site_id = s.site_id and o.id = s.organisation_id
    where s.site_id = ${siteId} and ${condition} order by organisation_name, s.name, s.id limit 1000`;
}

export async function listStructures(tx: Db, siteId: string): Promise<StructureRow[]> {
  return (await structuresWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findStructure(tx: Db, siteId: string, id: string): Promise<StructureRow | undefined> {
  return (await structuresWhere(siteId, sql`s.id = ${id}`).execute(tx)).rows[0];
}

export type StructureColumns = Omit<StructureRow, "id" | "organisation_name" | "has_left" | "created_by" | "version">;

/** Says whether it was new: the same id a second time is the same click. */
export async function insertStructure(
  tx: Db,
  row: StructureColumns & { site_id: string; id: string; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("cooperation.counselling_structure")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateStructure(tx: Db, siteId: string, id: string, version: number, row: StructureColumns): Promise<boolean> {
  const result = await tx
    .updateTable("cooperation.counselling_structure")
    .set({ ...row, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type SiteWords = { towns: { id: string; name: string }[]; fields: { code: string; de: string; en: string }[] };

/** Towns and fields of action of the site, in their order. */
export async function readSite(tx: Db, siteId: string): Promise<SiteWords> {
  const towns = await sql<{ id: string; name: string }>`
    select t.id, t.name from network.town t where t.site_id = ${siteId} order by t.name, t.id limit 200`.execute(tx);
  const fields = await sql<{ code: string; de: string; en: string }>`
    select v.code, v.label_de as de, v.label_en as en from network.vocabulary_entry v
    where v.site_id = ${siteId} and v.vocabulary = 'field_of_action' and (v.valid_until_on is null or v.valid_until_on >= platform.today())
    order by v.position, v.code limit 40`.execute(tx);
  return { towns: towns.rows, fields: fields.rows };
}

/** Organisations that are at the site today, of those asked for. */
export async function listPresent(tx: Db, siteId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from network.organisation o where o.site_id = ${siteId} and o.id = any(${[...ids]}::uuid[]) and o.removed_at is null`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}
