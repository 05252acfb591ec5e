import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Link } from "../../../platform/web/form/button.tsx";
import { Checkbox, Chips, Select } from "../../../platform/web/form/choice.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { AsExcel } from "../../../platform/web/page/download.tsx";
import { List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLabel, useTexts, useLanguage } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import { headlineOf } from "./words.ts";
import { createTheme, joinReports, listReports, listThemes, type ReportRow, makeReportsSpreadsheet } from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";

const shows = ["to_read", "open", "joined", "all"] as const;

/** The coordinator's reports: read the new ones, join what means the same. */
export function ReportsPage(): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const [show, setShow] = useState<(typeof shows)[number]>("to_read");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toRead = useAnswer(listReports, { query: { show: "to_read" } });
  const reports = useAnswer(listReports, { query: { show } }, { keep: true });
  return (
    <Page title={t("themes.inbox.title")} lead={t("themes.inbox.lead", { n: toRead.data?.total ?? 0 })} width="mid">
      <Chips
        label={t("themes.inbox.title")}
        isLabelHidden
        value={show}
        onChange={(next) => {
          setShow(next);
          setChosen([]);
        }}
        options={shows.map((one) => ({ value: one, label: t(`themes.inbox.show.${one}`) }))}
      />
      <Answered query={reports}>
        {(answer) =>
          answer.reports.length === 0 ? (
            <Empty>{t("themes.inbox.empty")}</Empty>
          ) : (
            <>
              {show === "open" && <p className="small muted">{t("themes.inbox.join_hint")}</p>}
              <List>
                {answer.reports.map((report) => (
                  <Row
                    key={report.id}
                    report={report}
                    isChosen={show === "open" && report.state === "released" ? chosen.includes(report.id) : undefined}
                    onChoose={(isChosen) =>
                      setChosen((before) => (isChosen ? [...before, report.id] : before.filter((one) => one !== report.id)))
                    }
                  />
                ))}
              </List>
              <AsExcel endpoint={makeReportsSpreadsheet} request={{ query: { show, language } }} list={t("themes.inbox.title")} />
              {chosen.length > 0 && (
                <Join reports={answer.reports.filter((report) => chosen.includes(report.id))} onJoined={() => setChosen([])} />
              )}
            </>
          )
        }
      </Answered>
    </Page>
  );
}

function Row(it: {
  readonly report: ReportRow;
  readonly isChosen: boolean | undefined;
  readonly onChoose: (isChosen: boolean) => void;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const { report } = it;
  const headline = headlineOf(report);
  const town = site.data?.towns.find((one) => one.id === report.townId)?.name;
  const facts = [
    report.reporter ? t("themes.inbox.by", { name: report.reporter.name, unit: report.reporter.unitName }) : t("themes.inbox.unnamed"),
    report.gapKind === null ? undefined : label("gap_kind", report.gapKind),
    town,
    report.daysLost === null ? undefined : t("themes.inbox.days_lost", { n: report.daysLost }),
  ].filter((fact) => fact !== undefined);
  return (
    <ListRow at={f.day(report.reportedOn)} note={f.relative(report.reportedOn)}>
      <p>
        <Link kind="name" to={`/reports/${report.id}`}>
          {headline}
        </Link>
      </p>
      {headline !== report.excerpt && <p>{report.excerpt}</p>}
      <p className="small muted">{facts.join(" · ")}</p>
      {report.theme && (
        <p className="small">
          <Link to={`/themes/${report.theme.id}`}>{report.theme.title}</Link>
        </p>
      )}
      {it.isChosen !== undefined && (
        <Checkbox label={t("themes.inbox.select", { title: report.title })} isChecked={it.isChosen} onChange={it.onChoose} />
      )}
    </ListRow>
  );
}

function Join(it: { readonly reports: readonly ReportRow[]; readonly onJoined: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const themes = useAnswer(listThemes, {});
  const [themeId, setThemeId] = useState<string | null>(null);
  const [title, setTitle] = useState(it.reports[0]?.title ?? "");
  const [sentence, setSentence] = useState("");
  const [answer, setAnswer] = useState("");
  const reportIds = it.reports.map((report) => report.id);
  return (
    <Section title={t("themes.inbox.join", { n: it.reports.length })}>
      <LoopForm
        submit={t("themes.inbox.join", { n: it.reports.length })}
        draft="join-reports"
        onSubmit={async ({ id }) => {
          const words = answer.trim() === "" ? null : answer;
          if (themeId === null) {
            const fieldOfAction = it.reports.find((report) => report.fieldOfAction !== null)?.fieldOfAction ?? null;
            const organisationIds = [...new Set(it.reports.flatMap((report) => (report.to ? [report.to.organisationId] : [])))];
            await call(createTheme, {
              body: {
                id,
                title,
                sentence: sentence.trim() === "" ? null : sentence,
                fieldOfAction,
                organisationIds,
                reportIds,
                answer: words,
              },
            });
            say({ text: t("themes.theme.created") });
            await refresh(listReports, listThemes);
            await navigate({ to: `/themes/${id}` });
            return;
          }
          await call(joinReports, { params: { themeId }, body: { reportIds, answer: words } });
          say({ text: t("themes.inbox.joined") });
          it.onJoined();
          await refresh(listReports, listThemes);
        }}
      >
        <Select
          name="themeId"
          label={t("themes.inbox.into")}
          value={themeId}
          onChange={setThemeId}
          emptyLabel={t("themes.inbox.new_theme")}
          options={(themes.data?.themes ?? []).map((theme) => ({ value: theme.id, label: theme.title }))}
        />
        {themeId === null && (
          <>
            <TextField name="title" label={t("themes.theme.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
            <TextArea name="sentence" label={t("themes.theme.sentence")} value={sentence} onChange={setSentence} rows={2} maxLength={300} />
          </>
        )}
        <TextArea
          name="answer"
          label={t("themes.theme.answer")}
          hint={t("themes.answer.joined")}
          value={answer}
          onChange={setAnswer}
          rows={2}
          maxLength={600}
        />
      </LoopForm>
    </Section>
  );
}
