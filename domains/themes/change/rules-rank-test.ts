import type { Duration } from "./rules.ts";

/**
 * One case in a comparison. `isLater`: on the side of which we ask whether it ends sooner. `layer`: only cases of one layer are compared with each other
 * (a town, or the towns with and without the measure). `beside`: what else could explain it, such as the years that passed; the same for all if nothing does.
 */
export type Compared = Duration & { readonly isLater: number; readonly layer: string; readonly beside: number };

/**
 * `z` above zero: the later ones end sooner than everything beside explains. `variance` is the information that the cases would hold if nothing had changed: so
 * much could be seen at all. Null where the data cannot tell the two apart.
 */
export type RankTest = { readonly z: number; readonly score: number; readonly variance: number } | null;

type Layer = {
  readonly days: Float64Array;
  readonly ended: Uint8Array;
  readonly later: Float64Array;
  readonly beside: Float64Array;
};

/** Each layer in falling order of days: walking through it adds up who is at risk. */
function layersOf(cases: readonly Compared[]): Layer[] {
  return [...Map.groupBy(cases, (one) => one.layer).values()].map((rows) => {
    const sorted = rows.toSorted((a, b) => b.days - a.days);
    return {
      days: Float64Array.from(sorted, (one) => one.days),
      ended: Uint8Array.from(sorted, (one) => (one.isWaiting ? 0 : 1)),
      later: Float64Array.from(sorted, (one) => one.isLater),
      beside: Float64Array.from(sorted, (one) => one.beside),
    };
  });
}

type Sums = { likelihood: number; x: number; z: number; xx: number; xz: number; zz: number };
/** How much sooner the later ones end, and what is beside makes of it: both as logarithms of the chance to end on a day. */
type Slopes = readonly [later: number, beside: number];

/** Partial likelihood, scores and information. Ties as in Mantel's test: drawn without putting back. */
function sumsAt(layers: readonly Layer[], [slopeX, slopeZ]: Slopes): Sums {
  const sums = { likelihood: 0, x: 0, z: 0, xx: 0, xz: 0, zz: 0 };
  for (const { days, ended, later, beside } of layers) {
    let [atRisk, weight, wx, wz, wxx, wxz, wzz] = [0, 0, 0, 0, 0, 0, 0];
    for (let at = 0; at < days.length;) {
      const day = days[at]!;
      let [ends, endsX, endsZ] = [0, 0, 0];
      for (; at < days.length && days[at] === day; at += 1) {
        const [x, z] = [later[at]!, beside[at]!];
        const w = Math.exp(slopeX * x + slopeZ * z);
        atRisk += 1;
        weight += w;
        wx += w * x;
        wz += w * z;
        wxx += w * x * x;
        wxz += w * x * z;
        wzz += w * z * z;
        if (ended[at] === 1) {
          ends += 1;
          endsX += x;
          endsZ += z;
        }
      }
      if (ends === 0) continue;
      const [x, z] = [wx / weight, wz / weight];
      const drawn = atRisk > 1 ? (ends * (atRisk - ends)) / (atRisk - 1) : 0;
      sums.likelihood += slopeX * endsX + slopeZ * endsZ - ends * Math.log(weight);
      sums.x += endsX - ends * x;
      sums.z += endsZ - ends * z;
      sums.xx += drawn * (wxx / weight - x * x);
      sums.xz += drawn * (wxz / weight - x * z);
      sums.zz += drawn * (wzz / weight - z * z);
    }
  }
  return sums;
}

/** Climbs to the slopes that fit best, from those given, by Newton's steps that are halved until they lead upwards. A side that wholly outruns the other climbs for ever, ever more slowly: it is stopped. */
function climb(layers: readonly Layer[], from: Slopes, isLaterFree: boolean): { slopes: Slopes; sums: Sums } {
  let slopes = from;
  let sums = sumsAt(layers, slopes);
  for (let round = 0; round < 40; round += 1) {
    const determinant = sums.xx * sums.zz - sums.xz * sums.xz;
    const isDegenerate = isLaterFree && !(determinant > 1e-9);
    if (isDegenerate || !(sums.zz > 1e-9)) break;
    const [stepX, stepZ] = isLaterFree
      ? [(sums.zz * sums.x - sums.xz * sums.z) / determinant, (sums.xx * sums.z - sums.xz * sums.x) / determinant]
      : [0, sums.z / sums.zz];
    let part = Math.min(1, 3 / Math.max(Math.abs(stepX), Math.abs(stepZ), 1e-12));
    let next = sums;
    let at: Slopes = slopes;
    for (; part > 1e-6; part /= 2) {
      at = [slopes[0] + part * stepX, slopes[1] + part * stepZ];
      next = sumsAt(layers, at);
      if (next.likelihood >= sums.likelihood) break;
    }
    const gain = next.likelihood - sums.likelihood;
    if (!(gain >= 0)) break;
    [slopes, sums] = [at, next];
    if (gain < 1e-7) break;
  }
  return { slopes, sums };
}

/**
 * The log-rank test (Mantel, Cancer Chemotherapy Reports 50, 1966; in layers: Mantel and Haenszel 1959). Where something is beside, it is estimated with and without
 * the later ones' difference in the model of which the log-rank test is the simplest case (Cox, J. R. Stat. Soc. B 34, 1972), and both are compared by their
 * likelihoods; the signed root of that is `z`. The simple score test would lose a very large difference again, because a steep enough trend can pass for it.
 */
export function rankTest(cases: readonly Compared[]): RankTest {
  const layers = layersOf(cases);
  const still = sumsAt(layers, [0, 0]);
  const isAlone = cases.every((one) => one.beside === cases[0]!.beside);
  const variance = isAlone || !(still.zz > 1e-9) ? still.xx : still.xx - (still.xz * still.xz) / still.zz;
  // nothing is left to tell them apart: all later ones stand where nobody else does
  if (!(variance > 1e-6 * Math.max(1, still.xx))) return null;
  if (isAlone) return { z: still.x / Math.sqrt(variance), score: still.x, variance };
  const without = climb(layers, [0, 0], false);
  const withIt = climb(layers, without.slopes, true);
  const root = Math.sqrt(2 * Math.max(0, withIt.sums.likelihood - without.sums.likelihood));
  return { z: Math.sign(withIt.slopes[0]) * root, score: still.x, variance };
}

/** What each case has over what was to be expected of it by then: the log-rank test adds these up over the later ones. */
export function rankScores(cases: readonly Compared[]): Float64Array {
  const scores = new Float64Array(cases.length);
  const places = Map.groupBy(cases.keys(), (at) => cases[at]!.layer);
  for (const layer of places.values()) {
    const sorted = layer.toSorted((a, b) => cases[a]!.days - cases[b]!.days);
    let hazard = 0;
    for (let at = 0; at < sorted.length;) {
      const day = cases[sorted[at]!]!.days;
      let until = at;
      let ends = 0;
      for (; until < sorted.length && cases[sorted[until]!]!.days === day; until += 1) if (!cases[sorted[until]!]!.isWaiting) ends += 1;
      hazard += ends / (sorted.length - at);
      for (; at < until; at += 1) scores[sorted[at]!] = (cases[sorted[at]!]!.isWaiting ? 0 : 1) - hazard;
    }
  }
  return scores;
}

/**
 * How often cases dealt out anew, inside each layer, differ as much in favour of the later ones, or in their disfavour: the permutation test of the log-rank
 * scores (Fisher 1935; Pitman 1937; Neuhaus, Annals of Statistics 21, 1993, for waiting cases). Exact however few cases and however many ties, as long as both sides
 * are followed equally long. The case itself counts as one of the deals (Phipson and Smyth 2010), so that no answer is ever zero.
 */
export function permutationTest(cases: readonly Compared[], chance: () => number, deals: number): { sooner: number; later: number } {
  const scores = rankScores(cases);
  const layers = [...Map.groupBy(cases.keys(), (at) => cases[at]!.layer).values()].map((places) => ({
    scores: Float64Array.from(places, (at) => scores[at]!),
    later: places.filter((at) => cases[at]!.isLater > 0).length,
  }));
  let observed = 0;
  for (const [at, one] of cases.entries()) if (one.isLater > 0) observed += scores[at]!;
  let [sooner, later] = [1, 1];
  for (let deal = 0; deal < deals; deal += 1) {
    let sum = 0;
    for (const layer of layers) {
      const hand = layer.scores;
      // the first so many places of a shuffle that goes no further
      for (let at = 0; at < layer.later; at += 1) {
        const from = at + Math.floor(chance() * (hand.length - at));
        const drawn = hand[from]!;
        hand[from] = hand[at]!;
        hand[at] = drawn;
        sum += drawn;
      }
    }
    if (sum >= observed - 1e-9) sooner += 1;
    if (sum <= observed + 1e-9) later += 1;
  }
  return { sooner: sooner / (deals + 1), later: later / (deals + 1) };
}

/**
 * What z would be of a normal curve, so far as its spread was itself estimated from so few: Student's t as a normal (Wallace, Ann. Math. Stat. 30, 1959). Of
 * ten cases a side a normal curve would be wrong too often.
 */
export function asOfFew(z: number, freedom: number): number {
  if (freedom < 1) return 0;
  const narrowed = ((8 * freedom + 1) / (8 * freedom + 3)) * Math.sqrt(freedom * Math.log1p((z * z) / freedom));
  return Math.sign(z) * narrowed;
}

/** The share of a standard normal above z (Abramowitz and Stegun 1964, 26.2.17 by way of erfc; Numerical Recipes 6.2: error below 1.2e-7). */
export function normalAbove(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const fit = [
    -1.265_512_23, 1.000_023_68, 0.374_091_96, 0.096_784_18, -0.186_288_06, 0.278_868_07, -1.135_203_98, 1.488_515_87, -0.822_152_23,
    0.170_872_77,
  ];
  const erfc = t * Math.exp(-x * x + fit.reduceRight((sum, one) => sum * t + one, 0));
  return z >= 0 ? erfc / 2 : 1 - erfc / 2;
}
