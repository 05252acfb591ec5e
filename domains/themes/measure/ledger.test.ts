import fc from "fast-check";
import { expect, test } from "vitest";
import { type Start, type StartFigure, thoseThatMayShow } from "./ledger.ts";

const figure = (key: string, towns: readonly string[]): StartFigure => ({
  key,
  holds: (townId) => townId !== null && towns.includes(townId),
});
const names = ["a", "b", "c", "d", "e"];
const startsOf = (counts: readonly number[]): Start[] =>
  counts.flatMap((cases, at) => (cases === 0 ? [] : [{ townId: names[at]!, startedOn: "2026-02-01", cases }]));
const shown = (counts: readonly number[], before: readonly StartFigure[] = [figure("*", names)]) =>
  thoseThatMayShow(
    names.filter((_, at) => (counts[at] ?? 0) > 0).map((name) => figure(name, [name])),
    before,
    startsOf(counts),
  ).map((one) => one.key);

test("each town stands beside the whole and the others as long as no small one follows", () => {
  expect(shown([12, 9, 7])).toEqual(["a", "b", "c"]);
  expect(shown([12, 9, 3]), "nine more would tell the three").toEqual(["a"]);
  expect(shown([12, 9, 3], []), "without the whole nothing can be taken from it").toEqual(["a", "b"]);
  expect(shown([12, 3, 9], [figure("*", names), figure("both", ["a", "b"])]), "twelve beside fifteen").toEqual(["c"]);
});

test("whatever towns there are: what is left of the whole is never a few", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(14), { minLength: 1, maxLength: 5 }), (counts) => {
      const told = new Set(shown(counts));
      const left = counts.filter((_, at) => !told.has(names[at]!)).reduce((sum, count) => sum + count, 0);
      const all = counts.reduce((sum, count) => sum + count, 0);
      expect(left === 0 || left >= 5 || all < 5).toBe(true);
      for (const name of told) expect(counts[names.indexOf(name)]).toBeGreaterThanOrEqual(5);
    }),
  );
});
