import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

/** In these tables the accompaniment coaches the site and the evaluation rates it. */
const team = { accompaniment: 200, evaluator: 200 } as const;
const both = { ...everyone(404), ...team, coordinator: 200 } as const;
const byTeam = { ...everyone(404), ...team, coordinator: 403 } as const;
const byTeamUnseen = { ...everyone(404), ...team } as const;
const bySite = { ...everyone(404), accompaniment: 403, evaluator: 403, coordinator: 200 } as const;
const byAccompaniment = { ...everyone(404), accompaniment: 200, evaluator: 403, coordinator: 403 } as const;
const byRater = { ...everyone(404), accompaniment: 403, evaluator: 200, coordinator: 403 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "evaluation",
  abilities: {
    listSites: {
      de: "Alle Standorte des Programms mit dem Stand der Begleitung sehen",
      cells: { ...everyone(404), ...team, coordinator: 403, foreignCoordinator: 403, programmeLead: 403, bodyMember: 403 },
    },
    getSite: { de: "Sehen, wer den Standort berät und wer ihn bewertet", cells: both },
    assignDuty: { de: "Jemandem die Beratung oder die Bewertung eines Standorts geben", cells: byAccompaniment },
    endDuty: { de: "Beratung oder Bewertung eines Standorts beenden", cells: byAccompaniment },
    checkText: { de: "Einen Text vor dem Speichern auf Personen prüfen lassen", cells: both },
    listEntries: { de: "Das Prozesstagebuch des Standorts lesen (Standort: was mit ihm geteilt ist)", cells: both },
    writeEntry: { de: "Etwas ins Prozesstagebuch schreiben", cells: both },
    changeOwnNote: {
      de: "Eine eigene Feldnotiz ändern oder mit dem Standort teilen",
      cells: { ...everyone(404), accompaniment: 200, evaluator: 403 },
    },
    changeSharedEntry: {
      de: "Einen Eintrag ändern, den der Standort schon sieht",
      cells: { ...everyone(404), accompaniment: 403, evaluator: 403, coordinator: 403 },
    },
    removeOwnNote: { de: "Eine eigene Feldnotiz löschen", cells: { ...everyone(404), accompaniment: 200, evaluator: 403 } },
    restoreOwnNote: { de: "Das Löschen einer eigenen Feldnotiz zurücknehmen", cells: { ...everyone(404), accompaniment: 200 } },
    answerEntry: { de: "Neben einen Eintrag eine Berichtigung oder Antwort schreiben", cells: both },
    listFindings: { de: "Befunde lesen (Standort: was mit ihm geteilt ist)", cells: both },
    recordFinding: { de: "Einen Befund festhalten (nur wer den Standort bewertet)", cells: byRater },
    shareFinding: { de: "Einen Befund mit dem Standort teilen", cells: { ...everyone(404), accompaniment: 403, evaluator: 200 } },
    discussFinding: { de: "Festhalten, was die Verantwortlichen zu einem Befund sagen", cells: bySite },
    listAdvice: {
      de: "Beratungen lesen (Standort: nur, wo die Beratung es so gewählt hat)",
      cells: { ...everyone(404), accompaniment: 200, coordinator: 200 },
    },
    makeEntriesSpreadsheet: { de: "Das Prozesstagebuch als Tabelle mitnehmen, so weit man es lesen kann", cells: both },
    makeFindingsSpreadsheet: { de: "Befunde als Tabelle mitnehmen, so weit man sie lesen kann", cells: both },
    makeAdviceSpreadsheet: {
      de: "Beratungen als Tabelle mitnehmen, so weit man sie lesen kann",
      cells: { ...everyone(404), accompaniment: 200, coordinator: 200 },
    },
    listAdviceOfTeam: { de: "Beratungen lesen, die der Standort nicht sieht", cells: { ...everyone(404), accompaniment: 200 } },
    writeAdvice: {
      de: "Eine Beratung festhalten (nur wer den Standort berät)",
      cells: { ...everyone(404), accompaniment: 200, coordinator: 403 },
    },
    listFeedback: { de: "Rückmeldungen zum Standort lesen (Standort: ab der Prüfung)", cells: both },
    makeFeedbackSpreadsheet: { de: "Die Rückmeldungen zum Standort als Tabelle mitnehmen (Standort: ab der Prüfung)", cells: both },
    listGivenFeedback: {
      de: "Rückmeldungen lesen, die an die eigene Ebene gegeben sind",
      cells: {
        ...everyone(404),
        accompaniment: 403,
        evaluator: 403,
        coordinator: 200,
        foreignCoordinator: 200,
        programmeLead: 200,
        bodyMember: 200,
      },
    },
    draftFeedback: { de: "Eine Rückmeldung entwerfen", cells: byTeam },
    changeFeedback: { de: "Den Entwurf einer Rückmeldung ändern", cells: byTeamUnseen },
    removeOwnDraft: {
      de: "Den eigenen Entwurf einer Rückmeldung löschen",
      cells: { ...everyone(404), accompaniment: 200, evaluator: 403 },
    },
    restoreOwnDraft: {
      de: "Das Löschen des eigenen Entwurfs zurücknehmen",
      cells: { ...everyone(404), accompaniment: 200 },
    },
    sendFeedback: { de: "Eine Rückmeldung zur Prüfung an den Standort geben", cells: byTeamUnseen },
    takeFeedbackBack: { de: "Eine Rückmeldung aus der Prüfung zurücknehmen", cells: byTeam },
    giveFeedback: { de: "Eine geprüfte Rückmeldung geben", cells: byTeam },
    checkFeedback: { de: "Eine Rückmeldung prüfen: einverstanden, Kommentar, Einwand", cells: bySite },
    recordConsequence: {
      de: "Festhalten, was aus einer Rückmeldung an die Steuerungsgruppe folgte",
      cells: { ...bySite, bodyMember: 403 },
    },
    recordConsequenceOfSteering: {
      de: "Festhalten, was aus einer Rückmeldung an die Gesamtsteuerung folgte",
      cells: { ...bySite, programmeLead: 200 },
    },
    recordConsequenceOfForum: {
      de: "Festhalten, was aus einer Rückmeldung an das Forum folgte",
      cells: { ...bySite, foreignCoordinator: 403 },
    },
    listReleases: { de: "Sehen, was der Begleitung freigegeben ist", cells: both },
    listItemsToRelease: { de: "Auswählen, was freigegeben werden kann", cells: bySite },
    releaseToTeam: { de: "Der Begleitung etwas freigeben", cells: bySite },
    endRelease: { de: "Eine Freigabe beenden", cells: bySite },
    listInvitations: { de: "Einladungen der Begleitung in Gremien sehen", cells: both },
    inviteTeam: { de: "Die Begleitung zu einer Sitzung einladen", cells: bySite },
    withdrawInvitation: { de: "Eine Einladung zurücknehmen", cells: bySite },
    giveInput: { de: "Auf Einladung einen Beitrag auf die Tagesordnung setzen", cells: byTeam },
    giveInputUninvited: {
      de: "Ohne Einladung einen Beitrag auf die Tagesordnung setzen",
      cells: { ...everyone(404), accompaniment: 403, evaluator: 403, coordinator: 403 },
    },
  },
  columns: {
    "evaluation.process_entry": {
      insert: [
        "site_id",
        "id",
        "happened_on",
        "level",
        "event",
        "interpretation",
        "source_kind",
        "shared_at",
        "author_site_id",
        "author_id",
      ],
      update: ["happened_on", "level", "event", "interpretation", "source_kind", "shared_at", "version"],
    },
    "evaluation.entry_answer": { insert: ["site_id", "id", "entry_id", "text", "author_site_id", "author_id"] },
    "evaluation.finding": {
      insert: ["site_id", "id", "field", "sentence", "evidence_kind", "sources", "shared_at", "author_site_id", "author_id"],
      update: ["shared_at", "version"],
    },
    "evaluation.finding_discussion": {
      insert: ["site_id", "id", "finding_id", "position", "status", "reason", "said_by", "said_on", "recorded_by"],
    },
    "evaluation.advice": {
      insert: ["site_id", "id", "given_on", "kind", "with_whom", "subject", "next_step", "site_sees", "author_site_id", "author_id"],
    },
    "evaluation.feedback": {
      insert: ["site_id", "id", "level", "title", "text", "author_site_id", "author_id"],
      update: ["level", "title", "text", "version"],
    },
    "evaluation.feedback_basis": { insert: true, delete: true },
    "evaluation.feedback_check": { insert: ["site_id", "feedback_id", "round", "answer", "comment", "answered_by"] },
    "evaluation.feedback_consequence": { insert: ["site_id", "id", "feedback_id", "kind", "text", "author_site_id", "author_id"] },
    "evaluation.release": {
      insert: ["site_id", "id", "kind", "item_id", "from_on", "until_on", "released_by"],
      update: ["ended_at", "ended_by"],
    },
    "evaluation.invitation": { insert: ["site_id", "id", "meeting_id", "wish", "invited_by"], update: ["withdrawn_at"] },
  },
});
