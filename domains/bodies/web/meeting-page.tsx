import "./bodies.css";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../platform/web/api.ts";
import { Button, Link, OutLink } from "../../../platform/web/form/button.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Columns, Page, Row, Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  changeMeeting,
  getBody,
  getDesk,
  getMeeting,
  listMeetings,
  type MeetingState,
  type MeetingView,
  moveMeeting,
  removeMeeting,
  restoreMeeting,
} from "../contract.ts";
import { PlannedAgenda } from "./agenda.tsx";
import { Ask } from "./ask.tsx";
import { Attendance } from "./attendance.tsx";
import { ConferenceLink } from "./conference/conference-link.tsx";
import { Invitation } from "./invitation.tsx";
import { CopyLink, MailLink } from "./links.tsx";
import { CalendarAnswers, MeetingFiles } from "./meeting-files.tsx";
import { MeetingForm } from "./meeting-form.tsx";
import { ReadAgenda } from "./read-agenda.tsx";
import { Session } from "./session.tsx";
import { Adoption, useWriting } from "./writing.tsx";

/** One meeting: prepared, in session, or as it was. */
export function MeetingPage(): ReactNode {
  const t = useTexts();
  const { meetingId } = usePath("meetingId");
  const meeting = useAnswer(getMeeting, { params: { meetingId } });
  const gone = (
    <Page title={t("bodies.meetings")} lead={t("bodies.meeting.gone")} crumbs={[{ to: "/bodies", label: t("bodies.list.title") }]} />
  );
  return (
    <Answered query={meeting} notFound={gone}>
      {(view) => <MeetingContent meeting={view} />}
    </Answered>
  );
}

function MeetingContent(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { meeting } = it;
  const where = [f.longDay(meeting.heldOn), f.time(meeting.startsAt), ...(meeting.place ? [meeting.place] : [])].join(", ");
  const crumbs = [
    { to: "/bodies", label: t("bodies.list.title") },
    { to: `/bodies/${meeting.bodyId}`, label: meeting.bodyName },
  ];
  const isOpen = meeting.state === "in_session";
  const title =
    isOpen && meeting.abilities.keepMinutes
      ? t("bodies.session.title", { time: f.time(meeting.openedAt ?? meeting.startsAt) })
      : t("bodies.meeting.title", { body: meeting.bodyName, day: f.day(meeting.heldOn) });
  return (
    <Page
      title={title}
      crumbs={crumbs}
      lead={
        <>
          <p>{where}.</p>
          {!meeting.abilities.keepMinutes && <p>{t(`bodies.state_lead.${meeting.state}`)}</p>}
          {meeting.bodyKind === "planning_conference" && <ConferenceLink meetingId={meeting.id} />}
          {meeting.onlineLink && (
            <p className="small">
              <OutLink href={meeting.onlineLink}>{t("bodies.meeting.online")}</OutLink>
            </p>
          )}
        </>
      }
      action={meeting.abilities.keepMinutes ? undefined : <Moves meeting={meeting} />}
    >
      {meeting.abilities.keepMinutes ? (
        <>
          <Session meeting={meeting} />
          <Section title={t("bodies.session.close_title")} gap="s">
            <p>{t("bodies.session.close_note")}</p>
            <Row>
              <Moves meeting={meeting} />
            </Row>
          </Section>
          <MeetingFiles meeting={meeting} />
        </>
      ) : meeting.abilities.prepare ? (
        <Prepared meeting={meeting} />
      ) : (
        <Columns
          main={<ReadAgenda meeting={meeting} />}
          side={
            <>
              <Invitation meeting={meeting} />
              <Record meeting={meeting} />
              <MeetingFiles meeting={meeting} />
              <Attendance meeting={meeting} />
            </>
          }
        />
      )}
    </Page>
  );
}

/** How the minutes of a meeting stand that is over. */
function Record(it: { readonly meeting: MeetingView }): ReactNode {
  const { meeting } = it;
  const writing = useWriting(meeting.id, false);
  return meeting.state === "closed" && writing ? <Adoption meeting={meeting} writing={writing} /> : null;
}

function Prepared(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { meeting } = it;
  return (
    <Columns
      main={
        <>
          <PlannedAgenda meeting={meeting} />
          <Invitation meeting={meeting} />
        </>
      }
      side={
        <>
          {meeting.papersDueOn && (
            <Note tone="due">
              <p>{t("bodies.meeting.papers_go", { day: f.longDay(meeting.papersDueOn), relative: f.relative(meeting.papersDueOn) })}</p>
            </Note>
          )}
          <Section title={t("bodies.links.for_members")} note={t("bodies.links.for_members_note")} gap="s">
            <ul className="list">
              {meeting.members.map((member) => (
                <li key={member.id} className="row row--apart row--line">
                  <span>{member.name}</span>
                  <span className="row">
                    {meeting.state !== "planned" && (
                      <MailLink membershipId={member.membershipId} meetingId={meeting.id} name={member.name} />
                    )}
                    <CopyLink membershipId={member.membershipId} meetingId={meeting.id} name={member.name} />
                  </span>
                </li>
              ))}
            </ul>
            {meeting.members.length === 0 && (
              <p className="small muted">
                {t("bodies.no_member")} <Link to={`/bodies/${meeting.bodyId}`}>{t("bodies.member.add")}</Link>
              </p>
            )}
          </Section>
          <MeetingFiles meeting={meeting} />
          <Attendance meeting={meeting} />
          <CalendarAnswers meeting={meeting} />
          <ChangeMeeting meeting={meeting} />
        </>
      }
    />
  );
}

/** The way on as the filled button; ways back as links. */
function Moves(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { meeting } = it;
  const [isBusy, setBusy] = useState(false);
  const [isReopening, setReopening] = useState(false);
  const [reason, setReason] = useState("");
  const [isAskingWho, setAskingWho] = useState(false);
  const isNobodyNoted = meeting.state === "in_session" && !meeting.attendance.some((one) => one.state === "present");
  const send = async (to: MeetingState, why: string | null = null) => {
    await call(moveMeeting, { params: { meetingId: meeting.id }, body: { to, version: meeting.version, reason: why } });
    say({ text: t(`bodies.moved.${to}`) });
    await refresh();
  };
  const explain = (problem: Problem) =>
    say({ text: t.maybe(`bodies.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`) });
  async function move(to: MeetingState): Promise<void> {
    setBusy(true);
    try {
      await send(to);
    } catch (error) {
      explain(problemOf(error));
      await refresh(getMeeting);
    } finally {
      setBusy(false);
    }
  }
  const ahead = { planned: "invited", invited: "in_session", in_session: "closed", closed: "in_session" } as const;
  const next = ahead[meeting.state];
  if (!meeting.nextStates.includes(next)) return null;
  return (
    <div className="stack stack-s">
      <Button
        kind={meeting.state === "closed" || meeting.state === "in_session" ? "secondary" : "primary"}
        busy={isBusy ? t("platform.saving") : undefined}
        onPress={() => (meeting.state === "closed" ? setReopening(true) : isNobodyNoted ? setAskingWho(true) : void move(next))}
      >
        {t(`bodies.move.${meeting.state}`)}
      </Button>
      {meeting.nextStates.includes("planned") && (
        <Button kind="link" onPress={() => void move("planned")}>
          {t("bodies.move.back")}
        </Button>
      )}
      {isAskingWho && (
        <Ask
          title={t("bodies.close.nobody")}
          submit={t("bodies.close.anyway")}
          onClose={() => setAskingWho(false)}
          onSubmit={async () => {
            await send("closed");
            setAskingWho(false);
          }}
        >
          <p>{t("bodies.close.nobody_note", { n: meeting.members.length })}</p>
        </Ask>
      )}
      {isReopening && (
        <Ask
          title={t("bodies.move.closed")}
          submit={t("bodies.move.closed")}
          draft={`reopen:${meeting.id}`}
          onClose={() => setReopening(false)}
          onSubmit={async () => {
            await send("in_session", reason.trim() === "" ? null : reason);
            setReopening(false);
          }}
        >
          <TextField name="reason" label={t("bodies.move.reason")} value={reason} onChange={setReason} maxLength={300} isRequired />
        </Ask>
      )}
    </div>
  );
}

function ChangeMeeting(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { meeting } = it;
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title={t("bodies.meeting.change_title")} gap="s">
      <Fold summary={t("bodies.meeting.change")}>
        <MeetingForm
          key={meeting.version}
          start={meeting}
          kind="secondary"
          submit={t("bodies.meeting.save")}
          draft={`change-meeting:${meeting.id}`}
          onSend={async (fields, { version = meeting.version }) => {
            await call(changeMeeting, { params: { meetingId: meeting.id }, body: { ...fields, version } });
            say({ text: t("bodies.meeting.saved") });
            await refresh(getMeeting, listMeetings, getBody, getDesk);
          }}
        />
      </Fold>
      {(meeting.state === "planned" || meeting.state === "invited") && (
        <p>
          <Button kind="link" onPress={() => setAsking(true)}>
            {t("bodies.meeting.remove")}
          </Button>
        </p>
      )}
      {isAsking && (
        <Ask
          title={t("bodies.meeting.remove")}
          submit={t("bodies.meeting.remove")}
          onClose={() => setAsking(false)}
          onSubmit={async () => {
            await call(removeMeeting, { params: { meetingId: meeting.id } });
            say({
              text: t("bodies.meeting.removed"),
              undo: async () => {
                await call(restoreMeeting, { params: { meetingId: meeting.id } });
                await refresh();
              },
            });
            await navigate({ to: `/bodies/${meeting.bodyId}` });
            await refresh(listMeetings, getBody, getDesk);
          }}
        >
          <p>{t("bodies.meeting.remove_question")}</p>
        </Ask>
      )}
    </Section>
  );
}
