import { afterEach, describe, expect, it } from "vitest";
import { addDays } from "../../platform/contract/days.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { freezeClock, now, today } from "../../platform/server/clock.ts";
import { passMomentToDatabase } from "../../platform/server/database/actor.ts";
import { newId } from "../../platform/server/ids.ts";
import { withdrawShare } from "../consent/index.ts";
import { createTestShare } from "../consent/factory.ts";
import { type DataCategory, dataCategories, getDraft, saveDraft } from "../network/contract.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { createTestClient, testIdentity } from "../people/factory.ts";
import * as contract from "./contract.ts";
import { createTestCase, type TestCase } from "./factory.ts";
import { listMilestonePairs } from "./milestones.ts";
import { openCase } from "./verbs.ts";

const server = useTestServer();

afterEach(() => {
  freezeClock(undefined);
  passMomentToDatabase(false);
});

function later(hours: number): void {
  freezeClock(new Date(now().getTime() + hours * 3_600_000));
  passMomentToDatabase(true);
}

type World = { network: TestNetwork; made: TestCase; holder: string; colleague: string; partner: string; params: { caseId: string } };

async function world(): Promise<World> {
  const network = await createTestNetwork(server.at.database);
  const made = await network.as("holder", (call) => createTestCase(call));
  const { holder, colleague, partnerWithShare } = network.actors;
  return {
    network,
    made,
    holder: holder.token,
    colleague: colleague.token,
    partner: partnerWithShare.token,
    params: { caseId: made.caseId },
  };
}

const read = (of: World, token = of.holder) => server.ask(token, contract.openCase, { params: of.params });
const share = (of: World, categories: DataCategory[]) =>
  of.network.as("holder", (call) =>
    createTestShare(call, { clientId: of.made.clientId, unitId: of.network.actors.partnerWithShare.unitId, categories }),
  );

async function addStep(of: World, more: object = {}): Promise<string> {
  const id = newId();
  await server.ask(of.holder, contract.saveStep, { params: of.params, body: { id, version: null, text: `Schritt ${id}`, ...more } });
  return id;
}

describe("a contact", () => {
  const body = (more: object = {}) => ({
    id: newId(),
    happenedOn: today(),
    kind: "phone" as const,
    minutes: 10,
    sentence: "Die Kita Sonnenhang sagt zwei Plätze zu.",
    ...more,
  });

  it("is one request: ticks off, plans on, fills the activity sheet and discards the draft; the same click again changes nothing", async () => {
    const of = await world();
    const stepId = await addStep(of);
    const draft = { key: `contact:${of.made.caseId}` };
    await server.ask(of.holder, saveDraft, { params: draft, body: { content: "Die Kita" } });
    const contact = body({
      doneStepIds: [stepId],
      nextAppointment: { id: newId(), onDay: addDays(today(), 7) },
      nextStep: { id: newId(), text: "Zusage an die Sprachschule geben", dueOn: addDays(today(), 3) },
    });
    const first = await server.ask(of.holder, contract.saveContact, { params: of.params, body: contact });
    expect(await server.ask(of.holder, contract.saveContact, { params: of.params, body: contact })).toEqual(first);
    const seen = await read(of);
    expect(seen.nextStep).toMatchObject({ text: "Zusage an die Sprachschule geben", dueOn: addDays(today(), 3) });
    expect(seen.appointments).toMatchObject([{ onDay: addDays(today(), 7), what: null }]);
    expect(seen.lastContactOn).toBe(today());
    const entry = seen.story.items.find((item) => item.kind === "contact");
    expect(entry).toMatchObject({ contact: { sentence: contact.sentence, doneSteps: [{ id: stepId }] } });
    expect((await server.ask(of.holder, getDraft, { params: draft })).content).toBeNull();
    const sheet = await asSuperuser(server.at, "select * from cases.activity where unit_id = $1", [of.network.actors.holder.unitId]);
    expect(sheet).toMatchObject([{ minutes: 10, kind: "phone" }]);
    expect(Object.values(sheet[0]!)).not.toContain(contact.id);
  });

  it("with another content under a known id is refused and shows what stands there", async () => {
    const of = await world();
    const contact = body();
    await server.ask(of.holder, contract.saveContact, { params: of.params, body: contact });
    const other = await server.send(of.holder, contract.saveContact, {
      params: of.params,
      body: { ...contact, sentence: "Etwas anderes" },
    });
    expect(other.statusCode).toBe(409);
    expect(other.json()).toMatchObject({ code: "changed_meanwhile", current: { sentence: contact.sentence } });
  });

  it("is corrected once; the second editor gets both versions, and the sheet follows", async () => {
    const of = await world();
    const contact = body();
    await server.ask(of.holder, contract.saveContact, { params: of.params, body: contact });
    const params = { ...of.params, contactId: contact.id };
    const change = (minutes: number) => ({
      params,
      body: { version: 1, happenedOn: today(), kind: "visit" as const, minutes, sentence: "Berichtigt", category: "family" as const },
    });
    await server.ask(of.holder, contract.editContact, change(25));
    const late = await server.send(of.holder, contract.editContact, change(30));
    expect(late.json()).toMatchObject({ code: "changed_meanwhile", current: { minutes: 25, version: 2 } });
    // what stands now was shown to the second editor: a read, though nothing was written
    const log = await asSuperuser(server.at, "select client_ids, basis from accounts.access_log where request_id = $1", [
      late.json<{ requestId: string }>().requestId,
    ]);
    expect(log).toEqual([{ client_ids: [of.made.clientId], basis: "holder" }]);
    const sheet = await asSuperuser(server.at, "select minutes, kind from cases.activity where unit_id = $1", [
      of.network.actors.holder.unitId,
    ]);
    expect(sheet).toEqual([{ minutes: 25, kind: "visit" }]);
  });

  it("cannot tick off a step of another case, and says so in the field", async () => {
    const of = await world();
    const other = await of.network.as("holder", (call) => createTestCase(call));
    const foreign = newId();
    await server.ask(of.holder, contract.saveStep, {
      params: { caseId: other.caseId },
      body: { id: foreign, version: null, text: "Fremd" },
    });
    const answer = await server.send(of.holder, contract.saveContact, { params: of.params, body: body({ doneStepIds: [foreign] }) });
    expect(answer.json()).toMatchObject({ fields: [{ path: "body.doneStepIds.0", code: "unknown_step" }] });
    expect((await read(of)).story.items.filter((item) => item.kind === "contact")).toEqual([]);
  });
});

describe("milestones", () => {
  const milestones = (of: World) =>
    asSuperuser(server.at, "select event, service, happened_on::text from cases.milestone where client_id = $1 order by event", [
      of.made.clientId,
    ]);

  it("arise from a day on a step, change with it and go with it", async () => {
    const of = await world();
    const id = newId();
    const save = (version: number | null, more: object) =>
      server.send(of.holder, contract.saveStep, {
        params: of.params,
        body: { id, version, text: "Integrationskurs", service: "integration_course", ...more },
      });
    await save(null, { entitledOn: "2026-05-12" });
    expect(await milestones(of)).toEqual([{ event: "entitled", service: "integration_course", happened_on: "2026-05-12" }]);
    await save(1, { entitledOn: "2026-05-13", startedOn: "2026-10-08" });
    expect(await milestones(of)).toMatchObject([{ happened_on: "2026-05-13" }, { event: "started", happened_on: "2026-10-08" }]);
    const pairs = await of.network.as("coordinator", (call) =>
      listMilestonePairs(call, {
        service: "integration_course",
        startEvent: "entitled",
        endEvent: "started",
        fromOn: "2026-01-01",
        untilOn: "2026-12-31",
      }),
    );
    expect(pairs).toMatchObject([{ startOn: "2026-05-13", endOn: "2026-10-08" }]);
    expect(JSON.stringify(pairs)).not.toContain(of.made.clientId);
    await save(2, { entitledOn: "2026-05-13" });
    expect(await milestones(of)).toHaveLength(1);
    await save(3, { service: null });
    expect(await milestones(of)).toEqual([]);
  });

  it("need a service, lie in the past and end after they begin", async () => {
    const of = await world();
    const tomorrow = addDays(today(), 1);
    const wrong = { id: newId(), version: null, text: "Kurs", entitledOn: tomorrow, startedOn: today(), finishedOn: addDays(today(), -1) };
    const answer = await server.send(of.holder, contract.saveStep, { params: of.params, body: wrong });
    expect(answer.json().fields).toEqual([
      { path: "body.service", code: "required" },
      { path: "body.entitledOn", code: "in_future" },
      { path: "body.finishedOn", code: "before_start" },
    ]);
  });

  it("give figures to coordination of the own site and to nobody else", async () => {
    const of = await world();
    await addStep(of, { service: "integration_course", entitledOn: "2026-05-12" });
    const ask = {
      service: "integration_course",
      startEvent: "entitled",
      endEvent: "started",
      fromOn: "2026-01-01",
      untilOn: "2026-12-31",
    } as const;
    for (const [name, actor] of Object.entries(of.network.actors)) {
      if (name === "nobody" || actor.membershipId === undefined) continue;
      const pairs = await of.network.as(name as "holder", (call) => listMilestonePairs(call, ask));
      expect(pairs.length, name).toBe(name === "coordinator" ? 1 : 0);
    }
  });
});

describe("a share", () => {
  it("shows exactly the rows of its categories, in lists and on pages, until it is withdrawn", async () => {
    const of = await world();
    for (const category of dataCategories) {
      const params = of.params;
      await server.ask(of.holder, contract.saveGoal, { params, body: { id: newId(), version: null, category, text: `Ziel ${category}` } });
      await server.ask(of.holder, contract.saveStep, {
        params,
        body: { id: newId(), version: null, category, text: `Schritt ${category}` },
      });
      await server.ask(of.holder, contract.saveNote, {
        params,
        body: { id: newId(), version: null, category, text: "Notiz", writtenOn: today() },
      });
      await server.ask(of.holder, contract.saveAppointment, {
        params,
        body: { id: newId(), version: null, category, onDay: today(), what: "Termin" },
      });
      const deadline = { id: newId(), version: null, category, dueOn: today(), what: `Frist ${category}`, harm: "Schaden" };
      await server.ask(of.holder, contract.saveDeadline, { params, body: deadline });
      const contact = { id: newId(), category, happenedOn: today(), kind: "visit" as const, minutes: 5, sentence: `Kontakt ${category}` };
      await server.ask(of.holder, contract.saveContact, { params, body: contact });
    }
    await server.ask(of.holder, contract.savePeriod, {
      params: of.params,
      body: { id: newId(), version: null, legalDomain: "sgb_ii", fromOn: "2026-06-01", untilOn: null },
    });
    expect((await server.send(of.partner, contract.openCase, { params: of.params })).statusCode).toBe(404);
    const wanted: DataCategory[] = ["work", "language_education"];
    const shareId = await share(of, wanted);
    const seen = await read(of, of.partner);
    expect(seen).toMatchObject({ identity: null, phase: null, townId: null, contactDetails: null, personalNotes: null, basis: "share" });
    expect(seen.readable).toEqual(wanted);
    expect(seen.hidden).toHaveLength(9);
    for (const part of [seen.goals, seen.steps, seen.deadlines, seen.appointments])
      expect(part.map((row) => row.category).sort()).toEqual(wanted.toSorted());
    expect(seen.periods).toEqual([]);
    const inStory = seen.story.items.flatMap((item) =>
      item.kind === "contact" ? [item.contact.category] : item.kind === "note" ? [item.note.category] : [],
    );
    expect([...new Set(inStory)].sort()).toEqual(wanted.toSorted());
    expect(inStory).toHaveLength(4);
    expect(Object.values(seen.abilities).every((ability) => !ability)).toBe(true);
    const list = await server.ask(of.partner, contract.listCases, { query: {} });
    expect(list.cases).toMatchObject([
      { id: of.made.caseId, identity: null, nextDeadline: { what: expect.stringMatching(/work|language/) as string } },
    ]);
    // filtering must not tell what is hidden
    expect((await server.ask(of.partner, contract.listCases, { query: { phase: "planning" } })).cases).toEqual([]);
    await of.network.as("holder", (call) => withdrawShare(call, shareId, today(), "withdrawn"));
    expect((await server.send(of.partner, contract.openCase, { params: of.params })).statusCode).toBe(404);
    expect((await server.ask(of.partner, contract.listCases, { query: {} })).cases).toEqual([]);
    expect((await read(of)).goals).toHaveLength(11);
  });

  it("brings the recipient home what its unit has to do", async () => {
    const of = await world();
    const { unitId } = of.network.actors.partnerWithShare;
    await share(of, ["identity", "work"]);
    const stepId = await addStep(of, { category: "work", doer: { kind: "unit", unitId } });
    await addStep(of, { category: "health", doer: { kind: "unit", unitId } });
    const { cases } = await server.ask(of.partner, contract.listSharedCases, { query: {} });
    expect(cases).toMatchObject([
      { caseId: of.made.caseId, identity: { familyName: "Rahimi" }, categories: ["identity", "work"], steps: [{ id: stepId }] },
    ]);
    const { waiting } = await server.ask(of.holder, contract.getToday, {});
    expect(waiting).toHaveLength(2);
  });
});

describe("standing in", () => {
  it("a deputy works with the case until the last day", async () => {
    const of = await world();
    const { membershipId } = of.network.actors.colleague;
    expect((await server.send(of.colleague, contract.openCase, { params: of.params })).statusCode).toBe(404);
    const answer = await server.ask(of.holder, contract.setDeputy, { params: of.params, body: { membershipId, untilOn: today() } });
    expect(answer.deputies).toEqual([{ membershipId, untilOn: today() }]);
    expect((await read(of, of.colleague)).abilities).toMatchObject({ edit: true, share: true, setDeputy: true });
    later(24);
    await expect(of.network.as("colleague", (call) => openCase(call, of.made.caseId))).rejects.toThrow(/not_found/);
  });

  it("ends when the holder says so, and only colleagues can stand in", async () => {
    const of = await world();
    const { membershipId } = of.network.actors.colleague;
    await server.ask(of.holder, contract.setDeputy, { params: of.params, body: { membershipId } });
    await server.ask(of.holder, contract.setDeputy, { params: of.params, body: { membershipId: null } });
    expect((await server.send(of.colleague, contract.openCase, { params: of.params })).statusCode).toBe(404);
    const stranger = { membershipId: of.network.actors.otherCaseManager.membershipId };
    const answer = await server.send(of.holder, contract.setDeputy, { params: of.params, body: stranger });
    expect(answer.json()).toMatchObject({ fields: [{ path: "body.membershipId", code: "not_a_colleague" }] });
  });

  it("in an emergency lasts three hours, opens the case to nobody else and is told", async () => {
    const of = await world();
    const body = { id: newId(), number: of.made.number.toLowerCase(), reason: "Die Kollegin ist krank, die Frist läuft heute ab" };
    const taken = await server.ask(of.colleague, contract.takeOver, { body });
    expect(taken.caseId).toBe(of.made.caseId);
    expect(await server.ask(of.colleague, contract.takeOver, { body })).toEqual(taken);
    expect((await read(of, of.colleague)).abilities).toMatchObject({ edit: true, share: false, setDeputy: false });
    const deputy = { params: of.params, body: { membershipId: of.network.actors.colleague.membershipId } };
    expect((await server.send(of.colleague, contract.setDeputy, deputy)).statusCode).toBe(403);
    const { takeOvers } = await server.ask(of.holder, contract.getToday, {});
    expect(takeOvers).toMatchObject([{ id: body.id, reason: body.reason, byId: of.network.actors.colleague.membershipId }]);
    await server.ask(of.holder, contract.acknowledgeTakeOver, { params: { takeOverId: body.id } });
    expect((await server.ask(of.holder, contract.getToday, {})).takeOvers).toEqual([]);
    later(3.01);
    await expect(of.network.as("colleague", (call) => openCase(call, of.made.caseId))).rejects.toThrow(/not_found/);
  });
});

describe("notes", () => {
  it("personal ones are read by their author alone and go when the case closes", async () => {
    const of = await world();
    const { membershipId } = of.network.actors.colleague;
    await server.ask(of.holder, contract.setDeputy, { params: of.params, body: { membershipId } });
    await server.ask(of.holder, contract.savePersonalNote, { params: of.params, body: { version: null, text: "Wirkt müde" } });
    await server.ask(of.colleague, contract.savePersonalNote, { params: of.params, body: { version: null, text: "Mag Tee" } });
    expect((await read(of)).personalNote).toMatchObject({ text: "Wirkt müde", version: 1 });
    expect(await read(of, of.colleague)).toMatchObject({ personalNote: { text: "Mag Tee" }, personalNotes: 2 });
    const stale = await server.send(of.holder, contract.savePersonalNote, { params: of.params, body: { version: null, text: "Anders" } });
    expect(stale.json()).toMatchObject({ code: "changed_meanwhile", current: { text: "Wirkt müde" } });
    const close = { params: of.params, body: { version: 1, closedOn: today(), outcome: "goals_reached" as const } };
    await server.ask(of.holder, contract.closeCase, close);
    expect(await asSuperuser(server.at, "select 1 from cases.personal_note where case_id = $1", [of.made.caseId])).toEqual([]);
    const closed = await read(of);
    expect(closed).toMatchObject({ closedOn: today(), abilities: { edit: false, reopen: true }, personalNote: null });
    const late = { id: newId(), version: null, text: "Zu spät" };
    expect((await server.send(of.holder, contract.saveGoal, { params: of.params, body: late })).json()).toMatchObject({
      reason: "case_closed",
    });
    await server.ask(of.holder, contract.reopenCase, { params: of.params, body: { version: closed.version } });
    expect((await read(of)).abilities.edit).toBe(true);
  });
});

describe("legal domains", () => {
  it("never overlap with themselves, nor do two that secure a living", async () => {
    const of = await world();
    const save = (legalDomain: string, fromOn: string, untilOn: string | null) =>
      server.send(of.holder, contract.savePeriod, {
        params: of.params,
        body: { id: newId(), version: null, legalDomain: legalDomain as "sgb_ii", fromOn, untilOn },
      });
    expect((await save("asylblg", "2025-01-01", "2026-05-31")).statusCode).toBe(200);
    expect((await save("sgb_ii", "2026-06-01", null)).statusCode).toBe(200);
    expect((await save("aufenthg", "2026-01-01", null)).statusCode).toBe(200);
    expect((await save("sgb_ii", "2027-01-01", null)).json()).toMatchObject({
      fields: [{ code: "overlaps", params: { legalDomain: "sgb_ii" } }],
    });
    expect((await save("sgb_xii", "2026-05-31", "2026-05-31")).json()).toMatchObject({ fields: [{ params: { legalDomain: "asylblg" } }] });
  });
});

describe("a new case", () => {
  it("hints at people of the same name whom the actor may read anyway, and at nobody else", async () => {
    const of = await world();
    await of.network.as("otherCaseManager", (call) => createTestCase(call, { identity: { familyName: "Kovalenko", givenNames: "Iryna" } }));
    const body = (familyName: string, givenNames: string) => ({
      id: newId(),
      clientId: newId(),
      identity: {
        familyName,
        givenNames,
        birthDate: null,
        birthYear: null,
        sex: null,
        nationality: null,
        languages: [],
        isPseudonym: false,
      },
      openedOn: today(),
      legalBasis: "social_law" as const,
    });
    const first = await server.ask(of.holder, contract.createCase, { body: body("Rahimi", "Nadia") });
    expect(first.similar).toMatchObject([{ clientId: of.made.clientId, caseId: of.made.caseId }]);
    expect(first.number).toMatch(/^L-\d{4}-\d{4}$/);
    expect((await server.ask(of.holder, contract.createCase, { body: body("Kovalenko", "Iryna") })).similar).toEqual([]);
    const again = body("Osmani", "Samira");
    const created = await server.ask(of.holder, contract.createCase, { body: again });
    expect((await server.ask(of.holder, contract.createCase, { body: again })).number).toBe(created.number);
  });

  it("is of somebody who was born", async () => {
    const of = await world();
    const answer = async (identity: Partial<typeof testIdentity>) => {
      const body = {
        id: newId(),
        clientId: newId(),
        identity: { ...testIdentity, ...identity },
        openedOn: today(),
        legalBasis: "social_law" as const,
      };
      return (await server.send(of.holder, contract.createCase, { body })).json<{ fields?: object[] }>().fields;
    };
    expect(await answer({ birthDate: addDays(today(), 1) })).toEqual([{ path: "body.identity.birthDate", code: "in_future" }]);
    expect(await answer({ birthDate: today() })).toBeUndefined();
    expect(await answer({ birthDate: null, birthYear: 2091 })).toEqual([{ path: "body.identity.birthYear", code: "in_future" }]);
    const file = await read(of);
    const identity = { ...file.identity!, birthDate: "2091-02-03" };
    const changed = await server.send(of.holder, contract.changePerson, {
      params: of.params,
      body: { version: file.identityVersion!, identity },
    });
    expect(changed.json()).toMatchObject({ fields: [{ path: "body.identity.birthDate", code: "in_future" }] });
  });

  it("opens again, however its ids were spelled when it was made", async () => {
    const of = await world();
    const ids = { id: newId().toUpperCase(), clientId: newId().toUpperCase() };
    const identity = { ...testIdentity, familyName: "Großbuchstab" };
    await server.ask(of.holder, contract.createCase, {
      body: { ...ids, identity, openedOn: today(), legalBasis: "social_law" },
    });
    const params = { caseId: ids.id.toLowerCase() };
    await server.ask(of.holder, contract.savePersonalNote, {
      params: { caseId: ids.id },
      body: { version: null, text: "In Großbuchstaben angelegt" },
    });
    expect(await server.ask(of.holder, contract.openCase, { params })).toMatchObject({
      identity: { familyName: "Großbuchstab" },
      personalNote: { text: "In Großbuchstaben angelegt" },
    });
  });

  it("keeps every typed word sealed", async () => {
    const of = await world();
    await addStep(of, { text: "Zwetkowa anrufen" });
    await server.ask(of.holder, contract.saveDeadline, {
      params: of.params,
      body: { id: newId(), version: null, dueOn: today(), what: "Zwetkowa", harm: "Zwetkowa" },
    });
    await server.ask(of.holder, contract.savePersonalNote, { params: of.params, body: { version: null, text: "Zwetkowa" } });
    const tables = await asSuperuser<{ name: string }>(server.at, "select tablename as name from pg_tables where schemaname = 'cases'");
    for (const { name } of tables) {
      const [row] = await asSuperuser<{ dump: string | null }>(server.at, `select string_agg(t::text, ' ') as dump from cases.${name} t`);
      const text = (row!.dump ?? "").replaceAll(/\\\\x([0-9a-f]+)/g, (_, hex: string) => Buffer.from(hex, "hex").toString("latin1"));
      expect(text, name).not.toMatch(/zwetk/i);
    }
  });
});

it("sorts the caseload by name, by deadline and by last contact", async () => {
  const network = await createTestNetwork(server.at.database);
  const names = ["Ödemir", "Abdi", "Zaki"];
  for (const [at, familyName] of names.entries()) {
    const made = await network.as("holder", (call) => createTestCase(call, { identity: { familyName }, openedOn: "2026-01-01" }));
    const body = { id: newId(), version: null, dueOn: addDays("2026-12-01", 10 - at), what: "Frist", harm: "Schaden" };
    await server.ask(network.actors.holder.token, contract.saveDeadline, { params: { caseId: made.caseId }, body });
  }
  const order = async (sort: "name" | "deadline") =>
    (await server.ask(network.actors.holder.token, contract.listCases, { query: { sort } })).cases.map((row) => row.identity?.familyName);
  expect(await order("name")).toEqual(["Abdi", "Ödemir", "Zaki"]);
  expect(await order("deadline")).toEqual(["Zaki", "Abdi", "Ödemir"]);
  const quiet = await server.ask(network.actors.holder.token, contract.listCases, { query: { quiet: "yes" } });
  expect(quiet.total).toBe(3);
  const lead = await server.ask(network.actors.teamLead.token, contract.getCaseload, {});
  expect(lead.members).toEqual([{ membershipId: network.actors.holder.membershipId, open: 3, quiet: 3, legalBasisUnchecked: 0 }]);
  // somebody without a case is no case
  await network.as("holder", (call) => createTestClient(call));
  expect((await server.ask(network.actors.holder.token, contract.listCases, { query: {} })).total).toBe(3);
});
