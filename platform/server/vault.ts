import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";

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

function additionalData(context: SealContext): Buffer {
  // as JSON.stringify writes an array of texts, of which none here can hold a quotation mark
  return Buffer.from(`["${context.siteId}","${context.subjectId}","${context.table}","${context.column}"]`, "latin1");
}

export function sealBytes(key: Key, context: SealContext, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(additionalData(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([format]), nonce, cipher.getAuthTag(), body]);
}

/** Throws SealBroken if key or context are not those of the sealing or a byte was changed. */
export function openBytes(key: Key, context: SealContext, sealed: Buffer): Buffer {
  if (sealed.length < 29 || sealed[0] !== format) throw new SealBroken("not a sealed value");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13), tagLength);
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(sealed.subarray(13, 29));
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

/** Least recently used first out; holds unwrapped keys in memory only. What is forgotten is wiped once nobody uses it any more. */
export class KeyCache {
  readonly #keys = new Map<string, Key>();
  readonly #capacity: number;
  constructor(capacity: number) {
    this.#capacity = capacity;
  }
  get(name: string): Key | undefined {
    const key = this.#keys.get(name);
    if (!key) return undefined;
    this.#keys.delete(name);
    this.#keys.set(name, key);
    return key;
  }
  set(name: string, key: Key): void {
    this.#keys.delete(name);
    this.#keys.set(name, key);
    if (this.#keys.size > this.#capacity) {
      const oldest = this.#keys.keys().next().value!;
      this.forget(oldest);
    }
  }
  forget(name: string): void {
    this.#keys.delete(name);
  }
  clear(): void {
    this.#keys.clear();
  }
}
