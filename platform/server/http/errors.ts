import type { FastifyError } from "fastify";
import pg from "pg";
import { type ProblemBody, statusOf } from "../../contract/problem.ts";
import { Problem } from "../problem.ts";

/** Errors of PostgreSQL that have a meaning of their own. A row hidden from the writer must be looked up first: that is `not_found`. */
function problemOfDatabase(error: pg.DatabaseError): Problem | undefined {
  switch (error.code) {
    case "42501":
      return new Problem("forbidden");
    case "23505":
      return new Problem("conflict", { reason: "already_there" });
    case "23503":
      return new Problem("not_found");
    case "23514":
    case "22001":
    case "22P02":
    case "22003":
    case "22008":
    case "22021":
      return new Problem("invalid", { fields: [{ path: "body", code: error.constraint ?? "not_accepted" }] });
    case "40001":
    case "40P01":
    case "55P03":
    case "57014":
    case "57P01":
    case "57P03":
    case "53300":
      return new Problem("unavailable");
    default:
      return undefined;
  }
}

function isConnectionLost(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return (
    code === "ECONNREFUSED" || code === "ECONNRESET" || code === "ENOENT" || /Connection terminated/.test((error as Error).message ?? "")
  );
}

/** What the caller is told, and whether it is ours to look into. */
export function answerFor(error: unknown): { status: number; body: ProblemBody; unexpected: boolean } {
  const known = error instanceof Problem ? error : error instanceof pg.DatabaseError ? problemOfDatabase(error) : undefined;
  if (known) return { status: statusOf[known.body.code], body: known.body, unexpected: false };
  if (isConnectionLost(error)) return { status: 503, body: { code: "unavailable" }, unexpected: true };
  const status = (error as FastifyError).statusCode;
  if (status === 413) return { status, body: { code: "too_large" }, unexpected: false };
  if (status !== undefined && status >= 400 && status < 500) {
    return { status: 400, body: { code: "invalid", fields: [{ path: "body", code: "unreadable" }] }, unexpected: false };
  }
  return { status: 500, body: { code: "failed" }, unexpected: true };
}

/** What may stand in a log: never a message, which may quote what somebody typed. */
export function describeForLog(error: unknown): string {
  if (error instanceof pg.DatabaseError)
    return `PostgreSQL ${error.code} in ${error.table ?? error.routine ?? "?"} ${error.constraint ?? ""}`.trim();
  if (error instanceof Error) {
    const frames = (error.stack ?? "")
      .split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 6);
    return [error.name, ...frames].join("\n");
  }
  return "thrown value that is no error";
}
