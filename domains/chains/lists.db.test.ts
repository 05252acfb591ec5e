import { expect, test } from "vitest";
import { today } from "../../platform/server/clock.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestChain } from "./factory.ts";

const server = useTestServer();

test("chains are in the file with their last version, and a draft for the coordinator alone", async () => {
  const world = await createTestNetwork(server.at.database);
  await world.as("coordinator", (call) => createTestChain(call, undefined, true));
  await world.as("coordinator", (call) => createTestChain(call, undefined, false, "to_be"));
  const read = async (actor: "coordinator" | "holder") => {
    const { token } = world.actors[actor];
    const { chains } = await server.ask(token, contract.listChains, {});
    const { rows } = await readSpreadsheet(await server.send(token, contract.makeChainsSpreadsheet, { query: {} }));
    expect(rows.map((row) => [row[0], row[7], row[8]])).toEqual(
      chains.map((one) => [one.title, String(one.versions.at(-1)!.steps), String(one.versions.at(-1)!.interfaces)]),
    );
    return rows.map((row) => [row[2], row[3], row[4]]);
  };
  const agreed = ["Ist, Fassung 1", "vereinbart oder bestätigt", today()];
  expect((await read("coordinator")).toSorted()).toEqual([agreed, ["Soll, Fassung 1", "Entwurf", ""]].toSorted());
  expect(await read("holder")).toEqual([agreed]);
});
