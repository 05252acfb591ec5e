import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Identity } from "../people/contract.ts";
import { testIdentity } from "../people/factory.ts";
import { createCase } from "./verbs.ts";

export { aWorkbook, aZip, bookParts, sheetXml, utf8, windows1252 } from "./import/factory.ts";

export type TestCase = { readonly caseId: string; readonly clientId: string; readonly number: string };

/** A new person and their case, held by the actor. */
export async function createTestCase(
  call: Call,
  more: { identity?: Partial<Identity>; townId?: string; openedOn?: string } = {},
): Promise<TestCase> {
  const [caseId, clientId] = [newId(), newId()];
  const { number } = await createCase(call, {
    id: caseId,
    clientId,
    identity: { ...testIdentity, ...more.identity },
    contactDetails: null,
    townId: more.townId ?? null,
    phase: "planning",
    openedOn: more.openedOn ?? today(),
    legalBasis: "public_task",
  });
  return { caseId, clientId, number };
}
