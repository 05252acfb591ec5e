import type { ReactNode } from "react";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Section } from "../../../platform/web/page/page.tsx";
import { Quote } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { FrameworkDocument } from "../contract.ts";
import { useStrategyWords } from "./words.ts";

type SubGoal = FrameworkDocument["goals"][number]["subGoals"][number];

const measuresOf =
  (hasLinks: boolean) =>
  (sub: SubGoal): ReactNode =>
    sub.measures.length === 0 ? (
      "–"
    ) : (
      <ul className="strategy-linked">
        {sub.measures.map((measure) => (
          <li key={measure.id}>{hasLinks ? <Link to={`/measures/${measure.id}`}>{measure.title}</Link> : measure.title}</li>
        ))}
      </ul>
    );

/** A framework as it was decided. Where the reader works at its site, its measures are links. */
export function Document(it: { readonly document: FrameworkDocument; readonly hasLinks: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  const { document } = it;
  return (
    <>
      <div className="strategy-vision">
        <Quote by={t("strategy.framework.vision")}>
          <span className="lines">{document.vision}</span>
        </Quote>
      </div>
      {document.goals.map((goal, at) => (
        <Section key={goal.id} title={t("strategy.goal.title", { number: at + 1, title: goal.title })}>
          {goal.text !== "" && <p className="lines">{goal.text}</p>}
          {goal.subGoals.length === 0 ? (
            <Empty>{t("strategy.sub_goals.none")}</Empty>
          ) : (
            <Table
              caption={t("strategy.sub_goals.of", { title: goal.title })}
              isCaptionHidden
              rows={goal.subGoals}
              rowKey={(sub) => sub.id}
              columns={[
                { key: "title", label: t("strategy.sub_goal.name"), isRowHeader: true, cell: (sub) => sub.title },
                { key: "field", label: t("strategy.sub_goal.field"), cell: (sub) => words.field(sub.fieldOfAction) },
                { key: "sign", label: t("strategy.sub_goal.sign"), cell: (sub) => (sub.sign === "" ? "–" : sub.sign) },
                { key: "due", label: t("strategy.due_label"), cell: (sub) => (sub.dueOn === null ? "–" : f.shortDay(sub.dueOn)) },
                {
                  key: "measures",
                  label: t("strategy.links.measures"),
                  cell: measuresOf(it.hasLinks),
                },
              ]}
            />
          )}
        </Section>
      ))}
    </>
  );
}
