const together = 100;

/** Many values in little memory: all but the last are kept as bytes outside the heap. Walked through in order, once or again; each time they are others that are equal. */
export class Packed<T> implements Iterable<T> {
  readonly #pieces: Buffer[] = [];
  #open: T[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: T): void {
    this.#open.push(value);
    this.#length++;
    if (this.#open.length < together) return;
    this.#pieces.push(Buffer.from(JSON.stringify(this.#open)));
    this.#open = [];
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const piece of this.#pieces) yield* JSON.parse(piece.toString("utf8")) as T[];
    yield* this.#open;
  }
}
