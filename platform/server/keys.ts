import { createHash, createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/**
 * The keys of one installation, 32 bytes each, held in a folder outside the database and its backups:
 * `epoch-N.key` wraps the keys of organisations, keys the hashes of names, and is changed and destroyed in turn; `permanent.key` is never changed, and
 * everything that must stay comparable for good (reporter tags, the HMAC of the access log) is derived from it.
 */
export type InstallationKeys = {
  readonly epochs: ReadonlyMap<number, Buffer>;
  readonly currentEpoch: number;
  readonly permanent: Buffer;
  /** Where they were read from: epochs come and go while a server runs. Keys that live in memory only have none. */
  readonly folder?: string;
};

export class KeyError extends Error {}

const permanentFile = "permanent.key";
const epochFile = (number: number) => `epoch-${number}.key`;

function readKey(path: string): Buffer {
  let content: string;
  try {
    content = readFileSync(path, "utf8");
  } catch {
    throw new KeyError(`The installation key ${path} cannot be read.`);
  }
  const key = Buffer.from(content.trim(), "base64");
  if (key.length !== 32) throw new KeyError(`The installation key ${path} is damaged: it must hold 32 bytes in base64.`);
  return key;
}

/** What a database remembers of a key: enough to know it again, nothing to make it from. */
export function fingerprintOf(key: Buffer): string {
  return createHash("sha256").update("verbund key fingerprint\0").update(key).digest("hex");
}

/** Reads the keys of a folder; undefined when there is none yet. */
export function readKeys(folder: string): InstallationKeys | undefined {
  if (!existsSync(folder)) return undefined;
  const numbers = readdirSync(folder)
    .map((name) => /^epoch-(\d+)\.key$/.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
  const hasPermanent = existsSync(join(folder, permanentFile));
  if (numbers.length === 0 && !hasPermanent) return undefined;
  if (numbers.length === 0 || !hasPermanent) {
    throw new KeyError(`The installation key is incomplete: ${join(folder, hasPermanent ? epochFile(1) : permanentFile)} is missing.`);
  }
  const epochs = new Map(numbers.map((number) => [number, readKey(join(folder, epochFile(number)))]));
  return { epochs, currentEpoch: numbers.at(-1)!, permanent: readKey(join(folder, permanentFile)), folder };
}

/** Looks into the folder again: learns epochs that came, forgets those that were destroyed. Answers whether anything changed. */
export function refreshKeys(keys: InstallationKeys): boolean {
  const found = keys.folder === undefined ? undefined : readKeys(keys.folder);
  if (!found || !found.permanent.equals(keys.permanent)) return false;
  const epochs = keys.epochs as Map<number, Buffer>;
  const isSame = epochs.size === found.epochs.size && [...epochs.keys()].every((number) => found.epochs.has(number));
  if (isSame) return false;
  for (const [number, key] of epochs) {
    if (found.epochs.has(number)) continue;
    key.fill(0);
    epochs.delete(number);
  }
  for (const [number, key] of found.epochs) if (!epochs.has(number)) epochs.set(number, key);
  (keys as { currentEpoch: number }).currentEpoch = found.currentEpoch;
  // what was derived from a destroyed key goes with it
  derived.delete(keys);
  return true;
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A key for one more epoch: on the disk whole before anybody can use it, and never over one that is there. */
export function addEpochKey(keys: InstallationKeys, number: number): void {
  const { folder } = keys;
  if (folder === undefined) throw new KeyError("Keys that live in memory only have no further epoch.");
  const path = join(folder, epochFile(number));
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
  refreshKeys(keys);
}

/** Overwrites and removes the key of an epoch, if the file is the one that is meant. */
export function destroyEpochKey(keys: InstallationKeys, number: number, fingerprint: string): boolean {
  const { folder } = keys;
  const path = folder === undefined ? undefined : join(folder, epochFile(number));
  if (folder === undefined || path === undefined || !existsSync(path)) return false;
  // cut off between overwriting and removing, the file no longer holds a key that anybody knows
  if (fingerprintOf(readKey(path)) !== fingerprint && !isBlank(readKey(path))) return false;
  const handle = openSync(path, "r+");
  try {
    writeSync(handle, `${Buffer.alloc(32).toString("base64")}\n`, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  rmSync(path);
  syncFolder(folder);
  refreshKeys(keys);
  return true;
}

const isBlank = (key: Buffer) => key.every((byte) => byte === 0);

/** Writes the keys of a new installation, readable by this user alone. The folder appears whole or not at all. */
export function writeKeys(folder: string, keys: InstallationKeys): void {
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const files: [string, Buffer][] = [
    [permanentFile, keys.permanent],
    ...[...keys.epochs].map(([number, key]): [string, Buffer] => [epochFile(number), key]),
  ];
  for (const [name, key] of files) writeFileSync(join(draft, name), `${key.toString("base64")}\n`, { mode: 0o600, flush: true });
  // an empty folder that somebody made beforehand gives way; one that holds something does not
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(draft, folder);
}

/** Keys that live in memory only. */
export function newKeys(): InstallationKeys {
  return { epochs: new Map([[1, randomBytes(32)]]), currentEpoch: 1, permanent: randomBytes(32) };
}

const derived = new WeakMap<InstallationKeys, Map<string, Buffer>>();
/** Purposes are fixed words, some with a site: more of them than this are not kept. */
const mostDerived = 2_000;
/** Giving OpenSSL a key as bytes takes four times as long as the rest of a short HMAC. */
const prepared = new WeakMap<Buffer, KeyObject>();

/** A key for one purpose, derived from the permanent key (HKDF-SHA-256, RFC 5869). It is kept for the next time, as the permanent key is: nobody writes into it. */
export function deriveKey(keys: InstallationKeys, purpose: string): Buffer {
  return derivedFrom(keys, keys.permanent, purpose, purpose);
}

/** The same from the key of an epoch: for what must not be found out any more once that key is destroyed. */
export function deriveEpochKey(keys: InstallationKeys, epoch: number, purpose: string): Buffer {
  const from = keys.epochs.get(epoch);
  if (!from) throw new KeyError(`There is no key of epoch ${epoch}.`);
  return derivedFrom(keys, from, purpose, `${epoch} ${purpose}`);
}

function derivedFrom(keys: InstallationKeys, from: Buffer, purpose: string, name: string): Buffer {
  let known = derived.get(keys);
  if (!known) derived.set(keys, (known = new Map()));
  let key = known.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", from, "verbund", purpose, 32));
    prepared.set(key, createSecretKey(key));
    if (known.size < mostDerived) known.set(name, key);
  }
  return key;
}

export function hmac(key: Buffer | KeyObject, ...parts: (string | Buffer)[]): Buffer {
  let length = 0;
  for (const part of parts) length += 4 + Buffer.byteLength(part);
  // in one piece, since each call into OpenSSL costs as much as a short part
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of parts) {
    const written = typeof part === "string" ? bytes.write(part, at + 4, "utf8") : part.copy(bytes, at + 4);
    // each part with its length, so that ("a", "bc") and ("ab", "c") differ
    bytes.writeUInt32BE(written, at);
    at += 4 + written;
  }
  return createHmac("sha256", Buffer.isBuffer(key) ? (prepared.get(key) ?? key) : key)
    .update(bytes)
    .digest();
}
