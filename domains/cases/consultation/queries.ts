import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type ConsultationRow = {
  id: string;
  talked_on: string;
  town_id: string | null;
  fields: string[];
  concern: string | null;
  language: string | null;
  needs_interpreter: boolean;
  age_band: string | null;
  sex: string | null;
  status_group: string | null;
  minutes: number | null;
  outcome: string;
  referred_unit_id: string | null;
  offer_id: string | null;
  version: number;
};
export type ConsultationValues = Omit<ConsultationRow, "id" | "version">;
export type PatternRow = Pick<
  ConsultationRow,
  "town_id" | "fields" | "concern" | "language" | "needs_interpreter" | "outcome" | "referred_unit_id" | "offer_id"
>;

type OfUnit = { readonly siteId: string; readonly unitId: string };

/** Rows that are there already stay as they are: the same click. */
export async function insertConsultations(
  tx: Db,
  of: OfUnit & { countedById: string },
  rows: readonly (ConsultationValues & { id: string })[],
): Promise<void> {
  await sql`
    insert into cases.consultation (site_id, unit_id, counted_by_id, id, talked_on, town_id, fields, concern, language, needs_interpreter, age_band, sex,
      status_group, minutes, outcome, referred_unit_id, offer_id)
    select ${of.siteId}, ${of.unitId}, ${of.countedById}, n.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n (id uuid, talked_on date, town_id uuid, fields text[], concern text, language text,
      needs_interpreter boolean, age_band text, sex text, status_group text, minutes smallint, outcome text, referred_unit_id uuid, offer_id uuid)
    on conflict do nothing`.execute(tx);
}

export async function deleteConsultations(tx: Db, of: OfUnit, ids: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cases.consultation where site_id = ${of.siteId} and unit_id = ${of.unitId} and id = any(${ids}::uuid[])`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** Says whether the row was still at this version. */
export async function updateConsultation(
  tx: Db,
  of: OfUnit & { id: string; version: number },
  values: ConsultationValues,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("cases.consultation")
    .set({ ...values, version: of.version + 1 })
    .where("site_id", "=", of.siteId)
    .where("unit_id", "=", of.unitId)
    .where("id", "=", of.id)
    .where("version", "=", of.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const columns = [
  "id",
  "talked_on",
  "town_id",
  "fields",
  "concern",
  "language",
  "needs_interpreter",
  "age_band",
  "sex",
  "status_group",
  "minutes",
  "outcome",
  "referred_unit_id",
  "offer_id",
  "version",
] as const;

export async function findConsultation(tx: Db, of: OfUnit, id: string): Promise<ConsultationRow | undefined> {
  return await tx
    .selectFrom("cases.consultation")
    .select(columns)
    .where("site_id", "=", of.siteId)
    .where("unit_id", "=", of.unitId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** In no order that tells who came first: ids are random. */
export async function listConsultationsOf(tx: Db, of: OfUnit, day: string): Promise<ConsultationRow[]> {
  return await tx
    .selectFrom("cases.consultation")
    .select(columns)
    .where("site_id", "=", of.siteId)
    .where("unit_id", "=", of.unitId)
    .where("talked_on", "=", day)
    .orderBy("id")
    .limit(1_000)
    .execute();
}

export async function findNeighbours(tx: Db, of: OfUnit, day: string): Promise<{ before: string | null; after: string | null }> {
  const { rows } = await sql<{ before: string | null; after: string | null }>`
    select (select max(talked_on) from cases.consultation where site_id = ${of.siteId} and unit_id = ${of.unitId} and talked_on < ${day}::date) as before,
      (select min(talked_on) from cases.consultation where site_id = ${of.siteId} and unit_id = ${of.unitId} and talked_on > ${day}::date) as after`.execute(
    tx,
  );
  return rows[0]!;
}

export async function countOfDay(tx: Db, of: OfUnit, day: string): Promise<number> {
  const { rows } = await sql<{ talks: number }>`
    select count(*)::integer as talks from cases.consultation
    where site_id = ${of.siteId} and unit_id = ${of.unitId} and talked_on = ${day}::date`.execute(tx);
  return rows[0]!.talks;
}

/** What a membership counts most; a talk of today weighs as much as two of a week ago. */
export async function listPatterns(
  tx: Db,
  of: OfUnit & { membershipId: string },
  days: { today: string; since: string },
  most: number,
): Promise<PatternRow[]> {
  const { rows } = await sql<PatternRow>`
    select town_id, fields, concern, language, needs_interpreter, outcome, referred_unit_id, offer_id
    from cases.consultation
    where site_id = ${of.siteId} and unit_id = ${of.unitId} and counted_by_id = ${of.membershipId} and talked_on between ${days.since}::date and ${days.today}::date
    group by town_id, fields, concern, language, needs_interpreter, outcome, referred_unit_id, offer_id
    order by sum(power(0.9, ${days.today}::date - talked_on)) desc, max(talked_on) desc, fields, concern, language, town_id
    limit ${most}`.execute(tx);
  return rows;
}

export type TrueCountRow = { dimension: string; code: string; talks: number };

export async function countConsultations(tx: Db, fromOn: string, untilOn: string): Promise<TrueCountRow[]> {
  const { rows } = await sql<TrueCountRow>`
    select dimension, code, talks from cases.count_consultations(${fromOn}::date, ${untilOn}::date) order by dimension, code`.execute(tx);
  return rows;
}

export async function findSpan(tx: Db): Promise<{ first_on: string | null; last_on: string | null }> {
  const { rows } = await sql<{
    first_on: string | null;
    last_on: string | null;
  }>`select first_on, last_on from cases.consultation_span()`.execute(tx);
  return rows[0] ?? { first_on: null, last_on: null };
}

// --- figures of months, by file ------------------------------------------------------------------------------------------------------------

export type MonthRow = {
  id: string;
  month_on: string;
  town_id: string | null;
  field_of_action: string;
  language: string | null;
  talks: number;
};

export async function listMonthRows(tx: Db, of: OfUnit, months: readonly string[]): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select id, month_on, town_id, field_of_action, language, talks from cases.consultation_month
    where site_id = ${of.siteId} and unit_id = ${of.unitId} and month_on = any(${months}::date[])
    order by field_of_action, town_id, language limit 20000`.execute(tx);
  return rows;
}

export async function insertMonthRows(tx: Db, of: OfUnit & { importedById: string }, rows: readonly MonthRow[]): Promise<void> {
  await sql`
    insert into cases.consultation_month (site_id, unit_id, imported_by_id, id, month_on, town_id, field_of_action, language, talks)
    select ${of.siteId}, ${of.unitId}, ${of.importedById}, n.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n (id uuid, month_on date, town_id uuid, field_of_action text, language text, talks integer)`.execute(
    tx,
  );
}

export async function updateMonthRows(tx: Db, of: OfUnit, rows: readonly Pick<MonthRow, "id" | "talks">[]): Promise<void> {
  await sql`
    update cases.consultation_month m set talks = n.talks
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) n (id uuid, talks integer)
    where m.site_id = ${of.siteId} and m.unit_id = ${of.unitId} and m.id = n.id`.execute(tx);
}

/** Months of the unit in which it has counted one by one as well. */
export async function listMonthsCounted(tx: Db, fromOn: string, untilOn: string): Promise<{ month_on: string; talks: number }[]> {
  const { rows } = await sql<{ month_on: string; talks: number }>`
    select month_on, talks from cases.list_months_counted(${fromOn}::date, ${untilOn}::date) order by month_on`.execute(tx);
  return rows;
}

export async function listFieldWords(tx: Db, siteId: string): Promise<{ code: string; label_de: string; label_en: string }[]> {
  return await tx
    .selectFrom("network.vocabulary_entry")
    .select(["code", "label_de", "label_en"])
    .where("site_id", "=", siteId)
    .where("vocabulary", "=", "field_of_action")
    .orderBy("position")
    .execute();
}
