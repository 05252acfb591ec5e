import type { Expectation } from "../measure/contract.ts";
import { chanceOf } from "./rules-chance.ts";
import { defaultLook, lookAtChange, type LookRule, occasionFrom, type Look, windowEarlier } from "./rules-verdict.ts";
import { addDays, daysBetween, lookDueOn, type Passage, windowAfter } from "./rules.ts";

/** A made-up service of which we know the truth: how long people wait, how that drifts, and what the measure does. */
export type Truth = {
  /** Median days before, on the first day of the measure if nothing else happened. */
  median: number;
  /** What the measure makes of it; the same where it does nothing. */
  medianAfter: number;
  /** How the waits are spread: "even" as if every day had the same chance to end it (the hardest case), "usual" as waits for a course or an appointment are. */
  spread: "even" | "usual" | "skewed";
  before: number;
  after: number;
  /** Cases of the time before the baseline; 0 for a site that has only begun to record. */
  earlier: number;
  /** Shortening a year without any measure (0.3: by a quarter), from so many days before the start on. */
  drift: number;
  driftFromDaysAgo: number;
  /** Only told where the latest quarter before was by so much worse than what came before it: what makes people start a measure. */
  occasion: number;
  /** "quarter": worse than the rest of the baseline. "quarter_at_all", "year": the latest quarter, the whole baseline worse than the service truly is. */
  occasionIn: "quarter" | "quarter_at_all" | "year";
  /** Cases a side in towns without the measure; none if 0. */
  elsewhere: number;
  followUpWeeks: number;
  intakeWeeks: number;
  /** Entered in whole days or whole weeks. */
  entered: 1 | 7;
  /** Share of waiting ones that is lost from sight half-way. */
  lost: number;
  /** Each quarter has its own luck that all its cases share: how far, on the log scale. */
  luck: number;
};

export const usualTruth: Truth = {
  median: 148,
  medianAfter: 148,
  spread: "usual",
  before: 40,
  after: 40,
  earlier: 0,
  drift: 0,
  driftFromDaysAgo: 3_650,
  occasion: 0,
  occasionIn: "quarter",
  elsewhere: 0,
  followUpWeeks: 40,
  intakeWeeks: 26,
  entered: 1,
  lost: 0,
  luck: 0,
};

const begin = "2026-01-01";
/** Mean and standard deviation of the logarithm of waits with a median of one: of Weibull waits Euler's constant and pi² / 6 are behind them. */
const logsOf: Record<Truth["spread"], { mean: number; deviation: number }> = {
  even: { mean: -0.5772 - Math.log(Math.LN2), deviation: 1.2825 },
  usual: { mean: (-0.5772 - Math.log(Math.LN2)) / 1.5, deviation: 1.2825 / 1.5 },
  skewed: { mean: 0, deviation: 0.6 },
};
const elsewhereTowns = ["elsewhere 0", "elsewhere 1", "elsewhere 2"];

export function simulateLook(truth: Truth, targetDays: number, seed: string, rule: LookRule = defaultLook): Look {
  const chance = chanceOf(seed);
  const expectation: Expectation = {
    metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
    baselineFromOn: "2025-01-01",
    baselineUntilOn: "2025-12-31",
    targetWeeks: Math.round(targetDays / 7),
    followUpWeeks: truth.followUpWeeks,
    intakeWeeks: truth.intakeWeeks,
    comparisonTownIds: truth.elsewhere > 0 ? elsewhereTowns : [],
  };
  const lookOn = lookDueOn(expectation, begin);
  const uniform = () => Math.max(1e-12, chance());
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * chance());
  const luckOfQuarters = new Map<number, number>();
  const luck = (daysAgo: number) => {
    if (truth.luck === 0) return 0;
    const quarter = Math.floor(daysAgo / 91.3);
    if (!luckOfQuarters.has(quarter)) luckOfQuarters.set(quarter, truth.luck * normal());
    return luckOfQuarters.get(quarter)!;
  };
  const spread = () => {
    if (truth.spread === "skewed") return Math.exp(0.6 * normal());
    const even = -Math.log(uniform()) / Math.LN2;
    return truth.spread === "even" ? even : even ** (1 / 1.5);
  };
  const driftOn = (startedOn: string) => (truth.drift * Math.min(daysBetween(startedOn, begin), truth.driftFromDaysAgo)) / 365.25;
  const wait = (startedOn: string, median: number) => {
    const days = median * Math.exp(driftOn(startedOn) + luck(daysBetween(startedOn, begin))) * spread();
    return Math.round(days / truth.entered) * truth.entered;
  };
  const make = (window: { fromOn: string; untilOn: string }, cases: number, median: number, towns: readonly string[], key: string) =>
    Array.from({ length: cases }, (_, at): Passage & { wait: number } => {
      const startedOn = addDays(window.fromOn, Math.floor(chance() * (daysBetween(window.fromOn, window.untilOn) + 1)));
      const days = wait(startedOn, median);
      const endedOn = addDays(startedOn, days);
      const isLost = truth.lost > 0 && chance() < truth.lost;
      const lostOn = addDays(startedOn, Math.floor(chance() * days));
      const seen = isLost
        ? { endedOn: null, waitingOn: lostOn < lookOn ? lostOn : lookOn }
        : endedOn <= lookOn
          ? { endedOn, waitingOn: null }
          : { endedOn: null, waitingOn: lookOn };
      return { caseKey: `${key} ${at}`, townId: towns[at % towns.length]!, startedOn, ...seen, wait: days };
    });
  const windows = {
    earlier: windowEarlier(expectation),
    before: { fromOn: expectation.baselineFromOn, untilOn: expectation.baselineUntilOn },
    after: windowAfter(expectation, begin),
  };
  const towns = ["here 0", "here 1", "here 2"];
  const former = () => {
    luckOfQuarters.clear();
    return [
      ...make(windows.earlier, truth.earlier, truth.median, towns, "e"),
      ...make(windows.before, truth.before, truth.median, towns, "b"),
    ];
  };
  const meanLog = (of: readonly { wait: number }[]) => of.reduce((sum, one) => sum + Math.log(one.wait + 1), 0) / of.length;
  const from = occasionFrom(expectation);
  const { mean: meanOfLog, deviation: deviationOfLog } = logsOf[truth.spread];
  // in so many standard deviations of such a mean, without the drift
  const excess = (of: readonly (Passage & { wait: number })[]) => {
    const logs = of.map((one) => Math.log((one.wait + 0.5) / truth.median) - driftOn(one.startedOn!) - meanOfLog);
    return logs.length === 0
      ? -Infinity
      : logs.reduce((sum, one) => sum + one, 0) / logs.length / (deviationOfLog / Math.sqrt(logs.length));
  };
  const isOccasion = (of: readonly (Passage & { wait: number })[]) => {
    const [latest, others] = [of.filter((one) => one.startedOn! >= from), of.filter((one) => one.startedOn! < from)];
    if (truth.occasionIn === "year") return excess(of.filter((one) => one.startedOn! >= windows.before.fromOn)) >= truth.occasion;
    if (truth.occasionIn === "quarter_at_all") return excess(latest) >= truth.occasion;
    return latest.length > 0 && meanLog(latest) - meanLog(others) >= truth.occasion;
  };
  let before = former();
  if (truth.occasion > 0) while (!isOccasion(before)) before = former();
  const passages = [...before, ...make(windows.after, truth.after, truth.medianAfter, towns, "a")];
  if (truth.elsewhere > 0) {
    const beside = truth.earlier > 0 ? truth.elsewhere : 0;
    passages.push(
      ...make(windows.earlier, beside, truth.median, elsewhereTowns, "ce"),
      ...make(windows.before, truth.elsewhere, truth.median, elsewhereTowns, "cb"),
      ...make(windows.after, truth.elsewhere, truth.median, elsewhereTowns, "ca"),
    );
  }
  return lookAtChange(passages, expectation, begin, lookOn, seed, rule);
}

export type Rates = { asExpected: number; changed: number; unchanged: number; cannotSay: number };

/** Rougher than a real look, and several times as fast. */
export const roughLook: LookRule = { ...defaultLook, deals: 499, draws: 199 };

/** How often each verdict is given in so many made-up services. */
export function verdictRates(truth: Partial<Truth>, targetDays: number, rounds: number, name: string): Rates {
  const rates = { asExpected: 0, changed: 0, unchanged: 0, cannotSay: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { verdict } = simulateLook({ ...usualTruth, ...truth }, targetDays, `${name} ${round}`, roughLook);
    if (verdict === "as_expected") rates.asExpected += 1 / rounds;
    if (verdict === "as_expected" || verdict === "not_as_expected") rates.changed += 1 / rounds;
    if (verdict === "unchanged") rates.unchanged += 1 / rounds;
    if (verdict === "cannot_say") rates.cannotSay += 1 / rounds;
  }
  return rates;
}
