import { describe, expect, test } from "vitest";
import { beginWave, handIn, linkFor, openSurvey, rate } from "../pages/cooperation/waves.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

/** Organisations in whose name nobody of the story signs in: they have a link and nothing else. */
const byLink = ["AWO", "DRK", "IHK", "Kulturhaus Zagros", "Sprachschule Horizont"];

describe("a survey on cooperation, from the first question to the network", () => {
  const stage = useStage();
  test.each([
    { language: "de", width: "wide", title: "Umfrage im Winter" },
    { language: "en", width: "phone", title: "Umfrage im Frühling" },
  ] as const)("$language $width", async ({ title, ...look }) => {
    const aksoy = await stage.enter(look);
    await signInAs(aksoy, "Derya Aksoy");
    const page = await beginWave(aksoy, title);
    await aksoy.looksRight("survey running");

    // fewer than five answers give nobody a result
    await aksoy.press(aksoy.words("cooperation.wave.close"));
    await aksoy.press(aksoy.words("cooperation.wave.close"), aksoy.page.getByRole("dialog"));
    await aksoy.says(aksoy.words("cooperation.reason.too_few_answers"));

    // five answer by link, without a password; each for the own organisation
    for (const [index, organisation] of byLink.entries()) {
      await aksoy.open(page);
      const address = await linkFor(aksoy, organisation);
      const rater = await stage.enter(look);
      await openSurvey(rater, address, organisation);
      for (const other of byLink) if (other !== organisation) await rate(rater, other, other === "IHK" || organisation === "IHK" ? 0 : 4);
      if (index === 0) {
        await rate(rater, "DRK", 3, 1);
        await rater.says(rater.words("cooperation.answer.saved"));
        await rater.looksRight("survey answered in part");
        // nothing is lost by leaving
        await rater.page.goto("/imprint");
      }
      if (index !== 0) await handIn(rater);
      else {
        await openSurvey(rater, address, organisation);
        const drk = rater.page.getByRole("group", { name: "DRK", exact: true }).first();
        expect(await drk.getByRole("radio", { name: rater.words("cooperation.quality.1"), exact: true }).isChecked()).toBe(true);
        await handIn(rater);
        await rater.looksRight("survey handed in");
        // whoever else has the link, as the coordinator who copied it, reads nothing of it
        const other = await stage.enter(look);
        await other.page.goto(address);
        await other.says(other.words("cooperation.answer.handed_in"));
        expect(await other.page.getByRole("radio").count()).toBe(0);
        expect(await other.page.getByText(other.words("cooperation.quality.1"), { exact: true }).count()).toBe(0);
        await other.press(other.words("cooperation.answer.anew"));
        await other.says(other.words("cooperation.answer.anew_title"));
        expect(await other.page.getByRole("radio", { checked: true }).count()).toBe(0);
        await other.looksRight("survey answered anew");
        // a link opens the survey and nothing of planning
        await rater.page.goto("/cooperation/structures");
        expect(await rater.page.getByText(rater.words("cooperation.coverage.title")).count()).toBe(0);
      }
    }

    // a partner answers signed in, from the first page
    const krause = await stage.enter(look);
    await signInAs(krause, "Rania Haddad");
    await krause.follow(title);
    await krause.hasTitle();
    await rate(krause, "AWO", 4, 4);
    await handIn(krause);

    // the coordinator sees that they answered, and not what
    await aksoy.open(page);
    await aksoy.says(/6 (von|of) \d+/);
    await aksoy.looksRight("survey with answers");
    await aksoy.press(aksoy.words("cooperation.wave.close"));
    await aksoy.press(aksoy.words("cooperation.wave.close"), aksoy.page.getByRole("dialog"));
    await aksoy.isTold("cooperation.wave.moved.closed");
    await aksoy.follow(aksoy.words("cooperation.wave.see_result"));
    await aksoy.hasTitle(aksoy.words("cooperation.network.title"));
    // a phone shows the first rows, and the others on demand
    if (look.width === "phone")
      await aksoy.page
        .getByRole("button", { name: /^Show all \d/ })
        .first()
        .click();
    await aksoy.says(aksoy.words("cooperation.sentence.alone", { name: "IHK" }));
    await aksoy.looksRight("network");

    // by keyboard along the ties: each organisation says its sentence
    const awo = aksoy.page.getByRole("button", { name: /^AWO / });
    await awo.focus();
    await aksoy.page.keyboard.press("PageDown");
    expect(await aksoy.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).not.toMatch(/^AWO /);
    await aksoy.page.keyboard.press("PageUp");
    expect(await aksoy.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^AWO /);
    await aksoy.page.keyboard.press("Enter");
    expect(await awo.getAttribute("aria-pressed")).toBe("true");
    await aksoy.looksRight("network, one chosen");

    // the other pages of cooperation
    for (const path of ["structures", "agreements", "chances"]) {
      await aksoy.open(`/cooperation/${path}`);
      await aksoy.looksRight(`cooperation ${path}`);
    }

    // members of bodies see the result only when it is shown to them
    const vogt = await stage.enter(look);
    await signInAs(vogt, "Renate Vogt");
    await vogt.open("/cooperation");
    expect(await vogt.page.getByText(title).count()).toBe(0);
    await aksoy.open(`/cooperation/network?wave=${page.split("/").at(-1)}`);
    await aksoy.tick(aksoy.words("cooperation.readers.bodies"));
    await aksoy.press(aksoy.words("cooperation.readers.save"));
    await aksoy.isTold("cooperation.saved");
    await vogt.page.reload();
    await vogt.hasTitle();
    await vogt.looksRight("network of a member");
    expect(await vogt.page.locator("option").filter({ hasText: title }).count()).toBe(1);

    // the scientific team reads which counselling there is and who gets in, until the site takes it back
    const arslan = await stage.enter(look);
    await signInAs(arslan, "Dr. Selim Arslan", { site: "Programm Gemeinsam ankommen" });
    for (const part of ["chances", "structures"] as const) {
      await arslan.open(`/cooperation/${part}`);
      await arslan.hasTitle(arslan.words(`cooperation.${part}.title`));
      await arslan.says(/Kreis Lindenau, /);
      await arslan.looksRight(`cooperation ${part}, released`);
    }
    await aksoy.open("/cooperation/structures");
    await aksoy.press(aksoy.words("cooperation.team.end"));
    await aksoy.isTold("cooperation.team.structures_ended");
    await arslan.page.reload();
    await arslan.says(arslan.words("cooperation.team.no_structures"));
    await arslan.looksRight("cooperation structures, none released");
    await aksoy.press(aksoy.words("cooperation.team.structures_release"));
    await aksoy.isTold("cooperation.team.structures_released");
    await arslan.page.reload();
    await arslan.says(arslan.words("cooperation.coverage.title"));
    await aksoy.open("/cooperation/chances");
    await aksoy.press(aksoy.words("cooperation.team.chances_renew"));
    await aksoy.isTold("cooperation.team.chances_shown", { year: String(new Date().getFullYear()) });
  });
});
