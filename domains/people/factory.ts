import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { Identity } from "./contract.ts";
import { mergePeople, undoMerge } from "./duplicates/verbs.ts";
import { addClient } from "./verbs.ts";

export const testIdentity: Identity = {
  familyName: "Rahimi",
  givenNames: "Nadia",
  birthDate: "1995-04-17",
  birthYear: null,
  sex: "female",
  nationality: "Afghanistan",
  languages: ["Dari"],
  isPseudonym: false,
};

export async function createTestClient(call: Call, identity: Partial<Identity> = {}): Promise<string> {
  const id = newId();
  await addClient(call, { id, identity: { ...testIdentity, ...identity } });
  return id;
}

/** Two rows of one person, from now on. Answers what takes them apart again. */
export async function mergeTestClients(call: Call, keptId: string, mergedId: string): Promise<(later: Call) => Promise<void>> {
  const id = newId();
  await mergePeople(call, { id, keptId, mergedId, keptVersion: 1, mergedVersion: 1, choices: {} });
  return async (later) => void (await undoMerge(later, id));
}
