import { expect, test } from "vitest";
import { today } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork } from "../network/factory.ts";
import { createTestClient } from "../people/factory.ts";
import { listDataRequests, makeRequestsSpreadsheet } from "./contract.ts";
import { answerRequest, recordRequest } from "./requests/verbs.ts";

const server = useTestServer();

test("requests are in the file as on the page; a name only for who works with the person, and on record", async () => {
  const world = await createTestNetwork(server.at.database);
  const asked = async (kind: "access" | "rectification") =>
    await world.as("holder", async (call) => recordRequest(call, await createTestClient(call), { id: newId(), kind, receivedOn: today() }));
  await asked("access");
  const { id, version } = await asked("rectification");
  await world.as("holder", (call) => answerRequest(call, id, { outcome: "partly", answeredOn: today(), version }));
  const read = async (actor: "holder" | "dataProtectionOfficer") => {
    const { token } = world.actors[actor];
    const { open, answered } = await server.ask(token, listDataRequests, {});
    return { page: [...open, ...answered], ...(await readSpreadsheet(await server.send(token, makeRequestsSpreadsheet, { query: {} }))) };
  };

  const own = await read("holder");
  expect(own.rows).toHaveLength(2);
  expect(own.rows.map((row) => [row[0], row[1], row[5]])).toEqual(
    own.page.map((one) => [one.mark, one.client!.identity!.familyName, one.receivedOn]),
  );
  expect(own.rows.map((row) => row[9])).toEqual(["offen", "Teilweise erfüllt"]);
  const logged = await asSuperuser<{ action: string }>(
    server.at,
    "select action from accounts.access_log where site_id = $1 and action = 'consent.export_data_requests'",
    [world.siteId],
  );
  expect(logged).toHaveLength(1);

  const officer = await read("dataProtectionOfficer");
  expect(officer.headings).not.toContain("Familienname");
  expect(officer.rows.map((row) => row[0])).toEqual(officer.page.map((one) => one.mark));
  expect(officer.rows.flat()).not.toContain(own.rows[0]![1]);
});
