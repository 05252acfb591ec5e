import { type ReactNode, useState } from "react";
import { useReasons } from "../../../platform/web/act.ts";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Checkbox, Chips, ComboBox, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Fieldset, Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { newId } from "../../../platform/web/ids.ts";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import type { SiteView } from "../../network/contract.ts";
import { useSite } from "../../network/web/index.ts";
import type { NewMeasure } from "../../themes/contract.ts";
import {
  type AgendaItemView,
  getDesk,
  getMeeting,
  type MemberView,
  type Outcome,
  outcomes,
  type Reached,
  reachings,
  recordDecision,
} from "../contract.ts";

type Expected = {
  service: string | null;
  fromEvent: string | null;
  toEvent: string | null;
  baselineFromOn: string | null;
  baselineUntilOn: string | null;
  targetWeeks: number | null;
  followUpWeeks: number | null;
  intakeWeeks: number | null;
};
type Writing = {
  outcome: Outcome;
  wording: string;
  reason: string;
  reached: Reached | null;
  votes: { for: number | null; against: number | null; abstained: number | null };
  dissents: { membershipId: string | null; words: string }[];
  /** "unit:<id>" or "member:<id>" */
  owner: string | null;
  dueOn: string | null;
  postponedUntilOn: string | null;
  answer: string;
  makesMeasure: boolean;
  measureTitle: string;
  expects: boolean;
  expected: Expected;
};

function startOf(item: AgendaItemView): Writing {
  return {
    outcome: "agreed",
    // a proposal may be prefilled; who agrees is never
    wording: item.proposal,
    reason: "",
    reached: null,
    votes: { for: null, against: null, abstained: null },
    dissents: [],
    owner: null,
    dueOn: null,
    postponedUntilOn: null,
    answer: "",
    makesMeasure: item.kind === "theme",
    measureTitle: item.title.slice(0, 160),
    expects: false,
    expected: {
      service: null,
      fromEvent: "entitled",
      toEvent: "started",
      baselineFromOn: addDays(today(), -365),
      // a measure that begins today is compared with what was until yesterday
      baselineUntilOn: addDays(today(), -1),
      targetWeeks: null,
      followUpWeeks: null,
      intakeWeeks: 26,
    },
  };
}

export function idsOf(owner: string | null): { ownerUnitId: string | null; ownerMembershipId: string | null } {
  const [kind, id = null] = owner?.split(":") ?? [];
  return { ownerUnitId: kind === "unit" ? id : null, ownerMembershipId: kind === "member" ? id : null };
}

function measureOf(writing: Writing, id: string, site: SiteView): NewMeasure | null {
  const { ownerUnitId, ownerMembershipId } = idsOf(writing.owner);
  const unitId = ownerUnitId ?? site.members.find((member) => member.id === ownerMembershipId)?.unitId ?? null;
  const organisationId = site.units.find((unit) => unit.id === unitId)?.organisationId;
  if (!organisationId || !writing.dueOn) return null;
  const { expected } = writing;
  return {
    id,
    title: writing.measureTitle,
    owner: { organisationId, unitId, membershipId: ownerMembershipId },
    dueOn: writing.dueOn,
    fieldOfAction: null,
    expectation: writing.expects
      ? {
          metric: { service: expected.service ?? "", fromEvent: expected.fromEvent ?? "", toEvent: expected.toEvent ?? "" },
          baselineFromOn: expected.baselineFromOn ?? "",
          baselineUntilOn: expected.baselineUntilOn ?? "",
          targetWeeks: expected.targetWeeks ?? 0,
          followUpWeeks: expected.followUpWeeks ?? 0,
          intakeWeeks: expected.intakeWeeks ?? 0,
        }
      : null,
  };
}

/** What was decided on an item: agreed, or one of the three other ways to end it. */
export function DecisionForm(it: { readonly item: AgendaItemView; readonly members: readonly MemberView[] }): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("bodies");
  const site = useSite();
  const { item } = it;
  const [writing, setWriting] = useState(() => startOf(item));
  const [measureId] = useState(newId);
  const [round, setRound] = useState(0);
  const draft = useDraft<Writing>(`decision:${item.id}`);
  const [taken, setTaken] = useState(draft.found);
  if (draft.found !== taken) {
    setTaken(draft.found);
    if (draft.found) {
      setWriting(draft.found);
      setRound(round + 1);
    }
  }
  const change = (part: Partial<Writing>) => {
    const next = { ...writing, ...part };
    setWriting(next);
    draft.keep(next);
  };
  const { outcome } = writing;
  const isAgreed = outcome === "agreed";
  const mustWait = item.theme !== null && !item.theme.mayBeDecided && outcome !== "postponed";
  const makesMeasure = isAgreed && item.kind === "theme" && writing.makesMeasure;
  return (
    <div className="panel stack stack-m">
      {mustWait && <p>{t("bodies.reason.statement_awaited")}</p>}
      <Form
        key={round}
        submit={t(`bodies.decision.save.${outcome}`)}
        wordsForProblem={reasons.problem}
        wordsFor={({ code }) => t.maybe(`bodies.field.${code}`)}
        onSubmit={async ({ id }) => {
          const measure = makesMeasure && site.data ? measureOf(writing, measureId, site.data) : null;
          await call(recordDecision, {
            params: { itemId: item.id },
            body: {
              id,
              outcome,
              wording: writing.wording,
              reason: outcome !== "agreed" && writing.reason.trim() !== "" ? writing.reason : null,
              ...reachingOf(writing),
              postponedUntilOn: outcome === "postponed" ? writing.postponedUntilOn : null,
              ...(isAgreed ? idsOf(writing.owner) : { ownerUnitId: null, ownerMembershipId: null }),
              dueOn: isAgreed ? writing.dueOn : null,
              answer: item.kind === "theme" && writing.answer.trim() !== "" ? writing.answer : null,
              measure,
            },
          });
          await draft.discard();
          say({ text: t("bodies.decision.saved") });
          await refresh(getMeeting, getDesk);
        }}
        beside={<DraftState draft={draft} onDiscard={() => setWriting(startOf(item))} />}
      >
        <Chips
          name="outcome"
          label={t("bodies.decision.outcome")}
          value={outcome}
          onChange={(value) => change({ outcome: value })}
          options={outcomes.map((one) => ({ value: one, label: t(`bodies.outcome.${one}`) }))}
        />
        <TextArea
          name="wording"
          label={t(`bodies.decision.wording.${outcome}`)}
          value={writing.wording}
          onChange={(wording) => change({ wording })}
          rows={3}
          maxLength={1500}
          isRequired
        />
        {isAgreed && (
          <Pair>
            <Owner site={site.data} value={writing.owner} onChange={(owner) => change({ owner })} />
            <DateField
              name="dueOn"
              label={t("bodies.decision.due")}
              value={writing.dueOn}
              onChange={(dueOn) => change({ dueOn })}
              direction="future"
              minimum={today()}
              isRequired
            />
          </Pair>
        )}
        {outcome === "postponed" && (
          <DateField
            name="postponedUntilOn"
            label={t("bodies.decision.postponed")}
            value={writing.postponedUntilOn}
            onChange={(postponedUntilOn) => change({ postponedUntilOn })}
            direction="future"
            minimum={addDays(today(), 1)}
            isRequired
          />
        )}
        {!isAgreed && (
          <TextArea
            name="reason"
            label={t("bodies.decision.reason")}
            hint={t(`bodies.decision.reason_hint.${outcome}`)}
            value={writing.reason}
            onChange={(reason) => change({ reason })}
            rows={2}
            maxLength={1000}
            isRequired={outcome !== "postponed"}
            isOptional={outcome === "postponed"}
          />
        )}
        {isAgreed && <Reaching members={it.members} writing={writing} onChange={change} />}
        {isAgreed && item.kind === "theme" && (
          <Checkbox
            label={t("bodies.decision.makes_measure")}
            note={t("bodies.decision.makes_measure_note")}
            isChecked={writing.makesMeasure}
            onChange={(isChecked) => change({ makesMeasure: isChecked })}
          />
        )}
        {makesMeasure && <MeasureFields writing={writing} onChange={change} site={site.data} />}
        {item.kind === "theme" && (
          <TextArea
            name="answer"
            label={t("bodies.decision.answer")}
            hint={t("bodies.decision.answer_hint")}
            value={writing.answer}
            onChange={(answer) => change({ answer })}
            rows={2}
            maxLength={600}
            isOptional
          />
        )}
      </Form>
    </div>
  );
}

/** Numbers go with a vote, opinions that differ with a vote or with dissent; what was typed for another way stays out. */
function reachingOf(writing: Writing) {
  const { reached, votes } = writing;
  return {
    reached: writing.outcome === "agreed" ? reached : null,
    votes:
      writing.outcome === "agreed" && reached === "vote"
        ? { for: votes.for ?? 0, against: votes.against ?? 0, abstained: votes.abstained ?? 0 }
        : null,
    dissents:
      writing.outcome === "agreed" && (reached === "vote" || reached === "dissent")
        ? writing.dissents.map((one) => ({ membershipId: one.membershipId ?? "", words: one.words }))
        : [],
  };
}

/** By consensus, by a vote with its numbers, or with dissent on record. A number decides nothing by itself. */
function Reaching(it: {
  readonly members: readonly MemberView[];
  readonly writing: Writing;
  readonly onChange: (part: Partial<Writing>) => void;
}): ReactNode {
  const t = useTexts();
  const { writing, onChange } = it;
  const { reached, votes, dissents } = writing;
  const setDissent = (index: number, part: Partial<Writing["dissents"][number]>) =>
    onChange({ dissents: dissents.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <>
      <Chips
        name="reached"
        label={t("bodies.decision.how")}
        value={reached}
        onChange={(next) =>
          onChange({
            reached: next,
            ...(next === "dissent" && dissents.length === 0 ? { dissents: [{ membershipId: null, words: "" }] } : {}),
          })
        }
        options={reachings.map((one) => ({ value: one, label: t(`bodies.decision.reached.${one}`) }))}
      />
      {reached === "vote" && (
        <Fieldset legend={t("bodies.decision.votes_title")} hint={t("bodies.decision.votes_hint")}>
          <Pair>
            {(["for", "against", "abstained"] as const).map((side) => (
              <NumberField
                key={side}
                name={side === "for" ? "votes" : `votes.${side}`}
                label={t(`bodies.decision.votes_of.${side}`)}
                value={votes[side]}
                onChange={(count) => onChange({ votes: { ...votes, [side]: count } })}
                minimum={0}
                maximum={500}
              />
            ))}
          </Pair>
        </Fieldset>
      )}
      {(reached === "vote" || reached === "dissent") && (
        <Fieldset legend={t("bodies.decision.dissents_title")} hint={t("bodies.decision.dissents_hint")}>
          {dissents.map((one, index) => (
            // they have no number of their own before they are saved
            // oxlint-disable-next-line react/no-array-index-key -- a row has no other name until it is saved
            <div key={index} className="stack stack-s">
              <Select
                name={index === 0 ? "dissents" : `dissents.${index}.membershipId`}
                label={t("bodies.decision.dissent_who")}
                value={one.membershipId}
                onChange={(membershipId) => setDissent(index, { membershipId })}
                options={it.members.map((member) => ({ value: member.membershipId, label: member.name }))}
              />
              <TextArea
                name={`dissents.${index}.words`}
                label={t("bodies.decision.dissent_words")}
                value={one.words}
                onChange={(words) => setDissent(index, { words })}
                rows={2}
                maxLength={1000}
              />
              <p>
                <Button kind="link" onPress={() => onChange({ dissents: dissents.filter((_, at) => at !== index) })}>
                  {t("bodies.decision.dissent_remove")}
                </Button>
              </p>
            </div>
          ))}
          <p>
            <Button kind="link" onPress={() => onChange({ dissents: [...dissents, { membershipId: null, words: "" }] })}>
              {t("bodies.decision.dissent_add")}
            </Button>
          </p>
        </Fieldset>
      )}
    </>
  );
}

export function Owner(it: {
  readonly site: SiteView | undefined;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}): ReactNode {
  const t = useTexts();
  const units = it.site?.units ?? [];
  const options = [
    ...units.map((unit) => ({ value: `unit:${unit.id}`, label: unit.name, note: unit.organisationName })),
    ...(it.site?.members ?? []).map((member) => ({
      value: `member:${member.id}`,
      label: member.name,
      note: units.find((unit) => unit.id === member.unitId)?.organisationName ?? "",
    })),
  ];
  return (
    <ComboBox
      key={options.length}
      name="ownerUnitId"
      label={t("bodies.decision.owner")}
      hint={t("bodies.decision.owner_hint")}
      options={options}
      value={it.value}
      onChange={it.onChange}
      isRequired
    />
  );
}

/** What is expected is said beforehand: between which two events, from how many weeks to how many. */
function MeasureFields(it: {
  readonly writing: Writing;
  readonly onChange: (part: Partial<Writing>) => void;
  readonly site: SiteView | undefined;
}): ReactNode {
  const t = useTexts();
  const language = useLanguage();
  const { writing, onChange } = it;
  const { expected } = writing;
  const expect = (part: Partial<Expected>) => onChange({ expected: { ...expected, ...part } });
  const choices = (vocabulary: string) =>
    (it.site?.vocabularies[vocabulary] ?? []).map((one) => ({ value: one.code, label: one[language] }));
  return (
    <>
      <TextField
        name="measure.title"
        label={t("bodies.measure.name")}
        value={writing.measureTitle}
        onChange={(measureTitle) => onChange({ measureTitle })}
        maxLength={160}
        isRequired
      />
      {writing.expects ? (
        <Fieldset legend={t("bodies.measure.expectation")} hint={t("bodies.measure.expectation_hint")}>
          <Select
            name="measure.expectation.metric.service"
            label={t("bodies.measure.service")}
            value={expected.service}
            onChange={(service) => expect({ service })}
            options={choices("service")}
            isRequired
          />
          <Pair>
            <Select
              name="measure.expectation.metric.fromEvent"
              label={t("bodies.measure.from_event")}
              value={expected.fromEvent}
              onChange={(fromEvent) => expect({ fromEvent })}
              options={choices("milestone_event")}
              isRequired
            />
            <Select
              name="measure.expectation.metric.toEvent"
              label={t("bodies.measure.to_event")}
              value={expected.toEvent}
              onChange={(toEvent) => expect({ toEvent })}
              options={choices("milestone_event")}
              isRequired
            />
          </Pair>
          <Pair>
            <DateField
              name="measure.expectation.baselineFromOn"
              label={t("bodies.measure.baseline_from")}
              value={expected.baselineFromOn}
              onChange={(baselineFromOn) => expect({ baselineFromOn })}
              direction="past"
              isRequired
            />
            <DateField
              name="measure.expectation.baselineUntilOn"
              label={t("bodies.measure.baseline_until")}
              value={expected.baselineUntilOn}
              onChange={(baselineUntilOn) => expect({ baselineUntilOn })}
              direction="past"
              isRequired
            />
          </Pair>
          <Pair>
            <NumberField
              name="measure.expectation.targetWeeks"
              label={t("bodies.measure.target")}
              hint={t("bodies.measure.target_hint")}
              value={expected.targetWeeks}
              onChange={(targetWeeks) => expect({ targetWeeks })}
              minimum={1}
              maximum={260}
              isRequired
            />
            <NumberField
              name="measure.expectation.followUpWeeks"
              label={t("bodies.measure.follow_up")}
              hint={t("bodies.measure.follow_up_hint")}
              value={expected.followUpWeeks}
              onChange={(followUpWeeks) => expect({ followUpWeeks })}
              minimum={1}
              maximum={260}
              isRequired
            />
          </Pair>
          <NumberField
            name="measure.expectation.intakeWeeks"
            label={t("bodies.measure.intake")}
            value={expected.intakeWeeks}
            onChange={(intakeWeeks) => expect({ intakeWeeks })}
            minimum={1}
            maximum={260}
            isRequired
          />
          <p>
            <Button kind="link" onPress={() => onChange({ expects: false })}>
              {t("bodies.measure.later")}
            </Button>
          </p>
        </Fieldset>
      ) : (
        <p>
          <Button kind="link" onPress={() => onChange({ expects: true })}>
            {t("bodies.measure.declare")}
          </Button>{" "}
          <span className="small muted">{t("bodies.measure.declare_note")}</span>
        </p>
      )}
    </>
  );
}
