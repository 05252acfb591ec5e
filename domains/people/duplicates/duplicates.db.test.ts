import { beforeEach, describe, expect, it } from "vitest";
import { now, today } from "../../../platform/server/clock.ts";
import { newId } from "../../../platform/server/ids.ts";
import { Problem } from "../../../platform/server/problem.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import type { Identity } from "../contract.ts";
import { createTestClient, testIdentity } from "../factory.ts";
import {
  addClient,
  changeIdentity,
  endGrants,
  findPeople,
  grantToDeputy,
  grantToUnit,
  listReaders,
  openIdentities,
  recordLegalBasis,
} from "../verbs.ts";
import type { Choices } from "./contract.ts";
import { listDuplicates, mergePeople, sayNotSame, undoMerge } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeEach(async () => {
  world = await createTestNetwork(server.at.database);
});

const add = async (identity: Partial<Identity>, who: "holder" | "colleague" = "holder") =>
  await world.as(who, (call) => createTestClient(call, identity));
const list = async (who: "holder" | "colleague" = "holder") => await world.as(who, (call) => listDuplicates(call));
const merge = async (
  keptId: string,
  mergedId: string,
  choices: Choices = {},
  versions: readonly [number, number] = [1, 1],
  id = newId(),
) => {
  await world.as("holder", (call) =>
    mergePeople(call, { id, keptId, mergedId, keptVersion: versions[0], mergedVersion: versions[1], choices }),
  );
  return id;
};
const nameOf = async (clientId: string) => (await world.as("holder", (call) => openIdentities(call, [clientId]))).get(clientId);
const reasonOf = async (work: Promise<unknown>) =>
  await work.then(
    () => "done",
    (error: unknown) => (error instanceof Problem ? (error.body.reason ?? error.body.code) : String(error)),
  );

describe("duplicates inside a unit", () => {
  it("shows a likely pair with its reasons, and nobody twice who is somebody else", async () => {
    const a = await add({ givenNames: "Muhammad", familyName: "as-Sayyid", birthDate: "1988-02-03" });
    const b = await add({ givenNames: "محمد", familyName: "السيد", birthDate: "1988-02-03" });
    await add({ givenNames: "Nadia", familyName: "Rahimi", birthDate: "1995-04-17" });
    const { pairs, compared } = await list();
    expect(compared).toBe(3);
    expect(pairs.map((pair) => [pair.a.clientId, pair.b.clientId].sort())).toEqual([[a, b].sort()]);
    expect(pairs[0]!.percent).toBeGreaterThan(80);
    expect(Object.fromEntries(pairs[0]!.fields.map((field) => [field.field, field.agreement]))).toMatchObject({
      familyName: "sounds_same",
      givenNames: "sounds_same",
      birth: "same",
    });
    expect((await list("colleague")).pairs).toEqual([]);
    const [logged] = await asSuperuser<{ n: string }>(
      server.at,
      "select count(*) as n from accounts.access_log where action = 'people.list_duplicates'",
    );
    expect(Number(logged!.n)).toBe(1);
  });

  it("does not take siblings for one person, and remembers that two equal in everything are two", async () => {
    await add({ givenNames: "Omar", familyName: "Rahimi", birthDate: "1999-12-01", sex: "male" });
    const { pairs: none } = await list();
    expect(none).toEqual([]);
    const a = await add({});
    const b = await add({});
    expect((await list()).pairs.map((pair) => [pair.a.clientId, pair.b.clientId].sort())).toEqual([[a, b].sort()]);
    await world.as("holder", (call) => sayNotSame(call, { clientId: a, otherId: b, areTwo: true }));
    expect((await list()).pairs).toEqual([]);
    await world.as("holder", (call) => sayNotSame(call, { clientId: b, otherId: a, areTwo: false }));
    expect((await list()).pairs).toHaveLength(1);
  });

  it("tells two colleagues to talk, and neither sees the other's person", async () => {
    const mine = await add({});
    const theirs = await add({}, "colleague");
    const [ours, other] = [await list(), await list("colleague")];
    expect(ours).toMatchObject({ pairs: [], withColleagues: [{ clientId: mine, otherId: theirs }] });
    expect(other).toMatchObject({ pairs: [], withColleagues: [{ clientId: theirs, otherId: mine }] });
    expect(ours.withColleagues[0]!.colleague).not.toBe(other.withColleagues[0]!.colleague);
    expect(await nameOf(theirs)).toBeUndefined();
    expect(await reasonOf(merge(mine, theirs))).toBe("not_found");
    await world.as("colleague", (call) => sayNotSame(call, { clientId: theirs, otherId: mine, areTwo: true }));
    expect((await list()).withColleagues).toEqual([]);
  });
});

describe("a merge", () => {
  it("shows in both rows what was chosen, gives both the readers of both, and is undone without a trace", async () => {
    const { unitId } = world.actors.partnerWithShare;
    const kept = await add({ givenNames: "Nadia", familyName: "Rahimi", nationality: null });
    const other = newId();
    await world.as("holder", (call) =>
      addClient(call, {
        id: other,
        identity: {
          familyName: "Rahimy",
          givenNames: "Nadja",
          birthDate: "1995-04-17",
          birthYear: null,
          sex: null,
          nationality: "Iran",
          languages: [],
          isPseudonym: false,
        },
        contact: { phone: "0151 1234567", email: null, street: null, postcode: null, townName: "Hohenfeld", note: null },
      }),
    );
    const sourceId = newId();
    await world.as("holder", (call) =>
      grantToUnit(call, { clientId: other, unitId, categories: ["identity", "work"], sourceId, fromAt: now(), untilAt: null }),
    );
    const before = { kept: await nameOf(kept), other: await nameOf(other) };
    const id = await merge(kept, other, { familyName: "merged", givenNames: "kept" }, [1, 2]);

    expect(await nameOf(kept)).toMatchObject({ familyName: "Rahimy", givenNames: "Nadia", nationality: "Iran" });
    expect(await nameOf(other)).toEqual(await nameOf(kept));
    const found = await world.as("holder", (call) => findPeople(call, "Rahimi"));
    expect(found.map((one) => one.clientId)).toEqual([kept]);
    const partnersNames = async () => await world.as("partnerWithShare", (call) => openIdentities(call, [kept, other]));
    expect((await partnersNames()).size).toBe(2);
    expect((await list()).merges).toMatchObject([{ id, keptId: kept, mergedId: other, canUndo: true }]);
    expect((await list()).pairs).toEqual([]);
    // the same click again
    expect(await merge(kept, other, {}, [1, 2], id)).toBe(id);

    await world.as("holder", (call) => undoMerge(call, id));
    expect({ kept: await nameOf(kept), other: await nameOf(other) }).toEqual(before);
    expect([...(await partnersNames()).keys()]).toEqual([other]);
    expect((await world.as("holder", (call) => findPeople(call, "Rahimi"))).map((one) => one.clientId).sort()).toEqual(
      [kept, other].sort(),
    );
    expect((await list()).pairs).toHaveLength(1);
    await world.as("holder", (call) => undoMerge(call, id));
  });

  it("ends what it gave when the share ends", async () => {
    const [kept, other] = [await add({}), await add({})];
    const sourceId = newId();
    const { unitId } = world.actors.partnerWithShare;
    await world.as("holder", (call) =>
      grantToUnit(call, { clientId: other, unitId, categories: ["identity"], sourceId, fromAt: now(), untilAt: null }),
    );
    await merge(kept, other);
    await world.as("holder", (call) => endGrants(call, sourceId));
    expect((await world.as("partnerWithShare", (call) => openIdentities(call, [kept, other]))).size).toBe(0);
    expect((await world.as("holder", (call) => listReaders(call, kept))).map((reader) => reader.basis)).toEqual(["holder"]);
  });

  it("ends what it gave when somebody ends the share who works with one of the rows alone", async () => {
    const [kept, other] = [await add({}), await add({})];
    const sourceId = newId();
    const { unitId } = world.actors.partnerWithShare;
    await world.as("holder", (call) =>
      grantToUnit(call, { clientId: other, unitId, categories: ["identity"], sourceId, fromAt: now(), untilAt: null }),
    );
    await merge(kept, other);
    // in an emergency, so of this one row alone
    await asSuperuser(
      server.at,
      `insert into people.reader (site_id, id, client_id, membership_id, category, basis, source_id, from_at, until_at)
       select c.site_id, $1, c.id, $2, 'plan', 'emergency', $1, now(), now() + interval '3 hours' from people.client c where c.id = $3`,
      [newId(), world.actors.colleague.membershipId, other],
    );
    expect(await world.as("partnerWithShare", (call) => endGrants(call, sourceId))).toBe(0);
    expect(await world.as("otherCaseManager", (call) => endGrants(call, sourceId))).toBe(0);
    expect((await world.as("partnerWithShare", (call) => openIdentities(call, [kept, other]))).size).toBe(2);
    expect(await world.as("colleague", (call) => endGrants(call, sourceId))).toBe(2);
    expect((await world.as("partnerWithShare", (call) => openIdentities(call, [kept, other]))).size).toBe(0);
  });

  it("shares nothing of a row whose legal basis is unchecked, neither by the merge nor past it", async () => {
    const kept = await add({});
    const unchecked = newId();
    await world.as("holder", (call) => addClient(call, { id: unchecked, identity: testIdentity, legalBasis: "unchecked" }));
    const { unitId } = world.actors.partnerWithShare;
    const share = (clientId: string) => {
      const categories = ["identity"] as const;
      return world.as("holder", (call) =>
        grantToUnit(call, { clientId, unitId, categories, sourceId: newId(), fromAt: now(), untilAt: null }),
      );
    };
    await expect(share(unchecked)).rejects.toMatchObject({ code: "42501" });
    await share(kept);
    expect(await reasonOf(merge(kept, unchecked))).toBe("legal_basis_unchecked");
    expect(await reasonOf(merge(unchecked, kept))).toBe("legal_basis_unchecked");
    expect([...(await world.as("partnerWithShare", (call) => openIdentities(call, [kept, unchecked]))).keys()]).toEqual([kept]);
    await world.as("holder", (call) => recordLegalBasis(call, unchecked, "public_task", today()));
    expect(await reasonOf(merge(kept, unchecked))).not.toBe("legal_basis_unchecked");
  });

  it("makes the case manager of the other row a deputy who can be ended", async () => {
    const [kept, theirs] = [await add({}), await add({}, "colleague")];
    await world.as("colleague", (call) =>
      grantToDeputy(call, { clientId: theirs, membershipId: world.actors.holder.membershipId, sourceId: newId() }),
    );
    await merge(kept, theirs);
    const deputies = async () => {
      const readers = await world.as("holder", (call) => listReaders(call, kept));
      return readers.filter((reader) => reader.membershipId === world.actors.colleague.membershipId);
    };
    const [colleague] = await deputies();
    expect(colleague).toMatchObject({ basis: "deputy" });
    await world.as("holder", (call) => endGrants(call, colleague!.sourceId!));
    expect(await deputies()).toEqual([]);
    // with their own row they go on working
    expect((await world.as("colleague", (call) => openIdentities(call, [kept, theirs]))).has(theirs)).toBe(true);
  });

  it("is not undone over what somebody wrote since", async () => {
    const [kept, other] = [await add({}), await add({})];
    const id = await merge(kept, other);
    const changed = { ...(await nameOf(kept))!, familyName: "Rahimi-Weber" };
    await world.as("holder", (call) => changeIdentity(call, kept, 2, changed));
    expect(await reasonOf(world.as("holder", (call) => undoMerge(call, id)))).toBe("changed_since");
    expect(await nameOf(kept)).toEqual(changed);
  });

  it("of merged people goes through all of them, and is undone in turn", async () => {
    const [a, b, c] = [await add({ familyName: "Rahimi" }), await add({ familyName: "Rahimy" }), await add({ familyName: "Rahimie" })];
    const first = await merge(b, c);
    expect(await reasonOf(merge(a, c))).toBe("already_merged");
    const second = await merge(a, b, {}, [1, 2]);
    expect((await Promise.all([a, b, c].map(nameOf))).map((one) => one!.familyName)).toEqual(["Rahimi", "Rahimi", "Rahimi"]);
    expect(await reasonOf(world.as("holder", (call) => undoMerge(call, first)))).toBe("later_merge_first");
    await world.as("holder", (call) => undoMerge(call, second));
    expect((await Promise.all([a, b, c].map(nameOf))).map((one) => one!.familyName)).toEqual(["Rahimi", "Rahimy", "Rahimy"]);
    expect((await world.as("holder", (call) => findPeople(call, "Rahimi"))).map((one) => one.clientId).sort()).toEqual([a, b].sort());
    const third = await merge(a, b, {}, [3, 4]);
    await world.as("holder", (call) => undoMerge(call, third));
    await world.as("holder", (call) => undoMerge(call, first));
    expect((await Promise.all([a, b, c].map(nameOf))).map((one) => one!.familyName)).toEqual(["Rahimi", "Rahimy", "Rahimie"]);
    expect((await list()).merges).toEqual([]);
  });

  it("is not undone over what somebody wrote between a later merge and its end", async () => {
    const [a, b, c] = [await add({ familyName: "Rahimi" }), await add({ familyName: "Rahimy" }), await add({ familyName: "Rahimie" })];
    const first = await merge(b, c);
    const second = await merge(a, b, {}, [1, 2]);
    await world.as("holder", (call) => undoMerge(call, second));
    await world.as("holder", async (call) => changeIdentity(call, b, 4, { ...(await nameOf(b))!, familyName: "Rahimi-Weber" }));
    expect(await reasonOf(world.as("holder", (call) => undoMerge(call, first)))).toBe("changed_since");
  });

  it("at the same moment by two is one merge", async () => {
    const [kept, other] = [await add({}), await add({})];
    const done = await Promise.all([reasonOf(merge(kept, other)), reasonOf(merge(other, kept))]);
    expect(done.filter((one) => one === "done")).toHaveLength(1);
    expect(done.filter((one) => one !== "done")).toEqual(["already_merged"]);
    const [row] = await asSuperuser<{ n: string }>(server.at, "select count(*) as n from people.merge where kept_id = any($1)", [
      [kept, other],
    ]);
    expect(Number(row!.n)).toBe(1);
  });

  it("is refused with itself and with what was not seen", async () => {
    const [kept, other] = [await add({}), await add({})];
    expect(await reasonOf(merge(kept, kept))).toBe("same_row");
    expect(await reasonOf(merge(kept, other, {}, [1, 7]))).toBe("changed_meanwhile");
    expect(await reasonOf(merge(kept, newId()))).toBe("not_found");
  });
});
