import type { Call } from "../../platform/server/database/actor.ts";
import { conflict, forbidden, notFound } from "../../platform/server/problem.ts";
import { recordAccess } from "../accounts/index.ts";
import { getStanding } from "./queries.ts";

/** For those whom planning does not concern there is none. */
export async function requirePart(call: Call): Promise<{ mayWrite: boolean }> {
  const standing = await getStanding(call.tx);
  if (!standing.takes_part) throw notFound();
  return { mayWrite: standing.may_write };
}

export async function requireWriter(call: Call): Promise<void> {
  if (!(await requirePart(call)).mayWrite) throw forbidden();
}

export async function recordWrite(call: Call, action: string): Promise<void> {
  await recordAccess(call, { action: `cooperation.${action}`, basis: "structure" });
}

/** A repeat with the same id by the same actor answers as the first; somebody else's row is told as taken. */
export function refuseTaken(isNew: boolean, createdBy: string | undefined, call: Call): void {
  if (!isNew && createdBy !== call.actor.membershipId) throw conflict("already_there");
}
