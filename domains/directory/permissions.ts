import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

/** Sites are strangers to each other, and the programme has no directory of theirs. */
const ownSite = {
  ...everyone(200),
  accompaniment: 404,
  evaluator: 404,
  programmeLead: 404,
  foreignCaseManager: 404,
  foreignCoordinator: 404,
} as const;

export const permissions = permissionTable<ActorName>()({
  domain: "directory",
  abilities: {
    listDirectory: { de: "Im Verzeichnis des eigenen Standorts blättern", cells: everyone(200) },
    makeOffersSpreadsheet: { de: "Das Verzeichnis des eigenen Standorts als Tabelle mitnehmen", cells: everyone(200) },
    searchPages: { de: "Im Verzeichnis des eigenen Standorts suchen", cells: everyone(200) },
    openPage: { de: "Eine Seite des Verzeichnisses lesen", cells: ownSite },
    getOfferName: { de: "Den Namen eines Angebots sehen", cells: ownSite },
    readDirectoryFile: {
      de: "Eine Datei für das Verzeichnis prüfen lassen, ohne sie zu übernehmen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 200, siteAdmin: 200 },
    },
    importDirectoryFile: {
      de: "Eine Datei in das Verzeichnis des eigenen Standorts übernehmen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 200, siteAdmin: 200 },
    },
    saveOffer: {
      de: "Ein Angebot von Hand eintragen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 200 },
    },
    changeOffer: {
      de: "Ein von Hand eingetragenes Angebot des eigenen Standorts ändern",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 404 },
    },
  },
  columns: {
    "directory.source": { insert: true, update: ["licence", "attribution", "base_url"] },
    "directory.page": { insert: true, update: ["parent_id", "position", "tree_language", "audience", "valid_until_on", "version"] },
    "directory.page_text": {
      insert: true,
      update: [
        "external_id",
        "path",
        "url",
        "title",
        "excerpt",
        "body_html",
        "body_text",
        "is_title_only",
        "content_hash",
        "changed_at",
        "imported_at",
        "gone_at",
        "words",
      ],
    },
    "directory.contact": { insert: true, delete: true },
    "directory.location": {
      insert: true,
      update: ["name", "address", "postcode", "place", "latitude", "longitude", "opening_hours", "is_closed", "is_barrier_free"],
    },
    "directory.import_run": { insert: true },
    "directory.word": { insert: true },
  },
});
