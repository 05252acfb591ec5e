import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, instant, line, version } from "../../../platform/contract/values.ts";

/** What is noted of a body over the years. */
export const bodyChanges = [
  "founded",
  "name",
  "mandate",
  "term",
  "superior",
  "lead",
  "qualification",
  "composition",
  "member_in",
  "member_out",
  "member_role",
  "deputy",
] as const;
export const bodyChangeKind = z.enum(bodyChanges);
export type BodyChangeKind = z.infer<typeof bodyChangeKind>;

const seatsOf = z.object({
  organisationId: id,
  seatCount: z.int().min(1, { error: "too_small" }).max(20, { error: "too_large" }),
});

/** From when until when it was appointed, what it reports to, who prepares it, and how many seats which organisation has. */
export const bodyStanding = z.object({
  bodyId: id,
  termFromOn: day.nullable(),
  termUntilOn: day.nullable(),
  superior: z.object({ id, name: z.string() }).nullable(),
  /** Bodies that report to it. */
  below: z.array(z.object({ id, name: z.string() })),
  lead: z.object({ membershipId: id, name: z.string(), unitName: z.string(), qualification: z.string().nullable() }).nullable(),
  seats: z.array(
    z.object({
      organisationId: id,
      organisationName: z.string(),
      /** Null where somebody sits in it for whom no seat is foreseen. */
      seatCount: z.int().nullable(),
      /** Who sits there today, deputies beside whom they stand in for. */
      members: z.array(z.object({ memberId: id, name: z.string(), deputies: z.array(z.string()) })),
    }),
  ),
  deputies: z.array(z.object({ memberId: id, name: z.string(), standsInFor: id, forName: z.string() })),
  /** Newest first, at most 200. */
  history: z.array(
    z.object({
      id,
      kind: bodyChangeKind,
      name: z.string().nullable(),
      former: z.string().nullable(),
      current: z.string().nullable(),
      by: z.string(),
      at: instant,
    }),
  ),
  version,
  abilities: z.object({ edit: z.boolean() }),
});
export type BodyStanding = z.infer<typeof bodyStanding>;

const ofBody = z.object({ bodyId: id });
export const getBodyStanding = endpoint({
  method: "GET",
  byLink: true,
  path: "/api/bodies/bodies/:bodyId/standing",
  params: ofBody,
  answer: bodyStanding,
});
export const changeBodyStanding = endpoint({
  method: "PUT",
  path: "/api/bodies/bodies/:bodyId/standing",
  params: ofBody,
  body: z.object({
    termFromOn: day.nullable(),
    termUntilOn: day.nullable(),
    superiorId: id.nullable(),
    leadMembershipId: id.nullable(),
    leadQualification: line(300).nullable(),
    seats: z.array(seatsOf).max(60, { error: "too_many" }),
    version,
  }),
  answer: bodyStanding,
});
/** Somebody who sits in the body stands in for another member of it; null ends it. */
export const setDeputy = endpoint({
  method: "PUT",
  path: "/api/bodies/members/:memberId/deputy",
  params: z.object({ memberId: id }),
  body: z.object({ standsInFor: id.nullable() }),
  answer: bodyStanding,
});
