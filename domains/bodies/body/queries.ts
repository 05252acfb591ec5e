import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { BodyChangeKind } from "./contract.ts";

export type StandingRow = {
  id: string;
  name: string;
  term_from_on: string | null;
  term_until_on: string | null;
  superior_id: string | null;
  lead_membership_id: string | null;
  lead_qualification: string | null;
  lead_name: string | null;
  lead_unit: string | null;
  version: number;
  may_write: boolean;
};

/** All bodies that the actor reads: they are few, and each may stand above another. */
export async function listStandings(tx: Db, siteId: string): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select b.id, b.name, b.term_from_on, b.term_until_on, b.superior_id, b.lead_membership_id, b.lead_qualification, p.display_name as lead_name, u.name as lead_unit,
      b.version, bodies.may_write() as may_write
    from bodies.body b
    left join network.membership p on p.site_id = b.site_id and p.id = b.lead_membership_id
    left join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    where b.site_id = ${siteId} order by b.name, b.id limit 200`.execute(tx);
  return rows;
}

export async function updateStanding(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: {
    term_from_on: string | null;
    term_until_on: string | null;
    superior_id: string | null;
    lead_membership_id: string | null;
    lead_qualification: string | null;
  },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.body")
    .set({ ...row, term_from_on: row.term_from_on as never, term_until_on: row.term_until_on as never, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type SeatRow = { organisation_id: string; name: string; seat_count: number };
export async function listSeats(tx: Db, siteId: string, bodyId: string): Promise<SeatRow[]> {
  const { rows } = await sql<SeatRow>`
    select s.organisation_id, o.name, s.seat_count from bodies.seat s
    join network.organisation o on o.site_id = s.site_id and o.id = s.organisation_id
    where s.site_id = ${siteId} and s.body_id = ${bodyId} order by o.name, o.id limit 100`.execute(tx);
  return rows;
}

export async function listOrganisationsNamed(tx: Db, siteId: string, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from network.organisation o where o.site_id = ${siteId} and o.id = any(${ids}::uuid[]) limit 100`.execute(tx);
  return rows;
}

export async function replaceSeats(
  tx: Db,
  siteId: string,
  bodyId: string,
  seats: readonly { organisationId: string; seatCount: number }[],
): Promise<void> {
  await tx.deleteFrom("bodies.seat").where("site_id", "=", siteId).where("body_id", "=", bodyId).execute();
  if (seats.length === 0) return;
  await tx
    .insertInto("bodies.seat")
    .values(seats.map((seat) => ({ site_id: siteId, body_id: bodyId, organisation_id: seat.organisationId, seat_count: seat.seatCount })))
    .execute();
}

export type SittingRow = {
  id: string;
  membership_id: string;
  name: string;
  stands_in_for: string | null;
  organisation_id: string;
  organisation_name: string;
};
export async function listSitting(tx: Db, siteId: string, bodyId: string): Promise<SittingRow[]> {
  const { rows } = await sql<SittingRow>`
    select m.id, m.membership_id, p.display_name as name, m.stands_in_for, o.id as organisation_id, o.name as organisation_name
    from bodies.member m
    join network.membership p on p.site_id = m.site_id and p.id = m.membership_id
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
    where m.site_id = ${siteId} and m.body_id = ${bodyId} and m.removed_at is null and (m.until_on is null or m.until_on >= platform.today())
    order by o.name, p.display_name, m.id limit 500`.execute(tx);
  return rows;
}

export async function updateDeputy(tx: Db, siteId: string, memberId: string, standsInFor: string | null): Promise<void> {
  await sql`update bodies.member m set stands_in_for = ${standsInFor}::uuid, version = m.version + 1 where m.site_id = ${siteId} and m.id = ${memberId}`.execute(
    tx,
  );
}

/** Whoever leaves has no deputies any more. */
export async function endDeputies(tx: Db, siteId: string, memberId: string): Promise<void> {
  await sql`update bodies.member m set stands_in_for = null where m.site_id = ${siteId} and m.stands_in_for = ${memberId}`.execute(tx);
}

export type ChangeRow = {
  id: string;
  kind: BodyChangeKind;
  name: string | null;
  former: string | null;
  current: string | null;
  by: string;
  at: Date;
};
export async function listChanges(tx: Db, siteId: string, bodyId: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select c.id, c.kind, m.display_name as name, c.former, c.current, p.display_name as by, c.changed_at as at
    from bodies.body_change c
    join network.membership p on p.site_id = c.site_id and p.id = c.changed_by
    left join network.membership m on m.site_id = c.site_id and m.id = c.membership_id
    where c.site_id = ${siteId} and c.body_id = ${bodyId} order by c.changed_at desc, c.id desc limit 200`.execute(tx);
  return rows;
}

export async function insertChanges(
  tx: Db,
  rows: readonly {
    site_id: string;
    id: string;
    body_id: string;
    kind: BodyChangeKind;
    membership_id: string | null;
    former: string | null;
    current: string | null;
    changed_by: string;
    changed_at: Date;
  }[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto("bodies.body_change")
      .values([...rows])
      .execute();
}
