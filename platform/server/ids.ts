import { randomInt, randomUUID } from "node:crypto";
import { now } from "./clock.ts";
import { takeRandom } from "./randomness.ts";

let lastMoment = 0;
let counter = 0;

/**
 * UUIDv7 (RFC 9562, with a counter for the same millisecond as its section 6.2 says): in the order in which they were made, so that indexes stay dense and
 * a list by id is a list by time. PostgreSQL 17 cannot make it, so the code does.
 */
export function newId(): string {
  const bytes = takeRandom(16);
  const moment = now().getTime();
  // begins low enough that a millisecond does not run out of numbers; if it does, order is lost and nothing else
  counter = moment === lastMoment ? (counter + 1) & 0xfff : bytes.readUInt16BE(6) & 0xff;
  lastMoment = moment;
  bytes.writeUIntBE(moment, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** UUIDv4: for rows whose moment of creation must not be readable from their id (gap reports, survey answers). */
export function newUnlinkableId(): string {
  return randomUUID();
}

/** From 0 to 1, to scatter what should not happen all at once. */
export function chance(): number {
  return randomInt(0, 1_000_001) / 1_000_000;
}
