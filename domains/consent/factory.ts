import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { DataCategory } from "../network/contract.ts";
import type { Declaration } from "./contract.ts";
import { latestEnd } from "./rules.ts";
import { askErasure } from "./erasure/verbs.ts";
import { askShare } from "./verbs.ts";

export function testDeclaration(declaredOn = today()): Declaration {
  return {
    id: newId(),
    givenBy: "person",
    judgement: "Hat im Gespräch mit Sprachmittlung verstanden, worum es geht",
    language: "prs",
    form: "written",
    textVersion: "2026-1",
    declaredOn,
    secrecyRelease: true,
  };
}

/** A share from today for two years: given at once, or only asked. */
export async function createTestShare(
  call: Call,
  share: { clientId: string; unitId: string; categories: DataCategory[]; asked?: boolean; fromOn?: string; untilOn?: string },
): Promise<string> {
  const id = newId();
  const fromOn = share.fromOn ?? today();
  await askShare(call, share.clientId, {
    id,
    unitId: share.unitId,
    categories: share.categories,
    purpose: "joint_support_planning",
    fromOn,
    untilOn: share.untilOn ?? latestEnd(fromOn),
    confirmedForeignersAuthority: true,
    declaration: share.asked ? null : testDeclaration(),
  });
  return id;
}

/** Asked for, and waiting for a second person. */
export async function createTestErasure(call: Call, clientId: string): Promise<string> {
  const id = newId();
  await askErasure(call, clientId, { id, reason: "right_to_erasure", archive: "not_bound", archiveOfferedOn: null });
  return id;
}
