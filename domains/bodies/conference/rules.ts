import type { CardState, CaseTalk, PresentationState } from "./contract.ts";
import { askingForADecision, ofOnePerson } from "./rules-case-words.ts";

export type Talk = Omit<CaseTalk, "words">;

/**
 * No case is solved at a planning conference: marks what speaks of one person or asks for a decision on one case. `recognisable` are the places that the check of
 * reports found. Marks and never refuses: the way out is the case conference or the case manager, and people judge.
 */
export function findCaseTalk(text: string, recognisable: readonly { start: number; end: number }[] = []): CaseTalk[] {
  const found: Talk[] = recognisable.map(({ start, end }) => ({ start, end, kind: "recognisable" }));
  const add = (kind: Talk["kind"], patterns: readonly RegExp[]) => {
    for (const pattern of patterns)
      for (const match of text.matchAll(pattern)) {
        const place = { start: match.index, end: match.index + match[0].length };
        if (found.every((other) => place.end <= other.start || other.end <= place.start)) found.push({ ...place, kind });
      }
  };
  add("case_decision", askingForADecision);
  add("one_person", ofOnePerson);
  return found.sort((a, b) => a.start - b.start).map((one) => ({ ...one, words: text.slice(one.start, one.end) }));
}

/** The usual two hours; the names of the blocks are words of the page. */
export const agendaBlocks = [
  { key: "welcome", minutes: 5 },
  { key: "last_time", minutes: 10 },
  { key: "presentation", minutes: 20 },
  { key: "cards", minutes: 15 },
  { key: "clusters", minutes: 25 },
  { key: "ways", minutes: 30 },
  { key: "record", minutes: 10 },
  { key: "close", minutes: 5 },
] as const;
export type AgendaBlock = (typeof agendaBlocks)[number]["key"];

const shortestBlock = 5;

/** As many minutes as the meeting has, in steps of five, none shorter than five; what is left over goes to the longest block. */
export function blocksFor(minutes: number): { key: AgendaBlock; minutes: number }[] {
  const usual = agendaBlocks.reduce((sum, block) => sum + block.minutes, 0);
  const blocks = agendaBlocks.map(({ key, minutes: own }) => ({
    key,
    minutes: Math.max(shortestBlock, Math.round((own * minutes) / usual / 5) * 5),
  }));
  for (;;) {
    const over = blocks.reduce((sum, block) => sum + block.minutes, 0) - minutes;
    if (over === 0) return blocks;
    const longest = blocks.reduce((most, block) => (block.minutes > most.minutes ? block : most));
    // a meeting shorter than the blocks at their shortest is planned over: the page says so
    if (over > 0 && longest.minutes <= shortestBlock) return blocks;
    longest.minutes = Math.max(shortestBlock, longest.minutes - (over > 0 ? Math.min(over, 5) : over));
  }
}

export function isCallOpen(plan: { calledOn: string | null; callUntilOn: string | null }, today: string): boolean {
  return plan.calledOn !== null && plan.callUntilOn !== null && plan.callUntilOn >= today;
}

/** Chosen or not is decided on what was offered, and may be changed; who withdrew is not put on the agenda. */
export function mayChoose(state: PresentationState): boolean {
  return state !== "withdrawn";
}

/** A card in a cluster is on the wall. */
export function settleCard(state: CardState, clusterId: string | null): { state: CardState; clusterId: string | null } {
  return state === "shown" ? { state, clusterId } : { state, clusterId: null };
}

/** Of the letters and digits that nobody mistakes for another. */
export const codeSigns = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Typed more easily in two halves. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
