import { describe, expect, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("a person whose period is over, $language, $width", (as) => {
  const stage = useStage();

  test("is deleted by two people, and only a record without a name stays", async () => {
    await stage.work("cases.propose_deletions");
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await wolters.open("/erasures");
    await wolters.looksRight("deletions due");
    await wolters.press(wolters.words("consent.due.ask_of", { name: "Oleh Petrenko" }));
    const dialog = wolters.page.getByRole("dialog");
    await wolters.choose(wolters.words("consent.erasure.ask.archive"), wolters.words("consent.erasure.archive.not_bound"), dialog);
    await wolters.looksRight("deletion asked for");
    await wolters.press(wolters.words("consent.due.ask"), dialog);
    await wolters.isTold("consent.erasure.ask.said");
    // nobody is the second person to themself
    expect(await wolters.page.getByRole("button", { name: wolters.words("consent.erasure.confirm.open") }).count()).toBe(0);

    const oduya = await stage.enter(as);
    await signInAs(oduya, "Paul Oduya");
    await oduya.says(oduya.words("consent.erasure.home.title", { n: 1 }));
    await oduya.open("/erasures");
    await oduya.page
      .getByRole("button", { name: new RegExp(`^${oduya.words("consent.erasure.confirm.of", { mark: "" }).trim()}`) })
      .click();
    const decision = oduya.page.getByRole("alertdialog").or(oduya.page.getByRole("dialog"));
    await decision.getByText(oduya.words("consent.erasure.goes.title")).waitFor();
    await oduya.looksRight("second person");
    await oduya.press(oduya.words("consent.erasure.confirm.submit"), decision);
    await oduya.isTold("consent.erasure.confirm.said");
    await oduya.looksRight("record of a deletion");

    await wolters.open("/erasures");
    const record = wolters.page.getByRole("list", { name: wolters.words("consent.erasure.list.past"), exact: true });
    await record.getByText(wolters.words("consent.erasure.state.done"), { exact: true }).waitFor();
    expect(await wolters.page.getByText("Petrenko").count()).toBe(0);
  });
});
