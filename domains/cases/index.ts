export { createCase, findCase } from "./verbs.ts";
export { addMilestoneEvents, listMilestonePairs, type MilestonePair, type NewMilestoneEvent } from "./milestones.ts";
