import type { AnswerOf } from "../../../../platform/contract/endpoint.ts";
import type { Translate } from "../../../../platform/web/texts.ts";
import type { importCaseList, ListField, MilestoneEvent } from "../../contract.ts";

export type CaseList = AnswerOf<typeof importCaseList>;
export type Issue = CaseList["issues"][number];
export type ListColumn = CaseList["columns"][number];
export type Meaning = { readonly field: ListField; readonly service?: string; readonly event?: MilestoneEvent };
/** What somebody chose for columns, by their index; null is "do not take over". */
export type Choices = Readonly<Record<number, Meaning | null>>;

export function nameOfColumn(t: Translate, column: Pick<ListColumn, "heading" | "letter">): string {
  const heading = column.heading.replaceAll(/\s+/g, " ").trim();
  return heading === "" ? t("cases.import.columns.nameless", { letter: column.letter }) : heading;
}

/** Choices and rows as the address carries them: nothing of anybody. */
export function queryOf(sheet: string | null, choices: Choices) {
  const chosen = Object.entries(choices).map(([index, meaning]) => ({ index: Number(index), meaning }));
  return {
    ...(sheet === null ? {} : { sheet }),
    ...(chosen.length === 0 ? {} : { choices: JSON.stringify(chosen) }),
  };
}

/** Whether the rows that are wrong may stay out: others remain to be taken over. */
export function mayBePartial(list: CaseList): boolean {
  return list.created + list.changed > 0;
}
