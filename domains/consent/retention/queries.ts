import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type AdviceRow = { id: string; kind: string; months: number; reasons: string; given_by_id: string; given_at: Date };
/** The newest advice of each kind. */
export async function listAdvice(tx: Db, siteId: string): Promise<AdviceRow[]> {
  const { rows } = await sql<AdviceRow>`
    select distinct on (a.kind) a.id, a.kind, a.months, a.reasons, a.given_by_id, a.given_at from consent.retention_advice a
    where a.site_id = ${siteId} order by a.kind, a.given_at desc, a.id desc`.execute(tx);
  return rows;
}

export type PeriodRow = {
  unit_id: string;
  kind: string;
  months: number;
  reasons: string | null;
  advice_id: string;
  set_by_id: string;
  set_at: Date;
};
/** The period of each unit and kind that counts today. */
export async function listPeriods(tx: Db, siteId: string, unitId: string | null): Promise<PeriodRow[]> {
  const { rows } = await sql<PeriodRow>`
    select distinct on (p.unit_id, p.kind) p.unit_id, p.kind, p.months, p.reasons, p.advice_id, p.set_by_id, p.set_at
    from consent.retention_period p where p.site_id = ${siteId} and (${unitId}::uuid is null or p.unit_id = ${unitId}::uuid)
    order by p.unit_id, p.kind, p.set_at desc, p.id desc`.execute(tx);
  return rows;
}

/** Units with somebody who leads cases: those that keep people. */
export async function listKeepingUnits(tx: Db, siteId: string, unitId: string | null): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`
    select distinct m.unit_id from network.membership m join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
    where m.site_id = ${siteId} and m.role = 'case_manager' and (${unitId}::uuid is null or m.unit_id = ${unitId}::uuid)
    order by m.unit_id limit 500`.execute(tx);
  return rows.map((row) => row.unit_id);
}

/** Says whether it was new: the same id a second time is the same click. */
export async function insertAdvice(tx: Db, row: AdviceRow & { site_id: string }): Promise<boolean> {
  const result = await tx
    .insertInto("consent.retention_advice")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
export async function insertPeriod(tx: Db, row: PeriodRow & { site_id: string; id: string }): Promise<boolean> {
  const result = await tx
    .insertInto("consent.retention_period")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export type DueRow = {
  id: string;
  client_id: string;
  unit_id: string;
  kind: string;
  began_on: string;
  due_on: string;
  kept_reason: string | null;
  kept_until_on: string | null;
  version: number;
  is_asked: boolean;
  total: number;
};
function dueWhere(siteId: string, condition: RawBuilder<unknown>, limit: number, offset: number) {
  return sql<DueRow>`
    select d.id, d.client_id, d.unit_id, d.kind, d.began_on, d.due_on, d.kept_reason, d.kept_until_on, d.version, count(*) over ()::integer as total,
      exists (select from consent.erasure e where e.site_id = d.site_id and e.client_id = d.client_id and e.state = 'asked') as is_asked
    from consent.retention_due d where d.site_id = ${siteId} and ${condition}
    order by coalesce(d.kept_until_on >= platform.today(), false), d.due_on, d.id limit ${limit} offset ${offset}`;
}
export async function listDue(tx: Db, siteId: string, limit: number, offset: number): Promise<DueRow[]> {
  return (await dueWhere(siteId, sql`true`, limit, offset).execute(tx)).rows;
}
export async function findDue(tx: Db, siteId: string, id: string): Promise<DueRow | undefined> {
  return (await dueWhere(siteId, sql`d.id = ${id}`, 1, 0).execute(tx)).rows[0];
}

export async function previewDue(tx: Db, id: string): Promise<{ domain: string; goes: number; stays: number }[]> {
  const { rows } = await sql<{
    domain: string;
    goes: number;
    stays: number;
  }>`select domain, goes, stays from consent.preview_due(${id})`.execute(tx);
  return rows;
}

export async function keepLonger(
  tx: Db,
  siteId: string,
  of: { id: string; version: number },
  change: { kept_reason: string; kept_until_on: string; kept_by_id: string },
): Promise<boolean> {
  const result = await tx
    .updateTable("consent.retention_due")
    .set({ ...change, version: of.version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", of.id)
    .where("version", "=", of.version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function findOrganisationKind(tx: Db, siteId: string, unitId: string): Promise<string | undefined> {
  const { rows } = await sql<{ kind: string }>`
    select o.kind from network.unit u join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
    where u.site_id = ${siteId} and u.id = ${unitId}`.execute(tx);
  return rows[0]?.kind;
}

export type OverRow = { clientId: string; kind: string; beganOn: string; dueOn: string };
/** These people are due, and no others. Answers how many. */
export async function setDue(tx: Db, rows: readonly (OverRow & { id: string })[]): Promise<number> {
  const column = (pick: (row: OverRow & { id: string }) => string) => rows.map(pick);
  const result = await sql<{ known: number }>`
    select consent.set_due(${column((row) => row.clientId)}::uuid[], ${column((row) => row.id)}::uuid[], ${column((row) => row.kind)}::text[],
      ${column((row) => row.beganOn)}::date[], ${column((row) => row.dueOn)}::date[]) as known`.execute(tx);
  return result.rows[0]!.known;
}
