import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useAct } from "../../../platform/web/act.ts";
import { call } from "../../../platform/web/api.ts";
import { Button, Link } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { listThemes, nameTheme, takeFromGroup, type ThemeRow, type ThemeState } from "../contract.ts";
import "./themes.css";

/** All states of a theme, in the order of its life. */
const stages = [
  ["collect", ["collected", "named"]],
  ["prepare", ["statement_awaited", "on_agenda", "in_project_group"]],
  ["act", ["measure_agreed", "running"]],
  ["look", ["looked_at", "closed"]],
  ["elsewhere", ["escalated", "declined"]],
] as const satisfies readonly (readonly [string, readonly ThemeState[]])[];

/** Of those that are closed the board shows the latest; all stand in the list. */
const mostClosed = 5;
const levels = ["first", "next", "later"] as const;

/** What comes first stands first, then what moved last. */
export function byPriority(themes: readonly ThemeRow[]): ThemeRow[] {
  const rank = (theme: ThemeRow) => (theme.priority === null ? levels.length : levels.indexOf(theme.priority.level));
  return themes.toSorted((a, b) => rank(a) - rank(b) || (a.stateSinceOn > b.stateSinceOn ? -1 : a.stateSinceOn < b.stateSinceOn ? 1 : 0));
}

const links = (board: Element) =>
  [...board.querySelectorAll<HTMLElement>("[data-stage]")].map((stage) => [...stage.querySelectorAll<HTMLElement>("[data-card] a.who")]);

/** From card to card by the arrow keys; the tab key goes through all of them anyway. */
function moveBetweenCards(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  if (!step || !(event.target instanceof HTMLElement) || !event.target.matches("a.who")) return;
  const columns = links(event.currentTarget);
  const column = columns.findIndex((cards) => cards.includes(event.target as HTMLElement));
  const row = columns[column]?.indexOf(event.target) ?? 0;
  const isRightToLeft = getComputedStyle(event.currentTarget).direction === "rtl";
  let next = column + step[0]! * (isRightToLeft ? -1 : 1);
  // over stages without a card
  while (step[0] !== 0 && columns[next] !== undefined && columns[next]!.length === 0) next += step[0]! * (isRightToLeft ? -1 : 1);
  const cards = columns[next];
  const to = cards?.[step[0] === 0 ? row + step[1]! : Math.min(row, cards.length - 1)];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

/** On a phone the same stands one below the other: a list by state. */
export function ThemeBoard(it: { readonly themes: readonly ThemeRow[]; readonly mayLead: boolean }): ReactNode {
  const t = useTexts();
  const board = useRef<HTMLDivElement>(null);
  return (
    <div className="stack">
      <p className="small muted board__keys">{t("themes.board.keys")}</p>
      {/* the keys are a shorter way through links that the tab key reaches as well */}
      <div className="board" ref={board} onKeyDown={moveBetweenCards} role="presentation">
        {stages.map(([stage, states]) => (
          <section key={stage} className="stack" data-stage={stage} aria-labelledby={`stage-${stage}`}>
            <h2 id={`stage-${stage}`}>{t(`themes.board.stage.${stage}`)}</h2>
            {states.map((state) => (
              <StateColumn
                key={state}
                state={state}
                themes={byPriority(it.themes.filter((theme) => theme.state === state))}
                mayLead={it.mayLead}
              />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}

function StateColumn(it: { readonly state: ThemeState; readonly themes: readonly ThemeRow[]; readonly mayLead: boolean }): ReactNode {
  const t = useTexts();
  const shown = it.state === "closed" ? it.themes.slice(0, mostClosed) : it.themes;
  const more = it.themes.length - shown.length;
  return (
    <div className="board__state">
      <h3>
        <span>{t(`themes.state.${it.state}`)}</span>
        <span>{it.themes.length === 0 ? t("themes.board.none") : it.themes.length}</span>
      </h3>
      {shown.length > 0 && (
        <ul className="board__cards" aria-label={t(`themes.state.${it.state}`)}>
          {shown.map((theme) => (
            <Card key={theme.id} theme={theme} mayLead={it.mayLead} />
          ))}
        </ul>
      )}
      {more > 0 && <p className="small muted">{t("themes.board.closed_more", { n: more })}</p>}
    </div>
  );
}

function Card(it: { readonly theme: ThemeRow; readonly mayLead: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { theme } = it;
  const facts = [
    theme.reports.count === null ? t("themes.list.few_reports") : t("themes.list.reports", { n: theme.reports.count }),
    theme.state === "in_project_group" && theme.groupName !== null
      ? theme.groupName
      : theme.meetingOn !== null && theme.bodyName !== null
        ? t("themes.list.on_agenda", { body: theme.bodyName, day: f.day(theme.meetingOn) })
        : t("themes.list.since", { day: f.day(theme.stateSinceOn) }),
  ];
  return (
    <li className="board__card" data-card={theme.id}>
      <p>
        <Link kind="name" to={`/themes/${theme.id}`}>
          {theme.title}
        </Link>
      </p>
      {theme.priority !== null && (
        <p>
          <PriorityTag level={theme.priority.level} />
        </p>
      )}
      {theme.landReply !== null && theme.state === "escalated" && (
        <p>
          <Tag tone="act" icon="mail">
            {t("themes.board.land_replied")}
          </Tag>
        </p>
      )}
      <p className="muted">{facts.join(" · ")}</p>
      {it.mayLead && <Steps theme={theme} />}
    </li>
  );
}

export function PriorityTag(it: { readonly level: (typeof levels)[number] }): ReactNode {
  const t = useTexts();
  const words = t(`themes.priority.level.${it.level}`);
  return it.level === "first" ? <Tag tone="due">{words}</Tag> : <Tag>{words}</Tag>;
}

/** No card is dragged: the board offers what can really happen next. */
function Steps(it: { readonly theme: ThemeRow }): ReactNode {
  const t = useTexts();
  const act = useAct("themes", listThemes);
  const { theme } = it;
  const { state } = theme;
  const title = theme.title;
  const params = { themeId: theme.id };
  async function go(work: () => Promise<unknown>, to: ThemeState): Promise<void> {
    await act(work, { text: t("themes.board.moved", { title, state: t(`themes.state.${to}`) }) });
  }
  const isOpen = state !== "closed";
  if (!isOpen) return null;
  const to = (part: string) => `/themes/${theme.id}?open=${part}`;
  return (
    <Fold summary={<span aria-label={t("themes.board.steps_of", { title })}>{t("themes.board.steps")}</span>}>
      <div className="stack stack-s">
        {state === "collected" && (
          <Button
            kind="link"
            label={`${t("themes.theme.publish")}: ${title}`}
            onPress={() => void go(() => call(nameTheme, { params, body: { version: theme.version } }), "named")}
          >
            {t("themes.theme.publish")}
          </Button>
        )}
        {state === "named" && (
          <Link to={to("statement")} label={`${t("themes.board.go_statement")}: ${title}`}>
            {t("themes.board.go_statement")}
          </Link>
        )}
        {state !== "collected" && state !== "in_project_group" && state !== "running" && (
          <Link to={to("group")} label={`${t("themes.group.give")}: ${title}`}>
            {t("themes.group.give")}
          </Link>
        )}
        {state === "in_project_group" && (
          <Button
            kind="link"
            label={`${t("themes.group.take")}: ${title}`}
            onPress={() => void go(() => call(takeFromGroup, { params }), "named")}
          >
            {t("themes.group.take")}
          </Button>
        )}
        {theme.priority === null && (
          <Link to={to("priority")} label={`${t("themes.board.go_priority")}: ${title}`}>
            {t("themes.board.go_priority")}
          </Link>
        )}
        {state === "escalated" && (
          <Link to={to("land")} label={`${t("themes.land.note")}: ${title}`}>
            {t("themes.land.note")}
          </Link>
        )}
        <Link to={to("close")} label={`${t("themes.theme.close")}: ${title}`}>
          {t("themes.theme.close")}
        </Link>
      </div>
    </Fold>
  );
}
