import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { createTestNetwork } from "../network/factory.ts";
import { createTestClient } from "../people/factory.ts";
import { askShare, declineShare, giveShare, listShares, listSharesToMyUnit, withdrawShare } from "./contract.ts";
import * as erasure from "./erasure/contract.ts";
import { createTestErasure, createTestShare, testDeclaration } from "./factory.ts";
import { permissions } from "./permissions.ts";
import { latestEnd } from "./rules.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const clientId = await network.as("holder", (call) => createTestClient(call));
  const unitId = network.actors.partnerWithShare.unitId;
  const given = () => network.as("holder", (call) => createTestShare(call, { clientId, unitId, categories: ["work"] }));
  const asked = () => network.as("holder", (call) => createTestShare(call, { clientId, unitId, categories: ["work"], asked: true }));
  await given();
  const newClient = async () => {
    const id = await network.as("holder", (call) => createTestClient(call));
    await network.as("holder", (call) => createTestShare(call, { clientId: id, unitId, categories: ["work"] }));
    return id;
  };
  const erasureOf = async () => {
    const id = await newClient();
    return await network.as("holder", (call) => createTestErasure(call, id));
  };
  return { ...network, clientId, newClient, erasureOf, given, asked };
}

const table = "consent.share";
const erasures = "consent.erasure";
const answered = (state: string) =>
  `update consent.erasure set state = '${state}', answered_by_id = network.actor_id(), answered_at = platform.moment() where id = $id`;

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
    previewErasure: (world) =>
      trial(erasure.previewErasure, { params: { clientId: world.clientId } }, { row: { table: "people.client", id: world.clientId } }),
    askErasure: async (world) => {
      const clientId = await world.newClient();
      return trial(
        erasure.askErasure,
        { params: { clientId }, body: { id: newId(), reason: "right_to_erasure", archive: "not_bound" } },
        {
          row: { table: "people.client", id: clientId },
          write: `insert into consent.erasure (site_id, id, client_id, unit_id, reason, archive, asked_by_id)
            values (network.actor_site(), gen_random_uuid(), $id, network.actor_unit(), 'kept_wrongly', 'not_bound', network.actor_id())`,
        },
      );
    },
    lookAtErasure: async (world) => {
      const id = await world.erasureOf();
      return trial(erasure.lookAtErasure, { params: { erasureId: id } }, { row: { table: erasures, id } });
    },
    withdrawErasure: async (world) => {
      const id = await world.erasureOf();
      return trial(erasure.withdrawErasure, { params: { erasureId: id } }, { row: { table: erasures, id }, write: answered("withdrawn") });
    },
    confirmErasure: async (world) => {
      const id = await world.erasureOf();
      return trial(
        erasure.confirmErasure,
        { params: { erasureId: id } },
        { row: { table: erasures, id }, write: `select consent.erase($id, '${today()}')` },
      );
    },
    refuseErasure: async (world) => {
      const id = await world.erasureOf();
      return trial(erasure.refuseErasure, { params: { erasureId: id } }, { row: { table: erasures, id }, write: answered("refused") });
    },
    listErasures: () => trial(erasure.listErasures, { query: {} }),
    makeErasuresSpreadsheet: () => trial(erasure.makeErasuresSpreadsheet, { query: {} }),
  },
});
