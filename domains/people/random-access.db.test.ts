import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { type DataCategory, dataCategories } from "../network/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { createTestClient } from "./factory.ts";
import { endGrants, findPeople, grantToDeputy, grantToUnit } from "./verbs.ts";

/**
 * Grants, withdrawals and time at random; a list kept beside the database says who may read what. The list knows nothing of policies:
 * it is the sentence "from the moment given until ended, for this reader and these categories".
 */
const seed = newSeed();
const rounds = 120;

type Grant = {
  clientId: string;
  unitId?: string;
  membershipId?: string;
  categories: readonly DataCategory[];
  sourceId: string;
  from: number;
  until: number | null;
  ended: number | null;
};

const server = useTestServer();
let world: TestNetwork;
const start = Date.UTC(2026, 0, 5, 9);
const hour = 3_600_000;

beforeAll(async () => {
  passMomentToDatabase(true);
  freezeClock(new Date(start));
  world = await createTestNetwork(server.at.database);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const readers = [
  "holder",
  "colleague",
  "otherCaseManager",
  "teamLead",
  "partnerWithShare",
  "partner",
  "foreignersAuthority",
  "coordinator",
  "bodyMember",
  "accompaniment",
  "programmeLead",
  "dataProtectionOfficer",
  "siteAdmin",
  "foreignCaseManager",
] as const;
const readsCases = new Set([
  "holder",
  "colleague",
  "otherCaseManager",
  "teamLead",
  "partnerWithShare",
  "partner",
  "foreignersAuthority",
  "foreignCaseManager",
]);

it(`lets exactly those read whom the list names (seed ${seed})`, { timeout: 120_000 }, async () => {
  console.log(`random access: seed ${seed}`);
  const random = chance(seed);
  const grants: Grant[] = [];
  const clients: string[] = [];
  for (const holder of ["holder", "colleague", "otherCaseManager"] as const) {
    for (let count = 0; count < 3; count += 1) {
      const clientId = await world.as(holder, (call) => createTestClient(call));
      clients.push(clientId);
      const { membershipId } = world.actors[holder];
      grants.push({ clientId, membershipId, categories: dataCategories, sourceId: "", from: start, until: null, ended: null });
    }
  }
  const holderOf = (clientId: string) => (["holder", "colleague", "otherCaseManager"] as const)[Math.floor(clients.indexOf(clientId) / 3)]!;

  /** The oracle. */
  const mayRead = (reader: (typeof readers)[number], clientId: string, category: DataCategory, at: number) =>
    readsCases.has(reader) &&
    grants.some(
      (grant) =>
        grant.clientId === clientId &&
        (grant.membershipId === world.actors[reader].membershipId || grant.unitId === world.actors[reader].unitId) &&
        grant.categories.includes(category) &&
        grant.from <= at &&
        (grant.until === null || grant.until > at) &&
        (grant.ended === null || grant.ended > at),
    );

  let at = start;
  let compared = 0;
  for (let round = 0; round < rounds; round += 1) {
    at += (1 + random(30)) * hour;
    freezeClock(new Date(at));
    const clientId = clients[random(clients.length)]!;
    const open = grants.filter((grant) => grant.sourceId !== "" && grant.ended === null);
    const kind = random(10);
    if (kind < 6) {
      const unit = world.actors[readers[random(readers.length - 1)]!];
      const categories = dataCategories.filter(() => random(3) === 0);
      const from = at + (random(4) === 0 ? random(60) * hour : 0);
      const until = random(2) === 0 ? null : from + (1 + random(200)) * hour;
      const grant = { clientId, unitId: unit.unitId, categories, sourceId: newId(), from, until, ended: null };
      if (categories.length > 0) {
        await world.as(holderOf(clientId), (call) =>
          grantToUnit(call, {
            clientId,
            unitId: grant.unitId,
            categories,
            sourceId: grant.sourceId,
            fromAt: new Date(from),
            untilAt: until === null ? null : new Date(until),
          }),
        );
        grants.push(grant);
      }
    } else if (kind < 8 && open.length > 0) {
      const grant = open[random(open.length)]!;
      await world.as(holderOf(grant.clientId), (call) => endGrants(call, grant.sourceId));
      grant.ended = now().getTime();
    } else if (kind === 8) {
      const deputy = holderOf(clientId) === "holder" ? "colleague" : "holder";
      if (holderOf(clientId) === "otherCaseManager") continue;
      const sourceId = newId();
      const { membershipId } = world.actors[deputy];
      await world.as(holderOf(clientId), (call) => grantToDeputy(call, { clientId, membershipId, sourceId }));
      grants.push({ clientId, membershipId, categories: dataCategories, sourceId, from: at, until: null, ended: null });
    }
    const reader = readers[random(readers.length)]!;
    const category = dataCategories[random(dataCategories.length)]!;
    const expected = clients.filter((id) => mayRead(reader, id, category, at)).sort();
    const seen = await world.as(reader, async (call) => {
      const { rows } = await sql<{ id: string }>`select people.readable(${category}) as id`.execute(call.tx);
      const records = await sql<{ id: string }>`select client_id as id from people.sealed_record where category = ${category}`.execute(
        call.tx,
      );
      const few = await sql<{ id: string; of: string | null }>`
        select client_id as id, basis as of from people.search(${call.actor.siteId}, '{}')`.execute(call.tx);
      return {
        set: rows.map((row) => row.id).sort(),
        records: records.rows.map((row) => row.id).sort(),
        byName: (await findPeople(call, "Rahimi")).map((one) => one.clientId).sort(),
        few: few.rows.map((row) => row.id).sort(),
        workedWith: few.rows.flatMap((row) => (row.of === null ? [] : [row.id])).sort(),
      };
    });
    const found = clients.filter((id) => mayRead(reader, id, "identity", at)).sort();
    expect(seen.byName, `round ${round}: found by ${reader}`).toEqual(found);
    expect(seen.few, `round ${round}: the few of ${reader}`).toEqual(found);
    const { membershipId } = world.actors[reader];
    const isOwn = (id: string) =>
      grants.some((one) => one.clientId === id && one.membershipId === membershipId && (one.ended ?? at + 1) > at);
    expect(seen.workedWith, `round ${round}: ${reader} works with`).toEqual(found.filter(isOwn));
    expect(seen.set, `round ${round}: ${reader}, ${category}`).toEqual(expected);
    if (category === "identity") expect(seen.records, `round ${round}: rows of ${reader}`).toEqual(expected);
    else expect(seen.records.every((id) => expected.includes(id))).toBe(true);
    compared += expected.length;
  }
  expect(compared, "the story must have had something to read").toBeGreaterThan(20);
});
