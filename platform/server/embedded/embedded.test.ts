import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterEach, describe, expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { startEmbedded, type Embedded } from "./embedded.ts";
import { isAlive, processesIn } from "./processes.ts";
import { shareStore } from "./store.ts";

const asRoot = process.getuid?.() === 0;
const module = new URL("./embedded.ts", import.meta.url).href;
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "verbund-supervisor-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataFolder: string, tie?: "watcher"): Promise<Embedded> {
  const embedded = await startEmbedded({ dataFolder, log: () => {}, tie });
  cleanups.push(() => embedded.stop());
  return embedded;
}

/** A Node of its own that starts PostgreSQL, says where it is, and holds it. */
async function startElsewhere(dataFolder: string, tie?: "watcher") {
  const script = `
    import { startEmbedded } from ${JSON.stringify(module)};
    try {
      const { adminUrl, pid, socketFolder } = await startEmbedded({ ...${JSON.stringify({ dataFolder, tie })}, log: () => {} });
      console.log(JSON.stringify({ adminUrl, pid, socketFolder }));
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(JSON.stringify({ refused: error.message }));
    }`;
  const holder: ChildProcess = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  for await (const line of createInterface({ input: holder.stdout! })) {
    const said = JSON.parse(line) as { adminUrl: string; pid: number; socketFolder: string; refused?: string };
    cleanups.push(async () => {
      holder.kill("SIGKILL");
      if (said.refused !== undefined) return;
      await expect.poll(() => processesIn(join(dataFolder, "postgres")), { timeout: 10_000 }).toEqual([]);
      rmSync(said.socketFolder, { recursive: true, force: true });
    });
    return { holder, ...said };
  }
  throw new Error("the other Node said nothing");
}

async function ask(adminUrl: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(adminUrl);
  client.on("error", () => {});
  await client.connect();
  try {
    // Several statements give several results; the last one counts.
    const results = [await client.query<unknown[]>({ text: sql, rowMode: "array" })].flat();
    return results.at(-1)!.rows.flat();
  } finally {
    await client.end().catch(() => {});
  }
}

const write = "create table if not exists note (id int primary key); insert into note select count(*) from note;";
const count = "select count(*)::int from note";

describe("the embedded PostgreSQL", { timeout: 30_000 }, () => {
  test("starts on an empty folder, and again on what it left", async () => {
    const folder = newFolder();
    const cold = await start(folder);
    await ask(cold.adminUrl, write);
    await cold.stop();
    expect(existsSync(cold.socketFolder)).toBe(false);
    const warm = await start(folder);
    expect(await ask(warm.adminUrl, count)).toEqual([1]);
  });

  test("waits for the disk, keeps UTC and UTF-8, and listens on no port", async () => {
    const { adminUrl, socketFolder } = await start(newFolder());
    const shown =
      "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('TimeZone'), current_setting('listen_addresses')";
    expect(await ask(adminUrl, shown)).toEqual(["on", "on", "UTC", ""]);
    const locale = "select pg_encoding_to_char(encoding), datlocprovider, datlocale from pg_database where datname = 'template1'";
    expect(await ask(adminUrl, locale)).toEqual(["UTF8", "b", "C.UTF-8"]);
    expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
  });

  test("does not quote what people wrote in its log", async () => {
    const folder = newFolder();
    const { adminUrl } = await start(folder);
    await ask(adminUrl, "create table person (name text primary key); insert into person values ('Mahmoud Beispiel')");
    await expect(ask(adminUrl, "insert into person values ('Mahmoud Beispiel')")).rejects.toThrow("duplicate key");
    const log = readFileSync(join(folder, "postgres.log"), "utf8");
    expect(log).toContain("duplicate key");
    expect(log).not.toContain("Mahmoud");
  });

  test.each(["its Node", "the whole group"])("ends when %s is killed, and the next start has every row", async (what) => {
    const folder = newFolder();
    const { holder, adminUrl, pid, socketFolder } = await startElsewhere(folder);
    await ask(adminUrl, write);
    process.kill(what === "its Node" ? holder.pid! : -holder.pid!, "SIGKILL");
    const next = await start(folder);
    expect(processesIn(next.cluster)).not.toContain(pid);
    expect(await ask(next.adminUrl, count)).toEqual([1]);
    expect(existsSync(socketFolder)).toBe(false);
  });

  test("ends with its Node where the kernel cannot tie them", async () => {
    const folder = newFolder();
    const { holder, adminUrl, pid } = await startElsewhere(folder, "watcher");
    await ask(adminUrl, write);
    process.kill(-holder.pid!, "SIGKILL");
    const next = await start(folder, "watcher");
    expect(processesIn(next.cluster)).not.toContain(pid);
    expect(await ask(next.adminUrl, count)).toEqual([1]);
  });

  test("says that it was lost when it is killed itself, and starts again", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await ask(first.adminUrl, write);
    process.kill(first.pid, "SIGKILL");
    await first.lost;
    const next = await start(folder);
    expect(await ask(next.adminUrl, count)).toEqual([1]);
  });

  test("is not lost when it is asked to stop", async () => {
    const first = await start(newFolder());
    let lost = false;
    void first.lost.then(() => (lost = true));
    await first.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(lost).toBe(false);
  });

  test("refuses a second start on the same folder in one sentence, and leaves the first alone", async () => {
    const folder = newFolder();
    const first = await start(folder);
    const files = readdirSync(folder);
    const second = await startElsewhere(folder);
    expect(second.refused).toBe(`Verbund is already running on the data folder ${folder}.`);
    expect(await ask(first.adminUrl, "select 1")).toEqual([1]);
    expect(readdirSync(folder)).toEqual(files);
  });

  test("is shared by a command while a server holds it, and opened for the command otherwise", async () => {
    const folder = newFolder();
    const config = readConfig({ VERBUND_DATA: folder });
    const alone = await shareStore(config, () => {});
    await ask(alone.adminUrl, write);
    await alone.stop();
    const server = await start(folder);
    const shared = await shareStore(config, () => {});
    expect(shared.adminUrl).toBe(server.adminUrl);
    await shared.stop();
    expect(await ask(server.adminUrl, count)).toEqual([1]);
  });

  test("lets only one of two simultaneous first starts win", async () => {
    const folder = newFolder();
    const both = await Promise.all([startElsewhere(folder), startElsewhere(folder)]);
    const refusals = both.flatMap(({ refused }) => refused ?? []);
    expect(refusals).toEqual([`Verbund is already running on the data folder ${folder}.`]);
    const winner = both.find(({ refused }) => refused === undefined)!;
    expect(await ask(winner.adminUrl, "select 1")).toEqual([1]);
    expect(readdirSync(folder).filter((name) => name.startsWith("postgres.new"))).toEqual([]);
  });

  test.each(["dead", "somebody else's"])("takes over a lock whose process is %s, and harms nobody", async (whose) => {
    const folder = newFolder();
    const first = await start(folder);
    await ask(first.adminUrl, write);
    const lock = readFileSync(join(first.cluster, "postmaster.pid"), "utf8");
    await first.stop();
    // The account of PostgreSQL itself: only there would PostgreSQL take the number for a postmaster.
    const { uid, gid } = statSync(first.cluster);
    const stranger = spawn("/bin/sleep", ["60"], { uid, gid, stdio: "ignore" });
    cleanups.push(() => void stranger.kill("SIGKILL"));
    if (whose === "dead") {
      stranger.kill("SIGKILL");
      await once(stranger, "exit");
    }
    writeFileSync(join(first.cluster, "postmaster.pid"), [String(stranger.pid), ...lock.split("\n").slice(1)].join("\n"));
    const next = await start(folder);
    expect(await ask(next.adminUrl, count)).toEqual([1]);
    expect(isAlive(stranger.pid!)).toBe(whose !== "dead");
  });

  test("removes what a killed first start left half made", async () => {
    const folder = newFolder();
    mkdirSync(join(folder, "postgres.new-999999"));
    writeFileSync(join(folder, "postgres.new-999999", "PG_VERSION"), "18\n");
    await start(folder);
    expect(existsSync(join(folder, "postgres.new-999999"))).toBe(false);
  });

  test("refuses a folder that is none, a strange cluster, and one of another version", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "file"), "");
    await expect(start(join(folder, "file", "data"))).rejects.toThrow(/^The folder .*file\/data cannot be used: .*file is not a folder\.$/);
    mkdirSync(join(folder, "strange", "postgres"), { recursive: true });
    await expect(start(join(folder, "strange"))).rejects.toThrow("is not a database of PostgreSQL");
    writeFileSync(join(folder, "strange", "postgres", "PG_VERSION"), "17\n");
    await expect(start(join(folder, "strange"))).rejects.toThrow("was made by PostgreSQL 17, but this Verbund brings PostgreSQL 18");
  });

  test.runIf(asRoot)("works for root in a folder that only root may enter", async () => {
    const closed = newFolder();
    chmodSync(closed, 0o700);
    const folder = join(closed, "data");
    const first = await start(folder);
    expect(statSync(first.cluster).uid).not.toBe(0);
    await ask(first.adminUrl, write);
    process.kill(first.pid, "SIGKILL");
    await first.lost;
    const next = await start(folder);
    expect(await ask(next.adminUrl, count)).toEqual([1]);
    expect(processesIn(next.cluster)).toContain(next.pid);
  });

  test("in throw-away mode leaves nothing, and does not wait for the disk", async () => {
    const embedded = await startEmbedded({ throwAway: true, log: () => {} });
    cleanups.push(() => embedded.stop());
    expect(await ask(embedded.adminUrl, "select current_setting('fsync')")).toEqual(["off"]);
    await embedded.stop();
    expect(existsSync(embedded.cluster)).toBe(false);
    expect(existsSync(embedded.socketFolder)).toBe(false);
  });
});
