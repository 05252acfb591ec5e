import "./publication.css";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel, Download } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Stack } from "../../../platform/web/page/page.tsx";
import { Note, Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { listGiven, makeGivenSpreadsheet, openGiven, printGiven } from "../contract.ts";
import { IssuedReport } from "./issued.tsx";

/** What sites gave to whoever reads here. */
export function GivenPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const given = useAnswer(listGiven, {});
  return (
    <Page title={t("publication.given.title")} lead={t("publication.given.lead")} width="mid">
      <Answered query={given}>
        {({ reports }) =>
          reports.length === 0 ? (
            <Empty>{t("publication.given.none")}</Empty>
          ) : (
            <Stack>
              <List>
                {reports.map((one) => (
                  <ListRow key={`${one.siteId} ${one.reportId}`}>
                    <p>
                      <Link kind="name" to={`/publication/given/${one.siteId}/${one.reportId}`}>
                        {one.site}: {one.title}
                      </Link>
                    </p>
                    <p className="small muted">
                      {t("publication.about", {
                        kind: t(`publication.kind.${one.kind}`),
                        period: t("publication.period", { from: f.dayWithYear(one.fromOn), until: f.dayWithYear(one.untilOn) }),
                      })}
                    </p>
                    <p className="small">{t("publication.list.number", { number: one.number, day: f.dayWithYear(one.issuedOn) })}</p>
                    {one.replacedBy && (
                      <p>
                        <Tag tone="due">{t("publication.list.replaced_by", { title: one.replacedBy.title })}</Tag>
                      </p>
                    )}
                  </ListRow>
                ))}
              </List>
              <AsExcel endpoint={makeGivenSpreadsheet} request={{ query: { language } }} list={t("publication.given.title")} />
            </Stack>
          )
        }
      </Answered>
    </Page>
  );
}

export function GivenReportPage(): ReactNode {
  const t = useTexts();
  const { siteId, reportId } = usePath("siteId", "reportId");
  const given = useAnswer(openGiven, { params: { siteId, reportId } });
  return (
    <Answered query={given}>
      {(report) => (
        <Page
          title={report.title}
          titleLanguage={report.issue.document.language}
          lead={`${report.site}, ${t(`publication.kind.${report.kind}`)}`}
          width="mid"
          crumbs={[{ to: "/publication/given", label: t("publication.given.title") }]}
          action={
            <Download kind="primary" endpoint={printGiven} request={{ params: { siteId, reportId } }}>
              {t("publication.issued.pdf")}
            </Download>
          }
        >
          {report.replacedBy && (
            <Note tone="due">
              <p>
                {t("publication.given.replaced")}{" "}
                <Link to={`/publication/given/${report.siteId}/${report.replacedBy.id}`}>{report.replacedBy.title}</Link>
              </p>
            </Note>
          )}
          <IssuedReport issue={report.issue} />
        </Page>
      )}
    </Answered>
  );
}
