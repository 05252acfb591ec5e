import type { Visitor } from "../../visitor.ts";

/** The page at the counter, by the way in the head of every page. */
export async function openCounter(visitor: Visitor): Promise<void> {
  await visitor.open("/consultations");
  await visitor.hasTitle(visitor.words("cases.consultation.title"));
}

/** What is counted most, one key each. */
export const patternsOf = (visitor: Visitor) => visitor.page.locator(".tally__one");

/** How many the unit has counted today, as the page says it. */
export async function hasToday(visitor: Visitor, talks: number): Promise<void> {
  await visitor.says(visitor.words("cases.consultation.today", { n: talks }));
}

/** A talk by the form, as far as it is told. */
export async function countTalk(
  visitor: Visitor,
  talk: { field: string; concern: string; outcome: string; language: string; town: string },
): Promise<void> {
  const form = visitor.formOf(visitor.words("cases.consultation.submit"));
  await visitor.choose(visitor.words("cases.consultation.field"), talk.field, form);
  await visitor.select(visitor.words("cases.consultation.concern"), talk.concern, form);
  await visitor.choose(visitor.words("cases.consultation.outcome"), talk.outcome, form);
  await visitor.select(visitor.words("cases.consultation.language"), talk.language, form);
  await visitor.select(visitor.words("cases.consultation.town"), talk.town, form);
  await visitor.press(visitor.words("cases.consultation.submit"), form);
  await visitor.isTold("cases.consultation.said", { n: 1, what: talk.concern });
}
