import { today } from "../../platform/server/clock.ts";
import { atDoor, type Call } from "../../platform/server/database/actor.ts";
import type { Database } from "../../platform/server/database/pool.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import { insertCard } from "./conference/queries.ts";
import type { BodyFields, MeetingFields, MeetingState, MeetingView, PaperFields } from "./contract.ts";
import { addAgendaItem, addMember, foundBody, getMeeting, moveMeeting, type NewDecision, planMeeting, recordDecision } from "./verbs.ts";

export const testBody: BodyFields = {
  kind: "steering_group",
  name: "Steuerungsgruppe",
  mandate: "Entscheidet, was der Kreis an der Zusammenarbeit ändert.",
  fieldOfAction: null,
  townId: null,
  socialSpace: null,
  targetGroup: null,
};

export const emptyPaper: PaperFields = { question: "", background: "", proposal: "", options: [] };

/** A day so many days after today, as YYYY-MM-DD. */
export function dayAfter(days: number): string {
  return new Date(Date.parse(`${today()}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A body with the given memberships in it. Acts as the coordinator. */
export async function createTestBody(call: Call, membershipIds: readonly string[], fields: Partial<BodyFields> = {}): Promise<string> {
  const id = newId();
  await foundBody(call, { ...testBody, ...fields, id });
  for (const membershipId of membershipIds) await addMember(call, id, { id: newId(), membershipId, bodyRole: "member" });
  return id;
}

const order: readonly MeetingState[] = ["planned", "invited", "in_session", "closed"];

/** A meeting with two items, moved on to a state. */
export async function createTestMeeting(
  call: Call,
  bodyId: string,
  state: MeetingState = "planned",
  fields: Partial<MeetingFields> = {},
): Promise<MeetingView> {
  const id = newId();
  await planMeeting(call, bodyId, {
    id,
    heldOn: dayAfter(10),
    begins: "14:00",
    minutesPlanned: 120,
    place: "Kreishaus, Raum 2.11",
    onlineLink: null,
    papersDueOn: null,
    ...fields,
  });
  for (const title of ["Begrüßung", "Was aus den Festlegungen wurde"]) {
    await addAgendaItem(call, id, { id: newId(), kind: "other", themeId: null, title, minutesPlanned: 10, paper: emptyPaper });
  }
  return await moveTestMeeting(call, id, state);
}

export async function moveTestMeeting(call: Call, meetingId: string, state: MeetingState): Promise<MeetingView> {
  let meeting = await getMeeting(call, meetingId);
  for (const to of order.slice(order.indexOf(meeting.state) + 1, order.indexOf(state) + 1)) {
    meeting = await moveMeeting(call, meetingId, { to, version: meeting.version });
  }
  return meeting;
}

export const testDecision: Omit<NewDecision, "id"> = {
  outcome: "agreed",
  wording: "Die Betreuung neben dem Kurs wird weitergeführt.",
  reason: null,
  reached: "consensus",
  votes: null,
  dissents: [],
  postponedUntilOn: null,
  ownerUnitId: null,
  ownerMembershipId: null,
  dueOn: null,
  answer: null,
  measure: null,
};

/** An agreed decision on the first item of a meeting in session, due in 30 days. Answers its id. */
export async function createTestDecision(
  call: Call,
  meeting: MeetingView,
  owner: { unitId?: string; membershipId?: string },
  fields: Partial<NewDecision> = {},
): Promise<string> {
  const id = newId();
  await recordDecision(call, meeting.items[0]!.id, {
    ...testDecision,
    ownerUnitId: owner.unitId ?? null,
    ownerMembershipId: owner.membershipId ?? null,
    dueOn: dayAfter(30),
    id,
    ...fields,
  });
  return id;
}

/** A card for the wall of a planning conference, from a phone without an account. Answers what it was told. */
export async function handInTestCard(
  database: Database,
  code: string,
  words: string,
  phone: number,
): Promise<{ id: string; outcome: Awaited<ReturnType<typeof insertCard>> }> {
  const card = { id: newUnlinkableId(), words, device: Buffer.alloc(16, phone) };
  return { id: card.id, outcome: await atDoor(database, (call) => insertCard(call.tx, code, card)) };
}
