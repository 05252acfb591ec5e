import { expect, test } from "vitest";
import { codeOfKey, dimensionOfKey, tableOfDimensions } from "./rules-dimensions.ts";

test("every dimension adds up to the same total, and its keys lead back to it", () => {
  const table = tableOfDimensions([
    { dimension: "month", code: "2026-01", count: 12 },
    { dimension: "month", code: "2026-02", count: 0 },
    { dimension: "town", code: "", count: 2 },
    { dimension: "town", code: "a b", count: 10 },
  ]);
  expect(table.figures[0]).toEqual({ key: "*", count: 12 });
  expect(table.sums).toEqual([
    { total: "*", parts: ["month 2026-01", "month 2026-02"] },
    { total: "*", parts: ["town ", "town a b"] },
  ]);
  expect(table.figures.map(({ key }) => [dimensionOfKey(key), dimensionOfKey(key) === null ? "" : codeOfKey(key)])).toEqual([
    [null, ""],
    ["month", "2026-01"],
    ["month", "2026-02"],
    ["town", ""],
    ["town", "a b"],
  ]);
});

test("what does not add up is no table: the difference would tell of those who are missing", () => {
  expect(() =>
    tableOfDimensions([
      { dimension: "month", code: "2026-01", count: 12 },
      { dimension: "sex", code: "female", count: 11 },
    ]),
  ).toThrow(/same total/);
});

test("nothing counted is a table of nothing", () => {
  expect(tableOfDimensions([])).toEqual({ figures: [{ key: "*", count: 0 }], sums: [] });
});
