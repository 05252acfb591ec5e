import { describe, expect, test } from "vitest";
import { openPaper } from "../pages/bodies/meeting.ts";
import { openCase, storyTells, writeContact } from "../pages/cases/case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { isReported, sendReport, writeReport } from "../pages/themes/reports.ts";
import { useStage } from "../stage.ts";

const what = "Der Bescheid kam drei Wochen nach dem Umzug an der alten Anschrift an.";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("nothing is lost, $language, $width", (as) => {
  const stage = useStage();

  test("a draft is there again after the page was loaded anew", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await wolters.open("/report");
    await writeReport(wolters, { what });
    await wolters.says(new RegExp(wolters.words("platform.draft.saved", { time: "TIME" }).split("TIME")[0]!));
    await wolters.page.reload();
    await wolters.says(new RegExp(wolters.words("platform.draft.restored", { moment: "TIME" }).split("TIME")[0]!));
    expect(await wolters.field(wolters.words("themes.report.what")).inputValue()).toBe(what);
    await wolters.looksRight("draft restored");
  });

  test("whatever form somebody writes in, the words are there again after the page was loaded anew", async () => {
    const wolters = await stage.enter(as);
    const { page } = wolters;
    const restored = new RegExp(wolters.words("platform.draft.restored", { moment: "TIME" }).split("TIME")[0]!);
    const isBack = async (label: string, value: string) => {
      await expect.poll(() => wolters.field(label).first().inputValue()).toBe(value);
      await wolters.says(restored);
    };
    await signInAs(wolters, "Karin Wolters");

    await wolters.open("/cases/new");
    await wolters.fill(wolters.words("people.field.given_names"), "Amina");
    await wolters.fill(wolters.words("people.field.birth_date"), wolters.day(-9000));
    await (await wolters.unfold(wolters.words("cases.new.contact"))).waitFor();
    await wolters.fill(wolters.words("people.contact.note"), "Abends, auf Dari.");
    const consent = page.getByRole("radio", { name: wolters.words("cases.legal_basis.consent") });
    await consent.check();
    await page.reload();
    await isBack(wolters.words("people.field.given_names"), "Amina");
    // also what is folded away at first
    await isBack(wolters.words("people.contact.note"), "Abends, auf Dari.");
    await isBack(wolters.words("people.field.birth_date"), wolters.day(-9000));
    expect(await consent.isChecked()).toBe(true);
    await wolters.looksRight("form restored");
    await wolters.press(wolters.words("platform.draft.discard"));
    await expect.poll(() => wolters.field(wolters.words("people.field.given_names")).inputValue()).toBe("");
    await page.reload();
    await wolters.hasTitle();
    await page.waitForLoadState("networkidle");
    expect(await wolters.field(wolters.words("people.field.given_names")).inputValue()).toBe("");

    // a dialog is closed with what stands in it, and opened again with it; what was sent is no draft any more
    await openCase(wolters, "Nadia Rahimi");
    const dialog = page.getByRole("dialog");
    const addGoal = () => wolters.press(wolters.words("cases.goal.add"));
    const plan = () => wolters.unfold(wolters.words("cases.plan.title"));
    await plan();
    await addGoal();
    await wolters.fill(wolters.words("cases.goal.text"), "Deutsch bis B1", dialog);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.reload();
    await wolters.hasTitle();
    await plan();
    await addGoal();
    await isBack(wolters.words("cases.goal.text"), "Deutsch bis B1");
    await wolters.press(wolters.words("cases.goal.submit"), dialog);
    await wolters.isTold("cases.goal.said");
    await addGoal();
    await page.waitForLoadState("networkidle");
    expect(await wolters.field(wolters.words("cases.goal.text"), dialog).inputValue()).toBe("");
  });

  test("who comes back to a draft is told what somebody else has changed in the meantime", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    const thiel = await stage.enter(as);
    await signInAs(thiel, "Hanna Thiel");
    const sentence = aksoy.words("themes.theme.sentence");
    const open = async (who: typeof aksoy) => {
      await who.open("/themes");
      await who.page.locator('main a[href^="/themes/0"]').first().click();
      await who.hasTitle();
      await who.unfold(who.words("themes.theme.edit"));
    };
    await open(aksoy);
    await aksoy.fill(sentence, "Meine Fassung des Satzes.");
    await aksoy.says(new RegExp(aksoy.words("platform.draft.saved", { time: "TIME" }).split("TIME")[0]!));
    await open(thiel);
    await thiel.fill(sentence, "Die Fassung von Hanna Thiel.");
    await thiel.press(thiel.words("themes.theme.save"));
    await thiel.isTold("themes.theme.saved");
    await aksoy.page.reload();
    await aksoy.says(aksoy.words("platform.draft.overtaken"));
    await aksoy.says("Die Fassung von Hanna Thiel.");
    expect(await aksoy.field(sentence).first().inputValue()).toBe("Meine Fassung des Satzes.");
    await aksoy.looksRight("draft overtaken");
    await aksoy.press(aksoy.words("platform.changed.take_theirs"));
    await expect.poll(() => aksoy.field(sentence).first().inputValue()).toBe("Die Fassung von Hanna Thiel.");

    // and who sends what somebody else changed under their hands sees both versions, in any form
    await open(thiel);
    await thiel.fill(sentence, "Noch eine Fassung von Hanna Thiel.");
    await thiel.press(thiel.words("themes.theme.save"));
    await thiel.isTold("themes.theme.saved");
    await aksoy.fill(sentence, "Meine neue Fassung.");
    await aksoy.press(aksoy.words("themes.theme.save"));
    await aksoy.says(aksoy.words("platform.changed.title"));
    await aksoy.says("Noch eine Fassung von Hanna Thiel.");
    await aksoy.press(aksoy.words("platform.changed.keep_mine"));
    await aksoy.isTold("themes.theme.saved");
    await open(thiel);
    expect(await thiel.field(sentence).first().inputValue()).toBe("Meine neue Fassung.");
  });

  test("whoever keeps their own version presses once, on pages that begin anew with each version too", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    const thiel = await stage.enter(as);
    await signInAs(thiel, "Hanna Thiel");
    for (const form of [
      {
        list: "/chains",
        first: 'main a[href^="/chains/0"]',
        fold: "chains.chain.about",
        field: "chains.form.title",
        save: "chains.form.save",
      },
      {
        list: "/bodies",
        first: 'main a[href^="/bodies/meetings/"]',
        fold: "bodies.meeting.change",
        field: "bodies.meeting.place",
        save: "bodies.meeting.save",
      },
    ] as const) {
      const [field, save] = [aksoy.words(form.field), aksoy.words(form.save)];
      const said = form.save === "chains.form.save" ? "chains.form.saved" : "bodies.meeting.saved";
      await aksoy.open(form.list);
      await aksoy.page.locator(form.first).first().click();
      await aksoy.hasTitle();
      const address = new URL(aksoy.page.url()).pathname;
      for (const who of [aksoy, thiel]) {
        await who.open(address);
        await who.unfold(who.words(form.fold));
      }
      await thiel.fill(field, "Die erste Fassung");
      await thiel.press(save);
      await thiel.isTold(said);
      await aksoy.fill(field, "Die zweite Fassung");
      await aksoy.press(save);
      await aksoy.says(aksoy.words("platform.changed.title"));
      await aksoy.press(aksoy.words("platform.changed.keep_mine"));
      await aksoy.isTold(said);
      await thiel.open(address);
      await thiel.unfold(thiel.words(form.fold));
      expect(await thiel.field(field).first().inputValue()).toBe("Die zweite Fassung");
    }
  });

  test("a draft too long to be kept is said to be too long, and kept again once it is shorter", async () => {
    const brandt = await stage.enter(as);
    await signInAs(brandt, "Silke Brandt");
    await brandt.open("/report");
    const box = brandt.field(brandt.words("themes.report.what")).first();
    await box.fill("Zu lang. ".repeat(12_000));
    await brandt.says(brandt.words("platform.draft.too_long", { most: 100_000 }));
    await box.fill("Kurz genug.");
    await brandt.says(new RegExp(brandt.words("platform.draft.saved", { time: "TIME" }).split("TIME")[0]!));
  });

  test("pressed twice it is saved once", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await openCase(wolters, "Nadia Rahimi");
    const sentence = "Doppelt gedrückt, einmal gespeichert.";
    await writeContact(wolters, { sentence, minutes: "5" });
    await wolters.page.getByRole("button", { name: wolters.words("cases.contact.submit"), exact: true }).dblclick();
    await wolters.isTold("cases.contact.said");
    await storyTells(wolters, sentence);
    await wolters.page.reload();
    await storyTells(wolters, sentence);
    expect(
      await wolters.page
        .getByRole("list", { name: wolters.words("cases.story.title") })
        .getByText(sentence)
        .count(),
    ).toBe(1);
  });

  test("of two who write at the same time the second sees both versions", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    const thiel = await stage.enter(as);
    await signInAs(thiel, "Hanna Thiel");
    const proposal = aksoy.words("bodies.paper.proposal");
    await openPaper(aksoy, "Steuerungsgruppe Einwanderung", "Termine bei der Ausländerbehörde");
    await openPaper(thiel, "Steuerungsgruppe Einwanderung", "Termine bei der Ausländerbehörde");
    await aksoy.fill(proposal, "Ein Sprechtag in der Woche.");
    await thiel.fill(proposal, "Zwei Sprechtage im Monat.");
    await aksoy.press(aksoy.words("bodies.paper.save"));
    await aksoy.isTold("bodies.paper.saved");
    await thiel.press(thiel.words("bodies.paper.save"));
    await thiel.says(thiel.words("platform.changed.title"));
    await thiel.says("Ein Sprechtag in der Woche.");
    await thiel.looksRight("two editors");
    expect(await thiel.field(proposal).inputValue()).toBe("Zwei Sprechtage im Monat.");
    await thiel.press(thiel.words("platform.changed.keep_mine"));
    await thiel.isTold("bodies.paper.saved");
    await openPaper(aksoy, "Steuerungsgruppe Einwanderung", "Termine bei der Ausländerbehörde");
    expect(await aksoy.field(proposal).inputValue()).toBe("Zwei Sprechtage im Monat.");
  });

  test("without a connection the text stays, is said to stay, and goes when there is one", async () => {
    const brandt = await stage.enter(as);
    await signInAs(brandt, "Silke Brandt");
    await brandt.open("/report");
    await writeReport(brandt, { what });
    await brandt.page.context().setOffline(true);
    await sendReport(brandt);
    await brandt.says(brandt.words("platform.offline.body"));
    expect(await brandt.field(brandt.words("themes.report.what")).inputValue()).toBe(what);
    await brandt.picture("offline");
    await brandt.page.context().setOffline(false);
    await sendReport(brandt);
    await isReported(brandt);
  });

  test("whoever loads anew within the pause, or follows a link without a connection, finds the text again", async () => {
    const brandt = await stage.enter(as);
    const { page } = brandt;
    await signInAs(brandt, "Silke Brandt");
    await brandt.open("/cases");
    await page.locator('main a[href^="/cases/0"]').first().click();
    const box = brandt.field(brandt.words("cases.contact.sentence")).first();
    await box.fill("Gerade begonnen.");
    await page.reload();
    await brandt.says(new RegExp(brandt.words("platform.draft.restored", { moment: "TIME" }).split("TIME")[0]!));
    expect(await box.inputValue()).toBe("Gerade begonnen.");

    await page.context().setOffline(true);
    await box.fill("Ohne Netz weitergeschrieben.");
    await brandt.follow(brandt.words("cases.case.all"));
    await box.waitFor({ state: "hidden" });
    await page.goBack();
    await page.context().setOffline(false);
    await box.waitFor();
    expect(await box.inputValue()).toBe("Ohne Netz weitergeschrieben.");
    await brandt.says(new RegExp(brandt.words("platform.draft.saved", { time: "TIME" }).split("TIME")[0]!));
  });

  test("a session that ends while somebody writes takes nothing with it", async () => {
    const oduya = await stage.enter(as);
    await signInAs(oduya, "Paul Oduya");
    await oduya.open("/report");
    await writeReport(oduya, { what });
    await oduya.page.context().clearCookies();
    await sendReport(oduya);
    const dialog = oduya.page.getByRole("dialog", { name: oduya.words("platform.signed_out.title") });
    await dialog.waitFor();
    await oduya.looksRight("session over");
    await oduya.press(oduya.words("network.demo.enter", { name: "Paul Oduya" }), dialog);
    await dialog.waitFor({ state: "hidden" });
    expect(await oduya.field(oduya.words("themes.report.what")).inputValue()).toBe(what);
    await sendReport(oduya);
    await isReported(oduya);
  });
});
