import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../../platform/server/clock.ts";
import { passMomentToDatabase } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { closeCase, saveStep } from "../../cases/contract.ts";
import { createTestCase } from "../../cases/factory.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import { testExpectation, createTestTheme } from "../factory.ts";
import { lookAtCases } from "../measure/look.ts";
import { openTheme } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  passMomentToDatabase(true);
  freezeClock(new Date("2026-11-20T09:00:00+01:00"));
  world = await createTestNetwork(server.at.database);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

/** A case that was entitled on this day, and started or was closed later. */
async function addCase(entitledOn: string, startedOn: string | null, closedOn: string | null): Promise<void> {
  const { caseId } = await world.as("holder", (call) => createTestCase(call, { openedOn: entitledOn }));
  await server.ask(world.actors.holder.token, saveStep, {
    params: { caseId },
    body: { id: newId(), version: null, text: "Integrationskurs", service: "integration_course", entitledOn, startedOn },
  });
  if (closedOn !== null)
    await server.ask(world.actors.holder.token, closeCase, { params: { caseId }, body: { version: 1, closedOn, outcome: "contact_lost" } });
}

it("a case that was closed while waiting was last seen on that day, not today", async () => {
  for (let n = 0; n < 4; n += 1) await addCase("2026-01-05", "2026-03-16", null);
  for (let n = 0; n < 6; n += 1) await addCase("2026-01-05", null, "2026-01-26");
  const metric = { service: "integration_course", fromEvent: "entitled", toEvent: "started" };
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, { metric }));
  const { evidence } = await world.as("bodyMember", (call) => openTheme(call, themeId));
  // six who still waited today would leave the median open
  expect(evidence.waiting!.groups).toMatchObject([{ group: "all", cases: 10, weeks: 10, isReached: true }]);

  // followed for 20 weeks: six of ten were lost from sight after three, before the target of nine
  for (let n = 0; n < 5; n += 1) await addCase("2025-03-03", "2025-05-05", null);
  const look = await world.as("coordinator", (call) =>
    lookAtCases(call, { measureId: newId(), themeId }, testExpectation, "2026-01-05", "2026-11-20"),
  );
  expect([look.verdict, look.reason]).toEqual(["cannot_say", "too_many_lost"]);
  expect(look.after).toMatchObject({ cases: 10 });
});
