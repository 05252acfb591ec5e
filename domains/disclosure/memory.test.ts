import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultMemory, mayShowBeside, revealedByOverlap, showAgain, showTableAgain, type Remembered } from "./rules-memory.ts";
import { crossTable } from "./rules-suppression.ts";

const monday = "2026-11-02";
const later = "2026-11-23";

describe("a single figure", () => {
  const at = (basis: number): Remembered => ({ shown: basis < 5 && basis > 0 ? null : basis, basis, on: monday });

  test("first time: the count, or nothing", () => {
    expect(showAgain(null, { count: 14, on: monday })).toEqual({ shown: 14, basis: 14, on: monday, isNew: true });
    expect(showAgain(null, { count: 4, on: monday })).toEqual({ shown: null, basis: 4, on: monday, isNew: true });
  });

  test("moves by two, not by one, and not twice in a week", () => {
    expect(showAgain(at(14), { count: 15, on: later }).shown).toBe(14);
    expect(showAgain(at(14), { count: 16, on: later }).shown).toBe(16);
    expect(showAgain(at(14), { count: 16, on: "2026-11-08" }).shown).toBe(14);
    expect(showAgain(at(14), { count: 16, on: "2026-11-09" }).shown).toBe(16);
  });

  test("one report never carries a figure over the minimum", () => {
    expect(showAgain(at(4), { count: 5, on: later }).shown).toBeNull();
    expect(showAgain(at(4), { count: 6, on: later }).shown).toBe(6);
    expect(showAgain(at(5), { count: 4, on: later }).shown).toBe(5);
    expect(showAgain(at(5), { count: 3, on: later }).shown).toBeNull();
    expect(showAgain(at(0), { count: 1, on: later }).shown).toBe(0);
  });

  const count = fc.integer({ min: 0, max: 30 });
  const rules = fc.integer({ min: 2, max: 5 }).map((step) => ({ ...defaultMemory, step }));

  test("one more or less than remembered is never seen, whatever is remembered", () => {
    fc.assert(
      fc.property(count, fc.constantFrom(-1, 0, 1), rules, (basis, difference, rule) => {
        const { shown } = showAgain(at(basis), { count: Math.max(0, basis + difference), on: later }, rule);
        expect(shown).toBe(at(basis).shown);
      }),
    );
  });

  test("along any history: shown figures are never small, and two different ones stand on at least `step` contributions", () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 1, maxLength: 40 }), rules, (history, rule) => {
        let before: Remembered | null = null;
        history.forEach((count, week) => {
          const on = new Date(Date.UTC(2026, 0, 5 + 7 * week)).toISOString().slice(0, 10);
          const next = showAgain(before, { count, on }, rule);
          expect(next.shown === null || next.shown === 0 || next.shown >= 5).toBe(true);
          if (before && next.shown !== before.shown) expect(Math.abs(next.basis - before.basis)).toBeGreaterThanOrEqual(rule.step);
          if (!next.isNew) expect(Math.abs(count - next.basis)).toBeLessThan(rule.step);
          expect(showAgain(before, { count, on }, rule)).toEqual(next);
          const { isNew: _, ...remembered } = next;
          before = remembered;
        });
      }),
    );
  });
});

describe("a table", () => {
  const towns = ["Erlbach", "Hohenfeld", "Lindenau"];
  const table = (...counts: number[]) => crossTable([towns], ([town]) => counts[towns.indexOf(town!)]!);
  const first = showTableAgain(null, { table: table(3, 9, 21), on: monday });
  const read = (answer: { figures: { key: string; shown: number | null }[] }) =>
    Object.fromEntries(answer.figures.map((it) => [it.key, it.shown]));

  test("stays whole while only one report came", () => {
    expect(read(first)).toEqual({ "*": 33, Erlbach: null, Hohenfeld: null, Lindenau: 21 });
    const again = showTableAgain(first.remember, { table: table(3, 9, 22), on: later });
    expect(again.isNew).toBe(false);
    expect(read(again)).toEqual(read(first));
  });

  test("is renewed whole when two came, and keeps back what it kept back", () => {
    const again = showTableAgain(first.remember, { table: table(3, 30, 22), on: later });
    expect(read(again)).toEqual({ "*": 55, Erlbach: null, Hohenfeld: null, Lindenau: 22 });
    expect(showTableAgain(null, { table: table(3, 30, 22), on: later }).remember.heldBack).toEqual(["Erlbach", "Lindenau"]);
  });

  test("needs no week after nothing at all, but as many as ever", () => {
    const empty = showTableAgain(null, { table: table(0, 0, 0), on: monday });
    expect(read(showTableAgain(empty.remember, { table: table(0, 0, 1), on: monday }))).toEqual(read(empty));
    expect(read(showTableAgain(empty.remember, { table: table(0, 0, 9), on: monday }))["*"]).toBe(9);
  });

  test("counts a contribution once: changed over between towns, or in two groups", () => {
    expect(showTableAgain(first.remember, { table: table(2, 10, 21), on: later }).isNew).toBe(false);
    expect(showTableAgain(first.remember, { table: table(1, 11, 21), on: later }).isNew).toBe(true);
    const answers = (solved: number, rest: number) => ({
      figures: [
        { key: "*", count: solved + rest },
        { key: "town", count: solved + rest },
        { key: "solved", count: solved },
        { key: "rest", count: rest },
      ],
      sums: [
        { total: "*", parts: ["town"] },
        { total: "*", parts: ["solved", "rest"] },
      ],
    });
    const groupOf = (key: string) => (key === "*" ? null : key === "town" ? "towns" : "answers");
    const before = showTableAgain(null, { table: answers(6, 8), on: monday, groupOf }).remember;
    for (const now of [answers(6, 9), answers(7, 7), answers(7, 8)])
      expect(showTableAgain(before, { table: now, on: later, groupOf }).isNew).toBe(false);
    expect(showTableAgain(before, { table: answers(8, 8), on: later, groupOf }).isNew).toBe(true);
  });

  test("lets go what was small itself, not what protected others", () => {
    const small = showTableAgain(null, { table: table(3, 0, 0), on: monday });
    expect(read(small)).toEqual({ "*": null, Erlbach: null, Hohenfeld: 0, Lindenau: 0 });
    expect(read(showTableAgain(small.remember, { table: table(3, 0, 20), on: later }))).toEqual({
      "*": 23,
      Erlbach: null,
      Hohenfeld: 0,
      Lindenau: null,
    });
  });

  test("keeps its total where many small parts would take it with them", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const of = (count: number) => ({ table: crossTable([names], ([name]) => (names.indexOf(name!) < 2 ? 2 : count)), on: monday });
    expect(read(showTableAgain(null, of(1)))["*"]).toBeNull();
    const kept = showTableAgain(null, { ...of(1), keep: "*" });
    expect([kept.isAlone, kept.figures.filter((it) => it.shown !== null)]).toEqual([true, [{ key: "*", shown: 9 }]]);
    expect(showTableAgain(null, { ...of(8), keep: "*" }).isAlone).toBe(false);
    expect(showTableAgain(null, { table: table(1, 1, 2), on: monday, keep: "*" }).figures.every((it) => it.shown === null)).toBe(true);
  });

  test("of other towns is another table", () => {
    const other = crossTable([["Erlbach", "Steinach"]], () => 8);
    expect(read(showTableAgain(first.remember, { table: other, on: monday }))).toEqual({ "*": 16, Erlbach: 8, Steinach: 8 });
  });
});

describe("overlapping figures", () => {
  const counts = new Map([
    ["Erlbach", 2],
    ["Hohenfeld", 8],
    ["Lindenau", 20],
    ["Steinach", 3],
  ]);
  const all = { key: "all", atoms: [...counts.keys()] };
  const without = (...towns: string[]) => ({ key: `without ${towns.join(" ")}`, atoms: all.atoms.filter((it) => !towns.includes(it)) });

  test("all less all but one town would be that town", () => {
    expect(mayShowBeside(without("Erlbach"), [all], counts)).toBe(false);
    expect(revealedByOverlap([all, without("Erlbach")], counts)).toEqual([
      { figures: ["all"], interval: { key: 'region ["all"]', low: 2, high: 2 } },
    ]);
    expect(mayShowBeside(without("Hohenfeld"), [all], counts)).toBe(true);
    expect(mayShowBeside(without("Erlbach", "Steinach"), [all], counts)).toBe(true);
  });

  test("three figures are put together, too", () => {
    const large = { key: "large", atoms: ["Hohenfeld", "Lindenau"] };
    const withErlbach = { key: "with Erlbach", atoms: ["Erlbach", "Hohenfeld", "Lindenau"] };
    expect(mayShowBeside(large, [all], counts)).toBe(true);
    expect(mayShowBeside(withErlbach, [all, large], counts)).toBe(false);
  });

  test("small figures are never shown, disjoint ones tell nothing of each other", () => {
    expect(mayShowBeside({ key: "Erlbach", atoms: ["Erlbach"] }, [], counts)).toBe(false);
    expect(mayShowBeside({ key: "Hohenfeld", atoms: ["Hohenfeld"] }, [{ key: "Lindenau", atoms: ["Lindenau"] }], counts)).toBe(true);
    expect(mayShowBeside({ key: "again", atoms: all.atoms }, [all], counts)).toBe(true);
  });

  test("no difference of two shown sets is ever small", () => {
    const atoms = ["a", "b", "c", "d", "e", "f"];
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
        fc.array(fc.subarray(atoms), { maxLength: 5 }),
        (own, sets) => {
          const counts = new Map(atoms.map((atom, i) => [atom, own[i]!]));
          const shown: { key: string; atoms: string[] }[] = [];
          sets.forEach((atoms, i) => {
            const wanted = { key: String(i), atoms };
            if (mayShowBeside(wanted, shown, counts)) shown.push(wanted);
          });
          const sum = (atoms: string[]) => atoms.reduce((total, atom) => total + counts.get(atom)!, 0);
          for (const large of shown)
            for (const small of shown)
              if (small.atoms.every((it) => large.atoms.includes(it))) {
                const difference = sum(large.atoms) - sum(small.atoms);
                expect(difference === 0 || difference >= 5).toBe(true);
              }
        },
      ),
      { numRuns: 200 },
    );
  });
});
