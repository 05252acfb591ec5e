import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type ThemeRecord = {
  id: string;
  title: string;
  sentence: string | null;
  field_of_action: string | null;
  state: string;
  state_since_on: string;
  named_on: string | null;
  meeting_on: string | null;
  body_name: string | null;
  group_name: string | null;
  group_since_on: string | null;
  merged_into_id: string | null;
  merged_into_title: string | null;
  decision: string | null;
  decided_on: string | null;
  closed_on: string | null;
  metric_service: string | null;
  metric_from_event: string | null;
  metric_to_event: string | null;
  created_on: string;
  created_by: string;
  version: number;
  may_coordinate: boolean;
};

const columns =
  sql.raw(`t.id, t.title, t.sentence, t.field_of_action, t.state, t.state_since_on, t.named_on, t.meeting_on, t.body_name, t.group_name, t.group_since_on,
  t.merged_into_id, (select i.title from themes.theme i where i.site_id = t.site_id and i.id = t.merged_into_id) as merged_into_title, t.decision, t.decided_on,
  t.closed_on, t.metric_service, t.metric_from_event, t.metric_to_event, t.created_on, t.created_by, t.version, (select themes.may_coordinate()) as may_coordinate`);

export async function mayReadThemes(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean }>`select coalesce(themes.may_read_themes(), false) as may`.execute(tx)).rows[0]!.may;
}

/** What moved last comes first. */
export async function listThemes(tx: Db, siteId: string): Promise<ThemeRecord[]> {
  const { rows } = await sql<ThemeRecord>`
    select ${columns} from themes.theme t where t.site_id = ${siteId} and t.merged_into_id is null order by t.state_since_on desc, t.id desc limit 500`.execute(
    tx,
  );
  return rows;
}

export async function findTheme(tx: Db, siteId: string, id: string): Promise<ThemeRecord | undefined> {
  return (await sql<ThemeRecord>`select ${columns} from themes.theme t where t.site_id = ${siteId} and t.id = ${id}`.execute(tx)).rows[0];
}

/**
 * Before anything that belongs to the theme is written. Others who work on it wait; a row that merely points to it does not, or two who come to it from both
 * sides would lock each other out.
 */
export async function lockTheme(tx: Db, siteId: string, id: string): Promise<void> {
  await sql`select from themes.theme where site_id = ${siteId} and id = ${id} for no key update`.execute(tx);
}

export type ThemeContent = {
  title: string;
  sentence: string | null;
  fieldOfAction: string | null;
  metric: { service: string; fromEvent: string; toEvent: string } | null;
};

export async function insertTheme(tx: Db, siteId: string, id: string, by: string, content: ThemeContent): Promise<void> {
  await sql`
    insert into themes.theme (site_id, id, title, sentence, field_of_action, metric_service, metric_from_event, metric_to_event, created_by)
    values (${siteId}, ${id}, ${content.title}, ${content.sentence}, ${content.fieldOfAction}, ${content.metric?.service ?? null},
      ${content.metric?.fromEvent ?? null}, ${content.metric?.toEvent ?? null}, ${by})`.execute(tx);
}

export async function updateTheme(tx: Db, siteId: string, id: string, version: number, content: ThemeContent): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.theme set title = ${content.title}, sentence = ${content.sentence}, field_of_action = ${content.fieldOfAction},
      metric_service = ${content.metric?.service ?? null}, metric_from_event = ${content.metric?.fromEvent ?? null},
      metric_to_event = ${content.metric?.toEvent ?? null}, version = version + 1
    where site_id = ${siteId} and id = ${id} and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function replaceOrganisations(tx: Db, siteId: string, themeId: string, organisationIds: readonly string[]): Promise<void> {
  await sql`delete from themes.theme_organisation where site_id = ${siteId} and theme_id = ${themeId}`.execute(tx);
  if (organisationIds.length > 0) {
    await sql`insert into themes.theme_organisation (site_id, theme_id, organisation_id)
      select ${siteId}, ${themeId}, o from unnest(${organisationIds}::uuid[]) o`.execute(tx);
  }
}

export async function listOrganisations(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from themes.theme_organisation t join network.organisation o on o.site_id = t.site_id and o.id = t.organisation_id
    where t.site_id = ${siteId} and t.theme_id = ${themeId} order by o.name`.execute(tx);
  return rows;
}

export type Course = {
  namedOn?: string;
  meetingOn?: string | null;
  bodyName?: string | null;
  decision?: string | null;
  decidedOn?: string;
  closedOn?: string;
  groupName?: string | null;
  groupSinceOn?: string | null;
  mergedIntoId?: string | null;
};

/** What happened to a theme; only what is given is changed. */
export async function updateCourse(tx: Db, siteId: string, id: string, course: Course): Promise<void> {
  const changed = {
    ...(course.namedOn === undefined ? {} : { named_on: course.namedOn }),
    ...(course.meetingOn === undefined ? {} : { meeting_on: course.meetingOn }),
    ...(course.bodyName === undefined ? {} : { body_name: course.bodyName }),
    ...(course.decision === undefined ? {} : { decision: course.decision }),
    ...(course.decidedOn === undefined ? {} : { decided_on: course.decidedOn }),
    ...(course.closedOn === undefined ? {} : { closed_on: course.closedOn }),
    ...(course.groupName === undefined ? {} : { group_name: course.groupName }),
    ...(course.groupSinceOn === undefined ? {} : { group_since_on: course.groupSinceOn }),
    ...(course.mergedIntoId === undefined ? {} : { merged_into_id: course.mergedIntoId }),
  };
  await tx
    .updateTable("themes.theme")
    .set((eb) => ({ ...(changed as object), version: eb("version", "+", 1) }))
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .execute();
}

export async function updateState(tx: Db, siteId: string, id: string, state: string, on: string): Promise<void> {
  await sql`update themes.theme set state = ${state}, state_since_on = ${on}::date where site_id = ${siteId} and id = ${id} and state <> ${state}`.execute(
    tx,
  );
}

export async function listMeasureFacts(tx: Db, siteId: string, themeId: string) {
  const { rows } = await sql<{ state: string; is_looked_at: boolean; awaits_look: boolean }>`
    select m.state, exists (select from themes.change c where c.site_id = m.site_id and c.measure_id = m.id) as is_looked_at,
      m.state <> 'stopped' and m.look_on is not null and not exists (select from themes.change c where c.site_id = m.site_id and c.measure_id = m.id) as awaits_look
    from themes.measure m where m.site_id = ${siteId} and m.theme_id = ${themeId}`.execute(tx);
  return rows;
}

export type EventRecord = {
  kind: string;
  happened_on: string;
  sentence: string | null;
  reason: string | null;
  body_name: string | null;
  measure_id: string | null;
  params: Record<string, string | number>;
};

export async function insertEvent(
  tx: Db,
  event: {
    siteId: string;
    id: string;
    themeId: string;
    kind: string;
    sentence: string | null;
    reason: string | null;
    bodyName: string | null;
    measureId: string | null;
    params: Record<string, string | number>;
    speakerId: string;
  },
): Promise<void> {
  await sql`
    insert into themes.theme_event (site_id, id, theme_id, kind, sentence, reason, body_name, measure_id, params, spoken_by)
    values (${event.siteId}, ${event.id}, ${event.themeId}, ${event.kind}, ${event.sentence}, ${event.reason}, ${event.bodyName}, ${event.measureId},
      ${JSON.stringify(event.params)}::jsonb, ${event.speakerId})`.execute(tx);
}

export async function listEvents(tx: Db, siteId: string, themeId: string): Promise<EventRecord[]> {
  const { rows } = await sql<EventRecord>`
    select kind, happened_on, sentence, reason, body_name, measure_id, params from themes.theme_event
    where site_id = ${siteId} and theme_id = ${themeId} order by position limit 1000`.execute(tx);
  return rows;
}

export type JoinableReport = { id: string; state: string; theme_id: string | null };

/** The reports themselves, held until the end of the transaction. */
export async function lockReports(tx: Db, siteId: string, ids: readonly string[]): Promise<JoinableReport[]> {
  const { rows } = await sql<JoinableReport>`
    select id, state, theme_id from themes.gap_report where site_id = ${siteId} and id = any(${ids}::uuid[]) order by id for no key update`.execute(
    tx,
  );
  return rows;
}

export async function leaveThemes(tx: Db, siteId: string, reportIds: readonly string[], on: string, by: string): Promise<void> {
  await sql`update themes.theme_report set left_on = ${on}::date, left_by = ${by}
    where site_id = ${siteId} and report_id = any(${reportIds}::uuid[]) and left_on is null`.execute(tx);
}

export async function insertJoined(
  tx: Db,
  siteId: string,
  themeId: string,
  rows: readonly { id: string; reportId: string }[],
  by: string,
): Promise<void> {
  await sql`insert into themes.theme_report (site_id, id, theme_id, report_id, joined_by)
    select ${siteId}, j.id, ${themeId}, j.report, ${by}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.reportId)}::uuid[]) j (id, report)`.execute(tx);
}

export async function setThemeOfReports(tx: Db, siteId: string, reportIds: readonly string[], themeId: string | null): Promise<void> {
  await sql`update themes.gap_report set theme_id = ${themeId} where site_id = ${siteId} and id = any(${reportIds}::uuid[])`.execute(tx);
}

export type ReportCount = { theme_id: string; town_id: string | null; reports: number; solved: number };

export async function countReports(tx: Db, themeIds: readonly string[]): Promise<ReportCount[]> {
  if (themeIds.length === 0) return [];
  return (await sql<ReportCount>`select * from themes.count_reports(${themeIds}::uuid[])`.execute(tx)).rows;
}

export async function countPieces(tx: Db, themeId: string) {
  const { rows } = await sql<{ town_id: string | null; quarter_on: string; reports: number }>`
    select * from themes.count_pieces(${themeId})`.execute(tx);
  return rows;
}

export async function countEvidenceAcross(tx: Db, themeId: string) {
  const { rows } = await sql<{ organisations: number; cases: number; first_on: string | null; last_on: string | null }>`
    select * from themes.count_evidence_across(${themeId})`.execute(tx);
  return rows[0]!;
}

export async function isEveryoneAnswered(tx: Db, themeId: string): Promise<boolean> {
  return (await sql<{ it: boolean }>`select themes.everyone_answered(${themeId}) as it`.execute(tx)).rows[0]!.it;
}

export type WaitingRow = {
  case_ref: Buffer;
  town_id: string | null;
  group_code: string | null;
  start_on: string;
  end_on: string | null;
  closed_on: string | null;
};

export async function listWaiting(tx: Db, themeId: string, fromOn: string, untilOn: string): Promise<WaitingRow[]> {
  return (await sql<WaitingRow>`select * from themes.list_waiting(${themeId}, ${fromOn}::date, ${untilOn}::date)`.execute(tx)).rows;
}

export type WaitingCount = {
  group_code: string | null;
  days: number | null;
  is_waiting: boolean;
  town_id: string | null;
  /** Null for durations; else how many began in this town and quarter. */
  quarter_on: string | null;
  cases: number;
};

export async function countWaiting(
  tx: Db,
  themeId: string,
  period: { furthestOn: string; fromOn: string; untilOn: string },
): Promise<WaitingCount[]> {
  const { furthestOn, fromOn, untilOn } = period;
  return (
    await sql<WaitingCount>`
      select * from themes.count_waiting(${themeId}, ${furthestOn}::date, ${fromOn}::date, ${untilOn}::date)`.execute(tx)
  ).rows;
}

export async function listVoices(tx: Db, themeId: string, joinedUntil: string) {
  return (
    await sql<{
      report_id: string;
      title: string;
      words: string;
      reporter: string | null;
    }>`select * from themes.list_voices(${themeId}, ${joinedUntil}::date)`.execute(tx)
  ).rows;
}

export type StatementRecord = {
  id: string;
  theme_id: string;
  theme_title: string;
  theme_sentence: string | null;
  organisation_id: string;
  organisation_name: string;
  unit_id: string | null;
  unit_name: string | null;
  question: string | null;
  requested_on: string;
  due_on: string;
  given_on: string | null;
  given_by_name: string | null;
  text: string | null;
  is_asked: boolean;
};

const statement =
  sql.raw(`s.id, s.theme_id, t.title as theme_title, t.sentence as theme_sentence, s.organisation_id, o.name as organisation_name, s.unit_id,
  u.name as unit_name, s.question, s.requested_on, s.due_on, s.given_on, m.display_name as given_by_name, s.text,
  (select themes.may_speak_for_organisation()) and s.organisation_id = (select network.actor_organisation())
    and (s.unit_id is null or s.unit_id = (select network.actor_unit())) as is_asked`);
const statementFrom = sql.raw(`themes.statement s
  join themes.theme t on t.site_id = s.site_id and t.id = s.theme_id
  join network.organisation o on o.site_id = s.site_id and o.id = s.organisation_id
  left join network.unit u on u.site_id = s.site_id and u.id = s.unit_id
  left join network.membership m on m.site_id = s.site_id and m.id = s.given_by`);

export async function listStatements(tx: Db, siteId: string, themeIds: readonly string[]): Promise<StatementRecord[]> {
  if (themeIds.length === 0) return [];
  const { rows } = await sql<StatementRecord>`
    select ${statement} from ${statementFrom} where s.site_id = ${siteId} and s.theme_id = any(${themeIds}::uuid[]) order by s.requested_on, s.id`.execute(
    tx,
  );
  return rows;
}

/** Awaited by the whole site, longest first. */
export async function listAwaitedStatements(tx: Db, siteId: string): Promise<StatementRecord[]> {
  const { rows } = await sql<StatementRecord>`
    select ${statement} from ${statementFrom} where s.site_id = ${siteId} and s.given_on is null and t.state <> 'closed' order by s.due_on, s.id limit 200`.execute(
    tx,
  );
  return rows;
}

export async function listStatementsOfOrganisation(tx: Db, siteId: string, organisationId: string): Promise<StatementRecord[]> {
  const { rows } = await sql<StatementRecord>`
    select ${statement} from ${statementFrom}
    where s.site_id = ${siteId} and s.organisation_id = ${organisationId} and (s.unit_id is null or s.unit_id = (select network.actor_unit()))
    order by s.given_on is not null, s.due_on desc, s.id limit 200`.execute(tx);
  return rows;
}

export async function findStatement(tx: Db, siteId: string, id: string): Promise<StatementRecord | undefined> {
  return (await sql<StatementRecord>`select ${statement} from ${statementFrom} where s.site_id = ${siteId} and s.id = ${id}`.execute(tx))
    .rows[0];
}

export async function insertStatement(
  tx: Db,
  row: {
    siteId: string;
    id: string;
    themeId: string;
    organisationId: string;
    unitId: string | null;
    question: string | null;
    requestedOn: string;
    dueOn: string;
    by: string;
  },
): Promise<void> {
  await sql`
    insert into themes.statement (site_id, id, theme_id, organisation_id, unit_id, question, requested_on, requested_by, due_on)
    values (${row.siteId}, ${row.id}, ${row.themeId}, ${row.organisationId}, ${row.unitId}, ${row.question}, ${row.requestedOn}::date, ${row.by}, ${row.dueOn}::date)`.execute(
    tx,
  );
}

export async function updateStatement(
  tx: Db,
  siteId: string,
  id: string,
  given: { text: string; on: string; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.statement set text = ${given.text}, given_on = ${given.on}::date, given_by = ${given.by}
    where site_id = ${siteId} and id = ${id} and given_on is null`.execute(tx);
  return numAffectedRows === 1n;
}
