import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { CheckboxGroup } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  type AgreementFields,
  type AgreementView,
  changeAgreement,
  endAgreement,
  listAgreements,
  makeAgreement,
  makeAgreementsSpreadsheet,
  removeAgreement,
  restoreAgreement,
} from "../contract.ts";
import { Frame } from "./frame.tsx";
import { useReasons } from "./reasons.ts";

/** What organisations agreed on, and when it runs out. */
export function AgreementsPage(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const language = useLanguage();
  const agreements = useAnswer(listAgreements, {});
  return (
    <Frame part="agreements" lead={t("cooperation.agreements.lead")}>
      <Answered query={agreements}>
        {(found) => (
          <Section
            title={t("cooperation.agreements.all", { n: found.agreements.length })}
            beside={
              found.agreements.length > 0 ? (
                <AsExcel endpoint={makeAgreementsSpreadsheet} request={{ query: { language } }} list={t("cooperation.agreements.title")} />
              ) : undefined
            }
          >
            {found.agreements.length === 0 ? (
              <Empty>{found.abilities.edit ? t("cooperation.agreements.none_yet") : t("cooperation.agreements.none")}</Empty>
            ) : (
              <List>
                {found.agreements.map((agreement) => (
                  <AgreementRow key={agreement.id} agreement={agreement} mayEdit={found.abilities.edit} />
                ))}
              </List>
            )}
            {found.abilities.edit && (
              <Fold summary={t("cooperation.agreements.add")} word={t("cooperation.open")}>
                <AgreementForm
                  submit={t("cooperation.agreements.save_new")}
                  onSend={async (fields, id) => {
                    await call(makeAgreement, { body: { ...fields, id } });
                    say({ text: t("cooperation.agreements.added") });
                    await refresh(listAgreements);
                  }}
                />
              </Fold>
            )}
          </Section>
        )}
      </Answered>
    </Frame>
  );
}

function AgreementRow(it: { readonly agreement: AgreementView; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const [isEditing, setEditing] = useState(false);
  const { agreement } = it;
  const params = { agreementId: agreement.id };
  const unsigned = agreement.parties.filter((party) => party.signedOn === null).map((party) => party.name);
  const left = agreement.parties.filter((party) => party.hasLeft).map((party) => party.name);
  const day = agreement.state === "ended" ? agreement.endedOn : agreement.state === "coming" ? agreement.fromOn : agreement.untilOn;
  return (
    <ListRow
      action={
        it.mayEdit ? (
          <Button kind="link" label={t("cooperation.change_of", { name: agreement.title })} onPress={() => setEditing(true)}>
            {t("cooperation.change")}
          </Button>
        ) : undefined
      }
    >
      <p>
        <b>{agreement.title}</b>
      </p>
      <p className="lines">{agreement.content}</p>
      <p className="small muted">{t("cooperation.agreements.between", { who: f.list(agreement.parties.map((party) => party.name)) })}</p>
      {unsigned.length > 0 && (
        <p className="small muted">{t("cooperation.agreements.unsigned", { who: f.list(unsigned), n: unsigned.length })}</p>
      )}
      <p>
        <Tag
          tone={
            agreement.state === "ending"
              ? "due"
              : agreement.state === "expired"
                ? "bad"
                : agreement.state === "running"
                  ? "good"
                  : undefined
          }
        >
          {day === null
            ? t("cooperation.agreement_state.endless")
            : t(`cooperation.agreement_state.${agreement.state}`, { day: f.dayWithYear(day), n: agreement.daysLeft ?? 0 })}
        </Tag>{" "}
        {left.length > 0 && <Tag tone="due">{t("cooperation.has_left", { name: f.list(left) })}</Tag>}
      </p>
      {isEditing && (
        <Dialog title={agreement.title} onClose={() => setEditing(false)}>
          <AgreementForm
            start={agreement}
            submit={t("cooperation.save")}
            onSend={async (fields) => {
              await call(changeAgreement, { params, body: { ...fields, version: agreement.version } });
              say({ text: t("cooperation.saved") });
              setEditing(false);
              await refresh(listAgreements);
            }}
          />
          <p className="row">
            <Button
              kind="link"
              onPress={() =>
                void call(endAgreement, {
                  params,
                  body: { endedOn: agreement.endedOn === null ? today() : null, version: agreement.version },
                }).then(async () => {
                  setEditing(false);
                  say({ text: t("cooperation.saved") });
                  await refresh(listAgreements);
                })
              }
            >
              {agreement.endedOn === null ? t("cooperation.agreements.end_today") : t("cooperation.agreements.go_on")}
            </Button>
            <Button
              kind="link"
              onPress={() =>
                void call(removeAgreement, { params }).then(async () => {
                  setEditing(false);
                  say({
                    text: t("cooperation.removed", { name: agreement.title }),
                    undo: async () => {
                      await call(restoreAgreement, { params });
                      await refresh(listAgreements);
                    },
                  });
                  await refresh(listAgreements);
                })
              }
            >
              {t("cooperation.agreements.remove")}
            </Button>
          </p>
        </Dialog>
      )}
    </ListRow>
  );
}

function AgreementForm(it: {
  readonly start?: AgreementView;
  readonly submit: string;
  readonly onSend: (fields: AgreementFields, id: string) => Promise<unknown>;
}): ReactNode {
  const t = useTexts();
  const site = useSite();
  const reasons = useReasons();
  const [title, setTitle] = useState(it.start?.title ?? "");
  const [content, setContent] = useState(it.start?.content ?? "");
  const [fromOn, setFrom] = useState<string | null>(it.start?.fromOn ?? today());
  const [untilOn, setUntil] = useState<string | null>(it.start?.untilOn ?? null);
  const [remindDays, setRemind] = useState<number | null>(it.start?.remindDays ?? 60);
  const [parties, setParties] = useState<readonly string[]>(it.start?.parties.map((party) => party.organisationId) ?? []);
  const [signed, setSigned] = useState<readonly string[]>(
    it.start?.parties.flatMap((party) => (party.signedOn === null ? [] : [party.organisationId])) ?? [],
  );
  const here = site.data?.organisations ?? [];
  const gone = it.start?.parties.filter((party) => !here.some((one) => one.id === party.organisationId)) ?? [];
  const options = [
    ...here.map((one) => ({ value: one.id, label: one.name })),
    ...gone.map((one) => ({ value: one.organisationId, label: one.name })),
  ];
  const dayOfSigning = (id: string) => it.start?.parties.find((party) => party.organisationId === id)?.signedOn ?? today();
  return (
    <Form
      submit={it.submit}
      draft={it.start ? `agreement:${it.start.id}` : "agreement"}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) =>
        await it.onSend(
          {
            title,
            content,
            fromOn: fromOn ?? "",
            untilOn,
            remindDays: remindDays ?? 60,
            parties: parties.map((organisationId) => ({
              organisationId,
              signedOn: signed.includes(organisationId) ? dayOfSigning(organisationId) : null,
            })),
          },
          id,
        )
      }
    >
      <TextField name="title" label={t("cooperation.agreement.title")} value={title} onChange={setTitle} maxLength={160} isRequired />
      <TextArea
        name="content"
        label={t("cooperation.agreement.content")}
        value={content}
        onChange={setContent}
        rows={3}
        maxLength={2000}
        isRequired
      />
      <Pair>
        <DateField name="fromOn" label={t("cooperation.agreement.from")} value={fromOn} onChange={setFrom} isRequired />
        <DateField
          name="untilOn"
          label={t("cooperation.agreement.until")}
          hint={t("cooperation.agreement.until_hint")}
          value={untilOn}
          onChange={setUntil}
          direction="future"
          isOptional
        />
      </Pair>
      <NumberField
        name="remindDays"
        label={t("cooperation.agreement.remind")}
        value={remindDays}
        onChange={setRemind}
        minimum={1}
        maximum={365}
      />
      <CheckboxGroup
        name="parties"
        label={t("cooperation.agreement.parties")}
        options={options}
        values={parties}
        onChange={setParties}
        isRequired
      />
      {parties.length > 0 && (
        <CheckboxGroup
          name="signed"
          label={t("cooperation.agreement.signed")}
          options={options.filter((one) => parties.includes(one.value))}
          values={signed}
          onChange={setSigned}
        />
      )}
    </Form>
  );
}
