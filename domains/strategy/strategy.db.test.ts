import exceljs from "exceljs";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import { today } from "../../platform/server/clock.ts";
import { asActor } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readPdf } from "../../platform/testing/read-pdf.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestBody, createTestDecision, createTestMeeting } from "../bodies/factory.ts";
import { createTestNetwork } from "../network/factory.ts";
import { createTestMeasure, createTestTheme } from "../themes/factory.ts";
import * as contract from "./contract.ts";
import {
  createTestAgreement,
  createTestAnchored,
  createTestFramework,
  createTestGoal,
  createTestMeasureOfTheme,
  createTestMilestone,
  createTestSubGoal,
  testAgreement,
  testFramework,
  testSubGoal,
} from "./factory.ts";
import * as verbs from "./verbs.ts";

const server = useTestServer();

async function setUp() {
  const network = await createTestNetwork(server.at.database);
  const { actors, organisations } = network;
  const send: typeof server.send = async (...all) => await server.send(...all);
  return {
    ...network,
    parties: [organisations.welfare, organisations.jobcenter],
    send,
    coordinate: <T>(work: Parameters<typeof network.as<T>>[1]) => network.as("coordinator", work),
    token: actors.coordinator.token,
    bodyMember: actors.bodyMember.token,
  };
}
type World = Awaited<ReturnType<typeof setUp>>;

const bodyOf = (answer: { body: string }) => JSON.parse(answer.body) as Record<string, unknown> & { fields?: unknown; current?: unknown };

async function decided(world: World, at = today()): Promise<{ versionId: string; bodyId: string }> {
  return await world.coordinate(async (call) => {
    const bodyId = await createTestBody(call, [world.actors.bodyMember.membershipId]);
    const version = await createTestFramework(call);
    const versionId = newId();
    await verbs.decideFramework(call, { id: versionId, decidedOn: at, bodyId, decisionId: null, note: "", version });
    return { versionId, bodyId };
  });
}

describe("the framework", () => {
  test("is written once by two who begin at the same time, and nobody's words are lost", async () => {
    const world = await setUp();
    const second = await world.join("own", world.actors.coordinator.unitId, "coordinator");
    const answers = await Promise.all(
      [world.token, second.token].map((token, at) =>
        world.send(token, contract.saveFramework, { body: { ...testFramework, title: `Fassung von ${at}`, version: 0 } }),
      ),
    );
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
    const refused = answers.find((one) => one.statusCode === 409)!;
    expect(bodyOf(refused)).toMatchObject({ code: "changed_meanwhile", current: { framework: { version: 1 } } });
  });

  test("a version stays as it was decided, whatever happens after it", async () => {
    const world = await setUp();
    const { goalId, subGoalId } = await world.coordinate((call) => createTestSubGoal(call));
    const { versionId } = await decided(world);
    await world.coordinate(async (call) => {
      expect((await verbs.getFramework(call)).hasChanged).toBe(false);
      const { measureId } = await createTestMeasureOfTheme(call, world);
      await verbs.linkSubGoal(call, subGoalId, { measureIds: [measureId], themeIds: [], version: 1 });
      expect((await verbs.getFramework(call)).hasChanged, "measures come and go").toBe(false);
      await verbs.changeSubGoal(call, subGoalId, { ...testSubGoal(goalId), title: "Anders", version: 2 });
      expect((await verbs.getFramework(call)).hasChanged).toBe(true);
      const { document } = await verbs.openVersion(call, versionId);
      expect(document.goals[0]!.subGoals[0]).toMatchObject({ title: testSubGoal(goalId).title, measures: [] });
    });
    await expect(
      world.coordinate((call) => sql`update strategy.framework_version set note = 'x' where id = ${versionId}`.execute(call.tx)),
    ).rejects.toThrow(/permission denied/);
  });

  test("a number is given once, even when a version was removed", async () => {
    const world = await setUp();
    await world.coordinate((call) => createTestGoal(call));
    const { versionId, bodyId } = await decided(world);
    const next = await world.coordinate(async (call) => {
      await verbs.removeVersion(call, versionId);
      return await verbs.decideFramework(call, { id: newId(), decidedOn: today(), bodyId, decisionId: null, note: "", version: 1 });
    });
    expect(next.number).toBe(2);
    const { versions } = await world.coordinate(async (call) => {
      await verbs.restoreVersion(call, versionId);
      return await verbs.getFramework(call);
    });
    expect(versions.map((one) => one.number)).toEqual([2, 1]);
  });

  test("is not decided tomorrow, by no body, by the decision of another body, or from a version that is no longer there", async () => {
    const world = await setUp();
    await world.coordinate((call) => createTestGoal(call));
    const { bodyId } = await decided(world);
    const other = await world.coordinate((call) => createTestBody(call, [], { name: "Andere" }));
    const meeting = await world.coordinate((call) => createTestMeeting(call, other, "in_session"));
    const decisionId = await world.coordinate((call) =>
      createTestDecision(call, meeting, { membershipId: world.actors.bodyMember.membershipId }),
    );
    const body = { id: newId(), decidedOn: today(), bodyId, note: "", version: 1 };
    const send = (more: object) => world.send(world.token, contract.decideFramework, { body: { ...body, ...more } });
    expect(bodyOf(await send({ decidedOn: addDays(today(), 1) })).fields).toEqual([{ path: "body.decidedOn", code: "in_future" }]);
    expect(bodyOf(await send({ bodyId: newId() })).fields).toEqual([{ path: "body.bodyId", code: "unknown" }]);
    expect(bodyOf(await send({ decisionId })).fields).toEqual([{ path: "body.decisionId", code: "unknown" }]);
    expect((await send({ version: 7 })).statusCode).toBe(409);
    expect((await send({})).statusCode).toBe(200);
    expect((await send({})).statusCode, "the same click").toBe(200);
  });

  test("sub-goals of a removed goal are gone with it and come back with it", async () => {
    const world = await setUp();
    const { goalId, subGoalId } = await world.coordinate((call) => createTestSubGoal(call));
    await world.coordinate((call) => verbs.removeGoal(call, goalId));
    expect(
      (await world.send(world.token, contract.reachSubGoal, { params: { subGoalId }, body: { reachedOn: today(), version: 1 } }))
        .statusCode,
    ).toBe(404);
    const goal = await world.coordinate((call) => verbs.restoreGoal(call, goalId));
    expect(goal.subGoals.map((one) => one.id)).toEqual([subGoalId]);
    const { entries } = await world.coordinate((call) => verbs.listHistory(call, "framework"));
    expect(entries.slice(0, 2).map((one) => one.kind)).toEqual(["restored", "removed"]);
  });

  test("an order is taken only if it names exactly what is there", async () => {
    const world = await setUp();
    const ids = await world.coordinate(async (call) => [await createTestGoal(call, "A"), await createTestGoal(call, "B")]);
    const send = (list: string[]) => world.send(world.token, contract.orderGoals, { body: { ids: list } });
    expect((await send([ids[1]!, ids[0]!])).statusCode).toBe(200);
    const { goals } = await world.coordinate((call) => verbs.getFramework(call));
    expect(goals.map((one) => one.title)).toEqual(["B", "A"]);
    for (const wrong of [[ids[0]!], [ids[0]!, ids[0]!], [ids[0]!, newId()]]) expect((await send(wrong)).statusCode).toBe(409);
  });

  test("names what is wrong with a sub-goal", async () => {
    const world = await setUp();
    const goalId = await world.coordinate((call) => createTestGoal(call));
    const send = (more: object) =>
      world.send(world.token, contract.addSubGoal, { body: { ...testSubGoal(goalId), id: newId(), ...more } as never });
    expect(bodyOf(await send({ goalId: newId(), fieldOfAction: "flying" })).fields).toEqual([
      { path: "body.goalId", code: "unknown" },
      { path: "body.fieldOfAction", code: "unknown_code" },
    ]);
    expect((await send({ title: "x".repeat(201) })).statusCode).toBe(400);
    expect((await send({ dueOn: "2026-02-30" })).statusCode).toBe(400);
  });

  test("as PDF it is PDF/UA with its goals as headings, and as a draft it says so", async () => {
    const world = await setUp();
    await world.coordinate((call) => createTestSubGoal(call));
    await world.coordinate((call) => createTestFramework(call));
    const print = async () => {
      const answer = await world.send(world.token, contract.printFramework, { query: {} });
      expect(answer.statusCode).toBe(200);
      return await readPdf(answer.rawPayload);
    };
    const draft = await print();
    expect(draft.language).toBe("de-DE");
    expect(draft.pages.join(" ")).toContain("Arbeitsstand, so noch von keinem Gremium beschlossen");
    expect(draft.pages.join(" ")).toContain("Rahmenziel 1");
    expect(draft.pages.join(" ")).toContain("Daran merken wir es");
    await decided(world);
    const whole = (await print()).pages.join(" ");
    expect(whole).toContain("Fassung 1");
    expect(whole).not.toContain("Arbeitsstand");
  });

  test("as a spreadsheet a goal without sub-goals has its line", async () => {
    const world = await setUp();
    await world.coordinate(async (call) => {
      await createTestSubGoal(call);
      await createTestGoal(call, "=SUMME(A1)");
    });
    const answer = await world.send(world.token, contract.makeFrameworkSpreadsheet, { query: { language: "en" } });
    const book = new exceljs.Workbook();
    await book.xlsx.load(answer.rawPayload as never);
    const list = book.worksheets[0]!;
    expect(list.rowCount).toBe(3);
    expect(list.getCell("A3").value, "a text, never a formula").toBe("=SUMME(A1)");
  });
});

describe("target agreements", () => {
  test("what was signed stays as it was signed; reminder and sub-goal may still change", async () => {
    const world = await setUp();
    const fields = testAgreement(world.parties);
    const agreementId = await world.coordinate((call) => createTestAgreement(call, world.parties, fields));
    const params = { agreementId };
    const signed = await world.coordinate((call) =>
      verbs.signAgreement(call, agreementId, world.parties[0]!, { signature: { by: "Ines Fuchs, Leitung", on: today() }, version: 1 }),
    );
    expect(signed).toMatchObject({ isSigned: true, state: "unsigned" });
    const change = (more: object, version: number) =>
      world.send(world.token, contract.changeAgreement, { params, body: { ...fields, ...more, version } });
    for (const more of [
      { title: "Anders" },
      { untilOn: addDays(today(), 400) },
      { organisationIds: [...world.parties, world.organisations.school] },
    ]) {
      const refused = await change(more, 2);
      expect([refused.statusCode, bodyOf(refused)["reason"]]).toEqual([409, "signed"]);
    }
    const { subGoalId } = await world.coordinate((call) => createTestSubGoal(call));
    expect((await change({ remindDays: 90, subGoalId }, 2)).statusCode).toBe(200);
    await world.coordinate((call) => verbs.signAgreement(call, agreementId, world.parties[0]!, { signature: null, version: 3 }));
    expect((await change({ title: "Anders" }, 4)).statusCode).toBe(200);
    const { entries } = await world.coordinate((call) => verbs.openAgreement(call, agreementId));
    expect(entries.map((one) => one.kind)).toEqual(["changed", "unsigned", "changed", "signed", "made"]);
    expect(entries[3]!.text).toBe("Diakonie: Ines Fuchs, Leitung");
  });

  test("as PDF with every promise and signature, and a line for who still has to sign", async () => {
    const world = await setUp();
    const fields = testAgreement(world.parties, { title: "Betreuung neben dem Kurs" });
    const agreementId = await world.coordinate((call) => createTestAgreement(call, world.parties, fields));
    await world.coordinate((call) =>
      verbs.signAgreement(call, agreementId, world.parties[0]!, { signature: { by: "Ines Fuchs, Leitung", on: today() }, version: 1 }),
    );
    const print = async (language: "de" | "en" = "de") => {
      const answer = await world.send(world.token, contract.printAgreement, { params: { agreementId }, query: { language } });
      expect(answer.statusCode).toBe(200);
      return await readPdf(answer.rawPayload);
    };
    const pdf = await print();
    expect(pdf).toMatchObject({ ua: "1", isMarked: true, language: "de-DE" });
    const text = pdf.pages.join("\n");
    for (const words of [
      "Betreuung neben dem Kurs",
      "unterschrieben von Ines Fuchs",
      "Ort, Datum, Name",
      "Noch haben nicht alle unterschrieben",
    ])
      expect(text).toContain(words);
    for (const one of fields.commitments) expect(text).toContain(one.text);
    await world.coordinate((call) =>
      verbs.signAgreement(call, agreementId, world.parties[1]!, { signature: { by: "Tom Berg", on: today() }, version: 2 }),
    );
    const signed = (await print("en")).pages.join("\n");
    expect(signed).toContain("signed by Tom Berg");
    expect(signed).not.toContain("Not everybody has signed");
    expect(signed).not.toContain("Place, date, name");
  });

  test("renewed once, with what is still open, and signed anew", async () => {
    const world = await setUp();
    const fields = testAgreement(world.parties, {
      commitments: world.parties.map((organisationId, at) => ({ id: newId(), organisationId, text: `Zusage ${at}`, dueOn: null })),
    });
    const agreementId = await world.coordinate((call) => createTestAgreement(call, world.parties, fields));
    await world.coordinate((call) => verbs.keepCommitment(call, agreementId, fields.commitments[0]!.id, { keptOn: today(), version: 1 }));
    const body = { id: newId(), fromOn: addDays(fields.untilOn, 1), untilOn: addDays(fields.untilOn, 365) };
    const renew = (more: object = {}) =>
      world.send(world.token, contract.renewAgreement, { params: { agreementId }, body: { ...body, ...more } });
    expect(bodyOf(await renew({ untilOn: fields.fromOn })).fields).toEqual([{ path: "body.untilOn", code: "before_start" }]);
    expect((await renew()).statusCode).toBe(200);
    expect((await renew()).statusCode, "the same click").toBe(200);
    expect(bodyOf(await renew({ id: newId() }))["reason"]).toBe("renewed_already");
    const { agreements } = await world.coordinate((call) => verbs.listAgreements(call));
    expect(agreements.length).toBe(2);
    const made = agreements.find((one) => one.id === body.id)!;
    expect(made).toMatchObject({ state: "unsigned", isSigned: false, renewedFrom: { id: agreementId } });
    expect(made.commitments.map((one) => one.text)).toEqual(["Zusage 1"]);
  });

  test("names who promises without being a party, and takes no commitment of another agreement", async () => {
    const world = await setUp();
    const fields = testAgreement(world.parties);
    await world.coordinate((call) => createTestAgreement(call, world.parties, fields));
    const make = (more: object) =>
      world.send(world.token, contract.makeAgreement, { body: { ...testAgreement(world.parties), id: newId(), ...more } });
    const stranger = [{ ...fields.commitments[0]!, id: newId(), organisationId: world.organisations.school }];
    expect(bodyOf(await make({ commitments: stranger })).fields).toEqual([
      { path: "body.commitments.0.organisationId", code: "not_a_party" },
    ]);
    expect(bodyOf(await make({ commitments: fields.commitments })).fields).toEqual([{ path: "body.commitments.0.id", code: "unknown" }]);
    expect(bodyOf(await make({ organisationIds: [world.parties[0]!] })).fields).toEqual([
      { path: "body.organisationIds", code: "too_few", params: { minimum: 2 } },
    ]);
    expect((await make({ untilOn: addDays(today(), -400) })).statusCode).toBe(400);
  });

  test("two who sign at the same moment: one is told, and both signatures can stand", async () => {
    const world = await setUp();
    const agreementId = await world.coordinate((call) => createTestAgreement(call, world.parties));
    const sign = (organisationId: string, version: number) =>
      world.send(world.token, contract.signAgreement, {
        params: { agreementId, organisationId },
        body: { signature: { by: "A. B.", on: today() }, version },
      });
    const answers = await Promise.all(world.parties.map((party) => sign(party, 1)));
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
    const again = answers.findIndex((one) => one.statusCode === 409);
    expect((await sign(world.parties[again]!, 2)).statusCode).toBe(200);
    const view = await world.coordinate((call) => verbs.openAgreement(call, agreementId));
    expect(view.parties.every((party) => party.signedOn !== null)).toBe(true);
    expect((await sign(newId(), 3)).statusCode).toBe(404);
  });

  test("a removed one is purged after 30 days, and its renewal stays", async () => {
    const world = await setUp();
    const agreementId = await world.coordinate((call) => createTestAgreement(call, world.parties));
    const next = newId();
    await world.coordinate(async (call) => {
      await verbs.renewAgreement(call, agreementId, { id: next, fromOn: addDays(today(), 66), untilOn: addDays(today(), 400) });
      await verbs.removeAgreement(call, agreementId);
    });
    await asSuperuser(server.at, "update strategy.target_agreement set removed_at = removed_at - interval '31 days' where id = $1", [
      agreementId,
    ]);
    await asActor(server.at.database, { membership: world.systemMembershipId }, (call) =>
      sql`select strategy.purge_removed()`.execute(call.tx),
    );
    const { agreements } = await world.coordinate((call) => verbs.listAgreements(call));
    expect(agreements.map((one) => [one.id, one.renewedFrom])).toEqual([[next, null]]);
    expect(await asSuperuser(server.at, "select 1 from strategy.commitment where agreement_id = $1", [agreementId])).toEqual([]);
  });
});

describe("phases and milestones", () => {
  test("the template is taken over once, by whoever is first", async () => {
    const world = await setUp();
    const before = await world.coordinate((call) => verbs.listPhases(call));
    expect([before.isAdopted, before.phases.length]).toEqual([false, 7]);
    const answers = await Promise.all([1, 2, 3].map(() => world.send(world.token, contract.adoptTemplate, {})));
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200]);
    const after = await world.coordinate((call) => verbs.listPhases(call));
    expect(after.phases.map((phase) => phase.milestones.length)).toEqual([3, 2, 2, 2, 2, 2, 2]);
    expect(after.phases[0]!.milestones[0]).toMatchObject({ code: "mandate_given", title: null });
  });

  test("the phase of the site moves with it, back only with a reason, and never from a page that is old", async () => {
    const world = await setUp();
    await world.coordinate((call) => verbs.adoptTemplate(call));
    const move = (from: number, to: number, reason: string | null = null, on = today()) =>
      world.send(world.token, contract.movePhase, { body: { from, to, on, reason } as never });
    expect((await move(0, 2)).statusCode).toBe(200);
    const rows = await asSuperuser<{ phase: number }>(server.at, "select phase from network.site where id = $1", [world.siteId]);
    expect(rows).toEqual([{ phase: 2 }]);
    expect((await move(0, 2)).statusCode, "the same click").toBe(200);
    expect((await move(0, 3)).statusCode, "from a page that is old").toBe(409);
    expect(bodyOf(await move(2, 1)).fields).toEqual([{ path: "body.reason", code: "required" }]);
    expect(bodyOf(await move(2, 3, null, addDays(today(), 1))).fields).toEqual([{ path: "body.on", code: "in_future" }]);
    expect((await move(2, 1, "Zwei Träger sind ausgestiegen.")).statusCode).toBe(200);
    expect((await move(1, 7)).statusCode).toBe(400);
  });

  test("a milestone is moved with a reason, and each move is kept", async () => {
    const world = await setUp();
    const one = await world.coordinate((call) => createTestMilestone(call));
    const change = (more: object, version: number) =>
      world.send(world.token, contract.changeMilestone, {
        params: { milestoneId: one.id },
        body: { phaseNumber: 4, title: one.title, dueOn: one.dueOn, version, ...more },
      });
    expect(bodyOf(await change({ dueOn: addDays(today(), 50) }, 1)).fields).toEqual([{ path: "body.reason", code: "required" }]);
    expect(bodyOf(await change({ title: null }, 1)).fields).toEqual([{ path: "body.title", code: "required" }]);
    expect((await change({ title: "Vier Kurse" }, 1)).statusCode, "other words need no reason").toBe(200);
    expect((await change({ title: "Vier Kurse", dueOn: addDays(today(), 50), reason: "Die Räume fehlen." }, 2)).statusCode).toBe(200);
    expect((await change({ dueOn: today() }, 2)).statusCode, "somebody else was faster").toBe(409);
    const { phases } = await world.coordinate((call) => verbs.listPhases(call));
    const now = phases[4]!.milestones.find((each) => each.id === one.id)!;
    expect(now.moves).toMatchObject([{ fromOn: one.dueOn, toOn: addDays(today(), 50), reason: "Die Räume fehlen." }]);
  });

  test("as PDF: where the site stands, each milestone, and why one was moved", async () => {
    const world = await setUp();
    const print = async () => {
      const answer = await world.send(world.token, contract.printPhases, { query: {} });
      expect(answer.statusCode).toBe(200);
      const pdf = await readPdf(answer.rawPayload);
      expect(pdf).toMatchObject({ ua: "1", isMarked: true });
      return pdf.pages.join("\n");
    };
    expect(await print()).toContain("Vorlage: Der Standort hat sie noch nicht übernommen.");
    const one = await world.coordinate((call) => createTestMilestone(call));
    await world.send(world.token, contract.changeMilestone, {
      params: { milestoneId: one.id },
      body: { phaseNumber: 4, title: "Vier Kurse", dueOn: addDays(today(), 50), reason: "Die Räume fehlen.", version: 1 },
    });
    const text = await print();
    expect(text).not.toContain("Vorlage:");
    expect(text).toContain("4 Zielvereinbarungen und Umsetzung");
    expect(text.replaceAll(/\s+/g, " ")).toMatch(/Vier Kurse: verschoben von .* Die Räume fehlen\./);
  });
});

describe("what was anchored", () => {
  test("is due after its year, and again on the day that the last look names", async () => {
    const world = await setUp();
    const measureId = await world.coordinate((call) => createTestAnchored(call, world, addDays(today(), -3)));
    const dueOf = async () => (await world.coordinate((call) => verbs.listAnchored(call))).measures[0]!;
    expect(await dueOf()).toMatchObject({ isDue: true, dueOn: addDays(today(), -3) });
    const look = (more: object = {}) =>
      world.send(world.token, contract.lookAtAnchored, {
        params: { measureId },
        body: { id: newId(), lookedOn: today(), finding: "held", reasons: "Steht.", lookAgainOn: addDays(today(), 365), ...more } as never,
      });
    expect(bodyOf(await look({ lookAgainOn: null })).fields).toEqual([{ path: "body.lookAgainOn", code: "required" }]);
    expect(bodyOf(await look({ lookedOn: "2026-01-01" })).fields).toEqual([{ path: "body.lookedOn", code: "before_closing" }]);
    expect((await look()).statusCode).toBe(200);
    expect(await dueOf()).toMatchObject({ isDue: false, dueOn: addDays(today(), 365) });
    expect((await look({ finding: "gone" })).statusCode).toBe(200);
    const gone = await dueOf();
    expect([gone.isDue, gone.dueOn, gone.looks.length]).toEqual([false, null, 2]);
    const { rows } = await readSpreadsheet(await world.send(world.token, contract.makeAnchoredSpreadsheet, { query: {} }));
    expect(rows.map((row) => [row[0], row[4], row[5], row[6], row[7]])).toEqual(
      ["Ist weg", "Hält noch"].map((finding) => [gone.title, "", today(), finding, "Steht."]),
    );
    await world.coordinate((call) => verbs.removeLook(call, gone.looks[0]!.id));
    expect((await dueOf()).dueOn).toBe(addDays(today(), 365));
  });

  test("a measure that is not anchored cannot be looked at", async () => {
    const world = await setUp();
    const { measureId } = await world.coordinate((call) => createTestMeasureOfTheme(call, world));
    const answer = await world.send(world.token, contract.lookAtAnchored, {
      params: { measureId },
      body: { id: newId(), lookedOn: today(), finding: "gone", reasons: "Weg.", lookAgainOn: null },
    });
    expect(answer.statusCode).toBe(404);
  });
});

test("the job reminds each coordinator once for each day on which something is due", async () => {
  const world = await setUp();
  const measureId = await world.coordinate((call) => createTestAnchored(call, world));
  const milestone = await world.coordinate((call) => createTestMilestone(call, addDays(today(), 5)));
  const agreementId = await world.coordinate((call) => createTestAgreement(call, world.parties, { untilOn: addDays(today(), 20) }));
  await world.coordinate((call) => createTestAgreement(call, world.parties, { untilOn: addDays(today(), 90) }));
  const remind = () => asActor(server.at.database, { membership: world.systemMembershipId }, (call) => verbs.remind(call));
  const mailed = async () => {
    const rows = await asSuperuser<{ kind: string; subject_id: string }>(
      server.at,
      `select m.kind, m.subject_id from accounts.mail m where m.membership_id = $1 and m.kind like 'strategy.%' order by m.kind, m.subject_id`,
      [world.actors.coordinator.membershipId],
    );
    return rows.map((row) => [row.kind, row.subject_id]);
  };
  await remind();
  await remind();
  const first = [
    ["strategy.agreement_ends", agreementId],
    ["strategy.anchored_due", measureId],
    ["strategy.milestone_due", milestone.id],
  ];
  expect(await mailed()).toEqual(first);
  await world.coordinate((call) =>
    verbs.changeMilestone(call, milestone.id, {
      phaseNumber: 4,
      title: milestone.title,
      dueOn: addDays(today(), 6),
      reason: "Einen Tag später.",
      version: 1,
    }),
  );
  await remind();
  expect((await mailed()).length, "moved, so told anew").toBe(4);
  const { duties } = await world.coordinate((call) => verbs.listDuties(call));
  expect(duties.map((one) => one.what)).toEqual(["signature", "signature", "anchored", "milestone"]);
  await world.coordinate(async (call) => {
    for (const [at, party] of world.parties.entries())
      await verbs.signAgreement(call, agreementId, party, { signature: { by: "A. B.", on: today() }, version: at + 1 });
  });
  const signed = await world.coordinate((call) => verbs.listDuties(call));
  expect(signed.duties.map((one) => one.what)).toEqual(["signature", "anchored", "milestone", "agreement"]);
});

describe("how it hangs together", () => {
  test("goal, theme, decision, measure are one way; a decision only for those who sit in its body", async () => {
    const world = await setUp();
    const { organisations } = world;
    const made = await world.coordinate(async (call) => {
      const { goalId, subGoalId } = await createTestSubGoal(call);
      const bodyId = await createTestBody(call, []);
      const themeId = await createTestTheme(call);
      const measureId = await createTestMeasure(
        call,
        themeId,
        { organisationId: organisations.welfare, unitId: null, membershipId: null },
        { expectation: null, dueOn: addDays(today(), -10) },
      );
      await verbs.linkSubGoal(call, subGoalId, { measureIds: [measureId], themeIds: [], version: 1 });
      return { goalId, subGoalId, bodyId, themeId, measureId };
    });
    const meeting = await world.coordinate((call) => createTestMeeting(call, made.bodyId, "in_session"));
    const decisionId = await world.coordinate((call) =>
      createTestDecision(call, meeting, { membershipId: world.actors.bodyMember.membershipId }),
    );
    await asSuperuser(server.at, "update bodies.decision set theme_id = $2 where id = $1", [decisionId, made.themeId]);
    await asSuperuser(
      server.at,
      "insert into bodies.decision_measure (site_id, decision_id, measure_id, body_id) values ($1, $2, $3, $4)",
      [world.siteId, decisionId, made.measureId, made.bodyId],
    );
    const linksOf = async (actor: "coordinator" | "bodyMember") =>
      (await world.as(actor, (call) => verbs.getConnections(call))).links.map((link) => `${link.from} > ${link.to}`).sort();
    const [goal, sub, theme, decision, measure] = [
      `goal:${made.goalId}`,
      `sub_goal:${made.subGoalId}`,
      `theme:${made.themeId}`,
      `decision:${decisionId}`,
      `measure:${made.measureId}`,
    ];
    expect(await linksOf("coordinator")).toEqual(
      [`${goal} > ${sub}`, `${sub} > ${theme}`, `${theme} > ${decision}`, `${decision} > ${measure}`].sort(),
    );
    expect(await linksOf("bodyMember"), "does not sit there: the measure hangs on its theme").toEqual(
      [`${goal} > ${sub}`, `${sub} > ${theme}`, `${theme} > ${measure}`].sort(),
    );
    const board = await world.as("bodyMember", (call) => verbs.listBoard(call));
    expect(board.measures[0]).toMatchObject({ column: "late", daysLate: 10, subGoals: [{ id: made.subGoalId }] });
  });

  test("nothing of another site can be linked", async () => {
    const world = await setUp();
    const { subGoalId } = await world.coordinate((call) => createTestSubGoal(call));
    const themeId = await world.as("foreignCoordinator", (call) => createTestTheme(call));
    const answer = await world.send(world.token, contract.linkSubGoal, {
      params: { subGoalId },
      body: { measureIds: [newId()], themeIds: [themeId], version: 1 },
    });
    expect(bodyOf(answer).fields).toEqual([
      { path: "body.measureIds", code: "unknown" },
      { path: "body.themeIds", code: "unknown" },
    ]);
  });
});

describe("the roadmap of the programme", () => {
  test("shows each site with its phase, and its plan only while it is released, without reasons", async () => {
    const world = await setUp();
    const one = await world.coordinate((call) => createTestMilestone(call));
    await world.coordinate((call) =>
      verbs.changeMilestone(call, one.id, {
        phaseNumber: 4,
        title: one.title,
        dueOn: addDays(today(), 90),
        reason: "Streit im Amt.",
        version: 1,
      }),
    );
    const roadmap = async () => {
      const answer = await world.send(world.actors.programmeLead.token, contract.getRoadmap, {});
      expect(answer.body).not.toContain("Streit im Amt.");
      return contract.getRoadmap.answer!.parse(JSON.parse(answer.body)).sites;
    };
    const before = await roadmap();
    expect(before.map((site) => site.siteId).sort()).toEqual([world.siteId, world.otherSiteId].sort());
    expect(before.map((site) => site.plan)).toEqual([null, null]);
    await world.coordinate((call) => verbs.releaseToProgramme(call, "roadmap", { isReleased: true, version: 0 }));
    const own = (await roadmap()).find((site) => site.siteId === world.siteId)!;
    expect(own.plan?.milestones.find((each) => each.id === one.id)).toMatchObject({ moved: 1, dueOn: addDays(today(), 90) });
    await world.coordinate((call) => verbs.releaseToProgramme(call, "roadmap", { isReleased: false, version: 1 }));
    expect((await roadmap()).every((site) => site.plan === null)).toBe(true);
  });

  test("a framework is read as decided last, never as it is being written, and not by another programme", async () => {
    const world = await setUp();
    const other = await setUp();
    await world.coordinate((call) => createTestGoal(call, "Beschlossen"));
    await decided(world);
    await world.coordinate(async (call) => {
      await createTestGoal(call, "Noch Entwurf");
      await verbs.releaseToProgramme(call, "framework", { isReleased: true, version: 0 });
    });
    const read = (of: World) => of.send(of.actors.evaluator.token, contract.openReleasedFramework, { params: { siteId: world.siteId } });
    const answer = await read(world);
    expect(answer.body).toContain("Beschlossen");
    expect(answer.body).not.toContain("Noch Entwurf");
    expect((await read(other)).statusCode).toBe(404);
  });
});
