import { describe, test } from "vitest";
import { copyLink, moveMeeting, planMeeting, putThemeOnAgenda, saveDecision, writeDecision, writePaper } from "../pages/bodies/meeting.ts";
import { addStep, openCase, saveContactByKeyboard, storyTells } from "../pages/cases/case.ts";
import { signInAs } from "../pages/network/sign-in.ts";
import { anchorMeasure, finishMeasure, judgeContribution, lookAtChange, openMeasure, startMeasure } from "../pages/themes/measure.ts";
import { openMyReport, sayPartly, standsAtStep } from "../pages/themes/my-reports.ts";
import { isReported, joinToNewTheme, releaseReport, replaceMarked, sendReport, writeReport } from "../pages/themes/reports.ts";
import { giveStatement, nameTheme, openTheme, requestStatement } from "../pages/themes/theme.ts";
import { useStage } from "../stage.ts";
import type { Visitor } from "../visitor.ts";

/** What is written stays German in both languages: the labels change, not the words of the people. */
const theme = "Ohne Meldebestätigung kein Kursplatz, ohne Kursplatz keine Betreuung";
const report = "Der Kursplatz verfiel, weil die Meldebestätigung fehlte";
const another = "Kein Platz im Berufssprachkurs vor dem Frühjahr";
const measure = "Vorläufige Zusage ohne Meldebestätigung";
const body = "Steuerungsgruppe Einwanderung";

describe.each([
  { language: "de", width: "wide" },
  { language: "en", width: "wide" },
  { language: "de", width: "phone" },
  { language: "en", width: "phone" },
] as const)("once around the loop, $language, $width", (as) => {
  const stage = useStage();
  const people = new Map<string, Visitor>();
  /** Everybody keeps an own browser through the story. */
  async function visitorFor(name: string): Promise<Visitor> {
    const known = people.get(name);
    if (known) return known;
    const visitor = await stage.enter(as);
    await signInAs(visitor, name);
    people.set(name, visitor);
    return visitor;
  }

  test("case: contact by keyboard, step with its day, a gap reported in which nobody can be recognised", async () => {
    const wolters = await visitorFor("Karin Wolters");
    await wolters.looksRight("home of a case manager");
    await openCase(wolters, "Nadia Rahimi");
    await wolters.looksRight("case");
    await saveContactByKeyboard(wolters, "Der Kursträger wartet auf die Meldebestätigung.");
    await storyTells(wolters, "Der Kursträger wartet auf die Meldebestätigung.");
    const service = wolters.language === "de" ? "Integrationskurs" : "Integration course";
    await addStep(wolters, { text: "Zum Kurs anmelden", service, entitledOn: wolters.day(-20) });
    await storyTells(wolters, service);
    await wolters.follow(wolters.words("themes.nav.report"));
    await writeReport(wolters, {
      what: `${report}. Frau Rahimi hat sechs Wochen gewartet.`,
      to: "Volkshochschule Lindenau, Integrationskurse",
      daysLost: 42,
    });
    await wolters.looksRight("report a gap");
    await sendReport(wolters);
    await replaceMarked(wolters, "Rahimi");
    await wolters.looksRight("report a gap, checked");
    await sendReport(wolters);
    await isReported(wolters);
    await wolters.hasTitle("Nadia Rahimi");
    await wolters.says(wolters.words("themes.case.title"));
    await wolters.looksRight("case, reported");
  });

  test("theme: two reports are released and joined, the organisation concerned says its part", async () => {
    const aksoy = await visitorFor("Derya Aksoy");
    await releaseReport(aksoy, report, { heading: report, sentence: "Danke, ich frage nach, wer das auch erlebt hat." });
    await releaseReport(aksoy, another, { heading: another, sentence: "Danke, das gehört zusammen." });
    await joinToNewTheme(aksoy, [report, another], {
      title: theme,
      sentence: "Drei Stellen warten aufeinander, und alle haben recht.",
      answer: "Ihr Hinweis ist jetzt Teil eines Themas.",
    });
    await nameTheme(aksoy);
    await requestStatement(aksoy, "Volkshochschule Lindenau", "Was braucht es für eine vorläufige Zusage?");
    await aksoy.looksRight("theme");

    const busch = await visitorFor("Olga Busch");
    await giveStatement(busch, theme, "Eine vorläufige Zusage ist möglich, wenn das Amt die Anmeldung bestätigt.");
  });

  let link = "";
  test("meeting: planned, invited, opened; the decision is recorded with its measure", async () => {
    const aksoy = await visitorFor("Derya Aksoy");
    await planMeeting(aksoy, body, { day: aksoy.day(0), place: "Kreishaus, Raum 204" });
    await putThemeOnAgenda(aksoy, theme);
    await writePaper(aksoy, theme, {
      question: "Gibt es Kursplätze künftig vorläufig?",
      proposal: "Die Volkshochschule sagt Plätze vorläufig zu; das Bürgerbüro bestätigt die Anmeldung am selben Tag.",
    });
    await moveMeeting(aksoy, "planned");
    await aksoy.looksRight("meeting, invited");
    link = await copyLink(aksoy, "Renate Vogt");
    await moveMeeting(aksoy, "invited");
    await writeDecision(aksoy, {
      owner: "Integrationskurse",
      due: aksoy.day(60),
      measure,
      service: aksoy.language === "de" ? "Integrationskurs" : "Integration course",
      baselineUntil: aksoy.day(-1),
      targetWeeks: 6,
      followUpWeeks: 4,
      answer: "Es ist festgelegt: Kursplätze werden künftig vorläufig zugesagt.",
    });
    await saveDecision(aksoy);
    await aksoy.says(aksoy.words("bodies.field.follow_up_too_short"));
    await aksoy.looksRight("decision refused");
    await aksoy.fill(aksoy.words("bodies.measure.follow_up"), "8");
    await saveDecision(aksoy);
    await aksoy.isTold("bodies.decision.saved");
    await aksoy.looksRight("session");
    await moveMeeting(aksoy, "in_session");
    await aksoy.looksRight("meeting, closed");
  });

  test("papers: a member of the steering group reads the decision by a personal link", async () => {
    const vogt = await stage.enter(as);
    await vogt.page.goto(link);
    await vogt.hasTitle();
    await vogt.says(/Kursplätze künftig vorläufig|Volkshochschule sagt Plätze vorläufig zu/);
    await vogt.looksRight("papers");
  });

  test("measure: begun, done, looked at in later cases, judged and anchored", async () => {
    const aksoy = await visitorFor("Derya Aksoy");
    await openMeasure(aksoy, measure);
    await startMeasure(aksoy, "Die erste vorläufige Zusage ist gegeben.");
    await finishMeasure(aksoy, "Alle Kurse sagen jetzt vorläufig zu.");
    await aksoy.looksRight("measure");

    stage.passDays(7 * 13);
    people.clear();
    const later = await visitorFor("Derya Aksoy");
    await openMeasure(later, measure);
    await lookAtChange(later, "Wir haben nachgesehen; es sind noch zu wenige Fälle.");
    await later.says(later.words("themes.change.cannot_say"));
    await judgeContribution(later, { reasons: "Es gibt noch zu wenige Fälle danach.", judgedBy: body });
    await anchorMeasure(later, {
      which: "Verfügung über vorläufige Zusagen",
      sentence: "Die vorläufige Zusage ist jetzt Dienstanweisung.",
    });
    await later.looksRight("measure, anchored");
    await openMeasure(later, "Betreuung im Haus des Kurses");
    await later.says(later.words("themes.change.as_expected"));
    await later.looksRight("change");
    await openTheme(later, theme);
    await later.looksRight("theme, in the end");
  });

  test("answer: the reporter sees every step and says partly", async () => {
    const wolters = await visitorFor("Karin Wolters");
    await openMyReport(wolters, report);
    await standsAtStep(wolters, 7);
    for (const sentence of [
      "Danke, ich frage nach, wer das auch erlebt hat.",
      "Ihr Hinweis ist jetzt Teil eines Themas.",
      "Es ist festgelegt: Kursplätze werden künftig vorläufig zugesagt.",
      "Die erste vorläufige Zusage ist gegeben.",
      "Alle Kurse sagen jetzt vorläufig zu.",
      "Wir haben nachgesehen; es sind noch zu wenige Fälle.",
      "Die vorläufige Zusage ist jetzt Dienstanweisung.",
    ])
      await wolters.says(sentence);
    await sayPartly(wolters, "Im Westkreis klappt es noch nicht.");
    await wolters.looksRight("my report");
  });
});
