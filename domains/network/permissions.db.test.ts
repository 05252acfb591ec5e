import { asSuperuser } from "../../platform/testing/database.ts";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import {
  acknowledgeRegister,
  addMember,
  demandSecondFactor,
  endMember,
  getSite,
  listMemberAccess,
  listRegister,
  listSecondFactorDemands,
  renewFirstLink,
  saveDraft,
  saveOrganisation,
  saveUnit,
} from "./contract.ts";
import { createTestNetwork } from "./factory.ts";
import { permissions } from "./permissions.ts";

checkPermissions({
  table: permissions,
  build: async (server: Server) => {
    const world = await createTestNetwork(server.at.database);
    const entryOf = async (membershipId: string) => {
      const [row] = await asSuperuser<{ id: string }>(server.at, "select id from network.register_entry where membership_id = $1", [
        membershipId,
      ]);
      return row!.id;
    };
    return { ...world, entryOf };
  },
  actors: (world) => world.actors,
  trials: {
    readSite: () => trial(getSite, {}),
    saveOrganisation: () =>
      trial(
        saveOrganisation,
        {
          params: { organisationId: newId() },
          body: { name: "Neuer Träger", shortName: null, kind: "other", dataProtectionRegime: "dsgvo_dsg_nrw" },
        },
        {
          write: `insert into network.organisation (site_id, id, name, kind, data_protection_regime)
                  values (network.actor_site(), gen_random_uuid(), 'x', 'other', 'kdg')`,
        },
      ),
    saveUnit: (world) =>
      trial(
        saveUnit,
        {
          params: { unitId: newId() },
          body: { organisationId: world.organisations.kreis, townId: null, name: "Neue Stelle", kind: "other", legalDomains: [] },
        },
        {
          write: `insert into network.unit (site_id, id, organisation_id, slug, name, kind)
                  values (network.actor_site(), gen_random_uuid(), '${world.organisations.kreis}', 'x-${newId().slice(-12)}', 'x', 'other')`,
        },
      ),
    addMember: (world) =>
      trial(
        addMember,
        {
          params: { membershipId: newId() },
          body: {
            name: "Neu Hier",
            email: `${newId()}@example.org`,
            unitId: world.actors.holder.unitId,
            role: "partner",
            title: null,
          },
        },
        {
          write: `select network.add_member(gen_random_uuid(), gen_random_uuid(), 'x@example.org', 'x', '${world.actors.holder.unitId}', 'partner', null, gen_random_uuid())`,
        },
      ),
    renewFirstLink: async (world) => {
      const joined = await world.join("own", world.actors.partner.unitId, "partner");
      return trial(
        renewFirstLink,
        { params: { membershipId: joined.membershipId } },
        {
          write: `select network.create_first_link('${joined.membershipId}', sha256('${newId()}'), gen_random_uuid(), now() + interval '1 day', gen_random_uuid())`,
        },
      );
    },
    listMemberAccess: () => trial(listMemberAccess, {}),
    listSecondFactorDemands: () => trial(listSecondFactorDemands, {}),
    demandSecondFactor: () =>
      trial(
        demandSecondFactor,
        { params: { role: "partner" }, body: { isDemanded: false } },
        { write: "select network.demand_second_factor('partner', false)" },
      ),
    listRegister: () => trial(listRegister, { query: {} }),
    acknowledgeRegister: async (world) => {
      const joined = await world.join("own", world.actors.partner.unitId, "partner");
      const entryId = await world.entryOf(joined.membershipId);
      return trial(
        acknowledgeRegister,
        { body: { entryIds: [entryId] } },
        {
          write: `insert into network.register_acknowledgement (site_id, entry_id, membership_id) values (network.actor_site(), '${entryId}', network.actor_id())`,
        },
      );
    },
    endMember: async (world) => {
      const joined = await world.join("own", world.actors.partner.unitId, "partner");
      return trial(
        endMember,
        { params: { membershipId: joined.membershipId } },
        { write: `update network.membership set title = 'x' where id = '${joined.membershipId}'` },
      );
    },
    keepDraft: () => trial(saveDraft, { params: { key: "gap-report" }, body: { content: "Ein Satz" } }),
  },
});
