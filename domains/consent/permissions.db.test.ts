import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { createTestNetwork } from "../network/factory.ts";
import { createTestClient } from "../people/factory.ts";
import { askShare, declineShare, giveShare, listShares, listSharesToMyUnit, withdrawShare } from "./contract.ts";
import { createTestShare, testDeclaration } from "./factory.ts";
import { permissions } from "./permissions.ts";
import { latestEnd } from "./rules.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const clientId = await network.as("holder", (call) => createTestClient(call));
  const unitId = network.actors.partnerWithShare.unitId;
  const given = () => network.as("holder", (call) => createTestShare(call, { clientId, unitId, categories: ["work"] }));
  const asked = () => network.as("holder", (call) => createTestShare(call, { clientId, unitId, categories: ["work"], asked: true }));
  await given();
  return { ...network, clientId, given, asked };
}

const table = "consent.share";

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listShares: async (world) => trial(listShares, { params: { clientId: world.clientId } }, { row: { table, id: await world.given() } }),
    listSharesToMyUnit: () => trial(listSharesToMyUnit, {}),
    askShare: (world) =>
      trial(
        askShare,
        {
          params: { clientId: world.clientId },
          body: {
            id: newId(),
            unitId: world.actors.partner.unitId,
            categories: ["work"],
            purpose: "referral",
            fromOn: today(),
            untilOn: latestEnd(today()),
          },
        },
        {
          row: { table: "people.client", id: world.clientId },
          write: `insert into consent.share (site_id, id, client_id, unit_id, categories, purpose, from_on, until_on, state, asked_by_id)
            values ('${world.siteId}', '${newId()}', $id, '${world.actors.partner.unitId}', '{work}', 'referral', '${today()}', '${today()}', 'asked', '${newId()}')`,
        },
      ),
    giveShare: async (world) => {
      const id = await world.asked();
      return trial(
        giveShare,
        { params: { shareId: id }, body: { version: 1, declaration: testDeclaration() } },
        {
          row: { table, id },
          write: `update consent.share set state = 'given', answered_on = '${today()}', consent_id = '${newId()}' where id = $id`,
        },
      );
    },
    declineShare: async (world) => {
      const id = await world.asked();
      return trial(
        declineShare,
        { params: { shareId: id }, body: { version: 1, declinedOn: today() } },
        { row: { table, id }, write: `update consent.share set state = 'declined', answered_on = '${today()}' where id = $id` },
      );
    },
    withdrawShare: async (world) => {
      const id = await world.given();
      return trial(
        withdrawShare,
        { params: { shareId: id }, body: { withdrawnOn: today() } },
        { row: { table, id }, write: "update consent.share set state = 'withdrawn' where id = $id" },
      );
    },
  },
});
