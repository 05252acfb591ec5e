import type { Call } from "../../platform/server/database/actor.ts";
import { today } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import type { ChainDocument, ChainInterface, ChainKind, ChainStep } from "./contract.ts";
import { agreeVersion, createChain, saveVersion } from "./verbs.ts";

export const testStep = (fields: Partial<ChainStep> = {}): ChainStep => ({
  id: newId(),
  title: "Einstufung",
  unitId: null,
  legalDomain: null,
  input: "",
  output: "",
  preconditions: "",
  targetWeeks: null,
  branches: "one",
  joins: "any",
  milestones: null,
  ...fields,
});

export const testInterface = (from: ChainStep, to: ChainStep, fields: Partial<ChainInterface> = {}): ChainInterface => ({
  id: newId(),
  fromStepId: from.id,
  toStepId: to.id,
  handover: "referral",
  consent: "consent",
  quality: "",
  failure: "",
  targetWeeks: null,
  ...fields,
});

/** Steps one after the other. */
export function testChain(...steps: ChainStep[]): ChainDocument {
  return { steps, interfaces: steps.slice(1).map((step, at) => testInterface(steps[at]!, step)) };
}

/** The course: entitled and registered in one unit, started and finished in another. */
export function testCourse(oneUnit: string | null, otherUnit: string | null): ChainDocument {
  const service = "integration_course";
  return testChain(
    testStep({
      title: "Berechtigung ausstellen",
      unitId: oneUnit,
      milestones: { service, startEvent: "entitled", endEvent: "registered" },
    }),
    testStep({
      title: "Kurs besuchen",
      unitId: otherUnit,
      targetWeeks: 30,
      milestones: { service, startEvent: "started", endEvent: "finished" },
    }),
  );
}

export async function createTestChain(
  coordinator: Call,
  document: ChainDocument = testCourse(null, null),
  isAgreed = false,
  kind: ChainKind = "as_is",
): Promise<{ chainId: string; versionId: string; version: number }> {
  const [chainId, versionId] = [newId(), newId()];
  await createChain(coordinator, { id: chainId, versionId, kind, title: "Vom Anspruch zum Kurs", aim: "", themeId: null });
  let { version } = await saveVersion(coordinator, versionId, { document, version: 1 });
  if (isAgreed)
    ({ version } = await agreeVersion(coordinator, versionId, { agreedOn: today(), agreedIn: "", reviewOn: null, keptWords: [], version }));
  return { chainId, versionId, version };
}
