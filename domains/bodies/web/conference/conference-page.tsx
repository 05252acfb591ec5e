import "./conference.css";
import { type ReactNode, useState } from "react";
import { useAct } from "../../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { Button, Link, LinkButton } from "../../../../platform/web/form/button.tsx";
import { DateField } from "../../../../platform/web/form/date-field.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Tag } from "../../../../platform/web/page/panel.tsx";
import { Fold } from "../../../../platform/web/page/list.tsx";
import { Columns, Page, Row, Section } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { usePath } from "../../../../platform/web/path.ts";
import { useLanguage, useTexts } from "../../../../platform/web/texts.ts";
import { callForCases, type ConferenceView, getConference, layAgenda, planConference } from "../../contract.ts";
import { Moderation } from "./moderation.tsx";
import { Presentations } from "./presentations.tsx";
import { useConferenceReasons } from "./reasons.ts";
import { ShareSection } from "./share.tsx";
import { TalkNote } from "./talk.tsx";

/** A planning conference from the call for cases to the sentence that goes back. */
export function ConferencePage(): ReactNode {
  const t = useTexts();
  const { meetingId } = usePath("meetingId");
  const conference = useAnswer(getConference, { params: { meetingId } });
  const gone = (
    <Page
      title={t("bodies.conference.title")}
      lead={t("bodies.conference.gone")}
      crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]}
    />
  );
  return (
    <Answered query={conference} notFound={gone}>
      {(view) => <Content conference={view} />}
    </Answered>
  );
}

function Content(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { conference } = it;
  const { abilities } = conference;
  const hasBegun = conference.meetingState === "in_session" || conference.meetingState === "closed";
  const where = [f.longDay(conference.heldOn), f.time(conference.startsAt), ...(conference.place ? [conference.place] : [])].join(", ");
  return (
    <Page
      title={t("bodies.conference.title_of", { day: f.day(conference.heldOn) })}
      lead={
        <>
          <p>{where}.</p>
          <p>{t("bodies.conference.rule_long")}</p>
        </>
      }
      crumbs={[
        { to: "/bodies", label: t("bodies.list.title") },
        { to: `/bodies/meetings/${conference.meetingId}`, label: t("bodies.conference.to_meeting") },
      ]}
      action={
        conference.plan ? (
          <LinkButton kind="primary" to={`/bodies/meetings/${conference.meetingId}/wall`}>
            {t("bodies.conference.wall.open")}
          </LinkButton>
        ) : undefined
      }
    >
      {conference.plan === null ? (
        <Section title={t("bodies.conference.plan.begin")} note={t("bodies.conference.plan.begin_note")}>
          {abilities.prepare ? <PlanForm conference={conference} /> : <Empty>{t("bodies.conference.plan.none")}</Empty>}
        </Section>
      ) : (
        <Columns
          main={
            <>
              {!hasBegun && <Presentations conference={conference} />}
              {abilities.moderate && <Moderation conference={conference} />}
              {hasBegun && <Presentations conference={conference} />}
            </>
          }
          side={
            <>
              <CallSection conference={conference} />
              <AgendaSection conference={conference} />
              {conference.share && <ShareSection share={conference.share} />}
              {abilities.prepare && (
                <Fold summary={t("bodies.conference.plan.change")}>
                  <PlanForm key={conference.plan.version} conference={conference} />
                </Fold>
              )}
            </>
          }
        />
      )}
    </Page>
  );
}

function PlanForm(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useConferenceReasons();
  const { plan, meetingId, heldOn } = it.conference;
  const [question, setQuestion] = useState(plan?.question ?? t("bodies.conference.plan.question_usual"));
  const [callText, setCallText] = useState(plan?.callText ?? t("bodies.conference.plan.call_usual"));
  const [callUntilOn, setCallUntilOn] = useState<string | null>(plan?.callUntilOn ?? null);
  return (
    <Form
      submit={t("bodies.conference.plan.save")}
      draft={`conference:${meetingId}`}
      kind={plan ? "secondary" : "primary"}
      wordsForProblem={reasons}
      wordsFor={({ code }) => t.maybe(`bodies.conference.field.${code}`)}
      onChangedMeanwhile={() => {
        say({ text: t("bodies.conference.faster") });
        void refresh(getConference);
      }}
      onSubmit={async () => {
        await call(planConference, { params: { meetingId }, body: { question, callText, callUntilOn, version: plan?.version ?? null } });
        say({ text: t("bodies.conference.plan.saved") });
        await refresh(getConference);
      }}
    >
      <TextField
        name="question"
        label={t("bodies.conference.plan.question")}
        hint={t("bodies.conference.plan.question_hint")}
        value={question}
        onChange={setQuestion}
        maxLength={200}
        isRequired
      />
      <TextArea
        name="callText"
        label={t("bodies.conference.plan.call")}
        hint={t("bodies.conference.plan.call_hint")}
        value={callText}
        onChange={setCallText}
        rows={4}
        maxLength={1000}
      />
      <DateField
        name="callUntilOn"
        label={t("bodies.conference.plan.until")}
        value={callUntilOn}
        onChange={setCallUntilOn}
        direction="future"
        maximum={heldOn}
      />
    </Form>
  );
}

function CallSection(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { conference } = it;
  const { plan } = conference;
  if (!plan) return null;
  async function ask(version: number): Promise<void> {
    try {
      await call(callForCases, { params: { meetingId: conference.meetingId }, body: { version } });
      say({ text: t("bodies.conference.call.done") });
    } catch (error) {
      const problem = problemOf(error);
      const [field] = problem.fields;
      say({
        text: field
          ? (t.maybe(`bodies.conference.call.lacks.${field.path.replace("body.", "")}`) ?? t("platform.problem.invalid"))
          : t(`platform.problem.${problem.code}`),
      });
    }
    await refresh(getConference);
  }
  return (
    <Section title={t("bodies.conference.call.title")} gap="s">
      {plan.calledOn === null ? (
        <>
          <p>
            {plan.callUntilOn
              ? t("bodies.conference.call.ready", { day: f.longDay(plan.callUntilOn) })
              : t("bodies.conference.call.no_day")}
          </p>
          {conference.abilities.callForCases && (
            <p>
              <Button onPress={() => void ask(plan.version)}>{t("bodies.conference.call.send")}</Button>
            </p>
          )}
        </>
      ) : (
        <>
          <p dir="auto">{plan.callText}</p>
          <p className="small muted">
            {t("bodies.conference.call.since", { day: f.day(plan.calledOn) })}{" "}
            {plan.callUntilOn &&
              (plan.isCallOpen
                ? t("bodies.conference.call.until", { day: f.longDay(plan.callUntilOn), relative: f.relative(plan.callUntilOn) })
                : t("bodies.conference.call.over", { day: f.day(plan.callUntilOn) }))}
          </p>
        </>
      )}
    </Section>
  );
}

function AgendaSection(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const act = useAct("bodies.conference", getConference);
  const { conference } = it;
  const { minutesOfItems: sum, minutesPlanned: planned } = conference;
  async function lay(): Promise<void> {
    const work = () => call(layAgenda, { params: { meetingId: conference.meetingId }, body: { language } });
    await act(work, { text: t("bodies.conference.agenda.laid") });
  }
  const state = sum > planned ? "over" : sum < planned ? "under" : "fits";
  return (
    <Section title={t("bodies.conference.agenda.title")} gap="s">
      {conference.itemCount === 0 ? (
        <p>{t("bodies.conference.agenda.none")}</p>
      ) : (
        <p>
          {t("bodies.conference.agenda.sum", { n: conference.itemCount, sum, planned })}{" "}
          <Tag {...(state === "under" ? {} : { tone: state === "over" ? "due" : "good" })}>
            {t(`bodies.conference.agenda.${state}`, { minutes: Math.abs(planned - sum) })}
          </Tag>
        </p>
      )}
      {conference.agendaTalk.map((item) => (
        <div key={item.itemId}>
          <p>
            <b dir="auto">{item.title}</b>
          </p>
          <TalkNote talk={item.talk} />
        </div>
      ))}
      <Row>
        {conference.abilities.layAgenda && <Button onPress={() => void lay()}>{t("bodies.conference.agenda.lay")}</Button>}
        <Link to={`/bodies/meetings/${conference.meetingId}`}>{t("bodies.conference.agenda.to")}</Link>
      </Row>
    </Section>
  );
}
