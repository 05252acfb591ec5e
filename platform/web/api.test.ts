import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { endpoint } from "../contract/endpoint.ts";
import { call, onSignedOut, Problem, setCsrf } from "./api.ts";
import { newId, newUnlinkableId } from "./ids.ts";

const openThing = endpoint({
  method: "GET",
  path: "/api/things/:thingId",
  params: z.object({ thingId: z.string() }),
  query: z.object({ page: z.number().optional() }),
  answer: z.object({ name: z.string() }),
});
const saveThing = endpoint({
  method: "PUT",
  path: "/api/things",
  body: z.object({ name: z.string() }),
  answer: z.object({ name: z.string() }),
});

function answers(status: number, body: unknown): ReturnType<typeof vi.fn<typeof fetch>> {
  const fetching = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}
const problemOfCall = async (): Promise<Problem> => {
  try {
    await call(saveThing, { body: { name: "a" } });
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error("the call went well");
};

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrf(null);
});

describe("a call", () => {
  test("fills its address in and gives back the answer", async () => {
    const fetching = answers(200, { name: "x" });
    expect(await call(openThing, { params: { thingId: "a/b" }, query: { page: 2 } })).toEqual({ name: "x" });
    expect(fetching.mock.calls[0]?.[0]).toBe("/api/things/a%2Fb?page=2");
  });

  test("that changes something carries the token of the session, one that reads does not", async () => {
    setCsrf("secret");
    const fetching = answers(200, { name: "x" });
    await call(saveThing, { body: { name: "a" } });
    await call(openThing, { params: { thingId: "1" }, query: {} });
    expect(fetching.mock.calls.map(([, init]) => new Headers(init?.headers).get("x-csrf-token"))).toEqual(["secret", null]);
  });

  test("throws what the server says, with fields and the present row", async () => {
    answers(409, { code: "changed_meanwhile", current: { name: "b" }, requestId: "r" });
    const problem = await problemOfCall();
    expect([problem.code, problem.current, problem.requestId]).toEqual(["changed_meanwhile", { name: "b" }, "r"]);
    answers(400, { code: "invalid", fields: [{ path: "body.name", code: "too_long", params: { maximum: 3 } }] });
    expect((await problemOfCall()).fields).toEqual([{ path: "body.name", code: "too_long", params: { maximum: 3 } }]);
  });

  test("without a connection, or cut off in its answer, is offline: it may be sent again", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("failed")));
    expect((await problemOfCall()).code).toBe("offline");
    vi.stubGlobal("fetch", async () => new Response('{"na', { status: 200 }));
    expect((await problemOfCall()).code).toBe("offline");
  });

  test("an answer of something in between is unavailable or failed, never taken for data", async () => {
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 503 }));
    expect((await problemOfCall()).code).toBe("unavailable");
    vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
    expect((await problemOfCall()).code).toBe("failed");
  });

  test("tells when the session is gone", async () => {
    answers(401, { code: "signed_out" });
    const told = vi.fn<() => void>();
    const stop = onSignedOut(told);
    await problemOfCall();
    stop();
    await problemOfCall();
    expect(told).toHaveBeenCalledTimes(1);
  });
});

test("ids are UUIDs of their kind, and those of forms are in order of time", () => {
  const ids = Array.from({ length: 50 }, newId);
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(50);
  expect(z.uuidv4().safeParse(newUnlinkableId()).success).toBe(true);
});
