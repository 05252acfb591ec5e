import { beforeAll, expect, it } from "vitest";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestCase } from "../../cases/factory.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { reportBody } from "../factory.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  // an own client with a name that no list holds
  await world.as("holder", (call) => createTestCase(call, { identity: { familyName: "Wintrab", givenNames: "Salkine" } }));
});

const check = async (actor: "holder" | "otherCaseManager" | "coordinator" | "partner", text: string) =>
  await server.send(world.actors[actor].token, contract.checkGapText, { body: { text } });

it("answers byte by byte alike whether the name is a stranger's or another unit's client's", async () => {
  const names = ["Olthea Kwestrup", "Rahimi", "Zewdu", "Nordpol", "Dörthe Vandermeulen"];
  const sentences = names.flatMap((name) => [
    `Frau ${name} wartet seit Mai.`,
    `Im Amt war ${name} nicht bekannt.`,
    name,
    `Der Kurs, ${name.toLowerCase()}.`,
  ]);
  const answers = async () => {
    const all: string[] = [];
    for (const actor of ["holder", "coordinator", "partner"] as const) {
      for (const sentence of sentences) {
        const response = await check(actor, sentence);
        expect(response.statusCode).toBe(200);
        all.push(`${actor} ${sentence} ${response.headers["content-length"]} ${response.body}`);
      }
    }
    return all;
  };
  const asStrangers = await answers();
  for (const name of names) {
    const [givenNames, familyName] = name.includes(" ") ? name.split(" ") : [null, name];
    await world.as("otherCaseManager", (call) =>
      createTestCase(call, { identity: { familyName: familyName, givenNames: givenNames ?? null } }),
    );
  }
  expect(await answers()).toEqual(asStrangers);
});

it("takes as long for the one as for the other", async () => {
  await world.as("otherCaseManager", (call) => createTestCase(call, { identity: { familyName: "Kwestrup" } }));
  const times = { client: [] as number[], stranger: [] as number[] };
  for (let round = 0; round < 40; round += 1) {
    for (const [who, name] of [
      ["client", "Kwestrup"],
      ["stranger", "Kwestrap"],
    ] as const) {
      const begin = performance.now();
      await check("holder", `Im Amt war ${name} nicht bekannt.`);
      times[who].push(performance.now() - begin);
    }
  }
  const median = (of: number[]) => [...of].sort((a, b) => a - b)[of.length / 2]!;
  expect(Math.abs(median(times.client) - median(times.stranger))).toBeLessThan(0.5 * median(times.stranger) + 2);
});

it("marks the names of the reporter's own clients, also those that no list holds", async () => {
  const text = "Der Antrag von Wintrab liegt noch im Amt.";
  const own = (await check("holder", text)).json() as { marks: contract.GapMark[] };
  expect(own.marks).toMatchObject([{ field: "text", words: "Wintrab", kind: "name" }]);
});

it("leaves the towns and organisations of the site alone", async () => {
  const answer = await check(
    "holder",
    "Das Jobcenter Lindenau verweist nach Hohenfeld, die Volkshochschule Lindenau auf die Diakonie Lindenau.",
  );
  expect((answer.json() as { marks: unknown[] }).marks).toEqual([]);
});

it("checks again when the report is sent: each mark is replaced or kept", async () => {
  const text = "Frau Rahimi wartet seit 12. Mai auf den Kurs.";
  const send = (keptMarks: contract.KeptMark[]) =>
    server.send(world.actors.holder.token, contract.submitReport, { body: reportBody({ text, keptMarks }) });
  const refused = (await send([])).json() as { code: string; fields: { path: string; code: string; params: Record<string, unknown> }[] };
  expect(refused.code).toBe("invalid");
  expect(refused.fields.map((field) => [field.path, field.code, field.params.kind])).toEqual([
    ["body.text", "marked", "name"],
    ["body.text", "marked", "date"],
  ]);
  const marks = ((await check("holder", text)).json() as { marks: contract.GapMark[] }).marks;
  const kept = marks.map(({ field, words }) => ({ field, words, keepMarked: true as const }));
  expect((await send(kept.slice(0, 1))).statusCode).toBe(400);
  expect((await send(kept)).statusCode).toBe(200);
  // the coordinator releases no more than that
  const body = reportBody();
  await server.ask(world.actors.holder.token, contract.submitReport, { body });
  const release = await server.send(world.actors.coordinator.token, contract.releaseReport, {
    params: { reportId: body.id },
    body: { title: "Kurs", text, version: 1 },
  });
  expect(release.statusCode).toBe(400);
});
