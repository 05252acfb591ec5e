import { permissionTable } from "../../platform/testing/permissions.ts";
import { type ActorName, everyone } from "../network/permissions.ts";

/** In a list everybody finds their own: the coordinator of another site reads an empty one. */
const atEverySite = { foreignCoordinator: 200 } as const;
const read = { ...everyone(404), coordinator: 200, bodyMember: 200 } as const;
const written = { ...everyone(404), coordinator: 200, bodyMember: 403 } as const;
const programme = { ...everyone(404), accompaniment: 200, evaluator: 200, programmeLead: 200 } as const;
const nobodyElse = everyone(404);

export const permissions = permissionTable<ActorName>()({
  domain: "strategy",
  abilities: {
    getFramework: {
      de: "Den strategischen Handlungsrahmen des Standorts mit Zielen und Fassungen sehen",
      cells: { ...read, ...atEverySite },
    },
    saveFramework: { de: "Leitbild und Zeitraum des Handlungsrahmens schreiben", cells: { ...written, ...atEverySite } },
    printFramework: { de: "Den Handlungsrahmen als PDF mitnehmen", cells: { ...read, ...atEverySite } },
    makeFrameworkSpreadsheet: { de: "Die Ziele als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    addGoal: { de: "Ein Rahmenziel hinzufügen", cells: { ...written, ...atEverySite } },
    changeGoal: { de: "Ein Rahmenziel ändern", cells: written },
    removeGoal: { de: "Ein Rahmenziel entfernen", cells: written },
    restoreGoal: { de: "Das Entfernen eines Rahmenziels zurücknehmen", cells: written },
    orderGoals: { de: "Ziele anders ordnen", cells: written },
    addSubGoal: { de: "Ein Teilziel hinzufügen", cells: { ...written, ...atEverySite } },
    changeSubGoal: { de: "Ein Teilziel ändern", cells: written },
    reachSubGoal: { de: "Ein Teilziel als erreicht eintragen", cells: written },
    linkSubGoal: { de: "Strukturmaßnahmen und Themen einem Teilziel zuordnen", cells: written },
    removeSubGoal: { de: "Ein Teilziel entfernen", cells: written },
    restoreSubGoal: { de: "Das Entfernen eines Teilziels zurücknehmen", cells: written },
    listLinkable: { de: "Sehen, was sich einem Ziel zuordnen lässt", cells: { ...written, ...atEverySite } },
    decideFramework: { de: "Eine Fassung festhalten, wie ein Gremium sie beschlossen hat", cells: { ...written, ...atEverySite } },
    openVersion: { de: "Eine beschlossene Fassung sehen", cells: read },
    printVersion: { de: "Eine beschlossene Fassung als PDF mitnehmen", cells: read },
    removeVersion: { de: "Eine Fassung entfernen", cells: written },
    restoreVersion: { de: "Das Entfernen einer Fassung zurücknehmen", cells: written },
    listHistory: { de: "Sehen, was an der Strategie wann geändert wurde", cells: { ...read, ...atEverySite } },
    getConnections: {
      de: "Sehen, wie Ziele, Themen, Festlegungen, Maßnahmen und Veränderungen zusammenhängen",
      cells: { ...read, ...atEverySite },
    },
    printAgreement: { de: "Eine Zielvereinbarung als PDF mitnehmen", cells: read },
    printPhases: { de: "Phasen und Meilensteine als PDF mitnehmen", cells: { ...read, ...atEverySite } },
    listAgreements: { de: "Zielvereinbarungen mit Zusagen, Unterschriften und Ablauf sehen", cells: { ...read, ...atEverySite } },
    makeAgreementsSpreadsheet: { de: "Die Zielvereinbarungen als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    openAgreement: { de: "Eine Zielvereinbarung mit ihrer Geschichte sehen", cells: read },
    makeAgreement: { de: "Eine Zielvereinbarung eintragen", cells: { ...written, ...atEverySite } },
    changeAgreement: { de: "Eine Zielvereinbarung ändern, solange niemand unterschrieben hat", cells: written },
    signAgreement: { de: "Eine Unterschrift eintragen oder zurücknehmen", cells: written },
    keepCommitment: { de: "Eine Zusage als eingehalten eintragen", cells: written },
    endAgreement: { de: "Eine Zielvereinbarung vorzeitig beenden", cells: written },
    renewAgreement: { de: "Eine Zielvereinbarung verlängern", cells: written },
    removeAgreement: { de: "Eine Zielvereinbarung entfernen", cells: written },
    restoreAgreement: { de: "Das Entfernen einer Zielvereinbarung zurücknehmen", cells: written },
    listPhases: { de: "Phasen und Meilensteine des Standorts sehen", cells: { ...read, ...atEverySite } },
    makeMilestonesSpreadsheet: { de: "Phasen und Meilensteine als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    adoptTemplate: { de: "Die Vorlage der Phasen übernehmen", cells: { ...written, ...atEverySite } },
    changePhase: { de: "Eine Phase umbenennen und planen", cells: { ...written, ...atEverySite } },
    movePhase: { de: "Eintragen, dass der Standort in einer anderen Phase ist", cells: { ...written, ...atEverySite } },
    addMilestone: { de: "Einen Meilenstein hinzufügen", cells: { ...written, ...atEverySite } },
    changeMilestone: { de: "Einen Meilenstein ändern oder mit Grund verschieben", cells: written },
    reachMilestone: { de: "Einen Meilenstein als erreicht eintragen", cells: written },
    removeMilestone: { de: "Einen Meilenstein entfernen", cells: written },
    restoreMilestone: { de: "Das Entfernen eines Meilensteins zurücknehmen", cells: written },
    releaseRoadmap: { de: "Phasen und Meilensteine dem Programm freigeben", cells: { ...written, ...atEverySite } },
    releaseFramework: { de: "Den beschlossenen Handlungsrahmen dem Programm freigeben", cells: { ...written, ...atEverySite } },
    listBoard: { de: "Strukturmaßnahmen als Tafel und Zeitachse sehen", cells: { ...read, ...atEverySite } },
    makeBoardSpreadsheet: { de: "Strukturmaßnahmen mit ihren Zielen als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    listAnchored: { de: "Sehen, was verankert wurde und ob es noch hält", cells: { ...read, ...atEverySite } },
    makeAnchoredSpreadsheet: { de: "Was verankert wurde als Tabelle mitnehmen", cells: { ...read, ...atEverySite } },
    lookAtAnchored: { de: "Festhalten, ob Verankertes noch hält", cells: written },
    removeLook: { de: "Einen Eintrag dazu entfernen", cells: written },
    restoreLook: { de: "Das Entfernen eines solchen Eintrags zurücknehmen", cells: written },
    listDuties: { de: "Sehen, was in der Strategie ansteht", cells: { ...written, ...atEverySite } },
    getRoadmap: { de: "Den Fahrplan des Programms über seine Standorte sehen: Phasen, und was freigegeben ist", cells: programme },
    makeRoadmapSpreadsheet: { de: "Den Fahrplan des Programms als Tabelle mitnehmen", cells: programme },
    openReleasedFramework: { de: "Einen freigegebenen Handlungsrahmen eines Standorts sehen", cells: programme },
    openUnreleasedFramework: { de: "Einen Handlungsrahmen eines Standorts sehen, der nicht freigegeben ist", cells: nobodyElse },
  },
  columns: {
    "strategy.framework": {
      insert: ["site_id", "title", "vision", "from_on", "until_on", "changed_by", "changed_at"],
      update: ["title", "vision", "from_on", "until_on", "version", "changed_by", "changed_at"],
    },
    "strategy.framework_goal": {
      insert: ["site_id", "id", "title", "text", "position", "created_by"],
      update: ["title", "text", "position", "version"],
    },
    "strategy.sub_goal": {
      insert: ["site_id", "id", "goal_id", "field_of_action", "title", "sign", "due_on", "position", "created_by"],
      update: ["goal_id", "field_of_action", "title", "sign", "due_on", "reached_on", "position", "version"],
    },
    "strategy.sub_goal_measure": { insert: true, delete: true },
    "strategy.sub_goal_theme": { insert: true, delete: true },
    "strategy.framework_version": {
      insert: ["site_id", "id", "number", "decided_on", "body_id", "body_name", "decision_id", "note", "document", "created_by"],
    },
    "strategy.target_agreement": {
      insert: ["site_id", "id", "title", "content", "sub_goal_id", "from_on", "until_on", "remind_days", "renewed_from_id", "created_by"],
      update: ["title", "content", "sub_goal_id", "from_on", "until_on", "remind_days", "ended_on", "end_reason", "version"],
    },
    "strategy.commitment": {
      insert: ["site_id", "id", "agreement_id", "organisation_id", "text", "due_on", "position"],
      update: ["organisation_id", "text", "due_on", "kept_on", "position"],
      delete: true,
    },
    "strategy.signature": { insert: ["site_id", "agreement_id", "organisation_id"], update: ["signed_by", "signed_on"], delete: true },
    "strategy.phase": {
      insert: ["site_id", "number"],
      update: ["title", "aim", "from_on", "until_on", "begun_on", "ended_on", "version"],
    },
    "strategy.milestone": {
      insert: ["site_id", "id", "phase_number", "code", "title", "due_on", "position", "created_by"],
      update: ["phase_number", "title", "due_on", "reached_on", "position", "version"],
    },
    "strategy.anchor_look": {
      insert: ["site_id", "id", "measure_id", "looked_on", "finding", "reasons", "look_again_on", "looked_by"],
    },
    "strategy.entry": {
      insert: ["site_id", "id", "subject", "subject_id", "number", "kind", "label", "text", "from_on", "to_on", "entered_by"],
    },
    "strategy.release": {
      insert: ["site_id", "what", "released_on", "released_by"],
      update: ["released_on", "released_by", "version"],
    },
  },
});
