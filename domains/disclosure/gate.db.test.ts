import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../platform/server/clock.ts";
import { type Call, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { findShown, listNotedScopes, mostNotedScopes, noteScope, showScope, type ShownTable, showTables } from "./index.ts";

const server = useTestServer();
let world: TestNetwork;
const on = (day: string) => freezeClock(new Date(`${day}T09:00:00+01:00`));
beforeAll(async () => {
  passMomentToDatabase(true);
  on("2026-11-02");
  world = await createTestNetwork(server.at.database);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const subject = "test.towns";
type Towns = Readonly<Record<string, number>>;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

function wanted(call: Call, subjectId: string, towns: Towns, wait = 0) {
  const keys = Object.keys(towns);
  const total = Object.values(towns).reduce((sum, count) => sum + count, 0);
  return {
    siteId: call.actor.siteId,
    subjectId,
    table: {
      figures: [{ key: "*", count: total }, ...keys.map((key) => ({ key, count: towns[key]! }))],
      sums: [{ total: "*", parts: keys }],
    },
    beside: async (figures: ReadonlyMap<string, number | null>) => {
      await pause(wait);
      return { seen: figures.get("*") };
    },
    pieces: () => towns,
  };
}
const read = async (subjectId: string, towns: Towns, wait = 0) =>
  await world.as("bodyMember", async (call) => (await showTables(call, subject, [wanted(call, subjectId, towns, wait)]))[0]!);
const figures = (shown: ShownTable<unknown>) => Object.fromEntries(shown.figures);

it("shows the same until enough came, whoever asks; a new town is one report more, not another table", async () => {
  const id = newId();
  on("2026-11-02");
  expect(figures(await read(id, { Erlbach: 7, Hohenfeld: 9 }))).toEqual({ "*": 16, Erlbach: 7, Hohenfeld: 9 });
  on("2026-11-23");
  const later = await read(id, { Erlbach: 7, Hohenfeld: 9, Steinach: 1 });
  expect(figures(later)).toEqual({ "*": 16, Erlbach: 7, Hohenfeld: 9 });
  expect([later.shownOn, later.beside]).toEqual(["2026-11-02", { seen: 16 }]);
  // one gone and one come would be seen in two towns, and is not
  expect(figures(await read(id, { Erlbach: 6, Hohenfeld: 10 }))).toEqual({ "*": 16, Erlbach: 7, Hohenfeld: 9 });
  const moved = await read(id, { Erlbach: 7, Hohenfeld: 9, Steinach: 2 });
  expect([moved.figures.get("*"), moved.figures.get("Steinach"), moved.shownOn]).toEqual([18, null, "2026-11-23"]);
  expect([...moved.figures.values()].filter((it) => it === null).length, "one town alone would follow from the total").toBe(2);
  // a town without any is still the same table
  expect(figures(await read(id, { Hohenfeld: 9, Steinach: 2 }))).toEqual(figures(moved));
});

it("two readers at once remember the same", async () => {
  const id = newId();
  on("2026-11-02");
  // each counts for itself, and a report came in between
  const both = await Promise.all([read(id, { Erlbach: 7, Hohenfeld: 9 }, 120), read(id, { Erlbach: 8, Hohenfeld: 9 }, 120)]);
  expect(figures(both[0])).toEqual(figures(both[1]));
  const remembered = await world.as("bodyMember", (call) => findShown(call, subject, { siteId: call.actor.siteId, subjectId: id }));
  expect(figures(remembered!)).toEqual(figures(both[0]));
  // many figures of one site, asked in different orders, do not wait for each other for ever
  const ids = Array.from({ length: 6 }, () => newId());
  const ask = async (order: readonly string[]) =>
    await world.as(
      "coordinator",
      async (call) =>
        await showTables(
          call,
          subject,
          order.map((one) => wanted(call, one, { Erlbach: 5 })),
        ),
    );
  await Promise.all([ask(ids), ask(ids.toReversed()), ask(ids), ask(ids.toReversed())]);
});

it("shows other figures over the same pieces only where no small one follows, and no more than a few", async () => {
  const id = newId();
  on("2026-11-02");
  const towns = { Erlbach: 2, Hohenfeld: 8, Lindenau: 20, Steinach: 3 };
  const ask = async (scope: string) =>
    await world.as("bodyMember", async (call) => {
      const table = (await showTables(call, subject, [wanted(call, id, towns)]))[0]!;
      const view = {
        holds: (words: string, piece: string) => words.split("+").includes(piece),
        shown: () => [{ key: "*", atoms: Object.keys(towns) }],
      };
      return await showScope(call, subject, table, scope, view, { isRemembered: true });
    });
  expect(await ask("Erlbach"), "small itself").toBeNull();
  expect(await ask("Hohenfeld+Lindenau+Steinach"), "all but Erlbach").toBeNull();
  expect(await ask("Hohenfeld+Lindenau")).toBe(28);
  expect(await ask("Hohenfeld+Lindenau+Erlbach"), "Erlbach in the difference").toBeNull();
  expect(await ask("Hohenfeld+Lindenau"), "the same again").toBe(28);
  const both = await Promise.all([ask("Lindenau"), ask("Lindenau+Erlbach"), ask("Lindenau+Steinach")]);
  expect(both.filter((it) => it !== null).length, "asked at once they are looked at together").toBe(1);
});

it("notes as many scopes of several tables together as may be noted", async () => {
  const noted = await world.as("bodyMember", async (call) => {
    const of = { siteId: call.actor.siteId, subjectId: newId() };
    for (let n = 0; n < mostNotedScopes; n += 1) await noteScope(call, "test.starts", of, `scope ${n}`);
    return await listNotedScopes(call, "test.starts", of);
  });
  expect(noted).toHaveLength(mostNotedScopes);
});
