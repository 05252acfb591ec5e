import type { Duration } from "./rules.ts";

/**
 * One case in a comparison. `isLater`: on the side of which we ask whether it ends sooner. `layer`: only cases of one layer are compared with each other
 * (a town, or the towns with and without the measure). `beside`: what else could explain it, such as the years that passed; the same for all if nothing does.
 */
export type Compared = Duration & { readonly isLater: number; readonly layer: string; readonly beside: number };

/** `z` above zero: the later ones end sooner than everything beside explains. Null where the data cannot tell the two apart. */
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

type Sums = { x: number; z: number; xx: number; xz: number; zz: number };

/** Scores and information at one slope of what is beside. Ties as in Mantel's test: drawn without putting back. */
function sumsAt(layers: readonly Layer[], slope: number): Sums {
  const sums = { x: 0, z: 0, xx: 0, xz: 0, zz: 0 };
  for (const { days, ended, later, beside } of layers) {
    let [atRisk, weight, wx, wz, wxx, wxz, wzz] = [0, 0, 0, 0, 0, 0, 0];
    for (let at = 0; at < days.length;) {
      const day = days[at]!;
      let [ends, endsX, endsZ] = [0, 0, 0];
      for (; at < days.length && days[at] === day; at += 1) {
        const [x, z] = [later[at]!, beside[at]!];
        const w = slope === 0 ? 1 : Math.exp(slope * z);
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
      sums.x += endsX - ends * x;
      sums.z += endsZ - ends * z;
      sums.xx += drawn * (wxx / weight - x * x);
      sums.xz += drawn * (wxz / weight - x * z);
      sums.zz += drawn * (wzz / weight - z * z);
    }
  }
  return sums;
}

/**
 * The log-rank test (Mantel, Cancer Chemotherapy Reports 50, 1966; in layers: Mantel and Haenszel 1959), which is the score test of proportional hazards (Cox, J. R.
 * Stat. Soc. B 34, 1972). What is beside is estimated without the later ones' difference and taken out, with the uncertainty of that estimate (efficient score).
 * With nothing beside it is Mantel's test itself.
 */
export function rankTest(cases: readonly Compared[]): RankTest {
  const layers = layersOf(cases);
  const isAlone = cases.every((one) => one.beside === cases[0]!.beside);
  let slope = 0;
  let sums = sumsAt(layers, 0);
  if (!isAlone) {
    for (let round = 0; round < 30; round += 1) {
      if (sums.zz <= 1e-9) break;
      // the score falls as the slope grows; a step is held small enough not to run away
      const step = Math.max(-2, Math.min(2, sums.z / sums.zz));
      slope += step;
      sums = sumsAt(layers, slope);
      if (Math.abs(step) < 1e-7) break;
    }
  }
  const variance = isAlone || sums.zz <= 1e-9 ? sums.xx : sums.xx - (sums.xz * sums.xz) / sums.zz;
  // nothing is left to tell them apart: all later ones stand where nobody else does
  if (!(variance > 1e-6 * Math.max(1, sums.xx)) || !Number.isFinite(sums.x)) return null;
  return { z: sums.x / Math.sqrt(variance), score: sums.x, variance };
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
