import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type ProgrammeSite = {
  site_id: string;
  name: string;
  kind: string;
  structure_only: boolean;
  phase: number;
  phase_since_on: string | null;
  measures_late: number;
  reports_without_answer: number;
  statements_overdue: number;
  last_active_on: string | null;
};

export async function listProgrammeSites(tx: Db): Promise<ProgrammeSite[]> {
  return (await sql<ProgrammeSite>`select * from themes.list_programme_sites()`.execute(tx)).rows;
}

export async function countProgrammeThemes(tx: Db) {
  return (await sql<{ site_id: string; state: string; themes: number }>`select * from themes.count_programme_themes()`.execute(tx)).rows;
}

export async function listProgrammeEvents(tx: Db, since: string) {
  return (
    await sql<{ site_id: string; kind: string; happened_on: string }>`select * from themes.list_programme_events(${since}::date)`.execute(
      tx,
    )
  ).rows;
}

export type WordUseRow = { vocabulary: string; code: string; reports: number; themes: number };

export async function countWordUse(tx: Db, siteId: string): Promise<WordUseRow[]> {
  const { rows } = await sql<WordUseRow>`
    with chosen as (
      select 'gap_kind' as vocabulary, g.gap_kind as code, 1 as reports, 0 as themes from themes.gap_report g where g.site_id = ${siteId}
      union all
      select 'field_of_action', g.field_of_action, 1, 0 from themes.gap_report g where g.site_id = ${siteId}
      union all
      select 'field_of_action', t.field_of_action, 0, 1 from themes.theme t where t.site_id = ${siteId}
    )
    select vocabulary, code, sum(reports)::integer as reports, sum(themes)::integer as themes
    from chosen where code is not null group by vocabulary, code`.execute(tx);
  return rows;
}
