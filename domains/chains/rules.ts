import type { ChainDocument, ChainFault, ChainInterface, ChainStep, ElementChange, MeasuredPath, MilestonePoint } from "./contract.ts";

// A chain is a graph: steps, and interfaces from one to the next.

export type Graph = {
  readonly steps: readonly ChainStep[];
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly before: ReadonlyMap<string, readonly string[]>;
};

export function graphOf(document: ChainDocument): Graph {
  const next = new Map<string, string[]>(document.steps.map((step) => [step.id, []]));
  const before = new Map<string, string[]>(document.steps.map((step) => [step.id, []]));
  for (const { fromStepId, toStepId } of document.interfaces) {
    next.get(fromStepId)?.push(toStepId);
    before.get(toStepId)?.push(fromStepId);
  }
  return { steps: document.steps, next, before };
}

/** All that can be reached from these steps, they themselves included; `without` is walked round. */
export function reachedFrom(ways: Graph["next"], from: readonly string[], without: ReadonlySet<string> = new Set()): Set<string> {
  const reached = new Set<string>();
  const open = from.filter((id) => !without.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(ways.get(id) ?? []).filter((one) => !without.has(one)));
  }
  return reached;
}

/** One way round from a step back to itself, in its order; undefined if there is none. */
function circleFrom(graph: Graph, id: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [id];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const one of graph.next.get(at) ?? []) {
      if (one === id) {
        const way = [at];
        for (let back = at; back !== id; way.unshift(back)) back = cameFrom.get(back)!;
        return way;
      }
      if (!cameFrom.has(one)) {
        cameFrom.set(one, at);
        open.push(one);
      }
    }
  }
  return undefined;
}

/** The circles of a chain, each once. */
export function circlesOf(graph: Graph): string[][] {
  const found = new Map<string, string[]>();
  for (const { id } of graph.steps) {
    const circle = circleFrom(graph, id);
    const name = circle?.toSorted().join(" ");
    if (circle && name !== undefined && !found.has(name)) found.set(name, circle);
  }
  return [...found.values()];
}

export const isInterface = (document: ChainDocument, one: ChainInterface): boolean => {
  const unitOf = (id: string) => document.steps.find((step) => step.id === id)?.unitId;
  return unitOf(one.fromStepId) !== unitOf(one.toStepId);
};

/** What is wrong with a chain, in the order in which somebody would put it right. Notices stop nothing. */
export function faultsOf(document: ChainDocument): ChainFault[] {
  const faults: ChainFault[] = [];
  const add = (code: ChainFault["code"], stepIds: readonly string[], isNotice = false) =>
    faults.push({ code, stepIds: [...stepIds], isNotice });
  const graph = graphOf(document);
  const ids = document.steps.map((step) => step.id);
  if (ids.length === 0) {
    add("no_step", []);
    return faults;
  }
  const untitled = document.steps.filter((step) => step.title === "").map((step) => step.id);
  if (untitled.length > 0) add("untitled", untitled);
  const starts = ids.filter((id) => graph.before.get(id)!.length === 0);
  const ends = ids.filter((id) => graph.next.get(id)!.length === 0);
  if (starts.length === 0) add("no_start", circlesOf(graph)[0] ?? ids);
  if (starts.length > 1) add("several_starts", starts);
  if (ends.length === 0) add("no_end", circlesOf(graph)[0] ?? ids);
  const saved = reachedFrom(graph.before, ends);
  const lost = ids.filter((id) => !saved.has(id));
  if (ends.length > 0 && lost.length > 0)
    add("no_way_out", circlesOf(graph).find((circle) => circle.some((id) => lost.includes(id))) ?? lost);
  const reached = reachedFrom(graph.next, starts);
  const unreached = ids.filter((id) => !reached.has(id));
  if (starts.length > 0 && unreached.length > 0) add("not_reached", unreached);
  for (const step of document.steps) {
    const ways = graph.next.get(step.id)!;
    if (step.branches === "all" && ways.length > 1 && !joinOf(graph, step.id)) add("branches_apart", [step.id]);
  }
  const pairs = new Set<string>();
  for (const { fromStepId, toStepId } of document.interfaces) {
    const pair = `${fromStepId} ${toStepId}`;
    if (pairs.has(pair)) add("same_interface", [fromStepId, toStepId]);
    pairs.add(pair);
  }
  for (const circle of circlesOf(graph)) if (circle.every((id) => saved.has(id))) add("goes_back", circle, true);
  return faults;
}

/** Where all branches of a step that go on at the same time come together again. */
function joinOf(graph: Graph, id: string): string | undefined {
  const branches = graph.next.get(id)!.map((one) => reachedFrom(graph.next, [one], new Set([id])));
  return graph.steps.find(
    (step) => step.joins === "all" && graph.before.get(step.id)!.length > 1 && branches.every((reached) => reached.has(step.id)),
  )?.id;
}

export const mayBeAgreed = (document: ChainDocument): boolean => faultsOf(document).every((fault) => fault.isNotice);

/** Interfaces that lead back, so that a chain with a loop still has a first and a last step: drawn backwards, and no order. */
export function waysBack(document: ChainDocument): Set<string> {
  const back = new Set<string>();
  const graph = graphOf(document);
  const state = new Map<string, "open" | "done">();
  const walk = (id: string): void => {
    state.set(id, "open");
    for (const one of document.interfaces) {
      if (one.fromStepId !== id) continue;
      const at = state.get(one.toStepId);
      if (at === "open") back.add(one.id);
      else if (at === undefined) walk(one.toStepId);
    }
    state.set(id, "done");
  };
  const starts = graph.steps.filter((step) => graph.before.get(step.id)!.length === 0);
  for (const step of [...starts, ...graph.steps]) if (!state.has(step.id)) walk(step.id);
  return back;
}

/** Steps in the order in which they are reached; ways back do not count. */
export function inOrder(document: ChainDocument): ChainStep[] {
  const column = columnsOf(document);
  const at = new Map(document.steps.map((step, index) => [step.id, index]));
  return document.steps.toSorted((a, b) => column.get(a.id)! - column.get(b.id)! || at.get(a.id)! - at.get(b.id)!);
}

/** How many interfaces lie at most between the start and each step. */
export function columnsOf(document: ChainDocument): Map<string, number> {
  const back = waysBack(document);
  const before = new Map<string, string[]>(document.steps.map((step) => [step.id, []]));
  for (const one of document.interfaces) if (!back.has(one.id)) before.get(one.toStepId)?.push(one.fromStepId);
  const columns = new Map<string, number>();
  const columnOf = (id: string): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const column = Math.max(-1, ...before.get(id)!.map(columnOf)) + 1;
    columns.set(id, column);
    return column;
  };
  for (const step of document.steps) columnOf(step.id);
  return columns;
}

/** The units of a chain in the order in which they first have something to do; null is the person. */
export function lanesOf(document: ChainDocument): (string | null)[] {
  return [...new Set(inOrder(document).map((step) => step.unitId))];
}

// --- two versions ------------------------------------------------------------------------------------------------------------------------

const stepFields = ["title", "unitId", "legalDomain", "input", "output", "preconditions", "targetWeeks", "branches", "joins"] as const;
const interfaceFields = ["handover", "consent", "quality", "failure", "targetWeeks"] as const;

/** What changed from one version to the other. Elements keep their id in a copy; an interface drawn anew between the same steps is the same. */
export function compareDocuments(one: ChainDocument, other: ChainDocument): ElementChange[] {
  const changes: ElementChange[] = [];
  const stepsBefore = new Map(one.steps.map((step) => [step.id, step]));
  const stepsAfter = new Set(other.steps.map((step) => step.id));
  for (const step of inOrder(other)) {
    const before = stepsBefore.get(step.id);
    if (!before) changes.push({ kind: "added", element: "step", id: step.id, fields: [] });
    else {
      const fields: string[] = stepFields.filter((field) => before[field] !== step[field]);
      if (JSON.stringify(before.milestones) !== JSON.stringify(step.milestones)) fields.push("milestones");
      if (fields.length > 0) changes.push({ kind: "changed", element: "step", id: step.id, fields });
    }
  }
  for (const step of inOrder(one))
    if (!stepsAfter.has(step.id)) changes.push({ kind: "removed", element: "step", id: step.id, fields: [] });
  const same = (a: ChainInterface, b: ChainInterface) => a.fromStepId === b.fromStepId && a.toStepId === b.toStepId;
  for (const now of other.interfaces) {
    const before = one.interfaces.find((it) => same(it, now));
    if (!before) changes.push({ kind: "added", element: "interface", id: now.id, fields: [] });
    else {
      const fields = interfaceFields.filter((field) => before[field] !== now[field]);
      if (fields.length > 0) changes.push({ kind: "changed", element: "interface", id: now.id, fields });
    }
  }
  for (const before of one.interfaces)
    if (!other.interfaces.some((it) => same(before, it)))
      changes.push({ kind: "removed", element: "interface", id: before.id, fields: [] });
  return changes;
}

// --- what is measured --------------------------------------------------------------------------------------------------------------------

export type Passage = {
  readonly element: "step" | "interface" | "whole";
  readonly id: string | null;
  readonly from: MilestonePoint;
  readonly to: MilestonePoint;
  readonly targetWeeks: number | null;
};

export const isSamePoint = (one: MilestonePoint, other: MilestonePoint): boolean =>
  one.service === other.service && one.event === other.event;
const beginOf = (step: ChainStep): MilestonePoint | null =>
  step.milestones && { service: step.milestones.service, event: step.milestones.startEvent };
const endOf = (step: ChainStep): MilestonePoint | null =>
  step.milestones && { service: step.milestones.service, event: step.milestones.endEvent };

/**
 * A step from its first milestone to its last, an interface from the last of one step to the first of the next, and the whole way. What has one and the same
 * milestone at both ends takes no time that anybody wrote down, and is not measured.
 */
export function passagesOf(document: ChainDocument): { passages: Passage[]; unmeasured: string[] } {
  const passages: Passage[] = [];
  const unmeasured: string[] = [];
  const back = waysBack(document);
  const add = (
    element: Passage["element"],
    id: string | null,
    from: MilestonePoint | null,
    to: MilestonePoint | null,
    targetWeeks: number | null,
  ) => {
    if (from && to && !isSamePoint(from, to)) passages.push({ element, id, from, to, targetWeeks });
    else if (id !== null) unmeasured.push(id);
  };
  const steps = inOrder(document);
  for (const step of steps) add("step", step.id, beginOf(step), endOf(step), step.targetWeeks);
  const stepOf = new Map(steps.map((step) => [step.id, step]));
  for (const one of document.interfaces) {
    if (back.has(one.id)) unmeasured.push(one.id);
    else add("interface", one.id, endOf(stepOf.get(one.fromStepId)!), beginOf(stepOf.get(one.toStepId)!), one.targetWeeks);
  }
  const bound = steps.filter((step) => step.milestones !== null);
  const [first, last] = [bound[0], bound.at(-1)];
  if (first && last) add("whole", null, beginOf(first), endOf(last), null);
  return { passages, unmeasured };
}

/** The milestones of a chain in its order, each once: a way is a row of them. */
export function pointsOf(document: ChainDocument): MilestonePoint[] {
  const points: MilestonePoint[] = [];
  const add = (point: MilestonePoint | null) => {
    if (point && !points.some((one) => isSamePoint(one, point))) points.push(point);
  };
  for (const step of inOrder(document)) {
    add(beginOf(step));
    add(endOf(step));
  }
  return points;
}

/**
 * How a way that a case took compares with what was agreed. `path` holds positions in `pointsOf`. Order: nothing comes before what every agreed way puts first.
 * Skipped: without what is missing nothing leads to what came after it, all branches of a join included. Under way: all in order, the end is still to come.
 */
export function fitOf(document: ChainDocument): (path: readonly number[]) => NonNullable<MeasuredPath["fit"]> {
  const points = pointsOf(document);
  const back = waysBack(document);
  const at = (point: MilestonePoint) => points.findIndex((one) => isSamePoint(one, point));
  // a step with two milestones is two places, one without is a place that leaves no trace
  const ways = new Map<string, string[]>();
  const link = (from: string, to: string) => ways.set(from, [...(ways.get(from) ?? []), to]);
  const traces = new Map<number, string[]>();
  const trace = (place: string, point: MilestonePoint) => traces.set(at(point), [...(traces.get(at(point)) ?? []), place]);
  for (const step of document.steps) {
    link(`${step.id} in`, `${step.id} out`);
    const [begin, end] = [beginOf(step), endOf(step)];
    if (begin) trace(`${step.id} in`, begin);
    if (end && begin && !isSamePoint(begin, end)) trace(`${step.id} out`, end);
  }
  for (const one of document.interfaces) if (!back.has(one.id)) link(`${one.fromStepId} out`, `${one.toStepId} in`);
  const leadsTo = (from: number, to: number) => {
    const reached = reachedFrom(ways, traces.get(from) ?? []);
    return (traces.get(to) ?? []).some((place) => reached.has(place));
  };
  const order = points.map((_, a) => points.map((__, b) => a !== b && leadsTo(a, b) && !leadsTo(b, a)));
  const forward = document.interfaces.filter((one) => !back.has(one.id));
  const steps = inOrder(document);
  /** Whether the agreed ways lead to all of these milestones past nothing but these. */
  const isWhole = (has: ReadonlySet<number>): boolean => {
    const left = new Set<string>();
    const found = new Set<number>();
    // in this order every step comes after those before it
    for (const step of steps) {
      const before = forward.filter((one) => one.toStepId === step.id);
      const come = before.filter((one) => left.has(one.fromStepId)).length;
      const isReached = before.length === 0 || (step.joins === "all" ? come === before.length : come > 0);
      if (!isReached) continue;
      const [begin, end] = [beginOf(step), endOf(step)];
      if (begin && !has.has(at(begin))) continue;
      if (begin) found.add(at(begin));
      if (end && !has.has(at(end))) continue;
      if (end) found.add(at(end));
      left.add(step.id);
    }
    return [...has].every((one) => found.has(one));
  };
  const ends = new Set(endPointsOf(document));
  return (path) => {
    if (path.some((a, i) => path.slice(i + 1).some((b) => order[b]![a]))) return "other_order";
    if (!isWhole(new Set(path))) return "skipped";
    return path.some((one) => ends.has(one)) ? "as_agreed" : "under_way";
  };
}

/** Where a chain ends: who has come to one of these has gone the whole way. */
export function endPointsOf(document: ChainDocument): number[] {
  const points = pointsOf(document);
  const ends = document.steps.filter((step) => !document.interfaces.some((one) => one.fromStepId === step.id));
  const last = ends.flatMap((step) => {
    const point = endOf(step);
    return point ? [points.findIndex((one) => isSamePoint(one, point))] : [];
  });
  return last.length > 0 ? last : points.length > 0 ? [points.length - 1] : [];
}

/** Pairs of units that meet in a chain, each once, with the interfaces where they do. Reports of one pair are reports of all its interfaces. */
export function unitPairsOf(document: ChainDocument): { one: string; other: string; interfaceIds: string[] }[] {
  const unitOf = new Map(document.steps.map((step) => [step.id, step.unitId]));
  const pairs = new Map<string, { one: string; other: string; interfaceIds: string[] }>();
  for (const it of document.interfaces) {
    const units = [unitOf.get(it.fromStepId), unitOf.get(it.toStepId)].filter((id) => id !== null && id !== undefined).toSorted();
    const [one, other] = units;
    if (one === undefined || other === undefined || one === other) continue;
    const known = pairs.get(`${one} ${other}`);
    if (known) known.interfaceIds.push(it.id);
    else pairs.set(`${one} ${other}`, { one, other, interfaceIds: [it.id] });
  }
  return [...pairs.values()];
}

const freeTexts = { step: ["title", "input", "output", "preconditions"], interface: ["quality", "failure"] } as const;

/** All that somebody typed into a chain, under the path that a form would call it by. */
export function typedTexts(document: ChainDocument): Record<string, string> {
  const texts = (list: "steps" | "interfaces", of: readonly object[], names: readonly string[]) =>
    of.flatMap((one, at) =>
      names.map((name): [string, string] => [`document.${list}.${at}.${name}`, (one as Record<string, string>)[name] ?? ""]),
    );
  return Object.fromEntries(
    [...texts("steps", document.steps, freeTexts.step), ...texts("interfaces", document.interfaces, freeTexts.interface)].filter(
      ([, text]) => text !== "",
    ),
  );
}
