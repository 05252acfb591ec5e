import { assumedAgreement, assumedChance, degreesOf, type FieldKind } from "./fields.ts";
import type { Field } from "./plan.ts";
import type { Records } from "./blocking.ts";
import type { ValueSpace } from "./values.ts";

/**
 * Fellegi and Sunter: each field that agrees to some degree adds the logarithm of how much more often that happens with the same person (m) than with two
 * different ones (u). u comes from random pairs and from how frequent a value is in these very lists; m from assumptions (fields.ts), moved by expectation
 * maximisation towards what the lists show. No truth is needed, and none is used.
 */
export type Model = {
  /** `agreement[field][degree]`: m. */
  readonly agreement: readonly Float64Array[];
  /** `chance[field][degree]`: u. */
  readonly chance: readonly Float64Array[];
  /** Logarithm of the odds that two records taken at random are the same person. */
  prior: number;
};

export const nothing = 255;
const sampleSize = 40_000;
/** So many pairs the assumptions weigh, when the lists say otherwise. */
const assumedPairs = 60;
/** As many people as we have in mind when we say how rare a value is that these lists have once: it counts where the lists are short. */
const elsewhere = 2_000;
const rareValue: Record<FieldKind, number> = { name: 0.000_2, date: 0.000_05, text: 0.000_2, code: 0.000_1, category: 0.1 };
/** Short lists say little about how many people they have in common: the odds of a pair taken at random are never thought better than this. */
const highestPrior = -10;
/** With fewer fields the lists cannot tell a frequent mistake from another person: there the assumptions stand. */
const fieldsToLearn = 4;
/** A person whose given and family name, or two lines of address, stand in each other's place: one in thirty. */
const crossing = Math.log2(1 / 30);

/** Lehmer's generator: the same lists give the same answer. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
}

/** Two fields of one space, which may have changed places. */
type Pair = readonly [number, number];

export class Comparison {
  readonly fields: readonly Field[];
  readonly spaces: readonly ValueSpace[];
  readonly first: Records;
  readonly second: Records;
  readonly #pairs: readonly Pair[];
  readonly #singles: readonly number[];
  /** The degree per field, `nothing` where one side is empty. */
  readonly degrees: Uint8Array;
  /** The share of records with the more frequent of the two values. */
  readonly frequencies: Float64Array;
  /** What changed places costs, summed. */
  crossed = 0;
  readonly #records: number;
  readonly #assumed: readonly Float64Array[];

  constructor(fields: readonly Field[], spaces: readonly ValueSpace[], lists: readonly Records[]) {
    this.fields = fields;
    this.spaces = spaces;
    this.first = lists[0]!;
    this.second = lists[1] ?? lists[0]!;
    this.#records = lists.reduce((sum, list) => sum + list.count, 0);
    const pairs: Pair[] = [];
    for (let one = 0; one < fields.length; one += 1)
      for (let other = one + 1; other < fields.length; other += 1)
        if (fields[one]!.space === fields[other]!.space) pairs.push([one, other]);
    this.#pairs = pairs;
    this.#singles = fields.map((_, index) => index).filter((index) => !pairs.some((pair) => pair.includes(index)));
    this.degrees = new Uint8Array(fields.length);
    this.frequencies = new Float64Array(fields.length);
    this.#assumed = fields.map(({ kind }) =>
      Float64Array.from(assumedAgreement[kind], (m, degree) => Math.log2(m / assumedChance[kind][degree]!)),
    );
  }

  #value(field: number, x: number, y: number): number {
    return x < 0 || y < 0 ? nothing : this.spaces[field]!.degree(x, y);
  }
  /** The share of people with the more frequent of the two values, without these two records, and with what is known of people elsewhere. */
  #frequency(field: number, x: number, y: number): number {
    const space = this.spaces[field]!;
    const others = Math.max(x < 0 ? 0 : space.countOf(x), y < 0 ? 0 : space.countOf(y)) - (x === y ? 1.5 : 1);
    return (Math.max(0, others) + elsewhere * rareValue[space.kind]) / (this.#records + elsewhere);
  }
  #worth(field: number, degree: number): number {
    return degree === nothing ? 0 : this.#assumed[field]![degree]!;
  }

  /** Fills `degrees`, `frequencies` and `crossed` for a record of the first list and one of the second. */
  compare(a: number, b: number): void {
    this.crossed = 0;
    for (const field of this.#singles) {
      const [x, y] = [this.first.values[field]![a]!, this.second.values[field]![b]!];
      this.degrees[field] = this.#value(field, x, y);
      this.frequencies[field] = this.#frequency(field, x, y);
    }
    for (const [one, other] of this.#pairs) {
      const [x1, x2] = [this.first.values[one]![a]!, this.first.values[other]![a]!];
      const [y1, y2] = [this.second.values[one]![b]!, this.second.values[other]![b]!];
      let [d1, d2] = [this.#value(one, x1, y1), this.#value(other, x2, y2)];
      let [f1, f2] = [this.#frequency(one, x1, y1), this.#frequency(other, x2, y2)];
      if ((d1 === nothing || d1 > 1) && (d2 === nothing || d2 > 1)) {
        const [c1, c2] = [this.#value(one, x1, y2), this.#value(other, x2, y1)];
        if (this.#worth(one, c1) + this.#worth(other, c2) + crossing > this.#worth(one, d1) + this.#worth(other, d2)) {
          [d1, d2] = [c1, c2];
          [f1, f2] = [this.#frequency(one, x1, y2), this.#frequency(other, x2, y1)];
          this.crossed += crossing;
        }
      }
      this.degrees[one] = d1;
      this.degrees[other] = d2;
      this.frequencies[one] = f1;
      this.frequencies[other] = f2;
    }
  }
}

/** u of each degree from random pairs, with the assumptions as a light weight; that of "the same" from how often each value occurs. */
function chancesOf(comparison: Comparison, isOne: boolean): Float64Array[] {
  const { fields, spaces, first, second } = comparison;
  const drawnDegrees = fields.map((field) => Float64Array.from(assumedChance[field.kind], (share) => share * 20));
  const random = randomNumbers(20_261_122);
  const most = Math.min(sampleSize, first.count * second.count * 2);
  for (let drawn = 0; drawn < most; drawn += 1) {
    const [a, b] = [random(first.count), random(second.count)];
    if (isOne && a === b) continue;
    comparison.compare(a, b);
    if (comparison.crossed < 0) continue;
    for (let field = 0; field < fields.length; field += 1) {
      const degree = comparison.degrees[field]!;
      if (degree !== nothing) drawnDegrees[field]![degree]! += 1;
    }
  }
  return drawnDegrees.map((perDegree, field) => {
    const total = perDegree.reduce((sum, count) => sum + count, 0);
    const chance = perDegree.map((count) => count / total);
    const space = spaces[field]!;
    const counts = new Int32Array(space.size);
    let filled = 0;
    for (const list of isOne ? [first] : [first, second])
      for (const value of list.values[field]!)
        if (value >= 0) {
          counts[value]! += 1;
          filled += 1;
        }
    const same = counts.reduce((sum, count) => sum + count ** 2, 0) / Math.max(1, filled) ** 2;
    chance[0] = Math.min(0.9, (same * filled + elsewhere * rareValue[space.kind]) / (filled + elsewhere));
    return chance;
  });
}

/** u of a pair's field: two people share a frequent value more often than a rare one, and misspellings of a frequent value are frequent too. */
function chanceOf(chance: Float64Array, degree: number, frequency: number): number {
  return degree === 0 ? frequency : degree < chance.length - 1 ? Math.max(chance[degree]!, frequency) : chance[degree]!;
}

/**
 * Address, phone and family name are what a household shares: however rare each is, together they say no more than that two people live together, which is true
 * of about one other person for each. With the date of birth as well they may be twins, of whom such a
 * list has perhaps one pair in a thousand people.
 */
const householdRoles = new Set(["street", "house_number", "address_line", "town", "postcode", "region", "phone", "family"]);
const twinBits = 10;
/** Who moves changes street, town and postcode at once: together these say no more against a pair than that one in eleven has moved from one list to the next. */
const addressRoles = new Set(["street", "house_number", "address_line", "town", "postcode", "region"]);
const movedBits = Math.log2(1 / 11);
/** The last degree of a name that still speaks for the same one. */
const lastLikely = 2;

/**
 * Where many people share a name, lists can persuade themselves that one person has many dates of birth: then every namesake would be the same. A field
 * may be wrong more often than assumed, but not at will.
 */
const mostWrong = 4;

function keepWithin(agreement: Float64Array, assumed: readonly number[]): void {
  const last = agreement.length - 1;
  const most = Math.min(0.5, assumed[last]! * mostWrong);
  if (agreement[last]! <= most) return;
  const scale = (1 - most) / (1 - agreement[last]!);
  for (let degree = 0; degree < last; degree += 1) agreement[degree]! *= scale;
  agreement[last] = most;
}

export class Scorer {
  readonly comparison: Comparison;
  readonly model: Model;
  readonly #agreement: Float64Array[];
  readonly #isHousehold: readonly boolean[];
  readonly #isAddress: readonly boolean[];
  readonly #isBirth: readonly boolean[];
  /** The field of the given name, -1 where there is none of its own. */
  readonly #given: number;
  /** What a shared household is worth at most, in bits. */
  readonly #mostHousehold: number;

  constructor(comparison: Comparison, isOne: boolean) {
    this.comparison = comparison;
    const { fields, first, second } = comparison;
    const records = isOne ? first.count : Math.min(first.count, second.count);
    const expected = isOne ? records * 0.2 : records * 0.5;
    const pairs = isOne ? (first.count * (first.count - 1)) / 2 : first.count * second.count;
    this.model = {
      agreement: fields.map((field) => Float64Array.from(assumedAgreement[field.kind])),
      chance: chancesOf(comparison, isOne),
      prior: Math.min(highestPrior, Math.log2(Math.max(expected, 0.5) / Math.max(pairs, 1))),
    };
    this.#agreement = this.model.agreement.map((m) => m.map(Math.log2));
    this.#isHousehold = fields.map((field) => householdRoles.has(field.role));
    this.#isAddress = fields.map((field) => addressRoles.has(field.role));
    this.#given = fields.findIndex((field) => field.role === "given");
    this.#isBirth = fields.map((field) => field.role === "birth");
    this.#mostHousehold = Math.log2(Math.max(first.count, second.count, elsewhere));
    this.#order();
  }

  /** A worse degree never weighs more than a better one. */
  #order(): void {
    const { agreement, chance } = this.model;
    agreement.forEach((m, field) => {
      const u = chance[field]!;
      const logs = this.#agreement[field]!;
      let least = Infinity;
      for (let degree = 0; degree < m.length; degree += 1) {
        const weight = Math.log2(m[degree]! / u[degree]!);
        least = degree === 0 ? Infinity : Math.min(least, weight);
        logs[degree] = Math.min(weight, least) + Math.log2(u[degree]!);
      }
    });
  }

  /** Logarithm of the odds that the pair just compared is one person. */
  score(): number {
    const { degrees, frequencies, crossed } = this.comparison;
    let [weight, household, address, birth] = [this.model.prior + crossed, 0, 0, 0];
    for (let field = 0; field < degrees.length; field += 1) {
      const degree = degrees[field]!;
      if (degree === nothing) continue;
      const added = this.#agreement[field]![degree]! - Math.log2(chanceOf(this.model.chance[field]!, degree, frequencies[field]!));
      if (this.#isAddress[field]) address += added;
      else if (this.#isHousehold[field]) household += added;
      else if (this.#isBirth[field]) birth = added;
      else weight += added;
    }
    household += Math.max(address, movedBits);
    // people who live together have different given names: where these agree it is no longer the household that speaks
    const given = this.#given < 0 ? nothing : degrees[this.#given]!;
    if (given <= lastLikely) return weight + household + birth;
    return weight + Math.min(Math.min(household, this.#mostHousehold) + birth, this.#mostHousehold + twinBits);
  }

  /** Moves m and the prior towards what the kept pairs show, a few rounds. */
  learn(kept: Kept, pairs: number): void {
    const { fields } = this.comparison;
    const { agreement } = this.model;
    const learnsAgreement = fields.length >= fieldsToLearn;
    for (let round = 0; round < 12; round += 1) {
      const sums = fields.map((field) => Float64Array.from(assumedAgreement[field.kind], (share) => share * assumedPairs));
      let same = 0;
      for (let pair = 0; pair < kept.count; pair += 1) {
        kept.restore(pair, this.comparison);
        const probability = 1 / (1 + 2 ** -this.score());
        same += probability;
        for (let field = 0; field < fields.length; field += 1) {
          const degree = this.comparison.degrees[field]!;
          if (degree !== nothing) sums[field]![degree]! += probability;
        }
      }
      sums.forEach((perDegree, field) => {
        if (!learnsAgreement) return;
        const total = perDegree.reduce((sum, count) => sum + count, 0);
        const { kind } = fields[field]!;
        for (let degree = 0; degree < degreesOf(kind); degree += 1) agreement[field]![degree] = perDegree[degree]! / total;
        keepWithin(agreement[field]!, assumedAgreement[kind]);
      });
      const before = this.model.prior;
      this.model.prior = Math.min(highestPrior, Math.log2(Math.max(same, 0.5) / pairs));
      this.#order();
      if (Math.abs(before - this.model.prior) < 0.001) break;
    }
  }
}

/** Pairs that may be one person, with all that their score is made of. */
export class Kept {
  readonly #width: number;
  count = 0;
  a = new Int32Array(1_024);
  b = new Int32Array(1_024);
  #degrees: Uint8Array;
  #frequencies: Float32Array;
  #crossed = new Float32Array(1_024);

  constructor(width: number) {
    this.#width = width;
    this.#degrees = new Uint8Array(1_024 * width);
    this.#frequencies = new Float32Array(1_024 * width);
  }

  add(a: number, b: number, from: Comparison): void {
    if (this.count === this.a.length) this.#grow();
    const pair = this.count;
    this.a[pair] = a;
    this.b[pair] = b;
    this.#crossed[pair] = from.crossed;
    this.#degrees.set(from.degrees, pair * this.#width);
    this.#frequencies.set(from.frequencies, pair * this.#width);
    this.count += 1;
  }

  restore(pair: number, into: Comparison): void {
    const from = pair * this.#width;
    for (let field = 0; field < this.#width; field += 1) {
      into.degrees[field] = this.#degrees[from + field]!;
      into.frequencies[field] = this.#frequencies[from + field]!;
    }
    into.crossed = this.#crossed[pair]!;
  }

  #grow(): void {
    const wider = <T extends Int32Array | Uint8Array | Float32Array>(old: T): T => {
      const grown = new (old.constructor as new (length: number) => T)(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.a = wider(this.a);
    this.b = wider(this.b);
    this.#crossed = wider(this.#crossed);
    this.#degrees = wider(this.#degrees);
    this.#frequencies = wider(this.#frequencies);
  }
}
