import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { CheckboxGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  addGoal,
  addSubGoal,
  changeGoal,
  changeSubGoal,
  decideFramework,
  type FrameworkView,
  getFramework,
  type GoalView,
  linkSubGoal,
  listHistory,
  listLinkable,
  saveFramework,
  type SubGoalView,
} from "../contract.ts";
import { KeptForm } from "./kept-form.tsx";

const fieldsOf = (framework: FrameworkView["framework"]) => ({
  title: framework?.title ?? "",
  vision: framework?.vision ?? "",
  fromOn: framework?.fromOn ?? (today() as string | null),
  untilOn: framework?.untilOn ?? null,
});

export function FrameworkForm(it: { readonly view: FrameworkView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { framework } = it.view;
  return (
    <KeptForm
      draftKey="strategy-framework"
      start={fieldsOf(framework)}
      version={framework?.version ?? 0}
      submit={t("strategy.framework.save")}
      compared={[
        { label: t("strategy.framework.name"), shown: (values) => values.title },
        { label: t("strategy.framework.vision"), shown: (values) => values.vision },
        { label: t("strategy.from"), shown: (values) => values.fromOn ?? "" },
        { label: t("strategy.until_label"), shown: (values) => values.untilOn ?? "" },
      ]}
      theirsOf={(current) => {
        const now = (current as FrameworkView).framework;
        return now ? { values: fieldsOf(now), version: now.version } : undefined;
      }}
      onSend={(values, { version }) => call(saveFramework, { body: { ...values, fromOn: values.fromOn ?? "", version } })}
      done={t("strategy.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(getFramework, listHistory);
      }}
    >
      {(values, change) => (
        <>
          <TextField
            name="title"
            label={t("strategy.framework.name")}
            hint={t("strategy.framework.name_hint")}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={160}
            isRequired
          />
          <TextArea
            name="vision"
            label={t("strategy.framework.vision")}
            hint={t("strategy.framework.vision_hint")}
            value={values.vision}
            onChange={(vision) => change({ vision })}
            rows={5}
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
              isOptional
            />
          </Pair>
        </>
      )}
    </KeptForm>
  );
}

export function GoalForm(it: { readonly goal?: GoalView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { goal } = it;
  const fieldsOfGoal = (one?: GoalView) => ({ title: one?.title ?? "", text: one?.text ?? "" });
  return (
    <KeptForm
      draftKey={goal ? `strategy-goal:${goal.id}` : "strategy-goal"}
      start={fieldsOfGoal(goal)}
      version={goal?.version ?? 0}
      submit={t("strategy.goal.save")}
      kind="secondary"
      compared={[
        { label: t("strategy.goal.name"), shown: (values) => values.title },
        { label: t("strategy.goal.text"), shown: (values) => values.text },
      ]}
      theirsOf={(current) => ({ values: fieldsOfGoal(current as GoalView), version: (current as GoalView).version })}
      onSend={(values, { id, version }) =>
        goal ? call(changeGoal, { params: { goalId: goal.id }, body: { ...values, version } }) : call(addGoal, { body: { ...values, id } })
      }
      done={t("strategy.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(getFramework, listHistory);
      }}
    >
      {(values, change) => (
        <>
          <TextField
            name="title"
            label={t("strategy.goal.name")}
            hint={t("strategy.goal.name_hint")}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={200}
            isRequired
          />
          <TextArea
            name="text"
            label={t("strategy.goal.text")}
            value={values.text}
            onChange={(text) => change({ text })}
            rows={3}
            maxLength={2000}
            isOptional
          />
        </>
      )}
    </KeptForm>
  );
}

export function SubGoalForm(it: {
  readonly goals: readonly GoalView[];
  readonly goalId: string;
  readonly subGoal?: SubGoalView;
  readonly onDone?: () => void;
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const site = useSite();
  const refresh = useRefresh();
  const { subGoal } = it;
  const fields = site.data?.vocabularies["field_of_action"] ?? [];
  const fieldsOfSubGoal = (one?: SubGoalView) => ({
    goalId: one?.goalId ?? it.goalId,
    fieldOfAction: one?.fieldOfAction ?? (null as string | null),
    title: one?.title ?? "",
    sign: one?.sign ?? "",
    dueOn: one?.dueOn ?? null,
  });
  return (
    <KeptForm
      draftKey={subGoal ? `strategy-sub-goal:${subGoal.id}` : `strategy-sub-goal-of:${it.goalId}`}
      start={fieldsOfSubGoal(subGoal)}
      version={subGoal?.version ?? 0}
      submit={t("strategy.sub_goal.save")}
      kind="secondary"
      compared={[
        { label: t("strategy.sub_goal.name"), shown: (values) => values.title },
        { label: t("strategy.sub_goal.sign"), shown: (values) => values.sign },
        { label: t("strategy.sub_goal.field"), shown: (values) => values.fieldOfAction ?? "" },
        { label: t("strategy.due_label"), shown: (values) => values.dueOn ?? "" },
      ]}
      theirsOf={(current) => ({ values: fieldsOfSubGoal(current as SubGoalView), version: (current as SubGoalView).version })}
      onSend={(values, { id, version }) => {
        const body = { ...values, fieldOfAction: values.fieldOfAction ?? "" };
        return subGoal
          ? call(changeSubGoal, { params: { subGoalId: subGoal.id }, body: { ...body, version } })
          : call(addSubGoal, { body: { ...body, id } });
      }}
      done={t("strategy.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(getFramework, listHistory);
      }}
    >
      {(values, change) => (
        <>
          <TextField
            name="title"
            label={t("strategy.sub_goal.name")}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={200}
            isRequired
          />
          <TextArea
            name="sign"
            label={t("strategy.sub_goal.sign")}
            hint={t("strategy.sub_goal.sign_hint")}
            value={values.sign}
            onChange={(sign) => change({ sign })}
            rows={2}
            maxLength={600}
            isOptional
          />
          <Pair>
            <Select
              name="fieldOfAction"
              label={t("strategy.sub_goal.field")}
              value={values.fieldOfAction}
              onChange={(fieldOfAction) => change({ fieldOfAction })}
              emptyLabel={t("strategy.choose")}
              options={fields.map((one) => ({ value: one.code, label: one[language] }))}
              isRequired
            />
            <DateField
              name="dueOn"
              label={t("strategy.due_label")}
              value={values.dueOn}
              onChange={(dueOn) => change({ dueOn })}
              isOptional
            />
          </Pair>
          {subGoal && it.goals.length > 1 && (
            <Select
              name="goalId"
              label={t("strategy.sub_goal.goal")}
              value={values.goalId}
              onChange={(goalId) => change({ goalId: goalId ?? it.goalId })}
              options={it.goals.map((one) => ({ value: one.id, label: one.title }))}
            />
          )}
        </>
      )}
    </KeptForm>
  );
}

/** Which measures and themes belong to a sub-goal: a list to tick, narrowed down by a word. */
export function LinksForm(it: { readonly subGoal: SubGoalView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const [word, setWord] = useState("");
  const linkable = useAnswer(listLinkable, {});
  const { subGoal } = it;
  const linksOf = (one: SubGoalView) => ({
    measureIds: one.measures.map((measure) => measure.id) as readonly string[],
    themeIds: one.themes.map((theme) => theme.id) as readonly string[],
  });
  const isMeant = (...titles: readonly string[]) => titles.some((title) => title.toLowerCase().includes(word.trim().toLowerCase()));
  return (
    <Answered query={linkable}>
      {(found) => {
        const titlesOf = (ids: readonly string[]) =>
          [...found.measures, ...found.themes]
            .filter((one) => ids.includes(one.id))
            .map((one) => one.title)
            .join("; ");
        return (
          <KeptForm
            draftKey={`strategy-links:${subGoal.id}`}
            start={linksOf(subGoal)}
            version={subGoal.version}
            submit={t("strategy.links.save")}
            kind="secondary"
            compared={[
              { label: t("strategy.links.measures"), shown: (values) => titlesOf(values.measureIds) },
              { label: t("strategy.links.themes"), shown: (values) => titlesOf(values.themeIds) },
            ]}
            theirsOf={(current) => ({ values: linksOf(current as SubGoalView), version: (current as SubGoalView).version })}
            onSend={(values, { version }) =>
              call(linkSubGoal, {
                params: { subGoalId: subGoal.id },
                body: { measureIds: [...values.measureIds], themeIds: [...values.themeIds], version },
              })
            }
            done={t("strategy.saved")}
            after={async () => {
              it.onDone();
              await refresh(getFramework, listHistory);
            }}
          >
            {(values, change) => (
              <>
                {found.measures.length + found.themes.length > 8 && (
                  <TextField label={t("strategy.links.filter")} value={word} onChange={setWord} maxLength={80} />
                )}
                <CheckboxGroup
                  name="measureIds"
                  label={t("strategy.links.measures")}
                  hint={found.measures.length === 0 ? t("strategy.links.no_measure") : undefined}
                  options={found.measures
                    .filter((one) => values.measureIds.includes(one.id) || isMeant(one.title, one.themeTitle))
                    .map((one) => ({ value: one.id, label: one.title, note: t("strategy.links.of_theme", { theme: one.themeTitle }) }))}
                  values={values.measureIds}
                  onChange={(measureIds) => change({ measureIds })}
                />
                <CheckboxGroup
                  name="themeIds"
                  label={t("strategy.links.themes")}
                  hint={t("strategy.links.themes_hint")}
                  options={found.themes
                    .filter((one) => values.themeIds.includes(one.id) || isMeant(one.title))
                    .map((one) => ({ value: one.id, label: one.title }))}
                  values={values.themeIds}
                  onChange={(themeIds) => change({ themeIds })}
                />
              </>
            )}
          </KeptForm>
        );
      }}
    </Answered>
  );
}

/** Freezes what stands there as the version that a body decided on a day. */
export function DecideForm(it: { readonly view: FrameworkView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("strategy");
  const linkable = useAnswer(listLinkable, {});
  const [bodyId, setBody] = useState<string | null>(null);
  const [decidedOn, setDecidedOn] = useState<string | null>(today());
  const [decisionId, setDecision] = useState<string | null>(null);
  const [note, setNote] = useState("");
  return (
    <Answered query={linkable}>
      {(found) => (
        <Form
          submit={t("strategy.version.save")}
          draft="strategy-decides"
          wordsFor={reasons.field}
          wordsForProblem={reasons.problem}
          onSubmit={async ({ id }) => {
            const version = it.view.framework?.version ?? 1;
            await call(decideFramework, { body: { id, decidedOn: decidedOn ?? "", bodyId: bodyId ?? "", decisionId, note, version } });
            say({ text: t("strategy.version.saved") });
            it.onDone();
            await refresh(getFramework, listHistory);
          }}
        >
          <p>{t("strategy.version.add_note")}</p>
          <Pair>
            <Select
              name="bodyId"
              label={t("strategy.version.body")}
              value={bodyId}
              onChange={(chosen) => {
                setBody(chosen);
                setDecision(null);
              }}
              emptyLabel={t("strategy.choose")}
              options={found.bodies.map((one) => ({ value: one.id, label: one.name }))}
              isRequired
            />
            <DateField
              name="decidedOn"
              label={t("strategy.version.decided_on")}
              value={decidedOn}
              onChange={setDecidedOn}
              direction="past"
              maximum={today()}
              isRequired
            />
          </Pair>
          <Select
            name="decisionId"
            label={t("strategy.version.decision")}
            value={decisionId}
            onChange={setDecision}
            emptyLabel={t("strategy.version.no_decision")}
            options={found.decisions
              .filter((one) => one.bodyId === bodyId)
              .map((one) => ({ value: one.id, label: `${f.dayWithYear(one.decidedOn)}: ${one.wording.slice(0, 90)}` }))}
            isOptional
          />
          <TextArea name="note" label={t("strategy.version.note")} value={note} onChange={setNote} rows={2} maxLength={1000} isOptional />
        </Form>
      )}
    </Answered>
  );
}
