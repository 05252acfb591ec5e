import { z } from "zod";

export const problemCodes = [
  "invalid",
  "signed_out",
  "forbidden",
  "not_found",
  "changed_meanwhile",
  "conflict",
  "too_large",
  "too_many",
  "unavailable",
  "failed",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export const statusOf: Record<ProblemCode, number> = {
  invalid: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  changed_meanwhile: 409,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  failed: 500,
};

export const fieldProblem = z.object({
  /** `body.minutes`, `query.page`: where in the request. */
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type FieldProblem = z.infer<typeof fieldProblem>;

/** Every error on the wire has this shape; words are made of it in the browser only. */
export const problem = z.object({
  code: z.enum(problemCodes),
  /** A finer reason of `conflict`, `forbidden` or `too_many`, such as `meeting_closed`. */
  reason: z.string().optional(),
  fields: z.array(fieldProblem).optional(),
  requestId: z.string().optional(),
  /** With `changed_meanwhile`: the row as it stands now. */
  current: z.unknown().optional(),
});
export type ProblemBody = z.infer<typeof problem>;
