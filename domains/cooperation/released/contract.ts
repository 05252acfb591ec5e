import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id } from "../../../platform/contract/values.ts";
import { chanceMeasure } from "../chances/contract.ts";
import { coverageCell, double, structureView, targetGroups, whiteSpot } from "../structure/contract.ts";

/** Years of which there can be figures. */
export const figureYear = z.coerce.number().int().min(2015).max(2100);

/** The words of a site for the codes in what it released: a reader from elsewhere has its vocabularies not at hand. */
export const wordsOfSite = z.object({
  towns: z.array(z.object({ id, name: z.string() })),
  fields: z.array(z.object({ code, de: z.string(), en: z.string() })),
  legalDomains: z.array(z.object({ code, de: z.string(), en: z.string() })),
});
export type WordsOfSite = z.infer<typeof wordsOfSite>;

/** Who gets in, as it left the gate on the day on which it was shown. */
export const shownChances = z.object({
  year: z.int(),
  minimum: z.int(),
  population: z.object({ source: z.string(), asOfOn: day }).nullable(),
  measures: z.array(chanceMeasure),
});
export type ShownChances = z.infer<typeof shownChances>;

// ---- what the scientific team reads -------------------------------------------------------------------------------------------------------

export const releasedSite = z.object({
  siteId: id,
  siteName: z.string(),
  structuresOn: day.nullable(),
  years: z.array(z.object({ year: z.int(), shownOn: day })),
});
export type ReleasedSite = z.infer<typeof releasedSite>;
export const listReleasedCooperation = endpoint({
  method: "GET",
  path: "/api/cooperation/released",
  answer: z.object({ sites: z.array(releasedSite) }),
});
const ofSite = z.object({ siteId: id });
export const getReleasedStructures = endpoint({
  method: "GET",
  path: "/api/cooperation/released/:siteId/structures",
  params: ofSite,
  query: z.object({ targetGroup: z.enum(targetGroups).optional() }),
  answer: z.object({
    siteName: z.string(),
    releasedOn: day,
    structures: z.array(structureView),
    cells: z.array(coverageCell),
    doubles: z.array(double),
    whiteSpots: z.array(whiteSpot),
    words: wordsOfSite,
  }),
});
export const getReleasedChances = endpoint({
  method: "GET",
  path: "/api/cooperation/released/:siteId/chances/:year",
  params: ofSite.extend({ year: figureYear }),
  answer: shownChances.extend({ siteName: z.string(), shownOn: day, words: wordsOfSite }),
});

// ---- what a site releases -----------------------------------------------------------------------------------------------------------------

/** Taken back, it is gone for the team at once. */
export const releaseStructures = endpoint({
  method: "PUT",
  path: "/api/cooperation/structures/release",
  body: z.object({ isReleased: z.boolean() }),
  answer: z.object({ releasedOn: day.nullable() }),
});
/** Shows the figures of a year as they stand today; later ones are seen only when they are shown anew. */
export const showChances = endpoint({
  method: "PUT",
  path: "/api/cooperation/chances/:year/release",
  params: z.object({ year: figureYear }),
  body: z.object({ isShown: z.boolean() }),
  answer: z.object({ shownOn: day.nullable() }),
});
