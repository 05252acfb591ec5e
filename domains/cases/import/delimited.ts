import { parse, type Options } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import { columnLetter, isBlank, limits, Refused, type Table } from "./table.ts";
import { Packed } from "./packed.ts";
import type { RawRow, RawRows } from "./workbook.ts";

type Encoding = NonNullable<Table["encoding"]>;
export type Decoded = { readonly text: string; readonly encoding: Encoding };

/** UTF-16 with or without its mark, UTF-8 if it is valid, else Windows-1252: what Excel writes as "CSV". */
export function decode(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Refused("damaged");
  }
  // five bytes that Windows-1252 does not know: the umlauts of DOS and old Macs, or no text at all
  if (encoding === "windows-1252" && /[\u0081\u008d\u008f\u0090\u009d]/.test(text)) throw new Refused("unknown_encoding");
  // oxlint-disable-next-line no-control-regex -- whoever sends a picture as .csv hears that it is none
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) throw new Refused("not_a_spreadsheet");
  return { text, encoding };
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  let even = 0;
  let odd = 0;
  const looked = Math.min(bytes.length, 4_096);
  for (let at = 0; at < looked; at++) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  // headings are mostly Latin letters: every second byte is zero
  if (bytes.length % 2 === 0 && odd > looked / 4 && even < looked / 50) return "utf-16le";
  if (bytes.length % 2 === 0 && even > looked / 4 && odd < looked / 50) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

const delimiters = [";", ",", "\t", "|"] as const;

/** `score` says how much the first rows look like a list; the delimiter that makes them look most like one wins. */
export function delimiterOf(text: string, score: (rows: readonly RawRow[]) => number): { delimiter: string; rest: string } {
  // Excel writes and hides this line
  const said = /^sep=(.)\r?\n?/.exec(text);
  if (said?.[1] !== undefined) return { delimiter: said[1], rest: text.slice(said[0].length) };
  const start = text.slice(0, 200_000);
  let best: { delimiter: string; score: number; widest: number } = { delimiter: ";", score: -1, widest: 0 };
  for (const delimiter of delimiters) {
    let rows: string[][];
    try {
      rows = parseAtOnce(start, {
        ...options(delimiter),
        to: limits.headerSearchRows + 20,
        relax_quotes: true,
        skip_records_with_error: true,
      });
    } catch {
      continue;
    }
    const found = {
      delimiter,
      score: score(rows.map((cells, at) => ({ row: at + 1, cells }))),
      widest: Math.max(0, ...rows.map((it) => it.length)),
    };
    if (found.score > best.score || (found.score === best.score && found.widest > best.widest)) best = found;
  }
  return { delimiter: best.delimiter, rest: text };
}

function options(delimiter: string): Options & { columns?: false } {
  return {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ["\r\n", "\n", "\r"],
    // one field that swallows the rest of the file is a quote that was never closed
    max_record_size: limits.columns * limits.cellCharacters,
  };
}

/** Row numbers as a spreadsheet program shows them: one for each record, however many lines it has. */
export async function readDelimited(text: string, delimiter: string, hear?: (rows: number) => void): Promise<RawRows> {
  const rows = new Packed<RawRow>();
  let row = 0;
  let cellsSeen = 0;
  const parser = parse({ ...options(delimiter), relax_quotes: true });
  // a fault that nobody hears of ends the whole process
  let fault: Error | undefined;
  parser.on("error", (error: Error) => (fault ??= error));
  const add = (record: readonly string[]) => {
    row++;
    const cells: (string | null)[] = [];
    for (const [at, cell] of record.entries()) {
      if (isBlank(cell)) continue;
      if (at >= limits.columns) throw new Refused("too_many_columns", { most: limits.columns });
      const place = { row, column: columnLetter(at) };
      if (cell.length > limits.cellCharacters) throw new Refused("cell_too_long", { ...place, most: limits.cellCharacters });
      if (looksLikeFormula(cell)) throw new Refused("formula", place);
      if (++cellsSeen > limits.cells) throw new Refused("too_many_cells", { most: limits.cells });
      while (cells.length < at) cells.push(null);
      cells[at] = cell;
    }
    if (cells.length === 0) return;
    rows.push({ row, cells });
    if (rows.length > limits.rows + limits.headerSearchRows) throw new Refused("too_many_rows", { most: limits.rows });
  };
  try {
    const piece = 65_536;
    for (let at = 0; at < text.length; at += piece) {
      const full = !parser.write(text.slice(at, at + piece));
      for (let record = parser.read(); record !== null; record = parser.read()) add(record as string[]);
      if (parser.destroyed) break;
      hear?.(rows.length);
      // the server answers others in between
      if (full || at % (piece * 16) === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    // it is told a moment after the parser gave up
    if (parser.destroyed) await new Promise((resolve) => setImmediate(resolve));
    if (fault) throw fault;
    parser.end();
    for await (const record of parser) add(record as string[]);
  } catch (error) {
    // an error without a code is none of the parser's
    if (error instanceof Refused || (error as { code?: unknown }).code === undefined) throw error;
    const code = String((error as { code?: unknown }).code);
    const isTooLong = code.includes("MAX_RECORD_SIZE");
    if (isTooLong && !text.includes('"')) throw new Refused("row_too_long", { row: row + 1 });
    throw new Refused(isTooLong || code.includes("QUOTE_NOT_CLOSED") ? "quote_not_closed" : "damaged", { row: row + 1 });
  } finally {
    parser.destroy();
  }
  return rows;
}

/**
 * A text file has no formulas, but a spreadsheet program would run these. Phone numbers, a dash, a list
 * ("- Wohnung") and numbers with a sign are none.
 */
export function looksLikeFormula(text: string): boolean {
  const trimmed = text.trimStart();
  const sign = trimmed[0];
  const rest = trimmed.slice(1).trimStart();
  if (sign === "=") return /[^=\-\s]/.test(rest);
  if (sign !== "+" && sign !== "-" && sign !== "@") return false;
  if (/^[A-Z][A-Z0-9.]*\(/i.test(trimmed.slice(1))) return true;
  if (/\|[^|]*!/.test(rest)) return true;
  if (sign === "@") return /^\$?[A-Z]{1,3}\$?\d+$/.test(rest) || /^[A-Z.]+\s*\(/.test(rest);
  if (/^\$?[A-Z]{1,3}\$?\d{1,7}\s*[-+*/^&:]\s*\$?[A-Z0-9(]/.test(rest)) return true;
  return /^\d+(?:[.,]\d+)?\s*[+*^]\s*[\d(A-Z]/.test(rest);
}
