import { randomBytes, randomUUID } from "node:crypto";
import { now } from "./clock.ts";

/** UUIDv7 (RFC 9562): in order of time, so that indexes stay dense. PostgreSQL 17 cannot make it, so the code does. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now().getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** UUIDv4: for rows whose moment of creation must not be readable from their id (gap reports, survey answers). */
export function newUnlinkableId(): string {
  return randomUUID();
}
