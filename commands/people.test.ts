import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { run } from "./people.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verbund-people-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function command(...args: string[]) {
  const lines: string[] = [];
  const spies = (["log", "error"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line))),
  );
  try {
    const code = await run(args);
    return { code, lines, last: lines.at(-1) };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
function file(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const out = () => join(folder, "pairs.csv");

const a =
  "rec_id, given_name, surname, date_of_birth\nx-1, nadia, rahimi, 19950417\nx-2, omar, haddad, 19880203\nx-3, anna, weber, 19700505\n";
const b = "Geburtsdatum;Name;Vorname;Nr\r\n17.04.1995;Rahimy;Nadja;1\r\n3.2.1988;حداد;عمر;2\r\n30.02.1970;Klein;Peter;3\r\n";

describe("people link", () => {
  it("links two lists of different make, and counts in its last line", async () => {
    const said = await command("link", file("a.csv", a), file("b.csv", b), "--out", out());
    expect(said).toMatchObject({ code: 0, last: "read 3 and 3, compared 2 pairs, linked 2" });
    expect(said.lines).toContain("b.csv: 1 dates of birth are in no calendar, the first in row 4; they are compared digit by digit");
    const lines = readFileSync(out(), "utf8").trim().split("\n");
    expect(lines[0]).toBe("id_a,id_b,score");
    expect(
      lines
        .slice(1)
        .map((line) => line.replace(/,[\d.]+$/, ""))
        .sort(),
    ).toEqual(["x-1,1", "x-2,2"]);
    expect(readdirSync(folder).sort()).toEqual(["a.csv", "b.csv", "pairs.csv"]);
  });

  it("finds who stands in one list twice, named once or twice", async () => {
    const twice = file("a.csv", `${a}x-4, nadja, rahimi, 19950417\n`);
    expect(await command("link", twice, "--out", out())).toMatchObject({
      code: 0,
      last: expect.stringMatching(/^read 4, compared \d+ pairs, linked 1$/),
    });
    expect(readFileSync(out(), "utf8").split("\n")[1]).toMatch(/^x-1,x-4,/);
    expect(await command("link", twice, twice, "--out", out())).toMatchObject({
      code: 0,
      last: expect.stringMatching(/^read 4, .* linked 1$/),
    });
  });

  it("reads what an old German program wrote", async () => {
    const old = file("old.csv", Buffer.from("Nr;Name;Vorname;Geburtsdatum\n1;Müller;Jörg;1.2.1980\n2;Mueller;Joerg;1.2.1980\n", "latin1"));
    expect(await command("link", old, "--out", out())).toMatchObject({ code: 0, last: expect.stringMatching(/linked 1$/) });
  });

  it.each([
    ["", "is empty"],
    ["id,name\n", "has headings but no people"],
    ['id,name\n1,"a\n', "has a quotation mark in row 2 that is never closed"],
    ["id,name\n1,a,b,c\n", "has 4 cells in row 2, but 2 headings"],
    ["id,name\n1,a\n1,b\n", "has the same id in rows 2 and 3"],
    ["id,name\n1,\0\n", "is no text"],
  ])("says in one sentence what is wrong with %j, and writes nothing", async (text, sentence) => {
    const path = file("broken.csv", text);
    expect(await command("link", path, "--out", out())).toEqual({
      code: 1,
      lines: [`${path} ${sentence}; nothing was written.`],
      last: `${path} ${sentence}; nothing was written.`,
    });
    expect(existsSync(out())).toBe(false);
  });

  it("says what is missing", async () => {
    expect((await command("link", join(folder, "none.csv"), "--out", out())).lines).toEqual([
      `${join(folder, "none.csv")} does not exist; nothing was written.`,
    ]);
    expect(await command("link", file("a.csv", a))).toMatchObject({ code: 2 });
    expect(await command("link", file("a.csv", a), "--out", out(), "--one")).toMatchObject({ code: 2 });
    expect(
      await command("link", file("c.csv", `id,colour\n${Array.from({ length: 20 }, (_, n) => `${n},red\n`).join("")}`), "--out", out()),
    ).toMatchObject({ code: 1 });
    expect((await command("link", file("a.csv", a), "--out", join(folder, "no/such.csv"))).last).toContain("nothing was written");
  });
});
