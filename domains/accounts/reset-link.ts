import { deriveKey, hmac, type InstallationKeys } from "../../platform/server/keys.ts";

/** Made anew from the id whenever its mail is written, under a key that the database never holds: so no queue keeps it, and a second try carries the same one. */
export function tokenOfResetLink(keys: InstallationKeys, linkId: string): string {
  return hmac(deriveKey(keys, "password reset"), linkId).toString("base64url");
}

export function pathOfPasswordLink(token: string): string {
  return `/set-password#${token}`;
}
