import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../../platform/server/database/actor.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../../cases/index.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import type * as contract from "../contract.ts";
import { createTestMeasure, createTestTheme } from "../factory.ts";
import { getThemeEvidence } from "../theme/verbs.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  passMomentToDatabase(true);
  freezeClock(new Date("2026-11-20T09:00:00+01:00"));
  world = await createTestNetwork(server.at.database);
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Cases of the whole site: one that begins every so many days, and who got there. */
async function addCases(service: string, fromOn: string, every: number, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, n): NewMilestoneEvent[] => {
    const start = { caseKey: `${service} ${n}`, service, event: "entitled" as const, onDay: addDays(fromOn, every * n), townId: null };
    return [start, { ...start, event: "started" as const, onDay: addDays(start.onDay, 30 + (n % 5)) }];
  }).flat();
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) => addMilestoneEvents(call, events));
}

const expectationOf = (service: string, more: Partial<contract.Expectation> = {}): contract.Expectation => ({
  metric: { service, fromEvent: "entitled", toEvent: "started" },
  baselineFromOn: "2024-01-01",
  baselineUntilOn: "2024-12-31",
  targetWeeks: 9,
  followUpWeeks: 13,
  intakeWeeks: 26,
  ...more,
});

/** A measure as a coordinator makes it, begun in the past, so that it can be looked at at once. */
async function lookWith(expectation: contract.Expectation, startedOn = "2025-02-01"): Promise<contract.ChangeView> {
  const owner = { organisationId: world.organisations.school, unitId: world.actors.partner.unitId, membershipId: null };
  return await world.as("coordinator", async (call) => {
    const id = await createTestMeasure(call, await createTestTheme(call), owner, { expectation });
    await verbs.startMeasure(call, id, { on: startedOn, sentence: null, version: 1 });
    return await verbs.lookAtChange(call, id);
  });
}
const shownOf = (change: contract.ChangeView) => [change.before.cases, change.after.cases];

it("tells nobody from two looks what lies between their days", async () => {
  await addCases("integration_course", "2024-01-03", 6, 110);
  const whole = await lookWith(expectationOf("integration_course"));
  expect(whole.before.cases, "there is something to take apart").toBeGreaterThan(40);
  // one day less, and with it one person
  const dayLess = await lookWith(expectationOf("integration_course", { baselineFromOn: "2024-01-04" }));
  expect(dayLess.before.cases).toBeNull();
  expect(dayLess.before.weeks).toBeNull();
  expect(dayLess.quarters).toEqual([]);
  expect(dayLess.known).toBeNull();
  // nor at the other end, nor among those who came after the start
  expect((await lookWith(expectationOf("integration_course", { baselineUntilOn: "2024-12-20" }))).before.cases).toBeNull();
  expect((await lookWith(expectationOf("integration_course", { intakeWeeks: 25 }))).after.cases).toBeNull();
  // the same days say the same again, and a whole half year apart hides everybody
  expect(shownOf(await lookWith(expectationOf("integration_course")))).toEqual(shownOf(whole));
  expect((await lookWith(expectationOf("integration_course", { baselineUntilOn: "2024-06-30" }))).before.cases).toBeGreaterThan(20);
});

it("remembers a look whose theme is no longer there", async () => {
  await addCases("language_course", "2024-01-03", 6, 110);
  await lookWith(expectationOf("language_course"));
  await asSuperuser(
    server.at,
    `update themes.theme set removed_at = now() where id in
       (select m.theme_id from themes.measure m join themes.expectation e on e.measure_id = m.id where e.service = 'language_course')`,
  );
  expect((await lookWith(expectationOf("language_course", { baselineFromOn: "2024-01-04" }))).before.cases).toBeNull();
});

it("tells nothing from a look beside what themes show of the same way", async () => {
  await addCases("vocational_language_course", "2024-01-03", 6, 110);
  const metric = expectationOf("vocational_language_course").metric;
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, { metric }));
  const evidence = await world.as("coordinator", (call) =>
    getThemeEvidence(call, themeId, { fromOn: "2024-01-01", untilOn: "2024-12-31", townIds: [] }),
  );
  expect(evidence.waiting?.groups[0]?.cases, "a year is shown").toBeGreaterThan(40);
  const look = await lookWith(expectationOf("vocational_language_course", { baselineFromOn: "2024-01-09" }));
  expect(look.before.cases).toBeNull();
});

it("tells nothing from what themes show beside a look", async () => {
  await addCases("counselling", "2024-01-03", 6, 110);
  const { metric } = expectationOf("counselling");
  const look = await lookWith(expectationOf("counselling", { baselineFromOn: "2024-01-09" }));
  expect(look.before.cases).toBeGreaterThan(40);
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, { metric }));
  const ask = (fromOn: string) =>
    world.as("bodyMember", (call) => getThemeEvidence(call, themeId, { fromOn, untilOn: "2024-12-31", townIds: [] }));
  expect((await ask("2024-01-01")).waiting?.groups[0]?.cases).toBeNull();
  // without the first quarter the difference is a quarter
  expect((await ask("2024-04-01")).waiting?.groups[0]?.cases).toBeGreaterThan(40);
});

it("tells nothing by two ways that begin alike", async () => {
  await addCases("training", "2024-01-03", 30, 30);
  const begins = { service: "training", fromEvent: "entitled" } as const;
  const ask = async (toEvent: "started" | "finished", fromOn: string) => {
    const metric = { ...begins, toEvent };
    const themeId = await world.as("coordinator", (call) => createTestTheme(call, { metric }));
    const { waiting } = await world.as("coordinator", (call) =>
      getThemeEvidence(call, themeId, { fromOn, untilOn: "2025-06-30", townIds: [] }),
    );
    return waiting?.groups[0]?.cases;
  };
  expect(await ask("started", "2024-01-01")).toBeGreaterThan(10);
  // a quarter less, and with it three people
  expect(await ask("finished", "2024-04-01")).toBeNull();
  expect(await ask("finished", "2024-01-01")).toBeGreaterThan(10);
});
