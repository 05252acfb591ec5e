import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Finding } from "./contract.ts";

export type BoardRow = {
  id: string;
  title: string;
  theme_id: string;
  theme_title: string;
  owner_name: string;
  field_of_action: string | null;
  state: "planned" | "running" | "done" | "stopped";
  decided_on: string;
  started_on: string | null;
  due_on: string;
  ended_on: string | null;
  closing: "one_off" | "anchored" | "dropped" | null;
  sub_goals: { id: string; title: string }[];
};

export async function listBoard(tx: Db, siteId: string): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`
    select m.id, m.title, m.theme_id, t.title as theme_title, concat_ws(', ', coalesce(o.short_name, o.name), u.name) as owner_name, m.field_of_action, m.state,
      m.decided_on, m.started_on, m.due_on, coalesce(m.ended_on, m.closed_on) as ended_on, m.closing,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title) order by s.title, s.id)
                from strategy.sub_goal_measure l
                join strategy.sub_goal s on s.site_id = l.site_id and s.id = l.sub_goal_id
                join strategy.framework_goal g on g.site_id = s.site_id and g.id = s.goal_id
                where l.site_id = m.site_id and l.measure_id = m.id), '[]') as sub_goals
    from themes.measure m
    join themes.theme t on t.site_id = m.site_id and t.id = m.theme_id
    join network.organisation o on o.site_id = m.site_id and o.id = m.owner_organisation_id
    left join network.unit u on u.site_id = m.site_id and u.id = m.owner_unit_id
    where m.site_id = ${siteId} order by m.due_on, m.id limit 500`.execute(tx);
  return rows;
}

export type AnchoredRow = {
  id: string;
  title: string;
  theme_title: string;
  anchor_kind: "instruction" | "form" | "post" | "budget" | "agreement";
  anchor_text: string;
  closed_on: string;
  look_again_on: string | null;
  looks: { id: string; looked_on: string; finding: Finding; reasons: string; look_again_on: string | null; by_name: string }[];
};

const anchoredWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<AnchoredRow>`
  select m.id, m.title, t.title as theme_title, m.anchor_kind, m.anchor_text, m.closed_on, m.look_again_on,
    coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'looked_on', l.looked_on, 'finding', l.finding, 'reasons', l.reasons,
                                                 'look_again_on', l.look_again_on, 'by_name', p.display_name) order by l.looked_on desc, l.id desc)
              from strategy.anchor_look l join network.membership p on p.site_id = l.site_id and p.id = l.looked_by
              where l.site_id = m.site_id and l.measure_id = m.id), '[]') as looks
  from themes.measure m join themes.theme t on t.site_id = m.site_id and t.id = m.theme_id
  where m.site_id = ${siteId} and m.closing = 'anchored' and ${condition} order by m.look_again_on, m.id limit 500`;

export async function listAnchored(tx: Db, siteId: string): Promise<AnchoredRow[]> {
  return (await anchoredWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findAnchored(tx: Db, siteId: string, measureId: string): Promise<AnchoredRow | undefined> {
  return (await anchoredWhere(siteId, sql`m.id = ${measureId}`).execute(tx)).rows[0];
}

export type LookRow = { id: string; measure_id: string; looked_by: string };

export async function findLook(tx: Db, siteId: string, id: string): Promise<LookRow | undefined> {
  const { rows } = await sql<LookRow>`
    select id, measure_id, looked_by from strategy.anchor_look where site_id = ${siteId} and id = ${id}`.execute(tx);
  return rows[0];
}

export async function insertLook(
  tx: Db,
  siteId: string,
  it: {
    id: string;
    measureId: string;
    lookedOn: string;
    finding: Finding;
    reasons: string;
    lookAgainOn: string | null;
    by: string;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into strategy.anchor_look (site_id, id, measure_id, looked_on, finding, reasons, look_again_on, looked_by)
    values (${siteId}, ${it.id}, ${it.measureId}, ${it.lookedOn}::date, ${it.finding}, ${it.reasons}, ${it.lookAgainOn}::date, ${it.by})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
