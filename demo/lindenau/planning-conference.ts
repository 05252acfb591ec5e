import * as bodies from "../../domains/bodies/contract.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import type { Visit } from "../perform.ts";
import { type LoopTelling, tellMeeting } from "./loop.ts";

/** A name that is on the card itself, and the cluster it came into. */
type CardStory = readonly [words: string, cluster: string | null];

const insurance = "Meldung an die Krankenkasse";
const forms = "Jede Stelle fragt von vorn";
const nobody = "Niemand ist zuständig, bis beide es sind";

const cards: readonly CardStory[] = [
  ["Die Karte der alten Kasse gilt nicht mehr, die neue kommt nach sechs Wochen.", insurance],
  ["Praxen schicken Menschen weg, weil keine Karte da ist.", insurance],
  ["Niemand weiß, wer die Meldung an die Kasse schickt.", insurance],
  ["Die Kasse braucht ein Formular, das es bei uns nicht gibt.", insurance],
  ["Dieselben Angaben werden an fünf Stellen erfragt.", forms],
  ["Kopien von Ausweisen liegen dreimal im Kreis, und keiner findet sie.", forms],
  ["Formulare gibt es nur auf Deutsch.", forms],
  ["Zwischen zwei Bescheiden ist kein Amt zuständig.", nobody],
  ["Beide Ämter warten auf das Schreiben des anderen.", nobody],
  ["Am Telefon heißt es: Das macht die andere Stelle.", nobody],
  ["Sprachmittlung gibt es nur an zwei Tagen.", null],
];
const unsuitable = ["Meine Klientin braucht nächste Woche einen Termin.", "Können wir den Antrag noch einmal prüfen?"];

const question = "Wo brach es, und warum?";

/** Before it: the call, and what was offered. */
async function prepare(
  telling: LoopTelling,
  meetingId: string,
  callUntilOn: string,
  offers: readonly (readonly [string, string, string])[],
): Promise<string[]> {
  const { perform, site, coordinator } = telling;
  const params = { meetingId };
  const callText =
    "Wir suchen Fälle, an denen sich zeigt, was beim Wechsel zwischen zwei Ämtern verloren geht. Vorgestellt wird ohne Namen, Daten und Orte.";
  const planned = await perform(coordinator, bodies.planConference, { params, body: { question, callText, callUntilOn, version: null } });
  await perform(coordinator, bodies.callForCases, { params, body: { version: planned.plan!.version } });
  const ids: string[] = [];
  for (const [member, title, why] of offers) {
    const id = newId();
    ids.push(id);
    await perform(site.members[member]!, bodies.offerCase, { params, body: { id, title, why } });
  }
  return ids;
}

/** Twelve phones in the room, the moderators who read, three clusters, and the sentence that goes back. */
async function hold(telling: LoopTelling, visit: Visit, meetingId: string, presentationId: string, themeId: string): Promise<void> {
  const { perform, coordinator } = telling;
  const params = { meetingId };
  const { code } = await perform(coordinator, bodies.takeCards, { params, body: { takesCards: true } });
  const toPage = { params: { code: code! }, query: {} };
  const texts = [...cards.map(([words]) => words), ...unsuitable];
  let phone: { device: string; left: number } | undefined;
  for (const words of texts) {
    if (!phone || phone.left === 0) phone = { device: (await visit(bodies.openCardPage, toPage)).cookie!.value, left: 2 };
    phone.left -= 1;
    const body = { id: newUnlinkableId(), words, device: phone.device, keep: "1" };
    await visit(bodies.handInCard, { ...toPage, body });
  }
  const wall = await perform(coordinator, bodies.showUnmarked, { params });
  for (const name of [insurance, forms, nobody]) {
    const own = cards.filter(([, cluster]) => cluster === name).map(([words]) => words);
    const cardIds = wall.cards.filter((card) => card.state === "shown" && own.includes(card.words)).map((card) => card.id);
    await perform(coordinator, bodies.addCluster, { params, body: { id: newId(), name, cardIds } });
  }
  for (const card of wall.cards.filter((one) => one.state === "waiting")) {
    await perform(coordinator, bodies.moveCard, {
      params: { cardId: card.id },
      body: { state: unsuitable.includes(card.words) ? "set_aside" : "shown", clusterId: null, version: card.version },
    });
  }
  const { clusters } = await perform(coordinator, bodies.takeCards, { params, body: { takesCards: false } });
  const first = clusters.find((cluster) => cluster.name === insurance)!;
  await perform(coordinator, bodies.takeUpCluster, {
    params: { clusterId: first.id },
    body: { as: "existing", id: themeId, version: first.version },
  });
  const { presentations } = await perform(coordinator, bodies.getConference, { params });
  const presented = presentations.find((one) => one.id === presentationId)!;
  await perform(coordinator, bodies.sendResult, {
    params: { presentationId },
    body: {
      result:
        "Ihr Fall hat gezeigt, dass niemand die Meldung an die Kasse schickt. Das Thema steht wieder auf der Tagesordnung, sobald die Kassen geantwortet haben.",
      version: presented.version,
    },
  });
}

/** The conference on what gets lost when the office changes: how it was prepared and held. */
export function lostAtTheChange(telling: LoopTelling, visit: Visit, daysAgo: number, themeId: string) {
  let chosen = "";
  return {
    prepares: async (meetingId: string) => {
      const offers = [
        ["wolters", "Sechs Wochen ohne Krankenkassenkarte", "Beim Wechsel des Amtes hat niemand die Kasse benachrichtigt."],
        ["oduya", "Fünfmal dieselben Unterlagen", "Jede Stelle begann von vorn."],
      ] as const;
      const [first, second] = await prepare(telling, meetingId, telling.days.ago(daysAgo + 7), offers);
      chosen = first!;
      for (const [id, isChosen] of [
        [first!, true],
        [second!, false],
      ] as const)
        await telling.perform(telling.coordinator, bodies.choosePresentation, {
          params: { presentationId: id },
          body: { isChosen, version: 1 },
        });
    },
    during: (meetingId: string) => hold(telling, visit, meetingId, chosen, themeId),
  };
}

/** The next one, three weeks from now: asked for cases, one offered. */
export async function tellNextConference(telling: LoopTelling, bodyId: string): Promise<void> {
  const { perform, coordinator, days } = telling;
  await tellMeeting(telling, {
    bodyId,
    daysAgo: -24,
    begins: "09:30",
    minutes: 120,
    place: "Kreishaus, Raum 112",
    present: [],
    items: [],
    prepares: async (meetingId) => {
      await prepare(telling, meetingId, days.ahead(10), [
        [
          "sommer",
          "Arbeit gefunden, Papier abgelaufen",
          "Zwischen Betrieb, Jobcenter und Ausländerbehörde wusste keiner, wer sich zuerst melden muss.",
        ],
      ]);
      await perform(coordinator, bodies.layAgenda, { params: { meetingId }, body: {} });
    },
  });
}
