import { hash, verify } from "@node-rs/argon2";
import { now } from "../../platform/server/clock.ts";
import { atDoor, type Call, type DoorCall } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { hashToken, newToken } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { deriveKey, hmac, type InstallationKeys } from "../../platform/server/keys.ts";
import { invalid, notFound, tooMany } from "../../platform/server/problem.ts";
import { mailedToken } from "./mail/verbs.ts";
import * as queries from "./queries.ts";
import { failureWindowMinutes, isLockedOut, linkDays, sessionHours } from "./rules.ts";

/** RFC 9106, second recommended option, argon2id: 64 MiB would starve two cores at sign-in, so OWASP's 19 MiB with two passes. */
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export async function hashPassword(plain: string): Promise<string> {
  return await hash(plain, argon);
}

let decoy: string | undefined;
/** Checked where there is no account, so that both paths take the same time. */
async function decoyHash(): Promise<string> {
  decoy ??= await hashPassword("nobody has this password");
  return decoy;
}

function failureKeys(keys: InstallationKeys, email: string, address: string): { ofEmail: Buffer; ofAddress: Buffer } {
  const key = deriveKey(keys, "sign-in failures");
  return { ofEmail: hmac(key, "email", email), ofAddress: hmac(key, "address", address) };
}

/** Counts the attempt as failed before the password is looked at, so that many at once are counted too. */
async function admitAttempt(call: DoorCall, email: string, address: string) {
  const { ofEmail, ofAddress } = failureKeys(call.keys, email, address);
  await queries.lockKey(call.tx, ofEmail);
  const since = new Date(now().getTime() - failureWindowMinutes * 60_000);
  const failures = await queries.countFailures(call.tx, [ofEmail, ofAddress], since);
  const locked = isLockedOut({
    ofEmail: failures.get(ofEmail.toString("hex")) ?? 0,
    ofAddress: failures.get(ofAddress.toString("hex")) ?? 0,
  });
  if (locked) return undefined;
  await queries.insertFailures(call.tx, [ofEmail, ofAddress], [newId(), newId()]);
  return { ofEmail, credentials: await queries.findCredentials(call.tx, email) };
}

export type OpenedSession = { readonly token: string; readonly expiresAt: Date };

export async function openSession(
  call: DoorCall,
  session: { accountId: string; membershipId: string | null; isLink: boolean; expiresAt?: Date },
): Promise<OpenedSession> {
  const token = newToken();
  const longest = new Date(now().getTime() + sessionHours * 3_600_000);
  const expiresAt = session.expiresAt && session.expiresAt < longest ? session.expiresAt : longest;
  await queries.insertSession(call.tx, { ...session, tokenHash: hashToken(token), expiresAt });
  return { token, expiresAt };
}

/** Throws `too_many` after five failures in 15 minutes, else `invalid` without saying which of the two was wrong. */
export async function signIn(
  database: Database,
  credentials: { email: string; password: string },
  address: string,
): Promise<OpenedSession> {
  const admitted = await atDoor(database, (call) => admitAttempt(call, credentials.email, address));
  if (!admitted) throw tooMany("sign_in");
  const known = admitted.credentials;
  const matches = await verify(known?.password_hash ?? (await decoyHash()), credentials.password);
  if (!known?.password_hash || !matches) throw invalid([{ path: "body.password", code: "not_matching" }]);
  return await atDoor(database, async (call) => {
    await queries.deleteFailures(call.tx, admitted.ofEmail);
    return await openSession(call, { accountId: known.account_id, membershipId: null, isLink: false });
  });
}

export async function useLink(database: Database, token: string): Promise<OpenedSession> {
  return await atDoor(database, async (call) => {
    const link = await queries.takeLink(call.tx, hashToken(token));
    if (!link) throw notFound();
    return await openSession(call, {
      accountId: link.account_id,
      membershipId: link.membership_id,
      isLink: true,
      expiresAt: link.expires_at,
    });
  });
}

export async function endSession(database: Database, token: string): Promise<void> {
  await atDoor(database, (call) => queries.endSession(call.tx, hashToken(token)));
}

export type NewLink = { readonly token: string; readonly hash: Buffer; readonly expiresAt: Date };

/** A token for a personal link: its hash goes to `accounts.create_link` through the definer function of the domain whose papers it opens, the token to its holder alone. */
export function newLink(): NewLink {
  const token = newToken();
  return { token, hash: hashToken(token), expiresAt: linkExpiry() };
}

/** A link that a mail will carry. Its token is made from its id when the mail is sent, so that nothing that opens anything waits in the queue. */
export function newMailedLink(keys: InstallationKeys, linkId: string): NewLink {
  const token = mailedToken(keys, "personal link", linkId);
  return { token, hash: hashToken(token), expiresAt: linkExpiry() };
}

export type PersonalLink = {
  readonly hash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
};

/** Links of the actor's site by their hash; nothing for anybody but its coordinator. */
export async function listLinks(call: Call, hashes: readonly Buffer[]): Promise<PersonalLink[]> {
  if (hashes.length === 0) return [];
  const rows = await queries.listLinks(call.tx, hashes);
  return rows.map((row) => ({
    hash: row.token_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}

/** Ends the link and the sessions opened by links of the same membership. Answers whether it was still open. */
export async function revokeLink(call: Call, hash: Buffer): Promise<boolean> {
  return await queries.revokeLink(call.tx, hash);
}

export function linkExpiry(): Date {
  return new Date(now().getTime() + linkDays * 86_400_000);
}

export async function chooseLanguage(call: Call, language: string): Promise<void> {
  await queries.updateLanguage(call.tx, language);
}

export async function signOutEverywhere(call: Call): Promise<number> {
  return await queries.revokeSessions(call.tx, call.actor.accountId, now());
}
