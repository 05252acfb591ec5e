import { expect, test } from "vitest";
import { showOnce } from "../../disclosure/index.ts";
import { answerTimes, keyOfTime, type ReportedOfQuarter, tableOfReports } from "./table.ts";

const quarters = ["2026-1", "2026-2", "2026-3"];
const rows: readonly ReportedOfQuarter[] = [
  { quarter: "2026-1", reports: 9, answered: 9, days: [2, 3, 3, 9, 10, 20, 30, 40, 50] },
  { quarter: "2026-2", reports: 8, answered: 8, days: [1, 1, 2, 2, 21, 22, 23, 24] },
  { quarter: "2026-3", reports: 12, answered: 3, days: [1, 1, 1] },
];
const shownOf = async (of: readonly ReportedOfQuarter[]) =>
  (await showOnce({ siteId: "s", subjectId: "s", table: tableOfReports(of, quarters), beside: () => null })).figures;

test("reports are those answered and those not, in every quarter and half year", async () => {
  const { figures, sums } = tableOfReports(rows, quarters);
  const count = (key: string) => figures.find((one) => one.key === key)?.count;
  for (const { total, parts } of sums) expect(count(total), total).toBe(parts.reduce((sum, part) => sum + count(part)!, 0));
  expect(sums).toContainEqual({ total: "reports 2026-h1", parts: ["answered 2026-h1", "unanswered 2026-h1"] });
});

test("the time to the first answer is told only where the number of answered reports is", async () => {
  const shown = await shownOf(rows);
  expect(shown.get("answered 2026-3")).toBeNull();
  const times = answerTimes(rows, quarters, shown);
  expect(times[keyOfTime(["2026-1"])]).toEqual({ medianDays: 10, answered: 9 });
  expect(times[keyOfTime(["2026-1", "2026-2"])]).toEqual({ medianDays: 10, answered: 17 });
  expect(Object.keys(times).some((key) => key.endsWith("2026-3"))).toBe(false);
});
