import { describe, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { openTheme } from "../pages/themes/theme.ts";
import { useStage } from "../stage.ts";

const theme = "Eltern ohne Kinderbetreuung warten dreimal so lange auf den Kurs";
const pattern = "Betreuung im Haus des Kurses";
const copy = "Auch bei uns fehlt die Betreuung in der Kurszeit";
const another = "Am Abend gibt es keinen Sprachkurs";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("copy a theme, $language, $width", (as) => {
  const stage = useStage();

  test("a site offers what helped, without a person in it", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await openTheme(aksoy, theme);
    await aksoy.follow(aksoy.words("themes.pattern.offer_title"));
    await aksoy.hasTitle(aksoy.words("themes.pattern.offer_title"));
    await aksoy.press(aksoy.words("themes.pattern.save"));
    await aksoy.looksRight("pattern refused");
    await aksoy.fill(aksoy.words("themes.pattern.done"), "Die Volkshochschule betreut Kinder während der Kurszeit im selben Haus.");
    await aksoy.fill(aksoy.words("themes.pattern.failed"), "Der erste Anbieter sagte ab. Frau Busch fand dann einen anderen.");
    await aksoy.fill(aksoy.words("themes.pattern.cost_year"), "38000");
    await aksoy.press(aksoy.words("themes.pattern.save"));
    const row = aksoy.page.getByRole("listitem").filter({ has: aksoy.page.locator("mark", { hasText: "Busch" }) });
    await row.first().waitFor();
    await aksoy.looksRight("pattern, checked");
    await row.first().getByRole("button").first().click();
    await aksoy.press(aksoy.words("themes.pattern.save"));
    await aksoy.isTold("themes.pattern.saved");
    await aksoy.hasTitle(pattern);
    await aksoy.looksRight("own pattern");
  });

  test("another site finds it, copies it with its source, and joins it to what it has", async () => {
    const other = await stage.enter(as);
    await signInAs(other, "Wiebke Hartung", { site: "Kreis Sonnberg" });
    await other.open("/patterns");
    await other.looksRight("patterns");
    await other.follow(pattern);
    await other.hasTitle(pattern);
    await other.looksRight("pattern");
    await other.fill(other.words("themes.theme.name"), copy);
    await other.press(other.words("themes.pattern.copy_do"));
    await other.isTold("themes.pattern.copied");
    await other.hasTitle(copy);
    await other.says(other.words("themes.pattern.source", { site: "Kreis Lindenau" }));
    await other.looksRight("copied theme");

    const fold = await other.unfold(other.words("themes.move.merge"));
    await other.select(other.words("themes.move.into"), another, fold);
    await other.looksRight("merge");
    await other.press(other.words("themes.move.merge_do"), fold);
    await other.hasTitle(another);
    await other.says(other.words("themes.move.title"));
    await other.page.getByRole("button", { name: new RegExp(`^${other.words("themes.move.undo")}: `) }).click();
    await other.isTold("themes.move.undone");
    await openTheme(other, copy);
    await other.unfold(other.words("themes.priority.save"));
    for (const one of ["reach", "severity", "solvable"] as const) {
      await other.choose(other.words(`themes.priority.${one}`), other.words(`themes.priority.${one}.3`));
      const label = other.words("themes.priority.reason_of", { criterion: other.words(`themes.priority.${one}`) });
      await other.fill(label, "Das sagen alle Stellen.");
    }
    await other.press(other.words("themes.priority.save"));
    await other.isTold("themes.priority.saved", { level: other.words("themes.priority.level.first") });
    await other.looksRight("theme with its priority");
  });
});
