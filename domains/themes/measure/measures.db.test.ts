import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../../platform/server/clock.ts";
import { asActor, type Call, passMomentToDatabase } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../../cases/index.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { jobs } from "../jobs.ts";
import { createTestMeasure, createTestReport, createTestTheme, releaseTestReport } from "../factory.ts";
import { getCoordinatorDesk, getProgrammeOverview } from "../overview/verbs.ts";
import { openMyReport } from "../report/verbs.ts";
import { openTheme } from "../theme/verbs.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
async function on(day: string): Promise<void> {
  const moment = new Date(`${day}T09:00:00+01:00`);
  freezeClock(moment);
  await asSuperuser(server.at, "update accounts.session set last_used_at = $1, expires_at = $1::timestamptz + interval '1 hour'", [moment]);
}
beforeAll(async () => {
  passMomentToDatabase(true);
  await on("2026-01-05");
  world = await createTestNetwork(server.at.database);
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const asSystem = <T>(work: (call: Call) => Promise<T>) => asActor(server.at.database, { membership: world.systemMembershipId }, work);
/** What the recurring job does. Answers how many windows had closed. */
async function lookAround(): Promise<number> {
  const due = await asSystem((call) => verbs.listChangesDue(call));
  for (const job of jobs)
    await job.run({
      database: server.at.database,
      config: { sealsFolder: "", mail: undefined, address: "http://localhost" },
      mailKinds: [],
    });
  return due.length;
}
const owner = () => ({ organisationId: world.organisations.school, unitId: world.actors.partner.unitId, membershipId: null });
const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const expectation: contract.Expectation = {
  metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
  baselineFromOn: "2025-01-01",
  baselineUntilOn: "2025-12-31",
  targetWeeks: 9,
  followUpWeeks: 26,
  intakeWeeks: 13,
};

/** Cases that began on this day and ended after so many weeks, or still wait. */
async function addCases(service: string, key: string, startOn: string, weeks: readonly (number | null)[]): Promise<void> {
  const events = weeks.flatMap((one, n): NewMilestoneEvent[] => {
    const start = { caseKey: `${key}${n}`, service, event: "entitled" as const, onDay: startOn };
    return one === null ? [start] : [start, { ...start, event: "started" as const, onDay: addDays(startOn, 7 * one) }];
  });
  await asSystem((call) => addMilestoneEvents(call, events));
}

/** The same, one case every so many days. */
async function addCasesOver(
  service: string,
  key: string,
  fromOn: string,
  every: number,
  weeks: readonly (number | null)[],
  townId: string | null = null,
): Promise<void> {
  const events = weeks.flatMap((one, n): NewMilestoneEvent[] => {
    const startOn = addDays(fromOn, every * n);
    const start = { caseKey: `${key}${n}`, service, event: "entitled" as const, onDay: startOn, townId };
    return one === null ? [start] : [start, { ...start, event: "started" as const, onDay: addDays(startOn, 7 * one) }];
  });
  await asSystem((call) => addMilestoneEvents(call, events));
}
const times = <T>(count: number, weeks: readonly T[]): T[] => Array.from({ length: count }, () => weeks).flat();

async function reportedTheme(): Promise<{ themeId: string; reportId: string }> {
  const reportId = await world.as("holder", (call) => createTestReport(call));
  const themeId = await world.as("coordinator", async (call) => {
    await releaseTestReport(call, reportId);
    return await createTestTheme(call, { reportIds: [reportId] });
  });
  return { themeId, reportId };
}
const stateOf = async (themeId: string) => (await world.as("coordinator", (call) => openTheme(call, themeId))).state;
const fields = (response: { json(): unknown }) => (response.json() as { fields: { path: string; code: string }[] }).fields;

it("goes once from the decision to the change, and tells the reporter", async () => {
  await on("2026-03-01");
  const { themeId, reportId } = await reportedTheme();
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { expectation }));
  await world.as("coordinator", (call) => verbs.startMeasure(call, id, { on: "2026-03-01", sentence: "Heute geht es los.", version: 1 }));
  expect(await stateOf(themeId)).toBe("running");
  await addCasesOver("integration_course", "before", "2025-01-06", 9, times(4, [21, 12, 22, 18, 30, 20, 25, null, 16]));
  await addCasesOver("integration_course", "after", "2026-03-02", 3, times(4, [9, 3, 7, 5, 12, 9, null]));
  // the job comes too early, and later looks once
  await on("2026-11-15");
  expect(await lookAround()).toBe(0);
  await on("2026-12-05");
  expect(await lookAround()).toBe(1);
  expect(await lookAround()).toBe(0);
  expect(await stateOf(themeId)).toBe("looked_at");

  const { change } = await world.as("coordinator", (call) => verbs.openMeasure(call, id));
  expect(change).toMatchObject({
    verdict: "as_expected",
    before: { weeks: 21, cases: 36 },
    after: { weeks: 9, cases: 28 },
    targetWeeks: 9,
    lookedOn: "2026-12-05",
    analysis: { comparison: null, earlier: null },
  });
  // the permutations are drawn anew for each measure, by its id
  expect(change!.analysis!.chancePercent!).toBeLessThan(1);
  const { before, difference } = change!.analysis!;
  expect(before!.lowerWeeks!).toBeLessThanOrEqual(21);
  expect(before!.upperWeeks!).toBeGreaterThanOrEqual(21);
  expect(difference!.upperWeeks!).toBeLessThan(0);
  expect(change!.stillWaiting, "fewer than the minimum still wait").toBeNull();
  const mine = await world.as("holder", (call) => openMyReport(call, reportId));
  expect(mine.stair.reached).toBe(7);
  expect(mine.change).toMatchObject({ verdict: "as_expected", beforeWeeks: 21, afterWeeks: 9 });
  expect(mine.answers.at(-1)).toMatchObject({ code: "looked_at", by: null, params: { before: 21, after: 9 } });

  // frozen: what comes in later changes nothing
  await addCases("integration_course", "later", "2026-04-02", [40, 40, 40, 40, 40, 40, 40]);
  expect((await world.as("coordinator", (call) => verbs.lookAtChange(call, id))).after.weeks).toBe(9);

  const judge = {
    judgement: "yes_mostly",
    reasons: "Gewartet wurde auf Betreuung.",
    judgedBy: "Koordination",
    dissent: "Das Jugendamt sieht es anders.",
  } as const;
  await world.as("coordinator", (call) => verbs.judgeContribution(call, id, judge));
  await world.as("coordinator", (call) => verbs.finishMeasure(call, id, { on: "2026-12-05", sentence: null, version: 2 }));
  const closed = await world.as("coordinator", (call) =>
    verbs.closeMeasure(call, id, {
      closing: "anchored",
      anchor: { kind: "agreement", which: "Vereinbarung vom Oktober" },
      sentence: null,
      version: 3,
    }),
  );
  expect(closed.lookAgainOn).toBe("2027-12-05");
  const seen = await world.as("bodyMember", (call) => verbs.openMeasure(call, id));
  expect(seen).toMatchObject({
    contribution: { judgement: "yes_mostly", dissent: judge.dissent },
    anchor: { kind: "agreement" },
    closing: "anchored",
  });
  await on("2027-12-05");
  expect(await lookAround(), "looked at again after 12 months").toBe(1);
});

it("says when there are too few cases", async () => {
  await on("2026-03-01");
  const { themeId } = await reportedTheme();
  const few = { ...expectation, metric: { ...expectation.metric, service: "recognition" } };
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { expectation: few }));
  await world.as("coordinator", (call) => verbs.startMeasure(call, id, { on: "2026-03-01", sentence: null, version: 1 }));
  await addCases("recognition", "x", "2025-06-02", [12, 18, 20, 21, 22, 30]);
  await addCases("recognition", "y", "2026-04-01", [3, 4]);
  await on("2026-12-05");
  const change = await world.as("coordinator", (call) => verbs.lookAtChange(call, id));
  expect(change).toMatchObject({
    verdict: "cannot_say",
    reason: "too_few_after",
    after: { weeks: null, isProtected: true, cases: null },
    quarters: [],
  });
});

it("compares with towns where the measure does not run, named beforehand", async () => {
  await on("2026-03-01");
  const { themeId } = await reportedTheme();
  const [here, there] = world.towns as [string, string];
  const compared = { ...expectation, metric: { ...expectation.metric, service: "apprenticeship" }, comparisonTownIds: [there] };
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { expectation: compared }));
  await world.as("coordinator", (call) => verbs.startMeasure(call, id, { on: "2026-03-01", sentence: null, version: 1 }));
  const slow = times(4, [21, 12, 22, 18, 30, 20, 25, 19, 16]);
  const quick = times(4, [9, 3, 7, 5, 12, 9, 8]);
  await addCasesOver("apprenticeship", "b", "2025-01-06", 9, slow, here);
  await addCasesOver("apprenticeship", "a", "2026-03-02", 3, quick, here);
  await addCasesOver("apprenticeship", "cb", "2025-01-06", 9, slow, there);
  await addCasesOver("apprenticeship", "ca", "2026-03-02", 3, quick, there);
  await on("2026-12-05");
  const change = await world.as("coordinator", (call) => verbs.lookAtChange(call, id));
  expect(change).toMatchObject({ verdict: "cannot_say", reason: "comparison", before: { cases: 36 }, after: { cases: 28, weeks: 8 } });
  expect(change.analysis!.comparison).toMatchObject({
    isUsed: true,
    townIds: [there],
    before: { cases: 36 },
    after: { cases: 28, weeks: 8 },
  });
  expect(change.analysis!.comparison!.quarters.length).toBeGreaterThan(3);
  expect(change.analysis!.comparison!.afterInterval).not.toBeNull();

  // nobody moves them later: not by our own door, and the policy alone keeps them
  const { sql } = await import("kysely");
  const removed = await world.as("coordinator", (call) =>
    sql`delete from themes.comparison_town where measure_id = ${id}`.execute(call.tx),
  );
  expect(removed.numAffectedRows).toBe(0n);
  const adding = world.as("coordinator", (call) =>
    sql`insert into themes.comparison_town (site_id, measure_id, town_id) values (${world.siteId}, ${id}, ${here})`.execute(call.tx),
  );
  await expect(adding).rejects.toThrow(/row-level security/);
});

it("holds back in the comparison towns what it holds back elsewhere, the intervals too", async () => {
  await on("2026-03-01");
  const { themeId } = await reportedTheme();
  const [here, there] = world.towns as [string, string];
  const compared = { ...expectation, metric: { ...expectation.metric, service: "school_place" }, comparisonTownIds: [there] };
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { expectation: compared }));
  await world.as("coordinator", (call) => verbs.startMeasure(call, id, { on: "2026-03-01", sentence: null, version: 1 }));
  await addCasesOver("school_place", "b", "2025-01-06", 9, times(4, [21, 12, 22, 18, 30, 20, 25, 19, 16]), here);
  await addCasesOver("school_place", "a", "2026-03-02", 3, [9, 3, 7, 5, 12, 9, 8], here);
  await addCasesOver("school_place", "cb", "2025-01-06", 60, [21, 12, 22], there);
  await addCasesOver("school_place", "ca", "2026-03-02", 9, [3, 4, 5, 6], there);
  await on("2026-12-05");
  const { after, analysis } = await world.as("coordinator", (call) => verbs.lookAtChange(call, id));
  expect(after).toMatchObject({ cases: 7, isProtected: false });
  expect(analysis!.after, "seven are enough for a median, not for an interval").toBeNull();
  expect(analysis!.difference).toBeNull();
  expect(analysis!.comparison).toMatchObject({
    isUsed: false,
    before: { isProtected: true, weeks: null, cases: null },
    after: { isProtected: true, weeks: null, cases: null },
    beforeInterval: null,
    afterInterval: null,
    quarters: [],
  });
});

it("notes what else happened, without people; everyone on the structure level reads it beside the change", async () => {
  await on("2026-03-01");
  const { themeId } = await reportedTheme();
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { expectation }));
  const { token } = world.actors.coordinator;
  const body = {
    id: newId(),
    kind: "capacity" as const,
    fromOn: "2025-06-01",
    text: "Ein zweiter Kursträger beginnt in Erlbach.",
    townIds: [world.towns[0]!],
  };
  const { version } = await server.ask(token, contract.noteCircumstance, { body });
  await server.ask(token, contract.noteCircumstance, { body });
  const named = { ...body, id: newId(), text: "Seit Frau Yilmaz-Öztürk am 3.4.1987 geboren wurde, ist alles anders." };
  const refused = await server.send(token, contract.noteCircumstance, { body: named });
  expect(refused.statusCode).toBe(400);
  expect(fields(refused)[0]!.path).toMatch(/text/);
  const nowhere = await server.send(token, contract.noteCircumstance, { body: { ...body, id: newId(), townIds: [newId()] } });
  expect(fields(nowhere)).toMatchObject([{ path: "body.townIds", code: "unknown_code" }]);
  const seen = async (name: "bodyMember" | "partner") => (await world.as(name, (call) => verbs.openMeasure(call, id))).circumstances;
  expect(await seen("bodyMember")).toMatchObject([{ text: body.text, kind: "capacity", townIds: body.townIds, untilOn: null }]);
  const params = { circumstanceId: body.id };
  const changed = { kind: "staff" as const, fromOn: "2025-06-01", untilOn: "2025-08-31", text: "Zwei Stellen sind unbesetzt." };
  await server.ask(token, contract.changeCircumstance, { params, body: { ...changed, version } });
  expect((await server.send(token, contract.changeCircumstance, { params, body: { ...changed, version } })).statusCode).toBe(409);
  expect(await seen("partner")).toMatchObject([{ text: changed.text, kind: "staff", townIds: [], untilOn: "2025-08-31" }]);
  await server.ask(token, contract.removeCircumstance, { params });
  expect(await seen("partner")).toEqual([]);
});

it("refuses an expectation that could not miss, and keeps it once the measure has started", async () => {
  await on("2026-03-01");
  const { themeId } = await reportedTheme();
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { expectation: null }));
  const declare = (body: contract.Expectation, version: number) =>
    server.send(world.actors.coordinator.token, contract.declareExpectation, {
      params: { measureId: id },
      body: { expectation: body, version },
    });
  expect(fields(await declare({ ...expectation, followUpWeeks: 8 }, 1))).toMatchObject([
    { path: "body.expectation.followUpWeeks", code: "follow_up_too_short" },
  ]);
  expect((await declare(expectation, 1)).statusCode).toBe(200);
  await world.as("coordinator", (call) => verbs.startMeasure(call, id, { on: "2026-03-01", sentence: null, version: 2 }));
  expect((await declare({ ...expectation, targetWeeks: 20 }, 3)).json()).toMatchObject({ reason: "already_started" });
  const { sql } = await import("kysely");
  const moved = await world.as("coordinator", (call) =>
    sql`update themes.expectation set target_weeks = 20 where measure_id = ${id}`.execute(call.tx),
  );
  expect(moved.numAffectedRows, "the policy alone keeps it").toBe(0n);
});

it("reports, moves the due day with a reason, stops with a reason", async () => {
  await on("2026-03-01");
  const { themeId, reportId } = await reportedTheme();
  const id = await world.as("coordinator", (call) => createTestMeasure(call, themeId, owner(), { dueOn: "2026-04-30", expectation: null }));
  await world.as("partner", (call) => verbs.reportProgress(call, id, { id: newId(), text: "Ein Ort hat begonnen." }));
  await on("2026-05-25");
  const late = (await world.as("coordinator", (call) => getCoordinatorDesk(call))).lateMeasures;
  expect(late.map((row) => [row.id, row.daysLate, row.lastReportedOn])).toEqual([[id, 25, "2026-03-01"]]);
  await world.as("coordinator", (call) => verbs.moveDueDay(call, id, { dueOn: "2026-07-31", reason: "Die Räume fehlen.", version: 1 }));
  await world.as("coordinator", (call) => verbs.stopMeasure(call, id, { reason: "Kein Geld mehr.", sentence: null, version: 2 }));
  const seen = await world.as("partner", (call) => verbs.openMeasure(call, id));
  expect(seen.entries.map((entry) => [entry.kind, entry.fromDueOn, entry.text])).toEqual([
    ["progress", null, "Ein Ort hat begonnen."],
    ["due_changed", "2026-04-30", "Die Räume fehlen."],
    ["stopped", null, "Kein Geld mehr."],
  ]);
  expect(seen.isLate).toBe(false);
  const mine = await world.as("holder", (call) => openMyReport(call, reportId));
  expect(mine.answers.at(-1)).toMatchObject({ code: "measure_stopped", params: { reason: "Kein Geld mehr." } });
});

it("shows the programme states and counts of its sites, the quiet ones first, and nothing else", async () => {
  await on("2026-12-01");
  const { sites } = await world.as("accompaniment", (call) => getProgrammeOverview(call));
  expect(sites.map((site) => site.name)).toEqual(["Stadt Erlstadt", "Kreis Lindenau"]);
  expect(sites[0]).toMatchObject({ lastActiveOn: null, stuck: ["quiet", "no_theme_yet"], themes: [] });
  const own = sites[1]!;
  expect(own.themes.every((row) => row.themes.isProtected && row.themes.count === null)).toBe(true);
  const text = JSON.stringify(sites);
  for (const word of ["Betreuung", "Kurs", "Wolters", "Aksoy"]) expect(text).not.toContain(word);
  // a programme membership reaches no table of the site
  const { sql } = await import("kysely");
  for (const table of ["theme", "gap_report", "measure", "theme_event", "answer", "statement"]) {
    const { rows } = await world.as("programmeLead", (call) => sql.raw(`select 1 from themes.${table}`).execute(call.tx));
    expect(rows, table).toEqual([]);
  }
});

it("puts on the coordinator's desk what is next", async () => {
  await on("2026-11-24");
  await world.as("holder", (call) => createTestReport(call, { text: "Der Brief kam an die alte Unterkunft." }));
  const desk = await server.ask(world.actors.coordinator.token, contract.getCoordinatorDesk, {});
  expect(desk.toRead.map((row) => row.excerpt)).toContain("Der Brief kam an die alte Unterkunft.");
  expect(desk.themes.length).toBeGreaterThan(0);
  expect(desk.answeredThisYear.of).toBeGreaterThan(desk.answeredThisYear.answered);
});

it("the programme sees the same figures of a site until two themes moved, and none that is small", async () => {
  const day = (n: number) => addDays("2027-01-04", n);
  const { otherSiteId } = world;
  const stateOfSite = async (role: "accompaniment" | "evaluator" | "programmeLead") =>
    (await world.as(role, (call) => getProgrammeOverview(call))).sites.find((site) => site.siteId === otherSiteId)!;
  const add = async (count: number) => {
    for (let n = 0; n < count; n += 1) await world.as("foreignCoordinator", (call) => createTestTheme(call));
  };
  await on(day(0));
  await add(4);
  const few = await stateOfSite("accompaniment");
  expect(few.themes).toEqual([{ state: "named", themes: { count: null, isProtected: true } }]);
  await add(1);
  await on(day(30));
  expect((await stateOfSite("evaluator")).themes, "the fifth alone does not make it appear").toEqual(few.themes);
  await add(1);
  for (const role of ["accompaniment", "evaluator", "programmeLead"] as const)
    expect((await stateOfSite(role)).themes).toEqual([{ state: "named", themes: { count: 6, isProtected: false } }]);
  await add(1);
  await on(day(60));
  expect((await stateOfSite("programmeLead")).themes[0]!.themes.count).toBe(6);
});
