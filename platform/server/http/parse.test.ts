import { expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../contract/endpoint.ts";
import { id, line } from "../../contract/values.ts";
import type { Problem } from "../problem.ts";
import { parseRequest } from "./parse.ts";

const example = endpoint({
  method: "POST",
  path: "/api/example",
  body: z.object({ id, title: line(10), minutes: z.int().min(1), tags: z.array(line(5)) }),
  answer: z.object({}),
});

function faultsOf(body: unknown): Record<string, string> {
  try {
    parseRequest(example, { params: {}, query: {}, body });
  } catch (error) {
    return Object.fromEntries(((error as Problem).body.fields ?? []).map((field) => [field.path, field.code]));
  }
  return {};
}

it("tells what is missing from what is of the wrong kind", () => {
  expect(faultsOf({})).toEqual({ "body.id": "required", "body.title": "required", "body.minutes": "required", "body.tags": "required" });
  expect(faultsOf({ id: "x", title: ["a"], minutes: "5", tags: {} })).toEqual({
    "body.id": "invalid_format",
    "body.title": "wrong_type",
    "body.minutes": "wrong_type",
    "body.tags": "wrong_type",
  });
  expect(faultsOf({ id: null, title: " ", minutes: null, tags: null })).toMatchObject({
    "body.id": "required",
    "body.title": "required",
    "body.minutes": "required",
    "body.tags": "required",
  });
});
