import type { ReactNode, Ref } from "react";
import type { FieldProblem } from "../../contract/problem.ts";
import { useFormat } from "../formats.ts";
import { useTexts } from "../texts.ts";
import { useField } from "./fields.ts";
import { FieldFrame, type FieldProps } from "./frame.tsx";

export type Width = "s" | "m" | "l";

type TextFieldProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: "text" | "email" | "password" | "tel" | "url" | "search";
  /** s for a number or a code, m for half a line, otherwise the whole line. */
  readonly width?: Width;
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "numeric" | "decimal" | "tel" | "email";
  /** Said when it is sent: nothing that was typed or pasted is cut off without a word. */
  readonly maxLength?: number;
  /** Asked for before sending: an empty field is said to be missing without a call. */
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
  readonly onBlur?: () => void;
  readonly check?: () => Omit<FieldProblem, "path"> | undefined;
  readonly lang?: string;
  readonly ref?: Ref<HTMLInputElement>;
};

export function classOfInput(error: string | undefined, width: Width = "l"): string {
  return `kern-form-input__input width-${width}${error === undefined ? "" : " kern-form-input__input--error"}`;
}

/**
 * What is longer than fits stays in the field and is said at once: a browser that is given the length cuts off the end of what is pasted, and nobody sees it.
 */
function useTextField(
  it: FieldProps & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly maxLength?: number;
    readonly isRequired?: boolean;
  },
  isKept: boolean,
  own?: () => Omit<FieldProblem, "path"> | undefined,
) {
  const t = useTexts();
  const f = useFormat();
  const length = it.value.trim().length;
  const { maxLength: maximum = Infinity } = it;
  const check = () =>
    it.isRequired && length === 0 ? { code: "required" } : length > maximum ? { code: "too_long", params: { maximum } } : own?.();
  const tooLong = length > maximum ? t("platform.field.over", { over: f.number(length - maximum), maximum: f.number(maximum) }) : undefined;
  const kept = isKept ? { value: it.value, put: it.onChange, isText: true as const } : undefined;
  return useField({ ...it, check, kept, error: it.error ?? tooLong });
}

export function TextField({ ref, ...it }: TextFieldProps): ReactNode {
  const field = useTextField(it, it.type !== "password", it.check);
  return (
    <FieldFrame {...it} {...field}>
      <input
        ref={ref}
        id={field.id}
        className={classOfInput(field.error, it.width)}
        type={it.type ?? "text"}
        name={it.name}
        value={it.value}
        lang={it.lang}
        // what is typed decides: names come in every script
        dir="auto"
        inputMode={it.inputMode}
        autoComplete={it.autoComplete ?? "off"}
        maxLength={it.type === "search" ? it.maxLength : undefined}
        aria-describedby={field.describedBy}
        aria-invalid={field.error === undefined ? undefined : true}
        aria-required={it.isRequired}
        onChange={(event) => it.onChange(event.target.value)}
        onBlur={it.onBlur}
      />
    </FieldFrame>
  );
}

type TextAreaProps = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Lines at first; it grows with the text. */
  readonly rows?: number;
  /** Said when it is sent: nothing that was typed or pasted is cut off without a word. */
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
  /** Bigger type, for the one box of a page. */
  readonly isLarge?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
};

export function TextArea({ ref, ...it }: TextAreaProps): ReactNode {
  const field = useTextField(it, true);
  return (
    <FieldFrame {...it} {...field}>
      <textarea
        ref={ref}
        id={field.id}
        className={`${classOfInput(field.error)} textarea${it.isLarge ? " textarea--large" : ""}`}
        name={it.name}
        rows={it.rows ?? 3}
        dir="auto"
        value={it.value}
        aria-describedby={field.describedBy}
        aria-invalid={field.error === undefined ? undefined : true}
        aria-required={it.isRequired}
        onChange={(event) => it.onChange(event.target.value)}
      />
    </FieldFrame>
  );
}
