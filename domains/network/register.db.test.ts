import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { checkPasswordLink, signIn, usePasswordLink } from "../accounts/contract.ts";
import * as contract from "./contract.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";
import { joinAsAdministration } from "./index.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const password = "Der Bus kommt um neun";
type Member = Parameters<typeof server.ask<typeof contract.addMember>>[2]["body"];
function form(more: Partial<Member> = {}): Member {
  return {
    name: "Neu Hier",
    email: `${newId()}@lindenau.example`,
    unitId: world.actors.holder.unitId,
    role: "partner",
    title: null,
    ...more,
  };
}
const add = async (body = form(), membershipId = newId()) =>
  await server.ask(world.actors.siteAdmin.token, contract.addMember, { params: { membershipId }, body });
const tokenOf = (path: string) => path.split("#")[1]!;
const officer = () => world.actors.dataProtectionOfficer.token;
const open = async (token = officer()) => (await server.ask(token, contract.listRegister, { query: { only: "open" } })).entries;

describe("the administration of a site", () => {
  it("gives no role to its own account, by no way", async () => {
    const [own] = await asSuperuser<{ email: string }>(server.at, "select email from accounts.account where id = $1", [
      world.actors.siteAdmin.accountId,
    ]);
    for (const role of ["case_manager", "coordinator", "site_admin"] as const) {
      const response = await server.send(world.actors.siteAdmin.token, contract.addMember, {
        params: { membershipId: newId() },
        body: form({ email: own!.email.toUpperCase(), role }),
      });
      expect(response.json(), role).toMatchObject({ code: "invalid", fields: [{ path: "body.email", code: "own_account" }] });
    }
    const { accountId, unitId, membershipId } = world.actors.siteAdmin;
    const past = [
      `insert into network.membership (site_id, id, account_id, unit_id, role, display_name)
       values ('${world.siteId}', gen_random_uuid(), '${accountId}', '${unitId}', 'case_manager', 'x')`,
      `select network.give_membership(gen_random_uuid(), '${accountId}', '${unitId}', 'case_manager', 'x', null, gen_random_uuid())`,
      `select network.write_membership(gen_random_uuid(), '${accountId}', '${unitId}', 'case_manager', 'x', null, gen_random_uuid(), 'role_given')`,
    ];
    for (const statement of past)
      await expect(
        world.as("siteAdmin", (call) => sql.raw(statement).execute(call.tx)),
        statement,
      ).rejects.toMatchObject({ code: "42501" });
    const outcome = await world.as("siteAdmin", (call) =>
      sql
        .raw<{ it: string }>(
          `select network.add_member(gen_random_uuid(), gen_random_uuid(), '${own!.email}', 'x', '${unitId}', 'case_manager', null, gen_random_uuid()) as it`,
        )
        .execute(call.tx),
    );
    expect(outcome.rows).toEqual([{ it: "own_account" }]);
    const lengthened = await world.as("siteAdmin", (call) =>
      sql.raw(`update network.membership set valid_until_on = null where id = '${membershipId}'`).execute(call.tx),
    );
    expect(lengthened.numAffectedRows).toBe(0n);
    const ended = await server.send(world.actors.siteAdmin.token, contract.endMember, { params: { membershipId } });
    expect(ended.json()).toMatchObject({ code: "forbidden", reason: "own_account" });
  });

  it("learns no password: the person chooses it, with a link that works once", async () => {
    const body = form({ name: "Frieda Kluge" });
    const { link } = await add(body);
    const token = tokenOf(link!.path);
    expect(link!.path).toMatch(/^\/set-password#[\w-]{43}$/);
    const hashes = await asSuperuser<{ hash: string }>(
      server.at,
      "select encode(token_hash, 'base64') as hash from accounts.password_link",
    );
    expect(hashes.length).toBeGreaterThan(0);
    expect(hashes.some((row) => row.hash.includes(token))).toBe(false);
    // a scanner of mails that follows the address, and even one that runs the page, uses nothing up
    for (let look = 0; look < 3; look += 1) {
      expect((await server.server.inject({ method: "GET", url: link!.path.split("#")[0]! })).statusCode).toBe(404);
      const found = await server.ask(undefined, checkPasswordLink, { body: { token } });
      expect(found).toMatchObject({ kind: "first", name: "Frieda Kluge", email: body.email });
    }
    for (const [weak, code] of [
      ["Passwort2026!!", "too_common"],
      ["Kluge kommt um neun", "holds_name"],
      ["zu kurz", "too_short"],
    ] as const) {
      const refused = await server.send(undefined, usePasswordLink, { body: { token, password: weak } });
      expect(refused.json()).toMatchObject({ code: "invalid", fields: [{ path: "body.password", code }] });
    }
    const used = await server.send(undefined, usePasswordLink, { body: { token, password } });
    const session = used.cookies.find((one) => one.name === sessionCookie)!.value;
    expect((await server.ask(session, contract.chooseMembership, { body: {} })).actor?.role).toBe("partner");
    expect((await server.send(undefined, usePasswordLink, { body: { token, password } })).statusCode).toBe(404);
    expect((await server.send(undefined, checkPasswordLink, { body: { token } })).statusCode).toBe(404);
    expect((await server.send(undefined, signIn, { body: { email: body.email, password } })).statusCode).toBe(200);
  });

  it("lets one of many win who use the link at once", async () => {
    const { link } = await add();
    const token = tokenOf(link!.path);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => server.send(undefined, usePasswordLink, { body: { token, password: `${password} ${n}` } })),
    );
    expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 404, 404, 404, 404, 404, 404, 404]);
  });

  it("makes a new link as long as there is no password; the one before ends, and time ends it too", async () => {
    const membershipId = newId();
    const first = (await add(form(), membershipId)).link!;
    const request = { params: { membershipId } };
    const second = (await server.ask(world.actors.siteAdmin.token, contract.renewFirstLink, request)).link!;
    expect((await server.send(undefined, checkPasswordLink, { body: { token: tokenOf(first.path) } })).statusCode).toBe(404);
    const seen = async () =>
      (await server.ask(world.actors.siteAdmin.token, contract.listMemberAccess, {})).members.find(
        (one) => one.membershipId === membershipId,
      );
    expect(await seen()).toMatchObject({ state: "link_open", isOwn: false });
    passMomentToDatabase(true);
    freezeClock(new Date(now().getTime() + 7 * 86_400_000 + 60_000));
    try {
      expect((await server.send(undefined, checkPasswordLink, { body: { token: tokenOf(second.path) } })).statusCode).toBe(404);
      expect((await server.send(undefined, usePasswordLink, { body: { token: tokenOf(second.path), password } })).statusCode).toBe(404);
    } finally {
      freezeClock(undefined);
      passMomentToDatabase(false);
    }
    expect((await server.send(undefined, usePasswordLink, { body: { token: tokenOf(second.path), password } })).statusCode).toBe(200);
    expect(await seen()).toMatchObject({ state: "ready" });
    const refused = await server.send(world.actors.siteAdmin.token, contract.renewFirstLink, request);
    expect(refused.json()).toMatchObject({ code: "conflict", reason: "has_password" });
  });

  it("gets a link again when the same click arrives twice, and no second member", async () => {
    const membershipId = newId();
    const body = form();
    const [first, second] = [await add(body, membershipId), await add(body, membershipId)];
    expect(second.link).not.toBeNull();
    expect(second.link!.path).not.toBe(first.link!.path);
    const rows = await asSuperuser(server.at, "select 1 from network.membership where id = $1", [membershipId]);
    expect(rows).toHaveLength(1);
  });
});

describe("the register", () => {
  it("shows the officer each new account and each role that sees people, watches or administrates, until acknowledged", async () => {
    await server.ask(officer(), contract.acknowledgeRegister, {
      body: { entryIds: [...(await open()).map((entry) => entry.id), newId()] },
    });
    expect(await open()).toEqual([]);
    const email = `${newId()}@lindenau.example`;
    await add(form({ name: "Lea Baum", email, role: "body_member" }));
    await add(form({ name: "Lea Baum", email, role: "coordinator" }));
    await add(form({ name: "Lea Baum", email, role: "case_manager" }));
    const entries = await open();
    expect(entries.map((entry) => [entry.kind, entry.name, entry.role])).toEqual([
      ["role_given", "Lea Baum", "case_manager"],
      ["account_created", "Lea Baum", "body_member"],
    ]);
    expect(entries[0]).toMatchObject({ givenBy: expect.stringContaining("site admin"), byInstallation: false, acknowledgedAt: null });
    const left = await server.ask(officer(), contract.acknowledgeRegister, { body: { entryIds: [entries[0]!.id] } });
    expect(left.open).toBe(1);
    // a second time is the same
    await server.ask(officer(), contract.acknowledgeRegister, { body: { entryIds: [entries[0]!.id] } });
    expect((await open()).map((entry) => entry.id)).toEqual([entries[1]!.id]);
    const all = await server.ask(officer(), contract.listRegister, { query: {} });
    expect(all.entries.find((entry) => entry.id === entries[0]!.id)?.acknowledgedAt).not.toBeNull();
    expect(all.open).toBe(1);
  });

  it("cannot be emptied by an officer whom the administration makes for this", async () => {
    const email = `${newId()}@lindenau.example`;
    const { link } = await add(form({ name: "Falsch Prüfer", email, role: "data_protection_officer" }));
    const response = await server.send(undefined, usePasswordLink, { body: { token: tokenOf(link!.path), password } });
    const session = response.cookies.find((one) => one.name === sessionCookie)!.value;
    await server.ask(session, contract.chooseMembership, { body: {} });
    await add(form({ name: "Eigenes Zweitkonto", role: "case_manager" }));
    const noticed = await open(session);
    expect(noticed.map((entry) => entry.name)).toContain("Eigenes Zweitkonto");
    await server.ask(session, contract.acknowledgeRegister, { body: { entryIds: noticed.map((entry) => entry.id) } });
    expect(await open(session)).toEqual([]);
    const names = (await open()).map((entry) => entry.name);
    expect(names).toContain("Falsch Prüfer");
    expect(names).toContain("Eigenes Zweitkonto");
  });

  it("is changed by nobody, holds the own site alone, and names a renewed link", async () => {
    const { membershipId } = await (async () => {
      const membershipId = newId();
      await add(form({ name: "Zwei Links" }), membershipId);
      await server.ask(world.actors.siteAdmin.token, contract.renewFirstLink, { params: { membershipId } });
      return { membershipId };
    })();
    const kinds = await asSuperuser<{ kind: string }>(
      server.at,
      "select kind from network.register_entry where membership_id = $1 order by id",
      [membershipId],
    );
    expect(kinds.map((row) => row.kind)).toEqual(["account_created", "link_renewed"]);
    for (const actor of ["dataProtectionOfficer", "siteAdmin"] as const)
      for (const statement of ["delete from network.register_entry", "update network.register_entry set kind = 'role_given'"])
        await expect(
          world.as(actor, (call) => sql.raw(statement).execute(call.tx)),
          `${actor}: ${statement}`,
        ).rejects.toMatchObject({ code: "42501" });
    const foreign = await asSuperuser<{ id: string }>(server.at, "select id from network.register_entry where site_id = $1 limit 1", [
      world.otherSiteId,
    ]);
    expect(foreign).toHaveLength(1);
    const visible = await world.as("dataProtectionOfficer", (call) =>
      sql.raw<{ n: number }>(`select count(*)::integer as n from network.register_entry where id = '${foreign[0]!.id}'`).execute(call.tx),
    );
    expect(visible.rows[0]!.n).toBe(0);
    const acknowledged = await server.ask(officer(), contract.acknowledgeRegister, { body: { entryIds: [foreign[0]!.id] } });
    expect(acknowledged.open).toBeGreaterThanOrEqual(0);
    expect(
      await asSuperuser(server.at, "select 1 from network.register_acknowledgement where entry_id = $1", [foreign[0]!.id]),
    ).toHaveLength(0);
  });

  it("has the installation's own entries, which are no notice", async () => {
    const [system] = await asSuperuser<{ unit_id: string }>(server.at, "select unit_id from network.membership where id = $1", [
      world.systemMembershipId,
    ]);
    const site = { systemMembershipId: world.systemMembershipId, unitId: system!.unit_id };
    const link = await joinAsAdministration(server.at.database, site, { name: "Gründerin", email: `${newId()}@lindenau.example` });
    expect(link?.path).toMatch(/^\/set-password#/);
    const all = await server.ask(officer(), contract.listRegister, { query: {} });
    expect(all.entries.find((entry) => entry.name === "Gründerin")).toMatchObject({ byInstallation: true, kind: "account_created" });
    expect((await open()).some((entry) => entry.name === "Gründerin")).toBe(false);
  });
});

it("gives memberships as the installation only to a system membership", async () => {
  const { holder } = world.actors;
  const tried = asActor(server.at.database, { membership: world.systemMembershipId }, async (call) => {
    await sql
      .raw(
        `select network.give_membership('${newId()}', '${holder.accountId}', '${holder.unitId}', 'coordinator', 'Karin Wolters', null, '${newId()}')`,
      )
      .execute(call.tx);
    return "given";
  });
  expect(await tried).toBe("given");
});
