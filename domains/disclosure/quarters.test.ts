import { expect, test } from "vitest";
import { countOfQuarters, seriesOfQuarters } from "./rules-quarters.ts";
import { protectTable, defaultRule } from "./rules-suppression.ts";

const quarters = ["2025-1", "2025-2", "2025-3", "2025-4", "2026-1", "2026-2", "2026-3"];
const countsOf = (counts: Readonly<Record<string, number>>) => seriesOfQuarters("begun", quarters, (quarter) => counts[quarter] ?? 0);
const shownOf = (counts: Readonly<Record<string, number>>) =>
  new Map(protectTable(countsOf(counts), defaultRule).figures.map((one) => [one.key, one.shown]));

test("half years and years are there where all of their quarters are", () => {
  const { figures, sums } = countsOf({ "2025-1": 7, "2025-2": 9, "2026-1": 11 });
  expect(figures.map((one) => one.key)).toEqual([
    ...quarters.map((quarter) => `begun ${quarter}`),
    "begun 2025-h1",
    "begun 2025-h2",
    "begun 2025",
    "begun 2026-h1",
  ]);
  expect(sums.map((one) => one.total)).toEqual(["begun 2025-h1", "begun 2025-h2", "begun 2025", "begun 2026-h1"]);
  expect(figures.find((one) => one.key === "begun 2025")?.count).toBe(16);
});

test("a period is put together out of what is shown", () => {
  const shown = shownOf({ "2025-1": 7, "2025-2": 9, "2025-3": 12, "2025-4": 20, "2026-1": 11, "2026-2": 6, "2026-3": 8 });
  expect(countOfQuarters(shown, "begun", quarters)).toBe(73);
  expect(countOfQuarters(shown, "begun", ["2025-2", "2025-3"])).toBe(21);
  expect(countOfQuarters(shown, "begun", ["2026-1", "2026-2", "2026-3"])).toBe(25);
});

test("a small quarter never follows from two periods that overlap", () => {
  // three people in one quarter
  const shown = shownOf({ "2025-1": 7, "2025-2": 9, "2025-3": 12, "2025-4": 20, "2026-1": 11, "2026-2": 3, "2026-3": 8 });
  const read = (period: readonly string[]) => countOfQuarters(shown, "begun", period);
  expect(read(["2026-2"])).toBeNull();
  const periods = quarters.flatMap((_, from) => quarters.slice(from).map((__, more) => quarters.slice(from, from + more + 1)));
  for (const longer of periods)
    for (const shorter of periods) {
      const rest = longer.filter((quarter) => !shorter.includes(quarter));
      if (shorter.some((quarter) => !longer.includes(quarter)) || rest.join() !== "2026-2") continue;
      expect(read(longer) === null || read(shorter) === null, `${longer.join()} less ${shorter.join()}`).toBe(true);
    }
  // and the whole year before is told all the same
  expect(read(["2025-1", "2025-2", "2025-3", "2025-4"])).toBe(48);
});
