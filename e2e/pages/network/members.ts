import type { Visitor } from "../../visitor.ts";

/** Takes somebody in and answers the link to hand over. */
export async function addPerson(
  visitor: Visitor,
  person: { name: string; email: string; role: "team_lead" | "case_manager" | "partner"; unit: string },
): Promise<string> {
  await visitor.open("/members");
  const fold = await visitor.unfold(visitor.words("network.members.add"));
  await visitor.fill(visitor.words("network.members.name"), person.name, fold);
  await visitor.fill(visitor.words("network.members.email"), person.email, fold);
  await visitor.select(visitor.words("network.members.role"), visitor.words(`network.role.${person.role}`), fold);
  await visitor.select(visitor.words("network.members.unit"), person.unit, fold);
  await visitor.press(visitor.words("network.members.add"), fold.locator("form"));
  const dialog = visitor.page.getByRole("dialog");
  await dialog.waitFor();
  const address = await visitor.field(visitor.words("network.link.address"), dialog).inputValue();
  await visitor.press(visitor.words("platform.close"), dialog);
  return address;
}

export async function demandSecondFactor(visitor: Visitor, role: "team_lead" | "case_manager" | "partner"): Promise<void> {
  const named = { role: visitor.words(`network.role.${role}`) };
  await visitor.open("/sign-in-rules");
  await visitor.looksRight("sign-in rules");
  await visitor.press(visitor.words("network.rules.demand_for", named));
  await visitor.press(visitor.words("network.rules.demand"), visitor.page.getByRole("dialog"));
  await visitor.isTold("network.rules.demanded_now", named);
}
