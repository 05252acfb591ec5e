import { z } from "zod";
import { endpoint } from "../../../platform/contract/endpoint.ts";
import { day, id, line, version } from "../../../platform/contract/values.ts";

export const rhythms = ["weeks", "months"] as const;
export const rhythm = z.enum(rhythms);
export type Rhythm = z.infer<typeof rhythm>;

/** At most so many meetings at a time; afterwards the series is planned on. */
export const longestSeries = 24;

const seriesFields = z.object({
  begins: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "no_such_time" }),
  minutesPlanned: z.int().min(15, { error: "too_small" }).max(720, { error: "too_large" }),
  place: line(200).nullable(),
  onlineLink: z
    .url({ protocol: /^https$/, error: "no_such_address" })
    .max(500, { error: "too_long" })
    .nullable(),
});

export const seriesView = seriesFields.extend({
  id,
  bodyId: id,
  rhythm,
  step: z.int(),
  firstOn: day,
  isEnded: z.boolean(),
  /** Meetings of the series, the earliest first. */
  meetings: z.array(z.object({ id, heldOn: day, state: z.string() })),
  version,
});
export type SeriesView = z.infer<typeof seriesView>;

export const listSeries = endpoint({
  method: "GET",
  path: "/api/bodies/bodies/:bodyId/series",
  params: z.object({ bodyId: id }),
  answer: z.object({ series: z.array(seriesView) }),
});
/** Every so many weeks on the same weekday, or every so many months on the same weekday of the month ("the second Tuesday"). */
export const planSeries = endpoint({
  method: "POST",
  path: "/api/bodies/bodies/:bodyId/series",
  params: z.object({ bodyId: id }),
  body: seriesFields.extend({
    id,
    rhythm,
    step: z.int().min(1, { error: "too_small" }).max(26, { error: "too_large" }),
    firstOn: day,
    count: z.int().min(2, { error: "too_small" }).max(longestSeries, { error: "too_large" }),
    /** Days that fall out, such as those of the holidays. */
    without: z.array(day).max(longestSeries, { error: "too_many" }).default([]),
    /** What each agenda begins with. */
    patternId: id.nullable().default(null),
  }),
  answer: seriesView,
});
/** Changes time and place of the meetings to which nobody has been invited yet. */
export const changeSeries = endpoint({
  method: "PUT",
  path: "/api/bodies/series/:seriesId",
  params: z.object({ seriesId: id }),
  body: seriesFields.extend({ version }),
  answer: seriesView,
});
/** Takes off the meetings to which nobody has been invited yet; what was held or is invited stays. */
export const endSeries = endpoint({
  method: "POST",
  path: "/api/bodies/series/:seriesId/end",
  params: z.object({ seriesId: id }),
  body: z.object({ version }),
  answer: seriesView,
});
