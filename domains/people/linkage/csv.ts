/** Why a file is no list; `row` counts as a spreadsheet does. */
export type CsvFault = "not_text" | "open_quote" | "after_quote" | "too_long";
export class BrokenCsv extends Error {
  readonly fault: CsvFault;
  readonly row: number;
  constructor(fault: CsvFault, row: number) {
    super(fault);
    this.fault = fault;
    this.row = row;
  }
}

const separators = [",", ";", "\t", "|"] as const;
/** A cell that goes on longer than this is a quotation mark that somebody forgot. */
const longestCell = 10_000;

/** The sign that divides the first line most often, outside quotation marks. */
function separatorOf(line: string): string {
  const bare = line.replaceAll(/"[^"]*"/g, "");
  const counts = separators.map((sign) => bare.split(sign).length);
  return separators[counts.indexOf(Math.max(...counts))]!;
}

/** Reads rows of cells from pieces of a text, as they come. Spaces around a cell do not count. */
export class CsvReader {
  readonly #onRow: (cells: string[], row: number) => void;
  #rest = "";
  #separator = "";
  #row = 0;

  constructor(onRow: (cells: string[], row: number) => void) {
    this.#onRow = onRow;
  }

  push(piece: string): void {
    this.#rest += piece;
    this.#take(false);
  }

  end(): void {
    this.#take(true);
  }

  #take(isEnd: boolean): void {
    const text = this.#rest;
    if (text.includes("\0")) throw new BrokenCsv("not_text", this.#row + 1);
    let at = 0;
    if (this.#separator === "") {
      const lineEnd = text.search(/[\r\n]/);
      if (lineEnd < 0 && !isEnd) return;
      if (text.startsWith("\uFEFF")) at = 1;
      this.#separator = separatorOf(text.slice(at, lineEnd < 0 ? undefined : lineEnd));
    }
    for (;;) {
      const next = this.#takeRow(text, at, isEnd);
      if (next === undefined) break;
      at = next;
    }
    this.#rest = text.slice(at);
  }

  /** Where the next row begins; undefined if this one is not complete yet. */
  #takeRow(text: string, from: number, isEnd: boolean): number | undefined {
    if (from >= text.length) return undefined;
    const cells: string[] = [];
    let at = from;
    for (;;) {
      while (text[at] === " ") at += 1;
      let cell: string;
      if (text[at] === '"') {
        let end = at + 1;
        for (;;) {
          const quote = text.indexOf('"', end);
          if ((quote < 0 ? text.length : quote) - at > longestCell) throw new BrokenCsv("open_quote", this.#row + 1);
          if (quote < 0) {
            if (isEnd) throw new BrokenCsv("open_quote", this.#row + 1);
            return undefined;
          }
          if (quote + 1 >= text.length && !isEnd) return undefined;
          if (text[quote + 1] !== '"') {
            end = quote;
            break;
          }
          end = quote + 2;
        }
        cell = text
          .slice(at + 1, end)
          .replaceAll('""', '"')
          .trim();
        at = end + 1;
        while (text[at] === " ") at += 1;
        if (at < text.length && text[at] !== this.#separator && text[at] !== "\r" && text[at] !== "\n")
          throw new BrokenCsv("after_quote", this.#row + 1);
      } else {
        let end = at;
        while (end < text.length && text[end] !== this.#separator && text[end] !== "\n" && text[end] !== "\r") end += 1;
        if (end - at > longestCell) throw new BrokenCsv("too_long", this.#row + 1);
        cell = text.slice(at, end).trim();
        at = end;
      }
      cells.push(cell);
      if (at >= text.length) {
        if (!isEnd) return undefined;
        break;
      }
      if (text[at] === this.#separator) {
        at += 1;
        continue;
      }
      if (text[at] === "\r" && at + 1 >= text.length && !isEnd) return undefined;
      at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
      break;
    }
    this.#row += 1;
    if (cells.length > 1 || cells[0] !== "") this.#onRow(cells, this.#row);
    return at;
  }
}

/** A cell as other programs read it back. */
export function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
