import { expect, test } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestBody } from "./factory.ts";

const server = useTestServer();

test("members of a body and papers for politics are in the file as on their pages", async () => {
  const world = await createTestNetwork(server.at.database);
  const { token } = world.actors.coordinator;
  const bodyId = await world.as("coordinator", (call) =>
    createTestBody(call, [world.actors.bodyMember.membershipId, world.actors.coordinator.membershipId]),
  );
  const body = await server.ask(token, contract.getBody, { params: { bodyId } });
  const members = await readSpreadsheet(await server.send(token, contract.makeMembersSpreadsheet, { params: { bodyId }, query: {} }));
  expect(members.rows.map((row) => [row[0], row[2], row[4]])).toEqual(body.members.map((one) => [one.name, one.unitName, one.fromOn]));
  expect(members.rows.length).toBeGreaterThan(1);

  const fields = {
    addressee: "Ausschuss für Soziales",
    number: null,
    kind: "for_decision" as const,
    isPublic: false,
    meetingOn: null,
    proposal: "",
    reasons: "",
    cost: "",
    decisionId: null,
    version: 0,
  };
  // more than one page of them
  for (let at = 0; at < 21; at += 1)
    await server.ask(token, contract.saveSubmission, { params: { paperId: newId() }, body: { ...fields, subject: `=${at}` } });
  const page = await server.ask(token, contract.listSubmissions, { query: {} });
  const papers = await readSpreadsheet(await server.send(token, contract.makeSubmissionsSpreadsheet, { query: {} }));
  expect(papers.rows).toHaveLength(page.count);
  expect(papers.rows.slice(0, page.papers.length).map((row) => row[0])).toEqual(page.papers.map((one) => one.subject));
  expect(papers.rows[0]!.slice(1, 7)).toEqual(["Beschlussvorlage", "Ausschuss für Soziales", "", "", "nicht öffentlich", "Entwurf"]);
});
