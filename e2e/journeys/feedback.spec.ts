import { describe, expect, test } from "vitest";
import {
  checkFeedback,
  draftFeedback,
  moveFeedback,
  openPart,
  openSite,
  recordConsequence,
  writeNote,
} from "../pages/evaluation/feedback.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { replaceMarked } from "../pages/themes/reports.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** What is written stays German in both languages: the labels change, not the words of the people. */
const event = "In der Konferenz blieb offen, wer die Sprachmittlung bestellt";
const title = "Wer bestellt die Sprachmittlung?";
const text = "Drei Stellen gehen davon aus, dass eine andere bestellt. Wir schlagen vor, es einmal festzulegen.";
const comment = "Für Elterngespräche ist es geklärt, für alles andere nicht.";
const consequence = "Die Koordination bestellt ab Januar für alle Stellen.";
const programme = { site: "Programm Gemeinsam ankommen" };

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "phone" },
] as const)("from a field note to what followed, $language, $width", (as) => {
  const stage = useStage();
  const people = new Map<string, Visitor>();
  async function visitorFor(name: string, options: { site?: string } = {}): Promise<Visitor> {
    const known = people.get(name);
    if (known) return known;
    const visitor = await stage.enter(as);
    await signInAs(visitor, name, options);
    people.set(name, visitor);
    return visitor;
  }

  test("the team writes a field note in which nobody is recognised; the site does not see it", async () => {
    const arslan = await visitorFor("Dr. Selim Arslan", programme);
    await arslan.looksRight("page of all sites");
    await openSite(arslan, "Kreis Lindenau");
    await writeNote(arslan, { event: `${event}. Frau Rahimi hat nachgefragt.`, meaning: "Jede Stelle wartet auf die andere." });
    await replaceMarked(arslan, "Rahimi");
    await arslan.looksRight("field note, checked");
    await arslan.press(arslan.words("evaluation.entry.save"));
    await arslan.isTold("evaluation.entry.saved");
    await arslan.says(new RegExp(event));
    await arslan.looksRight("process log of the team");
    for (const part of ["findings", "advice", "releases"] as const) {
      await openPart(arslan, part);
      await arslan.looksRight(`team ${part}`);
    }
    const aksoy = await visitorFor("Derya Aksoy");
    await aksoy.open("/evaluation");
    await openPart(aksoy, "process");
    await aksoy.hasTitle();
    expect(await aksoy.page.locator("body").innerText()).not.toContain(event);
    await aksoy.looksRight("process log of the site");
  });

  test("feedback goes to the site, which comments, and is given with the comment", async () => {
    const arslan = await visitorFor("Dr. Selim Arslan", programme);
    await openPart(arslan, "feedback");
    await draftFeedback(arslan, { level: "steering_group", title, text, restsOn: event });
    await moveFeedback(arslan, title, "send");
    await arslan.looksRight("feedback at the site");
    const aksoy = await visitorFor("Derya Aksoy");
    await aksoy.open("/");
    // what is due later than the rest stands behind the button
    await aksoy.page.getByRole("button", { name: /^(Alle \d+ zeigen|Show all \d+)$/ }).click();
    await aksoy.says(title);
    await aksoy.open("/evaluation");
    await aksoy.says(aksoy.words("evaluation.feedback.hidden_basis", { n: 1 }));
    await aksoy.looksRight("what waits for the site");
    await checkFeedback(aksoy, title, comment);
    await arslan.open("/");
    await arslan.says(arslan.words("evaluation.home.answered", { site: "Kreis Lindenau" }));
    await openSite(arslan, "Kreis Lindenau");
    await openPart(arslan, "feedback");
    await moveFeedback(arslan, title, "give");
  });

  test("the steering group reads it with the comment, the site says what followed, everybody sees it", async () => {
    const vogt = await visitorFor("Renate Vogt");
    await vogt.open("/");
    await vogt.says(title);
    await vogt.open("/evaluation");
    await vogt.says(comment);
    await vogt.looksRight("given to the steering group");
    const aksoy = await visitorFor("Derya Aksoy");
    await aksoy.open("/evaluation");
    await recordConsequence(aksoy, title, consequence);
    await openPart(aksoy, "feedback");
    await aksoy.says(consequence);
    await aksoy.looksRight("feedback of the site");
    await openPart(aksoy, "releases");
    await aksoy.looksRight("releases of the site");
    const arslan = await visitorFor("Dr. Selim Arslan", programme);
    await openSite(arslan, "Kreis Lindenau");
    await openPart(arslan, "feedback");
    await arslan.says(consequence);
    await vogt.open("/evaluation");
    await vogt.says(consequence);
  });
});
