import type { Routes } from "../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import * as files from "./files.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.getFramework, async (call) => await verbs.getFramework(call));
  on(contract.saveFramework, async (call) => await verbs.saveFramework(call, call.body));
  on.inSteps(contract.printFramework, async ({ begin, query }) => await files.printFramework(begin, query.language));
  on(contract.makeFrameworkSpreadsheet, async (call) => await files.makeFrameworkSpreadsheet(call, call.query.language));
  on(contract.addGoal, async (call) => await verbs.addGoal(call, call.body));
  on(contract.changeGoal, async (call) => await verbs.changeGoal(call, call.params.goalId, call.body));
  on(contract.removeGoal, async (call) => await verbs.removeGoal(call, call.params.goalId));
  on(contract.restoreGoal, async (call) => await verbs.restoreGoal(call, call.params.goalId));
  on(contract.addSubGoal, async (call) => await verbs.addSubGoal(call, call.body));
  on(contract.changeSubGoal, async (call) => await verbs.changeSubGoal(call, call.params.subGoalId, call.body));
  on(contract.reachSubGoal, async (call) => await verbs.reachSubGoal(call, call.params.subGoalId, call.body));
  on(contract.linkSubGoal, async (call) => await verbs.linkSubGoal(call, call.params.subGoalId, call.body));
  on(contract.removeSubGoal, async (call) => await verbs.removeSubGoal(call, call.params.subGoalId));
  on(contract.restoreSubGoal, async (call) => await verbs.restoreSubGoal(call, call.params.subGoalId));
  on(contract.orderGoals, async (call) => await verbs.orderGoals(call, call.body));
  on(contract.listLinkable, async (call) => await verbs.listLinkable(call));
  on(contract.decideFramework, async (call) => await verbs.decideFramework(call, call.body));
  on(contract.openVersion, async (call) => await verbs.openVersion(call, call.params.versionId));
  on.inSteps(contract.printVersion, async ({ begin, params, query }) => {
    return await files.printVersion(begin, params.versionId, query.language);
  });
  on(contract.removeVersion, async (call) => await verbs.removeVersion(call, call.params.versionId));
  on(contract.restoreVersion, async (call) => await verbs.restoreVersion(call, call.params.versionId));
  on(contract.listHistory, async (call) => await verbs.listHistory(call, call.query.subject));
  on(contract.getConnections, async (call) => await verbs.getConnections(call));

  on(contract.listAgreements, async (call) => await verbs.listAgreements(call));
  on(contract.makeAgreement, async (call) => await verbs.makeAgreement(call, call.body));
  on(contract.makeAgreementsSpreadsheet, async (call) => await files.makeAgreementsSpreadsheet(call, call.query.language));
  on.inSteps(contract.printAgreement, async ({ begin, params, query }) => {
    return await files.printAgreement(begin, params.agreementId, query.language);
  });
  on(contract.openAgreement, async (call) => await verbs.openAgreement(call, call.params.agreementId));
  on(contract.changeAgreement, async (call) => await verbs.changeAgreement(call, call.params.agreementId, call.body));
  on(contract.signAgreement, async ({ params, body, ...call }) => {
    return await verbs.signAgreement(call, params.agreementId, params.organisationId, body);
  });
  on(contract.keepCommitment, async ({ params, body, ...call }) => {
    return await verbs.keepCommitment(call, params.agreementId, params.commitmentId, body);
  });
  on(contract.endAgreement, async (call) => await verbs.endAgreement(call, call.params.agreementId, call.body));
  on(contract.renewAgreement, async (call) => await verbs.renewAgreement(call, call.params.agreementId, call.body));
  on(contract.removeAgreement, async (call) => await verbs.removeAgreement(call, call.params.agreementId));
  on(contract.restoreAgreement, async (call) => await verbs.restoreAgreement(call, call.params.agreementId));

  on(contract.listPhases, async (call) => await verbs.listPhases(call));
  on.inSteps(contract.printPhases, async ({ begin, query }) => await files.printPhases(begin, query.language));
  on(contract.adoptTemplate, async (call) => await verbs.adoptTemplate(call));
  on(contract.movePhase, async (call) => await verbs.movePhase(call, call.body));
  on(contract.changePhase, async (call) => await verbs.changePhase(call, call.params.number, call.body));
  on(contract.addMilestone, async (call) => await verbs.addMilestone(call, call.body));
  on(contract.makeMilestonesSpreadsheet, async (call) => await files.makeMilestonesSpreadsheet(call, call.query.language));
  on(contract.changeMilestone, async (call) => await verbs.changeMilestone(call, call.params.milestoneId, call.body));
  on(contract.reachMilestone, async (call) => await verbs.reachMilestone(call, call.params.milestoneId, call.body));
  on(contract.removeMilestone, async (call) => await verbs.removeMilestone(call, call.params.milestoneId));
  on(contract.restoreMilestone, async (call) => await verbs.restoreMilestone(call, call.params.milestoneId));
  on(contract.releaseToProgramme, async (call) => await verbs.releaseToProgramme(call, call.params.what, call.body));

  on(contract.listBoard, async (call) => await verbs.listBoard(call));
  on(contract.makeBoardSpreadsheet, async (call) => await files.makeBoardSpreadsheet(call, call.query.language));
  on(contract.listAnchored, async (call) => await verbs.listAnchored(call));
  on(contract.makeAnchoredSpreadsheet, async (call) => await files.makeAnchoredSpreadsheet(call, call.query.language));
  on(contract.lookAtAnchored, async (call) => await verbs.lookAtAnchored(call, call.params.measureId, call.body));
  on(contract.removeLook, async (call) => await verbs.removeLook(call, call.params.lookId));
  on(contract.restoreLook, async (call) => await verbs.restoreLook(call, call.params.lookId));
  on(contract.listDuties, async (call) => await verbs.listDuties(call));

  on(contract.getRoadmap, async (call) => await verbs.getRoadmap(call));
  on(contract.makeRoadmapSpreadsheet, async (call) => await files.makeRoadmapSpreadsheet(call, call.query.language));
  on(contract.openReleasedFramework, async (call) => await verbs.openReleasedFramework(call, call.params.siteId));
};
