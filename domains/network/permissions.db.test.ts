import { asSuperuser } from "../../platform/testing/database.ts";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import {
  acknowledgeRegister,
  addMember,
  askWhoIsResponsible,
  checkResponsibilities,
  demandSecondFactor,
  endMember,
  endWord,
  getSite,
  listMemberAccess,
  getSetup,
  listRegister,
  makeRegisterSpreadsheet,
  listResponsibilities,
  listSecondFactorDemands,
  listWords,
  makeMembersSpreadsheet,
  makeResponsibilitiesSpreadsheet,
  makeUnitsSpreadsheet,
  makeWordsSpreadsheet,
  orderWords,
  removeResponsibility,
  renewFirstLink,
  saveDraft,
  saveOrganisation,
  saveResponsibility,
  saveUnit,
  saveWord,
} from "./contract.ts";
import { createTestNetwork, emptyQuestion, testResponsibility, type TestNetwork } from "./factory.ts";
import { type ActorName, permissions } from "./permissions.ts";
import { saveResponsibility as save } from "./responsibility/verbs.ts";
import { listWords as listAllWords, saveWord as addWord } from "./vocabulary/verbs.ts";

const unitOf = (world: TestNetwork, actor: ActorName) => world.actors[actor === "nobody" ? "coordinator" : actor].unitId;
/** Where an actor may write words at all, they write those of their own site. */
const editorOf = (actor: ActorName) => (actor === "foreignCoordinator" ? "foreignCoordinator" : "coordinator");

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
    makeMembersSpreadsheet: () => trial(makeMembersSpreadsheet, { query: {} }),
    makeResponsibilitiesSpreadsheet: () => trial(makeResponsibilitiesSpreadsheet, { query: {} }),
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
    makeRegisterSpreadsheet: () => trial(makeRegisterSpreadsheet, { query: {} }),
    getSetup: () => trial(getSetup, {}),
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
    listWords: () => trial(listWords, {}),
    makeWordsSpreadsheet: () => trial(makeWordsSpreadsheet, { query: {} }),
    saveWord: () =>
      trial(
        saveWord,
        {
          params: { vocabulary: "gap_kind", code: `wort_${newId().replaceAll("-", "_")}` },
          body: { de: newId(), en: "Word", version: null },
        },
        {
          write: `insert into network.vocabulary_entry (site_id, vocabulary, code, label_de, label_en)
                  values (network.actor_site(), 'gap_kind', 'x_${newId().slice(-12)}', 'x', 'x')`,
        },
      ),
    endWord: async (world, actor) => {
      const code = `ende_${newId().replaceAll("-", "_")}`;
      await world.as(editorOf(actor), (call) => addWord(call, { vocabulary: "gap_kind", code }, { de: newId(), en: "End", version: null }));
      return trial(
        endWord,
        { params: { vocabulary: "gap_kind", code }, body: { validUntilOn: "2030-01-01", version: 1 } },
        { write: `update network.vocabulary_entry set valid_until_on = '2030-01-01' where vocabulary = 'gap_kind' and code = '${code}'` },
      );
    },
    orderWords: async (world, actor) => {
      const { vocabularies } = await world.as(editorOf(actor), (call) => listAllWords(call));
      const codes = vocabularies.find((one) => one.vocabulary === "purpose")!.words.map((one) => one.code);
      return trial(
        orderWords,
        { params: { vocabulary: "purpose" }, body: { codes: [...codes].reverse() } },
        { write: "update network.vocabulary_entry set position = 7 where vocabulary = 'purpose'" },
      );
    },
    listResponsibilities: () => trial(listResponsibilities, {}),
    askWhoIsResponsible: () => trial(askWhoIsResponsible, { body: { ...emptyQuestion, age: 19 } }),
    checkResponsibilities: () => trial(checkResponsibilities, {}),
    saveResponsibility: (world, actor) =>
      trial(
        saveResponsibility,
        { params: { responsibilityId: newId() }, body: { ...testResponsibility(unitOf(world, actor)), version: null } },
        {
          write: `insert into network.responsibility (site_id, id, unit_id, created_by)
                  values (network.actor_site(), gen_random_uuid(), network.actor_unit(), network.actor_id())`,
        },
      ),
    changeResponsibility: async (world) => {
      const id = newId();
      const form = testResponsibility(world.actors.holder.unitId);
      await world.as("coordinator", (call) => save(call, id, { ...form, version: null }));
      return trial(
        saveResponsibility,
        { params: { responsibilityId: id }, body: { ...form, version: 1 } },
        { write: `update network.responsibility set phone = '02541 7' where id = '${id}'` },
      );
    },
    removeResponsibility: async (world) => {
      const id = newId();
      await world.as("coordinator", (call) => save(call, id, { ...testResponsibility(world.actors.holder.unitId), version: null }));
      return trial(
        removeResponsibility,
        { params: { responsibilityId: id } },
        { write: `update network.responsibility set removed_at = now() where id = '${id}'` },
      );
    },
    keepDraft: () => trial(saveDraft, { params: { key: "gap-report" }, body: { content: "Ein Satz" } }),
  },
});
