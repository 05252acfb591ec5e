import { expect, it } from "vitest";
import { compareDeadlines, numbersFor, overlapping, stepProblems } from "./rules.ts";

it("numbers a case by site and year, in no order, and with more digits where the short numbers are taken", () => {
  const random = new Uint8Array(96).map((_, at) => at * 37);
  const numbers = numbersFor("lindenau", "2026-03-12", random);
  expect(numbers.map((number) => /^L-2026-(\d+)$/.exec(number)![1]!.length)).toEqual([
    ...Array<number>(12).fill(4),
    ...Array<number>(6).fill(5),
    ...Array<number>(4).fill(6),
    ...Array<number>(2).fill(8),
  ]);
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
