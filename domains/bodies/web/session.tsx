import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { ChangedMeanwhile } from "../../../platform/web/form/changed-meanwhile.tsx";
import { useDraft } from "../../../platform/web/form/draft.tsx";
import { TextArea } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useActor } from "../../../platform/web/session.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  type AgendaItemView,
  askForPen,
  callItem,
  getMeeting,
  getWriting,
  type MeetingView,
  passPen,
  saveMinutes,
  takePen,
  type WritingView,
} from "../contract.ts";
import { Stances, ThemeState } from "./agenda.tsx";
import { Attachments } from "./attachments.tsx";
import { Attendance } from "./attendance.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { DecisionRow } from "./decision-row.tsx";
import { Paper } from "./read-agenda.tsx";
import { Comments, useWriting } from "./writing.tsx";

/** The meeting in session: agenda at the left, the item in the middle with minutes and decision, who is there at the right. */
export function Session(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("bodies", getMeeting);
  const { meeting } = it;
  const running = meeting.items.find((item) => item.begunAt !== null && item.endedAt === null);
  const [chosenId, setChosenId] = useState<string | undefined>(running?.id ?? meeting.items[0]?.id);
  const [isOpen, setOpen] = useState(false);
  const writing = useWriting(meeting.id, true);
  const chosen = meeting.items.find((item) => item.id === chosenId) ?? meeting.items[0];
  if (!chosen) return null;
  async function begin(item: AgendaItemView): Promise<void> {
    await act(() => call(callItem, { params: { itemId: item.id } }));
  }
  const noteOf = (item: AgendaItemView) =>
    item.begunAt === null
      ? f.minutes(item.minutesPlanned)
      : item.endedAt === null
        ? t("bodies.session.since", { time: f.time(item.begunAt), minutes: f.minutes(item.minutesPlanned) })
        : t("bodies.session.done", {
            minutes: f.minutes(Math.max(1, Math.round((Date.parse(item.endedAt) - Date.parse(item.begunAt)) / 60_000))),
          });
  return (
    <div className="session">
      <nav className={isOpen ? "session__agenda is-open" : "session__agenda"} aria-labelledby="session-agenda">
        <h2 id="session-agenda" className="legend">
          {t("bodies.agenda.title")}
        </h2>
        <ol>
          {meeting.items.map((item) => (
            <li key={item.id} className={item.id === chosen.id ? "is-current" : undefined}>
              <button type="button" aria-current={item.id === chosen.id ? "step" : undefined} onClick={() => setChosenId(item.id)}>
                {item.position}. {item.title}
                <span className="small muted">{noteOf(item)}</span>
              </button>
            </li>
          ))}
        </ol>
        <p className="small session__toggle">
          {t("bodies.session.position", { position: chosen.position, count: meeting.items.length })}{" "}
          <Button kind="link" isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t("bodies.session.fewer") : t("bodies.session.all")}
          </Button>
        </p>
      </nav>
      <div className="stack stack-l">
        <div className="stack stack-s">
          <h2>
            {chosen.position}. {chosen.title}
          </h2>
          {chosen.kind === "theme" ? (
            <>
              {chosen.background !== "" && <p className="pre">{chosen.background}</p>}
              <ThemeState item={chosen} />
              <Stances item={chosen} />
              <p className="small row">
                {chosen.theme && <Link to={`/themes/${chosen.theme.id}`}>{t("bodies.theme.word")}</Link>}
                <Link to={`/bodies/meetings/${meeting.id}/items/${chosen.id}`}>{t("bodies.paper.title")}</Link>
              </p>
            </>
          ) : (
            <Paper item={chosen} />
          )}
          {chosen.id !== running?.id && (
            <p>
              <Button kind="link" onPress={() => void begin(chosen)}>
                {t("bodies.session.call")}
              </Button>
            </p>
          )}
        </div>
        <Minutes key={`minutes ${chosen.id}`} item={chosen} meeting={meeting} writing={writing} />
        {writing && <Comments writing={writing} itemId={chosen.id} title={chosen.title} />}
        <Attachments meetingId={meeting.id} itemId={chosen.id} />
        <div className="stack stack-m">
          <h3>{t("bodies.decision.title")}</h3>
          {chosen.decisions.length > 0 && (
            <ul className="list">
              {chosen.decisions.map((decision) => (
                <DecisionRow key={decision.id} decision={decision} hidesItem mayChange />
              ))}
            </ul>
          )}
          {chosen.decisions.length === 0 ? (
            <DecisionForm key={`decision ${chosen.id}`} item={chosen} members={meeting.members} />
          ) : (
            <Fold summary={t("bodies.decision.another")}>
              <DecisionForm key={`decision ${chosen.id} ${chosen.decisions.length}`} item={chosen} members={meeting.members} />
            </Fold>
          )}
        </div>
      </div>
      <Attendance meeting={meeting} />
    </div>
  );
}

type SavedMinutes = { minutes: string; version: number; savedAt: string | null; savedBy: string | null };
const pauseBeforeSaving = 5_000;

/** Saved by itself a moment after the last word, and at once when one leaves the field. What cannot be saved stays as a draft. */
function Minutes(it: {
  readonly item: AgendaItemView;
  readonly meeting: MeetingView;
  readonly writing: WritingView | undefined;
}): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const say = useToast();
  const { item } = it;
  const [text, setText] = useState(item.minutes);
  const [savedAt, setSavedAt] = useState(item.minutesSavedAt);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [theirs, setTheirs] = useState<SavedMinutes | undefined>(undefined);
  const version = useRef(item.minutesVersion);
  const saved = useRef(item.minutes);
  const latest = useRef(item.minutes);
  const isSaving = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const draft = useDraft<string>(`minutes:${item.id}`);
  const { found, discard } = draft;
  useEffect(() => {
    if (found === undefined || found === saved.current) return;
    setText(found);
    latest.current = found;
  }, [found]);

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (isSaving.current || latest.current.trim() === saved.current.trim()) return;
    isSaving.current = true;
    const sent = latest.current;
    try {
      const answer = await call(saveMinutes, { params: { itemId: item.id }, body: { minutes: sent, version: version.current } });
      version.current = answer.version;
      saved.current = sent;
      setSavedAt(answer.savedAt);
      setProblem(undefined);
      if (latest.current === sent) await discard();
      await refresh(getMeeting);
    } catch (error) {
      const thrown = problemOf(error);
      if (thrown.code === "changed_meanwhile") setTheirs(thrown.current as SavedMinutes);
      else setProblem(t.maybe(`bodies.minutes.not_saved.${thrown.reason ?? ""}`) ?? t("bodies.minutes.not_saved.other"));
    } finally {
      isSaving.current = false;
    }
  }, [item.id, discard, refresh, t]);

  // whoever turns to another item has written too
  const last = useRef(save);
  useEffect(() => {
    last.current = save;
  });
  useEffect(() => () => void last.current(), []);

  const { membershipId } = useActor();
  const pen = it.writing?.pens.find((one) => one.itemId === item.id);
  const isOthers = pen !== undefined && pen.holderId !== membershipId && !pen.isResting;
  const shown = it.writing?.items.find((one) => one.itemId === item.id);
  // while somebody else writes, their text is read here; whoever gets the pen goes on where they stopped
  useEffect(() => {
    if (!shown || shown.minutesVersion <= version.current || latest.current.trim() !== saved.current.trim()) return;
    version.current = shown.minutesVersion;
    saved.current = shown.minutes;
    latest.current = shown.minutes;
    setText(shown.minutes);
    setSavedAt(shown.savedAt);
  }, [shown]);
  async function passOn(to: string, name: string): Promise<void> {
    clearTimeout(timer.current);
    try {
      await call(passPen, { params: { itemId: item.id }, body: { minutes: latest.current, version: version.current, to } });
      if (latest.current !== saved.current) version.current += 1;
      saved.current = latest.current;
      await discard();
      say({ text: t("bodies.pen.passed", { name }) });
    } catch (error) {
      const thrown = problemOf(error);
      if (thrown.code === "changed_meanwhile") setTheirs(thrown.current as SavedMinutes);
      else setProblem(t.maybe(`bodies.reason.${thrown.reason ?? ""}`) ?? t("bodies.minutes.not_saved.other"));
    }
    await refresh(getWriting);
  }
  async function reach(endpoint: typeof takePen): Promise<void> {
    try {
      await call(endpoint, { params: { itemId: item.id } });
    } catch (error) {
      const thrown = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${thrown.reason ?? ""}`) ?? t(`platform.problem.${thrown.code}`) });
    }
    await refresh(getWriting);
  }
  if (isOthers)
    return (
      <div className="stack stack-s">
        <h3>{t("bodies.minutes.title")}</h3>
        <Note>
          <p>{t("bodies.pen.other", { name: pen.holderName })}</p>
          {pen.askedById === membershipId ? (
            <p>{t("bodies.pen.asked", { name: pen.holderName })}</p>
          ) : (
            <p>
              <Button kind="link" onPress={() => void reach(askForPen)}>
                {t("bodies.pen.ask")}
              </Button>
            </p>
          )}
        </Note>
        {shown && shown.minutes !== "" && <p className="pre">{shown.minutes}</p>}
      </div>
    );
  return (
    <div className="stack stack-s">
      {pen && pen.holderId !== membershipId && pen.isResting && (
        <Note>
          <p>{t("bodies.pen.resting", { name: pen.holderName })}</p>
          <p>
            <Button kind="link" onPress={() => void reach(takePen)}>
              {t("bodies.pen.take")}
            </Button>
          </p>
        </Note>
      )}
      {pen && pen.holderId === membershipId && pen.askedById !== null && (
        <Note tone="due" live>
          <p>{t("bodies.pen.asks_you", { name: pen.askedByName ?? "" })}</p>
          <p>
            <Button onPress={() => void passOn(pen.askedById ?? "", pen.askedByName ?? "")}>
              {t("bodies.pen.pass", { name: pen.askedByName ?? "" })}
            </Button>
          </p>
        </Note>
      )}
      {/* leaving the field saves; the event comes up from the textarea */}
      <div onBlur={() => void save()}>
        <TextArea
          label={t("bodies.minutes.title")}
          value={text}
          rows={6}
          maxLength={20_000}
          onChange={(value) => {
            setText(value);
            latest.current = value;
            draft.keep(value);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => void save(), pauseBeforeSaving);
          }}
        />
      </div>
      <output className="small muted">
        {savedAt === null ? "" : t("bodies.minutes.saved", { time: f.time(savedAt) })}{" "}
        {pen && pen.holderId === membershipId ? t("bodies.pen.you") : ""} {t("bodies.minutes.no_names")}
      </output>
      {problem !== undefined && (
        <Note tone="bad" live>
          <p>{problem}</p>
        </Note>
      )}
      {theirs && (
        <ChangedMeanwhile
          differences={[
            {
              label: t("bodies.minutes.by", { name: theirs.savedBy ?? "" }),
              mine: <span className="pre">{text}</span>,
              theirs: <span className="pre">{theirs.minutes}</span>,
            },
          ]}
          onKeepMine={() => {
            version.current = theirs.version;
            setTheirs(undefined);
            void save();
          }}
          onTakeTheirs={() => {
            version.current = theirs.version;
            saved.current = theirs.minutes;
            latest.current = theirs.minutes;
            setText(theirs.minutes);
            setTheirs(undefined);
            void discard();
          }}
        />
      )}
    </div>
  );
}
