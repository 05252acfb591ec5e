import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type RequestRow = {
  id: string;
  client_id: string | null;
  unit_id: string;
  kind: string;
  received_on: string;
  due_on: string;
  extended_reason: string | null;
  outcome: string | null;
  answered_on: string | null;
  version: number;
};

function requestsWhere(siteId: string, condition: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number) {
  return sql<RequestRow>`
    select r.id, r.client_id, r.unit_id, r.kind, r.received_on, r.due_on, r.extended_reason, r.outcome, r.answered_on, r.version
    from consent.data_request r where r.site_id = ${siteId} and ${condition} order by ${order} limit ${limit}`;
}

export async function findRequest(tx: Db, siteId: string, id: string): Promise<RequestRow | undefined> {
  return (await requestsWhere(siteId, sql`r.id = ${id}`, sql`r.id`, 1).execute(tx)).rows[0];
}
export async function listOpen(tx: Db, siteId: string): Promise<RequestRow[]> {
  return (await requestsWhere(siteId, sql`r.answered_on is null`, sql`r.due_on, r.id`, 500).execute(tx)).rows;
}
export async function listAnswered(tx: Db, siteId: string): Promise<RequestRow[]> {
  return (await requestsWhere(siteId, sql`r.answered_on is not null`, sql`r.answered_on desc, r.id`, 50).execute(tx)).rows;
}
export async function listOf(tx: Db, siteId: string, clientId: string): Promise<RequestRow[]> {
  return (await requestsWhere(siteId, sql`r.client_id = ${clientId}`, sql`r.received_on desc, r.id`, 100).execute(tx)).rows;
}

/** Says whether it was new: the same id a second time is the same click. */
export async function insertRequest(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    client_id: string;
    unit_id: string;
    kind: string;
    received_on: string;
    due_on: string;
    recorded_by_id: string;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("consent.data_request")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Says whether it was still at this version. */
export async function updateRequest(
  tx: Db,
  siteId: string,
  of: { id: string; version: number },
  change: { due_on: string; extended_reason: string } | { outcome: string; answered_on: string },
): Promise<boolean> {
  const result = await tx
    .updateTable("consent.data_request")
    .set({ ...change, version: of.version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", of.id)
    .where("version", "=", of.version)
    .where("answered_on", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
