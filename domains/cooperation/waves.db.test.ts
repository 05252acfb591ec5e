import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId, newUnlinkableId } from "../../platform/server/ids.ts";
import { sessionCookie } from "../../platform/server/http/session.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { useLink } from "../accounts/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import * as contract from "./contract.ts";
import { createTestAnswer, createTestRaters, createTestWave, type Rater } from "./factory.ts";
import {
  chooseAnswering,
  countOtherAnswer,
  getAnswerSheet,
  getResult,
  getWave,
  handInAnswer,
  moveWave,
  saveAnswer,
  showResult,
} from "./verbs.ts";

const server = useTestServer();

async function setUp() {
  const network = await createTestNetwork(server.at.database);
  const raters = await createTestRaters(network);
  const wave = await network.as("coordinator", (call) => createTestWave(call, raters));
  const by = <T>(rater: { membershipId: string }, work: Parameters<typeof asActor<T>>[2]) =>
    asActor(server.at.database, { membership: rater.membershipId }, work);
  const answer = (rater: Rater, ratings: Parameters<typeof createTestAnswer>[2] = []) =>
    by(rater, (call) => createTestAnswer(call, wave.id, ratings));
  const close = () => network.as("coordinator", (call) => moveWave(call, wave.id, { to: "closed", version: wave.version }));
  return { network, raters, wave, by, answer, close };
}

/** A case as it stands in the tables: this domain may not call the doors of cases, only what was prepared for it. */
async function arrangeCase(network: TestNetwork, more: { handedTo?: string; sharedWith?: string } = {}) {
  const { siteId, actors, organisations } = network;
  const made = { clientId: newId(), caseId: newId(), number: `N-${newId().slice(-12)}` };
  const put = (text: string, values: unknown[]) => asSuperuser(server.at, text, [siteId, made.clientId, ...values]);
  await put("insert into people.client (site_id, id, unit_id, organisation_id) values ($1, $2, $3, $4)", [
    actors.holder.unitId,
    organisations.welfare,
  ]);
  await put(
    `insert into cases.case_file (site_id, client_id, id, unit_id, case_manager_id, number, town_id, opened_on)
     values ($1, $2, $3, $4, $5, $6, $7, platform.today())`,
    [made.caseId, actors.holder.unitId, actors.holder.membershipId, made.number, network.towns[0]],
  );
  if (more.handedTo !== undefined)
    await put(
      `insert into cases.step (site_id, client_id, id, case_id, category, text, doer, doer_unit_id)
       values ($1, $2, $3, $4, 'plan', '\\x00', 'unit', $5)`,
      [newId(), made.caseId, more.handedTo],
    );
  if (more.sharedWith !== undefined)
    await put(
      `insert into consent.share (site_id, client_id, id, unit_id, categories, purpose, from_on, until_on, state, asked_by_id, answered_on, consent_id)
       values ($1, $2, $3, $4, '{plan}', 'referral', platform.today(), platform.today() + 90, 'given', $5, platform.today(), $6)`,
      [newId(), more.sharedWith, actors.holder.membershipId, newId()],
    );
  return made;
}

describe("answers", () => {
  test("a draft is kept, handed in, changed until the end, and read by its rater alone", async () => {
    const { network, raters, wave, by } = await setUp();
    const [rater] = raters;
    await by(rater!, (call) => createTestAnswer(call, wave.id, [], "draft"));
    const draft = await by(rater!, (call) => getAnswerSheet(call, wave.id));
    expect(draft.answer).toMatchObject({ state: "draft", version: 1 });
    expect(draft.answer!.ratings).toHaveLength(6);
    const handed = await by(rater!, (call) => handInAnswer(call, wave.id, 1));
    expect(handed.answer!.state).toBe("handed_in");
    // the same click again
    expect((await by(rater!, (call) => handInAnswer(call, wave.id, 1))).answer).toEqual(handed.answer);
    // another window that knows an older version overwrites nothing
    await expect(by(rater!, (call) => saveAnswer(call, wave.id, { id: newUnlinkableId(), ratings: [], version: 1 }))).rejects.toMatchObject(
      { body: { code: "changed_meanwhile" } },
    );
    expect((await by(rater!, (call) => getAnswerSheet(call, wave.id))).answer!.ratings).toHaveLength(6);
    for (const actor of ["coordinator", "siteAdmin", "dataProtectionOfficer", "colleague"] as const)
      await network.as(actor, async (call) => {
        expect((await sql`select 1 from cooperation.rating`.execute(call.tx)).rows).toEqual([]);
        expect((await sql`select 1 from cooperation.answer`.execute(call.tx)).rows).toEqual([]);
      });
  });

  test("a survey answered twice for one organisation: both are told, nothing is lost, the coordinator says which counts", async () => {
    const { network, raters, wave, by, answer } = await setUp();
    const first = raters[0]!;
    await answer(first);
    const second = await network.join("own", network.actors.holder.unitId, "partner");
    await network.as("coordinator", (call) => chooseAnswering(call, wave.id, first.organisationId, second.membershipId));
    await by(second, (call) => createTestAnswer(call, wave.id, [{ organisationId: raters[1]!.organisationId, frequency: 1 }]));
    const sheet = await by(second, (call) => getAnswerSheet(call, wave.id));
    expect(sheet.answer!.state).toBe("second");
    expect(sheet.answer!.ratings).toHaveLength(6);
    // the first one still reads the own answer, and is told that somebody else answers now
    const before = await by(first, (call) => getAnswerSheet(call, wave.id));
    expect(before).toMatchObject({ takes: "passed_on", answer: { state: "handed_in" } });
    const asked = async () =>
      (await network.as("coordinator", (call) => getWave(call, wave.id))).organisations.find(
        (one) => one.organisationId === first.organisationId,
      );
    expect(await asked()).toMatchObject({ answeredOn: today(), secondOn: today() });
    await network.as("coordinator", (call) => countOtherAnswer(call, wave.id, first.organisationId));
    expect((await by(second, (call) => getAnswerSheet(call, wave.id))).answer!.state).toBe("handed_in");
    expect((await by(first, (call) => getAnswerSheet(call, wave.id))).answer!.state).toBe("second");
  });

  test("an organisation that left is asked no more; what was said is kept", async () => {
    const { network, raters, wave, by, answer, close } = await setUp();
    for (const rater of raters.slice(0, 6)) await answer(rater);
    const gone = raters[6]!;
    await by(gone, (call) => createTestAnswer(call, wave.id, [], "draft"));
    await network.as("siteAdmin", async (call) => {
      await sql`update network.organisation set removed_at = platform.moment() where id = ${gone.organisationId}`.execute(call.tx);
    });
    const own = await by(gone, (call) => getAnswerSheet(call, wave.id));
    expect(own).toMatchObject({ takes: "left", answer: { state: "draft" } });
    expect(own.answer!.ratings).toHaveLength(6);
    await expect(by(gone, (call) => handInAnswer(call, wave.id, 1))).rejects.toMatchObject({ body: { reason: "organisation_left" } });
    const other = await by(raters[0]!, (call) => getAnswerSheet(call, wave.id));
    expect(other.others.find((one) => one.id === gone.organisationId)?.hasLeft).toBe(true);
    expect(other.answer!.ratings).toHaveLength(6);
    await close();
    const result = await network.as("coordinator", (call) => getResult(call, wave.id));
    const place = result.organisations.find((one) => one.id === gone.organisationId)!;
    expect(place.standings).toEqual(["left", "not_answered"]);
    expect(place.named).toBe(6);
  });
});

describe("a personal link to the survey", () => {
  /** The member of bodies is asked; everybody who has the link opens it on a device of their own. */
  async function linked() {
    const world = await setUp();
    const rater = world.raters[3]!;
    const { organisationId } = rater;
    const params = { waveId: world.wave.id };
    const { path } = await server.ask(world.network.actors.coordinator.token, contract.createAnswerLink, {
      params: { ...params, organisationId },
    });
    const open = async (caller?: string) => {
      const opened = await server.send(caller, useLink, { body: { token: path.split("#")[1]! } });
      expect(opened.statusCode).toBe(200);
      return opened.cookies.find((cookie) => cookie.name === sessionCookie)!.value;
    };
    const sheet = (session: string) => server.ask(session, contract.getAnswerSheet, { params });
    const save = (session: string, frequency: number, version: number) =>
      server.send(session, contract.saveAnswer, {
        params,
        body: {
          id: newUnlinkableId(),
          ratings: world.raters
            .filter((one) => one !== rater)
            .map((one) => ({ organisationId: one.organisationId, frequency, quality: null, importance: null })),
          version,
        },
      });
    const handIn = (session: string, version: number) => server.send(session, contract.handInAnswer, { params, body: { version } });
    const kept = () =>
      asSuperuser<{ state: string; frequency: number }>(
        server.at,
        `select distinct a.state, r.frequency from cooperation.answer a join cooperation.rating r on r.answer_id = a.id
         where a.wave_id = $1 and a.membership_id = $2 order by 1, 2`,
        [world.wave.id, rater.membershipId],
      );
    return { ...world, rater, params, open, sheet, save, handIn, kept };
  }

  test("whoever copied the link reads neither what is begun elsewhere nor what was handed in", async () => {
    const { rater, by, wave, open, sheet, save, handIn, params } = await linked();
    const own = await open();
    expect((await save(own, 4, 0)).statusCode).toBe(200);
    expect((await sheet(own)).answer!.ratings).toHaveLength(6);
    // the same device follows the link again
    expect((await sheet(await open(own))).answer!.ratings).toHaveLength(6);
    const other = await open();
    expect(await sheet(other)).toMatchObject({ throughLink: true, answer: null, handedIn: null });
    expect((await handIn(own, 1)).json()).toMatchObject({ answer: null, handedIn: { on: today(), state: "handed_in" } });
    for (const session of [own, other, await open()]) {
      const answered = await server.send(session, contract.getAnswerSheet, { params });
      expect(answered.json()).toMatchObject({ answer: null, handedIn: { state: "handed_in" } });
      expect(answered.body).not.toContain("frequency");
      expect((await server.ask(session, contract.listOwnWaves, {})).waves[0]).toMatchObject({ state: "handed_in" });
    }
    // signed in, the rater reads the own answer as before
    expect((await by(rater, (call) => getAnswerSheet(call, wave.id))).answer).toMatchObject({ state: "handed_in" });
    expect((await by(rater, (call) => getAnswerSheet(call, wave.id))).answer!.ratings).toHaveLength(6);
  });

  test("the database itself shows a link no rating that another session wrote, and lets it change none", async () => {
    const { open, save, rater, wave } = await linked();
    const own = await open();
    await save(own, 4, 0);
    const hash = (session: string) => ({ sessionHash: createHash("sha256").update(session).digest("hex") });
    const [{ id }] = (await asSuperuser<{ id: string }>(
      server.at,
      "select id from cooperation.answer where membership_id = $1 and wave_id = $2",
      [rater.membershipId, wave.id],
    )) as [{ id: string }];
    const seen = async (session: string) =>
      await asActor(
        server.at.database,
        hash(session),
        async (call) => (await sql`select 1 from cooperation.rating`.execute(call.tx)).rows.length,
      );
    expect(await seen(own)).toBe(6);
    const other = await open();
    expect(await seen(other)).toBe(0);
    await asActor(server.at.database, hash(other), async (call) => {
      const changed = [
        await sql`update cooperation.answer set written_through = network.actor_link() where id = ${id}`.execute(call.tx),
        await sql`delete from cooperation.rating where answer_id = ${id}`.execute(call.tx),
      ];
      expect(changed.map((one) => Number(one.numAffectedRows))).toEqual([0, 0]);
      expect((await sql<{ done: string }>`select cooperation.hand_in(${id}, 1) as done`.execute(call.tx)).rows).toEqual([
        { done: "unknown" },
      ]);
    });
    // nor can a session pretend to be another one
    await expect(
      asActor(server.at.database, hash(own), async (call) => {
        await sql`update cooperation.answer set written_through = null where id = ${id}`.execute(call.tx);
      }),
    ).rejects.toThrow(/row-level security/);
  });

  test("what is handed in anew takes the place of the first; until then the first holds", async () => {
    const { rater, by, wave, open, save, handIn, kept } = await linked();
    const first = await open();
    await save(first, 4, 0);
    await handIn(first, 1);
    // the same click again
    expect((await handIn(first, 1)).statusCode).toBe(200);
    const second = await open();
    // an empty answer is none: it would take the place of a full one
    const empty = await open();
    await server.send(empty, contract.saveAnswer, {
      params: { waveId: wave.id },
      body: { id: newUnlinkableId(), ratings: [], version: 0 },
    });
    expect((await handIn(empty, 1)).json()).toMatchObject({ reason: "nothing_said" });
    expect((await save(second, 1, 0)).json()).toMatchObject({ answer: { state: "draft" }, handedIn: { state: "handed_in" } });
    expect(await kept()).toEqual([
      { state: "draft", frequency: 1 },
      { state: "handed_in", frequency: 4 },
    ]);
    expect((await by(rater, (call) => getAnswerSheet(call, wave.id))).answer!.ratings[0]!.frequency).toBe(4);
    expect((await handIn(second, 1)).statusCode).toBe(200);
    expect(await kept()).toEqual([{ state: "handed_in", frequency: 1 }]);
    const asked = await asSuperuser<{ n: number }>(server.at, "select count(*)::integer as n from cooperation.answer where wave_id = $1", [
      wave.id,
    ]);
    expect(asked).toEqual([{ n: 1 }]);
  });
});

test("the policy alone lets nobody answer for an organisation they do not work for", async () => {
  const { network, raters, wave } = await setUp();
  const [welfare, jobcenter] = raters;
  const choose = (membershipId: string | null) =>
    network.as("coordinator", async (call) => {
      await sql`update cooperation.wave_organisation set membership_id = ${membershipId}
        where wave_id = ${wave.id} and organisation_id = ${welfare!.organisationId}`.execute(call.tx);
    });
  await choose(null);
  await choose(network.actors.colleague.membershipId);
  for (const other of [jobcenter!.membershipId, network.actors.foreignCaseManager.membershipId, newId()])
    await expect(choose(other)).rejects.toThrow(/row-level security/);
  const next = await network.as("coordinator", (call) => createTestWave(call, raters, "planned"));
  await asSuperuser(server.at, "delete from cooperation.wave_organisation where wave_id = $1 and organisation_id = $2", [
    next.id,
    welfare!.organisationId,
  ]);
  const add = (membershipId: string) =>
    network.as("coordinator", async (call) => {
      await sql`insert into cooperation.wave_organisation (site_id, wave_id, organisation_id, name, membership_id)
        values (${network.siteId}, ${next.id}, ${welfare!.organisationId}, 'x', ${membershipId})`.execute(call.tx);
    });
  await expect(add(jobcenter!.membershipId)).rejects.toThrow(/row-level security/);
  await add(network.actors.holder.membershipId);
});

describe("results", () => {
  test("there is none before enough have answered, nor while it runs", async () => {
    const { network, raters, wave, answer, close } = await setUp();
    for (const rater of raters.slice(0, 4)) await answer(rater);
    await expect(close()).rejects.toMatchObject({ body: { reason: "too_few_answers" } });
    await answer(raters[4]!);
    const raw = async (name: string) =>
      await network.as("coordinator", async (call) => (await sql`select * from ${sql.raw(name)}(${wave.id})`.execute(call.tx)).rows);
    expect(await raw("cooperation.list_perceived")).toEqual([]);
    expect(await raw("cooperation.count_named")).toEqual([]);
    await close();
    expect((await raw("cooperation.list_perceived")).length).toBe(10);
    // and for nobody else, whatever is open
    await network.as("bodyMember", async (call) => {
      expect((await sql`select * from cooperation.list_perceived(${wave.id})`.execute(call.tx)).rows).toEqual([]);
    });
  });

  test("who said what of a pair cannot be read, in either direction", async () => {
    const results = [];
    for (const swapped of [false, true]) {
      const { network, raters, wave, answer, close } = await setUp();
      const [a, b] = swapped ? [raters[1]!, raters[0]!] : [raters[0]!, raters[1]!];
      await answer(a, [{ organisationId: b.organisationId, frequency: 4, quality: 1 }]);
      await answer(b, [{ organisationId: a.organisationId, frequency: 0 }]);
      for (const rater of raters.slice(2, 6)) await answer(rater);
      await close();
      const result = await network.as("coordinator", (call) => getResult(call, wave.id));
      const name = (id: string) => raters.findIndex((one) => one.organisationId === id);
      const placed = result.ties.map((tie) => [[name(tie.one), name(tie.other)].toSorted(), tie.view, tie.frequency]);
      results.push({
        ties: placed.toSorted((one, other) => String(one).localeCompare(String(other))),
        quality: result.quality,
        named: result.organisations.map((one) => [name(one.id), one.named]).toSorted(),
      });
    }
    expect(results[0]).toEqual(results[1]);
    expect(results[0]!.ties).toContainEqual([[0, 1], "one", null]);
    // 1 bad and 27 good ones: the small one, and one more so that it does not follow from the total
    expect(results[0]!.quality.filter((one) => one.answers === null).length).toBeGreaterThanOrEqual(1);
    // the sixth did not answer: how many name it may be told; of the others it would say who named whom
    expect(results[0]!.named.filter(([, named]) => named !== null)).toEqual([[6, 6]]);
  });

  test("real ties: cases handed on and shares, below five held back, never a person", async () => {
    const { network, raters, wave, answer, close } = await setUp();
    const clients: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const made = await arrangeCase(network, {
        handedTo: network.actors.partnerWithShare.unitId,
        ...(n < 3 ? { sharedWith: network.actors.partner.unitId } : {}),
      });
      clients.push(made.clientId, made.caseId);
    }
    const [welfare, jobcenter, school] = raters.map((one) => one.organisationId);
    const never = raters.map((one) => ({ organisationId: one.organisationId, frequency: 0 }));
    for (const rater of raters) await answer(rater, rater.organisationId === welfare || rater.organisationId === jobcenter ? never : []);
    await close();
    const result = await network.as("coordinator", (call) => getResult(call, wave.id));
    const tie = (a?: string, b?: string) =>
      result.ties.find((one) => (one.one === a && one.other === b) || (one.one === b && one.other === a))!;
    const handed = tie(welfare, jobcenter);
    expect(handed.view).toBe("neither");
    expect([handed.referralsThere, handed.referralsBack].toSorted()).toEqual([0, 6]);
    const shared = tie(welfare, school);
    // three people: there is something, and not how much
    expect([shared.sharesThere, shared.sharesBack]).toContain(null);
    const text = JSON.stringify(result);
    for (const id of clients) expect(text).not.toContain(id);
  });

  test("no endpoint of this domain shows a structure role a person, a case or a rating", async () => {
    const { network, raters, wave, answer, close } = await setUp();
    const made = await arrangeCase(network, { handedTo: network.actors.partner.unitId });
    for (const rater of raters) await answer(rater);
    await close();
    await network.as("coordinator", (call) => showResult(call, wave.id, { bodies: true, team: true, version: 1 }));
    const answers = await asSuperuser<{ id: string }>(server.at, "select id from cooperation.answer");
    const params = { waveId: wave.id };
    const endpoints = [
      [contract.listStructures, { query: {} }],
      [contract.listAgreements, {}],
      [contract.listEndings, {}],
      [contract.listWaves, {}],
      [contract.getWave, { params }],
      [contract.listOwnWaves, {}],
      [contract.listResults, {}],
      [contract.getResult, { params }],
      [contract.getChances, { query: {} }],
    ] as const;
    for (const actor of ["coordinator", "bodyMember", "accompaniment", "evaluator", "programmeLead"] as const)
      for (const [endpoint, request] of endpoints) {
        const { body } = await server.send(network.actors[actor].token, endpoint, request as never);
        for (const secret of [made.clientId, made.caseId, made.number, ...answers.map((one) => one.id)])
          expect(body, `${endpoint.path} as ${actor}`).not.toContain(secret);
      }
  });

  test("the second wave counts no day of real ties that the first has counted", async () => {
    const { network, raters, answer, close } = await setUp();
    for (const rater of raters) await answer(rater);
    await close();
    const next = await network.as("coordinator", (call) => createTestWave(call, raters, "planned", addDays(today(), 40)));
    const [row] = await asSuperuser<{ from: string }>(server.at, "select ties_from_on::text as from from cooperation.wave where id = $1", [
      next.id,
    ]);
    expect(row!.from > today()).toBe(true);
  });
});

test("nobody waits whose case was closed or who was deleted", async () => {
  const { network } = await setUp();
  const made = await arrangeCase(network);
  const stepId = newId();
  await asSuperuser(
    server.at,
    `insert into cases.step (site_id, client_id, id, case_id, category, text, service, registered_on)
     values ($1, $2, $3, $4, 'plan', '\\x00', 'placement_test', platform.today() - 30)`,
    [network.siteId, made.clientId, stepId, made.caseId],
  );
  await asSuperuser(
    server.at,
    `insert into cases.milestone (site_id, client_id, source_id, event, case_ref, service, happened_on, town_id, source)
     values ($1, $2, $3, 'registered', decode(md5('waits'), 'hex'), 'placement_test', platform.today() - 30, $4, 'step')`,
    [network.siteId, made.clientId, stepId, network.towns[0]],
  );
  const waiting = async () =>
    await network.as("coordinator", async (call) => {
      const { rows } = await sql<{ people: number }>`
        select people from cooperation.list_access(platform.today() - 60, platform.today()) where measure = 'waiting'`.execute(call.tx);
      return rows.map((row) => row.people);
    });
  expect(await waiting()).toEqual([1]);
  const closed = (on: string | null) =>
    asSuperuser(
      server.at,
      "update cases.case_file set closed_on = $2, closing_outcome = case when $2::date is null then null else 'other' end where id = $1",
      [made.caseId, on],
    );
  await closed(today());
  expect(await waiting()).toEqual([]);
  await closed(null);
  expect(await waiting()).toEqual([1]);
  await asSuperuser(server.at, "delete from cases.case_file where id = $1", [made.caseId]);
  expect(await waiting()).toEqual([]);
});
