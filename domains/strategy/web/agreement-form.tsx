import type { ReactNode } from "react";
import { useAnswer } from "../../../platform/web/answers.tsx";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { CheckboxGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Fieldset, Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { type AgreementFields, type AgreementView, getFramework } from "../contract.ts";
import { KeptForm } from "./kept-form.tsx";

type Writing = Omit<AgreementFields, "fromOn" | "untilOn" | "remindDays" | "commitments" | "organisationIds"> & {
  fromOn: string | null;
  untilOn: string | null;
  remindDays: number | null;
  organisationIds: readonly string[];
  commitments: readonly { id: string; organisationId: string | null; text: string; dueOn: string | null }[];
};

function writingOf(view?: AgreementView): Writing {
  return {
    title: view?.title ?? "",
    content: view?.content ?? "",
    subGoalId: view?.subGoal?.id ?? null,
    fromOn: view?.fromOn ?? today(),
    untilOn: view?.untilOn ?? addDays(today(), 365),
    remindDays: view?.remindDays ?? 60,
    organisationIds: view?.parties.map((party) => party.organisationId) ?? [],
    commitments: view?.commitments.map(({ id, organisationId, text, dueOn }) => ({ id, organisationId, text, dueOn })) ?? [],
  };
}

/** Who agrees on what until when. After the first signature only its reminder and its sub-goal can be changed. */
export function AgreementForm(it: {
  readonly view?: AgreementView;
  readonly onSend: (fields: AgreementFields, sent: { readonly id: string; readonly version: number }) => Promise<unknown>;
  readonly done: string;
  readonly after: () => Promise<unknown>;
  readonly onCancel: () => void;
}): ReactNode {
  const t = useTexts();
  const site = useSite();
  const framework = useAnswer(getFramework, {});
  const { view } = it;
  const here = site.data?.organisations ?? [];
  const gone = view?.parties.filter((party) => !here.some((one) => one.id === party.organisationId)) ?? [];
  const organisations = [
    ...here.map((one) => ({ value: one.id, label: one.name })),
    ...gone.map((one) => ({ value: one.organisationId, label: one.name })),
  ];
  const nameOf = (id: string | null) => organisations.find((one) => one.value === id)?.label ?? "";
  const subGoals = (framework.data?.goals ?? []).flatMap((goal) => goal.subGoals.map((one) => ({ value: one.id, label: one.title })));
  const isSigned = view?.isSigned ?? false;
  return (
    <KeptForm<Writing>
      draftKey={view ? `strategy-agreement:${view.id}` : "strategy-agreement"}
      start={writingOf(view)}
      version={view?.version ?? 0}
      submit={t("strategy.agreement.save")}
      compared={[
        { label: t("strategy.agreement.title"), shown: (values) => values.title },
        { label: t("strategy.agreement.content"), shown: (values) => values.content },
        { label: t("strategy.from"), shown: (values) => values.fromOn ?? "" },
        { label: t("strategy.until_label"), shown: (values) => values.untilOn ?? "" },
        { label: t("strategy.agreement.parties"), shown: (values) => values.organisationIds.map(nameOf).toSorted().join(", ") },
        {
          label: t("strategy.commitments.title"),
          shown: (values) => values.commitments.map((one) => `${nameOf(one.organisationId)}: ${one.text}`).join("; "),
        },
      ]}
      theirsOf={(current) => ({ values: writingOf(current as AgreementView), version: (current as AgreementView).version })}
      onSend={(values, sent) =>
        it.onSend(
          {
            ...values,
            fromOn: values.fromOn ?? "",
            untilOn: values.untilOn ?? "",
            remindDays: values.remindDays ?? 60,
            organisationIds: [...values.organisationIds],
            commitments: values.commitments.map((one) => ({ ...one, organisationId: one.organisationId ?? "" })),
          },
          sent,
        )
      }
      done={it.done}
      after={it.after}
      onCancel={it.onCancel}
    >
      {(values, change) => (
        <>
          {isSigned && (
            <Note tone="due">
              <p>{t("strategy.agreement.signed_note")}</p>
            </Note>
          )}
          {!isSigned && (
            <>
              <TextField
                name="title"
                label={t("strategy.agreement.title")}
                value={values.title}
                onChange={(title) => change({ title })}
                maxLength={160}
                isRequired
              />
              <TextArea
                name="content"
                label={t("strategy.agreement.content")}
                hint={t("strategy.agreement.content_hint")}
                value={values.content}
                onChange={(content) => change({ content })}
                rows={4}
                maxLength={3000}
                isRequired
              />
              <Pair>
                <DateField
                  name="fromOn"
                  label={t("strategy.from")}
                  value={values.fromOn}
                  onChange={(fromOn) => change({ fromOn })}
                  isRequired
                />
                <DateField
                  name="untilOn"
                  label={t("strategy.until_label")}
                  value={values.untilOn}
                  onChange={(untilOn) => change({ untilOn })}
                  direction="future"
                  isRequired
                />
              </Pair>
              <CheckboxGroup
                name="organisationIds"
                label={t("strategy.agreement.parties")}
                options={organisations}
                values={values.organisationIds}
                onChange={(organisationIds) => change({ organisationIds })}
                isRequired
              />
              <Commitments values={values} change={change} nameOf={nameOf} />
            </>
          )}
          <Pair>
            <NumberField
              name="remindDays"
              label={t("strategy.agreement.remind")}
              value={values.remindDays}
              onChange={(remindDays) => change({ remindDays })}
              minimum={1}
              maximum={365}
            />
            <Select
              name="subGoalId"
              label={t("strategy.agreement.sub_goal")}
              value={values.subGoalId}
              onChange={(subGoalId) => change({ subGoalId })}
              emptyLabel={t("strategy.agreement.no_sub_goal")}
              options={subGoals}
              isOptional
            />
          </Pair>
        </>
      )}
    </KeptForm>
  );
}

function Commitments(it: {
  readonly values: Writing;
  readonly change: (part: Partial<Writing>) => void;
  readonly nameOf: (id: string | null) => string;
}): ReactNode {
  const t = useTexts();
  const { commitments, organisationIds } = it.values;
  const set = (at: number, part: Partial<Writing["commitments"][number]>) =>
    it.change({ commitments: commitments.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <Fieldset legend={t("strategy.commitments.title")}>
      <div className="stack stack-m">
        {commitments.map((one, at) => (
          <div key={one.id} className="strategy-commitment stack stack-s">
            <Select
              name={`commitments.${at}.organisationId`}
              label={t("strategy.commitment.who", { n: at + 1 })}
              value={one.organisationId}
              onChange={(organisationId) => set(at, { organisationId })}
              emptyLabel={t("strategy.choose")}
              options={organisationIds.map((id) => ({ value: id, label: it.nameOf(id) }))}
              isRequired
            />
            <TextArea
              name={`commitments.${at}.text`}
              label={t("strategy.commitment.text", { n: at + 1 })}
              value={one.text}
              onChange={(text) => set(at, { text })}
              rows={2}
              maxLength={600}
              isRequired
            />
            <DateField
              name={`commitments.${at}.dueOn`}
              label={t("strategy.commitment.due", { n: at + 1 })}
              value={one.dueOn}
              onChange={(dueOn) => set(at, { dueOn })}
              isOptional
            />
            <p>
              <Button
                kind="link"
                label={t("strategy.commitment.take_out_of", { n: at + 1 })}
                onPress={() => it.change({ commitments: commitments.filter((_, index) => index !== at) })}
              >
                {t("strategy.commitment.take_out")}
              </Button>
            </p>
          </div>
        ))}
        <p>
          <Button
            kind="secondary"
            onPress={() => it.change({ commitments: [...commitments, { id: newId(), organisationId: null, text: "", dueOn: null }] })}
          >
            {t(commitments.length === 0 ? "strategy.commitment.add_first" : "strategy.commitment.add")}
          </Button>
        </p>
      </div>
    </Fieldset>
  );
}
