import "./bodies.css";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { ChangedMeanwhile } from "../../../platform/web/form/changed-meanwhile.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import { type AgendaItemView, changeAgendaItem, draftPaper, getDesk, getMeeting, type MeetingView } from "../contract.ts";
import { ThemeState } from "./agenda.tsx";
import { Attachments } from "./attachments.tsx";
import { AudienceOf } from "./audience.tsx";

type Paper = { title: string; minutesPlanned: number; question: string; background: string; proposal: string; options: string };

const paperOf = (item: AgendaItemView): Paper => ({
  title: item.title,
  minutesPlanned: item.minutesPlanned,
  question: item.question,
  background: item.background,
  proposal: item.proposal,
  options: item.options.join("\n"),
});

/** The paper of one item: the sentence asked, how it came to it, the proposal, the choices. */
export function PaperPage(): ReactNode {
  const t = useTexts();
  const { meetingId, itemId } = usePath("meetingId", "itemId");
  const meeting = useAnswer(getMeeting, { params: { meetingId } });
  const gone = (
    <Page
      title={t("bodies.paper.title")}
      lead={t("bodies.reason.item_removed")}
      crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]}
    />
  );
  return (
    <Answered query={meeting} notFound={gone}>
      {(view) => {
        const item = view.items.find((one) => one.id === itemId);
        return item ? <PaperForm key={item.id} item={item} meeting={view} /> : gone;
      }}
    </Answered>
  );
}

function PaperForm(it: { readonly item: AgendaItemView; readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const reasons = useReasons("bodies");
  const language = useLanguage();
  const { item, meeting } = it;
  const [paper, setPaper] = useState(paperOf(item));
  const [version, setVersion] = useState(item.version);
  const [theirs, setTheirs] = useState<AgendaItemView | undefined>(undefined);
  const draft = useDraft<Paper>(`paper:${item.id}`);
  const [taken, setTaken] = useState(draft.found);
  if (draft.found !== taken) {
    setTaken(draft.found);
    if (draft.found) setPaper(draft.found);
  }
  const change = (part: Partial<Paper>) => {
    const next = { ...paper, ...part };
    setPaper(next);
    draft.keep(next);
  };
  async function fillFromDossier(): Promise<void> {
    try {
      const made = await call(draftPaper, { params: { itemId: item.id }, query: { language } });
      change({
        question: paper.question === "" ? made.question : paper.question,
        background: paper.background === "" ? made.background : paper.background,
        proposal: paper.proposal === "" ? made.proposal : paper.proposal,
        options: paper.options.trim() === "" ? made.options.join("\n") : paper.options,
      });
      say({ text: t("bodies.draft.done") });
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`) });
    }
  }
  const meetingPath = `/bodies/meetings/${meeting.id}`;
  async function send(atVersion: number): Promise<void> {
    await call(changeAgendaItem, {
      params: { itemId: item.id },
      body: {
        title: paper.title,
        minutesPlanned: paper.minutesPlanned,
        version: atVersion,
        paper: {
          question: paper.question,
          background: paper.background,
          proposal: paper.proposal,
          options: paper.options
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line !== ""),
        },
      },
    });
    await draft.discard();
    await refresh(getMeeting, getDesk);
    say({ text: t("bodies.paper.saved") });
    await navigate({ to: meetingPath });
  }
  return (
    <Page
      title={t("bodies.paper.of", { title: item.title })}
      windowTitle={t("bodies.paper.title")}
      width="narrow"
      lead={t("bodies.paper.lead")}
      crumbs={[{ to: meetingPath, label: t("bodies.meeting.title", { body: meeting.bodyName, day: f.day(meeting.heldOn) }) }]}
    >
      {item.theme && (
        <div className="stack stack-s">
          {item.theme.sentence && <p>{item.theme.sentence}</p>}
          <ThemeState item={item} />
          <p>
            <Link to={`/themes/${item.theme.id}`}>{t("bodies.theme.read")}</Link>
          </p>
        </div>
      )}
      {theirs && (
        <ChangedMeanwhile
          differences={[
            { label: t("bodies.paper.question"), mine: paper.question, theirs: theirs.question },
            { label: t("bodies.paper.background"), mine: paper.background, theirs: theirs.background },
            { label: t("bodies.paper.proposal"), mine: paper.proposal, theirs: theirs.proposal },
            { label: t("bodies.paper.options"), mine: paper.options, theirs: theirs.options.join("\n") },
          ].filter((one) => one.mine !== one.theirs)}
          onKeepMine={() => void send(theirs.version).catch(() => undefined)}
          onTakeTheirs={() => {
            setPaper(paperOf(theirs));
            setVersion(theirs.version);
            setTheirs(undefined);
            void draft.discard();
          }}
        />
      )}
      {item.theme && (
        <p>
          <Button onPress={() => void fillFromDossier()}>{t("bodies.draft.make")}</Button>{" "}
          <span className="small muted">{t("bodies.draft.note")}</span>
        </p>
      )}
      <Form
        submit={t("bodies.paper.save")}
        wordsForProblem={reasons.problem}
        onSubmit={() => send(version)}
        onChangedMeanwhile={(current) => setTheirs((current as MeetingView).items.find((one) => one.id === item.id))}
        beside={
          <>
            <DraftState draft={draft} onDiscard={() => setPaper(paperOf(item))} />
            <Button kind="link" onPress={() => void navigate({ to: meetingPath })}>
              {t("bodies.paper.back")}
            </Button>
          </>
        }
      >
        <TextField
          name="title"
          label={t("bodies.item.title")}
          value={paper.title}
          onChange={(title) => change({ title })}
          maxLength={200}
          isRequired
        />
        {item.kind === "theme" && (
          <TextArea
            name="paper.question"
            label={t("bodies.paper.question")}
            hint={t("bodies.paper.question_hint")}
            value={paper.question}
            onChange={(question) => change({ question })}
            rows={2}
            maxLength={300}
          />
        )}
        <TextArea
          name="paper.background"
          label={t("bodies.paper.background")}
          hint={t("bodies.paper.background_hint")}
          value={paper.background}
          onChange={(background) => change({ background })}
          rows={4}
          maxLength={2000}
        />
        {item.kind === "theme" && (
          <>
            <TextArea
              name="paper.proposal"
              label={t("bodies.paper.proposal")}
              hint={t("bodies.paper.proposal_hint")}
              value={paper.proposal}
              onChange={(proposal) => change({ proposal })}
              rows={3}
              maxLength={1500}
            />
            <TextArea
              name="paper.options"
              label={t("bodies.paper.options")}
              hint={t("bodies.paper.options_hint")}
              value={paper.options}
              onChange={(options) => change({ options })}
              rows={3}
              isOptional
            />
          </>
        )}
        <NumberField
          name="minutesPlanned"
          label={t("bodies.item.minutes")}
          value={paper.minutesPlanned}
          onChange={(minutesPlanned) => change({ minutesPlanned: minutesPlanned ?? 0 })}
          minimum={1}
          maximum={240}
          isRequired
        />
      </Form>
      <Section title={t("bodies.attachments.title")} gap="s">
        <Attachments meetingId={meeting.id} itemId={item.id} mayAdd />
      </Section>
      <AudienceOf item={item} />
    </Page>
  );
}
