import type { FieldProblem, ProblemBody, ProblemCode } from "../contract/problem.ts";

/** Thrown anywhere below a route; becomes the answer, and the transaction rolls back. */
export class Problem extends Error {
  readonly body: Omit<ProblemBody, "requestId">;
  constructor(code: ProblemCode, more: Omit<ProblemBody, "code" | "requestId"> = {}) {
    super(more.reason ? `${code}: ${more.reason}` : code);
    this.body = { code, ...more };
  }
}

/** Not there, or not visible to this actor: the two are never told apart. */
export const notFound = () => new Problem("not_found");
/** Visible, but this actor may not do it. */
export const forbidden = (reason?: string) => new Problem("forbidden", reason ? { reason } : {});
export const invalid = (fields: FieldProblem[]) => new Problem("invalid", { fields });
/** Somebody else saved in between; `current` is the row as it stands now. */
export const changedMeanwhile = (current: unknown) => new Problem("changed_meanwhile", { current });
/** The row is in a state in which this cannot be done. */
export const conflict = (reason: string) => new Problem("conflict", { reason });
export const tooMany = (reason: string) => new Problem("too_many", { reason });
export const signedOut = () => new Problem("signed_out");
