import * as bodies from "../domains/bodies/contract.ts";
import * as themes from "../domains/themes/contract.ts";
import { newId } from "../platform/server/ids.ts";
import { type LoopTelling, tellReport } from "./lindenau/loop.ts";
import type { ReportStory } from "./lindenau/themes-of-the-story.ts";
import type { Perform } from "./perform.ts";
import type { DemoProgramme, DemoSite } from "./programme.ts";
import type { StoryDays } from "./story-days.ts";

type Telling = { readonly perform: Perform; readonly days: StoryDays };
type Known = Readonly<Record<string, { readonly id: string; readonly version: number }>>;

/** The named themes of a site by the beginning of their titles. */
async function themesOf({ perform }: Telling, coordinator: string, beginnings: Readonly<Record<string, string>>): Promise<Known> {
  const { themes: all } = await perform(coordinator, themes.listThemes, {});
  return Object.fromEntries(
    Object.entries(beginnings).map(([key, beginning]) => {
      const found = all.find((one) => one.title.startsWith(beginning));
      if (!found) throw new Error(`the demo has no theme "${beginning} …"`);
      return [key, { id: found.id, version: found.version }];
    }),
  );
}

type Graded = readonly [
  key: string,
  daysAgo: number,
  reach: readonly [number, string],
  severity: readonly [number, string],
  solvable: readonly [number, string],
];

const graded: readonly Graded[] = [
  [
    "abh",
    40,
    [3, "Hinweise aus der Kreisstadt und aus den Gemeinden."],
    [3, "Arbeit wird unterbrochen, weil ein Papier abläuft."],
    [2, "Ein Sprechtag ist möglich. Mehr Stellen kann der Kreis allein nicht schaffen."],
  ],
  [
    "kurs",
    250,
    [3, "Fast jede zweite Familie mit kleinen Kindern."],
    [2, "Der Kurs beginnt im Median ein halbes Jahr später."],
    [3, "Räume und Betreuung lassen sich im Kreis finden."],
  ],
  [
    "karte",
    45,
    [2, "Alle, die den Rechtskreis wechseln und krank werden."],
    [3, "Arztbesuche fallen aus."],
    [2, "Die Kassen müssen mitmachen."],
  ],
  [
    "jugend",
    60,
    [2, "Jedes Jahr ein ganzer Jahrgang."],
    [2, "Ausbildungen beginnen ein Jahr später."],
    [1, "Die Altersgrenze steht im Gesetz."],
  ],
  [
    "eu",
    145,
    [2, "Vor allem die Kreisstadt und zwei Gemeinden."],
    [2, "Ohne Deutsch bleibt nur ungelernte Arbeit."],
    [1, "Die Regel steht im Bundesrecht."],
  ],
  ["familie", 30, [1, "Wenige Familien im Jahr."], [1, "Es kostet Zeit, niemand verliert etwas."], [3, "Eine Ansprechperson genügt."]],
];

/** Released, and in no theme yet: the first two may belong together, and to the theme of the appointments. */
const alike: readonly ReportStory[] = [
  {
    text: "Der Termin bei der Ausländerbehörde liegt nach dem Ende der Fiktionsbescheinigung. Der Betrieb hat die Arbeit schon unterbrochen.",
    by: "oduya",
    daysAgo: 13,
    kind: "waiting",
    between: ["jc-vermittlung", "auslaenderbehoerde"],
    daysLost: 30,
    town: "Hohenfeld",
  },
  {
    text: "Ohne Termin bei der Ausländerbehörde verlängert niemand die Fiktionsbescheinigung, und das Jobcenter stellt die Leistung ein.",
    by: "yildiz",
    daysAgo: 12,
    kind: "waiting",
    between: ["jc-vermittlung", "auslaenderbehoerde"],
    daysLost: 21,
    town: "Steinau",
  },
];

async function tellOpenReport(telling: LoopTelling, story: ReportStory): Promise<void> {
  const { perform, days, coordinator } = telling;
  const reportId = await tellReport(telling, story, "residence");
  await days.on(days.ago(story.daysAgo - 4), async () => {
    const report = await perform(coordinator, themes.openReport, { params: { reportId } });
    const { marks } = await perform(coordinator, themes.checkGapText, { body: { text: report.text, title: report.title } });
    await perform(coordinator, themes.releaseReport, {
      params: { reportId },
      body: {
        title: report.title,
        text: report.text,
        sentence: "Danke. Ich suche, wer das auch erlebt hat.",
        keptMarks: marks.map((mark) => ({ field: mark.field, words: mark.words, keepMarked: true as const })),
        version: report.version,
      },
    });
  });
}

async function tellLindenau(telling: Telling, site: DemoSite): Promise<Known> {
  const { perform, days } = telling;
  const coordinator = site.members.aksoy!;
  const known = await themesOf(telling, coordinator, {
    kurs: "Eltern ohne Kinderbetreuung",
    wechsel: "Beim Wechsel ins SGB II",
    abh: "Bis zum Termin bei der Ausländerbehörde",
    angaben: "Dieselben Angaben",
    karte: "Beim Wechsel des Rechtskreises",
    jugend: "Mit achtzehn",
    eu: "Menschen aus der EU",
    familie: "Für die Familie der Fachkraft",
  });
  for (const [key, daysAgo, reach, severity, solvable] of graded) {
    await days.on(days.ago(daysAgo), () =>
      perform(coordinator, themes.setPriority, {
        params: { themeId: known[key]!.id },
        body: {
          id: newId(),
          reach: reach[0],
          reachReason: reach[1],
          severity: severity[0],
          severityReason: severity[1],
          solvable: solvable[0],
          solvableReason: solvable[1],
        },
      }),
    );
  }
  for (const report of alike) await tellOpenReport({ perform, site, days, cases: [], coordinator }, report);
  const group = "Projektgruppe Gesundheitskarte";
  await days.on(days.ago(32), async () => {
    const bodyId = newId();
    await perform(coordinator, bodies.foundBody, {
      body: {
        id: bodyId,
        kind: "project_group",
        name: group,
        mandate: "Klärt mit den Kassen, welche Meldung sie beim Wechsel des Rechtskreises brauchen und wer sie schickt.",
        fieldOfAction: "health",
        townId: null,
        socialSpace: null,
        targetGroup: null,
      },
    });
    for (const [membershipId, bodyRole] of [
      [coordinator, "coordinator"],
      [site.members["maas"]!, "member"],
    ] as const)
      await perform(coordinator, bodies.addMember, { params: { bodyId }, body: { id: newId(), membershipId, bodyRole } });
    await perform(coordinator, bodies.giveThemeToGroup, {
      params: { bodyId },
      body: {
        id: newId(),
        themeId: known.karte!.id,
        sentence: "Eine Projektgruppe klärt jetzt mit den Kassen, welche Meldung sie brauchen.",
        version: known.karte!.version,
      },
    });
  });
  return known;
}

async function escalate(telling: Telling, { lindenau, others, office }: DemoProgramme, known: Known): Promise<void> {
  const { perform, days } = telling;
  const lead = office.members.dorn!;
  await days.on(days.ago(138), () =>
    perform(lindenau.members.aksoy!, themes.writeEscalation, {
      params: { themeId: known.eu!.id },
      body: {
        tried: "Wir haben mit allen Kursträgern gesprochen und freie Plätze gesucht. Es gab in einem Jahr vier.",
        asked: "Plätze für Menschen ohne Anspruch oder Mittel, aus denen wir eigene Kurse bezahlen dürfen.",
        version: 0,
      },
    }),
  );
  await days.on(days.ago(96), () =>
    perform(lead, themes.replyToEscalated, {
      params: { themeId: known.eu!.id },
      body: {
        id: newId(),
        kind: "taken_on",
        sentence: "Wir haben die Frage in die Konferenz der Länder gebracht und melden uns, sobald sie entschieden hat.",
        reasons: null,
      },
    }),
  );
  await days.on(days.ago(24), () =>
    perform(lead, themes.replyToEscalated, {
      params: { themeId: known.eu!.id },
      body: {
        id: newId(),
        kind: "possible_here",
        sentence: "Ab dem neuen Jahr dürfen Kreise Landesmittel für Sprachkurse ohne Anspruch ausgeben.",
        reasons: "Der Antrag läuft über die Bezirksregierung. Gefördert werden bis zu 20 Plätze in jedem Kreis.",
      },
    }),
  );
  const neuhagen = others.find((one) => one.slug === "neuhagen")!;
  const coordinator = neuhagen.members.koordination!;
  const own = await themesOf(telling, coordinator, { eu: "EU-Bürgerinnen" });
  await days.on(days.ago(20), () =>
    perform(coordinator, themes.writeEscalation, {
      params: { themeId: own.eu!.id },
      body: {
        tried: "Ein Betrieb zahlt zwölf Plätze. Für die anderen fand sich kein Geld.",
        asked: "Eine Regel, nach der wir freie Plätze auch ohne Anspruch vergeben dürfen.",
        version: 0,
      },
    }),
  );
}

async function offer(
  telling: Telling,
  coordinator: string,
  themeId: string,
  daysAgo: number,
  words: Omit<Parameters<typeof bodyOf>[0], "id">,
): Promise<string> {
  const { perform, days } = telling;
  const id = newId();
  await days.on(days.ago(daysAgo), async () => {
    const { title, problem, done, failed, advice, costNote } = words;
    const { marks } = await perform(coordinator, themes.checkPattern, {
      body: { words: { title, problem, done, failed, advice: advice ?? "", costNote: costNote ?? "" } },
    });
    // what the check marks here names nobody
    const keptMarks = marks.map((mark) => ({ field: mark.field as themes.PatternField, words: mark.words, keepMarked: true as const }));
    await perform(coordinator, themes.offerPattern, { params: { themeId }, body: { ...bodyOf({ ...words, id }), keptMarks } });
  });
  return id;
}

function bodyOf(words: {
  id: string;
  title: string;
  problem: string;
  done: string;
  failed: string;
  advice: string | null;
  costOnceCents: number | null;
  costYearCents: number | null;
  costNote: string | null;
}) {
  return { ...words, version: 0 };
}

async function tellPatterns(telling: Telling, { lindenau, others }: DemoProgramme, known: Known): Promise<void> {
  const { perform, days } = telling;
  const of = (slug: string) => others.find((one) => one.slug === slug)!.members.koordination!;
  const doubleStart = await offer(telling, lindenau.members.aksoy!, known.wechsel!.id, 90, {
    title: "Doppelter Start beim Wechsel ins SGB II",
    problem: "Zwischen dem letzten Geld vom Sozialamt und dem ersten vom Jobcenter lagen im Median fast drei Wochen.",
    done: "Beide Ämter beginnen am selben Tag. Es gibt ein gemeinsames Formular und auf jeder Seite eine feste Ansprechperson.",
    failed: "Ein gemeinsames Postfach blieb liegen, weil niemand dafür zuständig war. Erst mit Namen auf beiden Seiten lief es.",
    advice: "Beginnen Sie mit zehn Fällen und schreiben Sie auf, wo der Antrag liegt.",
    costOnceCents: 250_000,
    costYearCents: 0,
    costNote: "Zwei Tage Abstimmung und der Druck der Formulare. Kein neues Personal.",
  });
  const sonnberg = await themesOf(telling, of("sonnberg"), { abh: "Termine bei der Ausländerbehörde" });
  await offer(telling, of("sonnberg"), sonnberg.abh!.id, 8, {
    title: "Zwei Vormittage ohne Termin",
    problem: "Wer eine Arbeit beginnen darf, wartete sechs Wochen auf den Eintrag.",
    done: "An zwei Vormittagen in der Woche tragen zwei Kräfte Arbeitserlaubnisse ohne Termin ein.",
    failed: "In den ersten Wochen kamen auch alle anderen Anliegen. Jetzt fragt jemand am Eingang, worum es geht.",
    advice: null,
    costOnceCents: null,
    costYearCents: 1_900_000,
    costNote: "Eine halbe Stelle am Empfang.",
  });
  await days.on(days.ago(50), () =>
    perform(of("rabenstadt"), themes.copyPattern, {
      params: { patternId: doubleStart },
      body: { id: newId(), title: "Auch bei uns: Wochen ohne Geld beim Wechsel ins SGB II", sentence: null },
    }),
  );
}

async function tellCommonThemes(telling: Telling, { lindenau, others, office }: DemoProgramme, known: Known): Promise<void> {
  const { perform, days } = telling;
  const lead = office.members.dorn!;
  const of = (slug: string) => others.find((one) => one.slug === slug)!.members.koordination!;
  const make = async (title: string, sentence: string) => {
    const id = newId();
    await days.on(days.ago(75), () => perform(lead, themes.makeProgrammeTheme, { body: { id, title, sentence } }));
    return id;
  };
  const courses = await make("Der Sprachkurs passt nicht zum Leben", "Betreuung, Bus, Schicht und Anspruch entscheiden, wer lernen kann.");
  const appointments = await make("Wochen bis zum Termin bei der Ausländerbehörde", "Arbeit und Ausbildung hängen an einem Eintrag.");
  const link = async (coordinator: string, themeId: string, programmeThemeId: string) =>
    await days.on(days.ago(40), () =>
      perform(coordinator, themes.linkToProgrammeTheme, { params: { themeId }, body: { programmeThemeId } }),
    );
  const beginnings: Readonly<Record<string, string>> = {
    rabenstadt: "Ohne Kita kein Kurs",
    emstal: "Kein Bus",
    marienhafen: "Schichtarbeit",
    neuhagen: "EU-Bürgerinnen",
  };
  await link(lindenau.members.aksoy!, known.kurs!.id, courses);
  await link(lindenau.members.aksoy!, known.abh!.id, appointments);
  for (const [slug, beginning] of Object.entries(beginnings))
    await link(of(slug), (await themesOf(telling, of(slug), { it: beginning })).it!.id, courses);
  await link(of("sonnberg"), (await themesOf(telling, of("sonnberg"), { it: "Termine bei der" })).it!.id, appointments);
  for (const [slug, title, sentence] of [
    ["sonnberg", "Am Abend gibt es keinen Sprachkurs", "Wer tagsüber arbeitet, lernt gar nicht."],
    ["auwald", "Der nächste Sprachkurs ist eine Stunde entfernt", "Aus der Unterkunft fährt zweimal am Tag ein Bus."],
  ] as const) {
    const id = newId();
    await days.on(days.ago(48), async () => {
      await perform(of(slug), themes.createTheme, { body: { id, title, sentence, fieldOfAction: "language" } });
      await perform(of(slug), themes.nameTheme, { params: { themeId: id }, body: { version: 1 } });
    });
    await link(of(slug), id, courses);
  }
}

/** What comes first and why, what the Land said, what many sites share, and what one site learned from another. */
export async function tellThemeLife(perform: Perform, programme: DemoProgramme, days: StoryDays): Promise<void> {
  const telling: Telling = { perform, days };
  const known = await tellLindenau(telling, programme.lindenau);
  await escalate(telling, programme, known);
  await tellPatterns(telling, programme, known);
  await tellCommonThemes(telling, programme, known);
}
