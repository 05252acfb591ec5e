import { everyone } from "../../network/permissions.ts";

/** The coordinator prepares and moderates, members of the body look on, for everybody else there is nothing. */
const written = { ...everyone(404), coordinator: 200, bodyMember: 403 } as const;
const read = { ...everyone(404), coordinator: 200, bodyMember: 200 } as const;
/** Who is asked for a case: everybody who manages cases at the site, and members of the body. */
const asked = { ...everyone(404), holder: 200, colleague: 200, otherCaseManager: 200, coordinator: 200, bodyMember: 200 } as const;
/** An offer of one case manager; the coordinator sees it, nobody else. */
const own = { ...everyone(404), holder: 200, coordinator: 403 } as const;
const ofOffer = { ...everyone(404), holder: 403, coordinator: 200 } as const;

export const conferenceAbilities = {
  getConference: { de: "Den Plan einer Planungskonferenz sehen", cells: read },
  getCaseShare: { de: "Sehen, wie viele Themen auf Fälle zurückgehen", cells: { ...read, foreignCoordinator: 200 } },
  planConference: { de: "Eine Planungskonferenz vorbereiten", cells: written },
  callForCases: { de: "Mitglieder und Fallmanagement um Fälle bitten", cells: written },
  layAgenda: { de: "Die übliche Tagesordnung einer Planungskonferenz anlegen", cells: written },
  listConferenceCalls: {
    de: "Aufrufe zu Planungskonferenzen, eigene Angebote und deren Ergebnis sehen",
    cells: { ...asked, foreignCaseManager: 200, foreignCoordinator: 200 },
  },
  listCasesToPresent: {
    de: "Freigegebene Rekonstruktionen auswählen, die man auf einer Planungskonferenz vorstellen kann",
    cells: { ...asked, foreignCaseManager: 200, foreignCoordinator: 200 },
  },
  offerCase: { de: "Einen rekonstruierten Fall zur Vorstellung anbieten", cells: asked },
  changeOffer: { de: "Das eigene Angebot ändern", cells: own },
  withdrawOffer: { de: "Das eigene Angebot zurückziehen", cells: own },
  markResultSeen: { de: "Das Ergebnis zum eigenen Fall als gelesen vermerken", cells: own },
  addPresentation: { de: "Festhalten, wer welchen Fall vorstellt", cells: written },
  choosePresentation: { de: "Einen angebotenen Fall auswählen", cells: ofOffer },
  sendResult: { de: "Das Ergebnis an die Person zurückgeben, die den Fall vorgestellt hat", cells: { ...ofOffer, bodyMember: 403 } },
  getWall: { de: "Die Wand mit den gezeigten Karten sehen", cells: read },
  takeCards: { de: "Das Sammeln von Karten beginnen und beenden", cells: written },
  moveCard: { de: "Karten zeigen, zurücklegen und ordnen", cells: written },
  moveWaitingCard: { de: "Karten sehen, die noch niemand gelesen hat", cells: { ...everyone(404), coordinator: 200 } },
  showUnmarked: { de: "Alle Karten zeigen, in denen nichts auffällt", cells: written },
  setDeviceAside: { de: "Alle Karten eines Telefons zurücklegen", cells: written },
  addCluster: { de: "Karten zu einer Gruppe zusammenlegen", cells: written },
  nameCluster: { de: "Eine Gruppe benennen", cells: written },
  removeCluster: { de: "Eine Gruppe auflösen", cells: written },
  restoreCluster: { de: "Das Auflösen einer Gruppe zurücknehmen", cells: written },
  takeUpCluster: { de: "Aus einer Gruppe ein Thema oder eine Meldung machen", cells: written },
} as const;

export const conferenceColumns = {
  "bodies.conference": {
    insert: ["site_id", "meeting_id", "body_id", "call_text", "call_until_on", "question", "created_by"],
    update: ["call_text", "call_until_on", "called_on", "question", "code", "takes_cards", "version"],
  },
  "bodies.presentation": {
    insert: ["site_id", "id", "meeting_id", "body_id", "presenter_id", "title", "why", "reconstruction_id", "state", "created_by"],
    update: ["title", "why", "state", "result", "result_by", "result_on", "result_seen_on", "version"],
  },
  "bodies.cluster": {
    insert: ["site_id", "id", "meeting_id", "body_id", "name", "position", "created_by"],
    update: ["name", "position", "theme_id", "report_id", "taken_up_on", "version"],
  },
  "bodies.card": { update: ["state", "cluster_id", "changed_at", "version"] },
};
