import "./consultation.css";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { today } from "../../../../platform/web/clock.ts";
import { Actions, Button, LinkButton } from "../../../../platform/web/form/button.tsx";
import { Checkbox } from "../../../../platform/web/form/choice.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { NumberField } from "../../../../platform/web/form/number-field.tsx";
import { newUnlinkableId } from "../../../../platform/web/ids.ts";
import { Columns, Page, Section } from "../../../../platform/web/page/page.tsx";
import { Note } from "../../../../platform/web/page/panel.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useActor } from "../../../../platform/web/session.ts";
import { Slot } from "../../../../platform/web/slots.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { keepOrder, patternKey, talkLike } from "../../consultation/rules.ts";
import {
  type ConsultationFacts,
  type ConsultationPattern,
  countConsultations,
  getTally,
  listConsultations,
  takeBackConsultations,
} from "../../contract.ts";
import { emptyTalk, factsOf, type Talk, TalkFields } from "./talk-fields.tsx";
import { useTalkWords } from "./words.ts";

declare module "../../../../platform/web/domain.ts" {
  interface Slots {
    /** After a talk in which a gap showed: the way to report it, with what is known of it and nobody in it. */
    consultationGap: { readonly fieldOfAction: string; readonly townId: string | null };
  }
}

type Counted = { readonly ids: readonly string[]; readonly talk: ConsultationFacts };
/** What was counted since the page was opened can be taken back step by step; earlier talks on the page of their day. */
const mostSteps = 20;
const mostOfOne = 50;

/** A talk at the counter is one key or a form of a minute. Nobody is asked for a name. */
export function CountPage(): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const words = useTalkWords();
  const tally = useAnswer(getTally, {});
  const [steps, setSteps] = useState<readonly Counted[]>([]);

  const again = () => refresh(getTally, listConsultations);
  async function takeBack(counted: Counted): Promise<void> {
    await call(takeBackConsultations, { body: { ids: [...counted.ids] } });
    setSteps((before) => before.filter((one) => one !== counted));
    await again();
  }
  async function count(talk: ConsultationFacts, ids: readonly string[]): Promise<void> {
    await call(countConsultations, { body: { consultations: ids.map((id) => ({ ...talk, id })) } });
    const counted = { ids, talk };
    setSteps((before) => [counted, ...before].slice(0, mostSteps));
    say({ text: t("cases.consultation.said", { n: ids.length, what: words.title(talk) }), undo: () => takeBack(counted) });
    await again();
  }
  async function trying(does: () => Promise<void>): Promise<void> {
    try {
      await does();
    } catch (error) {
      say({ text: t(`platform.problem.${problemOf(error).code}`) });
    }
  }
  const countLike = (pattern: ConsultationPattern) => void trying(() => count(talkLike(pattern, today()), [newUnlinkableId()]));
  const undoLast = async (): Promise<void> => {
    const [last] = steps;
    if (!last) return;
    await trying(async () => {
      await takeBack(last);
      say({ text: t("cases.consultation.taken_back", { n: last.ids.length, what: words.title(last.talk) }) });
    });
  };

  return (
    <Page title={t("cases.consultation.title")} lead={t("cases.consultation.lead")}>
      <Answered query={tally}>
        {({ patterns, today: counted }) => (
          <Columns
            half
            main={
              <Section title={t("cases.consultation.again")} gap="s">
                <Patterns patterns={patterns} onCount={countLike} onUndo={() => void undoLast()} />
                <p>
                  <b>{t("cases.consultation.today", { n: counted })}</b>
                </p>
                <Actions>
                  {steps.length > 0 && (
                    <Button kind="link" onPress={() => void undoLast()}>
                      {t("cases.consultation.undo_last")}
                    </Button>
                  )}
                  <LinkButton kind="link" to="/consultations/days">
                    {t("cases.consultation.to_days")}
                  </LinkButton>
                </Actions>
              </Section>
            }
            side={
              <Section title={t("cases.consultation.new")}>
                <After last={steps[0]} />
                <NewTalk onCount={count} />
              </Section>
            }
          />
        )}
      </Answered>
    </Page>
  );
}

/** Typing a number into a field is no counting. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=radio],[type=checkbox]), select, textarea"));

function Patterns(it: {
  readonly patterns: readonly ConsultationPattern[];
  readonly onCount: (pattern: ConsultationPattern) => void;
  readonly onUndo: () => void;
}): ReactNode {
  const t = useTexts();
  const words = useTalkWords();
  // keys without a modifier can be switched off: who speaks to the computer would count by accident
  const [hasKeys, setKeys] = useState(true);
  // a key means the same as long as the page is open, whatever is counted most by now
  const [patterns, setPatterns] = useState(it.patterns);
  useEffect(() => setPatterns((before) => keepOrder(before, it.patterns)), [it.patterns]);
  const present = useRef({ ...it, patterns });
  useEffect(() => {
    present.current = { ...it, patterns };
  });
  useEffect(() => {
    if (!hasKeys) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog]")) return;
      if (event.key === "0") present.current.onUndo();
      const pattern = /^[1-9]$/.test(event.key) ? present.current.patterns[Number(event.key) - 1] : undefined;
      if (pattern) present.current.onCount(pattern);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [hasKeys]);
  if (patterns.length === 0) return <Empty>{t("cases.consultation.no_patterns")}</Empty>;
  return (
    <>
      <p className="small muted">{t("cases.consultation.again_note")}</p>
      <ol className="tally">
        {patterns.map((pattern, at) => (
          <li key={patternKey(pattern)}>
            <button
              type="button"
              className="tally__one"
              aria-keyshortcuts={hasKeys ? String(at + 1) : undefined}
              onClick={() => it.onCount(pattern)}
            >
              <span className="tally__key" aria-hidden>
                {at + 1}
              </span>
              <span className="stack stack-xs">
                <b>{words.title(pattern)}</b>
                <span className="small muted">{words.details(pattern).join(", ")}</span>
              </span>
              <span className="tally__more">+1</span>
            </button>
          </li>
        ))}
      </ol>
      <Checkbox label={t("cases.consultation.keys")} isChecked={hasKeys} onChange={setKeys} />
    </>
  );
}

function NewTalk(it: { readonly onCount: (talk: ConsultationFacts, ids: readonly string[]) => Promise<void> }): ReactNode {
  const t = useTexts();
  const [talk, setTalk] = useState<Talk>(emptyTalk);
  const [number, setNumber] = useState<number | null>(1);
  const [round, setRound] = useState(0);
  /** The same click is the same talks, however often it is sent. */
  const ids = useRef<{ readonly key: string; readonly ids: readonly string[] }>(undefined);
  return (
    <Form
      key={round}
      submit={t("cases.consultation.submit")}
      showsShortcut
      wordsFor={({ code }) => t.maybe(`cases.field.${code}`)}
      onSubmit={async ({ id }) => {
        const facts = factsOf(talk);
        const several = Math.max(1, Math.min(mostOfOne, number ?? 1));
        const key = `${id} ${several}`;
        if (ids.current?.key !== key) ids.current = { key, ids: Array.from({ length: several }, newUnlinkableId) };
        const person = several > 1 ? { ageBand: null, sex: null, statusGroup: null } : {};
        await it.onCount({ ...facts, ...person }, ids.current.ids);
        // the next one comes to the same counter, about something else
        setTalk({ ...emptyTalk, townId: talk.townId });
        setNumber(1);
        setRound((before) => before + 1);
      }}
    >
      <TalkFields talk={talk} onChange={(part) => setTalk((before) => ({ ...before, ...part }))} isForSeveral={(number ?? 1) > 1} />
      <NumberField
        label={t("cases.consultation.number")}
        hint={t("cases.consultation.number_hint")}
        isRequired
        minimum={1}
        maximum={mostOfOne}
        value={number}
        onChange={setNumber}
      />
    </Form>
  );
}

/** What there is to do after a talk that did not end with it. */
function After(it: { readonly last: Counted | undefined }): ReactNode {
  const t = useTexts();
  const { role } = useActor();
  const talk = it.last?.talk;
  if (talk?.outcome === "gap_reported")
    return (
      <Note live title={t("cases.consultation.after_gap")}>
        <p>{t("cases.consultation.after_gap_note")}</p>
        <Slot name="consultationGap" props={{ fieldOfAction: talk.fields[0]!, townId: talk.townId }} />
      </Note>
    );
  if (talk?.outcome === "became_case" && role === "case_manager")
    return (
      <Note live title={t("cases.consultation.after_case")}>
        <LinkButton kind="link" to="/cases/new">
          {t("cases.consultation.new_case")}
        </LinkButton>
      </Note>
    );
  return null;
}
