import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { today } from "../../platform/server/clock.ts";
import { addDays, typedDay } from "../../platform/web/day.ts";
import { moveMeeting, planMeeting } from "../pages/bodies/meeting.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

const body = "Steuerungsgruppe Einwanderung";

/** Plans a meeting with one item and takes it as far as its session. Answers its address. */
async function openMeeting(visitor: Visitor, daysAhead: number, topic: string): Promise<string> {
  await planMeeting(visitor, body, { day: typedDay(addDays(today(), daysAhead), visitor.language), place: "Kreishaus" });
  const path = new URL(visitor.page.url()).pathname;
  const add = await visitor.unfold(visitor.words("bodies.agenda.add"));
  await visitor.choose(visitor.words("bodies.item.kind"), visitor.words("bodies.item.other"), add);
  await visitor.fill(visitor.words("bodies.item.title"), topic, add);
  await visitor.press(visitor.words("bodies.agenda.add"), add);
  await visitor.page.getByRole("link", { name: topic }).first().waitFor();
  await moveMeeting(visitor, "planned");
  await visitor.page.reload();
  await visitor.hasTitle();
  await moveMeeting(visitor, "invited");
  return path;
}

describe("minutes are sent, objected to, corrected, adopted and added to; a paper goes to a committee", () => {
  const stage = useStage();
  test.each([
    { language: "de", width: "wide" },
    { language: "en", width: "phone" },
  ] as const)("$language $width", async (look) => {
    const aksoy = await stage.enter(look);
    await signInAs(aksoy, "Derya Aksoy");
    const first = await openMeeting(aksoy, 40, "Räume am Nachmittag");
    if (look.width === "phone") await aksoy.press(aksoy.words("bodies.session.all"));
    await aksoy.page
      .getByRole("button", { name: /Räume am Nachmittag/ })
      .first()
      .click();
    await aksoy.fill(aksoy.words("bodies.minutes.title"), "Zwei Schulen wären frei.");
    await moveMeeting(aksoy, "in_session");

    // a member objects before the minutes are adopted
    const vogt = await stage.enter(look);
    await signInAs(vogt, "Renate Vogt");
    await vogt.open(first);
    const talk = await vogt.unfold(vogt.words("bodies.comments.title", { n: 0 }));
    await vogt.fill(vogt.words("bodies.comments.words"), "Es sind drei Schulen.", talk);
    await vogt.press(vogt.words("bodies.comments.send"), talk);
    await vogt.isTold("bodies.comments.sent");

    // it is taken in, corrected with a reason, and sent
    await aksoy.page.reload();
    await aksoy.hasTitle();
    await aksoy.press(aksoy.words("bodies.comments.settle_of", { words: "Es sind drei Schulen." }));
    await aksoy.press(aksoy.words("bodies.comments.settle_save"));
    await aksoy.press(aksoy.words("bodies.correction.of", { title: "Räume am Nachmittag" }));
    const correction = aksoy.formOf(aksoy.words("bodies.correction.save"));
    await aksoy.fill(aksoy.words("bodies.minutes.title"), "Drei Schulen wären frei.", correction);
    await aksoy.fill(aksoy.words("bodies.correction.because"), "Die Zahl stimmte nicht.", correction);
    await aksoy.press(aksoy.words("bodies.correction.save"), correction);
    await aksoy.isTold("bodies.correction.saved");
    const send = await aksoy.unfold(aksoy.words("bodies.adoption.send"));
    await aksoy.press(aksoy.words("bodies.adoption.send"), send);
    await aksoy.isTold("bodies.adoption.is_sent");
    await aksoy.looksRight("minutes that were corrected and sent");

    // the next meeting adopts them; from then on they stay, and an addendum stands beside them
    await openMeeting(aksoy, 60, "Genehmigung der letzten Niederschrift");
    await aksoy.open(first);
    const adopt = await aksoy.unfold(aksoy.words("bodies.adoption.adopt"));
    await aksoy.choose(aksoy.words("bodies.adoption.how"), aksoy.words("bodies.adoption.way.in_meeting"), adopt);
    await aksoy.field(aksoy.words("bodies.adoption.which"), adopt).first().selectOption({ index: 1 });
    await aksoy.press(aksoy.words("bodies.adoption.adopt"), adopt);
    await aksoy.isTold("bodies.adoption.is_adopted");
    expect(
      await aksoy.page.getByRole("button", { name: aksoy.words("bodies.correction.of", { title: "Räume am Nachmittag" }) }).count(),
    ).toBe(0);
    const add = await aksoy.unfold(aksoy.words("bodies.addenda.add"));
    await aksoy.fill(aksoy.words("bodies.addenda.words"), "Die vierte Schule kam am Tag danach dazu.", add);
    await aksoy.press(aksoy.words("bodies.addenda.add"), add);
    await aksoy.isTold("bodies.addenda.added");
    await aksoy.looksRight("minutes with an addendum");

    // the member reads what was added, on the page and in the file
    await vogt.open(first);
    await vogt.says("Die vierte Schule kam am Tag danach dazu.");
    await vogt.says("Drei Schulen wären frei.");
    const name = vogt.words("bodies.files.as", { name: vogt.words("bodies.files.minutes"), form: "PDF" });
    const [download] = await Promise.all([
      vogt.page.waitForEvent("download"),
      vogt.page.getByRole("button", { name, exact: true }).first().click(),
    ]);
    const pdf = await readPdf(await readFile(await download.path()));
    const text = pdf.pages.join(" ").replaceAll(/\s+/g, " ");
    expect(text).toContain("Die vierte Schule kam am Tag danach dazu.");
    expect(text).toContain(look.language === "de" ? "Genehmigung" : "Adoption");
    await vogt.looksRight("adopted minutes of a member");

    // a committee decides for itself: it gets a paper, and what it made of it is noted
    await aksoy.open("/bodies/submissions");
    const write = await aksoy.unfold(aksoy.words("bodies.submissions.write"));
    await aksoy.fill(aksoy.words("bodies.submissions.addressee"), "Ausschuss für Schule", write);
    await aksoy.fill(aksoy.words("bodies.submissions.subject"), "Räume für Kurse am Nachmittag", write);
    await aksoy.fill(aksoy.words("bodies.submissions.proposal"), "Vier Schulen öffnen am Nachmittag zwei Räume.", write);
    await aksoy.fill(aksoy.words("bodies.submissions.reasons"), "Am Nachmittag fehlen Räume für Kurse.", write);
    await aksoy.press(aksoy.words("bodies.submissions.save"), write);
    await aksoy.isTold("bodies.submissions.saved");
    const subject = { subject: "Räume für Kurse am Nachmittag" };
    await aksoy.press(aksoy.words("bodies.submissions.send_of", subject));
    await aksoy.isTold("bodies.submissions.sent");
    await aksoy.press(aksoy.words("bodies.submissions.note_of", subject));
    const result = aksoy.formOf(aksoy.words("bodies.submissions.note"));
    await aksoy.select(aksoy.words("bodies.submissions.result"), aksoy.words("bodies.submissions.result.approved"), result);
    await aksoy.press(aksoy.words("bodies.submissions.note"), result);
    await aksoy.isTold("bodies.submissions.noted");
    await aksoy.looksRight("papers for politics");
  });
});
