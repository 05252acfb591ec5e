import { sql } from "kysely";
import { expect, it } from "vitest";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { checkPermissions, type Server } from "../../platform/testing/permission-check.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { permissions } from "./permissions.ts";

checkPermissions({
  table: permissions,
  build: (server: Server) => createTestNetwork(server.at.database),
  actors: (world: TestNetwork) => world.actors,
  trials: {},
});

const server = useTestServer();
const code = async (work: Promise<unknown>) =>
  await work.then(
    () => "done",
    (error: { code?: string }) => error.code,
  );

it("no request reads or writes the table of what was shown", async () => {
  const world = await createTestNetwork(server.at.database);
  for (const actor of ["coordinator", "bodyMember", "programmeLead", "siteAdmin", "dataProtectionOfficer"] as const)
    for (const statement of [
      "select basis from disclosure.shown_table",
      "select shown from disclosure.shown_table",
      "delete from disclosure.shown_table",
      "update disclosure.shown_table set shown_on = shown_on",
      "insert into disclosure.shown_table (site_id) values (gen_random_uuid())",
    ])
      expect(await code(world.as(actor, (call) => sql.raw(statement).execute(call.tx))), `${actor}: ${statement}`).toBe("42501");
});

it("remembers for the own site; the programme for its sites; nobody for another", async () => {
  const world = await createTestNetwork(server.at.database);
  const subject = newId();
  const remember = (siteId: string) =>
    sql.raw(`select disclosure.remember('${siteId}', 'test.figures', '${subject}', '2026-11-02', '{"*"}', '{7}', '{}', '{7}', '{}')`);
  const recall = (siteId: string) => sql.raw(`select basis from disclosure.recall('test.figures', '{${siteId}}', '{${subject}}')`);
  const foreigner = { membership: world.actors.foreignCoordinator.membershipId };
  expect(await code(asActor(server.at.database, foreigner, (call) => remember(world.siteId).execute(call.tx)))).toBe("42501");
  expect(await code(world.as("coordinator", (call) => remember(world.siteId).execute(call.tx)))).toBe("done");
  expect(await code(world.as("accompaniment", (call) => remember(world.otherSiteId).execute(call.tx)))).toBe("done");
  expect((await world.as("bodyMember", (call) => recall(world.siteId).execute(call.tx))).rows).toEqual([{ basis: [7] }]);
  expect((await asActor(server.at.database, foreigner, (call) => recall(world.siteId).execute(call.tx))).rows).toEqual([]);
  // a site of another programme
  const stranger = await createTestNetwork(server.at.database);
  expect((await stranger.as("programmeLead", (call) => recall(world.siteId).execute(call.tx))).rows).toEqual([]);
  expect(await code(stranger.as("programmeLead", (call) => remember(world.siteId).execute(call.tx)))).toBe("42501");
  const stored = await asSuperuser(server.at, "select site_id from disclosure.shown_table where subject_id = $1", [subject]);
  expect(stored.length).toBe(2);
});
