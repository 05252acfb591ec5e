import { Packed, PackedTexts } from "./packed.ts";
import { columnLetter, isBlank, limits, Refused, type Cell } from "./table.ts";
import { dayOfSerial } from "./serial.ts";
import { readXml } from "./xml.ts";
import type { Zip } from "./zip.ts";

export type Sheet = { readonly name: string; readonly path: string; readonly hidden: boolean };
/** From 0, inclusive. */
export type Merge = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
export type RawRow = { readonly row: number; readonly cells: readonly Cell[] };
/** `forget`: where they take much memory, lets go of it once nobody walks through them any more. */
export type RawRows = Iterable<RawRow> & { readonly length: number; forget?(): void };
export type RawSheet = { readonly rows: RawRows; readonly merges: readonly Merge[] };
export type Workbook = {
  readonly sheets: readonly Sheet[];
  /** `firstRows`: only so many with anything in them, without merges, and formulas do not matter yet. `hear` is told how many were read. */
  readSheet(sheet: Sheet, how: { readonly firstRows?: number; readonly hear?: (rows: number) => void }): Promise<RawSheet>;
  /** No sheet is read any more. */
  forget(): void;
};

/** Reads what a list needs of an .xlsx package: sheets, texts, which formats are dates. Nothing else is inflated. */
export async function openWorkbook(zip: Zip): Promise<Workbook> {
  refuseWhatIsNoPlainWorkbook(zip);
  const root = await relationships(zip, "_rels/.rels", "");
  const workbookPath = root.find((it) => it.type === "officeDocument")?.target ?? "xl/workbook.xml";
  if (!zip.has(workbookPath)) throw new Refused(zip.has("[content_types].xml") ? "not_a_spreadsheet" : "damaged");
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf("/") + 1);
  const parts = await relationships(zip, `${folder}_rels/${workbookPath.slice(folder.length)}.rels`, folder);
  const { sheets, date1904 } = await readWorkbook(zip, workbookPath, parts);
  const stylesPath = parts.find((it) => it.type === "styles")?.target;
  const dateStyles = stylesPath !== undefined && zip.has(stylesPath) ? await readDateStyles(zip, stylesPath) : [];
  const textsPath = parts.find((it) => it.type === "sharedStrings")?.target;
  const texts = textsPath !== undefined && zip.has(textsPath) ? await readTexts(zip, textsPath) : new PackedTexts();
  return {
    sheets,
    readSheet: (sheet, { firstRows, hear }) => readSheet(zip, sheet, { texts, dateStyles, date1904 }, firstRows, hear),
    forget: () => texts.forget(),
  };
}

function refuseWhatIsNoPlainWorkbook(zip: Zip): void {
  if (zip.paths.some((it) => it.endsWith("/vbaproject.bin") || it.startsWith("xl/macrosheets/"))) throw new Refused("macros");
  if (zip.paths.some((it) => it.startsWith("xl/externallinks/") || it === "xl/connections.xml")) throw new Refused("external_links");
  if (zip.has("xl/workbook.bin")) throw new Refused("binary_workbook");
  if (zip.has("content.xml") && zip.has("mimetype")) throw new Refused("open_document");
  if (!zip.has("[content_types].xml")) throw new Refused("not_a_spreadsheet");
}

type Relationship = { readonly id: string; readonly type: string; readonly target: string };

async function relationships(zip: Zip, path: string, folder: string): Promise<Relationship[]> {
  const found: Relationship[] = [];
  if (!zip.has(path)) return found;
  await readXml(zip.read(path), {
    open(name, attributes) {
      if (name !== "Relationship" || attributes["TargetMode"] === "External") return;
      const type = attributes["Type"] ?? "";
      if (/macro/i.test(type)) throw new Refused("macros");
      found.push({
        id: attributes["Id"] ?? "",
        type: type.slice(type.lastIndexOf("/") + 1),
        target: inPackage(folder, attributes["Target"] ?? ""),
      });
      if (found.length > limits.zipEntries) throw new Refused("damaged");
    },
  });
  return found;
}

/** A path that leads out of the package leads nowhere: it is only looked up among the entries. */
function inPackage(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const parts = folder.split("/").filter((it) => it !== "");
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

async function readWorkbook(zip: Zip, path: string, parts: readonly Relationship[]): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const sheets: Sheet[] = [];
  let date1904 = false;
  await readXml(zip.read(path), {
    open(name, attributes) {
      if (name === "workbookPr") date1904 = isTrue(attributes["date1904"]);
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      const part = parts.find((it) => it.id === id);
      if (part?.type !== "worksheet" || !zip.has(part.target)) return;
      sheets.push({ name: attributes["name"] ?? "", path: part.target, hidden: (attributes["state"] ?? "visible") !== "visible" });
      if (sheets.length > limits.sheets) throw new Refused("too_many_sheets", { most: limits.sheets });
    },
  });
  return { sheets, date1904 };
}

const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

async function readDateStyles(zip: Zip, path: string): Promise<boolean[]> {
  const dateFormats = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await readXml(zip.read(path), {
    open(name, attributes) {
      if (name === "numFmt") dateFormats.set(Number(attributes["numFmtId"]), isDateFormat(attributes["formatCode"] ?? ""));
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) {
        const format = Number(attributes["numFmtId"] ?? 0);
        styles.push(dateFormats.get(format) ?? builtInDates.has(format));
      }
      if (styles.length + dateFormats.size > 200_000) throw new Refused("damaged");
    },
    close(name) {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return styles;
}

/** "dd/mm/yyyy", "[$-407]d. mmmm yyyy", "TT.MM.JJJJ"; not "#,##0.00 [$EUR]" nor "0.00E+00". */
function isDateFormat(code: string): boolean {
  // "[h]:mm" counts hours
  if (code.length > 1_000 || /\[[hms]+\]/i.test(code)) return false;
  const letters = code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, "");
  if (/general|standard/i.test(letters)) return false;
  return /[ydj]/i.test(letters) || (/m/i.test(letters) && !/[hs0#?]/i.test(letters));
}

/** A text that is too long is cut just behind the bound: the cell that shows it is refused by its place. */
class Gathered {
  #text = "";
  add(more: string): void {
    if (this.#text.length <= limits.cellCharacters) this.#text += more.slice(0, limits.cellCharacters + 1);
  }
  take(): string {
    const text = this.#text;
    this.#text = "";
    return text.includes("_x")
      ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : text;
  }
}

async function readTexts(zip: Zip, path: string): Promise<PackedTexts> {
  const texts = new PackedTexts();
  const gathered = new Gathered();
  let inText = false;
  let inPhonetic = false;
  await readXml(zip.read(path), {
    open(name) {
      if (name === "t") inText = !inPhonetic;
      else if (name === "rPh") inPhonetic = true;
    },
    text(text) {
      if (inText) gathered.add(text);
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "si") {
        texts.push(gathered.take());
        if (texts.length > limits.cells) throw new Refused("too_many_cells", { most: limits.cells });
      }
    },
  });
  return texts;
}

type Formats = { readonly texts: PackedTexts; readonly dateStyles: readonly boolean[]; readonly date1904: boolean };

async function readSheet(zip: Zip, sheet: Sheet, formats: Formats, firstRows?: number, hear?: (rows: number) => void): Promise<RawSheet> {
  const rows = new Packed<RawRow>();
  const merges: Merge[] = [];
  const value = new Gathered();
  let cellsSeen = 0;
  let rowIndex = -1;
  let columnIndex = -1;
  let cells: Cell[] = [];
  let type = "n";
  let style = 0;
  let inCell = false;
  let inValue = false;
  let inPhonetic = false;

  const place = () => ({ row: rowIndex + 1, column: columnLetter(columnIndex) });
  const endCell = () => {
    const cell = cellValue(type, value.take(), style, formats);
    if (isBlank(cell)) return;
    // a first look only searches headings; what is wrong is said of the sheet that is taken
    if (firstRows !== undefined && columnIndex >= limits.columns) return;
    if (columnIndex >= limits.columns) throw new Refused("too_many_columns", { most: limits.columns });
    if (typeof cell === "string" && cell.length > limits.cellCharacters && firstRows === undefined)
      throw new Refused("cell_too_long", { ...place(), most: limits.cellCharacters });
    if (++cellsSeen > limits.cells) throw new Refused("too_many_cells", { most: limits.cells });
    while (cells.length < columnIndex) cells.push(null);
    cells[columnIndex] = cell;
  };

  await readXml(zip.read(sheet.path), {
    open(name, attributes) {
      if (name === "row") {
        const given = Number(attributes["r"] ?? rowIndex + 2) - 1;
        // rows stand in order; a file that jumps back would let one row overwrite another
        if (!Number.isSafeInteger(given) || given <= rowIndex || given > 1_048_575) throw new Refused("damaged");
        rowIndex = given;
        columnIndex = -1;
        cells = [];
      } else if (name === "c") {
        const given = attributes["r"] === undefined ? columnIndex + 1 : columnOf(attributes["r"]);
        if (given <= columnIndex || rowIndex < 0) throw new Refused("damaged");
        columnIndex = given;
        type = attributes["t"] ?? "n";
        style = Number(attributes["s"] ?? 0);
        inCell = true;
      } else if (name === "v" || name === "t") inValue = inCell && !inPhonetic;
      else if (name === "rPh") inPhonetic = true;
      else if (name === "f" && inCell && firstRows === undefined) throw new Refused("formula", place());
      else if (name === "mergeCell") {
        const merge = mergeOf(attributes["ref"] ?? "");
        if (merge) merges.push(merge);
        if (merges.length > 200_000) throw new Refused("too_many_cells", { most: limits.cells });
      }
    },
    text(text) {
      if (inValue) value.add(text);
    },
    close(name) {
      if (name === "v" || name === "t") inValue = false;
      else if (name === "rPh") inPhonetic = false;
      else if (name === "c") {
        inCell = false;
        endCell();
      } else if (name === "row" && cells.length > 0) {
        rows.push({ row: rowIndex + 1, cells });
        // title and headings come on top of the rows that count
        if (rows.length > limits.rows + limits.headerSearchRows) throw new Refused("too_many_rows", { most: limits.rows });
      }
    },
    done: () => {
      hear?.(rows.length);
      return firstRows !== undefined && rows.length >= firstRows;
    },
  });
  if (firstRows !== undefined) return { rows: [...rows].slice(0, firstRows), merges };
  return { rows: merges.some(goesDown) ? withMerged([...rows], merges) : rows, merges };
}

function cellValue(type: string, text: string, style: number, { texts, dateStyles, date1904 }: Formats): Cell {
  if (text === "") return null;
  switch (type) {
    case "s": {
      const shared = texts.at(Number(text));
      if (shared === undefined) throw new Refused("damaged");
      return shared;
    }
    case "b":
      return text === "1" || text === "true";
    case "e":
      return { error: text.slice(0, 40) };
    case "d":
    case "str":
    case "inlineStr":
      return text;
    default: {
      const number = Number(text);
      if (!Number.isFinite(number)) throw new Refused("damaged");
      return dateStyles[style] === true ? (dayOfSerial(number, date1904) ?? number) : number;
    }
  }
}

const goesDown = ({ left, right, top, bottom }: Merge) => left === right && top !== bottom && left < limits.columns;

/** What is merged downwards in one column holds for each of its rows: a town over five people. */
function withMerged(rows: RawRow[], merges: readonly Merge[]): RawRow[] {
  const byRow = new Map(rows.map((it) => [it.row - 1, it]));
  let filled = 0;
  for (const { top, bottom, left } of merges.filter(goesDown)) {
    const cell = byRow.get(top)?.cells[left];
    if (isBlank(cell)) continue;
    for (let at = top + 1; at <= bottom; at++) {
      if (++filled > limits.cells) throw new Refused("too_many_cells", { most: limits.cells });
      const cells = byRow.get(at)?.cells as Cell[] | undefined;
      if (!cells || !isBlank(cells[left])) continue;
      while (cells.length < left) cells.push(null);
      cells[left] = cell ?? null;
    }
  }
  return rows;
}

function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1];
  if (letters === undefined) throw new Refused("damaged");
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

function mergeOf(reference: string): Merge | null {
  const parts = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!parts) return null;
  const [left, top, right, bottom] = [columnOf(`${parts[1]}1`), Number(parts[2]) - 1, columnOf(`${parts[3]}1`), Number(parts[4]) - 1];
  return left <= right && top <= bottom ? { left, top, right, bottom } : null;
}

function isTrue(value: string | undefined): boolean {
  return value === "1" || value === "true";
}
