import { TOTP } from "otpauth";
import { expect } from "vitest";
import { now } from "../../../platform/server/clock.ts";
import type { Visitor } from "../../visitor.ts";

/** Chooses a first password with the link that the administration handed over. */
export async function choosePassword(visitor: Visitor, address: string, password: string): Promise<void> {
  await visitor.page.goto(address);
  await visitor.hasTitle();
  await visitor.fill(visitor.words("accounts.set_password.field"), password);
  await visitor.press(visitor.words("accounts.set_password.submit"));
}

/** Takes the key into an app, confirms it, and keeps the recovery codes. */
export async function setUpSecondFactor(visitor: Visitor, password: string): Promise<{ recoveryCodes: string[] }> {
  await visitor.press(visitor.words("accounts.factor.begin"));
  await visitor.unfold(visitor.words("accounts.factor.no_camera"));
  const key = (await visitor.page.locator(".secret").innerText()).replaceAll(" ", "");
  await visitor.looksRight("second factor");
  await visitor.fill(visitor.words("accounts.code.label"), new TOTP({ secret: key }).generate({ timestamp: now().getTime() }));
  await visitor.fill(visitor.words("accounts.code.password"), password);
  await visitor.press(visitor.words("accounts.factor.confirm"));
  await visitor.hasTitle(visitor.words("accounts.recovery.title"));
  await visitor.looksRight("recovery codes");
  const recoveryCodes = await visitor.page.locator(".recovery li").allInnerTexts();
  expect(recoveryCodes).toHaveLength(10);
  await visitor.press(visitor.words("accounts.recovery.kept"));
  return { recoveryCodes };
}

/** At the entrance of the demo, past the one click. */
export async function signInWithPassword(visitor: Visitor, email: string, password: string): Promise<void> {
  await visitor.page.goto("/sign-in");
  await visitor.hasTitle();
  const fold = await visitor.unfold(visitor.words("network.demo.password"));
  await visitor.fill(visitor.words("network.sign_in.email"), email, fold);
  await visitor.fill(visitor.words("network.sign_in.password"), password, fold);
  await visitor.press(visitor.words("network.sign_in.submit"), fold.locator("form"));
}
