import type { Call } from "../../../platform/server/database/actor.ts";
import type { MilestoneEvent } from "../../cases/contract.ts";
import { listMilestonePairs } from "../../cases/index.ts";
import { holdFigures, quartersForDots } from "../../disclosure/index.ts";
import type { Interval } from "../change/rules-bootstrap.ts";
import { type Look, lookAtChange, type SummaryOfSide, windowEarlier } from "../change/rules-verdict.ts";
import {
  addDays,
  baselineWindow,
  dotsByQuarter,
  type DotQuarter,
  joinQuarters,
  type ObservedCase,
  type Passage,
  summarise,
  windowAfter,
} from "../change/rules.ts";
import { mayShowInterval, showCount, showInterval, showMedian } from "../gate.ts";
import { figuresOfWaiting } from "../theme/evidence.ts";
import { daysOfLooks, figuresOfLook, figuresOfLooks, mayShowStarts } from "./ledger.ts";
import { countStarts, listLooks } from "./queries.ts";
import type { ChangeAnalysis, ChangeView, Expectation } from "./contract.ts";

type Windows = Record<"before" | "after", { fromOn: string; untilOn: string }>;

async function listPassages(
  call: Call,
  expected: Expectation,
  period: { fromOn: string; untilOn: string },
  today: string,
): Promise<Passage[]> {
  const pairs = await listMilestonePairs(call, {
    service: expected.metric.service,
    startEvent: expected.metric.fromEvent as MilestoneEvent,
    endEvent: expected.metric.toEvent as MilestoneEvent,
    ...period,
  });
  return pairs.map((pair) => {
    // a case that was closed while waiting was last seen on that day
    const seenOn = pair.closedOn !== null && pair.closedOn < today ? pair.closedOn : today;
    const waitingOn = pair.endOn === null ? seenOn : null;
    return { caseKey: pair.caseRef, townId: pair.townId, startedOn: pair.startOn, endedOn: pair.endOn, waitingOn };
  });
}

/** The dots of both sides as the gate draws them together; none if one side may not be drawn. */
function showDots(cases: Record<"before" | "after", readonly ObservedCase[]>, windows: Windows): DotQuarter[] {
  const sides = (["before", "after"] as const).map((side) => {
    const dots = dotsByQuarter(cases[side], windows[side], side);
    const groups = quartersForDots(dots.map((quarter) => quarter.dots.length));
    return groups === null ? null : joinQuarters(dots, groups);
  });
  return sides.every((side) => side !== null) ? sides.flatMap((side) => side) : [];
}

/** What the milestones of the site say about an expectation, as far as it may be shown. The measure's id makes the draws the same on every look. */
export async function lookAtCases(
  call: Call,
  of: { readonly measureId: string; readonly themeId: string },
  expected: Expectation,
  startedOn: string,
  today: string,
): Promise<ChangeView> {
  const windows = { before: baselineWindow(expected), after: windowAfter(expected, startedOn) };
  const period = { fromOn: windowEarlier(expected).fromOn, untilOn: windows.after.untilOn };
  // two looks at the same moment would each not know of the other
  await holdFigures(call);
  const began = { service: expected.metric.service, event: expected.metric.fromEvent };
  const looks = await listLooks(call.tx, began);
  const look = lookAtChange(await listPassages(call, expected, period, today), expected, startedOn, today, of.measureId);
  const change = showLook(look, expected, windows, today);
  const known = [...figuresOfLooks(looks), ...(await figuresOfWaiting(call, of.themeId, expected.metric))];
  const starts = await countStarts(call.tx, began, daysOfLooks(looks, { fromOn: furthestBack(period.fromOn, today), untilOn: today }));
  return mayShowStarts(figuresOfLook(expected, startedOn, change), known, starts) ? change : withoutFigures(change);
}

/** As far back as anything else is shown of the same cases. */
const furthestBack = (fromOn: string, today: string): string => {
  const threeYears = addDays(today, -3 * 366 - 92);
  return fromOn < threeYears ? fromOn : threeYears;
};

/** What was found stays; by which figures nobody is told. */
function withoutFigures(change: ChangeView): ChangeView {
  const heldBack = (name: string) => showMedian(name, summarise([]), true);
  return {
    ...change,
    before: heldBack("before"),
    after: heldBack("after"),
    wasSoBefore: false,
    stillWaiting: null,
    known: null,
    of: null,
    quarters: [],
    analysis: null,
  };
}

function showLook(look: Look, expected: Expectation, windows: Windows, today: string): ChangeView {
  const { known, of } = look.after.completeness;
  // both sides add up to those known, and waiting ones with those who got there to all of a side: one must not follow from the others
  const isHeldBack = [look.before.cases, look.after.cases].some((count) => showCount(count).isProtected);
  const got = showCount(look.after.cases - look.after.stillWaiting);
  const waiting = isHeldBack || got.isProtected ? null : showCount(look.after.stillWaiting).count;
  const unknown = showCount(look.before.completeness.of + of - look.before.completeness.known - known);
  const isCounted = !isHeldBack && !unknown.isProtected;
  return {
    lookedOn: today,
    verdict: look.verdict,
    reason: look.reason,
    before: showMedian("before", look.before),
    after: showMedian("after", look.after),
    targetWeeks: look.targetWeeks,
    wasSoBefore: look.wasSoBefore,
    stillWaiting: waiting,
    known: isCounted ? look.before.completeness.known + known : null,
    of: isCounted ? look.before.completeness.of + of : null,
    quarters: showDots(look.cases, windows),
    analysis: showAnalysis(look, expected, windows),
  };
}

function showAnalysis(look: Look, expected: Expectation, windows: Windows): ChangeAnalysis {
  const intervalOf = (side: SummaryOfSide) => showInterval(showMedian("", side), side.drawn);
  const isShown = [look.before, look.after].every((side) => !showMedian("", side).isProtected && side.cases > 0);
  const hasIntervals = [look.before, look.after].every((side) => mayShowInterval(side.cases));
  const { weighing, comparison, earlier } = look;
  const inDays = showMedian("", look.before).days !== null && showMedian("", look.after).days !== null;
  const difference = (interval: Interval | null) =>
    hasIntervals ? showInterval({ cases: look.after.cases, days: inDays ? 0 : null }, interval) : null;
  const detectable = isShown ? (weighing?.detectableShare ?? null) : null;
  return {
    before: intervalOf(look.before),
    after: intervalOf(look.after),
    difference: difference(look.difference),
    chancePercent: isShown && weighing ? Math.max(0.1, Math.round(weighing.chance * 1_000) / 10) : null,
    detectablePercent: detectable === null ? null : Math.round(100 * (1 - detectable)),
    casesForHalving: isShown ? (weighing?.casesForHalving ?? null) : null,
    earlier: earlier && {
      fromOn: earlier.fromOn,
      untilOn: earlier.untilOn,
      median: showMedian("earlier", earlier),
      interval: intervalOf(earlier),
    },
    comparison: comparison && {
      townIds: [...(expected.comparisonTownIds ?? [])],
      isUsed: comparison.isUsed,
      before: showMedian("comparison_before", comparison.before),
      after: showMedian("comparison_after", comparison.after),
      beforeInterval: intervalOf(comparison.before),
      afterInterval: intervalOf(comparison.after),
      quarters: showDots(comparison.cases, windows),
    },
  };
}
