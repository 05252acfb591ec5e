import { sql } from "kysely";
import type { Db } from "../../../platform/server/database/pool.ts";

export type CourseRow = { quarter: string; open_before: number; begun: number; closed: number };

/** Raw counts by quarter ("2026-1"), which nobody sees before they passed the gate. */
export async function countCourse(tx: Db, fromOn: string, untilOn: string): Promise<CourseRow[]> {
  return (await sql<CourseRow>`select * from cases.count_course(${fromOn}::date, ${untilOn}::date)`.execute(tx)).rows;
}
