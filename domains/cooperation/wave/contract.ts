import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, line, unlinkableId, version } from "../../../platform/contract/values.ts";

export const waveStates = ["planned", "open", "closed"] as const;
/** How often: never, once a year, every few months, monthly, weekly. */
export const frequencies = [0, 1, 2, 3, 4] as const;
/** How well it goes: badly, with trouble, well, very well. */
export const qualities = [1, 2, 3, 4] as const;
/** How important it is for the own work. */
export const importances = [1, 2, 3] as const;
/** So many organisations must have answered before anything is shown. */
export const fewestAnswers = 5;
/** Working together every few months or more often is a tie. */
export const tieFrom = 2;
export const mostOrganisations = 300;

export const rating = z.object({
  organisationId: id,
  frequency: z.int().min(0).max(4),
  quality: z.int().min(1).max(4).nullable(),
  importance: z.int().min(1).max(3).nullable(),
});
export type Rating = z.infer<typeof rating>;

export const waveSummary = z.object({
  id,
  title: z.string(),
  state: z.enum(waveStates),
  untilOn: day,
  openedOn: day.nullable(),
  closedOn: day.nullable(),
  asked: z.int(),
  answered: z.int(),
  hasResult: z.boolean(),
  version,
});
export type WaveSummary = z.infer<typeof waveSummary>;

export const askedView = z.object({
  organisationId: id,
  name: z.string(),
  /** Who answers for it; nobody yet. */
  membershipId: id.nullable(),
  memberName: z.string().nullable(),
  /** Only a member of bodies answers by a personal link. */
  mayHaveLink: z.boolean(),
  hasLeft: z.boolean(),
  memberLeft: z.boolean(),
  answeredOn: day.nullable(),
  /** Somebody else answered for the same organisation: kept, not counted. */
  secondOn: day.nullable(),
});
export type AskedView = z.infer<typeof askedView>;

export const waveView = waveSummary.extend({
  organisations: z.array(askedView),
  fewest: z.int(),
  shownToBodiesOn: day.nullable(),
  releasedToTeamOn: day.nullable(),
});
export type WaveView = z.infer<typeof waveView>;

const ofWave = z.object({ waveId: id });
const asked = z
  .array(z.object({ organisationId: id, membershipId: id.nullable() }))
  .min(3, { error: "too_few" })
  .max(mostOrganisations, { error: "too_many" });

export const listWaves = endpoint({
  method: "GET",
  path: "/api/cooperation/waves",
  answer: z.object({ waves: z.array(waveSummary), abilities: z.object({ plan: z.boolean() }) }),
});
export const getWave = endpoint({ method: "GET", path: "/api/cooperation/waves/:waveId", params: ofWave, answer: waveView });
export const planWave = endpoint({
  method: "POST",
  path: "/api/cooperation/waves",
  body: z.object({ id, title: line(120), untilOn: day, organisations: asked }),
  answer: waveView,
});
export const changeWave = endpoint({
  method: "PUT",
  path: "/api/cooperation/waves/:waveId",
  params: ofWave,
  body: z.object({ title: line(120), untilOn: day, version }),
  answer: waveView,
});
/** Somebody else answers for an organisation from now on. */
export const chooseAnswering = endpoint({
  method: "PUT",
  path: "/api/cooperation/waves/:waveId/organisations/:organisationId",
  params: ofWave.extend({ organisationId: id }),
  body: z.object({ membershipId: id.nullable() }),
  answer: waveView,
});
/** Of two answers for one organisation the other one counts. */
export const countOtherAnswer = endpoint({
  method: "POST",
  path: "/api/cooperation/waves/:waveId/organisations/:organisationId/other-answer",
  params: ofWave.extend({ organisationId: id }),
  answer: waveView,
});
export const moveWave = endpoint({
  method: "POST",
  path: "/api/cooperation/waves/:waveId/state",
  params: ofWave,
  body: z.object({ to: z.enum(["open", "closed"]), version }),
  answer: waveView,
});
export const remindOfWave = endpoint({
  method: "POST",
  path: "/api/cooperation/waves/:waveId/reminder",
  params: ofWave,
  answer: z.object({ reminded: z.int() }),
});
export const removeWave = endpoint({
  method: "DELETE",
  path: "/api/cooperation/waves/:waveId",
  params: ofWave,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreWave = endpoint({
  method: "POST",
  path: "/api/cooperation/waves/:waveId/restore",
  params: ofWave,
  answer: waveView,
});
export const createAnswerLink = endpoint({
  method: "POST",
  path: "/api/cooperation/waves/:waveId/organisations/:organisationId/link",
  params: ofWave.extend({ organisationId: id }),
  answer: z.object({ path: z.string(), expiresAt: instant }),
});

// ---- the page that is answered ------------------------------------------------------------------------------------------------------------

export const answerSheet = z.object({
  waveId: id,
  title: z.string(),
  untilOn: day,
  organisationId: id,
  organisationName: z.string(),
  others: z.array(z.object({ id, name: z.string(), hasLeft: z.boolean() })),
  answer: z
    .object({
      id,
      state: z.enum(["draft", "handed_in", "second"]),
      savedOn: day,
      handedInOn: day.nullable(),
      ratings: z.array(rating),
      version,
    })
    .nullable(),
  /** Came by a personal link: what was handed in is not shown, since whoever made the link would read it too; nor is what another device has begun. */
  throughLink: z.boolean(),
  /** Through a link: what was handed in before. A new answer takes its place when it is handed in. */
  handedIn: z.object({ on: day, state: z.enum(["handed_in", "second"]) }).nullable(),
  /** `over`: the wave is closed or its last day has passed; `left`: the own organisation is no longer at the site; `passed_on`: somebody else answers now. */
  takes: z.enum(["answers", "over", "left", "passed_on"]),
});
export type AnswerSheet = z.infer<typeof answerSheet>;

export const ownWave = z.object({
  id,
  title: z.string(),
  untilOn: day,
  organisationName: z.string(),
  state: z.enum(["asked", "draft", "handed_in", "second"]),
  isOpen: z.boolean(),
});
/** Waves that wait for an answer of the actor, and those it has answered. */
export const listOwnWaves = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/cooperation/own-waves",
  answer: z.object({
    waves: z.array(ownWave),
  }),
});
export const getAnswerSheet = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/cooperation/waves/:waveId/own-answer",
  params: ofWave,
  answer: answerSheet,
});
/** Saves the draft, or what was handed in before; nothing is handed in by it. `version` 0: the first time. */
export const saveAnswer = endpoint({
  method: "PUT",
  byLink: true,
  path: "/api/cooperation/waves/:waveId/own-answer",
  params: ofWave,
  body: z.object({ id: unlinkableId, ratings: z.array(rating).max(mostOrganisations, { error: "too_many" }), version: z.int().min(0) }),
  answer: answerSheet,
});
export const handInAnswer = endpoint({
  method: "POST",
  byLink: true,
  path: "/api/cooperation/waves/:waveId/own-answer/hand-in",
  params: ofWave,
  body: z.object({ version }),
  answer: answerSheet,
});
