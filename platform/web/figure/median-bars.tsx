import { type ReactNode, useId } from "react";
import { type Formats, useFormat } from "../formats.ts";
import { Table } from "../page/table.tsx";
import { type Translate, useTexts } from "../texts.ts";
import type { Duration } from "./dot-plot.tsx";
import { Drawing, ProtectedWord } from "./figure.tsx";
import { scaleOf } from "./scale.ts";

export type MedianRow = {
  readonly label: string;
  /** Ours, drawn in blue; the others are grey. */
  readonly isOurs?: boolean;
} & (
  | { readonly isProtected: true }
  | {
      readonly isProtected?: false;
      /** null: more than half still wait. */
      readonly median: number | null;
      /** The middle half of the cases. */
      readonly middle: readonly [number, number] | null;
      readonly cases: number;
    }
);

export type MedianBarsProps = {
  readonly title: string;
  readonly description: string;
  readonly unit: Duration;
  readonly rows: readonly MedianRow[];
  readonly minimum?: number;
};

type Words = { readonly t: Translate; readonly f: Formats; readonly unit: Duration; readonly minimum: number | "none" };

function valueText({ t, f, unit }: Words, row: Exclude<MedianRow, { isProtected: true }>): string {
  if (row.median === null) return t("platform.plot.no_median");
  return unit === "weeks" ? f.weeks(row.median) : f.days(row.median);
}

/** Groups side by side: a dot for the median, a pale bar for the middle half, hatched where the figure is protected. */
export function MedianBars(it: MedianBarsProps): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words: Words = { t, f, unit: it.unit, minimum: it.minimum ?? "none" };
  const count = it.rows.length;
  return (
    <>
      <p className="small muted figure__how">{t("platform.bars.how")}</p>
      <Drawing
        title={it.title}
        description={it.description}
        wide={{ width: 700, height: count * 48 + 44, content: <Bars {...it} words={words} isNarrow={false} /> }}
        narrow={{ width: 350, height: count * 64 + 44, content: <Bars {...it} words={words} isNarrow /> }}
      />
    </>
  );
}

function Bars(it: MedianBarsProps & { readonly words: Words; readonly isNarrow: boolean }): ReactNode {
  const hatch = useId();
  const { rows, words, isNarrow } = it;
  const { t, f, minimum } = words;
  const shown = rows.flatMap((row) => (row.isProtected ? [] : [row.median ?? 0, row.middle?.[1] ?? 0]));
  const x = isNarrow ? scaleOf(Math.max(...shown, 1), 16, 320, 3) : scaleOf(Math.max(...shown, 1), 210, 560, 3);
  const height = rows.length * (isNarrow ? 64 : 48);
  const axis = t(it.unit === "weeks" ? "platform.plot.weeks_axis" : "platform.plot.days_axis");
  const from = x.at(0);
  const until = x.at(x.end);
  return (
    <>
      <defs>
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch__ground" width="8" height="8" />
          <rect className="hatch__line" width="2" height="8" />
        </pattern>
      </defs>
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line className="grid" x1={x.at(tick)} x2={x.at(tick)} y1={10} y2={height + 10} />
          <text className="m mid" x={x.at(tick)} y={height + 32}>
            {f.number(tick)}
          </text>
        </g>
      ))}
      {!isNarrow && (
        <text className="m" x={until + 14} y={height + 32}>
          {axis}
        </text>
      )}
      {rows.map((row, index) => {
        const y = isNarrow ? 42 + index * 64 : 34 + index * 48;
        const name = row.isOurs ? "b" : undefined;
        const tone = row.isOurs ? "ours" : "theirs";
        const cases = row.isProtected ? "" : `n\u00a0=\u00a0${f.number(row.cases)}`;
        return (
          <g key={row.label}>
            {isNarrow ? (
              <text className={`halo ${name ?? ""}`} x={16} y={y - 18}>
                {row.label} <tspan className="m">{cases}</tspan>
              </text>
            ) : (
              <text className={name} x={0} y={y + 5}>
                {row.label}
              </text>
            )}
            {row.isProtected ? (
              <>
                <rect x={from + 1} y={y - 10} width={until - from - 1} height={20} fill={`url(#${hatch})`} />
                <rect className="paper" x={from + 8} y={y - 12} width={236} height={24} />
                <text className="m" x={from + 16} y={y + 5}>
                  {t("platform.protected.short", { minimum })}
                </text>
              </>
            ) : (
              <Row row={row} tone={tone} x={x.at} y={y} isNarrow={isNarrow} value={valueText(words, row)} cases={cases} />
            )}
          </g>
        );
      })}
    </>
  );
}

function Row(it: {
  readonly row: Exclude<MedianRow, { isProtected: true }>;
  readonly tone: string;
  readonly x: (value: number) => number;
  readonly y: number;
  readonly isNarrow: boolean;
  readonly value: string;
  readonly cases: string;
}): ReactNode {
  const { row, x, y, isNarrow } = it;
  const end = x(Math.max(row.middle?.[1] ?? 0, row.median ?? 0));
  const start = x(row.middle?.[0] ?? row.median ?? 0);
  // beside the bar where there is room, otherwise before it
  const isBefore = isNarrow && end > 228 && start > 130;
  return (
    <>
      {row.middle && <line className={`middle middle--${it.tone}`} x1={x(row.middle[0])} x2={x(row.middle[1])} y1={y} y2={y} />}
      {row.median !== null && <circle className={`median median--${it.tone}`} cx={x(row.median)} cy={y} r={9} />}
      <text className={isBefore ? "b end halo" : "b halo"} x={isBefore ? start - 12 : row.median === null ? x(0) + 8 : end + 14} y={y + 5}>
        {it.value}
        {!isNarrow && <tspan className="m">{`  ${it.cases}`}</tspan>}
      </text>
    </>
  );
}

/** The table of the same figures, for the fold of its `Figure`. */
export function MedianBarsTable(it: Pick<MedianBarsProps, "title" | "rows">): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const shown = (row: MedianRow, value: (open: Exclude<MedianRow, { isProtected: true }>) => ReactNode) =>
    row.isProtected ? <ProtectedWord /> : value(row);
  return (
    <Table
      caption={it.title}
      onPhone="scroll"
      rows={it.rows}
      rowKey={(row) => row.label}
      columns={[
        { key: "group", label: t("platform.bars.group"), isRowHeader: true, cell: (row) => row.label },
        { key: "cases", label: t("platform.bars.cases"), isNumber: true, cell: (row) => shown(row, (open) => f.number(open.cases)) },
        {
          key: "median",
          label: t("platform.plot.median"),
          isNumber: true,
          cell: (row) => shown(row, (open) => (open.median === null ? t("platform.plot.no_median") : f.number(open.median))),
        },
        {
          key: "middle",
          label: t("platform.bars.middle"),
          isNumber: true,
          cell: (row) =>
            shown(row, (open) =>
              open.middle ? t("platform.bars.range", { from: f.number(open.middle[0]), until: f.number(open.middle[1]) }) : "–",
            ),
        },
      ]}
    />
  );
}
