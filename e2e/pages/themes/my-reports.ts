import type { Visitor } from "../../visitor.ts";

export async function openMyReport(visitor: Visitor, title: string): Promise<void> {
  await visitor.open("/my-reports");
  await visitor.looksRight("my reports");
  await visitor.follow(title);
  await visitor.hasTitle(title);
}

/** The stair has come this far: drawn wide with its steps, or on a phone as one line in words. */
export async function standsAtStep(visitor: Visitor, step: 1 | 2 | 3 | 4 | 5 | 6 | 7): Promise<void> {
  const name = visitor.words(`platform.stair.${step}`);
  if (visitor.width === "phone") {
    await visitor.says(visitor.words("platform.stair.label", { n: step, step: name }));
    return;
  }
  await visitor.page.locator('[aria-current="step"]').filter({ hasText: name }).waitFor();
}

export async function sayPartly(visitor: Visitor, missing: string): Promise<void> {
  await visitor.choose(visitor.words("themes.mine.asks"), visitor.words("themes.mine.solved.partly"));
  await visitor.fill(visitor.words("themes.mine.solved_missing"), missing);
  await visitor.press(visitor.words("themes.mine.solved_save"));
  await visitor.isTold("themes.mine.solved_thanks");
}
