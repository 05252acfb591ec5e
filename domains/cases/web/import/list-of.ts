import type { AnswerOf } from "../../../../platform/contract/endpoint.ts";
import type { Translate } from "../../../../platform/web/texts.ts";
import type { importCaseList, ListField, MilestoneEvent } from "../../contract.ts";

export type CaseList = AnswerOf<typeof importCaseList>;
export type Issue = CaseList["issues"][number];
export type ListColumn = CaseList["columns"][number];
export type Meaning = { readonly field: ListField; readonly service?: string; readonly event?: MilestoneEvent };
/** What somebody chose for columns, by their index; null is "do not take over". */
export type Choices = Readonly<Record<number, Meaning | null>>;

export type PersonChoice = "same" | "other" | "out";
/** What somebody decided of rows that look like a person who is here already, by row; `out`: the row stays out. */
export type SamePerson = Readonly<Record<number, PersonChoice>>;

export function nameOfColumn(t: Translate, column: Pick<ListColumn, "heading" | "letter">): string {
  const heading = column.heading.replaceAll(/\s+/g, " ").trim();
  return heading === "" ? t("cases.import.columns.nameless", { letter: column.letter }) : heading;
}

/** Choices and rows as the address carries them: nothing of anybody. */
export function queryOf(sheet: string | null, choices: Choices, samePerson: SamePerson) {
  const rowsOf = (choice: PersonChoice) => Object.keys(samePerson).filter((row) => samePerson[Number(row)] === choice);
  const [same, other, without] = [rowsOf("same"), rowsOf("other"), rowsOf("out")];
  const chosen = Object.entries(choices).map(([index, meaning]) => ({ index: Number(index), meaning }));
  return {
    ...(sheet === null ? {} : { sheet }),
    ...(same.length === 0 ? {} : { same: same.join(",") }),
    ...(other.length === 0 ? {} : { other: other.join(",") }),
    ...(without.length === 0 ? {} : { without: without.join(",") }),
    ...(chosen.length === 0 ? {} : { choices: JSON.stringify(chosen) }),
  };
}

/** Whether the rows that are wrong may stay out: others remain to be taken over. */
export function mayBePartial(list: CaseList): boolean {
  return list.created + list.changed > 0;
}
