import { recogniseColumns, type ColumnChoice, type ColumnMapping } from "./columns.ts";
import { readTable } from "./read-table.ts";
import { readRowsInPieces, type RowContext, type RowsRead } from "./rows.ts";
import type { Refusal, Table } from "./table.ts";

export type CaseListRead =
  | { readonly refused: Refusal }
  | { readonly table: Table; readonly mapping: ColumnMapping; readonly rows: RowsRead };

/** From the file to its cases in one go, nothing written. `choices` come from the page that shows the columns. */
export async function readCaseList(
  bytes: Uint8Array,
  fileName: string,
  context: RowContext & { readonly sheet?: string; readonly choices?: readonly ColumnChoice[] },
): Promise<CaseListRead> {
  const read = await readTable(bytes, fileName, context.sheet === undefined ? {} : { sheet: context.sheet });
  if ("refused" in read) return read;
  const mapping = recogniseColumns(read.table, context.choices);
  const reading = readRowsInPieces(read.table, mapping, context);
  for (;;) {
    const step = reading.next();
    if (step.done) return { table: read.table, mapping, rows: step.value };
    await new Promise((resolve) => setImmediate(resolve));
  }
}
