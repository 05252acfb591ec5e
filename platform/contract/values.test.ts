import { describe, expect, it } from "vitest";
import { day, id, line, optionalText, text, unlinkableId } from "./values.ts";

describe("an id", () => {
  it("is one, however it is written: what is sealed for it and compared with it is found again", () => {
    expect(id.parse("0190A1B2-0000-7000-8000-00000000ABCD")).toBe("0190a1b2-0000-7000-8000-00000000abcd");
    expect(unlinkableId.parse("0190A1B2-0000-4000-8000-00000000ABCD")).toBe("0190a1b2-0000-4000-8000-00000000abcd");
  });

  it("that must not betray when it was made is refused where it does", () => {
    expect(unlinkableId.safeParse("0190a1b2-0000-7000-8000-00000000abcd").success).toBe(false);
  });
});

describe("words", () => {
  it.each([["line", line(20)] as const, ["text", text(20)] as const, ["optionalText", optionalText(20)] as const])(
    "of a %s hold nothing that would be saved as something else",
    (_, schema) => {
      for (const bad of ["a\uD800b", "\uDC00", "a\u0000b", "a\u007Fb"])
        expect(schema.safeParse(bad).error?.issues.map((issue) => issue.message)).toEqual(["control_character"]);
      expect(schema.parse("Ärger 😀 سلام")).toBe("Ärger 😀 سلام");
    },
  );

  it("of a line read as they are written: the marks that turn what follows round are left out, as phones put them round numbers", () => {
    expect(line(20).parse("\u202D+49 201 1\u202C")).toBe("+49 201 1");
    expect(line(20).parse("Plan\u202Efdp.exe")).toBe("Planfdp.exe");
    expect(line(20).safeParse("\u202E\u2066").success).toBe(false);
    // marks between Arabic and Latin letters turn nothing round
    expect(line(20).parse("سلام\u200F (A)")).toBe("سلام\u200F (A)");
  });
});

describe("a day", () => {
  it.each(["2026-02-30", "2025-02-29", "0000-01-01", "9999-12-31", "2026-13-01", "2026-1-1", "+002026-01-01", "2026-01-01T00:00:00Z", ""])(
    "is not %j",
    (value) => {
      expect(day.safeParse(value).success).toBe(false);
    },
  );
});
