import { describe, expect, it } from "vitest";
import { freezeClock, now } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestBody, createTestDecision, createTestMeeting, dayAfter, emptyPaper, moveTestMeeting, testDecision } from "./factory.ts";
import { getBody, getMeeting, removeMember } from "./verbs.ts";

const server = useTestServer();

async function start(state: contract.MeetingState = "in_session") {
  const world = await createTestNetwork(server.at.database);
  const { bodyMember: member, coordinator } = world.actors;
  const bodyId = await world.as("coordinator", (call) => createTestBody(call, [member.membershipId]));
  const meeting = await world.as("coordinator", (call) => createTestMeeting(call, bodyId, state));
  return { world, bodyId, meeting, member, coordinator, token: coordinator.token, params: { meetingId: meeting.id } };
}
const secondCoordinator = (world: TestNetwork) => world.join("own", world.actors.coordinator.unitId, "coordinator", "Jan Kowalczyk");
const secondMember = async (world: TestNetwork, bodyId: string, token: string) => {
  const joined = await world.join("own", world.actors.partner.unitId, "body_member", "Joachim Pohl");
  const id = newId();
  await server.ask(token, contract.addMember, {
    params: { bodyId },
    body: { id, membershipId: joined.membershipId, bodyRole: "member" },
  });
  return { ...joined, memberId: id };
};
const reasonOf = (response: { json(): unknown; statusCode: number }) => {
  const body = response.json() as { code: string; reason?: string; fields?: { path: string; code: string }[] };
  return `${response.statusCode} ${body.fields?.map((one) => `${one.path} ${one.code}`).join(", ") ?? body.reason ?? body.code}`;
};

describe("the agenda as it was sent", () => {
  it("stays, and says what is different today", async () => {
    const { meeting, member, token, params } = await start("invited");
    const [first, second] = meeting.items;
    const change = { title: "Begrüßung", minutesPlanned: 25, paper: { ...emptyPaper, background: "Neu." }, version: first!.version };
    await server.ask(token, contract.changeAgendaItem, { params: { itemId: first!.id }, body: change });
    await server.ask(token, contract.removeAgendaItem, { params: { itemId: second!.id } });
    await server.ask(token, contract.addAgendaItem, {
      params,
      body: { id: newId(), kind: "other", themeId: null, title: "Nachtrag", minutesPlanned: 5, paper: emptyPaper },
    });
    const sent = await server.ask(member.token, contract.getInvitation, { params });
    expect(sent.items.map((item) => [item.title, item.minutesPlanned, item.changes])).toEqual([
      [first!.title, 10, ["minutes", "paper"]],
      [second!.title, 10, ["removed"]],
    ]);
    expect(sent.added.map((item) => item.title)).toEqual(["Nachtrag"]);
    const [privilege] = await asSuperuser<{ may: boolean }>(
      server.at,
      "select has_table_privilege('verbund_actor', 'bodies.invited_item', 'update, delete') as may",
    );
    expect(privilege).toEqual({ may: false });
  });

  it("is told to members once it has changed, and not while it has not", async () => {
    const { token, meeting, params } = await start("invited");
    const unchanged = await server.send(token, contract.tellAgendaChanged, { params, body: { version: meeting.version } });
    expect(reasonOf(unchanged)).toBe("409 agenda_unchanged");
    const order = meeting.items.map((item) => item.id).reverse();
    const sorted = await server.ask(token, contract.orderAgenda, { params, body: { itemIds: order, version: meeting.version } });
    const told = await server.ask(token, contract.tellAgendaChanged, { params, body: { version: sorted.version } });
    expect(told.agendaToldAt).not.toBeNull();
    const mails = await asSuperuser<{ kind: string }>(server.at, "select kind from accounts.mail where subject_id = $1", [meeting.id]);
    expect(mails.map((one) => one.kind)).toContain("bodies.agenda_changed");
  });
});

describe("answers to an invitation", () => {
  it("of a member, of a deputy and by telephone; the newest counts and only the coordinator sees all", async () => {
    const { world, bodyId, member, token, params } = await start("invited");
    const other = await secondMember(world, bodyId, token);
    const body = await world.as("coordinator", (call) => getBody(call, bodyId));
    const own = body.members.find((one) => one.membershipId === member.membershipId)!;
    const without = { answer: "deputy_comes", deputyMembershipId: other.membershipId } as const;
    expect(reasonOf(await server.send(member.token, contract.answerInvitation, { params, body: without }))).toBe(
      "400 body.deputyMembershipId no_deputy",
    );
    await server.ask(token, contract.setDeputy, { params: { memberId: other.memberId }, body: { standsInFor: own.id } });
    const answered = await server.ask(member.token, contract.answerInvitation, { params, body: without });
    expect(answered.answers).toMatchObject([{ answer: "deputy_comes", deputyName: "Joachim Pohl" }]);
    expect(answered.counts).toBeNull();
    const seen = await server.ask(other.token, contract.getInvitation, { params });
    expect(seen.answers.map((one) => [one.name, one.answer])).toContainEqual([own.name, "deputy_comes"]);
    const noted = await server.ask(token, contract.noteInvitationAnswer, {
      params,
      body: { membershipId: other.membershipId, answer: "does_not_come", note: "Am Telefon" },
    });
    expect(noted.counts).toEqual({ comes: 0, unsure: 0, does_not_come: 1, deputy_comes: 1 });
    expect(noted.answers.find((one) => one.membershipId === other.membershipId)).toMatchObject({ notedBy: "Derya Aksoy" });
    await world.as("coordinator", (call) => removeMember(call, other.memberId));
    const late = await server.send(token, contract.noteInvitationAnswer, {
      params,
      body: { membershipId: other.membershipId, answer: "comes" },
    });
    expect(reasonOf(late)).toBe("409 member_left");
    expect((await server.send(other.token, contract.answerInvitation, { params, body: { answer: "comes" } })).statusCode).toBe(404);
    await world.as("coordinator", (call) => moveTestMeeting(call, params.meetingId, "in_session"));
    expect(reasonOf(await server.send(member.token, contract.answerInvitation, { params, body: { answer: "comes" } }))).toBe(
      "409 meeting_has_begun",
    );
  });
});

describe("who writes the minutes", () => {
  it("is one at a time, and passes the pen without losing a letter", async () => {
    const { world, meeting, token, params } = await start();
    const other = await secondCoordinator(world);
    const itemId = meeting.items[0]!.id;
    const inItem = { params: { itemId } };
    await server.ask(token, contract.takePen, inItem);
    expect(reasonOf(await server.send(other.token, contract.takePen, inItem))).toBe("409 somebody_else_writes");
    const stolen = await server.send(other.token, contract.saveMinutes, { ...inItem, body: { minutes: "Von mir.", version: 1 } });
    expect(reasonOf(stolen)).toBe("409 somebody_else_writes");
    expect((await world.as("coordinator", (call) => getMeeting(call, meeting.id))).items[0]!.minutes).toBe("");
    const asked = await server.ask(other.token, contract.askForPen, inItem);
    expect(asked.pens).toMatchObject([{ holderName: "Derya Aksoy", askedByName: "Jan Kowalczyk", isResting: false }]);
    const passed = await server.ask(token, contract.passPen, {
      ...inItem,
      body: { minutes: "Bis zum letzten Buchstaben", version: 1, to: other.membershipId },
    });
    expect(passed.items[0]).toMatchObject({ minutes: "Bis zum letzten Buchstaben", minutesVersion: 2 });
    expect(passed.pens).toMatchObject([{ holderName: "Jan Kowalczyk", askedById: null }]);
    await server.ask(other.token, contract.saveMinutes, {
      ...inItem,
      body: { minutes: "Bis zum letzten Buchstaben und weiter", version: 2 },
    });
    expect((await server.ask(token, contract.getWriting, { params })).items[0]).toMatchObject({ savedBy: "Jan Kowalczyk" });
  });

  it("puts the pen down by resting a minute, and with the end of the meeting", async () => {
    const { world, meeting, token, params } = await start();
    const other = await secondCoordinator(world);
    const inItem = { params: { itemId: meeting.items[0]!.id } };
    await server.ask(token, contract.takePen, inItem);
    try {
      freezeClock(new Date(now().getTime() + 61_000));
      expect((await server.ask(other.token, contract.takePen, inItem)).pens).toMatchObject([{ holderName: "Jan Kowalczyk" }]);
    } finally {
      freezeClock(undefined);
    }
    await world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "closed"));
    expect((await server.ask(token, contract.getWriting, { params })).pens).toEqual([]);
    const late = await server.send(other.token, contract.passPen, {
      ...inItem,
      body: { minutes: "Zu spät", version: 1, to: null },
    });
    expect(reasonOf(late)).toBe("409 meeting_closed");
  });
});

describe("minutes after the meeting", () => {
  it("are commented on, corrected with a reason, adopted, and then stay; addenda stand beside them", async () => {
    const { world, bodyId, meeting, member, token, params } = await start();
    const itemId = meeting.items[0]!.id;
    const inItem = { params: { itemId } };
    await server.ask(token, contract.saveMinutes, { ...inItem, body: { minutes: "Zwei Orte.", version: 1 } });
    await world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "closed"));
    const comment = { id: newId(), comment: "Es waren drei." };
    await server.ask(member.token, contract.commentMinutes, { ...inItem, body: comment });
    await server.ask(token, contract.correctMinutes, { ...inItem, body: { minutes: "Drei Orte.", because: "Zahl", version: 2 } });
    const sending = { params, body: { commentsUntilOn: dayAfter(14) } };
    const early = await server.send(token, contract.adoptMinutes, { params, body: { way: "by_silence", inMeetingId: null, version: 0 } });
    expect(reasonOf(early)).toBe("409 minutes_not_sent");
    await server.ask(token, contract.sendMinutes, sending);
    const adopting = { params, body: { way: "by_silence", inMeetingId: null, version: 1 } } as const;
    expect(reasonOf(await server.send(token, contract.adoptMinutes, adopting))).toBe("409 comments_open");
    const because = { settled: "not_taken_in", because: null } as const;
    expect(reasonOf(await server.send(token, contract.settleComment, { params: { commentId: comment.id }, body: because }))).toBe(
      "400 body.because required",
    );
    await server.ask(token, contract.settleComment, { params: { commentId: comment.id }, body: { settled: "taken_in", because: null } });
    expect(reasonOf(await server.send(token, contract.adoptMinutes, adopting))).toBe("409 time_not_over");
    const later = await world.as("coordinator", (call) => createTestMeeting(call, bodyId, "in_session", { heldOn: dayAfter(40) }));
    const inMeeting = { params, body: { way: "in_meeting", inMeetingId: later.id, version: 1 } } as const;
    const [first, second] = await Promise.all([0, 1].map(() => server.send(token, contract.adoptMinutes, inMeeting)));
    expect([first!.statusCode, second!.statusCode]).toEqual([200, 200]);
    const adopted = await server.ask(member.token, contract.getWriting, { params });
    expect(adopted).toMatchObject({
      adoption: { state: "adopted", way: "in_meeting", adoptedInOn: dayAfter(40) },
      earlier: [{ minutes: "Zwei Orte.", because: "Zahl" }],
    });
    const again = { ...inItem, body: { minutes: "Vier.", because: "Doch", version: 3 } };
    expect(reasonOf(await server.send(token, contract.correctMinutes, again))).toBe("409 minutes_adopted");
    const reopening = { params, body: { to: "in_session", version: 5, reason: "Noch etwas" } } as const;
    const closed = await world.as("coordinator", (call) => getMeeting(call, meeting.id));
    expect(
      reasonOf(await server.send(token, contract.moveMeeting, { ...reopening, body: { ...reopening.body, version: closed.version } })),
    ).toBe("409 minutes_adopted");
    expect(reasonOf(await server.send(member.token, contract.commentMinutes, { ...inItem, body: { id: newId(), comment: "Doch" } }))).toBe(
      "409 minutes_adopted",
    );
    const addendum = { params, body: { id: newId(), itemId, words: "Der vierte Ort kam am Tag danach dazu." } };
    await server.ask(token, contract.addAddendum, addendum);
    expect((await server.ask(token, contract.addAddendum, addendum)).addenda).toHaveLength(1);
    // past our own code PostgreSQL keeps them too
    await expect(
      world.as("coordinator", async (call) => {
        await call.tx.updateTable("bodies.agenda_item").set({ minutes: "Anders" }).where("id", "=", itemId).execute();
      }),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("decisions", () => {
  it("are reached by consensus, by a vote with numbers, or with dissent; nobody gets a task they spoke against", async () => {
    const { world, bodyId, meeting, member, token } = await start();
    const other = await secondMember(world, bodyId, token);
    const inItem = { params: { itemId: meeting.items[0]!.id } };
    const base = { ...testDecision, dueOn: dayAfter(30), ownerMembershipId: member.membershipId };
    const send = async (more: Partial<typeof base> & Record<string, unknown>) =>
      await server.send(token, contract.recordDecision, { ...inItem, body: { ...base, ...more, id: newId() } as never });
    expect(reasonOf(await send({ reached: "vote" }))).toBe("400 body.votes required");
    expect(reasonOf(await send({ reached: "consensus", votes: { for: 3, against: 0, abstained: 0 } }))).toBe(
      "400 body.votes only_for_vote",
    );
    expect(reasonOf(await send({ reached: "dissent" }))).toBe("400 body.dissents required");
    const dissents = [{ membershipId: member.membershipId, words: "Dafür fehlen uns Leute." }];
    expect(reasonOf(await send({ reached: "dissent", dissents }))).toBe("400 body.ownerUnitId owner_dissents");
    const stranger = [{ membershipId: world.actors.foreignCoordinator.membershipId, words: "Nein." }];
    expect(reasonOf(await send({ reached: "dissent", dissents: stranger }))).toBe("400 body.dissents.0.membershipId unknown");
    // more against than for, and agreed all the same: the body says what follows, not the number
    const votes = { for: 1, against: 2, abstained: 0 };
    const agreed = await send({ reached: "vote", votes, dissents, ownerMembershipId: other.membershipId });
    expect(agreed.statusCode).toBe(200);
    const view = await server.ask(member.token, contract.findDecisions, { body: {} });
    expect(view.decisions[0]).toMatchObject({ reached: "vote", votes, dissents: [{ words: "Dafür fehlen uns Leute." }] });
  });

  it("are found by parts of words and by several words, and what only those read who lead is found by them alone", async () => {
    const { world, meeting, member, token } = await start();
    const owner = { unitId: world.actors.partner.unitId };
    const wording = "Die Kinderbetreuung am Nachmittag wird bezahlt, zu 100 % und aus_einem Topf.";
    await world.as("coordinator", (call) => createTestDecision(call, meeting, owner, { wording }));
    const count = async (text: string, as = token) => (await server.ask(as, contract.findDecisions, { body: { text } })).count;
    expect(
      await Promise.all(["betreuung", "BEZAHLT kinder", "betreuung morgens", "100 %", "s_e", "b_z"].map((text) => count(text))),
    ).toEqual([1, 1, 0, 1, 1, 0]);
    expect(await count("betreuung", member.token)).toBe(1);
    const item = meeting.items[0]!;
    await server.ask(token, contract.setAudience, { params: { itemId: item.id }, body: { audience: "lead", version: item.version } });
    expect(await count("betreuung", member.token)).toBe(0);
    expect(await count("betreuung")).toBe(1);
    const seen = await server.ask(member.token, contract.getMeeting, { params: { meetingId: meeting.id } });
    expect(seen.items.map((one) => one.id)).not.toContain(item.id);
  });
});

describe("files of an item", () => {
  const pdf = Buffer.from("%PDF-1.7\n");
  it("are told what is wrong with them, and nothing is kept", async () => {
    const { meeting, member, token, params } = await start("invited");
    const request = () => ({ params: { itemId: meeting.items[0]!.id }, query: { id: newId() } });
    const send = async (name: string, bytes: Buffer) => await server.sendFile(token, contract.addAttachment, request(), { name, bytes });
    expect(reasonOf(await send("../../x", pdf))).toBe("400 header.x-file-name file_name_not_accepted");
    expect(reasonOf(await send("..\\x.pdf", pdf))).toBe("400 header.x-file-name file_name_not_accepted");
    expect(reasonOf(await send("", pdf))).toBe("400 header.x-file-name file_name_missing");
    expect(reasonOf(await send("Programm.exe", pdf))).toBe("400 body file_type_not_accepted");
    expect(reasonOf(await send("Übersicht.pdf", Buffer.from("<html>")))).toBe("400 body file_is_something_else");
    expect(reasonOf(await send("Übersicht.pdf", Buffer.alloc(0)))).toBe("400 body file_empty");
    expect(reasonOf(await send("Groß.pdf", Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)])))).toBe("413 too_large");
    expect((await server.ask(member.token, contract.listAttachments, { params })).attachments).toEqual([]);
    expect((await send("Übersicht 2026.pdf", pdf)).statusCode).toBe(200);
    const [kept] = (await server.ask(member.token, contract.listAttachments, { params })).attachments;
    const opened = await server.send(member.token, contract.getAttachment, { params: { attachmentId: kept!.id } });
    expect(opened.rawPayload).toEqual(pdf);
    expect(opened.headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+\.pdf"$/);
  });
});

describe("a series", () => {
  it("plans its meetings at once, changes and ends those that nobody is invited to", async () => {
    const { world, bodyId, token } = await start("planned");
    const plan = {
      id: newId(),
      rhythm: "weeks",
      step: 2,
      firstOn: dayAfter(30),
      begins: "09:30",
      minutesPlanned: 60,
      place: null,
      onlineLink: null,
      count: 4,
      without: [dayAfter(44)],
    } as const;
    const request = { params: { bodyId }, body: { ...plan, without: [...plan.without] } };
    const [first, second] = await Promise.all([0, 1].map(() => server.send(token, contract.planSeries, request)));
    expect([first!.statusCode, second!.statusCode]).toEqual([200, 200]);
    const { series } = await server.ask(token, contract.listSeries, { params: { bodyId } });
    expect(series.map((one) => one.meetings.map((meeting) => meeting.heldOn))).toEqual([[dayAfter(30), dayAfter(58), dayAfter(72)]]);
    const [ahead, , last] = series[0]!.meetings;
    const item = { id: newId(), kind: "other", themeId: null, title: "Begrüßung", minutesPlanned: 5, paper: emptyPaper } as const;
    await server.ask(token, contract.addAgendaItem, { params: { meetingId: ahead!.id }, body: item });
    await world.as("coordinator", (call) => moveTestMeeting(call, ahead!.id, "invited"));
    const { id: _id, rhythm: _r, step: _s, firstOn: _f, count: _c, without: _w, ...fields } = plan;
    const changed = { params: { seriesId: plan.id }, body: { ...fields, place: "Kreishaus", version: 1 } };
    await server.ask(token, contract.changeSeries, changed);
    const placeOf = async (meetingId: string) => (await server.ask(token, contract.getMeeting, { params: { meetingId } })).place;
    expect([await placeOf(ahead!.id), await placeOf(last!.id)]).toEqual([null, "Kreishaus"]);
    const ended = await server.ask(token, contract.endSeries, { params: { seriesId: plan.id }, body: { version: 2 } });
    expect(ended.meetings.map((one) => one.id)).toEqual([ahead!.id]);
  });
});

describe("what the public reads", () => {
  it("is only what somebody published, without a script and without a name", async () => {
    const { world, meeting, token } = await start();
    const slug = (await asSuperuser<{ slug: string }>(server.at, "select slug from network.site where id = $1", [world.siteId]))[0]!.slug;
    const read = async () => (await server.send(undefined, contract.readPublicStories, { params: { siteSlug: slug }, query: {} })).body;
    const [item, hidden] = meeting.items;
    await world.as("coordinator", (call) =>
      createTestDecision(
        call,
        meeting,
        { membershipId: world.actors.bodyMember.membershipId },
        { wording: "Öffentlich <b>festgelegt</b>." },
      ),
    );
    const inItem = { params: { itemId: item!.id } };
    const story = { gap: "Es gab keine Betreuung.", answer: "Jetzt gibt es sie.", version: 0 };
    await server.ask(token, contract.setAudience, { ...inItem, body: { audience: "public", version: item!.version } });
    expect(reasonOf(await server.send(token, contract.publishStory, { ...inItem, body: story }))).toBe("409 meeting_not_closed");
    await world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, "closed"));
    expect(await read()).not.toContain(item!.title);
    const way = async (language: string) =>
      /<a href="\/bodies\/public\/[^"]*">([^<]*)</.exec(
        (await server.server.inject({ method: "GET", url: `/publication/public/${slug}?language=${language}` })).body,
      )?.[1];
    expect(await way("de"), "no way to a page on which nothing stands").toBeUndefined();
    expect(reasonOf(await server.send(token, contract.publishStory, { params: { itemId: hidden!.id }, body: story }))).toBe(
      "409 item_not_public",
    );
    await server.ask(token, contract.publishStory, { ...inItem, body: story });
    expect([await way("de"), await way("en")]).toEqual(["Von der Hürde zur Antwort", "From the gap to the answer"]);
    const page = await read();
    expect(page).toContain("Es gab keine Betreuung.");
    expect(page).toContain("Öffentlich &lt;b&gt;festgelegt&lt;/b&gt;.");
    expect(page).not.toMatch(/<script|Aksoy|style=/);
    expect(page).not.toContain(hidden!.title);
    const version = (await world.as("coordinator", (call) => getMeeting(call, meeting.id))).items[0]!.version;
    await server.ask(token, contract.setAudience, { ...inItem, body: { audience: "members", version } });
    expect(await read()).not.toContain("Es gab keine Betreuung.");
    expect(await way("de")).toBeUndefined();
    const pretty = await server.server.inject({ method: "GET", url: `/bodies/public/${slug}?language=en` });
    expect([pretty.statusCode, pretty.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect((await server.server.inject({ method: "GET", url: "/bodies/public/nirgends" })).statusCode).toBe(404);
  });
});

describe("a body", () => {
  it("remembers what changed, and never reports to itself", async () => {
    const { world, bodyId, token } = await start("planned");
    const above = await world.as("coordinator", (call) => createTestBody(call, [], { name: "Beirat" }));
    const standing = (version: number, superiorId: string | null) => ({
      termFromOn: "2026-01-01",
      termUntilOn: "2027-12-31",
      superiorId,
      leadMembershipId: world.actors.coordinator.membershipId,
      leadQualification: "Netzwerkmanagement",
      seats: [{ organisationId: world.organisations.jobcenter, seatCount: 2 }],
      version,
    });
    const saved = await server.ask(token, contract.changeBodyStanding, { params: { bodyId }, body: standing(1, above) });
    expect(saved).toMatchObject({ superior: { name: "Beirat" }, lead: { qualification: "Netzwerkmanagement" } });
    expect(saved.history.map((one) => one.kind)).toEqual(
      expect.arrayContaining(["founded", "member_in", "term", "superior", "lead", "composition"]),
    );
    const circle = await server.send(token, contract.changeBodyStanding, { params: { bodyId: above }, body: standing(1, bodyId) });
    expect(reasonOf(circle)).toBe("400 body.superiorId reports_to_itself");
    const stale = await server.send(token, contract.changeBodyStanding, { params: { bodyId }, body: standing(1, null) });
    expect(reasonOf(stale)).toBe("409 changed_meanwhile");
  });
});
