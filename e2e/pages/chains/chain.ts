import type { Locator } from "playwright-core";
import type { Visitor } from "../../visitor.ts";

export async function createChain(visitor: Visitor, title: string, kind: "as_is" | "to_be"): Promise<void> {
  await visitor.open("/chains/add");
  await visitor.fill(visitor.words("chains.form.title"), title);
  const group = visitor.page.getByRole("radiogroup", { name: visitor.words("chains.form.kind"), exact: true });
  await group.getByRole("radio", { name: visitor.words(`chains.kind.${kind}`) }).check();
  await visitor.press(visitor.words("chains.form.create"));
  await visitor.hasTitle(visitor.words("chains.editor.title", { title }));
}

/** What is folded under a step that begins with this number. */
export async function openStep(visitor: Visitor, number: number): Promise<Locator> {
  const fold = visitor.page
    .locator("details.fold")
    .filter({ has: visitor.page.locator("> summary").getByText(new RegExp(`^${number}\\. `)) })
    .first();
  await fold.waitFor();
  if ((await fold.getAttribute("open")) === null) await fold.locator("> summary").click();
  return fold;
}

export async function describeStep(
  visitor: Visitor,
  number: number,
  step: {
    title: string;
    unit: string;
    service?: string;
    from?: "entitled" | "registered" | "started";
    to?: "registered" | "started" | "finished";
  },
): Promise<void> {
  const fold = await openStep(visitor, number);
  await visitor.fill(visitor.words("chains.field.title"), step.title, fold);
  await visitor.select(visitor.words("chains.field.unit"), step.unit, fold);
  if (step.service === undefined) return;
  await visitor.field(visitor.words("chains.field.service"), fold).first().selectOption({ value: step.service });
  if (step.from) await visitor.field(visitor.words("chains.field.start_event"), fold).first().selectOption({ value: step.from });
  if (step.to) await visitor.field(visitor.words("chains.field.end_event"), fold).first().selectOption({ value: step.to });
}

export const addStep = (visitor: Visitor) => visitor.press(visitor.words("chains.editor.add_step"));

export async function saveDraft(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("chains.editor.save"));
  await visitor.isTold("chains.editor.saved");
}

export async function showView(visitor: Visitor, view: "list" | "drawing"): Promise<void> {
  await visitor.choose(visitor.words("chains.editor.view"), visitor.words(`chains.editor.view.${view}`));
}

export async function agreeVersion(visitor: Visitor, where: string): Promise<void> {
  const fold = await visitor.unfold(visitor.words("chains.agree.title"));
  await visitor.fill(visitor.words("chains.agree.in"), where, fold);
  await visitor.press(visitor.words("chains.agree.submit"), fold);
  await visitor.isTold("chains.agree.done");
}
