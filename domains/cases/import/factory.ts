import { crc32, deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";

type Value =
  | string
  | number
  | boolean
  | Date
  | null
  | { formula: string; result?: number }
  | { richText: { text: string }[] }
  | { text: string; hyperlink: string };
export type MadeSheet = {
  readonly name?: string;
  readonly rows: readonly (readonly Value[])[];
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
  /** Number formats by column letter. */
  readonly formats?: Readonly<Record<string, string>>;
};

/** A workbook as Excel would write it. */
export async function aWorkbook(...sheets: readonly MadeSheet[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [at, made] of sheets.entries()) {
    const sheet = book.addWorksheet(made.name ?? `Tabelle${at + 1}`, made.hidden ? { state: "hidden" } : {});
    for (const row of made.rows) sheet.addRow([...row]);
    for (const merge of made.merges ?? []) sheet.mergeCells(merge);
    for (const [letter, format] of Object.entries(made.formats ?? {})) sheet.getColumn(letter).numFmt = format;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** "ä" as one byte, and the signs that Windows put where ISO 8859-1 has none. */
export function windows1252(text: string): Uint8Array {
  const special: Readonly<Record<string, number>> = { "€": 0x80, "„": 0x84, "“": 0x93, "”": 0x94, "’": 0x92, "–": 0x96, š: 0x9a, ž: 0x9e };
  return Uint8Array.from([...text], (letter) => special[letter] ?? letter.charCodeAt(0));
}
export function utf8(text: string, mark = false): Uint8Array {
  return new TextEncoder().encode(mark ? `\ufeff${text}` : text);
}
export function utf16(text: string, order: "le" | "be" = "le", mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, "utf16le");
  return new Uint8Array(order === "le" ? bytes : bytes.swap16());
}

export type ZipPart = {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** What the directory says instead of the truth. */
  readonly declaredSize?: number;
  readonly encrypted?: boolean;
  readonly stored?: boolean;
};

/** A zip file by hand, so that it can lie. */
export function aZip(parts: readonly ZipPart[], { overlapping = false } = {}): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const data = typeof part.data === "string" ? Buffer.from(part.data) : Buffer.from(part.data);
    const packed = part.stored ? data : deflateRawSync(data);
    const name = Buffer.from(part.name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(part.encrypted ? 1 : 0, 2);
    head.writeUInt16LE(part.stored ? 0 : 8, 4);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(part.declaredSize ?? data.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), head, name, packed]);
    const central = Buffer.alloc(46);
    central.write("PK\u0001\u0002", "latin1");
    central.writeUInt16LE(20, 4);
    head.copy(central, 6, 0, 24);
    central.writeUInt32LE(overlapping ? 0 : offset, 42);
    directory.push(Buffer.concat([central, name]));
    pieces.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...pieces, central, end]));
}

const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook of one sheet, its XML written by hand. */
export function bookParts(sheetXml: string, more: { strings?: string; styles?: string; workbookPr?: string } = {}): ZipPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const list = (...items: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items.join("")}</Relationships>`;
  return [
    { name: "[Content_Types].xml", data: "<Types/>" },
    { name: "_rels/.rels", data: list(relation("rId1", "officeDocument", "xl/workbook.xml")) },
    {
      name: "xl/workbook.xml",
      data: `<workbook xmlns:r="${relations}">${more.workbookPr ?? ""}<sheets><sheet name="Liste" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: list(
        relation("rId1", "worksheet", "worksheets/sheet1.xml"),
        more.strings === undefined ? "" : relation("rId2", "sharedStrings", "sharedStrings.xml"),
        more.styles === undefined ? "" : relation("rId3", "styles", "/xl/styles.xml"),
      ),
    },
    ...(more.strings === undefined ? [] : [{ name: "xl/sharedStrings.xml", data: more.strings }]),
    ...(more.styles === undefined ? [] : [{ name: "xl/styles.xml", data: more.styles }]),
    { name: "xl/worksheets/sheet1.xml", data: sheetXml },
  ];
}

/** One cell with its text in it. */
export function inline(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`;
}

/** A sheet of three good columns and a row, and what else a test puts into it. */
export function sheetXml(rows = "", behind = ""): string {
  return `<worksheet><sheetData><row r="1">${inline("A1", "Name")}${inline("B1", "Vorname")}${inline("C1", "Geburtsdatum")}</row><row r="2">${inline("A2", "Haddad")}${inline("B2", "Amal")}${inline("C2", "1.3.1990")}</row>${rows}</sheetData>${behind}</worksheet>`;
}
