import { expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestCase } from "./factory.ts";
import { purgePersonalNotes } from "./queries.ts";

const server = useTestServer();

it("in an emergency nobody closes a case: closing removes for good what its case manager noted for themselves", async () => {
  const network = await createTestNetwork(server.at.database);
  const { caseId, number } = await network.as("holder", (call) => createTestCase(call));
  const [holder, colleague] = [network.actors.holder.token, network.actors.colleague.token];
  await server.ask(holder, contract.savePersonalNote, {
    params: { caseId },
    body: { text: "Sie fragt nach ihrem Bruder.", version: null },
  });
  await server.ask(colleague, contract.takeOver, { body: { id: newId(), number, reason: "Die Frist läuft heute ab" } });
  const opened = await server.ask(colleague, contract.openCase, { params: { caseId } });
  expect(opened.abilities).toMatchObject({ edit: true, close: false });
  const close = { params: { caseId }, body: { closedOn: today(), outcome: "other", note: null, version: opened.version } } as const;
  expect((await server.send(colleague, contract.closeCase, close)).statusCode).toBe(403);
  await network.as("colleague", (call) => purgePersonalNotes(call.tx, caseId));
  expect((await server.ask(holder, contract.openCase, { params: { caseId } })).personalNote?.text).toBe("Sie fragt nach ihrem Bruder.");
  expect((await server.send(holder, contract.closeCase, close)).statusCode).toBe(200);
});
