import { recogniseColumns, type ColumnChoice, type ColumnMapping } from "./columns.ts";
import { type SlashOrder, SlashWatch } from "./days.ts";
import { readLongTable } from "./read-table.ts";
import { readRowsInPieces, type RowContext, type RowsRead } from "./rows.ts";
import { cellText, type LongTable, type Refusal, type Table, type TableRow } from "./table.ts";

export type Heard = (stage: "reading" | "checking", done: number, total: number | null) => void;

export type CaseListRead =
  | { readonly refused: Refusal }
  | {
      /** Without its rows: they are read. */
      readonly table: Omit<Table, "rows">;
      /** The first text of each column, in their order. */
      readonly examples: readonly (string | null)[];
      readonly mapping: ColumnMapping;
      readonly rows: RowsRead;
      /** How many rows were left out because the caller said so. */
      readonly leftOut: number;
    };

/** From the file to its cases in one go, nothing written. `choices` and `without` come from the page that shows columns and rows. */
export async function readCaseList(
  bytes: Uint8Array,
  fileName: string,
  context: RowContext & {
    readonly sheet?: string;
    readonly choices?: readonly ColumnChoice[];
    readonly without?: readonly number[];
    /** What is known of such columns from before; a choice made now comes first. */
    readonly recall?: (columns: Table["columns"]) => readonly ColumnChoice[];
    /** Told how far it is; what it throws ends the reading. */
    readonly heard?: Heard | undefined;
  },
): Promise<CaseListRead> {
  const { heard } = context;
  const read = await readLongTable(bytes, fileName, {
    ...(context.sheet === undefined ? {} : { sheet: context.sheet }),
    ...(heard ? { heard: (done: number) => heard("reading", done, null) } : {}),
  });
  if ("refused" in read) return read;
  const { rows: all, ...table } = read.table;
  const mapping = recogniseColumns(read.table, [...(context.recall?.(table.columns) ?? []), ...(context.choices ?? [])]);
  const slashes = slashOrdersOf(read.table);
  const without = new Set(context.without);
  const examples: (string | null)[] = table.columns.map(() => null);
  let isShown = false;
  let taken = 0;
  function* wanted(): Generator<TableRow> {
    for (const row of all) {
      if (!isShown) {
        for (const [at, cell] of row.cells.entries()) if (examples[at] === null) examples[at] = cellText(cell) || null;
        isShown = !examples.includes(null);
      }
      if (without.has(row.row)) continue;
      taken++;
      yield row;
    }
  }
  const reading = readRowsInPieces({ columns: table.columns, rows: wanted() }, mapping, { ...context, slashes });
  for (;;) {
    const step = reading.next();
    if (step.done) {
      const leftOut = all.length - taken;
      all.forget();
      return { table, examples, mapping, rows: step.value, leftOut };
    }
    heard?.("checking", step.value, all.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** "03/04/1985" is two days; a column that also says "17/04/1995" again and again, and never the other way round, means one. */
function slashOrdersOf({ columns, rows }: Pick<LongTable, "columns" | "rows">): Map<number, SlashOrder> {
  const watches = columns.map(() => new SlashWatch());
  for (const { cells } of rows) for (const [at, cell] of cells.entries()) watches[at]?.see(cell);
  return new Map(columns.flatMap(({ index }, at) => (watches[at]?.order ? [[index, watches[at].order] as const] : [])));
}
