import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import {
  addMember,
  endMember,
  getSite,
  makeMembersSpreadsheet,
  makeUnitsSpreadsheet,
  saveDraft,
  saveOrganisation,
  saveUnit,
} from "./contract.ts";
import { createTestNetwork } from "./factory.ts";
import { permissions } from "./permissions.ts";

checkPermissions({
  table: permissions,
  build: (server: Server) => createTestNetwork(server.at.database),
  actors: (world) => world.actors,
  trials: {
    readSite: () => trial(getSite, {}),
    makeMembersSpreadsheet: () => trial(makeMembersSpreadsheet, { query: {} }),
    makeUnitsSpreadsheet: () => trial(makeUnitsSpreadsheet, { query: {} }),
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
            password: "ein langes Passwort",
            unitId: world.actors.holder.unitId,
            role: "partner",
            title: null,
          },
        },
        {
          write: `select network.add_member(gen_random_uuid(), gen_random_uuid(), 'x@example.org', 'x', 'x', '${world.actors.holder.unitId}', 'partner', null)`,
        },
      ),
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
