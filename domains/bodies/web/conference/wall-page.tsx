import "./conference.css";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Failed } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { TextField } from "../../../../platform/web/form/text-field.tsx";
import { newId } from "../../../../platform/web/ids.ts";
import { Dialog } from "../../../../platform/web/page/dialog.tsx";
import { Fold } from "../../../../platform/web/page/list.tsx";
import { Tag } from "../../../../platform/web/page/panel.tsx";
import { QrCode } from "../../../../platform/web/page/qr.tsx";
import { Empty, Loading } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { usePath } from "../../../../platform/web/path.ts";
import { useTexts } from "../../../../platform/web/texts.ts";
import {
  addCluster,
  type CardState,
  type CardView,
  type ClusterView,
  moveCard,
  nameCluster,
  removeCluster,
  restoreCluster,
  takeCards,
  type WallView,
} from "../../contract.ts";
import { spaced } from "../../conference/rules.ts";
import { TalkNote } from "./talk.tsx";
import { useWall, type Wall } from "./use-wall.ts";

/** The one page for the beamer: the question, the code, the cards in their clusters. Big, by keyboard, the same for everybody. */
export function WallPage(): ReactNode {
  const t = useTexts();
  const { meetingId } = usePath("meetingId");
  const wall = useWall(meetingId);
  if (wall.wall) return <WallContent wall={wall.wall} of={wall} />;
  if (wall.problem)
    return (
      <div className="wall">
        <h1>{t("bodies.conference.wall.title")}</h1>
        <Failed problem={wall.problem} onRetry={() => location.reload()} />
      </div>
    );
  return <Loading />;
}

type Naming = { readonly cluster: ClusterView | undefined; readonly cardIds: readonly string[] };

function WallContent(it: { readonly wall: WallView; readonly of: Wall }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const { wall } = it;
  const { change } = it.of;
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const [naming, setNaming] = useState<Naming | undefined>(undefined);
  const cards = wall.cards.filter((card) => card.state === "shown");
  const loose = cards.filter((card) => card.clusterId === null);
  const mayMove = wall.abilities.moderate;

  async function move(card: CardView, state: CardState, clusterId: string | null): Promise<void> {
    const send = (version: number, to: CardState, into: string | null) =>
      change(() => call(moveCard, { params: { cardId: card.id }, body: { state: to, clusterId: into, version } }));
    const isDone = await send(card.version, state, clusterId);
    if (isDone && state === "set_aside")
      say({ text: t("bodies.conference.card.set_aside_done"), undo: () => send(card.version + 1, "shown", card.clusterId) });
  }

  async function dissolve(cluster: ClusterView): Promise<void> {
    const cardIds = cards.filter((card) => card.clusterId === cluster.id).map((card) => card.id);
    const isDone = await change(() => call(removeCluster, { params: { clusterId: cluster.id } }));
    if (isDone)
      say({
        text: t("bodies.conference.cluster.removed", { name: cluster.name }),
        undo: () => change(() => call(restoreCluster, { params: { clusterId: cluster.id }, body: { cardIds } })),
      });
  }

  const groupOf = (list: readonly CardView[]) =>
    list.map((card) => (
      <WallCard
        key={card.id}
        card={card}
        clusters={wall.clusters}
        mayMove={mayMove}
        isSelected={selected === card.id}
        onSelect={() => setSelected(selected === card.id ? undefined : card.id)}
        onMove={(state, clusterId) => void move(card, state, clusterId)}
        onNewCluster={() => setNaming({ cluster: undefined, cardIds: [card.id] })}
      />
    ));

  const isEmpty = cards.length === 0 && wall.clusters.length === 0;
  return (
    <div className={isEmpty ? "wall wall--empty" : "wall"}>
      <title>{`${t("bodies.conference.wall.title")} – ${wall.bodyName}`}</title>
      <header className="wall__head">
        <div className="stack stack-s">
          <p className="wall__where">{wall.bodyName}</p>
          <h1 dir="auto">{wall.question === "" ? t("bodies.conference.wall.title") : wall.question}</h1>
          <p className="wall__rule">{t.rich("bodies.conference.rule_wall", {})}</p>
        </div>
        <HowToSend wall={wall} />
      </header>
      {it.of.isBehind && <output className="wall__behind">{t("bodies.conference.wall.behind")}</output>}
      <output className="kern-sr-only">{t("bodies.conference.wall.count", { n: cards.length, groups: wall.clusters.length })}</output>
      {isEmpty && <Empty>{wall.takesCards ? t("bodies.conference.wall.empty_open") : t("bodies.conference.wall.empty")}</Empty>}
      <div className="wall__board">
        {wall.clusters.map((cluster, index) => (
          <section key={cluster.id} className="wall__cluster" aria-label={cluster.name}>
            <div className="wall__cluster-head">
              <h2 dir="auto">
                {index < 9 && mayMove && (
                  <span className="wall__key" aria-hidden="true">
                    {index + 1}
                  </span>
                )}
                {cluster.name}
              </h2>
              <TalkNote talk={cluster.caseTalk} />
              {cluster.takenUpOn !== null && (
                <Tag tone="good">
                  {t(cluster.themeId === null ? "bodies.conference.cluster.is_report" : "bodies.conference.cluster.is_theme")}
                </Tag>
              )}
              {mayMove && (
                <p className="row">
                  <Button
                    kind="link"
                    label={t("bodies.conference.cluster.rename_of", { name: cluster.name })}
                    onPress={() => setNaming({ cluster, cardIds: [] })}
                  >
                    {t("bodies.conference.cluster.rename")}
                  </Button>
                  {cluster.takenUpOn === null && (
                    <Button
                      kind="link"
                      label={t("bodies.conference.cluster.remove_of", { name: cluster.name })}
                      onPress={() => void dissolve(cluster)}
                    >
                      {t("bodies.conference.cluster.remove")}
                    </Button>
                  )}
                </p>
              )}
            </div>
            <ul>{groupOf(cards.filter((card) => card.clusterId === cluster.id))}</ul>
          </section>
        ))}
        {(loose.length > 0 || wall.clusters.length > 0) && (
          <section className="wall__cluster wall__cluster--loose" aria-label={t("bodies.conference.wall.loose")}>
            <div className="wall__cluster-head">
              <h2>
                {mayMove && (
                  <span className="wall__key" aria-hidden="true">
                    0
                  </span>
                )}
                {t("bodies.conference.wall.loose")}
              </h2>
              {loose.length === 0 && <p className="muted">{t("bodies.conference.wall.none_loose")}</p>}
            </div>
            <ul>{groupOf(loose)}</ul>
          </section>
        )}
      </div>
      {mayMove && (
        <footer className="wall__foot stack stack-s">
          <p className="row">
            <Button onPress={() => setNaming({ cluster: undefined, cardIds: [] })}>{t("bodies.conference.cluster.add")}</Button>
            <Button
              onPress={() =>
                void change(() => call(takeCards, { params: { meetingId: wall.meetingId }, body: { takesCards: !wall.takesCards } }))
              }
            >
              {t(wall.takesCards ? "bodies.conference.cards.stop" : "bodies.conference.cards.start")}
            </Button>
            <span>{t("bodies.conference.cards.waiting", { n: wall.waiting })}</span>
            <Link to={`/bodies/meetings/${wall.meetingId}/conference`}>{t("bodies.conference.wall.to_desk")}</Link>
          </p>
          <Fold summary={t("bodies.conference.wall.keys")}>
            <ul className="stack stack-xs">
              {(["arrows", "number", "zero", "new", "aside", "enter"] as const).map((key) => (
                <li key={key}>{t.rich(`bodies.conference.wall.key.${key}`, {})}</li>
              ))}
            </ul>
          </Fold>
        </footer>
      )}
      {naming && (
        <NameCluster
          naming={naming}
          onClose={() => setNaming(undefined)}
          onName={async (name) => {
            const { cluster, cardIds } = naming;
            const isDone = await change(() =>
              cluster
                ? call(nameCluster, { params: { clusterId: cluster.id }, body: { name, version: cluster.version } })
                : call(addCluster, { params: { meetingId: wall.meetingId }, body: { id: newId(), name, cardIds: [...cardIds] } }),
            );
            if (isDone) setNaming(undefined);
          }}
        />
      )}
    </div>
  );
}

/** How a phone gets here, as large as the room needs it. */
function HowToSend(it: { readonly wall: WallView }): ReactNode {
  const t = useTexts();
  const { wall } = it;
  if (!wall.takesCards || wall.code === null) return null;
  const address = `${location.host}/k/${wall.code}`;
  return (
    <div className="wall__send">
      <QrCode value={`${location.origin}/k/${wall.code}`} label={t("bodies.conference.wall.qr", { address })} />
      <p>
        {t("bodies.conference.wall.by_hand")}
        <b className="wall__address">{`${location.host}/k`}</b>
        <b className="wall__code">{spaced(wall.code)}</b>
      </p>
    </div>
  );
}

function WallCard(it: {
  readonly card: CardView;
  readonly clusters: readonly ClusterView[];
  readonly mayMove: boolean;
  readonly isSelected: boolean;
  readonly onSelect: () => void;
  readonly onMove: (state: CardState, clusterId: string | null) => void;
  readonly onNewCluster: () => void;
}): ReactNode {
  const t = useTexts();
  const { card } = it;
  if (!it.mayMove)
    return (
      <li className="wall__card">
        <p dir="auto">{card.words}</p>
      </li>
    );
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const number = /^[0-9]$/.test(event.key) ? Number(event.key) : undefined;
    const target = number === undefined ? undefined : it.clusters[number - 1];
    if (number === 0) it.onMove("shown", null);
    else if (target) it.onMove("shown", target.id);
    else if (event.key === "n" || event.key === "N") it.onNewCluster();
    else if (event.key === "x" || event.key === "X" || event.key === "Delete") it.onMove("set_aside", null);
    else if (!moveFocus(event)) return;
    event.preventDefault();
  }
  return (
    <li className={`wall__card${it.isSelected ? " wall__card--selected" : ""}`}>
      <button
        type="button"
        className="wall__words"
        data-card={card.id}
        aria-expanded={it.isSelected}
        dir="auto"
        onClick={it.onSelect}
        onKeyDown={onKeyDown}
      >
        {card.words}
      </button>
      <TalkNote talk={card.caseTalk} />
      {it.isSelected && (
        <fieldset className="wall__moves">
          <legend className="kern-sr-only">{t("bodies.conference.card.moves")}</legend>
          {it.clusters
            .filter((cluster) => cluster.id !== card.clusterId)
            .map((cluster) => (
              <Button
                key={cluster.id}
                label={t("bodies.conference.card.into", { name: cluster.name })}
                onPress={() => it.onMove("shown", cluster.id)}
              >
                {cluster.name}
              </Button>
            ))}
          <Button onPress={it.onNewCluster}>{t("bodies.conference.cluster.add")}</Button>
          {card.clusterId !== null && <Button onPress={() => it.onMove("shown", null)}>{t("bodies.conference.card.out")}</Button>}
          <Button onPress={() => it.onMove("set_aside", null)}>{t("bodies.conference.card.set_aside")}</Button>
        </fieldset>
      )}
    </li>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
};

/** Arrow keys go from card to card: up and down in a cluster, left and right to the next one that has any. */
function moveFocus(event: KeyboardEvent): boolean {
  const step = steps[event.key];
  const card = event.currentTarget;
  const board = card.closest(".wall__board");
  if (!step || !board || !(card instanceof HTMLElement)) return false;
  const columns = [...board.querySelectorAll("section")].map((section) => [...section.querySelectorAll<HTMLElement>("[data-card]")]);
  const column = columns.findIndex((list) => list.includes(card));
  const row = columns[column]?.indexOf(card) ?? 0;
  if (step[0] === 0) {
    columns[column]?.[row + step[1]]?.focus();
    return true;
  }
  const forward = document.dir === "rtl" ? -step[0] : step[0];
  const next = (forward > 0 ? columns.slice(column + 1) : columns.slice(0, column).reverse()).find((list) => list.length > 0);
  next?.[Math.min(row, next.length - 1)]?.focus();
  return true;
}

function NameCluster(it: {
  readonly naming: Naming;
  readonly onName: (name: string) => Promise<void>;
  readonly onClose: () => void;
}): ReactNode {
  const t = useTexts();
  const { cluster } = it.naming;
  const [name, setName] = useState(cluster?.name ?? "");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Dialog title={t(cluster ? "bodies.conference.cluster.rename" : "bodies.conference.cluster.add")} onClose={it.onClose}>
      <Form
        submit={t("bodies.conference.cluster.save")}
        onSubmit={() => it.onName(name)}
        beside={
          <Button kind="link" onPress={it.onClose}>
            {t("platform.cancel")}
          </Button>
        }
      >
        <TextField
          ref={field}
          name="name"
          label={t("bodies.conference.cluster.name")}
          hint={t("bodies.conference.cluster.name_hint")}
          value={name}
          onChange={setName}
          maxLength={120}
          isRequired
        />
      </Form>
    </Dialog>
  );
}
