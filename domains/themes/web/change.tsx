import { useQueries } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answerOptions } from "../../../platform/web/answers.tsx";
import { DotPlot, DotPlotTable } from "../../../platform/web/figure/dot-plot.tsx";
import { Figure, ProtectedWord } from "../../../platform/web/figure/figure.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { type Formats, useFormat } from "../../../platform/web/formats.ts";
import { Section } from "../../../platform/web/page/page.tsx";
import { Change, Facts } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { type ChangeView, type Metric, openMeasure, type ShownMedian } from "../contract.ts";
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

/** What later cases show, as it was frozen on the day of the look. Whether the measure did it is judged below. */
export function ChangeOfMeasure(it: { readonly change: ChangeView; readonly metric: Metric; readonly startedOn: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useMetricWords();
  const { change } = it;
  const title = words(it.metric);
  const [before, after] = [timeOf(f, change.before), timeOf(f, change.after)];
  const side = (median: ShownMedian) =>
    median.isProtected ? (
      <ProtectedWord />
    ) : median.cases === 0 ? (
      t("themes.change.no_case")
    ) : (
      `${timeOf(f, median) ?? t("themes.theme.still_more_than_half")}${median.cases === null ? "" : ` (${t("themes.change.cases", { n: median.cases })})`}`
    );
  const reason = change.reason === null ? undefined : t.maybe(`themes.change.reason.${change.reason}`);
  const periods = change.quarters.map((quarter) => ({
    from: quarter.fromOn,
    until: quarter.untilOn,
    isAfter: quarter.side === "after",
    cases: quarter.dots.map((dot) => ({ duration: dot.weeks, waiting: dot.isWaiting })),
  }));
  return (
    <Section title={t("themes.change.title")} note={t("themes.change.looked_on", { day: f.dayWithYear(change.lookedOn) })}>
      <p className="lead">
        {t(`themes.change.${change.verdict}`)} {reason}{" "}
        {change.verdict === "as_expected" && change.wasSoBefore && t("themes.change.was_so_before")}
      </p>
      {before !== undefined && after !== undefined && <Change before={before} now={after} />}
      <Facts
        items={[
          { label: t("themes.change.before"), value: side(change.before) },
          { label: t("themes.change.after"), value: side(change.after) },
          { label: t("themes.change.expected"), value: f.weeks(change.targetWeeks) },
        ]}
      />
      <p className="small muted">
        {change.stillWaiting === null
          ? t("themes.change.waiting_protected")
          : change.stillWaiting > 0 && t("themes.change.waiting", { n: change.stillWaiting })}{" "}
        {change.known !== null && change.of !== null && t("themes.theme.complete", { known: change.known, of: change.of })}
      </p>
      {periods.length === 0 ? (
        <p className="small muted">{t("themes.change.no_dots")}</p>
      ) : (
        <Figure
          title={t("themes.change.dots")}
          how={title}
          caption={t("themes.change.looked_on", { day: f.dayWithYear(change.lookedOn) })}
          table={<DotPlotTable title={title} periods={periods} unit="weeks" />}
        >
          <DotPlot
            title={title}
            description={t(`themes.change.${change.verdict}`)}
            unit="weeks"
            periods={periods}
            before={{ median: change.before.weeks, cases: change.before.cases ?? 0 }}
            after={{ median: change.after.weeks, cases: change.after.cases ?? 0 }}
            begins={it.startedOn}
            expected={change.targetWeeks}
          />
        </Figure>
      )}
    </Section>
  );
}
