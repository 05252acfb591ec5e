import type { Visitor } from "../../visitor.ts";

/** From the empty form to the button; what becomes of it is for the journey to see. */
export async function enterCase(visitor: Visitor, person: { given: string; family: string }): Promise<void> {
  await visitor.open("/cases/new");
  await visitor.fill(visitor.words("people.field.given_names"), person.given);
  await visitor.fill(visitor.words("people.field.family_name"), person.family);
  await visitor.page
    .getByRole("radio", { name: visitor.words("cases.legal_basis.social_law") })
    .first()
    .check();
  await visitor.press(visitor.words("cases.new.submit"));
}
