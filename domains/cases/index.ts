export { listOwnNames } from "../people/index.ts";
export { type CaseHappening, listHappenings } from "./events.ts";
export { findCase, findPrefill } from "./verbs.ts";
export { addMilestoneEvents, listMilestonePairs, type MilestonePair, type NewMilestoneEvent } from "./milestones.ts";
export { type ImportFailure, type ImportNotice, type ImportResult } from "./import-verbs.ts";
export { importCancelled, type Watch } from "./import-progress.ts";
export { listImports, previewUndo, undoImport } from "./import-undo.ts";
export { takeCaseList, takeMilestoneList, type CaseList, type ListFile, type MilestoneList } from "./lists.ts";
export { type ConsultationList, takeConsultationList } from "./consultation/months.ts";
