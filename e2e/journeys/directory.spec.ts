import { describe, test } from "vitest";
import { openCase } from "../pages/cases/case.ts";
import { chooseOffer, searchFor } from "../pages/directory/directory.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";

describe.each([
  { language: "de", width: "wide" },
  { language: "de", width: "phone" },
] as const)("an offer is found and becomes a step, $language, $width", (as) => {
  const stage = useStage();

  test("with a slip of the finger, in two languages, as far as the case", async () => {
    const wolters = await stage.enter(as);
    await signInAs(wolters, "Karin Wolters");
    await wolters.open("/directory");
    await wolters.looksRight("directory");

    await searchFor(wolters, "Einstufungstets");
    await wolters.says(wolters.words("directory.search.corrected", { words: "Einstufungstest" }));
    await wolters.looksRight("directory found");
    await wolters.follow("Einstufungstest für den Deutschkurs");
    await wolters.hasTitle("Einstufungstest für den Deutschkurs");
    await wolters.says("Kreis Lindenau, erfundene Angebote");
    await wolters.looksRight("directory page");
    await wolters.press("English");
    await wolters.hasTitle("Placement test for the German course");

    await openCase(wolters, "Nadia Rahimi");
    const plan = await wolters.unfold(wolters.words("cases.plan.title"));
    await wolters.press(wolters.words("cases.step.add"), plan);
    const dialog = wolters.page.getByRole("dialog");
    await wolters.fill(wolters.words("cases.step.text"), "Zum Einstufungstest anmelden", dialog);
    await chooseOffer(wolters, "einstuf", "Einstufungstest für den Deutschkurs");
    await wolters.looksRight("step with an offer");
    await wolters.press(wolters.words("cases.step.submit"), dialog);
    await wolters.isTold("cases.step.said");
    await wolters.follow("Einstufungstest für den Deutschkurs");
    await wolters.hasTitle("Einstufungstest für den Deutschkurs");
  });
});
