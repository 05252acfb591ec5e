import type { Visitor } from "../../visitor.ts";

/** Prepares a round for all organisations that somebody answers for, and begins it. Answers where its page is. */
export async function beginWave(coordinator: Visitor, title: string): Promise<string> {
  await coordinator.open("/cooperation/waves");
  await coordinator.follow(coordinator.words("cooperation.waves.plan"));
  await coordinator.hasTitle(coordinator.words("cooperation.plan.title"));
  await coordinator.fill(coordinator.words("cooperation.plan.name"), title);
  await coordinator.looksRight("prepare a survey");
  await coordinator.press(coordinator.words("cooperation.plan.save"));
  await coordinator.hasTitle(title);
  await coordinator.looksRight("survey prepared");
  await coordinator.press(coordinator.words("cooperation.wave.open"));
  await coordinator.isTold("cooperation.wave.moved.open");
  return new URL(coordinator.page.url()).pathname;
}

/** A link for whoever answers for this organisation. */
export async function linkFor(coordinator: Visitor, organisation: string): Promise<string> {
  await coordinator.page
    .getByRole("button", { name: `${coordinator.words("cooperation.wave.link")}: ${organisation}`, exact: true })
    .click();
  const link = coordinator.page.getByText(/\/survey\?wave=/);
  await link.waitFor();
  const address = await link.innerText();
  await link.locator("xpath=ancestor::li").waitFor();
  return address.trim();
}

/** Opens the survey by its link; it speaks the language of the account until somebody chooses another. */
export async function openSurvey(rater: Visitor, address: string, organisation: string): Promise<void> {
  await rater.page.goto(address);
  await rater.hasTitle();
  const other = rater.page.getByRole("button", { name: rater.words(`platform.language.${rater.language}`), exact: true });
  if ((await other.getAttribute("aria-pressed")) !== "true") await other.click();
  await rater.hasTitle(rater.words("cooperation.answer.title", { name: organisation }));
}

/** How it goes with one organisation. */
export async function rate(rater: Visitor, organisation: string, often: 0 | 1 | 2 | 3 | 4, well?: 1 | 2 | 3 | 4): Promise<void> {
  const group = rater.page.getByRole("group", { name: organisation, exact: true }).first();
  await group.getByRole("radio", { name: rater.words(`cooperation.frequency.${often}`), exact: true }).check({ force: true });
  if (well !== undefined)
    await group.getByRole("radio", { name: rater.words(`cooperation.quality.${well}`), exact: true }).check({ force: true });
}

export async function handIn(rater: Visitor): Promise<void> {
  await rater.press(rater.words("cooperation.answer.hand_in"));
  await rater.says(rater.words("cooperation.answer.handed_in"));
}
