import { type FigureTable, countOfQuarters, seriesOfQuarters } from "../../disclosure/index.ts";

export type ReportedOfQuarter = {
  readonly quarter: string;
  readonly reports: number;
  readonly answered: number;
  /** Days to the first answer of those answered. */
  readonly days: readonly number[];
};

/** Reports, those answered and those not, which add up in every quarter, half year and year. */
export function tableOfReports(rows: readonly ReportedOfQuarter[], quarters: readonly string[]): FigureTable {
  const of = new Map(rows.map((row) => [row.quarter, row]));
  const reports = seriesOfQuarters("reports", quarters, (quarter) => of.get(quarter)?.reports ?? 0);
  const answered = seriesOfQuarters("answered", quarters, (quarter) => of.get(quarter)?.answered ?? 0);
  const unanswered = seriesOfQuarters(
    "unanswered",
    quarters,
    (quarter) => (of.get(quarter)?.reports ?? 0) - (of.get(quarter)?.answered ?? 0),
  );
  const periods = reports.figures.map((figure) => figure.key.slice("reports ".length));
  return {
    figures: [...reports.figures, ...answered.figures, ...unanswered.figures],
    sums: [
      ...reports.sums,
      ...answered.sums,
      ...unanswered.sums,
      ...periods.map((period) => ({ total: `reports ${period}`, parts: [`answered ${period}`, `unanswered ${period}`] })),
    ],
  };
}

export type AnswerTime = { readonly medianDays: number; readonly answered: number };
export const keyOfTime = (quarters: readonly string[]): string => `${quarters[0]} ${quarters.at(-1)}`;

/** How long the first answer took, for each row of quarters whose number of answered reports is shown. */
export function answerTimes(
  rows: readonly ReportedOfQuarter[],
  quarters: readonly string[],
  shown: ReadonlyMap<string, number | null>,
): Record<string, AnswerTime> {
  const of = new Map(rows.map((row) => [row.quarter, row]));
  const times: Record<string, AnswerTime> = {};
  for (let from = 0; from < quarters.length; from += 1)
    for (let until = from + 1; until <= quarters.length; until += 1) {
      const within = quarters.slice(from, until);
      const answered = countOfQuarters(shown, "answered", within);
      const days = within.flatMap((quarter) => of.get(quarter)?.days ?? []).toSorted((a, b) => a - b);
      if (answered === null || days.length === 0) continue;
      const middle = (days.length - 1) / 2;
      times[keyOfTime(within)] = { medianDays: (days[Math.floor(middle)]! + days[Math.ceil(middle)]!) / 2, answered };
    }
  return times;
}
