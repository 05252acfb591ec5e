import { expect, it } from "vitest";
import { latestEnd, periodProblem, stateOn } from "./rules.ts";

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
