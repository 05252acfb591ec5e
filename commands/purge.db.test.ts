import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { domains } from "../platform/server/app.ts";
import { newId } from "../platform/server/ids.ts";
import { asSuperuser } from "../platform/testing/database.ts";
import { useTestServer } from "../platform/testing/http.ts";
import { createTestBody, createTestDecision, createTestMeeting, moveTestMeeting } from "../domains/bodies/factory.ts";
import { saveDraft } from "../domains/network/contract.ts";
import { createTestNetwork, testResponsibility, type TestNetwork } from "../domains/network/factory.ts";
import { purgeRemoved, saveResponsibility } from "../domains/network/index.ts";

const server = useTestServer();
const schemas = domains.flatMap((domain) => (domain.purges ? [domain.name] : []));
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const purge = () => purgeRemoved(server.at.database, schemas);
const exists = async (table: string, id: string) =>
  (await asSuperuser(server.at, `select 1 from ${table} where id = $1`, [id])).length === 1;
const removeBefore = (table: string, id: string, days: number) =>
  asSuperuser(server.at, `update ${table} set removed_at = now() - make_interval(days => $2) where id = $1`, [id, days]);

it("lets what was removed go after 30 days with its parts, and keeps what something on record refers to", async () => {
  const { unitId } = world.actors.bodyMember;
  const bodyId = await world.as("coordinator", (call) => createTestBody(call, [world.actors.bodyMember.membershipId]));
  const [goes, fresh, decided] = await world.as("coordinator", async (call) => [
    await createTestMeeting(call, bodyId),
    await createTestMeeting(call, bodyId),
    await createTestMeeting(call, bodyId, "in_session"),
  ]);
  await world.as("coordinator", (call) => createTestDecision(call, decided, { unitId }));
  await world.as("coordinator", (call) => moveTestMeeting(call, decided.id, "closed"));
  const responsibility = newId();
  await world.as("siteAdmin", (call) => saveResponsibility(call, responsibility, { ...testResponsibility(unitId), version: null }));
  await removeBefore("bodies.meeting", goes.id, 31);
  await removeBefore("bodies.meeting", fresh.id, 29);
  await removeBefore("bodies.meeting", decided.id, 31);
  await removeBefore("network.responsibility", responsibility, 31);

  expect(await purge()).toBe(2);
  expect(await exists("bodies.meeting", goes.id)).toBe(false);
  expect(await exists("bodies.agenda_item", goes.items[0]!.id)).toBe(false);
  expect(await exists("bodies.meeting", fresh.id)).toBe(true);
  expect(await exists("bodies.meeting", decided.id), "its decision stays on record").toBe(true);
  expect(await exists("bodies.agenda_item", decided.items[0]!.id)).toBe(true);
  expect(await exists("network.responsibility", responsibility)).toBe(false);
  expect(await purge()).toBe(0);
});

it("lets a draft go that nobody came back to for 90 days", async () => {
  const { holder } = world.actors;
  const keep = (key: string) => server.ask(holder.token, saveDraft, { params: { key }, body: { content: "Angefangen" } });
  await keep("new-case");
  await keep("take-over");
  await asSuperuser(server.at, `update network.draft set saved_at = now() - interval '91 days' where key = 'new-case'`);
  await asSuperuser(server.at, `update network.draft set saved_at = now() - interval '89 days' where key = 'take-over'`);
  await purge();
  expect(await asSuperuser(server.at, "select key from network.draft order by key")).toEqual([{ key: "take-over" }]);
});

it("is for the job alone", async () => {
  for (const schema of schemas) {
    await expect(
      world.as("siteAdmin", async (call) => {
        await sql.raw(`select ${schema}.purge_removed()`).execute(call.tx);
      }),
    ).rejects.toMatchObject({ code: "42501" });
  }
});
