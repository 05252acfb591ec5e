import type { ReactNode } from "react";
import { useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { CheckboxGroup, RadioGroup } from "../../../platform/web/form/choice.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  changeFeedback,
  checkAnswers,
  type CheckAnswer,
  checkFeedback,
  consequenceKinds,
  draftFeedback,
  type FeedbackLevel,
  feedbackLevels,
  type FeedbackView,
  listEntries,
  listFeedback,
  listFindings,
  listGivenFeedback,
  listSites,
  recordConsequence,
} from "../contract.ts";
import { CheckedForm } from "./checked-form.tsx";

/** How many entries are offered to rest on: the newest ones. */
const entriesOffered = 20;

export function FeedbackForm(it: { readonly siteId: string; readonly feedback?: FeedbackView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const { feedback, siteId } = it;
  const entries = useAnswer(listEntries, { params: { siteId } });
  const findings = useAnswer(listFindings, { params: { siteId } });
  const basisOf = (kind: "entry" | "finding") => feedback?.basis.filter((one) => one.kind === kind).map((one) => one.id) ?? [];
  return (
    <CheckedForm
      siteId={siteId}
      draftKey={`feedback:${feedback?.id ?? siteId}`}
      empty={{
        level: feedback?.level ?? ("steering_group" as FeedbackLevel),
        title: feedback?.title ?? "",
        text: feedback?.text ?? "",
        entryIds: basisOf("entry"),
        findingIds: basisOf("finding"),
      }}
      checked={["title", "text"]}
      submit={t("evaluation.feedback.save")}
      {...(feedback ? { kind: "secondary" as const } : {})}
      {...(it.onDone ? { onCancel: it.onDone } : {})}
      send={async (values, sent) => {
        if (feedback) {
          await call(changeFeedback, {
            params: { siteId, feedbackId: feedback.id },
            body: { ...values, version: feedback.version, keptMarks: sent.keptMarks },
          });
        } else await call(draftFeedback, { params: { siteId }, body: { ...values, ...sent } });
      }}
      done={t("evaluation.feedback.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(listFeedback);
      }}
    >
      {(values, change) => (
        <>
          <RadioGroup
            name="level"
            label={t("evaluation.feedback.level")}
            value={values.level}
            onChange={(level) => change({ level })}
            options={feedbackLevels.map((one) => ({
              value: one,
              label: t(`evaluation.level.${one}`),
              note: t(`evaluation.level.${one}_note`),
            }))}
          />
          <TextField
            name="title"
            label={t("evaluation.feedback.title")}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={160}
            isRequired
          />
          <TextArea
            name="text"
            label={t("evaluation.feedback.text")}
            hint={t("evaluation.feedback.text_hint")}
            value={values.text}
            onChange={(text) => change({ text })}
            rows={6}
            maxLength={4000}
            isRequired
          />
          <Fold
            summary={t("evaluation.feedback.rests_on", { n: values.entryIds.length + values.findingIds.length })}
            word={t("evaluation.form.open")}
          >
            {(entries.data?.entries.length ?? 0) + (findings.data?.findings.length ?? 0) === 0 && (
              <Empty>{t("evaluation.feedback.nothing_to_rest_on")}</Empty>
            )}
            {entries.data && entries.data.entries.length > 0 && (
              <CheckboxGroup
                name="entryIds"
                label={t("evaluation.part.process")}
                values={values.entryIds}
                onChange={(entryIds) => change({ entryIds: [...entryIds] })}
                options={entries.data.entries.slice(0, entriesOffered).map((entry) => ({
                  value: entry.id,
                  label: `${f.dayWithYear(entry.happenedOn)}: ${entry.event}`,
                  ...(entry.isShared ? {} : { note: t("evaluation.entry.note") }),
                }))}
              />
            )}
            {findings.data && findings.data.findings.length > 0 && (
              <CheckboxGroup
                name="findingIds"
                label={t("evaluation.part.findings")}
                values={values.findingIds}
                onChange={(findingIds) => change({ findingIds: [...findingIds] })}
                options={findings.data.findings.map((finding) => ({ value: finding.id, label: finding.sentence }))}
              />
            )}
          </Fold>
        </>
      )}
    </CheckedForm>
  );
}

/** The site's check: it may agree, comment or object; what it says goes along. */
export function CheckForm(it: { readonly feedback: FeedbackView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { feedback } = it;
  const params = { siteId: feedback.siteId, feedbackId: feedback.id };
  return (
    <CheckedForm
      siteId={feedback.siteId}
      draftKey={`check:${feedback.id}`}
      empty={{ answer: null as CheckAnswer | null, comment: "" }}
      checked={["comment"]}
      submit={t("evaluation.check.save")}
      send={(values, sent) =>
        call(checkFeedback, {
          params,
          body: { round: feedback.round, answer: values.answer ?? "agreed", comment: values.comment, keptMarks: sent.keptMarks },
        })
      }
      done={t("evaluation.check.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(listFeedback);
      }}
    >
      {(values, change) => (
        <>
          <RadioGroup
            name="answer"
            label={t("evaluation.check.question")}
            value={values.answer}
            onChange={(answer) => change({ answer })}
            options={checkAnswers.map((one) => ({ value: one, label: t(`evaluation.check.${one}`) }))}
            isRequired
          />
          <TextArea
            name="comment"
            label={t("evaluation.check.comment")}
            hint={t("evaluation.check.comment_hint")}
            value={values.comment}
            onChange={(comment) => change({ comment })}
            rows={4}
            maxLength={3000}
            {...(values.answer === "commented" || values.answer === "objected" ? { isRequired: true } : { isOptional: true })}
          />
        </>
      )}
    </CheckedForm>
  );
}

export function ConsequenceForm(it: { readonly feedback: FeedbackView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const { feedback } = it;
  const params = { siteId: feedback.siteId, feedbackId: feedback.id };
  return (
    <CheckedForm
      siteId={feedback.siteId}
      draftKey={`consequence:${feedback.id}`}
      empty={{ kind: "followed" as (typeof consequenceKinds)[number], text: "" }}
      checked={["text"]}
      submit={t("evaluation.consequence.save")}
      send={(values, sent) => call(recordConsequence, { params, body: { ...values, ...sent } })}
      done={t("evaluation.consequence.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(listFeedback, listGivenFeedback, listSites);
      }}
    >
      {(values, change) => (
        <>
          <RadioGroup
            name="kind"
            label={t("evaluation.consequence.question")}
            value={values.kind}
            onChange={(kind) => change({ kind })}
            options={consequenceKinds.map((one) => ({ value: one, label: t(`evaluation.consequence.${one}_choice`) }))}
          />
          <TextArea
            name="text"
            label={t(`evaluation.consequence.${values.kind}_label`)}
            value={values.text}
            onChange={(text) => change({ text })}
            rows={3}
            maxLength={2000}
            isRequired
          />
        </>
      )}
    </CheckedForm>
  );
}
