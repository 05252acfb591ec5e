import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freezeClock } from "../../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../../platform/server/database/actor.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../../cases/index.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { createTestReport, createTestTheme, releaseTestReport } from "../factory.ts";
import { joinReports, takeOutReport } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
let towns: (string | null)[];
const dayOf = (n: number) => new Date(Date.UTC(2026, 0, 5 + n)).toISOString().slice(0, 10);
let today = 0;
async function on(n: number): Promise<void> {
  today = n;
  const moment = new Date(`${dayOf(n)}T09:00:00+01:00`);
  freezeClock(moment);
  await asSuperuser(server.at, "update accounts.session set last_used_at = $1, expires_at = $1::timestamptz + interval '1 hour'", [moment]);
}
beforeAll(async () => {
  passMomentToDatabase(true);
  await on(0);
  world = await createTestNetwork(server.at.database);
  towns = [...world.towns, null];
});
afterAll(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

const structureRoles = ["coordinator", "bodyMember", "teamLead", "partner"] as const;

async function join(themeId: string, town: number): Promise<string> {
  const id = await world.as("holder", (call) => createTestReport(call, { townId: towns[town]! }));
  await world.as("coordinator", async (call) => {
    await releaseTestReport(call, id);
    await joinReports(call, themeId, { reportIds: [id], answer: null });
  });
  return id;
}

/** Everything about the reports of a theme that a role is shown, page by page. */
async function look(role: (typeof structureRoles)[number], themeId: string) {
  const { token } = world.actors[role];
  const page = await server.ask(token, contract.openTheme, { params: { themeId } });
  const row = (await server.ask(token, contract.listThemes, {})).themes.find((one) => one.id === themeId)!;
  const over = async (query: { townIds?: string[]; fromOn?: string; untilOn?: string }) =>
    await server.ask(token, contract.getThemeEvidence, { params: { themeId }, query: query as never });
  const chosen = [
    await over({ townIds: [towns[0]!] }),
    await over({ townIds: [towns[1]!] }),
    await over({ townIds: [towns[0]!, towns[1]!] }),
    await over({ fromOn: "2026-04-01" }),
    await over({ untilOn: "2026-03-31" }),
  ];
  return { page, row, chosen };
}
type Look = Awaited<ReturnType<typeof look>>;

/** Without what is shown to coordinators alone. */
const figuresOf = ({ page, row, chosen }: Look) => ({
  evidence: page.evidence,
  solved: page.solved,
  row: row.reports,
  chosen,
});

it("no figure below five is shown to any role, and none follows from those that are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 14 }), fc.nat({ max: 120 }), async (reports, days) => {
      await on(today + 8);
      const themeId = await world.as("coordinator", (call) => createTestTheme(call));
      const early = reports.slice(0, Math.floor(reports.length / 2));
      for (const town of early) await join(themeId, town);
      await on(today + days);
      for (const town of reports.slice(early.length)) await join(themeId, town);
      const seen = [];
      for (const role of structureRoles) seen.push(await look(role, themeId));
      for (const one of seen) expect(figuresOf(one)).toEqual(figuresOf(seen[0]!));
      const { page, row, chosen } = seen[0]!;
      const { evidence } = page;
      const total = evidence.reports.count;
      const shown = [evidence, ...chosen].flatMap((one) => [one.reports, one.cases, ...one.byTown.map((it) => it.reports)]);
      shown.push(row.reports, page.solved.solved, page.solved.partlyNotOrSilent);
      for (const { count } of shown) expect(count === null || count === 0 || count >= 5, `${count}`).toBe(true);
      expect(row.reports.count).toBe(total);
      if (total === null || total === 0) {
        for (const one of seen.slice(1)) expect(one.page.voices).toEqual([]);
        return;
      }
      expect(total).toBe(reports.length);
      expect(evidence.byTown.filter((it) => it.reports.isProtected).length, "one alone would follow").not.toBe(1);
      // differences: all less the shown towns, all less what was chosen, and what was chosen of each other
      const known = [total, ...evidence.byTown.map((it) => it.reports.count), ...chosen.map((it) => it.reports.count)];
      const rest = total - evidence.byTown.reduce((sum, it) => sum + (it.reports.count ?? 0), 0);
      expect(rest === 0 || rest >= 5).toBe(true);
      for (const part of known) if (part !== null) expect(total - part === 0 || total - part >= 5, `${total} - ${part}`).toBe(true);
      const [first, second, both] = chosen.map((it) => it.reports.count);
      for (const part of [first, second])
        if (typeof both === "number" && typeof part === "number")
          expect(both - part === 0 || both - part >= 5, `${both} - ${part}`).toBe(true);
    }),
    { numRuns: 12 },
  );
}, 120_000);

it("one report more or less changes nothing that anybody is shown; two do, a week later", async () => {
  await on(today + 8);
  const themeId = await world.as("coordinator", (call) => createTestTheme(call));
  const reports: string[] = [];
  for (const town of [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]) reports.push(await join(themeId, town));
  const seen = async () => {
    const looks = [];
    for (const role of ["bodyMember", "teamLead", "coordinator"] as const) {
      const one = await look(role, themeId);
      // statements, events and what the coordinator alone reads left aside
      looks.push({ ...figuresOf(one), voices: role === "coordinator" ? null : one.page.voices });
    }
    return looks;
  };
  const before = await seen();
  expect(before[0]!.evidence.reports.count).toBe(11);
  expect(before[0]!.evidence.byTown.map((it) => it.reports.count).sort()).toEqual([5, 6]);

  await on(today + 30);
  const another = await join(themeId, 2);
  expect(await seen(), "one more, in a town that had none").toEqual(before);
  await world.as("coordinator", (call) => takeOutReport(call, themeId, another, null));
  expect(await seen()).toEqual(before);
  await join(themeId, 0);
  expect(await seen()).toEqual(before);

  // whoever joins now is told the number that everyone is told
  await join(themeId, 1);
  await on(today + 1);
  const after = await seen();
  expect(after[0]!.evidence.reports.count).toBe(13);
  expect(after[0]!.voices!.length).toBe(13);
  await join(themeId, 1);
  await join(themeId, 1);
  expect(await seen(), "not twice in a week").toEqual(after);
  await on(today + 7);
  expect((await seen())[0]!.evidence.reports.count).toBe(15);
});

it("a theme that is still collected is counted for its coordinators as it is, and nothing is remembered", async () => {
  await on(today + 8);
  const themeId = await world.as("coordinator", (call) => createTestTheme(call, {}, false));
  for (let n = 0; n < 6; n += 1) await join(themeId, 0);
  const ask = async () => await server.ask(world.actors.coordinator.token, contract.openTheme, { params: { themeId } });
  expect((await ask()).reports.count).toBe(6);
  await join(themeId, 0);
  expect((await ask()).reports.count).toBe(7);
  expect(await asSuperuser(server.at, "select 1 from disclosure.shown_table where subject_id = $1", [themeId])).toEqual([]);
});

it("how long cases wait is one table for all themes that ask, also for those that nobody but coordinators reads yet", async () => {
  await on(today + 8);
  const started = new Date(`${dayOf(today)}T12:00:00Z`);
  const quartersAgo = (n: number) =>
    new Date(Date.UTC(started.getUTCFullYear(), 3 * (Math.floor(started.getUTCMonth() / 3) - n), 15)).toISOString().slice(0, 10);
  const events: NewMilestoneEvent[] = [];
  const add = (count: number, ago: number) => {
    for (let n = 0; n < count; n += 1)
      events.push({ caseKey: `${ago} ${n}`, service: "integration_course", event: "entitled", onDay: quartersAgo(ago) });
  };
  add(6, 4);
  add(6, 3);
  add(2, 2);
  add(6, 1);
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) => addMilestoneEvents(call, events));
  const metric = { service: "integration_course", fromEvent: "entitled", toEvent: "started" };
  const theme = async () => await world.as("coordinator", (call) => createTestTheme(call, { metric }, false));
  const casesSince = async (ago: number) => {
    const query = { fromOn: quartersAgo(ago) } as never;
    const params = { themeId: await theme() };
    const evidence = await server.ask(world.actors.coordinator.token, contract.getThemeEvidence, { params, query });
    return evidence.waiting!.groups[0]!.cases;
  };
  expect(await casesSince(2)).toBe(8);
  // six more or fourteen less than what was shown before, but two less than all since then
  expect(await casesSince(1), "two cases would follow").toBeNull();
  expect(await casesSince(2)).toBe(8);

  // what came since is in none of them until enough has come, whichever theme is asked
  const whole = async () => {
    const page = await server.ask(world.actors.coordinator.token, contract.openTheme, { params: { themeId: await theme() } });
    return page.evidence.waiting!.groups[0]!.cases;
  };
  expect(await whole()).toBe(20);
  events.length = 0;
  add(7, 1);
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) => addMilestoneEvents(call, events));
  expect(await whole()).toBe(20);
});
