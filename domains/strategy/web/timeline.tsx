import type { ReactNode } from "react";
import { daysBetween } from "../../../platform/web/day.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";

export type TimelineRow = {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly lateUntilOn: string | null;
  readonly kind: string;
  readonly says: string;
};

/** The first days of the months at which a line is drawn, about eight of them. */
function marksBetween(from: string, until: string): string[] {
  const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const step = Math.max(1, Math.ceil((monthOf(until) - monthOf(from)) / 8));
  const marks = [];
  for (let month = monthOf(from) + 1; month <= monthOf(until); month += 1)
    if (month % step === 0) marks.push(`${String(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, "0")}-01`);
  return marks;
}

/** Bars over time, each a link with a sentence of its own: walked through with the tabulator key. The same stands in the table below. */
export function Timeline(it: {
  readonly label: string;
  readonly today: string;
  readonly todayLabel: string;
  readonly rows: readonly TimelineRow[];
}): ReactNode {
  const f = useFormat();
  const days = it.rows.flatMap((row) => [row.fromOn, row.untilOn, ...(row.lateUntilOn === null ? [] : [row.lateUntilOn])]);
  const from = [...days, it.today].toSorted()[0]!;
  const until = [...days, it.today].toSorted().at(-1)!;
  const whole = Math.max(daysBetween(from, until), 30);
  const at = (day: string) => `${((100 * daysBetween(from, day)) / whole).toFixed(2)}%`;
  const wide = (one: string, other: string) => `${Math.max((100 * daysBetween(one, other)) / whole, 0.6).toFixed(2)}%`;
  return (
    <section className="strategy-timeline" aria-label={it.label}>
      <div className="strategy-timeline__scale" aria-hidden="true">
        {marksBetween(from, until)
          // the last one would stand out over the edge
          .filter((mark) => daysBetween(from, mark) < whole * 0.88)
          .map((mark) => (
            <span key={mark} style={{ insetInlineStart: at(mark) }}>
              {f.month(mark)}
            </span>
          ))}
      </div>
      <ul>
        {it.rows.map((row) => (
          <li key={row.id}>
            <Link to={row.to} label={row.says}>
              {row.title}
            </Link>
            <div className="strategy-timeline__track" aria-hidden="true">
              <span
                className={`strategy-bar strategy-bar--${row.kind}`}
                style={{ insetInlineStart: at(row.fromOn), inlineSize: wide(row.fromOn, row.untilOn) }}
              />
              {row.lateUntilOn !== null && (
                <span
                  className="strategy-bar strategy-bar--over"
                  style={{ insetInlineStart: at(row.untilOn), inlineSize: wide(row.untilOn, row.lateUntilOn) }}
                />
              )}
              <span className="strategy-today" style={{ insetInlineStart: at(it.today) }} />
            </div>
          </li>
        ))}
      </ul>
      <p className="small muted">{it.todayLabel}</p>
    </section>
  );
}
