import type { ReconstructionBreak, ReconstructionContent, ReconstructionStep, Worksheet } from "./contract.ts";
import { inOrder } from "./rules.ts";

// What people do to a reconstruction while they write it. Each gives a new one and changes none.

export type Written = { readonly content: ReconstructionContent; readonly worksheet: Worksheet };

export const emptyContent: ReconstructionContent = { title: "", situation: "", fieldOfAction: null, steps: [] };

export const emptyStep = (id: string, fields: Partial<ReconstructionStep> = {}): ReconstructionStep => ({
  id,
  week: 0,
  role: "other",
  unitId: null,
  legalDomain: null,
  what: "",
  ...fields,
});

export const changeContent = (written: Written, fields: Partial<ReconstructionContent>): Written => ({
  ...written,
  content: { ...written.content, ...fields },
});

export const changeSheet = (written: Written, fields: Partial<Worksheet>): Written => ({
  ...written,
  worksheet: { ...written.worksheet, ...fields },
});

/** In the same week as the one before it, right behind it; without one at the end. */
export function addStep(written: Written, step: ReconstructionStep, afterId: string | null): Written {
  const steps = inOrder(written.content.steps);
  const at = afterId === null ? steps.length - 1 : steps.findIndex((one) => one.id === afterId);
  return changeContent(written, { steps: steps.toSpliced(at + 1, 0, { ...step, week: steps[at]?.week ?? 0 }) });
}

export const changeStep = (written: Written, id: string, fields: Partial<ReconstructionStep>): Written =>
  changeContent(written, { steps: written.content.steps.map((one) => (one.id === id ? { ...one, ...fields } : one)) });

export const removeStep = (written: Written, id: string): Written => ({
  content: { ...written.content, steps: written.content.steps.filter((one) => one.id !== id) },
  worksheet: { ...written.worksheet, breaks: written.worksheet.breaks.filter((one) => one.stepId !== id) },
});

export const breakAt = (written: Written, stepId: string): ReconstructionBreak | undefined =>
  written.worksheet.breaks.find((one) => one.stepId === stepId);

/** Here it broke, or not. */
export function setBroken(written: Written, stepId: string, isBroken: boolean): Written {
  const others = written.worksheet.breaks.filter((one) => one.stepId !== stepId);
  return changeSheet(written, { breaks: isBroken ? [...others, { stepId, broke: "", why: "", needed: "" }] : others });
}

export const changeBreak = (written: Written, stepId: string, fields: Partial<ReconstructionBreak>): Written =>
  changeSheet(written, { breaks: written.worksheet.breaks.map((one) => (one.stepId === stepId ? { ...one, ...fields } : one)) });

/** Other words at a place that `wordsOf` names. */
export function withWords(written: Written, field: string, words: string): Written {
  const [part = "", stepId] = field.split(":");
  if (stepId === undefined)
    return part === "title" || part === "situation" ? changeContent(written, { [part]: words }) : changeSheet(written, { [part]: words });
  return part === "what" ? changeStep(written, stepId, { what: words }) : changeBreak(written, stepId, { [part]: words });
}

// --- undo --------------------------------------------------------------------------------------------------------------------------------

export type History = {
  readonly past: readonly Written[];
  readonly present: Written;
  readonly future: readonly Written[];
  /** What was done last; the same again is the same thing, so that a word is undone as a whole. */
  readonly last: string | null;
};

const mostUndos = 200;

export const beginHistory = (present: Written): History => ({ past: [], present, future: [], last: null });

/** `what` names the field that is being typed into; null for what stands alone. */
export function doNext(history: History, present: Written, what: string | null): History {
  if (present === history.present) return history;
  const isSame = what !== null && what === history.last;
  return { past: isSame ? history.past : [...history.past, history.present].slice(-mostUndos), present, future: [], last: what };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (!before) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], last: null };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future, last: null };
}
