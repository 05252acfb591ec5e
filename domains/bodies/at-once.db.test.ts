import { describe, expect, it } from "vitest";
import { newId } from "../../platform/server/ids.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { getDraft, saveDraft } from "../network/contract.ts";
import { createTestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestBody, createTestMeeting, dayAfter, emptyPaper, testDecision } from "./factory.ts";
import { getBody, getMeeting } from "./verbs.ts";

// What happens at a table at the same moment, each through HTTP with a connection of its own.
const server = useTestServer();

async function start(state: contract.MeetingState = "in_session") {
  const world = await createTestNetwork(server.at.database);
  const { bodyMember: member, coordinator } = world.actors;
  const bodyId = await world.as("coordinator", (call) => createTestBody(call, [member.membershipId]));
  const meeting = await world.as("coordinator", (call) => createTestMeeting(call, bodyId, state));
  const second = await world.join("own", coordinator.unitId, "coordinator", "Jan Kowalczyk");
  const view = () => world.as("coordinator", (call) => getMeeting(call, meeting.id));
  return { world, bodyId, meeting, member, token: coordinator.token, second: second.token, params: { meetingId: meeting.id }, view };
}
type Answer = { readonly statusCode: number; json(): unknown };
const told = (answer: Answer) => {
  const body = answer.json() as { code?: string; reason?: string };
  return answer.statusCode === 200 ? "200" : `${answer.statusCode} ${body.reason ?? body.code ?? ""}`;
};
/** In another order each time, so that each of them is first once. */
async function atOnce(round: number, requests: readonly (() => Promise<Answer>)[]): Promise<Answer[]> {
  const order = requests.map((_, index) => (index + round) % requests.length);
  const answers = await Promise.all(order.map((index) => requests[index]!()));
  return requests.map((_, index) => answers[order.indexOf(index)]!);
}

describe("a meeting is closed while others write", () => {
  it.each([0, 1, 2, 3, 4])("what was taken stands in the minutes, what came too late is told so, round %i", async (round) => {
    const { world, meeting, member, token, second, params, view } = await start();
    const [one, two] = meeting.items.map((item) => ({ itemId: item.id }));
    const draft = { params: { key: `minutes:${two!.itemId}` } };
    await server.ask(second, saveDraft, { ...draft, body: { content: "Vom Zweiten" } });
    const decision = { ...testDecision, id: newId(), ownerUnitId: world.actors.partner.unitId, dueOn: dayAfter(30) };
    const [closing, first, other, decided, commented, added] = await atOnce(round, [
      () => server.send(token, contract.moveMeeting, { params, body: { to: "closed", version: meeting.version } }),
      () => server.send(token, contract.saveMinutes, { params: one!, body: { minutes: "Von der Ersten", version: 1 } }),
      () => server.send(second, contract.saveMinutes, { params: two!, body: { minutes: "Vom Zweiten", version: 1 } }),
      () => server.send(second, contract.recordDecision, { params: one!, body: decision }),
      () => server.send(member.token, contract.commentMinutes, { params: one!, body: { id: newId(), comment: "Es waren drei." } }),
      () =>
        server.send(second, contract.addAgendaItem, {
          params,
          body: { id: newId(), kind: "other", themeId: null, title: "Noch etwas", minutesPlanned: 5, paper: emptyPaper },
        }),
    ]);
    const after = await view();
    // whoever changed the meeting itself in the same moment is heard first: closing then says so and is asked once more
    expect(["200", "409 changed_meanwhile", "409 moved_meanwhile"]).toContain(told(closing!));
    expect(after.state).toBe(closing!.statusCode === 200 ? "closed" : "in_session");
    for (const answer of [first!, other!, decided!, added!]) expect(["200", "409 meeting_closed"]).toContain(told(answer));
    expect(told(commented!)).toBe("200");
    expect(after.items[0]!.minutes).toBe(first!.statusCode === 200 ? "Von der Ersten" : "");
    expect(after.items[1]!.minutes).toBe(other!.statusCode === 200 ? "Vom Zweiten" : "");
    expect(after.items[0]!.decisions).toHaveLength(decided!.statusCode === 200 ? 1 : 0);
    expect(after.items).toHaveLength(added!.statusCode === 200 ? 3 : 2);
    const kept = await server.ask(second, getDraft, draft);
    expect(kept.content).toBe(other!.statusCode === 200 ? null : "Vom Zweiten");
  });

  it("two who chair close it in the same moment with a member writing: one closes, one is told, and the text is there or told", async () => {
    const { meeting, token, second, params, view } = await start();
    const closing = { params, body: { to: "closed", version: meeting.version } } as const;
    const inItem = { params: { itemId: meeting.items[0]!.id } };
    const answers = await Promise.all([
      server.send(token, contract.moveMeeting, closing),
      server.send(second, contract.moveMeeting, closing),
      server.send(second, contract.passPen, { ...inItem, body: { minutes: "Bis zuletzt", version: 1, to: null } }),
    ]);
    expect(
      answers
        .slice(0, 2)
        .map((one) => told(one))
        .toSorted(),
    ).toEqual(["200", "409 closed_meanwhile"]);
    const after = await view();
    expect(after).toMatchObject({ state: "closed" });
    expect(after.items[0]!.minutes).toBe(answers[2]!.statusCode === 200 ? "Bis zuletzt" : "");
  });
});

describe("a member is removed during a meeting", () => {
  it.each([0, 1, 2, 3, 4])("what they were given or said before stands, afterwards nothing is theirs, round %i", async (round) => {
    const { world, bodyId, meeting, member, token, second, params, view } = await start();
    const body = await world.as("coordinator", (call) => getBody(call, bodyId));
    const memberId = body.members[0]!.id;
    const inItem = { params: { itemId: meeting.items[0]!.id } };
    const decision = { ...testDecision, id: newId(), ownerMembershipId: member.membershipId, dueOn: dayAfter(30) };
    const [removal, present, decided, commented, read] = await atOnce(round, [
      () => server.send(token, contract.removeMember, { params: { memberId } }),
      () => server.send(second, contract.noteAttendance, { params, body: { membershipId: member.membershipId, state: "present" } }),
      () => server.send(second, contract.recordDecision, { ...inItem, body: decision }),
      () => server.send(member.token, contract.commentMinutes, { ...inItem, body: { id: newId(), comment: "Es waren drei." } }),
      () => server.send(member.token, contract.getMeeting, { params }),
    ]);
    expect(told(removal!)).toBe("200");
    expect(["200", "409 member_left"]).toContain(told(present!));
    expect(["200", "409 owner_left", "400 invalid"]).toContain(told(decided!));
    // between reading and writing the seat may be gone
    expect(["200", "403 forbidden", "404 not_found"]).toContain(told(commented!));
    expect(["200", "404 not_found"]).toContain(told(read!));
    const after = await view();
    expect(after.attendance).toHaveLength(present!.statusCode === 200 ? 1 : 0);
    expect(after.items[0]!.decisions).toHaveLength(decided!.statusCode === 200 ? 1 : 0);
    for (const late of [
      await server.send(member.token, contract.getMeeting, { params }),
      await server.send(member.token, contract.commentMinutes, { ...inItem, body: { id: newId(), comment: "Doch." } }),
      await server.send(member.token, contract.printMinutes, { params, query: {} }),
      await server.send(member.token, contract.getWriting, { params }),
    ]) {
      expect(told(late)).toBe("404 not_found");
    }
  });

  it("while they say what they think before it begins: nothing of it is counted once they are gone", async () => {
    const { world, bodyId, meeting, member, token, params } = await start("invited");
    const body = await world.as("coordinator", (call) => getBody(call, bodyId));
    const stances = [{ itemId: meeting.items[0]!.id, stance: "support" as const }];
    const [removal, said] = await Promise.all([
      server.send(token, contract.removeMember, { params: { memberId: body.members[0]!.id } }),
      server.send(member.token, contract.saveStances, { params, body: { stances } }),
    ]);
    expect(told(removal)).toBe("200");
    // between reading and writing the seat may be gone
    expect(["200", "403 forbidden", "404 not_found"]).toContain(told(said));
    const again = await server.send(member.token, contract.saveStances, { params, body: { stances } });
    expect(told(again)).toBe("404 not_found");
  });
});

describe("minutes after the meeting", () => {
  it.each([0, 1, 2])(
    "are adopted while somebody corrects and somebody objects: each is in, or is told that they are adopted, round %i",
    async (round) => {
      const { world, bodyId, meeting, member, token, second, params, view } = await start("closed");
      const later = await world.as("coordinator", (call) => createTestMeeting(call, bodyId, "in_session", { heldOn: dayAfter(40) }));
      await server.ask(token, contract.sendMinutes, { params, body: { commentsUntilOn: dayAfter(14) } });
      const inItem = { params: { itemId: meeting.items[0]!.id } };
      const adopting = { params, body: { way: "in_meeting", inMeetingId: later.id, version: 1 } } as const;
      const [adopted, corrected, commented] = await atOnce(round, [
        () => server.send(token, contract.adoptMinutes, adopting),
        () => server.send(second, contract.correctMinutes, { ...inItem, body: { minutes: "Drei Orte.", because: "Zahl", version: 1 } }),
        () => server.send(member.token, contract.commentMinutes, { ...inItem, body: { id: newId(), comment: "Es waren vier." } }),
      ]);
      expect(["200", "409 comments_open"]).toContain(told(adopted!));
      expect(["200", "409 minutes_adopted"]).toContain(told(corrected!));
      expect(["200", "409 minutes_adopted"]).toContain(told(commented!));
      // an objection is never swallowed by the adoption that came in the same moment
      const writing = await server.ask(token, contract.getWriting, { params });
      if (adopted!.statusCode === 200 && commented!.statusCode === 200)
        expect(writing.comments.every((one) => one.settled !== null)).toBe(true);
      expect((await view()).items[0]!.minutes).toBe(corrected!.statusCode === 200 ? "Drei Orte." : "");
    },
  );
});
