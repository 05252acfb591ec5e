import { describe, expect, test } from "vitest";
import { readNumber } from "./number.ts";

describe("a typed number", () => {
  test.each([
    ["168", 168],
    ["1.240", 1240],
    ["1 240", 1240],
    ["-3", -3],
    [" 42 ", 42],
    ["1.240,00", 1240],
  ])("%s in German", (typed, value) => {
    expect(readNumber(typed, "de")).toEqual({ value });
  });

  test("has its own comma in each language", () => {
    expect(readNumber("12,5", "de", 1)).toEqual({ value: 12.5 });
    expect(readNumber("12.5", "de", 1)).toEqual({ value: 12.5 });
    expect(readNumber("12.5", "en", 1)).toEqual({ value: 12.5 });
    expect(readNumber("1,240", "en")).toEqual({ value: 1240 });
    expect(readNumber("1.240", "de", 1)).toEqual({ value: 1240 });
  });

  test("says why it is none", () => {
    expect(readNumber("12,5", "de")).toEqual({ problem: "not_whole" });
    expect(readNumber("1h", "de")).toEqual({ problem: "not_a_number" });
    expect(readNumber("1.24.0", "de")).toEqual({ problem: "not_a_number" });
    expect(readNumber("1e9", "de")).toEqual({ problem: "not_a_number" });
  });
});
