import type { Expectation } from "../measure/contract.ts";

/** Days are YYYY-MM-DD of Europe/Berlin; they compare as text. */
type Day = string;

const dayNumber = (day: Day) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
const dayOf = (number: number): Day => new Date(number * 86_400_000).toISOString().slice(0, 10);
export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);
/** Days from the first to the second, 0 on the same day. */
export const daysBetween = (from: Day, until: Day): number => dayNumber(until) - dayNumber(from);
/** Whole weeks, rounded half up: the one way in which durations are shown and compared. */
export const wholeWeeks = (days: number): number => Math.round(days / 7);

// ---------------------------------------------------------------------------------------------------------------------------------------
// Durations that count those still waiting

/** One case under observation: for so many days; `isWaiting`: the end had not come by then (right-censored). */
export type Duration = { days: number; isWaiting: boolean };

/** Share of cases that still wait after `days`, falling at every day on which some end; `atRisk` waited until then. */
export type CurvePoint = { days: number; atRisk: number; ended: number; waitingShare: number; variance: number };

/**
 * The product-limit curve (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958). A case that ends and one last seen waiting on the same day: the
 * waiting one counts as at risk that day, as Kaplan and Meier say. `variance` is Greenwood's.
 */
export function waitingCurve(durations: readonly Duration[]): CurvePoint[] {
  const sorted = durations.toSorted((a, b) => a.days - b.days);
  const points: CurvePoint[] = [];
  let share = 1;
  let greenwood = 0;
  for (let at = 0; at < sorted.length;) {
    const { days } = sorted[at]!;
    const atRisk = sorted.length - at;
    let ended = 0;
    for (; at < sorted.length && sorted[at]!.days === days; at += 1) if (!sorted[at]!.isWaiting) ended += 1;
    if (ended === 0) continue;
    share *= 1 - ended / atRisk;
    greenwood += atRisk > ended ? ended / (atRisk * (atRisk - ended)) : 0;
    points.push({ days, atRisk, ended, waitingShare: atRisk === ended ? 0 : share, variance: share * share * greenwood });
  }
  return points;
}

/**
 * Days after which `share` of the cases have ended; null where the curve never falls so far. Where the curve runs exactly at the level until the
 * next end, the middle of that stretch, so that without waiting cases the median is the usual one (Brookmeyer and Crowley, Biometrics 38, 1982).
 */
export function quantileDays(curve: readonly CurvePoint[], share: number): number | null {
  const level = 1 - share;
  const at = curve.findIndex((point) => point.waitingShare <= level + 1e-9);
  const point = curve[at];
  if (!point) return null;
  const next = curve[at + 1];
  return next && Math.abs(point.waitingShare - level) <= 1e-9 ? (point.days + next.days) / 2 : point.days;
}

/**
 * 95 % confidence interval of the median after Brookmeyer and Crowley 1982: the days at which the curve is not significantly away from one half.
 * `upper` null: open to the right.
 */
export function medianInterval(curve: readonly CurvePoint[]): { lower: number; upper: number | null } | null {
  const near = (point: CurvePoint) => (point.waitingShare - 0.5) ** 2 <= 1.959_964 ** 2 * point.variance;
  const first = curve.find((point) => near(point) || point.waitingShare <= 0.5);
  if (!first) return null;
  const beyond = curve.find((point) => point.waitingShare < 0.5 && !near(point));
  return { lower: first.days, upper: beyond?.days ?? null };
}

export type DurationSummary = {
  cases: number;
  stillWaiting: number;
  /** Days; null where fewer than half (a quarter, three quarters) have ended. */
  medianDays: number | null;
  lowerQuartileDays: number | null;
  upperQuartileDays: number | null;
  interval: { lower: number; upper: number | null } | null;
};

export function summarise(durations: readonly Duration[]): DurationSummary {
  const curve = waitingCurve(durations);
  return {
    cases: durations.length,
    stillWaiting: durations.filter((it) => it.isWaiting).length,
    medianDays: quantileDays(curve, 0.5),
    lowerQuartileDays: quantileDays(curve, 0.25),
    upperQuartileDays: quantileDays(curve, 0.75),
    interval: medianInterval(curve),
  };
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// From milestones to durations

/**
 * One case on its way from the start event to the end event of a service. `endedOn` null and `waitingOn` a day: known to be still waiting on that
 * day (today, or the day the case was closed without the end event). Both null: nobody knows what became of it.
 */
export type Passage = { caseKey: string; townId?: string | null; startedOn: Day | null; endedOn: Day | null; waitingOn: Day | null };

export const passageFaults = ["end_before_start", "waiting_before_start"] as const;
export type PassageFault = (typeof passageFaults)[number];

/** An error in the dates, which a case manager can put right; such a case is counted as unknown, never guessed at. */
export function faultOf(passage: Passage): PassageFault | null {
  const { startedOn, endedOn, waitingOn } = passage;
  if (startedOn !== null && endedOn !== null && endedOn < startedOn) return "end_before_start";
  if (startedOn !== null && endedOn === null && waitingOn !== null && waitingOn < startedOn) return "waiting_before_start";
  return null;
}

/** The same case reported twice is one case: its earliest start and, from there, its earliest end. */
export function withoutRepeats(passages: readonly Passage[]): Passage[] {
  const cases = new Map<string, Passage>();
  for (const it of passages) {
    const known = cases.get(it.caseKey);
    cases.set(it.caseKey, known ? { caseKey: it.caseKey, ...joined(known, it) } : it);
  }
  return [...cases.values()];
}

function joined(one: Passage, two: Passage): Omit<Passage, "caseKey"> {
  const startedOn = earlier(one.startedOn, two.startedOn);
  const ends = [one.endedOn, two.endedOn].filter((it) => it !== null);
  const after = ends.filter((it) => startedOn === null || it >= startedOn);
  const waiting = [one.waitingOn, two.waitingOn].filter((it) => it !== null).sort();
  const townId = one.townId ?? two.townId;
  const endedOn = (after.length > 0 ? after : ends).sort()[0] ?? null;
  return { startedOn, endedOn, waitingOn: waiting.at(-1) ?? null, ...(townId === undefined ? {} : { townId }) };
}

function earlier(one: Day | null, two: Day | null): Day | null {
  return one === null ? two : two === null || one <= two ? one : two;
}

/** "Beide Daten bekannt bei 65 von 71": known are those with both days, and those known to be still waiting. */
export type Completeness = { known: number; of: number };
export type ObservedCase = Duration & { startedOn: Day; townId?: string | null };

/**
 * Follows every case for exactly `followUpDays` from its own start: whoever had not reached the end by then counts as waiting at that point, also
 * if the end came later, and nothing after `lookOn` is known. So two windows are treated alike, however long ago they are.
 * `of` counts the cases that began in the period, and with them those whose start nobody knows but whose end lies in it or after it.
 */
export function observe(
  passages: readonly Passage[],
  period: { fromOn: Day; untilOn: Day },
  followUpDays: number,
  lookOn: Day,
): { cases: ObservedCase[]; completeness: Completeness; faults: { caseKey: string; fault: PassageFault }[] } {
  const cases: ObservedCase[] = [];
  const faults: { caseKey: string; fault: PassageFault }[] = [];
  let of = 0;
  for (const passage of withoutRepeats(passages)) {
    const { startedOn, endedOn, waitingOn } = passage;
    if (startedOn === null) {
      if (endedOn !== null && endedOn >= period.fromOn && endedOn <= period.untilOn) of++;
      continue;
    }
    if (startedOn < period.fromOn || startedOn > period.untilOn || startedOn > lookOn) continue;
    of++;
    const fault = faultOf(passage);
    if (fault) {
      faults.push({ caseKey: passage.caseKey, fault });
      continue;
    }
    const hasEnded = endedOn !== null && endedOn <= lookOn;
    const seenOn = hasEnded ? endedOn : endedOn === null ? waitingOn : lookOn;
    if (seenOn === null) continue;
    const days = daysBetween(startedOn, seenOn < lookOn ? seenOn : lookOn);
    const town = passage.townId === undefined ? {} : { townId: passage.townId };
    cases.push({ startedOn, days: Math.min(days, followUpDays), isWaiting: !hasEnded || days > followUpDays, ...town });
  }
  return { cases, completeness: { known: cases.length, of }, faults };
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// The expectation and the look

export const expectationFaults = ["follow_up_too_short", "until_before_from", "same_event", "not_before_start", "too_small"] as const;
export type ExpectationFault = { path: string; code: (typeof expectationFaults)[number] };

/** All that is wrong with an expectation; empty if it may be declared. `today` is the day of declaring. */
export function faultsOfExpectation(expectation: Expectation, today: Day): ExpectationFault[] {
  const faults: ExpectationFault[] = [];
  const { metric, targetWeeks, followUpWeeks, intakeWeeks, baselineFromOn, baselineUntilOn } = expectation;
  if (metric.fromEvent === metric.toEvent) faults.push({ path: "metric.toEvent", code: "same_event" });
  for (const [path, weeks] of Object.entries({ targetWeeks, followUpWeeks, intakeWeeks }))
    if (weeks < 1) faults.push({ path, code: "too_small" });
  if (baselineUntilOn < baselineFromOn) faults.push({ path: "baselineUntilOn", code: "until_before_from" });
  // the way it was before must lie in the past when it is declared, or it could still be made to fit
  else if (baselineUntilOn > today) faults.push({ path: "baselineUntilOn", code: "not_before_start" });
  // a target that nobody is followed long enough to miss would always be met
  if (followUpWeeks < targetWeeks) faults.push({ path: "followUpWeeks", code: "follow_up_too_short" });
  return faults;
}

/** Set beforehand, never moved later. */
export function mayChangeExpectation(measure: { startedOn: Day | null }): boolean {
  return measure.startedOn === null;
}

/** A measure may start if what it is compared with was over by then. Without an expectation nothing stands in the way. */
export function mayStartOn(expectation: Expectation | null, startOn: Day): boolean {
  return expectation === null || expectation.baselineUntilOn < startOn;
}

export function baselineWindow(expectation: Pick<Expectation, "baselineFromOn" | "baselineUntilOn">): { fromOn: Day; untilOn: Day } {
  return { fromOn: expectation.baselineFromOn, untilOn: expectation.baselineUntilOn };
}

/** The cases after: those that begin within `intakeWeeks` from the start of the measure, its first day included. */
export function windowAfter(expectation: Pick<Expectation, "intakeWeeks">, startedOn: Day): { fromOn: Day; untilOn: Day } {
  return { fromOn: startedOn, untilOn: addDays(startedOn, 7 * expectation.intakeWeeks - 1) };
}

/** The first day on which every case of the window has been followed to its end: the look is due. */
export function lookDueOn(expectation: Expectation, startedOn: Day): Day {
  return addDays(windowAfter(expectation, startedOn).untilOn, 7 * expectation.followUpWeeks);
}

// ---------------------------------------------------------------------------------------------------------------------------------------
// Dots

export type Quarter = { fromOn: Day; untilOn: Day; side: "before" | "after" };
/** `shift` 0 to 1: the place inside the quarter, from left to right. */
export type Dot = { weeks: number; isWaiting: boolean; shift: number };
export type DotQuarter = Quarter & { dots: Dot[] };

const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** The calendar quarters that a window touches, cut to the period. */
export function quartersOf(period: { fromOn: Day; untilOn: Day }, side: Quarter["side"]): Quarter[] {
  const quarters: Quarter[] = [];
  for (let fromOn = period.fromOn; fromOn <= period.untilOn;) {
    const [year = 0, month = 1] = fromOn.split("-").map(Number);
    const next = dayOf(Math.round(Date.UTC(year, month - 1 + 3 - ((month - 1) % 3), 1) / 86_400_000));
    const last = addDays(next, -1);
    quarters.push({ fromOn, untilOn: last < period.untilOn ? last : period.untilOn, side });
    fromOn = next;
  }
  return quarters;
}

/**
 * One dot for each case in whole weeks, in the quarter in which it began. Inside it dots are ordered by their weeks and set apart by
 * golden-ratio steps: always the same picture, and nothing in it tells the day on which a case began.
 */
export function dotsByQuarter(cases: readonly ObservedCase[], period: { fromOn: Day; untilOn: Day }, side: Quarter["side"]): DotQuarter[] {
  return quartersOf(period, side).map((quarter) => ({
    ...quarter,
    dots: spread(
      cases
        .filter((it) => it.startedOn >= quarter.fromOn && it.startedOn <= quarter.untilOn)
        .map((it) => ({ weeks: wholeWeeks(it.days), isWaiting: it.isWaiting })),
    ),
  }));
}

function spread(dots: readonly Omit<Dot, "shift">[]): Dot[] {
  return dots
    .toSorted((a, b) => a.weeks - b.weeks || Number(a.isWaiting) - Number(b.isWaiting))
    .map(({ weeks, isWaiting }, i) => ({ weeks, isWaiting, shift: ((i + 0.5) * goldenRatio) % 1 }));
}

/** Quarters drawn together as the gate says: `groups` of their positions, each in a row. */
export function joinQuarters(quarters: readonly DotQuarter[], groups: readonly (readonly number[])[]): DotQuarter[] {
  return groups.map((group) => {
    const joined = group.map((at) => quarters[at]!);
    return { ...joined[0]!, untilOn: joined.at(-1)!.untilOn, dots: spread(joined.flatMap((it) => it.dots)) };
  });
}
