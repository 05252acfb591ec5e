/**
 * Promise: whatever is killed, and whenever, no write that was acknowledged is lost, and the next start works.
 * Writes through HTTP from several connections, kills the server, its PostgreSQL or both with SIGKILL at a random moment, sometimes kills
 * the restart too, and then reads every acknowledged write back.
 *
 *   node benchmarks/kill-loop.ts [--rounds 5] [--seed 1]
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { addMembership, createAccount, foundProgramme, foundSite } from "../domains/network/index.ts";
import { domains } from "../platform/server/app.ts";
import { readConfig } from "../platform/server/config.ts";
import { asActor } from "../platform/server/database/actor.ts";
import { openDatabase } from "../platform/server/database/pool.ts";
import { prepareDatabase } from "../platform/server/database/prepare.ts";
import { shareStore } from "../platform/server/embedded/store.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" }, seed: { type: "string", default: "1" } } });
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const connections = 8;
const writesPerKey = 25;

const command = join(import.meta.dirname, "..", "commands", "verbund.ts");
const folder = mkdtempSync(join(tmpdir(), "verbund-kill-"));
const credentials = { email: "kill.loop@verbund.invalid", password: randomBytes(18).toString("base64url") };
const chance = chanceFrom(seed);

/** Mulberry32: the same seed kills at the same moments. */
function chanceFrom(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Server = { readonly child: ChildProcess; readonly url: string; readonly seconds: number };

function launch(): { child: ChildProcess; ready: Promise<Server> } {
  const began = performance.now();
  const environment = { VERBUND_DATA: folder, VERBUND_DEMO: "off", PORT: "0" };
  const child = spawn(process.execPath, [command, "start"], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ready = new Promise<Server>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const url = /^Verbund is ready: (.*)$/m.exec(said)?.[1];
      if (url) resolve({ child, url, seconds: (performance.now() - began) / 1000 });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("close", () => reject(new Error(`The start failed:\n${said}`)));
  });
  ready.catch(() => {}); // a start that is killed on purpose is not waited for
  return { child, ready };
}

/** One site with one person who may sign in. */
async function seedPerson(): Promise<void> {
  const config = readConfig({ VERBUND_DATA: folder });
  const store = await shareStore(config, () => {});
  const { adminUrl } = store;
  const { appUrl, keys } = await prepareDatabase({ adminUrl, keysFolder: config.keysFolder, domains: domains.map(({ name }) => name) });
  const database = openDatabase(appUrl, keys, { max: 2 });
  const programmeId = await foundProgramme(database, "Kill loop");
  const site = await foundSite(database, {
    programmeId,
    slug: "kill-loop",
    name: "Kill loop",
    kind: "kreis",
    organisation: { name: "Kreis", kind: "kreis_administration", regime: "dsgvo_dsg_nrw" },
    unit: { slug: "ki", name: "KI", kind: "coordination" },
  });
  const accountId = await createAccount(database, { ...credentials, name: "Kill Loop" });
  await asActor(database, { membership: site.systemMembershipId }, (call) =>
    addMembership(call, { accountId, unitId: site.unitId, role: "coordinator", name: "Kill Loop" }),
  );
  await database.close();
  await store.stop();
}

type Session = { readonly cookie: string; readonly csrf: string };

async function signIn(url: string): Promise<Session> {
  const json = { "content-type": "application/json" };
  const answer = await fetch(`${url}/api/accounts/sign-in`, { method: "POST", headers: json, body: JSON.stringify(credentials) });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const session = (await (await fetch(`${url}/api/network/session`, { headers: { cookie } })).json()) as { csrf: string };
  const chosen = await fetch(`${url}/api/network/session/membership`, {
    method: "POST",
    headers: { ...json, cookie, "x-csrf-token": session.csrf },
    body: "{}",
  });
  if (!chosen.ok) throw new Error(`choosing the membership: ${chosen.status} ${await chosen.text()}`);
  return { cookie, csrf: session.csrf };
}

/** For each key what was last sent and what was last acknowledged. */
const ledger = new Map<string, { sent: number; acknowledged: number }>();

/** Writes one number after the other until the server is gone. */
async function keepWriting(url: string, session: Session, name: string): Promise<void> {
  const headers = { "content-type": "application/json", cookie: session.cookie, "x-csrf-token": session.csrf };
  for (let n = 1; ; n += 1) {
    const key = `kill:${name}-${Math.floor(n / writesPerKey)}`;
    const entry = ledger.get(key) ?? { sent: 0, acknowledged: 0 };
    ledger.set(key, entry);
    entry.sent = n;
    try {
      const answer = await fetch(`${url}/api/network/drafts/${key}`, {
        method: "PUT",
        headers,
        body: JSON.stringify({ content: String(n) }),
      });
      await answer.text();
      if (answer.status === 200) entry.acknowledged = n;
      else if (answer.status < 500) throw new TypeError(`a write was refused: ${answer.status}`);
    } catch (error) {
      if (String(error).includes("refused:")) throw error;
      return;
    }
  }
}

/** Keys whose stored number is older than the one acknowledged, or newer than any sent. */
async function findLost(url: string, session: Session): Promise<string[]> {
  const lost: string[] = [];
  for (const [key, { sent, acknowledged }] of ledger) {
    const answer = await fetch(`${url}/api/network/drafts/${key}`, { headers: { cookie: session.cookie } });
    const { content } = (await answer.json()) as { content: string | null };
    const stored = Number(content ?? 0);
    if (answer.status !== 200 || stored < acknowledged || stored > sent)
      lost.push(`${key}: ${acknowledged} acknowledged, ${content} stored (${answer.status})`);
  }
  return lost;
}

function postmaster(): number {
  return Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

const victims = ["server", "postgres", "both"] as const;

async function kill(server: Server, victim: (typeof victims)[number]): Promise<void> {
  const gone = once(server.child, "close");
  if (victim !== "server") process.kill(postmaster(), "SIGKILL");
  if (victim !== "postgres") server.child.kill("SIGKILL");
  await gone;
}

let lost: string[] = [];
let slowest = 0;
let server: Server | undefined;
try {
  server = await launch().ready;
  await seedPerson();
  const session = await signIn(server.url);
  for (let round = 1; round <= rounds; round += 1) {
    const { url } = server;
    const writing = Promise.all(
      Array.from({ length: connections }, (_, connection) => keepWriting(url, session, `${round}-${connection}`)),
    );
    await sleep(300 + chance() * 1_500);
    const victim = victims[Math.floor(chance() * victims.length)] ?? "both";
    await kill(server, victim);
    await writing;
    let killedStarts = 0;
    for (; chance() < 0.4; killedStarts += 1) {
      const { child } = launch();
      await sleep(chance() * 700);
      child.kill("SIGKILL");
      await once(child, "close");
    }
    server = await launch().ready;
    slowest = Math.max(slowest, server.seconds);
    lost = await findLost(server.url, session);
    const acknowledged = [...ledger.values()].reduce((sum, entry) => sum + (entry.acknowledged > 0 ? 1 : 0), 0);
    console.log(
      `round ${round}: killed ${victim}, then ${killedStarts} starts; ready after ${server.seconds.toFixed(2)} s; ${acknowledged} keys acknowledged, ${lost.length} lost`,
    );
    if (lost.length > 0) break;
  }
} finally {
  server?.child.kill("SIGINT");
  if (server && server.child.exitCode === null && server.child.signalCode === null) await once(server.child, "close");
  rmSync(folder, { recursive: true, force: true });
}
for (const line of lost) console.log(`lost: ${line}`);
console.log(`kill loop: seed ${seed}, ${rounds} rounds, ${lost.length} lost, slowest restart ${slowest.toFixed(2)} s`);
process.exitCode = lost.length === 0 ? 0 : 1;
