import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

/** Until the end of the transaction nobody else takes over a list here: who waited sees what the other has written. */
export async function lockLists(tx: Db, siteId: string, unitId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lists of ${siteId} ${unitId}`}, 0))`.execute(tx);
}

/** Services of the site with their names in every language that it has. */
export async function listServiceNames(tx: Db, siteId: string): Promise<{ code: string; label_de: string; label_en: string }[]> {
  return await tx
    .selectFrom("network.vocabulary_entry")
    .select(["code", "label_de", "label_en"])
    .where("site_id", "=", siteId)
    .where("vocabulary", "=", "service")
    .orderBy("position")
    .execute();
}

/** Of these cases those that lists know by more than one thing, such as a person and a file number. */
export async function listCasesOfSeveralKeys(tx: Db, siteId: string, unitId: string, caseIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`select case_id from cases.import_row
    where site_id = ${siteId} and unit_id = ${unitId} and case_id = any(${caseIds}::uuid[])
    group by case_id having count(*) > 1`.execute(tx);
  return rows.map((row) => row.case_id);
}

export type NewImportedRow = { keyHash: Buffer; contentHash: Buffer; caseId: string; clientId: string };

/** What rows are recognised by when the list comes again, many at a time. */
export async function insertImportedRows(
  tx: Db,
  of: { siteId: string; unitId: string; importId: string },
  rows: readonly NewImportedRow[],
): Promise<void> {
  await sql`insert into cases.import_row (site_id, unit_id, import_id, key_hash, content_hash, case_id, client_id)
    select ${of.siteId}, ${of.unitId}, ${of.importId}, n.* from unnest(${rows.map((row) => row.keyHash)}::bytea[],
      ${rows.map((row) => row.contentHash)}::bytea[], ${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.clientId)}::uuid[]) n`.execute(
    tx,
  );
}

export type RememberedColumn = { heading_hash: Buffer; field: string | null; service: string | null; event: string | null };

export async function listRememberedColumns(tx: Db, siteId: string, unitId: string): Promise<RememberedColumn[]> {
  return await tx
    .selectFrom("cases.import_mapping")
    .select(["heading_hash", "field", "service", "event"])
    .where("site_id", "=", siteId)
    .where("unit_id", "=", unitId)
    .limit(2_000)
    .execute();
}

export async function rememberColumn(tx: Db, of: { siteId: string; unitId: string; at: Date }, column: RememberedColumn): Promise<void> {
  await tx
    .insertInto("cases.import_mapping")
    .values({ site_id: of.siteId, unit_id: of.unitId, changed_at: of.at, ...column })
    .onConflict((on) =>
      on.columns(["site_id", "unit_id", "heading_hash"]).doUpdateSet({
        field: column.field,
        service: column.service,
        event: column.event,
        changed_at: of.at,
      }),
    )
    .execute();
}

export async function deleteRememberedColumns(tx: Db, siteId: string, unitId: string): Promise<number> {
  const [{ numDeletedRows }] = (await tx
    .deleteFrom("cases.import_mapping")
    .where("site_id", "=", siteId)
    .where("unit_id", "=", unitId)
    .execute()) as [{ numDeletedRows: bigint }];
  return Number(numDeletedRows);
}
