import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Expectation } from "./contract.ts";

export type MeasureRecord = {
  id: string;
  theme_id: string;
  theme_title: string;
  title: string;
  owner_organisation_id: string;
  owner_unit_id: string | null;
  owner_membership_id: string | null;
  owner_name: string;
  owner_person: string | null;
  field_of_action: string | null;
  state: string;
  decided_on: string;
  body_name: string | null;
  due_on: string;
  started_on: string | null;
  ended_on: string | null;
  stop_reason: string | null;
  look_on: string | null;
  closing: string | null;
  closed_on: string | null;
  anchor_kind: string | null;
  anchor_text: string | null;
  look_again_on: string | null;
  version: number;
  last_reported_on: string | null;
  verdict: string | null;
  may_coordinate: boolean;
  may_write: boolean;
  is_own: boolean;
};

const columns = sql.raw(`m.id, m.theme_id, t.title as theme_title, m.title, m.owner_organisation_id, m.owner_unit_id, m.owner_membership_id,
  concat_ws(', ', o.name, u.name) as owner_name, p.display_name as owner_person, m.field_of_action, m.state, m.decided_on, m.body_name, m.due_on, m.started_on, m.ended_on,
  m.stop_reason, m.look_on, m.closing, m.closed_on, m.anchor_kind, m.anchor_text, m.look_again_on, m.version,
  (select max(e.entered_on) from themes.measure_entry e where e.site_id = m.site_id and e.measure_id = m.id and e.kind = 'progress') as last_reported_on,
  (select c.verdict from themes.change c where c.site_id = m.site_id and c.measure_id = m.id order by c.looked_on desc limit 1) as verdict,
  (select themes.may_coordinate()) as may_coordinate, (select themes.may_write()) as may_write, m.id = any(array(select themes.own_measures())) as is_own`);
const from = sql.raw(`themes.measure m
  join themes.theme t on t.site_id = m.site_id and t.id = m.theme_id
  join network.organisation o on o.site_id = m.site_id and o.id = m.owner_organisation_id
  left join network.unit u on u.site_id = m.site_id and u.id = m.owner_unit_id
  left join network.membership p on p.site_id = m.site_id and p.id = m.owner_membership_id`);

/** Late ones first, then by due day. */
export async function listMeasures(tx: Db, siteId: string, themeId: string | null): Promise<MeasureRecord[]> {
  const { rows } = await sql<MeasureRecord>`
    select ${columns} from ${from} where m.site_id = ${siteId} and (${themeId}::uuid is null or m.theme_id = ${themeId}::uuid)
    order by m.closed_on is not null, m.state in ('done', 'stopped'), m.due_on, m.id limit 500`.execute(tx);
  return rows;
}

export async function findMeasure(tx: Db, siteId: string, id: string): Promise<MeasureRecord | undefined> {
  return (await sql<MeasureRecord>`select ${columns} from ${from} where m.site_id = ${siteId} and m.id = ${id}`.execute(tx)).rows[0];
}

/** Windows that have closed and were not looked at since. */
export async function listDueToLook(tx: Db, siteId: string, today: string): Promise<MeasureRecord[]> {
  const { rows } = await sql<MeasureRecord>`
    select ${columns} from ${from}
    where m.site_id = ${siteId} and m.look_on <= ${today}::date and m.state in ('running', 'done')
      and not exists (select from themes.change c where c.site_id = m.site_id and c.measure_id = m.id and c.looked_on >= m.look_on)
    order by m.look_on, m.id limit 200`.execute(tx);
  return rows;
}

export type NewMeasureRow = {
  siteId: string;
  id: string;
  themeId: string;
  title: string;
  owner: { organisationId: string; unitId: string | null; membershipId: string | null };
  fieldOfAction: string | null;
  decidedOn: string;
  bodyName: string | null;
  dueOn: string;
};

export async function insertMeasure(tx: Db, row: NewMeasureRow): Promise<void> {
  await sql`
    insert into themes.measure (site_id, id, theme_id, title, owner_organisation_id, owner_unit_id, owner_membership_id, field_of_action, decided_on, body_name, due_on)
    values (${row.siteId}, ${row.id}, ${row.themeId}, ${row.title}, ${row.owner.organisationId}, ${row.owner.unitId}, ${row.owner.membershipId},
      ${row.fieldOfAction}, ${row.decidedOn}::date, ${row.bodyName}, ${row.dueOn}::date)`.execute(tx);
}

export type MeasureChange = {
  state?: string;
  due_on?: string;
  started_on?: string;
  ended_on?: string;
  stop_reason?: string;
  look_on?: string | null;
  closing?: string;
  closed_on?: string;
  anchor_kind?: string | null;
  anchor_text?: string | null;
  look_again_on?: string | null;
};

export async function updateMeasure(tx: Db, siteId: string, id: string, version: number, change: MeasureChange): Promise<boolean> {
  const result = await tx
    .updateTable("themes.measure")
    .set((eb) => ({ ...(change as object), version: eb("version", "+", 1) }))
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function saveExpectation(tx: Db, siteId: string, measureId: string, it: Expectation, on: string): Promise<void> {
  await sql`
    insert into themes.expectation (site_id, measure_id, service, from_event, to_event, baseline_from_on, baseline_until_on, target_weeks, follow_up_weeks,
      intake_weeks, declared_on)
    values (${siteId}, ${measureId}, ${it.metric.service}, ${it.metric.fromEvent}, ${it.metric.toEvent}, ${it.baselineFromOn}::date, ${it.baselineUntilOn}::date,
      ${it.targetWeeks}, ${it.followUpWeeks}, ${it.intakeWeeks}, ${on}::date)
    on conflict (site_id, measure_id) do update set service = excluded.service, from_event = excluded.from_event, to_event = excluded.to_event,
      baseline_from_on = excluded.baseline_from_on, baseline_until_on = excluded.baseline_until_on, target_weeks = excluded.target_weeks,
      follow_up_weeks = excluded.follow_up_weeks, intake_weeks = excluded.intake_weeks, declared_on = excluded.declared_on`.execute(tx);
  await sql`delete from themes.comparison_town where site_id = ${siteId} and measure_id = ${measureId}`.execute(tx);
  await sql`insert into themes.comparison_town (site_id, measure_id, town_id)
    select ${siteId}, ${measureId}, town from unnest(${[...new Set(it.comparisonTownIds)]}::uuid[]) town`.execute(tx);
}

export async function findExpectation(tx: Db, siteId: string, measureId: string): Promise<Expectation | undefined> {
  const { rows } = await sql<{
    service: string;
    from_event: string;
    to_event: string;
    baseline_from_on: string;
    baseline_until_on: string;
    target_weeks: number;
    follow_up_weeks: number;
    intake_weeks: number;
  }>`
    select service, from_event, to_event, baseline_from_on, baseline_until_on, target_weeks, follow_up_weeks, intake_weeks
    from themes.expectation where site_id = ${siteId} and measure_id = ${measureId}`.execute(tx);
  const row = rows[0];
  if (!row) return undefined;
  const towns = await sql<{ town_id: string }>`
    select town_id from themes.comparison_town where site_id = ${siteId} and measure_id = ${measureId} order by town_id`.execute(tx);
  return {
    metric: { service: row.service, fromEvent: row.from_event, toEvent: row.to_event },
    baselineFromOn: row.baseline_from_on,
    baselineUntilOn: row.baseline_until_on,
    targetWeeks: row.target_weeks,
    followUpWeeks: row.follow_up_weeks,
    intakeWeeks: row.intake_weeks,
    comparisonTownIds: towns.rows.map((one) => one.town_id),
  };
}

export type NewEntry = {
  siteId: string;
  id: string;
  measureId: string;
  kind: string;
  on: string;
  text: string | null;
  by: string;
  fromDueOn?: string;
  toDueOn?: string;
};

/** The same id again is the same click. */
export async function insertEntry(tx: Db, entry: NewEntry): Promise<void> {
  await sql`
    insert into themes.measure_entry (site_id, id, measure_id, kind, entered_on, text, entered_by, from_due_on, to_due_on)
    values (${entry.siteId}, ${entry.id}, ${entry.measureId}, ${entry.kind}, ${entry.on}::date, ${entry.text}, ${entry.by}, ${entry.fromDueOn ?? null}::date,
      ${entry.toDueOn ?? null}::date) on conflict do nothing`.execute(tx);
}

export async function listEntries(tx: Db, siteId: string, measureId: string) {
  const { rows } = await sql<{
    id: string;
    kind: string;
    entered_on: string;
    text: string | null;
    by_name: string | null;
    from_due_on: string | null;
    to_due_on: string | null;
  }>`
    select e.id, e.kind, e.entered_on, e.text, p.display_name as by_name, e.from_due_on, e.to_due_on
    from themes.measure_entry e left join network.membership p on p.site_id = e.site_id and p.id = e.entered_by
    where e.site_id = ${siteId} and e.measure_id = ${measureId} order by e.position limit 500`.execute(tx);
  return rows;
}

export async function insertChange(
  tx: Db,
  row: { siteId: string; measureId: string; on: string; verdict: string; finding: unknown },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into themes.change (site_id, measure_id, looked_on, verdict, finding)
    values (${row.siteId}, ${row.measureId}, ${row.on}::date, ${row.verdict}, ${JSON.stringify(row.finding)}::jsonb) on conflict do nothing`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

export async function findLatestChange(tx: Db, siteId: string, measureId: string) {
  const { rows } = await sql<{ looked_on: string; verdict: string; finding: unknown }>`
    select looked_on, verdict, finding from themes.change where site_id = ${siteId} and measure_id = ${measureId} order by looked_on desc limit 1`.execute(
    tx,
  );
  return rows[0];
}

export type LookRecord = {
  looked_on: string;
  /** 1 for the first look of a measure. */
  nth: number;
  started_on: string;
  baseline_from_on: string;
  baseline_until_on: string;
  follow_up_weeks: number;
  intake_weeks: number;
  comparison_town_ids: string[];
  shows: string[];
};
export type Beginning = { readonly service: string; readonly event: string };
/** Wherever they led to: cases that began are counted by each. */
export async function listLooks(tx: Db, of: Beginning): Promise<LookRecord[]> {
  const { rows } = await sql<LookRecord>`
    select looked_on, nth, started_on, baseline_from_on, baseline_until_on, follow_up_weeks, intake_weeks,
      comparison_town_ids::text[] as comparison_town_ids, shows
    from themes.list_looks(${of.service}, ${of.event})`.execute(tx);
  return rows;
}

export async function countStarts(tx: Db, of: Beginning, days: { readonly fromOn: string; readonly untilOn: string }) {
  const { rows } = await sql<{ town_id: string | null; started_on: string; cases: number }>`
    select * from themes.count_starts(${of.service}, ${of.event}, ${days.fromOn}::date, ${days.untilOn}::date)`.execute(tx);
  return rows.map((row) => ({ townId: row.town_id, startedOn: row.started_on, cases: row.cases }));
}

export async function saveContribution(
  tx: Db,
  row: {
    siteId: string;
    measureId: string;
    judgement: string;
    reasons: string;
    judgedBy: string;
    dissent: string | null;
    on: string;
    by: string;
  },
): Promise<void> {
  await sql`
    insert into themes.contribution (site_id, measure_id, judgement, reasons, judged_by, dissent, judged_on, entered_by)
    values (${row.siteId}, ${row.measureId}, ${row.judgement}, ${row.reasons}, ${row.judgedBy}, ${row.dissent}, ${row.on}::date, ${row.by})
    on conflict (site_id, measure_id) do update set judgement = excluded.judgement, reasons = excluded.reasons, judged_by = excluded.judged_by,
      dissent = excluded.dissent, judged_on = excluded.judged_on, entered_by = excluded.entered_by`.execute(tx);
}

export async function findContribution(tx: Db, siteId: string, measureId: string) {
  const { rows } = await sql<{ judgement: string; reasons: string; judged_by: string; judged_on: string; dissent: string | null }>`
    select judgement, reasons, judged_by, judged_on, dissent from themes.contribution where site_id = ${siteId} and measure_id = ${measureId}`.execute(
    tx,
  );
  return rows[0];
}
