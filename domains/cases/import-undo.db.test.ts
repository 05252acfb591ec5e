import { describe, expect, it } from "vitest";
import { asActor } from "../../platform/server/database/actor.ts";
import { today } from "../../platform/server/clock.ts";
import { newId } from "../../platform/server/ids.ts";
import { asSuperuser } from "../../platform/testing/database.ts";
import { useTestServer } from "../../platform/testing/http.ts";
import { readSpreadsheet } from "../../platform/testing/read-spreadsheet.ts";
import { createTestShare } from "../consent/factory.ts";
import { createTestNetwork, type TestNetwork } from "../network/factory.ts";
import { addMembership, createAccount } from "../network/index.ts";
import * as contract from "./contract.ts";
import { saveContact, saveDeadline, saveGoal, savePersonalNote } from "./details.ts";
import { createTestCase, utf8 } from "./factory.ts";
import { type CaseListOptions, takeCaseList } from "./lists.ts";
import { recordLegalBasis, setDeputy, takeOver } from "./verbs.ts";

const server = useTestServer();

const header = "Name;Vorname;Geburtsdatum;Wohnort;Telefon;Ziel;Bemerkung;Rechtskreis;Berechtigung Integrationskurs;zuständig";
const first = "Kovalenko;Iryna;03.02.1988;Hohenfeld;0234 5678;Arbeit;Bescheid fehlt;SGB II;01.02.2026;";
const second = "Osmani;Samira;01.05.1990;Erlbach;;;;;;";
const third = "Gebremedhin;Tesfay;11.11.1979;Erlbach;;;;;;Paul Oduya";

async function world() {
  const network = await createTestNetwork(server.at.database);
  const bring = async (lines: readonly string[], more: Partial<CaseListOptions> = {}) => {
    const importId = newId();
    const bytes = utf8([header, ...lines].join("\r\n"));
    const list = await takeCaseList(
      (work) => network.as("holder", work),
      { bytes, name: "Fallliste Osmani 2026.csv" },
      { write: true, importId, ...more },
    );
    return { importId, list };
  };
  return { network, bring, holder: network.actors.holder.token };
}

/** How many rows of all tables of people, consent and cases know one of these. */
async function countRows(network: TestNetwork): Promise<number> {
  const tables = await asSuperuser<{ name: string }>(
    server.at,
    `select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
     where c.table_schema in ('people', 'consent', 'cases') and c.column_name = 'client_id'`,
  );
  let rows = 0;
  for (const { name } of tables) {
    const [found] = await asSuperuser<{ n: number }>(server.at, `select count(*)::integer as n from ${name} where site_id = $1`, [
      network.siteId,
    ]);
    rows += found!.n;
  }
  return rows;
}

describe("an import taken back", () => {
  it("leaves nothing of its people, not even a key; the list may come again", async () => {
    const { network, bring, holder } = await world();
    const before = await countRows(network);
    const { importId, list } = await bring([first, second, third]);
    expect(list).toMatchObject({ created: 3, written: true });
    const { imports } = await server.ask(holder, contract.listImports, {});
    expect(imports).toMatchObject([
      { id: importId, created: 3, read: 3, fileLabel: "Fallliste … 2026.csv", undoneAt: null, abilities: { undo: true } },
    ]);
    const params = { importId };
    expect(await server.ask(holder, contract.previewUndo, { params })).toMatchObject({ created: 3, goes: 3, stays: [], staysCount: 0 });
    expect(await countRows(network)).toBeGreaterThan(before + 40);
    expect(await server.ask(holder, contract.undoImport, { params, body: { rest: false } })).toEqual({ undone: 3 });
    expect(await countRows(network)).toBe(before);
    expect((await server.ask(holder, contract.listImports, {})).imports).toMatchObject([{ undone: 3, abilities: { undo: false } }]);
    const { rows } = await readSpreadsheet(await server.send(holder, contract.makeImportsSpreadsheet, { query: {} }));
    expect(rows).toEqual([[today(), "Fallliste … 2026.csv", expect.any(String), "3", "3", "0", "0", "0", "3", today()]]);
    expect(rows[0]![2]).not.toBe("");
    const twice = await server.send(holder, contract.undoImport, { params, body: { rest: false } });
    expect(twice.json()).toMatchObject({ code: "conflict", reason: "import_undone" });
    const [logged] = await asSuperuser<{ n: number }>(
      server.at,
      "select cardinality(client_ids) as n from accounts.access_log where action = 'cases.undo_import' and site_id = $1",
      [network.siteId],
    );
    expect(logged!.n).toBe(3);
    expect((await bring([first, second, third])).list).toMatchObject({ created: 3 });
  });

  type Work = (network: TestNetwork, of: { caseId: string; clientId: string; number: string }) => Promise<unknown>;
  const works: readonly (readonly [string, Work])[] = [
    [
      "contact",
      (network, { caseId }) =>
        network.as("holder", (call) =>
          saveContact(call, caseId, {
            id: newId(),
            happenedOn: today(),
            kind: "phone",
            minutes: 5,
            sentence: "Ruft an",
            category: "plan",
            doneStepIds: [],
            nextAppointment: null,
            nextStep: null,
          }),
        ),
    ],
    [
      "edited",
      (network, { caseId }) =>
        network.as("holder", (call) => recordLegalBasis(call, caseId, { legalBasis: "public_task", recordedOn: today() })),
    ],
    [
      "edited",
      (network, { caseId }) =>
        network.as("holder", (call) =>
          saveGoal(call, caseId, {
            id: newId(),
            version: null,
            text: "Deutsch",
            category: "plan",
            state: "open",
            ratedByPerson: null,
            ratedByCaseManager: null,
          } as never),
        ),
    ],
    ["edited", (network, { caseId }) => network.as("holder", (call) => savePersonalNote(call, caseId, { version: null, text: "müde" }))],
    [
      "edited",
      (network, { caseId }) =>
        network.as("holder", (call) =>
          saveDeadline(call, caseId, {
            id: newId(),
            version: null,
            category: "plan",
            dueOn: today(),
            what: "Widerspruch",
            harm: "weniger Geld",
            legalDomain: null,
          } as never),
        ),
    ],
    [
      "other_reader",
      (network, { caseId }) =>
        network.as("holder", (call) => setDeputy(call, caseId, { membershipId: network.actors.colleague.membershipId, untilOn: today() })),
    ],
    [
      "other_reader",
      (network, { number }) => network.as("colleague", (call) => takeOver(call, { id: newId(), number, reason: "Krankheit" })),
    ],
    [
      "shared",
      async (network, { caseId, clientId }) => {
        await network.as("holder", (call) => recordLegalBasis(call, caseId, { legalBasis: "public_task", recordedOn: today() }));
        await network.as("holder", (call) =>
          createTestShare(call, { clientId, unitId: network.actors.partner.unitId, categories: ["plan"] }),
        );
      },
    ],
  ];
  for (const [at, [why, work]] of works.entries())
    it(`is refused where something was built on a case: ${why} (${at + 1})`, async () => {
      const { network, bring, holder } = await world();
      const { importId } = await bring([first, second]);
      const { cases } = await server.ask(holder, contract.listCases, { query: {} });
      const worked = cases.find((one) => one.identity?.familyName === "Kovalenko")!;
      await work(network, { caseId: worked.id, clientId: worked.clientId, number: worked.number });
      const params = { importId };
      expect(await server.ask(holder, contract.previewUndo, { params })).toMatchObject({
        goes: 1,
        staysCount: 1,
        stays: [{ number: worked.number, why }],
      });
      const refused = await server.send(holder, contract.undoImport, { params, body: { rest: false } });
      expect(refused.json()).toMatchObject({ code: "conflict", reason: "import_built_on" });
      expect((await server.ask(holder, contract.listCases, { query: {} })).total).toBe(2);
      expect(await server.ask(holder, contract.undoImport, { params, body: { rest: true } })).toEqual({ undone: 1 });
      expect((await server.ask(holder, contract.listCases, { query: {} })).cases).toMatchObject([{ number: worked.number }]);
    });

  it("waits for what is being written just now, and then leaves it alone", async () => {
    const { network, bring, holder } = await world();
    const { importId } = await bring([first]);
    const [worked] = (await server.ask(holder, contract.listCases, { query: {} })).cases;
    let undoing: Promise<{ statusCode: number }> | undefined;
    await network.as("holder", async (call) => {
      await savePersonalNote(call, worked!.id, { version: null, text: "müde" });
      undoing = server.send(holder, contract.undoImport, { params: { importId }, body: { rest: false } });
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect((await undoing!).statusCode).toBe(409);
    expect((await server.ask(holder, contract.listCases, { query: {} })).total).toBe(1);
  });

  it("keeps cases that a later list changed, and never touches those it changed itself", async () => {
    const { bring, holder } = await world();
    const one = await bring([first, second]);
    const two = await bring([first.replace("0234 5678", "0234 9999"), third]);
    expect(two.list).toMatchObject({ created: 1, changed: 1 });
    expect(await server.ask(holder, contract.previewUndo, { params: one })).toMatchObject({ goes: 1, stays: [{ why: "later_list" }] });
    expect(await server.ask(holder, contract.previewUndo, { params: two })).toMatchObject({ created: 1, goes: 1, changed: 1 });
    await server.ask(holder, contract.undoImport, { params: two, body: { rest: false } });
    expect((await server.ask(holder, contract.listCases, { query: {} })).total).toBe(2);
  });

  it("is for who brought the list", async () => {
    const { network, bring } = await world();
    const { importId } = await bring([first]);
    const colleague = network.actors.colleague.token;
    expect((await server.ask(colleague, contract.listImports, {})).imports).toMatchObject([{ id: importId, abilities: { undo: false } }]);
    expect((await server.send(colleague, contract.undoImport, { params: { importId }, body: { rest: true } })).statusCode).toBe(403);
    expect(
      (await server.send(network.actors.otherCaseManager.token, contract.undoImport, { params: { importId }, body: { rest: true } }))
        .statusCode,
    ).toBe(404);
  });
});

describe("a list on its way", () => {
  it("is one import, however often the same click arrives", async () => {
    const { network, bring, holder } = await world();
    const { importId, list } = await bring([first, second]);
    expect(list.created).toBe(2);
    const again = await bring([first, second], { importId });
    expect(again.list).toMatchObject({ created: 2, unchanged: 0, written: true });
    expect((await server.ask(holder, contract.listImports, {})).imports).toHaveLength(1);
    const [a, b] = await Promise.all([bring([third], { importId: network.siteId }), bring([third], { importId: network.siteId })]);
    expect([a.list.created, b.list.created]).toEqual([1, 1]);
    expect(await server.ask(holder, contract.getImportProgress, { params: { importId } })).toMatchObject({
      state: "done",
      result: { read: 2, created: 2 },
    });
  });

  it("says how far it is, and stopped leaves nothing", async () => {
    const { network, holder } = await world();
    const importId = newId();
    const params = { importId };
    expect(await server.ask(holder, contract.getImportProgress, { params })).toMatchObject({ state: "none" });
    expect(await server.ask(holder, contract.cancelImport, { params })).toEqual({ cancelled: false });
    const before = await countRows(network);
    const lines = Array.from(
      { length: 2_000 },
      (_, at) => `Haddad;Amal ${[...String(at)].map((digit) => "abcdefghij"[Number(digit)]).join("")};01.03.1990;Hohenfeld;;;;;;`,
    );
    const bytes = utf8([header, ...lines].join("\r\n"));
    const taking = takeCaseList((work) => network.as("holder", work), { bytes, name: "Liste.csv" }, { write: true, importId });
    const ended = taking.then(
      () => "written",
      (error: Error) => error.message,
    );
    const stages = new Set<string | null>();
    for (;;) {
      const { state, stage } = await server.ask(holder, contract.getImportProgress, { params });
      stages.add(stage);
      if (stage === "writing") expect(await server.ask(holder, contract.cancelImport, { params })).toEqual({ cancelled: true });
      if (state === "stopping" || state === "done") break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await ended).toMatch(/import_cancelled/);
    expect([...stages]).toContain("writing");
    expect(await countRows(network)).toBe(before);
    expect((await server.ask(holder, contract.listImports, {})).imports).toEqual([]);
    expect(await server.ask(holder, contract.getImportProgress, { params })).toMatchObject({ state: "none" });
  }, 60_000);
});

describe("somebody who came by hand", () => {
  const identity = { familyName: "Kovalenko", givenNames: "Iryna", birthDate: "1988-02-03", birthYear: null };

  it("is proposed, never joined silently, and keeps what was written by hand", async () => {
    const { network, bring, holder } = await world();
    const made = await network.as("holder", (call) => createTestCase(call, { identity }));
    const trial = await bring([first.replace("Kovalenko", "Kowalenko"), second], { write: false });
    expect(trial.list).toMatchObject({
      created: 1,
      failed: 1,
      issues: [{ row: 2, code: "maybe_known_person", params: { number: made.number } }],
    });
    expect((await bring([first, second])).list).toMatchObject({ written: false });
    expect((await bring([first, second], { samePerson: { same: [2] } })).list).toMatchObject({ created: 1, changed: 1, written: true });
    const listed = await server.ask(holder, contract.listCases, { query: {} });
    expect(listed.total).toBe(2);
    const opened = await server.ask(holder, contract.openCase, { params: { caseId: made.caseId } });
    expect(opened).toMatchObject({ identity: { birthDate: "1988-02-03" }, goals: [{ text: "Arbeit" }], phase: "planning" });
    expect((await bring([first, second])).list).toMatchObject({ created: 0, unchanged: 2, written: true });
  });

  it("may be somebody else, or stay out", async () => {
    const { network, bring, holder } = await world();
    await network.as("holder", (call) => createTestCase(call, { identity }));
    expect((await bring([first, second], { without: [2] })).list).toMatchObject({ created: 1, written: true });
    expect((await bring([first], { samePerson: { other: [2] } })).list).toMatchObject({ created: 1, written: true });
    expect((await server.ask(holder, contract.listCases, { query: {} })).total).toBe(3);
  });

  it("whom a colleague holds is told to nobody but the system of the unit; a sister is somebody else", async () => {
    const { network, bring } = await world();
    await network.as("colleague", (call) => createTestCase(call, { identity }));
    expect((await bring([first], { write: false })).list).toMatchObject({ created: 1, failed: 0 });
    const unitId = network.actors.holder.unitId;
    const systemId = await asActor(server.at.database, { membership: network.systemMembershipId }, async (call) => {
      const accountId = await createAccount(server.at.database, { email: `system.${newId()}@example.org`, name: "System" });
      return await addMembership(call, { accountId, unitId, role: "system" as never, name: "System" });
    });
    const bytes = utf8([header, first, first.replace("Iryna", "Oksana")].join("\r\n"));
    const list = await takeCaseList(
      (work) => asActor(server.at.database, { membership: systemId }, work),
      { bytes, name: "Liste.csv" },
      { write: false },
    );
    expect(list).toMatchObject({ created: 1, failed: 1, issues: [{ row: 2, code: "maybe_known_person" }] });
  });
});
