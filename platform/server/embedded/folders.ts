import {
  accessSync,
  appendFileSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { reaches, type Account } from "./account.ts";
import { isAlive } from "./processes.ts";
import { Refusal } from "./refusal.ts";

const socketNote = "postgres.sockets";

/** Says in one sentence why a folder cannot be used, without writing anything. */
export function refuseUnwritable(folder: string): void {
  let at = folder;
  while (!statSync(at, { throwIfNoEntry: false }) && at !== dirname(at)) at = dirname(at);
  if (!statSync(at).isDirectory()) throw new Refusal(`The folder ${folder} cannot be used: ${at} is not a folder.`);
  try {
    accessSync(at, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Refusal(`The folder ${folder} cannot be written (${String((error as NodeJS.ErrnoException).code)} at ${at}).`);
  }
}

/**
 * With its parents, one by one: Node's own recursive way never ends in /proc. Enterable, not listable: the account of PostgreSQL
 * passes through; keys beside the cluster have a folder of their own.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o711 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another start may make it too
  }
}

export function prepared(dataFolder: string): string {
  refuseUnwritable(dataFolder);
  try {
    makeFolder(dataFolder);
  } catch (error) {
    throw new Refusal(`The folder ${dataFolder} cannot be made (${String((error as NodeJS.ErrnoException).code)}).`);
  }
  return realpathSync(dataFolder);
}

/** A folder of this process under the folder for temporary files; those that killed tests left are removed. */
export function throwAwayFolder(): string {
  const base = realpathSync(tmpdir());
  for (const entry of readdirSync(base)) {
    const pid = /^verbund-test-(\d+)-/.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(base, entry), { recursive: true, force: true });
  }
  return mkdtempSync(join(base, `verbund-test-${process.pid}-`));
}

/** A short path (a socket's has at most 107 bytes) that only the account and root may enter. Noted, so that a later start removes it. */
export function makeSocketFolder(dataFolder: string, account: Account): string {
  const base = tmpdir().length < 60 && reaches(account, tmpdir()) ? tmpdir() : "/tmp";
  const folder = mkdtempSync(join(base, "verbund-"));
  appendFileSync(join(dataFolder, socketNote), `${folder}\n`);
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** Removes the folders of sockets that killed starts left. Only who holds the cluster may call it. */
export function removeOldSocketFolders(dataFolder: string, current: string): void {
  const note = join(dataFolder, socketNote);
  for (const folder of readFileSync(note, "utf8").split("\n")) {
    if (basename(folder).startsWith("verbund-") && folder !== current) rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(note, `${current}\n`);
}
