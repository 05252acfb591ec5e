import type { Call } from "../../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../../platform/server/ids.ts";
import type { NoticeCode, ReconstructionContent, ReconstructionStep, ReconstructionView, Worksheet } from "./contract.ts";
import { beginReconstruction, handInReconstruction, releaseReconstruction, saveReconstruction } from "./verbs.ts";

export const testReconstructionStep = (more: Partial<ReconstructionStep> = {}): ReconstructionStep => ({
  id: newId(),
  week: 0,
  role: "jobcenter",
  unitId: null,
  legalDomain: "sgb_ii",
  what: "Der Anspruch auf den Kurs steht fest.",
  ...more,
});

export function testReconstruction(more: Partial<ReconstructionContent> = {}): ReconstructionContent {
  return {
    title: "Kurs ohne Betreuung",
    situation: "Eine Mutter mit zwei kleinen Kindern.",
    fieldOfAction: "language",
    steps: [
      testReconstructionStep(),
      testReconstructionStep({ week: 4, role: "course_provider", legalDomain: "aufenthg", what: "Der Kurs hat einen Platz am Vormittag." }),
      testReconstructionStep({
        week: 20,
        role: "person",
        legalDomain: null,
        what: "Sie sagt den Platz ab, weil niemand die Kinder betreut.",
      }),
    ],
    ...more,
  };
}

export const testWorksheet = (content: ReconstructionContent): Worksheet => ({
  breaks: content.steps.slice(-1).map((step) => ({
    stepId: step.id,
    broke: "Der Platz verfiel.",
    why: "Kurs und Betreuung planen getrennt.",
    needed: "Betreuung im Haus des Kurses.",
  })),
  potentials: "Sie spricht schon gut Deutsch.",
  lesson: "",
});

/** Begun by whoever makes it, with its worksheet filled in. */
export async function createTestReconstruction(
  maker: Call,
  more: { caseId?: string; content?: ReconstructionContent } = {},
): Promise<ReconstructionView> {
  const content = more.content ?? testReconstruction();
  const begun = await beginReconstruction(maker, { id: newUnlinkableId(), caseId: more.caseId ?? null, content });
  return await saveReconstruction(maker, begun.id, { content, worksheet: testWorksheet(content), version: begun.version });
}

export async function handInTestReconstruction(
  maker: Call,
  more: Parameters<typeof createTestReconstruction>[1] = {},
): Promise<ReconstructionView> {
  const made = await createTestReconstruction(maker, more);
  return await handInReconstruction(maker, made.id, { keptMarks: [], version: made.version });
}

export const seenIn = (view: ReconstructionView): NoticeCode[] => view.notices.map((one) => one.code);

export async function releaseTestReconstruction(second: Call, view: ReconstructionView): Promise<ReconstructionView> {
  return await releaseReconstruction(second, view.id, { keptMarks: [], seen: seenIn(view), version: view.version });
}
