import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";
import type { FrameworkDocument } from "../framework/contract.ts";
import type { MilestoneCode, PhaseNumber } from "../phase/contract.ts";

export type SiteRow = {
  site_id: string;
  name: string;
  phase: PhaseNumber;
  phase_since_on: string | null;
  roadmap_released_on: string | null;
  framework_released_on: string | null;
};
export async function listSites(tx: Db): Promise<SiteRow[]> {
  return (await sql<SiteRow>`select * from strategy.list_programme_sites()`.execute(tx)).rows;
}

export type ReleasedPhase = {
  site_id: string;
  number: PhaseNumber;
  title: string | null;
  from_on: string | null;
  until_on: string | null;
  begun_on: string | null;
  ended_on: string | null;
};
export async function listReleasedPhases(tx: Db): Promise<ReleasedPhase[]> {
  return (await sql<ReleasedPhase>`select * from strategy.list_released_phases()`.execute(tx)).rows;
}

export type ReleasedMilestone = {
  site_id: string;
  id: string;
  phase_number: PhaseNumber;
  code: MilestoneCode | null;
  title: string | null;
  due_on: string | null;
  reached_on: string | null;
  moved: number;
};
export async function listReleasedMilestones(tx: Db): Promise<ReleasedMilestone[]> {
  return (await sql<ReleasedMilestone>`select * from strategy.list_released_milestones()`.execute(tx)).rows;
}

export type ReleasedFramework = {
  site_id: string;
  site_name: string;
  number: number;
  decided_on: string;
  body_name: string;
  document: FrameworkDocument;
};
export async function findReleasedFramework(tx: Db, siteId: string): Promise<ReleasedFramework | undefined> {
  return (await sql<ReleasedFramework>`select * from strategy.find_released_framework(${siteId})`.execute(tx)).rows[0];
}
