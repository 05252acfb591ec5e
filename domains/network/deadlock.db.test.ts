import { sql } from "kysely";
import { expect, it } from "vitest";
import { asActor, type Call } from "../../platform/server/database/actor.ts";
import { useTestDatabase } from "../../platform/testing/database.ts";
import { createTestNetwork } from "./factory.ts";

const at = useTestDatabase();

it("two who wait for each other both come to an end: the one whom the database gives up is done once more", async () => {
  const world = await createTestNetwork(at.current.database);
  const lock = (call: Call, key: number) => sql`select pg_advisory_xact_lock(${key})`.execute(call.tx);
  const holding = new Set<number>();
  let bothHold: (() => void) | undefined;
  const whenBothHold = new Promise<void>((resolve) => (bothHold = resolve));
  let runs = 0;
  const inOrder = async (call: Call, first: number, second: number) => {
    runs += 1;
    await lock(call, first);
    if (holding.add(first).size === 2) bothHold!();
    await whenBothHold;
    await lock(call, second);
    return `${first} ${second}`;
  };
  const as = (first: number, second: number) =>
    asActor(at.current.database, { membership: world.systemMembershipId }, (call) => inOrder(call, first, second));
  expect(await Promise.all([as(4_711, 4_712), as(4_712, 4_711)])).toEqual(["4711 4712", "4712 4711"]);
  expect(runs).toBe(3);
});
