import { beforeAll, expect, it } from "vitest";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { newId } from "../../../platform/server/ids.ts";
import { setDeputy } from "../../cases/contract.ts";
import { createTestCase } from "../../cases/factory.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import { getDraft, saveDraft } from "../../network/contract.ts";
import * as contract from "../contract.ts";
import { createTestReport, createTestTheme, releaseTestReport, reportBody } from "../factory.ts";
import { decideTheme, joinReports, takeOutReport } from "../theme/verbs.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const everyRow = async (table: string) =>
  (await asSuperuser<{ row: string }>(server.at, `select row_to_json(t)::text as row from ${table} t`)).map((row) => row.row).join("\n");

it("keeps an unnamed reporter out of every table, the log and the coordinator's page, and still answers", async () => {
  const { caseId } = await world.as("holder", (call) => createTestCase(call));
  const logged = await asSuperuser<{ n: number }>(server.at, "select count(*) as n from accounts.access_log");
  const body = reportBody({ visibility: "unnamed", caseId, text: "Die Leitung hat es nicht wissen wollen." });
  await server.ask(world.actors.holder.token, contract.submitReport, { body });
  const after = await asSuperuser<{ n: number }>(server.at, "select count(*) as n from accounts.access_log");
  expect(after[0]!.n, "nothing is logged of an unnamed report").toBe(logged[0]!.n);

  const tables = await asSuperuser<{ name: string }>(server.at, "select tablename as name from pg_tables where schemaname = 'themes'");
  for (const { name } of tables) {
    const rows = await everyRow(`themes.${name}`);
    for (const trace of [world.actors.holder.membershipId, world.actors.holder.unitId, world.actors.holder.accountId, caseId])
      expect(rows, name).not.toContain(trace);
    expect(rows, name).not.toContain("wissen wollen");
  }

  const seen = await server.ask(world.actors.coordinator.token, contract.openReport, { params: { reportId: body.id } });
  expect(seen.text).toBe(body.text);
  expect(seen.reporter).toBeNull();
  expect(JSON.stringify(seen)).not.toContain("Wolters");
  await expect(
    world.as("coordinator", async (call) => (await import("kysely")).sql`select tag from themes.reporter`.execute(call.tx)),
  ).rejects.toThrow(/permission denied/);

  await server.ask(world.actors.coordinator.token, contract.answerReport, {
    params: { reportId: body.id },
    body: { id: newId(), sentence: "Danke, wir fragen nach." },
  });
  const mine = await server.ask(world.actors.holder.token, contract.openMyReport, { params: { reportId: body.id } });
  expect(mine.answers.map((one) => [one.code, one.sentence])).toEqual([
    ["received", null],
    ["replied", "Danke, wir fragen nach."],
  ]);
  expect((await server.send(world.actors.colleague.token, contract.openMyReport, { params: { reportId: body.id } })).statusCode).toBe(404);
});

it("writes nothing of an unnamed reporter in the transaction of the report: rows written together can be told by its number", async () => {
  const { token } = world.actors.holder;
  const reportBodyToChange = reportBody({ visibility: "unnamed", text: "Drei Stellen fragen dasselbe." });
  const reportId = reportBodyToChange.id;
  const traces = async () => {
    const tables = await asSuperuser<{ name: string }>(
      server.at,
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('accounts', 'network', 'people', 'cases')`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await asSuperuser(server.at, `select 1 from ${name} t join themes.gap_report g on t.xmin = g.xmin where g.id = $1`, [
        reportId,
      ]);
      if (rows.length > 0) found.push(name);
    }
    // a draft that went is still there until PostgreSQL cleans up: it must have gone in another transaction
    const [draft] = await asSuperuser<{ left: number }>(
      server.at,
      "select count(*)::int as left from network.draft d join themes.gap_report g on d.xmax = g.xmin where g.id = $1",
      [reportId],
    );
    return [...found, ...(draft!.left > 0 ? ["network.draft"] : [])];
  };
  const wait = () => asSuperuser(server.at, "update accounts.session set last_used_at = last_used_at - interval '5 minutes'");
  await server.ask(token, saveDraft, { params: { key: "gap-report" }, body: { content: "Drei Stellen" } });
  await wait();
  await server.ask(token, contract.submitReport, { body: reportBodyToChange });
  expect(await traces(), "submitted").toEqual([]);
  expect((await server.ask(token, getDraft, { params: { key: "gap-report" } })).content).toBeNull();
  await wait();
  const { caseId: _, visibility: __, id: ___, ...words } = reportBodyToChange;
  await server.ask(token, contract.changeReport, { params: { reportId }, body: { ...words, version: 1 } });
  expect(await traces(), "changed").toEqual([]);
  await wait();
  await server.ask(token, contract.withdrawReport, { params: { reportId }, body: { version: 2 } });
  expect(await traces(), "withdrawn").toEqual([]);
});

it("keeps of an unnamed report only roughly how many days were lost: the exact number would point to one case, and that to its case manager", async () => {
  const roughly = async (daysLost: number, visibility: "unnamed" | "coordinator") => {
    const body = reportBody({ visibility, daysLost });
    await server.ask(world.actors.holder.token, contract.submitReport, { body });
    const { caseId: _, visibility: __, id: reportId, ...words } = body;
    await server.ask(world.actors.holder.token, contract.changeReport, { params: { reportId }, body: { ...words, version: 1 } });
    return (await server.ask(world.actors.coordinator.token, contract.openReport, { params: { reportId } })).daysLost;
  };
  expect([
    await roughly(50, "coordinator"),
    await roughly(50, "unnamed"),
    await roughly(3, "unnamed"),
    await roughly(148, "unnamed"),
  ]).toEqual([50, 60, 7, 180]);
});

it("names a reporter as far as the reporter said", async () => {
  const [named, known] = [reportBody({ visibility: "named" }), reportBody({ visibility: "coordinator" })];
  for (const body of [named, known]) await server.ask(world.actors.holder.token, contract.submitReport, { body });
  const themeId = await world.as("coordinator", async (call) => {
    for (const body of [named, known]) await releaseTestReport(call, body.id);
    const themeId = await createTestTheme(call);
    await joinReports(call, themeId, { reportIds: [named.id, known.id], answer: null });
    return themeId;
  });
  for (const id of [named.id, known.id]) {
    const seen = await server.ask(world.actors.coordinator.token, contract.openReport, { params: { reportId: id } });
    expect(seen.reporter).toEqual({ name: "Karin Wolters", unitName: "Migrationsberatung" });
  }
  const page = await server.ask(world.actors.coordinator.token, contract.openTheme, { params: { themeId } });
  expect(page.voices.map((voice) => voice.reporter).sort()).toEqual(["Karin Wolters", null]);
});

it("answers a repeat as the first, and lets nobody else use the id", async () => {
  const body = reportBody({ visibility: "unnamed" });
  for (let round = 0; round < 2; round += 1) {
    expect(await server.ask(world.actors.holder.token, contract.submitReport, { body })).toEqual({ id: body.id });
  }
  expect((await server.send(world.actors.colleague.token, contract.submitReport, { body })).statusCode).not.toBe(200);
  const rows = await asSuperuser(server.at, "select from themes.gap_report where id = $1", [body.id]);
  expect(rows.length).toBe(1);
});

it("takes only ids that tell no time", async () => {
  const response = await server.send(world.actors.holder.token, contract.submitReport, { body: reportBody({ id: newId() }) });
  expect(response.statusCode).toBe(400);
});

it("discards the draft with the report", async () => {
  const { caseId } = await world.as("holder", (call) => createTestCase(call));
  for (const key of ["gap-report", `gap-report:${caseId}`]) {
    await server.ask(world.actors.holder.token, saveDraft, { params: { key }, body: { content: "Ein Anfang" } });
  }
  await server.ask(world.actors.holder.token, contract.submitReport, { body: reportBody({ caseId }) });
  for (const key of ["gap-report", `gap-report:${caseId}`]) {
    expect((await server.ask(world.actors.holder.token, getDraft, { params: { key } })).content, key).toBeNull();
  }
});

it("shows the link to a case to its readers alone", async () => {
  const { caseId } = await world.as("holder", (call) => createTestCase(call));
  const id = await world.as("holder", (call) => createTestReport(call, { caseId }));
  const shown = await server.ask(world.actors.holder.token, contract.listReportsOfCase, { params: { caseId } });
  expect(shown.reports.map((row) => [row.id, row.isMine, row.stair.reached])).toEqual([[id, true, 1]]);
  expect(JSON.stringify(await server.ask(world.actors.coordinator.token, contract.openReport, { params: { reportId: id } }))).not.toContain(
    caseId,
  );
  // an unnamed report from the same case leaves no link at all
  await world.as("holder", (call) => createTestReport(call, { caseId, visibility: "unnamed" }));
  expect((await server.ask(world.actors.holder.token, contract.listReportsOfCase, { params: { caseId } })).reports.length).toBe(1);
});

it("tells nobody who works with the same case of a report that the coordination alone may know the writer of", async () => {
  const { caseId } = await world.as("holder", (call) => createTestCase(call));
  const { membershipId } = world.actors.colleague;
  await server.ask(world.actors.holder.token, setDeputy, { params: { caseId }, body: { membershipId, untilOn: null } });
  const quiet = await world.as("colleague", (call) => createTestReport(call, { caseId, visibility: "coordinator" }));
  const named = await world.as("colleague", (call) => createTestReport(call, { caseId, visibility: "named" }));
  const seenBy = async (actor: "holder" | "colleague") =>
    (await server.ask(world.actors[actor].token, contract.listReportsOfCase, { params: { caseId } })).reports.map((row) => row.id).sort();
  expect(await seenBy("colleague")).toEqual([quiet, named].sort());
  expect(await seenBy("holder")).toEqual([named]);
  const links = await world.as("holder", (call) => call.tx.selectFrom("themes.report_case").selectAll().execute());
  expect(links.filter((row) => row.case_id === caseId)).toEqual([]);
});

it("logs who looked at the reports of a case", async () => {
  const { caseId, clientId } = await world.as("holder", (call) => createTestCase(call));
  await server.ask(world.actors.holder.token, contract.listReportsOfCase, { params: { caseId } });
  const [row] = await asSuperuser<{ client_ids: string[]; basis: string }>(
    server.at,
    "select client_ids::text[], basis from accounts.access_log where action = 'themes.list_reports_of_case' order by id desc limit 1",
  );
  expect(row).toEqual({ client_ids: [clientId], basis: "holder" });
});

it("prefills a form from the case", async () => {
  const { caseId } = await world.as("holder", (call) => createTestCase(call, { townId: world.towns[0]! }));
  const prefill = await server.ask(world.actors.holder.token, contract.prefillReport, { params: { caseId } });
  expect(prefill).toEqual({ townId: world.towns[0], fieldOfAction: null, to: null, daysLost: null, service: null });
});

it("lets the writer change and withdraw a report until it is in a theme, and reads changed words again", async () => {
  const id = await world.as("holder", (call) => createTestReport(call, { visibility: "unnamed" }));
  await world.as("coordinator", (call) => releaseTestReport(call, id));
  const { id: _, visibility: _v, caseId: _c, ...changed } = reportBody({ text: "Doch anders.", daysLost: 12 });
  await server.ask(world.actors.holder.token, contract.changeReport, { params: { reportId: id }, body: { ...changed, version: 2 } });
  const again = await server.ask(world.actors.coordinator.token, contract.openReport, { params: { reportId: id } });
  expect([again.state, again.text, again.releasedText, again.daysLost]).toEqual(["submitted", "Doch anders.", null, 14]);
  const stale = await server.send(world.actors.holder.token, contract.changeReport, {
    params: { reportId: id },
    body: { ...changed, version: 2 },
  });
  expect(stale.json()).toMatchObject({ code: "changed_meanwhile", current: { version: 3 } });

  await world.as("coordinator", async (call) => {
    await verbs.releaseReport(call, id, { title: "Kurs", text: "Keine Betreuung.", sentence: null, keptMarks: [], version: 3 });
    const themeId = await createTestTheme(call);
    await joinReports(call, themeId, { reportIds: [id], answer: null });
  });
  const joined = await server.send(world.actors.holder.token, contract.withdrawReport, { params: { reportId: id }, body: { version: 4 } });
  expect(joined.json()).toMatchObject({ code: "conflict", reason: "already_joined" });
  await world.as("coordinator", async (call) => {
    const report = await verbs.openReport(call, id);
    await takeOutReport(call, report.theme!.id, id, null);
  });
  await server.ask(world.actors.holder.token, contract.withdrawReport, { params: { reportId: id }, body: { version: 4 } });
  expect((await server.send(world.actors.coordinator.token, contract.openReport, { params: { reportId: id } })).statusCode).toBe(404);
});

it("says whether it is solved once it was decided, sealed like the report", async () => {
  const id = await world.as("holder", (call) => createTestReport(call));
  const say = { params: { reportId: id }, body: { answer: "partly" as const, missing: "Im Winter fehlt ein Raum." } };
  expect((await server.send(world.actors.holder.token, contract.sayWhetherSolved, say)).json()).toMatchObject({
    reason: "not_decided_yet",
  });
  await world.as("coordinator", async (call) => {
    await releaseTestReport(call, id);
    const themeId = await createTestTheme(call);
    await joinReports(call, themeId, { reportIds: [id], answer: null });
    await decideTheme(call, themeId, {
      outcome: "declined",
      sentence: null,
      reason: "Das Geld fehlt.",
      decidedOn: "2026-04-22",
      bodyName: "Steuerungsgruppe",
    });
  });
  await server.ask(world.actors.holder.token, contract.sayWhetherSolved, say);
  const mine = await server.ask(world.actors.holder.token, contract.openMyReport, { params: { reportId: id } });
  expect(mine.solved).toMatchObject({ answer: "partly", missing: "Im Winter fehlt ein Raum." });
  expect(mine.stair).toEqual({ reached: 5, ended: "declined" });
  expect(mine.answers.at(-1)).toMatchObject({ code: "declined", by: "Steuerungsgruppe", params: { reason: "Das Geld fehlt." } });
  expect(await everyRow("themes.report_solved")).not.toContain("Winter");
  expect((await server.ask(world.actors.coordinator.token, contract.openReport, { params: { reportId: id } })).solved).toMatchObject({
    missing: "Im Winter fehlt ein Raum.",
  });
});

it("refuses places that are not of this site, all at once", async () => {
  const body = reportBody({
    gapKind: "no_such_kind",
    townId: newId(),
    from: { organisationId: newId(), unitId: null },
    to: { organisationId: world.organisations.school, unitId: world.actors.partnerWithShare.unitId },
  });
  const response = await server.send(world.actors.holder.token, contract.submitReport, { body });
  expect((response.json() as { fields: { path: string }[] }).fields.map((field) => field.path).sort()).toEqual([
    "body.from.organisationId",
    "body.gapKind",
    "body.to.unitId",
    "body.townId",
  ]);
});

it("lists reports that had no answer for eight weeks, and those alone", async () => {
  const [old, answered, young] = await world.as("colleague", async (call) => [
    await createTestReport(call),
    await createTestReport(call, { visibility: "unnamed" }),
    await createTestReport(call),
  ]);
  await asSuperuser(server.at, "update themes.gap_report set reported_on = reported_on - 60 where id = any($1)", [[old, answered]]);
  await world.as("coordinator", (call) => verbs.answerReport(call, answered, { id: newId(), sentence: "Wir sind dran." }));
  const listed = (await server.ask(world.actors.coordinator.token, contract.listUnanswered, {})).reports;
  expect(listed.find((row) => row.id === old)?.daysWithoutAnswer).toBe(60);
  expect(listed.map((row) => row.id)).not.toContain(answered);
  expect(listed.map((row) => row.id)).not.toContain(young);
});
