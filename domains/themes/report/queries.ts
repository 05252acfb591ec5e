import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export async function setReporterTag(tx: Db, tag: Buffer): Promise<void> {
  await sql`select set_config('app.reporter_tag', ${tag.toString("hex")}, true)`.execute(tx);
}

export async function mayReport(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean }>`select coalesce(themes.may_report(), false) as may`.execute(tx)).rows[0]!.may;
}

export async function mayCoordinate(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean }>`select coalesce(themes.may_coordinate(), false) as may`.execute(tx)).rows[0]!.may;
}

/** The organisation under whose key reports are sealed: the one that coordinates the site. */
export async function findCoordinatingOrganisation(tx: Db, siteId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("network.unit")
    .select("organisation_id")
    .where("site_id", "=", siteId)
    .where("kind", "=", "coordination")
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row?.organisation_id;
}

export type ReportPlace = {
  gapKind: string | null;
  from: { organisationId: string; unitId: string | null } | null;
  to: { organisationId: string; unitId: string | null } | null;
  daysLost: number | null;
  fieldOfAction: string | null;
  townId: string | null;
};

export type SealedReport = { id: string; sealed: Buffer; key: { organisationId: string; epoch: number; wrapped: Buffer } };

/** Answers false if this report was there already. */
export async function insertReport(
  tx: Db,
  report: ReportPlace & SealedReport & { visibility: string; caseId: string | null },
): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select themes.submit_report(${report.id}, ${report.visibility}, ${report.gapKind}, ${report.from?.organisationId ?? null}, ${report.from?.unitId ?? null},
      ${report.to?.organisationId ?? null}, ${report.to?.unitId ?? null}, ${report.daysLost}, ${report.fieldOfAction}, ${report.townId}, ${report.sealed},
      ${report.key.organisationId}, ${report.key.epoch}, ${report.key.wrapped}, ${report.caseId}) as made`.execute(tx);
  return rows[0]!.made;
}

export async function updateOwnReport(tx: Db, id: string, version: number, report: ReportPlace & { sealed: Buffer }): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select themes.change_own_report(${id}, ${version}, ${report.gapKind}, ${report.from?.organisationId ?? null}, ${report.from?.unitId ?? null},
      ${report.to?.organisationId ?? null}, ${report.to?.unitId ?? null}, ${report.daysLost}, ${report.fieldOfAction}, ${report.townId}, ${report.sealed}) as done`.execute(
    tx,
  );
  return rows[0]!.done;
}

export async function withdrawOwnReport(tx: Db, id: string, version: number): Promise<boolean> {
  return (await sql<{ done: boolean }>`select themes.withdraw_own_report(${id}, ${version}) as done`.execute(tx)).rows[0]!.done;
}

export type ReportRecord = {
  id: string;
  reported_on: string;
  visibility: string;
  state: string;
  gap_kind: string | null;
  from_organisation_id: string | null;
  from_unit_id: string | null;
  to_organisation_id: string | null;
  to_unit_id: string | null;
  days_lost: number | null;
  field_of_action: string | null;
  town_id: string | null;
  sealed: Buffer;
  released_title: string | null;
  released_text: string | null;
  released_on: string | null;
  theme_id: string | null;
  version: number;
  key_organisation_id: string;
  key_epoch: number;
  key_wrapped: Buffer;
};

const record =
  sql.raw(`g.id, g.reported_on, g.visibility, g.state, g.gap_kind, g.from_organisation_id, g.from_unit_id, g.to_organisation_id, g.to_unit_id,
  g.days_lost, g.field_of_action, g.town_id, g.sealed, g.released_title, g.released_text, g.released_on, g.theme_id, g.version,
  k.organisation_id as key_organisation_id, k.epoch as key_epoch, k.wrapped as key_wrapped`);

export type CoordinatedRecord = ReportRecord & {
  reporter_name: string | null;
  reporter_unit: string | null;
  theme_title: string | null;
  last_answered_on: string | null;
  may_coordinate: boolean;
};

const coordinated = sql.raw(`m.display_name as reporter_name, u.name as reporter_unit, t.title as theme_title,
  (select max(a.answered_on) from themes.answer a where a.site_id = g.site_id and a.report_id = g.id) as last_answered_on,
  (select themes.may_coordinate()) as may_coordinate`);
const coordinatedFrom = sql.raw(`themes.gap_report g
  join themes.report_key k on k.site_id = g.site_id and k.report_id = g.id
  left join themes.theme t on t.site_id = g.site_id and t.id = g.theme_id
  left join themes.reporter r on r.site_id = g.site_id and r.report_id = g.id
  left join network.membership m on m.site_id = r.site_id and m.id = r.membership_id
  left join network.unit u on u.site_id = m.site_id and u.id = m.unit_id`);

const shown = {
  to_read: sql`g.state = 'submitted'`,
  open: sql`g.state = 'released' and g.theme_id is null`,
  joined: sql`g.theme_id is not null`,
  all: sql`g.state <> 'withdrawn'`,
} as const;

/** Oldest first. */
export async function listReports(
  tx: Db,
  siteId: string,
  show: keyof typeof shown,
  limit: number,
  offset: number,
): Promise<CoordinatedRecord[]> {
  const { rows } = await sql<CoordinatedRecord>`
    select ${record}, ${coordinated} from ${coordinatedFrom} where g.site_id = ${siteId} and ${shown[show]}
    order by g.reported_on, g.id limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

export async function countReports(tx: Db, siteId: string, show: keyof typeof shown): Promise<number> {
  return (
    await sql<{ n: number }>`select count(*) as n from themes.gap_report g where g.site_id = ${siteId} and ${shown[show]}`.execute(tx)
  ).rows[0]!.n;
}

export async function findReport(tx: Db, siteId: string, id: string): Promise<CoordinatedRecord | undefined> {
  const { rows } = await sql<CoordinatedRecord>`
    select ${record}, ${coordinated} from ${coordinatedFrom} where g.site_id = ${siteId} and g.id = ${id}`.execute(tx);
  return rows[0];
}

export async function listUnanswered(tx: Db, siteId: string, before: string, limit: number): Promise<CoordinatedRecord[]> {
  const { rows } = await sql<CoordinatedRecord>`
    select ${record}, ${coordinated} from ${coordinatedFrom}
    where g.site_id = ${siteId} and g.state in ('submitted', 'released') and g.reported_on <= ${before}
      and not exists (select from themes.answer a where a.site_id = g.site_id and a.report_id = g.id)
    order by g.reported_on, g.id limit ${limit}`.execute(tx);
  return rows;
}

export async function countAnsweredSince(tx: Db, siteId: string, since: string): Promise<{ answered: number; total: number }> {
  const { rows } = await sql<{ answered: number; total: number }>`
    select count(*) filter (where exists (select from themes.answer a where a.site_id = g.site_id and a.report_id = g.id)) as answered, count(*) as total
    from themes.gap_report g where g.site_id = ${siteId} and g.reported_on >= ${since} and g.state <> 'withdrawn'`.execute(tx);
  return rows[0]!;
}

/** The actor's own; needs the tag to be set for the unnamed ones. */
export async function listOwnReports(tx: Db, siteId: string): Promise<ReportRecord[]> {
  const { rows } = await sql<ReportRecord>`
    select ${record} from themes.gap_report g join themes.report_key k on k.site_id = g.site_id and k.report_id = g.id
    where g.site_id = ${siteId} and g.id = any(array(select themes.own_reports())) order by g.reported_on desc, g.id limit 500`.execute(tx);
  return rows;
}

export async function findOwnReport(tx: Db, siteId: string, id: string): Promise<ReportRecord | undefined> {
  const { rows } = await sql<ReportRecord>`
    select ${record} from themes.gap_report g join themes.report_key k on k.site_id = g.site_id and k.report_id = g.id
    where g.site_id = ${siteId} and g.id = ${id} and g.id = any(array(select themes.own_reports()))`.execute(tx);
  return rows[0];
}

export async function listThemesOfOwnReports(tx: Db) {
  const { rows } = await sql<{ report_id: string; theme_id: string; title: string; is_visible: boolean }>`
    select * from themes.list_themes_of_own_reports()`.execute(tx);
  return rows;
}

export type AnswerRecord = {
  id: string;
  report_id: string;
  code: string;
  answered_on: string;
  sentence: string | null;
  params: Record<string, string | number>;
  speaker_name: string | null;
  speaker_role: string | null;
};

export async function listAnswers(tx: Db, siteId: string, reportIds: readonly string[]): Promise<AnswerRecord[]> {
  if (reportIds.length === 0) return [];
  const { rows } = await sql<AnswerRecord>`
    select a.id, a.report_id, a.code, a.answered_on, a.sentence, a.params, m.display_name as speaker_name, m.role as speaker_role
    from themes.answer a left join network.membership m on m.site_id = a.site_id and m.id = a.spoken_by
    where a.site_id = ${siteId} and a.report_id = any(${reportIds}::uuid[]) order by a.report_id, a.number`.execute(tx);
  return rows;
}

export type NewAnswers = {
  themeId: string | null;
  /** Null: every report of the theme. */
  reportIds: readonly string[] | null;
  code: string;
  sentence: string | null;
  params: Record<string, string | number>;
  speakerId: string | null;
  /** Of a single answer, so that the same click is one. */
  id?: string;
};

/** Answers how many reports were answered. */
export async function insertAnswers(tx: Db, answers: NewAnswers): Promise<number> {
  const { rows } = await sql<{ given: number }>`
    select themes.answer_reports(${answers.themeId}, ${answers.reportIds}::uuid[], ${answers.code}, ${answers.sentence}, ${JSON.stringify(answers.params)}::jsonb,
      ${answers.speakerId}, ${answers.id ?? null}) as given`.execute(tx);
  return rows[0]!.given;
}

/** In one order, so that two who tell the same people do not wait for each other. */
export async function listReportersToTell(tx: Db, themeId: string | null, reportIds: readonly string[] | null): Promise<string[]> {
  const { rows } = await sql<{ membership_id: string }>`
    select membership_id from themes.list_reporters_to_tell(${themeId}, ${reportIds}::uuid[]) order by membership_id`.execute(tx);
  return rows.map((row) => row.membership_id);
}

export async function updateReleased(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  words: { title: string; text: string; on: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.gap_report set state = 'released', released_title = ${words.title}, released_text = ${words.text},
      released_on = coalesce(released_on, ${words.on}::date), version = version + 1
    where site_id = ${siteId} and id = ${id} and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateReturned(tx: Db, siteId: string, id: string, version: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update themes.gap_report set state = 'returned', released_title = null, released_text = null, released_on = null, version = version + 1
    where site_id = ${siteId} and id = ${id} and version = ${version} and theme_id is null`.execute(tx);
  return numAffectedRows === 1n;
}

export async function saveSolved(tx: Db, reportId: string, answer: string, sealed: Buffer | null): Promise<boolean> {
  return (await sql<{ done: boolean }>`select themes.say_whether_solved(${reportId}, ${answer}, ${sealed}) as done`.execute(tx)).rows[0]!
    .done;
}

export async function listSolved(tx: Db, siteId: string, reportIds: readonly string[]) {
  if (reportIds.length === 0) return [];
  const { rows } = await sql<{ report_id: string; answer: string; sealed: Buffer | null; said_on: string }>`
    select report_id, answer, sealed, said_on from themes.report_solved where site_id = ${siteId} and report_id = any(${reportIds}::uuid[])`.execute(
    tx,
  );
  return rows;
}

export async function listReportsOfCase(tx: Db, caseId: string) {
  const { rows } = await sql<{
    report_id: string;
    reported_on: string;
    state: string;
    gap_kind: string | null;
    theme_title: string | null;
    is_mine: boolean;
  }>`
    select * from themes.list_reports_of_case(${caseId})`.execute(tx);
  return rows;
}

export async function listAnswerCodesOfCase(tx: Db, caseId: string) {
  return (
    await sql<{
      report_id: string;
      code: string;
      answered_on: string;
    }>`select report_id, code, answered_on from themes.list_answer_codes(${caseId})`.execute(tx)
  ).rows;
}

export async function listChangesOfOwnReports(tx: Db, siteId: string, reportId: string) {
  const { rows } = await sql<{
    measure_id: string;
    measure_title: string;
    finding: unknown;
    looked_on: string;
    verdict: string;
    judgement: string | null;
  }>`
    select c.measure_id, o.measure_title, c.finding, c.looked_on, c.verdict, j.judgement
    from themes.list_changes_of_own_reports() o
    join themes.change c on c.site_id = ${siteId} and c.measure_id = o.measure_id
    left join themes.contribution j on j.site_id = c.site_id and j.measure_id = c.measure_id
    where o.report_id = ${reportId} order by c.looked_on desc limit 1`.execute(tx);
  return rows[0];
}

/** The step of a case that waits longest between being entitled and the start, as far as the actor may read it. */
export async function findWaitingStep(tx: Db, siteId: string, clientId: string, caseId: string) {
  const { rows } = await sql<{ service: string; entitled_on: string; doer_unit_id: string | null }>`
    select s.service, s.entitled_on, s.doer_unit_id from cases.step s
    where s.site_id = ${siteId} and s.client_id = ${clientId} and s.case_id = ${caseId} and s.entitled_on is not null and s.started_on is null
      and s.dropped_on is null
    order by s.entitled_on, s.id limit 1`.execute(tx);
  return rows[0];
}
