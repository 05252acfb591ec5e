import { expect, test } from "vitest";
import { acting } from "./acting.ts";

const leading = "01a20414-5d25-7014-b4a6-000000000001";
const other = "01a20414-5d25-7014-b4a6-000000000002";

test("who leads the case is us to itself, and a unit with a name to everybody else", () => {
  expect(acting({ kind: "us" }, leading, leading)).toEqual({ kind: "us" });
  expect(acting({ kind: "us" }, leading, other)).toEqual({ kind: "unit", unitId: leading });
});

test("what another unit has is theirs to the one that leads, and ours to itself", () => {
  expect(acting({ kind: "unit", unitId: other }, leading, leading)).toEqual({ kind: "unit", unitId: other });
  expect(acting({ kind: "unit", unitId: other }, leading, other)).toEqual({ kind: "us" });
});

test("the person stays the person, and nothing is guessed while units are unknown", () => {
  expect(acting({ kind: "person" }, leading, other)).toEqual({ kind: "person" });
  expect(acting({ kind: "us" }, leading, undefined)).toEqual({ kind: "us" });
});
