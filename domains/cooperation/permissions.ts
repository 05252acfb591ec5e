import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

/** In a list everybody finds their own: the coordinator of another site reads an empty one. */
const atEverySite = { foreignCoordinator: 200 } as const;
const read = { ...everyone(404), coordinator: 200, bodyMember: 200 } as const;
const written = { ...everyone(404), coordinator: 200, bodyMember: 403 } as const;
/** A wave is run by the coordinator. Whoever is asked finds the own answer, and not this page. */
const run = { ...everyone(404), coordinator: 200 } as const;
/** In the trials the counselling of the welfare organisation, two partners and a member of bodies are asked. */
const answered = { ...everyone(404), holder: 200, partnerWithShare: 200, partner: 200, bodyMember: 200 } as const;
const team = { accompaniment: 200, evaluator: 200 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "cooperation",
  abilities: {
    listStructures: { de: "Beratungsstrukturen, Doppelungen und weiße Flecken des Standorts sehen", cells: { ...read, ...atEverySite } },
    makeStructuresSpreadsheet: { de: "Die Beratungsstrukturen als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    addStructure: { de: "Ein Beratungsangebot eintragen", cells: { ...written, ...atEverySite } },
    changeStructure: { de: "Ein Beratungsangebot ändern", cells: written },
    removeStructure: { de: "Ein Beratungsangebot entfernen", cells: written },
    restoreStructure: { de: "Das Entfernen eines Beratungsangebots zurücknehmen", cells: written },
    releaseStructures: {
      de: "Die Beratungsstrukturen der Begleitung freigeben, oder die Freigabe zurücknehmen",
      cells: { ...written, ...atEverySite },
    },
    listReleasedCooperation: {
      de: "Als Begleitung sehen, welche Standorte Beratungsstrukturen und Zahlen zu gleichen Chancen freigegeben haben",
      cells: { ...everyone(404), ...team },
    },
    getReleasedStructures: {
      de: "Als Begleitung die freigegebenen Beratungsstrukturen eines Standorts lesen",
      cells: { ...everyone(404), ...team },
    },
    getUnreleasedStructures: {
      de: "Als Begleitung Beratungsstrukturen lesen, die ein Standort nicht oder nicht mehr freigegeben hat",
      cells: everyone(404),
    },
    listAgreements: { de: "Vereinbarungen mit ihren Beteiligten und ihrem Ablauf sehen", cells: { ...read, ...atEverySite } },
    makeAgreementsSpreadsheet: { de: "Die Vereinbarungen als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    makeAgreement: { de: "Eine Vereinbarung eintragen", cells: { ...written, ...atEverySite } },
    changeAgreement: { de: "Eine Vereinbarung ändern", cells: written },
    endAgreement: { de: "Eine Vereinbarung vorzeitig beenden", cells: written },
    removeAgreement: { de: "Eine Vereinbarung entfernen", cells: written },
    restoreAgreement: { de: "Das Entfernen einer Vereinbarung zurücknehmen", cells: written },
    listEndings: { de: "Sehen, was bald ausläuft", cells: { ...written, ...atEverySite } },
    listWaves: { de: "Umfragen zur Zusammenarbeit mit der Zahl ihrer Antworten sehen", cells: { ...written, ...atEverySite } },
    getWave: { de: "Sehen, wer in einer Umfrage gefragt ist und ob geantwortet wurde (nie, was)", cells: run },
    planWave: { de: "Eine Umfrage vorbereiten", cells: { ...written, ...atEverySite } },
    changeWave: { de: "Titel und letzten Tag einer Umfrage ändern", cells: run },
    chooseAnswering: { de: "Festlegen, wer für eine Organisation antwortet", cells: run },
    countOtherAnswer: { de: "Von zwei Antworten einer Organisation die andere zählen lassen, ohne sie zu sehen", cells: run },
    openWave: { de: "Eine Umfrage beginnen", cells: run },
    closeWave: { de: "Eine Umfrage schließen und ihr Ergebnis entstehen lassen", cells: run },
    remindOfWave: { de: "Wer noch nicht geantwortet hat, erinnern", cells: run },
    removeWave: { de: "Eine Umfrage ohne Ergebnis entfernen", cells: run },
    restoreWave: { de: "Das Entfernen einer Umfrage zurücknehmen", cells: run },
    createAnswerLink: { de: "Einem Mitglied eines Gremiums einen persönlichen Link zur Umfrage geben", cells: run },
    listOwnWaves: { de: "Sehen, welche Umfragen auf die eigene Antwort warten", cells: everyone(200) },
    getAnswerSheet: { de: "Die eigene Antwort auf eine Umfrage sehen", cells: answered },
    saveAnswer: { de: "Die eigene Antwort sichern", cells: answered },
    handInAnswer: { de: "Die eigene Antwort abgeben", cells: answered },
    readOthersRatings: { de: "Einschätzungen anderer lesen", cells: everyone(404) },
    listResults: { de: "Ergebnisse von Umfragen sehen, die für einen bestimmt sind", cells: { ...read, ...atEverySite, ...team } },
    getResult: { de: "Das Ergebnis einer Umfrage sehen, bevor es jemandem gezeigt wird", cells: run },
    getReleasedResult: {
      de: "Ein Ergebnis sehen, das den Gremien gezeigt und der Begleitung freigegeben ist",
      cells: { ...read, ...team },
    },
    makeOrganisationsSpreadsheet: {
      de: "Die Organisationen eines Ergebnisses als Tabelle mitnehmen, bevor es jemandem gezeigt wird",
      cells: run,
    },
    makeTiesSpreadsheet: {
      de: "Die Verbindungen eines gezeigten und freigegebenen Ergebnisses als Tabelle mitnehmen",
      cells: { ...read, ...team },
    },
    showResult: { de: "Ein Ergebnis den Gremien zeigen oder der Begleitung freigeben", cells: run },
    getChances: { de: "Gleiche Chancen: geschützte Zahlen neben der Bevölkerung sehen", cells: { ...read, ...atEverySite } },
    makeChancesSpreadsheet: { de: "Gleiche Chancen: die geschützten Zahlen als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    showChances: {
      de: "Die geschützten Zahlen zu gleichen Chancen der Begleitung zeigen, oder nicht mehr zeigen",
      cells: { ...written, ...atEverySite },
    },
    getReleasedChances: {
      de: "Als Begleitung die geschützten Zahlen zu gleichen Chancen lesen, wie ein Standort sie gezeigt hat",
      cells: { ...everyone(404), ...team },
    },
    getUnshownChances: {
      de: "Als Begleitung Zahlen zu gleichen Chancen lesen, die ein Standort nicht oder nicht mehr zeigt",
      cells: everyone(404),
    },
    readFigures: { de: "Eine Liste mit Zahlen prüfen lassen, ohne sie zu übernehmen", cells: { ...written, ...atEverySite } },
    bringFigures: { de: "Eine Liste mit Zahlen übernehmen", cells: { ...written, ...atEverySite } },
    removeFigures: { de: "Eine Liste mit Zahlen entfernen", cells: written },
    restoreFigures: { de: "Das Entfernen einer Liste mit Zahlen zurücknehmen", cells: written },
  },
  columns: {
    "cooperation.counselling_structure": {
      insert: [
        "site_id",
        "id",
        "organisation_id",
        "kind",
        "name",
        "fields",
        "town_ids",
        "target_groups",
        "places_a_year",
        "minutes_a_week",
        "opening_hours",
        "funded_by",
        "funded_until_on",
        "created_by",
      ],
      update: [
        "organisation_id",
        "kind",
        "name",
        "fields",
        "town_ids",
        "target_groups",
        "places_a_year",
        "minutes_a_week",
        "opening_hours",
        "funded_by",
        "funded_until_on",
        "version",
      ],
    },
    "cooperation.agreement": {
      insert: ["site_id", "id", "title", "content", "from_on", "until_on", "remind_days", "created_by"],
      update: ["title", "content", "from_on", "until_on", "remind_days", "ended_on", "version"],
    },
    "cooperation.agreement_party": { insert: true, update: ["signed_on"], delete: true },
    "cooperation.wave": {
      insert: ["site_id", "id", "title", "until_on", "ties_from_on", "created_by"],
      update: ["title", "until_on", "state", "opened_on", "closed_on", "version"],
    },
    "cooperation.wave_organisation": { insert: true, update: ["membership_id"] },
    "cooperation.answer": {
      insert: ["site_id", "id", "wave_id", "organisation_id", "membership_id", "saved_on", "written_through"],
      update: ["saved_on", "version", "written_through"],
    },
    "cooperation.rating": { insert: true, delete: true },
    "cooperation.wave_result": {
      insert: ["site_id", "wave_id", "made_on", "prepared"],
      update: ["shown_to_bodies_on", "released_to_team_on", "version"],
    },
    "cooperation.figure_list": { insert: ["site_id", "id", "measure", "source", "as_of_on", "file_hash", "brought_by"] },
    "cooperation.figure": { insert: true },
    "cooperation.structure_release": { insert: true, delete: true },
    "cooperation.chances_release": { insert: true, delete: true },
  },
});
