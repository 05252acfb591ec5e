import { createHash, randomBytes } from "node:crypto";
import { hmac } from "../keys.ts";

export const sessionCookie = "verbund_session";

/** Over https no other host or path can plant it: browsers take this prefix only with secure, path / and no domain. */
export function sessionCookieOf(config: { readonly secureCookies: boolean }): string {
  return config.secureCookies ? `__Host-${sessionCookie}` : sessionCookie;
}

/** 256 random bits; only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Bound to the session: another site cannot know it, and it needs no storage. */
export function csrfToken(token: string): string {
  return hmac(createHash("sha256").update(`csrf ${token}`).digest(), "csrf").toString("base64url");
}

/** What every request of a session needs of its token. */
export type TokenDerived = { readonly sessionHash: string; readonly csrf: string };

const derived = new Map<string, TokenDerived>();
const mostDerived = 10_000;

/** The same token comes with every click: three hashes are spared each time. Nothing here says whether a session lives. */
export function derivedOf(token: string): TokenDerived {
  let known = derived.get(token);
  if (!known) {
    known = { sessionHash: hashToken(token).toString("hex"), csrf: csrfToken(token) };
    if (derived.size >= mostDerived) derived.clear();
    if (token.length <= 100) derived.set(token, known);
  }
  return known;
}
