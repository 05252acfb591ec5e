import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { now } from "../clock.ts";
import type { Config } from "../config.ts";
import { beginCopy, connectTo, describe, type Described, endCopy, guide, sealing } from "../database/copy.ts";
import { listMigrations } from "../database/migrate.ts";
import { fingerprintOf, readKeys } from "../keys.ts";
import { accountFor, type Account } from "./account.ts";
import { startEmbedded } from "./embedded.ts";
import { refuseUnwritable } from "./folders.ts";
import { processesIn } from "./processes.ts";
import { Refusal } from "./refusal.ts";
import { finishRestore, movePlaces } from "./restore-moves.ts";
import { shareStore } from "./store.ts";

/** What lies beside the files of a backup, written last: without it there is no backup. It holds fingerprints of keys, never keys. */
export type Manifest = {
  readonly format: 1;
  readonly takenAt: string;
  readonly migrations: readonly string[];
  readonly permanentKey: string;
  /** The epochs without which something in it does not open. */
  readonly epochs: readonly { readonly number: number; readonly fingerprint: string }[];
  readonly rows: Readonly<Record<string, number>>;
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
};

const manifestFile = "manifest.json";
/** PostgreSQL makes these anew, or they belong to the running one (manual 25.3.4); the write-ahead log is copied at the end. */
const emptied = ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];
const isLeftOut = (name: string) =>
  /^(postmaster\.(pid|opts)|pg_internal\.init.*|current_logfiles(\.tmp)?|pgsql_tmp.*|backup_label(\.old)?|tablespace_map)$/.test(name);

const isGone = (error: unknown) => (error as NodeJS.ErrnoException).code === "ENOENT";

type Copied = { folders: string[]; files: { path: string; bytes: number; sha256: string }[] };

/** Copies one file to the disk and answers what was written; undefined when it went meanwhile. */
function copyFile(from: string, to: string, account?: Account): { bytes: number; sha256: string } | undefined {
  let source: number;
  try {
    source = openSync(from, "r");
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
  const hash = createHash("sha256");
  const buffer = Buffer.alloc(1 << 20);
  let bytes = 0;
  try {
    const target = openSync(to, "wx", 0o600);
    try {
      for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
        hash.update(buffer.subarray(0, read));
        for (let written = 0; written < read;) written += writeSync(target, buffer, written, read - written);
        bytes += read;
      }
      fsyncSync(target);
    } finally {
      closeSync(target);
    }
  } finally {
    closeSync(source);
  }
  if (account) chownSync(to, account.uid, account.gid);
  return { bytes, sha256: hash.digest("hex") };
}

function copyTree(from: string, root: string, path: string, copied: Copied, isTop = false): void {
  mkdirSync(join(root, path), { mode: 0o700 });
  copied.folders.push(path);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (isLeftOut(entry.name)) continue;
    const inside = join(path, entry.name);
    if (isTop && emptied.includes(entry.name)) {
      mkdirSync(join(root, inside), { mode: 0o700 });
      copied.folders.push(inside);
    } else if (entry.isDirectory()) copyTree(join(from, entry.name), root, inside, copied);
    else if (entry.isFile()) {
      const file = copyFile(join(from, entry.name), join(root, inside));
      if (file) copied.files.push({ path: inside, ...file });
    } else throw new Refusal(`${join(from, entry.name)} is a link, which ./verbund backup does not follow; see ${guide}.`);
  }
}

/** Starts a copy of the files as a database of its own, and looks into it. */
async function describeCopy(dataFolder: string, log: (line: string) => void): Promise<Described> {
  const copy = await startEmbedded({ dataFolder, log });
  try {
    const client = await connectTo(copy.adminUrl);
    try {
      return await describe(client);
    } finally {
      await client.end();
    }
  } finally {
    await copy.stop();
  }
}

/** A cluster out of a backup, as its account may use it. */
function placeCluster(backup: string, { folders, files }: Copied | Manifest, cluster: string): void {
  const account = accountFor(cluster);
  const inCluster = (path: string) => join(cluster, relative("postgres", path));
  const belongs = (path: string) => path === "postgres" || path.startsWith(`postgres${sep}`);
  for (const path of folders.filter(belongs)) {
    mkdirSync(inCluster(path), { mode: 0o700 });
    if (account) chownSync(inCluster(path), account.uid, account.gid);
  }
  for (const { path } of files.filter((file) => belongs(file.path))) copyFile(join(backup, path), inCluster(path), account);
}

async function withFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuseOwnDatabase(config: Config): void {
  if (config.databaseUrl)
    throw new Refusal(`DATABASE_URL names a PostgreSQL of your own: back it up and restore it with its own tools (${guide}).`);
}

const isInside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}${sep}`);

function refuseTarget(config: Config, to: string): void {
  for (const folder of [config.dataFolder, config.keysFolder, config.sealsFolder])
    if (isInside(to, folder)) throw new Refusal(`A backup inside ${folder} would be lost with it; choose another folder with --to.`);
  if (existsSync(to) && (!statSync(to).isDirectory() || readdirSync(to).length > 0))
    throw new Refusal(`The folder ${to} is not empty; a backup needs a new one.`);
  refuseUnwritable(to);
}

/** Copies the embedded database while it may run, starts the copy to see that it can be started, and only then calls it a backup. */
export async function takeBackup(config: Config, target: string, log: (line: string) => void): Promise<Manifest> {
  refuseOwnDatabase(config);
  const to = resolve(target);
  refuseTarget(config, to);
  const draft = `${to}.part-${process.pid}`;
  return await withFolder(draft, async () => {
    chmodSync(draft, 0o700);
    const store = await shareStore(config, log);
    let takenAt: Date;
    let copied: Copied;
    try {
      takenAt = now();
      copied = await copyRunning(config, store.adminUrl, draft);
    } finally {
      await store.stop();
    }
    const check = `${to}.check-${process.pid}`;
    const described = await withFolder(check, async () => {
      placeCluster(draft, copied, join(check, "postgres"));
      return await describeCopy(check, log);
    });
    const manifest: Manifest = { format: 1, takenAt: takenAt.toISOString(), ...described, ...copied };
    writeFileSync(join(draft, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
    if (existsSync(to)) rmdirSync(to);
    renameSync(draft, to);
    return manifest;
  });
}

async function copyRunning(config: Config, adminUrl: string, draft: string): Promise<Copied> {
  const cluster = realpathSync(join(config.dataFolder, "postgres"));
  const copied: Copied = { folders: [], files: [] };
  const client = await connectTo(adminUrl);
  try {
    const first = await beginCopy(client);
    copyTree(cluster, draft, "postgres", copied, true);
    await sealing(client, "waits");
    const end = await endCopy(client);
    if (existsSync(config.sealsFolder)) copyTree(config.sealsFolder, draft, "seals", copied);
    await sealing(client, "goes on");
    const label = Buffer.from(end.label);
    writeFileSync(join(draft, "postgres", "backup_label"), label, { mode: 0o600, flush: true });
    const sha256 = createHash("sha256").update(label).digest("hex");
    copied.files.push({ path: join("postgres", "backup_label"), bytes: label.length, sha256 });
    for (const name of readdirSync(join(cluster, "pg_wal")).sort()) {
      if (!/^[0-9A-F]{24}$/.test(name) || name < first || name > end.last) continue;
      const path = join("postgres", "pg_wal", name);
      const file = copyFile(join(cluster, "pg_wal", name), join(draft, path));
      if (file) copied.files.push({ path, ...file });
    }
    return copied;
  } finally {
    await client.end();
  }
}

function readManifest(from: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(join(from, manifestFile), "utf8")) as Manifest;
  } catch (error) {
    throw new Refusal(
      isGone(error)
        ? `There is no complete backup in ${from}: it has no ${manifestFile}.`
        : `The ${manifestFile} of the backup is damaged.`,
    );
  }
  const isWhole =
    manifest.format === 1 && Array.isArray(manifest.files) && Array.isArray(manifest.folders) && Array.isArray(manifest.migrations);
  if (!isWhole) throw new Refusal(`The ${manifestFile} of the backup is damaged, or made by a newer Verbund.`);
  const isOutside = (path: string) => !isInside(resolve(from, path), from);
  if ([...manifest.folders, ...manifest.files.map(({ path }) => path)].some(isOutside))
    throw new Refusal(`The ${manifestFile} of the backup names files outside of it.`);
  return manifest;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function refuseDamaged(from: string, manifest: Manifest): Promise<void> {
  for (const { path, bytes, sha256 } of manifest.files) {
    const there = statSync(join(from, path), { throwIfNoEntry: false });
    if (!there) throw new Refusal(`The backup is incomplete: ${path} is missing.`);
    if (there.size !== bytes || (await hashOf(join(from, path))) !== sha256)
      throw new Refusal(`The backup is damaged: ${path} is not as it was written.`);
  }
}

function refuseKeys(config: Config, manifest: Manifest): void {
  const keys = readKeys(config.keysFolder);
  if (!keys) throw new Refusal(`The keys of this backup are missing: put the keys folder to ${config.keysFolder}, or set VERBUND_KEYS.`);
  if (fingerprintOf(keys.permanent) !== manifest.permanentKey)
    throw new Refusal(`The keys in ${config.keysFolder} are those of another installation than this backup's.`);
  for (const { number, fingerprint } of manifest.epochs) {
    const key = keys.epochs.get(number);
    if (!key)
      throw new Refusal(
        `The backup lies under the key epoch-${number}.key, which ${config.keysFolder} does not hold; 35 days after its last use a key is destroyed, so that deleted people stay deleted.`,
      );
    if (fingerprintOf(key) !== fingerprint)
      throw new Refusal(`The key epoch-${number}.key in ${config.keysFolder} is not the one of this backup.`);
  }
}

function refuseRunning(config: Config): void {
  const cluster = join(config.dataFolder, "postgres");
  if (existsSync(cluster) && processesIn(realpathSync(cluster)).length > 0)
    throw new Refusal(`Verbund is running on the data folder ${config.dataFolder}; stop it first. Nothing was changed.`);
}

function refuseToOverwrite(config: Config, manifest: Manifest): void {
  const changedAt = statSync(join(config.dataFolder, "postgres", "global", "pg_control"), { throwIfNoEntry: false })?.mtime;
  const isNewer = changedAt && changedAt > new Date(manifest.takenAt);
  const what = isNewer
    ? `The database in ${config.dataFolder} was last in use at ${changedAt.toISOString()}, after this backup of ${manifest.takenAt}: what was entered since would be missing.`
    : `There is a database in ${config.dataFolder} already.`;
  throw new Refusal(`${what} Nothing was changed. With --replace it is moved aside and kept, and the backup takes its place.`);
}

export type Restored = { readonly manifest: Manifest; readonly movedAside: readonly string[] };

/** Puts a backup in the place of the embedded database. All that can be refused is refused before anything is moved, and nothing is deleted. */
export async function restoreBackup(
  config: Config,
  source: string,
  options: { replace: boolean; log: (line: string) => void },
): Promise<Restored> {
  refuseOwnDatabase(config);
  finishRestore(config.dataFolder, options.log);
  const from = resolve(source);
  const manifest = readManifest(from);
  const known = new Set(listMigrations().map(({ name }) => name));
  const newer = manifest.migrations.find((name) => !known.has(name));
  if (newer) throw new Refusal(`The backup is newer than this code: it knows the migration ${newer}. Update Verbund and restore again.`);
  refuseRunning(config);
  const present = join(config.dataFolder, "postgres");
  if (existsSync(present) && !options.replace) refuseToOverwrite(config, manifest);
  refuseKeys(config, manifest);
  refuseUnwritable(config.dataFolder);
  await refuseDamaged(from, manifest);

  const draft = join(config.dataFolder, `restore-${process.pid}`);
  return await withFolder(draft, async () => {
    placeCluster(from, manifest, join(draft, "postgres"));
    const { rows } = await describeCopy(draft, options.log);
    const differs = Object.keys({ ...manifest.rows, ...rows }).find((table) => manifest.rows[table] !== rows[table]);
    if (differs)
      throw new Refusal(`The backup is damaged: ${differs} has ${rows[differs] ?? 0} rows instead of ${manifest.rows[differs] ?? 0}.`);
    // beside its place, which may be on another disk
    const seals = `${config.sealsFolder}.restore-${process.pid}`;
    rmSync(seals, { recursive: true, force: true });
    mkdirSync(seals, { recursive: true, mode: 0o700 });
    for (const { path } of manifest.files) if (dirname(path) === "seals") copyFile(join(from, path), join(seals, basename(path)));

    refuseRunning(config);
    const aside = `.before-restore-${now().toISOString().replaceAll(/[:.]/g, "-")}`;
    const movedAside = movePlaces(config.dataFolder, {
      takenAt: manifest.takenAt,
      draft,
      moves: [
        { fresh: seals, place: config.sealsFolder, aside: `${config.sealsFolder}${aside}` },
        { fresh: join(draft, "postgres"), place: present, aside: `${present}${aside}` },
      ],
    });
    return { manifest, movedAside };
  });
}
