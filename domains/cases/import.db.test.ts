import exceljs from "exceljs";
import { describe, expect, it } from "vitest";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { csrfToken, sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { today } from "../../platform/server/clock.ts";
import { askShare } from "../consent/contract.ts";
import { addMembership, createAccount, foundSite } from "../network/index.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import type { ImportedCase } from "./import/rows.ts";
import { importCases } from "./import-verbs.ts";
import type { CaseList } from "./lists.ts";
import { addMilestoneEvents, listMilestonePairs } from "./milestones.ts";

const server = useTestServer();

const row = (more: Partial<ImportedCase>): ImportedCase => ({
  row: 2,
  familyName: "Kovalenko",
  givenNames: "Iryna",
  birthDate: "1988-02-03",
  birthYear: null,
  sex: "female",
  nationality: "Ukraine",
  languages: ["Ukrainisch"],
  phone: "0234 5678",
  email: null,
  street: null,
  postcode: null,
  townName: "Hohenfeld",
  contactNote: null,
  residenceStatus: "aufenthaltserlaubnis",
  legalDomains: ["sgb_ii"],
  fileNumber: null,
  caseManagerName: null,
  openedOn: "2026-01-15",
  closedOn: null,
  phase: "planning",
  lastContactOn: "2026-06-01",
  nextAppointmentOn: null,
  nextAppointmentTime: null,
  goal: "Arbeit als Erzieherin",
  household: "zwei Kinder",
  note: "Bescheid fehlt",
  milestones: [{ service: "integration_course", event: "entitled", on: "2026-02-01" }],
  planned: [],
  ...more,
});

async function world() {
  const network = await createTestNetwork(server.at.database);
  const unitId = network.actors.holder.unitId;
  // the system membership of the unit itself, as the command has it
  const systemId = await asActor(server.at.database, { membership: network.systemMembershipId }, async (call) => {
    const accountId = await createAccount(server.at.database, { email: `system.${newId()}@example.org`, name: "System" });
    return await addMembership(call, { accountId, unitId, role: "system" as never, name: "System" });
  });
  const bring = async (rows: ImportedCase[], options: { dryRun?: boolean } = {}) =>
    await asActor(server.at.database, { membership: systemId }, (call) => importCases(call, rows, options));
  return { network, bring, holder: network.actors.holder.token };
}

const caseload = (network: TestNetwork, token = network.actors.holder.token) => server.ask(token, contract.listCases, { query: {} });

describe("a list of cases", () => {
  it("begins a case without a day of its own with the first day that the list knows, not today", async () => {
    const { network, bring } = await world();
    await bring([
      row({ openedOn: null, lastContactOn: "2026-03-02" }),
      row({ row: 3, familyName: "Tadesse", openedOn: null, lastContactOn: null }),
    ]);
    const { cases } = await caseload(network);
    expect(new Map(cases.map((one) => [one.identity?.familyName, one.openedOn]))).toEqual(
      new Map([
        ["Kovalenko", "2026-03-02"],
        ["Tadesse", today()],
      ]),
    );
  });

  it("comes once: the same again changes nothing, a changed row changes its person and adds what is new", async () => {
    const { network, bring, holder } = await world();
    const rows = [
      row({}),
      row({ row: 3, familyName: "Gebremedhin", givenNames: "Tesfay", birthDate: null, birthYear: 1990, caseManagerName: "Oduya, Paul" }),
    ];
    expect(await bring(rows, { dryRun: true })).toMatchObject({ created: 2, changed: 0 });
    expect((await caseload(network)).total).toBe(0);
    expect(await bring(rows)).toEqual({ created: 2, changed: 0, unchanged: 0, failed: [], notices: [] });
    expect(await bring(rows.toReversed())).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    const listed = await caseload(network);
    expect(listed.cases).toMatchObject([
      { identity: { familyName: "Kovalenko" }, legalBasisUnchecked: true, lastContactOn: "2026-06-01", phase: "planning" },
    ]);
    expect((await caseload(network, network.actors.colleague.token)).cases).toMatchObject([{ identity: { familyName: "Gebremedhin" } }]);
    const params = { caseId: listed.cases[0]!.id };
    expect(await server.ask(holder, contract.openCase, { params })).toMatchObject({
      contactDetails: { value: { phone: "0234 5678" } },
      residence: { value: { status: "aufenthaltserlaubnis" } },
      periods: [{ legalDomain: "sgb_ii", fromOn: "2026-01-15" }],
      goals: [{ text: "Arbeit als Erzieherin" }],
      steps: [{ service: "integration_course", entitledOn: "2026-02-01", text: "Integrationskurs" }],
      townId: network.towns[0],
    });
    const started = [...row({}).milestones, { service: "integration_course", event: "started" as const, on: "2026-06-01" }];
    const later = row({ phone: "0234 9999", phase: "linking", fileNumber: "KIM 12/2026", goal: "Ausbildung", milestones: started });
    expect(await bring([later, rows[1]!])).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
    expect(await bring([later])).toMatchObject({ unchanged: 1 });
    const seen = await server.ask(holder, contract.openCase, { params });
    expect(seen).toMatchObject({ contactDetails: { value: { phone: "0234 9999" } }, phase: "linking" });
    expect(seen.goals.map((goal) => goal.text).sort()).toEqual(["Arbeit als Erzieherin", "Ausbildung"]);
    expect(seen.steps).toMatchObject([{ entitledOn: "2026-02-01", startedOn: "2026-06-01" }]);
    const pairs = await network.as("coordinator", (call) =>
      listMilestonePairs(call, {
        service: "integration_course",
        startEvent: "entitled",
        endEvent: "started",
        fromOn: "2026-01-01",
        untilOn: "2026-12-31",
      }),
    );
    expect(pairs.map((pair) => pair.endOn).toSorted()).toEqual(["2026-06-01", null].toSorted());
    // by the number that came later, and by the person
    expect(await bring([row({ ...later, familyName: "Kowalenko" })])).toMatchObject({ created: 0, changed: 1 });
  });

  it("cannot be shared until the legal basis is recorded", async () => {
    const { network, bring, holder } = await world();
    await bring([row({})]);
    const made = (await caseload(network)).cases[0]!;
    const body = {
      id: newId(),
      unitId: network.actors.partner.unitId,
      categories: ["work" as const],
      purpose: "referral",
      fromOn: today(),
      untilOn: today(),
    };
    const refused = await server.send(holder, askShare, { params: { clientId: made.clientId }, body });
    expect(refused.json()).toMatchObject({ code: "conflict", reason: "legal_basis_unchecked" });
    const params = { caseId: made.id };
    expect((await server.ask(holder, contract.openCase, { params })).abilities).toMatchObject({ share: false, recordLegalBasis: true });
    await server.ask(holder, contract.recordLegalBasis, { params, body: { legalBasis: "public_task", recordedOn: today() } });
    expect((await server.ask(holder, askShare, { params: { clientId: made.clientId }, body })).state).toBe("asked");
  });

  it("is read by nobody but the case manager it belongs to, and keeps no word in the open", async () => {
    const { network, bring } = await world();
    await bring([row({ note: "Zwetkowa", goal: "Zwetkowa", familyName: "Zwetkowa", fileNumber: "Zwetkowa 1" })]);
    for (const actor of [network.actors.colleague, network.actors.teamLead, network.actors.coordinator, network.actors.otherCaseManager])
      expect((await caseload(network, actor.token)).total).toBe(0);
    for (const schema of ["cases", "people"]) {
      const tables = await asSuperuser<{ name: string }>(
        server.at,
        `select tablename as name from pg_tables where schemaname = '${schema}'`,
      );
      for (const { name } of tables) {
        const [found] = await asSuperuser<{ dump: string | null }>(
          server.at,
          `select string_agg(t::text, ' ') as dump from ${schema}.${name} t`,
        );
        const text = (found!.dump ?? "").replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, "hex").toString("latin1"));
        expect(text, name).not.toMatch(/zwetk/i);
      }
    }
  });

  it("brought by a case manager leaves alone what a colleague holds, and then writes nothing at all", async () => {
    const { network, bring } = await world();
    await bring([row({ caseManagerName: "Paul Oduya" })]);
    const rows = [row({ caseManagerName: "Paul Oduya", phone: "0234 9999" }), row({ row: 3, familyName: "Osmani" })];
    const result = await network.as("holder", (call) => importCases(call, rows));
    expect(result).toMatchObject({ failed: [{ row: 2, code: "held_by_colleague" }] });
    expect((await caseload(network)).total).toBe(0);
    expect(await network.as("holder", (call) => importCases(call, [rows[1]!]))).toMatchObject({ created: 1 });
    expect((await caseload(network)).total).toBe(1);
    await expect(network.as("partner", (call) => importCases(call, []))).rejects.toThrow(/forbidden/);
    await expect(network.as("coordinator", (call) => importCases(call, []))).rejects.toThrow(/forbidden/);
  });
});

it("a file is read and shown first, then taken over, and with one wrong row not at all", async () => {
  const { network, holder } = await world();
  const header = "Fallliste Stand November;;;\r\nName;Vorname;Geburtsdatum;Wohnort;Telefon\r\n";
  const good = `${header}Kovalenko;Iryna;03.02.1988;Hohenfeld;0234 5678\r\n;;;;\r\nOsmani;Samira;1990;Erlbach;\r\n`;
  const send = async (endpoint: typeof contract.readCaseListFile, text: string) => {
    const response = await server.server.inject({
      method: "POST",
      url: endpoint.path,
      payload: Buffer.from(text, "latin1"),
      headers: { "content-type": "application/octet-stream", "x-file-name": "Liste.csv", "x-csrf-token": csrfToken(holder) },
      cookies: { [sessionCookie]: holder },
    });
    expect(response.statusCode, response.body).toBe(200);
    return response.json<CaseList>();
  };
  expect(await send(contract.readCaseListFile, good)).toMatchObject({ refused: null, read: 2, created: 2, failed: 0, written: false });
  expect((await caseload(network)).total).toBe(0);
  const bad = await send(contract.importCaseList, good.replace("03.02.1988", "31.09.1988"));
  expect(bad).toMatchObject({ failed: 1, written: false, issues: [{ row: 3, column: "C", heading: "Geburtsdatum", code: "no_such_day" }] });
  expect((await caseload(network)).total).toBe(0);
  expect(await send(contract.importCaseList, good)).toMatchObject({ created: 2, written: true });
  expect(await send(contract.importCaseList, good)).toMatchObject({ created: 0, unchanged: 2, written: true });
  expect((await caseload(network)).total).toBe(2);
  expect(await send(contract.importCaseList, "")).toMatchObject({ refused: { code: "empty_file" }, written: false });
  const post = async (payload: Buffer, cookies: Record<string, string>) =>
    await server.server.inject({
      method: "POST",
      url: contract.readCaseListFile.path,
      payload,
      headers: { "content-type": "application/octet-stream", "x-csrf-token": csrfToken(holder) },
      cookies,
    });
  const large = await post(Buffer.alloc(contract.largestList + 1), { [sessionCookie]: holder });
  expect([large.statusCode, large.json()]).toMatchObject([413, { code: "too_large" }]);
  expect((await post(Buffer.alloc(contract.largestList + 1), {})).statusCode).toBe(401);
});

it("rows that somebody leaves out are not looked at, and come later with the same list", async () => {
  const { network, holder } = await world();
  const text = "Name;Vorname;Geburtsdatum\r\nKovalenko;Iryna;03.02.1988\r\nOsmani;Samira;31.09.1990\r\n";
  const bring = async (list: string, query: string) => {
    const response = await server.server.inject({
      method: "POST",
      url: `${contract.importCaseList.path}${query}`,
      payload: Buffer.from(list),
      headers: { "content-type": "application/octet-stream", "x-file-name": "Liste.csv", "x-csrf-token": csrfToken(holder) },
      cookies: { [sessionCookie]: holder },
    });
    return response.json<CaseList>();
  };
  expect(await bring(text, "")).toMatchObject({ read: 2, failed: 1, written: false });
  expect(await bring(text, "?without=3")).toMatchObject({ read: 2, leftOut: 1, created: 1, failed: 0, written: true });
  expect((await caseload(network)).total).toBe(1);
  expect(await bring(text.replace("31.09", "30.09"), "")).toMatchObject({ read: 2, created: 1, unchanged: 1, written: true });
  expect((await caseload(network)).total).toBe(2);
  const chosen = encodeURIComponent(JSON.stringify([{ index: 2, meaning: null }]));
  const seen = await bring(text, `?choices=${chosen}`);
  expect(seen.columns[2]).toMatchObject({ field: null, leftOut: "chosen" });
  expect(await bring(text, "?without=x")).toMatchObject({ code: "invalid" });
});

it("a corrected column is remembered for the unit once the list is taken over, and can be forgotten", async () => {
  const { network, holder } = await world();
  const text = "Nr;Zuname der Person X;Vorname;Geburtsdatum\r\n1;Kovalenko;Iryna;03.02.1988\r\n";
  const post = async (endpoint: typeof contract.importCaseList | typeof contract.readCaseListFile, token: string, query = "") => {
    const response = await server.server.inject({
      method: "POST",
      url: `${endpoint.path}${query}`,
      payload: Buffer.from(text),
      headers: { "content-type": "application/octet-stream", "x-file-name": "Liste.csv", "x-csrf-token": csrfToken(token) },
      cookies: { [sessionCookie]: token },
    });
    expect(response.statusCode, response.body).toBe(200);
    return response.json<CaseList>();
  };
  const chosen = `?choices=${encodeURIComponent(
    JSON.stringify([
      { index: 1, meaning: { field: "familyName" } },
      { index: 3, meaning: null },
    ]),
  )}`;
  await post(contract.readCaseListFile, holder, chosen);
  // a look is no correction yet
  expect((await post(contract.readCaseListFile, holder)).columns.map((column) => column.remembered)).toEqual([false, false, false, false]);
  expect(await post(contract.importCaseList, holder, chosen)).toMatchObject({ written: true });
  const again = await post(contract.readCaseListFile, holder);
  expect(again.columns).toMatchObject([
    { remembered: false },
    { remembered: true, field: "familyName" },
    { remembered: false, field: "givenNames" },
    { remembered: true, field: null },
  ]);
  expect(again).toMatchObject({ created: 0, unchanged: 1 });
  // a choice made now comes first; another unit knows nothing of it
  const other = `?choices=${encodeURIComponent(JSON.stringify([{ index: 3, meaning: { field: "birth" } }]))}`;
  expect((await post(contract.readCaseListFile, holder, other)).columns[3]).toMatchObject({ remembered: false, field: "birth" });
  const elsewhere = await post(contract.readCaseListFile, network.actors.otherCaseManager.token);
  expect(elsewhere.columns.filter((column) => column.remembered)).toEqual([]);
  expect(await server.ask(network.actors.otherCaseManager.token, contract.forgetColumns, {})).toEqual({ forgotten: 0 });
  expect(await server.ask(holder, contract.forgetColumns, {})).toEqual({ forgotten: 2 });
  expect((await post(contract.readCaseListFile, holder)).columns.filter((column) => column.remembered)).toEqual([]);
});

it("a row like a person who is here under another file number is written only once somebody decided", async () => {
  const { network, bring } = await world();
  const as = (options: Parameters<typeof importCases>[2], rows: ImportedCase[], who: "holder" | "colleague" = "holder") =>
    network.as(who, (call) => importCases(call, rows, options));
  const first = row({ fileNumber: "KIM 1" });
  expect(await as({}, [first])).toMatchObject({ created: 1 });
  const twin = row({ fileNumber: "KIM 2", phone: "0234 1111" });
  const asked = { created: 0, changed: 0, failed: [{ row: 2, code: "maybe_same_person" }] };
  expect(await as({ dryRun: true }, [twin])).toMatchObject(asked);
  expect(await as({}, [twin])).toMatchObject(asked);
  expect(await bring([twin])).toMatchObject(asked);
  expect((await caseload(network)).total).toBe(1);
  // a colleague who does not work with the person learns nothing of it: to them it is somebody new
  expect(await as({ dryRun: true }, [twin], "colleague")).toMatchObject({ created: 1, failed: [] });
  expect(await as({ samePerson: { other: [2] } }, [twin])).toMatchObject({ created: 1, failed: [] });
  expect((await caseload(network)).total).toBe(2);
  expect(await as({}, [twin])).toMatchObject({ unchanged: 1, failed: [] });
  const third = row({ fileNumber: "KIM 3", phone: "0234 2222" });
  expect(await as({ samePerson: { same: [2] } }, [third])).toMatchObject({ changed: 1, created: 0 });
  expect((await caseload(network)).total).toBe(2);
  expect(await as({}, [third])).toMatchObject({ unchanged: 1, failed: [] });
});

it("only the rows without errors come where somebody asks for that, and the errors come as a spreadsheet", async () => {
  const { network, holder } = await world();
  const text = "Name;Vorname;Geburtsdatum\r\nKovalenko;Iryna;03.02.1988\r\nOsmani;Samira;31.09.1990\r\n";
  const file = { bytes: Buffer.from(text), name: "Liste.csv" };
  const take = async (partial?: "yes", token = holder) =>
    (await server.sendFile(token, contract.importCaseList, { query: partial ? { partial } : {} }, file)).json<CaseList>();
  expect(await take()).toMatchObject({ read: 2, failed: 1, written: false });
  expect(await take("yes")).toMatchObject({ read: 2, created: 1, failed: 1, written: true });
  expect((await caseload(network)).total).toBe(1);
  expect(await take("yes")).toMatchObject({ created: 0, unchanged: 1, failed: 1, written: true });
  const logged = () =>
    asSuperuser<{ n: string }>(server.at, `select count(*) as n from accounts.access_log where action = 'cases.export_list_errors'`);
  const [before] = await logged();
  const answer = await server.sendFile(holder, contract.makeErrorListSpreadsheet, { query: { language: "de" } }, file);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers["content-disposition"]).toBe(`attachment; filename="Fehlerliste-${today()}.xlsx"`);
  const book = new exceljs.Workbook();
  await book.xlsx.load(answer.rawPayload as never);
  const rows = book.worksheets[0]!.getRows(1, 9)!
    .map((one) => (one.values as unknown[]).slice(1))
    .filter((one) => one.length > 0);
  expect(rows).toMatchObject([
    ["Zeile", "Spalte", "Überschrift", "In der Datei steht", "Was daran nicht stimmt", "Vermutlich gemeint"],
    [3, "C", "Geburtsdatum", "31.09.1990", "Diesen Tag gibt es nicht."],
  ]);
  expect(Number((await logged())[0]!.n)).toBe(Number(before!.n) + 1);
  // what a colleague holds stays out as well, and nothing of it changes
  const changed = {
    bytes: Buffer.from(
      text
        .replace("Vorname;", "Vorname;Telefon;")
        .replace("Iryna;", "Iryna;0234 9999;")
        .replace("Samira;", "Samira;;")
        .replace("31.09", "30.09"),
    ),
    name: "Liste.csv",
  };
  const colleague = network.actors.colleague.token;
  const second = await server.sendFile(colleague, contract.importCaseList, { query: { partial: "yes" } }, changed);
  expect(second.json<CaseList>()).toMatchObject({
    created: 1,
    changed: 0,
    failed: 1,
    issues: [{ row: 2, code: "held_by_colleague" }],
    written: true,
  });
  expect((await caseload(network)).total).toBe(1);
  expect((await caseload(network, colleague)).total).toBe(1);
});

describe("milestones of a site that keeps its cases elsewhere", () => {
  it("come once, change with their day, and are refused where cases are kept here", async () => {
    const { network } = await world();
    const site = await foundSite(server.at.database, {
      programmeId: network.programmeId,
      slug: `nur-struktur-${newId().slice(-6)}`,
      name: "Stadt Nordheim",
      kind: "city",
      structureOnly: true,
      organisation: { name: "Stadt Nordheim", kind: "city_administration", regime: "dsgvo_dsg_nrw" },
      unit: { slug: "ki", name: "KI", kind: "coordination" },
    });
    const event = (caseKey: string, name: "entitled" | "started", onDay: string) => ({
      caseKey,
      service: "child_care",
      event: name,
      onDay,
    });
    const events = [event("A1", "entitled", "2026-01-01"), event("A1", "started", "2026-02-10"), event("B2", "entitled", "2026-01-05")];
    const bring = (more: typeof events) =>
      asActor(server.at.database, { membership: site.systemMembershipId }, (call) => addMilestoneEvents(call, more));
    expect(await bring(events)).toEqual({ created: 3, changed: 0, unchanged: 0 });
    expect(await bring(events)).toEqual({ created: 0, changed: 0, unchanged: 3 });
    expect(await bring([event("A1", "started", "2026-02-11")])).toEqual({ created: 0, changed: 1, unchanged: 0 });
    const pairs = await asActor(server.at.database, { membership: site.systemMembershipId }, (call) =>
      listMilestonePairs(call, {
        service: "child_care",
        startEvent: "entitled",
        endEvent: "started",
        fromOn: "2026-01-01",
        untilOn: "2026-12-31",
      }),
    );
    expect(pairs).toMatchObject([
      { startOn: "2026-01-01", endOn: "2026-02-11" },
      { startOn: "2026-01-05", endOn: null },
    ]);
    expect(JSON.stringify(pairs)).not.toMatch(/A1|B2/);
    await expect(network.as("coordinator", (call) => addMilestoneEvents(call, events))).rejects.toThrow(/site_keeps_cases/);
  });
});
