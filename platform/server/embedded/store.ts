import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { adminUrlOf, startEmbedded } from "./embedded.ts";
import { processesIn, readLock } from "./processes.ts";
import { Refusal } from "./refusal.ts";
import { finishRestore, isRestoreCutOff } from "./restore-moves.ts";

export type Store = {
  /** The database as the role that may prepare it. */
  readonly adminUrl: string;
  /** Resolves when the embedded PostgreSQL ended though nobody asked it to; never with one of one's own. */
  readonly lost: Promise<void>;
  stop(): Promise<void>;
};

const borrowed = { lost: new Promise<never>(() => {}), stop: async () => {} };

/** The database of this installation for a server, which holds the embedded one alone: the one of DATABASE_URL, else the embedded one. */
export async function openStore(config: Config, log: (line: string) => void): Promise<Store> {
  if (config.databaseUrl) {
    if (!/^postgres(ql)?:\/\/\S+$/.test(config.databaseUrl)) {
      throw new Refusal("DATABASE_URL does not work: it is not a valid URL (postgres://user:password@host:5432/database).");
    }
    return { adminUrl: config.databaseUrl, ...borrowed };
  }
  finishRestore(config.dataFolder, log);
  return await startEmbedded({ dataFolder: config.dataFolder, log });
}

/** For a command that only reads: it must not found an installation by looking for one. A database of one's own is looked at by prepareDatabase. */
export function refuseWithoutInstallation(config: Config): void {
  if (config.databaseUrl || existsSync(join(config.dataFolder, "postgres", "PG_VERSION")) || isRestoreCutOff(config.dataFolder)) return;
  throw new Refusal(`There is no installation in ${config.dataFolder}: start Verbund there first, or say with VERBUND_DATA where it is.`);
}

/** The same for a command, which shares the embedded one with a server that runs. */
export async function shareStore(config: Config, log: (line: string) => void): Promise<Store> {
  const running = config.databaseUrl ? undefined : findRunning(config.dataFolder);
  return running ? { adminUrl: running, ...borrowed } : await openStore(config, log);
}

function findRunning(dataFolder: string): string | undefined {
  try {
    const cluster = realpathSync(join(dataFolder, "postgres"));
    const lock = readLock(cluster);
    if (lock?.status !== "ready" || !processesIn(cluster).includes(lock.pid)) return undefined;
    return adminUrlOf(lock.socketFolder);
  } catch {
    return undefined; // there is none, or it is another user's
  }
}
