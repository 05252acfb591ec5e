import { randomInt } from "node:crypto";
import { TOTP } from "otpauth";
import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { asActor, atDoor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import * as accounts from "../accounts/contract.ts";
import { makePasswordLink, openSession } from "../accounts/index.ts";
import * as contract from "./contract.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";
import { addMembership, createAccount } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  // at the time of the stories below, since a membership begins on the day on which it is made
  at(0);
  world = await createTestNetwork(server.at.database);
});
afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const password = "ein langer Satz als Passwort";
const start = new Date("2026-11-22T10:00:00Z");
/** The clock of the server and of the database, so many seconds after the start. */
function at(seconds: number): void {
  passMomentToDatabase(true);
  freezeClock(new Date(start.getTime() + seconds * 1_000));
}

async function newAccount(role: contract.Role = "case_manager") {
  const email = `${newId()}@lindenau.example`;
  const accountId = await createAccount(server.at.database, { email, name: "Karin Wolters", password });
  const membershipId = await asActor(server.at.database, { membership: world.systemMembershipId }, (call) =>
    addMembership(call, { accountId, unitId: world.actors.holder.unitId, role, name: "Karin Wolters" }),
  );
  return { email, accountId, membershipId };
}
async function signIn(email: string): Promise<{ token: string; awaitsCode: boolean }> {
  const response = await server.send(undefined, accounts.signIn, { body: { email, password } });
  expect(response.statusCode, response.body).toBe(200);
  const { awaitsCode } = response.json<{ awaitsCode: boolean }>();
  return { token: response.cookies.find((one) => one.name === sessionCookie)!.value, awaitsCode };
}
/** What the app on the phone shows, whose clock may be off. */
const shows = (uri: string, secondsOff = 0) => {
  const totp = new TOTP({ ...parseUri(uri) });
  return totp.generate({ timestamp: now().getTime() + secondsOff * 1_000 });
};
function parseUri(uri: string) {
  const url = new URL(uri);
  expect(url.protocol).toBe("otpauth:");
  return { secret: url.searchParams.get("secret")!, digits: 6, period: 30, algorithm: "SHA1" };
}
async function setUp(email: string) {
  const { token } = await signIn(email);
  await server.send(token, contract.chooseMembership, { body: {} });
  const { uri, secret } = await server.ask(token, accounts.beginSecondFactor, {});
  const { recoveryCodes } = await server.ask(token, accounts.confirmSecondFactor, { body: { password, code: shows(uri) } });
  return { token, uri, secret, recoveryCodes };
}
const enter = async (token: string, code: string) => await server.send(token, accounts.enterCode, { body: { code } });
const mayAct = async (token: string) => (await server.send(token, contract.getSite, {})).statusCode === 200;
const codeOf = (response: Awaited<ReturnType<typeof enter>>) => response.json<{ fields?: { code: string }[] }>().fields?.[0]?.code;

describe("a second factor", () => {
  it("is asked for after the password; until then the session is nobody's, by HTTP and in PostgreSQL", async () => {
    at(0);
    const { email } = await newAccount();
    const { uri } = await setUp(email);
    at(60);
    const { token, awaitsCode } = await signIn(email);
    expect(awaitsCode).toBe(true);
    const state = await server.ask(token, contract.getSession, {});
    expect(state).toMatchObject({ signedIn: false, awaitsCode: true, account: null, memberships: [] });
    expect(await mayAct(token)).toBe(false);
    const tries = [
      await server.send(token, contract.chooseMembership, { body: {} }),
      await server.send(token, accounts.getOwnAccount, {}),
      await server.send(token, accounts.getSecondFactor, {}),
      await server.send(token, accounts.beginSecondFactor, {}),
      await server.send(token, accounts.endOtherSessions, {}),
      await server.send(token, accounts.turnOffSecondFactor, { body: { password, code: shows(uri) } }),
      await server.send(token, accounts.changePassword, { body: { oldPassword: password, newPassword: "Der Bus kommt um neun" } }),
    ];
    expect(tries.map((answer) => answer.statusCode)).toEqual([401, 401, 401, 401, 401, 401, 401]);
    const forced = asSuperuser(
      server.at,
      "update accounts.session set membership_id = (select id from network.membership limit 1) where second_factor_due and revoked_at is null",
    );
    await expect(forced).rejects.toMatchObject({ code: "23514" });
    expect((await enter(token, shows(uri))).statusCode).toBe(200);
    await server.ask(token, contract.chooseMembership, { body: {} });
    expect(await mayAct(token)).toBe(true);
  });

  it("waits ten minutes for the code, not longer", async () => {
    at(0);
    const { email } = await newAccount();
    const { uri } = await setUp(email);
    at(60);
    const { token } = await signIn(email);
    at(60 + 601);
    expect((await enter(token, shows(uri))).statusCode).toBe(401);
    expect((await server.ask(token, contract.getSession, {})).awaitsCode).toBe(false);
  });

  it("accepts one step before and after, says when the clock of the phone is wrong, and takes each step once", async () => {
    at(0);
    const { email } = await newAccount();
    const { uri } = await setUp(email);
    const trial = async (seconds: number, off: number) => {
      at(seconds);
      const { token } = await signIn(email);
      const answer = await enter(token, shows(uri, off));
      return answer.statusCode === 200 ? "in" : codeOf(answer);
    };
    expect(await trial(3_000, 0)).toBe("in");
    expect(await trial(3_600, -30)).toBe("in");
    expect(await trial(3_660, 30)).toBe("in");
    expect(await trial(4_200, -240)).toBe("clock_wrong");
    // one that is still to come would be right in a minute, for whoever guessed it
    expect(await trial(4_200, 90)).toBe("not_matching");
    expect(await trial(5_400, 1_200)).toBe("not_matching");
    // the same code a second time, and an older one that would still fit
    expect(await trial(7_200, 0)).toBe("in");
    expect(await trial(7_205, 0)).toBe("already_used");
    expect(await trial(7_210, -30)).toBe("already_used");
    expect(await trial(7_230, 0)).toBe("in");
  });

  it("says while it is set up that the clock of the phone goes ahead or behind", async () => {
    at(0);
    const { email } = await newAccount();
    const { token } = await signIn(email);
    await server.send(token, contract.chooseMembership, { body: {} });
    const { uri } = await server.ask(token, accounts.beginSecondFactor, {});
    for (const off of [90, -240]) {
      const answer = await server.send(token, accounts.confirmSecondFactor, { body: { password, code: shows(uri, off) } });
      expect(codeOf(answer)).toBe("clock_wrong");
    }
  });

  it("lets one in of many who show the same code at once", async () => {
    at(0);
    const { email } = await newAccount();
    const { uri } = await setUp(email);
    at(120);
    const tokens: string[] = [];
    for (let browser = 0; browser < 5; browser += 1) tokens.push((await signIn(email)).token);
    const codes = await Promise.all(tokens.map((token) => enter(token, shows(uri))));
    expect(codes.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
  });

  it("is locked after five wrong codes, whichever browser tries them, even for the right one", async () => {
    at(0);
    const { email } = await newAccount();
    const { uri } = await setUp(email);
    at(120);
    const seed = randomInt(1_000_000);
    console.log(`seed of the wrong codes: ${seed}`);
    const right = shows(uri);
    const near = new Set(Array.from({ length: 25 }, (_, step) => shows(uri, (step - 12) * 30)));
    const wrong = (n: number) => {
      let guess = seed;
      for (let step = 0; step <= n;) {
        guess = (guess + 7_919) % 1_000_000;
        if (!near.has(String(guess).padStart(6, "0"))) step += 1;
      }
      return String(guess).padStart(6, "0");
    };
    const [one, two] = [(await signIn(email)).token, (await signIn(email)).token];
    const codes: number[] = [];
    for (let n = 0; n < 5; n += 1) codes.push((await enter(n % 2 ? one : two, wrong(n))).statusCode);
    expect(codes).toEqual([400, 400, 400, 400, 400]);
    expect((await enter(one, right)).statusCode).toBe(429);
    at(120 + 16 * 60);
    const later = (await signIn(email)).token;
    expect((await enter(later, shows(uri))).statusCode).toBe(200);
  });

  it("opens by each recovery code once, written as on the paper or not", async () => {
    at(0);
    const { email } = await newAccount();
    const { recoveryCodes } = await setUp(email);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
    const [first, second] = recoveryCodes as [string, string];
    const { token } = await signIn(email);
    const entered = await enter(token, first);
    expect(entered.json()).toMatchObject({ signedIn: true, codesLeft: 9 });
    const again = (await signIn(email)).token;
    expect(codeOf(await enter(again, first))).toBe("not_matching");
    expect((await enter(again, ` ${second.toUpperCase().replace("-", " ")} `)).statusCode).toBe(200);
  });

  it("keeps neither secret nor recovery codes readable, nor movable to another account", async () => {
    at(0);
    const [one, two] = [await newAccount(), await newAccount()];
    const { secret, recoveryCodes } = await setUp(one.email);
    const { uri } = await setUp(two.email);
    const rows = await asSuperuser<{ text: string }>(
      server.at,
      `select encode(sealed_secret, 'escape') || encode(sealed_secret, 'hex') as text from accounts.second_factor
       union all select encode(code_hash, 'escape') || encode(code_hash, 'hex') from accounts.recovery_code`,
    );
    const raw = Buffer.from(secret, "utf8").toString("hex");
    for (const { text } of rows) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(raw);
      for (const code of recoveryCodes) expect(text).not.toContain(Buffer.from(code.replace("-", "")).toString("hex"));
    }
    await asSuperuser(
      server.at,
      `update accounts.second_factor f set sealed_secret = g.sealed_secret from accounts.second_factor g where f.account_id = $1 and g.account_id = $2`,
      [one.accountId, two.accountId],
    );
    at(120);
    const { token } = await signIn(one.email);
    expect((await enter(token, shows(uri))).statusCode).toBe(500);
    expect(await mayAct(token)).toBe(false);
  });

  it("is set up against the password, and ends the other sessions, which showed no code", async () => {
    at(0);
    const { email } = await newAccount();
    const elsewhere = (await signIn(email)).token;
    await server.ask(elsewhere, contract.chooseMembership, { body: {} });
    const { token } = await signIn(email);
    await server.ask(token, contract.chooseMembership, { body: {} });
    const { uri } = await server.ask(token, accounts.beginSecondFactor, {});
    const wrong = await server.send(token, accounts.confirmSecondFactor, { body: { password: "falsch falsch", code: shows(uri) } });
    expect(wrong.json()).toMatchObject({ fields: [{ path: "body.password", code: "not_matching" }] });
    expect((await server.ask(token, accounts.getSecondFactor, {})).isOn).toBe(false);
    expect((await signIn(email)).awaitsCode).toBe(false);
    await server.ask(token, accounts.confirmSecondFactor, { body: { password, code: shows(uri) } });
    expect(await server.ask(token, accounts.getSecondFactor, {})).toMatchObject({ isOn: true, codesLeft: 10 });
    expect([await mayAct(token), await mayAct(elsewhere)]).toEqual([true, false]);
    // what is confirmed is not written over
    const over = await server.send(token, accounts.beginSecondFactor, {});
    expect(over.json()).toMatchObject({ code: "conflict", reason: "second_factor_on" });
  });

  it("is turned off only with password and code together", async () => {
    at(0);
    const { email, accountId } = await newAccount();
    const { token, uri, recoveryCodes } = await setUp(email);
    at(120);
    const off = (body: { password: string; code: string }) => server.send(token, accounts.turnOffSecondFactor, { body });
    expect((await off({ password, code: "000000" === shows(uri) ? "000001" : "000000" })).statusCode).toBe(400);
    expect((await off({ password: "falsch falsch", code: shows(uri) })).statusCode).toBe(400);
    const renewed = await server.ask(token, accounts.renewRecoveryCodes, { body: { password, code: shows(uri) } });
    expect((await off({ password, code: recoveryCodes[0]! })).statusCode).toBe(400);
    expect((await off({ password, code: renewed.recoveryCodes[0]! })).statusCode).toBe(200);
    expect((await signIn(email)).awaitsCode).toBe(false);
    const left = await asSuperuser(server.at, "select 1 from accounts.recovery_code where account_id = $1", [accountId]);
    expect(left).toHaveLength(0);
  });
});

it("is taken away by whoever runs the installation, with a link for a new password, when phone and codes are lost", async () => {
  at(0);
  const { email } = await newAccount();
  const { token } = await setUp(email);
  expect(await makePasswordLink(server.at.database, `${newId()}@lindenau.example`, { removesSecondFactor: true })).toBeUndefined();
  const kept = await makePasswordLink(server.at.database, email.toUpperCase(), { removesSecondFactor: false });
  const use = (path: string, chosen: string) =>
    server.send(undefined, accounts.usePasswordLink, { body: { token: path.split("#")[1]!, password: chosen, language: "de" } });
  expect((await use(kept!.path, "Der Bus kommt um neun")).json()).toEqual({ signedIn: false, awaitsCode: true });
  const link = await makePasswordLink(server.at.database, email, { removesSecondFactor: true });
  expect(await mayAct(token)).toBe(false);
  expect((await use(link!.path, "Der Bus kommt um zehn")).json()).toEqual({ signedIn: true, awaitsCode: false });
});

describe("a site that demands it of a role", () => {
  const admin = async () => {
    const made = await newAccount("site_admin");
    const { token } = await signIn(made.email);
    await server.ask(token, contract.chooseMembership, { body: {} });
    return { ...made, token };
  };
  const demand = (token: string, role: contract.Role, isDemanded: boolean) =>
    server.send(token, contract.demandSecondFactor, { params: { role }, body: { isDemanded } });

  it("lets whoever lacks it do nothing, at once, until it is set up; links and other roles are left alone", async () => {
    at(0);
    const { token } = await admin();
    const { email, accountId, membershipId } = await newAccount("team_lead");
    const other = await newAccount("coordinator");
    const otherToken = (await signIn(other.email)).token;
    await server.ask(otherToken, contract.chooseMembership, { body: {} });
    const lead = (await signIn(email)).token;
    await server.ask(lead, contract.chooseMembership, { body: {} });
    const answer = await demand(token, "team_lead", true);
    const said = answer.json<{ roles: { role: string; isDemanded: boolean; lacking: number }[] }>();
    expect(said.roles.find((one) => one.role === "team_lead")).toMatchObject({ isDemanded: true });
    expect(said.roles.find((one) => one.role === "team_lead")!.lacking).toBeGreaterThan(0);
    // the session of before acts as nobody with its next request, and every new one too
    expect(await mayAct(lead)).toBe(false);
    expect(await mayAct(otherToken)).toBe(true);
    for (const browser of [lead, (await signIn(email)).token]) {
      for (const body of [{}, { membershipId }]) {
        const chosen = await server.send(browser, contract.chooseMembership, { body });
        expect(chosen.json()).toMatchObject({ code: "forbidden", reason: "second_factor_needed" });
      }
      expect(await mayAct(browser)).toBe(false);
    }
    const past = await atDoor(server.at.database, async (call) => {
      const session = await openSession(call, { accountId, membershipId: null, isLink: false });
      const { hashToken } = await import("../../platform/server/http/session.ts");
      const { rows } = await sql<{ outcome: string }>`
        select network.choose_membership(${hashToken(session.token)}, ${membershipId}) as outcome`.execute(call.tx);
      return rows[0]!.outcome;
    });
    expect(past).toBe("second_factor_needed");
    // the way out stands open
    const { uri } = await server.ask(lead, accounts.beginSecondFactor, {});
    await server.ask(lead, accounts.confirmSecondFactor, { body: { password, code: shows(uri) } });
    await server.ask(lead, contract.chooseMembership, { body: {} });
    expect(await mayAct(lead)).toBe(true);
    // and who turns it off again is back where they were
    at(90);
    await server.ask(lead, accounts.turnOffSecondFactor, { body: { password, code: shows(uri) } });
    expect(await mayAct(lead)).toBe(false);
    expect((await server.send(lead, contract.chooseMembership, { body: {} })).statusCode).toBe(403);
    await demand(token, "team_lead", false);
    await server.ask(lead, contract.chooseMembership, { body: {} });
    expect(await mayAct(lead)).toBe(true);
  });

  it("asks whoever demands it of the own role to have it first", async () => {
    at(0);
    const { token } = await admin();
    const refused = await demand(token, "site_admin", true);
    expect(refused.json()).toMatchObject({ code: "conflict", reason: "own_first" });
    expect(await mayAct(token)).toBe(true);
    const { uri } = await server.ask(token, accounts.beginSecondFactor, {});
    await server.ask(token, accounts.confirmSecondFactor, { body: { password, code: shows(uri) } });
    expect((await demand(token, "site_admin", true)).statusCode).toBe(200);
    expect(await mayAct(token)).toBe(true);
    expect(await mayAct(world.actors.siteAdmin.token), "a colleague without one").toBe(false);
  });

  it("is one site alone, and gives no role of the programme", async () => {
    at(0);
    const { token } = await newAdminWithFactor();
    await demand(token, "coordinator", true);
    expect(await mayAct(world.actors.foreignCoordinator.token)).toBe(true);
    expect(await mayAct(world.actors.coordinator.token)).toBe(false);
    expect((await demand(token, "evaluator", true)).statusCode).toBe(404);
    await demand(token, "coordinator", false);
  });

  async function newAdminWithFactor() {
    const made = await newAccount("site_admin");
    const { token } = await signIn(made.email);
    const { uri } = await server.ask(token, accounts.beginSecondFactor, {});
    await server.ask(token, accounts.confirmSecondFactor, { body: { password, code: shows(uri) } });
    await server.ask(token, contract.chooseMembership, { body: {} });
    return { ...made, token };
  }

  it("leaves personal links to papers alone", async () => {
    at(0);
    const { token } = await newAdminWithFactor();
    const { accountId, membershipId } = await newAccount("body_member");
    await demand(token, "body_member", true);
    const link = await atDoor(server.at.database, (call) => openSession(call, { accountId, membershipId, isLink: true }));
    const state = await server.ask(link.token, contract.getSession, {});
    expect(state.actor?.role).toBe("body_member");
    expect(csrfToken(link.token)).toBe(state.csrf);
    await demand(token, "body_member", false);
  });
});
