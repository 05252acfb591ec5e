import type { Routes } from "../../platform/server/http/routes.ts";
import { makeAgreementsSpreadsheet } from "./agreement/spreadsheet.ts";
import { makeChancesSpreadsheet } from "./chances/spreadsheet.ts";
import * as contract from "./contract.ts";
import { makeStructuresSpreadsheet } from "./structure/spreadsheet.ts";
import { makeOrganisationsSpreadsheet, makeTiesSpreadsheet } from "./ties/spreadsheet.ts";
import * as verbs from "./verbs.ts";

export const routes: Routes = (on) => {
  on(contract.listStructures, async (call) => await verbs.listStructures(call, call.query.targetGroup));
  on(contract.addStructure, async (call) => await verbs.addStructure(call, call.body));
  on(contract.makeStructuresSpreadsheet, async (call) => await makeStructuresSpreadsheet(call, call.query.language));
  on(contract.changeStructure, async (call) => await verbs.changeStructure(call, call.params.structureId, call.body));
  on(contract.removeStructure, async (call) => await verbs.removeStructure(call, call.params.structureId));
  on(contract.restoreStructure, async (call) => await verbs.restoreStructure(call, call.params.structureId));

  on(contract.listAgreements, async (call) => await verbs.listAgreements(call));
  on(contract.makeAgreementsSpreadsheet, async (call) => await makeAgreementsSpreadsheet(call, call.query.language));
  on(contract.makeAgreement, async (call) => await verbs.makeAgreement(call, call.body));
  on(contract.changeAgreement, async (call) => await verbs.changeAgreement(call, call.params.agreementId, call.body));
  on(contract.endAgreement, async (call) => await verbs.endAgreement(call, call.params.agreementId, call.body));
  on(contract.removeAgreement, async (call) => await verbs.removeAgreement(call, call.params.agreementId));
  on(contract.restoreAgreement, async (call) => await verbs.restoreAgreement(call, call.params.agreementId));
  on(contract.listEndings, async (call) => ({ ...(await verbs.listEndings(call)), ...(await verbs.listOwnWaves(call)) }));

  on(contract.listWaves, async (call) => await verbs.listWaves(call));
  on(contract.planWave, async (call) => await verbs.planWave(call, call.body));
  on(contract.getWave, async (call) => await verbs.getWave(call, call.params.waveId));
  on(contract.changeWave, async (call) => await verbs.changeWave(call, call.params.waveId, call.body));
  on(contract.chooseAnswering, async ({ params, body, ...call }) => {
    return await verbs.chooseAnswering(call, params.waveId, params.organisationId, body.membershipId);
  });
  on(contract.countOtherAnswer, async (call) => await verbs.countOtherAnswer(call, call.params.waveId, call.params.organisationId));
  on(contract.moveWave, async (call) => await verbs.moveWave(call, call.params.waveId, call.body));
  on(contract.remindOfWave, async (call) => await verbs.remindOfWave(call, call.params.waveId));
  on(contract.removeWave, async (call) => await verbs.removeWave(call, call.params.waveId));
  on(contract.restoreWave, async (call) => await verbs.restoreWave(call, call.params.waveId));
  on(contract.createAnswerLink, async (call) => await verbs.createAnswerLink(call, call.params.waveId, call.params.organisationId));
  on(contract.listOwnWaves, async (call) => await verbs.listOwnWaves(call));
  on(contract.getAnswerSheet, async (call) => await verbs.getAnswerSheet(call, call.params.waveId));
  on(contract.saveAnswer, async (call) => await verbs.saveAnswer(call, call.params.waveId, call.body));
  on(contract.handInAnswer, async (call) => await verbs.handInAnswer(call, call.params.waveId, call.body.version));

  on(contract.listResults, async (call) => await verbs.listResults(call));
  on(contract.getResult, async (call) => await verbs.getResult(call, call.params.waveId));
  on(contract.makeOrganisationsSpreadsheet, async ({ params, query, ...call }) => {
    return await makeOrganisationsSpreadsheet(call, params.waveId, query.language);
  });
  on(contract.makeTiesSpreadsheet, async ({ params, query, ...call }) => {
    return await makeTiesSpreadsheet(call, params.waveId, query.lens, query.language);
  });
  on(contract.showResult, async (call) => await verbs.showResult(call, call.params.waveId, call.body));

  on(contract.listReleasedCooperation, async (call) => await verbs.listReleasedCooperation(call));
  on(contract.getReleasedStructures, async (call) => {
    return await verbs.getReleasedStructures(call, call.params.siteId, call.query.targetGroup);
  });
  on(contract.getReleasedChances, async (call) => await verbs.getReleasedChances(call, call.params.siteId, call.params.year));
  on(contract.releaseStructures, async (call) => await verbs.releaseStructures(call, call.body.isReleased));
  on(contract.showChances, async (call) => await verbs.showChances(call, call.params.year, call.body.isShown));

  on(contract.getChances, async (call) => await verbs.getChances(call, call.query.year));
  on(contract.makeChancesSpreadsheet, async (call) => await makeChancesSpreadsheet(call, call.query.year, call.query.language));
  on.inSteps(contract.readFigures, async ({ begin, bytes, fileName, query }) => {
    return await verbs.takeFigures(begin, { bytes, name: fileName }, query, { write: false });
  });
  on.inSteps(contract.bringFigures, async ({ begin, bytes, fileName, query }) => {
    return await verbs.takeFigures(begin, { bytes, name: fileName }, query, { write: true });
  });
  on(contract.removeFigures, async (call) => await verbs.setFiguresRemoved(call, call.params.listId, true));
  on(contract.restoreFigures, async (call) => await verbs.setFiguresRemoved(call, call.params.listId, false));
};
