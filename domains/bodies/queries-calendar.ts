import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type CancelledRow = {
  id: string;
  body_id: string;
  body_name: string;
  starts_at: Date;
  held_on: string;
  begins: string;
  cancelled_on: string;
  minutes_planned: number;
  place: string | null;
  online_link: string | null;
  calendar_sequence: number;
  removed_at: Date;
};

async function listCancelledRows(tx: Db, bodyId: string | null, meetingId: string | null): Promise<CancelledRow[]> {
  const { rows } = await sql<CancelledRow>`
    select c.*, (c.starts_at at time zone 'Europe/Berlin')::date as held_on, to_char(c.starts_at at time zone 'Europe/Berlin', 'HH24:MI') as begins,
      (c.removed_at at time zone 'Europe/Berlin')::date as cancelled_on
    from bodies.find_cancelled_meetings(${bodyId}::uuid, ${meetingId}::uuid) c`.execute(tx);
  return rows;
}

export async function listCancelled(tx: Db, bodyId: string): Promise<CancelledRow[]> {
  return await listCancelledRows(tx, bodyId, null);
}

export async function findCancelled(tx: Db, meetingId: string): Promise<CancelledRow | undefined> {
  return (await listCancelledRows(tx, null, meetingId))[0];
}

/** One's own; nobody reads the address of somebody else. */
export async function findOwnAddress(tx: Db): Promise<{ name: string; email: string } | undefined> {
  const { rows } = await sql<{ name: string; email: string }>`
    select a.display_name as name, a.email from accounts.account a where a.id = (select accounts.actor_account())`.execute(tx);
  return rows[0];
}

export async function findAnsweringMember(tx: Db, meetingId: string, address: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select bodies.find_answering_member(${meetingId}, ${address}) as id`.execute(tx);
  return rows[0]?.id ?? undefined;
}

export type AnswerRow = {
  membership_id: string;
  name: string;
  unit_name: string;
  answer: "accepted" | "tentative" | "declined";
  answered_at: Date;
  sequence: number;
};

export async function listAnswers(tx: Db, siteId: string, meetingId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select a.membership_id, p.display_name as name, u.name as unit_name, a.answer, a.answered_at, a.sequence
    from bodies.calendar_answer a
    join network.membership p on p.site_id = a.site_id and p.id = a.membership_id
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    where a.site_id = ${siteId} and a.meeting_id = ${meetingId} order by p.display_name, p.id limit 500`.execute(tx);
  return rows;
}

export async function upsertAnswer(
  tx: Db,
  row: {
    site_id: string;
    meeting_id: string;
    membership_id: string;
    body_id: string;
    answer: string;
    answered_at: Date;
    sequence: number;
    noted_by: string;
  },
): Promise<void> {
  await tx
    .insertInto("bodies.calendar_answer")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["site_id", "meeting_id", "membership_id"])
        .doUpdateSet({ answer: row.answer, answered_at: row.answered_at, sequence: row.sequence, noted_by: row.noted_by }),
    )
    .execute();
}
