export { type Dossier, dossierContent, dossierDraft, dossierFileName, dossierPdf, type DossierProposal, readDossier } from "./dossier.ts";
export { createMeasure, reportProgress } from "./measure/verbs.ts";
export { type Duration, summarise } from "./change/rules.ts";
export { findMarks } from "./gap-check/rules.ts";
export { asShown, minimum, showMedian } from "./gate.ts";
export { showShareFromCases } from "./origin/verbs.ts";
export { checkGapText, checkWords, submitReport } from "./report/verbs.ts";
export {
  type AgendaTheme,
  createTheme,
  decideTheme,
  getThemeForAgenda,
  listThemesForAgenda,
  listThemesById,
  putOnAgenda,
  takeOffAgenda,
  type ThemeDecision,
} from "./theme/verbs.ts";
export { giveToGroup, renameGroup } from "./life/verbs.ts";
export { addMonths, quarterOf, widenToQuarters } from "./rules.ts";
export {
  findReleasedReconstruction,
  getReconstruction,
  listReleasedReconstructions,
  type ReleasedReconstruction,
} from "./reconstruction/verbs.ts";
export { listTownsToShow, mayShowOver, noteShownOver } from "./starts.ts";
export { reportSource } from "./for-reports/source.ts";
