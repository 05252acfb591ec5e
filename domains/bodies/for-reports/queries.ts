import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type ToldMeeting = { body_name: string; kind: string; held_on: string; state: string };

/** Meetings from a day on, with those still to come. */
export async function listToldMeetings(tx: Db, siteId: string, fromOn: string): Promise<ToldMeeting[]> {
  const { rows } = await sql<ToldMeeting>`
    select b.name as body_name, b.kind, (m.starts_at at time zone 'Europe/Berlin')::date as held_on, m.state
    from bodies.meeting m join bodies.body b on b.site_id = m.site_id and b.id = m.body_id
    where m.site_id = ${siteId} and (m.starts_at at time zone 'Europe/Berlin')::date >= ${fromOn}::date order by m.starts_at, m.id limit 500`.execute(
    tx,
  );
  return rows;
}

export type ToldDecision = {
  body_name: string;
  outcome: string;
  wording: string;
  reason: string | null;
  decided_on: string;
  due_on: string | null;
  /** Empty where nobody answers for it. */
  owner_name: string;
  report_state: string;
};

/** What all members of a body may read; who answers for it is a unit or nobody named. What only those read who lead a body is told in no report. */
export async function listToldDecisions(tx: Db, siteId: string, period: { fromOn: string; untilOn: string }): Promise<ToldDecision[]> {
  const { rows } = await sql<ToldDecision>`
    select b.name as body_name, d.outcome, d.wording, d.reason, d.decided_on, d.due_on,
      concat_ws(', ', coalesce(o.short_name, o.name), u.name) as owner_name, d.report_state
    from bodies.decision d
    join bodies.body b on b.site_id = d.site_id and b.id = d.body_id
    left join network.membership p on p.site_id = d.site_id and p.id = d.owner_membership_id
    left join network.unit u on u.site_id = d.site_id and u.id = coalesce(d.owner_unit_id, p.unit_id)
    left join network.organisation o on o.site_id = u.site_id and o.id = u.organisation_id
    where d.site_id = ${siteId} and d.audience <> 'lead' and d.decided_on between ${period.fromOn}::date and ${period.untilOn}::date
    order by d.decided_on, b.name, d.id limit 500`.execute(tx);
  return rows;
}
