import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { PatternFinding } from "./contract.ts";

export type PatternRecord = {
  id: string;
  site_name: string;
  site_kind: string;
  population: number | null;
  is_own: boolean;
  theme_id: string | null;
  title: string;
  field_of_action: string | null;
  problem: string;
  done: string;
  failed: string;
  advice: string | null;
  cost_once_cents: number | null;
  cost_year_cents: number | null;
  cost_note: string | null;
  finding: PatternFinding | null;
  offered_on: string;
  version: number;
};

export async function listPatterns(tx: Db, single: string | null = null): Promise<PatternRecord[]> {
  return (await sql<PatternRecord>`select * from themes.list_patterns(${single})`.execute(tx)).rows;
}

export async function mayReadPatterns(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean }>`select coalesce(themes.may_read_patterns(), false) as may`.execute(tx)).rows[0]!.may;
}

export async function countCopies(tx: Db, patternId: string): Promise<number> {
  return (await sql<{ n: number }>`select themes.count_copies(${patternId}) as n`.execute(tx)).rows[0]!.n;
}

export async function findOwnPattern(tx: Db, siteId: string, id: string) {
  const { rows } = await sql<{
    id: string;
    theme_id: string;
    title: string;
    withdrawn_on: string | null;
    version: number;
    may_coordinate: boolean;
  }>`
    select id, theme_id, title, withdrawn_on, version, (select themes.may_coordinate()) as may_coordinate
    from themes.pattern where site_id = ${siteId} and id = ${id}`.execute(tx);
  return rows[0];
}

export type PatternWords = {
  title: string;
  problem: string;
  done: string;
  failed: string;
  advice: string | null;
  costOnceCents: number | null;
  costYearCents: number | null;
  costNote: string | null;
  fieldOfAction: string | null;
  finding: PatternFinding | null;
};

export async function insertPattern(tx: Db, siteId: string, id: string, themeId: string, words: PatternWords, by: string): Promise<void> {
  await sql`
    insert into themes.pattern (site_id, id, theme_id, title, field_of_action, problem, done, failed, advice, cost_once_cents, cost_year_cents, cost_note, finding,
      offered_by)
    values (${siteId}, ${id}, ${themeId}, ${words.title}, ${words.fieldOfAction}, ${words.problem}, ${words.done}, ${words.failed}, ${words.advice},
      ${words.costOnceCents}, ${words.costYearCents}, ${words.costNote}, ${words.finding === null ? null : JSON.stringify(words.finding)}::jsonb, ${by})`.execute(
    tx,
  );
}

export async function updatePattern(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  words: PatternWords,
  on: string,
  by: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.pattern set title = ${words.title}, field_of_action = ${words.fieldOfAction}, problem = ${words.problem}, done = ${words.done},
      failed = ${words.failed}, advice = ${words.advice}, cost_once_cents = ${words.costOnceCents}, cost_year_cents = ${words.costYearCents},
      cost_note = ${words.costNote}, finding = ${words.finding === null ? null : JSON.stringify(words.finding)}::jsonb, offered_on = ${on}::date,
      offered_by = ${by}, version = version + 1
    where site_id = ${siteId} and id = ${id} and version = ${version} and withdrawn_on is null`.execute(tx);
  return numAffectedRows === 1n;
}

export async function withdrawPattern(tx: Db, siteId: string, id: string, version: number, on: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.pattern set withdrawn_on = ${on}::date, version = version + 1
    where site_id = ${siteId} and id = ${id} and version = ${version} and withdrawn_on is null`.execute(tx);
  return numAffectedRows === 1n;
}

/** The latest look at a measure of the theme, as it was shown on that day. */
export async function findLatestFinding(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{
    measure_title: string;
    verdict: string;
    looked_on: string;
    finding: { before?: { weeks: number | null }; after?: { weeks: number | null } };
  }>`
    select m.title as measure_title, c.verdict, c.looked_on, c.finding
    from themes.measure m join themes.change c on c.site_id = m.site_id and c.measure_id = m.id
    where m.site_id = ${siteId} and m.theme_id = ${themeId} order by c.looked_on desc, m.id limit 1`.execute(tx);
  return rows[0];
}

export async function insertSource(
  tx: Db,
  siteId: string,
  row: { themeId: string; patternId: string; siteName: string; content: unknown; by: string },
): Promise<void> {
  await sql`
    insert into themes.theme_source (site_id, theme_id, pattern_id, origin_name, content, copied_by)
    values (${siteId}, ${row.themeId}, ${row.patternId}, ${row.siteName}, ${JSON.stringify(row.content)}::jsonb, ${row.by})`.execute(tx);
}
