import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { createTestBody } from "../bodies/factory.ts";
import { createTestNetwork } from "../network/factory.ts";
import { addOrganisation } from "../network/index.ts";
import * as contract from "./contract.ts";
import {
  createTestAgreement,
  createTestAnchored,
  createTestFramework,
  createTestGoal,
  createTestMeasureOfTheme,
  createTestMilestone,
  createTestSubGoal,
  testAgreement,
  testFramework,
  testSubGoal,
} from "./factory.ts";
import { permissions } from "./permissions.ts";
import {
  adoptTemplate,
  decideFramework,
  getFramework,
  listPhases,
  lookAtAnchored,
  releaseToProgramme,
  removeAgreement,
  removeGoal,
  removeLook,
  removeMilestone,
  removeSubGoal,
  removeVersion,
} from "./verbs.ts";

/** Who writes at the site of whoever is tried: what is not there for the others is there for these two. */
type Writer = "coordinator" | "foreignCoordinator";
const writerOf = (actor: string): Writer => (actor === "foreignCoordinator" ? actor : "coordinator");

async function build(server: Server) {
  const network = await createTestNetwork(server.at.database);
  const admin = await network.join("other", network.actors.foreignCoordinator.unitId, "site_admin");
  const elsewhere = await asActor(server.at.database, { membership: admin.membershipId }, async (call) => {
    const made = [];
    for (const name of ["Caritas Erlstadt", "Diakonie Erlstadt"])
      made.push(await addOrganisation(call, { name, kind: "other", regime: "dsgvo_dsg_nrw" }));
    return made;
  });
  const begin = async (writer: Writer, members: readonly string[]) =>
    await network.as(writer, async (call) => {
      await createTestFramework(call);
      await createTestGoal(call);
      await adoptTemplate(call);
      return await createTestBody(call, members);
    });
  const bodies = {
    coordinator: await begin("coordinator", [network.actors.bodyMember.membershipId]),
    foreignCoordinator: await begin("foreignCoordinator", []),
  };
  /** Organisations of the site of whoever is tried. */
  const ofSite = (actor: string) =>
    actor === "foreignCoordinator" || actor === "foreignCaseManager"
      ? elsewhere
      : [network.organisations.welfare, network.organisations.jobcenter];
  return { ...network, bodies, ofSite };
}
type World = Awaited<ReturnType<typeof build>>;

const rowOf = (table: string, id: string, idColumn?: string) => ({ table: `strategy.${table}`, id, ...(idColumn ? { idColumn } : {}) });
const goal = (world: World) => world.as("coordinator", (call) => createTestGoal(call));
const subGoal = (world: World) => world.as("coordinator", (call) => createTestSubGoal(call));
const agreement = (world: World) => world.as("coordinator", (call) => createTestAgreement(call, world.ofSite("coordinator")));
const milestone = (world: World) => world.as("coordinator", (call) => createTestMilestone(call));
const anchored = (world: World) => world.as("coordinator", (call) => createTestAnchored(call, world));

async function version(world: World): Promise<string> {
  return await world.as("coordinator", async (call) => {
    await createTestGoal(call);
    const { framework } = await getFramework(call);
    const wanted = {
      id: newId(),
      decidedOn: today(),
      bodyId: world.bodies.coordinator,
      decisionId: null,
      note: "",
      version: framework!.version,
    };
    return (await decideFramework(call, wanted)).id;
  });
}

async function look(world: World): Promise<string> {
  const measureId = await anchored(world);
  const id = newId();
  const wanted = { id, lookedOn: today(), finding: "held" as const, reasons: "Steht im Haushalt.", lookAgainOn: addDays(today(), 365) };
  await world.as("coordinator", (call) => lookAtAnchored(call, measureId, wanted));
  return id;
}

const aLook = () => ({ id: newId(), lookedOn: today(), finding: "gone" as const, reasons: "Die Stelle ist weg.", lookAgainOn: null });

/** To released or not, from whatever an earlier trial left. */
async function setRelease(world: World, what: "framework" | "roadmap", isReleased: boolean): Promise<void> {
  await world.as("coordinator", async (call) => {
    const now = what === "framework" ? (await getFramework(call)).release : (await listPhases(call)).release;
    if ((now.releasedOn !== null) !== isReleased) await releaseToProgramme(call, what, { isReleased, version: now.version });
  });
}

const versionOfFramework = (world: World, actor: string) =>
  world.as(writerOf(actor), async (call) => (await getFramework(call)).framework!.version);
const phasesOf = (world: World, actor: string) => world.as(writerOf(actor), (call) => listPhases(call));

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    getFramework: () => trial(contract.getFramework, {}),
    saveFramework: async (world, actor) =>
      trial(contract.saveFramework, { body: { ...testFramework, version: await versionOfFramework(world, actor) } }),
    printFramework: () => trial(contract.printFramework, { query: {} }),
    makeFrameworkSpreadsheet: () => trial(contract.makeFrameworkSpreadsheet, { query: {} }),
    addGoal: () =>
      trial(
        contract.addGoal,
        { body: { id: newId(), title: "Teilhabe", text: "" } },
        {
          write: `insert into strategy.framework_goal (site_id, id, title, position, created_by)
            values (network.actor_site(), '${newId()}', 'x', 1, network.actor_id())`,
        },
      ),
    changeGoal: async (world) => {
      const goalId = await goal(world);
      return trial(
        contract.changeGoal,
        { params: { goalId }, body: { title: "Anders", text: "", version: 1 } },
        { row: rowOf("framework_goal", goalId), write: "update strategy.framework_goal set title = 'Anders' where id = $id" },
      );
    },
    removeGoal: async (world) => {
      const goalId = await goal(world);
      return trial(
        contract.removeGoal,
        { params: { goalId } },
        { row: rowOf("framework_goal", goalId), write: "update strategy.framework_goal set version = 9 where id = $id" },
      );
    },
    restoreGoal: async (world) => {
      const goalId = await goal(world);
      await world.as("coordinator", (call) => removeGoal(call, goalId));
      return trial(contract.restoreGoal, { params: { goalId } });
    },
    orderGoals: async (world) => {
      const { goalId, subGoalId } = await subGoal(world);
      return trial(
        contract.orderGoals,
        { body: { goalId, ids: [subGoalId] } },
        { row: rowOf("sub_goal", subGoalId), write: "update strategy.sub_goal set position = 7 where id = $id" },
      );
    },
    addSubGoal: async (world, actor) => {
      const goalId = await world.as(writerOf(actor), (call) => createTestGoal(call));
      return trial(
        contract.addSubGoal,
        { body: { ...testSubGoal(goalId), id: newId() } },
        {
          row: rowOf("framework_goal", goalId),
          write: `insert into strategy.sub_goal (site_id, id, goal_id, field_of_action, title, position, created_by)
            values (network.actor_site(), '${newId()}', '${goalId}', 'language', 'x', 1, network.actor_id())`,
        },
      );
    },
    changeSubGoal: async (world) => {
      const { goalId, subGoalId } = await subGoal(world);
      return trial(
        contract.changeSubGoal,
        { params: { subGoalId }, body: { ...testSubGoal(goalId), title: "Anders", version: 1 } },
        { row: rowOf("sub_goal", subGoalId), write: "update strategy.sub_goal set title = 'Anders' where id = $id" },
      );
    },
    reachSubGoal: async (world) => {
      const { subGoalId } = await subGoal(world);
      return trial(
        contract.reachSubGoal,
        { params: { subGoalId }, body: { reachedOn: today(), version: 1 } },
        { row: rowOf("sub_goal", subGoalId), write: "update strategy.sub_goal set reached_on = platform.today() where id = $id" },
      );
    },
    linkSubGoal: async (world) => {
      const { subGoalId } = await subGoal(world);
      const { themeId, measureId } = await world.as("coordinator", (call) => createTestMeasureOfTheme(call, world));
      return trial(
        contract.linkSubGoal,
        { params: { subGoalId }, body: { measureIds: [measureId], themeIds: [themeId], version: 1 } },
        {
          row: rowOf("sub_goal", subGoalId),
          write: `insert into strategy.sub_goal_measure (site_id, sub_goal_id, measure_id) values ('${world.siteId}', $id, '${measureId}')`,
        },
      );
    },
    removeSubGoal: async (world) => {
      const { subGoalId } = await subGoal(world);
      return trial(contract.removeSubGoal, { params: { subGoalId } }, { row: rowOf("sub_goal", subGoalId) });
    },
    restoreSubGoal: async (world) => {
      const { subGoalId } = await subGoal(world);
      await world.as("coordinator", (call) => removeSubGoal(call, subGoalId));
      return trial(contract.restoreSubGoal, { params: { subGoalId } });
    },
    listLinkable: () => trial(contract.listLinkable, {}),
    decideFramework: async (world, actor) => {
      const bodyId = world.bodies[writerOf(actor)];
      return trial(
        contract.decideFramework,
        { body: { id: newId(), decidedOn: today(), bodyId, note: "", version: await versionOfFramework(world, actor) } },
        {
          write: `insert into strategy.framework_version (site_id, id, number, decided_on, body_id, body_name, document, created_by)
            values (network.actor_site(), '${newId()}', 99, platform.today(), '${bodyId}', 'x', '{}', network.actor_id())`,
        },
      );
    },
    openVersion: async (world) => {
      const versionId = await version(world);
      return trial(contract.openVersion, { params: { versionId } }, { row: rowOf("framework_version", versionId) });
    },
    printVersion: async (world) => {
      const versionId = await version(world);
      return trial(contract.printVersion, { params: { versionId }, query: {} }, { row: rowOf("framework_version", versionId) });
    },
    removeVersion: async (world) => {
      const versionId = await version(world);
      return trial(contract.removeVersion, { params: { versionId } }, { row: rowOf("framework_version", versionId) });
    },
    restoreVersion: async (world) => {
      const versionId = await version(world);
      await world.as("coordinator", (call) => removeVersion(call, versionId));
      return trial(contract.restoreVersion, { params: { versionId } });
    },
    listHistory: () => trial(contract.listHistory, { query: { subject: "framework" } }),
    getConnections: () => trial(contract.getConnections, {}),

    listAgreements: () => trial(contract.listAgreements, {}),
    makeAgreementsSpreadsheet: () => trial(contract.makeAgreementsSpreadsheet, { query: {} }),
    openAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(contract.openAgreement, { params: { agreementId } }, { row: rowOf("target_agreement", agreementId) });
    },
    printAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(contract.printAgreement, { params: { agreementId }, query: {} }, { row: rowOf("target_agreement", agreementId) });
    },
    printPhases: () => trial(contract.printPhases, { query: {} }),
    makeAgreement: (world, actor) =>
      trial(
        contract.makeAgreement,
        { body: { ...testAgreement(world.ofSite(actor)), id: newId() } },
        {
          write: `insert into strategy.target_agreement (site_id, id, title, content, from_on, until_on, created_by)
            values (network.actor_site(), '${newId()}', 'x', 'x', platform.today(), platform.today(), network.actor_id())`,
        },
      ),
    changeAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.changeAgreement,
        { params: { agreementId }, body: { ...testAgreement(world.ofSite("coordinator")), title: "Anders", version: 1 } },
        { row: rowOf("target_agreement", agreementId), write: "delete from strategy.commitment where agreement_id = $id" },
      );
    },
    signAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.signAgreement,
        {
          params: { agreementId, organisationId: world.organisations.welfare },
          body: { signature: { by: "Ines Fuchs", on: today() }, version: 1 },
        },
        {
          row: rowOf("target_agreement", agreementId),
          write: "update strategy.signature set signed_by = 'x', signed_on = platform.today() where agreement_id = $id",
        },
      );
    },
    keepCommitment: async (world) => {
      const fields = testAgreement(world.ofSite("coordinator"));
      const agreementId = await world.as("coordinator", (call) => createTestAgreement(call, fields.organisationIds, fields));
      return trial(
        contract.keepCommitment,
        { params: { agreementId, commitmentId: fields.commitments[0]!.id }, body: { keptOn: today(), version: 1 } },
        {
          row: rowOf("commitment", fields.commitments[0]!.id),
          write: "update strategy.commitment set kept_on = platform.today() where id = $id",
        },
      );
    },
    endAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.endAgreement,
        { params: { agreementId }, body: { end: { on: today(), reason: "Das Haus schließt." }, version: 1 } },
        {
          row: rowOf("target_agreement", agreementId),
          write: "update strategy.target_agreement set ended_on = platform.today(), end_reason = 'x' where id = $id",
        },
      );
    },
    renewAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(
        contract.renewAgreement,
        { params: { agreementId }, body: { id: newId(), fromOn: addDays(today(), 66), untilOn: addDays(today(), 400) } },
        { row: rowOf("target_agreement", agreementId) },
      );
    },
    removeAgreement: async (world) => {
      const agreementId = await agreement(world);
      return trial(contract.removeAgreement, { params: { agreementId } }, { row: rowOf("signature", agreementId, "agreement_id") });
    },
    restoreAgreement: async (world) => {
      const agreementId = await agreement(world);
      await world.as("coordinator", (call) => removeAgreement(call, agreementId));
      return trial(contract.restoreAgreement, { params: { agreementId } });
    },

    listPhases: () => trial(contract.listPhases, {}),
    makeMilestonesSpreadsheet: () => trial(contract.makeMilestonesSpreadsheet, { query: {} }),
    adoptTemplate: () => trial(contract.adoptTemplate, {}),
    changePhase: async (world, actor) => {
      const { phases } = await phasesOf(world, actor);
      return trial(
        contract.changePhase,
        { params: { number: 3 }, body: { title: "Themen", aim: null, fromOn: null, untilOn: null, version: phases[3]!.version } },
        { write: "update strategy.phase set title = 'x' where site_id = network.actor_site() and number = 3" },
      );
    },
    movePhase: async (world, actor) => {
      const { current } = await phasesOf(world, actor);
      return trial(
        contract.movePhase,
        { body: { from: current.number, to: current.number === 6 ? 5 : 6, on: today(), reason: "Weiter." } },
        { write: "update strategy.phase set begun_on = platform.today() where site_id = network.actor_site() and number = 3" },
      );
    },
    addMilestone: () =>
      trial(
        contract.addMilestone,
        { body: { id: newId(), phaseNumber: 2, title: "Klausur", dueOn: null } },
        {
          write: `insert into strategy.milestone (site_id, id, phase_number, title, position, created_by)
            values (network.actor_site(), '${newId()}', 2, 'x', 1, network.actor_id())`,
        },
      ),
    changeMilestone: async (world) => {
      const one = await milestone(world);
      return trial(
        contract.changeMilestone,
        {
          params: { milestoneId: one.id },
          body: { phaseNumber: 5, title: "Anders", dueOn: addDays(today(), 90), reason: "Die Räume fehlen.", version: 1 },
        },
        { row: rowOf("milestone", one.id), write: "update strategy.milestone set due_on = platform.today() where id = $id" },
      );
    },
    reachMilestone: async (world) => {
      const one = await milestone(world);
      return trial(
        contract.reachMilestone,
        { params: { milestoneId: one.id }, body: { reachedOn: today(), version: 1 } },
        { row: rowOf("milestone", one.id), write: "update strategy.milestone set reached_on = platform.today() where id = $id" },
      );
    },
    removeMilestone: async (world) => {
      const one = await milestone(world);
      return trial(contract.removeMilestone, { params: { milestoneId: one.id } }, { row: rowOf("milestone", one.id) });
    },
    restoreMilestone: async (world) => {
      const one = await milestone(world);
      await world.as("coordinator", (call) => removeMilestone(call, one.id));
      return trial(contract.restoreMilestone, { params: { milestoneId: one.id } });
    },
    releaseRoadmap: async (world, actor) => {
      const { release } = await phasesOf(world, actor);
      return trial(
        contract.releaseToProgramme,
        { params: { what: "roadmap" }, body: { isReleased: true, version: release.version } },
        {
          write: `insert into strategy.release (site_id, what, released_on, released_by)
            values (network.actor_site(), 'roadmap', platform.today(), network.actor_id())
            on conflict (site_id, what) do update set released_on = excluded.released_on, released_by = excluded.released_by`,
        },
      );
    },
    releaseFramework: async (world, actor) => {
      const { release } = await world.as(writerOf(actor), (call) => getFramework(call));
      return trial(contract.releaseToProgramme, {
        params: { what: "framework" },
        body: { isReleased: true, version: release.version },
      });
    },

    listBoard: () => trial(contract.listBoard, {}),
    makeBoardSpreadsheet: () => trial(contract.makeBoardSpreadsheet, { query: {} }),
    listAnchored: () => trial(contract.listAnchored, {}),
    makeAnchoredSpreadsheet: () => trial(contract.makeAnchoredSpreadsheet, { query: {} }),
    lookAtAnchored: async (world) => {
      const measureId = await anchored(world);
      return trial(
        contract.lookAtAnchored,
        { params: { measureId }, body: aLook() },
        {
          write: `insert into strategy.anchor_look (site_id, id, measure_id, looked_on, finding, reasons, looked_by)
            values ('${world.siteId}', '${newId()}', '${measureId}', platform.today(), 'gone', 'x', network.actor_id())`,
        },
      );
    },
    removeLook: async (world) => {
      const lookId = await look(world);
      return trial(contract.removeLook, { params: { lookId } }, { row: rowOf("anchor_look", lookId) });
    },
    restoreLook: async (world) => {
      const lookId = await look(world);
      await world.as("coordinator", (call) => removeLook(call, lookId));
      return trial(contract.restoreLook, { params: { lookId } });
    },
    listDuties: () => trial(contract.listDuties, {}),

    getRoadmap: () => trial(contract.getRoadmap, {}),
    makeRoadmapSpreadsheet: () => trial(contract.makeRoadmapSpreadsheet, { query: {} }),
    openReleasedFramework: async (world) => {
      await version(world);
      await setRelease(world, "framework", true);
      return trial(contract.openReleasedFramework, { params: { siteId: world.siteId } });
    },
    openUnreleasedFramework: async (world) => {
      await version(world);
      await setRelease(world, "framework", false);
      return trial(contract.openReleasedFramework, { params: { siteId: world.siteId } });
    },
  },
});
