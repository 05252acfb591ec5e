import { findFeasible, minimise } from "./rules-programme.ts";

/** A figure of a table: `key` is the caller's own name for it. */
export type Figure = { key: string; count: number };
/** The figure `total` is the sum of the figures `parts`. */
export type Sum = { total: string; parts: readonly string[] };
/** Figures shown together, with all that is known to add up: rows, columns, totals, subtotals. */
export type FigureTable = { figures: readonly Figure[]; sums: readonly Sum[] };

/**
 * `zeros: "shown"` says that a zero tells nothing about anybody here; then everybody knows that a held-back figure is at least one, and the
 * protection reckons with that. `"protected"` holds zeros back like small counts.
 */
export type CountRule = { minimum: number; zeros: "shown" | "protected" };
export const defaultRule: CountRule = { minimum: 5, zeros: "shown" };

/** What an attacker can work out about a figure that is held back: it lies between `low` and `high`. */
export type Interval = { key: string; low: number; high: number };
export type ShownFigure = { key: string; shown: number | null };
export type ProtectedTable = {
  figures: ShownFigure[];
  /** Keys held back for their own sake, and those held back to protect them. Never tell readers which is which. */
  primary: string[];
  secondary: string[];
  /** Sum of the counts held back as secondary. */
  lost: number;
};

/** Small enough to point at people: 1 to minimum - 1, and 0 where zeros are protected. */
export function isSmall(count: number, rule: CountRule): boolean {
  return count < rule.minimum && (count > 0 || rule.zeros === "protected");
}

/** Alone, beside no other figure: the count, or null where it is held back. */
export function showCount(count: number, rule: CountRule = defaultRule): number | null {
  return isSmall(count, rule) ? null : count;
}

const everything = "*";
/** Key of a cell of a cross table: one category for each dimension, "*" for all of them. */
export function cellKey(categories: readonly string[]): string {
  return categories.join("|");
}

/** A table over one to three dimensions with all margins. `dimensions` holds the categories of each; `count` is asked for innermost cells only. */
export function crossTable(dimensions: readonly (readonly string[])[], count: (categories: readonly string[]) => number): FigureTable {
  const inner = product(dimensions);
  const counts = new Map<string, number>();
  for (const cell of inner) {
    const own = count(cell);
    for (const covering of product(cell.map((category) => [category, everything]))) {
      const key = cellKey(covering);
      counts.set(key, (counts.get(key) ?? 0) + own);
    }
  }
  const sums: Sum[] = [];
  dimensions.forEach((categories, at) => {
    const others = dimensions.map((it, i) => (i === at ? [everything] : [...it, everything]));
    for (const total of product(others))
      sums.push({ total: cellKey(total), parts: categories.map((category) => cellKey(total.with(at, category))) });
  });
  return { figures: [...counts].map(([key, count]) => ({ key, count })), sums };
}

function product(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((it) => [...row, it])), [[]]);
}

type Index = { counts: number[]; position: Map<string, number>; sums: { total: number; parts: number[] }[] };

/** Throws "unknown_figure" or "not_additive": a table that does not add up cannot be audited. */
function indexed(table: FigureTable): Index {
  const position = new Map(table.figures.map((it, i) => [it.key, i]));
  const counts = table.figures.map((it) => it.count);
  const at = (key: string) => {
    const found = position.get(key);
    if (found === undefined) throw new RangeError("unknown_figure");
    return found;
  };
  const sums = table.sums.map((sum) => ({ total: at(sum.total), parts: sum.parts.map(at) }));
  for (const { total, parts } of sums)
    if (Math.abs(parts.reduce((sum, it) => sum + counts[it]!, 0) - counts[total]!) > 1e-6) throw new RangeError("not_additive");
  return { counts, position, sums };
}

type Audit = { low: number; high: number };
type Bounds = { lowest: number; integral: boolean };

/** The sums as equations of the held-back cells alone, counted from their lowest possible value. */
function equations({ counts, sums }: Index, hidden: readonly number[], lowest: number): { rows: number[][]; rightSides: number[] } {
  const column = new Map(hidden.map((cell, j) => [cell, j]));
  const rows: number[][] = [];
  const rightSides: number[] = [];
  for (const { total, parts } of sums) {
    const row = Array.from({ length: hidden.length }, () => 0);
    let rightSide = 0;
    let touched = false;
    for (const [cell, sign] of [[total, 1], ...parts.map((it) => [it, -1])] as [number, number][]) {
      const j = column.get(cell);
      if (j === undefined) rightSide -= sign * counts[cell]!;
      else {
        row[j] = row[j]! + sign;
        rightSide -= sign * lowest;
        touched = true;
      }
    }
    if (!touched) continue;
    rows.push(row);
    rightSides.push(rightSide);
  }
  return { rows, rightSides };
}

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;

/** Largest value of one column over whole numbers, by branch and bound; `known` is a value that is attained. Stops after 60 branches with the best attained. */
function largestWhole(rows: number[][], rightSides: number[], columns: number, column: number, sign: 1 | -1, known: number): number {
  let best = known;
  let branches = 0;
  const costs = Array.from({ length: columns }, (_, j) => (j === column ? -sign : 0));
  const search = (extra: { column: number; atMost?: number; atLeast?: number }[]): void => {
    if (++branches > 60) return;
    const width = columns + extra.length;
    const allRows = rows.map((row) => [...row]);
    const allSides = [...rightSides];
    extra.forEach((limit, i) => {
      const row = Array.from({ length: width }, () => 0);
      row[limit.column] = 1;
      row[columns + i] = limit.atMost === undefined ? -1 : 1;
      allRows.push(row);
      allSides.push(limit.atMost ?? limit.atLeast ?? 0);
    });
    const programme = findFeasible(allRows, allSides, width);
    if (!programme) return;
    const optimum = minimise(programme, costs);
    if (optimum === "unbounded") {
      best = sign * Number.POSITIVE_INFINITY;
      return;
    }
    const bound = optimum.at[column]!;
    if (sign * bound <= sign * best + 1 - 1e-6) return;
    let broken = -1;
    for (let j = 0; j < columns && broken === -1; j++) if (!isWhole(optimum.at[j]!)) broken = j;
    if (broken === -1) {
      best = Math.round(bound);
      return;
    }
    const at = optimum.at[broken]!;
    search([...extra, { column: broken, atMost: Math.floor(at) }]);
    search([...extra, { column: broken, atLeast: Math.ceil(at) }]);
  };
  search([]);
  return best;
}

/** One audit after the other, so that who looks for the first unsafe cell may stop there. */
function* auditCells(
  index: Index,
  hidden: readonly number[],
  { lowest, integral }: Bounds,
  asked?: ReadonlySet<number>,
): Generator<Audit & { cell: number }> {
  const columns = hidden.length;
  const { rows, rightSides } = equations(index, hidden, lowest);
  const programme = findFeasible(rows, rightSides, columns);
  const end = (cell: number, column: number, sign: 1 | -1): number => {
    const own = index.counts[cell]!;
    // the true counts always fit the sums; only a cell below the lowest value, wrongly held back, does not
    if (!programme) return own;
    const optimum = minimise(
      programme,
      Array.from({ length: columns }, (_, j) => (j === column ? -sign : 0)),
    );
    if (optimum === "unbounded") return sign * Number.POSITIVE_INFINITY;
    if (!integral) return optimum.at[column]! + lowest;
    if (optimum.at.every(isWhole)) return Math.round(optimum.at[column]!) + lowest;
    return largestWhole(rows, rightSides, columns, column, sign, own - lowest) + lowest;
  };
  for (const [column, cell] of hidden.entries())
    if (!asked || asked.has(cell)) yield { cell, low: end(cell, column, -1), high: end(cell, column, 1) };
}

/**
 * The exact feasible interval of every figure held back: what somebody who sees the rest, knows the sums, and knows that nothing is below
 * `lowest`, can work out. Linear programmes over the held-back cells (Hundepool et al. 2012, 4.3.2: the attacker's problem); with `integral`
 * over whole numbers by branch and bound, where an unfinished search answers with the narrower interval, never with one too wide. `asked` are the
 * keys to answer for, if not all.
 */
export function auditTable(
  table: FigureTable,
  suppressed: Iterable<string>,
  bounds: Bounds = { lowest: 0, integral: true },
  asked?: Iterable<string>,
): Interval[] {
  const index = indexed(table);
  const cellOf = (key: string) => {
    const cell = index.position.get(key);
    if (cell === undefined) throw new RangeError("unknown_figure");
    return cell;
  };
  const hidden = [...new Set(suppressed)].map(cellOf);
  const only = asked && new Set([...asked].map(cellOf));
  return [...auditCells(index, hidden, bounds, only)].map(({ cell, low, high }) => ({ key: table.figures[cell]!.key, low, high }));
}

/** What protection a held-back cell needs: the upper end it must reach, and how far the ends must lie apart. */
type Need = { high: number; width: number };

/** How far the upper end is from where it must be; 0 if the cell is safe. */
function shortfall(audit: Audit, need: Need): number {
  return Math.max(0, Math.max(need.high, audit.low + need.width) - audit.high - 1e-6);
}

type Shift = { cells: number[]; price: number };

/**
 * Cheapest shift of cells, over all cells that may be held back, that brings `cell` to `target` and keeps every sum: whatever moves must be
 * held back too. A linear programme over rises and falls of each cell, falls bounded by the lowest value.
 */
function cheapestShift(
  { counts, sums }: Index,
  cell: number,
  target: number,
  lowest: number,
  mayMove: (cell: number) => boolean,
  price: (cell: number) => number,
): Shift | undefined {
  const movable = counts.map((_, i) => i).filter(mayMove);
  const rise = new Map(movable.map((it, j) => [it, j]));
  const falling = movable.filter((it) => counts[it]! > lowest);
  const fall = new Map(falling.map((it, j) => [it, movable.length + j]));
  const slack = movable.length + falling.length;
  const columns = slack + falling.length;
  const empty = () => Array.from({ length: columns }, () => 0);
  const rows: number[][] = [];
  const rightSides: number[] = [];
  const add = (row: number[], it: number, sign: number) => {
    const up = rise.get(it);
    const down = fall.get(it);
    if (up !== undefined) row[up] = row[up]! + sign;
    if (down !== undefined) row[down] = row[down]! - sign;
  };
  for (const { total, parts } of sums) {
    const row = empty();
    add(row, total, 1);
    for (const part of parts) add(row, part, -1);
    if (row.every((it) => it === 0)) continue;
    rows.push(row);
    rightSides.push(0);
  }
  falling.forEach((it, j) => {
    const row = empty();
    row[fall.get(it)!] = 1;
    row[slack + j] = 1;
    rows.push(row);
    rightSides.push(counts[it]! - lowest);
  });
  const lifted = empty();
  add(lifted, cell, 1);
  rows.push(lifted);
  rightSides.push(target - counts[cell]!);
  const programme = findFeasible(rows, rightSides, columns);
  if (!programme) return undefined;
  const costs = empty();
  for (const it of movable) {
    costs[rise.get(it)!] = price(it);
    const down = fall.get(it);
    if (down !== undefined) costs[down] = price(it);
  }
  const optimum = minimise(programme, costs);
  if (optimum === "unbounded") return undefined;
  const cells = movable.filter((it) => optimum.at[rise.get(it)!]! > 1e-6 || optimum.at[fall.get(it) ?? -1]! > 1e-6);
  return { cells, price: optimum.value };
}

type Task = {
  index: Index;
  primary: ReadonlySet<number>;
  kept: ReadonlySet<number>;
  bounds: Bounds;
  mayHide: (cell: number) => boolean;
  need: (cell: number) => Need;
  cost: (cell: number) => number;
};

function suppress(task: Task, price: (cell: number) => number): Set<number> {
  const { index, bounds, primary, kept } = task;
  const hidden = new Set([...primary, ...kept]);
  const leastSafe = (): (Audit & { cell: number }) | undefined => {
    let worst: (Audit & { cell: number }) | undefined;
    let gap = 0;
    for (const audit of auditCells(
      index,
      [...hidden].sort((a, b) => a - b),
      bounds,
    )) {
      const short = shortfall(audit, task.need(audit.cell));
      if (short <= gap) continue;
      worst = audit;
      gap = short;
    }
    return worst;
  };
  for (let unsafe = leastSafe(); unsafe; unsafe = leastSafe()) {
    const before = hidden.size;
    const { cell, low, high } = unsafe;
    const need = task.need(cell);
    const targets = [Math.max(need.high, low + need.width)];
    // where only the width counts, the interval may as well grow downwards
    if (need.high <= high && high - need.width >= bounds.lowest) targets.push(high - need.width);
    const free = (it: number) => (hidden.has(it) ? 0 : price(it));
    const shifts = targets.flatMap((target) => cheapestShift(index, cell, target, bounds.lowest, task.mayHide, free) ?? []);
    const shift = shifts.reduce<Shift | undefined>((best, it) => (best && best.price <= it.price ? best : it), undefined);
    for (const it of shift?.cells ?? []) hidden.add(it);
    if (hidden.size > before) continue;
    // no shift over whole numbers was found: take the cheapest neighbour, in the end everything
    const next = index.counts
      .map((_, i) => i)
      .filter((it) => task.mayHide(it) && !hidden.has(it))
      .sort((a, b) => task.cost(a) - task.cost(b) || a - b)[0];
    if (next === undefined) break;
    hidden.add(next);
  }
  return hidden;
}

function isSafe(task: Task, hidden: ReadonlySet<number>): boolean {
  for (const audit of auditCells(task.index, [...hidden], task.bounds)) if (shortfall(audit, task.need(audit.cell)) > 0) return false;
  return true;
}

/** Opens again what turned out not to be needed, dearest first. */
function withoutExcess(task: Task, found: ReadonlySet<number>): Set<number> {
  const hidden = new Set(found);
  const extra = [...hidden].filter((cell) => !task.primary.has(cell) && !task.kept.has(cell));
  for (const cell of extra.sort((a, b) => task.cost(b) - task.cost(a) || a - b)) {
    hidden.delete(cell);
    if (!isSafe(task, hidden)) hidden.add(cell);
  }
  return hidden;
}

const costOf = (task: Task, hidden: ReadonlySet<number>) =>
  [...hidden].reduce((sum, cell) => sum + (task.primary.has(cell) ? 0 : task.cost(cell)), 0);

/** The cheapest of three runs that differ in how dear a shift of a large figure is; always the same for the same table. */
function cheapest(task: Task): Set<number> {
  const runs = [task.cost, (cell: number) => Math.sqrt(task.cost(cell)), () => 1].map((price) =>
    withoutExcess(task, suppress(task, price)),
  );
  return runs.reduce((best, run) => (costOf(task, run) < costOf(task, best) ? run : best));
}

/** One more than the count, so that small ones go first and none is for nothing. */
const countCost = (counts: readonly number[]) => (cell: number) => Math.abs(counts[cell]!) + 1e-3;

/**
 * Which figures of a table may be shown. Held back are
 * - primary: counts of 1 to minimum - 1 (and zeros where they are protected);
 * - secondary: as few as it takes so that from everything shown nobody can work out a held-back figure. Whoever reckons it out must find
 *   for a primary figure an interval that reaches `minimum` and spans at least minimum - 1, so never "it is fewer than five", and for a
 *   secondary one more than a single value.
 *
 * The method is the one of linear programmes for single cells with a clean-up afterwards (Kelly, Golden and Assad 1992; Fischetti and Salazar
 * 2001; overview in Hundepool et al., Statistical Disclosure Control, Wiley 2012, 4.4), a heuristic that is audited to the end: the answer is
 * always safe, not always the cheapest. Meant for tables up to about 150 figures.
 *
 * `alreadyHeldBack` are the keys held back when the table was last shown. They stay so while anything is primary: a pattern that wanders from
 * week to week could be put together.
 */
export function protectTable(table: FigureTable, rule: CountRule = defaultRule, alreadyHeldBack: Iterable<string> = []): ProtectedTable {
  const index = indexed(table);
  const primary = new Set(index.counts.keys().filter((cell) => isSmall(index.counts[cell]!, rule)));
  const mayHide = (cell: number) => rule.zeros === "protected" || index.counts[cell]! > 0;
  const kept = new Set<number>();
  if (primary.size > 0)
    for (const key of alreadyHeldBack) {
      const cell = index.position.get(key);
      if (cell !== undefined && mayHide(cell) && !primary.has(cell)) kept.add(cell);
    }
  const task: Task = {
    index,
    primary,
    kept,
    bounds: { lowest: rule.zeros === "shown" ? 1 : 0, integral: true },
    mayHide,
    need: (cell) => (primary.has(cell) ? { high: rule.minimum, width: rule.minimum - 1 } : { high: 0, width: 1 }),
    cost: countCost(index.counts),
  };
  return shown(table, task, primary.size === 0 ? new Set() : cheapest(task));
}

/**
 * As protectTable, for figures of any kind (sums of money, too) whose primary cells the caller has named: nothing held back may be recomputed
 * closer than `width`. `hideZeros` lets zeros be held back to protect others.
 */
export function protectNamed(table: FigureTable, named: Iterable<string>, width: number, hideZeros = false): ProtectedTable {
  const index = indexed(table);
  const primary = new Set([...named].map((key) => index.position.get(key)!));
  const task: Task = {
    index,
    primary,
    kept: new Set(),
    bounds: { lowest: 0, integral: false },
    mayHide: (cell) => hideZeros || primary.has(cell) || index.counts[cell]! !== 0,
    need: () => ({ high: 0, width }),
    cost: countCost(index.counts),
  };
  return shown(table, task, cheapest(task));
}

function shown(table: FigureTable, task: Task, hidden: ReadonlySet<number>): ProtectedTable {
  const keys = (wanted: (cell: number) => boolean) => table.figures.filter((_, i) => hidden.has(i) && wanted(i)).map((it) => it.key);
  return {
    figures: table.figures.map((it, i) => ({ key: it.key, shown: hidden.has(i) ? null : it.count })),
    primary: keys((cell) => task.primary.has(cell)),
    secondary: keys((cell) => !task.primary.has(cell)),
    lost: [...hidden].reduce((sum, cell) => sum + (task.primary.has(cell) ? 0 : task.index.counts[cell]!), 0),
  };
}

/** Whether a table with these figures held back keeps what protectTable promises; the keys that fall short. */
export function unprotectedFigures(table: FigureTable, suppressed: Iterable<string>, rule: CountRule = defaultRule): string[] {
  const keys = new Set(suppressed);
  const open = table.figures.filter((it) => !keys.has(it.key) && isSmall(it.count, rule)).map((it) => it.key);
  const count = new Map(table.figures.map((it) => [it.key, it.count]));
  const short = auditTable(table, keys, { lowest: rule.zeros === "shown" ? 1 : 0, integral: true }).filter((audit) => {
    const need = isSmall(count.get(audit.key)!, rule) ? { high: rule.minimum, width: rule.minimum - 1 } : { high: 0, width: 1 };
    return shortfall(audit, need) > 0;
  });
  return [...open, ...short.map((it) => it.key)];
}

/**
 * Joins neighbours in a fixed order (quarters, "partly" and "no") until every group holds `minimum` or nothing. Answers the groups as positions,
 * or null where even all together are too few. The rest at the end joins the group before it.
 */
export function joinNeighbours(counts: readonly number[], rule: CountRule = defaultRule): number[][] | null {
  const groups: number[][] = [];
  let open: number[] = [];
  let sum = 0;
  counts.forEach((count, at) => {
    open.push(at);
    sum += count;
    if (!isSmall(sum, rule)) {
      groups.push(open);
      open = [];
      sum = 0;
    }
  });
  if (open.length === 0) return groups;
  const before = groups.findLastIndex((group) => group.some((at) => counts[at]! > 0));
  if (before === -1) return null;
  const joined = [...groups.slice(before).flat(), ...open];
  return [...groups.slice(0, before), joined];
}
