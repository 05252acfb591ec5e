import { describe, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { useLink } from "../accounts/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { getDraft, saveDraft } from "../network/contract.ts";
import * as contract from "./contract.ts";
import { createTestBody, createTestDecision, createTestMeeting, dayAfter, emptyPaper, moveTestMeeting, testDecision } from "./factory.ts";
import { getBody, getMeeting, removeMember } from "./verbs.ts";

const server = useTestServer();

async function start(state: contract.MeetingState = "in_session") {
  const world = await createTestNetwork(server.at.database);
  const member = world.actors.bodyMember;
  const coordinator = world.actors.coordinator;
  const bodyId = await world.as("coordinator", (call) => createTestBody(call, [member.membershipId]));
  const meeting = await world.as("coordinator", (call) => createTestMeeting(call, bodyId, state));
  return { world, bodyId, meeting, member, coordinator, token: coordinator.token };
}

/** A second coordinator of the same site. */
const secondCoordinator = (world: TestNetwork) => world.join("own", world.actors.coordinator.unitId, "coordinator", "Jan Kowalczyk");

const reasonOf = (response: { json(): unknown; statusCode: number }) => {
  const body = response.json() as { code: string; reason?: string };
  return `${response.statusCode} ${body.reason ?? body.code}`;
};

describe("two at once", () => {
  it("close one meeting: one closes it, the other is told", async () => {
    const { world, meeting, token } = await start();
    const other = await secondCoordinator(world);
    const closing = { params: { meetingId: meeting.id }, body: { to: "closed", version: meeting.version } } as const;
    const answers = await Promise.all([token, other.token].map((caller) => server.send(caller, contract.moveMeeting, closing)));
    expect(answers.map((answer) => answer.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(reasonOf(answers.find((answer) => answer.statusCode === 409)!)).toBe("409 closed_meanwhile");
  });

  it("a double click closes it once and answers twice alike", async () => {
    const { meeting, token } = await start();
    const closing = { params: { meetingId: meeting.id }, body: { to: "closed", version: meeting.version } } as const;
    const answers = await Promise.all([0, 1].map(() => server.send(token, contract.moveMeeting, closing)));
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200]);
  });

  it("write the minutes of one item: the second gets both versions", async () => {
    const { world, meeting, token } = await start();
    const other = await secondCoordinator(world);
    const itemId = meeting.items[0]!.id;
    await server.ask(token, contract.saveMinutes, { params: { itemId }, body: { minutes: "Frau Oyelaran berichtet.", version: 1 } });
    const second = await server.send(other.token, contract.saveMinutes, {
      params: { itemId },
      body: { minutes: "Herr Pohl sagt.", version: 1 },
    });
    expect(second.statusCode).toBe(409);
    expect(second.json()).toMatchObject({
      code: "changed_meanwhile",
      current: { minutes: "Frau Oyelaran berichtet.", version: 2, savedBy: "Derya Aksoy" },
    });
  });

  it("sort one agenda: the later sees the new order and its own is not lost by silence", async () => {
    const { meeting, token } = await start("planned");
    const ids = meeting.items.map((item) => item.id);
    const sorted = await server.ask(token, contract.orderAgenda, {
      params: { meetingId: meeting.id },
      body: { itemIds: [...ids].reverse(), version: meeting.version },
    });
    expect(sorted.items.map((item) => item.id)).toEqual([...ids].reverse());
    const stale = await server.send(token, contract.orderAgenda, {
      params: { meetingId: meeting.id },
      body: { itemIds: ids, version: meeting.version },
    });
    expect(reasonOf(stale)).toBe("409 changed_meanwhile");
    const incomplete = await server.send(token, contract.orderAgenda, {
      params: { meetingId: meeting.id },
      body: { itemIds: [ids[0]!], version: sorted.version },
    });
    expect(incomplete.statusCode).toBe(409);
  });
});

describe("a meeting that was closed", () => {
  it("takes no minutes and no decision, and the draft stays", async () => {
    const { world, meeting, token } = await start();
    const other = await secondCoordinator(world);
    const itemId = meeting.items[0]!.id;
    await server.ask(token, saveDraft, { params: { key: `minutes:${itemId}` }, body: { content: "Noch nicht gespeichert" } });
    await server.ask(other.token, contract.moveMeeting, {
      params: { meetingId: meeting.id },
      body: { to: "closed", version: meeting.version },
    });
    const late = await server.send(token, contract.saveMinutes, { params: { itemId }, body: { minutes: "Zu spät", version: 1 } });
    expect(reasonOf(late)).toBe("409 meeting_closed");
    const decision = { ...testDecision, id: newId(), ownerUnitId: world.actors.partner.unitId, dueOn: dayAfter(30) };
    expect(reasonOf(await server.send(token, contract.recordDecision, { params: { itemId }, body: decision }))).toBe("409 meeting_closed");
    expect((await server.ask(token, getDraft, { params: { key: `minutes:${itemId}` } })).content).toBe("Noch nicht gespeichert");
  });

  it("reopens the same day with a reason, and not the day after", async () => {
    const { world, meeting, token } = await start();
    const closed = await world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "closed"));
    const reopening = { to: "in_session", version: closed.version } as const;
    const params = { meetingId: meeting.id };
    expect((await server.send(token, contract.moveMeeting, { params, body: reopening })).statusCode).toBe(400);
    try {
      freezeClock(new Date(now().getTime() + 30 * 3_600_000));
      const late = await server.send(token, contract.moveMeeting, { params, body: { ...reopening, reason: "Punkt 2 fehlte" } });
      expect(reasonOf(late)).toBe("409 not_the_same_day");
    } finally {
      freezeClock(undefined);
    }
    const open = await server.ask(token, contract.moveMeeting, { params, body: { ...reopening, reason: "Punkt 2 fehlte" } });
    expect(open).toMatchObject({ state: "in_session", reopenReason: "Punkt 2 fehlte", closedAt: null });
  });
});

describe("members", () => {
  it("see an agenda from the invitation on, and nothing once they have left", async () => {
    const { world, bodyId, meeting, member, token } = await start("planned");
    const seen = async () => (await server.ask(member.token, contract.getMeeting, { params: { meetingId: meeting.id } })).items.length;
    expect(await seen()).toBe(0);
    await server.ask(token, contract.moveMeeting, { params: { meetingId: meeting.id }, body: { to: "invited", version: meeting.version } });
    expect(await seen()).toBe(2);
    const body = await world.as("coordinator", (call) => getBody(call, bodyId));
    await world.as("coordinator", (call) => removeMember(call, body.members[0]!.id));
    expect((await server.send(member.token, contract.getMeeting, { params: { meetingId: meeting.id } })).statusCode).toBe(404);
    expect((await server.ask(member.token, contract.listBodies, {})).bodies).toEqual([]);
  });

  it("taken out during a meeting stay as noted, but are not noted anew", async () => {
    const { world, bodyId, meeting, member, token } = await start();
    const params = { meetingId: meeting.id };
    const present = { membershipId: member.membershipId, state: "present" } as const;
    await server.ask(token, contract.noteAttendance, { params, body: present });
    const body = await world.as("coordinator", (call) => getBody(call, bodyId));
    await world.as("coordinator", (call) => removeMember(call, body.members[0]!.id));
    expect((await world.as("coordinator", (call) => getMeeting(call, meeting.id))).attendance).toMatchObject([present]);
    expect(reasonOf(await server.send(token, contract.noteAttendance, { params, body: { ...present, state: "excused" } }))).toBe(
      "409 member_left",
    );
  });

  it("are named as guests only if they work at the site and have no seat", async () => {
    const { world, meeting, member, token } = await start();
    const params = { meetingId: meeting.id };
    const guest = await server.ask(token, contract.noteAttendance, {
      params,
      body: { membershipId: world.actors.partner.membershipId, state: "guest" },
    });
    expect(guest.attendance.map((one) => one.state)).toEqual(["guest"]);
    expect(
      reasonOf(await server.send(token, contract.noteAttendance, { params, body: { membershipId: member.membershipId, state: "guest" } })),
    ).toBe("409 is_a_member");
    const stranger = { membershipId: world.actors.foreignCoordinator.membershipId, state: "guest" } as const;
    expect((await server.send(token, contract.noteAttendance, { params, body: stranger })).statusCode).toBe(400);
  });

  it("sit with a membership made for it: a case manager's is refused", async () => {
    const { world, bodyId, token } = await start();
    const answer = await server.send(token, contract.addMember, {
      params: { bodyId },
      body: { id: newId(), membershipId: world.actors.holder.membershipId, bodyRole: "member" },
    });
    expect(answer.json()).toMatchObject({ code: "invalid", fields: [{ path: "body.membershipId", code: "not_a_member_role" }] });
  });

  it("say what they think until the meeting begins, and nobody reads who said it but they", async () => {
    const { world, bodyId, meeting, member, token } = await start("invited");
    const second = await world.join("own", member.unitId, "body_member", "Joachim Pohl");
    await server.ask(token, contract.addMember, {
      params: { bodyId },
      body: { id: newId(), membershipId: second.membershipId, bodyRole: "member" },
    });
    const itemId = meeting.items[0]!.id;
    const params = { meetingId: meeting.id };
    await server.ask(member.token, contract.saveStances, { params, body: { stances: [{ itemId, stance: "discuss" }] } });
    await server.ask(member.token, contract.saveStances, { params, body: { stances: [{ itemId, stance: "against" }] } });
    const own = await server.ask(member.token, contract.getMeeting, { params });
    expect(own.items[0]).toMatchObject({ ownStance: "against", stances: null });
    const others = await server.ask(second.token, contract.getMeeting, { params });
    expect(others.items[0]).toMatchObject({ ownStance: null, stances: null });
    const coordinators = await server.ask(token, contract.getMeeting, { params });
    expect(coordinators.items[0]!.stances).toEqual({ support: 0, discuss: 0, against: 1 });
    await world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "in_session"));
    const late = await server.send(member.token, contract.saveStances, { params, body: { stances: [{ itemId, stance: "support" }] } });
    expect(reasonOf(late)).toBe("409 meeting_has_begun");
  });
});

describe("decisions", () => {
  it("name all that is missing at once", async () => {
    const { meeting, token } = await start();
    const params = { itemId: meeting.items[0]!.id };
    const answer = await server.send(token, contract.recordDecision, { params, body: { ...testDecision, id: newId() } });
    expect(answer.json()).toMatchObject({
      code: "invalid",
      fields: [
        { path: "body.ownerUnitId", code: "owner_missing" },
        { path: "body.dueOn", code: "required" },
      ],
    });
  });

  it("sent twice are one", async () => {
    const { world, meeting, token } = await start();
    const body = { ...testDecision, id: newId(), ownerUnitId: world.actors.partner.unitId, dueOn: dayAfter(30) };
    const params = { itemId: meeting.items[0]!.id };
    const answers = await Promise.all([0, 1].map(() => server.send(token, contract.recordDecision, { params, body })));
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200]);
    expect((await server.ask(token, contract.findDecisions, { body: {} })).count).toBe(1);
  });

  it("are found by owner, state, due and words, late ones first", async () => {
    const { world, bodyId, meeting, member, token } = await start();
    const owner = { unitId: world.actors.partner.unitId };
    const ids = await world.as("coordinator", async (call) => [
      await createTestDecision(call, meeting, owner, { wording: "Ein Formular für den Wechsel", dueOn: dayAfter(60) }),
      await createTestDecision(
        call,
        meeting,
        { membershipId: member.membershipId },
        { wording: "Mobiler Einstufungstag", dueOn: dayAfter(5) },
      ),
      await createTestDecision(call, meeting, owner, {
        wording: "Anders",
        outcome: "declined",
        reason: "Kein Geld",
        ownerUnitId: null,
        dueOn: null,
      }),
    ]);
    await asSuperuser(server.at, "update bodies.decision set due_on = platform.today() - 25 where id = $1", [ids[0]]);
    const found = async (filter: object) =>
      (await server.ask(token, contract.findDecisions, { body: filter })).decisions.map((one) => ids.indexOf(one.id));
    expect(await found({})).toEqual([0, 1, 2]);
    expect(await found({ due: "late" })).toEqual([0]);
    expect(await found({ due: "next_30_days" })).toEqual([1]);
    expect(await found({ due: "no_date" })).toEqual([2]);
    expect(await found({ text: "EINSTUFUNG" })).toEqual([1]);
    expect(await found({ ownerUnitId: owner.unitId })).toEqual([0]);
    expect(await found({ outcome: "declined", bodyId })).toEqual([2]);
    expect(await found({ withoutReport: true })).toEqual([0]);
    const desk = await server.ask(token, contract.getDesk, {});
    expect(desk.withoutReport).toMatchObject([{ id: ids[0], daysWithoutReport: 25 }]);
    await server.ask(token, contract.reportDecision, {
      params: { decisionId: ids[0]! },
      body: { id: newId(), state: "under_way", report: "Das Formular liegt beim Jobcenter." },
    });
    expect(await found({ withoutReport: true })).toEqual([]);
    expect(await found({ reportState: "under_way" })).toEqual([0]);
    expect((await server.ask(token, contract.getDesk, {})).withoutReport).toEqual([]);
  });

  it("go to a colleague who is still there", async () => {
    const { world, meeting, token } = await start();
    await asSuperuser(
      server.at,
      "update network.membership set valid_from_on = '2020-01-01', valid_until_on = '2020-12-31' where id = $1",
      [world.actors.partner.membershipId],
    );
    const body = { ...testDecision, id: newId(), ownerMembershipId: world.actors.partner.membershipId, dueOn: dayAfter(30) };
    const answer = await server.send(token, contract.recordDecision, { params: { itemId: meeting.items[0]!.id }, body });
    expect(reasonOf(answer)).toBe("409 owner_left");
  });
});

describe("a personal link", () => {
  const sessionOf = (response: { cookies: { name: string; value: string }[] }) =>
    response.cookies.find((one) => one.name === "verbund_session")?.value;

  it("shows the meeting it was made for, also when another one is nearer, and what was decided there when it is over", async () => {
    const { bodyId, meeting, member, token } = await start("invited");
    const laterId = newId();
    await server.ask(token, contract.planMeeting, {
      params: { bodyId },
      body: { id: laterId, heldOn: dayAfter(90), begins: "10:00", minutesPlanned: 60, place: null, onlineLink: null, papersDueOn: null },
    });
    const home = async (meetingId?: string) => await server.ask(member.token, contract.getMemberHome, { query: { meetingId } });
    expect((await home()).meeting?.id).toBe(meeting.id);
    const later = await home(laterId);
    expect(later.meeting?.id).toBe(laterId);
    expect(later.laterMeetings.map((one) => one.id)).toEqual([meeting.id]);
    // nobody learns from it whether a meeting is there
    expect((await home(newId())).meeting?.id).toBe(meeting.id);
    for (const to of ["in_session", "closed"] as const) {
      const { version } = await server.ask(token, contract.getMeeting, { params: { meetingId: meeting.id } });
      await server.ask(token, contract.moveMeeting, { params: { meetingId: meeting.id }, body: { to, version } });
    }
    const over = await home(meeting.id);
    expect(over).toMatchObject({ meeting: { id: laterId }, lastMeeting: { id: meeting.id } });
  });

  it("opens the papers of its member and nothing else, until it is revoked", async () => {
    const { bodyId, meeting, member, token } = await start("invited");
    const link = await server.ask(token, contract.createPersonalLink, {
      body: { membershipId: member.membershipId, meetingId: meeting.id },
    });
    expect(link.path).toMatch(new RegExp(`^/papers\\?meeting=${meeting.id}#[\\w-]{40,}$`));
    const redeemed = await server.send(undefined, useLink, { body: { token: link.path.split("#")[1]! } });
    const session = sessionOf(redeemed)!;
    const home = await server.ask(session, contract.getMemberHome, { query: {} });
    expect(home.meeting).toMatchObject({ id: meeting.id, abilities: { answerStance: true, prepare: false } });
    expect(
      (
        await server.send(session, contract.foundBody, {
          body: {
            id: newId(),
            kind: "project_group",
            name: "x",
            mandate: "y",
            fieldOfAction: null,
            townId: null,
            socialSpace: null,
            targetGroup: null,
          },
        })
      ).statusCode,
    ).toBe(403);
    const { links } = await server.ask(token, contract.listLinks, { params: { bodyId } });
    // beside it stands the one that the invitation carries
    const copied = links.filter((one) => one.mail === null);
    expect(links.length).toBe(2);
    expect(copied).toMatchObject([{ id: link.id, name: expect.any(String), meetingId: meeting.id, revokedAt: null }]);
    expect(copied[0]!.lastUsedAt).not.toBeNull();
    await server.ask(token, contract.revokePersonalLink, { params: { linkId: link.id } });
    expect((await server.send(session, contract.getMemberHome, { query: {} })).statusCode).toBe(401);
    expect((await server.send(undefined, useLink, { body: { token: link.path.split("#")[1]! } })).statusCode).toBe(404);
    const days = (Date.parse(link.expiresAt) - now().getTime()) / 86_400_000;
    expect(Math.round(days)).toBe(21);
  });

  it("is kept as a hash, and no row holds the token", async () => {
    const { meeting, member, token } = await start("invited");
    const link = await server.ask(token, contract.createPersonalLink, {
      body: { membershipId: member.membershipId, meetingId: meeting.id },
    });
    const secret = link.path.split("#")[1]!;
    const rows = await asSuperuser<{ all: string }>(
      server.at,
      `select coalesce(string_agg(l::text, ''), '') || (select coalesce(string_agg(a::text, ''), '') from accounts.access_log a)
              || (select string_agg(p::text, '') from bodies.paper_link p) as all from accounts.personal_link l`,
    );
    expect(rows[0]!.all).not.toContain(secret);
  });

  it("cannot be made past the one function that knows the members", async () => {
    const [right] = await asSuperuser<{ may: boolean }>(
      server.at,
      "select has_function_privilege('verbund_actor', 'accounts.create_link(bytea, uuid, uuid, timestamptz)', 'execute') as may",
    );
    expect(right).toEqual({ may: false });
  });

  it("is made for members of the body alone: not for a case manager, a guest, another site's member", async () => {
    const { world, meeting, token } = await start("invited");
    const stranger = await world.join("other", world.actors.foreignCoordinator.unitId, "body_member");
    for (const membershipId of [world.actors.holder.membershipId, world.actors.coordinator.membershipId, stranger.membershipId]) {
      const answer = await server.send(token, contract.createPersonalLink, { body: { membershipId, meetingId: meeting.id } });
      expect(reasonOf(answer), membershipId).toBe("409 no_member_of_body");
    }
  });
});

describe("removal and its undo", () => {
  it("of an item, a meeting, a body", async () => {
    const { bodyId, meeting, token } = await start("invited");
    const itemId = meeting.items[0]!.id;
    const without = await server.ask(token, contract.removeAgendaItem, { params: { itemId } });
    expect(without.items.map((item) => item.title)).toEqual(["Was aus den Festlegungen wurde"]);
    const again = await server.ask(token, contract.restoreAgendaItem, { params: { itemId } });
    expect(again.items.map((item) => item.position)).toEqual([1, 2]);
    expect(reasonOf(await server.send(token, contract.removeBody, { params: { bodyId } }))).toBe("409 meeting_ahead");
    await server.ask(token, contract.removeMeeting, { params: { meetingId: meeting.id } });
    expect((await server.send(token, contract.getMeeting, { params: { meetingId: meeting.id } })).statusCode).toBe(404);
    await server.ask(token, contract.removeBody, { params: { bodyId } });
    expect((await server.send(token, contract.getBody, { params: { bodyId } })).statusCode).toBe(404);
    await server.ask(token, contract.restoreBody, { params: { bodyId } });
    const back = await server.ask(token, contract.restoreMeeting, { params: { meetingId: meeting.id } });
    expect(back.items.length).toBe(2);
  });

  it("is refused where something was noted or decided", async () => {
    const { meeting, token } = await start();
    const itemId = meeting.items[0]!.id;
    await server.ask(token, contract.saveMinutes, { params: { itemId }, body: { minutes: "Besprochen.", version: 1 } });
    expect(reasonOf(await server.send(token, contract.removeAgendaItem, { params: { itemId } }))).toBe("409 item_was_treated");
    expect(reasonOf(await server.send(token, contract.removeMeeting, { params: { meetingId: meeting.id } }))).toBe("409 meeting_has_begun");
  });
});

it("keeps the hour of Berlin in winter and in summer", async () => {
  const { bodyId, token } = await start("planned");
  for (const [heldOn, utc] of [
    ["2027-01-14", "2027-01-14T13:00:00.000Z"],
    ["2027-07-14", "2027-07-14T12:00:00.000Z"],
  ] as const) {
    const meeting = await server.ask(token, contract.planMeeting, {
      params: { bodyId },
      body: {
        id: newId(),
        heldOn,
        begins: "14:00",
        minutesPlanned: 60,
        place: null,
        onlineLink: "https://konferenz.example/raum",
        papersDueOn: null,
      },
    });
    expect(meeting).toMatchObject({ heldOn, begins: "14:00", startsAt: utc });
  }
});

it("sums the agenda against the planned length", async () => {
  const { meeting, token } = await start("planned");
  const longer = await server.ask(token, contract.addAgendaItem, {
    params: { meetingId: meeting.id },
    body: { id: newId(), kind: "report_back", themeId: null, title: "Bericht", minutesPlanned: 200, paper: emptyPaper },
  });
  expect([longer.minutesOfItems, longer.minutesPlanned]).toEqual([220, 120]);
});
