import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { InvitationAnswer } from "./contract.ts";

export type InvitedRow = {
  invitation: number;
  item_id: string;
  position: number;
  title: string;
  minutes_planned: number;
  question: string;
  background: string;
  proposal: string;
  options: string[];
  invited_at: Date;
};

/** The agenda as it was sent the last time. */
export async function listInvited(tx: Db, siteId: string, meetingId: string): Promise<InvitedRow[]> {
  const { rows } = await sql<InvitedRow>`
    select v.invitation, v.item_id, v.position, v.title, v.minutes_planned, v.question, v.background, v.proposal, v.options, v.invited_at
    from bodies.invited_item v
    where v.site_id = ${siteId} and v.meeting_id = ${meetingId}
      and v.invitation = (select max(w.invitation) from bodies.invited_item w where w.site_id = ${siteId} and w.meeting_id = ${meetingId})
    order by v.position, v.item_id limit 200`.execute(tx);
  return rows;
}

/** Keeps the agenda as it stands, under the next number. */
export async function keepAgenda(tx: Db, siteId: string, meetingId: string, at: Date): Promise<void> {
  await sql`
    insert into bodies.invited_item (site_id, meeting_id, invitation, item_id, body_id, position, kind, title, minutes_planned, question, background, proposal, options,
      audience, invited_at)
    select i.site_id, i.meeting_id,
      (select coalesce(max(w.invitation), 0) + 1 from bodies.invited_item w where w.site_id = ${siteId} and w.meeting_id = ${meetingId}),
      i.id, i.body_id, row_number() over (order by i.position, i.id), i.kind, i.title, i.minutes_planned, i.question, i.background, i.proposal, i.options, i.audience, ${at}
    from bodies.agenda_item i where i.site_id = ${siteId} and i.meeting_id = ${meetingId}`.execute(tx);
}

export async function noteTold(tx: Db, siteId: string, meetingId: string, at: Date): Promise<void> {
  await sql`
    update bodies.meeting t set agenda_told_at = ${at}, version = t.version + 1 where t.site_id = ${siteId} and t.id = ${meetingId}`.execute(
    tx,
  );
}

export type AnswerRow = {
  membership_id: string;
  answer: InvitationAnswer;
  deputy_membership_id: string | null;
  deputy_name: string | null;
  note: string | null;
  answered_by: string;
  answered_by_name: string;
  answered_at: Date;
};

export async function listAnswers(tx: Db, siteId: string, meetingId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select a.membership_id, a.answer, a.deputy_membership_id, d.display_name as deputy_name, a.note, a.answered_by, p.display_name as answered_by_name, a.answered_at
    from bodies.invitation_answer a
    join network.membership p on p.site_id = a.site_id and p.id = a.answered_by
    left join network.membership d on d.site_id = a.site_id and d.id = a.deputy_membership_id
    where a.site_id = ${siteId} and a.meeting_id = ${meetingId} limit 500`.execute(tx);
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
    deputy_membership_id: string | null;
    note: string | null;
    answered_by: string;
    answered_at: Date;
  },
): Promise<void> {
  const { answer, deputy_membership_id, note, answered_by, answered_at } = row;
  await tx
    .insertInto("bodies.invitation_answer")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["site_id", "meeting_id", "membership_id"])
        .doUpdateSet({ answer, deputy_membership_id, note, answered_by, answered_at }),
    )
    .execute();
}
