import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expectation } from "../measure/contract.ts";
import {
  addDays,
  daysBetween,
  dotsByQuarter,
  faultOf,
  faultsOfExpectation,
  joinQuarters,
  lookDueOn,
  mayChangeExpectation,
  mayStartOn,
  medianInterval,
  observe,
  quartersOf,
  summarise,
  waitingCurve,
  windowAfter,
  withoutRepeats,
  type Duration,
  type Passage,
} from "./rules.ts";

const ended = (...days: number[]): Duration[] => days.map((it) => ({ days: it, isWaiting: false }));
const waiting = (...days: number[]): Duration[] => days.map((it) => ({ days: it, isWaiting: true }));
const median = (...durations: Duration[][]) => summarise(durations.flat()).medianDays;

describe("the curve", () => {
  test("Freireich's 6-MP patients, the textbook example (Gehan 1965): median 23, Greenwood's error at 23 weeks 0.1346", () => {
    const durations = [...ended(6, 6, 6, 7, 10, 13, 16, 22, 23), ...waiting(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)];
    const curve = waitingCurve(durations);
    expect(curve.map((it) => [it.days, it.atRisk, it.ended, Number(it.waitingShare.toFixed(4))])).toEqual([
      [6, 21, 3, 0.8571],
      [7, 17, 1, 0.8067],
      [10, 15, 1, 0.7529],
      [13, 12, 1, 0.6902],
      [16, 11, 1, 0.6275],
      [22, 7, 1, 0.5378],
      [23, 6, 1, 0.4482],
    ]);
    expect(Math.sqrt(curve.at(-1)!.variance)).toBeCloseTo(0.1346, 4);
    expect(summarise(durations)).toMatchObject({
      cases: 21,
      stillWaiting: 12,
      medianDays: 23,
      lowerQuartileDays: 13,
      upperQuartileDays: null,
    });
    expect(medianInterval(curve)).toEqual({ lower: 13, upper: null });
  });

  test("by hand: without waiting cases the usual median, odd and even", () => {
    expect(median(ended(5, 1, 9))).toBe(5);
    expect(median(ended(1, 2, 4, 9))).toBe(3);
    expect(median(ended(7))).toBe(7);
    expect(summarise(ended(1, 2, 3, 4, 5, 6, 7))).toMatchObject({ lowerQuartileDays: 2, medianDays: 4, upperQuartileDays: 6 });
  });

  test("by hand: those who still wait push it up", () => {
    // 10 of 4 left 0.75; 20 of 3: 0.5; 40 of 1: 0
    expect(median(ended(10, 20, 40), waiting(30))).toBe(30);
    expect(median(ended(10, 40), waiting(20, 30))).toBe(40);
    expect(median(ended(10), waiting(20, 30, 40))).toBeNull();
    expect(median(waiting(3, 4, 5))).toBeNull();
    expect(median([])).toBeNull();
  });

  test("ties: who ends and who is last seen waiting on one day", () => {
    expect(waitingCurve([...ended(10, 10), ...waiting(10, 10)])).toMatchObject([{ days: 10, atRisk: 4, ended: 2, waitingShare: 0.5 }]);
    expect(median(ended(10, 10), waiting(10, 10))).toBe(10);
    expect(median(ended(5, 5, 5, 5))).toBe(5);
  });

  test("zero days are durations, too", () => {
    expect(median(ended(0, 0, 0))).toBe(0);
    expect(median(ended(0, 0, 6))).toBe(0);
    expect(median(ended(0), waiting(0, 0))).toBeNull();
  });

  test("properties: order does not matter, doubling everyone changes nothing, a longer wait never shortens the median", () => {
    const any = fc.array(fc.record({ days: fc.nat({ max: 300 }), isWaiting: fc.boolean() }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(any, fc.nat(), (durations, at) => {
        const own = summarise(durations);
        expect(summarise(durations.toReversed())).toEqual(own);
        expect(summarise([...durations, ...durations]).medianDays).toBe(own.medianDays);
        const plain = durations.filter((it) => !it.isWaiting).map((it) => it.days);
        const longer = plain.map((it, i) => (i === at % plain.length ? 301 : it));
        if (plain.length > 0) expect(median(ended(...longer))!).toBeGreaterThanOrEqual(median(ended(...plain))!);
        if (own.medianDays !== null) expect(own.medianDays).toBeGreaterThanOrEqual(Math.min(...plain));
        expect(waitingCurve(durations).every((it, i, all) => it.waitingShare <= (all[i - 1]?.waitingShare ?? 1))).toBe(true);
      }),
    );
  });

  test("simulated truth: exponential waits with a known median, a third of them still waiting", () => {
    let state = 20_261_122;
    const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (const truth of [30, 60, 148]) {
      let inside = 0;
      const estimates: number[] = [];
      for (let round = 0; round < 60; round++) {
        const durations = Array.from({ length: 200 }, () => {
          const wait = (-Math.log(chance()) * truth) / Math.LN2;
          const watched = (-Math.log(chance()) * 2 * truth) / Math.LN2;
          return wait <= watched ? { days: Math.round(wait), isWaiting: false } : { days: Math.round(watched), isWaiting: true };
        });
        const { medianDays, interval } = summarise(durations);
        estimates.push(medianDays!);
        if (interval && interval.lower <= truth && truth <= (interval.upper ?? Infinity)) inside++;
      }
      const mean = estimates.reduce((a, b) => a + b, 0) / estimates.length;
      expect(Math.abs(mean / truth - 1)).toBeLessThan(0.05);
      expect(estimates.every((it) => Math.abs(it / truth - 1) < 0.45)).toBe(true);
      expect(inside).toBeGreaterThanOrEqual(52);
    }
  });
});

const passage = (caseKey: string, startedOn: string | null, endedOn: string | null, waitingOn: string | null = null): Passage => ({
  caseKey,
  startedOn,
  endedOn,
  waitingOn,
});

describe("passages", () => {
  test("errors in the dates", () => {
    expect(faultOf(passage("a", "2026-03-02", "2026-03-01"))).toBe("end_before_start");
    expect(faultOf(passage("a", "2026-03-02", "2026-03-02"))).toBeNull();
    expect(faultOf(passage("a", "2026-03-02", null, "2026-03-01"))).toBe("waiting_before_start");
    expect(faultOf(passage("a", null, "2026-03-01"))).toBeNull();
  });

  test("the same case twice is one case, whatever the order", () => {
    const rows = [
      passage("a", "2026-03-02", null, "2026-06-01"),
      passage("a", "2026-03-02", "2026-04-01"),
      passage("a", null, "2026-02-01"),
    ];
    const one = passage("a", "2026-03-02", "2026-04-01", "2026-06-01");
    expect(withoutRepeats(rows)).toEqual([one]);
    expect(withoutRepeats([rows[0]!, rows[0]!])).toEqual([rows[0]]);
  });

  test("followed for exactly the declared time, in both windows alike", () => {
    const window = { fromOn: "2025-01-01", untilOn: "2025-12-31" };
    const { cases, completeness, faults } = observe(
      [
        passage("within", "2025-01-10", "2025-02-09"),
        passage("exactly", "2025-01-10", addDays("2025-01-10", 70)),
        passage("later", "2025-01-10", "2025-09-09"),
        passage("waits", "2025-01-10", null, "2026-11-22"),
        passage("closed early", "2025-01-10", null, "2025-02-09"),
        passage("ended after the look", "2025-12-20", "2026-02-20"),
        passage("nobody knows", "2025-01-10", null),
        passage("no start", null, "2025-05-05"),
        passage("wrong", "2025-01-10", "2025-01-09"),
        passage("outside", "2026-01-01", "2026-01-09"),
        passage("no start, another year", null, "2026-05-05"),
      ],
      window,
      70,
      "2026-01-31",
    );
    expect(cases.map(({ days, isWaiting }) => [days, isWaiting])).toEqual([
      [30, false],
      [70, false],
      [70, true],
      [70, true],
      [30, true],
      [42, true],
    ]);
    expect(completeness).toEqual({ known: 6, of: 9 });
    expect(faults).toEqual([{ caseKey: "wrong", fault: "end_before_start" }]);
  });
});

const expectation: Expectation = {
  metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
  baselineFromOn: "2025-04-01",
  baselineUntilOn: "2026-03-31",
  targetWeeks: 9,
  followUpWeeks: 20,
  intakeWeeks: 13,
};

describe("the expectation", () => {
  test("a follow-up shorter than the target is refused", () => {
    expect(faultsOfExpectation(expectation, "2026-03-31")).toEqual([]);
    expect(faultsOfExpectation({ ...expectation, followUpWeeks: 8 }, "2026-03-31")).toEqual([
      { path: "followUpWeeks", code: "follow_up_too_short" },
    ]);
    expect(faultsOfExpectation({ ...expectation, followUpWeeks: 9 }, "2026-03-31")).toEqual([]);
  });

  test("all faults at once", () => {
    const metric = { ...expectation.metric, toEvent: "entitled" };
    expect(faultsOfExpectation({ ...expectation, metric, baselineUntilOn: "2025-01-01", targetWeeks: 0 }, "2026-03-31")).toEqual([
      { path: "metric.toEvent", code: "same_event" },
      { path: "targetWeeks", code: "too_small" },
      { path: "baselineUntilOn", code: "until_before_from" },
    ]);
    expect(faultsOfExpectation(expectation, "2026-03-30")).toEqual([{ path: "baselineUntilOn", code: "not_before_start" }]);
  });

  test("unchangeable once started; starts after what it is compared with", () => {
    expect(mayChangeExpectation({ startedOn: null })).toBe(true);
    expect(mayChangeExpectation({ startedOn: "2026-04-01" })).toBe(false);
    expect(mayStartOn(expectation, "2026-04-01")).toBe(true);
    expect(mayStartOn(expectation, "2026-03-31")).toBe(false);
    expect(mayStartOn(null, "2026-03-31")).toBe(true);
  });

  test("the window closes when the last case has been followed", () => {
    expect(windowAfter(expectation, "2026-04-01")).toEqual({ fromOn: "2026-04-01", untilOn: "2026-06-30" });
    expect(lookDueOn(expectation, "2026-04-01")).toBe("2026-11-17");
    expect(daysBetween("2026-06-30", "2026-11-17")).toBe(140);
  });
});

describe("dots", () => {
  const window = { fromOn: "2025-02-15", untilOn: "2025-09-30" };

  test("calendar quarters, cut to the window", () => {
    expect(quartersOf(window, "before")).toEqual([
      { fromOn: "2025-02-15", untilOn: "2025-03-31", side: "before" },
      { fromOn: "2025-04-01", untilOn: "2025-06-30", side: "before" },
      { fromOn: "2025-07-01", untilOn: "2025-09-30", side: "before" },
    ]);
    expect(quartersOf({ fromOn: "2025-11-01", untilOn: "2026-01-01" }, "after").map((it) => it.untilOn)).toEqual([
      "2025-12-31",
      "2026-01-01",
    ]);
  });

  test("every case one dot in its quarter, the same on every load and whatever the order", () => {
    const any = fc.array(
      fc.record({
        days: fc.nat({ max: 300 }),
        isWaiting: fc.boolean(),
        startedOn: fc.nat({ max: 227 }).map((it) => addDays("2025-02-15", it)),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(any, (cases) => {
        const quarters = dotsByQuarter(cases, window, "before");
        expect(quarters.flatMap((it) => it.dots)).toHaveLength(cases.length);
        expect(dotsByQuarter(cases.toReversed(), window, "before")).toEqual(quarters);
        for (const { dots } of quarters) {
          expect(new Set(dots.map((it) => it.shift)).size).toBe(dots.length);
          expect(dots.every((it) => it.shift >= 0 && it.shift < 1 && Number.isInteger(it.weeks))).toBe(true);
        }
        const [joined] = joinQuarters(quarters, [[0, 1, 2]]);
        expect(joined).toMatchObject({ ...window, side: "before" });
        expect(joined!.dots).toHaveLength(cases.length);
      }),
    );
  });
});
