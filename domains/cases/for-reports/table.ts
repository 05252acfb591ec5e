import { type FigureTable, keyOfQuarter, seriesOfQuarters } from "../../disclosure/index.ts";

export type CourseOfQuarter = { readonly quarter: string; readonly openBefore: number; readonly begun: number; readonly closed: number };

/** Open when the first quarter began. */
export const keyOfStart = "start";

/**
 * What was open, begun and closed in one table: who was open before and who came make those accompanied in the quarter, and so do those closed and those still open.
 * Without these sums a held-back number of beginnings would follow from two shown stocks.
 */
export function tableOfCourse(rows: readonly CourseOfQuarter[]): FigureTable {
  const quarters = rows.map((row) => row.quarter);
  const of = new Map(rows.map((row) => [row.quarter, row]));
  const begun = seriesOfQuarters("begun", quarters, (quarter) => of.get(quarter)?.begun ?? 0);
  const closed = seriesOfQuarters("closed", quarters, (quarter) => of.get(quarter)?.closed ?? 0);
  const figures = [{ key: keyOfStart, count: rows[0]?.openBefore ?? 0 }, ...begun.figures, ...closed.figures];
  const sums = [...begun.sums, ...closed.sums];
  let open = rows[0]?.openBefore ?? 0;
  let before = keyOfStart;
  for (const row of rows) {
    const accompanied = keyOfQuarter("accompanied", row.quarter);
    const still = keyOfQuarter("open", row.quarter);
    figures.push({ key: accompanied, count: open + row.begun }, { key: still, count: open + row.begun - row.closed });
    sums.push({ total: accompanied, parts: [before, keyOfQuarter("begun", row.quarter)] });
    sums.push({ total: accompanied, parts: [still, keyOfQuarter("closed", row.quarter)] });
    open += row.begun - row.closed;
    before = still;
  }
  return { figures, sums };
}
