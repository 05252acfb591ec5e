import { eachCandidate, type Records } from "./blocking.ts";
import { Comparison, Kept, Scorer } from "./model.ts";
import { type Field, type Plan, planOf } from "./plan.ts";
import { dateOrderOf, readWrittenDate } from "./dates.ts";
import { latinDigits } from "./fields.ts";
import { ValueSpace } from "./values.ts";

/** A list of people as read: headings, and each column's cells. */
export type PeopleList = { readonly headings: readonly string[]; readonly columns: readonly (readonly string[])[]; readonly count: number };

export type LinkedPair = { readonly a: number; readonly b: number; readonly score: number };
export type Linkage = {
  readonly plan: Plan;
  readonly compared: number;
  readonly linked: readonly LinkedPair[];
  /** Dates of birth that no calendar has, with the first row of the list; they are compared digit by digit. */
  readonly strangeDates: readonly { readonly list: number; readonly count: number; readonly first: number }[];
};

/** Two records are linked where one person is clearly likelier than two; what is less sure is for people to look at. */
const linkedFrom = 0.7;
/** Pairs further below the odds than this are not looked at again, in bits. */
const forgottenBelow = -12;

export type LinkOptions = {
  /** Each record is linked once at most: only where somebody knows that neither list has a person twice. */
  readonly oneToOne?: boolean;
};

/** Links two lists, or one with itself. */
export function linkPeople(lists: readonly PeopleList[], options: LinkOptions = {}): Linkage {
  const isOne = lists.length === 1;
  const plan = planOf(
    lists.map((list) => list.headings),
    (list, column) => isIdentifying(lists[list]!.columns[column]!),
  );
  const { fields } = plan;
  if (fields.length === 0 || lists.some((list) => list.count === 0)) return { plan, compared: 0, linked: [], strangeDates: [] };
  const { spaces, records, strangeDates } = readValues(fields, lists);
  const comparison = new Comparison(fields, spaces, records);
  const scorer = new Scorer(comparison, isOne);
  const kept = new Kept(fields.length);
  const compared = eachCandidate(fields, spaces, records, (a, b) => {
    comparison.compare(a, b);
    if (scorer.score() >= forgottenBelow) kept.add(a, b, comparison);
  });
  const [n, m] = [lists[0]!.count, lists.at(-1)!.count];
  scorer.learn(kept, isOne ? (n * (n - 1)) / 2 : n * m);

  const likely: { a: number; b: number; weight: number }[] = [];
  for (let pair = 0; pair < kept.count; pair += 1) {
    kept.restore(pair, comparison);
    const weight = scorer.score();
    if (probabilityOf(weight) >= linkedFrom) likely.push({ a: kept.a[pair]!, b: kept.b[pair]!, weight });
  }
  likely.sort((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
  const linked = isOne ? closed(likely, n, comparison, scorer) : options.oneToOne ? oneToOne(likely) : likely;
  return { plan, compared, linked: linked.map(({ a, b, weight }) => ({ a, b, score: probabilityOf(weight) })), strangeDates };
}

const probabilityOf = (weight: number) => 1 / (1 + 2 ** -weight);

/** Filled in one of five rows, a fifth of the values different, and short. */
function isIdentifying(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== "");
  if (filled.length === 0 || filled.length < cells.length / 5) return false;
  const length = filled.reduce((sum, cell) => sum + cell.length, 0) / filled.length;
  return length <= 80 && new Set(filled).size >= Math.min(filled.length / 5, 1_000);
}

function readValues(fields: readonly Field[], lists: readonly PeopleList[]) {
  const spaceOf = new Map<string, ValueSpace>();
  const spaces = fields.map((field) => {
    const known = spaceOf.get(field.space) ?? new ValueSpace(field.kind);
    spaceOf.set(field.space, known);
    return known;
  });
  const strangeDates: { list: number; count: number; first: number }[] = [];
  const records: Records[] = lists.map((list, at) => ({
    count: list.count,
    values: fields.map((field, index) => {
      const source = field.sources[at]!;
      const columns = source.map((column) => list.columns[column]!);
      const values = new Int32Array(list.count);
      const strange = { list: at, count: 0, first: -1 };
      const order = field.kind === "date" ? dateOrderOf(columns[0]!) : "day_first";
      for (let record = 0; record < list.count; record += 1) {
        let cell =
          columns.length === 1 ? columns[0]![record]! : columns.map((column) => column[record]!).join(field.kind === "date" ? "-" : " ");
        if (field.kind === "date") {
          cell = latinDigits(cell.replace(/^-+|-+$/g, ""));
          const date = readWrittenDate(cell, order);
          if (cell !== "" && date?.exists !== true) {
            if (strange.count === 0) strange.first = record;
            strange.count += 1;
          }
          cell = date ? date.digits : cell;
        }
        values[record] = cell === "" ? -1 : spaces[index]!.add(cell);
      }
      if (strange.count > 0) strangeDates.push(strange);
      return values;
    }),
  }));
  for (const space of spaceOf.values()) space.seal();
  return { spaces, records, strangeDates };
}

/** In bits: so much the records of two groups may speak against each other on average. */
const mostAgainst = -3;

type Weighed = { readonly a: number; readonly b: number; readonly weight: number };

/** If A is B and B is C, then A is C. Two groups are only joined if their records fit each other on average, so that one wrong pair does not join two families. */
function closed(likely: readonly Weighed[], count: number, comparison: Comparison, scorer: Scorer): Weighed[] {
  const groupOf = Int32Array.from({ length: count }, (_, record) => record);
  const members = new Map<number, number[]>();
  const group = (record: number) => members.get(groupOf[record]!) ?? [record];
  const weigh = (a: number, b: number) => {
    comparison.compare(Math.min(a, b), Math.max(a, b));
    return scorer.score();
  };
  for (const { a, b } of likely) {
    if (groupOf[a] === groupOf[b]) continue;
    const [ours, theirs] = [group(a), group(b)];
    if (ours.length + theirs.length > 2) {
      let sum = 0;
      for (const one of ours) for (const other of theirs) sum += weigh(one, other);
      if (sum / (ours.length * theirs.length) < mostAgainst) continue;
    }
    const into = groupOf[a]!;
    members.delete(groupOf[b]!);
    members.set(into, [...ours, ...theirs]);
    for (const record of theirs) groupOf[record] = into;
  }
  const found: Weighed[] = [];
  for (const records of members.values()) {
    const sorted = [...records].sort((one, other) => one - other);
    for (let i = 0; i < sorted.length; i += 1)
      for (let j = i + 1; j < sorted.length; j += 1) found.push({ a: sorted[i]!, b: sorted[j]!, weight: weigh(sorted[i]!, sorted[j]!) });
  }
  return found.sort((one, other) => other.weight - one.weight || one.a - other.a || one.b - other.b);
}

function oneToOne(likely: readonly Weighed[]): Weighed[] {
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  return likely.filter(({ a, b }) => {
    if (takenA.has(a) || takenB.has(b)) return false;
    takenA.add(a);
    takenB.add(b);
    return true;
  });
}
