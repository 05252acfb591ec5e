import { auditTable, defaultRule, isSmall, protectTable, type CountRule, type FigureTable, type Interval } from "./rules-suppression.ts";

/**
 * What a figure last looked like. `basis` is the true count of that day, also where nothing was shown: a secret, kept where no reader reaches it.
 * Days are YYYY-MM-DD.
 */
export type Remembered = { shown: number | null; basis: number; on: string };

/**
 * `step`: a figure moves only when at least so many contributions came or went since it last did. 2 for reports, themes, organisations;
 * the minimum count for everything that carries values of single cases (medians, dots). `restDays`: it moves at most once in so many days, so
 * that changes come bundled.
 */
export type MemoryRule = CountRule & { step: number; restDays: number };
export const defaultMemory: MemoryRule = { ...defaultRule, step: 2, restDays: 7 };

const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

/**
 * What one figure shows today. Without a memory: the count, or nothing where it is small. With one: the same as before, until the true count is
 * at least `step` away from the basis and `restDays` have passed; then the true count of today decides anew and becomes the basis.
 *
 * So whoever sees the figure on two days and knows of one report that was made or withdrawn in between cannot see that report in it: from the same
 * memory, the counts basis - 1, basis and basis + 1 all answer alike. That holds for crossing the minimum, too: a figure that was
 * held back at 4 appears with 6, not with 5; one that is shown with 5 stays at 4 and goes at 3. A figure that is shown may so stand
 * on up to step - 1 fewer cases than the minimum; its number is then that of an earlier day, when there were enough.
 *
 * The same arguments always give the same answer, and `isNew` says that the answer has to be remembered.
 */
export function showAgain(
  before: Remembered | null,
  current: { count: number; on: string },
  rule: MemoryRule = defaultMemory,
): Remembered & { isNew: boolean } {
  if (before && !mayMove(Math.abs(current.count - before.basis), before.on, current.on, rule)) return { ...before, isNew: false };
  return { shown: isSmall(current.count, rule) ? null : current.count, basis: current.count, on: current.on, isNew: true };
}

/** Too early to move, however many contributions came: nothing needs to be counted. */
export function isResting(shownOn: string, today: string, rule: MemoryRule = defaultMemory): boolean {
  return dayNumber(today) - dayNumber(shownOn) < rule.restDays;
}

function mayMove(moved: number, since: string, on: string, rule: MemoryRule): boolean {
  return moved >= rule.step && !isResting(since, on, rule);
}

/** A whole table as it was last shown: the true figures of that day, and which of them were held back. */
export type RememberedTable = { figures: readonly { key: string; count: number }[]; heldBack: readonly string[]; on: string };

/**
 * The same for figures that add up and so must be of one day. The table stays as it was until, over its innermost figures (those that are no total),
 * at least `step` contributions came or went and `restDays` have passed; then it is protected anew as a whole. What was held back to protect others
 * stays so while anything is small (see protectTable). A single figure in it may then move by one, but never alone, and never by the one report that
 * an onlooker knows of: others moved with it. A table of other keys than before (another period) is another table.
 *
 * A contribution that changes over from one figure to another counts once, not twice; so rises and falls are not added. `groupOf` names the group
 * of each key where one contribution counts in several of them (by town, and by what its reporter said); null leaves a key out.
 *
 * `keep` is a total of all others that is shown even where its parts would take it with them; then it stands alone (`isAlone`), and the parts may not even be named:
 * of a part that is named everybody knows that it is not zero.
 */
export function showTableAgain(
  before: RememberedTable | null,
  current: { table: FigureTable; on: string; groupOf?: (key: string) => string | null; keep?: string },
  rule: MemoryRule = defaultMemory,
): { figures: { key: string; shown: number | null }[]; remember: RememberedTable; isNew: boolean; isAlone: boolean } {
  const keys = (figures: readonly { key: string }[]) => JSON.stringify(figures.map((it) => it.key));
  const same = before !== null && keys(before.figures) === keys(current.table.figures) ? before : null;
  if (same) {
    const moved = movedBetween(same.figures, current.table, current.groupOf);
    // what comes after nothing at all need not wait for its week
    const restDays = same.figures.every((it) => it.count === 0) ? 0 : rule.restDays;
    if (!mayMove(moved, same.on, current.on, { ...rule, restDays })) {
      const hidden = new Set(same.heldBack);
      const figures = same.figures.map((it) => ({ key: it.key, shown: hidden.has(it.key) ? null : it.count }));
      return { figures, remember: same, isNew: false, isAlone: false };
    }
  }
  // one that was small itself and has grown may be seen; one that protected others stays where it was
  const wasSmall = new Set(same?.figures.filter((it) => isSmall(it.count, rule)).map((it) => it.key));
  const shown = protectTable(current.table, rule, same?.heldBack.filter((key) => !wasSmall.has(key)) ?? []);
  // many small parts would take their total with them: it is worth more than they are
  const kept = current.table.figures.find((it) => it.key === current.keep);
  const isAlone = kept !== undefined && !isSmall(kept.count, rule) && shown.figures.some((it) => it.key === kept.key && it.shown === null);
  const parts = new Set(isAlone ? current.table.sums.flatMap((it) => it.parts) : []);
  const figures = isAlone
    ? shown.figures.map((it) => (it.key === kept.key ? { ...it, shown: kept.count } : parts.has(it.key) ? { ...it, shown: null } : it))
    : shown.figures;
  const remember = {
    figures: current.table.figures.map(({ key, count }) => ({ key, count })),
    heldBack: figures.filter((it) => it.shown === null).map((it) => it.key),
    on: current.on,
  };
  return { figures, remember, isNew: true, isAlone };
}

function movedBetween(before: RememberedTable["figures"], table: FigureTable, groupOf?: (key: string) => string | null): number {
  const totals = new Set(table.sums.map((it) => it.total));
  const counts = new Map(before.map((it) => [it.key, it.count]));
  const groups = new Map<string, { rises: number; falls: number }>();
  for (const { key, count } of table.figures) {
    const name = groupOf ? groupOf(key) : totals.has(key) ? null : "all";
    if (name === null) continue;
    const group = groups.get(name) ?? { rises: 0, falls: 0 };
    const change = count - (counts.get(key) ?? 0);
    groups.set(name, { rises: group.rises + Math.max(0, change), falls: group.falls + Math.max(0, -change) });
  }
  return Math.max(0, ...[...groups.values()].map((group) => Math.max(group.rises, group.falls)));
}

/**
 * A figure over a set of atoms, the smallest pieces that figures are made of (one town in one month, say): "all towns in 2026" is the set of their
 * atoms. `counts` tells how many contributions each atom holds.
 */
export type AtomicFigure = { key: string; atoms: readonly string[] };

/**
 * What overlapping figures give away together: all towns less all towns without Erlbach is Erlbach. The atoms fall into regions (atoms that
 * belong to the same figures); every shown figure is a sum of regions; the audit works out each region from all shown figures at once, so a
 * difference over three of them is found like one over two. Answers the small regions that would be known too closely; empty means that all
 * of them may be shown together. Each region is named by the keys of the figures it belongs to.
 */
export function revealedByOverlap(
  figures: readonly AtomicFigure[],
  counts: ReadonlyMap<string, number>,
  rule: CountRule = defaultRule,
): { figures: string[]; interval: Interval }[] {
  const membership = new Map<string, string[]>();
  for (const figure of figures)
    for (const atom of new Set(figure.atoms)) membership.set(atom, [...(membership.get(atom) ?? []), figure.key]);
  const regions = new Map<string, { figures: string[]; count: number }>();
  for (const [atom, keys] of membership) {
    const name = JSON.stringify(keys.toSorted());
    const region = regions.get(name) ?? { figures: keys.toSorted(), count: 0 };
    regions.set(name, { ...region, count: region.count + (counts.get(atom) ?? 0) });
  }
  const table: FigureTable = {
    figures: [
      ...[...regions].map(([name, it]) => ({ key: `region ${name}`, count: it.count })),
      ...figures.map((it) => ({ key: `figure ${it.key}`, count: sumOf(regions, it.key) })),
    ],
    sums: figures.map((figure) => ({
      total: `figure ${figure.key}`,
      parts: [...regions].filter(([, it]) => it.figures.includes(figure.key)).map(([name]) => `region ${name}`),
    })),
  };
  const small = [...regions].filter(([, it]) => isSmall(it.count, rule));
  if (small.length === 0) return [];
  // regions are shown nowhere, so an attacker does not even know that they are not zero
  const audits = auditTable(
    table,
    [...regions.keys()].map((name) => `region ${name}`),
    { lowest: 0, integral: true },
    small.map(([name]) => `region ${name}`),
  );
  return small.flatMap(([name, region]) => {
    const interval = audits.find((it) => it.key === `region ${name}`)!;
    const isSafe = interval.high >= rule.minimum && interval.high - interval.low >= rule.minimum - 1;
    return isSafe ? [] : [{ figures: region.figures, interval }];
  });
}

function sumOf(regions: ReadonlyMap<string, { figures: string[]; count: number }>, key: string): number {
  return [...regions.values()].reduce((sum, it) => sum + (it.figures.includes(key) ? it.count : 0), 0);
}

/** Whether `wanted` may be shown beside what was shown before of the same kind. Figures that are small themselves are never shown. */
export function mayShowBeside(
  wanted: AtomicFigure,
  shownBefore: readonly AtomicFigure[],
  counts: ReadonlyMap<string, number>,
  rule: CountRule = defaultRule,
): boolean {
  const own = [...new Set(wanted.atoms)].reduce((sum, atom) => sum + (counts.get(atom) ?? 0), 0);
  if (isSmall(own, rule)) return false;
  const known = new Set(revealedByOverlap(shownBefore, counts, rule).map((it) => JSON.stringify(it.figures)));
  // what earlier figures already gave away is not this one's doing
  return revealedByOverlap([...shownBefore, wanted], counts, rule).every(
    (it) => known.size > 0 && known.has(JSON.stringify(it.figures.filter((key) => key !== wanted.key))),
  );
}
