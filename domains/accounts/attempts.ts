import { now } from "../../platform/server/clock.ts";
import type { DoorCall } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { deriveKey, hmac } from "../../platform/server/keys.ts";
import { tooMany } from "../../platform/server/problem.ts";
import * as queries from "./queries.ts";
import { failureWindowMinutes, isLockedOut } from "./rules.ts";

export type Attempt = { readonly ofSubject: Buffer; readonly ofAddress: Buffer; readonly id: string };

/**
 * Counts the attempt as failed before what was given is looked at, so that many at once are counted too. Both keys are held, always in the same
 * order, from the count to the entry: whoever tries many accounts from one address waits in one line.
 */
export async function admitAttempt(
  call: DoorCall,
  what: "email" | "password" | "code" | "reset",
  who: string,
  address: string,
): Promise<Attempt> {
  const key = deriveKey(call.keys, "sign-in failures");
  const attempt = { ofSubject: hmac(key, what, who), ofAddress: hmac(key, "address", address), id: newId() };
  await queries.lockKeys(call.tx, [attempt.ofSubject, attempt.ofAddress]);
  const since = new Date(now().getTime() - failureWindowMinutes * 60_000);
  const failures = await queries.countFailures(call.tx, [attempt.ofSubject, attempt.ofAddress], since);
  const locked = isLockedOut({
    ofEmail: failures.get(attempt.ofSubject.toString("hex")) ?? 0,
    ofAddress: failures.get(attempt.ofAddress.toString("hex")) ?? 0,
  });
  if (locked) throw tooMany("sign_in");
  await queries.insertFailures(call.tx, [attempt.ofSubject, attempt.ofAddress], [attempt.id, attempt.id]);
  return attempt;
}
