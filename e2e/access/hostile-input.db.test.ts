import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../platform/server/database/pool.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import { type Caller, useTestServer } from "../../platform/testing/http.ts";
import { type Registered, registeredEndpoints } from "./endpoints.ts";
import { type FilledSite, fillSite } from "./site.ts";
import { type Attempt, attemptsFor, buildForgettingServer, openForgetting } from "./sweep.ts";

/**
 * Whatever somebody sends in place of a value: each endpoint says what is wrong with it or takes it, and never breaks. By somebody whom the endpoint
 * answers, so that it comes as far as possible.
 */
const server = useTestServer();
let site: FilledSite;
let forgetting: { database: Database; server: FastifyInstance };
let callers: ReadonlyMap<string, Caller>;
const log: string[] = [];

type Path = readonly (string | number)[];

const texts: readonly unknown[] = [
  "a\u0000b",
  "a\uD800b",
  "\u202Egpj.exe",
  "__proto__",
  "=1+1",
  '#read("/etc/passwd")',
  "x\r\nBcc: y@example.org",
  "😀".repeat(70_000),
  "",
  [],
  {},
  true,
];
const numbers: readonly unknown[] = [2 ** 53 + 2, -1, 1.5, 1e308, "1e3", null];
const days: readonly unknown[] = ["2026-02-30", "0000-01-01", "9999-12-31", "+002026-01-01", "2026-01-01T00:00:00Z", "infinity"];
const ids: readonly unknown[] = [
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
  "' or 1=1 --",
  "constructor",
];

const looksLikeId = (value: string) => /^[0-9a-f-]{36}$/i.test(value);
const looksLikeDay = (value: string) => /^\d{4}-\d\d-\d\d/.test(value);

function insteadOf(value: unknown): readonly unknown[] {
  if (typeof value === "number") return numbers;
  if (typeof value === "boolean") return ["true", 2, null];
  if (typeof value !== "string") return [];
  return looksLikeId(value) ? ids : looksLikeDay(value) ? days : texts;
}

/** Every single value in it, with what comes in its place; lists and groups are replaced as a whole too. */
function* placesIn(value: unknown, path: Path = []): Generator<{ path: Path; instead: readonly unknown[] }> {
  if (value === null || value === undefined) return;
  if (typeof value !== "object") {
    yield { path, instead: insteadOf(value) };
    return;
  }
  if (path.length > 0)
    yield { path, instead: Array.isArray(value) ? [{}, "x", Array.from({ length: 3_000 }, () => value[0] ?? "x")] : [[], "x", null] };
  for (const [key, inner] of Object.entries(value)) yield* placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

function withInstead(value: unknown, [first, ...rest]: Path, instead: unknown): unknown {
  if (first === undefined) return instead;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[first] = withInstead(copy[first], rest, instead);
  return copy;
}

async function send(attempt: Attempt, caller: Caller, { url = attempt.url, body = attempt.body }: { url?: string; body?: unknown } = {}) {
  const { registered, file } = attempt;
  const payload = file ?? (registered.isPage && body !== undefined ? new URLSearchParams(body as Record<string, string>).toString() : body);
  const type = file ? "application/octet-stream" : registered.isPage ? "application/x-www-form-urlencoded" : "application/json";
  return await forgetting.server.inject({
    method: registered.endpoint.method,
    url,
    ...(payload === undefined
      ? {}
      : { payload: (typeof payload === "object" && !Buffer.isBuffer(payload) ? JSON.stringify(payload) : payload) as string }),
    headers: {
      ...(payload === undefined ? {} : { "content-type": type }),
      ...(file ? { "x-file-name": "Liste.csv" } : {}),
      ...(caller ? { "x-csrf-token": csrfToken(caller) } : {}),
    },
    cookies: caller ? { [sessionCookie]: caller } : {},
  });
}

const endpoints = registeredEndpoints().filter(({ endpoint }) => endpoint.oneClick === undefined);

beforeAll(async () => {
  site = await fillSite(server);
  const database = openForgetting(server.at);
  forgetting = { database, server: await buildForgettingServer(database, (line) => void log.push(line)) };
  const actors = [...Object.values(site.network.actors), ...Object.values(site.others)].map((actor) => actor.token as Caller);
  const found = new Map<string, Caller>();
  for (const registered of endpoints) {
    const [attempt] = attemptsFor(site, registered);
    for (const caller of [undefined, ...actors]) {
      if ((await send(attempt!, caller)).statusCode >= 300) continue;
      found.set(registered.name, caller);
      break;
    }
    if (!found.has(registered.name)) found.set(registered.name, actors[0]);
  }
  callers = found;
}, 300_000);
afterAll(async () => {
  await forgetting?.server.close();
  await forgetting?.database.close();
});

/** What an endpoint answers to each, where it is none of the answers that say something. */
async function broken(
  registered: Registered,
  requests: Iterable<{ what: string; url?: string; body?: unknown }>,
  attempt: Attempt,
): Promise<string[]> {
  const found: string[] = [];
  for (const request of requests) {
    const response = await send(attempt, callers.get(registered.name), request);
    if (response.statusCode < 300) taken += 1;
    if (response.statusCode >= 500) found.push(`${registered.name}: ${request.what}: ${response.statusCode}`);
  }
  return found;
}

/** So many came all the way. */
let taken = 0;
const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 40);

async function tryAll(requestsFor: (attempt: Attempt, registered: Registered) => Iterable<{ what: string; url?: string; body?: unknown }>) {
  const found: string[] = [];
  const queue = [...endpoints];
  const work = async () => {
    for (let registered = queue.shift(); registered; registered = queue.shift())
      for (const attempt of attemptsFor(site, registered, { isFull: true }).slice(0, 1))
        found.push(...(await broken(registered, requestsFor(attempt, registered), attempt)));
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return found;
}

describe("an endpoint", () => {
  it("does not break by any value in a body", async () => {
    const found = await tryAll(function* (attempt, { endpoint }) {
      if (!endpoint.body || attempt.file) return;
      for (const { path, instead } of placesIn(attempt.body))
        for (const value of instead) yield { what: `${path.join(".")} = ${shown(value)}`, body: withInstead(attempt.body, path, value) };
    });
    expect([...found, ...new Set(log.splice(0))]).toEqual([]);
    expect(taken, "what is no fault comes all the way: or nothing behind the contracts would be tried").toBeGreaterThan(500);
  }, 600_000);

  it("does not break by any file", async () => {
    const files = {
      nothing: Buffer.alloc(0),
      noise: Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7_919) % 256)),
      "an endless line": Buffer.from(`Nachname;Vorname\nMuster;${"x".repeat(3_000_000)}\n`),
      "an endless quote": Buffer.from(`Nachname;Vorname\nMuster;"${"x;y\n".repeat(700_000)}`),
      "half a package": Buffer.from("504b030414000000080000000000", "hex"),
      "deep lists": Buffer.from(`${"[".repeat(200_000)}${"]".repeat(200_000)}`),
      "half characters": Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
    };
    const found: string[] = [];
    for (const registered of endpoints.filter(({ endpoint }) => endpoint.raw === true)) {
      const [attempt] = attemptsFor(site, registered, { isFull: true });
      for (const [what, file] of Object.entries(files)) found.push(...(await broken(registered, [{ what }], { ...attempt!, file })));
    }
    expect([...found, ...new Set(log.splice(0))]).toEqual([]);
  }, 300_000);

  it("does not break by any body", async () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    const found = await tryAll(function* (attempt, { endpoint, isPage }) {
      if (!endpoint.body || attempt.file || isPage) return;
      for (const body of [
        "null",
        "[]",
        '"x"',
        "1",
        "{",
        "",
        deep,
        '{"__proto__":{"isDemo":true}}',
        '{"constructor":{"prototype":{"isDemo":true}}}',
        `{"id":${deep}}`,
      ])
        yield { what: body.slice(0, 40), body };
    });
    expect([...found, ...new Set(log.splice(0))]).toEqual([]);
    expect(({} as { isDemo?: unknown }).isDemo).toBeUndefined();
  }, 300_000);

  it("does not break by any query or part of its address", async () => {
    const found = await tryAll(function* (attempt, { endpoint }) {
      const [path = "", query = ""] = attempt.url.split("?");
      const names = new Set([
        ...Object.keys((endpoint.query as { shape?: object } | undefined)?.shape ?? {}),
        ...new URLSearchParams(query).keys(),
      ]);
      for (const name of names)
        for (const value of ["%00", "%ED%A0%80", "2026-02-30", "99999999999999999999", "__proto__"])
          for (const url of [`${path}?${name}=${value}`, `${path}?${name}=${value}&${name}=x`]) yield { what: url.slice(path.length), url };
      const template = endpoint.path.split("/");
      const parts = path.split("/");
      for (const [at, part] of template.entries())
        if (part.startsWith(":"))
          for (const value of ["%00", "%ED%A0%80", "..%2f..%2fetc", "__proto__", randomUUID().toUpperCase(), "x".repeat(5_000), "%"])
            yield { what: `${part} = ${value.slice(0, 40)}`, url: [...parts.slice(0, at), value, ...parts.slice(at + 1)].join("/") };
    });
    expect([...found, ...new Set(log.splice(0))]).toEqual([]);
  }, 600_000);
});
