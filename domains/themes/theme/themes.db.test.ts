import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../../cases/index.ts";
import { createTestCase } from "../../cases/factory.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { createTestReport, createTestTheme, releaseTestReport } from "../factory.ts";
import { openMyReport } from "../report/verbs.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
/** Another day, on which everyone is still signed in. */
async function on(day: string): Promise<void> {
  const moment = new Date(`${day}T09:00:00+01:00`);
  freezeClock(moment);
  await asSuperuser(server.at, "update accounts.session set last_used_at = $1, expires_at = $1::timestamptz + interval '1 hour'", [moment]);
}

beforeAll(async () => {
  passMomentToDatabase(true);
  await on("2026-01-05");
  world = await createTestNetwork(server.at.database);
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const ask: typeof server.ask = (caller, endpoint, request) => server.ask(caller, endpoint, request);
const coordinator = () => world.actors.coordinator.token;

async function releasedReports(count: number, more: Parameters<typeof createTestReport>[1] = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = await world.as("holder", (call) => createTestReport(call, more));
    await world.as("coordinator", (call) => releaseTestReport(call, id));
    ids.push(id);
  }
  return ids;
}
const codesOf = async (reportId: string) =>
  await world.as("holder", async (call) => (await openMyReport(call, reportId)).answers.map((one) => one.code));

it("gives every report its own answer at every step, and a late one the present state", async () => {
  await on("2026-01-05");
  const [first, late, other] = await releasedReports(3, { visibility: "unnamed" });
  const themeId = await world.as("coordinator", (call) =>
    createTestTheme(call, { reportIds: [first!], answer: "Mit Ihrem sind es mehrere." }),
  );
  await on("2026-03-11");
  await world.as("coordinator", (call) => verbs.putOnAgenda(call, themeId, { meetingOn: "2026-04-22", bodyName: "Steuerungsgruppe" }));
  await on("2026-04-22");
  const decision = {
    outcome: "agreed",
    sentence: "Beide fangen gleichzeitig an.",
    reason: null,
    decidedOn: "2026-04-22",
    bodyName: "Steuerungsgruppe",
  } as const;
  await world.as("coordinator", (call) => verbs.decideTheme(call, themeId, decision));
  await world.as("coordinator", (call) => verbs.joinReports(call, themeId, { reportIds: [late!], answer: null }));
  expect(await codesOf(first!)).toEqual(["received", "read", "joined", "on_agenda", "agreed"]);
  expect(await codesOf(late!)).toEqual(["received", "read", "joined", "agreed"]);
  expect(await codesOf(other!)).toEqual(["received", "read"]);

  const mine = await world.as("holder", (call) => openMyReport(call, first!));
  expect(mine.steps.map((step) => step.reachedOn)).toEqual([
    "2026-01-05",
    "2026-01-05",
    "2026-01-05",
    "2026-03-11",
    "2026-04-22",
    null,
    null,
  ]);
  expect(mine.answers.at(-1)).toMatchObject({ sentence: "Beide fangen gleichzeitig an.", by: "Steuerungsgruppe" });
  expect(mine.answers[2]).toMatchObject({ sentence: "Mit Ihrem sind es mehrere.", by: "Derya Aksoy" });

  await world.as("coordinator", (call) => verbs.takeOutReport(call, themeId, first!, "Das ist ein anderes Thema."));
  expect((await world.as("holder", (call) => openMyReport(call, first!))).stair).toEqual({ reached: 2, ended: null });
  const history = await asSuperuser<{ left: string | null }>(
    server.at,
    "select left_on::text as left from themes.theme_report where report_id = $1",
    [first],
  );
  expect(history).toEqual([{ left: "2026-04-22" }]);
});

it("moves a report from one theme to another and joins only released ones", async () => {
  const [id] = await releasedReports(1);
  const unread = await world.as("holder", (call) => createTestReport(call));
  const [one, two] = await world.as("coordinator", async (call) => [
    await createTestTheme(call, { reportIds: [id!] }),
    await createTestTheme(call),
  ]);
  expect(
    (await server.send(coordinator(), contract.joinReports, { params: { themeId: two }, body: { reportIds: [unread] } })).json(),
  ).toMatchObject({
    reason: "not_released",
  });
  expect(await ask(coordinator(), contract.joinReports, { params: { themeId: two }, body: { reportIds: [id!] } })).toEqual({ joined: 1 });
  expect(await ask(coordinator(), contract.joinReports, { params: { themeId: two }, body: { reportIds: [id!] } })).toEqual({ joined: 0 });
  expect((await ask(coordinator(), contract.openTheme, { params: { themeId: one } })).voices).toEqual([]);
  expect((await ask(coordinator(), contract.openTheme, { params: { themeId: two } })).voices.length).toBe(1);
  expect(await codesOf(id!)).toEqual(["received", "read", "joined", "taken_out", "joined"]);
});

it("waits for the statement of the organisation, but may stand on an agenda", async () => {
  await on("2026-05-01");
  const themeId = await world.as("coordinator", (call) => createTestTheme(call));
  const statementId = newId();
  const asked = await ask(coordinator(), contract.requestStatement, {
    params: { themeId },
    body: { id: statementId, organisationId: world.organisations.jobcenter, question: "Woran liegt es?" },
  });
  expect(asked.dueOn).toBe("2026-05-15");
  await on("2026-05-09");
  const shown = await ask(world.actors.bodyMember.token, contract.openTheme, { params: { themeId } });
  expect([shown.state, shown.mayBeDecided, shown.statements.map((row) => row.text)]).toEqual(["statement_awaited", false, [null]]);
  const own = await ask(world.actors.partnerWithShare.token, contract.listStatementsOfOrganisation, {});
  expect(own.statements.map((row) => [row.id, row.dayNumber])).toEqual([[statementId, 9]]);
  expect((await ask(world.actors.partner.token, contract.listStatementsOfOrganisation, {})).statements).toEqual([]);
  const atHome = async () => (await ask(world.actors.partnerWithShare.token, contract.getOwnHome, {})).statements.map((row) => row.id);
  expect(await atHome()).toEqual([statementId]);

  const decision = { outcome: "agreed", sentence: null, reason: null, decidedOn: "2026-05-09", bodyName: "Steuerungsgruppe" } as const;
  await world.as("coordinator", (call) => verbs.putOnAgenda(call, themeId, { meetingOn: "2026-05-20", bodyName: "Steuerungsgruppe" }));
  await expect(world.as("coordinator", (call) => verbs.decideTheme(call, themeId, decision))).rejects.toThrow("statement_awaited");
  await ask(world.actors.partnerWithShare.token, contract.giveStatement, {
    params: { statementId },
    body: { text: "Die Plätze sind belegt." },
  });
  // what was said waits for nobody any more
  expect(await atHome()).toEqual([]);
  const again = await server.send(world.actors.partnerWithShare.token, contract.giveStatement, {
    params: { statementId },
    body: { text: "Doch nicht." },
  });
  expect(again.json()).toMatchObject({ reason: "already_given" });
  const given = await ask(world.actors.bodyMember.token, contract.openTheme, { params: { themeId } });
  expect([given.mayBeDecided, given.statements[0]?.text]).toEqual([true, "Die Plätze sind belegt."]);
  expect(given.events.map((event) => event.kind)).toEqual(["created", "named", "statement_requested", "on_agenda", "statement_given"]);
  await world.as("coordinator", (call) => verbs.decideTheme(call, themeId, decision));

  // nobody answers: after the 14 days it is decided all the same
  await on("2026-05-10");
  const silent = await world.as("coordinator", (call) => createTestTheme(call));
  const body = { id: newId(), organisationId: world.organisations.school, unitId: world.actors.partner.unitId };
  await ask(coordinator(), contract.requestStatement, { params: { themeId: silent }, body });
  await on("2026-05-24");
  await expect(world.as("coordinator", (call) => verbs.decideTheme(call, silent, decision))).rejects.toThrow("statement_awaited");
  await on("2026-05-25");
  await world.as("coordinator", (call) => verbs.decideTheme(call, silent, decision));
});

it("declines and postpones with a reason, escalates to the Land alone", async () => {
  await on("2026-06-01");
  const decide = async (outcome: "postponed" | "declined" | "escalated", reason: string | null) => {
    const [reportId] = await releasedReports(1);
    const themeId = await world.as("coordinator", (call) => createTestTheme(call, { reportIds: [reportId!], title: `Thema ${outcome}` }));
    const decision = { outcome, sentence: null, reason, decidedOn: "2026-06-01", bodyName: "Steuerungsgruppe" };
    await world.as("coordinator", (call) => verbs.decideTheme(call, themeId, decision));
    return { reportId: reportId!, state: (await ask(coordinator(), contract.openTheme, { params: { themeId } })).state };
  };
  await expect(decide("declined", null)).rejects.toThrow("reason_missing");
  const [postponed, declined, escalated] = [
    await decide("postponed", "Erst nach der Wahl."),
    await decide("declined", "Kein Geld."),
    await decide("escalated", "Bundesrecht."),
  ];
  expect([postponed.state, declined.state, escalated.state]).toEqual(["named", "declined", "escalated"]);
  expect((await codesOf(postponed.reportId)).at(-1)).toBe("postponed");
  expect((await world.as("holder", (call) => openMyReport(call, declined.reportId))).stair).toEqual({ reached: 5, ended: "declined" });
  const listed = await ask(world.actors.programmeLead.token, contract.listEscalatedThemes, {});
  expect(listed.themes.map((row) => [row.title, row.reason, row.siteName])).toEqual([
    ["Thema escalated", "Bundesrecht.", "Kreis Lindenau"],
  ]);
});

it("holds figures back below the minimum and says how to see more", async () => {
  await on("2026-07-01");
  const [north, south] = world.towns;
  const themeId = await world.as("coordinator", (call) => createTestTheme(call));
  const add = async (count: number, townId: string) => {
    const reportIds = await releasedReports(count, { townId, to: { organisationId: world.organisations.school, unitId: null } });
    await world.as("coordinator", (call) => verbs.joinReports(call, themeId, { reportIds, answer: null }));
  };
  await add(3, north!);
  const few = await ask(world.actors.bodyMember.token, contract.openTheme, { params: { themeId } });
  expect(few.evidence).toMatchObject({
    reports: { count: null, isProtected: true },
    towns: { count: null },
    organisations: { count: null },
    firstReportedOn: null,
  });
  expect(few.evidence.seeMore).toEqual(["wait_for_cases"]);
  expect(few.voices, "released words wait for the minimum too").toEqual([]);
  expect((await ask(coordinator(), contract.openTheme, { params: { themeId } })).voices.length).toBe(3);

  await add(6, south!);
  await on("2026-08-01");
  const enough = await ask(world.actors.bodyMember.token, contract.openTheme, { params: { themeId } });
  expect(enough.evidence).toMatchObject({
    reports: { count: 9 },
    towns: { count: 2 },
    organisations: { count: 1 },
    firstReportedOn: "2026-07-01",
  });
  // the small town would follow from the total and the other one
  expect(enough.evidence.byTown.map((row) => row.reports.count)).toEqual([null, null]);
  expect(enough.voices.length).toBe(9);
  expect(enough.voices.every((voice) => voice.reporter === null && voice.reportId === null)).toBe(true);
  const one = await ask(world.actors.bodyMember.token, contract.getThemeEvidence, { params: { themeId }, query: { townIds: [north!] } });
  expect(one.reports.isProtected).toBe(true);
  expect(one.seeMore).toContain("join_towns");
});

it("counts cases once and measures the weeks of those still waiting too", async () => {
  await on("2026-09-01");
  const metric = { service: "integration_course", fromEvent: "entitled", toEvent: "started" };
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, { metric }));
  for (let n = 0; n < 5; n += 1) {
    const { caseId } = await world.as("holder", (call) => createTestCase(call));
    const ids = await world.as("holder", async (call) => [
      await createTestReport(call, { caseId }),
      await createTestReport(call, { caseId }),
    ]);
    await world.as("coordinator", async (call) => {
      for (const id of ids) await releaseTestReport(call, id);
      await verbs.joinReports(call, themeId, { reportIds: ids, answer: null });
    });
  }
  const events: NewMilestoneEvent[] = [];
  const add = (key: string, group: string, weeks: number | null) => {
    events.push({ caseKey: key, service: "integration_course", event: "entitled", onDay: "2026-01-05", groupCode: group });
    const end = new Date(Date.UTC(2026, 0, 5 + 7 * (weeks ?? 0))).toISOString().slice(0, 10);
    if (weeks !== null) events.push({ caseKey: key, service: "integration_course", event: "started", onDay: end, groupCode: group });
  };
  for (const [n, weeks] of [18, 20, 21, 22, null].entries()) add(`a${n}`, "without_care", weeks);
  for (const [n, weeks] of [5, 6, 6, 7, 8, 9].entries()) add(`b${n}`, "with_care", weeks);
  // events of another system come in where cases are kept elsewhere
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) => addMilestoneEvents(call, events));
  const { evidence } = await ask(world.actors.bodyMember.token, contract.openTheme, { params: { themeId } });
  expect([evidence.reports.count, evidence.cases.count]).toEqual([10, 5]);
  const groups = evidence.waiting!.groups.map((one) => [one.group, one.weeks, one.cases]);
  expect(groups).toEqual([
    ["all", 9, 11],
    ["with_care", 7, 6],
    ["without_care", 21, 5],
  ]);
});

it("closes with a last answer", async () => {
  const [reportId] = await releasedReports(1);
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, { reportIds: [reportId!] }));
  await ask(coordinator(), contract.closeTheme, { params: { themeId }, body: { sentence: "Es hat sich erledigt.", version: 2 } });
  expect((await codesOf(reportId!)).at(-1)).toBe("closed");
  expect(
    (
      await server.send(coordinator(), contract.requestStatement, {
        params: { themeId },
        body: { id: newId(), organisationId: world.organisations.school },
      })
    ).json(),
  ).toMatchObject({
    reason: "closed",
  });
});
