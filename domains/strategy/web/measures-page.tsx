import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type BoardMeasure, columns, listBoard, makeBoardSpreadsheet } from "../contract.ts";
import { Frame } from "./frame.tsx";
import { Timeline } from "./timeline.tsx";
import { useStrategyWords } from "./words.ts";

const views = ["board", "timeline"] as const;
type View = (typeof views)[number];

/** The measures of the site: where each of them stands, late ones first. */
export function MeasuresPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const { view: asked } = useSearch({ strict: false }) as { view?: string };
  const view: View = asked === "timeline" ? "timeline" : "board";
  const board = useAnswer(listBoard, {});
  return (
    <Frame part="measures" lead={t("strategy.measures.lead")} width="wide">
      <Answered query={board}>
        {({ measures }) =>
          measures.length === 0 ? (
            <Empty>{t("strategy.measures.none")}</Empty>
          ) : (
            <Section title={summaryOf(measures, t)}>
              <Chips
                label={t("strategy.measures.view")}
                isLabelHidden
                value={view}
                onChange={(next) => void navigate({ to: "/strategy/measures", search: { view: next } as never, replace: true })}
                options={views.map((one) => ({ value: one, label: t(`strategy.measures.${one}`) }))}
              />
              {view === "board" ? <Board measures={measures} /> : <AsTimeline measures={measures} />}
              <AsExcel endpoint={makeBoardSpreadsheet} request={{ query: { language } }} list={t("strategy.measures.title")} />
            </Section>
          )
        }
      </Answered>
    </Frame>
  );
}

function summaryOf(measures: readonly BoardMeasure[], t: ReturnType<typeof useTexts>): string {
  const late = measures.filter((one) => one.column === "late").length;
  return late === 0 ? t("strategy.measures.all", { n: measures.length }) : t("strategy.measures.all_late", { n: measures.length, late });
}

function Board(it: { readonly measures: readonly BoardMeasure[] }): ReactNode {
  const t = useTexts();
  const shown = columns.map((column) => ({ column, measures: it.measures.filter((one) => one.column === column) }));
  return (
    <div className="strategy-board">
      {shown
        .filter(({ measures }) => measures.length > 0)
        .map(({ column, measures }) => (
          <section key={column} className={`strategy-column strategy-column--${column}`} aria-labelledby={`strategy-column-${column}`}>
            <h3 id={`strategy-column-${column}`}>
              {t(`strategy.column.${column}`)} <span className="muted">{measures.length}</span>
            </h3>
            <ul>
              {measures.map((measure) => (
                <Card key={measure.id} measure={measure} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function Card(it: { readonly measure: BoardMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { measure } = it;
  return (
    <li className="stack stack-xs">
      <p>
        <Link kind="name" to={`/measures/${measure.id}`}>
          {measure.title}
        </Link>
      </p>
      {measure.daysLate > 0 ? (
        <p>
          <Tag tone="due">{t("strategy.measure.late", { n: measure.daysLate })}</Tag>
        </p>
      ) : (
        <p className="small">
          {measure.endedOn !== null
            ? t("strategy.measure.ended", { day: f.day(measure.endedOn) })
            : t("strategy.measure.due", { day: f.day(measure.dueOn) })}
        </p>
      )}
      <p className="small muted">{measure.ownerName}</p>
      {measure.subGoals.map((goal) => (
        <p key={goal.id} className="small">
          <Link to={`/strategy/framework#sub-goal-${goal.id}`}>{goal.title}</Link>
        </p>
      ))}
    </li>
  );
}

const nameOf = (measure: BoardMeasure): ReactNode => <Link to={`/measures/${measure.id}`}>{measure.title}</Link>;

/** The picture and the same as a table. */
function AsTimeline(it: { readonly measures: readonly BoardMeasure[] }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  return (
    <>
      <Timeline
        label={t("strategy.timeline.label")}
        today={today()}
        todayLabel={t("strategy.timeline.today")}
        rows={it.measures.map((measure) => ({
          id: measure.id,
          to: `/measures/${measure.id}`,
          title: measure.title,
          fromOn: measure.startedOn ?? measure.decidedOn,
          untilOn: measure.endedOn ?? measure.dueOn,
          // what is late goes on until today
          lateUntilOn: measure.daysLate > 0 ? today() : null,
          kind: measure.column,
          says: t("strategy.timeline.says", {
            title: measure.title,
            state: t(`strategy.column.${measure.column}`),
            from: f.dayWithYear(measure.startedOn ?? measure.decidedOn),
            until: f.dayWithYear(measure.endedOn ?? measure.dueOn),
          }),
        }))}
      />
      <Table
        caption={t("strategy.timeline.table")}
        rows={it.measures}
        rowKey={(measure) => measure.id}
        columns={[
          {
            key: "title",
            label: t("strategy.measure.title"),
            isRowHeader: true,
            cell: nameOf,
          },
          { key: "column", label: t("strategy.measure.state"), cell: (measure) => t(`strategy.column.${measure.column}`) },
          { key: "from", label: t("strategy.measure.started"), cell: (measure) => f.shortDay(measure.startedOn ?? measure.decidedOn) },
          { key: "due", label: t("strategy.due_label"), cell: (measure) => f.shortDay(measure.dueOn) },
          { key: "owner", label: t("strategy.measure.owner"), cell: (measure) => measure.ownerName },
          {
            key: "field",
            label: t("strategy.sub_goal.field"),
            cell: (measure) => (measure.fieldOfAction === null ? "–" : words.field(measure.fieldOfAction)),
          },
        ]}
      />
    </>
  );
}
