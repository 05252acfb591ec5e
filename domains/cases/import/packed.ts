const together = 50;

/**
 * Many objects in little memory: all but the last are kept as bytes outside the heap, names of their fields once. Walked through in order, once or again; each time
 * they are others that are equal. Not packed tighter: what unpacking leaves behind would be more than it saves.
 */
export class Packed<T extends object> implements Iterable<T> {
  readonly #pieces: Buffer[] = [];
  #names: readonly (keyof T & string)[] | undefined;
  #open: T[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** All have the fields of the first. */
  push(value: T): void {
    this.#names ??= Object.keys(value) as (keyof T & string)[];
    this.#open.push(value);
    this.#length++;
    if (this.#open.length < together) return;
    const names = this.#names;
    this.#pieces.push(Buffer.from(JSON.stringify(this.#open.map((one) => names.map((name) => one[name])))));
    this.#open = [];
  }

  *[Symbol.iterator](): Iterator<T> {
    const names = this.#names ?? [];
    for (const piece of this.#pieces)
      for (const values of JSON.parse(piece.toString("utf8")) as unknown[][])
        yield Object.fromEntries(names.map((name, at) => [name, values[at]])) as T;
    yield* this.#open;
  }
}
