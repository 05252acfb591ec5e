import { describe, expect, test } from "vitest";
import { signInAs } from "../pages/network/sign-in.ts";
import { addSubGoal, dialogOf, linkMeasure, openPart, recordDecision, recordLook, sign } from "../pages/strategy/strategy.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** What is written stays German in both languages: the labels change, not the words of the people. */
const subGoal = "Wer eine Wohnung sucht, bekommt eine Antwort";
const measure = "Mobiler Testtag";
const milestone = "Bilanz mit den Kommunen im Kreis";
const ending = "Betreuung neben jedem Integrationskurs";
const anchored = "Doppelter Start beim Wechsel ins SGB II";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("the strategy of a site, $language, $width", (as) => {
  const stage = useStage();
  let aksoy: Visitor;

  test("the coordinator adds a sub-goal, gathers a measure under it, and the body's decision is kept as a version", async () => {
    aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await openPart(aksoy, "framework");
    await aksoy.looksRight("strategy, framework");
    await addSubGoal(aksoy, 1, subGoal);
    await aksoy.says(subGoal);
    await linkMeasure(aksoy, subGoal, measure);
    await recordDecision(aksoy);
    await aksoy.follow(aksoy.words("strategy.version.name", { number: 2 }));
    await aksoy.says(subGoal);
    await aksoy.looksRight("strategy, version");
    await openPart(aksoy, "framework");
    // marked by mistake, and taken back
    await aksoy.press(aksoy.words("strategy.reached.of", { name: subGoal }));
    await aksoy.press(aksoy.words("platform.undo"));
    await aksoy.says(aksoy.words("platform.undone"));
    await aksoy.page.getByRole("button", { name: aksoy.words("strategy.reached.of", { name: subGoal }), exact: true }).waitFor();
  });

  test("what was begun is there again, and a sub-goal that was removed comes back", async () => {
    await aksoy.press(aksoy.words("strategy.change_of", { name: subGoal }));
    const dialog = await dialogOf(aksoy);
    await aksoy.fill(aksoy.words("strategy.sub_goal.sign"), "Jede Anfrage hat nach", dialog);
    await dialog.getByText(new RegExp(aksoy.words("platform.draft.saved", { time: "•" }).split("•")[0]!)).waitFor();
    await aksoy.page.reload();
    await aksoy.hasTitle();
    await aksoy.press(aksoy.words("strategy.change_of", { name: subGoal }));
    const again = await dialogOf(aksoy);
    await expect.poll(() => aksoy.field(aksoy.words("strategy.sub_goal.sign"), again).first().inputValue()).toBe("Jede Anfrage hat nach");
    await aksoy.press(aksoy.words("strategy.sub_goal.remove"), again);
    await aksoy.press(aksoy.words("platform.undo"));
    await aksoy.says(subGoal);
  });

  test("an agreement that runs out is renewed, and signed by name", async () => {
    await openPart(aksoy, "agreements");
    await aksoy.looksRight("strategy, agreements");
    await aksoy.follow(ending);
    await aksoy.hasTitle(ending);
    await aksoy.looksRight("strategy, agreement");
    await aksoy.press(aksoy.words("strategy.agreement.renew"));
    await aksoy.press(aksoy.words("strategy.agreement.renew_save"), await dialogOf(aksoy));
    await aksoy.isTold("strategy.agreement.renewed");
    await aksoy.says(aksoy.words("strategy.agreement_state.unsigned"));
    await sign(aksoy, "VHS", "Ute Lehmann, Leitung");
    await aksoy.says(/Ute Lehmann, Leitung/);
    // why it ends before its day is written in two goes
    await aksoy.press(aksoy.words("strategy.agreement.end"));
    const why = aksoy.words("strategy.reason_label");
    await aksoy.fill(why, "Die Förderung läuft", await dialogOf(aksoy));
    await (await dialogOf(aksoy)).getByText(new RegExp(aksoy.words("platform.draft.saved", { time: "•" }).split("•")[0]!)).waitFor();
    await aksoy.page.reload();
    await aksoy.hasTitle();
    await aksoy.press(aksoy.words("strategy.agreement.end"));
    const ended = await dialogOf(aksoy);
    await expect.poll(() => aksoy.field(why, ended).first().inputValue()).toBe("Die Förderung läuft");
    await aksoy.page.keyboard.press("Escape");
    await aksoy.press(aksoy.words("strategy.agreement.change"));
    await aksoy.says(aksoy.words("strategy.agreement.signed_note"));
  });

  test("a milestone is moved with a reason and not without", async () => {
    await openPart(aksoy, "phases");
    await aksoy.looksRight("strategy, phases");
    await aksoy.press(aksoy.words("strategy.change_of", { name: milestone }));
    const dialog = await dialogOf(aksoy);
    await aksoy.fill(aksoy.words("strategy.due_label"), aksoy.day(90), dialog);
    await aksoy.press(aksoy.words("strategy.milestone.save"), dialog);
    await dialog.getByRole("alert").or(dialog.locator(".summary")).first().waitFor();
    await aksoy.fill(aksoy.words("strategy.milestone.why_moved"), "Der Saal ist erst im Frühjahr frei.", dialog);
    await aksoy.press(aksoy.words("strategy.milestone.save"), dialog);
    await aksoy.isTold("strategy.saved");
    await aksoy.says(/Der Saal ist erst im Frühjahr frei/);
  });

  test("late measures stand first, on the board and over time; what was anchored still holds", async () => {
    await openPart(aksoy, "measures");
    const columns = await aksoy.page.getByRole("heading", { level: 3 }).allInnerTexts();
    expect(columns[0]).toContain(aksoy.words("strategy.column.late"));
    await aksoy.looksRight("strategy, board");
    await aksoy.choose(aksoy.words("strategy.measures.view"), aksoy.words("strategy.measures.timeline"));
    await aksoy.looksRight("strategy, timeline");
    await openPart(aksoy, "anchored");
    await recordLook(aksoy, anchored, "Alle neuen Kolleginnen sind eingewiesen.");
    await aksoy.says("Alle neuen Kolleginnen sind eingewiesen.");
    await aksoy.looksRight("strategy, anchored");
  });

  test("how everything hangs together: as a list, and as a picture that is walked through by keyboard", async () => {
    await openPart(aksoy, "connections");
    await aksoy.looksRight("strategy, connections as a list");
    await aksoy.choose(aksoy.words("strategy.connections.view"), aksoy.words("strategy.connections.as_picture"));
    const picture = aksoy.page.locator(".strategy-picture");
    await picture.waitFor();
    await aksoy.looksRight("strategy, connections as a picture");
    if (as.width === "wide") {
      await picture.getByRole("link").first().focus();
      for (let step = 0; step < 4; step += 1) await aksoy.page.keyboard.press("ArrowRight");
      const focused = await aksoy.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
      expect(focused, "four lines on from the goal is a measure").toContain(aksoy.words("strategy.point.measure"));
      await aksoy.page.keyboard.press("Enter");
      await aksoy.page.waitForURL(/\/measures\//);
    }
  });

  test("a member of the steering group reads all of it and changes nothing; the programme sees what was released", async () => {
    const vogt = await stage.enter(as);
    await signInAs(vogt, "Renate Vogt");
    await openPart(vogt, "framework");
    await vogt.says(subGoal);
    expect(await vogt.page.getByText(vogt.words("strategy.goal.add"), { exact: true }).count()).toBe(0);
    expect(await vogt.page.getByRole("button", { name: vogt.words("strategy.change"), exact: true }).count()).toBe(0);
    const arslan = await stage.enter(as);
    await signInAs(arslan, "Dr. Selim Arslan", { site: "Programm Gemeinsam ankommen" });
    await arslan.open("/strategy/roadmap");
    await arslan.looksRight("strategy, roadmap");
    expect(await arslan.page.getByText("Der Saal ist erst im Frühjahr frei").count()).toBe(0);
    await arslan.follow(arslan.words("strategy.roadmap.framework_of", { name: "Kreis Lindenau" }));
    await arslan.hasTitle("Gemeinsam ankommen im Kreis Lindenau");
    await arslan.looksRight("strategy, released framework");
  });
});
