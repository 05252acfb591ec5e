import { addDays } from "../../../platform/contract/days.ts";
import type { Rating } from "./contract.ts";

/** Real ties count over a year at most, and never over a day of an earlier wave: two counts over the same days would show who came in between. */
export function tiesFrom(untilOn: string, earlierUntil: readonly string[]): string {
  const year = addDays(untilOn, -365);
  const last = earlierUntil.toSorted().at(-1);
  return last !== undefined && last >= year ? addDays(last, 1) : year;
}

/** Who never works together has nothing to say about how well it goes. */
export function tidied(ratings: readonly Rating[]): Rating[] {
  return ratings.map((one) => (one.frequency === 0 ? { ...one, quality: null } : one));
}

/** Faults of an answer: the same organisation twice, the own one, one that the wave does not know. */
export function faultOf(ratings: readonly Rating[], own: string, known: ReadonlySet<string>): "twice" | "own" | "unknown" | undefined {
  const ids = ratings.map((one) => one.organisationId);
  if (new Set(ids).size < ids.length) return "twice";
  if (ids.includes(own)) return "own";
  return ids.every((id) => known.has(id)) ? undefined : "unknown";
}
