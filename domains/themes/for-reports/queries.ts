import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type ReportedRow = { quarter: string; reports: number; answered: number; days: number[] };

/** Raw counts by quarter ("2026-1"), and in how many days the first answer came: nobody sees them before they passed the gate. */
export async function countReported(tx: Db, siteId: string, fromOn: string): Promise<ReportedRow[]> {
  const { rows } = await sql<ReportedRow>`
    select to_char(g.reported_on, 'YYYY-Q') as quarter, count(*)::integer as reports, count(a.first_on)::integer as answered,
      coalesce(array_agg(a.first_on - g.reported_on order by a.first_on - g.reported_on) filter (where a.first_on is not null), '{}') as days
    from themes.gap_report g
    left join lateral (select min(r.answered_on) as first_on from themes.answer r where r.site_id = g.site_id and r.report_id = g.id) a on true
    where g.site_id = ${siteId} and g.reported_on >= ${fromOn}::date and g.state <> 'withdrawn'
    group by 1 order by 1`.execute(tx);
  return rows;
}

export type NamedTheme = {
  title: string;
  sentence: string | null;
  field_of_action: string | null;
  state: string;
  state_since_on: string;
  named_on: string;
};

/** Themes that bear a name; those merged into another are told there. */
export async function listNamedThemes(tx: Db, siteId: string): Promise<NamedTheme[]> {
  const { rows } = await sql<NamedTheme>`
    select t.title, t.sentence, t.field_of_action, t.state, t.state_since_on, t.named_on
    from themes.theme t
    where t.site_id = ${siteId} and t.named_on is not null and t.merged_into_id is null order by t.named_on, t.title, t.id limit 500`.execute(
    tx,
  );
  return rows;
}

export type ToldMeasure = {
  title: string;
  theme_title: string;
  owner_name: string;
  field_of_action: string | null;
  state: string;
  decided_on: string;
  due_on: string;
  started_on: string | null;
  ended_on: string | null;
  stop_reason: string | null;
  closing: string | null;
  closed_on: string | null;
  anchor_text: string | null;
  look_on: string | null;
  looked_on: string | null;
  verdict: string | null;
};

/** With what was seen last; who answers for it is an organisation, never a person. */
export async function listToldMeasures(tx: Db, siteId: string): Promise<ToldMeasure[]> {
  const { rows } = await sql<ToldMeasure>`
    select m.title, t.title as theme_title, concat_ws(', ', coalesce(o.short_name, o.name), u.name) as owner_name, coalesce(m.field_of_action, t.field_of_action) as field_of_action,
      m.state, m.decided_on, m.due_on, m.started_on, m.ended_on, m.stop_reason, m.closing, m.closed_on, m.anchor_text, m.look_on, c.looked_on, c.verdict
    from themes.measure m
    join themes.theme t on t.site_id = m.site_id and t.id = m.theme_id
    join network.organisation o on o.site_id = m.site_id and o.id = m.owner_organisation_id
    left join network.unit u on u.site_id = m.site_id and u.id = m.owner_unit_id
    left join lateral (select x.looked_on, x.verdict from themes.change x where x.site_id = m.site_id and x.measure_id = m.id
                       order by x.looked_on desc limit 1) c on true
    where m.site_id = ${siteId} order by m.due_on, m.title, m.id limit 500`.execute(tx);
  return rows;
}
