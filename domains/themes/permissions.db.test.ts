import { randomUUID } from "node:crypto";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { createTestCase } from "../cases/factory.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { noteCircumstance } from "./circumstance/verbs.ts";
import * as contract from "./contract.ts";
import {
  createTestMeasure,
  createTestReport,
  createTestTheme,
  escalateTestTheme,
  offerTestPattern,
  patternBody,
  releaseTestReport,
  reportBody,
  testExpectation,
} from "./factory.ts";
import { giveToGroup, mergeTheme, sayNotAlike } from "./life/verbs.ts";
import { finishMeasure, lookAtChange, startMeasure } from "./measure/verbs.ts";
import { permissions } from "./permissions.ts";
import { makeProgrammeTheme } from "./programme/verbs.ts";
import {
  createTestReconstruction,
  handInTestReconstruction,
  releaseTestReconstruction,
  seenIn,
  testReconstruction,
  testWorksheet,
} from "./reconstruction/factory.ts";
import { removeReconstruction, shareReconstruction } from "./reconstruction/verbs.ts";
import { decideTheme, joinReports, requestStatement } from "./theme/verbs.ts";

type World = TestNetwork;
const at = <T>(world: World, work: Parameters<World["as"]>[1]) => world.as("coordinator", work) as Promise<T>;
const reportRow = (id: string, write?: string) => ({ row: { table: "themes.gap_report", id }, ...(write === undefined ? {} : { write }) });
const themeRow = (id: string, write?: string) => ({ row: { table: "themes.theme", id }, ...(write === undefined ? {} : { write }) });
const measureRow = (id: string, write?: string) => ({ row: { table: "themes.measure", id }, ...(write === undefined ? {} : { write }) });

const report = (world: World) => world.as("holder", (call) => createTestReport(call));
async function releasedReport(world: World): Promise<string> {
  const id = await report(world);
  await world.as("coordinator", (call) => releaseTestReport(call, id));
  return id;
}
const theme = (world: World, isNamed = true) => at<string>(world, (call) => createTestTheme(call, {}, isNamed));
async function decidedReport(world: World): Promise<string> {
  const reportId = await releasedReport(world);
  const themeId = await theme(world);
  await world.as("coordinator", async (call) => {
    await joinReports(call, themeId, { reportIds: [reportId], answer: null });
    const decision = { outcome: "agreed", sentence: null, reason: null, decidedOn: "2026-01-10", bodyName: "Steuerungsgruppe" } as const;
    await decideTheme(call, themeId, decision);
  });
  return reportId;
}
/** Owned by the unit of the actor `partner`. */
const expectation = { ...testExpectation, baselineFromOn: "2023-01-01", baselineUntilOn: "2023-12-31" };
async function measure(
  world: World,
  upTo: "planned" | "running" | "looked_at" | "done" = "planned",
): Promise<{ id: string; version: number }> {
  const themeId = await theme(world);
  return await at(world, async (call) => {
    const owner = { organisationId: world.organisations.school, unitId: world.actors.partner.unitId, membershipId: null };
    const id = await createTestMeasure(call, themeId, owner, { expectation });
    if (upTo === "planned") return { id, version: 1 };
    await startMeasure(call, id, { on: "2024-01-02", sentence: null, version: 1 });
    if (upTo === "running") return { id, version: 2 };
    await lookAtChange(call, id);
    if (upTo === "looked_at") return { id, version: 2 };
    await finishMeasure(call, id, { on: "2024-06-30", sentence: null, version: 2 });
    return { id, version: 3 };
  });
}
/** Asked is the organisation of the actor `partnerWithShare`. */
async function statement(world: World): Promise<string> {
  const themeId = await theme(world);
  return await at(world, async (call) => {
    const body = { id: newId(), organisationId: world.organisations.jobcenter, unitId: null, question: null };
    return (await requestStatement(call, themeId, body)).id;
  });
}
async function escalated(world: World): Promise<string> {
  const themeId = await theme(world);
  await world.as("coordinator", (call) => escalateTestTheme(call, themeId));
  return themeId;
}
async function programmeTheme(world: World): Promise<string> {
  const body = { id: newId(), title: "Kurse ohne Betreuung", sentence: null };
  return (await world.as("programmeLead", (call) => makeProgrammeTheme(call, body))).id;
}
async function foreignPattern(world: World): Promise<string> {
  return await world.as("foreignCoordinator", async (call) => await offerTestPattern(call, await createTestTheme(call)));
}
async function merged(world: World): Promise<{ moveId: string; themeId: string }> {
  const [themeId, intoThemeId] = [await theme(world), await theme(world)];
  const moveId = newId();
  await world.as("coordinator", (call) => mergeTheme(call, themeId, { id: moveId, intoThemeId, sentence: null }));
  return { moveId, themeId };
}
const graded = () => ({
  id: newId(),
  reach: 3,
  severity: 2,
  solvable: 3,
  reachReason: "Fünf Orte melden es.",
  severityReason: "Kurse verfallen.",
  solvableReason: "Räume sind da.",
});
const reconstructionRow = (id: string, write?: string) => ({
  row: { table: "themes.reconstruction", id },
  ...(write === undefined ? {} : { write }),
});
const draftReconstruction = (world: World) => world.as("holder", (call) => createTestReconstruction(call));
const reconstructionInCheck = (world: World) => world.as("holder", (call) => handInTestReconstruction(call));
async function releasedReconstruction(world: World) {
  const handedIn = await reconstructionInCheck(world);
  return await world.as("colleague", (call) => releaseTestReconstruction(call, handedIn));
}
async function sharedReconstruction(world: World) {
  const { id, version } = await releasedReconstruction(world);
  return await at<{ id: string }>(world, (call) => shareReconstruction(call, id, { isShared: true, version }));
}
const told = (is: string) => `select from ${is} done where done`;

const circumstance = () => ({
  id: newId(),
  kind: "capacity" as const,
  fromOn: "2024-06-01",
  untilOn: null,
  text: "Ein zweiter Anbieter begann.",
  townIds: [],
  keptMarks: [],
});
const touchMeasure = "update themes.measure set version = version where id = $id";
const touchReport = "update themes.gap_report set version = version where id = $id";
const touchTheme = "update themes.theme set version = version where id = $id";
const content = { title: "Neuer Titel", sentence: "Ein Satz.", fieldOfAction: null, organisationIds: [], metric: null };
const { id: _, visibility: _visibility, caseId: _case, ...changed } = reportBody({ text: "Anders gesagt." });

checkPermissions({
  table: permissions,
  build: (server: Server) => createTestNetwork(server.at.database),
  actors: (world) => world.actors,
  trials: {
    checkGapText: () => trial(contract.checkGapText, { body: { text: "Ein Satz" } }),
    submitReport: () => trial(contract.submitReport, { body: reportBody() }),
    submitReportFromCase: async (world) => {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      return trial(contract.submitReport, { body: reportBody({ caseId }) });
    },
    prefillReport: async (world) => {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      return trial(contract.prefillReport, { params: { caseId } }, { row: { table: "cases.case_file", id: caseId } });
    },
    listReportsOfCase: async (world) => {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      await world.as("holder", (call) => createTestReport(call, { caseId }));
      return trial(
        contract.listReportsOfCase,
        { params: { caseId } },
        { row: { table: "themes.report_case", id: caseId, idColumn: "case_id" } },
      );
    },
    listMyReports: () => trial(contract.listMyReports, {}),
    openMyReport: async (world) => {
      const reportId = await report(world);
      return trial(contract.openMyReport, { params: { reportId } }, reportRow(reportId));
    },
    changeReport: async (world) => {
      const reportId = await report(world);
      return trial(contract.changeReport, { params: { reportId }, body: { ...changed, version: 1 } }, reportRow(reportId));
    },
    withdrawReport: async (world) => {
      const reportId = await report(world);
      return trial(contract.withdrawReport, { params: { reportId }, body: { version: 1 } }, reportRow(reportId));
    },
    sayWhetherSolved: async (world) => {
      const reportId = await decidedReport(world);
      return trial(contract.sayWhetherSolved, { params: { reportId }, body: { answer: "partly" } }, reportRow(reportId));
    },
    makeMyReportsSpreadsheet: () => trial(contract.makeMyReportsSpreadsheet, { query: {} }),
    makeReportsSpreadsheet: () => trial(contract.makeReportsSpreadsheet, { query: {} }),
    listReports: () => trial(contract.listReports, { query: {} }),
    openReport: async (world) => {
      const reportId = await report(world);
      return trial(contract.openReport, { params: { reportId } }, reportRow(reportId));
    },
    releaseReport: async (world) => {
      const reportId = await report(world);
      const body = { title: "Kurs", text: "Es gibt keine Betreuung.", version: 1 };
      return trial(contract.releaseReport, { params: { reportId }, body }, reportRow(reportId, touchReport));
    },
    returnReport: async (world) => {
      const reportId = await report(world);
      return trial(
        contract.returnReport,
        { params: { reportId }, body: { sentence: "Wo war das?", version: 1 } },
        reportRow(reportId, touchReport),
      );
    },
    answerReport: async (world) => {
      const reportId = await report(world);
      return trial(contract.answerReport, { params: { reportId }, body: { id: newId(), sentence: "Danke." } }, reportRow(reportId));
    },
    listUnanswered: () => trial(contract.listUnanswered, {}),
    countWordUse: () => trial(contract.countWordUse, {}),
    listThemes: () => trial(contract.listThemes, {}),
    makeThemesSpreadsheet: () => trial(contract.makeThemesSpreadsheet, { query: {} }),
    createTheme: () => trial(contract.createTheme, { body: { id: newId(), ...content } }),
    openTheme: async (world) => {
      const themeId = await theme(world);
      return trial(contract.openTheme, { params: { themeId } }, themeRow(themeId));
    },
    printDossier: async (world) => {
      const themeId = await theme(world);
      return trial(contract.printDossier, { params: { themeId }, query: {} }, themeRow(themeId));
    },
    openCollectedTheme: async (world) => {
      const themeId = await theme(world, false);
      return trial(contract.openTheme, { params: { themeId } }, themeRow(themeId));
    },
    getThemeEvidence: async (world) => {
      const themeId = await theme(world);
      return trial(contract.getThemeEvidence, { params: { themeId }, query: { fromOn: "2026-01-01" } }, themeRow(themeId));
    },
    changeTheme: async (world) => {
      const themeId = await theme(world);
      return trial(contract.changeTheme, { params: { themeId }, body: { ...content, version: 2 } }, themeRow(themeId, touchTheme));
    },
    nameTheme: async (world) => {
      const themeId = await theme(world, false);
      return trial(contract.nameTheme, { params: { themeId }, body: { version: 1 } }, themeRow(themeId, touchTheme));
    },
    joinReports: async (world) => {
      const [themeId, reportId] = [await theme(world), await releasedReport(world)];
      return trial(contract.joinReports, { params: { themeId }, body: { reportIds: [reportId] } }, themeRow(themeId, touchTheme));
    },
    takeOutReport: async (world) => {
      const [themeId, reportId] = [await theme(world), await releasedReport(world)];
      await world.as("coordinator", (call) => joinReports(call, themeId, { reportIds: [reportId], answer: null }));
      return trial(contract.takeOutReport, { params: { themeId, reportId }, body: {} }, themeRow(themeId, touchTheme));
    },
    closeTheme: async (world) => {
      const themeId = await theme(world);
      return trial(contract.closeTheme, { params: { themeId }, body: { version: 2 } }, themeRow(themeId, touchTheme));
    },
    requestStatement: async (world) => {
      const themeId = await theme(world);
      const body = { id: newId(), organisationId: world.organisations.jobcenter };
      return trial(contract.requestStatement, { params: { themeId }, body }, themeRow(themeId, touchTheme));
    },
    listStatementsOfOrganisation: () => trial(contract.listStatementsOfOrganisation, {}),
    openStatement: async (world) => {
      const statementId = await statement(world);
      return trial(contract.openStatement, { params: { statementId } }, { row: { table: "themes.statement", id: statementId } });
    },
    giveStatement: async (world) => {
      const statementId = await statement(world);
      return trial(
        contract.giveStatement,
        { params: { statementId }, body: { text: "Die Plätze sind belegt." } },
        {
          row: { table: "themes.statement", id: statementId },
          write: "update themes.statement set text = 'x', given_on = platform.today(), given_by = network.actor_id() where id = $id",
        },
      );
    },
    listMeasures: () => trial(contract.listMeasures, {}),
    makeMeasuresSpreadsheet: () => trial(contract.makeMeasuresSpreadsheet, { query: {} }),
    openMeasure: async (world) => {
      const { id } = await measure(world);
      return trial(contract.openMeasure, { params: { measureId: id } }, measureRow(id));
    },
    declareExpectation: async (world) => {
      const { id, version } = await measure(world);
      const write = "update themes.expectation set target_weeks = 8 where measure_id = $id";
      return trial(contract.declareExpectation, { params: { measureId: id }, body: { expectation, version } }, measureRow(id, write));
    },
    startMeasure: async (world) => {
      const { id, version } = await measure(world);
      return trial(contract.startMeasure, { params: { measureId: id }, body: { on: "2024-02-01", version } }, measureRow(id, touchMeasure));
    },
    reportProgress: async (world) => {
      const { id } = await measure(world);
      const write = `insert into themes.measure_entry (site_id, id, measure_id, kind, text, entered_by)
        values (network.actor_site(), gen_random_uuid(), $id, 'progress', 'x', network.actor_id())`;
      return trial(
        contract.reportProgress,
        { params: { measureId: id }, body: { id: newId(), text: "Zwei Orte haben begonnen." } },
        measureRow(id, write),
      );
    },
    moveDueDay: async (world) => {
      const { id, version } = await measure(world);
      const body = { dueOn: "2027-03-31", reason: "Die Räume fehlen.", version };
      return trial(contract.moveDueDay, { params: { measureId: id }, body }, measureRow(id, touchMeasure));
    },
    finishMeasure: async (world) => {
      const { id, version } = await measure(world, "running");
      return trial(
        contract.finishMeasure,
        { params: { measureId: id }, body: { on: "2024-06-30", version } },
        measureRow(id, touchMeasure),
      );
    },
    stopMeasure: async (world) => {
      const { id, version } = await measure(world);
      return trial(
        contract.stopMeasure,
        { params: { measureId: id }, body: { reason: "Kein Geld.", version } },
        measureRow(id, touchMeasure),
      );
    },
    listCircumstances: () => trial(contract.listCircumstances, {}),
    noteCircumstance: () => trial(contract.noteCircumstance, { body: circumstance() }),
    changeCircumstance: async (world) => {
      const body = circumstance();
      await world.as("coordinator", (call) => noteCircumstance(call, body));
      const { id: circumstanceId, ...content } = body;
      const write = "update themes.circumstance set sentence = 'x' where id = $id";
      return trial(
        contract.changeCircumstance,
        { params: { circumstanceId }, body: { ...content, version: 1 } },
        {
          row: { table: "themes.circumstance", id: circumstanceId },
          write,
        },
      );
    },
    removeCircumstance: async (world) => {
      const body = circumstance();
      await world.as("coordinator", (call) => noteCircumstance(call, body));
      const row = { table: "themes.circumstance", id: body.id };
      return trial(
        contract.removeCircumstance,
        { params: { circumstanceId: body.id } },
        { row, write: "select from themes.remove_circumstance($id) done where done" },
      );
    },
    lookAtChange: async (world) => {
      const { id } = await measure(world, "running");
      const write = `insert into themes.change (site_id, measure_id, verdict, finding) values (network.actor_site(), $id, 'cannot_say', '{}')`;
      return trial(contract.lookAtChange, { params: { measureId: id }, body: {} }, measureRow(id, write));
    },
    judgeContribution: async (world) => {
      const { id } = await measure(world, "looked_at");
      const body = { judgement: "partly", reasons: "Beides wirkte zusammen.", judgedBy: "Koordination und Volkshochschule" } as const;
      const write = `insert into themes.contribution (site_id, measure_id, judgement, reasons, judged_by, entered_by)
        values (network.actor_site(), $id, 'no', 'x', 'x', network.actor_id())`;
      return trial(contract.judgeContribution, { params: { measureId: id }, body }, measureRow(id, write));
    },
    closeMeasure: async (world) => {
      const { id, version } = await measure(world, "done");
      const body = { closing: "anchored", anchor: { kind: "form", which: "Gemeinsames Formular" }, version } as const;
      return trial(contract.closeMeasure, { params: { measureId: id }, body }, measureRow(id, touchMeasure));
    },
    proposeReconstruction: async (world) => {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      return trial(contract.proposeReconstruction, { params: { caseId } }, { row: { table: "cases.case_file", id: caseId } });
    },
    listReconstructionsOfCase: async (world) => {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      await world.as("holder", (call) => createTestReconstruction(call, { caseId }));
      return trial(
        contract.listReconstructionsOfCase,
        { params: { caseId } },
        { row: { table: "themes.reconstruction_draft", id: caseId, idColumn: "case_id" } },
      );
    },
    beginReconstructionFromCase: async (world) => {
      const { caseId } = await world.as("holder", (call) => createTestCase(call));
      return trial(contract.beginReconstruction, { body: { id: randomUUID(), caseId, content: testReconstruction() } });
    },
    beginReconstruction: () =>
      trial(
        contract.beginReconstruction,
        { body: { id: randomUUID(), content: testReconstruction() } },
        {
          write: told(
            `themes.begin_reconstruction('${randomUUID()}', null, null, '\\x00'::bytea, network.actor_id(), network.actor_organisation(), 1, '\\x00'::bytea)`,
          ),
        },
      ),
    listReconstructions: () => trial(contract.listReconstructions, {}),
    makeReconstructionsSpreadsheet: () => trial(contract.makeReconstructionsSpreadsheet, { query: {} }),
    checkReconstruction: () => {
      const content = testReconstruction();
      return trial(contract.checkReconstruction, { body: { content, worksheet: testWorksheet(content) } });
    },
    openDraftReconstruction: async (world) => {
      const { id } = await draftReconstruction(world);
      return trial(contract.openReconstruction, { params: { reconstructionId: id } }, reconstructionRow(id));
    },
    openReconstructionInCheck: async (world) => {
      const { id } = await reconstructionInCheck(world);
      return trial(contract.openReconstruction, { params: { reconstructionId: id } }, reconstructionRow(id));
    },
    openReconstruction: async (world) => {
      const { id } = await releasedReconstruction(world);
      return trial(contract.openReconstruction, { params: { reconstructionId: id } }, reconstructionRow(id));
    },
    printReconstruction: async (world) => {
      const { id } = await releasedReconstruction(world);
      return trial(contract.printReconstruction, { params: { reconstructionId: id }, query: {} }, reconstructionRow(id));
    },
    saveReconstruction: async (world) => {
      const { id, content, worksheet, version } = await draftReconstruction(world);
      const body = { content: { ...content, title: "Anders" }, worksheet, version };
      const write = told(`themes.save_reconstruction($id, ${version}, '\\x00'::bytea)`);
      return trial(contract.saveReconstruction, { params: { reconstructionId: id }, body }, reconstructionRow(id, write));
    },
    addReconstructionMaker: async (world) => {
      const { id } = await draftReconstruction(world);
      const { membershipId } = world.actors.colleague;
      const write = told(`themes.add_reconstruction_maker($id, '${membershipId}')`);
      return trial(
        contract.addReconstructionMaker,
        { params: { reconstructionId: id }, body: { membershipId } },
        reconstructionRow(id, write),
      );
    },
    handInReconstruction: async (world) => {
      const { id, version } = await draftReconstruction(world);
      const write = told(`themes.hand_in_reconstruction($id, ${version})`);
      return trial(contract.handInReconstruction, { params: { reconstructionId: id }, body: { version } }, reconstructionRow(id, write));
    },
    giveBackReconstruction: async (world) => {
      const { id, version } = await reconstructionInCheck(world);
      const write = told(`themes.give_back_reconstruction($id, ${version}, '\\x00'::bytea)`);
      const body = { remark: "Wer war da beteiligt?", version };
      return trial(contract.giveBackReconstruction, { params: { reconstructionId: id }, body }, reconstructionRow(id, write));
    },
    releaseReconstruction: async (world) => {
      const view = await reconstructionInCheck(world);
      const content = `'{"title":"x","situation":"","fieldOfAction":null,"steps":[]}'::jsonb`;
      const write = told(
        `themes.release_reconstruction($id, ${view.version}, ${content}, '{"breaks":[],"potentials":"","lesson":""}'::jsonb)`,
      );
      const body = { seen: seenIn(view), version: view.version };
      return trial(contract.releaseReconstruction, { params: { reconstructionId: view.id }, body }, reconstructionRow(view.id, write));
    },
    takeBackReconstruction: async (world) => {
      const { id, version } = await releasedReconstruction(world);
      const write = told(
        `themes.take_back_reconstruction($id, ${version}, '\\x00'::bytea, network.actor_id(), network.actor_organisation(), 1, '\\x00'::bytea)`,
      );
      return trial(contract.takeBackReconstruction, { params: { reconstructionId: id }, body: { version } }, reconstructionRow(id, write));
    },
    saveWorksheet: async (world) => {
      const { id, worksheet, version } = await releasedReconstruction(world);
      const body = { worksheet: { ...worksheet, lesson: "Kurs und Betreuung gehören zusammen." }, version };
      const write = "update themes.reconstruction set worksheet = worksheet where id = $id";
      return trial(contract.saveWorksheet, { params: { reconstructionId: id }, body }, reconstructionRow(id, write));
    },
    shareReconstruction: async (world) => {
      const { id, version } = await releasedReconstruction(world);
      const write = "update themes.reconstruction set shared_on = platform.today() where id = $id";
      return trial(
        contract.shareReconstruction,
        { params: { reconstructionId: id }, body: { isShared: true, version } },
        reconstructionRow(id, write),
      );
    },
    removeDraftReconstruction: async (world) => {
      const { id } = await draftReconstruction(world);
      return trial(
        contract.removeReconstruction,
        { params: { reconstructionId: id } },
        reconstructionRow(id, told("themes.remove_reconstruction($id)")),
      );
    },
    removeReconstruction: async (world) => {
      const { id } = await releasedReconstruction(world);
      return trial(
        contract.removeReconstruction,
        { params: { reconstructionId: id } },
        reconstructionRow(id, told("themes.remove_reconstruction($id)")),
      );
    },
    restoreReconstruction: async (world) => {
      const { id } = await releasedReconstruction(world);
      await at(world, (call) => removeReconstruction(call, id));
      return trial(contract.restoreReconstruction, { params: { reconstructionId: id } });
    },
    listSharedReconstructions: () => trial(contract.listSharedReconstructions, {}),
    makeSharedReconstructionsSpreadsheet: () => trial(contract.makeSharedReconstructionsSpreadsheet, { query: {} }),
    openSharedReconstruction: async (world) => {
      const { id } = await sharedReconstruction(world);
      return trial(contract.openSharedReconstruction, { params: { reconstructionId: id } });
    },
    getOwnHome: () => trial(contract.getOwnHome, {}),
    getCoordinatorDesk: () => trial(contract.getCoordinatorDesk, {}),
    getProgrammeOverview: () => trial(contract.getProgrammeOverview, {}),
    makeEscalatedSpreadsheet: () => trial(contract.makeEscalatedSpreadsheet, { query: {} }),
    listEscalatedThemes: () => trial(contract.listEscalatedThemes, {}),
    openEscalatedTheme: async (world) => trial(contract.openEscalatedTheme, { params: { themeId: await escalated(world) } }),
    replyToEscalated: async (world) => {
      const themeId = await escalated(world);
      const body = { id: newId(), kind: "taken_on", sentence: "Wir klären das mit dem Bund." } as const;
      const write = `select from themes.reply_to_escalated('${themeId}', gen_random_uuid(), 'taken_on', 'x', null, '{}', 1)`;
      return trial(contract.replyToEscalated, { params: { themeId }, body }, { write });
    },
    writeEscalation: async (world) => {
      const themeId = await escalated(world);
      const body = { tried: "Zwei Gespräche mit dem Träger.", asked: "Plätze ohne Anspruch.", version: 0 };
      const write = `insert into themes.escalation (site_id, theme_id, tried, asked, written_by)
        values (network.actor_site(), $id, 'x', 'x', network.actor_id())`;
      return trial(contract.writeEscalation, { params: { themeId }, body }, themeRow(themeId, write));
    },
    listProgrammeThemes: () => trial(contract.listProgrammeThemes, {}),
    makeProgrammeThemesSpreadsheet: () => trial(contract.makeProgrammeThemesSpreadsheet, { query: {} }),
    makeProgrammeTheme: () =>
      trial(
        contract.makeProgrammeTheme,
        { body: { id: newId(), title: "Kurse ohne Betreuung" } },
        {
          write: `insert into themes.programme_theme (site_id, id, title, made_by)
            values (network.actor_site(), gen_random_uuid(), 'x', network.actor_id())`,
        },
      ),
    changeProgrammeTheme: async (world) => {
      const id = await programmeTheme(world);
      const write = "update themes.programme_theme set title = 'x' where id = $id";
      return trial(
        contract.changeProgrammeTheme,
        { params: { programmeThemeId: id }, body: { title: "Anders", version: 1 } },
        { row: { table: "themes.programme_theme", id }, write },
      );
    },
    linkToProgrammeTheme: async (world) => {
      const [themeId, programmeThemeId] = [await theme(world), await programmeTheme(world)];
      return trial(contract.linkToProgrammeTheme, { params: { themeId }, body: { programmeThemeId } }, themeRow(themeId));
    },
    linkEscalatedTheme: async (world) => {
      const [themeId, programmeThemeId] = [await escalated(world), await programmeTheme(world)];
      return trial(contract.linkToProgrammeTheme, { params: { themeId }, body: { programmeThemeId } });
    },
    openThemeLife: async (world) => {
      const themeId = await theme(world);
      return trial(contract.openThemeLife, { params: { themeId } }, themeRow(themeId));
    },
    setPriority: async (world) => {
      const themeId = await theme(world);
      const write = `insert into themes.priority (site_id, id, theme_id, reach, severity, solvable, reach_reason, severity_reason, solvable_reason, set_by)
        values (network.actor_site(), gen_random_uuid(), $id, 1, 1, 1, 'x', 'x', 'x', network.actor_id())`;
      return trial(contract.setPriority, { params: { themeId }, body: graded() }, themeRow(themeId, write));
    },
    takeFromGroup: async (world) => {
      const themeId = await theme(world);
      await world.as("coordinator", (call) => giveToGroup(call, themeId, { groupName: "Kurse", sentence: null, version: 2 }));
      return trial(contract.takeFromGroup, { params: { themeId } }, themeRow(themeId, touchTheme));
    },
    mergeTheme: async (world) => {
      const [themeId, intoThemeId] = [await theme(world), await theme(world)];
      const write = `insert into themes.theme_move (site_id, id, kind, from_theme_id, into_theme_id, moved_by)
        values (network.actor_site(), gen_random_uuid(), 'merge', $id, '${intoThemeId}', network.actor_id())`;
      return trial(contract.mergeTheme, { params: { themeId }, body: { id: newId(), intoThemeId } }, themeRow(themeId, write));
    },
    splitTheme: async (world) => {
      const reports = [await releasedReport(world), await releasedReport(world)];
      const themeId = await theme(world);
      await world.as("coordinator", (call) => joinReports(call, themeId, { reportIds: reports, answer: null }));
      const body = { id: newId(), newThemeId: newId(), title: "Ein Teil davon", reportIds: [reports[0]!] };
      return trial(contract.splitTheme, { params: { themeId }, body }, themeRow(themeId, touchTheme));
    },
    undoMove: async (world) => {
      const { moveId } = await merged(world);
      const write = `update themes.theme_move set undone_on = platform.today(), undone_by = network.actor_id() where id = '${moveId}'`;
      return trial(contract.undoMove, { params: { moveId } }, { write });
    },
    listSuggestions: () => trial(contract.listSuggestions, {}),
    sayNotAlike: async (world) => {
      const [reportId, other] = [await releasedReport(world), await releasedReport(world)];
      const write = `insert into themes.not_alike (site_id, report_id, other_id, said_by)
        select g.site_id, g.id, gen_random_uuid(), network.actor_id() from themes.gap_report g
        where g.id = '${reportId}' and themes.may_coordinate()`;
      return trial(contract.sayNotAlike, { body: { reportId, otherIds: [other] } }, { write });
    },
    takeBackNotAlike: async (world) => {
      const [reportId, other] = [await releasedReport(world), await releasedReport(world)];
      await world.as("coordinator", (call) => sayNotAlike(call, { reportId, otherIds: [other] }));
      const write = `delete from themes.not_alike where report_id = '${reportId}'`;
      return trial(contract.takeBackNotAlike, { body: { reportId, otherIds: [other] } }, { write });
    },
    checkPattern: () => trial(contract.checkPattern, { body: { words: { title: "Betreuung" } } }),
    offerPattern: async (world) => {
      const themeId = await theme(world);
      const write = `insert into themes.pattern (site_id, id, theme_id, title, problem, done, failed, offered_by)
        values (network.actor_site(), gen_random_uuid(), $id, 'x', 'x', 'x', 'x', network.actor_id())`;
      return trial(contract.offerPattern, { params: { themeId }, body: patternBody() }, themeRow(themeId, write));
    },
    withdrawPattern: async (world) => {
      const id = await at<string>(world, async (call) => await offerTestPattern(call, await createTestTheme(call)));
      const write = "update themes.pattern set withdrawn_on = platform.today() where id = $id";
      return trial(
        contract.withdrawPattern,
        { params: { patternId: id }, body: { version: 1 } },
        { row: { table: "themes.pattern", id }, write },
      );
    },
    listPatterns: () => trial(contract.listPatterns, {}),
    makePatternsSpreadsheet: () => trial(contract.makePatternsSpreadsheet, { query: {} }),
    openPattern: async (world) => trial(contract.openPattern, { params: { patternId: await foreignPattern(world) } }),
    copyPattern: async (world) =>
      trial(contract.copyPattern, {
        params: { patternId: await foreignPattern(world) },
        body: { id: newId(), title: "Betreuung bei uns" },
      }),
  },
});
