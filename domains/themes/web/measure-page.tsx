import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../../../platform/contract/endpoint.ts";
import type { FieldProblem } from "../../../platform/contract/problem.ts";
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

/** One thing that is done with a measure: sent, said, and the measure read anew. With `summary` it is folded until somebody opens it. */
function Deed(it: {
  readonly submit: TextKey;
  readonly said: TextKey;
  readonly summary?: TextKey;
  readonly isOpen?: boolean;
  readonly isPrimary?: boolean;
  readonly check?: () => FieldProblem[];
  readonly onSend: (sent: { readonly id: string; readonly version?: number }) => Promise<unknown>;
  readonly children: ReactNode;
}): ReactNode {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  const { measureId } = usePath("measureId");
  const form = (
    <LoopForm
      submit={t(it.submit)}
      draft={`${it.submit.replaceAll(/[._]/g, "-")}:${measureId}`}
      kind={it.isPrimary ? "primary" : "secondary"}
      {...(it.check ? { check: it.check } : {})}
      onSubmit={async (sent) => {
        await it.onSend(sent);
        say({ text: t(it.said) });
        await refresh(openMeasure, listMeasures);
      }}
    >
      {it.children}
    </LoopForm>
  );
  return it.summary === undefined ? (
    form
  ) : (
    <Fold summary={t(it.summary)} {...(it.isOpen ? { isOpen: true } : {})}>
      {form}
    </Fold>
  );
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
        {abilities.declareExpectation && <DeclareExpectation measure={measure} />}
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
  const site = useSite();
  const label = useLabel(site.data?.vocabularies);
  const known = it.measure.expectation;
  const [values, setValues] = useState({
    service: known?.metric.service ?? null,
    fromEvent: known?.metric.fromEvent ?? ("entitled" as string | null),
    toEvent: known?.metric.toEvent ?? ("started" as string | null),
    baselineFromOn: known?.baselineFromOn ?? (addDays(today(), -365) as string | null),
    baselineUntilOn: known?.baselineUntilOn ?? (addDays(today(), -1) as string | null),
    targetWeeks: known?.targetWeeks ?? null,
    followUpWeeks: known?.followUpWeeks ?? (26 as number | null),
    intakeWeeks: known?.intakeWeeks ?? (26 as number | null),
    comparisonTownIds: known?.comparisonTownIds ?? ([] as readonly string[]),
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  const options = (vocabulary: string) =>
    (site.data?.vocabularies[vocabulary] ?? []).map((entry) => ({ value: entry.code, label: label(vocabulary, entry.code) }));
  const events = options("milestone_event");
  const weeks = (name: "targetWeeks" | "followUpWeeks" | "intakeWeeks", words: TextKey) => (
    <NumberField
      name={`expectation.${name}`}
      label={t(words)}
      value={values[name]}
      onChange={(value) => set({ [name]: value })}
      minimum={1}
      maximum={260}
      isRequired
    />
  );
  const day = (name: "baselineFromOn" | "baselineUntilOn", words: TextKey) => (
    <DateField
      name={`expectation.${name}`}
      label={t(words)}
      value={values[name]}
      onChange={(value) => set({ [name]: value })}
      direction="past"
      isRequired
    />
  );
  return (
    <Deed
      summary="themes.measure.declare"
      isOpen={known === null}
      submit="themes.measure.declare"
      said="themes.measure.declared"
      onSend={({ version = it.measure.version }) =>
        call(declareExpectation, {
          params: { measureId: it.measure.id },
          body: {
            expectation: {
              metric: { service: values.service ?? "", fromEvent: values.fromEvent ?? "", toEvent: values.toEvent ?? "" },
              baselineFromOn: values.baselineFromOn ?? "",
              baselineUntilOn: values.baselineUntilOn ?? "",
              targetWeeks: values.targetWeeks ?? 0,
              followUpWeeks: values.followUpWeeks ?? 0,
              intakeWeeks: values.intakeWeeks ?? 0,
              comparisonTownIds: [...values.comparisonTownIds],
            },
            version,
          },
        })
      }
    >
      <Select
        name="expectation.metric.service"
        label={t("themes.theme.metric_service")}
        value={values.service}
        onChange={(service) => set({ service })}
        options={options("service")}
        isRequired
      />
      <div className="pair">
        <Select
          name="expectation.metric.fromEvent"
          label={t("themes.theme.metric_from")}
          value={values.fromEvent}
          onChange={(fromEvent) => set({ fromEvent })}
          options={events}
        />
        <Select
          name="expectation.metric.toEvent"
          label={t("themes.theme.metric_to")}
          value={values.toEvent}
          onChange={(toEvent) => set({ toEvent })}
          options={events}
        />
        {day("baselineFromOn", "themes.measure.baseline_from")}
        {day("baselineUntilOn", "themes.measure.baseline_until")}
        {weeks("targetWeeks", "themes.measure.target")}
        {weeks("followUpWeeks", "themes.measure.follow_up")}
        {weeks("intakeWeeks", "themes.measure.intake")}
      </div>
      <TownChoice
        name="expectation.comparisonTownIds"
        label={t("themes.measure.comparison_towns")}
        hint={t("themes.measure.comparison_towns_hint")}
        values={values.comparisonTownIds}
        onChange={(comparisonTownIds) => set({ comparisonTownIds })}
        towns={site.data?.towns ?? []}
      />
    </Deed>
  );
}

/** The sentence that goes to everybody who reported; without one they read what happened. */
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

type OfMeasure = { readonly measure: OpenedMeasure };

function Start({ measure }: OfMeasure): ReactNode {
  const t = useTexts();
  const [on, setOn] = useState<string | null>(today());
  const [sentence, field] = useSentence();
  return (
    <Deed
      summary="themes.measure.start"
      submit="themes.measure.start"
      said="themes.measure.started"
      onSend={({ version = measure.version }) =>
        call(startMeasure, { params: { measureId: measure.id }, body: { on: on ?? "", sentence, version } })
      }
    >
      <DateField name="on" label={t("themes.measure.start_on")} value={on} onChange={setOn} isRequired />
      {field}
    </Deed>
  );
}

function Finish({ measure }: OfMeasure): ReactNode {
  const t = useTexts();
  const [on, setOn] = useState<string | null>(today());
  const [sentence, field] = useSentence();
  return (
    <Deed
      summary="themes.measure.finish"
      submit="themes.measure.finish"
      said="themes.measure.finished"
      onSend={({ version = measure.version }) =>
        call(finishMeasure, { params: { measureId: measure.id }, body: { on: on ?? "", sentence, version } })
      }
    >
      <DateField name="on" label={t("themes.measure.finish_on")} value={on} onChange={setOn} direction="past" isRequired />
      {field}
    </Deed>
  );
}

function Stop({ measure }: OfMeasure): ReactNode {
  const t = useTexts();
  const [reason, setReason] = useState("");
  const [sentence, field] = useSentence();
  return (
    <Deed
      summary="themes.measure.stop"
      submit="themes.measure.stop"
      said="themes.measure.stopped"
      onSend={({ version = measure.version }) =>
        call(stopMeasure, { params: { measureId: measure.id }, body: { reason, sentence, version } })
      }
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
    </Deed>
  );
}

function Progress({ measure }: OfMeasure): ReactNode {
  const t = useTexts();
  const [text, setText] = useState("");
  return (
    <Deed
      summary="themes.measure.progress"
      submit="themes.measure.progress_save"
      said="themes.measure.progress_saved"
      onSend={async ({ id }) => {
        await call(reportProgress, { params: { measureId: measure.id }, body: { id, text } });
        setText("");
      }}
    >
      <TextArea name="text" label={t("themes.measure.progress")} value={text} onChange={setText} maxLength={2000} isRequired />
    </Deed>
  );
}

function DueDay({ measure }: OfMeasure): ReactNode {
  const t = useTexts();
  const [dueOn, setDueOn] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  return (
    <Deed
      summary="themes.measure.due_change"
      submit="themes.measure.due_change"
      said="themes.measure.due_changed"
      onSend={({ version = measure.version }) =>
        call(moveDueDay, { params: { measureId: measure.id }, body: { dueOn: dueOn ?? "", reason, version } })
      }
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
    </Deed>
  );
}

function Look({ measure }: OfMeasure): ReactNode {
  const t = useTexts();
  const words = useMetricWords();
  const [sentence, field] = useSentence();
  return (
    <Section title={t("themes.change.title")} {...(measure.expectation ? { note: words(measure.expectation.metric) } : {})}>
      <Deed
        submit="themes.measure.look"
        said="themes.measure.looked"
        isPrimary
        onSend={() => call(lookAtChange, { params: { measureId: measure.id }, body: { sentence } })}
      >
        {field}
      </Deed>
    </Section>
  );
}

function Contribution(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
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
        <Deed
          summary="themes.contribution.save"
          isOpen={!contribution}
          submit="themes.contribution.save"
          said="themes.contribution.saved"
          check={() => (judgement === null ? [{ path: "judgement", code: "required" }] : [])}
          onSend={async () => {
            if (judgement === null) return;
            await call(judgeContribution, {
              params: { measureId: it.measure.id },
              body: { judgement, reasons, judgedBy, dissent: dissent.trim() === "" ? null : dissent },
            });
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
        </Deed>
      )}
    </Section>
  );
}

function Closing(it: { readonly measure: OpenedMeasure }): ReactNode {
  const t = useTexts();
  const f = useFormat();
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
      <Deed
        submit="themes.closing.save"
        said="themes.closing.saved"
        check={() => (closing === null ? [{ path: "closing", code: "required" }] : [])}
        onSend={async ({ version = measure.version }) => {
          if (closing === null) return;
          await call(closeMeasure, {
            params: { measureId: measure.id },
            body: { closing, anchor: closing === "anchored" && kind !== null ? { kind, which } : null, sentence, version },
          });
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
      </Deed>
    </Section>
  );
}
