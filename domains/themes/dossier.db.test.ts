import exceljs from "exceljs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { thePress } from "../../platform/server/paper/press.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestReport, createTestTheme, releaseTestReport } from "./factory.ts";
import { setPriority } from "./life/verbs.ts";
import { giveStatement, requestStatement } from "./theme/verbs.ts";

const server = useTestServer();
let world: TestNetwork;
let themeId: string;
const statement = `Wir tragen das mit, wenn die Mittel da sind. ${"Das sagen wir ausführlich. ".repeat(160)}`;

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  const reportIds: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    const id = await world.as("holder", (call) => createTestReport(call));
    await world.as("coordinator", (call) => releaseTestReport(call, id));
    reportIds.push(id);
  }
  themeId = await world.as("coordinator", (call) => createTestTheme(call, { reportIds }));
  const id = newId();
  await world.as("coordinator", (call) =>
    requestStatement(call, themeId, { id, organisationId: world.organisations.jobcenter, unitId: null, question: null }),
  );
  await world.as("partnerWithShare", (call) => giveStatement(call, id, statement));
  const reasons = { reachReason: "Alle Orte.", severityReason: "Monate gehen verloren.", solvableReason: "Räume sind da." };
  await world.as("coordinator", (call) => setPriority(call, themeId, { id: newId(), reach: 3, severity: 2, solvable: 3, ...reasons }));
});
afterAll(() => thePress().stop());

describe("the dossier", () => {
  const print = async (language: "de" | "en" = "de") =>
    await server.send(world.actors.bodyMember.token, contract.printDossier, { params: { themeId }, query: { language } });

  it("has the sentence, a number, one voice and the statement on two pages at most", async () => {
    const answer = await print();
    const pdf = await readPdf(answer.rawPayload);
    expect(pdf).toMatchObject({ ua: "1", isMarked: true, title: "Dossier: Eltern ohne Betreuung warten auf den Kurs" });
    expect(pdf.pages.length).toBeLessThanOrEqual(2);
    const text = pdf.pages.join("\n");
    expect(text).toContain("Wer keine Betreuung hat, wartet dreimal so lange.");
    expect(text.split("In der Kurszeit gibt es keine Betreuung.")).toHaveLength(2);
    expect(text).toContain("Wir tragen das mit, wenn die Mittel da sind.");
    expect(text).toContain("Der Text ist gekürzt.");
    expect(text).toContain("Was bisher geschah");
    expect(text).toContain("Zur Wahl stehen");
    expect(text).toContain("Eine Projektgruppe damit beauftragen.");
    expect(text).toContain("zuerst, 8 von 9 Punkten");
    expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="Dossier-\d{4}-\d\d-\d\d\.pdf"$/);
    expect((await readPdf((await print("en")).rawPayload)).language).toBe("en-GB");
  });

  it("of a theme that is only collected says that it is a draft", async () => {
    const collected = await world.as("coordinator", (call) => createTestTheme(call, { title: "Noch gesammelt" }, false));
    const answer = await server.send(world.actors.coordinator.token, contract.printDossier, { params: { themeId: collected }, query: {} });
    expect((await readPdf(answer.rawPayload)).pages.join("")).toContain("Entwurf: Dieses Thema wird noch gesammelt");
  });
});

describe("lists as spreadsheets", () => {
  const read = async (bytes: Buffer) => {
    const book = new exceljs.Workbook();
    await book.xlsx.load(bytes as never);
    return book.worksheets[0]!;
  };

  it("of reports keep to the choice and name nobody who wanted no name", async () => {
    await world.as("holder", (call) => createTestReport(call, { visibility: "unnamed", title: "=HYPERLINK(1)" }));
    const ask = async (show: "all" | "joined" | "to_read") =>
      await read((await server.send(world.actors.coordinator.token, contract.makeReportsSpreadsheet, { query: { show } })).rawPayload);
    expect((await ask("joined")).rowCount).toBe(7);
    const unread = await ask("to_read");
    expect(unread.rowCount).toBe(2);
    expect(unread.getCell("B2").value).toBe("=HYPERLINK(1)");
    expect(unread.getCell("E2").value).toBeNull();
    expect((await ask("all")).rowCount).toBe(8);
  });

  it("of themes hold back what the page holds back", async () => {
    const few = await world.as("holder", (call) => createTestReport(call));
    await world.as("coordinator", (call) => releaseTestReport(call, few));
    await world.as("coordinator", (call) => createTestTheme(call, { title: "Wenige", reportIds: [few] }));
    const asked = await server.send(world.actors.holder.token, contract.makeThemesSpreadsheet, { query: {} });
    const list = await read(asked.rawPayload);
    const counts = new Map<string, unknown>();
    list.eachRow((row) => void counts.set(row.getCell(1).text, row.getCell(6).value));
    expect(counts.get("Wenige")).toBe("geschützt");
    const page = await server.ask(world.actors.holder.token, contract.listThemes, {});
    expect(counts.get("Eltern ohne Betreuung warten auf den Kurs")).toBe(
      page.themes.find((one) => one.id === themeId)!.reports.count ?? "geschützt",
    );
  });
});
