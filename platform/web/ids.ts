import { now } from "./clock.ts";

/** UUIDv7: a form makes the id of what it sends, so that a second click is the same thing and not a second one. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = now().getTime();
  for (let at = 5; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return inGroups(bytes);
}

/** UUIDv4: for what must not betray when it was written (gap reports, survey answers). */
export function newUnlinkableId(): string {
  // crypto.randomUUID is missing where a site is opened without TLS inside a town hall
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return inGroups(bytes);
}

function inGroups(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
