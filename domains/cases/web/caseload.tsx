import type { ReactNode } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Table } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { getCaseload, makeCaseloadSpreadsheet, takeNoteOfTakeOver } from "../contract.ts";
import { useCaseWords } from "./words.ts";

/** For the team lead: take-overs of which nobody took note. Nothing new, nothing shown. */
export function UnitTakeOvers(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { member } = useCaseWords();
  const list = useAnswer(getCaseload, {});
  const takeNote = (takeOverId: string) =>
    void call(takeNoteOfTakeOver, { params: { takeOverId } })
      .then(() => refresh(getCaseload))
      .then(() => say({ text: t("cases.take_over.unit.said") }))
      .catch((error: unknown) => say({ text: t(`platform.problem.${problemOf(error).code}`) }));
  if (!list.data || list.data.takeOvers.length === 0) return null;
  return (
    <Section title={t("cases.take_over.unit.title")} note={t("cases.take_over.unit.note")}>
      <List label={t("cases.take_over.unit.title")}>
        {list.data.takeOvers.map((one) => (
          <ListRow
            key={one.id}
            action={
              <Button kind="link" label={t("cases.take_over.unit.acknowledge_of", { number: one.number })} onPress={() => takeNote(one.id)}>
                {t("cases.take_over.acknowledge")}
              </Button>
            }
          >
            <p>{t("cases.take_over.unit.line", { name: member(one.byId), number: one.number })}</p>
            <p className="small muted">{t("cases.take_over.unit.when", { from: f.moment(one.fromAt), until: f.time(one.untilAt) })}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

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
