import { parse } from "csv-parse/sync";
import { day } from "../../../platform/contract/values.ts";
import { type Dimension, type FiguresResult, mostFigures } from "./contract.ts";
import { dimensionWords, headings, preamble, totalWords, valueWords } from "./words.ts";

export type ReadFigures = Pick<FiguresResult, "refused" | "source" | "asOfOn" | "read" | "figures" | "withoutNumber" | "problems">;

const nothing: ReadFigures = { refused: null, source: null, asOfOn: null, read: 0, figures: [], withoutNumber: 0, problems: [] };
const mostProblems = 100;

/** UTF-8 if it is valid, else what Excel and GENESIS write. */
function decode(bytes: Uint8Array): string | undefined {
  const decoded = (encoding: string) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  };
  const text = decoded("utf-8") ?? decoded("windows-1252");
  // oxlint-disable-next-line no-control-regex -- whoever sends a picture hears that it is none
  return text === undefined || /[\u0000-\u0008\u000e-\u001f]/.test(text) ? undefined : text;
}

function dayOf(words: string): string | null {
  const german = /(\d{1,2})\.(\d{1,2})\.(\d{4})/.exec(words);
  const found = german
    ? `${german[3]}-${german[2]!.padStart(2, "0")}-${german[1]!.padStart(2, "0")}`
    : (/\d{4}-\d{2}-\d{2}/.exec(words)?.[0] ?? "");
  return day.safeParse(found).success ? found : null;
}

const fold = (words: string) => words.trim().replaceAll(/\s+/g, " ").toLowerCase();

/** Signs of German official statistics: "-" is exactly nothing; the others say that there is no number. */
const noNumber = new Set([".", "...", "…", "x", "/", "()", "–"]);
function countOf(words: string): number | "none" | undefined {
  const trimmed = words.trim();
  if (trimmed === "-") return 0;
  if (trimmed === "" || noNumber.has(trimmed.toLowerCase())) return "none";
  const digits = trimmed.replaceAll(/[ \u00a0\u202f']/g, "");
  if (/^\d+$/.test(digits) || /^\d{1,3}([.,]\d{3})+$/.test(digits)) {
    const count = Number(digits.replaceAll(/[.,]/g, ""));
    return count <= 2_000_000_000 ? count : undefined;
  }
  return undefined;
}

function columnsOf(row: readonly string[]): { dimension: number; value: number; count: number } | undefined {
  const at = (words: readonly string[]) => row.findIndex((cell) => words.includes(fold(cell)));
  const found = { dimension: at(headings.dimension), value: at(headings.value), count: at(headings.count) };
  return Object.values(found).every((index) => index >= 0) ? found : undefined;
}

/**
 * A list in three columns (what is told apart, which group, how many), as statistical offices and Excel write it: any lines before the headings, of which
 * "Stand" and "Quelle" are read. `townOf` knows the towns of the site by their names.
 */
export function readFigureList(bytes: Uint8Array, townOf: (name: string) => string | undefined): ReadFigures {
  const text = decode(bytes);
  if (text === undefined) return { ...nothing, refused: "not_text" };
  const delimiter = [";", "\t", ","].find((one) => text.includes(one));
  if (delimiter === undefined) return { ...nothing, refused: "no_columns" };
  let rows: string[][];
  try {
    rows = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, bom: true, skip_empty_lines: false });
  } catch {
    return { ...nothing, refused: "broken" };
  }
  const headed = rows.findIndex((row) => columnsOf(row) !== undefined);
  if (headed === -1) return { ...nothing, refused: "no_headings" };
  const columns = columnsOf(rows[headed]!)!;
  let source: string | null = null;
  let asOfOn: string | null = null;
  for (const row of rows.slice(0, headed)) {
    const words = row.filter((cell) => cell.trim() !== "").join(" ");
    source ??= preamble.source.exec(words.trim())?.[1]?.trim().slice(0, 300) ?? null;
    asOfOn ??= dayOf(preamble.asOf.exec(words.trim())?.[1] ?? "");
  }
  const figures = new Map<string, FiguresResult["figures"][number]>();
  const problems: FiguresResult["problems"] = [];
  let withoutNumber = 0;
  let read = 0;
  for (const [index, row] of rows.slice(headed + 1).entries()) {
    if (row.every((cell) => cell.trim() === "")) continue;
    read += 1;
    const place = headed + 2 + index;
    const fault = (code: string, words: string) => void problems.push({ row: place, code, words: words.slice(0, 80) });
    const [named, valued, counted] = [row[columns.dimension] ?? "", row[columns.value] ?? "", row[columns.count] ?? ""];
    const dimension: Dimension | undefined = dimensionWords[fold(named)];
    if (dimension === undefined) {
      fault("unknown_dimension", named);
      continue;
    }
    if (totalWords.includes(fold(valued))) continue;
    const value =
      dimension === "town"
        ? (townOf(fold(valued)) ?? (["unbekannt", "ohne angabe", "unknown"].includes(fold(valued)) ? "unknown" : undefined))
        : (valueWords[dimension][fold(valued)] ?? valued.trim().replaceAll(/\s+/g, " ").slice(0, 80));
    if (value === undefined || value === "") {
      fault(dimension === "town" ? "unknown_town" : "no_value", valued);
      continue;
    }
    const count = countOf(counted);
    if (count === undefined) fault("no_number", counted);
    else if (count === "none") withoutNumber += 1;
    else if (figures.has(`${dimension} ${value}`)) fault("twice", valued);
    else figures.set(`${dimension} ${value}`, { dimension, value, count });
  }
  if (figures.size > mostFigures) return { ...nothing, refused: "too_many", read };
  if (figures.size === 0 && problems.length === 0) return { ...nothing, refused: "empty", read };
  return { refused: null, source, asOfOn, read, figures: [...figures.values()], withoutNumber, problems: problems.slice(0, mostProblems) };
}
