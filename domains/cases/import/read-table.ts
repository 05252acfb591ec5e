import { recogniseHeading } from "./columns.ts";
import { decode, delimiterOf, readDelimited } from "./delimited.ts";
import { foldTight, foldWords, tidyLine } from "./fold.ts";
import { footerStarts, footerWords } from "./headings.ts";
import {
  cellText,
  columnLetter,
  isBlank,
  limits,
  Refused,
  type Cell,
  type Column,
  type LongTable,
  type Refusal,
  type SkippedRow,
  type Table,
  type TableRow,
} from "./table.ts";
import { openWorkbook, type Merge, type RawRow, type RawRows } from "./workbook.ts";
import { openZip } from "./zip.ts";

/** Which field a heading names; null if it is no heading of such a list. */
export type KnownHeading = (heading: string, group: string | null) => string | null;
export type TableRead = { readonly table: Table } | { readonly refused: Refusal };
export type LongTableRead = { readonly table: LongTable } | { readonly refused: Refusal };
export type ReadTableOptions = {
  /** Instead of the sheet that looks most like the list. */
  readonly sheet?: string;
  /** What the headings of the list are; those of case lists unless said otherwise. */
  readonly known?: KnownHeading;
  /** Told how many rows were read; what it throws ends the reading. */
  readonly heard?: HeardRows;
};
export type HeardRows = (rows: number) => void;
/** What the listener threw is no fault of the file. */
class Stopped extends Error {}

export const knownCaseHeading: KnownHeading = (heading, group) => {
  const found = recogniseHeading(heading, group, { typos: false });
  if (found === null || found === "left_out") return null;
  return `${found.meaning.field} ${found.meaning.service ?? ""} ${found.meaning.event ?? ""}`;
};

/** The list in a file with all its rows at hand, or why it cannot be read. Never throws on what is in the file. */
export async function readTable(bytes: Uint8Array, fileName: string, options: ReadTableOptions = {}): Promise<TableRead> {
  const read = await readLongTable(bytes, fileName, options);
  return "refused" in read ? read : { table: { ...read.table, rows: [...read.table.rows] } };
}

/** The same in little memory, however long it is. */
export async function readLongTable(
  bytes: Uint8Array,
  fileName: string,
  { sheet, known = knownCaseHeading, heard }: ReadTableOptions = {},
): Promise<LongTableRead> {
  const hear: HeardRows = (rows) => {
    try {
      heard?.(rows);
    } catch (error) {
      throw new Stopped("stopped", { cause: error });
    }
  };
  try {
    if (bytes.byteLength === 0) throw new Refused("empty_file");
    if (bytes.byteLength > limits.fileBytes) throw new Refused("file_too_large", { megabytes: limits.fileBytes / 1024 / 1024 });
    const table = startsWith(bytes, [0x50, 0x4b])
      ? await readPackage(bytes, fileName, sheet, known, hear)
      : await readText(bytes, fileName, known, hear);
    return { table };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal };
    if (error instanceof Stopped) throw error.cause;
    // whatever a library did not like about the file
    return { refused: { code: "damaged", params: {} } };
  }
}

async function readPackage(
  bytes: Uint8Array,
  fileName: string,
  wanted: string | undefined,
  known: KnownHeading,
  hear: HeardRows,
): Promise<LongTable> {
  if (/\.(?:xlsm|xltm|xlam|xlsb)$/i.test(fileName)) throw new Refused(/b$/i.test(fileName) ? "binary_workbook" : "macros");
  const workbook = await openWorkbook(await openZip(bytes));
  const looks: { name: string; hidden: boolean; score: number; rows: number }[] = [];
  for (const sheet of workbook.sheets) {
    const { rows } = await workbook.readSheet(sheet, { firstRows: limits.headerSearchRows });
    looks.push({ name: sheet.name, hidden: sheet.hidden, score: scoreOf([...rows], known), rows: rows.length });
  }
  const chosen = wanted === undefined ? likeliest(looks) : looks.findIndex((it) => it.name === wanted);
  const sheet = workbook.sheets[chosen];
  if (!sheet) throw new Refused(wanted === undefined ? "no_header" : "no_such_sheet");
  const raw = await workbook.readSheet(sheet, { hear });
  workbook.forget();
  return {
    kind: "xlsx",
    sheet: sheet.name,
    otherSheets: looks.flatMap(({ name, hidden, score }, at) => (at === chosen ? [] : [{ name, hidden, isList: score >= fewestHeadings }])),
    encoding: null,
    delimiter: null,
    ...(await tableOf(raw.rows, raw.merges, known)),
  };
}

async function readText(bytes: Uint8Array, fileName: string, known: KnownHeading, hear: HeardRows): Promise<LongTable> {
  refuseOtherKinds(bytes, fileName);
  const { text, encoding } = decode(bytes);
  const { delimiter, rest } = delimiterOf(text, (rows) => scoreOf(rows.slice(0, limits.headerSearchRows), known));
  const rows = await readDelimited(rest, delimiter, hear);
  return { kind: "csv", sheet: null, otherSheets: [], encoding, delimiter, ...(await tableOf(rows, [], known)) };
}

function refuseOtherKinds(bytes: Uint8Array, fileName: string): void {
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (names.includes(Buffer.from("EncryptedPackage", "utf16le"))) throw new Refused("encrypted");
    if (names.includes(Buffer.from("Workbook", "utf16le")) || names.includes(Buffer.from("Book", "utf16le")))
      throw new Refused("legacy_xls");
    throw new Refused(/\.xlsx?$/i.test(fileName) ? "truncated" : "not_a_spreadsheet");
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 512))
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  if (/^(?:%PDF|<\?xml|<!doctype|<html|<table|\{\\rtf|GIF8|\u0089PNG|\u00ff\u00d8\u00ff)/i.test(start))
    throw new Refused("not_a_spreadsheet");
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** A list has at least a name and something else. */
const fewestHeadings = 2;

function likeliest(looks: readonly { hidden: boolean; score: number; rows: number }[]): number {
  const open = looks.some((it) => !it.hidden && it.score >= fewestHeadings) || !looks.some((it) => it.hidden && it.score >= fewestHeadings);
  let best = -1;
  for (const [at, look] of looks.entries()) {
    if (open && look.hidden) continue;
    const leader = looks[best];
    if (!leader || look.score > leader.score || (look.score === leader.score && look.rows > leader.rows)) best = at;
  }
  return best;
}

function scoreOf(rows: readonly RawRow[], known: KnownHeading): number {
  return bestHeader(rows, [], known)?.score ?? 0;
}

type Header = {
  readonly at: number;
  readonly score: number;
  readonly headings: readonly string[];
  readonly groups: readonly (string | null)[];
};

/** The row with the most different headings, the first of equals; one or two rows high. */
function bestHeader(rows: readonly RawRow[], merges: readonly Merge[], known: KnownHeading): Header | null {
  let best: Header | null = null;
  const searched = rows.slice(0, limits.headerSearchRows);
  for (const [at, row] of searched.entries()) {
    const above = searched[at - 1];
    const ofOneRow = headerOf(at, headingTexts(row), groupsAbove(above, row, merges), known);
    const two = above && twoRows(above, row, merges);
    const ofTwo = two ? headerOf(at, two.headings, two.groups, known) : null;
    const found = ofTwo && ofTwo.score > ofOneRow.score ? ofTwo : ofOneRow;
    if (found.score >= fewestHeadings && found.score > (best?.score ?? 0)) best = found;
  }
  return best;
}

function headerOf(at: number, headings: readonly string[], groups: readonly (string | null)[], known: KnownHeading): Header {
  const fields = new Set<string>();
  for (const [index, heading] of headings.entries()) {
    const field = heading === "" ? null : known(heading, groups[index] ?? null);
    if (field !== null) fields.add(field);
  }
  return { at, score: fields.size, headings, groups };
}

function headingTexts(row: RawRow): string[] {
  return row.cells.map((cell) => (typeof cell === "string" ? tidyHeading(cell) : ""));
}

/** Line breaks stay for columns.ts, which joins "Staats-⏎angehörigkeit". */
function tidyHeading(text: string): string {
  return text.length > 300 ? "" : text.normalize("NFC").trim();
}

/** What is merged over a column, or in a text file stands over it or to the left of that; a title over everything is none. */
function groupsAbove(above: RawRow | undefined, row: RawRow, merges: readonly Merge[]): (string | null)[] {
  if (!above || above.row !== row.row - 1) return [];
  const texts = headingTexts(above);
  if (texts.filter((it) => it !== "").length < 2) return groupsByMerge(above, merges, row.cells.length);
  const merged = groupsByMerge(above, merges, row.cells.length);
  if (merges.length > 0) return merged;
  let last: string | null = null;
  return row.cells.map((_, at) => {
    if (texts[at]) last = texts[at];
    return last;
  });
}

function groupsByMerge(above: RawRow, merges: readonly Merge[], width: number): (string | null)[] {
  const groups: (string | null)[] = [];
  for (const { top, left, right } of merges) {
    if (top !== above.row - 1 || right === left || right - left + 1 >= width) continue;
    const text = above.cells[left];
    if (typeof text !== "string") continue;
    for (let at = left; at <= Math.min(right, width); at++) groups[at] = tidyHeading(text);
  }
  return Array.from(groups, (it) => it ?? null);
}

/** Headings of which some stand a row higher: "Name | Vorname | Sprachkurs | " over " | | berechtigt am | Beginn". */
function twoRows(above: RawRow, row: RawRow, merges: readonly Merge[]): Pick<Header, "headings" | "groups"> | null {
  if (above.row !== row.row - 1) return null;
  const upper = headingTexts(above);
  // what is merged downwards stands in both rows and is one heading
  const isOne = (at: number) => merges.some((it) => it.left === at && it.top === above.row - 1 && it.bottom >= row.row - 1);
  const lower = headingTexts(row).map((it, at) => (it !== "" && it === upper[at] && isOne(at) ? "" : it));
  // a row of data below the headings has values of all kinds
  if (row.cells.some((cell) => !isBlank(cell) && typeof cell !== "string")) return null;
  const filledAbove = upper.filter((it) => it !== "").length;
  const both = lower.filter((it, at) => it !== "" && (upper[at] ?? "") !== "").length;
  const onlyBelow = lower.filter((it, at) => it !== "" && (upper[at] ?? "") === "").length;
  if (onlyBelow === 0 || both * 2 > filledAbove) return null;
  const groups = groupsAbove(above, { ...row, cells: Array.from({ length: Math.max(upper.length, lower.length) }, () => null) }, merges);
  const width = Math.max(upper.length, lower.length);
  return {
    headings: Array.from({ length: width }, (_, at) => lower[at] || upper[at] || ""),
    groups: Array.from({ length: width }, (_, at) => (lower[at] ? (groups[at] ?? null) : null)),
  };
}

const pause = () => new Promise((resolve) => setImmediate(resolve));
/** What somebody else waits for at most: a few milliseconds. */
const betweenPauses = 20;

/** The first so many. */
function firstOf<T>(all: Iterable<T>, most: number): T[] {
  const found: T[] = [];
  for (const one of all) {
    if (found.length === most) break;
    found.push(one);
  }
  return found;
}

async function tableOf(
  raw: RawRows,
  merges: readonly Merge[],
  known: KnownHeading,
): Promise<Pick<LongTable, "headerRow" | "columns" | "rows" | "skipped">> {
  const top = firstOf(raw, limits.headerSearchRows);
  const header = bestHeader(top, merges, known);
  const headerRow = header && top[header.at];
  if (!header || !headerRow) throw new Refused("no_header", { rows: top.length });
  const shape = await shapeOf(raw, header.at);
  const columns = columnsOf(header, shape.used);
  const skipped: SkippedRow[] = [];
  const isSkipped = new Set<number>();
  let length = 0;
  let at = -header.at - 2;
  for (const row of raw) {
    if (++at < 0) continue;
    if (at % betweenPauses === betweenPauses - 1) await pause();
    const reason = at >= shape.legendFrom ? "legend" : whyNoCase(row, header, merges);
    if (reason !== null) skipped.push({ row: row.row, reason, text: firstWords(row) });
    if (reason !== null || columns.every(({ index }) => isBlank(row.cells[index]))) isSkipped.add(row.row);
    else length++;
  }
  if (length > limits.rows) throw new Refused("too_many_rows", { most: limits.rows });
  if (length === 0) throw new Refused("no_rows", { row: headerRow.row });
  // not kept a second time: made anew from the raw rows whenever somebody walks through
  const rows = {
    length,
    forget: () => raw.forget?.(),
    *[Symbol.iterator](): Iterator<TableRow> {
      let below = -header.at - 2;
      for (const row of raw)
        if (++below >= 0 && !isSkipped.has(row.row)) yield { row: row.row, cells: columns.map(({ index }) => row.cells[index] ?? null) };
    },
  };
  return { headerRow: headerRow.row, columns, rows, skipped };
}

/** Which columns below the headings hold something, and where a legend begins: counted from the first row below them, their number if there is none. */
async function shapeOf(raw: RawRows, headerAt: number): Promise<{ used: ReadonlySet<number>; legendFrom: number }> {
  const used = new Set<number>();
  let at = -headerAt - 2;
  let before: number | undefined;
  // single cells far below the last full row, after an empty one: "rot = dringend"
  let legendFrom: number | undefined;
  for (const row of raw) {
    if (++at < 0) continue;
    if (at % betweenPauses === betweenPauses - 1) await pause();
    let filled = 0;
    for (const [index, cell] of row.cells.entries()) {
      if (isBlank(cell)) continue;
      filled++;
      used.add(index);
    }
    if (filled > 1) legendFrom = undefined;
    else if (legendFrom === undefined && before !== undefined && row.row - before > 1) legendFrom = at;
    before = row.row;
  }
  return { used, legendFrom: legendFrom ?? at + 1 };
}

function columnsOf(header: Header, used: ReadonlySet<number>): Column[] {
  const columns: Column[] = [];
  const width = Math.max(header.headings.length, ...[...used].map((it) => it + 1));
  for (let index = 0; index < width; index++) {
    const heading = header.headings[index] ?? "";
    if (heading === "" && !used.has(index)) continue;
    columns.push({ index, letter: columnLetter(index), heading: tidyHeading(heading), group: header.groups[index] ?? null });
  }
  return columns;
}

const footers = new Set(footerWords.map(foldTight));
const starts = new Set(footerStarts.map((it) => foldWords(it)));

function whyNoCase(row: RawRow, header: Header, merges: readonly Merge[]): SkippedRow["reason"] | null {
  const filled = row.cells.filter((cell) => !isBlank(cell));
  const texts = row.cells.map((cell) => (typeof cell === "string" ? foldTight(cell) : ""));
  if (filled.length >= 2 && header.headings.every((heading, at) => foldTight(heading) === (texts[at] ?? ""))) return "header_again";
  const first = filled[0];
  if (filled.length > 3 || typeof first !== "string") return null;
  const others = filled.slice(1);
  const onlyNumbers = others.every((cell) => typeof cell === "number" || (typeof cell === "string" && /^[\d.,\s]+$/.test(cell)));
  const words = first.trim().replace(/:$/, "");
  if (onlyNumbers && (footers.has(foldTight(words)) || footers.has(foldTight(words.replace(/[\d:.,]+/g, ""))))) return "footer";
  if (filled.length <= 2 && /\s|:/.test(first.trim()) && starts.has(foldWords(first).split(" ")[0] ?? "")) return "footer";
  // a heading inside the list, merged over most of it: "Kommune Steinfurth", "laufende Fälle"
  if (filled.length === 1) {
    const width = header.headings.length;
    const merge = merges.find((it) => it.top === row.row - 1 && it.bottom === it.top && it.right > it.left);
    if (merge && (merge.right - merge.left + 1) * 2 >= width) return "section";
  }
  return null;
}

function firstWords(row: RawRow): string {
  return tidyLine(cellText(row.cells.find((cell: Cell) => !isBlank(cell)))).slice(0, 60);
}
