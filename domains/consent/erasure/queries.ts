import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type ErasureRow = {
  id: string;
  client_id: string;
  unit_id: string;
  reason: string;
  archive: string;
  archive_offered_on: string | null;
  state: string;
  asked_by_id: string;
  asked_at: Date;
  answered_by_id: string | null;
  answered_at: Date | null;
  records: number | null;
  gone: number | null;
  stayed: number | null;
  unreadable_on: string | null;
  may_answer: boolean;
};

const columns = sql`e.id, e.client_id, e.unit_id, e.reason, e.archive, e.archive_offered_on, e.state, e.asked_by_id, e.asked_at, e.answered_by_id, e.answered_at, e.records, e.gone, e.stayed,
  e.unreadable_on, e.state = 'asked' and consent.may_answer_erasure(e.unit_id, e.asked_by_id) as may_answer`;

export async function findErasure(tx: Db, siteId: string, id: string): Promise<ErasureRow | undefined> {
  return (await sql<ErasureRow>`select ${columns} from consent.erasure e where e.site_id = ${siteId} and e.id = ${id}`.execute(tx)).rows[0];
}

export async function findWaitingOf(tx: Db, siteId: string, clientId: string): Promise<ErasureRow | undefined> {
  const { rows } = await sql<ErasureRow>`select ${columns} from consent.erasure e
    where e.site_id = ${siteId} and e.client_id = ${clientId} and e.state = 'asked' order by e.asked_at limit 1`.execute(tx);
  return rows[0];
}

export async function listWaiting(tx: Db, siteId: string): Promise<ErasureRow[]> {
  const { rows } = await sql<ErasureRow>`select ${columns} from consent.erasure e
    where e.site_id = ${siteId} and e.state = 'asked' order by e.asked_at, e.id limit 200`.execute(tx);
  return rows;
}

export async function listPast(tx: Db, siteId: string, limit: number, offset: number): Promise<(ErasureRow & { total: number })[]> {
  const { rows } = await sql<ErasureRow & { total: number }>`select ${columns}, count(*) over () as total from consent.erasure e
    where e.site_id = ${siteId} and e.state <> 'asked' order by e.asked_at desc, e.id limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

export async function previewErasure(tx: Db, clientId: string): Promise<{ domain: string; goes: number; stays: number }[]> {
  const { rows } = await sql<{
    domain: string;
    goes: number;
    stays: number;
  }>`select domain, goes, stays from consent.preview_erasure(${clientId})`.execute(tx);
  return rows;
}

/** Units to which something of the person was ever given. */
export async function listRecipients(tx: Db, siteId: string, clientId: string): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`select distinct unit_id from consent.share
    where site_id = ${siteId} and client_id = ${clientId} and consent_id is not null limit 200`.execute(tx);
  return rows.map((row) => row.unit_id);
}

/** Says whether it was new: the same id a second time is the same click. */
export async function insertErasure(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    client_id: string;
    unit_id: string;
    reason: string;
    archive: string;
    archive_offered_on: string | null;
    asked_by_id: string;
    asked_at: Date;
  },
): Promise<void> {
  await tx.insertInto("consent.erasure").values(row).execute();
}

/** Says whether it still waited. */
export async function answerErasure(
  tx: Db,
  siteId: string,
  id: string,
  answer: { state: "refused" | "withdrawn"; answered_by_id: string; answered_at: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable("consent.erasure")
    .set(answer)
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("state", "=", "asked")
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function erase(tx: Db, id: string, unreadableOn: string): Promise<void> {
  await sql`select consent.erase(${id}, ${unreadableOn})`.execute(tx);
}
