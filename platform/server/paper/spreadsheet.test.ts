import exceljs from "exceljs";
import { describe, expect, it } from "vitest";
import { mostSpreadsheetRows, readPages, sheetName, writeSpreadsheet } from "./spreadsheet.ts";

type Row = { name: string; on: string | null; days: number | null };
const rows: Row[] = [
  { name: '=HYPERLINK("http://x.test";"Klick")', on: "2026-12-03", days: 1234 },
  { name: "+49 234 5678", on: null, days: null },
  { name: "محمد السيد & <Söhne> 😀 \u0007", on: "1999-02-28", days: 0 },
  { name: "-1", on: "2026-03-29", days: -5 },
];
const sheet = (more: Partial<Parameters<typeof writeSpreadsheet<Row>>[0]> = {}) =>
  writeSpreadsheet<Row>(
    {
      name: "Festlegungen: überfällig / alle [2026]",
      columns: [
        { label: "Name", of: (row) => row.name },
        { label: "Tag", kind: "day", of: (row) => row.on },
        { label: "Tage", kind: "number", of: (row) => row.days },
      ],
      rows,
      total: rows.length,
      about: [["Stand", "alle"]],
      ...more,
    },
    "de",
  );
async function read(bytes: Buffer) {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as never);
  return book;
}

describe("a workbook read by another program", () => {
  it("keeps texts as texts, days as dates and numbers as numbers", async () => {
    const list = (await read(sheet())).worksheets[0]!;
    expect(list.getRow(1).values).toEqual([undefined, "Name", "Tag", "Tage"]);
    expect(list.getCell("A2").type).toBe(exceljs.ValueType.String);
    expect(list.getCell("A2").value).toBe('=HYPERLINK("http://x.test";"Klick")');
    expect(list.getCell("A5").value).toBe("-1");
    expect(list.getCell("A4").value).toBe("محمد السيد & <Söhne> 😀 ");
    expect(list.getCell("B2").value).toEqual(new Date("2026-12-03T00:00:00Z"));
    expect(list.getCell("B2").numFmt).toBe("dd.mm.yyyy");
    expect(list.getCell("B3").value).toBeNull();
    expect(list.getCell("C2").value).toBe(1234);
    expect(list.getCell("C2").numFmt).toBe("#,##0");
  });

  it("freezes its header, filters, and is named as a sheet may be named", async () => {
    const list = (await read(sheet())).worksheets[0]!;
    expect(list.name).toBe("Festlegungen  überfällig   alle");
    expect(list.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(list.autoFilter).toBe("A1:C5");
    expect(list.getColumn(1).width).toBeGreaterThan(20);
    expect(sheetName("a".repeat(40))).toHaveLength(31);
    expect(sheetName("[]*")).toBe("1");
  });

  it("says how much of the list it has", async () => {
    const whole = (await read(sheet())).worksheets[1]!;
    expect(whole.getColumn(2).values).toContain("4");
    const cut = (await read(sheet({ total: 9_000 }))).worksheets[1]!;
    expect(cut.getColumn(2).values).toContain("4 von 9000");
    expect(JSON.stringify(cut.getColumn(2).values)).toContain("nur die ersten 4 Zeilen");
  });

  it("reads page after page up to the bound", async () => {
    const pages: number[] = [];
    const all = await readPages({} as never, async (_call, page) => {
      pages.push(page);
      return await Promise.resolve({ rows: Array.from({ length: 2_000 }, () => page), total: 9_000 });
    });
    expect(pages).toEqual([1, 2, 3]);
    expect(all.rows).toHaveLength(mostSpreadsheetRows);
    expect(all.total).toBe(9_000);
  });
});
