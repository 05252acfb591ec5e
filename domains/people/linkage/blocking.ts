import type { Field } from "./plan.ts";
import type { ValueSpace } from "./values.ts";

/** The values of a list, column by column: `values[field][record]`, -1 where nothing is known. */
export type Records = { readonly count: number; readonly values: readonly Int32Array[] };

/** A key that so many pairs share says nothing; what they have in common otherwise brings them together. */
const mostPairsOfKey = 5_000;

type KeyMaker = (list: number, record: number, put: (key: string) => void) => void;

/**
 * Which records are compared at all: those that share a key. A key is made of two things that seldom agree by chance (a name's skeleton and the year of birth,
 * postcode and day of birth …), so that no single wrong field hides a pair; a date of birth, an id number, a phone are keys by themselves.
 */
function keyMakers(fields: readonly Field[], spaces: readonly ValueSpace[], lists: readonly Records[]): KeyMaker[] {
  const at = (role: string) => fields.flatMap((field, index) => (field.role === role ? [index] : []));
  const valueOf = (field: number, list: number, record: number) => {
    const value = lists[list]!.values[field]![record]!;
    return value < 0 ? undefined : spaces[field]!.prepared[value]!;
  };
  const textOf = (field: number | undefined, list: number, record: number) =>
    field === undefined ? undefined : valueOf(field, list, record)?.text;
  const names = fields.flatMap((field, index) => (field.kind === "name" ? [index] : []));
  const skeletons = (list: number, record: number): string[] => {
    const found = new Set<string>();
    for (const field of names) {
      for (const part of valueOf(field, list, record)?.name?.parts ?? []) {
        found.add(part.skeleton);
        for (const other of part.others) found.add(other.skeleton);
      }
    }
    return [...found].slice(0, 6);
  };
  const [birth] = at("birth");
  const birthOf = (list: number, record: number) => textOf(birth, list, record);
  const [postcode, street, house, town] = ["postcode", "street", "house_number", "town"].map((role) => at(role)[0]);
  const makers: KeyMaker[] = [];

  for (const field of [...at("number"), ...at("phone"), ...at("email"), ...at("other"), ...at("address_line")])
    makers.push((list, record, put) => {
      const text = textOf(field, list, record);
      if (text !== undefined && text.length >= 4) put(`${field}:${text}`);
    });
  if (birth !== undefined)
    makers.push((list, record, put) => {
      const date = birthOf(list, record);
      if (date !== undefined) put(`b:${date}`);
    });
  if (names.length > 0) {
    makers.push((list, record, put) => {
      const all = skeletons(list, record).sort();
      for (let i = 0; i < all.length; i += 1) for (let j = 0; j < i; j += 1) put(`nn:${all[j]}:${all[i]}`);
    });
    const beside: ((list: number, record: number) => string | undefined)[] = [];
    if (birth !== undefined) {
      beside.push((list, record) => birthOf(list, record)?.slice(0, 4));
      beside.push((list, record) => birthOf(list, record)?.slice(4));
    }
    for (const field of [postcode, street, town]) if (field !== undefined) beside.push((list, record) => textOf(field, list, record));
    // with nothing beside it the name itself has to do
    if (beside.length === 0) beside.push(() => "");
    beside.forEach((other, index) => {
      makers.push((list, record, put) => {
        const value = other(list, record);
        if (value !== undefined) for (const skeleton of skeletons(list, record)) put(`n${index}:${value}:${skeleton}`);
      });
    });
  }
  const together = (name: string, first: number | undefined, second: (list: number, record: number) => string | undefined) => {
    if (first === undefined) return;
    makers.push((list, record, put) => {
      const [one, other] = [textOf(first, list, record), second(list, record)];
      if (one !== undefined && other !== undefined) put(`${name}:${one}:${other}`);
    });
  };
  const of = (field: number | undefined) => (list: number, record: number) => textOf(field, list, record);
  together("sh", street, of(house));
  together("sp", street, of(postcode));
  together("st", street, of(town));
  together("ph", postcode, of(house));
  together("pt", postcode, of(town));
  together("th", town, of(house));
  if (birth !== undefined) {
    together("py", postcode, (list, record) => birthOf(list, record)?.slice(0, 6));
    together("pd", postcode, (list, record) => birthOf(list, record)?.slice(4));
    together("ty", town, (list, record) => birthOf(list, record)?.slice(0, 4));
    together("hd", house, (list, record) => birthOf(list, record)?.slice(4));
  }
  return makers;
}

/** Names each pair that shares a key once, record by record of the first list: with one list, `b` stands behind `a`. Answers how many there were. */
export function eachCandidate(
  fields: readonly Field[],
  spaces: readonly ValueSpace[],
  lists: readonly Records[],
  visit: (a: number, b: number) => void,
): number {
  const [first] = lists as [Records];
  const second = lists[1] ?? first;
  const isOne = lists.length === 1;
  /** Per maker: which keys each record of the first list has, and who of the second list has a key. */
  const passes = keyMakers(fields, spaces, lists).map((make) => {
    const numbers = new Map<string, number>();
    const keysOf = (list: number, count: number, isNew: boolean) => {
      const starts = new Int32Array(count + 1);
      const keys: number[] = [];
      for (let record = 0; record < count; record += 1) {
        make(list, record, (key) => {
          let number = numbers.get(key);
          if (number === undefined && isNew) numbers.set(key, (number = numbers.size));
          if (number !== undefined) keys.push(number);
        });
        starts[record + 1] = keys.length;
      }
      return { starts, keys: Int32Array.from(keys) };
    };
    const ofFirst = keysOf(0, first.count, true);
    const ofSecond = isOne ? ofFirst : keysOf(1, second.count, false);
    const counts = new Int32Array(numbers.size + 1);
    for (const key of ofSecond.keys) counts[key + 1]! += 1;
    for (let key = 1; key < counts.length; key += 1) counts[key]! += counts[key - 1]!;
    const holders = new Int32Array(ofSecond.keys.length);
    const next = counts.slice();
    for (let record = 0; record < second.count; record += 1)
      for (let at = ofSecond.starts[record]!; at < ofSecond.starts[record + 1]!; at += 1) {
        const key = ofSecond.keys[at]!;
        holders[next[key]!] = record;
        next[key]! += 1;
      }
    const inFirst = new Int32Array(numbers.size);
    for (const key of ofFirst.keys) inFirst[key]! += 1;
    return { ...ofFirst, counts, holders, inFirst };
  });
  const seen = new Int32Array(second.count).fill(-1);
  let pairs = 0;
  for (let a = 0; a < first.count; a += 1) {
    for (const { starts, keys, counts, holders, inFirst } of passes) {
      for (let at = starts[a]!; at < starts[a + 1]!; at += 1) {
        const key = keys[at]!;
        const [from, until] = [counts[key]!, counts[key + 1]!];
        if ((until - from) * inFirst[key]! > mostPairsOfKey) continue;
        for (let holder = from; holder < until; holder += 1) {
          const b = holders[holder]!;
          if (seen[b] === a || (isOne && b <= a)) continue;
          seen[b] = a;
          pairs += 1;
          visit(a, b);
        }
      }
    }
  }
  return pairs;
}
