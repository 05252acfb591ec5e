/* oxlint-disable jsx-a11y/no-static-element-interactions -- the link inside is what is walked through; its box only hears the keys and lights up */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { type Translate, useTexts } from "../../../platform/web/texts.ts";
import { getConnections, type Point, pointKinds } from "../contract.ts";
import { above, beginnings, below, type Hanging, hangingBelow, placed, together } from "../rules-picture.ts";
import { Frame } from "./frame.tsx";

type Found = AnswerOf<typeof getConnections>;
const views = ["list", "picture"] as const;

/** From the goal to the change: what hangs together with what, each of it a link. */
export function ConnectionsPage(): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const { view: asked } = useSearch({ strict: false }) as { view?: string };
  const view = asked === "picture" ? "picture" : "list";
  const connections = useAnswer(getConnections, {});
  return (
    <Frame part="connections" lead={t("strategy.connections.lead")} width="wide">
      <Answered query={connections}>
        {(found) =>
          found.points.length === 0 ? (
            <Empty>{t("strategy.connections.none")}</Empty>
          ) : (
            <div className="stack stack-m">
              <Chips
                label={t("strategy.connections.view")}
                isLabelHidden
                value={view}
                onChange={(next) => void navigate({ to: "/strategy/connections", search: { view: next } as never, replace: true })}
                options={views.map((one) => ({ value: one, label: t(`strategy.connections.as_${one}`) }))}
              />
              {view === "list" ? <AsList found={found} /> : <AsPicture found={found} />}
            </div>
          )
        }
      </Answered>
    </Frame>
  );
}

function pathOf(point: Point): string {
  const paths = {
    goal: "/strategy/framework",
    sub_goal: `/strategy/framework#sub-goal-${point.openId}`,
    theme: `/themes/${point.openId}`,
    decision: `/bodies/meetings/${point.openId}`,
    measure: `/measures/${point.openId}`,
    change: `/measures/${point.openId}`,
  } as const;
  return paths[point.kind];
}

/** What stands beside its title: how far it is. */
function stateOf(point: Point, t: Translate): string | undefined {
  if (point.state === null) return undefined;
  const key = {
    goal: "",
    sub_goal: "strategy.connections.reached",
    theme: `themes.state.${point.state}`,
    decision: `bodies.outcome.${point.state}`,
    measure: `themes.measure_state.${point.state}`,
    change: `strategy.verdict.${point.state}`,
  }[point.kind];
  return t.maybe(key);
}

function titleOf(point: Point, t: Translate): string {
  return point.kind === "change" ? (t.maybe(`strategy.verdict.${point.state ?? ""}`) ?? point.title) : point.title;
}

// ---- as a list ----------------------------------------------------------------------------------------------------------------------------

function AsList(it: { readonly found: Found }): ReactNode {
  const t = useTexts();
  const { points, links } = it.found;
  const begin = beginnings(points, links);
  const goals = begin.filter((point) => point.kind === "goal");
  const others = begin.filter((point) => point.kind !== "goal");
  return (
    <>
      {goals.map((goal) => (
        <Section key={goal.id} title={goal.title} gap="s">
          <Branch
            found={it.found}
            hanging={hangingBelow({ id: goal.id, through: null }, points, links)}
            emptyText={t("strategy.connections.nothing_below")}
          />
        </Section>
      ))}
      {others.length > 0 && (
        <Section title={t("strategy.connections.without_goal")} note={t("strategy.connections.without_goal_note")} gap="s">
          <Branch found={it.found} hanging={others.map((point) => ({ point, through: null }))} />
        </Section>
      )}
    </>
  );
}

function Branch(it: { readonly found: Found; readonly hanging: readonly Hanging[]; readonly emptyText?: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { points, links } = it.found;
  if (it.hanging.length === 0) return it.emptyText === undefined ? null : <p className="small muted">{it.emptyText}</p>;
  return (
    <ul className="strategy-tree">
      {it.hanging.map(({ point, through }) => {
        const state = point.kind === "change" ? undefined : stateOf(point, t);
        return (
          <li key={point.id}>
            <p>
              <span className={`strategy-kind strategy-kind--${point.kind}`}>{t(`strategy.point.${point.kind}`)}</span>{" "}
              <Link to={pathOf(point)}>{titleOf(point, t)}</Link>
              {(state !== undefined || point.on !== null) && (
                <span className={point.isLate ? "small strategy-late" : "small muted"}>
                  {" "}
                  {[
                    ...(state === undefined ? [] : [state]),
                    ...(point.isLate ? [t("strategy.connections.late")] : []),
                    ...(point.on === null ? [] : [f.shortDay(point.on)]),
                  ].join(", ")}
                </span>
              )}
            </p>
            <Branch found={it.found} hanging={hangingBelow({ id: point.id, through }, points, links)} />
          </li>
        );
      })}
    </ul>
  );
}

// ---- as a picture -------------------------------------------------------------------------------------------------------------------------

const size = { width: 158, height: 106, across: 30, down: 14, head: 34 } as const;

/** Columns from goal to change. Links are real links; the arrow keys lead along the lines and through a column. */
function AsPicture(it: { readonly found: Found }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { points, links } = it.found;
  const [chosen, setChosen] = useState<string | null>(null);
  const boxes = useRef(new Map<string, HTMLElement>());
  const places = placed(points, links);
  const at = new Map(places.map((place) => [place.point.id, place]));
  const columns = Math.max(...places.map((place) => place.column)) + 1;
  const rows = Math.max(...places.map((place) => place.row)) + 1;
  const left = (column: number) => column * (size.width + size.across);
  const top = (row: number) => size.head + row * (size.height + size.down);
  const lit = chosen === null ? null : together(chosen, links);
  const kinds = pointKinds.filter((kind) => points.some((point) => point.kind === kind));
  function goTo(id: string | undefined): boolean {
    const link = id === undefined ? undefined : boxes.current.get(id)?.querySelector("a");
    link?.focus();
    link?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return link !== undefined && link !== null;
  }
  function onKey(event: KeyboardEvent, id: string): void {
    const place = at.get(id)!;
    const inColumn = (row: number) => places.find((one) => one.column === place.column && one.row === row)?.point.id;
    const nearest = (list: readonly Point[]) => list.toSorted((a, b) => at.get(a.id)!.row - at.get(b.id)!.row)[0]?.id;
    const to = {
      ArrowDown: () => inColumn(place.row + 1),
      ArrowUp: () => inColumn(place.row - 1),
      ArrowRight: () => nearest(below(id, points, links)),
      ArrowLeft: () => nearest(above(id, points, links)),
    }[event.key];
    if (to && goTo(to())) event.preventDefault();
  }
  return (
    <>
      <p className="small muted only-l">{t("strategy.connections.keys")}</p>
      {/* what is wider than the screen is scrolled by keyboard too, through its links */}
      <section className="strategy-picture" aria-label={t("strategy.connections.label", { n: points.length })}>
        <div className="strategy-picture__sheet" style={{ inlineSize: `${left(columns - 1) + size.width}px`, blockSize: `${top(rows)}px` }}>
          <svg
            aria-hidden="true"
            width={left(columns - 1) + size.width}
            height={top(rows)}
            viewBox={`0 0 ${left(columns - 1) + size.width} ${top(rows)}`}
          >
            {links.map((link) => {
              const [one, other] = [at.get(link.from), at.get(link.to)];
              if (!one || !other) return null;
              const [x, y] = [left(one.column) + size.width, top(one.row) + size.height / 2];
              const [toX, toY] = [left(other.column), top(other.row) + size.height / 2];
              const isLit = lit === null || (lit.has(link.from) && lit.has(link.to));
              return (
                <path
                  key={`${link.from} ${link.to}`}
                  className={`strategy-line${isLit ? "" : " strategy-faint"}`}
                  d={`M ${x} ${y} C ${x + size.across / 2} ${y}, ${toX - size.across / 2} ${toY}, ${toX} ${toY}`}
                />
              );
            })}
          </svg>
          {kinds.map((kind, column) => (
            <p
              key={kind}
              className="strategy-picture__head"
              style={{ insetInlineStart: `${left(column)}px`, inlineSize: `${size.width}px` }}
            >
              {t(`strategy.points.${kind}`)}
            </p>
          ))}
          {places.map(({ point, column, row }) => {
            const state = point.kind === "change" ? undefined : stateOf(point, t);
            const title = titleOf(point, t);
            return (
              <div
                key={point.id}
                ref={(element) => {
                  if (element) boxes.current.set(point.id, element);
                  else boxes.current.delete(point.id);
                }}
                className={`strategy-box strategy-box--${point.kind}${point.isLate ? " strategy-box--late" : ""}${lit === null || lit.has(point.id) ? "" : " strategy-faint"}`}
                style={{
                  insetInlineStart: `${left(column)}px`,
                  insetBlockStart: `${top(row)}px`,
                  inlineSize: `${size.width}px`,
                  blockSize: `${size.height}px`,
                }}
                onMouseEnter={() => setChosen(point.id)}
                onMouseLeave={() => setChosen(null)}
                onFocus={() => setChosen(point.id)}
                onBlur={() => setChosen(null)}
                onKeyDown={(event) => onKey(event, point.id)}
              >
                <Link to={pathOf(point)} label={`${title} (${t(`strategy.point.${point.kind}`)})`}>
                  {title}
                </Link>
                {(state !== undefined || point.on !== null) && (
                  <p className="strategy-box__state">
                    {[
                      ...(point.isLate ? [t("strategy.connections.late")] : state === undefined ? [] : [state]),
                      ...(point.on === null ? [] : [f.shortDay(point.on)]),
                    ].join(", ")}
                  </p>
                )}
              </div>
            );
          })}
        </div>
      </section>
    </>
  );
}
