import { expect, it } from "vitest";
import { today } from "../../../platform/server/clock.ts";
import { newId } from "../../../platform/server/ids.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { createTestReport, createTestTheme, escalateTestTheme, releaseTestReport } from "../factory.ts";

const server = useTestServer();

// Whoever works on a theme holds its row, and every row that points to it asks for it: in another order they would lock each other out.
it("the Land, coordinators and those who report work on one theme at the same moment, and nobody is told to come back later", async () => {
  const world = await createTestNetwork(server.at.database);
  const second = await world.join("own", world.actors.coordinator.unitId, "coordinator", "Jan Kowalczyk");
  const [lead, coordinator] = [world.actors.programmeLead.token, world.actors.coordinator.token];
  const programmeThemes = [newId(), newId()];
  for (const id of programmeThemes)
    await server.ask(lead, contract.makeProgrammeTheme, { body: { id, title: `Kurse passen nicht ${id}`, sentence: null } });
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, {}, true));
  await world.as("coordinator", (call) => escalateTestTheme(call, themeId, today()));
  const reportIds: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const id = await world.as("holder", (call) => createTestReport(call, { id: newId() }));
    await world.as("coordinator", (call) => releaseTestReport(call, id, "Kein Platz"));
    reportIds.push(id);
  }
  const link = (token: string, programmeThemeId: string | null) => async () =>
    await server.send(token, contract.linkToProgrammeTheme, { params: { themeId }, body: { programmeThemeId } });
  const told: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const to = programmeThemes[round % 2]!;
    const reportId = reportIds[round]!;
    const answers = await Promise.all(
      [
        link(lead, to),
        link(coordinator, round % 3 === 0 ? null : to),
        link(second.token, programmeThemes[(round + 1) % 2]!),
        link(lead, null),
        async () =>
          await server.send(coordinator, contract.joinReports, { params: { themeId }, body: { reportIds: [reportId], answer: null } }),
        async () => await server.send(second.token, contract.takeOutReport, { params: { themeId, reportId }, body: { answer: null } }),
        link(coordinator, to),
        link(lead, to),
        async () =>
          await server.send(lead, contract.replyToEscalated, {
            params: { themeId },
            body: { id: newId(), kind: "taken_on", sentence: "Das Land nimmt es auf.", reasons: null },
          }),
        link(second.token, null),
      ].map((request) => request()),
    );
    told.push(...answers.map((answer) => `${answer.statusCode} ${answer.json<{ code?: string }>().code ?? ""}`));
  }
  expect(told.filter((one) => one.startsWith("5"))).toEqual([]);
  expect(told.filter((one) => one.startsWith("200")).length).toBeGreaterThan(40);
});
