import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { takeRandom } from "./randomness.ts";

/**
 * Sealing with AES-256-GCM (NIST SP 800-38D). A sealed value is: format byte 1, 12 bytes nonce, 16 bytes tag, ciphertext.
 * The context (site, subject, table, column) is bound as additional data, so that a blob moved to another row does not open.
 */
export type SealContext = { readonly siteId: string; readonly subjectId: string; readonly table: string; readonly column: string };

/** An unwrapped key: prepared once, since preparing takes three times as long as sealing; nobody can change it or wipe it while it is used. */
export type Key = KeyObject;

export class SealBroken extends Error {}

const format = 1;
const tagLength = { authTagLength: 16 };

// A list opens hundreds of values, and each small buffer made for it costs as much as the opening: what OpenSSL copies at once is handed over in these.
const contextBytes = Buffer.alloc(512);
const contextViews: Buffer[] = [];
const nonceBytes = Buffer.alloc(12);
const tagBytes = Buffer.alloc(16);

function additionalData(context: SealContext): Buffer {
  // as JSON.stringify writes an array of texts, of which none here can hold a quotation mark
  const text = `["${context.siteId}","${context.subjectId}","${context.table}","${context.column}"]`;
  const { length } = text;
  if (length > contextBytes.length) return Buffer.from(text, "latin1");
  contextBytes.write(text, 0, length, "latin1");
  return (contextViews[length] ??= contextBytes.subarray(0, length));
}

export function sealBytes(key: Key, context: SealContext, plain: Buffer): Buffer {
  const nonce = takeRandom(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(additionalData(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([format]), nonce, cipher.getAuthTag(), body]);
}

/** Throws SealBroken if key or context are not those of the sealing or a byte was changed. */
export function openBytes(key: Key, context: SealContext, sealed: Buffer): Buffer {
  if (sealed.length < 29 || sealed[0] !== format) throw new SealBroken("not a sealed value");
  for (let at = 0; at < 12; at += 1) nonceBytes[at] = sealed[1 + at]!;
  for (let at = 0; at < 16; at += 1) tagBytes[at] = sealed[13 + at]!;
  const decipher = createDecipheriv("aes-256-gcm", key, nonceBytes, tagLength);
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(tagBytes);
  try {
    const plain = decipher.update(sealed.subarray(29));
    // says whether all of it is genuine, and adds nothing
    decipher.final();
    return plain;
  } catch {
    throw new SealBroken("a sealed value does not open");
  }
}

export function sealText(key: Key, context: SealContext, plain: string): Buffer {
  return sealBytes(key, context, Buffer.from(plain, "utf8"));
}

export function openText(key: Key, context: SealContext, sealed: Buffer): string {
  return openBytes(key, context, sealed).toString("utf8");
}

/** Hashes that were made with a key, under one more key. */
export type HashCover = { cover(hash: Buffer): Buffer; uncover(covered: Buffer): Buffer };

/**
 * The same hash is the same afterwards, so that it is found by `=`, and whoever has the second key can take it from one such key to the next without knowing what
 * it was made from. AES-256 block by block: for bytes that are as good as random that tells no more than which are equal. Prepared once, for many.
 */
export function hashCover(key: Buffer): HashCover {
  const cipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  const decipher = createDecipheriv("aes-256-ecb", key, null).setAutoPadding(false);
  return { cover: (hash) => cipher.update(hash), uncover: (covered) => decipher.update(covered) };
}

/** A fresh data key, to be wrapped at once. */
export function newDataKey(): Key {
  return keyFrom(randomBytes(32));
}

/** Takes over 32 bytes that nobody else holds, and wipes them. */
function keyFrom(bytes: Buffer): Key {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

export function wrapKey(wrapping: Key, context: SealContext, key: Key): Buffer {
  const bytes = key.export();
  const wrapped = sealBytes(wrapping, context, bytes);
  bytes.fill(0);
  return wrapped;
}

export function unwrapKey(wrapping: Key, context: SealContext, wrapped: Buffer): Key {
  return keyFrom(openBytes(wrapping, context, wrapped));
}

/**
 * Least recently used first out; holds unwrapped keys in memory only. What is forgotten is wiped once nobody uses it any more. A key among the younger half
 * is not moved for each use: of ten thousand keys at work none would be gained by it.
 */
export class KeyCache {
  readonly #keys = new Map<string, { readonly key: Key; readonly since: number }>();
  readonly #capacity: number;
  #entered = 0;
  constructor(capacity: number) {
    this.#capacity = capacity;
  }
  get(name: string): Key | undefined {
    const known = this.#keys.get(name);
    if (!known) return undefined;
    if (this.#entered - known.since > this.#capacity / 2) this.set(name, known.key);
    return known.key;
  }
  set(name: string, key: Key): void {
    this.#keys.delete(name);
    this.#entered += 1;
    this.#keys.set(name, { key, since: this.#entered });
    if (this.#keys.size > this.#capacity) this.forget(this.#keys.keys().next().value!);
  }
  forget(name: string): void {
    this.#keys.delete(name);
  }
  clear(): void {
    this.#keys.clear();
  }
}

/**
 * Lists show the same few words again and again. The last opened value of one kind, kept with the key that opens it and no longer than that: who is deleted is
 * forgotten with the key, and another seal, or one in another place, is opened anew. Whether somebody may see it was decided before, by the row that was answered.
 */
export class LastOpened<Value> {
  readonly #last = new WeakMap<Key, { readonly place: string; readonly sealed: Buffer; readonly value: Value }>();
  open(key: Key, place: string, sealed: Buffer, open: () => Value): Value {
    const last = this.#last.get(key);
    if (last?.place === place && last.sealed.equals(sealed)) return last.value;
    const value = open();
    this.#last.set(key, { place, sealed, value });
    return value;
  }
}
