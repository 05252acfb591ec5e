import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAccess, sealAccessLog, verifyAccessLog } from "../domains/accounts/index.ts";
import { createTestNetwork } from "../domains/network/factory.ts";
import { createTestClient } from "../domains/people/factory.ts";
import { domains } from "../platform/server/app.ts";
import { readConfig } from "../platform/server/config.ts";
import { type Database, openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { restoreBackup, takeBackup } from "../platform/server/embedded/backup.ts";
import { openStore, refuseWithoutInstallation } from "../platform/server/embedded/store.ts";
import { readKeys } from "../platform/server/keys.ts";

const folder = mkdtempSync(join(tmpdir(), "verbund-backup-"));
const config = readConfig({ VERBUND_DATA: join(folder, "data") });
const backup = join(folder, "backup");
const log = () => {};
const restore = (from = backup, replace = false, to = config) => restoreBackup(to, from, { replace, log });

/** The installation as a server holds it. */
async function open(): Promise<{ database: Database; adminUrl: string; close(): Promise<void> }> {
  const store = await openStore(config, log);
  const names = domains.map(({ name }) => name);
  const { appUrl, keys } = await prepareDatabase({ adminUrl: store.adminUrl, keysFolder: config.keysFolder, domains: names });
  const database = openDatabase(appUrl, keys, { max: 2 });
  const close = async () => {
    await database.close();
    await store.stop();
  };
  return { database, adminUrl: store.adminUrl, close };
}

async function countPeople(adminUrl: string): Promise<number> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    return Number((await client.query("select count(*) from people.client")).rows[0].count);
  } finally {
    await client.end();
  }
}

const present = () => readdirSync(config.dataFolder).filter((name) => name.startsWith("postgres") || name.startsWith("restore"));

function damaged(name: string, change: (copy: string) => void): string {
  const copy = join(folder, name);
  cpSync(backup, copy, { recursive: true });
  change(copy);
  return copy;
}

function rewriteManifest(copy: string, change: (manifest: Record<string, unknown>) => void): void {
  const path = join(copy, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest));
}

let whileRunning: unknown;
beforeAll(async () => {
  const { database, close } = await open();
  try {
    const world = await createTestNetwork(database);
    const clientId = await world.as("holder", (call) => createTestClient(call));
    const read = () => world.as("holder", (call) => recordAccess(call, { action: "people.read", clientIds: [clientId], basis: "holder" }));
    await read();
    await sealAccessLog(database, config.sealsFolder);
    await takeBackup(config, backup, log);
    await world.as("holder", (call) => createTestClient(call, { familyName: "Haddad" }));
    await read();
    await sealAccessLog(database, config.sealsFolder);
    whileRunning = await restore(backup, true).catch((error: Error) => error);
  } finally {
    await close();
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }), 60_000);

describe("a backup of the embedded database", { timeout: 60_000 }, () => {
  test("holds no key, and is not written twice into one folder", async () => {
    const manifest = JSON.parse(readFileSync(join(backup, "manifest.json"), "utf8")) as {
      files: { path: string }[];
      rows: Record<string, number>;
    };
    expect(manifest.rows["people.client"]).toBe(1);
    expect(manifest.files.filter(({ path }) => path.endsWith(".key"))).toEqual([]);
    const keys = readKeys(config.keysFolder)!;
    for (const { path } of manifest.files) {
      const content = readFileSync(join(backup, path));
      for (const key of [keys.permanent, ...keys.epochs.values()]) {
        expect(content.includes(key) || content.includes(key.toString("base64")), path).toBe(false);
      }
    }
    await expect(takeBackup(config, backup, log)).rejects.toThrow("is not empty");
    await expect(takeBackup(config, join(config.dataFolder, "backup"), log)).rejects.toThrow("would be lost with it");
  });

  test("is not put over one that runs", () => {
    expect(String(whileRunning)).toContain(`Verbund is running on the data folder ${config.dataFolder}; stop it first.`);
  });

  test("is not put over a database that was used after it, and nothing is lost", async () => {
    const before = present();
    await expect(restore()).rejects.toThrow(/was last in use at .*, after this backup of .*Nothing was changed.*--replace/);
    expect(present()).toEqual(before);
  });

  test.each([
    ["is damaged: postgres/PG_VERSION", (copy: string) => writeFileSync(join(copy, "postgres/PG_VERSION"), "81\n")],
    ["is incomplete: postgres/backup_label", (copy: string) => rmSync(join(copy, "postgres/backup_label"))],
    ["There is no complete backup", (copy: string) => rmSync(join(copy, "manifest.json"))],
    [
      "is newer than this code: it knows the migration 9999_later",
      (copy: string) => rewriteManifest(copy, (it) => (it.migrations = ["9999_later"])),
    ],
    ["names files outside of it", (copy: string) => rewriteManifest(copy, (it) => (it.folders = ["../elsewhere"]))],
    ["epoch-7.key, which", (copy: string) => rewriteManifest(copy, (it) => (it.epochs = [{ number: 7, fingerprint: "" }]))],
  ])("is refused in one sentence when it %s", async (says, change) => {
    const before = present();
    const copy = damaged(`damaged-${says.length}-${says.slice(0, 5).trim()}`, change);
    await expect(restore(copy, true)).rejects.toThrow(says);
    expect(present()).toEqual(before);
  });

  test("is refused with the keys of another installation, and with none", async () => {
    const elsewhere = readConfig({ VERBUND_DATA: join(folder, "elsewhere"), VERBUND_KEYS: join(folder, "no-keys") });
    await expect(restore(backup, false, elsewhere)).rejects.toThrow("The keys of this backup are missing");
    expect(existsSync(elsewhere.dataFolder)).toBe(false);
    const other = damaged("other", (copy) => rewriteManifest(copy, (it) => (it.permanentKey = "0".repeat(64))));
    await expect(restore(other, true)).rejects.toThrow("those of another installation");
  });

  test("takes the place of the present one, which is kept, and the access log is whole", async () => {
    const { movedAside } = await restore(backup, true);
    const again = await open();
    try {
      expect(await countPeople(again.adminUrl)).toBe(1);
      const { findings, seals } = await verifyAccessLog(again.database, config.sealsFolder);
      expect(findings).toEqual([]);
      // without the second, which only the present database had
      expect(seals).toBe(1);
    } finally {
      await again.close();
    }
    const kept = movedAside.find((path) => path.includes("postgres.before-restore"))!;
    expect(existsSync(join(kept, "PG_VERSION"))).toBe(true);
  });
});

describe("a restore that is killed between its moves", { timeout: 120_000 }, () => {
  /** Ends the process for good before it renames for the n-th time what belongs to a restore. */
  const killer = (n: number) =>
    `data:text/javascript,${encodeURIComponent(`
    import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const rename = fs.renameSync;
    let n = 0;
    fs.renameSync = (from, to) => {
      if (/restore-/.test(from + to) && !to.endsWith(".json") && ++n === ${n}) process.kill(process.pid, "SIGKILL");
      return rename(from, to);
    };
    syncBuiltinESMExports();`)}`;

  test.each([2, 4])("goes on at the next start, before move %i", async (n) => {
    const { dataFolder, sealsFolder } = config;
    const killed = spawnSync(
      process.execPath,
      ["--import", killer(n), join(import.meta.dirname, "verbund.ts"), "restore", "--from", backup, "--replace"],
      { env: { VERBUND_DATA: dataFolder }, encoding: "utf8" },
    );
    expect(killed.signal, killed.stderr).toBe("SIGKILL");
    expect(existsSync(join(dataFolder, "postgres"))).toBe(n !== 4);

    const lines: string[] = [];
    const store = await openStore(config, (line) => lines.push(line));
    try {
      expect(lines.filter((line) => line.includes("restore"))).toEqual([
        expect.stringMatching(/^A restore was cut off .* has been finished: .*\.$/),
      ]);
      expect(await countPeople(store.adminUrl)).toBe(1);
      expect(readdirSync(sealsFolder)).toEqual(readdirSync(join(backup, "seals")));
      expect(readdirSync(dataFolder).filter((name) => name.startsWith("restore"))).toEqual([]);
    } finally {
      await store.stop();
    }
  });

  test("is finished by the next restore too, and is no missing installation meanwhile", async () => {
    const args = ["--import", killer(4), join(import.meta.dirname, "verbund.ts"), "restore", "--from", backup, "--replace"];
    expect(spawnSync(process.execPath, args, { env: { VERBUND_DATA: config.dataFolder } }).signal).toBe("SIGKILL");
    expect(() => refuseWithoutInstallation(config)).not.toThrow();
    const lines: string[] = [];
    await expect(restoreBackup(config, backup, { replace: false, log: (line) => lines.push(line) })).rejects.toThrow("--replace");
    expect(lines).toHaveLength(1);
    expect(existsSync(join(config.dataFolder, "postgres", "PG_VERSION"))).toBe(true);
  });
});
