import { describe, expect, test } from "vitest";
import { enterCase } from "../pages/cases/new-case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("somebody entered twice, $language, $width", (as) => {
  const stage = useStage();

  test("becomes one person with a way from case to case, and two again", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    const cases: string[] = [];
    for (const given of ["Mohammed", "Muhammad"]) {
      await enterCase(wolters, { given, family: "Qasimi" });
      await wolters.hasTitle(`${given} Qasimi`);
      cases.push(new URL(wolters.page.url()).pathname);
    }
    const other = wolters.page.getByText(wolters.words("cases.other.title", { n: 1 }));
    expect(await other.count()).toBe(0);

    await wolters.open("/people/duplicates");
    await wolters.page
      .getByRole("button", { name: /Qasimi.*Qasimi/ })
      .first()
      .click();
    await wolters.looksRight("two entries compared");
    await wolters.press(wolters.words("people.duplicates.merge"));
    await wolters.isTold("people.duplicates.merged");

    for (const [from, to] of [cases, cases.toReversed()]) {
      await wolters.open(from!);
      await other.waitFor();
      await wolters.looksRight("the other case");
      await wolters.page.locator(`main a[href="${to}"]`).first().click();
      await wolters.page.waitForURL((url) => url.pathname === to);
    }

    await wolters.open("/people/duplicates");
    await wolters.page
      .getByRole("button", { name: /Qasimi/ })
      .last()
      .click();
    await wolters.isTold("people.duplicates.undone");
    await wolters.open(cases[0]!);
    expect(await other.count()).toBe(0);
  });
});
