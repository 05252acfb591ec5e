import { type ReactNode, useRef, useState } from "react";
import type { FieldProblem } from "../../contract/problem.ts";
import { today } from "../clock.ts";
import { addDays, ageOn, type Day, type Direction, readDay, typedDay } from "../day.ts";
import { useFormat } from "../formats.ts";
import { Icon } from "../page/icon.tsx";
import { useLanguage, useTexts } from "../texts.ts";
import { useField } from "./fields.ts";
import { FieldFrame, type FieldProps } from "./frame.tsx";
import { classOfInput } from "./text-field.tsx";

type DateFieldProps = FieldProps & {
  /** YYYY-MM-DD, as on the wire. */
  readonly value: Day | null;
  readonly onChange: (value: Day | null) => void;
  /** Where a date typed without a year belongs: deadlines in the future, events in the past. */
  readonly direction?: Direction;
  readonly minimum?: Day;
  readonly maximum?: Day;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
  /** A birthday: said back as the age it makes today, not as days. */
  readonly isBirth?: boolean;
};

/** A day, typed as people type it ("26.11.", "morgen") or taken from the browser's calendar. Says back which weekday it is. */
export function DateField(it: DateFieldProps): ReactNode {
  const t = useTexts();
  const f = useFormat();
  const language = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const shown = typed ?? (it.value === null ? "" : typedDay(it.value, language));
  const read = readDay(shown, today(), language, it.direction);

  const problem = (): Omit<FieldProblem, "path"> | undefined => {
    if (shown.trim() === "") return it.isRequired ? { code: "required" } : undefined;
    if ("problem" in read) return { code: read.problem, ...(read.typed === undefined ? {} : { params: { typed: read.typed } }) };
    if ((it.minimum !== undefined && read.day < it.minimum) || (it.maximum !== undefined && read.day > it.maximum))
      return { code: "not_possible_day" };
    return undefined;
  };
  const age = (day: Day) => (day > today() ? "" : t("platform.format.age", { n: ageOn(day, today()) }));
  const hint = it.hint ?? t("platform.day.hint", { example: typedDay(addDays(today(), it.direction === "past" ? -4 : 4), language) });
  const type = (text: string) => {
    setTyped(text);
    const now = readDay(text, today(), language, it.direction);
    it.onChange("day" in now ? now.day : null);
  };
  const field = useField({ ...it, hint, check: problem, kept: { value: shown, put: type } });
  return (
    <FieldFrame {...it} {...field} hint={hint}>
      <div className="date">
        <input
          id={field.id}
          className={classOfInput(field.error, "s")}
          name={it.name}
          value={shown}
          inputMode="text"
          autoComplete="off"
          aria-describedby={field.describedBy}
          aria-invalid={field.error === undefined ? undefined : true}
          aria-required={it.isRequired}
          onChange={(event) => type(event.target.value)}
          onBlur={() => "day" in read && setTyped(typedDay(read.day, language))}
        />
        <button
          type="button"
          className="ico"
          aria-label={t("platform.day.calendar")}
          aria-describedby={field.hintId}
          onClick={() => picker.current?.showPicker?.()}
        >
          <Icon name="calendar-today" tone="act" />
        </button>
        <input
          ref={picker}
          className="date__picker"
          type="date"
          tabIndex={-1}
          aria-hidden="true"
          value={it.value ?? ""}
          min={it.minimum}
          max={it.maximum}
          onChange={(event) => {
            const day = event.target.value;
            setTyped(day === "" ? "" : typedDay(day, language));
            it.onChange(day === "" ? null : day);
          }}
        />
        <output className="small muted">
          {"day" in read ? (it.isBirth ? age(read.day) : `${f.weekday(read.day)}, ${f.relative(read.day)}`) : ""}
        </output>
      </div>
    </FieldFrame>
  );
}
