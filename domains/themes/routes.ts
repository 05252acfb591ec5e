import type { Routes } from "../../platform/server/http/routes.ts";
import * as circumstances from "./circumstance/verbs.ts";
import * as contract from "./contract.ts";
import { printDossier } from "./dossier.ts";
import * as life from "./life/verbs.ts";
import * as measures from "./measure/verbs.ts";
import * as overview from "./overview/verbs.ts";
import * as patterns from "./pattern/verbs.ts";
import * as programme from "./programme/verbs.ts";
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

  on(contract.getOwnHome, async (call) => await overview.getOwnHome(call));
  on(contract.getCoordinatorDesk, async (call) => await overview.getCoordinatorDesk(call));
  on(contract.getProgrammeOverview, async (call) => await overview.getProgrammeOverview(call));
  on(contract.openThemeLife, async (call) => await life.openThemeLife(call, call.params.themeId));
  on(contract.setPriority, async (call) => await life.setPriority(call, call.params.themeId, call.body));
  on(contract.takeFromGroup, async (call) => await life.takeFromGroup(call, call.params.themeId));
  on(contract.mergeTheme, async (call) => await life.mergeTheme(call, call.params.themeId, call.body));
  on(contract.splitTheme, async (call) => await life.splitTheme(call, call.params.themeId, call.body));
  on(contract.undoMove, async (call) => await life.undoMove(call, call.params.moveId));
  on(contract.listSuggestions, async (call) => await life.listSuggestions(call));
  on(contract.sayNotAlike, async (call) => await life.sayNotAlike(call, call.body));
  on(contract.takeBackNotAlike, async (call) => await life.takeBackNotAlike(call, call.body));

  on(contract.listEscalatedThemes, async (call) => await programme.listEscalatedThemes(call));
  on(contract.openEscalatedTheme, async (call) => await programme.openEscalatedTheme(call, call.params.themeId));
  on(contract.replyToEscalated, async (call) => await programme.replyToEscalated(call, call.params.themeId, call.body));
  on(contract.writeEscalation, async (call) => await programme.writeEscalation(call, call.params.themeId, call.body));
  on(contract.makeProgrammeThemesSpreadsheet, async (call) => await spreadsheets.makeProgrammeThemesSpreadsheet(call, call.query.language));
  on(contract.listProgrammeThemes, async (call) => await programme.listProgrammeThemes(call));
  on(contract.makeProgrammeTheme, async (call) => await programme.makeProgrammeTheme(call, call.body));
  on(contract.changeProgrammeTheme, async (call) => {
    return await programme.changeProgrammeTheme(call, call.params.programmeThemeId, call.body);
  });
  on(contract.linkToProgrammeTheme, async (call) => {
    return await programme.linkToProgrammeTheme(call, call.params.themeId, call.body.programmeThemeId);
  });

  on(contract.checkPattern, async (call) => await patterns.checkPattern(call, call.body));
  on(contract.offerPattern, async (call) => await patterns.offerPattern(call, call.params.themeId, call.body));
  on(contract.withdrawPattern, async (call) => await patterns.withdrawPattern(call, call.params.patternId, call.body.version));
  on(contract.makePatternsSpreadsheet, async (call) => await spreadsheets.makePatternsSpreadsheet(call, call.query.language));
  on(contract.listPatterns, async (call) => await patterns.listPatterns(call));
  on(contract.openPattern, async (call) => await patterns.openPattern(call, call.params.patternId));
  on(contract.copyPattern, async (call) => await patterns.copyPattern(call, call.params.patternId, call.body));
  on(contract.countWordUse, async (call) => await overview.countWordUse(call));
};
