import type { Call } from "../../../platform/server/database/actor.ts";
import { baselineWindow, dotsByQuarter, joinQuarters, lookAtChange, type Passage, windowAfter } from "../change/rules.ts";
import type { MilestoneEvent } from "../../cases/contract.ts";
import { listMilestonePairs } from "../../cases/index.ts";
import { quartersForDots } from "../../disclosure/index.ts";
import { showCount, showMedian } from "../gate.ts";
import type { ChangeView, Expectation } from "./contract.ts";

/** What the milestones of the site say about an expectation, as far as it may be shown. */
export async function lookAtCases(call: Call, expected: Expectation, startedOn: string, today: string): Promise<ChangeView> {
  const windows = { before: baselineWindow(expected), after: windowAfter(expected, startedOn) };
  const passages: Passage[] = [];
  for (const window of [windows.before, windows.after]) {
    const of = {
      service: expected.metric.service,
      startEvent: expected.metric.fromEvent as MilestoneEvent,
      endEvent: expected.metric.toEvent as MilestoneEvent,
    };
    for (const pair of await listMilestonePairs(call, { ...of, ...window })) {
      // a case that was closed while waiting was last seen on that day
      const seenOn = pair.closedOn !== null && pair.closedOn < today ? pair.closedOn : today;
      passages.push({
        caseKey: pair.caseRef,
        startedOn: pair.startOn,
        endedOn: pair.endOn,
        waitingOn: pair.endOn === null ? seenOn : null,
      });
    }
  }
  const look = lookAtChange(passages, expected, startedOn, today);
  const quarters = [];
  for (const side of ["before", "after"] as const) {
    const dots = dotsByQuarter(look.cases[side], windows[side], side);
    const groups = quartersForDots(dots.map((quarter) => quarter.dots.length));
    quarters.push(groups === null ? null : joinQuarters(dots, groups));
  }
  const mayShowDots = quarters.every((side) => side !== null);
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
    quarters: mayShowDots ? quarters.flatMap((side) => side ?? []) : [],
  };
}
