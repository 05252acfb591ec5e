import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, paperLanguage, spreadsheetType } from "../../../platform/contract/values.ts";
import { frameworkDocument } from "../framework/contract.ts";
import { milestoneCodes, phaseNumber } from "../phase/contract.ts";

export const roadmapSite = z.object({
  siteId: id,
  name: z.string(),
  /** Of the frame data, which every site shows to its programme. */
  phase: phaseNumber,
  sinceOn: day.nullable(),
  frameworkReleasedOn: day.nullable(),
  /** Null: the site has not released its plan. */
  plan: z
    .object({
      releasedOn: day,
      phases: z.array(
        z.object({
          number: phaseNumber,
          title: z.string().nullable(),
          fromOn: day.nullable(),
          untilOn: day.nullable(),
          begunOn: day.nullable(),
          endedOn: day.nullable(),
        }),
      ),
      milestones: z.array(
        z.object({
          id,
          phaseNumber,
          code: z.enum(milestoneCodes).nullable(),
          title: z.string().nullable(),
          dueOn: day.nullable(),
          reachedOn: day.nullable(),
          isOverdue: z.boolean(),
          moved: z.int(),
        }),
      ),
    })
    .nullable(),
});
export type RoadmapSite = z.infer<typeof roadmapSite>;
/** By name: there is no ranking. */
export const getRoadmap = endpoint({ method: "GET", path: "/api/strategy/roadmap", answer: z.object({ sites: z.array(roadmapSite) }) });
export const makeRoadmapSpreadsheet = endpoint({
  method: "GET",
  path: "/api/strategy/roadmap/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
export const openReleasedFramework = endpoint({
  method: "GET",
  path: "/api/strategy/roadmap/:siteId/framework",
  params: z.object({ siteId: id }),
  answer: z.object({
    siteId: id,
    siteName: z.string(),
    number: z.int(),
    decidedOn: day,
    bodyName: z.string(),
    document: frameworkDocument,
  }),
});
