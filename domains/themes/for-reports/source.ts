import { firstDayOf, quartersBetween } from "../../../platform/contract/quarters.ts";
import { today } from "../../../platform/server/clock.ts";
import type { Call } from "../../../platform/server/database/actor.ts";
import type { Language } from "../../../platform/server/paper/days.ts";
import type { OfferedFigure, Passage, ReportPeriod, ReportSource } from "../../../platform/server/report-source.ts";
import { countOfQuarters, defaultMemory, defaultRule, protectDurations, showTables } from "../../disclosure/index.ts";
import { endedOf } from "../../network/contract.ts";
import { getSiteView } from "../../network/index.ts";
import { isLate } from "../measure/rules.ts";
import * as queries from "./queries.ts";
import { answerTimes, type AnswerTime, keyOfTime, tableOfReports } from "./table.ts";
import { wordsOf } from "./words.ts";

const yearsBack = 2;
const { minimum } = defaultRule;
/** The time to an answer is a value of single reports. */
const memory = { ...defaultMemory, step: minimum };

const within = (on: string | null, period: ReportPeriod): boolean => on !== null && on >= period.fromOn && on <= period.untilOn;
/** What stands on a day is told of the last day of the period, or of today where that is still to come. */
const lastDay = (period: ReportPeriod) => (period.untilOn < today() ? period.untilOn : today());

async function offerReports(call: Call, period: ReportPeriod, language: Language): Promise<OfferedFigure[]> {
  const { siteId } = call.actor;
  const words = wordsOf[language];
  const quarters = quartersBetween(`${Number(today().slice(0, 4)) - yearsBack}-01-01`, today());
  const rows = await queries.countReported(call.tx, siteId, firstDayOf(quarters[0]!));
  const [shown] = await showTables<Record<string, AnswerTime>>(
    call,
    "themes.reported",
    [
      {
        siteId,
        subjectId: siteId,
        table: tableOfReports(rows, quarters),
        groupOf: (key) => (/^(answered|unanswered) \d{4}-\d$/.test(key) ? "reports" : null),
        beside: (figures) => answerTimes(rows, quarters, figures),
      },
    ],
    memory,
  );
  const wanted = quartersBetween(period.fromOn, period.untilOn).filter((quarter) => quarters.includes(quarter));
  const time = shown!.beside[keyOfTime(wanted)];
  const median = time
    ? protectDurations(
        { cases: time.answered, medianDays: time.medianDays, lowerQuartileDays: null, upperQuartileDays: null },
        // printed and read by everybody: whole weeks, never days
        { isInsideSite: false },
      ).median
    : null;
  const hint = wanted.length >= 4 ? words.wait(minimum) : words.lengthen(minimum);
  const of = (what: "reports" | "answered" | "answer_weeks", value: number | null, counted: number | null = null): OfferedFigure => ({
    key: `themes.${what}`,
    group: words.groups.reports,
    ...words[what],
    source: words.source,
    value,
    counted,
    hint: value === null ? hint : null,
    fromOn: period.fromOn,
    untilOn: period.untilOn,
    asOfOn: shown!.shownOn,
  });
  return [
    of("reports", countOfQuarters(shown!.figures, "reports", wanted)),
    of("answered", countOfQuarters(shown!.figures, "answered", wanted)),
    of("answer_weeks", median?.amount ?? null, median && time ? time.answered : null),
  ];
}

/** Themes and measures are no people: their counts are told as they are. */
async function offerWork(call: Call, period: ReportPeriod, language: Language): Promise<OfferedFigure[]> {
  const words = wordsOf[language];
  const on = today();
  const themes = await queries.listNamedThemes(call.tx, call.actor.siteId);
  const measures = await queries.listToldMeasures(call.tx, call.actor.siteId);
  const of = (key: string, group: string, figure: { label: string; unit: string; definition: string }, value: number, isOfDay = false) => ({
    key: `themes.${key}`,
    group,
    ...figure,
    source: words.source,
    value,
    counted: null,
    hint: null,
    fromOn: isOfDay ? null : period.fromOn,
    untilOn: isOfDay ? on : period.untilOn,
    asOfOn: on,
  });
  const states = Object.keys(words.state).flatMap((state) => {
    const count = themes.filter((theme) => theme.state === state).length;
    return count === 0 ? [] : [of(`state_${state}`, words.groups.themes, words.themes_state(state), count, true)];
  });
  const group = words.groups.measures;
  const late = measures.filter((one) => isLate({ state: one.state, dueOn: one.due_on }, on)).length;
  const judged = (verdict: "as_expected" | "not_as_expected" | "cannot_say") =>
    of(
      `changes_${verdict}`,
      group,
      words.changes[verdict],
      measures.filter((one) => one.verdict === verdict && within(one.looked_on, period)).length,
    );
  return [
    of("themes_named", words.groups.themes, words.themes_named, themes.filter((theme) => within(theme.named_on, period)).length),
    ...states,
    of("measures_decided", group, words.measures_decided, measures.filter((one) => within(one.decided_on, period)).length),
    of("measures_done", group, words.measures_done, measures.filter((one) => one.state === "done" && within(one.ended_on, period)).length),
    of("measures_running", group, words.measures_running, measures.filter((one) => one.state === "running").length, true),
    of("measures_late", group, words.measures_late, late, true),
    of(
      "measures_stopped",
      group,
      words.measures_stopped,
      measures.filter((one) => one.state === "stopped" && within(one.ended_on, period)).length,
    ),
    judged("as_expected"),
    judged("not_as_expected"),
    judged("cannot_say"),
  ];
}

async function tell(call: Call, period: ReportPeriod, language: Language): Promise<Passage[]> {
  const words = wordsOf[language];
  const on = today();
  const until = lastDay(period);
  const site = await getSiteView(call);
  const fieldWords = [...(site.vocabularies["field_of_action"] ?? []), ...(site.vocabularies[endedOf("field_of_action")] ?? [])];
  const fieldOf = (code: string | null) =>
    code === null ? words.noField : (fieldWords.find((one) => one.code === code)?.[language] ?? code);
  const themes = (await queries.listNamedThemes(call.tx, call.actor.siteId)).filter(
    // what was over before the period began is no news
    (theme) => theme.named_on <= until && (!["closed", "declined"].includes(theme.state) || theme.state_since_on >= period.fromOn),
  );
  const all = (await queries.listToldMeasures(call.tx, call.actor.siteId)).filter((one) => one.decided_on <= until);
  const isLateNow = (one: queries.ToldMeasure) => isLate({ state: one.state, dueOn: one.due_on }, on);
  const measures = all.filter(
    (one) =>
      one.state === "planned" ||
      one.state === "running" ||
      within(one.decided_on, period) ||
      within(one.ended_on, period) ||
      within(one.looked_on, period),
  );
  const stand = (one: queries.ToldMeasure): string => {
    if (one.state === "done") return words.done(one.ended_on ?? one.due_on);
    if (one.state === "stopped") return words.stopped(one.stop_reason ?? "–");
    if (isLateNow(one)) return words.late(one.due_on);
    return one.state === "running" ? words.running(one.due_on) : words.planned(one.due_on);
  };
  const change = (one: queries.ToldMeasure): string[] => {
    const said = one.verdict === null || one.looked_on === null ? undefined : words.verdict[one.verdict]?.(one.looked_on);
    if (said !== undefined) return [said];
    return one.look_on !== null && one.look_on > on && one.state !== "stopped" ? [words.awaitsLook(one.look_on)] : [];
  };
  const fields = [...new Set([...themes, ...measures].map((one) => one.field_of_action))].toSorted((a, b) =>
    a === null ? 1 : b === null ? -1 : fieldOf(a).localeCompare(fieldOf(b), language),
  );
  const titles = (of: readonly { title: string; field_of_action: string | null }[], field: string | null) =>
    of.filter((one) => one.field_of_action === field).map((one) => one.title);
  return [
    {
      subject: "themes",
      lines: themes.map((theme) =>
        words.theme({ title: theme.title, sentence: theme.sentence, state: theme.state, since: theme.state_since_on }),
      ),
    },
    {
      subject: "fields",
      lines: fields.map((field) =>
        words.field({ field: fieldOf(field), themes: titles(themes, field), measures: titles(measures, field) }),
      ),
    },
    {
      subject: "measures",
      lines: measures.map((one) =>
        [words.measure({ title: one.title, owner: one.owner_name, theme: one.theme_title }), stand(one), ...change(one)].join(" "),
      ),
    },
    {
      subject: "results",
      lines: measures
        .filter((one) => one.state === "done" && within(one.ended_on, period))
        .map((one) =>
          [words.measure({ title: one.title, owner: one.owner_name, theme: one.theme_title }), stand(one), ...change(one)].join(" "),
        ),
    },
    {
      subject: "deviations",
      lines: measures.flatMap((one) => {
        if (one.state === "stopped") return [words.stoppedOne({ title: one.title, reason: one.stop_reason ?? "–" })];
        if (isLateNow(one)) return [words.lateOne({ title: one.title, owner: one.owner_name, due: one.due_on })];
        return one.verdict === "not_as_expected" && one.looked_on !== null
          ? [words.notAsExpected({ title: one.title, on: one.looked_on })]
          : [];
      }),
    },
    {
      subject: "sustainability",
      lines: all.flatMap((one) =>
        one.closing === "anchored" ? [words.anchored({ title: one.title, anchor: one.anchor_text ?? "–" })] : [],
      ),
    },
    {
      subject: "outlook",
      lines: all.flatMap((one) => {
        if ((one.state === "planned" || one.state === "running") && !isLateNow(one))
          return [words.next({ title: one.title, owner: one.owner_name, due: one.due_on })];
        return one.state === "done" && one.verdict === null && one.look_on !== null && one.look_on > on
          ? [words.nextLook({ title: one.title, on: one.look_on })]
          : [];
      }),
    },
  ];
}

/** What gap reports, themes and measures have to tell in a report of the site. */
export const reportSource: ReportSource = {
  offer: async (call, period, language) => [...(await offerReports(call, period, language)), ...(await offerWork(call, period, language))],
  tell,
};
