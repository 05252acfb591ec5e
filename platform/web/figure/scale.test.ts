import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apart, niceTicks, quarterOf, scaleOf, shiftOf, yearSpans } from "./scale.ts";

describe("scale", () => {
  test("has round steps from zero", () => {
    expect(niceTicks(33)).toEqual([0, 10, 20, 30, 40]);
    expect(niceTicks(27, 3)).toEqual([0, 10, 20, 30]);
    expect(niceTicks(4)).toEqual([0, 1, 2, 3, 4]);
    expect(niceTicks(0)).toEqual([0, 1]);
    expect(niceTicks(180)).toEqual([0, 50, 100, 150, 200]);
  });

  test("always holds zero and the greatest value, in whole steps, few of them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 2, max: 6 }), (greatest, most) => {
        const ticks = niceTicks(greatest, most);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  test("runs upwards on the page", () => {
    const y = scaleOf(27, 368, 68);
    expect(y.at(0)).toBe(368);
    expect(y.at(y.end)).toBe(68);
    expect(y.at(y.end / 2)).toBe(218);
  });
});

describe("dots", () => {
  test("stay inside their quarter and keep apart, the same at each load", () => {
    const shifts = Array.from({ length: 30 }, (_, index) => shiftOf(index));
    expect(shifts.every((shift) => shift >= -0.5 && shift < 0.5)).toBe(true);
    for (const [index, shift] of shifts.entries()) {
      const next = shifts[index + 1];
      if (next !== undefined) expect(Math.abs(next - shift)).toBeGreaterThan(0.3);
    }
    expect(shiftOf(7)).toBe(shiftOf(7));
  });

  test("belong to quarters, and years are written once", () => {
    expect(quarterOf("2026-03-31")).toEqual({ year: 2026, quarter: 1 });
    expect(quarterOf("2026-04-01")).toEqual({ year: 2026, quarter: 2 });
    expect(quarterOf("2026-12-31")).toEqual({ year: 2026, quarter: 4 });
    expect(yearSpans([2025, 2025, 2025, 2026, 2026])).toEqual([
      { from: 0, length: 3, year: 2025 },
      { from: 3, length: 2, year: 2026 },
    ]);
  });
});

describe("labels", () => {
  test("keep their distance and their order", () => {
    expect(apart([100, 104, 108], 19)).toEqual([100, 119, 138]);
    expect(apart([10, 60], 19)).toEqual([10, 60]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), (positions) => {
        const placed = [...apart(positions, 19)].sort((a, b) => a - b);
        for (const [index, one] of placed.entries()) if (index > 0) expect(one - placed[index - 1]!).toBeGreaterThanOrEqual(19);
      }),
    );
  });
});
