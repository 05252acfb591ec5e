import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays } from "../../../platform/web/day.ts";
import { Chips, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Page, Section } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { usePath } from "../../../platform/web/path.ts";
import { type TextKey, useLabel, useTexts } from "../../../platform/web/texts.ts";
import { useSite } from "../../network/web/index.ts";
import {
  anchorKinds,
  moveDueDay,
  closeMeasure,
  closings,
  declareExpectation,
  finishMeasure,
  judgeContribution,
  judgements,
  listMeasures,
  lookAtChange,
  openMeasure,
  reportProgress,
  startMeasure,
  stopMeasure,
} from "../contract.ts";
import { LoopForm } from "./loop-form.tsx";
import { ChangeOfMeasure } from "./change.tsx";
import { Circumstances, TownChoice } from "./circumstances.tsx";
import { useMetricWords } from "./evidence.tsx";

export type OpenedMeasure = AnswerOf<typeof openMeasure>;

export function MeasurePage(): ReactNode {
  const { measureId } = usePath("measureId");
  const measure = useAnswer(openMeasure, { params: { measureId } });
  return <Answered query={measure}>{(it) => <Opened key={it.version} measure={it} />}</Answered>;
}

/** Says what was done and reads the measure anew. */
function useDone(): (words: TextKey) => Promise<void> {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  return async (words) => {
    say({ text: t(words) });
    await refresh(openMeasure, listMeasures);
  };
}

function Opened(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { measure } = it;
  const { abilities } = measure;
  const decided =
    measure.bodyName === null
      ? t("themes.measure.decided", { day: f.dayWithYear(measure.decidedOn) })
      : t("themes.measure.decided_by", { day: f.dayWithYear(measure.decidedOn), body: measure.bodyName });
  return (
    <Page
      title={measure.title}
      lead={t("themes.measure.owner", { owner: measure.ownerPerson ?? measure.ownerName, day: f.dayWithYear(measure.dueOn) })}
      crumbs={[
        { to: "/measures", label: t("themes.measures.title") },
        { to: `/themes/${measure.themeId}`, label: measure.themeTitle },
      ]}
      width="mid"
      action={
        <Tag {...(measure.state === "done" ? { tone: "good" as const } : measure.isLate ? { tone: "due" as const } : {})}>
          {t(`themes.measure_state.${measure.state}`)}
        </Tag>
      }
    >
      <Section title={t("themes.measure.expectation")} note={decided}>
        <ExpectationInWords measure={measure} />
        {abilities.declareExpectation && (
          <Fold summary={t("themes.measure.declare")} isOpen={measure.expectation === null}>
            <DeclareExpectation measure={measure} />
          </Fold>
        )}
      </Section>
      {measure.change && measure.expectation && measure.startedOn !== null && (
        <ChangeOfMeasure
          change={measure.change}
          metric={measure.expectation.metric}
          startedOn={measure.startedOn}
          circumstances={measure.circumstances}
        />
      )}
      {abilities.look && <Look measure={measure} />}
      {!measure.change && measure.lookOn !== null && measure.state !== "stopped" && (
        <p className="small muted">{t("themes.measure.look_on", { day: f.dayWithYear(measure.lookOn) })}</p>
      )}
      <Circumstances circumstances={measure.circumstances} mayNote={measure.abilities.noteCircumstance} />
      <Contribution measure={measure} />
      <Closing measure={measure} />
      <div>
        {abilities.start && <Start measure={measure} />}
        {abilities.report && <Progress measure={measure} />}
        {abilities.moveDueDay && <DueDay measure={measure} />}
        {abilities.finish && <Finish measure={measure} />}
        {abilities.stop && <Stop measure={measure} />}
      </div>
      {measure.entries.length > 0 && (
        <Section title={t("themes.measure.story")}>
          <List>
            {measure.entries.toReversed().map((entry) => (
              <ListRow key={entry.id} at={f.day(entry.on)}>
                <p className="small muted">
                  {t(`themes.measure.entry.${entry.kind}`, { day: entry.toDueOn === null ? "" : f.day(entry.toDueOn) })}
                  {entry.by !== null && `, ${entry.by}`}
                </p>
                {entry.text !== null && <p>{entry.text}</p>}
              </ListRow>
            ))}
          </List>
        </Section>
      )}
    </Page>
  );
}

function ExpectationInWords(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const { expectation } = it.measure;
  const comparedIds = expectation?.comparisonTownIds ?? [];
  const compared = (site.data?.towns ?? []).filter((town) => comparedIds.includes(town.id)).map((town) => town.name);
  if (!expectation) return <p>{t("themes.measure.no_expectation")}</p>;
  return (
    <>
      <p className="lead">
        {t("themes.measure.expectation_is", {
          service: label("service", expectation.metric.service),
          from: label("milestone_event", expectation.metric.fromEvent),
          to: label("milestone_event", expectation.metric.toEvent),
          weeks: f.weeks(expectation.targetWeeks),
        })}
      </p>
      <p className="small muted">
        {t("themes.measure.expectation_window", {
          fromDay: f.dayWithYear(expectation.baselineFromOn),
          untilDay: f.dayWithYear(expectation.baselineUntilOn),
          followUp: f.weeks(expectation.followUpWeeks),
          intake: f.weeks(expectation.intakeWeeks),
        })}{" "}
        {compared.length > 0 && t("themes.measure.comparison_is", { towns: f.list(compared) })}
      </p>
    </>
  );
}

function DeclareExpectation(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const known = it.measure.expectation;
  const [service, setService] = useState<string | null>(known?.metric.service ?? null);
  const [fromEvent, setFromEvent] = useState<string | null>(known?.metric.fromEvent ?? "entitled");
  const [toEvent, setToEvent] = useState<string | null>(known?.metric.toEvent ?? "started");
  const [baselineFromOn, setBaselineFromOn] = useState<string | null>(known?.baselineFromOn ?? addDays(today(), -365));
  const [baselineUntilOn, setBaselineUntilOn] = useState<string | null>(known?.baselineUntilOn ?? addDays(today(), -1));
  const [targetWeeks, setTargetWeeks] = useState<number | null>(known?.targetWeeks ?? null);
  const [followUpWeeks, setFollowUpWeeks] = useState<number | null>(known?.followUpWeeks ?? 26);
  const [intakeWeeks, setIntakeWeeks] = useState<number | null>(known?.intakeWeeks ?? 26);
  const [comparisonTownIds, setComparisonTownIds] = useState<readonly string[]>(known?.comparisonTownIds ?? []);
  const options = (vocabulary: string) =>
    (site.data?.vocabularies[vocabulary] ?? []).map((entry) => ({ value: entry.code, label: label(vocabulary, entry.code) }));
  return (
    <LoopForm
      submit={t("themes.measure.declare")}
      kind="secondary"
      onSubmit={async () => {
        await call(declareExpectation, {
          params: { measureId: it.measure.id },
          body: {
            expectation: {
              metric: { service: service ?? "", fromEvent: fromEvent ?? "", toEvent: toEvent ?? "" },
              baselineFromOn: baselineFromOn ?? "",
              baselineUntilOn: baselineUntilOn ?? "",
              targetWeeks: targetWeeks ?? 0,
              followUpWeeks: followUpWeeks ?? 0,
              intakeWeeks: intakeWeeks ?? 0,
              comparisonTownIds: [...comparisonTownIds],
            },
            version: it.measure.version,
          },
        });
        await done("themes.measure.declared");
      }}
    >
      <Select
        name="expectation.metric.service"
        label={t("themes.theme.metric_service")}
        value={service}
        onChange={setService}
        options={options("service")}
        isRequired
      />
      <div className="pair">
        <Select
          name="expectation.metric.fromEvent"
          label={t("themes.theme.metric_from")}
          value={fromEvent}
          onChange={setFromEvent}
          options={options("milestone_event")}
        />
        <Select
          name="expectation.metric.toEvent"
          label={t("themes.theme.metric_to")}
          value={toEvent}
          onChange={setToEvent}
          options={options("milestone_event")}
        />
        <DateField
          name="expectation.baselineFromOn"
          label={t("themes.measure.baseline_from")}
          value={baselineFromOn}
          onChange={setBaselineFromOn}
          direction="past"
          isRequired
        />
        <DateField
          name="expectation.baselineUntilOn"
          label={t("themes.measure.baseline_until")}
          value={baselineUntilOn}
          onChange={setBaselineUntilOn}
          direction="past"
          isRequired
        />
        <NumberField
          name="expectation.targetWeeks"
          label={t("themes.measure.target")}
          value={targetWeeks}
          onChange={setTargetWeeks}
          minimum={1}
          maximum={260}
          isRequired
        />
        <NumberField
          name="expectation.followUpWeeks"
          label={t("themes.measure.follow_up")}
          value={followUpWeeks}
          onChange={setFollowUpWeeks}
          minimum={1}
          maximum={260}
          isRequired
        />
        <NumberField
          name="expectation.intakeWeeks"
          label={t("themes.measure.intake")}
          value={intakeWeeks}
          onChange={setIntakeWeeks}
          minimum={1}
          maximum={260}
          isRequired
        />
      </div>
      <TownChoice
        name="expectation.comparisonTownIds"
        label={t("themes.measure.comparison_towns")}
        hint={t("themes.measure.comparison_towns_hint")}
        values={comparisonTownIds}
        onChange={setComparisonTownIds}
        towns={site.data?.towns ?? []}
      />
    </LoopForm>
  );
}

function useSentence(): readonly [string | null, ReactNode] {
  const t = useTexts();
  const [sentence, setSentence] = useState("");
  return [
    sentence.trim() === "" ? null : sentence,
    <TextArea
      key="sentence"
      name="sentence"
      label={t("themes.measure.sentence")}
      value={sentence}
      onChange={setSentence}
      rows={2}
      maxLength={600}
    />,
  ];
}

function Start(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today());
  const [sentence, field] = useSentence();
  const { id: measureId, version } = it.measure;
  return (
    <Fold summary={t("themes.measure.start")}>
      <LoopForm
        submit={t("themes.measure.start")}
        kind="secondary"
        onSubmit={async () => {
          await call(startMeasure, { params: { measureId }, body: { on: on ?? "", sentence, version } });
          await done("themes.measure.started");
        }}
      >
        <DateField name="on" label={t("themes.measure.start_on")} value={on} onChange={setOn} isRequired />
        {field}
      </LoopForm>
    </Fold>
  );
}

function Finish(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const [on, setOn] = useState<string | null>(today());
  const [sentence, field] = useSentence();
  const { id: measureId, version } = it.measure;
  return (
    <Fold summary={t("themes.measure.finish")}>
      <LoopForm
        submit={t("themes.measure.finish")}
        kind="secondary"
        onSubmit={async () => {
          await call(finishMeasure, { params: { measureId }, body: { on: on ?? "", sentence, version } });
          await done("themes.measure.finished");
        }}
      >
        <DateField name="on" label={t("themes.measure.finish_on")} value={on} onChange={setOn} direction="past" isRequired />
        {field}
      </LoopForm>
    </Fold>
  );
}

function Stop(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const [reason, setReason] = useState("");
  const [sentence, field] = useSentence();
  const { id: measureId, version } = it.measure;
  return (
    <Fold summary={t("themes.measure.stop")}>
      <LoopForm
        submit={t("themes.measure.stop")}
        kind="secondary"
        onSubmit={async () => {
          await call(stopMeasure, { params: { measureId }, body: { reason, sentence, version } });
          await done("themes.measure.stopped");
        }}
      >
        <TextArea
          name="reason"
          label={t("themes.measure.stop_reason")}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={1000}
          isRequired
        />
        {field}
      </LoopForm>
    </Fold>
  );
}

function Progress(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const [text, setText] = useState("");
  return (
    <Fold summary={t("themes.measure.progress")}>
      <LoopForm
        submit={t("themes.measure.progress_save")}
        kind="secondary"
        onSubmit={async ({ id }) => {
          await call(reportProgress, { params: { measureId: it.measure.id }, body: { id, text } });
          setText("");
          await done("themes.measure.progress_saved");
        }}
      >
        <TextArea name="text" label={t("themes.measure.progress")} value={text} onChange={setText} maxLength={2000} isRequired />
      </LoopForm>
    </Fold>
  );
}

function DueDay(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  return (
    <Fold summary={t("themes.measure.due_change")}>
      <LoopForm
        submit={t("themes.measure.due_change")}
        kind="secondary"
        onSubmit={async () => {
          await call(moveDueDay, {
            params: { measureId: it.measure.id },
            body: { dueOn: dueOn ?? "", reason, version: it.measure.version },
          });
          await done("themes.measure.due_changed");
        }}
      >
        <DateField name="dueOn" label={t("themes.measure.due_new")} value={dueOn} onChange={setDueOn} direction="future" isRequired />
        <TextArea
          name="reason"
          label={t("themes.measure.due_reason")}
          value={reason}
          onChange={setReason}
          rows={2}
          maxLength={1000}
          isRequired
        />
      </LoopForm>
    </Fold>
  );
}

function Look(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const done = useDone();
  const words = useMetricWords();
  const [sentence, field] = useSentence();
  return (
    <Section title={t("themes.change.title")} {...(it.measure.expectation ? { note: words(it.measure.expectation.metric) } : {})}>
      <LoopForm
        submit={t("themes.measure.look")}
        onSubmit={async () => {
          await call(lookAtChange, { params: { measureId: it.measure.id }, body: { sentence } });
          await done("themes.measure.looked");
        }}
      >
        {field}
      </LoopForm>
    </Section>
  );
}

function Contribution(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const done = useDone();
  const { contribution, abilities } = it.measure;
  const [judgement, setJudgement] = useState(contribution?.judgement ?? null);
  const [reasons, setReasons] = useState(contribution?.reasons ?? "");
  const [judgedBy, setJudgedBy] = useState(contribution?.judgedBy ?? "");
  const [dissent, setDissent] = useState(contribution?.dissent ?? "");
  if (!contribution && !abilities.judge) return null;
  return (
    <Section title={t("themes.contribution.title")}>
      {contribution && (
        <>
          <p className="lead">{f.capital(t(`themes.contribution.${contribution.judgement}`))}.</p>
          <p>{contribution.reasons}</p>
          {contribution.dissent !== null && <p>{contribution.dissent}</p>}
          <p className="small muted">
            {t("themes.contribution.by", { who: contribution.judgedBy, day: f.dayWithYear(contribution.judgedOn) })}
          </p>
        </>
      )}
      {abilities.judge && (
        <Fold summary={t("themes.contribution.save")} isOpen={!contribution}>
          <LoopForm
            submit={t("themes.contribution.save")}
            kind="secondary"
            check={() => (judgement === null ? [{ path: "judgement", code: "required" }] : [])}
            onSubmit={async () => {
              if (judgement === null) return;
              await call(judgeContribution, {
                params: { measureId: it.measure.id },
                body: { judgement, reasons, judgedBy, dissent: dissent.trim() === "" ? null : dissent },
              });
              await done("themes.contribution.saved");
            }}
          >
            <Chips
              name="judgement"
              label={t("themes.contribution.title")}
              value={judgement}
              onChange={setJudgement}
              options={judgements.map((one) => ({ value: one, label: t(`themes.contribution.${one}`) }))}
            />
            <TextArea
              name="reasons"
              label={t("themes.contribution.reasons")}
              value={reasons}
              onChange={setReasons}
              maxLength={3000}
              isRequired
            />
            <TextField
              name="judgedBy"
              label={t("themes.contribution.judged_by")}
              value={judgedBy}
              onChange={setJudgedBy}
              maxLength={200}
              isRequired
            />
            <TextArea
              name="dissent"
              label={t("themes.contribution.dissent")}
              value={dissent}
              onChange={setDissent}
              rows={2}
              maxLength={1000}
            />
          </LoopForm>
        </Fold>
      )}
    </Section>
  );
}

function Closing(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const done = useDone();
  const { measure } = it;
  const [closing, setClosing] = useState<(typeof closings)[number] | null>(null);
  const [kind, setKind] = useState<(typeof anchorKinds)[number] | null>(null);
  const [which, setWhich] = useState("");
  const [sentence, field] = useSentence();
  if (measure.closing !== null) {
    return (
      <Section title={t("themes.closing.title")}>
        <p>
          {measure.closing === "anchored" && measure.anchor && measure.lookAgainOn !== null
            ? t("themes.closing.look_again", {
                which: `${t(`themes.closing.anchor.${measure.anchor.kind}`)}, ${measure.anchor.which}`,
                day: f.dayWithYear(measure.lookAgainOn),
              })
            : t(`themes.closing.${measure.closing}`)}
        </p>
      </Section>
    );
  }
  if (!measure.abilities.close) return null;
  return (
    <Section title={t("themes.closing.title")}>
      <LoopForm
        submit={t("themes.closing.save")}
        kind="secondary"
        check={() => (closing === null ? [{ path: "closing", code: "required" }] : [])}
        onSubmit={async () => {
          if (closing === null) return;
          await call(closeMeasure, {
            params: { measureId: measure.id },
            body: { closing, anchor: closing === "anchored" && kind !== null ? { kind, which } : null, sentence, version: measure.version },
          });
          await done("themes.closing.saved");
        }}
      >
        <Chips
          name="closing"
          label={t("themes.closing.title")}
          isLabelHidden
          value={closing}
          onChange={setClosing}
          options={closings.map((one) => ({ value: one, label: t(`themes.closing.${one}`) }))}
        />
        {closing === "anchored" && (
          <div className="pair">
            <Select
              name="anchor.kind"
              label={t("themes.closing.anchor")}
              value={kind}
              onChange={setKind}
              options={anchorKinds.map((one) => ({ value: one, label: t(`themes.closing.anchor.${one}`) }))}
              isRequired
            />
            <TextField name="anchor.which" label={t("themes.closing.which")} value={which} onChange={setWhich} maxLength={300} isRequired />
          </div>
        )}
        {field}
      </LoopForm>
    </Section>
  );
}
