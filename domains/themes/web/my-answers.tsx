import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Panel } from "../../../platform/web/page/panel.tsx";
import { Stair } from "../../../platform/web/page/stair.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listMyReports } from "../contract.ts";
import { sentenceOf, stairStep } from "./words.ts";

/** On home: what is owed to the reader. */
export function MyAnswers(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const reports = useAnswer(listMyReports, {});
  const answered = (reports.data?.reports ?? []).filter((report) => report.latestAnswer !== null).slice(0, 3);
  if (answered.length === 0) return null;
  return (
    <Panel title={t("themes.mine.answers")}>
      <List>
        {answered.map((report) => (
          <ListRow key={report.id}>
            <p className="small muted">{report.latestAnswer && f.day(report.latestAnswer.on)}</p>
            <p>
              <Link to={`/my-reports/${report.id}`}>{report.title}</Link>
            </p>
            {report.latestAnswer && <p>{sentenceOf(t, report.latestAnswer)}</p>}
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
