import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export async function listHeld(tx: Db, most: number): Promise<string[]> {
  return (await sql<{ id: string }>`select unnest(people.held_ids()) as id order by id limit ${most}`.execute(tx)).rows.map(
    (row) => row.id,
  );
}

export async function listNotSame(tx: Db, siteId: string): Promise<{ a_id: string; b_id: string }[]> {
  return await tx.selectFrom("people.not_same").select(["a_id", "b_id"]).where("site_id", "=", siteId).limit(5_000).execute();
}

export type MergeRow = {
  id: string;
  kept_id: string;
  merged_id: string;
  sealed: Buffer;
  reader_ids: string[];
  made_at: Date;
  undone_at: Date | null;
};

/** Merges that hold, the newest first. */
export async function listMerges(tx: Db, siteId: string): Promise<MergeRow[]> {
  return await tx
    .selectFrom("people.merge")
    .select(["id", "kept_id", "merged_id", "sealed", "reader_ids", "made_at", "undone_at"])
    .where("site_id", "=", siteId)
    .where("undone_at", "is", null)
    .orderBy("made_at", "desc")
    .orderBy("id", "desc")
    .limit(1_000)
    .execute();
}

export async function findMerge(tx: Db, siteId: string, id: string): Promise<MergeRow | undefined> {
  return await tx
    .selectFrom("people.merge")
    .select(["id", "kept_id", "merged_id", "sealed", "reader_ids", "made_at", "undone_at"])
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Nobody else merges, changes or undoes these two until the transaction ends. In one order, so that two who merge each other's pair do not wait for ever. */
export async function lockClients(tx: Db, siteId: string, clientIds: readonly string[]): Promise<{ id: string; unit_id: string }[]> {
  return await tx
    .selectFrom("people.client")
    .select(["id", "unit_id"])
    .where("site_id", "=", siteId)
    .where("id", "in", clientIds)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Those of these rows of whom nobody recorded yet on which ground they are kept. */
export async function listUnchecked(tx: Db, siteId: string, clientIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from people.client where site_id = ${siteId} and id = any(${clientIds}::uuid[]) and legal_basis = 'unchecked'`.execute(tx);
  return rows.map((row) => row.id);
}

/** Those of these rows that a share opens to anybody, now or later. */
export async function listShared(tx: Db, siteId: string, clientIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ client_id: string }>`
    select distinct client_id from people.reader where site_id = ${siteId} and client_id = any(${clientIds}::uuid[]) and basis = 'share'
      and ended_at is null and (until_at is null or until_at > platform.moment())`.execute(tx);
  return rows.map((row) => row.client_id);
}

export async function insertMerge(
  tx: Db,
  row: { siteId: string; id: string; keptId: string; mergedId: string; sealed: Buffer; readerIds: string[]; by: string; at: Date },
): Promise<void> {
  await sql`insert into people.merge (site_id, id, kept_id, merged_id, sealed, reader_ids, made_by_id, made_at)
    values (${row.siteId}, ${row.id}, ${row.keptId}, ${row.mergedId}, ${row.sealed}, ${row.readerIds}::uuid[], ${row.by}, ${row.at})`.execute(
    tx,
  );
}

/** Merges of these that were undone. */
export async function listUndoneMerges(tx: Db, siteId: string, clientIds: readonly string[]): Promise<MergeRow[]> {
  return await tx
    .selectFrom("people.merge")
    .select(["id", "kept_id", "merged_id", "sealed", "reader_ids", "made_at", "undone_at"])
    .where("site_id", "=", siteId)
    .where("undone_at", "is not", null)
    .where((eb) => eb.or([eb("kept_id", "in", clientIds), eb("merged_id", "in", clientIds)]))
    .limit(1_000)
    .execute();
}

export async function endMerge(tx: Db, siteId: string, id: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable("people.merge")
    .set({ undone_at: at })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("undone_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function endReaderRows(tx: Db, siteId: string, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`update people.reader set ended_at = ${at} where site_id = ${siteId} and id = any(${ids}::uuid[]) and ended_at is null`.execute(
    tx,
  );
}

export async function insertNotSame(tx: Db, siteId: string, aId: string, bId: string, by: string, at: Date): Promise<void> {
  await sql`insert into people.not_same (site_id, a_id, b_id, said_by_id, said_at) values (${siteId}, ${aId}, ${bId}, ${by}, ${at})
    on conflict do nothing`.execute(tx);
}

export async function deleteNotSame(tx: Db, siteId: string, aId: string, bId: string): Promise<void> {
  await tx.deleteFrom("people.not_same").where("site_id", "=", siteId).where("a_id", "=", aId).where("b_id", "=", bId).execute();
}

export async function listHeldByColleagues(tx: Db): Promise<{ client_id: string; other_id: string; colleague: string }[]> {
  return (
    await sql<{ client_id: string; other_id: string; colleague: string }>`
      select client_id, other_id, colleague from people.held_by_colleagues() limit 100`.execute(tx)
  ).rows;
}
