import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type Standing = { may_write: boolean; takes_part: boolean; may_bring: boolean; is_team: boolean };

export async function getStanding(tx: Db): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select coalesce(cooperation.may_write(), false) as may_write, coalesce(cooperation.takes_part(), false) as takes_part,
      coalesce(cooperation.may_bring(), false) as may_bring, coalesce(cooperation.is_team(), false) as is_team`.execute(tx);
  return rows[0]!;
}

export async function setRemoved(
  tx: Db,
  what: "structure" | "agreement" | "wave" | "figures",
  id: string,
  isRemoved: boolean,
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select cooperation.set_removed(${what}, ${id}, ${isRemoved}) as done`.execute(tx);
  return rows[0]!.done;
}

export type Ending = { what: "agreement" | "funding"; subject_id: string; ends_on: string; membership_id: string };
export async function listEndings(tx: Db): Promise<Ending[]> {
  return (await sql<Ending>`select * from cooperation.list_endings()`.execute(tx)).rows;
}
