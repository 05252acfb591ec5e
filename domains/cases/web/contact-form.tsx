import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useRefresh } from "../../../platform/web/answers.tsx";
import { call } from "../../../platform/web/api.ts";
import { today } from "../../../platform/web/clock.ts";
import { addDays, type Day } from "../../../platform/web/day.ts";
import { CheckboxGroup, Chips } from "../../../platform/web/form/choice.tsx";
import { DateField } from "../../../platform/web/form/date-field.tsx";
import { DraftState, useDraft } from "../../../platform/web/form/draft.tsx";
import { Form } from "../../../platform/web/form/form.tsx";
import { Pair } from "../../../platform/web/form/frame.tsx";
import { NumberField } from "../../../platform/web/form/number-field.tsx";
import { TextArea, TextField } from "../../../platform/web/form/text-field.tsx";
import { useFormat } from "../../../platform/web/formats.ts";
import { newId } from "../../../platform/web/ids.ts";
import { Fold } from "../../../platform/web/page/list.tsx";
import { useToast } from "../../../platform/web/page/toast.tsx";
import { useTexts } from "../../../platform/web/texts.ts";
import type { DataCategory } from "../../network/contract.ts";
import { type CaseView, contactKinds, type ContactKind, saveContact } from "../contract.ts";
import { CategoryField } from "./fields.tsx";
import { useCaseWords } from "./words.ts";

export type Prefilled = { readonly kind?: ContactKind | undefined; readonly minutes?: number | undefined; readonly sentence?: string };

type Written = {
  readonly sentence: string;
  readonly kind: ContactKind;
  readonly minutes: number | null;
  readonly happenedOn: Day | null;
  readonly category: DataCategory;
  readonly doneStepIds: readonly string[];
  readonly next: "none" | "week" | "fortnight" | "other";
  readonly nextOn: Day | null;
  readonly nextWhat: string;
};
const usualMinutes = ["5", "10", "15", "30", "45", "60"] as const;

const empty = (): Written => ({
  sentence: "",
  kind: "visit",
  minutes: null,
  happenedOn: today(),
  category: "plan",
  doneStepIds: [],
  next: "none",
  nextOn: null,
  nextWhat: "",
});

/** What the line above found out comes along in the history, never in the address. */
function prefilledOf(state: unknown): Prefilled | undefined {
  return (state as { contact?: Prefilled } | undefined)?.contact;
}

/** A sentence, minutes, steps done, the next day: saved in half a minute without a mouse. */
export function ContactForm(it: { readonly file: CaseView }): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const say = useToast();
  const refresh = useRefresh();
  const heading = useId();
  const { options, doer } = useCaseWords();
  const given = prefilledOf(useRouterState({ select: (state) => state.location.state }));
  const draft = useDraft<Written>(`contact:${it.file.id}`);
  const start = (): Written => ({
    ...empty(),
    ...(given?.kind ? { kind: given.kind } : {}),
    ...(given?.minutes ? { minutes: given.minutes } : {}),
    sentence: given?.sentence ?? "",
  });
  const [written, setWritten] = useState(start);
  const [ids, setIds] = useState(() => ({ appointment: newId() }));
  const [isOther, setOther] = useState(() => given?.minutes !== undefined && !usualMinutes.some((one) => one === String(given.minutes)));

  const [isTouched, setTouched] = useState(false);

  useEffect(() => {
    if (!draft.found || given) return;
    setWritten({ ...empty(), ...draft.found });
    setOther(draft.found.minutes !== null && !usualMinutes.some((one) => one === String(draft.found?.minutes)));
  }, [draft.found, given]);
  useEffect(() => {
    if (!given) return undefined;
    // after the page has given its heading the focus
    const frame = requestAnimationFrame(() => {
      const box = document.getElementById(heading)?.parentElement?.querySelector("textarea");
      box?.focus();
      box?.setSelectionRange(box.value.length, box.value.length);
    });
    return () => cancelAnimationFrame(frame);
  }, [given, heading]);

  const isBegun = isTouched || written.sentence !== "";

  const set = (part: Partial<Written>) => {
    const next = { ...written, ...part };
    setWritten(next);
    draft.keep(next);
  };
  const days = { none: null, week: addDays(today(), 7), fortnight: addDays(today(), 14), other: written.nextOn };
  const nextOn = days[written.next];
  const openSteps = it.file.steps.filter((step) => step.doneOn === null && step.droppedOn === null);

  return (
    <section className="entry stack stack-m" aria-labelledby={heading}>
      <h2 id={heading}>{t("cases.contact.title")}</h2>
      <Form
        submit={t("cases.contact.submit")}
        showsShortcut
        wordsFor={({ code }) => t.maybe(`cases.field.${code}`)}
        wordsForProblem={(problem) => (problem.reason === undefined ? undefined : t.maybe(`cases.conflict.${problem.reason}`))}
        beside={<DraftState draft={draft} onDiscard={() => setWritten(empty())} />}
        onSubmit={async ({ id }) => {
          const { sentence, kind, category } = written;
          await call(saveContact, {
            params: { caseId: it.file.id },
            body: {
              id,
              sentence,
              kind,
              category,
              minutes: written.minutes ?? 0,
              happenedOn: written.happenedOn ?? "",
              doneStepIds: [...written.doneStepIds],
              nextAppointment:
                nextOn === null
                  ? null
                  : { id: ids.appointment, onDay: nextOn, what: written.nextWhat.trim() === "" ? null : written.nextWhat, category },
            },
          });
          await draft.discard();
          setWritten(empty());
          setOther(false);
          setIds({ appointment: newId() });
          await refresh();
          say({ text: t("cases.contact.said") });
        }}
      >
        {/* the event comes up from the textarea */}
        <div onFocus={() => setTouched(true)}>
          <TextArea
            label={t("cases.contact.sentence")}
            name="sentence"
            isRequired
            rows={2}
            value={written.sentence}
            onChange={(sentence) => set({ sentence })}
          />
        </div>
        <div className="entry__rest stack stack-m" data-waits={isBegun ? undefined : true}>
          <Chips
            label={t("cases.contact.kind")}
            name="kind"
            options={options("contact_kind").flatMap(({ value, label }) => {
              const kind = contactKinds.find((one) => one === value);
              return kind ? [{ value: kind, label }] : [];
            })}
            value={written.kind}
            onChange={(kind) => set({ kind })}
          />
          <Pair>
            <Chips
              label={t("cases.contact.minutes")}
              name={isOther ? "minutesChosen" : "minutes"}
              isRequired
              options={[
                ...usualMinutes.map((value) => ({ value, label: value })),
                { value: "other", label: t("cases.contact.minutes_other") },
              ]}
              value={isOther ? "other" : written.minutes === null ? null : String(written.minutes)}
              onChange={(value) => {
                setOther(value === "other");
                if (value !== "other") set({ minutes: Number(value) });
              }}
            />
            <Chips
              label={t("cases.contact.next")}
              options={[
                { value: "none", label: t("cases.contact.next_none") },
                { value: "week", label: f.day(days.week) },
                { value: "fortnight", label: f.day(days.fortnight) },
                { value: "other", label: t("cases.contact.next_other") },
              ]}
              value={written.next}
              onChange={(next) => set({ next })}
            />
          </Pair>
          {isOther && (
            <NumberField
              label={t("cases.contact.minutes_typed")}
              name="minutes"
              isRequired
              minimum={1}
              maximum={1_440}
              value={written.minutes}
              onChange={(minutes) => set({ minutes })}
            />
          )}
          {written.next === "other" && (
            <DateField
              label={t("cases.contact.next_day")}
              name="nextAppointment.onDay"
              isRequired
              direction="future"
              value={written.nextOn}
              onChange={(day) => set({ nextOn: day })}
            />
          )}
          {written.next !== "none" && (
            <TextField
              label={t("cases.contact.next_what")}
              name="nextAppointment.what"
              isOptional
              value={written.nextWhat}
              onChange={(nextWhat) => set({ nextWhat })}
            />
          )}
          {openSteps.length > 0 && (
            <CheckboxGroup
              label={t("cases.contact.done_steps")}
              name="doneStepIds"
              options={openSteps.map((step) => ({
                value: step.id,
                label: step.text,
                ...(step.doer.kind === "us" ? {} : { note: <span className="small muted">{doer(step.doer)}</span> }),
              }))}
              values={written.doneStepIds}
              onChange={(doneStepIds) => set({ doneStepIds })}
            />
          )}
          <Fold summary={t("cases.contact.more", { day: written.happenedOn === null ? "?" : f.relative(written.happenedOn) })}>
            <Pair>
              <DateField
                label={t("cases.contact.day")}
                name="happenedOn"
                isRequired
                direction="past"
                maximum={today()}
                value={written.happenedOn}
                onChange={(happenedOn) => set({ happenedOn })}
              />
              <CategoryField value={written.category} onChange={(category) => set({ category })} />
            </Pair>
          </Fold>
        </div>
      </Form>
    </section>
  );
}
