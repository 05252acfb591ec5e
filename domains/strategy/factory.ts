import { sql } from "kysely";
import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import type { Call } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import type { TestNetwork } from "../network/factory.ts";
import { createTestMeasure, createTestTheme } from "../themes/factory.ts";
import type { AgreementFields, FrameworkFields, MilestoneView, SubGoalFields } from "./contract.ts";
import { addGoal, addMilestone, addSubGoal, adoptTemplate, getFramework, makeAgreement, saveFramework } from "./verbs.ts";

export const testFramework: FrameworkFields = {
  title: "Gemeinsam ankommen im Kreis Lindenau",
  vision: "Wer zu uns kommt, findet einen Weg und nicht fünf Ämter.",
  fromOn: "2026-01-01",
  untilOn: "2028-12-31",
};

/** The framework of the site; the second time it is the same. */
export async function createTestFramework(call: Call): Promise<number> {
  const { framework } = await getFramework(call);
  if (framework) return framework.version;
  return (await saveFramework(call, { ...testFramework, version: 0 })).framework!.version;
}

export async function createTestGoal(call: Call, title = "Alle finden schnell in Sprache und Arbeit"): Promise<string> {
  return (await addGoal(call, { id: newId(), title, text: "" })).id;
}

export const testSubGoal = (goalId: string, more: Partial<SubGoalFields> = {}): SubGoalFields => ({
  goalId,
  fieldOfAction: "language",
  title: "Eltern beginnen ihren Kurs so schnell wie andere",
  sign: "Die Wartezeit ist für beide gleich.",
  dueOn: addDays(today(), 200),
  ...more,
});

export async function createTestSubGoal(call: Call, more: Partial<SubGoalFields> = {}): Promise<{ goalId: string; subGoalId: string }> {
  const goalId = more.goalId ?? (await createTestGoal(call));
  return { goalId, subGoalId: (await addSubGoal(call, { ...testSubGoal(goalId, more), id: newId() })).id };
}

export const testAgreement = (organisationIds: readonly string[], more: Partial<AgreementFields> = {}): AgreementFields => ({
  title: "Betreuung neben jedem Kurs",
  content: "Wer einen Kurs anbietet, sorgt dafür, dass Kinder in der Zeit betreut sind.",
  subGoalId: null,
  fromOn: addDays(today(), -300),
  untilOn: addDays(today(), 65),
  remindDays: 60,
  organisationIds: [...organisationIds],
  commitments: [{ id: newId(), organisationId: organisationIds[0]!, text: "Stellt zwei Räume.", dueOn: addDays(today(), 30) }],
  ...more,
});

export async function createTestAgreement(
  call: Call,
  organisationIds: readonly string[],
  more: Partial<AgreementFields> = {},
): Promise<string> {
  return (await makeAgreement(call, { ...testAgreement(organisationIds, more), id: newId() })).id;
}

/** Takes the template over where the site has not yet. */
export async function createTestMilestone(call: Call, dueOn: string | null = addDays(today(), 20)): Promise<MilestoneView> {
  await adoptTemplate(call);
  return await addMilestone(call, { id: newId(), phaseNumber: 4, title: "Drei Kurse haben eine Betreuung", dueOn });
}

export async function createTestMeasureOfTheme(
  call: Call,
  network: TestNetwork,
  more: { readonly title?: string; readonly dueOn?: string } = {},
): Promise<{ themeId: string; measureId: string }> {
  const themeId = await createTestTheme(call);
  const owner = { organisationId: network.organisations.welfare, unitId: null, membershipId: null };
  return { themeId, measureId: await createTestMeasure(call, themeId, owner, { expectation: null, ...more }) };
}

/** A measure that was anchored and is to be looked at again on this day. */
export async function createTestAnchored(call: Call, network: TestNetwork, lookAgainOn = today()): Promise<string> {
  const { measureId } = await createTestMeasureOfTheme(call, network);
  await sql`
    update themes.measure set state = 'done', started_on = '2026-01-10', ended_on = '2026-02-10', closing = 'anchored', closed_on = '2026-02-10',
      anchor_kind = 'budget', anchor_text = 'Haushaltsstelle 4711', look_again_on = ${lookAgainOn}::date
    where id = ${measureId}`.execute(call.tx);
  return measureId;
}
