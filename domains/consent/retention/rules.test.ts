import { expect, test } from "vitest";
import { dueOf, monthsLater } from "../requests/rules.ts";
import { archiveFault, faultOfKeeping, isKept, mustOfferToArchive } from "./rules.ts";

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-01-31", 1, "2028-02-29"],
  ["2026-11-22", 1, "2026-12-22"],
  ["2026-11-30", 3, "2027-02-28"],
  ["2026-12-31", 2, "2027-02-28"],
])("%s and %i months is %s", (day, months, later) => {
  expect(monthsLater(day, months)).toBe(later);
});

test("a request has one month, extended three in all", () => {
  expect(dueOf("2026-03-10", false)).toBe("2026-04-10");
  expect(dueOf("2026-03-10", true)).toBe("2026-06-10");
});

test("somebody is kept through the last day, and for two years at most", () => {
  expect(isKept(null, "2026-11-22")).toBe(false);
  expect(isKept("2026-11-22", "2026-11-22")).toBe(true);
  expect(isKept("2026-11-21", "2026-11-22")).toBe(false);
  expect(faultOfKeeping("2026-11-22", "2026-11-22")).toBe("in_the_past");
  expect(faultOfKeeping("2028-11-22", "2026-11-22")).toBeUndefined();
  expect(faultOfKeeping("2028-12-22", "2026-11-22")).toBe("too_late");
});

test("an authority cannot say that it need not offer its records; nobody offers what need not be offered", () => {
  expect(mustOfferToArchive("kreis_administration")).toBe(true);
  expect(mustOfferToArchive("welfare_organisation")).toBe(false);
  expect(archiveFault({ archive: "not_bound", archiveOfferedOn: null }, true, "2026-11-22")).toEqual({
    field: "archive",
    code: "must_be_offered",
  });
  expect(archiveFault({ archive: "not_bound", archiveOfferedOn: "2026-11-01" }, false, "2026-11-22")?.code).toBe("not_offered");
  expect(archiveFault({ archive: "taken", archiveOfferedOn: "2026-11-22" }, false, "2026-11-22")).toBeUndefined();
});
