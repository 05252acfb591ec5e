import { monthWords } from "./value-words.ts";
import { foldTight } from "./fold.ts";
import { cellText, type Cell } from "./table.ts";
import { dayOfSerial } from "./serial.ts";

export type DayRead =
  | { readonly day: string; readonly time: string | null }
  /** Only for a birth. */
  | { readonly year: number }
  | { readonly problem: DayProblem; readonly params: Readonly<Record<string, string | number>> };
export type DayProblem = "no_such_day" | "ambiguous_date" | "not_a_date" | "only_a_month" | "only_a_year" | "year_missing";

const months = new Map(monthWords.flatMap((words, at) => words.map((word) => [foldTight(word), at + 1] as const)));

type Asked = {
  readonly today: string;
  /** A year alone is enough, and two digits mean the last hundred years. */ readonly birth?: boolean;
  /** How the column writes days with slashes, where its other cells leave no doubt. */
  readonly slashes?: SlashOrder | undefined;
};

export type SlashOrder = "day_first" | "month_first";
const slashed = /^\s*(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})\b/;
/** So many cells that can only be read one way, and none that can only be read the other, settle the rest of a column. */
const settles = 3;

/** Looks at the cells of one column, one after the other. */
export class SlashWatch {
  #dayFirst = 0;
  #monthFirst = 0;

  see(cell: Cell): void {
    const parts = typeof cell === "string" ? slashed.exec(cell) : null;
    if (!parts) return;
    if (Number(parts[1]) > 12) this.#dayFirst++;
    else if (Number(parts[2]) > 12) this.#monthFirst++;
  }

  get order(): SlashOrder | undefined {
    if (this.#dayFirst >= settles && this.#monthFirst === 0) return "day_first";
    return this.#monthFirst >= settles && this.#dayFirst === 0 ? "month_first" : undefined;
  }
}

/** A day as people write it: 26.11.2026, 26.11.26, 2026-11-26, 26. November 2026, a date cell or the number behind one. */
export function readDay(cell: Cell, asked: Asked): DayRead {
  if (typeof cell === "object" && cell !== null && "day" in cell) {
    // 1990 typed into a cell that shows dates becomes a day in June 1905
    if (asked.birth && cell.serial !== null && cell.serial >= 1_900 && cell.serial <= Number(asked.today.slice(0, 4)))
      return ambiguous(String(cell.serial), germanDay(cell.day));
    return { day: cell.day, time: cell.time };
  }
  if (typeof cell === "number") return ofNumber(cell, asked);
  const text = cellText(cell)
    .normalize("NFKC")
    .replace(/[\u2010-\u2015]/g, "-")
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\s+/g, " ")
    .trim();
  if (text.length > 60) return notADate;
  return ofText(
    text
      .replace(/^(?:am|ab|seit|ca\.?|circa|um|geb\.?|der|den|zum|vom)\s+/i, "")
      .replace(/^(?:mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun)[a-zäöü]*\.?,?\s+(?=\d)/i, ""),
    asked,
  );
}

const notADate: DayRead = { problem: "not_a_date", params: {} };

function ofNumber(value: number, asked: Asked): DayRead {
  const whole = Math.floor(value);
  if (Number.isInteger(value) && value >= 1_890 && value <= 2_200) return ofYear(value, asked);
  if (Number.isInteger(value) && value >= 18_900_101 && value <= 22_001_231)
    return built(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100, null);
  const day = whole > (asked.birth ? 2_200 : 10_000) && whole < 80_000 ? dayOfSerial(value) : null;
  return day ? { day: day.day, time: day.time } : notADate;
}

function ofText(text: string, asked: Asked): DayRead {
  const clock = /[ T,]+(?:um )?(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?(?: ?Uhr)?Z?$/i.exec(text);
  const hour = Number(clock?.[1]);
  if (clock && hour < 24 && Number(clock[2]) < 60) {
    // "26. 11.26" ends like a clock, but has no day before it
    const read = ofText(text.slice(0, clock.index), asked);
    if ("day" in read) return { day: read.day, time: `${String(hour).padStart(2, "0")}:${clock[2]}` };
  }
  let parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(text);
  if (parts) return built(Number(parts[1]), Number(parts[2]), Number(parts[3]), null);
  parts =
    /^(\d{1,2}|[x?]{1,2}) ?\. ?(\d{1,2}|[x?]{1,2}) ?\. ?(\d{4}|\d{2})\.?$/i.exec(text) ?? /^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})$/.exec(text);
  if (parts) {
    const year = fullYear(parts[3] ?? "", asked);
    // how registers write a birth of which only the year is known
    if (asked.birth && /^(?:0{1,2}|[x?]{1,2})$/i.test(parts[1] ?? "") && /^(?:0{1,2}|[x?]{1,2})$/i.test(parts[2] ?? "")) return { year };
    return built(year, Number(parts[2]), Number(parts[1]), null);
  }
  parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text);
  if (parts) return ofSlashes(Number(parts[1]), Number(parts[2]), fullYear(parts[3] ?? "", asked), asked.slashes);
  parts = /^(\d{1,2})\.? ?([\p{L}]{3,10})\.?,? ?(\d{4}|\d{2})$/u.exec(text);
  const month = months.get(foldTight(parts?.[2] ?? ""));
  if (parts && month !== undefined) return built(fullYear(parts[3] ?? "", asked), month, Number(parts[1]), null);
  parts = /^([\p{L}]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(text);
  const englishMonth = months.get(foldTight(parts?.[1] ?? ""));
  if (parts && englishMonth !== undefined) return built(Number(parts[3]), englishMonth, Number(parts[2]), null);
  if (/^\d{8}$/.test(text)) return ofNumber(Number(text), asked);
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) return ofNumber(Number(text.replace(",", ".")), asked);
  if (/^\d{4}$/.test(text)) return ofNumber(Number(text), asked);
  if (/^\d{1,2}[./]\d{4}$/.test(text) || /^[\p{L}]{3,10}\.? \d{4}$/u.test(text)) return { problem: "only_a_month", params: {} };
  if (/^\d{1,2}\. ?(?:\d{1,2}\.?|[\p{L}]{3,10}\.?)$/u.test(text)) return { problem: "year_missing", params: {} };
  return notADate;
}

function ofYear(year: number, asked: Asked): DayRead {
  return asked.birth ? { year } : { problem: "only_a_year", params: {} };
}

/** With slashes both orders are written. Only one of them may be a day. */
function ofSlashes(first: number, second: number, year: number, order: SlashOrder | undefined): DayRead {
  if (order === "day_first" && first <= 12 && second <= 12) return built(year, second, first, null);
  if (order === "month_first" && first <= 12 && second <= 12) return built(year, first, second, null);
  if (first === second || second > 12) return built(year, second > 12 ? first : second, second > 12 ? second : first, null);
  if (first > 12) return built(year, second, first, null);
  return ambiguous(`${first}.${second}.${year}`, `${second}.${first}.${year}`);
}

function ambiguous(first: string, second: string): DayRead {
  return { problem: "ambiguous_date", params: { first, second } };
}

function built(year: number, month: number, day: number, time: string | null): DayRead {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    year >= 1_890 && year <= 2_200 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? { day: date.toISOString().slice(0, 10), time } : { problem: "no_such_day", params: { day, month, year } };
}

/** "85" is 1985; "05" of a birth is 2005; of anything else the years around today are meant. */
function fullYear(digits: string, { today, birth }: Asked): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  const now = Number(today.slice(0, 4));
  const latest = birth ? now : now + 20;
  const inCentury = Math.floor(latest / 100) * 100 + year;
  return inCentury > latest ? inCentury - 100 : inCentury;
}

function germanDay(day: string): string {
  return day.split("-").toReversed().join(".");
}
