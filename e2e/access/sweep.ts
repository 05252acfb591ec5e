import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { type AnyEndpoint, urlOf } from "../../platform/contract/endpoint.ts";
import { domains } from "../../platform/server/app.ts";
import { today } from "../../platform/server/clock.ts";
import { type Database, openDatabase } from "../../platform/server/database/pool.ts";
import { buildServer } from "../../platform/server/http/server.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import type { TestDatabase } from "../../platform/testing/database.ts";
import type { Caller } from "../../platform/testing/http.ts";
import { textOf } from "./answers.ts";
import type { Canary } from "./canaries.ts";
import { type Registered, registeredEndpoints } from "./endpoints.ts";
import { exampleOf, type Hints } from "./examples.ts";
import type { FilledSite } from "./site.ts";

/**
 * The same database, but whatever is written is taken back where it would be kept: every commit is a rollback. So everybody may try every change,
 * in any order, and each finds the site as it was filled.
 */
export function openForgetting(at: TestDatabase): Database {
  const database = openDatabase(at.appUrl, at.keys, { max: 8 });
  database.pool.on("connect", (client) => {
    const { connection } = client as unknown as { connection: { parse: (this: unknown, query: { name?: string; text: string }) => void } };
    const { parse } = connection;
    // whoever gathers several statements into one piece calls it as its own
    connection.parse = function parseInstead(query) {
      parse.call(this, query.text === "commit" ? { ...query, text: "rollback" } : query);
    };
  });
  return database;
}

export async function buildForgettingServer(database: Database, log: (line: string) => void): Promise<FastifyInstance> {
  return await buildServer({
    database,
    config: { secureCookies: false, trustedProxies: 0, logLevel: "error" },
    routes: domains.flatMap((domain) => (domain.routes ? [domain.routes] : [])),
    log,
  });
}

/** One request, ready to be sent by anybody. */
export type Attempt = { readonly registered: Registered; readonly url: string; readonly body: unknown; readonly file: Buffer | undefined };

/** What stands in a path beside ids. */
const fixed: Readonly<Record<string, readonly string[]>> = {
  token: [randomUUID()],
  group: ["reports", "papers", "tasks"],
  role: ["coordinator", "case_manager"],
  vocabulary: ["service", "field_of_action"],
  code: ["integration_course", "language"],
  number: ["4", "1"],
  what: ["framework", "roadmap"],
  list: ["log", "findings", "advice", "feedback"],
  kind: ["agenda", "minutes"],
  audience: ["public", "programme"],
  year: [today().slice(0, 4)],
};

function hintsFor(site: FilledSite, domain: string, turn: number): Hints {
  const hints: Record<string, readonly unknown[]> = {
    id: [randomUUID()],
    newThemeId: [randomUUID()],
    keptVersion: [1],
    mergedVersion: [1],
    text: [site.canaries.all[0]!.needle, "Ein Satz."],
    service: ["integration_course"],
    fieldOfAction: ["language"],
    purpose: ["joint_support_planning"],
    familyName: ["Muster"],
    givenNames: ["Maria"],
    token: ["a-token-that-nobody-was-given-0000000"],
    toEvent: ["started"],
    state: ["closed"],
    search: [site.canaries.all[0]!.needle],
  };
  const turned = (list: readonly string[]) => [...list.slice(turn), ...list.slice(0, turn)];
  for (const [name, list] of Object.entries(site.ids)) {
    if (name.includes("/") || list.length === 0) continue;
    hints[name] = turned(list);
    hints[`${name}s`] = turned(list);
  }
  const as = (name: string, like: string) => (hints[name] = turned(site.ids[like]!));
  for (const name of ["keptId", "mergedId", "otherId"]) as(name, domain === "chains" ? "versionId" : "clientId");
  for (const name of ["ownerUnitId", "referredUnitId", "deputyUnitId"]) as(name, "unitId");
  for (const name of ["ownerMembershipId", "presenterId", "leadMembershipId", "deputyMembershipId", "standsInFor"])
    as(name, "membershipId");
  for (const name of ["intoThemeId", "oneId"]) as(name, domain === "chains" ? "versionId" : "themeId");
  as("superiorId", "bodyId");
  as("inMeetingId", "meetingId");
  as("within", "pageId");
  as("ids", "consultationId");
  as("doneStepIds", "stepId");
  as("comparisonTownIds", "townId");
  as("otherIds", "reportId");
  return hints;
}

/** Requests for one endpoint: with the ids of several rows, in several states. Every other one leaves out what may be left out, unless told to be full. */
export function attemptsFor(site: FilledSite, registered: Registered, { isFull = false } = {}): readonly Attempt[] {
  const { endpoint } = registered;
  const parts = endpoint.path.split("/");
  const names = parts.flatMap((part, at) => (part.startsWith(":") ? [{ before: parts[at - 1]!, name: part.slice(1) }] : []));
  const valuesOf = ({ before, name }: { before: string; name: string }) =>
    site.words[`${before}/${name}`] ??
    site.words[name] ??
    site.ids[`${before}/${name}`] ??
    site.ids[`${registered.domain}/${name}`] ??
    site.ids[name] ??
    fixed[name] ??
    [];
  const lists = names.map(valuesOf);
  const missing = names.find((_, index) => lists[index]!.length === 0);
  if (missing) throw new Error(`${registered.name}: no ${missing.name} is there to ask for`);
  const last = lists.at(-1) ?? [];
  const turns = Math.max(1, Math.min(last.length, registered.reads ? 6 : 2));
  return Array.from({ length: turns }, (_, turn) => {
    const hints: Record<string, readonly unknown[]> = { ...hintsFor(site, registered.domain, turn) };
    const params: Record<string, string> = {};
    names.forEach(({ name }, index) => {
      const list = lists[index]!;
      params[name] = index === names.length - 1 ? list[turn % list.length]! : list[0]!;
    });
    const child = names.length > 1 ? site.parents[Object.values(params).at(-1)!] : undefined;
    if (child !== undefined && "caseId" in params) params.caseId = child;
    hints.version = [site.versions[Object.values(params).at(-1) ?? ""] ?? 1];
    const example = (schema: AnyEndpoint["body"], part: string) => {
      if (!schema) return undefined;
      const made = exampleOf(schema, hints, !isFull && turn % 2 === 0);
      const parsed = schema.safeParse(made);
      if (!parsed.success)
        throw new Error(`${registered.name}: no example of its ${part}: ${JSON.stringify(parsed.error.issues.slice(0, 3))}`);
      return made;
    };
    const isPlain = !isFull && turn === 0 && endpoint.query?.safeParse({}).success === true;
    const query = isPlain ? {} : (example(endpoint.query, "query") as Record<string, string> | undefined);
    const url = urlOf(endpoint, { params, ...(query ? { query } : {}) });
    return {
      registered,
      url,
      body: endpoint.raw ? undefined : example(endpoint.body, "body"),
      file: endpoint.raw ? Buffer.from("Nachname;Vorname\nMuster;Maria\n") : undefined,
    };
  });
}

export type Found = { readonly actor: string; readonly endpoint: string; readonly canary: Canary };
export type Swept = {
  readonly found: readonly Found[];
  /** By endpoint, which answers came. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly failed: readonly string[];
  /** Answers that a browser could keep, guess at or show inside another page. */
  readonly careless: ReadonlySet<string>;
  readonly requests: number;
};

/** Everybody tries everything. */
export async function sweep(
  server: FastifyInstance,
  site: FilledSite,
  actors: Readonly<Record<string, Caller>>,
  endpoints: readonly Registered[] = registeredEndpoints(),
): Promise<Swept> {
  const queue: { actor: string; attempt: Attempt }[] = [];
  for (const registered of endpoints)
    for (const [turn, attempt] of attemptsFor(site, registered).entries())
      for (const [actor, token] of Object.entries(actors)) {
        // to nobody the ids make no difference, and to another site a second change says no more than the first
        const isEnough = turn > 0 && (token === undefined || (!registered.reads && actor.startsWith("foreign")));
        if (!isEnough) queue.push({ actor, attempt });
      }
  const found: Found[] = [];
  const answers = new Map<string, Map<number, number>>();
  const failed: string[] = [];
  const careless = new Set<string>();
  const requests = queue.length;
  const seen = new Set<string>();
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { actor, attempt } = next;
      const { registered } = attempt;
      const token = actors[actor];
      const response = await server.inject({
        method: registered.endpoint.method,
        url: attempt.url,
        ...(attempt.file
          ? { payload: attempt.file }
          : attempt.body === undefined
            ? {}
            : registered.isPage
              ? { payload: new URLSearchParams(attempt.body as Record<string, string>).toString() }
              : { payload: attempt.body as object }),
        headers: {
          ...(token ? { "x-csrf-token": csrfToken(token) } : {}),
          ...(attempt.file ? { "content-type": "application/octet-stream", "x-file-name": "Liste.csv" } : {}),
          ...(registered.isPage && attempt.body !== undefined ? { "content-type": "application/x-www-form-urlencoded" } : {}),
        },
        cookies: token ? { [sessionCookie]: token } : {},
      });
      const counts = answers.get(registered.name) ?? new Map<number, number>();
      answers.set(registered.name, counts.set(response.statusCode, (counts.get(response.statusCode) ?? 0) + 1));
      const { headers } = response;
      if (
        headers["cache-control"] !== "no-store" ||
        headers["x-content-type-options"] !== "nosniff" ||
        !String(headers["content-security-policy"]).includes("frame-ancestors 'none'")
      )
        careless.add(registered.name);
      if (response.statusCode === 500) failed.push(`${registered.name} (${actor}): ${response.statusCode}`);
      const asked = `${decodeURIComponent(attempt.url)} ${JSON.stringify(attempt.body ?? "")}`.toLowerCase();
      for (const canary of site.canaries.in(await textOf(response))) {
        // what somebody says comes back to them
        if (asked.includes(canary.needle)) continue;
        const key = `${actor} ${registered.name} ${canary.needle}`;
        if (!seen.has(key)) found.push({ actor, endpoint: registered.name, canary });
        seen.add(key);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return { found, answers, failed, careless, requests };
}
