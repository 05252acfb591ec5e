import type { Browser, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { moveMeeting, planMeeting } from "../pages/bodies/meeting.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

const body = "Planungskonferenz Übergänge";

/** A phone of somebody in the room: no account, no script. */
async function phoneOf(browser: Browser, address: string, code: string, language: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    locale: language,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(`/k/${code}`);
  return page;
}

async function handIn(page: Page, words: string): Promise<void> {
  await page.locator("textarea").fill(words);
  await page.locator("form button").click();
  await page.waitForLoadState();
}

const cardOnWall = (visitor: Visitor, words: string) => visitor.page.getByRole("button", { name: words, exact: true });

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("a planning conference, $language, $width", (as) => {
  const stage = useStage();

  test("is prepared, held with five phones, and its result goes back to who presented the case", async () => {
    const aksoy = await stage.enter(as);
    const t = aksoy.words.bind(aksoy);
    await signInAs(aksoy, "Derya Aksoy");
    await planMeeting(aksoy, body, { day: aksoy.day(0), place: "Kreishaus, Raum 112" });
    const meeting = new URL(aksoy.page.url()).pathname;
    await aksoy.follow(t("bodies.conference.way"));
    await aksoy.hasTitle();
    await aksoy.looksRight("conference, nothing prepared");
    await aksoy.fill(t("bodies.conference.plan.question"), "Wo ging es nicht weiter?");
    await aksoy.fill(t("bodies.conference.plan.until"), aksoy.day(0));
    await aksoy.press(t("bodies.conference.plan.save"));
    await aksoy.isTold("bodies.conference.plan.saved");
    await aksoy.press(t("bodies.conference.call.send"));
    await aksoy.isTold("bodies.conference.call.done");
    await aksoy.press(t("bodies.conference.agenda.lay"));
    await aksoy.isTold("bodies.conference.agenda.laid");
    await aksoy.says(t("bodies.conference.agenda.fits"));
    await aksoy.looksRight("conference, prepared");

    // who manages cases is asked on home, and what could tell who it is about is not taken without a second look
    const oduya = await stage.enter(as);
    await signInAs(oduya, "Paul Oduya");
    await oduya.page.goto("/bodies/calls");
    await oduya.hasTitle();
    await oduya.looksRight("calls for cases");
    const offer = oduya.formOf(t("bodies.conference.calls.submit")).first();
    const title = "Fünf Stellen, und keine war zuständig";
    await oduya.fill(t("bodies.conference.cases.what"), "Frau Rahimi und fünf Stellen", offer);
    await oduya.press(t("bodies.conference.calls.submit"), offer);
    await oduya.says(t("bodies.conference.keep"));
    await oduya.fill(t("bodies.conference.cases.what"), title, offer);
    await oduya.press(t("bodies.conference.calls.submit"), offer);
    await oduya.isTold("bodies.conference.calls.done");

    await aksoy.open(`${meeting}/conference`);
    await aksoy.press(`${t("bodies.conference.offer.choose")}: ${title}`);
    await aksoy.page.getByRole("button", { name: `${t("bodies.conference.offer.leave")}: ${title}` }).waitFor();
    await aksoy.open(meeting);
    await moveMeeting(aksoy, "planned");
    await moveMeeting(aksoy, "invited");
    await aksoy.open(`${meeting}/wall`);
    await aksoy.press(t("bodies.conference.cards.start"));
    const shown = aksoy.page.locator(".wall__code");
    await shown.waitFor();
    const code = ((await shown.textContent()) ?? "").replaceAll(/\s/g, "");
    expect(code).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    await aksoy.looksRight("wall, waiting for the first card");

    // five phones, one of them with a name first, one with a case
    const browser = aksoy.page.context().browser()!;
    const phones = await Promise.all(
      (["de-DE", "en-GB", "ar", "uk-UA", "de-DE"] as const).map((language) => phoneOf(browser, stage.address, code, language)),
    );
    const cards = [
      "Termine erst nach sechs Wochen.",
      "Nobody answers the telephone.",
      "الاستمارات بالألمانية فقط",
      "Ніхто не відповідає на листи.",
      "Niemand geht ans Telefon.",
    ];
    expect(await phones[2]!.locator("html").getAttribute("dir")).toBe("rtl");
    await handIn(phones[0]!, "Frau Rahimi wartet seit Wochen.");
    expect(await phones[0]!.getByRole("alert").textContent()).toContain("Frau Rahimi");
    expect(await phones[0]!.locator("textarea").inputValue()).toBe("Frau Rahimi wartet seit Wochen.");
    // the same page with a script looking into it
    const reader = await stage.enter({ language: as.language, width: "phone" });
    await reader.page.goto(`/k/${code}`);
    await reader.looksRight("card page");
    for (const [at, words] of cards.entries()) {
      await handIn(phones[at]!, words);
      // what is not written with Latin letters looks like a name to the check: kept on purpose
      const keep = phones[at]!.locator("input[name=keep]");
      if ((await keep.count()) > 0) {
        await keep.check();
        await phones[at]!.locator("form button").click();
        await phones[at]!.waitForLoadState();
      }
      await phones[at]!.getByRole("status").waitFor();
    }
    await handIn(phones[4]!, "Meine Klientin braucht morgen einen Termin.");
    await phones[4]!.locator("input[name=keep]").check();
    await phones[4]!.locator("form button").click();
    await phones[4]!.getByRole("status").waitFor();

    // moderated: the case is set aside, taken back, and set aside again
    await aksoy.open(`${meeting}/conference`);
    await aksoy.says(t("bodies.conference.cards.waiting", { n: 6 }));
    await aksoy.looksRight("cards that wait");
    const ofCase = "Meine Klientin braucht morgen einen Termin.";
    await aksoy.press(`${t("bodies.conference.card.set_aside")}: ${ofCase}`);
    const toast = aksoy.page.locator("output").filter({ hasText: t("bodies.conference.card.set_aside_done") });
    await toast.getByRole("button", { name: t("platform.undo"), exact: true }).click();
    await aksoy.says(t("bodies.conference.cards.waiting", { n: 6 }));
    await aksoy.press(`${t("bodies.conference.card.set_aside")}: ${ofCase}`);
    await aksoy.says(t("bodies.conference.cards.waiting", { n: 5 }));
    for (const words of cards) {
      await aksoy.press(`${t("bodies.conference.card.show")}: ${words}`);
      await aksoy.page
        .getByRole("button", { name: `${t("bodies.conference.card.show")}: ${words}`, exact: true })
        .waitFor({ state: "detached" });
    }

    // the wall by keyboard: two cards into one cluster, which gets a name
    await aksoy.open(`${meeting}/wall`);
    await cardOnWall(aksoy, cards[1]!).focus();
    await aksoy.page.keyboard.press("n");
    const naming = aksoy.page.getByRole("dialog");
    await aksoy.fill(t("bodies.conference.cluster.name"), "Keiner ist erreichbar", naming);
    await aksoy.page.keyboard.press("Enter");
    await aksoy.page.getByRole("heading", { level: 2, name: "Keiner ist erreichbar" }).waitFor();
    await cardOnWall(aksoy, cards[4]!).focus();
    await aksoy.page.keyboard.press("1");
    const cluster = aksoy.page.getByRole("region", { name: "Keiner ist erreichbar" });
    await cluster.getByRole("button", { name: cards[4]!, exact: true }).waitFor();
    // a second screen sees it without being told
    const other = await stage.enter({ language: as.language, width: "wide" });
    await signInAs(other, "Petra Schulte", { role: "Mitglied der Planungskonferenz" });
    await other.open(`${meeting}/wall`);
    await other.page.getByRole("region", { name: "Keiner ist erreichbar" }).getByText(cards[1]!).waitFor();
    await cardOnWall(aksoy, cards[3]!).focus();
    await aksoy.page.keyboard.press("1");
    await other.page.getByRole("region", { name: "Keiner ist erreichbar" }).getByText(cards[3]!).waitFor();
    expect(await other.page.getByRole("button", { name: t("bodies.conference.cluster.add") }).count()).toBe(0);
    await aksoy.looksRight("wall with a cluster");

    // it becomes a theme, and the sentence goes back
    await aksoy.open(`${meeting}/conference`);
    const row = aksoy.page.getByRole("listitem").filter({ hasText: "Keiner ist erreichbar" }).first();
    await row.locator("summary").click();
    await row.getByRole("radio", { name: new RegExp(`^${t("bodies.conference.take_up.kind.theme")}`) }).check();
    await aksoy.fill(t("bodies.conference.take_up.sentence"), "Am Telefon und auf Briefe antwortet wochenlang niemand.", row);
    await aksoy.press(t("bodies.conference.take_up.submit.theme"), row);
    await aksoy.isTold("bodies.conference.take_up.done.theme");
    const answer = "Ihr Fall hat gezeigt, dass niemand ans Telefon geht. Das ist jetzt ein Thema.";
    const shownCase = aksoy.page.getByRole("listitem").filter({ hasText: title }).first();
    await shownCase.locator("summary").click();
    await aksoy.fill(t("bodies.conference.result.label"), answer, shownCase);
    await aksoy.press(t("bodies.conference.result.submit"), shownCase);
    await aksoy.isTold("bodies.conference.result.done", { name: "Paul Oduya" });
    await aksoy.looksRight("conference, held");
    await aksoy.follow(t("bodies.conference.take_up.to_theme"), row);
    await aksoy.hasTitle("Keiner ist erreichbar");

    await oduya.open("/");
    await oduya.says(answer);
    await oduya.looksRight("home with a result");
    await oduya.press(`${t("bodies.conference.news.seen")}: ${title}`);
    await oduya.page.getByText(answer).waitFor({ state: "detached" });

    // when the meeting is closed the code leads nowhere any more
    await aksoy.open(meeting);
    await moveMeeting(aksoy, "in_session");
    await phones[0]!.goto(`/k/${code}`);
    expect(await phones[0]!.locator("form").count()).toBe(0);
    for (const phone of phones) await phone.context().close();
  });
});
