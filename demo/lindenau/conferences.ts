import {
  finishMeasure,
  type ItemPlan,
  type LoopTelling,
  reportDecision,
  reportProgress,
  startMeasure,
  stopMeasure,
  tellBody,
  tellMeeting,
} from "./loop.ts";

type Agreement = { wording: string; ownerUnit: string; dueInDays: number; answer: string; measure: string };

function agreed(themeId: string, title: string, notes: string, agreement: Agreement): ItemPlan {
  const { measure, ...decision } = agreement;
  return {
    themeId,
    title,
    minutes: 35,
    notes,
    decision: { outcome: "agreed", ...decision, measure: { title: measure, expectation: null } },
  };
}

function talk(title: string, notes: string): ItemPlan {
  return { themeId: null, title, minutes: 30, notes };
}

/** The planning conferences between the ones that the story tells at length: eleven more, with what arose from them. */
export async function tellFurtherConferences(telling: LoopTelling, transitions: string, theme: (key: string) => string): Promise<void> {
  const young = await tellBody(telling, {
    kind: "planning_conference",
    name: "Planungskonferenz Junge Menschen",
    mandate: "Sucht nach Brüchen auf dem Weg von der Schule in Ausbildung und Arbeit.",
    field: "education",
    members: [
      ["wolf", "member"],
      ["lehmann", "member"],
      ["sommer-konferenz", "member"],
      ["aksoy", "coordinator"],
    ],
    daysAgo: 210,
  });
  const hold = async (bodyId: string, daysAgo: number, items: readonly ItemPlan[]) =>
    await tellMeeting(telling, {
      bodyId,
      daysAgo,
      begins: bodyId === young ? "13:00" : "09:30",
      minutes: 90,
      place: bodyId === young ? "Berufskolleg, Raum 12" : "Kreishaus, Raum 112",
      present: bodyId === young ? ["wolf", "lehmann", "sommer-konferenz"] : ["schulte-konferenz", "sommer-konferenz", "lehmann"],
      items,
    });

  await hold(transitions, 340, [
    talk("Wie wir arbeiten", "Jede Sitzung beginnt mit einem Fall ohne Namen. Gesucht wird der Bruch, nicht die Lösung des Falls."),
  ]);
  await hold(transitions, 310, [
    talk("Vom Sozialamt zum Jobcenter", "Der Weg eines Antrags, Station für Station. An drei Stellen wartet er auf ein anderes Amt."),
  ]);
  await hold(transitions, 285, [
    talk(
      "Zeugnisse und Berufe",
      "Vier Stellen beraten zur Anerkennung, keine weiß von den anderen. Das wird ein Vorschlag an die Steuerungsgruppe.",
    ),
  ]);
  await hold(transitions, 250, [
    talk("Termine bei der Ausländerbehörde", "Noch zu wenige Hinweise. Alle achten in den nächsten Wochen auf abgelaufene Papiere."),
  ]);
  const spring = await hold(transitions, 175, [
    agreed(
      theme("anerkennung-unklar"),
      "Was zum Beratungstag mitzubringen ist",
      "Jede zweite Beratung endet ohne Ergebnis, weil ein Zeugnis fehlt.",
      {
        wording: "Die Handwerkskammer schreibt eine Liste der Unterlagen, alle Beratungsstellen geben sie aus.",
        ownerUnit: "kammer-anerkennung",
        dueInDays: 60,
        answer: "Es wird eine Liste geben, auf der steht, was zum Beratungstag mitzubringen ist.",
        measure: "Eine Liste der Unterlagen für die Anerkennung",
      },
    ),
    agreed(theme("einstufung-nur-kreisstadt"), "Der Testtag ist zu wenig bekannt", "In Talheim waren sechs von zwanzig Plätzen besetzt.", {
      wording: "Die Volkshochschule macht ein Merkblatt zum Testtag in acht Sprachen.",
      ownerUnit: "vhs-kurse",
      dueInDays: 60,
      answer: "Damit mehr Menschen vom Testtag wissen, gibt es bald ein Merkblatt in acht Sprachen.",
      measure: "Merkblatt zum Testtag in acht Sprachen",
    }),
  ]);
  const video = await hold(transitions, 110, [
    agreed(theme("sprachmittlung"), "Sprachmittlung per Video", "Für seltene Sprachen ist im Kreis niemand da.", {
      wording: "Das DRK erprobt Sprachmittlung per Video an zwei Stellen.",
      ownerUnit: "drk-sprachmittlung",
      dueInDays: 150,
      answer: "Für seltene Sprachen wird Sprachmittlung per Video erprobt.",
      measure: "Sprachmittlung per Video erproben",
    }),
  ]);
  const summer = await hold(transitions, 75, [
    agreed(theme("fuenfmal-dieselben-angaben"), "Ein Name, fünf Schreibweisen", "In einem Fall standen in fünf Akten vier Schreibweisen.", {
      wording: "Alle Stellen schreiben Namen so, wie sie im Aufenthaltstitel stehen.",
      ownerUnit: "stadt-kim",
      dueInDays: 150,
      answer: "Namen werden künftig überall so geschrieben, wie sie im Aufenthaltstitel stehen.",
      measure: "Eine Schreibweise des Namens in allen Ämtern",
    }),
    agreed(
      theme("anerkennung-unklar"),
      "Übersetzungen gemeinsam beauftragen",
      "Dasselbe Zeugnis wurde für drei Stellen dreimal übersetzt.",
      {
        wording: "Die Kammern beauftragen Übersetzungen gemeinsam; eine Übersetzung gilt bei allen.",
        ownerUnit: "ihk-anerkennung",
        dueInDays: 200,
        answer: "Ein Zeugnis soll nur noch einmal übersetzt werden und dann bei allen Stellen gelten.",
        measure: "Übersetzungen gemeinsam beauftragen",
      },
    ),
  ]);
  await hold(young, 160, [
    talk("Nach der internationalen Klasse", "Von achtzehn jungen Menschen wussten elf nicht, wer sie danach berät."),
  ]);
  await hold(young, 95, [
    talk("Mit achtzehn", "Die Hilfe endet am Geburtstag, die nächste beginnt mit einem Antrag. Dazwischen liegen Wochen."),
  ]);
  const phone = await hold(young, 66, [
    agreed(
      theme("sprachmittlung"),
      "Sprachmittlung am Telefon",
      "In der Berufsschule wird Sprachmittlung für zehn Minuten gebraucht, nicht für zwei Stunden.",
      {
        wording: "Der Jugendmigrationsdienst vermittelt Sprachmittlung am Telefon für kurze Gespräche.",
        ownerUnit: "jmd",
        dueInDays: 160,
        answer: "Für kurze Gespräche gibt es bald Sprachmittlung am Telefon.",
        measure: "Sprachmittlung am Telefon",
      },
    ),
  ]);
  await hold(young, 24, [
    {
      themeId: theme("achtzehn-bis-fuenfundzwanzig"),
      title: "Wer hilft nach dem achtzehnten Geburtstag?",
      minutes: 45,
      notes: "Jugendamt und Jobcenter lesen dieselbe Vorschrift verschieden. Beide würden sich an eine Auslegung halten.",
      decision: {
        outcome: "escalated",
        wording: "Das Thema geht an das Land: Gebraucht wird eine Auslegung, die für beide Ämter gilt.",
        reason: "Beide Ämter unterstehen verschiedenen Aufsichten; im Kreis kann das niemand festlegen.",
        answer: "Das lässt sich im Kreis nicht festlegen. Wir haben das Land um eine Auslegung gebeten.",
      },
    },
  ]);

  const [list, leaflet] = spring.measures;
  await startMeasure(telling, list!, 160, "Die Handwerkskammer schreibt an der Liste.");
  await finishMeasure(telling, list!, 124, "Die Liste liegt an allen Stellen aus.");
  await reportDecision(telling, spring.decisions[0]!, 124, "done", "Die Liste ist fertig und liegt an allen Stellen aus.");
  await startMeasure(telling, leaflet!, 158, "Das Merkblatt wird übersetzt.");
  await finishMeasure(telling, leaflet!, 121, "Das Merkblatt gibt es in acht Sprachen.");
  await startMeasure(telling, video.measures[0]!, 100, "Zwei Stellen erproben Sprachmittlung per Video.");
  await stopMeasure(
    telling,
    video.measures[0]!,
    58,
    "Der Datenschutz für den Dienst ließ sich nicht klären.",
    "Die Erprobung per Video ist beendet: Der Datenschutz ließ sich nicht klären. Wir suchen einen anderen Weg.",
  );
  await reportDecision(telling, video.decisions[0]!, 58, "done", "Erprobt und beendet; der Datenschutz ließ sich nicht klären.");
  const [spelling, translations] = summer.measures;
  await startMeasure(telling, spelling!, 60, "Die ersten drei Stellen schreiben Namen wie im Aufenthaltstitel.");
  await startMeasure(telling, translations!, 52, "Die Kammern haben sich auf eine Liste von Übersetzern geeinigt.");
  await startMeasure(telling, phone.measures[0]!, 50, "Die ersten Gespräche am Telefon haben stattgefunden.");
  await reportProgress(telling, phone.measures[0]!, 15, "Bisher vierzehn Gespräche, die meisten auf Tigrinisch und Dari.");
}
