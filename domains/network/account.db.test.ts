import { beforeAll, describe, expect, it } from "vitest";
import { domains } from "../../platform/server/app.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { buildServer } from "../../platform/server/http/server.ts";
import { csrfToken, hashToken, sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import * as accounts from "../accounts/contract.ts";
import { chooseMembership, getSession, getSite } from "./contract.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";
import { addMembership, createAccount } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const password = "ein langer Satz als Passwort";
const firefox = "Mozilla/5.0 (Windows NT 10.0; rv:131.0) Gecko/20100101 Firefox/131.0";

async function newAccount(): Promise<{ email: string; accountId: string }> {
  const email = `${newId()}@lindenau.example`;
  const accountId = await createAccount(server.at.database, { email, name: "Karin Wolters", password });
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) =>
    addMembership(call, { accountId, unitId: world.actors.holder.unitId, role: "case_manager", name: "Karin Wolters" }),
  );
  return { email, accountId };
}

async function send(body: object, more: { cookie?: string; userAgent?: string; address?: string } = {}) {
  return await server.server.inject({
    method: "POST",
    url: accounts.signIn.path,
    payload: body,
    headers: { "user-agent": more.userAgent ?? firefox, ...(more.cookie ? { "x-csrf-token": csrfToken(more.cookie) } : {}) },
    ...(more.cookie ? { cookies: { [sessionCookie]: more.cookie } } : {}),
    ...(more.address ? { remoteAddress: more.address } : {}),
  });
}

async function signedIn(email: string, more: Parameters<typeof send>[1] & { password?: string } = {}): Promise<string> {
  const response = await send({ email, password: more.password ?? password }, more);
  expect(response.statusCode, response.body).toBe(200);
  const token = response.cookies.find((one) => one.name === sessionCookie)!.value;
  await server.ask(token, chooseMembership, { body: {} });
  return token;
}
const isOpen = async (token: string) => (await server.send(token, getSite, {})).statusCode === 200;

describe("signing in", () => {
  it("ends the session whose cookie came along, and no other", async () => {
    const { email } = await newAccount();
    const [elsewhere, before] = [await signedIn(email), await signedIn(email)];
    const now = await signedIn(email, { cookie: before });
    expect([await isOpen(elsewhere), await isOpen(before), await isOpen(now)]).toEqual([true, false, true]);
  });

  it("works over a cookie whose session has ended: the page still learns the token that every change needs", async () => {
    const { email } = await newAccount();
    const ended = await signedIn(email);
    await server.ask(ended, accounts.signOut, {});
    const { csrf, signedIn: known } = await server.ask(ended, getSession, {});
    expect(known).toBe(false);
    const response = await server.server.inject({
      method: "POST",
      url: accounts.signIn.path,
      payload: { email, password },
      headers: { "x-csrf-token": csrf ?? "" },
      cookies: { [sessionCookie]: ended },
    });
    expect(response.statusCode, response.body).toBe(200);
  });

  it("sets a cookie that no other host or path can plant, where cookies are secure", async () => {
    const { email } = await newAccount();
    const config = { secureCookies: true, trustedProxies: 0, logLevel: "silent" } as const;
    const secure = await buildServer({ database: server.at.database, config, routes: domains.flatMap((domain) => domain.routes ?? []) });
    const response = await secure.inject({ method: "POST", url: accounts.signIn.path, payload: { email, password } });
    const cookie = response.cookies[0]!;
    expect(cookie).toMatchObject({ name: "__Host-verbund_session", path: "/", secure: true, httpOnly: true });
    expect(cookie.domain).toBeUndefined();
    const own = await secure.inject({ method: "GET", url: accounts.getOwnAccount.path, cookies: { [cookie.name]: cookie.value } });
    expect(own.statusCode).toBe(200);
    const planted = await secure.inject({ method: "GET", url: accounts.getOwnAccount.path, cookies: { [sessionCookie]: cookie.value } });
    expect(planted.statusCode).toBe(401);
    await secure.close();
  });

  it("counts for the network address what comes at once for many accounts: sixty of a hundred are looked at", async () => {
    const round = async () =>
      await Promise.all(
        Array.from({ length: 50 }, () => send({ email: `${newId()}@lindenau.example`, password: "x" }, { address: "203.0.113.7" })),
      );
    const codes = [...(await round()), ...(await round())].map((response) => response.statusCode);
    expect(codes.filter((code) => code === 400)).toHaveLength(60);
    expect(codes.filter((code) => code === 429)).toHaveLength(40);
    const elsewhere = await send({ email: `${newId()}@lindenau.example`, password: "x" }, { address: "203.0.113.8" });
    expect(elsewhere.statusCode).toBe(400);
  }, 60_000);

  it("with the right password never locks the address that a whole office shares", async () => {
    const { email } = await newAccount();
    const address = "203.0.113.9";
    for (let visit = 0; visit < 61; visit += 1)
      expect((await send({ email, password }, { address })).statusCode, `visit ${visit}`).toBe(200);
  }, 60_000);
});

describe("the own account", () => {
  it("lists the own sessions in coarse words, ends one, ends all others, and touches nobody else's", async () => {
    const { email } = await newAccount();
    const stranger = await signedIn((await newAccount()).email);
    const [here, there, third] = [await signedIn(email), await signedIn(email, { userAgent: "curl/8" }), await signedIn(email)];
    const own = await server.ask(here, accounts.getOwnAccount, {});
    expect(own).toMatchObject({ name: "Karin Wolters", email, isDemo: false });
    expect(own.sessions).toHaveLength(3);
    expect(own.sessions[0]).toMatchObject({ isCurrent: true, browser: "firefox", system: "windows" });
    expect(JSON.stringify(own)).not.toContain("Mozilla");
    const other = own.sessions.find((one) => one.browser === "other")!;
    await server.ask(here, accounts.endSession, { params: { sessionId: other.id } });
    expect([await isOpen(here), await isOpen(there), await isOpen(third)]).toEqual([true, false, true]);
    const [foreign] = await asSuperuser<{ id: string }>(server.at, "select id from accounts.session where token_hash = $1", [
      hashToken(stranger),
    ]);
    expect((await server.send(here, accounts.endSession, { params: { sessionId: foreign!.id } })).statusCode).toBe(404);
    expect(await server.ask(here, accounts.endOtherSessions, {})).toEqual({ ended: 1 });
    expect([await isOpen(here), await isOpen(third), await isOpen(stranger)]).toEqual([true, false, true]);
  });

  it("changes the password against the old one, ends the other sessions and says how many", async () => {
    const { email } = await newAccount();
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const change = (oldPassword: string, newPassword: string) =>
      server.send(here, accounts.changePassword, { body: { oldPassword, newPassword } });
    const refusals = [
      ["falsch falsch falsch", "Der Bus kommt um neun", "body.oldPassword", "not_matching"],
      [password, "kurz", "body.newPassword", "too_short"],
      [password, "Willkommen2026", "body.newPassword", "too_common"],
      [password, "Wolters am Steuer", "body.newPassword", "holds_name"],
    ] as const;
    for (const [old, fresh, path, code] of refusals)
      expect((await change(old, fresh)).json(), code).toMatchObject({ code: "invalid", fields: [{ path, code }] });
    const done = await change(password, "Der Bus kommt um neun");
    expect(done.json()).toEqual({ ended: 1 });
    expect([await isOpen(here), await isOpen(there)]).toEqual([true, false]);
    expect((await send({ email, password })).statusCode).toBe(400);
    await signedIn(email, { password: "Der Bus kommt um neun" });
    const [row] = await asSuperuser<{ password_hash: string }>(server.at, "select password_hash from accounts.account where email = $1", [
      email,
    ]);
    expect(row!.password_hash).toMatch(/^\$argon2id\$/);
  });

  it("lets nobody guess the old password at an open browser", async () => {
    const { email } = await newAccount();
    const here = await signedIn(email);
    const codes: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const body = { oldPassword: `geraten ${attempt}`, newPassword: "Der Bus kommt um neun" };
      codes.push((await server.send(here, accounts.changePassword, { body })).statusCode);
    }
    expect(codes).toEqual([400, 400, 400, 400, 400, 429, 429]);
  });

  it("is not reached by a personal link, nor after the session has ended", async () => {
    const { email, accountId } = await newAccount();
    const here = await signedIn(email);
    await asSuperuser(server.at, "update accounts.session set is_link = true where account_id = $1", [accountId]);
    const body = { oldPassword: password, newPassword: "Der Bus kommt um neun" };
    expect((await server.send(here, accounts.getOwnAccount, {})).statusCode).toBe(401);
    expect((await server.send(here, accounts.changePassword, { body })).statusCode).toBe(401);
    await asSuperuser(server.at, "update accounts.session set is_link = false, revoked_at = now() where account_id = $1", [accountId]);
    expect((await server.send(here, accounts.getOwnAccount, {})).statusCode).toBe(401);
    expect((await server.send(here, accounts.endOtherSessions, {})).statusCode).toBe(401);
  });

  it("of the demo is shared: nobody changes it or ends the visit of another", async () => {
    const { email, accountId } = await newAccount();
    const [here, there] = [await signedIn(email), await signedIn(email)];
    await asSuperuser(server.at, "update accounts.account set is_demo = true where id = $1", [accountId]);
    const own = await server.ask(here, accounts.getOwnAccount, {});
    expect(own.sessions.map((one) => one.isCurrent)).toEqual([true]);
    const body = { oldPassword: password, newPassword: "Der Bus kommt um neun" };
    for (const answer of [
      await server.send(here, accounts.changePassword, { body }),
      await server.send(here, accounts.endOtherSessions, {}),
      await server.send(here, accounts.signOutEverywhere, {}),
    ])
      expect(answer.json()).toMatchObject({ code: "conflict", reason: "demo_account" });
    expect(await isOpen(there)).toBe(true);
  });
});
