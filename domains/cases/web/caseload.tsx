import type { ReactNode } from "react";
import { Answered, useAnswer } from "../../../platform/web/answers.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { getCaseload, makeCaseloadSpreadsheet } from "../contract.ts";
import { useCaseWords } from "./words.ts";

/** For the team lead: how many, never who. */
export function Caseload(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { member } = useCaseWords();
  const language = useLanguage();
  const caseload = useAnswer(getCaseload, {});
  return (
    <Section title={t("cases.caseload.title")} note={t("cases.caseload.note")}>
      <Answered query={caseload}>
        {(answer) =>
          answer.members.length === 0 ? (
            <Empty>{t("cases.caseload.empty")}</Empty>
          ) : (
            <>
              <p>
                {t("cases.caseload.activity", {
                  contacts: answer.contactsLast30Days,
                  hours: f.number(Math.round(answer.minutesLast30Days / 60)),
                })}
              </p>
              <Table
                caption={t("cases.caseload.title")}
                isCaptionHidden
                rows={answer.members}
                rowKey={(row) => row.membershipId}
                columns={[
                  { key: "name", label: t("cases.caseload.member"), isRowHeader: true, cell: (row) => member(row.membershipId) },
                  { key: "open", label: t("cases.caseload.open"), isNumber: true, cell: (row) => f.number(row.open) },
                  { key: "quiet", label: t("cases.caseload.quiet"), isNumber: true, cell: (row) => f.number(row.quiet) },
                  {
                    key: "unchecked",
                    label: t("cases.caseload.unchecked"),
                    isNumber: true,
                    cell: (row) => f.number(row.legalBasisUnchecked),
                  },
                ]}
              />
              <AsExcel endpoint={makeCaseloadSpreadsheet} request={{ query: { language } }} list={t("cases.caseload.title")} />
            </>
          )
        }
      </Answered>
    </Section>
  );
}
