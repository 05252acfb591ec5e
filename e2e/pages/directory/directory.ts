import type { Visitor } from "../../visitor.ts";

/** What somebody types into the directory; the answer comes by itself. */
export async function searchFor(visitor: Visitor, typed: string): Promise<void> {
  await visitor.open("/directory");
  await visitor.fill(visitor.words("directory.search.label"), typed);
}

/** An offer for a step that is being written, found by typing. */
export async function chooseOffer(visitor: Visitor, typed: string, title: string): Promise<void> {
  const dialog = visitor.page.getByRole("dialog");
  const box = dialog.getByRole("combobox", { name: visitor.words("directory.offer.field"), exact: true });
  await box.fill(typed);
  await visitor.page.getByRole("option").filter({ hasText: title }).first().click();
}
