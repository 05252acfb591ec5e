import type { ZodError, ZodType } from "zod";
import type { AnyEndpoint } from "../../contract/endpoint.ts";
import type { FieldProblem } from "../../contract/problem.ts";
import { invalid } from "../problem.ts";

type Issue = ZodError["issues"][number];

function codeOf(issue: Issue): string {
  // our own codes travel as the message
  if (/^[a-z][a-z_]*$/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return /received (undefined|null)$/.test(issue.message) ? "required" : "wrong_type";
    case "too_small":
      return issue.origin === "string" ? "too_short" : issue.origin === "array" ? "too_few" : "too_small";
    case "too_big":
      return issue.origin === "string" ? "too_long" : issue.origin === "array" ? "too_many" : "too_large";
    case "invalid_value":
      return "unknown_code";
    case "unrecognized_keys":
      return "unknown_field";
    default:
      return "invalid_format";
  }
}

function paramsOf(issue: Issue): FieldProblem["params"] {
  if (issue.code === "too_small" && typeof issue.minimum === "number") return { minimum: issue.minimum };
  if (issue.code === "too_big" && typeof issue.maximum === "number") return { maximum: issue.maximum };
  return undefined;
}

function parsePart(schema: ZodType | undefined, value: unknown, part: string, problems: FieldProblem[]): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success) return result.data;
  for (const issue of result.error.issues.slice(0, 200)) {
    const params = paramsOf(issue);
    problems.push({ path: [part, ...issue.path].join("."), code: codeOf(issue), ...(params ? { params } : {}) });
  }
  return undefined;
}

/** All wrong fields at once, each with path and code. Throws `invalid`. */
export function parseRequest(
  endpoint: AnyEndpoint,
  request: { params: unknown; query: unknown; body: unknown },
): { params: never; query: never; body: never } {
  const problems: FieldProblem[] = [];
  const parsed = {
    params: parsePart(endpoint.params, request.params, "params", problems),
    query: parsePart(endpoint.query, request.query, "query", problems),
    body: parsePart(endpoint.body, request.body, "body", problems),
  };
  if (problems.length > 0) throw invalid(problems);
  return parsed as { params: never; query: never; body: never };
}
