import { degree, degreesOf, type FieldKind, type Prepared, prepare } from "./fields.ts";

const cacheSize = 1 << 18;

/** All values of one or two columns that hold the same kind of thing, each prepared once and compared once as long as it is remembered. */
export class ValueSpace {
  readonly kind: FieldKind;
  readonly prepared: Prepared[] = [];
  readonly #known = new Map<string, number>();
  readonly #byText = new Map<string, number>();
  #counts: number[] = [];
  readonly #first = new Int32Array(cacheSize).fill(-1);
  readonly #second = new Int32Array(cacheSize);
  readonly #degree = new Uint8Array(cacheSize);

  constructor(kind: FieldKind) {
    this.kind = kind;
  }

  /** The number of the value; -1 for a cell that says nothing. */
  add(cell: string): number {
    let index = this.#known.get(cell);
    if (index === undefined) {
      const value = prepare(this.kind, cell);
      index = -1;
      if (value) {
        index = this.#byText.get(value.text) ?? -1;
        // two scripts of one name are two values, though they read the same
        if (index >= 0 && this.kind === "name" && this.prepared[index]!.name!.parts[0]?.script !== value.name!.parts[0]?.script) index = -1;
        if (index < 0) {
          index = this.prepared.push(value) - 1;
          this.#byText.set(value.text, index);
          this.#counts.push(0);
        }
      }
      this.#known.set(cell, index);
    }
    if (index >= 0) this.#counts[index]! += 1;
    return index;
  }

  /** The cells as written are no longer asked for. */
  seal(): void {
    this.#known.clear();
    this.#byText.clear();
  }

  countOf(index: number): number {
    return this.#counts[index]!;
  }

  get size(): number {
    return this.prepared.length;
  }

  degree(a: number, b: number): number {
    if (a === b) return 0;
    const [low, high] = a < b ? [a, b] : [b, a];
    const at = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> (32 - 18);
    if (this.#first[at] === low && this.#second[at] === high) return this.#degree[at]!;
    const found = Math.min(degree(this.kind, this.prepared[low]!, this.prepared[high]!), degreesOf(this.kind) - 1);
    this.#first[at] = low;
    this.#second[at] = high;
    this.#degree[at] = found;
    return found;
  }
}
