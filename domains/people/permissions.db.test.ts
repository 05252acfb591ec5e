import { expect, it } from "vitest";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { now } from "../../platform/server/clock.ts";
import { createTestNetwork } from "../network/factory.ts";
import { findPeople } from "./contract.ts";
import { createTestClient } from "./factory.ts";
import { permissions } from "./permissions.ts";
import { endGrants, grantToUnit, openIdentities } from "./verbs.ts";

checkPermissions({
  table: permissions,
  build: (server: Server) => createTestNetwork(server.at.database),
  actors: (world) => world.actors,
  trials: { findPeople: () => trial(findPeople, { body: { text: "Rahimi" } }) },
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
