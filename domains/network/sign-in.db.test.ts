import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { signIn, signOut, signOutEverywhere } from "../accounts/contract.ts";
import { addMember, chooseMembership, demoSignIn, endMember, getSession, getSite, listDemoAccounts } from "./contract.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";
import { addMembership, createAccount } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
const email = "karin@lindenau.example";
const password = "ein langer Satz als Passwort";

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  const accountId = await createAccount(server.at.database, { email, name: "Karin Wolters", password });
  for (const role of ["case_manager", "body_member"] as const) {
    await asActor(server.at.database, { membership: world.systemMembershipId }, (call) =>
      addMembership(call, { accountId, unitId: world.actors.holder.unitId, role, name: "Karin Wolters" }),
    );
  }
});

afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

async function signedIn(): Promise<string> {
  const response = await server.send(undefined, signIn, { body: { email, password } });
  expect(response.statusCode, response.body).toBe(200);
  return response.cookies.find((one) => one.name === sessionCookie)!.value;
}

describe("sign-in", () => {
  it("opens a session that acts as nobody until a membership is chosen", async () => {
    const token = await signedIn();
    expect((await server.send(token, getSite, {})).statusCode).toBe(401);
    const state = await server.ask(token, chooseMembership, { body: {} });
    expect(state.actor?.role).toBe("case_manager");
    expect(state.memberships).toHaveLength(2);
    expect((await server.send(token, getSite, {})).statusCode).toBe(200);
  });

  it("stores no token and no password", async () => {
    const token = await signedIn();
    const rows = await asSuperuser<{ hash: string }>(server.at, "select encode(token_hash, 'base64') as hash from accounts.session");
    expect(rows.some((row) => row.hash.includes(token))).toBe(false);
    const accounts = await asSuperuser<{ password_hash: string }>(
      server.at,
      "select password_hash from accounts.account where email = $1",
      [email],
    );
    expect(accounts[0]!.password_hash).toMatch(/^\$argon2id\$/);
  });

  it("sends a cookie that scripts cannot read and other sites cannot send", async () => {
    const response = await server.send(undefined, signIn, { body: { email, password } });
    expect(response.headers["set-cookie"]).toMatch(/HttpOnly.*SameSite=Strict/i);
  });

  it("answers alike for a wrong password and for an unknown address, and locks both alike", async () => {
    const answers = async (address: string) => {
      const seen: string[] = [];
      for (let attempt = 0; attempt < 7; attempt += 1) {
        const response = await server.send(undefined, signIn, { body: { email: address, password: "falsch falsch falsch" } });
        const { requestId: _, ...body } = response.json<Record<string, unknown>>();
        seen.push(`${response.statusCode} ${JSON.stringify(body)}`);
      }
      return seen;
    };
    const accountId = await createAccount(server.at.database, { email: "locked@lindenau.example", name: "L", password });
    expect(accountId).toBeTruthy();
    const known = await answers("locked@lindenau.example");
    const unknown = await answers("nobody@lindenau.example");
    expect(known).toEqual(unknown);
    expect(known.slice(0, 5).every((answer) => answer.startsWith("400"))).toBe(true);
    expect(known.slice(5).every((answer) => answer.startsWith("429"))).toBe(true);
    const right = await server.send(undefined, signIn, { body: { email: "locked@lindenau.example", password } });
    expect(right.statusCode, "locked out even with the right password").toBe(429);
  });

  it("counts attempts that come at once", async () => {
    const responses = await Promise.all(
      Array.from({ length: 12 }, () => server.send(undefined, signIn, { body: { email: "burst@lindenau.example", password: "x" } })),
    );
    expect(responses.filter((response) => response.statusCode === 400)).toHaveLength(5);
  });

  it("ends when idle for two hours, twelve hours after sign-in, when signed out, and everywhere", async () => {
    const idle = await signedIn();
    await server.ask(idle, chooseMembership, { body: {} });
    const later = (hours: number) => {
      passMomentToDatabase(true);
      freezeClock(undefined);
      freezeClock(new Date(now().getTime() + hours * 3_600_000));
    };
    later(2.1);
    expect((await server.send(idle, getSite, {})).statusCode).toBe(401);
    freezeClock(undefined);
    passMomentToDatabase(false);

    const busy = await signedIn();
    await server.ask(busy, chooseMembership, { body: {} });
    for (const hours of [1.5, 3, 4.5, 6, 7.5, 9, 10.5, 11.9]) {
      later(hours);
      expect((await server.send(busy, getSite, {})).statusCode, `${hours} hours`).toBe(200);
    }
    later(12.1);
    expect((await server.send(busy, getSite, {})).statusCode).toBe(401);
    freezeClock(undefined);
    passMomentToDatabase(false);

    const ended = await signedIn();
    await server.ask(ended, chooseMembership, { body: {} });
    await server.ask(ended, signOut, {});
    expect((await server.send(ended, getSite, {})).statusCode).toBe(401);

    const [here, there] = [await signedIn(), await signedIn()];
    await server.ask(here, chooseMembership, { body: {} });
    await server.ask(there, chooseMembership, { body: {} });
    await server.ask(here, signOutEverywhere, {});
    expect((await server.send(there, getSite, {})).statusCode).toBe(401);
  });

  it("once ended cannot be begun again, nor handed to another membership, past all verbs", async () => {
    const token = await signedIn();
    await server.ask(token, chooseMembership, { body: {} });
    await server.ask(token, signOut, {});
    const [own] = await asSuperuser<{ id: string }>(
      server.at,
      "select m.id from network.membership m join accounts.account a on a.id = m.account_id where a.email = $1 limit 1",
      [email],
    );
    const { asActor } = await import("../../platform/server/database/actor.ts");
    const { sql } = await import("kysely");
    for (const statement of ["update accounts.session set revoked_at = null", "update accounts.session set membership_id = null"]) {
      const tried = asActor(server.at.database, { membership: own!.id }, async (call) => await sql.raw(statement).execute(call.tx));
      await expect(tried, statement).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("switches only to memberships of the own account", async () => {
    const token = await signedIn();
    const state = await server.ask(token, chooseMembership, { body: {} });
    const other = state.memberships.find((one) => one.role === "body_member")!;
    expect((await server.ask(token, chooseMembership, { body: { membershipId: other.id } })).actor?.role).toBe("body_member");
    const foreign = await server.send(token, chooseMembership, { body: { membershipId: world.actors.coordinator.membershipId } });
    expect(foreign.statusCode).toBe(404);
    const system = await server.send(token, chooseMembership, { body: { membershipId: world.systemMembershipId } });
    expect(system.statusCode).toBe(404);
  });
});

describe("memberships", () => {
  const form = (more: object = {}) => ({
    name: "Neu Hier",
    email: `${newId()}@lindenau.example`,
    unitId: world.actors.siteAdmin.unitId,
    role: "partner" as const,
    title: null,
    ...more,
  });

  it("of the programme are given by its office alone: no site lets somebody into all others", async () => {
    for (const role of ["accompaniment", "evaluator", "programme_lead"] as const) {
      const membershipId = newId();
      const response = await server.send(world.actors.siteAdmin.token, addMember, { params: { membershipId }, body: form({ role }) });
      expect(response.json(), role).toMatchObject({ code: "invalid", fields: [{ path: "body.role", code: "unknown_code" }] });
      const { unitId, accountId } = world.actors.siteAdmin;
      const sneaked = [
        () => world.as("siteAdmin", (call) => addMembership(call, { accountId, unitId, role, name: "x" })),
        () =>
          world.as("siteAdmin", async (call) => {
            const { insertMember } = await import("./queries.ts");
            await insertMember(call.tx, { ...form({ role }), role, membershipId, accountId: newId(), entryId: newId() });
          }),
      ];
      for (const sneak of sneaked) await expect(sneak()).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("end at once, also on their first day", async () => {
    const joined = await world.join("own", world.actors.partner.unitId, "partner");
    expect((await server.send(joined.token, getSite, {})).statusCode).toBe(200);
    await server.ask(world.actors.siteAdmin.token, endMember, { params: { membershipId: joined.membershipId } });
    expect((await server.send(joined.token, getSite, {})).statusCode).toBe(401);
  });
});

describe("requests from elsewhere", () => {
  it("count for the address that the nearest trusted proxy saw, not for what the caller says", async () => {
    const { buildServer } = await import("../../platform/server/http/server.ts");
    const { endpoint } = await import("../../platform/contract/endpoint.ts");
    const seen: string[] = [];
    const askAddress = endpoint({ method: "POST", path: "/api/network/address", open: true });
    const routes = [
      (on: Parameters<Parameters<typeof buildServer>[0]["routes"][number]>[0]) =>
        on.open(askAddress, async (call) => (seen.push(call.address), null)),
    ];
    const headers = { "x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.2" };
    for (const trustedProxies of [0, 1, 2]) {
      const config = { secureCookies: false, trustedProxies, logLevel: "silent" } as const;
      const behind = await buildServer({ database: server.at.database, config, routes });
      await behind.inject({ method: "POST", url: askAddress.path, headers, remoteAddress: "10.0.0.1" });
      await behind.close();
    }
    expect(seen).toEqual(["10.0.0.1", "10.0.0.2", "203.0.113.9"]);
  });

  it("bring no file unless somebody is known, however the cookie looks", async () => {
    const upload = async (token: string, headers: object = {}) =>
      await server.server.inject({
        method: "POST",
        url: "/api/cases/lists/read",
        headers: { "content-type": "application/octet-stream", ...headers },
        cookies: { [sessionCookie]: token },
        // longer than any file may be: who is refused for its length was heard out before being asked who they are
        payload: Buffer.alloc(25 * 1024 * 1024 + 1),
      });
    expect((await upload("made-up", { "x-csrf-token": csrfToken("made-up") })).statusCode).toBe(401);
    expect((await upload(world.actors.holder.token)).statusCode).toBe(403);
    expect((await upload(world.actors.holder.token, { "x-csrf-token": csrfToken(world.actors.holder.token) })).statusCode).toBe(413);
  });

  it("need the token of the session, and no foreign origin", async () => {
    const token = world.actors.holder.token;
    const change = {
      method: "PUT",
      url: "/api/network/drafts/note",
      payload: { content: "x" },
      cookies: { [sessionCookie]: token },
    } as const;
    expect((await server.server.inject(change)).statusCode).toBe(403);
    const { csrf } = await server.ask(token, getSession, {});
    const headers = { "x-csrf-token": csrf!, host: "verbund.example" };
    expect((await server.server.inject({ ...change, headers })).statusCode).toBe(200);
    expect((await server.server.inject({ ...change, headers: { ...headers, origin: "https://evil.example" } })).statusCode).toBe(403);
    expect((await server.server.inject({ ...change, headers: { ...headers, "sec-fetch-site": "cross-site" } })).statusCode).toBe(403);
  });

  it("are not repeated in the answer when they cannot be read, and get the same headers", async () => {
    const response = await server.server.inject({ method: "GET", url: "/api/cases/Rahimi%E0%A4%A" });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: "invalid" });
    expect(response.body).not.toContain("Rahimi");
    expect(response.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
  });

  it("get a strict content security policy", async () => {
    const response = await server.send(undefined, getSession, {});
    expect(response.headers["content-security-policy"]).toContain("default-src 'self'");
    expect(response.headers["content-security-policy"]).not.toContain("unsafe");
    expect(response.headers["cache-control"]).toBe("no-store");
  });
});

describe("one click", () => {
  it("signs in nobody outside the demo", async () => {
    expect((await server.ask(undefined, listDemoAccounts, {})).accounts).toEqual([]);
    const tried = await server.send(undefined, demoSignIn, { body: { membershipId: world.actors.coordinator.membershipId } });
    expect(tried.statusCode).toBe(404);
    // not even if somebody marks an account: the installation itself must have been filled as a demo
    await asSuperuser(server.at, "update accounts.account set is_demo = true");
    const marked = await server.send(undefined, demoSignIn, { body: { membershipId: world.actors.coordinator.membershipId } });
    expect(marked.statusCode).toBe(404);
  });
});

it("no real site is founded beside the fictional programme", async () => {
  await asSuperuser(server.at, "update platform.installation set demo = true, demo_filled_at = now()");
  try {
    const founded = createTestNetwork(server.at.database);
    await expect(founded).rejects.toMatchObject({ code: "42501" });
  } finally {
    await asSuperuser(server.at, "update platform.installation set demo = false, demo_filled_at = null");
  }
});

describe("accounts of another site", () => {
  it("get no rights here, for who made them may hold their first link", async () => {
    const body = {
      name: "Neu Hier",
      email: "neu@kreis.example",
      unitId: world.actors.partner.unitId,
      role: "partner" as const,
      title: null,
    };
    const elsewhere = await world.join("other", world.actors.foreignCoordinator.unitId, "site_admin");
    await server.ask(elsewhere.token, addMember, {
      params: { membershipId: newId() },
      body: { ...body, unitId: world.actors.foreignCoordinator.unitId },
    });
    const refused = await server.send(world.actors.siteAdmin.token, addMember, { params: { membershipId: newId() }, body });
    expect(refused.statusCode).toBe(400);
    expect(refused.json<{ fields: unknown[] }>().fields).toEqual([{ path: "body.email", code: "known_elsewhere" }]);
  });
});
