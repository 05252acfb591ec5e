import { describe, expect, test } from "vitest";
import { countTalk, hasToday, openCounter, patternsOf } from "../pages/cases/consultations.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

const words = {
  de: { field: "Kinderbetreuung", concern: "Kita oder Schule", language: "Arabisch" },
  en: { field: "Child care", concern: "Child care or school", language: "Arabic" },
} as const;

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("short consultations, $language, $width", (as) => {
  const stage = useStage();

  test("are counted at the counter by one key, taken back, corrected, and become protected figures", async () => {
    const haddad = await stage.enter(as);
    await signInAs(haddad, "Rania Haddad");
    await openCounter(haddad);
    await hasToday(haddad, 0);
    await haddad.looksRight("counter");

    // two keys, two talks; the nought takes the last one back
    const what = (await patternsOf(haddad).nth(1).locator("b").innerText()).trim();
    await haddad.page.keyboard.press("2");
    await haddad.isTold("cases.consultation.said", { n: 1, what });
    await haddad.page.keyboard.press("2");
    await haddad.isTold("cases.consultation.said", { n: 1, what });
    await hasToday(haddad, 2);
    await haddad.page.keyboard.press("0");
    await hasToday(haddad, 1);
    // a number typed into a field counts nobody
    await haddad.field(haddad.words("cases.consultation.number")).fill("3");
    await hasToday(haddad, 1);
    await haddad.field(haddad.words("cases.consultation.number")).fill("1");
    // the same by hand
    await patternsOf(haddad).first().click();
    await hasToday(haddad, 2);

    // something new, in which the system failed: field and town go along, nobody's name
    const { field, concern, language } = words[as.language];
    const outcome = haddad.words("cases.consultation.outcome.gap_reported");
    await countTalk(haddad, { field, concern, outcome, language, town: "Erlbach" });
    await hasToday(haddad, 3);
    await haddad.looksRight("counted, with a gap");
    const note = haddad.page.locator(".note").filter({ hasText: haddad.words("cases.consultation.after_gap") });
    await haddad.press(haddad.words("themes.nav.report"), note);
    await haddad.hasTitle(haddad.words("themes.report.title"));
    const chosen = (label: string) =>
      haddad
        .field(label)
        .first()
        .evaluate((at) => (at as HTMLSelectElement).selectedOptions[0]!.text);
    expect([await chosen(haddad.words("themes.report.field")), await chosen(haddad.words("themes.report.town"))]).toEqual([
      field,
      "Erlbach",
    ]);
    expect(new URL(haddad.page.url()).search, "nothing of the talk stands in the address").toBe("");

    // the own unit's day, corrected
    await haddad.open("/consultations/days");
    await haddad.says(concern);
    await haddad.looksRight("day");
    await haddad.press(haddad.words("cases.edit_of", { what: concern }));
    const dialog = haddad.page.getByRole("dialog");
    await haddad.choose(haddad.words("cases.consultation.outcome"), haddad.words("cases.consultation.outcome.referred_on"), dialog);
    await haddad.looksRight("correction");
    await haddad.press(haddad.words("cases.consultation.save"), dialog);
    await haddad.isTold("cases.consultation.saved");
    await haddad.says(new RegExp(haddad.words("cases.consultation.outcome.referred_on")));

    // the coordination sees figures: the year, and what is too small to show
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.open("/consultations/figures");
    // a report of the site has told the figure: three talks more do not move it within a week
    await aksoy.says(as.language === "de" ? "1.240" : "1,240");
    const languages = aksoy.page.getByRole("region", { name: aksoy.words("cases.consultation.by_language") });
    await languages.getByText(aksoy.words("platform.protected.word")).first().waitFor();
    await aksoy.looksRight("figures of consultations");
    const download = aksoy.page.waitForEvent("download");
    await aksoy.page.getByRole("button", { name: /Excel/ }).first().click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
    // and never a single talk
    await aksoy.page.goto("/consultations");
    await aksoy.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await patternsOf(aksoy).count()).toBe(0);
  });
});
