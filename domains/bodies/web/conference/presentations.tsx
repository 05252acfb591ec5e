import { type ReactNode, useState } from "react";
import { useAnswer, useRefresh } from "../../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../../platform/web/api.ts";
import { Button, Link } from "../../../../platform/web/form/button.tsx";
import { ComboBox, Select } from "../../../../platform/web/form/choice.tsx";
import { Form } from "../../../../platform/web/form/form.tsx";
import { TextArea, TextField } from "../../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../../platform/web/page/list.tsx";
import { Quote, Tag } from "../../../../platform/web/page/panel.tsx";
import { Section } from "../../../../platform/web/page/page.tsx";
import { Empty } from "../../../../platform/web/page/states.tsx";
import { useToast } from "../../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../../platform/web/texts.ts";
import { useSite } from "../../../network/web/index.ts";
import {
  addPresentation,
  choosePresentation,
  type ConferenceView,
  getConference,
  listCasesToPresent,
  type PresentationView,
  sendResult,
} from "../../contract.ts";
import { useConferenceReasons } from "./reasons.ts";
import { TalkNote, useKeeping } from "./talk.tsx";

/** Which reconstructed case is presented by whom, and the sentence that goes back to them. */
export function Presentations(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const { conference } = it;
  const { presentations } = conference;
  return (
    <Section title={t("bodies.conference.cases.title")} note={t("bodies.conference.cases.note")}>
      {presentations.length === 0 && <Empty>{t("bodies.conference.cases.none")}</Empty>}
      <List label={t("bodies.conference.cases.title")}>
        {presentations.map((one) => (
          <Presentation key={one.id} presentation={one} conference={conference} />
        ))}
      </List>
      {conference.abilities.prepare && (
        <Fold summary={t("bodies.conference.cases.add")}>
          <AddPresentation conference={conference} />
        </Fold>
      )}
    </Section>
  );
}

function Presentation(it: { readonly presentation: PresentationView; readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const { presentation, conference } = it;
  const { abilities, meetingState } = conference;
  async function choose(isChosen: boolean): Promise<void> {
    try {
      await call(choosePresentation, { params: { presentationId: presentation.id }, body: { isChosen, version: presentation.version } });
    } catch (error) {
      const problem = problemOf(error);
      say({
        text:
          problem.code === "changed_meanwhile"
            ? t("bodies.conference.faster")
            : (t.maybe(`bodies.conference.reason.${problem.reason ?? ""}`) ?? t(`platform.problem.${problem.code}`)),
      });
    }
    await refresh(getConference);
  }
  const isHeld = meetingState === "in_session" || meetingState === "closed";
  const tone = presentation.state === "chosen" ? "good" : undefined;
  return (
    <ListRow>
      <p>
        <b dir="auto">{presentation.title}</b>{" "}
        {abilities.prepare || presentation.state !== "chosen" ? (
          <Tag {...(tone ? { tone } : {})}>{t(`bodies.conference.offer.${presentation.state}`)}</Tag>
        ) : null}
      </p>
      <p className="small muted">
        {presentation.presenterName}, {presentation.unitName}
      </p>
      {presentation.why !== "" && <p dir="auto">{presentation.why}</p>}
      {presentation.reconstruction && (
        <p>
          <Link to={`/reconstructions/${presentation.reconstruction.id}`}>
            {t("bodies.conference.cases.to_reconstruction", {
              steps: presentation.reconstruction.steps,
              weeks: presentation.reconstruction.weeks,
            })}
          </Link>
        </p>
      )}
      <TalkNote talk={presentation.caseTalk} />
      {presentation.result !== null && (
        <Quote
          isBoxed
          by={
            presentation.resultSeenOn
              ? t("bodies.conference.result.seen", { day: f.day(presentation.resultSeenOn) })
              : t("bodies.conference.result.sent", { day: f.day(presentation.resultOn ?? conference.heldOn) })
          }
        >
          {presentation.result}
        </Quote>
      )}
      {abilities.sendResults && presentation.state === "chosen" && isHeld && (
        <Fold
          summary={t(presentation.result === null ? "bodies.conference.result.send" : "bodies.conference.result.change")}
          isOpen={presentation.result === null && meetingState === "closed"}
        >
          <ResultForm key={presentation.version} presentation={presentation} />
        </Fold>
      )}
      {abilities.prepare && presentation.state !== "withdrawn" && presentation.result === null && (
        <p className="row">
          {presentation.state !== "chosen" && (
            <Button label={`${t("bodies.conference.offer.choose")}: ${presentation.title}`} onPress={() => void choose(true)}>
              {t("bodies.conference.offer.choose")}
            </Button>
          )}
          {presentation.state !== "not_chosen" && (
            <Button kind="link" label={`${t("bodies.conference.offer.leave")}: ${presentation.title}`} onPress={() => void choose(false)}>
              {t("bodies.conference.offer.leave")}
            </Button>
          )}
        </p>
      )}
    </ListRow>
  );
}

function ResultForm(it: { readonly presentation: PresentationView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useConferenceReasons();
  const keeping = useKeeping();
  const { presentation } = it;
  const [result, setResult] = useState(presentation.result ?? "");
  return (
    <Form
      submit={t("bodies.conference.result.submit")}
      kind="secondary"
      label={t("bodies.conference.result.send_of", { name: presentation.presenterName })}
      wordsForProblem={reasons}
      wordsFor={({ code }) => t.maybe(`bodies.conference.field.${code}`)}
      onSubmit={async () => {
        const body = { result, keptWords: keeping.keptWords, version: presentation.version };
        await keeping.sending(() => call(sendResult, { params: { presentationId: presentation.id }, body }));
        say({ text: t("bodies.conference.result.done", { name: presentation.presenterName }) });
        await refresh(getConference);
      }}
    >
      <TextArea
        name="result"
        label={t("bodies.conference.result.label")}
        hint={t("bodies.conference.result.hint")}
        value={result}
        onChange={setResult}
        rows={3}
        maxLength={1000}
        isRequired
      />
      {keeping.note}
    </Form>
  );
}

function AddPresentation(it: { readonly conference: ConferenceView }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useConferenceReasons();
  const keeping = useKeeping();
  const site = useSite();
  const [presenterId, setPresenterId] = useState<string | null>(null);
  const [reconstructionId, setReconstructionId] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  const [why, setWhy] = useState("");
  const presenters = (site.data?.members ?? []).filter(
    (one) => one.role === "case_manager" || one.role === "body_member" || one.role === "coordinator",
  );
  const unitOf = (unitId: string) => site.data?.units.find((unit) => unit.id === unitId)?.name ?? "";
  return (
    <Form
      submit={t("bodies.conference.cases.add")}
      kind="secondary"
      wordsForProblem={reasons}
      wordsFor={({ code }) => t.maybe(`bodies.conference.field.${code}`)}
      onSubmit={async ({ id }) => {
        const body = { id, presenterId: presenterId ?? "", title, why, reconstructionId, keptWords: keeping.keptWords };
        await keeping.sending(() => call(addPresentation, { params: { meetingId: it.conference.meetingId }, body }));
        say({ text: t("bodies.conference.cases.added") });
        setTitle("");
        setWhy("");
        setPresenterId(null);
        setReconstructionId(null);
        await refresh(getConference);
      }}
    >
      <ComboBox
        name="presenterId"
        label={t("bodies.conference.cases.presenter")}
        value={presenterId}
        onChange={setPresenterId}
        options={presenters.map((one) => ({ value: one.id, label: `${one.name}, ${unitOf(one.unitId)}` }))}
        isRequired
      />
      <ChooseCase
        value={reconstructionId}
        onChange={(id, proposed) => {
          setReconstructionId(id);
          if (proposed !== undefined && title.trim() === "") setTitle(proposed);
        }}
      />
      <OfferFields title={title} onTitle={setTitle} why={why} onWhy={setWhy} />
      {keeping.note}
    </Form>
  );
}

/** The reconstruction that is presented; its title is the first proposal for the sentence below. */
export function ChooseCase(it: {
  readonly value: string | null;
  readonly onChange: (id: string | null, title: string | undefined) => void;
}): ReactNode {
  const t = useTexts();
  const known = useAnswer(listCasesToPresent, {});
  const reconstructions = known.data?.reconstructions ?? [];
  if (reconstructions.length === 0) return null;
  return (
    <Select
      name="reconstructionId"
      label={t("bodies.conference.cases.reconstruction")}
      value={it.value}
      onChange={(id) => it.onChange(id, reconstructions.find((one) => one.id === id)?.title)}
      emptyLabel={t("bodies.conference.cases.no_reconstruction")}
      options={reconstructions.map((one) => ({ value: one.id, label: one.title }))}
      isOptional
    />
  );
}

export function OfferFields(it: {
  readonly title: string;
  readonly onTitle: (title: string) => void;
  readonly why: string;
  readonly onWhy: (why: string) => void;
}): ReactNode {
  const t = useTexts();
  return (
    <>
      <TextField
        name="title"
        label={t("bodies.conference.cases.what")}
        hint={t("bodies.conference.cases.what_hint")}
        value={it.title}
        onChange={it.onTitle}
        maxLength={160}
        isRequired
      />
      <TextArea
        name="why"
        label={t("bodies.conference.cases.why")}
        value={it.why}
        onChange={it.onWhy}
        rows={3}
        maxLength={1000}
        isOptional
      />
    </>
  );
}
