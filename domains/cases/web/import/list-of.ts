import type { AnswerOf } from "../../../../platform/contract/endpoint.ts";
import type { Translate } from "../../../../platform/web/texts.ts";
import type { importCaseList, ListField, MilestoneEvent } from "../../contract.ts";

export type CaseList = AnswerOf<typeof importCaseList>;
export type Issue = CaseList["issues"][number];
export type ListColumn = CaseList["columns"][number];
export type Meaning = { readonly field: ListField; readonly service?: string; readonly event?: MilestoneEvent };
/** What somebody chose for columns, by their index; null is "do not take over". */
export type Choices = Readonly<Record<number, Meaning | null>>;

/** Row numbers fit into the address; a list with more wrong rows has one wrong column, as a rule. */
export const mostLeftOut = 500;

export function nameOfColumn(t: Translate, column: Pick<ListColumn, "heading" | "letter">): string {
  const heading = column.heading.replaceAll(/\s+/g, " ").trim();
  return heading === "" ? t("cases.import.columns.nameless", { letter: column.letter }) : heading;
}

/** Choices and rows as the address carries them: nothing of anybody. */
export function queryOf(sheet: string | null, choices: Choices, without: readonly number[]) {
  const chosen = Object.entries(choices).map(([index, meaning]) => ({ index: Number(index), meaning }));
  return {
    ...(sheet === null ? {} : { sheet }),
    ...(chosen.length === 0 ? {} : { choices: JSON.stringify(chosen) }),
    ...(without.length === 0 ? {} : { without: without.join(",") }),
  };
}

/** Rows that somebody may leave out: all that are wrong, if all of them are known and others remain to be taken over. */
export function wrongRows(list: CaseList): readonly number[] | null {
  const rows = [...new Set(list.issues.map((issue) => issue.row))];
  const remain = list.created + list.changed > 0;
  return !remain || list.issueCount > list.issues.length || rows.length > mostLeftOut || rows.length < list.failed ? null : rows;
}
