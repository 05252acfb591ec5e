import { firstDayOf, isWholeQuarters, lastDayOf, quarterOfDay, quartersBetween } from "../../platform/contract/quarters.ts";
import type { FigureFacts, ReportKind } from "./contract.ts";

/** The figures reach as far back as the years before this one. */
const yearsBack = 2;

export type Period = { readonly fromOn: string; readonly untilOn: string };

/** The quarters that a report may be about, the newest first. */
export function quartersToChoose(today: string): string[] {
  return quartersBetween(`${Number(today.slice(0, 4)) - yearsBack}-01-01`, today).toReversed();
}

/** Why a report cannot be about these days: field and reason. */
export function periodFaults(period: Period, today: string): { path: "fromOn" | "untilOn"; code: string }[] {
  if (period.fromOn > period.untilOn) return [{ path: "untilOn", code: "before_start" }];
  if (!isWholeQuarters(period))
    return [{ path: period.fromOn === firstDayOf(quarterOfDay(period.fromOn)) ? "untilOn" : "fromOn", code: "not_whole_quarters" }];
  if (period.untilOn > lastDayOf(quarterOfDay(today))) return [{ path: "untilOn", code: "in_future" }];
  if (period.fromOn < `${Number(today.slice(0, 4)) - yearsBack}-01-01`) return [{ path: "fromOn", code: "too_early" }];
  return [];
}

/** What a new report is most likely about: the half year that was over last, or the calendar year. */
export function likelyPeriod(kind: ReportKind, today: string): Period {
  const year = Number(today.slice(0, 4));
  const isLate = Number(today.slice(5, 7)) >= 10;
  if (kind === "narrative_report")
    return isLate ? { fromOn: `${year}-01-01`, untilOn: `${year}-12-31` } : { fromOn: `${year - 1}-01-01`, untilOn: `${year - 1}-12-31` };
  return today >= `${year}-07-01`
    ? { fromOn: `${year}-01-01`, untilOn: `${year}-06-30` }
    : { fromOn: `${year - 1}-07-01`, untilOn: `${year - 1}-12-31` };
}

/** A draft is told of once before it is due and once when that day is over; `version` is the number of that mail, another for another day. */
export function reminderOf(dueOn: string, today: string): { isOver: boolean; version: number } {
  const isOver = dueOn < today;
  return { isOver, version: Number(dueOn.replaceAll("-", "")) * 2 + (isOver ? 0 : 1) };
}

/** The same figure as it was read twice: whether anybody would notice. */
export function differs(
  before: Pick<FigureFacts, "value" | "counted" | "fromOn" | "untilOn">,
  now: Pick<FigureFacts, "value" | "counted" | "fromOn" | "untilOn">,
): boolean {
  // a stock is of the day it was taken; that alone is no other figure
  const isOfDay = before.fromOn === null && now.fromOn === null;
  return (
    before.value !== now.value ||
    before.counted !== now.counted ||
    before.fromOn !== now.fromOn ||
    (!isOfDay && before.untilOn !== now.untilOn)
  );
}

export type Issuable = {
  readonly sections: readonly {
    readonly text: string;
    readonly isConfirmed: boolean;
    readonly isUnfinished: boolean;
    readonly figures: number;
  }[];
};

/** Why a draft cannot be issued yet. */
export function whyNotIssued(
  report: Issuable,
): "no_sections" | "sections_empty" | "sections_unfinished" | "sections_unconfirmed" | undefined {
  if (report.sections.length === 0) return "no_sections";
  if (report.sections.some((section) => section.text.trim() === "" && section.figures === 0)) return "sections_empty";
  if (report.sections.some((section) => section.isUnfinished)) return "sections_unfinished";
  if (report.sections.some((section) => !section.isConfirmed)) return "sections_unconfirmed";
  return undefined;
}
