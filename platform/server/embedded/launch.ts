import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";
import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { elapsed } from "../clock.ts";
import type { Account } from "./account.ts";
import { readLock } from "./processes.ts";
import { Refusal } from "./refusal.ts";

const logLimit = 5_000_000;

export type Running = { readonly child: ChildProcess; readonly ended: Promise<void>; hasEnded: boolean; output(): string };

/**
 * Starts the postmaster in a session of its own, so that Ctrl-C reaches only Verbund, which then stops it in order. It
 * is tied to this process all the same: the kernel interrupts it when Verbund dies. Whether Verbund died before the kernel knew
 * is asked once more, afterwards. Without `setpriv` a small watcher does it, which reads from a pipe that only Verbund holds.
 */
export function launch(
  postgres: string,
  args: string[],
  cluster: string,
  account: Account,
  logFile: string,
  tie: "kernel" | "watcher",
): Running {
  const out = openLog(logFile);
  const start = fstatSync(out).size;
  const options: SpawnOptions = { ...confined(cluster, account), detached: true, stdio: ["ignore", out, out] };
  const setpriv = tie === "kernel" ? findSetpriv() : undefined;
  const tied = ["--pdeathsig", "INT", "/bin/sh", "-c", '[ "$PPID" = "$0" ] && exec "$@"', String(process.pid), postgres, ...args];
  const child = setpriv ? spawn(setpriv, tied, options) : spawn(postgres, args, options);
  const watcher = setpriv
    ? undefined
    : spawn("/bin/sh", ["-c", 'read _; kill -INT "$0"', String(child.pid)], { ...options, stdio: ["pipe", "ignore", "ignore"] });
  closeSync(out);
  child.unref();
  watcher?.unref();
  (watcher?.stdin as Socket | undefined)?.unref();
  const running: Running = {
    child,
    hasEnded: false,
    ended: new Promise((resolve) => {
      const end = () => {
        running.hasEnded = true;
        watcher?.kill("SIGKILL");
        resolve();
      };
      child.once("exit", end);
      child.once("error", end);
    }),
    output: () => readFileSync(logFile).subarray(start).toString("utf8"),
  };
  return running;
}

function findSetpriv(): string | undefined {
  return ["/usr/bin/setpriv", "/bin/setpriv"].find(
    (path) => existsSync(path) && spawnSync(path, ["--pdeathsig", "INT", "/bin/sh", "-c", ":"]).status === 0,
  );
}

function openLog(logFile: string): number {
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > logLimit) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, "a", 0o600);
}

/** "ready", or the reason why PostgreSQL ended instead. A recovery may take its time. */
export async function awaitReady(running: Running, cluster: string, log: (line: string) => void): Promise<string> {
  const since = elapsed();
  let told = false;
  while (!running.hasEnded) {
    const lock = readLock(cluster);
    if (lock?.status === "ready" && lock.pid === running.child.pid) return "ready";
    if (!told && elapsed() - since > 3_000) {
      log("PostgreSQL is making good what an interrupted stop left.");
      told = true;
    }
    await sleep(10);
  }
  return reason(running.output());
}

/** The last thing that a program of PostgreSQL complained about. */
export function reason(output: string): string {
  const lines = output.trim().split("\n");
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "";
  return complaint.replace(/^.*?(FATAL|PANIC|error): */, "").trim();
}
/**
 * The name of the working folder for a process that may not enter the folders above it, as when root's checkout lies in /root:
 * PostgreSQL reaches everything from its working folder, which root has opened for it.
 */
export function here(folder: string): string {
  if (!existsSync("/proc/self/cwd"))
    throw new Refusal(`PostgreSQL does not run as root and cannot enter ${folder}; choose another data folder.`);
  return "/proc/self/cwd";
}

/** Nothing of the environment gets in: a PGDATA or LD_LIBRARY_PATH of the machine is meant for another PostgreSQL. */
export function confined(cwd: string, account: Account): SpawnOptions {
  return { cwd, env: { LC_ALL: "C", TZ: "UTC" }, ...account };
}
