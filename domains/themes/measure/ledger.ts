import { type AtomicFigure, type MemoryRule, mayShowBeside } from "../../disclosure/index.ts";
import { baselineWindow, windowAfter } from "../change/rules.ts";
import { windowEarlier } from "../change/rules-verdict.ts";
import type { ChangeView, Expectation } from "./contract.ts";
import type { LookRecord } from "./queries.ts";
import { beginOfSecondLook } from "./rules.ts";

// Days and towns of a look are free to choose. So what it shows is weighed against every look before it, and against what else is shown of the same way: two
// that lie a day apart would tell of whoever began on that day.

type Window = { readonly fromOn: string; readonly untilOn: string };
/** Where, when and how many cases began. */
export type Start = { readonly townId: string | null; readonly startedOn: string; readonly cases: number };
/** Cases that began in these days, in these towns. */
export type StartFigure = { readonly key: string; readonly holds: (townId: string | null, startedOn: string) => boolean };

/** What of an expectation says which cases a look is about. */
type Told = Pick<Expectation, "baselineFromOn" | "baselineUntilOn" | "intakeWeeks" | "comparisonTownIds">;

function figuresOf(name: string, expected: Told, begin: string, shows: readonly string[]): StartFigure[] {
  const elsewhere = new Set(expected.comparisonTownIds);
  const isHere = (townId: string | null) => elsewhere.size === 0 || (townId !== null && !elsewhere.has(townId));
  const isElsewhere = (townId: string | null) => townId !== null && elsewhere.has(townId);
  const windows = { before: baselineWindow(expected), after: windowAfter(expected, begin), earlier: windowEarlier(expected) };
  const all: readonly (readonly [string, Window, (townId: string | null) => boolean])[] = [
    ["before", windows.before, isHere],
    ["after", windows.after, isHere],
    ["earlier", windows.earlier, isHere],
    ["before_elsewhere", windows.before, isElsewhere],
    ["after_elsewhere", windows.after, isElsewhere],
  ];
  return all
    .filter(([key]) => shows.includes(key))
    .map(([key, window, isIn]) => ({
      key: `${name} ${key}`,
      holds: (townId, startedOn) => isIn(townId) && startedOn >= window.fromOn && startedOn <= window.untilOn,
    }));
}

/** Which figures a look shows: one that is held back shows nothing. */
function shownBy({ before, after, analysis }: ChangeView): string[] {
  const cases = {
    before: before.cases,
    after: after.cases,
    earlier: analysis?.earlier?.median.cases ?? null,
    before_elsewhere: analysis?.comparison?.before.cases ?? null,
    after_elsewhere: analysis?.comparison?.after.cases ?? null,
  };
  return Object.entries(cases).flatMap(([key, count]) => (count === null ? [] : [key]));
}

export function figuresOfLook(expected: Expectation, begin: string, change: ChangeView): StartFigure[] {
  return figuresOf("own", expected, begin, shownBy(change));
}

export function figuresOfLooks(looks: readonly LookRecord[]): StartFigure[] {
  return looks.flatMap((look, at) => {
    const weeks = { intakeWeeks: look.intake_weeks, followUpWeeks: look.follow_up_weeks };
    const begin = look.nth === 1 ? look.started_on : beginOfSecondLook(weeks, look.looked_on);
    const days = { baselineFromOn: look.baseline_from_on, baselineUntilOn: look.baseline_until_on };
    return figuresOf(String(at), { ...days, ...weeks, comparisonTownIds: look.comparison_town_ids }, begin, look.shows);
  });
}

/** The days that all looks of one way speak of together. */
export function daysOfLooks(looks: readonly LookRecord[], own: Window): Window {
  const spans = looks.map((look) => ({
    fromOn: windowEarlier({ baselineFromOn: look.baseline_from_on, baselineUntilOn: look.baseline_until_on }).fromOn,
    untilOn: look.looked_on,
  }));
  return {
    fromOn: [own, ...spans].map((one) => one.fromOn).toSorted()[0]!,
    untilOn: [own, ...spans]
      .map((one) => one.untilOn)
      .toSorted()
      .at(-1)!,
  };
}

/** Whether all of them may be shown beside what was shown before. */
export function mayShowStarts(
  wanted: readonly StartFigure[],
  before: readonly StartFigure[],
  starts: readonly Start[],
  rule?: MemoryRule,
): boolean {
  const counts = new Map<string, number>();
  const places = new Map<string, { townId: string | null; startedOn: string }>();
  for (const { townId, startedOn, cases } of starts) {
    const piece = `${townId ?? ""} ${startedOn}`;
    counts.set(piece, cases);
    places.set(piece, { townId, startedOn });
  }
  const atomsOf = ({ key, holds }: StartFigure): AtomicFigure => ({
    key,
    atoms: [...places].flatMap(([piece, { townId, startedOn }]) => (holds(townId, startedOn) ? [piece] : [])),
  });
  const known = before.map(atomsOf);
  return wanted.map(atomsOf).every((figure) => {
    const isSafe = mayShowBeside(figure, known, counts, rule);
    known.push(figure);
    return isSafe;
  });
}

/** Of several those that may be shown beside what was shown before and beside each other; whichever comes first goes first. */
export function thoseThatMayShow(
  wanted: readonly StartFigure[],
  before: readonly StartFigure[],
  starts: readonly Start[],
  rule?: MemoryRule,
): StartFigure[] {
  const shown: StartFigure[] = [];
  for (const figure of wanted) if (mayShowStarts([figure], [...before, ...shown], starts, rule)) shown.push(figure);
  return shown;
}
