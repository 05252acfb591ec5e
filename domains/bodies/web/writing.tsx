import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { answerOptions, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section, Stack } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  addAddendum,
  adoptMinutes,
  type AgendaItemView,
  type CommentView,
  commentMinutes,
  correctMinutes,
  getBody,
  getMeeting,
  getWriting,
  type MeetingView,
  sendMinutes,
  settleComment,
  type WritingView,
} from "../contract.ts";
import { useAnswer } from "../../../platform/web/answers.tsx";

const everyFewSeconds = 4_000;

/** What is going on at the minutes; while the meeting is in session it is looked at again and again. */
export function useWriting(meetingId: string, isRunning: boolean): WritingView | undefined {
  const { data } = useQuery({
    ...answerOptions(getWriting, { params: { meetingId } }),
    ...(isRunning ? { refetchInterval: everyFewSeconds } : {}),
  });
  return data;
}

/** What others say about the minutes of one item. */
export function Comments(it: { readonly writing: WritingView; readonly itemId: string; readonly title: string }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [comment, setComment] = useState("");
  const [round, setRound] = useState(0);
  const comments = it.writing.comments.filter((one) => one.itemId === it.itemId);
  const { abilities } = it.writing;
  const open = comments.filter((one) => one.settled === null).length;
  if (comments.length === 0 && !abilities.comment) return null;
  return (
    <Fold summary={t("bodies.comments.title", { n: comments.length })} isOpen={open > 0}>
      {comments.length > 0 && (
        <ul className="list">
          {comments.map((one) => (
            <Comment key={one.id} comment={one} maySettle={abilities.correct || abilities.write} />
          ))}
        </ul>
      )}
      {abilities.comment && (
        <Form
          key={round}
          label={t("bodies.comments.make_of", { title: it.title })}
          kind="secondary"
          submit={t("bodies.comments.send")}
          draft={`comment:${it.itemId}`}
          wordsForProblem={reasons.problem}
          onSubmit={async ({ id }) => {
            await call(commentMinutes, { params: { itemId: it.itemId }, body: { id, comment } });
            setComment("");
            setRound(round + 1);
            say({ text: t("bodies.comments.sent") });
            await refresh(getWriting);
          }}
        >
          <TextArea
            name="comment"
            label={t("bodies.comments.words")}
            value={comment}
            onChange={setComment}
            rows={2}
            maxLength={1000}
            isRequired
          />
        </Form>
      )}
    </Fold>
  );
}

function Comment(it: { readonly comment: CommentView; readonly maySettle: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { comment } = it;
  const [isSettling, setSettling] = useState(false);
  const [settled, setSettled] = useState<"taken_in" | "not_taken_in" | null>("taken_in");
  const [because, setBecause] = useState("");
  return (
    <li className="stack stack-xs">
      <p className="pre">{comment.comment}</p>
      <p className="small muted">{[comment.by, comment.unitName, f.moment(comment.at)].join(" · ")}</p>
      {comment.settled !== null && (
        <p className="small">
          {t(`bodies.comments.settled.${comment.settled}`)}
          {comment.settledBecause === null ? "" : ` ${comment.settledBecause}`}
        </p>
      )}
      {comment.settled === null && it.maySettle && (
        <p>
          <Button
            kind="link"
            isExpanded={isSettling}
            label={t("bodies.comments.settle_of", { words: comment.comment })}
            onPress={() => setSettling(!isSettling)}
          >
            {t("bodies.comments.settle")}
          </Button>
        </p>
      )}
      {isSettling && (
        <Form
          kind="secondary"
          submit={t("bodies.comments.settle_save")}
          wordsForProblem={reasons.problem}
          onSubmit={async () => {
            await call(settleComment, {
              params: { commentId: comment.id },
              body: { settled: settled ?? "taken_in", because: because.trim() === "" ? null : because },
            });
            setSettling(false);
            await refresh(getWriting);
          }}
        >
          <Chips
            name="settled"
            label={t("bodies.comments.how")}
            value={settled}
            onChange={setSettled}
            options={(["taken_in", "not_taken_in"] as const).map((one) => ({ value: one, label: t(`bodies.comments.choice.${one}`) }))}
          />
          <TextField
            name="because"
            label={t("bodies.comments.because")}
            value={because}
            onChange={setBecause}
            maxLength={300}
            isRequired={settled === "not_taken_in"}
            isOptional={settled !== "not_taken_in"}
          />
        </Form>
      )}
    </li>
  );
}

/** Between the end of a meeting and the adoption of its minutes: how they stand, and the next step. */
export function Adoption(it: { readonly meeting: MeetingView; readonly writing: WritingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { adoption, abilities } = it.writing;
  const open = it.writing.comments.filter((one) => one.settled === null).length;
  return (
    <Section title={t("bodies.adoption.title")} gap="s">
      {adoption.state === "none" && <p>{t("bodies.adoption.none")}</p>}
      {adoption.state === "sent" && (
        <Note tone="due">
          <p>{t("bodies.adoption.sent", { day: f.longDay(adoption.commentsUntilOn ?? today()) })}</p>
          {open > 0 && <p>{t("bodies.adoption.open", { n: open })}</p>}
        </Note>
      )}
      {adoption.state === "adopted" && (
        <Note tone="good">
          <p>
            {adoption.way === "in_meeting" && adoption.adoptedInOn
              ? t("bodies.adoption.in_meeting", { day: f.dayWithYear(adoption.adoptedInOn) })
              : t("bodies.adoption.by_silence", { day: f.dayWithYear((adoption.adoptedAt ?? "").slice(0, 10)) })}
          </p>
        </Note>
      )}
      {abilities.send && (
        <Fold summary={t(adoption.state === "none" ? "bodies.adoption.send" : "bodies.adoption.send_again")}>
          <Send meeting={it.meeting} />
        </Fold>
      )}
      {abilities.adopt && (
        <Fold summary={t("bodies.adoption.adopt")}>
          <Adopt meeting={it.meeting} writing={it.writing} />
        </Fold>
      )}
      <Addenda meeting={it.meeting} writing={it.writing} />
    </Section>
  );
}

function Send(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [until, setUntil] = useState<string | null>(addDays(today(), 14));
  return (
    <Form
      kind="secondary"
      submit={t("bodies.adoption.send")}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onSubmit={async () => {
        await call(sendMinutes, { params: { meetingId: it.meeting.id }, body: { commentsUntilOn: until ?? "" } });
        say({ text: t("bodies.adoption.is_sent") });
        await refresh(getWriting);
      }}
    >
      <DateField
        name="commentsUntilOn"
        label={t("bodies.adoption.until")}
        value={until}
        onChange={setUntil}
        direction="future"
        isRequired
      />
    </Form>
  );
}

function Adopt(it: { readonly meeting: MeetingView; readonly writing: WritingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const body = useAnswer(getBody, { params: { bodyId: it.meeting.bodyId } });
  const later = (body.data?.meetings ?? []).filter(
    (one) => one.id !== it.meeting.id && one.startsAt >= it.meeting.startsAt && (one.state === "in_session" || one.state === "closed"),
  );
  const [way, setWay] = useState<"in_meeting" | "by_silence" | null>(null);
  const [inMeetingId, setInMeetingId] = useState<string | null>(null);
  return (
    <Form
      kind="secondary"
      submit={t("bodies.adoption.adopt")}
      wordsForProblem={reasons.problem}
      wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
      onChangedMeanwhile={() => void refresh(getWriting)}
      onSubmit={async () => {
        await call(adoptMinutes, {
          params: { meetingId: it.meeting.id },
          body: {
            way: way ?? "by_silence",
            inMeetingId: way === "in_meeting" ? inMeetingId : null,
            version: it.writing.adoption.version,
          },
        });
        say({ text: t("bodies.adoption.is_adopted") });
        await refresh(getWriting, getMeeting);
      }}
    >
      <Chips
        name="way"
        label={t("bodies.adoption.how")}
        value={way}
        onChange={setWay}
        options={[
          { value: "in_meeting", label: t("bodies.adoption.way.in_meeting") },
          { value: "by_silence", label: t("bodies.adoption.way.by_silence") },
        ]}
        isRequired
      />
      {way === "in_meeting" && (
        <Select
          name="inMeetingId"
          label={t("bodies.adoption.which")}
          hint={later.length === 0 ? t("bodies.adoption.no_later") : undefined}
          value={inMeetingId}
          onChange={setInMeetingId}
          options={later.map((one) => ({ value: one.id, label: f.longDay(one.heldOn) }))}
          isRequired
        />
      )}
      <p className="small">{t("bodies.adoption.then")}</p>
    </Form>
  );
}

function Addenda(it: { readonly meeting: MeetingView; readonly writing: WritingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const [itemId, setItemId] = useState<string | null>(null);
  const [words, setWords] = useState("");
  const [round, setRound] = useState(0);
  const { addenda, abilities } = it.writing;
  const titleOf = (id: string | null) => it.meeting.items.find((item) => item.id === id)?.title;
  return (
    <>
      {addenda.length > 0 && (
        <Stack gap="xs">
          <h3>{t("bodies.addenda.title")}</h3>
          <ul className="list">
            {addenda.map((one) => (
              <li key={one.id} className="stack stack-xs">
                {titleOf(one.itemId) !== undefined && <p className="small muted">{titleOf(one.itemId)}</p>}
                <p className="pre">{one.words}</p>
                <p className="small muted">{[one.by, f.moment(one.at)].join(" · ")}</p>
              </li>
            ))}
          </ul>
        </Stack>
      )}
      {abilities.add && (
        <Fold summary={t("bodies.addenda.add")}>
          <Form
            key={round}
            kind="secondary"
            submit={t("bodies.addenda.add")}
            draft={`addendum:${it.meeting.id}`}
            wordsForProblem={reasons.problem}
            onSubmit={async ({ id }) => {
              await call(addAddendum, { params: { meetingId: it.meeting.id }, body: { id, itemId, words } });
              setWords("");
              setRound(round + 1);
              say({ text: t("bodies.addenda.added") });
              await refresh(getWriting);
            }}
          >
            <Select
              name="itemId"
              label={t("bodies.addenda.item")}
              value={itemId}
              onChange={setItemId}
              emptyLabel={t("bodies.addenda.whole")}
              options={it.meeting.items.map((item) => ({ value: item.id, label: `${item.position}. ${item.title}` }))}
              isOptional
            />
            <TextArea
              name="words"
              label={t("bodies.addenda.words")}
              value={words}
              onChange={setWords}
              rows={3}
              maxLength={4000}
              isRequired
            />
          </Form>
        </Fold>
      )}
    </>
  );
}

/** The minutes of one item of a meeting that is over: corrected with a reason, earlier wordings kept. */
export function Correction(it: { readonly item: AgendaItemView; readonly writing: WritingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const { item, writing } = it;
  const [minutes, setMinutes] = useState(item.minutes);
  const [because, setBecause] = useState("");
  const [isOpen, setOpen] = useState(false);
  const earlier = writing.earlier.filter((one) => one.itemId === item.id);
  return (
    <>
      {earlier.length > 0 && (
        <Fold summary={t("bodies.correction.earlier", { n: earlier.length })}>
          <ul className="list">
            {earlier.map((one) => (
              <li key={one.version} className="stack stack-xs">
                <p className="small muted">{[one.because, one.by, f.moment(one.at)].join(" · ")}</p>
                <p className="pre">{one.minutes}</p>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {writing.abilities.correct && (
        <p>
          <Button kind="link" isExpanded={isOpen} label={t("bodies.correction.of", { title: item.title })} onPress={() => setOpen(!isOpen)}>
            {t("bodies.correction.title")}
          </Button>
        </p>
      )}
      {isOpen && (
        <Form
          key={item.minutesVersion}
          kind="secondary"
          submit={t("bodies.correction.save")}
          draft={`correction:${item.id}`}
          wordsForProblem={(problem) =>
            problem.code === "changed_meanwhile" ? t("bodies.reason.moved_meanwhile") : reasons.problem(problem)
          }
          onSubmit={async () => {
            try {
              await call(correctMinutes, { params: { itemId: item.id }, body: { minutes, because, version: item.minutesVersion } });
            } catch (error) {
              if (problemOf(error).code === "changed_meanwhile") await refresh(getMeeting);
              throw error;
            }
            setOpen(false);
            setBecause("");
            say({ text: t("bodies.correction.saved") });
            await refresh(getMeeting, getWriting);
          }}
        >
          <TextArea name="minutes" label={t("bodies.minutes.title")} value={minutes} onChange={setMinutes} rows={5} maxLength={20_000} />
          <TextField
            name="because"
            label={t("bodies.correction.because")}
            value={because}
            onChange={setBecause}
            maxLength={300}
            isRequired
          />
        </Form>
      )}
    </>
  );
}
