import "./bodies.css";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Checkbox, Chips, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel, Download } from "../../../platform/web/page/download.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { Pages } from "../../../platform/web/page/table.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  draftSubmission,
  listSubmissions,
  makeSubmissionsSpreadsheet,
  noteSubmissionResult,
  paperKinds,
  printSubmission,
  removeSubmission,
  restoreSubmission,
  saveSubmission,
  sendSubmission,
  type SubmissionFields,
  type SubmissionResult,
  submissionResults,
  type SubmissionView,
} from "../contract.ts";

/** Papers for councils and their committees: in their own form, and with what they made of it. */
export function SubmissionsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { decision } = useSearch({ strict: false }) as { decision?: string };
  const [page, setPage] = useState(1);
  const papers = useAnswer(listSubmissions, { query: { page } }, { keep: true });
  const draft = useAnswer(
    draftSubmission,
    { params: { decisionId: decision ?? "" }, query: { language } },
    { when: decision !== undefined },
  );
  return (
    <Page
      title={t("bodies.submissions.title")}
      lead={t("bodies.submissions.lead")}
      width="mid"
      crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]}
    >
      {decision === undefined ? (
        <Fold summary={t("bodies.submissions.write")}>
          <SubmissionForm decisionId={null} />
        </Fold>
      ) : (
        <Section title={t("bodies.submissions.write")} gap="s">
          <Answered query={draft}>
            {(start) => (
              <SubmissionForm decisionId={decision} start={{ ...start, addressee: "", number: null, meetingOn: null, isPublic: true }} />
            )}
          </Answered>
        </Section>
      )}
      <Answered query={papers}>
        {(data) => (
          <Section title={t("bodies.submissions.all")} gap="m">
            {data.papers.length === 0 && <Empty>{t("bodies.submissions.none")}</Empty>}
            <ul className="list">
              {data.papers.map((one) => (
                <Submission key={one.id} paper={one} />
              ))}
            </ul>
            {data.count > data.pageSize && <Pages page={data.page} pages={Math.ceil(data.count / data.pageSize)} onPage={setPage} />}
            {data.count > 0 && (
              <AsExcel endpoint={makeSubmissionsSpreadsheet} request={{ query: { language } }} list={t("bodies.submissions.title")} />
            )}
          </Section>
        )}
      </Answered>
    </Page>
  );
}

function Submission(it: { readonly paper: SubmissionView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const say = useToast();
  const refresh = useRefresh();
  const { paper } = it;
  const [isOpen, setOpen] = useState(false);
  const act = async (work: () => Promise<unknown>, words: string, undo?: () => Promise<void>) => {
    try {
      await work();
      say({ text: words, ...(undo ? { undo } : {}) });
    } catch (error) {
      const problem = problemOf(error);
      const field = problem.fields?.[0];
      say({
        text: field
          ? t("bodies.submissions.lacks")
          : (t.maybe(`bodies.reason.${problem.reason ?? problem.code}`) ?? t(`platform.problem.${problem.code}`)),
      });
    }
    await refresh(listSubmissions);
  };
  const params = { paperId: paper.id };
  const facts = [
    t(`bodies.submissions.kind.${paper.kind}`),
    paper.addressee,
    ...(paper.number ? [paper.number] : []),
    ...(paper.meetingOn ? [f.dayWithYear(paper.meetingOn)] : []),
    t(paper.isPublic ? "bodies.submissions.is_public" : "bodies.submissions.is_not_public"),
  ];
  return (
    <li className="stack stack-xs">
      <p className="row row--apart">
        <b>{paper.subject}</b>
        <Tag tone={paper.state === "answered" ? "good" : paper.state === "sent" ? "act" : undefined}>
          {paper.result ? t(`bodies.submissions.result.${paper.result}`) : t(`bodies.submissions.state.${paper.state}`)}
        </Tag>
      </p>
      <p className="small muted">{facts.join(" · ")}</p>
      {paper.resultWords && <p className="small pre">{paper.resultWords}</p>}
      <p className="row">
        <Download
          endpoint={printSubmission}
          request={{ params, query: { language } }}
          label={t("bodies.submissions.pdf_of", { subject: paper.subject })}
        >
          {t("bodies.submissions.pdf")}
        </Download>
        <Button
          kind="link"
          isExpanded={isOpen}
          label={t(paper.state === "draft" ? "bodies.submissions.change_of" : "bodies.submissions.note_of", { subject: paper.subject })}
          onPress={() => setOpen(!isOpen)}
        >
          {t(paper.state === "draft" ? "bodies.submissions.change" : "bodies.submissions.note")}
        </Button>
        {paper.state === "draft" && (
          <>
            <Button
              kind="link"
              label={t("bodies.submissions.send_of", { subject: paper.subject })}
              onPress={() =>
                void act(async () => await call(sendSubmission, { params, body: { version: paper.version } }), t("bodies.submissions.sent"))
              }
            >
              {t("bodies.submissions.send")}
            </Button>
            <Button
              kind="link"
              label={t("bodies.submissions.remove_of", { subject: paper.subject })}
              onPress={() =>
                void act(
                  async () => await call(removeSubmission, { params }),
                  t("bodies.submissions.removed"),
                  async () => {
                    await call(restoreSubmission, { params });
                    await refresh(listSubmissions);
                  },
                )
              }
            >
              {t("bodies.submissions.remove")}
            </Button>
          </>
        )}
      </p>
      {isOpen && paper.state === "draft" && (
        <SubmissionForm key={paper.version} decisionId={paper.decisionId} start={paper} paper={paper} onDone={() => setOpen(false)} />
      )}
      {isOpen && paper.state !== "draft" && <ResultForm key={paper.version} paper={paper} onDone={() => setOpen(false)} />}
    </li>
  );
}

function SubmissionForm(it: {
  readonly decisionId: string | null;
  readonly start?: SubmissionFields;
  readonly paper?: SubmissionView;
  readonly onDone?: () => void;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const reasons = useReasons("bodies");
  const [fields, setFields] = useState<SubmissionFields>(
    it.start ?? {
      addressee: "",
      number: null,
      kind: "for_decision",
      isPublic: true,
      meetingOn: null,
      subject: "",
      proposal: "",
      reasons: "",
      cost: "",
    },
  );
  const [round, setRound] = useState(0);
  const change = (part: Partial<SubmissionFields>) => setFields({ ...fields, ...part });
  return (
    <Form
      key={round}
      kind="secondary"
      submit={t("bodies.submissions.save")}
      draft={`submission:${it.paper?.id ?? it.decisionId ?? "new"}`}
      wordsForProblem={reasons.problem}
      onChangedMeanwhile={() => void refresh(listSubmissions)}
      onSubmit={async ({ id }) => {
        const { addressee, number, kind, isPublic, meetingOn, subject, proposal, reasons: why, cost } = fields;
        await call(saveSubmission, {
          params: { paperId: it.paper?.id ?? id },
          body: {
            addressee,
            kind,
            isPublic,
            meetingOn,
            subject,
            proposal,
            cost,
            number: number === null || number.trim() === "" ? null : number,
            reasons: why,
            decisionId: it.decisionId,
            version: it.paper?.version ?? 0,
          },
        });
        say({ text: t("bodies.submissions.saved") });
        it.onDone?.();
        setRound(round + 1);
        await refresh(listSubmissions);
        if (it.decisionId !== null && !it.paper) await navigate({ to: "/bodies/submissions", search: {} });
      }}
    >
      <Chips
        name="kind"
        label={t("bodies.submissions.which")}
        value={fields.kind}
        onChange={(kind) => change({ kind })}
        options={paperKinds.map((one) => ({ value: one, label: t(`bodies.submissions.kind.${one}`) }))}
      />
      <TextField
        name="addressee"
        label={t("bodies.submissions.addressee")}
        hint={t("bodies.submissions.addressee_hint")}
        value={fields.addressee}
        onChange={(addressee) => change({ addressee })}
        maxLength={160}
        isRequired
      />
      <Pair>
        <TextField
          name="number"
          label={t("bodies.submissions.number")}
          value={fields.number ?? ""}
          onChange={(number) => change({ number })}
          maxLength={60}
          width="m"
          isOptional
        />
        <DateField
          name="meetingOn"
          label={t("bodies.submissions.meeting")}
          value={fields.meetingOn}
          onChange={(meetingOn) => change({ meetingOn })}
          isOptional
        />
      </Pair>
      <TextField
        name="subject"
        label={t("bodies.submissions.subject")}
        value={fields.subject}
        onChange={(subject) => change({ subject })}
        maxLength={200}
        isRequired
      />
      <TextArea
        name="proposal"
        label={t("bodies.submissions.proposal")}
        value={fields.proposal}
        onChange={(proposal) => change({ proposal })}
        rows={3}
        maxLength={2000}
      />
      <TextArea
        name="reasons"
        label={t("bodies.submissions.reasons")}
        value={fields.reasons}
        onChange={(why) => change({ reasons: why })}
        rows={5}
        maxLength={6000}
      />
      <TextArea
        name="cost"
        label={t("bodies.submissions.cost")}
        value={fields.cost}
        onChange={(cost) => change({ cost })}
        rows={2}
        maxLength={1000}
        isOptional
      />
      <Checkbox label={t("bodies.submissions.publicly")} isChecked={fields.isPublic} onChange={(isPublic) => change({ isPublic })} />
    </Form>
  );
}

function ResultForm(it: { readonly paper: SubmissionView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { paper } = it;
  const [result, setResult] = useState<SubmissionResult | null>(paper.result);
  const [words, setWords] = useState(paper.resultWords ?? "");
  const [on, setOn] = useState<string | null>(paper.resultOn ?? today());
  return (
    <Form
      kind="secondary"
      submit={t("bodies.submissions.note")}
      draft={`submission-result:${paper.id}`}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onChangedMeanwhile={() => void refresh(listSubmissions)}
      onSubmit={async () => {
        await call(noteSubmissionResult, {
          params: { paperId: paper.id },
          body: { result: result ?? "noted", words: words.trim() === "" ? null : words, on: on ?? "", version: paper.version },
        });
        it.onDone();
        say({ text: t("bodies.submissions.noted") });
        await refresh(listSubmissions);
      }}
    >
      <Select
        name="result"
        label={t("bodies.submissions.result")}
        value={result}
        onChange={setResult}
        options={submissionResults.map((one) => ({ value: one, label: t(`bodies.submissions.result.${one}`) }))}
        isRequired
      />
      <DateField name="on" label={t("bodies.submissions.result_on")} value={on} onChange={setOn} direction="past" isRequired />
      <TextArea
        name="words"
        label={t("bodies.submissions.result_words")}
        value={words}
        onChange={setWords}
        rows={2}
        maxLength={1000}
        isOptional
      />
    </Form>
  );
}
