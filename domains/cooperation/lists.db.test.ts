import { expect, test } from "vitest";
import { today } from "../../platform/server/clock.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestAgreement, createTestAnswer, createTestRaters, createTestWave } from "./factory.ts";
import { moveWave, takeFigures } from "./verbs.ts";

const server = useTestServer();

const rowsOf = async (answer: Parameters<typeof readSpreadsheet>[0]) => (await readSpreadsheet(answer)).rows;

test("agreements have a line for each organisation of the page, and a title stays a text", async () => {
  const world = await createTestNetwork(server.at.database);
  const { token } = world.actors.coordinator;
  const made = await world.as("coordinator", (call) =>
    createTestAgreement(call, [world.organisations.welfare, world.organisations.jobcenter]),
  );
  await asSuperuser(server.at, "update cooperation.agreement set title = '=1+1' where id = $1", [made]);
  const { agreements } = await server.ask(token, contract.listAgreements, {});
  const rows = await rowsOf(await server.send(token, contract.makeAgreementsSpreadsheet, { query: {} }));
  expect(rows.map((row) => [row[0], row[1], row[6]])).toEqual(
    agreements.flatMap((one) => one.parties.map((party) => ["=1+1", one.content, party.name])),
  );
  expect(rows).toHaveLength(2);
});

test("a network is listed as the page shows it: its organisations, and the ties under the chosen lens", async () => {
  const world = await createTestNetwork(server.at.database);
  const { token } = world.actors.coordinator;
  const raters = await createTestRaters(world);
  const wave = await world.as("coordinator", (call) => createTestWave(call, raters));
  for (const { membershipId } of raters.slice(1))
    await asActor(server.at.database, { membership: membershipId }, (call) => createTestAnswer(call, wave.id));
  await world.as("coordinator", (call) => moveWave(call, wave.id, { to: "closed", version: wave.version }));
  const params = { waveId: wave.id };
  const result = await server.ask(token, contract.getResult, { params });

  const organisations = await rowsOf(await server.send(token, contract.makeOrganisationsSpreadsheet, { params, query: {} }));
  expect(organisations.map((row) => row[0]).toSorted()).toEqual(result.organisations.map((one) => one.name).toSorted());
  for (const one of result.organisations) {
    const row = organisations.find((found) => found[0] === one.name)!;
    const isSilent = one.standings.includes("not_answered");
    expect(row[1]).toBe(isSilent ? "" : String(one.partners));
    expect(row[5]).toBe(isSilent ? String(one.named ?? "geschützt") : "");
  }
  expect(organisations.filter((row) => row[4]!.includes("hat nicht geantwortet"))).toHaveLength(1);

  const nameOf = (id: string) => result.organisations.find((one) => one.id === id)!.name;
  const pairs = async (lens?: contract.Lens) =>
    (await rowsOf(await server.send(token, contract.makeTiesSpreadsheet, { params, query: lens ? { lens } : {} }))).map((row) =>
      row.slice(0, 2),
    );
  const both = result.ties.filter((tie) => tie.view === "both").map((tie) => [nameOf(tie.one), nameOf(tie.other)]);
  expect(both.length).toBeGreaterThan(0);
  expect(await pairs("seen")).toEqual(both);
  expect(await pairs("lived_not_seen")).toEqual([]);
  expect((await pairs()).length).toBeGreaterThanOrEqual(both.length);
});

test("equal chances say in words what is held back", async () => {
  const world = await createTestNetwork(server.at.database);
  const { token } = world.actors.coordinator;
  const year = Number(today().slice(0, 4));
  const csv = `Stand: 01.01.${year}\nQuelle: Eigene Zählung\nMerkmal;Ausprägung;Anzahl\nGeschlecht;weiblich;40\nGeschlecht;männlich;21\nGeschlecht;divers;2\n`;
  await takeFigures(
    (work) => world.as("coordinator", work),
    { bytes: Buffer.from(csv), name: "a.csv" },
    { measure: "case" },
    { write: true },
  );
  const page = await server.ask(token, contract.getChances, { query: { year } });
  const shown = page.measures.flatMap((measure) => measure.dimensions.flatMap((of) => of.rows));
  expect(shown.some((row) => row.people === null)).toBe(true);
  const rows = await rowsOf(await server.send(token, contract.makeChancesSpreadsheet, { query: { year } }));
  expect(rows[0]![2]).toBe("insgesamt");
  expect(rows.slice(1).map((row) => row[4])).toEqual(shown.map((row) => String(row.people ?? "geschützt")));
  expect(
    rows
      .slice(1)
      .map((row) => row[3])
      .toSorted(),
  ).toEqual(["Frauen", "Männer", "divers"].toSorted());
  // nothing to tell the held-back count from: a share stands only where the page has one
  expect(rows.slice(1).map((row) => row[5])).toEqual(shown.map((row) => String(row.share ?? "–")));
});
