import { describe, expect, it } from "vitest";
import { isTooOld, mostTries, pauseAfter, stateAfter, waitAfter } from "./rules.ts";

const minute = 60_000;

describe("how long a mail waits", () => {
  it("is longer after each try, and never the same for all", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => waitAfter(tries, 0.5) / minute);
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720]);
    expect(waitAfter(3, 0)).toBe(12 * minute);
    expect(waitAfter(3, 1)).toBe(18 * minute);
    expect(waitAfter(99, 0.5)).toBe(720 * minute);
  });

  it("adds up to about a day before nobody tries any more", () => {
    const all = Array.from({ length: mostTries - 1 }, (_, n) => waitAfter(n + 1, 0.5)).reduce((sum, one) => sum + one, 0);
    expect(all / 3_600_000).toBeCloseTo(22.35, 1);
  });

  it("a server that does not work is left alone for a quarter of an hour at most", () => {
    expect([1, 2, 3, 9].map((failures) => pauseAfter(failures, 0.5) / minute)).toEqual([0.5, 1, 2, 15]);
  });
});

describe("what an attempt makes of a mail", () => {
  it("counts only what the server said about this mail", () => {
    expect(stateAfter("server", 7)).toEqual({ state: "queued", counts: false, isTriedAgain: true });
    expect(stateAfter("later", 6)).toEqual({ state: "failed", counts: true, isTriedAgain: true });
    expect(stateAfter("later", 7)).toEqual({ state: "given_up", counts: true, isTriedAgain: false });
    expect(stateAfter("refused", 0).state).toBe("given_up");
  });

  it("never tries again by itself what may have arrived", () => {
    expect(stateAfter("uncertain", 0)).toEqual({ state: "uncertain", counts: true, isTriedAgain: false });
  });
});

it("a mail is overtaken by events after five days", () => {
  const queued = new Date("2026-12-01T08:00:00Z");
  expect(isTooOld(queued, new Date("2026-12-06T08:00:00Z"))).toBe(false);
  expect(isTooOld(queued, new Date("2026-12-06T08:00:01Z"))).toBe(true);
});
