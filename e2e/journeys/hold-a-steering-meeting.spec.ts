import { describe, test } from "vitest";
import { today } from "../../platform/server/clock.ts";
import { addDays, typedDay } from "../../platform/web/day.ts";
import { moveMeeting } from "../pages/bodies/meeting.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { useStage } from "../stage.ts";
import { expectAccessible } from "../visitor.ts";

const body = "Steuerungsgruppe Einwanderung";

describe("a steering meeting, prepared, held, adopted and followed up", () => {
  const stage = useStage();
  test.each([
    { language: "de", width: "wide" },
    { language: "en", width: "phone" },
  ] as const)("$language $width", async (look) => {
    const topic = look.language === "de" ? "Räume für Kurse" : "Rooms for courses";
    // a member suggests, and the coordinator plans a meeting and takes it up
    const vogt = await stage.enter(look);
    await signInAs(vogt, "Renate Vogt");
    await vogt.open("/bodies");
    await vogt.follow(body, vogt.page.getByRole("list", { name: vogt.words("bodies.list.all") }));
    await vogt.hasTitle(body);
    const make = await vogt.unfold(vogt.words("bodies.suggestions.make"));
    await vogt.fill(vogt.words("bodies.suggestions.what"), topic, make);
    await vogt.fill(vogt.words("bodies.suggestions.why"), "Am Nachmittag fehlen Räume.", make);
    await vogt.press(vogt.words("bodies.suggestions.send"), make);
    await vogt.isTold("bodies.suggestions.sent");
    await vogt.looksRight("body with suggestions");

    const aksoy = await stage.enter(look);
    await signInAs(aksoy, "Derya Aksoy");
    await aksoy.open("/bodies");
    await aksoy.follow(body, aksoy.page.getByRole("list", { name: aksoy.words("bodies.list.all") }));
    await aksoy.hasTitle(body);
    const plan = await aksoy.unfold(aksoy.words("bodies.plan"));
    await aksoy.fill(aksoy.words("bodies.meeting.day"), typedDay(addDays(today(), look.language === "de" ? 30 : 37), look.language), plan);
    await aksoy.press(aksoy.words("bodies.plan"), plan);
    await aksoy.page.waitForURL(/\/bodies\/meetings\//);
    await aksoy.hasTitle();
    const meetingPath = new URL(aksoy.page.url()).pathname;
    const patterns = await aksoy.unfold(aksoy.words("bodies.pattern.title"));
    await aksoy.press(aksoy.words("bodies.pattern.fill_of", { name: "Steuerungsgruppe, zwei Stunden" }), patterns);
    await aksoy.says(aksoy.words("bodies.pattern.filled", { n: 3 }));
    await moveMeeting(aksoy, "planned");

    // what comes afterwards is said beside what was sent
    const add = await aksoy.unfold(aksoy.words("bodies.agenda.add"));
    await aksoy.choose(aksoy.words("bodies.item.kind"), aksoy.words("bodies.item.other"), add);
    await aksoy.fill(aksoy.words("bodies.item.title"), topic, add);
    await aksoy.press(aksoy.words("bodies.agenda.add"), add);
    await aksoy.page.reload();
    await aksoy.says(aksoy.words("bodies.sent.changed"));
    await aksoy.press(aksoy.words("bodies.sent.tell"));
    await aksoy.isTold("bodies.sent.told");
    await aksoy.looksRight("meeting that has been sent");

    await vogt.open(meetingPath);
    await vogt.choose(vogt.words("bodies.coming.question"), vogt.words("bodies.coming.answer.comes"));
    await vogt.press(vogt.words("bodies.coming.send"));
    await vogt.isTold("bodies.coming.sent");
    await vogt.looksRight("invitation of a member");

    // in session: minutes, and a decision with dissent on record
    await aksoy.page.reload();
    await aksoy.hasTitle();
    await moveMeeting(aksoy, "invited");
    if (look.width === "phone") await aksoy.press(aksoy.words("bodies.session.all"));
    await aksoy.page
      .getByRole("button", { name: new RegExp(topic) })
      .first()
      .click();
    await aksoy.fill(aksoy.words("bodies.minutes.title"), "Zwei Schulen wären frei.");
    await aksoy.fill(aksoy.words("bodies.decision.wording.agreed"), "Die Schulen öffnen nachmittags zwei Räume.");
    await aksoy.find(aksoy.words("bodies.decision.owner"), "Integrationskurse");
    await aksoy.fill(aksoy.words("bodies.decision.due"), aksoy.day(60));
    await aksoy.choose(aksoy.words("bodies.decision.how"), aksoy.words("bodies.decision.reached.dissent"));
    await aksoy.select(aksoy.words("bodies.decision.dissent_who"), "Stefan Braun");
    await aksoy.fill(aksoy.words("bodies.decision.dissent_words"), "Das löst es nur zur Hälfte.");
    await aksoy.press(aksoy.words("bodies.decision.save.agreed"));
    await aksoy.isTold("bodies.decision.saved");
    await aksoy.looksRight("session with dissent");
    await vogt.open(meetingPath);
    await vogt.says("Zwei Schulen wären frei.");
    await moveMeeting(aksoy, "in_session");

    // comments, sending, adoption after the time is over, and what is public
    await vogt.page.reload();
    await vogt.hasTitle();
    // the last item's
    const talk = await vogt.unfold(vogt.words("bodies.comments.title", { n: 0 }));
    await vogt.fill(vogt.words("bodies.comments.words"), "Es sind drei Schulen.", talk);
    await vogt.press(vogt.words("bodies.comments.send"), talk);
    await vogt.isTold("bodies.comments.sent");
    await aksoy.page.reload();
    await aksoy.hasTitle();
    await aksoy.press(aksoy.words("bodies.comments.settle_of", { words: "Es sind drei Schulen." }));
    await aksoy.press(aksoy.words("bodies.comments.settle_save"));
    const send = await aksoy.unfold(aksoy.words("bodies.adoption.send"));
    await aksoy.press(aksoy.words("bodies.adoption.send"), send);
    await aksoy.isTold("bodies.adoption.is_sent");
    await aksoy.looksRight("minutes that have been sent");

    const everybody = await stage.enter(look);
    await everybody.page.goto("/bodies/public/lindenau?language=" + look.language);
    await everybody.page.getByRole("heading", { level: 1 }).waitFor();
    await everybody.picture("public page");
    await expectAccessible(everybody.page);
  });
});
