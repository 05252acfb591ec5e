import { beforeAll, expect, test } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestTheme, offerTestPattern } from "./factory.ts";
import { makeProgrammeTheme } from "./programme/verbs.ts";
import {
  createTestReconstruction,
  handInTestReconstruction,
  releaseTestReconstruction,
  testReconstruction,
} from "./reconstruction/factory.ts";
import { shareReconstruction } from "./reconstruction/verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const rowsOf = async (answer: Parameters<typeof readSpreadsheet>[0]) => (await readSpreadsheet(answer)).rows;

test("patterns stand in the file as on the page, costs in euros", async () => {
  await world.as("foreignCoordinator", async (call) =>
    offerTestPattern(call, await createTestTheme(call), { title: "=Betreuung im Haus" }),
  );
  const { token } = world.actors.coordinator;
  const { patterns } = await server.ask(token, contract.listPatterns, {});
  const rows = await rowsOf(await server.send(token, contract.makePatternsSpreadsheet, { query: {} }));
  expect(rows.map((row) => [row[0], row[1], row[6]])).toEqual(patterns.map((one) => [one.title, one.siteName, one.failed]));
  expect(rows.find((row) => row[0] === "=Betreuung im Haus")!.slice(8, 10)).toEqual(["4500", "38000"]);
});

test("common themes hold back what the page holds back, and tell a coordinator no more than it", async () => {
  await world.as("programmeLead", (call) => makeProgrammeTheme(call, { id: newId(), title: "Kurse ohne Betreuung", sentence: null }));
  const of = async (actor: "programmeLead" | "coordinator") => {
    const { token } = world.actors[actor];
    const { themes } = await server.ask(token, contract.listProgrammeThemes, {});
    return { themes, rows: await rowsOf(await server.send(token, contract.makeProgrammeThemesSpreadsheet, { query: {} })) };
  };
  const lead = await of("programmeLead");
  expect(lead.rows.map((row) => [row[0], row[3], row[5]])).toEqual(
    lead.themes.map((one) => [one.title, String(one.sites.count ?? "geschützt"), String(one.figures!.reports.count ?? "geschützt")]),
  );
  expect(lead.rows[0]).toHaveLength(9);
  expect((await of("coordinator")).rows[0]).toHaveLength(5);
});

test("case reconstructions are in the file once they are released, and with the team once they are shown", async () => {
  const content = (title: string) => ({ content: testReconstruction({ title }) });
  await world.as("holder", (call) => createTestReconstruction(call, content("Noch im Entwurf")));
  const handedIn = await world.as("holder", (call) => handInTestReconstruction(call, content("Schon freigegeben")));
  const { id, version } = await world.as("colleague", (call) => releaseTestReconstruction(call, handedIn));
  const { token } = world.actors.holder;
  const page = await server.ask(token, contract.listReconstructions, {});
  expect(page.reconstructions.map((one) => one.title).toSorted()).toEqual(["Noch im Entwurf", "Schon freigegeben"]);
  const rows = await rowsOf(await server.send(token, contract.makeReconstructionsSpreadsheet, { query: {} }));
  expect(rows.map((row) => row.slice(0, 5))).toEqual([["Schon freigegeben", "Sprache", "3", "20", "1"]]);

  const team = world.actors.accompaniment.token;
  const shown = async () => await rowsOf(await server.send(team, contract.makeSharedReconstructionsSpreadsheet, { query: {} }));
  expect(await shown()).toEqual([]);
  await world.as("coordinator", (call) => shareReconstruction(call, id, { isShared: true, version }));
  const [one] = (await server.ask(team, contract.listSharedReconstructions, {})).reconstructions;
  expect((await shown()).map((row) => row.slice(0, 5))).toEqual([
    [one!.siteName, one!.title, String(one!.steps), String(one!.weeks), String(one!.breaks)],
  ]);
});
