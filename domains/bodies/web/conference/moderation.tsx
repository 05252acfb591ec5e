import { type ReactNode, useState } from "react";
import { Failed, useAnswer } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { RadioGroup, Select } from "../../../../platform/web/form/choice.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { newUnlinkableId } from "../../../../platform/web/ids.ts";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Tag } from "../../../../platform/web/page/panel.tsx";
import { Section } from "../../../../platform/web/page/page.tsx";
import { Empty, Loading } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import {
  type CardView,
  type ClusterView,
  type ConferenceView,
  listThemesToPut,
  moveCard,
  setDeviceAside,
  showUnmarked,
  takeCards,
  takenUpAs,
  takeUpCluster,
  type WallView,
} from "../../contract.ts";
import { spaced } from "../../conference/rules.ts";
import { Marked, TalkNote, useKeeping } from "./talk.tsx";
import { useWall, type Wall } from "./use-wall.ts";
import { useConferenceReasons } from "./reasons.ts";

/** For whoever moderates: cards as they come, and what the clusters become. */
export function Moderation(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const of = useWall(it.conference.meetingId);
  if (of.problem) return <Failed problem={of.problem} />;
  if (!of.wall) return <Loading />;
  const { wall } = of;
  return (
    <>
      <Section title={t("bodies.conference.cards.title")} note={t("bodies.conference.cards.note")}>
        <Phones wall={wall} of={of} mayStart={it.conference.meetingState !== "closed"} />
        <Waiting wall={wall} of={of} />
        <SetAside wall={wall} of={of} />
      </Section>
      <Section title={t("bodies.conference.cluster.title")} note={t("bodies.conference.cluster.note")}>
        {wall.clusters.length === 0 && <Empty>{t("bodies.conference.cluster.none")}</Empty>}
        <List label={t("bodies.conference.cluster.title")}>
          {wall.clusters.map((cluster) => (
            <Cluster key={cluster.id} cluster={cluster} wall={wall} of={of} />
          ))}
        </List>
      </Section>
    </>
  );
}

function Phones(it: { readonly wall: WallView; readonly of: Wall; readonly mayStart: boolean }): ReactNode {
  const t = useTexts();
  const { wall } = it;
  const ask = (takesCards: boolean) =>
    void it.of.change(() => call(takeCards, { params: { meetingId: wall.meetingId }, body: { takesCards } }));
  return (
    <div className="stack stack-s">
      <p>
        {wall.takesCards && wall.code !== null
          ? t.rich("bodies.conference.cards.open", { address: `${location.host}/k/`, code: spaced(wall.code) })
          : t("bodies.conference.cards.closed")}
      </p>
      {(wall.takesCards || it.mayStart) && (
        <p>
          <Button onPress={() => ask(!wall.takesCards)}>
            {t(wall.takesCards ? "bodies.conference.cards.stop" : "bodies.conference.cards.start")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Shows a card or sets it aside; either is taken back from the line at the foot. */
function useMove(of: Wall): (card: CardView, state: "shown" | "set_aside" | "waiting") => Promise<void> {
  const t = useTexts();
  const say = useToast();
  return async (card, state) => {
    const send = (version: number, to: CardView["state"]) =>
      of.change(() => call(moveCard, { params: { cardId: card.id }, body: { state: to, clusterId: null, version } }));
    if (await send(card.version, state))
      say({ text: t(`bodies.conference.card.${state}_done`), undo: () => send(card.version + 1, card.state) });
  };
}

function Waiting(it: { readonly wall: WallView; readonly of: Wall }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const f = useFormat();
  const move = useMove(it.of);
  const { wall } = it;
  const waiting = wall.cards.filter((card) => card.state === "waiting");
  const plain = waiting.filter((card) => card.caseTalk.length === 0);
  async function setAllAside(card: CardView): Promise<void> {
    const send = (isSetAside: boolean) => it.of.change(() => call(setDeviceAside, { params: { cardId: card.id }, body: { isSetAside } }));
    if (await send(true)) say({ text: t("bodies.conference.card.device_done"), undo: () => send(false) });
  }
  return (
    <div className="stack stack-s">
      <div className="row row--apart">
        <h3 aria-live="polite">{t("bodies.conference.cards.waiting", { n: waiting.length })}</h3>
        {plain.length > 1 && (
          <Button onPress={() => void it.of.change(() => call(showUnmarked, { params: { meetingId: wall.meetingId } }))}>
            {t("bodies.conference.cards.show_all", { n: plain.length })}
          </Button>
        )}
      </div>
      {waiting.length > 0 && (
        <List label={t("bodies.conference.cards.list")}>
          {waiting.map((card) => (
            <ListRow
              key={card.id}
              action={
                <span className="row row--tight">
                  <Button label={`${t("bodies.conference.card.show")}: ${card.words}`} onPress={() => void move(card, "shown")}>
                    {t("bodies.conference.card.show")}
                  </Button>
                  <Button
                    kind="link"
                    label={`${t("bodies.conference.card.set_aside")}: ${card.words}`}
                    onPress={() => void move(card, "set_aside")}
                  >
                    {t("bodies.conference.card.set_aside")}
                  </Button>
                  <Button kind="link" label={`${t("bodies.conference.card.device")}: ${card.words}`} onPress={() => void setAllAside(card)}>
                    {t("bodies.conference.card.device")}
                  </Button>
                </span>
              }
            >
              <p dir="auto">
                <Marked text={card.words} talk={card.caseTalk} />
              </p>
              <TalkNote talk={card.caseTalk} />
              <p className="small muted">{f.time(card.cameAt)}</p>
            </ListRow>
          ))}
        </List>
      )}
    </div>
  );
}

function SetAside(it: { readonly wall: WallView; readonly of: Wall }): ReactNode {
  const t = useTexts();
  const move = useMove(it.of);
  const aside = it.wall.cards.filter((card) => card.state === "set_aside");
  if (aside.length === 0) return null;
  return (
    <Fold summary={t("bodies.conference.cards.aside", { n: aside.length })}>
      <List label={t("bodies.conference.cards.aside", { n: aside.length })}>
        {aside.map((card) => (
          <ListRow
            key={card.id}
            action={
              <Button kind="link" label={`${t("bodies.conference.card.show")}: ${card.words}`} onPress={() => void move(card, "shown")}>
                {t("bodies.conference.card.show")}
              </Button>
            }
          >
            <p dir="auto">{card.words}</p>
          </ListRow>
        ))}
      </List>
    </Fold>
  );
}

function Cluster(it: { readonly cluster: ClusterView; readonly wall: WallView; readonly of: Wall }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { cluster } = it;
  const cards = it.wall.cards.filter((card) => card.clusterId === cluster.id);
  return (
    <ListRow count={f.number(cards.length)} note={t("bodies.conference.cluster.cards", { n: cards.length })}>
      <p>
        <b dir="auto">{cluster.name}</b>
      </p>
      <TalkNote talk={cluster.caseTalk} />
      {cards.length > 0 && (
        <ul className="small">
          {cards.slice(0, 4).map((card) => (
            <li key={card.id} dir="auto">
              {card.words}
            </li>
          ))}
          {cards.length > 4 && <li className="muted">{t("bodies.conference.cluster.more", { n: cards.length - 4 })}</li>}
        </ul>
      )}
      {cluster.takenUpOn === null ? (
        <Fold summary={t("bodies.conference.take_up.open")}>
          <TakeUp key={cluster.version} cluster={cluster} cards={cards} of={it.of} />
        </Fold>
      ) : (
        <p>
          <Tag tone="good">
            {t(cluster.themeId === null ? "bodies.conference.cluster.is_report" : "bodies.conference.cluster.is_theme")}
          </Tag>{" "}
          <Link to={cluster.themeId === null ? `/reports/${cluster.reportId ?? ""}` : `/themes/${cluster.themeId}`}>
            {t(cluster.themeId === null ? "bodies.conference.take_up.to_report" : "bodies.conference.take_up.to_theme")}
          </Link>
        </p>
      )}
    </ListRow>
  );
}

/** A cluster on its way: a theme that is collected, or a report that is read and joined like any other. */
function TakeUp(it: { readonly cluster: ClusterView; readonly cards: readonly CardView[]; readonly of: Wall }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const reasons = useConferenceReasons();
  const keeping = useKeeping();
  const { cluster } = it;
  const themes = useAnswer(listThemesToPut, {});
  const [as, setAs] = useState<(typeof takenUpAs)[number]>("theme");
  const [themeId, setThemeId] = useState<string | null>(null);
  const [title, setTitle] = useState(cluster.name);
  const [sentence, setSentence] = useState(it.cards[0]?.words ?? "");
  const [id] = useState(newUnlinkableId);
  return (
    <Form
      submit={t(`bodies.conference.take_up.submit.${as}`)}
      kind="secondary"
      label={t("bodies.conference.take_up.of", { name: cluster.name })}
      wordsForProblem={reasons}
      wordsFor={({ code }) => t.maybe(`bodies.conference.field.${code}`)}
      onSubmit={async () => {
        const { version } = cluster;
        const body =
          as === "existing" ? { as, id: themeId ?? "", version } : { as, id, title, sentence, keptWords: keeping.keptWords, version };
        const wall = await keeping.sending(() => call(takeUpCluster, { params: { clusterId: cluster.id }, body }));
        await it.of.change(() => Promise.resolve(wall));
        say({ text: t(`bodies.conference.take_up.done.${as}`) });
      }}
    >
      <RadioGroup
        name="as"
        label={t("bodies.conference.take_up.as")}
        value={as}
        onChange={setAs}
        options={takenUpAs.map((one) => ({
          value: one,
          label: t(`bodies.conference.take_up.kind.${one}`),
          note: t(`bodies.conference.take_up.kind_note.${one}`),
        }))}
        isRequired
      />
      {as === "existing" ? (
        <Select
          name="id"
          label={t("bodies.conference.take_up.which")}
          value={themeId}
          onChange={setThemeId}
          emptyLabel={t("bodies.conference.take_up.choose")}
          options={(themes.data?.themes ?? []).map((theme) => ({ value: theme.id, label: theme.title }))}
          isRequired
        />
      ) : (
        <>
          <TextField
            name="title"
            label={t("bodies.conference.take_up.title")}
            value={title}
            onChange={setTitle}
            maxLength={120}
            isRequired
          />
          <TextArea
            name="sentence"
            label={t("bodies.conference.take_up.sentence")}
            hint={t("bodies.conference.take_up.sentence_hint")}
            value={sentence}
            onChange={setSentence}
            rows={2}
            maxLength={300}
            isRequired
          />
        </>
      )}
      {keeping.note}
    </Form>
  );
}
