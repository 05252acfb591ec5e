import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

const hidden = everyone(404);
/** The case manager alone; a unit with a share sees that the case is there, but may not do this. */
const caseManagerOnly = { ...hidden, holder: 200, partnerWithShare: 403 } as const;
const readers = { ...hidden, holder: 200, partnerWithShare: 200 } as const;
const caseManagers = { holder: 200, colleague: 200, otherCaseManager: 200, foreignCaseManager: 200 } as const;

/** Who counts short consultations, each for the own unit. */
const counters = { ...caseManagers, partnerWithShare: 200, partner: 200, foreignersAuthority: 200 } as const;
const unitCounts = { ...hidden, holder: 200, colleague: 200, teamLead: 403 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "cases",
  abilities: {
    listCases: { de: "Die eigene Fallliste sehen (Partnerstellen: was ihnen freigegeben ist)", cells: everyone(200) },
    makeCasesSpreadsheet: { de: "Die eigene Fallliste als Tabelle mitnehmen (wird vermerkt)", cells: everyone(200) },
    makeCaseloadSpreadsheet: {
      de: "Fallzahlen der Stelle ohne Namen der Ratsuchenden als Tabelle mitnehmen",
      cells: { ...everyone(403), teamLead: 200 },
    },
    printCase: { de: "Das Fallblatt drucken, soweit man den Fall lesen darf (wird vermerkt)", cells: readers },
    getToday: { de: "Sehen, was in den eigenen Fällen heute ansteht", cells: everyone(200) },
    makeDeadlinesSpreadsheet: { de: "Die nächsten Fristen der eigenen Fälle als Tabelle mitnehmen (wird vermerkt)", cells: everyone(200) },
    makeSharesSpreadsheet: {
      de: "Was der eigenen Stelle freigegeben ist als Tabelle mitnehmen (wird vermerkt)",
      cells: everyone(200),
    },
    listSharedCases: { de: "Fälle sehen, die der eigenen Stelle freigegeben sind", cells: everyone(200) },
    getCaseload: {
      de: "Sehen, wie viele Fälle jede Person der Stelle führt und wer einen im Notfall übernommen hat (Fallnummer und Zeit, kein Name, kein Grund)",
      cells: { ...everyone(403), teamLead: 200 },
    },
    openCase: { de: "Einen Fall öffnen (Partnerstellen: nur die freigegebenen Bereiche)", cells: readers },
    listOtherCases: { de: "Weitere Fälle derselben Person sehen, soweit man auch sie lesen darf", cells: readers },
    listStory: { de: "Die Geschichte eines Falls lesen (Partnerstellen: nur die freigegebenen Bereiche)", cells: readers },
    createCase: { de: "Einen Fall anlegen", cells: { ...everyone(403), ...caseManagers } },
    readCaseListFile: { de: "Eine Fallliste lesen lassen, ohne sie zu übernehmen", cells: { ...everyone(403), ...caseManagers } },
    importCaseList: { de: "Eine Fallliste in die eigene Stelle übernehmen", cells: { ...everyone(403), ...caseManagers } },
    makeErrorListSpreadsheet: {
      de: "Die Fehler einer eigenen Fallliste als Tabelle mitnehmen (wird vermerkt)",
      cells: { ...everyone(403), ...caseManagers },
    },
    getImportProgress: {
      de: "Sehen, wie weit das Einlesen der eigenen Fallliste ist",
      cells: { ...everyone(403), ...caseManagers },
    },
    cancelImport: {
      de: "Das Einlesen der eigenen Fallliste abbrechen, ohne dass etwas bleibt",
      cells: { ...everyone(403), ...caseManagers },
    },
    listImports: {
      de: "Sehen, wer in der eigenen Stelle wann welche Liste übernommen hat, ohne Namen der Ratsuchenden",
      cells: { ...everyone(403), ...caseManagers },
    },
    makeImportsSpreadsheet: {
      de: "Die übernommenen Listen der eigenen Stelle als Tabelle mitnehmen, ohne Namen der Ratsuchenden",
      cells: { ...everyone(403), ...caseManagers },
    },
    previewUndo: { de: "Sehen, was beim Zurücknehmen der eigenen Übernahme wegfällt", cells: { ...hidden, holder: 200, colleague: 403 } },
    undoImport: {
      de: "Die eigene Übernahme einer Liste zurücknehmen, solange mit den Fällen nicht gearbeitet wurde",
      cells: { ...hidden, holder: 200, colleague: 403 },
    },
    forgetColumns: {
      de: "Vergessen, was die eigene Stelle bei den Spalten ihrer Listen berichtigt hat",
      cells: { ...everyone(403), ...caseManagers },
    },
    changeCase: { de: "Phase und Ort eines Falls ändern", cells: caseManagerOnly },
    changePerson: { de: "Name und Geburtsdatum ändern", cells: caseManagerOnly },
    changeContactDetails: { de: "Anschrift und Telefon ändern", cells: caseManagerOnly },
    changeResidence: { de: "Den Aufenthaltsstatus eintragen", cells: caseManagerOnly },
    closeCase: { de: "Einen Fall abschließen", cells: caseManagerOnly },
    reopenCase: { de: "Einen Fall wieder öffnen", cells: caseManagerOnly },
    recordLegalBasis: { de: "Die Rechtsgrundlage der Daten eintragen", cells: caseManagerOnly },
    setDeputy: { de: "Eine Vertretung aus der eigenen Stelle einsetzen", cells: caseManagerOnly },
    takeOver: {
      de: "Im Notfall einen Fall der eigenen Stelle für drei Stunden übernehmen, mit Begründung und Nachricht",
      cells: { ...hidden, holder: 200, colleague: 200 },
    },
    acknowledgeTakeOver: {
      de: "Bestätigen, dass man von einer Übernahme im Notfall weiß (nicht, wer übernommen hat)",
      cells: { ...hidden, holder: 200, colleague: 403 },
    },
    takeNoteOfTakeOver: {
      de: "Als Fachaufsicht eine Übernahme im Notfall zur Kenntnis nehmen",
      cells: { ...everyone(403), teamLead: 200 },
    },
    savePeriod: { de: "Einen Zeitraum in einem Rechtskreis eintragen", cells: caseManagerOnly },
    saveGoal: { de: "Ein Ziel eintragen", cells: caseManagerOnly },
    saveStep: { de: "Einen Schritt eintragen", cells: caseManagerOnly },
    completeStep: { de: "Einen Schritt abhaken", cells: caseManagerOnly },
    reopenStep: { de: "Ein Abhaken zurücknehmen", cells: caseManagerOnly },
    saveContact: { de: "Einen Kontakt eintragen", cells: caseManagerOnly },
    editContact: { de: "Einen Kontakt berichtigen", cells: caseManagerOnly },
    saveAppointment: { de: "Einen Termin eintragen", cells: caseManagerOnly },
    savePersonalNote: { de: "Eine persönliche Notiz führen", cells: caseManagerOnly },
    saveNote: { de: "Eine Notiz in die Akte schreiben", cells: caseManagerOnly },
    saveDeadline: { de: "Eine Frist eintragen", cells: caseManagerOnly },
    completeDeadline: { de: "Eine Frist als erledigt eintragen", cells: caseManagerOnly },
    getTally: { de: "Sehen, was man selbst am häufigsten zählt (Kurzberatungen)", cells: { ...everyone(403), ...counters } },
    countConsultations: { de: "Kurzberatungen der eigenen Stelle zählen, ohne Namen", cells: { ...everyone(403), ...counters } },
    listConsultations: {
      de: "Kurzberatungen der eigenen Stelle nach Tagen sehen",
      cells: { ...everyone(403), ...counters, teamLead: 200 },
    },
    changeConsultation: { de: "Eine Kurzberatung der eigenen Stelle berichtigen", cells: unitCounts },
    takeBackConsultations: { de: "Eine gezählte Kurzberatung der eigenen Stelle zurücknehmen", cells: unitCounts },
    getConsultationFigures: {
      de: "Geschützte Zahlen der Kurzberatungen des Standorts sehen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 200 },
    },
    makeConsultationSpreadsheet: {
      de: "Geschützte Zahlen der Kurzberatungen als Tabelle mitnehmen",
      cells: { ...everyone(403), coordinator: 200, foreignCoordinator: 200 },
    },
    reopenDeadline: { de: "Die Erledigung einer Frist zurücknehmen", cells: caseManagerOnly },
  },
  columns: {
    "cases.case_file": {
      insert: true,
      update: ["case_manager_id", "town_id", "phase", "closed_on", "closing_outcome", "closing_note", "version"],
    },
    "cases.legal_domain_period": { insert: true, update: ["category", "legal_domain", "from_on", "until_on", "note", "version"] },
    "cases.goal": { insert: true, update: ["category", "text", "state", "rated_by_person", "rated_by_case_manager", "version"] },
    "cases.contact": { insert: true, update: ["category", "happened_on", "kind", "minutes", "sentence", "version"] },
    "cases.step": {
      insert: true,
      update: [
        "category",
        "goal_id",
        "text",
        "doer",
        "doer_unit_id",
        "since_on",
        "due_on",
        "done_on",
        "dropped_on",
        "done_contact_id",
        "service",
        "entitled_on",
        "registered_on",
        "started_on",
        "finished_on",
        "offer_id",
        "version",
      ],
    },
    "cases.appointment": {
      insert: true,
      update: ["category", "takes_place_on", "clock_time", "minutes", "content", "cancelled", "version"],
    },
    "cases.note": { insert: true, update: ["category", "written_on", "text", "version"] },
    "cases.deadline": { insert: true, update: ["category", "due_on", "content", "legal_domain", "done_on", "version"] },
    "cases.personal_note": { insert: true, update: ["text", "version", "changed_at"], delete: true },
    "cases.activity": { insert: true, update: ["happened_on", "kind", "minutes"] },
    "cases.milestone": { insert: true, update: ["service", "happened_on", "town_id"], delete: true },
    "cases.take_over": { insert: true, update: ["acknowledged_at"] },
    "cases.import_run": { insert: true },
    "cases.import_row": { insert: true, update: ["content_hash", "import_id"] },
    "cases.consultation": {
      insert: true,
      update: [
        "talked_on",
        "town_id",
        "fields",
        "concern",
        "language",
        "needs_interpreter",
        "age_band",
        "sex",
        "status_group",
        "minutes",
        "outcome",
        "referred_unit_id",
        "offer_id",
        "version",
      ],
      delete: true,
    },
    "cases.consultation_month": { insert: true, update: ["talks"] },
    "cases.import_progress": { insert: true, update: ["stage", "done", "total", "cancelled_at", "changed_at"], delete: true },
    "cases.import_mapping": { insert: true, update: ["field", "service", "event", "changed_at"], delete: true },
  },
});
