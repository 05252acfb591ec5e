import { expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork } from "../network/factory.ts";
import { openMeasure, openTheme, requestStatement } from "../themes/contract.ts";
import { createTestTheme } from "../themes/factory.ts";
import * as contract from "./contract.ts";
import { createTestBody, createTestMeeting, dayAfter, emptyPaper, moveTestMeeting, testDecision } from "./factory.ts";

const server = useTestServer();

async function start() {
  const world = await createTestNetwork(server.at.database);
  const { token } = world.actors.coordinator;
  const bodyId = await world.as("coordinator", (call) => createTestBody(call, [world.actors.bodyMember.membershipId]));
  const themeId = await world.as("coordinator", (call) => createTestTheme(call));
  const meeting = await world.as("coordinator", (call) => createTestMeeting(call, bodyId));
  const itemId = newId();
  const put = (more: Partial<{ meetingId: string; id: string }> = {}) =>
    server.send(token, contract.addAgendaItem, {
      params: { meetingId: more.meetingId ?? meeting.id },
      body: {
        id: more.id ?? itemId,
        kind: "theme",
        themeId,
        title: "Kinderbetreuung weiterführen?",
        minutesPlanned: 25,
        paper: emptyPaper,
      },
    });
  const theme = () => server.ask(token, openTheme, { params: { themeId } });
  const kinds = async () => (await theme()).events.map((event) => event.kind);
  const open = () => world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "in_session"));
  const decide = (decision: Partial<typeof testDecision>) =>
    server.send(token, contract.recordDecision, {
      params: { itemId },
      body: { ...testDecision, id: newId(), ownerUnitId: world.actors.partner.unitId, dueOn: dayAfter(60), ...decision },
    });
  const awaitStatement = () =>
    server.ask(token, requestStatement, {
      params: { themeId },
      body: { id: newId(), organisationId: world.organisations.jobcenter, question: null },
    });
  return { world, token, bodyId, themeId, meeting, itemId, put, theme, kinds, open, decide, awaitStatement };
}

it("puts a theme on the agenda, decides it with a measure, and the theme knows each step", async () => {
  const it = await start();
  expect((await it.put()).statusCode).toBe(200);
  expect(await it.theme()).toMatchObject({ state: "on_agenda", meetingOn: it.meeting.heldOn, bodyName: "Steuerungsgruppe" });
  expect((await it.put({ id: newId() })).json()).toMatchObject({ reason: "already_on_agenda" });
  await it.open();
  const measureId = newId();
  const decided = await it.decide({
    answer: "Die Betreuung geht weiter.",
    measure: {
      id: measureId,
      title: "Betreuung neben dem Kurs",
      owner: { organisationId: it.world.organisations.school, unitId: it.world.actors.partner.unitId, membershipId: null },
      dueOn: dayAfter(60),
      fieldOfAction: null,
      expectation: {
        metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
        baselineFromOn: dayAfter(-365),
        baselineUntilOn: dayAfter(-1),
        targetWeeks: 9,
        followUpWeeks: 26,
        intakeWeeks: 26,
      },
    },
  });
  expect(decided.statusCode, decided.body).toBe(200);
  const item = decided.json<contract.MeetingView>().items.find((one) => one.id === it.itemId)!;
  expect(item.decisions).toMatchObject([{ outcome: "agreed", measureIds: [measureId], themeId: it.themeId }]);
  expect(await it.theme()).toMatchObject({ state: "measure_agreed", measures: [{ id: measureId }] });
  expect(await it.kinds()).toEqual(expect.arrayContaining(["named", "on_agenda", "agreed", "measure_planned"]));

  // a report stays with the decision unless its reporter wants it to stand with the measure too
  const decisionId = item.decisions[0]!.id;
  const story = async () =>
    (await server.ask(it.token, openMeasure, { params: { measureId } })).entries
      .filter((entry) => entry.kind === "progress")
      .map((one) => one.text);
  const report = async (id: string, words: string, forMeasure: boolean) =>
    await server.send(it.token, contract.reportDecision, {
      params: { decisionId },
      body: { id, state: "under_way", report: words, forMeasure },
    });
  await report(newId(), "Nur für das Gremium.", false);
  expect(await story()).toEqual([]);
  const again = newId();
  await report(again, "Die Räume sind gefunden.", true);
  expect((await report(again, "Die Räume sind gefunden.", true)).statusCode).toBe(200);
  expect(await story()).toEqual(["Die Räume sind gefunden."]);
  await asSuperuser(server.at, "update themes.measure set closed_on = platform.today(), closing = 'one_off' where id = $1", [measureId]);
  expect((await report(newId(), "Zu spät.", true)).json()).toMatchObject({ code: "conflict", reason: "measure_closed" });
});

it("puts it on while a statement is awaited, and decides only afterwards; postponing is possible", async () => {
  const it = await start();
  await it.awaitStatement();
  expect((await it.put()).statusCode).toBe(200);
  const meeting = await it.open();
  const item = meeting.items.find((one) => one.id === it.itemId)!;
  expect(item.theme).toMatchObject({ mayBeDecided: false, statementDueOn: dayAfter(14) });
  expect((await it.decide({})).json()).toMatchObject({ code: "conflict", reason: "statement_awaited" });
  expect((await server.ask(it.token, contract.findDecisions, { body: {} })).count).toBe(0);
  const desk = await server.ask(it.token, contract.getDesk, {});
  expect(desk.statementsAwaited).toMatchObject([{ themeId: it.themeId, days: 14 }]);
  expect(desk.papersToFinish).toMatchObject([{ itemId: it.itemId, missing: ["question", "proposal"] }]);
  const postponed = await it.decide({ outcome: "postponed", ownerUnitId: null, dueOn: null, postponedUntilOn: dayAfter(90) } as never);
  expect(postponed.statusCode, postponed.body).toBe(200);
  expect(await it.theme()).toMatchObject({ meetingOn: null });
  await asSuperuser(server.at, "update themes.statement set requested_on = platform.today() - 20, due_on = platform.today() - 6");
  const late = await it.decide({});
  expect(late.statusCode, late.body).toBe(200);
});

it("takes it off with the item or the meeting, and puts it on again with the undo", async () => {
  const it = await start();
  await it.put();
  await server.ask(it.token, contract.removeAgendaItem, { params: { itemId: it.itemId } });
  expect(await it.theme()).toMatchObject({ state: "named", meetingOn: null });
  await server.ask(it.token, contract.restoreAgendaItem, { params: { itemId: it.itemId } });
  expect((await it.theme()).state).toBe("on_agenda");
  await server.ask(it.token, contract.removeMeeting, { params: { meetingId: it.meeting.id } });
  expect((await it.theme()).state).toBe("named");
  await server.ask(it.token, contract.restoreMeeting, { params: { meetingId: it.meeting.id } });
  expect((await it.theme()).state).toBe("on_agenda");
});

it("leaves the agenda when the meeting closes without a decision on it, and is back on it when the meeting reopens", async () => {
  const it = await start();
  await it.put();
  const closed = await it.world.as("coordinator", (call) => moveTestMeeting(call, it.meeting.id, "closed"));
  expect((await it.theme()).state).toBe("named");
  await server.ask(it.token, contract.moveMeeting, {
    params: { meetingId: it.meeting.id },
    body: { to: "in_session", version: closed.version, reason: "Ein Punkt fehlte" },
  });
  expect((await it.theme()).state).toBe("on_agenda");
});

it("moves with its meeting to another day", async () => {
  const it = await start();
  await it.put();
  const meeting = await server.ask(it.token, contract.getMeeting, { params: { meetingId: it.meeting.id } });
  const { begins, minutesPlanned, place, onlineLink, papersDueOn } = meeting;
  await server.ask(it.token, contract.changeMeeting, {
    params: { meetingId: meeting.id },
    body: { heldOn: dayAfter(30), begins, minutesPlanned, place, onlineLink, papersDueOn, version: meeting.version },
  });
  expect((await it.theme()).meetingOn).toBe(dayAfter(30));
});

it("says at the field what is wrong with an expectation, and nothing is half done", async () => {
  const it = await start();
  await it.put();
  await it.open();
  const refused = await it.decide({
    measure: {
      id: newId(),
      title: "Betreuung",
      owner: { organisationId: it.world.organisations.school, unitId: it.world.actors.partner.unitId, membershipId: null },
      dueOn: dayAfter(60),
      fieldOfAction: null,
      expectation: {
        metric: { service: "integration_course", fromEvent: "entitled", toEvent: "started" },
        baselineFromOn: dayAfter(-365),
        baselineUntilOn: dayAfter(-1),
        targetWeeks: 60,
        followUpWeeks: 26,
        intakeWeeks: 26,
      },
    },
  });
  expect(refused.json()).toMatchObject({
    code: "invalid",
    fields: [{ path: "body.measure.expectation.followUpWeeks", code: "follow_up_too_short" }],
  });
  expect((await server.ask(it.token, contract.findDecisions, { body: {} })).count).toBe(0);
  expect((await it.theme()).state).toBe("on_agenda");
});

it("escalates and declines with the reason that reporters read", async () => {
  for (const outcome of ["escalated", "declined"] as const) {
    const it = await start();
    await it.put();
    await it.open();
    const answer = await it.decide({ outcome, reason: "Das regelt der Bund.", ownerUnitId: null, dueOn: null });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(await it.theme()).toMatchObject({ state: outcome });
  }
});
