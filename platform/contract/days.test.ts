import { expect, it } from "vitest";
import { addDays, daysBetween, startOfDay } from "./days.ts";

it("knows when a day begins in Berlin, in winter, in summer and on the days between", () => {
  expect(startOfDay("2026-11-23").toISOString()).toBe("2026-11-22T23:00:00.000Z");
  expect(startOfDay("2026-07-01").toISOString()).toBe("2026-06-30T22:00:00.000Z");
  expect(startOfDay("2026-03-29").toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(startOfDay("2026-03-30").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(startOfDay("2026-10-25").toISOString()).toBe("2026-10-24T22:00:00.000Z");
  expect(startOfDay("2026-10-26").toISOString()).toBe("2026-10-25T23:00:00.000Z");
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
});
