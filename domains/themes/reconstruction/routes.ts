import type { Routes } from "../../../platform/server/http/routes.ts";
import * as contract from "./contract.ts";
import { printReconstruction } from "./paper.ts";
import { makeReconstructionsSpreadsheet, makeSharedReconstructionsSpreadsheet } from "./spreadsheet.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.listReconstructions, async (call) => await verbs.listReconstructions(call));
  on(contract.makeReconstructionsSpreadsheet, async (call) => await makeReconstructionsSpreadsheet(call, call.query.language));
  on(contract.beginReconstruction, async (call) => await verbs.beginReconstruction(call, call.body));
  on(contract.openReconstruction, async (call) => await verbs.openReconstruction(call, call.params.reconstructionId));
  on(contract.saveReconstruction, async (call) => await verbs.saveReconstruction(call, call.params.reconstructionId, call.body));
  on(contract.checkReconstruction, async (call) => await verbs.checkReconstruction(call, call.body));
  on(contract.proposeReconstruction, async (call) => await verbs.proposeReconstruction(call, call.params.caseId));
  on(contract.listReconstructionsOfCase, async (call) => await verbs.listReconstructionsOfCase(call, call.params.caseId));
  on(contract.addReconstructionMaker, async (call) => {
    return await verbs.addReconstructionMaker(call, call.params.reconstructionId, call.body.membershipId);
  });
  on(contract.handInReconstruction, async (call) => await verbs.handInReconstruction(call, call.params.reconstructionId, call.body));
  on(contract.giveBackReconstruction, async (call) => await verbs.giveBackReconstruction(call, call.params.reconstructionId, call.body));
  on(contract.releaseReconstruction, async (call) => await verbs.releaseReconstruction(call, call.params.reconstructionId, call.body));
  on(contract.takeBackReconstruction, async (call) => {
    return await verbs.takeBackReconstruction(call, call.params.reconstructionId, call.body.version);
  });
  on(contract.saveWorksheet, async (call) => await verbs.saveWorksheet(call, call.params.reconstructionId, call.body));
  on(contract.shareReconstruction, async (call) => await verbs.shareReconstruction(call, call.params.reconstructionId, call.body));
  on(contract.removeReconstruction, async (call) => await verbs.removeReconstruction(call, call.params.reconstructionId));
  on(contract.restoreReconstruction, async (call) => await verbs.restoreReconstruction(call, call.params.reconstructionId));
  on.inSteps(contract.printReconstruction, async ({ begin, params, query }) => {
    return await printReconstruction(begin, params.reconstructionId, query.language);
  });
  on(contract.listSharedReconstructions, async (call) => await verbs.listSharedReconstructions(call));
  on(contract.makeSharedReconstructionsSpreadsheet, async (call) => {
    return await makeSharedReconstructionsSpreadsheet(call, call.query.language);
  });
  on(contract.openSharedReconstruction, async (call) => await verbs.openSharedReconstruction(call, call.params.reconstructionId));
};
