import { afterEach, expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestCase } from "./factory.ts";
import { purgePersonalNotes } from "./queries.ts";
import { acknowledgeTakeOver, listUnitTakeOvers, takeNoteOfTakeOver, takeOver } from "./verbs.ts";

const server = useTestServer();
afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});
function later(hours: number): void {
  freezeClock(new Date(now().getTime() + hours * 3_600_000));
  passMomentToDatabase(true);
}

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

it("an emergency is not repeated within a day before somebody has taken note", async () => {
  const network = await createTestNetwork(server.at.database);
  const made = await network.as("holder", (call) => createTestCase(call));
  const takeAgain = async () => {
    const id = newId();
    await network.as("colleague", (call) => takeOver(call, { id, number: made.number, reason: "Krankheit" }));
    return id;
  };
  const refused = { body: { code: "conflict", reason: "repeat_awaits_note" } };
  const first = await takeAgain();
  later(4);
  await expect(takeAgain()).rejects.toMatchObject(refused);
  // somebody else may: nobody is left alone in an emergency
  const third = await network.join("own", network.actors.holder.unitId, "case_manager");
  const asThird = { membership: third.membershipId };
  const body = { id: newId(), number: made.number, reason: "Die Frist läuft heute ab" };
  await asActor(server.at.database, asThird, (call) => takeOver(call, body));

  const { takeOvers } = await network.as("teamLead", (call) => listUnitTakeOvers(call));
  expect(takeOvers).toHaveLength(2);
  expect(JSON.stringify(takeOvers)).not.toMatch(/Krankheit|Rahimi/);
  await network.as("teamLead", (call) => takeNoteOfTakeOver(call, first));
  const second = await takeAgain();

  // who leads the case may take note just as well
  later(4);
  await expect(takeAgain()).rejects.toMatchObject(refused);
  await network.as("holder", (call) => acknowledgeTakeOver(call, second));
  await takeAgain();
  // and a day later nothing is a repeat
  later(25);
  await takeAgain();
});

it("the case after the ten thousandth of a year gets more digits", async () => {
  const network = await createTestNetwork(server.at.database);
  const made = await network.as("holder", (call) => createTestCase(call));
  await asSuperuser(
    server.at,
    `insert into cases.case_file (site_id, id, client_id, unit_id, case_manager_id, number, opened_on)
     select c.site_id, gen_random_uuid(), c.client_id, c.unit_id, c.case_manager_id, left(c.number, 7) || lpad(n::text, 4, '0'), c.opened_on
     from cases.case_file c, generate_series(0, 9999) n where c.id = $1`,
    [made.caseId],
  );
  const next = await network.as("holder", (call) => createTestCase(call));
  expect(next.number).toMatch(/^L-\d{4}-\d{5}$/);
});
