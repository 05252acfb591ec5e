import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Quote } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { answerReport, listReports, openReport, releaseReport, returnReport } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";
import { GapCheck, useGapCheck } from "./gap-check.tsx";
import { sentenceOf } from "./words.ts";

type Report = AnswerOf<typeof openReport>;

export function ReportPage(): ReactNode {
  const { reportId } = usePath("reportId");
  const report = useAnswer(openReport, { params: { reportId } });
  return <Answered query={report}>{(it) => <Opened key={it.version} report={it} />}</Answered>;
}

function Opened(it: { readonly report: Report }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { report } = it;
  const by = report.reporter
    ? t("themes.inbox.by", { name: report.reporter.name, unit: report.reporter.unitName })
    : t("themes.inbox.unnamed");
  return (
    <Page
      title={report.title}
      windowTitle={t("themes.read.title")}
      lead={report.releasedOn === null ? t("themes.read.confidential") : t("themes.read.released", { day: f.day(report.releasedOn) })}
      crumbs={[{ to: "/reports", label: t("themes.inbox.title") }]}
      width="narrow"
    >
      <Quote isBoxed by={`${by}, ${f.day(report.reportedOn)}`}>
        {report.text}
      </Quote>
      {report.theme && (
        <p>
          {t("themes.read.in_theme")}: <Link to={`/themes/${report.theme.id}`}>{report.theme.title}</Link>
        </p>
      )}
      {report.abilities.release && <Release report={report} />}
      <div>
        {report.abilities.return && <OneSentence report={report} kind="return" />}
        {report.abilities.answer && <OneSentence report={report} kind="answer" />}
      </div>
      {report.answers.length > 0 && (
        <Section title={t("themes.read.answers")}>
          <List>
            {report.answers.toReversed().map((answer) => (
              <ListRow key={answer.id} at={f.day(answer.on)}>
                <p>{sentenceOf(t, answer)}</p>
              </ListRow>
            ))}
          </List>
        </Section>
      )}
    </Page>
  );
}

function Release(it: { readonly report: Report }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const check = useGapCheck();
  const { report } = it;
  const [title, setTitle] = useState(report.releasedTitle ?? report.title);
  const [text, setText] = useState(report.releasedText ?? report.text);
  const [sentence, setSentence] = useState("");
  const isReleased = report.releasedOn !== null;
  const form = (
    <LoopForm
      submit={t("themes.read.release")}
      draft={`release:${report.id}`}
      kind={isReleased ? "secondary" : "primary"}
      onSubmit={async ({ version = report.version }) => {
        if (!(await check.passes({ title, text }))) return false;
        await call(releaseReport, {
          params: { reportId: report.id },
          body: { title, text, sentence: sentence.trim() === "" ? null : sentence, keptMarks: check.kept, version },
        });
        say({ text: t("themes.read.released_toast") });
        await refresh(openReport, listReports);
        return true;
      }}
    >
      <TextField
        name="title"
        label={t("themes.read.heading")}
        value={title}
        onChange={(value) => {
          check.forget();
          setTitle(value);
        }}
        maxLength={120}
        isRequired
      />
      <TextArea
        name="text"
        label={t("themes.read.words")}
        value={text}
        onChange={(value) => {
          check.forget();
          setText(value);
        }}
        rows={5}
        maxLength={4000}
        isRequired
      />
      <GapCheck
        check={check}
        words={{ title, text }}
        onReplace={(field, value) => (field === "title" ? setTitle(value) : setText(value))}
      />
      <TextArea
        name="sentence"
        label={t("themes.read.sentence")}
        hint={t("themes.answer.read")}
        value={sentence}
        onChange={setSentence}
        rows={2}
        maxLength={600}
      />
    </LoopForm>
  );
  if (isReleased) return <Fold summary={t("themes.read.words")}>{form}</Fold>;
  return (
    <Section title={t("themes.read.release_title")} note={t("themes.read.release_lead")}>
      {form}
    </Section>
  );
}

function OneSentence(it: { readonly report: Report; readonly kind: "return" | "answer" }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [sentence, setSentence] = useState("");
  const { report, kind } = it;
  return (
    <Fold summary={t(`themes.read.${kind}`)}>
      <LoopForm
        submit={t(`themes.read.${kind}_send`)}
        draft={`${kind}-report:${report.id}`}
        kind="secondary"
        onSubmit={async ({ id, version = report.version }) => {
          const params = { reportId: report.id };
          if (kind === "return") await call(returnReport, { params, body: { sentence, version } });
          else await call(answerReport, { params, body: { id, sentence } });
          say({ text: t(kind === "return" ? "themes.read.returned" : "themes.read.answered") });
          setSentence("");
          await refresh(openReport, listReports);
        }}
      >
        <TextArea
          name="sentence"
          label={t(kind === "return" ? "themes.read.return_question" : "themes.read.sentence")}
          value={sentence}
          onChange={setSentence}
          rows={3}
          maxLength={600}
          isRequired
        />
      </LoopForm>
    </Fold>
  );
}
