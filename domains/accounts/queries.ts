import { CompiledQuery, sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export async function findCredentials(tx: Db, email: string): Promise<{ account_id: string; password_hash: string | null } | undefined> {
  const { rows } = await sql<{
    account_id: string;
    password_hash: string | null;
  }>`select * from accounts.find_credentials(${email})`.execute(tx);
  return rows[0];
}

export async function countFailures(tx: Db, keys: Buffer[], since: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: Buffer; failures: number }>`
    select key, failures from accounts.count_failures(${keys}::bytea[], ${since})`.execute(tx);
  return new Map(rows.map((row) => [row.key.toString("hex"), row.failures]));
}

export async function insertFailures(tx: Db, keys: Buffer[], ids: string[]): Promise<void> {
  await sql`select accounts.record_failure(${keys}::bytea[], ${ids}::uuid[])`.execute(tx);
}

export async function pruneSignIn(tx: Db): Promise<number> {
  return (await sql<{ gone: number }>`select accounts.prune_sign_in() as gone`.execute(tx)).rows[0]!.gone;
}

export async function deleteFailures(tx: Db, attempt: { ofSubject: Buffer; ofAddress: Buffer; id: string }): Promise<void> {
  await sql`select accounts.forget_failures(${attempt.ofSubject}, ${attempt.ofAddress}, ${attempt.id})`.execute(tx);
}

/** In one order for everybody, so that no two wait for each other. */
export async function lockKeys(tx: Db, keys: readonly Buffer[]): Promise<void> {
  const locks = keys.map((key) => [key.readInt32BE(0), key.readInt32BE(4)] as const).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [first, second] of locks) await sql`select pg_advisory_xact_lock(${first}, ${second})`.execute(tx);
}

export type NewSession = {
  tokenHash: Buffer;
  accountId: string;
  membershipId: string | null;
  isLink: boolean;
  expiresAt: Date;
  browser: string;
  system: string;
};

export async function insertSession(tx: Db, session: NewSession): Promise<void> {
  await sql`select accounts.open_session(${session.tokenHash}, ${session.accountId}, ${session.membershipId}, ${session.isLink}, ${session.expiresAt}, ${session.browser}, ${session.system})`.execute(
    tx,
  );
}

export async function takeLink(tx: Db, hash: Buffer): Promise<{ account_id: string; membership_id: string; expires_at: Date } | undefined> {
  const { rows } = await sql<{
    account_id: string;
    membership_id: string;
    expires_at: Date;
  }>`select * from accounts.use_link(${hash})`.execute(tx);
  return rows[0];
}

/** Until when a session of this browser goes on that a link of the same membership opened. */
export async function findLinkSession(tx: Db, sessionHash: Buffer, membershipId: string): Promise<Date | undefined> {
  const { rows } = await sql<{ until: Date | null }>`select accounts.find_link_session(${sessionHash}, ${membershipId}) as until`.execute(
    tx,
  );
  return rows[0]?.until ?? undefined;
}

export type OwnAccountRow = {
  account_id: string;
  email: string;
  display_name: string;
  is_demo: boolean;
  password_hash: string | null;
  password_changed_at: Date | null;
};

export async function findOwnAccount(tx: Db, session: Buffer): Promise<OwnAccountRow | undefined> {
  return (await sql<OwnAccountRow>`select * from accounts.find_own_account(${session})`.execute(tx)).rows[0];
}

export type SessionRow = {
  id: string;
  browser: string;
  system: string;
  is_link: boolean;
  is_current: boolean;
  created_at: Date;
  last_used_at: Date;
};

export async function listOwnSessions(tx: Db, session: Buffer): Promise<SessionRow[]> {
  return (await sql<SessionRow>`select * from accounts.list_own_sessions(${session})`.execute(tx)).rows;
}

export async function endOwnSession(tx: Db, session: Buffer, id: string): Promise<boolean> {
  return (await sql<{ ended: boolean }>`select accounts.end_own_session(${session}, ${id}) as ended`.execute(tx)).rows[0]!.ended;
}

export async function endOtherSessions(tx: Db, session: Buffer): Promise<number> {
  return (await sql<{ ended: number }>`select accounts.end_other_sessions(${session}) as ended`.execute(tx)).rows[0]!.ended;
}

export async function updateOwnPassword(tx: Db, session: Buffer, passwordHash: string): Promise<boolean> {
  return (await sql<{ changed: boolean }>`select accounts.change_own_password(${session}, ${passwordHash}) as changed`.execute(tx)).rows[0]!
    .changed;
}

export type PasswordLinkRow = { account_id: string; kind: string; email: string; display_name: string; expires_at: Date };

export async function findPasswordLink(tx: Db, hash: Buffer): Promise<PasswordLinkRow | undefined> {
  return (await sql<PasswordLinkRow>`select * from accounts.find_password_link(${hash})`.execute(tx)).rows[0];
}

export async function takePasswordLink(tx: Db, hash: Buffer, passwordHash: string, language: string): Promise<string | undefined> {
  const { rows } = await sql<{ account_id: string | null }>`
    select accounts.use_password_link(${hash}, ${passwordHash}, ${language}) as account_id`.execute(tx);
  return rows[0]?.account_id ?? undefined;
}

/** Answers the account that the mail goes to, if there is one. */
export async function insertResetLink(
  tx: Db,
  link: { email: string; hash: Buffer; id: string; expiresAt: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ account_id: string | null }>`
    select accounts.create_reset_link(${link.email}, ${link.hash}, ${link.id}, ${link.expiresAt}) as account_id`.execute(tx);
  return rows[0]?.account_id ?? undefined;
}

export type LinkRow = { token_hash: Buffer; created_at: Date; expires_at: Date; last_used_at: Date | null; revoked_at: Date | null };

export async function listLinks(tx: Db, hashes: readonly Buffer[]): Promise<LinkRow[]> {
  return (await sql<LinkRow>`select * from accounts.list_links(${hashes}::bytea[])`.execute(tx)).rows;
}

export async function revokeLink(tx: Db, hash: Buffer): Promise<boolean> {
  return (await sql<{ ended: boolean }>`select accounts.revoke_link(${hash}) as ended`.execute(tx)).rows[0]!.ended;
}

export async function addAccount(
  tx: Db,
  account: { id: string; email: string; name: string; passwordHash: string | null; language: string; isDemo: boolean },
): Promise<void> {
  await sql`select accounts.add_account(${account.id}, ${account.email}, ${account.name}, ${account.passwordHash}, ${account.language}, ${account.isDemo})`.execute(
    tx,
  );
}

export async function endSession(tx: Db, tokenHash: Buffer): Promise<void> {
  await sql`select accounts.end_session(${tokenHash})`.execute(tx);
}

export async function updateLanguage(tx: Db, language: string): Promise<void> {
  await tx.updateTable("accounts.account").set({ language }).execute();
}

export async function getActingAccount(tx: Db, accountId: string): Promise<{ is_demo: boolean }> {
  return await tx.selectFrom("accounts.account").select("is_demo").where("id", "=", accountId).executeTakeFirstOrThrow();
}

export async function revokeSessions(tx: Db, accountId: string, at: Date): Promise<number> {
  const result = await tx
    .updateTable("accounts.session")
    .set({ revoked_at: at })
    .where("account_id", "=", accountId)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export type AccessRow = {
  site_id: string;
  id: string;
  at: Date;
  actor_id: string;
  action: string;
  client_ids: string[];
  basis: string;
  request_id: string;
  hmac: Buffer;
};

// every request that sees a person writes one: its text is not built anew
const insertAccessText = `insert into accounts.access_log (site_id, id, at, actor_id, action, client_ids, basis, request_id, hmac)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const accessValues = ({ site_id, id, at, actor_id, action, client_ids, basis, request_id, hmac }: AccessRow) => [
  site_id,
  id,
  at,
  actor_id,
  action,
  client_ids,
  basis,
  request_id,
  hmac,
];

export function insertAccess(row: AccessRow): CompiledQuery {
  return CompiledQuery.raw(insertAccessText, accessValues(row));
}

/** Several rows of one request in one statement, which is as quick as one row. */
export function insertAccesses(rows: readonly AccessRow[]): CompiledQuery {
  const values = rows.map(accessValues);
  const more = values.slice(1).map((row, at) => `, (${row.map((_, place) => `$${(at + 1) * row.length + place + 1}`).join(", ")})`);
  return CompiledQuery.raw(insertAccessText + more.join(""), values.flat());
}

export async function listSitesToSeal(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ site_id: string }>`select site_id from accounts.list_sites_to_seal()`.execute(tx);
  return rows.map((row) => row.site_id);
}

export type LoggedRow = Omit<AccessRow, "site_id"> & { written_in: string };
export type SealSpan = { sealed_from: string; sealed_below: string; next_number: number; previous_seal: Buffer | null };

/** What a seal is made of: a row's HMAC stands for all it says. */
export async function listRowsToSeal(tx: Db, siteId: string): Promise<({ id: string; hmac: Buffer } & SealSpan)[]> {
  const { rows } = await sql<{ id: string; hmac: Buffer } & SealSpan>`
    select id, hmac, sealed_from::text as sealed_from, sealed_below::text as sealed_below, next_number, previous_seal
    from accounts.list_rows_to_seal(${siteId})`.execute(tx);
  return rows;
}

export async function insertSeal(
  tx: Db,
  seal: { siteId: string; number: number; from: string; below: string; rowIds: string[]; seal: Buffer },
): Promise<void> {
  await sql`select accounts.add_seal(${seal.siteId}, ${seal.number}, ${seal.from}::xid8, ${seal.below}::xid8, ${seal.rowIds}::uuid[], ${seal.seal})`.execute(
    tx,
  );
}

export type Seal = {
  number: number;
  sealed_from: string;
  sealed_below: string;
  row_count: number;
  row_ids: string[];
  seal: Buffer;
  sealed_at: Date;
};

export async function listSeals(tx: Db, siteId: string): Promise<Seal[]> {
  const { rows } = await sql<Seal>`
    select number, sealed_from::text as sealed_from, sealed_below::text as sealed_below, row_count, row_ids, seal, sealed_at
    from accounts.list_seals(${siteId})`.execute(tx);
  return rows;
}

export async function listLog(tx: Db, siteId: string): Promise<LoggedRow[]> {
  const { rows } = await sql<LoggedRow>`
    select id, at, actor_id, action, client_ids, basis, request_id, hmac, written_in::text as written_in from accounts.list_log(${siteId})`.execute(
    tx,
  );
  return rows;
}

export async function listLoggedSites(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ site_id: string }>`select site_id from accounts.list_logged_sites()`.execute(tx);
  return rows.map((row) => row.site_id);
}

/** Only one process seals at a time. */
export async function tryLockSealing(tx: Db): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(7101003) as got`.execute(tx);
  return rows[0]!.got;
}
