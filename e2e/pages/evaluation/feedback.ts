import type { Locator } from "playwright-core";
import type { Visitor } from "../../visitor.ts";

/** An answer that carries a note: its name goes on after the words. */
async function chooseWithNote(visitor: Visitor, question: string, answer: string, inside: Locator): Promise<void> {
  const group = inside.getByRole("radiogroup", { name: question, exact: true });
  await group.getByRole("radio", { name: answer }).check();
}

/** From the page of all sites to what the team keeps on one of them. */
export async function openSite(visitor: Visitor, site: string): Promise<void> {
  await visitor.open("/");
  await visitor.follow(visitor.words("evaluation.sites.open", { site }));
  await visitor.hasTitle(site);
}

export async function openPart(visitor: Visitor, part: "process" | "findings" | "advice" | "feedback" | "releases"): Promise<void> {
  const parts = visitor.page.getByRole("navigation", { name: visitor.words("evaluation.site.parts"), exact: true });
  await visitor.follow(visitor.words(`evaluation.part.${part}`), parts);
  await parts
    .locator("[aria-current=page]")
    .filter({ hasText: visitor.words(`evaluation.part.${part}`) })
    .waitFor();
}

export async function writeNote(visitor: Visitor, note: { event: string; meaning: string }): Promise<void> {
  const fold = await visitor.unfold(visitor.words("evaluation.entry.write"));
  await visitor.fill(visitor.words("evaluation.entry.event"), note.event, fold);
  await visitor.fill(visitor.words("evaluation.entry.interpretation"), note.meaning, fold);
  await chooseWithNote(visitor, visitor.words("evaluation.entry.who_sees"), visitor.words("evaluation.entry.only_team"), fold);
  await visitor.press(visitor.words("evaluation.entry.save"), fold);
}

export async function draftFeedback(
  visitor: Visitor,
  feedback: { level: "steering_group"; title: string; text: string; restsOn: string },
): Promise<void> {
  const fold = await visitor.unfold(visitor.words("evaluation.feedback.write"));
  await chooseWithNote(visitor, visitor.words("evaluation.feedback.level"), visitor.words(`evaluation.level.${feedback.level}`), fold);
  await visitor.fill(visitor.words("evaluation.feedback.title"), feedback.title, fold);
  await visitor.fill(visitor.words("evaluation.feedback.text"), feedback.text, fold);
  await visitor.unfold(visitor.words("evaluation.feedback.rests_on", { n: 0 }));
  await fold.getByRole("checkbox", { name: new RegExp(feedback.restsOn) }).check();
  await visitor.press(visitor.words("evaluation.feedback.save"), fold);
  await visitor.isTold("evaluation.feedback.saved");
}

/** To the site, or given: asked once more before it goes. */
export async function moveFeedback(visitor: Visitor, title: string, to: "send" | "give"): Promise<void> {
  const word = visitor.words(`evaluation.feedback.${to}`);
  await visitor.press(`${word}: ${title}`);
  await visitor.press(word, visitor.page.getByRole("dialog"));
  await visitor.isTold(to === "send" ? "evaluation.feedback.moved.at_site" : "evaluation.feedback.moved.given");
}

const rowOf = (visitor: Visitor, title: string) =>
  visitor.page.getByRole("listitem").filter({ has: visitor.page.getByRole("heading", { name: title, exact: true }) });

export async function checkFeedback(visitor: Visitor, title: string, comment: string): Promise<void> {
  const row = rowOf(visitor, title);
  // another one waits longer and stands open before it
  await visitor.press(`${visitor.words("evaluation.check.open")}: ${title}`, row);
  await visitor.choose(visitor.words("evaluation.check.question"), visitor.words("evaluation.check.commented"), row);
  await visitor.fill(visitor.words("evaluation.check.comment"), comment, row);
  await visitor.press(visitor.words("evaluation.check.save"), row);
  await visitor.isTold("evaluation.check.saved");
}

export async function recordConsequence(visitor: Visitor, title: string, text: string): Promise<void> {
  const row = rowOf(visitor, title);
  await visitor.press(`${visitor.words("evaluation.consequence.say")}: ${title}`, row);
  await visitor.fill(visitor.words("evaluation.consequence.followed_label"), text, row);
  await visitor.press(visitor.words("evaluation.consequence.save"), row);
  await visitor.isTold("evaluation.consequence.saved");
}
