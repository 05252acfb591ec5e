import { type ReactNode, useEffect, useRef, useState } from "react";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Chips } from "../../../platform/web/form/choice.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newUnlinkableId } from "../../../platform/web/ids.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Note } from "../../../platform/web/page/panel.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  type AnswerSheet,
  frequencies,
  getAnswerSheet,
  handInAnswer,
  importances,
  listOwnWaves,
  qualities,
  type Rating,
  saveAnswer,
} from "../contract.ts";
import { useReasons } from "./reasons.ts";

/** The survey as an organisation answers it, in ten minutes. */
export function AnswerPage(): ReactNode {
  const { waveId } = usePath("waveId");
  return <AnswerOf waveId={waveId} />;
}

export function AnswerOf(it: { readonly waveId: string }): ReactNode {
  const t = useTexts();
  const sheet = useAnswer(getAnswerSheet, { params: { waveId: it.waveId } });
  return (
    <Answered
      query={sheet}
      notFound={<Page title={t("cooperation.answer.gone")} lead={<Link to="/">{t("cooperation.answer.home")}</Link>} />}
    >
      {(view) => <Sheet key={view.waveId} sheet={view} />}
    </Answered>
  );
}

type Chosen = Readonly<Record<string, Omit<Rating, "organisationId">>>;
const chosenOf = (sheet: AnswerSheet): Chosen =>
  Object.fromEntries((sheet.answer?.ratings ?? []).map(({ organisationId, ...of }) => [organisationId, of]));
const ratingsOf = (chosen: Chosen): Rating[] => Object.entries(chosen).map(([organisationId, of]) => ({ organisationId, ...of }));
const pause = 1_500;

function Sheet(it: { readonly sheet: AnswerSheet }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const reasons = useReasons();
  const { waveId } = it.sheet;
  const [sheet, setSheet] = useState(it.sheet);
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(it.sheet));
  const [state, setState] = useState<"none" | "saving" | "saved" | "not_saved">("none");
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const id = useRef(newUnlinkableId());
  // one after the other: an older choice never overtakes a newer one
  const last = useRef<Promise<AnswerSheet>>(Promise.resolve(it.sheet));
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; chosen: Chosen } | undefined>(undefined);
  const heading = useRef<HTMLDivElement>(null);
  const [isAnew, setAnew] = useState(false);
  const takes = sheet.takes === "answers";
  const done = sheet.answer !== null && sheet.answer.state !== "draft";
  // through a link what was handed in is over and out of sight, unless they begin anew
  const rests = sheet.handedIn !== null && sheet.answer === null && !isAnew;

  async function save(now: Chosen): Promise<AnswerSheet> {
    setState("saving");
    const before = last.current.catch(() => sheet);
    const work = before.then((known) =>
      call(saveAnswer, { params: { waveId }, body: { id: id.current, ratings: ratingsOf(now), version: known.answer?.version ?? 0 } }),
    );
    last.current = work;
    try {
      const saved = await work;
      setSheet(saved);
      setState("saved");
      setTrouble(undefined);
      return saved;
    } catch (error) {
      const problem = problemOf(error);
      setState("not_saved");
      setTrouble(
        reasons.problem(problem) ??
          (problem.code === "changed_meanwhile" ? t("cooperation.answer.elsewhere") : t("cooperation.answer.not_saved")),
      );
      throw error;
    }
  }
  function choose(organisationId: string, change: Partial<Omit<Rating, "organisationId">>): void {
    const before = chosen[organisationId] ?? { frequency: 0, quality: null, importance: null };
    const next = { ...chosen, [organisationId]: { ...before, ...change } };
    setChosen(next);
    clearTimeout(waiting.current?.timer);
    waiting.current = {
      chosen: next,
      timer: setTimeout(() => {
        waiting.current = undefined;
        save(next).catch(() => {});
      }, pause),
    };
  }
  // whoever leaves the page before the pause is over loses nothing
  const saveNow = useRef(save);
  useEffect(() => {
    saveNow.current = save;
  });
  useEffect(
    () => () => {
      if (!waiting.current) return;
      clearTimeout(waiting.current.timer);
      saveNow.current(waiting.current.chosen).catch(() => {});
    },
    [waiting, saveNow],
  );
  async function handIn(): Promise<void> {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    try {
      const saved = await save(chosen);
      const handed = await call(handInAnswer, { params: { waveId }, body: { version: saved.answer!.version } });
      last.current = Promise.resolve(handed);
      setSheet(handed);
      if (handed.answer === null) {
        // the next answer is another one
        id.current = newUnlinkableId();
        setChosen({});
        setAnew(false);
        setState("none");
      }
      heading.current?.scrollIntoView();
      await refresh(listOwnWaves);
    } catch (error) {
      setTrouble(reasons.problem(problemOf(error)) ?? t("cooperation.answer.not_saved"));
    }
  }
  const answered = sheet.others.filter((one) => chosen[one.id] !== undefined).length;
  return (
    <Page
      title={t("cooperation.answer.title", { name: sheet.organisationName })}
      windowTitle={t("cooperation.answer.window")}
      {...(rests ? {} : { lead: t("cooperation.answer.lead", { day: f.dayWithYear(sheet.untilOn), n: sheet.others.length }) })}
      width="narrow"
    >
      <div ref={heading} className="stack">
        {sheet.takes !== "answers" && (
          <Note tone="due" title={t(`cooperation.answer.takes.${sheet.takes}`)}>
            <p>{t(sheet.throughLink ? "cooperation.answer.kept_unseen" : "cooperation.answer.kept")}</p>
          </Note>
        )}
        {sheet.handedIn !== null && (
          <Note
            tone={sheet.handedIn.state === "second" ? "due" : "good"}
            title={t(
              sheet.handedIn.state === "second"
                ? "cooperation.answer.second"
                : rests
                  ? "cooperation.answer.handed_in"
                  : "cooperation.answer.anew_title",
            )}
            live
          >
            {sheet.handedIn.state === "second" && <p>{t("cooperation.answer.second_unseen")}</p>}
            <p>{t(rests ? "cooperation.answer.unseen" : "cooperation.answer.anew_note", { day: f.dayWithYear(sheet.handedIn.on) })}</p>
            {rests && takes && (
              <p>
                <Button onPress={() => setAnew(true)}>{t("cooperation.answer.anew")}</Button>
              </p>
            )}
          </Note>
        )}
        {takes && sheet.answer?.state === "handed_in" && (
          <Note tone="good" title={t("cooperation.answer.handed_in")} live>
            <p>{t("cooperation.answer.handed_in_note")}</p>
          </Note>
        )}
        {sheet.answer?.state === "second" && (
          <Note tone="due" title={t("cooperation.answer.second")} live>
            <p>{t("cooperation.answer.second_note")}</p>
          </Note>
        )}
        <Fold summary={t("cooperation.answer.who_sees")} word={t("cooperation.open")}>
          <p>{t("cooperation.answer.who_sees_1")}</p>
          <p>{t("cooperation.answer.who_sees_2")}</p>
          {sheet.throughLink && <p>{t("cooperation.answer.who_sees_link")}</p>}
        </Fold>
      </div>
      {!rests && !(sheet.throughLink && !takes) && (
        <Section title={t("cooperation.answer.others", { answered, n: sheet.others.length })} note={t("cooperation.answer.others_note")}>
          {sheet.others.map((one) => (
            <Rate
              key={one.id}
              name={one.name}
              hasLeft={one.hasLeft}
              isFixed={!takes}
              rating={chosen[one.id]}
              onChoose={(change) => choose(one.id, change)}
            />
          ))}
        </Section>
      )}
      {trouble !== undefined && (
        <Note tone="bad" live>
          <p>{trouble}</p>
        </Note>
      )}
      {takes && !rests && (
        <div className="stack stack-s">
          <output className="small muted">
            {state === "saving" && t("cooperation.answer.saving")}
            {state === "saved" && t("cooperation.answer.saved")}
          </output>
          {!done && (
            <p>
              <Button kind="primary" onPress={() => void handIn()}>
                {t("cooperation.answer.hand_in")}
              </Button>
            </p>
          )}
          {!done && answered < sheet.others.length && (
            <p className="small muted">{t("cooperation.answer.open_ones", { n: sheet.others.length - answered })}</p>
          )}
        </div>
      )}
    </Page>
  );
}

function Rate(it: {
  readonly name: string;
  readonly hasLeft: boolean;
  readonly isFixed: boolean;
  readonly rating: Omit<Rating, "organisationId"> | undefined;
  readonly onChoose: (change: Partial<Omit<Rating, "organisationId">>) => void;
}): ReactNode {
  const t = useTexts();
  const { rating } = it;
  if (it.isFixed)
    return (
      <div className="coop-rate">
        <h3>{it.name}</h3>
        <p className="small muted">
          {rating === undefined
            ? t("cooperation.answer.nothing_said")
            : [
                t(`cooperation.frequency.${rating.frequency as 0}`),
                ...(rating.quality === null ? [] : [t(`cooperation.quality.${rating.quality as 1}`)]),
                ...(rating.importance === null ? [] : [t(`cooperation.importance.${rating.importance as 1}`)]),
              ].join(" · ")}
        </p>
      </div>
    );
  return (
    <fieldset className="coop-rate stack stack-s">
      <legend>
        <b>{it.name}</b>
      </legend>
      {it.hasLeft && <p className="small muted">{t("cooperation.answer.has_left")}</p>}
      <Chips
        label={t("cooperation.answer.how_often")}
        options={frequencies.map((one) => ({ value: String(one), label: t(`cooperation.frequency.${one}`) }))}
        value={rating === undefined ? null : String(rating.frequency)}
        onChange={(value) => it.onChoose(Number(value) === 0 ? { frequency: 0, quality: null } : { frequency: Number(value) })}
      />
      {rating !== undefined && rating.frequency > 0 && (
        <Chips
          label={t("cooperation.answer.how_well")}
          options={qualities.map((one) => ({ value: String(one), label: t(`cooperation.quality.${one}`) }))}
          value={rating.quality === null ? null : String(rating.quality)}
          onChange={(value) => it.onChoose({ quality: Number(value) })}
        />
      )}
      {rating !== undefined && (
        <Chips
          label={t("cooperation.answer.how_important")}
          options={importances.map((one) => ({ value: String(one), label: t(`cooperation.importance.${one}`) }))}
          value={rating.importance === null ? null : String(rating.importance)}
          onChange={(value) => it.onChoose({ importance: Number(value) })}
        />
      )}
    </fieldset>
  );
}
