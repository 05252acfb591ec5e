import { lazy, type ReactNode, Suspense } from "react";
import { useTexts } from "../texts.ts";
import type { ComboBoxProps } from "./combo-box.tsx";
import { useField } from "./fields.ts";
import { FieldFrame, type FieldProps, GroupFrame } from "./frame.tsx";
import { classOfInput } from "./text-field.tsx";

export type Choice<Value extends string = string> = {
  readonly value: Value;
  readonly label: string;
  /** A second line, smaller. */
  readonly note?: ReactNode;
};

type One<Value extends string> = {
  readonly options: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
};

function required(isRequired: boolean | undefined, isEmpty: boolean): (() => { code: string } | undefined) | undefined {
  return isRequired ? () => (isEmpty ? { code: "not_chosen" } : undefined) : undefined;
}

/** One of a short known list. With `emptyLabel` people may choose nothing again. */
export function Select<Value extends string>(
  it: FieldProps & Omit<One<Value>, "onChange"> & { readonly onChange: (value: Value | null) => void; readonly emptyLabel?: string },
): ReactNode {
  const t = useTexts();
  const field = useField({ ...it, check: required(it.isRequired, it.value === null), kept: { value: it.value, put: it.onChange } });
  return (
    <FieldFrame {...it} {...field}>
      <div className="kern-form-input__select-wrapper">
        <select
          id={field.id}
          className={`kern-form-input__select${field.error === undefined ? "" : " kern-form-input__select--error"}`}
          name={it.name}
          value={it.value ?? ""}
          aria-describedby={field.describedBy}
          aria-invalid={field.error === undefined ? undefined : true}
          aria-required={it.isRequired}
          onChange={(event) => it.onChange(event.target.value === "" ? null : (event.target.value as Value))}
        >
          {(it.value === null || it.emptyLabel !== undefined) && <option value="">{it.emptyLabel ?? t("platform.choose")}</option>}
          {it.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}

const LazyComboBox = lazy(() => import("./combo-box.tsx").then((module) => ({ default: module.ComboBox })));

/** One of a long list, found by typing. It comes when it is needed; until then the field is there and takes no words. */
export function ComboBox(it: ComboBoxProps): ReactNode {
  return (
    <Suspense
      fallback={
        <div className="field">
          <span className="field__label">{it.label}</span>
          <input className={classOfInput(undefined)} readOnly aria-label={it.label} />
        </div>
      }
    >
      <LazyComboBox {...it} />
    </Suspense>
  );
}

/** One of a few short answers, side by side. */
export function Chips<Value extends string>(it: FieldProps & One<Value>): ReactNode {
  const field = useField({ ...it, check: required(it.isRequired, it.value === null), kept: { value: it.value, put: it.onChange } });
  return (
    <GroupFrame {...it} {...field} kind="radiogroup">
      <div className="chips">
        {it.options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={field.id}
              value={option.value}
              checked={it.value === option.value}
              onChange={() => it.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </GroupFrame>
  );
}

type Several<Value extends string> = {
  readonly options: readonly Choice<Value>[];
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
};

function toggled<Value extends string>(it: Several<Value>, value: Value): readonly Value[] {
  return it.values.includes(value) ? it.values.filter((one) => one !== value) : [...it.values, value];
}

/** Any of a few short answers, side by side. */
export function MultiChips<Value extends string>(it: FieldProps & Several<Value>): ReactNode {
  const field = useField({ ...it, check: required(it.isRequired, it.values.length === 0), kept: { value: it.values, put: it.onChange } });
  return (
    <GroupFrame {...it} {...field} kind="group">
      <div className="chips">
        {it.options.map((option) => (
          <label key={option.value}>
            <input
              type="checkbox"
              value={option.value}
              checked={it.values.includes(option.value)}
              onChange={() => it.onChange(toggled(it, option.value))}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </GroupFrame>
  );
}

/** One of a few answers that need a line each. Nothing is preselected in a question of opinion. */
export function RadioGroup<Value extends string>(it: FieldProps & One<Value>): ReactNode {
  const field = useField({ ...it, check: required(it.isRequired, it.value === null), kept: { value: it.value, put: it.onChange } });
  return (
    <GroupFrame {...it} {...field} kind="radiogroup">
      {it.options.map((option) => (
        <label key={option.value} className="tick tick--top">
          <input
            type="radio"
            className="kern-form-check__radio"
            name={field.id}
            value={option.value}
            checked={it.value === option.value}
            onChange={() => it.onChange(option.value)}
          />
          <span>
            {option.label}
            {option.note !== undefined && <span>{option.note}</span>}
          </span>
        </label>
      ))}
    </GroupFrame>
  );
}

/** Any of several answers that need a line each. */
export function CheckboxGroup<Value extends string>(it: FieldProps & Several<Value>): ReactNode {
  const field = useField({ ...it, check: required(it.isRequired, it.values.length === 0), kept: { value: it.values, put: it.onChange } });
  return (
    <GroupFrame {...it} {...field} kind="group">
      {it.options.map((option) => (
        <label key={option.value} className="tick tick--top">
          <input
            type="checkbox"
            className="kern-form-check__checkbox"
            value={option.value}
            checked={it.values.includes(option.value)}
            onChange={() => it.onChange(toggled(it, option.value))}
          />
          <span>
            {option.label}
            {option.note !== undefined && <span>{option.note}</span>}
          </span>
        </label>
      ))}
    </GroupFrame>
  );
}

/** A single yes. */
export function Checkbox(it: {
  readonly label: ReactNode;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly name?: string;
  readonly note?: ReactNode;
}): ReactNode {
  const field = useField({
    ...(it.name === undefined ? {} : { name: it.name }),
    label: typeof it.label === "string" ? it.label : "",
    kept: { value: it.isChecked, put: it.onChange },
  });
  return (
    <div className="field">
      <label className="tick tick--top">
        <input
          id={field.id}
          type="checkbox"
          className="kern-form-check__checkbox"
          checked={it.isChecked}
          aria-describedby={field.describedBy}
          onChange={(event) => it.onChange(event.target.checked)}
        />
        <span>
          {it.label}
          {it.note !== undefined && <span>{it.note}</span>}
        </span>
      </label>
      {field.error !== undefined && (
        <p className="kern-error" id={field.errorId}>
          {field.error}
        </p>
      )}
    </div>
  );
}
