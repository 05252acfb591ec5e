import { readDay } from "../import/days.ts";
import { foldTight, tidyLine } from "../import/fold.ts";
import { readTable, type KnownHeading } from "../import/read-table.ts";
import { cellText, isBlank, type Cell, type Column, type Refusal } from "../import/table.ts";
import { monthWords } from "../import/value-words.ts";
import { readTown, saysNothing } from "../import/values.ts";
import { talkLanguages } from "./contract.ts";
import { monthHeadings } from "./words.ts";

export type MonthField = keyof typeof monthHeadings;
export type MonthFigure = {
  readonly row: number;
  /** The first day of the month. */
  readonly monthOn: string;
  readonly townName: string | null;
  readonly field: string;
  readonly language: string | null;
  readonly talks: number;
};
export type MonthIssueCode =
  | "required"
  | "cell_error"
  | "not_a_month"
  | "in_future"
  | "implausible_date"
  | "unknown_town"
  | "unknown_field"
  | "unknown_language"
  | "not_a_count"
  | "count_too_large"
  | "duplicate_row";
export type MonthIssue = {
  readonly row: number;
  readonly column: string | null;
  readonly heading: string | null;
  readonly field: MonthField;
  readonly code: MonthIssueCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly value: string;
};
export type MonthListRead =
  | { readonly refused: Refusal }
  | {
      readonly columns: readonly { readonly column: Column; readonly field: MonthField | null }[];
      /** Columns that each figure needs and the file does not have, or has twice. */
      readonly missing: readonly MonthField[];
      readonly twice: readonly MonthField[];
      readonly read: number;
      readonly figures: readonly MonthFigure[];
      readonly issues: readonly MonthIssue[];
    };
export type MonthContext = {
  readonly today: string;
  readonly towns: readonly string[];
  readonly fields: readonly { readonly code: string; readonly names: readonly string[] }[];
};

const fields = Object.keys(monthHeadings) as MonthField[];
const headings = new Map(fields.flatMap((field) => monthHeadings[field].map((word) => [foldTight(word), field] as const)));
const needed: readonly MonthField[] = ["month", "field", "count"];
const months = new Map(monthWords.flatMap((names, at) => names.map((name) => [foldTight(name), at + 1] as const)));
const largestCount = 100_000;

const headingOf = (heading: string): MonthField | null =>
  headings.get(foldTight(heading)) ?? headings.get(foldTight(heading.replace(/\([^)]*\)/g, ""))) ?? null;
const known: KnownHeading = (heading) => headingOf(heading);

const firstOf = (year: number, month: number): string | null =>
  month >= 1 && month <= 12 ? `${year < 100 ? 2000 + year : year}-${String(month).padStart(2, "0")}-01` : null;

/** 2026-03, 03/2026, 3.26, März 2026, or any day of that month: its first day. */
export function readMonth(cell: Cell, today: string): string | null {
  const text = tidyLine(cellText(cell));
  const yearFirst = /^(\d{4})[-/. ](\d{1,2})$/.exec(text);
  if (yearFirst) return firstOf(Number(yearFirst[1]), Number(yearFirst[2]));
  const monthFirst = /^(\d{1,2})[-/. ]{1,2}(\d{4}|\d{2})$/.exec(text);
  if (monthFirst) return firstOf(Number(monthFirst[2]), Number(monthFirst[1]));
  const named = /^(\p{L}+)[.\s-]*(\d{4}|\d{2})$/u.exec(text);
  if (named) return firstOf(Number(named[2]), months.get(foldTight(named[1]!)) ?? 0);
  const day = readDay(cell, { today });
  return "day" in day ? `${day.day.slice(0, 7)}-01` : null;
}

/** 1240, "1.240" or "12,0"; undefined where it is no whole number. */
function readCount(cell: Cell): number | undefined {
  if (typeof cell === "number") return Number.isInteger(cell) && cell >= 0 ? cell : undefined;
  const text = tidyLine(cellText(cell)).replaceAll(" ", "");
  if (/^\d{1,3}(?:[.']\d{3})+$/.test(text)) return Number(text.replaceAll(/[.']/g, ""));
  return /^\d{1,9}(?:,0+)?$/.test(text) ? Number(text.split(",")[0]) : undefined;
}

const languageNames = new Map(
  talkLanguages.flatMap((code) =>
    ["de", "en"].map((of) => [foldTight(new Intl.DisplayNames([of], { type: "language" }).of(code) ?? code), code as string] as const),
  ),
);
// as people say it
for (const [name, code] of [
  ["farsi", "fa"],
  ["dari", "fa"],
  ["kurmandschi", "kmr"],
] as const)
  languageNames.set(name, code);

function readLanguage(text: string): string | undefined {
  return languageNames.get(foldTight(text)) ?? (/^[a-z]{2,3}$/.test(text) ? text : undefined);
}

/** Figures of months, one a row: how many short consultations there were in a month, by town and field of action. */
export async function readMonthList(bytes: Uint8Array, fileName: string, context: MonthContext): Promise<MonthListRead> {
  const read = await readTable(bytes, fileName, { known });
  if ("refused" in read) return read;
  const { table } = read;
  const columns = table.columns.map((column) => ({ column, field: headingOf(column.heading) }));
  const at = (field: MonthField) => columns.findIndex((it) => it.field === field);
  const missing = needed.filter((field) => at(field) === -1);
  const twice = fields.filter((field) => columns.filter((it) => it.field === field).length > 1);
  const nothing = { columns, missing, twice, read: table.rows.length, figures: [], issues: [] };
  if (missing.length > 0 || twice.length > 0) return nothing;

  const words = new Map(context.fields.flatMap(({ code, names }) => [code, ...names].map((name) => [foldTight(name), code] as const)));
  const figures: MonthFigure[] = [];
  const issues: MonthIssue[] = [];
  const firstRows = new Map<string, number>();
  for (const row of table.rows) {
    const before = issues.length;
    const issue = (code: MonthIssueCode, field: MonthField, params: MonthIssue["params"] = {}) => {
      const column = columns[at(field)]?.column;
      issues.push({
        row: row.row,
        column: column?.letter ?? null,
        heading: column ? tidyLine(column.heading) : null,
        field,
        code,
        params,
        value: tidyLine(cellText(row.cells[at(field)] ?? null)).slice(0, 200),
      });
    };
    const cell = (field: MonthField): Cell => {
      const found = row.cells[at(field)] ?? null;
      if (typeof found === "object" && found !== null && "error" in found) issue("cell_error", field);
      else if (isBlank(found) || saysNothing(cellText(found))) {
        if (needed.includes(field)) issue("required", field);
      } else return found;
      return null;
    };

    const monthCell = cell("month");
    const monthOn = monthCell === null ? null : readMonth(monthCell, context.today);
    if (monthCell !== null && monthOn === null) issue("not_a_month", "month");
    else if (monthOn !== null && monthOn > context.today) issue("in_future", "month");
    else if (monthOn !== null && monthOn < "1990-01-01") issue("implausible_date", "month", { year: Number(monthOn.slice(0, 4)) });

    const townText = tidyLine(cellText(cell("town")));
    let townName: string | null = null;
    if (townText !== "") {
      const town = readTown(townText, context.towns);
      if (town.ok) townName = town.value;
      else issue("unknown_town", "town", town.suggestion === null ? {} : { suggestion: town.suggestion });
    }
    const fieldText = tidyLine(cellText(cell("field")));
    const field = words.get(foldTight(fieldText));
    if (fieldText !== "" && field === undefined) issue("unknown_field", "field");
    const languageText = tidyLine(cellText(cell("language")));
    const language = languageText === "" ? null : readLanguage(languageText);
    if (language === undefined) issue("unknown_language", "language");
    const countCell = cell("count");
    const talks = countCell === null ? undefined : readCount(countCell);
    if (countCell !== null && talks === undefined) issue("not_a_count", "count");
    if (talks !== undefined && talks > largestCount) issue("count_too_large", "count", { most: largestCount });

    if (issues.length > before || monthOn === null || field === undefined || language === undefined || talks === undefined) continue;
    const key = figureKey({ monthOn, townName, field, language });
    const firstRow = firstRows.get(key);
    if (firstRow !== undefined) {
      issue("duplicate_row", "month", { firstRow });
      continue;
    }
    firstRows.set(key, row.row);
    figures.push({ row: row.row, monthOn, townName, field, language, talks });
  }
  return { ...nothing, figures, issues };
}

/** What a figure is recognised by when the file comes again; its content is the count. */
export function figureKey(of: Pick<MonthFigure, "monthOn" | "townName" | "field" | "language">): string {
  return JSON.stringify([of.monthOn, of.townName, of.field, of.language]);
}
