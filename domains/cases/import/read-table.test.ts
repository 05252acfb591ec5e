import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aWorkbook, aZip, bookParts, inline, sheetXml, utf16, utf8, windows1252 } from "./factory.ts";
import { readTable, type ReadTableOptions } from "./read-table.ts";
import { limits, refusalCodes, type Table } from "./table.ts";

async function tableOf(bytes: Uint8Array, name = "liste.xlsx", options: ReadTableOptions = {}): Promise<Table> {
  const read = await readTable(bytes, name, options);
  if ("refused" in read) throw new Error(`refused: ${JSON.stringify(read.refused)}`);
  return read.table;
}
async function refusalOf(bytes: Uint8Array, name = "liste.xlsx", options: ReadTableOptions = {}) {
  const read = await readTable(bytes, name, options);
  return "refused" in read ? read.refused : `read ${read.table.rows.length} rows`;
}
const headings = (table: Table) => table.columns.map((it) => it.heading);
const cells = (table: Table) => table.rows.map((it) => it.cells);

describe("the list that case managers keep", () => {
  test("title rows above, empty rows between, a sum below", async () => {
    const table = await tableOf(
      await aWorkbook({
        name: "Fälle 2026",
        rows: [
          ["Fallliste KIM Stand 1.11.2026"],
          ["Kreis Lindenau, Kommunales Integrationsmanagement"],
          [],
          ["Name", "Vorname", "Geb.-Dat.", "Ort"],
          ["Haddad", "Amal", new Date(Date.UTC(1990, 2, 1)), "Steinfurth"],
          [],
          ["Okoye", "Chidi", "12.04.1985", "Altbrück"],
          [],
          ["Summe", 2],
        ],
        merges: ["A1:D1"],
      }),
    );
    expect(table).toMatchObject({ kind: "xlsx", sheet: "Fälle 2026", headerRow: 4 });
    expect(headings(table)).toEqual(["Name", "Vorname", "Geb.-Dat.", "Ort"]);
    expect(table.rows).toEqual([
      { row: 5, cells: ["Haddad", "Amal", { day: "1990-03-01", time: null, serial: 32933 }, "Steinfurth"] },
      { row: 7, cells: ["Okoye", "Chidi", "12.04.1985", "Altbrück"] },
    ]);
    expect(table.skipped).toEqual([{ row: 9, reason: "footer", text: "Summe" }]);
  });

  test("of several sheets the one with the list, and the others are named", async () => {
    const sheets = [
      {
        name: "Statistik",
        rows: [
          ["Ort", "Anzahl"],
          ["Steinfurth", { formula: "COUNTIF(Liste!D:D,A2)", result: 3 }],
        ],
      },
      {
        name: "Alt",
        hidden: true,
        rows: [
          ["Name", "Vorname", "Geburtsdatum", "Ort", "PLZ"],
          ["Alt", "Er", "1.1.1970", "X", "12345"],
        ],
      },
      {
        name: "Liste",
        rows: [
          ["Name", "Vorname", "Geburtsdatum", "Ort"],
          ["Haddad", "Amal", "1.3.1990", "Steinfurth"],
        ],
      },
      {
        name: "Abgeschlossen",
        rows: [
          ["Name", "Vorname", "Geburtsdatum"],
          ["Weg", "Er", "1.1.1970"],
        ],
      },
    ] as const;
    const table = await tableOf(await aWorkbook(...sheets));
    expect(table.sheet).toBe("Liste");
    expect(table.otherSheets).toEqual([
      { name: "Statistik", hidden: false, isList: false },
      { name: "Alt", hidden: true, isList: true },
      { name: "Abgeschlossen", hidden: false, isList: true },
    ]);
    expect((await tableOf(await aWorkbook(...sheets), "l.xlsx", { sheet: "Abgeschlossen" })).sheet).toBe("Abgeschlossen");
    expect(await refusalOf(await aWorkbook(...sheets), "l.xlsx", { sheet: "Fehlt" })).toMatchObject({ code: "no_such_sheet" });
    // a hidden sheet only where no open one has a list
    expect((await tableOf(await aWorkbook(sheets[0], sheets[1]))).sheet).toBe("Alt");
  });

  test("headings over two rows, merged across and down", async () => {
    const table = await tableOf(
      await aWorkbook({
        rows: [
          ["Name", "Vorname", "Integrationskurs", null, null, "Ort"],
          [null, null, "Berechtigung am", "Beginn", "Ende", null],
          ["Haddad", "Amal", "1.2.2026", "1.5.2026", null, "Steinfurth"],
          ["Okoye", "Chidi", null, null, null, null],
        ],
        merges: ["A1:A2", "B1:B2", "C1:E1", "F1:F2", "F3:F4"],
      }),
    );
    expect(table.headerRow).toBe(2);
    expect(table.columns.map((it) => [it.heading, it.group])).toEqual([
      ["Name", null],
      ["Vorname", null],
      ["Berechtigung am", "Integrationskurs"],
      ["Beginn", "Integrationskurs"],
      ["Ende", "Integrationskurs"],
      ["Ort", null],
    ]);
    // what is merged down a column holds for each of its rows
    expect(table.rows[1]?.cells[5]).toBe("Steinfurth");
  });

  test("headings of which most are merged down, beside a group of two", async () => {
    const table = await tableOf(
      await aWorkbook({
        rows: [
          ["Nachname", "Vorname", "Geburtsdatum", "Kurs", null],
          [null, null, null, "von", "bis"],
          ["Kaya", "Ali", "1.2.1980", "1.3.2026", "1.9.2026"],
        ],
        merges: ["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
      }),
    );
    expect(table.headerRow).toBe(2);
    expect(table.columns.map((it) => [it.heading, it.group])).toEqual([
      ["Nachname", null],
      ["Vorname", null],
      ["Geburtsdatum", null],
      ["von", "Kurs"],
      ["bis", "Kurs"],
    ]);
    expect(table.rows).toHaveLength(1);
  });

  test("the same from a text file, where nothing is merged", async () => {
    const table = await tableOf(
      utf8("Name;Vorname;Integrationskurs;;;Ort\r\n;;Berechtigung am;Beginn;Ende;\r\nHaddad;Amal;1.2.2026;1.5.2026;;Steinfurth\r\n"),
      "l.csv",
    );
    expect(table.columns.map((it) => [it.heading, it.group])).toEqual([
      ["Name", null],
      ["Vorname", null],
      ["Berechtigung am", "Integrationskurs"],
      ["Beginn", "Integrationskurs"],
      ["Ende", "Integrationskurs"],
      ["Ort", null],
    ]);
    expect(table.rows).toHaveLength(1);
  });

  test("headings again after a page, a line between, a legend below", async () => {
    const table = await tableOf(
      await aWorkbook({
        rows: [
          ["Name", "Vorname", "Telefon", "Bemerkung"],
          ["laufende Fälle"],
          ["Haddad", "Amal", "0171 1", null],
          ["Name", "Vorname", "Telefon", "Bemerkung"],
          ["Okoye", "Chidi", null, null],
          ["Stand: 1.11.2026"],
          [],
          ["rot = dringend"],
          ["gelb = bald"],
        ],
        merges: ["A2:D2"],
      }),
    );
    expect(table.rows.map((it) => it.row)).toEqual([3, 5]);
    expect(table.skipped.map((it) => [it.row, it.reason])).toEqual([
      [2, "section"],
      [4, "header_again"],
      [6, "footer"],
      [8, "legend"],
      [9, "legend"],
    ]);
  });

  test("a person is never taken for a footer", async () => {
    const table = await tableOf(utf8("Name;Vorname;Ort\nSumme;Karin;Steinfurth\nStand;Udo;Altbrück\nTotal;;\nGesamt;Ali;1\n"), "l.csv");
    expect(table.rows.map((it) => it.cells[0])).toEqual(["Summe", "Stand", "Gesamt"]);
    expect(table.skipped).toEqual([{ row: 4, reason: "footer", text: "Total" }]);
  });

  test("rich text, links, numbers, yes and no, times, columns without heading", async () => {
    const table = await tableOf(
      await aWorkbook({
        rows: [
          ["Name", "Vorname", "E-Mail", "PLZ", "Termin", null],
          [
            { richText: [{ text: "Had" }, { text: "dad" }] },
            "Amal",
            { text: "amal@example.org", hyperlink: "mailto:amal@example.org" },
            1067,
            new Date(Date.UTC(2026, 10, 26, 10, 30)),
            "x",
          ],
        ],
      }),
    );
    expect(cells(table)).toEqual([["Haddad", "Amal", "amal@example.org", 1067, { day: "2026-11-26", time: "10:30", serial: 46352 }, "x"]]);
    expect(table.columns[5]).toMatchObject({ letter: "F", heading: "" });
  });

  test("dates by format, not by look; the days of 1904 and of the year that was none", async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="TT.MM.JJJJ"/><numFmt numFmtId="165" formatCode="#,##0.00\\ [$EUR]"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`;
    const row = `<row r="3"><c r="A3" s="1"><v>60</v></c><c r="B3" s="2"><v>61</v></c><c r="C3" s="3"><v>46352</v></c><c r="D3" s="4"><v>46352</v></c><c r="E3" s="1"><v>59</v></c></row>`;
    const book = (workbookPr: string) => aZip(bookParts(sheetXml(row), { styles, workbookPr }));
    expect(cells(await tableOf(book("")))[1]).toEqual([
      60,
      { day: "1900-03-01", time: null, serial: 61 },
      46352,
      46352,
      { day: "1900-02-28", time: null, serial: 59 },
    ]);
    expect(cells(await tableOf(book('<workbookPr date1904="1"/>')))[1]?.[1]).toMatchObject({ day: "1904-03-02" });
  });

  test("what other programs write: prefixed names, cells without references, days as ISO text", async () => {
    const xml = `<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t="str"><x:v>Name</x:v></x:c><x:c t="str"><x:v>Geburtsdatum</x:v></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>Haddad_x000D_ &amp; Söhne</x:t><x:rPh sb="0" eb="1"><x:t>said so</x:t></x:rPh></x:is></x:c><x:c t="d"><x:v>1990-03-01</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(cells(await tableOf(aZip(bookParts(xml))))).toEqual([["Haddad\r & Söhne", "1990-03-01", true, { error: "#N/A" }]]);
  });
});

describe("text files", () => {
  const list = 'Name;Vorname;Straße;Bemerkung\r\nMüller;Jürgen;Königstraße 5;"zwei\nZeilen; und ""Zitat"""\r\nŠimić;Žana;–;\r\n';
  const windows = list.replace("Šimić", "šimi").replace("Žana", "žana");

  test.each([
    ["UTF-8", utf8(list), "utf-8"],
    ["UTF-8 with mark", utf8(list, true), "utf-8"],
    ["UTF-16", utf16(list), "utf-16le"],
    ["UTF-16 big endian", utf16(list, "be"), "utf-16be"],
    ["UTF-16 without mark", utf16(list, "le", false), "utf-16le"],
    ["Windows-1252", windows1252(windows), "windows-1252"],
  ])("%s", async (_, bytes, encoding) => {
    const table = await tableOf(bytes, "Liste.CSV");
    expect(table).toMatchObject({ kind: "csv", sheet: null, encoding, delimiter: ";" });
    expect(table.rows[0]).toEqual({ row: 2, cells: ["Müller", "Jürgen", "Königstraße 5", 'zwei\nZeilen; und "Zitat"'] });
    // rows as Excel counts them: a cell of two lines is one row
    expect(table.rows[1]?.row).toBe(3);
  });

  test.each([";", ",", "\t", "|"])("divided by %j", async (delimiter) => {
    const text = `Fallliste KIM, Stand 1.11.2026; intern\n\n${["Name", "Vorname", "Ort"].join(delimiter)}\n${["Haddad", "Amal", "Altbrück"].join(delimiter)}\n`;
    const table = await tableOf(utf8(text), "l.txt");
    expect(table).toMatchObject({ delimiter, headerRow: 3 });
    expect(cells(table)).toEqual([["Haddad", "Amal", "Altbrück"]]);
  });

  test("a line that says the delimiter is not counted", async () => {
    const table = await tableOf(utf8("sep=,\r\nName,Vorname\r\nHaddad,Amal\r\n", true), "l.csv");
    expect(table).toMatchObject({ delimiter: ",", headerRow: 1 });
  });

  test("row ends of all three kinds, and none at the end", async () => {
    for (const end of ["\n", "\r\n", "\r"])
      expect((await tableOf(utf8(["Name;Vorname", "Haddad;Amal", "Okoye;Chidi"].join(end)), "l.csv")).rows).toHaveLength(2);
  });

  test("a quote inside a name does not eat the file", async () => {
    expect(cells(await tableOf(utf8('Name;Vorname;Ort\nHaddad "Omar";Amal;X\nOkoye;Chidi;Y\n'), "l.csv"))).toEqual([
      ['Haddad "Omar"', "Amal", "X"],
      ["Okoye", "Chidi", "Y"],
    ]);
  });

  test.each([
    "=SUMME(A1:A9)",
    "=1+1",
    '=HYPERLINK("http://x";"y")',
    "+A1+B1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "+SUM(1,2)",
    "-1+2",
    " =A1",
    "=cmd|'/C calc'!A0",
  ])("%j is refused as a formula, with its place", async (formula) => {
    const text = `Name;Vorname;Bemerkung\nHaddad;Amal;gut\nOkoye;Chidi;"${formula.replaceAll('"', '""')}"\n`;
    expect(await refusalOf(utf8(text), "l.csv")).toEqual({ code: "formula", params: { row: 3, column: "C" } });
  });
  test.each([
    "+49 171 1234567",
    "+49171/1234567",
    "+491711234567",
    "-",
    "--",
    "- Wohnung suchen (dringend)",
    "-5",
    "+ Kita",
    "@amal",
    "=",
    "===",
    "-B2",
    "- 3 Kinder",
    "−1",
  ])("%j is none", async (text) => {
    expect(cells(await tableOf(utf8(`Name;Vorname;Bemerkung\nHaddad;Amal;${text}\n`), "l.csv"))[0]?.[2]).toBe(text);
  });

  test.each([
    ["a line without end", utf8(`Name;Vorname\nHaddad;${"x".repeat(3_000_000)}\n`), "l.csv", { code: "row_too_long", params: { row: 2 } }],
    [
      "a quote never closed before a long rest",
      utf8(`Name;Vorname\nHaddad;"Amal\n${"Okoye;Chidi\n".repeat(300_000)}`),
      "l.csv",
      { code: "quote_not_closed", params: { row: 2 } },
    ],
    ["a quote never closed", utf8('Name;Vorname\nHaddad;"Amal\nOkoye;Chidi\n'), "l.csv", { code: "quote_not_closed", params: { row: 2 } }],
    ["umlauts of DOS", Uint8Array.from([...utf8("Name;Vorname\nM"), 0x81, ...utf8("ller;J")]), "l.csv", { code: "unknown_encoding" }],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), "l.csv", { code: "not_a_spreadsheet" }],
    ["a PDF", utf8("%PDF-1.7 …"), "l.pdf", { code: "not_a_spreadsheet" }],
    ["a web page named .xls", utf8("<html><table><tr><td>Name</td></tr></table>"), "l.xls", { code: "not_a_spreadsheet" }],
    ["nothing", new Uint8Array(), "l.csv", { code: "empty_file" }],
    ["a letter", utf8("Sehr geehrte Damen und Herren;\nanbei die Liste."), "l.txt", { code: "no_header" }],
    ["headings only", utf8("Name;Vorname;Ort\n;;\n"), "l.csv", { code: "no_rows", params: { row: 1 } }],
    [
      "a long cell",
      utf8(`Name;Vorname;Ort\nHaddad;Amal;${"x".repeat(10_001)}\n`),
      "l.csv",
      { code: "cell_too_long", params: { row: 2, column: "C", most: 10_000 } },
    ],
    [
      "too many columns",
      utf8(`Name;Vorname${";x".repeat(16_382)}\nHaddad;Amal\n`),
      "l.csv",
      { code: "too_many_columns", params: { most: 200 } },
    ],
    [
      "too many rows",
      utf8(`Name;Vorname\n${"Haddad;Amal\n".repeat(50_001)}`),
      "l.csv",
      { code: "too_many_rows", params: { most: 50_000 } },
    ],
  ])("%s: refused", async (_, bytes, name, refusal) => {
    expect(await refusalOf(bytes, name)).toMatchObject(refusal);
  });

  test("16,384 columns without a word in them hurt nobody", async () => {
    expect((await tableOf(utf8(`Name;Vorname${";".repeat(16_382)}\nHaddad;Amal${";".repeat(16_382)}\n`), "l.csv")).columns).toHaveLength(2);
  });
});

describe("workbooks that are refused", () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, object, string?]>([
    [
      "formula in the list",
      () =>
        aWorkbook({
          rows: [
            ["Name", "Vorname", "Alter"],
            ["Haddad", "Amal", { formula: "1+1", result: 2 }],
          ],
        }),
      { code: "formula", params: { row: 2, column: "C" } },
    ],
    [
      "16,384 columns",
      () =>
        aWorkbook({
          rows: [
            ["Name", "Vorname", ...Array.from({ length: 16_382 }, (_, at) => `S${at}`)],
            ["Haddad", "Amal"],
          ],
        }),
      { code: "too_many_columns", params: { most: 200 } },
    ],
    [
      "cell in the last column only",
      () => aZip(bookParts(sheetXml(`<row r="3">${inline("XFD3", "x")}</row>`))),
      { code: "too_many_columns" },
    ],
    [
      "16,384 columns and no headings",
      () => aWorkbook({ rows: [Array.from({ length: 16_384 }, (_, at) => `S${at}`)] }),
      { code: "too_many_columns" },
    ],
    [
      "long cell",
      () =>
        aWorkbook({
          rows: [
            ["Name", "Vorname"],
            ["Haddad", "x".repeat(10_001)],
          ],
        }),
      { code: "cell_too_long", params: { row: 2, column: "B", most: 10_000 } },
    ],
    [
      "no headings",
      () =>
        aWorkbook({
          rows: [
            ["a", "b"],
            ["c", "d"],
          ],
        }),
      { code: "no_header" },
    ],
    ["no sheet", () => aZip([...bookParts("").slice(0, 2), { name: "xl/workbook.xml", data: "<workbook/>" }]), { code: "no_header" }],
    ["macros", () => aZip([...bookParts(sheetXml()), { name: "xl/vbaProject.bin", data: "x" }]), { code: "macros" }],
    ["named as with macros", () => aZip(bookParts(sheetXml())), { code: "macros" }, "liste.xlsm"],
    [
      "links to other files",
      () => aZip([...bookParts(sheetXml()), { name: "xl/externalLinks/externalLink1.xml", data: "<x/>" }]),
      { code: "external_links" },
    ],
    ["data connections", () => aZip([...bookParts(sheetXml()), { name: "xl/connections.xml", data: "<x/>" }]), { code: "external_links" }],
    [
      "binary workbook",
      () =>
        aZip([
          { name: "[Content_Types].xml", data: "<T/>" },
          { name: "xl/workbook.bin", data: "x" },
        ]),
      { code: "binary_workbook" },
    ],
    [
      "open document",
      () =>
        aZip([
          { name: "mimetype", data: "application/vnd.oasis.opendocument.spreadsheet", stored: true },
          { name: "content.xml", data: "<x/>" },
        ]),
      { code: "open_document" },
      "l.ods",
    ],
    ["some zip", () => aZip([{ name: "a.txt", data: "x" }]), { code: "not_a_spreadsheet" }],
    [
      "a document",
      () =>
        aZip([
          { name: "[Content_Types].xml", data: "<T/>" },
          { name: "word/document.xml", data: "<x/>" },
        ]),
      { code: "not_a_spreadsheet" },
    ],
    ["zip with a password", () => aZip(bookParts(sheetXml()).map((it) => ({ ...it, encrypted: true }))), { code: "encrypted" }],
    [
      "password of Excel",
      () =>
        new Uint8Array(
          Buffer.concat([
            Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
            Buffer.alloc(600),
            Buffer.from("EncryptedPackage", "utf16le"),
          ]),
        ),
      { code: "encrypted" },
    ],
    [
      "old .xls",
      () =>
        new Uint8Array(
          Buffer.concat([
            Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
            Buffer.alloc(600),
            Buffer.from("Workbook", "utf16le"),
          ]),
        ),
      { code: "legacy_xls" },
      "l.xls",
    ],
    ["too large", () => new Uint8Array(limits.fileBytes + 1), { code: "file_too_large", params: { megabytes: 20 } }],
    ["not well formed", () => aZip(bookParts("<worksheet><sheetData></worksheet>")), { code: "damaged" }],
    [
      "text that is no UTF-8",
      () => aZip([...bookParts("").slice(0, -1), { name: "xl/worksheets/sheet1.xml", data: Uint8Array.from([0x3c, 0x61, 0xff, 0xfe]) }]),
      { code: "damaged" },
    ],
    ["rows out of order", () => aZip(bookParts(sheetXml(`<row r="1">${inline("A1", "x")}</row>`))), { code: "damaged" }],
    ["unknown shared text", () => aZip(bookParts(sheetXml('<row r="3"><c r="A3" t="s"><v>9</v></c></row>'))), { code: "damaged" }],
    ["two entries of one name", () => aZip([...bookParts(sheetXml()), { name: "XL/workbook.xml", data: "<x/>" }]), { code: "damaged" }],
    ["document type", () => aZip(bookParts(`<!DOCTYPE x [<!ENTITY a "b">]>${sheetXml()}`)), { code: "unsafe_xml" }],
    [
      "a thousand laughs",
      () =>
        aZip(
          bookParts(sheetXml(), {
            strings: `<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "${"&a;".repeat(1000)}">]><sst><si><t>&b;</t></si></sst>`,
          }),
        ),
      { code: "unsafe_xml" },
    ],
    ["a file of the server", () => aZip(bookParts(`<!DOCTYPE x SYSTEM "file:///etc/passwd">${sheetXml()}`)), { code: "unsafe_xml" }],
    ["unknown entity", () => aZip(bookParts(sheetXml('<row r="3"><c r="A3" t="str"><v>&x;</v></c></row>'))), { code: "damaged" }],
    ["endlessly nested", () => aZip(bookParts(`<worksheet>${"<a>".repeat(100_000)}`)), { code: "unsafe_xml" }],
  ])("%s", async (_, make, refusal, name) => {
    expect(await refusalOf(await make(), name)).toMatchObject(refusal);
  });

  test("formatted, empty cells up to the last column are no columns", async () => {
    const row = `<row r="3">${Array.from({ length: 500 }, (_, at) => `<c r="${letters(at)}3" s="0"/>`).join("")}</row>`;
    expect((await tableOf(aZip(bookParts(sheetXml(row))))).columns).toHaveLength(3);
  });

  test("a text too long for the parser is stopped while it grows", async () => {
    const long = sheetXml(`<row r="3"><c r="A3" t="str"><v>${noise(3_000_000)}</v></c></row>`);
    expect(await refusalOf(aZip(bookParts(long)))).toMatchObject({ code: "unsafe_xml" });
  });
});

describe("zip bombs", () => {
  const zeros = new Uint8Array(40 * 1024 * 1024);
  test("that admit their size are refused by the directory", async () => {
    expect(await refusalOf(aZip([...bookParts(sheetXml()), { name: "xl/media/a.bin", data: zeros }]))).toMatchObject({ code: "zip_bomb" });
  });
  test("that lie about it are stopped at what they declared", async () => {
    const parts = bookParts("").slice(0, -1);
    const bomb = `${sheetXml().slice(0, -12)}${" ".repeat(30_000_000)}</worksheet>`;
    const before = process.memoryUsage().arrayBuffers;
    expect(await refusalOf(aZip([...parts, { name: "xl/worksheets/sheet1.xml", data: bomb, declaredSize: 5_000 }]))).toMatchObject({
      code: "zip_bomb",
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });
  test("of many entries are added up", async () => {
    const many = Array.from({ length: 110 }, (_, at) => ({ name: `xl/a${at}.bin`, data: zeros.subarray(0, 1_999_999) }));
    expect(await refusalOf(aZip([...bookParts(sheetXml()), ...many]))).toMatchObject({
      code: "unzipped_too_large",
      params: { megabytes: 200 },
    });
  });
  test("whose entries share their bytes", async () => {
    expect(await refusalOf(aZip(bookParts(sheetXml()), { overlapping: true }))).toMatchObject({ code: "zip_bomb" });
  });
  test("of a hundred thousand entries", async () => {
    expect(await refusalOf(aZip(Array.from({ length: 2_001 }, (_, at) => ({ name: `a${at}`, data: "" }))))).toMatchObject({
      code: "zip_bomb",
    });
  });
});

describe("a file named otherwise than it is", () => {
  const rows = [
    ["Name", "Vorname"],
    ["Haddad", "Amal"],
  ];
  test("is read as what it is: text named .xlsx, a workbook named .csv", async () => {
    const text = await tableOf(utf8("Name;Vorname\nHaddad;Amal\n"), "liste.xlsx");
    expect(text.kind).toBe("csv");
    expect(cells(text)).toEqual([["Haddad", "Amal"]]);
    const workbook = await tableOf(await aWorkbook({ rows }), "liste.csv");
    expect(workbook.kind).toBe("xlsx");
    expect(cells(workbook)).toEqual([["Haddad", "Amal"]]);
  });
});

describe("truncated and damaged files", () => {
  test("a workbook cut anywhere is refused", async () => {
    const whole = await aWorkbook({
      rows: [
        ["Name", "Vorname"],
        ["Haddad", "Amal"],
      ],
    });
    for (let cut = 1; cut < whole.length; cut += Math.ceil(whole.length / 60)) {
      const refusal = await refusalOf(whole.subarray(0, cut));
      expect(refusal).toMatchObject({ code: cut < 2 ? "no_header" : "truncated" });
    }
  });
  test("a bit that fell over is noticed by the checksum", async () => {
    const zip = aZip(bookParts(sheetXml()).map((it) => ({ ...it, stored: true })));
    const at = Buffer.from(zip).indexOf("Haddad");
    zip[at] = "L".charCodeAt(0);
    expect(await refusalOf(zip)).toMatchObject({ code: "damaged" });
  });
});

describe("whatever comes", () => {
  const names = fc.constantFrom("a.xlsx", "a.csv", "a.xls", "a.xlsm", "a.txt", "a");
  const answers = async (bytes: Uint8Array, name: string) => {
    const read = await readTable(bytes, name);
    if ("refused" in read) expect(refusalCodes).toContain(read.refused.code);
    else expect(read.table.rows.length).toBeGreaterThan(0);
  };
  test("random bytes are refused or read, never thrown at", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), names, answers), { numRuns: 300 });
  });
  test("random bytes that begin like a zip or an old workbook", async () => {
    const begun = fc
      .tuple(
        fc.constantFrom([0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0], [0xff, 0xfe], [0xef, 0xbb, 0xbf]),
        fc.uint8Array({ maxLength: 2_000 }),
      )
      .map(([a, b]) => Uint8Array.from([...a, ...b]));
    await fc.assert(fc.asyncProperty(begun, names, answers), { numRuns: 300 });
  });
  test("a good workbook with bytes changed", async () => {
    const whole = await aWorkbook({
      rows: [
        ["Name", "Vorname"],
        ["Haddad", "Amal"],
      ],
    });
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const bytes = whole.slice();
        for (const [at, byte] of all) bytes[at] = byte;
        await answers(bytes, "a.xlsx");
      }),
      { numRuns: 300 },
    );
  });
  test("any sheet XML", async () => {
    const piece = fc.constantFrom(
      "<row>",
      '<row r="2">',
      "</row>",
      '<c r="A1" t="s">',
      '<c t="inlineStr">',
      "</c>",
      "<is>",
      "</is>",
      "<t>",
      "</t>",
      "<v>",
      "</v>",
      "9",
      "Name",
      "<sheetData>",
      "</sheetData>",
      '<mergeCell ref="A1:XFD1048576"/>',
      "<f/>",
      "&amp;",
      "<![CDATA[",
      "]]>",
      '<c r="__proto__">',
      "<!--",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), (pieces) =>
        answers(aZip(bookParts(`<worksheet>${pieces.join("")}</worksheet>`)), "a.xlsx"),
      ),
      { numRuns: 300 },
    );
  });
  test("any cells come back as they were written", async () => {
    const text = fc
      .string({ unit: fc.constantFrom("a", "ü", ";", '"', "\n", "ß", " ", "é", "字"), minLength: 1, maxLength: 12 })
      .filter((it) => it.trim() === it && it !== "");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
        const quoted = (it: string) => `"${it.replaceAll('"', '""')}"`;
        const csv = `Name;Vorname\n${rows.map((row) => row.map(quoted).join(";")).join("\n")}\n`;
        expect(cells(await tableOf(utf8(csv), "l.csv"))).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });
});

function letters(index: number): string {
  return (index >= 26 ? letters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
}
/** Text that does not compress well, always the same. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => String.fromCharCode(97 + ((state = (state * 48_271) % 2_147_483_647) % 26))).join("");
}
