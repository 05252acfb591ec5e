import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Stair } from "../../../platform/web/page/stair.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { listMyReports, makeMyReportsSpreadsheet } from "../contract.ts";
import { sentenceOf, stairStep } from "./words.ts";

export function MyReportsPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const reports = useAnswer(listMyReports, {});
  return (
    <Page
      title={t("themes.mine.title")}
      lead={t("themes.mine.lead")}
      width="mid"
      action={
        <LinkButton to="/report" kind="primary">
          {t("themes.report.submit")}
        </LinkButton>
      }
    >
      <Answered query={reports}>
        {(answer) =>
          answer.reports.length === 0 ? (
            <Empty>{t("themes.mine.empty")}</Empty>
          ) : (
            <>
              <List>
                {answer.reports.map((report) => (
                  <ListRow
                    key={report.id}
                    at={f.day(report.latestAnswer?.on ?? report.reportedOn)}
                    action={<Stair step={stairStep(report.stair.reached)} />}
                  >
                    <p>
                      <Link kind="name" to={`/my-reports/${report.id}`}>
                        {report.title}
                      </Link>
                    </p>
                    {report.latestAnswer && <p>{sentenceOf(t, report.latestAnswer)}</p>}
                    {report.asksWhetherSolved && (
                      <p>
                        <Tag tone="due">{t("themes.mine.asks")}</Tag>
                      </p>
                    )}
                  </ListRow>
                ))}
              </List>
              <AsExcel endpoint={makeMyReportsSpreadsheet} request={{ query: { language } }} list={t("themes.mine.title")} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
