import { sql } from "kysely";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { asActor, passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { addMilestoneEvents, type NewMilestoneEvent } from "../cases/index.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { getThemeEvidence } from "../themes/contract.ts";
import { createTestReport, createTestTheme, releaseTestReport } from "../themes/factory.ts";
import * as contract from "./contract.ts";
import { createTestChain, testChain, testCourse, testInterface, testStep } from "./factory.ts";
import { releaseChain } from "./verbs.ts";

const server = useTestServer();
let world: TestNetwork;
let units: { counselling: string; courses: string };
const token = (actor: Exclude<keyof TestNetwork["actors"], "nobody">) => world.actors[actor].token;
const addDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
  units = { counselling: world.actors.holder.unitId, courses: world.actors.partner.unitId };
  await asSuperuser(server.at, "update network.site set structure_only = true where id = $1", [world.siteId]);
});
afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

/** One case, entitled so many days ago; after so many weeks each further event, or never. */
type Way = readonly (readonly [event: "entitled" | "registered" | "started" | "finished", weeks: number])[];
async function addWays(service: string, daysAgo: number, ways: readonly Way[], key = "fall"): Promise<void> {
  const start = addDays(today(), -daysAgo);
  const events = ways.flatMap((way, n) =>
    way.map(([event, weeks]): NewMilestoneEvent => ({
      caseKey: `${service} ${key} ${n}`,
      service,
      event,
      onDay: addDays(start, 7 * weeks),
    })),
  );
  await asActor(server.at.database, { membership: world.systemMembershipId }, (call) => addMilestoneEvents(call, events));
}
const times = (count: number, way: Way): Way[] => Array.from({ length: count }, () => way);

/** The course under the name of another service, so that every test has its own milestones. */
function courseOf(service: string) {
  const course = testCourse(units.counselling, units.courses);
  return { ...course, steps: course.steps.map((step) => ({ ...step, milestones: step.milestones && { ...step.milestones, service } })) };
}
const drawn = async (document: contract.ChainDocument, isAgreed = true) =>
  await world.as("coordinator", (call) => createTestChain(call, document, isAgreed));
const measured = async (
  versionId: string,
  query: { fromOn?: string; untilOn?: string } = {},
  actor: "coordinator" | "bodyMember" = "bodyMember",
) => await server.ask(token(actor), contract.measureVersion, { params: { versionId }, query });

describe("a draft", () => {
  it("keeps whatever was drawn, says what is wrong, and is agreed only without it", async () => {
    const [a, b] = [testStep({ title: "a" }), testStep({ title: "b" })];
    const round = { steps: [a, b], interfaces: [testInterface(a, b), testInterface(b, a)] };
    const { versionId, version } = await drawn(round, false);
    const open = await server.ask(token("coordinator"), contract.openVersion, { params: { versionId } });
    expect(open.document).toEqual(round);
    expect(open.faults.map((fault) => fault.code)).toEqual(["no_start", "no_end"]);
    expect(open.abilities.agree).toBe(false);
    const agree = { params: { versionId }, body: { agreedOn: today(), agreedIn: "", version } };
    const refused = await server.send(token("coordinator"), contract.agreeVersion, agree);
    expect([refused.statusCode, refused.json().reason]).toEqual([409, "has_faults"]);
    const saved = await server.ask(token("coordinator"), contract.saveVersion, {
      params: { versionId },
      body: { document: testChain(a, b), version },
    });
    expect(saved.faults).toEqual([]);
    const agreed = await server.ask(token("coordinator"), contract.agreeVersion, {
      ...agree,
      body: { ...agree.body, version: saved.version },
    });
    expect([agreed.state, agreed.abilities.edit]).toEqual(["agreed", false]);
    const late = await server.send(token("coordinator"), contract.saveVersion, {
      params: { versionId },
      body: { document: round, version: agreed.version },
    });
    expect([late.statusCode, late.json().reason]).toEqual([409, "already_agreed"]);
  });

  it("with somebody recognisable in its texts is kept, and agreed only when that was changed or kept on purpose", async () => {
    const step = testStep({ title: "Termin machen", preconditions: "Ab 1.3.2026: Frau Nadia Rahimi ruft unter 0171 2345678 zurück." });
    const { versionId, version } = await drawn(testChain(step, testStep({ title: "Kurs beginnen" })), false);
    const agree = (keptWords: string[]) =>
      server.send(token("coordinator"), contract.agreeVersion, {
        params: { versionId },
        body: { agreedOn: today(), agreedIn: "", keptWords, version },
      });
    const refused = await agree([]);
    expect(refused.statusCode).toBe(400);
    const { fields } = refused.json<{ fields: { path: string; code: string; params: { words: string } }[] }>();
    expect(new Set(fields.map((one) => `${one.path} ${one.code}`))).toEqual(new Set(["body.document.steps.0.preconditions marked"]));
    const marked = fields.map((one) => one.params.words);
    expect(marked.join(" ")).toMatch(/Rahimi.*0171 2345678/);
    expect((await agree(marked.slice(1))).statusCode).toBe(400);
    const agreed = await agree(marked);
    expect([agreed.statusCode, agreed.json().state]).toEqual([200, "agreed"]);
    // what everybody reads from now on is checked as well when its title changes
    const { chainId } = agreed.json<contract.VersionView>();
    const chain = await server.ask(token("coordinator"), contract.openChain, { params: { chainId } });
    const rename = await server.send(token("coordinator"), contract.changeChain, {
      params: { chainId },
      body: { title: "Der Weg von Herrn Rahimi", aim: "", themeId: null, version: chain.version },
    });
    expect(rename.json()).toMatchObject({ code: "invalid", fields: [{ path: "body.title", code: "marked" }] });
  });

  it("of two editors the second gets both versions; the same click twice is one chain", async () => {
    const { versionId, version } = await drawn(courseOf("training"), false);
    const mine = testChain(testStep({ title: "meins" }));
    const save = (document: contract.ChainDocument) =>
      server.send(token("coordinator"), contract.saveVersion, { params: { versionId }, body: { document, version } });
    expect((await save(testChain(testStep({ title: "ihres" })))).statusCode).toBe(200);
    const stale = await save(mine);
    expect(stale.statusCode).toBe(409);
    expect(stale.json()).toMatchObject({
      code: "changed_meanwhile",
      current: { document: { steps: [{ title: "ihres" }] }, version: version + 1 },
    });
    const body = { id: newId(), versionId: newId(), kind: "as_is" as const, title: "Einmal", aim: "" };
    for (const _ of [1, 2]) await server.ask(token("coordinator"), contract.createChain, { body });
    const { chains } = await server.ask(token("coordinator"), contract.listChains, {});
    expect(chains.filter((chain) => chain.title === "Einmal").map((chain) => chain.versions.length)).toEqual([1]);
  });

  it("refuses what is no drawing: a way to nowhere, an unknown unit, another site's chain in a comparison", async () => {
    const { versionId, version } = await drawn(courseOf("training"), false);
    const [a, b] = [testStep(), testStep()];
    const save = async (document: contract.ChainDocument) =>
      (await server.send(token("coordinator"), contract.saveVersion, { params: { versionId }, body: { document, version } })).json();
    expect(await save({ steps: [a], interfaces: [testInterface(a, b)] })).toMatchObject({
      code: "invalid",
      fields: [{ path: "body.document.interfaces.0.toStepId", code: "unknown_step" }],
    });
    expect(await save(testChain(testStep({ unitId: newId() })))).toMatchObject({ fields: [{ path: "body.document.steps.0.unitId" }] });
    const other = await drawn(courseOf("training"), false);
    const compared = await server.send(token("coordinator"), contract.compareVersions, {
      query: { oneId: versionId, otherId: other.versionId },
    });
    expect(compared.statusCode).toBe(404);
  });

  it("copied as to-be it keeps its steps, and is removed and brought back", async () => {
    const { versionId, chainId } = await drawn(courseOf("training"));
    const id = newId();
    const copy = await server.ask(token("coordinator"), contract.copyVersion, { params: { versionId }, body: { id, kind: "to_be" } });
    expect([copy.kind, copy.number, copy.basedOnId]).toEqual(["to_be", 2, versionId]);
    const document = { ...copy.document, steps: copy.document.steps.map((step, at) => (at === 0 ? { ...step, targetWeeks: 2 } : step)) };
    await server.ask(token("coordinator"), contract.saveVersion, { params: { versionId: id }, body: { document, version: copy.version } });
    const { changes } = await server.ask(token("coordinator"), contract.compareVersions, { query: { oneId: versionId, otherId: id } });
    expect(changes).toEqual([{ kind: "changed", element: "step", id: document.steps[0]!.id, fields: ["targetWeeks"] }]);
    const kinds = async () =>
      (await server.ask(token("coordinator"), contract.openChain, { params: { chainId } })).versions.map((version) => version.kind);
    await server.ask(token("coordinator"), contract.removeVersion, { params: { versionId: id } });
    expect(await kinds()).toEqual(["as_is"]);
    await server.ask(token("coordinator"), contract.restoreVersion, { params: { versionId: id } });
    expect(await kinds()).toEqual(["as_is", "to_be"]);
  });
});

describe("what really happened", () => {
  it("medians by hand, those still waiting counted in; below the minimum nothing, and how to see more", async () => {
    const full: Way = [
      ["entitled", 0],
      ["registered", 2],
      ["started", 10],
      ["finished", 20],
    ];
    await addWays("training", 200, [
      ...times(7, full),
      ...times(4, [
        ["entitled", 0],
        ["registered", 2],
      ]),
    ]);
    const { versionId } = await drawn(courseOf("training"));
    const { passages, seeMore, minimum, unmeasured } = await measured(versionId);
    const of = (from: string, to: string) => passages.find((one) => one.from.event === from && one.to.event === to)!;
    expect([minimum, unmeasured]).toEqual([5, []]);
    expect(of("entitled", "registered")).toMatchObject({ element: "step", median: { weeks: 2, cases: 11 }, known: 11, of: 11 });
    // 7 of 11 after 8 weeks, 4 still wait: the curve falls below a half at 8 weeks
    expect(of("registered", "started")).toMatchObject({ element: "interface", median: { weeks: 8, cases: 11, isReached: true } });
    expect(of("started", "finished")).toMatchObject({ targetWeeks: 30, median: { weeks: 10, cases: 7, quarterWeeks: null } });
    expect(of("entitled", "finished")).toMatchObject({ element: "whole", id: null, median: { weeks: 20, cases: 11 } });
    expect(seeMore).toEqual([]);

    await addWays("employment", 200, times(4, full));
    const few = await measured((await drawn(courseOf("employment"))).versionId);
    for (const one of few.passages)
      expect(one).toMatchObject({ median: { isProtected: true, weeks: null, cases: null }, known: null, of: null });
    expect(few.paths).toEqual([{ points: null, fit: null, cases: { count: null, isProtected: true }, share: null, weeks: null }]);
    expect(few.seeMore).toEqual(["lengthen_period"]);
  });

  it("ways with their share and time; rare ones stand together without a name", async () => {
    const service = "child_care";
    await addWays(service, 250, [
      ...times(8, [
        ["entitled", 0],
        ["registered", 2],
        ["started", 10],
        ["finished", 20],
      ]),
      ...times(6, [
        ["entitled", 0],
        ["started", 4],
        ["finished", 14],
      ]),
      ...times(5, [
        ["entitled", 0],
        ["registered", 1],
      ]),
      ...times(3, [
        ["entitled", 0],
        ["finished", 1],
        ["started", 2],
      ]),
      ...times(2, [["entitled", 0]]),
    ]);
    const { paths, pathCases } = await measured((await drawn(courseOf(service))).versionId);
    expect(pathCases.count).toBe(24);
    expect(
      paths.map((one) => [one.points?.map((point) => point.event).join(" ") ?? null, one.fit, one.cases.count, one.share, one.weeks]),
    ).toEqual([
      ["entitled registered started finished", "as_agreed", 8, 33, 20],
      ["entitled started finished", "skipped", 6, 25, 14],
      ["entitled registered", "under_way", 5, 21, null],
      [null, null, 5, 21, null],
    ]);
  });

  it("one case more never moves a figure, and two chains show the same one", async () => {
    const service = "counselling";
    await addWays(
      service,
      220,
      times(9, [
        ["entitled", 0],
        ["registered", 3],
      ]),
    );
    const one = await drawn(courseOf(service));
    const before = await measured(one.versionId);
    await addWays(
      service,
      220,
      times(4, [
        ["entitled", 0],
        ["registered", 30],
      ]),
      "later",
    );
    const other = await drawn(courseOf(service));
    const figures = (it: typeof before) => it.passages.map(({ median, known }) => [median.weeks, median.cases, known]);
    expect(figures(await measured(one.versionId))).toEqual(figures(before));
    expect(figures(await measured(other.versionId))).toEqual(figures(before));
    passMomentToDatabase(true);
    freezeClock(new Date(now().getTime() + 8 * 86_400_000));
    await asSuperuser(server.at, "update accounts.session set last_used_at = $1, expires_at = $1::timestamptz + interval '1 hour'", [
      now(),
    ]);
    // a week later four are still fewer than the minimum
    expect(figures(await measured(one.versionId))).toEqual(figures(before));
    await addWays(
      service,
      228,
      times(3, [
        ["entitled", 0],
        ["registered", 30],
      ]),
      "latest",
    );
    expect((await measured(one.versionId)).passages[0]!.median.cases).toBe(16);
  });

  it("another period in whole quarters, and never the small rest beside the whole", async () => {
    const service = "interpreting";
    await addWays(
      service,
      300,
      times(12, [
        ["entitled", 0],
        ["registered", 2],
      ]),
      "long ago",
    );
    await addWays(
      service,
      20,
      times(3, [
        ["entitled", 0],
        ["registered", 1],
      ]),
      "of late",
    );
    const { versionId } = await drawn(courseOf(service));
    const whole = await measured(versionId);
    expect(whole.passages[0]!.median.cases).toBe(15);
    const untilOn = addDays(today(), -150);
    const old = await measured(versionId, { untilOn });
    // twelve beside fifteen would be three
    expect(old.isUsualPeriod).toBe(false);
    expect(old.passages[0]!.median).toMatchObject({ isProtected: true, cases: null });
    await addWays(
      "health_card",
      300,
      times(12, [
        ["entitled", 0],
        ["registered", 2],
      ]),
      "long ago",
    );
    await addWays(
      "health_card",
      20,
      times(6, [
        ["entitled", 0],
        ["registered", 1],
      ]),
      "of late",
    );
    const enough = await drawn(courseOf("health_card"));
    await measured(enough.versionId);
    expect((await measured(enough.versionId, { untilOn })).passages[0]!.median).toMatchObject({ weeks: 2, cases: 12 });
  });

  it("another period never beside what a theme showed of the same cases over one of its own", async () => {
    const service = "benefit_change";
    const way = (n: number): Way[] =>
      times(n, [
        ["entitled", 0],
        ["registered", 2],
      ]);
    await addWays(service, 600, way(3), "earlier");
    await addWays(service, 500, way(12), "later");
    const themeId = await world.as("coordinator", (call) =>
      createTestTheme(call, { metric: { service, fromEvent: "entitled", toEvent: "started" } }),
    );
    const untilOn = addDays(today(), -450);
    const evidence = await server.ask(world.actors.coordinator.token, getThemeEvidence, {
      params: { themeId },
      query: { fromOn: addDays(today(), -600), untilOn },
    });
    expect(evidence.waiting?.groups[0]?.cases).toBe(15);
    const { versionId } = await drawn(courseOf(service));
    // twelve beside fifteen would be three
    expect((await measured(versionId, { fromOn: addDays(today(), -500), untilOn })).passages[0]!.median.cases).toBeNull();
    const again = await measured(versionId, { fromOn: addDays(today(), -600), untilOn });
    expect(again.passages[0]!.median.cases).toBe(15);
  });

  it("reports between the two units of an interface, whichever way they point", async () => {
    const [kurse, beratung] = [units.courses, units.counselling];
    const organisations = await asSuperuser<{ id: string; organisation_id: string }>(
      server.at,
      "select id, organisation_id from network.unit",
    );
    const side = (unitId: string, isWhole = false) => ({
      organisationId: organisations.find((one) => one.id === unitId)!.organisation_id,
      unitId: isWhole ? null : unitId,
    });
    const report = async (from: string, to: string, isWhole = false, isReleased = true) => {
      const id = await world.as("holder", (call) => createTestReport(call, { from: side(from), to: side(to, isWhole) }));
      if (isReleased) await world.as("coordinator", (call) => releaseTestReport(call, id));
    };
    const { versionId } = await drawn(courseOf("placement_test"));
    const count = async () => (await measured(versionId)).reports.map((one) => one.reports.count);
    for (let n = 0; n < 3; n += 1) await report(beratung, kurse);
    await report(kurse, beratung, true);
    await report(beratung, kurse, false, false);
    expect(await count()).toEqual([null]);
    for (let n = 0; n < 3; n += 1) await report(kurse, beratung);
    passMomentToDatabase(true);
    freezeClock(new Date(now().getTime() + 8 * 86_400_000));
    await asSuperuser(server.at, "update accounts.session set last_used_at = $1, expires_at = $1::timestamptz + interval '1 hour'", [
      now(),
    ]);
    expect(await count()).toEqual([7]);
  });

  it("the event log holds only ways that may be seen, in weeks, with cases numbered anew", async () => {
    const service = "abh_appointment";
    const registered: Way = [
      ["entitled", 0],
      ["registered", 2],
    ];
    await addWays(service, 250, [...times(6, registered), ...times(5, [["entitled", 0]]), ...times(2, [...registered, ["started", 3]])]);
    const { versionId } = await drawn(courseOf(service));
    const file = await server.send(token("coordinator"), contract.makeEventLog, { params: { versionId }, query: { language: "de" } });
    const lines = file.body.replace("\uFEFF", "").trimEnd().split("\r\n");
    expect(lines[0]).toBe('"Weg";"Fall";"Beginn zwischen";"und";"Leistung";"Ereignis";"Woche seit Beginn"');
    const rows = lines.slice(1).map((line) => line.split(";"));
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map((row) => row[1])).size).toBe(6);
    expect(rows.map((row) => row[6]).filter((week) => week !== '"0"' && week !== '"2"')).toEqual([]);
    expect(file.body).not.toContain("started");
    const refs = await asSuperuser<{ ref: string }>(server.at, "select encode(case_ref, 'hex') as ref from cases.milestone");
    for (const { ref } of refs) expect(file.body).not.toContain(ref);
  });
});

it("closed before the end is waiting until then; a case of the own file counts like an imported one", async () => {
  const { versionId } = await drawn(courseOf("recognition"));
  const start = addDays(today(), -200);
  // six cases of the house's own, each closed ten weeks after it began
  for (let n = 0; n < 6; n += 1) {
    const [caseId, stepId, clientId] = [newId(), newId(), newId()];
    await asSuperuser(
      server.at,
      `set session_replication_role = replica;
       insert into cases.case_file (site_id, id, client_id, unit_id, case_manager_id, number, opened_on, closed_on, closing_outcome)
       values ('${world.siteId}', '${caseId}', '${clientId}', '${units.counselling}', '${world.actors.holder.membershipId}', 'R-${n}', '${start}',
         '${addDays(start, 70)}', 'moved_away');
       insert into cases.step (site_id, id, case_id, client_id, category, text, service, entitled_on)
       values ('${world.siteId}', '${stepId}', '${caseId}', '${clientId}', 'work', '\\x00'::bytea, 'recognition', '${start}');
       insert into cases.milestone (site_id, source_id, event, case_ref, client_id, service, happened_on, source)
       values ('${world.siteId}', '${stepId}', 'entitled', decode(md5('${caseId}'), 'hex'), '${clientId}', 'recognition', '${start}', 'step')`,
    );
  }
  const { passages } = await measured(versionId);
  expect(passages[0]).toMatchObject({ median: { isProtected: false, isReached: false, weeks: null, cases: 6 }, known: 6, of: 6 });
  // counted anew, not as it was shown before: who was deleted waited as long as before
  const count = async () =>
    await world.as("coordinator", async (call) => {
      const pair = sql`array['recognition'], array['entitled'], array['recognition'], array['started']`;
      const { rows } = await sql<{ days: number; is_waiting: boolean; cases: number }>`select days, is_waiting, cases
        from chains.count_passages(${pair}, ${start}, ${start}, ${today()}, ${start}) where quarter_on is null`.execute(call.tx);
      return rows;
    });
  const before = await count();
  expect(before).toEqual([{ days: 70, is_waiting: true, cases: 6 }]);
  await asSuperuser(server.at, "delete from cases.case_file where site_id = $1 and number like 'R-%'", [world.siteId]);
  expect(await count()).toEqual(before);
});

it("the accompaniment reads agreed versions of released chains, and nothing when the release ends", async () => {
  const { chainId, versionId } = await drawn(courseOf("training"));
  await server.ask(token("coordinator"), contract.copyVersion, { params: { versionId }, body: { id: newId(), kind: "to_be" } });
  const list = async () => (await server.ask(token("accompaniment"), contract.listReleasedChains, {})).chains.map((chain) => chain.id);
  expect(await list()).not.toContain(chainId);
  await world.as("coordinator", (call) => releaseChain(call, chainId, true));
  expect(await list()).toContain(chainId);
  const open = await server.ask(token("accompaniment"), contract.openReleasedChain, { params: { chainId } });
  expect(open.versions.map((version) => version.id)).toEqual([versionId]);
  expect(open.lanes.map((lane) => lane.unitId).toSorted()).toEqual([units.counselling, units.courses].toSorted());
  await world.as("coordinator", (call) => releaseChain(call, chainId, false));
  expect((await server.send(token("accompaniment"), contract.openReleasedChain, { params: { chainId } })).statusCode).toBe(404);
});

it("the accompaniment reads figures only if they were shown to it, as they stood then, and no longer than the chain", async () => {
  const { chainId, versionId } = await drawn(courseOf("integration_course"));
  const show = (isShown: boolean, actor: "coordinator" | "partner" | "accompaniment" = "coordinator") =>
    server.send(token(actor), contract.showFigures, { params: { versionId }, body: { isShown } });
  expect((await show(true)).json()).toMatchObject({ code: "conflict", reason: "chain_not_released" });
  await world.as("coordinator", (call) => releaseChain(call, chainId, true));
  const read = async () => {
    const answer = await server.send(token("accompaniment"), contract.openReleasedChain, { params: { chainId } });
    return answer.statusCode === 200 ? answer.json<contract.ReleasedChain>().versions[0]!.figures : answer.statusCode;
  };
  expect(await read()).toBeNull();
  expect((await show(true, "partner")).statusCode).toBe(403);
  expect((await show(true, "accompaniment")).statusCode).toBe(404);
  const inside = await measured(versionId);
  expect((await show(true)).json()).toMatchObject({ figuresShownOn: today(), abilities: { showFigures: true } });
  const figures = await read();
  expect(figures).toMatchObject({ shownOn: today(), fromOn: inside.fromOn, untilOn: inside.untilOn });
  const parts = (figures as contract.ReleasedFigures).passages;
  expect(parts.map((one) => one.median.weeks)).toEqual(inside.passages.map((one) => one.median.weeks));
  expect(parts.every((one) => one.median.days === null)).toBe(true);
  expect(JSON.stringify(figures)).not.toContain("pathCases");
  await show(false);
  expect(await read()).toBeNull();
  await show(true);
  await world.as("coordinator", (call) => releaseChain(call, chainId, false));
  expect(await read()).toBe(404);
  // released once more, it begins without figures
  await world.as("coordinator", (call) => releaseChain(call, chainId, true));
  expect(await read()).toBeNull();
});

it("as PDF with the drawing described, as SVG that is read alone", async () => {
  const { versionId } = await drawn(courseOf("training"));
  const pdf = await server.send(token("partner"), contract.makePdf, { params: { versionId }, query: { language: "de" } });
  expect(pdf.statusCode).toBe(200);
  const read = await readPdf(pdf.rawPayload);
  expect(JSON.stringify(read)).toContain("Berechtigung ausstellen");
  const svg = await server.send(token("partner"), contract.makeSvg, { params: { versionId }, query: { language: "en" } });
  expect(svg.body).toContain("<title>Vom Anspruch zum Kurs</title>");
  expect(svg.body).toContain("Kurs besuchen");
});
