import { sql } from "kysely";
import { expect, it } from "vitest";
import { asActor } from "../../platform/server/database/actor.ts";
import { sessionCookie } from "../../platform/server/http/session.ts";
import { newUnlinkableId } from "../../platform/server/ids.ts";
import { chance, newSeed } from "../../platform/testing/chance.ts";
import { type Caller, useTestServer } from "../../platform/testing/http.ts";
import { useLink } from "../../domains/accounts/contract.ts";
import * as contract from "../../domains/cooperation/contract.ts";
import { createTestRaters, createTestWave, type Rater } from "../../domains/cooperation/factory.ts";
import { endMember } from "../../domains/network/contract.ts";
import { createTestNetwork } from "../../domains/network/factory.ts";

/**
 * Surveys on cooperation that begin, are answered, handed in, passed on to a colleague, closed, shown and taken back, with raters whose organisation leaves or who
 * leave themselves, at random; a list kept beside the database says who reads which rating, which answer and which result, through HTTP and past it. The list
 * knows nothing of policies: what somebody said of others is read by nobody else, never.
 */
const seed = newSeed();
const rounds = 240;

const server = useTestServer();

type Wave = {
  readonly id: string;
  state: "planned" | "open" | "closed";
  isRemoved: boolean;
  /** Who answers for an organisation; nobody. */
  readonly asked: Map<string, string | null>;
  result: { bodies: boolean; team: boolean } | undefined;
};
type Answer = {
  id: string;
  readonly wave: Wave;
  readonly organisationId: string;
  readonly who: string;
  isHandedIn: boolean;
  ratings: contract.Rating[];
};

it(`lets exactly those read whom the list names (seed ${seed})`, { timeout: 240_000 }, async () => {
  console.log(`random access to ties: seed ${seed}`);
  const random = chance(seed);
  const world = await createTestNetwork(server.at.database);
  const { actors } = world;
  const raters = await createTestRaters(world);
  const pick = <T>(list: readonly T[]): T | undefined => list[random(Math.max(list.length, 1))];
  type Reader = { readonly token: Caller; readonly membershipId: string };
  const names = ["holder", "partnerWithShare", "partner", "bodyMember", "caritas", "begegnung", "verein"] as const;
  const readers: Record<string, Reader> = {
    ...Object.fromEntries(names.map((name, index) => [name, raters[index]!.actor])),
    secondMember: await world.join("own", actors.bodyMember.unitId, "body_member"),
    ...Object.fromEntries(
      (
        [
          "colleague",
          "teamLead",
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
  const secondCoordinator = await world.join("own", actors.coordinator.unitId, "coordinator", "Jan Kowalczyk");
  readers["secondCoordinator"] = secondCoordinator;
  const coordinator = actors.coordinator.token;
  const organisationOf = new Map(raters.map((one, index): [string, string] => [names[index]!, one.organisationId]));
  // whoever may take over from a colleague of the same organisation
  organisationOf.set("colleague", raters[0]!.organisationId);
  organisationOf.set("secondMember", raters[3]!.organisationId);
  const nameOf = new Map(Object.entries(readers).map(([name, one]) => [one.membershipId, name]));

  const waves: Wave[] = [];
  const answers: Answer[] = [];
  const goneOrganisations = new Set<string>();
  const goneRaters = new Set<string>();
  /** A device on which somebody opened the personal link of the member of bodies; whoever has it is that member and reads less. */
  let link: { readonly session: string } | undefined;

  /** The oracle. */
  const coordinates = (who: string) => who === "coordinator" || who === "secondCoordinator";
  const organisationIn = (who: string, wave: Wave) =>
    [...wave.asked].find(([, membership]) => membership !== null && nameOf.get(membership) === who)?.[0];
  const own = (who: string, wave: Wave) => answers.find((one) => one.wave === wave && one.who === who);
  const isAsked = (who: string, wave: Wave) =>
    !wave.isRemoved && ((wave.state !== "planned" && organisationIn(who, wave) !== undefined) || own(who, wave) !== undefined);
  const mayAnswer = (who: string, wave: Wave) => {
    const organisation = organisationIn(who, wave);
    return !wave.isRemoved && wave.state === "open" && organisation !== undefined && !goneOrganisations.has(organisation);
  };
  const readsResult = (who: string, wave: Wave) =>
    wave.result !== undefined &&
    (coordinates(who) ||
      ((who === "bodyMember" || who === "secondMember") && wave.result.bodies) ||
      ((who === "accompaniment" || who === "evaluator") && wave.result.team));

  const save = async (who: string, wave: Wave) => {
    const known = own(who, wave);
    const organisationId = organisationIn(who, wave)!;
    const params = { waveId: wave.id };
    const sheet = await server.ask(readers[who]!.token, contract.getAnswerSheet, { params });
    // some say little, nobody the same as another
    const ratings = sheet.others
      .filter(() => random(4) > 0)
      .map(({ id }): contract.Rating => {
        const frequency = random(5);
        return {
          organisationId: id,
          frequency,
          quality: frequency === 0 ? null : 1 + random(4),
          importance: random(3) === 0 ? null : 1 + random(3),
        };
      });
    const body = { id: newUnlinkableId(), ratings, version: sheet.answer?.version ?? 0 };
    const saved = await server.ask(readers[who]!.token, contract.saveAnswer, { params, body });
    if (known) known.ratings = ratings;
    else answers.push({ id: saved.answer!.id, wave, organisationId, who, isHandedIn: false, ratings });
  };
  const handIn = async (answer: Answer) => {
    if (answer.ratings.length === 0 || answer.isHandedIn) return;
    const params = { waveId: answer.wave.id };
    const { token } = readers[answer.who]!;
    const { version } = (await server.ask(token, contract.getAnswerSheet, { params })).answer!;
    await server.ask(token, contract.handInAnswer, { params, body: { version } });
    answer.isHandedIn = true;
  };
  const present = () => raters.filter((one) => !goneOrganisations.has(one.organisationId));

  const steps: (() => Promise<void>)[] = [
    async () => {
      if (waves.length > 7) return;
      const state = random(3) === 0 ? "planned" : "open";
      const of = present().filter(({ membershipId }) => !goneRaters.has(nameOf.get(membershipId)!));
      const view = await world.as("coordinator", (call) => createTestWave(call, of as readonly Rater[], state));
      waves.push({
        id: view.id,
        state,
        isRemoved: false,
        asked: new Map(of.map((one) => [one.organisationId, one.membershipId])),
        result: undefined,
      });
    },
    async () => {
      const wave = pick(waves.filter((it) => it.state === "open" && !it.isRemoved));
      const who = wave && pick(Object.keys(readers).filter((name) => !goneRaters.has(name) && mayAnswer(name, wave)));
      if (wave && who) await save(who, wave);
    },
    async () => {
      const answer = pick(answers.filter((it) => !it.isHandedIn && mayAnswer(it.who, it.wave) && !goneRaters.has(it.who)));
      if (answer) await handIn(answer);
    },
    // the rest of a wave answers, and it is closed
    async () => {
      const wave = pick(waves.filter((it) => it.state === "open" && !it.isRemoved));
      if (!wave || random(2) === 0) return;
      for (const who of Object.keys(readers).filter((name) => !goneRaters.has(name) && mayAnswer(name, wave))) {
        if (!own(who, wave)) await save(who, wave);
        await handIn(own(who, wave)!);
      }
      const view = await server.ask(coordinator, contract.getWave, { params: { waveId: wave.id } });
      const closed = await server.send(coordinator, contract.moveWave, {
        params: { waveId: wave.id },
        body: { to: "closed", version: view.version },
      });
      if (closed.statusCode !== 200) return;
      wave.state = "closed";
      wave.result = { bodies: false, team: false };
    },
    async () => {
      const wave = pick(waves.filter((it) => it.result));
      if (!wave) return;
      const to = { bodies: random(2) === 0, team: random(2) === 0 };
      const { version } = await server.ask(coordinator, contract.getResult, { params: { waveId: wave.id } });
      await server.ask(coordinator, contract.showResult, { params: { waveId: wave.id }, body: { ...to, version } });
      wave.result = to;
    },
    async () => {
      const wave = pick(waves.filter((it) => it.state === "open" && !it.isRemoved));
      if (!wave) return;
      const [first, second] = pick([
        ["holder", "colleague"],
        ["bodyMember", "secondMember"],
      ] as const)!;
      const organisationId = organisationOf.get(first)!;
      if (!wave.asked.has(organisationId)) return;
      const to = pick([first, second, null] as const)!;
      const membershipId = to === null ? null : readers[to]!.membershipId;
      await server.ask(coordinator, contract.chooseAnswering, { params: { waveId: wave.id, organisationId }, body: { membershipId } });
      wave.asked.set(organisationId, membershipId);
    },
    async () => {
      const wave = pick(waves.filter((it) => !it.result));
      if (!wave || random(3) > 0) return;
      await server.ask(coordinator, wave.isRemoved ? contract.restoreWave : contract.removeWave, { params: { waveId: wave.id } });
      wave.isRemoved = !wave.isRemoved;
    },
    async () => {
      if (goneOrganisations.size > 0 || random(6) > 0) return;
      const organisationId = organisationOf.get("verein")!;
      await world.as("siteAdmin", async (call) => {
        await sql`update network.organisation set removed_at = platform.moment() where id = ${organisationId}`.execute(call.tx);
      });
      goneOrganisations.add(organisationId);
    },
    async () => {
      if (goneRaters.size > 0 || random(6) > 0) return;
      await server.ask(actors.siteAdmin.token, endMember, { params: { membershipId: readers["begegnung"]!.membershipId } });
      goneRaters.add("begegnung");
    },
    async () => {
      const wave = pick(waves.filter((it) => it.state === "open" && !it.isRemoved));
      const organisationId = organisationOf.get("bodyMember")!;
      if (!wave || link || wave.asked.get(organisationId) !== actors.bodyMember.membershipId) return;
      const { path } = await server.ask(coordinator, contract.createAnswerLink, { params: { waveId: wave.id, organisationId } });
      const opened = await server.send(undefined, useLink, { body: { token: path.split("#")[1]! } });
      link = { session: opened.cookies.find((cookie) => cookie.name === sessionCookie)!.value };
    },
  ];

  const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id).toSorted();
  const byOrganisation = (list: readonly contract.Rating[]) => list.toSorted((a, b) => (a.organisationId < b.organisationId ? -1 : 1));
  for (let round = 0; round < rounds; round += 1) {
    await steps[random(steps.length)]!();
    const who = pick(Object.keys(readers))!;
    const { token, membershipId } = readers[who]!;
    const says = `${who} in round ${round}, seed ${seed}`;
    const wave = pick(waves);
    if (goneRaters.has(who)) {
      if (wave) expect((await server.send(token, contract.getAnswerSheet, { params: { waveId: wave.id } })).statusCode, says).not.toBe(200);
      continue;
    }
    const mine = answers.filter((one) => one.who === who);

    // who was asked and whether they answered, for those who run the waves
    const listed = await server.send(token, contract.listWaves, {});
    const told = listed.statusCode === 200 ? listed.json<{ waves: { id: string }[] }>().waves : [];
    expect(ids(told), says).toEqual(coordinates(who) ? ids(waves.filter((it) => !it.isRemoved)) : []);
    const asked = await server.ask(token, contract.listOwnWaves, {});
    expect(ids(asked.waves), says).toEqual(ids(waves.filter((it) => isAsked(who, it))));
    const results = await server.send(token, contract.listResults, {});
    const shown =
      results.statusCode === 200 ? results.json<{ results: { waveId: string }[] }>().results.map((one) => ({ id: one.waveId })) : [];
    expect(ids(shown), says).toEqual(ids(waves.filter((it) => readsResult(who, it))));
    if (wave) {
      const params = { waveId: wave.id };
      const run = await server.send(token, contract.getWave, { params });
      expect(run.statusCode === 200, says).toBe(coordinates(who) && !wave.isRemoved);
      for (const word of ["frequency", "quality", "importance"]) expect(run.body, says).not.toContain(`"${word}"`);
      const sheet = await server.send(token, contract.getAnswerSheet, { params });
      expect(sheet.statusCode, `${says}: ${sheet.body}`).toBe(isAsked(who, wave) ? 200 : 404);
      if (sheet.statusCode === 200) {
        const { answer, takes } = sheet.json<contract.AnswerSheet>();
        expect(answer === null ? null : { id: answer.id, ratings: byOrganisation(answer.ratings) }, says).toEqual(
          own(who, wave) ? { id: own(who, wave)!.id, ratings: byOrganisation(own(who, wave)!.ratings) } : null,
        );
        expect(takes === "answers", says).toBe(mayAnswer(who, wave));
      }
      const result = await server.send(token, contract.getResult, { params });
      expect(result.statusCode === 200, says).toBe(readsResult(who, wave));
      // what became of it names no rater and no answer
      for (const one of answers)
        for (const secret of [one.id, readers[one.who]!.membershipId]) expect(result.body, says).not.toContain(secret);
    }
    if (link && wave) {
      const through = await server.send(link.session, contract.getAnswerSheet, { params: { waveId: wave.id } });
      expect(through.statusCode, says).toBe(isAsked("bodyMember", wave) ? 200 : 404);
      if (through.statusCode === 200)
        expect(through.json<contract.AnswerSheet>(), says).toMatchObject({
          answer: null,
          handedIn: own("bodyMember", wave)?.isHandedIn ? {} : null,
        });
    }

    // the same past all our code, and what a stranger could change
    const rows = await asActor(server.at.database, { membership: membershipId }, async ({ tx }) => {
      const idsIn = async (table: string, column = "id") => {
        const found = await sql<{ id: string }>`select distinct ${sql.ref(column)} as id from ${sql.table(table)}`.execute(tx);
        return found.rows.map((row) => row.id).toSorted();
      };
      const removed = async () => {
        await sql`savepoint attempt`.execute(tx);
        try {
          return Number((await sql`delete from cooperation.rating`.execute(tx)).numAffectedRows ?? 0n);
        } finally {
          await sql`rollback to savepoint attempt`.execute(tx);
        }
      };
      return {
        answers: await idsIn("cooperation.answer"),
        rated: await idsIn("cooperation.rating", "answer_id"),
        waves: await idsIn("cooperation.wave"),
        results: await idsIn("cooperation.wave_result", "wave_id"),
        removed: await removed(),
      };
    });
    expect(rows, says).toEqual({
      answers: ids(mine),
      rated: ids(mine.filter((one) => one.ratings.length > 0)),
      waves: ids(waves.filter((it) => isAsked(who, it) || (coordinates(who) && !it.isRemoved))),
      results: ids(waves.filter((it) => readsResult(who, it))),
      removed: mine.filter((one) => mayAnswer(who, one.wave)).reduce((sum, one) => sum + one.ratings.length, 0),
    });
  }
  expect(answers.length, "something was answered").toBeGreaterThan(3);
  expect(waves.filter((it) => it.result).length, "a result was made").toBeGreaterThan(0);
});
