import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addDays } from "../platform/contract/days.ts";
import { domains } from "../platform/server/app.ts";
import { today } from "../platform/server/clock.ts";
import { keepHearing } from "../platform/server/database/hear.ts";
import { openDatabase } from "../platform/server/database/pool.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { newId } from "../platform/server/ids.ts";
import { asSuperuser } from "../platform/testing/database.ts";
import { useTestServer } from "../platform/testing/http.ts";
import { sealAccessLog, verifyAccessLog } from "../domains/accounts/index.ts";
import * as cases from "../domains/cases/contract.ts";
import { createTestCase } from "../domains/cases/factory.ts";
import { listMilestonePairs } from "../domains/cases/index.ts";
import * as erasure from "../domains/consent/contract.ts";
import { createTestErasure, createTestShare } from "../domains/consent/factory.ts";
import { confirmErasure } from "../domains/consent/index.ts";
import { saveDraft } from "../domains/network/contract.ts";
import { createTestNetwork, type TestNetwork } from "../domains/network/factory.ts";
import { findSubjectKey, purgeRemoved } from "../domains/network/index.ts";
import { findPeople } from "../domains/people/contract.ts";
import { createTestClient, mergeTestClients } from "../domains/people/factory.ts";
import { openReconstruction } from "../domains/themes/contract.ts";
import { createTestReconstruction, handInTestReconstruction, releaseTestReconstruction } from "../domains/themes/factory.ts";

const server = useTestServer();
const seals = mkdtempSync(join(tmpdir(), "verbund-erasure-"));
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});
afterAll(() => rmSync(seals, { recursive: true }));

const hearers = domains.flatMap((domain) => domain.hears ?? []);

/** Every row of every table in which an id stands, as text: what somebody who searches the whole database finds. */
async function tablesNaming(id: string): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    server.at,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const naming: string[] = [];
  for (const { name } of tables) {
    const [found] = await asSuperuser<{ n: number }>(server.at, `select count(*)::int as n from ${name} t where t::text like $1`, [
      `%${id}%`,
    ]);
    if (found!.n > 0) naming.push(name);
  }
  return naming.sort();
}

async function fillCase(): Promise<{ clientId: string; caseId: string }> {
  const { holder, partnerWithShare } = world.actors;
  const made = await world.as("holder", async (call) => {
    const one = await createTestCase(call, { identity: { familyName: "Haddad", givenNames: "Samir" }, openedOn: addDays(today(), -90) });
    await createTestShare(call, { clientId: one.clientId, unitId: partnerWithShare.unitId, categories: ["plan"] });
    return one;
  });
  const params = { caseId: made.caseId };
  await server.ask(holder.token, cases.saveContact, {
    params,
    body: { id: newId(), happenedOn: today(), kind: "phone", minutes: 20, sentence: "Die Kita sagt zu." },
  });
  await server.ask(holder.token, cases.saveNote, { params, body: { id: newId(), version: null, writtenOn: today(), text: "Bescheid da" } });
  await server.ask(holder.token, cases.saveGoal, { params, body: { id: newId(), version: null, text: "Deutsch bis B1" } });
  await server.ask(holder.token, cases.savePersonalNote, { params, body: { version: null, text: "Wirkt müde" } });
  await server.ask(holder.token, cases.saveStep, {
    params,
    body: {
      id: newId(),
      version: null,
      text: "Kurs",
      service: "integration_course",
      entitledOn: addDays(today(), -60),
      startedOn: addDays(today(), -20),
    },
  });
  await server.ask(holder.token, cases.saveStep, {
    params,
    body: { id: newId(), version: null, text: "Sprachtest", service: "placement_test", entitledOn: addDays(today(), -30) },
  });
  await server.ask(holder.token, saveDraft, { params: { key: `contact:${made.caseId}` }, body: { content: "Samir Haddad rief an" } });
  await server.ask(holder.token, saveDraft, {
    params: { key: `share:${made.clientId}` },
    body: { content: "Samir Haddad ist einverstanden" },
  });
  await server.ask(holder.token, saveDraft, { params: { key: `note-${newId()}:${made.caseId}` }, body: { content: "Samir Haddad kam" } });
  return made;
}

describe("deleting a person", () => {
  it("takes a second person, leaves figures and a protocol, and nothing of the person", async () => {
    const { holder, colleague, dataProtectionOfficer: officer, teamLead } = world.actors;
    const { clientId, caseId } = await fillCase();
    const other = await world.as("holder", (call) => createTestClient(call, { familyName: "Haddad", givenNames: "Samir" }));
    await world.as("holder", (call) => mergeTestClients(call, clientId, other));
    const pairs = async (service: string) =>
      await world.as("coordinator", (call) =>
        listMilestonePairs(call, {
          service,
          startEvent: "entitled",
          endEvent: "started",
          fromOn: addDays(today(), -365),
          untilOn: today(),
        }),
      );
    const before = { done: await pairs("integration_course"), waits: await pairs("placement_test") };
    expect(before.done).toHaveLength(1);
    expect(before.waits[0]).toMatchObject({ endOn: null, closedOn: null });
    const activities = async () => (await asSuperuser(server.at, "select 1 from cases.activity")).length;
    const sheet = await activities();

    const preview = await server.ask(holder.token, erasure.previewErasure, { params: { clientId } });
    const byDomain = new Map(preview.counts.map((one) => [one.domain, one]));
    expect(byDomain.get("cases")).toMatchObject({ goes: 7, stays: 3 });
    expect(byDomain.get("consent")).toMatchObject({ goes: 2, stays: 0 });
    expect(byDomain.get("people")!.goes).toBeGreaterThan(10);
    expect(preview).toMatchObject({
      recipientIds: [world.actors.partnerWithShare.unitId],
      unreadableOn: addDays(today(), 66),
      waiting: null,
    });

    const id = newId();
    const ask = { params: { clientId }, body: { id, reason: "right_to_erasure", archive: "not_bound" } } as const;
    await server.ask(holder.token, erasure.askErasure, ask);
    expect(await server.ask(holder.token, erasure.askErasure, ask)).toMatchObject({ id, state: "asked" });
    const second = await server.send(holder.token, erasure.askErasure, { ...ask, body: { ...ask.body, id: newId() } });
    expect(second.json()).toMatchObject({ reason: "asked_already" });
    expect((await server.send(holder.token, erasure.confirmErasure, { params: { erasureId: id } })).statusCode).toBe(403);
    // the same human under another role is no second person
    const sameHuman = await joinAsTeamLead(holder.accountId, holder.unitId);
    const again = await asActor(server.at.database, { membership: sameHuman }, (call) => confirmErasure(call, id)).catch(
      (error: unknown) => error,
    );
    expect(again).toMatchObject({ body: { code: "forbidden" } });
    expect(await tablesNaming(clientId)).toContain("people.data_key");

    const waiting = await server.ask(teamLead.token, erasure.lookAtErasure, { params: { erasureId: id } });
    expect(waiting.counts).toEqual(preview.counts);
    expect(JSON.stringify(waiting)).not.toContain(clientId);
    const done = await server.ask(colleague.token, erasure.confirmErasure, { params: { erasureId: id } });
    expect(await server.ask(colleague.token, erasure.confirmErasure, { params: { erasureId: id } })).toEqual(done);
    const goes = preview.counts.reduce((sum, one) => sum + one.goes, 0);
    expect(done).toMatchObject({ state: "done", records: 2, gone: goes, stayed: 3, unreadableOn: addDays(today(), 66) });

    for (const one of [clientId, other]) {
      expect((await tablesNaming(one)).filter((name) => name !== "consent.erasure" || one === other)).toEqual(["accounts.access_log"]);
    }
    expect(await tablesNaming(caseId)).toEqual([]);
    expect((await server.send(holder.token, cases.openCase, { params: { caseId } })).statusCode).toBe(404);
    expect((await server.ask(holder.token, findPeople, { body: { text: "Samir Haddad" } })).found).toEqual([]);
    // figures are as they were; who still waited is known to have done so until today
    expect(await pairs("integration_course")).toEqual([{ ...before.done[0], closedOn: today() }]);
    expect(await pairs("placement_test")).toEqual([{ ...before.waits[0], closedOn: today() }]);
    expect(await activities()).toBe(sheet);

    const protocol = await server.ask(officer.token, erasure.listErasures, { query: {} });
    expect(protocol.past.map((one) => one.id)).toContain(id);
    expect(JSON.stringify(protocol)).not.toMatch(/Haddad|Samir/);
    await sealAccessLog(server.at.database, seals);
    expect((await verifyAccessLog(server.at.database, seals)).findings).toEqual([]);
  });

  it("takes a reconstruction that is not released with it, and what was typed there; a released one knows no person", async () => {
    const { holder, colleague } = world.actors;
    const { clientId, caseId } = await fillCase();
    const [draft, released] = await world.as("holder", async (call) => [
      await createTestReconstruction(call, { caseId }),
      await handInTestReconstruction(call, { caseId }),
    ]);
    await world.as("colleague", (call) => releaseTestReconstruction(call, released));
    const key = `reconstruction:${draft.id}`;
    await server.ask(holder.token, saveDraft, { params: { key }, body: { content: "noch nicht gesichert" } });
    const preview = await server.ask(holder.token, erasure.previewErasure, { params: { clientId } });
    expect(preview.counts.find((one) => one.domain === "themes")).toMatchObject({ goes: 1, stays: 0 });
    const asked = await world.as("holder", (call) => createTestErasure(call, clientId));
    await world.as("colleague", (call) => confirmErasure(call, asked));
    const params = { reconstructionId: draft.id };
    expect((await server.send(holder.token, openReconstruction, { params })).statusCode).toBe(404);
    expect(await asSuperuser(server.at, "select 1 from network.draft where key = $1", [key])).toEqual([]);
    await purgeRemoved(server.at.database, ["themes"]);
    expect(await tablesNaming(draft.id)).toEqual([]);
    expect((await server.send(colleague.token, openReconstruction, { params: { reconstructionId: released.id } })).statusCode).toBe(200);
  });

  it("ends as well by a no or by a change of mind, and the person stays", async () => {
    const { holder, colleague } = world.actors;
    const clientId = await world.as("holder", (call) => createTestClient(call));
    const first = await world.as("holder", (call) => createTestErasure(call, clientId));
    await server.ask(colleague.token, erasure.refuseErasure, { params: { erasureId: first } });
    const next = await world.as("holder", (call) => createTestErasure(call, clientId));
    await server.ask(holder.token, erasure.withdrawErasure, { params: { erasureId: next } });
    const late = await server.send(colleague.token, erasure.confirmErasure, { params: { erasureId: next } });
    expect(late.json()).toMatchObject({ reason: "answered_already" });
    expect(await tablesNaming(clientId)).toContain("people.data_key");
  });

  it("can count every table that holds a person, whoever adds one", async () => {
    const tables = await asSuperuser<{ name: string; may: boolean }>(
      server.at,
      `select distinct f.conrelid::regclass::text as name, has_table_privilege('verbund_definer', f.conrelid, 'select')
         and exists (select from pg_policy p where p.polrelid = f.conrelid and p.polcmd in ('r', '*') and 'verbund_definer'::regrole = any(p.polroles)) as may
       from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attname = 'client_id' and a.attnum = any(f.conkey)
       where f.contype = 'f' order by 1`,
    );
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.filter((table) => !table.may)).toEqual([]);
  });
});

async function joinAsTeamLead(accountId: string, unitId: string): Promise<string> {
  const id = newId();
  await asSuperuser(
    server.at,
    `insert into network.membership (site_id, id, account_id, unit_id, role, display_name)
     select site_id, $1, account_id, unit_id, 'team_lead', display_name from network.membership where account_id = $2 and unit_id = $3`,
    [id, accountId, unitId],
  );
  return id;
}

describe("the unwrapped key of a deleted person", () => {
  const opened = async () => {
    const clientId = await world.as("holder", (call) => createTestClient(call));
    await server.ask(world.actors.holder.token, findPeople, { body: { text: "Rahimi" } });
    return clientId;
  };

  it("leaves the memory of a server although another one deleted it", async () => {
    const errors: Error[] = [];
    const another = openDatabase(server.at.appUrl, server.at.keys, { max: 2 });
    const stop = keepHearing(server.at.appUrl, hearers, (error) => errors.push(error));
    try {
      await listening(1);
      const [clientId, stays] = [await opened(), await opened()];
      expect(findSubjectKey(world.siteId, clientId)).toBeDefined();
      await asActor(
        another,
        { membership: world.actors.holder.membershipId },
        async (call) => await createTestErasure(call, clientId),
      ).then(async (id) => await asActor(another, { membership: world.actors.colleague.membershipId }, (call) => confirmErasure(call, id)));
      await vi.waitFor(() => expect(findSubjectKey(world.siteId, clientId)).toBeUndefined(), { timeout: 5_000 });
      expect(findSubjectKey(world.siteId, stays)).toBeDefined();
      // a connection that breaks may have missed something: everything goes, and it listens again
      await asSuperuser(
        server.at,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'",
      );
      await vi.waitFor(() => expect(findSubjectKey(world.siteId, stays)).toBeUndefined(), { timeout: 5_000 });
      await listening(1);
      expect(errors).not.toEqual([]);
    } finally {
      await stop();
      await another.close();
    }
    await listening(0);
  });

  it("would stay there if nobody listened", async () => {
    const clientId = await opened();
    const id = await world.as("holder", (call) => createTestErasure(call, clientId));
    await world.as("colleague", (call) => confirmErasure(call, id));
    expect(findSubjectKey(world.siteId, clientId)).toBeDefined();
  });
});

async function listening(connections: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const found = await asSuperuser(
        server.at,
        "select 1 from pg_stat_activity where datname = current_database() and query like 'listen%' and state = 'idle'",
      );
      expect(found).toHaveLength(connections);
    },
    { timeout: 10_000, interval: 100 },
  );
}
