import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Sealing with AES-256-GCM (NIST SP 800-38D). A sealed value is: format byte 1, 12 bytes nonce, 16 bytes tag, ciphertext.
 * The context (site, subject, table, column) is bound as additional data, so that a blob moved to another row does not open.
 */
export type SealContext = { readonly siteId: string; readonly subjectId: string; readonly table: string; readonly column: string };

export class SealBroken extends Error {}

const format = 1;

function additionalData(context: SealContext): Buffer {
  return Buffer.from(JSON.stringify([context.siteId, context.subjectId, context.table, context.column]), "utf8");
}

export function sealBytes(key: Buffer, context: SealContext, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(additionalData(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([format]), nonce, cipher.getAuthTag(), body]);
}

/** Throws SealBroken if key or context are not those of the sealing or a byte was changed. */
export function openBytes(key: Buffer, context: SealContext, sealed: Buffer): Buffer {
  if (sealed.length < 29 || sealed[0] !== format) throw new SealBroken("not a sealed value");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13));
  decipher.setAAD(additionalData(context));
  decipher.setAuthTag(sealed.subarray(13, 29));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
  } catch {
    throw new SealBroken("a sealed value does not open");
  }
}

export function sealText(key: Buffer, context: SealContext, plain: string): Buffer {
  return sealBytes(key, context, Buffer.from(plain, "utf8"));
}

export function openText(key: Buffer, context: SealContext, sealed: Buffer): string {
  return openBytes(key, context, sealed).toString("utf8");
}

/** A fresh data key, to be wrapped at once. */
export function newDataKey(): Buffer {
  return randomBytes(32);
}

export function wrapKey(wrapping: Buffer, context: SealContext, key: Buffer): Buffer {
  return sealBytes(wrapping, context, key);
}

export function unwrapKey(wrapping: Buffer, context: SealContext, wrapped: Buffer): Buffer {
  return openBytes(wrapping, context, wrapped);
}

/** Least recently used first out; holds unwrapped keys in memory only. */
export class KeyCache {
  readonly #keys = new Map<string, Buffer>();
  readonly #capacity: number;
  constructor(capacity: number) {
    this.#capacity = capacity;
  }
  get(name: string): Buffer | undefined {
    const key = this.#keys.get(name);
    if (!key) return undefined;
    this.#keys.delete(name);
    this.#keys.set(name, key);
    return key;
  }
  set(name: string, key: Buffer): void {
    this.#keys.delete(name);
    this.#keys.set(name, key);
    if (this.#keys.size > this.#capacity) {
      const oldest = this.#keys.keys().next().value!;
      this.forget(oldest);
    }
  }
  forget(name: string): void {
    this.#keys.get(name)?.fill(0);
    this.#keys.delete(name);
  }
  clear(): void {
    for (const key of this.#keys.values()) key.fill(0);
    this.#keys.clear();
  }
}
