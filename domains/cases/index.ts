export { createCase, findCase, findPrefill } from "./verbs.ts";
export { addMilestoneEvents, listMilestonePairs, type MilestonePair, type NewMilestoneEvent } from "./milestones.ts";
