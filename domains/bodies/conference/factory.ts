import { atDoor, type Call } from "../../../platform/server/database/actor.ts";
import type { Database } from "../../../platform/server/database/pool.ts";
import { newId, newUnlinkableId } from "../../../platform/server/ids.ts";
import { trial } from "../../../platform/testing/permission-check.ts";
import type { TestNetwork } from "../../network/factory.ts";
import type { MeetingState } from "../contract.ts";
import { createTestBody, createTestMeeting, dayAfter } from "../factory.ts";
import { planMeeting } from "../verbs.ts";
import * as contract from "./contract.ts";
import { findCard, insertCard } from "./queries.ts";
import { addCluster, callForCases, choosePresentation, moveCard, offerCase, planConference, removeCluster, takeCards } from "./verbs.ts";

export const testPlan = {
  callText: "Wer hat einen Fall, an dem sich zeigt, wo es zwischen zwei Stellen bricht?",
  callUntilOn: dayAfter(0),
  question: "Wo brach es, und warum?",
};

type World = TestNetwork & { readonly database: Database };

/** A conference that is prepared, with the phones asked or not. Acts as the coordinator. */
export async function createTestConference(
  world: World,
  options: { readonly state?: MeetingState; readonly takesCards?: boolean; readonly isCalled?: boolean } = {},
): Promise<{ meetingId: string; bodyId: string; code: string }> {
  const { state = "invited", takesCards: isOpen = true, isCalled = true } = options;
  return await world.as("coordinator", async (call) => {
    const bodyId = await createTestBody(call, [world.actors.bodyMember.membershipId], {
      kind: "planning_conference",
      name: "Planungskonferenz",
    });
    const { id } = await createTestMeeting(call, bodyId, state, { heldOn: dayAfter(0), begins: "14:00" });
    const planned = await planConference(call, id, { ...testPlan, version: null });
    if (isCalled) await callForCases(call, id, planned.plan!.version);
    const wall = isOpen ? await takeCards(call, id, true) : undefined;
    return { meetingId: id, bodyId, code: wall?.code ?? "" };
  });
}

/** Cards from as many phones, waiting. Answers their ids. */
export async function handInTestCards(database: Database, code: string, words: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, one] of words.entries()) {
    const id = newUnlinkableId();
    ids.push(id);
    await atDoor(database, (call) => insertCard(call.tx, code, { id, words: one, device: Buffer.alloc(16, index + 1) }));
  }
  return ids;
}

export async function showTestCard(call: Call, cardId: string): Promise<void> {
  const card = await findCard(call.tx, call.actor.siteId, cardId);
  await moveCard(call, cardId, { state: "shown", clusterId: null, version: card!.version });
}

// ---- trials of the permission table -------------------------------------------------------------------------------------------------------

async function freshCard(world: World, state: "waiting" | "shown"): Promise<{ cardId: string; meetingId: string }> {
  const { code, meetingId } = await createTestConference(world);
  const [cardId = ""] = await handInTestCards(world.database, code, ["Termine dauern überall zu lange."]);
  if (state === "shown") await world.as("coordinator", (call) => showTestCard(call, cardId));
  return { cardId, meetingId };
}

async function freshCluster(world: World): Promise<{ clusterId: string; meetingId: string }> {
  const { meetingId } = await createTestConference(world);
  const clusterId = newId();
  await world.as("coordinator", (call) => addCluster(call, meetingId, { id: clusterId, name: "Termine", cardIds: [] }));
  return { clusterId, meetingId };
}

async function freshOffer(world: World, state: "offered" | "chosen" = "offered"): Promise<string> {
  const { meetingId } = await createTestConference(world, { state: "in_session" });
  const id = newId();
  const body = { id, title: "Kursbeginn ohne Betreuung", why: "Fünf Stellen, keine zuständig.", reconstructionId: null, keptWords: [] };
  await world.as("holder", (call) => offerCase(call, meetingId, body));
  if (state === "chosen") await world.as("coordinator", (call) => choosePresentation(call, id, { isChosen: true, version: 1 }));
  return id;
}

const rowOf = (table: string, id: string, idColumn?: string) => ({
  row: { table: `bodies.${table}`, id, ...(idColumn ? { idColumn } : {}) },
});
const inSession = { state: "in_session", takesCards: false, isCalled: false } as const;

export const conferenceTrials = {
  getConference: async (world: World) => {
    const { meetingId } = await createTestConference(world);
    return trial(contract.getConference, { params: { meetingId } }, rowOf("conference", meetingId, "meeting_id"));
  },
  getCaseShare: () => trial(contract.getCaseShare, {}),
  planConference: async (world: World) => {
    const { meetingId } = await createTestConference(world, inSession);
    return trial(
      contract.planConference,
      { params: { meetingId }, body: { ...testPlan, version: 1 } },
      { ...rowOf("conference", meetingId, "meeting_id"), write: "update bodies.conference set question = 'Wo?' where meeting_id = $id" },
    );
  },
  callForCases: async (world: World) => {
    const { meetingId } = await createTestConference(world, inSession);
    return trial(
      contract.callForCases,
      { params: { meetingId }, body: { version: 1 } },
      {
        ...rowOf("conference", meetingId, "meeting_id"),
        write: "update bodies.conference set called_on = platform.today() where meeting_id = $id",
      },
    );
  },
  layAgenda: async (world: World) => {
    const meetingId = newId();
    await world.as("coordinator", async (call) => {
      const bodyId = await createTestBody(call, [world.actors.bodyMember.membershipId], { kind: "planning_conference", name: "Konferenz" });
      const place = { place: null, onlineLink: null, papersDueOn: null };
      await planMeeting(call, bodyId, { id: meetingId, heldOn: dayAfter(3), begins: "14:00", minutesPlanned: 120, ...place });
    });
    return trial(contract.layAgenda, { params: { meetingId }, body: {} }, rowOf("meeting", meetingId));
  },
  listConferenceCalls: () => trial(contract.listConferenceCalls, {}),
  listCasesToPresent: () => trial(contract.listCasesToPresent, {}),
  offerCase: async (world: World) => {
    const { meetingId, bodyId } = await createTestConference(world);
    const body = { id: newId(), title: "Kursbeginn ohne Betreuung", why: "" };
    return trial(
      contract.offerCase,
      { params: { meetingId }, body },
      {
        write: `insert into bodies.presentation (site_id, id, meeting_id, body_id, presenter_id, title, state, created_by)
          values (network.actor_site(), '${newId()}', '${meetingId}', '${bodyId}', network.actor_id(), 'Ein Fall', 'offered', network.actor_id())`,
      },
    );
  },
  changeOffer: async (world: World) => {
    const presentationId = await freshOffer(world);
    return trial(
      contract.changeOffer,
      { params: { presentationId }, body: { title: "Kursbeginn", why: "", version: 1 } },
      rowOf("presentation", presentationId),
    );
  },
  withdrawOffer: async (world: World) => {
    const presentationId = await freshOffer(world);
    return trial(contract.withdrawOffer, { params: { presentationId }, body: {} }, rowOf("presentation", presentationId));
  },
  markResultSeen: async (world: World) => {
    const presentationId = await freshOffer(world);
    return trial(contract.markResultSeen, { params: { presentationId } }, rowOf("presentation", presentationId));
  },
  addPresentation: async (world: World) => {
    const { meetingId } = await createTestConference(world);
    const body = { id: newId(), presenterId: world.actors.holder.membershipId, title: "Kursbeginn ohne Betreuung", why: "" };
    return trial(contract.addPresentation, { params: { meetingId }, body }, rowOf("conference", meetingId, "meeting_id"));
  },
  choosePresentation: async (world: World) => {
    const presentationId = await freshOffer(world);
    return trial(
      contract.choosePresentation,
      { params: { presentationId }, body: { isChosen: true, version: 1 } },
      rowOf("presentation", presentationId),
    );
  },
  sendResult: async (world: World) => {
    const presentationId = await freshOffer(world);
    await world.as("coordinator", (call) => choosePresentation(call, presentationId, { isChosen: true, version: 1 }));
    return trial(contract.sendResult, {
      params: { presentationId },
      body: { result: "Daraus wurde ein Thema, und es steht auf der Tagesordnung der Steuerungsgruppe.", version: 2 },
    });
  },
  getWall: async (world: World) => {
    const { cardId, meetingId } = await freshCard(world, "shown");
    return trial(contract.getWall, { params: { meetingId }, query: {} }, rowOf("card", cardId));
  },
  takeCards: async (world: World) => {
    const { meetingId } = await createTestConference(world);
    return trial(
      contract.takeCards,
      { params: { meetingId }, body: { takesCards: false } },
      { ...rowOf("conference", meetingId, "meeting_id"), write: "update bodies.conference set takes_cards = false where meeting_id = $id" },
    );
  },
  moveCard: async (world: World) => {
    const { cardId } = await freshCard(world, "shown");
    return trial(
      contract.moveCard,
      { params: { cardId }, body: { state: "set_aside", clusterId: null, version: 2 } },
      { ...rowOf("card", cardId), write: "update bodies.card set state = 'set_aside' where id = $id" },
    );
  },
  moveWaitingCard: async (world: World) => {
    const { cardId } = await freshCard(world, "waiting");
    return trial(
      contract.moveCard,
      { params: { cardId }, body: { state: "shown", clusterId: null, version: 1 } },
      { ...rowOf("card", cardId), write: "update bodies.card set state = 'shown' where id = $id" },
    );
  },
  showUnmarked: async (world: World) => {
    const { meetingId } = await freshCard(world, "waiting");
    return trial(contract.showUnmarked, { params: { meetingId } }, rowOf("meeting", meetingId));
  },
  setDeviceAside: async (world: World) => {
    const { cardId } = await freshCard(world, "shown");
    return trial(
      contract.setDeviceAside,
      { params: { cardId }, body: {} },
      { ...rowOf("card", cardId), write: "select moved from bodies.set_device_aside($id, true) moved where moved > 0" },
    );
  },
  addCluster: async (world: World) => {
    const { meetingId, bodyId } = await createTestConference(world);
    return trial(
      contract.addCluster,
      { params: { meetingId }, body: { id: newId(), name: "Termine" } },
      {
        ...rowOf("meeting", meetingId),
        write: `insert into bodies.cluster (site_id, id, meeting_id, body_id, name, created_by)
          values (network.actor_site(), '${newId()}', $id, '${bodyId}', 'Termine', network.actor_id())`,
      },
    );
  },
  nameCluster: async (world: World) => {
    const { clusterId } = await freshCluster(world);
    return trial(
      contract.nameCluster,
      { params: { clusterId }, body: { name: "Warten", version: 1 } },
      { ...rowOf("cluster", clusterId), write: "update bodies.cluster set name = 'Warten' where id = $id" },
    );
  },
  removeCluster: async (world: World) => {
    const { clusterId } = await freshCluster(world);
    return trial(
      contract.removeCluster,
      { params: { clusterId } },
      { ...rowOf("cluster", clusterId), write: "select done from bodies.set_cluster_removed($id, true) done where done" },
    );
  },
  restoreCluster: async (world: World) => {
    const { clusterId } = await freshCluster(world);
    await world.as("coordinator", (call) => removeCluster(call, clusterId));
    return trial(contract.restoreCluster, { params: { clusterId }, body: {} });
  },
  takeUpCluster: async (world: World) => {
    const { clusterId } = await freshCluster(world);
    const body = {
      as: "theme",
      id: newUnlinkableId(),
      title: "Termine dauern",
      sentence: "Auf einen Termin wartet man überall zu lange.",
      version: 1,
    } as const;
    return trial(contract.takeUpCluster, { params: { clusterId }, body }, rowOf("cluster", clusterId));
  },
};
