import { sql } from "kysely";
import { expect, it } from "vitest";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { type Caller, useTestServer } from "../../platform/testing/http.ts";
import { createTestNetwork, type TestActor } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestBody, createTestMeeting, dayAfter, moveTestMeeting, testDecision } from "./factory.ts";

/**
 * Bodies, members who come and go, meetings in every state, items for those who lead, for members and for the public, what lies beside them, and removals, at
 * random; a list kept beside the database says who reads what, through HTTP and past it. The list knows nothing of policies.
 */
const seed = newSeed();
const rounds = 150;

const server = useTestServer();

type Seat = { readonly memberId: string; readonly who: string; readonly leads: boolean };
type Body = { readonly id: string; readonly site: "own" | "other"; isRemoved: boolean; seats: Seat[] };
type Meeting = { readonly id: string; readonly body: Body; state: contract.MeetingState; isRemoved: boolean };
type Item = { readonly id: string; readonly meeting: Meeting; audience: "lead" | "members" | "public"; isRemoved: boolean };
/** What belongs to an item and is read by those who read it. */
type Beside = { readonly id: string; readonly item: Item };

const states = ["planned", "invited", "in_session", "closed"] as const;

it(`lets exactly those read whom the list names (seed ${seed})`, { timeout: 240_000 }, async () => {
  console.log(`random access to bodies: seed ${seed}`);
  const random = chance(seed);
  const world = await createTestNetwork(server.at.database);
  const { actors } = world;
  const sitting: Record<string, TestActor> = {
    bodyMember: actors.bodyMember,
    second: await world.join("own", actors.partner.unitId, "body_member"),
    third: await world.join("own", actors.holder.unitId, "body_member"),
    elsewhere: await world.join("other", actors.foreignCoordinator.unitId, "body_member"),
  };
  const all: Record<string, { readonly token: Caller; readonly membershipId: string }> = {
    ...sitting,
    ...Object.fromEntries(
      (
        [
          "coordinator",
          "foreignCoordinator",
          "holder",
          "teamLead",
          "partner",
          "siteAdmin",
          "dataProtectionOfficer",
          "accompaniment",
          "programmeLead",
        ] as const
      ).map((name) => [name, actors[name]]),
    ),
  };
  const writer = { own: "coordinator", other: "foreignCoordinator" } as const;
  const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(list.length, 1))];
  const bodies: Body[] = [];
  const meetings: Meeting[] = [];
  const items: Item[] = [];
  const decisions: Beside[] = [];
  const files: Beside[] = [];
  const suggestions: { readonly id: string; readonly body: Body }[] = [];
  const stances: { readonly who: string; readonly item: Item }[] = [];

  /** The oracle. */
  const writes = (who: string, body: Body) => who === writer[body.site];
  const sits = (who: string, body: Body) => body.seats.some((seat) => seat.who === who);
  const readsBody = (who: string, body: Body) => !body.isRemoved && (writes(who, body) || sits(who, body));
  const readsMeeting = (who: string, it: Meeting) => !it.isRemoved && readsBody(who, it.body);
  const readsItem = (who: string, it: Item) =>
    !it.isRemoved &&
    readsMeeting(who, it.meeting) &&
    (writes(who, it.meeting.body) ||
      (it.meeting.state !== "planned" && (it.audience !== "lead" || it.meeting.body.seats.some((seat) => seat.who === who && seat.leads))));

  const there = () => bodies.filter((it) => !it.isRemoved);
  const open = () => meetings.filter((it) => !it.isRemoved && !it.body.isRemoved);
  const onAgenda = () => items.filter((it) => !it.isRemoved && open().includes(it.meeting));

  const steps: (() => Promise<void>)[] = [
    async () => {
      if (bodies.length > 6) return;
      const site = random(4) === 0 ? "other" : "own";
      const id = await world.as(writer[site], (call) => createTestBody(call, [], { name: `Gremium ${bodies.length}` }));
      bodies.push({ id, site, isRemoved: false, seats: [] });
    },
    async () => {
      const body = pick(there());
      const who = body?.site === "other" ? "elsewhere" : pick(["bodyMember", "second", "third"])!;
      if (!body || sits(who, body)) return;
      const bodyRole = contract.bodyRoles[random(4)]!;
      const memberId = newId();
      await server.ask(actors[writer[body.site]].token, contract.addMember, {
        params: { bodyId: body.id },
        body: { id: memberId, membershipId: sitting[who]!.membershipId, bodyRole },
      });
      body.seats.push({ memberId, who, leads: bodyRole !== "member" });
    },
    async () => {
      const body = pick(there().filter((it) => it.seats.length > 0));
      const seat = body && pick(body.seats);
      if (!body || !seat || random(2) === 0) return;
      await server.ask(actors[writer[body.site]].token, contract.removeMember, { params: { memberId: seat.memberId } });
      body.seats = body.seats.filter((one) => one !== seat);
    },
    async () => {
      const body = pick(bodies);
      if (!body || random(4) > 0) return;
      const endpoint = body.isRemoved ? contract.restoreBody : contract.removeBody;
      const answer = await server.send(actors[writer[body.site]].token, endpoint, { params: { bodyId: body.id } });
      // one with a meeting ahead is not removed
      if (answer.statusCode === 200) body.isRemoved = !body.isRemoved;
    },
    async () => {
      const body = pick(there());
      if (!body || meetings.length > 12) return;
      const state = states[random(3)]!;
      const view = await world.as(writer[body.site], (call) =>
        createTestMeeting(call, body.id, state, { heldOn: dayAfter(state === "in_session" ? 0 : 5 + random(20)) }),
      );
      const meeting: Meeting = { id: view.id, body, state, isRemoved: false };
      meetings.push(meeting);
      for (const one of view.items) items.push({ id: one.id, meeting, audience: "members", isRemoved: false });
    },
    async () => {
      const meeting = pick(open().filter((it) => it.state !== "closed"));
      if (!meeting) return;
      const next = states[states.indexOf(meeting.state as never) + 1]!;
      await world.as(writer[meeting.body.site], (call) => moveTestMeeting(call, meeting.id, next));
      meeting.state = next;
    },
    async () => {
      const meeting = pick(open().filter((it) => it.state === "planned" || it.state === "invited"));
      if (!meeting || random(3) > 0) return;
      await server.ask(actors[writer[meeting.body.site]].token, contract.removeMeeting, { params: { meetingId: meeting.id } });
      meeting.isRemoved = true;
    },
    async () => {
      const item = pick(onAgenda().filter((it) => it.meeting.state === "planned" || it.meeting.state === "invited"));
      if (!item) return;
      const token = actors[writer[item.meeting.body.site]].token;
      const meeting = await server.ask(token, contract.getMeeting, { params: { meetingId: item.meeting.id } });
      const { version } = meeting.items.find((one) => one.id === item.id)!;
      const audience = contract.audiences[random(3)]!;
      await server.ask(token, contract.setAudience, { params: { itemId: item.id }, body: { audience, version } });
      item.audience = audience;
    },
    async () => {
      const item = pick(onAgenda().filter((it) => it.meeting.state === "in_session"));
      if (!item) return;
      const id = newId();
      const made = await server.send(actors[writer[item.meeting.body.site]].token, contract.recordDecision, {
        params: { itemId: item.id },
        body: { ...testDecision, id, ownerUnitId: null, ownerMembershipId: null, outcome: "postponed" } as never,
      });
      if (made.statusCode === 200) decisions.push({ id, item });
    },
    async () => {
      const item = pick(onAgenda().filter((it) => it.meeting.state !== "closed"));
      if (!item) return;
      const id = newId();
      const file = { bytes: Buffer.from("%PDF-1.7\n"), name: "Übersicht.pdf" };
      const request = { params: { itemId: item.id }, query: { id } } as never;
      const made = await server.sendFile(actors[writer[item.meeting.body.site]].token, contract.addAttachment, request, file);
      expect(made.statusCode, made.body).toBe(200);
      files.push({ id, item });
    },
    async () => {
      const body = pick(there().filter((it) => it.seats.length > 0 && it.site === "own"));
      const seat = body && pick(body.seats);
      if (!body || !seat) return;
      const id = newId();
      const made = await server.send(sitting[seat.who]!.token, contract.suggest, {
        params: { bodyId: body.id },
        body: { id, title: "Räume", why: "Zwei Träger finden keine.", minutesPlanned: 15, themeId: null },
      });
      if (made.statusCode === 200) suggestions.push({ id, body });
    },
    async () => {
      const item = pick(onAgenda().filter((it) => it.meeting.state === "invited"));
      const seat = item && pick(item.meeting.body.seats);
      if (!item || !seat || !readsItem(seat.who, item)) return;
      const made = await server.send(sitting[seat.who]!.token, contract.saveStances, {
        params: { meetingId: item.meeting.id },
        body: { stances: [{ itemId: item.id, stance: "discuss" }] },
      });
      expect(made.statusCode, made.body).toBe(200);
      if (!stances.some((one) => one.who === seat.who && one.item === item)) stances.push({ who: seat.who, item });
    },
  ];

  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).toSorted();
  for (let round = 0; round < rounds; round += 1) {
    await steps[random(steps.length)]!();
    const who = pick(Object.keys(all))!;
    const { token, membershipId } = all[who]!;
    const says = `${who} in round ${round}, seed ${seed}`;
    const visible = {
      bodies: bodies.filter((it) => readsBody(who, it)),
      meetings: meetings.filter((it) => readsMeeting(who, it)),
      items: items.filter((it) => readsItem(who, it)),
      files: files.filter((it) => readsItem(who, it.item)),
      suggestions: suggestions.filter((it) => readsBody(who, it.body)),
    };

    const listed = await server.send(token, contract.listBodies, {});
    const told = listed.statusCode === 200 ? listed.json<{ bodies: { id: string }[] }>().bodies : [];
    expect(ids(told), says).toEqual(ids(visible.bodies));
    const meeting = pick(meetings);
    if (meeting) {
      const params = { meetingId: meeting.id };
      const opened = await server.send(token, contract.getMeeting, { params });
      expect(opened.statusCode === 200, says).toBe(readsMeeting(who, meeting));
      const attached = await server.send(token, contract.listAttachments, { params });
      expect(attached.statusCode === 200, says).toBe(readsMeeting(who, meeting));
      if (opened.statusCode === 200) {
        const view = opened.json<contract.MeetingView>();
        const own = visible.items.filter((it) => it.meeting === meeting);
        expect(ids(view.items), says).toEqual(ids(own));
        expect(ids(view.items.flatMap((one) => one.decisions)), says).toEqual(ids(decisions.filter((it) => own.includes(it.item))));
        expect(ids(attached.json<{ attachments: { id: string }[] }>().attachments), says).toEqual(
          ids(files.filter((it) => own.includes(it.item))),
        );
        // how many chose which is for who prepares the meeting
        for (const item of view.items) expect(item.stances === null, says).toBe(!writes(who, meeting.body));
      }
    }
    const file = pick(files);
    if (file)
      expect((await server.send(token, contract.getAttachment, { params: { attachmentId: file.id } })).statusCode, says).toBe(
        readsItem(who, file.item) ? 200 : 404,
      );

    const rows = await asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const idsIn = async (table: string, column = "id") => {
        const found = await sql<{ id: string }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(tx);
        return found.rows.map((row) => row.id).toSorted();
      };
      return {
        bodies: await idsIn("bodies.body"),
        meetings: await idsIn("bodies.meeting"),
        items: await idsIn("bodies.agenda_item"),
        files: await idsIn("bodies.attachment"),
        suggestions: await idsIn("bodies.suggestion"),
        stances: await idsIn("bodies.stance", "agenda_item_id"),
      };
    });
    expect(rows, says).toEqual({
      ...Object.fromEntries(Object.entries(visible).map(([name, list]) => [name, ids(list)])),
      stances: stances
        .filter((one) => readsBody(who, one.item.meeting.body) && (one.who === who || writes(who, one.item.meeting.body)))
        .map((one) => one.item.id)
        .toSorted(),
    });

    // a stranger changes nothing, and whoever reads changes nothing either
    const changed = await asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const tried = async (statement: string) => {
        await sql`savepoint attempt`.execute(tx);
        try {
          const { numAffectedRows } = await sql.raw(statement).execute(tx);
          return Number(numAffectedRows ?? 0n);
        } catch (error) {
          if ((error as { code?: string }).code === "42501") return 0;
          throw error;
        } finally {
          await sql`rollback to savepoint attempt`.execute(tx);
        }
      };
      return {
        bodies: await tried("update bodies.body set mandate = 'x' where id is not null"),
        items: await tried("update bodies.agenda_item set minutes_planned = 6 where id is not null"),
      };
    });
    expect(changed, says).toEqual({
      bodies: visible.bodies.filter((it) => writes(who, it)).length,
      items: visible.items.filter((it) => writes(who, it.meeting.body)).length,
    });
  }
  expect(files.length, "something was attached").toBeGreaterThan(0);
});
