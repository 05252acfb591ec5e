import { describe, expect, test } from "vitest";
import { addStep, agreeVersion, createChain, describeStep, openStep, saveDraft, showView } from "../pages/chains/chain.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** What is written stays German in both languages: the labels change, not the words of the people. */
const title = "Vom Anspruch zum Kurs in Auental";
const first = "Berechtigung ausstellen";
const second = "Kurs besuchen";
const between = "Einstufen";
const course = "integration_course";
const [jobcenter, vhs] = ["Vermittlung, Jobcenter Lindenau", "Integrationskurse, Volkshochschule Lindenau"];

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("build and measure a chain, $language, $width", (as) => {
  const stage = useStage();
  let aksoy: Visitor;
  const titlesIn = async (visitor: Visitor) => {
    const summaries = await visitor.page.locator("details.fold > summary > span:first-child").allInnerTexts();
    return summaries.filter((one) => /^\d+\. /.test(one)).map((one) => one.replace(/^\d+\. /, ""));
  };

  test("the coordinator draws it in the list, is told what is missing, and loses nothing", async () => {
    aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.open("/chains");
    await aksoy.looksRight("list of chains");
    await createChain(aksoy, title, "as_is");
    await aksoy.says(aksoy.words("chains.fault.no_step"));
    await aksoy.press(aksoy.words("chains.editor.add_first"));
    await aksoy.says(aksoy.words("chains.fault.untitled", { n: 1 }));
    await describeStep(aksoy, 1, { title: first, unit: jobcenter, service: course, from: "entitled", to: "registered" });
    await addStep(aksoy);
    await describeStep(aksoy, 2, { title: second, unit: vhs, service: course, from: "started", to: "finished" });
    await aksoy.looksRight("editor, list");
    // a way back makes a circle: said at once, saved all the same
    const fold = await openStep(aksoy, 2);
    await aksoy.select(aksoy.words("chains.editor.connect"), first, fold);
    await aksoy.says(new RegExp(aksoy.words("chains.fault.no_end", { steps: "•" }).split(":")[0]!));
    await saveDraft(aksoy);
    await aksoy.page.reload();
    await aksoy.hasTitle();
    expect(await titlesIn(aksoy)).toEqual([first, second]);
    await aksoy.says(new RegExp(aksoy.words("chains.fault.no_end", { steps: "•" }).split(":")[0]!));
    const again = await openStep(aksoy, 2);
    await again.getByText(aksoy.words("chains.editor.way_to", { title: first }), { exact: true }).click();
    await aksoy.press(aksoy.words("chains.editor.remove_way_of", { title: first }), again);
  });

  test("the same in the drawing, by keyboard alone where there is one, and takes it back", async () => {
    await showView(aksoy, "drawing");
    if (as.width === "wide") {
      const drawing = aksoy.page.getByRole("group", { name: aksoy.words("chains.drawing.label"), exact: true });
      await drawing.locator("[tabindex='0']").focus();
      await aksoy.page.keyboard.press("Home");
      await aksoy.page.keyboard.press("+");
      await aksoy.page.waitForFunction(() => document.activeElement?.getAttribute("aria-pressed") === "true");
      await aksoy.page.keyboard.press("Enter");
      await aksoy.page.keyboard.type(between);
      await drawing
        .getByRole("button", { name: new RegExp(between) })
        .first()
        .waitFor();
      await aksoy.looksRight("editor, drawing");
      await aksoy.page.keyboard.press("Control+z");
      await aksoy.page.keyboard.press("Control+z");
      await drawing
        .getByRole("button", { name: new RegExp(between) })
        .first()
        .waitFor({ state: "detached" });
      await aksoy.page.keyboard.press("Control+y");
      await aksoy.page.keyboard.press("Control+y");
      await drawing
        .getByRole("button", { name: new RegExp(between) })
        .first()
        .waitFor();
    } else {
      await aksoy.looksRight("editor, drawing");
      await aksoy.page
        .getByRole("button", { name: new RegExp(first) })
        .filter({ visible: true })
        .first()
        .click();
      await aksoy.press(aksoy.words("chains.editor.add_after_of", { title: first }));
      await aksoy.field(aksoy.words("chains.field.title")).first().fill(between);
      await aksoy.press(aksoy.words("chains.editor.undo"));
      await aksoy.press(aksoy.words("chains.editor.undo"));
      await aksoy.press(aksoy.words("chains.editor.redo"));
      await aksoy.press(aksoy.words("chains.editor.redo"));
    }
    await showView(aksoy, "list");
    expect(await titlesIn(aksoy)).toEqual([first, between, second]);
    await saveDraft(aksoy);
    await aksoy.follow(aksoy.words("chains.editor.done"));
    await aksoy.hasTitle(title);
    await agreeVersion(aksoy, "Niederschrift der Planungskonferenz");
    await aksoy.looksRight("chain, agreed");
  });

  test("what really happened stands beside what was agreed", async () => {
    await aksoy.follow(aksoy.words("chains.chain.measured"));
    await aksoy.hasTitle(aksoy.words("chains.measured.title"));
    await aksoy.says(aksoy.words("chains.measured.paths"));
    await aksoy.says(aksoy.words("chains.measured.whole"));
    await aksoy.says(aksoy.words("chains.measured.fit.as_agreed"));
    await aksoy.looksRight("chain, measured");
    await aksoy.choose(aksoy.words("chains.measured.period"), aksoy.words("chains.measured.period.all"));
    await aksoy.says(aksoy.words("chains.measured.whole"));
  });

  test("one town by itself, in an address that can be sent, and back to all of them", async () => {
    const town = "Lindenau";
    await aksoy.select(aksoy.words("chains.measured.town"), town);
    await aksoy.says(aksoy.words("chains.measured.durations_in", { town }));
    await aksoy.says(aksoy.words("chains.measured.only_all", { town }));
    await aksoy.looksRight("chain, measured in one town");
    await aksoy.page.reload();
    await aksoy.hasTitle(aksoy.words("chains.measured.title"));
    await aksoy.says(aksoy.words("chains.measured.durations_in", { town }));
    await aksoy.press(aksoy.words("chains.measured.show_all"));
    await aksoy.says(aksoy.words("chains.measured.fit.as_agreed"));
    expect(new URL(aksoy.page.url()).searchParams.get("town")).toBeNull();
  });

  test("a to-be version is compared with it; a member of a body reads, and cannot change", async () => {
    await aksoy.open("/chains");
    await aksoy.follow("Vom Anspruch zum Integrationskurs");
    await aksoy.hasTitle();
    await aksoy.follow(aksoy.words("chains.chain.compare"));
    await aksoy.hasTitle(aksoy.words("chains.compare.title"));
    await aksoy.looksRight("two versions");
    const vogt = await stage.enter(as);
    await signInAs(vogt, "Renate Vogt");
    await vogt.open("/chains");
    await vogt.follow(title);
    await vogt.hasTitle(title);
    expect(await vogt.page.getByText(vogt.words("chains.chain.copy_same"), { exact: true }).count()).toBe(0);
    expect(await vogt.page.getByText(vogt.words("chains.chain.event_log"), { exact: true }).count()).toBe(0);
    const arslan = await stage.enter(as);
    await signInAs(arslan, "Dr. Selim Arslan", { site: "Programm Gemeinsam ankommen" });
    await arslan.open("/released-chains");
    await arslan.looksRight("released chains");
    await arslan.follow("Vom Anspruch zum Integrationskurs");
    await arslan.hasTitle("Vom Anspruch zum Integrationskurs");
    await arslan.looksRight("a released chain");
  });
});
