import { recogniseColumns, type ColumnChoice, type ColumnMapping } from "./columns.ts";
import { readTable } from "./read-table.ts";
import { readRowsInPieces, type RowContext, type RowsRead } from "./rows.ts";
import type { Refusal, Table } from "./table.ts";

export type Heard = (stage: "reading" | "checking", done: number, total: number | null) => void;

export type CaseListRead =
  | { readonly refused: Refusal }
  | {
      readonly table: Table;
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
  const read = await readTable(bytes, fileName, {
    ...(context.sheet === undefined ? {} : { sheet: context.sheet }),
    ...(heard ? { heard: (done: number) => heard("reading", done, null) } : {}),
  });
  if ("refused" in read) return read;
  const mapping = recogniseColumns(read.table, [...(context.recall?.(read.table.columns) ?? []), ...(context.choices ?? [])]);
  const without = new Set(context.without);
  const rows = read.table.rows.filter((it) => !without.has(it.row));
  const reading = readRowsInPieces({ columns: read.table.columns, rows }, mapping, context);
  for (;;) {
    const step = reading.next();
    if (step.done) return { table: read.table, mapping, rows: step.value, leftOut: read.table.rows.length - rows.length };
    heard?.("checking", step.value, rows.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
