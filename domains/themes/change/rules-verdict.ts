import type { Expectation } from "../measure/contract.ts";
import { drawMedians, type Interval, less, percentileInterval } from "./rules-bootstrap.ts";
import { chanceOf } from "./rules-chance.ts";
import { asOfFew, type Compared, normalAbove, permutationTest, type RankTest, rankTest } from "./rules-rank-test.ts";
import {
  addDays,
  baselineWindow,
  type Completeness,
  daysBetween,
  type DurationSummary,
  lookDueOn,
  observe,
  type ObservedCase,
  type Passage,
  summarise,
  wholeWeeks,
  windowAfter,
} from "./rules.ts";

type Day = string;
type Window = { fromOn: Day; untilOn: Day };

export const verdicts = ["as_expected", "not_as_expected", "unchanged", "cannot_say"] as const;
export type Verdict = (typeof verdicts)[number];
export const lookReasons = [
  "not_due",
  "too_few_before",
  "too_few_after",
  "incomplete_before",
  "incomplete_after",
  "too_many_lost",
  // it moved, but
  "earlier",
  "trend",
  "comparison",
  "no_trend",
  // it moved by no more than chance does, and what was expected is not ruled out either
  "uncertain",
] as const;
export type LookReason = (typeof lookReasons)[number];

/** At least so many cases on each side, at least this share of them known; how often cases are dealt out anew, and how often medians are drawn. */
export type LookRule = { readonly minimumCases: number; readonly minimumKnown: number; readonly deals: number; readonly draws: number };
export const defaultLook: LookRule = { minimumCases: 5, minimumKnown: 0.8, deals: 1_999, draws: 1_000 };

/**
 * How often each test may be wrong, in one direction. A change is told only if all that apply agree, so that together they are wrong at most as often as the one
 * that holds. Those above 5 % only ask whether a part of the time before speaks against a change that all of it tells: the baseline without its latest quarter
 * (a bad quarter bends the trend), the baseline or the year before it alone (a trend may have begun between them). Found by simulation (docs/decisions,
 * benchmarks/change-power.ts).
 */
export const mayBeWrong = {
  chance: 0.05,
  baselineTrend: 0.05,
  // the latest quarter was worse than the trend before it: it bends the trend in favour of a change
  baselineTrendBent: 0.02,
  restOfBaseline: 0.2,
  trend: 0.05,
  trendOfYear: 0.1,
  comparison: 0.05,
  comparisonOfYear: 0.15,
} as const;
/** What led to a measure is mostly the latest quarter: a change must also hold against the time before it. */
export const daysOfOccasion = 91;
const leastSpread = 70;

export type Side = { before: ObservedCase[]; after: ObservedCase[]; earlier: ObservedCase[] };

/** What speaks for a change, and what else could explain it. */
export type Weighing = {
  /** Shorter, longer, or no more than what else explains. */
  direction: "sooner" | "later" | null;
  /** What else explains it; null if nothing does, or if there is nothing to explain. */
  doubt: "earlier" | "trend" | "comparison" | "no_trend" | null;
  /** How often chance alone deals out such a difference, in either direction. */
  chance: number;
  isCompared: boolean;
  hasEarlier: boolean;
  /** The shortening that would be seen in four of five cases: the share of the former median that is left, at most. */
  detectableShare: number | null;
  /** With so many cases a side a halving would be seen in four of five cases. */
  casesForHalving: number | null;
};

const zOf = {
  [mayBeWrong.baselineTrendBent]: 2.053_749,
  [mayBeWrong.chance]: 1.644_854,
  [mayBeWrong.trendOfYear]: 1.281_552,
  [mayBeWrong.comparisonOfYear]: 1.036_433,
  [mayBeWrong.restOfBaseline]: 0.841_621,
} as const;
const zOfPower = 0.841_621;

/** Weighs one side against the other; `compared` is what happened in the same time where the measure does not run. */
function weigh(of: Side, compared: Side | null, occasionFromOn: Day, seed: string, deals: number): Weighing {
  const isCompared = compared !== null;
  const layers = isCompared ? layersOf([of, compared]) : () => "";
  // where the time before the baseline is known the baseline itself may have been the bad time
  const hasEarlier = of.earlier.length > 0 && (!isCompared || compared.earlier.length > 0);
  const beforeOccasion = (side: Side) => [
    ...(hasEarlier ? side.earlier : []),
    ...side.before.filter((one) => one.startedOn < occasionFromOn),
  ];
  const plain = (cases: readonly ObservedCase[], isLater: number) =>
    cases.map((one): Compared => ({ days: one.days, isWaiting: one.isWaiting, isLater, layer: layers(one), beside: 0 }));
  const years = (day: Day) => daysBetween(occasionFromOn, day) / 365.25;
  const along = (before: readonly ObservedCase[]) =>
    rankTest(
      [...before, ...of.after].map((one, at) => ({ ...plain([one], at < before.length ? 0 : 1)[0]!, beside: years(one.startedOn) })),
    );
  const besides = (before: readonly ObservedCase[], elsewhere: readonly ObservedCase[]) =>
    rankTest([
      ...plain(before, 0),
      ...plain(of.after, 1).map((one) => ({ ...one, beside: 1 })),
      ...plain(elsewhere, 0),
      ...plain(compared!.after, 0).map((one) => ({ ...one, beside: 1 })),
    ]);

  const formerOf = (side: Side) => (hasEarlier ? side.earlier : beforeOccasion(side));
  const former = formerOf(of);
  const all = [...plain(of.before, 0), ...plain(of.after, 1)];
  const dealt = permutationTest(all, chanceOf(`deals ${seed}`), deals);
  const dealtEarlier = permutationTest([...plain(former, 0), ...plain(of.after, 1)], chanceOf(`earlier deals ${seed}`), deals);
  type Level = keyof typeof zOf;
  type Other = {
    readonly test: RankTest;
    readonly level: Level;
    readonly bent?: { readonly way: "sooner" | "later"; readonly level: Level };
    readonly ends: number;
  };
  const against = (
    test: (before: (side: Side) => readonly ObservedCase[]) => RankTest,
    before: (side: Side) => readonly ObservedCase[],
    level: Level,
  ): Other => ({ test: test(before), level, ends: [...before(of), ...of.after].filter((one) => !one.isWaiting).length });
  const beyondElsewhere = (before: (side: Side) => readonly ObservedCase[]) => besides(before(of), before(compared!));
  const beyondTrend = (before: (side: Side) => readonly ObservedCase[]) => along(before(of));
  const baseline = (side: Side) => side.before;
  const isLatestWorse = () => {
    const latest = of.before.map((one) => ({ ...plain([one], one.startedOn < occasionFromOn ? 0 : 1)[0]!, beside: years(one.startedOn) }));
    return (rankTest(latest)?.z ?? -1) < 0;
  };
  const other: readonly Other[] = isCompared
    ? hasEarlier
      ? [
          against(beyondElsewhere, (side) => [...side.earlier, ...side.before], mayBeWrong.comparison),
          against(beyondElsewhere, beforeOccasion, mayBeWrong.comparison),
          against(beyondElsewhere, baseline, mayBeWrong.comparisonOfYear),
          against(beyondElsewhere, (side) => side.earlier, mayBeWrong.comparisonOfYear),
        ]
      : [against(beyondElsewhere, baseline, mayBeWrong.comparison), against(beyondElsewhere, beforeOccasion, mayBeWrong.comparison)]
    : hasEarlier
      ? [against(beyondTrend, baseline, mayBeWrong.trendOfYear), against(beyondTrend, beforeOccasion, mayBeWrong.trend)]
      : [
          {
            ...against(beyondTrend, baseline, mayBeWrong.baselineTrend),
            bent: { way: isLatestWorse() ? "sooner" : "later", level: mayBeWrong.baselineTrendBent },
          },
          against(beyondTrend, beforeOccasion, mayBeWrong.restOfBaseline),
        ];
  const holds = (way: "sooner" | "later") => ({
    chance: dealt[way] <= mayBeWrong.chance,
    earlier: former.length > 0 && dealtEarlier[way] <= mayBeWrong.chance,
    other: other.every(
      ({ test, level, bent, ends }) =>
        test !== null && normalAbove(asOfFew(way === "sooner" ? test.z : -test.z, ends - 2)) <= (bent?.way === way ? bent.level : level),
    ),
  });
  const ways = (["sooner", "later"] as const).map((way) => ({ way, ...holds(way) }));
  const direction = isSpread(of.before) ? (ways.find((one) => one.chance && one.earlier && one.other)?.way ?? null) : null;
  const moved = ways.find((one) => one.chance);
  const doubt = (): Weighing["doubt"] => {
    if (direction !== null || !moved) return null;
    if (former.length === 0 || !isSpread(of.before) || other.some(({ test }) => test === null)) return "no_trend";
    if (!moved.earlier) return "earlier";
    return isCompared ? "comparison" : "trend";
  };
  // what the chance to end on a day must become, told as what it makes of the median
  const detectable = [{ test: rankTest(all), level: mayBeWrong.chance }, ...other].map(({ test, level }) =>
    test === null ? Infinity : (zOf[level] + zOfPower) / Math.sqrt(test.variance),
  );
  const least = Math.max(...detectable) / alikeness(summarise(of.before));
  return {
    direction,
    doubt: doubt(),
    chance: Math.min(1, 2 * Math.min(dealt.sooner, dealt.later)),
    isCompared,
    hasEarlier,
    detectableShare: Number.isFinite(least) ? Math.exp(-least) : null,
    casesForHalving: Number.isFinite(least)
      ? Math.ceil((((of.before.length + of.after.length) / 2) * (least / Math.LN2) ** 2) / 5) * 5
      : null,
  };
}

/**
 * How much more the chance to end on a day changes than the median does: the shape of the Weibull curve with these quartiles, at least 1 (every day the
 * same chance, however long one has waited). The more alike the waits, the smaller a difference is seen.
 */
function alikeness({ lowerQuartileDays: lower, medianDays: median, upperQuartileDays: upper }: DurationSummary): number {
  const ratio = (days: number | null) => (lower === null || days === null || lower <= 0 || days <= lower ? null : Math.log(days / lower));
  const [toUpper, toMedian] = [ratio(upper), ratio(median)];
  const shape =
    toUpper !== null
      ? Math.log(Math.log(4) / Math.log(4 / 3)) / toUpper
      : toMedian !== null
        ? Math.log(Math.LN2 / Math.log(4 / 3)) / toMedian
        : 1;
  return Math.min(3, Math.max(1, shape));
}

/** Cases that nearly all began in the same weeks tell of no trend, and nothing of the time before them. */
function isSpread(before: readonly ObservedCase[]): boolean {
  const days = before.map((one) => one.startedOn).sort();
  const at = (share: number) => days[Math.round(share * (days.length - 1))]!;
  return daysBetween(at(0.1), at(0.9)) >= leastSpread;
}

/** Cases are compared inside their town; towns with few cases together, those with the measure apart from those without. */
function layersOf(sides: readonly Side[]): (one: ObservedCase) => string {
  const layers = new Map<ObservedCase, string>();
  for (const [at, side] of sides.entries()) {
    const count = (cases: readonly ObservedCase[]) => Map.groupBy(cases, (one) => one.townId ?? "");
    const [before, after] = [count(side.before), count(side.after)];
    const isLarge = (town: string) => [before, after].every((towns) => (towns.get(town)?.length ?? 0) >= defaultLook.minimumCases);
    for (const one of [...side.earlier, ...side.before, ...side.after]) {
      const town = one.townId ?? "";
      layers.set(one, isLarge(town) ? town : `few ${at}`);
    }
  }
  return (one) => layers.get(one)!;
}

export type SummaryOfSide = DurationSummary & { completeness: Completeness; drawn: Interval | null };

export type Look = {
  verdict: Verdict;
  reason: LookReason | null;
  before: SummaryOfSide;
  after: SummaryOfSide;
  /** The median after less the one before, in days. */
  difference: Interval | null;
  targetWeeks: number;
  /** It already was as expected before the measure began: the page should say so. */
  wasSoBefore: boolean;
  weighing: Weighing | null;
  /** What happened in the comparison towns in the same time; null if none are named. */
  comparison: { before: SummaryOfSide; after: SummaryOfSide; isUsed: boolean; cases: Side } | null;
  /** The time before the baseline, as long as it; null if too few cases are known from then. */
  earlier: (SummaryOfSide & Window) | null;
  cases: Side;
};

/** As long as the baseline, and just before it: whoever chose the baseline did not choose this. */
export function windowEarlier(expectation: Pick<Expectation, "baselineFromOn" | "baselineUntilOn">): Window {
  const length = daysBetween(expectation.baselineFromOn, expectation.baselineUntilOn) + 1;
  return { fromOn: addDays(expectation.baselineFromOn, -length), untilOn: addDays(expectation.baselineFromOn, -1) };
}

/** The first day of what may have led to the measure: the last quarter of the baseline, at most its later half. */
export function occasionFrom(expectation: Pick<Expectation, "baselineFromOn" | "baselineUntilOn">): Day {
  const length = daysBetween(expectation.baselineFromOn, expectation.baselineUntilOn) + 1;
  return addDays(expectation.baselineUntilOn, 1 - Math.min(daysOfOccasion, Math.floor(length / 2)));
}

/**
 * How far the median must fall to count as expected: three quarters of the way. A median of a few dozen cases lies a fifth to either side of the truth, so
 * that a target that was reached exactly would be missed every other time.
 */
export function reachedWeeks(beforeWeeks: number, targetWeeks: number): number {
  return beforeWeeks <= targetWeeks ? targetWeeks : targetWeeks + (beforeWeeks - targetWeeks) / 4;
}

/**
 * Compares later cases with earlier ones and with what was expected. A change is told only if it is more than chance deals out, holds against the time before
 * what led to the measure (regression to the mean), and is more than the trend, or than what happened in the comparison towns (difference in differences).
 * As expected: it changed, the median went three quarters of the way to the target, and the target is not ruled out. Not as expected: it changed
 * otherwise. Unchanged: no change, and the expected one is ruled out. Cannot say: everything else. Whether the measure did it is for people to judge.
 */
export function lookAtChange(
  passages: readonly Passage[],
  expectation: Expectation,
  startedOn: Day,
  lookOn: Day,
  seed: string,
  rule: LookRule = defaultLook,
): Look {
  const followUpDays = 7 * expectation.followUpWeeks;
  const elsewhere = new Set(expectation.comparisonTownIds);
  const windows = { before: baselineWindow(expectation), after: windowAfter(expectation, startedOn), earlier: windowEarlier(expectation) };
  const isNamed = elsewhere.size > 0;
  const chance = chanceOf(`draws ${seed}`);
  const of = sideOf(isNamed ? passages.filter((one) => one.townId != null && !elsewhere.has(one.townId)) : passages);
  const compared = isNamed ? sideOf(passages.filter((one) => one.townId != null && elsewhere.has(one.townId))) : null;
  const { before, after } = of.summaries;
  const isComparable = compared !== null && isEnough(compared.summaries.before) && isEnough(compared.summaries.after);
  const mayWeigh = before.cases >= rule.minimumCases && after.cases >= rule.minimumCases;
  const weighing = mayWeigh ? weigh(of.cases, isComparable ? compared.cases : null, occasionFrom(expectation), seed, rule.deals) : null;
  const { targetWeeks } = expectation;
  return {
    ...find(),
    before,
    after,
    difference: of.difference,
    targetWeeks,
    wasSoBefore: before.medianDays !== null && wholeWeeks(before.medianDays) <= targetWeeks,
    weighing,
    comparison: compared && {
      before: compared.summaries.before,
      after: compared.summaries.after,
      isUsed: isComparable,
      cases: compared.cases,
    },
    earlier: of.cases.earlier.length > 0 ? { ...of.summaries.earlier, ...windows.earlier } : null,
    cases: of.cases,
  };

  function isEnough(side: SummaryOfSide): boolean {
    return side.cases >= rule.minimumCases && side.completeness.known >= rule.minimumKnown * side.completeness.of;
  }

  function sideOf(of: readonly Passage[]) {
    const seen = {
      before: observe(of, windows.before, followUpDays, lookOn),
      after: observe(of, windows.after, followUpDays, lookOn),
      earlier: observe(of, windows.earlier, followUpDays, lookOn),
    };
    const cases: Side = { before: seen.before.cases, after: seen.after.cases, earlier: seen.earlier.cases };
    const drawn = drawMedians([cases.before, cases.after, cases.earlier], chance, rule.draws);
    const summary = (side: keyof Side, at: number): SummaryOfSide => ({
      ...summarise(cases[side]),
      completeness: seen[side].completeness,
      drawn: percentileInterval(drawn[at]!),
    });
    const summaries = { before: summary("before", 0), after: summary("after", 1), earlier: summary("earlier", 2) };
    const bothSides = cases.before.length > 0 && cases.after.length > 0;
    const difference = bothSides ? percentileInterval(less(drawn[1]!, drawn[0]!)) : null;
    // what is half known would only bend the trend
    if (!isEnough(summaries.earlier)) cases.earlier = [];
    return { cases, summaries, difference };
  }

  function find(): { verdict: Verdict; reason: LookReason | null } {
    const cannotSay = (reason: LookReason) => ({ verdict: "cannot_say" as const, reason });
    const found = (verdict: Verdict) => ({ verdict, reason: null });
    if (lookOn < lookDueOn(expectation, startedOn)) return cannotSay("not_due");
    if (before.cases < rule.minimumCases) return cannotSay("too_few_before");
    if (after.cases < rule.minimumCases || weighing === null) return cannotSay("too_few_after");
    if (before.completeness.known < rule.minimumKnown * before.completeness.of) return cannotSay("incomplete_before");
    if (after.completeness.known < rule.minimumKnown * after.completeness.of) return cannotSay("incomplete_after");
    const followed = of.cases.after.filter((it) => !it.isWaiting || it.days >= 7 * targetWeeks).length;
    if (followed < rule.minimumKnown * after.cases || followed === 0) return cannotSay("too_many_lost");
    if (weighing.doubt !== null) return cannotSay(weighing.doubt);
    const limit = reachedWeeks(before.medianDays === null ? expectation.followUpWeeks : wholeWeeks(before.medianDays), targetWeeks);
    // nothing known of the lower end means that nearly nobody got there
    const from = after.drawn === null || after.drawn.lower === null ? Infinity : wholeWeeks(after.drawn.lower);
    if (weighing.direction === null) return from > limit ? found("unchanged") : cannotSay("uncertain");
    const isReached = after.medianDays !== null && wholeWeeks(after.medianDays) <= limit && from <= targetWeeks;
    return found(weighing.direction === "sooner" && isReached ? "as_expected" : "not_as_expected");
  }
}
