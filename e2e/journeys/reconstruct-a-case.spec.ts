import { describe, expect, test } from "vitest";
import { openCase } from "../pages/cases/case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { addStep, openReconstructions, openStep, save, tickNotices } from "../pages/themes/reconstruction.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** What is written stays German in both languages: the labels change, not the words of the people. */
const title = "Ein Kurs beginnt, und keiner weiß, wer die Fahrt zahlt";
const first = "Der Anspruch auf den Kurs steht fest.";
const second = "Sie fährt nicht hin, weil die Fahrt niemand zahlt.";
const broke = "Der Fahrschein wurde zu spät bewilligt.";
const lesson = "Die Fahrt gehört in den Bescheid über den Kurs.";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("reconstruct a case, $language, $width", (as) => {
  const stage = useStage();
  let wolters: Visitor;
  let oduya: Visitor;
  let path: string;

  test("a case manager begins from a case: weeks and roles come along, the words of the case do not", async () => {
    wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await openCase(wolters, "Nadia Rahimi");
    await wolters.follow(wolters.words("themes.reconstruction.case.begin"));
    await wolters.hasTitle(wolters.words("themes.reconstruction.begin.title"));
    await wolters.looksRight("reconstruct from a case");
    await wolters.press(wolters.words("themes.reconstruction.begin.nothing"));
    await wolters.press(wolters.words("themes.reconstruction.begin.submit", { n: 0 }));
    await wolters.isTold("themes.reconstruction.begin.done");
    await wolters.hasTitle(wolters.words("themes.reconstruction.edit.title"));
    path = new URL(wolters.page.url()).pathname.replace("/edit", "");
  });

  test("writes it anew, takes a step back by keyboard, and leaves without losing a word", async () => {
    await wolters.fill(wolters.words("themes.reconstruction.field.title"), title);
    await addStep(wolters, { week: 0, role: wolters.words("themes.reconstruction.by.jobcenter"), what: first }, true);
    await addStep(wolters, {
      week: 8,
      role: wolters.words("themes.reconstruction.by.person"),
      what: "Frau Öztürk fährt nicht hin, weil die Fahrt niemand zahlt.",
      broke,
      why: "Zwei Ämter dachten, das andere zahlt.",
      needed: "Ein Bescheid für beides.",
    });
    await wolters.press(wolters.words("themes.reconstruction.edit.add"));
    const steps = () => wolters.page.locator("details.fold > summary").filter({ hasText: /^(Woche|Week) \d+:/ });
    expect(await steps().count()).toBe(3);
    await wolters.page.keyboard.press("Control+z");
    await expect.poll(() => steps().count()).toBe(2);
    await wolters.fill(wolters.words("themes.reconstruction.field.lesson"), lesson);
    await wolters.looksRight("write a reconstruction");
    // away before it is saved: the server kept it
    await wolters.says(/^(Entwurf gesichert um|Draft saved at)/);
    await wolters.page.reload();
    await wolters.hasTitle();
    expect(await wolters.field(wolters.words("themes.reconstruction.field.lesson")).inputValue()).toBe(lesson);
    await save(wolters);
    await wolters.open(path);
    await wolters.looksRight("draft of a reconstruction");
  });

  test("is told what could make somebody recognisable, changes it and hands it in; may not release it", async () => {
    const panel = wolters.formOf(wolters.words("themes.reconstruction.hand_in.submit"));
    await wolters.press(wolters.words("themes.reconstruction.hand_in.submit"));
    await wolters.says(wolters.words("themes.check.title", { n: 1 }));
    await panel.locator("mark").getByText("Frau Öztürk").waitFor();
    await wolters.looksRight("what could make somebody recognisable");
    await wolters.open(`${path}/edit`);
    await openStep(wolters, /Öztürk/);
    await wolters.fill(wolters.words("themes.reconstruction.field.what"), second, wolters.page.locator("details.fold[open]").last());
    await save(wolters);
    await wolters.open(path);
    await wolters.press(wolters.words("themes.reconstruction.hand_in.submit"));
    await wolters.isTold("themes.reconstruction.hand_in.done");
    await wolters.says(wolters.words("themes.reconstruction.waits.title"));
    expect(await wolters.page.getByRole("button", { name: wolters.words("themes.reconstruction.release.submit") }).count()).toBe(0);
  });

  test("a second person looks at each notice and releases it", async () => {
    oduya = await stage.enter(as);
    await signInAs(oduya, "Paul Oduya");
    await oduya.says(oduya.words("themes.reconstruction.list.awaits_me"));
    await oduya.follow(title);
    await oduya.hasTitle(title);
    // not before it was looked at
    await oduya.press(oduya.words("themes.reconstruction.release.submit"));
    await oduya.says(oduya.words("themes.reconstruction.problem.look_first"));
    await tickNotices(oduya);
    await oduya.looksRight("release a reconstruction");
    await oduya.press(oduya.words("themes.reconstruction.release.submit"));
    await oduya.isTold("themes.reconstruction.release.done");
  });

  test("the coordination works with it: a gap report and the steps of a chain grow out of it, and nothing leads to the case", async () => {
    const aksoy = await stage.enter(as);
    await signInAs(aksoy, "Derya Aksoy");
    await openReconstructions(aksoy);
    await aksoy.looksRight("list of reconstructions");
    await aksoy.follow(title);
    await aksoy.hasTitle(title);
    await aksoy.looksRight("released reconstruction");
    expect(await aksoy.page.content()).not.toContain("/cases/");
    await aksoy.follow(aksoy.words("themes.reconstruction.page.edit_sheet"));
    await aksoy.hasTitle(aksoy.words("themes.reconstruction.edit.sheet_title"));
    expect(await aksoy.field(aksoy.words("themes.reconstruction.field.title")).count(), "what happened stands").toBe(0);
    await aksoy.fill(aksoy.words("themes.reconstruction.field.potentials"), "Ein Nachbar hätte sie mitgenommen.");
    await save(aksoy);
    await aksoy.looksRight("worksheet of a reconstruction");
    await aksoy.open(path);
    await aksoy.press(aksoy.words("themes.reconstruction.page.report_of", { what: second }));
    await aksoy.hasTitle(aksoy.words("themes.report.title"));
    expect(await aksoy.field(aksoy.words("themes.report.what")).inputValue()).toContain(broke);
    expect(new URL(aksoy.page.url()).search, "nothing of it stands in the address").toBe("");

    await aksoy.open("/chains/add");
    await aksoy.fill(aksoy.words("chains.form.title"), "Vom Anspruch zur Fahrt");
    const kind = aksoy.page.getByRole("radiogroup", { name: aksoy.words("chains.form.kind"), exact: true });
    await kind.getByRole("radio", { name: aksoy.words("chains.kind.as_is") }).check();
    await aksoy.press(aksoy.words("chains.form.create"));
    await aksoy.press(aksoy.words("chains.take.open"));
    const dialog = aksoy.page.getByRole("dialog");
    await aksoy.select(aksoy.words("chains.take.which"), title, dialog);
    await dialog.getByRole("checkbox", { name: first }).waitFor();
    await aksoy.looksRight("steps from a reconstruction");
    await aksoy.press(aksoy.words("chains.take.submit", { n: 2 }), dialog);
    for (const step of [first, second])
      await aksoy.page
        .locator("details.fold > summary")
        .getByText(new RegExp(String.raw`^\d\. ${step}`))
        .waitFor();
  });

  test("who takes the release back makes it a draft again, and nobody else sees it", async () => {
    await oduya.open(path);
    await oduya.press(oduya.words("themes.reconstruction.release.take_back"));
    await oduya.press(oduya.words("themes.reconstruction.release.take_back"), oduya.page.getByRole("dialog"));
    await oduya.isTold("themes.reconstruction.release.taken_back");
    await oduya.open(path);
    await oduya.says(new RegExp(oduya.words("themes.reconstruction.gone").slice(0, 30)));
    await wolters.open(path);
    await wolters.says(new RegExp(wolters.words("themes.reconstruction.state.draft")));
    await wolters.press(wolters.words("themes.reconstruction.remove"));
    await wolters.press(wolters.words("themes.reconstruction.remove"), wolters.page.getByRole("dialog"));
    await wolters.says(wolters.words("themes.reconstruction.removed"));
    await wolters.press(wolters.words("platform.undo"));
    await wolters.follow(title);
    await wolters.hasTitle(title);
  });
});
