import { addDays } from "../../platform/contract/days.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { createTestNetwork } from "../network/factory.ts";
import { createTestClient } from "../people/factory.ts";
import { askShare, declineShare, giveShare, listShares, listSharesToMyUnit, withdrawShare } from "./contract.ts";
import * as erasure from "./contract.ts";
import { createTestErasure, createTestShare, testDeclaration } from "./factory.ts";
import { recordRequest } from "./requests/verbs.ts";
import { adviseRetention, listDue, proposeDeletions } from "./retention/verbs.ts";
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
  /** Somebody whose period is over, found by the job. */
  const dueOf = async () => {
    const client = await newClient();
    await asActor(server.at.database, { membership: network.systemMembershipId }, (call) =>
      proposeDeletions(call, [{ clientId: client, kind: "closed_case", beganOn: "2020-01-01", dueOn: "2023-01-01" }]),
    );
    const { due } = await network.as("holder", (call) => listDue(call, 1));
    return due[0]!.id;
  };
  const requestOf = async () => {
    const body = { id: newId(), kind: "access", receivedOn: today() } as const;
    const client = await newClient();
    return (await network.as("holder", (call) => recordRequest(call, client, body))).id;
  };
  await network.as("dataProtectionOfficer", (call) =>
    adviseRetention(call, { id: newId(), kind: "closed_case", months: 36, reasons: "Verjährung" }),
  );
  return { ...network, clientId, newClient, erasureOf, given, asked, dueOf, requestOf };
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
    getRetention: () => trial(erasure.getRetention, {}),
    adviseRetention: () =>
      trial(
        erasure.adviseRetention,
        { body: { id: newId(), kind: "without_case", months: 6, reasons: "Nichts mehr zu tun" } },
        {
          write: `insert into consent.retention_advice (site_id, id, kind, months, reasons, given_by_id)
            values (network.actor_site(), '${newId()}', 'unchecked', 6, 'x', network.actor_id())`,
        },
      ),
    setRetention: (world) =>
      trial(
        erasure.setRetention,
        { body: { id: newId(), unitId: world.actors.holder.unitId, kind: "closed_case", months: 36, reasons: null } },
        {
          write: `insert into consent.retention_period (site_id, id, unit_id, kind, months, advice_id, set_by_id)
            select network.actor_site(), '${newId()}', '${world.actors.holder.unitId}', 'closed_case', 36,
              coalesce((select a.id from consent.retention_advice a where a.kind = 'closed_case' order by a.given_at desc, a.id desc limit 1), '${newId()}'),
              network.actor_id()`,
        },
      ),
    listDue: () => trial(erasure.listDue, { query: {} }),
    lookAtDue: async (world) => {
      const id = await world.dueOf();
      return trial(erasure.lookAtDue, { params: { dueId: id } }, { row: { table: "consent.retention_due", id } });
    },
    askDueErasure: async (world) => {
      const id = await world.dueOf();
      return trial(
        erasure.askDueErasure,
        { params: { dueId: id }, body: { id: newId(), archive: "not_bound", archiveOfferedOn: null } },
        {
          row: { table: "consent.retention_due", id },
          write: `insert into consent.erasure (site_id, id, client_id, unit_id, reason, archive, asked_by_id)
            select network.actor_site(), gen_random_uuid(), d.client_id, network.actor_unit(), 'retention_ended', 'not_bound', network.actor_id()
            from consent.retention_due d where d.id = $id`,
        },
      );
    },
    keepLonger: async (world) => {
      const id = await world.dueOf();
      return trial(
        erasure.keepLonger,
        { params: { dueId: id }, body: { reason: "legal_claim", untilOn: addDays(today(), 100), version: 1 } },
        {
          row: { table: "consent.retention_due", id },
          write: `update consent.retention_due set kept_reason = 'legal_claim', kept_until_on = platform.today() + 9, kept_by_id = network.actor_id() where id = $id`,
        },
      );
    },
    listDataRequests: () => trial(erasure.listDataRequests, {}),
    makeRequestsSpreadsheet: () => trial(erasure.makeRequestsSpreadsheet, { query: {} }),
    listRequestsOf: (world) =>
      trial(erasure.listRequestsOf, { params: { clientId: world.clientId } }, { row: { table: "people.client", id: world.clientId } }),
    recordRequest: (world) =>
      trial(
        erasure.recordRequest,
        { params: { clientId: world.clientId }, body: { id: newId(), kind: "access", receivedOn: today() } },
        {
          row: { table: "people.client", id: world.clientId },
          write: `insert into consent.data_request (site_id, id, client_id, unit_id, kind, received_on, due_on, recorded_by_id)
            values (network.actor_site(), gen_random_uuid(), $id, network.actor_unit(), 'access', platform.today(), platform.today() + 30, network.actor_id())`,
        },
      ),
    extendRequest: async (world) => {
      const id = await world.requestOf();
      return trial(
        erasure.extendRequest,
        { params: { requestId: id }, body: { reason: "complex", version: 1 } },
        {
          row: { table: "consent.data_request", id },
          write: "update consent.data_request set extended_reason = 'complex', due_on = due_on + 60 where id = $id",
        },
      );
    },
    answerRequest: async (world) => {
      const id = await world.requestOf();
      return trial(
        erasure.answerRequest,
        { params: { requestId: id }, body: { outcome: "granted", answeredOn: today(), version: 1 } },
        {
          row: { table: "consent.data_request", id },
          write: "update consent.data_request set outcome = 'granted', answered_on = platform.today() where id = $id",
        },
      );
    },
    getDataHome: () => trial(erasure.getDataHome, {}),
    listErasures: () => trial(erasure.listErasures, { query: {} }),
    makeErasuresSpreadsheet: () => trial(erasure.makeErasuresSpreadsheet, { query: {} }),
  },
});
