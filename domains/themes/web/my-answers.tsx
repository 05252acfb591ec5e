import type { ReactNode } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Panel } from "../../../platform/web/page/panel.tsx";
import { Stair } from "../../../platform/web/page/stair.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { getCoordinatorDesk, getOwnHome } from "../contract.ts";
import { sentenceOf, stairStep } from "./words.ts";

type Reports = AnswerOf<typeof getOwnHome>["answers"];

/** On home: what is owed to the reader. */
export function MyAnswers(): ReactNode {
  const home = useAnswer(getOwnHome, {});
  return <Answers reports={home.data?.answers ?? []} />;
}

/** The same for coordinators, who report too. */
export function AnswersAtDesk(): ReactNode {
  const desk = useAnswer(getCoordinatorDesk, {});
  return <Answers reports={desk.data?.answers ?? []} />;
}

function Answers(it: { readonly reports: Reports }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  if (it.reports.length === 0) return null;
  return (
    <Panel title={t("themes.mine.answers")}>
      <List>
        {it.reports.map((report) => (
          <ListRow key={report.id}>
            <p className="small muted">{report.latestAnswer && f.day(report.latestAnswer.on)}</p>
            <p>
              <Link to={`/my-reports/${report.id}`}>{report.title}</Link>
            </p>
            {report.latestAnswer && <p>{sentenceOf(t, report.latestAnswer)}</p>}
            {report.asksWhetherSolved && (
              <p>
                <Link to={`/my-reports/${report.id}`} label={`${t("themes.mine.asks")} ${report.title}`}>
                  {t("themes.mine.asks")}
                </Link>
              </p>
            )}
            <Stair step={stairStep(report.stair.reached)} />
          </ListRow>
        ))}
      </List>
      <p>
        <Link to="/my-reports">{t("themes.mine.all")}</Link>
      </p>
    </Panel>
  );
}
