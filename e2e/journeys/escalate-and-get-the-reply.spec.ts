import { describe, expect, test } from "vitest";
import { moveMeeting, planMeeting, putThemeOnAgenda } from "../pages/bodies/meeting.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { decideToEscalate, replyAsTheLand, tellTheLand } from "../pages/themes/escalation.ts";
import { openTheme } from "../pages/themes/theme.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

const theme = "Welche Papiere für die Anerkennung fehlen, sagt niemand";
const report = "Apothekerin sucht seit Monaten";
const body = "Steuerungsgruppe Einwanderung";
const reply = "Ab Januar prüft eine Stelle im Land alle Unterlagen und schreibt auf, was fehlt.";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("escalate and get the reply, $language, $width", (as) => {
  const stage = useStage();
  async function enter(name: string): Promise<Visitor> {
    const visitor = await stage.enter(as);
    await signInAs(visitor, name, name === "Matthias Dorn" ? { site: "Programm" } : {});
    return visitor;
  }

  test("a body gives a theme to the Land, and the coordination writes down what it tried", async () => {
    const aksoy = await enter("Derya Aksoy");
    await planMeeting(aksoy, body, { day: aksoy.day(0), place: "Kreishaus, Raum 204" });
    await putThemeOnAgenda(aksoy, theme);
    await moveMeeting(aksoy, "planned");
    await moveMeeting(aksoy, "invited");
    await decideToEscalate(aksoy, {
      wording: "Das Land möge eine Stelle schaffen, die sagt, welche Unterlagen fehlen.",
      reason: "Die Regeln für die Prüfung stehen im Landesrecht.",
      answer: "Das können wir im Kreis nicht lösen. Das Thema liegt jetzt beim Land.",
    });
    await moveMeeting(aksoy, "in_session");
    await openTheme(aksoy, theme);
    await aksoy.says(aksoy.words("themes.land.waiting"));
    await tellTheLand(aksoy, {
      tried: "Frau Wolters hat mit allen Kammern gesprochen. Jede verweist auf die andere.",
      marked: "Wolters",
      asked: "Eine Stelle, die verbindlich sagt, was fehlt.",
    });
    await aksoy.looksRight("theme with the Land");
  });

  test("the Land reads what was tried, and replies", async () => {
    const dorn = await enter("Matthias Dorn");
    await dorn.looksRight("home of the programme lead");
    await dorn.open("/escalated");
    await dorn.looksRight("escalated themes");
    await dorn.follow(theme);
    await dorn.hasTitle(theme);
    await dorn.says("Jede verweist auf die andere.");
    await dorn.looksRight("escalated theme");
    await dorn.press(dorn.words("themes.land.send"));
    await dorn.looksRight("reply refused");
    await replyAsTheLand(dorn, { kind: "solved", sentence: reply, reasons: "Die Stelle ist bei der Bezirksregierung angesiedelt." });
    await dorn.says(reply);
    await dorn.open("/programme-themes");
    await dorn.says(dorn.words("themes.common.in_sites", { n: 7, of: 12 }));
    await dorn.looksRight("common themes");
  });

  test("everyone who reported reads the reply, and the board shows it", async () => {
    const wolters = await enter("Karin Wolters");
    await wolters.open("/my-reports");
    await wolters.follow(new RegExp(`^${report}`));
    await wolters.says(reply);
    await wolters.looksRight("my report with the reply of the Land");

    const aksoy = await enter("Derya Aksoy");
    await aksoy.open("/themes");
    await aksoy.says(aksoy.words("themes.board.land_replied"));
    await aksoy.looksRight("board");
    // by keyboard from card to card, and into the one
    const first = aksoy.page.locator("[data-card] a.who").first();
    await first.focus();
    await aksoy.page.keyboard.press("ArrowRight");
    expect(await first.evaluate((link) => document.activeElement === link)).toBe(false);
    expect(await aksoy.page.evaluate(() => document.activeElement?.closest("[data-card]") !== null)).toBe(true);
    await aksoy.page.keyboard.press("Enter");
    await aksoy.page.waitForURL(/\/themes\/[0-9a-f-]{36}/);
    await openTheme(aksoy, theme);
    await aksoy.unfold(aksoy.words("themes.history.title"));
    await aksoy.says(aksoy.words("themes.history.land_replied", { reply: "solved" }));
    await aksoy.looksRight("history of a theme");
    await aksoy.open("/themes?view=towns");
    await aksoy.says(aksoy.words("themes.board.towns_how_many"));
    await aksoy.looksRight("themes by town");
    await aksoy.open("/themes?view=list");
    await aksoy.looksRight("themes by priority");
    await aksoy.open("/reports");
    await aksoy.choose(aksoy.words("themes.inbox.title"), aksoy.words("themes.inbox.show.open"));
    await aksoy.says(aksoy.words("themes.alike.title"));
    await aksoy.looksRight("what may belong together");
  });
});
