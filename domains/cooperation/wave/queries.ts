import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { Rating } from "./contract.ts";

export type WaveRow = {
  id: string;
  title: string;
  state: "planned" | "open" | "closed";
  until_on: string;
  ties_from_on: string;
  opened_on: string | null;
  closed_on: string | null;
  created_by: string;
  version: number;
  has_result: boolean;
  shown_to_bodies_on: string | null;
  released_to_team_on: string | null;
  result_version: number | null;
};

function wavesWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<WaveRow>`
    select w.id, w.title, w.state, w.until_on, w.ties_from_on, w.opened_on, w.closed_on, w.created_by, w.version, r.wave_id is not null as has_result,
      r.shown_to_bodies_on, r.released_to_team_on, r.version as result_version
    from cooperation.wave w left join cooperation.wave_result r on r.site_id = w.site_id and r.wave_id = w.id
    where w.site_id = ${siteId} and ${condition} order by coalesce(w.opened_on, w.until_on) desc, w.id desc limit 200`;
}

export async function listWaves(tx: Db, siteId: string): Promise<WaveRow[]> {
  return (await wavesWhere(siteId, sql`true`).execute(tx)).rows;
}
export async function listOpenWaves(tx: Db, siteId: string): Promise<WaveRow[]> {
  return (await wavesWhere(siteId, sql`w.state = 'open'`).execute(tx)).rows;
}
export async function findWave(tx: Db, siteId: string, id: string): Promise<WaveRow | undefined> {
  return (await wavesWhere(siteId, sql`w.id = ${id}`).execute(tx)).rows[0];
}

export async function insertWave(
  tx: Db,
  row: { site_id: string; id: string; title: string; until_on: string; ties_from_on: string; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("cooperation.wave")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

type WaveChange = { title: string; until_on: string } | { state: "open" | "closed"; opened_on?: string; closed_on?: string };
export async function updateWave(tx: Db, siteId: string, id: string, version: number, change: WaveChange): Promise<boolean> {
  const result = await tx
    .updateTable("cooperation.wave")
    .set({ ...change, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export type AskedRow = {
  organisation_id: string;
  name: string;
  membership_id: string | null;
  member_name: string | null;
  member_role: string | null;
  has_left: boolean;
  member_left: boolean;
  answered_on: string | null;
  second_on: string | null;
};
export async function listAsked(tx: Db, waveId: string): Promise<AskedRow[]> {
  return (await sql<AskedRow>`select * from cooperation.list_asked(${waveId})`.execute(tx)).rows;
}
export async function countAnswers(tx: Db): Promise<{ wave_id: string; asked: number; answered: number }[]> {
  return (await sql<{ wave_id: string; asked: number; answered: number }>`select * from cooperation.count_answers()`.execute(tx)).rows;
}

/** Memberships of the site today with the organisation they work for. */
export async function listColleagues(
  tx: Db,
  siteId: string,
  ids: readonly string[],
): Promise<{ id: string; organisation_id: string; role: string }[]> {
  const { rows } = await sql<{ id: string; organisation_id: string; role: string }>`
    select m.id, u.organisation_id, m.role from network.membership m join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
    where m.site_id = ${siteId} and m.id = any(${[...ids]}::uuid[]) and m.role <> 'system' and m.valid_from_on <= platform.today()
      and (m.valid_until_on is null or m.valid_until_on >= platform.today())`.execute(tx);
  return rows;
}

export async function listNames(
  tx: Db,
  siteId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string; has_left: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; has_left: boolean }>`
    select o.id, coalesce(o.short_name, o.name) as name, o.removed_at is not null as has_left from network.organisation o
    where o.site_id = ${siteId} and o.id = any(${[...ids]}::uuid[]) order by name, o.id`.execute(tx);
  return rows;
}

export async function insertAsked(
  tx: Db,
  rows: readonly { site_id: string; wave_id: string; organisation_id: string; name: string; membership_id: string | null }[],
): Promise<void> {
  await tx
    .insertInto("cooperation.wave_organisation")
    .values([...rows])
    .execute();
}

export async function updateAnswering(
  tx: Db,
  siteId: string,
  waveId: string,
  organisationId: string,
  membershipId: string | null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cooperation.wave_organisation set membership_id = ${membershipId}
    where site_id = ${siteId} and wave_id = ${waveId} and organisation_id = ${organisationId}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function countOtherAnswer(tx: Db, waveId: string, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select cooperation.count_other_answer(${waveId}, ${organisationId}) as done`.execute(tx);
  return rows[0]!.done;
}

export async function insertLink(
  tx: Db,
  it: { id: string; hash: Buffer; waveId: string; organisationId: string; expiresAt: Date },
): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`
    select cooperation.add_link(${it.id}, ${it.hash}, ${it.waveId}, ${it.organisationId}, ${it.expiresAt}) as made`.execute(tx);
  return rows[0]!.made;
}

// ---- the own answer -----------------------------------------------------------------------------------------------------------------------

export type OwnAnswerRow = {
  id: string;
  organisation_id: string;
  state: "draft" | "handed_in" | "second";
  saved_on: string;
  handed_in_on: string | null;
  version: number;
};
/**
 * The answer of the actor in a wave, for whichever organisation: the newest one if it changed its place meanwhile, and what was handed in before what was begun.
 * Through a link only what the same session has begun.
 */
export async function findOwnAnswer(tx: Db, siteId: string, waveId: string, organisationId?: string): Promise<OwnAnswerRow | undefined> {
  const { rows } = await sql<OwnAnswerRow>`
    select a.id, a.organisation_id, a.state, a.saved_on, a.handed_in_on, a.version from cooperation.answer a
    where a.site_id = ${siteId} and a.wave_id = ${waveId} and a.membership_id = network.actor_id()
      and (network.actor_link() is null or a.state = 'draft' and a.written_through = network.actor_link())
      and (${organisationId ?? null}::uuid is null or a.organisation_id = ${organisationId ?? null}::uuid)
    order by a.state = 'draft', a.saved_on desc, a.id limit 1`.execute(tx);
  return rows[0];
}

/** That something was handed in, for whom its ratings are not shown. */
export async function findHandedIn(tx: Db, siteId: string, waveId: string, organisationId?: string): Promise<OwnAnswerRow | undefined> {
  const { rows } = await sql<OwnAnswerRow>`
    select a.id, a.organisation_id, a.state, a.saved_on, a.handed_in_on, a.version from cooperation.answer a
    where a.site_id = ${siteId} and a.wave_id = ${waveId} and a.membership_id = network.actor_id() and a.state <> 'draft'
      and (${organisationId ?? null}::uuid is null or a.organisation_id = ${organisationId ?? null}::uuid)
    order by a.handed_in_on desc, a.id limit 1`.execute(tx);
  return rows[0];
}

export async function listOwnRatings(tx: Db, siteId: string, answerId: string): Promise<Rating[]> {
  const { rows } = await sql<{ organisation_id: string; frequency: number; quality: number | null; importance: number | null }>`
    select r.organisation_id, r.frequency, r.quality, r.importance from cooperation.rating r
    where r.site_id = ${siteId} and r.answer_id = ${answerId} order by r.organisation_id`.execute(tx);
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    frequency: row.frequency,
    quality: row.quality,
    importance: row.importance,
  }));
}

export async function listAnswerable(tx: Db): Promise<{ wave_id: string; organisation_id: string }[]> {
  return (await sql<{ wave_id: string; organisation_id: string }>`select * from cooperation.answerable()`.execute(tx)).rows;
}

export type OwnWaveRow = {
  id: string;
  title: string;
  state: string;
  until_on: string;
  organisation_id: string | null;
};
function ownWavesWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<OwnWaveRow>`
    select w.id, w.title, w.state, w.until_on, o.organisation_id
    from cooperation.wave w
    left join cooperation.wave_organisation o on o.site_id = w.site_id and o.wave_id = w.id and o.membership_id = network.actor_id()
    where w.site_id = ${siteId} and w.id = any(array(select cooperation.asked())) and ${condition} order by w.until_on desc, w.id desc limit 20`;
}
/** Waves that ask the actor or that it has answered; organisation_id is the one it answers for now. */
export async function listOwnWaves(tx: Db, siteId: string): Promise<OwnWaveRow[]> {
  return (await ownWavesWhere(siteId, sql`true`).execute(tx)).rows;
}
export async function findOwnWave(tx: Db, siteId: string, id: string): Promise<OwnWaveRow | undefined> {
  return (await ownWavesWhere(siteId, sql`w.id = ${id}`).execute(tx)).rows[0];
}

export async function listOthers(tx: Db, siteId: string, waveId: string): Promise<{ id: string; name: string; has_left: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; has_left: boolean }>`
    select o.organisation_id as id, o.name, n.removed_at is not null as has_left
    from cooperation.wave_organisation o join network.organisation n on n.site_id = o.site_id and n.id = o.organisation_id
    where o.site_id = ${siteId} and o.wave_id = ${waveId} order by o.name, o.organisation_id limit 500`.execute(tx);
  return rows;
}

export async function insertAnswer(
  tx: Db,
  row: { site_id: string; id: string; wave_id: string; organisation_id: string; membership_id: string; saved_on: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("cooperation.answer")
    .values({ ...row, written_through: sql`network.actor_link()` })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function touchAnswer(tx: Db, siteId: string, id: string, version: number, savedOn: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cooperation.answer set saved_on = ${savedOn}, version = version + 1, written_through = network.actor_link()
    where site_id = ${siteId} and id = ${id} and version = ${version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function saveRatings(tx: Db, siteId: string, answerId: string, ratings: readonly Rating[]): Promise<void> {
  await sql`delete from cooperation.rating r where r.site_id = ${siteId} and r.answer_id = ${answerId}`.execute(tx);
  if (ratings.length === 0) return;
  await tx
    .insertInto("cooperation.rating")
    .values(
      ratings.map((one) => ({
        site_id: siteId,
        answer_id: answerId,
        organisation_id: one.organisationId,
        frequency: one.frequency,
        quality: one.quality,
        importance: one.importance,
      })),
    )
    .execute();
}

export async function handIn(
  tx: Db,
  answerId: string,
  version: number,
): Promise<"handed_in" | "second" | "closed" | "changed" | "unknown"> {
  const { rows } = await sql<{ done: "handed_in" | "second" | "closed" | "changed" | "unknown" }>`
    select cooperation.hand_in(${answerId}, ${version}) as done`.execute(tx);
  return rows[0]!.done;
}
