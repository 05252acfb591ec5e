import type { Locator } from "playwright-core";
import type { Visitor } from "../../visitor.ts";

type Part = "framework" | "measures" | "agreements" | "phases" | "anchored" | "connections";

export async function openPart(visitor: Visitor, part: Part): Promise<void> {
  await visitor.open(`/strategy/${part}`);
  await visitor.hasTitle(visitor.words(`strategy.${part}.title`));
}

/** What opens over the page, once it stands there. */
export async function dialogOf(visitor: Visitor): Promise<Locator> {
  const dialog = visitor.page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

export async function addSubGoal(visitor: Visitor, goalNumber: number, title: string): Promise<void> {
  const { page } = visitor;
  const section = page.locator("section").filter({
    has: page.getByRole("heading", {
      level: 2,
      name: new RegExp(`^${visitor.words("strategy.goal.title", { number: goalNumber, title: "" })}`),
    }),
  });
  const fold = section.locator("details").filter({ hasText: visitor.words("strategy.sub_goal.add") });
  await fold.locator("summary").click();
  await visitor.fill(visitor.words("strategy.sub_goal.name"), title, fold);
  await visitor.field(visitor.words("strategy.sub_goal.field"), fold).first().selectOption({ value: "housing" });
  await visitor.press(visitor.words("strategy.sub_goal.save"), fold);
  await visitor.isTold("strategy.saved");
}

export async function linkMeasure(visitor: Visitor, subGoal: string, measure: string): Promise<void> {
  await visitor.press(visitor.words("strategy.links.of", { name: subGoal }));
  const dialog = await dialogOf(visitor);
  await dialog.getByRole("checkbox", { name: measure }).check();
  await visitor.press(visitor.words("strategy.links.save"), dialog);
  await visitor.isTold("strategy.saved");
}

export async function recordDecision(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("strategy.version.add"));
  const dialog = await dialogOf(visitor);
  await visitor.field(visitor.words("strategy.version.body"), dialog).first().selectOption({ index: 1 });
  await visitor.press(visitor.words("strategy.version.save"), dialog);
  await visitor.isTold("strategy.version.saved");
}

export async function sign(visitor: Visitor, organisation: string, by: string): Promise<void> {
  await visitor.press(visitor.words("strategy.signature.enter_of", { name: organisation }));
  const dialog = await dialogOf(visitor);
  await visitor.fill(visitor.words("strategy.signature.name"), by, dialog);
  await visitor.press(visitor.words("strategy.signature.save"), dialog);
  await visitor.isTold("strategy.saved");
}

export async function recordLook(visitor: Visitor, measure: string, reasons: string): Promise<void> {
  await visitor.press(visitor.words("strategy.look.add_of", { name: measure }));
  const dialog = await dialogOf(visitor);
  await visitor.choose(visitor.words("strategy.look.question"), visitor.words("strategy.finding.held"), dialog);
  await visitor.fill(visitor.words("strategy.look.reasons"), reasons, dialog);
  await visitor.press(visitor.words("strategy.look.save"), dialog);
  await visitor.isTold("strategy.saved");
}
