export { takeFigures } from "./chances/verbs.ts";
export { analyse, type WeightedTie } from "./ties/analysis.ts";
