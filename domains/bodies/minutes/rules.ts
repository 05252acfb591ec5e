import type { MeetingState } from "../contract.ts";
import { type ApprovalState, penRestsAfterSeconds } from "./contract.ts";

export type Pen = { readonly held_by: string; readonly seen_at: Date };

/** Nobody has written with it for a minute. */
export function isResting(pen: Pen, at: Date): boolean {
  return at.getTime() - pen.seen_at.getTime() > penRestsAfterSeconds * 1_000;
}

/** Whether somebody may write at an item: nobody holds its pen, they hold it themselves, or it rests. */
export function mayTakePen(pen: Pen | undefined, membershipId: string, at: Date): boolean {
  return pen === undefined || pen.held_by === membershipId || isResting(pen, at);
}

export function approvalOf(row: { approved_at: Date | null } | undefined): ApprovalState {
  if (!row) return "none";
  return row.approved_at === null ? "sent" : "approved";
}

/** Why minutes cannot be sent out for approval. */
export function refusalOfSending(state: MeetingState, approval: ApprovalState): "meeting_not_closed" | "minutes_approved" | undefined {
  if (state !== "closed") return "meeting_not_closed";
  return approval === "approved" ? "minutes_approved" : undefined;
}

export type Approving = {
  readonly approval: ApprovalState;
  readonly way: "in_meeting" | "no_objection";
  readonly objectionsUntilOn: string | null;
  readonly openComments: number;
  readonly today: string;
};

/** Why minutes cannot be approved: what members objected to has to be answered, and silence counts only once their time is over. */
export function refusalOfApproval(it: Approving): "minutes_not_sent" | "minutes_approved" | "comments_open" | "time_not_over" | undefined {
  if (it.approval === "none") return "minutes_not_sent";
  if (it.approval === "approved") return "minutes_approved";
  if (it.openComments > 0) return "comments_open";
  if (it.way === "no_objection" && it.objectionsUntilOn !== null && it.today <= it.objectionsUntilOn) return "time_not_over";
  return undefined;
}

/** Corrections are made between the end of a meeting and the approval of its minutes. */
export function refusalOfCorrection(state: MeetingState, approval: ApprovalState): "meeting_not_closed" | "minutes_approved" | undefined {
  return refusalOfSending(state, approval);
}
