import "./publication.css";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button, Link, OutLink } from "../../../platform/web/form/button.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newId } from "../../../platform/web/ids.ts";
import { ConfirmDialog, Dialog } from "../../../platform/web/page/dialog.tsx";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section, Sections } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  addSection,
  type Audience,
  beginReport,
  changeReport,
  compareFigures,
  issueReport,
  longestText,
  openReport,
  orderSections,
  printReport,
  releaseReport,
  type ReleaseView,
  removeReport,
  type ReportView,
  restoreReport,
} from "../contract.ts";
import { Compare } from "./compare.tsx";
import { fieldsOf, HeadFieldset, valuesOf } from "./head-fields.tsx";
import { IssuedReport } from "./issued.tsx";
import { DraftSection } from "./section.tsx";

/** One report: in the works, or as it was issued. */
export function ReportPage(): ReactNode {
  const { reportId } = usePath("reportId");
  const report = useAnswer(openReport, { params: { reportId } });
  return (
    <Answered query={report}>
      {(view) => (view.issue ? <Issued key={view.id} report={view} /> : <Draft key={view.id} report={view} />)}
    </Answered>
  );
}

function Lead(it: { readonly report: ReportView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { report } = it;
  return (
    <>
      <p>
        {t("publication.about", {
          kind: t(`publication.kind.${report.kind}`),
          period: t("publication.period", { from: f.dayWithYear(report.fromOn), until: f.dayWithYear(report.untilOn) }),
        })}
      </p>
      {report.addressee !== null && <p className="small">{t("publication.to", { addressee: report.addressee })}</p>}
      {report.state === "draft" && report.dueOn !== null && (
        <p className="small">
          {t(report.dueOn < today() ? "publication.overdue" : "publication.due", { day: f.dayWithYear(report.dueOn) })}
        </p>
      )}
      {report.replaces && (
        <p className="small">
          {t("publication.replaces")} <Link to={`/publication/reports/${report.replaces.id}`}>{report.replaces.title}</Link>
        </p>
      )}
    </>
  );
}

function useCrumbs() {
  const t = useTexts();
  return [{ to: "/publication", label: t("publication.list.title") }];
}

// ---- in the works -------------------------------------------------------------------------------------------------------------------------

function Draft(it: { readonly report: ReportView }): ReactNode {
  const t = useTexts();
  const act = useAct("publication");
  const navigate = useNavigate();
  const reasons = useReasons("publication");
  const { report } = it;
  const [open, setOpen] = useState<"issue" | "head" | "compare" | "section" | undefined>();
  const [isOrdering, setOrdering] = useState(false);
  const params = { reportId: report.id };
  const close = () => setOpen(undefined);
  const order = (from: number, to: number) => {
    const ids = report.parts.map((part) => part.id);
    const [moved] = ids.splice(from, 1);
    ids.splice(to, 0, moved!);
    return act(() => call(orderSections, { params, body: { sectionIds: ids } }));
  };
  return (
    <Page
      title={report.title}
      titleLanguage={report.language}
      lead={<Lead report={report} />}
      width="mid"
      crumbs={useCrumbs()}
      action={
        <Button kind="primary" onPress={() => setOpen("issue")}>
          {t("publication.issue.open")}
        </Button>
      }
    >
      <div className="stack stack-m">
        <Note tone={report.unconfirmed > 0 ? "due" : "good"}>
          <p>{t("publication.draft.state", { open: report.unconfirmed })}</p>
        </Note>
        <div className="row">
          <Button kind="link" onPress={() => setOpen("head")}>
            {t("publication.head.change")}
          </Button>
          <Button kind="link" onPress={() => setOpen("compare")}>
            {t("publication.compare.open")}
          </Button>
          <Download endpoint={printReport} request={{ params, query: { format: "pdf" } }} wordsForProblem={reasons.problem}>
            {t("publication.draft.pdf")}
          </Download>
          <Download endpoint={printReport} request={{ params, query: { format: "docx" } }} wordsForProblem={reasons.problem}>
            {t("publication.draft.word")}
          </Download>
          <Button kind="link" isPressed={isOrdering} onPress={() => setOrdering(!isOrdering)}>
            {t(isOrdering ? "publication.draft.order_done" : "publication.draft.order")}
          </Button>
          <Button
            kind="link"
            onPress={() =>
              void act(() => call(removeReport, { params }).then(() => navigate({ to: "/publication" })), {
                text: t("publication.draft.removed", { title: report.title }),
                undo: () => call(restoreReport, { params }),
              })
            }
          >
            {t("publication.draft.remove")}
          </Button>
        </div>
      </div>
      {isOrdering ? (
        <List label={t("publication.draft.order")}>
          {report.parts.map((part, at) => (
            <ListRow
              key={part.id}
              action={
                <div className="row">
                  {at > 0 && (
                    <Button
                      kind="link"
                      label={t("publication.section.up_of", { title: part.title })}
                      onPress={() => void order(at, at - 1)}
                    >
                      {t("publication.section.up")}
                    </Button>
                  )}
                  {at < report.parts.length - 1 && (
                    <Button
                      kind="link"
                      label={t("publication.section.down_of", { title: part.title })}
                      onPress={() => void order(at, at + 1)}
                    >
                      {t("publication.section.down")}
                    </Button>
                  )}
                </div>
              }
            >
              <p>{part.title}</p>
            </ListRow>
          ))}
        </List>
      ) : (
        <Sections>
          {report.parts.map((part) => (
            <DraftSection key={part.id} report={report} part={part} />
          ))}
          <Fold summary={t("publication.section.add")}>
            <NewSection report={report} />
          </Fold>
        </Sections>
      )}
      {open === "head" && (
        <Dialog title={t("publication.head.change")} onClose={close}>
          <HeadForm report={report} onDone={close} />
        </Dialog>
      )}
      {open === "compare" && (
        <Dialog title={t("publication.compare.title")} onClose={close}>
          <Compare report={report} onDone={close} />
        </Dialog>
      )}
      {open === "issue" && (
        <Dialog title={t("publication.issue.title")} onClose={close}>
          <Issue report={report} onDone={close} />
        </Dialog>
      )}
    </Page>
  );
}

function HeadForm(it: { readonly report: ReportView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("publication");
  const { report } = it;
  const [values, setValues] = useState(valuesOf(report));
  return (
    <Form
      submit={t("publication.head.save")}
      draft={`publication-head:${report.id}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ version = report.version }) => {
        const fields = fieldsOf(values);
        await call(changeReport, { params: { reportId: report.id }, body: { ...fields, version } });
        const isOtherPeriod = fields.fromOn !== report.fromOn || fields.untilOn !== report.untilOn;
        say({ text: t(isOtherPeriod ? "publication.head.period_changed" : "publication.head.saved") });
        it.onDone();
        await refresh();
      }}
    >
      <HeadFieldset values={values} onChange={setValues} />
    </Form>
  );
}

function NewSection(it: { readonly report: ReportView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("publication");
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  return (
    <Form
      submit={t("publication.section.save")}
      kind="secondary"
      draft={`publication-new-section:${it.report.id}`}
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async ({ id }) => {
        await call(addSection, { params: { reportId: it.report.id }, body: { id, title, text } });
        say({ text: t("publication.section.added", { title }) });
        setTitle("");
        setText("");
        await refresh(openReport);
      }}
    >
      <TextField name="title" label={t("publication.section.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
      <TextArea
        name="text"
        label={t("publication.section.text")}
        hint={t("publication.section.text_hint")}
        value={text}
        onChange={setText}
        rows={8}
        maxLength={longestText}
      />
    </Form>
  );
}

/** What issuing means, and what stands in its way. */
function Issue(it: { readonly report: ReportView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("publication");
  const { report } = it;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  const compared = useAnswer(compareFigures, { params: { reportId: report.id } });
  const empty = report.parts.filter((part) => part.text.trim() === "" && part.figures.length === 0);
  const unfinished = report.parts.filter((part) => part.isUnfinished);
  const open = report.parts.filter((part) => part.confirmed === null && !empty.includes(part) && !unfinished.includes(part));
  const older = compared.data?.differences.length ?? 0;
  const isReady = empty.length === 0 && unfinished.length === 0 && open.length === 0 && report.parts.length > 0;
  async function issue(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      await call(issueReport, { params: { reportId: report.id }, body: { version: report.version } });
      say({ text: t("publication.issue.done") });
      it.onDone();
    } catch (error) {
      const thrown = problemOf(error);
      setProblem(
        thrown.code === "changed_meanwhile"
          ? t("publication.issue.meanwhile")
          : (reasons.problem(thrown) ?? t(`platform.problem.${thrown.code}`)),
      );
    } finally {
      setBusy(false);
      await refresh();
    }
  }
  const titles = (parts: typeof open) => (
    <ul>
      {parts.map((part) => (
        <li key={part.id}>{part.title}</li>
      ))}
    </ul>
  );
  return (
    <>
      <p>{t("publication.issue.lead")}</p>
      {report.parts.length === 0 && <Note tone="due" title={t("publication.issue.no_sections")} />}
      {empty.length > 0 && (
        <Note tone="due" title={t("publication.issue.empty_sections")}>
          {titles(empty)}
        </Note>
      )}
      {unfinished.length > 0 && (
        <Note tone="due" title={t("publication.issue.unfinished_sections")}>
          {titles(unfinished)}
        </Note>
      )}
      {open.length > 0 && (
        <Note tone="due" title={t("publication.issue.open_sections")}>
          {titles(open)}
        </Note>
      )}
      {older > 0 && <Note title={t("publication.issue.older", { n: older })} />}
      {problem !== undefined && <Note tone="bad" live title={problem} />}
      <div className="actions">
        {isReady && (
          <Button kind="primary" busy={busy ? t("platform.saving") : undefined} onPress={() => void issue()}>
            {t("publication.issue.confirm")}
          </Button>
        )}
        <Button kind="link" onPress={it.onDone}>
          {t("platform.cancel")}
        </Button>
      </div>
    </>
  );
}

// ---- issued -------------------------------------------------------------------------------------------------------------------------------

function Issued(it: { readonly report: ReportView }): ReactNode {
  const t = useTexts();
  const navigate = useNavigate();
  const reasons = useReasons("publication");
  const refresh = useRefresh();
  const { report } = it;
  const [isCorrecting, setCorrecting] = useState(false);
  const params = { reportId: report.id };
  return (
    <Page
      title={report.title}
      titleLanguage={report.language}
      lead={<Lead report={report} />}
      width="mid"
      crumbs={useCrumbs()}
      action={
        <Download kind="primary" endpoint={printReport} request={{ params, query: { format: "pdf" } }} wordsForProblem={reasons.problem}>
          {t("publication.issued.pdf")}
        </Download>
      }
    >
      <div className="stack stack-m">
        {report.replacedBy && (
          <Note tone="due">
            <p>
              {t("publication.replaced_by")} <Link to={`/publication/reports/${report.replacedBy.id}`}>{report.replacedBy.title}</Link>
            </p>
          </Note>
        )}
        <div className="row">
          <Download endpoint={printReport} request={{ params, query: { format: "docx" } }} wordsForProblem={reasons.problem}>
            {t("publication.draft.word")}
          </Download>
          {report.abilities.replace && (
            <Button kind="link" onPress={() => setCorrecting(true)}>
              {t("publication.issued.correct")}
            </Button>
          )}
        </div>
      </div>
      {report.abilities.release && (
        <Section title={t("publication.release.title")} gap="s">
          {report.publicPath !== null && report.releases.some((one) => one.audience === "public" && one.releasedOn !== null) && (
            <p className="small">
              <OutLink href={report.publicPath}>{t("publication.release.public_page")}</OutLink>
            </p>
          )}
          <List>
            {report.releases.map((release) => (
              <Release key={release.audience} report={report} release={release} />
            ))}
          </List>
        </Section>
      )}
      {report.issue && <IssuedReport issue={report.issue} />}
      {isCorrecting && (
        <ConfirmDialog
          title={t("publication.issued.correct.title")}
          confirm={t("publication.issued.correct")}
          onClose={() => setCorrecting(false)}
          onConfirm={async () => {
            const id = newId();
            const { kind, language, title, addressee, fromOn, untilOn } = report;
            await call(beginReport, {
              body: { id, kind, language, title, addressee, fromOn, untilOn, dueOn: null, replacesId: report.id },
            });
            await refresh();
            await navigate({ to: `/publication/reports/${id}` });
          }}
        >
          <p>{t("publication.issued.correct.lead")}</p>
        </ConfirmDialog>
      )}
    </Page>
  );
}

function Release(it: { readonly report: ReportView; readonly release: ReleaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("publication");
  const { release } = it;
  const audience = t(`publication.release.audience.${release.audience}`);
  const isGiven = release.releasedOn !== null;
  const set = (isReleased: boolean, version: number, to: Audience) =>
    call(releaseReport, { params: { reportId: it.report.id, audience: to }, body: { isReleased, version } });
  return (
    <ListRow
      action={
        <Button
          kind="link"
          label={t(isGiven ? "publication.release.take_back_of" : "publication.release.give_of", { audience })}
          onPress={() =>
            void act(() => set(!isGiven, release.version, release.audience), {
              text: t(isGiven ? "publication.release.taken_back" : "publication.release.given", { audience }),
            })
          }
        >
          {t(isGiven ? "publication.release.take_back" : "publication.release.give")}
        </Button>
      }
    >
      <p>{audience}</p>
      <p className="small muted">
        {release.releasedOn === null
          ? t("publication.release.not")
          : t("publication.release.since", { day: f.dayWithYear(release.releasedOn) })}
      </p>
    </ListRow>
  );
}
