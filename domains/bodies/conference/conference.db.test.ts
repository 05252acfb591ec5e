import { describe, expect, it } from "vitest";
import { asActor, atDoor, passMomentToDatabase } from "../../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../../platform/server/ids.ts";
import { freezeClock, now } from "../../../platform/server/clock.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { useTestServer } from "../../../platform/testing/http.ts";
import { createTestNetwork } from "../../network/factory.ts";
import { purgeRemoved } from "../../network/index.ts";
import { openTheme, listReports } from "../../themes/contract.ts";
import { addAgendaItem, getBody, moveMeeting, planMeeting, removeMember } from "../contract.ts";
import { createTestBody, createTestMeeting, dayAfter } from "../factory.ts";
import { getMeeting } from "../verbs.ts";
import * as contract from "./contract.ts";
import { insertCard } from "./queries.ts";
import { createTestConference, handInTestCards, showTestCard, testPlan } from "./factory.ts";

const server = useTestServer();

async function start(options: Parameters<typeof createTestConference>[1] = { state: "in_session" }) {
  const network = await createTestNetwork(server.at.database);
  const world = { ...network, database: server.at.database };
  const conference = await createTestConference(world, options);
  return { world, ...conference, params: { meetingId: conference.meetingId }, token: network.actors.coordinator.token };
}

const told = (response: { statusCode: number; json(): unknown }) => {
  const body = response.json() as { code: string; reason?: string; fields?: { path: string; code: string }[] };
  return `${response.statusCode} ${body.reason ?? body.fields?.map((field) => `${field.path} ${field.code}`).join(", ") ?? body.code}`;
};

const offer = { title: "Kursbeginn ohne Betreuung", why: "Fünf Stellen, keine zuständig." };

describe("the plan", () => {
  it("belongs to a planning conference alone", async () => {
    const { world, token } = await start();
    const meetingId = await world.as("coordinator", async (call) => (await createTestMeeting(call, await createTestBody(call, []))).id);
    expect((await server.send(token, contract.getConference, { params: { meetingId } })).statusCode).toBe(404);
  });

  it("two coordinators: the second save is told, with both versions; the same words twice are saved once", async () => {
    const { params, token } = await start({ isCalled: false });
    const body = { ...testPlan, question: "Wo ging es nicht weiter?", version: 1 };
    const answers = await Promise.all([
      server.send(token, contract.planConference, { params, body }),
      server.send(token, contract.planConference, { params, body: { ...body, question: "Was fehlte?" } }),
    ]);
    expect(answers.map((one) => one.statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const saved = answers.find((one) => one.statusCode === 200)!.json<contract.ConferenceView>();
    const again = { ...testPlan, question: saved.plan!.question, version: 1 };
    expect((await server.send(token, contract.planConference, { params, body: again })).statusCode).toBe(200);
  });

  it("the call needs words and a day that lies ahead and before the conference", async () => {
    const { params, token } = await start({ isCalled: false });
    const plan = async (fields: object) => {
      const { plan: now_ } = await server.ask(token, contract.getConference, { params });
      return await server.send(token, contract.planConference, { params, body: { ...testPlan, ...fields, version: now_!.version } });
    };
    expect(told(await plan({ callUntilOn: dayAfter(3) }))).toBe("400 body.callUntilOn after_meeting");
    const call = async () => {
      const { plan: now_ } = await server.ask(token, contract.getConference, { params });
      return await server.send(token, contract.callForCases, { params, body: { version: now_!.version } });
    };
    await plan({ callText: "" });
    expect(told(await call())).toBe("400 body.callText required");
    await plan({ callUntilOn: null });
    expect(told(await call())).toBe("400 body.callUntilOn required");
    await plan({ callUntilOn: dayAfter(-1) });
    expect(told(await call())).toBe("400 body.callUntilOn in_the_past");
    await plan({});
    expect((await call()).statusCode).toBe(200);
    expect((await call()).statusCode).toBe(200);
  });

  it("the agenda is laid once and fits; notes that speak of a case are marked", async () => {
    const { world, token } = await start();
    const bodyId = await world.as("coordinator", (call) => createTestBody(call, [], { kind: "planning_conference", name: "Konferenz" }));
    const meetingId = newId();
    const place = { place: null, onlineLink: null, papersDueOn: null };
    await server.ask(token, planMeeting, {
      params: { bodyId },
      body: { id: meetingId, heldOn: dayAfter(5), begins: "14:00", minutesPlanned: 120, ...place },
    });
    const laid = await server.ask(token, contract.layAgenda, { params: { meetingId }, body: {} });
    expect([laid.itemCount, laid.minutesOfItems, laid.agendaTalk]).toEqual([8, 120, []]);
    expect(told(await server.send(token, contract.layAgenda, { params: { meetingId }, body: {} }))).toBe("409 agenda_not_empty");
    const title = "Wer übernimmt die Familie?";
    const paper = { question: "", background: "", proposal: "", options: [] };
    await server.ask(token, addAgendaItem, {
      params: { meetingId },
      body: { id: newId(), kind: "other", themeId: null, title, minutesPlanned: 10, paper },
    });
    const view = await server.ask(token, contract.getConference, { params: { meetingId } });
    expect(view.agendaTalk.map((item) => item.talk.map((one) => one.kind))).toEqual([["case_decision"]]);
    expect(view.minutesOfItems).toBe(130);
  });
});

describe("cases to present", () => {
  it("are offered once, chosen, and the result comes back to who presented it", async () => {
    const { world, params, token } = await start();
    const { holder, colleague } = world.actors;
    const id = newId();
    const sent = await Promise.all([0, 1].map(() => server.send(holder.token, contract.offerCase, { params, body: { id, ...offer } })));
    expect(sent.map((one) => one.statusCode)).toEqual([200, 200]);
    const of = { params: { presentationId: id } };
    expect((await server.send(colleague.token, contract.offerCase, { params, body: { id, ...offer } })).statusCode).toBe(409);
    const result = { ...of, body: { result: "Daraus wurde ein Thema.", version: 1 } };
    expect(told(await server.send(token, contract.sendResult, result))).toBe("409 not_presented");
    await server.ask(token, contract.choosePresentation, { ...of, body: { isChosen: true, version: 1 } });
    expect(told(await server.send(holder.token, contract.changeOffer, { ...of, body: { ...offer, version: 2 } }))).toBe(
      "409 already_chosen",
    );
    await server.ask(token, contract.sendResult, { ...of, body: { ...result.body, version: 2 } });
    const mine = await server.ask(holder.token, contract.listConferenceCalls, {});
    expect(mine.offers).toMatchObject([{ id, result: "Daraus wurde ein Thema.", resultBy: "Derya Aksoy", resultSeenOn: null }]);
    expect((await server.ask(colleague.token, contract.listConferenceCalls, {})).offers).toEqual([]);
    await server.ask(holder.token, contract.markResultSeen, of);
    const seen = await server.ask(token, contract.getConference, { params });
    expect(seen.presentations[0]!.resultSeenOn).toBe(dayAfter(0));
    expect(told(await server.send(holder.token, contract.withdrawOffer, { ...of, body: {} }))).toBe("409 result_sent");
  });

  it("with a name are refused until it is changed or kept, and the field is named", async () => {
    const { world, params } = await start();
    const body = { id: newId(), title: "Frau Rahimi und die Kita", why: "" };
    const { token } = world.actors.holder;
    expect(told(await server.send(token, contract.offerCase, { params, body }))).toBe("400 body.title marked");
    expect((await server.send(token, contract.offerCase, { params, body: { ...body, keptWords: ["Frau Rahimi"] } })).statusCode).toBe(200);
  });

  it("are not offered after the day, nor by a member who was removed meanwhile", async () => {
    const { world, params, bodyId, token } = await start();
    const member = world.actors.bodyMember;
    const { members } = await server.ask(token, getBody, { params: { bodyId } });
    await server.ask(token, removeMember, { params: { memberId: members[0]!.id } });
    expect((await server.send(member.token, contract.offerCase, { params, body: { id: newId(), ...offer } })).statusCode).toBe(404);
    const { plan } = await server.ask(token, contract.getConference, { params });
    const over = { ...testPlan, callUntilOn: dayAfter(-1), version: plan!.version };
    await server.ask(token, contract.planConference, { params, body: over });
    const late = await server.send(world.actors.holder.token, contract.offerCase, { params, body: { id: newId(), ...offer } });
    expect(told(late)).toBe("409 call_over");
  });
});

describe("clusters", () => {
  async function withCards() {
    const made = await start();
    const ids = await handInTestCards(server.at.database, made.code, [
      "Termine dauern.",
      "Niemand geht ans Telefon.",
      "Formulare nur auf Deutsch.",
    ]);
    await made.world.as("coordinator", async (call) => {
      for (const id of ids) await showTestCard(call, id);
    });
    return { ...made, ids };
  }

  it("are made of cards, dissolved, and brought back with those that nobody moved", async () => {
    const { params, token, ids } = await withCards();
    const id = newId();
    const add = () => server.ask(token, contract.addCluster, { params, body: { id, name: "Erreichbar", cardIds: [ids[0]!, ids[1]!] } });
    await Promise.all([add(), add()]);
    const made = await add();
    expect(made.clusters).toHaveLength(1);
    expect(made.cards.filter((card) => card.clusterId === id)).toHaveLength(2);
    const of = { params: { clusterId: id } };
    const gone = await server.ask(token, contract.removeCluster, of);
    expect([gone.clusters.length, gone.cards.filter((card) => card.state === "shown").length]).toEqual([0, 3]);
    const moved = gone.cards.find((card) => card.id === ids[0])!;
    await server.ask(token, contract.moveCard, {
      params: { cardId: moved.id },
      body: { state: "set_aside", clusterId: null, version: moved.version },
    });
    const back = await server.ask(token, contract.restoreCluster, { ...of, body: { cardIds: [ids[0]!, ids[1]!] } });
    expect(back.cards.filter((card) => card.clusterId === id).map((card) => card.id)).toEqual([ids[1]]);
  });

  it("a card goes into no cluster that is gone or of another wall", async () => {
    const { params, token, ids } = await withCards();
    const id = newId();
    const wall = await server.ask(token, contract.addCluster, { params, body: { id, name: "Weg" } });
    await server.ask(token, contract.removeCluster, { params: { clusterId: id } });
    const card = wall.cards.find((one) => one.id === ids[0])!;
    const into = await server.send(token, contract.moveCard, {
      params: { cardId: card.id },
      body: { state: "shown", clusterId: id, version: card.version },
    });
    expect(told(into)).toBe("409 cluster_gone");
  });

  it("become a theme once, and the theme comes from the conference", async () => {
    const { params, token, ids } = await withCards();
    const clusterId = newId();
    await server.ask(token, contract.addCluster, { params, body: { id: clusterId, name: "Erreichbar", cardIds: ids } });
    const themeId = newUnlinkableId();
    const body = {
      as: "theme",
      id: themeId,
      title: "Niemand ist erreichbar",
      sentence: "Ämter gehen nicht ans Telefon.",
      version: 1,
    } as const;
    const take = (more: object = {}) => server.send(token, contract.takeUpCluster, { params: { clusterId }, body: { ...body, ...more } });
    expect((await Promise.all([take(), take()])).map((one) => one.statusCode)).toContain(200);
    expect((await take()).statusCode).toBe(200);
    expect(told(await take({ id: newUnlinkableId() }))).toBe("409 taken_up");
    const theme = await server.ask(token, openTheme, { params: { themeId } });
    expect(theme.title).toBe("Niemand ist erreichbar");
    expect(told(await server.send(token, contract.removeCluster, { params: { clusterId } }))).toBe("409 taken_up");
  });

  it("become a report that waits to be read, or belong to a theme that is there and to no other", async () => {
    const { params, token } = await withCards();
    const [first, second] = [newId(), newId()];
    for (const id of [first, second]) await server.ask(token, contract.addCluster, { params, body: { id, name: "Erreichbar" } });
    const id = newUnlinkableId();
    const report = { as: "report", id, title: "Niemand ist erreichbar", sentence: "Ämter gehen nicht ans Telefon.", version: 1 } as const;
    await server.ask(token, contract.takeUpCluster, { params: { clusterId: first }, body: report });
    const { reports } = await server.ask(token, listReports, { query: { show: "to_read" } });
    expect(reports.map((one) => one.id)).toContain(id);
    const nowhere = await server.send(token, contract.takeUpCluster, {
      params: { clusterId: second },
      body: { as: "existing", id: newId(), version: 1 },
    });
    expect(told(nowhere)).toBe("400 body.id unknown");
  });
});

describe("who sees what", () => {
  it("a member sees the wall, and neither what waits nor who sent it", async () => {
    const { world, params, code } = await start();
    const [shown = ""] = await handInTestCards(server.at.database, code, ["Termine dauern.", "Frau Rahimi wartet."]);
    await world.as("coordinator", (call) => showTestCard(call, shown));
    const { wall } = await server.ask(world.actors.bodyMember.token, contract.getWall, { params, query: {} });
    expect(wall!.cards.map((card) => card.words)).toEqual(["Termine dauern."]);
    expect(wall!.waiting).toBe(0);
    await expect(
      asActor(server.at.database, { membership: world.actors.coordinator.membershipId }, async (call) =>
        call.tx.selectFrom("bodies.card").select("device").execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it("all cards of one phone are set aside, and come back", async () => {
    const { params, token, code } = await start();
    const ids = await handInTestCards(server.at.database, code, ["Erste Karte."]);
    await atDoor(server.at.database, (call) =>
      insertCard(call.tx, code, { id: newUnlinkableId(), words: "Vom selben Telefon.", device: Buffer.alloc(16, 1) }),
    );
    await atDoor(server.at.database, (call) =>
      insertCard(call.tx, code, { id: newUnlinkableId(), words: "Von einem anderen.", device: Buffer.alloc(16, 9) }),
    );
    const of = { params: { cardId: ids[0]! } };
    const states = (wall: contract.WallView) => wall.cards.map((card) => card.state).toSorted();
    expect(states(await server.ask(token, contract.setDeviceAside, { ...of, body: {} }))).toEqual(["set_aside", "set_aside", "waiting"]);
    expect(states(await server.ask(token, contract.setDeviceAside, { ...of, body: { isSetAside: false } }))).toEqual([
      "waiting",
      "waiting",
      "waiting",
    ]);
    expect((await server.ask(token, contract.getWall, { params, query: {} })).wall!.waiting).toBe(3);
  });

  it("a day after nobody can tell which cards came from one phone, and after 30 days only what was shown is left", async () => {
    const { world, params, token, code } = await start();
    const [shown = ""] = await handInTestCards(server.at.database, code, ["Termine dauern.", "Bleibt liegen."]);
    await world.as("coordinator", (call) => showTestCard(call, shown));
    const { version } = await world.as("coordinator", (call) => getMeeting(call, params.meetingId));
    await server.ask(token, moveMeeting, { params, body: { to: "closed", version } });
    const rows = () =>
      asSuperuser<{ words: string; device: Buffer | null }>(
        server.at,
        "select words, device from bodies.card where meeting_id = $1 order by words",
        [params.meetingId],
      );
    const after = async (days: number) => {
      freezeClock(new Date(now().getTime() + days * 86_400_000));
      passMomentToDatabase(true);
      try {
        await purgeRemoved(server.at.database, ["bodies"]);
      } finally {
        freezeClock(undefined);
        passMomentToDatabase(false);
      }
      return await rows();
    };
    expect((await rows()).every((row) => row.device !== null)).toBe(true);
    expect((await after(3)).map((row) => row.device)).toEqual([null, null]);
    expect((await after(40)).map((row) => row.words)).toEqual(["Termine dauern."]);
  });
});

describe("where themes come from", () => {
  it("is shown only when both parts may be", async () => {
    const { params, token } = await start();
    const { share } = await server.ask(token, contract.getConference, { params });
    expect(share!.fromCases).toEqual({ count: 0, isProtected: false });
    const clusters = [newId(), newId()];
    for (const id of clusters) {
      await server.ask(token, contract.addCluster, { params, body: { id, name: "Gruppe" } });
      const body = { as: "theme", id: newUnlinkableId(), title: "Ein Thema", sentence: "Ein Satz.", version: 1 } as const;
      await server.ask(token, contract.takeUpCluster, { params: { clusterId: id }, body });
    }
    const after = (await server.ask(token, contract.getConference, { params })).share!;
    // two themes more or less are not told
    expect([after.themes.count, after.fromCases.count].every((count) => count === 0 || count === null)).toBe(true);
  });
});
