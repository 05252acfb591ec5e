import { tieFrom } from "../wave/contract.ts";
import type { Lens, NetworkTie, Standing } from "./contract.ts";

export type Perceived = { readonly one: string; readonly other: string; readonly low: number; readonly high: number };
export type Lived = { readonly kind: "referral" | "share"; readonly from: string; readonly to: string; readonly people: number | null };
export type Together = { readonly one: string; readonly other: string; readonly bodies: number };
export type Placed = { readonly degree: number; readonly between: number; readonly otherGroups: number };

const keyOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * Perceived and real ties of each pair beside each other. `people` has passed the gate: null is held back. Pairs between which there is nothing at all are left out.
 */
export function tiesOf(
  answered: ReadonlySet<string>,
  perceived: readonly Perceived[],
  lived: readonly Lived[],
  together: readonly Together[],
): NetworkTie[] {
  const pairs = new Map<string, { -readonly [Name in keyof NetworkTie]: NetworkTie[Name] }>();
  const pairOf = (a: string, b: string) => {
    const key = keyOf(a, b);
    const known = pairs.get(key);
    if (known) return known;
    const [one = "", other = ""] = key.split(" ");
    const isKnown = answered.has(one) && answered.has(other);
    const made = {
      one,
      other,
      view: isKnown ? ("neither" as const) : ("unknown" as const),
      frequency: null,
      referralsThere: 0,
      referralsBack: 0,
      sharesThere: 0,
      sharesBack: 0,
      bodies: 0,
    };
    pairs.set(key, made);
    return made;
  };
  for (const it of perceived) {
    if (it.high < tieFrom) continue;
    const pair = pairOf(it.one, it.other);
    pair.view = it.low >= tieFrom ? "both" : "one";
    pair.frequency = pair.view === "both" ? it.low : null;
  }
  for (const it of lived) {
    if (it.people === 0) continue;
    const pair = pairOf(it.from, it.to);
    const isThere = pair.one === it.from;
    if (it.kind === "referral") pair[isThere ? "referralsThere" : "referralsBack"] = it.people;
    else pair[isThere ? "sharesThere" : "sharesBack"] = it.people;
  }
  for (const it of together) pairOf(it.one, it.other).bodies = it.bodies;
  return [...pairs.values()].toSorted((a, b) => a.one.localeCompare(b.one) || a.other.localeCompare(b.other));
}

/** A count that is held back is at least one: the tie is there. */
const isSome = (count: number | null) => count === null || count > 0;
export const hasCases = (tie: NetworkTie) =>
  isSome(tie.referralsThere) || isSome(tie.referralsBack) || isSome(tie.sharesThere) || isSome(tie.sharesBack);
/** Seen by both, and neither a case nor a body joins them. */
export const isSeenNotLived = (tie: NetworkTie) => tie.view === "both" && !hasCases(tie) && tie.bodies === 0;
/** Cases pass between them, and neither speaks of working together. */
export const isLivedNotSeen = (tie: NetworkTie) => tie.view === "neither" && hasCases(tie);
export const isInLens: Readonly<Record<Lens, (tie: NetworkTie) => boolean>> = {
  all: (tie) => tie.view === "both" || tie.view === "one" || hasCases(tie),
  seen: (tie) => tie.view === "both",
  lived: (tie) => hasCases(tie) || tie.bodies > 0,
  seen_not_lived: isSeenNotLived,
  lived_not_seen: isLivedNotSeen,
};

const share = (part: number, whole: number) => Math.round((part / whole) * 100);

export function reciprocity(ties: readonly NetworkTie[]): number | null {
  const both = ties.filter((tie) => tie.view === "both").length;
  const one = ties.filter((tie) => tie.view === "one").length;
  return both + one === 0 ? null : share(both, both + one);
}

export function density(organisations: number, ties: readonly NetworkTie[]): number {
  const possible = (organisations * (organisations - 1)) / 2;
  return possible === 0 ? 0 : share(ties.filter((tie) => tie.view === "both").length, possible);
}

function outstanding(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(values.length, 1);
  const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(values.length, 1));
  return mean + spread;
}

/** Who is central, who bridges, who stands alone: more than one standard deviation above the mean of those who answered. */
export function standingsOf(
  places: ReadonlyMap<string, Placed>,
  answered: ReadonlySet<string>,
  left: ReadonlySet<string>,
): Map<string, Standing[]> {
  const counted = [...places].filter(([id]) => answered.has(id)).map(([, place]) => place);
  const central = outstanding(counted.map((one) => one.degree));
  const bridging = outstanding(counted.map((one) => one.between));
  return new Map(
    [...places].map(([id, place]) => {
      const standings: Standing[] = [];
      if (left.has(id)) standings.push("left");
      if (!answered.has(id)) standings.push("not_answered");
      else if (place.degree === 0) standings.push("alone");
      else {
        if (place.degree > central) standings.push("central");
        if (place.between > bridging && place.otherGroups > 0) standings.push("bridge");
      }
      return [id, standings];
    }),
  );
}

/** New and gone ties between two waves, among organisations that answered in both. */
export function changeBetween(
  before: { readonly organisations: readonly { id: string; standings: readonly Standing[] }[]; readonly ties: readonly NetworkTie[] },
  now: { readonly organisations: readonly { id: string; standings: readonly Standing[] }[]; readonly ties: readonly NetworkTie[] },
): { newTies: number; goneTies: number } {
  const answered = (it: typeof before) =>
    new Set(it.organisations.filter((one) => !one.standings.includes("not_answered")).map((one) => one.id));
  const [then, since] = [answered(before), answered(now)];
  const isIn = (id: string) => then.has(id) && since.has(id);
  const seen = (it: typeof before) =>
    it.ties.filter((tie) => tie.view === "both" && isIn(tie.one) && isIn(tie.other)).map((tie) => keyOf(tie.one, tie.other));
  const [old, fresh] = [new Set(seen(before)), new Set(seen(now))];
  return { newTies: [...fresh].filter((key) => !old.has(key)).length, goneTies: [...old].filter((key) => !fresh.has(key)).length };
}
