import { randomUUID } from "node:crypto";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { BodyOf } from "../../platform/contract/endpoint.ts";
import type * as contract from "./contract.ts";
import { createMeasure } from "./measure/verbs.ts";
import { releaseReport, submitReport } from "./report/verbs.ts";
import { createTheme, nameTheme } from "./theme/verbs.ts";

export type ReportBody = BodyOf<typeof contract.submitReport>;

export function reportBody(more: Partial<ReportBody> = {}): ReportBody {
  return {
    id: randomUUID(),
    title: null,
    text: "Einen Platz gibt es, aber in der Kurszeit betreut niemand die Kinder.",
    idea: null,
    howOften: "often",
    gapKind: "waiting",
    from: null,
    to: null,
    daysLost: 40,
    fieldOfAction: "language",
    townId: null,
    keptMarks: [],
    visibility: "coordinator",
    caseId: null,
    ...more,
  };
}

export async function createTestReport(call: Call, more: Partial<ReportBody> = {}): Promise<string> {
  return (await submitReport(call, reportBody(more))).id;
}

export async function releaseTestReport(coordinator: Call, reportId: string, title = "Kurs ohne Betreuung"): Promise<void> {
  await releaseReport(coordinator, reportId, {
    title,
    text: "In der Kurszeit gibt es keine Betreuung.",
    sentence: null,
    keptMarks: [],
    version: 1,
  });
}

export async function createTestTheme(
  coordinator: Call,
  more: Partial<BodyOf<typeof contract.createTheme>> = {},
  isNamed = true,
): Promise<string> {
  const { id } = await createTheme(coordinator, {
    id: newId(),
    title: "Eltern ohne Betreuung warten auf den Kurs",
    sentence: "Wer keine Betreuung hat, wartet dreimal so lange.",
    fieldOfAction: "language",
    organisationIds: [],
    metric: null,
    reportIds: [],
    answer: null,
    ...more,
  });
  if (isNamed) await nameTheme(coordinator, id, 1);
  return id;
}

export const testExpectation: contract.Expectation = {
  metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
  baselineFromOn: "2025-01-01",
  baselineUntilOn: "2025-12-31",
  targetWeeks: 9,
  followUpWeeks: 20,
  intakeWeeks: 13,
};

export async function createTestMeasure(
  coordinator: Call,
  themeId: string,
  owner: contract.NewMeasure["owner"],
  more: Partial<contract.NewMeasure> = {},
  decidedOn = "2026-01-10",
): Promise<string> {
  const measure = {
    id: newId(),
    title: "Betreuung im Haus des Kurses",
    owner,
    dueOn: "2026-12-31",
    fieldOfAction: null,
    expectation: testExpectation,
    ...more,
  };
  return await createMeasure(coordinator, themeId, measure, { decidedOn, bodyName: "Steuerungsgruppe" });
}
export { type Truth, verdictRates } from "./change/factory.ts";
export { createTestReconstruction, handInTestReconstruction, releaseTestReconstruction } from "./reconstruction/factory.ts";
