import { expect, test } from "vitest";
import { asSuperuser } from "../../platform/testing/database.ts";
import { newId } from "../../platform/server/ids.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { withdrawShare } from "../consent/index.ts";
import { createTestShare } from "../consent/factory.ts";
import { createTestNetwork } from "../network/factory.ts";
import { mergeTestClients } from "../people/factory.ts";
import { findPeople } from "../people/index.ts";
import { today } from "../../platform/server/clock.ts";
import { createTestCase } from "./factory.ts";
import * as contract from "./contract.ts";
import { setDeputy, takeOver } from "./verbs.ts";

const server = useTestServer();

const logged = async (siteId: string, action: string) =>
  await asSuperuser<{ basis: string; client_ids: string[]; request_id: string }>(
    server.at,
    "select basis, client_ids, request_id from accounts.access_log where site_id = $1 and action = $2 order by at, basis",
    [siteId, action],
  );

test("the other case of a merged person is named to whoever reads both, until the merge is undone", async () => {
  const world = await createTestNetwork(server.at.database);
  const [kept, merged, alone] = await world.as("holder", async (call) => [
    await createTestCase(call),
    await createTestCase(call),
    await createTestCase(call),
  ]);
  const share = await world.as("holder", (call) =>
    createTestShare(call, { clientId: merged!.clientId, unitId: world.actors.partnerWithShare.unitId, categories: ["plan"] }),
  );
  const others = async (actor: "holder" | "partnerWithShare", of: { caseId: string }) => {
    const answer = await server.send(world.actors[actor].token, contract.listOtherCases, { params: { caseId: of.caseId } });
    return answer.statusCode === 200 ? answer.json<{ cases: { caseId: string }[] }>().cases.map((one) => one.caseId) : answer.statusCode;
  };
  expect(await others("holder", kept!)).toEqual([]);
  expect(await others("partnerWithShare", merged!)).toEqual([]);
  const [keptId, mergedId] = [kept!.clientId, merged!.clientId];
  const undo = await world.as("holder", (call) => mergeTestClients(call, keptId, mergedId));
  expect(await others("holder", kept!)).toEqual([merged!.caseId]);
  expect(await others("holder", merged!)).toEqual([kept!.caseId]);
  expect(await others("holder", alone!)).toEqual([]);
  // the share reaches both rows, and so the way between them
  expect(await others("partnerWithShare", merged!)).toEqual([kept!.caseId]);
  const rows = await logged(world.siteId, "cases.list_other_cases");
  expect(rows.map(({ basis, client_ids }) => [basis, client_ids])).toEqual([
    ["holder", [mergedId]],
    ["holder", [keptId]],
    ["share", [keptId]],
  ]);
  // one who reads a single row of the two learns of no other
  await asSuperuser(server.at, "update people.reader set ended_at = platform.moment() where client_id = $1 and unit_id = $2", [
    keptId,
    world.actors.partnerWithShare.unitId,
  ]);
  expect(await others("partnerWithShare", merged!)).toEqual([]);
  expect(await others("partnerWithShare", kept!)).toBe(404);
  await world.as("holder", (call) => withdrawShare(call, share, today(), "withdrawn"));
  expect(await others("partnerWithShare", merged!)).toBe(404);
  await world.as("holder", undo);
  expect(await others("holder", kept!)).toEqual([]);
});

test("a list is logged on the ground on which each person in it is read", async () => {
  const world = await createTestNetwork(server.at.database);
  const named = (familyName: string) => ({ identity: { familyName, givenNames: "Samira" } });
  const own = await world.as("holder", (call) => createTestCase(call, named("Rahimi")));
  const [deputised, rescued] = await world.as("colleague", async (call) => {
    const made = [await createTestCase(call, named("Rahimi")), await createTestCase(call, named("Rahimi"))] as const;
    await setDeputy(call, made[0].caseId, { membershipId: world.actors.holder.membershipId, untilOn: null });
    return made;
  });
  const shared = await world.as("otherCaseManager", async (call) => {
    const made = await createTestCase(call, named("Rahimi"));
    await createTestShare(call, { clientId: made.clientId, unitId: world.actors.holder.unitId, categories: ["identity", "plan"] });
    return made;
  });
  await world.as("holder", (call) => takeOver(call, { id: newId(), number: rescued.number, reason: "Die Kollegin ist im Krankenhaus." }));
  const expected = [
    ["deputy", [deputised.clientId]],
    ["emergency", [rescued.clientId]],
    ["holder", [own.clientId]],
    ["share", [shared.clientId]],
  ];
  const { token } = world.actors.holder;
  await server.ask(token, contract.listCases, { query: {} });
  const rows = await logged(world.siteId, "cases.list");
  expect(rows.map(({ basis, client_ids }) => [basis, client_ids]).toSorted()).toEqual(expected);
  expect(new Set(rows.map((row) => row.request_id)).size).toBe(1);
  // whoever enters a person searches too
  await asSuperuser(server.at, "delete from accounts.access_log where action = 'people.find'");
  await world.as("holder", async (call) => expect(await findPeople(call, "Samira Rahimi")).toHaveLength(4));
  expect((await logged(world.siteId, "people.find")).map(({ basis, client_ids }) => [basis, client_ids]).toSorted()).toEqual(expected);
  await server.send(token, contract.makeCasesSpreadsheet, { query: {} });
  expect((await logged(world.siteId, "cases.export_list")).map(({ basis, client_ids }) => [basis, client_ids]).toSorted()).toEqual(
    expected,
  );
});
