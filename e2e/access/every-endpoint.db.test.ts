import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../platform/server/database/pool.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import type { Canary, Place } from "./canaries.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import { type Registered, registeredEndpoints } from "./endpoints.ts";
import { type FilledSite, fillSite, sharedCategories } from "./site.ts";
import { attemptsFor, buildForgettingServer, type Found, openForgetting, sweep, type Swept } from "./sweep.ts";

/**
 * "A structure role finds no way to a person", and a case role only the way that it was given: every endpoint of the app is called by everybody, with
 * the ids of everything there is. Whatever comes back, in whatever kind of file, is searched for values that stand nowhere but in a person's data.
 *
 * An endpoint comes in by being registered. One whose path names something new fails here until `rowsOf` in site.ts says where such ids lie and
 * fillSite makes one.
 */
const server = useTestServer();
let site: FilledSite;
let swept: Swept;
let forgetting: { database: Database; server: FastifyInstance };
const log: string[] = [];

const structureRoles = [
  "coordinator",
  "bodyMember",
  "accompaniment",
  "evaluator",
  "programmeLead",
  "siteAdmin",
  "dataProtectionOfficer",
  "foreignCoordinator",
] as const;
const structureRolesElsewhere = ["foreignBodyMember", "foreignSiteAdmin", "foreignDataProtectionOfficer", "paperLink"] as const;
/** Who has no share, one that was withdrawn or one that nobody gave; who was a deputy once; colleagues, team leads, another site. */
const strangers = ["partner", "foreignersAuthority", "colleague", "newColleague", "teamLead", "otherTeamLead", "foreignTeamLead"] as const;
const keepers = { holder: "shared", otherCaseManager: "of another unit", foreignCaseManager: "of another site" } as const;

/** What somebody may find, and why. Whoever adds a line says in the same breath who decided that. */
type Allowed = {
  readonly actor: string;
  readonly of: readonly string[];
  readonly places: readonly Place[] | "all";
  /** Only there. */
  readonly endpoints?: RegExp;
  readonly why: string;
};
const allowed: readonly Allowed[] = [
  {
    actor: "coordinator",
    of: ["shared"],
    places: ["report"],
    endpoints: /^GET \/api\/themes\/(reports|desk|unanswered-reports)/,
    why: "reads a report as it was written, before others read what of it may be shown; the form says so",
  },
  {
    actor: "teamLead",
    of: ["closed"],
    places: ["pointer"],
    endpoints: /^GET \/api\/cases\/(caseload|unit-take-overs)$/,
    why: "takes note of emergencies in the own unit, by the number of the case and without a name",
  },
  {
    actor: "partnerWithShare",
    of: ["shared"],
    places: [...sharedCategories, "pointer"],
    why: "the person gave these categories to this unit",
  },
  { actor: "unnamedReporter", of: ["shared"], places: ["report"], endpoints: /\/api\/themes\/my-reports/, why: "wrote it" },
  {
    actor: "holder",
    of: ["shared", "closed", "imported", "to be deleted", "long closed"],
    places: "all",
    why: "works with these people",
  },
  { actor: "otherCaseManager", of: ["of another unit"], places: "all", why: "works with this person" },
  { actor: "foreignCaseManager", of: ["of another site"], places: "all", why: "works with this person" },
];

const lets = (one: Allowed, { actor, endpoint, canary }: Found) =>
  one.actor === actor &&
  one.of.includes(canary.of) &&
  (one.places === "all" || one.places.includes(canary.place)) &&
  (one.endpoints === undefined || one.endpoints.test(endpoint));

/** Reads that answer nothing but refusals here. */
const neverAnswered: Readonly<Record<string, string>> = {
  "POST /api/accounts/password-link/check": "there is no link under a token that was made up",
};

beforeAll(async () => {
  site = await fillSite(server);
  const database = openForgetting(server.at);
  forgetting = { database, server: await buildForgettingServer(database, (line) => void log.push(line)) };
  const { nobody: _nobody, ...network } = site.network.actors;
  const actors = {
    nobody: undefined,
    ...Object.fromEntries(Object.entries(network).map(([name, actor]) => [name, actor.token])),
    ...Object.fromEntries(Object.entries(site.others).map(([name, actor]) => [name, actor.token])),
  };
  swept = await sweep(forgetting.server, site, actors);
}, 300_000);
afterAll(async () => {
  await forgetting?.server.close();
  await forgetting?.database.close();
});

const told = (found: readonly Found[]) =>
  found.map(({ actor, endpoint, canary }) => `${actor}: ${endpoint}: ${canary.field} of the person "${canary.of}"`);
const foundBy = (actors: readonly string[]) => swept.found.filter((one) => actors.includes(one.actor));

describe("a person's data", () => {
  it.each([...structureRoles, ...structureRolesElsewhere, "nobody"])("is nowhere to be found for %s", (actor) => {
    expect(told(foundBy([actor]).filter((one) => !allowed.some((rule) => lets(rule, one))))).toEqual([]);
  });

  it.each(strangers)("is nowhere to be found for %s, who was given nothing or has it no longer", (actor) => {
    expect(told(foundBy([actor]).filter((one) => !allowed.some((rule) => lets(rule, one))))).toEqual([]);
  });

  it("shows itself to a unit with a share category by category", () => {
    const found = foundBy(["partnerWithShare"]);
    expect(told(found.filter((one) => !allowed.some((rule) => lets(rule, one))))).toEqual([]);
    // and the share is worth something
    for (const category of sharedCategories) expect(found.some((one) => one.canary.place === category)).toBe(true);
  });

  it("shows itself to nobody but who works with it", () => {
    expect(told(swept.found.filter((one) => !allowed.some((rule) => lets(rule, one))))).toEqual([]);
  });

  it("is found by who works with it, field by field: or the search would prove nothing", () => {
    const lost = (keeper: string, of: string, places: (canary: Canary) => boolean) =>
      site.canaries.all
        .filter(
          (one) =>
            one.of === of &&
            places(one) &&
            !swept.found.some((seen) => seen.actor === keeper && seen.canary.field === one.field && seen.canary.of === of),
        )
        .map((one) => `${keeper}: ${one.field}`);
    for (const [keeper, of] of Object.entries(keepers)) {
      // the draft lies under the name of one case; a report without a name is somebody else's; a title gives way to that of the release
      const isTheirs = ({ field }: Canary) =>
        !field.includes("unnamed") && !field.startsWith("title of a report") && (keeper === "holder" || field !== "draft");
      expect(lost(keeper, of, isTheirs)).toEqual([]);
    }
  });
});

describe("the search", () => {
  it("comes by every endpoint there is", () => {
    const missing = registeredEndpoints().filter((one) => !swept.answers.has(one.name));
    expect(missing.map((one) => one.name)).toEqual([]);
    expect(swept.requests).toBeGreaterThan(10_000);
  });

  it("is answered by every endpoint that reads, at least to somebody", () => {
    const silent = registeredEndpoints().filter(({ name, reads, endpoint }) => {
      const answers = swept.answers.get(name);
      return reads && endpoint.oneClick === undefined && answers && ![...answers.keys()].some((status) => status < 400);
    });
    expect(silent.map((one) => one.name).toSorted()).toEqual(Object.keys(neverAnswered).toSorted());
  });

  it("finds no endpoint that breaks", () => {
    expect([...new Set([...swept.failed, ...log])]).toEqual([]);
  });

  it("has no exception that nobody needs", () => {
    expect(allowed.filter((rule) => !swept.found.some((one) => lets(rule, one))).map((rule) => `${rule.actor}: ${rule.why}`)).toEqual([]);
  });
});

describe("a browser of somebody who is signed in", () => {
  const token = () => site.network.actors.coordinator.token;
  const changing = registeredEndpoints().filter(({ endpoint }) => endpoint.method !== "GET" && endpoint.oneClick === undefined);
  const send = async (registered: Registered, headers: Record<string, string>) => {
    const attempt = attemptsFor(site, registered)[0]!;
    const isForm = registered.isPage;
    return await forgetting.server.inject({
      method: registered.endpoint.method,
      url: attempt.url,
      payload:
        attempt.file ??
        (isForm ? new URLSearchParams(attempt.body as Record<string, string>).toString() : ((attempt.body ?? {}) as object)),
      headers: {
        ...(attempt.file
          ? { "content-type": "application/octet-stream" }
          : isForm
            ? { "content-type": "application/x-www-form-urlencoded" }
            : {}),
        ...headers,
      },
      cookies: { [sessionCookie]: token() },
    });
  };

  it("changes nothing by a page of somebody else: neither without the token of the session nor from another origin", async () => {
    const taken: string[] = [];
    for (const registered of changing) {
      const { name, isPage } = registered;
      const isRefused = ({ statusCode }: { statusCode: number }) => statusCode === 403;
      const right = { "x-csrf-token": csrfToken(token()) };
      // a page looks at no session, so that there is none to borrow
      if (!isPage && !isRefused(await send(registered, {}))) taken.push(`${name}: without the token`);
      if (!isPage && !isRefused(await send(registered, { ...right, origin: "https://elsewhere.example" })))
        taken.push(`${name}: another origin`);
      if (!isRefused(await send(registered, { ...right, "sec-fetch-site": "cross-site" }))) taken.push(`${name}: another site`);
    }
    expect(taken).toEqual([]);
    expect(changing.length).toBeGreaterThan(200);
  });

  it("keeps no answer, and takes none for anything but what it is", async () => {
    expect([...swept.careless].toSorted()).toEqual([]);
  });
});

describe("a body of a request", () => {
  it("cannot say whose it is: what no contract names is not taken over", () => {
    const foreign = { siteId: "x", site_id: "x", unit_id: "x", client_id: "x", role: "x", isLink: "x", created_by: "x" };
    const taken = registeredEndpoints().flatMap(({ name, endpoint, isPage }) => {
      if (!endpoint.body || isPage || endpoint.raw) return [];
      const { body } = attemptsFor(
        site,
        registeredEndpoints().find((one) => one.name === name)!,
      )[0]!;
      const added = Object.fromEntries(Object.entries(foreign).filter(([key]) => !(key in (body as object))));
      const parsed = endpoint.body.safeParse({ ...(body as object), ...added });
      return parsed.success && Object.keys(added).some((key) => key in (parsed.data as object)) ? [name] : [];
    });
    expect(taken).toEqual([]);
  });
});
