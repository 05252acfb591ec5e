import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { dayOf } from "../../../../platform/web/clock.ts";
import { Chips } from "../../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../../platform/web/page/page.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { type Cadence, cadences, chooseCadence, getOwnMail, type MailGroup } from "../../contract.ts";
import { stateWords, useKindWords } from "./mail-state.ts";

/** How often Verbund writes to oneself, and what it wrote. */
export function OwnMailPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const kindWords = useKindWords();
  const own = useAnswer(getOwnMail, {});
  /** What was just chosen stands there before the server has said so. */
  const [chosen, setChosen] = useState<Partial<Record<MailGroup, Cadence>>>({});
  const choose = async (group: MailGroup, cadence: Cadence) => {
    setChosen((before) => ({ ...before, [group]: cadence }));
    try {
      await call(chooseCadence, { params: { group }, body: { cadence } });
      say({ text: t("accounts.mail.own.saved") });
    } catch (error) {
      say({ text: t(`platform.problem.${problemOf(error).code}`) });
    }
    await refresh(getOwnMail);
    setChosen(({ [group]: _done, ...rest }) => rest);
  };
  return (
    <Page title={t("accounts.mail.own.title")} lead={t("accounts.mail.own.lead")} width="narrow">
      <Answered query={own}>
        {(answer) => (
          <>
            {!answer.isSetUp && (
              <Note>
                <p>{t("accounts.mail.own.not_set_up")}</p>
              </Note>
            )}
            <Section title={t("accounts.mail.own.choices")}>
              {answer.choices.map((choice) => (
                <Chips
                  key={choice.group}
                  label={t(`accounts.mail.group.${choice.group}`)}
                  options={cadences.map((one) => ({ value: one, label: t(`accounts.mail.cadence.${one}`) }))}
                  value={chosen[choice.group] ?? choice.cadence}
                  onChange={(cadence) => void choose(choice.group, cadence)}
                />
              ))}
              <p className="small muted">{t("accounts.mail.own.digest")}</p>
              <p className="small muted">{t("accounts.mail.own.unnamed")}</p>
            </Section>
            <Section title={t("accounts.mail.own.sent")}>
              {answer.mails.length === 0 ? (
                <Empty>{t("accounts.mail.own.none")}</Empty>
              ) : (
                <List label={t("accounts.mail.own.sent")}>
                  {answer.mails.map((mail) => (
                    <ListRow key={mail.id} at={f.day(dayOf(new Date(mail.queuedAt)))}>
                      <p>{kindWords(mail.kind)}</p>
                      <p className="small muted">{stateWords(t, f, mail, { isSetUp: answer.isSetUp, isDown: false })}</p>
                    </ListRow>
                  ))}
                </List>
              )}
            </Section>
          </>
        )}
      </Answered>
    </Page>
  );
}
