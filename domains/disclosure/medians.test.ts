import { expect, test } from "vitest";
import { medianMayBeShown, protectDurations, quartersForDots, quartilesMayBeShown, showDuration, waysToMore } from "./rules-medians.ts";

test("a median needs five cases, quartiles ten", () => {
  expect([0, 4, 5, 9, 10].map((cases) => [medianMayBeShown(cases), quartilesMayBeShown(cases)])).toEqual([
    [false, false],
    [false, false],
    [true, false],
    [true, false],
    [true, true],
  ]);
});

test("whole weeks; days only below two weeks, inside a site, on ten cases", () => {
  const here = { cases: 23, isInsideSite: true };
  expect(showDuration(148, here)).toEqual({ unit: "weeks", amount: 21 });
  expect(showDuration(19, here)).toEqual({ unit: "weeks", amount: 3 });
  expect(showDuration(4, here)).toEqual({ unit: "days", amount: 4 });
  expect(showDuration(4, { cases: 9, isInsideSite: true })).toEqual({ unit: "weeks", amount: 0 });
  expect(showDuration(6.5, { cases: 9, isInsideSite: true })).toEqual({ unit: "weeks", amount: 0 });
  expect(showDuration(7, { cases: 23, isInsideSite: false })).toEqual({ unit: "weeks", amount: 1 });
});

test("a protected group says nothing, not even how many; nobody at all is said", () => {
  const none = { medianDays: 20, lowerQuartileDays: 10, upperQuartileDays: null };
  expect(protectDurations({ cases: 4, ...none }, { isInsideSite: true })).toEqual({
    isProtected: true,
    cases: null,
    median: null,
    isReached: false,
    lowerQuartile: null,
    upperQuartile: null,
  });
  expect(protectDurations({ cases: 0, ...none }, { isInsideSite: true })).toMatchObject({ isProtected: false, cases: 0, median: null });
  expect(protectDurations({ cases: 5, ...none }, { isInsideSite: true })).toMatchObject({
    cases: 5,
    median: { unit: "weeks", amount: 3 },
    lowerQuartile: null,
  });
  expect(protectDurations({ cases: 34, ...none }, { isInsideSite: false })).toMatchObject({
    lowerQuartile: { unit: "weeks", amount: 1 },
    upperQuartile: null,
  });
  expect(protectDurations({ cases: 34, ...none, medianDays: null }, { isInsideSite: false })).toMatchObject({
    isReached: false,
    median: null,
  });
});

test("quarters with few cases join; too few in all: no dots", () => {
  expect(quartersForDots([9, 8, 3, 10])).toEqual([[0], [1], [2, 3]]);
  expect(quartersForDots([1, 2])).toBeNull();
});

test("ways to see more", () => {
  expect(waysToMore({ isAllTowns: false, isWholePeriod: false })).toEqual(["join_towns", "lengthen_period"]);
  expect(waysToMore({ isAllTowns: true, isWholePeriod: true })).toEqual(["wait_for_cases"]);
});
