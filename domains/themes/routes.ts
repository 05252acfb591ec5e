import type { Routes } from "../../platform/server/http/routes.ts";
import * as circumstances from "./circumstance/verbs.ts";
import * as contract from "./contract.ts";
import { printDossier } from "./dossier.ts";
import * as measures from "./measure/verbs.ts";
import * as overview from "./overview/verbs.ts";
import { routes as reconstructions } from "./reconstruction/routes.ts";
import * as reports from "./report/verbs.ts";
import * as spreadsheets from "./spreadsheets.ts";
import * as themes from "./theme/verbs.ts";

export const routes: Routes = (on) => {
  on(contract.checkGapText, async (call) => ({ marks: await reports.checkWhileWriting(call, call.body) }));
  on.inSteps(contract.submitReport, async ({ begin, body }) => await reports.takeReport(begin, body));
  on(contract.prefillReport, async (call) => await reports.prefillReport(call, call.params.caseId));
  on(contract.listReportsOfCase, async (call) => await reports.listReportsOfCase(call, call.params.caseId));
  on(contract.listMyReports, async (call) => await reports.listMyReports(call));
  on(contract.openMyReport, async (call) => await reports.openMyReport(call, call.params.reportId));
  on.inSteps(contract.changeReport, async ({ begin, params, body }) => {
    return await reports.keepApart(begin, (call) => reports.changeReport(call, params.reportId, body));
  });
  on.inSteps(contract.withdrawReport, async ({ begin, params, body }) => {
    return await reports.keepApart(begin, (call) => reports.withdrawReport(call, params.reportId, body.version));
  });
  on.inSteps(contract.sayWhetherSolved, async ({ begin, params, body }) => {
    return await reports.keepApart(begin, (call) => reports.sayWhetherSolved(call, params.reportId, body));
  });

  on(contract.listReports, async (call) => await reports.listReports(call, call.query.show, call.query.page));
  on(contract.openReport, async (call) => await reports.openReport(call, call.params.reportId));
  on(contract.releaseReport, async (call) => await reports.releaseReport(call, call.params.reportId, call.body));
  on(contract.returnReport, async (call) => await reports.returnReport(call, call.params.reportId, call.body));
  on(contract.answerReport, async (call) => {
    await reports.answerReport(call, call.params.reportId, call.body);
    return { id: call.body.id };
  });
  on(contract.listUnanswered, async (call) => await reports.listUnanswered(call));

  on(contract.listThemes, async (call) => await themes.listThemes(call));
  on(contract.createTheme, async (call) => await themes.createTheme(call, call.body));
  on(contract.openTheme, async (call) => {
    const theme = await themes.openTheme(call, call.params.themeId);
    const own = await measures.listMeasures(call, call.params.themeId);
    return {
      ...theme,
      measures: own.map((one) => ({
        id: one.id,
        title: one.title,
        state: one.state,
        isLate: one.isLate,
        ownerName: one.ownerName,
        dueOn: one.dueOn,
      })),
    };
  });
  on(contract.changeTheme, async (call) => await themes.changeTheme(call, call.params.themeId, call.body));
  on(contract.nameTheme, async (call) => await themes.nameTheme(call, call.params.themeId, call.body.version));
  on(contract.joinReports, async (call) => await themes.joinReports(call, call.params.themeId, call.body));
  on(contract.takeOutReport, async (call) => await themes.takeOutReport(call, call.params.themeId, call.params.reportId, call.body.answer));
  on(contract.getThemeEvidence, async (call) => {
    const { fromOn = null, untilOn = null, townIds } = call.query;
    return await themes.getThemeEvidence(call, call.params.themeId, { fromOn, untilOn, townIds });
  });
  on(contract.closeTheme, async (call) => await themes.closeTheme(call, call.params.themeId, call.body));
  on(contract.requestStatement, async (call) => await themes.requestStatement(call, call.params.themeId, call.body));
  on(contract.listStatementsOfOrganisation, async (call) => await themes.listStatementsOfOrganisation(call));
  on(contract.openStatement, async (call) => await themes.openStatement(call, call.params.statementId));
  on(contract.giveStatement, async (call) => await themes.giveStatement(call, call.params.statementId, call.body.text));

  on(contract.listMeasures, async (call) => await measures.listMeasuresOfSite(call));
  on(contract.openMeasure, async (call) => await measures.openMeasure(call, call.params.measureId));
  on(contract.declareExpectation, async (call) => await measures.declareExpectation(call, call.params.measureId, call.body));
  on(contract.startMeasure, async (call) => await measures.startMeasure(call, call.params.measureId, call.body));
  on(contract.reportProgress, async (call) => await measures.reportProgress(call, call.params.measureId, call.body));
  on(contract.moveDueDay, async (call) => await measures.moveDueDay(call, call.params.measureId, call.body));
  on(contract.finishMeasure, async (call) => await measures.finishMeasure(call, call.params.measureId, call.body));
  on(contract.stopMeasure, async (call) => await measures.stopMeasure(call, call.params.measureId, call.body));
  on(contract.lookAtChange, async (call) => await measures.lookAtChange(call, call.params.measureId, call.body.sentence));
  on(contract.judgeContribution, async (call) => await measures.judgeContribution(call, call.params.measureId, call.body));
  on(contract.closeMeasure, async (call) => await measures.closeMeasure(call, call.params.measureId, call.body));

  on(contract.makeReportsSpreadsheet, async (call) => {
    return await spreadsheets.makeReportsSpreadsheet(call, call.query.show, call.query.language);
  });
  on(contract.makeMyReportsSpreadsheet, async (call) => await spreadsheets.makeMyReportsSpreadsheet(call, call.query.language));
  on(contract.makeThemesSpreadsheet, async (call) => await spreadsheets.makeThemesSpreadsheet(call, call.query.language));
  on(contract.makeMeasuresSpreadsheet, async (call) => await spreadsheets.makeMeasuresSpreadsheet(call, call.query.language));
  on(contract.makeEscalatedSpreadsheet, async (call) => await spreadsheets.makeEscalatedSpreadsheet(call, call.query.language));
  on.inSteps(contract.printDossier, async ({ begin, params, query }) => await printDossier(begin, params.themeId, query.language));
  on(contract.listCircumstances, async (call) => await circumstances.listCircumstances(call));
  on(contract.noteCircumstance, async (call) => await circumstances.noteCircumstance(call, call.body));
  on(contract.changeCircumstance, async (call) => await circumstances.changeCircumstance(call, call.params.circumstanceId, call.body));
  on(contract.removeCircumstance, async (call) => await circumstances.removeCircumstance(call, call.params.circumstanceId));

  reconstructions(on);

  on(contract.getCoordinatorDesk, async (call) => await overview.getCoordinatorDesk(call));
  on(contract.getProgrammeOverview, async (call) => await overview.getProgrammeOverview(call));
  on(contract.listEscalatedThemes, async (call) => await overview.listEscalatedThemes(call));
  on(contract.countWordUse, async (call) => await overview.countWordUse(call));
};
