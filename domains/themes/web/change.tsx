import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answerOptions } from "../../../platform/web/answers.tsx";
import { DotPlot, DotPlotTable, highestOf, type PlotSide } from "../../../platform/web/figure/dot-plot.tsx";
import { Figure, ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { type Formats, useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Change, Facts } from "../../../platform/web/page/panel.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { type Translate, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  type ChangeAnalysis,
  type ChangeView,
  type Circumstance,
  type Metric,
  openMeasure,
  type ShownInterval,
  type ShownMedian,
} from "../contract.ts";
import { useMarks } from "./circumstances.tsx";
import { useMetricWords } from "./evidence.tsx";

function timeOf(f: Formats, median: ShownMedian): string | undefined {
  if (median.isProtected || !median.isReached) return undefined;
  if (median.days !== null) return f.days(median.days);
  return median.weeks === null ? undefined : f.weeks(median.weeks);
}

/** Of a theme whose measures were looked at: before and now, each with the measure and its picture a click away. */
export function ChangesOfTheme(it: {
  readonly measures: readonly { readonly id: string; readonly title: string; readonly state: string }[];
  /** What stands there as long as nothing was looked at. */
  readonly instead: ReactNode;
}): ReactNode {
  const t = useTexts();
  const answers = useQueries({
    queries: it.measures
      .filter((measure) => measure.state === "done")
      .map((measure) => answerOptions(openMeasure, { params: { measureId: measure.id } })),
  });
  const looked = answers.flatMap(({ data }) => (data?.change ? [{ ...data, change: data.change }] : []));
  if (looked.length === 0) return answers.some(({ isPending }) => isPending) ? null : it.instead;
  return looked.map((measure) => (
    <Section key={measure.id} title={t("themes.change.title")} gap="s" note={<Link to={`/measures/${measure.id}`}>{measure.title}</Link>}>
      <LookedAt change={measure.change} metric={measure.expectation?.metric ?? null} />
    </Section>
  ));
}

function LookedAt(it: { readonly change: ChangeView; readonly metric: Metric | null }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useMetricWords();
  const [before, after] = [timeOf(f, it.change.before), timeOf(f, it.change.after)];
  return (
    <>
      {before !== undefined && after !== undefined && <Change before={before} now={after} />}
      {it.metric && <p className="small muted">{words(it.metric)}</p>}
      <p>
        {t(`themes.change.${it.change.verdict}`)}{" "}
        <span className="muted">{t("themes.change.looked_on", { day: f.dayWithYear(it.change.lookedOn) })}</span>
      </p>
    </>
  );
}

const endsOf = (interval: ShownInterval): readonly [number | null, number | null] =>
  interval.lowerDays === null && interval.upperDays === null
    ? [interval.lowerWeeks, interval.upperWeeks]
    : [interval.lowerDays, interval.upperDays];

/** "21 Wochen (18 bis 26)" */
function withRange(t: Translate, f: Formats, median: ShownMedian, interval: ShownInterval | null): string {
  const words = timeOf(f, median) ?? t("themes.theme.still_more_than_half");
  if (interval === null) return words;
  const [from, until] = endsOf(interval);
  if (from === null) return words;
  return until === null
    ? t("themes.change.sentence.open", { median: words, from: f.number(from) })
    : t("themes.change.sentence.range", { median: words, from: f.number(from), until: f.number(until) });
}

/** The finding in words: what stands there, and whether chance and trend explain it. Nothing where a side is held back. */
function useFinding(): (change: ChangeView) => string | undefined {
  const t = useTexts();
  const f = useFormat();
  return ({ before, after, analysis, verdict }) => {
    if (before.isProtected || after.isProtected || before.cases === null || after.cases === null || before.cases === 0 || after.cases === 0)
      return undefined;
    const figures = t("themes.change.sentence", {
      before: withRange(t, f, before, analysis?.before ?? null),
      after: withRange(t, f, after, analysis?.after ?? null),
      casesBefore: f.number(before.cases),
      casesAfter: f.number(after.cases),
    });
    if (!analysis || verdict === "cannot_say") return figures;
    const isCompared = analysis.comparison?.isUsed === true;
    const explained = verdict === "unchanged" ? "no" : isCompared ? "comparison" : "yes";
    return `${figures} ${t(`themes.change.explained.${explained}`)}`;
  };
}

const sideOf = (median: ShownMedian, interval: ShownInterval | null): PlotSide => ({
  median: median.weeks,
  cases: median.cases ?? 0,
  interval: interval && { lower: interval.lowerWeeks, upper: interval.upperWeeks },
});

const periodsOf = (quarters: ChangeView["quarters"]) =>
  quarters.map((quarter) => ({
    from: quarter.fromOn,
    until: quarter.untilOn,
    isAfter: quarter.side === "after",
    cases: quarter.dots.map((dot) => ({ duration: dot.weeks, waiting: dot.isWaiting })),
  }));

/** What later cases show, as it was frozen on the day of the look. Whether the measure did it is judged below. */
export function ChangeOfMeasure(it: {
  readonly change: ChangeView;
  readonly metric: Metric;
  readonly startedOn: string;
  readonly circumstances: readonly Circumstance[];
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useMetricWords();
  const findingOf = useFinding();
  const marks = useMarks(it.circumstances);
  const { change } = it;
  const { analysis } = change;
  const title = words(it.metric);
  const [before, after] = [timeOf(f, change.before), timeOf(f, change.after)];
  const reason = change.reason === null ? undefined : t.maybe(`themes.change.reason.${change.reason}`);
  const finding = findingOf(change);
  const plot = {
    title,
    unit: "weeks" as const,
    periods: periodsOf(change.quarters),
    before: sideOf(change.before, analysis?.before ?? null),
    after: sideOf(change.after, analysis?.after ?? null),
    begins: it.startedOn,
    expected: change.targetWeeks,
  };
  const compared = analysis?.comparison ?? null;
  const highest = Math.max(
    highestOf(plot),
    ...(compared ? compared.quarters.flatMap((quarter) => quarter.dots.map((dot) => dot.weeks)) : []),
  );
  return (
    <Section title={t("themes.change.title")} note={t("themes.change.looked_on", { day: f.dayWithYear(change.lookedOn) })}>
      <p className="lead">
        {t(`themes.change.${change.verdict}`)} {reason}{" "}
        {change.verdict === "as_expected" && change.wasSoBefore && t("themes.change.was_so_before")}
      </p>
      {before !== undefined && after !== undefined && <Change before={before} now={after} />}
      {finding === undefined ? <Sides change={change} /> : <p>{finding}</p>}
      <p className="small muted">
        {change.stillWaiting === null
          ? t("themes.change.waiting_protected")
          : change.stillWaiting > 0 && t("themes.change.waiting", { n: change.stillWaiting })}{" "}
        {change.known !== null && change.of !== null && t("themes.theme.complete", { known: change.known, of: change.of })}
      </p>
      {plot.periods.length === 0 ? (
        <p className="small muted">{t("themes.change.no_dots")}</p>
      ) : (
        <Figure
          title={t("themes.change.dots")}
          how={title}
          caption={t("themes.change.looked_on", { day: f.dayWithYear(change.lookedOn) })}
          table={<DotPlotTable title={title} periods={plot.periods} unit="weeks" />}
        >
          <DotPlot {...plot} description={finding ?? t(`themes.change.${change.verdict}`)} marks={marks} highest={highest} />
        </Figure>
      )}
      {analysis === null ? (
        <p className="small muted">{t("themes.change.old")}</p>
      ) : (
        <>
          <Compared analysis={analysis} startedOn={it.startedOn} title={title} highest={highest} />
          <How change={change} analysis={analysis} />
        </>
      )}
    </Section>
  );
}

/** Where a side is held back its words stand alone. */
function Sides(it: { readonly change: ChangeView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { change } = it;
  const side = (median: ShownMedian) =>
    median.isProtected ? (
      <ProtectedWord />
    ) : median.cases === 0 ? (
      t("themes.change.no_case")
    ) : (
      `${timeOf(f, median) ?? t("themes.theme.still_more_than_half")}${median.cases === null ? "" : ` (${t("themes.change.cases", { n: median.cases })})`}`
    );
  return (
    <Facts
      items={[
        { label: t("themes.change.before"), value: side(change.before) },
        { label: t("themes.change.after"), value: side(change.after) },
        { label: t("themes.change.expected"), value: f.weeks(change.targetWeeks) },
      ]}
    />
  );
}

/** The second row: what happened in the same time where the measure does not run. */
function Compared(it: {
  readonly analysis: ChangeAnalysis;
  readonly startedOn: string;
  readonly title: string;
  readonly highest: number;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const compared = it.analysis.comparison;
  if (compared === null) return <p>{t("themes.change.compared.none")}</p>;
  const towns = (site.data?.towns ?? []).filter((town) => compared.townIds.includes(town.id)).map((town) => town.name);
  const heading = t("themes.change.compared.title");
  const how = t("themes.change.compared.how", { towns: f.list(towns) });
  if (!compared.isUsed) return <p>{t("themes.change.compared.too_few")}</p>;
  const figures = t("themes.change.sentence", {
    before: withRange(t, f, compared.before, compared.beforeInterval),
    after: withRange(t, f, compared.after, compared.afterInterval),
    casesBefore: f.number(compared.before.cases ?? 0),
    casesAfter: f.number(compared.after.cases ?? 0),
  });
  const periods = periodsOf(compared.quarters);
  return (
    <Figure
      title={heading}
      how={how}
      caption={figures}
      table={periods.length === 0 ? undefined : <DotPlotTable title={heading} periods={periods} unit="weeks" />}
    >
      {periods.length === 0 ? (
        <p className="small muted">{t("themes.change.no_dots")}</p>
      ) : (
        <DotPlot
          title={heading}
          description={figures}
          unit="weeks"
          periods={periods}
          before={sideOf(compared.before, compared.beforeInterval)}
          after={sideOf(compared.after, compared.afterInterval)}
          begins={it.startedOn}
          beginLabel={t("themes.change.compared.begin")}
          highest={it.highest}
        />
      )}
    </Figure>
  );
}

const shownOr = (isProtected: boolean, words: string): ReactNode => (isProtected ? <ProtectedWord /> : words);

/** How the verdict came about, what it rests on, and what these few cases could have shown at all. */
function How(it: { readonly change: ChangeView; readonly analysis: ChangeAnalysis }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { change, analysis } = it;
  const { earlier, comparison } = analysis;
  const rows = [
    { key: "before", label: t("themes.change.how.before"), median: change.before, interval: analysis.before },
    { key: "after", label: t("themes.change.how.after"), median: change.after, interval: analysis.after },
    ...(earlier
      ? [
          {
            key: "earlier",
            label: t("themes.change.how.earlier", { from: f.month(earlier.fromOn), until: f.month(earlier.untilOn) }),
            median: earlier.median,
            interval: earlier.interval,
          },
        ]
      : []),
    ...(comparison
      ? [
          { key: "c1", label: t("themes.change.how.comparison_before"), median: comparison.before, interval: comparison.beforeInterval },
          { key: "c2", label: t("themes.change.how.comparison_after"), median: comparison.after, interval: comparison.afterInterval },
        ]
      : []),
  ];
  const range = (interval: ShownInterval | null) => {
    const [from, until] = interval === null ? [null, null] : endsOf(interval);
    if (from !== null && until !== null) return t("themes.circumstance.period", { from: f.number(from), until: f.number(until) });
    if (from !== null) return t("themes.change.range.at_least", { from: f.number(from) });
    return until === null ? "–" : t("themes.change.range.at_most", { until: f.number(until) });
  };
  const { chancePercent, detectablePercent, casesForHalving } = analysis;
  return (
    <Fold summary={t("themes.change.how")}>
      <p>{t("themes.change.how.lead")}</p>
      <p>{t("themes.change.how.expected")}</p>
      <Table
        caption={t("themes.change.how")}
        isCaptionHidden
        onPhone="scroll"
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "group", label: t("themes.change.how.group"), isRowHeader: true, cell: (row) => row.label },
          {
            key: "median",
            label: t("themes.change.how.median"),
            cell: (row) => shownOr(row.median.isProtected, timeOf(f, row.median) ?? t("themes.theme.still_more_than_half")),
          },
          { key: "range", label: t("themes.change.how.range"), cell: (row) => range(row.interval) },
          {
            key: "cases",
            label: t("themes.change.how.cases"),
            isNumber: true,
            cell: (row) => shownOr(row.median.cases === null, f.number(row.median.cases ?? 0)),
          },
        ]}
      />
      {analysis.difference !== null && (
        <p>
          {t("themes.change.how.difference", {
            unit: analysis.difference.upperDays === null ? "weeks" : "days",
            range: range(analysis.difference),
          })}
        </p>
      )}
      {chancePercent !== null && (
        <p>{t("themes.change.how.chance", { percent: chancePercent < 1 ? "low" : f.number(Math.round(chancePercent)) })}</p>
      )}
      {detectablePercent !== null && <p>{t("themes.change.how.detectable", { percent: detectablePercent })}</p>}
      {casesForHalving !== null && <p>{t("themes.change.how.halving", { n: casesForHalving })}</p>}
      <p className="small muted">{t("themes.change.how.method")}</p>
    </Fold>
  );
}
