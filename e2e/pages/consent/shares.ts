import { expect } from "vitest";
import type { Visitor } from "../../visitor.ts";

/** From the open case to who knows what about this person. */
export async function openShares(visitor: Visitor): Promise<void> {
  // on a phone it is folded
  if (visitor.width !== "wide") await visitor.unfold(visitor.words("cases.knower.title"));
  await visitor.follow(visitor.words("cases.knower.change"));
  await visitor.page.waitForURL(/\/shares$/);
  await visitor.page.getByRole("heading", { name: visitor.words("consent.running.title"), exact: true }).waitFor();
}

/** Asks, with an answer that is already there; nothing may be chosen beforehand. */
export async function askShare(visitor: Visitor, share: { unit: string; categories: readonly string[] }): Promise<void> {
  await visitor.press(visitor.words("consent.ask.open"));
  const form = visitor.page.getByRole("form", { name: visitor.words("consent.ask.title"), exact: true });
  await form.waitFor();
  expect(await form.getByRole("combobox", { name: visitor.words("consent.ask.unit"), exact: true }).inputValue()).toBe("");
  for (const box of await form.getByRole("checkbox").all()) expect(await box.isChecked()).toBe(false);
  await visitor.find(visitor.words("consent.ask.unit"), share.unit, form);
  await visitor.field(visitor.words("consent.ask.purpose"), form).selectOption({ index: 1 });
  for (const category of share.categories) await form.getByRole("checkbox", { name: category, exact: true }).check();
}

export async function answerAtOnce(visitor: Visitor): Promise<void> {
  const form = visitor.page.getByRole("form", { name: visitor.words("consent.ask.title"), exact: true });
  await form.getByLabel(visitor.words("consent.ask.answered")).check();
  await visitor.choose(visitor.words("consent.declaration.given_by"), visitor.words("consent.giver.person"), form);
  await visitor.fill(visitor.words("consent.declaration.judgement"), "Hat in eigenen Worten erklärt, was weitergegeben wird.", form);
  await visitor.choose(visitor.words("consent.declaration.form"), visitor.words("consent.form.written"), form);
  await visitor.field(visitor.words("consent.declaration.language"), form).selectOption({ value: "fa" });
  await visitor.fill(visitor.words("consent.declaration.text_version"), "2026-2", form);
}

export async function saveShare(visitor: Visitor): Promise<void> {
  await visitor.press(visitor.words("consent.ask.submit_given"));
  await visitor.isTold("consent.given.said");
}

export async function withdrawShare(visitor: Visitor, unit: string): Promise<void> {
  await visitor.press(visitor.words("consent.withdraw.of", { unit }));
  const dialog = visitor.page.getByRole("dialog");
  await visitor.press(visitor.words("consent.withdraw.submit"), dialog);
  await visitor.isTold("consent.withdraw.said");
}
