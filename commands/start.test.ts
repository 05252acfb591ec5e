import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { elapsed } from "../platform/server/clock.ts";
import { readConfig } from "../platform/server/config.ts";
import { shareStore } from "../platform/server/embedded/store.ts";

const command = join(import.meta.dirname, "verbund.ts");
const folder = mkdtempSync(join(tmpdir(), "verbund-start-"));
const data = join(folder, "data");

type Started = { readonly child: ChildProcess; readonly said: () => string; readonly url?: string };

/** Runs `start` until it is ready or has ended. */
async function start(environment: Record<string, string> = {}): Promise<Started> {
  const env = { VERBUND_DATA: data, VERBUND_DEMO: "off", PORT: "0", ...environment };
  const child = spawn(process.execPath, [command, "start"], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ready = new Promise<string>((resolve) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const url = /^Verbund is ready: (.*)$/m.exec(said)?.[1];
      if (url) resolve(url);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
  });
  const url = await Promise.race([ready, once(child, "close").then(() => undefined)]);
  return { child, said: () => said, url };
}

/** A start that must refuse: one sentence, no stack trace, an exit code, no ready line. */
async function refusal(environment: Record<string, string> = {}): Promise<string> {
  const { child, said, url } = await start(environment);
  if (url) child.kill("SIGKILL");
  expect(url).toBeUndefined();
  expect(child.exitCode).toBe(1);
  expect(said()).toMatch(/^[^\n]+\.\n$/);
  return said().trim();
}

async function stop({ child }: Started, signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
  child.kill(signal);
  await once(child, "exit");
  return child.exitCode;
}

async function inDatabase(sql: string): Promise<void> {
  const store = await shareStore(readConfig({ VERBUND_DATA: data }), () => {});
  const client = new pg.Client(store.adminUrl);
  await client.connect();
  await client.query(sql);
  await client.end();
  await store.stop();
}

const filesOf = (path: string) => readdirSync(path, { recursive: true }).filter((name) => !String(name).startsWith("postgres"));

beforeAll(async () => {
  const first = await start();
  if (!first.url) throw new Error(first.said());
  await stop(first);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("start", { timeout: 30_000 }, () => {
  test("answers, and stops in order when it is asked to, however often", async () => {
    const started = await start();
    expect(started.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(`${started.url}/api/nothing`)).status).toBe(404);
    const again = setInterval(() => started.child.kill("SIGINT"), 2);
    expect(await stop(started)).toBe(0);
    clearInterval(again);
    expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(false);
    expect(started.said()).toMatch(/^Verbund is ready: \S+\n$/);
  });

  test("does not wait for connections on which nobody asks for anything", async () => {
    const started = await start();
    const idle = connect(Number(new URL(started.url!).port), "localhost");
    await once(idle, "connect");
    const began = elapsed();
    expect(await stop(started)).toBe(0);
    // such a connection is kept for 72 seconds otherwise
    expect(elapsed() - began).toBeLessThan(30_000);
    expect(existsSync(join(data, "postgres", "postmaster.pid"))).toBe(false);
    idle.destroy();
  });

  test("starts again after it was killed", async () => {
    const killed = await start();
    await stop(killed, "SIGKILL");
    const next = await start();
    expect(next.url).toBeDefined();
    await stop(next);
  });

  test("ends with a sentence when its PostgreSQL is killed, and starts again", async () => {
    const started = await start();
    const idle = connect(Number(new URL(started.url!).port), "localhost").on("error", () => {});
    const postmaster = Number(readFileSync(join(data, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
    process.kill(postmaster, "SIGKILL");
    await once(started.child, "close");
    idle.destroy();
    expect(started.child.exitCode).toBe(1);
    expect(started.said().trim().split("\n").at(-1)).toMatch(/^PostgreSQL has ended unexpectedly, .*\.$/);
    const next = await start();
    expect(next.url).toBeDefined();
    await stop(next);
  });

  test("refuses a taken port before it touches anything", async () => {
    const other = createServer().listen(0, "localhost");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const untouched = join(folder, "untouched");
    expect(await refusal({ PORT: String(port), VERBUND_DATA: untouched })).toMatch(new RegExp(`^Port ${port} is taken`));
    expect(existsSync(untouched)).toBe(false);
    other.close();
  });

  test("refuses a second start on its data folder, and goes on", async () => {
    const first = await start();
    expect(await refusal()).toBe(`Verbund is already running on the data folder ${data}.`);
    expect((await fetch(`${first.url}/api/nothing`)).status).toBe(404);
    await stop(first);
  });

  test("refuses a data folder that it cannot write", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await refusal({ VERBUND_DATA: join(folder, "file", "data") })).toContain("is not a folder");
    expect(await refusal({ VERBUND_DATA: "/proc/verbund/data" })).toContain("/proc/verbund/data");
    const untouched = join(folder, "untouched");
    expect(await refusal({ VERBUND_DATA: untouched, VERBUND_KEYS: join(folder, "file", "keys") })).toContain("is not a folder");
    expect(existsSync(untouched)).toBe(false);
  });

  test.each([
    ["postgres://nobody:wrong@localhost:1/verbund", "no PostgreSQL answers"],
    ["postgres://nobody:wrong@no-such-host.invalid/verbund", "no such host"],
    ["http://localhost/verbund", "not a valid URL"],
    ["nonsense", "not a valid URL"],
  ])("refuses the DATABASE_URL %s", async (url, why) => {
    const untouched = join(folder, "untouched");
    expect(await refusal({ DATABASE_URL: url, VERBUND_DATA: untouched })).toMatch(new RegExp(`^DATABASE_URL .*${why}`));
    expect(existsSync(untouched)).toBe(false);
  });

  test("refuses a setting that cannot be", async () => {
    expect(await refusal({ PORT: "many" })).toMatch(/^PORT is "many"/);
  });

  test("refuses a database that is newer than the code", async () => {
    await inDatabase("insert into platform.migration (name, hash) values ('9999_future', 'x')");
    expect(await refusal()).toMatch(/^The database is newer than this code/);
    await inDatabase("delete from platform.migration where name = '9999_future'");
  });

  test("refuses a missing, a damaged and a wrong installation key, and makes none instead", async () => {
    const keys = join(data, "keys");
    const aside = join(folder, "keys-aside");
    renameSync(keys, aside);
    expect(await refusal()).toMatch(/^The installation key of this database is missing/);
    expect(existsSync(keys)).toBe(false);
    renameSync(aside, keys);
    const before = filesOf(data);
    const [key] = readdirSync(keys).filter((name) => name.startsWith("epoch"));
    const right = readFileSync(join(keys, key!), "utf8");
    writeFileSync(join(keys, key!), "short");
    expect(await refusal()).toMatch(/^The installation key .* is damaged/);
    writeFileSync(join(keys, key!), Buffer.alloc(32, 7).toString("base64"));
    expect(await refusal()).toMatch(/^The installation key in .* is not the one of this database/);
    writeFileSync(join(keys, key!), right);
    chmodSync(join(keys, key!), 0o600);
    expect(filesOf(data)).toEqual(before);
  });
});
