import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, paperLanguage, spreadsheetType, version } from "../../../platform/contract/values.ts";

/** Where an organisation stands in the network; several may hold. */
export const standings = ["central", "bridge", "alone", "not_answered", "left"] as const;
export type Standing = (typeof standings)[number];

/** A count that left the gate: null where it is held back. */
const shown = z.int().nullable();

export const networkOrganisation = z.object({
  id,
  name: z.string(),
  /** Where it is drawn: 0 to 1000 and 0 to 700. */
  x: z.number(),
  y: z.number(),
  /** Number of its group from 1 on; 0 for those who belong to none. */
  group: z.int(),
  standings: z.array(z.enum(standings)),
  /** With how many it works together, as both sides said. */
  partners: z.int(),
  /** Groups beside its own with which it works together. */
  otherGroups: z.int(),
  /** How often it lies on the shortest way between two others, from 0 to 1. */
  between: z.number(),
  /** By how many others it was named: only for those who did not answer, since for others it would tell who named whom. */
  named: shown,
  livedWith: z.int(),
});
export type NetworkOrganisation = z.infer<typeof networkOrganisation>;

/**
 * What two organisations said: both that they work together, one of them alone (never which), neither; or nobody can tell, because one of them did not answer.
 */
export const views = ["both", "one", "neither", "unknown"] as const;
/** Which ties are looked at. */
export const lenses = ["all", "seen", "lived", "seen_not_lived", "lived_not_seen"] as const;
export type Lens = (typeof lenses)[number];
export const networkTie = z.object({
  one: id,
  other: id,
  view: z.enum(views),
  /** How often, as the more careful of the two said; only where both said that they do. */
  frequency: z.int().nullable(),
  /** People of whom a step was handed on, there and back, and to whom a share was opened. */
  referralsThere: shown,
  referralsBack: shown,
  sharesThere: shown,
  sharesBack: shown,
  bodies: z.int(),
});
export type NetworkTie = z.infer<typeof networkTie>;

const judgement = z.object({ value: z.int(), answers: shown });
export const preparedResult = z.object({
  title: z.string(),
  openedOn: day,
  closedOn: day,
  tiesFromOn: day,
  asked: z.int(),
  answered: z.int(),
  minimum: z.int(),
  organisations: z.array(networkOrganisation),
  ties: z.array(networkTie),
  groups: z.int(),
  /** Of all pairs that could work together, so many in a hundred do. */
  density: z.number(),
  /** Of the pairs in which somebody said so, so many in a hundred both did. */
  reciprocity: z.number().nullable(),
  quality: z.array(judgement),
  importance: z.array(judgement),
});
export type PreparedResult = z.infer<typeof preparedResult>;

export const networkResult = preparedResult.extend({
  waveId: id,
  siteName: z.string(),
  shownToBodiesOn: day.nullable(),
  releasedToTeamOn: day.nullable(),
  /** Against the wave before, among organisations that were asked both times. */
  change: z.object({ since: day, newTies: z.int(), goneTies: z.int() }).nullable(),
  version,
  abilities: z.object({ show: z.boolean() }),
});
export type NetworkResult = z.infer<typeof networkResult>;

export const listResults = endpoint({
  method: "GET",
  path: "/api/cooperation/results",
  answer: z.object({
    results: z.array(z.object({ waveId: id, siteName: z.string(), title: z.string(), closedOn: day, asked: z.int(), answered: z.int() })),
  }),
});
const ofWave = z.object({ waveId: id });
export const getResult = endpoint({ method: "GET", path: "/api/cooperation/results/:waveId", params: ofWave, answer: networkResult });
export const showResult = endpoint({
  method: "POST",
  path: "/api/cooperation/results/:waveId/readers",
  params: ofWave,
  body: z.object({ bodies: z.boolean(), team: z.boolean(), version }),
  answer: networkResult,
});
export const makeOrganisationsSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cooperation/results/:waveId/organisations/spreadsheet",
  params: ofWave,
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const makeTiesSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cooperation/results/:waveId/ties/spreadsheet",
  params: ofWave,
  query: z.object({ lens: z.enum(lenses).default("all"), language: paperLanguage }),
  file: [spreadsheetType],
});
