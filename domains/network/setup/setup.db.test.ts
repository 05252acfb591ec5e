import { expect, it } from "vitest";
import { newId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { addMember, getSetup, saveResponsibility } from "../contract.ts";
import { createTestNetwork, testResponsibility } from "../factory.ts";

const server = useTestServer();

it("tells the administration what is missing, until it is there", async () => {
  const world = await createTestNetwork(server.at.database);
  const { siteAdmin, coordinator } = world.actors;
  const gaps = async () => {
    const { gaps: found } = await server.ask(siteAdmin.token, getSetup, {});
    return Object.fromEntries(found.map((gap) => [gap.code, gap.count]));
  };
  const before = await gaps();
  expect(before).toMatchObject({ mail_not_set_up: 1, no_responsibility: 1 });
  expect(before).not.toHaveProperty("no_coordinator");
  expect(before).not.toHaveProperty("links_open");

  await server.ask(siteAdmin.token, addMember, {
    params: { membershipId: newId() },
    body: { name: "Samira Aziz", email: "aziz@setup.example", unitId: coordinator.unitId, role: "partner", title: null },
  });
  await server.ask(coordinator.token, saveResponsibility, {
    params: { responsibilityId: newId() },
    body: { ...testResponsibility(coordinator.unitId), version: null },
  });
  const after = await gaps();
  expect(after).toMatchObject({ links_open: 1 });
  expect(after).not.toHaveProperty("no_responsibility");

  await asSuperuser(server.at, "update accounts.password_link set expires_at = now() - interval '1 minute'");
  expect((await gaps())["links_over"]).toBe((after["links_over"] ?? 0) + 1);
  // whose membership has ended needs no link, and whoever coordinated is missed
  await asSuperuser(
    server.at,
    "update network.membership set valid_until_on = '2020-12-31', valid_from_on = '2020-01-01' where role = 'partner' and display_name = 'Samira Aziz'",
  );
  await asSuperuser(
    server.at,
    "update network.membership set valid_until_on = '2020-12-31', valid_from_on = '2020-01-01' where role = 'coordinator'",
  );
  const later = await gaps();
  expect(later).toMatchObject({ no_coordinator: 1 });
  expect(later["links_over"]).toBe((after["links_over"] ?? 0) - 1);
});
