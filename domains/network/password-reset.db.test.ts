import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { elapsed, freezeClock, now } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import * as accounts from "../accounts/contract.ts";
import { sendPasswordLinksBy, tokenOfResetLink } from "../accounts/index.ts";
import { chooseMembership, getSite } from "./contract.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";
import { addMembership, createAccount } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

/** What a queue would keep: ids, and nothing that opens anything. */
let queued: { accountId: string; linkId: string }[] = [];
beforeEach(() => {
  queued = [];
  sendPasswordLinksBy(async (_call, link) => void queued.push(link));
});
afterEach(() => {
  sendPasswordLinksBy(undefined);
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const password = "ein langer Satz als Passwort";
const fresh = "Der Bus kommt um neun";

async function newAccount() {
  const email = `${newId()}@lindenau.example`;
  const accountId = await createAccount(server.at.database, { email, name: "Karin Wolters", password });
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) =>
    addMembership(call, { accountId, unitId: world.actors.holder.unitId, role: "case_manager", name: "Karin Wolters" }),
  );
  return { email, accountId };
}
const ask = async (email: string, remoteAddress = `198.51.100.${queued.length + 1}`) =>
  await server.server.inject({ method: "POST", url: accounts.askForPasswordLink.path, payload: { email }, remoteAddress });
const token = (at = -1) => tokenOfResetLink(server.at.keys, queued.at(at)!.linkId);
const use = async (given: string, to = fresh) =>
  await server.send(undefined, accounts.usePasswordLink, { body: { token: given, password: to } });
const check = async (given: string) => await server.send(undefined, accounts.checkPasswordLink, { body: { token: given } });
const signIn = async (email: string, with_: string) => await server.send(undefined, accounts.signIn, { body: { email, password: with_ } });

it("sends a link once to whoever has an account, and the new password ends everything before it", async () => {
  const { email, accountId } = await newAccount();
  const before = (await signIn(email, password)).cookies.find((one) => one.name === sessionCookie)!.value;
  await server.ask(before, chooseMembership, { body: {} });
  expect((await ask(email.toUpperCase())).json()).toEqual({ sendsMail: true, minutes: 60 });
  expect(queued).toEqual([{ accountId, linkId: expect.any(String) }]);
  const rows = await asSuperuser<{ hash: string }>(
    server.at,
    "select encode(token_hash, 'base64url') as hash from accounts.password_link",
  ).catch(() => asSuperuser<{ hash: string }>(server.at, "select encode(token_hash, 'base64') as hash from accounts.password_link"));
  expect(rows.some((row) => row.hash === token())).toBe(false);
  // opened by a scanner, twice, and looked at
  for (let look = 0; look < 2; look += 1) {
    await server.server.inject({ method: "GET", url: "/set-password" });
    expect((await check(token())).json()).toMatchObject({ kind: "reset", email });
  }
  expect((await use(token(), "Passwort2026!!")).statusCode).toBe(400);
  const used = await use(token());
  expect(used.statusCode).toBe(200);
  expect((await server.send(before, getSite, {})).statusCode).toBe(401);
  const session = used.cookies.find((one) => one.name === sessionCookie)!.value;
  await server.ask(session, chooseMembership, { body: {} });
  expect((await use(token())).statusCode).toBe(404);
  expect([(await signIn(email, password)).statusCode, (await signIn(email, fresh)).statusCode]).toEqual([400, 200]);
});

it("answers alike, in words and in time, whether there is such an account or not", async () => {
  const { email } = await newAccount();
  const disabled = await newAccount();
  await asSuperuser(server.at, "update accounts.account set disabled_at = now() where id = $1", [disabled.accountId]);
  const seen: string[] = [];
  for (const address of [email, disabled.email, `${newId()}@lindenau.example`]) {
    const began = elapsed();
    const answer = await ask(address, "198.51.100.77");
    expect(elapsed() - began).toBeGreaterThanOrEqual(240);
    seen.push(`${answer.statusCode} ${answer.body}`);
  }
  expect(new Set(seen).size).toBe(1);
  expect(queued).toHaveLength(1);
});

it("is asked five times in a quarter of an hour, for an address with an account and for one without", async () => {
  const { email } = await newAccount();
  for (const address of [email, `${newId()}@lindenau.example`]) {
    const codes = await Promise.all(Array.from({ length: 7 }, (_, n) => ask(address, `203.0.113.${n + 100}`)));
    expect(codes.map((answer) => answer.statusCode).toSorted()).toEqual([200, 200, 200, 200, 200, 429, 429]);
  }
  expect(queued).toHaveLength(5);
});

it("fills nobody's mailbox: eight a day, whoever asks", async () => {
  const { email } = await newAccount();
  const start = now().getTime();
  passMomentToDatabase(true);
  for (let n = 0; n < 12; n += 1) {
    freezeClock(new Date(start + n * 16 * 60_000));
    expect((await ask(email)).statusCode).toBe(200);
  }
  expect(queued).toHaveLength(8);
});

it("works for sixty minutes, and one that was used ends the others", async () => {
  const { email } = await newAccount();
  const start = now().getTime();
  passMomentToDatabase(true);
  freezeClock(new Date(start));
  await ask(email);
  await ask(email);
  freezeClock(new Date(start + 59 * 60_000));
  // a second wish does not end the first: anybody may have made it
  expect((await check(token(0))).statusCode).toBe(200);
  expect((await use(token(0))).statusCode).toBe(200);
  expect((await check(token(1))).statusCode).toBe(404);
  expect((await use(token(1), "Noch ein anderer Satz")).statusCode).toBe(404);
  await ask(email);
  freezeClock(new Date(start + 59 * 60_000 + 61 * 60_000));
  expect((await check(token())).statusCode).toBe(404);
  expect((await use(token())).statusCode).toBe(404);
});

it("changes once, however many try at the same moment", async () => {
  const { email } = await newAccount();
  await ask(email);
  const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => use(token(), `${fresh} ${n}`)));
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
});

it("leaves the first link of somebody new alone, and gives a demo account none", async () => {
  const { email, accountId } = await newAccount();
  await asSuperuser(server.at, "update accounts.account set is_demo = true where id = $1", [accountId]);
  expect((await ask(email)).statusCode).toBe(200);
  expect(queued).toEqual([]);
});

it("promises no mail where none can be sent", async () => {
  sendPasswordLinksBy(undefined);
  const { email } = await newAccount();
  expect((await ask(email)).json()).toEqual({ sendsMail: false, minutes: 60 });
  expect(
    await asSuperuser(
      server.at,
      "select 1 from accounts.password_link l join accounts.account a on a.id = l.account_id where a.email = $1",
      [email],
    ),
  ).toEqual([]);
});
