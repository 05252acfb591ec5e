import { describe, test } from "vitest";
import { openCase } from "../pages/cases/case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

async function unfoldEverything(visitor: Visitor): Promise<void> {
  await visitor.page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
}

/** 320 pixels are a window of 1280 enlarged four times: WCAG 1.4.10. */
describe.each(["de", "en"] as const)("nothing scrolls sideways at 320 pixels, %s", (language) => {
  const stage = useStage();

  test("home, a case with all its parts, a gap", async () => {
    const wolters = await stage.enter({ language, width: "narrow" });
    await wolters.open("/privacy");
    await wolters.looksRight("data protection");
    await signInAs(wolters, "Karin Wolters");
    await wolters.looksRight("home of a case manager");
    await openCase(wolters, "Nadia Rahimi");
    await wolters.looksRight("case");
    await unfoldEverything(wolters);
    await wolters.field(wolters.words("cases.contact.sentence")).focus();
    await wolters.looksRight("case, unfolded");
    await wolters.follow(wolters.words("themes.nav.report"));
    await wolters.hasTitle(wolters.words("themes.report.title"));
    await unfoldEverything(wolters);
    await wolters.looksRight("report a gap");
    await wolters.open("/account");
    await wolters.looksRight("my account");
  });

  test("a case under a law with a long name", async () => {
    const brandt = await stage.enter({ language, width: "narrow" });
    await signInAs(brandt, "Silke Brandt");
    await brandt.open("/cases");
    await brandt.follow("Hosseini, Kaveh");
    await brandt.hasTitle("Kaveh Hosseini");
    await unfoldEverything(brandt);
    await brandt.page
      .getByText(language === "de" ? "Asylbewerberleistungsgesetz" : "Asylum Seekers' Benefits Act", { exact: true })
      .filter({ visible: true })
      .first()
      .waitFor();
    await brandt.looksRight("case under a law with a long name");
  });

  test("a theme, its measure with the picture, a meeting", async () => {
    const aksoy = await stage.enter({ language, width: "narrow" });
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.looksRight("home of a coordinator");
    await aksoy.open("/themes");
    await aksoy.follow("Eltern ohne Kinderbetreuung warten dreimal so lange auf den Kurs");
    await aksoy.hasTitle("Eltern ohne Kinderbetreuung warten dreimal so lange auf den Kurs");
    await unfoldEverything(aksoy);
    await aksoy.looksRight("theme");
    await aksoy.follow("Betreuung im Haus des Kurses");
    await aksoy.hasTitle("Betreuung im Haus des Kurses");
    await aksoy.page.getByRole("figure").first().waitFor();
    await unfoldEverything(aksoy);
    await aksoy.looksRight("measure");
    await aksoy.open("/bodies");
    await aksoy.looksRight("bodies");
    await aksoy.follow(/Steuerungsgruppe/, aksoy.page.getByRole("list", { name: aksoy.words("bodies.list.upcoming") }));
    await aksoy.hasTitle();
    await unfoldEverything(aksoy);
    await aksoy.looksRight("meeting");
  });
});
