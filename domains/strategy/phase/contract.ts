import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, paperLanguage, spreadsheetType, text, version } from "../../../platform/contract/values.ts";
import { pdfType, releaseView } from "../framework/contract.ts";

/** 0 mandate and project structure to 6 consolidation and transfer. */
export const phaseNumbers = [0, 1, 2, 3, 4, 5, 6] as const;
export type PhaseNumber = (typeof phaseNumbers)[number];
export const phaseNumber = z.literal(phaseNumbers);

/** The milestones that the template gives each phase; a site uses, renames, moves or removes them, and adds its own. */
export const templateMilestones = {
  0: ["mandate_given", "coordination_named", "steering_group_founded"],
  1: ["partners_won", "baseline_discussed"],
  2: ["vision_agreed", "framework_decided"],
  3: ["first_conference", "first_theme_decided"],
  4: ["first_agreement_signed", "first_measure_running"],
  5: ["first_change_looked_at", "framework_reviewed"],
  6: ["first_measure_anchored", "experience_passed_on"],
} as const satisfies Record<PhaseNumber, readonly string[]>;
export const milestoneCodes = phaseNumbers.flatMap((number) => [...templateMilestones[number]]);
export type MilestoneCode = (typeof milestoneCodes)[number];

/** Words that are null are those of the template. */
export const milestoneView = z.object({
  id,
  phaseNumber,
  code: z.enum(milestoneCodes).nullable(),
  title: z.string().nullable(),
  dueOn: day.nullable(),
  reachedOn: day.nullable(),
  isOverdue: z.boolean(),
  /** Each time it was moved: from when to when, and why. */
  moves: z.array(z.object({ fromOn: day.nullable(), toOn: day.nullable(), reason: z.string(), on: day, by: z.string() })),
  version,
});
export type MilestoneView = z.infer<typeof milestoneView>;
export const phaseView = z.object({
  number: phaseNumber,
  title: z.string().nullable(),
  aim: z.string().nullable(),
  fromOn: day.nullable(),
  untilOn: day.nullable(),
  begunOn: day.nullable(),
  endedOn: day.nullable(),
  standing: z.enum(["over", "now", "coming"]),
  milestones: z.array(milestoneView),
  version: z.int().min(0),
});
export type PhaseView = z.infer<typeof phaseView>;
export const phasesView = z.object({
  phases: z.array(phaseView),
  /** From the frame data of the site. */
  current: z.object({ number: phaseNumber, sinceOn: day.nullable() }),
  /** False: what is shown is the template, and nothing can be noted yet. */
  isAdopted: z.boolean(),
  release: releaseView,
  abilities: z.object({ edit: z.boolean() }),
});
export type PhasesView = z.infer<typeof phasesView>;

export const listPhases = endpoint({ method: "GET", path: "/api/strategy/phases", answer: phasesView });
export const adoptTemplate = endpoint({ method: "POST", path: "/api/strategy/phases/template", answer: phasesView });
export const changePhase = endpoint({
  method: "PUT",
  path: "/api/strategy/phases/:number",
  params: z.object({ number: z.coerce.number().int().min(0).max(6) }),
  body: z.object({ title: line(120).nullable(), aim: text(1000).nullable(), fromOn: day.nullable(), untilOn: day.nullable(), version }),
  answer: phasesView,
});
/** The site enters another phase; `from` is the one it was in when the page was opened. Back again too, with the reason. */
export const movePhase = endpoint({
  method: "POST",
  path: "/api/strategy/phases/move",
  body: z.object({ from: phaseNumber, to: phaseNumber, on: day, reason: text(1000).nullable().default(null) }),
  answer: phasesView,
});

const ofMilestone = z.object({ milestoneId: id });
export const addMilestone = endpoint({
  method: "POST",
  path: "/api/strategy/milestones",
  body: z.object({ id, phaseNumber, title: line(200), dueOn: day.nullable() }),
  answer: milestoneView,
});
/** Without a title the words of the template are used. A day that stood already is moved with a reason only. */
export const changeMilestone = endpoint({
  method: "PUT",
  path: "/api/strategy/milestones/:milestoneId",
  params: ofMilestone,
  body: z.object({ phaseNumber, title: line(200).nullable(), dueOn: day.nullable(), reason: text(1000).nullable().default(null), version }),
  answer: milestoneView,
});
export const reachMilestone = endpoint({
  method: "PUT",
  path: "/api/strategy/milestones/:milestoneId/reached",
  params: ofMilestone,
  body: z.object({ reachedOn: day.nullable(), version }),
  answer: milestoneView,
});
export const removeMilestone = endpoint({
  method: "DELETE",
  path: "/api/strategy/milestones/:milestoneId",
  params: ofMilestone,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreMilestone = endpoint({
  method: "POST",
  path: "/api/strategy/milestones/:milestoneId/restore",
  params: ofMilestone,
  answer: milestoneView,
});
/** Where the site stands, with every milestone and why it was moved. */
export const printPhases = endpoint({
  method: "GET",
  path: "/api/strategy/phases/pdf",
  query: z.object({ language: paperLanguage }),
  file: [pdfType],
});
export const makeMilestonesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/strategy/milestones/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});

export const releasables = ["framework", "roadmap"] as const;
export type Releasable = (typeof releasables)[number];
/** To the accompaniment, the evaluation and the overall steering: the framework as decided last, or the phases with their milestones. */
export const releaseToProgramme = endpoint({
  method: "PUT",
  path: "/api/strategy/releases/:what",
  params: z.object({ what: z.enum(releasables) }),
  body: z.object({ isReleased: z.boolean(), version: z.int().min(0) }),
  answer: releaseView,
});
