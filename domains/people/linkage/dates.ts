import { typingErrors } from "./similarity.ts";

/** A date of birth as written, even one that does not exist: eight digits, with `0000` for a day and month that nobody knows. */
export type WrittenDate = { readonly digits: string; readonly exists: boolean; readonly isYearOnly: boolean };

/** Which of the two comes first where a date is written with slashes. */
export type DateOrder = "day_first" | "month_first";

const two = (text: string) => text.padStart(2, "0");

/** Undefined for what is no date at all. */
export function readWrittenDate(text: string, order: DateOrder = "day_first", thisYear = 2030): WrittenDate | undefined {
  const plain = text.trim();
  const whole = /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ?? /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(plain);
  if (whole) return dateOf(whole[1]!, whole[2]!, whole[3]!);
  const turned = /^(\d{1,2})([-/.])\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})$/.exec(plain);
  if (turned) {
    const year = turned[4]!.length === 4 ? turned[4]! : String(Number(turned[4]) + (2000 + Number(turned[4]) > thisYear ? 1900 : 2000));
    const isDayFirst = turned[2] === "." || order === "day_first";
    return isDayFirst ? dateOf(year, turned[3]!, turned[1]!) : dateOf(year, turned[1]!, turned[3]!);
  }
  const year = /^(?:1[89]|20)\d{2}$/.exec(plain)?.[0];
  return year === undefined ? undefined : { digits: `${year}0000`, exists: true, isYearOnly: true };
}

function dateOf(year: string, month: string, day: string): WrittenDate {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const digits = year + two(month) + two(day);
  if (m === 0 && d === 0) return { digits, exists: true, isYearOnly: true };
  const last = m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
  return { digits, exists: m >= 1 && m <= 12 && d >= 1 && d <= last, isYearOnly: false };
}

/** How two dates of birth agree, the best first. */
export const dateAgreements = ["same", "nearly", "partly", "none"] as const;
export type DateAgreement = (typeof dateAgreements)[number];
export type DateReason = "same" | "typing_error" | "day_month_swapped" | "year_known" | "two_parts" | "none";

/** Why two dates of birth agree or do not. The first of January stands for a day that nobody knows in many papers. */
export function dateReason(a: string, b: string): DateReason {
  if (a === b) return a.endsWith("0000") ? "year_known" : "same";
  const [yearA, yearB, dayA, dayB] = [a.slice(0, 4), b.slice(0, 4), a.slice(4), b.slice(4)];
  if (yearA === yearB) {
    if (dayA === "0000" || dayB === "0000") return "year_known";
    if (dayA.slice(0, 2) === dayB.slice(2) && dayA.slice(2) === dayB.slice(0, 2)) return "day_month_swapped";
  }
  if (typingErrors(a, b, 1) === 1) return "typing_error";
  if (yearA === yearB && (dayA === "0101" || dayB === "0101")) return "year_known";
  const parts = Number(yearA === yearB) + Number(dayA.slice(0, 2) === dayB.slice(0, 2)) + Number(dayA.slice(2) === dayB.slice(2));
  return parts === 2 ? "two_parts" : "none";
}

const levels: Record<DateReason, DateAgreement> = {
  same: "same",
  typing_error: "nearly",
  day_month_swapped: "nearly",
  year_known: "partly",
  two_parts: "partly",
  none: "none",
};
export function dateAgreement(a: string, b: string): DateAgreement {
  return levels[dateReason(a, b)];
}

/** Slashes say nothing about what comes first; a column in which a second number is above twelve does. */
export function dateOrderOf(texts: Iterable<string>): DateOrder {
  let [dayFirst, monthFirst] = [0, 0];
  for (const text of texts) {
    const found = /^(\d{1,2})\/(\d{1,2})\/\d{2,4}$/.exec(text.trim());
    if (!found) continue;
    if (Number(found[1]) > 12) dayFirst += 1;
    if (Number(found[2]) > 12) monthFirst += 1;
  }
  return monthFirst > dayFirst ? "month_first" : "day_first";
}
