import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { CardState, PresentationState } from "./contract.ts";

export type PlanRow = {
  meeting_id: string;
  body_id: string;
  call_text: string;
  call_until_on: string | null;
  called_on: string | null;
  question: string;
  code: string | null;
  takes_cards: boolean;
  version: number;
};

export async function findPlan(tx: Db, siteId: string, meetingId: string): Promise<PlanRow | undefined> {
  const { rows } = await sql<PlanRow>`
    select c.meeting_id, c.body_id, c.call_text, c.call_until_on, c.called_on, c.question, c.code, c.takes_cards, c.version
    from bodies.conference c where c.site_id = ${siteId} and c.meeting_id = ${meetingId}`.execute(tx);
  return rows[0];
}

export type PlanFields = { call_text: string; call_until_on: string | null; question: string };

export async function insertPlan(
  tx: Db,
  row: PlanFields & { site_id: string; meeting_id: string; body_id: string; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.conference")
    .values({ ...row, call_until_on: row.call_until_on as never })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updatePlan(tx: Db, siteId: string, meetingId: string, version: number, fields: PlanFields): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.conference")
    .set({ ...fields, call_until_on: fields.call_until_on as never, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("meeting_id", "=", meetingId)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function updateCalled(tx: Db, siteId: string, meetingId: string, on: string): Promise<void> {
  await sql`
    update bodies.conference c set called_on = coalesce(c.called_on, ${on}::date)
    where c.site_id = ${siteId} and c.meeting_id = ${meetingId}`.execute(tx);
}

export async function isCodeFree(tx: Db, code: string): Promise<boolean> {
  return (await sql<{ is: boolean }>`select bodies.is_code_free(${code}) as is`.execute(tx)).rows[0]!.is;
}

/** The first code stays: it may stand on paper already. */
export async function updateTakesCards(tx: Db, siteId: string, meetingId: string, takesCards: boolean, code: string): Promise<void> {
  await sql`
    update bodies.conference c set code = coalesce(c.code, ${code}), takes_cards = ${takesCards}
    where c.site_id = ${siteId} and c.meeting_id = ${meetingId}`.execute(tx);
}

// ---- cases to present ---------------------------------------------------------------------------------------------------------------------

export type PresentationRow = {
  id: string;
  meeting_id: string;
  body_id: string;
  presenter_id: string;
  presenter_name: string;
  unit_name: string;
  title: string;
  why: string;
  reconstruction_id: string | null;
  state: PresentationState;
  result: string | null;
  result_on: string | null;
  result_seen_on: string | null;
  version: number;
  created_by: string;
};

function presentationsWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<PresentationRow>`
    select p.id, p.meeting_id, p.body_id, p.presenter_id, m.display_name as presenter_name, u.name as unit_name, p.title, p.why, p.reconstruction_id, p.state, p.result,
      p.result_on, p.result_seen_on, p.version, p.created_by
    from bodies.presentation p
    join network.membership m on m.site_id = p.site_id and m.id = p.presenter_id
    join network.unit u on u.site_id = m.site_id and u.id = m.unit_id
    where p.site_id = ${siteId} and ${condition}
    order by array_position(array['chosen', 'offered', 'not_chosen', 'withdrawn'], p.state), p.created_at, p.id limit 200`;
}

export async function listPresentations(tx: Db, siteId: string, meetingId: string): Promise<PresentationRow[]> {
  return (await presentationsWhere(siteId, sql`p.meeting_id = ${meetingId}`).execute(tx)).rows;
}

export async function findPresentation(tx: Db, siteId: string, id: string): Promise<PresentationRow | undefined> {
  return (await presentationsWhere(siteId, sql`p.id = ${id}`).execute(tx)).rows[0];
}

export async function insertPresentation(
  tx: Db,
  row: {
    site_id: string;
    id: string;
    meeting_id: string;
    body_id: string;
    presenter_id: string;
    title: string;
    why: string;
    reconstruction_id: string | null;
    state: PresentationState;
    created_by: string;
  },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.presentation")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updatePresentation(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: Partial<{
    title: string;
    why: string;
    state: PresentationState;
    result: string;
    result_by: string;
    result_on: string;
    result_seen_on: string | null;
  }>,
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.presentation")
    .set({ ...row, version: version + 1 } as never)
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function mayOffer(tx: Db): Promise<boolean> {
  return (await sql<{ may: boolean }>`select coalesce(bodies.may_offer(), false) as may`.execute(tx)).rows[0]!.may;
}

export type CallRow = {
  meeting_id: string;
  body_name: string;
  starts_at: Date;
  place: string | null;
  call_text: string;
  call_until_on: string;
  is_open: boolean;
};

export async function listCalls(tx: Db): Promise<CallRow[]> {
  return (await sql<CallRow>`select * from bodies.list_calls()`.execute(tx)).rows;
}

export type OwnOfferRow = {
  id: string;
  meeting_id: string;
  body_name: string;
  starts_at: Date;
  title: string;
  why: string;
  state: PresentationState;
  result: string | null;
  result_by_name: string | null;
  result_on: string | null;
  result_seen_on: string | null;
  version: number;
  may_change: boolean;
};

export async function listOwnOffers(tx: Db): Promise<OwnOfferRow[]> {
  return (await sql<OwnOfferRow>`select * from bodies.list_own_offers(null)`.execute(tx)).rows;
}

export async function findOwnOffer(tx: Db, id: string): Promise<OwnOfferRow | undefined> {
  return (await sql<OwnOfferRow>`select * from bodies.list_own_offers(${id})`.execute(tx)).rows[0];
}

/** The call that the actor sees, and whether it may still be answered. */
export async function findCall(tx: Db, meetingId: string): Promise<{ body_id: string; is_open: boolean } | undefined> {
  return (await sql<{ body_id: string; is_open: boolean }>`select * from bodies.find_call(${meetingId})`.execute(tx)).rows[0];
}

/** Everybody at the site who may present a case, and from where. */
export async function findPresenter(tx: Db, siteId: string, membershipId: string): Promise<{ role: string; is_now: boolean } | undefined> {
  const { rows } = await sql<{ role: string; is_now: boolean }>`
    select m.role, m.valid_from_on <= platform.today() and (m.valid_until_on is null or m.valid_until_on >= platform.today()) as is_now
    from network.membership m where m.site_id = ${siteId} and m.id = ${membershipId}`.execute(tx);
  return rows[0];
}

// ---- the wall -----------------------------------------------------------------------------------------------------------------------------

export type CardRow = {
  id: string;
  meeting_id: string;
  words: string;
  state: CardState;
  cluster_id: string | null;
  came_at: Date;
  version: number;
};

/** So many of each state at most; a wall with more is no wall. */
const mostCards = 500;

export async function listCards(tx: Db, siteId: string, meetingId: string): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select k.id, k.meeting_id, k.words, k.state, k.cluster_id, k.came_at, k.version
    from (select k.*, row_number() over (partition by k.state order by k.came_at, k.id) as n
          from (select c.id, c.meeting_id, c.words, c.state, c.cluster_id, c.came_at, c.version from bodies.card c
                where c.site_id = ${siteId} and c.meeting_id = ${meetingId}) k) k
    where k.n <= ${mostCards} order by k.came_at, k.id`.execute(tx);
  return rows;
}

export async function findCard(tx: Db, siteId: string, id: string): Promise<CardRow | undefined> {
  const { rows } = await sql<CardRow>`
    select k.id, k.meeting_id, k.words, k.state, k.cluster_id, k.came_at, k.version
    from bodies.card k where k.site_id = ${siteId} and k.id = ${id}`.execute(tx);
  return rows[0];
}

export async function updateCard(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  to: { state: CardState; clusterId: string | null; at: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.card")
    .set({ state: to.state, cluster_id: to.clusterId, changed_at: to.at, version: version + 1 })
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function showCards(tx: Db, siteId: string, meetingId: string, ids: readonly string[], at: Date): Promise<void> {
  await sql`
    update bodies.card k set state = 'shown', changed_at = ${at}, version = k.version + 1
    where k.site_id = ${siteId} and k.meeting_id = ${meetingId} and k.state = 'waiting' and k.id = any(${ids}::uuid[])`.execute(tx);
}

export async function setDeviceAside(tx: Db, cardId: string, isAside: boolean): Promise<void> {
  await sql`select bodies.set_device_aside(${cardId}, ${isAside})`.execute(tx);
}

export type ClusterRow = {
  id: string;
  meeting_id: string;
  name: string;
  theme_id: string | null;
  report_id: string | null;
  taken_up_on: string | null;
  version: number;
  created_by: string;
};

function clustersWhere(siteId: string, condition: RawBuilder<unknown>) {
  return sql<ClusterRow>`
    select k.id, k.meeting_id, k.name, k.theme_id, k.report_id, k.taken_up_on, k.version, k.created_by
    from bodies.cluster k where k.site_id = ${siteId} and ${condition} order by k.position, k.created_at, k.id limit 100`;
}

export async function listClusters(tx: Db, siteId: string, meetingId: string): Promise<ClusterRow[]> {
  return (await clustersWhere(siteId, sql`k.meeting_id = ${meetingId}`).execute(tx)).rows;
}

export async function findCluster(tx: Db, siteId: string, id: string): Promise<ClusterRow | undefined> {
  return (await clustersWhere(siteId, sql`k.id = ${id}`).execute(tx)).rows[0];
}

export async function insertCluster(
  tx: Db,
  row: { site_id: string; id: string; meeting_id: string; body_id: string; name: string; position: number; created_by: string },
): Promise<boolean> {
  const result = await tx
    .insertInto("bodies.cluster")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function putCards(
  tx: Db,
  siteId: string,
  meetingId: string,
  clusterId: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`
    update bodies.card k set cluster_id = ${clusterId}, changed_at = ${at}, version = k.version + 1
    where k.site_id = ${siteId} and k.meeting_id = ${meetingId} and k.state = 'shown' and k.cluster_id is null and k.id = any(${ids}::uuid[])`.execute(
    tx,
  );
}

export async function letCardsGo(tx: Db, siteId: string, clusterId: string, at: Date): Promise<void> {
  await sql`
    update bodies.card k set cluster_id = null, changed_at = ${at}, version = k.version + 1
    where k.site_id = ${siteId} and k.cluster_id = ${clusterId}`.execute(tx);
}

export async function updateCluster(
  tx: Db,
  siteId: string,
  id: string,
  version: number,
  row: Partial<{ name: string; theme_id: string; report_id: string; taken_up_on: string }>,
): Promise<boolean> {
  const result = await tx
    .updateTable("bodies.cluster")
    .set({ ...row, version: version + 1 } as never)
    .where("site_id", "=", siteId)
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function setClusterRemoved(tx: Db, id: string, isRemoved: boolean): Promise<boolean> {
  return (await sql<{ done: boolean }>`select bodies.set_cluster_removed(${id}, ${isRemoved}) as done`.execute(tx)).rows[0]!.done;
}

/** Says in one line whether anything that the actor sees on the wall has changed. */
export async function getRevision(tx: Db, siteId: string, meetingId: string): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select concat_ws('.',
      (select concat_ws('.', c.version, c.takes_cards::integer, (c.code is not null)::integer) from bodies.conference c
       where c.site_id = ${siteId} and c.meeting_id = ${meetingId}),
      (select concat_ws('.', count(*), sum(k.version), count(*) filter (where k.state = 'shown')) from bodies.card k
       where k.site_id = ${siteId} and k.meeting_id = ${meetingId}),
      (select concat_ws('.', count(*), sum(k.version)) from bodies.cluster k where k.site_id = ${siteId} and k.meeting_id = ${meetingId})) as revision`.execute(
    tx,
  );
  return rows[0]!.revision;
}

export async function countCards(tx: Db, siteId: string, meetingId: string): Promise<Record<CardState, number>> {
  const { rows } = await sql<Record<CardState, number>>`
    select count(*) filter (where k.state = 'waiting')::integer as waiting, count(*) filter (where k.state = 'shown')::integer as shown,
      count(*) filter (where k.state = 'set_aside')::integer as set_aside
    from bodies.card k where k.site_id = ${siteId} and k.meeting_id = ${meetingId}`.execute(tx);
  return rows[0]!;
}

/** Not to be shown as they are: they pass the gate of themes. */
export async function countThemeOrigins(tx: Db): Promise<{ themes: number; from_cases: number }> {
  return (await sql<{ themes: number; from_cases: number }>`select * from bodies.count_theme_origins()`.execute(tx)).rows[0]!;
}

// ---- at the door --------------------------------------------------------------------------------------------------------------------------

export type WallAtDoor = { state: "open" | "not_yet" | "over"; body_name: string; question: string };

export async function findWall(tx: Db, code: string): Promise<WallAtDoor | undefined> {
  return (await sql<WallAtDoor>`select * from bodies.find_wall(${code})`.execute(tx)).rows[0];
}

export async function listPublicNames(tx: Db, code: string): Promise<string[]> {
  return (await sql<{ name: string }>`select n as name from bodies.list_public_names(${code}) n`.execute(tx)).rows.map((row) => row.name);
}

export type HandedIn = "taken" | "id_taken" | "no_such_code" | "not_yet" | "over" | "device_full" | "wall_full";

export async function insertCard(tx: Db, code: string, card: { id: string; words: string; device: Buffer }): Promise<HandedIn> {
  const { rows } = await sql<{ outcome: HandedIn }>`
    select bodies.hand_in_card(${code}, ${card.id}, ${card.words}, ${card.device}) as outcome`.execute(tx);
  return rows[0]!.outcome;
}
