import { createCipheriv } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { asActor, type Call } from "../../platform/server/database/actor.ts";
import { type Database, openDatabase } from "../../platform/server/database/pool.ts";
import { newId } from "../../platform/server/ids.ts";
import { deriveEpochKey, deriveKey, hmac, readKeys, writeKeys } from "../../platform/server/keys.ts";
import { asSuperuser, testKeys, useTestDatabase } from "../../platform/testing/database.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { addMembership, createAccount, rotateKeys } from "../network/index.ts";
import { rekeyNames } from "../people/index.ts";
import { rowContent, rowKeys } from "./import/row-key.ts";
import type { ImportedCase } from "./import/rows.ts";
import { importedRows } from "./import-epochs.ts";
import { importCases } from "./import-verbs.ts";
import { earlierImportedIdOf } from "./pseudonyms.ts";
import { lockLists } from "./queries-import.ts";

const at = useTestDatabase();
const folder = join(mkdtempSync(join(tmpdir(), "verbund-rows-")), "keys");
const day = 86_400_000;
const start = now();

const testRow = (more: Partial<ImportedCase>): ImportedCase => ({
  row: 2,
  familyName: null,
  givenNames: null,
  birthDate: null,
  birthYear: null,
  sex: null,
  nationality: null,
  languages: [],
  phone: null,
  email: null,
  street: null,
  postcode: null,
  townName: null,
  contactNote: null,
  residenceStatus: null,
  legalDomains: ["sgb_ii"],
  fileNumber: null,
  caseManagerName: null,
  openedOn: "2026-01-15",
  closedOn: null,
  phase: "planning",
  lastContactOn: null,
  nextAppointmentOn: null,
  nextAppointmentTime: null,
  goal: null,
  household: "zwei Kinder",
  note: "Bescheid fehlt",
  milestones: [{ service: "integration_course", event: "entitled", on: "2026-02-01" }],
  planned: [],
  ...more,
});
const goes = testRow({
  row: 2,
  familyName: "Haddad",
  givenNames: "Samir",
  birthDate: "1991-04-05",
  fileNumber: "KIM 12/2026",
  goal: "Arbeit als Koch",
});
const stays = testRow({
  row: 3,
  familyName: "Rahimi",
  givenNames: "Parwin",
  birthDate: "1985-01-02",
  fileNumber: null,
  goal: "Ausbildung",
});

let database: Database;
let world: TestNetwork;
let systemId: string;

beforeAll(async () => {
  writeKeys(folder, testKeys());
  database = openDatabase(at.current.appUrl, readKeys(folder)!, { max: 3 });
});
afterAll(async () => {
  await database.close();
  rmSync(join(folder, ".."), { recursive: true });
});
beforeEach(async () => {
  world = await createTestNetwork(database);
  systemId = await asActor(database, { membership: world.systemMembershipId }, async (call) => {
    const accountId = await createAccount(database, { email: `system.${newId()}@example.org`, name: "System" });
    return await addMembership(call, { accountId, unitId: world.actors.holder.unitId, role: "system" as never, name: "System" });
  });
});
afterEach(() => freezeClock(undefined));

const asUnit = <T>(work: (call: Call) => Promise<T>, on = database) => asActor(on, { membership: systemId }, work);
const bring = (rows: readonly ImportedCase[], on = database) => asUnit((call) => importCases(call, rows), on);
const rotate = () =>
  rotateKeys(database, {
    wrappedKeys: [{ schema: "people", table: "people.data_key", carry: rekeyNames }],
    hashes: [importedRows],
  });
let days = 0;
const daysLater = (more: number) => freezeClock(new Date(start.getTime() + (days += more) * day));

type Row = { key_hash: Buffer; content_hash: Buffer; epoch: number };
const copyRows = () =>
  asSuperuser<Row & Record<string, unknown>>(
    at.current,
    "select key_hash, content_hash, epoch from cases.import_row where site_id = $1 order by epoch, key_hash",
    [world.siteId],
  );
const epochsOf = async () => [...new Set((await copyRows()).map((row) => row.epoch))];

/** What a hash may be made of, with everything that the keys folder holds. */
function made(what: "key" | "content", text: string): Buffer[] {
  const keys = readKeys(folder)!;
  const purpose = `imported lists of site ${world.siteId}`;
  const secrets = [deriveKey(keys, purpose), ...[...keys.epochs.keys()].map((epoch) => deriveEpochKey(keys, epoch, purpose))];
  const hashes = secrets.map((secret) => hmac(secret, world.actors.holder.unitId, what, text));
  const covered = hashes.flatMap((hash) =>
    secrets.map((secret) => createCipheriv("aes-256-ecb", secret, null).setAutoPadding(false).update(hash)),
  );
  return [...hashes, ...covered];
}

/** By what somebody who guesses this row finds it in the copy. */
function guess(copy: readonly Row[], row: ImportedCase): string[] {
  const found = rowKeys(row).filter(({ key }) => made("key", key).some((hash) => copy.some((one) => one.key_hash.equals(hash))));
  const says = made("content", rowContent(row)).some((hash) => copy.some((one) => one.content_hash.equals(hash)));
  return [...found.map(({ by }) => by), ...(says ? ["content"] : [])];
}

describe("what rows of lists are known by", () => {
  it("tells nothing in an old backup once the key of its epoch is gone, and the list is known again all the same", async () => {
    expect(await bring([goes, stays])).toMatchObject({ created: 2 });
    const backup = await copyRows();
    expect(guess(backup, goes), "the reason for the rest: until the key is destroyed the backup still tells").toEqual([
      "file_number",
      "person",
      "content",
    ]);
    await asSuperuser(
      at.current,
      `delete from people.client where site_id = $1 and id in (select client_id from cases.import_row where key_hash = any($2))`,
      [world.siteId, made("key", rowKeys(goes)[0]!.key)],
    );
    daysLater(31);
    await rotate();
    expect(await bring([stays]), "found under the new epoch").toMatchObject({ created: 0, unchanged: 1 });
    daysLater(36);
    await rotate();
    expect(guess(backup, goes)).toEqual([]);
    expect(guess(backup, stays)).toEqual([]);
    const present = await copyRows();
    expect(guess(present, stays)).toEqual(["person", "content"]);
    expect(guess(present, goes)).toEqual([]);
    expect(await bring([stays])).toMatchObject({ created: 0, unchanged: 1 });
    expect(await bring([{ ...stays, phone: "0234 1" }])).toMatchObject({ changed: 1 });
    expect(await bring([{ ...stays, phone: "0234 1" }])).toMatchObject({ unchanged: 1 });
    expect(await bring([goes]), "a deleted person is a new one").toMatchObject({ created: 1 });
  });

  it("gives no goal away to whoever guesses its words and holds the key that stays", async () => {
    await bring([goes]);
    const rows = await asSuperuser<{ id: string; case_id: string }>(at.current, "select id, case_id from cases.goal where site_id = $1", [
      world.siteId,
    ]);
    const guessed = await asUnit(async (call) => earlierImportedIdOf(call, rows[0]!.case_id, "goal", goes.goal!));
    expect(rows.map((row) => row.id)).not.toContain(guessed);
  });

  it("moves to an epoch where it was taken over before it lay under one, and is known before and after", async () => {
    await bring([goes, stays]);
    const hash = (what: "key" | "content", text: string) =>
      hmac(deriveKey(readKeys(folder)!, `imported lists of site ${world.siteId}`), world.actors.holder.unitId, what, text);
    await asSuperuser(
      at.current,
      "delete from cases.import_row r using cases.import_row o where r.site_id = $1 and o.case_id = r.case_id and o.key_hash < r.key_hash",
      [world.siteId],
    );
    for (const row of [goes, stays])
      for (const { key } of rowKeys(row).slice(0, 1))
        await asSuperuser(
          at.current,
          `update cases.import_row set epoch = 0, key_hash = $2, content_hash = $3 where site_id = $1 and case_id =
             (select case_id from cases.import_row where site_id = $1 and content_hash = any($4) limit 1)`,
          [world.siteId, hash("key", key), hash("content", rowContent(row)), made("content", rowContent(row))],
        );
    expect(await epochsOf()).toEqual([0]);
    const earlier = await asSuperuser<{ id: string; case_id: string; client_id: string }>(
      at.current,
      "select id, case_id, client_id from cases.goal where site_id = $1",
      [world.siteId],
    );
    for (const one of earlier)
      for (const row of [goes, stays]) {
        const id = await asUnit(async (call) => earlierImportedIdOf(call, one.case_id, "goal", row.goal!));
        const [of] = await asSuperuser(at.current, "select from cases.import_row where case_id = $1 and content_hash = $2", [
          one.case_id,
          hash("content", rowContent(row)),
        ]);
        if (of) await asSuperuser(at.current, "update cases.goal set id = $2 where id = $1", [one.id, id]);
      }
    expect(await bring([goes])).toMatchObject({ created: 0, unchanged: 1 });
    const changed = { ...stays, phone: "0234 5" };
    expect(await bring([changed])).toMatchObject({ created: 0, changed: 1 });
    const goals = await asSuperuser(at.current, "select from cases.goal where site_id = $1", [world.siteId]);
    expect(goals, "what came with ids of before is not doubled").toHaveLength(2);
    await rotate();
    expect(await epochsOf()).not.toContain(0);
    expect(await bring([goes, changed])).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
  });

  it("waits where a list is being taken over, and keeps the key for it meanwhile", async () => {
    await bring([goes]);
    const [before] = await epochsOf();
    daysLater(31);
    await asUnit(async (call) => {
      await lockLists(call.tx, world.siteId, world.actors.holder.unitId);
      await rotate();
    });
    expect(await epochsOf()).toEqual([before]);
    daysLater(1);
    await rotate();
    const [after] = await epochsOf();
    expect(after).toBeGreaterThan(before!);
    daysLater(34);
    await rotate();
    expect(readKeys(folder)!.epochs.has(before!), "35 days after the last row left it, not after the first").toBe(true);
    expect(await bring([goes])).toMatchObject({ unchanged: 1 });
  });

  it("is known to a process that was started before the epoch began", async () => {
    await bring([goes]);
    const other = openDatabase(at.current.appUrl, readKeys(folder)!, { max: 1 });
    try {
      daysLater(31);
      await rotate();
      expect(await bring([goes], other)).toMatchObject({ created: 0, unchanged: 1 });
    } finally {
      await other.close();
    }
  });
});
