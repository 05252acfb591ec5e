import { type ReactNode, useState } from "react";
import type { FieldProblem } from "../../contract/problem.ts";
import { useFormat } from "../formats.ts";
import { readNumber } from "../number.ts";
import { useLanguage } from "../texts.ts";
import type { FieldProps } from "./frame.tsx";
import { TextField } from "./text-field.tsx";

type NumberFieldProps = FieldProps & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly decimals?: number;
  readonly isRequired?: boolean;
  readonly isLabelHidden?: boolean;
};

/** A number as people type it. What cannot be read stays in the field and is said when the form is sent. */
export function NumberField(it: NumberFieldProps): ReactNode {
  const language = useLanguage();
  const f = useFormat();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const { decimals = 0, minimum, maximum } = it;
  const shown = typed ?? (it.value === null ? "" : String(it.value).replace(".", language === "de" ? "," : "."));

  const problem = (): Omit<FieldProblem, "path"> | undefined => {
    if (shown.trim() === "") return it.isRequired ? { code: "required" } : undefined;
    const read = readNumber(shown, language, decimals);
    if ("problem" in read) return { code: read.problem };
    if (minimum !== undefined && read.value < minimum) return { code: "too_small", params: { minimum } };
    if (maximum !== undefined && read.value > maximum) return { code: "too_large", params: { maximum } };
    return undefined;
  };
  return (
    <TextField
      {...it}
      value={shown}
      width="s"
      inputMode={decimals > 0 ? "decimal" : "numeric"}
      check={problem}
      onChange={(text) => {
        setTyped(text);
        const read = readNumber(text, language, decimals);
        it.onChange("value" in read ? read.value : null);
      }}
      onBlur={() => {
        if (it.value === null) return;
        // years and file numbers are not grouped while they are typed; large figures are when shown
        setTyped(it.value >= 10_000 || decimals > 0 ? f.number(it.value, Number.isInteger(it.value) ? 0 : decimals) : String(it.value));
      }}
    />
  );
}
