import { afterEach, expect, it } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import type { DataCategory } from "../network/contract.ts";
import { createTestClient, testIdentity } from "../people/factory.ts";
import { addClient, listReaders, openIdentities } from "../people/index.ts";
import { askShare, declineShare, giveShare, listShares, listSharesToMyUnit, withdrawShare } from "./contract.ts";
import { createTestShare, testDeclaration } from "./factory.ts";
import { latestEnd } from "./rules.ts";

const server = useTestServer();

afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

/** As if so many days had passed; sessions would have ended by then, so this asks past HTTP. */
function daysLater(days: number): void {
  freezeClock(new Date(now().getTime() + days * 86_400_000));
  passMomentToDatabase(true);
}

const canName = async (world: TestNetwork, clientId: string) =>
  await world.as("partnerWithShare", async (call) => (await openIdentities(call, [clientId])).has(clientId));

async function world() {
  const network = await createTestNetwork(server.at.database);
  const clientId = await network.as("holder", (call) => createTestClient(call));
  const unitId = network.actors.partnerWithShare.unitId;
  const body = (more: object = {}) => ({
    id: newId(),
    unitId,
    categories: ["identity", "work"] as DataCategory[],
    purpose: "referral",
    fromOn: today(),
    untilOn: latestEnd(today()),
    ...more,
  });
  return { network, clientId, unitId, body, holder: network.actors.holder.token, partner: network.actors.partnerWithShare.token };
}

it("opens when given, not when asked, and ends the moment it is withdrawn", async () => {
  const { network, clientId, body, holder, partner } = await world();
  const asked = await server.ask(holder, askShare, { params: { clientId }, body: body() });
  expect(asked).toMatchObject({ state: "asked", declaration: null, abilities: { give: true, decline: true } });
  expect(await canName(network, clientId)).toBe(false);
  expect((await server.ask(partner, listSharesToMyUnit, {})).shares).toEqual([]);
  const declaration = testDeclaration();
  const given = await server.ask(holder, giveShare, { params: { shareId: asked.id }, body: { version: 1, declaration } });
  expect(given).toMatchObject({ state: "given", declaration: { judgement: declaration.judgement, secrecyRelease: true }, version: 2 });
  expect(await canName(network, clientId)).toBe(true);
  const seen = await server.ask(partner, listSharesToMyUnit, {});
  expect(seen.shares).toMatchObject([
    { share: { id: asked.id, declaration: null, abilities: { withdraw: false } }, identity: { familyName: "Rahimi" } },
  ]);
  // the same click again changes nothing
  expect(await server.ask(holder, giveShare, { params: { shareId: asked.id }, body: { version: 1, declaration } })).toEqual(given);
  const ended = await server.ask(holder, withdrawShare, { params: { shareId: asked.id }, body: { withdrawnOn: today() } });
  expect(ended.state).toBe("withdrawn");
  expect(await canName(network, clientId)).toBe(false);
  expect((await server.ask(partner, listSharesToMyUnit, {})).shares).toEqual([]);
  expect((await server.send(partner, listShares, { params: { clientId } })).statusCode).toBe(404);
  const again = await server.ask(holder, withdrawShare, { params: { shareId: asked.id }, body: { withdrawnOn: today() } });
  expect(again.version).toBe(ended.version);
});

it("refuses what was answered already, stale versions and a foreign id with other content", async () => {
  const { clientId, body, holder } = await world();
  const first = body();
  const share = await server.ask(holder, askShare, { params: { clientId }, body: first });
  expect(await server.ask(holder, askShare, { params: { clientId }, body: first })).toEqual(share);
  const other = await server.send(holder, askShare, { params: { clientId }, body: { ...first, purpose: "recognition" } });
  expect(other.json()).toMatchObject({ code: "changed_meanwhile", current: { purpose: "referral" } });
  await server.ask(holder, declineShare, { params: { shareId: share.id }, body: { version: 1, declinedOn: today() } });
  const give = (version: number) =>
    server.send(holder, giveShare, { params: { shareId: share.id }, body: { version, declaration: testDeclaration() } });
  expect((await give(1)).json()).toMatchObject({ code: "changed_meanwhile", current: { state: "declined" } });
  expect((await give(2)).json()).toMatchObject({ code: "conflict", reason: "already_answered" });
});

it("says every wrong field at once, and never shares with an Ausländerbehörde by accident", async () => {
  const { network, clientId, body, holder } = await world();
  const abh = network.actors.foreignersAuthority.unitId;
  const wrong = body({ unitId: abh, purpose: "curiosity", untilOn: addDays(latestEnd(today()), 1) });
  const answer = await server.send(holder, askShare, { params: { clientId }, body: wrong });
  expect(answer.json()).toMatchObject({
    code: "invalid",
    fields: [
      { path: "body.untilOn", code: "longer_than_two_years" },
      { path: "body.confirmedForeignersAuthority", code: "confirm_foreigners_authority" },
      { path: "body.purpose", code: "unknown_code" },
    ],
  });
  const confirmed = body({ unitId: abh, confirmedForeignersAuthority: true });
  expect((await server.ask(holder, askShare, { params: { clientId }, body: confirmed })).state).toBe("asked");
  const own = await server.send(holder, askShare, { params: { clientId }, body: body({ unitId: network.actors.holder.unitId }) });
  expect(own.json()).toMatchObject({ fields: [{ code: "own_unit" }] });
});

it("shares nothing while the legal basis is unchecked, neither by the verb nor past it", async () => {
  const { network, body, holder } = await world();
  const clientId = newId();
  await network.as("holder", (call) => addClient(call, { id: clientId, identity: testIdentity, legalBasis: "unchecked" }));
  const listed = await server.ask(holder, listShares, { params: { clientId } });
  expect(listed).toMatchObject({ legalBasisUnchecked: true, abilities: { ask: false } });
  expect((await server.send(holder, askShare, { params: { clientId }, body: body() })).json()).toMatchObject({
    code: "conflict",
    reason: "legal_basis_unchecked",
  });
  const sneaked = network.as("holder", async (call) => {
    const { insertShare } = await import("./queries.ts");
    return await insertShare(call.tx, {
      site_id: network.siteId,
      id: newId(),
      client_id: clientId,
      unit_id: network.actors.partner.unitId,
      categories: ["work"],
      purpose: "referral",
      from_on: today(),
      until_on: today(),
      state: "asked",
      asked_on: today(),
      asked_by_id: call.actor.membershipId,
      answered_on: null,
      consent_id: null,
    });
  });
  await expect(sneaked).rejects.toThrow(/row-level security/);
});

it("opens on its first day and closes after its last, without a job", async () => {
  const { network, clientId, unitId } = await world();
  const fromOn = addDays(today(), 2);
  const untilOn = addDays(fromOn, 1);
  await network.as("holder", (call) => createTestShare(call, { clientId, unitId, categories: ["identity"], fromOn, untilOn }));
  expect(await canName(network, clientId)).toBe(false);
  daysLater(2);
  expect(today()).toBe(fromOn);
  expect(await canName(network, clientId)).toBe(true);
  daysLater(1);
  expect(await canName(network, clientId)).toBe(true);
  daysLater(1);
  expect(await canName(network, clientId)).toBe(false);
});

it("keeps what was judged about a person sealed", async () => {
  const { network, clientId, unitId } = await world();
  await network.as("holder", (call) => createTestShare(call, { clientId, unitId, categories: ["identity"] }));
  const [row] = await asSuperuser<{ dump: string }>(
    server.at,
    "select string_agg(encode(judgement, 'escape'), '') as dump from consent.consent",
  );
  expect(row!.dump).not.toMatch(/verstanden/);
});

it("tells who got a share nothing of what others got: to know the counselling or the shelter is to know the person's trouble", async () => {
  const { network, clientId, unitId } = await world();
  await network.as("holder", async (call) => {
    await createTestShare(call, { clientId, unitId, categories: ["work"] });
    await createTestShare(call, { clientId, unitId: network.actors.partner.unitId, categories: ["health"] });
    await createTestShare(call, {
      clientId,
      unitId: network.actors.foreignersAuthority.unitId,
      categories: ["residence"],
      fromOn: addDays(today(), 30),
    });
  });
  const units = async (actor: "holder" | "partnerWithShare") =>
    (await network.as(actor, (call) => listReaders(call, clientId))).flatMap((reader) => (reader.basis === "share" ? [reader.unitId] : []));
  expect(await units("holder")).toHaveLength(3);
  expect(await units("partnerWithShare")).toEqual([unitId]);
  const [holder] = await network.as("partnerWithShare", (call) => listReaders(call, clientId));
  expect(holder, "who is responsible is no secret").toMatchObject({ basis: "holder", membershipId: network.actors.holder.membershipId });
});

it("shows a unit no share before its first day, even while another is open", async () => {
  const { network, clientId, unitId, partner, holder } = await world();
  await network.as("holder", async (call) => {
    await createTestShare(call, { clientId, unitId, categories: ["work"] });
    await createTestShare(call, { clientId, unitId, categories: ["health"], fromOn: addDays(today(), 30) });
  });
  const categories = async (token: string) =>
    (await server.ask(token, listShares, { params: { clientId } })).shares.map((share) => share.categories.join()).sort();
  expect(await categories(holder)).toEqual(["health", "work"]);
  expect(await categories(partner)).toEqual(["work"]);
});
