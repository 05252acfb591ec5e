import { createSecretKey, randomInt } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";
import { now } from "../../platform/server/clock.ts";
import { atDoor, type DoorCall } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { hashToken } from "../../platform/server/http/session.ts";
import { deriveKey, hmac, type InstallationKeys } from "../../platform/server/keys.ts";
import { conflict, invalid, signedOut } from "../../platform/server/problem.ts";
import { openBytes, type SealContext, sealBytes } from "../../platform/server/vault.ts";
import { admitAttempt } from "./attempts.ts";
import * as queries from "./queries-second-factor.ts";
import { deleteFailures } from "./queries.ts";

/** RFC 6238 as every app of this kind knows it. */
const settings = { issuer: "Verbund", algorithm: "SHA1", digits: 6, period: 30 } as const;
/** One step of the clock before and after: a code typed slowly, a phone half a minute off. */
const acceptedSteps = 1;
/** Looked at only to say that the clock of the phone is wrong: five minutes to both sides. */
const recognisedSteps = 10;
const recoveryCodeCount = 10;
/** No letters and digits that look alike on paper. */
const recoveryLetters = "abcdefghjkmnpqrstvwxyz23456789";
const recoveryLength = 10;

/** Never changed, as the permanent key is not: an account belongs to no organisation whose key could turn. */
function sealKey(keys: InstallationKeys) {
  return createSecretKey(deriveKey(keys, "second factor"));
}
function contextOf(accountId: string): SealContext {
  return { siteId: "installation", subjectId: accountId, table: "accounts.second_factor", column: "sealed_secret" };
}

function totpOf(secret: Secret, email: string): TOTP {
  return new TOTP({ ...settings, label: email, secret });
}

type Factor = queries.SecondFactorRow & { readonly session: Buffer };

async function getFactor(call: DoorCall, token: string | undefined): Promise<Factor> {
  const session = token === undefined ? undefined : hashToken(token);
  const row = session && (await queries.findSecondFactor(call.tx, session));
  if (!row) throw signedOut();
  return { ...row, session };
}

/** Of somebody who is signed in all the way. */
async function getOwnFactor(call: DoorCall, token: string | undefined): Promise<Factor> {
  const factor = await getFactor(call, token);
  if (factor.is_waiting) throw signedOut();
  return factor;
}

function secretOf(keys: InstallationKeys, factor: Factor): Secret {
  if (!factor.sealed_secret) throw conflict("second_factor_off");
  const bytes = openBytes(sealKey(keys), contextOf(factor.account_id), factor.sealed_secret);
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}

function hashOf(keys: InstallationKeys, accountId: string, recoveryCode: string): Buffer {
  return hmac(deriveKey(keys, "recovery codes"), accountId, recoveryCode);
}

/**
 * What a typed code stands for. Throws the reason why it is refused, as far as it may be told: to somebody who has shown nothing but a password never that a code
 * will be right in a few minutes, which would make four guesses of one.
 */
function readCode(keys: InstallationKeys, factor: Factor, typed: string): queries.ShownCode {
  if (typed.length === recoveryLength) return { hash: hashOf(keys, factor.account_id, typed) };
  const moment = now().getTime();
  const totp = totpOf(secretOf(keys, factor), factor.email);
  const off = totp.validate({ token: typed, timestamp: moment, window: recognisedSteps });
  if (off === null || (factor.is_waiting && off > acceptedSteps)) throw invalid([{ path: "body.code", code: "not_matching" }]);
  if (Math.abs(off) > acceptedSteps) throw invalid([{ path: "body.code", code: "clock_wrong" }]);
  const step = totp.counter({ timestamp: moment }) + off;
  if (step <= (factor.last_step ?? 0)) throw invalid([{ path: "body.code", code: "already_used" }]);
  return { step };
}

function newRecoveryCodes(): string[] {
  const letters = () => Array.from({ length: recoveryLength }, () => recoveryLetters[randomInt(recoveryLetters.length)]).join("");
  return Array.from({ length: recoveryCodeCount }, letters);
}
/** As it is read and written down: "abcde-fghjk". */
const onPaper = (recoveryCode: string) => `${recoveryCode.slice(0, 5)}-${recoveryCode.slice(5)}`;

/** A code that somebody else spent a moment before looks like one of long ago. */
const spent = () => invalid([{ path: "body.code", code: "already_used" }]);
/** A recovery code that there is not, or not any more, is not told apart. */
const refused = (code: queries.ShownCode) => ("step" in code ? spent() : invalid([{ path: "body.code", code: "not_matching" }]));

/** The second step of signing in, counted and locked like the first. */
export async function enterCode(
  database: Database,
  token: string | undefined,
  typed: string,
  address: string,
): Promise<{ codesLeft: number }> {
  const { factor, attempt } = await atDoor(database, async (call) => {
    const found = await getFactor(call, token);
    if (!found.is_waiting) throw conflict("no_code_awaited");
    return { factor: found, attempt: await admitAttempt(call, "code", found.account_id, address) };
  });
  return await atDoor(database, async (call) => {
    const code = readCode(call.keys, factor, typed);
    if (!(await queries.passWithCode(call.tx, factor.session, code))) throw refused(code);
    await deleteFailures(call.tx, attempt);
    return { codesLeft: (await getFactor(call, token)).codes_left };
  });
}

export async function getSecondFactor(database: Database, token: string | undefined) {
  const factor = await atDoor(database, (call) => getOwnFactor(call, token));
  return {
    isOn: factor.confirmed_at !== null,
    since: factor.confirmed_at?.toISOString() ?? null,
    codesLeft: factor.codes_left,
    isDemo: factor.is_demo,
  };
}

export async function beginSecondFactor(database: Database, token: string | undefined): Promise<{ secret: string; uri: string }> {
  return await atDoor(database, async (call) => {
    const factor = await getOwnFactor(call, token);
    if (factor.is_demo) throw conflict("demo_account");
    // 160 bits, as RFC 4226 recommends
    const secret = new Secret({ size: 20 });
    const sealed = sealBytes(sealKey(call.keys), contextOf(factor.account_id), Buffer.from(secret.bytes));
    if (!(await queries.upsertSecret(call.tx, factor.session, sealed))) throw conflict("second_factor_on");
    const totp = totpOf(secret, factor.email);
    return { secret: secret.base32, uri: totp.toString() };
  });
}

type Proof = { readonly password: string; readonly code: string };

/** Password and code together, because a browser may stand open. Both are counted as one attempt before either is looked at. */
async function prove<T>(
  database: Database,
  token: string | undefined,
  proof: Proof,
  address: string,
  mayDo: (factor: Factor) => void,
  work: (call: DoorCall, factor: Factor, code: queries.ShownCode) => Promise<T>,
): Promise<T> {
  const { factor, attempt } = await atDoor(database, async (call) => {
    const found = await getOwnFactor(call, token);
    mayDo(found);
    return { factor: found, attempt: await admitAttempt(call, "password", found.account_id, address) };
  });
  if (!factor.password_hash || !(await verify(factor.password_hash, proof.password)))
    throw invalid([{ path: "body.password", code: "not_matching" }]);
  return await atDoor(database, async (call) => {
    const done = await work(call, factor, readCode(call.keys, factor, proof.code));
    await deleteFailures(call.tx, attempt);
    return done;
  });
}

const mustBeOn = (factor: Factor) => {
  if (!factor.confirmed_at) throw conflict("second_factor_off");
};

export async function confirmSecondFactor(database: Database, token: string | undefined, proof: Proof, address: string): Promise<string[]> {
  const mustBeBegun = (factor: Factor) => {
    if (factor.confirmed_at) throw conflict("second_factor_on");
    if (!factor.sealed_secret) throw conflict("second_factor_off");
  };
  return await prove(database, token, proof, address, mustBeBegun, async (call, factor, code) => {
    const codes = newRecoveryCodes();
    const hashes = codes.map((one) => hashOf(call.keys, factor.account_id, one));
    if (!("step" in code)) throw invalid([{ path: "body.code", code: "not_matching" }]);
    if (!(await queries.confirmSecret(call.tx, factor.session, code.step, hashes))) throw spent();
    return codes.map(onPaper);
  });
}

export async function renewRecoveryCodes(database: Database, token: string | undefined, proof: Proof, address: string): Promise<string[]> {
  return await prove(database, token, proof, address, mustBeOn, async (call, factor, code) => {
    const codes = newRecoveryCodes();
    const hashes = codes.map((one) => hashOf(call.keys, factor.account_id, one));
    if (!(await queries.replaceRecoveryCodes(call.tx, factor.session, code, hashes))) throw refused(code);
    return codes.map(onPaper);
  });
}

export async function turnOffSecondFactor(database: Database, token: string | undefined, proof: Proof, address: string): Promise<void> {
  await prove(database, token, proof, address, mustBeOn, async (call, factor, code) => {
    if (!(await queries.deleteSecondFactor(call.tx, factor.session, code))) throw refused(code);
  });
}
