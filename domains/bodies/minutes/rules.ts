import type { MeetingState } from "../contract.ts";
import { type AdoptionState, penRestsAfterSeconds } from "./contract.ts";

export type Pen = { readonly held_by: string; readonly seen_at: Date };

/** Nobody has written with it for a minute. */
export function isResting(pen: Pen, at: Date): boolean {
  return at.getTime() - pen.seen_at.getTime() > penRestsAfterSeconds * 1_000;
}

/** Whether somebody may write at an item: nobody holds its pen, they hold it themselves, or it rests. */
export function mayTakePen(pen: Pen | undefined, membershipId: string, at: Date): boolean {
  return pen === undefined || pen.held_by === membershipId || isResting(pen, at);
}

export function adoptionOf(row: { adopted_at: Date | null } | undefined): AdoptionState {
  if (!row) return "none";
  return row.adopted_at === null ? "sent" : "adopted";
}

/** Why minutes cannot be sent out for adoption. */
export function refusalOfSending(state: MeetingState, adoption: AdoptionState): "meeting_not_closed" | "minutes_adopted" | undefined {
  if (state !== "closed") return "meeting_not_closed";
  return adoption === "adopted" ? "minutes_adopted" : undefined;
}

export type Adopting = {
  readonly adoption: AdoptionState;
  readonly way: "in_meeting" | "by_silence";
  readonly commentsUntilOn: string | null;
  readonly openComments: number;
  readonly today: string;
};

/** Why minutes cannot be adopted: what members objected to has to be answered, and silence counts only once their time is over. */
export function refusalOfAdoption(it: Adopting): "minutes_not_sent" | "minutes_adopted" | "comments_open" | "time_not_over" | undefined {
  if (it.adoption === "none") return "minutes_not_sent";
  if (it.adoption === "adopted") return "minutes_adopted";
  if (it.openComments > 0) return "comments_open";
  if (it.way === "by_silence" && it.commentsUntilOn !== null && it.today <= it.commentsUntilOn) return "time_not_over";
  return undefined;
}

/** Corrections are made between the end of a meeting and the adoption of its minutes. */
export function refusalOfCorrection(state: MeetingState, adoption: AdoptionState): "meeting_not_closed" | "minutes_adopted" | undefined {
  return refusalOfSending(state, adoption);
}
