import type { MailState } from "./contract.ts";

/** After this many tries that the server answered with "later", nobody tries any more. */
export const mostTries = 8;
/** What is older has been overtaken by events: RFC 5321 gives up after four to five days too. */
export const daysUntilTooOld = 5;
export const keptDays = 90;

const minutesUntilNextTry = [1, 5, 15, 60, 180, 360, 720] as const;
const minutesOfPause = [0.5, 1, 2, 5, 10, 15] as const;

/** A fifth more or less, so that not everything comes back at the same moment. `chance` is from 0 to 1. */
const scattered = (minutes: number, chance: number) => Math.round(minutes * 60_000 * (0.8 + 0.4 * chance));

/** Milliseconds until the next try of one mail, after so many tries. */
export function waitAfter(tries: number, chance: number): number {
  return scattered(minutesUntilNextTry[Math.min(Math.max(tries, 1), minutesUntilNextTry.length) - 1]!, chance);
}

/** Milliseconds for which a server that does not work is left alone, after so many failures in a row. */
export function pauseAfter(failures: number, chance: number): number {
  return scattered(minutesOfPause[Math.min(Math.max(failures, 1), minutesOfPause.length) - 1]!, chance);
}

export function isTooOld(queuedAt: Date, at: Date): boolean {
  return at.getTime() - queuedAt.getTime() > daysUntilTooOld * 86_400_000;
}

export type Judged = { readonly state: MailState; readonly counts: boolean; readonly isTriedAgain: boolean };

/** What an attempt makes of a mail. `tries` counts the ones before. */
export function stateAfter(outcome: "sent" | "server" | "later" | "refused" | "uncertain", tries: number): Judged {
  switch (outcome) {
    case "sent":
      return { state: "sent", counts: true, isTriedAgain: false };
    // the mail is not to blame, and waits without being counted down
    case "server":
      return { state: "queued", counts: false, isTriedAgain: true };
    case "later":
      return tries + 1 >= mostTries
        ? { state: "given_up", counts: true, isTriedAgain: false }
        : { state: "failed", counts: true, isTriedAgain: true };
    case "refused":
      return { state: "given_up", counts: true, isTriedAgain: false };
    // sending again might double it: that is for a human to decide
    default:
      return { state: "uncertain", counts: true, isTriedAgain: false };
  }
}

/** What a human may send once more. */
export function mayRetry(state: MailState): boolean {
  return state === "failed" || state === "given_up" || state === "uncertain";
}
