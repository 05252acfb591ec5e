import type { Call } from "../../platform/server/database/actor.ts";
import { deriveKey, hmac } from "../../platform/server/keys.ts";

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

/** What a row of a list is about, or what it says: to know it again, not to read it. As base64. */
export function rowHasher(call: Call): (what: "key" | "content", text: string) => string {
  const key = deriveKey(call.keys, `imported lists of site ${call.actor.siteId}`);
  return (what, text) => hmac(key, call.actor.unitId, what, text).toString("base64");
}

/** The heading of a column, to know it again: it may hold anything. */
export function headingHash(keys: Call["keys"], siteId: string, unitId: string, heading: string): Buffer {
  return hmac(deriveKey(keys, `imported lists of site ${siteId}`), unitId, "heading", heading);
}

/** The id of what an imported row says about a case: the same words again make no second row. */
export function importedIdOf(call: Call, caseId: string, part: string, content: string): string {
  return uuidFrom(hmac(deriveKey(call.keys, `imported lists of site ${call.actor.siteId}`), "part", caseId, part, content));
}
