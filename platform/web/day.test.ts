import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, ageOn, daysBetween, readDay, typedDay } from "./day.ts";

const today = "2026-11-23";

describe("a typed day", () => {
  test.each([
    ["26.11.2026", "2026-11-26"],
    ["26.11.26", "2026-11-26"],
    ["26. 11. 2026", "2026-11-26"],
    ["26/11/2026", "2026-11-26"],
    ["26-11-2026", "2026-11-26"],
    ["261126", "2026-11-26"],
    ["26112026", "2026-11-26"],
    ["2026-11-26", "2026-11-26"],
    ["26. November", "2026-11-26"],
    ["26 Nov 2026", "2026-11-26"],
    ["3. März 2027", "2027-03-03"],
    ["3 March 2027", "2027-03-03"],
    ["1.1.85", "1985-01-01"],
    ["29.2.2028", "2028-02-29"],
    ["morgen", "2026-11-24"],
    ["Heute", "2026-11-23"],
    ["gestern", "2026-11-22"],
    ["übermorgen", "2026-11-25"],
    ["tomorrow", "2026-11-24"],
  ])("%s", (typed, day) => {
    expect(readDay(typed, today, "de")).toEqual({ day });
  });

  test.each(["31.09.2026", "29.2.2026", "32.1.", "0.5.2026", "1.13.2026", "1.1.1700"])("%s does not exist, and is said back", (typed) => {
    expect(readDay(typed, today, "de")).toEqual({ problem: "no_such_day", typed });
  });

  test.each(["", "bald", "26", "26. Foo", "1.2.3.4", "12345"])("%s is no day", (typed) => {
    expect(readDay(typed, today, "de")).toEqual({ problem: "not_a_day" });
  });

  test("without a year lies where it belongs", () => {
    expect(readDay("15.1.", today, "de", "near")).toEqual({ day: "2027-01-15" });
    expect(readDay("15.1.", today, "de", "past")).toEqual({ day: "2026-01-15" });
    expect(readDay("20.11.", today, "de", "future")).toEqual({ day: "2027-11-20" });
    expect(readDay("20.11.", today, "de", "near")).toEqual({ day: "2026-11-20" });
    expect(readDay("23.11.", today, "de", "future")).toEqual({ day: "2026-11-23" });
  });

  test("is read back as it is written, in both languages", () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), fc.constantFrom("de" as const, "en" as const), (shift, language) => {
        const day = addDays(today, shift);
        expect(readDay(typedDay(day, language), today, language)).toEqual({ day });
        expect(daysBetween(today, day)).toBe(shift);
      }),
    );
  });
});

test("an age is counted in whole years, from the birthday on", () => {
  expect(ageOn("1995-11-23", "2026-11-22")).toBe(30);
  expect(ageOn("1995-11-22", "2026-11-22")).toBe(31);
  expect(ageOn("2026-11-22", "2026-11-22")).toBe(0);
  expect(ageOn("2004-02-29", "2026-02-28")).toBe(21);
});
