import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

/** In a list everybody finds their own: the coordinator of another site reads an empty one. */
const atEverySite = { foreignCoordinator: 200 } as const;
/** Whom reports do not concern at all; members of bodies know that there are some. */
const begun = { ...everyone(404), coordinator: 200, bodyMember: 403, ...atEverySite } as const;
/** A draft is there for the coordination alone. */
const drafted = { ...everyone(404), coordinator: 200 } as const;
/** What was issued and given to the bodies. */
const givenToBodies = { ...everyone(404), coordinator: 200, bodyMember: 200 } as const;
const ruled = { ...everyone(404), coordinator: 200, bodyMember: 403 } as const;
const programme = { ...everyone(404), accompaniment: 200, evaluator: 200, programmeLead: 200 } as const;
const land = { ...everyone(404), programmeLead: 200 } as const;
const team = { ...everyone(404), accompaniment: 200, evaluator: 200 } as const;

export const permissions = permissionTable<ActorName>()({
  domain: "publication",
  abilities: {
    listReports: {
      de: "Die Liste der Berichte sehen: alle die Koordination, Mitglieder eines Gremiums die ihnen gegebenen, die Gesamtsteuerung und die Begleitung hier keine",
      cells: {
        ...everyone(404),
        coordinator: 200,
        bodyMember: 200,
        accompaniment: 200,
        evaluator: 200,
        programmeLead: 200,
        ...atEverySite,
      },
    },
    makeReportsSpreadsheet: {
      de: "Die Liste der Berichte als Tabelle mitnehmen",
      cells: {
        ...everyone(404),
        coordinator: 200,
        bodyMember: 200,
        accompaniment: 200,
        evaluator: 200,
        programmeLead: 200,
        ...atEverySite,
      },
    },
    beginReport: { de: "Einen Bericht beginnen, mit Entwürfen aus den Daten", cells: begun },
    correctReport: { de: "Einen neuen Bericht beginnen, der einen herausgegebenen ersetzt", cells: drafted },
    openDraft: { de: "Den Entwurf eines Berichts sehen", cells: drafted },
    changeReport: { de: "Titel, Empfänger und Zeitraum eines Entwurfs ändern", cells: drafted },
    removeReport: { de: "Einen Entwurf entfernen", cells: drafted },
    restoreReport: { de: "Das Entfernen eines Entwurfs zurücknehmen", cells: { ...drafted, bodyMember: 403 } },
    addSection: { de: "Einen Abschnitt hinzufügen", cells: drafted },
    changeSection: { de: "Einen Abschnitt bearbeiten oder seinen Text bestätigen", cells: drafted },
    draftSection: { de: "Sehen, was die Daten heute zu einem Abschnitt sagen", cells: drafted },
    redraftSection: { de: "Den Entwurf eines Abschnitts neu aus den Daten schreiben", cells: drafted },
    removeSection: { de: "Einen Abschnitt entfernen", cells: drafted },
    restoreSection: { de: "Das Entfernen eines Abschnitts zurücknehmen", cells: { ...drafted, bodyMember: 403 } },
    orderSections: { de: "Abschnitte anders ordnen", cells: drafted },
    listOfferedFigures: { de: "Geschützte Zahlen für einen Bericht ansehen", cells: drafted },
    addFigures: { de: "Zahlen in einen Bericht übernehmen", cells: drafted },
    removeFigure: { de: "Eine Zahl aus einem Bericht nehmen", cells: drafted },
    restoreFigure: { de: "Das Entfernen einer Zahl zurücknehmen", cells: { ...drafted, bodyMember: 403 } },
    compareFigures: { de: "Sehen, welche Zahlen eines Entwurfs heute anders wären", cells: drafted },
    takeFigures: { de: "Zahlen eines Entwurfs auf den heutigen Stand bringen", cells: drafted },
    printDraft: { de: "Den Entwurf eines Berichts als PDF oder Word mitnehmen", cells: drafted },
    issueReport: { de: "Einen Bericht herausgeben; danach ändert ihn niemand mehr", cells: drafted },
    openUngiven: { de: "Einen herausgegebenen Bericht sehen, der niemandem gegeben ist", cells: drafted },
    openIssued: { de: "Einen herausgegebenen Bericht sehen, der den Gremien gegeben ist", cells: givenToBodies },
    printIssued: { de: "Einen herausgegebenen Bericht als PDF oder Word mitnehmen", cells: givenToBodies },
    releaseReport: { de: "Einen herausgegebenen Bericht Gremien, Land, Begleitung oder allen geben", cells: ruled },
    listGiven: { de: "Die Liste der Berichte sehen, die Standorte dem Programm gegeben haben", cells: programme },
    makeGivenSpreadsheet: {
      de: "Die Liste der Berichte, die Standorte dem Programm gegeben haben, als Tabelle mitnehmen",
      cells: programme,
    },
    openGivenToLand: { de: "Einen Bericht sehen, der dem Land vorgelegt ist", cells: land },
    printGivenToLand: { de: "Einen Bericht als PDF mitnehmen, der dem Land vorgelegt ist", cells: land },
    openGivenToTeam: { de: "Einen Bericht sehen, der der wissenschaftlichen Begleitung gegeben ist", cells: team },
  },
  columns: {
    "publication.report": {
      insert: ["site_id", "id", "kind", "language", "title", "addressee", "from_on", "until_on", "due_on", "replaces_id", "created_by"],
      update: ["title", "addressee", "from_on", "until_on", "due_on", "state", "version"],
    },
    "publication.section": {
      insert: ["site_id", "id", "report_id", "code", "position", "title", "text", "drafted_text", "confirmed_by", "confirmed_at"],
      update: ["position", "title", "text", "drafted_text", "confirmed_by", "confirmed_at", "version"],
    },
    "publication.figure": {
      insert: [
        "site_id",
        "id",
        "report_id",
        "section_id",
        "position",
        "key",
        "label",
        "unit",
        "definition",
        "source",
        "value",
        "counted",
        "hint",
        "from_on",
        "until_on",
        "as_of_on",
      ],
      update: [
        "section_id",
        "position",
        "label",
        "unit",
        "definition",
        "source",
        "value",
        "counted",
        "hint",
        "from_on",
        "until_on",
        "as_of_on",
        "version",
      ],
    },
    "publication.issue": { insert: ["site_id", "report_id", "number", "document", "digest", "issued_by"] },
    "publication.release": {
      insert: ["site_id", "report_id", "audience", "released_on", "released_by"],
      update: ["released_on", "released_by", "version"],
    },
  },
});
