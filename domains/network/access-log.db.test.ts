import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { createTestDatabase, type TestDatabase, asSuperuser } from "../../platform/testing/database.ts";
import { recordAccess, sealAccessLog, verifyAccessLog } from "../accounts/index.ts";
import { createTestNetwork, type TestNetwork } from "./factory.ts";

let at: TestDatabase & { drop(): Promise<void> };
let world: TestNetwork;
let folder: string;

beforeEach(async () => {
  at = await createTestDatabase();
  world = await createTestNetwork(at.database);
  folder = mkdtempSync(join(tmpdir(), "seals-"));
  for (let round = 0; round < 3; round += 1) {
    for (const actor of ["holder", "partner"] as const) {
      await world.as(actor, (call) => recordAccess(call, { action: "cases.open", clientIds: [], basis: "holder" }));
    }
    await sealAccessLog(at.database, folder);
  }
});

afterEach(async () => {
  await at.drop();
  rmSync(folder, { recursive: true });
});

const rowIds = async () =>
  (await asSuperuser<{ id: string }>(at, "select id from accounts.access_log order by written_in, id")).map((row) => row.id);
const verify = async () => await verifyAccessLog(at.database, folder);

it("finds an untouched log in order, and says what is not sealed yet", async () => {
  expect(await verify()).toMatchObject({ sites: 1, rows: 6, seals: 3, unsealed: 0, findings: [] });
  await world.as("holder", (call) => recordAccess(call, { action: "cases.open", basis: "holder" }));
  expect(await verify()).toMatchObject({ rows: 7, unsealed: 1, findings: [] });
});

it("names a row that the sealer passed over: older than ten minutes and older than the newest seal", async () => {
  const onMoment = async (moment: string, work: () => Promise<unknown>) => {
    freezeClock(new Date(moment));
    try {
      await work();
    } finally {
      freezeClock(undefined);
    }
  };
  const write = () => world.as("holder", (call) => recordAccess(call, { action: "cases.open", basis: "holder" }));
  // written long ago by its own clock, unsealed, and seals came after it
  await onMoment("2026-01-01T08:00:00Z", write);
  const [old] = await asSuperuser<{ id: string }>(at, "select id from accounts.access_log where at < '2026-02-01'");
  const report = await verify();
  expect(report.unsealed).toBe(1);
  expect(report.findings).toEqual([
    { kind: "row_unsealed", siteId: world.siteId, rowId: old!.id, seal: undefined, at: "2026-01-01T08:00:00.000Z" },
  ]);
  await sealAccessLog(at.database, folder);
  expect((await verify()).findings).toEqual([]);
  // fresh, or after the newest seal because the server was stopped since: only a number
  await write();
  expect(await verify()).toMatchObject({ unsealed: 1, findings: [] });
  const hourLater = new Date(now().getTime() + 3_600_000).toISOString();
  await onMoment(hourLater, async () => expect(await verify()).toMatchObject({ unsealed: 1, findings: [] }));
});

it("names the first row changed", async () => {
  const ids = await rowIds();
  await asSuperuser(at, "update accounts.access_log set action = 'cases.list' where id = any($1)", [[ids[2], ids[4]]]);
  expect((await verify()).findings).toEqual([{ kind: "row_changed", siteId: world.siteId, rowId: ids[2], seal: 2 }]);
});

it("names the row removed, also the last", async () => {
  const ids = await rowIds();
  await asSuperuser(at, "delete from accounts.access_log where id = $1", [ids[5]]);
  expect((await verify()).findings).toEqual([{ kind: "row_removed", siteId: world.siteId, rowId: ids[5], seal: 3 }]);
});

it("names the row added to what is sealed, and the forged one that is not", async () => {
  const ids = await rowIds();
  const copy = `insert into accounts.access_log (site_id, id, at, actor_id, action, client_ids, basis, request_id, hmac, written_in)
                select site_id, gen_random_uuid(), at, actor_id, action, client_ids, basis, request_id, hmac, $2::xid8 from accounts.access_log where id = $1 returning id`;
  const [inside] = await asSuperuser<{ id: string }>(at, copy.replace("$2::xid8", "written_in"), [ids[3]]);
  expect((await verify()).findings).toEqual([{ kind: "row_added", siteId: world.siteId, rowId: inside!.id, seal: 2 }]);
  await asSuperuser(at, "delete from accounts.access_log where id = $1", [inside!.id]);
  const [after] = await asSuperuser<{ id: string }>(at, copy.replace("$2::xid8", "pg_current_xact_id()"), [ids[3]]);
  expect((await verify()).findings).toEqual([{ kind: "row_added", siteId: world.siteId, rowId: after!.id, seal: undefined }]);
});

it("sees that a seal and its rows were removed together, through the file outside the database", async () => {
  await asSuperuser(at, "delete from accounts.access_log where id = any($1)", [(await rowIds()).slice(4)]);
  await asSuperuser(at, "delete from accounts.access_seal where number = 3");
  expect((await verify()).findings).toEqual([{ kind: "seal_missing", siteId: world.siteId, seal: 3 }]);
});

it("sees that the whole log of a site was removed, rows and seals", async () => {
  await asSuperuser(at, "delete from accounts.access_log");
  await asSuperuser(at, "delete from accounts.access_seal");
  expect((await verify()).findings).toEqual([{ kind: "seal_missing", siteId: world.siteId, seal: 1 }]);
});

it("sees that seals are missing in the file, at its end, in its middle or all of it", async () => {
  const file = join(folder, readdirSync(folder)[0]!);
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${lines[0]}\n${lines[2]}\n`);
  expect((await verify()).findings).toEqual([{ kind: "seal_missing_in_file", siteId: world.siteId, seal: 2 }]);
  writeFileSync(file, `${lines[0]}\n`);
  expect((await verify()).findings).toEqual([{ kind: "seal_missing_in_file", siteId: world.siteId, seal: 2 }]);
  rmSync(file);
  expect((await verify()).findings).toEqual([{ kind: "seal_missing_in_file", siteId: world.siteId, seal: 1 }]);
});

it.each(["whole", "in part"])("writes the seal that a crash kept from the file, %s, before the next one", async (how) => {
  const file = join(folder, readdirSync(folder)[0]!);
  const whole = readFileSync(file, "utf8");
  writeFileSync(file, whole.slice(0, how === "whole" ? whole.lastIndexOf("\n3 ") + 1 : -20));
  expect((await verify()).findings, "the newest alone may be missing").toEqual([]);
  await world.as("holder", (call) => recordAccess(call, { action: "cases.open", basis: "holder" }));
  await sealAccessLog(at.database, folder);
  expect((await verify()).findings).toEqual([]);
  expect(readFileSync(file, "utf8")).toContain(whole.trimEnd().split(" ").at(-1)!);
});

it("sees a seal that was rewritten", async () => {
  await asSuperuser(at, "update accounts.access_seal set seal = sha256('x') where number = 2");
  expect((await verify()).findings).toEqual([{ kind: "seal_broken", siteId: world.siteId, seal: 2 }]);
});

it("does not mistake a line cut off by a crash for tampering", async () => {
  const file = join(folder, readdirSync(folder)[0]!);
  writeFileSync(file, readFileSync(file, "utf8").slice(0, -20));
  expect((await verify()).findings).toEqual([]);
});

it("lets nobody change or remove a row, and nobody write in another's name", async () => {
  const { sql } = await import("kysely");
  for (const statement of ["update accounts.access_log set action = 'x'", "delete from accounts.access_log"]) {
    await expect(world.as("dataProtectionOfficer", async (call) => await sql.raw(statement).execute(call.tx))).rejects.toMatchObject({
      code: "42501",
    });
  }
  const forged = `insert into accounts.access_log (site_id, id, at, actor_id, action, basis, request_id, hmac)
                  values ('${world.siteId}', gen_random_uuid(), now(), '${world.actors.partner.membershipId}', 'x', 'holder', gen_random_uuid(), sha256('x'))`;
  await expect(world.as("holder", async (call) => await sql.raw(forged).execute(call.tx))).rejects.toMatchObject({ code: "42501" });
});
