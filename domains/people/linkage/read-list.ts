import { CsvReader } from "./csv.ts";
import type { PeopleList } from "./link.ts";
import { usesOf } from "./plan.ts";

/** Why a list cannot be linked, with what the sentence needs. */
export type ListFault =
  | { readonly code: "empty" }
  | { readonly code: "no_rows" }
  | { readonly code: "heading_twice"; readonly heading: string }
  | { readonly code: "cells"; readonly row: number; readonly cells: number; readonly headings: number }
  | { readonly code: "no_id"; readonly row: number }
  | { readonly code: "id_twice"; readonly row: number; readonly first: number }
  | { readonly code: "too_many"; readonly most: number };

export class ListError extends Error {
  readonly fault: ListFault;
  constructor(fault: ListFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** More people than any German district has clients; beyond it the memory would not do. */
export const mostPeople = 500_000;

export type NamedList = PeopleList & {
  /** Of each row; the number of the row where the list has no such column. */
  readonly ids: readonly string[];
  /** Rows as a spreadsheet counts them. */
  readonly rows: readonly number[];
};

/** Takes a list piece by piece. Cells that say the same are kept once. */
export class ListReader {
  #headings: string[] = [];
  #columns: string[][] = [];
  #rows: number[] = [];
  #known: Map<string, string>[] = [];
  readonly #csv = new CsvReader((cells, row) => this.#take(cells, row));

  push(piece: string): void {
    this.#csv.push(piece);
  }

  #take(cells: string[], row: number): void {
    if (this.#headings.length === 0) {
      while (cells.at(-1) === "") cells.pop();
      const seen = new Set<string>();
      for (const heading of cells) {
        const plain = heading.toLowerCase();
        if (heading !== "" && seen.has(plain)) throw new ListError({ code: "heading_twice", heading });
        seen.add(plain);
      }
      this.#headings = cells;
      this.#columns = cells.map(() => []);
      this.#known = cells.map(() => new Map());
      return;
    }
    while (cells.length > this.#headings.length && cells.at(-1) === "") cells.pop();
    if (cells.length !== this.#headings.length)
      throw new ListError({ code: "cells", row, cells: cells.length, headings: this.#headings.length });
    if (cells.every((cell) => cell === "")) return;
    if (this.#rows.length >= mostPeople) throw new ListError({ code: "too_many", most: mostPeople });
    this.#rows.push(row);
    cells.forEach((cell, at) => {
      const known = this.#known[at]!;
      let kept = known.get(cell);
      if (kept === undefined) {
        kept = cell;
        if (known.size < 100_000) known.set(cell, cell);
      }
      this.#columns[at]!.push(kept);
    });
  }

  end(): NamedList {
    this.#csv.end();
    this.#known = [];
    if (this.#headings.length === 0) throw new ListError({ code: "empty" });
    const count = this.#rows.length;
    if (count === 0) throw new ListError({ code: "no_rows" });
    const idColumn = usesOf(this.#headings).findIndex((column) => column.role === "id");
    const ids = idColumn < 0 ? this.#rows.map(String) : this.#columns[idColumn]!;
    const first = new Map<string, number>();
    ids.forEach((id, record) => {
      const row = this.#rows[record]!;
      if (id === "") throw new ListError({ code: "no_id", row });
      const before = first.get(id);
      if (before !== undefined) throw new ListError({ code: "id_twice", row, first: before });
      first.set(id, row);
    });
    return { headings: this.#headings, columns: this.#columns, count, ids, rows: this.#rows };
  }
}
