import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow, Path } from "../../../platform/web/page/list.tsx";
import { Columns, Page, Section } from "../../../platform/web/page/page.tsx";
import { Note, Quote, Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { Slot, useIsFilled } from "../../../platform/web/slots.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLabel, useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  changeTheme,
  closeTheme,
  listThemes,
  nameTheme,
  openTheme,
  openThemeLife,
  printDossier,
  requestStatement,
  takeOutReport,
} from "../contract.ts";
import { CommonThemeOf, PatternOfTheme, SourceOfTheme } from "./beyond-site.tsx";
import { ChangesOfTheme } from "./change.tsx";
import { HistoryOfTheme } from "./history.tsx";
import { LandOfTheme } from "./land.tsx";
import { LoopForm } from "./loop-form.tsx";
import { MergeTheme, MovesOfTheme, SplitTheme } from "./moves.tsx";
import { PriorityOfTheme } from "./priority.tsx";
import { TakeFromGroup } from "./project-group.tsx";
import { EvidenceOfTheme, MedianInWords } from "./evidence.tsx";

export type OpenedTheme = AnswerOf<typeof openTheme>;

export function ThemePage(): ReactNode {
  const { themeId } = usePath("themeId");
  const theme = useAnswer(openTheme, { params: { themeId } });
  const life = useAnswer(openThemeLife, { params: { themeId } }, { keep: true });
  return <Answered query={theme}>{(it) => <Opened key={`${it.id} ${it.version}`} theme={it} life={life.data} />}</Answered>;
}

type Life = AnswerOf<typeof openThemeLife>;

function Opened(it: { readonly theme: OpenedTheme; readonly life: Life | undefined }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { theme, life } = it;
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const open = typeof search["open"] === "string" ? search["open"] : "";
  const language = useLanguage();
  const { role } = useActor();
  const publish = async () => {
    await call(nameTheme, { params: { themeId: theme.id }, body: { version: theme.version } });
    say({ text: t("themes.theme.published") });
    await refresh(openTheme, listThemes);
  };
  return (
    <Page
      title={theme.title}
      lead={theme.sentence}
      crumbs={[{ to: "/themes", label: t("themes.list.title") }]}
      action={<Slot name="themeActions" props={{ themeId: theme.id }} />}
    >
      <Columns
        main={
          <>
            {theme.mergedInto !== null && (
              <Note tone="act" title={t("themes.move.part_of")}>
                <p>
                  {t("themes.move.part_of_lead")} <Link to={`/themes/${theme.mergedInto.id}`}>{theme.mergedInto.title}</Link>
                </p>
              </Note>
            )}
            {life && <LandOfTheme theme={theme} life={life} isOpen={open === "land"} />}
            <ChangesOfTheme measures={theme.measures} instead={<MedianInWords theme={theme} />} />
            <EvidenceOfTheme theme={theme} />
            {theme.statements.map((statement) =>
              statement.text === null ? (
                <Note key={statement.id} tone="due" title={t("themes.theme.statement_of", { organisation: statement.organisationName })}>
                  <p>
                    {statement.isOverdue
                      ? t("themes.theme.statement_overdue")
                      : t("themes.theme.statement_awaited", { n: statement.dayNumber, day: f.day(statement.dueOn) })}
                  </p>
                </Note>
              ) : (
                <Section key={statement.id} title={t("themes.theme.statement_of", { organisation: statement.organisationName })}>
                  <Quote
                    isBoxed
                    by={t("themes.theme.statement_by", {
                      organisation: statement.unitName ?? statement.organisationName,
                      day: f.dayWithYear(statement.givenOn ?? statement.requestedOn),
                    })}
                  >
                    {statement.text}
                  </Quote>
                </Section>
              ),
            )}
            <Voices theme={theme} />
            <Coordinating theme={theme} open={open} onPublish={publish} />
            {life && <HistoryOfTheme history={life.history} />}
          </>
        }
        side={
          <>
            <Section title={t("themes.theme.became")}>
              <Became theme={theme} />
            </Section>
            {theme.groupName !== null && theme.groupSinceOn !== null && (
              <Section title={t("themes.group.title")} gap="s">
                <p>{t("themes.group.since", { group: theme.groupName, day: f.dayWithYear(theme.groupSinceOn) })}</p>
                <Slot name="groupOfTheme" props={{ themeId: theme.id }} />
                {theme.abilities.lead && (
                  <p>
                    <TakeFromGroup theme={theme} />
                  </p>
                )}
              </Section>
            )}
            {life && (
              <PriorityOfTheme key={life.priority?.id ?? "none"} theme={theme} priority={life.priority} isOpen={open === "priority"} />
            )}
            {theme.measures.length > 0 && (
              <Section title={t("themes.theme.measures")}>
                <List>
                  {theme.measures.map((measure) => (
                    <ListRow key={measure.id}>
                      <p>
                        <Link to={`/measures/${measure.id}`}>{measure.title}</Link>
                      </p>
                      <p className="small muted">
                        {measure.ownerName}, {t("themes.measures.due", { day: f.day(measure.dueOn) })}{" "}
                        {measure.isLate && <Tag tone="due">{t("themes.measures.is_late")}</Tag>}
                      </p>
                    </ListRow>
                  ))}
                </List>
              </Section>
            )}
            <Section title={t("themes.theme.answers")}>
              <p>{t(theme.everyoneAnswered ? "themes.theme.answers_given" : "themes.theme.answers_missing")}</p>
              <p className="small muted">
                {t("themes.mine.asks")}{" "}
                {t("themes.theme.solved", {
                  solved: theme.solved.solved.count ?? t("themes.theme.few"),
                  others: theme.solved.partlyNotOrSilent.count ?? t("themes.theme.few"),
                })}
              </p>
            </Section>
            {role !== "coordinator" && role !== "body_member" && (
              <Section title={t("themes.dossier.title")} gap="s">
                <div className="row">
                  <Download endpoint={printDossier} request={{ params: { themeId: theme.id }, query: { language } }}>
                    {t("themes.dossier.print")}
                  </Download>
                </div>
              </Section>
            )}
            <Slot name="themePanels" props={{ themeId: theme.id }} />
            {life && <SourceOfTheme life={life} />}
            {life && theme.abilities.lead && theme.state !== "collected" && <CommonThemeOf theme={theme} life={life} />}
            {life && <PatternOfTheme theme={theme} life={life} />}
            {life && <MovesOfTheme moves={life.moves} />}
          </>
        }
      />
    </Page>
  );
}

function Became(it: { readonly theme: OpenedTheme }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const events = it.theme.events;
  return (
    <Path
      label={t("themes.theme.became")}
      steps={events.map((event, index) => ({
        key: `${event.kind} ${index}`,
        title: t(`themes.event.${event.kind}`),
        text: (
          <>
            {f.dayWithYear(event.on)}
            {event.bodyName !== null && `, ${event.bodyName}`}
            {event.sentence !== null && `: ${event.sentence}`}
            {event.reason !== null && ` ${event.reason}`}
            {event.measureId !== null && (
              <>
                {" "}
                <Link to={`/measures/${event.measureId}`}>{t("themes.event.open_measure")}</Link>
              </>
            )}
          </>
        ),
      }))}
    />
  );
}

function Voices(it: { readonly theme: OpenedTheme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { theme } = it;
  if (theme.voices.length === 0) return null;
  return (
    <Section title={t("themes.theme.voices")}>
      <List>
        {theme.voices.map((voice, index) => (
          <ListRow key={voice.reportId ?? `voice ${index}`}>
            <p>„{voice.text}“</p>
            <p className="row row--tight small muted">
              {voice.reporter === null ? t("themes.theme.voice_unnamed") : t("themes.theme.voice_by", { name: voice.reporter })}
              {theme.abilities.joinReports && voice.reportId !== null && (
                <Button
                  kind="link"
                  label={`${t("themes.theme.take_out")}: ${voice.title}`}
                  onPress={() =>
                    void call(takeOutReport, { params: { themeId: theme.id, reportId: voice.reportId ?? "" }, body: {} }).then(async () => {
                      say({ text: t("themes.theme.taken_out") });
                      await refresh(openTheme, listThemes);
                    })
                  }
                >
                  {t("themes.theme.take_out")}
                </Button>
              )}
            </p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}

/** What a coordinator does with a theme; everybody else sees nothing of it. */
/** What a body is deciding, or has decided, keeps its theme: the other one becomes part of it. */
const mayBecomePart: readonly OpenedTheme["state"][] = ["collected", "named", "statement_awaited", "in_project_group"];

function Coordinating(it: { readonly theme: OpenedTheme; readonly open: string; readonly onPublish: () => Promise<void> }): ReactNode {
  const t = useTexts();
  const { abilities, state, mayBeDecided } = it.theme;
  const hasGroups = useIsFilled("giveThemeToGroup");
  if (!abilities.edit && !abilities.requestStatement && !abilities.close) return null;
  return (
    <div className="stack stack-m">
      {!mayBeDecided && <p className="small muted">{t("themes.theme.may_not_be_decided")}</p>}
      <div>
        {abilities.edit && state === "collected" && (
          <Fold summary={t("themes.theme.publish")} isOpen>
            <p>{t("themes.theme.publish_hint")}</p>
            <div className="actions">
              <Button onPress={() => void it.onPublish()}>{t("themes.theme.publish")}</Button>
            </div>
          </Fold>
        )}
        {abilities.requestStatement && (
          <Fold summary={t("themes.theme.request_statement")} isOpen={it.open === "statement"}>
            <RequestStatement theme={it.theme} />
          </Fold>
        )}
        {hasGroups && abilities.lead && it.theme.groupName === null && state !== "collected" && state !== "closed" && (
          <Fold summary={t("themes.group.give")} isOpen={it.open === "group"}>
            <Slot name="giveThemeToGroup" props={{ themeId: it.theme.id, version: it.theme.version }} />
          </Fold>
        )}
        {abilities.joinReports && it.theme.measures.length === 0 && mayBecomePart.includes(state) && (
          <Fold summary={t("themes.move.merge")}>
            <MergeTheme theme={it.theme} />
          </Fold>
        )}
        {abilities.joinReports && it.theme.voices.length > 1 && (
          <Fold summary={t("themes.move.split")}>
            <SplitTheme theme={it.theme} />
          </Fold>
        )}
        {abilities.edit && (
          <Fold summary={t("themes.theme.edit")}>
            <EditTheme theme={it.theme} />
          </Fold>
        )}
        {abilities.close && (
          <Fold summary={t("themes.theme.close")} isOpen={it.open === "close"}>
            <CloseTheme theme={it.theme} />
          </Fold>
        )}
      </div>
    </div>
  );
}

function RequestStatement(it: { readonly theme: OpenedTheme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const site = useSite();
  const [organisationId, setOrganisationId] = useState<string | null>(it.theme.organisations[0]?.id ?? null);
  const [question, setQuestion] = useState("");
  return (
    <LoopForm
      submit={t("themes.theme.request_statement")}
      draft={`ask-statement:${it.theme.id}`}
      kind="secondary"
      onSubmit={async ({ id }) => {
        await call(requestStatement, {
          params: { themeId: it.theme.id },
          body: { id, organisationId: organisationId ?? "", question: question.trim() === "" ? null : question },
        });
        say({ text: t("themes.theme.requested") });
        setQuestion("");
        await refresh(openTheme, listThemes);
      }}
    >
      <Select
        name="organisationId"
        label={t("themes.theme.request_whom")}
        value={organisationId}
        onChange={setOrganisationId}
        options={(site.data?.organisations ?? []).map((one) => ({ value: one.id, label: one.name }))}
        isRequired
      />
      <TextArea name="question" label={t("themes.theme.request_question")} value={question} onChange={setQuestion} maxLength={1000} />
    </LoopForm>
  );
}

function EditTheme(it: { readonly theme: OpenedTheme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const { theme } = it;
  const [title, setTitle] = useState(theme.title);
  const [sentence, setSentence] = useState(theme.sentence ?? "");
  const [field, setField] = useState(theme.fieldOfAction);
  const [service, setService] = useState(theme.metric?.service ?? null);
  const [fromEvent, setFromEvent] = useState(theme.metric?.fromEvent ?? "entitled");
  const [toEvent, setToEvent] = useState(theme.metric?.toEvent ?? "started");
  const options = (vocabulary: string) =>
    (site.data?.vocabularies[vocabulary] ?? []).map((entry) => ({ value: entry.code, label: label(vocabulary, entry.code) }));
  return (
    <LoopForm
      submit={t("themes.theme.save")}
      draft={`theme:${theme.id}`}
      kind="secondary"
      onSubmit={async ({ version = theme.version }) => {
        await call(changeTheme, {
          params: { themeId: theme.id },
          body: {
            title,
            sentence: sentence.trim() === "" ? null : sentence,
            fieldOfAction: field,
            organisationIds: theme.organisations.map((one) => one.id),
            metric: service === null ? null : { service, fromEvent, toEvent },
            version,
          },
        });
        say({ text: t("themes.theme.saved") });
        await refresh(openTheme, listThemes);
      }}
    >
      <TextField name="title" label={t("themes.theme.name")} value={title} onChange={setTitle} maxLength={160} isRequired />
      <TextArea name="sentence" label={t("themes.theme.sentence")} value={sentence} onChange={setSentence} rows={2} maxLength={300} />
      <Select
        name="fieldOfAction"
        label={t("themes.theme.field")}
        value={field}
        onChange={setField}
        options={options("field_of_action")}
        emptyLabel={t("themes.report.not_said")}
      />
      <fieldset className="field">
        <legend>{t("themes.theme.metric")}</legend>
        <p className="hint">{t("themes.theme.metric_hint")}</p>
        <div className="stack">
          <Select
            name="metric.service"
            label={t("themes.theme.metric_service")}
            value={service}
            onChange={setService}
            options={options("service")}
            emptyLabel={t("themes.theme.no_metric")}
          />
          {service !== null && (
            <div className="pair">
              <Select
                name="metric.fromEvent"
                label={t("themes.theme.metric_from")}
                value={fromEvent}
                onChange={(value) => setFromEvent(value ?? "entitled")}
                options={options("milestone_event")}
              />
              <Select
                name="metric.toEvent"
                label={t("themes.theme.metric_to")}
                value={toEvent}
                onChange={(value) => setToEvent(value ?? "started")}
                options={options("milestone_event")}
              />
            </div>
          )}
        </div>
      </fieldset>
    </LoopForm>
  );
}

function CloseTheme(it: { readonly theme: OpenedTheme }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const [sentence, setSentence] = useState("");
  return (
    <LoopForm
      submit={t("themes.theme.close")}
      draft={`close-theme:${it.theme.id}`}
      kind="secondary"
      onSubmit={async ({ version = it.theme.version }) => {
        await call(closeTheme, {
          params: { themeId: it.theme.id },
          body: { sentence: sentence.trim() === "" ? null : sentence, version },
        });
        say({ text: t("themes.theme.closed") });
        await refresh(openTheme, listThemes);
      }}
    >
      <TextArea name="sentence" label={t("themes.theme.close_sentence")} value={sentence} onChange={setSentence} rows={2} maxLength={600} />
    </LoopForm>
  );
}
