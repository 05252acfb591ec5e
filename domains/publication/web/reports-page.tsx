import "./publication.css";
import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { Link, LinkButton } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { listReports, makeReportsSpreadsheet, type ReportHead } from "../contract.ts";

/** All reports of the site that this person reads: those in the works first. */
export function ReportsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const reports = useAnswer(listReports, {});
  const mayBegin = reports.data?.abilities.begin ?? false;
  return (
    <Page
      title={t("publication.list.title")}
      lead={reports.data && t(mayBegin ? "publication.list.lead" : "publication.list.lead_member")}
      width="mid"
      action={
        mayBegin && (
          <LinkButton kind="primary" to="/publication/begin">
            {t("publication.list.begin")}
          </LinkButton>
        )
      }
    >
      <Answered query={reports}>
        {(found) => {
          const drafts = found.reports.filter((one) => one.state === "draft");
          const issued = found.reports.filter((one) => one.state === "issued");
          return (
            <Sections>
              {mayBegin && (
                <Section title={t("publication.list.drafts")} gap="s">
                  {drafts.length === 0 ? (
                    <Empty>{t("publication.list.no_drafts")}</Empty>
                  ) : (
                    <List>
                      {drafts.map((one) => (
                        <DraftRow key={one.id} report={one} />
                      ))}
                    </List>
                  )}
                </Section>
              )}
              <Section title={t("publication.list.issued")} gap="s">
                {issued.length === 0 ? (
                  <Empty>{t(mayBegin ? "publication.list.no_issued" : "publication.list.none_given")}</Empty>
                ) : (
                  <List>
                    {issued.map((one) => (
                      <IssuedRow key={one.id} report={one} />
                    ))}
                  </List>
                )}
                {found.reports.length > 0 && (
                  <AsExcel endpoint={makeReportsSpreadsheet} request={{ query: { language } }} list={t("publication.list.title")} />
                )}
              </Section>
            </Sections>
          );
        }}
      </Answered>
    </Page>
  );
}

function Name(it: { readonly report: ReportHead }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { report } = it;
  return (
    <>
      <p>
        <Link kind="name" to={`/publication/reports/${report.id}`}>
          {report.title}
        </Link>
      </p>
      <p className="small muted">
        {t("publication.about", {
          kind: t(`publication.kind.${report.kind}`),
          period: t("publication.period", { from: f.dayWithYear(report.fromOn), until: f.dayWithYear(report.untilOn) }),
        })}
      </p>
    </>
  );
}

function DraftRow(it: { readonly report: ReportHead }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { report } = it;
  return (
    <ListRow {...(report.dueOn === null ? {} : f.when(report.dueOn))}>
      <Name report={report} />
      <p className="small">{t("publication.list.confirmed", { done: report.sections - report.unconfirmed, n: report.sections })}</p>
    </ListRow>
  );
}

function IssuedRow(it: { readonly report: ReportHead }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { report } = it;
  return (
    <ListRow>
      <Name report={report} />
      {report.issued && (
        <p className="small">{t("publication.list.number", { number: report.issued.number, day: f.dayWithYear(report.issued.on) })}</p>
      )}
      {report.replacedBy && (
        <p>
          <Tag tone="due">{t("publication.list.replaced_by", { title: report.replacedBy.title })}</Tag>
        </p>
      )}
    </ListRow>
  );
}
