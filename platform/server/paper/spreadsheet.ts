import type { Call } from "../database/actor.ts";
import { FileAnswer } from "../http/routes.ts";
import type { Language } from "./days.ts";
import { escapeXml, writePackage } from "./zip.ts";

export type Cell = string | number | null;
export type Column<Row> = {
  readonly label: string;
  /** Days come as YYYY-MM-DD and become real dates of the program. */
  readonly kind?: "text" | "day" | "number";
  readonly of: (row: Row) => Cell;
};
export type Spreadsheet<Row> = {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** How many there are altogether, where not all of them are in the file. */
  readonly total: number;
  /** How the list was looked at: label and value. */
  readonly about: readonly (readonly [string, string])[];
};

/** More than this nobody reads as a list; who needs more narrows it down. */
export const mostSpreadsheetRows = 5_000;
export const spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const longestCell = 32_767;
const styles = { plain: 0, heading: 1, day: 2, number: 3, guarded: 4 } as const;

const words = {
  de: { about: "Angaben", list: "Liste", rows: "Zeilen", of: (n: number, all: number) => `${n} von ${all}`, all: (n: number) => String(n) },
  en: { about: "About", list: "List", rows: "Rows", of: (n: number, all: number) => `${n} of ${all}`, all: (n: number) => String(n) },
} as const;
const bound = {
  de: (n: number) => `Diese Datei hat nur die ersten ${n} Zeilen der Liste. Grenzen Sie die Auswahl ein, um den Rest zu erhalten.`,
  en: (n: number) => `This file has only the first ${n} rows of the list. Narrow the selection down to get the rest.`,
} as const;

/** What Excel takes as the name of a sheet: 31 characters at most, without a few signs. */
export function sheetName(name: string): string {
  const cleaned = name
    .replaceAll(/[[\]:*?/\\\u0000-\u001F]/g, " ")
    .replaceAll(/^'+|'+$/g, "")
    .trim();
  return [...(cleaned === "" ? "1" : cleaned)].slice(0, 31).join("").trim();
}

function columnName(index: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return index < 26 ? letters[index]! : `${columnName(Math.floor(index / 26) - 1)}${letters[index % 26]!}`;
}

/** Days since the last of December 1899, as spreadsheets count. */
function serialOf(day: string): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
}

/** A text is always written as a text. One that looks like a formula also keeps the mark that says so, for those who edit it. */
function textCell(place: string, text: string, style?: number): string {
  const shown = text.slice(0, longestCell);
  const of = style ?? (/^[=+\-@\t\r]/.test(shown) ? styles.guarded : styles.plain);
  return `<c r="${place}" s="${of}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(shown)}</t></is></c>`;
}

function cellOf(place: string, value: Cell, kind: Column<never>["kind"]): string {
  if (value === null || value === "") return "";
  if (kind === "day" && typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) {
    return `<c r="${place}" s="${styles.day}"><v>${serialOf(value)}</v></c>`;
  }
  if (typeof value === "number") {
    return Number.isFinite(value) ? `<c r="${place}" s="${kind === "number" ? styles.number : styles.plain}"><v>${value}</v></c>` : "";
  }
  return textCell(place, value);
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

function widthOf(label: string, cells: readonly Cell[], kind: Column<never>["kind"]): number {
  if (kind === "day") return Math.max(12, label.length + 4);
  const longest = cells.reduce<number>((most, one) => Math.max(most, String(one ?? "").length), 0);
  return Math.min(60, Math.max(label.length + 4, longest + 2, 9));
}

function listSheet<Row>(sheet: Spreadsheet<Row>): string {
  const rows = sheet.rows.map((row) => sheet.columns.map((column) => column.of(row)));
  const last = columnName(sheet.columns.length - 1);
  const widths = sheet.columns.map((column, index) => {
    const width = widthOf(
      column.label,
      rows.map((row) => row[index] ?? null),
      column.kind,
    );
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  const header = sheet.columns.map((column, index) => textCell(`${columnName(index)}1`, column.label, styles.heading));
  const body = rows.map((row, at) => {
    const cells = row.map((value, index) => cellOf(`${columnName(index)}${at + 2}`, value, sheet.columns[index]?.kind));
    return `<row r="${at + 2}">${cells.join("")}</row>`;
  });
  return (
    `${head}<worksheet xmlns="${main}"><dimension ref="A1:${last}${rows.length + 1}"/>` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join("")}</cols><sheetData><row r="1">${header.join("")}</row>${body.join("")}</sheetData>` +
    `<autoFilter ref="A1:${last}${rows.length + 1}"/>` +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

function aboutSheet(rows: readonly (readonly [string, string])[]): string {
  const body = rows.map(
    ([label, value], at) =>
      `<row r="${at + 1}">${textCell(`A${at + 1}`, label, styles.heading)}${value === "" ? "" : textCell(`B${at + 1}`, value)}</row>`,
  );
  return (
    `${head}<worksheet xmlns="${main}"><cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/></cols>` +
    `<sheetData>${body.join("")}</sheetData></worksheet>`
  );
}

const styleSheet =
  `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F8"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>' +
  '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>' +
  "</cellXfs></styleSheet>";

/** A workbook of two sheets: the list, and what it is a list of. */
export function writeSpreadsheet<Row>(sheet: Spreadsheet<Row>, language: Language): Buffer {
  const says = words[language];
  const isCut = sheet.total > sheet.rows.length;
  const name = sheetName(sheet.name);
  const about: (readonly [string, string])[] = [
    [says.list, sheet.name],
    ...sheet.about,
    [says.rows, isCut ? says.of(sheet.rows.length, sheet.total) : says.all(sheet.rows.length)],
    ...(isCut ? [["", bound[language](sheet.rows.length)] as const] : []),
  ];
  const aboutName = name.toLowerCase() === says.about.toLowerCase() ? `${says.about} 2` : says.about;
  const spreadsheetml = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return writePackage([
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        `<Override PartName="/xl/workbook.xml" ContentType="${spreadsheetml}.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheetml}.worksheet+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${spreadsheetml}.worksheet+xml"/>` +
        `<Override PartName="/xl/styles.xml" ContentType="${spreadsheetml}.styles+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="rId1"/>` +
        `<sheet name="${escapeXml(aboutName)}" sheetId="2" r:id="rId2"/></sheets><definedNames>` +
        `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'${escapeXml(name.replaceAll("'", "''"))}'!$A$1:$${columnName(sheet.columns.length - 1)}$${sheet.rows.length + 1}</definedName>` +
        `<definedName name="_xlnm.Print_Titles" localSheetId="0">'${escapeXml(name.replaceAll("'", "''"))}'!$1:$1</definedName></definedNames></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/>` +
        `<Relationship Id="rId2" Type="${relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ["xl/styles.xml", styleSheet],
    ["xl/worksheets/sheet1.xml", listSheet(sheet)],
    ["xl/worksheets/sheet2.xml", aboutSheet(about)],
  ]);
}

export function spreadsheetAnswer<Row>(sheet: Spreadsheet<Row>, language: Language, fileName: string): FileAnswer {
  return new FileAnswer(writeSpreadsheet(sheet, language), spreadsheetType, `${fileName}.xlsx`);
}

/** All pages of a list, one after the other through its own verb, up to the bound. */
export async function readPages<Row>(
  call: Call,
  readPage: (call: Call, page: number) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>,
): Promise<{ rows: Row[]; total: number }> {
  const rows: Row[] = [];
  for (let page = 1; ; page += 1) {
    const read = await readPage(call, page);
    rows.push(...read.rows);
    if (read.rows.length === 0 || rows.length >= read.total || rows.length >= mostSpreadsheetRows) {
      return { rows: rows.slice(0, mostSpreadsheetRows), total: Math.max(read.total, rows.length) };
    }
  }
}
