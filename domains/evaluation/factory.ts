import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { CheckAnswer, EntryFields, FeedbackLevel, FeedbackView, FindingView } from "./contract.ts";
import { checkFeedback, draftFeedback, moveFeedback, recordFinding, releaseToTeam, writeAdvice, writeEntry } from "./verbs.ts";

export const testEntry = (fields: Partial<EntryFields> = {}): EntryFields => ({
  happenedOn: today(),
  level: "structure",
  event: "Die Steuerungsgruppe hat den gemeinsamen Antrag vertagt.",
  interpretation: "Die Zuständigkeit für die Kosten war nicht geklärt.",
  sourceKind: "observation",
  ...fields,
});

export async function createTestEntry(call: Call, siteId: string, isShared: boolean, fields: Partial<EntryFields> = {}): Promise<string> {
  return (await writeEntry(call, siteId, { ...testEntry(fields), id: newId(), isShared, keptMarks: [] })).id;
}

/** Acts as a rater of the site. */
export async function createTestFinding(call: Call, siteId: string, isShared: boolean): Promise<FindingView> {
  return await recordFinding(call, siteId, {
    id: newId(),
    field: "cooperation",
    sentence: "Zwischen Sozialamt und Jobcenter gibt es keinen festen Kontakt.",
    evidenceKind: "interview",
    sources: "Drei Gespräche mit Leitungen",
    isShared,
    keptMarks: [],
  });
}

/** Acts as a coach of the site. */
export async function createTestAdvice(call: Call, siteId: string, siteSees: boolean): Promise<string> {
  const advice = {
    id: newId(),
    givenOn: today(),
    kind: "coaching" as const,
    withWhom: "Koordination",
    subject: "Wie eine Planungskonferenz bei den Fällen beginnt.",
    nextStep: "Ein Fall wird ohne Namen aufbereitet.",
    siteSees,
    keptMarks: [],
  };
  return (await writeAdvice(call, siteId, advice)).id;
}

/** Acts as one of the team. */
export async function createTestFeedback(
  call: Call,
  siteId: string,
  level: FeedbackLevel = "steering_group",
  basis: { entryIds?: string[]; findingIds?: string[] } = {},
): Promise<FeedbackView> {
  return await draftFeedback(call, siteId, {
    id: newId(),
    level,
    title: "Entscheidungen brauchen einen Namen dahinter",
    text: "Vier von sechs Festlegungen haben keine zuständige Stelle. Wir schlagen vor, sie in der Sitzung zu nennen.",
    entryIds: basis.entryIds ?? [],
    findingIds: basis.findingIds ?? [],
    keptMarks: [],
  });
}

export type AsTeamAndSite = {
  readonly team: <T>(work: (call: Call) => Promise<T>) => Promise<T>;
  readonly site: <T>(work: (call: Call) => Promise<T>) => Promise<T>;
};

/** A feedback moved on: to the site, answered by it, given. */
export async function createTestFeedbackIn(
  as: AsTeamAndSite,
  siteId: string,
  state: "draft" | "at_site" | "answered" | "given",
  level: FeedbackLevel = "steering_group",
  answer: CheckAnswer = "agreed",
): Promise<FeedbackView> {
  let feedback = await as.team((call) => createTestFeedback(call, siteId, level));
  if (state === "draft") return feedback;
  const { id } = feedback;
  feedback = await as.team((call) => moveFeedback(call, siteId, id, { to: "at_site", version: feedback.version }));
  if (state === "at_site") return feedback;
  const comment = answer === "agreed" ? "" : "Zwei davon sind inzwischen vergeben.";
  await as.site((call) => checkFeedback(call, siteId, id, { round: feedback.round, answer, comment, keptMarks: [] }));
  if (state === "given") return await as.team((call) => moveFeedback(call, siteId, id, { to: "given", version: feedback.version }));
  return feedback;
}

/** Acts as the coordinator. */
export async function createTestRelease(call: Call, siteId: string): Promise<string> {
  const id = newId();
  await releaseToTeam(call, siteId, { id, kind: "theme", itemId: null, fromOn: today(), untilOn: null });
  return id;
}
