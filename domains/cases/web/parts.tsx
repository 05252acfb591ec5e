import { type ReactNode, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call, problemOf } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { Button } from "../../../platform/web/form/button.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { Fold, List, ListRow } from "../../../platform/web/page/list.tsx";
import { Row } from "../../../platform/web/page/page.tsx";
import { Tag } from "../../../platform/web/page/panel.tsx";
import { Empty } from "../../../platform/web/page/states.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import { useIsNarrow } from "../../../platform/web/width.ts";
import { OfferLink } from "../../directory/web/index.ts";
import {
  type CaseView,
  completeDeadline,
  completeStep,
  milestoneEvents,
  reopenDeadline,
  reopenStep,
  saveAppointment,
  saveStep,
  type StepView,
} from "../contract.ts";
import { AppointmentDialog, DeadlineDialog, GoalDialog, PeriodDialog, StepDialog } from "./row-dialogs.tsx";
import { useCaseWords } from "./words.ts";

type Part = { readonly file: CaseView };
/** A row that is being changed, null for a new one, undefined while nothing is open. */
type Open<Row> = Row | null | undefined;

function EditButton(it: { readonly of: string; readonly onPress: () => void }): ReactNode {
  const t = useTexts();
  return (
    <Button kind="link" label={t("cases.edit_of", { what: it.of })} onPress={it.onPress}>
      {t("cases.edit")}
    </Button>
  );
}

/** Does something to a row, with a way back. Who was too late is told, and sees how it stands now. */
function useDone() {
  const t = useTexts();
  const say = useToast();
  const refresh = useRefresh();
  return async <Result,>(does: () => Promise<Result>, undoes: (result: Result) => Promise<unknown>, said = t("cases.done.said")) => {
    try {
      const result = await does();
      say({
        text: said,
        undo: async () => {
          await undoes(result);
          await refresh();
        },
      });
    } catch (error) {
      say({ text: t(`platform.problem.${problemOf(error).code}`) });
    }
    await refresh();
  };
}

/** The step as it is sent: the same but for whether it is dropped. */
function dropStep(caseId: string, step: StepView, version: number, dropped: boolean) {
  const { id, goalId, category, text, doer, dueOn, service, entitledOn, registeredOn, startedOn, finishedOn, offerId } = step;
  const body = {
    id,
    version,
    goalId,
    category,
    text,
    doer,
    dueOn,
    service,
    entitledOn,
    registeredOn,
    startedOn,
    finishedOn,
    offerId,
    dropped,
  };
  return call(saveStep, { params: { caseId }, body });
}

const isOpenStep = (step: StepView) => step.doneOn === null && step.droppedOn === null;

export function Plan({ file }: Part): ReactNode {
  const t = useTexts();
  const { label } = useCaseWords();
  const isNarrow = useIsNarrow();
  const [goal, setGoal] = useState<Open<CaseView["goals"][number]>>();
  const [step, setStep] = useState<Open<StepView>>();
  const open = file.steps.filter(isOpenStep);
  const past = file.steps.filter((one) => !isOpenStep(one));
  // "no goal yet" would be untrue where goals are only not shared
  const showsGoals = file.goals.length > 0 || file.hidden.length === 0;
  // turning the phone closes nothing that somebody has opened
  const [startsOpen] = useState(!isNarrow && open.length > 1);
  return (
    <Fold
      summary={t("cases.plan.title")}
      word={t(showsGoals ? "cases.plan.counts" : "cases.plan.steps", { goals: file.goals.length, steps: open.length })}
      isOpen={startsOpen}
    >
      {showsGoals && <h2 className="minor">{t("cases.goal.title")}</h2>}
      {showsGoals && file.goals.length === 0 && <Empty>{t("cases.goal.empty")}</Empty>}
      {file.goals.length > 0 && (
        <List label={t("cases.goal.title")}>
          {file.goals.map((one) => (
            <ListRow key={one.id} action={file.abilities.edit && <EditButton of={one.text} onPress={() => setGoal(one)} />}>
              <p dir="auto">{one.text}</p>
              <p className="small muted">
                {[
                  t(`cases.goal.state.${one.state}`),
                  ...(one.ratedByPerson ? [t("cases.goal.person_says", { rating: t(`cases.rating.${one.ratedByPerson}`) })] : []),
                  ...(one.ratedByCaseManager ? [t("cases.goal.we_say", { rating: t(`cases.rating.${one.ratedByCaseManager}`) })] : []),
                  ...(one.category === "plan" ? [] : [label("data_category", one.category)]),
                ].join(", ")}
              </p>
            </ListRow>
          ))}
        </List>
      )}
      {file.abilities.edit && (
        <Row>
          <Button icon="add" onPress={() => setGoal(null)}>
            {t("cases.goal.add")}
          </Button>
        </Row>
      )}
      <h2 className="minor">{t("cases.step.title")}</h2>
      {open.length === 0 && <Empty>{t("cases.step.empty")}</Empty>}
      <List label={t("cases.step.title")}>
        {open.map((one) => (
          <StepRow key={one.id} file={file} step={one} onEdit={() => setStep(one)} />
        ))}
      </List>
      {file.abilities.edit && (
        <Row>
          <Button icon="add" onPress={() => setStep(null)}>
            {t("cases.step.add")}
          </Button>
        </Row>
      )}
      {past.length > 0 && (
        <Fold summary={t("cases.step.past", { n: past.length })}>
          <List>
            {past.map((one) => (
              <StepRow key={one.id} file={file} step={one} onEdit={() => setStep(one)} />
            ))}
          </List>
        </Fold>
      )}
      {goal !== undefined && <GoalDialog caseId={file.id} row={goal} onClose={() => setGoal(undefined)} />}
      {step !== undefined && <StepDialog caseId={file.id} row={step} goals={file.goals} onClose={() => setStep(undefined)} />}
    </Fold>
  );
}

function StepRow(it: { readonly file: CaseView; readonly step: StepView; readonly onEdit: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const done = useDone();
  const { doer, label } = useCaseWords();
  const { file, step } = it;
  const params = { caseId: file.id, stepId: step.id };
  const days = { entitled: step.entitledOn, registered: step.registeredOn, started: step.startedOn, finished: step.finishedOn };
  const reached = milestoneEvents.flatMap((event) => {
    const day = days[event];
    return day === null ? [] : [`${label("milestone_event", event)} ${f.day(day)}`];
  });
  const ended = step.doneOn ?? step.droppedOn;
  const when = isOpenStep(step) && step.dueOn !== null ? f.when(step.dueOn) : { at: ended === null ? "" : f.day(ended) };
  return (
    <ListRow
      {...when}
      action={
        file.abilities.edit && (
          <Row>
            {isOpenStep(step) && (
              <Button
                kind="link"
                label={t("cases.done.of", { what: step.text })}
                onPress={() =>
                  void done(
                    () => call(completeStep, { params, body: { doneOn: today() } }),
                    () => call(reopenStep, { params }),
                  )
                }
              >
                {t("cases.done.button")}
              </Button>
            )}
            {isOpenStep(step) && (
              <Button
                kind="link"
                label={t("cases.step.drop_of", { what: step.text })}
                onPress={() =>
                  void done(
                    () => dropStep(file.id, step, step.version, true),
                    (saved) => dropStep(file.id, step, saved.version, false),
                    t("cases.step.dropped_said"),
                  )
                }
              >
                {t("cases.step.drop")}
              </Button>
            )}
            {!isOpenStep(step) && (
              <Button
                kind="link"
                label={t("cases.step.again_of", { what: step.text })}
                onPress={() =>
                  void done(
                    () => (step.droppedOn === null ? call(reopenStep, { params }) : dropStep(file.id, step, step.version, false)),
                    (saved) =>
                      step.droppedOn === null
                        ? call(completeStep, { params, body: { doneOn: step.doneOn ?? today() } })
                        : dropStep(file.id, step, saved.version, true),
                    t("cases.step.again_said"),
                  )
                }
              >
                {t("cases.step.again")}
              </Button>
            )}
            <EditButton of={step.text} onPress={it.onEdit} />
          </Row>
        )
      }
    >
      <p dir="auto">{step.text}</p>
      <p className="small muted">
        {step.droppedOn === null ? doer(step.doer, file.unitId) : t("cases.step.was_dropped")}
        {step.doer.kind === "unit" && isOpenStep(step) && `, ${t("cases.step.since", { day: f.day(step.sinceOn) })}`}
      </p>
      {step.offerId !== null && (
        <p>
          <OfferLink offerId={step.offerId} />
        </p>
      )}
      {step.service !== null && (
        <p className="small">
          {label("service", step.service)}
          {reached.length > 0 && (
            <>
              {" "}
              <Tag tone="good">{f.list(reached)}</Tag>
            </>
          )}
        </p>
      )}
    </ListRow>
  );
}

export function Deadlines({ file }: Part): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const done = useDone();
  const { label } = useCaseWords();
  const [row, setRow] = useState<Open<CaseView["deadlines"][number]>>();
  const isNarrow = useIsNarrow();
  const open = file.deadlines.filter((one) => one.doneOn === null);
  // a single one stands on top of the page
  const [startsOpen] = useState(!isNarrow && open.length > 1);
  const past = file.deadlines.filter((one) => one.doneOn !== null);
  const shown = (one: CaseView["deadlines"][number]) => (
    <ListRow
      key={one.id}
      {...(one.doneOn === null ? f.when(one.dueOn) : { at: f.day(one.dueOn) })}
      action={
        file.abilities.edit && (
          <Row>
            {one.doneOn === null && (
              <Button
                kind="link"
                label={t("cases.done.of", { what: one.what })}
                onPress={() => {
                  const params = { caseId: file.id, deadlineId: one.id };
                  void done(
                    () => call(completeDeadline, { params, body: { doneOn: today() } }),
                    () => call(reopenDeadline, { params }),
                  );
                }}
              >
                {t("cases.done.button")}
              </Button>
            )}
            <EditButton of={one.what} onPress={() => setRow(one)} />
          </Row>
        )
      }
    >
      <p>
        <strong>{one.what}</strong>
      </p>
      <p className="small muted">
        {one.doneOn === null ? t("cases.deadline.otherwise", { harm: one.harm }) : t("cases.deadline.done_on", { day: f.day(one.doneOn) })}
      </p>
      {one.legalDomain !== null && <p className="small muted">{label("legal_domain", one.legalDomain)}</p>}
    </ListRow>
  );
  return (
    <Fold summary={t("cases.deadline.title")} word={t("cases.deadline.counts", { n: open.length })} isOpen={startsOpen}>
      {open.length === 0 && <Empty>{t("cases.deadline.empty")}</Empty>}
      <List label={t("cases.deadline.title")}>{open.map(shown)}</List>
      {file.abilities.edit && (
        <Row>
          <Button icon="add" onPress={() => setRow(null)}>
            {t("cases.deadline.add")}
          </Button>
        </Row>
      )}
      {past.length > 0 && (
        <Fold summary={t("cases.deadline.past", { n: past.length })}>
          <List>{past.map(shown)}</List>
        </Fold>
      )}
      {row !== undefined && <DeadlineDialog caseId={file.id} row={row} onClose={() => setRow(undefined)} />}
    </Fold>
  );
}

type AppointmentView = CaseView["appointments"][number];

export function Appointments({ file }: Part): ReactNode {
  const t = useTexts();
  const [row, setRow] = useState<Open<AppointmentView>>();
  const coming = file.appointments.filter((one) => one.onDay >= today() && !one.cancelled);
  const past = file.appointments.filter((one) => !coming.includes(one)).toReversed();
  const shown = (one: AppointmentView) => <AppointmentRow key={one.id} file={file} appointment={one} onEdit={() => setRow(one)} />;
  return (
    <Fold summary={t("cases.appointment.title")} word={t("cases.appointment.counts", { n: coming.length })}>
      {coming.length === 0 && <Empty>{t("cases.appointment.empty")}</Empty>}
      <List label={t("cases.appointment.title")}>{coming.map(shown)}</List>
      {file.abilities.edit && (
        <Row>
          <Button icon="add" onPress={() => setRow(null)}>
            {t("cases.appointment.add")}
          </Button>
        </Row>
      )}
      {past.length > 0 && (
        <Fold summary={t("cases.appointment.past", { n: past.length })}>
          <List>{past.map(shown)}</List>
        </Fold>
      )}
      {row !== undefined && <AppointmentDialog caseId={file.id} row={row} onClose={() => setRow(undefined)} />}
    </Fold>
  );
}

function AppointmentRow(it: { readonly file: CaseView; readonly appointment: AppointmentView; readonly onEdit: () => void }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const done = useDone();
  const { file, appointment } = it;
  const { id, onDay, time, minutes, category, where, prepare } = appointment;
  const isComing = onDay >= today();
  const what = appointment.what ?? t("cases.appointment.only_a_day");
  const cancel = (version: number, cancelled: boolean) =>
    call(saveAppointment, {
      params: { caseId: file.id },
      body: { id, version, onDay, time, minutes, category, what, where, prepare, cancelled },
    });
  return (
    <ListRow
      at={f.day(onDay)}
      note={time === null ? f.relative(onDay) : t("cases.appointment.at", { time })}
      action={
        file.abilities.edit && (
          <Row>
            {isComing && (
              <Button
                kind="link"
                label={t(appointment.cancelled ? "cases.appointment.again_of" : "cases.appointment.cancel_of", { what })}
                onPress={() =>
                  void done(
                    () => cancel(appointment.version, !appointment.cancelled),
                    (saved) => cancel(saved.version, appointment.cancelled),
                    t(appointment.cancelled ? "cases.appointment.again_said" : "cases.appointment.cancelled_said"),
                  )
                }
              >
                {t(appointment.cancelled ? "cases.appointment.again" : "cases.appointment.cancel")}
              </Button>
            )}
            <EditButton of={what} onPress={it.onEdit} />
          </Row>
        )
      }
    >
      <p>{what}</p>
      {appointment.cancelled && <p className="small muted">{t("cases.appointment.was_cancelled")}</p>}
      {where !== null && <p className="small muted">{where}</p>}
      {prepare !== null && isComing && <p className="small">{t.rich("cases.appointment.ready", { what: prepare })}</p>}
    </ListRow>
  );
}

export function Periods({ file }: Part): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const { label } = useCaseWords();
  const [row, setRow] = useState<Open<CaseView["periods"][number]>>();
  const now = file.periods.filter((one) => one.fromOn <= today() && (one.untilOn === null || one.untilOn >= today()));
  return (
    <Fold
      summary={t("cases.period.title")}
      word={now.length === 0 ? t("cases.period.none_now") : f.list(now.map((one) => label("legal_domain", one.legalDomain)))}
    >
      {file.periods.length === 0 && <Empty>{t("cases.period.empty")}</Empty>}
      <List label={t("cases.period.title")}>
        {file.periods.map((one) => (
          <ListRow
            key={one.id}
            action={file.abilities.edit && <EditButton of={label("legal_domain", one.legalDomain)} onPress={() => setRow(one)} />}
          >
            <p>{label("legal_domain", one.legalDomain)}</p>
            <p className="small muted">{f.period(one.fromOn, one.untilOn)}</p>
            {one.note !== null && <p className="small">{one.note}</p>}
          </ListRow>
        ))}
      </List>
      {file.abilities.edit && (
        <Row>
          <Button icon="add" onPress={() => setRow(null)}>
            {t("cases.period.add")}
          </Button>
        </Row>
      )}
      {row !== undefined && <PeriodDialog caseId={file.id} row={row} onClose={() => setRow(undefined)} />}
    </Fold>
  );
}
