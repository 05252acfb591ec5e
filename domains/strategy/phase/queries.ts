import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { MilestoneCode, PhaseNumber } from "./contract.ts";

export type PhaseRow = {
  number: PhaseNumber;
  title: string | null;
  aim: string | null;
  from_on: string | null;
  until_on: string | null;
  begun_on: string | null;
  ended_on: string | null;
  version: number;
};

export async function listPhases(tx: Db, siteId: string): Promise<PhaseRow[]> {
  const { rows } = await sql<PhaseRow>`
    select number, title, aim, from_on, until_on, begun_on, ended_on, version from strategy.phase where site_id = ${siteId} order by number`.execute(
    tx,
  );
  return rows;
}

export async function getCurrentPhase(tx: Db, siteId: string): Promise<{ phase: PhaseNumber; phase_since_on: string | null }> {
  const { rows } = await sql<{ phase: PhaseNumber; phase_since_on: string | null }>`
    select phase, phase_since_on from network.site where id = ${siteId}`.execute(tx);
  return rows[0]!;
}

/** Says how many were new. */
export async function insertPhases(tx: Db, siteId: string, numbers: readonly number[]): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into strategy.phase (site_id, number) select ${siteId}, n from unnest(${[...numbers]}::integer[]) n on conflict do nothing`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}

export async function updatePhase(
  tx: Db,
  siteId: string,
  it: { number: number; title: string | null; aim: string | null; fromOn: string | null; untilOn: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.phase set title = ${it.title}, aim = ${it.aim}, from_on = ${it.fromOn}::date, until_on = ${it.untilOn}::date, version = version + 1
    where site_id = ${siteId} and number = ${it.number} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

/** The one entered begins on this day; those before it end with it, those after it have not begun. */
export async function enterPhase(tx: Db, siteId: string, number: number, on: string): Promise<void> {
  await sql`
    update strategy.phase set begun_on = case when number = ${number} then ${on}::date when number < ${number} then begun_on end,
      ended_on = case when number < ${number} and begun_on is not null then coalesce(ended_on, ${on}::date) end,
      version = version + 1
    where site_id = ${siteId}`.execute(tx);
}

export type MilestoneRow = {
  id: string;
  phase_number: PhaseNumber;
  code: MilestoneCode | null;
  title: string | null;
  due_on: string | null;
  reached_on: string | null;
  version: number;
  created_by: string;
};

const milestonesWhere = (siteId: string, condition: RawBuilder<unknown>) => sql<MilestoneRow>`
  select m.id, m.phase_number, m.code, m.title, m.due_on, m.reached_on, m.version, m.created_by from strategy.milestone m
  where m.site_id = ${siteId} and ${condition} order by m.phase_number, m.position, m.id limit 500`;

export async function listMilestones(tx: Db, siteId: string): Promise<MilestoneRow[]> {
  return (await milestonesWhere(siteId, sql`true`).execute(tx)).rows;
}

export async function findMilestone(tx: Db, siteId: string, id: string): Promise<MilestoneRow | undefined> {
  return (await milestonesWhere(siteId, sql`m.id = ${id}`).execute(tx)).rows[0];
}

export async function insertMilestone(
  tx: Db,
  siteId: string,
  it: { id: string; phaseNumber: number; code: string | null; title: string | null; dueOn: string | null; by: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into strategy.milestone (site_id, id, phase_number, code, title, due_on, position, created_by)
    select ${siteId}, ${it.id}, ${it.phaseNumber}, ${it.code}, ${it.title}, ${it.dueOn}::date, least(coalesce(max(m.position), 0) + 1, 1000), ${it.by}
    from strategy.milestone m where m.site_id = ${siteId} and m.phase_number = ${it.phaseNumber} on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

export async function updateMilestone(
  tx: Db,
  siteId: string,
  it: { id: string; phaseNumber: number; title: string | null; dueOn: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.milestone set phase_number = ${it.phaseNumber}, title = ${it.title}, due_on = ${it.dueOn}::date, version = version + 1
    where site_id = ${siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}

export async function reachMilestone(
  tx: Db,
  siteId: string,
  it: { id: string; reachedOn: string | null; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update strategy.milestone set reached_on = ${it.reachedOn}::date, version = version + 1
    where site_id = ${siteId} and id = ${it.id} and version = ${it.version}`.execute(tx);
  return numAffectedRows === 1n;
}
