import { expect, test } from "vitest";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { type AsTeamAndSite, createTestFeedbackIn } from "./factory.ts";
import { assignDuty } from "./verbs.ts";

const server = useTestServer();

test("feedback is in the file as on the page: a draft for the team alone", async () => {
  const world = await createTestNetwork(server.at.database);
  const as: AsTeamAndSite = { team: (work) => world.as("accompaniment", work), site: (work) => world.as("coordinator", work) };
  await world.as("accompaniment", (call) =>
    assignDuty(call, world.siteId, { membershipId: world.actors.accompaniment.membershipId, duty: "coach" }),
  );
  for (const state of ["draft", "at_site", "given"] as const) await createTestFeedbackIn(as, world.siteId, state);
  const read = async (actor: "accompaniment" | "coordinator") => {
    const { token } = world.actors[actor];
    const params = { siteId: world.siteId };
    const { feedback } = await server.ask(token, contract.listFeedback, { params });
    const { rows } = await readSpreadsheet(
      await server.send(token, contract.makeSiteSpreadsheet, { params: { ...params, list: "feedback" }, query: {} }),
    );
    expect(rows.map((row) => [row[0], row[2]])).toEqual(feedback.map((one) => [one.title, one.text]));
    return rows.map((row) => row[3]).toSorted();
  };
  expect(await read("accompaniment")).toEqual(["Entwurf", "beim Standort zur Prüfung", "gegeben"].toSorted());
  expect(await read("coordinator")).toEqual(["beim Standort zur Prüfung", "gegeben"].toSorted());
});
