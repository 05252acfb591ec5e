import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, Failed, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, type Problem, problemOf } from "../../../platform/web/api.ts";
import { FileDrop } from "../../../platform/web/form/file-drop.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  getCalendarFile,
  listCalendarAnswers,
  listCancelledMeetings,
  type MeetingView,
  noteCalendarAnswer,
  printAgenda,
  printExtract,
  printMinutes,
} from "../contract.ts";

/** What one takes away from a meeting: agenda, minutes, the calendar entry. */
export function MeetingFiles(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { meeting } = it;
  const params = { meetingId: meeting.id };
  const isReadable = meeting.state !== "planned" || meeting.abilities.prepare;
  const hasMinutes = meeting.state === "in_session" || meeting.state === "closed";
  const files = (endpoint: typeof printAgenda, name: string) => (
    <li className="row row--apart row--line">
      <span>{name}</span>
      <span className="row row--tight">
        <Download
          endpoint={endpoint}
          request={{ params, query: { language, form: "pdf" } }}
          label={t("bodies.files.as", { name, form: "PDF" })}
        >
          {t("bodies.files.pdf")}
        </Download>
        <Download
          endpoint={endpoint}
          request={{ params, query: { language, form: "docx" } }}
          label={t("bodies.files.as", { name, form: "Word" })}
        >
          {t("bodies.files.word")}
        </Download>
      </span>
    </li>
  );
  return (
    <Section title={t("bodies.files.title")} gap="s">
      <ul className="list">
        {isReadable && files(printAgenda, t("bodies.files.agenda"))}
        {hasMinutes && files(printMinutes, t(meeting.state === "closed" ? "bodies.files.minutes" : "bodies.files.minutes_draft"))}
        {meeting.state === "closed" && (
          <li className="row row--apart row--line">
            <span>{t("bodies.public.extract")}</span>
            <Download
              endpoint={printExtract}
              request={{ params, query: { language } }}
              label={t("bodies.files.as", { name: t("bodies.public.extract"), form: "PDF" })}
            >
              {t("bodies.files.pdf")}
            </Download>
          </li>
        )}
        <li className="row row--apart row--line">
          <span>{t("bodies.files.calendar")}</span>
          <Download endpoint={getCalendarFile} request={{ params, query: { language } }} label={t("bodies.files.calendar_label")}>
            {t("bodies.files.calendar_button")}
          </Download>
        </li>
      </ul>
    </Section>
  );
}

type Noted = AnswerOf<typeof noteCalendarAnswer>;

/** What members' calendars sent back, brought in by the coordinator as a file. */
export function CalendarAnswers(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const answers = useAnswer(listCalendarAnswers, { params: { meetingId: it.meeting.id } });
  const [told, setTold] = useState<Noted | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  async function bring(file: File | null): Promise<void> {
    if (!file) return;
    setTold(undefined);
    setProblem(undefined);
    try {
      setTold(await call(noteCalendarAnswer, { params: { meetingId: it.meeting.id } }, { file }));
      await refresh(listCalendarAnswers);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Section title={t("bodies.answers.title")} gap="s">
      <Answered query={answers}>
        {(data) =>
          data.answers.length > 0 && (
            <List label={t("bodies.answers.title")}>
              {data.answers.map((one) => (
                <ListRow key={one.membershipId}>
                  <p>{t(`bodies.answers.said.${one.answer}`, { name: one.name })}</p>
                  <p className="small muted">
                    {one.unitName}, {f.moment(one.answeredAt)}
                  </p>
                </ListRow>
              ))}
            </List>
          )
        }
      </Answered>
      <Fold summary={t("bodies.answers.bring")}>
        <p className="small">{t("bodies.answers.hint")}</p>
        <FileDrop label={t("bodies.answers.file")} kinds={[".ics"]} file={null} onChange={(file) => void bring(file)} />
      </Fold>
      {problem && <Failed problem={problem} />}
      {told && (
        <Note tone={told.noted ? "good" : "bad"} live>
          <p>
            {told.noted && told.answer
              ? t(`bodies.answers.said.${told.answer}`, { name: told.from ?? "" })
              : t(`bodies.answers.fault.${told.fault ?? "answer_unclear"}`, { from: told.from ?? "" })}
          </p>
        </Note>
      )}
    </Section>
  );
}

/** Meetings called off after people were invited: their calendars still show them. */
export function CancelledMeetings(it: { readonly bodyId: string }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const { role } = useActor();
  const cancelled = useAnswer(listCancelledMeetings, { params: { bodyId: it.bodyId } });
  const meetings = cancelled.data?.meetings ?? [];
  if (meetings.length === 0) return null;
  return (
    <Section
      title={t("bodies.cancelled.title")}
      note={t(`bodies.cancelled.note.${role === "coordinator" ? "coordinator" : "member"}`)}
      gap="s"
    >
      <List label={t("bodies.cancelled.title")}>
        {meetings.map((one) => (
          <ListRow
            key={one.id}
            at={f.dayWithYear(one.heldOn)}
            action={
              <Download
                endpoint={getCalendarFile}
                request={{ params: { meetingId: one.id }, query: { language } }}
                label={t("bodies.cancelled.label", { day: f.dayWithYear(one.heldOn) })}
              >
                {t("bodies.cancelled.button")}
              </Download>
            }
          >
            <p>{t("bodies.cancelled.row", { time: f.time(one.startsAt), day: f.day(one.cancelledOn) })}</p>
          </ListRow>
        ))}
      </List>
    </Section>
  );
}
