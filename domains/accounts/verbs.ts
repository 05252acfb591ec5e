import { setTimeout as sleep } from "node:timers/promises";
import { hash, verify } from "@node-rs/argon2";
import { now } from "../../platform/server/clock.ts";
import { atDoor, type Call, type DoorCall } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { hashToken, newToken } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { conflict, invalid, notFound, signedOut } from "../../platform/server/problem.ts";
import { admitAttempt } from "./attempts.ts";
import { mailedToken } from "./mail/verbs.ts";
import { awaitsCode, removeSecondFactor } from "./queries-second-factor.ts";
import type { InstallationKeys } from "../../platform/server/keys.ts";
import * as queries from "./queries.ts";
import { pathOfPasswordLink, tokenOfResetLink } from "./reset-link.ts";
import type { Language, OwnAccount } from "./contract.ts";
import { deviceOf } from "./rules.device.ts";
import { weaknessOf } from "./rules.password.ts";
import { firstLinkDays, linkDays, resetLinkMinutes, sessionHours } from "./rules.ts";

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

export type OpenedSession = { readonly token: string; readonly expiresAt: Date };
/** Signed in by password: with a second factor the session waits for the code and acts as nobody. */
export type BegunSession = OpenedSession & { readonly awaitsCode: boolean };

async function beginSession(call: DoorCall, accountId: string, visit: Visit): Promise<BegunSession> {
  const session = await openSession(call, { accountId, membershipId: null, isLink: false }, visit);
  return { ...session, awaitsCode: await awaitsCode(call.tx, hashToken(session.token)) };
}

/** What the browser brings along: its session of before, which ends, and what it says of itself. */
export type Visit = { readonly sessionToken?: string | undefined; readonly userAgent?: string };

export async function openSession(
  call: DoorCall,
  session: { accountId: string; membershipId: string | null; isLink: boolean; expiresAt?: Date },
  visit: Visit = {},
): Promise<OpenedSession> {
  if (visit.sessionToken) await queries.endSession(call.tx, hashToken(visit.sessionToken));
  const token = newToken();
  const longest = new Date(now().getTime() + sessionHours * 3_600_000);
  const expiresAt = session.expiresAt && session.expiresAt < longest ? session.expiresAt : longest;
  await queries.insertSession(call.tx, { ...session, ...deviceOf(visit.userAgent ?? ""), tokenHash: hashToken(token), expiresAt });
  return { token, expiresAt };
}

/** Throws `too_many` after five failures in 15 minutes, else `invalid` without saying which of the two was wrong. */
export async function signIn(
  database: Database,
  credentials: { email: string; password: string },
  address: string,
  visit: Visit,
): Promise<BegunSession> {
  const { attempt, known } = await atDoor(database, async (call) => ({
    attempt: await admitAttempt(call, "email", credentials.email, address),
    known: await queries.findCredentials(call.tx, credentials.email),
  }));
  const matches = await verify(known?.password_hash ?? (await decoyHash()), credentials.password);
  if (!known?.password_hash || !matches) throw invalid([{ path: "body.password", code: "not_matching" }]);
  return await atDoor(database, async (call) => {
    await queries.deleteFailures(call.tx, attempt);
    return await beginSession(call, known.account_id, visit);
  });
}

/** The same browser goes on in the session that a link of the same membership opened before: what was begun there belongs to it. */
export async function useLink(database: Database, token: string, visit: Visit): Promise<OpenedSession> {
  return await atDoor(database, async (call) => {
    const link = await queries.takeLink(call.tx, hashToken(token));
    if (!link) throw notFound();
    const { account_id: accountId, membership_id: membershipId, expires_at: expiresAt } = link;
    if (visit.sessionToken) {
      const until = await queries.findLinkSession(call.tx, hashToken(visit.sessionToken), membershipId);
      if (until) return { token: visit.sessionToken, expiresAt: until };
    }
    return await openSession(call, { accountId, membershipId, isLink: true, expiresAt }, visit);
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
  mustNotBeShared(await queries.getActingAccount(call.tx, call.actor.accountId));
  return await queries.revokeSessions(call.tx, call.actor.accountId, now());
}

function mustBeStrong(password: string, person: { name: string; email: string }, path: string): void {
  const weakness = weaknessOf(password, person);
  if (weakness) throw invalid([{ path, code: weakness }]);
}

/** The account of a session, whatever it acts as. A personal link has none. */
async function getAccountOf(call: DoorCall, token: string | undefined): Promise<queries.OwnAccountRow & { readonly session: Buffer }> {
  const session = token === undefined ? undefined : hashToken(token);
  const account = session && (await queries.findOwnAccount(call.tx, session));
  if (!account) throw signedOut();
  return { ...account, session };
}

export async function getOwnAccount(database: Database, token: string | undefined): Promise<OwnAccount> {
  return await atDoor(database, async (call) => {
    const account = await getAccountOf(call, token);
    const sessions = await queries.listOwnSessions(call.tx, account.session);
    return {
      name: account.display_name,
      email: account.email,
      isDemo: account.is_demo,
      passwordChangedAt: account.password_changed_at?.toISOString() ?? null,
      // an account of the demo is shared: nobody looks over the shoulder of another visitor
      sessions: sessions
        .filter((row) => row.is_current || !account.is_demo)
        .map((row) => ({
          id: row.id,
          browser: row.browser as OwnAccount["sessions"][number]["browser"],
          system: row.system as OwnAccount["sessions"][number]["system"],
          isLink: row.is_link,
          isCurrent: row.is_current,
          createdAt: row.created_at.toISOString(),
          lastUsedAt: row.last_used_at.toISOString(),
        })),
    };
  });
}

/** An account of the demo belongs to all who look around: nobody ends the visit of another or locks them out. */
function mustNotBeShared(account: Pick<queries.OwnAccountRow, "is_demo">): void {
  if (account.is_demo) throw conflict("demo_account");
}

export async function endOwnSession(database: Database, token: string | undefined, sessionId: string): Promise<void> {
  await atDoor(database, async (call) => {
    const account = await getAccountOf(call, token);
    mustNotBeShared(account);
    if (!(await queries.endOwnSession(call.tx, account.session, sessionId))) throw notFound();
  });
}

export async function endOtherSessions(database: Database, token: string | undefined): Promise<number> {
  return await atDoor(database, async (call) => {
    const account = await getAccountOf(call, token);
    mustNotBeShared(account);
    return await queries.endOtherSessions(call.tx, account.session);
  });
}

/** Asks for the old one, because a browser may stand open. Answers how many other sessions ended. */
export async function changePassword(
  database: Database,
  token: string | undefined,
  passwords: { oldPassword: string; newPassword: string },
  address: string,
): Promise<number> {
  const account = await atDoor(database, (call) => getAccountOf(call, token));
  mustNotBeShared(account);
  mustBeStrong(passwords.newPassword, { name: account.display_name, email: account.email }, "body.newPassword");
  const attempt = await atDoor(database, (call) => admitAttempt(call, "password", account.account_id, address));
  if (!account.password_hash || !(await verify(account.password_hash, passwords.oldPassword)))
    throw invalid([{ path: "body.oldPassword", code: "not_matching" }]);
  const passwordHash = await hashPassword(passwords.newPassword);
  return await atDoor(database, async (call) => {
    await queries.deleteFailures(call.tx, attempt);
    if (!(await queries.updateOwnPassword(call.tx, account.session, passwordHash))) throw signedOut();
    return await queries.endOtherSessions(call.tx, account.session);
  });
}

export type NewPasswordLink = { readonly id: string; readonly token: string; readonly hash: Buffer; readonly expiresAt: Date };

/** A token with which somebody chooses a first password: its hash goes to the database, the token to who hands it over. */
export function newFirstLink(): NewPasswordLink {
  const token = newToken();
  return { id: newId(), token, hash: hashToken(token), expiresAt: new Date(now().getTime() + firstLinkDays * 86_400_000) };
}

export async function checkPasswordLink(database: Database, token: string) {
  const link = await atDoor(database, (call) => queries.findPasswordLink(call.tx, hashToken(token)));
  if (!link) throw notFound();
  return { kind: link.kind as "first" | "reset", name: link.display_name, email: link.email, expiresAt: link.expires_at.toISOString() };
}

/** Uses the link up and signs in. */
export async function usePasswordLink(
  database: Database,
  it: { token: string; password: string; language: Language },
  visit: Visit,
): Promise<BegunSession> {
  const hash = hashToken(it.token);
  const link = await atDoor(database, (call) => queries.findPasswordLink(call.tx, hash));
  if (!link) throw notFound();
  mustBeStrong(it.password, { name: link.display_name, email: link.email }, "body.password");
  const passwordHash = await hashPassword(it.password);
  return await atDoor(database, async (call) => {
    const accountId = await queries.takePasswordLink(call.tx, hash, passwordHash, it.language);
    if (!accountId) throw notFound();
    return await beginSession(call, accountId, visit);
  });
}

/** What sends the mail with a link for a new password. It gets ids alone, in the transaction that causes it, and makes the token when it writes the mail. */
export type SendPasswordLink = (call: DoorCall, link: { readonly accountId: string; readonly linkId: string }) => Promise<void>;
let sendPasswordLink: SendPasswordLink | undefined;

/** Given at the start by what can send mail; without it nobody is promised any. */
export function sendPasswordLinksBy(send: SendPasswordLink | undefined): void {
  sendPasswordLink = send;
}

/** Nothing for an address without an account, and after eight of a day. */
async function makeResetLink(call: DoorCall, email: string): Promise<{ accountId: string; linkId: string; token: string } | undefined> {
  const linkId = newId();
  const token = tokenOfResetLink(call.keys, linkId);
  const expiresAt = new Date(now().getTime() + resetLinkMinutes * 60_000);
  const accountId = await queries.insertResetLink(call.tx, { email, id: linkId, hash: hashToken(token), expiresAt });
  return accountId ? { accountId, linkId, token } : undefined;
}

/** By whoever runs the installation, to be handed over in person. */
export async function makePasswordLink(
  database: Database,
  email: string,
  wanted: { removesSecondFactor: boolean },
): Promise<{ path: string; minutes: number } | undefined> {
  return await atDoor(database, async (call) => {
    const link = await makeResetLink(call, email.toLowerCase());
    if (!link) return undefined;
    if (wanted.removesSecondFactor) await removeSecondFactor(call.tx, link.accountId);
    return { path: pathOfPasswordLink(link.token), minutes: resetLinkMinutes };
  });
}

/** An answer takes this long whether there is such an account or not. */
const patienceWithReset = 250;

/** Throws `too_many` alike for addresses that have an account and for those that have none. */
export async function askForPasswordLink(
  database: Database,
  email: string,
  address: string,
): Promise<{ sendsMail: boolean; minutes: number }> {
  const send = sendPasswordLink;
  const pause = sleep(patienceWithReset);
  await atDoor(database, (call) => admitAttempt(call, "reset", email, address));
  if (send) {
    await atDoor(database, async (call) => {
      const link = await makeResetLink(call, email);
      if (link) await send(call, { accountId: link.accountId, linkId: link.linkId });
    });
  }
  await pause;
  return { sendsMail: send !== undefined, minutes: resetLinkMinutes };
}

/** Failures, links and sessions that have served their time. */
export async function pruneSignIn(database: Database): Promise<number> {
  return await atDoor(database, (call) => queries.pruneSignIn(call.tx));
}
