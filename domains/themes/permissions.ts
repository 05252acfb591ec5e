import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

const programme = (cell: 200 | 403 | 404) => ({ accompaniment: cell, evaluator: cell, programmeLead: cell }) as const;

/** Everyone who works at a site, each at the own one. */
const reporters = { ...everyone(200), ...programme(403) } as const;
/** The report of the holder, known to the coordinator: its writer; to the coordinator it is not the own one. */
const writer = { ...everyone(404), holder: 200, coordinator: 403 } as const;
const coordinatorOfReport = { ...everyone(404), coordinator: 200, holder: 403 } as const;
/** What belongs to no row: each coordinator finds its own site's. */
const coordinators = { ...everyone(403), coordinator: 200, foreignCoordinator: 200 } as const;

const foreign = (cell: 200 | 403 | 404) => ({ foreignCaseManager: cell, foreignCoordinator: cell }) as const;
const noReaders = (cell: 200 | 403 | 404) => ({ ...programme(cell), dataProtectionOfficer: cell, siteAdmin: cell }) as const;
/** Those who read themes, each at the own site. */
const readers = { ...everyone(200), ...noReaders(403) } as const;
const readsOne = { ...everyone(200), ...noReaders(404), ...foreign(404) } as const;
/** Coordinators work on it, others who read it may not, for everybody else it is not there. */
const worksOnOne = { ...everyone(403), ...noReaders(404), ...foreign(404), coordinator: 200 } as const;
const programmeReads = { ...everyone(403), ...programme(200) } as const;

/** The holder makes it; in the same unit a colleague and the team lead may be its second person. */
const maker = { ...everyone(404), holder: 200 } as const;
const ofUnit = { ...maker, colleague: 200, teamLead: 200 } as const;
const secondPerson = { ...ofUnit, holder: 403 } as const;
const readsReconstruction = { ...ofUnit, coordinator: 200, bodyMember: 200 } as const;
const coordinatesReconstruction = { ...readsReconstruction, holder: 403, colleague: 403, teamLead: 403, bodyMember: 403 } as const;
const caseMakers = {
  ...everyone(403),
  holder: 200,
  colleague: 200,
  otherCaseManager: 200,
  foreignCaseManager: 200,
  partner: 200,
  partnerWithShare: 200,
  foreignersAuthority: 200,
} as const;
/** Those who may reconstruct, but do not read this case. */
const foundNoCase = {
  colleague: 404,
  otherCaseManager: 404,
  foreignCaseManager: 404,
  partner: 404,
  partnerWithShare: 404,
  foreignersAuthority: 404,
} as const;
const team = { ...everyone(403), accompaniment: 200, evaluator: 200 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "themes",
  abilities: {
    checkGapText: { de: "Prüfen lassen, ob Wörter eines Hinweises jemanden erkennbar machen", cells: reporters },
    submitReport: { de: "Eine Hürde melden (an keinem Standort: Begleitung, Evaluation, Gesamtsteuerung)", cells: reporters },
    listMyReports: { de: "Die eigenen Hinweise sehen", cells: everyone(200) },
    openMyReport: { de: "Einen eigenen Hinweis mit seinen Antworten lesen", cells: writer },
    changeReport: { de: "Den eigenen Hinweis ändern, solange er in keinem Thema ist", cells: writer },
    withdrawReport: { de: "Den eigenen Hinweis zurückziehen, solange er in keinem Thema ist", cells: writer },
    sayWhetherSolved: { de: "Sagen, ob sich der eigene Hinweis erledigt hat", cells: writer },
    makeMyReportsSpreadsheet: { de: "Die eigenen Hinweise als Tabelle mitnehmen", cells: everyone(200) },
    makeReportsSpreadsheet: { de: "Alle Hinweise des Standorts als Tabelle mitnehmen", cells: coordinators },
    listReports: { de: "Alle Hinweise des Standorts sehen", cells: coordinators },
    openReport: { de: "Einen fremden Hinweis vor der Freigabe lesen", cells: coordinatorOfReport },
    releaseReport: { de: "Einen Hinweis in eigenen Worten freigeben", cells: coordinatorOfReport },
    returnReport: { de: "Einen Hinweis mit einer Frage zurückgeben", cells: coordinatorOfReport },
    answerReport: { de: "Auf einen Hinweis antworten", cells: coordinatorOfReport },
    listUnanswered: { de: "Hinweise ohne Antwort sehen", cells: coordinators },
    listThemes: { de: "Die Themen des Standorts sehen", cells: readers },
    makeThemesSpreadsheet: { de: "Die Themen des Standorts mit geschützten Zahlen als Tabelle mitnehmen", cells: readers },
    createTheme: { de: "Ein Thema anlegen", cells: coordinators },
    openTheme: { de: "Ein benanntes Thema mit seinen geschützten Zahlen lesen", cells: readsOne },
    printDossier: { de: "Ein benanntes Thema als Dossier drucken", cells: readsOne },
    openCollectedTheme: { de: "Ein Thema lesen, das noch gesammelt wird", cells: { ...everyone(404), coordinator: 200 } },
    getThemeEvidence: { de: "Die Zahlen eines Themas über andere Orte oder Zeiten ansehen", cells: readsOne },
    changeTheme: { de: "Ein Thema ändern", cells: worksOnOne },
    nameTheme: { de: "Ein Thema benennen und damit zeigen", cells: { ...everyone(404), coordinator: 200 } },
    joinReports: { de: "Hinweise zu einem Thema verbinden", cells: worksOnOne },
    takeOutReport: { de: "Einen Hinweis aus einem Thema nehmen", cells: worksOnOne },
    closeTheme: { de: "Ein Thema abschließen", cells: worksOnOne },
    requestStatement: { de: "Eine Organisation um ihre Stellungnahme bitten", cells: worksOnOne },
    listStatementsOfOrganisation: { de: "Sehen, wozu die eigene Organisation gefragt ist", cells: everyone(200) },
    prefillReport: { de: "Einen Hinweis aus einem Fall heraus beginnen", cells: { ...everyone(404), holder: 200 } },
    submitReportFromCase: { de: "Einen Hinweis aus einem Fall heraus melden", cells: { ...everyone(404), ...programme(403), holder: 200 } },
    listReportsOfCase: {
      de: "Sehen, was aus den Hinweisen zu einem Fall wurde, ohne Text und ohne Namen; von anderen nur, was nicht der Koordination allein gesagt wurde",
      cells: { ...everyone(404), holder: 200 },
    },
    openStatement: { de: "Eine erbetene oder abgegebene Stellungnahme lesen", cells: readsOne },
    giveStatement: {
      de: "Für die gefragte Organisation Stellung nehmen",
      cells: { ...worksOnOne, coordinator: 403, partnerWithShare: 200 },
    },
    listMeasures: { de: "Die Strukturmaßnahmen des Standorts sehen", cells: readers },
    makeMeasuresSpreadsheet: { de: "Die Strukturmaßnahmen des Standorts als Tabelle mitnehmen", cells: readers },
    openMeasure: { de: "Eine Strukturmaßnahme mit Erwartung und Veränderung lesen", cells: readsOne },
    declareExpectation: { de: "Eine Erwartung vor dem Beginn festhalten", cells: worksOnOne },
    startMeasure: { de: "Eine Strukturmaßnahme beginnen", cells: worksOnOne },
    reportProgress: {
      de: "Über eine Strukturmaßnahme berichten (auch die verantwortliche Stelle)",
      cells: { ...worksOnOne, partner: 200 },
    },
    moveDueDay: { de: "Den Termin einer Strukturmaßnahme mit Begründung verlegen", cells: worksOnOne },
    finishMeasure: { de: "Eine Strukturmaßnahme als umgesetzt melden", cells: worksOnOne },
    stopMeasure: { de: "Eine Strukturmaßnahme mit Begründung abbrechen", cells: worksOnOne },
    listCircumstances: { de: "Sehen, was am Standort sonst geschah", cells: readers },
    noteCircumstance: { de: "Festhalten, was sonst geschah", cells: coordinators },
    changeCircumstance: { de: "Ändern, was als sonst geschehen festgehalten ist", cells: worksOnOne },
    removeCircumstance: { de: "Entfernen, was als sonst geschehen festgehalten ist", cells: worksOnOne },
    lookAtChange: { de: "Nachsehen, was sich verändert hat", cells: worksOnOne },
    judgeContribution: { de: "Einschätzen, ob eine Strukturmaßnahme beigetragen hat", cells: worksOnOne },
    closeMeasure: { de: "Eine Strukturmaßnahme abschließen", cells: worksOnOne },
    proposeReconstruction: {
      de: "Aus einem Fall, den man liest, einen Ablauf in Wochen und Rollen vorschlagen lassen",
      cells: { ...everyone(404), holder: 200 },
    },
    listReconstructionsOfCase: {
      de: "Sehen, welche Fallrekonstruktionen aus einem Fall begonnen und noch nicht freigegeben sind",
      cells: { ...everyone(404), holder: 200 },
    },
    beginReconstructionFromCase: {
      de: "Einen Fall rekonstruieren, den man liest",
      cells: { ...everyone(403), ...foundNoCase, holder: 200 },
    },
    beginReconstruction: { de: "Eine Fallrekonstruktion ohne Fall von Hand beginnen", cells: caseMakers },
    listReconstructions: { de: "Fallrekonstruktionen sehen, soweit sie jemandem gezeigt sind", cells: readers },
    makeReconstructionsSpreadsheet: { de: "Die Liste der freigegebenen Fallrekonstruktionen als Tabelle mitnehmen", cells: readers },
    checkReconstruction: { de: "Prüfen lassen, ob Wörter einer Fallrekonstruktion jemanden erkennbar machen", cells: readers },
    openDraftReconstruction: { de: "Den Entwurf einer Fallrekonstruktion lesen", cells: maker },
    openReconstructionInCheck: {
      de: "Eine Fallrekonstruktion lesen, die auf die Freigabe wartet (Stelle und ihre Fachaufsicht)",
      cells: ofUnit,
    },
    openReconstruction: { de: "Eine freigegebene Fallrekonstruktion lesen, ohne Fall und Person", cells: readsReconstruction },
    printReconstruction: { de: "Eine freigegebene Fallrekonstruktion drucken", cells: readsReconstruction },
    saveReconstruction: { de: "An einer Fallrekonstruktion schreiben", cells: maker },
    addReconstructionMaker: { de: "Jemanden aus der eigenen Stelle an einer Fallrekonstruktion mitschreiben lassen", cells: maker },
    handInReconstruction: { de: "Eine Fallrekonstruktion zur Freigabe vorlegen", cells: maker },
    giveBackReconstruction: { de: "Eine Fallrekonstruktion mit einer Frage zurückgeben oder zurückholen", cells: ofUnit },
    releaseReconstruction: { de: "Eine Fallrekonstruktion als zweite Person freigeben", cells: secondPerson },
    takeBackReconstruction: {
      de: "Die Freigabe einer Fallrekonstruktion zurücknehmen (Stelle oder Koordination)",
      cells: { ...readsReconstruction, bodyMember: 403 },
    },
    saveWorksheet: { de: "Das Arbeitsblatt einer freigegebenen Fallrekonstruktion weiterschreiben", cells: coordinatesReconstruction },
    shareReconstruction: { de: "Eine Fallrekonstruktion der Begleitung zeigen", cells: coordinatesReconstruction },
    removeDraftReconstruction: { de: "Einen eigenen Entwurf einer Fallrekonstruktion entfernen", cells: maker },
    removeReconstruction: {
      de: "Eine freigegebene Fallrekonstruktion entfernen (wer sie schrieb oder die Koordination)",
      cells: { ...readsReconstruction, colleague: 403, teamLead: 403, bodyMember: 403 },
    },
    restoreReconstruction: { de: "Zurückholen, was man selbst entfernt hat", cells: { ...everyone(404), coordinator: 200 } },
    listSharedReconstructions: { de: "Die Fallrekonstruktionen sehen, die ein Standort der Begleitung zeigt", cells: team },
    makeSharedReconstructionsSpreadsheet: {
      de: "Die Liste der Fallrekonstruktionen, die Standorte der Begleitung zeigen, als Tabelle mitnehmen",
      cells: team,
    },
    openSharedReconstruction: {
      de: "Eine Fallrekonstruktion lesen, die ein Standort der Begleitung zeigt",
      cells: { ...everyone(404), accompaniment: 200, evaluator: 200 },
    },
    getOwnHome: {
      de: "Auf der Startseite sehen, was aus den eigenen Hinweisen wurde, wozu die eigene Organisation gefragt ist und was man als zweite Person prüfen soll",
      cells: reporters,
    },
    getCoordinatorDesk: { de: "Sehen, was in der Koordination als Nächstes ansteht", cells: coordinators },
    getProgrammeOverview: {
      de: "Die Standorte des Programms im Überblick sehen, ohne Titel, Texte und Namen; dazu die gemeinsamen Themen (Gesamtsteuerung: auch, welche weitergereichten auf ihre Antwort warten)",
      cells: programmeReads,
    },
    countWordUse: { de: "Sehen, wie oft ein Wort in Hinweisen und Themen gewählt wurde", cells: coordinators },
    makeEscalatedSpreadsheet: {
      de: "Themen, die ein Standort an das Land gegeben hat, als Tabelle mitnehmen",
      cells: { ...everyone(403), programmeLead: 200 },
    },
    listEscalatedThemes: { de: "Themen sehen, die ein Standort an das Land gegeben hat", cells: { ...everyone(403), programmeLead: 200 } },
    openEscalatedTheme: {
      de: "Ein an das Land gegebenes Thema lesen, mit dem, was der Standort dazu schreibt, und einer geschützten Zahl",
      cells: { ...everyone(404), programmeLead: 200 },
    },
    replyToEscalated: {
      de: "Auf ein an das Land gegebenes Thema antworten; der Satz geht an alle, die es gemeldet haben",
      cells: { ...everyone(403), ...noReaders(404), ...foreign(404), programmeLead: 200 },
    },
    writeEscalation: { de: "Für das Land aufschreiben, was versucht wurde und was gebraucht wird", cells: worksOnOne },
    listProgrammeThemes: {
      de: "Themen sehen, die viele Standorte haben, als geschützte Zahlen und ohne Namen eines Standorts (Koordinationen nur, wie viele es sind)",
      cells: { ...everyone(403), ...programme(200), coordinator: 200, foreignCoordinator: 200 },
    },
    makeProgrammeThemesSpreadsheet: {
      de: "Die gemeinsamen Themen mit geschützten Zahlen als Tabelle mitnehmen",
      cells: { ...everyone(403), ...programme(200), coordinator: 200, foreignCoordinator: 200 },
    },
    makeProgrammeTheme: { de: "Ein gemeinsames Thema des Programms anlegen", cells: { ...everyone(403), programmeLead: 200 } },
    changeProgrammeTheme: {
      de: "Ein gemeinsames Thema des Programms ändern oder beenden",
      cells: { ...everyone(404), ...programme(403), programmeLead: 200 },
    },
    linkToProgrammeTheme: { de: "Ein Thema des Standorts mit einem gemeinsamen Thema des Programms verbinden", cells: worksOnOne },
    linkEscalatedTheme: {
      de: "Ein an das Land gegebenes Thema mit einem gemeinsamen Thema des Programms verbinden",
      cells: { ...worksOnOne, programmeLead: 200 },
    },
    openThemeLife: { de: "Verlauf, Vorrang und Antworten des Landes zu einem benannten Thema lesen", cells: readsOne },
    setPriority: { de: "Den Vorrang eines Themas mit Gründen festlegen", cells: worksOnOne },
    takeFromGroup: { de: "Ein Thema aus der Projektgruppe zurücknehmen", cells: worksOnOne },
    mergeTheme: { de: "Ein Thema in einem anderen aufgehen lassen", cells: worksOnOne },
    splitTheme: { de: "Von einem Thema ein neues abtrennen", cells: worksOnOne },
    undoMove: {
      de: "Ein Zusammenlegen oder Abtrennen zurücknehmen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 404 },
    },
    listSuggestions: { de: "Vorschläge sehen, welche Hinweise zusammengehören könnten, mit Begründung", cells: coordinators },
    sayNotAlike: {
      de: "Sagen, dass Hinweise nicht zusammengehören",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 404 },
    },
    takeBackNotAlike: {
      de: "Zurücknehmen, dass Hinweise nicht zusammengehören",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 404 },
    },
    checkPattern: { de: "Prüfen lassen, ob ein Muster jemanden erkennbar macht", cells: coordinators },
    offerPattern: { de: "Ein Thema anderen Standorten als Muster ohne Personen anbieten", cells: worksOnOne },
    withdrawPattern: { de: "Ein angebotenes Muster zurückziehen", cells: worksOnOne },
    listPatterns: {
      de: "Die Muster aller Standorte des Programms sehen",
      cells: { ...everyone(403), ...programme(200), coordinator: 200, foreignCoordinator: 200, bodyMember: 200 },
    },
    makePatternsSpreadsheet: {
      de: "Die Muster aller Standorte des Programms als Tabelle mitnehmen",
      cells: { ...everyone(403), ...programme(200), coordinator: 200, foreignCoordinator: 200, bodyMember: 200 },
    },
    openPattern: {
      de: "Ein Muster lesen, ohne zu erfahren, wer es schrieb",
      cells: { ...everyone(404), ...programme(200), coordinator: 200, foreignCoordinator: 200, bodyMember: 200 },
    },
    copyPattern: {
      de: "Ein Muster eines anderen Standorts in ein eigenes Thema übernehmen",
      cells: { ...everyone(404), ...programme(403), coordinator: 200, foreignCoordinator: 403, bodyMember: 403 },
    },
  },
  columns: {
    "themes.reconstruction": { update: ["worksheet", "shared_on", "changed_on", "version"] },
    "themes.theme": {
      insert: true,
      update: [
        "title",
        "sentence",
        "field_of_action",
        "state",
        "state_since_on",
        "named_on",
        "meeting_on",
        "body_name",
        "decision",
        "decided_on",
        "closed_on",
        "group_name",
        "group_since_on",
        "merged_into_id",
        "metric_service",
        "metric_from_event",
        "metric_to_event",
        "version",
        "removed_at",
      ],
    },
    "themes.theme_organisation": { insert: true, delete: true },
    "themes.gap_report": { update: ["state", "released_title", "released_text", "released_on", "theme_id", "version"] },
    "themes.theme_report": { insert: true, update: ["left_on", "left_by"] },
    "themes.statement": { insert: true, update: ["text", "given_on", "given_by"] },
    "themes.measure": {
      insert: true,
      update: [
        "state",
        "due_on",
        "started_on",
        "ended_on",
        "stop_reason",
        "look_on",
        "closing",
        "closed_on",
        "anchor_kind",
        "anchor_text",
        "look_again_on",
        "version",
      ],
    },
    "themes.expectation": {
      insert: true,
      update: [
        "service",
        "from_event",
        "to_event",
        "baseline_from_on",
        "baseline_until_on",
        "target_weeks",
        "follow_up_weeks",
        "intake_weeks",
        "declared_on",
      ],
    },
    "themes.comparison_town": { insert: true, delete: true },
    "themes.circumstance": {
      insert: ["site_id", "id", "kind", "from_on", "until_on", "sentence", "noted_by", "noted_on"],
      update: ["kind", "from_on", "until_on", "sentence", "version"],
    },
    "themes.circumstance_town": { insert: true, delete: true },
    "themes.measure_entry": { insert: true },
    "themes.change": { insert: true },
    "themes.contribution": { insert: true, update: ["judgement", "reasons", "judged_by", "dissent", "judged_on", "entered_by"] },
    "themes.theme_event": { insert: true },
    "themes.priority": { insert: true },
    "themes.theme_move": { insert: true, update: ["undone_on", "undone_by"] },
    "themes.moved_report": { insert: true },
    "themes.moved_statement": { insert: true },
    "themes.not_alike": { insert: true, delete: true },
    "themes.escalation": { insert: true, update: ["tried", "asked", "written_on", "written_by", "version"] },
    "themes.programme_theme": { insert: true, update: ["title", "sentence", "ended_on", "version"] },
    "themes.pattern": {
      insert: true,
      update: [
        "title",
        "field_of_action",
        "problem",
        "done",
        "failed",
        "advice",
        "cost_once_cents",
        "cost_year_cents",
        "cost_note",
        "finding",
        "offered_on",
        "offered_by",
        "withdrawn_on",
        "version",
      ],
    },
    "themes.theme_source": { insert: true },
  },
});
