import type { ReactNode } from "react";
import type { Day } from "../day.ts";
import { type Formats, useFormat } from "../formats.ts";
import { Table } from "../page/table.tsx";
import { type Language } from "../preferences.ts";
import { type Translate, useLanguage, useTexts } from "../texts.ts";
import { Drawing } from "./figure.tsx";
import { apart, quarterOf, scaleOf, shiftOf, yearSpans } from "./scale.ts";

export type Duration = "weeks" | "days";

export type PlotPeriod = {
  /** First day of the quarter, and the last of the last one where quarters were joined. */
  readonly from: Day;
  readonly until: Day;
  readonly isAfter: boolean;
  /** Whole weeks or days; `waiting`: has not ended yet, so long by now. */
  readonly cases: readonly { readonly duration: number; readonly waiting: boolean }[];
};

export type PlotSide = {
  /** null: more than half still wait. */
  readonly median: number | null;
  readonly cases: number;
  /** Where the median may lie; an open end is null. */
  readonly interval?: { readonly lower: number | null; readonly upper: number | null } | null;
};

/** What else happened: a number on the time axis, its words below. Without `until` a single day. */
export type PlotMark = { readonly key: string; readonly from: Day; readonly until: Day | null; readonly words: ReactNode };

export type DotPlotProps = {
  /** What is measured, with its unit: "Wochen von der Berechtigung bis zum Kursbeginn". */
  readonly title: string;
  /** The finding in a sentence, for those who do not see the picture. */
  readonly description: string;
  readonly unit: Duration;
  readonly periods: readonly PlotPeriod[];
  readonly before: PlotSide;
  readonly after: PlotSide;
  readonly begins: Day;
  readonly expected?: number | null;
  /** Below the time axis; those outside the drawn time stand in the list alone. */
  readonly marks?: readonly PlotMark[];
  /** Two pictures below each other have one scale. */
  readonly highest?: number;
  /** Another word for the line in the middle: where the measure does not run nothing begins. */
  readonly beginLabel?: string;
};

/** The largest duration of a picture, for one that stands below it. */
export function highestOf(it: Pick<DotPlotProps, "periods" | "before" | "after" | "expected">): number {
  const all = it.periods.flatMap((period) => period.cases.map((one) => one.duration));
  return Math.max(...all, it.before.median ?? 0, it.after.median ?? 0, it.expected ?? 0, 1);
}

type Sizes = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly dot: number;
  readonly isNarrow: boolean;
};

const laneHeight = 30;
const wide: Sizes = { width: 1048, height: 420, left: 52, right: 858, top: 68, bottom: 368, dot: 6.2, isNarrow: false };
const narrow: Sizes = { width: 350, height: 350, left: 34, right: 346, top: 74, bottom: 296, dot: 4.4, isNarrow: true };

function durationText(f: Formats, unit: Duration, value: number): string {
  return unit === "weeks" ? f.weeks(value) : f.days(value);
}

function periodLabel(period: PlotPeriod, t: Translate, language: Language, isNarrow: boolean): string {
  const from = quarterOf(period.from);
  const until = quarterOf(period.until);
  const isJoined = from.quarter !== until.quarter || from.year !== until.year;
  if (isNarrow) {
    const first = t("platform.plot.quarter", { n: from.quarter });
    return isJoined ? `${first}–${until.quarter}` : first;
  }
  const month = (day: Day) =>
    new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(new Date(`${day.slice(0, 7)}-02T00:00:00Z`)).slice(0, 3);
  const [first, last] = [month(period.from), month(period.until)];
  return first === last ? first : `${first}–${last}`;
}

/** One dot per case, the median as a thick line, the beginning of the measure as a vertical one; what was expected stood before. */
export function DotPlot(it: DotPlotProps): ReactNode {
  const t = useTexts();
  const lane = it.marks?.length ? laneHeight : 0;
  const draw = (sizes: Sizes) => ({ width: sizes.width, height: sizes.height + lane, content: <Plot {...it} sizes={sizes} /> });
  const hasWaiting = it.periods.some((period) => period.cases.some((one) => one.waiting));
  return (
    <div className="plot">
      <Drawing title={it.title} description={it.description} wide={draw(wide)} narrow={draw(narrow)} />
      <ul className="legend">
        <li>
          <svg width="16" height="16" aria-hidden="true">
            <circle className="dot dot--before" cx="8" cy="8" r="6" />
          </svg>
          {t("platform.plot.before")}
        </li>
        <li>
          <svg width="16" height="16" aria-hidden="true">
            <circle className="dot dot--after" cx="8" cy="8" r="6" />
          </svg>
          {t("platform.plot.after")}
        </li>
        {hasWaiting && (
          <li>
            <svg width="16" height="22" viewBox="0 0 16 22" aria-hidden="true">
              <Waiting x={8} y={15} r={5} isAfter />
            </svg>
            {t("platform.plot.waiting")}
          </li>
        )}
        <li>
          <svg width="24" height="16" aria-hidden="true">
            <line className="line-median" x1="0" x2="24" y1="8" y2="8" />
          </svg>
          {t("platform.plot.median")}
        </li>
        {(it.before.interval || it.after.interval) && (
          <li>
            <svg width="24" height="16" aria-hidden="true">
              <rect className="band-median" x="0" y="2" width="24" height="12" />
            </svg>
            {t("platform.plot.interval")}
          </li>
        )}
        {it.expected != null && (
          <li>
            <svg width="16" height="16" aria-hidden="true">
              <path className="expected" d="M12 2v12L3 8z" />
            </svg>
            {t("platform.plot.expected_legend")}
          </li>
        )}
      </ul>
      {it.marks !== undefined && it.marks.length > 0 && (
        <ol className="plot__marks">
          {it.marks.map((mark) => (
            <li key={mark.key}>{mark.words}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Waiting(it: { readonly x: number; readonly y: number; readonly r: number; readonly isAfter: boolean }): ReactNode {
  const { x, y, r } = it;
  return (
    <g className={it.isAfter ? "open open--after" : "open open--before"}>
      <path d={`M${x} ${y - r}V${y - r - 9}M${x - 3.5} ${y - r - 6}l3.5 -4.5 3.5 4.5`} />
      <circle cx={x} cy={y} r={r - 0.8} />
    </g>
  );
}

function Plot(it: DotPlotProps & { readonly sizes: Sizes }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const { sizes, periods, unit } = it;
  const { left, right, top, bottom, isNarrow } = sizes;
  const highest = Math.max(it.highest ?? 0, highestOf(it));
  const y = scaleOf(highest, bottom, top, isNarrow ? 3 : 4);
  const lane = it.marks?.length ? laneHeight : 0;
  // in the wide drawing the median's label stands before the first dots
  const firstX = isNarrow ? left : left + 128;
  const step = (right - firstX) / Math.max(periods.length, 1);
  const beforeCount = periods.filter((period) => !period.isAfter).length;
  const beginX = firstX + beforeCount * step;
  const spans = yearSpans(periods.map((period) => Number(period.from.slice(0, 4))));
  const medianText = (side: PlotSide, key: "platform.plot.before_median" | "platform.plot.after_median") =>
    t(key, {
      value:
        side.cases === 0
          ? t("platform.plot.no_case")
          : side.median === null
            ? t("platform.plot.no_median")
            : durationText(f, unit, side.median),
    });
  const beginText =
    it.beginLabel !== undefined
      ? it.beginLabel
      : isNarrow
        ? t("platform.plot.begin_short", { day: f.shortDay(it.begins) })
        : t("platform.plot.begin", { day: f.dayWithYear(it.begins) });
  const beginFits = beginX > (isNarrow ? 140 : 340);

  // at the right of the wide drawing: the median after, what was expected, how many cases; never on top of each other
  const afterY = it.after.median === null ? top + 20 : y.at(it.after.median);
  const expectedY = it.expected == null ? undefined : y.at(it.expected);
  const labelYs = apart([afterY - 12, ...(expectedY === undefined ? [] : [expectedY + 5]), afterY + 26], 19);

  const band = (side: PlotSide, from: number, until: number) =>
    side.interval && (
      <rect
        className="band-median"
        x={from}
        width={until - from}
        y={y.at(Math.min(highest, side.interval.upper ?? highest))}
        height={Math.max(2, y.at(side.interval.lower ?? 0) - y.at(Math.min(highest, side.interval.upper ?? highest)))}
      />
    );

  return (
    <>
      <rect className="after-field" x={beginX} y={top - 12} width={right - beginX} height={bottom - top + 12} />
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? "grid grid--zero" : "grid"} x1={left} x2={right} y1={y.at(tick)} y2={y.at(tick)} />
          <text className="m end" x={left - 8} y={y.at(tick) + 5}>
            {f.number(tick)}
          </text>
        </g>
      ))}
      <text className="m" x={0} y={16}>
        {t(unit === "weeks" ? "platform.plot.weeks_axis" : "platform.plot.days_axis")}
      </text>
      {periods.map((period, index) => (
        <text key={period.from} className="m mid" x={firstX + (index + 0.5) * step} y={bottom + lane + 22}>
          {periodLabel(period, t, language, isNarrow)}
        </text>
      ))}
      {spans.map((span) => (
        <g key={span.year}>
          <text className="m mid" x={firstX + (span.from + span.length / 2) * step} y={bottom + lane + 44}>
            {span.year}
          </text>
          {span.from > 0 && (
            <line className="grid" x1={firstX + span.from * step} x2={firstX + span.from * step} y1={bottom} y2={bottom + lane + 48} />
          )}
        </g>
      ))}
      {band(it.before, left, beginX)}
      {band(it.after, beginX, right)}
      {(it.marks ?? []).map((mark, at) => {
        const span = placeOfMark(mark, periods, firstX, step);
        const middle = bottom + 15;
        return span === undefined ? null : (
          <g key={mark.key} className="plot-mark">
            <line x1={span.from} x2={span.from} y1={bottom - 6} y2={bottom + 6} />
            {span.until > span.from + 22 && <line className="plot-mark__span" x1={span.from} x2={span.until} y1={middle} y2={middle} />}
            <circle cx={span.from} cy={middle} r={9} />
            <text className="mid" x={span.from} y={middle + 5}>
              {at + 1}
            </text>
          </g>
        );
      })}
      {it.before.median !== null && (
        <line className="line-median" x1={left} x2={beginX} y1={y.at(it.before.median)} y2={y.at(it.before.median)} />
      )}
      {it.after.median !== null && <line className="line-median" x1={beginX} x2={right} y1={afterY} y2={afterY} />}
      <line className="line-begin" x1={beginX} x2={beginX} y1={top - (isNarrow ? 36 : 26)} y2={bottom} />
      {periods.map((period, index) =>
        period.cases.map((one, position) => {
          const x = firstX + (index + 0.5 + shiftOf(position) * 0.78) * step;
          // the same case has no name: its place in the list is its key
          const key = `${period.from}-${position}`;
          return one.waiting ? (
            <Waiting key={key} x={x} y={y.at(one.duration)} r={sizes.dot} isAfter={period.isAfter} />
          ) : (
            <circle
              key={key}
              className={period.isAfter ? "dot dot--after" : "dot dot--before"}
              cx={x}
              cy={y.at(one.duration)}
              r={sizes.dot}
            />
          );
        }),
      )}
      <text className={beginFits ? "b end" : "b"} x={beginFits ? beginX - (isNarrow ? 6 : 10) : beginX + 8} y={isNarrow ? 40 : 54}>
        {beginText}
      </text>
      {isNarrow ? (
        <>
          <text className="b halo" x={left + 2} y={62}>
            {it.before.median === null ? "" : medianText(it.before, "platform.plot.before_median")}
          </text>
          <text className="b" x={Math.min(beginX + 8, right - 92)} y={beginFits ? 40 : 58}>
            {it.after.median === null ? "" : durationText(f, unit, it.after.median)}
          </text>
          {expectedY !== undefined && <path className="expected" d={`M${right + 3} ${expectedY - 6}v12l-9 -6z`} />}
        </>
      ) : (
        <>
          <text className="b halo" x={left + 4} y={(it.before.median === null ? top + 20 : y.at(it.before.median)) - 10}>
            {medianText(it.before, "platform.plot.before_median")}
          </text>
          <text className="m halo" x={left + 4} y={(it.before.median === null ? top + 20 : y.at(it.before.median)) + 21}>
            {t("platform.plot.cases", { n: it.before.cases })}
          </text>
          <text className="b" x={right + 18} y={labelYs[0]}>
            {medianText(it.after, "platform.plot.after_median")}
          </text>
          {expectedY !== undefined && it.expected != null && (
            <>
              <path className="expected" d={`M${right + 11} ${expectedY - 6}v12l-9 -6z`} />
              <text className="warn" x={right + 18} y={labelYs[1]}>
                {t("platform.plot.expected", { value: durationText(f, unit, it.expected) })}
              </text>
            </>
          )}
          {it.after.cases > 0 && (
            <text className="m" x={right + 18} y={labelYs.at(-1)}>
              {t("platform.plot.cases", { n: it.after.cases })}
            </text>
          )}
        </>
      )}
    </>
  );
}

/** Where a mark stands among the columns; nothing for one that ended before them or began after them. In a gap between two it stands at the seam. */
function placeOfMark(
  mark: Pick<PlotMark, "from" | "until">,
  periods: readonly Pick<PlotPeriod, "from" | "until">[],
  firstX: number,
  step: number,
): { from: number; until: number } | undefined {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || mark.from > last.until || (mark.until ?? mark.from) < first.from) return undefined;
  const number = (day: Day) => Date.parse(`${day}T00:00:00Z`);
  const placeOf = (day: Day) => {
    const at = periods.findIndex((period) => day <= period.until);
    if (at < 0) return firstX + periods.length * step;
    const period = periods[at]!;
    const share = (number(day) - number(period.from)) / Math.max(1, number(period.until) - number(period.from));
    return firstX + (at + Math.min(1, Math.max(0, share))) * step;
  };
  return { from: placeOf(mark.from), until: placeOf(mark.until ?? mark.from) };
}

/** The table of the same figures, for the fold of its `Figure`. */
export function DotPlotTable(it: Pick<DotPlotProps, "title" | "periods" | "unit">): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const values = (period: PlotPeriod, waiting: boolean) =>
    period.cases
      .filter((one) => one.waiting === waiting)
      .map((one) => one.duration)
      .sort((a, b) => a - b);
  return (
    <Table
      caption={it.title}
      onPhone="scroll"
      rows={it.periods}
      rowKey={(period) => period.from}
      columns={[
        {
          key: "period",
          label: t("platform.plot.period"),
          isRowHeader: true,
          cell: (period) => [...new Set([f.month(period.from), f.month(period.until)])].join(" – "),
        },
        { key: "done", label: t("platform.plot.finished"), isNumber: true, cell: (period) => f.number(values(period, false).length) },
        {
          key: "waiting",
          label: t("platform.plot.still_waiting"),
          isNumber: true,
          cell: (period) => f.number(values(period, true).length),
        },
        {
          key: "values",
          label: t(it.unit === "weeks" ? "platform.plot.values" : "platform.plot.values_days"),
          cell: (period) =>
            values(period, false)
              .map((value) => f.number(value))
              .join(", "),
        },
      ]}
    />
  );
}
