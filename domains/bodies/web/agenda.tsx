import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { Chips, ComboBox } from "../../../platform/web/form/choice.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Icon } from "../../../platform/web/page/icon.tsx";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import {
  addAgendaItem,
  type AgendaItemView,
  getDesk,
  getMeeting,
  type ItemKind,
  itemKinds,
  listThemesToPut,
  type MeetingView,
  orderAgenda,
  removeAgendaItem,
  restoreAgendaItem,
} from "../contract.ts";
import { moved } from "../rules.ts";
import { Attachments } from "./attachments.tsx";
import { Patterns } from "./patterns.tsx";

/** The agenda while it is prepared: order, minutes, what papers lack. */
export function PlannedAgenda(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { meeting } = it;
  const list = useRef<HTMLOListElement>(null);
  const isMoving = useRef(false);
  const [said, setSaid] = useState("");
  const focusNext = useRef<{ id: string; by: number }>(undefined);
  // once the new order stands, the focus goes along with the item: on the same button, or on the other one at an end
  useEffect(() => {
    const next = focusNext.current;
    if (!next) return;
    focusNext.current = undefined;
    const row = list.current?.querySelector<HTMLElement>(`[data-item="${next.id}"]`);
    (row?.querySelector<HTMLElement>(`[data-move="${next.by}"]`) ?? row?.querySelector<HTMLElement>("[data-move]"))?.focus();
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- runs when the order has changed on the page
  }, [meeting.items]);

  async function move(item: AgendaItemView, by: -1 | 1): Promise<void> {
    const order = moved(
      meeting.items.map((one) => one.id),
      item.id,
      by,
    );
    if (!order || isMoving.current) return;
    isMoving.current = true;
    try {
      await call(orderAgenda, { params: { meetingId: meeting.id }, body: { itemIds: order, version: meeting.version } });
      setSaid(t("bodies.agenda.moved", { title: item.title, position: item.position + by, count: meeting.items.length }));
    } catch (error) {
      const problem = problemOf(error);
      say({ text: t.maybe(`bodies.reason.${problem.reason ?? problem.code}`) ?? t(`platform.problem.${problem.code}`) });
    }
    focusNext.current = { id: item.id, by };
    await refresh(getMeeting);
    isMoving.current = false;
  }
  const isLonger = meeting.minutesOfItems > meeting.minutesPlanned;
  return (
    <Section
      title={t("bodies.agenda.title")}
      note={
        meeting.items.length === 0
          ? undefined
          : isLonger
            ? t("bodies.agenda.too_long", {
                sum: f.minutes(meeting.minutesOfItems),
                planned: f.minutes(meeting.minutesPlanned),
                more: f.minutes(meeting.minutesOfItems - meeting.minutesPlanned),
              })
            : t("bodies.agenda.fits", { sum: f.minutes(meeting.minutesOfItems), planned: f.minutes(meeting.minutesPlanned) })
      }
    >
      {meeting.items.length === 0 && <Empty>{t("bodies.agenda.none")}</Empty>}
      <ol ref={list} className="list" aria-label={t("bodies.agenda.title")}>
        {meeting.items.map((item) => (
          <AgendaRow key={item.id} item={item} meeting={meeting} onMove={(by) => void move(item, by)} />
        ))}
      </ol>
      <output className="kern-sr-only">{said}</output>
      <Fold summary={t("bodies.agenda.add")} isOpen={meeting.items.length === 0}>
        <AddItem meeting={meeting} />
      </Fold>
      <Patterns meeting={meeting} />
    </Section>
  );
}

function AgendaRow(it: { readonly item: AgendaItemView; readonly meeting: MeetingView; readonly onMove: (by: -1 | 1) => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("bodies", getMeeting, getDesk, listThemesToPut);
  const { item, meeting } = it;
  async function remove(): Promise<void> {
    await act(() => call(removeAgendaItem, { params: { itemId: item.id } }), {
      text: t("bodies.agenda.removed", { title: item.title }),
      undo: () => call(restoreAgendaItem, { params: { itemId: item.id } }),
    });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    it.onMove(event.key === "ArrowUp" ? -1 : 1);
  }
  return (
    // the arrow keys work on every control of the row; each has its button too
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li className="agenda-row" data-item={item.id} onKeyDown={onKeyDown}>
      <b className="nums">{item.position}.</b>
      <div className="stack stack-s">
        <p>
          {item.kind === "input" ? (
            <b>{item.title}</b>
          ) : (
            <Link to={`/bodies/meetings/${meeting.id}/items/${item.id}`} kind="name">
              {item.title}
            </Link>
          )}
        </p>
        {item.kind === "input" && <p className="pre">{item.background}</p>}
        <p className="small muted">{[t(`bodies.item.${item.kind}`), f.minutes(item.minutesPlanned)].join(" · ")}</p>
        {item.missing.length > 0 && (
          <p>
            <Tag tone="due">{t("bodies.paper.missing", { parts: f.list(item.missing.map((part) => t(`bodies.paper.part.${part}`))) })}</Tag>
          </p>
        )}
        <ThemeState item={item} />
        {item.stances && item.kind === "theme" && <Stances item={item} />}
        <Attachments meetingId={meeting.id} itemId={item.id} />
        {item.audience !== "members" && (
          <p>
            <Tag>{t(`bodies.audience.${item.audience}`)}</Tag>
          </p>
        )}
        <div className="row">
          <div className="agenda-row__moves">
            {item.position > 1 && (
              <button
                type="button"
                className="ico"
                data-move="-1"
                aria-label={t("bodies.agenda.up", { title: item.title })}
                onClick={() => it.onMove(-1)}
              >
                <Icon name="arrow-up" tone="act" />
              </button>
            )}
            {item.position < meeting.items.length && (
              <button
                type="button"
                className="ico"
                data-move="1"
                aria-label={t("bodies.agenda.down", { title: item.title })}
                onClick={() => it.onMove(1)}
              >
                <Icon name="arrow-down" tone="act" />
              </button>
            )}
          </div>
          <Button kind="link" label={t("bodies.agenda.remove_of", { title: item.title })} onPress={() => void remove()}>
            {t("bodies.agenda.remove")}
          </Button>
        </div>
      </div>
    </li>
  );
}

/** Whether a theme may be decided yet, and what the organisation concerned says. */
export function ThemeState(it: { readonly item: AgendaItemView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { theme } = it.item;
  if (!theme) return null;
  if (theme.statementDueOn !== null)
    return (
      <p>
        <Tag tone="due">{t("bodies.theme.statement_until", { day: f.day(theme.statementDueOn) })}</Tag>
      </p>
    );
  if (theme.statement)
    return (
      <p className="small">
        <b>{theme.statement.organisationName}:</b> {t("bodies.theme.quoted", { text: theme.statement.text })}
      </p>
    );
  return null;
}

export function Stances(it: { readonly item: AgendaItemView }): ReactNode {
  const t = useTexts();
  const { stances } = it.item;
  if (!stances || stances.support + stances.discuss + stances.against === 0) return null;
  return (
    <p className="small">{t("bodies.stance.counts", { support: stances.support, discuss: stances.discuss, against: stances.against })}</p>
  );
}

function AddItem(it: { readonly meeting: MeetingView }): ReactNode {
  const t = useTexts();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const themes = useAnswer(listThemesToPut, {});
  const [kind, setKind] = useState<Exclude<ItemKind, "input">>("theme");
  const [themeId, setThemeId] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  const [minutes, setMinutes] = useState<number | null>(20);
  const [round, setRound] = useState(0);
  const isTheme = kind === "theme";
  return (
    <Answered query={themes}>
      {({ themes: known }) => (
        <Form
          key={round}
          kind="secondary"
          submit={t("bodies.agenda.add")}
          draft={`agenda-item:${it.meeting.id}`}
          wordsForProblem={reasons.problem}
          onSubmit={async ({ id }) => {
            const chosen = known.find((theme) => theme.id === themeId);
            await call(addAgendaItem, {
              params: { meetingId: it.meeting.id },
              body: {
                id,
                kind,
                themeId: isTheme ? themeId : null,
                title: isTheme ? (chosen?.title ?? "") : title,
                minutesPlanned: minutes ?? 0,
                paper: { question: "", background: isTheme ? (chosen?.sentence ?? "") : "", proposal: "", options: [] },
              },
            });
            setTitle("");
            setThemeId(null);
            setRound((before) => before + 1);
            await refresh(getMeeting, getDesk, listThemesToPut);
          }}
        >
          <Chips
            name="kind"
            label={t("bodies.item.kind")}
            value={kind}
            onChange={setKind}
            options={itemKinds.filter((one) => one !== "input").map((one) => ({ value: one, label: t(`bodies.item.${one}`) }))}
          />
          {isTheme ? (
            <ComboBox
              name="themeId"
              label={t("bodies.item.theme")}
              hint={known.length === 0 ? t("bodies.item.no_theme") : t("bodies.item.theme_hint")}
              options={known.map((theme) => ({
                value: theme.id,
                label: theme.title,
                note: theme.statementDueOn === null ? (theme.sentence ?? "") : t("bodies.theme.awaited"),
              }))}
              value={themeId}
              onChange={setThemeId}
              isRequired
            />
          ) : (
            <TextField name="title" label={t("bodies.item.title")} value={title} onChange={setTitle} maxLength={200} isRequired />
          )}
          <NumberField
            name="minutesPlanned"
            label={t("bodies.item.minutes")}
            value={minutes}
            onChange={setMinutes}
            minimum={1}
            maximum={240}
            isRequired
          />
        </Form>
      )}
    </Answered>
  );
}
