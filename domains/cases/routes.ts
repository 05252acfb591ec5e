import type { Routes } from "../../platform/server/http/routes.ts";
import { consultationRoutes } from "./consultation/routes.ts";
import * as contract from "./contract.ts";
import * as details from "./details.ts";
import * as home from "./home.ts";
import { cancelImport, getProgress } from "./import-progress.ts";
import { makeImportsSpreadsheet } from "./import/spreadsheet.ts";
import { listImports, previewUndo, undoImport } from "./import-undo.ts";
import { takeCaseList } from "./lists.ts";
import { attendCase } from "./queries.ts";
import { forgetColumns } from "./remembered-columns.ts";
import { printCase } from "./sheet.ts";
import {
  makeCaseloadSpreadsheet,
  makeCasesSpreadsheet,
  makeDeadlinesSpreadsheet,
  makeErrorListSpreadsheet,
  makeSharesSpreadsheet,
} from "./spreadsheets.ts";
import * as verbs from "./verbs.ts";

/** A request about one case looks it up on the way in, and sees no other person. */
const attends = (parts: { readonly params: { readonly caseId: string } }) => attendCase(parts.params.caseId);

export const routes: Routes = (on) => {
  on(
    contract.listCases,
    async (call) => await verbs.listCases(call, call.query),
    ({ query }) => verbs.caseListOf(query),
  );
  on(contract.makeCasesSpreadsheet, async (call) => await makeCasesSpreadsheet(call, call.query, call.query.language));
  on(contract.makeCaseloadSpreadsheet, async (call) => await makeCaseloadSpreadsheet(call, call.query.language));
  on.inSteps(contract.printCase, async ({ begin, params, query }) => await printCase(begin, params.caseId, query.language));
  on(contract.getToday, async (call) => await home.getToday(call));
  on(contract.makeDeadlinesSpreadsheet, async (call) => await makeDeadlinesSpreadsheet(call, call.query.language));
  on(contract.makeSharesSpreadsheet, async (call) => await makeSharesSpreadsheet(call, call.query.language));
  on(contract.listSharedCases, async (call) => await home.listSharedCases(call, call.query.page));
  on(contract.getCaseload, async (call) => ({ ...(await home.getCaseload(call)), ...(await verbs.listUnitTakeOvers(call)) }));
  on(contract.openCase, async (call) => await verbs.openCase(call, call.params.caseId), attends);
  // not attended: it is about rows beside this one
  on(contract.listOtherCases, async (call) => await verbs.listOtherCases(call, call.params.caseId));
  on(contract.listStory, async (call) => await verbs.listStory(call, call.params.caseId, call.query.page, call.query.filter), attends);

  on(contract.createCase, async (call) => await verbs.createCase(call, call.body));
  on(contract.changeCase, async (call) => await verbs.changeCase(call, call.params.caseId, call.body));
  on(contract.changePerson, async (call) => await verbs.changePerson(call, call.params.caseId, call.body));
  on(contract.changeContactDetails, async (call) => await verbs.changeContactDetails(call, call.params.caseId, call.body));
  on(contract.changeResidence, async (call) => await verbs.changeResidence(call, call.params.caseId, call.body));
  on(contract.closeCase, async (call) => await verbs.closeCase(call, call.params.caseId, call.body));
  on(contract.reopenCase, async (call) => await verbs.reopenCase(call, call.params.caseId, call.body.version));
  on(contract.recordLegalBasis, async (call) => await verbs.recordLegalBasis(call, call.params.caseId, call.body));
  on(contract.setDeputy, async (call) => await verbs.setDeputy(call, call.params.caseId, call.body));
  on(contract.takeOver, async (call) => await verbs.takeOver(call, call.body));
  on(contract.takeNoteOfTakeOver, async (call) => await verbs.takeNoteOfTakeOver(call, call.params.takeOverId));
  on(contract.acknowledgeTakeOver, async (call) => await verbs.acknowledgeTakeOver(call, call.params.takeOverId));

  on(contract.savePeriod, async (call) => await details.savePeriod(call, call.params.caseId, call.body), attends);
  on(contract.saveGoal, async (call) => await details.saveGoal(call, call.params.caseId, call.body), attends);
  on(contract.saveStep, async (call) => await details.saveStep(call, call.params.caseId, call.body), attends);
  on(
    contract.completeStep,
    async (call) => await details.completeStep(call, call.params.caseId, call.params.stepId, call.body.doneOn),
    attends,
  );
  on(contract.reopenStep, async (call) => await details.reopenStep(call, call.params.caseId, call.params.stepId), attends);
  on(contract.saveContact, async (call) => await details.saveContact(call, call.params.caseId, call.body), attends);
  on(contract.editContact, async (call) => await details.editContact(call, call.params.caseId, call.params.contactId, call.body), attends);
  on(contract.saveAppointment, async (call) => await details.saveAppointment(call, call.params.caseId, call.body), attends);
  on(contract.savePersonalNote, async (call) => await details.savePersonalNote(call, call.params.caseId, call.body));
  on(contract.saveNote, async (call) => await details.saveNote(call, call.params.caseId, call.body), attends);
  on(contract.saveDeadline, async (call) => await details.saveDeadline(call, call.params.caseId, call.body), attends);
  on(
    contract.completeDeadline,
    async (call) => await details.completeDeadline(call, call.params.caseId, call.params.deadlineId, call.body.doneOn),
    attends,
  );
  on(contract.reopenDeadline, async (call) => await details.reopenDeadline(call, call.params.caseId, call.params.deadlineId), attends);

  on(contract.forgetColumns, async (call) => await forgetColumns(call));
  on(contract.getImportProgress, async (call) => await getProgress(call, call.params.importId));
  on(contract.cancelImport, async (call) => await cancelImport(call, call.params.importId));
  on(contract.listImports, async (call) => await listImports(call));
  on(contract.makeImportsSpreadsheet, async (call) => await makeImportsSpreadsheet(call, call.query.language));
  on(contract.previewUndo, async (call) => await previewUndo(call, call.params.importId));
  on(contract.undoImport, async (call) => await undoImport(call, call.params.importId, call.body));
  on.inSteps(contract.readCaseListFile, async ({ begin, bytes, fileName, query: { import: importId, ...query } }) => {
    return await takeCaseList(begin, { bytes, name: fileName }, { write: false, ...query, importId, samePerson: query });
  });
  on.inSteps(contract.importCaseList, async ({ begin, bytes, fileName, query: { import: importId, ...query } }) => {
    return await takeCaseList(
      begin,
      { bytes, name: fileName },
      { write: true, ...query, importId, partial: query.partial === "yes", samePerson: query },
    );
  });
  on.inSteps(contract.makeErrorListSpreadsheet, async ({ begin, bytes, fileName, query: { language, import: _import, ...query } }) => {
    return await makeErrorListSpreadsheet(begin, { bytes, name: fileName }, { ...query, samePerson: query }, language);
  });
  consultationRoutes(on);
};
