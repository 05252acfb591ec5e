import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import * as contract from "../contract.ts";
import { createTestMeasure, createTestReport, createTestTheme, escalateTestTheme, patternBody, releaseTestReport } from "../factory.ts";
import { openMyReport } from "../report/verbs.ts";
import { giveToGroup } from "./verbs.ts";
import { joinReports, putOnAgenda, requestStatement, takeOutReport } from "../theme/verbs.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});

const coordinator = () => world.actors.coordinator.token;
const lead = () => world.actors.programmeLead.token;
const foreign = () => world.actors.foreignCoordinator.token;
const ask: typeof server.ask = (caller, endpoint, request) => server.ask(caller, endpoint, request);
async function refused(caller: Parameters<typeof server.send>[0], endpoint: Parameters<typeof server.send>[1], request: unknown) {
  const response = await server.send(caller, endpoint as never, request as never);
  return {
    status: response.statusCode,
    ...(response.json() as { code: string; reason?: string; fields?: { path: string; code: string }[] }),
  };
}

async function themeWith(count: number, more: Parameters<typeof createTestReport>[1] = {}, title = "Ein Thema") {
  const reports: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = await world.as("holder", (call) => createTestReport(call, more));
    await world.as("coordinator", (call) => releaseTestReport(call, id));
    reports.push(id);
  }
  const themeId = await world.as("coordinator", async (call) => {
    const id = await createTestTheme(call, { title });
    if (reports.length > 0) await joinReports(call, id, { reportIds: reports, answer: null });
    return id;
  });
  return { themeId, reports };
}
const mine = async (reportId: string) => await world.as("holder", (call) => openMyReport(call, reportId));
const codesOf = async (reportId: string) => (await mine(reportId)).answers.map((one) => one.code);
/** In which theme each report is, past every policy. */
async function whereAre(reports: readonly string[]): Promise<(string | null)[]> {
  const rows = await asSuperuser<{ id: string; theme_id: string | null }>(
    server.at,
    "select id, theme_id from themes.gap_report where id = any($1::uuid[])",
    [reports],
  );
  return reports.map((id) => rows.find((row) => row.id === id)?.theme_id ?? null);
}

describe("merging and splitting", () => {
  it("moves every report and statement, tells each reporter, and undoes it all", async () => {
    const [one, two] = [await themeWith(3, { visibility: "unnamed" }, "Klein"), await themeWith(2, {}, "Groß")];
    await world.as("coordinator", (call) => putOnAgenda(call, two.themeId, { meetingOn: "2027-01-10", bodyName: "Steuerungsgruppe" }));
    await world.as("coordinator", (call) =>
      requestStatement(call, one.themeId, { id: newId(), organisationId: world.organisations.jobcenter, unitId: null, question: null }),
    );
    const id = newId();
    const body = { id, intoThemeId: two.themeId, sentence: "Das meint dasselbe." };
    expect(await ask(coordinator(), contract.mergeTheme, { params: { themeId: one.themeId }, body })).toMatchObject({ moved: 3 });
    // the same click again
    expect(await ask(coordinator(), contract.mergeTheme, { params: { themeId: one.themeId }, body })).toMatchObject({ moved: 3 });
    expect(await whereAre(one.reports)).toEqual([two.themeId, two.themeId, two.themeId]);
    expect(await codesOf(one.reports[0]!)).toEqual(["received", "read", "joined", "merged", "on_agenda"]);
    const report = await mine(one.reports[0]!);
    expect(report.stair).toEqual({ reached: 4, ended: null });
    expect(report.theme).toMatchObject({ id: two.themeId, title: "Groß" });
    expect(report.answers.at(-2)?.sentence).toBe("Das meint dasselbe.");

    const opened = await ask(coordinator(), contract.openTheme, { params: { themeId: one.themeId } });
    expect(opened).toMatchObject({ mergedInto: { id: two.themeId }, abilities: { lead: false, edit: false, close: false } });
    const listed = (await ask(coordinator(), contract.listThemes, {})).themes.map((row) => row.id);
    expect(listed).not.toContain(one.themeId);
    const into = await ask(coordinator(), contract.openTheme, { params: { themeId: two.themeId } });
    expect(into.voices).toHaveLength(5);
    expect(into.statements).toHaveLength(1);
    expect(
      await refused(coordinator(), contract.closeTheme, { params: { themeId: one.themeId }, body: { version: opened.version } }),
    ).toMatchObject({
      reason: "merged",
    });

    const { moves } = await ask(coordinator(), contract.openThemeLife, { params: { themeId: two.themeId } });
    expect(moves).toMatchObject([{ id, kind: "merge", reports: 3, mayBeUndone: true }]);
    expect(await ask(coordinator(), contract.undoMove, { params: { moveId: id } })).toEqual({ id, moved: 3 });
    expect(await ask(coordinator(), contract.undoMove, { params: { moveId: id } })).toEqual({ id, moved: 0 });
    expect(await whereAre([...one.reports, ...two.reports])).toEqual([
      ...one.reports.map(() => one.themeId),
      ...two.reports.map(() => two.themeId),
    ]);
    expect((await codesOf(one.reports[0]!)).at(-1)).toBe("moved_back");
    expect((await mine(one.reports[0]!)).stair.reached).toBe(3);
    expect((await ask(coordinator(), contract.openTheme, { params: { themeId: one.themeId } })).statements).toHaveLength(1);
    expect((await ask(coordinator(), contract.openTheme, { params: { themeId: two.themeId } })).statements).toHaveLength(0);
  });

  it("leaves where it is what was taken out meanwhile", async () => {
    const [one, two] = [await themeWith(2), await themeWith(1)];
    const id = newId();
    await ask(coordinator(), contract.mergeTheme, { params: { themeId: one.themeId }, body: { id, intoThemeId: two.themeId } });
    await world.as("coordinator", (call) => takeOutReport(call, two.themeId, one.reports[0]!, null));
    expect(await ask(coordinator(), contract.undoMove, { params: { moveId: id } })).toEqual({ id, moved: 1 });
    expect(await whereAre(one.reports)).toEqual([null, one.themeId]);
  });

  it("refuses what would tear a theme from its decision, and says why", async () => {
    const [free, other] = [await themeWith(1), await themeWith(1)];
    const merge = (from: string, into: string) =>
      refused(coordinator(), contract.mergeTheme, { params: { themeId: from }, body: { id: newId(), intoThemeId: into } });
    expect(await merge(free.themeId, free.themeId)).toMatchObject({ fields: [{ path: "body.intoThemeId", code: "same_theme" }] });
    expect(await merge(free.themeId, newId())).toMatchObject({ fields: [{ path: "body.intoThemeId", code: "unknown_code" }] });
    const strange = await world.as("foreignCoordinator", (call) => createTestTheme(call));
    expect(await merge(free.themeId, strange)).toMatchObject({ fields: [{ path: "body.intoThemeId", code: "unknown_code" }] });
    await world.as("coordinator", (call) => putOnAgenda(call, other.themeId, { meetingOn: "2027-01-10", bodyName: "Gruppe" }));
    expect(await merge(other.themeId, free.themeId)).toMatchObject({ reason: "merge_on_agenda" });
    const busy = await themeWith(0);
    const owner = { organisationId: world.organisations.school, unitId: null, membershipId: null };
    await world.as("coordinator", (call) => createTestMeasure(call, busy.themeId, owner));
    expect(await merge(busy.themeId, free.themeId)).toMatchObject({ reason: "merge_decided" });
  });

  it("ends in one of two ways when both are merged into each other at once, and loses nothing", async () => {
    const [one, two] = [await themeWith(2), await themeWith(2)];
    const both = await Promise.all([
      server.send(coordinator(), contract.mergeTheme, {
        params: { themeId: one.themeId },
        body: { id: newId(), intoThemeId: two.themeId },
      }),
      server.send(coordinator(), contract.mergeTheme, {
        params: { themeId: two.themeId },
        body: { id: newId(), intoThemeId: one.themeId },
      }),
    ]);
    expect(both.map((response) => response.statusCode).toSorted()).toEqual([200, 409]);
    const places = new Set(await whereAre([...one.reports, ...two.reports]));
    expect(places.size).toBe(1);
    expect([one.themeId, two.themeId]).toContain([...places][0]);
  });

  it("splits off some reports and takes it back", async () => {
    const { themeId, reports } = await themeWith(3, {}, "Zwei Dinge");
    const [id, newThemeId] = [newId(), newId()];
    const split = (reportIds: readonly string[]) => ({
      params: { themeId },
      body: { id, newThemeId, title: "Das eine Ding", reportIds: [...reportIds] },
    });
    expect(await refused(coordinator(), contract.splitTheme, split(reports))).toMatchObject({ reason: "nothing_left" });
    expect(await refused(coordinator(), contract.splitTheme, split([newId()]))).toMatchObject({ reason: "report_not_inside" });
    expect(await refused(coordinator(), contract.splitTheme, split([]))).toMatchObject({
      fields: [{ path: "body.reportIds", code: "required" }],
    });
    expect(await ask(coordinator(), contract.splitTheme, split(reports.slice(0, 2)))).toMatchObject({ moved: 2, newThemeId });
    expect(await whereAre(reports)).toEqual([newThemeId, newThemeId, themeId]);
    expect(await codesOf(reports[0]!)).toEqual(["received", "read", "joined", "split_off"]);
    expect((await mine(reports[0]!)).theme).toMatchObject({ title: "Das eine Ding" });
    const stranger = await themeWith(1);
    await world.as("coordinator", (call) => joinReports(call, newThemeId, { reportIds: stranger.reports, answer: null }));
    expect(await refused(coordinator(), contract.undoMove, { params: { moveId: id } })).toMatchObject({ reason: "others_inside" });
    await world.as("coordinator", (call) => takeOutReport(call, newThemeId, stranger.reports[0]!, null));
    expect(await ask(coordinator(), contract.undoMove, { params: { moveId: id } })).toMatchObject({ moved: 2 });
    expect(await whereAre(reports)).toEqual([themeId, themeId, themeId]);
    expect(await ask(coordinator(), contract.openTheme, { params: { themeId: newThemeId } })).toMatchObject({
      mergedInto: { id: themeId },
    });
  });

  it("undoes in the order in which things happened", async () => {
    const [a, b, c] = [await themeWith(1), await themeWith(1), await themeWith(1)];
    const [first, second] = [newId(), newId()];
    await ask(coordinator(), contract.mergeTheme, { params: { themeId: a.themeId }, body: { id: first, intoThemeId: b.themeId } });
    await ask(coordinator(), contract.mergeTheme, { params: { themeId: b.themeId }, body: { id: second, intoThemeId: c.themeId } });
    expect(await refused(coordinator(), contract.undoMove, { params: { moveId: first } })).toMatchObject({ reason: "moved_on" });
    await ask(coordinator(), contract.undoMove, { params: { moveId: second } });
    await ask(coordinator(), contract.undoMove, { params: { moveId: first } });
    expect(await whereAre([...a.reports, ...b.reports, ...c.reports])).toEqual([a.themeId, b.themeId, c.themeId]);
  });
});

describe("project group, priority, history", () => {
  it("goes to a group and comes back, and the history says who did it", async () => {
    const { themeId, reports } = await themeWith(1);
    const { version } = await ask(coordinator(), contract.openTheme, { params: { themeId } });
    const given = { groupName: "Projektgruppe Kurse", sentence: "Eine Gruppe arbeitet daran.", version };
    await world.as("coordinator", (call) => giveToGroup(call, themeId, given));
    expect((await ask(coordinator(), contract.listThemes, {})).themes.find((one) => one.id === themeId)).toMatchObject({
      state: "in_project_group",
      groupName: "Projektgruppe Kurse",
    });
    expect(await codesOf(reports[0]!)).toEqual(["received", "read", "joined", "group_given"]);
    await expect(world.as("coordinator", (call) => giveToGroup(call, themeId, { ...given, groupName: "Andere" }))).rejects.toMatchObject({
      body: { code: "changed_meanwhile" },
    });
    const grades = {
      reach: 3,
      severity: 3,
      solvable: 2,
      reachReason: "Alle Orte.",
      severityReason: "Geld fehlt.",
      solvableReason: "Zum Teil.",
    };
    const id = newId();
    for (let click = 0; click < 2; click += 1)
      expect(await ask(coordinator(), contract.setPriority, { params: { themeId }, body: { id, ...grades } })).toEqual({
        id,
        level: "first",
      });
    expect(
      await refused(coordinator(), contract.setPriority, {
        params: { themeId },
        body: { id: newId(), ...grades, reach: 4, reachReason: " " },
      }),
    ).toMatchObject({ code: "invalid" });
    await ask(coordinator(), contract.takeFromGroup, { params: { themeId } });
    const life = await ask(world.actors.bodyMember.token, contract.openThemeLife, { params: { themeId } });
    expect(life.priority).toMatchObject({ level: "first", reachReason: "Alle Orte.", setBy: "Derya Aksoy" });
    expect(life.history.map((one) => one.kind)).toEqual(["group_ended", "prioritised", "group_given", "named", "created"]);
    expect(life.history.every((one) => one.by === "Derya Aksoy")).toBe(true);
    // how many reports came on which day is for those who read them
    const own = await ask(coordinator(), contract.openThemeLife, { params: { themeId } });
    expect(own.history.map((one) => one.kind)).toContain("reports_joined");
  });
});

describe("escalation", () => {
  it("brings the reply of the Land to every reporter as an answer, the unnamed ones too", async () => {
    const { themeId, reports } = await themeWith(1, { visibility: "named" });
    const unnamed = await themeWith(1, { visibility: "unnamed" });
    await world.as("coordinator", async (call) => {
      await joinReports(call, themeId, { reportIds: unnamed.reports, answer: null });
      await escalateTestTheme(call, themeId);
    });
    const note = { tried: "Drei Gespräche mit dem Träger.", asked: "Eine Regel für freie Plätze.", version: 0 };
    await ask(coordinator(), contract.writeEscalation, { params: { themeId }, body: note });
    expect(await refused(coordinator(), contract.writeEscalation, { params: { themeId }, body: note })).toMatchObject({
      code: "changed_meanwhile",
    });
    const named = { ...note, version: 1, tried: "Frau Wolters hat drei Gespräche geführt." };
    expect((await refused(coordinator(), contract.writeEscalation, { params: { themeId }, body: named })).fields).toMatchObject([
      { path: "body.tried", code: "marked" },
    ]);

    const seen = await ask(lead(), contract.openEscalatedTheme, { params: { themeId } });
    expect(seen).toMatchObject({ tried: note.tried, asked: note.asked, isOpen: true, reports: { count: null, isProtected: true } });
    const reply = { id: newId(), kind: "taken_on", sentence: "Wir bringen es in die Konferenz der Länder." } as const;
    for (let click = 0; click < 2; click += 1) await ask(lead(), contract.replyToEscalated, { params: { themeId }, body: reply });
    expect((await ask(lead(), contract.openEscalatedTheme, { params: { themeId } })).isOpen).toBe(true);
    const last = {
      id: newId(),
      kind: "solved",
      sentence: "Ab Januar gilt eine neue Regel.",
      reasons: "Der Erlass ist unterwegs.",
    } as const;
    await ask(lead(), contract.replyToEscalated, { params: { themeId }, body: last });
    expect((await ask(lead(), contract.openEscalatedTheme, { params: { themeId } })).isOpen).toBe(false);
    for (const reportId of [reports[0]!, unnamed.reports[0]!]) {
      const { answers } = await mine(reportId);
      expect(answers.slice(-2)).toMatchObject([
        { code: "land_replied", sentence: reply.sentence, by: "Land" },
        { code: "land_replied", sentence: last.sentence, by: "Land" },
      ]);
    }
    const mails = await asSuperuser<{ membership_id: string }>(
      server.at,
      "select membership_id from accounts.mail where kind = 'themes.answered' and subject_id = $1 and state = 'queued'",
      [world.actors.holder.membershipId],
    );
    expect(mails).toHaveLength(1);
    expect((await ask(coordinator(), contract.listThemes, {})).themes.find((one) => one.id === themeId)).toMatchObject({
      state: "escalated",
      landReply: { kind: "solved" },
    });

    // the site works on it itself again: the Land comes too late
    await world.as("coordinator", (call) => putOnAgenda(call, themeId, { meetingOn: "2027-02-01", bodyName: "Gruppe" }));
    expect(await refused(lead(), contract.replyToEscalated, { params: { themeId }, body: { ...reply, id: newId() } })).toMatchObject({
      reason: "taken_back",
    });
    const untouched = await themeWith(1);
    expect(await refused(lead(), contract.replyToEscalated, { params: { themeId: untouched.themeId }, body: reply })).toMatchObject({
      status: 404,
    });
  });

  it("gives no programme membership a row of a site", async () => {
    const { themeId } = await themeWith(1);
    await world.as("coordinator", (call) => escalateTestTheme(call, themeId));
    for (const who of ["programmeLead", "accompaniment", "evaluator"] as const) {
      for (const table of [
        "theme",
        "gap_report",
        "theme_event",
        "priority",
        "theme_move",
        "escalation",
        "land_reply",
        "programme_link",
        "pattern",
        "theme_source",
        "statement",
        "answer",
      ]) {
        const seen = await world.as(who, async (call) => (await sql.raw(`select 1 from themes.${table}`).execute(call.tx)).rows.length);
        expect(seen, `${who} reads themes.${table}`).toBe(0);
      }
    }
  });
});

describe("themes that many sites have", () => {
  it("are counted through the gate, and no site is named", async () => {
    const id = newId();
    await ask(lead(), contract.makeProgrammeTheme, { body: { id, title: "Kurse passen nicht", sentence: null } });
    const { themeId } = await themeWith(2);
    const link = { params: { themeId }, body: { programmeThemeId: id } };
    await ask(coordinator(), contract.linkToProgrammeTheme, link);
    await ask(coordinator(), contract.linkToProgrammeTheme, link);
    const shown = (await ask(lead(), contract.listProgrammeThemes, {})).themes.find((one) => one.id === id)!;
    expect(shown).toMatchObject({ sites: { count: null, isProtected: true }, figures: { reports: { count: null } } });
    expect(JSON.stringify(shown)).not.toContain(world.siteId);
    expect((await ask(coordinator(), contract.listProgrammeThemes, {})).themes.find((one) => one.id === id)).toMatchObject({
      figures: null,
    });
    const overview = await ask(lead(), contract.getProgrammeOverview, {});
    expect(overview.sites.flatMap((site) => site.recent.map((event) => event.kind))).not.toContain("linked");

    expect(
      await refused(coordinator(), contract.linkToProgrammeTheme, { params: { themeId }, body: { programmeThemeId: newId() } }),
    ).toMatchObject({ fields: [{ path: "body.programmeThemeId", code: "unknown_code" }] });
    // the Land links only what was handed up to it
    expect((await refused(lead(), contract.linkToProgrammeTheme, link)).status).toBe(404);
    const collected = await world.as("coordinator", (call) => createTestTheme(call, {}, false));
    expect(
      await refused(coordinator(), contract.linkToProgrammeTheme, { params: { themeId: collected }, body: { programmeThemeId: id } }),
    ).toMatchObject({ reason: "not_named" });
    await ask(coordinator(), contract.linkToProgrammeTheme, { params: { themeId }, body: { programmeThemeId: null } });
    expect((await ask(coordinator(), contract.openThemeLife, { params: { themeId } })).programmeTheme).toBeNull();
  });
});

describe("patterns", () => {
  it("are offered without a person, found and copied by another site with their source", async () => {
    const { themeId } = await themeWith(1);
    const body = patternBody();
    const named = { ...body, failed: "Herr Müller sagte nach zwei Monaten ab. Derya Aksoy hat es gerettet." };
    const marked = await refused(coordinator(), contract.offerPattern, { params: { themeId }, body: named });
    expect(marked.fields?.every((field) => field.path === "body.failed" && field.code === "marked")).toBe(true);
    expect(marked.fields?.length).toBeGreaterThanOrEqual(2);
    const { marks } = await ask(coordinator(), contract.checkPattern, { body: { words: { failed: named.failed } } });
    expect(marks.map((mark) => mark.field)).toContain("failed");

    await ask(coordinator(), contract.offerPattern, { params: { themeId }, body });
    await ask(coordinator(), contract.offerPattern, { params: { themeId }, body });
    expect(await refused(coordinator(), contract.offerPattern, { params: { themeId }, body: patternBody() })).toMatchObject({
      reason: "already_offered",
    });
    expect(await refused(coordinator(), contract.offerPattern, { params: { themeId }, body: { ...body, version: 7 } })).toMatchObject({
      code: "changed_meanwhile",
    });

    const found = await ask(foreign(), contract.openPattern, { params: { patternId: body.id } });
    expect(found).toMatchObject({ isOwn: false, themeId: null, copies: null, costYearCents: 3_800_000 });
    expect(JSON.stringify(found)).not.toContain("Aksoy");
    const copy = { id: newId(), title: "Betreuung im Kurs, auch bei uns" };
    await ask(foreign(), contract.copyPattern, { params: { patternId: body.id }, body: copy });
    await ask(foreign(), contract.copyPattern, { params: { patternId: body.id }, body: copy });
    const life = await ask(foreign(), contract.openThemeLife, { params: { themeId: copy.id } });
    expect(life.source).toMatchObject({ siteName: found.siteName, content: { failed: body.failed } });
    expect((await ask(coordinator(), contract.openPattern, { params: { patternId: body.id } })).copies).toEqual({
      count: null,
      isProtected: true,
    });

    await ask(coordinator(), contract.withdrawPattern, { params: { patternId: body.id }, body: { version: 1 } });
    expect((await refused(foreign(), contract.openPattern, { params: { patternId: body.id } })).status).toBe(404);
    expect((await ask(foreign(), contract.openThemeLife, { params: { themeId: copy.id } })).source).not.toBeNull();
    // a new one may be offered after it
    await ask(coordinator(), contract.offerPattern, { params: { themeId }, body: patternBody() });
  });
});

describe("what may belong together", () => {
  it("is proposed with its reasons, refused for good, and never joined by itself", async () => {
    const sides = {
      from: { organisationId: world.organisations.welfare, unitId: null },
      to: { organisationId: world.organisations.jobcenter, unitId: null },
    };
    const ids: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const id = await world.as("holder", (call) => createTestReport(call, sides));
      await world.as("coordinator", (call) => releaseTestReport(call, id, "Bescheid ohne Übersetzung"));
      ids.push(id);
    }
    const found = async () =>
      (await ask(coordinator(), contract.listSuggestions, {})).suggestions.find((one) =>
        [one.report.id, ...one.others.map((other) => other.id)].includes(ids[0]!),
      );
    const proposal = (await found())!;
    const all = [proposal.report.id, ...proposal.others.map((one) => one.id)];
    expect(all).toEqual(expect.arrayContaining(ids));
    const pair = { kind: "pair", fromId: sides.from.organisationId, toId: sides.to.organisationId };
    const partner = proposal.others.find((one) => ids.includes(one.id))!;
    expect(partner.why).toContainEqual(pair);
    expect(await whereAre(ids)).toEqual([null, null]);
    const body = { reportId: ids[0]!, otherIds: [ids[1]!] };
    await ask(coordinator(), contract.sayNotAlike, { body });
    await ask(coordinator(), contract.sayNotAlike, { body });
    const after = await found();
    expect(after && after.report.id === ids[0] ? after.others.map((one) => one.id) : []).not.toContain(ids[1]);
    await ask(coordinator(), contract.takeBackNotAlike, { body });
    expect(await found()).toBeDefined();
  });
});
