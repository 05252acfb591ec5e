import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import type { Visitor } from "../../visitor.ts";

export async function dialogOf(visitor: Visitor): Promise<Locator> {
  const dialog = visitor.page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

export async function close(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("platform.close"), await dialogOf(visitor));
  await visitor.page.getByRole("dialog").waitFor({ state: "hidden" });
}

export async function beginReport(visitor: Visitor, kind: "status_report" | "narrative_report", title: string): Promise<void> {
  await visitor.open("/publication");
  await visitor.follow(visitor.words("publication.list.begin"));
  await visitor.hasTitle(visitor.words("publication.begin.title"));
  await visitor.page.getByRole("radio", { name: new RegExp(`^${visitor.words(`publication.kind.${kind}`)}`) }).check();
  await visitor.fill(visitor.words("publication.head.name"), title);
  await visitor.press(visitor.words("publication.begin.submit"));
  await visitor.isTold("publication.begin.done");
  await visitor.hasTitle(title);
}

/** The section under this heading. */
export function sectionOf(visitor: Visitor, title: string): Locator {
  return visitor.page.locator("section").filter({ has: visitor.page.getByRole("heading", { level: 2, name: title, exact: true }) });
}

/** Writes into the section, and saves it. */
export async function writeSection(visitor: Visitor, title: string, text: string): Promise<void> {
  await visitor.press(visitor.words("publication.section.edit_of", { title }));
  const section = sectionOf(visitor, title);
  await visitor.fill(visitor.words("publication.section.text"), text, section);
  await visitor.press(visitor.words("publication.section.save"), section);
  await visitor.isTold("publication.section.saved", { title });
}

/** Confirms every text that nobody has confirmed yet. Answers how many they were. */
export async function confirmAll(visitor: Visitor): Promise<number> {
  const buttons = visitor.page.getByRole("button", {
    name: new RegExp(`^${visitor.words("publication.section.confirm_of", { title: "" })}`),
  });
  const open = await buttons.count();
  for (let left = open; left > 0; left -= 1) {
    const title = (await buttons.first().getAttribute("aria-label"))!.slice(
      visitor.words("publication.section.confirm_of", { title: "" }).length + 1,
    );
    await buttons.first().click();
    await visitor.isTold("publication.section.confirm_done", { title });
  }
  return open;
}

/** What a button makes, as it arrives. */
export async function keep(visitor: Visitor, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([visitor.page.waitForEvent("download"), visitor.press(button)]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
