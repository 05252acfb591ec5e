import { createSecretKey } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { underEpochs } from "../platform/server/app.ts";
import { dayOf, freezeClock, now } from "../platform/server/clock.ts";
import { type Database, openDatabase } from "../platform/server/database/pool.ts";
import { addEpochKey, deriveEpochKey, deriveKey, fingerprintOf, hmac, readKeys, writeKeys } from "../platform/server/keys.ts";
import { type Key, openBytes, SealBroken, unwrapKey } from "../platform/server/vault.ts";
import { asSuperuser, testKeys, useTestDatabase } from "../platform/testing/database.ts";
import { createTestErasure } from "../domains/consent/factory.ts";
import { confirmErasure } from "../domains/consent/index.ts";
import { createTestNetwork, type TestNetwork } from "../domains/network/factory.ts";
import { rotateKeys } from "../domains/network/index.ts";
import { createTestClient } from "../domains/people/factory.ts";
import { findPeople, nameKeyTexts } from "../domains/people/index.ts";
import { createTestReconstruction, createTestReport } from "../domains/themes/factory.ts";

const at = useTestDatabase();
const folder = join(mkdtempSync(join(tmpdir(), "verbund-epochs-")), "keys");
const day = 86_400_000;
const start = now();

let database: Database;
let world: TestNetwork;
let stays: string;
let goes: string;
let reportId: string;
let draftKey: string;

beforeAll(async () => {
  writeKeys(folder, testKeys());
  database = openDatabase(at.current.appUrl, readKeys(folder)!, { max: 3 });
  world = await createTestNetwork(database);
  stays = await world.as("holder", (call) => createTestClient(call, { familyName: "Rahimi" }));
  goes = await world.as("holder", (call) => createTestClient(call, { familyName: "Haddad" }));
  reportId = await world.as("holder", (call) => createTestReport(call));
  const draft = await world.as("holder", (call) => createTestReconstruction(call));
  const [row] = await asSuperuser<{ key_id: string }>(
    at.current,
    "select key_id from themes.reconstruction_draft where reconstruction_id = $1",
    [draft.id],
  );
  draftKey = row!.key_id;
});
afterAll(async () => {
  freezeClock(undefined);
  await database.close();
  rmSync(join(folder, ".."), { recursive: true });
});

type KeyRow = { site_id: string; organisation_id: string; epoch: number; wrapped: Buffer };
type Copy = {
  organisationKeys: KeyRow[];
  subjectKeys: (KeyRow & { id: string; table: string })[];
  sealed: { site_id: string; id: string; table: string; column: string; sealed: Buffer }[];
  names: { site_id: string; client_id: string; key: Buffer }[];
};

/** What a backup of the tables holds. */
async function copyTables(): Promise<Copy> {
  const read = <T extends object>(sql: string) => asSuperuser<T & Record<string, unknown>>(at.current, sql) as Promise<T[]>;
  return {
    organisationKeys: await read("select site_id, organisation_id, epoch, wrapped from network.organisation_key"),
    subjectKeys: await read(
      `select site_id, organisation_id, epoch, wrapped, client_id as id, 'people.data_key' as table from people.data_key
       union all select site_id, organisation_id, epoch, wrapped, report_id, 'themes.report_key' from themes.report_key
       union all select site_id, organisation_id, epoch, wrapped, key_id, 'themes.report_key' from themes.reconstruction_draft`,
    ),
    sealed: await read(
      `select site_id, client_id as id, 'people.sealed_record' as table, category as column, sealed from people.sealed_record`,
    ),
    names: await read("select site_id, client_id, key from people.name_key"),
  };
}

/** Which of these words are in the name of a person of the copy, found out with a list of names and every key that the folder holds. */
function guessName(copy: Copy, id: string, words: readonly string[]): string[] {
  const keys = readKeys(folder)!;
  const rows = copy.names.filter((one) => one.client_id === id);
  return words.filter((word) =>
    nameKeyTexts({ familyName: word, givenNames: null, birthDate: null, birthYear: null }).some((text) =>
      rows.some(({ site_id, key }) => {
        const purpose = `names of site ${site_id}`;
        const tried = [deriveKey(keys, purpose), ...[...keys.epochs.keys()].map((epoch) => deriveEpochKey(keys, epoch, purpose))];
        return tried.some((secret) => hmac(secret, text).subarray(0, 16).equals(key));
      }),
    ),
  );
}

function tryKey(work: () => Key): Key | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** The key of a subject, with everything that the keys folder holds tried on everything that the copy holds. */
function keyOf(copy: Copy, id: string): Key | undefined {
  for (const row of copy.subjectKeys.filter((one) => one.id === id)) {
    for (const organisation of copy.organisationKeys.filter((one) => one.organisation_id === row.organisation_id)) {
      for (const epochKey of readKeys(folder)!.epochs.values()) {
        const context = { siteId: row.site_id, subjectId: row.organisation_id, table: "network.organisation_key", column: "wrapped" };
        const key = tryKey(() => unwrapKey(createSecretKey(epochKey), context, organisation.wrapped));
        const subject = { siteId: row.site_id, subjectId: id, table: row.table, column: "wrapped" };
        const opened = key && tryKey(() => unwrapKey(key, subject, row.wrapped));
        if (opened) return opened;
      }
    }
  }
  return undefined;
}

function readIdentity(copy: Copy, id: string): string | undefined {
  const key = keyOf(copy, id);
  const row = copy.sealed.find((one) => one.id === id && one.column === "identity");
  if (!key || !row) return undefined;
  return openBytes(key, { siteId: row.site_id, subjectId: id, table: row.table, column: row.column }, row.sealed).toString("utf8");
}

const rotate = () => rotateKeys(database, underEpochs);
const daysLater = (days: number) => freezeClock(new Date(start.getTime() + days * day));
const files = () => readdirSync(folder).sort();

describe("epochs of keys", () => {
  it("make a deleted person unreadable in an old backup, and nobody else in the database", async () => {
    const backup = await copyTables();
    const asked = await world.as("holder", (call) => createTestErasure(call, goes));
    const { unreadableOn } = await world.as("colleague", (call) => confirmErasure(call, asked));
    expect(unreadableOn, "the day that the protocol promises").toBe(dayOf(new Date(start.getTime() + 66 * day)));
    await rotate();
    expect(files(), "within a month nothing changes").toEqual(["epoch-1.key", "permanent.key"]);

    daysLater(31);
    await rotate();
    expect(files()).toEqual(["epoch-1.key", "epoch-2.key", "permanent.key"]);
    expect(statSync(join(folder, "epoch-2.key")).mode & 0o777).toBe(0o600);
    const wrapped = await copyTables();
    expect([...new Set(wrapped.subjectKeys.map((row) => row.epoch))], "all is wrapped anew").toEqual([2]);
    expect(readIdentity(wrapped, stays)).toContain("Rahimi");
    // the reason for the rest: until the key is destroyed the backup still tells
    expect(readIdentity(backup, goes)).toContain("Haddad");
    expect(guessName(backup, goes, ["Rahimi", "Haddad"])).toEqual(["Haddad"]);

    daysLater(65);
    await rotate();
    expect(existsSync(join(folder, "epoch-1.key")), "kept for 35 days").toBe(true);
    daysLater(66);
    await rotate();
    expect(existsSync(join(folder, "epoch-1.key"))).toBe(false);
    expect(readIdentity(backup, goes)).toBeUndefined();
    expect(keyOf(backup, goes)).toBeUndefined();
    expect(guessName(backup, goes, ["Rahimi", "Haddad"]), "nor found out with a list of names").toEqual([]);

    const present = await copyTables();
    expect(present.organisationKeys.filter((row) => row.epoch === 1)).toEqual([]);
    expect(readIdentity(present, stays)).toContain("Rahimi");
    expect(readIdentity(present, goes)).toBeUndefined();
    expect(guessName(present, stays, ["Rahimi", "Haddad"])).toEqual(["Rahimi"]);
    const found = await world.as("holder", (call) => findPeople(call, "Rahimi"));
    expect(
      found.map((one) => one.clientId),
      "who stays is found as before",
    ).toEqual([stays]);
    expect(keyOf(present, reportId)).toBeDefined();
    expect(keyOf(present, draftKey)).toBeDefined();
    const epochs = await asSuperuser(at.current, "select number from platform.key_epoch where destroyed_at is null order by number");
    expect(epochs.map((row) => row.number)).toEqual([2, 3]);
  });

  it("take along hashes of names that were made under the permanent key", async () => {
    const secret = deriveKey(readKeys(folder)!, `names of site ${world.siteId}`);
    const [text] = nameKeyTexts({ familyName: "Rahimi", givenNames: null, birthDate: null, birthYear: null });
    await asSuperuser(at.current, "delete from people.name_key where client_id = $1", [stays]);
    await asSuperuser(at.current, "insert into people.name_key (site_id, client_id, key) values ($1, $2, $3)", [
      world.siteId,
      stays,
      hmac(secret, text!).subarray(0, 16),
    ]);
    await asSuperuser(at.current, "update people.data_key set names_moved = false where client_id = $1", [stays]);
    await rotate();
    const found = await world.as("holder", (call) => findPeople(call, "Rahimi"));
    expect(found.map((one) => one.clientId)).toEqual([stays]);
    const rows = (await copyTables()).names.filter((one) => one.client_id === stays);
    expect(rows.some(({ key }) => key.equals(hmac(secret, text!).subarray(0, 16)))).toBe(false);
  });

  it("go on where a round was cut off", async () => {
    daysLater(97);
    // the key was on the disk, and the database did not know it yet
    const cutOff = readKeys(folder)!;
    addEpochKey(cutOff, 4);
    await rotate();
    expect(files()).toContain("epoch-4.key");
    expect(files()).not.toContain("epoch-5.key");
    const four = await asSuperuser(at.current, "select fingerprint from platform.key_epoch where number = 4");
    expect(four[0]?.fingerprint).toBe(fingerprintOf(cutOff.epochs.get(4)!));
    expect(readIdentity(await copyTables(), stays)).toContain("Rahimi");
    // the database had given it up, and the file was still there
    await asSuperuser(at.current, "update platform.key_epoch set destroyed_at = now() where number = 2");
    await rotate();
    expect(files()).not.toContain("epoch-2.key");
    expect(readIdentity(await copyTables(), stays)).toContain("Rahimi");
  });
});
