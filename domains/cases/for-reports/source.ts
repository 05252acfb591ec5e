import { firstDayOf, lastDayOf, quartersBetween } from "../../../platform/contract/quarters.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import type { OfferedFigure, ReportPeriod, ReportSource } from "../../../platform/server/report-source.ts";
import { countOfQuarters, defaultMemory, defaultRule, keyOfQuarter, showTables } from "../../disclosure/index.ts";
import { getConsultationFigures } from "../consultation/figures.ts";
import { countCourse } from "./queries.ts";
import { keyOfStart, tableOfCourse } from "./table.ts";
import { wordsOf } from "./words.ts";

/** Years before this one that reports reach back to; one table holds them all, so that no two can be put beside each other. */
const yearsBack = 2;
const { minimum } = defaultRule;

/** For values of single people more of them have to change before a figure does. */
const memory = { ...defaultMemory, step: minimum };

const isLong = (period: ReportPeriod) => quartersBetween(period.fromOn, period.untilOn).length >= 4;

async function offerCourse(call: Call, period: ReportPeriod, language: Language): Promise<OfferedFigure[]> {
  const on = today();
  const { siteId } = call.actor;
  const quarters = quartersBetween(`${Number(on.slice(0, 4)) - yearsBack}-01-01`, on);
  const rows = await countCourse(call.tx, firstDayOf(quarters[0]!), on);
  if (rows.every((row) => row.open_before === 0 && row.begun === 0)) return [];
  const table = tableOfCourse(
    rows.map((row) => ({ quarter: row.quarter, openBefore: row.open_before, begun: row.begun, closed: row.closed })),
  );
  const [shown] = await showTables(
    call,
    "cases.course",
    [
      {
        siteId,
        subjectId: siteId,
        table,
        // a case counts where it begins and once more where it ends
        groupOf: (key) => (/^(begun|closed) \d{4}-\d$/.test(key) ? key.split(" ")[0]! : key === keyOfStart ? keyOfStart : null),
        beside: () => null,
      },
    ],
    memory,
  );
  const words = wordsOf[language];
  const wanted = quartersBetween(period.fromOn, period.untilOn).filter((quarter) => quarters.includes(quarter));
  const last = wanted.at(-1);
  const figures = shown!.figures;
  const of = (what: "begun" | "closed" | "open", value: number | null): OfferedFigure => ({
    key: `cases.${what}`,
    group: words.group,
    ...words[what],
    source: words.source,
    value,
    counted: null,
    hint: value === null ? (what === "open" || isLong(period) ? words.wait(minimum) : words.lengthen(minimum)) : null,
    fromOn: what === "open" ? null : period.fromOn,
    untilOn: what === "open" && last !== undefined && lastDayOf(last) > on ? on : period.untilOn,
    asOfOn: shown!.shownOn,
  });
  return [
    of("begun", countOfQuarters(figures, "begun", wanted)),
    of("closed", countOfQuarters(figures, "closed", wanted)),
    of("open", last === undefined ? null : (figures.get(keyOfQuarter("open", last)) ?? null)),
  ];
}

/** Out of the months of the years as the page of short consultations shows them: whoever reads both reads the same. */
async function offerTalks(call: Call, period: ReportPeriod, language: Language): Promise<OfferedFigure[]> {
  let value: number | null = 0;
  let asOfOn = "";
  for (let year = Number(period.fromOn.slice(0, 4)); year <= Number(period.untilOn.slice(0, 4)); year += 1) {
    const figures = await getConsultationFigures(call, year);
    if (figures.shownOn === null) continue;
    asOfOn = asOfOn === "" || figures.shownOn < asOfOn ? figures.shownOn : asOfOn;
    const isWhole = period.fromOn <= `${year}-01-01` && period.untilOn >= `${year}-12-31`;
    const months = figures.months.filter(({ month }) => month >= period.fromOn.slice(0, 7) && month <= period.untilOn.slice(0, 7));
    const ofYear: number | null = isWhole
      ? figures.total
      : figures.isAlone || months.some((one) => one.talks === null)
        ? null
        : months.reduce((sum, one) => sum + (one.talks ?? 0), 0);
    value = value === null || ofYear === null ? null : value + ofYear;
  }
  if (asOfOn === "") return [];
  const words = wordsOf[language];
  return [
    {
      key: "cases.talks",
      group: words.talksGroup,
      ...words.talks,
      source: words.talksSource,
      value,
      counted: null,
      hint: value === null ? words.wholeYear(minimum) : null,
      fromOn: period.fromOn,
      untilOn: period.untilOn,
      asOfOn,
    },
  ];
}

/** What cases have to tell in a report: counts that passed the gate, and not a word. */
export const reportSource: ReportSource = {
  offer: async (call, period, language) => [...(await offerCourse(call, period, language)), ...(await offerTalks(call, period, language))],
  tell: () => Promise.resolve([]),
};
