import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";

/** What a site lacks before it can work, the most basic first. */
export const setupGapCodes = [
  "no_unit",
  "no_coordinator",
  "no_case_manager",
  "no_data_protection_officer",
  "mail_not_set_up",
  "mail_in_trouble",
  "second_factor_lacking",
  "links_over",
  "links_open",
  "units_without_people",
  "no_responsibility",
] as const;
export const setupGapCode = z.enum(setupGapCodes);
export type SetupGapCode = z.infer<typeof setupGapCode>;

/** On Home of the administration: what is not set up yet. Counts of colleagues and units, never a person who is accompanied. */
export const getSetup = endpoint({
  method: "GET",
  path: "/api/network/setup",
  answer: z.object({
    gaps: z.array(z.object({ code: setupGapCode, count: z.int() })),
    units: z.int(),
    members: z.int(),
  }),
});
