import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Audience, PatternItem, SuggestionState } from "./contract.ts";

export async function updateAudience(tx: Db, siteId: string, itemId: string, version: number, audience: Audience): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.agenda_item")
    .set({ audience, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", itemId)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type PatternRow = { id: string; name: string; body_kind: string | null; items: PatternItem[]; version: number; created_by: string };

export async function listPatterns(tx: Db, siteId: string): Promise<PatternRow[]> {
  const { rows } = await sql<PatternRow>`
    select a.id, a.name, a.body_kind, a.items, a.version, a.created_by from bodies.agenda_pattern a
    where a.site_id = ${siteId} order by a.name, a.id limit 100`.execute(tx);
  return rows;
}

export async function findPattern(tx: Db, siteId: string, id: string): Promise<PatternRow | undefined> {
  return (await listPatterns(tx, siteId)).find((one) => one.id === id);
}

type PatternColumns = { name: string; body_kind: string | null; items: readonly PatternItem[] };

export async function insertPattern(tx: Db, row: PatternColumns & { site_id: string; id: string; created_by: string }): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.agenda_pattern")
    .values({ ...row, items: JSON.stringify(row.items) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updatePattern(tx: Db, siteId: string, id: string, version: number, row: PatternColumns): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.agenda_pattern")
    .set({ ...row, items: JSON.stringify(row.items), version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type SuggestionRow = {
  id: string;
  body_id: string;
  title: string;
  why: string;
  theme_id: string | null;
  minutes_planned: number;
  state: SuggestionState;
  meeting_id: string | null;
  meeting_on: string | null;
  answer: string | null;
  suggested_by: string;
  by: string;
  unit_name: string;
  suggested_at: Date;
  version: number;
  may_write: boolean;
};

async function suggestionsWhere(tx: Db, siteId: string, of: { bodyId: string } | { id: string }): Promise<SuggestionRow[]> {
  const which = "id" in of ? sql`s.id = ${of.id}` : sql`s.body_id = ${of.bodyId}`;
  const { rows } = await sql<SuggestionRow>`
    select s.id, s.body_id, s.title, s.why, s.theme_id, s.minutes_planned, s.state, s.meeting_id, s.answer, s.suggested_by, p.display_name as by, u.name as unit_name,
      s.suggested_at, s.version, bodies.may_write() as may_write,
      (select (t.starts_at at time zone 'Europe/Berlin')::date from bodies.meeting t where t.site_id = s.site_id and t.id = s.meeting_id) as meeting_on
    from bodies.suggestion s
    join network.membership p on p.site_id = s.site_id and p.id = s.suggested_by
    join network.unit u on u.site_id = p.site_id and u.id = p.unit_id
    where s.site_id = ${siteId} and ${which}
    order by s.state <> 'open', s.suggested_at desc, s.id limit 100`.execute(tx);
  return rows;
}

export async function listSuggestions(tx: Db, siteId: string, bodyId: string): Promise<SuggestionRow[]> {
  return await suggestionsWhere(tx, siteId, { bodyId });
}

export async function findSuggestion(tx: Db, siteId: string, id: string): Promise<SuggestionRow | undefined> {
  return (await suggestionsWhere(tx, siteId, { id }))[0];
}

/** Whoever answers a suggestion or takes it back waits here for the one before. */
export async function lockSuggestion(tx: Db, siteId: string, id: string): Promise<SuggestionRow | undefined> {
  await sql`select 1 from bodies.suggestion s where s.site_id = ${siteId} and s.id = ${id} for update`.execute(tx);
  return await findSuggestion(tx, siteId, id);
}

export async function countOpenOf(tx: Db, siteId: string, bodyId: string, membershipId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from bodies.suggestion s
    where s.site_id = ${siteId} and s.body_id = ${bodyId} and s.suggested_by = ${membershipId} and s.state = 'open'`.execute(tx);
  return rows[0]!.n;
}

export async function insertSuggestion(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    body_id: string;
    title: string;
    why: string;
    theme_id: string | null;
    minutes_planned: number;
    suggested_by: string;
    suggested_at: Date;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.suggestion")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateSuggestion(
  tx: Db,
  siteId: string,
  id: string,
  row: {
    state: SuggestionState;
    meeting_id?: string | null;
    agenda_item_id?: string | null;
    answer?: string | null;
    answered_by: string;
    answered_at: Date;
  },
): Promise<void> {
  await tx
    .updateTable("bodies.suggestion")
    .set({ ...row, version: sql<number>`version + 1` })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .execute();
}
