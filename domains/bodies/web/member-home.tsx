import "./bodies.css";
import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { Link, OutLink } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useSession } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  type AgendaItemView,
  getMemberHome,
  type MeetingView,
  type MemberHome as Home,
  saveStances,
  type Stance,
  stances,
} from "../contract.ts";
import { MeetingList } from "./bodies-page.tsx";
import { DecisionRow } from "./decision-row.tsx";
import { Paper, ReadAgenda } from "./read-agenda.tsx";

const asked = (meeting: MeetingView | null): readonly AgendaItemView[] => meeting?.items.filter((item) => item.kind === "theme") ?? [];

type OfMeeting = {
  /** The one a link was made for; the next one without it. */
  readonly meetingId?: string | undefined;
};

/** "Guten Tag, Herr Pohl. Drei Entscheidungen stehen an." */
export function MemberTitle(it: OfMeeting): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { account } = useSession();
  const home = useAnswer(getMemberHome, { query: { meetingId: it.meetingId } });
  const name = account?.name ?? "";
  const { meeting = null } = home.data ?? {};
  const count = asked(meeting).length;
  // a link shows what it was made for; that must hide nothing that comes sooner
  const nearer = home.data?.laterMeetings.find((one) => meeting !== null && one.state !== "planned" && one.startsAt < meeting.startsAt);
  if (!home.data) return <Page title={t("bodies.home.hello", { name })} windowTitle={t("bodies.home.window")} />;
  return (
    <Page
      windowTitle={t("bodies.home.window")}
      title={meeting && count > 0 ? t("bodies.home.asked", { name, n: count }) : t("bodies.home.hello", { name })}
      lead={
        meeting ? (
          <>
            <p>{t("bodies.home.for", { body: meeting.bodyName, day: f.longDay(meeting.heldOn), time: f.time(meeting.startsAt) })}</p>
            {count > 0 && meeting.abilities.answerStance && <p>{t("bodies.home.two_minutes")}</p>}
            {meeting.state === "planned" && <p>{t("bodies.agenda.not_yet")}</p>}
            {nearer && (
              <p>
                {t("bodies.home.nearer", { body: nearer.bodyName, day: f.day(nearer.heldOn), time: f.time(nearer.startsAt) })}{" "}
                <Link to={`/bodies/meetings/${nearer.id}`}>{t("bodies.home.see_nearer")}</Link>
              </p>
            )}
          </>
        ) : (
          <p>{t("bodies.home.no_meeting")}</p>
        )
      }
    />
  );
}

export function MemberHome(it: OfMeeting): ReactNode {
  const home = useAnswer(getMemberHome, { query: { meetingId: it.meetingId } });
  return <Answered query={home}>{(view) => <HomeContent home={view} />}</Answered>;
}

function HomeContent(it: { readonly home: Home }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { home } = it;
  const { meeting } = home;
  const items = asked(meeting);
  const openTasks = home.tasks.filter((task) => task.reportState !== "done");
  return (
    <>
      {meeting && items.length > 0 && <Asks key={meeting.id} meeting={meeting} items={items} />}
      {meeting && items.length === 0 && meeting.items.length > 0 && (
        <div className="mid stack stack-xl">
          <ReadAgenda meeting={meeting} />
        </div>
      )}
      {openTasks.length > 0 && (
        <Section title={t("bodies.home.tasks")} note={t("bodies.home.tasks_note")}>
          <ul className="list mid">
            {openTasks.map((task) => (
              <DecisionRow key={task.id} decision={task} isTask />
            ))}
          </ul>
        </Section>
      )}
      {home.lastMeeting && (
        <Section title={t("bodies.home.last", { day: f.day(home.lastMeeting.heldOn) })}>
          {home.lastDecisions.length === 0 ? (
            <Empty>{t("bodies.home.nothing_decided")}</Empty>
          ) : (
            <ul className="list mid">
              {home.lastDecisions.map((decision) => (
                <DecisionRow key={decision.id} decision={decision} hidesItem hidesReport />
              ))}
            </ul>
          )}
          <p>
            <Link to={`/bodies/meetings/${home.lastMeeting.id}`}>{t("bodies.home.minutes")}</Link>
          </p>
        </Section>
      )}
      {meeting && (
        <Section title={t("bodies.home.meeting")} gap="s">
          <p>{[f.longDay(meeting.heldOn), f.time(meeting.startsAt), ...(meeting.place ? [meeting.place] : [])].join(", ")}</p>
          {meeting.onlineLink && (
            <p>
              <OutLink href={meeting.onlineLink}>{t("bodies.meeting.online")}</OutLink>
            </p>
          )}
          <p>
            <Link to={`/bodies/meetings/${meeting.id}`}>{t("bodies.home.agenda")}</Link>
          </p>
        </Section>
      )}
      {home.laterMeetings.length > 0 && (
        <Section title={t("bodies.home.later")}>
          <MeetingList label={t("bodies.home.later")} meetings={home.laterMeetings} />
        </Section>
      )}
    </>
  );
}

/** What is asked of a member, two minutes each. Nothing is preselected in a question of opinion. */
function Asks(it: { readonly meeting: MeetingView; readonly items: readonly AgendaItemView[] }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { meeting, items } = it;
  const [chosen, setChosen] = useState<Readonly<Record<string, Stance>>>(
    Object.fromEntries(items.flatMap((item) => (item.ownStance ? [[item.id, item.ownStance]] : []))),
  );
  const list = (
    <ol className="asks">
      {items.map((item, index) => (
        <li key={item.id}>
          <span className="asks__number" aria-hidden="true">
            {index + 1}
          </span>
          <div className="stack stack-s narrow">
            <h2>{item.question === "" ? item.title : item.question}</h2>
            <Paper item={{ ...item, question: "" }} />
            {meeting.abilities.answerStance && (
              <Chips
                label={t("bodies.stance.label", { title: item.question === "" ? item.title : item.question })}
                isLabelHidden
                value={chosen[item.id] ?? null}
                onChange={(stance) => setChosen({ ...chosen, [item.id]: stance })}
                options={stances.map((one) => ({ value: one, label: t(`bodies.stance.${one}`) }))}
              />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
  if (!meeting.abilities.answerStance) return list;
  return (
    <Form
      label={t("bodies.home.asked_label")}
      submit={t("bodies.stance.send")}
      wordsForProblem={reasons.problem}
      check={() => (items.some((item) => chosen[item.id]) ? [] : [{ path: "stances", code: "nothing_chosen" }])}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async () => {
        await call(saveStances, {
          params: { meetingId: meeting.id },
          body: { stances: Object.entries(chosen).map(([itemId, stance]) => ({ itemId, stance })) },
        });
        say({ text: t("bodies.stance.sent") });
        await refresh(getMemberHome);
      }}
      beside={<span className="small muted">{t("bodies.stance.who_sees")}</span>}
    >
      {list}
    </Form>
  );
}
