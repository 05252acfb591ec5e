import { permissionTable } from "../../platform/testing/permissions.ts";

/** Everyone whose rights the permission tables of all domains spell out. Built by network's factory. */
export const actors = {
  holder: "Fallmanagement, eigener Fall",
  colleague: "Fallmanagement, Fall der Kollegin in derselben Stelle",
  otherCaseManager: "Fallmanagement einer anderen Stelle",
  teamLead: "Fachaufsicht der Stelle",
  partnerWithShare: "Partnerstelle mit Freigabe",
  partner: "Partnerstelle ohne Freigabe",
  foreignersAuthority: "Ausländerbehörde ohne Freigabe",
  coordinator: "Koordination",
  bodyMember: "Mitglied eines Gremiums",
  accompaniment: "Wissenschaftliche Begleitung",
  evaluator: "Externe Evaluation",
  programmeLead: "Gesamtsteuerung des Landes",
  dataProtectionOfficer: "Datenschutz",
  siteAdmin: "Verwaltung des Standorts",
  foreignCaseManager: "Fallmanagement eines anderen Standorts",
  foreignCoordinator: "Koordination eines anderen Standorts",
  nobody: "Nicht angemeldet",
} as const;
export type ActorName = keyof typeof actors;

/** The same answer for everyone who is signed in. */
export function everyone(cell: 200 | 403 | 404): Record<ActorName, 200 | 401 | 403 | 404> {
  const cells = Object.fromEntries(Object.keys(actors).map((name) => [name, cell])) as Record<ActorName, 200 | 401 | 403 | 404>;
  return { ...cells, nobody: 401 };
}

const conditionColumns = [
  "unit_id",
  "deputy_unit_id",
  "town_ids",
  "age_from",
  "age_to",
  "residence_statuses",
  "letter_from",
  "letter_to",
  "languages",
  "legal_domains",
  "matters",
  "phone",
  "handling",
];
const administrationOnly = { ...everyone(403), siteAdmin: 200 } as const;
const officerOnly = { ...everyone(403), dataProtectionOfficer: 200 } as const;

/** Words and responsibilities are looked after by coordination and administration. */
const editorsOnly = { ...everyone(403), coordinator: 200, siteAdmin: 200, foreignCoordinator: 200 } as const;
const editorsOfRow = { ...editorsOnly, foreignCoordinator: 404 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "network",
  abilities: {
    readSite: { de: "Orte, Organisationen, Stellen und Wortlisten des eigenen Standorts sehen", cells: everyone(200) },
    makeMembersSpreadsheet: { de: "Die Mitglieder des Standorts als Tabelle mitnehmen", cells: administrationOnly },
    makeUnitsSpreadsheet: { de: "Die Stellen des Standorts als Tabelle mitnehmen", cells: administrationOnly },
    saveOrganisation: { de: "Eine Organisation des Standorts anlegen oder umbenennen", cells: administrationOnly },
    saveUnit: { de: "Eine Stelle anlegen oder umbenennen", cells: administrationOnly },
    addMember: { de: "Jemandem eine Rolle in einer Stelle geben", cells: administrationOnly },
    renewFirstLink: { de: "Einen neuen Link für ein erstes Passwort machen", cells: administrationOnly },
    listMemberAccess: { de: "Sehen, wer sich schon anmelden kann", cells: administrationOnly },
    getSetup: { de: "Auf der Startseite sehen, was am Standort noch nicht eingerichtet ist", cells: administrationOnly },
    endMember: { de: "Eine Mitgliedschaft eines anderen Kontos beenden", cells: administrationOnly },
    listSecondFactorDemands: { de: "Sehen, welche Rollen einen zweiten Faktor brauchen", cells: administrationOnly },
    demandSecondFactor: { de: "Von einer Rolle einen zweiten Faktor verlangen", cells: administrationOnly },
    listRegister: { de: "Das Register neuer Konten und Rollen lesen", cells: officerOnly },
    makeRegisterSpreadsheet: { de: "Das Register neuer Konten und Rollen als Tabelle mitnehmen", cells: officerOnly },
    acknowledgeRegister: { de: "Einträge des Registers zur Kenntnis nehmen", cells: officerOnly },
    listWords: { de: "Die Wortlisten des eigenen Standorts sehen, auch was beendet ist", cells: editorsOnly },
    makeWordsSpreadsheet: { de: "Die Wortlisten des eigenen Standorts als Tabelle mitnehmen", cells: editorsOnly },
    saveWord: { de: "Ein Wort umbenennen oder hinzufügen", cells: editorsOnly },
    endWord: { de: "Ein Wort beenden", cells: editorsOnly },
    orderWords: { de: "Wörter ordnen", cells: editorsOnly },
    listResponsibilities: { de: "Sehen, wer am eigenen Standort wofür zuständig ist", cells: everyone(200) },
    makeResponsibilitiesSpreadsheet: { de: "Die Zuständigkeiten des eigenen Standorts als Tabelle mitnehmen", cells: everyone(200) },
    askWhoIsResponsible: { de: "Ohne Namen fragen, wer für jemanden zuständig ist", cells: everyone(200) },
    checkResponsibilities: { de: "Lücken und Doppelungen der Zuständigkeiten sehen", cells: editorsOnly },
    saveResponsibility: { de: "Eine Zuständigkeit eintragen", cells: editorsOnly },
    changeResponsibility: { de: "Eine Zuständigkeit ändern", cells: editorsOfRow },
    removeResponsibility: { de: "Eine Zuständigkeit entfernen und das zurücknehmen", cells: editorsOfRow },
    keepDraft: { de: "Einen eigenen Entwurf sichern", cells: everyone(200) },
  },
  columns: {
    "network.site": { update: ["name", "population", "phase", "phase_since_on"] },
    "network.town": { insert: true, update: ["name", "population", "has_abh"] },
    "network.organisation": { insert: true, update: ["name", "short_name", "removed_at"] },
    "network.unit": { insert: true, update: ["name", "legal_domains", "removed_at"] },
    "network.register_acknowledgement": { insert: ["site_id", "entry_id", "membership_id"] },
    "network.membership": { update: ["title", "deputy_id", "valid_from_on", "valid_until_on"] },
    "network.organisation_key": { insert: true },
    "network.vocabulary_entry": { insert: true, update: ["label_de", "label_en", "position", "valid_until_on", "version"] },
    "network.responsibility": {
      insert: [...conditionColumns, "site_id", "id", "valid_from_on", "valid_until_on", "created_by"],
      update: [...conditionColumns, "valid_from_on", "valid_until_on", "version", "removed_at"],
    },
    "network.draft": { insert: true, update: ["epoch", "sealed", "saved_at"], delete: true },
  },
});
