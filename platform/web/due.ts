import { useEffect } from "react";

/** Something that runs out or waits beside the main work: one row of the list that all domains fill together. */
export type DueRow = {
  readonly key: string;
  /** Null: it waits, but no day is set. */
  readonly dueOn: string | null;
  readonly to: string;
  readonly title: string;
  readonly note: string;
};
export type DueFound = (from: string, rows: readonly DueRow[]) => void;

/** In a fill of `homeDue`: says what was found, as soon as it is known. */
export function useDueRows(from: string, rows: readonly DueRow[] | undefined, onFound: DueFound): void {
  const said = rows === undefined ? undefined : JSON.stringify(rows);
  useEffect(() => {
    if (said !== undefined) onFound(from, JSON.parse(said) as DueRow[]);
  }, [from, said, onFound]);
}
