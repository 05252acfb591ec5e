import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { Actions, Button, LinkButton } from "../../../../platform/web/form/button.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { Table } from "../../../../platform/web/page/table.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import {
  changeConsultation,
  type ConsultationView,
  countConsultations,
  getTally,
  listConsultations,
  takeBackConsultations,
} from "../../contract.ts";
import { EditDialog } from "../edit-dialog.tsx";
import { factsOf, type Talk, TalkFields, talkOf } from "./talk-fields.tsx";
import { useTalkWords } from "./words.ts";

/** What the own unit counted on a day, to correct it. In no order: nothing tells who came when. */
export function DaysPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const words = useTalkWords();
  const { day: asked } = useSearch({ strict: false }) as { day?: string };
  const day = typeof asked === "string" && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today();
  const list = useAnswer(listConsultations, { query: { day } }, { keep: true });
  const [changing, setChanging] = useState<ConsultationView | undefined>(undefined);
  const go = (to: string) => void navigate({ to: "/consultations/days", search: { day: to } as never });
  const again = () => refresh(listConsultations, getTally);

  async function remove(talk: ConsultationView): Promise<void> {
    try {
      await call(takeBackConsultations, { body: { ids: [talk.id] } });
      say({
        text: t("cases.consultation.taken_back", { n: 1, what: words.title(talk) }),
        undo: async () => {
          await call(countConsultations, { body: { consultations: [talk] } });
          await again();
        },
      });
    } catch (error) {
      say({ text: t(`platform.problem.${problemOf(error).code}`) });
    }
    await again();
  }

  return (
    <Page title={t("cases.consultation.days")} lead={t("cases.consultation.days_lead")} width="mid">
      <DateField label={t("cases.consultation.which_day")} direction="past" value={day} onChange={(to) => to !== null && go(to)} />
      <Answered query={list}>
        {(answer) => (
          <>
            <Section title={f.longDay(answer.day)} note={t("cases.consultation.count", { n: answer.consultations.length })}>
              {answer.consultations.length === 0 ? (
                <Empty>
                  {t("cases.consultation.none_on_day")}{" "}
                  {answer.abilities.count && (
                    <LinkButton kind="link" to="/consultations">
                      {t("cases.consultation.to_count")}
                    </LinkButton>
                  )}
                </Empty>
              ) : (
                <List label={t("cases.consultation.days")}>
                  {answer.consultations.map((talk) => (
                    <ListRow
                      key={talk.id}
                      action={
                        answer.abilities.count && (
                          <span className="row">
                            <Button kind="link" label={t("cases.edit_of", { what: words.title(talk) })} onPress={() => setChanging(talk)}>
                              {t("cases.edit")}
                            </Button>
                            <Button
                              kind="link"
                              label={t("cases.consultation.remove_of", { what: words.title(talk) })}
                              onPress={() => void remove(talk)}
                            >
                              {t("cases.consultation.remove")}
                            </Button>
                          </span>
                        )
                      }
                    >
                      <p>{words.title(talk)}</p>
                      <p className="small muted">
                        {[
                          ...words.details(talk),
                          ...(talk.ageBand === null ? [] : [t(`cases.consultation.age.${talk.ageBand}`)]),
                          ...(talk.minutes === null ? [] : [f.minutes(talk.minutes)]),
                        ].join(", ")}
                      </p>
                    </ListRow>
                  ))}
                </List>
              )}
              <Actions>
                {answer.before !== null && (
                  <Button kind="link" onPress={() => go(answer.before!)}>
                    {t("cases.consultation.earlier", { day: f.day(answer.before) })}
                  </Button>
                )}
                {answer.after !== null && (
                  <Button kind="link" onPress={() => go(answer.after!)}>
                    {t("cases.consultation.later", { day: f.day(answer.after) })}
                  </Button>
                )}
              </Actions>
            </Section>
            {answer.fromFiles.length > 0 && (
              <Fold
                summary={t("cases.consultation.from_files", { month: f.month(answer.day) })}
                word={t("cases.consultation.count", { n: answer.fromFiles.reduce((sum, one) => sum + one.talks, 0) })}
              >
                <Table
                  caption={t("cases.consultation.from_files", { month: f.month(answer.day) })}
                  isCaptionHidden
                  rows={answer.fromFiles}
                  rowKey={(row) => JSON.stringify(row)}
                  columns={[
                    {
                      key: "field",
                      label: t("cases.consultation.by.field"),
                      isRowHeader: true,
                      cell: (row) => words.label("field_of_action", row.fieldOfAction),
                    },
                    {
                      key: "town",
                      label: t("cases.consultation.by.town"),
                      cell: (row) => words.town(row.townId) ?? t("cases.consultation.not_said"),
                    },
                    {
                      key: "language",
                      label: t("cases.consultation.by.language"),
                      cell: (row) => (row.language === null ? t("cases.consultation.not_said") : words.languageName(row.language)),
                    },
                    { key: "talks", label: t("cases.consultation.talks"), isNumber: true, cell: (row) => f.number(row.talks) },
                  ]}
                />
              </Fold>
            )}
          </>
        )}
      </Answered>
      {changing && <ChangeTalk row={changing} onClose={() => setChanging(undefined)} />}
    </Page>
  );
}

function ChangeTalk(it: { readonly row: ConsultationView; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useTalkWords();
  const [talk, setTalk] = useState<Talk>(() => talkOf(it.row));
  const { id } = it.row;
  return (
    <EditDialog
      title={t("cases.consultation.change")}
      submit={t("cases.consultation.save")}
      said={t("cases.consultation.saved")}
      row={it.row}
      values={talk}
      onValues={setTalk}
      onClose={it.onClose}
      fromCurrent={(current: ConsultationView) => talkOf(current)}
      compared={[
        { label: t("cases.consultation.concern"), shown: (one) => words.title(factsOf(one)) },
        { label: t("cases.consultation.outcome"), shown: (one) => words.details(factsOf(one)).join(", ") },
        { label: t("cases.consultation.day"), shown: (one) => (one.talkedOn === null ? "" : f.dayWithYear(one.talkedOn)) },
      ]}
      onSave={({ version }) =>
        call(changeConsultation, { params: { consultationId: id }, body: { ...factsOf(talk), version: version ?? 1 } })
      }
    >
      <TalkFields talk={talk} onChange={(part) => setTalk((before) => ({ ...before, ...part }))} isOpen />
    </EditDialog>
  );
}
