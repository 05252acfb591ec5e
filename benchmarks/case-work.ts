/**
 * Promise: protection costs less than half. A caseload of 50, opening a case and saving a note run, sealed and under row-level security, at 0.6 or more of
 * the throughput that a server without any protection has on the same data (bare.ts), and the server stays below 300 MB.
 *
 *   node benchmarks/case-work.ts [--out FILE] [--cases 100000] [--seconds 10] [--only NAME] [--data FOLDER]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { sessionCookie } from "../platform/server/http/session.ts";
import { today } from "../platform/server/clock.ts";
import { prepareDatabase, urlAs } from "../platform/server/database/prepare.ts";
import { startEmbedded } from "../platform/server/embedded/embedded.ts";
import { domains } from "../platform/server/app.ts";
import type { Action, Round, RoundResult } from "./load.ts";
import { productFlags, type Server, startProduct, startServer, stopServer } from "./server.ts";
import { listPersonas, type Persona, populate, removeWritten } from "./population.ts";

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    cases: { type: "string", default: "100000" },
    seconds: { type: "string", default: "10" },
    only: { type: "string" },
    /** Keeps the filled database in this folder and uses it again; a throw-away one without it. */
    data: { type: "string" },
    /** How many case managers are at work at once, of the 1,944 that 100,000 cases have. */
    personas: { type: "string", default: "160" },
    /** Writes profiles of both servers into this folder. */
    profile: { type: "string" },
    /** Flags of Node for the product's server: those of commands/bootstrap.mjs, or others to try. */
    flags: { type: "string", default: productFlags },
  },
});

const sites = 54;
const connections = 16;
const goal = 0.6;
const memoryGoal = 300;
/** Each side is measured in this many turns, one after the other. */
const turns = 4;
const promises: readonly { readonly name: string; readonly action: Action }[] = [
  { name: "caseload_of_50", action: "list" },
  { name: "open_case", action: "open" },
  { name: "save_note", action: "note" },
];

/** One line of the answer. A ratio of at least the goal is met; of memory it is the limit divided by what was used. */
type Result = {
  readonly name: string;
  readonly ratio: number;
  readonly throughput: number | null;
  readonly p99_ms: number | null;
  readonly baseline_throughput: number | null;
  readonly goal: number;
  readonly met: boolean;
  readonly baseline_p99_ms?: number;
  readonly answer_bytes?: number;
  readonly errors?: number;
  readonly memory_mb?: number;
  /** Processor time a request takes in the server and in PostgreSQL: what the throughput is made of, and less shaken by neighbours. */
  readonly server_cpu_ms?: number;
  readonly database_cpu_ms?: number;
  readonly baseline_server_cpu_ms?: number;
  readonly baseline_database_cpu_ms?: number;
};

/** Memory that the process holds, in MB, as the kernel counts it. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}

/** Seconds of processor time that PostgreSQL and one server used so far; undefined where the kernel does not tell. */
function processorSeconds(server: Server): { server: number; database: number } {
  const used = (fields: readonly string[]) => (Number(fields[11]) + Number(fields[12])) / 100;
  const statOf = (pid: string) =>
    readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /, "")
      .split(" ");
  let database = 0;
  try {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const fields = statOf(pid);
        if (fields[1] === String(store.pid)) database += used(fields);
      } catch {
        // it ended meanwhile
      }
    }
    return { server: used(statOf(String(server.child.pid))), database };
  } catch {
    return { server: Number.NaN, database: Number.NaN };
  }
}

class Load {
  readonly #child = fork(join(import.meta.dirname, "load.ts"), { serialization: "advanced" });
  async begin(personas: readonly Persona[]): Promise<void> {
    this.#child.send({ personas: [...personas], day: today() });
    await once(this.#child, "message");
  }
  async run(round: Round): Promise<RoundResult> {
    this.#child.send(round);
    const [answer] = (await once(this.#child, "message")) as [RoundResult | { failed: string }];
    if ("failed" in answer) throw new Error(`The load broke off: ${answer.failed}`);
    return answer;
  }
  end(): void {
    this.#child.disconnect();
  }
}

const percentile = (sorted: Float64Array, share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
const round1 = (value: number) => Math.round(value * 10) / 10;

function sumUp(rounds: readonly RoundResult[]) {
  const requests = rounds.reduce((sum, one) => sum + one.requests, 0);
  const latencies = Float64Array.from(rounds.flatMap((one) => [...one.latencies])).sort();
  return {
    throughput: requests / rounds.reduce((sum, one) => sum + one.seconds, 0),
    p99: percentile(latencies, 0.99),
    p50: percentile(latencies, 0.5),
    bytes: rounds.reduce((sum, one) => sum + one.bytes, 0) / requests,
    errors: rounds.reduce((sum, one) => sum + one.errors, 0),
    firstError: rounds.find((one) => one.firstError)?.firstError,
  };
}

/** Both must say the same, or they are not measured. */
async function refuseDifferentAnswers(product: Server, bare: Server, personas: readonly Persona[]): Promise<void> {
  for (const persona of personas.slice(0, 8)) {
    for (const path of ["/api/cases", `/api/cases/${persona.caseIds[0]}`, `/api/cases/${persona.caseIds[7]}`]) {
      const [one, other] = await Promise.all(
        [product, bare].map(async ({ url }) => {
          const answer = await fetch(url + path, { headers: { cookie: `${sessionCookie}=${persona.token}` } });
          return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
        }),
      );
      if (one!.status !== 200 || !isDeepStrictEqual(one, other)) {
        const differing = Object.keys(one!.body).filter((name) => !isDeepStrictEqual(one!.body[name], other!.body[name]));
        const shown = differing
          .slice(0, 3)
          .map(
            (name) =>
              `${name}: ${JSON.stringify(one!.body[name])?.slice(0, 600)}\n  <> ${JSON.stringify(other!.body[name])?.slice(0, 600)}`,
          );
        throw new Error(`The servers answer ${path} differently (${one!.status}, ${other!.status}):\n${shown.join("\n")}`);
      }
    }
  }
}

const log = (line: string) => console.log(line);
const folder = values.data ?? mkdtempSync(join(tmpdir(), "verbund-bench-"));
const isFilled = existsSync(join(folder, "postgres"));
// as an installation runs it: the disk is waited for (fsync, full_page_writes on), 128 MB of shared buffers; the same for both sides
const store = await startEmbedded({ dataFolder: folder, log });
const closers: (() => unknown)[] = [() => (values.data ? undefined : rmSync(folder, { recursive: true, force: true })), () => store.stop()];
try {
  const keysFolder = join(folder, "keys");
  const { adminUrl } = store;
  const { appUrl, keys } = await prepareDatabase({ adminUrl, keysFolder, domains: domains.map(({ name }) => name) });
  if (!isFilled) await populate({ adminUrl, appUrl, keys, sites, cases: Number(values.cases), log });
  else await removeWritten(adminUrl);
  const personas = await listPersonas(adminUrl, Number(values.personas));

  const profiling = values.profile ? ["--cpu-prof", `--cpu-prof-dir=${values.profile}`] : [];
  const product = await startProduct({ adminUrl, folder, flags: [...values.flags.split(" ").filter(Boolean), ...profiling] });
  closers.push(() => stopServer(product.child));
  const bare = await startServer([...profiling, join(import.meta.dirname, "bare.ts"), urlAs(adminUrl, "bare_login", "")], {});
  closers.push(() => stopServer(bare.child));
  await refuseDifferentAnswers(product, bare, personas);

  const load = new Load();
  closers.push(() => load.end());
  await load.begin(personas);
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, residentMegabytes(product.child.pid!))), 200);
  closers.push(() => clearInterval(watch));

  const results: Result[] = [];
  const seconds = Number(values.seconds);
  let seed = 1;
  for (const { name, action } of promises) {
    if (values.only && values.only !== name) continue;
    const measured = { product: [] as RoundResult[], bare: [] as RoundResult[] };
    const processor = { product: { server: 0, database: 0 }, bare: { server: 0, database: 0 } };
    const servers = { product, bare };
    const take = (server: Server, duration: number) =>
      load.run({ url: server.url, action, seconds: duration, connections, seed: (seed += 1) });
    const measure = async (side: "product" | "bare") => {
      const before = processorSeconds(servers[side]);
      measured[side].push(await take(servers[side], seconds / turns));
      const after = processorSeconds(servers[side]);
      processor[side].server += after.server - before.server;
      processor[side].database += after.database - before.database;
    };
    const warmUp = Math.min(3, seconds / 2);
    await take(product, warmUp);
    await take(bare, warmUp);
    for (let turn = 0; turn < turns; turn += 1) {
      await measure("product");
      await measure("bare");
    }
    const [own, other] = [sumUp(measured.product), sumUp(measured.bare)];
    const errors = own.errors + other.errors;
    const ratio = own.throughput / other.throughput;
    const perRequest = (side: "product" | "bare", part: "server" | "database") => {
      const requests = measured[side].reduce((sum, one) => sum + one.requests, 0);
      return Math.round((processor[side][part] / requests) * 100_000) / 100;
    };
    const cpu = {
      server_cpu_ms: perRequest("product", "server"),
      database_cpu_ms: perRequest("product", "database"),
      baseline_server_cpu_ms: perRequest("bare", "server"),
      baseline_database_cpu_ms: perRequest("bare", "database"),
    };
    results.push({
      name,
      ratio: Math.round(ratio * 1_000) / 1_000,
      throughput: round1(own.throughput),
      p99_ms: round1(own.p99),
      baseline_throughput: round1(other.throughput),
      goal,
      met: ratio >= goal && errors === 0,
      baseline_p99_ms: round1(other.p99),
      answer_bytes: Math.round(own.bytes),
      errors,
      ...cpu,
    });
    log(
      `  processor a request: server ${cpu.server_cpu_ms} ms and database ${cpu.database_cpu_ms} ms against ${cpu.baseline_server_cpu_ms} ms and ${cpu.baseline_database_cpu_ms} ms`,
    );
    log(
      `${name}: ${own.throughput.toFixed(0)}/s against ${other.throughput.toFixed(0)}/s, ratio ${ratio.toFixed(2)} (goal ${goal}); median ${own.p50.toFixed(1)} ms, p99 ${own.p99.toFixed(1)} ms against ${other.p99.toFixed(1)} ms; ${own.bytes.toFixed(0)} bytes against ${other.bytes.toFixed(0)}${errors ? `; ${errors} ERRORS, the first: ${own.firstError ?? other.firstError}` : ""}`,
    );
  }
  if (!values.only || values.only === "server_memory") {
    results.push({
      name: "server_memory",
      ratio: Math.round((memoryGoal / peak) * 1_000) / 1_000,
      throughput: null,
      p99_ms: null,
      baseline_throughput: null,
      goal: 1,
      met: peak > 0 && peak <= memoryGoal,
      memory_mb: Math.round(peak),
    });
  }
  log(`server memory: ${peak.toFixed(0)} MB at most (goal ${memoryGoal} MB)`);
  if (values.out) writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`);
  process.exitCode = results.every((result) => result.met) ? 0 : 1;
} finally {
  for (const closer of closers.reverse()) await closer();
}
