import { expect, it } from "vitest";
import { compareDeadlines, numbersFor, overlapping, stepProblems } from "./rules.ts";

it("numbers a case by site and year, in no order", () => {
  const random = new Uint8Array(32).map((_, at) => at * 37);
  const numbers = numbersFor("lindenau", "2026-03-12", random);
  expect(numbers).toHaveLength(8);
  for (const number of numbers.slice(0, 4)) expect(number).toMatch(/^L-2026-\d{4}$/);
  for (const number of numbers.slice(4)) expect(number).toMatch(/^L-2026-\d{7}$/);
});

it("puts what hurts most first on one and the same day", () => {
  const deadlines = [
    { dueOn: "2026-12-02", category: "residence" as const },
    { dueOn: "2026-12-01", category: "plan" as const },
    { dueOn: "2026-12-01", category: "livelihood" as const },
  ];
  expect(deadlines.sort(compareDeadlines).map((one) => one.category)).toEqual(["livelihood", "plan", "residence"]);
});

it("lets periods touch but not overlap", () => {
  const period = (legalDomain: string, fromOn: string, untilOn: string | null, id = fromOn) => ({ id, legalDomain, fromOn, untilOn });
  const before = period("asylblg", "2025-01-01", "2026-05-31");
  expect(overlapping(period("sgb_ii", "2026-06-01", null), [before])).toBeUndefined();
  expect(overlapping(period("sgb_ii", "2026-05-31", null), [before])).toBe(before);
  expect(overlapping(period("sgb_v", "2026-05-31", null), [before])).toBeUndefined();
  expect(overlapping({ ...before, untilOn: null }, [before])).toBeUndefined();
});

it("wants a service for a day, in the past, ending after it began", () => {
  const none = { service: null, entitledOn: null, registeredOn: null, startedOn: null, finishedOn: null };
  expect(stepProblems(none, "2026-11-22")).toEqual([]);
  expect(stepProblems({ ...none, service: "training", startedOn: "2026-11-22" }, "2026-11-22")).toEqual([]);
  expect(stepProblems({ ...none, service: "training", startedOn: "2026-11-23" }, "2026-11-22")).toEqual([
    { field: "startedOn", code: "in_future" },
  ]);
  expect(stepProblems({ ...none, startedOn: "2026-11-20", finishedOn: "2026-11-19" }, "2026-11-22")).toEqual([
    { field: "service", code: "required" },
    { field: "finishedOn", code: "before_start" },
  ]);
});
