import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type PriorityRecord = {
  id: string;
  theme_id: string;
  reach: number;
  severity: number;
  solvable: number;
  reach_reason: string;
  severity_reason: string;
  solvable_reason: string;
  set_on: string;
  set_by_name: string | null;
};

export async function listLatestPriorities(tx: Db, siteId: string, themeIds: readonly string[]): Promise<PriorityRecord[]> {
  if (themeIds.length === 0) return [];
  const { rows } = await sql<PriorityRecord>`
    select distinct on (p.theme_id) p.id, p.theme_id, p.reach, p.severity, p.solvable, p.reach_reason, p.severity_reason, p.solvable_reason, p.set_on,
      m.display_name as set_by_name
    from themes.priority p left join network.membership m on m.site_id = p.site_id and m.id = p.set_by
    where p.site_id = ${siteId} and p.theme_id = any(${themeIds}::uuid[]) order by p.theme_id, p.position desc`.execute(tx);
  return rows;
}

export type NewPriority = Omit<PriorityRecord, "set_on" | "set_by_name">;

/** Says whether it was new: the same id again is the same click. */
export async function insertPriority(tx: Db, siteId: string, row: NewPriority, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into themes.priority (site_id, id, theme_id, reach, severity, solvable, reach_reason, severity_reason, solvable_reason, set_by)
    values (${siteId}, ${row.id}, ${row.theme_id}, ${row.reach}, ${row.severity}, ${row.solvable}, ${row.reach_reason}, ${row.severity_reason},
      ${row.solvable_reason}, ${by}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export type HistoryRecord = {
  kind: string;
  happened_on: string;
  by_name: string | null;
  by_role: string | null;
  body_name: string | null;
  sentence: string | null;
  reason: string | null;
  measure_id: string | null;
  params: Record<string, string | number>;
};

/** Newest first. */
export async function listHistory(tx: Db, siteId: string, themeId: string): Promise<HistoryRecord[]> {
  const { rows } = await sql<HistoryRecord>`
    select e.kind, e.happened_on, m.display_name as by_name, m.role as by_role, e.body_name, e.sentence, e.reason, e.measure_id, e.params
    from themes.theme_event e left join network.membership m on m.site_id = e.site_id and m.id = e.spoken_by
    where e.site_id = ${siteId} and e.theme_id = ${themeId} order by e.position desc limit 500`.execute(tx);
  return rows;
}

/** Who joined how many on which day, and who took how many out: read by coordinators alone. */
export async function countJoined(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{ kind: "reports_joined" | "reports_left"; on_day: string; by_name: string | null; reports: number }>`
    with step as (
      select 'reports_joined' as kind, j.joined_on as on_day, j.joined_by as by_id from themes.theme_report j where j.site_id = ${siteId} and j.theme_id = ${themeId}
      union all
      select 'reports_left', j.left_on, j.left_by from themes.theme_report j
      where j.site_id = ${siteId} and j.theme_id = ${themeId} and j.left_on is not null
    )
    select s.kind, s.on_day, m.display_name as by_name, count(*)::integer as reports
    from step s left join network.membership m on m.site_id = ${siteId} and m.id = s.by_id
    group by s.kind, s.on_day, m.display_name order by s.on_day desc, s.kind limit 500`.execute(tx);
  return rows;
}

export async function listStatementTurns(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{
    requested_on: string;
    requested_by_name: string | null;
    due_on: string;
    given_on: string | null;
    given_by_name: string | null;
    who: string;
  }>`
    select s.requested_on, q.display_name as requested_by_name, s.due_on, s.given_on, g.display_name as given_by_name, coalesce(u.name, o.name) as who
    from themes.statement s
    join network.organisation o on o.site_id = s.site_id and o.id = s.organisation_id
    left join network.unit u on u.site_id = s.site_id and u.id = s.unit_id
    left join network.membership q on q.site_id = s.site_id and q.id = s.requested_by
    left join network.membership g on g.site_id = s.site_id and g.id = s.given_by
    where s.site_id = ${siteId} and s.theme_id = ${themeId} order by s.requested_on, s.id limit 200`.execute(tx);
  return rows;
}

export type MoveRecord = {
  id: string;
  kind: "merge" | "split";
  from_theme_id: string;
  from_title: string;
  into_theme_id: string;
  into_title: string;
  into_merged_into_id: string | null;
  from_merged_into_id: string | null;
  reports: number;
  moved_on: string;
  moved_by_name: string | null;
  undone_on: string | null;
};

const move =
  sql.raw(`select m.id, m.kind, m.from_theme_id, f.title as from_title, m.into_theme_id, t.title as into_title, t.merged_into_id as into_merged_into_id,
  f.merged_into_id as from_merged_into_id, m.moved_on, m.undone_on, p.display_name as moved_by_name,
  (select count(*)::integer from themes.moved_report r where r.site_id = m.site_id and r.move_id = m.id) as reports
  from themes.theme_move m
  join themes.theme f on f.site_id = m.site_id and f.id = m.from_theme_id
  join themes.theme t on t.site_id = m.site_id and t.id = m.into_theme_id
  left join network.membership p on p.site_id = m.site_id and p.id = m.moved_by`);

export async function listMoves(tx: Db, siteId: string, themeId: string): Promise<MoveRecord[]> {
  const { rows } = await sql<MoveRecord>`
    ${move} where m.site_id = ${siteId} and (m.from_theme_id = ${themeId} or m.into_theme_id = ${themeId}) order by m.position desc limit 100`.execute(
    tx,
  );
  return rows;
}

export async function findMove(tx: Db, siteId: string, id: string): Promise<MoveRecord | undefined> {
  return (await sql<MoveRecord>`${move} where m.site_id = ${siteId} and m.id = ${id}`.execute(tx)).rows[0];
}

export async function insertMove(
  tx: Db,
  siteId: string,
  row: {
    id: string;
    kind: "merge" | "split";
    fromId: string;
    intoId: string;
    by: string;
    reportIds: readonly string[];
    statementIds: readonly string[];
  },
): Promise<void> {
  await sql`insert into themes.theme_move (site_id, id, kind, from_theme_id, into_theme_id, moved_by)
    values (${siteId}, ${row.id}, ${row.kind}, ${row.fromId}, ${row.intoId}, ${row.by})`.execute(tx);
  await sql`insert into themes.moved_report (site_id, move_id, report_id) select ${siteId}, ${row.id}, r from unnest(${row.reportIds}::uuid[]) r`.execute(
    tx,
  );
  await sql`insert into themes.moved_statement (site_id, move_id, statement_id)
    select ${siteId}, ${row.id}, s from unnest(${row.statementIds}::uuid[]) s`.execute(tx);
}

export async function markUndone(tx: Db, siteId: string, id: string, on: string, by: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.theme_move set undone_on = ${on}::date, undone_by = ${by} where site_id = ${siteId} and id = ${id} and undone_on is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function listReportsOfTheme(tx: Db, siteId: string, themeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from themes.gap_report where site_id = ${siteId} and theme_id = ${themeId} order by id for no key update`.execute(tx);
  return rows.map((row) => row.id);
}

export async function listStatementsOfTheme(tx: Db, siteId: string, themeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from themes.statement where site_id = ${siteId} and theme_id = ${themeId} order by id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Of what was moved, what is still there. */
export async function listMovedStillIn(
  tx: Db,
  siteId: string,
  moveId: string,
  themeId: string,
): Promise<{ reports: string[]; statements: string[] }> {
  const reports = await sql<{ id: string }>`
    select g.id from themes.moved_report r join themes.gap_report g on g.site_id = r.site_id and g.id = r.report_id
    where r.site_id = ${siteId} and r.move_id = ${moveId} and g.theme_id = ${themeId} order by g.id`.execute(tx);
  const statements = await sql<{ id: string }>`
    select s.id from themes.moved_statement r join themes.statement s on s.site_id = r.site_id and s.id = r.statement_id
    where r.site_id = ${siteId} and r.move_id = ${moveId} and s.theme_id = ${themeId} order by s.id`.execute(tx);
  return { reports: reports.rows.map((row) => row.id), statements: statements.rows.map((row) => row.id) };
}

export async function moveStatements(tx: Db, ids: readonly string[], intoId: string): Promise<void> {
  if (ids.length > 0) await sql`select themes.move_statements(${ids}::uuid[], ${intoId})`.execute(tx);
}

export type ReplyRecord = { id: string; theme_id: string; kind: string; sentence: string; reasons: string | null; replied_on: string };

/** Newest first. */
export async function listReplies(tx: Db, siteId: string, themeId: string): Promise<ReplyRecord[]> {
  const { rows } = await sql<ReplyRecord>`
    select id, theme_id, kind, sentence, reasons, replied_on from themes.land_reply
    where site_id = ${siteId} and theme_id = ${themeId} order by position desc limit 50`.execute(tx);
  return rows;
}

export async function findLatestReplies(tx: Db, siteId: string, themeIds: readonly string[]): Promise<ReplyRecord[]> {
  if (themeIds.length === 0) return [];
  const { rows } = await sql<ReplyRecord>`
    select distinct on (theme_id) id, theme_id, kind, sentence, reasons, replied_on from themes.land_reply
    where site_id = ${siteId} and theme_id = any(${themeIds}::uuid[]) order by theme_id, position desc`.execute(tx);
  return rows;
}

export async function findEscalation(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{ tried: string; asked: string; written_on: string; version: number }>`
    select tried, asked, written_on, version from themes.escalation where site_id = ${siteId} and theme_id = ${themeId}`.execute(tx);
  return rows[0];
}

export async function findProgrammeLink(tx: Db, siteId: string, themeId: string): Promise<string | undefined> {
  const { rows } = await sql<{ programme_theme_id: string }>`
    select programme_theme_id from themes.programme_link where site_id = ${siteId} and theme_id = ${themeId}`.execute(tx);
  return rows[0]?.programme_theme_id;
}

export async function findPatternOfTheme(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{ id: string; offered_on: string }>`
    select id, offered_on from themes.pattern where site_id = ${siteId} and theme_id = ${themeId} and withdrawn_on is null
    order by offered_on desc, id desc limit 1`.execute(tx);
  return rows[0];
}

export async function findSource(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{ origin_name: string; content: unknown; copied_on: string }>`
    select origin_name, content, copied_on from themes.theme_source where site_id = ${siteId} and theme_id = ${themeId}`.execute(tx);
  return rows[0];
}

export type ComparableRecord = {
  id: string;
  reported_on: string;
  released_title: string;
  released_text: string;
  from_organisation_id: string | null;
  from_unit_id: string | null;
  to_organisation_id: string | null;
  to_unit_id: string | null;
  gap_kind: string | null;
  theme_id: string | null;
  theme_title: string | null;
};

/** Released reports: those in no theme, and those of themes that are still open. */
export async function listComparable(tx: Db, siteId: string): Promise<ComparableRecord[]> {
  const columns =
    sql.raw(`g.id, g.reported_on, g.released_title, g.released_text, g.from_organisation_id, g.from_unit_id, g.to_organisation_id, g.to_unit_id,
    g.gap_kind, g.theme_id, t.title as theme_title`);
  const { rows } = await sql<ComparableRecord>`
    (select ${columns} from themes.gap_report g left join themes.theme t on t.site_id = g.site_id and t.id = g.theme_id
     where g.site_id = ${siteId} and g.state = 'released' and g.theme_id is null order by g.reported_on desc, g.id limit 200)
    union all
    (select ${columns} from themes.gap_report g join themes.theme t on t.site_id = g.site_id and t.id = g.theme_id
     where g.site_id = ${siteId} and g.state = 'released' and t.closed_on is null order by g.reported_on desc, g.id limit 400)`.execute(tx);
  return rows;
}

export async function listNotAlike(tx: Db, siteId: string) {
  const { rows } = await sql<{ report_id: string; other_id: string }>`
    select report_id, other_id from themes.not_alike where site_id = ${siteId} limit 5000`.execute(tx);
  return rows;
}

export async function insertNotAlike(tx: Db, siteId: string, reportId: string, otherIds: readonly string[], by: string): Promise<void> {
  await sql`insert into themes.not_alike (site_id, report_id, other_id, said_by)
    select ${siteId}, ${reportId}, o, ${by} from unnest(${otherIds}::uuid[]) o on conflict do nothing`.execute(tx);
}

export async function deleteNotAlike(tx: Db, siteId: string, reportId: string, otherIds: readonly string[]): Promise<void> {
  await sql`delete from themes.not_alike where site_id = ${siteId} and other_id = any(${otherIds}::uuid[]) and report_id = ${reportId}`.execute(
    tx,
  );
}
