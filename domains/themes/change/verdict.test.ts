import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expectation } from "../measure/contract.ts";
import { simulateLook, usualTruth, verdictRates, type Truth } from "./factory.ts";
import { drawMedians, percentileInterval } from "./rules-bootstrap.ts";
import { chanceOf } from "./rules-chance.ts";
import { asOfFew, type Compared, normalAbove, permutationTest, rankScores, rankTest } from "./rules-rank-test.ts";
import { lookAtChange, occasionFrom, reachedWeeks, windowEarlier } from "./rules-verdict.ts";
import { addDays, type Duration, type Passage, summarise, wholeWeeks } from "./rules.ts";

const compared = (isLater: number, days: readonly (number | string)[], layer = ""): Compared[] =>
  days.map((one) => ({ days: Number.parseInt(String(one), 10), isWaiting: String(one).endsWith("+"), isLater, layer, beside: 0 }));
/** Weeks in remission (Freireich et al. 1963), the data of Gehan 1965 and Cox 1972. */
const treated = compared(0, [
  6,
  6,
  6,
  "6+",
  7,
  "9+",
  10,
  "10+",
  "11+",
  13,
  16,
  "17+",
  "19+",
  "20+",
  22,
  23,
  "25+",
  "32+",
  "32+",
  "34+",
  "35+",
]);
const placebo = compared(1, [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

describe("the log-rank test", () => {
  test("6-MP against placebo, the textbook example: observed less expected 10.25, variance 6.257, chi square 16.79", () => {
    const found = rankTest([...treated, ...placebo])!;
    expect(found.score).toBeCloseTo(10.251, 2);
    expect(found.variance).toBeCloseTo(6.257, 2);
    expect(found.z ** 2).toBeCloseTo(16.79, 2);
  });

  test("its scores add up to it over the later ones, to nothing over all, and layers are compared each for itself", () => {
    const all = [...treated, ...placebo];
    const scores = rankScores(all);
    expect(scores.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 9);
    expect(all.reduce((sum, one, at) => sum + (one.isLater ? scores[at]! : 0), 0)).toBeCloseTo(rankTest(all)!.score, 9);
    const twice = [...all, ...all.map((one) => ({ ...one, days: one.days + 100, layer: "other town" }))];
    expect(rankTest(twice)!.score).toBeCloseTo(2 * rankTest(all)!.score, 9);
    expect(rankTest(twice)!.variance).toBeCloseTo(2 * rankTest(all)!.variance, 9);
  });

  test("dealt out anew: all deals of a small hand, by hand; a difference with ties is the same in any order", () => {
    const small = [...compared(1, [1, 2]), ...compared(0, [3, 4])];
    // of the six ways to deal two of four, one is as extreme
    expect(permutationTest(small, chanceOf("x"), 19_999).sooner).toBeCloseTo(1 / 6, 1);
    expect(permutationTest(small, chanceOf("x"), 19_999).later).toBe(1);
    expect(permutationTest([...treated, ...placebo], chanceOf("x"), 1_999).sooner).toBe(1 / 2_000);
    const tied = [...compared(1, [7, 7, 14, "21+"]), ...compared(0, [7, 14, 14, "21+"])];
    expect(permutationTest(tied.toReversed(), chanceOf("x"), 999).sooner).toBeCloseTo(permutationTest(tied, chanceOf("x"), 999).sooner, 1);
  });

  test("what is beside takes a difference with it that it explains, and leaves one that it does not", () => {
    const chance = chanceOf("beside");
    const wait = (median: number) => Math.round((-Math.log(1 - chance()) * median) / Math.LN2);
    const years = Array.from({ length: 600 }, () => -1 + 1.5 * chance());
    const cases = (medianOf: (year: number) => number) =>
      years.map((beside): Compared => ({ days: wait(medianOf(beside)), isWaiting: false, isLater: beside > 0 ? 1 : 0, layer: "", beside }));
    const drifted = cases((year) => 148 * Math.exp(-year));
    expect(rankTest(drifted.map((one) => ({ ...one, beside: 0 })))!.z).toBeGreaterThan(4);
    expect(Math.abs(rankTest(drifted)!.z)).toBeLessThan(2.5);
    expect(rankTest(cases((year) => (year > 0 ? 60 : 148)))!.z).toBeGreaterThan(3);
    // all before on one day, all after on another: nobody can tell a trend from a step
    expect(rankTest(cases(() => 60).map((one) => ({ ...one, beside: one.isLater })))).toBeNull();
  });

  test("the normal curve", () => {
    for (const [z, above] of [
      [0, 0.5],
      [1.644_854, 0.05],
      [1.959_964, 0.025],
      [-1.644_854, 0.95],
      [3.290_527, 0.0005],
    ] as const)
      expect(normalAbove(z)).toBeCloseTo(above, 6);
    // tables of Student's t: 5 % above, with so many degrees of freedom
    for (const [t, freedom] of [
      [2.132, 4],
      [1.812, 10],
      [1.697, 30],
    ] as const) {
      expect(normalAbove(asOfFew(t, freedom))).toBeCloseTo(0.05, 2);
      expect(normalAbove(asOfFew(-t, freedom))).toBeCloseTo(0.95, 2);
    }
    expect(asOfFew(3, 0)).toBe(0);
  });
});

describe("drawn medians", () => {
  test("the same words draw the same, others do not; every draw lies among the cases", () => {
    const cases: Duration[] = [5, 9, 9, 20, 31, 40].map((days) => ({ days, isWaiting: false }));
    const draw = (words: string) => [...drawMedians([cases], chanceOf(words), 200)[0]!];
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
    expect(draw("a").every((one) => one >= 5 && one <= 40)).toBe(true);
  });

  test("a draw of everyone once is the median itself, whoever waits", () => {
    const any = fc.array(fc.record({ days: fc.nat({ max: 60 }), isWaiting: fc.boolean() }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(any, (cases) => {
        let at = 0;
        // a chance that takes one after the other
        const inTurn = () => (at++ % cases.length) / cases.length;
        const [drawn] = drawMedians([cases], inTurn, 1);
        expect(drawn![0]).toBe(summarise(cases).medianDays ?? Infinity);
      }),
    );
  });

  test("the middle 95 %; open where half never ends", () => {
    expect(percentileInterval(Float64Array.from({ length: 1_001 }, (_, at) => at))).toEqual({ lower: 25, upper: 975 });
    expect(percentileInterval(Float64Array.of(1, 2, Infinity))).toEqual({ lower: 1, upper: null });
    expect(percentileInterval(Float64Array.of(Number.NaN, 2))).toBeNull();
    expect(percentileInterval(new Float64Array(0))).toBeNull();
  });

  test("covers a known median in 90 to 99 of 100 samples", () => {
    const chance = chanceOf("cover");
    let inside = 0;
    for (let round = 0; round < 200; round += 1) {
      const cases = Array.from({ length: 40 }, (): Duration => {
        const days = Math.round((-Math.log(1 - chance()) * 60) / Math.LN2);
        return { days: Math.min(days, 140), isWaiting: days > 140 };
      });
      const found = percentileInterval(drawMedians([cases], chance, 300)[0]!)!;
      if (found.lower! <= 60 && 60 <= (found.upper ?? Infinity)) inside += 1;
    }
    expect(inside).toBeGreaterThanOrEqual(180);
    expect(inside).toBeLessThanOrEqual(198);
  });
});

const expectation: Expectation = {
  metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
  baselineFromOn: "2025-01-01",
  baselineUntilOn: "2025-12-31",
  targetWeeks: 9,
  followUpWeeks: 20,
  intakeWeeks: 13,
};
const begin = "2026-01-01";
const lookOn = "2026-11-20";
/** Every so many days one case, its weeks in turn. */
const series = (key: string, from: string, every: number, weeks: readonly (number | null)[], townId: string | null = null): Passage[] =>
  weeks.map((one, at) => {
    const startedOn = addDays(from, every * at);
    return {
      caseKey: key + at,
      townId,
      startedOn,
      endedOn: one === null ? null : addDays(startedOn, 7 * one),
      waitingOn: one === null ? lookOn : null,
    };
  });
const times = <T>(count: number, weeks: readonly T[]): T[] => Array.from({ length: count }, () => weeks).flat();
const slow: number[] = times(4, [18, 12, 26, 15, 22, 13, 29, 19, 17, 24]);
const quick = times(3, [9, 4, 7, 12, 8, 6, 10, 5, 11, null]);
const look = (after: readonly (number | null)[], more: { before?: Passage[]; changes?: Partial<Expectation>; others?: Passage[] } = {}) =>
  lookAtChange(
    [...(more.before ?? series("b", "2025-01-02", 9, slow)), ...series("a", "2026-01-02", 3, after), ...(more.others ?? [])],
    { ...expectation, ...more.changes },
    begin,
    lookOn,
    "measure",
  );

describe("the verdict", () => {
  test("as expected: more than chance and trend, and the target three quarters reached", () => {
    const found = look(quick);
    expect(found).toMatchObject({ verdict: "as_expected", reason: null, wasSoBefore: false, comparison: null, earlier: null });
    expect([wholeWeeks(found.before.medianDays!), wholeWeeks(found.after.medianDays!)]).toEqual([19, 9]);
    expect(found.weighing).toMatchObject({ direction: "sooner", doubt: null, isCompared: false, hasEarlier: false });
    expect(found.weighing!.chance).toBeLessThan(0.01);
    expect(found.difference!.upper!).toBeLessThan(0);
    expect(look(quick), "the same on every look").toEqual(found);
    expect(reachedWeeks(21, 9)).toBe(12);
    expect(reachedWeeks(8, 9)).toBe(9);
  });

  test("not as expected: changed, but by far less, or to the worse", () => {
    expect(look(quick, { changes: { targetWeeks: 2 } })).toMatchObject({ verdict: "not_as_expected", reason: null });
    const worse = look(times(3, [20, 19, null, null, null, null, null, null, null, 18]), {
      before: series("b", "2025-01-02", 9, quick.concat(quick[0]!)),
    });
    expect(worse).toMatchObject({ verdict: "not_as_expected", weighing: { direction: "later" } });
  });

  test("unchanged: nothing moved, and what was expected is ruled out", () => {
    expect(look(slow.slice(0, 30))).toMatchObject({ verdict: "unchanged", reason: null, weighing: { direction: null, doubt: null } });
  });

  test("cannot say: a trend that began before explains it", () => {
    const falling = series(
      "b",
      "2025-01-02",
      9,
      slow.map((one, at) => Math.round(one * Math.exp(-0.02 * at))),
    );
    const found = look(
      quick.map((one) => one && Math.round(one * 0.9)),
      { before: falling },
    );
    expect(found).toMatchObject({ verdict: "cannot_say", reason: "trend" });
  });

  test("cannot say: only the latest quarter before was bad (regression to the mean)", () => {
    const weeks = slow.map((one, at) => (at < 29 ? Math.round(one / 2) : one + 20));
    const found = look(quick, { before: series("b", "2025-01-02", 9, weeks), changes: { followUpWeeks: 40, intakeWeeks: 5 } });
    expect(found).toMatchObject({ verdict: "cannot_say", reason: "earlier" });
    expect(occasionFrom(expectation)).toBe("2025-10-02");
    expect(occasionFrom({ baselineFromOn: "2025-12-01", baselineUntilOn: "2025-12-31" })).toBe("2025-12-17");
  });

  test("cannot say: it changed as much where the measure does not run; said where it did not", () => {
    const towns = (before: Passage[], after: Passage[]) => [...before, ...after];
    const here = (passages: Passage[]) => passages.map((one) => ({ ...one, townId: "here" }));
    const changes = { comparisonTownIds: ["there"] };
    const same = towns(series("cb", "2025-01-02", 9, slow, "there"), series("ca", "2026-01-02", 3, quick, "there"));
    const unlike = towns(series("cb", "2025-01-02", 9, slow, "there"), series("ca", "2026-01-02", 3, slow.slice(0, 30), "there"));
    const own = here([...series("b", "2025-01-02", 9, slow), ...series("a", "2026-01-02", 3, quick)]);
    const at = (others: Passage[]) => lookAtChange([...own, ...others], { ...expectation, ...changes }, begin, lookOn, "measure");
    expect(at(same)).toMatchObject({ verdict: "cannot_say", reason: "comparison", comparison: { isUsed: true, after: { cases: 30 } } });
    expect(at(unlike)).toMatchObject({ verdict: "as_expected", weighing: { isCompared: true }, comparison: { isUsed: true } });
    // too few there: the trend has to do, and the page says so; cases of unknown towns belong to neither
    const few = [...series("ca", "2026-01-02", 3, [4, 5], "there"), ...series("u", "2026-01-02", 3, slow.slice(0, 20))];
    expect(at(few)).toMatchObject({
      verdict: "as_expected",
      after: { cases: 30 },
      weighing: { isCompared: false },
      comparison: { isUsed: false },
    });
  });

  test("cannot say: too few, unknown, lost from sight, not due, all on one day, or no more than chance", () => {
    expect(look([9, 3, 8, 1])).toMatchObject({ verdict: "cannot_say", reason: "too_few_after", weighing: null });
    expect(look(quick, { changes: { baselineFromOn: "2025-12-01" } })).toMatchObject({ reason: "too_few_before" });
    const unknown = Array.from({ length: 9 }, (_, at): Passage => ({
      caseKey: `u${at}`,
      startedOn: "2026-02-02",
      endedOn: null,
      waitingOn: null,
    }));
    expect(look(quick, { others: unknown })).toMatchObject({ verdict: "cannot_say", reason: "incomplete_after" });
    const lost = unknown.map((one) => ({ ...one, waitingOn: "2026-02-09" }));
    expect(look(quick, { others: lost })).toMatchObject({ verdict: "cannot_say", reason: "too_many_lost" });
    expect(look(quick, { changes: { followUpWeeks: 50 } })).toMatchObject({ verdict: "cannot_say", reason: "not_due" });
    const oneDay = series("b", "2025-06-02", 0, slow);
    expect(look(quick, { before: oneDay })).toMatchObject({ verdict: "cannot_say", reason: "no_trend" });
    expect(look([9, 20, 13, 24, 15])).toMatchObject({
      verdict: "cannot_say",
      reason: "uncertain",
      weighing: { direction: null, doubt: null },
    });
  });

  test("says when it was so before", () => {
    const found = look(
      quick.map((one) => one && Math.ceil(one / 4)),
      {
        before: series(
          "b",
          "2025-01-02",
          9,
          slow.map((one) => Math.round(one / 3)),
        ),
      },
    );
    expect(found).toMatchObject({ verdict: "as_expected", wasSoBefore: true });
  });

  test("the time before the baseline counts where enough is known of it", () => {
    expect(windowEarlier(expectation)).toEqual({ fromOn: "2024-01-02", untilOn: "2024-12-31" });
    const earlier = series("e", "2024-01-05", 9, slow.slice(0, 38));
    expect(look(quick, { others: earlier })).toMatchObject({
      verdict: "as_expected",
      earlier: { cases: 38 },
      weighing: { hasEarlier: true },
    });
    const halfKnown = earlier.map((one, at) => (at % 2 === 0 ? { ...one, endedOn: null } : one));
    expect(look(quick, { others: halfKnown })).toMatchObject({ earlier: null, weighing: { hasEarlier: false } });
    // the baseline was the bad year, and the year before it was as good as now
    const good = series("e", "2024-01-05", 9, times(4, [9, 4, 7, 12, 8, 6, 10, 5, 11, 9]).slice(0, 38));
    expect(look(quick, { others: good })).toMatchObject({ verdict: "cannot_say" });
  });

  test("what could be seen: fewer cases, less; a halving needs about as many as a halving is seen with", () => {
    const [many, few] = [look(quick), look(quick.slice(0, 10))].map((one) => one.weighing!);
    expect(many!.detectableShare!).toBeGreaterThan(few!.detectableShare!);
    expect(many!.casesForHalving!).toBeGreaterThanOrEqual(10);
    expect(many!.casesForHalving!).toBeLessThan(200);
    // 148 to 60 days is six tenths shorter, and found with 40 a side in eight of ten: so the page must say about that
    const shares = Array.from({ length: 40 }, (_, round) => simulateLook(usualTruth, 60, `seen ${round}`).weighing!.detectableShare!);
    const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.3);
    expect(mean).toBeLessThan(0.5);
  });
});

describe("simulated truth", () => {
  // with so many rounds a true 5 % is found above 8 % once in three hundred
  const rounds = 250;
  const false5 = 0.08;
  const harmless: readonly (readonly [string, Partial<Truth>])[] = [
    ["nothing happened", {}],
    ["it had been getting quicker by a quarter a year all along", { drift: 0.3 }],
    ["it had been getting quicker by half a year all along", { drift: 0.6 }],
    ["it had been getting quicker since a year before", { drift: 0.6, driftFromDaysAgo: 365 }],
    ["the latest quarter was bad by chance", { occasion: 0.2 }],
    ["half never get there, some are lost from sight", { followUpWeeks: 13, lost: 0.15 }],
    ["ten cases a side in whole weeks", { before: 10, after: 10, entered: 7 }],
    ["ten cases a side in towns and elsewhere", { before: 10, after: 10, elsewhere: 10 }],
    ["it got quicker everywhere", { drift: 0.6, elsewhere: 40 }],
    ["the latest quarter was bad, and it had been getting quicker", { occasion: 0.2, drift: 0.3, elsewhere: 40 }],
    ["the same, with the year before", { occasion: 0.2, drift: 0.3, earlier: 40 }],
    ["the latest quarter was worse than the service is", { occasion: 1, occasionIn: "quarter_at_all" }],
    ["the baseline was a bad year, and the year before is known", { occasion: 1, occasionIn: "year", earlier: 40 }],
    ["it got quicker everywhere, with the year before", { spread: "skewed", drift: 0.3, earlier: 40, elsewhere: 40 }],
  ];
  for (const [name, truth] of harmless)
    test(`no change is told where ${name}`, () => {
      expect(verdictRates(truth, 60, rounds, name).changed).toBeLessThanOrEqual(false5);
    }, 120_000);

  const powerful: readonly (readonly [string, Partial<Truth>])[] = [
    ["usual waits", {}],
    ["skewed waits", { spread: "skewed" }],
    ["usual waits, the year before known", { earlier: 40 }],
    ["usual waits, 40 elsewhere", { elsewhere: 40 }],
    ["even waits, 40 elsewhere and the year before", { spread: "even", earlier: 40, elsewhere: 40 }],
  ];
  for (const [name, truth] of powerful)
    test(`148 to 60 days as declared is found with 40 cases a side: ${name}`, () => {
      const found = verdictRates({ ...truth, medianAfter: 60 }, 60, rounds, name);
      // eight of ten, less what so few rounds may be off
      expect(found.asExpected).toBeGreaterThanOrEqual(0.74);
      expect(found.unchanged).toBeLessThanOrEqual(0.02);
      expect([usualTruth.before, usualTruth.after]).toEqual([40, 40]);
    }, 120_000);
});
