import { existsSync, realpathSync, rmSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { elapsed } from "../clock.ts";
import { accountFor, reaches } from "./account.ts";
import { binariesFor } from "./binaries.ts";
import { makeCluster, versionOf } from "./cluster.ts";
import { makeSocketFolder, prepared, removeOldSocketFolders, throwAwayFolder } from "./folders.ts";
import { awaitReady, here, launch, type Running } from "./launch.ts";
import { adoptLock, isAlive, processesIn, readLock } from "./processes.ts";
import { Refusal } from "./refusal.ts";

export type Embedded = {
  /** The superuser's door, over the unix socket. */
  readonly adminUrl: string;
  readonly socketFolder: string;
  readonly cluster: string;
  /** The postmaster. */
  readonly pid: number;
  /** Resolves when PostgreSQL ended though nobody asked it to. Never rejects. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  readonly log: (line: string) => void;
  /** What ends PostgreSQL when this process dies; the kernel where it can. */
  readonly tie?: "kernel" | "watcher";
} & (
  | { readonly dataFolder: string; readonly throwAway?: false }
  /** For tests: a folder that goes with stop(), and no waiting for the disk. */
  | { readonly throwAway: true }
);

const durable = { fsync: "on", synchronous_commit: "on", full_page_writes: "on", max_connections: "60" };
const fleeting = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "200" };

const settings = {
  listen_addresses: "",
  port: "5432",
  unix_socket_permissions: "0700",
  max_wal_size: "512MB",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
  // Details and statements may quote what people wrote; neither belongs in a log.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
};

/** An eighth of the memory for what PostgreSQL keeps at hand, between 128 MB and 1 GB; it is taken as it is used. */
export function sharedMegabytes(bytes: number): number {
  return Math.max(128, Math.min(1_024, Math.floor(bytes / 8 / 1_048_576)));
}

/** What this machine has, or what a container was given of it. */
const memory = () => Math.min(totalmem(), process.constrainedMemory() || Infinity);

/** A running one that belongs to a live Verbund is waited for this long: its Verbund may have ended just now. */
const patienceWithRunning = 3_000;
/** One that is stopping, or that has lost its postmaster, ends by itself. */
const patienceWithStopping = 30_000;
/** A fast stop may take this long, then an immediate one, which the next start makes good. */
const patienceWithStop = 3_500;

/**
 * Starts the PostgreSQL that came with the packages. It listens on a unix socket only, in a folder that nobody else may
 * enter, and ends with this process, however that ends. Call it from the main thread: it ends with its thread.
 */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const dataFolder = options.throwAway ? throwAwayFolder() : prepared(options.dataFolder);
  const path = join(dataFolder, "postgres");
  const account = accountFor(path);
  const binaries = binariesFor(account);
  if (!existsSync(path)) makeCluster(path, binaries.initdb, account, options.throwAway === true);
  const cluster = realpathSync(path);
  const made = versionOf(cluster);
  if (made !== binaries.major) {
    throw new Refusal(
      made
        ? `The database in ${cluster} was made by PostgreSQL ${made}, but this Verbund brings PostgreSQL ${binaries.major}.`
        : `${cluster} is there, but it is not a database of PostgreSQL.`,
    );
  }
  await awaitPrevious(dataFolder, cluster);

  const socketFolder = makeSocketFolder(dataFolder, account);
  const logFile = join(dataFolder, "postgres.log");
  const all = {
    ...settings,
    shared_buffers: `${sharedMegabytes(memory())}MB`,
    ...(options.throwAway ? fleeting : durable),
    unix_socket_directories: socketFolder,
  };
  const args = [
    "-D",
    reaches(account, cluster) ? cluster : here(cluster),
    ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const deadline = elapsed() + 10_000;
  let running: Running;
  for (;;) {
    running = launch(binaries.postgres, args, cluster, account, logFile, options.tie ?? "kernel");
    const outcome = await awaitReady(running, cluster, options.log);
    if (outcome === "ready") break;
    // The last children of a killed postmaster may hold its memory a moment longer; somebody else's start may have been faster.
    const transient = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(outcome);
    if (!transient || elapsed() > deadline) {
      rmSync(socketFolder, { recursive: true, force: true });
      throw transient ? alreadyRunning(dataFolder) : new Refusal(`PostgreSQL did not start (${outcome}); its log is ${logFile}.`);
    }
    await sleep(200);
    await awaitPrevious(dataFolder, cluster);
  }

  removeOldSocketFolders(dataFolder, socketFolder);

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    running.child.ref();
    running.child.kill("SIGINT");
    const impatient = setTimeout(() => running.child.kill("SIGQUIT"), patienceWithStop);
    await running.ended;
    clearTimeout(impatient);
    rmSync(socketFolder, { recursive: true, force: true });
    if (options.throwAway) rmSync(dataFolder, { recursive: true, force: true });
  };
  return {
    adminUrl: adminUrlOf(socketFolder),
    socketFolder,
    cluster,
    pid: running.child.pid ?? 0,
    lost: new Promise((resolve) => void running.ended.then(() => stopping ?? resolve())),
    stop: () => (stopping ??= stop()),
  };
}

export function adminUrlOf(socketFolder: string): string {
  return `postgresql://postgres@localhost:5432/postgres?host=${encodeURIComponent(socketFolder)}`;
}

/** Waits until no PostgreSQL works in the cluster. Signals nobody. */
async function awaitPrevious(dataFolder: string, cluster: string): Promise<void> {
  const since = elapsed();
  for (let there = processesIn(cluster); there.length > 0; there = processesIn(cluster)) {
    const lock = readLock(cluster);
    const ends = !lock || lock.status === "stopping" || !there.includes(lock.pid);
    if (elapsed() - since > (ends ? patienceWithStopping : patienceWithRunning)) throw alreadyRunning(dataFolder);
    await sleep(25);
  }
  const left = readLock(cluster);
  if (left && isAlive(left.pid)) adoptLock(cluster);
}

const alreadyRunning = (dataFolder: string) => new Refusal(`Verbund is already running on the data folder ${dataFolder}.`);
