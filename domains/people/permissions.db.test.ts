import { expect, it } from "vitest";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { now } from "../../platform/server/clock.ts";
import { createTestNetwork } from "../network/factory.ts";
import { findPeople } from "./contract.ts";
import { listDuplicates, mergePeople, sayNotSame, undoMerge } from "./duplicates/contract.ts";
import { mergePeople as merge } from "./duplicates/verbs.ts";
import { createTestClient } from "./factory.ts";
import { permissions } from "./permissions.ts";
import { endGrants, grantToUnit, openIdentities } from "./verbs.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const newPair = async () => {
    const ids = await network.as("holder", async (call) => [await createTestClient(call), await createTestClient(call)] as const);
    for (const clientId of ids)
      await network.as("holder", (call) =>
        grantToUnit(call, {
          clientId,
          unitId: network.actors.partnerWithShare.unitId,
          categories: ["identity"],
          sourceId: newId(),
          fromAt: now(),
          untilAt: null,
        }),
      );
    return ids;
  };
  return { ...network, newPair };
}
const mergeOf = (ids: readonly [string, string]) => ({
  id: newId(),
  keptId: ids[0],
  mergedId: ids[1],
  keptVersion: 1,
  mergedVersion: 1,
  choices: {},
});

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    findPeople: () => trial(findPeople, { body: { text: "Rahimi" } }),
    listDuplicates: () => trial(listDuplicates, {}),
    mergePeople: async (world) => {
      const ids = await world.newPair();
      return trial(
        mergePeople,
        { body: mergeOf(ids) },
        {
          row: { table: "people.client", id: ids[0] },
          write: `insert into people.merge (site_id, id, kept_id, merged_id, sealed, reader_ids, made_by_id)
            values (network.actor_site(), gen_random_uuid(), $id, '${ids[1]}', 'x', '{}', network.actor_id())`,
        },
      );
    },
    undoMerge: async (world) => {
      const body = mergeOf(await world.newPair());
      await world.as("holder", (call) => merge(call, body));
      return trial(
        undoMerge,
        { params: { mergeId: body.id } },
        { row: { table: "people.merge", id: body.id }, write: "update people.merge set undone_at = platform.moment() where id = $id" },
      );
    },
    sayNotSame: async (world) => {
      const [clientId, otherId] = await world.newPair();
      return trial(sayNotSame, { body: { clientId, otherId, areTwo: true } });
    },
  },
});

const server = useTestServer();

it("finds a person by similar spelling, for the holder and nobody else", async () => {
  const world = await createTestNetwork(server.at.database);
  const clientId = await world.as("holder", (call) => createTestClient(call, { familyName: "as-Sayyid", givenNames: "Muhammad" }));
  const search = { body: { text: "Mohamed Al Sayed" } };
  for (const [name, actor] of Object.entries(world.actors)) {
    if (name === "nobody") continue;
    const answer = await server.ask(actor.token, findPeople, search);
    expect(
      answer.found.map((one) => one.clientId),
      name,
    ).toEqual(name === "holder" ? [clientId] : []);
  }
});

it("lets a unit read the shared categories from the moment given until ended", async () => {
  const world = await createTestNetwork(server.at.database);
  const clientId = await world.as("holder", (call) => createTestClient(call));
  const namesFor = async (actor: "partnerWithShare" | "partner") =>
    await world.as(actor, async (call) => [...(await openIdentities(call, [clientId])).keys()]);
  const sourceId = newId();
  expect(await namesFor("partnerWithShare")).toEqual([]);
  await world.as("holder", (call) =>
    grantToUnit(call, {
      clientId,
      unitId: world.actors.partnerWithShare.unitId,
      categories: ["identity", "work"],
      sourceId,
      fromAt: now(),
      untilAt: null,
    }),
  );
  expect(await namesFor("partnerWithShare")).toEqual([clientId]);
  expect(await namesFor("partner")).toEqual([]);
  await world.as("holder", (call) => endGrants(call, sourceId));
  expect(await namesFor("partnerWithShare")).toEqual([]);
});

it("keeps names out of the tables", async () => {
  const world = await createTestNetwork(server.at.database);
  await world.as("holder", (call) => createTestClient(call, { familyName: "Zwetkowa" }));
  const rows = await asSuperuser<{ dump: string }>(
    server.at,
    "select string_agg(encode(sealed, 'escape'), '') as dump from people.sealed_record union all select string_agg(encode(key, 'escape'), '') from people.name_key",
  );
  for (const row of rows) expect(row.dump).not.toMatch(/zwetk/i);
});
