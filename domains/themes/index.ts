export { createMeasure, reportProgress } from "./measure/verbs.ts";
export { findMarks } from "./gap-check/rules.ts";
export {
  type AgendaTheme,
  decideTheme,
  getThemeForAgenda,
  listThemesForAgenda,
  putOnAgenda,
  takeOffAgenda,
  type ThemeDecision,
} from "./theme/verbs.ts";
