import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aWorkbook, aZip, bookParts, sheetXml, utf8, windows1252 } from "../domains/cases/factory.ts";
import { aPublishedPage } from "../domains/directory/factory.ts";
import { createTestNetwork, type TestNetwork } from "../domains/network/factory.ts";
import { foundSite } from "../domains/network/index.ts";
import { newId } from "../platform/server/ids.ts";
import { writeKeys } from "../platform/server/keys.ts";
import { asSuperuser, useTestDatabase } from "../platform/testing/database.ts";
import { run } from "./import.ts";

const at = useTestDatabase();
let folder = "";
let network: TestNetwork;
let place: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "verbund-import-"));
  writeKeys(join(folder, "keys"), at.current.keys);
  vi.stubEnv("DATABASE_URL", at.current.adminUrl);
  vi.stubEnv("VERBUND_DATA", folder);
  network = await createTestNetwork(at.current.database);
  const [names] = await asSuperuser<{ site: string; unit: string }>(
    at.current,
    `select s.slug as site, u.slug as unit from network.unit u join network.site s on s.id = u.site_id where u.id = $1`,
    [network.actors.holder.unitId],
  );
  place = ["--site", names!.site, "--unit", names!.unit];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What the command says and answers. */
async function command(...args: string[]): Promise<{ code: number; lines: string[]; last: string | undefined; said: string }> {
  const lines: string[] = [];
  const spies = (["log", "error"] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line))),
  );
  try {
    const code = await run(args);
    return { code, lines, last: lines.at(-1), said: lines.join("\n") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function countCases(): Promise<number> {
  const [row] = await asSuperuser<{ n: string }>(at.current, "select count(*) as n from cases.case_file where site_id = $1", [
    network.siteId,
  ]);
  return Number(row!.n);
}

const header = "Fallliste;;;\r\n;;;\r\nName;Vorname;Geburtsdatum;Wohnort\r\n";
const list = `${header}Müller-Haddad;Amal;01.03.1990;Hohenfeld\r\n;;;\r\nKovalenko;Iryna;03.02.1988;Hohenfeld\r\n`;

describe("import cases", () => {
  it("takes a list over once, whatever wrote it, and counts in its last line", async () => {
    const trial = await command("cases", file("a.csv", utf8(list)), ...place, "--dry-run");
    expect(trial).toMatchObject({ code: 0, last: "read 2, created 2, changed 0, unchanged 0, failed 0" });
    expect(await countCases()).toBe(0);
    const first = await command("cases", file("a.csv", utf8(list)), ...place);
    expect(first).toMatchObject({ code: 0, last: "read 2, created 2, changed 0, unchanged 0, failed 0" });
    expect(first.lines[0]).toBe("headings in row 3");
    expect(first.lines[1]).toBe(`column A "Name": family name`);
    const again = { code: 0, last: "read 2, created 0, changed 0, unchanged 2, failed 0" };
    expect(await command("cases", file("bom.csv", utf8(list, true)), ...place)).toMatchObject(again);
    expect(await command("cases", file("windows.csv", windows1252(list)), ...place)).toMatchObject(again);
    expect(await command("cases", file("comma.csv", utf8(list.replaceAll(";", ","))), ...place)).toMatchObject(again);
    const book = await aWorkbook({
      rows: [
        ["Fallliste"],
        [],
        ["Name", "Vorname", "Geburtsdatum", "Wohnort"],
        ["Müller-Haddad", "Amal", new Date("1990-03-01"), "Hohenfeld"],
        [],
        ["Kovalenko", "Iryna", new Date("1988-02-03"), "Hohenfeld"],
      ],
      formats: { C: "dd.mm.yyyy" },
    });
    expect(await command("cases", file("book.xlsx", book), ...place)).toMatchObject(again);
    expect(await countCases()).toBe(2);
  });

  it("writes nothing with one wrong row, and says where, what and why, but no name", async () => {
    const wrong = list.replace("03.02.1988", "31.09.1988").replace("Müller-Haddad", "Müll3r");
    const { code, said, last } = await command("cases", file("wrong.csv", utf8(wrong)), ...place);
    expect(code).toBe(1);
    expect(said).toContain(`row 6, column C "Geburtsdatum": 31.09.1988 – there is no 31 September`);
    expect(said).toContain(`row 4, column A "Name": a name holds a digit`);
    expect(said).toContain("Nothing was written");
    expect(said).not.toMatch(/Müll3r|Kovalenko|Iryna|Amal/);
    expect(last).toBe("read 2, created 0, changed 0, unchanged 0, failed 2");
    expect(await countCases()).toBe(0);
  });

  it("takes over only the rows without errors where that is asked for, and says before how many", async () => {
    const some = list.replace("Kovalenko;Iryna;03.02.1988", "Osmani;Samira;31.09.1988");
    const before = await countCases();
    const path = file("partial.csv", utf8(some.replace("Müller-Haddad;Amal", "Schuster;Ines")));
    const trial = await command("cases", path, ...place, "--partial", "--dry-run");
    expect(trial).toMatchObject({ code: 1, last: "read 2, created 1, changed 0, unchanged 0, failed 1" });
    expect(await countCases()).toBe(before);
    const { code, said, last } = await command("cases", path, ...place, "--partial");
    expect(said).toContain("1 of 2 rows, 1 stays out");
    expect({ code, last }).toEqual({ code: 1, last: "read 2, created 1, changed 0, unchanged 0, failed 1" });
    expect(await countCases()).toBe(before + 1);
    expect(await command("milestones", path, "--site", "x", "--partial")).toMatchObject({ code: 2 });
  });

  it("refuses in a sentence what it cannot read", async () => {
    const book = await aWorkbook({
      rows: [
        ["Name", "Vorname"],
        ["Haddad", "Amal"],
        ["Ali", { formula: "A2", result: 1 }],
      ],
    });
    const plain = await aWorkbook({
      rows: [
        ["Name", "Vorname"],
        ["Haddad", "Amal"],
      ],
    });
    const bomb = aZip(bookParts(sheetXml("", `<!--${"0".repeat(40_000_000)}-->`)));
    const wide = await aWorkbook({
      rows: [
        ["Name", "Vorname", ...Array.from({ length: 300 }, () => "x")],
        ["Haddad", "Amal", ...Array.from({ length: 300 }, () => "x")],
      ],
    });
    for (const [name, bytes, sentence] of [
      ["formula.xlsx", book, /row 3, column B holds a formula/],
      ["cut.xlsx", plain.slice(0, plain.length - 100), /its end is missing/],
      ["empty.csv", new Uint8Array(), /it is empty/],
      ["bomb.xlsx", bomb, /far beyond any list/],
      ["wide.xlsx", wide, /more than 200 columns/],
      ["large.csv", new Uint8Array(21 * 1024 * 1024).fill(65), /larger than 20 MB/],
      ["letter.pdf", utf8("%PDF-1.7"), /neither an Excel workbook/],
    ] as const) {
      const { code, said } = await command("cases", file(name, bytes), ...place);
      expect(code, name).not.toBe(0);
      expect(said, name).toMatch(sentence);
      expect(said, name).toMatch(/Nothing was written/);
    }
    expect(await countCases()).toBe(0);
  });

  it("says what is missing before it touches anything", async () => {
    const path = file("a.csv", utf8(list));
    const site = place[1]!;
    expect(await command("cases", path, "--site", site)).toMatchObject({ code: 2 });
    expect(await command("cases", path, ...place, "--dryrun")).toMatchObject({
      code: 2,
      lines: ["There is no option --dryrun.", expect.any(String)],
    });
    expect(await command("cases", join(folder, "none.csv"), ...place)).toMatchObject({
      code: 2,
      said: expect.stringMatching(/^There is no file/),
    });
    expect(await command("cases", path, "--site", site, "--unit", "nix")).toMatchObject({
      code: 2,
      said: `The site ${site} has no unit nix.`,
    });
    expect(await command("cases", path, "--site", "nix", "--unit", "nix")).toMatchObject({ code: 2, said: "There is no site nix." });
    expect(await countCases()).toBe(0);
  });

  it("by two people at once makes each case once", async () => {
    const path = file("a.csv", utf8(list));
    await command("cases", file("other.csv", utf8(list.replaceAll(/Kovalenko|Müller-Haddad/g, "Osmani"))), ...place);
    const before = await countCases();
    const lines: string[] = [];
    const spy = vi.spyOn(console, "log").mockImplementation((line) => void lines.push(String(line)));
    const codes = await Promise.all([run(["cases", path, ...place]), run(["cases", path, ...place])]);
    spy.mockRestore();
    expect(codes).toEqual([0, 0]);
    expect(lines.filter((line) => line.startsWith("read ")).toSorted()).toEqual([
      "read 2, created 0, changed 0, unchanged 2, failed 0",
      "read 2, created 2, changed 0, unchanged 0, failed 0",
    ]);
    expect(await countCases()).toBe(before + 2);
  });
});

describe("import milestones", () => {
  const events =
    "Kennung;Leistung;Ereignis;Datum\r\nA-1;Integrationskurs;berechtigt;01.02.2026\r\nA-1;Integration course;begonnen;15.03.2026\r\n";

  it("brings events of a site that keeps its cases elsewhere, and only of one", async () => {
    const slug = `elsewhere-${newId().slice(-6)}`;
    await foundSite(at.current.database, {
      programmeId: network.programmeId,
      slug,
      name: "Stadt Nordheim",
      kind: "city",
      structureOnly: true,
      organisation: { name: "Stadt Nordheim", kind: "city_administration", regime: "dsgvo_dsg_nrw" },
      unit: { slug: "ki", name: "KI", kind: "coordination" },
    });
    const path = file("events.csv", utf8(events));
    const created = "read 2, created 2, changed 0, unchanged 0, failed 0";
    expect(await command("milestones", path, "--site", slug, "--dry-run")).toMatchObject({ code: 0, last: created });
    expect(await command("milestones", path, "--site", slug)).toMatchObject({ code: 0, last: created });
    const again = "read 2, created 0, changed 0, unchanged 2, failed 0";
    expect(await command("milestones", path, "--site", slug)).toMatchObject({ code: 0, last: again });
    const inTown = file("t.csv", utf8("Kennung;Leistung;Ereignis;Datum;Ort\nA-2;Integrationskurs;berechtigt;01.02.2026;Hohenfeld\n"));
    const { said: trial } = await command("milestones", inTown, "--site", slug, "--dry-run");
    expect(trial, "a town that is not kept is told").toContain("The site has no towns yet");
    const wrong = await command("milestones", file("b.csv", utf8(events.replace("A-1;", "Haddad Amal;"))), "--site", slug);
    expect(wrong).toMatchObject({ code: 1, last: "read 2, created 0, changed 0, unchanged 0, failed 1" });
    expect(wrong.said).toContain("looks like a name");
    expect(wrong.said).not.toContain("Haddad");
    const { code, said } = await command("milestones", path, "--site", place[1]!);
    expect(code).toBe(1);
    expect(said).toContain("This site keeps its cases here");
  });
});

describe("import integreat", () => {
  const pages = [
    aPublishedPage("hilfe"),
    aPublishedPage("ohne", { title: "" }),
    aPublishedPage("kurse", { content: "<script>x</script><p>Kurs</p>" }),
  ];
  const path = (entries: unknown, name = "testkreis.de.json") => file(name, Buffer.from(JSON.stringify(entries)));
  const site = () => place.slice(0, 2);
  const countPages = async () => {
    const [row] = await asSuperuser<{ n: string }>(at.current, "select count(*) as n from directory.page where site_id = $1", [
      network.siteId,
    ]);
    return Number(row!.n);
  };

  it("takes a file over once, names what it skipped, and counts in its last line", async () => {
    const trial = await command("integreat", path(pages), ...site(), "--language", "de", "--dry-run");
    expect(trial).toMatchObject({ code: 0, last: "read 3, created 2, changed 0, unchanged 0, skipped 1" });
    expect(await countPages()).toBe(0);
    const first = await command("integreat", path(pages), ...site(), "--language", "de", "--attribution", "Amt für Beispiele");
    expect(first).toMatchObject({ code: 0, last: "read 3, created 2, changed 0, unchanged 0, skipped 1" });
    expect(first.said).toContain("entry 2: skipped, it has no title");
    expect(first.said).toContain('entry 3 "Kurse": 1 active part (scripts, handlers) left out of the text');
    expect(first.said).toContain("source: Amt für Beispiele; licence: CC BY 4.0");
    expect((await command("integreat", path(pages), ...site(), "--language", "DE")).last).toBe(
      "read 3, created 0, changed 0, unchanged 2, skipped 1",
    );
    expect(await countPages()).toBe(2);
    const later = await command("integreat", path(pages.slice(0, 1)), ...site(), "--language", "de");
    expect(later.said).toContain("1 page of the last import is not in this file: kept, and shown as not in the newest import");
  });

  it.each([
    ["truncated", "its end is missing", () => file("x.json", Buffer.from(JSON.stringify(pages).slice(0, 500)))],
    ["of another shape", "its entries are neither pages", () => path([{ a: 1 }])],
    ["in another language", "use --language en", () => path([aPublishedPage("x", { language: "en" })])],
    ["of events", "it holds events", () => path([aPublishedPage("x", { event: { id: 1 } })])],
    ["of no region", "add --region NAME", () => path([{ name: "x", alias: "x", url: "https://example.org" }], "export.json")],
  ])("refuses a file that is %s, and writes nothing", async (_, sentence, made) => {
    const refused = await command("integreat", made(), ...site(), "--language", "de");
    expect(refused).toMatchObject({ code: 1, last: "read 0, created 0, changed 0, unchanged 0, skipped 0" });
    expect(refused.said).toContain(sentence);
    expect(refused.said).toContain("Nothing was written");
    expect(await countPages()).toBe(0);
  });

  it("asks for what is missing", async () => {
    expect(await command("integreat", path(pages), ...site())).toMatchObject({ code: 2, last: expect.stringContaining("Add --language") });
    expect(await command("integreat", path(pages), ...site(), "--language", "12")).toMatchObject({ code: 2 });
    expect(await command("integreat", path(pages), "--language", "de")).toMatchObject({ code: 2, last: expect.stringContaining("Usage") });
    expect(await command("integreat", path(pages), "--site", "nowhere", "--language", "de")).toMatchObject({ code: 2 });
    expect(await command("integreat", join(folder, "none.json"), ...site(), "--language", "de")).toMatchObject({ code: 2 });
  });
});

describe("import consultations", () => {
  const figures = "Monat;Ort;Handlungsfeld;Anzahl\r\nJanuar 2026;Hohenfeld;Sprache;41\r\n02/2026;;Wohnen;7\r\nSumme;;;48\r\n";

  it("takes over the figures of months once, from text and workbook alike, and changes what has another count", async () => {
    const first = await command("consultations", file("zahlen.csv", utf8(figures)), ...place);
    expect(first).toMatchObject({ code: 0, last: "read 2, created 2, changed 0, unchanged 0, failed 0" });
    expect(first.lines).toContain(`column D "Anzahl": number of consultations`);
    const again = await command("consultations", file("zahlen.csv", utf8(figures)), ...place);
    expect(again).toMatchObject({ code: 0, last: "read 2, created 0, changed 0, unchanged 2, failed 0" });
    const book = await aWorkbook({
      rows: [
        ["Kurzberatungen 2026"],
        ["Monat", "Ort", "Handlungsfeld", "Anzahl"],
        [new Date("2026-01-01"), "Hohenfeld", "Sprache", 41],
        [new Date("2026-02-01"), "", "Wohnen", 9],
      ],
      formats: { A: "mm.yyyy" },
    });
    expect(await command("consultations", file("zahlen.xlsx", book), ...place)).toMatchObject({
      code: 0,
      last: "read 2, created 0, changed 1, unchanged 1, failed 0",
    });
  });

  it("writes nothing with one wrong row, and says which and why", async () => {
    const wrong = figures.replace("02/2026", "im Frühjahr").replace(";41", ";viele");
    const { code, said, last } = await command("consultations", file("falsch.csv", utf8(wrong)), ...place);
    expect(code).toBe(1);
    expect(said).toContain(`row 2, column D "Anzahl": this is no whole number`);
    expect(said).toContain(`row 3, column A "Monat": this is no month`);
    expect(last).toBe("read 2, created 0, changed 0, unchanged 0, failed 2");
  });

  it("refuses a file without the columns it needs, and a call without a unit", async () => {
    const { code, said } = await command("consultations", file("ohne.csv", utf8("Monat;Ort\r\nJanuar 2026;Hohenfeld\r\n")), ...place);
    expect([code, said]).toEqual([1, expect.stringContaining("The file has no column for: field of action, number of consultations.")]);
    expect((await command("consultations", file("zahlen.csv", utf8(figures)), ...place.slice(0, 2))).code).toBe(2);
  });
});
