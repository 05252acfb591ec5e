import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { AnyEndpoint, RequestOf } from "../../../platform/contract/endpoint.ts";
import { addDays } from "../../../platform/contract/days.ts";
import { today } from "../../../platform/server/clock.ts";
import { asActor } from "../../../platform/server/database/actor.ts";
import { newId } from "../../../platform/server/ids.ts";
import { asSuperuser } from "../../../platform/testing/database.ts";
import { type Caller, useTestServer } from "../../../platform/testing/http.ts";
import { readPdf } from "../../../platform/testing/read-pdf.ts";
import { saveContact, saveStep, savePeriod } from "../../cases/contract.ts";
import { createTestCase } from "../../cases/factory.ts";
import { getDraft, saveDraft } from "../../network/contract.ts";
import { createTestNetwork, type TestNetwork } from "../../network/factory.ts";
import { addMembership, purgeRemoved } from "../../network/index.ts";
import * as contract from "../contract.ts";
import { getReconstruction, listReleasedReconstructions } from "../index.ts";
import {
  createTestReconstruction,
  handInTestReconstruction,
  releaseTestReconstruction,
  seenIn,
  testReconstruction,
  testReconstructionStep,
} from "./factory.ts";

const server = useTestServer();
let world: TestNetwork;
beforeAll(async () => {
  world = await createTestNetwork(server.at.database);
});
const tokenOf = (name: Exclude<keyof TestNetwork["actors"], "nobody">) => world.actors[name].token;
const statusOf = async <E extends AnyEndpoint>(token: Caller, endpoint: E, request: RequestOf<E>) =>
  (await server.send(token, endpoint, request)).statusCode;
const at = (id: string) => ({ params: { reconstructionId: id } });

const draft = (more?: Parameters<typeof createTestReconstruction>[1]) => world.as("holder", (call) => createTestReconstruction(call, more));
const inCheck = (more?: Parameters<typeof createTestReconstruction>[1]) =>
  world.as("holder", (call) => handInTestReconstruction(call, more));
const released = async (more?: Parameters<typeof createTestReconstruction>[1]) => {
  const view = await inCheck(more);
  return await world.as("colleague", (call) => releaseTestReconstruction(call, view));
};

/** Every table in which an id or a word stands: what somebody who searches the whole database finds. */
async function tablesNaming(words: string): Promise<string[]> {
  const tables = await asSuperuser<{ name: string }>(
    server.at,
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('themes', 'network', 'accounts')`,
  );
  const naming: string[] = [];
  for (const { name } of tables) {
    const [found] = await asSuperuser<{ n: number }>(server.at, `select count(*)::int as n from ${name} t where t::text like $1`, [
      `%${words}%`,
    ]);
    if (found!.n > 0) naming.push(name);
  }
  return naming.sort();
}

async function filledCase() {
  const made = await world.as("holder", (call) => createTestCase(call, { openedOn: addDays(today(), -200) }));
  const params = { caseId: made.caseId };
  const ask = tokenOf("holder");
  await server.ask(ask, savePeriod, {
    params,
    body: { id: newId(), version: null, legalDomain: "sgb_ii", fromOn: addDays(today(), -190), untilOn: null, note: null },
  });
  await server.ask(ask, saveStep, {
    params,
    body: {
      id: newId(),
      version: null,
      text: "Kurs bei Frau Öztürk",
      service: "integration_course",
      doer: { kind: "unit", unitId: world.actors.partnerWithShare.unitId },
      entitledOn: addDays(today(), -150),
      startedOn: addDays(today(), -24),
    },
  });
  await server.ask(ask, saveContact, {
    params,
    body: { id: newId(), happenedOn: addDays(today(), -10), kind: "phone", minutes: 20, sentence: "Frau Öztürk ruft an." },
  });
  return made;
}

describe("from a case", () => {
  it("offers weeks and roles, its own words only to read, and to nobody who does not read the case", async () => {
    const { caseId, clientId } = await filledCase();
    const { events, fieldOfAction } = await server.ask(tokenOf("holder"), contract.proposeReconstruction, { params: { caseId } });
    expect(events.map((one) => [one.kind, one.week, one.role, one.event])).toEqual([
      ["opened", 0, "case_management", null],
      ["legal_domain", 1, "case_management", null],
      ["milestone", 7, "jobcenter", "entitled"],
      ["milestone", 25, "jobcenter", "started"],
      ["contact", 27, "case_management", null],
    ]);
    expect(events.map((one) => one.legalDomain)).toEqual([null, "sgb_ii", "sgb_ii", "sgb_ii", "sgb_ii"]);
    expect(fieldOfAction).toBe("language");
    expect(JSON.stringify(events), "no day of the case").not.toMatch(/\d{4}-\d{2}-\d{2}/);
    const [logged] = await asSuperuser<{ client_ids: string[] }>(
      server.at,
      "select client_ids from accounts.access_log where action = 'themes.propose_reconstruction' order by at desc limit 1",
    );
    expect(logged!.client_ids).toEqual([clientId]);
    expect(await statusOf(tokenOf("colleague"), contract.proposeReconstruction, { params: { caseId } })).toBe(404);
    expect(await statusOf(tokenOf("coordinator"), contract.proposeReconstruction, { params: { caseId } })).toBe(404);
  });

  it("lies sealed until the release, which cuts every way back to the case", async () => {
    const { caseId, clientId } = await filledCase();
    const content = testReconstruction({ situation: "Eine Mutter mit Sonnenschirm." });
    const view = await inCheck({ caseId, content });
    expect(view.caseId).toBe(caseId);
    expect(await tablesNaming("Sonnenschirm"), "nowhere in clear").toEqual([]);
    expect(await tablesNaming(caseId)).toContain("themes.reconstruction_draft");
    const colleague = await server.ask(tokenOf("colleague"), contract.openReconstruction, at(view.id));
    expect(colleague.content.situation).toContain("Sonnenschirm");
    expect(colleague.caseId, "a colleague who does not read the case does not learn which it is").toBeNull();
    expect(JSON.stringify(colleague)).not.toContain(caseId);

    await server.ask(tokenOf("holder"), saveDraft, {
      params: { key: `reconstruction:${view.id}` },
      body: { content: "noch nicht gesichert" },
    });
    const done = await server.ask(tokenOf("colleague"), contract.releaseReconstruction, {
      ...at(view.id),
      body: { seen: seenIn(view), version: view.version },
    });
    expect(done.state).toBe("released");
    expect(await tablesNaming(caseId), "the case is named nowhere any more").toEqual([]);
    expect(await tablesNaming(clientId), "only the log of the person says who read").toEqual(["accounts.access_log"]);
    expect(await asSuperuser(server.at, "select 1 from network.draft where key = $1", [`reconstruction:${view.id}`])).toEqual([]);
    for (const step of content.steps) expect(await tablesNaming(step.id), "not even the ids of steps are the same").toEqual([]);

    for (const name of ["coordinator", "bodyMember", "teamLead", "holder"] as const) {
      const seen = await server.ask(tokenOf(name), contract.openReconstruction, at(view.id));
      expect(
        seen.content.steps.map((one) => [one.week, one.what]),
        name,
      ).toEqual(content.steps.map((one) => [one.week, one.what]));
      expect(
        seen.worksheet.breaks.map((one) => one.stepId),
        name,
      ).toEqual([seen.content.steps[2]!.id]);
      const all = JSON.stringify([seen, await server.ask(tokenOf(name), contract.listReconstructions, {})]);
      for (const trace of [caseId, clientId]) expect(all, name).not.toContain(trace);
    }
    const body = await server.ask(tokenOf("bodyMember"), contract.openReconstruction, at(view.id));
    expect(body.origin).toBeNull();
    expect(JSON.stringify(body)).not.toContain("Wolters");
    expect((await server.ask(tokenOf("coordinator"), contract.openReconstruction, at(view.id))).origin?.unitName).toBe(
      "Migrationsberatung",
    );
    expect((await server.ask(tokenOf("holder"), contract.listReconstructionsOfCase, { params: { caseId } })).reconstructions).toEqual([]);
  });

  it("ends for a partner with the share that it was begun on", async () => {
    const { caseId, clientId } = await filledCase();
    const { unitId } = world.actors.partnerWithShare;
    for (const category of ["identity", "plan"])
      await asSuperuser(
        server.at,
        `insert into people.reader (site_id, id, client_id, unit_id, category, basis, from_at)
         values ($1, $2, $3, $4, $5, 'share', now() - interval '1 day')`,
        [world.siteId, newId(), clientId, unitId, category],
      );
    const view = await world.as("partnerWithShare", (call) => createTestReconstruction(call, { caseId }));
    expect(await statusOf(tokenOf("partnerWithShare"), contract.openReconstruction, at(view.id))).toBe(200);
    await asSuperuser(server.at, "update people.reader set until_at = now() where client_id = $1 and unit_id = $2", [
      clientId,
      world.actors.partnerWithShare.unitId,
    ]);
    expect(await statusOf(tokenOf("partnerWithShare"), contract.openReconstruction, at(view.id))).toBe(404);
    expect(
      await statusOf(tokenOf("partnerWithShare"), contract.saveReconstruction, {
        ...at(view.id),
        body: { ...view, version: view.version },
      }),
    ).toBe(404);
  });
});

describe("the check", () => {
  const named = () => {
    const content = testReconstruction({
      steps: [
        testReconstructionStep({ what: "Frau Öztürk zieht nach Hohenfeld." }),
        testReconstructionStep({ week: 9, what: "Das Jobcenter Lindenau bewilligt am 3. Mai." }),
      ],
    });
    return { content, worksheet: { breaks: [], potentials: "", lesson: "" } };
  };

  it("marks names, days and towns, and no office", async () => {
    const { marks, notices } = await server.ask(tokenOf("holder"), contract.checkReconstruction, { body: named() });
    expect(marks.map((one) => one.words)).toEqual(
      ["Frau Öztürk", "Hohenfeld", "am 3. Mai"].map((words) => expect.stringContaining(words.replace("am ", ""))),
    );
    expect(JSON.stringify(marks)).not.toContain("Jobcenter");
    expect(notices.map((one) => one.code)).toContain("little_told");
  });

  it("lets everything be saved, and hands in only what was decided on; the second person decides again", async () => {
    const view = await draft({ content: named().content });
    const body = { version: view.version };
    const refused = await server.send(tokenOf("holder"), contract.handInReconstruction, { ...at(view.id), body });
    expect(refused.statusCode).toBe(400);
    const { fields } = refused.json<{ fields: { path: string; code: string }[] }>();
    expect(fields.map((one) => one.code)).toEqual(["marked", "marked", "marked"]);
    expect(fields[0]!.path).toBe(`body.what:${view.content.steps[0]!.id}`);

    const { marks } = await server.ask(tokenOf("holder"), contract.checkReconstruction, { body: view });
    const keptMarks = marks.map((one) => ({ field: one.field, words: one.words, keepMarked: true as const }));
    const handedIn = await server.ask(tokenOf("holder"), contract.handInReconstruction, { ...at(view.id), body: { keptMarks, ...body } });
    const release = { seen: seenIn(handedIn), version: handedIn.version };
    expect(await statusOf(tokenOf("colleague"), contract.releaseReconstruction, { ...at(view.id), body: release })).toBe(400);
    const unseen = await server.send(tokenOf("colleague"), contract.releaseReconstruction, {
      ...at(view.id),
      body: { ...release, keptMarks, seen: [] },
    });
    expect(unseen.json<{ fields: { path: string; code: string }[] }>().fields[0]).toEqual({
      path: "body.seen.read_as_stranger",
      code: "look_first",
    });
    expect(await statusOf(tokenOf("colleague"), contract.releaseReconstruction, { ...at(view.id), body: { ...release, keptMarks } })).toBe(
      200,
    );
  });

  it("says what is missing before somebody else reads it", async () => {
    const view = await draft({ content: { ...testReconstruction(), title: "", steps: [testReconstructionStep({ what: "" })] } });
    const refused = await server.send(tokenOf("holder"), contract.handInReconstruction, {
      ...at(view.id),
      body: { version: view.version },
    });
    expect(refused.json<{ fields: { path: string; code: string }[] }>().fields).toEqual([
      { path: "body.title", code: "required" },
      { path: "body.steps", code: "two_steps" },
      { path: `body.what:${view.content.steps[0]!.id}`, code: "required" },
    ]);
  });

  it("refuses rubbish field by field", async () => {
    const view = await draft();
    const { content, worksheet } = view;
    const step = content.steps[0]!;
    const wrong = async (body: object) => {
      const answer = await server.send(tokenOf("holder"), contract.saveReconstruction, {
        ...at(view.id),
        body: { content, worksheet, version: view.version, ...body } as never,
      });
      expect(answer.statusCode).toBe(400);
      return answer.json<{ fields: { path: string; code: string }[] }>().fields.map((one) => `${one.path} ${one.code}`);
    };
    const withSteps = (...steps: object[]) => ({ content: { ...content, steps } });
    expect(await wrong(withSteps(step, step))).toEqual(["body.content.steps.1.id same_id"]);
    expect(await wrong(withSteps({ ...step, week: -1 }))).toEqual(["body.content.steps.0.week too_small"]);
    expect(await wrong(withSteps({ ...step, week: 1.5 }))).toHaveLength(1);
    expect(await wrong(withSteps({ ...step, unitId: randomUUID() }))).toEqual(["body.content.steps.0.unitId unknown_code"]);
    expect(await wrong(withSteps({ ...step, what: "x".repeat(501) }))).toEqual(["body.content.steps.0.what too_long"]);
    expect(await wrong({ content: { ...content, fieldOfAction: "magic" } })).toEqual(["body.content.fieldOfAction unknown_code"]);
    expect(await wrong(withSteps(...Array.from({ length: 61 }, () => ({ ...step, id: newId() }))))).toEqual([
      "body.content.steps too_large",
    ]);
    expect((await server.ask(tokenOf("holder"), contract.openReconstruction, at(view.id))).version, "nothing was saved").toBe(view.version);
  });
});

describe("the second person", () => {
  it("is never one who wrote, under no role of theirs", async () => {
    const view = await draft();
    await server.ask(tokenOf("holder"), contract.addReconstructionMaker, {
      ...at(view.id),
      body: { membershipId: world.actors.colleague.membershipId },
    });
    const handedIn = await server.ask(tokenOf("colleague"), contract.handInReconstruction, {
      ...at(view.id),
      body: { version: view.version },
    });
    const body = { seen: seenIn(handedIn), version: handedIn.version };
    for (const name of ["holder", "colleague"] as const) {
      const refused = await server.send(tokenOf(name), contract.releaseReconstruction, { ...at(view.id), body });
      expect([name, refused.statusCode, refused.json<{ reason?: string }>().reason]).toEqual([name, 403, "second_person"]);
    }
    // the same human as team lead of the same unit
    const { accountId, unitId } = world.actors.holder;
    const asLead = await asActor(server.at.database, { membership: world.systemMembershipId }, async (call) =>
      addMembership(call, { accountId, unitId, role: "team_lead", name: "Karin Wolters" }),
    );
    await expect(asActor(server.at.database, { membership: asLead }, (call) => releaseTestReconstruction(call, handedIn))).rejects.toThrow(
      /forbidden/,
    );
    expect(await statusOf(tokenOf("teamLead"), contract.releaseReconstruction, { ...at(view.id), body })).toBe(200);
  });

  it("gives back with a question, which goes once it is handed in again", async () => {
    const view = await inCheck();
    await server.ask(tokenOf("colleague"), contract.giveBackReconstruction, {
      ...at(view.id),
      body: { remark: "Welche Stelle war das?", version: view.version },
    });
    expect(await statusOf(tokenOf("colleague"), contract.openReconstruction, at(view.id)), "a draft is of its makers alone").toBe(404);
    const back = await server.ask(tokenOf("holder"), contract.openReconstruction, at(view.id));
    expect([back.state, back.remark]).toEqual(["draft", "Welche Stelle war das?"]);
    const again = await server.ask(tokenOf("holder"), contract.handInReconstruction, { ...at(view.id), body: { version: back.version } });
    expect([again.state, again.remark]).toEqual(["in_check", null]);
  });

  it("leaves nothing of a question that was typed: not when it is sent, nor of another's when it is released", async () => {
    const view = await inCheck();
    const key = `give-back:${view.id}`;
    const begun = async (name: "colleague" | "teamLead") =>
      await server.ask(tokenOf(name), saveDraft, { params: { key }, body: { content: '{"remark":"Welche Stelle?"}' } });
    await begun("colleague");
    await begun("teamLead");
    const body = { remark: "Welche Stelle war das?", version: view.version };
    await server.ask(tokenOf("colleague"), contract.giveBackReconstruction, { ...at(view.id), body });
    expect((await server.ask(tokenOf("colleague"), getDraft, { params: { key } })).content).toBeNull();
    const { version } = await server.ask(tokenOf("holder"), contract.openReconstruction, at(view.id));
    const again = await server.ask(tokenOf("holder"), contract.handInReconstruction, { ...at(view.id), body: { version } });
    expect(await tablesNaming(key)).toEqual(["network.draft"]);
    await server.ask(tokenOf("colleague"), contract.releaseReconstruction, {
      ...at(view.id),
      body: { seen: seenIn(again), version: again.version },
    });
    expect(await tablesNaming(key)).toEqual([]);
  });

  it("releases once, however many press at the same time, and not what was changed meanwhile", async () => {
    const view = await inCheck();
    const body = { seen: seenIn(view), version: view.version };
    const both = await Promise.all(
      (["colleague", "teamLead"] as const).map((name) => statusOf(tokenOf(name), contract.releaseReconstruction, { ...at(view.id), body })),
    );
    expect(both.toSorted()).toEqual([200, 409]);
    expect(await statusOf(tokenOf("teamLead"), contract.releaseReconstruction, { ...at(view.id), body })).toBe(409);

    const other = await inCheck();
    const back = await server.ask(tokenOf("holder"), contract.giveBackReconstruction, {
      ...at(other.id),
      body: { version: other.version },
    });
    await server.ask(tokenOf("holder"), contract.handInReconstruction, { ...at(other.id), body: { version: back.version } });
    const stale = await server.send(tokenOf("colleague"), contract.releaseReconstruction, {
      ...at(other.id),
      body: { seen: seenIn(other), version: other.version },
    });
    expect([stale.statusCode, stale.json<{ code: string }>().code]).toEqual([409, "changed_meanwhile"]);
  });

  it("only lets colleagues of the unit write", async () => {
    const view = await draft();
    for (const name of ["otherCaseManager", "teamLead", "coordinator", "foreignCaseManager"] as const) {
      const answer = await server.send(tokenOf("holder"), contract.addReconstructionMaker, {
        ...at(view.id),
        body: { membershipId: world.actors[name].membershipId },
      });
      expect([name, answer.statusCode, answer.json<{ fields?: { code: string }[] }>().fields?.[0]?.code]).toEqual([
        name,
        400,
        "not_a_colleague",
      ]);
    }
  });
});

describe("writing", () => {
  it("tells a second editor what the first wrote, and loses neither", async () => {
    const view = await draft();
    await server.ask(tokenOf("holder"), contract.addReconstructionMaker, {
      ...at(view.id),
      body: { membershipId: world.actors.colleague.membershipId },
    });
    const write = (name: "holder" | "colleague", lesson: string) =>
      server.send(tokenOf(name), contract.saveReconstruction, {
        ...at(view.id),
        body: { content: view.content, worksheet: { ...view.worksheet, lesson }, version: view.version },
      });
    expect((await write("holder", "Erst fragen.")).statusCode).toBe(200);
    const late = await write("colleague", "Dann planen.");
    expect(late.statusCode).toBe(409);
    const { current } = late.json<{ current: contract.ReconstructionView }>();
    expect([current.worksheet.lesson, current.version]).toEqual(["Erst fragen.", view.version + 1]);
  });

  it("answers the same click with the same reconstruction, and nobody takes the id of another", async () => {
    const body = { id: randomUUID(), content: testReconstruction() };
    const first = await server.ask(tokenOf("holder"), contract.beginReconstruction, { body });
    const again = await server.ask(tokenOf("holder"), contract.beginReconstruction, { body });
    expect(again.version).toBe(first.version);
    expect(await statusOf(tokenOf("otherCaseManager"), contract.beginReconstruction, { body })).toBeGreaterThanOrEqual(400);
    expect(await statusOf(tokenOf("otherCaseManager"), contract.openReconstruction, at(body.id))).toBe(404);
    expect(
      await statusOf(tokenOf("holder"), contract.beginReconstruction, { body: { ...body, id: newId() } }),
      "an id that tells its moment",
    ).toBe(400);
  });

  it("is kept by nobody who left: who writes no longer works there reads nothing", async () => {
    const leaver = await world.join("own", world.actors.holder.unitId, "case_manager", "Gerd Geht");
    const view = await asActor(server.at.database, { membership: leaver.membershipId }, (call) => createTestReconstruction(call));
    await asSuperuser(
      server.at,
      "update network.membership set valid_from_on = platform.today() - 9, valid_until_on = platform.today() - 1 where id = $1",
      [leaver.membershipId],
    );
    expect(await statusOf(leaver.token, contract.saveReconstruction, { ...at(view.id), body: { ...view } })).toBe(401);
  });
});

describe("after the release", () => {
  it("coordinators write on the worksheet, and never on what happened", async () => {
    const view = await released();
    const worksheet = { ...view.worksheet, lesson: "Kurs und Betreuung gehören zusammen." };
    const saved = await server.ask(tokenOf("coordinator"), contract.saveWorksheet, {
      ...at(view.id),
      body: { worksheet, version: view.version },
    });
    expect(saved.worksheet.lesson).toBe(worksheet.lesson);
    const late = await server.send(tokenOf("coordinator"), contract.saveWorksheet, {
      ...at(view.id),
      body: { worksheet, version: view.version },
    });
    expect(late.statusCode).toBe(409);
    const named = { ...worksheet, lesson: "Frau Öztürk hätte angerufen." };
    expect(
      await statusOf(tokenOf("coordinator"), contract.saveWorksheet, {
        ...at(view.id),
        body: { worksheet: named, version: saved.version },
      }),
    ).toBe(400);
    expect(
      await statusOf(tokenOf("coordinator"), contract.saveReconstruction, { ...at(view.id), body: { ...saved, version: saved.version } }),
    ).toBe(403);
    expect(
      await statusOf(tokenOf("holder"), contract.saveReconstruction, { ...at(view.id), body: { ...saved, version: saved.version } }),
    ).toBe(409);
  });

  it("is taken back by a coordinator who recognises somebody: a draft of its unit again, of no case", async () => {
    const { caseId } = await filledCase();
    const view = await released({ caseId });
    await server.ask(tokenOf("coordinator"), contract.takeBackReconstruction, { ...at(view.id), body: { version: view.version } });
    for (const name of ["coordinator", "bodyMember", "teamLead", "colleague"] as const)
      expect(await statusOf(tokenOf(name), contract.openReconstruction, at(view.id)), name).toBe(404);
    const back = await server.ask(tokenOf("holder"), contract.openReconstruction, at(view.id));
    expect([back.state, back.caseId, back.content.title]).toEqual(["draft", null, "Kurs ohne Betreuung"]);
    const [row] = await asSuperuser<{ content: unknown }>(server.at, "select content from themes.reconstruction where id = $1", [view.id]);
    expect(row!.content, "nothing stays in clear").toBeNull();
    expect(await statusOf(tokenOf("holder"), contract.takeBackReconstruction, { ...at(view.id), body: { version: back.version } })).toBe(
      409,
    );
  });

  it("is read by the accompaniment of the programme once it is shown, without its origin", async () => {
    const content = testReconstruction();
    content.steps[0]!.unitId = world.actors.partnerWithShare.unitId;
    const view = await released({ content });
    const list = async () =>
      (await server.ask(tokenOf("accompaniment"), contract.listSharedReconstructions, {})).reconstructions.map((one) => one.id);
    expect(await list()).not.toContain(view.id);
    expect(await statusOf(tokenOf("accompaniment"), contract.openSharedReconstruction, at(view.id))).toBe(404);
    const shared = await server.ask(tokenOf("coordinator"), contract.shareReconstruction, {
      ...at(view.id),
      body: { isShared: true, version: view.version },
    });
    expect(await list()).toContain(view.id);
    const seen = await server.ask(tokenOf("accompaniment"), contract.openSharedReconstruction, at(view.id));
    expect(seen.units.map((unit) => unit.name)).toEqual(["Jobcenter Lindenau, Vermittlung"]);
    for (const trace of ["Wolters", "Oduya", "Migrationsberatung", world.actors.holder.unitId])
      expect(JSON.stringify(seen)).not.toContain(trace);
    await server.ask(tokenOf("coordinator"), contract.shareReconstruction, {
      ...at(view.id),
      body: { isShared: false, version: shared.version },
    });
    expect(await list()).not.toContain(view.id);
    const elsewhere = await createTestNetwork(server.at.database);
    await server.ask(tokenOf("coordinator"), contract.shareReconstruction, {
      ...at(view.id),
      body: { isShared: true, version: shared.version + 1 },
    });
    expect(await statusOf(elsewhere.actors.accompaniment.token, contract.openSharedReconstruction, at(view.id)), "another programme").toBe(
      404,
    );
  });

  it("is the only kind that the domains above get", async () => {
    const view = await released();
    const waiting = await inCheck();
    for (const name of ["coordinator", "bodyMember", "holder"] as const) {
      const ids = (await world.as(name, (call) => listReleasedReconstructions(call))).map((one) => one.id);
      expect(ids, name).toContain(view.id);
      expect(ids, name).not.toContain(waiting.id);
    }
    const found = await world.as("bodyMember", (call) => getReconstruction(call, view.id));
    expect([found.title, found.content.steps.length, found.worksheet.breaks.length]).toEqual(["Kurs ohne Betreuung", 3, 1]);
    await expect(world.as("holder", (call) => getReconstruction(call, waiting.id))).rejects.toThrow(/not_found/);
    expect(await world.as("siteAdmin", (call) => listReleasedReconstructions(call))).toEqual([]);
  });
});

describe("removed", () => {
  it("comes back to who removed it, and goes for good after 30 days; a forgotten draft after half a year", async () => {
    const view = await released();
    await server.ask(tokenOf("coordinator"), contract.removeReconstruction, at(view.id));
    expect(await statusOf(tokenOf("bodyMember"), contract.openReconstruction, at(view.id))).toBe(404);
    expect(await statusOf(tokenOf("holder"), contract.restoreReconstruction, at(view.id))).toBe(404);
    await server.ask(tokenOf("coordinator"), contract.restoreReconstruction, at(view.id));
    expect(await statusOf(tokenOf("bodyMember"), contract.openReconstruction, at(view.id))).toBe(200);
    await server.ask(tokenOf("coordinator"), contract.removeReconstruction, at(view.id));
    const [forgotten, fresh] = [await draft(), await draft()];
    await asSuperuser(server.at, "update themes.reconstruction set removed_at = now() - interval '31 days' where id = $1", [view.id]);
    await asSuperuser(server.at, "update themes.reconstruction set changed_on = platform.today() - 183 where id = any($1)", [
      [forgotten.id],
    ]);
    await asSuperuser(server.at, "update themes.reconstruction set changed_on = platform.today() - 182 where id = any($1)", [[fresh.id]]);
    await purgeRemoved(server.at.database, ["themes"]);
    expect(await tablesNaming(view.id)).toEqual([]);
    expect(await tablesNaming(forgotten.id)).toEqual([]);
    expect(await statusOf(tokenOf("holder"), contract.openReconstruction, at(fresh.id))).toBe(200);
  });
});

it("prints the worksheet with room for what nobody wrote yet, readable for everybody", async () => {
  const view = await released();
  const file = await server.send(tokenOf("bodyMember"), contract.printReconstruction, { ...at(view.id), query: { language: "de" } });
  expect(file.statusCode).toBe(200);
  expect(file.headers["content-disposition"]).not.toContain("Betreuung");
  const pdf = await readPdf(file.rawPayload);
  expect(pdf.ua).toBe("1");
  expect(pdf.language).toBe("de-DE");
  const text = pdf.pages.join(" ");
  for (const words of ["Kurs ohne Betreuung", "Woche 20", "Der Platz verfiel.", "Übersehene Potenziale", "Was wir daraus mitnehmen"])
    expect(text).toContain(words);
  expect(text).not.toContain("Noch nicht freigegeben");
  expect(pdf.roles).toContain("TH");
  const sheet = await inCheck();
  const unreleased = await server.send(tokenOf("holder"), contract.printReconstruction, { ...at(sheet.id), query: { language: "en" } });
  expect((await readPdf(unreleased.rawPayload)).pages.join(" ")).toContain("Not released yet");
});
