import { expect, it } from "vitest";
import { dayAfter, latestEnd, periodProblem, startOfDay, stateOn } from "./rules.ts";

it("knows when a day begins in Berlin, in winter, in summer and on the days between", () => {
  expect(startOfDay("2026-11-23").toISOString()).toBe("2026-11-22T23:00:00.000Z");
  expect(startOfDay("2026-07-01").toISOString()).toBe("2026-06-30T22:00:00.000Z");
  expect(startOfDay("2026-03-29").toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(startOfDay("2026-03-30").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(startOfDay("2026-10-25").toISOString()).toBe("2026-10-24T22:00:00.000Z");
  expect(startOfDay("2026-10-26").toISOString()).toBe("2026-10-25T23:00:00.000Z");
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  expect(dayAfter("2028-02-28")).toBe("2028-02-29");
});

it("allows two years and not a day more", () => {
  expect(latestEnd("2026-03-12")).toBe("2028-03-11");
  expect(latestEnd("2028-02-29")).toBe("2030-02-28");
  expect(periodProblem("2026-03-12", "2028-03-11", "2026-03-12")).toBeUndefined();
  expect(periodProblem("2026-03-12", "2028-03-12", "2026-03-12")).toBe("longer_than_two_years");
  expect(periodProblem("2026-03-12", "2026-03-11", "2026-03-12")).toBe("before_start");
  expect(periodProblem("2026-03-12", "2026-03-12", "2026-03-12")).toBeUndefined();
  expect(periodProblem("2026-03-12", "2026-03-12", "2026-03-13")).toBe("already_over");
});

it("calls a given share expired from the day after its last", () => {
  expect(stateOn({ state: "given", untilOn: "2026-03-12" }, "2026-03-12")).toBe("given");
  expect(stateOn({ state: "given", untilOn: "2026-03-12" }, "2026-03-13")).toBe("expired");
  expect(stateOn({ state: "withdrawn", untilOn: "2026-03-12" }, "2026-03-13")).toBe("withdrawn");
});
