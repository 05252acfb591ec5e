/** A day that a spreadsheet keeps as a date, without zone. `serial` is the number behind it in an xlsx file. */
export type DayCell = { readonly day: string; readonly time: string | null; readonly serial: number | null };
/** "#REF!" and its like. */
export type ErrorCell = { readonly error: string };
export type Cell = string | number | boolean | DayCell | ErrorCell | null;

export type Column = {
  /** From 0, as in the sheet. */
  readonly index: number;
  /** "F", as people see it. */
  readonly letter: string;
  readonly heading: string;
  /** What stands merged over this and its neighbours: "Sprachkurs" over "Beginn" and "Ende". */
  readonly group: string | null;
};
export type TableRow = {
  /** From 1, as a spreadsheet program shows it. */
  readonly row: number;
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
};
export type SkippedRow = {
  readonly row: number;
  readonly reason: "footer" | "legend" | "section" | "header_again";
  /** Its first words, so that nobody is left out unseen. */
  readonly text: string;
};
export type Table = {
  readonly kind: "xlsx" | "csv";
  /** Name of the sheet that was read; null for text files. */
  readonly sheet: string | null;
  readonly otherSheets: readonly { readonly name: string; readonly hidden: boolean; readonly isList: boolean }[];
  /** Of a text file. */
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | null;
  readonly delimiter: string | null;
  readonly headerRow: number;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  readonly skipped: readonly SkippedRow[];
};

/** The same with rows that are walked through: of a long list they are never all at hand. */
export type LongTable = Omit<Table, "rows"> & { readonly rows: Iterable<TableRow> & { readonly length: number; forget(): void } };

export const refusalCodes = [
  "empty_file",
  "file_too_large",
  "not_a_spreadsheet",
  "legacy_xls",
  "binary_workbook",
  "open_document",
  "encrypted",
  "macros",
  "external_links",
  "truncated",
  "damaged",
  "unsafe_xml",
  "zip_bomb",
  "unzipped_too_large",
  "too_many_sheets",
  "too_many_rows",
  "too_many_columns",
  "too_many_cells",
  "cell_too_long",
  "formula",
  "unknown_encoding",
  "quote_not_closed",
  "row_too_long",
  "no_such_sheet",
  "no_header",
  "no_rows",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
export type Refusal = { readonly code: RefusalCode; readonly params: Readonly<Record<string, string | number>> };

/** Thrown while reading, answered as a `Refusal` at the door; never leaves this folder. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(code: RefusalCode, params: Refusal["params"] = {}) {
    super(code);
    this.refusal = { code, params };
  }
}

const MB = 1024 * 1024;
export const limits = {
  fileBytes: 20 * MB,
  unzippedBytes: 200 * MB,
  /** Unzipped to zipped, looked at from `ratioFromBytes` on. Real lists stay below 40. */
  ratio: 100,
  ratioFromBytes: 2 * MB,
  zipEntries: 2_000,
  sheets: 100,
  rows: 50_000,
  columns: 200,
  cells: 2_000_000,
  cellCharacters: 10_000,
  /** Rows with anything in them that are searched for the headings. */
  headerSearchRows: 50,
} as const;

/** 0 is "A", 26 is "AA". */
export function columnLetter(index: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** What a person would read in the cell. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "boolean") return cell ? "1" : "0";
  if ("error" in cell) return cell.error;
  const [year, month, day] = cell.day.split("-");
  return `${day}.${month}.${year}${cell.time === null ? "" : ` ${cell.time}`}`;
}

/** Never "1.7e+11": phone and file numbers are kept as numbers in many lists. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  // what the arithmetic of the spreadsheet left behind the 12th digit is noise
  return String(Number(value.toPrecision(12)));
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && /^[\s\u00a0\u200b\ufeff]*$/.test(cell));
}
