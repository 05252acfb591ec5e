import type { Visitor } from "../../visitor.ts";

/** From Home to the case of somebody who comes today. */
export async function openCase(visitor: Visitor, name: string): Promise<void> {
  await visitor.open("/");
  await visitor.follow(name);
  await visitor.hasTitle(name);
}

/** A contact without a mouse: from the sentence by tabulator and arrows to the shortcut that sends. */
export async function saveContactByKeyboard(visitor: Visitor, sentence: string): Promise<void> {
  const { keyboard } = visitor.page;
  await visitor.field(visitor.words("cases.contact.sentence")).focus();
  await keyboard.type(sentence);
  // on to how it was: the present choice takes the focus, an arrow moves on
  await keyboard.press("Tab");
  await keyboard.press("ArrowRight");
  // on to the minutes: nothing is chosen, the space takes the first
  await keyboard.press("Tab");
  await keyboard.press("Space");
  await keyboard.press("Control+Enter");
  await visitor.isTold("cases.contact.said");
}

export async function writeContact(visitor: Visitor, contact: { sentence: string; minutes: string }): Promise<void> {
  await visitor.fill(visitor.words("cases.contact.sentence"), contact.sentence);
  await visitor.choose(visitor.words("cases.contact.minutes"), contact.minutes);
}

export async function storyTells(visitor: Visitor, words: string): Promise<void> {
  const story = visitor.page.getByRole("region", { name: visitor.words("cases.story.title"), exact: true });
  const rest = story.getByRole("button", { name: new RegExp(visitor.words("cases.story.rest", { n: "#" }).replace("#", String.raw`\d+`)) });
  if (await rest.isVisible()) await rest.click();
  await story
    .getByRole("list", { name: visitor.words("cases.story.title") })
    .getByText(words)
    .first()
    .waitFor();
}

/** A step of a service with the day since when there is a right to it: the milestone follows by itself. */
export async function addStep(visitor: Visitor, step: { text: string; service: string; entitledOn: string }): Promise<void> {
  const fold = visitor.page.locator("details").filter({
    has: visitor.page.locator("summary").getByText(visitor.words("cases.plan.title")),
  });
  if ((await fold.first().getAttribute("open")) === null) await fold.first().locator("summary").first().click();
  await visitor.press(visitor.words("cases.step.add"));
  const dialog = visitor.page.getByRole("dialog");
  await visitor.fill(visitor.words("cases.step.text"), step.text, dialog);
  await visitor.select(visitor.words("cases.step.service"), step.service, dialog);
  await visitor.fill(visitor.words("cases.step.entitledOn"), step.entitledOn, dialog);
  await visitor.looksRight("step");
  await visitor.press(visitor.words("cases.step.submit"), dialog);
  await visitor.isTold("cases.step.said");
}
