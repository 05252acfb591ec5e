import exceljs from "exceljs";

/** The first sheet of a file that was answered, row by row as text; the headings apart. */
export async function readSpreadsheet(answer: {
  readonly statusCode: number;
  readonly rawPayload: Buffer;
}): Promise<{ headings: string[]; rows: string[][] }> {
  if (answer.statusCode !== 200) throw new Error(`no file but ${answer.statusCode}: ${answer.rawPayload.toString("utf8").slice(0, 300)}`);
  const book = new exceljs.Workbook();
  await book.xlsx.load(answer.rawPayload as never);
  const list = book.worksheets[0]!;
  const [headings = [], ...rows] = Array.from({ length: list.rowCount }, (_, at) =>
    Array.from({ length: list.columnCount }, (_cell, index) => {
      const { value, text } = list.getRow(at + 1).getCell(index + 1);
      return value instanceof Date ? value.toISOString().slice(0, 10) : text;
    }),
  );
  return { headings, rows };
}
