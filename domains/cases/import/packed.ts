const together = 50;
const textsTogether = 1_000;

/** The memory at once, and not when the collector comes by, which is after half of a long list is written. Only for bytes that nobody else holds. */
function letGo(pieces: Buffer[]): void {
  for (const piece of pieces) (piece.buffer as ArrayBuffer).transfer(0);
  pieces.length = 0;
}

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
    const text = JSON.stringify(this.#open.map((one) => names.map((name) => one[name])));
    // Buffer.from would keep three bytes for each character
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    this.#pieces.push(bytes);
    this.#open = [];
  }

  /** Nobody walks through it any more. */
  forget(): void {
    letGo(this.#pieces);
    this.#open = [];
    this.#length = 0;
  }

  *[Symbol.iterator](): Iterator<T> {
    const names = this.#names ?? [];
    for (const piece of this.#pieces)
      for (const values of JSON.parse(piece.toString("utf8")) as unknown[][])
        yield Object.fromEntries(names.map((name, at) => [name, values[at]])) as T;
    yield* this.#open;
  }
}

/** Many texts in little memory, each at hand by its place: those of a workbook, which its cells name by number. As it comes from the parser, a text keeps the whole piece alive that it was cut from. */
export class PackedTexts {
  readonly #pieces: { readonly bytes: Buffer; readonly ends: Uint32Array }[] = [];
  #open: string[] = [];

  get length(): number {
    return this.#pieces.length * textsTogether + this.#open.length;
  }

  push(text: string): void {
    this.#open.push(text);
    if (this.#open.length < textsTogether) return;
    let end = 0;
    const ends = Uint32Array.from(this.#open, (one) => (end += Buffer.byteLength(one)));
    const bytes = Buffer.allocUnsafeSlow(end);
    // each by itself: joined, half a character at the end of one and half at the beginning of the next would become one that is shorter
    for (const [at, one] of this.#open.entries()) bytes.write(one, ends[at - 1] ?? 0);
    this.#pieces.push({ bytes, ends });
    this.#open = [];
  }

  forget(): void {
    letGo(this.#pieces.map(({ bytes }) => bytes));
    this.#pieces.length = 0;
    this.#open = [];
  }

  /** Undefined where there is none. */
  at(place: number): string | undefined {
    if (!Number.isSafeInteger(place) || place < 0 || place >= this.length) return undefined;
    const piece = this.#pieces[Math.floor(place / textsTogether)];
    const within = place % textsTogether;
    return piece ? piece.bytes.toString("utf8", piece.ends[within - 1] ?? 0, piece.ends[within]) : this.#open[within];
  }
}
