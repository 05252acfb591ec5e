import type { Locator } from "playwright-core";
import type { Visitor } from "../../visitor.ts";

export async function openReconstructions(visitor: Visitor): Promise<void> {
  await visitor.open("/reconstructions");
  await visitor.hasTitle(visitor.words("themes.reconstruction.list.title"));
}

/** What is folded under the step that begins so. */
export async function openStep(visitor: Visitor, beginning: string | RegExp): Promise<Locator> {
  const fold = visitor.page
    .locator("details.fold")
    .filter({ has: visitor.page.locator("> summary").getByText(beginning) })
    .first();
  await fold.waitFor();
  if ((await fold.getAttribute("open")) === null) await fold.locator("> summary").click();
  return fold;
}

export type ToldStep = { week: number; role: string; what: string; broke?: string; why?: string; needed?: string };

/** Adds a step at the end and describes it. */
export async function addStep(visitor: Visitor, step: ToldStep, isFirst = false): Promise<void> {
  await visitor.press(visitor.words(isFirst ? "themes.reconstruction.edit.add_first" : "themes.reconstruction.edit.add"));
  // a new one stands open; what it is called changes with what is typed into it
  const inside = visitor.page.locator("details.fold[open]").last();
  await visitor.select(visitor.words("themes.reconstruction.field.role"), step.role, inside);
  if (step.broke !== undefined) {
    await inside.getByRole("checkbox", { name: visitor.words("themes.reconstruction.field.broken") }).check();
    await visitor.fill(visitor.words("themes.reconstruction.field.broke"), step.broke, inside);
    await visitor.fill(visitor.words("themes.reconstruction.field.why"), step.why ?? "", inside);
    await visitor.fill(visitor.words("themes.reconstruction.field.needed"), step.needed ?? "", inside);
  }
  await visitor.fill(visitor.words("themes.reconstruction.field.week"), String(step.week), inside);
  await visitor.fill(visitor.words("themes.reconstruction.field.what"), step.what, inside);
}

export async function save(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("themes.reconstruction.edit.save"));
  await visitor.isTold("themes.reconstruction.edit.saved");
}

/** Looked at one by one, as the second person. */
export async function tickNotices(visitor: Visitor): Promise<void> {
  const form = visitor.formOf(visitor.words("themes.reconstruction.release.submit"));
  const boxes = form.getByRole("checkbox");
  for (let at = 0; at < (await boxes.count()); at += 1) await boxes.nth(at).check();
}
