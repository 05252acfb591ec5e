import { describe, expect, test } from "vitest";
import { openCase } from "../pages/cases/case.ts";
import { answerAtOnce, askShare, openShares, saveShare, withdrawShare } from "../pages/consent/shares.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { Language } from "../words.ts";

const person = "Nadia Rahimi";
const unit = "Caritasverband Lindenau, Jugendmigrationsdienst";
const categories: Record<Language, { readonly given: readonly string[]; readonly kept: readonly string[] }> = {
  de: { given: ["Name und Geburtsdatum", "Sprache und Bildung"], kept: ["Kontakt", "Familie", "Gesundheit"] },
  en: { given: ["Name and date of birth", "Language and education"], kept: ["Contact", "Family", "Health"] },
};

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("a share, $language, $width", (as) => {
  const stage = useStage();

  test("opens exactly its categories, and nothing once it is withdrawn", async () => {
    const { given, kept } = categories[as.language];
    const fuchs = await stage.enter(as);
    await signInAs(fuchs, "Tim Fuchs");
    expect(await fuchs.page.getByText("Rahimi").count()).toBe(0);

    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await openCase(wolters, person);
    await openShares(wolters);
    await askShare(wolters, { unit, categories: given });
    await answerAtOnce(wolters);
    await wolters.looksRight("share, asked");
    await saveShare(wolters);
    await wolters.looksRight("shares");

    await fuchs.open("/shared");
    await fuchs.looksRight("shared with us");
    await fuchs.follow(person);
    await fuchs.hasTitle(person);
    await fuchs.says(fuchs.words("cases.next.step", { kind: "unit", unit: "Diakonie Lindenau, Migrationsberatung" }));
    // what the unit that leads the case has to do is not the reader's
    expect(await fuchs.page.getByText(/bei Ihnen|yours|^wir$|^ours$/).count()).toBe(0);
    await fuchs.looksRight("shared case");
    const address = fuchs.page.url();
    const hidden = await fuchs.page.getByText(fuchs.words("cases.case.hidden", { categories: "" }).split(":")[0]!).innerText();
    for (const category of kept) expect(hidden).toContain(category);
    for (const category of given) expect(hidden).not.toContain(category);

    await withdrawShare(wolters, unit);
    await fuchs.page.goto(address);
    await fuchs.hasTitle(fuchs.words("cases.case.missing.title"));
    expect(await fuchs.page.getByText("Rahimi").count()).toBe(0);
    await fuchs.open("/shared");
    expect(await fuchs.page.getByText("Rahimi").count()).toBe(0);
  });

  test("to the Ausländerbehörde is never chosen beforehand, and asked about twice", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await openCase(wolters, person);
    await openShares(wolters);
    await askShare(wolters, { unit: "Kreis Lindenau, Ausländerbehörde", categories: categories[as.language].given });
    await wolters.says(wolters.words("consent.authority.title"));
    expect(await wolters.page.getByLabel(wolters.words("consent.authority.confirm")).isChecked()).toBe(false);
    await wolters.press(wolters.words("consent.ask.submit"));
    await wolters.says(wolters.words("consent.field.confirm_foreigners_authority"));
    await wolters.looksRight("share, refused");
  });
});
