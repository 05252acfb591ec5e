import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { sql } from "kysely";
import { createTestNetwork } from "../network/factory.ts";
import { addOrganisation } from "../network/index.ts";
import * as contract from "./contract.ts";
import {
  createTestAgreement,
  createTestAnswer,
  createTestRaters,
  createTestStructure,
  createTestWave,
  type Rater,
  testAgreement,
  testStructure,
} from "./factory.ts";
import { permissions } from "./permissions.ts";
import {
  chooseAnswering,
  getChances,
  moveWave,
  releaseStructures,
  removeAgreement,
  removeStructure,
  removeWave,
  setFiguresRemoved,
  showChances,
  showResult,
  takeFigures,
} from "./verbs.ts";

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const raters = await createTestRaters(network);
  const answerAll = async (waveId: string, of: readonly Rater[]) => {
    for (const { membershipId } of of)
      await asActor(server.at.database, { membership: membershipId }, (call) => createTestAnswer(call, waveId));
  };
  const admin = await network.join("other", network.actors.foreignCoordinator.unitId, "site_admin");
  const elsewhere = await asActor(server.at.database, { membership: admin.membershipId }, async (call) => {
    const made = [];
    for (const name of ["Caritas Erlstadt", "Diakonie Erlstadt", "Jobcenter Erlstadt"])
      made.push(await addOrganisation(call, { name, kind: "other", regime: "dsgvo_dsg_nrw" }));
    return made;
  });
  /** Organisations of the site of whoever is tried. */
  const ofSite = (actor: string) =>
    actor.startsWith("foreign") && actor !== "foreignersAuthority" ? elsewhere : raters.slice(0, 3).map((one) => one.organisationId);
  return { ...network, raters, answerAll, ofSite, database: server.at.database };
}
type World = Awaited<ReturnType<typeof build>>;

const rowOf = (table: string, id: string, idColumn?: string) => ({ table: `cooperation.${table}`, id, ...(idColumn ? { idColumn } : {}) });

const structure = (world: World) => world.as("coordinator", (call) => createTestStructure(call, world.organisations.welfare));
const parties = (world: World) => [world.organisations.welfare, world.organisations.jobcenter];
const agreement = (world: World) => world.as("coordinator", (call) => createTestAgreement(call, parties(world)));
const wave = (world: World, state: "planned" | "open" = "open") =>
  world.as("coordinator", (call) => createTestWave(call, world.raters, state));

async function closed(world: World, readers?: { bodies: boolean; team: boolean }): Promise<string> {
  const made = await wave(world);
  await world.answerAll(made.id, world.raters);
  await world.as("coordinator", async (call) => {
    await moveWave(call, made.id, { to: "closed", version: made.version });
    if (readers) await showResult(call, made.id, { ...readers, version: 1 });
  });
  return made.id;
}

const csv = () => Buffer.from(`Stand: 31.12.2025\nQuelle: Landesamt ${newId()}\nMerkmal;Ausprägung;Anzahl\nGeschlecht;weiblich;100\n`);
async function figures(world: World): Promise<string> {
  const bytes = csv();
  await takeFigures((work) => world.as("coordinator", work), { bytes, name: "a.csv" }, { measure: "population" }, { write: true });
  const { lists } = await world.as("coordinator", (call) => getChances(call, undefined));
  return lists[0]!.id;
}

/** Figures of this year that the team reads. */
async function shown(world: World): Promise<number> {
  const bytes = Buffer.from(
    `Stand: ${today()}\nQuelle: Zählung ${newId()}\nMerkmal;Ausprägung;Anzahl\nGeschlecht;weiblich;100\nGeschlecht;männlich;80\n`,
  );
  await takeFigures((work) => world.as("coordinator", work), { bytes, name: "b.csv" }, { measure: "case" }, { write: true });
  const year = Number(today().slice(0, 4));
  await world.as("coordinator", (call) => showChances(call, year, true));
  return year;
}

/** The answer of the one who is tried, as a draft; where none is asked, that of the first rater. */
async function draft(world: World, actor: string) {
  const made = await wave(world);
  const own = world.raters.find((one) => one.actor === world.actors[actor as "holder"]) ?? world.raters[0]!;
  const id = await asActor(world.database, { membership: own.membershipId }, (call) => createTestAnswer(call, made.id, [], "draft"));
  return { waveId: made.id, id };
}

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listStructures: () => trial(contract.listStructures, { query: {} }),
    makeStructuresSpreadsheet: () => trial(contract.makeStructuresSpreadsheet, { query: {} }),
    addStructure: (world, actor) =>
      trial(
        contract.addStructure,
        { body: { ...testStructure(world.ofSite(actor)[0]!), id: newId() } },
        {
          write: `insert into cooperation.counselling_structure (site_id, id, organisation_id, kind, name, fields, created_by)
            values (network.actor_site(), '${newId()}', '${world.ofSite(actor)[0]!}', 'mbe', 'x', '{work}', network.actor_id())`,
        },
      ),
    changeStructure: async (world) => {
      const structureId = await structure(world);
      return trial(
        contract.changeStructure,
        { params: { structureId }, body: { ...testStructure(world.organisations.welfare), name: "Anders", version: 1 } },
        {
          row: rowOf("counselling_structure", structureId),
          write: "update cooperation.counselling_structure set name = 'Anders' where id = $id",
        },
      );
    },
    removeStructure: async (world) => {
      const structureId = await structure(world);
      return trial(
        contract.removeStructure,
        { params: { structureId } },
        {
          row: rowOf("counselling_structure", structureId),
          write: "update cooperation.counselling_structure set version = version + 1 where id = $id",
        },
      );
    },
    restoreStructure: async (world) => {
      const structureId = await structure(world);
      await world.as("coordinator", (call) => removeStructure(call, structureId));
      return trial(contract.restoreStructure, { params: { structureId } });
    },
    releaseStructures: () =>
      trial(
        contract.releaseStructures,
        { body: { isReleased: false } },
        {
          write:
            "insert into cooperation.structure_release (site_id, released_by) values (network.actor_site(), network.actor_id()) on conflict do nothing",
        },
      ),
    listReleasedCooperation: () => trial(contract.listReleasedCooperation, {}),
    getReleasedStructures: async (world) => {
      await structure(world);
      await world.as("coordinator", (call) => releaseStructures(call, true));
      return trial(contract.getReleasedStructures, { params: { siteId: world.siteId }, query: {} });
    },
    getUnreleasedStructures: async (world) => {
      await structure(world);
      await world.as("coordinator", async (call) => {
        await releaseStructures(call, true);
        await releaseStructures(call, false);
      });
      return trial(contract.getReleasedStructures, { params: { siteId: world.siteId }, query: {} });
    },
    listAgreements: () => trial(contract.listAgreements, {}),
    makeAgreementsSpreadsheet: () => trial(contract.makeAgreementsSpreadsheet, { query: {} }),
    makeAgreement: (world, actor) =>
      trial(
        contract.makeAgreement,
        { body: { ...testAgreement(world.ofSite(actor).slice(0, 2)), id: newId() } },
        {
          write: `insert into cooperation.agreement (site_id, id, title, content, from_on, created_by)
            values (network.actor_site(), '${newId()}', 'x', 'x', platform.today(), network.actor_id())`,
        },
      ),
    changeAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.changeAgreement,
        { params: { agreementId }, body: { ...testAgreement(parties(world)), title: "Anders", version: 1 } },
        { row: rowOf("agreement", agreementId), write: "update cooperation.agreement_party set signed_on = null where agreement_id = $id" },
      );
    },
    endAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.endAgreement,
        { params: { agreementId }, body: { endedOn: today(), version: 1 } },
        { row: rowOf("agreement", agreementId), write: "update cooperation.agreement set ended_on = platform.today() where id = $id" },
      );
    },
    removeAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.removeAgreement,
        { params: { agreementId } },
        { row: rowOf("agreement", agreementId), write: "delete from cooperation.agreement_party where agreement_id = $id" },
      );
    },
    restoreAgreement: async (world) => {
      const agreementId = await agreement(world);
      await world.as("coordinator", (call) => removeAgreement(call, agreementId));
      return trial(contract.restoreAgreement, { params: { agreementId } });
    },
    listEndings: () => trial(contract.listEndings, {}),

    listWaves: () => trial(contract.listWaves, {}),
    getWave: async (world) => trial(contract.getWave, { params: { waveId: (await wave(world)).id } }),
    planWave: (world, actor) =>
      trial(
        contract.planWave,
        {
          body: {
            id: newId(),
            title: "Frühjahr",
            untilOn: addDays(today(), 10),
            organisations: world.ofSite(actor).map((organisationId) => ({ organisationId, membershipId: null })),
          },
        },
        {
          write: `insert into cooperation.wave (site_id, id, title, until_on, ties_from_on, created_by)
            values (network.actor_site(), '${newId()}', 'x', platform.today(), platform.today(), network.actor_id())`,
        },
      ),
    changeWave: async (world) => {
      const { id: waveId, version } = await wave(world, "planned");
      return trial(
        contract.changeWave,
        { params: { waveId }, body: { title: "Anders", untilOn: addDays(today(), 20), version } },
        { row: rowOf("wave", waveId), write: "update cooperation.wave set title = 'Anders' where id = $id" },
      );
    },
    chooseAnswering: async (world) => {
      const { id: waveId } = await wave(world, "planned");
      const { organisationId } = world.raters[5]!;
      return trial(
        contract.chooseAnswering,
        { params: { waveId, organisationId }, body: { membershipId: null } },
        { row: rowOf("wave", waveId), write: "update cooperation.wave_organisation set membership_id = null where wave_id = $id" },
      );
    },
    countOtherAnswer: async (world) => {
      const made = await wave(world);
      const { organisationId } = world.raters[0]!;
      await world.answerAll(made.id, [world.raters[0]!]);
      const other = await world.join("own", world.actors.holder.unitId, "partner");
      await world.as("coordinator", (call) => chooseAnswering(call, made.id, organisationId, other.membershipId));
      await world.answerAll(made.id, [{ organisationId, membershipId: other.membershipId, actor: other }]);
      return trial(contract.countOtherAnswer, { params: { waveId: made.id, organisationId } });
    },
    openWave: async (world) => {
      const { id: waveId, version } = await wave(world, "planned");
      return trial(
        contract.moveWave,
        { params: { waveId }, body: { to: "open", version } },
        { row: rowOf("wave", waveId), write: "update cooperation.wave set state = 'open', opened_on = platform.today() where id = $id" },
      );
    },
    closeWave: async (world) => {
      const { id: waveId, version } = await wave(world);
      await world.answerAll(waveId, world.raters);
      return trial(
        contract.moveWave,
        { params: { waveId }, body: { to: "closed", version } },
        { write: `update cooperation.wave set state = 'closed', closed_on = platform.today() where id = '${waveId}'` },
      );
    },
    remindOfWave: async (world) => trial(contract.remindOfWave, { params: { waveId: (await wave(world)).id } }),
    removeWave: async (world) => {
      const { id: waveId } = await wave(world, "planned");
      return trial(contract.removeWave, { params: { waveId } }, { row: rowOf("wave", waveId) });
    },
    restoreWave: async (world) => {
      const { id: waveId } = await wave(world, "planned");
      await world.as("coordinator", (call) => removeWave(call, waveId));
      return trial(contract.restoreWave, { params: { waveId } });
    },
    createAnswerLink: async (world) => {
      const { id: waveId } = await wave(world);
      return trial(contract.createAnswerLink, { params: { waveId, organisationId: world.organisations.kreis } });
    },

    listOwnWaves: () => trial(contract.listOwnWaves, {}),
    getAnswerSheet: async (world, actor) => {
      const { waveId, id } = await draft(world, actor);
      return trial(contract.getAnswerSheet, { params: { waveId } }, { row: rowOf("answer", id) });
    },
    saveAnswer: async (world, actor) => {
      const { waveId, id } = await draft(world, actor);
      return trial(
        contract.saveAnswer,
        { params: { waveId }, body: { id: newUnlinkableId(), ratings: [], version: 1 } },
        { row: rowOf("answer", id), write: "delete from cooperation.rating where answer_id = $id" },
      );
    },
    handInAnswer: async (world, actor) => {
      const { waveId, id } = await draft(world, actor);
      return trial(
        contract.handInAnswer,
        { params: { waveId }, body: { version: 1 } },
        { row: rowOf("answer", id), write: "update cooperation.answer set saved_on = platform.today() where id = $id" },
      );
    },
    readOthersRatings: async (world) => {
      const others = world.raters.slice(4);
      const made = await world.as("coordinator", (call) => createTestWave(call, others, "planned"));
      await world.as("coordinator", async (call) => {
        await sql`update cooperation.wave set state = 'open', opened_on = platform.today() where id = ${made.id}`.execute(call.tx);
      });
      const { membershipId } = others[0]!;
      const id = await asActor(world.database, { membership: membershipId }, (call) => createTestAnswer(call, made.id));
      return trial(contract.getAnswerSheet, { params: { waveId: made.id } }, { row: rowOf("rating", id, "answer_id") });
    },

    listResults: () => trial(contract.listResults, {}),
    getResult: async (world) => {
      const waveId = await closed(world);
      return trial(contract.getResult, { params: { waveId } }, { row: rowOf("wave_result", waveId, "wave_id") });
    },
    getReleasedResult: async (world) => {
      const waveId = await closed(world, { bodies: true, team: true });
      return trial(contract.getResult, { params: { waveId } }, { row: rowOf("wave_result", waveId, "wave_id") });
    },
    makeOrganisationsSpreadsheet: async (world) => {
      const waveId = await closed(world);
      return trial(
        contract.makeOrganisationsSpreadsheet,
        { params: { waveId }, query: {} },
        { row: rowOf("wave_result", waveId, "wave_id") },
      );
    },
    makeTiesSpreadsheet: async (world) => {
      const waveId = await closed(world, { bodies: true, team: true });
      return trial(contract.makeTiesSpreadsheet, { params: { waveId }, query: {} }, { row: rowOf("wave_result", waveId, "wave_id") });
    },
    showResult: async (world) => {
      const waveId = await closed(world);
      return trial(
        contract.showResult,
        { params: { waveId }, body: { bodies: true, team: true, version: 1 } },
        {
          row: rowOf("wave_result", waveId, "wave_id"),
          write: "update cooperation.wave_result set shown_to_bodies_on = platform.today() where wave_id = $id",
        },
      );
    },

    getChances: () => trial(contract.getChances, { query: {} }),
    makeChancesSpreadsheet: () => trial(contract.makeChancesSpreadsheet, { query: {} }),
    showChances: () =>
      trial(
        contract.showChances,
        { params: { year: 2020 }, body: { isShown: false } },
        {
          write: `insert into cooperation.chances_release (site_id, year, figures, shown_by)
            values (network.actor_site(), 2020, '{}', network.actor_id()) on conflict do nothing`,
        },
      ),
    getReleasedChances: async (world) => trial(contract.getReleasedChances, { params: { siteId: world.siteId, year: await shown(world) } }),
    getUnshownChances: async (world) => {
      const year = await shown(world);
      await world.as("coordinator", (call) => showChances(call, year, false));
      return trial(contract.getReleasedChances, { params: { siteId: world.siteId, year } });
    },
    readFigures: () => trial(contract.readFigures, { query: { measure: "population" } }),
    bringFigures: (world) =>
      trial(
        contract.bringFigures,
        { query: { measure: "population" } },
        {
          write: `insert into cooperation.figure_list (site_id, id, measure, source, as_of_on, file_hash, brought_by)
            select network.actor_site(), '${newId()}', 'population', 'x', platform.today(), sha256('${world.siteId}'), network.actor_id()`,
        },
      ),
    removeFigures: async (world) => {
      const listId = await figures(world);
      return trial(contract.removeFigures, { params: { listId } }, { row: rowOf("figure_list", listId) });
    },
    restoreFigures: async (world) => {
      const listId = await figures(world);
      await world.as("coordinator", (call) => setFiguresRemoved(call, listId, true));
      return trial(contract.restoreFigures, { params: { listId } });
    },
  },
});
