import "./conference.css";
import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../../platform/contract/endpoint.ts";
import { useAct } from "../../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call } from "../../../../platform/web/api.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Quote, Tag } from "../../../../platform/web/page/panel.tsx";
import { Page, Section, Sections } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import {
  type CallView,
  changeOffer,
  getMemberHome,
  listConferenceCalls,
  markResultSeen,
  offerCase,
  type OwnOfferView,
  withdrawOffer,
} from "../../contract.ts";
import { ChooseCase, OfferFields } from "./presentations.tsx";
import { useConferenceReasons } from "./reasons.ts";
import { useKeeping } from "./talk.tsx";

/** On home: what came back from a conference, and who asks for a case. Nothing to say, nothing there. */
export function ConferenceNews(): ReactNode {
  const known = useAnswer(listConferenceCalls, {});
  return <News known={known.data} />;
}

/** The same for members of bodies, whose home brings it along. */
export function MemberConferenceNews(): ReactNode {
  const home = useAnswer(getMemberHome, { query: { meetingId: undefined } });
  return <News known={home.data?.conference} />;
}

function News({ known }: { readonly known: AnswerOf<typeof listConferenceCalls> | undefined }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const refresh = useRefresh();
  const offers = known?.offers ?? [];
  const results = offers.filter((offer) => offer.result !== null && offer.resultSeenOn === null);
  const offered = new Set(offers.filter((offer) => offer.state !== "withdrawn").map((offer) => offer.meetingId));
  const open = (known?.calls ?? []).filter((one) => one.isOpen && !offered.has(one.meetingId));
  if (results.length === 0 && open.length === 0 && offers.length === 0) return null;
  return (
    <Section title={t("bodies.conference.news.title")} gap="s">
      <List>
        {results.map((offer) => (
          <ListRow key={offer.id}>
            <p>{t("bodies.conference.news.result", { title: offer.title, day: f.day(offer.heldOn) })}</p>
            <Quote isBoxed by={[offer.resultBy ?? offer.bodyName, f.day(offer.resultOn ?? offer.heldOn)].join(", ")}>
              {offer.result}
            </Quote>
            <p>
              <Button
                kind="link"
                label={`${t("bodies.conference.news.seen")}: ${offer.title}`}
                onPress={() =>
                  void call(markResultSeen, { params: { presentationId: offer.id } }).then(() =>
                    refresh(listConferenceCalls, getMemberHome),
                  )
                }
              >
                {t("bodies.conference.news.seen")}
              </Button>
            </p>
          </ListRow>
        ))}
        {open.map((one) => (
          <ListRow key={one.meetingId}>
            <p>{t("bodies.conference.news.call", { body: one.bodyName, day: f.longDay(one.heldOn), until: f.longDay(one.callUntilOn) })}</p>
            <p>
              <Link to="/bodies/calls">{t("bodies.conference.news.answer")}</Link>
            </p>
          </ListRow>
        ))}
      </List>
      <p>
        <Link to="/bodies/calls">{t("bodies.conference.news.all")}</Link>
      </p>
    </Section>
  );
}

/** Calls for cases, own offers, and what came back to each. */
export function CallsPage(): ReactNode {
  const t = useTexts();
  const known = useAnswer(listConferenceCalls, {});
  return (
    <Page title={t("bodies.conference.calls.title")} lead={t("bodies.conference.calls.lead")} width="mid">
      <Answered query={known}>
        {({ calls, offers }) => (
          <Sections>
            <Section title={t("bodies.conference.calls.open")}>
              {calls.length === 0 && <Empty>{t("bodies.conference.calls.none")}</Empty>}
              <List label={t("bodies.conference.calls.open")}>
                {calls.map((one) => (
                  <Call key={one.meetingId} call={one} isFirst={!offers.some((offer) => offer.meetingId === one.meetingId)} />
                ))}
              </List>
            </Section>
            {offers.length > 0 && (
              <Section title={t("bodies.conference.calls.own")}>
                <List label={t("bodies.conference.calls.own")}>
                  {offers.map((offer) => (
                    <Offer key={offer.id} offer={offer} />
                  ))}
                </List>
              </Section>
            )}
          </Sections>
        )}
      </Answered>
    </Page>
  );
}

function Call(it: { readonly call: CallView; readonly isFirst: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { call: one } = it;
  return (
    <ListRow {...f.when(one.callUntilOn)}>
      <p>
        <b dir="auto">{one.bodyName}</b>
        <span className="muted">
          , {f.longDay(one.heldOn)}, {f.time(one.startsAt)}
          {one.place && `, ${one.place}`}
        </span>
      </p>
      <p dir="auto">{one.callText}</p>
      {one.isOpen ? (
        <Fold summary={t("bodies.conference.calls.offer")} isOpen={it.isFirst}>
          <OfferForm meetingId={one.meetingId} />
        </Fold>
      ) : (
        <p className="small muted">{t("bodies.conference.calls.over")}</p>
      )}
    </ListRow>
  );
}

function OfferForm(it: { readonly meetingId: string; readonly offer?: OwnOfferView; readonly onDone?: () => void }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useConferenceReasons();
  const keeping = useKeeping();
  const [title, setTitle] = useState(it.offer?.title ?? "");
  const [why, setWhy] = useState(it.offer?.why ?? "");
  const [reconstructionId, setReconstructionId] = useState<string | null>(null);
  return (
    <Form
      submit={t(it.offer ? "bodies.conference.calls.save" : "bodies.conference.calls.submit")}
      draft={`offer:${it.offer?.id ?? it.meetingId}`}
      kind={it.offer ? "secondary" : "primary"}
      wordsForProblem={reasons}
      wordsFor={({ code }) => t.maybe(`bodies.conference.field.${code}`)}
      onSubmit={async ({ id }) => {
        const { offer } = it;
        const words = { title, why, keptWords: keeping.keptWords };
        await keeping.sending(() =>
          offer
            ? call(changeOffer, { params: { presentationId: offer.id }, body: { ...words, version: offer.version } })
            : call(offerCase, { params: { meetingId: it.meetingId }, body: { ...words, id, reconstructionId } }),
        );
        say({ text: t("bodies.conference.calls.done") });
        if (!offer) {
          setTitle("");
          setWhy("");
          setReconstructionId(null);
        }
        it.onDone?.();
        await refresh(listConferenceCalls);
      }}
    >
      {it.offer === undefined && (
        <ChooseCase
          value={reconstructionId}
          onChange={(id, proposed) => {
            setReconstructionId(id);
            if (proposed !== undefined && title.trim() === "") setTitle(proposed);
          }}
        />
      )}
      <OfferFields title={title} onTitle={setTitle} why={why} onWhy={setWhy} />
      {keeping.note}
    </Form>
  );
}

function Offer(it: { readonly offer: OwnOfferView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const act = useAct("bodies.conference", listConferenceCalls);
  const { offer } = it;
  async function withdraw(): Promise<void> {
    const send = (isWithdrawn: boolean) => call(withdrawOffer, { params: { presentationId: offer.id }, body: { isWithdrawn } });
    await act(() => send(true), { text: t("bodies.conference.calls.withdrawn"), undo: () => send(false) });
  }
  return (
    <ListRow>
      <p>
        <b dir="auto">{offer.title}</b>{" "}
        <Tag {...(offer.state === "chosen" ? { tone: "good" as const } : {})}>{t(`bodies.conference.offer.${offer.state}`)}</Tag>
      </p>
      <p className="small muted">{t("bodies.conference.calls.for", { body: offer.bodyName, day: f.longDay(offer.heldOn) })}</p>
      {offer.why !== "" && <p dir="auto">{offer.why}</p>}
      {offer.result !== null && (
        <Quote isBoxed by={`${offer.resultBy ?? offer.bodyName}, ${f.day(offer.resultOn ?? offer.heldOn)}`}>
          {offer.result}
        </Quote>
      )}
      {offer.result !== null && offer.resultSeenOn === null && (
        <p>
          <Button
            kind="link"
            label={`${t("bodies.conference.news.seen")}: ${offer.title}`}
            onPress={() => void act(() => call(markResultSeen, { params: { presentationId: offer.id } }))}
          >
            {t("bodies.conference.news.seen")}
          </Button>
        </p>
      )}
      {offer.abilities.change && (
        <Fold summary={t("bodies.conference.calls.change")}>
          <OfferForm key={offer.version} meetingId={offer.meetingId} offer={offer} />
        </Fold>
      )}
      {offer.state !== "withdrawn" && offer.result === null && (
        <p>
          <Button kind="link" label={`${t("bodies.conference.calls.withdraw")}: ${offer.title}`} onPress={() => void withdraw()}>
            {t("bodies.conference.calls.withdraw")}
          </Button>
        </p>
      )}
    </ListRow>
  );
}
