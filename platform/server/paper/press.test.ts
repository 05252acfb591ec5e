import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { readPdf } from "../../testing/read-pdf.ts";
import { Problem } from "../problem.ts";
import { Press, pressLimits, thePress } from "./press.ts";
import { type Sheet, typeset } from "./typeset.ts";

const folder = mkdtempSync(join(tmpdir(), "verbund-paper-"));
function template(name: string, source: string): string {
  const path = join(folder, `${name}.typ`);
  writeFileSync(path, source);
  return path;
}
const plain = template(
  "plain",
  `#import "sheet.typ": *
#let data = json("data.json")
#show: sheet.with(data)
#paragraphs(data.content.words)
#listing(columns: (1fr, 1fr), align: (left, left), header: ("Nr.", "Name"), rows: data.content.rows)`,
);
const sheet: Sheet = {
  language: "de",
  site: "Kreis Lindenau",
  today: "2026-11-22",
  title: "Niederschrift: Steuerungsgruppe",
  kind: "Niederschrift",
  heading: "Steuerungsgruppe",
  notice: "",
};
const make = async (words: string, rows: string[][] = [["1", "Begrüßung"]], more: Partial<Sheet> = {}) =>
  await readPdf(await typeset(pathToFileURL(plain), { ...sheet, ...more }, { words, rows }));

afterAll(() => {
  thePress().stop();
  rmSync(folder, { recursive: true });
});

describe("a sheet, read by another program", { timeout: 60_000 }, () => {
  it("is tagged, has a language, a title and says that it follows PDF/UA-1", async () => {
    const pdf = await make("Ein Satz.");
    expect(pdf).toMatchObject({ title: "Niederschrift: Steuerungsgruppe", language: "de-DE", isMarked: true, ua: "1", isEncrypted: false });
    expect(pdf.roles).toEqual(expect.arrayContaining(["H1", "P", "Table", "TH", "TD"]));
    expect((await make("One sentence.", [], { language: "en" })).language).toBe("en-GB");
  });

  it("stands in reading order, with letterhead, day and pages", async () => {
    const pdf = await make(Array.from({ length: 120 }, (_, index) => `Absatz ${index + 1} der Niederschrift.`).join("\n"));
    expect(pdf.pages.length).toBeGreaterThan(2);
    const [first = ""] = pdf.pages;
    expect(first).toContain("Kreis Lindenau");
    expect(first.replaceAll("\u00A0", " ")).toContain("Stand: 22. November 2026");
    expect(first.indexOf("Steuerungsgruppe")).toBeLessThan(first.indexOf("Absatz 1 "));
    expect(first.indexOf("Absatz 1 ")).toBeLessThan(first.indexOf("Absatz 2 "));
    expect(first).toContain(`Seite 1 von ${pdf.pages.length}`);
  });

  it("repeats the header of a table on each page as a header", async () => {
    const pdf = await make(
      "",
      Array.from({ length: 200 }, (_, index) => [String(index + 1), `Punkt ${index + 1}`]),
    );
    expect(pdf.pages.length).toBeGreaterThan(3);
    for (const page of pdf.pages) expect(page).toContain("Nr.");
    expect(pdf.pages.join("")).toContain("Punkt 200");
    expect(new Set(pdf.roles)).toContain("TH");
  });

  it.each([
    '#let x = "y"; #panic("nein")',
    "$x^2$ und $ allein",
    String.raw`\u{41} \ und \n`,
    '"Anführung" und „so“',
    "*fett* _schräg_ `code` = Überschrift <label> @verweis // Kommentar /* mehr */ [Inhalt] ~ --",
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
  ])("prints %s as it stands", async (words) => {
    const { pages } = await make(words);
    const shown = pages.join("").replaceAll(/\s+/g, "");
    expect(shown).toContain(words.replaceAll(/\s+/g, ""));
  });

  it("takes long names, Arabic, emoji and scripts that no font has", async () => {
    const long = `${"Donaudampfschifffahrtsgesellschaftskapitän".repeat(12)} Wolkenstein`;
    const pdf = await make(`${long}\nنادية رحيمي\nFrau محمد berichtet 😀\nSelam ሰላም und 中文`, [["1", "نادية رحيمي"]]);
    const text = pdf.pages.join("\n");
    expect(text).toContain("نادية");
    expect(text).toContain("رحيمي");
    expect(text).toContain("محمد");
    expect(text).toContain("berichtet");
    expect(text).toContain("□");
    expect(text).toContain("steht für ein Zeichen");
    expect((await make("Ein Satz ohne fremde Zeichen.")).pages.join("")).not.toContain("steht für ein Zeichen");
  });
});

describe("a name of two hundred letters", { timeout: 60_000 }, () => {
  it("stays on the paper: in a heading, in a paragraph and in a column", async () => {
    const name = "Wolkenstein".repeat(18).slice(0, 200);
    const pdf = await make(`Frau ${name} ${"ክብሮም".repeat(50)} berichtet`, [[name, "ሰላ".repeat(100)]], { heading: name });
    expect(pdf.farthest).toBeLessThanOrEqual(1);
    const text = pdf.pages.join("").replaceAll(/[\s\u200B]/g, "");
    expect(text.split(name)).toHaveLength(4);
    expect(text).toContain("ሰላ".repeat(100));
    expect(pdf.title).toBe(sheet.title);
  });
});

const inOtherLetters = {
  Persian: ["ژاله گلستانی", "پریچهر کی‌نژاد"],
  Ukrainian: ["Євгенія Їжакевич", "Ґалаґан Ілля"],
  Kurmanji: ["Şêrîn Çîçek", "Rûken Dîlan Xêzîn"],
  Turkish: ["İğdem Güçlü"],
  Vietnamese: ["Nguyễn Thị Hằng"],
  Greek: ["Ελένη Παπαδοπούλου"],
};

describe("names in the letters of those who bear them", { timeout: 60_000 }, () => {
  it.each(Object.entries(inOtherLetters))("%s", async (_language, names) => {
    const pdf = await make(
      names.join("\n"),
      names.map((name) => ["1", name]),
    );
    const text = pdf.pages.join("\n").replaceAll("\u200C", "");
    expect(text).not.toContain("□");
    for (const name of names) for (const part of name.replaceAll("\u200C", "").split(" ")) expect(text).toContain(part);
  });

  it.skipIf(!existsSync(join(import.meta.dirname, "../../../node_modules/@expo-google-fonts/noto-sans-ethiopic")))(
    "Tigrinya and Amharic, where their typeface is installed",
    async () => {
      const pdf = await make("ሰላም ተስፋማርያም\nFrau ለተብርሃን berichtet", [["1", "ጸጋይ"]], { heading: "ሰላም" });
      const text = pdf.pages.join("\n");
      expect(text).not.toContain("□");
      for (const part of ["ሰላም", "ተስፋማርያም", "ለተብርሃን", "ጸጋይ"]) expect(text).toContain(part);
    },
  );
});

describe("the press", { timeout: 60_000 }, () => {
  const job = (path: string, data: object = {}) => ({ kind: "typeset" as const, template: path, data: JSON.stringify(data) });

  it("ends a document that never ends, and makes the next one", async () => {
    const press = new Press({ jobMilliseconds: 1_500 });
    const quick = template("quick", '#set document(title: "x")\n= Kurz');
    const endless = template(
      "endless",
      "#let n = 0\n#for i in range(100000) { for j in range(100000) { n = calc.rem(n + i * j, 7) } }\n#n",
    );
    const [first, second] = await Promise.allSettled([press.run(job(endless)), press.run(job(quick))]);
    expect(first.status === "rejected" && first.reason).toBeInstanceOf(Problem);
    expect(second).toMatchObject({ status: "fulfilled", value: { kind: "file" } });
    press.stop();
  });

  it("starts again after its process died in the middle", async () => {
    const press = new Press();
    const quick = template("again", '#set document(title: "x")\n= Kurz');
    await press.run(job(quick));
    const before = press.pid!;
    process.kill(before, "SIGKILL");
    const made = await press.run(job(quick)).catch(async () => await press.run(job(quick)));
    expect(made.kind).toBe("file");
    expect(press.pid).not.toBe(before);
    press.stop();
  });

  it("goes when nobody prints, and gives its memory back", async () => {
    const press = new Press({ idleMilliseconds: 100 });
    await press.run(job(template("idle", '#set document(title: "x")\n= Kurz')));
    const { pid } = press;
    await expect.poll(() => isAlive(pid!), { timeout: 5_000 }).toBe(false);
    expect(press.pid).toBeUndefined();
  });

  it("refuses what is too large, and more than it can keep waiting", async () => {
    const press = new Press();
    const path = template("wait", '#set document(title: "x")\n= Kurz');
    await expect(press.run(job(path, { words: "x".repeat(pressLimits.dataBytes) }))).rejects.toMatchObject({ body: { code: "too_large" } });
    const many = await Promise.allSettled(Array.from({ length: pressLimits.waiting + 5 }, () => press.run(job(path))));
    expect(many.filter((one) => one.status === "rejected").length).toBeGreaterThan(0);
    expect(many.filter((one) => one.status === "fulfilled").length).toBeGreaterThanOrEqual(pressLimits.waiting);
    press.stop();
  });

  it("stays within its memory over many different documents", async () => {
    const press = new Press();
    await press.run(job(plainSheet(0)));
    const after = residentOf(press.pid!);
    for (let round = 1; round <= 60; round += 1) await press.run(job(plainSheet(round)));
    expect(residentOf(press.pid!)).toBeLessThan(Math.max(after * 2, 350 * 1024 * 1024));
    press.stop();
  });
});

function plainSheet(round: number): string {
  return template("many", `#set document(title: "x")\n= Nummer ${round}\n${`Ein anderer Satz ${round}. `.repeat(400)}`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}

it("no document of the house asks for a package from elsewhere", () => {
  const root = join(import.meta.dirname, "../../..");
  const sources = readdirSync(join(root, "domains"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".typ"))
    .map((path) => readFileSync(join(root, "domains", path), "utf8"));
  expect(sources.length).toBeGreaterThan(2);
  for (const source of [...sources, readFileSync(join(import.meta.dirname, "sheet.typ"), "utf8")]) {
    expect(source).not.toContain("@preview");
    expect(source).not.toMatch(/\beval\(/);
  }
});
