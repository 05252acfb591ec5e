import { expect, test } from "vitest";
import { checkDueOn, dayOfCheck, mayBeGiven, quietFirst, quietWeeks, statusOf, unresolvedMarks } from "./rules.ts";

test("the check counts its first day as day 1 and ends after 14 days", () => {
  expect(dayOfCheck("2026-03-01", "2026-03-01")).toBe(1);
  expect(dayOfCheck("2026-03-01", "2026-03-14")).toBe(14);
  expect(checkDueOn("2026-02-20")).toBe("2026-03-06");
});

test("a feedback is given after the answer, or after the last day of the check without one", () => {
  const sent = { state: "at_site", sentOn: "2026-03-01" } as const;
  expect(mayBeGiven({ ...sent, isAnswered: true }, "2026-03-01")).toBe(true);
  expect(mayBeGiven({ ...sent, isAnswered: false }, "2026-03-15")).toBe(false);
  expect(mayBeGiven({ ...sent, isAnswered: false }, "2026-03-16")).toBe(true);
  expect(mayBeGiven({ state: "draft", sentOn: "2026-03-01", isAnswered: true }, "2026-03-20")).toBe(false);
  expect(mayBeGiven({ state: "given", sentOn: "2026-03-01", isAnswered: true }, "2026-03-20")).toBe(false);
});

test("what was said last of a finding counts", () => {
  expect(statusOf([])).toBe("open");
  expect(statusOf([{ status: "disputed" }, { status: "confirmed" }])).toBe("confirmed");
});

test("quiet sites come first, those never heard of before all others", () => {
  const sites = [
    { name: "B", lastOn: "2026-03-01" },
    { name: "C", lastOn: null },
    { name: "A", lastOn: null },
    { name: "D", lastOn: "2026-01-01" },
  ];
  expect(quietFirst(sites).map((site) => site.name)).toEqual(["A", "C", "D", "B"]);
  expect(quietWeeks("2026-03-01", "2026-03-14")).toBe(1);
  expect(quietWeeks(null, "2026-03-14")).toBeNull();
});

test("a kept mark is kept in its field alone", () => {
  const marks = [
    { field: "event", words: "Frau Muster" },
    { field: "interpretation", words: "Frau Muster" },
  ];
  expect(unresolvedMarks(marks, [{ field: "event", words: "Frau Muster" }])).toEqual([marks[1]]);
});
