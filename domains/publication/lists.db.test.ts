import { expect, test } from "vitest";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestReport, issueTestReport } from "./factory.ts";

const server = useTestServer();

test("reports are in the file for whom they are on the page, drafts first", async () => {
  const world = await createTestNetwork(server.at.database);
  await world.as("coordinator", (call) => issueTestReport(call, ["bodies", "programme"]));
  await world.as("coordinator", (call) => createTestReport(call, { title: "+49 Ortsteile" }));
  const read = async (actor: "coordinator" | "bodyMember") =>
    (await readSpreadsheet(await server.send(world.actors[actor].token, contract.makeReportsSpreadsheet, { query: {} }))).rows;
  const own = await read("coordinator");
  expect(own.map((row) => [row[0], row[5]])).toEqual([
    ["+49 Ortsteile", "in Arbeit"],
    [expect.any(String), "herausgegeben"],
  ]);
  const { reports } = await server.ask(world.actors.bodyMember.token, contract.listReports, {});
  const given = await read("bodyMember");
  expect(given.map((row) => [row[0], row[3], row[9], row[10]])).toEqual(
    reports.map((one) => [one.title, one.fromOn, String(one.issued!.number), one.issued!.on]),
  );
  expect(given).toHaveLength(1);

  const land = world.actors.programmeLead.token;
  const page = await server.ask(land, contract.listGiven, {});
  const { rows } = await readSpreadsheet(await server.send(land, contract.makeGivenSpreadsheet, { query: {} }));
  expect(rows.map((row) => row.slice(0, 2))).toEqual(page.reports.map((one) => [one.site, one.title]));
  expect(rows).toHaveLength(1);
});
