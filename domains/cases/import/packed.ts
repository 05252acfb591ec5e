import { deflateRawSync, inflateRawSync } from "node:zlib";

const together = 50;
const quickly = { level: 1 };

/**
 * Many values in little memory: all but the last are kept as packed bytes outside the heap, 50,000 rows in a few megabytes. Walked through in order, once or again;
 * each time they are others that are equal.
 */
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
    this.#pieces.push(deflateRawSync(JSON.stringify(this.#open), quickly));
    this.#open = [];
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const piece of this.#pieces) yield* JSON.parse(inflateRawSync(piece).toString("utf8")) as T[];
    yield* this.#open;
  }
}
