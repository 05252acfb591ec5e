import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { code, day, id, line, optionalText, paperLanguage, spreadsheetType, version } from "../../../platform/contract/values.ts";

export const structureKinds = ["mbe", "jmd", "integrationsagentur", "fluechtlingsberatung", "other"] as const;
export const targetGroups = ["adults", "young_people", "families", "women", "refugees", "eu_citizens", "skilled_workers"] as const;
export type StructureKind = (typeof structureKinds)[number];
export type TargetGroup = (typeof targetGroups)[number];

/** No town means the whole site, no target group means everybody. */
export const structureFields = z.object({
  organisationId: id,
  kind: z.enum(structureKinds),
  name: line(160),
  fields: z.array(code).min(1, { error: "required" }).max(12, { error: "too_many" }),
  townIds: z.array(id).max(100, { error: "too_many" }),
  targetGroups: z.array(z.enum(targetGroups)).max(7, { error: "too_many" }),
  /** People it can counsel in a year. */
  placesAYear: z.int().min(0).max(100_000).nullable(),
  hoursAWeek: z.number().min(0).max(10_000).nullable(),
  openingHours: optionalText(300),
  fundedBy: optionalText(200),
  fundedUntilOn: day.nullable(),
});
export type StructureFields = z.infer<typeof structureFields>;

export const structureView = structureFields.extend({
  id,
  organisationName: z.string(),
  /** The organisation is no longer at the site. */
  hasLeft: z.boolean(),
  fundingState: z.enum(["open", "running", "ending", "over"]),
  version,
});
export type StructureView = z.infer<typeof structureView>;

/** Several organisations for the same: worth a talk, not a fault. */
export const double = z.object({ field: code, townId: id.nullable(), targetGroup: z.enum(targetGroups), structureIds: z.array(id) });
export type Double = z.infer<typeof double>;
/** Nobody counsels this group in this field in these towns. */
export const whiteSpot = z.object({ field: code, targetGroup: z.enum(targetGroups), townIds: z.array(id), isWholeSite: z.boolean() });
export type WhiteSpot = z.infer<typeof whiteSpot>;
export const coverageCell = z.object({ field: code, townId: id.nullable(), structureIds: z.array(id), placesAYear: z.int() });
export type CoverageCell = z.infer<typeof coverageCell>;

export const listStructures = endpoint({
  method: "GET",
  path: "/api/cooperation/structures",
  query: z.object({ targetGroup: z.enum(targetGroups).optional() }),
  answer: z.object({
    structures: z.array(structureView),
    /** One cell for each field and town, of the chosen target group or of anybody. */
    cells: z.array(coverageCell),
    doubles: z.array(double),
    whiteSpots: z.array(whiteSpot),
    /** Since when the scientific team reads them; told to those who release. */
    releasedOn: day.nullable(),
    abilities: z.object({ edit: z.boolean() }),
  }),
});
const ofStructure = z.object({ structureId: id });
export const addStructure = endpoint({
  method: "POST",
  path: "/api/cooperation/structures",
  body: structureFields.extend({ id }),
  answer: structureView,
});
export const changeStructure = endpoint({
  method: "PUT",
  path: "/api/cooperation/structures/:structureId",
  params: ofStructure,
  body: structureFields.extend({ version }),
  answer: structureView,
});
export const removeStructure = endpoint({
  method: "DELETE",
  path: "/api/cooperation/structures/:structureId",
  params: ofStructure,
  answer: z.object({ removed: z.boolean() }),
});
export const restoreStructure = endpoint({
  method: "POST",
  path: "/api/cooperation/structures/:structureId/restore",
  params: ofStructure,
  answer: structureView,
});
export const makeStructuresSpreadsheet = endpoint({
  method: "GET",
  path: "/api/cooperation/structures/spreadsheet",
  query: z.object({ language: paperLanguage }),
  file: [spreadsheetType],
});
