import { afterEach, expect, test, vi } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import * as consent from "../consent/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { createTestClient, mergeTestClients } from "../people/factory.ts";
import { createTestCase } from "./factory.ts";
import { jobs } from "./jobs.ts";
import { reopenCase } from "./verbs.ts";

const server = useTestServer();
afterEach(() => void vi.restoreAllMocks());

const job = jobs.find((one) => one.name === "cases.propose_deletions")!;
const runJob = async () =>
  await job.run({ database: server.at.database, config: { sealsFolder: "", mail: undefined, address: "" } as never, mailKinds: [] });

const daysAgo = (days: number) => addDays(today(), -days);

async function closedCase(world: TestNetwork, closedDaysAgo: number) {
  const made = await world.as("holder", (call) => createTestCase(call, { openedOn: daysAgo(closedDaysAgo + 900) }));
  await asSuperuser(server.at, "update cases.case_file set closed_on = $2, closing_outcome = 'goals_reached' where id = $1", [
    made.caseId,
    daysAgo(closedDaysAgo),
  ]);
  return made;
}

async function advised(months = 12, kinds: readonly consent.RetentionKind[] = ["closed_case"]) {
  const world = await createTestNetwork(server.at.database);
  const { dataProtectionOfficer: officer, teamLead } = world.actors;
  for (const kind of kinds) {
    await server.ask(officer.token, consent.adviseRetention, { body: { id: newId(), kind, months, reasons: "Danach verjährt" } });
    await server.ask(teamLead.token, consent.setRetention, {
      body: { id: newId(), unitId: teamLead.unitId, kind, months, reasons: null },
    });
  }
  return world;
}
const listDue = async (world: TestNetwork, actor: "holder" | "colleague" | "teamLead" | "dataProtectionOfficer" | "otherCaseManager") =>
  await server.ask(world.actors[actor].token, consent.listDue, { query: {} });

test("nothing is due before the unit has set a period, and no period is set before it was advised", async () => {
  const world = await createTestNetwork(server.at.database);
  const { teamLead, siteAdmin, dataProtectionOfficer: officer, otherCaseManager } = world.actors;
  await closedCase(world, 2_000);
  await runJob();
  expect((await listDue(world, "holder")).due).toEqual([]);
  expect((await listDue(world, "dataProtectionOfficer")).unitsWithoutPeriod).toEqual(
    [world.actors.holder.unitId, otherCaseManager.unitId].toSorted(),
  );
  const set = (token: string, more: object = {}) =>
    server.send(token, consent.setRetention, {
      body: { id: newId(), unitId: teamLead.unitId, kind: "closed_case", months: 36, reasons: null, ...more },
    });
  expect((await set(teamLead.token)).json()).toMatchObject({ code: "conflict", reason: "no_advice" });
  const advise = { id: newId(), kind: "closed_case", months: 24, reasons: "Danach verjährt" } as const;
  await server.ask(officer.token, consent.adviseRetention, { body: advise });
  // the same click again
  expect((await server.ask(officer.token, consent.adviseRetention, { body: advise })).advice).toHaveLength(1);
  // another period than was advised needs reasons; another unit is none of the lead's
  expect((await set(teamLead.token)).json()).toMatchObject({ fields: [{ path: "body.reasons", code: "required" }] });
  expect((await set(teamLead.token, { unitId: otherCaseManager.unitId, months: 24 })).statusCode).toBe(400);
  expect((await set(teamLead.token, { months: 0 })).statusCode).toBe(400);
  expect((await set(teamLead.token, { reasons: "Förderung prüft drei Jahre" })).json()).toMatchObject({
    periods: [{ months: 36, isBehindAdvice: false }],
  });
  expect((await set(siteAdmin.token, { unitId: otherCaseManager.unitId, months: 24 })).statusCode).toBe(200);
  await server.ask(officer.token, consent.adviseRetention, { body: { ...advise, id: newId(), months: 12 } });
  const seen = await server.ask(teamLead.token, consent.getRetention, {});
  expect(seen.periods).toMatchObject([{ months: 36, isBehindAdvice: true }]);
  await runJob();
  expect((await listDue(world, "holder")).due).toHaveLength(1);
});

test("a period that is over is proposed, and nobody is deleted without two people", async () => {
  const world = await advised();
  const { holder, colleague, teamLead } = world.actors;
  const over = await closedCase(world, 400);
  await closedCase(world, 300);
  const open = await world.as("holder", (call) => createTestCase(call, { openedOn: daysAgo(900) }));
  await runJob();
  await runJob();
  const { due } = await listDue(world, "holder");
  expect(due).toMatchObject([
    {
      kind: "closed_case",
      beganOn: daysAgo(400),
      client: { clientId: over.clientId, identity: { familyName: "Rahimi" } },
      abilities: { ask: true },
    },
  ]);
  expect(JSON.stringify(due)).not.toContain(open.clientId);
  // the others of the unit and the officer see that somebody is due, and not whom
  for (const actor of ["colleague", "teamLead", "dataProtectionOfficer"] as const) {
    const seen = await listDue(world, actor);
    expect(seen.due).toMatchObject([{ id: due[0]!.id, client: null }]);
    expect(JSON.stringify(seen)).not.toContain(over.clientId);
  }
  expect((await listDue(world, "otherCaseManager")).due).toEqual([]);
  const looked = await server.ask(world.actors.dataProtectionOfficer.token, consent.lookAtDue, { params: { dueId: due[0]!.id } });
  expect(looked.counts.map((one) => one.domain)).toContain("people");
  expect(looked.archiveBound).toBe(false);

  const ask = (token: string) =>
    server.send(token, consent.askDueErasure, {
      params: { dueId: due[0]!.id },
      body: { id: newId(), archive: "not_bound", archiveOfferedOn: null },
    });
  expect((await ask(colleague.token)).statusCode).toBe(403);
  // somebody may have left: the lead of the unit asks, without a name
  const asked = (await ask(teamLead.token)).json<consent.Erasure>();
  expect(asked).toMatchObject({ state: "asked", reason: "retention_ended" });
  expect((await ask(holder.token)).json()).toMatchObject({ reason: "asked_already" });
  expect((await listDue(world, "holder")).due).toMatchObject([{ isAsked: true, abilities: { ask: false, keep: false } }]);
  expect((await server.send(teamLead.token, consent.confirmErasure, { params: { erasureId: asked.id } })).statusCode).toBe(403);
  await server.ask(colleague.token, consent.confirmErasure, { params: { erasureId: asked.id } });
  expect(await asSuperuser(server.at, "select 1 from people.client where id = $1", [over.clientId])).toEqual([]);
  expect((await listDue(world, "holder")).due).toEqual([]);
  expect((await server.ask(world.actors.dataProtectionOfficer.token, consent.listErasures, { query: {} })).past).toMatchObject([
    { state: "done", reason: "retention_ended", askedById: teamLead.membershipId, answeredById: colleague.membershipId },
  ]);
});

test("who is kept longer has a reason and an end; a case that is opened again is not due", async () => {
  const world = await advised();
  const { holder } = world.actors;
  const kept = await closedCase(world, 500);
  const reopened = await closedCase(world, 450);
  await runJob();
  const [first, second] = (await listDue(world, "holder")).due;
  expect(first!.client!.clientId).toBe(kept.clientId);
  const keep = (untilOn: string, version = 1) =>
    server.send(holder.token, consent.keepLonger, { params: { dueId: first!.id }, body: { reason: "legal_claim", untilOn, version } });
  expect((await keep(today())).json()).toMatchObject({ fields: [{ path: "body.untilOn", code: "in_the_past" }] });
  expect((await keep(addDays(today(), 800))).json()).toMatchObject({ fields: [{ path: "body.untilOn", code: "too_late" }] });
  expect((await keep(addDays(today(), 60))).statusCode).toBe(200);
  // somebody else looked at an older state
  expect((await keep(addDays(today(), 90))).json()).toMatchObject({ code: "changed_meanwhile" });
  const ask = await server.send(holder.token, consent.askDueErasure, {
    params: { dueId: first!.id },
    body: { id: newId(), archive: "not_bound", archiveOfferedOn: null },
  });
  expect(ask.json()).toMatchObject({ reason: "kept_longer" });
  await world.as("holder", (call) => reopenCase(call, reopened.caseId, 1));
  await runJob();
  expect((await listDue(world, "holder")).due).toMatchObject([{ id: first!.id, keptReason: "legal_claim", abilities: { ask: false } }]);
  expect((await server.send(holder.token, consent.lookAtDue, { params: { dueId: second!.id } })).statusCode).toBe(404);
  await asSuperuser(server.at, "update consent.retention_due set kept_until_on = platform.today() - 1 where id = $1", [first!.id]);
  expect((await listDue(world, "holder")).due).toMatchObject([{ abilities: { ask: true } }]);
});

test("one human in two entries is due once, and not while one of the cases is open", async () => {
  const world = await advised(12, ["closed_case", "without_case", "unchecked"]);
  const old = await closedCase(world, 600);
  const newer = await closedCase(world, 30);
  const without = await world.as("holder", (call) => createTestClient(call));
  await world.as("holder", (call) => mergeTestClients(call, old.clientId, newer.clientId));
  await runJob();
  expect((await listDue(world, "holder")).due).toEqual([]);
  await asSuperuser(server.at, "update cases.case_file set closed_on = $2 where id = $1", [newer.caseId, daysAgo(500)]);
  await asSuperuser(server.at, "update people.client set created_at = platform.moment() - interval '400 days' where id = $1", [without]);
  await runJob();
  expect((await listDue(world, "holder")).due).toMatchObject([
    { kind: "closed_case", beganOn: daysAgo(500), client: { clientId: old.clientId } },
    { kind: "without_case", client: { clientId: without } },
  ]);
  await asSuperuser(server.at, "update people.client set legal_basis = 'unchecked' where id = $1", [without]);
  await runJob();
  expect((await listDue(world, "holder")).due).toHaveLength(2);
});

test("a public body says when it offered the records to the archive, before anything goes", async () => {
  const world = await createTestNetwork(server.at.database);
  const { otherCaseManager } = world.actors;
  const made = await world.as("otherCaseManager", (call) => createTestCase(call));
  const ask = (body: object) =>
    server.send(otherCaseManager.token, consent.askErasure, {
      params: { clientId: made.clientId },
      body: { id: newId(), reason: "right_to_erasure", archive: "not_bound", archiveOfferedOn: null, ...body } as never,
    });
  const preview = await server.ask(otherCaseManager.token, consent.previewErasure, { params: { clientId: made.clientId } });
  expect(preview.archiveBound).toBe(true);
  expect((await ask({})).json()).toMatchObject({ fields: [{ path: "body.archive", code: "must_be_offered" }] });
  expect((await ask({ archive: "declined" })).json()).toMatchObject({ fields: [{ path: "body.archiveOfferedOn", code: "required" }] });
  expect((await ask({ archive: "declined", archiveOfferedOn: addDays(today(), 1) })).json()).toMatchObject({
    fields: [{ path: "body.archiveOfferedOn", code: "in_future" }],
  });
  expect((await ask({ archive: "taken", archiveOfferedOn: daysAgo(20) })).json()).toMatchObject({
    archive: "taken",
    archiveOfferedOn: daysAgo(20),
  });
});

test("a request has a month, and once two more; of who was deleted the days stay", async () => {
  const world = await createTestNetwork(server.at.database);
  const { holder, colleague, dataProtectionOfficer: officer } = world.actors;
  const made = await world.as("holder", (call) => createTestCase(call));
  const params = { clientId: made.clientId };
  const record = (receivedOn: string, id = newId()) =>
    server.send(holder.token, consent.recordRequest, { params, body: { id, kind: "access", receivedOn } });
  expect((await record(addDays(today(), 1))).json()).toMatchObject({ fields: [{ path: "body.receivedOn", code: "in_future" }] });
  const id = newId();
  const first = (await record(daysAgo(40), id)).json<consent.DataRequest>();
  expect((await record(daysAgo(40), id)).json()).toEqual(first);
  expect(first.daysOpen).toBe(40);
  expect(first.daysLeft).toBeLessThan(0);
  const open = await server.ask(officer.token, consent.listDataRequests, {});
  expect(open.open).toMatchObject([{ id, mark: first.mark, daysOpen: 40, client: null, abilities: { answer: false } }]);
  expect(JSON.stringify(open)).not.toContain(made.clientId);
  const extend = (version: number) =>
    server.send(holder.token, consent.extendRequest, { params: { requestId: id }, body: { reason: "complex", version } });
  const extended = (await extend(1)).json<consent.DataRequest>();
  expect(extended.daysLeft).toBeGreaterThan(40);
  expect((await extend(2)).json()).toMatchObject({ reason: "extended_already" });
  const answer = (token: string, version: number, answeredOn = today()) =>
    server.send(token, consent.answerRequest, { params: { requestId: id }, body: { outcome: "granted", answeredOn, version } });
  expect((await answer(holder.token, 1)).json()).toMatchObject({ code: "changed_meanwhile" });
  expect((await answer(holder.token, 2, daysAgo(41))).json()).toMatchObject({ fields: [{ code: "before_received" }] });
  await asSuperuser(server.at, "delete from people.client where id = $1", [made.clientId]);
  expect((await answer(colleague.token, 2)).statusCode).toBe(200);
  expect((await answer(colleague.token, 3)).json()).toMatchObject({ reason: "answered_already" });
  expect((await server.ask(officer.token, consent.listDataRequests, {})).answered).toMatchObject([{ outcome: "granted", daysOpen: 40 }]);
});
