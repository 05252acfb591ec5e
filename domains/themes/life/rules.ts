import type { Grades, priorityLevels } from "../theme/contract.ts";

/** All three criteria weigh alike, so that everybody can follow it: 8 or 9 of 9 at once, 6 or 7 next, below that later. */
export function levelOf({ reach, severity, solvable }: Grades): (typeof priorityLevels)[number] {
  const sum = reach + severity + solvable;
  return sum >= 8 ? "first" : sum >= 6 ? "next" : "later";
}

export type MergeFacts = {
  readonly state: string;
  readonly meetingOn: string | null;
  readonly decision: string | null;
  readonly measures: number;
};

/** Why a theme cannot become part of another: whatever a body is deciding or has decided of it would lose its theme. */
export function hindersMerging(theme: MergeFacts): "closed" | "on_agenda" | "decided" | null {
  if (theme.state === "closed") return "closed";
  if (theme.meetingOn !== null) return "on_agenda";
  if (theme.decision !== null || theme.measures > 0) return "decided";
  return null;
}
