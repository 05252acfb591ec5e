import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type KeyEpochRow = { number: number; fingerprint: string; created_at: Date; unused_at: Date | null; destroyed_at: Date | null };

export async function listKeyEpochs(tx: Db): Promise<KeyEpochRow[]> {
  return (await sql<KeyEpochRow>`select * from network.list_key_epochs()`.execute(tx)).rows;
}

export async function beginKeyEpoch(tx: Db, epoch: number, fingerprint: string, at: Date): Promise<void> {
  await sql`select network.begin_key_epoch(${epoch}, ${fingerprint}, ${at})`.execute(tx);
}

export async function noteEpochsUnused(tx: Db, below: number, at: Date, used: readonly number[]): Promise<void> {
  await sql`select network.note_epochs_unused(${below}, ${at}, ${used}::integer[])`.execute(tx);
}

export async function endKeyEpoch(tx: Db, epoch: number, at: Date): Promise<boolean> {
  return (await sql<{ ended: boolean }>`select network.end_key_epoch(${epoch}, ${at}) as ended`.execute(tx)).rows[0]!.ended;
}

export async function listOrganisationsWithoutKey(tx: Db, siteId: string, epoch: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("network.organisation_key")
    .select("organisation_id")
    .where("site_id", "=", siteId)
    .groupBy("organisation_id")
    .having((eb) => eb(eb.fn.max("epoch"), "<", epoch))
    .execute();
  return rows.map((row) => row.organisation_id);
}

export type KeyRow = { subject_id: string; organisation_id: string; epoch: number; wrapped: Buffer };

export async function listKeysToRewrap(tx: Db, schema: string, below: number, after: string | null, most: number): Promise<KeyRow[]> {
  return (await sql<KeyRow>`select * from ${sql.ref(schema)}.list_keys_to_rewrap(${below}, ${after}, ${most})`.execute(tx)).rows;
}

export async function updateWrappedKeys(
  tx: Db,
  schema: string,
  epoch: number,
  rows: { subjectId: string; old: Buffer; fresh: Buffer }[],
): Promise<void> {
  await sql`select ${sql.ref(schema)}.rewrap_keys(${rows.map((row) => row.subjectId)}::uuid[], ${rows.map((row) => row.old)}::bytea[], ${epoch},
    ${rows.map((row) => row.fresh)}::bytea[])`.execute(tx);
}

export type DraftRow = { membership_id: string; key: string; organisation_id: string; epoch: number; sealed: Buffer };

export async function listDraftsToReseal(tx: Db, below: number, most: number): Promise<DraftRow[]> {
  return (await sql<DraftRow>`select * from network.list_drafts_to_reseal(${below}, ${most})`.execute(tx)).rows;
}

export async function updateDraftSeal(tx: Db, row: DraftRow, epoch: number, fresh: Buffer): Promise<void> {
  await sql`select network.reseal_draft(${row.membership_id}, ${row.key}, ${row.sealed}, ${epoch}, ${fresh})`.execute(tx);
}
