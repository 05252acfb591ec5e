import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { type Formats, useFormat } from "../../../platform/web/formats.ts";
import { ConfirmDialog } from "../../../platform/web/page/dialog.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Change, Quote } from "../../../platform/web/page/panel.tsx";
import { StairSteps } from "../../../platform/web/page/stair.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { changeReport, listMyReports, openMyReport, sayWhetherSolved, solvedAnswers, withdrawReport } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { GapCheck, useGapCheck } from "./gap-check.tsx";
import { sentenceOf, stairStep } from "./words.ts";

type Report = AnswerOf<typeof openMyReport>;

export function MyReportPage(): ReactNode {
  const { reportId } = usePath("reportId");
  const report = useAnswer(openMyReport, { params: { reportId } });
  return <Answered query={report}>{(it) => <Opened report={it} />}</Answered>;
}

function Opened(it: { readonly report: Report }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { report } = it;
  const latest = report.answers.at(-1);
  const notes = Object.fromEntries(report.steps.flatMap((step, index) => (step.reachedOn ? [[index + 1, f.day(step.reachedOn)]] : [])));
  return (
    <Page
      title={report.title}
      lead={latest ? sentenceOf(t, latest) : t("themes.answer.received")}
      crumbs={[{ to: "/my-reports", label: t("themes.mine.title") }]}
      width="mid"
    >
      <StairSteps
        step={stairStep(report.stair.reached)}
        notes={notes}
        {...(report.stair.ended ? { endedBecause: t(`themes.mine.ended.${report.stair.ended}`) } : {})}
      />
      {report.change && <Changed change={report.change} f={f} />}
      {report.abilities.sayWhetherSolved && <Solved report={report} />}
      <Section title={t("themes.mine.story")}>
        <List>
          {report.answers.toReversed().map((answer) => (
            <ListRow key={answer.id} at={f.day(answer.on)}>
              <p>{sentenceOf(t, answer)}</p>
              {answer.by !== null && <p className="small muted">{t("themes.mine.by", { by: answer.by })}</p>}
            </ListRow>
          ))}
        </List>
        {report.theme && (
          <p>
            {t("themes.mine.theme")}:{" "}
            {report.theme.isVisible ? <Link to={`/themes/${report.theme.id}`}>{report.theme.title}</Link> : report.theme.title}
          </p>
        )}
      </Section>
      <Section title={t("themes.mine.your_words")}>
        <Quote by={t("themes.mine.reported", { day: f.day(report.reportedOn) })}>{report.text}</Quote>
        {report.releasedText !== null && report.releasedText !== report.text && (
          <Fold summary={t("themes.mine.others_read")}>
            <p dir="auto">{report.releasedText}</p>
          </Fold>
        )}
        {report.abilities.edit && <Edit report={report} />}
        {report.abilities.withdraw && <Withdraw report={report} />}
      </Section>
    </Page>
  );
}

function shownTime(f: Formats, weeks: number | null, days: number | null): string | undefined {
  if (days !== null) return f.days(days);
  return weeks === null ? undefined : f.weeks(weeks);
}

function Changed(it: { readonly change: NonNullable<Report["change"]>; readonly f: Formats }): ReactNode {
  const t = useTexts();
  const { change, f } = it;
  const before = shownTime(f, change.beforeWeeks, change.beforeDays);
  const after = shownTime(f, change.afterWeeks, change.afterDays);
  return (
    <Section title={t("themes.mine.change")}>
      {before !== undefined && after !== undefined && <Change before={before} now={after} />}
      <p>{t(`themes.change.${change.verdict}`)}</p>
      <p className="small muted">{t("themes.change.looked_on", { day: f.day(change.lookedOn) })}</p>
    </Section>
  );
}

/** Of an unnamed report no draft is kept: the name of the draft would say who wrote the report. */
function draftOf(kind: string, report: Report): string | undefined {
  return report.visibility === "unnamed" ? undefined : `${kind}:${report.id}`;
}

function Solved(it: { readonly report: Report }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { report } = it;
  const [answer, setAnswer] = useState(report.solved?.answer ?? null);
  const [missing, setMissing] = useState(report.solved?.missing ?? "");
  return (
    <Section title={t("themes.mine.asks")}>
      {report.solved && (
        <p className="muted">
          {t("themes.mine.solved_said", { day: f.day(report.solved.on), answer: t(`themes.mine.solved.${report.solved.answer}`) })}
        </p>
      )}
      <LoopForm
        submit={t("themes.mine.solved_save")}
        draft={draftOf("solved", report)}
        kind="secondary"
        check={() => (answer === null ? [{ path: "answer", code: "required" }] : [])}
        onSubmit={async () => {
          if (answer === null) return;
          await call(sayWhetherSolved, {
            params: { reportId: report.id },
            body: { answer, missing: missing.trim() === "" ? null : missing },
          });
          say({ text: t("themes.mine.solved_thanks") });
          await refresh(openMyReport, listMyReports);
        }}
      >
        <Chips
          name="answer"
          label={t("themes.mine.asks")}
          isLabelHidden
          value={answer}
          onChange={setAnswer}
          options={solvedAnswers.map((one) => ({ value: one, label: t(`themes.mine.solved.${one}`) }))}
        />
        {(answer === "partly" || answer === "not") && (
          <TextArea name="missing" label={t("themes.mine.solved_missing")} value={missing} onChange={setMissing} maxLength={2000} />
        )}
      </LoopForm>
    </Section>
  );
}

function Edit(it: { readonly report: Report }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const check = useGapCheck();
  const { report } = it;
  const [text, setText] = useState(report.text);
  return (
    <Fold summary={t("themes.mine.edit")}>
      <LoopForm
        submit={t("themes.report.save")}
        draft={draftOf("my-report", report)}
        kind="secondary"
        onSubmit={async ({ version = report.version }) => {
          if (!(await check.passes({ text }))) return false;
          const { idea, howOften, gapKind, from, to, daysLost, fieldOfAction, townId } = report;
          await call(changeReport, {
            params: { reportId: report.id },
            body: { text, idea, howOften, gapKind, from, to, daysLost, fieldOfAction, townId, keptMarks: check.kept, version },
          });
          say({ text: t("themes.theme.saved") });
          await refresh(openMyReport, listMyReports);
          return true;
        }}
      >
        <TextArea
          name="text"
          label={t("themes.report.what")}
          value={text}
          onChange={(value) => {
            check.forget();
            setText(value);
          }}
          rows={4}
          maxLength={4000}
          isRequired
        />
        <GapCheck check={check} words={{ text }} onReplace={(_, value) => setText(value)} />
      </LoopForm>
    </Fold>
  );
}

function Withdraw(it: { readonly report: Report }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  return (
    <p>
      <Button kind="link" onPress={() => setAsks(true)}>
        {t("themes.mine.withdraw")}
      </Button>
      {asks && (
        <ConfirmDialog
          title={t("themes.mine.withdraw")}
          confirm={t("themes.mine.withdraw")}
          onClose={() => setAsks(false)}
          onConfirm={async () => {
            await call(withdrawReport, { params: { reportId: it.report.id }, body: { version: it.report.version } });
            say({ text: t("themes.mine.withdrawn") });
            await refresh(listMyReports);
            await navigate({ to: "/my-reports" });
          }}
        >
          <p>{t("themes.mine.withdraw_question")}</p>
        </ConfirmDialog>
      )}
    </p>
  );
}
