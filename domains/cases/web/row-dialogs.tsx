import { type ReactNode, useState } from "react";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import type { Day } from "../../../platform/web/day.ts";
import { Checkbox, RadioGroup, Select } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { Fieldset, Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { useTexts } from "../../../platform/web/texts.ts";
import { OfferField } from "../../directory/web/index.ts";
import type { DataCategory, LegalDomain } from "../../network/contract.ts";
import {
  type CaseView,
  contactKinds,
  type ContactKind,
  type Doer,
  editContact,
  goalRatings,
  goalStates,
  saveAppointment,
  saveDeadline,
  saveGoal,
  saveNote,
  savePeriod,
  saveStep,
  type StepView,
  type StoryItem,
} from "../contract.ts";
import { draftOf, EditDialog } from "./edit-dialog.tsx";
import { CategoryField, DoerField } from "./fields.tsx";
import { useCaseWords } from "./words.ts";

type RowDialog<Row> = { readonly caseId: string; readonly row: Row | null; readonly onClose: () => void };
type Goal = CaseView["goals"][number];
type Rating = Goal["ratedByPerson"];

const orNull = (text: string) => (text.trim() === "" ? null : text);

/** What differs is shown as it is read, not as it is stored. */
function useShown() {
  const f = useFormat();
  return (day: Day | null) => (day === null ? "" : f.dayWithYear(day));
}

export function GoalDialog(it: RowDialog<Goal>): ReactNode {
  const t = useTexts();
  const { label } = useCaseWords();
  const [values, setValues] = useState({
    text: it.row?.text ?? "",
    category: it.row?.category ?? ("plan" as DataCategory),
    state: it.row?.state ?? ("open" as Goal["state"]),
    ratedByPerson: it.row?.ratedByPerson ?? (null as Rating),
    ratedByCaseManager: it.row?.ratedByCaseManager ?? (null as Rating),
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  const ratings = goalRatings.map((value) => ({ value, label: t(`cases.rating.${value}`) }));
  return (
    <EditDialog
      title={t(it.row ? "cases.goal.change" : "cases.goal.add")}
      submit={t("cases.goal.submit")}
      draft={draftOf("goal", it.caseId, it.row)}
      said={t("cases.goal.said")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.goal.text"), shown: (one) => one.text },
        { label: t("cases.goal.state"), shown: (one) => t(`cases.goal.state.${one.state}`) },
        { label: t("cases.category.label"), shown: (one) => label("data_category", one.category) },
      ]}
      onSave={(sent) => call(saveGoal, { params: { caseId: it.caseId }, body: { ...sent, ...values } })}
    >
      <TextArea
        label={t("cases.goal.text")}
        hint={t("cases.goal.text_hint")}
        name="text"
        isRequired
        rows={2}
        value={values.text}
        onChange={(text) => set({ text })}
      />
      <CategoryField value={values.category} onChange={(category) => set({ category })} />
      {it.row && (
        <>
          <Select
            label={t("cases.goal.state")}
            name="state"
            options={goalStates.map((value) => ({ value, label: t(`cases.goal.state.${value}`) }))}
            value={values.state}
            onChange={(state) => set({ state: state ?? "open" })}
          />
          {values.state !== "open" && (
            <Pair>
              <Select
                label={t("cases.goal.by_person")}
                isOptional
                emptyLabel={t("cases.rating.none")}
                options={ratings}
                value={values.ratedByPerson}
                onChange={(ratedByPerson) => set({ ratedByPerson })}
              />
              <Select
                label={t("cases.goal.by_case_manager")}
                isOptional
                emptyLabel={t("cases.rating.none")}
                options={ratings}
                value={values.ratedByCaseManager}
                onChange={(ratedByCaseManager) => set({ ratedByCaseManager })}
              />
            </Pair>
          )}
        </>
      )}
    </EditDialog>
  );
}

const stepDays = ["entitledOn", "registeredOn", "startedOn", "finishedOn"] as const;

/** The four days of a service make the milestones; no page asks for those alone. */
export function StepDialog(it: RowDialog<StepView> & { readonly goals: readonly Goal[] }): ReactNode {
  const t = useTexts();
  const shown = useShown();
  const { options, label, doer } = useCaseWords();
  const [values, setValues] = useState({
    text: it.row?.text ?? "",
    goalId: it.row?.goalId ?? (null as string | null),
    category: it.row?.category ?? ("plan" as DataCategory),
    doer: it.row?.doer ?? ({ kind: "us" } as Doer),
    dueOn: it.row?.dueOn ?? (null as Day | null),
    service: it.row?.service ?? (null as string | null),
    entitledOn: it.row?.entitledOn ?? (null as Day | null),
    registeredOn: it.row?.registeredOn ?? (null as Day | null),
    startedOn: it.row?.startedOn ?? (null as Day | null),
    finishedOn: it.row?.finishedOn ?? (null as Day | null),
    offerId: it.row?.offerId ?? (null as string | null),
  });
  const [isDropped, setDropped] = useState((it.row?.droppedOn ?? null) !== null);
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <EditDialog
      title={t(it.row ? "cases.step.change" : "cases.step.add")}
      submit={t("cases.step.submit")}
      draft={draftOf("step", it.caseId, it.row)}
      said={t("cases.step.said")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.step.text"), shown: (one) => one.text },
        { label: t("cases.doer.label"), shown: (one) => doer(one.doer) },
        { label: t("cases.step.due"), shown: (one) => shown(one.dueOn) },
        { label: t("cases.step.service"), shown: (one) => (one.service === null ? "" : label("service", one.service)) },
        ...stepDays.map((name) => ({ label: t(`cases.step.${name}`), shown: (one: typeof values) => shown(one[name]) })),
      ]}
      onSave={(sent) => call(saveStep, { params: { caseId: it.caseId }, body: { ...sent, ...values, dropped: isDropped } })}
    >
      <TextField label={t("cases.step.text")} name="text" isRequired value={values.text} onChange={(text) => set({ text })} />
      <DoerField value={values.doer} onChange={(one) => set({ doer: one })} />
      <DateField
        label={t("cases.step.due")}
        name="dueOn"
        isOptional
        direction="future"
        value={values.dueOn}
        onChange={(dueOn) => set({ dueOn })}
      />
      {it.goals.length > 0 && (
        <Select
          label={t("cases.step.goal")}
          name="goalId"
          isOptional
          emptyLabel={t("cases.step.goal_none")}
          options={it.goals.map((goal) => ({ value: goal.id, label: goal.text }))}
          value={values.goalId}
          onChange={(goalId) => set({ goalId })}
        />
      )}
      <OfferField name="offerId" value={values.offerId} onChange={(offerId) => set({ offerId })} />
      <Select
        label={t("cases.step.service")}
        hint={t("cases.step.service_hint")}
        name="service"
        isOptional
        emptyLabel={t("cases.step.service_none")}
        options={options("service")}
        value={values.service}
        onChange={(service) => set({ service })}
      />
      {values.service !== null && (
        <Fieldset legend={t("cases.step.days")} hint={t("cases.step.days_hint")}>
          <Pair>
            {stepDays.map((name) => (
              <DateField
                key={name}
                label={t(`cases.step.${name}`)}
                name={name}
                isOptional
                direction="past"
                maximum={today()}
                value={values[name]}
                onChange={(day) => set({ [name]: day })}
              />
            ))}
          </Pair>
        </Fieldset>
      )}
      <CategoryField value={values.category} onChange={(category) => set({ category })} />
      {it.row && <Checkbox label={t("cases.step.dropped")} isChecked={isDropped} onChange={setDropped} />}
    </EditDialog>
  );
}

export function DeadlineDialog(it: RowDialog<CaseView["deadlines"][number]>): ReactNode {
  const t = useTexts();
  const shown = useShown();
  const { options } = useCaseWords();
  const [values, setValues] = useState({
    what: it.row?.what ?? "",
    dueOn: it.row?.dueOn ?? (null as Day | null),
    harm: it.row?.harm ?? "",
    category: it.row?.category ?? ("plan" as DataCategory),
    legalDomain: it.row?.legalDomain ?? (null as LegalDomain | null),
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <EditDialog
      title={t(it.row ? "cases.deadline.change" : "cases.deadline.add")}
      submit={t("cases.deadline.submit")}
      draft={draftOf("deadline", it.caseId, it.row)}
      said={t("cases.deadline.said")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.deadline.what"), shown: (one) => one.what },
        { label: t("cases.deadline.due"), shown: (one) => shown(one.dueOn) },
        { label: t("cases.deadline.harm"), shown: (one) => one.harm },
      ]}
      onSave={(sent) => call(saveDeadline, { params: { caseId: it.caseId }, body: { ...sent, ...values, dueOn: values.dueOn ?? "" } })}
    >
      <TextField label={t("cases.deadline.what")} name="what" isRequired value={values.what} onChange={(what) => set({ what })} />
      <DateField
        label={t("cases.deadline.due")}
        name="dueOn"
        isRequired
        direction="future"
        value={values.dueOn}
        onChange={(dueOn) => set({ dueOn })}
      />
      <TextField
        label={t("cases.deadline.harm")}
        hint={t("cases.deadline.harm_hint")}
        name="harm"
        isRequired
        value={values.harm}
        onChange={(harm) => set({ harm })}
      />
      <Select
        label={t("cases.deadline.legal_domain")}
        name="legalDomain"
        isOptional
        emptyLabel={t("cases.deadline.legal_domain_none")}
        options={options("legal_domain")}
        value={values.legalDomain}
        onChange={(legalDomain) => set({ legalDomain: legalDomain as LegalDomain | null })}
      />
      <CategoryField value={values.category} onChange={(category) => set({ category })} />
    </EditDialog>
  );
}

export function PeriodDialog(it: RowDialog<CaseView["periods"][number]>): ReactNode {
  const t = useTexts();
  const shown = useShown();
  const { options, label } = useCaseWords();
  const [values, setValues] = useState({
    legalDomain: it.row?.legalDomain ?? (null as LegalDomain | null),
    fromOn: it.row?.fromOn ?? (null as Day | null),
    untilOn: it.row?.untilOn ?? (null as Day | null),
    note: it.row?.note ?? (null as string | null),
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <EditDialog
      title={t(it.row ? "cases.period.change" : "cases.period.add")}
      submit={t("cases.period.submit")}
      draft={draftOf("period", it.caseId, it.row)}
      said={t("cases.period.said")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.period.legal_domain"), shown: (one) => (one.legalDomain === null ? "" : label("legal_domain", one.legalDomain)) },
        { label: t("cases.period.from"), shown: (one) => shown(one.fromOn) },
        { label: t("cases.period.until"), shown: (one) => shown(one.untilOn) },
        { label: t("cases.period.note"), shown: (one) => one.note },
      ]}
      onSave={(sent) => {
        const { legalDomain, fromOn } = values;
        if (legalDomain === null || fromOn === null) throw new Error("the form asks for both");
        return call(savePeriod, { params: { caseId: it.caseId }, body: { ...sent, ...values, legalDomain, fromOn } });
      }}
    >
      <Select
        label={t("cases.period.legal_domain")}
        name="legalDomain"
        isRequired
        options={options("legal_domain")}
        value={values.legalDomain}
        onChange={(legalDomain) => set({ legalDomain: legalDomain as LegalDomain | null })}
      />
      <Pair>
        <DateField label={t("cases.period.from")} name="fromOn" isRequired value={values.fromOn} onChange={(fromOn) => set({ fromOn })} />
        <DateField
          label={t("cases.period.until")}
          name="untilOn"
          isOptional
          value={values.untilOn}
          onChange={(untilOn) => set({ untilOn })}
        />
      </Pair>
      <TextArea
        label={t("cases.period.note")}
        name="note"
        isOptional
        rows={2}
        value={values.note ?? ""}
        onChange={(note) => set({ note: orNull(note) })}
      />
    </EditDialog>
  );
}

export function AppointmentDialog(it: RowDialog<CaseView["appointments"][number]>): ReactNode {
  const t = useTexts();
  const shown = useShown();
  const [values, setValues] = useState({
    onDay: it.row?.onDay ?? (null as Day | null),
    time: it.row?.time ?? (null as string | null),
    minutes: it.row?.minutes ?? (null as number | null),
    what: it.row?.what ?? "",
    where: it.row?.where ?? (null as string | null),
    prepare: it.row?.prepare ?? (null as string | null),
    category: it.row?.category ?? ("plan" as DataCategory),
    cancelled: it.row?.cancelled ?? false,
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <EditDialog
      title={t(it.row ? "cases.appointment.change" : "cases.appointment.add")}
      submit={t("cases.appointment.submit")}
      draft={draftOf("appointment", it.caseId, it.row)}
      said={t("cases.appointment.said")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.appointment.day"), shown: (one) => shown(one.onDay) },
        { label: t("cases.appointment.time"), shown: (one) => one.time },
        { label: t("cases.appointment.what"), shown: (one) => one.what },
        { label: t("cases.appointment.where"), shown: (one) => one.where },
        { label: t("cases.appointment.prepare"), shown: (one) => one.prepare },
      ]}
      fromCurrent={(current: CaseView["appointments"][number]) => ({ ...current, what: current.what ?? "" })}
      onSave={(sent) => call(saveAppointment, { params: { caseId: it.caseId }, body: { ...sent, ...values, onDay: values.onDay ?? "" } })}
    >
      <TextField
        label={t("cases.appointment.what")}
        hint={t("cases.appointment.what_hint")}
        name="what"
        isRequired
        value={values.what}
        onChange={(what) => set({ what })}
      />
      <DateField
        label={t("cases.appointment.day")}
        name="onDay"
        isRequired
        direction="future"
        value={values.onDay}
        onChange={(onDay) => set({ onDay })}
      />
      <Pair>
        <TextField
          label={t("cases.appointment.time")}
          hint={t("cases.appointment.time_hint")}
          name="time"
          isOptional
          width="s"
          value={values.time ?? ""}
          onChange={(time) => set({ time: orNull(time) })}
          onBlur={() => set({ time: clockTimeOf(values.time) })}
        />
        <NumberField
          label={t("cases.appointment.minutes")}
          hint={t("cases.appointment.minutes_hint")}
          name="minutes"
          isOptional
          minimum={1}
          maximum={1_440}
          value={values.minutes}
          onChange={(minutes) => set({ minutes })}
        />
      </Pair>
      <TextField
        label={t("cases.appointment.where")}
        name="where"
        isOptional
        value={values.where ?? ""}
        onChange={(where) => set({ where: orNull(where) })}
      />
      <TextField
        label={t("cases.appointment.prepare")}
        hint={t("cases.appointment.prepare_hint")}
        name="prepare"
        isOptional
        value={values.prepare ?? ""}
        onChange={(prepare) => set({ prepare: orNull(prepare) })}
      />
      <CategoryField value={values.category} onChange={(category) => set({ category })} />
      {it.row && (
        <Checkbox label={t("cases.appointment.cancelled")} isChecked={values.cancelled} onChange={(cancelled) => set({ cancelled })} />
      )}
    </EditDialog>
  );
}

/** "9", "9.30", "930" as people type it: "09:30". */
function clockTimeOf(typed: string | null): string | null {
  const parts = /^(\d{1,2})(?:[:. h]?(\d{2}))?\D*$/.exec(typed?.trim() ?? "");
  return parts ? `${parts[1]!.padStart(2, "0")}:${parts[2] ?? "00"}` : typed;
}

type NoteItem = Extract<StoryItem, { kind: "note" }>["note"];
export function NoteDialog(it: RowDialog<NoteItem>): ReactNode {
  const t = useTexts();
  const shown = useShown();
  const [values, setValues] = useState({
    text: it.row?.text ?? "",
    writtenOn: it.row?.writtenOn ?? (today() as Day | null),
    category: it.row?.category ?? ("plan" as DataCategory),
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <EditDialog
      title={t(it.row ? "cases.note.change" : "cases.note.add")}
      submit={t("cases.note.submit")}
      draft={draftOf("note", it.caseId, it.row)}
      said={t("cases.note.said")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.note.text"), shown: (one) => one.text },
        { label: t("cases.note.day"), shown: (one) => shown(one.writtenOn) },
      ]}
      onSave={(sent) => call(saveNote, { params: { caseId: it.caseId }, body: { ...sent, ...values, writtenOn: values.writtenOn ?? "" } })}
    >
      <TextArea label={t("cases.note.text")} name="text" isRequired rows={4} value={values.text} onChange={(text) => set({ text })} />
      <DateField
        label={t("cases.note.day")}
        name="writtenOn"
        isRequired
        direction="past"
        maximum={today()}
        value={values.writtenOn}
        onChange={(writtenOn) => set({ writtenOn })}
      />
      <CategoryField value={values.category} onChange={(category) => set({ category })} />
    </EditDialog>
  );
}

type ContactItem = Extract<StoryItem, { kind: "contact" }>["contact"];
/** Putting a contact right. A new one is written on the page. */
export function ContactDialog(it: RowDialog<ContactItem> & { readonly row: ContactItem }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const shown = useShown();
  const { label } = useCaseWords();
  const [values, setValues] = useState({
    sentence: it.row.sentence,
    kind: it.row.kind,
    minutes: it.row.minutes as number | null,
    happenedOn: it.row.happenedOn as Day | null,
    category: it.row.category,
  });
  const set = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }));
  return (
    <EditDialog
      title={t("cases.contact.change")}
      submit={t("cases.contact.submit")}
      draft={draftOf("change-contact", it.caseId, it.row)}
      said={t("cases.contact.changed")}
      {...{ values, onValues: setValues, row: it.row, onClose: it.onClose }}
      compared={[
        { label: t("cases.contact.sentence"), shown: (one) => one.sentence },
        { label: t("cases.contact.kind"), shown: (one) => label("contact_kind", one.kind) },
        { label: t("cases.contact.minutes"), shown: (one) => (one.minutes === null ? "" : f.minutes(one.minutes)) },
        { label: t("cases.contact.day"), shown: (one) => shown(one.happenedOn) },
      ]}
      onSave={({ version }) =>
        call(editContact, {
          params: { caseId: it.caseId, contactId: it.row.id },
          body: { ...values, version: version ?? it.row.version, minutes: values.minutes ?? 0, happenedOn: values.happenedOn ?? "" },
        })
      }
    >
      <TextArea
        label={t("cases.contact.sentence")}
        name="sentence"
        isRequired
        rows={4}
        value={values.sentence}
        onChange={(sentence) => set({ sentence })}
      />
      <RadioGroup<ContactKind>
        label={t("cases.contact.kind")}
        name="kind"
        options={contactKinds.map((value) => ({ value, label: label("contact_kind", value) }))}
        value={values.kind}
        onChange={(kind) => set({ kind })}
      />
      <Pair>
        <NumberField
          label={t("cases.contact.minutes")}
          name="minutes"
          isRequired
          minimum={1}
          maximum={1_440}
          value={values.minutes}
          onChange={(minutes) => set({ minutes })}
        />
        <DateField
          label={t("cases.contact.day")}
          name="happenedOn"
          isRequired
          direction="past"
          maximum={today()}
          value={values.happenedOn}
          onChange={(happenedOn) => set({ happenedOn })}
        />
      </Pair>
      <CategoryField value={values.category} onChange={(category) => set({ category })} />
    </EditDialog>
  );
}
