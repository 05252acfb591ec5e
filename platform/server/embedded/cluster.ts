import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { reaches, type Account } from "./account.ts";
import { confined, here, reason } from "./launch.ts";
import { isAlive } from "./processes.ts";
import { Refusal } from "./refusal.ts";

export function versionOf(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch {
    return undefined;
  }
}

/** Made beside its place and moved there when complete: what a killed start leaves is never taken for a database. */
export function makeCluster(cluster: string, initdb: string, account: Account, throwAway: boolean): void {
  const parent = dirname(cluster);
  for (const entry of readdirSync(parent)) {
    const pid = /^postgres\.new-(\d+)$/.exec(entry)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) rmSync(join(parent, entry), { recursive: true, force: true });
  }
  const draft = join(parent, `postgres.new-${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  const made = spawnSync(
    initdb,
    [
      "-D",
      reaches(account, draft) ? draft : here(draft),
      "--username=postgres",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--set=timezone=UTC",
      "--no-instructions",
      ...(throwAway ? ["--no-sync"] : []),
    ],
    { ...confined(draft, account), encoding: "utf8" },
  );
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Refusal(`PostgreSQL could not make its database in ${parent} (${reason(made.error ? made.error.message : made.stderr)}).`);
  }
  try {
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!versionOf(cluster)) throw error; // else another start was faster, and its lock decides
  }
}
