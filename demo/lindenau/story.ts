import type { Expectation, Metric } from "../../domains/themes/contract.ts";
import { listMyReports, sayWhetherSolved } from "../../domains/themes/contract.ts";
import { addMember } from "../../domains/network/contract.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Perform, Visit } from "../perform.ts";
import type { DemoSite } from "../programme.ts";
import type { StoryDays } from "../story-days.ts";
import { tellCases } from "./cases.ts";
import { lostAtTheChange, tellNextConference } from "./planning-conference.ts";
import {
  anchorMeasure,
  finishMeasure,
  type LoopTelling,
  lookAtChange,
  noteCircumstance,
  reportDecision,
  reportProgress,
  startMeasure,
  tellBody,
  tellFreshReports,
  tellMeeting,
  tellTheme,
} from "./loop.ts";
import { careAtTheCourseDaysAgo, expectedOfCare } from "./people-of-the-story.ts";
import { tellAroundMeetings } from "./meetings.ts";
import { tellFurtherConferences } from "./conferences.ts";
import { themes } from "./themes-of-the-story.ts";

const courseStart: Metric = { service: "integration_course", fromEvent: "entitled", toEvent: "started" };
const appointment: Metric = { service: "abh_appointment", fromEvent: "registered", toEvent: "started" };
const firstPayment: Metric = { service: "benefit_change", fromEvent: "entitled", toEvent: "started" };

function expectationOf(
  days: StoryDays,
  metric: Metric,
  baseline: readonly [number, number],
  targetWeeks: number,
  followUpWeeks: number,
  intakeWeeks: number,
): Expectation {
  return { metric, baselineFromOn: days.ago(baseline[0]), baselineUntilOn: days.ago(baseline[1]), targetWeeks, followUpWeeks, intakeWeeks };
}

const newcomers = [
  [5, { name: "Samira Aziz", email: "aziz@lindenau.example", role: "case_manager", unit: "stadt-kim" }],
  [1, { name: "Holger Petersen", email: "petersen@lindenau.example", role: "partner", unit: "jc-vermittlung" }],
] as const;

/** Kreis Lindenau: cases, eleven themes at different stages, the bodies that decided, what became of it. */
export async function tellLindenau(perform: Perform, visit: Visit, site: DemoSite, days: StoryDays): Promise<void> {
  const cases = await tellCases(perform, site, days);
  const telling: LoopTelling = { perform, site, days, cases, coordinator: site.members.aksoy! };
  const metrics: Record<string, Metric> = {
    "kurs-ohne-betreuung": courseStart,
    "luecke-beim-wechsel": firstPayment,
    "termin-abh": appointment,
  };
  const themeIds: Record<string, string> = {};
  for (const theme of themes) themeIds[theme.key] = await tellTheme(telling, theme, metrics[theme.key] ?? null);
  const theme = (key: string) => themeIds[key]!;

  const steering = await tellBody(telling, {
    kind: "steering_group",
    name: "Steuerungsgruppe Einwanderung",
    mandate: "Entscheidet, was sich in der Zusammenarbeit der Ämter und Träger im Kreis ändert.",
    field: null,
    members: [
      ["vogt", "chair"],
      ["maas", "member"],
      ["lehmann", "member"],
      ["braun", "member"],
      ["wolf", "member"],
      ["aksoy", "coordinator"],
    ],
  });
  const transitions = await tellBody(telling, {
    kind: "planning_conference",
    name: "Planungskonferenz Übergänge",
    mandate: "Sucht in Fällen nach Brüchen zwischen den Rechtskreisen und schlägt vor, wie sie sich schließen lassen.",
    field: "participation",
    members: [
      ["schulte-konferenz", "member"],
      ["sommer-konferenz", "member"],
      ["wolters-konferenz", "member"],
      ["lehmann", "member"],
      ["wolf", "member"],
      ["aksoy", "coordinator"],
    ],
  });

  const first = await tellMeeting(telling, {
    bodyId: steering,
    daysAgo: 272,
    begins: "14:00",
    minutes: 120,
    place: "Kreishaus, Raum 204",
    present: ["vogt", "maas", "lehmann", "braun"],
    items: [
      {
        themeId: theme("luecke-beim-wechsel"),
        title: "Lücke beim Wechsel ins SGB II",
        minutes: 40,
        question: "Beginnen beide Ämter gleichzeitig, sobald der Bescheid da ist?",
        proposal: "Doppelter Start: Das Sozialamt meldet den Wechsel am selben Tag, ein gemeinsames Formular, feste Ansprechpersonen.",
        notes:
          "Das Jobcenter kann mit einem gemeinsamen Formular sofort beginnen. Das Sozialamt zahlt bis zum Tag der ersten Zahlung weiter.",
        decision: {
          outcome: "agreed",
          wording: "Sozialamt und Jobcenter beginnen den Wechsel am selben Tag mit einem gemeinsamen Formular.",
          ownerUnit: "jc-leistung",
          dueInDays: 30,
          answer: "Die Steuerungsgruppe hat festgelegt: Beide Ämter beginnen künftig am selben Tag. Es gibt nur noch ein Formular.",
          measure: {
            title: "Doppelter Start beim Wechsel ins SGB II",
            expectation: expectationOf(days, firstPayment, [430, 280], 1, 6, 10),
          },
        },
      },
      {
        themeId: theme("einstufung-nur-kreisstadt"),
        title: "Einstufungstest auch in den Gemeinden",
        minutes: 25,
        question: "Fährt der Test zu den Menschen?",
        proposal: "Ein mobiler Testtag im Monat in Quellfurt und Talheim.",
        notes: "Die Volkshochschule stellt eine Lehrkraft, die Gemeinden die Räume.",
        decision: {
          outcome: "agreed",
          wording: "Einmal im Monat findet der Einstufungstest in Quellfurt oder Talheim statt.",
          ownerUnit: "vhs-kurse",
          dueInDays: 60,
          answer: "Künftig gibt es den Einstufungstest einmal im Monat auch in Quellfurt und Talheim.",
          dissent: { by: "braun", words: "Ein zweiter Tag im Monat wäre nötig. Ein Testtag allein verkürzt die Wartezeit kaum." },
          measure: { title: "Mobiler Testtag", expectation: null },
        },
      },
      {
        themeId: theme("anerkennung-unklar"),
        title: "Anerkennung: wer sagt, was fehlt?",
        minutes: 25,
        notes: "Die Kammern und das Jobcenter beraten einmal in der Woche gemeinsam.",
        decision: {
          outcome: "agreed",
          wording: "Kammern, Jobcenter und Fallmanagement beraten mittwochs gemeinsam an einem Tisch.",
          ownerUnit: "kammer-anerkennung",
          dueInDays: 45,
          answer: "Mittwochs sitzen Kammern und Jobcenter jetzt an einem Tisch. Dort erfährt man in einem Gespräch, was fehlt.",
          measure: { title: "Gemeinsamer Tisch zur Anerkennung", expectation: null },
        },
      },
    ],
  });
  const second = await tellMeeting(telling, {
    bodyId: steering,
    daysAgo: careAtTheCourseDaysAgo + 16,
    begins: "14:00",
    minutes: 90,
    place: "Kreishaus, Raum 204",
    present: ["vogt", "maas", "lehmann", "wolf"],
    items: [
      {
        themeId: theme("kurs-ohne-betreuung"),
        title: "Eltern ohne Betreuung warten auf den Kurs",
        minutes: 45,
        question: "Betreuen wir Kinder im Haus des Kurses?",
        background:
          "Wer keinen Platz hat, wartet im Median rund 21 Wochen. Das Jugendamt Erlbach begleitet fachlich, kann aber nicht bezahlen.",
        proposal: "Betreuung im Haus des Kurses an zwei Orten, für ein Jahr, aus Mitteln des Kreises.",
        notes: "Die Volkshochschule kann an zwei Orten Räume stellen. Die Mittel sind für ein Jahr da.",
        decision: {
          outcome: "agreed",
          wording: "Die Volkshochschule betreut Kinder im Haus des Kurses, an zwei Orten, für ein Jahr.",
          ownerUnit: "vhs-kurse",
          dueInDays: 40,
          answer: "Es ist festgelegt: Kinder werden künftig im Haus des Kurses betreut, zunächst an zwei Orten.",
          measure: {
            title: "Betreuung im Haus des Kurses",
            expectation: expectedOfCare(days),
          },
        },
      },
    ],
  });
  const third = await tellMeeting(telling, {
    bodyId: transitions,
    daysAgo: 205,
    begins: "09:30",
    minutes: 120,
    place: "Volkshochschule, Saal",
    present: ["schulte-konferenz", "sommer-konferenz", "lehmann"],
    items: [
      {
        themeId: theme("fuenfmal-dieselben-angaben"),
        title: "Ein Blatt, das die Person selbst behält",
        minutes: 50,
        notes: "Ein Datenblatt mit Namen in einer Schreibweise, Bildungsweg und Familie. Die Person nimmt es mit.",
        decision: {
          outcome: "agreed",
          wording: "Alle Beratungsstellen geben ein Datenblatt aus, das die Person behält und vorzeigt.",
          ownerUnit: "migrationsberatung",
          dueInDays: 150,
          answer: "Es wird ein Blatt geben, das die Menschen selbst behalten. Niemand muss dann alles fünfmal erzählen.",
          measure: { title: "Datenblatt in der Hand der Person", expectation: null },
        },
      },
      {
        themeId: theme("sprachmittlung"),
        title: "Sprachmittlung gemeinsam buchen",
        minutes: 40,
        notes: "Ein gemeinsamer Plan für alle Stellen, geführt vom DRK.",
        decision: {
          outcome: "agreed",
          wording: "Das DRK führt einen gemeinsamen Plan, aus dem alle Stellen Sprachmittlung buchen.",
          ownerUnit: "drk-sprachmittlung",
          dueInDays: 120,
          answer: "Sprachmittlung soll es bald aus einem gemeinsamen Plan geben, den das DRK führt.",
          measure: { title: "Gemeinsamer Plan für Sprachmittlung", expectation: null },
        },
      },
    ],
  });
  await tellMeeting(telling, {
    bodyId: transitions,
    daysAgo: 140,
    begins: "09:30",
    minutes: 90,
    place: "Kreishaus, Raum 112",
    present: ["schulte-konferenz", "sommer-konferenz", "wolf"],
    items: [
      {
        themeId: theme("eu-ohne-kursanspruch"),
        title: "Kursplätze für Menschen aus der EU",
        minutes: 40,
        notes: "Im Kreis sind keine Plätze frei. Die Regel steht im Bundesrecht.",
        decision: {
          outcome: "escalated",
          wording: "Das Thema geht an das Land: Der Kreis kann den Anspruch nicht ändern.",
          reason: "Die Regel steht im Bundesrecht, und freie Plätze gibt es nicht.",
          answer: "Das können wir im Kreis nicht lösen. Wir haben es dem Land vorgelegt und melden uns, wenn es antwortet.",
        },
      },
    ],
  });
  await tellMeeting(telling, {
    bodyId: transitions,
    daysAgo: 38,
    ...lostAtTheChange(telling, visit, 38, theme("krankenkassenkarte")),
    begins: "09:30",
    minutes: 90,
    place: "Kreishaus, Raum 112",
    present: ["schulte-konferenz", "sommer-konferenz", "lehmann", "wolf"],
    items: [
      {
        themeId: theme("krankenkassenkarte"),
        title: "Krankenkassenkarte beim Wechsel",
        minutes: 45,
        notes: "Die Kassen wollen erst klären, wer die Meldung schickt.",
        decision: {
          outcome: "postponed",
          wording: "Vertagt, bis die Kassen gesagt haben, welche Meldung sie brauchen.",
          reason: "Ohne die Kassen lässt sich nichts festlegen.",
          answer: "Die Konferenz hat vertagt: Erst sagen die Kassen, welche Meldung sie brauchen.",
        },
      },
    ],
  });

  await tellFurtherConferences(telling, transitions, theme);

  const [benefit, testDay, desk] = first.measures;
  const [care] = second.measures;
  const [dataSheet, interpreters] = third.measures;
  await startMeasure(telling, benefit!, 260, "Seit heute melden beide Ämter den Wechsel am selben Tag.");
  await finishMeasure(telling, benefit!, 200, "Der doppelte Start läuft in allen Fällen.");
  await lookAtChange(telling, benefit!, 120, {
    sentence: "Wir haben nachgesehen: Die Lücke ist von fast drei Wochen auf wenige Tage geschrumpft.",
    judgement: "yes_mostly",
    reasons: "Vorher und nachher waren dieselben Ämter zuständig, das Personal blieb gleich, das Gesetz auch.",
    judgedBy: "Steuerungsgruppe",
  });
  await anchorMeasure(
    telling,
    benefit!,
    100,
    "Gemeinsame Dienstanweisung von Sozialamt und Jobcenter",
    "Der doppelte Start ist jetzt Dienstanweisung. Er bleibt.",
  );
  await startMeasure(telling, testDay!, 230, "Der erste Testtag in Quellfurt hat stattgefunden.");
  await finishMeasure(telling, testDay!, 170, "Der mobile Testtag findet jetzt jeden Monat statt.");
  await startMeasure(telling, desk!, 225, "Der gemeinsame Tisch berät ab sofort mittwochs.");
  await finishMeasure(telling, desk!, 190, "Der gemeinsame Tisch ist fester Teil der Woche.");
  await startMeasure(
    telling,
    care!,
    careAtTheCourseDaysAgo,
    "Die Betreuung im Haus des Kurses hat begonnen, zunächst in Lindenau und Erlbach.",
  );
  await noteCircumstance(telling, 205, "capacity", "Ein dritter Träger bietet Integrationskurse an.");
  await noteCircumstance(telling, 400, "staff", "Zwei Stellen für Kursberatung sind unbesetzt.", 330);
  await finishMeasure(telling, care!, 180, "Die Betreuung im Haus des Kurses läuft an beiden Orten.");
  await reportProgress(telling, care!, 120, "An beiden Orten sind alle Plätze belegt. Es gibt eine kleine Warteliste.");
  await lookAtChange(telling, care!, 2, {
    sentence: "Wir haben nachgesehen: Eltern ohne Betreuungsplatz beginnen den Kurs deutlich früher.",
    judgement: "partly",
    reasons: "Die Betreuung begann in derselben Zeit, in der auch ein dritter Träger Kurse anbot. Beides hat geholfen.",
    judgedBy: "Planungskonferenz Übergänge",
  });
  await startMeasure(telling, dataSheet!, 150, "Die ersten Datenblätter sind ausgegeben.");
  await reportProgress(telling, dataSheet!, 30, "42 von 90 Datenblättern sind ausgegeben.");
  await startMeasure(telling, interpreters!, 110, "Der gemeinsame Plan wird aufgebaut.");

  await reportDecision(
    telling,
    first.decisions[0]!,
    200,
    "done",
    "Das gemeinsame Formular ist eingeführt, beide Ämter melden am selben Tag.",
  );
  await reportDecision(telling, first.decisions[1]!, 170, "done", "Der Testtag findet jeden Monat statt.");
  await reportDecision(telling, first.decisions[2]!, 190, "done", "Der gemeinsame Tisch berät mittwochs von neun bis zwölf.");
  await reportDecision(telling, second.decisions[0]!, 180, "done", "Beide Orte betreuen Kinder während des Kurses.");

  const ahead = await tellMeeting(telling, {
    bodyId: steering,
    daysAgo: -10,
    begins: "14:00",
    minutes: 90,
    place: "Kreishaus, Raum 204",
    invited: true,
    papersInDays: 3,
    present: [],
    items: [
      {
        themeId: theme("termin-abh"),
        title: "Termine bei der Ausländerbehörde",
        minutes: 35,
        question: "Bekommt, wer eine Arbeit verlieren könnte, einen Termin vor Ablauf des Papiers?",
        background: "Zwischen Anfrage und Termin liegen im Median 76 Tage. Fünf Hinweise nennen unterbrochene Arbeit.",
        proposal: "Ein Sprechtag in der Woche für Menschen, deren Arbeit am Papier hängt; Meldung durch Jobcenter und Betriebe.",
      },
      {
        themeId: theme("kurs-ohne-betreuung"),
        title: "Betreuung im Haus des Kurses: weiterführen?",
        minutes: 30,
        question: "Führen wir die Betreuung weiter, auch an einem dritten Ort?",
        background: "An beiden Orten sind alle Plätze belegt. Eltern beginnen den Kurs nach rund neun statt 21 Wochen.",
      },
      {
        themeId: theme("sprachmittlung"),
        title: "Ein gemeinsamer Plan für Sprachmittlung: wer bezahlt?",
        minutes: 20,
        question: "Bezahlen alle Stellen die Sprachmittlung nach Stunden?",
        background: "Der Plan steht. Offen ist, wer die Fahrten bezahlt; die Kosten rechnet das DRK bis Donnerstag aus.",
      },
      { themeId: null, title: "Was aus den Festlegungen wurde", minutes: 15 },
    ],
  });
  await tellNextConference(telling, transitions);
  await tellAroundMeetings(telling, { steering, transitions, first, second, ahead });
  await tellFreshReports(telling);
  for (const [member, answer] of [
    ["brandt", "solved"],
    ["oduya", "solved"],
    ["yildiz", "partly"],
  ] as const) {
    const me = site.members[member]!;
    const { reports } = await perform(me, listMyReports, {});
    const asked = reports.find((report) => report.asksWhetherSolved);
    if (asked)
      await perform(me, sayWhetherSolved, {
        params: { reportId: asked.id },
        body: { answer, missing: answer === "partly" ? "Bei Selbstständigen dauert es noch." : null },
      });
  }
  // the data protection officer finds two entries of the register on Home
  for (const [daysAgo, { unit, ...person }] of newcomers) {
    await days.on(days.ago(daysAgo), () =>
      perform(site.members.moritz!, addMember, {
        params: { membershipId: newId() },
        body: { ...person, unitId: site.units[unit]!, title: null },
      }),
    );
  }
}
