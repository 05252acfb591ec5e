import { expect, test } from "vitest";
import { today } from "../../platform/server/clock.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestStructure } from "./factory.ts";
import { removeStructure, takeFigures } from "./verbs.ts";

const server = useTestServer();
const year = Number(today().slice(0, 4));

const ask = async (world: TestNetwork) => ({
  coordinator: world.actors.coordinator.token,
  team: world.actors.accompaniment.token,
  ...(await server.ask(world.actors.accompaniment.token, contract.listReleasedCooperation, {})),
});
const bring = async (world: TestNetwork, men: number) => {
  const lines = [
    `Stand: ${today()}`,
    `Quelle: Zählung ${men}`,
    "Merkmal;Ausprägung;Anzahl",
    "Geschlecht;weiblich;40",
    `Geschlecht;männlich;${men}`,
  ];
  const bytes = Buffer.from(lines.join("\n"));
  await takeFigures((work) => world.as("coordinator", work), { bytes, name: "z.csv" }, { measure: "case" }, { write: true });
};
const release = async (world: TestNetwork, isReleased: boolean) =>
  await server.ask(world.actors.coordinator.token, contract.releaseStructures, { body: { isReleased } });

test("the team reads the counselling structures of a site as they stand, as long as they are released", async () => {
  const world = await createTestNetwork(server.at.database);
  const params = { siteId: world.siteId };
  const { coordinator, team, sites } = await ask(world);
  expect(sites).toEqual([]);
  const first = await world.as("coordinator", (call) => createTestStructure(call, world.organisations.welfare));
  expect((await server.send(team, contract.getReleasedStructures, { params, query: {} })).statusCode).toBe(404);

  // twice the same click is one release
  expect(await release(world, true)).toEqual({ releasedOn: today() });
  expect(await release(world, true)).toEqual({ releasedOn: today() });
  expect((await ask(world)).sites).toMatchObject([{ siteId: world.siteId, structuresOn: today(), years: [] }]);
  const own = await server.ask(coordinator, contract.listStructures, { query: {} });
  const read = await server.ask(team, contract.getReleasedStructures, { params, query: {} });
  expect(read.structures).toEqual(own.structures);
  expect(read.cells).toEqual(own.cells);
  expect(read.whiteSpots).toEqual(own.whiteSpots);
  expect(read.words.fields.length).toBeGreaterThan(0);
  expect(read.words.towns.map((town) => town.id).toSorted()).toEqual([...world.towns].toSorted());
  expect(own.releasedOn).toBe(today());
  expect((await server.ask(world.actors.bodyMember.token, contract.listStructures, { query: {} })).releasedOn).toBeNull();

  await world.as("coordinator", (call) => removeStructure(call, first));
  expect((await server.ask(team, contract.getReleasedStructures, { params, query: {} })).structures).toEqual([]);

  expect(await release(world, false)).toEqual({ releasedOn: null });
  expect(await release(world, false)).toEqual({ releasedOn: null });
  expect((await ask(world)).sites).toEqual([]);
  expect((await server.send(team, contract.getReleasedStructures, { params, query: {} })).statusCode).toBe(404);
});

test("of who gets in the team reads the figures of the day on which they were shown, protected, and none when they are taken back", async () => {
  const world = await createTestNetwork(server.at.database);
  const params = { siteId: world.siteId, year };
  const { coordinator, team } = await ask(world);
  const show = async (isShown: boolean) => await server.send(coordinator, contract.showChances, { params: { year }, body: { isShown } });
  expect((await show(true)).json()).toMatchObject({ reason: "nothing_to_show" });
  // three men: held back, and with them the women, so that they do not follow from the total
  await bring(world, 3);
  expect((await show(true)).statusCode).toBe(200);
  const own = await server.ask(coordinator, contract.getChances, { query: { year } });
  const read = await server.ask(team, contract.getReleasedChances, { params });
  expect(own.shownOn).toBe(today());
  expect(read.measures).toEqual(own.measures);
  const men = read.measures[0]!.dimensions[0]!.rows.find((row) => row.value === "male");
  expect(men!.people).toBeNull();
  expect(JSON.stringify(read)).not.toContain("broughtOn");

  // what comes in later is not there before it is shown
  await bring(world, 30);
  expect((await server.ask(team, contract.getReleasedChances, { params })).measures).toEqual(read.measures);
  await show(true);
  expect((await server.ask(team, contract.getReleasedChances, { params })).measures).not.toEqual(read.measures);

  await show(false);
  expect((await server.send(team, contract.getReleasedChances, { params })).statusCode).toBe(404);
  expect((await ask(world)).sites).toEqual([]);
});

test("a year that is none is told by its field, a site elsewhere is not there", async () => {
  const world = await createTestNetwork(server.at.database);
  const elsewhere = await createTestNetwork(server.at.database);
  await elsewhere.as("coordinator", (call) => createTestStructure(call, elsewhere.organisations.welfare));
  await release(elsewhere, true);
  const { coordinator, team, sites } = await ask(world);
  expect(sites).toEqual([]);
  const params = { siteId: elsewhere.siteId };
  expect((await server.send(team, contract.getReleasedStructures, { params, query: {} })).statusCode).toBe(404);
  const told = await server.send(coordinator, contract.showChances, { params: { year: 1066 }, body: { isShown: true } });
  expect(told.statusCode).toBe(400);
  expect(told.json<{ fields: { path: string }[] }>().fields.map((field) => field.path)).toEqual(["params.year"]);
});
