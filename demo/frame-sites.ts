import { type ItemPlan, type LoopTelling, tellBody, tellMeeting, tellTheme } from "./lindenau/loop.ts";
import type { ThemeStory } from "./lindenau/themes-of-the-story.ts";
import type { Perform } from "./perform.ts";
import type { DemoSite } from "./programme.ts";
import type { StoryDays } from "./story-days.ts";

type Decision = NonNullable<ItemPlan["decision"]>;
type FrameStory = {
  readonly body: {
    readonly kind: "steering_group" | "planning_conference";
    readonly name: string;
    readonly mandate: string;
    readonly daysAgo: number;
  };
  readonly theme: Omit<ThemeStory, "key" | "reports"> & {
    readonly reports: readonly { readonly text: string; readonly daysAgo: number }[];
  };
  /** Below 0: still to come. `decision`: what became of the theme there. */
  readonly meetings: readonly {
    readonly daysAgo: number;
    readonly isAbout?: "theme";
    readonly notes?: string;
    readonly decision?: Decision;
  }[];
};

const steering = (daysAgo: number) => ({
  kind: "steering_group" as const,
  name: "Steuerungsgruppe Einwanderung",
  mandate: "Entscheidet, was sich in der Zusammenarbeit der Ämter und Träger ändert.",
  daysAgo,
});
const planning = (daysAgo: number) => ({
  kind: "planning_conference" as const,
  name: "Planungskonferenz Einwanderung",
  mandate: "Sucht in Fällen nach dem, was viele betrifft, und schlägt vor, was sich ändern kann.",
  daysAgo,
});

/** Eight sites as a frame: a body, a theme and a meeting or two each, so that a look over all of them has something to tell. No case, no partner. */
const stories: Record<string, FrameStory> = {
  sonnberg: {
    body: steering(112),
    theme: {
      title: "Termine bei der Ausländerbehörde erst nach Wochen",
      sentence: "Wer eine Arbeit beginnen darf, wartet auf den Termin, an dem es jemand einträgt.",
      field: "work",
      collectedDaysAgo: 70,
      reports: [
        { text: "Der Betrieb hat die Stelle nach sechs Wochen anders besetzt. Der Termin war in der siebten.", daysAgo: 86 },
        { text: "Termine gibt es nur telefonisch, und am Telefon ist niemand.", daysAgo: 77 },
      ],
    },
    meetings: [
      {
        daysAgo: 36,
        isAbout: "theme",
        notes: "Die Ausländerbehörde kann zwei Vormittage ohne Termin anbieten.",
        decision: {
          outcome: "agreed",
          wording: "Für Arbeitserlaubnisse gibt es zwei Vormittage in der Woche ohne Termin.",
          ownerUnit: "auslaenderbehoerde",
          dueInDays: 60,
          answer: "Künftig gibt es zwei Vormittage in der Woche, an denen Sie ohne Termin kommen können.",
        },
      },
      { daysAgo: -41 },
    ],
  },
  emstal: {
    body: steering(310),
    theme: {
      title: "Kein Bus zum Sprachkurs",
      sentence: "Kurse beginnen, bevor der erste Bus aus den Dörfern ankommt.",
      field: "language",
      collectedDaysAgo: 180,
      reports: [
        { text: "Der Kurs beginnt um acht, der erste Bus kommt um halb neun.", daysAgo: 205 },
        { text: "Drei Personen haben den Kurs abgebrochen, weil sie abends nicht mehr nach Hause kommen.", daysAgo: 192 },
      ],
    },
    meetings: [
      {
        daysAgo: 124,
        isAbout: "theme",
        decision: {
          outcome: "postponed",
          wording: "Vertagt, bis der Verkehrsbetrieb gesagt hat, was eine frühere Fahrt kostet.",
          reason: "Ohne die Zahlen lässt sich nichts festlegen.",
          answer: "Die Entscheidung ist vertagt. Erst soll der Verkehrsbetrieb sagen, was eine frühere Fahrt kostet.",
        },
      },
    ],
  },
  hohenmark: {
    body: planning(64),
    theme: {
      title: "Zeugnisse liegen an drei Stellen",
      sentence: "Jede Stelle verlangt eine eigene beglaubigte Übersetzung.",
      field: "work",
      collectedDaysAgo: 16,
      reports: [{ text: "Dasselbe Zeugnis wurde dreimal übersetzt, jedes Mal für 90 Euro.", daysAgo: 31 }],
    },
    meetings: [{ daysAgo: -24 }],
  },
  wesselburg: {
    body: steering(330),
    theme: {
      title: "Nach der Schule weiß niemand weiter",
      sentence: "Zwischen Schulabschluss und Ausbildung fehlt eine Stelle, die jemanden an die Hand nimmt.",
      field: "education",
      collectedDaysAgo: 150,
      reports: [
        { text: "Mit 18 endet die Begleitung der Schule. Das Jobcenter kennt den jungen Mann noch nicht.", daysAgo: 176 },
        { text: "Vier Jugendliche ohne Anschluss, obwohl alle einen Abschluss haben.", daysAgo: 160 },
      ],
    },
    meetings: [
      {
        daysAgo: 72,
        isAbout: "theme",
        notes: "Die Schulen melden ab sofort ein halbes Jahr vor dem Abschluss, wer noch nichts hat.",
        decision: {
          outcome: "agreed",
          wording:
            "Schulen melden ein halbes Jahr vor dem Abschluss, wer noch keinen Anschluss hat. Die Koordination lädt dann alle Beteiligten ein.",
          ownerUnit: "koordination",
          dueInDays: 120,
          answer: "Die Schulen melden künftig früh, wer noch keinen Anschluss hat. Dann sitzen alle an einem Tisch.",
        },
      },
      { daysAgo: -60 },
    ],
  },
  marienhafen: {
    body: planning(190),
    theme: {
      title: "Schichtarbeit und Sprachkurs gehen nicht zusammen",
      sentence: "Wer im Hafen in Schichten arbeitet, findet keinen Kurs.",
      field: "language",
      collectedDaysAgo: 58,
      reports: [
        { text: "Der Betrieb wechselt die Schicht jede Woche, der Kurs liegt immer am Vormittag.", daysAgo: 83 },
        { text: "Sechs Leute aus einem Betrieb wollen Deutsch lernen und dürfen nicht fehlen.", daysAgo: 66 },
      ],
    },
    meetings: [{ daysAgo: -9, isAbout: "theme" }],
  },
  bergrade: {
    body: planning(240),
    theme: {
      title: "Anträge kommen zurück, weil ein Kreuz fehlt",
      sentence: "Niemand sagt vorher, welches Feld wirklich gebraucht wird.",
      field: "participation",
      collectedDaysAgo: 82,
      reports: [{ text: "Der Antrag kam zum dritten Mal zurück. Es fehlte ein Kreuz auf Seite sieben.", daysAgo: 99 }],
    },
    meetings: [{ daysAgo: 101 }],
  },
  neuhagen: {
    body: steering(140),
    theme: {
      title: "EU-Bürgerinnen und EU-Bürger ohne Kursplatz",
      sentence: "Wer aus der EU kommt, hat keinen Anspruch und rückt immer nach hinten.",
      field: "language",
      collectedDaysAgo: 64,
      reports: [
        { text: "Seit einem Jahr auf der Warteliste, weil immer jemand mit Anspruch vorgeht.", daysAgo: 90 },
        { text: "Die ganze Frühschicht spricht Bulgarisch. Einen Kurs bekommt niemand von ihnen.", daysAgo: 74 },
      ],
    },
    meetings: [
      {
        daysAgo: 22,
        isAbout: "theme",
        decision: {
          outcome: "escalated",
          wording: "Das Land möge klären, aus welchen Mitteln Plätze für EU-Bürgerinnen und EU-Bürger bezahlt werden können.",
          reason: "Die Mittel vor Ort sind an den Anspruch gebunden.",
          answer: "Das können wir vor Ort nicht lösen. Die Frage liegt jetzt beim Land.",
        },
      },
    ],
  },
  steinbrueck: {
    body: steering(20),
    theme: {
      title: "Post in einer Sprache, die niemand liest",
      sentence: "Bescheide kommen auf Deutsch, die Frist läuft, bevor jemand sie versteht.",
      field: "participation",
      collectedDaysAgo: 4,
      reports: [{ text: "Der Widerspruch kam zwei Tage zu spät. Den Brief hatte niemand lesen können.", daysAgo: 11 }],
    },
    meetings: [{ daysAgo: -13 }],
  },
};

export async function tellFrameSites(perform: Perform, sites: readonly DemoSite[], days: StoryDays): Promise<void> {
  for (const site of sites) {
    const story = stories[site.slug];
    if (!story) continue;
    const telling: LoopTelling = { perform, site, days, cases: [], coordinator: site.members.koordination! };
    const bodyId = await tellBody(telling, { ...story.body, field: null, members: [["koordination", "coordinator"]] });
    const reports = story.theme.reports.map((report) => ({ ...report, by: "koordination", kind: "waiting" as const }));
    const themeId = await tellTheme(telling, { ...story.theme, key: site.slug, reports }, null);
    for (const meeting of story.meetings) {
      const { title, sentence } = story.theme;
      const about: ItemPlan =
        meeting.isAbout === "theme"
          ? {
              themeId,
              title,
              minutes: 40,
              question: "Was können wir hier selbst ändern?",
              background: sentence,
              ...(meeting.notes === undefined ? {} : { notes: meeting.notes }),
              ...(meeting.decision === undefined ? {} : { decision: meeting.decision }),
            }
          : { themeId: null, title: "Wie wir zusammenarbeiten", minutes: 40 };
      await tellMeeting(telling, {
        bodyId,
        daysAgo: meeting.daysAgo,
        begins: "14:00",
        minutes: 90,
        place: "Rathaus",
        present: ["koordination"],
        items: [about],
      });
    }
  }
}
