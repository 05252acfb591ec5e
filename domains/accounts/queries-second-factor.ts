import { sql } from "kysely";
import type { Db } from "../../platform/server/database/pool.ts";

export type SecondFactorRow = {
  account_id: string;
  email: string;
  is_demo: boolean;
  password_hash: string | null;
  is_waiting: boolean;
  sealed_secret: Buffer | null;
  confirmed_at: Date | null;
  last_step: number | null;
  codes_left: number;
};

/** Of the account whose session this is, also while it waits for the code. */
export async function findSecondFactor(tx: Db, session: Buffer): Promise<SecondFactorRow | undefined> {
  return (await sql<SecondFactorRow>`select * from accounts.find_second_factor(${session})`.execute(tx)).rows[0];
}

export async function awaitsCode(tx: Db, session: Buffer): Promise<boolean> {
  return (await sql<{ awaits: boolean }>`select accounts.awaits_code(${session}) as awaits`.execute(tx)).rows[0]!.awaits;
}

export async function upsertSecret(tx: Db, session: Buffer, sealed: Buffer): Promise<boolean> {
  return (await sql<{ done: boolean }>`select accounts.begin_second_factor(${session}, ${sealed}) as done`.execute(tx)).rows[0]!.done;
}

export async function confirmSecret(tx: Db, session: Buffer, step: number, codeHashes: readonly Buffer[]): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select accounts.confirm_second_factor(${session}, ${step}, ${codeHashes}::bytea[]) as done`.execute(tx);
  return rows[0]!.done;
}

/** A step of the clock or the hash of a recovery code: either is spent by being shown. */
export type ShownCode = { readonly step: number } | { readonly hash: Buffer };
const partsOf = (code: ShownCode) => ("step" in code ? ([code.step, null] as const) : ([null, code.hash] as const));

export async function passWithCode(tx: Db, session: Buffer, code: ShownCode): Promise<boolean> {
  const [step, hash] = partsOf(code);
  const { rows } = await sql<{
    done: boolean;
  }>`select accounts.pass_second_factor(${session}, ${step}::bigint, ${hash}::bytea) as done`.execute(tx);
  return rows[0]!.done;
}

export async function replaceRecoveryCodes(tx: Db, session: Buffer, code: ShownCode, codeHashes: readonly Buffer[]): Promise<boolean> {
  const [step, hash] = partsOf(code);
  const { rows } = await sql<{ done: boolean }>`
    select accounts.renew_recovery_codes(${session}, ${step}::bigint, ${hash}::bytea, ${codeHashes}::bytea[]) as done`.execute(tx);
  return rows[0]!.done;
}

export async function removeSecondFactor(tx: Db, accountId: string): Promise<void> {
  await sql`select accounts.remove_second_factor(${accountId})`.execute(tx);
}

export async function deleteSecondFactor(tx: Db, session: Buffer, code: ShownCode): Promise<boolean> {
  const [step, hash] = partsOf(code);
  const { rows } = await sql<{ done: boolean }>`
    select accounts.turn_off_second_factor(${session}, ${step}::bigint, ${hash}::bytea) as done`.execute(tx);
  return rows[0]!.done;
}
