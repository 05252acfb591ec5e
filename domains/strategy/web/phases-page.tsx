import { type ReactNode, useState } from "react";
import { useAct, useReasons } from "../../../platform/web/act.ts";
import { Answered, useAnswer, useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Dialog } from "../../../platform/web/page/dialog.tsx";
import { AsExcel, Download } from "../../../platform/web/page/download.tsx";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Section, Sections } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useLanguage, useTexts } from "../../../platform/web/texts.ts";
import {
  addMilestone,
  adoptTemplate,
  changeMilestone,
  changePhase,
  listHistory,
  listPhases,
  makeMilestonesSpreadsheet,
  type MilestoneView,
  movePhase,
  type PhaseNumber,
  phaseNumbers,
  type PhasesView,
  type PhaseView,
  printPhases,
  reachMilestone,
  removeMilestone,
  restoreMilestone,
  templateMilestones,
} from "../contract.ts";
import { needsReason } from "../rules.ts";
import { Frame } from "./frame.tsx";
import { HistoryFold } from "./history.tsx";
import { KeptForm } from "./kept-form.tsx";
import { Release } from "./release.tsx";
import { useStrategyWords } from "./words.ts";

const orNull = (text: string) => (text.trim() === "" ? null : text);

/** Where the site stands on the way from mandate to transfer, and what is reached. */
export function PhasesPage(): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const words = useStrategyWords();
  const refresh = useRefresh();
  const act = useAct("strategy");
  const phases = useAnswer(listPhases, {});
  const [isMoving, setMoving] = useState(false);
  return (
    <Frame part="phases" lead={t("strategy.phases.lead")}>
      <Answered query={phases}>
        {(view) => (
          <Sections>
            <Section
              title={t("strategy.phases.now", {
                number: view.current.number,
                phase: words.phase(view.current.number, view.phases[view.current.number]?.title),
              })}
              {...(view.current.sinceOn === null ? {} : { note: t("strategy.phases.since", { day: f.dayWithYear(view.current.sinceOn) }) })}
            >
              {!view.isAdopted &&
                (view.abilities.edit ? (
                  <>
                    <p>{t("strategy.phases.template_note")}</p>
                    <p>
                      <Button kind="primary" onPress={() => act(() => call(adoptTemplate, {}), { text: t("strategy.phases.adopted") })}>
                        {t("strategy.phases.adopt")}
                      </Button>
                    </p>
                  </>
                ) : (
                  <p>{t("strategy.phases.template_only")}</p>
                ))}
              {view.isAdopted && view.abilities.edit && (
                <p>
                  <Button kind="secondary" onPress={() => setMoving(true)}>
                    {t("strategy.phases.move")}
                  </Button>
                </p>
              )}
            </Section>
            <ol className="strategy-phases">
              {view.phases.map((phase) => (
                <Phase key={phase.number} view={view} phase={phase} />
              ))}
            </ol>
            <p>
              <Download endpoint={printPhases} request={{ query: { language } }}>
                {t("strategy.phases.pdf")}
              </Download>
            </p>
            {view.isAdopted && (
              <AsExcel endpoint={makeMilestonesSpreadsheet} request={{ query: { language } }} list={t("strategy.phases.title")} />
            )}
            {view.isAdopted && view.abilities.edit && (
              <Release what="roadmap" release={view.release} onChanged={() => refresh(listPhases)} />
            )}
            <HistoryFold subject="phase" />
            {isMoving && (
              <Dialog title={t("strategy.phases.move")} onClose={() => setMoving(false)}>
                <MoveForm view={view} onDone={() => setMoving(false)} />
              </Dialog>
            )}
          </Sections>
        )}
      </Answered>
    </Frame>
  );
}

function MoveForm(it: { readonly view: PhasesView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const words = useStrategyWords();
  const say = useToast();
  const refresh = useRefresh();
  const reasons = useReasons("strategy");
  const from = it.view.current.number;
  const [to, setTo] = useState<PhaseNumber>(Math.min(from + 1, 6) as PhaseNumber);
  const [on, setOn] = useState<string | null>(today());
  const [reason, setReason] = useState("");
  return (
    <Form
      submit={t("strategy.phases.move_save")}
      draft="strategy-moves"
      wordsFor={reasons.field}
      wordsForProblem={reasons.problem}
      onSubmit={async () => {
        await call(movePhase, { body: { from, to, on: on ?? "", reason: orNull(reason) } });
        say({ text: t("strategy.saved") });
        it.onDone();
        await refresh(listPhases, listHistory);
      }}
    >
      <Pair>
        <Select
          name="to"
          label={t("strategy.phases.to")}
          value={String(to)}
          onChange={(chosen) => setTo(Number(chosen ?? from) as PhaseNumber)}
          options={phaseNumbers
            .filter((number) => number !== from)
            .map((number) => ({
              value: String(number),
              label: t("strategy.phase.named", { number, phase: words.phase(number, it.view.phases[number]?.title) }),
            }))}
        />
        <DateField
          name="on"
          label={t("strategy.phases.since_label")}
          value={on}
          onChange={setOn}
          direction="past"
          maximum={today()}
          isRequired
        />
      </Pair>
      <TextArea
        name="reason"
        label={t("strategy.reason_label")}
        {...(needsReason(from, to) ? { hint: t("strategy.phases.back_hint"), isRequired: true } : { isOptional: true })}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={1000}
      />
    </Form>
  );
}

function Phase(it: { readonly view: PhasesView; readonly phase: PhaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  const [isEditing, setEditing] = useState(false);
  const { phase, view } = it;
  const title = words.phase(phase.number, phase.title);
  const mayEdit = view.isAdopted && view.abilities.edit;
  const planned = words.period(phase.fromOn, phase.untilOn);
  const named = t("strategy.phase.named", { number: phase.number, phase: title });
  return (
    <li className={`strategy-phase strategy-phase--${phase.standing}`} aria-current={phase.standing === "now" ? "step" : undefined}>
      <Section
        title={named}
        gap="s"
        beside={
          mayEdit ? (
            <Button kind="link" label={t("strategy.change_of", { name: named })} onPress={() => setEditing(true)}>
              {t("strategy.change")}
            </Button>
          ) : undefined
        }
      >
        <p className="small muted">
          {[
            t(`strategy.phase_standing.${phase.standing}`),
            ...(phase.begunOn === null ? [] : [t("strategy.phase.begun", { day: f.dayWithYear(phase.begunOn) })]),
            ...(phase.endedOn === null ? [] : [t("strategy.phase.ended", { day: f.dayWithYear(phase.endedOn) })]),
            ...(planned === null ? [] : [t("strategy.phase.planned", { period: planned })]),
          ].join(" · ")}
        </p>
        {phase.aim !== null && <p className="lines">{phase.aim}</p>}
        {view.isAdopted ? (
          phase.milestones.length === 0 ? (
            <p className="small muted">{t("strategy.milestones.none")}</p>
          ) : (
            <List label={t("strategy.milestones.of", { phase: title })}>
              {phase.milestones.map((milestone) => (
                <Milestone key={milestone.id} milestone={milestone} mayEdit={mayEdit} />
              ))}
            </List>
          )
        ) : (
          <ul className="strategy-linked">
            {templateMilestones[phase.number].map((code) => (
              <li key={code}>{t(`strategy.template.${code}`)}</li>
            ))}
          </ul>
        )}
        {mayEdit && (
          <Fold summary={t("strategy.milestone.add")} word={t("strategy.open")}>
            <MilestoneForm phaseNumber={phase.number} />
          </Fold>
        )}
        {isEditing && (
          <Dialog title={named} onClose={() => setEditing(false)}>
            <PhaseForm phase={phase} onDone={() => setEditing(false)} />
          </Dialog>
        )}
      </Section>
    </li>
  );
}

function PhaseForm(it: { readonly phase: PhaseView; readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const words = useStrategyWords();
  const refresh = useRefresh();
  const { phase } = it;
  const fieldsOf = (one: PhaseView) => ({ title: one.title ?? "", aim: one.aim ?? "", fromOn: one.fromOn, untilOn: one.untilOn });
  return (
    <KeptForm
      draftKey={`strategy-phase-${phase.number}`}
      start={fieldsOf(phase)}
      version={phase.version}
      submit={t("strategy.phase.save")}
      compared={[
        { label: t("strategy.phase.title"), shown: (values) => values.title },
        { label: t("strategy.phase.aim"), shown: (values) => values.aim },
        { label: t("strategy.from"), shown: (values) => values.fromOn ?? "" },
        { label: t("strategy.until_label"), shown: (values) => values.untilOn ?? "" },
      ]}
      theirsOf={(current) => {
        const now = (current as PhasesView).phases[phase.number];
        return now && { values: fieldsOf(now), version: now.version };
      }}
      onSend={(values, { version }) =>
        call(changePhase, {
          params: { number: phase.number },
          body: { title: orNull(values.title), aim: orNull(values.aim), fromOn: values.fromOn, untilOn: values.untilOn, version },
        })
      }
      done={t("strategy.saved")}
      after={async () => {
        it.onDone();
        await refresh(listPhases, listHistory);
      }}
    >
      {(values, change) => (
        <>
          <TextField
            name="title"
            label={t("strategy.phase.title")}
            hint={t("strategy.phase.title_hint", { phase: words.phase(phase.number) })}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={120}
            isOptional
          />
          <TextArea
            name="aim"
            label={t("strategy.phase.aim")}
            value={values.aim}
            onChange={(aim) => change({ aim })}
            rows={3}
            maxLength={1000}
            isOptional
          />
          <Pair>
            <DateField
              name="fromOn"
              label={t("strategy.from")}
              value={values.fromOn}
              onChange={(fromOn) => change({ fromOn })}
              isOptional
            />
            <DateField
              name="untilOn"
              label={t("strategy.until_label")}
              value={values.untilOn}
              onChange={(untilOn) => change({ untilOn })}
              isOptional
            />
          </Pair>
        </>
      )}
    </KeptForm>
  );
}

function Milestone(it: { readonly milestone: MilestoneView; readonly mayEdit: boolean }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const words = useStrategyWords();
  const act = useAct("strategy");
  const [isEditing, setEditing] = useState(false);
  const { milestone } = it;
  const title = words.milestone(milestone);
  const params = { milestoneId: milestone.id };
  const reach = (reachedOn: string | null, version: number) => call(reachMilestone, { params, body: { reachedOn, version } });
  const isReached = milestone.reachedOn !== null;
  return (
    <ListRow
      action={
        it.mayEdit ? (
          <div className="row">
            {!isReached && (
              <Button
                kind="link"
                label={t("strategy.reached.of", { name: title })}
                onPress={() =>
                  act(() => reach(today(), milestone.version), {
                    text: t("strategy.saved"),
                    undo: () => reach(null, milestone.version + 1),
                  })
                }
              >
                {t("strategy.reached.do")}
              </Button>
            )}
            <Button kind="link" label={t("strategy.change_of", { name: title })} onPress={() => setEditing(true)}>
              {t("strategy.change")}
            </Button>
          </div>
        ) : undefined
      }
    >
      <p>{title}</p>
      <p>
        {milestone.reachedOn !== null ? (
          <Tag tone="good">{t("strategy.milestone.reached", { day: f.dayWithYear(milestone.reachedOn) })}</Tag>
        ) : milestone.dueOn !== null ? (
          <Tag {...(milestone.isOverdue ? { tone: "due" as const } : {})}>
            {t(milestone.isOverdue ? "strategy.milestone.overdue" : "strategy.milestone.due", { day: f.dayWithYear(milestone.dueOn) })}
          </Tag>
        ) : (
          <span className="small muted">{t("strategy.milestone.no_day")}</span>
        )}
      </p>
      {milestone.moves.map((move, at) => (
        <p key={`${move.on} ${String(at)}`} className="small muted">
          {t("strategy.milestone.moved", {
            from: move.fromOn === null ? "" : f.dayWithYear(move.fromOn),
            to: move.toOn === null ? "" : f.dayWithYear(move.toOn),
            hasTo: move.toOn === null ? "no" : "yes",
            reason: move.reason,
          })}
        </p>
      ))}
      {isEditing && (
        <Dialog title={title} onClose={() => setEditing(false)}>
          <MilestoneForm phaseNumber={milestone.phaseNumber} milestone={milestone} onDone={() => setEditing(false)} />
          <div className="row">
            {isReached && (
              <Button
                kind="link"
                onPress={() => {
                  setEditing(false);
                  void act(() => reach(null, milestone.version), {
                    text: t("strategy.saved"),
                    undo: () => reach(milestone.reachedOn, milestone.version + 1),
                  });
                }}
              >
                {t("strategy.not_reached.do")}
              </Button>
            )}
            <Button
              kind="link"
              onPress={() => {
                setEditing(false);
                void act(() => call(removeMilestone, { params }), {
                  text: t("strategy.removed", { name: title }),
                  undo: () => call(restoreMilestone, { params }),
                });
              }}
            >
              {t("strategy.milestone.remove")}
            </Button>
          </div>
        </Dialog>
      )}
    </ListRow>
  );
}

function MilestoneForm(it: {
  readonly phaseNumber: PhaseNumber;
  readonly milestone?: MilestoneView;
  readonly onDone?: () => void;
}): ReactNode {
  const t = useTexts();
  const words = useStrategyWords();
  const refresh = useRefresh();
  const { milestone } = it;
  const fieldsOf = (one?: MilestoneView) => ({
    title: one ? words.milestone(one) : "",
    dueOn: one?.dueOn ?? null,
    phaseNumber: one?.phaseNumber ?? it.phaseNumber,
    reason: "",
  });
  return (
    <KeptForm
      draftKey={milestone ? `strategy-milestone:${milestone.id}` : `strategy-milestone-of-${it.phaseNumber}`}
      start={fieldsOf(milestone)}
      version={milestone?.version ?? 0}
      submit={t("strategy.milestone.save")}
      kind="secondary"
      compared={[
        { label: t("strategy.milestone.title"), shown: (values) => values.title },
        { label: t("strategy.due_label"), shown: (values) => values.dueOn ?? "" },
      ]}
      theirsOf={(current) => ({ values: fieldsOf(current as MilestoneView), version: (current as MilestoneView).version })}
      onSend={(values, { id, version }) => {
        const { title, dueOn, phaseNumber, reason } = values;
        if (!milestone) return call(addMilestone, { body: { id, phaseNumber, title, dueOn } });
        // the words of the template stay the template's, in both languages
        const isTemplate = milestone.title === null && title.trim() === words.milestone(milestone);
        return call(changeMilestone, {
          params: { milestoneId: milestone.id },
          body: { phaseNumber, title: isTemplate ? null : orNull(title), dueOn, reason: orNull(reason), version },
        });
      }}
      done={t("strategy.saved")}
      after={async () => {
        it.onDone?.();
        await refresh(listPhases, listHistory);
      }}
    >
      {(values, change) => (
        <>
          <TextField
            name="title"
            label={t("strategy.milestone.title")}
            value={values.title}
            onChange={(title) => change({ title })}
            maxLength={200}
            {...(milestone?.code ? { hint: t("strategy.milestone.title_hint") } : { isRequired: true })}
          />
          <Pair>
            <DateField
              name="dueOn"
              label={t("strategy.due_label")}
              value={values.dueOn}
              onChange={(dueOn) => change({ dueOn })}
              isOptional
            />
            {milestone && (
              <Select
                name="phaseNumber"
                label={t("strategy.milestone.phase")}
                value={String(values.phaseNumber)}
                onChange={(number) => change({ phaseNumber: Number(number ?? it.phaseNumber) as PhaseNumber })}
                options={phaseNumbers.map((number) => ({
                  value: String(number),
                  label: t("strategy.phase.named", { number, phase: words.phase(number) }),
                }))}
              />
            )}
          </Pair>
          {milestone && milestone.dueOn !== null && milestone.dueOn !== values.dueOn && (
            <TextArea
              name="reason"
              label={t("strategy.milestone.why_moved")}
              value={values.reason}
              onChange={(reason) => change({ reason })}
              rows={2}
              maxLength={1000}
              isRequired
            />
          )}
        </>
      )}
    </KeptForm>
  );
}
