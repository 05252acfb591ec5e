import type { PublicWay } from "../../platform/server/http/reading-page.ts";
import type { Routes } from "../../platform/server/http/routes.ts";
import type { WordTemplates } from "../../platform/server/report-source.ts";
import * as contract from "./contract.ts";
import { printGiven, printReport, readPublicReport, readPublicReports } from "./files.ts";
import { makeGivenSpreadsheet, makeReportsSpreadsheet } from "./spreadsheet.ts";
import * as verbs from "./verbs.ts";

/** What other domains hand over: those who have something to tell, the site's own Word file, and what else a site shows everybody. */
export type Supply = { readonly sources: verbs.Sources; readonly templates: WordTemplates; readonly publicWays: readonly PublicWay[] };

export const routes =
  ({ sources, templates, publicWays }: Supply): Routes =>
  (on) => {
    on(contract.listReports, async (call) => await verbs.listReports(call));
    on(contract.makeReportsSpreadsheet, async (call) => await makeReportsSpreadsheet(call, call.query.language));
    on(contract.beginReport, async (call) => await verbs.beginReport(call, sources, call.body));
    on(contract.openReport, async (call) => await verbs.openReport(call, call.params.reportId));
    on(contract.changeReport, async (call) => await verbs.changeReport(call, call.params.reportId, call.body));
    on(contract.removeReport, async (call) => await verbs.removeReport(call, call.params.reportId));
    on(contract.restoreReport, async (call) => await verbs.restoreReport(call, call.params.reportId));

    on(contract.addSection, async (call) => await verbs.addSection(call, call.params.reportId, call.body));
    on(contract.changeSection, async (call) => await verbs.changeSection(call, call.params.sectionId, call.body));
    on(contract.draftSection, async (call) => await verbs.draftSection(call, sources, call.params.sectionId));
    on(contract.redraftSection, async (call) => await verbs.redraftSection(call, sources, call.params.sectionId, call.body.version));
    on(contract.removeSection, async (call) => await verbs.removeSection(call, call.params.sectionId));
    on(contract.restoreSection, async (call) => await verbs.restoreSection(call, call.params.sectionId));
    on(contract.orderSections, async (call) => await verbs.orderSections(call, call.params.reportId, call.body.sectionIds));

    on(contract.listOfferedFigures, async (call) => await verbs.listOfferedFigures(call, sources, call.params.reportId));
    on(contract.addFigures, async (call) => await verbs.addFigures(call, sources, call.params.sectionId, call.body.figures));
    on(contract.removeFigure, async (call) => await verbs.removeFigure(call, call.params.figureId));
    on(contract.restoreFigure, async (call) => await verbs.restoreFigure(call, call.params.figureId));
    on(contract.compareFigures, async (call) => await verbs.compareFigures(call, sources, call.params.reportId));
    on(contract.takeFigures, async (call) => await verbs.takeFigures(call, sources, call.params.reportId, call.body.figures));

    on(contract.issueReport, async (call) => await verbs.issueReport(call, call.params.reportId, call.body.version));
    on(contract.releaseReport, async (call) => await verbs.releaseReport(call, call.params.reportId, call.params.audience, call.body));
    on.inSteps(
      contract.printReport,
      async ({ begin, params, query }) => await printReport(begin, templates, params.reportId, query.format),
    );

    on(contract.listGiven, async (call) => await verbs.listGiven(call));
    on(contract.makeGivenSpreadsheet, async (call) => await makeGivenSpreadsheet(call, call.query.language));
    on(contract.openGiven, async (call) => await verbs.openGiven(call, call.params.siteId, call.params.reportId));
    on.inSteps(contract.printGiven, async ({ begin, params }) => await printGiven(begin, params.siteId, params.reportId));

    on.open(
      contract.readPublicReports,
      async ({ database, params, query }) => await readPublicReports(database, params.siteSlug, query.language, publicWays),
    );
    on.open(contract.readPublicReport, async ({ database, params }) => await readPublicReport(database, params.siteSlug, params.reportId));
  };
