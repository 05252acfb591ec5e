import { describe, expect, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("the order of a word list, $language, $width", (as) => {
  const stage = useStage();

  test("is changed by keyboard, stands where people choose, and can be undone", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.open("/words");
    const list = aksoy.words("network.vocabulary.field_of_action");
    const orderOf = { name: aksoy.words("network.words.order_of", { list }), exact: true };
    const words = async () =>
      (
        await aksoy.page.getByRole("list", { name: list, exact: true }).locator("li > p:first-child, li p:first-of-type").allInnerTexts()
      ).map((text) => text.split(" · ")[0]!);
    await aksoy.unfold(list);
    const before = await words();
    await aksoy.page.getByRole("button", orderOf).click();
    const rows = aksoy.page.getByRole("list", orderOf).getByRole("listitem");
    await rows.nth(2).getByRole("button").nth(2).focus();
    await aksoy.page.keyboard.press("Enter");
    // the focus went along, and stands on a way back
    expect(await rows.first().locator(":focus").count()).toBe(1);
    await aksoy.looksRight("words in order");
    await aksoy.press(aksoy.words("network.words.order_save"));
    const toast = aksoy.page.locator("output").filter({ hasText: aksoy.words("network.words.ordered") });
    await toast.waitFor();
    expect(await words()).toEqual([before[2], before[0], before[1], ...before.slice(3)]);

    const thiel = await stage.enter(as);
    await signInAs(thiel, "Hanna Thiel");
    await thiel.open("/words");
    await thiel.unfold(list);
    expect((await thiel.page.getByRole("list", { name: list, exact: true }).locator("li").first().innerText()).includes(before[2]!)).toBe(
      true,
    );

    await toast.getByRole("button", { name: aksoy.words("platform.undo"), exact: true }).click();
    await expect.poll(words).toEqual(before);
  });
});
