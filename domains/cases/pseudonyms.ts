import type { Call } from "../../platform/server/database/actor.ts";
import { deriveEpochKey, deriveKey, hmac } from "../../platform/server/keys.ts";
import { type HashCover, hashCover, type Key } from "../../platform/server/vault.ts";

function uuidFrom(bytes: Buffer): string {
  const own = Buffer.from(bytes.subarray(0, 16));
  own[6] = (own[6]! & 0x0f) | 0x80;
  own[8] = (own[8]! & 0x3f) | 0x80;
  const hex = own.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** What figures know of a case: the same for the same case, and no way back without a key that the database never holds. */
export function caseRefOf(call: Call, origin: "case" | "import", caseKey: string): Buffer {
  return hmac(deriveKey(call.keys, `milestones of site ${call.actor.siteId}`), origin, caseKey).subarray(0, 16);
}

/** The id of an imported event: the same for the same case, service and event. */
export function eventSourceOf(call: Call, caseKey: string, service: string, event: string): string {
  return uuidFrom(hmac(deriveKey(call.keys, `milestones of site ${call.actor.siteId}`), "event", caseKey, service, event));
}

/** The line of the activity sheet that belongs to a contact; the sheet itself does not say so. */
export function activityOf(call: Call, contactId: string): string {
  return uuidFrom(hmac(deriveKey(call.keys, `activity sheet of site ${call.actor.siteId}`), contactId));
}

/** Bytes that decide the number of a case. */
export function numberSeed(call: Call, caseId: string): Buffer {
  const key = deriveKey(call.keys, `case numbers of site ${call.actor.siteId}`);
  return Buffer.concat([1, 2, 3].map((round) => hmac(key, caseId, String(round))));
}

/** Under no epoch lies what was taken over before hashes of rows lay under epochs, until the next round of the job moves it. */
const underNone = 0;

/** Of a row of a list, all as base64. */
export type RowHashes = {
  /** What it is about, or what it says: to know it again, not to read it. Never stored like this. */
  hash(what: "key" | "content", text: string): string;
  /** Under which it may lie; while an epoch begins, not every row has moved to it. */
  readonly epochs: readonly number[];
  /** Under which it lies from now on. */
  readonly epoch: number;
  /** As it is stored; the same hash is the same under one epoch. */
  cover(epoch: number, hash: string): string;
  /** Undefined once the key of that epoch is gone. */
  uncover(epoch: number, stored: string): string | undefined;
};

export function rowHashes({ keys, actor }: Pick<Call, "keys" | "actor">): RowHashes {
  const key = deriveKey(keys, `imported lists of site ${actor.siteId}`);
  const covers = new Map<number, HashCover>();
  const coverOf = (epoch: number) => {
    let known = covers.get(epoch);
    if (!known && keys.epochs.has(epoch))
      covers.set(epoch, (known = hashCover(deriveEpochKey(keys, epoch, `imported lists of site ${actor.siteId}`))));
    return known;
  };
  return {
    hash: (what, text) => hmac(key, actor.unitId, what, text).toString("base64"),
    epochs: [...keys.epochs.keys(), underNone],
    epoch: keys.currentEpoch,
    cover: (epoch, hash) => (epoch === underNone ? hash : coverOf(epoch)!.cover(Buffer.from(hash, "base64")).toString("base64")),
    uncover: (epoch, stored) => (epoch === underNone ? stored : coverOf(epoch)?.uncover(Buffer.from(stored, "base64")).toString("base64")),
  };
}

/** The heading of a column, to know it again: it may hold anything. */
export function headingHash(keys: Call["keys"], siteId: string, unitId: string, heading: string): Buffer {
  return hmac(deriveKey(keys, `imported lists of site ${siteId}`), unitId, "heading", heading);
}

/** The id of what an imported row says about a case: the same words again make no second row. Made with the key of the person, so that it says nothing without. */
export function importedIdOf(personKey: Key, caseId: string, part: string, content: string): string {
  return uuidFrom(hmac(personKey, "part of an imported row", caseId, part, content));
}

/** The id that the same had when it was made with a key that stays for good. */
export function earlierImportedIdOf(call: Call, caseId: string, part: string, content: string): string {
  return uuidFrom(hmac(deriveKey(call.keys, `imported lists of site ${call.actor.siteId}`), "part", caseId, part, content));
}
