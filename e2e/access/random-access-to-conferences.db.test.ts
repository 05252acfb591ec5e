import { sql } from "kysely";
import { expect, it } from "vitest";
import { asActor } from "../../platform/server/database/actor.ts";
import { sessionCookie } from "../../platform/server/http/session.ts";
import { newId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { type Caller, useTestServer } from "../../platform/testing/http.ts";
import { useLink } from "../../domains/accounts/contract.ts";
import * as contract from "../../domains/bodies/contract.ts";
import { createTestBody, createTestMeeting, dayAfter, handInTestCard, moveTestMeeting } from "../../domains/bodies/factory.ts";
import { createTestCase } from "../../domains/cases/factory.ts";
import { createTestNetwork } from "../../domains/network/factory.ts";
import { handInTestReconstruction, releaseTestReconstruction } from "../../domains/themes/factory.ts";

/**
 * Planning conferences before, during and after they are held, cases that are offered, chosen, withdrawn and answered, cards from phones, members who come and go and
 * read by a personal link too, at random; a list kept beside the database says who reads what, through HTTP and past it. The list knows nothing of policies: it
 * is the README in sentences. Of the case behind a presentation nobody reads more than its reconstruction.
 */
const seed = newSeed();
const rounds = 180;

const server = useTestServer();

type Body = { readonly id: string; readonly seats: Map<string, string> };
type Meeting = {
  readonly id: string;
  readonly body: Body;
  state: contract.MeetingState;
  isRemoved: boolean;
  isCalled: boolean;
  takesCards: boolean;
  code: string | null;
};
type Offer = {
  readonly id: string;
  readonly meeting: Meeting;
  readonly by: string;
  readonly title: string;
  readonly reconstructionId: string | null;
  state: contract.PresentationState;
  result: string | null;
};
type Card = { readonly id: string; readonly meeting: Meeting; readonly words: string; state: contract.CardState };
type Cluster = { readonly id: string; readonly meeting: Meeting; isRemoved: boolean };

const states = ["planned", "invited", "in_session", "closed"] as const;

it(`lets exactly those read whom the list names (seed ${seed})`, { timeout: 240_000 }, async () => {
  console.log(`random access to conferences: seed ${seed}`);
  const random = chance(seed);
  const world = await createTestNetwork(server.at.database);
  const { actors } = world;
  const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(list.length, 1))];
  const readers: Record<string, { readonly token: Caller; readonly membershipId: string }> = {
    secondMember: await world.join("own", actors.partner.unitId, "body_member"),
    memberWhoManages: await world.join("own", actors.holder.unitId, "body_member"),
    secondCoordinator: await world.join("own", actors.coordinator.unitId, "coordinator", "Jan Kowalczyk"),
    memberElsewhere: await world.join("other", actors.foreignCoordinator.unitId, "body_member"),
    ...Object.fromEntries(
      (
        [
          "bodyMember",
          "holder",
          "colleague",
          "otherCaseManager",
          "teamLead",
          "partner",
          "coordinator",
          "siteAdmin",
          "dataProtectionOfficer",
          "accompaniment",
          "evaluator",
          "programmeLead",
          "foreignCoordinator",
          "foreignCaseManager",
        ] as const
      ).map((name) => [name, actors[name]]),
    ),
  };
  const members = ["bodyMember", "secondMember", "memberWhoManages"] as const;
  const caseManagers = ["holder", "colleague", "otherCaseManager"];
  const coordinator = actors.coordinator.token;

  // one case, whose reconstruction was released and may be presented
  const behind = await world.as("holder", (call) => createTestCase(call, { identity: { familyName: "Ungenannt" } }));
  const handedIn = await world.as("holder", (call) => handInTestReconstruction(call, { caseId: behind.caseId }));
  await world.as("colleague", (call) => releaseTestReconstruction(call, handedIn));
  const secrets = [behind.caseId, behind.clientId, "Ungenannt"];

  const bodies: Body[] = [];
  const meetings: Meeting[] = [];
  const offers: Offer[] = [];
  const cards: Card[] = [];
  const clusters: Cluster[] = [];
  /** A device on which the personal link of one member was opened. */
  const links = new Map<string, string>();

  /** The oracle. */
  const coordinates = (who: string) => who === "coordinator" || who === "secondCoordinator";
  const readsBody = (who: string, body: Body) => coordinates(who) || body.seats.has(who);
  const reads = (who: string, it: Meeting) => !it.isRemoved && readsBody(who, it.body);
  const offersCases = (who: string) => caseManagers.includes(who) || (members as readonly string[]).includes(who) || coordinates(who);
  const isCalledFor = (who: string, it: Meeting) =>
    !it.isRemoved && it.isCalled && it.state !== "closed" && (caseManagers.includes(who) || readsBody(who, it.body));
  const readsOffer = (who: string, it: Offer) =>
    (it.by === who && offersCases(who)) || (readsBody(who, it.meeting.body) && (coordinates(who) || it.state === "chosen"));
  const readsCard = (who: string, it: Card) => readsBody(who, it.meeting.body) && (coordinates(who) || it.state === "shown");

  const open = () => meetings.filter((it) => !it.isRemoved && it.state !== "closed");
  const view = async (meeting: Meeting) => await server.ask(coordinator, contract.getConference, { params: { meetingId: meeting.id } });

  const steps: (() => Promise<void>)[] = [
    async () => {
      if (bodies.length > 2) return;
      const id = await world.as("coordinator", (call) =>
        createTestBody(call, [], { kind: "planning_conference", name: `Planungskonferenz ${bodies.length}` }),
      );
      bodies.push({ id, seats: new Map() });
    },
    async () => {
      const body = pick(bodies);
      const who = pick(members)!;
      if (!body || body.seats.has(who)) return;
      const memberId = newId();
      await server.ask(coordinator, contract.addMember, {
        params: { bodyId: body.id },
        body: { id: memberId, membershipId: readers[who]!.membershipId, bodyRole: "member" },
      });
      body.seats.set(who, memberId);
    },
    async () => {
      const body = pick(bodies.filter((it) => it.seats.size > 0));
      const who = body && pick([...body.seats.keys()]);
      if (!body || !who || random(2) === 0) return;
      await server.ask(coordinator, contract.removeMember, { params: { memberId: body.seats.get(who)! } });
      body.seats.delete(who);
    },
    async () => {
      const body = pick(bodies);
      if (!body || meetings.length > 8) return;
      const state = states[random(3)]!;
      const { id } = await world.as("coordinator", (call) => createTestMeeting(call, body.id, state, { heldOn: dayAfter(0) }));
      await server.ask(coordinator, contract.planConference, {
        params: { meetingId: id },
        body: { callText: "Wer hat einen Fall?", callUntilOn: dayAfter(0), question: "Wo brach es, und warum?", version: null },
      });
      meetings.push({ id, body, state, isRemoved: false, isCalled: false, takesCards: false, code: null });
    },
    async () => {
      const meeting = pick(open().filter((it) => !it.isCalled));
      if (!meeting) return;
      const { plan } = await view(meeting);
      await server.ask(coordinator, contract.callForCases, { params: { meetingId: meeting.id }, body: { version: plan!.version } });
      meeting.isCalled = true;
    },
    async () => {
      const meeting = pick(open().filter((it) => it.isCalled));
      const by = meeting && pick(Object.keys(readers).filter((who) => isCalledFor(who, meeting)));
      if (!meeting || !by || offers.length > 30) return;
      // who reads the reconstruction may present it
      const reconstructionId = by !== "otherCaseManager" && random(2) === 0 ? handedIn.id : null;
      const id = newId();
      const title = `Angebot ${offers.length}`;
      await server.ask(readers[by]!.token, contract.offerCase, {
        params: { meetingId: meeting.id },
        body: { id, title, why: "Fünf Stellen, keine zuständig.", reconstructionId },
      });
      offers.push({ id, meeting, by, title, reconstructionId, state: "offered", result: null });
    },
    async () => {
      const offer = pick(offers);
      if (!offer || random(2) === 0) return;
      const isWithdrawn = offer.state !== "withdrawn";
      const answer = await server.send(readers[offer.by]!.token, contract.withdrawOffer, {
        params: { presentationId: offer.id },
        body: { isWithdrawn },
      });
      if (answer.statusCode === 200) offer.state = isWithdrawn ? "withdrawn" : "offered";
    },
    async () => {
      const offer = pick(offers.filter((it) => !it.meeting.isRemoved && it.state !== "withdrawn"));
      if (!offer) return;
      const isChosen = random(4) > 0;
      const { version } = (await view(offer.meeting)).presentations.find((one) => one.id === offer.id)!;
      const answer = await server.send(coordinator, contract.choosePresentation, {
        params: { presentationId: offer.id },
        body: { isChosen, version },
      });
      if (answer.statusCode === 200) offer.state = isChosen ? "chosen" : "not_chosen";
    },
    async () => {
      const meeting = pick(open());
      const by = pick(["holder", "otherCaseManager", "bodyMember"])!;
      if (!meeting || offers.length > 30) return;
      const id = newId();
      const title = `Angebot ${offers.length}`;
      await server.ask(coordinator, contract.addPresentation, {
        params: { meetingId: meeting.id },
        body: { id, presenterId: readers[by]!.membershipId, title, why: "", reconstructionId: handedIn.id },
      });
      offers.push({ id, meeting, by, title, reconstructionId: handedIn.id, state: "chosen", result: null });
    },
    async () => {
      const offer = pick(
        offers.filter((it) => it.state === "chosen" && !it.meeting.isRemoved && ["in_session", "closed"].includes(it.meeting.state)),
      );
      if (!offer) return;
      const result = `Ergebnis von ${offer.title}`;
      const { version } = (await view(offer.meeting)).presentations.find((one) => one.id === offer.id)!;
      await server.ask(coordinator, contract.sendResult, { params: { presentationId: offer.id }, body: { result, version } });
      offer.result = result;
    },
    async () => {
      const meeting = pick(open());
      if (!meeting) return;
      const next = states[states.indexOf(meeting.state as "planned") + 1]!;
      await world.as("coordinator", (call) => moveTestMeeting(call, meeting.id, next));
      meeting.state = next;
    },
    async () => {
      const meeting = pick(meetings.filter((it) => !it.isRemoved && (it.state === "planned" || it.state === "invited")));
      if (!meeting || random(4) > 0) return;
      await server.ask(coordinator, contract.removeMeeting, { params: { meetingId: meeting.id } });
      meeting.isRemoved = true;
    },
    async () => {
      const meeting = pick(open());
      if (!meeting) return;
      const wall = await server.ask(coordinator, contract.takeCards, {
        params: { meetingId: meeting.id },
        body: { takesCards: !meeting.takesCards },
      });
      meeting.takesCards = !meeting.takesCards;
      meeting.code = wall.code;
    },
    // phones, without an account
    async () => {
      const meeting = pick(meetings.filter((it) => it.code !== null));
      if (!meeting) return;
      const words = `Karte ${cards.length} vom Telefon`;
      const { id, outcome } = await handInTestCard(server.at.database, meeting.code!, words, 1 + random(5));
      const isOpen = !meeting.isRemoved && meeting.takesCards && meeting.state !== "closed";
      expect(outcome === "taken", `seed ${seed}`).toBe(isOpen);
      if (isOpen) cards.push({ id, meeting, words, state: "waiting" });
    },
    async () => {
      const card = pick(cards.filter((it) => !it.meeting.isRemoved));
      if (!card) return;
      const state = contract.cardStates[random(3)]!;
      const { wall } = await server.ask(coordinator, contract.getWall, { params: { meetingId: card.meeting.id }, query: {} });
      const { version } = wall!.cards.find((one) => one.id === card.id)!;
      await server.ask(coordinator, contract.moveCard, { params: { cardId: card.id }, body: { state, clusterId: null, version } });
      card.state = state;
    },
    async () => {
      const cluster = pick(clusters.filter((it) => !it.meeting.isRemoved && !it.isRemoved));
      if (cluster && random(2) === 0) {
        await server.ask(coordinator, contract.removeCluster, { params: { clusterId: cluster.id } });
        cluster.isRemoved = true;
        return;
      }
      const meeting = pick(open());
      if (!meeting) return;
      const id = newId();
      await server.ask(coordinator, contract.addCluster, { params: { meetingId: meeting.id }, body: { id, name: "Termine" } });
      clusters.push({ id, meeting, isRemoved: false });
    },
    async () => {
      const meeting = pick(open().filter((it) => it.body.seats.size > 0));
      const who = meeting && pick([...meeting.body.seats.keys()].filter((one) => !links.has(one)));
      if (!meeting || !who) return;
      const { path } = await server.ask(coordinator, contract.createPersonalLink, {
        body: { membershipId: readers[who]!.membershipId, meetingId: meeting.id },
      });
      const opened = await server.send(undefined, useLink, { body: { token: path.split("#")[1]! } });
      links.set(who, opened.cookies.find((cookie) => cookie.name === sessionCookie)!.value);
    },
  ];

  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).toSorted();
  // a body, a meeting with its wall, and a first card: the rest is chance
  for (const at of [0, 3, 12, 13]) await steps[at]!();
  for (let round = 0; round < rounds; round += 1) {
    await steps[random(steps.length)]!();
    const who = pick(Object.keys(readers))!;
    const { membershipId } = readers[who]!;
    const through = links.get(who);
    // a link is its member, no more and no less
    const token = through !== undefined && random(2) === 0 ? through : readers[who]!.token;
    const says = `${who}${token === through ? " by link" : ""} in round ${round}, seed ${seed}`;

    const meeting = pick(meetings);
    if (meeting) {
      const params = { meetingId: meeting.id };
      const opened = await server.send(token, contract.getConference, { params });
      expect(opened.statusCode, says).toBe(reads(who, meeting) ? 200 : 404);
      const wall = await server.send(token, contract.getWall, { params, query: {} });
      expect(wall.statusCode, says).toBe(reads(who, meeting) ? 200 : 404);
      for (const { body } of [opened, wall]) for (const secret of secrets) expect(body, says).not.toContain(secret);
      if (reads(who, meeting)) {
        const told = opened.json<contract.ConferenceView>();
        const here = offers.filter((it) => it.meeting === meeting && readsOffer(who, it));
        const seen = (list: readonly { id: string; title: string; state: string; result: string | null }[]) =>
          list.map(({ id, title, state, result }) => ({ id, title, state, result })).toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(seen(told.presentations), says).toEqual(seen(here));
        for (const one of told.presentations)
          expect(one.reconstruction?.id ?? null, says).toBe(offers.find((it) => it.id === one.id)!.reconstructionId);
        const onWall = cards.filter((it) => it.meeting === meeting);
        const count = (state: contract.CardState) => onWall.filter((it) => it.state === state && readsCard(who, it)).length;
        expect(told.cards, says).toMatchObject({ waiting: count("waiting"), shown: count("shown"), setAside: count("set_aside") });
        const view = wall.json<{ wall: contract.WallView }>().wall;
        expect(ids(view.cards), says).toEqual(ids(onWall.filter((it) => readsCard(who, it))));
        expect(ids(view.clusters), says).toEqual(ids(clusters.filter((it) => it.meeting === meeting && !it.isRemoved)));
      }
      // a phone reads the question, and no card but those it is about to write
      if (meeting.code !== null) {
        const page = await server.server.inject({ method: "GET", url: `/k/${meeting.code}` });
        expect(page.body, says).not.toMatch(/Karte \d|Angebot \d|Ergebnis von/);
        for (const secret of secrets) expect(page.body, says).not.toContain(secret);
      }
    }

    const asked = await server.send(token, contract.listConferenceCalls, {});
    // case managers and coordinators of another site are asked for cases there, and find none of these
    const isAsked = offersCases(who) || ["foreignCoordinator", "foreignCaseManager", "memberElsewhere"].includes(who);
    expect(asked.statusCode, says).toBe(isAsked ? 200 : 404);
    if (isAsked) {
      const told = asked.json<{ calls: contract.CallView[]; offers: contract.OwnOfferView[] }>();
      expect(told.calls.map((one) => one.meetingId).toSorted(), says).toEqual(ids(meetings.filter((it) => isCalledFor(who, it))));
      const own = offers.filter((it) => it.by === who && (!it.meeting.isRemoved || it.result !== null));
      expect(told.offers.map((one) => `${one.id} ${one.result ?? ""}`).toSorted(), says).toEqual(
        own.map((one) => `${one.id} ${one.result ?? ""}`).toSorted(),
      );
    }

    // the same past all our code, and what a stranger could change
    const rows = await asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const idsIn = async (table: string, column = "id") => {
        const found = await sql<{ id: string }>`select ${sql.ref(column)} as id from ${sql.table(table)}`.execute(tx);
        return found.rows.map((row) => row.id).toSorted();
      };
      const tried = async (statement: string) => {
        await sql`savepoint attempt`.execute(tx);
        try {
          return Number((await sql.raw(statement).execute(tx)).numAffectedRows ?? 0n);
        } finally {
          await sql`rollback to savepoint attempt`.execute(tx);
        }
      };
      return {
        conferences: await idsIn("bodies.conference", "meeting_id"),
        offers: await idsIn("bodies.presentation"),
        cards: await idsIn("bodies.card"),
        clusters: await idsIn("bodies.cluster"),
        changed: await tried("update bodies.presentation set version = version + 1"),
        moved: await tried("update bodies.card set version = version + 1"),
      };
    });
    expect(rows, says).toEqual({
      conferences: ids(meetings.filter((it) => readsBody(who, it.body))),
      offers: ids(offers.filter((it) => readsOffer(who, it))),
      cards: ids(cards.filter((it) => readsCard(who, it))),
      clusters: ids(clusters.filter((it) => !it.isRemoved && readsBody(who, it.meeting.body))),
      changed: offers.filter((it) => coordinates(who) || (it.by === who && offersCases(who))).length,
      moved: coordinates(who) ? cards.length : 0,
    });
  }
  const kept = await asSuperuser<{ n: number }>(server.at, "select count(*)::integer as n from bodies.presentation where site_id = $1", [
    world.siteId,
  ]);
  expect(kept[0]!.n).toBe(offers.length);
  expect(offers.length, "something was offered").toBeGreaterThan(3);
  expect(cards.length, "cards came").toBeGreaterThan(0);
});
