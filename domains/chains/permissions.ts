import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

const worksHere = {
  holder: 200,
  colleague: 200,
  otherCaseManager: 200,
  teamLead: 200,
  partnerWithShare: 200,
  partner: 200,
  foreignersAuthority: 200,
  coordinator: 200,
  bodyMember: 200,
} as const;
const unseen = everyone(404);
const seenByAll = { ...unseen, ...worksHere } as const;
const seenButCoordinator = {
  ...unseen,
  holder: 403,
  colleague: 403,
  otherCaseManager: 403,
  teamLead: 403,
  partnerWithShare: 403,
  partner: 403,
  foreignersAuthority: 403,
  coordinator: 200,
  bodyMember: 403,
} as const;
const coordinatorOnly = { ...unseen, coordinator: 200 } as const;
const coordinators = { ...everyone(403), coordinator: 200, foreignCoordinator: 200 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "chains",
  abilities: {
    listChains: {
      de: "Die Dienstleistungsketten des eigenen Standorts auflisten (Koordination: auch Entwürfe)",
      cells: { ...everyone(403), ...worksHere, foreignCaseManager: 200, foreignCoordinator: 200 },
    },
    makeChainsSpreadsheet: {
      de: "Die Liste der Dienstleistungsketten als Tabelle mitnehmen",
      cells: { ...everyone(403), ...worksHere, foreignCaseManager: 200, foreignCoordinator: 200 },
    },
    openChain: { de: "Eine Kette mit vereinbarter Fassung öffnen", cells: seenByAll },
    openDraftChain: { de: "Eine Kette öffnen, von der es nur Entwürfe gibt", cells: coordinatorOnly },
    createChain: { de: "Eine Kette anlegen", cells: coordinators },
    changeChain: { de: "Titel, Ziel und Thema einer Kette ändern", cells: seenButCoordinator },
    removeChain: { de: "Eine Kette löschen", cells: seenButCoordinator },
    restoreChain: { de: "Das Löschen einer Kette zurücknehmen", cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 404 } },
    releaseChain: { de: "Eine Kette der wissenschaftlichen Begleitung freigeben", cells: seenButCoordinator },
    openVersion: { de: "Eine vereinbarte Fassung lesen", cells: seenByAll },
    openDraft: { de: "Den Entwurf einer Fassung lesen", cells: coordinatorOnly },
    saveVersion: { de: "Den Entwurf einer Fassung ändern", cells: coordinatorOnly },
    copyVersion: { de: "Eine Fassung als neuen Entwurf übernehmen", cells: seenButCoordinator },
    agreeVersion: { de: "Eine Fassung als vereinbart festhalten", cells: coordinatorOnly },
    removeVersion: { de: "Den Entwurf einer Fassung löschen", cells: coordinatorOnly },
    restoreVersion: {
      de: "Das Löschen eines Entwurfs zurücknehmen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 404 },
    },
    compareVersions: { de: "Zwei Fassungen einer Kette vergleichen", cells: seenByAll },
    measureVersion: { de: "Die geschützten Zahlen zu einer Fassung sehen", cells: seenByAll },
    makeBpmn: { de: "Eine Fassung als BPMN mitnehmen", cells: seenByAll },
    makeSvg: { de: "Eine Fassung als Zeichnung mitnehmen", cells: seenByAll },
    makePdf: { de: "Eine Fassung als PDF mitnehmen", cells: seenByAll },
    makeEventLog: { de: "Das geschützte Ereignisprotokoll mitnehmen", cells: seenButCoordinator },
    showFigures: { de: "Der wissenschaftlichen Begleitung zeigen, wie lange eine freigegebene Kette dauert", cells: seenButCoordinator },
    listReleasedChains: {
      de: "Ketten auflisten, die Standorte der Begleitung freigegeben haben",
      cells: { ...everyone(403), accompaniment: 200, evaluator: 200 },
    },
    openReleasedChain: {
      de: "Vereinbarte Fassungen einer freigegebenen Kette lesen",
      cells: { ...unseen, accompaniment: 200, evaluator: 200 },
    },
    openUnreleasedChain: { de: "Als Begleitung eine Kette lesen, die der Standort nicht freigegeben hat", cells: unseen },
  },
  columns: {
    "chains.service_chain": {
      insert: ["site_id", "id", "title", "aim", "theme_id", "created_by"],
      update: ["title", "aim", "theme_id", "released_on", "released_by", "version"],
    },
    "chains.released_figure": { insert: ["site_id", "version_id", "figures", "shown_on", "shown_by"], delete: true },
    "chains.chain_version": {
      insert: ["site_id", "id", "chain_id", "kind", "number", "document", "based_on_id", "changed_by"],
      update: ["state", "document", "agreed_on", "agreed_by", "agreed_in", "review_on", "version", "changed_at", "changed_by"],
    },
  },
});
