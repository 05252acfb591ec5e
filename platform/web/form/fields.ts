import { createContext, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef } from "react";
import type { FieldProblem } from "../../contract/problem.ts";
import { useFormat } from "../formats.ts";
import { type Translate, useTexts } from "../texts.ts";

/** A field as its form knows it: to name it in the summary, to jump to it, to ask it before sending. */
export type FieldEntry = {
  readonly id: string;
  readonly label: string;
  /** What is wrong with what was typed, before the server is asked. */
  readonly check: () => Omit<FieldProblem, "path"> | undefined;
  /** The same in every session, so that a draft finds its field again. */
  readonly key: string;
  /** Absent for what no draft may hold: passwords, files. */
  readonly kept: (() => Keepable) | undefined;
};

/** What was typed or chosen, and how it is put back. */
export type Keepable = {
  readonly value: unknown;
  readonly put: (value: never) => void;
  /** Words of people, which may be set side by side. */
  readonly isText?: boolean;
};

export type FormState = {
  readonly register: (name: string, entry: FieldEntry) => () => void;
  /** The field has another value (as JSON), or has just come. */
  readonly onValue: (entry: FieldEntry, value: string) => void;
  readonly problems: readonly FieldProblem[];
  readonly wordsFor: ((field: { name: string; code: string }) => string | undefined) | undefined;
};

export const FormContext = createContext<FormState | undefined>(undefined);

/** "body.minutes" and "minutes" are the same field. */
export function fieldOf(path: string): string {
  return path.replace(/^(body|query|params)(\.|$)/, "");
}

/** What is wrong, in words: first the form's own for this field, then the house's for the code. */
export function problemText(problem: FieldProblem, t: Translate, number: (value: number) => string): string {
  const { params } = problem;
  const shown = (value: string | number | undefined) => (typeof value === "number" ? number(value) : (value ?? "0"));
  const values = { maximum: shown(params?.["maximum"]), minimum: shown(params?.["minimum"]), typed: String(params?.["typed"] ?? "none") };
  return t.maybe(`platform.field.${problem.code}`, values) ?? t("platform.field.other");
}

/** Wires one field to its form: ids, and the sentence that stands beside it. */
export function useField(it: {
  readonly name?: string | undefined;
  readonly label: string;
  readonly hint?: unknown;
  readonly error?: string | undefined;
  readonly check?: (() => Omit<FieldProblem, "path"> | undefined) | undefined;
  readonly kept?: Keepable | undefined;
}): { id: string; hintId: string | undefined; errorId: string; error: string | undefined; describedBy: string | undefined } {
  const form = useContext(FormContext);
  const t = useTexts();
  const f = useFormat();
  const id = useId();
  const name = it.name ?? id;
  const now = useRef(it);
  useLayoutEffect(() => {
    now.current = it;
  });
  const register = form?.register;
  const onValue = form?.onValue;
  const { label } = it;
  const key = it.name ?? label;
  const isKept = it.kept !== undefined;
  const entry = useMemo<FieldEntry>(
    () => ({
      id,
      label,
      key,
      check: () => now.current.check?.(),
      kept: isKept ? () => now.current.kept ?? { value: undefined, put: () => {} } : undefined,
    }),
    [id, label, key, isKept],
  );
  useEffect(() => register?.(name, entry), [register, name, entry]);
  const value = JSON.stringify(it.kept?.value);
  useEffect(() => {
    if (value !== undefined) onValue?.(entry, value);
  }, [onValue, entry, value]);

  const problem = form?.problems.find((one) => fieldOf(one.path) === name || fieldOf(one.path).startsWith(`${name}.`));
  const error =
    it.error ??
    (problem ? (form?.wordsFor?.({ name, code: problem.code }) ?? problemText(problem, t, (value) => f.number(value))) : undefined);
  const errorId = `${id}-error`;
  const hintId = it.hint === undefined ? undefined : `${id}-hint`;
  const describedBy = [hintId, error === undefined ? undefined : errorId].filter((one) => one !== undefined).join(" ") || undefined;
  return { id, hintId, errorId, error, describedBy };
}
