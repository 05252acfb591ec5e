import { existsSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/** What PostgreSQL writes into postmaster.pid; undefined when there is none. */
export function readLock(cluster: string): { pid: number; socketFolder: string; status: string } | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  return { pid: Number(lines[0]), socketFolder: lines[4] ?? "", status: (lines[7] ?? "").trim() };
}

/**
 * Processes of PostgreSQL that work in this very cluster. A number in postmaster.pid alone proves nothing: after a crash
 * it may belong to any other program. On Linux every process of a cluster has it as its working folder; elsewhere
 * the number has to do.
 */
export function processesIn(cluster: string): number[] {
  if (existsSync("/proc/self/cwd")) {
    return readdirSync("/proc")
      .filter((entry) => /^\d+$/.test(entry) && worksIn(entry, cluster))
      .map(Number);
  }
  const lock = readLock(cluster);
  return lock && isAlive(lock.pid) ? [lock.pid] : [];
}

function worksIn(pid: string, cluster: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster && basename(readlinkSync(`/proc/${pid}/exe`)).startsWith("postgres");
  } catch {
    return false; // ended meanwhile, or another user's
  }
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Makes PostgreSQL take over a lock whose number now belongs to another program: it ignores its own parent's number, but
 * still looks at the shared memory named in the file, which protects better than removing the file.
 */
export function adoptLock(cluster: string): void {
  const file = join(cluster, "postmaster.pid");
  const [, ...rest] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [String(process.pid), ...rest].join("\n"));
}
