import { type LoopTelling, tellReport, tellTheme } from "./lindenau/loop.ts";
import type { ThemeStory } from "./lindenau/themes-of-the-story.ts";
import type { Perform } from "./perform.ts";
import type { DemoSite } from "./programme.ts";
import type { StoryDays } from "./story-days.ts";

/** Three sites told thinly, each at another place of the loop; one of them keeps its cases elsewhere. */
const thin: Record<string, readonly ThemeStory[]> = {
  rabenstadt: [
    {
      key: "kita",
      title: "Ohne Kita kein Kurs, ohne Kurs keine Kita",
      sentence: "Kita und Kursträger warten aufeinander; die Eltern warten auf beide.",
      field: "language",
      collectedDaysAgo: 80,
      reports: [
        {
          text: "Der Kurs will den Nachweis der Betreuung, die Kita den Nachweis des Kurses.",
          by: "beratung",
          daysAgo: 110,
          kind: "no_responsibility",
          daysLost: 60,
        },
        {
          text: "Zum dritten Mal verschoben, weil kein Betreuungsplatz frei ist.",
          by: "partner",
          daysAgo: 96,
          kind: "waiting",
          daysLost: 75,
        },
      ],
    },
  ],
  hagenrode: [
    {
      key: "schule",
      title: "Kinder warten Wochen auf einen Schulplatz",
      sentence: "Zwischen Anmeldung und erstem Schultag weiß niemand, wer den Platz sucht.",
      field: "education",
      collectedDaysAgo: 34,
      reports: [
        {
          text: "Die Familie ist gemeldet, der Schulplatz nicht. Drei Stellen haben uns weiterverwiesen.",
          by: "beratung",
          daysAgo: 52,
          kind: "no_responsibility",
          daysLost: 35,
        },
      ],
    },
  ],
  auwald: [
    {
      key: "wohnen",
      title: "Wer Arbeit findet, muss in der Unterkunft bleiben",
      sentence: "Der Auszug scheitert an der Frage, welches Amt die Kaution zahlt.",
      field: "housing",
      collectedDaysAgo: 61,
      reports: [
        {
          text: "Zusage für die Wohnung verfallen, weil die Kaution nicht geklärt war.",
          by: "beratung",
          daysAgo: 88,
          kind: "waiting",
          daysLost: 20,
        },
        { text: "Zwei Ämter, zwei Formulare, keine Zusage.", by: "partner", daysAgo: 79, kind: "repeated_data", daysLost: 25 },
      ],
    },
  ],
};

export async function tellOtherSites(perform: Perform, sites: readonly DemoSite[], days: StoryDays): Promise<void> {
  for (const site of sites) {
    const telling: LoopTelling = { perform, site, days, cases: [], coordinator: site.members.koordination! };
    for (const theme of thin[site.slug] ?? []) await tellTheme(telling, theme, null);
    if (site.slug === "rabenstadt") {
      await tellReport(
        telling,
        { text: "Der Aufzug im Haus der Behörde ist seit Wochen kaputt, Termine fallen aus.", by: "beratung", daysAgo: 4, kind: "access" },
        null,
      );
    }
  }
}
