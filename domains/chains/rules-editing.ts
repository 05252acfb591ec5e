import type { ChainDocument, ChainInterface, ChainStep } from "./contract.ts";

// What people do to a chain, in the list and in the drawing alike. Each gives a new document and changes none.

export const emptyStep = (id: string, fields: Partial<ChainStep> = {}): ChainStep => ({
  id,
  title: "",
  unitId: null,
  legalDomain: null,
  input: "",
  output: "",
  preconditions: "",
  targetWeeks: null,
  branches: "one",
  joins: "any",
  milestones: null,
  ...fields,
});

export const emptyInterface = (id: string, fromStepId: string, toStepId: string): ChainInterface => ({
  id,
  fromStepId,
  toStepId,
  handover: "referral",
  consent: "consent",
  quality: "",
  failure: "",
  targetWeeks: null,
});

/** Behind another step: into the one way that goes on from it, or as one way more. */
export function addStep(document: ChainDocument, step: ChainStep, afterId: string | null, interfaceId: string): ChainDocument {
  const at = document.steps.findIndex((one) => one.id === afterId);
  if (afterId === null || at === -1) return { ...document, steps: [...document.steps, step] };
  const steps = document.steps.toSpliced(at + 1, 0, step);
  const out = document.interfaces.filter((one) => one.fromStepId === afterId);
  const moved =
    out.length === 1 ? document.interfaces.map((one) => (one === out[0] ? { ...one, fromStepId: step.id } : one)) : document.interfaces;
  return { steps, interfaces: [...moved, emptyInterface(interfaceId, afterId, step.id)] };
}

/** Where exactly one way led in and one out, they become one: the chain does not fall apart. */
export function removeStep(document: ChainDocument, id: string): ChainDocument {
  const into = document.interfaces.filter((one) => one.toStepId === id && one.fromStepId !== id);
  const out = document.interfaces.filter((one) => one.fromStepId === id && one.toStepId !== id);
  const rest = document.interfaces.filter((one) => one.fromStepId !== id && one.toStepId !== id);
  const [before, after] = [into[0], out[0]];
  const joined =
    into.length === 1 &&
    out.length === 1 &&
    before &&
    after &&
    before.fromStepId !== after.toStepId &&
    !leads(rest, before.fromStepId, after.toStepId)
      ? [{ ...before, toStepId: after.toStepId }]
      : [];
  return { steps: document.steps.filter((one) => one.id !== id), interfaces: [...rest, ...joined] };
}

/** A step as a reconstruction tells it, and what broke on the way to it. */
export type ToldStep = Pick<ChainStep, "unitId" | "legalDomain"> & {
  readonly what: string;
  readonly broken: { readonly broke: string; readonly needed: string } | null;
};

/**
 * One after the other behind the last step: what broke stands at the way to its step as what happens when it fails, what was needed as its quality. The very first step has no
 * way to it: what was needed is its precondition.
 */
export function addTold(document: ChainDocument, told: readonly ToldStep[], lastId: string | null, newId: () => string): ChainDocument {
  let [next, afterId] = [document, lastId];
  for (const { what, unitId, legalDomain, broken } of told) {
    const preconditions = afterId === null ? (broken?.needed ?? "") : "";
    const step = emptyStep(newId(), { title: shortened(what), unitId, legalDomain, preconditions });
    const wayId = newId();
    next = addStep(next, step, afterId, wayId);
    if (broken) next = changeInterface(next, wayId, { quality: broken.needed, failure: broken.broke });
    afterId = step.id;
  }
  return next;
}

const longestTitle = 120;
function shortened(what: string): string {
  const flat = what.replaceAll(/\s+/g, " ").trim();
  if (flat.length <= longestTitle) return flat;
  const cut = flat.slice(0, longestTitle - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longestTitle / 2))}…`;
}

const leads = (interfaces: readonly ChainInterface[], from: string, to: string) =>
  interfaces.some((one) => one.fromStepId === from && one.toStepId === to);

/** Twice the same way is one. */
export function connect(document: ChainDocument, fromStepId: string, toStepId: string, id: string): ChainDocument {
  if (leads(document.interfaces, fromStepId, toStepId)) return document;
  return { ...document, interfaces: [...document.interfaces, emptyInterface(id, fromStepId, toStepId)] };
}

export const removeInterface = (document: ChainDocument, id: string): ChainDocument => ({
  ...document,
  interfaces: document.interfaces.filter((one) => one.id !== id),
});

export const changeStep = (document: ChainDocument, id: string, fields: Partial<ChainStep>): ChainDocument => ({
  ...document,
  steps: document.steps.map((one) => (one.id === id ? { ...one, ...fields } : one)),
});

export const changeInterface = (document: ChainDocument, id: string, fields: Partial<ChainInterface>): ChainDocument => ({
  ...document,
  interfaces: document.interfaces.map((one) => (one.id === id ? { ...one, ...fields } : one)),
});

// --- undo --------------------------------------------------------------------------------------------------------------------------------

export type History = {
  readonly past: readonly ChainDocument[];
  readonly present: ChainDocument;
  readonly future: readonly ChainDocument[];
  /** What was done last; the same again is the same thing, so that a word is undone as a whole. */
  readonly last: string | null;
};

const mostUndos = 200;

export const beginHistory = (present: ChainDocument): History => ({ past: [], present, future: [], last: null });

/** `what` names the field that is being typed into; null for what stands alone. */
export function doNext(history: History, present: ChainDocument, what: string | null): History {
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
