import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server, trial } from "../../platform/testing/permission-check.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { confirmTestReport, createTestReport, figureOf, issueTestReport, testHead, testSource } from "./factory.ts";
import { permissions } from "./permissions.ts";
import { removeFigure, removeReport, removeSection } from "./verbs.ts";

const build = (server: Server) => createTestNetwork(server.at.database);
type World = Awaited<ReturnType<typeof build>>;

const rowOf = (table: string, id: string, idColumn?: string) => ({ table: `publication.${table}`, id, ...(idColumn ? { idColumn } : {}) });
const draft = (world: World) => world.as("coordinator", (call) => createTestReport(call));
const section = async (world: World) => (await draft(world)).parts[1]!;
const issued = (world: World, ...audience: contract.Audience[]) => world.as("coordinator", (call) => issueTestReport(call, audience));

const newReport = (more: { replacesId?: string } = {}) => ({
  ...testHead(),
  id: newId(),
  kind: "status_report" as const,
  language: "de" as const,
  replacesId: null,
  ...more,
});

checkPermissions({
  table: permissions,
  build,
  actors: (world) => world.actors,
  trials: {
    listReports: () => trial(contract.listReports, {}),
    makeReportsSpreadsheet: () => trial(contract.makeReportsSpreadsheet, { query: {} }),
    beginReport: () =>
      trial(
        contract.beginReport,
        { body: newReport() },
        {
          write: `insert into publication.report (site_id, id, kind, language, title, from_on, until_on, created_by)
            values (network.actor_site(), '${newId()}', 'status_report', 'de', 'x', '2026-01-01', '2026-06-30', network.actor_id())`,
        },
      ),
    correctReport: async (world) => {
      const { id } = await issued(world);
      return trial(contract.beginReport, { body: newReport({ replacesId: id }) }, { row: rowOf("report", id) });
    },
    openDraft: async (world) => {
      const { id } = await draft(world);
      return trial(contract.openReport, { params: { reportId: id } }, { row: rowOf("report", id) });
    },
    changeReport: async (world) => {
      const { id, version } = await draft(world);
      return trial(
        contract.changeReport,
        { params: { reportId: id }, body: { ...testHead({ title: "Anders" }), version } },
        { row: rowOf("report", id), write: "update publication.report set title = 'Anders' where id = $id" },
      );
    },
    removeReport: async (world) => {
      const { id } = await draft(world);
      return trial(
        contract.removeReport,
        { params: { reportId: id } },
        { row: rowOf("report", id), write: "update publication.report set version = 9 where id = $id" },
      );
    },
    restoreReport: async (world) => {
      const { id } = await draft(world);
      await world.as("coordinator", (call) => removeReport(call, id));
      return trial(contract.restoreReport, { params: { reportId: id } });
    },
    addSection: async (world) => {
      const { id } = await draft(world);
      return trial(
        contract.addSection,
        { params: { reportId: id }, body: { id: newId(), title: "Dank", text: "" } },
        {
          row: rowOf("report", id),
          write: `insert into publication.section (site_id, id, report_id, position, title) values ('${world.siteId}', '${newId()}', $id, 20, 'x')`,
        },
      );
    },
    changeSection: async (world) => {
      const { id, version } = await section(world);
      return trial(
        contract.changeSection,
        { params: { sectionId: id }, body: { title: "Anders", text: "Anders", version } },
        { row: rowOf("section", id), write: "update publication.section set text = 'Anders' where id = $id" },
      );
    },
    draftSection: async (world) => {
      const { id } = await section(world);
      return trial(contract.draftSection, { params: { sectionId: id } }, { row: rowOf("section", id) });
    },
    redraftSection: async (world) => {
      const { id, version } = await section(world);
      return trial(
        contract.redraftSection,
        { params: { sectionId: id }, body: { version } },
        { row: rowOf("section", id), write: "update publication.section set drafted_text = 'x' where id = $id" },
      );
    },
    removeSection: async (world) => {
      const { id } = await section(world);
      return trial(
        contract.removeSection,
        { params: { sectionId: id } },
        { row: rowOf("section", id), write: "update publication.section set version = 9 where id = $id" },
      );
    },
    restoreSection: async (world) => {
      const { id } = await section(world);
      await world.as("coordinator", (call) => removeSection(call, id));
      return trial(contract.restoreSection, { params: { sectionId: id } });
    },
    orderSections: async (world) => {
      const { id, parts } = await draft(world);
      return trial(
        contract.orderSections,
        { params: { reportId: id }, body: { sectionIds: parts.map((one) => one.id).toReversed() } },
        { row: rowOf("section", parts[0]!.id), write: "update publication.section set position = 7 where id = $id" },
      );
    },
    listOfferedFigures: async (world) => {
      const { id } = await draft(world);
      return trial(contract.listOfferedFigures, { params: { reportId: id } }, { row: rowOf("report", id) });
    },
    addFigures: async (world) => {
      const { id, parts } = await draft(world);
      return trial(
        contract.addFigures,
        { params: { sectionId: parts[0]!.id }, body: { figures: [{ id: newId(), key: "bodies.meetings" }] } },
        {
          row: rowOf("section", parts[0]!.id),
          write: `insert into publication.figure (site_id, id, report_id, section_id, position, key, label, unit, definition, source, value, until_on, as_of_on)
            values ('${world.siteId}', '${newId()}', '${id}', $id, 1, 'bodies.meetings', 'x', '', 'x', 'x', 1, '2026-06-30', '2026-06-30')`,
        },
      );
    },
    removeFigure: async (world) => {
      const { id } = figureOf(await draft(world));
      return trial(
        contract.removeFigure,
        { params: { figureId: id } },
        { row: rowOf("figure", id), write: "update publication.figure set version = 9 where id = $id" },
      );
    },
    restoreFigure: async (world) => {
      const { id } = figureOf(await draft(world));
      await world.as("coordinator", (call) => removeFigure(call, id));
      return trial(contract.restoreFigure, { params: { figureId: id } });
    },
    compareFigures: async (world) => {
      const { id } = await draft(world);
      return trial(contract.compareFigures, { params: { reportId: id } }, { row: rowOf("report", id) });
    },
    takeFigures: async (world) => {
      const source = testSource({ value: 3, key: "bodies.meetings" });
      const report = await world.as("coordinator", (call) => createTestReport(call, {}, source));
      const { id, version } = figureOf(report);
      return trial(
        contract.takeFigures,
        { params: { reportId: report.id }, body: { figures: [{ id, version }] } },
        { row: rowOf("figure", id), write: "update publication.figure set value = 7 where id = $id" },
      );
    },
    printDraft: async (world) => {
      const { id } = await draft(world);
      return trial(contract.printReport, { params: { reportId: id }, query: { format: "docx" } }, { row: rowOf("report", id) });
    },
    issueReport: async (world) => {
      const { id } = await draft(world);
      const { version } = await world.as("coordinator", (call) => confirmTestReport(call, id));
      return trial(
        contract.issueReport,
        { params: { reportId: id }, body: { version } },
        {
          row: rowOf("report", id),
          write: `insert into publication.issue (site_id, report_id, number, document, digest, issued_by)
            values ('${world.siteId}', $id, 99, '{}', decode(repeat('00', 32), 'hex'), network.actor_id())`,
        },
      );
    },
    openUngiven: async (world) => {
      const { id } = await issued(world, "programme", "accompaniment");
      return trial(contract.openReport, { params: { reportId: id } }, { row: rowOf("issue", id, "report_id") });
    },
    openIssued: async (world) => {
      const { id } = await issued(world, "bodies");
      return trial(contract.openReport, { params: { reportId: id } }, { row: rowOf("issue", id, "report_id") });
    },
    printIssued: async (world) => {
      const { id } = await issued(world, "bodies");
      return trial(contract.printReport, { params: { reportId: id }, query: {} }, { row: rowOf("report", id) });
    },
    releaseReport: async (world) => {
      const { id } = await issued(world, "bodies");
      return trial(
        contract.releaseReport,
        { params: { reportId: id, audience: "public" }, body: { isReleased: true, version: 0 } },
        {
          row: rowOf("report", id),
          write: `insert into publication.release (site_id, report_id, audience, released_on, released_by)
            values ('${world.siteId}', $id, 'programme', platform.today(), network.actor_id())`,
        },
      );
    },
    listGiven: () => trial(contract.listGiven, {}),
    makeGivenSpreadsheet: () => trial(contract.makeGivenSpreadsheet, { query: {} }),
    openGivenToLand: async (world) => {
      const { id } = await issued(world, "programme");
      return trial(contract.openGiven, { params: { siteId: world.siteId, reportId: id } });
    },
    printGivenToLand: async (world) => {
      const { id } = await issued(world, "programme");
      return trial(contract.printGiven, { params: { siteId: world.siteId, reportId: id } });
    },
    openGivenToTeam: async (world) => {
      const { id } = await issued(world, "accompaniment");
      return trial(contract.openGiven, { params: { siteId: world.siteId, reportId: id } });
    },
  },
});
