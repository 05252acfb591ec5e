import { addDays } from "../../../platform/contract/days.ts";

/** Two people speak of a deletion without a name: the last letters of its random number. */
export function markOf(erasureId: string): string {
  return erasureId.replaceAll("-", "").slice(-6).toUpperCase();
}

/** From which day on no backup holds a person any more that was deleted on this one. */
export function unreadableOn(deletedOn: string, longestReadableDays: number): string {
  return addDays(deletedOn, longestReadableDays);
}
