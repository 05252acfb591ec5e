export {
  protectDurations,
  quartersForDots,
  waysToMore,
  type DurationFigures,
  type ShownDuration,
  type WayToSeeMore,
} from "./rules-medians.ts";
export { codeOfKey, dimensionOfKey, tableOfDimensions, totalOfDimensions } from "./rules-dimensions.ts";
export { type AtomicFigure, defaultMemory, mayShowBeside, type MemoryRule } from "./rules-memory.ts";
export { countOfQuarters, keyOfQuarter, seriesOfQuarters } from "./rules-quarters.ts";
export { defaultRule, type FigureTable, showCount } from "./rules-suppression.ts";
export {
  findResting,
  findShown,
  holdFigures,
  listNotedScopes,
  mostNotedScopes,
  noteScope,
  type Pieces,
  type ScopeView,
  showOnce,
  showScope,
  type ShownFigures,
  type ShownTable,
  showTables,
  type WantedTable,
} from "./verbs.ts";
