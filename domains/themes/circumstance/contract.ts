import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, text, version } from "../../../platform/contract/values.ts";
import { keptMark } from "../report/contract.ts";

export const circumstanceKinds = ["law", "staff", "capacity", "other"] as const;

/** What else happened at the site, beside any measure. */
export const circumstance = z.object({
  id,
  kind: z.enum(circumstanceKinds),
  fromOn: day,
  /** Null: a single day, or since then. */
  untilOn: day.nullable(),
  text: z.string(),
  /** Empty: everywhere. */
  townIds: z.array(id),
  notedBy: z.string().nullable(),
  notedOn: day,
  version,
});
export type Circumstance = z.infer<typeof circumstance>;

const content = z
  .object({
    kind: z.enum(circumstanceKinds),
    fromOn: day,
    untilOn: day.nullable().default(null),
    text: text(500),
    townIds: z.array(id).max(60).default([]),
    /** What the check for people marked and the coordinator decided to keep. */
    keptMarks: z.array(keptMark).max(50).default([]),
  })
  .refine((value) => value.untilOn === null || value.untilOn >= value.fromOn, { error: "until_before_from", path: ["untilOn"] });

const params = z.object({ circumstanceId: id });

/** The latest first. */
export const listCircumstances = endpoint({
  method: "GET",
  path: "/api/themes/circumstances",
  answer: z.object({ circumstances: z.array(circumstance), abilities: z.object({ note: z.boolean() }) }),
});
export const noteCircumstance = endpoint({
  method: "POST",
  path: "/api/themes/circumstances",
  body: content.safeExtend({ id }),
  answer: circumstance,
});
export const changeCircumstance = endpoint({
  method: "PUT",
  path: "/api/themes/circumstances/:circumstanceId",
  params,
  body: content.safeExtend({ version }),
  answer: circumstance,
});
export const removeCircumstance = endpoint({
  method: "DELETE",
  path: "/api/themes/circumstances/:circumstanceId",
  params,
  answer: z.object({ id }),
});
